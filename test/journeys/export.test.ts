import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import type { Cut } from '../../src/film/cut.ts';
import { hourOne } from '../../src/cutting-room/formats/timecode.ts';
import { readEdl } from '../interchange/read-edl.ts';
import { readFcpxml } from '../interchange/read-fcpxml.ts';
import { readOtio } from '../interchange/read-otio.ts';
import { readXmeml } from '../interchange/read-xmeml.ts';
import type { Told } from '../interchange/told.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

let studio: Lot;
let folder: string;
let cuts: Cut[];
let recommended: Cut;

before(async () => {
  studio = lot();
  const concept = 'A red boat & a "grey" gull on a lake at dawn; then the boat lies at the pier at night';
  const made = await studio.run('produce', concept, '--budget', '2', '--duration', '6', '--resolution', '540p', '--audio-tier', 'time_synced', '--run-id', 'boat', '--json'); // prettier-ignore
  assert.equal(made.code, 0, made.stderr);
  folder = onlyOf(eventsOf(made), 'production-started').folder;
  assert.equal((await studio.run('dailies', 'boat', '1A', '--reshoot', 'a little nearer')).code, 0);
  const again = await studio.run('resume', 'boat', '--json');
  assert.equal(again.code, 0, again.stderr);
  const proposed = dataOf(eventsOf(again), 'cut-proposed').at(-1) ?? assert.fail();
  cuts = proposed.candidates.map(({ cut }) => cut);
  recommended = cuts.find(({ id }) => id === proposed.recommended) ?? assert.fail();
});
after(() => studio[Symbol.dispose]());

/** What each list of a cut must say of its picture. */
function pictureOf(cut: Cut) {
  let start = 0;
  return cut.clips.map(({ slate, source }) => {
    const clip = { name: slate, start, frames: source.frames, source: source.start };
    start += source.frames;
    return clip;
  });
}

/** The take of 1A that the cut leaves out. */
function spare(): string {
  return recommended.clips.some(({ slate }) => slate === '1A-1') ? '1A-2' : '1A-1';
}

function picture({ clips }: Told) {
  return clips.map(({ name, start, frames, source }) => ({ name, start, frames, source }));
}

const READERS = { otio: readOtio, fcpxml: readFcpxml, xmeml: readXmeml };

for (const [format, read] of Object.entries(READERS)) {
  test(`a list for ${format} has the cut, its sounds and the take that is not used, and its files are there`, async () => {
    const { code, stdout, stderr } = await studio.run('export', 'boat', '--format', format);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^next {2}claude-studio export boat --package$/m);
    const told = read(stdout);
    assert.deepEqual(picture(told), pictureOf(recommended));
    assert.equal(told.sounds.length, recommended.sounds.length);
    assert.deepEqual(
      told.unused.map(({ name }) => name),
      [spare()],
    );
    for (const { url, name, frames, source } of [...told.clips, ...told.sounds, ...told.unused]) {
      const facts = await probe(fileURLToPath(url.replace('file://localhost/', 'file:///')));
      const has = facts.video?.frames ?? Math.floor(facts.seconds * 24 + 0.01);
      assert.ok(source + frames <= has, `${name} has ${has} frames`);
    }
  });
}

test('a list goes to a file whole, and is the same as on stdout', async () => {
  const formats = ['otio', 'edl', 'vtt'];
  for (const format of formats) {
    const path = join(studio.folder, 'lists', `film.${format}`);
    const printed = await studio.run('export', 'boat', '-f', format);
    const written = await studio.run('export', 'boat', '-f', format, '-o', path);
    assert.equal(written.code, 0, written.stderr);
    assert.equal(written.stdout.trim(), path);
    assert.equal(readFileSync(path, 'utf8'), printed.stdout);
  }
  assert.equal(readdirSync(join(studio.folder, 'lists')).length, formats.length);
});

test('another candidate is another list', async () => {
  for (const { id } of cuts) {
    const cut = cuts.find((one) => one.id === id) ?? assert.fail();
    const { stdout } = await studio.run('export', 'boat', '--format', 'edl', '--candidate', id);
    const told = readEdl(stdout, cut.rate, hourOne(cut.rate));
    const frames = cut.clips.reduce((total, { source }) => total + source.frames, 0);
    assert.equal(told.picture.length, frames);
  }
});

