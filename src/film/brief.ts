import { z } from 'zod';
import { Aspect, MediaRef, Resolution } from './media.ts';
import { MicroUsd } from './money.ts';

/** Longest concept that is taken, in Unicode code points. Longer texts belong in a script file. */
export const CONCEPT_LIMIT = 8_000;
export const DURATION_LIMITS = { min: 2, max: 600 } as const;
export const SCENES_LIMIT = 40;
/** A budget above this is a slip of the keyboard. */
export const BUDGET_LIMIT_USD = 100_000;

/** A picture that the person hands in, to be seen in the film. */
export const Seed = z.object({
  id: z.string(),
  /** The file's own name, for people. */
  name: z.string(),
  media: MediaRef,
  width: z.int().positive(),
  height: z.int().positive(),
  /** True when the picture has see-through parts, as logos do. */
  transparent: z.boolean(),
});
export type Seed = z.infer<typeof Seed>;

/** What the person asked for. Frozen when the production starts. */
export const Brief = z.object({
  schema: z.literal('Brief.1'),
  concept: z.string().min(1),
  /** Ceiling on everything paid. */
  budget: MicroUsd,
  /** Wanted length in seconds; null lets the concept say it, else 15. */
  seconds: z.number().min(DURATION_LIMITS.min).max(DURATION_LIMITS.max).nullable(),
  /** Wanted number of scenes; null lets the concept say it, else the length decides. */
  scenes: z.int().min(1).max(SCENES_LIMIT).nullable(),
  aspect: Aspect,
  resolution: Resolution,
  /** A look in the person's words ("noir", "watercolour"), or null. */
  style: z.string().nullable(),
  seeds: z.array(Seed),
  /** Seeds every choice of the crew and the artist: the same number and brief give the same film. */
  seedNumber: z.int().nonnegative(),
  /** Video provider by its name; `animatic` draws here, for nothing. */
  provider: z.string(),
  /** The vendor's model that has to shoot, or null: the producer chooses. */
  model: z.string().nullable(),
  voice: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scratch') }),
    /** Somebody who is paid for it, by name. */
    z.object({ kind: z.literal('vendor'), provider: z.string() }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('file'), media: MediaRef }),
  ]),
  music: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('composed') }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('file'), media: MediaRef }),
  ]),
  /** `beside` writes .srt and .vtt next to the film; `burn` also draws them into the picture. */
  captions: z.enum(['beside', 'burn', 'none']),
  /** Burn shot number, camera and live price into the frame. */
  slate: z.boolean(),
});
export type Brief = z.infer<typeof Brief>;
