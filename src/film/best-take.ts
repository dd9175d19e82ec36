import type { Review } from './review.ts';
import type { Shot } from './screenplay.ts';
import { takesOf, type ProductionState } from './state.ts';
import { numberOf, type Take } from './take.ts';

/** A shot with its best take and the word on it. */
export interface Selected {
  take: Take;
  review: Review | null;
}

/**
 * The take of a shot that is in the film, or would be: the circled one that a person has asked for, else the one that a
 * person has chosen, else the circled one, else the best-scored one, else the last. None where no take may be used.
 */
export function best({ state }: { readonly state: ProductionState }, shot: Pick<Shot, 'id'>): Selected[] {
  const takes = takesOf(state, shot.id).flatMap(({ slate, take, review }) => {
    const isOut = state.wishes.dropped.includes(slate) || (isLosers(state, slate) && state.chosen[shot.id] !== slate);
    return take === null || isOut ? [] : [{ take, review }];
  });
  const wish = state.wishes.reshoots.find((one) => one.shot === shot.id);
  const isAsked = ({ number }: Take): boolean => wish !== undefined && number > numberOf(wish.after ?? '');
  const rank = ({ review: one, take }: Selected): number =>
    (one?.verdict === 'circle' && isAsked(take) ? 20_000 : 0) +
    (state.chosen[shot.id] === take.slate ? 10_000 : 0) +
    (one?.verdict === 'circle' ? 1000 : 0) +
    (one?.overall ?? 0) +
    take.number / 100;
  return takes.toSorted((a, b) => rank(b) - rank(a)).slice(0, 1);
}

/** True for a test take of a pilot that was cancelled: it lies on the floor, and the film has nothing of it. */
export function isLosers({ competition, greenlight }: ProductionState, slate: string): boolean {
  if (greenlight === null) return false;
  return competition.rounds.some(({ entrants }) =>
    entrants.some(({ pilot, takes }) => pilot !== greenlight.pilot && takes.some((take) => take.slate === slate)),
  );
}
