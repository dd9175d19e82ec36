import { StudioError } from '../errors.ts';
import { ZERO } from '../film/money.ts';
import type { Escalation } from '../film/review.ts';
import { shotsOf, type Shot } from '../film/screenplay.ts';
import { takesOf } from '../film/state.ts';
import { slate as slateName, numberOf, type Take } from '../film/take.ts';
import { best, type Selected } from '../film/best-take.ts';
import { attemptsAt, fitting, openReshoot, outrun, wishOf } from './desk/wishes.ts';
import { allEnded } from './orders/all-ended.ts';
import { openTakes, videoProviderOf } from './orders/paid.ts';
import { ATTEMPTS, type Plan } from './studio/plan.ts';
import type { Production } from './studio/production.ts';
import { attemptsOf, freeFor, judgeTake } from './takes/retakes.ts';
import { rush } from './takes/rush.ts';
import { screen, type Looks } from './takes/screen.ts';
import { chainsOf } from './takes/threads.ts';

/**
 * Shoots every shot and looks at the dailies, until each is circled or has had its attempts. What is drawn here is shot
 * side by side; what is paid is shot in threads, so that each shot can go on from the one before it. When the money does
 * not reach, nothing new is begun, what is under way is taken in, and the film goes without the shots that are missing.
 * Throws `provider` when no shot has any take, and the trouble of a thread when all threads have ended.
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
  const shots = shotsOf(plan.screenplay);
  let wanted = shots.filter(
    ({ id }) => production.state.chosen[id] === undefined && wishOf(production.state, id) === null,
  );
  for (let attempt = 1; attempt <= ATTEMPTS && wanted.length > 0; attempt += 1) {
    // Longest first, so that no core is left with a long shot when the others have gone home.
    const longestFirst = wanted.toSorted((a, b) => b.frames - a.frames);
    const drawn = await allEnded(
      longestFirst.map((shot) => rush(production, plan, shot, { slate: slateOf(production, shot, attempt) })),
    );
    const rushes = wanted.map((shot) => drawn[longestFirst.indexOf(shot)] ?? null);
    const again: Shot[] = [];
    for (const [index, seen] of rushes.entries()) {
      const shot = wanted[index] as Shot;
      const { verdict } =
        seen === null
          ? { verdict: 'reshoot' }
          : await screen(production, plan, seen, { attempt, allowed: ATTEMPTS, looks });
      if (verdict === 'reshoot') again.push(shot);
    }
    wanted = again;
  }
  const turn: Turn = { previous: null, urgency: 0, looks, closed: () => false, lacks: () => undefined };
  for (const shot of shots.filter(({ id }) => wishOf(production.state, id) !== null))
    await askedAgain(production, plan, shot, turn);
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
  await allEnded(
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
  if (wishOf(production.state, shot.id) === null) {
    const { state } = production;
    const chosen = state.takes[state.chosen[shot.id] ?? '']?.take ?? null;
    if (chosen === null) await attempt(production, plan, shot, turn);
  }
  await keepUp(production, shot, turn.previous);
  if (wishOf(production.state, shot.id) !== null) await askedAgain(production, plan, shot, turn);
  return best(production, shot)[0]?.take ?? null;
}

/** Takes of a shot until one is circled, or another is not worth its price. */
async function attempt(production: Production, plan: Plan, shot: Shot, turn: Turn): Promise<void> {
  const allowed = attemptsOf(production);
  let escalation: Escalation | null = null;
  for (let attempt = 1; attempt <= allowed + (escalation === null ? 0 : 1); attempt += 1) {
    const slate = slateOf(production, shot, attempt);
    if (!mayBegin(production, plan, shot, { ...turn, slate, isFirst: attempt === 1 })) return;
    const seen = await rush(production, plan, shot, { slate, escalation, ...turn });
    if (seen === null) {
      if (production.state.takes[slate]?.failure?.retryable === false) return;
      continue;
    }
    const { looks } = turn;
    const reviewed = await screen(production, plan, seen, { attempt, allowed, looks });
    const decision = await judgeTake(production, plan, { shot, slate, reviewed, attempt, allowed });
    if (decision.verdict !== 'reshoot') return;
    ({ escalation } = decision);
  }
}

