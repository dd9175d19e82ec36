import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { type Glance, glance } from './glance.ts';
import { StudioError } from '../../errors.ts';
import { type Draw, drawClip } from '../../../test/fixtures/drawn-clip.ts';

const folder = await mkdtemp(join(tmpdir(), 'glance-'));
after(() => rm(folder, { recursive: true }));

function clip(name: string, frames: number, draw: Draw, size = { width: 320, height: 180 }): Promise<string> {
  return drawClip(join(folder, `${name}.mp4`), { size, frames }, draw);
}

/** Posts before a wall; what stands where is told by `at`. */
const posts =
  (hue: number, at: (frame: number) => number): Draw =>
  (pen, frame, { width, height }) => {
    pen.fillStyle = `hsl(${hue}, 40%, 60%)`;
    pen.fillRect(0, 0, width, height);
    for (let post = 0; post < 5; post += 1) {
      pen.fillStyle = `hsl(${hue + post * 25}, 60%, ${15 + post * 8}%)`;
      pen.fillRect(post * 60 + at(frame), height * 0.2 + post * 9, 24, height);
    }
  };

const still = posts(200, () => 10);
const walk = posts(200, (frame) => frame);

const told = (glances: Glance[]) => glances.map(({ frame, why }) => `${frame} ${why}`);

test('a steady walk is seen from its first frame to its last, evenly', async () => {
  const glances = await glance(await clip('walk', 49, walk));
  assert.deepEqual([glances[0]?.frame, glances[0]?.why], [0, 'first']);
  assert.deepEqual([glances.at(-1)?.frame, glances.at(-1)?.why], [48, 'last']);
  assert.equal(glances.length, 6);
  const gaps = glances.slice(1).map(({ frame }, at) => frame - (glances[at]?.frame ?? 0));
  assert.ok(Math.min(...gaps) >= 6 && Math.max(...gaps) <= 14, `uneven: ${gaps.join(' ')}`);
  assert.equal(glances.at(-1)?.seconds, 2);
});

test('both sides of a cut are among the pictures, with what is there', async () => {
  const path = await clip('cut', 40, (pen, frame, size) =>
    (frame < 23 ? walk : posts(20, (at) => at))(pen, frame, size),
  );
  const glances = await glance(path);
  assert.deepEqual(
    glances.filter(({ why }) => why === 'cut').map(({ frame }) => frame),
    [22, 23],
  );
  const [before, behind] = await Promise.all(
    glances.filter(({ why }) => why === 'cut').map(async ({ jpeg }) => topLeft(jpeg)),
  );
  assert.ok((before?.blue ?? 0) > (before?.red ?? 0) && (behind?.red ?? 0) > (behind?.blue ?? 0));
});

test('a leap within a scene is a cut, a flash is none', async () => {
  const leap = await clip(
    'leap',
    40,
    posts(200, (frame) => (frame < 20 ? frame / 4 : 40 - frame / 4)),
  );
  assert.ok(told(await glance(leap)).includes('20 cut'));
  const flash = await clip('flash', 40, (pen, frame, size) => {
    walk(pen, frame, size);
    pen.fillStyle = `rgba(255, 255, 255, ${frame === 20 ? 0.8 : 0})`;
    pen.fillRect(0, 0, size.width, size.height);
  });
  assert.doesNotMatch(told(await glance(flash)).join(), /cut/);
});

test('a single frame of something else is not missed', async () => {
  const path = await clip('stray', 40, (pen, frame, size) =>
    (frame === 26 ? posts(20, () => 90) : walk)(pen, frame, size),
  );
  assert.ok(told(await glance(path)).includes('26 cut'));
});

test('a sudden move in a quiet clip is looked at', async () => {
  // Stands, then goes from 20 to 28, then stands elsewhere.
  const path = await clip(
    'dash',
    60,
    posts(200, (frame) => 8 + Math.min(8, Math.max(0, frame - 20)) * 3 + frame / 30),
  );
  const moved = (await glance(path)).filter(({ why }) => why === 'motion');
  assert.ok(
    moved.some(({ frame }) => frame >= 18 && frame <= 30),
    'the move was missed',
  );
});

