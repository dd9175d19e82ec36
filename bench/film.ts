/**
 * The film that every renderer makes in the bench: takes of five seconds with half a second more at each end, dissolves
 * between them, a title, a fade at the end, a voice and music.
 */
import { join } from 'node:path';
import type { Cut } from '../src/film/cut.ts';
import type { MediaRef } from '../src/film/media.ts';

export const SIZE = { width: 1280, height: 720 };
export const RATE = { num: 24, den: 1 };
export const FRAMES = 120;
export const HANDLE = 12;
export const JOIN = 12;
export const FADE = 18;
export const TITLE = { text: 'The Old Lighthouse', start: 12, frames: 60 };
/** Of the picture that others lay over theirs. */
export const TITLE_SIZE = { width: 880, height: 140 };
/** What the house encodes with; the others are asked for the same. */
export const X264 = { preset: 'superfast', crf: 20 };
/** So many takes are shot; a longer film shows them again, under other names. */
export const SHOT = 6;

/** Where things lie in the folder of a bench. */
export function filesIn(folder: string, count: number) {
  return {
    raw: (index: number): string => join(folder, `raw-${index % SHOT}.mp4`),
    take: (index: number): string => join(folder, `take-${index % SHOT}.mp4`),
    voice: join(folder, `voice-${count}.wav`),
    music: join(folder, `music-${count}.wav`),
    /** Both, mixed beforehand: for those who are not asked to mix. */
    programme: join(folder, `programme-${count}.wav`),
    title: join(folder, 'title.png'),
    /** What is to be made, in words that any program can read. */
    description: join(folder, `film-${count}.json`),
  };
}

export interface Change {
  title?: number;
  swap?: boolean;
  captions?: boolean;
  word?: string;
  plain?: boolean;
}

/** The film as a cut; what is changed in it is what a person changes. */
export function filmOf(count: number, change: Change = {}): Cut {
  const { title = TITLE.start, swap = false, captions = false, word = 'light', plain = false } = change;
  const middle = Math.floor(count / 2);
  return {
    schema: 'Cut.1',
    id: 'safe',
    rate: RATE,
    ...SIZE,
    clips: Array.from({ length: count }, (_, index) => ({
      shot: `${index + 1}A`,
      slate: `${index + 1}A-1`,
      // Another take of the middle shot: here the one of its neighbour.
      media: mediaOf(swap && index === middle ? index - 1 : index),
      source: { start: HANDLE, frames: FRAMES },
      available: { start: 0, frames: FRAMES + 2 * HANDLE },
      transitionIn:
        index === 0 || plain ? { kind: 'cut' as const, frames: 0 } : { kind: 'dissolve' as const, frames: JOIN },
      overlays:
        index === 0 && !plain
          ? [
              {
                text: TITLE.text,
                style: 'title' as const,
                position: 'center' as const,
                range: { start: title, frames: TITLE.frames },
              },
            ]
          : [],
    })),
    sounds: [
      { kind: 'voice', media: VOICE, at: 0, seconds: null, gainDb: 0 },
      { kind: 'music', media: MUSIC, at: 0, seconds: null, gainDb: 0 },
    ],
    captions: Array.from({ length: count }, (_, index) => {
      const text = `Every evening the keeper climbs its steps to light the ${index === 1 ? word : 'light'}.`;
      return { start: index * 5 + 0.2, end: index * 5 + 4.8, text, words: timesOf(text, index * 5 + 0.2) };
    }),
    burnCaptions: captions,
    ...(captions ? { captionStyle: 'karaoke' as const } : {}),
    fadeOut: plain ? 0 : FADE,
  };
}

/** The file of a media reference of `filmOf`. */
export function fileOf({ sha256 }: MediaRef, folder: string, count: number): string {
  const files = filesIn(folder, count);
  if (sha256 === VOICE.sha256) return files.voice;
  return sha256 === MUSIC.sha256 ? files.music : files.take(Number(sha256));
}

/** The film for programs that know nothing of cuts; frames are counted at its rate. */
export function describe(folder: string, count: number) {
  const files = filesIn(folder, count);
  return {
    ...SIZE,
    fps: RATE.num / RATE.den,
    clips: Array.from({ length: count }, (_, index) => ({ path: files.take(index), start: HANDLE, frames: FRAMES })),
    join: JOIN,
    title: { ...TITLE, path: files.title, ...TITLE_SIZE },
    fadeOut: FADE,
    voice: files.voice,
    music: files.music,
    programme: files.programme,
    ...X264,
    audioBitRate: 192_000,
  };
}

export type Described = ReturnType<typeof describe>;

// The name stands for the place in the film, so that takes which are shown twice are not taken for one.
const mediaOf = (index: number): MediaRef => ({
  sha256: String(index).padStart(64, '0'),
  extension: 'mp4',
  bytes: 1,
});
const VOICE: MediaRef = { sha256: 'a'.repeat(64), extension: 'wav', bytes: 1 };
const MUSIC: MediaRef = { sha256: 'b'.repeat(64), extension: 'wav', bytes: 1 };

function timesOf(text: string, start: number): { from: number; to: number; start: number; end: number }[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }, at) => ({
    from: index,
    to: index + word.length,
    start: start + at * 0.4,
    end: start + at * 0.4 + 0.35,
  }));
}
