import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { lightOf, paintOf } from '../light.ts';
import type { Moment, Paint, Subject } from '../subject.ts';
import { SUBJECTS } from './index.ts';
import { lookOf } from './look.ts';
import { PEOPLE } from './person.ts';

const SIZE = 44;
/** Room around the box, so that ink outside of it is seen. */
const FRAME = SIZE * 2;
const DRAWN = SUBJECTS.filter((subject) => !PEOPLE.includes(subject));

const paints: Record<'day' | 'night', Paint> = {
  day: paintOf(lightOf({ time: 'day', weather: 'clear', interior: false }, 'neutral', '', 0.2)),
  night: paintOf(lightOf({ time: 'night', weather: 'clear', interior: false }, 'neutral', '', 0.2)),
};

interface Wish {
  seconds?: number;
  action?: string;
  words?: string;
  seed?: string;
  paint?: Paint;
}

test('there are at least 250 things besides people, no two with the same id or word', () => {
  assert.ok(DRAWN.length >= 250, `${DRAWN.length}`);
  assert.equal(new Set(SUBJECTS.map(({ id }) => id)).size, SUBJECTS.length);
  const words = DRAWN.flatMap((subject) => subject.words);
  assert.deepEqual(
    words.filter((word, i) => words.indexOf(word) !== i),
    [],
  );
  for (const word of words) assert.match(word, /^[a-z0-9][a-z0-9 -]*$/);
});

test('everything is drawn in and about its box, and fills it', () => {
  for (const subject of DRAWN) {
    const { total, inside, width, height } = inkOf(draw(subject));
    assert.ok(total > 0, `${subject.id} draws nothing`);
    assert.ok(inside / total > 0.9, `${subject.id}: ${Math.round((100 * inside) / total)} % of its ink is in its box`);
    const longest = Math.max(width / Math.min(1, subject.ratio), height * Math.max(1, subject.ratio));
    assert.ok(longest > SIZE * 0.6, `${subject.id} is smaller than it says: ${width} × ${height}`);
  }
});

test('the same individual is drawn the same', () => {
  for (const subject of DRAWN) assert.ok(draw(subject).equals(draw(subject)), subject.id);
});

test('no two subjects look alike', () => {
  const seen = new Map<string, string>();
  for (const subject of DRAWN) {
    const picture = draw(subject).toString('base64');
    assert.equal(seen.get(picture), undefined, `${subject.id} looks like ${seen.get(picture)}`);
    seen.set(picture, subject.id);
  }
});

test('everything is seen by day and by night', () => {
  for (const subject of DRAWN) {
    const day = draw(subject, { paint: paints.day });
    const night = draw(subject, { paint: paints.night });
    assert.ok(inkOf(night).total > 30 && inkOf(day).total > 30, subject.id);
    assert.ok(!day.equals(night) || subject.place === 'air', `${subject.id} does not know the hour`);
  }
});

