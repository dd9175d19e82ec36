/**
 * One piece of rendering work in a process of its own, so that its time, CPU and memory are its own: `render-job.ts <what>
 * <folder> <clips>`. See `render.ts`.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAMES, RATE, SHOT, SIZE, TITLE, TITLE_SIZE, describe, fileOf, filesIn, filmOf } from './film.ts';
import { renderFilm } from '../src/cutting-room/render/render.ts';
import type { Cut } from '../src/film/cut.ts';
import type { MediaRef } from '../src/film/media.ts';
import type { Studio } from '../src/production/studio/studio.ts';

const [what = '', folder = '.', given = '3'] = process.argv.slice(2);
const count = Number(given);
const files = filesIn(folder, count);

const JOBS: Record<string, () => Promise<void>> = {
  shoot,
  conform: async () => {
    const { conform } = await import('../src/cutting-room/conform.ts');
    const wanted = Array.from({ length: Math.min(count, SHOT) }, (_, index) => files.take(index));
    const missing = wanted.flatMap((path, index) => (existsSync(path) ? [] : [{ from: files.raw(index), path }]));
    for (const clip of missing) await conform({ ...clip, size: SIZE, rate: RATE, fit: 'pad' });
    process.stdout.write(String(missing.length));
  },
  first: () => ours(filmOf(count), 'units'),
  again: () => ours(filmOf(count), 'units'),
  title: () => ours(filmOf(count, { title: TITLE.start + 18 }), 'units'),
  swap: () => ours(filmOf(count, { swap: true }), 'units'),
  burnt: () => ours(filmOf(count, { captions: true }), 'units-burnt'),
  'burnt-changed': () => ours(filmOf(count, { captions: true, word: 'lamp' }), 'units-burnt'),
  plain: async () => {
    const cut = filmOf(count, { plain: true });
    const report = await renderFilm({
      cut,
      files: (media) => fileOf(media, folder, count),
      sound: files.programme,
      path: join(folder, 'plain.mp4'),
    });
    process.stdout.write(JSON.stringify(report));
  },
};

/** As the command does it: mixed in a thread, pictures made meanwhile, what was made before taken from the cache. */
async function ours(cut: Cut, units: string): Promise<void> {
  const { renderCut } = await import('../src/production/finish.ts');
  const { createWorkers } = await import('../src/production/studio/workers.ts');
  const scratchFolder = join(folder, 'scratch');
  rmSync(scratchFolder, { recursive: true, force: true });
  mkdirSync(scratchFolder);
  const workers = createWorkers();
  // Of the studio a render needs its store, its threads and its home.
  const studio = {
    store: { path: (media: MediaRef) => fileOf(media, folder, count) },
    settings: { home: join(folder, `${units}-${count}`) },
    signal: new AbortController().signal,
    watch: { onProgress: () => undefined },
    mint: () => 'film',
    now: Date.now,
    scratchFolder,
    workers,
  } as Pick<Studio, 'workers' | 'scratchFolder' | 'mint' | 'now' | 'signal'> as Studio;
  await renderCut(studio, cut, (report) => process.stdout.write(JSON.stringify(report)));
  await workers.close();
}

/** Clips as a vendor sends them: larger, quicker, with something in them that moves; a voice, music and a title. */
async function shoot(): Promise<void> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const { encodeFrames } = await import('../src/cutting-room/codec/encode.ts');
  const { mixProgramme } = await import('../src/cutting-room/mix/mix.ts');
  const { encodeWav } = await import('../src/film/wav.ts');
  const { drawText, layoutText } = await import('../src/typography/layout.ts');
  const size = { width: 1920, height: 1080 };
  for (let index = 0; index < Math.min(count, SHOT); index += 1) {
    if (existsSync(files.raw(index))) continue;
    const pixels = Buffer.alloc(size.width * size.height * 4, 255);
    const draw = (frame: number): Buffer => paint(pixels, size.width, frame, index);
    await encodeFrames({ path: files.raw(index), size, rate: { num: 30, den: 1 }, frames: 180, draw });
  }

  const samples = (count * FRAMES * 48_000) / RATE.num;
  const music = Float32Array.from({ length: samples }, (_, at) => 0.2 * Math.sin(at / 30) + 0.1 * Math.sin(at / 45.3));
  writeFileSync(files.music, encodeWav([music, music], 48_000));
  // Syllables for four seconds of five.
  const voice = Float32Array.from({ length: samples }, (_, at) => {
    const second = at / 48_000;
    const loud = second % 5 < 4 ? Math.max(0, Math.sin(second * 19)) : 0;
    return 0.5 * loud * Math.sin(at / 51 + 0.4 * Math.sin(at / 7.3));
  });
  writeFileSync(files.voice, encodeWav([voice, voice], 48_000));
  const { sounds } = filmOf(count);
  const heard = sounds.map(({ media, ...sound }) => ({ ...sound, path: fileOf(media, folder, count) }));
  writeFileSync(files.programme, (await mixProgramme({ seconds: samples / 48_000, sounds: heard })).wav);

  const canvas = createCanvas(TITLE_SIZE.width, TITLE_SIZE.height);
  const pen = canvas.getContext('2d');
  const look = { family: 'display' as const, weight: 600, size: 90, minSize: 20 };
  const layout = layoutText(pen, TITLE.text, { ...look, maxWidth: TITLE_SIZE.width, maxLines: 1 });
  drawText(pen, layout, { x: TITLE_SIZE.width / 2, y: 10, align: 'center', colour: 'white' });
  writeFileSync(files.title, await canvas.encode('png'));
  writeFileSync(files.description, JSON.stringify(describe(folder, count), null, 2));
}

/** Stripes that drift over slopes of light, and a grain that x264 has to work for. */
function paint(pixels: Buffer, width: number, frame: number, clip: number): Buffer {
  for (let at = 0, index = 0; at < pixels.length; at += 4, index += 1) {
    const x = index % width;
    const y = (index / width) | 0;
    const stripe = ((x + 2 * y + frame * 5 + clip * 90) >> 6) & 1;
    const grain = ((((x + frame * 3) >> 2) * 73) ^ ((y >> 2) * 151)) & 15;
    pixels[at] = 60 + (x >> 4) + grain;
    pixels[at + 1] = (stripe === 1 ? 150 : 90) + grain;
    pixels[at + 2] = 80 + (y >> 3) + clip * 5;
  }
  return pixels;
}

const job = JOBS[what];
if (job === undefined) throw new Error(`no job ${what}: ${Object.keys(JOBS).join(', ')}`);
await job();
