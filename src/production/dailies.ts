import { critic } from '../crew/critic.ts';
import { qaVerifier } from '../crew/qa-verifier.ts';
import { toRequest, videoGenerator } from '../crew/video-generator.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Contract } from '../film/contract.ts';
import { frameSize } from '../film/media.ts';
import { formatCents, sum, type MicroUsd } from '../film/money.ts';
import type { Pilot } from '../film/pilot.ts';
import type { VideoRequest } from '../film/request.ts';
import type { Critique, Review } from '../film/review.ts';
import { shotsOf, type Screenplay, type Shot } from '../film/screenplay.ts';
import type { Take } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
import { priceShot } from '../ledger/price-book.ts';
import type { TakeFacts } from './jobs.ts';
import { toOrder } from './keyframes.ts';
import { cardOf, videoProviderOf } from './paid.ts';
import type { Production } from './production.ts';
import { rigRequest } from './rig-order.ts';
import { shoot } from './shoot.ts';
import { chainsOf } from './threads.ts';

/** Takes of one shot before we make do with the best of them. */
export const ATTEMPTS = 2;

export interface Plan {
  brief: Brief;
  contract: Contract;
  screenplay: Screenplay;
  pilot: Pilot;
}

/** A take with what was measured on it. */
interface Rush {
  shot: Shot;
  take: Take;
  facts: TakeFacts;
}

/** A shot with its best take and the word on it. */
export interface Selected {
  take: Take;
  review: Review | null;
}

/** Looks of circled takes by their slate: what later ones of the same thread are compared with. */
type Looks = Map<string, { shot: Shot; look: TakeFacts['look'] }>;

/**
 * Shoots every shot and looks at the dailies, until each is circled or has had its attempts. What is drawn here is shot
 * side by side; what is paid is shot in threads, so that each shot can go on from the one before it. When the money does
 * not reach, nothing new is begun, what is under way is taken in, and the film goes without the shots that are missing.
 * Throws `provider` when no shot has any take, and the first trouble of a thread when all threads have ended.
 */
export async function dailies(production: Production, plan: Plan): Promise<Selected[]> {
  const provider = await videoProviderOf(production);
  const broke = provider.repeatable ? await sideBySide(production, plan) : await inThreads(production, plan);
  const selected = shotsOf(plan.screenplay).flatMap((shot) => best(production, shot));
  if (selected.length === 0) {
    throw (
      broke ??
      new StudioError('provider', 'no shot has a take, so there is no film', {
        hint: `claude-studio status ${production.id} says why.`,
      })
    );
  }
  await noteDropped(production, plan, selected, broke);
  return selected;
}

/**
 * All shots of a round at once; the takes are judged afterwards in the order of the story, so that the same takes get the
 * same verdicts.
 */
async function sideBySide(production: Production, plan: Plan): Promise<null> {
  const looks: Looks = new Map();
  let wanted = shotsOf(plan.screenplay).filter((shot) => production.state.chosen[shot.id] === undefined);
  for (let attempt = 1; attempt <= ATTEMPTS && wanted.length > 0; attempt += 1) {
    // Longest first, so that no core is left with a long shot when the others have gone home.
    const longestFirst = wanted.toSorted((a, b) => b.frames - a.frames);
    const shots = await Promise.all(longestFirst.map((shot) => rush(production, plan, shot, { attempt })));
    const rushes = wanted.map((shot) => shots[longestFirst.indexOf(shot)] ?? null);
    const again: Shot[] = [];
    for (const [index, seen] of rushes.entries()) {
      const shot = wanted[index] as Shot;
      const { verdict } = seen === null ? { verdict: 'reshoot' } : await review(production, plan, seen, attempt, looks);
      if (verdict === 'reshoot') again.push(shot);
    }
    wanted = again;
  }
  return null;
}

/** Returns what says that the money has run out, or null. */
async function inThreads(production: Production, plan: Plan): Promise<StudioError | null> {
  let broke: StudioError | null = null;
  let refused: StudioError | null = null;
  const closed = (): boolean => broke !== null;
  // A retake that is not afforded leaves the others their money: they are shot all the same.
  const lacks = (reason: StudioError): void => void (refused ??= reason);
  const chains = chainsOf(plan.screenplay);
  const ended = await Promise.allSettled(
    chains.map(async (chain) => {
      const looks: Looks = new Map();
      let previous: Take | null = null;
      for (const [at, shot] of chain.entries()) {
        // The longest way to the end goes first, where a vendor takes only so many at once.
        const urgency = chain.slice(at).reduce((total, { frames }) => total + frames, 0);
        try {
          previous =
            (await untilCircled(production, plan, shot, { previous, urgency, looks, closed, lacks })) ?? previous;
        } catch (error) {
          if (!(error instanceof StudioError) || error.code !== 'budget-exceeded') throw error;
          broke ??= error;
        }
      }
    }),
  );
  const trouble = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (trouble.length > 0) throw mostUrgent(trouble);
  return broke ?? refused;
}

