import type { Stereo } from './audio.ts';
import { peaksBetween } from './loudness.ts';
import { SAMPLE_RATE } from '../codec/sound-track.ts';

/** It sees a peak so many samples ahead, and eases in and out over as many: 4 ms. */
const LOOK_AHEAD = 192;
const BLOCK = 64;
const RELEASE = 1 - Math.exp(-1 / (0.08 * SAMPLE_RATE));

/**
 * Keeps the true peak of both sides at or under `ceiling` (linear), in place. The gain is the same left and right, so the
 * picture does not move. Returns the deepest reduction as a factor, 1 when nothing was touched.
 */
export function limit({ left, right }: Stereo, ceiling: number): number {
  const held = neededGain(left, right, ceiling);
  if (held === null) return 1;
  slidingMinimum(held, LOOK_AHEAD);
  for (let i = 1; i < held.length; i++) {
    const before = held[i - 1] ?? 1;
    held[i] = Math.min(held[i] ?? 1, before + (1 - before) * RELEASE);
  }
  let deepest = 1;
  let sum = 0;
  const width = LOOK_AHEAD * 2 + 1;
  for (let i = -LOOK_AHEAD; i < LOOK_AHEAD; i++) sum += held[Math.max(0, i)] ?? 1;
  for (let i = 0; i < left.length; i++) {
    // The mean of minima that all know this sample is never above what it needs.
    sum += held[Math.min(held.length - 1, i + LOOK_AHEAD)] ?? 1;
    const smooth = Math.min(1, sum / width);
    sum -= held[Math.max(0, i - LOOK_AHEAD)] ?? 1;
    left[i] = (left[i] ?? 0) * smooth;
    right[i] = (right[i] ?? 0) * smooth;
    if (smooth < deepest) deepest = smooth;
  }
  return deepest;
}

/** The gain that each sample, and the wave up to the next one, needs; null when all of it is low enough. */
function neededGain(left: Float32Array, right: Float32Array, ceiling: number): Float32Array | null {
  const gain = new Float32Array(left.length).fill(1);
  let over = false;
  for (const samples of [left, right]) {
    for (let start = 0; start < samples.length; start += BLOCK) {
      const end = Math.min(samples.length, start + BLOCK);
      const peaks = peaksBetween(samples, start, end, ceiling);
      for (let i = 0; i < peaks.length; i++) {
        const peak = peaks[i] ?? 0;
        if (peak <= ceiling) continue;
        over = true;
        gain[start + i] = Math.min(gain[start + i] ?? 1, ceiling / peak);
      }
    }
  }
  return over ? gain : null;
}

/**
 * Replaces each value by the lowest from `reach` before to `reach` after it. The candidates wait in a ring, each lower
 * than those before it, so the time is linear.
 */
function slidingMinimum(values: Float32Array, reach: number): void {
  const size = 2 * reach + 2;
  const places = new Int32Array(size);
  const lows = new Float32Array(size);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length + reach; i++) {
    if (i < values.length) {
      const value = values[i] ?? 1;
      while (tail > head && (lows[(tail - 1) % size] ?? 1) >= value) tail--;
      places[tail % size] = i;
      lows[tail % size] = value;
      tail++;
    }
    const centre = i - reach;
    if (centre < 0) continue;
    while ((places[head % size] ?? 0) < centre - reach) head++;
    values[centre] = lows[head % size] ?? 1;
  }
}
