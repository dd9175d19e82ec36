import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertFenced, complaintOf, exampleScreenplay, HOSTILE, takeOf } from '../../test/fixtures/crew.ts';
import { cutFrames } from '../film/cut.ts';
import type { Review } from '../film/review.ts';
import { shotsOf } from '../film/screenplay.ts';
import { editor, type EditorInput } from './editor.ts';

const screenplay = exampleScreenplay();
const shots = shotsOf(screenplay);

function reviewOf(slate: string, overall: number): Review {
  const score = { value: overall, basis: 'judged' as const, evidence: [] };
  return {
    schema: 'Review.1',
    slate,
    provenance: 'live',
    measures: [],
    scores: { visualAccuracy: score, styleConsistency: score, technicalQuality: score, narrativeFit: score },
    overall,
    issues: [],
    suggestions: [],
    verdict: 'circle',
    reason: 'good',
  };
}

const input: EditorInput = {
  screenplay,
  takes: [
    ...shots.map((shot) => ({ take: takeOf(shot), review: reviewOf(`${shot.id}-1`, 80) })),
    { take: takeOf(shots[2] as (typeof shots)[number], 2), review: reviewOf('2A-2', 70) },
  ],
  width: 1280,
  height: 720,
  sounds: [],
  captions: [],
  burnCaptions: false,
  continuity: [
    { from: '1A-1', to: '1B-1', score: 90 },
    { from: '1B-1', to: '2A-1', score: 40 },
    { from: '1B-1', to: '2A-2', score: 88 },
  ],
};

const line = (slate: string, more: object = {}) => ({ slate, order: null, later: 0, transition: 'cut', ...more });
const words = { title: 'The long look', reasoning: 'It holds the face. It costs the pace of the stairs.' };

const GOOD = {
  safe: words,
  balanced: {
    ...words,
    shots: [
      line('1A-1', { transition: 'fade-black' }),
      line('1B-1'),
      line('2A-2', { transition: 'dissolve' }),
      line('2B-1'),
    ],
  },
  creative: {
    ...words,
    shots: [
      line('1A-1', { later: 5 }),
      line('1B-1', { later: -30 }),
      line('2A-1', { transition: 'wipe' }),
      line('2B-1'),
    ],
  },
  recommended: 'balanced',
  reason: '2A-2 matches the stairs.',
};

const read = (reply: object, given = input) => editor.read(JSON.stringify(reply), given);

test('takes, cuts and transitions are as they were asked for, within what there is', () => {
  const { candidates, recommended, reason } = read(GOOD);
  const [safe, balanced, creative] = candidates;
  assert.deepEqual(
    safe?.cut.clips.map(({ slate, transitionIn }) => [slate, transitionIn.kind]),
    [
      ['1A-1', 'cut'],
      ['1B-1', 'cut'],
      ['2A-1', 'cut'],
      ['2B-1', 'cut'],
    ],
  );
  assert.deepEqual(
    balanced?.cut.clips.map(({ slate, transitionIn }) => [slate, transitionIn.kind]),
    [
      ['1A-1', 'fade-black'],
      ['1B-1', 'cut'],
      ['2A-2', 'dissolve'],
      ['2B-1', 'cut'],
    ],
  );
  assert.deepEqual(
    creative?.cut.clips.map(({ source, transitionIn }) => [source.start, source.frames, transitionIn.kind]),
    [
      [8, 101, 'cut'],
      [13, 65, 'cut'],
      [6, 98, 'wipe'],
      [8, 120, 'cut'],
    ],
  );
  assert.ok(candidates.every(({ cut }) => cutFrames(cut) === screenplay.frames));
  assert.equal(recommended, 'balanced');
  assert.equal(balanced?.title, 'The long look');
  assert.equal(reason, '2A-2 matches the stairs. (77.5 of 100 on its takes, 89 across its cuts)');
});

test('continuity is what was found across the cuts that are made, and jumps are noted', async () => {
  const [safe, balanced] = read(GOOD).candidates;
  assert.deepEqual([safe?.continuityScore, balanced?.continuityScore], [65, 89]);
  assert.ok(safe?.continuityNotes.includes('1B-1 → 2A-1: continuity across this cut is 40 of 100.'));
  const offline = await editor.decide(input);
  assert.equal(offline.value.candidates[0]?.continuityScore, 65);
  const unknown = await editor.decide({ ...input, continuity: [] });
  assert.equal(unknown.value.candidates[0]?.continuityScore, null);
});

