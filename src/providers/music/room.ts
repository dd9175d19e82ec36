import { RATE, type Stereo } from '../sound.ts';

/** Delay lengths in samples at 48 kHz: primes, so that their echoes never fall together. */
const DELAYS = [1427, 1637, 1933, 2203, 2557, 2851, 3181, 3547];
/** How much of the highs is lost on each way through the room. */
const DAMPING = 0.42;

/**
 * A hall: a feedback delay network of eight lines with damping (J.-M. Jot), four heard left, four right. The function
 * adds its answer to `source` to `target`, and goes on where it ended when it is called again. `seconds` is the time until
 * the hall has died away by 60 dB.
 */
export function buildRoom(wet: number, seconds: number): (target: Stereo, source: Stereo) => void {
  const lines = DELAYS.map((delay) => ({
    delay,
    buffer: new Float32Array(4096),
    feedback: 10 ** ((-3 * delay) / (seconds * RATE)),
    damped: 0,
  }));
  const taps = new Float64Array(DELAYS.length);
  let now = 0;
  return (target, source) => {
    for (let i = 0; i < target.left.length; i++, now++) {
      const inLeft = source.left[i] ?? 0;
      const inRight = source.right[i] ?? 0;
      let sum = 0;
      for (let l = 0; l < 8; l++) {
        const line = lines[l] as (typeof lines)[number];
        const heard = line.buffer[(now - line.delay) & 4095] ?? 0;
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
        line.buffer[now & 4095] = (l & 1 ? inRight : inLeft) + (tap - shared) * line.feedback;
        if (l & 1) right += tap;
        else left += tap;
      }
      target.left[i] = (target.left[i] ?? 0) + left * wet;
      target.right[i] = (target.right[i] ?? 0) + right * wet;
    }
  };
}
