import type { Measure } from '../../film/review.ts';
import { readSound } from '../codec/sound-track.ts';

/** Quieter than this, in dB of full scale, is silence; more than half a take of it is a fault in a take with sound. */
const SILENT_DB = -60;
const WINDOW_SECONDS = 0.1;

/**
 * A hole in the sound: from heard to nothing at once, for a while, and back at once; levels in dB of full scale. Words and
 * notes die away: `fall` is how much quieter it may have become just before, against the windows before that.
 */
const HOLE = { heard: -50, nothing: -72, least: 0.12, fall: 12, windowSeconds: 0.02, edgeWindows: 2, beforeWindows: 6 };

/** Level, silence and dropouts of a take's own sound. */
export async function measureSound(path: string): Promise<Measure[]> {
  let [squares, samples, windows, silent, peak] = [0, 0, 0, 0, 0];
  let [windowSquares, windowSamples] = [0, 0];
  let [shortSquares, shortSamples] = [0, 0];
  const levels: number[] = [];
  for await (const { left, right, rate } of readSound(path)) {
    for (let at = 0; at < left.length; at += 1) {
      const [a, b] = [left[at] ?? 0, right[at] ?? 0];
      const square = (a * a + b * b) / 2;
      squares += square;
      windowSquares += square;
      peak = Math.max(peak, Math.abs(a), Math.abs(b));
      samples += 1;
      windowSamples += 1;
      shortSquares += square;
      shortSamples += 1;
      if (shortSamples >= rate * HOLE.windowSeconds) {
        levels.push(decibels(shortSquares / shortSamples));
        [shortSquares, shortSamples] = [0, 0];
      }
      if (windowSamples < rate * WINDOW_SECONDS) continue;
      windows += 1;
      if (decibels(windowSquares / windowSamples) < SILENT_DB) silent += 1;
      [windowSquares, windowSamples] = [0, 0];
    }
  }
  const level = Math.round(decibels(squares / Math.max(1, samples)) * 10) / 10;
  const holes = holesIn(levels);
  const quiet = Math.round((silent / Math.max(1, windows)) * 100);
  return [
    {
      name: 'loudness',
      value: level,
      unit: 'dB RMS',
      passed: peak < 1,
      note: peak < 1 ? `mean level ${level} dB` : 'the sound is clipped',
    },
    {
      name: 'silence',
      value: quiet,
      unit: '% of the time',
      passed: quiet <= 50,
      note: quiet <= 50 ? 'heard throughout' : `silent for ${quiet} % of the take`,
    },
    {
      name: 'dropouts',
      value: holes.length,
      unit: 'holes',
      passed: holes.length === 0,
      note: holes.length === 0 ? 'no hole in the sound' : `nothing is heard from ${holes.join(', ')}`,
    },
  ];
}

/** `1.2 s to 1.6 s` for every hole, from levels in dB of short windows. */
function holesIn(levels: number[]): string[] {
  const at = (window: number) => `${(window * HOLE.windowSeconds).toFixed(1)} s`;
  const loudest = (from: number, to: number) => Math.max(-120, ...levels.slice(Math.max(0, from), to));
  const holes: string[] = [];
  for (let from = 0; from < levels.length; from += 1) {
    if (levels[from]! >= HOLE.nothing) continue;
    let to = from;
    while (to < levels.length && levels[to]! < HOLE.nothing) to += 1;
    const long = (to - from) * HOLE.windowSeconds >= HOLE.least;
    const { edgeWindows, beforeWindows, heard, fall } = HOLE;
    const last = loudest(from - edgeWindows, from);
    const torn = last > heard && last > loudest(from - beforeWindows, from) - fall;
    if (long && torn && loudest(to, to + edgeWindows) > heard) holes.push(`${at(from)} to ${at(to)}`);
    from = to;
  }
  return holes;
}

/** Of a mean square; silence is −120. */
function decibels(meanSquare: number): number {
  return 10 * Math.log10(Math.max(meanSquare, 1e-12));
}
