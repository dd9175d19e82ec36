import { StudioError } from '../errors.ts';
import { decodeWav, encodeWav } from '../film/wav.ts';
import type { EncodeSound } from './spec.ts';

/** One channel, samples −1 to 1. */
export interface Sound {
  samples: Float32Array;
  rate: number;
}

const WAV_HEADER = 44;
/** Bytes of a streamed body that leave together. */
const CHUNK = 16_384;

/** A kind of sound file or of bare samples. */
export type SoundForm =
  | { kind: 'pcm' | 'wav' | 'ulaw' | 'alaw'; rate: number }
  | { kind: 'mp3' | 'aac' | 'opus' | 'flac'; rate: number; /** Bits a second. */ bitRate: number };

/** What a speaker hands over, as samples; of more channels only the first. Throws `internal` for anything but 16 bit WAV. */
export function soundOf(wav: Uint8Array): Sound {
  const decoded = decodeWav(wav);
  const samples = decoded?.channels[0];
  if (decoded === null || samples === undefined) {
    throw new StudioError('internal', 'a simulator was handed speech that is no 16 bit WAV');
  }
  return { samples, rate: decoded.sampleRate };
}

/** The sound in the form that was ordered. */
export async function soundAs(sound: Sound, form: SoundForm, encode: EncodeSound): Promise<Uint8Array<ArrayBuffer>> {
  if ('bitRate' in form) return new Uint8Array(await encode(wavOf(sound), form));
  const samples = resampled(sound, form.rate);
  switch (form.kind) {
    case 'pcm':
      return new Uint8Array(wavOf(samples).subarray(WAV_HEADER));
    case 'wav':
      return new Uint8Array(wavOf(samples));
    case 'ulaw':
      return muLawOf(samples);
    case 'alaw':
      return aLawOf(samples);
  }
}

/** A body of unknown length, a piece at a time as the client reads it. */
export function inChunks(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += CHUNK)));
    },
  });
}

/** The same sound at another rate, by a windowed sinc: what the new rate cannot hold is filtered out first. */
function resampled({ samples, rate }: Sound, wanted: number): Sound {
  if (rate === wanted) return { samples, rate };
  const step = rate / wanted;
  const cutoff = Math.min(1, 1 / step);
  const reach = Math.ceil(16 / cutoff);
  const out = new Float32Array(Math.round(samples.length / step));
  for (let i = 0; i < out.length; i += 1) {
    const centre = i * step;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let at = first; at <= last; at += 1) {
      const x = at - centre;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
      const turn = Math.PI * cutoff * x;
      sum += (samples[at] ?? 0) * window * cutoff * (x === 0 ? 1 : Math.sin(turn) / turn);
    }
    out[i] = sum;
  }
  return { samples: out, rate: wanted };
}

/**
 * Faster or slower at the same pitch (WSOLA): windows of the sound are laid side by side, each begun where it goes on
 * most naturally from the one before. The new length is the old one divided by `speed`.
 */
export function atSpeed({ samples, rate }: Sound, speed: number): Sound {
  if (speed === 1) return { samples, rate };
  const hop = Math.round(rate * 0.012);
  const search = Math.round(rate * 0.006);
  const out = new Float32Array(Math.round(samples.length / speed));
  let from = 0;
  for (let at = 0; at < out.length; at += hop) {
    const ideal = Math.round(at * speed);
    if (at > 0) from = likest(samples, from + hop, ideal, search, hop);
    for (let i = 0; i < hop * 2 && at + i < out.length; i += 1) {
      // Two halves of neighbouring windows always add up to one; the first window has no neighbour before it.
      const fade = at === 0 && i < hop ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * i) / hop);
      out[at + i] = (out[at + i] ?? 0) + fade * (samples[from + i] ?? 0);
    }
  }
  return { samples: out, rate };
}

function wavOf({ samples, rate }: Sound): Uint8Array {
  return encodeWav([samples], rate);
}

/** G.711 µ-law, one byte a sample. */
function muLawOf({ samples }: Sound): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, (sample) => {
    const level = Math.min(32_635, Math.abs(Math.round(clip(sample) * 32_767))) + 132;
    const exponent = Math.max(0, 31 - Math.clz32(level) - 7);
    const sign = sample < 0 ? 0x80 : 0;
    return ~(sign | (exponent << 4) | ((level >> (exponent + 3)) & 0x0f)) & 0xff;
  });
}

/** G.711 A-law, one byte a sample. */
function aLawOf({ samples }: Sound): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, (sample) => {
    const level = Math.min(4095, Math.abs(Math.round(clip(sample) * 32_767)) >> 3);
    const exponent = Math.max(0, 31 - Math.clz32(level) - 4);
    const mantissa = (level >> Math.max(1, exponent)) & 0x0f;
    const sign = sample < 0 ? 0 : 0x80;
    return (sign | (exponent << 4) | mantissa) ^ 0x55;
  });
}

/** Where near `ideal` the sound is most like what would follow at `natural`. */
function likest(samples: Float32Array, natural: number, ideal: number, search: number, length: number): number {
  let best = ideal;
  let bestLikeness = -Infinity;
  for (let from = Math.max(0, ideal - search); from <= ideal + search; from += 1) {
    let likeness = 0;
    // Every third sample tells as much of a voice, in a third of the time.
    for (let i = 0; i < length; i += 3) likeness += (samples[natural + i] ?? 0) * (samples[from + i] ?? 0);
    if (likeness > bestLikeness) {
      bestLikeness = likeness;
      best = from;
    }
  }
  return best;
}

function clip(sample: number): number {
  return Math.max(-1, Math.min(1, sample));
}
