import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { attentionOf } from './attention.ts';
import { type Framing, planFraming, startAt, windowOf } from './framing.ts';
import { enlargement, reframe } from './reframe.ts';
import type { Size } from '../../film/media.ts';
import { openClip } from '../codec/clip.ts';
import { encodeFrames } from '../codec/encode.ts';
import { readPlane } from '../codec/picture.ts';

const RATE = { num: 24, den: 1 };
const SIZE = { width: 320, height: 180 };
const FRAMES = 72;
const TALL = { width: 180, height: 320 };
const folder = await mkdtemp(join(tmpdir(), 'reframe-'));
after(() => rm(folder, { recursive: true }));

/** Where the ball of `walk` is at a frame. */
const ballAt = (frame: number): number => 70 + (frame / FRAMES) * 190;

before(async () => {
  await paint('ramp', (pen) => {
    const shades = pen.createLinearGradient(0, 0, SIZE.width, 0);
    shades.addColorStop(0, '#101010');
    shades.addColorStop(1, '#f0f0f0');
    pen.fillStyle = shades;
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
  });
  // Somebody who stands in a room, upright.
  await paint(
    'stands',
    (pen) => {
      pen.fillStyle = '#d8c8a8';
      pen.fillRect(0, 0, TALL.width, 220);
      pen.fillStyle = '#8a6a4a';
      pen.fillRect(0, 220, TALL.width, 100);
      pen.fillStyle = '#2a3a6a';
      pen.fillRect(72, 120, 36, 160);
      pen.fillStyle = '#8a4a2a';
      pen.beginPath();
      pen.arc(90, 102, 18, 0, 7);
      pen.fill();
    },
    TALL,
  );
  // Sky, hills and a palm that the side of the picture cuts off, all going by; and a ball that crosses them.
  await paint('walk', (pen, frame) => {
    pen.fillStyle = '#9fc4e0';
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
    pen.fillStyle = '#5f8a6a';
    for (let hill = -1; hill < 5; hill += 1) {
      pen.beginPath();
      pen.arc(hill * 90 + frame * 0.4, 150, 50, 0, 7);
      pen.fill();
    }
    pen.fillStyle = '#d9c48f';
    pen.fillRect(0, 130, SIZE.width, 50);
    pen.fillStyle = '#2c4a2c';
    pen.fillRect(0, 20, 22 + frame * 0.1, 130);
    pen.fillStyle = '#c03030';
    pen.beginPath();
    pen.arc(ballAt(frame), 118, 20, 0, 7);
    pen.fill();
  });
});

type Pen = ReturnType<ReturnType<typeof createCanvas>['getContext']>;

async function paint(name: string, draw: (pen: Pen, frame: number) => void, size: Size = SIZE): Promise<void> {
  const canvas = createCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  await encodeFrames({
    path: join(folder, `${name}.mp4`),
    size,
    rate: RATE,
    frames: FRAMES,
    draw: (frame) => {
      draw(pen, frame);
      return canvas.data();
    },
  });
}

/** Luma of one picture of a clip in another frame. */
async function lumas(name: string, size: Size, framing: Framing, frames: number[]): Promise<Uint8Array[]> {
  await using clip = await openClip(join(folder, `${name}.mp4`));
  using seen = reframe(clip, size, framing);
  const all: Uint8Array[] = [];
  for (const frame of frames) {
    const luma = new Uint8Array(size.width * size.height);
    readPlane(await seen.frame(frame), 0, luma, size.width, size.height);
    all.push(luma);
  }
  return all;
}

test('attention goes to what crosses the picture, not to what its side cuts off, and the window goes with it', async () => {
  const attention = await attentionOf({ path: join(folder, 'walk.mp4'), range: { start: 0, frames: FRAMES } });
  const shape = windowOf(SIZE, TALL) ?? assert.fail();
  const framing = planFraming(attention, shape, { frames: FRAMES, rate: RATE });
  if (framing.fit !== 'crop') assert.fail(`it is ${framing.fit}`);
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const start: number = startAt(framing, frame) * SIZE.width;
    const inside: number = (ballAt(frame) - start) / (shape.share * SIZE.width);
    assert.ok(inside > 0.1 && inside < 0.9, `at frame ${frame} the ball is at ${inside.toFixed(2)} of the window`);
  }
});

