import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encodeEvent } from '../film/events.ts';
import { quoteFilm } from './quote.ts';

const FILM = {
  shots: [{ seconds: 4 }, { seconds: 5 }, { seconds: 6 }],
  narrationCharacters: 200,
  resolution: '720p',
  aspect: '16:9',
} as const;

describe('the quote', () => {
  it('adds up takes, voice and minds for each who can shoot it, cheapest first', () => {
    const { lines } = quoteFilm(FILM);
    const ray = lines.find((line) => line.model === 'ray-3.2');
    // Takes of 5, 5 and 10 s; 200 characters at $0.015 per thousand; 3 × (15,000 tokens in and 7,500 out) of Sonnet.
    assert.equal(ray?.cost, (0.3 + 0.3 + 0.9) * 1e6 + 3_000 + 3 * (30_000 + 75_000));
    assert.equal(ray.secondsBought, 20);
    assert.match(ray.source, /docs\.agents\.lumalabs\.ai.*2026-07-10, at second hand/);
    assert.deepEqual(
      lines.map((line) => line.cost),
      lines.map((line) => line.cost).toSorted((a, b) => a - b),
    );
    assert.deepEqual(new Set(lines.map((line) => line.provider)), new Set(['luma', 'runway', 'kling', 'pika']));
    assert.deepEqual(
      new Set(lines.map((line) => line.tier)),
      new Set(['motion_graphics', 'animated', 'photorealistic']),
    );
    assert.ok(!lines.some(({ model }) => model === 'uni-1'), 'which nobody here can order');
  });

  it('is an event that can be recorded', () => {
    assert.equal(encodeEvent('quote-made', quoteFilm(FILM)).schema, 'quote-made.1');
  });

  it('leaves out who does not sell the frame, and a voice that nobody needs', () => {
    const square = quoteFilm({ ...FILM, aspect: '1:1', resolution: '1080p', narrationCharacters: 0 }).lines;
    assert.ok(!square.some((line) => line.provider === 'runway'));
    assert.equal(square.find((line) => line.model === 'ray-3.2')?.cost, (1.2 + 1.2 + 3.6) * 1e6 + 3 * 105_000);
  });
});
