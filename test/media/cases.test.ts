import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { decodeAudio } from '../../src/cutting-room/mix/audio.ts';
import { openClip } from '../../src/cutting-room/codec/clip.ts';
import { conform } from '../../src/cutting-room/conform.ts';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';
import { measureLoudness } from '../../src/cutting-room/mix/loudness.ts';
import { mixProgramme } from '../../src/cutting-room/mix/mix.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { renderFilm } from '../../src/cutting-room/render/render.ts';
import { safeArea } from '../../src/cutting-room/render/safe-area.ts';
import { type Clip, type Cut, type Sound, cutFrames } from '../../src/film/cut.ts';
import type { MediaRef } from '../../src/film/media.ts';
import type { Overlay, TransitionKind } from '../../src/film/screenplay.ts';
import { toSeconds } from '../../src/film/time.ts';
import { clipSounds } from '../../src/production/takes/clip-sound.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { beepsIn, levelBetween, makeNumbered, readNumbered } from './numbered.ts';

/** What the studio's predecessor got wrong when it made films, case by case: five-second clips, joined, lettered, mixed. */

const SIZE = { width: 256, height: 144 };
const RATE = { num: 24, den: 1 };
const LENGTH = 120;
const folder = await mkdtemp(join(tmpdir(), 'cases-'));
after(() => rm(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

/** 1–3: mute; 4, 5: with a hum; all longer than they are used, so that transitions have something to borrow. */
before(async () => {
  for (const clip of [1, 2, 3, 4, 5]) {
    const sound = clip > 3 ? { sound: 'hum' as const } : {};
    await makeNumbered(file(`${clip}.mp4`), { size: SIZE, rate: RATE, frames: LENGTH + 24, clip, ...sound });
  }
});

test('a dissolve, then a cut: the third clip is there, and the length is the sum', async () => {
  const { path, cut } = await render([clip(1), clip(2, 'dissolve', 12), clip(3)]);
  await assertClips(path, cut, [1, 2, 3]);
});

test('a cut, then a dissolve', async () => {
  const { path, cut } = await render([clip(1), clip(2), clip(3, 'dissolve', 12)]);
  await assertClips(path, cut, [1, 2, 3]);
});

test('two dissolves and a fade-out of a second: it ends black, on the film’s own clock', async () => {
  const { path, cut } = await render([clip(1), clip(2, 'dissolve', 12), clip(3, 'dissolve', 12)], { fadeOut: 24 });
  const seen = await assertClips(path, cut, [1, 2, 3]);
  const levels = seen.slice(-26).map(({ below }) => below);
  assert.ok((levels.at(-1) ?? 99) < 3 && (levels[0] ?? 0) > 80, levels.join());
  for (const [at, level] of levels.slice(1).entries()) assert.ok(level <= (levels[at] ?? 0) + 2, levels.join());
});

test('a wipe is seen: half way through, one side is the one clip and the other side the other', async () => {
  await writeHalves();
  const { path } = await render([{ ...clip(8) }, { ...clip(9, 'wipe', 24) }]);
  await using film = await openClip(path, RATE);
  const frame = await film.frame(LENGTH);
  const row = (frame.linesize[0] ?? 0) * 72;
  const [left = 0, right = 0] = [frame.data?.[0]?.[row + 20], frame.data?.[0]?.[row + 236]];
  assert.ok(left > 180 && right < 60, `${left} and ${right}`);
});

test('clips with sound keep it across a dissolve', async () => {
  const sounds = [production(4, 0), production(5, 5)];
  const { path, cut } = await render([clip(4), clip(5, 'dissolve', 12)], { sounds });
  await assertClips(path, cut, [4, 5]);
  assert.ok((await levelBetween(path, 1, 4)) > 0.02);
  assert.ok((await levelBetween(path, 6, 9)) > 0.02);
});

test('the own sound of clips crosses where their pictures do, and ends with them', async () => {
  const { cut } = await render([clip(4), clip(5, 'dissolve', 24), clip(1, 'dissolve', 24)]);
  const { path } = await render(cut.clips, { sounds: clipSounds(cut, new Set(['4A-1', '5A-1'])) });
  const level = (from: number) => levelBetween(path, from, from + 0.1);
  const body = await level(2);
  assert.ok(body > 0.02);
  for (let at = 4.3; at < 5.8; at += 0.1)
    assert.ok((await level(at)) > body * 0.3, `${at}: ${await level(at)} of ${body}`);
  assert.ok((await level(10.2)) < body * 0.6 && (await level(10.2)) > 0, 'it goes with the picture');
  assert.ok((await level(10.6)) < 0.001, 'and no longer');
});

test('a silent clip, then one with sound: ten seconds with sound, in the second half', async () => {
  const { path, cut } = await render([clip(1), clip(4)], { sounds: [production(4, 5)] });
  await assertClips(path, cut, [1, 4]);
  const { audio } = await probe(path);
  assert.ok(Math.abs((audio?.seconds ?? 0) - 10) < 0.03);
  assert.ok((await levelBetween(path, 0.5, 4.5)) < 0.001);
  assert.ok((await levelBetween(path, 5.5, 9.5)) > 0.02);
});

for (const kind of ['cut', 'dissolve'] as const) {
  test(`a lying clip at 24 and a standing one at 30 frames a second, joined by a ${kind}`, async () => {
    await makeNumbered(file('tall.mp4'), {
      size: { width: 144, height: 256 },
      rate: { num: 30, den: 1 },
      frames: 180,
      clip: 7,
    });
    const { frames } = await conform({
      from: file('tall.mp4'),
      path: file('7.mp4'),
      size: SIZE,
      rate: RATE,
      fit: 'pad',
    });
    assert.equal(frames, 144);
    const { path, cut } = await render([clip(1), clip(7, kind, kind === 'cut' ? 0 : 12)]);
    assert.equal((await probe(path)).video?.frames, 240);
    const area = { left: (256 - 82) / 2 / 256, top: 0, width: 82 / 256, height: 1 };
    const seen = await readNumbered(path, RATE, area);
    for (let at = LENGTH + 8; at < cutFrames(cut); at += 1) {
      const number = seen[at]?.number;
      // Five frames become four: the nearest one is shown.
      const wanted = ((at - LENGTH) * 30) / 24;
      assert.equal(number?.clip, 7, `frame ${at}`);
      assert.ok(Math.abs((number?.frame ?? -9) - wanted) <= 1, `frame ${at}: ${number?.frame} instead of ${wanted}`);
    }
  });
}

test('one of three files is missing: no film, and the file is named', async () => {
  const path = file('missing.mp4');
  const cut = cutOf([clip(1), clip(2), clip(6)]);
  await assert.rejects(renderFilm({ cut, path, sound: null, files: pathOf }), { code: 'media', message: /6\.mp4/ });
  await assert.rejects(probe(path));
});

test('four seconds of voice and thirty of music on ten seconds of film', async () => {
  await writeFile(file('voice.wav'), encodeWav([tone(4, 150, 0.5)], 48_000));
  await writeFile(file('music.wav'), encodeWav([tone(30, 900, 0.4)], 48_000));
  const sounds = [sound('voice', 'voice.wav', 3), sound('music', 'music.wav', 0)];
  const { path } = await render([clip(1), clip(2)], { sounds });
  const { seconds, audio } = await probe(path);
  assert.ok(Math.abs(seconds - 10) < 0.05 && Math.abs((audio?.seconds ?? 0) - 10) < 0.03, `${seconds}`);
  const { left } = await decodeAudio(path);
  const music = (from: number, to: number) => strength(left, 900, from, to);
  // It is heard to the end, steps back under the voice, comes back after it, and fades at the film's end.
  const [early, under, back, end] = [music(0.5, 2.5), music(4, 6.5), music(7.9, 8.4), music(9.93, 9.98)];
  assert.ok(under < early * 0.45 && back > under * 1.8 && end < early * 0.2, [early, under, back, end].join());
  const loudness = measureLoudness(await decodeAudio(path));
  assert.ok(Math.abs(loudness.integrated + 14) <= 0.5, `${loudness.integrated} LUFS`);
  assert.ok(loudness.truePeak <= -1, `${loudness.truePeak} dBTP`);
});

const LINE = 'A title of sixty-eight characters that did not fit on the old screen';
const TEXTS: [what: string, text: string][] = [
  ['an apostrophe', "It's here"],
  ['a percent sign', '100% real'],
  ['a backslash', 'a\\b'],
  ['68 characters', LINE],
  ['200 characters', 'All work and no play makes a long line. '.repeat(5)],
  ['an emoji', 'Done 👩‍💻'],
  ['Arabic', 'مرحبا بالعالم'],
  ['Chinese', '山上有一座庙'],
];

for (const [what, text] of TEXTS) {
  test(`a title with ${what} is drawn, whole, where it belongs, and says nothing but itself`, async () => {
    const empty = await inkOf([]);
    const box = await inkOf([title(text)]);
    const safe = safeArea(SIZE);
    assert.equal(empty, null);
    assert.ok(box, 'no ink');
    assert.ok(box.left >= safe.left - 1 && box.right <= safe.right + 1, JSON.stringify(box));
    assert.ok(box.top >= safe.top - 1 && box.bottom <= safe.bottom + 1, JSON.stringify(box));
    // In the middle, and not the small print in a corner that a filter makes of what it cannot read.
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    assert.ok(Math.abs(x - SIZE.width / 2) < 12 && Math.abs(y - SIZE.height / 2) < 16, JSON.stringify(box));
    assert.ok(box.bottom - box.top >= 7, JSON.stringify(box));
  });
}

test('every letter of a text leaves its ink: what a filter would eat makes it wider', async () => {
  const width = async (text: string) => {
    const box = await inkOf([{ ...title(text), style: 'caption' }]);
    assert.ok(box, text);
    return box.right - box.left;
  };
  assert.ok((await width('a\\b')) > (await width('ab')) + 1);
  assert.ok((await width('100% real')) > (await width('100 real')) + 3);
  assert.ok((await width("It's here")) > (await width('Its here')));
  assert.ok((await width('a:b,c;[d]')) > (await width('abcd')) + 5);
});

for (const { num, den } of [RATE, { num: 25, den: 1 }, { num: 30_000, den: 1_001 }, { num: 60, den: 1 }]) {
  test(`flash and beep stay together from ${num}/${den} frames a second, through a cut and a dissolve`, async () => {
    const name = `sync-${num}`;
    const flashes = [12, 50, 91].map((frame) => Math.round((frame * num) / den / 24));
    await makeNumbered(file(`${name}-raw.mp4`), {
      size: { width: 320, height: 240 },
      rate: { num, den },
      frames: Math.round((144 * num) / den / 24),
      clip: 3,
      flashes,
      sound: 'beep',
    });
    await conform({ from: file(`${name}-raw.mp4`), path: file(`${name}.mp4`), size: SIZE, rate: RATE, fit: 'pad' });
    const media = { sha256: 'e'.repeat(64), extension: 'mp4', bytes: 1 };
    const own = { ...clip(1), media, source: { start: 6, frames: LENGTH } };
    const files = (ref: MediaRef) => (ref.sha256 === media.sha256 ? file(`${name}.mp4`) : pathOf(ref));
    const cut = cutOf([own, clip(2), { ...own, transitionIn: { kind: 'dissolve', frames: 8 } }]);
    const sounds = clipSounds(cut, new Set([own.slate])).map((one) => ({ ...one, path: file(`${name}.mp4`) }));
    const { wav } = await mixProgramme({ seconds: 15, sounds });
    await writeFile(file(`${name}.wav`), wav);
    const path = file(`${name}-film.mp4`);
    await renderFilm({ cut, path, sound: file(`${name}.wav`), files });
    const area = { left: 32 / 256, top: 0, width: 192 / 256, height: 1 };
    const seen = (await readNumbered(path, RATE, area)).map(({ below }) => below > 180);
    const lit = seen.flatMap((flash, frame) => (flash && seen[frame - 1] !== true ? [toSeconds(frame, RATE)] : []));
    const beeps = await beepsIn(path);
    assert.equal(lit.length, 6, lit.join());
    assert.equal(beeps.length, 6, beeps.join());
    for (const [index, flash] of lit.entries()) {
      const apart = Math.abs(flash - (beeps[index] ?? 99));
      assert.ok(apart <= 1 / 24 + 0.002, `flash ${index} at ${flash}, beep at ${beeps[index]}`);
    }
  });
}

test('what is left of a film after transitions is never lost or doubled, with many short ones in a row', async () => {
  const kinds: TransitionKind[] = ['dissolve', 'wipe', 'iris', 'whip', 'slide-up', 'zoom', 'fade-white', 'fade-black'];
  const clips = Array.from({ length: 24 }, (_, at): Clip => {
    const kind = kinds[at % kinds.length] ?? 'dissolve';
    return {
      ...clip(1 + (at % 3), at === 0 ? 'cut' : kind, at === 0 ? 0 : 4),
      source: { start: 12 + at * 3, frames: 9 },
    };
  });
  const { path, cut } = await render(clips);
  const seen = await readNumbered(path, RATE);
  assert.equal(seen.length, 24 * 9);
  for (const [at, { source }] of cut.clips.entries()) {
    for (let frame = at === 0 ? 0 : 2; frame < 7; frame += 1) {
      const number = { clip: 1 + (at % 3), frame: source.start + frame };
      assert.deepEqual(seen[at * 9 + frame]?.number, number, `clip ${at}, frame ${frame}`);
    }
  }
});

function clip(number: number, kind: TransitionKind = 'cut', frames = 0): Clip {
  return {
    shot: `${number}A`,
    slate: `${number}A-1`,
    media: { sha256: String(number).repeat(64), extension: 'mp4', bytes: 1 },
    source: { start: number > 6 ? 0 : 12, frames: LENGTH },
    available: { start: 0, frames: LENGTH + 24 },
    transitionIn: { kind, frames },
    overlays: [],
  };
}

function cutOf(clips: Clip[], more: Partial<Cut> = {}): Cut {
  const plain = { sounds: [], captions: [], burnCaptions: false, fadeOut: 0 };
  return { schema: 'Cut.1', id: 'safe', rate: RATE, ...SIZE, clips, ...plain, ...more };
}

function pathOf({ sha256, extension }: MediaRef): string {
  return file(extension === 'mp4' ? `${sha256[0]}.mp4` : sha256);
}

let films = 0;

/** Mixes and renders a cut as a production does. */
async function render(clips: Clip[], more: Partial<Cut> & { sounds?: (Sound & { path?: string })[] } = {}) {
  const cut = cutOf(clips, more);
  films += 1;
  const path = file(`film-${films}.mp4`);
  let programme: string | null = null;
  if (cut.sounds.length > 0) {
    const sounds = cut.sounds.map((one) => ({ ...one, path: (one as { path?: string }).path ?? pathOf(one.media) }));
    const { wav } = await mixProgramme({ seconds: toSeconds(cutFrames(cut), RATE), sounds });
    programme = `${path}.wav`;
    await writeFile(programme, wav);
  }
  await renderFilm({ cut, path, sound: programme, files: pathOf });
  return { path, cut };
}

/** The film is as long as its clips together, and shows each of them outside its transitions frame by frame. */
async function assertClips(path: string, cut: Cut, numbers: number[]) {
  const seen = await readNumbered(path, RATE);
  assert.equal(seen.length, numbers.length * LENGTH);
  assert.ok(Math.abs((await probe(path)).seconds - numbers.length * 5) < 0.05);
  for (const [at, number] of numbers.entries()) {
    for (let frame = 12; frame < LENGTH - 26; frame += 1) {
      const wanted = { clip: number, frame: (cut.clips[at]?.source.start ?? 0) + frame };
      assert.deepEqual(seen[at * LENGTH + frame]?.number, wanted, `clip ${at}, frame ${frame}`);
    }
  }
  return seen;
}

function production(number: number, at: number): Sound {
  return { kind: 'production', media: clip(number).media, at, seconds: 5, gainDb: 0 };
}

function sound(kind: Sound['kind'], name: string, at: number): Sound & { path: string } {
  return {
    kind,
    media: { sha256: '0'.repeat(64), extension: 'wav', bytes: 1 },
    at,
    seconds: null,
    gainDb: 0,
    path: file(name),
  };
}

function tone(seconds: number, hertz: number, level: number): Float32Array {
  return Float32Array.from(
    { length: seconds * 48_000 },
    (_, at) => level * Math.sin((2 * Math.PI * hertz * at) / 48_000),
  );
}

/** How much of one pitch there is in a stretch of sound. */
function strength(samples: Float32Array, hertz: number, from: number, to: number): number {
  let [sine, cosine, count] = [0, 0, 0];
  for (let at = Math.round(from * 48_000); at < to * 48_000; at += 1, count += 1) {
    sine += (samples[at] ?? 0) * Math.sin((2 * Math.PI * hertz * at) / 48_000);
    cosine += (samples[at] ?? 0) * Math.cos((2 * Math.PI * hertz * at) / 48_000);
  }
  return Math.hypot(sine, cosine) / count;
}

function title(text: string): Overlay {
  return { text, style: 'title', position: 'center', range: { start: 0, frames: 24 } };
}

/** The box of all bright letters in the middle of a title's time, on a dark picture. */
async function inkOf(overlays: Overlay[]) {
  await writeDark();
  const { path } = await render([{ ...clip(0), source: { start: 0, frames: 24 }, overlays }]);
  await using film = await openClip(path, RATE);
  const frame = await film.frame(12);
  const stride = frame.linesize[0] ?? 0;
  const box = { left: 9999, top: 9999, right: -1, bottom: -1 };
  for (let y = 0; y < SIZE.height; y += 1)
    for (let x = 0; x < SIZE.width; x += 1) {
      if ((frame.data?.[0]?.[y * stride + x] ?? 0) < 110) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  return box.right < 0 ? null : box;
}

let dark: Promise<void> | null = null;
function writeDark(): Promise<void> {
  return (dark ??= plain(0, 40));
}

let halves: Promise<void> | null = null;
function writeHalves(): Promise<void> {
  return (halves ??= plain(8, 30).then(() => plain(9, 235)));
}

async function plain(name: number, level: number): Promise<void> {
  const pixels = Buffer.alloc(SIZE.width * SIZE.height * 4, level);
  await encodeFrames({ path: file(`${name}.mp4`), size: SIZE, rate: RATE, frames: LENGTH + 24, draw: () => pixels });
}
