import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openClip } from './clip.ts';
import { encodeFrames } from './encode.ts';
import { probe } from './probe.ts';
import { renderFilm } from './render.ts';
import { safeArea } from './words.ts';
import { type Clip, type Cut, cutFrames } from '../film/cut.ts';
import { TransitionKind } from '../film/screenplay.ts';

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
    const middle = seen[kind === 'fade-black' || kind === 'fade-white' ? 23 : 24];
    if (kind === 'fade-black') assert.ok((middle?.[0] ?? 255) < 25);
    if (kind === 'fade-white') assert.ok((middle?.[0] ?? 0) > 220);
    if (kind === 'dissolve') assert.ok(Math.abs((middle?.[0] ?? 0) - 98) < 12, middle?.join() ?? 'no frame');
  });
}

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

async function render(cut: Cut, name: string, sound: string | null = null) {
  const path = join(folder, `${name}.film.mp4`);
  const report = await renderFilm({ cut, path, sound, files: (media) => join(folder, `${media.sha256[0]}.mp4`) });
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
