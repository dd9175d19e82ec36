import { stripVTControlCharacters } from 'node:util';

/**
 * One line of foreign text (a concept, a model's words, a file name) made harmless: no escape sequences, control
 * characters or direction overrides, whitespace single.
 */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(UNSAFE, '')
    .trim();
}

/** Text that may keep its lines, its tabs and our own colours; everything else that a terminal would obey is gone. */
export function tame(text: string, colours: boolean): string {
  return text
    .split(COLOUR)
    .map((part) => (part.startsWith(ESC) && COLOUR_ONLY.test(part) ? (colours ? part : '') : disarm(part)))
    .join('');
}

/** Columns that a terminal needs for the text: two for CJK and emoji, none for marks and colours. */
export function widthOf(text: string): number {
  const plain = text.replace(COLOUR, '');
  if (/^[\u0020-\u007E]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(plain)) width += graphemeWidth(segment);
  return width;
}

/** Cut at the end with an ellipsis so that it fits; colours are closed. */
export function truncate(text: string, width: number, ellipsis = '…'): string {
  if (widthOf(text) <= width) return text;
  const room = Math.max(0, width - widthOf(ellipsis));
  let taken = '';
  let used = 0;
  for (const piece of pieces(text)) {
    if (used + piece.width > room) break;
    taken += piece.text;
    used += piece.width;
  }
  return `${taken.trimEnd()}${text.includes(ESC) ? RESET : ''}${ellipsis}`;
}

/** Filled up with spaces to a width, cut when too long. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left', ellipsis = '…'): string {
  const fitting = truncate(text, width, ellipsis);
  const spaces = ' '.repeat(Math.max(0, width - widthOf(fitting)));
  return align === 'left' ? fitting + spaces : spaces + fitting;
}

/**
 * Lines no wider than `width`, broken at spaces, or inside a word that alone is too long. A word with a slash is left
 * whole: a path or address must stay copyable, and the terminal breaks it without harm. Lines after the first begin with `hang` spaces.
 */
export function wrap(text: string, width: number, hang = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const breakLine = () => {
    lines.push(line.trimEnd());
    line = ' '.repeat(hang);
    used = hang;
  };
  for (const word of text.split(/(?<=\S)(?= )|(?<= )(?=\S)/)) {
    const needs = widthOf(word);
    if (word.trim() === '') {
      if (used > hang || lines.length === 0) {
        line += word;
        used += needs;
      }
      continue;
    }
    if (used + needs > width && used > hang) breakLine();
    if (used + needs <= width || word.includes('/')) {
      line += word;
      used += needs;
      continue;
    }
    for (const piece of pieces(word)) {
      if (used + piece.width > width && used > hang) breakLine();
      line += piece.text;
      used += piece.width;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

const ESC = '\u001B';
const RESET = `${ESC}[0m`;
/** Only what picocolors writes: bold, dim, italic, underline, inverse and the sixteen colours. */
const COLOUR = new RegExp(`(${ESC}\\[(?:0|1|2|3|4|7|22|23|24|27|3[0-79]|9[0-7])m)`, 'g');
const COLOUR_ONLY = new RegExp(`^${COLOUR.source}$`);
/** Control characters, zero-width fillers and everything that turns the direction of text around. */
const UNSAFE = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /^(?:[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|.\uFE0F)/u;
const ZERO = /^[\p{M}\p{Cf}\p{Cc}]+$/u;

function disarm(text: string): string {
  return stripVTControlCharacters(text).replace(UNSAFE, (character) =>
    character === '\n' || character === '\t' ? character : '',
  );
}

function graphemeWidth(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** Colours and graphemes, each with the columns it takes. */
function* pieces(text: string): Generator<{ text: string; width: number }> {
  for (const part of text.split(COLOUR)) {
    if (COLOUR_ONLY.test(part)) yield { text: part, width: 0 };
    else for (const { segment } of GRAPHEMES.segment(part)) yield { text: segment, width: graphemeWidth(segment) };
  }
}
