import { observe, priorFor, type Arm } from '../crew/odds/arm.ts';
import { continueOrCancel, whoToTest, type Test } from '../crew/odds/compete.ts';
import type { EventData } from '../film/events.ts';
import { formatUsd, sum, ZERO, type MicroUsd } from '../film/money.ts';
import type { Pilot, Pitch } from '../film/pilot.ts';
import { bandOf } from '../film/review.ts';
import { shotsOf, type Shot } from '../film/screenplay.ts';
import { ceilingOf, takesOf, type ProductionState } from '../film/state.ts';
import { numberOf, slate as slateName } from '../film/take.ts';
import type { Plan } from './studio/plan.ts';
import { rush } from './takes/rush.ts';
import { critiqueOf } from './criticise.ts';
import { bareOrder } from './takes/keyframes.ts';
import { mindOf } from './studio/minds.ts';
import { allEnded } from './orders/all-ended.ts';
import { videoProviderOf } from './orders/paid.ts';
import type { Production } from './studio/production.ts';
import { reliabilityFor } from './takes/reliability.ts';
import { firstRequest, sellerFor } from './takes/request-for.ts';
import { priceOfLook, screen } from './takes/screen.ts';
import { chainsOf } from './takes/threads.ts';

/** The bar that all pilots are held against, whatever their tier; the person's own where there is one. */
const ACCEPTED = 70;
/** Pilots that compete unless the person says how many. */
const MOST_PILOTS = 3;

type Film = Omit<Plan, 'pilot'>;
type Round = EventData<'competition-planned'>;
type Verdicts = EventData<'competition-decided'>['verdicts'];

/**
 * Which pilot is shot. Where it pays, rivals shoot the same test shots within a fifth of the budget, are judged by the
 * contract, and the money of those that are cancelled goes to the one that is continued; its test takes are used in the
 * film. Else the producer's pilot is shot, and one line says why with its figures.
 */
export async function compete(production: Production, film: Film, plans: Pitch): Promise<void> {
  if (production.state.greenlight !== null) return;
  await production.step('greenlight', 'pilot-greenlit', plans, async () => {
    const cap = ceilingOf(production.state);
    const chosen = chosenBy(production.state) ?? (await winnerOf(production, film, plans));
    return { ...chosen, cap };
  });
}

type Chosen = Pick<EventData<'pilot-greenlit'>, 'pilot' | 'reason'>;

function chosenBy({ approvals }: ProductionState): Chosen | null {
  const pilot = approvals.findLast((given) => given.pilot !== null)?.pilot ?? null;
  return pilot === null ? null : { pilot, reason: 'You chose it.' };
}

async function winnerOf(production: Production, film: Film, plans: Pitch): Promise<Chosen> {
  const { brief } = film;
  // What was decided stands, whatever the odds would say of the money that is left by now.
  const { outcome } = production.state.competition;
  if (outcome !== null) return { pilot: outcome.winner, reason: sentence(outcome.line) };
  const reason = await noCompetition(production, film, plans);
  if (reason !== null) return { pilot: plans.recommended, reason };
  const rivals = rivalsOf(plans, brief.pilots ?? MOST_PILOTS);
  const prices = await pricesOf(production, film, rivals);
  for (;;) {
    const { round, shoot } = openRound(production.state) ?? (await nextRound(production, film, rivals, prices));
    const { rounds } = production.state.competition;
    const tested = rounds.some(({ entrants }) => entrants.length > 0);
    if (shoot !== null && tested) return decided(production, film, rivals, prices);
    if (rounds.every((one) => one.round !== round.round))
      await production.record({ type: 'competition-planned', data: round });
    if (shoot !== null) return { pilot: shoot, reason: sentence(round.line) };
    await testRound(production, film, round, rivals);
  }
}

/** A round of tests; or one without, and the pilot that is shot when none was tested before. */
interface Next {
  round: Round;
  shoot: string | null;
}

/** The round whose tests are not all shot and judged, or null. */
function openRound({ competition, takes }: ProductionState): Next | null {
  const isDone = ({ slate }: { slate: string }): boolean =>
    takes[slate]?.failure != null || takes[slate]?.review != null;
  const round = competition.rounds.find(({ entrants }) => entrants.some((entrant) => !entrant.takes.every(isDone)));
  return round === undefined ? null : { round, shoot: null };
}

/** Why there can be no competition whatever the odds, or null. */
async function noCompetition(production: Production, { brief }: Film, plans: Pitch): Promise<string | null> {
  const provider = await videoProviderOf(production);
  const recommended = plans.pilots.find(({ id }) => id === plans.recommended) ?? plans.pilots[0];
  if (provider.repeatable) {
    return (recommended?.estimate ?? 0) > brief.budget
      ? `${formatUsd(brief.budget)} does not carry it live; rehearsed all the same, because drawing it here costs nothing.`
      : `Rehearsed first: the animatic costs nothing, and the whole ${formatUsd(brief.budget)} stays for the shoot.`;
  }
  const within = `nothing is ordered beyond ${formatUsd(ceilingOf(production.state))}`;
  if (brief.pilots !== null && brief.pilots < 2)
    return `No pilots, as you said: the producer recommends it; ${within}.`;
  if ((await mindOf(production, 'qa-verifier')) === null)
    return `No pilots: nobody here looks at takes, so none could win. The producer recommends it; ${within}.`;
  if (rivalsOf(plans, MOST_PILOTS).length < 2)
    return `No pilots: only one way to shoot it is for sale here; ${within}.`;
  return null;
}

