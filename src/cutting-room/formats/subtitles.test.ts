import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { writeSrt } from './srt.ts';
import { writeVtt } from './vtt.ts';
import type { Caption } from '../../film/cut.ts';

/** Reads either format back, as a player would: blank rows part the captions. */
function read(file: string): Caption[] {
  const seconds = (time: string) => {
    const [, h, m, s, ms] = /^(\d\d):(\d\d):(\d\d)[.,](\d{3})$/.exec(time) ?? assert.fail(`bad time ${time}`);
    return ((Number(h) * 60 + Number(m)) * 60_000 + Number(s) * 1000 + Number(ms)) / 1000;
  };
  return file
    .replace(/^WEBVTT\n\n/, '')
    .split(/\n\n+/)
    .filter((block) => block !== '')
    .map((block, i) => {
      const [number, times = '', ...rows] = block.trimEnd().split('\n');
      assert.equal(number, String(i + 1));
      const [start = '', end = ''] = times.split(' --> ');
      return { start: seconds(start), end: seconds(end), text: rows.join('\n') };
    });
}

const unescape = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const captions = fc.array(
  fc.record(
    {
      start: fc.integer({ min: 0, max: 36_000_000 }).map((ms) => ms / 1000),
      end: fc.integer({ min: 1, max: 36_000_000 }).map((ms) => ms / 1000),
      text: fc
        .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 2 })
        .map((rows) => rows.map((row) => row.replaceAll(/\s+/gu, ' ').trim() || 'x').join('\n'))
        .filter((text) => !text.includes('-->')),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 5 },
);

test('what is written is read back: times to the millisecond, text to the letter', () => {
  fc.assert(
    fc.property(captions, (written) => {
      assert.deepEqual(read(writeSrt(written)), written);
      assert.deepEqual(
        read(writeVtt(written)).map(({ start, end, text }) => ({ start, end, text: unescape(text) })),
        written,
      );
    }),
  );
});

test('text cannot break out of its caption', () => {
  const written = [
    { start: 0, end: 1, text: 'a --> b\n\n\r\n2\n00:00:01,000 --> 00:00:02,000\r\u2028<b>& "x"' },
    { start: 3599.9996, end: 3601, text: '湖は静か 🌅 مرحبا' },
  ];
  for (const file of [writeSrt(written), writeVtt(written)]) {
    assert.equal(file.match(/-->/g)?.length, 2);
    assert.equal(read(file).length, 2);
    assert.equal(read(file)[1]?.text, '湖は静か 🌅 مرحبا');
    assert.equal(read(file)[1]?.start, 3600);
    assert.notEqual(file.codePointAt(0), 0xfeff);
  }
  assert.match(writeVtt(written), /&lt;b&gt;&amp; "x"/);
});

test('no captions are an empty file of the right kind', () => {
  assert.equal(writeSrt([]), '');
  assert.equal(writeVtt([]), 'WEBVTT\n\n');
});
