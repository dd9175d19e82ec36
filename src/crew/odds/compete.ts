import { StudioError } from '../../errors.ts';
import { formatCents, MicroUsd, sum } from '../../film/money.ts';
import { randomFrom } from '../../film/random.ts';
import { acceptedValue, DEFAULT_RELIABILITY, finishes, observe, valueByMean, valuesOf } from './arm.ts';
import type { Arm } from './arm.ts';
import { drawNormal } from './normal.ts';

/** What a competition may cost, and by what it is decided. */
export interface TestTerms {
  /** Of the whole film: the exploration share is a share of this. */
  budget: MicroUsd;
  /** What is free now. */
  moneyLeft: MicroUsd;
  /** What all test takes of earlier rounds have cost, failures included. */
  explored: MicroUsd;
  /** 1 for the first. */
  round: number;
  /** A take of less is not accepted, 0–100. One bar for all pilots of a film, or they cannot be compared. */
  threshold: number;
  /** What one test take costs: the clip at its ceiling and its judge. */
  testPrice: (arm: Arm) => MicroUsd;
  /** What one failed clip costs with a vendor that bills it. */
  failurePrice: (arm: Arm) => MicroUsd;
  seed: number;
  reliability?: number;
  /** Thompson draws, 200 unless told. */
  draws?: number;
  /** 0.2 unless told. */
  explorationShare?: number;
  /** A pilot that wins so many of the draws is shot untested; above 1 nobody is: the person asked for a test. */
  clearAt?: number;
}

/** How a pilot did in the draws. */
export interface Share {
  arm: string;
  /** Share of the draws that it won; 0 for a pilot that cannot finish the film while another can. */
  wins: number;
}

/** What was not done, and why. */
export interface Rejected {
  option: string;
  why: string;
}

interface Decided {
  shares: Share[];
  rejected: Rejected[];
  /** The decision with its figures, in one sentence. */
  line: string;
}

export interface NoTest extends Decided {
  kind: 'none';
  /** The pilot that is shot when nothing has been tested; after a test, `continueOrCancel` decides. */
  shoot: string;
  /** One clause with figures. */
  reason: string;
}

export interface Test extends Decided {
  kind: 'test';
  /** Takes of this round. Rivals shoot the same shots: each pilot the next ones of the film that it has not shot. */
  takes: { arm: string; takes: number }[];
  /** To be held before the first is ordered; a take that the rest of it does not carry is not ordered any more. */
  reserve: MicroUsd;
  /** Rounds that there can be at most, this one included. */
  roundsLeft: number;
}

/** By 25 draws a coin toss would look clear in four of ten cases; by 200 in less than one of a hundred. */
const DRAWS = 200;
/** A pilot that wins so many of the draws is shot untested. */
const CLEAR = 0.6;
/** A pilot that wins fewer is not worth a clip. */
const PLAUSIBLE = 0.1;
const CLIPS_FOR_HALVING = 6;
/** A test tells apart, it does not measure: more takes of one pilot in one round would come before anything was learnt. */
const MOST_TEST_TAKES = 3;

/**
 * Whether rival pilots are worth a test, and what the next round of it is. Thompson draws say how likely each pilot is the
 * best buy; one that wins 60 % is shot untested. Else the top two shoot one shot each; when more than two are plausible and
 * there is money for six clips, all plausible ones do, by successive halving with the money rationed by round. Call it
 * again after each round with what was seen, until it says `none`.
 *
 * Every test take counts as exploration, the later winner's too: the film will use those, but nobody knows yet whose they
 * are, and so the fifth holds by any way of counting. In simulation, counting only the losers' takes gains nothing.
 * Throws `internal` without a pilot.
 */
