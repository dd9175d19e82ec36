import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { clean, pad, tame, truncate, widthOf, wrap } from './text.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom(' ', 'a', '漢', '👩‍👩‍👧', 'e\u0301', '\u001B[31m', '\u001B[0m', '字', '-'),
    maxLength: 120,
  }),
);

test('what a terminal would obey is gone from foreign text', () => {
  assert.equal(clean('a\u001B[2Jb\u001B]0;title\u0007c\rd\ne\tf\u0000g'), 'abc d e fg');
  assert.equal(clean('abc\u202Efed\u2066x\u200B'), 'abcfedx');
  assert.equal(clean('\u009B31mred'), 'red');
  assert.equal(clean('👩‍👩‍👧 família'), '👩‍👩‍👧 família');
});

test('no control character survives cleaning, whatever comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (any) => {
      assert.doesNotMatch(clean(any), /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      assert.doesNotMatch(tame(any, false), /(?![\n\t])\p{Cc}/u);
    }),
  );
});

test('our own colours pass, other sequences do not, and none passes where colours are off', () => {
  assert.equal(tame('\u001B[1m\u001B[32mok\u001B[39m\u001B[22m', true), '\u001B[1m\u001B[32mok\u001B[39m\u001B[22m');
  assert.equal(tame('\u001B[1mok\u001B[22m\u001B[8mhidden\u001B[5A', true), '\u001B[1mok\u001B[22mhidden');
  assert.equal(tame('\u001B[1mok\u001B[22m', false), 'ok');
});

test('width counts columns: CJK and emoji two, marks and colours none', () => {
  assert.equal(widthOf('abc'), 3);
  assert.equal(widthOf('山の湖'), 6);
  assert.equal(widthOf('👩‍👩‍👧🇫🇷❤️'), 6);
  assert.equal(widthOf('e\u0301'), 1);
  assert.equal(widthOf('\u001B[31mred\u001B[39m'), 3);
  assert.equal(widthOf('بحيرة'), 5);
});

test('cut, filled and wrapped text keeps to its width', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 60 }), fc.integer({ min: 0, max: 2 }), (any, width, hang) => {
      const flat = tame(any, true).replaceAll(/[\n\t/]/g, '');
      assert.ok(widthOf(truncate(flat, width)) <= width);
      assert.equal(widthOf(pad(flat, width)), width);
      for (const line of wrap(flat, width, hang)) assert.ok(widthOf(line) <= width, JSON.stringify(line));
    }),
  );
});

test('wrapping loses no word', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 60 }), (any, width) => {
      const flat = tame(any, true).replaceAll(/[\n\t]/g, '');
      const solid = (line: string) => line.replaceAll(/\s/g, '');
      assert.equal(solid(wrap(flat, width).join('')), solid(flat));
    }),
  );
});

test('paths stay whole, long words are broken, following lines are set in', () => {
  const path = '/home/ada/films/artifacts/runs/a-very-long-name/film.mp4';
  assert.deepEqual(wrap(`film ${path}`, 20, 2), ['film', `  ${path}`]);
  assert.deepEqual(wrap('x'.repeat(25), 10, 2), ['x'.repeat(10), `  ${'x'.repeat(8)}`, `  ${'x'.repeat(7)}`]);
  assert.equal(truncate('\u001B[1mlong text\u001B[22m', 6), '\u001B[1mlong\u001B[0m…');
});
