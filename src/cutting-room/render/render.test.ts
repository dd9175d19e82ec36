import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openClip } from '../codec/clip.ts';
import { encodeFrames } from '../codec/encode.ts';
import { probe } from '../codec/probe.ts';
import { newPlate, readPlate } from './blend.ts';
import { planFilm } from './plan.ts';
import { type Lettered, openStage, renderFilm } from './render.ts';
import { type UnitCache, openUnitCache } from './unit-cache.ts';
import { safeArea } from './safe-area.ts';
import { type Clip, type Cut, cutFrames } from '../../film/cut.ts';
import { TransitionKind } from '../../film/screenplay.ts';

const SIZE = { width: 192, height: 108 };
const RATE = { num: 24, den: 1 };
const LENGTH = 48;
const folder = await mkdtemp(join(tmpdir(), 'render-'));
after(() => rm(folder, { recursive: true }));

/** Left half: grey that tells the clip. Right half: grey that tells the frame. */
const clipGrey = (clip: number) => 60 + clip * 70;
const frameGrey = (frame: number) => 20 + frame * 4;

before(async () => {
  for (const clip of [0, 1, 2]) {
    await encodeFrames({
      path: join(folder, `${clip}.mp4`),
      size: SIZE,
      rate: RATE,
      frames: LENGTH,
      draw: (frame) => halves(clipGrey(clip), frameGrey(frame)),
    });
  }
});

test('untouched clips are copied, every frame in its place', async () => {
  const cut = cutOf([clipOf(0, 12, 24), clipOf(1, 12, 24), clipOf(2, 0, 36)]);
  const { path, report } = await render(cut, 'copied');
  assert.deepEqual(report, { frames: 84, copied: 84, cached: 0, made: 0 });
  await assertFrames(path, cut);
  await using film = await openClip(path, RATE);
  assert.deepEqual(film.keyframes, [0, 12, 24, 36, 48, 60, 72]);
});

test('cuts that fall inside a group of pictures are frame exact', async () => {
  const cut = cutOf([clipOf(0, 5, 31), clipOf(1, 7, 18), clipOf(2, 1, 47)]);
  const { path, report } = await render(cut, 'odd');
  assert.equal(report.copied, 24 + 12 + 36);
  await assertFrames(path, cut);
});

test('a group of pictures is copied up to where it is left', async () => {
  const cut = cutOf([clipOf(0, 12, 31), clipOf(1, 0, 26), clipOf(2, 24, 17)]);
  const { path, report } = await render(cut, 'beginnings');
  assert.deepEqual(report, { frames: 74, copied: 74, cached: 0, made: 0 });
  await assertFrames(path, cut);
  await using film = await openClip(path, RATE);
  assert.deepEqual(film.keyframes, [0, 12, 24, 31, 43, 55, 57, 69]);
  // A key frame alone would stand before another.
  const lone = await render(cutOf([clipOf(0, 12, 25), clipOf(1, 0, 24)]), 'lone');
  assert.deepEqual(lone.report, { frames: 49, copied: 48, cached: 0, made: 1 });
});

for (const kind of TransitionKind.options) {
  test(`a ${kind} keeps the length and leaves the rest alone`, async () => {
    const cut = cutOf([clipOf(0, 6, 24), { ...clipOf(1, 12, 24), transitionIn: { kind, frames: 8 } }]);
    const { path } = await render(cut, kind);
    const seen = await greys(path);
    assert.equal(seen.length, 48);
    for (let frame = 0; frame < 48; frame += 1) {
      if (kind !== 'cut' && frame >= 20 && frame < 28) continue;
      const clip = frame < 24 ? 0 : 1;
      assert.ok(
        Math.abs((seen[frame]?.[0] ?? 0) - clipGrey(clip)) < 5,
        `${kind} frame ${frame}: ${seen[frame]?.join()}`,
      );
    }
    const [first, second] = [seen[23], seen[24]];
    // Of an even number of frames the two in the middle show the colour and nothing else.
    for (const [level] of [first ?? [NaN], second ?? [NaN]]) {
      if (kind === 'fade-black') assert.ok((level ?? 255) < 4, `${level}`);
      if (kind === 'fade-white') assert.ok((level ?? 0) > 251, `${level}`);
    }
    // What comes in is seen in some of the frames, what goes in others; the picture is never only one of them.
    const both = new Set(seen.slice(20, 28).map(([left]) => left));
    if (kind !== 'cut' && kind !== 'match-cut') assert.ok(both.size > 1, `${kind}: ${[...both].join()}`);
    if (kind === 'dissolve') assert.ok(Math.abs((second?.[0] ?? 0) - 98) < 12, second?.join() ?? 'no frame');
  });
}