interface Turn {
  previous: Take | null;
  urgency: number;
  looks: Looks;
  /** True when nothing new may be begun. */
  closed(): boolean;
  /** Takes note of a retake that the money does not carry, of a shot that has no take. */
  lacks(reason: StudioError): void;
}

/** The take of a shot that the thread goes on from, or null when there is none. Throws `budget-exceeded`. */
async function untilCircled(production: Production, plan: Plan, shot: Shot, turn: Turn): Promise<Take | null> {
  const { state } = production;
  const chosen = state.takes[state.chosen[shot.id] ?? '']?.take;
  if (chosen != null) return chosen;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const begun = production.state.takes[`${shot.id}-${attempt}`];
    const fresh = begun === undefined || begun.status === 'unsent';
    if (fresh && turn.closed()) break;
    if (fresh && attempt > 1 && !(await affordsRetake(production, plan, shot))) {
      const reason = `another take of ${shot.id} would eat what the other shots need`;
      if (best(production, shot).length === 0)
        turn.lacks(new StudioError('budget-exceeded', reason, { hint: 'Raise --budget in a new production.' }));
      break;
    }
    const seen = await rush(production, plan, shot, { attempt, ...turn });
    if (seen === null) {
      if (production.state.takes[`${shot.id}-${attempt}`]?.failure?.retryable === false) break;
      continue;
    }
    const { verdict } = await review(production, plan, seen, attempt, turn.looks);
    if (verdict !== 'reshoot') break;
  }
  return best(production, shot)[0]?.take ?? null;
}

/** Another attempt may not eat what the shots need that have not been begun. */
async function affordsRetake(production: Production, { screenplay }: Plan, shot: Shot): Promise<boolean> {
  const { state } = production;
  const planned = new Map(state.spending?.takes.map((act) => [act.shot, act.ceiling]));
  const unshot = shotsOf(screenplay).filter(
    ({ id }) => state.chosen[id] === undefined && !Object.values(state.takes).some((take) => take.shot === id),
  );
  const needed = sum([planned.get(shot.id), ...unshot.map(({ id }) => planned.get(id))].flatMap(known));
  return needed <= state.money.left;
}

function known(amount: MicroUsd | undefined): MicroUsd[] {
  return amount === undefined ? [] : [amount];
}

/** Paid work that is not in counts for more than anything else that went wrong, because it must not be forgotten. */
function mostUrgent(trouble: unknown[]): unknown {
  return trouble.find((error) => error instanceof StudioError && error.code === 'paid-work-outstanding') ?? trouble[0];
}

/** Written down once, when the film goes on without some shots. */
async function noteDropped(
  production: Production,
  { screenplay }: Plan,
  selected: Selected[],
  broke: StudioError | null,
): Promise<void> {
  const shots = shotsOf(screenplay)
    .map(({ id }) => id)
    .filter((id) => !selected.some(({ take }) => take.shot === id));
  const { dropped } = production.state;
  if (shots.length === 0 || dropped?.shots.join() === shots.join()) return;
  const reason = broke === null ? 'no attempt came to a take' : `the money has run out: ${broke.message}`;
  await production.record({ type: 'shots-dropped', data: { shots, reason } });
}

/** The critic's word on the pilot, from the reviews. */
export function criticise(production: Production, { contract, screenplay, pilot }: Plan): Promise<Critique> {
  const reviews = Object.values(production.state.takes).flatMap(({ review: one }) => (one === null ? [] : [one]));
  const input = { pilot: pilot.id, contract, screenplay, reviews };
  return production.revise(
    `critique/${pilot.id}`,
    'pilot-critiqued',
    input,
    async () => (await critic.decide(input)).value,
  );
}

/** Shoots one take and measures it; null when the provider failed. */
async function rush(
  production: Production,
  plan: Plan,
  shot: Shot,
  { attempt, previous = null, urgency = 0 }: { attempt: number; previous?: Take | null; urgency?: number },
): Promise<Rush | null> {
  const { studio } = production;
  const { brief } = plan;
  const request = await requestFor(production, plan, shot, attempt, previous);
  const shooting = await shoot(production, request, urgency);
  if ('failed' in shooting) return null;
  const { take } = shooting;
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 0, total: 1 });
  const frames = take.handles.head + shot.frames + take.handles.tail;
  const facts = await studio.workers.run(
    {
      kind: 'measure',
      path: studio.store.path(take.media),
      expected: { ...frameSize(brief.aspect, brief.resolution), rate: request.rate, frames },
    },
    { signal: studio.signal },
  );
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 1, total: 1 });
  return { shot, take, facts };
}

