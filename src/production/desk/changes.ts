import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../errors.ts';
import type { Clip } from '../../film/cut.ts';
import { formatUsd, sum, ZERO, type MicroUsd } from '../../film/money.ts';
import { shotsOf, type Shot } from '../../film/screenplay.ts';
import { ceilingOf, type ProductionState, type TakeState } from '../../film/state.ts';
import { best } from '../../film/best-take.ts';
import { takePath } from '../studio/layout.ts';
import { attemptsOf } from '../takes/retakes.ts';
import { readProduction } from '../studio/production.ts';
import { priceOfLook } from '../takes/screen.ts';
import type { Studio } from '../studio/studio.ts';
import { chainsOf } from '../takes/threads.ts';
import { attemptsAt, fitting, openReshoot, outrun, type GoesOnFrom } from './wishes.ts';

/** What `resume` would do about one shot. */
export interface ShotPlan {
  shot: string;
  /** The take that is used now, or null. */
  take: string | null;
  /**
   * `shoot`: a take is ordered. `fetch`: one that is ordered, or shot and not judged, is taken in. `use`: another take that
   * is there already goes into the film. `mend`: its file is lost and brought back for nothing. `lost`: it cannot be.
   * `without`: the film goes without the shot. `stay`: nothing.
   */
  does: 'shoot' | 'fetch' | 'use' | 'mend' | 'lost' | 'without' | 'stay';
  why: string;
  /** What is still to be paid for it, with who looks at it: as planned, and at most. */
  price: MicroUsd;
  ceiling: MicroUsd;
  /** The money that is left carries it, after the shots before it. */
  carried: boolean;
}

/** What a film consists of, and what `resume` would do now. */
export interface FilmPlan {
  production: string;
  status: ProductionState['status'];
  /** What it waits for, or null. */
  waits: string | null;
  shots: ShotPlan[];
  /** Lines that are still to be spoken. */
  voices: MicroUsd;
  /** The critic and the editor once more: what they cost the last time. */
  minds: MicroUsd;
  price: MicroUsd;
  ceiling: MicroUsd;
  left: MicroUsd;
  /** What everything paid may cost, from the first cent. */
  cap: MicroUsd;
  /** Nothing is ordered and the film stays as it is. */
  nothing: boolean;
}

/** Reads what `resume` would do, and does nothing. Throws `not-found`, and `usage` before there is a screenplay. */
export async function planChanges(studio: Studio, id: string): Promise<FilmPlan> {
  return changesOf(studio, id, (await readProduction(studio.journal, id)).state);
}

/** The same of a production at hand. */
export async function changesOf(studio: Studio, id: string, state: ProductionState): Promise<FilmPlan> {
  const { screenplay, brief, money, spending, waiting } = state;
  if (screenplay === null || brief === null) {
    throw new StudioError('usage', `${id} has no screenplay yet`, {
      hint: `claude-studio resume ${id} goes on with it.`,
    });
  }
  const found = new Map<string, Found>();
  for (const chain of chainsOf(screenplay)) {
    let before: GoesOnFrom = { take: null, changes: false };
    for (const shot of chain) {
      const one = findOut(state, shot, before);
      const settled = one.does === 'stay' ? await kept(studio, id, state, one) : one;
      found.set(shot.id, settled);
      if (settled.take !== null || settled.does === 'shoot' || settled.does === 'fetch')
        before = { take: settled.take, changes: settled.does === 'shoot' || settled.does === 'fetch' };
    }
  }
  const look = priceOfLook(studio, brief);
  let spent = 0;
  const shots = shotsOf(screenplay).map(({ id: shot }): ShotPlan => {
    const one = found.get(shot) as Found;
    const act = spending?.takes.find((planned) => planned.shot === shot);
    const pays = one.does === 'shoot' && act !== undefined;
    const price = pays ? sum([act.price, look]) : ZERO;
    const ceiling = pays ? sum([act.ceiling > act.price ? act.ceiling : act.price, look]) : ZERO;
    spent += ceiling;
    return { shot, ...one, price, ceiling, carried: spent <= money.left };
  });
  const changes = shots.some(({ does }) => does !== 'stay' && does !== 'without' && does !== 'lost');
  const voices = sum(
    (spending?.voices ?? []).flatMap(({ shot, price }) =>
      isSpoken(state, shot) || state.film !== null ? [] : [price],
    ),
  );
  const minds = changes ? lastDecisions(state) : ZERO;
  const rest = [voices, minds];
  return {
    production: id,
    status: state.status,
    waits: waiting?.line ?? null,
    shots,
    voices,
    minds,
    price: sum([...shots.map(({ price }) => price), ...rest]),
    ceiling: sum([...shots.map(({ ceiling }) => ceiling), ...rest]),
    left: money.left,
    cap: ceilingOf(state),
    nothing: !changes && state.status === 'done',
  };
}

/** Throws `budget-exceeded` when the money that is left does not carry what is wanted of a finished film. */
export function assertCarried({ production, ceiling, left, cap, shots }: FilmPlan): void {
  if (ceiling <= left) return;
  const wanted = shots.filter(({ does }) => does === 'shoot').map(({ shot }) => shot);
  const [first = '3B'] = wanted;
  throw new StudioError(
    'budget-exceeded',
    `what you want costs up to ${formatUsd(ceiling)} (${wanted.join(', ')}), and ${formatUsd(left)} is left of ${formatUsd(cap)}`,
    {
      hint:
        `Nothing was ordered. claude-studio resume ${production} --cap ${capFor({ ceiling, left, cap })} allows it; ` +
        `claude-studio dailies ${production} ${first} --circle keeps the take that is there.`,
      data: { production, needed: ceiling, left },
    },
  );
}

