import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Look, Moment } from '../../subject.ts';
import { GESTURES } from './gestures.ts';
import { perform } from './performance.ts';
import type { Joints } from './pose.ts';
import { ROLES } from './role.ts';
import { STANCES } from './stances.ts';

const ANYBODY = ROLES[0];
const RATE = 24;
const LOOK = lookOf(7);

/** Phrases that between them use every stance and gesture. */
const PHRASES = [
  'idle',
  'types',
  'writes',
  'leans back',
  'stretches',
  'celebrates',
  'claps',
  'waves',
  'sings',
  'talks',
  'listens',
  'points',
  'drinks',
  'eats',
  'holds a lamp',
  'gives a present',
  'reaches',
  'reads',
  'looks up',
  'looks out',
  'looks down',
  'looks around',
  'thinks',
  'sleeps',
  'prays',
  'meditates',
  'cooks',
  'plays guitar',
  'plays violin',
  'plays piano',
  'drums',
  'hammers',
  'repairs',
  'sweeps',
  'carries',
  'climbs',
  'swims',
  'rows',
  'drives',
  'cycles',
  'rides a horse',
  'hugs',
  'despairs',
  'cries',
  'slumps',
  'fishes',
  'paints',
  'photographs',
  'looks through binoculars',
  'calls',
  'scrolls',
  'salutes',
  'crosses arms',
  'hands on hips',
  'shrugs',
  'yells',
  'fights',
  'throws',
  'conducts',
  'dances',
  'pushes',
  'pulls',
  'laughs',
  'shivers',
  'walks',
  'strolls',
  'runs',
  'jumps',
  'floats',
  'flies',
  'crouches',
  'kneels',
  'sits',
  'sits on a bench',
  'sits on the ground',
  'lies',
  'stands',
];
const CHANGES = [
  'frustrated then leans back and stretches',
  'types then jumps for joy',
  'sleeps then wakes up',
  'salutes then walks',
  'sits then runs',
];

for (const action of [...PHRASES, ...CHANGES]) {
  test(`${action}: no joint jumps between two frames`, () => {
    const frames = RATE * 6;
    // A runner's knee covers 0.16 m in a frame; anything far beyond that is a jump of the drawing, not of the person.
    const limit = 0.2;
    let before: Joints | null = null;
    for (let frame = 0; frame < frames; frame++) {
      const { joints } = perform(ANYBODY, LOOK, momentOf(action, frame / RATE, frame / frames));
      for (const [name, x, y] of flat(joints)) {
        assert.ok(Number.isFinite(x) && Number.isFinite(y), `${name} is nowhere in frame ${frame}`);
        const previous = before === null ? null : flat(before).find(([other]) => other === name);
        if (!previous) continue;
        const moved = Math.hypot(x - previous[1], y - previous[2]);
        assert.ok(moved < limit, `${name} moves ${moved.toFixed(3)} m in frame ${frame}`);
      }
      before = joints;
    }
  });
}

test('every stance and gesture keeps the body in one piece and near its place', () => {
  for (const stance of Object.values(STANCES)) {
    for (const gesture of Object.values(GESTURES)) {
      const { who } = perform(ANYBODY, LOOK, momentOf(null, 0, 0));
      const base = stance.pose(who.build, 1.7);
      const pose = { ...base, ...gesture.pose(who.build, 1.7, base) };
      for (const value of Object.values(pose)) assert.ok(Number.isFinite(value));
    }
  }
  for (const action of PHRASES) {
    for (const [name, x, y] of flat(perform(ANYBODY, LOOK, momentOf(action, 2.3, 0.5)).joints)) {
      assert.ok(Math.abs(x) < 1.6 && y > -3 && y < 0.7, `${action}: ${name} at ${x.toFixed(2)}, ${y.toFixed(2)}`);
    }
  }
});

test('a foot that carries stays on the ground and goes back at the speed that is told to the stage', () => {
  for (const action of ['walks', 'strolls']) {
    const told = perform(ANYBODY, LOOK, momentOf(action, 0, 0)).speed;
    const back: number[] = [];
    for (let frame = 0; frame < RATE * 4; frame++) {
      const now = perform(ANYBODY, LOOK, momentOf(action, frame / RATE, 0)).joints.ankle.near;
      const next = perform(ANYBODY, LOOK, momentOf(action, (frame + 1) / RATE, 0)).joints.ankle.near;
      if (next.x < now.x) back.push((now.x - next.x) * RATE);
    }
    const usual = back.toSorted((a, b) => a - b)[Math.floor(back.length / 2)] ?? 0;
    assert.ok(Math.abs(usual - told) < told * 0.05, `${action}: foot ${usual.toFixed(2)} m/s, told ${told.toFixed(2)}`);
  }
});

test('eyes blink, but not all the time', () => {
  const lids = Array.from(
    { length: RATE * 12 },
    (_, frame) => perform(ANYBODY, LOOK, momentOf(null, frame / RATE, 0)).pose.lids,
  );
  const shut = lids.filter((value) => value > 0.6).length;
  assert.ok(shut >= 2 && shut < lids.length * 0.12, `${shut} of ${lids.length} frames shut`);
});

test('words of feeling win over the mood, and a later beat feels as it looks', () => {
  const sad = perform(ANYBODY, LOOK, { ...momentOf(null, 1, 0), expression: 'sad', mood: 'joyful' }).expression;
  const merry = perform(ANYBODY, LOOK, { ...momentOf(null, 1, 0), mood: 'joyful' }).expression;
  assert.ok(sad.smile < 0 && merry.smile > 0.3);
  const change = 'frustrated at the desk, then celebrates';
  const begin = perform(ANYBODY, LOOK, momentOf(change, 0, 0)).expression;
  const end = perform(ANYBODY, LOOK, momentOf(change, 4, 1)).expression;
  assert.ok(begin.smile < 0 && end.smile > 0.5);
});

function momentOf(action: string | null, seconds: number, progress: number): Moment {
  return { seconds, progress, action, expression: null, mood: 'neutral', hold: null };
}

function lookOf(seed: number): Look {
  const pick = (trait: string): number =>
    ([...trait].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed) % 997) / 997;
  return {
    seed,
    pick,
    choose: (trait, options) => options[Math.floor(pick(trait) * options.length)] ?? options[0],
    colour: null,
    colourOf: () => null,
    traits: new Set(),
  };
}

function flat(joints: Joints): [string, number, number][] {
  const { hip, waist, chest, head, ...pairs } = joints;
  const single = Object.entries({ hip, waist, chest, head }).map(([name, { x, y }]): [string, number, number] => [
    name,
    x,
    y,
  ]);
  const double = Object.entries(pairs).flatMap(([name, { near, far }]): [string, number, number][] => [
    [`near ${name}`, near.x, near.y],
    [`far ${name}`, far.x, far.y],
  ]);
  return [...single, ...double];
}
