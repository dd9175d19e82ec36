import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { asSentence, cleanForSpeech, estimateSpeechSeconds, joinWords, speechWords, spreadWords } from './speech.ts';

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
    // Numbers, money, times and abbreviations are for the voice to read: captions show them as they are.
    [
      'Dr. Smith paid $4.20 at 3:45pm, i.e. 20% of £1,200,000.',
      'Dr. Smith paid $4.20 at 3:45pm, i.e. 20% of £1,200,000.',
    ],
    ['The U.S. vs. the U.K., No. 5, 24/7, 50°C, 3.5×.', 'The U.S. vs. the U.K., No. 5, 24/7, 50°C, 3.5×.'],
    ['Visit www.example.com/path?x=1 or mail me@x.org.', 'Visit example.com or mail me@x.org.'],
    ['<https://x.com/a> is here, http://localhost:8080/a too', 'x.com is here, localhost too'],
    ['<speak>Hello <break time="500ms"/><prosody rate="slow">slow</prosody> world</speak>', 'Hello slow world'],
    ['&lt;speak&gt;Salt &amp; pepper&#33;&lt;/speak&gt; <!-- loud -->', 'Salt & pepper!'],
    ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['(whispering) It is late. (a long pause, then thunder)', 'It is late.'],
    ['“(quietly) Come in.” *sighs* Well {beat} come.', '“Come in.” Well come.'],
    ['(PAUSE) He was wrong. (He was not.) It was (1984) then.', 'He was wrong. (He was not.) It was (1984) then.'],
    ['A line (which, as you know, is long) ends.', 'A line (which, as you know, is long) ends.'],
    ['JOHN (O.S.): Who is there?\nV.O.: (softly) Night falls.', 'Who is there? Night falls.'],
    ['INT. KITCHEN - DAY\n**SFX:** a door slams\nFADE IN: The house wakes.', 'The house wakes.'],
    ['Wait -- what?\n---\nNothing.', 'Wait — what? Nothing.'],
    ['It is *really* late, she *sighs* and goes.', 'It is really late, she sighs and goes.'],
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

test('a line that somebody goes on after ends as a sentence does', () => {
  assert.equal(asSentence('A lamp'), 'A lamp.');
  assert.equal(asSentence('夕暮れの湖'), '夕暮れの湖。');
  for (const line of ['A lamp!', 'A lamp…', 'A lamp,', '“A lamp.”', '']) assert.equal(asSentence(line), line);
});

test('the words of lines are the words of the lines joined', () => {
  const line = fc.string({ unit: fc.constantFrom(...'aB1 .,!?—(“”) 湖は…'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
      const spoken = lines
        .map((text) => asSentence(cleanForSpeech(text)))
        .filter((text) => speechWords(text).length > 0);
      assert.equal(speechWords(spoken.join(' ')).length, spoken.flatMap(speechWords).length);
    }),
    { numRuns: 1_000 },
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