/** Pilots that shoot with different models: two plans for one model would give the same takes. */
function rivalsOf({ pilots, recommended }: Pitch, most: number): Pilot[] {
  const ranked = pilots.toSorted(
    (a, b) => Number(b.id === recommended) - Number(a.id === recommended) || b.qualityCeiling - a.qualityCeiling,
  );
  const seen = new Set<string>();
  return ranked
    .filter(({ provider, model }) => !seen.has(`${provider} ${model}`) && seen.add(`${provider} ${model}`))
    .slice(0, most);
}

/** By pilot: what one take costs with who looks at it, at its ceiling. */
type Prices = Map<string, { price: MicroUsd; ceiling: MicroUsd; look: MicroUsd }>;

async function pricesOf(production: Production, film: Film, rivals: readonly Pilot[]): Promise<Prices> {
  const look = priceOfLook(production.studio, film.brief);
  const shots = shotsOf(film.screenplay);
  const prices: Prices = new Map();
  for (const pilot of rivals) {
    const { provider, card } = await sellerFor(production, { ...film, pilot });
    const bills = shots.map((shot) => provider.estimate(bareOrder(firstRequest(film, shot), card), card));
    const mean = Math.ceil(bills.reduce((total, { price }) => total + price, 0) / shots.length) as MicroUsd;
    const ceiling = Math.max(...bills.map((bill) => Math.max(bill.ceiling, bill.price))) as MicroUsd;
    prices.set(pilot.id, { price: mean, ceiling, look });
  }
  return prices;
}

async function nextRound(production: Production, film: Film, rivals: readonly Pilot[], prices: Prices): Promise<Next> {
  const { state } = production;
  const { brief } = film;
  const rounds = state.competition.rounds.filter(({ entrants }) => entrants.length > 0);
  const priceFor = (id: string) => prices.get(id) ?? { price: ZERO, ceiling: ZERO, look: ZERO };
  const reliability = await reliabilityFor(production);
  const choice = whoToTest(
    rivals.map((pilot) => armOf(state, film, pilot, { prices, reliability })),
    {
      reliability,
      budget: ceilingOf(state),
      moneyLeft: state.money.left,
      explored: exploredIn(state),
      round: rounds.length + 1,
      threshold: brief.threshold ?? ACCEPTED,
      testPrice: ({ id }) => sum([priceFor(id).ceiling, priceFor(id).look]),
      failurePrice: ({ id }) => priceFor(id).ceiling,
      seed: brief.seedNumber + rounds.length,
      // Whoever asks for so many pilots wants to see them; then only what was seen can settle it.
      ...(brief.pilots !== null && rounds.length === 0 ? { clearAt: 2 } : {}),
    },
  );
  const planned = {
    round: rounds.length + 1,
    line: choice.line,
    shares: choice.shares.map(({ arm, wins }) => ({ pilot: arm, wins })),
    rejected: choice.rejected,
  };
  if (choice.kind === 'none') return { round: { ...planned, limit: ZERO, entrants: [] }, shoot: choice.shoot };
  const entrants = entrantsOf(state, testOrder(film), choice, rivals);
  return { round: { ...planned, limit: choice.reserve, entrants }, shoot: null };
}

/** Shots in the order in which they are tested: those that need no other first, the ones that carry most of the contract. */
function testOrder({ screenplay, contract }: Film): Shot[] {
  const heads = new Set(chainsOf(screenplay).map(([first]) => first?.id));
  const weight = new Map(contract.elements.map((element) => [element.id, element.weight]));
  const carries = ({ elements }: Shot): number => elements.reduce((total, id) => total + (weight.get(id) ?? 0), 0);
  return shotsOf(screenplay).toSorted(
    (a, b) => Number(heads.has(b.id)) - Number(heads.has(a.id)) || carries(b) - carries(a),
  );
}

/** Each pilot shoots the next shots that it has not shot, so that all shoot the same ones. */
function entrantsOf(
  state: ProductionState,
  order: readonly Shot[],
  { takes }: Test,
  rivals: readonly Pilot[],
): Round['entrants'] {
  const taken = new Map<string, number>();
  const nameFor = (shot: string): string => {
    const last = taken.get(shot) ?? Math.max(0, ...takesOf(state, shot).map(({ slate }) => numberOf(slate)));
    taken.set(shot, last + 1);
    return slateName(shot, last + 1);
  };
  return takes.flatMap(({ arm, takes: count }) => {
    const pilot = rivals.find(({ id }) => id === arm);
    if (pilot === undefined) return [];
    const before = testsOf(state, arm).length;
    const shots = order.slice(before, before + count);
    return [
      {
        pilot: arm,
        provider: pilot.provider,
        model: pilot.model,
        takes: shots.map(({ id }) => ({ shot: id, slate: nameFor(id) })),
      },
    ];
  });
}

