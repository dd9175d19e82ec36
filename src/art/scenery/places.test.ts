import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Setting } from '../../film/screenplay.ts';
import { PLACES, placeFor } from './places.ts';

function setting(place: string, interior = false): Setting {
  return { place, interior, time: 'day', weather: 'clear', thread: 'place-1' };
}

test('free words find their place', () => {
  for (const [words, interior, id] of [
    ['a serene mountain lake', false, 'mountain-lake'],
    ['small office', true, 'office'],
    ['the busy streets of an old town', false, 'street'],
    ['cozy coffee shop', true, 'cafe'],
    ['deep in the forest', false, 'forest'],
    ['ocean floor', false, 'underwater'],
    ['garage workshop', true, 'workshop'],
    ['server room', true, 'server-room'],
    ['wheat field', false, 'farm'],
    ['Concert Hall', true, 'theatre'],
  ] as const) {
    assert.equal(placeFor(setting(words, interior), '')?.id, id, words);
  }
});

test('the description helps where the place says nothing', () => {
  assert.equal(placeFor(setting('there'), 'A lonely lighthouse on a cliff.')?.id, 'cliffs');
  assert.equal(placeFor(setting('zorgblat'), 'Nothing known.'), null);
  assert.equal(placeFor(setting('zorgblat', true), 'Nothing known.')?.id, 'room');
});

test('every place is found by each of its own words', () => {
  for (const place of PLACES) {
    for (const word of place.words) assert.equal(placeFor(setting(word, place.interior), '')?.id, place.id, word);
  }
});
