import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pdfOf } from '../../../test/fixtures/pdf.ts';
import { StudioError } from '../../errors.ts';
import { readDocument } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: string | Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

test('a PDF is read line by line and page by page; torn words are whole again', async () => {
  const path = put('notes.pdf', pdfOf([['Notes', '- a red kite over the win-', 'dow (always)'], ['Second page']]));
  assert.equal(await readDocument(path), 'Notes\n- a red kite over the window (always)\n\nSecond page');
});

test('text is read whatever wrote it, without what is invisible', async () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['utf8.txt', '\ufeffCafé\r\n\r\n\r\n\r\nend  ', 'Café\n\nend'],
    ['utf16.txt', Buffer.from('\ufeffCafé', 'utf16le'), 'Café'],
    ['windows.txt', Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x96, 0x20, 0x78]), 'Café – x'],
    ['hidden.md', 'a\u200b\u202e red\u{e0041}\u{e0042} kite\u0007', 'a red kite'],
    ['misnamed.txt', pdfOf([['it is a PDF']]), 'it is a PDF'],
  ];
  for (const [name, bytes, text] of cases) assert.equal(await readDocument(put(name, bytes)), text, name);
});

test('what holds no words is refused with a way out', async () => {
  const words = pdfOf([['some words']]);
  const cases: [string, string | Uint8Array, RegExp, RegExp][] = [
    ['empty.txt', ' \n\n', /holds no words/, /\.fountain/],
    ['binary.txt', Buffer.from([1, 2, 0, 4]), /is not text/, /\.md/],
    ['long.txt', 'word '.repeat(20_000), /characters; 80,000/, /part/],
    ['heavy.txt', 'x'.repeat(2_000_000), /2 MB of text/, /1 MB/],
    ['pictures.pdf', pdfOf([['']], { picture: true }), /holds no text, only pictures/, /PNG/],
    ['locked.pdf', pdfOf([['secret']], { locked: true }), /locked with a password/, /without one/],
    ['half.pdf', words.subarray(0, 30), /cannot be read as a PDF/, /Export/],
    ['none.pdf', 'hello', /is called \.pdf and is none/, /Export/],
    ['pages.pdf', pdfOf(Array.from({ length: 201 }, () => ['x'])), /201 pages; 200/, /pages/],
  ];
  for (const [name, bytes, about, hint] of cases) {
    await assert.rejects(readDocument(put(name, bytes)), (error: unknown) => {
      assert.ok(error instanceof StudioError, String(error));
      assert.equal(error.code, 'bad-seed');
      assert.match(error.message, about);
      assert.ok(error.message.includes(name));
      assert.match(error.hint ?? '', hint);
      return true;
    });
  }
});
