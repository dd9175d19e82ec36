import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCents, formatUsd, type MicroUsd, sum, times, usd } from './money.ts';

test('dollars become whole micro-dollars, and nothing else does', () => {
  assert.equal(usd(4.2), 4_200_000);
  assert.equal(usd(0.1) + usd(0.2), usd(0.3));
  for (const bad of [-1, Number.NaN, Infinity, 1e300]) assert.throws(() => usd(bad));
});

test('amounts are shown to the last part of a cent that is there', () => {
  const shown: [number, string][] = [
    [0, '$0.00'],
    [4_200_000, '$4.20'],
    [12_500, '$0.0125'],
    [1, '$0.000001'],
    [1_000_000_000, '$1000.00'],
  ];
  for (const [amount, text] of shown) assert.equal(formatUsd(amount as MicroUsd), text);
});

test('in cents an amount is never shown lower than it is, and by less than a cent higher', () => {
  assert.equal(formatCents(303_325 as MicroUsd), '$0.31');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (amount) => {
      const shown = usd(Number(formatCents(amount as MicroUsd).slice(1)));
      return shown >= amount && shown - amount < 10_000;
    }),
  );
});

test('a price times a quantity is rounded up, and float noise is not money', () => {
  assert.equal(times(usd(0.1), 3), 300_000);
  assert.equal(times(1 as MicroUsd, 0.5), 1);
  assert.equal(sum([usd(1), usd(2)]), 3_000_000);
});
