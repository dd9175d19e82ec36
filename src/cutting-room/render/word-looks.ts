import type { LayoutOptions } from '../../typography/layout.ts';
import type { Words } from './plan.ts';

/** How words of a style look. Sizes are shares of the picture's short side. */
export interface Look extends Pick<LayoutOptions, 'family' | 'weight'> {
  size: number;
  lines: number;
  /** Shares of the safe width and of the height that the words may take. */
  breadth: number;
  room: number;
  opacity: number;
  /** Darkness of the veil behind, 0–1. */
  shade: number;
  bar: boolean;
  /** Each row in a dark box. */
  boxed: boolean;
  /** Width of a dark line around the letters, in letter sizes. */
  outline: number;
}

/** From this weight on words are bold where there are two weights only. */
export const BOLD = 600;

const PLAIN: Look = {
  family: 'sans',
  weight: 600,
  size: 0.05,
  lines: 2,
  breadth: 0.95,
  room: 0.22,
  opacity: 1,
  shade: 0.44,
  bar: false,
  boxed: false,
  outline: 0,
};

/** Of every style that words over the picture can have; lists that are handed over tell the same. */
export const LOOKS: Record<Words['style'], Look> = {
  title: { ...PLAIN, family: 'display', size: 0.125, lines: 4, breadth: 0.92, room: 0.5 },
  subtitle: { ...PLAIN, weight: 500, size: 0.058, lines: 3, breadth: 0.85, room: 0.3, opacity: 0.96, shade: 0.36 },
  'lower-third': { ...PLAIN, weight: 650, size: 0.052, breadth: 0.6, room: 0.2, shade: 0.42, bar: true },
  caption: { ...PLAIN, breadth: 0.9, shade: 0, boxed: true },
  watermark: { ...PLAIN, size: 0.028, lines: 1, breadth: 0.4, room: 0.1, opacity: 0.7, shade: 0, outline: 0.14 },
  plain: { ...PLAIN, breadth: 0.82 },
  karaoke: { ...PLAIN, breadth: 0.82, weight: 650 },
  big: { ...PLAIN, weight: 800, size: 0.13, breadth: 0.96, room: 0.4, shade: 0, outline: 0.14 },
};