async function requestFor(
  production: Production,
  { brief, contract, screenplay, pilot }: Plan,
  shot: Shot,
  attempt: number,
  previous: Take | null,
): Promise<VideoRequest> {
  const before = Object.values(production.state.takes).findLast(
    (take) => take.shot === shot.id && take.take?.number !== attempt,
  );
  const { value: asked } = await videoGenerator.decide({
    shot,
    screenplay,
    contract,
    brief,
    take: attempt,
    previous: before?.review ?? null,
  });
  const provider = await videoProviderOf(production);
  if (provider.repeatable) return withLivePrice(asked, brief, pilot);
  return toOrder(
    production.studio,
    { ...asked, slateText: null },
    {
      provider,
      card: cardOf(provider, production.state),
      previous,
    },
  );
}

/** The request of a take that was ordered before, as it was: of its shot, attempt and the take that it went on from. */
export async function requestAgain(production: Production, plan: Plan, slate: string): Promise<VideoRequest> {
  const tested = await rigRequest(production.studio.journal, production.id, slate);
  if (tested !== null) return tested;
  const [id = '', attempt = ''] = slate.split('-');
  const chain = chainsOf(plan.screenplay).find((shots) => shots.some((shot) => shot.id === id)) ?? [];
  const at = chain.findIndex((shot) => shot.id === id);
  const shot = chain[at];
  if (shot === undefined) throw new StudioError('internal', `the screenplay has no shot for the take ${slate}`);
  const before = chain.slice(0, at).findLast((earlier) => best(production, earlier).length > 0);
  const previous = before === undefined ? null : (best(production, before)[0]?.take ?? null);
  return requestFor(production, plan, shot, Number(attempt), previous);
}

/** The first attempt at a shot as it will be ordered, but for the picture that it goes on from: what a plan is priced by. */
export function firstRequest({ brief, contract, screenplay }: Omit<Plan, 'pilot'>, shot: Shot): VideoRequest {
  return toRequest({ shot, screenplay, contract, brief, take: 1, previous: null });
}

/** What the take would cost live stands on the slate beside shot and camera. */
function withLivePrice(request: VideoRequest, brief: Brief, pilot: Pilot): VideoRequest {
  if (request.slateText === null) return request;
  const seconds = toSeconds(request.shot.frames, request.rate);
  const { price } = priceShot({ ...pilot, seconds, aspect: brief.aspect, resolution: brief.resolution });
  return { ...request, slateText: `${request.slateText}  ${pilot.provider} ${pilot.model} ${formatCents(price)}` };
}

async function review(
  production: Production,
  { contract, pilot }: Plan,
  { shot, take, facts }: Rush,
  attempt: number,
  looks: Looks,
): Promise<Review> {
  const siblings = [...looks].flatMap(([slate, seen]) =>
    sameLight(seen.shot, shot) ? [{ slate, look: seen.look }] : [],
  );
  const { slate, provenance, warnings } = take;
  const reviewed = await production.step(
    `review/${slate}`,
    'take-reviewed',
    { take: take.media, attempt },
    async () => {
      const decision = await qaVerifier.decide({
        slate,
        takeProvenance: provenance,
        shot,
        contract,
        tier: pilot.tier,
        ...facts,
        siblings,
        warnings,
        attempt,
        attemptsAllowed: ATTEMPTS,
      });
      return decision.value;
    },
  );
  if (reviewed.verdict === 'circle') looks.set(slate, { shot, look: facts.look });
  return reviewed;
}

/** Only shots of one place, hour and weather, seen from about as near, can be asked to look alike. */
function sameLight(a: Shot, b: Shot): boolean {
  const [one, other] = [a.setting, b.setting];
  return (
    one.thread === other.thread &&
    one.time === other.time &&
    one.weather === other.weather &&
    a.mood === b.mood &&
    a.size === b.size
  );
}

/** The take that a person has chosen, else the circled one, else the best-scored one, else the last. */
function best({ state }: Production, shot: Shot): Selected[] {
  const takes = Object.values(state.takes).flatMap((one) =>
    one.shot === shot.id && one.take !== null ? [{ take: one.take, review: one.review }] : [],
  );
  const rank = ({ review: one, take }: Selected): number =>
    (state.chosen[shot.id] === take.slate ? 10_000 : 0) +
    (one?.verdict === 'circle' ? 1000 : 0) +
    (one?.overall ?? 0) +
    take.number / 100;
  return takes.toSorted((a, b) => rank(b) - rank(a)).slice(0, 1);
}
