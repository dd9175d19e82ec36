import { z } from 'zod';
import { Contract, type Element } from '../film/contract.ts';
import { Tier } from '../film/pilot.ts';
import { Provenance } from '../film/provenance.ts';
import { Measure, SCORE_WEIGHTS } from '../film/review.ts';
import type { Answer, Review, Score, Verdict } from '../film/review.ts';
import { Shot } from '../film/screenplay.ts';
import { tally, Vote, type Tally } from './judge.ts';
import { AskedQuestion } from './questions.ts';

/** Mean look of a take, each figure 0–1: what can be compared between shots of one thread. */
export const Look = z.object({
  luma: z.number(),
  saturation: z.number(),
  /** Mean of red, green and blue. */
  red: z.number(),
  green: z.number(),
  blue: z.number(),
});
export type Look = z.infer<typeof Look>;

export const QaInput = z.object({
  slate: z.string(),
  /** Who judged it: the rehearsal, or the mind whose looks these are. */
  judgedBy: Provenance,
  shot: Shot,
  contract: Contract,
  tier: Tier,
  /** The score asked for; null for what is asked of the tier. */
  threshold: z.number().nullable(),
  measures: z.array(Measure),
  look: Look.nullable(),
  /** Looks of circled takes that share a thread, place and time of day with this one. */
  siblings: z.array(z.object({ slate: z.string(), look: Look })),
  /** What the provider or artist said it could not do. */
  warnings: z.array(z.string()),
  /** What was asked of an eye, and what each look answered; no looks: nobody has looked. */
  questions: z.array(AskedQuestion),
  votes: z.array(Vote),
  /** Frame of each picture by its name. */
  pictures: z.array(z.object({ name: z.string(), frame: z.int().nonnegative() })),
  /** Why nobody has looked although somebody should have, or null. */
  unseen: z.string().nullable(),
  /** Takes of this shot so far, this one included, and how many there may be. */
  attempt: z.int().positive(),
  attemptsAllowed: z.int().positive(),
});
export type QaInput = z.infer<typeof QaInput>;

/** Score that a take must reach, by tier. */
export const THRESHOLDS: Record<Tier, number> = {
  static_images: 70,
  motion_graphics: 75,
  animated: 80,
  photorealistic: 85,
};

/**
 * Rolls up what was measured and what was seen into the four scores. Scores are always computed here, from answers to
 * questions about the contract: a mind is never asked for one.
 */