/** The cap, in dollars, under which a plan fits. */
export function capFor({ ceiling, left, cap }: Pick<FilmPlan, 'ceiling' | 'left' | 'cap'>): string {
  return (Math.ceil((cap + Math.max(0, ceiling - left)) / 10_000) / 100).toFixed(2);
}

type Found = Pick<ShotPlan, 'take' | 'does' | 'why'>;

function findOut(state: ProductionState, shot: Shot, before: GoesOnFrom): Found {
  const used = best({ state }, shot)[0]?.take ?? null;
  const take = used?.slate ?? null;
  const owed = openReshoot(state, shot.id);
  if (owed !== null) {
    const { note, because } = owed.wish;
    const why = because ?? (note === null ? 'you asked for it' : `you asked for it: ${note}`);
    return owed.begun === null || owed.begun.status === 'unsent'
      ? { take, does: 'shoot', why }
      : { take, does: 'fetch', why: `${owed.begun.slate} is ${wordFor(owed.begun)}: ${why}` };
  }
  if (used === null) return unshot(state, shot);
  const unfinished = state.film === null && state.chosen[shot.id] === undefined;
  const last = attemptsAt(state, shot.id).at(-1);
  if (unfinished && last !== undefined && isOpen(last))
    return { take, does: 'fetch', why: `${last.slate} is ${wordFor(last)}` };
  const decision = state.decisions[last?.slate ?? ''];
  if (unfinished && decision?.verdict === 'reshoot') return { take, does: 'shoot', why: decision.line };
  const because = outrun(state, used.slate, before);
  if (because !== null) {
    const fit = fitting(state, shot.id, before);
    return fit === null
      ? { take, does: 'shoot', why: because }
      : { take: fit, does: 'use', why: `${because}; ${fit} goes on from ${before.take}` };
  }
  const inFilm = filmed(state, shot.id);
  // What is drawn again may be the very same picture.
  if (inFilm !== null && inFilm.media.sha256 !== used.media.sha256) {
    const { slate } = inFilm;
    const why = state.wishes.dropped.includes(slate)
      ? `you do not want ${slate}`
      : state.chosen[shot.id] === used.slate
        ? `you chose it before ${slate}`
        : `it goes before ${slate}`;
    return { take, does: 'use', why };
  }
  return { take, does: 'stay', why: whyItStays(state, shot.id, used.slate) };
}

function unshot(state: ProductionState, { id }: Shot): Found {
  const attempts = attemptsAt(state, id);
  const last = attempts.at(-1);
  if (last !== undefined && isOpen(last))
    return { take: null, does: 'fetch', why: `${last.slate} is ${wordFor(last)}` };
  const failures = attempts.flatMap(({ failure }) => failure ?? []);
  const isOver = failures.length >= attemptsOf({ state }) || failures.some(({ retryable }) => !retryable);
  if (isOver) return { take: null, does: 'without', why: `no attempt came to a take: ${failures.at(-1)?.reason}` };
  return { take: null, does: 'shoot', why: 'it is not shot yet' };
}

function isOpen({ status }: TakeState): boolean {
  return status !== 'unsent' && status !== 'failed' && status !== 'reviewed';
}

function wordFor({ status }: TakeState): string {
  if (status === 'adopted') return 'shot and not judged yet';
  return status === 'reviewed' ? 'shot' : status === 'unsure' ? 'unsure' : 'at the vendor';
}

function whyItStays(state: ProductionState, shot: string, slate: string): string {
  if (state.wishes.locked.includes(shot)) return 'locked by you';
  if (state.chosen[shot] === slate) return 'chosen by you';
  const { review = null } = state.takes[slate] ?? {};
  if (review === null) return 'in the can';
  return review.verdict === 'circle' ? 'circled' : 'the best there is';
}

/** The take of a shot that is in the finished film. */
function filmed({ edit, master }: ProductionState, shot: string): Clip | null {
  const cut = edit?.candidates.find((candidate) => candidate.cut.id === master?.cut)?.cut;
  return cut?.clips.find((clip) => clip.shot === shot) ?? null;
}

/** A take that would stay, unless its file is gone. */
async function kept({ store }: Studio, id: string, state: ProductionState, one: Found): Promise<Found> {
  const take = state.takes[one.take ?? '']?.take ?? null;
  if (take === null || (await store.verify(take.media))) return one;
  const copy = await stat(join(state.folder ?? '', takePath(take.slate))).catch(() => null); // people delete what they like there
  if (copy?.size === take.media.bytes)
    return { ...one, does: 'mend', why: `the file of ${take.slate} is lost: its copy in the run's folder is taken` };
  if (take.provenance === 'offline')
    return { ...one, does: 'mend', why: `the file of ${take.slate} is lost: it is drawn again` };
  return {
    ...one,
    does: 'lost',
    why: `the file of ${take.slate} is lost: claude-studio dailies ${id} ${take.shot} --reshoot orders another`,
  };
}

function isSpoken({ voices }: ProductionState, shot: string): boolean {
  return Object.values(voices).some(({ parts }) => parts.some((part) => part.shot === shot));
}

/** What the critic and the editor cost when they last decided: they decide anew when the film changes. */
function lastDecisions({ money }: ProductionState): MicroUsd {
  const calls = new Map<string, MicroUsd>();
  for (const { reservation, settled } of Object.values(money.charges)) {
    const [, call] = /^mind\/(critique\/[^/]+|cut)\/\d+$/.exec(reservation) ?? [];
    if (call !== undefined && settled !== null) calls.set(call, settled);
  }
  return sum([...calls.values()]);
}
