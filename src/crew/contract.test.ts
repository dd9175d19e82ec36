import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertFenced, complaintOf, CONCEPT, HOSTILE } from '../../test/fixtures/crew.ts';
import { hashJson } from '../json.ts';
import { contractor } from './contract.ts';

const input = { concept: CONCEPT, seconds: null, drawable: [] };

const element = (id: string, kind: string, text: string, weight: number, more: object = {}) => ({
  id,
  kind,
  text,
  weight,
  must: false,
  of: null,
  ...more,
});

const GOOD = {
  elements: [
    element('e1', 'subject', 'lighthouse keeper', 0.3, { must: true }),
    element('e2', 'attribute', 'weathered', 0.1, { of: 'e1' }),
    element('e3', 'action', 'discovers', 0.1, { of: 'e1' }),
    element('e4', 'subject', 'jellyfish', 0.3, { must: true }),
    element('e5', 'attribute', 'glowing', 0.1, { of: 'e4', must: true }),
    element('e6', 'setting', 'storm', 0.1),
  ],
};

test('a good reading is frozen with its ids, owners and hash', () => {
  const contract = contractor.read(JSON.stringify(GOOD), input);
  assert.deepEqual(
    contract.elements.map(({ id, text, of, must }) => [id, text, of, must]),
    [
      ['e1', 'lighthouse keeper', null, true],
      ['e2', 'weathered', 'e1', false],
      ['e3', 'discovers', 'e1', false],
      ['e4', 'jellyfish', null, true],
      ['e5', 'glowing', 'e4', true],
      ['e6', 'storm', null, false],
    ],
  );
  assert.equal(contract.hash, hashJson({ concept: CONCEPT, elements: contract.elements }));
});

test('wrong sums, strange ids, repetitions and a length of its own are put right', () => {
  const sloppy = {
    confidence: 100,
    elements: [
      element('main', 'subject', 'Lighthouse\u0000  keeper', 40),
      element('x', 'attribute', 'weathered', 10, { of: 'main', note: 'nice' }),
      element('x2', 'attribute', 'weathered', 10, { of: 'main' }),
      element('j', 'subject', 'a jellyfish', 30, { of: 'nobody' }),
      element('d', 'duration', '90 seconds', -5),
      element('m', 'mood', 'bittersweet', 20, { must: true }),
      element('t', 'text', 'home is the Horizon', 0),
    ],
  };
  const { elements } = contractor.read(`Here it is:\n\`\`\`json\n${JSON.stringify(sloppy)}\n\`\`\``, {
    ...input,
    seconds: 20,
  });
  assert.deepEqual(
    elements.map(({ id, text, of }) => [id, text, of]),
    [
      ['e1', 'Lighthouse keeper', null],
      ['e2', 'weathered', 'e1'],
      ['e3', 'a jellyfish', null],
      ['e4', 'Home is the horizon', null],
      ['e5', '20 seconds', null],
    ],
  );
  assert.ok(Math.abs(elements.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9);
  assert.ok(elements.every(({ weight }) => weight > 0));
  assert.deepEqual(
    elements.filter(({ must }) => must).map(({ id }) => id),
    ['e1'],
    'something must be missed',
  );
});

test('what is not in the concept does not enter the contract, and the complaint names it', () => {
  const invented = { elements: [...GOOD.elements, element('e7', 'subject', 'red dragon', 0.4, { must: true })] };
  const complaint = complaintOf(() => contractor.read(JSON.stringify(invented), input));
  assert.match(complaint, /e7 “red dragon” \(not in it: red, dragon\)/);
  const misquoted = { elements: [...GOOD.elements, element('e7', 'text', 'Home is where the heart is', 0.1)] };
  assert.match(
    complaintOf(() => contractor.read(JSON.stringify(misquoted), input)),
    /Home is where the heart is/,
  );
  assert.match(
    complaintOf(() => contractor.read('{"elements":[]}', input)),
    /no element/,
  );
  assert.match(
    complaintOf(() => contractor.read('I would rather not.', input)),
    /not JSON/,
  );
  assert.match(
    complaintOf(() => contractor.read('{"elements":[{"kind":"wish"}]}', input)),
    /kind/,
  );
});

test('words in another language, script or picture are words of the concept', () => {
  const reads = (concept: string, kind: string, text: string) =>
    contractor.read(JSON.stringify({ elements: [element('e1', kind, text, 1, { must: true })] }), {
      ...input,
      concept,
    });
  reads('宁静的山湖日落，一只小猫看着月亮。', 'subject', '小猫');
  reads('صياد عجوز يعود إلى بيته عند الغروب', 'subject', 'صياد عجوز');
  reads('Un pescador anciano vuelve a casa en su barco', 'subject', 'pescador');
  reads('🐱🚀🌕', 'subject', '🐱');
  reads('?!', 'subject', '?!');
  reads('Two astronauts find a door', 'attribute', '2 astronauts');
});

test('a hostile concept stays material, and what it orders stays a sentence of the film', () => {
  const hostile = { ...input, concept: HOSTILE };
  assertFenced(contractor.question(hostile));
  const contract = contractor.read(
    JSON.stringify({ elements: [element('e1', 'subject', 'a fox in the snow', 1, { must: true })] }),
    hostile,
  );
  assert.deepEqual(
    contract.elements.map(({ text }) => text),
    ['a fox in the snow'],
  );
});

test('weights sum to one for any answer, and nothing but a fitting contract comes of it', () => {
  const any = fc.record({
    id: fc.string({ maxLength: 4 }),
    kind: fc.constantFrom('subject', 'attribute', 'text', 'duration', 'mood', 'setting'),
    text: fc.constantFrom('keeper', 'storm', 'glowing', 'jellyfish', '', 'weathered lighthouse', 'Home is the horizon'),
    weight: fc.double({ min: -3, max: 200, noNaN: true }),
    must: fc.boolean(),
    of: fc.option(fc.string({ maxLength: 4 })),
  });
  fc.assert(
    fc.property(
      fc.array(any, { minLength: 1, maxLength: 40 }),
      fc.option(fc.integer({ min: 2, max: 90 })),
      (elements, seconds) => {
        if (
          elements.every(({ kind, text }) => text === '' || kind === 'mood' || kind === 'duration' || kind === 'text')
        )
          return;
        const fitting = elements.map((one) => (one.kind === 'text' ? { ...one, text: 'Home is the horizon' } : one));
        const contract = contractor.read(JSON.stringify({ elements: fitting }), { ...input, seconds });
        assert.ok(Math.abs(contract.elements.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9);
        assert.ok(contract.elements.length <= 24);
        assert.ok(contract.elements.some(({ must }) => must));
      },
    ),
  );
});
