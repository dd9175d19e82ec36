import type { VoiceRequest } from '../../film/request.ts';
import { countsOf } from '../../film/request.ts';
import { speechWords, spreadWords } from '../../film/speech.ts';
import type { SpokenWord } from '../../film/take.ts';
import { secondsOf, soundOf, type Recording } from './recording.ts';

/**
 * When each word of a line is spoken, for voices that do not say: sentences are laid between the pauses that are heard,
 * chosen so that each gets about the time that its letters need, and clauses where somebody breathes; between two pauses
 * words are spread by their length.
 */
export function timeByPauses(request: VoiceRequest, recording: Recording): SpokenWord[] {
  const words = speechWords(request.text);
  const { start, end } = soundOf(recording) ?? { start: 0, end: secondsOf(recording) };
  const breaks = breaksOf(words, request);
  const chosen = matched(breaks, pausesIn(recording, start, end), { start, end });
  let from = 0;
  let at = start;
  return [...breaks.map(({ after }) => after), words.length].flatMap((to, i) => {
    const pause = chosen[i] ?? { start: end, end };
    const timed = spreadWords(words.slice(from, to), at, Math.max(at, pause.start));
    from = to;
    at = Math.max(at, pause.end);
    return timed;
  });
}

/** Seconds of a recording. */
export interface Span {
  start: number;
  end: number;
}

/** Frames of 10 ms in which a voice is heard or not. */
const FRAME = 0.01;
/** A shorter silence is the closing of a consonant. */
const SHORTEST = 0.05;
/** Below so much of the loudest frame nobody speaks: −36 dB. */
const SILENT = 10 ** (-36 / 20);
/** How far a break usually is from the time that the letters before it need, in seconds and as a part of that time. */
const SPREAD = { seconds: 0.35, part: 0.08 };
/** What the longest pause is worth, and what it costs when there is none. */
const SENTENCE = { worth: 4, none: 6 };
const CLAUSE = { worth: 2, none: 1.5 };

const ENDS_SENTENCE = /[.!?…。！？؟।]["'”’»)\]」』】）\s]*$/u;

const ENDS_CLAUSE = /[,;:–—،、，；：]["'”’»)\]」』】）\s]*$/u;

/** A place where a narrator may pause. */
interface Break {
  /** So many words are before it. */
  after: number;
  /** The part of all letters that is spoken before it. */
  share: number;
  worth: number;
  none: number;
}

/** After sentences, after what belongs to a shot, and after clauses. */
function breaksOf(words: readonly string[], request: VoiceRequest): Break[] {
  let passed = 0;
  const ofShots = new Set(countsOf(request).map(({ words: count }) => (passed += count)));
  const weights = words.map(weightOf);
  const all = Math.max(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  let before = 0;
  return words.slice(0, -1).flatMap((word, i) => {
    before += weights[i] ?? 0;
    const place = { after: i + 1, share: before / all };
    if (ofShots.has(i + 1) || ENDS_SENTENCE.test(word)) return [{ ...place, ...SENTENCE }];
    return ENDS_CLAUSE.test(word) ? [{ ...place, ...CLAUSE }] : [];
  });
}

/** A digit is a word of its own. */
function weightOf(word: string): number {
  return (word.match(/\p{L}/gu)?.length ?? 0) + 4 * (word.match(/\p{N}/gu)?.length ?? 0);
}

/** Where nobody speaks for a moment, between two times of a recording, in seconds and in order. */
export function pausesIn({ samples, sampleRate }: Recording, start: number, end: number): Span[] {
  const step = Math.max(1, Math.round(FRAME * sampleRate));
  const first = Math.floor((start * sampleRate) / step);
  const last = Math.ceil((end * sampleRate) / step);
  const loudness = Array.from({ length: Math.max(0, last - first) }, (_, frame) => {
    let power = 0;
    for (let i = (first + frame) * step; i < (first + frame + 1) * step; i++) power += (samples[i] ?? 0) ** 2;
    return Math.sqrt(power / step);
  });
  const threshold = loudness.reduce((most, one) => Math.max(most, one), 0) * SILENT;
  const pauses: Span[] = [];
  let since: number | null = null;
  for (let frame = 0; frame <= loudness.length; frame++) {
    const silent = (loudness[frame] ?? Infinity) < threshold;
    if (silent) since ??= frame;
    else if (since !== null && frame < loudness.length) {
      const pause = { start: ((first + since) * step) / sampleRate, end: ((first + frame) * step) / sampleRate };
      if (pause.end - pause.start >= SHORTEST) pauses.push(pause);
      since = null;
    }
  }
  return pauses;
}

/**
 * A pause for each break, in order: near where it is expected, and long. A break for which there is none is where it is
 * expected, of no length.
 */
function matched(breaks: readonly Break[], pauses: readonly Span[], { start, end }: Span): Span[] {
  let quiet = 0;
  const voiced = pauses.map((pause) => {
    const before = pause.start - start - quiet;
    quiet += pause.end - pause.start;
    return before;
  });
  const speech = Math.max(0, end - start - quiet);
  const longest = pauses.reduce((most, pause) => Math.max(most, pause.end - pause.start), 0);
  /** The cheapest way of giving the first `i` breaks pauses among the first `j`: of the last break that has one, which. */
  const ways: Way[][] = [[{ cost: 0, pause: null }, ...pauses.map(() => ({ cost: 0, pause: null }))]];
  breaks.forEach(({ share, worth, none }, i) => {
    const row: Way[] = [];
    const above = ways[i] ?? [];
    for (let j = 0; j <= pauses.length; j++) {
      const options: Way[] = [{ cost: (above[j]?.cost ?? 0) + none, pause: null }];
      const pause = pauses[j - 1];
      const skipped = row[j - 1];
      if (pause !== undefined && skipped !== undefined) {
        const off = ((voiced[j - 1] ?? 0) - share * speech) / (SPREAD.seconds + SPREAD.part * share * speech);
        const gain = (worth * (pause.end - pause.start)) / longest;
        options.push({ cost: (above[j - 1]?.cost ?? 0) + off ** 2 - gain, pause: j - 1 }, skipped);
      }
      row.push(options.reduce((best, one) => (one.cost < best.cost ? one : best)));
    }
    ways.push(row);
  });
  let j = pauses.length;
  return breaks
    .map(({ share }, i) => ({ share, i }))
    .toReversed()
    .map(({ share, i }) => {
      const chosen = ways[i + 1]?.[j]?.pause ?? null;
      if (chosen !== null) j = chosen;
      const expected = start + share * (end - start);
      return pauses[chosen ?? -1] ?? { start: expected, end: expected };
    })
    .toReversed();
}

interface Way {
  cost: number;
  pause: number | null;
}
