import type { Provenance } from '../film/provenance.ts';
import type { MicroUsd } from '../film/money.ts';

/** A vendor's account as a provider sees it; read from the configuration at the edge and handed in. */
export interface Account {
  /** The key itself, given away at the wire only. */
  key(): string;
  /** Where the vendor's API answers; a simulator or a gateway when it was configured so. */
  baseUrl: string;
  provenance: Provenance;
  /** Milliseconds between two looks at a job, instead of the vendor's own advice; null for that. */
  pollMs: number | null;
}

/** What a provider of one account is made of. */
export interface ProviderOptions<Prices> {
  /** `luma`, or `sim:luma` for a simulator of it. */
  id: string;
  account: Account;
  prices: Prices;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A price with where it is from. */
export interface Price {
  amount: MicroUsd;
  asOf: string;
  source: string;
}

/**
 * What became of one order. Only `accepted` has a job; `refused` and `busy` are answers by which the vendor has certainly
 * not taken it. Everything else (a reset after the request was sent, a 5xx, an unreadable 200) is `unsure`: it may have
 * been taken and billed, and is never simply sent again.
 */
export type OrderOutcome<Accepted> =
  | ({ kind: 'accepted' } & Accepted)
  /** Asking the same again is useless. `balance` and `credentials` concern every order, the others this one. */
  | { kind: 'refused'; why: 'moderated' | 'rejected' | 'balance' | 'credentials'; reason: string }
  /** The same may be asked again later. */
  | {
      kind: 'busy';
      why: 'rate' | 'concurrency' | 'overload' | 'unreachable';
      retryAfterMs: number | null;
      reason: string;
    }
  | { kind: 'unsure'; reason: string };

/** What looking for a lost order has shown. */
export type Found<T> =
  | { kind: 'found'; order: T }
  /** It was certainly never taken: the vendor lists everything that it takes, and this is not there. */
  | { kind: 'absent' }
  /** Nobody can tell (yet). */
  | { kind: 'unknown'; reason: string };

/**
 * Figures of the account from which one can conclude that nothing was taken: equal before and after, with nothing else of
 * ours under way. Null where the vendor does not say.
 */
export interface Witness {
  /** What is left to spend, in whatever unit the vendor counts. */
  balance: number | null;
  /** Orders that the account has placed lately. */
  orders: number | null;
}
