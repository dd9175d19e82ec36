import { StudioError } from '../errors.ts';
import { decodeEvent, type EventData } from '../film/events.ts';
import { type MicroUsd, sum, ZERO } from '../film/money.ts';
import type { Json } from '../json.ts';

/** One paid act, from the promise of money to what became of it. */
export interface LedgerEntry extends Omit<EventData<'money-reserved'>, 'amount'> {
  state: 'reserved' | 'settled' | 'released';
  /** What was set aside before the act. */
  reserved: MicroUsd;
  /** What it cost in the end; null while nobody knows and when it was released. */
  settled: MicroUsd | null;
  /** Whose figure the settled amount is, or why the money was released; null while it is reserved. */
  note: string | null;
  /** Milliseconds since 1970 UTC. */
  reservedAt: number;
  closedAt: number | null;
}

/**
 * Every cent of a production. `spent + reserved <= budget` at every instant, because `reserve` refuses what does not fit;
 * only a vendor who bills more than its own price can break it. What was billed is then recorded as it is, `left` is 0,
 * and only what is free is still granted.
 */
export interface Ledger {
  budget: MicroUsd;
  /** Set aside for acts whose bill is not known yet. */
  reserved: MicroUsd;
  spent: MicroUsd;
  /** Free to be reserved. */
  left: MicroUsd;
  /** One per reservation, in the order in which money was set aside. */
  entries: LedgerEntry[];
}

/** What the ledger reads of a recorded event; `at` in milliseconds since 1970 UTC. */
export interface DatedEvent {
  schema: string;
  data: Json;
  at: number;
}

/**
 * Folds a production's events; those that are not about money are passed over unread. Throws `journal-corrupt` when the
 * story makes no sense: money settled that was never reserved, or settled twice.
 */
export function ledgerOf(budget: MicroUsd, events: Iterable<DatedEvent>): Ledger {
  const entries: LedgerEntry[] = [];
  const open = new Map<string, LedgerEntry>();
  for (const recorded of events) {
    if (!recorded.schema.startsWith('money-')) continue;
    const event = decodeEvent(recorded);
    if (event.type === 'money-reserved') {
      const entry = opened(event.data, recorded.at);
      if (open.has(entry.reservation)) throw nonsense(`${entry.reservation} is reserved twice`);
      open.set(entry.reservation, entry);
      entries.push(entry);
    } else if (event.type === 'money-settled') {
      const { reservation, amount, basis } = event.data;
      close(open, reservation, { state: 'settled', settled: amount, note: basis, closedAt: recorded.at });
    } else if (event.type === 'money-released') {
      const { reservation, reason } = event.data;
      close(open, reservation, { state: 'released', settled: null, note: reason, closedAt: recorded.at });
    }
  }
  const reserved = sum([...open.values()].map((entry) => entry.reserved));
  const spent = sum(entries.map((entry) => entry.settled ?? ZERO));
  return { budget, reserved, spent, left: Math.max(0, budget - reserved - spent) as MicroUsd, entries };
}

export type Reservation =
  /** There is room: record this as `money-reserved`. */
  | { kind: 'granted'; event: EventData<'money-reserved'> }
  /** The name holds money already, or has been settled: a resumed production asks again. Nothing to record. */
  | { kind: 'standing'; entry: LedgerEntry }
  /** It would break the budget. */
  | { kind: 'refused'; needed: MicroUsd; left: MicroUsd };

/**
 * Asks for money before an act. Only true while nobody else writes: ask inside the journal's serial section. A name whose
 * money was released may be reserved anew.
 */
export function reserve(ledger: Ledger, event: EventData<'money-reserved'>): Reservation {
  const entry = latest(ledger, event.reservation);
  if (entry !== undefined && entry.state !== 'released') return { kind: 'standing', entry };
  if (event.amount > ledger.left) return { kind: 'refused', needed: event.amount, left: ledger.left };
  return { kind: 'granted', event };
}

/**
 * What to record as `money-settled` once an act's price is known. A vendor's bill, or the `usage` that it tells at the
 * price of the book, is taken as it is, even above what was reserved: the money is gone. Our own figures (`price-book`,
 * `ceiling`: all of it, because nobody knows, `free`) above the reservation are a fault of ours and throw `internal`, as
 * does a reservation that is not open.
 */
export function settle(
  ledger: Ledger,
  reservation: string,
  amount: MicroUsd,
  basis: 'vendor' | 'usage' | 'price-book' | 'ceiling' | 'free',
): EventData<'money-settled'> {
  const entry = mustBeOpen(ledger, reservation);
  const ceiling = basis === 'vendor' || basis === 'usage' ? Infinity : basis === 'free' ? 0 : entry.reserved;
  if (amount > ceiling) {
    throw new StudioError('internal', `${reservation} settles ${amount} by ${basis}, above its ceiling of ${ceiling}`);
  }
  return { reservation, amount, basis };
}

/** What to record as `money-released` when an act was not billed. Throws `internal` for a reservation that is not open. */
export function release(ledger: Ledger, reservation: string, reason: string): EventData<'money-released'> {
  return { reservation: mustBeOpen(ledger, reservation).reservation, reason };
}

function opened({ amount, ...act }: EventData<'money-reserved'>, at: number): LedgerEntry {
  return { ...act, state: 'reserved', reserved: amount, settled: null, note: null, reservedAt: at, closedAt: null };
}

function close(open: Map<string, LedgerEntry>, reservation: string, end: Partial<LedgerEntry>): void {
  const entry = open.get(reservation);
  if (entry === undefined) throw nonsense(`${reservation} is closed, but not open`);
  Object.assign(entry, end);
  open.delete(reservation);
}

function mustBeOpen(ledger: Ledger, reservation: string): LedgerEntry {
  const entry = latest(ledger, reservation);
  if (entry?.state === 'reserved') return entry;
  throw new StudioError('internal', `${reservation} holds no money: it is ${entry?.state ?? 'unknown'}`);
}

function latest(ledger: Ledger, reservation: string): LedgerEntry | undefined {
  return ledger.entries.findLast((entry) => entry.reservation === reservation);
}

function nonsense(what: string): StudioError {
  return new StudioError('journal-corrupt', `the account of this production makes no sense: ${what}`, {
    hint: 'Its journal has been edited, or two versions wrote it: keep the file and start a new production.',
  });
}
