import { StudioError } from '../errors.ts';
import { formatUsd } from '../film/money.ts';
import { cheaperFilms } from './cheaper.ts';
import type { Plan } from './dailies.ts';
import { cardOf, videoProviderOf } from './paid.ts';
import { priceFilm, type Spending } from './price-film.ts';
import type { Production } from './production.ts';

/**
 * What the film will cost, shot by shot, before anything is spent; written down and shown. Null when nothing is paid.
 * Throws `budget-exceeded` with the price and cheaper commands when the budget does not carry every shot once.
 */
export async function planSpending(production: Production, plan: Plan): Promise<Spending | null> {
  const spending = production.state.spending ?? (await priced(production, plan));
  if (spending !== null && spending.total > plan.brief.budget) throw await refused(production, plan, spending);
  return spending;
}

async function priced(production: Production, plan: Plan): Promise<Spending | null> {
  const { studio, state } = production;
  const provider = await videoProviderOf(production);
  const spending = await priceFilm(studio, plan, provider, cardOf(provider, state));
  if (spending.worst === 0) return null;
  await production.record({ type: 'spending-planned', data: spending });
  return spending;
}

async function refused(production: Production, plan: Plan, { total }: Spending): Promise<StudioError> {
  const { budget } = plan.brief;
  const cheaper = production.state.refusal?.cheaper ?? (await cheaperFilms(production.studio, plan, budget));
  if (production.state.refusal === null)
    await production.record({ type: 'spending-refused', data: { needed: total, budget, cheaper } });
  return new StudioError(
    'budget-exceeded',
    `the film costs ${formatUsd(total)}, and the budget is ${formatUsd(budget)}`,
    {
      hint: `Nothing was spent. Take a cheaper command (the first: ${cheaper[0]?.what}), or raise the ceiling: --budget ${(Math.ceil(total / 10_000) / 100).toFixed(2)}.`,
      data: { needed: total, budget, cheaper },
    },
  );
}
