import { StudioError } from '../../errors.ts';
import type { EventData, ProductionEvent } from '../../film/events.ts';
import { formatUsd, ZERO, type MicroUsd } from '../../film/money.ts';
import type { ProductionState } from '../../film/state.ts';
import { reserve, settle, type Ledger } from '../../ledger/ledger.ts';
import { stopIfAsked, type Production } from '../studio/production.ts';

/**
 * Buys something that may be made again when we were interrupted: reserves, does the work, and records what came of it
 * together with what it cost, in one write. What a vendor may bill twice is shot instead (`shoot.ts`).
 */
export async function spend(
  production: Production,
  act: EventData<'money-reserved'>,
  work: () => Promise<{ outcome: ProductionEvent; cost: MicroUsd }>,
): Promise<void> {
  stopIfAsked(production.studio.signal);
  await production.decide((ledger) => reservationFor(ledger, act));
  const { outcome, cost } = await work();
  await production.decide((ledger) => [
    { type: 'money-settled', data: settle(ledger, act.reservation, cost, cost === 0 ? 'free' : 'price-book') },
    outcome,
  ]);
}

/** The reservation as an event to record; none when it stands already. Throws `budget-exceeded` when it does not fit. */
export function reservationFor(ledger: Ledger, act: EventData<'money-reserved'>): ProductionEvent[] {
  const reservation = reserve(ledger, act);
  if (reservation.kind === 'standing') return [];
  if (reservation.kind === 'granted') return [{ type: 'money-reserved', data: reservation.event }];
  const { needed, left } = reservation;
  throw new StudioError('budget-exceeded', `${act.act} costs ${formatUsd(needed)} and ${formatUsd(left)} is left`, {
    hint: 'Raise the ceiling with claude-studio resume RUN --cap, or make a shorter film.',
    data: { needed, left },
  });
}

/** What is set aside under a name, whatever has become of it since; nothing where nothing ever was. */
export function reservedFor({ money }: Pick<ProductionState, 'money'>, reservation: string): MicroUsd {
  return money.charges[reservation]?.reserved ?? ZERO;
}

/**
 * What is owed to a vendor that sends no bill: its price by the book, and no more than was set aside. The order went out
 * under the book of that day; a dearer one that came with an update since is none of its business.
 */
export function owedWithoutBill(state: Pick<ProductionState, 'money'>, reservation: string, price: MicroUsd): MicroUsd {
  return Math.min(price, reservedFor(state, reservation)) as MicroUsd;
}
