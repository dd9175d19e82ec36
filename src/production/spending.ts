import { StudioError } from '../errors.ts';
import { formatUsd, usd, type MicroUsd } from '../film/money.ts';
import { capLeft } from '../ledger/account.ts';
import { readAccount } from './account.ts';
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
  if (spending === null) return null;
  const { budget } = plan.brief;
  const left = await leftOfCap(production, spending);
  const limit = left === null || left > budget ? budget : left;
  if (spending.total > limit) throw await refused(production, plan, spending, limit);
  return spending;
}

/** What the studio's monthly cap leaves for a production that has not begun to spend; null without a cap. */
async function leftOfCap({ state, studio }: Production, { provenance }: Spending): Promise<MicroUsd | null> {
  const { cap } = studio.settings;
  const begun = Object.values(state.money.charges).some(({ reserved }) => reserved > 0);
  if (cap === null || begun) return null;
  return capLeft(await readAccount(studio.journal, provenance), usd(cap), studio.now());
}

async function priced(production: Production, plan: Plan): Promise<Spending | null> {
  const { studio, state } = production;
  const provider = await videoProviderOf(production);
  const spending = await priceFilm(studio, plan, provider, cardOf(provider, state));
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
  const capped = limit < plan.brief.budget;
  const has = capped
    ? `the studio's cap of ${formatUsd(usd(studio.settings.cap ?? 0))} a month leaves ${formatUsd(limit)}`
    : `the budget is ${formatUsd(limit)}`;
  const raise = capped
    ? 'raise the setting cap (CLAUDE_STUDIO_CAP)'
    : `raise the ceiling: --budget ${(Math.ceil(total / 10_000) / 100).toFixed(2)}`;
  return new StudioError('budget-exceeded', `the film costs ${formatUsd(total)}, and ${has}`, {
    hint: `Nothing was spent. Take a cheaper command (the first: ${cheaper[0]?.what}), or ${raise}.`,
    data: { needed: total, budget: limit, cheaper },
  });
}
