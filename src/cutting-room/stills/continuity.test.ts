import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type SKRSContext2D, createCanvas } from '@napi-rs/canvas';
import { acrossCut } from './continuity.ts';
import { StudioError } from '../../errors.ts';
import { drawClip } from '../../../test/fixtures/drawn-clip.ts';

const folder = await mkdtemp(join(tmpdir(), 'continuity-'));
after(() => rm(folder, { recursive: true }));

const SIZE = { width: 480, height: 270 };

function clip(name: string, draw: (pen: SKRSContext2D, frame: number) => void, size = SIZE): Promise<string> {
  return drawClip(join(folder, `${name}.mp4`), { size, frames: 12 }, (pen, frame) => {
    pen.save();
    pen.scale(size.width / SIZE.width, size.height / SIZE.height);
    draw(pen, frame);
    pen.restore();
  });
}

/** A house before hills under a sky: the same place from nearer or farther, in any light. */
const house =
  ({ near = 1, light = 1, tint = '#ffffff' } = {}) =>
  (pen: SKRSContext2D, frame: number): void => {
    const centre = { x: SIZE.width / 2, y: SIZE.height / 2 };
    pen.fillStyle = '#9cc4e4';
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
    pen.save();
    pen.translate(centre.x + frame * 2, centre.y);
    pen.scale(near, near);
    pen.fillStyle = '#6d9a5b';
    pen.fillRect(-600, 30, 1200, 400);
    pen.fillStyle = '#d8c7a0';
    pen.fillRect(-70, -50, 140, 100);
    pen.fillStyle = '#8a3b2e';
    pen.fillRect(-80, -70, 160, 24);
    pen.fillStyle = '#2e3440';
    pen.fillRect(-20, 0, 30, 50);
    pen.restore();
    pen.globalCompositeOperation = 'multiply';
    pen.fillStyle = tint;
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
    pen.globalCompositeOperation = 'source-over';
    pen.fillStyle = `rgba(0, 0, 0, ${1 - light})`;
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
  };

const day = await clip('day', house());

test('one clip goes over into itself, and into the same place from nearer', async () => {
  const same = await acrossCut(day, 3, day, 9);
  assert.ok(same.score >= 95, `${same.score}: ${same.evidence.join('; ')}`);
  assert.match(same.evidence[0] ?? '', /^same light and colours/);
  const nearer = await acrossCut(day, 11, await clip('nearer', house({ near: 1.3 })), 0);
  assert.ok(nearer.score >= 85, `${nearer.score}: ${nearer.evidence.join('; ')}`);
  assert.ok(nearer.structure < same.structure);
});

test('a framing that stays is said', async () => {
  assert.ok((await acrossCut(day, 3, day, 4)).evidence.includes('both pictures are framed alike'));
});

test('day does not go over into night, and it is said in words', async () => {
  const night = await clip('night', house({ light: 0.25, tint: '#5a6fb8' }));
  const { score, lightness, evidence } = await acrossCut(day, 11, night, 0);
  assert.ok(score < 40, `${score}`);
  assert.ok(lightness.before > 60 && lightness.after < 20);
  assert.match(evidence.join(), /the picture jumps from bright to dark: lightness \d\d, then 1?\d of 100/);
  const back = await acrossCut(night, 11, day, 0);
  assert.match(back.evidence.join(), /from dark to bright/);
  assert.equal(back.score, score);
});

test('another colour of light is found where the brightness stays', async () => {
  const evening = await clip('evening', house({ tint: '#ffc890' }));
  const { score, evidence } = await acrossCut(day, 11, evening, 0);
  assert.ok(score < 70, `${score}`);
  assert.match(evidence[0] ?? '', /the colours turn yellower/);
});

test('a picture that gets soft costs points and is named', async () => {
  const tiny = createCanvas(48, 27);
  const soft = await clip('soft', (pen, frame) => {
    house()(pen, frame);
    tiny.getContext('2d').drawImage(pen.canvas, 0, 0, 48, 27);
    pen.drawImage(tiny, 0, 0, SIZE.width, SIZE.height);
  });
  const { score, sharpness, evidence } = await acrossCut(day, 5, soft, 5);
  assert.ok(sharpness.after < sharpness.before / 2);
  assert.ok(score < 95 && score > 50, `${score}`);
  assert.match(evidence[0] ?? '', /the picture gets softer/);
});

test('clips of other sizes and shapes are compared; black with black is the same', async () => {
  const tall = await clip('tall', house(), { width: 406, height: 720 });
  assert.ok((await acrossCut(day, 11, tall, 0)).score >= 85);
  const black = await clip('black', (pen) => {
    pen.fillStyle = '#000';
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
  });
  assert.equal((await acrossCut(black, 99, black, -1)).score, 100);
  assert.ok((await acrossCut(day, 11, black, 0)).score < 20);
});

test('a file without pictures is refused', async () => {
  const missing = await acrossCut(day, 0, join(folder, 'nothing.mp4'), 0).catch((error: unknown) => error);
  assert.ok(missing instanceof StudioError && missing.code === 'media');
});
