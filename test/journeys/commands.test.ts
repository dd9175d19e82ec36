import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { shotsOf } from '../../src/film/screenplay.ts';
import { eventsOf, lot, onlyOf, ROOT, type Line, type Lot } from './studio.ts';

const COMMANDS = ['produce', 'resume', 'greenlight', 'runs', 'status', 'dailies', 'plan', 'render', 'combine', 'ledger', 'doctor', 'salvage', 'floor', 'test-provider', 'providers', 'sim']; // prettier-ignore

const THREE = `Scene 1 - Wide shot of a lighthouse on a cliff in a storm at night, slow push in (3 seconds)
Scene 2 - Close-up of the old keeper with a white beard, he lights a lantern (2 seconds)
Scene 3 - The morning after: calm sea, a small sailboat comes home, crane up (2.5 seconds)`;

let studio: Lot;
let events: Line[];
let folder: string;

before(async () => {
  studio = lot();
  const made = await studio.run(
    'produce',
    THREE,
    '--budget',
    '12',
    '--resolution',
    '540p',
    '--run-id',
    'three',
    '--json',
  );
  assert.equal(made.code, 0, made.stderr);
  events = eventsOf(made);
  folder = onlyOf(events, 'production-started').folder;
});
after(() => studio[Symbol.dispose]());

test('help names every command and shows examples', async () => {
  const { code, stdout } = await studio.run('--help');
  assert.equal(code, 0);
  for (const command of COMMANDS) assert.match(stdout, new RegExp(`\\n  ${command}\\b`));
  assert.match(stdout, /Examples:/);
  assert.ok(
    stdout.split('\n').every((line) => line.length <= 80),
    'fits 80 columns',
  );
  const produce = await studio.run('help', 'produce');
  assert.equal(produce.code, 0);
  assert.match(produce.stdout, /--seed-number/);
});

test('the version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  assert.equal((await studio.run('--version')).stdout.trim(), version);
});

test('runs, status and ledger tell of the production', async () => {
  const runs = await studio.run('runs', '--json');
  const [run] = runs.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; status: string; spent: number });
  assert.deepEqual({ id: run?.id, status: run?.status, spent: run?.spent }, { id: 'three', status: 'done', spent: 0 });

  const status = await studio.run('status', 'thr');
  assert.equal(status.code, 0, status.stderr);
  assert.match(status.stdout, /film\.mp4/);
  assert.match(status.stdout, /circle/);

  const ledger = await studio.run('ledger', '--csv');
  const rows = ledger.stdout.trim().split(/\r?\n/);
  assert.ok(rows.length > 1 && rows.every((row) => row.split(',').length === rows[0]?.split(',').length));
  assert.equal(
    ledger.stdout.replaceAll('\r\n', '\n').trim(),
    readFileSync(join(folder, 'ledger.csv'), 'utf8').replaceAll('\r\n', '\n').trim(),
  );
});

test('explicit scenes are kept, in order and length', () => {
  const screenplay = onlyOf(events, 'screenplay-written');
  assert.equal(screenplay.scenes.length, 3);
  assert.deepEqual(
    screenplay.scenes.map((scene) => scene.shots.reduce((total, shot) => total + shot.frames, 0) / 24),
    [3, 2, 2.5],
  );
  const [first] = shotsOf(screenplay);
  assert.equal(first?.move, 'push-in');
});

test('every candidate renders to the length that it states', async () => {
  const list = await studio.run('render', 'three', '--list');
  for (const name of ['safe', 'balanced', 'creative']) assert.match(list.stdout, new RegExp(name));
  const { candidates } = onlyOf(events, 'cut-proposed');
  for (const name of ['safe', 'creative'] as const) {
    const { code, stdout, stderr } = await studio.run('render', 'three', '--candidate', name);
    assert.equal(code, 0, stderr);
    const path = stdout.trim();
    assert.equal(path, join(folder, `film-${name}.mp4`));
    const cut = candidates.find((candidate) => candidate.cut.id === name)?.cut;
    assert.equal(
      (await probe(path)).video?.frames,
      cut?.clips.reduce((total, clip) => total + clip.source.frames, 0),
    );
  }
  const unknown = await studio.run('render', 'three', '--candidate', 'wild');
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /safe/);
});

test('combine makes a film of some scenes, with their sound, in the order given', async () => {
  const list = await studio.run('combine', 'three', '--list');
  assert.equal(list.stdout.trim().split('\n').length, 4);
  const { code, stdout, stderr } = await studio.run('combine', 'three', '--scenes', '3,1', '-o', "o'clock.mp4");
  assert.equal(code, 0, stderr);
  const path = stdout.trim();
  assert.equal(path, join(studio.folder, "o'clock.mp4"));
  const facts = await probe(path);
  assert.equal(facts.video?.frames, 5.5 * 24);
  assert.ok(facts.audio);
  for (const scenes of ['9', '0', 'x', '', '1,,2']) {
    const refused = await studio.run('combine', 'three', `--scenes=${scenes}`);
    assert.equal(refused.code, 2, scenes);
    assert.match(refused.stderr, /^hint: /m);
  }
});

test('doctor finds all that a film needs', async () => {
  const { code, stdout } = await studio.run('doctor', '--json');
  const findings = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { part: string; state: string; mend: string | null; detail: string });
  assert.equal(code, 0, stdout);
  const detailOf = (part: string): string => findings.find((finding) => finding.part === part)?.detail ?? '';
  for (const codec of ['h264', 'hevc', 'av1', 'prores', 'aac', 'gif']) assert.match(detailOf('deliveries'), new RegExp(`\\b${codec}\\b`)); // prettier-ignore
  assert.equal(detailOf('journal'), 'last production three', 'and no other stream');
  assert.match(detailOf('cache'), /cache\/units, \d+ [kM]B of at most 1,000 MB$/);
  assert.match(detailOf('data folder'), /\d GB free$/);
  for (const part of ['Node', 'FFmpeg', 'deliveries', 'fonts', 'voice', 'journal', 'cache', 'data folder']) {
    assert.equal(findings.find((finding) => finding.part === part)?.state, 'present', part);
  }
  const broken = await studio.runWith({ CLAUDE_STUDIO_HOME: '/dev/null/home' }, 'doctor', '--json');
  assert.equal(broken.code, 1);
  assert.ok(broken.stdout.includes('CLAUDE_STUDIO_HOME'));
});

test('secrets are never shown', async () => {
  const { stdout, stderr } = await studio.runWith({ ANTHROPIC_API_KEY: 'sk-very-secret' }, 'doctor');
  assert.doesNotMatch(stdout + stderr, /very-secret/);
});

test('a run without a terminal prints plain lines of at most 80 columns', async () => {
  using other = lot();
  const { code, stderr, stdout } = await other.run(
    'produce',
    'A red balloon over the city',
    '--budget',
    '3',
    '--duration',
    '2',
    '--resolution',
    '540p',
    '-o',
    'balloon.mp4',
  );
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '');
  assert.doesNotMatch(stderr, /\u001B/);
  // Paths and the next command are left whole, so that they can be copied.
  const wide = stderr.split('\n').filter((line) => [...line].length > 80 && !/\/|^next /.test(line));
  assert.deepEqual(wide, []);
  assert.ok(existsSync(join(other.folder, 'balloon.mp4')));
});
