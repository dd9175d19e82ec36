import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeFor } from '../src/art/scenery/places.ts';
import { findSubject } from '../src/art/subjects/index.ts';
import { PLACES, placeNamed } from '../src/crew/story/places.ts';

test('wherever the crew sets a film can be drawn', () => {
  for (const [key, { names, interior }] of Object.entries(PLACES))
    for (const place of [key, ...names]) {
      const setting = { place, interior, time: 'day', weather: 'clear', thread: 'place' } as const;
      assert.ok(placeFor(setting, ''), `${place} of ${key}`);
    }
});

test('a kind of place is a word for it, since it stands in the screenplay where nothing else is said', () => {
  for (const key of Object.keys(PLACES)) assert.equal(placeNamed(key), key);
});

test('whatever belongs to a place can be drawn', () => {
  for (const [key, { details }] of Object.entries(PLACES))
    for (const { what } of details) assert.ok(findSubject(what, []), `${what} in ${key}`);
});
