import { judge, type Vote } from '../../crew/judge.ts';
import { review, type QaInput } from '../../crew/qa-verifier.ts';
import { questionsFor, type AskedQuestion } from '../../crew/questions.ts';
import type { Picture } from '../../crew/agent.ts';
import { StudioError } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import { sum, ZERO, type MicroUsd } from '../../film/money.ts';
import type { Review } from '../../film/review.ts';
import type { Shot, Thread } from '../../film/screenplay.ts';
import { hashJson } from '../../json.ts';
import type { FrameRange } from '../../film/time.ts';
import { allEnded } from '../orders/all-ended.ts';
import { decide } from './decide.ts';
import type { Plan } from '../studio/plan.ts';
import type { TakeFacts } from '../studio/jobs.ts';
import { mindOf, priceOfMind } from '../studio/minds.ts';
import type { Production } from '../studio/production.ts';
import type { Rush } from './rush.ts';
import type { Studio } from '../studio/studio.ts';

/** Independent looks at one take, and pictures that each look gets. */
const VOTES = 3;
const PICTURES = 6;
/** Tokens of one picture: enough to see fingers and faces of a medium shot. */
const PICTURE_TOKENS = 600;
/** Share of takes that are judged twice, so that it can be said how much the judge agrees with itself. */
const REJUDGED = 0.05;

/** Circled takes by their slate: what later ones of the same thread are compared with. */
export type Looks = Map<string, Pick<Rush, 'shot' | 'facts'>>;

/**
 * The review of a take: what was measured, and what the judge has seen. Nobody looks at a take that the measures speak
 * against: it is cheaper to shoot it again. A judge that is not paid for or does not answer leaves its scores unjudged.
 */
export async function screen(
  production: Production,
  plan: Plan,
  rush: Rush,
  { attempt, allowed, looks }: { attempt: number; allowed: number; looks: Looks },
): Promise<Review> {
  const { shot, take } = rush;
  const { brief, contract, pilot } = plan;
  const { slate, warnings } = take;
  const siblings = [...looks].filter(([, seen]) => sameLight(seen.shot, shot));
  const rolledUp = async (seen: Seen): Promise<Review> => {
    const input: QaInput = {
      slate,
      shot,
      contract,
      tier: pilot.tier,
      threshold: brief.threshold,
      ...(await rush.facts()),
      siblings: await Promise.all(
        siblings.map(async ([other, { facts }]) => ({ slate: other, look: (await facts()).look })),
      ),
      warnings,
      ...seen,
      attempt,
      attemptsAllowed: allowed,
    };
    return review(input);
  };
  const reviewed = await production.step(`review/${slate}`, 'take-reviewed', { take: take.media, attempt }, async () =>
    rolledUp(
      await (isSound(await rush.facts()) ? look(production, plan, rush, `review/${slate}`) : spared(production)),
    ),
  );
  if (isSound(reviewed) && reviewed.answers !== undefined && isRejudged(production, slate)) {
    const again = await look(production, plan, rush, `rejudge/${slate}`);
    const { overall } = await rolledUp(again);
    if (again.votes.length > 0)
      await production.record({ type: 'take-rejudged', data: { slate, overall, first: reviewed.overall } });
  }
  if (reviewed.verdict === 'circle') looks.set(slate, rush);
  return reviewed;
}

function isSound({ measures }: Pick<TakeFacts, 'measures'>): boolean {
  return measures.every(({ passed }) => passed);
}

/** One take in twenty, the same ones whenever the production is resumed, and each once. */
function isRejudged({ id, state }: Production, slate: string): boolean {
  const dice = Number.parseInt(hashJson([id, state.startedAt, slate, 'rejudge']).slice(0, 8), 16) / 0xffffffff;
  return dice < REJUDGED && state.rejudged.every((one) => one.slate !== slate);
}

/** What the looks at one take usually cost: for plans and decisions, not for reservations. */
export function priceOfLook({ settings }: Studio, brief: Pick<Brief, 'minds'>): MicroUsd {
  const price = priceOfMind(brief, judge.name, settings);
  if (price === null) return ZERO;
  const read = PICTURES * PICTURE_TOKENS + 2_500;
  const first = price({ input: 1_500, cacheRead: 0, cacheWrite: read, output: 1_500 });
  const again = price({ input: 1_500, cacheRead: read, cacheWrite: 0, output: 1_500 });
  return sum([first, ...Array.from({ length: VOTES - 1 }, () => again)]);
}

