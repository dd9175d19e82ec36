import { DEFAULT_RELIABILITY, isScore } from './arm.ts';

/** How far a judge's scores can be trusted, and from how much that is known. */
export interface Reliability {
  /** Share of the variance of scores that is the takes' own, 0–1; what the other rules take as `reliability`. */
  reliability: number;
  /** Takes that were judged twice. */
  pairs: number;
  /** The same from the pairs alone; null when they cannot tell (fewer than three, or always the same score). */
  measured: number | null;
  line: string;
}

/** The assumption weighs as much as so many takes judged twice. */
const PRIOR_PAIRS = 10;

/**
 * Self-agreement from takes that were judged twice: the intraclass correlation 1 - mean((a - b)²) / (2 var), drawn towards
 * 0.55 while pairs are few. What a judge gets wrong twice in the same way does not show here: this is the best that can
 * be true of it, and {@link thumbsAgreement} is the other side.
 */
export function selfAgreement(pairs: readonly { first: number | null; second: number | null }[]): Reliability {
  const seen = pairs.filter(
    (pair): pair is { first: number; second: number } => isScore(pair.first) && isScore(pair.second),
  );
  const measured = correlation(seen);
  const reliability =
    measured === null
      ? DEFAULT_RELIABILITY
      : (seen.length * measured + PRIOR_PAIRS * DEFAULT_RELIABILITY) / (seen.length + PRIOR_PAIRS);
  const used = `reliability ${reliability.toFixed(2)}`;
  return {
    reliability,
    pairs: seen.length,
    measured,
    line:
      measured === null
        ? `judge: ${used} assumed; ${seen.length} takes judged twice do not tell`
        : `judge: ${used}, from ${seen.length} takes judged twice (${measured.toFixed(2)}) and the assumption ${DEFAULT_RELIABILITY}`,
  };
}

function correlation(pairs: readonly { first: number; second: number }[]): number | null {
  const scores = pairs.flatMap(({ first, second }) => [first, second]);
  if (pairs.length < 3) return null;
  const mean = scores.reduce((total, score) => total + score, 0) / scores.length;
  const variance = scores.reduce((total, score) => total + (score - mean) ** 2, 0) / (scores.length - 1);
  if (variance === 0) return null;
  const difference = pairs.reduce((total, { first, second }) => total + (first - second) ** 2, 0) / pairs.length;
  return Math.max(0, 1 - difference / (2 * variance));
}

/** How well a judge's scores order what the user thought. */
export interface ThumbsAgreement {
  /** Chance that a take with the thumb up has the higher score of the two, ties counted half; null without both kinds. */
  auc: number | null;
  /** 95 % interval of it. */
  low: number | null;
  high: number | null;
  up: number;
  down: number;
  line: string;
}

/** Area under the ROC curve of scores against thumbs, with its error by Hanley and McNeil (1982). */
export function thumbsAgreement(rows: readonly { score: number | null; thumb: 'up' | 'down' }[]): ThumbsAgreement {
  const of = (wanted: 'up' | 'down'): number[] =>
    rows.flatMap(({ score, thumb }) => (thumb === wanted && isScore(score) ? [score] : []));
  const [ups, downs] = [of('up'), of('down')];
  const counts = { up: ups.length, down: downs.length };
  if (ups.length === 0 || downs.length === 0) {
    const line = `thumbs: ${counts.up} up, ${counts.down} down with a score; both kinds are needed to compare`;
    return { auc: null, low: null, high: null, ...counts, line };
  }
  let above = 0;
  for (const up of ups) for (const down of downs) above += up > down ? 1 : up === down ? 0.5 : 0;
  const auc = above / (ups.length * downs.length);
  // Of a perfect order the formula gives no error at all; half a pair away from it does.
  const half = 0.5 / (ups.length * downs.length);
  const a = Math.min(1 - half, Math.max(half, auc));
  const variance =
    (a * (1 - a) + (ups.length - 1) * (a / (2 - a) - a * a) + (downs.length - 1) * ((2 * a * a) / (1 + a) - a * a)) /
    (ups.length * downs.length);
  const margin = 1.96 * Math.sqrt(variance);
  const [low, high] = [Math.max(0, auc - margin), Math.min(1, auc + margin)];
  const line = `thumbs: the judge ranks your ups over your downs in ${Math.round(auc * 100)}% of pairs (${counts.up} up, ${counts.down} down; 95% ${Math.round(low * 100)}-${Math.round(high * 100)}%)`;
  return { auc, low, high, ...counts, line };
}
