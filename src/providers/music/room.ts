import type { Stereo } from './instruments.ts';

/** Delay lengths in samples at 48 kHz: primes, so that their echoes never fall together. */
const DELAYS = [1427, 1637, 1933, 2203, 2557, 2851, 3181, 3547];
/** How much of the highs is lost on each way through the room. */
const DAMPING = 0.42;

/**
 * Adds the sound of a hall: a feedback delay network of eight lines with damping (J.-M. Jot), four heard left, four right.
 * `wet` is mixed into `target` in place; `seconds` is the time until it has died away by 60 dB.
 */
export function addRoom(target: Stereo, source: Stereo, wet: number, seconds: number): void {
  const lines = DELAYS.map((delay) => ({
    delay,
    buffer: new Float32Array(4096),
    feedback: 10 ** ((-3 * delay) / (seconds * 48_000)),
    damped: 0,
  }));
  const taps = new Float64Array(DELAYS.length);
  for (let i = 0; i < target.left.length; i++) {
    const inLeft = source.left[i] ?? 0;
    const inRight = source.right[i] ?? 0;
    let sum = 0;
    for (let l = 0; l < 8; l++) {
      const line = lines[l] as (typeof lines)[number];
      const heard = line.buffer[(i - line.delay) & 4095] ?? 0;
      line.damped = heard + (line.damped - heard) * DAMPING;
      taps[l] = line.damped;
      sum += line.damped;
    }
    // Householder's reflection scatters every line into all others and keeps the energy.
    const shared = sum / 4;
    let left = 0;
    let right = 0;
    for (let l = 0; l < 8; l++) {
      const line = lines[l] as (typeof lines)[number];
      const tap = taps[l] ?? 0;
      line.buffer[i & 4095] = (l & 1 ? inRight : inLeft) + (tap - shared) * line.feedback;
      if (l & 1) right += tap;
      else left += tap;
    }
    target.left[i] = (target.left[i] ?? 0) + left * wet;
    target.right[i] = (target.right[i] ?? 0) + right * wet;
  }
}
