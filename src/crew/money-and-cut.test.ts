import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutFrames } from '../film/cut.ts';
import { MicroUsd, usd } from '../film/money.ts';
import type { Review } from '../film/review.ts';
import { shotsOf } from '../film/screenplay.ts';
import { freezeContract } from './contract.ts';
import { editor } from './editor.ts';
import { producer } from './producer.ts';
import type { PriceOption } from './producer.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { review } from './qa-verifier.ts';
import { scriptWriter } from './script-writer.ts';
import { handlesOf } from './video-generator.ts';

const contract = freezeContract('A boxer trains every morning and wins the big fight', null);
const { value: screenplay } = await scriptWriter.decide({
  contract,
  drawable: [],
  brief: plainBrief(contract.concept),
});
const shots = shotsOf(screenplay);

const option = fc.record({
  provider: fc.constant('vendor'),
  model: fc.constantFrom('one', 'two'),
  tier: fc.constantFrom(
    'static_images' as const,
    'motion_graphics' as const,
    'animated' as const,
    'photorealistic' as const,
  ),
  secondsPerShot: fc.integer({ min: 1, max: 10 }),
  pricePerShot: fc.integer({ min: 0, max: 5_000_000 }).map((price) => MicroUsd.parse(price)),
  source: fc.constant('price book'),
});

test('pilots never cost more than the budget in sum, and each has another tier', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(option, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 40_000_000 }),
      fc.integer({ min: 1, max: 40 }),
      async (options, budget, wanted) => {
        const { value } = await producer.decide({
          contract,
          budget: MicroUsd.parse(budget),
          seconds: 15,
          shots: wanted,
          options,
        });
        const { pilots, recommended } = value.pitch;
        assert.ok(pilots.reduce((sum, pilot) => sum + pilot.allocation, 0) <= budget);
        assert.equal(new Set(pilots.map((pilot) => pilot.tier)).size, pilots.length);
        assert.ok(pilots.some((pilot) => pilot.id === recommended));
        assert.equal(
          value.tooSmall !== null,
          options.every((one) => one.pricePerShot > budget),
        );
      },
    ),
  );
});

test('a budget that buys no shot is told the price of the cheapest film', async () => {
  const options: PriceOption[] = [
    {
      provider: 'vendor',
      model: 'one',
      tier: 'animated',
      secondsPerShot: 5,
      pricePerShot: usd(0.4),
      source: 'price book',
    },
  ];
  const { value } = await producer.decide({ contract, budget: usd(0.1), seconds: 15, shots: 5, options });
  assert.equal(value.tooSmall?.cheapestFilm, usd(2));
});

const reviewOf = (shot: string, passed: boolean): Review => {
  const own = shots.find((one) => one.id === shot) ?? shots[0];
  assert.ok(own);
  const measures = [{ name: 'black', value: 0, unit: 's', passed, note: 'black from 0 s to 1 s' }];
  return review({
    slate: `${shot}-1`,
    judgedBy: 'offline',
    shot: own,
    contract,
    tier: 'animated',
    threshold: null,
    measures,
    look: null,
    siblings: [],
    warnings: [],
    questions: [],
    votes: [],
    pictures: [],
    unseen: null,
    attempt: 1,
    attemptsAllowed: 2,
  });
};

test('what was measured is scored, what only an eye can tell is unjudged', async () => {
  const good = reviewOf('1A', true);
  assert.equal(good.verdict, 'circle');
  assert.equal(good.overall, 100);
  assert.equal(good.scores.visualAccuracy.value, null);
  const bad = reviewOf('1A', false);
  assert.equal(bad.verdict, 'reshoot');
  assert.equal(bad.scores.technicalQuality.value, 70);
});

test('three cuts of one length, inside what exists, transitions inside the handles', async () => {
  const takes = shots.map((shot) => ({
    review: null,
    take: {
      schema: 'Take.2' as const, original: null, vendorId: null, origin: null, slate: `${shot.id}-1`, shot: shot.id, number: 1, provenance: 'offline' as const, provider: 'animatic', model: 'animatic', media: { sha256: 'b'.repeat(64), extension: 'mp4', bytes: 1 },
      probe: { container: 'mp4', seconds: 1, audio: null, video: { codec: 'h264', width: 1280, height: 720, pixelFormat: 'yuv420p', rate: { num: 24, den: 1 }, frames: shot.frames + handlesOf(shot, screenplay).head + handlesOf(shot, screenplay).tail, rotation: 0, colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' } } },
      handles: handlesOf(shot, screenplay), cost: usd(0), warnings: [], prompt: '',
    },
  })); // prettier-ignore
  const { value } = await editor.decide({
    screenplay,
    takes,
    width: 1280,
    height: 720,
    sounds: [],
    captions: [],
    burnCaptions: false,
  });
  assert.deepEqual(
    value.candidates.map((one) => one.cut.id),
    ['safe', 'balanced', 'creative'],
  );
  assert.equal(value.recommended, 'balanced');
  const [, balanced, creative] = value.candidates;
  for (const [at, clip] of balanced?.cut.clips.entries() ?? []) {
    const { kind, frames } = clip.transitionIn;
    assert.deepEqual({ kind, frames }, shots[at]?.transitionIn, `${clip.slate} is entered as planned`);
  }
  assert.notDeepEqual(
    creative?.cut.clips.map(({ source }) => source.frames),
    balanced?.cut.clips.map(({ source }) => source.frames),
    'the handles let the creative cut move its cuts',
  );
  for (const { cut } of value.candidates) {
    assert.equal(cutFrames(cut), screenplay.frames, cut.id);
    for (const [at, clip] of cut.clips.entries()) {
      const half = Math.ceil(clip.transitionIn.frames / 2);
      const before = cut.clips[at - 1];
      assert.ok(clip.source.start + clip.source.frames <= clip.available.frames);
      assert.ok(clip.source.start >= (before === undefined ? 0 : half));
      if (before !== undefined) assert.ok(before.available.frames - before.source.start - before.source.frames >= half);
    }
  }
});
