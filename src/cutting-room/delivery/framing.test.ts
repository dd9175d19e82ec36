import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Attention } from './attention.ts';
import { type Framing, planFraming, startAt, windowOf } from './framing.ts';

const RATE = { num: 24, den: 1 };
const EVERY = 4;
const COLUMNS = 64;
const SHARE = 0.316;

/** A picture with a subject at a place of 0–1 at each frame, before something of everything everywhere. */
function attentionTo(frames: number, placeAt: (frame: number) => number, noise: (at: number) => number): Attention {
  const columns = Array.from({ length: Math.ceil(frames / EVERY) }, (_, look) => {
    const place = placeAt(look * EVERY);
    const profile = Float32Array.from({ length: COLUMNS }, (_column, at) => {
      const off = ((at + 0.5) / COLUMNS - place) / 0.05;
      return Math.exp(-off * off) + 0.12 * noise(look * COLUMNS + at);
    });
    const total = profile.reduce((sum, value) => sum + value, 0);
    return profile.map((value) => value / total);
  });
  return { every: EVERY, first: 0, columns, rows: columns };
}

function framingOf(attention: Attention, frames: number): Extract<Framing, { fit: 'crop' }> {
  const framing = planFraming(attention, { axis: 'x', share: SHARE }, { frames, rate: RATE });
  return framing.fit === 'crop' ? framing : assert.fail(`it is ${framing.fit}`);
}

/** The same noise for the same seed, 0–1. */
function dice(seed: number): (at: number) => number {
  return (at) => {
    const value = Math.sin((at + 1) * 12.9898 + seed * 78.233) * 43758.5453;
    return value - Math.floor(value);
  };
}

test('a subject that stands still, or sways, is seen by a window that stands still', () => {
  for (const [place, sway] of [
    [0.1, 0],
    [0.5, 0.03],
    [0.8, 0.05],
  ] as const) {
    const attention = attentionTo(120, (frame) => place + sway * Math.sin(frame / 9), dice(3));
    const { starts } = framingOf(attention, 120);
    assert.equal(starts.length, 1);
    const inside = (place - (starts[0] ?? 0)) / SHARE;
    assert.ok(inside > 0.15 && inside < 0.85, `${place} is at ${inside} of the window`);
  }
});

test('a subject that walks stays inside, and the window follows without jerks', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.08, max: 0.92, noNaN: true }),
      fc.double({ min: 0.08, max: 0.92, noNaN: true }),
      fc.integer({ min: 72, max: 240 }),
      fc.integer({ min: 0, max: 1_000 }),
      (from, to, frames, seed) => {
        // Nobody can follow what crosses the picture in a blink.
        fc.pre(Math.abs(to - from) / (frames / 24) < SHARE * 0.5);
        const placeAt = (frame: number): number => from + ((to - from) * frame) / frames;
        const framing = framingOf(attentionTo(frames, placeAt, dice(seed)), frames);
        const starts = Array.from({ length: frames }, (_, frame) => startAt(framing, frame));
        starts.forEach((start, frame) => {
          const inside = (placeAt(frame) - start) / SHARE;
          assert.ok(inside > 0 && inside < 1, `at frame ${frame} the subject is at ${inside} of the window`);
          assert.ok(start >= -1e-9 && start <= 1 - SHARE + 1e-9);
        });
        const speeds = starts.slice(1).map((start, at) => start - (starts[at] ?? 0));
        for (const speed of speeds) assert.ok(Math.abs(speed) <= (SHARE * 0.95) / 24);
        // In pixels of a frame 1080 wide: no start or stop within two frames.
        const jerks = speeds.slice(1).map((speed, at) => ((speed - (speeds[at] ?? 0)) / SHARE) * 1080);
        for (const jerk of jerks) assert.ok(Math.abs(jerk) < 4, `a jerk of ${jerk} pixels`);
        // One way only: it never wavers.
        const turns = speeds.filter((speed, at) => at > 0 && speed * (speeds[at - 1] ?? 0) < -1e-9);
        assert.ok(turns.length <= 1, `${turns.length} turns`);
      },
    ),
    { numRuns: 120, seed: 11 },
  );
});

test('of two subjects the one that is more to see is followed, all the time', () => {
  const one = attentionTo(96, () => 0.2, dice(1));
  const two = attentionTo(96, () => 0.8, dice(2));
  const both = one.columns.map((profile, look) =>
    profile.map((value, at) => 0.4 * value + 0.6 * (two.columns[look]?.[at] ?? 0)),
  );
  const { starts } = framingOf({ ...one, columns: both }, 96);
  assert.equal(starts.length, 1);
  assert.ok((starts[0] ?? 0) < 0.8 && (starts[0] ?? 0) + SHARE > 0.8);
});

test('the window takes the whole of the other side, and none is needed for the same shape', () => {
  assert.equal(windowOf({ width: 1280, height: 720 }, { width: 1920, height: 1080 }), null);
  assert.equal(windowOf({ width: 960, height: 540 }, { width: 1280, height: 720 }), null);
  const tall = windowOf({ width: 1280, height: 720 }, { width: 1080, height: 1920 });
  assert.deepEqual([tall?.axis, tall?.share.toFixed(4)], ['x', (0.5625 ** 2).toFixed(4)]);
  const wide = windowOf({ width: 720, height: 1280 }, { width: 1080, height: 1080 });
  assert.deepEqual([wide?.axis, wide?.share.toFixed(4)], ['y', '0.5625']);
});
