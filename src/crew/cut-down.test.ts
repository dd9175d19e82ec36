import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutDown } from './cut-down.ts';
import { type Cut, cutFrames } from '../film/cut.ts';
import type { Contract } from '../film/contract.ts';
import type { Screenplay, Shot } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';

const RATE = { num: 24, den: 1 };

interface Given {
  frames: number;
  score: number | null;
  scene: number;
  elements: number[];
  /** Seconds of its narration. */
  line: number | null;
  title: boolean;
}

const media = (name: string) => ({ sha256: name.padStart(64, '0'), extension: 'wav', bytes: 1 });
const idOf = (at: number): string => `${at + 1}A`;

function filmOf(given: Given[], musts: number[]) {
  let frame = 0;
  const starts = given.map(({ frames }) => {
    const start = toSeconds(frame, RATE);
    frame += frames;
    return start;
  });
  const lengths = new Map<string, number>();
  const lines = given.flatMap(({ line }, at) => {
    if (line === null) return [];
    lengths.set(media(String(at)).sha256, line);
    return [
      { kind: 'voice' as const, media: media(String(at)), at: (starts[at] ?? 0) + 0.2, seconds: null, gainDb: 0 },
    ];
  });
  const cut: Cut = {
    schema: 'Cut.1',
    id: 'balanced',
    rate: RATE,
    width: 1280,
    height: 720,
    clips: given.map(({ frames, title }, at) => ({
      shot: idOf(at),
      slate: `${idOf(at)}-1`,
      media: { ...media(`c${at}`.replace('c', 'a')), extension: 'mp4' },
      source: { start: 12, frames },
      available: { start: 0, frames: frames + 24 },
      transitionIn: at === 0 ? { kind: 'cut', frames: 0 } : { kind: 'dissolve', frames: 8 },
      overlays: title
        ? [{ text: 'The Film', style: 'title', position: 'center', range: { start: 2, frames: frames - 2 } }]
        : [],
    })),
    sounds: [...lines, { kind: 'music', media: media('fff'), at: 0, seconds: null, gainDb: 0 }],
    captions: lines.map(({ at, media: { sha256 } }) => ({
      start: at,
      end: at + (lengths.get(sha256) ?? 0),
      text: `line ${Number(sha256)}`,
    })),
    burnCaptions: false,
    fadeOut: 24,
  };
  const shots = given.map(({ scene, elements }, at) => ({
    id: idOf(at),
    scene,
    elements: elements.map((element) => `e${element}`),
  }));
  const screenplay = { scenes: [{ shots: shots as unknown as Shot[] }] } as unknown as Screenplay;
  const contract = {
    elements: Array.from({ length: 6 }, (_, element) => ({
      id: `e${element}`,
      text: `thing ${element}`,
      weight: (element + 1) / 21,
      must: musts.includes(element),
    })),
  } as unknown as Contract;
  const scores = new Map(given.map(({ score }, at) => [`${idOf(at)}-1`, score]));
  return { cut, screenplay, contract, scores, lengths };
}

const shot = fc.record({
  frames: fc.integer({ min: 8, max: 160 }),
  score: fc.option(fc.integer({ min: 0, max: 100 })),
  scene: fc.integer({ min: 1, max: 4 }),
  elements: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
  line: fc.option(fc.double({ min: 0.3, max: 5, noNaN: true })),
  title: fc.boolean(),
});

