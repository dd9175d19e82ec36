import type { ElementKind } from '../../film/contract.ts';
import { formatCents, MicroUsd } from '../../film/money.ts';
import { acceptedPoints, DEFAULT_RELIABILITY, errorOfJudged, isScore, MOST_TAKES, shrink } from './arm.ts';
import type { Belief } from './arm.ts';
import { quantile } from './normal.ts';

/**
 * Accepted points that one more take of a shot is expected to add: E[max(0, A(new) - A(current))]. The current take is
 * shrunk by what the judge is worth, the new one will be judged by the same judge, and A is softened by what a score
 * leaves open. `current` is null without a take; a take that nobody could score (`unjudged`, or a word that is no score)
 * promises no gain, since another would be compared by the same silence.
 */
export function retakeGain({
  current,
  belief: { mean, within },
  threshold,
  reliability = DEFAULT_RELIABILITY,
}: {
  current: number | 'unjudged' | null;
  belief: Belief;
  threshold: number;
  reliability?: number;
}): number {
  if (current === 'unjudged' || (current !== null && !isScore(current))) return 0;
  const error = errorOfJudged(within, reliability);
  const spread = within * Math.sqrt(reliability);
  const now = current === null ? 0 : acceptedPoints(shrink(current, mean, reliability), error, threshold);
  let gain = 0;
  for (const z of CHANCES) gain += Math.max(0, acceptedPoints(mean + spread * z, error, threshold) - now);
  return gain / CHANCES.length;
}

const CHANCES = Array.from({ length: 40 }, (_, at) => quantile((at + 0.5) / 40));

/** A shot that could be shot again. */
export interface RetakeCandidate {
  shot: string;
  /** Expected accepted points, by {@link retakeGain}. */
  gain: number;
  /** Clip and judge, at the ceiling. */
  price: MicroUsd;
  /** Locked by the user: stays as it is. */
  locked: boolean;
}

export interface RetakeDecision {
  shot: string;
  /** The decision about this shot with its figures. */
  line: string;
}

export interface Retakes {
  /** The best buy first. */
  buy: RetakeDecision[];
  left: RetakeDecision[];
  /** What all that is bought costs, never more than what was free. */
  cost: MicroUsd;
  line: string;
}

/** Less than this is noise: it is not bought even where takes cost nothing. */
const LEAST_GAIN = 0.1;

/**
 * Which retakes are worth their price: the most expected points per dollar first, while they beat the shadow price
 * (points that a dollar must bring) and `moneyFree` carries them. `moneyFree` is without what unshot shots will need.
 */
export function chooseRetakes(
  candidates: readonly RetakeCandidate[],
  { moneyFree, shadowPrice = 1 }: { moneyFree: MicroUsd; shadowPrice?: number },
): Retakes {
  const buy: RetakeDecision[] = [];
  const left: RetakeDecision[] = [];
  let cost = 0;
  for (const { shot, gain, price, locked } of candidates.toSorted((a, b) => rate(b) - rate(a))) {
    const figures = `+${gain.toFixed(1)} expected accepted points for ${formatCents(price)} (${perDollar(rate({ gain, price }))})`;
    const limit = perDollar(shadowPrice);
    const leave = (why: string): void => void left.push({ shot, line: `${shot} left: ${why}` });
    if (locked) leave('locked');
    else if (!(gain >= LEAST_GAIN && rate({ gain, price }) > shadowPrice)) leave(`${figures}, not over ${limit}`);
    else if (cost + price > moneyFree) {
      leave(`${figures}, but only ${formatCents(MicroUsd.parse(moneyFree - cost))} free`);
    } else {
      cost += price;
      buy.push({ shot, line: `retake ${shot}: ${figures} > ${limit}` });
    }
  }
  const lines = [...buy, ...left].map(({ line }) => line);
  return {
    buy,
    left,
    cost: MicroUsd.parse(cost),
    line: lines.length === 0 ? 'no retakes: nothing to choose from' : lines.join('; '),
  };
}

/** Points per dollar; endless where a take costs nothing. */
function rate({ gain, price }: { gain: number; price: number }): number {
  if (!(gain > 0)) return 0;
  return price === 0 ? Infinity : gain / (price / 1_000_000);
}

function perDollar(points: number): string {
  return points === Infinity ? 'free' : `${points.toFixed(1)}/$`;
}

/** An element of the contract that a take missed. */
export interface MissedElement {
  id: string;
  kind: ElementKind;
  text: string;
  weight: number;
  must: boolean;
}

export type EscalationAction = 'seed-frame' | 'overlay' | 'reroute' | 'ask';

export interface Escalation {
  action: EscalationAction;
  /** The element that keeps failing. */
  element: string;
  line: string;
}

/** Where the picture decides and words do not: a first frame can show it. */
const LOOKS: ReadonlySet<ElementKind> = new Set(['subject', 'attribute', 'setting']);

/**
 * What to do with a shot whose takes keep missing the same element; null while fewer than three have, or the last take
 * has it. `history` is one entry a take, in order. What was tried for the element and failed again is not proposed twice.
 */
export function escalate(
  history: readonly { missed: readonly MissedElement[] }[],
  {
    shot,
    canSeedFrame,
    canOverlay,
    otherProvider,
    tried,
    retakePrice,
  }: {
    shot: string;
    /** There is a picture that shows it. */
    canSeedFrame: boolean;
    canOverlay: boolean;
    /** Another provider that the money carries, in words; null when there is none. */
    otherProvider: string | null;
    tried: readonly { element: string; action: EscalationAction }[];
    /** What one more take would cost. */
    retakePrice: MicroUsd;
  },
): Escalation | null {
  const timesMissed = (id: string): number =>
    history.filter(({ missed }) => missed.some((one) => one.id === id)).length;
  const stubborn = (history.at(-1)?.missed ?? [])
    .filter(({ id }) => timesMissed(id) >= MOST_TAKES)
    .toSorted((a, b) => Number(b.must) - Number(a.must) || b.weight - a.weight)[0];
  if (stubborn === undefined) return null;
  const { id, kind, text, weight, must } = stubborn;
  const open = (action: EscalationAction): boolean => !tried.some((one) => one.element === id && one.action === action);
  const missed = `${shot} missed "${text}" in ${timesMissed(id)} takes`;
  if (kind === 'text' && canOverlay && open('overlay')) {
    return { action: 'overlay', element: id, line: `${missed}: set it as an overlay, which costs no take` };
  }
  if (LOOKS.has(kind) && canSeedFrame && open('seed-frame')) {
    return { action: 'seed-frame', element: id, line: `${missed}: give the next take a first frame that shows it` };
  }
  if (otherProvider !== null && open('reroute')) {
    return { action: 'reroute', element: id, line: `${missed}: shoot it with ${otherProvider}` };
  }
  const kept = Math.round((1 - weight) * 100);
  const warning = must ? ', and the film fails its concept without it' : '';
  return {
    action: 'ask',
    element: id,
    line: `${missed}: drop "${text}"? intent ${kept}%${warning}, saves ${formatCents(retakePrice)}`,
  };
}
