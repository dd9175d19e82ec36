import { callOf, critic, FILM } from '../crew/critic.ts';
import { THRESHOLDS } from '../crew/qa-verifier.ts';
import { ZERO, type MicroUsd } from '../film/money.ts';
import type { Critique } from '../film/review.ts';
import { shotsOf } from '../film/screenplay.ts';
import { best, isLosers } from '../film/best-take.ts';
import { decide } from './takes/decide.ts';
import { learn } from './desk/lessons.ts';
import { mindOf } from './studio/minds.ts';
import type { Plan } from './studio/plan.ts';
import type { Production } from './studio/production.ts';

/**
 * The critic's word on the film by the takes that are in it, and what is learnt. The pilot that was shot gets one of its own
 * where that costs nothing; where it was paid for, after the tests, it has been given already (`critiqueOf`).
 */
export async function criticise(production: Production, plan: Plan): Promise<Critique> {
  const { state } = production;
  const inFilm = new Set(
    shotsOf(plan.screenplay).flatMap((shot) => best(production, shot).map(({ take }) => take.slate)),
  );
  if ((await mindOf(production, critic.name)) === null) {
    const isCircled = (slate: string): boolean => state.takes[slate]?.review?.verdict === 'circle';
    await critiqueOf(production, plan, plan.pilot.id, (slate) => isCircled(slate) && !isLosers(state, slate));
  }
  const film = await critiqueOf(production, plan, FILM, (slate) => inFilm.has(slate));
  await learn(production, film);
  return film;
}

/** The critic's word on a pilot, or on the film, by the takes that are used; once for the same takes. */
export function critiqueOf(
  production: Production,
  { brief, contract, screenplay, pilot }: Plan,
  name: string,
  isUsed: (slate: string) => boolean,
): Promise<Critique> {
  const { takes, money, spending } = production.state;
  const prices = new Map(spending?.takes.map(({ shot, price }) => [shot, price]));
  const input = {
    production: production.id,
    pilot: name,
    qualityCeiling: pilot.qualityCeiling,
    threshold: brief.threshold ?? THRESHOLDS[pilot.tier],
    contract,
    screenplay,
    takes: Object.values(takes).flatMap(({ take }) => {
      if (take === null) return [];
      const { slate, shot, provider, model, provenance, prompt, cost, warnings } = take;
      return [{ slate, shot, provider, model, provenance, prompt, cost, warnings, used: isUsed(slate) }];
    }),
    reviews: Object.values(takes).flatMap(({ review: one }) => (one === null ? [] : [one])),
    money: {
      spent: money.spent,
      // A vendor that bills more than its own price leaves less than nothing.
      left: Math.max(ZERO, money.left) as MicroUsd,
      retakes: shotsOf(screenplay).map(({ id }) => ({ shot: id, price: prices.get(id) ?? ZERO })),
    },
  };
  // What was spent meanwhile, for the critic itself too, is no reason to ask again.
  const asked = { ...input, money: input.money.retakes };
  return production.revise(callOf(name), 'pilot-critiqued', asked, async () => {
    const { value, provenance } = await decide(production, callOf(name), critic, input);
    return { ...value, provenance };
  });
}
