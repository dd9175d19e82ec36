import { z } from 'zod';

/**
 * Time on a timeline is a whole number of frames at a rate, never a float of seconds: sums stay exact. (The model is
 * OpenTimelineIO's RationalTime and TimeRange.)
 */
export const Rate = z.object({ num: z.int().positive(), den: z.int().positive() });
/** Frames per second as a fraction: 24 fps is `{ num: 24, den: 1 }`, NTSC film is `{ num: 24000, den: 1001 }`. */
export type Rate = z.infer<typeof Rate>;

export const FILM_RATE: Rate = { num: 24, den: 1 };

export const FrameRange = z.object({
  /** First frame, counted from the start of the media. */
  start: z.int().nonnegative(),
  /** How many frames. */
  frames: z.int().positive(),
});
export type FrameRange = z.infer<typeof FrameRange>;

export function toSeconds(frames: number, rate: Rate): number {
  return (frames * rate.den) / rate.num;
}

/** The nearest whole frame; half a frame rounds up. */
export function toFrames(seconds: number, rate: Rate): number {
  return Math.round((seconds * rate.num) / rate.den);
}

/** `75.5` → `1:15.5`, `4` → `0:04.0`. */
export function formatClock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`;
}

/** `0.9 s`, `12 s`, `2:05` from milliseconds. */
export function formatSpan(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds < 59_500) return `${Math.round(milliseconds / 1000)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
