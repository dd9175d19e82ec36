import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Brief } from '../film/brief.ts';
import { shotsOf } from '../film/screenplay.ts';
import type { Shot } from '../film/screenplay.ts';
import { freezeContract } from './contract.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { planShots, scriptWriter } from './script-writer.ts';
import { isScenery } from './story/places.ts';

const briefOf = plainBrief;

async function filmOf(concept: string, more: Partial<Brief> = {}) {
  const brief = briefOf(concept, more);
  const contract = freezeContract(concept, brief.seconds);
  const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [] });
  return { brief, contract, screenplay, shots: shotsOf(screenplay) };
}

const shows = (shot: Shot | undefined, what: string) => shot?.figures.some((figure) => figure.what === what) === true;

const STORIES = [
  'A developer struggles with a bug and finally solves it at night',
  'A runner climbs a mountain at dawn and reaches the top',
  'A cat chases a butterfly in a garden',
  'A little girl flies a kite on the beach',
  'A tired office worker dreams of the sea',
  'A robot learns to paint in a sunny studio',
  'A red car drives through the desert at sunset',
  'An old man feeds pigeons in the park on a rainy afternoon',
  'Two astronauts find a red door on the moon',
  'A penguin slides down an icy hill and swims with its friends',
  'A serene mountain lake at sunset',
  'Snow falls on a quiet village at night',
  'The power of teamwork',
  'An ad for a red bicycle',
  'Scene 1 - Wide shot of a fishing boat in a storm at night. Scene 2 - The captain holds the wheel. Scene 3 - The morning after: calm sea, the boat sails home.',
];

for (const concept of STORIES) {
  test(`a picture holds few figures, and never the place itself: ${concept.slice(0, 40)}`, async () => {
    for (const shot of (await filmOf(concept)).shots) {
      assert.ok(shot.figures.length <= 4, `${shot.id} has ${shot.figures.length}`);
      for (const { what } of shot.figures) assert.ok(!isScenery(what), `${what} is the setting of ${shot.id}`);
    }
  });
}

const LEADS: [concept: string, lead: string][] = [
  ['A developer struggles with a bug and finally solves it at night', 'developer'],
  ['A cat chases a butterfly in a garden', 'cat'],
  ['A robot learns to paint in a sunny studio', 'robot'],
  ['A red car drives through the desert at sunset', 'car'],
  ['An ad for a red bicycle', 'bicycle'],
  ['Two astronauts find a red door on the moon', 'astronaut'],
];
for (const [concept, lead] of LEADS) {
  test(`whom it is about is in most shots: ${concept.slice(0, 40)}`, async () => {
    for (const seconds of [15, 60]) {
      const { shots } = await filmOf(concept, { seconds });
      const seen = shots.filter((shot) => shows(shot, lead)).length;
      assert.ok(seen >= shots.length * 0.6, `${seen} of ${shots.length} in ${seconds} seconds`);
    }
  });
}

const ENDINGS: [concept: string, lead: string, action: RegExp][] = [
  ['A developer struggles with a bug and finally solves it at night', 'developer', /lean back and stretch/],
  ['A runner climbs a mountain at dawn and reaches the top', 'runner', /arms up/],
  ['A cat chases a butterfly in a garden', 'cat', /sleep/],
];
for (const [concept, lead, action] of ENDINGS) {
  test(`somebody rests as their kind does: ${lead}`, async () => {
    const last = (await filmOf(concept)).shots.at(-1);
    assert.match(last?.figures.find((figure) => figure.what === lead)?.action ?? '', action);
  });
}

test('the hour that was said is the hour of every shot', async () => {
  const { shots } = await filmOf('A serene mountain lake at sunset');
  assert.deepEqual([...new Set(shots.map((shot) => shot.setting.time))], ['sunset']);
});

test('a scene inherits the place of the one before, but not its storm when it says otherwise', async () => {
  const { shots } = await filmOf(STORIES.at(-1) ?? '');
  assert.deepEqual(
    shots.map(({ setting }) => `${setting.time} ${setting.weather}`),
    ['night storm', 'night storm', 'morning clear'],
  );
});