type Seen = Pick<QaInput, 'judgedBy' | 'questions' | 'votes' | 'pictures' | 'unseen'>;
const NOT_SEEN: Seen = { judgedBy: 'offline', questions: [], votes: [], pictures: [], unseen: null };

async function spared(production: Production): Promise<Seen> {
  const mind = await mindOf(production, judge.name);
  if (mind === null) return NOT_SEEN;
  return { ...NOT_SEEN, judgedBy: mind.provenance, unseen: 'Nobody looked at it: the measures speak against it.' };
}

async function look(production: Production, plan: Plan, rush: Rush, call: string): Promise<Seen> {
  const mind = await mindOf(production, judge.name);
  if (mind === null) return NOT_SEEN;
  const questions = questionsFor(rush.shot, plan.contract, threadsOf(plan, rush.shot));
  const pictures = await picturesOf(production, rush);
  try {
    const votes = await votesOn(production, plan.contract.concept, call, questions, pictures);
    return { judgedBy: mind.provenance, questions, votes, pictures: pictures.map(framed), unseen: null };
  } catch (error) {
    if (!(error instanceof StudioError) || (error.code !== 'mind' && error.code !== 'budget-exceeded')) throw error;
    return { ...NOT_SEEN, judgedBy: mind.provenance, unseen: `Nobody looked at it: ${error.message}.` };
  }
}

/** Side by side but for the first, whose pictures the others find in the vendor's cache. */
export async function votesOn(
  production: Production,
  concept: string,
  call: string,
  questions: AskedQuestion[],
  pictures: readonly Glanced[],
): Promise<Vote[]> {
  const ask = async (vote: number): Promise<Vote> => {
    const shown = pictures.map(({ name, seconds }) => ({ name, seconds }));
    const input = { questions, pictures: shown, concept, vote };
    return (await decide(production, `${call}/${vote}`, judge, input, pictures)).value;
  };
  const first = await ask(1);
  const others = await allEnded(Array.from({ length: VOTES - 1 }, (_, at) => ask(at + 2)));
  return [first, ...others];
}

/** A picture of a clip, and where it is in it. */
export interface Glanced extends Picture {
  frame: number;
  seconds: number;
}

/** Of a take that goes on from another only what is new: the frames before its handle are the other's. */
function picturesOf({ studio }: Production, { take }: Rush): Promise<Glanced[]> {
  const frames = take.probe.video?.frames ?? 1;
  const start = Math.min(take.handles.head, frames - 1);
  return glancesAt(studio, studio.store.path(take.media), { start, frames: frames - start });
}

/** What a look at these frames of a clip gets to see. */
export async function glancesAt(studio: Studio, path: string, range: FrameRange): Promise<Glanced[]> {
  const options = { range, pictures: PICTURES, tokens: PICTURE_TOKENS };
  const glances = await studio.workers.run({ kind: 'glance', path, options }, { signal: studio.signal });
  return glances.map(({ frame, seconds, jpeg, width, height }, at) => ({
    name: `picture ${at + 1}`,
    frame,
    seconds: Math.round(seconds * 100) / 100,
    jpeg,
    width,
    height,
  }));
}

function framed({ name, frame }: Glanced): { name: string; frame: number } {
  return { name, frame };
}

/** What must look in this shot as it does in the others. */
export function threadsOf({ screenplay }: Pick<Plan, 'screenplay'>, shot: Shot): Thread[] {
  const named = new Set(shot.figures.flatMap(({ thread }) => (thread === null ? [] : [thread])));
  return screenplay.threads.filter(({ id }) => named.has(id));
}

/**
 * Only shots of one place, hour and weather, seen from about as near, can be asked to look alike; one that a picture of the
 * person's fills looks like that picture.
 */
export function sameLight(a: Shot, b: Shot): boolean {
  const [one, other] = [a.setting, b.setting];
  const isFilled = ({ seeds }: Shot): boolean => seeds.some(({ use }) => use === 'full-frame');
  return (
    one.thread === other.thread &&
    one.time === other.time &&
    one.weather === other.weather &&
    a.mood === b.mood &&
    a.size === b.size &&
    !isFilled(a) &&
    !isFilled(b)
  );
}