test('what nobody can show is refused before anything is made', async () => {
  const into = (kind: string, frames: number) => ({ kind: kind as TransitionKind, frames });
  const path = join(folder, 'refused.mp4');
  const refused = async (cut: Cut, message: RegExp) => {
    await assert.rejects(renderFilm({ cut, path, sound: null, files: () => assert.fail('looked at a file') }), {
      code: 'media',
      message,
    });
    assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
  };
  const second = (transitionIn: Clip['transitionIn']) =>
    cutOf([clipOf(0, 0, 24), { ...clipOf(1, 0, 24), transitionIn }]);
  await refused(second(into('star-wipe', 8)), /star-wipe.*2A-1/);
  await refused(second(into('wipe', 0)), /wipe into take 2A-1 has no frames/);
  await refused(cutOf([{ ...clipOf(0, 0, 24), transitionIn: into('match-cut', 8) }]), /nothing to match take 1A-1/);
  await refused(cutOf([clipOf(0, 30, 24)]), /30 to 54 of take 1A-1, which has 0 to 48/);
  const longer = { ...clipOf(0, 30, 24), available: { start: 0, frames: 90 } };
  await assert.rejects(render(cutOf([longer]), 'longer'), { code: 'media', message: /1A-1 up to frame 54.*has 48/ });
});

test('a match cut falls where both sides look most alike, and moves nothing else', async () => {
  // Frame n of both clips is equally bright on the right: only where both show the same number do they match.
  for (const [first, second, at] of [
    [10, 16, 24],
    [4, 4, 24],
    [12, 8, 24],
  ] as const) {
    const cut = cutOf([
      clipOf(0, first, 24),
      { ...clipOf(0, second, 24), transitionIn: { kind: 'match-cut', frames: 12 } },
    ]);
    const { path } = await render(cut, `match-${first}-${second}`);
    const seen = (await greys(path)).map(([, right]) => Math.round(((right - 20) / 4) * 2) / 2);
    // The right half says which frame it is; the clip's own frames go on without a gap on both sides.
    const jump = seen.findIndex((number, frame) => frame > 0 && Math.abs(number - (seen[frame - 1] ?? 0) - 1) > 0.6);
    assert.ok(jump === -1 || (jump >= at - 6 && jump <= at + 6), seen.join());
    for (const [frame, number] of seen.entries()) {
      const wanted = frame < (jump === -1 ? at : jump) ? first + frame : second + frame - 24;
      if (jump !== -1) assert.ok(Math.abs(number - wanted) < 0.6, `frame ${frame}: ${number} instead of ${wanted}`);
    }
  }
  await encodeFrames({
    path: join(folder, '5.mp4'),
    size: SIZE,
    rate: RATE,
    frames: LENGTH,
    // As dark as the first clip, but for three frames that are lit as it is.
    draw: (frame) => halves(frame >= 14 && frame < 17 ? clipGrey(0) : 230, 120),
  });
  const cut = cutOf([clipOf(0, 12, 24), { ...clipOf(5, 12, 24), transitionIn: { kind: 'match-cut', frames: 12 } }]);
  const { path, report } = await render(cut, 'match-lit');
  const seen = await greys(path);
  // Frame 14 of the second take is the film's frame 26: until there the first take is seen.
  assert.ok(Math.abs((seen[25]?.[1] ?? 0) - frameGrey(37)) < 4, String(seen[25]));
  assert.ok(Math.abs((seen[26]?.[1] ?? 0) - 120) < 4, String(seen[26]));
  assert.equal(report.copied + report.made, 48);
});

