import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { usd } from '../../film/money.ts';
import { randomFrom } from '../../film/random.ts';
import { acceptedPoints, acceptedValue, finishes, observe, priorFor, valueByMean } from './arm.ts';
import type { Arm } from './arm.ts';
import { drawNormal } from './normal.ts';

const arm: Arm = { id: 'A', label: 'vendor one', price: usd(0.5), shots: 4, inCan: [], belief: priorFor(95) };

test('one take in twenty of an unknown model passes the ceiling of its tier', () => {
  const { mean, within } = priorFor(95);
  const random = randomFrom(1);
  const passed = Array.from({ length: 20_000 }, () => mean + within * drawNormal(random)).filter((take) => take > 95);
  assert.ok(Math.abs(passed.length / 20_000 - 0.05) < 0.005);
});

test('scores move the belief by what the judge is worth, in any order and grouping', () => {
  const prior = { mean: 70, between: 8, within: 12 };
  const [once] = [observe(prior, [90], 0.55)];
  const weight = 64 / (64 + 144 / 0.55);
  assert.ok(Math.abs(once.mean - (70 + weight * 20)) < 1e-9);
  assert.ok(once.between < prior.between);
  const together = observe(prior, [90, 60, 75], 0.55);
  const apart = observe(observe(observe(prior, [75], 0.55), [90], 0.55), [60], 0.55);
  assert.ok(Math.abs(together.mean - apart.mean) < 1e-9 && Math.abs(together.between - apart.between) < 1e-9);
  assert.ok(observe(prior, [90], 0.2).mean < once.mean);
});

test('what is no score is no observation', () => {
  const prior = priorFor(90);
  assert.deepEqual(observe(prior, [null, Number.NaN, -1, 101, Infinity]), prior);
  assert.deepEqual(observe(prior, [80, null, Number.NaN]), observe(prior, [80]));
  assert.deepEqual(observe(prior, [80], 0), prior);
});

test('accepted points are the mean of V where V passes', () => {
  const random = randomFrom(3);
  const draws = Array.from({ length: 100_000 }, () => 68 + 9 * drawNormal(random));
  const mean = draws.reduce((sum, draw) => sum + (draw >= 70 ? draw : 0), 0) / draws.length;
  assert.ok(Math.abs(acceptedPoints(68, 9, 70) - mean) < 0.4);
  assert.equal(acceptedPoints(71, 0, 70), 71);
  assert.equal(acceptedPoints(69, 0, 70), 0);
});

test('the value of a pilot is what playing it out gives: the best-judged of the takes that the money buys', () => {
  const [mean, within, reliability, threshold] = [72, 12, 0.55, 70];
  const random = randomFrom(5);
  let total = 0;
  const films = 20_000;
  for (let film = 0; film < films; film += 1) {
    let best = { judged: -Infinity, quality: 0 };
    for (let take = 0; take < 2; take += 1) {
      const quality = mean + within * drawNormal(random);
      const judged = quality + within * Math.sqrt((1 - reliability) / reliability) * drawNormal(random);
      if (judged > best.judged) best = { judged, quality };
    }
    total += best.quality >= threshold ? best.quality : 0;
  }
  const value = valueByMean({ ...arm, shots: 1 }, usd(1), threshold, reliability)(mean);
  assert.ok(Math.abs(value - total / films) < 0.8, `${value} against ${total / films}`);
});

test('more money or a better mean never lowers the value; half a film is worth the shots that it has', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8_000_000 }),
      fc.integer({ min: 0, max: 3_000_000 }),
      fc.double({ min: 30, max: 95, noNaN: true }),
      fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 3 }),
      (money, more, mean, inCan) => {
        const one = { ...arm, inCan };
        const value = valueByMean(one, money, 70)(mean);
        assert.ok(valueByMean(one, money + more, 70)(mean) >= value - 1e-9);
        assert.ok(valueByMean(one, money, 70)(mean + 1) >= value - 1e-9);
      },
    ),
  );
  const perShot = acceptedValue({ ...arm, shots: 1 }, usd(0.5), 70);
  assert.ok(Math.abs(acceptedValue(arm, usd(1), 70) - 2 * perShot) < 1e-9);
  assert.equal(acceptedValue(arm, usd(0.49), 70), 0);
  assert.equal(finishes(arm, usd(2)), true);
  assert.equal(finishes(arm, usd(1.99)), false);
});

test('a pilot that costs nothing gets all the takes there are', () => {
  const free = { ...arm, price: usd(0) };
  assert.equal(acceptedValue(free, usd(0), 70), acceptedValue(arm, usd(100), 70));
});