test('a transition for which the takes have too few frames to spare is shortened, and noted', () => {
  const dissolving = { ...GOOD, balanced: { ...words, shots: GOOD.balanced.shots.map(({ slate }) => line(slate, { transition: 'dissolve' })) } }; // prettier-ignore
  const spare = (tail: number): EditorInput => ({
    ...input,
    takes: shots.map((shot) => ({
      take: takeOf(shot, 1, { handles: { head: 8, tail: shot.id === '1B' ? tail : 8 } }),
      review: null,
    })),
  });
  const into2A = (tail: number): [number | undefined, string[]] => {
    const balanced = read(dissolving, spare(tail)).candidates[1];
    const clip = balanced?.cut.clips.find(({ shot }) => shot === '2A');
    return [clip?.transitionIn.frames, balanced?.continuityNotes.filter((note) => note.includes(' into 2A-1')) ?? []];
  };
  const [whole = 0, none] = into2A(8);
  assert.deepEqual([whole > 6, none], [true, []]);
  assert.deepEqual(into2A(3), [6, [`The dissolve of ${whole} frames into 2A-1 has 6: the takes beside it have no more to spare.`]]); // prettier-ignore
  assert.deepEqual(into2A(0), [0, [`The dissolve of ${whole} frames into 2A-1 is a cut: the takes beside it have no frames to spare.`]]); // prettier-ignore
});

test('shots that are left out come in as planned, strange takes and doubles are left out', () => {
  const { candidates } = read({
    ...GOOD,
    estimated_quality: 100,
    balanced: {
      ...words,
      title: '\u0000',
      shots: [line('2A-2'), line('2A-1'), line('9Z-1'), line('2B-1', { later: 1e9 })],
    },
  });
  assert.deepEqual(
    candidates[1]?.cut.clips.map(({ slate }) => slate),
    ['1A-1', '1B-1', '2A-2', '2B-1'],
  );
  assert.equal(candidates[1]?.title, 'As planned');
});

test('shots change places only where no voice loses its picture', () => {
  const moved = (moves: object[]) =>
    read({ ...GOOD, creative: { ...words, shots: moves } }).candidates[2]?.cut.clips.map(({ shot }) => shot);
  assert.deepEqual(
    moved([line('2B-1', { order: 1 })]),
    ['1A', '1B', '2A', '2B'],
    'it would push 1A and 2A from their words',
  );
  const silent = {
    ...input,
    screenplay: {
      ...screenplay,
      scenes: screenplay.scenes.map((scene) => ({
        ...scene,
        shots: scene.shots.map((shot) => ({ ...shot, narration: null })),
      })),
    },
  };
  const free = read({ ...GOOD, creative: { ...words, shots: [line('2B-1', { order: 1 })] } }, silent);
  assert.deepEqual(
    free.candidates[2]?.cut.clips.map(({ shot }) => shot),
    ['2B', '1A', '1B', '2A'],
  );
  assert.deepEqual(
    free.candidates[1]?.cut.clips.map(({ shot }) => shot),
    ['1A', '1B', '2A', '2B'],
  );
});

test('a cut that names no take is sent back with the takes there are', () => {
  const complaint = complaintOf(() => read({ ...GOOD, creative: { ...words, shots: [line('scene_1_v0')] } }));
  assert.match(complaint, /creative cut names none of the takes\. They are: 1A-1, 1B-1/);
  assert.match(
    complaintOf(() => read({ ...GOOD, recommended: 'wild' })),
    /recommended/,
  );
});

test('what a vendor or judge has written stays inside the fence', () => {
  const takes = input.takes.map(({ take, review }) => ({
    take,
    review: review === null ? null : { ...review, issues: [HOSTILE] },
  }));
  assertFenced(editor.question({ ...input, takes }));
});

test('any answer gives three cuts of the film’s length, inside what exists, with transitions inside the handles', () => {
  const any = fc.record({
    slate: fc.constantFrom('1A-1', '1B-1', '2A-1', '2A-2', '2B-1', 'x'),
    order: fc.option(fc.integer({ min: -5, max: 9 })),
    later: fc.double({ min: -100, max: 100, noNaN: true }),
    transition: fc.constantFrom('cut', 'dissolve', 'fade-black', 'wipe', 'zoom'),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), fc.array(any, { maxLength: 8 }), (one, other) => {
      const reply = {
        ...GOOD,
        balanced: { ...words, shots: [...one, line('1A-1')] },
        creative: { ...words, shots: [...other, line('2B-1')] },
      };
      for (const { cut } of read(reply).candidates) {
        assert.equal(cutFrames(cut), screenplay.frames);
        assert.equal(new Set(cut.clips.map(({ shot }) => shot)).size, shots.length);
        for (const [at, clip] of cut.clips.entries()) {
          const half = Math.ceil(clip.transitionIn.frames / 2);
          const before = cut.clips[at - 1];
          assert.ok(clip.source.start + clip.source.frames <= clip.available.frames);
          assert.ok(clip.source.start >= (before === undefined ? 0 : half));
          if (before !== undefined)
            assert.ok(before.available.frames - before.source.start - before.source.frames >= half);
        }
      }
    }),
  );
});