test('a film begins with any transition, out of black or white', async () => {
  for (const kind of TransitionKind.options) {
    if (kind === 'cut' || kind === 'match-cut') continue;
    const { path } = await render(cutOf([{ ...clipOf(1, 0, 48), transitionIn: { kind, frames: 12 } }]), `open-${kind}`);
    const seen = (await greys(path)).map(([left]) => left);
    const [first = 0, last = 0] = [seen[0], seen[13]];
    assert.ok(kind === 'fade-white' ? first > 200 : first < 80, `${kind}: ${first}`);
    assert.ok(Math.abs(last - clipGrey(1)) < 4, `${kind}: ${last}`);
  }
});

test('a dissolve without handles holds the edge frames instead of flashing', async () => {
  const cut = cutOf([clipOf(0, 0, 48), { ...clipOf(1, 0, 48), transitionIn: { kind: 'dissolve', frames: 12 } }]);
  const { path } = await render(cut, 'handles');
  const seen = await greys(path);
  assert.equal(seen.length, 96);
  for (let frame = 41; frame < 55; frame += 1) {
    const [before, now] = [seen[frame - 1]?.[0] ?? 0, seen[frame]?.[0] ?? 0];
    assert.ok(now >= before - 3 && now - before < 14, `frame ${frame}: ${before} → ${now}`);
  }
});

test('a film fades in from black and out to black within its length', async () => {
  const cut = {
    ...cutOf([{ ...clipOf(0, 0, 48), transitionIn: { kind: 'fade-black' as const, frames: 8 } }]),
    fadeOut: 10,
  };
  const { path } = await render(cut, 'fades');
  const seen = (await greys(path)).map(([left]) => left ?? 0);
  assert.equal(seen.length, 48);
  assert.ok((seen[0] ?? 99) < 12 && (seen[47] ?? 99) < 3, seen.join());
  assert.ok(Math.abs((seen[20] ?? 0) - clipGrey(0)) < 4);
});

test('sound is as long as the picture, whatever length it had', async () => {
  const wav = join(folder, 'short.wav');
  await writeFile(wav, tone(1.1));
  const cut = cutOf([clipOf(0, 0, 48)]);
  const { path } = await render(cut, 'sound', wav);
  const facts = await probe(path);
  assert.equal(facts.video?.frames, 48);
  assert.equal(facts.audio?.codec, 'aac');
  assert.equal(facts.audio?.sampleRate, 48_000);
  assert.ok(Math.abs((facts.audio?.seconds ?? 0) - 2) < 0.03, `${facts.audio?.seconds}`);
});

test('any words leave ink inside the safe area, only while they are due', async () => {
  const texts = [
    `"It's 100%": a\\b,[c];{d}`,
    'line one\nline two',
    '👩‍💻 ☕ done',
    '山上有一座庙，庙里有个老和尚',
    'مرحبا بالعالم',
    'word '.repeat(80),
  ];
  const styles = ['title', 'subtitle', 'lower-third', 'caption', 'watermark', 'title'] as const;
  const places = ['center', 'upper-third', 'lower-third', 'bottom', 'bottom-right', 'top'] as const;
  for (const [index, text] of texts.entries()) {
    const cut = cutOf([
      {
        ...clipOf(0, 0, 36),
        overlays: [
          {
            text,
            style: styles[index] ?? 'title',
            position: places[index] ?? 'center',
            range: { start: 6, frames: 20 },
          },
        ],
      },
    ]);
    const { path } = await render(cut, `words${index}`);
    const bright = await brightBox(path, 16);
    assert.ok(bright, `${text} left no ink`);
    const safe = safeArea(SIZE);
    assert.ok(
      bright.left >= safe.left - 2 &&
        bright.right <= safe.right + 2 &&
        bright.top >= safe.top - 2 &&
        bright.bottom <= safe.bottom + 2,
      `${text}: ${JSON.stringify(bright)}`,
    );
    assert.equal(await brightBox(path, 2), null);
    assert.equal(await brightBox(path, 30), null);
  }
});

test('captions are burned in only when the cut says so, and leave the rest to be copied', async () => {
  const captions = [{ start: 1, end: 1.8, text: 'Und sie sah: "nichts" – 100 %' }];
  const plain = await render({ ...cutOf([clipOf(0, 0, 48)]), captions }, 'beside');
  assert.equal(plain.report.made, 0);
  const burned = await render({ ...cutOf([clipOf(0, 0, 48)]), captions, burnCaptions: true }, 'burned');
  assert.deepEqual(burned.report, { frames: 48, copied: 24, cached: 0, made: 24 });
  const box = await brightBox(burned.path, 33);
  assert.ok(box && box.top > SIZE.height / 2, JSON.stringify(box));
  assert.equal(await brightBox(burned.path, 20), null);
});

