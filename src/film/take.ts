import { z } from 'zod';
import { MediaRef, Probe } from './media.ts';
import { MicroUsd } from './money.ts';
import { Provenance } from './provenance.ts';

/** Scene, shot, take: `3B-2` is the second take of shot B of scene 3. */
export function slate(shot: string, take: number): string {
  return `${shot}-${take}`;
}

/** Number of the take in a slate. */
export function numberOf(name: string): number {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? 0);
}

/** One attempt at a shot, adopted: its file is in the media store and has been probed. */
export const Take = z.object({
  schema: z.literal('Take.2'),
  slate: z.string(),
  shot: z.string(),
  number: z.int().positive(),
  provenance: Provenance,
  provider: z.string(),
  model: z.string(),
  /** In the house format, as the cutting room uses it. */
  media: MediaRef,
  probe: Probe,
  /** The file as the vendor delivered it; null when `media` is that. */
  original: z.object({ media: MediaRef, probe: Probe }).nullable(),
  /** The vendor's name of the job, in full; null when no vendor made it. */
  vendorId: z.string().nullable(),
  /** The take of another production, or a salvaged clip, that this one was taken over from at no cost. */
  origin: z.string().nullable(),
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
  schema: z.literal('VoiceLine.3'),
  /** The shot that it belongs to, or the first of several. */
  shot: z.string(),
  text: z.string(),
  provenance: Provenance,
  provider: z.string(),
  media: MediaRef,
  seconds: z.number().nonnegative(),
  words: z.array(SpokenWord),
  /** How many of the words belong to which shot, in order. */
  parts: z.array(z.object({ shot: z.string(), words: z.int().nonnegative() })).min(1),
  cost: MicroUsd,
  /** The vendor's name of the line; null when it has none. */
  vendorId: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type VoiceLine = z.infer<typeof VoiceLine>;
