import type { Caption } from '../../film/cut.ts';
import { joinWords, speechWords } from '../../film/speech.ts';
import type { SpokenWord } from '../../film/take.ts';

/** A spoken line at its place in the film. */
export interface CaptionLine {
  words: readonly SpokenWord[];
  /** Seconds from the start of the film to the start of the voice file. */
  at: number;
}

export interface CaptionOptions {
  /** Width of a row in Latin letters; 37 unless told. Wide characters count 2.3, so 16 of them fill a row. */
  rowWidth?: number;
  /** Length of the film: no caption is seen after it. */
  seconds?: number;
}

const ROW_WIDTH = 37;
/** Of pictures that are not wide: their words are as large and their rows shorter. */
export const NARROW_ROW = 24;
const WIDE = 2.3;
const SHORTEST = 1;
const LONGEST = 6;
/** Between two captions the picture is bare for two frames, so that the eye sees a change. */
const GAP = 2 / 24;
/** A caption stays a little after the word; a shorter pause than this is not worth a flicker. */
const LINGER = 0.4;

/**
 * Words and their times as captions: one or two rows, broken where the sentence breathes, on screen for 1 to 6 seconds,
 * never two at once. Text is passed through as it is, whatever its script or direction.
 */
export function captionsFrom(lines: readonly CaptionLine[], options: CaptionOptions = {}): Caption[] {
  const rowWidth = options.rowWidth ?? ROW_WIDTH;
  const spoken = lines
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ words, at }) =>
      divide(
        words.map(({ word, start, end }) => ({ word, start: at + start, end: at + Math.max(start, end) })),
        rowWidth,
      ),
    )
    .toSorted((a, b) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0));
  return timed(spoken, rowWidth, options.seconds ?? Infinity);
}

/** Where in the text each word stands, if the text is these words from the first on; null when it is not. */
export function placesOf(text: string, words: readonly SpokenWord[]): { from: number; to: number }[] | null {
  const places: { from: number; to: number }[] = [];
  let at = 0;
  for (const { word } of words) {
    const plain = word.replaceAll(/\s+/gu, ' ').trim();
    const from = at + (/^\s*/u.exec(text.slice(at))?.[0].length ?? 0);
    if (from >= text.length) break;
    if (!text.startsWith(plain, from)) return null;
    places.push({ from, to: from + plain.length });
    at = from + plain.length;
  }
  return places.length > 0 && text.slice(at).trim() === '' ? places : null;
}

/**
 * A caption as several with a few words each, one after the other without a gap: for big letters. Words whose times nobody
 * knows share the time of the caption by their length.
 */
export function fewWords(caption: Caption): Caption[] {
  const { text, start, end } = caption;
  const words = caption.words ?? guessed(caption);
  const groups: (typeof words)[] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const first = group?.[0];
    const full =
      group === undefined ||
      first === undefined ||
      group.length === MOST_BIG_WORDS ||
      widthOf(text.slice(first.from, word.to)) > BIG_WIDTH ||
      ENDS_SENTENCE.test(text.slice(first.from, group.at(-1)?.to));
    if (full) groups.push([word]);
    else group.push(word);
  }
  return groups.flatMap((group, at): Caption[] => {
    const from = group[0]?.from ?? 0;
    const begins = at === 0 ? start : Math.max(start, group[0]?.start ?? start);
    const ends = Math.min(end, groups[at + 1]?.[0]?.start ?? end);
    if (ends <= begins) return [];
    return [
      {
        text: text.slice(from, group.at(-1)?.to).replaceAll(/\s+/gu, ' '),
        start: begins,
        end: ends,
        words:
          caption.words === undefined
            ? []
            : group.map((word) => ({ ...word, from: word.from - from, to: word.to - from })),
      },
    ];
  });
}

const MOST_BIG_WORDS = 3;
const BIG_WIDTH = 16;

function guessed({ text, start, end }: Caption): NonNullable<Caption['words']> {
  const words = speechWords(text).map((word) => ({ word, start, end }));
  const places = placesOf(text, words) ?? [{ from: 0, to: text.length }];
  const whole = places.reduce((total, { from, to }) => total + to - from, 0);
  let now = start;
  return places.map(({ from, to }) => {
    const begins = now;
    now += ((end - start) * (to - from)) / whole;
    return { from, to, start: begins, end: now };
  });
}

function within(
  words: readonly SpokenWord[],
  start: number,
  end: number,
): (place: { from: number; to: number }, index: number) => NonNullable<Caption['words']>[number] {
  const held = (seconds: number): number => Math.min(Math.max(seconds, start), end);
  return (place, index) => {
    const word = words[index];
    const begins = held(word?.start ?? start);
    return { ...place, start: begins, end: Math.max(begins, held(word?.end ?? begins)) };
  };
}

