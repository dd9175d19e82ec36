import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { lot, type Lot } from './studio.ts';

let studio: Lot;

before(() => {
  studio = lot();
});
after(() => studio[Symbol.dispose]());

interface DefectLine {
  defect: string;
  clips: number;
  measured: { recall: { value: number; of: number }; precision: { value: number | null } };
  judge: null;
  clean?: { clips: number; measured: number };
}

test('qa calibrate spoils clean takes and tells what is noticed, as lines, as a page and as data', async () => {
  const done = await studio.run('qa', 'calibrate', '--clips', '1', '--seed', '5', '--json', '-o', 'bench');
  assert.equal(done.code, 0, done.stderr);
  const lines = done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DefectLine);
  const noticed = Object.fromEntries(lines.map(({ defect, measured }) => [defect, measured.recall.value]));
  for (const defect of ['freeze', 'black', 'jump-cut', 'bars', 'audio-dropout', 'flicker', 'blur'])
    assert.equal(noticed[defect], 1, `${defect} goes unnoticed`);
  assert.equal(noticed['extra-person'], 0, 'what only an eye can tell is not claimed to be measured');
  const all = lines.at(-1);
  assert.equal(all?.defect, 'all');
  assert.equal(all.clips, lines.length - 1);
  assert.equal(all.judge, null);
  assert.deepEqual({ ...all.clean, judge: undefined }, { clips: 3, measured: 0, judge: undefined });

  const page = readFileSync(join(studio.folder, 'bench', 'calibration.html'), 'utf8');
  assert.match(page, /How far to trust the dailies/);
  assert.match(page, /data:image\/jpeg;base64,/);
  assert.match(page, /<circle/);
  const data = JSON.parse(readFileSync(join(studio.folder, 'bench', 'calibration.json'), 'utf8')) as {
    clips: { clip: string; defect: { kind: string; from: number; until: number } | null }[];
    rows: { clip: string; confidence: number | null }[];
  };
  assert.equal(data.clips.length, all.clips + 3);
  assert.ok(data.rows.length >= data.clips.length);
});

test('the takes of a run are calibrated on as they are, and stay as they are', async () => {
  const wish = 'A red boat on a lake at dawn.';
  const plain = '--duration 2 --scenes 1 --resolution 540p --no-voice --no-music --captions none --run-id boat';
  const made = await studio.run('produce', wish, '--budget', '5', ...plain.split(' '));
  assert.equal(made.code, 0, made.stderr);
  const take = join(studio.folder, 'artifacts', 'runs', 'boat', 'takes', '1A-1.mp4');
  const before = readFileSync(take);
  const { code, stdout, stderr } = await studio.run('qa', 'calibrate', 'bo', '--clips', '1');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^defect +clips +noticed \(95 %\) +precision +caught by\n/);
  assert.match(stdout, /\nblack +1 +100 % \(21–100\) +100 % +black 1/);
  assert.match(stderr, /Clean takes sent back: 0 of 3 by the measures/);
  assert.match(stderr, /next {2}claude-studio dailies boat\n$/);
  assert.ok(existsSync(join(studio.folder, 'artifacts', 'calibration', 'calibration.html')));
  assert.ok(readFileSync(take).equals(before));
});

test('what cannot be calibrated is refused with a hint', async () => {
  for (const [args, wrong] of [
    [['nowhere'], /there is no run/],
    [['--clips', '0'], /--clips "0" is not usable/],
    [['--clips', '101'], /too many/],
    [['--seed', 'x'], /--seed "x" is not usable/],
  ] as const) {
    const { code, stderr } = await studio.run('qa', 'calibrate', ...args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, wrong);
    assert.match(stderr, /hint:/);
  }
});
