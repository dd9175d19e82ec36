import { observe, priorFor, type Belief } from '../../crew/odds/arm.ts';
import { chooseRetakes, escalate, retakeGain } from '../../crew/odds/retake.ts';
import { judge } from '../../crew/judge.ts';
import { elementsOf } from '../../crew/questions.ts';
import type { Brief } from '../../film/brief.ts';
import { THRESHOLDS } from '../../crew/qa-verifier.ts';
import { sum, ZERO, type MicroUsd } from '../../film/money.ts';
import type { EventData } from '../../film/events.ts';
import type { Escalation, Review } from '../../film/review.ts';
import { shotsOf, type Shot } from '../../film/screenplay.ts';
import { takesOf } from '../../film/state.ts';
import { ATTEMPTS, type Plan } from '../studio/plan.ts';
import { OFFLINE } from '../studio/minds.ts';
import type { Production } from '../studio/production.ts';
import { reliabilityFor } from './reliability.ts';
import { otherPilot, seedFor } from './request-for.ts';
import { priceOfLook } from './screen.ts';

/** Takes of one shot at most, where somebody looks at them: after as many failures of one thing it is escalated. */
const JUDGED_ATTEMPTS = 3;

/** Takes that a shot may have before it is escalated or made do with, by who decides now. */
export function attemptsOf({ state }: Pick<Production, 'state'>): number {
  return isJudged(state.cast) ? JUDGED_ATTEMPTS : ATTEMPTS;
}

/** Takes that a shot may have in all: where somebody looks at them, one more when it is escalated. */
export function mostTakesOf({ minds }: Pick<Brief, 'minds'>): number {
  return isJudged(minds) ? JUDGED_ATTEMPTS + 1 : ATTEMPTS;
}

function isJudged(cast: Brief['minds']): boolean {
  return (cast?.[judge.name] ?? OFFLINE) !== OFFLINE;
}

type Decision = EventData<'dailies-decided'>;

interface Judged {
  shot: Shot;
  slate: string;
  reviewed: Review;
  attempt: number;
  allowed: number;
}

/**
 * What is done about a shot after a take: circle it, shoot it again when the points to be expected are worth the price and
 * the shots that have not been shot keep their money, else make do with the best there is. Something that failed again and
 * again is escalated. Decided once for a take, in one line with its figures.
 */
export async function judgeTake(production: Production, plan: Plan, judged: Judged): Promise<Decision> {
  const known = production.state.decisions[judged.slate];
  if (known !== undefined) return known;
  const decision = await decided(production, plan, judged);
  await production.record({ type: 'dailies-decided', data: decision });
  return decision;
}

async function decided(production: Production, plan: Plan, judged: Judged): Promise<Decision> {
  const { shot, slate, reviewed, attempt, allowed } = judged;
  const base = { shot: shot.id, slate, escalation: null };
  if (reviewed.verdict === 'circle') return { ...base, verdict: 'circle', line: `circle ${slate}: ${reviewed.reason}` };
  const price = retakePrice(production, plan, shot);
  const threshold = plan.brief.threshold ?? THRESHOLDS[plan.pilot.tier];
  if (attempt >= allowed) {
    const escalation = escalationFor(production, plan, judged, price);
    if (escalation === null || escalation.action === 'ask' || escalation.action === 'overlay') {
      const line = escalation?.line ?? `${shot.id} left: ${attempt} of ${allowed} takes are shot, the best one is used`;
      return { ...base, verdict: 'drop', line, escalation };
    }
    return { ...base, verdict: 'reshoot', line: escalation.line, escalation };
  }
  const current = reviewed.overall === null ? ('unjudged' as const) : scoreFor(reviewed, threshold);
  const reliability = await reliabilityFor(production);
  const gain = retakeGain({ current, belief: beliefIn(production, plan, reliability), threshold, reliability });
  const { buy, left } = chooseRetakes(
    [{ shot: shot.id, gain, price, locked: production.state.wishes.locked.includes(shot.id) }],
    { moneyFree: freeFor(production, plan, shot), shadowPrice: 1 / plan.brief.valueOfPoint },
  );
  const [bought] = buy;
  if (bought !== undefined) return { ...base, verdict: 'reshoot', line: bought.line };
  return { ...base, verdict: 'drop', line: left[0]?.line ?? `${shot.id} left` };
}

/** A take that lacks a must-have is worth nothing to the film, whatever else it shows. */
function scoreFor({ overall, verdict }: Review, threshold: number): number | null {
  return overall !== null && overall >= threshold && verdict !== 'circle' ? null : overall;
}

/** What this production has shown of its pilot: the tier's promise, and every score so far. */
function beliefIn({ state }: Production, { pilot }: Plan, reliability: number): Belief {
  const scores = Object.values(state.takes).flatMap(({ provider, model, review }) =>
    provider === pilot.provider && model === pilot.model && review !== null ? [review.overall] : [],
  );
  return observe(priorFor(pilot.qualityCeiling), scores, reliability);
}

/** A take at its ceiling, and who looks at it. */
function retakePrice({ state, studio }: Production, { brief }: Plan, shot: Shot): MicroUsd {
  const planned = state.spending?.takes.find((act) => act.shot === shot.id)?.ceiling ?? ZERO;
  return sum([planned, priceOfLook(studio, brief)]);
}

/** What is left for another take of a shot when every other shot that has not been begun keeps its money. */
export function freeFor({ state }: Production, { screenplay }: Plan, shot: Shot): MicroUsd {
  const planned = new Map(state.spending?.takes.map((act) => [act.shot, act.ceiling]));
  const unshot = shotsOf(screenplay).filter(
    ({ id }) => id !== shot.id && state.chosen[id] === undefined && takesOf(state, id).length === 0,
  );
  const needed = sum(unshot.map(({ id }) => planned.get(id) ?? ZERO));
  return Math.max(0, state.money.left - needed) as MicroUsd;
}

function escalationFor(production: Production, plan: Plan, { shot }: Judged, price: MicroUsd): Escalation | null {
  const { state } = production;
  const elements = elementsOf(shot, plan.contract);
  const history = takesOf(state, shot.id).flatMap(({ review }) => {
    if (review?.answers === undefined) return [];
    const { answers } = review;
    const missed = elements.filter(({ id }) => answers.some(({ element, yes }) => element === id && yes < 0.5));
    return [{ missed }];
  });
  const other = otherPilot(production, plan);
  const affords = other !== undefined && other.pricePerShot <= freeFor(production, plan, shot);
  const tried = Object.values(state.decisions).flatMap((one) =>
    one.shot === shot.id && one.escalation !== null ? [one.escalation] : [],
  );
  return escalate(history, {
    shot: shot.id,
    canSeedFrame: elements.some(({ text }) => seedFor(plan.brief.seeds, text) !== undefined),
    // Words are laid over the picture anyway, and never looked for in it.
    canOverlay: false,
    otherProvider: affords ? `${other.provider} ${other.model}` : null,
    tried,
    retakePrice: price,
  });
}
