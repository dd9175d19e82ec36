import type { ProductionEvent } from '../../film/events.ts';
import { usd, type MicroUsd } from '../../film/money.ts';
import type { Production } from '../studio/production.ts';
import type { OldRun } from './old-run.ts';

/** Dollars that the original paid: those of a mock were none, and sound that was never made cost nothing. */
export function bookedBy({ mock, spent, takes, voices, music }: OldRun): number {
  if (mock) return 0;
  const byTake = takes.reduce((total, { cost }) => total + (cost ?? 0), 0);
  const byLine = voices.reduce((total, { cost }) => total + (cost ?? 0), music?.cost ?? 0);
  const sounds = voices.length === 0 && music === null ? 0 : Math.max(spent.sounds ?? 0, byLine);
  return Math.max(spent.pictures ?? 0, byTake) + sounds;
}

/** What of its books is not taken over, and why. */
export function moneyNotes(run: OldRun): string[] {
  const { mock, spent, budget, voices, music } = run;
  const said = (spent.pictures ?? 0) + (spent.sounds ?? 0);
  if (mock) return said > 0 ? [`$${said.toFixed(2)} that a mock run counted and nobody paid`] : [];
  const isSilent = voices.length === 0 && music === null && (spent.sounds ?? 0) > 0;
  const booked = bookedBy(run);
  return [
    ...(isSilent ? [`$${(spent.sounds ?? 0).toFixed(2)} for sound that is not here`] : []),
    ...(budget !== null && booked > budget
      ? [`it spent $${booked.toFixed(2)} of a budget of $${budget.toFixed(2)}: its ceiling here is what it spent`]
      : []),
  ];
}

/** Money of the original's books: in the ledger of the production, and in no account, whose months and cap are ours. */
export function chargeOf(
  run: OldRun,
  { reservation, act, provider }: { reservation: string; act: string; provider: string },
  amount: MicroUsd,
): ProductionEvent[] {
  if (amount === 0 || run.mock) return [];
  const model = provider === run.provider ? run.model : 'unknown';
  return [
    { type: 'money-reserved', data: { reservation, act, provider, model, provenance: 'live', amount } },
    { type: 'money-settled', data: { reservation, amount, basis: 'imported' } },
  ];
}

/** Takes what its books have in sum and not by clip or line into the ledger, once. */
export async function recordRest(production: Production, run: OldRun): Promise<void> {
  const byTake = run.takes.reduce((total, { cost }) => total + (cost ?? 0), 0);
  const byLine = run.voices.reduce((total, { cost }) => total + (cost ?? 0), run.music?.cost ?? 0);
  const isHeard = run.voices.length > 0 || run.music !== null;
  const rests = [
    { kind: 'pictures', provider: run.provider, amount: (run.spent.pictures ?? 0) - byTake },
    { kind: 'sounds', provider: run.voice, amount: isHeard ? (run.spent.sounds ?? 0) - byLine : 0 },
  ];
  for (const { kind, provider, amount } of rests) {
    const reservation = `imported/${kind}`;
    if (amount < 0.000_001 || production.state.money.charges[reservation] !== undefined) continue;
    const events = chargeOf(run, { reservation, act: `${kind}, not told apart`, provider }, usd(amount));
    if (events.length > 0) await production.record(...events);
  }
}
