import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { Aspect, Resolution } from '../film/media.ts';
import { usd } from '../film/money.ts';
import { Tier } from '../film/pilot.ts';
import { cheapestShot, offerOf, priceMinds, priceShot, priceVoice, TIERS, VIDEO_MODELS } from './price-book.ts';

const HD = { resolution: '720p', aspect: '16:9' } as const;

describe('the price of a shot', () => {
  it('is what the vendor says, in each of the ways of selling', () => {
    const price = (provider: string, model: string, seconds: number) => {
      const { price, secondsBought } = priceShot({ provider, model, seconds, ...HD });
      return [price, secondsBought];
    };
    assert.deepEqual(price('luma', 'ray-3.2', 5), [usd(0.3), 5]);
    assert.deepEqual(price('luma', 'ray-3.2', 10), [usd(0.9), 10]);
    // 1280 × 720 × 24 × 5 = 110.592 million pixels at $0.0064.
    assert.deepEqual(price('luma', 'ray-2', 5), [707_789, 5]);
    assert.deepEqual(price('runway', 'gen4.5', 7), [usd(0.84), 7]);
    assert.deepEqual(price('kling', 'kling-3.0', 4), [usd(0.336), 4]);
    assert.deepEqual(price('pika', 'pika-2.2', 5), [usd(0.2), 5]);
    assert.deepEqual(price('luma', 'uni-1', 7.5), [usd(0.0404), 7.5]);
  });

  it('rounds seconds up to what is sold', () => {
    const bought = (provider: string, model: string, seconds: number) =>
      priceShot({ provider, model, seconds, ...HD }).clips;
    assert.deepEqual(bought('luma', 'ray-3.2', 5.01), [10]);
    assert.deepEqual(bought('luma', 'ray-2', 0.5), [5]);
    assert.deepEqual(bought('runway', 'gen4.5', 2.1), [3]);
    assert.deepEqual(bought('runway', 'veo3.1_fast', 6.5), [8]);
    assert.deepEqual(bought('kling', 'kling-3.0', 1), [3]);
    assert.deepEqual(bought('runway', 'gen4.5', (0.1 + 0.2) * 10), [3], 'float noise buys nothing');
  });

  it('chains clips for a shot that is longer than any sold', () => {
    const { clips, secondsBought, price } = priceShot({ provider: 'luma', model: 'ray-3.2', seconds: 23, ...HD });
    assert.deepEqual([clips, secondsBought, price], [[10, 10, 5], 25, usd(0.9 + 0.9 + 0.3)]);
  });

  it('rounds the resolution up, and refuses what is not sold', () => {
    const gen = { provider: 'runway', model: 'gen4.5', seconds: 5, aspect: '16:9' } as const;
    assert.equal(priceShot({ ...gen, resolution: '540p' }).resolution, '720p');
    assert.throws(() => priceShot({ ...gen, resolution: '1080p' }), { code: 'price-unknown', hint: /720p/ });
    const square = { ...gen, model: 'veo3.1', resolution: '720p', aspect: '1:1' } as const;
    assert.throws(() => priceShot(square), { code: 'price-unknown', hint: /16:9, 9:16/ });
    assert.throws(() => priceShot({ ...gen, model: 'gen9', resolution: '720p' }), {
      code: 'price-unknown',
      hint: /gen4\.5/,
    });
  });

  it('is found for the least in every tier, frame and size', () => {
    for (const tier of Tier.options)
      for (const aspect of Aspect.options)
        for (const resolution of Resolution.options)
          assert.ok(cheapestShot({ tier, aspect, resolution, seconds: 4 }).price > 0);
    const { provider, model, price } = cheapestShot({ tier: 'photorealistic', seconds: 4, ...HD });
    assert.deepEqual([provider, model, price], ['luma', 'ray-3.2', usd(0.3)]);
  });

  it('covers the seconds, never falls as a shot gets longer, and is the sum of its clips', () => {
    const wish = fc.record({
      card: fc.constantFrom(...VIDEO_MODELS.filter((card) => card.durations !== null)),
      resolution: fc.constantFrom(...Resolution.options),
      aspect: fc.constantFrom(...Aspect.options),
      frames: fc.integer({ min: 1, max: 2_000 }),
    });
    fc.assert(
      fc.property(wish, ({ card, resolution, aspect, frames }) => {
        const offer = offerOf(card, { seconds: frames / 24, resolution, aspect });
        if (offer === undefined) return;
        assert.ok(offer.secondsBought >= frames / 24 - 1e-6);
        const alone = offer.clips.map((seconds) => offerOf(card, { seconds, resolution, aspect })!);
        assert.equal(
          offer.price,
          alone.reduce((total, clip) => total + clip.price, 0),
        );
        assert.ok(alone.every((clip) => clip.clips.length === 1));
        const longer = offerOf(card, { seconds: (frames + 1) / 24, resolution, aspect })!;
        assert.ok(longer.secondsBought >= offer.secondsBought);
      }),
    );
  });
});

describe('the price book', () => {
  it('has its tiers from cheap to dear', () => {
    assert.deepEqual(
      TIERS.map(({ tier, usdPerSecond, qualityCeiling }) => [tier, usdPerSecond, qualityCeiling]),
      [
        ['static_images', 0.04, 75],
        ['motion_graphics', 0.15, 85],
        ['animated', 0.25, 90],
        ['photorealistic', 0.5, 95],
      ],
    );
  });

  it('has a price for every length that a model sells', () => {
    for (const card of VIDEO_MODELS) {
      if (card.unit !== 'clip') continue;
      for (const table of Object.values(card.usd)) assert.deepEqual(Object.keys(table), card.durations?.map(String));
    }
  });

  it('prices a voice by the character and a mind by the token', () => {
    assert.equal(priceVoice({ provider: 'openai_tts', model: 'tts-1', characters: 450 }).price, 6_750);
    assert.equal(priceVoice({ provider: 'elevenlabs', model: 'eleven_v3', characters: 1 }).price, 100);
    assert.equal(priceMinds({ model: 'claude-sonnet-5-5', input: 10_000, output: 5_000 }).price, usd(0.02 + 0.05));
    // The small one has a dearer band for long prompts.
    assert.equal(priceMinds({ model: 'claude-haiku-5-5', input: 100_000, output: 0 }).price, usd(0.01));
    assert.equal(priceMinds({ model: 'claude-haiku-5-5', input: 200_000, output: 0 }).price, usd(0.1));
    assert.throws(() => priceVoice({ provider: 'sapi', model: 'x', characters: 1 }), { code: 'price-unknown' });
    assert.throws(() => priceMinds({ model: 'claude-9', input: 1, output: 1 }), { code: 'price-unknown' });
  });
});
