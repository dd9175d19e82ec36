import { StudioError } from '../../errors.ts';
import type { ProductionEvent } from '../../film/events.ts';
import { shotsOf } from '../../film/screenplay.ts';
import { takesOf, type ProductionState, type TakeState } from '../../film/state.ts';
import { numberOf } from '../../film/take.ts';
import { best, isLosers } from '../../film/best-take.ts';
import { ATTEMPTS } from '../studio/plan.ts';
import { holdProduction } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';

/** What a person can say in the dailies of a shot (`3B`: the take of it that is used) or of a take (`3B-2`). */
export type Word =
  | { say: 'up' | 'down' | 'circle' | 'drop' | 'lock' | 'unlock' }
  | { say: 'reshoot'; note: string | null };

type Wish = ProductionState['wishes']['reshoots'][number];

/** A shot that is to be shot once more: what leads to it, and the take that was begun for it. */
export interface Reshoot {
  wish: Wish;
  /** Begun and not failed, or null. */
  begun: TakeState | null;
}

/**
 * The take that is still owed to a shot, or null: nobody asked, it is shot and decided, it is locked, or it failed for
 * good. A wish is good for one take, and for as many failures as any other attempt.
 */
export function openReshoot(state: ProductionState, shot: string): Reshoot | null {
  const wish = wishOf(state, shot);
  if (wish === null || state.wishes.locked.includes(shot)) return null;
  const attempts = attemptsAt(state, shot).filter(({ slate }) => numberOf(slate) > numberOf(wish.after ?? ''));
  const failures = attempts.flatMap(({ failure }) => failure ?? []);
  const isOver = failures.length >= ATTEMPTS || failures.some(({ retryable }) => !retryable);
  const isDecided = attempts.some(({ slate, take }) => take !== null && state.decisions[slate] !== undefined);
  return isOver || isDecided ? null : { wish, begun: attempts.find(({ failure }) => failure === null) ?? null };
}

/** The last word of a person that a shot is to be shot again, whether or not it has been; null without one. */
export function wishOf({ wishes }: ProductionState, shot: string): Wish | null {
  return wishes.reshoots.find((one) => one.shot === shot) ?? null;
}

/** Takes of a shot by whoever shoots the film, in the order in which they were begun. */
export function attemptsAt(state: ProductionState, shot: string): TakeState[] {
  return takesOf(state, shot).filter(({ slate }) => !isLosers(state, slate));
}

/** True while a person wants something that the film does not know yet. */
export function isAsked(state: ProductionState): boolean {
  const { given, filmed, reshoots } = state.wishes;
  return given > filmed || reshoots.some(({ shot }) => openReshoot(state, shot) !== null);
}

/** What a take of a thread goes on from: the take that is used before it, and whether another of it is still to come. */
export interface GoesOnFrom {
  take: string | null;
  changes: boolean;
}

/**
 * Why a take does not fit any more: it goes on from a take that is not in the film. Null when it does, when nobody has
 * asked for a change, and for what a person has chosen or locked.
 */
export function outrun(state: ProductionState, slate: string, before: GoesOnFrom): string | null {
  const { after = null, shot = '' } = state.takes[slate] ?? {};
  const { locked, followed } = state.wishes;
  const isChosen = state.chosen[shot] !== undefined && !followed.includes(shot);
  const stays = locked.includes(shot) || isChosen || !isAsked(state);
  if (stays || after === null || before.take === null) return null;
  if (after !== before.take) return `${slate} goes on from ${after}, which is not in the film any more`;
  return before.changes ? `${slate} goes on from ${after}, which is shot again` : null;
}

/** A circled take that is there already and goes on from the take that is used before it; null when none does. */
export function fitting(state: ProductionState, shot: string, before: GoesOnFrom): string | null {
  if (before.take === null || before.changes) return null;
  const wish = wishOf(state, shot);
  // Takes that the person has sent back do not return by themselves.
  const sentBack = wish?.because === null ? numberOf(wish.after ?? '') : 0;
  const fit = attemptsAt(state, shot).filter(
    ({ slate, take, review, after }) =>
      take !== null &&
      after === before.take &&
      review?.verdict === 'circle' &&
      numberOf(slate) > sentBack &&
      !state.wishes.dropped.includes(slate),
  );
  return fit.toSorted((a, b) => (b.review?.overall ?? 0) - (a.review?.overall ?? 0))[0]?.slate ?? null;
}

/**
 * Writes down what a person says of a take or a shot, and nothing else: `resume` does it. Returns what follows from it, in
 * a sentence. Throws `usage` for what there is not, for a take without a file and for a locked shot.
 */
