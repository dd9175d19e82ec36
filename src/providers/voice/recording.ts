import { countsOf, partsOf, type VoiceRequest } from '../../film/request.ts';
import { estimateSpeechSeconds } from '../../film/speech.ts';
import type { SpokenWord } from '../../film/take.ts';
import { decodeWav, encodeWav } from '../../film/wav.ts';
import type { Speech } from './spec.ts';

/** What a vendor sent: one channel, samples −1 to 1. */
export interface Recording {
  samples: Float32Array;
  sampleRate: number;
}

/**
 * 16 bit WAV, also one that was streamed and does not know its own length; or, when `rawRate` is given, bare 16 bit
 * little-endian samples of that rate. Several channels become one. Null for anything else, and for no sound at all.
 */
export function recordingOf(bytes: Uint8Array, rawRate: number | null): Recording | null {
  const wav = isWav(bytes) ? decodeWav(withLengths(bytes)) : null;
  if (wav !== null) return nonEmpty({ samples: mixed(wav.channels), sampleRate: wav.sampleRate });
  if (rawRate === null || isWav(bytes)) return null;
  return nonEmpty({ samples: fromPcm(bytes), sampleRate: rawRate });
}

/** The line as the port wants it: times of words in order and inside the sound, with what the person should know. */
export function speechOf(recording: Recording, words: readonly SpokenWord[], request: VoiceRequest): Speech {
  const seconds = secondsOf(recording);
  const warnings: string[] = [];
  const expected = estimateSpeechSeconds(request.text);
  if (soundOf(recording) === null) warnings.push('the vendor sent silence');
  else if (seconds < expected * MISSING) {
    // A stream of unknown length that stops early is a shorter sound: only its length can tell.
    warnings.push(
      `the line is over after ${seconds.toFixed(1)} s of about ${expected.toFixed(1)} s: some may be missing`,
    );
  }
  warnings.push(...tooLong(request, words, seconds));
  const wav = encodeWav([recording.samples], recording.sampleRate);
  return { wav, seconds, words: inside(words, seconds), cost: null, warnings };
}

export function secondsOf({ samples, sampleRate }: Recording): number {
  return samples.length / sampleRate;
}

/** Seconds at which the sound begins and ends, without the silence around it; null when there is nothing but that. */
export function soundOf({ samples, sampleRate }: Recording): { start: number; end: number } | null {
  const first = samples.findIndex(isHeard);
  return first < 0 ? null : { start: first / sampleRate, end: (samples.findLastIndex(isHeard) + 1) / sampleRate };
}

/** How much faster than its own pace a line has to be spoken for each part to fit: 1 to 1.2, in hundredths. */
export function paceOf(request: VoiceRequest): number {
  const needs = partsOf(request).map(({ text, secondsAvailable }) => estimateSpeechSeconds(text) / secondsAvailable);
  return Math.min(1.2, Math.max(1, Math.ceil(Math.max(...needs) * 100) / 100));
}

/**
 * What of a line takes longer than its picture, in words for people. `seconds` is the length of the whole, `how` what has
 * been tried.
 */
export function tooLong(request: VoiceRequest, words: readonly SpokenWord[], seconds: number, how = ''): string[] {
  const parts = partsOf(request);
  return lengthsOf(request, words, seconds).flatMap((length, i) => {
    const { shot, secondsAvailable = Infinity } = parts[i] ?? {};
    if (length <= secondsAvailable + 0.05) return [];
    const what = parts.length === 1 ? 'the line takes' : `the words of ${shot} take`;
    return [`${what} ${length.toFixed(1)} s${how}; the picture leaves ${secondsAvailable.toFixed(1)} s`];
  });
}

/** Seconds that each part of a line takes: a line of one part all of it, else from the first word to the last. */
export function lengthsOf(request: VoiceRequest, words: readonly SpokenWord[], seconds: number): number[] {
  const counts = countsOf(request);
  if (counts.length === 1) return [seconds];
  let from = 0;
  return counts.map((part) => {
    const own = words.slice(from, (from += part.words));
    return (own.at(-1)?.end ?? 0) - (own[0]?.start ?? 0);
  });
}

function isWav(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'RIFF';
}

/** A stream is begun before its length is known, so such a header says 0 or an absurd number: to the end, that means. */
function withLengths(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  for (let at = 12; at + 8 <= copy.length;) {
    const size = view.getUint32(at + 4, true);
    if (Buffer.from(copy.subarray(at, at + 4)).toString('latin1') === 'data') {
      if (size === 0 || size >= UNKNOWN_LENGTH) view.setUint32(at + 4, copy.length - at - 8, true);
      break;
    }
    at += 8 + size + (size % 2);
  }
  return copy;
}

/** No voice speaks in so little of the usual time. */
const MISSING = 0.4;

/** Half a sign bit below 2 GB: encoders write 0x7fffffff, 0xffffffff or a little less. */
const UNKNOWN_LENGTH = 0x7f_ff_00_00;

function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (first === undefined || others.length === 0) return first ?? new Float32Array();
  return first.map((sample, i) => others.reduce((sum, channel) => sum + (channel[i] ?? 0), sample) / channels.length);
}

function fromPcm(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => view.getInt16(i * 2, true) / 32_767);
}

function nonEmpty(recording: Recording): Recording | null {
  return recording.samples.length > 0 ? recording : null;
}

/** −40 dB of full scale: above the noise of an encoder, below any voice. */
function isHeard(sample: number): boolean {
  return Math.abs(sample) > 0.01;
}

function inside(words: readonly SpokenWord[], seconds: number): SpokenWord[] {
  let before = 0;
  return words.map(({ word, start, end }) => {
    const from = Math.min(seconds, Math.max(before, start));
    before = Math.min(seconds, Math.max(from, end));
    return { word, start: from, end: before };
  });
}