test('what is animated moves, smoothly; what is not stays as it is', () => {
  const wrong: string[] = [];
  for (const subject of DRAWN) {
    // Rolling things stand still until they drive, a lighthouse turns its light at night.
    const moved = [undefined, 'drive', 'launch', 'type', 'spin', 'read', 'charge', 'ring'].some((action) => {
      const wish = { action, paint: paints.night };
      return !draw(subject, { seconds: 1, ...wish }).equals(draw(subject, { seconds: 1.7, ...wish }));
    });
    if (moved !== subject.animated) wrong.push(`${subject.id} ${moved ? 'moves' : 'does not move'}`);
    if (!subject.animated) continue;
    for (const [action, seconds] of [
      ['run', 0.4],
      ['fly', 1.1],
      ['rest', 2.3],
      ['drive', 3.7],
    ] as const) {
      const step = difference(
        draw(subject, { seconds, action }),
        draw(subject, { seconds: seconds + 1 / 480, action }),
      );
      if (step > 0.09) wrong.push(`${subject.id} jumps by ${step.toFixed(3)} when told to ${action}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('what it does shows', () => {
  const pairs: [id: string, one: string, other: string][] = [
    ['dog', 'run', 'sleep'],
    ['horse', 'gallop', 'graze'],
    ['cat', 'sit', 'walk'],
    ['bird', 'fly', 'perch'],
    ['rocket', 'launch', 'stand'],
    ['book', 'open', 'lie'],
    ['robot', 'wave', 'stand'],
    ['dragon', 'breathe fire', 'rest'],
  ];
  for (const [id, one, other] of pairs) {
    assert.ok(difference(draw(subjectOf(id), { action: one }), draw(subjectOf(id), { action: other })) > 0.005, id);
  }
});

test('the colour that is asked for is the colour that is drawn', () => {
  for (const id of [
    'car',
    'dog',
    'house',
    'sofa',
    'coffee cup',
    'umbrella',
    'balloon',
    'bird',
    'dress',
    'flower',
    'robot',
    'book',
  ]) {
    const red = meanColour(draw(subjectOf(id), { words: 'red' }));
    const blue = meanColour(draw(subjectOf(id), { words: 'blue' }));
    assert.ok(red.red - red.blue > blue.red - blue.blue + 20, `${id}: ${JSON.stringify({ red, blue })}`);
  }
});

test('size, age, material, breakage and glow show', () => {
  const plain = draw(subjectOf('house'));
  for (const words of ['tiny', 'giant', 'old', 'wooden', 'broken', 'glowing']) {
    assert.ok(!plain.equals(draw(subjectOf('house'), { words })), words);
  }
  assert.ok(inkOf(draw(subjectOf('dog'), { words: 'tiny' })).height < inkOf(draw(subjectOf('dog'))).height * 0.6);
});

test('individuals of a kind differ', () => {
  const sorts = new Set(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => draw(subjectOf('car'), { seed }).toString('base64')),
  );
  assert.ok(sorts.size >= 3, `${sorts.size}`);
});

function subjectOf(id: string): Subject {
  const subject = SUBJECTS.find((each) => each.id === id);
  assert.ok(subject, id);
  return subject;
}

/** The picture's pixels: the subject's box is SIZE at its longer side, in the middle of the frame. */
function draw(subject: Subject, wish: Wish = {}): Buffer {
  const canvas = createCanvas(FRAME, FRAME);
  const pen = canvas.getContext('2d');
  const scale = SIZE / Math.max(subject.height, subject.height * subject.ratio);
  const moment: Moment = {
    seconds: wish.seconds ?? 1,
    progress: (wish.seconds ?? 1) / 4,
    action: wish.action ?? null,
    expression: null,
    mood: 'calm',
    hold: null,
  };
  pen.translate(FRAME / 2, SIZE * 1.5);
  pen.scale(scale, scale);
  subject.draw(pen, lookOf(wish.seed ?? subject.id, wish.words?.split(' ') ?? []), wish.paint ?? paints.day, moment);
  return Buffer.from(canvas.getContext('2d').getImageData(0, 0, FRAME, FRAME).data);
}

/** Ink is what covers at least half: soft light around a lamp is none. */
function inkOf(pixels: Buffer) {
  let [total, inside, left, right, top, bottom] = [0, 0, FRAME, 0, FRAME, 0];
  for (let y = 0; y < FRAME; y++) {
    for (let x = 0; x < FRAME; x++) {
      if (pixels[(y * FRAME + x) * 4 + 3]! < 128) continue;
      total++;
      if (Math.abs(x - FRAME / 2) < SIZE * 0.54 && y > SIZE * 0.46 && y < SIZE * 1.54) inside++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return { total, inside, width: right - left + 1, height: bottom - top + 1 };
}

/** Mean difference of two pictures over the ink of the first, 0 to 1. */
function difference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - other[i]!);
  return sum / 255 / 4 / Math.max(1, inkOf(one).total);
}

function meanColour(pixels: Buffer): { red: number; blue: number } {
  let [red, blue, count] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3]! < 200) continue;
    red += pixels[i]!;
    blue += pixels[i + 2]!;
    count++;
  }
  return { red: red / count, blue: blue / count };
}