test('a place that is dreamt of is gone to', async () => {
  const { shots } = await filmOf('A tired office worker dreams of the sea');
  assert.ok(shots.some((shot) => shot.setting.place === 'sea' && shot.figures.some((figure) => figure.principal)));
});

const WHERE: [concept: string, place: RegExp, interior: boolean][] = [
  ['A girl walks through a graveyard', /graveyard/, false],
  ['A boy runs to a windmill', /windmill/, false],
  ['Two astronauts float in a space station', /space station/, true],
  ['A lawyer speaks in a courtroom', /courtroom/, true],
  ['A man sits in a prison cell', /prison cell/, true],
  ['A pirate stands on the deck of a pirate ship', /deck/, false],
  ['A frog sits in a swamp', /swamp/, false],
  ['A thief opens a bank vault', /bank vault/, true],
];
for (const [concept, place, interior] of WHERE)
  test(`it plays where it was said: ${concept.slice(0, 40)}`, async () => {
    const { setting } = (await filmOf(concept)).shots[0] as Shot;
    assert.match(setting.place, place);
    assert.equal(setting.interior, interior);
  });

test('a landmark is looked at, and not gone into', async () => {
  for (const [concept, what] of [
    ['A space station orbits the earth', 'space station'],
    ['A windmill turns in the wind', 'windmill'],
    ['A submarine dives into the deep sea', 'submarine'],
  ] as const) {
    const { shots } = await filmOf(concept);
    assert.ok(shows(shots[0], what), concept);
    assert.notEqual(shots[0]?.setting.place, what);
  }
});

const TITLES: [concept: string, title: string][] = [
  ['An ad for running shoes called "Run Your City"', 'Run Your City'],
  ['A weathered lighthouse keeper discovers a glowing jellyfish during a storm', 'The Lighthouse Keeper'],
  ['A runner climbs a mountain at dawn and reaches the top', 'The Runner'],
  ['A cat chases a butterfly in a garden', 'The Cat and the Butterfly'],
  ['A developer struggles with a bug at midnight and solves it', 'The Midnight Bug'],
  ['A 15-second ad for Ember Coffee: steam rises from a red cup. "Wake up slowly"', 'Ember Coffee'],
];
for (const [concept, title] of TITLES)
  test(`a title fit for a poster: ${title}`, async () => assert.equal((await filmOf(concept)).screenplay.title, title));

test('a runner runs, and her gender is no element of the contract', async () => {
  const { shots, contract } = await filmOf('A runner crosses the city at sunrise until she reaches the rooftop');
  assert.deepEqual([...new Set(shots.map((shot) => shot.figures[0]?.action))], ['run', 'arms up']);
  assert.ok(shots.every((shot) => shot.figures[0]?.attributes.includes('female')));
  assert.ok(contract.elements.every(({ text }) => text !== 'female'));
});

test('a cyclist cycles, and a rainbow stands in the open', async () => {
  const race = await filmOf('A cyclist races a thunderstorm home through wheat fields');
  assert.ok(race.shots.slice(0, -1).every((shot) => shot.figures[0]?.action === 'ride a bicycle'));
  assert.ok(!race.shots.some((shot) => shows(shot, 'thunderstorm')));
  const bow = await filmOf('How does a rainbow form?');
  assert.ok(bow.shots.some((shot) => shows(shot, 'rainbow')));
  assert.ok(!bow.shots.some((shot) => shows(shot, 'person')));
});

test('what is said of the snow is not said of whoever sees it fall', async () => {
  const { shots } = await filmOf('A clockmaker repairs a clock while snow falls outside and he smiles');
  assert.doesNotMatch(shots.map((shot) => shot.narration ?? '').join(' '), /clockmaker falls|A snow/);
});

test('the moon of the sky is not put beside itself', async () => {
  const { shots } = await filmOf('A rabbit jumps to the moon at a lake at night');
  assert.ok(!shots.some((shot) => shows(shot, 'moon') && shows(shot, 'rabbit')));
});

