import { z } from 'zod';
import { StudioError } from '../errors.ts';
import { formatUsd, MicroUsd, sum } from '../film/money.ts';
import type { Provenance } from '../film/provenance.ts';
import type { Json } from '../json.ts';

/**
 * What all productions of a studio pay together, in a stream of its own for each provenance: real and simulated dollars
 * never meet. Every promise of money and its end is written here in the same piece as in the production's own stream.
 */
const SHAPES = {
  'account-reserved.1': z.object({ production: z.string(), reservation: z.string(), amount: MicroUsd }),
  'account-closed.1': z.object({ production: z.string(), reservation: z.string(), amount: MicroUsd }),
} as const;

export type AccountEvent =
  | { schema: 'account-reserved.1'; data: { production: string; reservation: string; amount: MicroUsd } }
  /** `amount` is what it cost in the end, 0 when it was given back. */
  | { schema: 'account-closed.1'; data: { production: string; reservation: string; amount: MicroUsd } };

export function accountStreamOf(provenance: Provenance): string {
  return `account/${provenance}`;
}

export interface AccountState {
  /** Promised and not closed, whenever it was promised: micro-dollars. */
  reserved: MicroUsd;
  /** By calendar month in UTC (`2026-11`) of the promise. */
  spent: Record<string, MicroUsd>;
}

/** Folds an account stream. Throws `journal-corrupt` for what makes no sense. */
export function accountOf(events: Iterable<{ schema: string; data: Json; at: number }>): AccountState {
  const open = new Map<string, { month: string; amount: MicroUsd }>();
  const spent: AccountState['spent'] = {};
  for (const { schema, data, at } of events) {
    const shape = SHAPES[schema as keyof typeof SHAPES];
    if (shape === undefined) throw nonsense(schema);
    const checked = shape.safeParse(data);
    if (!checked.success) throw nonsense(`${schema} ${JSON.stringify(data).slice(0, 80)}`);
    const { production, reservation, amount } = checked.data;
    const name = `${production}/${reservation}`;
    if (schema === 'account-reserved.1') {
      open.set(name, { month: monthOf(at), amount });
      continue;
    }
    const promised = open.get(name);
    if (promised === undefined) throw nonsense(`${name} is closed, but not open`);
    open.delete(name);
    spent[promised.month] = sum([spent[promised.month] ?? (0 as MicroUsd), amount]);
  }
  return { reserved: sum([...open.values()].map(({ amount }) => amount)), spent };
}

/**
 * Refuses a promise that would take all productions of this month above `cap`: what was spent in the month, what is
 * promised, and this. `now` in milliseconds since 1970. Throws `budget-exceeded`.
 */
export function assertWithinCap(
  account: AccountState,
  cap: MicroUsd,
  amount: MicroUsd,
  now: number,
  act: string,
): void {
  const left = capLeft(account, cap, now);
  if (amount <= left) return;
  throw new StudioError(
    'budget-exceeded',
    `${act} costs ${formatUsd(amount)}, and the studio's cap of ${formatUsd(cap)} a month leaves ${formatUsd(left)}`,
    {
      hint: 'Raise the setting cap (CLAUDE_STUDIO_CAP), wait for the next month, or finish what is under way.',
      data: { needed: amount, left, cap },
    },
  );
}

/** What a cap leaves of this month: what was spent in it and what is promised, whenever that was, are taken off. */
export function capLeft(account: AccountState, cap: MicroUsd, now: number): MicroUsd {
  const used = sum([account.spent[monthOf(now)] ?? (0 as MicroUsd), account.reserved]);
  return Math.max(0, cap - used) as MicroUsd;
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

function nonsense(what: string): StudioError {
  return new StudioError('journal-corrupt', `the account of this studio makes no sense: ${what}`, {
    hint: 'Its journal has been edited, or written by a newer version.',
  });
}
