import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFenced, complaintOf, CONTRACT, HOSTILE } from '../../test/fixtures/crew.ts';
import { usd } from '../film/money.ts';
import { producer, type PriceOption, type ProducerInput } from './producer.ts';

const option = (provider: string, tier: PriceOption['tier'], price: number): PriceOption => ({
  provider,
  model: `${provider} one`,
  tier,
  secondsPerShot: 5,
  pricePerShot: usd(price),
  source: 'price book',
});

const input: ProducerInput = {
  contract: CONTRACT,
  budget: usd(5),
  seconds: 20,
  shots: 5,
  options: [
    option('luma', 'photorealistic', 0.9),
    option('luma', 'animated', 0.9),
    option('runway', 'animated', 0.5),
    option('kling', 'static_images', 0.2),
    option('veo', 'photorealistic', 2.5),
  ],
};

const pilot = (number: number, more: object = {}) => ({
  option: number,
  approach: 'The lamp can glow the way the keeper remembers it.',
  rationale: 'A shot costs a dollar. It gains the light on the water.',
  ...more,
});

function pitchOf(reply: object, given = input) {
  return producer.read(JSON.stringify(reply), given).pitch;
}

test('pilots are copied from the options, and our figures stand beside the words', () => {
  const { pilots, recommended, reason } = pitchOf({
    pilots: [pilot(0), pilot(2)],
    recommended: 2,
    reason: 'It leaves room',
  });
  assert.deepEqual(
    pilots.map(({ id, provider, tier, pricePerShot, estimate, shotsAffordable }) => [
      id,
      provider,
      tier,
      pricePerShot,
      estimate,
      shotsAffordable,
    ]),
    [
      ['A', 'luma', 'photorealistic', 900_000, 4_500_000, 5],
      ['B', 'runway', 'animated', 500_000, 2_500_000, 10],
    ],
  );
  assert.equal(recommended, 'B');
  assert.match(pilots[0]?.rationale ?? '', /^A shot costs a dollar\. .*\$0\.90 a shot of 5 s/);
  assert.equal(reason, 'It leaves room. Animated with runway runway one: $2.50 for the film, $2.50 left for reshoots.');
  assert.ok(pilots.reduce((sum, { allocation }) => sum + allocation, 0) <= input.budget);
});

test('prices that a mind invents, strange options and too many pilots are left out', () => {
  const { pilots, recommended } = pitchOf({
    budget: '$500',
    pilots: [
      pilot(3, { pricePerShot: 0.01, allocation: 90_000_000 }),
      pilot(3),
      pilot(17),
      pilot(1.5),
      pilot(-1),
      pilot(0),
      pilot(1),
      pilot(2, { approach: 'x'.repeat(4_000) }),
    ],
    recommended: 2,
    reason: '',
  });
  assert.deepEqual(
    pilots.map(({ provider, tier }) => `${provider} ${tier}`),
    ['kling static_images', 'luma photorealistic', 'runway animated'],
  );
  assert.equal(recommended, 'C');
  assert.ok(pilots.reduce((sum, { allocation }) => sum + allocation, 0) <= input.budget);
  assert.ok((pilots[2]?.approach.length ?? 0) <= 240);
});

test('a pitch that cannot be is sent back with what would do', () => {
  const complaint = (reply: object) => complaintOf(() => pitchOf(reply));
  assert.match(complaint({ pilots: [pilot(9)], recommended: 9, reason: '' }), /numbered 0 to 4/);
  assert.match(complaint({ pilots: [pilot(0)], recommended: 2, reason: '' }), /recommend one of 0/);
  assert.match(
    complaint({ pilots: [pilot(4), pilot(0)], recommended: 4, reason: '' }),
    /costs \$12\.50 of \$5\.00.*whole: 0, 1, 2, 3/,
  );
  assert.match(complaint({ pilots: 'two' }), /pilots/);
});

test('a budget that carries no film still has a pitch, and says so', () => {
  const { pitch, tooSmall } = producer.read(JSON.stringify({ pilots: [pilot(3)], recommended: 3, reason: 'Least' }), {
    ...input,
    budget: usd(0.1),
  });
  assert.match(pitch.reason, /buys no shot of any tier/);
  assert.equal(tooSmall?.cheapestFilm, usd(1));
});

test('a hostile concept stays inside the fence', () => {
  assertFenced(producer.question({ ...input, contract: { ...CONTRACT, concept: HOSTILE } }));
});