test('a word lights up while it is said, and only then', async () => {
  const words = [
    { from: 0, to: 4, start: 0.25, end: 0.6 },
    { from: 5, to: 9, start: 1, end: 1.4 },
  ];
  const captions = [{ start: 0.2, end: 1.8, text: 'Once more', words }];
  const spoken = { ...cutOf([clipOf(0, 0, 48)]), captions, burnCaptions: true, captionStyle: 'karaoke' as const };
  const { path } = await render(spoken, 'karaoke');
  const warm = async (frame: number) => await warmMiddle(path, frame);
  const [first, second] = [await warm(14), await warm(30)];
  assert.ok(first !== null && second !== null && first < second - 8, `${first}, ${second}`);
  assert.equal(await warm(2), null);
  // Without times nothing can light up, and the words are there all the same.
  const silent = { ...spoken, captions: captions.map(({ start, end, text }) => ({ start, end, text })) };
  const plain = await render(silent, 'karaoke-silent');
  assert.equal(await warmMiddle(plain.path, 14), null);
  assert.ok(await brightBox(plain.path, 14));
});

test('stages that lay the same words draw them once between them, as one that lays them alone', async () => {
  const overlays = [
    { text: 'The Lake', style: 'title' as const, position: 'center' as const, range: { start: 0, frames: 48 } },
  ];
  const cut = cutOf([{ ...clipOf(0, 0, 48), overlays }]);
  const plan = planFilm(cut);
  const [title] = plan.words;
  assert.ok(title);
  await using clip = await openClip(join(folder, '0.mp4'), RATE);
  const lettered: Lettered = new Map();
  const [one, other, alone] = [lettered, lettered, new Map()].map((words) => openStage(cut, plan, [clip], words));
  assert.ok(one && other && alone);
  using first = await one(10);
  const drawn = lettered.get(title)?.deref();
  assert.ok(drawn !== undefined && first.width === SIZE.width);
  using second = await other(30);
  assert.equal(lettered.get(title)?.deref(), drawn);
  using third = await alone(30);
  const [seen, wanted] = [newPlate(SIZE), newPlate(SIZE)];
  readPlate(second, seen);
  readPlate(third, wanted);
  assert.deepEqual(seen.data, wanted.data);
});

test('big captions come a few words at a time, out of the way of titles', async () => {
  const captions = [{ start: 0, end: 2, text: 'One two three four five six' }];
  const big = { ...cutOf([clipOf(0, 0, 48)]), captions, burnCaptions: true, captionStyle: 'big' as const };
  const { path } = await render(big, 'big');
  const box = await brightBox(path, 10);
  assert.ok(box && box.top > SIZE.height * 0.3 && box.bottom < SIZE.height * 0.7, JSON.stringify(box));
  assert.notDeepEqual(await brightBox(path, 36), box);
  const title = { text: 'x', style: 'watermark' as const, position: 'top' as const, range: { start: 0, frames: 48 } };
  const under = (style: 'title' | 'watermark') => ({
    ...big,
    clips: [{ ...clipOf(0, 0, 48), overlays: [{ ...title, style }] }],
  });
  const low = async (style: 'title' | 'watermark') =>
    (await brightBox((await render(under(style), `big-${style}`)).path, 10))?.bottom ?? 0;
  assert.ok((await low('title')) > SIZE.height * 0.8);
  assert.ok((await low('watermark')) < SIZE.height * 0.7);
});

