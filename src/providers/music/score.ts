import type { Mood } from '../../film/screenplay.ts';
import { MOODS, type MoodStyle } from './moods.ts';
import { pick, randomFrom } from '../../film/random.ts';
import type { MusicRequest } from './spec.ts';

export interface Note {
  instrument: 'pad' | 'keys' | 'bell' | 'strings' | 'bass';
  /** Seconds. */
  at: number;
  seconds: number;
  /** MIDI number: 69 is the A of 440 Hz. */
  pitch: number;
  level: number;
  /** −1 left, 1 right. */
  pan: number;
  /** 0 dull to 1 bright. */
  brightness: number;
}

export interface Hit {
  drum: 'kick' | 'boom' | 'tick' | 'clap';
  at: number;
  level: number;
  pan: number;
}

export interface Score {
  notes: Note[];
  hits: Hit[];
}

interface Section {
  mood: Mood;
  from: number;
  to: number;
}

interface Chord {
  /** Step of the scale, 1 to 7. */
  step: number;
  at: number;
  seconds: number;
  /** Seconds of an eighth note. */
  eighth: number;
  /** The first chord of the film or of a mood. */
  opening: boolean;
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
/** Lowest note of the middle register; chords are folded into the octave above it, so that voices move by steps. */
const MIDDLE = 55;
const EIGHTHS_PER_BAR = 8;

/**
 * Writes the music: one key for the whole film, in each section the chords, figures and drums of its mood, chord changes
 * exactly on the cues, a last chord that is home. The same request gives the same score.
 */
export function writeScore(request: MusicRequest): Score {
  const random = randomFrom(request.seedNumber * 2_654_435_761 + 17);
  const key = Math.floor(random() * 12);
  const ending = Math.min(4.5, Math.max(request.seconds * 0.22, Math.min(1.5, request.seconds / 2)));
  const sections = sectionsOf(request, request.seconds - ending);
  const score: Score = { notes: [], hits: [] };
  for (const section of sections) {
    const style = MOODS[section.mood];
    const motif = writeMotif(random);
    chordsOf(section, style, section === sections.at(-1), random).forEach((chord, index) => {
      // It begins with little, and is complete from the second chord on; short films have no time for that.
      const entered = index > 0 || section.from > 0 || request.seconds < 6;
      playChord(score, chord, style, key, motif, entered, random);
    });
  }
  playEnding(score, sections.at(-1)?.mood ?? request.mood, request.seconds, ending, key);
  return score;
}

function sectionsOf({ mood, cues }: MusicRequest, end: number): Section[] {
  const turns = cues.filter(({ at }) => at > 0.5 && at < end - 0.5).toSorted((a, b) => a.at - b.at);
  const first = cues.findLast(({ at }) => at <= 0.5)?.mood ?? mood;
  const sections: Section[] = [{ mood: first, from: 0, to: end }];
  for (const turn of turns) {
    const last = sections.at(-1);
    if (last === undefined || last.mood === turn.mood || turn.at - last.from < 1) continue;
    last.to = turn.at;
    sections.push({ mood: turn.mood, from: turn.at, to: end });
  }
  return sections;
}

/** Whole half bars at about the mood's tempo, stretched so that the section ends exactly where it must. */
function chordsOf({ from, to }: Section, style: MoodStyle, last: boolean, random: () => number): Chord[] {
  const halfBar = (60 / style.bpm) * 2;
  const halves = Math.max(1, Math.round((to - from) / halfBar));
  const half = (to - from) / halves;
  const progression = pick(style.progressions, random);
  const chords: Chord[] = [];
  for (let at = 0; at < halves;) {
    const length = halves - at === 3 || halves - at === 1 ? Math.min(halves - at, 1) : 2;
    chords.push({
      step: progression[chords.length % progression.length] ?? style.home,
      at: from + at * half,
      seconds: length * half,
      eighth: half / 4,
      opening: at === 0,
    });
    at += length;
  }
  const final = chords.at(-1);
  if (last && final !== undefined && chords.length > 1) final.step = style.approach;
  return chords;
}

function playChord(
  score: Score,
  chord: Chord,
  style: MoodStyle,
  key: number,
  motif: readonly number[],
  entered: boolean,
  random: () => number,
): void {
  const tones = chordTones(chord.step, style.colour, key);
  playPad(score, tones, chord.at, chord.seconds, style.pad.level, style.pad.brightness);
  playBass(score, rootOf(chord.step, key), chord, style, entered);
  playKeys(score, tones, chord, style, key, motif, random);
  if (entered) {
    playOstinato(score, tones, chord, style);
    playDrums(score, chord, style);
  }
}

function playPad(
  score: Score,
  tones: readonly number[],
  at: number,
  seconds: number,
  level: number,
  brightness: number,
) {
  tones.forEach((pitch, voice) => {
    const pan = (voice / Math.max(1, tones.length - 1)) * 1.2 - 0.6;
    score.notes.push({ instrument: 'pad', at, seconds, pitch, level: level * 0.2, pan, brightness });
  });
}

function playBass(score: Score, root: number, chord: Chord, { bass }: MoodStyle, entered: boolean): void {
  const note = (at: number, seconds: number, pitch: number, level: number) =>
    score.notes.push({
      instrument: 'bass',
      at,
      seconds,
      pitch,
      level: level * bass.level * 0.5,
      pan: 0,
      brightness: 0.3,
    });
  const eighths = Math.round(chord.seconds / chord.eighth);
  if (bass.figure === 'long' || !entered) {
    note(chord.at, chord.seconds, root, 0.9);
    return;
  }
  for (let i = 0; i < eighths; i += bass.figure === 'pulse' ? 1 : 2) {
    const pitch = bass.figure === 'bounce' && i % 4 === 2 ? root + 7 : root;
    note(chord.at + i * chord.eighth, chord.eighth * 0.9, pitch, i % 4 === 0 ? 0.8 : 0.55);
  }
}

function playKeys(
  score: Score,
  tones: readonly number[],
  chord: Chord,
  { keys }: MoodStyle,
  key: number,
  motif: readonly number[],
  random: () => number,
): void {
  const eighths = Math.round(chord.seconds / chord.eighth);
  const play = (eighth: number, pitch: number, level: number, seconds: number, bell = false) => {
    const late = eighth === 0 ? 0 : random() * 0.012;
    score.notes.push({
      instrument: bell ? 'bell' : 'keys',
      at: chord.at + eighth * chord.eighth + late,
      seconds,
      pitch,
      level: level * keys.level * (0.9 + random() * 0.2) * 0.55,
      pan: (pitch - 72) / 30 + (random() - 0.5) * 0.3,
      brightness: 0.3 + level * 0.4,
    });
  };
  switch (keys.figure) {
    case 'arpeggio': {
      const steps = [0, 1, 2, 3, 4, 3, 2, 1];
      for (let i = 0; i < eighths; i++)
        play(i, rung(tones, steps[i % steps.length] ?? 0) + 12, i % 4 === 0 ? 0.8 : 0.55, 1.2);
      break;
    }
    case 'plucks':
      for (const i of [0, 3, 4, 6, 7]) {
        if (i < eighths) play(i, rung(tones, (motif[i % motif.length] ?? 0) % 4) + 12, i % 4 === 0 ? 0.9 : 0.6, 0.35);
      }
      break;
    case 'sparse':
      play(0, rung(tones, motif[0] ?? 0) + 12, 0.75, 3.5);
      if (eighths > 4) play(5, rung(tones, motif[1] ?? 2) + 12, 0.5, 3);
      break;
    case 'bells':
    case 'motif':
      [0, 3, 4, 6].forEach((eighth, i) => {
        if (eighth >= eighths || (keys.figure === 'bells' && i === 1)) return;
        // Chord tones on the beat, a neighbour of the scale between.
        const tone = rung(tones, motif[i] ?? 0) + 12;
        const pitch = i === 1 ? neighbour(tone, key) : tone;
        play(eighth, pitch + (keys.figure === 'bells' ? 12 : 0), i === 0 ? 0.85 : 0.6, 2.4, keys.figure === 'bells');
      });
  }
}

function playOstinato(score: Score, tones: readonly number[], chord: Chord, style: MoodStyle): void {
  if (style.ostinato === 0) return;
  const eighths = Math.round(chord.seconds / chord.eighth);
  for (let i = 0; i < eighths; i++) {
    score.notes.push({
      instrument: 'strings',
      at: chord.at + i * chord.eighth,
      seconds: chord.eighth * 0.7,
      pitch: rung(tones, [0, 2, 1, 2][i % 4] ?? 0),
      level: style.ostinato * (i % 4 === 0 ? 0.3 : 0.2),
      pan: i % 2 === 0 ? -0.4 : 0.4,
      brightness: style.pad.brightness,
    });
  }
}

function playDrums(score: Score, chord: Chord, { drums, energy }: MoodStyle): void {
  const hit = (drum: Hit['drum'], eighth: number, level: number, pan = 0) => {
    if (eighth * chord.eighth < chord.seconds - 0.01) {
      score.hits.push({ drum, at: chord.at + eighth * chord.eighth, level: level * energy, pan });
    }
  };
  if (chord.opening && (drums === 'march' || drums === 'heartbeat')) hit('boom', 0, 0.6);
  switch (drums) {
    case 'heartbeat':
      hit('kick', 0, 0.5);
      hit('kick', 1, 0.3);
      break;
    case 'light':
      for (const eighth of [0, 4]) hit('kick', eighth, 0.3);
      for (const eighth of [2, 6]) hit('clap', eighth, 0.16, 0.15);
      for (const eighth of [1, 3, 5, 7]) hit('tick', eighth, 0.14, -0.3);
      break;
    case 'drive':
      for (const eighth of [0, 2, 4, 6]) hit('kick', eighth, 0.55);
      for (const eighth of [2, 6]) hit('clap', eighth, 0.26, 0.1);
      for (let half = 0; half < EIGHTHS_PER_BAR * 2; half++)
        hit('tick', half / 2, half % 4 === 2 ? 0.24 : 0.12, half % 2 === 0 ? -0.35 : 0.35);
      break;
    case 'march':
      hit('boom', 0, 0.5);
      for (const eighth of [3, 6, 7]) hit('kick', eighth, 0.35, 0.1);
      hit('clap', 4, 0.2);
      break;
    case 'none':
  }
}

/** Home, rolled from the bottom up, left to ring. */
function playEnding(score: Score, mood: Mood, seconds: number, ending: number, key: number): void {
  const style = MOODS[mood];
  const at = seconds - ending;
  const tones = chordTones(style.home, 'triad', key);
  playPad(score, tones, at, ending, style.pad.level, style.pad.brightness * 0.8);
  const root = rootOf(style.home, key);
  score.notes.push({
    instrument: 'bass',
    at,
    seconds: ending,
    pitch: root,
    level: style.bass.level * 0.45,
    pan: 0,
    brightness: 0.3,
  });
  [rung(tones, 0), rung(tones, 1), rung(tones, 2), rung(tones, 3) + 12].forEach((pitch, i) => {
    score.notes.push({
      instrument: style.keys.figure === 'bells' ? 'bell' : 'keys',
      at: at + i * 0.06,
      seconds: Math.max(0.4, ending - i * 0.06),
      pitch: pitch + 12,
      level: Math.max(0.5, style.keys.level) * 0.35,
      pan: i * 0.25 - 0.4,
      brightness: 0.4,
    });
  });
  if (style.drums === 'march' || style.drums === 'drive')
    score.hits.push({ drum: 'boom', at, level: 0.7 * style.energy, pan: 0 });
}

/** Four rungs of the chord: which one a figure plays at each of its moments. */
function writeMotif(random: () => number): number[] {
  const start = Math.floor(random() * 3);
  return pick(
    [
      [start, start + 1, start + 2, start + 1],
      [start + 2, start + 1, start, start + 1],
      [start, start + 2, start + 1, start + 3],
      [start + 1, start, start + 2, start],
    ],
    random,
  );
}

function chordTones(step: number, colour: MoodStyle['colour'], key: number): number[] {
  const thirds = { triad: [0, 2, 4], ninth: [0, 2, 4, 8], seventh: [0, 2, 4, 6], open: [0, 4, 8] }[colour];
  return thirds.map((third) => fold(scalePitch(step - 1 + third, key))).toSorted((a, b) => a - b);
}

function rootOf(step: number, key: number): number {
  const pitch = scalePitch(step - 1, key) % 12;
  return 31 + ((pitch - 31 + 120) % 12);
}

/** The nth tone of a chord, going on into the next octave. */
function rung(tones: readonly number[], n: number): number {
  return (tones[n % tones.length] ?? MIDDLE) + 12 * Math.floor(n / tones.length);
}

function neighbour(pitch: number, key: number): number {
  return MAJOR.includes((pitch + 2 - key + 120) % 12) ? pitch + 2 : pitch + 1;
}

function scalePitch(index: number, key: number): number {
  return key + (MAJOR[index % 7] ?? 0) + 12 * Math.floor(index / 7);
}

function fold(pitch: number): number {
  return MIDDLE + ((((pitch - MIDDLE) % 12) + 12) % 12);
}
