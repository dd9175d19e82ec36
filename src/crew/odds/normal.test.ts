import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom } from '../../film/random.ts';
import { cdf, drawNormal, pdf, quantile } from './normal.ts';

test('density, distribution and quantile at points of the printed tables', () => {
  assert.ok(Math.abs(pdf(0) - 0.398_942_280_4) < 1e-10);
  assert.ok(Math.abs(pdf(1.5) - 0.129_517_595_7) < 1e-10);
  for (const [z, p] of [
    [-3, 0.001_349_898],
    [-1, 0.158_655_254],
    [0, 0.5],
    [1.96, 0.975_002_105],
  ] as const) {
    assert.ok(Math.abs(cdf(z) - p) < 1e-7, `${z}`);
    assert.ok(Math.abs(quantile(p) - z) < 1e-5, `${p}`);
  }
});

test('draws are normal, repeatable and never endless', () => {
  const random = randomFrom(7);
  const draws = Array.from({ length: 20_000 }, () => drawNormal(random));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.04);
  assert.ok(Math.abs(draws.filter((draw) => draw < 1).length / draws.length - cdf(1)) < 0.01);
  assert.equal(drawNormal(randomFrom(7)), draws[0]);
  for (const edge of [0, 1 - 2 ** -32]) assert.ok(Number.isFinite(drawNormal(() => edge)));
});