export function review(input: QaInput): Review {
  const seen = tally(input.questions, input.votes);
  const scores = {
    visualAccuracy: accuracy(input, seen),
    styleConsistency: style(input, seen),
    technicalQuality: technical(input.measures, seen),
    narrativeFit: story(input, seen),
  };
  const overall = weighted(scores);
  const failed = input.measures.filter((measure) => !measure.passed);
  const said = input.votes.flatMap(({ issues }) => issues);
  return {
    schema: 'Review.1',
    slate: input.slate,
    provenance: input.judgedBy,
    measures: input.measures,
    scores,
    overall,
    ...(input.votes.length === 0 ? {} : { answers: answersOf(input, seen) }),
    issues: unique([...failed.map((measure) => `${measure.name}: ${measure.note}`), ...input.warnings, ...said]),
    suggestions: unique([
      ...failed.map((measure) => `Shoot again without this: ${measure.note}.`),
      ...input.warnings
        .filter((warning) => /letter|drawn as text|cannot draw|unknown/i.test(warning))
        .map(() => 'Use a plainer noun for what could not be drawn.'),
      ...input.votes.flatMap(({ suggestions }) => suggestions),
    ]),
    ...verdictOf(input, { overall, failed: failed.length, lost: lostIn(input, seen) }),
  };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

/** By element: what the looks say of it. */
function answersOf({ pictures }: QaInput, seen: readonly Tally[]): Answer[] {
  return seen.flatMap(({ question, yes, confidence, picture }) => {
    if (question.element === null || question.about !== 'shown' || yes === null) return [];
    const against = beliefIn(seen, question.element);
    const frame = pictures.find(({ name }) => name === picture)?.frame ?? null;
    return [
      {
        element: question.element,
        asked: question.ask,
        yes: round(yes * (1 - against)),
        confidence: round(confidence),
        frame,
      },
    ];
  });
}

/** How surely something speaks against an element: 0 when that is no more than a guess. */
function beliefIn(seen: readonly Tally[], element: string): number {
  const { yes = null } =
    seen.find(({ question }) => question.about === 'contradicted' && question.element === element) ?? {};
  return yes === null ? 0 : Math.max(0, 2 * yes - 1);
}

/** Elements by their weight in the contract: each as surely as it was seen, less as surely as something speaks against it. */
function accuracy({ contract, ...input }: QaInput, seen: readonly Tally[]): Score {
  const asked = seen.filter(({ question, yes }) => question.about === 'shown' && yes !== null);
  if (asked.length === 0) return unjudged(input, elementQuestions({ contract, ...input }));
  let total = 0;
  let weight = 0;
  const evidence: string[] = [];
  for (const { question, yes, votes, picture } of asked) {
    const element = contract.elements.find(({ id }) => id === question.element);
    const share = element?.weight ?? 0;
    const against = beliefIn(seen, question.element ?? '');
    total += share * (yes ?? 0) * (1 - against);
    weight += share;
    evidence.push(
      `“${element?.text ?? question.ask}”: ${votes.yes} of ${votes.of} saw it${picture === null ? '' : ` (${picture})`}` +
        (against > 0 ? `, and something speaks against it` : ''),
    );
  }
  return { value: weight === 0 ? null : Math.round((100 * total) / weight), basis: 'judged', evidence };
}

/** Mean of the questions of an aspect, 0–100, with how each was answered; null when none could be answered. */
function meanOf(
  seen: readonly Tally[],
  about: Tally['question']['about'],
): { value: number; evidence: string[] } | null {
  const asked = seen.filter(({ question, yes }) => question.about === about && yes !== null);
  if (asked.length === 0) return null;
  const mean = asked.reduce((total, { yes }) => total + (yes ?? 0), 0) / asked.length;
  return {
    value: Math.round(100 * mean),
    evidence: asked.map(({ question, votes }) => `${question.ask} ${votes.yes} of ${votes.of} say yes`),
  };
}

function story(input: QaInput, seen: readonly Tally[]): Score {
  const judged = meanOf(seen, 'story');
  if (judged !== null) return { ...judged, basis: 'judged' };
  return unjudged(input, [
    `To be asked of an eye: does it show “${firstSentence(input.shot.description)}”`,
    `To be asked of an eye: does it feel ${input.shot.mood}?`,
  ]);
}

/** Must-haves that were looked for and are more likely missing than there. */
function lostIn({ contract }: QaInput, seen: readonly Tally[]): Element[] {
  return contract.elements.filter(({ id, must }) => {
    const shown = seen.find(({ question }) => question.about === 'shown' && question.element === id);
    return must && shown?.yes != null && shown.yes * (1 - beliefIn(seen, id)) < 0.5;
  });
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** What a flaw costs that everybody is sure of. */
const FLAW_COST = 25;

/**
 * 100 less 30 for each failed measure, 4 for each that could not be taken, and 25 for each flaw that was surely seen (less
 * as the looks are less sure; a guess costs nothing), not below 0. Unjudged without measures.
 */
function technical(measures: Measure[], seen: readonly Tally[]): Score {
  if (measures.length === 0) return { value: null, basis: 'unjudged', evidence: ['Nothing was measured.'] };
  const failed = measures.filter((measure) => !measure.passed);
  const unknown = measures.filter((measure) => measure.passed && measure.value === null);
  const flaws = seen.filter(({ question, yes }) => question.about === 'flaw' && yes !== null && yes > 0.5);
  const cost = flaws.reduce((total, { yes }) => total + FLAW_COST * (2 * (yes ?? 0) - 1), 0);
  const looked = seen.some(({ question, yes }) => question.about === 'flaw' && yes !== null);
  return {
    value: Math.round(Math.max(0, 100 - 30 * failed.length - 4 * unknown.length - cost)),
    basis: looked ? 'judged' : 'measured',
    evidence: [
      `${measures.length - failed.length} of ${measures.length} measures passed`,
      ...failed.map((measure) => `${measure.name} failed: ${measure.note}`),
      ...unknown.map((measure) => `${measure.name} could not be measured: ${measure.note}`),
      ...flaws.map(({ question, votes }) => `${question.ask} ${votes.yes} of ${votes.of} say yes`),
    ],
  };
}

/**
 * The mean of what was measured (100 less 120 times the distance of look from its siblings: 0 is the same look, 1 is black
 * against white) and what was seen of its threads.
 */
function style(input: QaInput, seen: readonly Tally[]): Score {
  const { look, siblings } = input;
  const judged = meanOf(seen, 'look');
  const distances =
    look === null
      ? []
      : siblings.map((sibling) => ({ slate: sibling.slate, distance: distanceOf(look, sibling.look) }));
  const mean = distances.reduce((total, { distance }) => total + distance, 0) / Math.max(1, distances.length);
  const measured = distances.length === 0 ? null : Math.round(Math.min(100, Math.max(0, 100 - 120 * mean)));
  const known = [measured, judged?.value ?? null].filter((value) => value !== null);
  if (known.length === 0) return unjudged(input, ['No other take of this thread to compare with.']);
  return {
    value: Math.round(known.reduce((total, value) => total + value, 0) / known.length),
    basis: judged === null ? 'measured' : 'judged',
    evidence: [
      ...distances.map(({ slate, distance }) => `look is ${Math.round(distance * 100)} % away from ${slate}`),
      ...(judged?.evidence ?? []),
    ],
  };
}

function distanceOf(a: Look, b: Look): number {
  const keys = ['luma', 'saturation', 'red', 'green', 'blue'] as const;
  return Math.sqrt(keys.reduce((total, key) => total + (a[key] - b[key]) ** 2, 0) / keys.length);
}

function unjudged({ unseen }: Pick<QaInput, 'unseen'>, evidence: string[]): Score {
  return { value: null, basis: 'unjudged', evidence: unseen === null ? evidence : [unseen, ...evidence] };
}

function elementQuestions({ contract, shot }: Pick<QaInput, 'contract' | 'shot'>): string[] {
  const asked = contract.elements.filter((element) => shot.elements.includes(element.id));
  return asked.length === 0
    ? ['No element of the contract is asked of this shot.']
    : asked.map((element) => `To be asked of an eye: is “${element.text}” in the picture?`);
}

/** Mean by SCORE_WEIGHTS over what could be scored; null when nothing could. */
function weighted(scores: Review['scores']): number | null {
  let total = 0;
  let weight = 0;
  for (const [name, share] of Object.entries(SCORE_WEIGHTS)) {
    const { value } = scores[name as keyof typeof SCORE_WEIGHTS];
    if (value === null) continue;
    total += value * share;
    weight += share;
  }
  return weight === 0 ? null : Math.round((total / weight) * 10) / 10;
}

function verdictOf(
  { threshold, tier, votes, attempt, attemptsAllowed: allowed }: QaInput,
  { overall, failed, lost }: { overall: number | null; failed: number; lost: Element[] },
): { verdict: Verdict; reason: string } {
  const bar =
    threshold === null ? `${THRESHOLDS[tier]} asked of ${tier.replace('_', ' ')}` : `${threshold} that you ask`;
  const on = votes.length === 0 ? ' on what can be measured' : '';
  if (overall === null) return { verdict: 'circle', reason: 'Nothing speaks against it, but nothing could be scored.' };
  const reached = overall >= (threshold ?? THRESHOLDS[tier]);
  if (reached && lost.length === 0) return { verdict: 'circle', reason: `Scored ${overall}${on}, ${bar}.` };
  const missing = lost.map(({ text }) => `“${text}”`).join(', ');
  const fault =
    lost.length > 0
      ? `${missing} ${lost.length === 1 ? 'is' : 'are'} not to be seen`
      : failed > 0
        ? `${failed} ${failed === 1 ? 'measure' : 'measures'} failed`
        : votes.length > 0
          ? 'see its answers'
          : 'its look strays from its thread';
  const against = reached
    ? `Scored ${overall}, but the film fails without what is missing`
    : `Scored ${overall}, below the ${bar}`;
  if (attempt < allowed) return { verdict: 'reshoot', reason: `${against}: ${fault}.` };
  return { verdict: 'drop', reason: `${against}, and this was attempt ${attempt} of ${allowed}: ${fault}.` };
}

function firstSentence(text: string): string {
  return (/^.*?[.!?。！？](?=\s|$)/su.exec(text)?.[0] ?? text).slice(0, 160);
}
