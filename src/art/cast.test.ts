import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figure, Shot } from '../film/screenplay.ts';
import type { Player } from './blocking.ts';
import { castOf, type Cast } from './cast.ts';
import { nearAs } from './framing.ts';
import { PLACES } from './scenery/places.ts';
import { findSubject } from './subjects/index.ts';
import { lookOf } from './subjects/look.ts';

const SIZE = { width: 1280, height: 720 };

function figure(what: string, fields: Partial<Figure> = {}): Figure {
  return {
    what,
    attributes: [],
    action: null,
    expression: null,
    count: 1,
    thread: null,
    principal: false,
    seed: null,
    ...fields,
  };
}

function cast(placeId: string, figures: Figure[], fields: Partial<Shot> = {}): Cast {
  const place = PLACES.find(({ id }) => id === placeId);
  assert.ok(place);
  const shot: Shot = {
    id: '1A',
    scene: 1,
    frames: 60,
    description: 'A view.',
    size: 'wide',
    move: 'static',
    figures,
    mood: 'serene',
    light: 'soft light',
    narration: null,
    overlays: [],
    transitionIn: { kind: 'cut', frames: 0 },
    seeds: [],
    elements: [],
    setting: { place: placeId, interior: place.interior, time: 'day', weather: 'clear', thread: 'place' },
    ...fields,
  };
  const seen = (part: number) => part * SIZE.height;
  const terrain = {
    place,
    eye: seen(place.horizon),
    bank: seen(place.footing ?? place.horizon),
    water: place.waterAt === undefined ? null : seen(place.waterAt),
  };
  return castOf(shot, [], SIZE, terrain, { findSubject, lookOf });
}

function player({ players }: Cast, what: string): Player {
  const found = players.find(({ figure: { what: name } }) => name === what);
  assert.ok(found, what);
  return found;
}

function tallness({ metre, subject }: Player): number {
  return metre * (subject?.height ?? 1);
}

test('land carries what stands, water what floats', () => {
  const lake = cast('mountain-lake', [
    figure('man', { principal: true }),
    figure('pine tree'),
    figure('rowing boat'),
    figure('swan'),
  ]);
  for (const what of ['man', 'pine tree']) assert.ok(player(lake, what).y >= 0.9 * SIZE.height, what);
  for (const what of ['rowing boat', 'swan']) {
    const { y } = player(lake, what);
    assert.ok(y > 0.56 * SIZE.height && y < 0.88 * SIZE.height, what);
  }
});

test('what is large stands back, and nobody fills the frame but the lead', () => {
  const hills = cast('hills', [
    figure('woman', { principal: true }),
    figure('castle'),
    figure('bird'),
    figure('child'),
  ]);
  const woman = player(hills, 'woman');
  const castle = player(hills, 'castle');
  assert.ok(castle.metre < woman.metre / 2);
  assert.ok(castle.y < woman.y);
  assert.ok(tallness(castle) > tallness(woman) && tallness(castle) < SIZE.height * 0.7);
  assert.ok(tallness(player(hills, 'child')) < tallness(woman) * 0.85);
  assert.ok(player(hills, 'bird').y < SIZE.height * 0.5);
});

test('what is small looks small beside what stands around it, or is seen from near', () => {
  const heights = (what: string, place: string) =>
    (['wide', 'full', 'medium'] as const).map(
      (size) => tallness(player(cast(place, [figure(what, { principal: true })], { size }), what)) / SIZE.height,
    );
  for (const [what, place] of [
    ['mouse', 'kitchen'],
    ['duck', 'mountain-lake'],
    ['cup', 'cafe'],
  ] as const) {
    const [wide = 1, full = 1, medium = 0] = heights(what, place);
    assert.ok(wide < 0.25 && full < 0.42 && medium > 0.4, `${what}: ${wide}, ${full}, ${medium}`);
    assert.notEqual(nearAs('medium', findSubject(what, [])), 'medium', `${what} is near`);
    assert.equal(nearAs('wide', findSubject(what, [])), 'wide', 'the place is seen');
  }
  for (const what of ['horse', 'castle', 'car']) assert.equal(nearAs('medium', findSubject(what, [])), 'medium');
});

