import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { shotsOf } from '../../src/film/screenplay.ts';
import { pdfOf } from '../fixtures/pdf.ts';
import { assertPaid, openTill, purse, SHORT, unwrapped } from './paying.ts';
import { eventsOf, lot, onlyOf, type Lot } from './studio.ts';

const AD = 'An ad for Fernleaf tea';
const SCRIPT = `# Fernleaf

## Scene 1
A woman opens a window in a small kitchen.
VO: Every morning begins the same.

## Scene 2
She pours tea into a red mug.

## Scene 3
A fern grows over the roofs of the city at sunset.
`;
/** Grounds of the three panels, so that each is known again wherever it turns up. */
const PANELS = ['#30408a', '#2f7d4f', '#8a3030'];

test('a folder of logo, product, storyboard, script and notes reaches the shots that call for them', async (t) => {
  using studio = lot();
  handIn(studio);
  const runway = await openTill(t, 'runway');
  const flags = ['--seed', 'given', '--budget', '5', '--duration', '10', '--run-id', 'tea', '--provider', 'runway'];
  const made = await studio.runWith(purse(runway), 'produce', AD, ...flags, ...SHORT);
  assert.equal(made.code, 0, made.stderr);
  const events = eventsOf(made);

  const { brief, folder } = onlyOf(events, 'production-started');
  assert.equal(brief.concept, AD, 'the brief stays what the person gave');
  assert.deepEqual(
    brief.seeds.map(({ name, kind }) => [name, kind]),
    [
      ['logo.png', null],
      ['red-mug.png', null],
      ['storyboard.png', null],
    ],
  );

  const assets = onlyOf(events, 'assets-analysed');
  assert.deepEqual(
    assets.pictures.map(({ kind, use, panels }) => [kind, use, panels.length]),
    [
      ['logo', 'end', 0],
      ['product', 'hero', 0],
      ['storyboard', 'shots', 3],
    ],
  );
  assert.deepEqual(
    assets.texts.map(({ kind, scenes, elements }) => [kind, scenes.length, elements]),
    [
      ['notes', 0, ['a copper kettle on the stove']],
      ['script', 3, []],
    ],
  );

  const screenplay = onlyOf(events, 'screenplay-written');
  const shots = shotsOf(screenplay);
  assert.equal(screenplay.scenes.length, 3);
  const panelsAt = shots.flatMap(({ scene, seeds }) =>
    seeds.some(({ id }) => id.startsWith('seed-3-')) ? [scene] : [],
  );
  assert.deepEqual(panelsAt, [1, 2, 3], 'a panel a scene');
  assert.ok(
    shots.some(({ seeds }) => seeds.some(({ id, use }) => id === 'seed-2' && use === 'figure')),
    'the mug stands in a shot',
  );
  assert.deepEqual(shots.at(-1)?.seeds, [{ id: 'seed-1', use: 'reveal' }]);
  assert.match(shots[0]?.description ?? '', /A woman opens a window in a small kitchen/);
  assert.ok(
    shots.some(({ figures }) =>
      figures.some(({ what, attributes }) => what === 'kettle' && attributes.includes('copper')),
    ),
  );

  const jobs = await runway.jobs();
  const firstOf = async (shot: string): Promise<number[]> => {
    const words =
      shots
        .find(({ id }) => id === shot)
        ?.description.split(': ')[1]
        ?.slice(0, 24) ?? '-';
    const job = jobs.find(({ prompt }) => prompt.startsWith(words));
    assert.ok(job?.clip?.firstFrame != null, `${shot} was ordered without a picture: ${words}`);
    return middleOf(runway.kept(job.clip.firstFrame));
  };
  const drawn = shots.filter(({ seeds }) => seeds.some(({ id }) => id.startsWith('seed-3-')));
  for (const [at, { id }] of drawn.entries()) assertNear(await firstOf(id), PANELS[at] ?? '', `panel ${at + 1}`);
  const prompts = jobs.map(({ prompt }) => prompt).join('\n');
  assert.match(prompts, /The red mug is the red mug of the first frame\./);
  assert.match(prompts, /It begins with the composition of the first frame\./);
  await assertPaid(studio, 'tea', runway);

  const page = readFileSync(join(folder, 'screenplay.md'), 'utf8');
  assert.match(page, /She pours tea into a red mug/);
  const report = readFileSync(join(folder, 'report.html'), 'utf8');
  for (const text of ['Handed in', 'red-mug.png', 'storyboard, 3 panels', 'its name says “logo”', 'notes.pdf'])
    assert.ok(report.includes(text), text);
});

