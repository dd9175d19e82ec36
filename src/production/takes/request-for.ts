import { toRequest, videoGenerator } from '../../crew/video-generator.ts';
import { StudioError } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import { formatCents } from '../../film/money.ts';
import type { Pilot } from '../../film/pilot.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { Escalation, Review, Score } from '../../film/review.ts';
import type { Shot } from '../../film/screenplay.ts';
import { takesOf } from '../../film/state.ts';
import { numberOf, type Take } from '../../film/take.ts';
import { toSeconds } from '../../film/time.ts';
import { priceShot } from '../../ledger/price-book.ts';
import { best } from '../../film/best-take.ts';
import type { Plan } from '../studio/plan.ts';
import { decide } from './decide.ts';
import { toOrder } from './keyframes.ts';
import { cardOf, noModel, videoProviderOf } from '../orders/paid.ts';
import type { Production } from '../studio/production.ts';
import { rigRequest } from './rig-order.ts';
import type { Seller } from '../orders/shoot.ts';
import { chainsOf } from './threads.ts';

/** Who shoots by this plan: its pilot's provider and model, or, after an escalation, those of another pilot. */
export async function sellerFor(
  production: Production,
  plan: Plan,
  escalation: Escalation | null = null,
): Promise<Seller> {
  const { state, studio } = production;
  const drawn = await videoProviderOf(production);
  if (drawn.repeatable) return { provider: drawn, card: cardOf(drawn, state) };
  const pilot = escalation?.action === 'reroute' ? (otherPilot(production, plan) ?? plan.pilot) : plan.pilot;
  const provider = await studio.videoProvider(pilot.provider);
  const wanted = escalation === null ? (plan.brief.model ?? pilot.model) : pilot.model;
  const card = provider.models.find(({ model }) => model === wanted);
  if (card === undefined) throw noModel(provider, wanted);
  return { provider, card };
}

/** Another pilot that shoots with somebody else, the best first; undefined when there is none. */
export function otherPilot({ state }: Production, { pilot, brief }: Plan): Pilot | undefined {
  if (brief.model !== null) return undefined;
  return (state.pitch?.pilots ?? [])
    .filter(({ provider, model }) => provider !== pilot.provider || model !== pilot.model)
    .toSorted((a, b) => b.qualityCeiling - a.qualityCeiling)[0];
}

/** The request for an attempt at a shot. One that was ordered before keeps its words. */
export async function requestFor(
  production: Production,
  plan: Plan,
  shot: Shot,
  {
    slate,
    previous,
    seller: { provider, card },
    escalation,
  }: { slate: string; previous: Take | null; seller: Seller; escalation: Escalation | null },
): Promise<VideoRequest> {
  const framed = escalation?.action === 'seed-frame' ? withSeedFrame(shot, plan, escalation) : shot;
  const asked = await written(production, plan, framed, slate);
  if (provider.repeatable) return withLivePrice(asked, plan.brief, plan.pilot);
  // Of a take that is in nothing is ordered again, so no picture is cut out of the one before it.
  const before = production.state.takes[slate]?.take == null ? previous : null;
  return toOrder(production.studio, { ...asked, slateText: null }, { provider, card, previous: before });
}

async function written(
  production: Production,
  { brief, contract, screenplay }: Plan,
  shot: Shot,
  slate: string,
): Promise<VideoRequest> {
  const { takes, wishes } = production.state;
  const before = takesOf(production.state, shot.id).findLast((take) => take.slate !== slate && take.review !== null);
  const wish = wishes.reshoots.find((one) => one.shot === shot.id && numberOf(slate) > numberOf(one.after ?? ''));
  const note = wish?.note ?? null;
  const previous = withNote(before?.review ?? null, before?.slate ?? slate, note);
  const input = { shot, screenplay, contract, brief, take: numberOf(slate), previous };
  const sent = takes[slate]?.prompt ?? null;
  if (sent !== null) return { ...toRequest(input), prompt: sent };
  return (await decide(production, `prompt/${slate}`, videoGenerator, input)).value;
}

/** A person's note goes before what the judge has to say, also where no judge has said anything. */
function withNote(judged: Review | null, slate: string, note: string | null): Review | null {
  if (note === null) return judged;
  const said = judged ?? { ...NOTHING_SAID, slate };
  const sentence = /[.!?…]$/.test(note) ? note : `${note}.`;
  return { ...said, suggestions: [sentence, ...said.suggestions] };
}

const UNJUDGED: Score = { value: null, basis: 'unjudged', evidence: [] };
const NOTHING_SAID: Omit<Review, 'slate'> = {
  schema: 'Review.1',
  provenance: 'offline',
  measures: [],
  scores: { visualAccuracy: UNJUDGED, styleConsistency: UNJUDGED, technicalQuality: UNJUDGED, narrativeFit: UNJUDGED },
  overall: null,
  issues: [],
  suggestions: [],
  verdict: 'reshoot',
  reason: 'Asked for again.',
};

/** The shot with the picture that shows what has been missing, to begin with. */
function withSeedFrame(shot: Shot, { brief: { seeds }, contract }: Plan, { element }: Escalation): Shot {
  const words = contract.elements.find(({ id }) => id === element)?.text ?? '';
  const seed = seedFor(seeds, words);
  return seed === undefined ? shot : { ...shot, seeds: [{ id: seed.id, use: 'full-frame' }, ...shot.seeds] };
}

/** The picture that shows something, by its words. */
export function seedFor(seeds: Brief['seeds'], words: string): Brief['seeds'][number] | undefined {
  const wanted = new Set(words.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  return seeds.find(({ subject, use }) => {
    if (use === 'look') return false;
    return (subject?.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some((word) => wanted.has(word));
  });
}

/** The request of a take that was ordered before, as it was: of its shot, attempt and the take that it went on from. */
export async function requestAgain(production: Production, plan: Plan, slate: string): Promise<VideoRequest> {
  const tested = await rigRequest(production.studio.journal, production.id, slate);
  if (tested !== null) return tested;
  const [id = ''] = slate.split('-');
  const chain = chainsOf(plan.screenplay).find((shots) => shots.some((shot) => shot.id === id)) ?? [];
  const at = chain.findIndex((shot) => shot.id === id);
  const shot = chain[at];
  if (shot === undefined) throw new StudioError('internal', `the screenplay has no shot for the take ${slate}`);
  const { takes } = production.state;
  const known = takes[slate];
  const provider = await videoProviderOf(production, known);
  const seller = { provider, card: cardOf(provider, production.state, known) };
  const escalation = takesOf(production.state, id)
    .slice(0, -1)
    .map((take) => production.state.decisions[take.slate]?.escalation ?? null)
    .at(-1);
  const previous = known?.prompt == null ? wentOnFrom(production, chain.slice(0, at)) : takes[known.after ?? '']?.take;
  return requestFor(production, plan, shot, {
    slate,
    previous: previous ?? null,
    seller,
    escalation: escalation ?? null,
  });
}

/** Where an old journal does not say: the best take of the shot before. */
function wentOnFrom(production: Production, earlier: readonly Shot[]): Take | null {
  const before = earlier.findLast((shot) => best(production, shot).length > 0);
  return before === undefined ? null : (best(production, before)[0]?.take ?? null);
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
