import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { messageOf, wholeMessageOf } from './errors.ts';

test('what the system says of a file is put into words, with its name only where nobody knows it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'errors, it’s '));
  try {
    writeFileSync(join(folder, 'file'), 'x');
    symlinkSync('loop', join(folder, 'loop'));
    mkdirSync(join(folder, 'full', 'er'), { recursive: true });
    const cases: [string, string, (path: string) => unknown][] = [
      ['gone', 'there is no such file or folder', (path) => readFileSync(path)],
      ['gone', 'there is no such file or folder', (path) => renameSync(path, `${path}-too`)],
      ['.', 'it is a folder', (path) => writeFileSync(path, 'x')],
      ['file/in', 'a part of the path is a file, not a folder', (path) => readdirSync(path)],
      ['loop', 'its links lead in a circle', (path) => readFileSync(path)],
      ['n'.repeat(300), 'the name is too long', (path) => readFileSync(path)],
      // No words of ours: the system’s, without code and call.
      ['file', 'file already exists', (path) => mkdirSync(path)],
    ];
    for (const [name, words, work] of cases) {
      const path = join(folder, name);
      assert.throws(
        () => work(path),
        (error) => {
          assert.equal(messageOf(error), words);
          assert.equal(wholeMessageOf(error), `${path}: ${words}`);
          return true;
        },
      );
    }
    assert.throws(
      () => readFileSync(folder),
      (error) => messageOf(error) === 'it is a folder',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what is no trouble with a file is told as it is', () => {
  for (const message of ['connect ECONNREFUSED 127.0.0.1:443', 'a plain word', 'ENOENT', 'EDIT a: b'])
    assert.deepEqual([messageOf(new Error(message)), wholeMessageOf(message)], [message, message]);
});
