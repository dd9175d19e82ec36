import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MicroUsd, usd } from '../../film/money.ts';
import { randomFrom } from '../../film/random.ts';
import { drawNormal } from './normal.ts';
import { chooseRetakes, escalate, retakeGain } from './retake.ts';
import type { MissedElement } from './retake.ts';

const belief = { mean: 72, between: 6, within: 12 };

test('the gain is what retaking and keeping the better-judged take really adds', () => {
  const [reliability, threshold, score] = [0.55, 70, 60];
  const noise = belief.within * Math.sqrt((1 - reliability) / reliability);
  const random = randomFrom(11);
  let gained = 0;
  let films = 0;
  // Only takes that were judged about 60 are looked at again.
  while (films < 4000) {
    const quality = belief.mean + belief.within * drawNormal(random);
    if (Math.abs(quality + noise * drawNormal(random) - score) > 1) continue;
    films += 1;
    const other = belief.mean + belief.within * drawNormal(random);
    const kept = other + noise * drawNormal(random) > score ? other : quality;
    gained += (kept >= threshold ? kept : 0) - (quality >= threshold ? quality : 0);
  }
  const predicted = retakeGain({ current: score, belief, threshold, reliability });
  assert.ok(Math.abs(predicted - gained / films) < 2, `${predicted} against ${gained / films}`);
});

test('the better the take, the less a retake promises; without a take, all that a take is worth', () => {
  const gains = [20, 50, 65, 75, 90, 100].map((current) => retakeGain({ current, belief, threshold: 70 }));
  assert.deepEqual(
    gains,
    gains.toSorted((a, b) => b - a),
  );
  assert.ok(retakeGain({ current: null, belief, threshold: 70 }) > (gains[0] ?? 0));
  assert.ok((gains.at(-1) ?? 1) < 0.5);
});

test('a take that nobody could score promises nothing, so a silent or mad judge buys no retakes', () => {
  for (const current of ['unjudged' as const, Number.NaN, 240, -5]) {
    assert.equal(retakeGain({ current, belief, threshold: 70 }), 0);
  }
});

test('the best points per dollar are bought first while they beat the dial; each says why', () => {
  const { buy, left, cost, line } = chooseRetakes(
    [
      { shot: '2B', gain: 0.3, price: usd(0.42), locked: false },
      { shot: '4A', gain: 6.1, price: usd(0.42), locked: false },
      { shot: '1A', gain: 9, price: usd(0.42), locked: true },
      { shot: '3A', gain: 5, price: usd(0.42), locked: false },
    ],
    { moneyFree: usd(0.8) },
  );
  assert.deepEqual(
    buy.map(({ shot }) => shot),
    ['4A'],
  );
  assert.equal(cost, usd(0.42));
  assert.equal(buy[0]?.line, 'retake 4A: +6.1 expected accepted points for $0.42 (14.5/$) > 1.0/$');
  assert.deepEqual(
    left.map((one) => one.line),
    [
      '1A left: locked',
      '3A left: +5.0 expected accepted points for $0.42 (11.9/$), but only $0.38 free',
      '2B left: +0.3 expected accepted points for $0.42 (0.7/$), not over 1.0/$',
    ],
  );
  assert.ok(line.startsWith('retake 4A:') && line.includes('; 2B left:'));
});

test('where takes cost nothing, what gains is retaken and what does not is left', () => {
  const free = { price: usd(0), locked: false };
  const { buy } = chooseRetakes(
    [
      { shot: '1A', gain: 3, ...free },
      { shot: '1B', gain: 0.01, ...free },
    ],
    { moneyFree: usd(0) },
  );
  assert.deepEqual(
    buy.map(({ line }) => line),
    ['retake 1A: +3.0 expected accepted points for $0.00 (free) > 1.0/$'],
  );
});

test('no candidates whatever cost more than what is free', () => {
  const any = fc.record({
    shot: fc.string(),
    gain: fc.double(),
    price: fc.integer({ min: 0, max: 2_000_000 }).map((price) => MicroUsd.parse(price)),
    locked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any), fc.integer({ min: 0, max: 5_000_000 }), (candidates, money) => {
      const { buy, left, cost } = chooseRetakes(candidates, { moneyFree: MicroUsd.parse(money) });
      assert.ok(cost <= money);
      assert.equal(buy.length + left.length, candidates.length);
    }),
  );
});

const sign: MissedElement = { id: 'e1', kind: 'text', text: 'readable sign', weight: 0.19, must: false };
const fox: MissedElement = { id: 'e2', kind: 'subject', text: 'red fox', weight: 0.3, must: true };
const ways = {
  shot: '4A',
  canSeedFrame: true,
  canOverlay: true,
  otherProvider: 'luma ray-2' as string | null,
  tried: [],
  retakePrice: usd(1.2),
};

test('two failures are bad luck, three of the same element are not; one that came good is left alone', () => {
  assert.equal(escalate([missing(sign), missing(sign)], ways), null);
  assert.equal(escalate([missing(sign), missing(fox), missing(sign)], ways), null);
  assert.equal(escalate([missing(sign), missing(sign), missing(sign), missing()], ways), null);
  assert.equal(escalate([], ways), null);
});

test('text becomes an overlay, a look gets a first frame, the rest another provider, else the user is asked', () => {
  const thrice = (element: MissedElement, more: Partial<typeof ways> = {}) =>
    escalate([missing(element), missing(element), missing(element)], { ...ways, ...more });
  const action: MissedElement = { id: 'e3', kind: 'action', text: 'juggles', weight: 0.2, must: false };
  assert.equal(thrice(sign)?.action, 'overlay');
  assert.equal(thrice(fox)?.action, 'seed-frame');
  assert.equal(thrice(action)?.line, '4A missed "juggles" in 3 takes: shoot it with luma ray-2');
  assert.equal(thrice(fox, { canSeedFrame: false })?.action, 'reroute');
  assert.equal(
    thrice(sign, { canOverlay: false, otherProvider: null })?.line,
    '4A missed "readable sign" in 3 takes: drop "readable sign"? intent 81%, saves $1.20',
  );
  assert.match(thrice(fox, { canSeedFrame: false, otherProvider: null })?.line ?? '', /intent 70%, and the film fails/);
});

test('what was tried is not proposed again, and what the film fails without comes first', () => {
  const history = [missing(fox, sign), missing(fox, sign), missing(fox, sign)];
  assert.equal(escalate(history, ways)?.element, 'e2');
  const tried = [{ element: 'e2', action: 'seed-frame' as const }];
  assert.equal(escalate(history, { ...ways, tried })?.action, 'reroute');
});

function missing(...missed: MissedElement[]): { missed: MissedElement[] } {
  return { missed };
}
