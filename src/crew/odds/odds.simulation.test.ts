import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { MicroUsd, usd } from '../../film/money.ts';
import { randomFrom } from '../../film/random.ts';
import { MOST_TAKES, observe, priorFor } from './arm.ts';
import type { Arm, Belief } from './arm.ts';
import { continueOrCancel, whoToTest } from './compete.ts';
import { drawNormal } from './normal.ts';
import { chooseRetakes, retakeGain } from './retake.ts';

/*
 * Whole films in worlds where the truth is known: how much accepted quality a dollar brings when pilots compete by our
 * rules, against shooting the first pilot, the one believed best, and splitting the money evenly. Every policy meets the
 * same dice (the second take of shot 3 by pilot B is the same clip for all) and the same retake rule.
 */

const WORLDS = 250;
const THRESHOLD = 70;
const JUDGE_PRICE = usd(0.01);
const FAILURES = 0.06;
/** Part of a take's variance that belongs to the shot, so rivals that shoot the same one share it. */
const DIFFICULTY = 5;

interface Family {
  name: string;
  /** Share of the variance of scores that is the takes' own; our rules believe in 0.55 throughout. */
  reliability: number;
  /** True sd between models of a tier; our rules believe in 8. */
  between: number;
  judge?: 'flatters one pilot by 25' | 'answers nonsense';
}

const FAMILIES: Family[] = [
  { name: 'good judge', reliability: 0.77, between: 8 },
  { name: 'fair judge', reliability: 0.53, between: 8 },
  { name: 'poor judge', reliability: 0.26, between: 8 },
  { name: 'models far apart', reliability: 0.53, between: 14 },
  { name: 'models alike', reliability: 0.53, between: 0 },
  { name: 'lying judge', reliability: 0.53, between: 8, judge: 'flatters one pilot by 25' },
  { name: 'nonsense judge', reliability: 0.53, between: 8, judge: 'answers nonsense' },
];

interface TruePilot {
  id: string;
  price: MicroUsd;
  prior: Belief;
  mean: number;
}

interface World {
  seed: number;
  family: Family;
  pilots: TruePilot[];
  budget: MicroUsd;
  shots: number[];
  difficulty: number[];
  flattered: string;
}

interface Clip {
  quality: number;
  score: number | null;
}

interface Can {
  best: Clip;
  takes: number;
}

interface Outcome {
  /** Truly accepted points / 100 per dollar of the budget, as LEARNING's AQ/$. */
  perDollar: number;
  pilot: string | null;
  spent: number;
  /** Pilots that shot test takes. */
  rivals: string[];
  /** Spent before a pilot was chosen. */
  tested: number;
  /** Of that, on pilots that were cancelled. */
  lost: number;
}

type Policy = (world: World) => Outcome;

const POLICIES = {
  oracle: (world) => shootWith(world, trulyBest(world)),
  ours: compete,
  'believed best': (world) => shootWith(world, chosen(world, armsOf(world, noCans(world)), world.budget)),
  'always first': (world) => shootWith(world, world.pilots[0] ?? assert.fail()),
  'split, mixed film': splitShots,
  'split, best film': splitFilms,
} satisfies Record<string, Policy>;
type Name = keyof typeof POLICIES;
const NAMES = Object.keys(POLICIES) as Name[];

interface Row {
  family: string;
  mean: Record<Name, number>;
  foundBest: number;
  /** Films in which a test was held. */
  heldTests: number;
  /** Of the tests held: who went on is truly no worse than any of the tested. */
  betterWon: number;
  tested: { mean: number; most: number };
  lost: number;
  mostSpent: number;
}

const rows = new Map<string, Row>();

before(() => {
  for (const family of FAMILIES) rows.set(family.name, play(family));
});

test('the table: accepted quality per dollar, and what knowing it cost', (t) => {
  for (const { family, mean, foundBest, heldTests, betterWon, tested, lost } of rows.values()) {
    const values = NAMES.map((name) => `${name} ${mean[name].toFixed(3)}`).join(' | ');
    t.diagnostic(
      `${family.padEnd(16)} AQ/$ ${values} | best pilot shot ${share(foundBest)}, tests held ${share(heldTests)}, ` +
        `better of the tested won ${share(betterWon)}, test takes ${share(tested.mean)} of budget (most ${share(tested.most)}), lost ${share(lost)}`,
    );
  }
  assert.equal(rows.size, FAMILIES.length);
});

