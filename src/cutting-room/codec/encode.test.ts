import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeFrames } from './encode.ts';
import { probe } from './probe.ts';
import { diskMediaStore } from '../media-store/disk.ts';
import { StudioError } from '../../errors.ts';

const folder = await mkdtemp(join(tmpdir(), 'encode-'));
after(() => rm(folder, { recursive: true }));

function flat(width: number, height: number, colour: [number, number, number]): Buffer {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < pixels.length; at += 4) pixels.set(colour, at);
  return pixels;
}

const clip = join(folder, 'clip.mp4');
await encodeFrames({
  path: clip,
  size: { width: 160, height: 90 },
  rate: { num: 24, den: 1 },
  frames: 31,
  draw: (index) => flat(160, 90, [index * 8, 40, 200]),
});

test('a drawn take probes as asked, with colour tags', async () => {
  const facts = await probe(clip);
  assert.equal(facts.audio, null);
  assert.ok(Math.abs(facts.seconds - 31 / 24) < 1e-6);
  assert.deepEqual(facts.video, {
    codec: 'h264',
    width: 160,
    height: 90,
    pixelFormat: 'yuv420p',
    rate: { num: 24, den: 1 },
    frames: 31,
    rotation: 0,
    colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' },
  });
  const bytes = await readFile(clip);
  assert.ok(bytes.indexOf('moov') < bytes.indexOf('mdat'), 'the index stands before the pictures');
});

test('the same pictures give the same bytes, however many encoders work at a time', async () => {
  const size = { width: 160, height: 90 };
  const noise = Uint8Array.from({ length: 160 * 90 * 2 }, (_, at) => 100 + ((at * 7919) % 61));
  const pixels = Array.from({ length: 20 }, (_, frame) => {
    const picture = Buffer.alloc(160 * 90 * 4, 255);
    for (let at = 0; at < 160 * 90; at += 1) {
      const [x, y] = [at % 160, Math.floor(at / 160)];
      const level = ((noise[y * 160 + ((x + 3 * frame) % 160)] ?? 0) * (20 - frame) + (x + y) * frame) / 20;
      picture.fill(level, at * 4, at * 4 + 3);
    }
    return picture;
  });
  const encode = async (name: number): Promise<string> => {
    const path = join(folder, `same-${name}.mp4`);
    const draw = (index: number) => pixels[index] ?? assert.fail();
    await encodeFrames({ path, size, rate: { num: 24, den: 1 }, frames: 20, draw });
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  };
  const hashes = new Set<string>();
  for (let round = 0; round < 24; round += 1)
    for (const hash of await Promise.all([encode(0), encode(1), encode(2)])) hashes.add(hash);
  assert.equal(hashes.size, 1);
});

test('a size that has half a colour is refused in words', async () => {
  for (const size of [
    { width: 161, height: 90 },
    { width: 160, height: 91 },
    { width: 0, height: 90 },
  ])
    await assert.rejects(
      encodeFrames({ path: clip, size, rate: { num: 24, den: 1 }, frames: 1, draw: () => assert.fail('drawn') }),
      { code: 'media', message: `pictures of ${size.width}×${size.height} cannot be encoded`, hint: /even/ },
    );
});

test('NTSC rates stay exact', async () => {
  const path = join(folder, 'ntsc.mp4');
  const pixels = flat(64, 64, [9, 9, 9]);
  await encodeFrames({
    path,
    size: { width: 64, height: 64 },
    rate: { num: 24000, den: 1001 },
    frames: 30,
    draw: () => pixels,
  });
  const { video, seconds } = await probe(path);
  assert.deepEqual(video?.rate, { num: 24000, den: 1001 });
  assert.ok(Math.abs(seconds - (30 * 1001) / 24000) < 1e-4);
});

test('a stopped encode says so and leaves nothing behind', async () => {
  const stop = new AbortController();
  const path = join(folder, 'stopped.mp4');
  await assert.rejects(
    encodeFrames({
      path,
      size: { width: 64, height: 64 },
      rate: { num: 24, den: 1 },
      frames: 100,
      signal: stop.signal,
      draw: (index) => {
        if (index === 5) stop.abort();
        return flat(64, 64, [0, 0, 0]);
      },
    }),
    (error) => error instanceof StudioError && error.code === 'interrupted',
  );
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('stopped')),
    [],
  );
});

test('a drawing that throws is not swallowed', async () => {
  await assert.rejects(
    encodeFrames({
      path: join(folder, 'thrown.mp4'),
      size: { width: 64, height: 64 },
      rate: { num: 24, den: 1 },
      frames: 3,
      draw: () => {
        throw new StudioError('internal', 'no pen');
      },
    }),
    /no pen/,
  );
});

test('files that lie are refused with a media error', async () => {
  const { size } = await stat(clip);
  const cut = join(folder, 'cut.mp4');
  await copyFile(clip, cut);
  await truncate(cut, Math.floor(size * 0.7));
  const empty = join(folder, 'empty.mp4');
  await writeFile(empty, '');
  const text = join(folder, 'text.mp4');
  await writeFile(text, 'this is not a film, whatever its name says\n'.repeat(200));
  for (const path of [cut, empty, text, join(folder, 'missing.mp4'), folder]) {
    await assert.rejects(probe(path), (error) => error instanceof StudioError && error.code === 'media', path);
  }
});

test('the media store keeps content once, notices damage, and places readable names', async () => {
  const store = diskMediaStore(join(folder, 'store'));
  const ref = await store.put(clip);
  assert.deepEqual(await store.put(clip), ref);
  assert.equal(ref.extension, 'mp4');
  assert.equal(await store.verify(ref), true);
  const placed = join(folder, 'run', 'takes', '1A-1.mp4');
  await store.place(ref, placed);
  await writeFile(placed, 'edited by hand');
  assert.equal(await store.verify(ref), true, 'editing a placed copy leaves the store alone');
  await store.place(ref, placed);
  assert.equal((await probe(placed)).video?.frames, 31);
  await truncate(store.path(ref), 10);
  assert.equal(await store.verify(ref), false);
  await store.put(clip);
  assert.equal(await store.verify(ref), true, 'a damaged file is mended by putting it again');
  assert.throws(
    () => store.path({ ...ref, sha256: '0'.repeat(64) }),
    (error) => error instanceof StudioError && error.code === 'not-found',
  );
});
