import { highPass, peak, RATE, shelf } from '../sound.ts';

/** Half length of the resampling filter, in input samples. */
const REACH = 24;
const SPEECH_LEVEL = 10 ** (-20 / 20);
const PEAK = 10 ** (-2 / 20);

/** What a voice needs to sound like a person near the microphone, in decibels. */
export interface Tone {
  /** Around 2.5 kHz, where words are understood. */
  presence: number;
  /** Above 4.5 kHz: hiss when there is too much of it, wool when too little. */
  air: number;
}

/**
 * Makes a narrator of a synthesiser's raw line: 48 kHz without images above the old band, less rumble and boom, its own
 * tone, an even level (speech at −20 dBFS, peaks at −2) and soft ends. `sampleRate` divides 48 kHz.
 */
export function polish(samples: Float32Array, sampleRate: number, tone: Tone): Float32Array {
  const voice = upsample(samples, Math.round(RATE / sampleRate));
  highPass(voice, 75);
  shelf(voice, 'low', 280, -6);
  peak(voice, 2500, 0.7, tone.presence);
  shelf(voice, 'high', 4500, tone.air);
  compress(voice);
  level(voice);
  fade(voice, 0.008, 0.06);
  return voice;
}

/** Band-limited interpolation by a whole factor: one windowed sinc per phase. */
function upsample(input: Float32Array, factor: number): Float32Array {
  const output = new Float32Array(input.length * factor);
  for (let phase = 0; phase < factor; phase++) {
    const taps = Float64Array.from({ length: REACH * 2 }, (_, tap) => windowedSinc(tap - REACH + 1 - phase / factor));
    const total = taps.reduce((sum, tap) => sum + tap, 0);
    for (let i = 0; i < input.length; i++) {
      let sum = 0;
      for (let tap = 0; tap < taps.length; tap++) sum += (input[i + tap - REACH + 1] ?? 0) * (taps[tap] ?? 0);
      output[i * factor + phase] = sum / total;
    }
  }
  return output;
}

function windowedSinc(x: number): number {
  const reach = x / REACH;
  if (Math.abs(reach) >= 1) return 0;
  const window = 0.42 + 0.5 * Math.cos(Math.PI * reach) + 0.08 * Math.cos(2 * Math.PI * reach);
  // A little below the old Nyquist, so that the slope is over before the image begins.
  const cut = 0.95;
  return (x === 0 ? cut : Math.sin(Math.PI * x * cut) / (Math.PI * x)) * window;
}

/** 2.5 : 1 above 12 dB under the line's own speech level, attack 8 ms, release 140 ms; the gain moves every 16 samples. */
function compress(samples: Float32Array): void {
  const step = 16;
  const threshold = speechLevel(samples) * 10 ** (-12 / 20);
  if (threshold === 0) return;
  const attack = Math.exp(-step / (0.008 * RATE));
  const release = Math.exp(-step / (0.14 * RATE));
  let envelope = 0;
  let gain = 1;
  for (let start = 0; start < samples.length; start += step) {
    const end = Math.min(samples.length, start + step);
    let power = 0;
    for (let i = start; i < end; i++) power += (samples[i] ?? 0) ** 2;
    const loudness = Math.sqrt(power / step);
    const pace = loudness > envelope ? attack : release;
    envelope = loudness + (envelope - loudness) * pace;
    const wanted = envelope > threshold ? (envelope / threshold) ** (1 / 2.5 - 1) : 1;
    for (let i = start; i < end; i++)
      samples[i] = (samples[i] ?? 0) * (gain + ((wanted - gain) * (i - start + 1)) / step);
    gain = wanted;
  }
}

/** Brings speech to its level; the few peaks above the ceiling are rounded, not cut. */
function level(samples: Float32Array): void {
  const loudness = speechLevel(samples);
  if (loudness === 0) return;
  const gain = SPEECH_LEVEL / loudness;
  const knee = PEAK * 0.6;
  for (let i = 0; i < samples.length; i++) {
    const x = (samples[i] ?? 0) * gain;
    const over = Math.abs(x) - knee;
    samples[i] = over <= 0 ? x : Math.sign(x) * (knee + (PEAK - knee) * Math.tanh(over / (PEAK - knee)));
  }
}

/** RMS of the louder half of all 20 ms windows: pauses do not count as quiet speech. */
function speechLevel(samples: Float32Array): number {
  const window = Math.round(0.02 * RATE);
  const powers: number[] = [];
  for (let start = 0; start + window <= samples.length; start += window) {
    let power = 0;
    for (let i = start; i < start + window; i++) power += (samples[i] ?? 0) ** 2;
    powers.push(power / window);
  }
  const loud = powers.toSorted((a, b) => b - a).slice(0, Math.ceil(powers.length / 2));
  return loud.length === 0 ? 0 : Math.sqrt(loud.reduce((sum, power) => sum + power, 0) / loud.length);
}

function fade(samples: Float32Array, secondsIn: number, secondsOut: number): void {
  const head = Math.min(samples.length >> 1, Math.round(secondsIn * RATE));
  const tail = Math.min(samples.length >> 1, Math.round(secondsOut * RATE));
  for (let i = 0; i < head; i++) samples[i] = (samples[i] ?? 0) * (i / head);
  for (let i = 0; i < tail; i++) {
    const at = samples.length - 1 - i;
    samples[at] = (samples[at] ?? 0) * (0.5 - 0.5 * Math.cos((Math.PI * i) / tail));
  }
}
