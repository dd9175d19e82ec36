import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountEntries } from './account.ts';
import type { Studio } from './studio.ts';
import { encodeEvent, type ProductionEvent } from '../../film/events.ts';
import { usd, ZERO } from '../../film/money.ts';
import { foldAll } from '../../film/state.ts';

/** Of the studio the account needs its journal and its cap. */
const STUDIO = { journal: { read: async () => [] }, settings: { cap: 5 }, now: () => 0 } as Partial<
  Record<keyof Studio, unknown>
> as Studio;
const FREE: ProductionEvent = {
  type: 'money-reserved',
  data: {
    reservation: 'take/1A-1',
    act: 'take 1A-1',
    provider: 'luma',
    model: 'ray-2',
    provenance: 'live',
    amount: ZERO,
  },
};

const written = async (end: ProductionEvent) => {
  const { charges } = foldAll([{ event: FREE, at: 1 }]).money;
  const entries = await accountEntries(STUDIO, 'duck', [encodeEvent(end.type, end.data)], charges);
  return entries.flatMap(({ stream, events }) => events.map(({ schema, data }) => ({ stream, schema, data })));
};

test('what was to cost nothing and is billed all the same counts against the cap of the studio', async () => {
  const bill: ProductionEvent = {
    type: 'money-settled',
    data: { reservation: 'take/1A-1', amount: usd(0.4), basis: 'vendor' },
  };
  const own = { production: 'duck', reservation: 'take/1A-1' };
  assert.deepEqual(await written(bill), [
    { stream: 'account/live', schema: 'account-reserved.1', data: { ...own, amount: ZERO } },
    { stream: 'account/live', schema: 'account-closed.1', data: { ...own, amount: usd(0.4) } },
  ]);
});

test('what costs nothing in the end is not written', async () => {
  const free: ProductionEvent = {
    type: 'money-settled',
    data: { reservation: 'take/1A-1', amount: ZERO, basis: 'free' },
  };
  assert.deepEqual(await written(free), []);
  assert.deepEqual(
    await written({ type: 'money-released', data: { reservation: 'take/1A-1', reason: 'not sent' } }),
    [],
  );
});
