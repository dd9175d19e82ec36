import { z } from 'zod';
import { hashJson } from '../json.ts';
import { MediaRef } from './media.ts';
import { Overlay, TransitionKind } from './screenplay.ts';
import { FrameRange, Rate, toSeconds } from './time.ts';

/**
 * A clip on the picture track. Its length on the timeline is `source.frames`. A transition borrows frames from the
 * neighbours' handles and never changes the length of the track (OpenTimelineIO's rule).
 */
export const Clip = z.object({
  shot: z.string(),
  slate: z.string(),
  media: MediaRef,
  /** What is used. */
  source: FrameRange,
  /** What exists in the file. */
  available: FrameRange,
  /** Into this clip from the one before; the first clip's is how the film begins. Half of `frames` lies on each side. */
  transitionIn: z.object({ kind: TransitionKind, frames: z.int().nonnegative() }),
  /** Ranges count from the first frame of the clip. */
  overlays: z.array(Overlay),
});
export type Clip = z.infer<typeof Clip>;

/** A piece of sound on the programme: seconds, because sound has no frames. */
export const Sound = z.object({
  kind: z.enum(['voice', 'music', 'effect', 'production']),
  media: MediaRef,
  /** Seconds from the start of the film. */
  at: z.number().nonnegative(),
  /** Seconds of the file that are left out at its beginning; none where absent. */
  from: z.number().positive().optional(),
  /** Seconds of the file that are used, from there on; null for all of it. */
  seconds: z.number().positive().nullable(),
  gainDb: z.number(),
  /** Seconds in which it comes and goes; at once where absent, but never with a click. */
  fadeIn: z.number().positive().optional(),
  fadeOut: z.number().positive().optional(),
});
export type Sound = z.infer<typeof Sound>;

export const Caption = z.object({
  /** Seconds from the start of the film. */
  start: z.number().nonnegative(),
  end: z.number().positive(),
  text: z.string().min(1),
  /** Its words in the order of the text: from and to which of its UTF-16 units, and when they are said. Absent where nobody knows. */
  words: z.array(z.object({ from: z.int(), to: z.int(), start: z.number(), end: z.number() })).optional(),
});
export type Caption = z.infer<typeof Caption>;

/**
 * How captions look in the picture: `plain` on a soft veil; `karaoke` the same, and the word that is said lights up; `boxed`
 * each row in a box; `big` a few words at a time in the middle, with the one that is said lit.
 */
export const CaptionStyle = z.enum(['plain', 'karaoke', 'boxed', 'big']);
export type CaptionStyle = z.infer<typeof CaptionStyle>;

export const CutStyle = z.enum(['safe', 'creative', 'balanced']);
export type CutStyle = z.infer<typeof CutStyle>;

/** A cut by its name: one of the editor's, or `edited`, which came back from another program. */
export const CutName = z.enum([...CutStyle.options, 'edited']);
export type CutName = z.infer<typeof CutName>;

export const Cut = z.object({
  schema: z.literal('Cut.1'),
  id: CutName,
  rate: Rate,
  width: z.int().positive(),
  height: z.int().positive(),
  clips: z.array(Clip).min(1),
  sounds: z.array(Sound),
  captions: z.array(Caption),
  burnCaptions: z.boolean(),
  /** Of burnt captions; `plain` where absent. */
  captionStyle: CaptionStyle.optional(),
  /** Film ends with a fade to black of so many frames; 0 for none. Inside the length, not added to it. */
  fadeOut: z.int().nonnegative(),
});
export type Cut = z.infer<typeof Cut>;

/** A part that is shorter than this is not heard as anything, in seconds. */
const BLINK = 0.01;
/** Seconds in which what was cut out of a sound comes and goes. */
const CUT_OUT = 0.25;

/**
 * What of these sounds is heard between two seconds of their film, placed from the first of them on. A sound whose length
 * nobody knows is heard when it begins there.
 */
