import { sum, ZERO, type MicroUsd } from './money.ts';
import type { ProductionState } from './state.ts';

/** What one shot or line was expected to cost, and what was paid for it in the end. */
export interface Comparison {
  /** `3B`, or `voice 3B`. */
  name: string;
  /** Orders that were billed or may still be: retakes and failures that were billed count. */
  orders: number;
  expected: MicroUsd;
  paid: MicroUsd;
}

/** The plan against the ledger, shot by shot; empty when nothing was to be paid. */
export function expectedAndPaid({ spending, money }: ProductionState): Comparison[] {
  const charges = Object.values(money.charges);
  const compare = (name: string, expected: MicroUsd, isOwn: (reservation: string) => boolean): Comparison => {
    const own = charges.filter(({ reservation, released }) => released === null && isOwn(reservation));
    return { name, orders: own.length, expected, paid: sum(own.map(({ settled }) => settled ?? ZERO)) };
  };
  return [
    ...(spending?.takes ?? []).map(({ shot, price }) =>
      compare(shot, price, (name) => name.startsWith(`take/${shot}-`)),
    ),
    ...(spending?.voices ?? []).map(({ shot, price }) =>
      compare(`voice ${shot}`, price, (name) => name === `voice/${shot}`),
    ),
  ];
}