test('captions are the film’s, and ASS knows when each word of them is said', async () => {
  const srt = await studio.run('export', 'boat', '--format', 'srt');
  assert.equal(srt.stdout, readFileSync(join(folder, 'captions.srt'), 'utf8'));
  const { stdout } = await studio.run('export', 'boat', '--format', 'ass');
  const lines = stdout.split('\n').filter((line) => line.includes(',caption-bottom,'));
  assert.equal(lines.length, recommended.captions.length);
  lines.forEach((line, index) => {
    const { text = '', start = 0, end = 0 } = recommended.captions[index] ?? {};
    const lengths = [...line.matchAll(/\{\\kf?(\d+)\}/g)].map(([, length]) => Number(length));
    assert.equal(line.match(/\\kf/g)?.length, text.split(/\s+/).length);
    assert.ok(lengths.reduce((total, length) => total + length, 0) <= Math.ceil((end - start) * 100));
  });
});

test('a package can be moved, and holds all that its papers say', async () => {
  const made = await studio.run('export', 'boat', '--package', '-o', 'to-edit');
  assert.equal(made.code, 0, made.stderr);
  assert.equal(made.stdout.trim(), join(studio.folder, 'to-edit'));
  const moved = join(studio.folder, 'müv ed#1');
  renameSync(join(studio.folder, 'to-edit'), moved);

  for (const [file, read] of [
    ['film.otio', readOtio],
    ['film.fcpxml', readFcpxml],
    ['film.xml', readXmeml],
  ] as const) {
    // prettier-ignore
    const told = read(readFileSync(join(moved, file), 'utf8'));
    assert.deepEqual(picture(told), pictureOf(recommended));
    for (const { url } of [...told.clips, ...told.sounds, ...told.unused]) {
      assert.doesNotMatch(url, /^file:|^\//);
      assert.ok(existsSync(fileURLToPath(new URL(url, pathToFileURL(join(moved, file))))), url);
    }
  }
  const manifest = JSON.parse(readFileSync(join(moved, 'manifest.json'), 'utf8')) as {
    media: {
      file: string;
      sha256: string;
      inFilm: boolean;
      digitalSourceType: string;
      kind: string;
      slate?: string;
      promptHash?: string;
    }[];
    lists: { file: string; notCarried: string[] }[];
  };
  const files = readdirSync(join(moved, 'media')).map((file) => `media/${file}`);
  assert.deepEqual(manifest.media.map(({ file }) => file).toSorted(), files.toSorted());
  for (const { file, sha256, digitalSourceType } of manifest.media) {
    assert.equal(createHash('sha256').update(readFileSync(join(moved, file))).digest('hex'), sha256, file); // prettier-ignore
    assert.match(digitalSourceType, /\/algorithmicMedia$/);
  }
  assert.deepEqual(
    manifest.media.filter(({ inFilm }) => !inFilm).map(({ slate }) => slate),
    [spare()],
  );
  for (const file of readdirSync(moved).filter((name) => /^(?:film\.[^m]|README)/.test(name)))
    assert.ok(!readFileSync(join(moved, file), 'utf8').includes(studio.folder), `${file} names this machine`);
  const readme = readFileSync(join(moved, 'README.txt'), 'utf8');
  for (const { file, notCarried } of manifest.lists) {
    assert.ok(existsSync(join(moved, file)) && readme.includes(file));
    for (const line of notCarried) assert.ok(readme.includes(line));
  }
  assert.equal(readFileSync(join(moved, 'ledger.csv'), 'utf8'), readFileSync(join(folder, 'ledger.csv'), 'utf8'));
  assert.equal((await probe(join(moved, 'film.mp4'))).video?.frames, pictureOf(recommended).reduce((total, { frames }) => total + frames, 0)); // prettier-ignore
});

test('a package takes the place of an earlier one and of nothing else', async () => {
  const made = await studio.run('export', 'boat', '--package');
  const again = await studio.run('export', 'boat', '--package', '--candidate', 'safe');
  assert.deepEqual([made.code, again.code], [0, 0], again.stderr);
  const manifest = readFileSync(join(folder, 'hand-over', 'manifest.json'), 'utf8');
  assert.match(manifest, /"candidate": "safe"/);

  mkdirSync(join(studio.folder, 'mine'));
  writeFileSync(join(studio.folder, 'mine', 'thesis.txt'), 'words');
  const refused = await studio.run('export', 'boat', '--package', '-o', 'mine');
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /^hint: .*-o/m);
  assert.deepEqual(readdirSync(join(studio.folder, 'mine')), ['thesis.txt']);
  for (const place of [studio.folder, folder]) {
    assert.deepEqual(readdirSync(place).filter((name) => name.includes('.part')), []); // prettier-ignore
  }
});

