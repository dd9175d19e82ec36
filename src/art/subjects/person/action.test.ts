import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beatsOf } from './action.ts';

/** Phrase, then every beat as `stance/gesture`. */
const PHRASES: readonly (readonly [string | null, ...string[]])[] = [
  [null, 'stand/idle'],
  ['', 'stand/idle'],
  ['xyzzy quux', 'stand/idle'],
  ['hunches over the keyboard', 'sit-office/type'],
  ['typing frantically', 'sit-office/type'],
  ['codes late at night', 'sit-office/type'],
  ['work at the computer', 'sit-office/type'],
  ['writes a letter', 'sit-office/write'],
  ['leaps for joy', 'jump/cheer'],
  ['celebrating', 'hop/cheer'],
  ['raise arms', 'hop/cheer'],
  ['walks across the beach', 'walk/idle'],
  ['walk and wave', 'walk/wave'],
  ['ran through the forest', 'run/idle'],
  ['frustrated then leans back and stretches', 'sit-office/despair', 'sit-office/lean-back', 'sit-office/stretch'],
  ['types, then jumps for joy', 'sit-office/type', 'jump/cheer'],
  ['sits on a bench reading', 'sit-bench/read'],
  ['sitting on the grass', 'sit-ground/idle'],
  ['drinks coffee', 'stand/drink'],
  ['sips tea at the desk', 'sit-office/drink'],
  ['looks up at the stars', 'stand/look-up'],
  ['gazes at the sea', 'stand/look-out'],
  ['thinks', 'stand/think'],
  ['sleeps', 'lie/sleep'],
  ['kneels and prays', 'kneel/pray'],
  ['meditates', 'cross-legged/meditate'],
  ['stirs the soup', 'stand/cook'],
  ['plays guitar', 'stand/guitar'],
  ['plays the piano', 'sit/piano'],
  ['hammers the iron', 'stand/hammer'],
  ['carries a box', 'stand/carry'],
  ['climbs the mountain', 'climb/climb'],
  ['swims', 'swim/swim'],
  ['rows a boat', 'row/row'],
  ['rides a horse', 'ride/reins'],
  ['rides a bicycle', 'cycle/handlebar'],
  ['drives a car', 'drive/drive'],
  ['hugs a friend', 'stand/hug'],
  ['cries', 'stand/cry'],
  ['slumps', 'stand/slump'],
  ['pushes a cart', 'push/push'],
  ['casts a line', 'stand/fish'],
  ['paints a portrait', 'stand/paint'],
  ['takes a photo', 'stand/photograph'],
  ['calls her mother', 'stand/call'],
  ['salutes', 'stand/salute'],
  ['crosses arms', 'stand/cross-arms'],
  ['points at the horizon', 'stand/point'],
  ['explains the plan', 'stand/talk'],
  ['dances', 'dance/dance'],
  ['floats in space', 'float/idle'],
];

for (const [phrase, ...wanted] of PHRASES) {
  test(`"${phrase ?? ''}" is ${wanted.join(', ')}`, () => {
    assert.deepEqual(
      beatsOf(phrase).map(({ stance, gesture }) => `${stance}/${gesture}`),
      wanted,
    );
  });
}

test('adverbs set the tempo and feelings are read from the words', () => {
  assert.ok((beatsOf('types frantically')[0]?.tempo ?? 0) > 1);
  assert.ok((beatsOf('slowly walks')[0]?.tempo ?? 9) < 1);
  assert.equal(beatsOf('frustrated, then smiles')[0]?.feeling, 'frustrated');
});
