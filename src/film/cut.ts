import { z } from 'zod';
import { MediaRef } from './media.ts';
import { Overlay, TransitionKind } from './screenplay.ts';
import { FrameRange, Rate } from './time.ts';

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
  kind: z.enum(['voice', 'music', 'production']),
  media: MediaRef,
  /** Seconds from the start of the film. */
  at: z.number().nonnegative(),
  /** Seconds of the file that are used, from its start; null for all of it. */
  seconds: z.number().positive().nullable(),
  gainDb: z.number(),
});
export type Sound = z.infer<typeof Sound>;

export const Caption = z.object({
  /** Seconds from the start of the film. */
  start: z.number().nonnegative(),
  end: z.number().positive(),
  text: z.string().min(1),
});
export type Caption = z.infer<typeof Caption>;

export const CutStyle = z.enum(['safe', 'creative', 'balanced']);
export type CutStyle = z.infer<typeof CutStyle>;

export const Cut = z.object({
  schema: z.literal('Cut.1'),
  id: CutStyle,
  rate: Rate,
  width: z.int().positive(),
  height: z.int().positive(),
  clips: z.array(Clip).min(1),
  sounds: z.array(Sound),
  captions: z.array(Caption),
  burnCaptions: z.boolean(),
  /** Film ends with a fade to black of so many frames; 0 for none. Inside the length, not added to it. */
  fadeOut: z.int().nonnegative(),
});
export type Cut = z.infer<typeof Cut>;

/** Exact length of the film in frames. */
export function cutFrames(cut: Cut): number {
  return cut.clips.reduce((total, clip) => total + clip.source.frames, 0);
}

/** A candidate of the editor, with why it is cut so. */
export const CutCandidate = z.object({
  cut: Cut,
  title: z.string(),
  reasoning: z.string(),
  /** Mean score of the takes that it uses, weighted by their length; null when unscored. */
  estimatedQuality: z.number().min(0).max(100).nullable(),
  continuityNotes: z.array(z.string()),
});
export type CutCandidate = z.infer<typeof CutCandidate>;

/** The finished film. */
export const Master = z.object({
  schema: z.literal('Master.1'),
  cut: CutStyle,
  media: MediaRef,
  seconds: z.number().positive(),
  frames: z.int().positive(),
  /** Integrated loudness in LUFS and true peak in dBTP, measured on the file; null when the film has no sound. */
  loudness: z.object({ integrated: z.number(), truePeak: z.number() }).nullable(),
  poster: MediaRef,
  contactSheet: MediaRef,
});
export type Master = z.infer<typeof Master>;
