import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PictureFacts } from '../film/assets.ts';
import { assetAnalyzer, type AssetAnalyzerInput } from './asset-analyzer.ts';
import { colourWord } from './assets/colour-words.ts';
import { kindOfText, scenesIn } from './assets/written.ts';

const FACTS: PictureFacts = {
  palette: [
    { hex: '#1f5a4e', share: 0.7 },
    { hex: '#f4efe6', share: 0.3 },
  ],
  colours: 200,
  lightness: 0.5,
  saturation: 0.4,
  warmth: 0.1,
  edges: 0.1,
  seeThrough: 0,
  panels: [],
  even: false,
};
const box = { x: 0, y: 0, width: 100, height: 100 };

type Given = AssetAnalyzerInput['pictures'][number];
const picture = (name: string, more: Partial<Given> = {}, facts: Partial<PictureFacts> = {}): Given => ({
  id: 'seed-1',
  name,
  width: 800,
  height: 600,
  transparent: false,
  ...more,
  facts: { ...FACTS, ...facts },
});

async function seen(given: Given, concept = 'An ad for tea') {
  const { value } = await assetAnalyzer.decide({ concept, pictures: [given], texts: [], drawable: [] });
  return value.pictures[0]!;
}

async function read(name: string, text: string, concept = 'An ad for Fernleaf tea') {
  const { value } = await assetAnalyzer.decide({
    concept,
    pictures: [],
    texts: [{ id: 'text-1', name, text }],
    drawable: ['kettle', 'kite', 'cat'],
  });
  return value.texts[0]!;
}

test('a picture is taken for what its name or its facts say, and the reason is told', async () => {
  const cut = { transparent: true };
  const panels = [box, box, box, box];
  const cases: [Given, string, string][] = [
    [picture('Logo_final.png', cut), 'logo', 'end'],
    [picture('anything.png', cut), 'logo', 'end'],
    [picture('storyboard-v2.jpg', {}, { panels, even: true }), 'storyboard', 'shots'],
    [picture('scan 3.jpg', {}, { panels, even: true }), 'storyboard', 'shots'],
    [picture('storyboard.jpg'), 'storyboard', 'anywhere'],
    [picture('MoodBoard.png'), 'mood-board', 'look'],
    [picture('scan 4.jpg', {}, { panels, even: false }), 'mood-board', 'look'],
    [picture('colour-palette.png'), 'palette', 'look'],
    [picture('Screenshot 2026-01-04.png'), 'screenshot', 'anywhere'],
    [picture('mug_product.jpg'), 'product', 'hero'],
    [picture('hero-character-mia.png', cut), 'character', 'hero'],
    [picture('kitchen background.jpg'), 'setting', 'opening'],
    [picture('IMG_2231.JPG'), 'photo', 'anywhere'],
    [picture('landmark.jpg', {}, { colours: 20 }), 'image', 'anywhere'],
    [picture('drawn.png', {}, { saturation: 0.01, lightness: 0.9, colours: 9 }), 'sketch', 'anywhere'],
  ];
  for (const [given, kind, use] of cases) {
    const answer = await seen(given);
    assert.deepEqual([answer.kind, answer.use], [kind, use], given.name);
    assert.ok(answer.reason.length > 4, given.name);
  }
});

test('a cut-out of what the film is about stands for it', async () => {
  const cut = picture('red-mug.png', { transparent: true });
  assert.deepEqual((await seen(cut, 'A red mug dreams of the sea')).kind, 'product');
  assert.deepEqual((await seen(picture('dog.png', { transparent: true }), 'A dog runs on a beach')).kind, 'character');
  assert.deepEqual((await seen(cut, 'A dog runs on a beach')).kind, 'logo');
});

test('nothing is said that cannot be known: no subject of a number, no words that nobody has read', async () => {
  const unnamed = await seen(picture('IMG_0042.jpg'));
  assert.deepEqual([unnamed.subjects, unnamed.textSeen], [[], []]);
  assert.match(unnamed.description, /What it shows is not known\./);
  assert.match(unnamed.description, /deep teal, cream/);
  const named = await seen(picture('copper_kettle_product_02.jpg'));
  assert.deepEqual(named.subjects, ['copper kettle']);
  assert.deepEqual((await seen(picture('moodboard.png'))).style, ['warm', 'calm']);
});

test('colours have the names that people give them', () => {
  const names = {
    '#1f5a4e': 'deep teal',
    '#f4efe6': 'cream',
    '#ffffff': 'white',
    '#000000': 'black',
    '#e02020': 'red',
    '#8b4513': 'rust',
    '#101a50': 'navy',
    '#f5b8c8': 'pink',
    '#3cb043': 'green',
    '#808080': 'grey',
  };
  for (const [hex, name] of Object.entries(names)) assert.equal(colourWord(hex), name, hex);
});

