import { StudioError } from '../../errors.ts';
import type { SpokenWord } from '../../film/take.ts';
import { decodeWav, encodeWav } from '../../film/wav.ts';

/** Some words of a recording, cut out. */
export interface LinePiece {
  /** One channel, 16 bit, at the recording's own rate. */
  wav: Uint8Array;
  /** In seconds of the piece. */
  words: SpokenWord[];
}

/** Before the first word stays the breath that belongs to it, after the last one its echo. Seconds. */
const BREATH = 0.04;
const ECHO = 0.3;
/** Between two words that run together is looked so far into each for the quietest place. */
const REACH = 0.15;
const WINDOW = 0.02;
const FADE = 0.005;

/**
 * Cuts a recording into so many words each, at the quietest place between two pieces, and gives each piece with the times
 * of its words. Null for a piece of no words or no time. Throws `media` for a recording that is no 16 bit WAV.
 */
export function cutLine(
  wav: Uint8Array,
  words: readonly SpokenWord[],
  counts: readonly number[],
): (LinePiece | null)[] {
  const sound = decodeWav(wav);
  const samples = sound?.channels[0];
  if (sound === null || samples === undefined) throw new StudioError('media', 'a spoken line is no 16 bit WAV');
  const { sampleRate } = sound;
  const seconds = samples.length / sampleRate;
  let from = 0;
  let seam = 0;
  let together = false;
  return counts.map((count) => {
    const own = words.slice(from, from + count);
    from += count;
    const [first, last, next] = [own[0], own.at(-1), words[from]];
    if (first === undefined || last === undefined) return null;
    // Where words run together their times are a guess, and the quietest place is a better one.
    const start = together ? seam : Math.max(seam, first.start - BREATH);
    together = next !== undefined && !isPause(last, next);
    seam = next === undefined ? seconds : Math.max(start, seamBetween(last, next, samples, sampleRate));
    const end = Math.min(seam, Math.max(last.end, first.start) + ECHO);
    if (at(end, sampleRate) <= at(start, sampleRate)) return null;
    return {
      wav: encodeWav([faded(samples.slice(at(start, sampleRate), at(end, sampleRate)), sampleRate)], sampleRate),
      words: own.map((word) => ({
        word: word.word,
        start: Math.max(0, word.start - start),
        end: Math.max(0, Math.max(word.start, Math.min(word.end, end)) - start),
      })),
    };
  });
}

/** Seconds at which it is quietest between two words. */
function seamBetween(last: SpokenWord, next: SpokenWord, samples: Float32Array, rate: number): number {
  const pause = isPause(last, next);
  const from = pause ? last.end : Math.max((last.start + last.end) / 2, last.end - REACH);
  const to = pause
    ? Math.max(from + WINDOW, next.start - BREATH)
    : Math.min((next.start + next.end) / 2, next.start + REACH);
  const window = at(WINDOW, rate);
  let quietest = (from + to) / 2;
  let least = Infinity;
  for (let start = at(from, rate); start + window <= at(to, rate); start += window >> 2) {
    let power = 0;
    for (let i = start; i < start + window; i++) power += (samples[i] ?? 0) ** 2;
    // Of places that are equally quiet the last one: the echo of a word is longer than the breath before it.
    if (power <= least) [least, quietest] = [power, (start + window / 2) / rate];
  }
  return quietest;
}

function isPause(last: SpokenWord, next: SpokenWord): boolean {
  return next.start - last.end > 2 * WINDOW;
}

function faded(samples: Float32Array, rate: number): Float32Array {
  const length = Math.min(at(FADE, rate), samples.length >> 1);
  for (let i = 0; i < length; i++) {
    const gain = i / length;
    const end = samples.length - 1 - i;
    samples[i] = (samples[i] ?? 0) * gain;
    samples[end] = (samples[end] ?? 0) * gain;
  }
  return samples;
}

function at(seconds: number, rate: number): number {
  return Math.round(seconds * rate);
}