test('a frame out of a fade is passed over for a lit one close by', async () => {
  const path = await clip('fade', 48, (pen, frame, size) => {
    walk(pen, frame, size);
    const dark = Math.max(0, 1 - frame / 3, 1 - (47 - frame) / 3);
    pen.fillStyle = `rgba(0, 0, 0, ${dark})`;
    pen.fillRect(0, 0, size.width, size.height);
  });
  const glances = await glance(path);
  assert.deepEqual([glances[0]?.why, glances.at(-1)?.why], ['first', 'last']);
  for (const end of [glances[0], glances.at(-1)]) {
    assert.ok(end && end.frame >= 2 && end.frame <= 45, `frame ${end?.frame} is faded`);
    assert.ok((await topLeft(end.jpeg)).blue > 110, 'the picture is dark');
  }
});

test('the crispest of neighbours is taken', async () => {
  // Every third frame is in focus.
  const path = await clip('focus', 49, (pen, frame, size) => {
    walk(pen, frame, size);
    if (frame % 3 === 1) return;
    pen.filter = 'blur(3px)';
    pen.drawImage(pen.canvas, 0, 0);
    pen.filter = 'none';
  });
  const even = (await glance(path)).filter(({ why }) => why === 'even');
  assert.ok(even.length >= 3);
  assert.deepEqual(
    even.filter(({ frame }) => frame % 3 !== 1),
    [],
  );
});

test('nothing is shown twice: of a still clip the ends, and of a change both sides of it', async () => {
  assert.deepEqual(told(await glance(await clip('still', 48, still))), ['0 first', '47 last']);
  const path = await clip('blink', 48, (pen, frame, size) => {
    still(pen, frame, size);
    if (frame < 30 || frame > 33) return;
    pen.fillStyle = '#fff';
    pen.fillRect(200, 20, 60, 60);
  });
  const frames = (await glance(path)).map(({ frame }) => frame);
  assert.ok(
    frames.some((frame) => frame >= 30 && frame <= 33),
    `the only thing that happens was missed: ${frames.join(' ')}`,
  );
});

test('of a continued clip only the new part is seen', async () => {
  const path = await clip('continued', 60, (pen, frame, size) =>
    (frame < 24 ? walk : posts(20, (at) => at))(pen, frame, size),
  );
  const glances = await glance(path, { range: { start: 24, frames: 36 } });
  assert.deepEqual([glances[0]?.frame, glances.at(-1)?.frame], [24, 59]);
  assert.equal(glances.filter(({ why }) => why === 'cut').length, 0);
  assert.equal(glances[0]?.seconds, 1);
  const beyond = await glance(path, { range: { start: 60, frames: 12 } }).catch((error: unknown) => error);
  assert.ok(beyond instanceof StudioError && beyond.code === 'media');
  assert.match(beyond.message, /60 frames.*frames 60 to 71/);
});

test('clips of one frame and of two', async () => {
  assert.deepEqual(told(await glance(await clip('one', 1, still))), ['0 first']);
  const two = await clip('two', 2, (pen, frame, size) => posts(200 + frame * 150, () => 10)(pen, frame, size));
  assert.deepEqual(told(await glance(two)), ['0 first', '1 last']);
  assert.equal((await glance(two, { pictures: 1 })).length, 1);
  assert.deepEqual(told(await glance(await clip('twins', 2, still))), ['0 first', '1 last']);
});

test('pictures keep their shape and stay within their tokens, upright and odd sizes too', async () => {
  for (const size of [
    { width: 1280, height: 720 },
    { width: 404, height: 720 },
    { width: 722, height: 310 },
  ]) {
    const [first] = await glance(await clip(`shape-${size.width}`, 3, walk, size), { tokens: 300 });
    assert.ok(first && first.tokens <= 300 && first.tokens > 240, `${first?.tokens} tokens`);
    assert.ok(Math.abs(first.width / first.height / (size.width / size.height) - 1) < 0.01);
    assert.deepEqual([...first.jpeg.subarray(0, 2)], [0xff, 0xd8]);
    const image = await loadImage(Buffer.from(first.jpeg));
    assert.deepEqual([image.width, image.height], [first.width, first.height]);
  }
});

async function topLeft(jpeg: Uint8Array): Promise<{ red: number; blue: number }> {
  const pen = createCanvas(1, 1).getContext('2d');
  pen.drawImage(await loadImage(Buffer.from(jpeg)), 0, 0);
  const [red = 0, , blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return { red, blue };
}
