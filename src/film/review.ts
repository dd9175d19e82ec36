import { z } from 'zod';
import { Provenance } from './provenance.ts';

/** One technical measure of a take, read from the decoded file. */
export const Measure = z.object({
  name: z.string(),
  /** In the unit that `unit` names; null when it could not be measured, and `note` says why. */
  value: z.number().nullable(),
  unit: z.string(),
  passed: z.boolean(),
  /** For people: what was found and where (`black from 1.2 s to 2.0 s`). */
  note: z.string(),
});
export type Measure = z.infer<typeof Measure>;

/** A score out of 100, or the reason why nobody could give one. Never a guess. */
export const Score = z.object({
  value: z.int().min(0).max(100).nullable(),
  /** `measured` from frames, `judged` by a vision model, `unjudged` when neither could. */
  basis: z.enum(['measured', 'judged', 'unjudged']),
  evidence: z.array(z.string()),
});
export type Score = z.infer<typeof Score>;

export const Verdict = z.enum(['circle', 'reshoot', 'drop']);
/** `circle` uses the take, `reshoot` asks for another, `drop` leaves it on the floor. */
export type Verdict = z.infer<typeof Verdict>;

/** Weights of the four scores (the original's): unjudged ones are left out and the rest rescaled. */
export const SCORE_WEIGHTS = {
  visualAccuracy: 0.3,
  styleConsistency: 0.25,
  technicalQuality: 0.25,
  narrativeFit: 0.2,
} as const;

export const Review = z.object({
  schema: z.literal('Review.1'),
  slate: z.string(),
  provenance: Provenance,
  measures: z.array(Measure),
  scores: z.object({
    visualAccuracy: Score,
    styleConsistency: Score,
    technicalQuality: Score,
    narrativeFit: Score,
  }),
  /** Weighted mean of what could be scored, 0–100; null when nothing could. */
  overall: z.number().min(0).max(100).nullable(),
  issues: z.array(z.string()),
  suggestions: z.array(z.string()),
  verdict: Verdict,
  reason: z.string(),
});
export type Review = z.infer<typeof Review>;

/** The critic's word on a pilot, or on the film. */
export const Critique = z.object({
  schema: z.literal('Critique.1'),
  pilot: z.string(),
  provenance: Provenance,
  decision: z.enum(['continue', 'cancel']),
  /** Mean of the takes' overall scores; null when none was scored. */
  score: z.number().min(0).max(100).nullable(),
  /** Rubric of the original: 90 excellent, 75 good, 65 acceptable, below cancel. */
  band: z.enum(['excellent', 'good', 'acceptable', 'weak', 'unjudged']),
  matched: z.array(z.string()),
  missing: z.array(z.string()),
  reason: z.string(),
});
export type Critique = z.infer<typeof Critique>;
