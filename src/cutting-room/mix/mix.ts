import { decodeAudio, type Stereo } from './audio.ts';
import { limit } from './limiter.ts';
import { integratedLoudness, measureLoudness, type Loudness } from './loudness.ts';
import { SAMPLE_RATE } from '../codec/sound-track.ts';
import { StudioError } from '../../errors.ts';
import type { Sound } from '../../film/cut.ts';
import { encodeWav } from '../../film/wav.ts';

/**
 * A sound of the cut with where it is found. Its `gainDb` counts against the other sounds of its kind; how loud the kinds are
 * against each other is decided here, whatever level their files have. Effects have nothing to do with each other: each of
 * them is levelled by itself, and a quiet one is quiet by its `gainDb`.
 */
export interface MixSound extends Omit<Sound, 'media'> {
  path: string;
}

export interface MixJob {
  seconds: number;
  sounds: readonly MixSound[];
  /** LUFS of the programme. */
  target?: number;
  /** dBTP that the encoded master may not exceed. */
  ceiling?: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface Programme {
  /** 48 kHz stereo, 16 bit, exactly `seconds` long to the sample. */
  wav: Uint8Array;
  /** Of this file, before it is encoded; null when nothing is heard. */
  loudness: Loudness | null;
}

/** AAC paints its own peaks: so much room is left for them. */
const ENCODER_MARGIN = 1.5;
/** LUFS of each kind against the others; the whole is levelled afterwards. */
const BALANCE: Record<Sound['kind'], number> = { voice: -16, music: -20, effect: -25, production: -22 };
/** How far each kind steps back while somebody speaks, in decibels. */
const DUCK: Record<Sound['kind'], number> = { voice: 0, music: -11, effect: -9, production: -6 };
/** Seconds that can be measured. */
const SHORTEST = 0.4;
const LOOP_CROSSFADE = 2;
const MUSIC_FADE = 1.5;
/** A sound that is cut short ends in so many seconds, so that it does not click. */
const CUT_FADE = 0.02;
/** And one that is not: many files begin and end in the middle of a wave. Too short to soften a word. */
const EDGE_FADE = 0.003;

/**
 * Mixes the sound of a film: every voice at its place, music, effects and production sound stepping back under it, music that is
 * too short looped and what is too long faded, all of it levelled to the target without its true peak passing the
 * ceiling. Throws `media` for a file that cannot be read and `interrupted` when the signal says so.
 */
export async function mixProgramme(job: MixJob): Promise<Programme> {
  const programme = silence(Math.round(job.seconds * SAMPLE_RATE));
  // One kind after another through the same memory: ten minutes of buses would not fit into a small machine.
  const bus = silence(programme.left.length);
  const total = job.sounds.length + 1;
  let done = 0;
  const levels = new Map<string, number>();
  let speech: Float32Array = new Float32Array(Math.ceil(programme.left.length / STEP));
  for (const kind of ['voice', 'music', 'effect', 'production'] as const) {
    bus.left.fill(0);
    bus.right.fill(0);
    for (const sound of job.sounds.filter((each) => each.kind === kind)) {
      if (job.signal?.aborted === true) throw new StudioError('interrupted', 'stopped while mixing the sound');
      const file = await decodeAudio(sound.path);
      const own = kind === 'effect' ? (levels.get(sound.path) ?? ownGain(file)) : 0;
      if (kind === 'effect') levels.set(sound.path, own);
      place(bus, beginningAt(file, sound.from ?? 0), { ...sound, gainDb: sound.gainDb + own });
      job.onProgress?.(++done, total);
    }
    if (kind === 'voice') speech = speechEnvelope(bus);
    add(programme, bus, kind, speech);
  }
  const loudness = master(programme, bus, job.target ?? -14, (job.ceiling ?? -1) - ENCODER_MARGIN);
  job.onProgress?.(total, total);
  return { wav: encodeWav([programme.left, programme.right], SAMPLE_RATE), loudness };
}

function silence(length: number): Stereo {
  return { left: new Float32Array(length), right: new Float32Array(length) };
}

/** Decibels that bring an effect to the level of its kind. */
function ownGain(file: Stereo): number {
  const short = silence(Math.round(SHORTEST * SAMPLE_RATE));
  const long = file.left.length >= short.left.length;
  if (!long) for (const side of ['left', 'right'] as const) short[side].set(file[side]);
  const loudness = integratedLoudness(long ? file : short);
  return loudness === -Infinity ? 0 : BALANCE.effect - loudness;
}

function beginningAt({ left, right }: Stereo, seconds: number): Stereo {
  const first = Math.round(seconds * SAMPLE_RATE);
  return { left: left.subarray(first), right: right.subarray(first) };
}

function place(
  bus: Stereo,
  sound: Stereo,
  { kind, at, from: begins, seconds, gainDb, fadeIn, fadeOut }: MixSound,
): void {
  const start = Math.round(at * SAMPLE_RATE);
  const room = Math.max(0, bus.left.length - start);
  const wanted = seconds === null ? Infinity : Math.round(seconds * SAMPLE_RATE);
  const length = Math.min(room, kind === 'music' && seconds === null ? room : Math.min(wanted, sound.left.length));
  const fitted = length > sound.left.length ? looped(sound, length) : sound;
  const cutShort = length < fitted.left.length;
  const samples = (fade: number): number => Math.min(length, Math.round(fade * SAMPLE_RATE));
  const fade = samples(fadeOut ?? (cutShort ? (kind === 'music' ? MUSIC_FADE : CUT_FADE) : EDGE_FADE));
  // What is not heard from its own beginning begins anywhere in a wave.
  const coming = samples(fadeIn ?? (begins === undefined ? EDGE_FADE : CUT_FADE));
  const gain = 10 ** (gainDb / 20);
  for (const side of ['left', 'right'] as const) {
    const from = fitted[side];
    const to = bus[side];
    for (let i = 0; i < length; i++) {
      const remaining = length - i;
      const fall = remaining <= fade ? 0.5 - 0.5 * Math.cos((Math.PI * (remaining - 1)) / fade) : 1;
      const rise = i < coming ? 0.5 - 0.5 * Math.cos((Math.PI * i) / coming) : 1;
      to[start + i] = (to[start + i] ?? 0) + (from[i] ?? 0) * gain * fall * rise;
    }
  }
}

/** The sound again and again, one into the other; the result is cut by the caller. */
function looped(sound: Stereo, length: number): Stereo {
  const own = sound.left.length;
  const overlap = Math.min(LOOP_CROSSFADE * SAMPLE_RATE, own >> 1);
  const stride = Math.max(1, own - overlap);
  // A little longer than asked, so that it is faded out rather than ended anywhere.
  const whole = silence(length + 1);
  for (let start = 0; start < whole.left.length; start += stride) {
    const end = Math.min(own, whole.left.length - start);
    for (const side of ['left', 'right'] as const) {
      const from = sound[side];
      const to = whole[side];
      for (let i = 0; i < end; i++) {
        // Equal power: neither side of the join is heard as a dip.
        const rise = start > 0 && i < overlap ? Math.sin(((i / overlap) * Math.PI) / 2) : 1;
        const fall = i >= stride ? Math.cos((((i - stride) / overlap) * Math.PI) / 2) : 1;
        to[start + i] = (to[start + i] ?? 0) + (from[i] ?? 0) * rise * fall;
      }
    }
  }
  return whole;
}

/** Adds a kind at its level against the others, taken down while somebody speaks. */
function add(programme: Stereo, bus: Stereo, kind: Sound['kind'], speech: Float32Array): void {
  const loudness = kind === 'effect' ? BALANCE.effect : integratedLoudness(bus);
  if (loudness === -Infinity && isSilent(bus)) return;
  const level = loudness === -Infinity ? 1 : 10 ** ((BALANCE[kind] - loudness) / 20);
  const depth = DUCK[kind] / 20;
  const length = programme.left.length;
  let gain = level * 10 ** (depth * (speech[0] ?? 0));
  for (let step = 0; step < speech.length; step++) {
    const next = level * 10 ** (depth * (speech[step + 1] ?? speech[step] ?? 0));
    const slope = (next - gain) / STEP;
    const end = Math.min(length, (step + 1) * STEP);
    for (let i = step * STEP; i < end; i++) {
      programme.left[i] = (programme.left[i] ?? 0) + (bus.left[i] ?? 0) * gain;
      programme.right[i] = (programme.right[i] ?? 0) + (bus.right[i] ?? 0) * gain;
      gain += slope;
    }
    gain = next;
  }
}

/** The envelope of speech moves in steps of 5 ms. */
const STEP = SAMPLE_RATE / 200;
const LOOK_AHEAD_STEPS = 24;
const HOLD_STEPS = 50;
const ATTACK = 1 - Math.exp(-1 / 10);
const RELEASE = 1 - Math.exp(-1 / 60);

/**
 * 1 where somebody speaks, 0 where nobody does, for each step. It rises with 50 ms, from 120 ms before the word; it holds
 * through the breath between words and falls with 300 ms.
 */
function speechEnvelope({ left, right }: Stereo): Float32Array {
  const powers = new Float32Array(Math.ceil(left.length / STEP));
  let loudest = 0;
  for (let step = 0; step < powers.length; step++) {
    let power = 0;
    for (let i = step * STEP; i < (step + 1) * STEP; i++) power += (left[i] ?? 0) ** 2 + (right[i] ?? 0) ** 2;
    powers[step] = power / (2 * STEP);
    loudest = Math.max(loudest, powers[step] ?? 0);
  }
  const threshold = Math.max(loudest * 10 ** (-35 / 10), 1e-9);
  const envelope = new Float32Array(powers.length);
  let level = 0;
  let until = -1;
  for (let step = -LOOK_AHEAD_STEPS; step < powers.length; step++) {
    if ((powers[step + LOOK_AHEAD_STEPS] ?? 0) > threshold) until = step + LOOK_AHEAD_STEPS + HOLD_STEPS;
    const wanted = step <= until ? 1 : 0;
    level += (wanted - level) * (wanted > level ? ATTACK : RELEASE);
    if (step >= 0) envelope[step] = level;
  }
  return envelope;
}

function isSilent({ left, right }: Stereo): boolean {
  return left.every((x) => x === 0) && right.every((x) => x === 0);
}

/**
 * One gain for the whole, then the limiter; the little that the limiter takes away is given back by another round. Sound
 * that is all peaks stays quieter than the target rather than being crushed. `spare` is memory to work in.
 */
function master(programme: Stereo, spare: Stereo, target: number, ceiling: number): Loudness | null {
  const before = integratedLoudness(programme);
  if (before === -Infinity) {
    if (isSilent(programme)) return null;
    limit(programme, 10 ** (ceiling / 20));
    return measureLoudness(programme);
  }
  spare.left.set(programme.left);
  spare.right.set(programme.right);
  let gainDb = target - before;
  for (let round = 0; round < 6; round++) {
    const gain = 10 ** (gainDb / 20);
    for (const side of ['left', 'right'] as const) {
      const from = spare[side];
      const to = programme[side];
      for (let i = 0; i < to.length; i++) to[i] = (from[i] ?? 0) * gain;
    }
    const deepest = limit(programme, 10 ** (ceiling / 20));
    const missing = target - integratedLoudness(programme);
    if (Math.abs(missing) < 0.1 || deepest < MOST_LIMITING) break;
    // The limiter eats part of what it is given.
    gainDb += missing * 1.4;
  }
  return measureLoudness(programme);
}

/** −12 dB: what is taken down further than this sounds squashed. */
const MOST_LIMITING = 10 ** (-12 / 20);
