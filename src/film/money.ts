import { z } from 'zod';

/** Whole micro-dollars: $1 is 1,000,000. Integers, so that sums of money are exact. */
export const MicroUsd = z.int().nonnegative().brand<'MicroUsd'>();
export type MicroUsd = z.infer<typeof MicroUsd>;

export const ZERO = 0 as MicroUsd;

/** Dollars to micro-dollars, rounded to the nearest. Throws on a negative, endless or absurd amount. */
export function usd(dollars: number): MicroUsd {
  return MicroUsd.parse(Math.round(dollars * 1_000_000));
}

export function sum(amounts: Iterable<MicroUsd>): MicroUsd {
  let total = 0;
  for (const amount of amounts) total += amount;
  return MicroUsd.parse(total);
}

/** A price per unit times a quantity that need not be whole, rounded up: an estimate may be high, never low. */
export function times(price: MicroUsd, quantity: number): MicroUsd {
  // 1e-6 of a micro-dollar is float noise, not money: 0.1 × 3 must not round up to one more.
  return MicroUsd.parse(Math.ceil(price * quantity - 1e-6));
}

/** `$0.00`, `$4.20`; amounts with parts of a cent keep up to six decimals, trailing zeros dropped: `$0.0125`. */
export function formatUsd(amount: MicroUsd): string {
  const dollars = Math.floor(amount / 1_000_000);
  const decimals = String(amount % 1_000_000)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `$${dollars}.${decimals}`;
}

/** For eyes that compare: whole cents, rounded up, so that a price is never shown lower than it is. */
export function formatCents(amount: MicroUsd): string {
  return formatUsd(MicroUsd.parse(Math.ceil(amount / 10_000) * 10_000));
}

/**
 * What is left, beside cents that were rounded up: whole cents, rounded down, so that they add up and no more is shown than
 * there is. Below zero where an old journal overdrew its budget.
 */
export function formatLeft(amount: number): string {
  return amount < 0 ? `-${formatCents((0 - amount) as MicroUsd)}` : formatUsd((amount - (amount % 10_000)) as MicroUsd);
}
