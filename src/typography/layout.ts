import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Family, useFont } from './fonts.ts';

export interface LayoutOptions {
  maxWidth: number;
  maxHeight?: number;
  maxLines?: number;
  /** Wanted size in pixels, and the smallest that is still to be read. */
  size: number;
  minSize: number;
  weight: number;
  family: Family;
}

/** Text that has been broken into lines and fits its box, unless even the ellipsis could not save it. */
export interface TextLayout {
  lines: { text: string; width: number }[];
  size: number;
  weight: number;
  family: Family;
  /** From one baseline to the next. */
  lineHeight: number;
  /** From the top to the first baseline. */
  ascent: number;
  /** Of the ink's box: widest line, first ascent to last descent. */
  width: number;
  height: number;
  direction: 'ltr' | 'rtl';
}

/**
 * Breaks any text into balanced lines that fit: between words, between Chinese or Japanese characters, inside a word
 * only when nothing else helps. It shrinks before it cuts, and cuts with an ellipsis. Control characters are dropped,
 * newlines kept.
 */
export function layoutText(pen: SKRSContext2D, text: string, options: LayoutOptions): TextLayout {
  const clean = tidy(text);
  const direction = directionOf(clean);
  pen.save();
  pen.direction = direction;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  let { size } = options;
  let layout = attempt(size);
  while (!layout.fits && size > options.minSize) {
    size = Math.max(options.minSize, size * 0.93);
    layout = attempt(size);
  }
  const result = layout.fits ? layout.result : cutToFit();
  pen.restore();
  return result;

  function attempt(trial: number): { fits: boolean; result: TextLayout } {
    useFont(pen, `${clean}…`, { ...options, size: trial });
    const widthOf = (line: string) => pen.measureText(line).width;
    const runs = clean.split('\n').map(splitRuns);
    const wrapped = wrapAll(runs, options.maxWidth, widthOf);
    const lines = wrapped.broken ? wrapped.lines : balance(runs, wrapped.lines, options.maxWidth, widthOf);
    const result = describe(lines, trial);
    const fits =
      lines.length <= (options.maxLines ?? Infinity) &&
      result.height <= (options.maxHeight ?? Infinity) &&
      result.width <= options.maxWidth &&
      !(wrapped.broken && trial > options.minSize);
    return { fits, result };
  }

  function cutToFit(): TextLayout {
    const widthOf = (line: string) => pen.measureText(line).width;
    const all = layout.result.lines.map((line) => line.text);
    for (let count = Math.min(all.length, options.maxLines ?? all.length); count > 1; count -= 1) {
      const result = describe(endWithEllipsis(all, count, options.maxWidth, widthOf), size);
      if (result.height <= (options.maxHeight ?? Infinity)) return result;
    }
    return describe(endWithEllipsis(all, 1, options.maxWidth, widthOf), size);
  }

  function describe(lines: string[], trial: number): TextLayout {
    const boxes = lines.map((line) => ({ line, box: pen.measureText(line) }));
    // Measured boxes leave out marks that stand above or below a letter.
    const marked = /\p{M}/u.test(clean.normalize('NFD'));
    const lineHeight = Math.round(trial * leadingOf(clean));
    const ascent = Math.ceil(Math.max(boxes[0]?.box.actualBoundingBoxAscent ?? 0, trial * (marked ? 1.02 : 0.74)));
    const descent = Math.ceil(
      Math.max(boxes.at(-1)?.box.actualBoundingBoxDescent ?? 0, trial * (marked ? 0.32 : 0.22)),
    );
    return {
      lines: boxes.map(({ line, box }) => ({ text: line, width: box.width })),
      size: trial,
      weight: options.weight,
      family: options.family,
      lineHeight,
      ascent,
      width: Math.max(0, ...boxes.map(({ box }) => box.width)),
      height: ascent + lineHeight * Math.max(0, lines.length - 1) + descent,
      direction,
    };
  }
}

export interface DrawOptions {
  /** Left edge, centre or right edge of the text, as `align` says. */
  x: number;
  /** Top of the text. */
  y: number;
  align: 'left' | 'center' | 'right';
  colour: string;
  /** A soft shadow that keeps light letters readable on a light picture. */
  shadow?: { colour: string; blur: number } | undefined;
  /** A line around the letters, under them, so wide in all. */
  outline?: { colour: string; width: number } | undefined;
}