test('no test ever costs more than a fifth of the budget, and no film more than its budget, whatever the judge says', () => {
  for (const { tested, mostSpent } of rows.values()) {
    assert.ok(tested.most <= 0.2);
    assert.ok(mostSpent <= 1);
  }
});

test('pilots that compete beat the first one and both ways to split the money, with every judge', () => {
  for (const { family, mean } of rows.values()) {
    for (const rival of ['always first', 'split, mixed film', 'split, best film'] as const) {
      assert.ok(mean.ours >= 1.05 * mean[rival], `${family}: ${mean.ours} against ${mean[rival]} of ${rival}`);
    }
  }
});

test('where a judge can see and pilots differ, tests close a part of the gap to knowing the truth', () => {
  for (const family of ['good judge', 'fair judge', 'models far apart']) {
    const { mean, betterWon } = rows.get(family) ?? assert.fail();
    const regret = (name: Name): number => mean.oracle - mean[name];
    assert.ok(regret('ours') < regret('believed best'), `${family}: regret ${regret('ours')}`);
    assert.ok(regret('ours') < 0.75 * regret('always first'), `${family}: regret ${regret('ours')}`);
    assert.ok(betterWon > 0.52, `${family}: the better pilot won ${betterWon}`);
  }
});

test('a judge that lies or answers nonsense costs little: no less than 95 % of what no test would have brought', () => {
  for (const family of ['lying judge', 'nonsense judge', 'poor judge', 'models alike']) {
    const { mean } = rows.get(family) ?? assert.fail();
    assert.ok(mean.ours >= 0.95 * mean['believed best'], `${family}: ${mean.ours} of ${mean['believed best']}`);
  }
});

function share(value: number): string {
  return `${(value * 100).toFixed(1)}%`;
}

function play(family: Family): Row {
  const worlds = Array.from({ length: WORLDS }, (_, seed) => worldOf(seed, family));
  const outcomes = Object.fromEntries(
    NAMES.map((name) => [name, worlds.map((world) => POLICIES[name](world))]),
  ) as Record<Name, Outcome[]>;
  const { ours, oracle } = outcomes;
  const held = ours.flatMap((outcome, at) =>
    outcome.tested > 0 ? [{ outcome, world: worlds[at] ?? assert.fail() }] : [],
  );
  const mean = mapNames((name) => average(outcomes[name].map(({ perDollar }) => perDollar)));
  return {
    family: family.name,
    mean,
    foundBest: average(ours.map(({ pilot }, at) => Number(pilot === oracle[at]?.pilot))),
    heldTests: held.length / worlds.length,
    betterWon: average(held.map(({ outcome, world }) => Number(wonRightly(world, outcome)))),
    tested: {
      mean: average(ours.map(({ tested }, at) => tested / (worlds[at]?.budget ?? 1))),
      most: Math.max(...ours.map(({ tested }, at) => tested / (worlds[at]?.budget ?? 1))),
    },
    lost: average(ours.map(({ lost }, at) => lost / (worlds[at]?.budget ?? 1))),
    mostSpent: Math.max(
      ...NAMES.flatMap((name) => outcomes[name].map(({ spent }, at) => spent / (worlds[at]?.budget ?? 1))),
    ),
  };
}

function wonRightly(world: World, { pilot, rivals }: Outcome): boolean {
  const tested = world.pilots.filter(({ id }) => id === pilot || rivals.includes(id));
  return trulyBest({ ...world, pilots: tested }).id === pilot;
}

function mapNames(value: (name: Name) => number): Record<Name, number> {
  return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as Record<Name, number>;
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
}

/** Two to four pilots of three tiers at $0.15 to $1.20 a clip, four to nine shots, $5 to $15. */
function worldOf(seed: number, family: Family): World {
  const random = randomFrom(seed * 7919 + 13);
  const between = (low: number, high: number): number => low + random() * (high - low);
  const shots = Array.from({ length: Math.floor(between(4, 10)) }, (_, shot) => shot);
  const pilots = Array.from('ABCD'.slice(0, Math.floor(between(2, 5))), (id): TruePilot => {
    const prior = priorFor([85, 90, 95][Math.floor(between(0, 3))] ?? 95);
    const price = usd(0.15 * 8 ** random());
    return { id, prior, price, mean: prior.mean + family.between * drawNormal(random) };
  });
  return {
    seed,
    family,
    pilots,
    budget: usd(between(5, 15)),
    shots,
    difficulty: shots.map(() => DIFFICULTY * drawNormal(random)),
    flattered: pilots[Math.floor(random() * pilots.length)]?.id ?? 'A',
  };
}

