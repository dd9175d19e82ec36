import type { Mood } from '../../film/screenplay.ts';

/** Steps of the major scale, 1 to 7, on which chords stand. All moods share one key signature, so they flow into each other. */
export type Progression = readonly number[];

export interface MoodStyle {
  /** The step that feels like home: 1 is major, 6 its relative minor. */
  home: 1 | 6;
  /** Home is reached from here at the end. */
  approach: number;
  bpm: number;
  progressions: readonly [Progression, ...Progression[]];
  /** Tones above the triad. */
  colour: 'triad' | 'ninth' | 'seventh' | 'open';
  pad: { level: number; brightness: number };
  keys: { level: number; figure: 'arpeggio' | 'motif' | 'sparse' | 'bells' | 'plucks' };
  bass: { level: number; figure: 'long' | 'pulse' | 'bounce' };
  /** Short strings on every eighth; 0 for none. */
  ostinato: number;
  drums: 'none' | 'heartbeat' | 'light' | 'drive' | 'march';
  /** Loudness against the other moods. */
  energy: number;
}

export const MOODS: Record<Mood, MoodStyle> = {
  serene: {
    home: 1,
    approach: 4,
    bpm: 62,
    colour: 'ninth',
    ostinato: 0,
    drums: 'none',
    energy: 0.8,
    progressions: [
      [1, 4, 1, 4],
      [1, 3, 4, 1],
      [1, 6, 4, 4],
    ],
    pad: { level: 1, brightness: 0.25 },
    keys: { level: 0.7, figure: 'sparse' },
    bass: { level: 0.55, figure: 'long' },
  },
  joyful: {
    home: 1,
    approach: 5,
    bpm: 112,
    colour: 'triad',
    ostinato: 0,
    drums: 'light',
    energy: 1,
    progressions: [
      [1, 5, 6, 4],
      [1, 4, 1, 5],
      [4, 1, 5, 6],
    ],
    pad: { level: 0.55, brightness: 0.55 },
    keys: { level: 1, figure: 'arpeggio' },
    bass: { level: 0.75, figure: 'bounce' },
  },
  hopeful: {
    home: 1,
    approach: 4,
    bpm: 84,
    colour: 'ninth',
    ostinato: 0.18,
    drums: 'none',
    energy: 0.9,
    progressions: [
      [4, 1, 5, 6],
      [1, 5, 6, 4],
      [6, 4, 1, 5],
    ],
    pad: { level: 0.8, brightness: 0.4 },
    keys: { level: 0.85, figure: 'arpeggio' },
    bass: { level: 0.65, figure: 'long' },
  },
  playful: {
    home: 1,
    approach: 5,
    bpm: 120,
    colour: 'triad',
    ostinato: 0,
    drums: 'light',
    energy: 0.9,
    progressions: [
      [1, 4, 2, 5],
      [1, 6, 2, 5],
      [1, 1, 4, 5],
    ],
    pad: { level: 0.25, brightness: 0.4 },
    keys: { level: 1.1, figure: 'plucks' },
    bass: { level: 0.8, figure: 'bounce' },
  },
  romantic: {
    home: 1,
    approach: 5,
    bpm: 70,
    colour: 'seventh',
    ostinato: 0,
    drums: 'none',
    energy: 0.85,
    progressions: [
      [4, 5, 3, 6],
      [1, 6, 2, 5],
      [1, 3, 4, 5],
    ],
    pad: { level: 0.9, brightness: 0.35 },
    keys: { level: 0.95, figure: 'motif' },
    bass: { level: 0.6, figure: 'long' },
  },
  energetic: {
    home: 6,
    approach: 5,
    bpm: 124,
    colour: 'triad',
    ostinato: 0.5,
    drums: 'drive',
    energy: 1.15,
    progressions: [
      [6, 4, 1, 5],
      [6, 1, 5, 4],
      [4, 5, 6, 1],
    ],
    pad: { level: 0.5, brightness: 0.75 },
    keys: { level: 0.6, figure: 'arpeggio' },
    bass: { level: 1, figure: 'pulse' },
  },
  triumphant: {
    home: 1,
    approach: 5,
    bpm: 96,
    colour: 'triad',
    ostinato: 0.45,
    drums: 'march',
    energy: 1.15,
    progressions: [
      [1, 5, 6, 4],
      [4, 5, 1, 1],
      [1, 4, 6, 5],
    ],
    pad: { level: 0.95, brightness: 0.8 },
    keys: { level: 0.5, figure: 'motif' },
    bass: { level: 0.9, figure: 'pulse' },
  },
  melancholic: {
    home: 6,
    approach: 3,
    bpm: 64,
    colour: 'seventh',
    ostinato: 0,
    drums: 'none',
    energy: 0.8,
    progressions: [
      [6, 4, 1, 3],
      [6, 3, 4, 3],
      [6, 2, 4, 3],
    ],
    pad: { level: 0.85, brightness: 0.2 },
    keys: { level: 0.95, figure: 'motif' },
    bass: { level: 0.6, figure: 'long' },
  },
  tense: {
    home: 6,
    approach: 7,
    bpm: 100,
    colour: 'open',
    ostinato: 0.5,
    drums: 'heartbeat',
    energy: 1,
    progressions: [
      [6, 6, 4, 7],
      [6, 7, 6, 4],
      [6, 6, 2, 7],
    ],
    pad: { level: 0.75, brightness: 0.3 },
    keys: { level: 0.2, figure: 'sparse' },
    bass: { level: 0.95, figure: 'pulse' },
  },
  mysterious: {
    home: 6,
    approach: 2,
    bpm: 66,
    colour: 'ninth',
    ostinato: 0,
    drums: 'none',
    energy: 0.85,
    progressions: [
      [6, 2, 6, 4],
      [2, 6, 4, 3],
      [6, 4, 2, 3],
    ],
    pad: { level: 0.95, brightness: 0.15 },
    keys: { level: 0.75, figure: 'bells' },
    bass: { level: 0.7, figure: 'long' },
  },
  lonely: {
    home: 6,
    approach: 4,
    bpm: 56,
    colour: 'open',
    ostinato: 0,
    drums: 'none',
    energy: 0.7,
    progressions: [
      [6, 4, 6, 4],
      [6, 1, 4, 4],
      [6, 6, 4, 3],
    ],
    pad: { level: 0.6, brightness: 0.15 },
    keys: { level: 1, figure: 'sparse' },
    bass: { level: 0.4, figure: 'long' },
  },
  frustrated: {
    home: 6,
    approach: 3,
    bpm: 90,
    colour: 'open',
    ostinato: 0.35,
    drums: 'heartbeat',
    energy: 0.95,
    progressions: [
      [6, 3, 6, 7],
      [6, 7, 4, 3],
      [6, 6, 3, 3],
    ],
    pad: { level: 0.7, brightness: 0.4 },
    keys: { level: 0.4, figure: 'motif' },
    bass: { level: 0.9, figure: 'pulse' },
  },
  epic: {
    home: 6,
    approach: 5,
    bpm: 88,
    colour: 'triad',
    ostinato: 0.6,
    drums: 'march',
    energy: 1.2,
    progressions: [
      [6, 4, 1, 5],
      [6, 1, 4, 5],
      [4, 5, 6, 6],
    ],
    pad: { level: 1, brightness: 0.7 },
    keys: { level: 0.35, figure: 'motif' },
    bass: { level: 1, figure: 'pulse' },
  },
  neutral: {
    home: 1,
    approach: 4,
    bpm: 78,
    colour: 'ninth',
    ostinato: 0,
    drums: 'none',
    energy: 0.8,
    progressions: [
      [1, 4, 6, 4],
      [1, 6, 4, 1],
      [1, 2, 4, 1],
    ],
    pad: { level: 0.85, brightness: 0.3 },
    keys: { level: 0.7, figure: 'arpeggio' },
    bass: { level: 0.55, figure: 'long' },
  },
};
