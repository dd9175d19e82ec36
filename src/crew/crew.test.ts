import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Brief, Seed } from '../film/brief.ts';
import { Screenplay, shotsOf } from '../film/screenplay.ts';
import { freezeContract } from './contract.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { planLength, scriptWriter } from './script-writer.ts';
import { continuityNotes } from './script-supervisor.ts';
import { screenplayMarkdown } from './screenplay-markdown.ts';
import { wordsThatFit } from './story/lines.ts';
import { spokenWords } from './story/words.ts';

const briefOf = plainBrief;

async function writeFor(brief: Brief) {
  const contract = freezeContract(brief.concept, brief.seconds);
  const { value: screenplay, provenance } = await scriptWriter.decide({ brief, contract, drawable: [] });
  return { contract, screenplay, provenance, shots: shotsOf(screenplay) };
}

async function holds(brief: Brief): Promise<void> {
  const { contract, screenplay, shots } = await writeFor(brief);
  const { seconds, scenes } = planLength(brief);
  assert.equal(screenplay.frames, Math.round(seconds * 24));
  assert.equal(
    shots.reduce((sum, shot) => sum + shot.frames, 0),
    screenplay.frames,
    'frames sum to the length',
  );
  assert.equal(screenplay.scenes.length, scenes, 'scenes as ordered');
  assert.equal(new Set(shots.map((shot) => shot.id)).size, shots.length, 'ids are unique');
  const total = contract.elements.reduce((sum, element) => sum + element.weight, 0);
  assert.ok(Math.abs(total - 1) < 1e-9, `weights sum to ${total}`);
  const answered = new Set(shots.flatMap((shot) => shot.elements));
  for (const element of contract.elements)
    assert.ok(answered.has(element.id), `${element.kind} ${element.text} is in some shot`);
  const threads = new Set(screenplay.threads.map((thread) => thread.id));
  for (const shot of shots) {
    assert.ok(spokenWords(shot.narration ?? '') <= wordsThatFit(shot.frames / 24), `“${shot.narration}” fits`);
    assert.ok(threads.has(shot.setting.thread));
    assert.ok(shot.transitionIn.frames <= 24 && shot.transitionIn.frames <= shot.frames);
    for (const overlay of shot.overlays) assert.ok(overlay.range.start + overlay.range.frames <= shot.frames);
  }
}

const CONCEPTS = [
  'A serene mountain lake at sunset',
  'A developer struggles with a bug and finally solves it at night',
  'A 30s ad for a red electric bicycle: "Ride the quiet"',
  'The power of teamwork',
  'How the Romans built roads',
  'from sketch to product: how a chair is made',
  '宁静的山湖日落，一只小猫看着月亮。',
  'صياد عجوز يعود إلى بيته عند الغروب',
  'Un pescador anciano vuelve a casa en su barco al atardecer',
  '🐱🚀🌕',
  'coffee',
  '$(rm -rf /) \'; drop table films; -- [v]drawtext=text=%{pts}: "100% <b>real</b>"',
  '?!',
  'First a seed falls, then it rains, finally a tree stands in the field.',
];

for (const concept of CONCEPTS) {
  test(`a screenplay keeps its promises: ${concept}`, () => holds(briefOf(concept)));
}

test('a screenplay keeps its promises for any concept, length and number of scenes', async () => {
  const words = fc.constantFrom(
    'a',
    'the',
    'old',
    'red',
    'dog',
    'fisherman',
    'runs',
    'and',
    'at',
    'night',
    'lake',
    '"Buy now"',
    'Scene 1:',
    '\n2. ',
    'becomes',
    '→',
    '5s',
    '猫',
    '🐱',
    ',',
    '.',
    'who',
    'of',
    'Maria',
  );
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 300 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    fc.array(words, { minLength: 1, maxLength: 60 }).map((all) => all.join(' ')),
  );
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.option(fc.integer({ min: 2, max: 90 })),
      fc.option(fc.integer({ min: 1, max: 40 })),
      async (concept, seconds, scenes) => {
        await holds(briefOf(concept, { seconds, scenes }));
      },
    ),
    { numRuns: 300 },
  );
});

test('eight thousand characters of anything are taken', async () => {
  const parts = [
    'A tired baker walks home through the snow and meets a fox. ',
    '((((((((((',
    'scene ',
    '1. a\n',
    '"',
    '😀',
    '漢字',
    '- , - , ',
  ];
  for (const part of parts)
    await holds(
      briefOf(
        part
          .repeat(Math.ceil(8_000 / part.length))
          .slice(0, 8_000)
          .replace(/[\uD800-\uDBFF]$/, ''),
      ),
    );
});

