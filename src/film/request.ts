import { z } from 'zod';
import { Seed } from './brief.ts';
import { Aspect, MediaRef, Resolution } from './media.ts';
import { Shot, Thread } from './screenplay.ts';
import { speechWords } from './speech.ts';
import { Rate } from './time.ts';

/** A picture that a clip begins or ends with. */
export const KeyFrame = z.object({
  /** PNG or JPEG in the media store; null for one that only has an address. */
  media: MediaRef.nullable(),
  /** A public address of the same picture, for vendors that take nothing else. */
  url: z.string().nullable(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Where it is from, for people: `last frame of 1A-2`, `seed logo.png`. */
  from: z.string(),
});
export type KeyFrame = z.infer<typeof KeyFrame>;

/** What a video provider is asked for: one take of one shot. */
export const VideoRequest = z.object({
  schema: z.literal('VideoRequest.1'),
  /** `3B-2`. */
  slate: z.string(),
  /** For vendors that read sentences. */
  prompt: z.string(),
  /** For artists that read the screenplay itself. */
  shot: Shot,
  threads: z.array(Thread),
  seeds: z.array(Seed),
  style: z.string().nullable(),
  aspect: Aspect,
  resolution: Resolution,
  rate: Rate,
  /** Frames wanted, handles included. */
  frames: z.int().positive(),
  /** Frames before the shot begins and after it ends, for transitions to borrow. */
  handles: z.object({ head: z.int().nonnegative(), tail: z.int().nonnegative() }),
  seedNumber: z.int().nonnegative(),
  /** Words to burn into the frame (shot, camera, price), or null. */
  slateText: z.string().nullable(),
  /** The picture that the clip begins with, and the one that it ends with. */
  firstFrame: KeyFrame.nullable().default(null),
  lastFrame: KeyFrame.nullable().default(null),
  /** The take that it goes on from, by slate. */
  after: z.string().nullable().default(null),
  /** The vendor's id of the generation whose last picture `firstFrame` is, when the same vendor made it; else null. */
  continues: z.string().nullable().default(null),
});
export type VideoRequest = z.infer<typeof VideoRequest>;

/** What of a spoken line belongs to one shot. */
export const VoicePart = z.object({
  shot: z.string(),
  text: z.string().min(1),
  /** Seconds that the picture leaves for these words. */
  secondsAvailable: z.number().positive(),
});
export type VoicePart = z.infer<typeof VoicePart>;

/** What a voice is asked for: the narration of one shot, or of several that are spoken in one go. */
export const VoiceRequest = z.object({
  schema: z.literal('VoiceRequest.1'),
  /** The shot, or the first of several: it names the line. */
  shot: z.string(),
  /** Cleaned for speech. */
  text: z.string().min(1),
  style: z.enum(['calm', 'warm', 'energetic', 'dramatic', 'professional']),
  /** Seconds that the picture leaves for it; a voice may speak up to 20 % faster to fit, never slower. */
  secondsAvailable: z.number().positive(),
  /** In order, together the words of `text`; absent when all of it belongs to `shot`. */
  parts: z.array(VoicePart).min(1).optional(),
});
export type VoiceRequest = z.infer<typeof VoiceRequest>;

/** The parts of a line, shot by shot: of a line of one shot the one that it is. */
export function partsOf({ parts, shot, text, secondsAvailable }: VoiceRequest): VoicePart[] {
  return parts ?? [{ shot, text, secondsAvailable }];
}

/** How many words of a line belong to which shot, in order. */
export function countsOf(request: VoiceRequest): { shot: string; words: number }[] {
  return partsOf(request).map(({ shot, text }) => ({ shot, words: speechWords(text).length }));
}
