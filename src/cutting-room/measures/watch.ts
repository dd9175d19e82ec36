import type { EdgeWidths } from './edges.ts';
import type { Measure } from '../../film/review.ts';
import type { Rate } from '../../film/time.ts';

/** A decoded frame, made small, as every measure sees it. */
export interface Glimpse {
  index: number;
  /** Luma 0–255 (full range) of a small picture, rows packed. */
  luma: Uint8Array;
  /** Mean luma, 0–255. */
  mean: number;
  /** Mean absolute difference of luma to the frame before, 0–255; null for the first. */
  change: number | null;
  /** The same after both pictures' mean is taken off: what moved rather than what got brighter. */
  motion: number | null;
  /** Shares of pixels in 64 bins of colour (4 levels of Y, U and V). */
  colours: Float32Array;
  /** Mean of both colour differences, 0–255; 128 is grey. */
  tint: { u: number; v: number };
  /** Widths of edges at full size; null for the frames that were not looked at so closely. */
  edges: EdgeWidths | null;
}

export const GLIMPSE = { width: 256, height: 144 } as const;

/** What a take was asked to be. */
export interface Expected {
  width: number;
  height: number;
  rate: Rate;
  frames: number;
  /** Frames at its end that only hold the last picture, because it came too short to be helped otherwise. */
  held?: number;
}

/** One measure at work: it sees every frame once, in order, and then says what it found. */
export interface Watch {
  see(glimpse: Glimpse): void;
  report(expected: Expected): Measure;
}

/** Joins frame numbers to stretches of at least `least` frames. */
export function stretches(frames: number[], least: number): { from: number; to: number }[] {
  const all: { from: number; to: number }[] = [];
  for (const frame of frames) {
    const last = all.at(-1);
    if (last && frame === last.to + 1) last.to = frame;
    else all.push({ from: frame, to: frame });
  }
  return all.filter(({ from, to }) => to - from + 1 >= least);
}

/** The middle one by size; null of none. */
export function middleOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

/** `1.2 s to 2.0 s, 3.5 s to 3.9 s`. */
export function spoken(found: { from: number; to: number }[], rate: Rate): string {
  const at = (frame: number) => `${((frame * rate.den) / rate.num).toFixed(1)} s`;
  return found.map(({ from, to }) => `${at(from)} to ${at(to + 1)}`).join(', ');
}
