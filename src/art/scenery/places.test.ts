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
    ['a smoky jazz club in new york', true, 'club'],
    ['football club', false, 'stadium'],
    ['dark cave', false, 'cave'],
    ['glittering crystal cave', false, 'crystal-cave'],
    ['Mars', false, 'mars'],
    ['the surface of Mars', false, 'mars'],
    ['moon surface', false, 'moon'],
    ['bathroom', true, 'bathroom'],
    ['icy hill', false, 'ice'],
    ['antarctica', false, 'ice'],
    ['snowy forest clearing', false, 'forest'],
    ['castle hall', true, 'castle-hall'],
    ['pirate ship deck', false, 'ship-deck'],
    ['metro station', true, 'subway'],
    ['busy airport', true, 'airport'],
    ['supermarket', true, 'shop'],
    ['farmers market', false, 'market'],
    ['temple', true, 'museum'],
    ['church', true, 'church'],
    ['a deep mine', false, 'mine'],
    ['old mill', false, 'windmill'],
    ['steel mill', true, 'factory'],
    ['parking garage', true, 'parking-garage'],
    ['court room', true, 'courtroom'],
    ['bamboo forest', false, 'bamboo'],
    ['Paris', false, 'city'],
    ['foggy cemetery', false, 'graveyard'],
    ['space station', true, 'space-module'],
    ['office kitchen', true, 'kitchen'],
    ['a lake in the forest', false, 'mountain-lake'],
  ] as const) {
    assert.equal(placeFor(setting(words, interior), '')?.id, id, words);
  }
});

test('the description helps where the place says nothing', () => {
  assert.equal(placeFor(setting('there'), 'A lonely lighthouse on a cliff.')?.id, 'lighthouse');
  assert.equal(placeFor(setting('zorgblat'), 'Nothing known.'), null);
  assert.equal(placeFor(setting('zorgblat', true), 'Nothing known.')?.id, 'room');
});

test('every place is found by each of its own words', () => {
  for (const place of PLACES) {
    for (const word of place.words) assert.equal(placeFor(setting(word, place.interior), '')?.id, place.id, word);
  }
});
