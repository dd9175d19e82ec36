import { randomFrom } from '../../film/random.ts';
import { RATE, type Stereo } from '../sound.ts';
import type { Hit, Note, Score } from './score.ts';

/** The orchestra in groups that want a different amount of room. */
export interface Stems {
  pads: Stereo;
  keys: Stereo;
  rhythm: Stereo;
}

interface Voice {
  /** Partials: their frequency against the note's, table, level, and seconds until they have fallen by 60 dB (0: never). */
  partials: { ratio: number; table: Float32Array; level: number; decay: number; pan: number }[];
  attack: number;
  release: number;
}

const TABLE = 2048;
const SINE = Float32Array.from({ length: TABLE }, (_, i) => Math.sin((2 * Math.PI * i) / TABLE));
/** The envelope moves in steps of so many samples, straight in between. */
const BLOCK = 32;

/**
 * Plays a score a stretch at a time, so that a long film needs no more memory than a short one: the function gives
 * `length` samples from sample `from` on. Every note comes from wavetables that hold no partial above 9 kHz, so nothing
 * folds back.
 */
export function seatOrchestra(score: Score, seed: number): (from: number, length: number) => Stems {
  const tables = new Map<string, Float32Array>();
  const voices = score.notes.map((note) => ({ note, voice: voiceOf(note, tables) }));
  const drums = makeDrums(randomFrom(seed + 5));
  return (from, length) => {
    const stems: Stems = { pads: stereo(length), keys: stereo(length), rhythm: stereo(length) };
    for (const { note, voice } of voices) {
      const target = note.instrument === 'pad' ? stems.pads : note.instrument === 'bass' ? stems.rhythm : stems.keys;
      playNote(target, from, note, voice);
    }
    for (const hit of score.hits) playHit(stems.rhythm, from, hit, drums[hit.drum]);
    return stems;
  };
}

function stereo(length: number): Stereo {
  return { left: new Float32Array(length), right: new Float32Array(length) };
}

function voiceOf(note: Note, tables: Map<string, Float32Array>): Voice {
  const table = (softness: number) => {
    const reach = Math.min(48, Math.max(1, Math.floor(9000 / frequency(note.pitch))));
    const name = `${reach}/${softness.toFixed(1)}`;
    const made = tables.get(name) ?? additive(reach, softness);
    tables.set(name, made);
    return made;
  };
  switch (note.instrument) {
    case 'pad': {
      const wave = table(2.1 - note.brightness);
      return {
        partials: [
          { ratio: 2 ** (-5 / 1200), table: wave, level: 0.5, decay: 0, pan: -0.35 },
          { ratio: 2 ** (5 / 1200), table: wave, level: 0.5, decay: 0, pan: 0.35 },
        ],
        attack: Math.min(1.3, note.seconds * 0.4),
        release: Math.min(1.6, note.seconds * 0.6),
      };
    }
    case 'keys': {
      // High strings are short.
      const ring = 5 * 2 ** ((60 - note.pitch) / 18);
      return {
        partials: [
          { ratio: 1, table: table(3), level: 0.8, decay: ring, pan: 0 },
          { ratio: 1.0006, table: table(1.7 - note.brightness * 0.3), level: 0.5, decay: ring * 0.3, pan: 0.1 },
        ],
        attack: 0.004,
        release: 0.25,
      };
    }
    case 'bell':
      return {
        partials: [
          { ratio: 1, table: SINE, level: 0.7, decay: 3.2, pan: 0 },
          { ratio: 2.756, table: SINE, level: 0.22, decay: 1.4, pan: 0.3 },
          { ratio: 5.404, table: SINE, level: 0.06, decay: 0.5, pan: -0.3 },
        ],
        attack: 0.003,
        release: 0.5,
      };
    case 'strings':
      return {
        partials: [
          { ratio: 0.9983, table: table(1.5 - note.brightness * 0.4), level: 0.5, decay: 0, pan: -0.15 },
          { ratio: 1.0017, table: table(1.5 - note.brightness * 0.4), level: 0.5, decay: 0, pan: 0.15 },
        ],
        attack: 0.018,
        release: 0.09,
      };
    default:
      return {
        partials: [{ ratio: 1, table: table(2.3), level: 1, decay: note.seconds > 1 ? 9 : 2.5, pan: 0 }],
        attack: 0.014,
        release: 0.12,
      };
  }
}

/** One turn of a wave: partials falling off as 1 / n^softness, the highest ones eased out. */
function additive(reach: number, softness: number): Float32Array {
  const wave = new Float32Array(TABLE);
  for (let n = 1; n <= reach; n++) {
    const level = n ** -softness * Math.cos(((n - 1) / reach) * (Math.PI / 2));
    // Partials begin at scattered phases: a wave without a spike sounds softer and leaves headroom.
    const phase = (n * n * 331) % TABLE;
    for (let i = 0; i < TABLE; i++) wave[i] = (wave[i] ?? 0) + level * (SINE[(i * n + phase) % TABLE] ?? 0);
  }
  return wave;
}

