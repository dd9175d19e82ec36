import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usd, type MicroUsd } from './money.ts';
import { expectedAndPaid } from './spending.ts';
import { foldAll } from './state.ts';
import type { ProductionEvent } from './events.ts';

test('a line is compared with what was paid for it alone, also where its shot has a name that begins alike', () => {
  const price = usd(0.01);
  const act = (shot: string) => ({ shot, needs: 1, buys: 1, price, ceiling: price, source: 'book', warnings: [] });
  const events: ProductionEvent[] = [
    {
      type: 'spending-planned',
      data: {
        provider: 'luma',
        model: 'ray-2',
        provenance: 'live',
        takes: [act('1A')],
        voices: [act('1A'), act('1AB')],
        minds: 0 as MicroUsd,
        total: usd(0.03),
        worst: usd(0.03),
      },
    },
    ...['voice/1A', 'voice/1AB', 'take/1A-1', 'take/1A-2'].flatMap(paid),
  ];
  const compared = expectedAndPaid(foldAll(events.map((event, at) => ({ event, at }))));
  assert.deepEqual(
    compared.map(({ name, orders, paid: cost }) => [name, orders, cost]),
    [
      ['1A', 2, usd(0.04)],
      ['voice 1A', 1, usd(0.02)],
      ['voice 1AB', 1, usd(0.02)],
    ],
  );
});

function paid(reservation: string): ProductionEvent[] {
  const amount = usd(0.02);
  const seller = { act: reservation, provider: 'luma', model: 'ray-2', provenance: 'live' as const };
  return [
    { type: 'money-reserved', data: { reservation, amount, ...seller } },
    { type: 'money-settled', data: { reservation, amount, basis: 'vendor' } },
  ];
}
