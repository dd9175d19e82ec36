import type { Rate } from '../../film/time.ts';

/**
 * The SMPTE timecode of a frame that is counted from 00:00:00:00. At 29.97 and 59.94 it is drop-frame and has a semicolon
 * before its frames: two (four) numbers are left out at each minute that is not a tenth one, so that the clock stays true.
 */
export function timecode(frame: number, rate: Rate): string {
  const base = timebase(rate);
  const numbered = isDropFrame(rate) ? frame + leftOut(frame, base) : frame;
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(numbered / base);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${isDropFrame(rate) ? ';' : ':'}${two(numbered % base)}`;
}

/** The frame whose timecode is one hour: where programmes begin by custom, so that there is room before them. */
export function hourOne(rate: Rate): number {
  const base = timebase(rate);
  const counted = 3600 * base;
  return isDropFrame(rate) ? counted - 54 * (base / 15) : counted;
}

/** Frames that a timecode counts in one second: 24 at 23.976. */
export function timebase({ num, den }: Rate): number {
  return Math.round(num / den);
}

/** True for rates of the NTSC family: their second has a thousandth part more than it counts. */
export function isNtsc({ den }: Rate): boolean {
  return den === 1001;
}

export function isDropFrame(rate: Rate): boolean {
  return isNtsc(rate) && timebase(rate) % 30 === 0;
}

/** Numbers that were left out before a frame. */
function leftOut(frame: number, base: number): number {
  const drop = base / 15;
  const tenMinutes = base * 600 - 9 * drop;
  const minute = base * 60 - drop;
  const rest = frame % tenMinutes;
  const minutes = rest < base * 60 ? 0 : 1 + Math.floor((rest - base * 60) / minute);
  return drop * (9 * Math.floor(frame / tenMinutes) + minutes);
}
