import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeEvent, type ProductionEvent } from '../../film/events.ts';
import { usd, ZERO } from '../../film/money.ts';
import { foldAll } from '../../film/state.ts';
import { ledgerOf, settle } from '../../ledger/ledger.ts';
import { owedWithoutBill, reservationFor } from './spend.ts';

const ACT = {
  reservation: 'take/1A-1',
  act: 'take 1A-1',
  provider: 'luma',
  model: 'ray-2',
  provenance: 'live',
  amount: usd(0.4),
} as const;

test('an order that went out under an older price book is settled within what was set aside for it', () => {
  const reserved: ProductionEvent = { type: 'money-reserved', data: ACT };
  const state = foldAll([{ event: reserved, at: 1 }]);
  const ledger = ledgerOf(usd(1), [{ ...encodeEvent(reserved.type, reserved.data), at: 1 }]);
  const dearer = owedWithoutBill(state, ACT.reservation, usd(0.5));
  assert.equal(dearer, usd(0.4));
  assert.doesNotThrow(() => settle(ledger, ACT.reservation, dearer, 'price-book'));
  assert.equal(owedWithoutBill(state, ACT.reservation, usd(0.3)), usd(0.3));
  assert.equal(owedWithoutBill(state, 'take/1B-1', usd(0.3)), ZERO);
});

test('what does not fit is refused with what is left, and what stands is not reserved twice', () => {
  const events = reservationFor(ledgerOf(usd(0.5), []), ACT);
  assert.deepEqual(events, [{ type: 'money-reserved', data: ACT }]);
  const standing = ledgerOf(usd(0.5), [{ ...encodeEvent('money-reserved', ACT), at: 1 }]);
  assert.deepEqual(reservationFor(standing, ACT), []);
  assert.throws(() => reservationFor(standing, { ...ACT, reservation: 'take/1B-1' }), {
    code: 'budget-exceeded',
    data: { needed: usd(0.4), left: usd(0.1) },
  });
});
