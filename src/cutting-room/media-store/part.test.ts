import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { diskMediaStore } from './disk.ts';
import { partBeside } from './part.ts';

const folder = await mkdtemp(join(tmpdir(), 'part-'));
after(() => rm(folder, { recursive: true }));

test('a file with the longest name that there is appears whole, in the store as in a folder', async () => {
  const store = diskMediaStore(join(folder, 'store'));
  const from = join(folder, 'from.txt');
  await writeFile(from, 'words');
  const ref = await store.put(from);
  const long = join(folder, 'long', `${'长'.repeat(83)}-1.mp4`);
  await store.place(ref, long);
  assert.deepEqual(await readdir(dirname(long)), [`${'长'.repeat(83)}-1.mp4`]);
});

test('what a process that is gone has left is taken away by the next one, and nothing else', async () => {
  const place = await mkdtemp(join(folder, 'left-'));
  const ours = await partBeside(join(place, 'film.mp4'));
  const of = (pid: number | undefined): string => ours.replace(`_${process.pid}-`, `_${pid}-`);
  const gone = of(spawnSync(process.execPath, ['--version']).pid);
  const kept = [of(process.ppid), of(1), ours.replace('.claude-studio-', '.claude-studio-elsewhere-'), join(place, '.mine.part')]; // prettier-ignore
  for (const path of [gone, ...kept]) await writeFile(path, '');
  const next = await partBeside(join(place, 'other.mp4'));
  assert.notEqual(next, ours);
  assert.deepEqual((await readdir(place)).map((name) => join(place, name)).toSorted(), kept.toSorted());
});
