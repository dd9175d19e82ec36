import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { renderFilm } from '../../src/cutting-room/render/render.ts';
import { openUnitCache } from '../../src/cutting-room/render/unit-cache.ts';
import { type Clip, type Cut, CaptionStyle, cutFrames } from '../../src/film/cut.ts';
import { Overlay, TransitionKind } from '../../src/film/screenplay.ts';
import { toSeconds } from '../../src/film/time.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { makeNumbered, readNumbered, type Seen } from './numbered.ts';

/** Films of one ordinary run, of the hundreds that there are with STUDIO_CHAOS. */
const FILMS = 48 * Number(process.env['STUDIO_CHAOS'] ?? 1);

const SIZES = [
  { width: 192, height: 108 },
  { width: 108, height: 192 },
  { width: 128, height: 128 },
  { width: 160, height: 200 },
  { width: 320, height: 180 },
];
const RATES = [
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30, den: 1 },
  { num: 60, den: 1 },
  { num: 24_000, den: 1_001 },
  { num: 30_000, den: 1_001 },
];
const TEXTS = [
  "It's here",
  '100% real, a\\b',
  'x'.repeat(200),
  "line one\nline two: [v];drawtext='%{pts}'",
  '👩‍💻 ☕ done',
  '山上有一座庙，庙里有个老和尚',
  'مرحبا بالعالم 100%',
  '\u202ereversed\u202c ~ "quoted" {\\pos(1,1)}',
];
const LENGTH = 72;

const folder = await mkdtemp(join(tmpdir(), 'matrix-'));
after(() => rm(folder, { recursive: true }));

