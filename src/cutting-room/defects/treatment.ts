import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { Size } from '../../film/media.ts';
import type { Rate } from '../../film/time.ts';

/** Pixels from the upper left corner. */
export interface Box extends Size {
  x: number;
  y: number;
}

/** A cut-out: RGBA, rows packed, see-through where it does not cover. */
export interface Picture extends Size {
  data: Uint8ClampedArray;
}

/** The clean clip that is to be spoiled. */
export interface CleanClip extends Size {
  path: string;
  frames: number;
  rate: Rate;
}

/** What is done to the frames `from` … `until - 1`. */
export interface Treatment {
  from: number;
  until: number;
  /** The part of the picture that is touched; null for all of it. */
  where: Box | null;
  /** For people: what was done. */
  note: string;
  /** The clean frame that is seen as frame `index`. */
  source?: (index: number) => number;
  /** Changes RGBA pixels in place; called for the frames of the treatment only. */
  tone?: (pixels: Uint8ClampedArray, index: number) => void;
  /** Draws over the frame, which lies on the canvas of `pen` already; `clean` is a copy of it. */
  draw?: (pen: SKRSContext2D, clean: Canvas, index: number) => void;
  /** Seconds of the sound that are silenced. */
  silence?: { from: number; until: number };
}

/** `random` gives numbers in [0, 1), `severity` is one of them: 0 can just be noticed, 1 cannot be missed. */
export type Treat = (
  clip: CleanClip,
  severity: number,
  random: () => number,
  given: { picture: Picture | null; subject: Box | null },
) => Treatment | Promise<Treatment>;

/** A value between two ends. */
export function between(least: number, most: number, part: number): number {
  return least + (most - least) * part;
}

/** So many seconds somewhere in the middle of the clip: the first and the last tenth stay as they are. */
export function stretchOf(clip: CleanClip, seconds: number, random: () => number): { from: number; until: number } {
  const edge = Math.ceil(clip.frames / 10);
  const room = Math.max(1, clip.frames - 2 * edge);
  const length = Math.min(room, Math.max(1, Math.round((seconds * clip.rate.num) / clip.rate.den)));
  const from = edge + Math.floor(random() * (room - length + 1));
  return { from, until: from + length };
}

/** The whole clip. */
export function throughout(clip: CleanClip): { from: number; until: number } {
  return { from: 0, until: clip.frames };
}