test('what was encoded once is copied into the next render, bit for bit', async () => {
  const cache = openUnitCache({ folder: join(folder, 'units'), cap: 1e8, now: () => 1e12 });
  const titled = (start: number, text = 'Here') => ({
    text,
    style: 'title' as const,
    position: 'center' as const,
    range: { start, frames: 10 },
  });
  const film = (clips: Clip[]): Cut => ({ ...cutOf(clips), fadeOut: 8 });
  const join2 = { kind: 'dissolve' as const, frames: 8 };
  const [a, b, c] = [
    { ...clipOf(0, 3, 30), overlays: [titled(4)] },
    { ...clipOf(1, 6, 30), transitionIn: join2 },
    { ...clipOf(2, 5, 40), transitionIn: join2 },
  ];
  const first = await render(film([a, b, c]), 'cold', null, cache);
  assert.equal(first.report.cached, 0);
  const again = await render(film([a, b, c]), 'warm', null, cache);
  assert.deepEqual(again.report, { ...first.report, cached: first.report.made, made: 0 });
  assert.ok((await readFile(first.path)).equals(await readFile(again.path)), 'the same film, byte for byte');
  const fresh = await render(film([a, b, c]), 'fresh');
  assert.ok((await readFile(first.path)).equals(await readFile(fresh.path)), 'as without a cache');

  // A title that moves costs its own shot; another take at the end costs the end; what moves along the film costs nothing.
  const moved = await render(film([{ ...a, overlays: [titled(12)] }, b, c]), 'moved', null, cache);
  assert.ok(moved.report.made > 0 && moved.report.made <= 34, JSON.stringify(moved.report));
  const swapped = await render(film([a, b, { ...clipOf(0, 5, 40), transitionIn: join2 }]), 'swapped', null, cache);
  assert.ok(swapped.report.cached >= 30, JSON.stringify(swapped.report));
  const later = await render(film([clipOf(2, 0, 24), a, b, c]), 'later', null, cache);
  assert.equal(later.report.made, 0, JSON.stringify(later.report));
  const clean = await render(film([clipOf(2, 0, 24), a, b, c]), 'later-fresh');
  assert.deepEqual(await greys(later.path), await greys(clean.path));
});