/**
 * A take that goes on from one which a person's word has taken out of the film makes way for one that goes on from what is
 * in it now; where there is none it is shot.
 */
async function keepUp(production: Production, { id: shot }: Shot, previous: Take | null): Promise<void> {
  const { state } = production;
  const [used] = best({ state }, { id: shot });
  if (used === undefined || openReshoot(state, shot) !== null) return;
  const before = { take: previous?.slate ?? null, changes: false };
  const because = outrun(state, used.take.slate, before);
  if (because === null) return;
  const slate = fitting(state, shot, before);
  const wish = wishOf(state, shot);
  const note = wish?.because === null ? wish.note : null;
  await production.record(
    slate === null
      ? { type: 'reshoot-asked', data: { shot, note, because } }
      : { type: 'take-chosen', data: { slate, shot, because } },
  );
}

/** The one take more that a shot is owed; whatever the judge says of it, no other is made without being asked for. */
async function askedAgain(production: Production, plan: Plan, shot: Shot, turn: Turn): Promise<void> {
  const owedTo = openReshoot(production.state, shot.id)?.begun?.slate;
  for (const { slate } of openTakes(production.state).filter((one) => one.shot === shot.id && one.slate !== owedTo))
    await rush(production, plan, shot, { slate, ...turn }); // paid before it was sent back: it is taken in
  for (;;) {
    const owed = openReshoot(production.state, shot.id);
    if (owed === null) break;
    const attempts = attemptsAt(production.state, shot.id);
    const attempt = (owed.begun === null ? attempts.length : attempts.indexOf(owed.begun)) + 1;
    const slate = slateOf(production, shot, attempt);
    if (!mayBegin(production, plan, shot, { ...turn, slate, isFirst: false })) break;
    const seen = await rush(production, plan, shot, { slate, ...turn });
    if (seen === null) continue;
    const { verdict, reason } = await screen(production, plan, seen, { attempt, allowed: attempt, looks: turn.looks });
    const isCircled = verdict === 'circle';
    const stays = best(production, shot)[0]?.take.slate;
    const line = isCircled
      ? `circle ${slate}: ${reason}`
      : `${slate} was asked for and is not circled${stays === slate ? '' : `, so ${stays} stays`}: ${reason}`;
    await production.record({
      type: 'dailies-decided',
      data: { shot: shot.id, slate, verdict: isCircled ? 'circle' : 'drop', line, escalation: null },
    });
    return;
  }
  // What stays in the film must be there: what the store has lost of it is mended.
  const [used] = best(production, shot);
  if (used !== undefined && production.state.chosen[shot.id] === undefined)
    await rush(production, plan, shot, { slate: used.take.slate, ...turn });
}

/** The name of an attempt at a shot by whoever shoots the film: as it was begun, else the next that is free. */
function slateOf({ state }: Production, shot: Shot, attempt: number): string {
  const next = Math.max(0, ...takesOf(state, shot.id).map(({ slate: name }) => numberOf(name))) + 1;
  return attemptsAt(state, shot.id)[attempt - 1]?.slate ?? slateName(shot.id, next);
}

/** What was begun is always taken in; something new only while there is money, and a retake only what others do not need. */
function mayBegin(
  production: Production,
  plan: Plan,
  shot: Shot,
  turn: Turn & { slate: string; isFirst: boolean },
): boolean {
  const begun = production.state.takes[turn.slate];
  if (begun !== undefined && begun.status !== 'unsent') return true;
  if (turn.closed()) return false;
  if (production.state.wishes.locked.includes(shot.id) && best(production, shot).length > 0) return false;
  const needed = production.state.spending?.takes.find((act) => act.shot === shot.id)?.ceiling ?? ZERO;
  if (turn.isFirst || needed <= freeFor(production, plan, shot)) return true;
  const reason = `another take of ${shot.id} would eat what the other shots need`;
  if (best(production, shot).length === 0)
    turn.lacks(
      new StudioError('budget-exceeded', reason, {
        hint: `claude-studio resume ${production.id} --cap names a higher ceiling and goes on.`,
      }),
    );
  return false;
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