test('any cut-down has exactly its length, the order of the film, every must that it can, and no line that is cut', () => {
  fc.assert(
    fc.property(
      fc.array(shot, { minLength: 2, maxLength: 24 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
      fc.constantFrom(144, 360, 720),
      (given, musts, frames) => {
        const film = filmOf(given, musts);
        fc.pre(cutFrames(film.cut) > frames);
        const { cut, left } = cutDown({ ...film, frames });
        assert.equal(cutFrames(cut), frames);

        const order = cut.clips.map((clip) => film.cut.clips.findIndex(({ shot: id }) => id === clip.shot));
        assert.deepEqual(
          order,
          [...new Set(order)].toSorted((a, b) => a - b),
        );
        for (const clip of cut.clips) {
          const whole = film.cut.clips.find(({ shot: id }) => id === clip.shot) ?? assert.fail();
          assert.ok(clip.source.start >= whole.source.start);
          assert.ok(clip.source.start + clip.source.frames <= whole.source.start + whole.source.frames);
          for (const { range } of clip.overlays) assert.ok(range.start + range.frames <= clip.source.frames);
        }

        // A must takes a title's time to be read at most: three of them always have room.
        for (const must of musts) {
          if (!given.some(({ elements }) => elements.includes(must))) continue;
          assert.ok(
            order.some((at) => given[at]?.elements.includes(must)),
            `thing ${must} is not in it: ${left.join('; ')}`,
          );
        }

        const end = toSeconds(frames, RATE);
        const voices = cut.sounds.filter(({ kind }) => kind === 'voice').toSorted((a, b) => a.at - b.at);
        voices.forEach(({ at, media: { sha256 } }, index) => {
          const until = at + (film.lengths.get(sha256) ?? 0);
          assert.ok(until <= end + 1e-6);
          assert.ok(until <= (voices[index + 1]?.at ?? Infinity));
          const own = cut.captions.filter(({ text }) => text === `line ${Number(sha256)}`);
          assert.equal(own.length, 1);
          assert.ok(Math.abs((own[0]?.start ?? 0) - at) < 1e-6);
        });
        assert.equal(cut.captions.length, voices.length);
        for (const caption of cut.captions) assert.ok(caption.end <= end + 1e-6);
      },
    ),
    { numRuns: 400, seed: 7 },
  );
});

const plain = (frames: number, more: Partial<Given> = {}): Given => ({
  frames,
  score: 80,
  scene: 1,
  elements: [],
  line: null,
  title: false,
  ...more,
});

test('whole shots come before parts, the better before the worse', () => {
  const given = [plain(72), plain(72, { score: 40 }), plain(72, { score: 99 }), plain(72, { score: 45 }), plain(72)];
  const { cut, left } = cutDown({ ...filmOf(given, []), frames: 216 });
  assert.deepEqual(
    cut.clips.map(({ shot: id, source }) => [id, source.frames]),
    [
      ['1A', 72],
      ['3A', 72],
      ['5A', 72],
    ],
  );
  assert.deepEqual(left, ['shots 2A (40), 4A (45): the others show more for the time']);
  // Who were no neighbours are cut; who were stay joined.
  assert.deepEqual(
    cut.clips.map(({ transitionIn }) => transitionIn.kind),
    ['cut', 'cut', 'cut'],
  );
});

test('what must be seen comes first, however bad it is, and is shortened before it is left out', () => {
  const given = [plain(100), plain(100, { score: 99 }), plain(100, { score: 5, elements: [4] }), plain(100)];
  const { cut } = cutDown({ ...filmOf(given, [4]), frames: 144 });
  assert.ok(cut.clips.some(({ shot: id }) => id === '3A'));

  const all = [plain(100, { elements: [1] }), plain(100, { elements: [2] }), plain(100, { elements: [3] }), plain(50)];
  const three = cutDown({ ...filmOf(all, [1, 2, 3]), frames: 144 });
  assert.deepEqual(
    three.cut.clips.map(({ shot: id }) => id),
    ['1A', '2A', '3A'],
  );
  assert.equal(three.left.filter((line) => / s of \dA, which has /.test(line)).length, 3);
});

test('a title whose shot is left out is read over another one, and a line that does not fit is named', () => {
  const given = [plain(200, { title: true, score: 1, line: 8 }), plain(72), plain(71), plain(72, { score: 90 })];
  const { cut } = cutDown({ ...filmOf(given, []), frames: 144 });
  assert.ok(!cut.clips.some(({ shot: id }) => id === '1A'));
  assert.equal(cut.clips.flatMap(({ overlays }) => overlays).at(0)?.text, 'The Film');

  const long = [plain(200, { line: 7.9, elements: [0] }), plain(60, { line: 2 })];
  const { cut: short, left } = cutDown({ ...filmOf(long, [0]), frames: 144 });
  assert.ok(left.includes('what is said over 1A: the line does not fit whole'), left.join('\n'));
  assert.ok(short.sounds.every(({ kind, at }) => kind === 'music' || at >= 0));
});

test('effects stay under the pictures that they were under, through shots that still follow each other as one', () => {
  const given = [plain(96, { score: 90 }), plain(96, { score: 90 }), plain(96, { score: 1 }), plain(96, { score: 90 })];
  const film = filmOf(given, []);
  const rain = {
    kind: 'effect' as const,
    media: media('abc'),
    at: 0,
    seconds: 16,
    gainDb: -3,
    fadeIn: 0.8,
    fadeOut: 1,
  };
  const { cut } = cutDown({ ...film, cut: { ...film.cut, sounds: [...film.cut.sounds, rain] }, frames: 288 });
  assert.deepEqual(
    cut.clips.map(({ shot: id }) => id),
    ['1A', '2A', '4A'],
  );
  const effects = cut.sounds.filter(({ kind }) => kind === 'effect');
  assert.deepEqual(
    effects.map(({ at, from, seconds }) => [at, from ?? 0, seconds]),
    [
      [0, 0, 8],
      [8, 12, 4],
    ],
  );
  assert.deepEqual([effects[0]?.fadeIn, effects[1]?.fadeOut], [0.8, 1]);
  assert.ok(effects.every(({ fadeIn, fadeOut }) => fadeIn !== undefined && fadeOut !== undefined));
});

test('a film that is not longer is refused', () => {
  assert.throws(() => cutDown({ ...filmOf([plain(100), plain(44)], []), frames: 144 }), /nothing to cut down/);
});