export async function say(studio: Studio, run: string, about: string, word: Word): Promise<string> {
  const production = await holdProduction(studio, run);
  try {
    assertOurs(production.state, run, word);
    const { events, line } = meaning(production.state, run, about, word);
    await production.record(...events);
    return line;
  } finally {
    await production.close();
  }
}

/** What was imported is not shot or cut on, so nothing would come of any word but a thumb. */
function assertOurs({ imported }: ProductionState, run: string, { say: said }: Word): void {
  if (imported === null || said === 'up' || said === 'down') return;
  throw new StudioError('usage', `${run} was imported: it is finished as it is`, {
    hint: `claude-studio export ${run} --format otio -o cut.otio, and after an edit import-cut, make another cut of its takes.`,
  });
}

interface Meaning {
  events: ProductionEvent[];
  line: string;
}

function meaning(state: ProductionState, run: string, about: string, word: Word): Meaning {
  const { shot, slate } = resolveTake(state, run, about);
  const isLocked = state.wishes.locked.includes(shot);
  if (word.say === 'lock' || word.say === 'unlock') {
    const locked = word.say === 'lock';
    if (locked) shown(state, run, shot, slate); // there must be something that stays as it is
    const line = locked ? `${shot} is locked: nothing changes it.` : `${shot} may change again.`;
    return { events: locked === isLocked ? [] : [{ type: 'shot-locked', data: { shot, locked } }], line };
  }
  if (word.say === 'reshoot') {
    assertFree(run, shot, isLocked);
    const { note } = word;
    return {
      events: [{ type: 'reshoot-asked', data: { shot, note, because: null } }],
      line: `${shot} will be shot once more${note === null ? '' : `: ${note}`}.`,
    };
  }
  const take = shown(state, run, shot, slate);
  if (word.say === 'up' || word.say === 'down') {
    const up = word.say === 'up';
    return { events: [{ type: 'take-thumbed', data: { slate: take, up } }], line: `${take}: thumb ${word.say}.` };
  }
  assertFree(run, shot, isLocked);
  if (word.say === 'circle') {
    return {
      events: [{ type: 'take-chosen', data: { slate: take, shot, because: null } }],
      line: `${take} is the take of ${shot} now, whatever the judge says.`,
    };
  }
  const drop: ProductionEvent = { type: 'take-dropped', data: { slate: take } };
  const others = attemptsAt(state, shot).filter(
    (one) => one.take !== null && one.slate !== take && !state.wishes.dropped.includes(one.slate),
  );
  if (others.length > 0) return { events: [drop], line: `${take} is not used any more.` };
  const because = `${take} was the only take of it, and you do not want it`;
  return {
    events: [drop, { type: 'reshoot-asked', data: { shot, note: null, because } }],
    line: `${take} is not used any more. It was the only take of ${shot}, so the shot will be shot again.`,
  };
}

/** What `3B` or `3B-2` names, in any case of letters. Throws `usage` for a shot that there is not. */
export function resolveTake(
  state: ProductionState,
  run: string,
  about: string,
): { shot: string; slate: string | null } {
  const [, shot = '', number] = /^(\d+[A-Z]+)(-\d+)?$/.exec(about.trim().toUpperCase()) ?? [];
  const shots = state.screenplay === null ? [] : shotsOf(state.screenplay).map(({ id }) => id);
  if (!shots.includes(shot)) {
    throw new StudioError('usage', `${run} has no shot ${JSON.stringify(about.slice(0, 40))}`, {
      hint:
        shots.length === 0
          ? `Its screenplay is not written yet: claude-studio resume ${run}`
          : `It has: ${shots.join(', ')}.`,
    });
  }
  return { shot, slate: number === undefined ? null : `${shot}${number}` };
}

/** The take that is meant; of a shot the one that is used. */
function shown(state: ProductionState, run: string, shot: string, slate: string | null): string {
  const wanted = slate ?? best({ state }, { id: shot })[0]?.take.slate ?? null;
  if (wanted !== null && state.takes[wanted]?.take != null) return wanted;
  const takes = takesOf(state, shot).filter(({ take }) => take !== null);
  const there = takes.length === 0 ? 'has no take yet' : `has: ${takes.map((one) => one.slate).join(', ')}`;
  throw new StudioError(
    'usage',
    slate === null ? `${shot} has no take that is used` : `there is no take ${slate} with a file in ${run}`,
    { hint: `${shot} ${there}; claude-studio dailies ${run} shows them all.` },
  );
}

function assertFree(run: string, shot: string, isLocked: boolean): void {
  if (!isLocked) return;
  throw new StudioError('usage', `${shot} is locked`, {
    hint: `claude-studio dailies ${run} ${shot} --unlock lets it change again.`,
  });
}