export function whoToTest(arms: readonly Arm[], terms: TestTerms): NoTest | Test {
  const { moneyLeft, round, clearAt = CLEAR } = terms;
  const able = arms.filter((arm) => finishes(arm, moneyLeft));
  const field = able.length === 0 ? arms : able;
  const shares = sharesOf(arms, field, terms);
  const wins = winsIn(shares);
  const ranked = field.toSorted((a, b) => wins(b) - wins(a));
  const best = bestBuy(field, terms);
  const unable: Rejected[] = arms
    .filter((arm) => !field.includes(arm))
    .map((arm) => ({ option: `pilot ${arm.label}`, why: cannotFinish(arm, moneyLeft) }));
  const none = (reason: string, { shoot = best, rejected = unable } = {}): NoTest => ({
    kind: 'none',
    shoot: shoot.id,
    reason,
    shares,
    rejected: [...rejected, ...untested(field, shoot, wins)],
    line: `${round === 1 ? 'no pilots' : 'no further test'}: ${reason}`,
  });

  const clear = ranked.find((arm) => wins(arm) >= clearAt);
  if (able.length === 0) return none(`${cannotFinish(best, moneyLeft)}; every cent goes into its shots`);
  if (field.length === 1) {
    return none(
      arms.length === 1
        ? `${best.label} is the only one, ${each(best)}`
        : `only ${best.label} can finish the film with ${formatCents(moneyLeft)}, ${each(best)}`,
    );
  }
  if (clear !== undefined) {
    return none(`${clear.label} wins ${percent(wins(clear))} of draws, ${each(clear)}`, { shoot: clear });
  }
  const roundsLeft = Math.ceil(Math.log2(field.length)) - round + 1;
  if (roundsLeft < 1 || ranked.some(({ shots }) => shots === 0)) {
    return none(`after ${round - 1} ${round === 2 ? 'round' : 'rounds'} ${best.label} is the best buy, ${each(best)}`);
  }
  return plan(ranked, { terms, best, roundsLeft, shares, none, rejected: unable });
}

/** The next round: as many rivals as the money allows; none with the figures when it does not carry two. */
function plan(
  ranked: readonly Arm[],
  {
    terms,
    best,
    roundsLeft,
    shares,
    none,
    rejected,
  }: {
    terms: TestTerms;
    best: Arm;
    roundsLeft: number;
    shares: Share[];
    none: (reason: string, more?: { rejected: Rejected[] }) => NoTest;
    rejected: Rejected[];
  },
): NoTest | Test {
  const { budget, moneyLeft, explored, round, testPrice, explorationShare = 0.2 } = terms;
  const wins = winsIn(shares);
  const allowed = Math.max(0, Math.floor(budget * explorationShare) - explored);
  const plausible = ranked
    .filter((arm, at) => at < 2 || wins(arm) >= PLAUSIBLE)
    .slice(0, Math.max(2, Math.ceil(ranked.length / 2 ** (round - 1))));
  const sixClips = (CLIPS_FOR_HALVING / plausible.length) * sum(plausible.map((arm) => testPrice(arm)));
  const halving = plausible.length > 2 && sixClips <= allowed;
  const [first, second] = ranked;
  const entrants = halving || first === undefined || second === undefined ? plausible : [first, second];
  const takes = ration(entrants, halving ? allowed / roundsLeft : 0, terms);
  const failure = Math.max(...entrants.map((arm) => terms.failurePrice(arm)));
  const reserve = MicroUsd.parse(takes.reduce((total, { arm, count }) => total + testPrice(arm) * count, 0) + failure);
  const names = entrants.map(({ label }) => label).join(' and ');
  if (reserve > allowed) {
    const share = `${percent(explorationShare)} of ${formatCents(budget)}`;
    const of = explored === 0 ? share : `${share} less ${formatCents(explored)} tested`;
    const why = `one test of ${names} holds ${formatCents(reserve)}, over the ${formatCents(MicroUsd.parse(allowed))} allowed (${of})`;
    return none(`${why}; ${best.label} is shot, ${each(best)}`, {
      rejected: [...rejected, { option: `test ${names}`, why }],
    });
  }
  // As if no test take would be used: what a pilot wants is then the whole film.
  const rest = MicroUsd.parse(Math.max(0, moneyLeft - reserve));
  const stranded = entrants.find((arm) => !finishes(arm, rest));
  if (stranded !== undefined) {
    const why = `after a test (${formatCents(reserve)}) ${cannotFinish(stranded, rest)}`;
    const short = [...rejected, { option: `test ${stranded.label}`, why }];
    const others = ranked.filter((arm) => arm !== stranded);
    return others.length < 2
      ? none(`${why}; ${best.label} is shot, ${each(best)}`, { rejected: short })
      : plan(others, { terms, best, roundsLeft, shares, none, rejected: short });
  }
  const leader = entrants[0] ?? best;
  const dropped = ranked
    .filter((arm) => !entrants.includes(arm))
    .map((arm) => ({
      option: `pilot ${arm.label}`,
      why: `${percent(wins(arm))} at ${ratio(arm, leader)} the price of ${leader.label}`,
    }));
  return {
    kind: 'test',
    takes: takes.map(({ arm, count }) => ({ arm: arm.id, takes: count })),
    reserve,
    roundsLeft,
    shares,
    rejected: [...rejected, ...dropped],
    line: [
      `pilots: ${takes.map(({ arm, count }, at) => `${arm.label} (${entry(arm, wins(arm), count, at)})`).join(' vs ')}`,
      ...ranked
        .filter((arm) => !entrants.includes(arm))
        .map((arm) => `${arm.label} dropped: ${percent(wins(arm))} at ${ratio(arm, leader)} price`),
    ].join('; '),
  };
}

