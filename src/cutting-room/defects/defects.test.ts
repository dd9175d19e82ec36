import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { DEFECTS, spoil, type Defect, type DefectKind } from './index.ts';
import { decodeAudio } from '../mix/audio.ts';
import { conform } from '../conform.ts';
import { encodeFrames } from '../codec/encode.ts';
import { readFrames, type Still } from '../codec/frames.ts';
import { probe } from '../codec/probe.ts';
import { StudioError } from '../../errors.ts';
import { encodeWav } from '../../film/wav.ts';

const SIZE = { width: 320, height: 180 };
const RATE = { num: 24, den: 1 };
const FRAMES = 60;
const folder = await mkdtemp(join(tmpdir(), 'defects-'));
after(() => rm(folder, { recursive: true }));

/** A figure that walks through a wood, with a hum. */
const clean = join(folder, 'clean.mp4');
{
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const pen = canvas.getContext('2d');
  const silent = join(folder, 'silent.mp4');
  await encodeFrames({
    path: silent,
    size: SIZE,
    rate: RATE,
    frames: FRAMES,
    draw: (index) => {
      pen.fillStyle = '#9fc4d8';
      pen.fillRect(0, 0, 320, 180);
      for (let tree = 0; tree < 16; tree += 1) {
        pen.fillStyle = `hsl(${100 + tree * 6}, 40%, ${25 + (tree % 4) * 8}%)`;
        pen.fillRect(tree * 26 - index * 1.5, 60 + ((tree * 29) % 50), 14, 120);
      }
      pen.fillStyle = '#b03030';
      pen.fillRect(120 + index, 80, 30, 80);
      return canvas.data();
    },
  });
  const sound = join(folder, 'hum.wav');
  const hum = Float32Array.from({ length: 48_000 * 2.5 }, (_, at) => 0.2 * Math.sin(at / 30));
  await writeFile(sound, encodeWav([hum], 48_000));
  await conform({ from: silent, path: clean, size: SIZE, rate: RATE, frames: FRAMES, fit: 'pad', sound });
}

const picture = { width: 30, height: 60, data: new Uint8ClampedArray(30 * 60 * 4).fill(255) };

async function spoiled(kind: DefectKind | null, seed: number): Promise<{ path: string; defect: Defect | null }> {
  const path = join(folder, `${kind}-${seed}.mp4`);
  return { path, defect: await spoil({ from: clean, path, kind, seed, picture, subject: null }) };
}

const framesOf = (path: string): Promise<Still[]> =>
  readFrames(
    path,
    Array.from({ length: FRAMES }, (_, index) => index),
  );

const copy = await spoiled(null, 1);
const before = await framesOf(copy.path);

/** Mean difference of all channels, inside a box or everywhere. */
function apart(one: Still, other: Still, box = { x: 0, y: 0, ...SIZE }): number {
  let sum = 0;
  for (let y = box.y; y < box.y + box.height; y += 1)
    for (let at = (y * SIZE.width + box.x) * 4; at < (y * SIZE.width + box.x + box.width) * 4; at += 1)
      sum += Math.abs(one.data[at]! - other.data[at]!);
  return sum / (box.width * box.height * 4);
}

function mean({ data }: Still, channel: number): number {
  let sum = 0;
  for (let at = channel; at < data.length; at += 4) sum += data[at]!;
  return (sum * 4) / data.length;
}

/** So much at least each kind changes the frames that it says it touches. */
const LEAST: Partial<Record<DefectKind, number>> = {
  'audio-dropout': 0,
  'unprompted-object': 0.3,
  'garbled-text': 0.3,
};

for (const kind of Object.keys(DEFECTS) as DefectKind[]) {
  test(`${kind}: the frames that the label names are touched and no others; size, length and sound stay`, async () => {
    for (const seed of [3, 8]) {
      const { path, defect } = await spoiled(kind, seed);
      assert.ok(defect !== null && defect.kind === kind && defect.from < defect.until && defect.until <= FRAMES);
      const facts = await probe(path);
      assert.deepEqual(
        [facts.video?.width, facts.video?.height, facts.video?.frames, facts.video?.rate, facts.audio !== null],
        [SIZE.width, SIZE.height, FRAMES, RATE, true],
      );
      const frames = await framesOf(path);
      const changes = frames.map((frame, index) => apart(frame, before[index]!));
      const touched = changes.slice(defect.from, defect.until);
      const spared = changes.filter((_, index) => index < defect.from || index >= defect.until);
      assert.ok(Math.max(0, ...spared) < 1.5, `${defect.note}: spared frames differ by ${Math.max(0, ...spared)}`);
      assert.ok(Math.max(...touched) >= (LEAST[kind] ?? 1.5), `${defect.note}: differs by ${Math.max(...touched)}`);
      if (defect.where === null) continue;
      const middle = Math.floor((defect.from + defect.until) / 2);
      const inside = apart(frames[middle]!, before[middle]!, defect.where);
      assert.ok(inside > changes[middle]! * 1.5, `${defect.note}: the change lies in the box`);
    }
  });
}

