/** What every effect is put together from: noise, and small sounds that are added where they belong. */

import { RATE, type Stereo } from '../sound.ts';

export type Random = () => number;

export function silence(seconds: number): Stereo {
  const length = Math.round(seconds * RATE);
  return { left: new Float32Array(length), right: new Float32Array(length) };
}

/** Between two numbers. */
export function between(low: number, high: number, random: Random): number {
  return low + (high - low) * random();
}

/** Even chances on a scale of ratios, as pitches are heard. */
export function pitchBetween(low: number, high: number, random: Random): number {
  return low * (high / low) ** random();
}

/** White noise between −1 and 1: G. Marsaglia's xorshift, a few times quicker than the random numbers that seed it. */
export function noise(length: number, random: Random): Float32Array {
  const samples = new Float32Array(length);
  let state = Math.floor(random() * 2 ** 32) | 1;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    samples[i] = state / 2 ** 31;
  }
  return samples;
}

/** Seconds of a loop in which its end goes over into its beginning. */
const SEAM = 0.5;

/**
 * Noise that goes on at its beginning without a seam, after `shape` has coloured it: it is made a little longer, and what is
 * too long is laid over the beginning with equal power.
 */
export function endlessNoise(
  length: number,
  random: Random,
  shape: (samples: Float32Array) => Float32Array,
): Float32Array {
  const seam = Math.round(SEAM * RATE);
  // The filters have settled before the first sample that is heard.
  const lead = seam >> 1;
  const long = shape(noise(lead + length + seam, random)).subarray(lead);
  const loop = long.slice(0, length);
  for (let i = 0; i < seam; i++) {
    const angle = (i / seam) * (Math.PI / 2);
    loop[i] = (long[i] ?? 0) * Math.sin(angle) + (long[length + i] ?? 0) * Math.cos(angle);
  }
  return loop;
}

/** A slow curve between −1 and 1 that is the same at both ends of a loop; `periods` are the seconds of its waves. */
export function drift(length: number, periods: readonly number[], random: Random): (sample: number) => number {
  const waves = periods.map((seconds) => ({
    step: (2 * Math.PI * Math.max(1, Math.round(length / (seconds * RATE)))) / length,
    phase: random() * 2 * Math.PI,
  }));
  return (sample) => waves.reduce((sum, { step, phase }) => sum + Math.sin(step * sample + phase), 0) / waves.length;
}

/** The gain moves in steps of so many samples, straight in between. */
const BLOCK = 64;

/** Adds a noise to one side, its gain following a curve. */
export function addFollowing(target: Float32Array, source: Float32Array, gainAt: (sample: number) => number): void {
  let gain = gainAt(0);
  for (let start = 0; start < target.length; start += BLOCK) {
    const end = Math.min(target.length, start + BLOCK);
    const next = gainAt(end);
    const slope = (next - gain) / (end - start);
    for (let i = start; i < end; i++) {
      target[i] = (target[i] ?? 0) + (source[i] ?? 0) * gain;
      gain += slope;
    }
    gain = next;
  }
}

export function addBoth(target: Stereo, source: Stereo, gainAt: (sample: number) => number): void {
  addFollowing(target.left, source.left, gainAt);
  addFollowing(target.right, source.right, gainAt);
}

/** Adds endless noise of a colour, on both sides, which have nothing in common. */
export function addNoise(
  target: Stereo,
  random: Random,
  { shape, gainAt }: { shape: (samples: Float32Array) => Float32Array; gainAt: (sample: number) => number },
): void {
  const { length } = target.left;
  const [left, right] = [endlessNoise(length, random, shape), endlessNoise(length, random, shape)];
  addBoth(target, { left, right }, gainAt);
}

/** Adds a small sound at a second; what passes the end of the target comes in again at its beginning. `pan`: −1 left, 1 right. */
export function addRound({ left, right }: Stereo, sound: Float32Array, at: number, pan: number, level: number): void {
  addSide(left, sound, at, level * Math.cos(((pan + 1) * Math.PI) / 4));
  addSide(right, sound, at, level * Math.sin(((pan + 1) * Math.PI) / 4));
}

/** The same for one side. */
export function addSide(target: Float32Array, sound: Float32Array, at: number, level: number): void {
  const { length } = target;
  let place = ((Math.round(at * RATE) % length) + length) % length;
  for (let i = 0; i < sound.length; i++) {
    target[place] = (target[place] ?? 0) + (sound[i] ?? 0) * level;
    place += 1;
    if (place === length) place = 0;
  }
}

/** Something that is struck: tones that begin together and die away, each in its own time (seconds until 1/e). */
export function struck(
  modes: readonly { hertz: number; level: number; decay: number }[],
  seconds: number,
  random: Random,
): Float32Array {
  const sound = new Float32Array(Math.round(seconds * RATE));
  for (const { hertz, level, decay } of modes) {
    // A damped resonator that is rung once gives a decaying sine for two multiplications a sample.
    const omega = (2 * Math.PI * hertz) / RATE;
    const shrink = Math.exp(-1 / (decay * RATE));
    const [c1, c2] = [2 * shrink * Math.cos(omega), -shrink * shrink];
    const phase = random() * 0.6;
    let [before, now] = [(level * Math.sin(phase - omega)) / shrink, level * Math.sin(phase)];
    for (let i = 0; i < sound.length; i++) {
      sound[i] = (sound[i] ?? 0) + now;
      [before, now] = [now, c1 * now + c2 * before];
    }
  }
  return eased(sound, 0.0006, Math.min(0.05, seconds / 4));
}

/** A burst of coloured noise that begins at once and dies away. */
export function burst(
  seconds: number,
  decay: number,
  random: Random,
  shape: (samples: Float32Array) => Float32Array,
): Float32Array {
  const sound = shape(noise(Math.round(seconds * RATE), random));
  for (let i = 0; i < sound.length; i++) sound[i] = (sound[i] ?? 0) * Math.exp(-i / (decay * RATE));
  return eased(sound, 0.0008, seconds / 4);
}

/** The same sound with a beginning and an end that do not click, in place. */
export function eased(sound: Float32Array, rise: number, fall: number): Float32Array {
  const [up, down] = [Math.max(1, Math.round(rise * RATE)), Math.max(1, Math.round(fall * RATE))];
  for (let i = 0; i < Math.min(up, sound.length); i++)
    sound[i] = (sound[i] ?? 0) * (0.5 - 0.5 * Math.cos((Math.PI * i) / up));
  for (let i = 0; i < Math.min(down, sound.length); i++) {
    const place = sound.length - 1 - i;
    sound[place] = (sound[place] ?? 0) * (0.5 - 0.5 * Math.cos((Math.PI * i) / down));
  }
  return sound;
}