test('who rides sits on it', () => {
  const row = cast('mountain-lake', [figure('man', { principal: true, action: 'row' }), figure('rowing boat')]);
  assert.deepEqual(
    row.players.map(({ figure: { what } }) => what),
    ['man'],
    'he brings his own boat',
  );
  assert.ok(player(row, 'man').y < 0.88 * SIZE.height, 'on the water');
  const cycle = cast('street', [figure('girl', { principal: true, action: 'ride' }), figure('bicycle')]);
  assert.equal(cycle.players.length, 1);
  assert.equal(cycle.players[0]?.figure.action, 'cycle');
  const ride = cast('desert', [figure('cowboy', { principal: true, action: 'ride' }), figure('horse')]);
  const cowboy = player(ride, 'cowboy');
  const horse = player(ride, 'horse');
  assert.equal(cowboy.metre, horse.metre);
  assert.equal(cowboy.flipped, horse.flipped);
  assert.ok(cowboy.y < horse.y && Math.abs(cowboy.x - horse.x) < horse.metre * 0.3);
  assert.ok(ride.players.indexOf(cowboy) > ride.players.indexOf(horse));
});

test('nobody walks on the open sea', () => {
  assert.equal(cast('sea', [figure('man', { principal: true, action: 'walk' })]).players[0]?.figure.action, 'row');
  assert.equal(cast('sea', [figure('man', { principal: true, action: 'swim' })]).players[0]?.figure.action, 'swim');
});

test('nobody rows in a room', () => {
  const { players } = cast('submarine', [figure('captain', { principal: true, action: 'row' })]);
  assert.deepEqual(players[0]?.figure.action, 'look around');
});

test('two who talk face each other, and both heads are in the frame', () => {
  for (const size of ['wide', 'full', 'medium', 'close-up'] as const) {
    const kitchen = cast('kitchen', [figure('boy', { principal: true, action: 'talk' }), figure('woman')], { size });
    const [left, right] = kitchen.players.toSorted((one, other) => one.x - other.x);
    assert.ok(left && right);
    assert.deepEqual([left.flipped, right.flipped], [false, true], size);
    for (const { y, metre, presence } of kitchen.players)
      assert.ok(y + (presence?.head.y ?? 0) * metre > 0.1 * SIZE.height);
  }
});

test('a crowd is many, the later ones farther back', () => {
  const { players } = cast('theatre', [figure('crowd', { principal: true, action: 'cheer' })]);
  assert.equal(players.length, 7);
  assert.ok(Math.min(...players.map(tallness)) < Math.max(...players.map(tallness)) * 0.9);
});

test('one sign a shot, small, and beside whoever is there', () => {
  const { players, warnings } = cast('office', [
    figure('zorblat', { principal: true }),
    figure('quonk', { principal: true }),
    figure('blivet'),
    figure('developer', { principal: true }),
  ]);
  assert.deepEqual(warnings, [
    'cannot draw "zorblat": shown as lettering',
    'cannot draw "quonk": left out',
    'cannot draw "blivet": left out',
  ]);
  const signs = players.filter(({ subject }) => subject === null);
  assert.equal(signs.length, 1);
  const sign = signs[0];
  assert.ok(sign);
  assert.ok(sign.metre ** 2 * 1.75 < 0.22 * SIZE.width * SIZE.height);
  const person = players.find(({ presence }) => presence !== null);
  assert.ok(person?.presence);
  assert.ok(Math.abs(person.x - sign.x) > (sign.metre * 1.75) / 2, 'no head behind it');
});

test('a title in the middle stays free of the lead', () => {
  const titled = cast('hills', [figure('woman', { principal: true })], {
    overlays: [{ text: 'Hills', style: 'title', position: 'center', range: { start: 0, frames: 60 } }],
  });
  assert.ok(player(titled, 'woman').y - tallness(player(titled, 'woman')) > 0.5 * SIZE.height);
});