test('the kind of a text is known by its name and by how it is built', () => {
  const kinds: [string, string, string][] = [
    ['a.fountain', 'FADE IN', 'script'],
    ['film.txt', 'INT. KITCHEN - DAY\n\nA cat.', 'script'],
    ['film.txt', 'Scene 1\nA cat.\nScene 2\nA dog.', 'script'],
    ['treatment.md', 'A cat.', 'outline'],
    ['film.md', '1. A cat\n2. A dog\n3. A bird', 'outline'],
    ['Brand Guidelines.pdf', 'x', 'brand'],
    ['about.txt', 'Primary colour #aabbcc. Tagline: Go.', 'brand'],
    ['about.txt', 'Remember the cat.', 'notes'],
  ];
  for (const [name, text, kind] of kinds) assert.equal(kindOfText(name, text), kind, name);
});

test('scenes are taken out as they were written, in their order', () => {
  const fountain = `Title: The Late Train
Author: Somebody

INT. SMALL KITCHEN - NIGHT

MIA pours tea. Rain on the window. [[too much?]]

MIA
(softly)
It is never too late.

CUT TO:

EXT. STATION - DAWN #2#

A dog runs after the train.`;
  assert.deepEqual(scenesIn(fountain), [
    'In the small kitchen at night: Mia pours tea. Rain on the window.\nVO: It is never too late.',
    'At the station at dawn: A dog runs after the train.',
  ]);
  assert.deepEqual(
    scenesIn('# Film\n\n## Scene 1 - Morning\nA cat wakes.\nVO: “Up.”\n\n**Scene 2:** It runs. See scene 1.'),
    ['Morning. A cat wakes.\nVO: Up.', 'It runs. See scene no. 1.'],
  );
  assert.deepEqual(
    scenesIn('| # | Shot | Picture |\n|---|---|---|\n| 1 | Wide | a harbour |\n| 2 | Close-up | a rope |'),
    ['Wide, a harbour', 'Close-up, a rope'],
  );
  assert.deepEqual(scenesIn('- a cat wakes\n- it runs\n- it sleeps'), ['a cat wakes', 'it runs', 'it sleeps']);
  assert.deepEqual(scenesIn('one line'), []);
  assert.equal(scenesIn(Array.from({ length: 90 }, (_, at) => `${at + 1}. A cat runs`).join('\n')).length, 40);
});

test('notes say what has to be seen, a brand what must be read and which colours are kept', async () => {
  const notes = await read(
    'notes.txt',
    'Film notes\n- we must see the copper kettle\n- a red kite over the roofs\nDeadline Friday.',
  );
  assert.deepEqual(notes.elements, ['the copper kettle', 'a red kite over the roofs']);
  const brand = await read('brand.md', 'Tagline: "Grow slowly."\nPrimary colour #1f5a4e, secondary #f4efe6.');
  assert.deepEqual([brand.words, brand.colours], [['Grow slowly.'], ['deep teal', 'cream']]);
  assert.deepEqual((await read('brand.md', 'Our colours are forest green and gold.')).colours, [
    'forest green',
    'gold',
  ]);
});

test('a concept that has its scenes written out needs no others', async () => {
  const script = 'Scene 1\nA cat wakes.\nScene 2\nIt runs.';
  assert.equal((await read('script.md', script)).scenes.length, 2);
  assert.deepEqual((await read('script.md', script, 'Scene 1: a dog. Scene 2: a bird.')).scenes, []);
});

test('a mind answers for every file once, and cannot put words into a text', () => {
  const input: AssetAnalyzerInput = {
    concept: 'An ad for tea',
    pictures: [picture('a.png')],
    texts: [{ id: 'text-1', name: 'b.txt', text: 'Scene 1\nA cat wakes.\nScene 2\nIt says “Go”.' }],
    drawable: [],
  };
  const told = {
    id: 'seed-1',
    kind: 'storyboard',
    role: 'storyboard',
    use: 'shots',
    description: 'A kettle.',
    reason: 'it is drawn',
    palette: [],
    subjects: ['kettle'],
    drawn: [],
    textSeen: [],
    style: [],
  };
  const text = {
    id: 'text-1',
    kind: 'script',
    description: 'A script.',
    elements: [],
    words: ['Go', 'Buy now'],
    colours: [],
  };
  const answer = assetAnalyzer.read(JSON.stringify({ pictures: [told], texts: [text] }), input);
  assert.equal(answer.pictures[0]?.use, 'anywhere', 'there are no panels to cut');
  assert.deepEqual(answer.texts[0]?.words, ['Go']);
  assert.equal(answer.texts[0]?.scenes.length, 2);
  for (const wrong of [
    { pictures: [], texts: [text] },
    { pictures: [told, told], texts: [text] },
    { pictures: [told], texts: [] },
  ])
    assert.throws(() => assetAnalyzer.read(JSON.stringify(wrong), input), /exactly once/);
});
