import { isForeign, translated } from './story/tongues.ts';
import { clip, singular, verbForm } from './story/words.ts';

/** What a mind has written, as we keep it: one line of well-formed text without control characters, at most so long. */
export function clean(text: string, characters: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u200B\u2028-\u202E\u2066-\u2069\uFEFF]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clip(line, characters).trim();
}

/** The same, or null where nothing is left. */
export function cleanOrNull(text: string | null, characters: number): string | null {
  const line = text === null ? '' : clean(text, characters);
  return line === '' ? null : line;
}

/** A list for a sentence: each in quotes, at most six of them. */
export function quoted(texts: readonly string[]): string {
  const shown = texts.slice(0, 6).map((text) => `“${clean(text, 60)}”`);
  return texts.length > shown.length ? `${shown.join(', ')} and ${texts.length - shown.length} more` : shown.join(', ');
}

/**
 * Words that mean something, in lower case and their order: no articles and prepositions, numbers as figures, pictographs as
 * words of their own.
 */
export function contentWords(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment(text.normalize('NFKC').toLowerCase());
  return Array.from(segments)
    .filter(({ segment, isWordLike }) => isWordLike === true || /\p{Extended_Pictographic}/u.test(segment))
    .map(({ segment }) => NUMBERS[segment] ?? segment)
    .filter((word) => !EMPTY.has(word) && !/^[a-z]$/.test(word));
}

// prettier-ignore
const EMPTY = new Set(
  'the an of in and or with to at on is are was were be been being for by from his her their its it he she they that this these those who whom into onto over under through when while as about how what then there out up down off not no'.split(' '),
);
// prettier-ignore
const NUMBERS: Record<string, string> = { one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12', dozen: '12' };

/** Content words of a text that another text does not say, in any form of the word. */
export function unsaid(text: string, by: string): string[] {
  const said = by.normalize('NFKC').toLowerCase();
  const words = new Set(contentWords(by));
  return contentWords(text).filter((word) => !words.has(word) && !isSaid(word, words, said));
}

/** Whether a text says anything of another: true as well when there is nothing to be said. */
export function mentions(by: string, text: string): boolean {
  const wanted = contentWords(text);
  return wanted.length === 0 || unsaid(text, by).length < wanted.length;
}

/** Content words that are denied: at most three words after a `no`, a `without` or the like, in the same clause. */
export function negatedWords(text: string): string[] {
  const segments = Array.from(
    new Intl.Segmenter('en', { granularity: 'word' }).segment(text.normalize('NFKC').toLowerCase()),
    ({ segment }) => segment,
  ).filter((segment) => segment.trim() !== '');
  return segments.flatMap((segment, at) => {
    if (!NEGATORS.has(segment) && !/n['’]t$/.test(segment)) return [];
    const after = segments.slice(at + 1, at + 5).filter((one) => !/^(?:any|the|an?|of)$/.test(one));
    const end = after.findIndex((one) => /^[.,;:!?]$/.test(one));
    return after.slice(0, Math.min(3, end < 0 ? 3 : end)).flatMap(contentWords);
  });
}

// prettier-ignore
const NEGATORS = new Set(['no', 'not', 'never', 'without', 'neither', 'nor', 'lacking', 'missing', 'absent', 'devoid', 'minus', 'except', 'excluding', 'remove', 'removed', 'avoid']);

function isSaid(word: string, words: ReadonlySet<string>, text: string): boolean {
  // Where words stand without spaces or carry their articles, to stand in the text is to be said.
  if (!/\p{Script=Latin}|\d/u.test(word)) return text.includes(word) || [...words].some((other) => alike(word, other));
  return [...words].some((other) => alike(word, other));
}

/** Forms of one word: `keeper` and `keepers`, `struggle` and `struggling`; not `light` and `lighthouse`. */
function alike(one: string, other: string): boolean {
  if (stem(one) === stem(other)) return true;
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared >= 4 && one.length - shared <= 3 && other.length - shared <= 3;
}

function stem(word: string): string {
  return verbForm(word)?.lemma ?? singular(word) ?? word;
}

/** The concept with what we recognise of it in English, where it is written in something else. */
export function conceptInWords(concept: string): string {
  return isForeign(concept) ? `${concept} ${translated(concept)}` : concept;
}