/** Draws a layout. The pen is left as it was. */
export function drawText(pen: SKRSContext2D, layout: TextLayout, options: DrawOptions): void {
  pen.save();
  useFont(pen, layout.lines.map((line) => line.text).join('\n'), layout);
  pen.direction = layout.direction;
  pen.textAlign = options.align;
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = options.colour;
  if (options.shadow) {
    pen.shadowColor = options.shadow.colour;
    pen.shadowBlur = options.shadow.blur;
  }
  if (options.outline) {
    pen.strokeStyle = options.outline.colour;
    pen.lineWidth = options.outline.width;
    pen.lineJoin = 'round';
    eachLine((text, y) => pen.strokeText(text, options.x, y));
  }
  eachLine((text, y) => pen.fillText(text, options.x, y));
  pen.restore();

  function eachLine(draw: (text: string, y: number) => void): void {
    layout.lines.forEach((line, index) => draw(line.text, options.y + layout.ascent + index * layout.lineHeight));
  }
}

/** Pixels that a text takes in the letters of a layout. The pen is left as it was. */
export function widthOfText(pen: SKRSContext2D, layout: TextLayout, text: string): number {
  pen.save();
  useFont(pen, layout.lines.map((line) => line.text).join('\n'), layout);
  pen.direction = layout.direction;
  const { width } = pen.measureText(text);
  pen.restore();
  return width;
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** A character of a script that is written without blanks and breaks anywhere. */
export const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}　-〿！-｠]/u;
/** Chinese and Japanese marks that must not begin a line, and those that must not end one. */
const CLOSING = /^[、。，．：；？！）」』】〉》〕”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
const OPENING = /[（「『【〈《〔“‘]$/u;

/** One kind of newline, no other control characters, no halves of characters, single blanks. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\t\u00a0\u3000]/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g, '')
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** The direction of the first letter that has one. */
function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter) ? 'rtl' : 'ltr';
}

/** Scripts with marks above and below need more room between lines. */
function leadingOf(text: string): number {
  if (/[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}]/u.test(text)) return 1.45;
  return WIDE.test(text) ? 1.32 : 1.18;
}

/** Pieces that stay together; a trailing blank belongs to the piece before it. */
function splitRuns(line: string): string[] {
  const runs: string[] = [];
  let previous = '';
  for (const { segment } of GRAPHEMES.segment(line)) {
    const breakBefore =
      previous === '' ||
      (previous.endsWith(' ') && segment !== ' ') ||
      ((WIDE.test(segment) || WIDE.test(previous)) &&
        segment !== ' ' &&
        !CLOSING.test(segment) &&
        !OPENING.test(previous));
    if (breakBefore) runs.push(segment);
    else runs[runs.length - 1] += segment;
    previous = segment;
  }
  return runs;
}

function wrapAll(
  paragraphs: string[][],
  maxWidth: number,
  widthOf: (line: string) => number,
): { lines: string[]; broken: boolean } {
  const lines: string[] = [];
  let broken = false;
  for (const runs of paragraphs) {
    let line = '';
    for (const run of runs) {
      if (widthOf((line + run).trimEnd()) <= maxWidth) {
        line += run;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      line = run;
      if (widthOf(run.trimEnd()) <= maxWidth) continue;
      broken = true;
      line = '';
      for (const { segment } of GRAPHEMES.segment(run)) {
        if (line !== '' && widthOf(line + segment) > maxWidth) {
          lines.push(line.trimEnd());
          line = '';
        }
        line += segment;
      }
    }
    lines.push(line.trimEnd());
  }
  return { lines, broken };
}

/** The narrowest wrapping with as many lines: no lonely last word. */
function balance(
  paragraphs: string[][],
  lines: string[],
  maxWidth: number,
  widthOf: (line: string) => number,
): string[] {
  if (lines.length < 2) return lines;
  let best = lines;
  let low = maxWidth / 2;
  let high = maxWidth;
  for (let step = 0; step < 6; step += 1) {
    const middle = (low + high) / 2;
    const trial = wrapAll(paragraphs, middle, widthOf);
    if (trial.lines.length <= lines.length && !trial.broken) {
      best = trial.lines;
      high = middle;
    } else low = middle;
  }
  return best;
}

function endWithEllipsis(all: string[], count: number, maxWidth: number, widthOf: (line: string) => number): string[] {
  const kept = all.slice(0, count);
  if (all.length === kept.length && kept.every((line) => widthOf(line) <= maxWidth)) return kept;
  const letters = Array.from(GRAPHEMES.segment(kept.at(-1) ?? ''), ({ segment }) => segment);
  while (letters.length > 1 && widthOf(`${letters.join('').trimEnd()}…`) > maxWidth) letters.pop();
  return [...kept.slice(0, -1), `${letters.join('').trimEnd()}…`];
}
