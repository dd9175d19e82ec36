import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scene } from '../film/screenplay.ts';
import { freezeContract } from './contract.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { scriptWriter } from './script-writer.ts';

const CONCEPTS = [
  'A red ship: a girl on the shore waves to a ship in a storm',
  'a lighthouse keeper walks up the stairs in a storm',
  'A developer struggles with a bug and finally solves it',
  'A serene mountain lake',
  'An old man feeds pigeons in the park and thinks of his wife',
  'A red car drives through the desert',
  'A robot learns to paint in a sunny studio with its friends',
  'Two friends walk to the sea and find a bottle with a letter',
];

async function scenesOf(concept: string, seconds: number): Promise<Scene[]> {
  const brief = plainBrief(concept, { seconds });
  const contract = freezeContract(concept, seconds);
  return (await scriptWriter.decide({ brief, contract, drawable: [] })).value.scenes;
}

for (const concept of CONCEPTS) {
  test(`titles end whole, and only who lives is a figure: ${concept.slice(0, 40)}`, async () => {
    for (const seconds of [3, 6, 15, 40]) {
      for (const { title, shots } of await scenesOf(concept, seconds)) {
        assert.doesNotMatch(title, / (?:an?|the|in|on|of|to|with|his|its|and)$/i);
        for (const { description } of shots)
          assert.doesNotMatch(description, /^Full figure: (?:the|a red (?:ship|car))/);
      }
    }
  });
}

for (const concept of CONCEPTS.filter((one) => !one.includes('lake'))) {
  test(`a place has one hour in a scene: ${concept.slice(0, 40)}`, async () => {
    for (const seconds of [3, 6, 15, 40]) {
      for (const { shots } of await scenesOf(concept, seconds)) {
        const hours = new Set(shots.map(({ setting: { place, time } }) => `${place} ${time}`));
        assert.equal(hours.size, new Set(shots.map(({ setting }) => setting.place)).size, [...hours].join(', '));
      }
    }
  });
}