/** The critic's word on one pilot. */
export interface PilotVerdict {
  arm: string;
  decision: 'continue' | 'cancel';
  /** Chance that it would give more accepted points than the one that goes on; 1 for that one itself. */
  overtakes: number;
  /** Accepted points that are predicted when all the money left goes to it. */
  predicted: number;
  line: string;
}

export interface Verdicts {
  continued: string;
  verdicts: PilotVerdict[];
  rejected: Rejected[];
  line: string;
}

/**
 * After the tests: exactly one pilot goes on, the one with the most predicted accepted points for the money left among
 * those that can finish the film; when none can, among all. The others are cancelled, each for its own reason.
 * Throws `internal` without a pilot.
 */
export function continueOrCancel(
  arms: readonly Arm[],
  { moneyLeft, threshold, reliability }: { moneyLeft: MicroUsd; threshold: number; reliability?: number },
): Verdicts {
  const terms = { moneyLeft, threshold, reliability };
  const able = arms.filter((arm) => finishes(arm, moneyLeft));
  const leader = bestBuy(able.length === 0 ? arms : able, terms);
  const predicted = acceptedValue(leader, moneyLeft, threshold, reliability);
  const left = `with ${formatCents(moneyLeft)} left`;
  const verdicts = arms.map((arm): PilotVerdict => {
    const points = acceptedValue(arm, moneyLeft, threshold, reliability);
    if (arm === leader) {
      const line =
        able.length === 0
          ? `continue pilot ${arm.id}: ${cannotFinish(arm, moneyLeft)}, but no other gives more`
          : `continue pilot ${arm.id}: ${points.toFixed(0)} accepted points predicted ${left}, ${arm.shots} ${arm.shots === 1 ? 'shot' : 'shots'} to go at ${formatCents(arm.price)}`;
      return { arm: arm.id, decision: 'continue', overtakes: 1, predicted: points, line };
    }
    const overtakes = chanceToOvertake(arm, leader, terms);
    const chance = `${percent(overtakes)} chance to overtake ${leader.id}`;
    const why =
      able.length > 0 && !able.includes(arm)
        ? cannotFinish(arm, moneyLeft)
        : overtakes < PLAUSIBLE
          ? `${chance} ${left}`
          : `${points.toFixed(0)} accepted points predicted against ${predicted.toFixed(0)} of ${leader.id} ${left} (${chance})`;
    return { arm: arm.id, decision: 'cancel', overtakes, predicted: points, line: `cancel pilot ${arm.id}: ${why}` };
  });
  return {
    continued: leader.id,
    verdicts,
    rejected: verdicts
      .filter(({ decision }) => decision === 'cancel')
      .map(({ arm, line }) => ({ option: `continue pilot ${arm}`, why: line.slice(line.indexOf(':') + 2) })),
    line: verdicts
      .toSorted((a, b) => b.predicted - a.predicted)
      .map(({ line }) => line)
      .join('; '),
  };
}

/**
 * One take each, then one after the other to whom a dollar takes away most of what is not known, while the round's money
 * lasts. In the limit that is a number proportional to sd / sqrt(cost), less what the belief already holds.
 */
