import { createCanvas } from '@napi-rs/canvas';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Look, Moment, Paint, Subject } from '../subject.ts';
import { PEOPLE, person, presenceOf } from './person.ts';

const PAINT: Paint = {
  lit: (colour) => colour,
  shade: (colour, amount = 0.25) => scaled(colour, 1 - amount),
  bright: (colour, amount = 0.25) => scaled(colour, 1 + amount),
  glow: (colour) => colour,
  keyFrom: -1,
  dark: false,
};
const METRE = 60;
const SIZE = 320;

test('words are unique, lower-case, and every person has a plain one', () => {
  const words = PEOPLE.flatMap((subject) => subject.words);
  assert.equal(new Set(words).size, words.length, 'a word means two people');
  for (const word of words) assert.equal(word, word.toLowerCase());
  assert.equal(person.words[0], 'person');
});

test('everybody is drawn, stands on the ground and is as tall as told', () => {
  for (const subject of PEOPLE) {
    const ink = inkOf(draw(subject, lookOf(3), momentOf(null)));
    assert.ok(ink.count > 250, `${subject.id} is hardly there`);
    assert.ok(Math.abs(ink.bottom) < 0.12, `${subject.id} ends at ${ink.bottom.toFixed(2)} m`);
    assert.ok(
      -ink.top > subject.height * 0.85 && -ink.top < subject.height * 1.5,
      `${subject.id} is ${(-ink.top).toFixed(2)} m tall`,
    );
  }
});

test('what a person does is seen: no two of these look alike', () => {
  const actions = [
    'types',
    'stretches',
    'celebrates',
    'walks',
    'runs',
    'sleeps',
    'plays guitar',
    'points',
    'kneels',
    'swims',
    'reads',
    'cycles',
  ];
  const pictures = actions.map((action) => draw(person, lookOf(3), momentOf(action)).toString('base64'));
  assert.equal(new Set(pictures).size, actions.length);
});

test('the same look and moment give the same picture, another seed another person', () => {
  const first = draw(person, lookOf(11), momentOf('talks'));
  assert.ok(first.equals(draw(person, lookOf(11), momentOf('talks'))));
  const others = [12, 13, 14, 15, 16].map((seed) => draw(person, lookOf(seed), momentOf('talks')));
  for (const other of others) assert.ok(!first.equals(other));
});

test('description changes the individual: colour, age, stature', () => {
  const plain = inkOf(draw(person, lookOf(5), momentOf(null)));
  const tall = inkOf(draw(person, lookOf(5, ['tall']), momentOf(null)));
  const child = inkOf(draw(person, lookOf(5, ['little']), momentOf(null)));
  assert.ok(tall.top < plain.top && child.top > plain.top * 0.85);
  const red = draw(person, { ...lookOf(5), colour: '#e01020' }, momentOf(null));
  assert.ok(share(red, [0xe0, 0x10, 0x20]) > 40, 'nothing is red');
});

test('what is held is drawn in the hand', () => {
  let at: { x: number; y: number } | null = null;
  const moment = momentOf('holds a lamp');
  draw(person, lookOf(5), {
    ...moment,
    hold: (pen) => {
      const { e, f } = pen.getTransform();
      at = { x: (e - SIZE / 2) / METRE, y: (f - SIZE + 40) / METRE };
    },
  });
  const hand = presenceOf(person, lookOf(5), moment)?.hand;
  assert.ok(at !== null && hand !== undefined);
  assert.ok(Math.hypot((at as { x: number }).x - hand.x, (at as { y: number }).y - hand.y) < 0.05);
});

test('presence tells the stage of face, desk, seat and speed', () => {
  const typing = presenceOf(person, lookOf(5), momentOf('types'));
  assert.ok(typing?.desk && typing.desk.y < -0.5 && typing.seat !== null && typing.speed === 0);
  const standing = presenceOf(person, lookOf(5), momentOf(null));
  assert.ok(
    standing &&
      standing.desk === null &&
      standing.seat === null &&
      standing.head.y < -1.3 &&
      standing.head.radius > 0.08,
  );
  assert.ok((presenceOf(person, lookOf(5), momentOf('runs'))?.speed ?? 0) > 2);
  assert.equal(presenceOf(person, lookOf(5), momentOf('floats'))?.afloat, true);
  assert.equal(presenceOf({ ...person, id: 'teapot' }, lookOf(5), momentOf(null)), null);
});

function draw(subject: Subject, look: Look, moment: Moment): Buffer {
  const canvas = createCanvas(SIZE, SIZE);
  const pen = canvas.getContext('2d');
  pen.translate(SIZE / 2, SIZE - 40);
  pen.scale(METRE, METRE);
  subject.draw(pen, look, PAINT, moment);
  return Buffer.from(canvas.data());
}

/** Metres of the topmost and lowest ink, and how many pixels are inked. */
function inkOf(pixels: Buffer): { top: number; bottom: number; count: number } {
  const rows: number[] = [];
  for (let index = 3; index < pixels.length; index += 4)
    if ((pixels[index] ?? 0) > 100) rows.push(Math.floor(index / 4 / SIZE));
  const metres = (row: number): number => (row - SIZE + 40) / METRE;
  return { top: metres(rows[0] ?? SIZE), bottom: metres((rows.at(-1) ?? 0) + 1), count: rows.length };
}

/** How many pixels have nearly this colour. */
function share(pixels: Buffer, [red, green, blue]: [number, number, number]): number {
  let count = 0;
  for (let index = 0; index < pixels.length; index += 4) {
    const distance =
      Math.abs((pixels[index] ?? 0) - red) +
      Math.abs((pixels[index + 1] ?? 0) - green) +
      Math.abs((pixels[index + 2] ?? 0) - blue);
    if (distance < 12 && pixels[index + 3] === 255) count++;
  }
  return count;
}

function momentOf(action: string | null): Moment {
  return { seconds: 1.1, progress: 0, action, expression: null, mood: 'neutral', hold: null };
}

function lookOf(seed: number, traits: string[] = []): Look {
  const pick = (trait: string): number =>
    ([...trait].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99991, seed * 7919) % 997) / 997;
  return {
    seed,
    pick,
    choose: (trait, options) => options[Math.floor(pick(trait) * options.length)] ?? options[0],
    colour: null,
    colourOf: () => null,
    traits: new Set(traits),
  };
}

function scaled(hex: string, factor: number): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const part = (shift: number): string =>
    Math.min(255, Math.round(((value >> shift) & 255) * factor))
      .toString(16)
      .padStart(2, '0');
  return `#${part(16)}${part(8)}${part(0)}`;
}
