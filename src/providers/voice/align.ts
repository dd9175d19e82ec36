import { spreadWords } from '../../film/speech.ts';
import type { SpokenWord } from '../../film/take.ts';
import type { Phone } from './flite.ts';

/**
 * When each word is spoken. `heard` are the sounds of the whole line, `expected` the sounds of each word said on its own
 * (empty for a word that was not said); the two differ where words run together, so they are matched by edit distance.
 * Words without a sound of their own take the gap between their neighbours. Times never go backwards.
 */
export function alignWords(
  words: readonly string[],
  expected: readonly string[][],
  heard: readonly Phone[],
): SpokenWord[] {
  const sounds = heard.filter(({ name }) => name !== 'pau');
  const owners = match(
    expected.flatMap((phones, word) => phones.map((name) => ({ name, word }))),
    sounds,
  );
  const spans: ({ start: number; end: number } | null)[] = words.map(() => null);
  owners.forEach((word, i) => {
    const sound = sounds[i];
    if (word === null || sound === undefined) return;
    spans[word] = { start: spans[word]?.start ?? sound.start, end: sound.end };
  });
  return fillGaps(words, spans, sounds.at(0)?.start ?? 0, sounds.at(-1)?.end ?? 0);
}

/** For each heard sound the word that it belongs to: the cheapest way of turning one sequence into the other. */
function match(expected: readonly { name: string; word: number }[], heard: readonly Phone[]): (number | null)[] {
  const columns = heard.length + 1;
  const cost = new Float64Array((expected.length + 1) * columns);
  const at = (row: number, column: number) => cost[row * columns + column] ?? 0;
  for (let row = 0; row <= expected.length; row++) {
    for (let column = 0; column <= heard.length; column++) {
      if (row === 0 || column === 0) {
        cost[row * columns + column] = row + column;
        continue;
      }
      const change = difference(expected[row - 1]?.name ?? '', heard[column - 1]?.name ?? '');
      cost[row * columns + column] = Math.min(
        at(row - 1, column - 1) + change,
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
      );
    }
  }
  const owners: (number | null)[] = heard.map(() => null);
  let row = expected.length;
  for (let column = heard.length; column > 0;) {
    const change = difference(expected[row - 1]?.name ?? '', heard[column - 1]?.name ?? '');
    if (row > 0 && at(row, column) === at(row - 1, column - 1) + change) {
      owners[--column] = expected[--row]?.word ?? null;
    } else if (row > 0 && at(row, column) === at(row - 1, column) + 1) {
      row--;
    } else {
      // A sound too many belongs to the word that goes on after it, or to the last one.
      owners[--column] = (expected[row - 1] ?? expected[row])?.word ?? null;
    }
  }
  return owners;
}

const VOWELS = new Set([
  'aa',
  'ae',
  'ah',
  'ao',
  'aw',
  'ax',
  'ay',
  'eh',
  'er',
  'ey',
  'ih',
  'iy',
  'ow',
  'oy',
  'uh',
  'uw',
]);

function difference(a: string, b: string): number {
  if (a === b) return 0;
  // Unstressed vowels change; a vowel never becomes a consonant.
  return VOWELS.has(a) === VOWELS.has(b) ? (VOWELS.has(a) ? 0.4 : 0.9) : 1.8;
}

function fillGaps(
  words: readonly string[],
  spans: readonly ({ start: number; end: number } | null)[],
  first: number,
  last: number,
): SpokenWord[] {
  const result: SpokenWord[] = [];
  for (let i = 0; i < words.length;) {
    const known = spans[i] ?? null;
    const from = result.at(-1)?.end ?? first;
    if (known !== null) {
      const start = Math.max(from, known.start);
      result.push({ word: words[i] ?? '', start, end: Math.max(start, known.end) });
      i++;
      continue;
    }
    let next = i;
    while (next < words.length && (spans[next] ?? null) === null) next++;
    const until = Math.max(from, spans[next]?.start ?? last);
    result.push(...spreadWords(words.slice(i, next), from, until));
    i = next;
  }
  return result;
}
