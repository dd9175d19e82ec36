import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cleanForSpeech, estimateSpeechSeconds, joinWords, speechWords, spreadWords } from './speech.ts';

test('what cannot be said is taken out and the wording stays', () => {
  const cases: [string, string][] = [
    ['**Bold** and _soft_ `code` ~~gone~~', 'Bold and soft code gone'],
    ['# Title\n- first\n- second', 'Title first second'],
    ['See https://www.example.com/a/b?c=1#d, now.', 'See example.com, now.'],
    ['Read [the docs](https://x.y/z) today', 'Read the docs today'],
    ['NARRATOR (V.O.): It rains.', 'It rains.'],
    ['[sighs] It rains <b>hard</b>.', 'It rains hard.'],
    ['It works 🎉👩🏽‍💻 at last!!! 🇩🇪', 'It works at last!'],
    ['snake_case stays, 2 * 3 too...', 'snake_case stays, 2 3 too…'],
    ['“Hello,” she said — don’t go.', '“Hello,” she said — don’t go.'],
    ['湖は静かです。🌅', '湖は静かです。'],
    ['مرحبا بالعالم', 'مرحبا بالعالم'],
    ['🎬', ''],
  ];
  for (const [text, spoken] of cases) assert.equal(cleanForSpeech(text), spoken);
});

test('cleaning a clean text changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zA-Z0-9']{1,9}[,.!?]?$/), { minLength: 1 }), (words) => {
      const once = cleanForSpeech(words.join(' '));
      assert.equal(cleanForSpeech(once), once);
    }),
  );
});

test('words carry their punctuation and join to the same line', () => {
  assert.deepEqual(speechWords('A lamp — alone, at dusk.'), ['A', 'lamp —', 'alone,', 'at', 'dusk.']);
  assert.deepEqual(speechWords('( hush ) now'), ['(hush )', 'now']);
  const japanese = '夕暮れの湖は、とても静かです。';
  const words = speechWords(japanese);
  assert.ok(words.length > 3, words.join('|'));
  assert.equal(joinWords(words), japanese);
  assert.ok(words.every((word) => /\p{L}/u.test(word)));
});

test('any text at all gives words that hold sound', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      for (const word of speechWords(cleanForSpeech(text))) assert.match(word, /[\p{L}\p{N}]/u);
      assert.ok(estimateSpeechSeconds(text) >= 0);
    }),
  );
});

test('a line of ten words takes four seconds, nine characters take two', () => {
  assert.equal(estimateSpeechSeconds('one two three four five six seven eight nine ten — .'), 4);
  assert.equal(estimateSpeechSeconds('夕暮れの湖はとて'), 8 / 4.5);
});

test('words that nobody timed fill the time they are given, long ones more of it', () => {
  const [a, lighthouse, stands] = spreadWords(['A', 'lighthouse', 'stands.'], 2, 5);
  assert.equal(a?.start, 2);
  assert.equal(stands?.end, 5);
  assert.equal(lighthouse?.start, a?.end);
  assert.ok((lighthouse?.end ?? 0) - (lighthouse?.start ?? 0) > 3 * ((a?.end ?? 0) - (a?.start ?? 0)));
  assert.deepEqual(spreadWords([], 0, 1), []);
});
