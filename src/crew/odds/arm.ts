import type { MicroUsd } from '../../film/money.ts';
import { cdf, pdf, quantile } from './normal.ts';

/** What is believed about the quality of the takes of one way to buy, in points 0–100 of the truth, not of a judge. */
export interface Belief {
  /** Of a take. */
  mean: number;
  /** Standard deviation of what is not known about the mean. */
  between: number;
  /** Standard deviation from take to take. */
  within: number;
}

/** A pilot as a bet: what a take costs, what is still to be shot with it, what is believed of it. */
export interface Arm {
  /** The pilot's: `A`. */
  id: string;
  /** For people: `runway gen4_turbo`. */
  label: string;
  /** One take with everything that comes with it: the clip and its judge. */
  price: MicroUsd;
  /** Shots of the film that have no take of this pilot. */
  shots: number;
  /** The best score of each shot that has one, all of which the film would use; null for a take that nobody could judge. */
  inCan: readonly (number | null)[];
  belief: Belief;
}

/** Share of a judge's variance that is the take's own, when nothing has been measured yet (LEARNING: Retake). */
export const DEFAULT_RELIABILITY = 0.55;

/** A shot gets no more takes than this: who fails three times is not helped by a fourth of the same (`escalate`). */
export const MOST_TAKES = 3;

/**
 * The belief about a pilot of which nothing is remembered. The ceiling of a tier is read as the score that one take in
 * twenty passes, with 12 points from take to take (the residual of LEARNING's power tables); 8 points between models of a
 * tier, so that a tier that stands 5 points lower is the better one in a third of all cases.
 */
export function priorFor(qualityCeiling: number): Belief {
  const within = 12;
  return { mean: qualityCeiling + within * quantile(0.05), between: 8, within };
}

/**
 * The belief after a judge has scored takes (Normal-Normal update). `reliability` is the share of the variance of scores
 * from take to take that is the takes' own, so the judge's noise follows: within² (1 - r) / r. What is no score out of
 * 100 (null, NaN, 250) is no observation.
 */
export function observe(
  belief: Belief,
  scores: readonly (number | null)[],
  reliability: number = DEFAULT_RELIABILITY,
): Belief {
  const seen = scores.filter(isScore);
  if (seen.length === 0 || belief.between === 0 || reliability <= 0) return belief;
  const known = 1 / belief.between ** 2;
  const told = (seen.length * Math.min(reliability, 1)) / belief.within ** 2;
  const average = seen.reduce((total, score) => total + score, 0) / seen.length;
  return {
    ...belief,
    mean: (belief.mean * known + average * told) / (known + told),
    between: Math.sqrt(1 / (known + told)),
  };
}

/** Whether a judge's word is a score out of 100 at all. */
export function isScore(score: number | null): score is number {
  return score !== null && score >= 0 && score <= 100;
}

/**
 * Points that a take is worth when its quality is only known to be about `estimate` ± `error`: E[V · 1(V >= threshold)].
 * Grows with the estimate, softly across the threshold.
 */
export function acceptedPoints(estimate: number, error: number, threshold: number): number {
  if (error === 0) return estimate >= threshold ? estimate : 0;
  const z = (estimate - threshold) / error;
  return estimate * cdf(z) + error * pdf(z);
}

/** A judged take, shrunk towards what is believed of its like: mean + r (score - mean). */
export function shrink(score: number, mean: number, reliability: number): number {
  return mean + reliability * (score - mean);
}

/** What remains unknown of a take's quality once it has a score: standard deviation in points. */
export function errorOfJudged(within: number, reliability: number): number {
  return within * Math.sqrt(1 - reliability);
}

/**
 * Points of accepted quality that the film ends up with when all the money goes to this pilot: what is in the can and
 * every shot that the money reaches, each with as many takes as the money buys, at most {@link MOST_TAKES}, the best one
 * used as the judge sees it. A film that the money cannot finish is worth the shots that it can.
 */
export function acceptedValue(
  arm: Arm,
  moneyLeft: number,
  threshold: number,
  reliability = DEFAULT_RELIABILITY,
): number {
  return average(valuesOf(arm, moneyLeft, threshold, reliability));
}

/** {@link acceptedValue} at evenly likely means of the belief, worst first. */
export function valuesOf(arm: Arm, moneyLeft: number, threshold: number, reliability = DEFAULT_RELIABILITY): number[] {
  const { mean, between } = arm.belief;
  const value = valueByMean(arm, moneyLeft, threshold, reliability);
  return MEANS.map((z) => value(mean + z * between));
}

/** {@link acceptedValue}, if the mean were known to be the one asked for. */
export function valueByMean(
  { price, shots, inCan, belief: { within } }: Arm,
  moneyLeft: number,
  threshold: number,
  reliability = DEFAULT_RELIABILITY,
): (mean: number) => number {
  const takes = price === 0 ? Infinity : Math.floor(moneyLeft / price);
  const reached = Math.min(shots, takes);
  const used = reached + inCan.length;
  const again = used === 0 ? 0 : Math.min(MOST_TAKES - 1, (takes - reached) / used);
  const error = errorOfJudged(within, reliability);
  const spread = within * Math.sqrt(reliability);
  const points = (estimate: number): number => acceptedPoints(estimate, error, threshold);
  const [first, retakes] = [bestOf(1 + again), bestOf(again)];
  return (mean) => {
    const fresh = reached === 0 ? 0 : reached * average(first.map((z) => points(mean + spread * z)));
    return inCan.reduce<number>((total, score) => {
      if (!isScore(score)) return total + acceptedPoints(mean, within, threshold);
      const now = shrink(score, mean, reliability);
      if (retakes.length === 0) return total + points(now);
      return total + average(retakes.map((z) => points(Math.max(now, mean + spread * z))));
    }, fresh);
  };
}

/** Evenly likely values of the best of so many standard draws, a number that need not be whole; none of no draw. */
function bestOf(draws: number): number[] {
  return draws === 0 ? [] : CHANCES.map((p) => quantile(p ** (1 / draws)));
}

/** Whether the money buys every shot that this pilot still wants. */
export function finishes({ price, shots }: Arm, money: number): boolean {
  return price * shots <= money;
}

const CHANCES = Array.from({ length: 16 }, (_, at) => (at + 0.5) / 16);
const MEANS = Array.from({ length: 31 }, (_, at) => quantile((at + 0.5) / 31));

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
