import { z } from 'zod';
import { MicroUsd } from './money.ts';

export const Tier = z.enum(['static_images', 'motion_graphics', 'animated', 'photorealistic']);
export type Tier = z.infer<typeof Tier>;

/** A rival plan: tier × provider × approach, with what it would cost live. */
export const Pilot = z.object({
  /** `A`, `B`, `C`. */
  id: z.string().regex(/^[A-Z]$/),
  tier: Tier,
  /** The live provider and model that this plan would pay, as in the price book. */
  provider: z.string(),
  model: z.string(),
  /** One sentence: how this plan tells the story. */
  approach: z.string(),
  /** Seconds that the vendor sells for one shot of this film, rounded up as the vendor rounds. */
  secondsPerShot: z.number().positive(),
  pricePerShot: MicroUsd,
  shotsPlanned: z.int().positive(),
  shotsAffordable: z.int().nonnegative(),
  /** Share of the budget; the allocations of all pilots together never exceed it. */
  allocation: MicroUsd,
  /** Every planned shot once. */
  estimate: MicroUsd,
  /** Score that this tier reaches at best, 0–100. */
  qualityCeiling: z.int().min(0).max(100),
  rationale: z.string(),
});
export type Pilot = z.infer<typeof Pilot>;

export const Pitch = z.object({
  schema: z.literal('Pitch.1'),
  pilots: z.array(Pilot).min(1),
  /** Id of the pilot that the producer would shoot. */
  recommended: z.string(),
  reason: z.string(),
});
export type Pitch = z.infer<typeof Pitch>;
