import type { Provenance } from '../../film/provenance.ts';
import { bandOf, SCORE_WEIGHTS, type Critique, type Review, type Score } from '../../film/review.ts';
import type { OldQa, OldRun } from './old-run.ts';

/**
 * A review of the original as one of ours. What a model judged is taken as judged, on its word; scores of a mock run were
 * drawn by lot and are none.
 */
export function reviewOf(slate: string, qa: OldQa, provenance: Provenance): Review {
  const score = (value: number | null): Score => {
    if (value === null) return { value: null, basis: 'unjudged', evidence: [] };
    if (provenance === 'offline')
      return { value: null, basis: 'unjudged', evidence: [`imported: the original's mock made up ${value}`] };
    return { value: Math.round(value), basis: 'judged', evidence: ["imported: the original's word"] };
  };
  const scores = {
    visualAccuracy: score(qa.visual),
    styleConsistency: score(qa.style),
    technicalQuality: score(qa.technical),
    narrativeFit: score(qa.narrative),
  };
  // Where its own word says neither, nothing was held against the take.
  const passed = qa.passed ?? (qa.overall === null || qa.overall >= (qa.threshold ?? 0));
  const overall = provenance === 'offline' ? null : (qa.overall ?? weighted(scores));
  const wanted = qa.threshold === null ? '' : ` of the ${qa.threshold} that were wanted`;
  return {
    schema: 'Review.1',
    slate,
    provenance,
    measures: [],
    scores,
    overall,
    issues: qa.issues,
    suggestions: qa.suggestions,
    verdict: passed ? 'circle' : 'reshoot',
    reason:
      provenance === 'offline'
        ? 'imported: a mock run, nobody looked at it'
        : `imported: the original's word, ${qa.overall ?? 'no score'}${wanted}, ${passed ? 'passed' : 'not passed'}`,
  };
}

/** The critic's word on the film as the original had it, or null when it said nothing. */
export function critiqueOf({ critic }: OldRun, provenance: Provenance): Critique | null {
  if (critic === null) return null;
  const score = provenance === 'offline' ? null : critic.score;
  const approved = critic.approved === null ? '' : critic.approved ? 'approved' : 'not approved';
  return {
    schema: 'Critique.2',
    pilot: 'film',
    provenance,
    decision: 'deliver',
    score,
    band: bandOf(score),
    matched: [],
    missing: [],
    quality: [],
    reason: ["imported: the original's critic", approved, critic.reason].filter(Boolean).join(', '),
    lessons: [],
    delivery: null,
  };
}

function weighted(scores: Review['scores']): number | null {
  let total = 0;
  let weight = 0;
  for (const [name, share] of Object.entries(SCORE_WEIGHTS)) {
    const { value } = scores[name as keyof Review['scores']];
    if (value === null) continue;
    total += value * share;
    weight += share;
  }
  return weight === 0 ? null : Math.round((total / weight) * 10) / 10;
}
