import { pick } from '../../film/random.ts';
import { bandPass, highPass, lowPass, RATE, type Stereo } from '../sound.ts';
import { addNoise, addRound, between, drift, eased, pitchBetween, silence, type Random } from './signal.ts';

/** Four birds in the trees around, each with a phrase of its own that it repeats. */
export function birds(random: Random): Stereo {
  const seconds = 12;
  const mix = silence(seconds);
  const { length } = mix.left;
  const breeze = drift(length, [5, 3], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(highPass(samples, 500), 3500),
    gainAt: (i) => 0.012 + 0.004 * breeze(i),
  });
  for (const [pan, far, every] of [
    [-0.25, 1, 3],
    [0.5, 0.6, 4],
    [0.15, 0.35, 6],
    [-0.8, 0.25, 2.4],
  ] as const) {
    const phrase = phraseOf(random);
    for (let at = random() * every; at < seconds; at += every) {
      if (random() < 0.2) continue;
      for (const { sound, after } of phrase) {
        const when = at + after + between(0, 0.015, random);
        const level = 0.5 * far * between(0.75, 1, random);
        addRound(mix, sound, when, pan, level);
        // The wood answers, the more of it the further the bird is.
        for (const [late, part] of [
          [0.043, 0.16],
          [0.089, 0.12],
          [0.151, 0.08],
          [0.233, 0.05],
        ] as const)
          addRound(mix, sound, when + late, -pan * (1 - late), level * part * (1.6 - far));
      }
    }
  }
  return mix;
}

interface Syllable {
  sound: Float32Array;
  /** Seconds from the beginning of the phrase. */
  after: number;
}

/** Whistles that slide, three to seven of them, some the same one again. */
function phraseOf(random: Random): Syllable[] {
  const base = pitchBetween(2600, 4600, random);
  const count = 3 + Math.floor(random() * 5);
  const pace = between(0.11, 0.24, random);
  const phrase: Syllable[] = [];
  let sound = whistle(base, random);
  for (let each = 0, after = 0; each < count; each++) {
    if (random() > 0.45) sound = whistle(base, random);
    phrase.push({ sound, after });
    after += Math.max(pace, sound.length / RATE + 0.03);
  }
  return phrase;
}

function whistle(base: number, random: Random): Float32Array {
  const seconds = between(0.05, 0.16, random);
  const [from, to] = [base * between(0.8, 1.35, random), base * between(0.8, 1.35, random)];
  const bend = between(-0.15, 0.3, random);
  const [tremble, speed] = pick(
    [
      [0, 30],
      [0, 30],
      [0.04, 38],
      [0.07, 27],
    ] as const,
    random,
  );
  const sound = new Float32Array(Math.round(seconds * RATE));
  let phase = 0;
  for (let i = 0; i < sound.length; i++) {
    const part = i / sound.length;
    const arc = bend * Math.sin(Math.PI * part) + tremble * Math.sin((2 * Math.PI * speed * i) / RATE);
    phase += (2 * Math.PI * (from + (to - from) * part) * (1 + arc)) / RATE;
    sound[i] = (Math.sin(phase) + 0.06 * Math.sin(2 * phase)) * Math.sin(Math.PI * part) ** 1.5;
  }
  return sound;
}

/** Crickets at night: each its own pitch and pace, and the meadow behind them. */
export function crickets(random: Random): Stereo {
  const seconds = 12;
  const mix = silence(seconds);
  const { length } = mix.left;
  const meadow = drift(length, [6, 3], random);
  addNoise(mix, random, {
    shape: (samples) => bandPass(bandPass(samples, 4700, 14), 4700, 6),
    gainAt: (i) => 0.1 + 0.02 * meadow(i),
  });
  addNoise(mix, random, { shape: (samples) => lowPass(highPass(samples, 80), 900), gainAt: () => 0.006 });
  for (const [chirps, pan, level] of [
    [26, -0.5, 0.32],
    [23, 0.6, 0.24],
    [29, 0.1, 0.13],
    [21, -0.85, 0.1],
    [25, 0.9, 0.08],
  ] as const) {
    const chirp = chirpOf(pitchBetween(4150, 5000, random), 3 + Math.floor(random() * 2));
    const first = random() * seconds;
    for (let each = 0; each < chirps; each++)
      addRound(
        mix,
        chirp,
        first + ((each + between(-0.03, 0.03, random)) * seconds) / chirps,
        pan,
        level * between(0.85, 1, random),
      );
  }
  return mix;
}

function chirpOf(hertz: number, pulses: number): Float32Array {
  const [pulse, every] = [0.017, 0.029];
  const sound = new Float32Array(Math.round((pulses * every + 0.01) * RATE));
  for (let each = 0; each < pulses; each++) {
    const start = Math.round(each * every * RATE);
    const length = Math.round(pulse * RATE);
    for (let i = 0; i < length; i++) {
      const rise = Math.sin((Math.PI * i) / length) ** 1.4;
      sound[start + i] = Math.sin((2 * Math.PI * hertz * i) / RATE) * rise * (0.7 + (0.3 * each) / pulses);
    }
  }
  return sound;
}

