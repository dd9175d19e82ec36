import type { Measure } from '../../film/review.ts';
import { readSound } from '../sound-track.ts';

/** Quieter than this, in dB of full scale, is silence; more than half a take of it is a fault in a take with sound. */
const SILENT_DB = -60;
const WINDOW_SECONDS = 0.1;

/** Level and silence of a take's own sound. */
export async function measureSound(path: string): Promise<Measure[]> {
  let [squares, samples, windows, silent, peak] = [0, 0, 0, 0, 0];
  let [windowSquares, windowSamples] = [0, 0];
  for await (const { left, right, rate } of readSound(path)) {
    for (let at = 0; at < left.length; at += 1) {
      const [a, b] = [left[at] ?? 0, right[at] ?? 0];
      const square = (a * a + b * b) / 2;
      squares += square;
      windowSquares += square;
      peak = Math.max(peak, Math.abs(a), Math.abs(b));
      samples += 1;
      windowSamples += 1;
      if (windowSamples < rate * WINDOW_SECONDS) continue;
      windows += 1;
      if (decibels(windowSquares / windowSamples) < SILENT_DB) silent += 1;
      [windowSquares, windowSamples] = [0, 0];
    }
  }
  const level = Math.round(decibels(squares / Math.max(1, samples)) * 10) / 10;
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
  ];
}

/** Of a mean square; silence is −120. */
function decibels(meanSquare: number): number {
  return 10 * Math.log10(Math.max(meanSquare, 1e-12));
}