test('what hits somebody is seen in the face, and dawn stays to the end', async () => {
  const { shots } = await filmOf(
    'A developer hunches over a laptop at midnight, frustrated by a bug. An idea strikes. At dawn the tests turn green; she raises her arms.',
  );
  assert.ok(shots.some((shot) => shot.figures[0]?.expression === 'surprised'));
  assert.ok(shots.some((shot) => shot.figures[0]?.action === 'arms up'));
  assert.equal(shots.at(-1)?.setting.time, 'dawn');
});

test('a thing that is used is seen alone before it is shown in hands', async () => {
  const { shots } = await filmOf('An ad for coffee: steam rises from a red cup, a woman drinks');
  assert.deepEqual([shots[0]?.figures[0]?.what, shots[0]?.figures[0]?.attributes], ['cup', ['red', 'steaming']]);
});

test('words in the picture are there once, and nobody reads them out', async () => {
  const { shots } = await filmOf('A 15-second ad for running shoes called "Run Your City"');
  const overlays = shots.flatMap((shot) => shot.overlays.map(({ text }) => text));
  assert.deepEqual(overlays, ['Run Your City']);
  assert.ok(shots.every((shot) => !/run your city/i.test(shot.narration ?? '')));
});

const INSTRUCTIONS = [
  'Create a 15-second ad for Ember Coffee: steam rises from a red cup. Title says "Wake up slowly"',
  'Make a video about a fox who walks home through the snow',
  'Scene 1 - Wide shot of a harbour at dawn (4 seconds). Scene 2 - Close-up of a fisherman who mends a net.',
  'An ad for running shoes called "Run Your City". End with the logo.',
];
for (const concept of INSTRUCTIONS) {
  test(`instructions are followed and not read out: ${concept.slice(0, 40)}`, async () => {
    const spoken = (await filmOf(concept)).shots.map((shot) => shot.narration ?? '').join(' ');
    assert.doesNotMatch(spoken, /create|make a|video|\bad\b|\bscene\b|\bshot\b|close-up|title|logo|called|seconds|:/i);
    assert.match(spoken, /\p{L}/u);
  });
}

test('a long film has something to say and to show to its end', async () => {
  for (const concept of ['A fox walks through the winter forest and meets a lost child', 'A serene mountain lake']) {
    const { shots } = await filmOf(concept, { seconds: 60 });
    const spoken = shots.flatMap((shot) => shot.narration ?? []);
    assert.equal(new Set(spoken).size, spoken.length, 'no line twice');
    assert.ok(spoken.length >= shots.length * 0.7, `${spoken.length} of ${shots.length} speak`);
    const pictures = shots.map((shot) => JSON.stringify([shot.size, shot.move, shot.setting, shot.figures]));
    assert.equal(new Set(pictures).size, shots.length, 'no picture twice');
  }
});

test('the number of shots is known before they are written', async () => {
  for (const concept of STORIES)
    for (const seconds of [6, 15, 47]) {
      const { brief, contract, shots } = await filmOf(concept, { seconds });
      assert.equal(planShots({ brief, contract, drawable: [] }), shots.length, `${concept} in ${seconds}`);
    }
});

test('another seed number tells it another way', async () => {
  const told = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (seedNumber) => {
      const { shots } = await filmOf('A cat chases a butterfly in a garden', { seedNumber });
      return shots.map((shot) => `${shot.size} ${shot.move} ${shot.narration}`).join('\n');
    }),
  );
  assert.ok(new Set(told).size >= 5, `${new Set(told).size} of 6`);
});

test('a logo comes last, on nothing but a quiet ground', async () => {
  const media = { sha256: 'a'.repeat(64), extension: 'png', bytes: 9 };
  const size = { width: 100, height: 100, transparent: true };
  const taken = { kind: 'logo', role: 'brand-guide', use: 'end', subject: null, description: null } as const;
  const logo = { id: 's1', name: 'logo.png', media, ...size, ...taken };
  const last = (await filmOf('An ad for tea', { seeds: [logo] })).shots.at(-1);
  assert.deepEqual([last?.figures, last?.seeds], [[], [{ id: 's1', use: 'reveal' }]]);
});

test('a player of an instrument is a musician, not an athlete', async () => {
  const { shots } = await filmOf('A saxophone player in a blue suit, smoke and neon');
  assert.deepEqual(
    shots.filter(({ setting }) => /stadium/.test(setting.place)),
    [],
  );
});
