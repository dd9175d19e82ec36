import { z } from 'zod';
import { Lesson } from './lesson.ts';
import { MicroUsd } from './money.ts';
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

/** What a judge said when it was asked for one element of the contract. */
export const Answer = z.object({
  /** Its id. */
  element: z.string(),
  asked: z.string(),
  /** Share of votes that saw it. */
  yes: z.number().min(0).max(1),
  confidence: z.number().min(0).max(1),
  /** The frame of the take that shows it best, or null. */
  frame: z.int().nonnegative().nullable(),
});
export type Answer = z.infer<typeof Answer>;

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
  /** By element, where somebody has looked. */
  answers: z.array(Answer).optional(),
  issues: z.array(z.string()),
  suggestions: z.array(z.string()),
  verdict: Verdict,
  reason: z.string(),
});
export type Review = z.infer<typeof Review>;

/** How well a take follows the one before it in its thread: the same person, place and light. */
export const Continuity = z.object({
  /** Slates. */
  from: z.string(),
  to: z.string(),
  /** The lower of what was measured and what was judged; null when neither could be had. */
  score: z.number().min(0).max(100).nullable(),
  measured: z.number().min(0).max(100).nullable(),
  judged: z.number().min(0).max(100).nullable(),
  evidence: z.array(z.string()),
});
export type Continuity = z.infer<typeof Continuity>;

/** Continuity below this is pointed out. */
export const CONTINUITY_FLOOR = 70;

/** What is done about an element that failed in three takes: never dropping it. */
export const Escalation = z.object({
  element: z.string(),
  action: z.enum(['seed-frame', 'overlay', 'reroute', 'ask']),
  line: z.string(),
});
export type Escalation = z.infer<typeof Escalation>;

/** A film against the score that was asked for, and what it would take to come nearer. */
export const Delivery = z.object({
  threshold: z.number().min(0).max(100),
  /** `unjudged`: what could be measured speaks for it, but nobody has looked whether it shows what was asked for. */
  verdict: z.enum(['reached', 'below', 'unjudged']),
  /** Shots worth another take, the most points for the money first; empty unless it is below. */
  improvements: z.array(
    z.object({
      shot: z.string(),
      /** The take that is used, or null where the film goes without the shot. */
      slate: z.string().nullable(),
      score: z.number().min(0).max(100).nullable(),
      /** Points that the film is expected to gain by it. */
      gain: z.number().nonnegative(),
      price: MicroUsd,
      why: z.string(),
    }),
  ),
});
export type Delivery = z.infer<typeof Delivery>;

/** The critic's word on a pilot, or on the film. */
export const Critique = z.object({
  schema: z.literal('Critique.2'),
  /** Pilot id, or `film`. */
  pilot: z.string(),
  provenance: Provenance,
  /** A pilot is continued or cancelled; a film is delivered as what it is. */
  decision: z.enum(['continue', 'cancel', 'deliver']),
  /** Mean of the takes' overall scores, of a film by their length; null when none was scored. */
  score: z.number().min(0).max(100).nullable(),
  /** Rubric of the original: 90 excellent, 75 good, 65 acceptable, below cancel. */
  band: z.enum(['excellent', 'good', 'acceptable', 'weak', 'unjudged']),
  /** Elements that are there, by id, and the takes that show them; not `judged`: it was asked for, and nobody has looked. */
  matched: z.array(z.object({ element: z.string(), slates: z.array(z.string()), judged: z.boolean() })),
  /** Elements that are not, and why; `must` is null where an old journal does not say. */
  missing: z.array(z.object({ element: z.string(), must: z.boolean().nullable(), why: z.string() })),
  /** What is wrong with takes that are used. */
  quality: z.array(z.object({ slate: z.string(), issue: z.string() })),
  reason: z.string(),
  /** Claims that these takes suggest, to be tried. */
  lessons: z.array(Lesson),
  /** Of a film only: what is handed over, held against what was asked for. */
  delivery: Delivery.nullable(),
});
export type Critique = z.infer<typeof Critique>;

/** Lower bounds of the rubric's bands (the original's). */
export const BANDS = { excellent: 90, good: 75, acceptable: 65 } as const;

/** The band of a score out of 100; null is unjudged. */
export function bandOf(score: number | null): Critique['band'] {
  if (score === null) return 'unjudged';
  if (score >= BANDS.excellent) return 'excellent';
  if (score >= BANDS.good) return 'good';
  return score >= BANDS.acceptable ? 'acceptable' : 'weak';
}

/**
 * The band as it can stand beside the critic's verdict; null where the verdict says otherwise than the score, which does not
 * know what is missing, and where the verdict itself says that nobody has looked.
 */
export function bandBeside({
  band,
  decision,
  delivery,
}: Pick<Critique, 'band' | 'decision' | 'delivery'>): Critique['band'] | null {
  if (delivery?.verdict === 'unjudged') return null;
  if (band === 'unjudged') return band;
  const isBad = decision === 'cancel' || delivery?.verdict === 'below';
  return isBad === (band === 'weak') ? band : null;
}