test('scenes that are written out are kept, with their order, sizes, moves and lengths', async () => {
  const { shots, screenplay } = await writeFor(
    briefOf(
      'Scene 1 - Wide shot of a quiet harbour at dawn (4s). Scene 2: Close-up of a fisherman mending his net, slow push in (5s). Scene 3: The boat leaves (3s), title says "Home is the horizon"',
    ),
  );
  assert.equal(screenplay.scenes.length, 3);
  assert.equal(screenplay.frames, 12 * 24);
  assert.deepEqual(
    shots.map((shot) => shot.frames / 24),
    [4, 5, 3],
  );
  assert.deepEqual(
    shots.slice(0, 2).map((shot) => shot.size),
    ['wide', 'close-up'],
  );
  assert.equal(shots[1]?.move, 'push-in');
  assert.equal(shots[0]?.setting.time, 'dawn');
  assert.ok(shots[1]?.figures.some((figure) => figure.what === 'fisherman' && figure.principal));
  assert.ok(shots[2]?.overlays.some((overlay) => overlay.text === 'Home is the horizon'));
});

const SCENES: [concept: string, count: number][] = [
  ['1. A seed in the soil\n2. Rain falls\n3. A sunflower opens\n4. Bees come', 4],
  ['Opening: a dark theatre. Middle: a dancer leaps. Ending: the crowd cheers.', 3],
  ['0-5s: a city at night. 5-9s: a taxi stops. 9-12s: a woman gets out.', 3],
  ['First a cat sleeps, then a mouse appears, finally they share cheese.', 3],
];
for (const [concept, count] of SCENES) {
  test(`written scenes are counted: ${concept.slice(0, 30)}`, async () => {
    assert.equal((await writeFor(briefOf(concept))).screenplay.scenes.length, count);
  });
}

const LENGTHS: [concept: string, seconds: number][] = [
  ['a 15-second story about a fox', 15],
  ['30s ad for tea', 30],
  ['One minute about the sea', 60],
  ['a fox', 15],
  ['0-5s: a city at night. 5-9s: a taxi stops. 9-12s: a woman gets out.', 12],
];
for (const [concept, seconds] of LENGTHS) {
  test(`the concept states its length: ${concept.slice(0, 30)}`, () =>
    assert.equal(planLength(briefOf(concept)).seconds, seconds));
}

test('the contract holds the words, colours and counts that were named', () => {
  const { elements } = freezeContract('Two astronauts find a red door on the moon. Title says "Knock twice"', null);
  const must = elements.filter((element) => element.must).map((element) => element.text);
  for (const text of ['Knock twice', 'red', 'astronaut', '2 astronauts'])
    assert.ok(must.includes(text), `${text} in ${must.join(', ')}`);
  const red = elements.find((element) => element.text === 'red');
  assert.equal(elements.find((element) => element.id === red?.of)?.text, 'door');
});

test('the same brief gives the same screenplay, a changed concept another contract', async () => {
  const brief = briefOf('A weathered lighthouse keeper discovers a glowing jellyfish during a storm');
  const [one, two] = await Promise.all([writeFor(brief), writeFor(brief)]);
  assert.deepEqual(one, two);
  assert.equal(one.provenance, 'offline');
  assert.notEqual(freezeContract(`${brief.concept}!`, null).hash, one.contract.hash);
});

test('a person has one thread and one look in every shot', async () => {
  const { shots, screenplay } = await writeFor(
    briefOf('A developer struggles with a bug and finally solves it at night'),
  );
  const threads = new Set(
    shots.flatMap((shot) =>
      shot.figures.filter((figure) => figure.what === 'developer').map((figure) => figure.thread),
    ),
  );
  assert.equal(threads.size, 1);
  assert.equal(screenplay.threads.filter((thread) => thread.name.includes('developer')).length, 1);
  assert.deepEqual(continuityNotes(screenplay, null), []);
});

test('every picture that is handed in is used, the logo at the end', async () => {
  const media = { sha256: 'a'.repeat(64), extension: 'png', bytes: 9 };
  const seed = (id: string, name: string, use: Seed['use']): Seed => ({
    id,
    name,
    media,
    width: 100,
    height: 100,
    transparent: use === 'end',
    kind: null,
    role: null,
    use,
    subject: null,
    description: null,
  });
  const { shots } = await writeFor(
    briefOf('An ad for tea', { seeds: [seed('s1', 'logo.png', 'end'), seed('s2', 'tin.jpg', 'anywhere')] }),
  );
  assert.deepEqual(shots.at(-1)?.seeds, [{ id: 's1', use: 'reveal' }]);
  assert.ok(shots.some((shot) => shot.seeds.some((one) => one.id === 's2' && one.use === 'framed')));
});

test('the screenplay as a page holds every line and cannot be broken by the concept', async () => {
  const { contract, screenplay, shots } = await writeFor(briefOf('A fox says "<script>*hi*</script>" in the snow'));
  const page = screenplayMarkdown(Screenplay.parse(screenplay), contract);
  assert.ok(!page.includes('<script>'));
  for (const shot of shots) assert.ok(page.includes(`### ${shot.id} `));
});
