import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { eyesOf, fitInside, imageTokens, seenSize } from './vision.ts';

test('a picture costs a token for every patch of 28 pixels, those that it only touches too', () => {
  for (const eyes of ['standard', 'high'] as const) {
    assert.equal(imageTokens({ width: 280, height: 280 }, eyes), 100);
    assert.equal(imageTokens({ width: 281, height: 280 }, eyes), 110);
    assert.equal(imageTokens({ width: 1280, height: 720 }, eyes), 46 * 26);
    assert.equal(imageTokens({ width: 1, height: 1 }, eyes), 1);
  }
});

test('what is too large is looked at in the sizes that the vendor names', () => {
  const sizes: [number, number, 'standard' | 'high', number, number][] = [
    [1920, 1080, 'standard', 1456, 819],
    [1075, 1520, 'standard', 924, 1307],
    [1920, 1080, 'high', 1920, 1080],
    [3840, 2160, 'high', 2576, 1449],
  ];
  for (const [width, height, eyes, seenWidth, seenHeight] of sizes)
    assert.deepEqual(seenSize({ width, height }, eyes), { width: seenWidth, height: seenHeight });
  assert.equal(imageTokens({ width: 8000, height: 4500 }, 'high'), 4784);
});

test('a model sees finely from Opus 4.7, Sonnet 5 and Haiku 5.5 on, and when nobody knows it', () => {
  const fine = 'opus-4-7 opus-5 opus-5-5 sonnet-5 sonnet-5-5 haiku-5-5 fable-5 mythos-preview'.split(' ');
  const coarse = 'opus-4-6 opus-4-5-20251101 sonnet-4-6 sonnet-4-20250514 haiku-4-5-20251001 3-5-sonnet'.split(' ');
  for (const name of fine) assert.equal(eyesOf(`claude-${name}`), 'high', name);
  for (const name of coarse) assert.equal(eyesOf(`claude-${name}`), 'standard', name);
  assert.equal(eyesOf('some/other-model'), 'high');
});

test('fits a picture of any shape into its tokens, even, no larger than it is and as large as they allow', () => {
  const side = fc.integer({ min: 2, max: 4000 });
  fc.assert(
    fc.property(side, side, fc.integer({ min: 200, max: 1568 }), (width, height, tokens) => {
      const size = fitInside(width, height, { tokens });
      assert.ok(size.width % 2 === 0 && size.height % 2 === 0 && size.width >= 2 && size.height >= 2);
      assert.ok(size.width <= width + 1 && size.height <= height + 1);
      assert.ok(imageTokens(size, 'standard') <= tokens, 'too dear');
      assert.equal(imageTokens(size, 'standard'), imageTokens(size, 'high'));
    }),
    { seed: 4, numRuns: 300 },
  );
  assert.deepEqual(fitInside(1280, 720, { tokens: 600 }), { width: 896, height: 504 });
  assert.deepEqual(fitInside(720, 1280, { tokens: 600 }), { width: 504, height: 896 });
  assert.deepEqual(fitInside(320, 180, { tokens: 600 }), { width: 320, height: 180 });
  assert.deepEqual(fitInside(1, 1, { tokens: 600 }), { width: 2, height: 2 });
});
