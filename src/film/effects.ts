import { z } from 'zod';
import { MediaRef } from './media.ts';

/** A sound that belongs to what is seen, and that we can make. */
export const EffectSound = z.enum([
  'rain',
  'wind',
  'waves',
  'stream',
  'underwater',
  'fire',
  'birds',
  'crickets',
  'traffic',
  'crowd',
  'room',
  'hum',
  'engine',
  'train',
  'clock',
  'footsteps',
  'typing',
  'thunder',
  'bell',
  'knock',
]);
export type EffectSound = z.infer<typeof EffectSound>;

/**
 * How a sound lies under the picture. An `ambience` is the air of a place: it goes on from shot to shot and crosses into the
 * next one. A `doing` is heard while its shot is seen. `once` it happens, and dies away.
 */
export type EffectManner = 'ambience' | 'doing' | 'once';

export const EFFECT_MANNERS: Record<EffectSound, EffectManner> = {
  rain: 'ambience',
  wind: 'ambience',
  waves: 'ambience',
  stream: 'ambience',
  underwater: 'ambience',
  fire: 'ambience',
  birds: 'ambience',
  crickets: 'ambience',
  traffic: 'ambience',
  crowd: 'ambience',
  room: 'ambience',
  hum: 'ambience',
  engine: 'ambience',
  train: 'ambience',
  clock: 'ambience',
  footsteps: 'doing',
  typing: 'doing',
  thunder: 'once',
  bell: 'once',
  knock: 'once',
};

/** Quieter than this nobody hears it, in decibels. */
export const QUIETEST_EFFECT = -24;

/** A sound under a shot. */
export const EffectCue = z.object({
  sound: EffectSound,
  /** Shot: `3B`. */
  shot: z.string(),
  /** Seconds after the shot's beginning. */
  at: z.number().nonnegative(),
  /** Seconds that it lasts; null until the shot is over, and for what happens once until it has died away. */
  seconds: z.number().positive().nullable(),
  /** Decibels against an effect of full level. */
  level: z.number().min(QUIETEST_EFFECT).max(0),
});
export type EffectCue = z.infer<typeof EffectCue>;

/** A sound file of the person, and where in the film it is heard. */
export const GivenEffect = z.object({
  /** The file's own name, for people. */
  name: z.string(),
  media: MediaRef,
  /** Seconds from the start of the film. */
  at: z.number().nonnegative(),
  /** Seconds that it lasts. */
  seconds: z.number().positive(),
});
export type GivenEffect = z.infer<typeof GivenEffect>;
