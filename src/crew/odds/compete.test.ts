import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MicroUsd, usd } from '../../film/money.ts';
import { observe, priorFor } from './arm.ts';
import type { Arm } from './arm.ts';
import { continueOrCancel, whoToTest } from './compete.ts';
import type { TestTerms } from './compete.ts';

const turbo: Arm = arm('A', 'runway gen4_turbo', 0.42, 90);
const ray: Arm = arm('B', 'luma ray-2', 0.6, 90);
const dear: Arm = arm('C', 'kling master', 0.97, 91);

test('the top two shoot one shot each; the line says the odds and the prices, and what became of the third', () => {
  const decision = whoToTest([turbo, ray, dear], terms(12));
  assert.equal(decision.kind, 'test');
  assert.ok(decision.kind === 'test');
  assert.deepEqual(
    decision.takes.map(({ takes }) => takes),
    [1, 1],
  );
  assert.equal(decision.reserve, usd(0.43 + 0.61 + 0.61));
  assert.match(
    decision.line,
    /^pilots: runway gen4_turbo \(wins \d+% of draws, \$0\.42\/clip\) vs luma ray-2 \(\d+%, \$0\.60\/clip\); kling master dropped: \d+% at 2\.3x price$/,
  );
  assert.match(decision.rejected[0]?.why ?? '', /at 2\.3x the price of runway gen4_turbo/);
  assert.deepEqual(whoToTest([turbo, ray, dear], terms(12)), decision);
});

test('a pilot that wins three draws in five is shot untested', () => {
  const decision = whoToTest([turbo, arm('B', 'luma ray-2', 0.6, 60)], terms(12));
  assert.ok(decision.kind === 'none');
  assert.equal(decision.shoot, 'A');
  assert.match(decision.line, /^no pilots: runway gen4_turbo wins \d+% of draws, \$0\.42\/clip$/);
});

test('a budget that cannot carry a test says so with its figures', () => {
  const decision = whoToTest([turbo, arm('B', 'luma ray-2', 0.42, 90)], terms(6));
  assert.ok(decision.kind === 'none');
  assert.match(
    decision.line,
    /^no pilots: one test of .* holds \$1\.29, over the \$1\.20 allowed \(20% of \$6\.00\); .* is shot, \$0\.42\/clip$/,
  );
});

test('a test that leaves too little for the whole film is not held', () => {
  const rivals = [turbo, arm('B', 'luma ray-2', 0.42, 90)].map((one) => ({ ...one, shots: 14 }));
  const decision = whoToTest(rivals, terms(6.5));
  assert.ok(decision.kind === 'none');
  assert.match(
    decision.line,
    /^no pilots: after a test \(\$1\.29\) \$5\.21 carries 12 of 14 shots of .* at \$0\.42; .* is shot/,
  );
});

test('who cannot finish the film is not tested, and alone nobody is', () => {
  const long = { ...dear, shots: 20 };
  const decision = whoToTest([turbo, long], terms(12));
  assert.ok(decision.kind === 'none');
  assert.match(decision.line, /only runway gen4_turbo can finish the film with \$12\.00/);
  assert.deepEqual(decision.rejected, [
    { option: 'pilot kling master', why: '$12.00 carries 12 of 20 shots of kling master at $0.97' },
  ]);
  assert.match(whoToTest([turbo], terms(12)).line, /is the only one/);
  assert.match(whoToTest([long, { ...ray, shots: 40 }], terms(12)).line, /every cent goes into its shots$/);
  assert.throws(() => whoToTest([], terms(12)), { code: 'internal' });
});

test('with money for six clips all plausible pilots are tested, dear ones less, and the next round has half of them', () => {
  const field = [0.1, 0.12, 0.4, 0.11].map((price, at) => arm('ABCD'.charAt(at), `vendor ${at}`, price, 90));
  const rich = terms(40);
  const first = whoToTest(field, rich);
  assert.ok(first.kind === 'test');
  assert.ok(first.takes.length > 2);
  assert.equal(first.roundsLeft, 2);
  const tested = field.map((one) => ({ ...one, belief: observe(one.belief, [75, 74]), inCan: [75, 74], shots: 4 }));
  const second = whoToTest(tested, { ...rich, round: 2, explored: first.reserve, moneyLeft: usd(36) });
  assert.ok(second.kind === 'test');
  assert.equal(second.takes.length, 2);
  const third = whoToTest(tested, { ...rich, round: 3, explored: usd(4), moneyLeft: usd(36) });
  assert.ok(third.kind === 'none');
  assert.match(third.line, /^no further test: after 2 rounds vendor/);
});

