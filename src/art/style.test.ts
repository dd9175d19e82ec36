import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colourOf } from './colour.ts';
import { lightOf, litBy } from './light.ts';
import { inStyle } from './style.ts';

const DAY = lightOf({ time: 'day', weather: 'clear', interior: false }, 'neutral', '', 0.5);
const RED = colourOf('#d0342c');

function spread(style: string): number {
  const light = inStyle(DAY, style) ?? assert.fail(style);
  const [red, green, blue] = litBy(light, RED);
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}

test('noir leaves hardly any colour, watercolour less than the house style, neon more', () => {
  const [red, green, blue] = litBy(DAY, RED);
  const own = Math.max(red, green, blue) - Math.min(red, green, blue);
  assert.ok(spread('film noir') < own * 0.15);
  assert.ok(spread('a soft watercolour') < own);
  assert.ok(spread('Cyberpunk') > own);
});

test('every look is a light of its own, and an unknown one is none', () => {
  const looks = ['noir', 'sepia', 'neon', 'watercolor', 'vivid', 'cosy', 'nordic', 'gothic'].map((style) =>
    JSON.stringify(inStyle(DAY, style)),
  );
  assert.equal(new Set(looks).size, looks.length);
  assert.equal(inStyle(DAY, 'cubist'), null);
});