test('a cached stretch that has been damaged is made again', async () => {
  const units = join(folder, 'damaged');
  const cache = openUnitCache({ folder: units, cap: 1e8, now: () => 1e12 });
  const cut = cutOf([clipOf(0, 5, 40)]);
  const { path, report } = await render(cut, 'sound', null, cache);
  assert.ok(report.made > 0);
  for (const name of await readdir(units, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.unit')) continue;
    const bytes = await readFile(join(units, name));
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 255;
    await writeFile(join(units, name), bytes);
  }
  const again = await render(cut, 'mended', null, cache);
  assert.equal(again.report.cached, 0);
  assert.ok((await readFile(path)).equals(await readFile(again.path)));
});

test('two renders at once with one cache are both right, and one that is stopped leaves nothing', async () => {
  const units = join(folder, 'shared');
  const cache = () => openUnitCache({ folder: units, cap: 1e8, now: () => 1e12 });
  const cut = {
    ...cutOf([clipOf(0, 5, 40), { ...clipOf(1, 3, 40), transitionIn: { kind: 'iris' as const, frames: 9 } }]),
  };
  const both = await Promise.all(['one', 'two'].map((name) => render(cut, `at-once-${name}`, null, cache())));
  const films = await Promise.all(both.map(({ path }) => readFile(path)));
  assert.ok(films[0]?.equals(films[1] ?? Buffer.alloc(0)));

  const stop = new AbortController();
  const path = join(folder, 'stopped.mp4');
  const files = (media: Clip['media']) => join(folder, `${media.sha256[0]}.mp4`);
  const other = { ...cut, fadeOut: 20 };
  await assert.rejects(
    renderFilm({
      cut: other,
      path,
      sound: null,
      files,
      cache: cache(),
      signal: stop.signal,
      onProgress: (done) => done > 50 && stop.abort(),
    }),
    { code: 'interrupted' },
  );
  assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
  assert.ok((await readdir(units, { recursive: true })).every((name) => !name.endsWith('.part')));
});

test('a take of another size is refused with a hint', async () => {
  await encodeFrames({
    path: join(folder, '9.mp4'),
    size: { width: 64, height: 64 },
    rate: RATE,
    frames: 4,
    draw: () => Buffer.alloc(64 * 64 * 4),
  });
  await assert.rejects(render(cutOf([clipOf(9, 0, 4)]), 'wrong'), /Conform|64×64/);
});

function clipOf(clip: number, start: number, frames: number): Clip {
  return {
    shot: `${clip + 1}A`,
    slate: `${clip + 1}A-1`,
    media: { sha256: String(clip).repeat(64), extension: 'mp4', bytes: 1 },
    source: { start, frames },
    available: { start: 0, frames: LENGTH },
    transitionIn: { kind: 'cut', frames: 0 },
    overlays: [],
  };
}

function cutOf(clips: Clip[]): Cut {
  return {
    schema: 'Cut.1',
    id: 'safe',
    rate: RATE,
    ...SIZE,
    clips,
    sounds: [],
    captions: [],
    burnCaptions: false,
    fadeOut: 0,
  };
}

async function render(cut: Cut, name: string, sound: string | null = null, cache?: UnitCache) {
  const path = join(folder, `${name}.film.mp4`);
  const files = (media: Clip['media']) => join(folder, `${media.sha256[0]}.mp4`);
  const report = await renderFilm({ cut, path, sound, files, ...(cache === undefined ? {} : { cache }) });
  assert.equal((await probe(path)).video?.frames, cutFrames(cut));
  return { path, report };
}

async function assertFrames(path: string, cut: Cut): Promise<void> {
  const seen = await greys(path);
  let at = 0;
  for (const clip of cut.clips) {
    for (let frame = clip.source.start; frame < clip.source.start + clip.source.frames; frame += 1, at += 1) {
      const wanted = [clipGrey(Number(clip.media.sha256[0])), frameGrey(frame)];
      const found = seen[at] ?? [0, 0];
      assert.ok(
        wanted.every((grey, half) => Math.abs(grey - (found[half] ?? 0)) < 2.5),
        `frame ${at}: ${found.join()} instead of ${wanted.join()}`,
      );
    }
  }
  assert.equal(seen.length, at);
}

/** Grey of both halves of each frame, full range. */
async function greys(path: string): Promise<[number, number][]> {
  await using clip = await openClip(path, RATE);
  const all: [number, number][] = [];
  for (let index = 0; index < clip.frames; index += 1) {
    const frame = await clip.frame(index);
    const row = (frame.linesize[0] ?? 0) * 54;
    const level = (x: number) => (((frame.data?.[0]?.[row + x] ?? 0) - 16) * 255) / 219;
    all.push([level(48), level(144)]);
  }
  return all;
}

/** Box of everything much brighter than the left half's grey, or null. */
async function brightBox(path: string, index: number) {
  await using clip = await openClip(path, RATE);
  const frame = await clip.frame(index);
  const stride = frame.linesize[0] ?? 0;
  const box = { left: 9999, top: 9999, right: -1, bottom: -1 };
  for (let y = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1) {
      if ((frame.data?.[0]?.[y * stride + x] ?? 0) < 150) continue;
      Object.assign(box, {
        left: Math.min(box.left, x),
        right: Math.max(box.right, x),
        top: Math.min(box.top, y),
        bottom: Math.max(box.bottom, y),
      });
    }
  }
  return box.right < 0 ? null : box;
}

/** Where in a row the warm letters lie on average, or null when there are none: they have little blue and much light. */
async function warmMiddle(path: string, index: number): Promise<number | null> {
  await using clip = await openClip(path, RATE);
  const frame = await clip.frame(index);
  const [luma = 0, blue = 0] = frame.linesize;
  let [sum, count] = [0, 0];
  for (let y = 0; y < SIZE.height / 2; y += 1) {
    for (let x = 0; x < SIZE.width / 2; x += 1) {
      if ((frame.data?.[1]?.[y * blue + x] ?? 128) > 112 || (frame.data?.[0]?.[2 * y * luma + 2 * x] ?? 0) < 120)
        continue;
      sum += 2 * x;
      count += 1;
    }
  }
  return count === 0 ? null : sum / count;
}

function halves(left: number, right: number): Buffer {
  const pixels = Buffer.alloc(SIZE.width * SIZE.height * 4, 255);
  for (let y = 0, at = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1, at += 4) pixels.fill(x < SIZE.width / 2 ? left : right, at, at + 3);
  }
  return pixels;
}

/** A mono 44.1 kHz WAV of 16 bits. */
function tone(seconds: number): Buffer {
  const samples = Math.round(44_100 * seconds);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(44_100, 24);
  wav.writeUInt32LE(88_200, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) wav.writeInt16LE(Math.round(9000 * Math.sin(at / 16)), 44 + at * 2);
  return wav;
}
