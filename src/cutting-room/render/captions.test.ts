import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { captionsFrom, type CaptionLine, fewWords } from './captions.ts';
import { speechWords } from '../../film/speech.ts';

/** A line spoken at an even pace, with a breath after each sentence. */
function line(text: string, at = 0, wordSeconds = 0.35): CaptionLine {
  let now = 0;
  const words = speechWords(text).map((word) => {
    const start = now;
    now += wordSeconds;
    const end = now;
    if (/[.!?。]$/u.test(word)) now += 0.3;
    return { word, start, end };
  });
  return { words, at };
}

const LIGHTHOUSE =
  'A weathered lighthouse stands alone at the edge of the world, and every evening the keeper climbs its steps to light the lamp. Nobody thanks him. He does not mind, because the ships come home.';

test('captions break where the sentence breathes, in rows that can be read', () => {
  const captions = captionsFrom([line(LIGHTHOUSE, 2)]);
  assert.deepEqual(
    captions.map(({ text }) => text),
    [
      'A weathered lighthouse stands\nalone at the edge of the world,',
      'and every evening the keeper climbs\nits steps to light the lamp.',
      'Nobody thanks him. He does not mind,\nbecause the ships come home.',
    ],
  );
  assert.equal(captions[0]?.start, 2);
});

test('any words at any times: nothing lost, no overlap, within the rows and the seconds', () => {
  const texts = fc.array(fc.stringMatching(/^[a-zA-Z][a-zA-Z']{0,11}[,.!?]?$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.double({ min: 0.2, max: 0.7, noNaN: true }), (words, pace) => {
      const lines = [line(words.join(' '), 1, pace), line(words.toReversed().join(' '), 90, pace)];
      const captions = captionsFrom(lines);
      const spoken = lines.flatMap((each) => each.words.map(({ word }) => word)).join(' ');
      assert.equal(captions.map(({ text }) => text.replaceAll('\n', ' ')).join(' '), spoken);
      for (const [i, { start, end, text }] of captions.entries()) {
        const next = captions[i + 1]?.start ?? Infinity;
        assert.ok(end + 0.08 <= next, 'overlap');
        assert.ok(end - start <= 6.01 && end > start, `${end - start} s`);
        assert.ok(end - start >= 0.99 || next - end < 0.1, 'too short although there was time');
        assert.ok(text.split('\n').length <= 2);
        for (const row of text.split('\n')) assert.ok(row.length <= 37, row);
      }
    }),
  );
});

test('a word does not stand alone when it need not', () => {
  const captions = captionsFrom([
    line('The very last of all the ships that sail tonight comes slowly back into the harbour home.'),
  ]);
  assert.ok(
    captions.every(({ text }) => /[ \n]/.test(text)),
    captions.map(({ text }) => text).join(' | '),
  );
});

test('scripts without spaces, scripts from the right and emoji stay as they are', () => {
  const japanese = '夕暮れの湖は、とても静かです。水面には山の影が映り、風もなく、鳥の声だけが聞こえてきます。';
  const wide = captionsFrom([line(japanese)]);
  assert.equal(wide.map(({ text }) => text.replaceAll('\n', '')).join(''), japanese);
  for (const { text } of wide) for (const row of text.split('\n')) assert.ok(row.length <= 16, row);
  const arabic = 'في المساء يصعد الحارس إلى أعلى المنارة ليشعل المصباح 👩🏽‍💻 وتعود السفن إلى البيت بسلام.';
  const words = arabic.split(' ').map((word, i) => ({ word, start: i * 0.4, end: i * 0.4 + 0.4 }));
  const right = captionsFrom([{ words, at: 0 }]);
  assert.equal(right.map(({ text }) => text.replaceAll('\n', ' ')).join(' '), arabic);
});

test('no caption is seen after the film, nor under the next line', () => {
  const captions = captionsFrom([line('One two three four five six.', 0), line('Seven eight nine.', 1.5)], {
    seconds: 2.5,
  });
  assert.ok(captions.every(({ end }) => end <= 2.5));
  for (const [i, { end }] of captions.entries()) assert.ok(end < (captions[i + 1]?.start ?? Infinity));
  assert.deepEqual(captionsFrom([line('Late.', 9)], { seconds: 5 }), []);
  assert.deepEqual(captionsFrom([{ words: [], at: 0 }]), []);
});

test('a word that is longer than a row has a caption of its own', () => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze';
  assert.ok(captionsFrom([line(`See the ${long} now.`)]).some(({ text }) => text.includes(long)));
});

test('each caption knows where its words stand and when they are said', () => {
  const [first, ...rest] = captionsFrom([line(LIGHTHOUSE, 2)]);
  assert.ok(first);
  const words = first.words ?? [];
  assert.deepEqual(
    words.slice(0, 3).map(({ from, to }) => first.text.slice(from, to)),
    ['A', 'weathered', 'lighthouse'],
  );
  assert.equal(words[1]?.start, 2.35);
  for (const { text, words: said = [], start, end } of [first, ...rest]) {
    assert.equal(said.map(({ from, to }) => text.slice(from, to)).join(''), text.replaceAll(/\s/g, ''));
    for (const [at, word] of said.entries())
      assert.ok(word.start >= start && word.end <= end && word.start >= (said[at - 1]?.start ?? 0));
  }
});

test('a few words at a time are the same words, one group after the other without a gap', () => {
  const texts = fc.array(fc.stringMatching(/^[a-zA-Z][a-zA-Z']{0,11}[,.!?]?$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(texts, fc.boolean(), (words, timed) => {
      for (const whole of captionsFrom([line(words.join(' '), 1)])) {
        const { text, start, end } = whole;
        const groups = fewWords(timed ? whole : { text, start, end });
        assert.equal(groups.map((group) => group.text).join(' '), text.replaceAll('\n', ' '));
        assert.equal(groups[0]?.start, start);
        assert.equal(groups.at(-1)?.end, end);
        for (const [at, group] of groups.entries()) {
          assert.ok(group.end > group.start);
          assert.equal(group.start, groups[at - 1]?.end ?? start);
          assert.ok(group.text.split(' ').length <= 3, group.text);
          assert.ok(group.text.length <= 16 || !group.text.includes(' '), group.text);
          for (const { from, to } of group.words ?? []) assert.doesNotMatch(group.text.slice(from, to), /^\s|\s$|^$/);
          assert.equal((group.words ?? []).length > 0, timed, 'nobody makes up when a word is said');
        }
      }
    }),
  );
});

test('scripts without spaces come in groups of words too', () => {
  const text = '夕暮れの湖は、とても静かです。水面には山の影が映り';
  const groups = fewWords({ text, start: 0, end: 6 });
  assert.equal(groups.map((group) => group.text).join(''), text);
  assert.ok(
    groups.length > 2 && groups.every((group) => group.text.length <= 9),
    groups.map((group) => group.text).join(' | '),
  );
});