test('a script is spoken, a brand text gives words and colours, a mood board gives the look and is not shown', async () => {
  using studio = lot();
  const put = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(studio.folder, name), bytes);
  put('script.md', SCRIPT);
  put('brand.txt', 'Fernleaf brand\nTagline: “Grow slowly.”\nColours: #1f5a4e and #f4efe6');
  put('moodboard.png', picture(600, 400, '#c0653a'));
  const seeds = ['script.md', 'brand.txt', 'moodboard.png'].flatMap((name) => ['--seed', name]);
  const made = await studio.run(
    'produce',
    AD,
    ...seeds,
    '--budget',
    '5',
    '--duration',
    '9',
    '--resolution',
    '540p',
    '--no-music',
    '--json',
  );
  assert.equal(made.code, 0, made.stderr);
  const events = eventsOf(made);
  const shots = shotsOf(onlyOf(events, 'screenplay-written'));
  assert.deepEqual(
    shots.flatMap(({ seeds }) => seeds),
    [],
  );
  assert.ok(shots.some(({ narration }) => narration === 'Every morning begins the same.'));
  assert.ok(shots.some(({ overlays }) => overlays.some(({ text }) => text === 'Grow slowly.')));
  const tagline = onlyOf(events, 'contract-frozen').elements.find(({ kind }) => kind === 'text');
  assert.deepEqual([tagline?.text, tagline?.must], ['Grow slowly.', true]);
  const takes = events.filter(({ type }) => type === 'take-submitted').map(({ data }) => JSON.stringify(data));
  assert.ok(takes.length >= 3);
  for (const take of takes) assert.match(take, /in the colours deep teal and cream/);
});

test('panels that the store has lost are cut again', async () => {
  using studio = lot();
  handIn(studio);
  const flags = [
    '--seed',
    'given',
    '--budget',
    '5',
    '--duration',
    '6',
    '--resolution',
    '540p',
    '--voice',
    'none',
    '--no-music',
  ];
  const args = ['produce', AD, ...flags, '--run-id', 'again', '--json'];
  const running = studio.start(...args);
  await running.lines(4);
  running.child.kill('SIGKILL');
  const { pictures } = onlyOf(eventsOf(await running.outcome), 'assets-analysed');
  const [panel] = pictures[2]?.panels ?? [];
  assert.ok(panel !== undefined);
  const path = join(studio.home, 'media', panel.media.sha256.slice(0, 2), `${panel.media.sha256}.png`);
  writeFileSync(path, 'gone');
  const resumed = await studio.run('resume', 'again', '--json');
  assert.equal(resumed.code, 0, resumed.stderr);
  assertNear(await middleOf(path), PANELS[0] ?? '', 'the first panel');
});

/** A logo, a cut-out, a storyboard, a script and notes in one folder. */
function handIn({ folder }: Lot): void {
  const given = join(folder, 'given');
  mkdirSync(given);
  const put = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(given, name), bytes);
  put('logo.png', mark('#1f5a4e'));
  put('red-mug.png', mark('#b53326'));
  put('storyboard.png', storyboard());
  put('script.md', SCRIPT);
  put('notes.pdf', pdfOf([['Notes for the spot', '- we must see a copper kettle on the stove', 'Deadline Friday.']]));
  put('.hidden', 'nobody reads this');
}

function picture(width: number, height: number, colour: string): Buffer {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);
  return canvas.toBuffer('image/png');
}

function mark(colour: string): Buffer {
  const canvas = createCanvas(300, 300);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(60, 60, 180, 180);
  return canvas.toBuffer('image/png');
}

function storyboard(): Buffer {
  const canvas = createCanvas(1320, 320);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, 1320, 320);
  for (const [at, colour] of PANELS.entries()) {
    pen.fillStyle = colour;
    pen.fillRect(30 + at * 430, 40, 400, 225);
    pen.strokeStyle = '#ffffff';
    pen.lineWidth = 6;
    pen.strokeRect(80 + at * 430, 70, 60, 40);
  }
  return canvas.toBuffer('image/png');
}

async function middleOf(path: string): Promise<number[]> {
  const image = await loadImage(path);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  return [...pen.getImageData(image.width / 2, image.height * 0.6, 1, 1).data.subarray(0, 3)];
}

function assertNear(colour: number[], hex: string, what: string): void {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const far = Math.max(...wanted.map((value, at) => Math.abs(value - (colour[at] ?? 999))));
  assert.ok(far < 12, `${what}: ${colour.join()} and not ${wanted.join()}`);
}

test('what is neither picture nor text is refused before anything is made, with what is taken', async (context) => {
  using studio = lot();
  const put = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(join(studio.folder, name), bytes);
    return name;
  };
  mkdirSync(join(studio.folder, 'many'));
  for (let at = 0; at < 9; at += 1) put(join('many', `${at}.txt`), 'A cat wakes.');
  const cases: [string, RegExp, RegExp][] = [
    [put('script.docx', 'PK'), /script\.docx is of a kind that is not taken/, /\.fountain and \.pdf/],
    [put('locked.pdf', pdfOf([['secret']], { locked: true })), /locked with a password/, /without one/],
    [put('scan.pdf', pdfOf([['']], { picture: true })), /only pictures/, /PNG/],
    [put('broken.pdf', '%PDF-1.7\nhello'), /cannot be read as a PDF/, /Export it again/],
    ['many', /9 texts; 8 are the most/, /Choose/],
  ];
  for (const [seed, about, hint] of cases) {
    await context.test(seed, async () => {
      const { code, stderr } = await studio.run('produce', AD, '--budget', '5', '--seed', seed);
      assert.equal(code, 2, stderr);
      assert.match(unwrapped(stderr), about);
      assert.match(unwrapped(stderr), hint);
    });
  }
});