test('no terms whatever make a test cost more than its share, or strand a pilot that it tests', () => {
  const any = fc.record({
    price: fc.integer({ min: 0, max: 3_000_000 }),
    shots: fc.integer({ min: 0, max: 12 }),
    ceiling: fc.integer({ min: 40, max: 100 }),
    scores: fc.array(fc.option(fc.double({ min: -50, max: 250 })), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(any, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 20_000_000 }),
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer(),
      (pilots, budget, explored, round, seed) => {
        const arms = pilots.map(({ price, shots, ceiling, scores }, at): Arm => {
          const one = arm('ABCDE'.charAt(at), `vendor ${at}`, price / 1_000_000, ceiling);
          return { ...one, shots, inCan: scores, belief: observe(one.belief, scores) };
        });
        const moneyLeft = MicroUsd.parse(Math.max(0, budget - explored));
        const given = { ...terms(budget / 1_000_000), explored: MicroUsd.parse(explored), moneyLeft, round, seed };
        const decision = whoToTest(arms, given);
        assert.doesNotMatch(decision.line, /NaN|Infinity|undefined/);
        if (decision.kind === 'none') return;
        assert.ok(decision.reserve + explored <= budget * 0.2);
        for (const { arm: id, takes } of decision.takes) {
          const one = arms.find((candidate) => candidate.id === id) ?? assert.fail();
          assert.ok(takes >= 1 && takes <= one.shots);
          assert.ok(one.price * one.shots <= moneyLeft - decision.reserve);
        }
      },
    ),
  );
});

test('the pilot with more predicted points goes on; a rival without a chance is cancelled with its chance', () => {
  const good = { ...turbo, belief: { mean: 82, between: 4, within: 12 }, shots: 5, inCan: [84] };
  const bad = { ...ray, belief: { mean: 66, between: 4, within: 12 }, shots: 5, inCan: [55] };
  const { continued, verdicts, line } = continueOrCancel([bad, good], { moneyLeft: usd(4.1), threshold: 70 });
  assert.equal(continued, 'A');
  assert.match(verdicts[0]?.line ?? '', /^cancel pilot B: \d% chance to overtake A with \$4\.10 left$/);
  assert.match(
    line,
    /^continue pilot A: \d+ accepted points predicted with \$4\.10 left, 5 shots to go at \$0\.42; cancel pilot B/,
  );
});

test('a close rival is cancelled by the figures, one that cannot finish by its price', () => {
  const close = { ...turbo, id: 'B', belief: { ...turbo.belief, mean: turbo.belief.mean - 1 } };
  const unable = { ...dear, belief: { mean: 99, between: 1, within: 5 } };
  const { continued, verdicts } = continueOrCancel([turbo, close, unable], { moneyLeft: usd(4.1), threshold: 70 });
  assert.equal(continued, 'A');
  assert.match(
    verdicts[1]?.line ?? '',
    /^cancel pilot B: \d+ accepted points predicted against \d+ of A with \$4\.10 left \(4\d% chance to overtake A\)$/,
  );
  assert.equal(verdicts[2]?.line, 'cancel pilot C: $4.10 carries 4 of 6 shots of kling master at $0.97');
});

test('when nobody can finish, one still goes on: the one with most for the money', () => {
  const { continued, verdicts } = continueOrCancel([turbo, ray], { moneyLeft: usd(1.3), threshold: 70 });
  assert.equal(verdicts.filter(({ decision }) => decision === 'continue').length, 1);
  assert.equal(continued, 'A');
  assert.match(verdicts[0]?.line ?? '', /\$1\.30 carries 3 of 6 shots/);
});

function arm(id: string, label: string, dollars: number, ceiling: number): Arm {
  return { id, label, price: usd(dollars), shots: 6, inCan: [], belief: priorFor(ceiling) };
}

function terms(dollars: number): TestTerms {
  return {
    budget: usd(dollars),
    moneyLeft: usd(dollars),
    explored: usd(0),
    round: 1,
    threshold: 70,
    testPrice: ({ price }) => MicroUsd.parse(price + 10_000),
    failurePrice: ({ price }) => MicroUsd.parse(price + 10_000),
    seed: 4,
  };
}