/** What comes of one create: a clip with its score, or a failure; every second failure is billed. */
function create(world: World, pilot: TruePilot, shot: number, attempt: number): { clip: Clip | null; cost: number } {
  const { family, difficulty, flattered } = world;
  const random = randomFrom((world.seed * 1009 + pilot.id.charCodeAt(0)) * 8191 + shot * 131 + attempt);
  for (let warm = 0; warm < 3; warm += 1) random();
  const luck = random();
  if (luck < FAILURES) return { clip: null, cost: luck < FAILURES / 2 ? pilot.price : 0 };
  const { within } = pilot.prior;
  const quality = clamp(
    pilot.mean + (difficulty[shot] ?? 0) + Math.sqrt(within ** 2 - DIFFICULTY ** 2) * drawNormal(random),
  );
  const noise = within * Math.sqrt((1 - family.reliability) / family.reliability);
  const honest = quality + noise * drawNormal(random);
  const cost = pilot.price + JUDGE_PRICE;
  if (family.judge === 'answers nonsense') {
    const word = [null, Number.NaN, 240, Math.floor(random() * 101), Math.floor(random() * 101)];
    return { clip: { quality, score: word[Math.floor(random() * word.length)] ?? null }, cost };
  }
  const flattery = family.judge !== undefined && pilot.id === flattered ? 25 : 0;
  return { clip: { quality, score: clamp(honest + flattery) }, cost };
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points));
}

/** One pilot's takes so far, and what they cost. */
interface Reel {
  cans: Map<number, Can>;
  scores: (number | null)[];
  creates: Map<number, number>;
  spent: number;
}

function noCans({ pilots }: World): Map<string, Reel> {
  return new Map(pilots.map(({ id }) => [id, emptyReel()]));
}

function emptyReel(): Reel {
  return { cans: new Map(), scores: [], creates: new Map(), spent: 0 };
}

/** Orders one take; true when a clip came. The better-judged take of a shot is kept. */
function shoot(world: World, pilot: TruePilot, reel: Reel, shot: number): boolean {
  const attempt = reel.creates.get(shot) ?? 0;
  reel.creates.set(shot, attempt + 1);
  const { clip, cost } = create(world, pilot, shot, attempt);
  reel.spent += cost;
  if (clip === null) return false;
  reel.scores.push(clip.score);
  const before = reel.cans.get(shot);
  const better = before === undefined || scoreOf(clip) > scoreOf(before.best);
  reel.cans.set(shot, { best: better ? clip : before.best, takes: (before?.takes ?? 0) + 1 });
  return true;
}

/** Nobody's word counts as less than any. */
function scoreOf({ score }: Clip): number {
  return score !== null && score >= 0 && score <= 100 ? score : -1;
}

/** Shoots every shot once and then what is worth its price, by the rules under test. */
function finish(world: World, pilot: TruePilot, reel: Reel, money: number, shots: readonly number[]): void {
  const price = MicroUsd.parse(pilot.price + JUDGE_PRICE);
  const limit = reel.spent + money;
  const carries = (): boolean => reel.spent + price <= limit;
  for (let attempt = 0; attempt < MOST_TAKES; attempt += 1) {
    for (const shot of shots) if (!reel.cans.has(shot) && carries()) shoot(world, pilot, reel, shot);
  }
  const givenUp = new Set<number>();
  for (;;) {
    const belief = observe(pilot.prior, reel.scores);
    const { buy } = chooseRetakes(
      [...reel.cans].map(([shot, { best, takes }]) => ({
        shot: String(shot),
        gain: retakeGain({ current: scoreOf(best) < 0 ? 'unjudged' : best.score, belief, threshold: THRESHOLD }),
        price,
        locked: takes >= MOST_TAKES || givenUp.has(shot),
      })),
      { moneyFree: MicroUsd.parse(Math.max(0, limit - reel.spent)) },
    );
    if (buy.length === 0) return;
    for (const { shot } of buy) {
      if (carries() && !shoot(world, pilot, reel, Number(shot))) givenUp.add(Number(shot));
    }
  }
}

function pointsOf(reel: Reel): number {
  let points = 0;
  for (const { best } of reel.cans.values()) points += best.quality >= THRESHOLD ? best.quality : 0;
  return points;
}

function outcomeOf(world: World, points: number, rest: Partial<Outcome>): Outcome {
  const perDollar = points / 100 / (world.budget / 1_000_000);
  return { perDollar, pilot: null, spent: 0, rivals: [], tested: 0, lost: 0, ...rest };
}

