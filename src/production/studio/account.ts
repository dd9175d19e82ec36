import { decodeEvent } from '../../film/events.ts';
import { usd, ZERO } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Charge } from '../../film/state.ts';
import type { Append, Journal } from '../../journal/spec.ts';
import type { Fact } from '../../journal/step.ts';
import {
  accountOf,
  accountStreamOf,
  assertWithinCap,
  type AccountEvent,
  type AccountState,
} from '../../ledger/account.ts';
import type { Studio } from './studio.ts';

/**
 * What the account of all productions gets beside a production's own facts about money: every promise of something that
 * costs money, and its end. `charges` are those of the production so far. Throws `budget-exceeded` when a promise would
 * break the studio's cap.
 */
export async function accountEntries(
  studio: Studio,
  production: string,
  facts: readonly Fact[],
  charges: Readonly<Record<string, Charge>>,
): Promise<Append[]> {
  const entries = new Map<Provenance, AccountEvent[]>();
  const add = (provenance: Provenance, entry: AccountEvent): void => {
    entries.set(provenance, [...(entries.get(provenance) ?? []), entry]);
  };
  for (const fact of facts) {
    if (!fact.schema.startsWith('money-')) continue;
    const event = decodeEvent(fact);
    if (event.type === 'money-reserved' && event.data.amount > 0) {
      const { reservation, amount, provenance } = event.data;
      add(provenance, { schema: 'account-reserved.1', data: { production, reservation, amount } });
    } else if (event.type === 'money-settled' || event.type === 'money-released') {
      const { reservation } = event.data;
      const charge = charges[reservation];
      const amount = event.type === 'money-settled' ? event.data.amount : ZERO;
      if (charge === undefined || (charge.reserved === 0 && amount === 0)) continue;
      // What was to cost nothing is not written before it is billed all the same.
      if (charge.reserved === 0)
        add(charge.provenance, { schema: 'account-reserved.1', data: { production, reservation, amount: ZERO } });
      add(charge.provenance, { schema: 'account-closed.1', data: { production, reservation, amount } });
    }
  }
  return Promise.all([...entries].map(([provenance, added]) => appendTo(studio, provenance, added)));
}

async function appendTo(studio: Studio, provenance: Provenance, added: AccountEvent[]): Promise<Append> {
  const stream = accountStreamOf(provenance);
  const recorded = await studio.journal.read(stream);
  const { cap } = studio.settings;
  const promises = added.filter(({ schema }) => schema === 'account-reserved.1');
  if (cap !== null && promises.length > 0) {
    const account = accountOf(recorded);
    for (const { data } of promises)
      assertWithinCap(account, usd(cap), data.amount, studio.now(), `${data.production} ${data.reservation}`);
  }
  return { stream, events: added, expectedSeq: recorded.length };
}

/** What all productions have cost, by month (UTC), and are promised: micro-dollars of one provenance. */
export async function readAccount(journal: Journal, provenance: Provenance): Promise<AccountState> {
  return accountOf(await journal.read(accountStreamOf(provenance)));
}
