import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openUnitCache } from './unit-cache.ts';

const folder = await mkdtemp(join(tmpdir(), 'units-'));
after(() => rm(folder, { recursive: true }));

const unit = (size: number) => [
  { data: Buffer.alloc(size, 7), key: true },
  { data: Buffer.from([10, 0, 255]), key: false },
];
const key = (letter: string) => letter.repeat(64);

test('a unit comes back as it was put there, to any process that shares the folder', async () => {
  const home = join(folder, 'shared');
  const cache = openUnitCache({ folder: home, cap: 1e6, now: () => 1e12 });
  assert.equal(await cache.get(key('a')), null);
  await cache.put(key('a'), unit(5));
  assert.deepEqual(await openUnitCache({ folder: home, cap: 1e6, now: () => 1e12 }).get(key('a')), unit(5));
});

test('of a damaged file nothing is taken, wherever the damage is, and no unit is taken for another', async () => {
  const home = join(folder, 'damaged');
  const cache = openUnitCache({ folder: home, cap: 1e6, now: () => 1e12 });
  await cache.put(key('a'), unit(5));
  const path = join(home, 'aa', `${key('a')}.unit`);
  const whole = await readFile(path);
  for (let at = 0; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    await writeFile(path, damaged);
    assert.equal(await cache.get(key('a')), null, `byte ${at} of ${whole.toString('latin1')}`);
    assert.ok(!existsSync(path));
  }
  for (const length of [0, 1, whole.length - 1]) {
    await writeFile(path, whole.subarray(0, length));
    assert.equal(await cache.get(key('a')), null, `${length} bytes`);
  }
  await mkdir(join(home, 'bb'));
  await writeFile(join(home, 'bb', `${key('b')}.unit`), whole);
  assert.equal(await cache.get(key('b')), null);
  await writeFile(path, whole);
  assert.deepEqual(await cache.get(key('a')), unit(5));
});

test('what was not used for longest goes first, and what somebody dead has begun', async () => {
  const home = join(folder, 'full');
  let now = 1e12;
  const cache = openUnitCache({ folder: home, cap: 3_500, now: () => (now += 1_000) });
  for (const letter of ['a', 'b', 'c', 'd']) await cache.put(key(letter), unit(1_000));
  const part = join(home, 'aa', 'x.unit.1-0-1.part');
  await writeFile(part, 'half');
  await utimes(part, now / 1_000 - 7_200, now / 1_000 - 7_200);
  await cache.get(key('a'));
  await cache.trim();
  assert.equal(await cache.get(key('b')), null);
  for (const letter of ['a', 'c', 'd']) assert.deepEqual(await cache.get(key(letter)), unit(1_000), letter);
  assert.ok(!(await readdir(home, { recursive: true })).some((name) => name.endsWith('.part')));
});

test('a folder that cannot be written keeps nothing and fails nobody', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const cache = openUnitCache({ folder: join(file, 'units'), cap: 10, now: () => 1e12 });
  await cache.put(key('a'), unit(3));
  assert.equal(await cache.get(key('a')), null);
  await cache.trim();
});
