import { continuity } from '../crew/continuity.ts';
import { StudioError } from '../errors.ts';
import type { Continuity } from '../film/review.ts';
import { shotsOf, type Screenplay, type Shot, type Thread } from '../film/screenplay.ts';
import type { Take } from '../film/take.ts';
import { allEnded } from './orders/all-ended.ts';
import type { Selected } from '../film/best-take.ts';
import type { Plan } from './studio/plan.ts';
import { decide } from './takes/decide.ts';
import { mindOf } from './studio/minds.ts';
import type { Production } from './studio/production.ts';

/** Tokens of a picture: a face of a medium shot is told apart at this size. */
const PICTURE_TOKENS = 900;

/**
 * How well each take of a film goes over into the next, where both share a thread: the same person, place, light. Measured
 * on the two pictures that meet at the cut, and judged where a mind looks; once for each pair of takes.
 */
export async function checkCuts(
  production: Production,
  { contract, screenplay }: Plan,
  takes: readonly Selected[],
): Promise<Continuity[]> {
  const pairs = cutsOf(screenplay, takes);
  return allEnded(pairs.map((pair) => checked(production, contract.concept, pair)));
}

interface Pair {
  from: { shot: Shot; take: Take };
  to: { shot: Shot; take: Take };
  /** What both must share. */
  threads: Thread[];
}

function cutsOf(screenplay: Screenplay, takes: readonly Selected[]): Pair[] {
  const inFilm = shotsOf(screenplay).flatMap((shot) => {
    const take = takes.find((one) => one.take.shot === shot.id)?.take;
    return take === undefined ? [] : [{ shot, take }];
  });
  return inFilm.flatMap((to, at) => {
    const from = inFilm[at - 1];
    if (from === undefined) return [];
    const shared = sharedIn(from.shot, to.shot);
    const threads = screenplay.threads.filter(({ id }) => shared.has(id));
    return threads.length === 0 ? [] : [{ from, to, threads }];
  });
}

function sharedIn(a: Shot, b: Shot): Set<string> {
  const named = ({ setting, figures }: Shot) =>
    new Set([setting.thread, ...figures.flatMap(({ thread }) => (thread === null ? [] : [thread]))]);
  const [one, other] = [named(a), named(b)];
  return new Set([...one].filter((thread) => other.has(thread)));
}

async function checked(production: Production, concept: string, pair: Pair): Promise<Continuity> {
  const { from, to } = pair;
  const name = `continuity/${from.take.slate}/${to.take.slate}`;
  return production.step(name, 'continuity-judged', { from: from.take.media, to: to.take.media }, async () => {
    const measured = sameLight(pair) ? await measure(production, pair) : null;
    const judged = await judge(production, concept, name, pair);
    const scores = [measured?.score ?? null, judged.score].filter((score) => score !== null);
    return {
      from: from.take.slate,
      to: to.take.slate,
      score: scores.length === 0 ? null : Math.min(...scores),
      measured: measured?.score ?? null,
      judged: judged.score,
      evidence: [...judged.evidence, ...(measured?.evidence ?? [])],
    };
  });
}

/** Only one place at one hour can be asked to look alike on both sides of a cut. */
function sameLight({ from, to }: Pair): boolean {
  const [one, other] = [from.shot.setting, to.shot.setting];
  return one.thread === other.thread && one.time === other.time && one.weather === other.weather;
}

/** The frames that meet at the cut: the last of the one shot and the first of the next, handles left out. */
function edges({ from, to }: Pair): { last: number; first: number } {
  return { last: from.take.handles.head + from.shot.frames - 1, first: to.take.handles.head };
}

async function measure({ studio }: Production, pair: Pair): Promise<{ score: number; evidence: string[] }> {
  const { last, first } = edges(pair);
  const { score, evidence } = await studio.workers.run(
    {
      kind: 'continuity',
      before: { path: studio.store.path(pair.from.take.media), frame: last },
      after: { path: studio.store.path(pair.to.take.media), frame: first },
    },
    { signal: studio.signal },
  );
  return { score: Math.round(score), evidence };
}

async function judge(
  production: Production,
  concept: string,
  call: string,
  pair: Pair,
): Promise<{ score: number | null; evidence: string[] }> {
  if ((await mindOf(production, continuity.name)) === null) return { score: null, evidence: [] };
  const { last, first } = edges(pair);
  const pictures = [
    { name: 'before the cut', ...(await picture(production, pair.from.take, last)) },
    { name: 'after the cut', ...(await picture(production, pair.to.take, first)) },
  ];
  const [one, other] = [pair.from.shot.setting, pair.to.shot.setting];
  const input = {
    before: 'before the cut',
    after: 'after the cut',
    threads: pair.threads,
    samePlace: one.thread === other.thread,
    sameHour: one.time === other.time && one.weather === other.weather,
    concept,
  };
  try {
    return (await decide(production, call, continuity, input, pictures)).value;
  } catch (error) {
    if (!(error instanceof StudioError) || (error.code !== 'mind' && error.code !== 'budget-exceeded')) throw error;
    return { score: null, evidence: [`Nobody looked at it: ${error.message}.`] };
  }
}

async function picture({ studio }: Production, take: Take, frame: number) {
  const [glance] = await studio.workers.run(
    {
      kind: 'glance',
      path: studio.store.path(take.media),
      options: { range: { start: frame, frames: 1 }, pictures: 1, tokens: PICTURE_TOKENS },
    },
    { signal: studio.signal },
  );
  if (glance === undefined) throw new StudioError('media', `take ${take.slate} has no picture at its cut`);
  const { jpeg, width, height } = glance;
  return { jpeg, width, height };
}
