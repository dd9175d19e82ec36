import { z } from 'zod';
import { MediaRef, Probe } from './media.ts';
import { MicroUsd } from './money.ts';
import { Provenance } from './provenance.ts';

/** Scene, shot, take: `3B-2` is the second take of shot B of scene 3. */
export function slate(shot: string, take: number): string {
  return `${shot}-${take}`;
}

/** One attempt at a shot, adopted: its file is in the media store and has been probed. */
export const Take = z.object({
  schema: z.literal('Take.1'),
  slate: z.string(),
  shot: z.string(),
  number: z.int().positive(),
  provenance: Provenance,
  provider: z.string(),
  model: z.string(),
  media: MediaRef,
  probe: Probe,
  handles: z.object({ head: z.int().nonnegative(), tail: z.int().nonnegative() }),
  cost: MicroUsd,
  /** What the provider could not do as asked, in words for the person: an undrawable word, a rounded duration. */
  warnings: z.array(z.string()),
  /** The prompt, as it was sent. */
  prompt: z.string(),
});
export type Take = z.infer<typeof Take>;

/** A word with the time at which it is spoken, in seconds from the start of its voice file. */
export const SpokenWord = z.object({
  word: z.string(),
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
});
export type SpokenWord = z.infer<typeof SpokenWord>;

/** One spoken line, adopted. */
export const VoiceLine = z.object({
  schema: z.literal('VoiceLine.1'),
  shot: z.string(),
  text: z.string(),
  provenance: Provenance,
  provider: z.string(),
  media: MediaRef,
  seconds: z.number().nonnegative(),
  words: z.array(SpokenWord),
  cost: MicroUsd,
  warnings: z.array(z.string()),
});
export type VoiceLine = z.infer<typeof VoiceLine>;