/** When each caption is seen. What has no time before the next one, or before the end of the film, is left out. */
function timed(groups: readonly SpokenWord[][], rowWidth: number, seconds: number): Caption[] {
  const captions: Caption[] = [];
  groups.forEach((words, i) => {
    const next = Math.min(groups[i + 1]?.[0]?.start ?? Infinity, seconds);
    const last = next === Infinity || next === seconds ? next : next - GAP;
    const start = Math.max(words[0]?.start ?? 0, (captions.at(-1)?.end ?? -GAP) + GAP);
    const heard = words.at(-1)?.end ?? start;
    const wanted = Math.min(Math.max(heard + LINGER, start + SHORTEST), Math.max(start + LONGEST, heard));
    // A pause shorter than the linger is filled up to the next caption.
    const end = Math.min(last, last - wanted < LINGER && last !== seconds ? Math.min(last, start + LONGEST) : wanted);
    const text = rows(words, rowWidth).join('\n');
    if (end - start <= GAP || text === '') return;
    const places = placesOf(text, words);
    captions.push({ start, end, text, ...(places === null ? {} : { words: places.map(within(words, start, end)) }) });
  });
  return captions;
}

/** Divides a line into groups, each one caption: the cheapest of all ways to do it. */
function divide(words: readonly SpokenWord[], rowWidth: number): SpokenWord[][] {
  const cheapest: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= words.length; to++) {
    let best = { cost: Infinity, from: to - 1 };
    for (let from = to - 1; from >= 0; from--) {
      const group = words.slice(from, to);
      // One word alone is always possible, however long it is.
      if (group.length > 1 && !fits(group, rowWidth)) break;
      const cost = (cheapest[from]?.cost ?? 0) + groupCost(group, words[to]);
      if (cost < best.cost) best = { cost, from };
    }
    cheapest.push(best);
  }
  const groups: SpokenWord[][] = [];
  for (let to = words.length; to > 0;) {
    const from = cheapest[to]?.from ?? to - 1;
    groups.unshift(words.slice(from, to));
    to = from;
  }
  return groups;
}

function fits(group: readonly SpokenWord[], rowWidth: number): boolean {
  const duration = (group.at(-1)?.end ?? 0) - (group[0]?.start ?? 0);
  return duration <= LONGEST && rows(group, rowWidth).every((row) => widthOf(row) <= rowWidth);
}

/** How bad it is to show these words as one caption, and to break after them. */
function groupCost(group: readonly SpokenWord[], next: SpokenWord | undefined): number {
  const last = group.at(-1);
  const duration = (last?.end ?? 0) - (group[0]?.start ?? 0);
  let cost = 3;
  if (duration < SHORTEST) cost += 4 * (SHORTEST - duration);
  if (next === undefined || last === undefined) return cost + (group.length === 1 ? 5 : 0);
  const pause = next.start - last.end;
  cost += breakCost(last.word, next.word) - Math.min(3, pause * 4);
  return group.length === 1 && !ENDS_SENTENCE.test(last.word) ? cost + 8 : cost;
}

const CLOSING = String.raw`["'”’»)\]」』】）\s]*$`;
const ENDS_SENTENCE = new RegExp(`[.!?…。！？؟।]${CLOSING}`, 'u');
const ENDS_CLAUSE = new RegExp(`[,;:–—،、，；：]${CLOSING}`, 'u');
/** A row may well begin with these, and should not end with them. */
const LEADS_ON =
  /^(?:and|but|or|so|as|at|by|for|from|in|into|of|on|over|than|that|the|a|an|to|under|when|where|which|while|who|with|without|because|if|my|your|his|her|its|our|their)$/i;

const STARTS_HIRAGANA = /^\p{sc=Hira}/u;
const ENDS_HIRAGANA = /\p{sc=Hira}$/u;

function breakCost(before: string, after: string): number {
  if (ENDS_SENTENCE.test(before)) return 0;
  if (ENDS_CLAUSE.test(before)) return 1.5;
  if (LEADS_ON.test(before)) return 9;
  // Japanese: endings and particles are kana and belong to what stands before them.
  if (STARTS_HIRAGANA.test(after)) return 8;
  if (ENDS_HIRAGANA.test(before)) return 3.5;
  return LEADS_ON.test(after) ? 3.5 : 6;
}

/** The words on one row if they fit, else on the two that look best. */
function rows(words: readonly SpokenWord[], rowWidth: number): string[] {
  const texts = words.map(({ word }) => word.replace(/\s+/gu, ' ').trim()).filter((text) => text !== '');
  const whole = joinWords(texts);
  if (texts.length < 2 || widthOf(whole) <= rowWidth) return [whole];
  let best: { cost: number; rows: string[] } | null = null;
  for (let at = 1; at < texts.length; at++) {
    const upper = joinWords(texts.slice(0, at));
    const lower = joinWords(texts.slice(at));
    const [above, below] = [widthOf(upper), widthOf(lower)];
    const over = Math.max(0, above - rowWidth) + Math.max(0, below - rowWidth);
    // Rows of one length are read fastest; an uneven pair should be wider below.
    const uneven = Math.abs(above - below) / rowWidth + (above > below ? 0.1 : 0);
    const cost = over * 100 + uneven * 8 + breakCost(texts[at - 1] ?? '', texts[at] ?? '');
    if (best === null || cost < best.cost) best = { cost, rows: [upper, lower] };
  }
  return best?.rows ?? [whole];
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
const IS_WIDE =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uff60]|\p{Emoji_Presentation}|\ufe0f/u;

function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += IS_WIDE.test(segment) ? WIDE : 1;
  return width;
}
