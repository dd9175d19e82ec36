import { critic } from '../crew/critic.ts';
import { qaVerifier } from '../crew/qa-verifier.ts';
import { videoGenerator } from '../crew/video-generator.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Contract } from '../film/contract.ts';
import { frameSize } from '../film/media.ts';
import { formatCents } from '../film/money.ts';
import type { Pilot } from '../film/pilot.ts';
import type { VideoRequest } from '../film/request.ts';
import type { Critique, Review } from '../film/review.ts';
import { shotsOf, type Screenplay, type Shot } from '../film/screenplay.ts';
import type { Take } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
import { priceShot } from '../ledger/price-book.ts';
import type { Production } from './production.ts';
import { shoot } from './shoot.ts';
import type { TakeFacts } from './jobs.ts';

/** Takes of one shot before we make do with the best of them. */
const ATTEMPTS = 2;

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

/**
 * Shoots every shot and looks at the dailies, until each is circled or has had its attempts. All shots of a round are shot
 * side by side; the takes are judged afterwards in the order of the story, so that the same takes get the same verdicts.
 * Throws `provider` when no shot has any take.
 */
export async function dailies(production: Production, plan: Plan): Promise<Selected[]> {
  const looks = new Map<string, { shot: Shot; look: TakeFacts['look'] }>();
  let wanted = shotsOf(plan.screenplay);
  for (let attempt = 1; attempt <= ATTEMPTS && wanted.length > 0; attempt += 1) {
    // Longest first, so that no core is left with a long shot when the others have gone home.
    const longestFirst = wanted.toSorted((a, b) => b.frames - a.frames);
    const shots = await Promise.all(longestFirst.map((shot) => rush(production, plan, shot, attempt)));
    const rushes = wanted.map((shot) => shots[longestFirst.indexOf(shot)] ?? null);
    const again: Shot[] = [];
    for (const [index, seen] of rushes.entries()) {
      const shot = wanted[index] as Shot;
      if (seen === null) {
        again.push(shot);
        continue;
      }
      const { verdict } = await review(production, plan, seen, attempt, looks);
      if (verdict === 'circle') looks.set(seen.take.slate, { shot, look: seen.facts.look });
      if (verdict === 'reshoot') again.push(shot);
    }
    wanted = again;
  }
  const selected = shotsOf(plan.screenplay).flatMap((shot) => best(production, shot));
  if (selected.length === 0) {
    throw new StudioError('provider', 'no shot has a take, so there is no film', {
      hint: `claude-studio status ${production.id} says why.`,
    });
  }
  return selected;
}

/** The critic's word on the pilot, from the reviews. */
export function criticise(production: Production, { contract, screenplay, pilot }: Plan): Promise<Critique> {
  const reviews = Object.values(production.state.takes).flatMap(({ review: one }) => (one === null ? [] : [one]));
  const input = { pilot: pilot.id, contract, screenplay, reviews };
  return production.step(
    `critique/${pilot.id}`,
    'pilot-critiqued',
    input,
    async () => (await critic.decide(input)).value,
  );
}

/** Shoots one take and measures it; null when the provider failed. */
async function rush(
  production: Production,
  { brief, contract, screenplay, pilot }: Plan,
  shot: Shot,
  attempt: number,
): Promise<Rush | null> {
  const { studio } = production;
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
  const request = withLivePrice(asked, brief, pilot);
  const shooting = await shoot(production, request);
  if ('failed' in shooting) return null;
  const { take } = shooting;
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 0, total: 1 });
  const facts = await studio.workers.run(
    {
      kind: 'measure',
      path: studio.store.path(take.media),
      expected: { ...frameSize(brief.aspect, brief.resolution), rate: request.rate, frames: request.frames },
    },
    { signal: studio.signal },
  );
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 1, total: 1 });
  return { shot, take, facts };
}

/** What the take would cost live stands on the slate beside shot and camera. */
function withLivePrice(request: VideoRequest, brief: Brief, pilot: Pilot): VideoRequest {
  if (request.slateText === null) return request;
  const seconds = toSeconds(request.shot.frames, request.rate);
  const { price } = priceShot({ ...pilot, seconds, aspect: brief.aspect, resolution: brief.resolution });
  return { ...request, slateText: `${request.slateText}  ${pilot.provider} ${pilot.model} ${formatCents(price)}` };
}

function review(
  production: Production,
  { contract, pilot }: Plan,
  { shot, take, facts }: Rush,
  attempt: number,
  looks: ReadonlyMap<string, { shot: Shot; look: TakeFacts['look'] }>,
): Promise<Review> {
  const siblings = [...looks].flatMap(([slate, seen]) =>
    sameLight(seen.shot, shot) ? [{ slate, look: seen.look }] : [],
  );
  const { slate, provenance, warnings } = take;
  return production.step(`review/${slate}`, 'take-reviewed', { take: take.media, attempt }, async () => {
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
  });
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

/** The circled take, else the best-scored one, else the last. */
function best({ state }: Production, shot: Shot): Selected[] {
  const takes = Object.values(state.takes).flatMap((one) =>
    one.shot === shot.id && one.take !== null ? [{ take: one.take, review: one.review }] : [],
  );
  const rank = ({ review: one, take }: Selected): number =>
    (one?.verdict === 'circle' ? 1000 : 0) + (one?.overall ?? 0) + take.number / 100;
  return takes.toSorted((a, b) => rank(b) - rank(a)).slice(0, 1);
}