function ration(
  entrants: readonly Arm[],
  money: number,
  { testPrice, failurePrice, reliability }: TestTerms,
): { arm: Arm; count: number }[] {
  const takes = entrants.map((arm) => ({ arm, count: 1 }));
  let left = money - sum(entrants.map((arm) => testPrice(arm))) - Math.max(...entrants.map((arm) => failurePrice(arm)));
  for (;;) {
    let next: { arm: Arm; count: number } | null = null;
    let most = 0;
    for (const entry of takes) {
      const { arm, count } = entry;
      if (testPrice(arm) > left || count >= Math.min(MOST_TEST_TAKES, arm.shots)) continue;
      const worth = learntByNext(arm, count, reliability) / Math.max(1, testPrice(arm));
      if (worth > most) [next, most] = [entry, worth];
    }
    if (next === null) return takes;
    next.count += 1;
    left -= testPrice(next.arm);
  }
}

/** Variance of the mean that one more judged take takes away, whatever it scores. */
function learntByNext({ belief }: Arm, takes: number, reliability?: number): number {
  const after = (count: number): number =>
    observe(
      belief,
      Array.from({ length: count }, () => 0),
      reliability,
    ).between ** 2;
  return after(takes) - after(takes + 1);
}

/** Thompson draws: a mean for each pilot from its belief, and who would be the best buy if that were the truth. */
function sharesOf(
  arms: readonly Arm[],
  field: readonly Arm[],
  { moneyLeft, threshold, seed, reliability, draws = DRAWS }: TestTerms,
): Share[] {
  const random = randomFrom(seed);
  const won = new Map<Arm, number>();
  const bets = field.map((arm) => ({ ...arm.belief, value: valueByMean(arm, moneyLeft, threshold, reliability) }));
  for (let draw = 0; draw < draws; draw += 1) {
    const values = bets.map(({ mean, between, value }) => value(mean + between * drawNormal(random)));
    const winner = field[values.indexOf(Math.max(...values))];
    if (winner !== undefined) won.set(winner, (won.get(winner) ?? 0) + 1);
  }
  return arms.map((arm) => ({ arm: arm.id, wins: (won.get(arm) ?? 0) / draws }));
}

function bestBuy(
  arms: readonly Arm[],
  { moneyLeft, threshold, reliability }: Pick<TestTerms, 'moneyLeft' | 'threshold' | 'reliability'>,
): Arm {
  const values = arms.map((arm) => acceptedValue(arm, moneyLeft, threshold, reliability));
  const best = arms[values.indexOf(Math.max(...values))];
  if (best === undefined) throw new StudioError('internal', 'there is no pilot to decide about');
  return best;
}

/** By pairing every likely mean of the one with every likely mean of the other. */
function chanceToOvertake(
  rival: Arm,
  leader: Arm,
  {
    moneyLeft,
    threshold,
    reliability = DEFAULT_RELIABILITY,
  }: Pick<TestTerms, 'moneyLeft' | 'threshold' | 'reliability'>,
): number {
  const mine = valuesOf(rival, moneyLeft, threshold, reliability);
  const theirs = valuesOf(leader, moneyLeft, threshold, reliability);
  let above = 0;
  for (const one of mine) {
    for (const other of theirs) above += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return above / (mine.length * theirs.length);
}

function winsIn(shares: readonly Share[]): (arm: Arm) => number {
  return ({ id }) => shares.find(({ arm }) => arm === id)?.wins ?? 0;
}

function untested(field: readonly Arm[], shoot: Arm, wins: (arm: Arm) => number): Rejected[] {
  return field
    .filter((arm) => arm !== shoot)
    .map((arm) => ({ option: `pilot ${arm.label}`, why: `wins ${percent(wins(arm))} of draws, ${each(arm)}` }));
}

function cannotFinish({ label, price, shots }: Arm, money: MicroUsd): string {
  const reached = Math.floor(money / price);
  return `${formatCents(money)} carries ${reached} of ${shots} shots of ${label} at ${formatCents(price)}`;
}

function entry(arm: Arm, wins: number, takes: number, at: number): string {
  const clips = takes === 1 ? '' : `, ${takes} clips`;
  return `${at === 0 ? 'wins ' : ''}${percent(wins)}${at === 0 ? ' of draws' : ''}, ${each(arm)}${clips}`;
}

function each({ price }: Arm): string {
  return `${formatCents(price)}/clip`;
}

function ratio(arm: Arm, leader: Arm): string {
  return leader.price === 0 ? formatCents(arm.price) : `${(arm.price / leader.price).toFixed(1)}x`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