function playNote(target: Stereo, offset: number, note: Note, voice: Voice): void {
  const begins = Math.round(note.at * RATE) - offset;
  const held = Math.round(note.seconds * RATE);
  const from = Math.max(0, begins);
  const to = Math.min(target.left.length, begins + held + Math.round(voice.release * RATE));
  if (from >= to) return;
  for (const partial of voice.partials) {
    const pan = Math.max(-1, Math.min(1, note.pan + partial.pan));
    const level = note.level * partial.level;
    const left = level * Math.cos(((pan + 1) * Math.PI) / 4);
    const right = level * Math.sin(((pan + 1) * Math.PI) / 4);
    const step = (frequency(note.pitch) * partial.ratio * TABLE) / RATE;
    let phase = ((offset + from) * step) % TABLE;
    let gain = envelope(from - begins, held, voice, partial.decay);
    for (let start = from; start < to; start += BLOCK) {
      const next = envelope(start - begins + BLOCK, held, voice, partial.decay);
      const slope = (next - gain) / BLOCK;
      const end = Math.min(to, start + BLOCK);
      for (let i = start; i < end; i++) {
        const whole = phase | 0;
        const here = partial.table[whole] ?? 0;
        const there = partial.table[(whole + 1) & (TABLE - 1)] ?? 0;
        const value = (here + (there - here) * (phase - whole)) * gain;
        target.left[i] = (target.left[i] ?? 0) + value * left;
        target.right[i] = (target.right[i] ?? 0) + value * right;
        gain += slope;
        phase += step;
        if (phase >= TABLE) phase -= TABLE;
      }
      gain = next;
    }
  }
}

function envelope(at: number, held: number, { attack, release }: Voice, decay: number): number {
  const seconds = at / RATE;
  const rise = seconds >= attack ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * seconds) / attack);
  const left = seconds - held / RATE;
  const fall = left <= 0 ? 1 : left >= release ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * left) / release);
  return rise * fall * (decay === 0 ? 1 : Math.exp((-6.9 * seconds) / decay));
}

function frequency(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}

/** One stroke of each drum. */
function makeDrums(random: () => number): Record<Hit['drum'], Float32Array> {
  const stroke = (seconds: number, sample: (t: number) => number) =>
    Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => {
      const t = i / RATE;
      return sample(t) * Math.min(1, t / 0.002) * Math.min(1, (seconds - t) / 0.01);
    });
  // A falling tone: the phase is the integral of f0 + sweep · e^(−t / glide).
  const thump = (f0: number, sweep: number, glide: number, decay: number) => (t: number) =>
    Math.sin(2 * Math.PI * (f0 * t + sweep * glide * (1 - Math.exp(-t / glide)))) * Math.exp(-t / decay);
  const low = thump(46, 110, 0.03, 0.11);
  const deep = thump(38, 60, 0.06, 0.38);
  const hiss = highPassed(random);
  const rumble = lowPassed(random);
  return {
    kick: stroke(0.35, low),
    boom: stroke(1.4, (t) => deep(t) * 0.9 + rumble() * 0.35 * Math.exp(-t / 0.12)),
    tick: stroke(0.09, (t) => hiss() * 0.8 * Math.exp(-t / 0.018)),
    clap: stroke(0.22, (t) => hiss() * 0.55 * Math.exp(-t / 0.05) + rumble() * 0.4 * Math.exp(-t / 0.03)),
  };
}

function highPassed(random: () => number): () => number {
  let low = 0;
  return () => {
    const noise = random() * 2 - 1;
    low += (noise - low) * 0.45;
    return noise - low;
  };
}

function lowPassed(random: () => number): () => number {
  let low = 0;
  return () => {
    low += (random() * 2 - 1 - low) * 0.06;
    return low * 3;
  };
}

function playHit(target: Stereo, offset: number, hit: Hit, stroke: Float32Array): void {
  const begins = Math.round(hit.at * RATE) - offset;
  const to = Math.min(target.left.length, begins + stroke.length);
  const left = hit.level * Math.cos(((hit.pan + 1) * Math.PI) / 4);
  const right = hit.level * Math.sin(((hit.pan + 1) * Math.PI) / 4);
  for (let i = Math.max(0, begins); i < to; i++) {
    const value = stroke[i - begins] ?? 0;
    target.left[i] = (target.left[i] ?? 0) + value * left;
    target.right[i] = (target.right[i] ?? 0) + value * right;
  }
}
