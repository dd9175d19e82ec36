import type { Provenance } from '../../film/provenance.ts';
import type { Terminal } from '../terminal.ts';
import { wrap } from '../text.ts';

/** How things are shown: what a line of talk depends on. */
export type Look = Pick<Terminal, 'colours' | 'glyphs' | 'columns'>;

export const STAGE_TITLES = {
  planning: 'Planning',
  generation: 'Generation',
  evaluation: 'QA and evaluation',
  output: 'Output',
} as const;

/** What a provenance means for the purse. */
export const PROVENANCE_WORDS: Record<Provenance, string> = {
  live: 'live, real money',
  simulated: 'simulated, no real money',
  offline: 'rehearsal, nothing is paid',
};

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `850 B`, `64 kB`, `4.2 MB`: decimal units, as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A bar of so many columns for a part between 0 and 1. */
export function bar(part: number, width: number, { colours, glyphs }: Look): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * width);
  return colours.cyan(glyphs.full.repeat(full)) + colours.dim(glyphs.empty.repeat(width - full));
}

/** A score in the colour of its band, right-aligned to three columns; a dash when nobody could give one. */
export function score(value: number | null, look: Look): string {
  return coloured(value, (value === null ? look.glyphs.dash : String(Math.round(value))).padStart(3), look);
}

/** The same as wide as it is, to a tenth, as the crew's sentences have it. */
export function exactScore(value: number | null, look: Look): string {
  return coloured(value, value === null ? look.glyphs.dash : tenths(value), look);
}

/** `99.5`, `84`. */
export function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function coloured(value: number | null, text: string, { colours }: Look): string {
  if (value === null) return colours.dim(text);
  if (value >= 75) return colours.green(text);
  return value >= 65 ? colours.yellow(text) : colours.red(text);
}

/** At most so many lines; the last one ends with an ellipsis when there is more. */
export function firstLines(text: string, width: number, count: number, { glyphs }: Look): string[] {
  const lines = wrap(text, width - glyphs.ellipsis.length);
  if (lines.length <= count) return lines;
  return lines.slice(0, count).map((line, index) => (index === count - 1 ? line + glyphs.ellipsis : line));
}