test('a frozen picture does not move at all, and goes on where it would be', async () => {
  const { path, defect } = await spoiled('freeze', 5);
  const frames = await framesOf(path);
  for (let index = defect!.from + 1; index < defect!.until; index += 1)
    assert.ok(apart(frames[index]!, frames[defect!.from]!) < 1, `frame ${index}`);
  assert.ok(apart(frames[defect!.until]!, before[defect!.until]!) < 1.5);
});

test('black is black, a cast moves the channels apart, flicker goes up and down', async () => {
  const black = await spoiled('black', 4);
  const [dark] = await readFrames(black.path, [black.defect!.from + 1]);
  assert.ok(mean(dark!, 1) < 8);
  const cast = await spoiled('colour-cast', 4);
  const at = cast.defect!.until - 1;
  const [tinted] = await readFrames(cast.path, [at]);
  const shifts = [0, 1, 2].map((channel) => mean(tinted!, channel) - mean(before[at]!, channel));
  assert.ok(Math.max(...shifts) - Math.min(...shifts) > 15, `channels shift by ${shifts.join(', ')}`);
  const flicker = await spoiled('flicker', 4);
  const light = (await framesOf(flicker.path)).map((frame, index) => mean(frame, 1) - mean(before[index]!, 1));
  assert.ok(Math.max(...light) > 3 && Math.min(...light) < -3);
});

test('a jump cut leaps once; bars are black; a blurred picture has lost its edges', async () => {
  const cut = await spoiled('jump-cut', 6);
  const frames = await framesOf(cut.path);
  const steps = frames.map((frame, index) => (index === 0 ? 0 : apart(frame, frames[index - 1]!)));
  assert.equal(steps.indexOf(Math.max(...steps)), cut.defect!.from);
  const bars = await spoiled('bars', 6);
  const [barred] = await readFrames(bars.path, [30]);
  const corner = (barred!.data[0] ?? 0) + (barred!.data[1] ?? 0) + (barred!.data[2] ?? 0);
  assert.ok(corner < 12);
  const blur = await spoiled('blur', 7);
  const [soft] = await readFrames(blur.path, [blur.defect!.from + 2]);
  assert.ok(steepest(soft!) < 0.7 * steepest(before[blur.defect!.from + 2]!));
});

test('a dropout is silent for as long as it says, where something is heard before and after', async () => {
  const { path, defect } = await spoiled('audio-dropout', 2);
  const { left } = await decodeAudio(path);
  const level = (from: number, until: number) =>
    Math.sqrt(left.slice(from, until).reduce((sum, value) => sum + value * value, 0) / (until - from));
  const [from, until] = [defect!.from * 2_000, defect!.until * 2_000];
  assert.ok(level(from + 1_500, until - 1_500) < 0.001);
  assert.ok(level(from - 4_000, from - 1_500) > 0.05 && level(until + 1_500, until + 4_000) > 0.05);
});

test('what the subject is may be told: then that is painted over, to the edge of the frame', async () => {
  const path = join(folder, 'told.mp4');
  const subject = { x: 100, y: 60, width: 110, height: 120 };
  const defect = await spoil({ from: clean, path, kind: 'missing-subject', seed: 1, picture: null, subject });
  assert.deepEqual(defect?.where, subject);
  const red = ({ data }: Still): number => {
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at]! > 140 && data[at + 1]! < 90) count += 1;
    return count;
  };
  const [frame] = await readFrames(path, [20]);
  assert.ok(red(before[20]!) > 1_500);
  assert.equal(red(frame!), 0);
});

test('the same seed makes the same clip, another seed another', async () => {
  const bytes = async (seed: number, name: string) => {
    const path = join(folder, name);
    await spoil({ from: clean, path, kind: 'garbled-text', seed, picture: null, subject: null });
    return readFileSync(path);
  };
  assert.ok((await bytes(11, 'a.mp4')).equals(await bytes(11, 'b.mp4')));
  assert.ok(!(await bytes(11, 'c.mp4')).equals(await bytes(12, 'd.mp4')));
});

test('a clip without sound cannot lose it', async () => {
  const path = join(folder, 'none.mp4');
  const from = join(folder, 'silent.mp4');
  await assert.rejects(
    spoil({ from, path, kind: 'audio-dropout', seed: 1, picture: null, subject: null }),
    (error) => error instanceof StudioError && error.code === 'usage',
  );
});

/** Largest step between neighbours in a row. */
function steepest({ data, width, height }: Still): number {
  let most = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 1; x < width; x += 1) {
      const at = (y * width + x) * 4 + 1;
      most = Math.max(most, Math.abs(data[at]! - data[at - 4]!));
    }
  return most;
}