/** A clip of each number for a size and rate, made when it is first wanted. */
const made = new Map<string, Promise<string>>();
function clipAt(size: number, rate: number, clip: number): Promise<string> {
  const key = `${size}-${rate}-${clip}`;
  const make = async () => {
    const path = join(folder, `${key}.mp4`);
    const [frame, speed] = [SIZES[size], RATES[rate]];
    assert.ok(frame && speed);
    await makeNumbered(path, { size: frame, rate: speed, frames: LENGTH, clip });
    return path;
  };
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

interface Wish {
  size: number;
  rate: number;
  clips: { clip: number; start: number; frames: number; kind: TransitionKind; join: number; words: number | null }[];
  fadeOut: number;
  sound: boolean;
  captions: CaptionStyle | null;
}

const wishes: fc.Arbitrary<Wish> = fc.record({
  size: fc.nat({ max: SIZES.length - 1 }),
  rate: fc.nat({ max: RATES.length - 1 }),
  clips: fc.array(
    fc.record({
      clip: fc.integer({ min: 1, max: 3 }),
      start: fc.nat({ max: 30 }),
      frames: fc.oneof(fc.integer({ min: 1, max: 42 }), fc.integer({ min: 1, max: 4 })),
      kind: fc.constantFrom(...TransitionKind.options),
      join: fc.integer({ min: 1, max: 24 }),
      words: fc.option(fc.nat({ max: TEXTS.length - 1 }), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  fadeOut: fc.constantFrom(0, 0, 7, 18),
  sound: fc.boolean(),
  captions: fc.constantFrom(null, null, ...CaptionStyle.options),
});

test(`${FILMS} films of any size, rate, sound, transition, text and length are what their cuts say`, async () => {
  const cache = openUnitCache({ folder: join(folder, 'units'), cap: 1e9, now: () => 1e12 });
  let number = 0;
  for (const wish of fc.sample(wishes, { numRuns: FILMS, seed: 20261127 })) {
    number += 1;
    const { cut, files } = await cutOf(wish);
    const path = join(folder, 'film.mp4');
    const sound = wish.sound ? await hum(number) : null;
    const report = await renderFilm({ cut, path, sound, files, ...(number % 2 === 0 ? { cache } : {}) });
    const told = `film ${number}: ${JSON.stringify(wish)}`;
    assert.equal(report.copied + report.cached + report.made, cutFrames(cut), told);
    await assertStreams(path, cut, sound !== null, told);
    assertPictures(await readNumbered(path, cut.rate), cut, wish, told);
  }
});

async function cutOf(wish: Wish): Promise<{ cut: Cut; files: (media: Clip['media']) => string }> {
  const [size, rate] = [SIZES[wish.size], RATES[wish.rate]];
  assert.ok(size && rate);
  const paths = new Map<string, string>();
  const clips: Clip[] = [];
  for (const [at, { clip, start, frames, kind, join: length, words }] of wish.clips.entries()) {
    const sha256 = String(clip).repeat(64);
    paths.set(sha256, await clipAt(wish.size, wish.rate, clip));
    clips.push({
      shot: `${at + 1}A`,
      slate: `${at + 1}A-${clip}`,
      media: { sha256, extension: 'mp4', bytes: 1 },
      source: { start, frames },
      available: { start: 0, frames: LENGTH },
      transitionIn:
        kind === 'cut' || (kind === 'match-cut' && at === 0) ? { kind: 'cut', frames: 0 } : { kind, frames: length },
      overlays: words === null ? [] : [overlay(words, frames)],
    });
  }
  const cut: Cut = {
    schema: 'Cut.1',
    id: 'safe',
    rate,
    ...size,
    clips,
    sounds: [],
    captions: [{ start: 0.1, end: 1.2, text: TEXTS[wish.clips.length] ?? 'text' }],
    burnCaptions: wish.captions !== null,
    ...(wish.captions === null ? {} : { captionStyle: wish.captions }),
    fadeOut: wish.fadeOut,
  };
  return { cut, files: (media) => paths.get(media.sha256) ?? assert.fail() };
}

/** Words low in the picture, where they cover no number. */
function overlay(text: number, frames: number): Overlay {
  const styles = ['lower-third', 'caption', 'watermark', 'subtitle'] as const;
  const places = ['lower-third', 'bottom', 'bottom-right', 'bottom'] as const;
  const at = text % styles.length;
  return {
    text: TEXTS[text] ?? '',
    style: styles[at] ?? 'caption',
    position: places[at] ?? 'bottom',
    range: { start: Math.floor(frames / 3), frames: Math.max(1, Math.floor(frames / 2)) },
  };
}

async function hum(number: number): Promise<string> {
  const path = join(folder, 'hum.wav');
  // Too short for some films and too long for others.
  const samples = Float32Array.from({ length: 8_000 * (1 + (number % 9)) }, (_, at) => 0.3 * Math.sin(at / 9));
  await writeFile(path, encodeWav([samples], 16_000));
  return path;
}

async function assertStreams(path: string, cut: Cut, sound: boolean, told: string): Promise<void> {
  const { video, audio, seconds } = await probe(path);
  const length = toSeconds(cutFrames(cut), cut.rate);
  assert.ok(video, told);
  assert.equal(video.frames, cutFrames(cut), told);
  assert.deepEqual(
    [video.width, video.height, video.pixelFormat, video.codec],
    [cut.width, cut.height, 'yuv420p', 'h264'],
    told,
  );
  assert.ok(Math.abs(video.rate.num / video.rate.den - cut.rate.num / cut.rate.den) < 0.01, told);
  assert.ok(Math.abs(seconds - length) < 0.05, `${seconds} instead of ${length}; ${told}`);
  assert.equal(audio !== null, sound, told);
  // The last packet of AAC is filled up with silence.
  if (audio !== null) assert.ok(Math.abs(audio.seconds - length) < 0.03, `${audio.seconds}; ${told}`);
}

/** Every frame that no transition or fade touches shows exactly the frame that the cut says. */
function assertPictures(seen: Seen[], cut: Cut, wish: Wish, told: string): void {
  const frames = cutFrames(cut);
  const free = new Uint8Array(frames).fill(1);
  let start = 0;
  const starts = cut.clips.map(({ source }, at) => {
    const { kind, frames: asked } = cut.clips[at]?.transitionIn ?? { kind: 'cut', frames: 0 };
    const length =
      kind === 'cut'
        ? 0
        : Math.min(asked, source.frames, at === 0 ? Infinity : (cut.clips[at - 1]?.source.frames ?? 0));
    if (at === 0) free.fill(0, 0, kind === 'cut' ? 0 : asked);
    else free.fill(0, start - Math.floor(length / 2), start + Math.ceil(length / 2));
    start += source.frames;
    return start - source.frames;
  });
  free.fill(0, Math.max(0, frames - cut.fadeOut));
  for (let frame = 0; frame < frames; frame += 1) {
    if (free[frame] !== 1) continue;
    const at = starts.findLastIndex((begin) => begin <= frame);
    const clip = wish.clips[at];
    assert.ok(clip);
    const expected = { clip: clip.clip, frame: clip.start + frame - (starts[at] ?? 0) };
    // A veil behind words may lie over the numbers, and then they are darker and cannot be read; never another number.
    const found = seen[frame]?.number ?? null;
    if (found === null && (clip.words !== null || cut.burnCaptions)) continue;
    assert.deepEqual(found, expected, `frame ${frame}; ${told}`);
  }
  if (cut.fadeOut > 0) assert.ok((seen.at(-1)?.above ?? 99) < 12, `the end is ${seen.at(-1)?.above}; ${told}`);
  // Half way through a fade there is nothing but its colour.
  cut.clips.forEach(({ transitionIn, source }, at) => {
    const length = Math.min(transitionIn.frames, source.frames, cut.clips[at - 1]?.source.frames ?? 0);
    const from = (starts[at] ?? 0) - Math.floor(length / 2);
    if (at === 0 || length < 7 || length % 2 === 0 || from + length > frames - cut.fadeOut) return;
    if (from < (cut.clips[0]?.transitionIn.frames ?? 0)) return;
    const middle = seen[from + (length - 1) / 2]?.above ?? -1;
    if (transitionIn.kind === 'fade-black') assert.ok(middle < 12, `${middle} in the middle of a fade; ${told}`);
    if (transitionIn.kind === 'fade-white' && !cut.burnCaptions) assert.ok(middle > 235, `${middle}; ${told}`);
  });
}
