import assert from 'node:assert/strict';
import { test } from 'node:test';
import { briefed, type Assets } from '../film/assets.ts';
import type { Brief, Seed } from '../film/brief.ts';
import { shotsOf } from '../film/screenplay.ts';
import { plainBrief } from '../../test/fixtures/brief.ts';
import { freezeContract } from './contract.ts';
import { scriptWriter } from './script-writer.ts';
import { toRequest } from './video-generator.ts';

const media = { sha256: 'a'.repeat(64), extension: 'png', bytes: 9 };
const seed = (id: string, name: string, more: Partial<Seed> = {}): Seed => ({
  id,
  name,
  media,
  width: 100,
  height: 100,
  transparent: false,
  kind: null,
  role: null,
  use: 'anywhere',
  subject: null,
  description: null,
  ...more,
});
const panels = (count: number): Seed[] =>
  Array.from({ length: count }, (_, at) => seed(`board-${at + 1}`, 'board.png', { kind: 'storyboard', use: 'shots' }));

async function filmOf(concept: string, seeds: Seed[], more: Partial<Brief> = {}) {
  const brief = plainBrief(concept, { seeds, ...more });
  const contract = freezeContract(concept, brief.seconds);
  const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [], means: null });
  const shots = shotsOf(screenplay);
  const prompts = shots.map((shot) => toRequest({ shot, screenplay, contract, brief, take: 1, previous: null }).prompt);
  return { brief, screenplay, shots, prompts };
}

const placesOf = (shots: { id: string; seeds: { id: string }[] }[], id: string) =>
  shots.filter(({ seeds }) => seeds.some((one) => one.id === id)).map((shot) => shot.id);

test('the panels of a storyboard are the shots, in their order, and the film is long enough for them', async () => {
  for (const count of [3, 6, 9]) {
    const { shots, screenplay, prompts } = await filmOf('A dog runs on a beach', panels(count));
    const order = shots.flatMap(({ seeds }) => seeds.map(({ id }) => id));
    assert.deepEqual(order, panels(count).map(({ id }) => id)); // prettier-ignore
    assert.ok(screenplay.frames >= count * 72, `${count} panels in ${screenplay.frames} frames`);
    assert.match(prompts[0] ?? '', /begins with the composition of the first frame/);
  }
  const short = await filmOf('A dog runs on a beach', panels(20), { seconds: 6 });
  const seen = short.shots.flatMap(({ seeds }) => seeds.map(({ id }) => Number(id.slice(6))));
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
    'too many panels are spread, still in their order',
  );
  assert.ok(short.shots.every(({ frames }) => frames >= 24));
});

test('written scenes get a panel each, and the mark its own ground', async () => {
  const concept = 'An ad.\n\nScene 1: A cat wakes.\n\nScene 2: A dog barks.\n\nScene 3: A bird sings.';
  const logo = seed('logo', 'logo.png', { use: 'end', kind: 'logo', transparent: true });
  const { shots } = await filmOf(concept, [logo, ...panels(3)]);
  assert.deepEqual(
    ['board-1', 'board-2', 'board-3'].map((id) => shots.find((shot) => placesOf([shot], id).length > 0)?.scene),
    [1, 2, 3],
  );
  assert.deepEqual(shots.at(-1)?.seeds, [{ id: 'logo', use: 'reveal' }]);
});

test('a cut-out is the figure that it shows, wherever that is, and a photo of a product hangs where it matters most', async () => {
  const cut = seed('mug', 'red-mug.png', { use: 'hero', kind: 'product', transparent: true, subject: 'mug' });
  const { shots, prompts } = await filmOf('A child finds a red mug on a beach', [cut]);
  const played = shots.flatMap(({ figures }) => figures.filter(({ what }) => what === 'mug'));
  assert.ok(played.length > 0);
  for (const figure of played) assert.equal(figure.seed, 'mug');
  assert.equal(placesOf(shots, 'mug').length, 1);
  assert.ok(prompts.some((prompt) => prompt.includes('The mug is the mug of the first frame.')));

  const photo = seed('tin', 'tin-product.jpg', { use: 'hero', kind: 'product', subject: 'tin' });
  const ad = await filmOf('An ad for tea', [photo]);
  assert.deepEqual(
    ad.shots.flatMap(({ seeds }) => seeds),
    [{ id: 'tin', use: 'framed' }],
  );
});

test('a setting opens the film', async () => {
  const { shots, prompts } = await filmOf('A dog runs on a beach', [
    seed('place', 'bay.jpg', { use: 'opening', kind: 'setting' }),
  ]);
  const [opening] = shots;
  assert.deepEqual(opening?.seeds, [{ id: 'place', use: 'full-frame' }]);
  assert.match(opening.size, /wide/);
  assert.match(prompts[0] ?? '', /The place is the place of the first frame\./);
});

test('what is written to be spoken is spoken, in breaths, and is not drawn', async () => {
  const concept =
    'Scene 1: A cat wakes.\nVO: Every morning. The same window.\n\nScene 2: A dog barks.\nNarrator: “Until it does not.”';
  const { shots } = await filmOf(concept, [], { seconds: 12 });
  const said = shots.map(({ narration }) => narration).filter((line) => line !== null);
  assert.ok(said.includes('Every morning. The same window.'), said.join(' / '));
  assert.ok(said.includes('Until it does not.'));
  assert.ok(shots.every(({ description }) => !/VO|Narrator|Every morning/.test(description)));
});

test('the crew works by the brief with the assets in it; the person has the last word on the look', () => {
  const given = (name: string, id: string): Seed => seed(id, name, { use: null });
  const brief = plainBrief('An ad for tea', {
    seeds: [given('board.png', 's1'), given('mood.png', 's2'), given('mug.png', 's3')],
  });
  const said = { role: 'content-source', description: 'x', reason: 'x', palette: ['rust', 'sand'], subjects: [], textSeen: [], drawn: [], style: [], panels: [] } as const; // prettier-ignore
  const box = { x: 0, y: 0, width: 40, height: 30 };
  const assets = {
    pictures: [
      { ...said, id: 's1', kind: 'storyboard', use: 'shots', panels: [{ media, box }, { media, box }] }, // prettier-ignore
      { ...said, id: 's2', kind: 'mood-board', use: 'look', style: ['warm', 'quiet'] },
      { ...said, id: 's3', kind: 'product', use: 'hero', subjects: ['mug'] },
    ],
    texts: [
      {
        id: 't1',
        kind: 'script',
        description: 'x',
        scenes: ['A cat.', 'A dog.'],
        elements: [],
        words: [],
        colours: [],
      },
      { id: 't2', kind: 'notes', description: 'x', scenes: [], elements: ['a red kite'], words: ['Go.'], colours: [] },
    ],
  } as unknown as Assets;
  const told = briefed(brief, assets);
  assert.deepEqual(
    told.seeds.map(({ id, kind, width }) => [id, kind, width]),
    [
      ['s1-1', 'storyboard', 40],
      ['s1-2', 'storyboard', 40],
      ['s3', 'product', 100],
    ],
  );
  assert.equal(told.concept, 'An ad for tea.\na red kite.\nTagline “Go.”\n\nScene 1: A cat.\n\nScene 2: A dog.');
  assert.equal(told.style, 'warm, quiet, in a palette of rust and sand');
  assert.equal(briefed({ ...brief, style: 'noir' }, assets).style, 'noir, in a palette of rust and sand');
  assert.equal(briefed(brief, null), brief);
});
