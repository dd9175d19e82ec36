import { StudioError } from '../errors.ts';
import { formatUsd, usd, type MicroUsd } from '../film/money.ts';
import { ceilingOf } from '../film/state.ts';
import { capLeft } from '../ledger/account.ts';
import { readAccount } from './studio/account.ts';
import { cheaperFilms } from './cheaper.ts';
import type { Plan } from './studio/plan.ts';
import { priceFilm, type Spending } from './price-film.ts';
import type { Production } from './studio/production.ts';
import type { Seller } from './orders/shoot.ts';
import { sellerFor } from './takes/request-for.ts';

/**
 * Writes down what the film will cost, shot by shot, before any of it is spent; nothing where nothing is paid. Throws
 * `budget-exceeded` with the price and cheaper commands when what is left does not carry every shot once. Once shooting
 * has begun, the ledger alone decides, act by act.
 */
export async function planSpending(production: Production, plan: Plan): Promise<void> {
  const { state } = production;
  const { provider, card } = await sellerFor(production, plan);
  const known = state.spending;
  const isIts = known?.provider === provider.id && known.model === card.model;
  const spending = isIts ? known : await priced(production, plan, { provider, card });
  if (spending === null || Object.values(state.takes).length > 0) return;
  const left = await leftOfCap(production, spending);
  const limit = left === null || left > state.money.left ? state.money.left : left;
  if (spending.total > limit) throw await refused(production, plan, spending, limit);
}

/** What the studio's monthly cap leaves for a production that has shot nothing yet; null without a cap. */
async function leftOfCap({ studio }: Production, { provenance }: Spending): Promise<MicroUsd | null> {
  const { cap } = studio.settings;
  if (cap === null) return null;
  return capLeft(await readAccount(studio.journal, provenance), usd(cap), studio.now());
}

async function priced(production: Production, plan: Plan, { provider, card }: Seller): Promise<Spending | null> {
  const spending = await priceFilm(production.studio, plan, provider, card);
  if (spending.worst === 0) return null;
  await production.record({ type: 'spending-planned', data: spending });
  return spending;
}

async function refused(production: Production, plan: Plan, { total }: Spending, limit: MicroUsd): Promise<StudioError> {
  const { studio } = production;
  const { refusal } = production.state;
  const known = refusal?.budget === limit ? refusal : null;
  const cheaper = known?.cheaper ?? (await cheaperFilms(studio, plan, limit));
  if (known === null)
    await production.record({ type: 'spending-refused', data: { needed: total, budget: limit, cheaper } });
  const { spent, left } = production.state.money;
  const capped = limit < left;
  const has = capped
    ? `the studio's cap of ${formatUsd(usd(studio.settings.cap ?? 0))} a month leaves ${formatUsd(limit)}`
    : spent === 0
      ? `the budget is ${formatUsd(limit)}`
      : `of the budget of ${formatUsd(ceilingOf(production.state))} the plan itself has cost ${formatUsd(spent)}`;
  const raise = capped
    ? 'raise the setting cap (CLAUDE_STUDIO_CAP)'
    : `raise the ceiling: --budget ${(Math.ceil((total + spent) / 10_000) / 100).toFixed(2)}`;
  return new StudioError('budget-exceeded', `the film costs ${formatUsd(total)}, and ${has}`, {
    hint: `${spent === 0 ? 'Nothing was spent. ' : ''}Take a cheaper command (the first: ${cheaper[0]?.what}), or ${raise}.`,
    data: { needed: total, budget: limit, cheaper },
  });
}
