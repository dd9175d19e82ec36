import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { conform } from '../../src/cutting-room/conform.ts';
import { glance } from '../../src/cutting-room/stills/glance.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { lastFrame } from '../../src/cutting-room/stills/stills.ts';
import { FILM_RATE } from '../../src/film/time.ts';
import { drawnClips, plainClips } from '../../src/production/studio/simulated-clips.ts';
import { createWorkers } from '../../src/production/studio/workers.ts';
import { readQuality } from '../../src/simulators/quality-patch.ts';
import type { ClipOrder } from '../../src/simulators/spec.ts';
import { folderFor } from './rig.ts';

const { signal } = new AbortController();

const workers = createWorkers(1);
after(() => workers.close());

const order: ClipOrder = {
  vendor: 'luma',
  model: 'ray-2',
  jobId: 'job',
  prompt: 'A developer types at a desk. Framed as a medium shot; the camera holds still.',
  width: 960,
  height: 540,
  seconds: 0.5,
  sound: false,
  seed: 1,
  quality: 70,
  firstFrame: null,
  lastFrame: null,
  continues: null,
};

test('the clip is of the size, length and sound that were ordered', async (t) => {
  const folder = await folderFor(t);
  const path = join(folder, 'clip.mp4');
  for (const make of [drawnClips(workers, folder), plainClips(folder)])
    for (const wish of [
      { width: 960, height: 540, sound: false },
      { width: 416, height: 552, sound: true },
    ]) {
      await make({ ...order, ...wish }, path, signal);
      const { video, audio } = await probe(path);
      assert.deepEqual([video?.width, video?.height, video?.frames], [wish.width, wish.height, 12]);
      assert.equal(audio !== null, wish.sound);
    }
});

test('the same order gives the same clip; other dice cast other actors', async (t) => {
  const folder = await folderFor(t);
  const make = drawnClips(workers, folder);
  const clip = async (seed: number) => {
    const path = join(folder, `${seed}.mp4`);
    await make({ ...order, seed }, path, signal);
    return readFileSync(path).toString('base64');
  };
  const first = await clip(1);
  assert.equal(await clip(1), first);
  assert.notEqual(await clip(2), first);
});

test('a clip begins with the picture that it was given, and goes on from the clip that it continues', async (t) => {
  const folder = await folderFor(t);
  const make = drawnClips(workers, folder);
  const canvas = createCanvas(960, 540);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#d01010';
  pen.fillRect(0, 0, 960, 540);
  const [red, more] = [join(folder, 'red.mp4'), join(folder, 'more.mp4')];
  await make({ ...order, firstFrame: canvas.encodeSync('png') }, red, signal);
  await make({ ...order, continues: red }, more, signal);
  for (const path of [red, more]) {
    const still = join(folder, 'still.png');
    await lastFrame(path, still);
    const image = await loadImage(still);
    const target = createCanvas(image.width, image.height).getContext('2d');
    target.drawImage(image, 0, 0);
    const [r = 0, g = 0, b = 0] = target.getImageData(480, 200, 1, 1).data;
    assert.ok(r > 120 && g < 60 && b < 60, `${path} shows ${r}, ${g}, ${b}`);
  }
});

test('what a clip is worth is to be seen in every picture of it, also once it was conformed, and is its own', async (t) => {
  const folder = await folderFor(t);
  const drawn = drawnClips(workers, folder);
  const [bad, good] = [join(folder, 'bad.mp4'), join(folder, 'good.mp4')];
  await drawn({ ...order, quality: 20 }, bad, signal);
  await drawn({ ...order, quality: 90, continues: bad, prompt: 'A desk. The camera pulls back slowly.' }, good, signal);
  const plain = join(folder, 'plain.mp4');
  await plainClips(folder)({ ...order, width: 640, height: 640, quality: 52 }, plain, signal);
  for (const [path, quality] of [
    [bad, 20],
    [good, 90],
    [plain, 52],
  ] as const) {
    const fitted = join(folder, 'fitted.mp4');
    await conform({ from: path, path: fitted, size: { width: 1280, height: 720 }, rate: FILM_RATE, fit: 'pad' });
    for (const { jpeg } of [...(await glance(path)), ...(path === plain ? [] : await glance(fitted))]) {
      const image = await loadImage(Buffer.from(jpeg));
      const pen = createCanvas(image.width, image.height).getContext('2d');
      pen.drawImage(image, 0, 0);
      const { data, width, height } = pen.getImageData(0, 0, image.width, image.height);
      const read = readQuality(data, { width, height });
      assert.ok(read !== null && Math.abs(read - quality) < 4, `${path}: ${read}`);
    }
  }
});
