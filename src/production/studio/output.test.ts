import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { placeAll } from './output.ts';
import { write } from './whole-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'output-'));
after(() => rm(folder, { recursive: true }));

test('a film with a long name and what lies beside it are placed, and nothing else is left there', async () => {
  const from = join(folder, 'from');
  await writeFile(from, 'film');
  const place = join(folder, 'far', 'away');
  const names = ['contact-sheet.png', 'mp4'].map((ending) => `${'x'.repeat(209)}.${ending}`);
  await placeAll(names.map((name) => ({ from, to: join(place, name) })));
  assert.deepEqual(await readdir(place), names);
  const missing = join(folder, 'missing');
  const to = join(folder, 'nowhere', 'film.mp4');
  await assert.rejects(
    placeAll(
      [
        { from, to: join(folder, 'nowhere', 'a.png') },
        { from: missing, to },
      ],
      'Free space.',
    ),
    {
      code: 'disk',
      hint: 'Free space.',
      message: /film\.mp4/,
    },
  );
  assert.deepEqual(await readdir(join(folder, 'nowhere')), []);
});

test('texts that are written at the same time into one folder do not take each other’s place', async () => {
  const place = await mkdtemp(join(folder, 'texts-'));
  const names = Array.from({ length: 20 }, (_, at) => `${at}`.repeat(120).slice(0, 255));
  await Promise.all(names.map((name) => write(join(place, name), name)));
  assert.deepEqual((await readdir(place)).toSorted(), names.toSorted());
  for (const name of names) assert.equal(await readFile(join(place, name), 'utf8'), name);
});
