import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openKeptSound } from './kept-sound.ts';
import { openSoundTrack, type SoundTrack } from '../codec/sound-track.ts';
import { openUnitCache } from './unit-cache.ts';
import { encodeWav } from '../../film/wav.ts';

const folder = await mkdtemp(join(tmpdir(), 'kept-sound-'));
after(() => rm(folder, { recursive: true, force: true }));

const SECONDS = 1.3;

async function write(name: string, pitch: number): Promise<string> {
  const samples = Float32Array.from({ length: 48_000 }, (_, at) => 0.3 * Math.sin(at * pitch));
  const path = join(folder, name);
  await writeFile(path, encodeWav([samples, samples], 48_000));
  return path;
}

async function packetsOf(opening: Promise<SoundTrack>) {
  await using track = await opening;
  const all = [];
  for await (const { pts, dts, duration, isKeyframe, data } of track.packets)
    all.push({ pts, dts, duration, isKeyframe, data: data?.toString('base64') });
  return all;
}

test('a sound that was encoded before comes from the cache, stamp for stamp and byte for byte', async () => {
  const units = join(folder, 'units');
  const cache = openUnitCache({ folder: units, cap: 1e8, now: () => 1e12 });
  const path = await write('a.wav', 0.05);
  const plain = await packetsOf(openSoundTrack(path, SECONDS));
  assert.ok(plain.length > 60);
  assert.deepEqual(await packetsOf(openKeptSound(path, SECONDS, cache)), plain);
  const kept = async (): Promise<string[]> =>
    (await readdir(units, { recursive: true })).filter((name) => name.endsWith('.unit'));
  assert.equal((await kept()).length, 1);

  const moved = join(folder, 'moved.wav');
  await copyFile(path, moved);
  assert.deepEqual(await packetsOf(openKeptSound(Promise.resolve(moved), SECONDS, cache)), plain);
  assert.equal((await kept()).length, 1, 'the same bytes under another name');

  const other = await write('b.wav', 0.06);
  assert.notDeepEqual(await packetsOf(openKeptSound(other, SECONDS, cache)), plain);
  assert.equal((await packetsOf(openKeptSound(path, 1, cache))).length < plain.length, true);
  assert.equal((await kept()).length, 3);
});

test('a sound that is left before its end is not kept', async () => {
  const units = join(folder, 'left');
  const cache = openUnitCache({ folder: units, cap: 1e8, now: () => 1e12 });
  const track = await openKeptSound(await write('c.wav', 0.07), 60, cache);
  await track.packets.next();
  await track[Symbol.asyncDispose]();
  assert.deepEqual(await readdir(units).catch(() => []), []);
});
