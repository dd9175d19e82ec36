import type { Stereo } from './audio.ts';
import { SAMPLE_RATE } from '../codec/sound-track.ts';

export interface Loudness {
  /** LUFS over the whole, gated; −Infinity for silence or less than 0.4 s. */
  integrated: number;
  /** dBTP: the highest peak of the wave between the samples too. */
  truePeak: number;
}

const HOP = SAMPLE_RATE / 10;
/** Four hops make a block of 400 ms. */
const HOPS_PER_BLOCK = 4;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

/** Loudness of 48 kHz stereo after ITU-R BS.1770-4, as EBU R 128 wants it. */
export function measureLoudness(sound: Stereo): Loudness {
  return { integrated: integratedLoudness(sound), truePeak: decibels(truePeak(sound)) };
}

/** The gated loudness alone, in LUFS: cheaper by half. */
export function integratedLoudness({ left, right }: Stereo): number {
  const first = hopPowers(left);
  const second = hopPowers(right);
  const blocks: number[] = [];
  for (let hop = HOPS_PER_BLOCK; hop <= first.length; hop++) {
    let power = 0;
    for (let i = hop - HOPS_PER_BLOCK; i < hop; i++) power += (first[i] ?? 0) + (second[i] ?? 0);
    blocks.push(power / HOPS_PER_BLOCK);
  }
  const audible = blocks.filter((power) => lufs(power) >= ABSOLUTE_GATE);
  const gate = lufs(mean(audible)) + RELATIVE_GATE;
  return lufs(mean(audible.filter((power) => lufs(power) >= gate)));
}

/** Mean square of the K-weighted samples of each tenth of a second. */
function hopPowers(samples: Float32Array): Float64Array {
  const powers = new Float64Array(Math.floor(samples.length / HOP));
  // The two filters of BS.1770 at 48 kHz: the head's shelf, then the high pass.
  let a1 = 0;
  let a2 = 0;
  let b1 = 0;
  let b2 = 0;
  for (let hop = 0, i = 0; hop < powers.length; hop++) {
    let power = 0;
    for (const end = i + HOP; i < end; i++) {
      const x = samples[i] ?? 0;
      const shelf = 1.53512485958697 * x + a1;
      a1 = -2.69169618940638 * x + 1.69065929318241 * shelf + a2;
      a2 = 1.19839281085285 * x - 0.73248077421585 * shelf;
      const y = shelf + b1;
      b1 = -2 * shelf + 1.99004745483398 * y + b2;
      b2 = shelf - 0.99007225036621 * y;
      power += y * y;
    }
    powers[hop] = power / HOP;
  }
  return powers;
}

function lufs(power: number): number {
  return power > 0 ? -0.691 + 10 * Math.log10(power) : -Infinity;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function decibels(level: number): number {
  return level > 0 ? 20 * Math.log10(level) : -Infinity;
}

/** Samples on each side that the interpolation between two samples looks at. */
const REACH = 12;
const BLOCK = 64;
/** One windowed sinc for each quarter between two samples. */
const QUARTERS = [0.25, 0.5, 0.75].map((fraction) =>
  Float64Array.from({ length: REACH * 2 }, (_, tap) => {
    const x = tap - REACH + 1 - fraction;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / REACH);
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  }),
);

function truePeak({ left, right }: Stereo): number {
  let highest = 0;
  for (const samples of [left, right]) {
    for (let start = 0; start < samples.length; start += BLOCK) {
      const end = Math.min(samples.length, start + BLOCK);
      for (const peak of peaksBetween(samples, start, end, highest)) if (peak > highest) highest = peak;
    }
  }
  return highest;
}

/**
 * For each sample of a block the highest level from it to the next, four times oversampled. Nothing is computed, and
 * nothing returned, where the block cannot come above `floor`.
 */
export function peaksBetween(samples: Float32Array, start: number, end: number, floor: number): Float32Array {
  let near = 0;
  for (let i = start - REACH; i < end + REACH; i++) near = Math.max(near, Math.abs(samples[i] ?? 0));
  // Between the samples music rises by less than 6 dB, and by more only in waves made to break meters.
  if (near * 2 <= floor) return NOTHING;
  const peaks = new Float32Array(end - start);
  for (let i = start; i < end; i++) {
    let highest = Math.abs(samples[i] ?? 0);
    for (const taps of QUARTERS) {
      let sum = 0;
      for (let tap = 0; tap < REACH * 2; tap++) sum += (samples[i + tap - REACH + 1] ?? 0) * (taps[tap] ?? 0);
      highest = Math.max(highest, Math.abs(sum));
    }
    peaks[i - start] = highest;
  }
  return peaks;
}

const NOTHING = new Float32Array(0);
