import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usd, ZERO } from '../film/money.ts';
import { accountOf, assertWithinCap, capLeft } from './account.ts';

const NOVEMBER = Date.UTC(2026, 10, 28);
const event = (schema: string, reservation: string, amount: number, at = NOVEMBER) => ({
  schema,
  data: { production: 'duck', reservation, amount },
  at,
});

test('what is promised and what was spent in the month leave the rest of the cap', () => {
  const account = accountOf([
    event('account-reserved.1', 'take/1A-1', usd(2), Date.UTC(2026, 9, 31)),
    event('account-reserved.1', 'take/1B-1', usd(1)),
    event('account-closed.1', 'take/1A-1', usd(1.5)),
    event('account-reserved.1', 'take/1C-1', usd(3)),
    event('account-closed.1', 'take/1C-1', ZERO),
  ]);
  assert.deepEqual(account, { reserved: usd(1), spent: { '2026-10': usd(1.5), '2026-11': ZERO } });
  assert.equal(capLeft(account, usd(5), NOVEMBER), usd(4));
  assert.throws(() => assertWithinCap(account, usd(5), usd(4.01), NOVEMBER, 'a take'), { code: 'budget-exceeded' });
});

test('an account that makes no sense is called that', () => {
  const nonsense = [
    [event('account-opened.9', 'a', 1)],
    [event('account-closed.1', 'a', 1)],
    [event('account-reserved.1', 'a', 1.5)],
    [{ schema: 'account-reserved.1', data: { production: 'duck' }, at: NOVEMBER }],
  ];
  for (const events of nonsense) assert.throws(() => accountOf(events), { code: 'journal-corrupt' });
});