/** Speech is made at a quarter of the rate: nothing of it is higher. */
const SLOW = 4;
const VOWELS: [Vowel, ...Vowel[]] = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [390, 1990, 2550],
  [570, 840, 2410],
  [440, 1020, 2240],
  [490, 1350, 1690],
  [640, 1190, 2390],
];

/** The resonances of a mouth, in hertz. */
type Vowel = [number, number, number];

/** Many people talking, none of them to be understood. */
export function crowd(random: Random): Stereo {
  const seconds = 8;
  const mix = silence(seconds);
  const { length } = mix.left;
  for (let person = 0; person < 8; person++) {
    const near = person < 3 ? 0.6 : 0.4;
    const babble = babbleOf(length / SLOW, random);
    const pan = (((person * 5) % 8) / 7) * 1.7 - 0.85;
    addRound(mix, stretched(babble), random() * seconds, pan, near);
  }
  for (const side of [mix.left, mix.right]) {
    // Walls: what is said comes back late and dull.
    const dry = side.slice();
    for (const [late, part] of [
      [0.031, 0.5],
      [0.057, 0.45],
      [0.083, 0.35],
      [0.127, 0.3],
    ] as const) {
      const shift = Math.round(late * (side === mix.left ? 1 : 1.13) * RATE);
      for (let i = 0; i < length; i++) side[i] = (side[i] ?? 0) + part * (dry[(i - shift + length) % length] ?? 0);
    }
  }
  addNoise(mix, random, { shape: (samples) => lowPass(highPass(samples, 90), 700), gainAt: () => 0.02 });
  return mix;
}

/** One person: syllables in phrases, with pauses for the others. Goes round without a seam, for it is silent there. */
function babbleOf(length: number, random: Random): Float32Array {
  const rate = RATE / SLOW;
  const babble = new Float32Array(length);
  const voice = random() < 0.5 ? pitchBetween(95, 135, random) : pitchBetween(170, 230, random);
  let at = Math.floor(random() * rate);
  while (at < length - rate * 0.4) {
    const words = 4 + Math.floor(random() * 12);
    for (let each = 0; each < words && at < length - rate * 0.4; each++) {
      const seconds = between(0.11, 0.26, random);
      const pitch = voice * between(0.9, 1.15, random) * (1.08 - (0.16 * each) / words);
      speak(babble, at, Math.round(seconds * rate), pitch, pick(VOWELS, random), between(0.4, 1, random), random);
      at += Math.round((seconds + between(0, 0.06, random)) * rate);
    }
    at += Math.round(between(0.3, 1.6, random) * rate);
  }
  return babble;
}

/** A vowel: a buzz through the three resonances of a mouth, with a little breath before it. */
function speak(
  target: Float32Array,
  at: number,
  length: number,
  pitch: number,
  formants: Vowel,
  level: number,
  random: Random,
): void {
  const rate = RATE / SLOW;
  const states = formants.map((hertz, index) => ({
    turn: 2 * Math.sin((Math.PI * Math.min(hertz, 2400)) / rate),
    damp: [0.12, 0.1, 0.12][index] ?? 0.12,
    gain: [1, 0.5, 0.2][index] ?? 0.2,
    low: 0,
    band: 0,
  }));
  let phase = 0;
  let dull = 0;
  for (let i = 0; i < length; i++) {
    phase = (phase + (pitch * (1 + 0.04 * Math.sin((Math.PI * i) / length))) / rate) % 1;
    dull += ((phase < 0.4 ? 1 - phase * 2.5 : 0) - 0.2 + (random() - 0.5) * 0.12 - dull) * 0.5;
    const rise = Math.sin((Math.PI * i) / length) ** 0.7 * level;
    let sum = 0;
    for (const state of states) {
      state.low += state.turn * state.band;
      state.band += state.turn * (dull - state.low - state.damp * state.band);
      sum += state.band * state.gain;
    }
    target[at + i] = (target[at + i] ?? 0) + sum * rise * 0.25;
  }
}

/** The same at the full rate: straight lines between the samples, and what they fold up taken off. */
function stretched(slow: Float32Array): Float32Array {
  const sound = new Float32Array(slow.length * SLOW);
  for (let i = 0; i < slow.length; i++) {
    const [here, there] = [slow[i] ?? 0, slow[i + 1] ?? 0];
    for (let part = 0; part < SLOW; part++) sound[i * SLOW + part] = here + ((there - here) * part) / SLOW;
  }
  return eased(lowPass(highPass(sound, 160), 3200), 0.01, 0.01);
}