export function soundsWithin(sounds: readonly Sound[], start: number, end: number): Sound[] {
  return sounds.flatMap((sound) => {
    const from = Math.max(sound.at, start);
    const to = Math.min(sound.seconds === null ? Infinity : sound.at + sound.seconds, end);
    if (to - from < BLINK || (sound.seconds === null && sound.at < start)) return [];
    const skipped = (sound.from ?? 0) + from - sound.at;
    const { fadeIn, fadeOut, ...rest } = sound;
    const rise = from > sound.at ? Math.min(CUT_OUT, (to - from) / 2) : fadeIn;
    const fall = to < sound.at + (sound.seconds ?? 0) ? Math.min(CUT_OUT, (to - from) / 2) : fadeOut;
    return [
      {
        ...rest,
        at: from - start,
        ...(skipped > 0 ? { from: skipped } : {}),
        seconds: to - from,
        ...(rise === undefined ? {} : { fadeIn: rise }),
        ...(fall === undefined ? {} : { fadeOut: fall }),
      },
    ];
  });
}

/** Parts of one sound that follow on each other, as one again. */
export function rejoined(sounds: readonly Sound[]): Sound[] {
  const joined: Sound[] = [];
  for (const sound of sounds) {
    const at = joined.findIndex((before) => goesOn(before, sound));
    const before = joined[at];
    if (before === undefined) {
      joined.push(sound);
      continue;
    }
    const { fadeOut: _, ...rest } = before;
    const { fadeOut } = sound;
    const seconds = (before.seconds ?? 0) + (sound.seconds ?? 0);
    joined[at] = { ...rest, seconds, ...(fadeOut === undefined ? {} : { fadeOut }) };
  }
  return joined;
}

function goesOn(before: Sound, { kind, media, gainDb, at, from = 0 }: Sound): boolean {
  if (before.kind !== kind || before.media.sha256 !== media.sha256 || before.gainDb !== gainDb) return false;
  const seconds = before.seconds ?? Infinity;
  const isNext = Math.abs(before.at + seconds - at) < BLINK;
  return isNext && Math.abs((before.from ?? 0) + seconds - from) < BLINK;
}

/** One recording for the whole film, which belongs to no shot. `lengths` has the seconds of each sound file by its `sha256`. */
export function runsThrough(sound: Sound, cut: Cut, lengths: ReadonlyMap<string, number>): boolean {
  const seconds = sound.seconds ?? lengths.get(sound.media.sha256) ?? 0;
  return cut.clips.length > 1 && sound.at < 0.001 && seconds > toSeconds(cutFrames(cut), cut.rate) * 0.6;
}

/** The same words so many seconds later, each of them when it is said; earlier for fewer than none, but not before the film. */
export function laterBy({ words, ...caption }: Caption, seconds: number): Caption {
  return {
    ...caption,
    start: Math.max(0, caption.start + seconds),
    end: caption.end + seconds,
    ...(words === undefined
      ? {}
      : { words: words.map((word) => ({ ...word, start: word.start + seconds, end: word.end + seconds })) }),
  };
}

/** Captions in their order, never two at once and none after so many seconds; one that has no time left is not among them. */
export function oneAtATime(captions: readonly Caption[], seconds: number): Caption[] {
  return captions
    .toSorted((a, b) => a.start - b.start)
    .map((caption, at, all) => ({ ...caption, end: Math.min(caption.end, seconds, all[at + 1]?.start ?? seconds) }))
    .filter(({ start, end }) => end > start);
}

/** Exact length of the film in frames. */
export function cutFrames(cut: Cut): number {
  return cut.clips.reduce((total, clip) => total + clip.source.frames, 0);
}

/** What a film says of itself in its comment: the cut that it was rendered from. */
export function markOf(cut: Cut): string {
  return `claude-studio film ${hashJson(cut)}`;
}

/** A candidate of the editor, with why it is cut so. */
export const CutCandidate = z.object({
  cut: Cut,
  title: z.string(),
  reasoning: z.string(),
  /** Mean score of the takes that it uses, weighted by their length; null when unscored. */
  estimatedQuality: z.number().min(0).max(100).nullable(),
  continuityNotes: z.array(z.string()),
  /** Mean of what was found across its cuts, 0–100; null where nobody has compared. */
  continuityScore: z.number().min(0).max(100).nullable().default(null),
});
export type CutCandidate = z.infer<typeof CutCandidate>;

/** The finished film. */
export const Master = z.object({
  schema: z.literal('Master.1'),
  cut: CutName,
  media: MediaRef,
  seconds: z.number().positive(),
  frames: z.int().positive(),
  /** Integrated loudness in LUFS and true peak in dBTP, measured on the file; null when the film has no sound. */
  loudness: z.object({ integrated: z.number(), truePeak: z.number() }).nullable(),
  poster: MediaRef,
  contactSheet: MediaRef,
});
export type Master = z.infer<typeof Master>;