test('what an export that was killed has left is taken away by the next one', async () => {
  const left = (): string[] => readdirSync(studio.folder).filter((name) => name.startsWith('killed.'));
  for (let tries = 0; tries < 8 && left().length === 0; tries += 1) {
    const { child, outcome } = studio.start('export', 'boat', '--package', '-o', 'killed');
    while (child.exitCode === null && left().length === 0) await delay(1);
    child.kill('SIGKILL');
    await outcome;
  }
  const [part = ''] = left();
  assert.match(part, /^killed\..+_\d+\.part$/);
  // Killed a moment later it would have put an earlier package aside, which comes back. One that is at work is left alone.
  const [, host = ''] = /^killed\.(.+)_\d+\.part$/.exec(part) ?? [];
  renameSync(join(studio.folder, part), join(studio.folder, `${part}.old`));
  mkdirSync(join(studio.folder, `killed.${host}_${process.pid}.part`));
  writeFileSync(join(studio.folder, `${part}.old`, 'manifest.json'), '{ "schema": "HandOver.2" }');
  const made = await studio.run('export', 'boat', '--package', '-o', 'killed');
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual(left(), [`killed.${host}_${process.pid}.part`]);
  assert.ok(existsSync(join(studio.folder, 'killed', 'film.otio')));
});

test('an export that is stopped leaves nothing, and says what makes it', async () => {
  const args = ['export', 'boat', '--package', '-o', 'stopped/in/here'];
  const place = join(studio.folder, 'stopped');
  let ended: Outcome | null = null;
  for (let tries = 0; tries < 8 && ended?.code !== 130; tries += 1) {
    rmSync(place, { recursive: true, force: true });
    const { child, outcome } = studio.start(...args);
    while (child.exitCode === null && globSync('stopped/in/*.part/media', { cwd: studio.folder }).length === 0)
      await delay(1);
    child.kill('SIGINT');
    ended = await outcome;
  }
  assert.ok(ended !== null);
  assert.equal(ended.code, 130, ended.stderr);
  assert.match(
    ended.stderr.replaceAll(/\s+/g, ' '),
    new RegExp(`hint: .*claude-studio ${args.join(' ')} begins again`),
  );
  assert.equal(existsSync(place), false);
});

test('the list of the run’s folder finds its takes beside it', () => {
  const told = readOtio(readFileSync(join(folder, 'cut.otio'), 'utf8'));
  assert.deepEqual(picture(told), pictureOf(recommended));
  for (const { url } of [...told.clips, ...told.unused]) assert.ok(existsSync(join(folder, decodeURIComponent(url))));
});

test('for a program the outcome is one line', async () => {
  const list = await studio.run('export', 'boat', '--format', 'edl', '-o', 'one.edl', '--json');
  const whole = await studio.run('export', 'boat', '--package', '--json');
  const told = [list, whole].map(({ stdout }) => JSON.parse(stdout) as Record<string, unknown>);
  assert.deepEqual([told[0]?.['path'], told[1]?.['folder']], [join(studio.folder, 'one.edl'), join(folder, 'hand-over')]); // prettier-ignore
  assert.ok(Array.isArray(told[0]?.['lost']));
});

test('what cannot be exported is refused with a hint', async () => {
  for (const args of [
    ['boat'],
    ['boat', '--format', 'avi'],
    ['boat', '--format', 'otio', '--package'],
    ['boat', '--format', 'otio', '--candidate', 'wild'],
    ['nobody', '--format', 'otio'],
  ]) {
    const { code, stdout, stderr } = await studio.run('export', ...args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^hint: /m);
  }
  const closed = await studio.run('export', 'boat', '--format', 'edl', '-o', '/dev/null/film.edl');
  assert.equal(closed.code, 1);
  assert.match(closed.stderr, /^hint: .*-o/m);
});
