import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, contentWords, mentions, negatedWords, quoted, unsaid } from './plain.ts';

test('text of a mind becomes one line without what nobody can read, cut between characters', () => {
  assert.equal(clean('  a\u0000b\n\tc\u202E d ', 50), 'a b c d');
  assert.equal(clean('👩‍🚀👩‍🚀👩‍🚀', 2), '👩‍🚀👩‍🚀');
  assert.equal(clean('\uD83D', 5), '\uFFFD');
  assert.equal(quoted(['a', 'b', 'c', 'd', 'e', 'f', 'g']), '“a”, “b”, “c”, “d”, “e”, “f” and 1 more');
});

test('a word is said in any of its forms, and not by another word that begins like it', () => {
  assert.deepEqual(unsaid('two struggling keepers', 'A keeper struggles; 2 of them'), []);
  assert.deepEqual(unsaid('lighthouse', 'soft light on a house'), ['lighthouse']);
  assert.deepEqual(unsaid('red dragon', 'a red door'), ['dragon']);
  assert.deepEqual(unsaid('小猫', '宁静的山湖，一只小猫看着月亮'), []);
  assert.ok(mentions('anything', 'the of'), 'there is nothing to be said');
  assert.ok(!mentions('a boat', 'a lighthouse keeper'));
  assert.deepEqual(contentWords('The 🐱 and twelve OLD men'), ['🐱', '12', 'old', 'men']);
});

test('what is denied is what stands in the shadow of a negation, up to the end of its clause', () => {
  assert.deepEqual(negatedWords('A beach without any people, and boats'), ['people']);
  assert.deepEqual(negatedWords('The door is not red. A cat sleeps'), ['red']);
  assert.deepEqual(negatedWords("She isn't in the storm"), ['storm']);
  assert.deepEqual(negatedWords('A notable door, nothing else'), []);
});
