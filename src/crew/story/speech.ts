import type { Draft } from './draft.ts';
import type { Reading } from './read.ts';
import { spokenWords } from './words.ts';

/** Seconds around a line, and of a shot in which nobody speaks. */
const BREATH = 0.6;
const SILENT = 2;
/** Longer lines are not asked of one shot, unless they were written for it. */
const LINE_LIMIT = 12;

/**
 * Settles what each shot says, so that all of it can be said: the first line of each that nobody else has, then shorter ones, then
 * silence where it matters least. A shot is as long as its line.
 */
export function giveRoom({ notes }: Pick<Reading, 'notes'>, drafts: Draft[], seconds: number): void {
  if (drafts.some((draft) => draft.seconds !== null)) return;
  const said = new Set<string>();
  const spoken = drafts.map((draft) => {
    const written = (notes[draft.note ?? -1]?.spoken.length ?? 0) > 0;
    const lines = draft.lines.filter(
      (line) => spokenWords(line) > 0 && (written || spokenWords(line) <= LINE_LIMIT) && !said.has(line),
    );
    const [line] = lines;
    if (line !== undefined) said.add(line);
    return { draft, line: line ?? null, others: lines.slice(1) };
  });
  const need = () => spoken.reduce((sum, { draft, line }) => sum + secondsFor(draft, line), 0);
  while (need() > seconds) {
    const long = spoken
      .flatMap((one) => {
        const shorter = one.others.find((line) => !said.has(line) && spokenWords(line) < spokenWords(one.line ?? ''));
        return one.line === null || shorter === undefined ? [] : [{ one, shorter, words: spokenWords(one.line) }];
      })
      .toSorted((a, b) => b.words - a.words)[0];
    if (long !== undefined) {
      said.add(long.shorter);
      long.one.line = long.shorter;
      continue;
    }
    const least = spoken.filter(({ line }) => line !== null).toSorted((a, b) => a.draft.priority - b.draft.priority)[0];
    if (least === undefined) break;
    least.line = null;
  }
  for (const { draft, line } of spoken) {
    draft.weight = secondsFor(draft, line);
    draft.lines = line === null ? [] : [line];
  }
}

/** What was written to be spoken over a scene, spread over its shots: all of it, or as much as will have room. */
export function spreadWritten(reading: Reading, drafts: Draft[]): void {
  for (const [at, { spoken }] of reading.notes.entries()) {
    const shots = drafts.filter(({ note }) => note === at);
    if (spoken.length === 0) continue;
    const groups = Math.min(shots.length, spoken.length);
    for (const [index, shot] of shots.entries()) {
      const own = spoken.slice(
        Math.floor((index * spoken.length) / groups),
        Math.floor(((index + 1) * spoken.length) / groups),
      );
      shot.lines = index < groups ? [...new Set([own.join(' '), ...own])] : [];
    }
  }
}

/** Where the pictures fit the words, no line is too long. */
export function speakAll(drafts: Draft[]): void {
  const said = new Set<string>();
  for (const draft of drafts) {
    const line = draft.lines.find((one) => spokenWords(one) > 0 && !said.has(one)) ?? null;
    if (line !== null) said.add(line);
    draft.weight = secondsFor(draft, line);
    draft.lines = line === null ? [] : [line];
  }
}

function secondsFor({ weight }: Draft, line: string | null): number {
  const silent = SILENT * weight;
  return line === null ? silent : Math.max(silent, spokenWords(line) / 2.5 + BREATH);
}

/** In another language the person's own sentences are spoken, spread over the shots; nothing is invented beside them. */
export function speakOwnWords(reading: Reading, drafts: Draft[]): void {
  if (!reading.foreign || !/\p{L}/u.test(reading.concept) || reading.notes.length > 0) return;
  for (const draft of drafts) draft.lines = [];
  const told = reading.sentences.length > drafts.length ? grouped(reading.sentences, drafts.length) : reading.sentences;
  let free = 0;
  for (const [at, sentence] of told.entries()) {
    // A sentence starts at its share of the film and runs on over the cuts; what finds no shot stays unspoken.
    free = Math.max(free, Math.round((at * drafts.length) / told.length));
    for (const piece of sentence.split(/(?<=[，,、;；،])/u).flatMap(breaths)) {
      const draft = drafts[free];
      if (draft !== undefined) draft.lines = [piece];
      free++;
    }
  }
}

/** A long sentence is spoken in breaths, over as many shots; it is cut before small words, where one would breathe. */
function breaths(sentence: string): string[] {
  const words = sentence.trim().split(/\s+/);
  if (spokenWords(sentence) <= 9 || words.length < 4) return spokenWords(sentence) > 0 ? [sentence.trim()] : [];
  const middle = words.length / 2;
  const cuts = [...words.keys()].slice(2, -1);
  const short = cuts.filter((at) => (words[at] ?? '').length <= 3 && (words[at - 1] ?? '').length > 3);
  const cut = (short.length > 0 ? short : cuts).toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? 1;
  return [...breaths(words.slice(0, cut).join(' ')), ...breaths(words.slice(cut).join(' '))];
}

function grouped(pieces: string[], groups: number): string[] {
  return Array.from({ length: groups }, (_, at) =>
    pieces.slice(Math.floor((at * pieces.length) / groups), Math.floor(((at + 1) * pieces.length) / groups)).join(' '),
  );
}