function shootWith(world: World, pilot: TruePilot): Outcome {
  const reel = emptyReel();
  finish(world, pilot, reel, world.budget, world.shots);
  return outcomeOf(world, pointsOf(reel), { pilot: pilot.id, spent: reel.spent });
}

/** Every pilot shoots its share of the shots with its share of the money. */
function splitShots(world: World): Outcome {
  const count = world.pilots.length;
  let points = 0;
  let spent = 0;
  world.pilots.forEach((pilot, at) => {
    const reel = emptyReel();
    const mine = world.shots.filter((shot) => shot % count === at);
    finish(world, pilot, reel, Math.floor(world.budget / count), mine);
    points += pointsOf(reel);
    spent += reel.spent;
  });
  return outcomeOf(world, points, { spent });
}

/** Every pilot shoots the whole film with its share of the money; the better-judged film is delivered. */
function splitFilms(world: World): Outcome {
  let spent = 0;
  let best: { judged: number; points: number } = { judged: -1, points: 0 };
  for (const pilot of world.pilots) {
    const reel = emptyReel();
    finish(world, pilot, reel, Math.floor(world.budget / world.pilots.length), world.shots);
    spent += reel.spent;
    const judged = [...reel.cans.values()].reduce((total, can) => total + Math.max(0, scoreOf(can.best)), 0);
    if (judged > best.judged) best = { judged, points: pointsOf(reel) };
  }
  return outcomeOf(world, best.points, { spent });
}

/** The rules under test, as production runs them. */
function compete(world: World): Outcome {
  const reels = noCans(world);
  const reelOf = ({ id }: { id: string }): Reel => reels.get(id) ?? assert.fail();
  const explored = (): number => [...reels.values()].reduce((total, { spent }) => total + spent, 0);
  for (let round = 1; ; round += 1) {
    const spent = MicroUsd.parse(explored());
    const decision = whoToTest(armsOf(world, reels), {
      budget: world.budget,
      moneyLeft: MicroUsd.parse(world.budget - spent),
      explored: spent,
      round,
      threshold: THRESHOLD,
      testPrice: ({ price }) => price,
      failurePrice: ({ price }) => price,
      seed: world.seed,
    });
    if (decision.kind === 'none') break;
    let held: number = decision.reserve;
    for (const { arm, takes } of decision.takes) {
      const pilot = world.pilots.find(({ id }) => id === arm) ?? assert.fail();
      const reel = reelOf(pilot);
      const wanted = world.shots.filter((shot) => !reel.cans.has(shot)).slice(0, takes);
      for (const shot of wanted) {
        for (let attempt = 0; attempt < 2 && !reel.cans.has(shot); attempt += 1) {
          if (pilot.price + JUDGE_PRICE > held) break;
          const before = reel.spent;
          shoot(world, pilot, reel, shot);
          held -= reel.spent - before;
        }
      }
    }
  }
  const tested = explored();
  const rivals = world.pilots.map(({ id }) => id).filter((id) => reelOf({ id }).scores.length > 0);
  const pilot = chosen(world, armsOf(world, reels), world.budget - tested);
  const reel = reelOf(pilot);
  const lost = tested - reel.spent;
  finish(world, pilot, reel, world.budget - tested, world.shots);
  return outcomeOf(world, pointsOf(reel), { pilot: pilot.id, spent: lost + reel.spent, rivals, tested, lost });
}

function chosen({ pilots }: World, arms: readonly Arm[], money: number): TruePilot {
  const { continued } = continueOrCancel(arms, { moneyLeft: MicroUsd.parse(money), threshold: THRESHOLD });
  return pilots.find(({ id }) => id === continued) ?? assert.fail();
}

function armsOf(world: World, reels: Map<string, Reel>): Arm[] {
  return world.pilots.map(({ id, price, prior }) => {
    const { cans, scores } = reels.get(id) ?? emptyReel();
    return {
      id,
      label: id,
      price: MicroUsd.parse(price + JUDGE_PRICE),
      shots: world.shots.length - cans.size,
      inCan: [...cans.values()].map(({ best }) => best.score),
      belief: observe(prior, scores),
    };
  });
}

/** Who knows the means but not the dice. */
function trulyBest(world: World): TruePilot {
  const arms = armsOf(world, noCans(world)).map((arm, at) => ({
    ...arm,
    belief: { ...arm.belief, mean: world.pilots[at]?.mean ?? 0, between: 0 },
  }));
  return chosen(world, arms, world.budget);
}
