import type { Progress } from '../../film/events.ts';
import { formatSpan } from '../../film/time.ts';
import { bar, type Look } from './words.ts';

/** Progress with the time at which it was first heard of. */
export type Work = Progress & { since: number };

/** `▰▰▰▱▱▱  42 %  5.1x realtime  12 s left`: a part of the work after so many milliseconds. */
export function advance({ done, total, seconds }: Progress, spent: number, look: Look): string {
  const part = total > 0 ? done / total : 0;
  const percent = `${Math.floor(part * 100)} %`.padStart(5);
  // An estimate from less than a second or two per cent is a guess, and jumps.
  const known = spent > 1_000 && part > 0.02;
  const speed = known && seconds !== undefined ? `${formatSpeed((seconds * part * 1_000) / spent)} realtime  ` : '';
  const left = known ? `${formatSpan(spent / part - spent)} left` : '';
  return `${bar(part, 18, look)} ${percent}  ${look.colours.dim(`${speed}${left}`)}`;
}

/** `8.2x`. */
export function formatSpeed(times: number): string {
  return `${times < 10 ? times.toFixed(1) : Math.round(times)}x`;
}