function testsOf({ competition }: ProductionState, pilot: string): { shot: string; slate: string }[] {
  return competition.rounds.flatMap(({ entrants }) =>
    entrants.filter((entrant) => entrant.pilot === pilot).flatMap(({ takes }) => takes),
  );
}

/** A pilot as a bet on what is left: what was seen of it so far, what a take costs, what is still to be shot. */
function armOf(
  state: ProductionState,
  { screenplay }: Film,
  pilot: Pilot,
  { prices, reliability }: { prices: Prices; reliability: number },
): Arm {
  const scores = testsOf(state, pilot.id).flatMap(({ slate }) => {
    const { review = null, take = null } = state.takes[slate] ?? {};
    return take === null ? [] : [review?.overall ?? null];
  });
  const { price, look } = prices.get(pilot.id) ?? { price: ZERO, look: ZERO };
  return {
    id: pilot.id,
    label: `${pilot.provider} ${pilot.model}`,
    price: sum([price, look]),
    shots: shotsOf(screenplay).length - scores.length,
    inCan: scores,
    belief: observe(priorFor(pilot.qualityCeiling), scores, reliability),
  };
}

/** What the tests have cost so far, and who looked at them; what may still be billed counts too. */
function exploredIn(state: ProductionState): MicroUsd {
  const slates = state.competition.rounds.flatMap(({ entrants }) =>
    entrants.flatMap(({ takes }) => takes.map(({ slate }) => slate)),
  );
  return sum(slates.map((slate) => costOf(state, slate)));
}

function costOf({ money }: ProductionState, slate: string): MicroUsd {
  return sum(
    Object.values(money.charges).flatMap(({ reservation, settled, released, reserved }) => {
      const own = reservation === `take/${slate}` || reservation.startsWith(`mind/review/${slate}/`);
      return own && released === null ? [settled ?? reserved] : [];
    }),
  );
}

/** All pilots side by side; a clip that fails is not shot again: that it failed is what was learnt. */
async function testRound(production: Production, film: Film, { entrants }: Round, rivals: Pilot[]): Promise<void> {
  const shots = new Map(shotsOf(film.screenplay).map((shot) => [shot.id, shot]));
  await allEnded(
    entrants.map(async ({ pilot: id, takes }) => {
      const pilot = rivals.find((one) => one.id === id);
      if (pilot === undefined) return;
      const plan = { ...film, pilot };
      for (const { shot: name, slate } of takes) {
        const shot = shots.get(name);
        if (shot === undefined) continue;
        const seen = await rush(production, plan, shot, { slate });
        if (seen !== null) await screen(production, plan, seen, { attempt: 1, allowed: 1, looks: new Map() });
      }
    }),
  );
}

async function decided(production: Production, film: Film, rivals: Pilot[], prices: Prices): Promise<Chosen> {
  const { state } = production;
  const reliability = await reliabilityFor(production);
  const entered = rivals.filter(({ id }) => testsOf(state, id).length > 0);
  const { continued, verdicts, line } = continueOrCancel(
    entered.map((pilot) => armOf(state, film, pilot, { prices, reliability })),
    { moneyLeft: state.money.left, threshold: film.brief.threshold ?? ACCEPTED, reliability },
  );
  const told = verdicts.map(({ arm, decision, overtakes, predicted, line: why }): Verdicts[number] => {
    const pilot = entered.find(({ id }) => id === arm);
    const tests = testsOf(state, arm).map(({ slate }) => slate);
    const scores = tests.flatMap((slate) => state.takes[slate]?.review?.overall ?? []);
    const score = scores.length === 0 ? null : scores.reduce((total, one) => total + one, 0) / scores.length;
    const spent = sum(tests.map((slate) => costOf(state, slate)));
    const share = pilot?.allocation ?? ZERO;
    const returned = decision === 'cancel' ? (Math.max(0, share - spent) as MicroUsd) : ZERO;
    return { pilot: arm, decision, overtakes, predicted, score, band: bandOf(score), spent, returned, reason: why };
  });
  for (const pilot of entered) {
    const tests = new Set(testsOf(state, pilot.id).map(({ slate }) => slate));
    await critiqueOf(production, { ...film, pilot }, pilot.id, (slate) => tests.has(slate));
  }
  await production.record({ type: 'competition-decided', data: { winner: continued, line, verdicts: told } });
  return { pilot: continued, reason: sentence(verdicts.find(({ arm }) => arm === continued)?.line ?? line) };
}

function sentence(line: string): string {
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}
