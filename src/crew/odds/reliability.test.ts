import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../../film/random.ts';
import { drawNormal } from './normal.ts';
import { selfAgreement, thumbsAgreement } from './reliability.ts';

test('from many takes judged twice the true reliability comes out', () => {
  for (const truth of [0.8, 0.5, 0.2]) {
    const pairs = twice(2000, truth, 1);
    const { reliability, measured } = selfAgreement(pairs);
    assert.ok(Math.abs((measured ?? 0) - truth) < 0.08, `${measured} for ${truth}`);
    assert.ok(Math.abs(reliability - truth) < 0.08);
  }
});

test('few pairs stay near the assumption, none are the assumption', () => {
  assert.deepEqual(selfAgreement([]).reliability, 0.55);
  const few = selfAgreement(twice(4, 0.95, 2));
  assert.ok(few.measured !== null && Math.abs(few.reliability - 0.55) < Math.abs(few.measured - 0.55) / 2);
  assert.match(
    few.line,
    /^judge: reliability 0\.\d\d, from 4 takes judged twice \(\d\.\d\d\) and the assumption 0\.55$/,
  );
});

test('a judge that says dice is found out, one that always says 80 proves nothing', () => {
  const random = randomFrom(5);
  const dice = Array.from({ length: 200 }, () => ({ first: random() * 100, second: random() * 100 }));
  assert.ok(selfAgreement(dice).reliability < 0.15);
  const stuck = selfAgreement(Array.from({ length: 50 }, () => ({ first: 80, second: 80 })));
  assert.equal(stuck.measured, null);
  assert.equal(stuck.reliability, 0.55);
  const silent = selfAgreement([
    { first: 80, second: null },
    { first: Number.NaN, second: 70 },
    { first: 300, second: 300 },
  ]);
  assert.equal(silent.pairs, 0);
});

test('thumbs: a judge that orders as the user does has 1, the opposite 0, dice a half inside the interval', () => {
  const rows = (ups: number[], downs: number[]) => [
    ...ups.map((score) => ({ score, thumb: 'up' as const })),
    ...downs.map((score) => ({ score, thumb: 'down' as const })),
  ];
  assert.equal(thumbsAgreement(rows([90, 85, 80], [60, 70])).auc, 1);
  assert.equal(thumbsAgreement(rows([60], [90, 80])).auc, 0);
  assert.equal(thumbsAgreement(rows([70, 70], [70])).auc, 0.5);
  const random = randomFrom(9);
  const dice = () => Array.from({ length: 30 }, () => random() * 100);
  const { low, high } = thumbsAgreement(rows(dice(), dice()));
  assert.ok((low ?? 1) < 0.5 && (high ?? 0) > 0.5);
  const perfect = thumbsAgreement(rows([90, 80], [10, 20]));
  assert.ok((perfect.low ?? 1) < 1 && perfect.high === 1);
});

test('without both thumbs nothing is claimed', () => {
  const { auc, line } = thumbsAgreement([
    { score: 80, thumb: 'up' },
    { score: null, thumb: 'down' },
  ]);
  assert.equal(auc, null);
  assert.equal(line, 'thumbs: 1 up, 0 down with a score; both kinds are needed to compare');
});

function twice(count: number, reliability: number, seed: number): { first: number; second: number }[] {
  const random = randomFrom(seed);
  const clamp = (score: number) => Math.min(100, Math.max(0, score));
  return Array.from({ length: count }, () => {
    const quality = 50 + 10 * drawNormal(random);
    const noise = 10 * Math.sqrt((1 - reliability) / reliability);
    return { first: clamp(quality + noise * drawNormal(random)), second: clamp(quality + noise * drawNormal(random)) };
  });
}