test('of somebody who stands, a low window shows the head', async () => {
  const attention = await attentionOf({ path: join(folder, 'stands.mp4'), range: { start: 0, frames: FRAMES } });
  const shape = windowOf(TALL, SIZE) ?? assert.fail();
  const framing = planFraming(attention, shape, { frames: FRAMES, rate: RATE });
  if (framing.fit !== 'crop') assert.fail(`it is ${framing.fit}`);
  assert.deepEqual([framing.axis, framing.starts.length], ['y', 1]);
  const top = startAt(framing, 0) * TALL.height;
  assert.ok(top < 86 && top + shape.share * TALL.height > 122, `the window begins at ${top.toFixed(0)}`);
});

test('a window that moves slowly goes by parts of a pixel', async () => {
  const share = windowOf(SIZE, TALL)?.share ?? assert.fail();
  const frames = Array.from({ length: 48 }, (_, frame) => frame);
  // A third of a pixel of the clip each frame.
  const starts = frames.map((frame) => (40 + frame / 3) / SIZE.width);
  const pictures = await lumas('ramp', TALL, { fit: 'crop', axis: 'x', share, first: 0, starts }, frames);
  const middles = pictures.map((luma) => {
    const row = luma.subarray(160 * TALL.width + 60, 160 * TALL.width + 120);
    return row.reduce((sum, value) => sum + value, 0) / row.length;
  });
  const span = Math.round((share * SIZE.width) / 2) * 2;
  middles.forEach((middle, frame) => {
    const place = 40 + frame / 3 + (90 / TALL.width) * span;
    const expected = 16 + ((16 + (place / SIZE.width) * 224) * 219) / 255;
    assert.ok(Math.abs(middle - expected) < 1.5, `frame ${frame}: ${middle} instead of ${expected}`);
  });
  const steps = middles.slice(1).map((middle, at) => middle - (middles[at] ?? 0));
  // Whole pixels would be steps of 0 and 0.6, twice as many of the former.
  assert.ok(
    steps.filter((step) => step > 0.02 && step < 0.5).length > 36,
    steps.map((step) => step.toFixed(2)).join(' '),
  );
});

test('a padded picture is whole, and lies before a dim one that fills the frame', async () => {
  const [picture = assert.fail()] = await lumas('ramp', TALL, { fit: 'pad' }, [10]);
  const at = (x: number, y: number): number => picture[y * TALL.width + x] ?? 0;
  // 180 × 101 of it in the middle: both ends of the ramp are there.
  assert.ok(at(2, 160) < 40 && at(177, 160) > 210);
  assert.ok(at(90, 20) > 30 && at(90, 20) < 100, `${at(90, 20)}`);
  const edge = Array.from({ length: 40 }, (_, x) => Math.abs(at(60 + x + 1, 30) - at(60 + x, 30)));
  assert.ok(Math.max(...edge) <= 3, 'the background is soft');
});

test('the same shape is only scaled', async () => {
  const half = { width: 160, height: 90 };
  const [picture = assert.fail()] = await lumas('ramp', half, { fit: 'whole' }, [5]);
  for (const x of [10, 80, 150]) {
    const expected = 16 + ((16 + ((x + 0.5) / half.width) * 224) * 219) / 255;
    assert.ok(Math.abs((picture[45 * half.width + x] ?? 0) - expected) < 3);
  }
  assert.equal(enlargement(SIZE, half, 'whole'), 0.5);
  assert.equal(enlargement(SIZE, TALL, 'crop').toFixed(2), '1.78');
  assert.equal(enlargement(SIZE, TALL, 'pad').toFixed(2), '0.56');
});
