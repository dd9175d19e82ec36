import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLearnings } from './learnings.ts';
import { moment, naturally, number, text } from './loose.ts';
import { locateAsset, openReader, readJson } from './source.ts';

test('moments without a zone are UTC, and what is no moment is none', () => {
  assert.equal(moment('2026-01-10T10:11:03.123456'), '2026-01-10T10:11:03.123Z');
  assert.equal(moment('2026-01-10T10:11:03+02:00'), '2026-01-10T08:11:03.000Z');
  assert.deepEqual(['', 'yesterday', null, 12].map(moment), [null, null, null, null]);
});

test('texts are one line without what a screen would obey; numbers may stand as text', () => {
  assert.equal(text(' a\n\tb\u001b[31m\ud800 '), 'a b [31m');
  assert.equal(text('\u0000 '), null);
  assert.equal(text('abcdef', 3), 'abc');
  assert.deepEqual(['1.5', 2, '', 'NaN', Infinity, {}].map(number), [1.5, 2, null, null, null, null]);
  assert.deepEqual(['scene_10', 'scene_2', 'intro'].toSorted(naturally), ['intro', 'scene_2', 'scene_10']);
});

test('a path of another machine leads to the file of this run, and to none outside', async () => {
  using folder = workshop();
  const run = join(folder.path, 'runs', 'a');
  mkdirSync(join(run, 'videos'), { recursive: true });
  writeFileSync(join(run, 'videos', 'scene_1_v0.mp4'), 'x');
  const reader = openReader(folder.path);
  for (const said of [
    'runs/a/videos/scene_1_v0.mp4',
    'videos/scene_1_v0.mp4',
    'scene_1_v0.mp4',
    'D:\\work\\artifacts\\runs\\a\\videos\\scene_1_v0.mp4',
    '/home/somebody/artifacts/runs/b/videos/scene_1_v0.mp4',
    '../../scene_1_v0.mp4',
  ]) {
    assert.ok('path' in (await locateAsset(reader, run, said)), said);
  }
  for (const said of [
    '/etc/passwd',
    '../../../../../../etc/passwd',
    'runs/a/../../../../../etc/passwd',
    'a\0b.mp4',
    '',
  ]) {
    assert.ok('refused' in (await locateAsset(reader, run, said)), said);
  }
});

test('JSON of Python and of Windows is read, and text that only looks like it stays as it is', async () => {
  using folder = workshop();
  const path = join(folder.path, 'a.json');
  writeFileSync(path, '\ufeff{"a": NaN, "b": [-Infinity, 1], "c": "all: fine"}');
  const reader = openReader(folder.path);
  assert.deepEqual(await readJson(reader, path), { a: null, b: [null, 1], c: 'all: fine' });
  assert.equal(await readJson(reader, join(folder.path, 'none.json')), null);
  assert.deepEqual(reader.notes, []);
});

test('a sentence is a claim only with an element and a remedy, and live only where a live run said it', async () => {
  using folder = workshop();
  mkdirSync(join(folder.path, 'memory'));
  const avoid_list = ['Multiple actions in one shot', 'Avoid abstract metaphors', 'Bright colours'];
  const luma = {
    avoid_list,
    known_strengths: ['One subject in focus'],
    recent_learnings: [{ run_id: 'r1', avoid_list: avoid_list.slice(0, 1) }],
  };
  const knowledge = { provider_knowledge: { Luma: luma, kling: { avoid_list } } };
  writeFileSync(join(folder.path, 'memory', 'long_term.json'), JSON.stringify(knowledge));
  const { lessons, texts } = await readLearnings(
    folder.path,
    new Map([['r1', { run: 'here', provenance: 'live' as const }]]),
  );
  assert.deepEqual(
    lessons.map(({ provenance, trigger, action, proposedBy, evidence }) => [
      provenance,
      trigger.kind,
      action,
      proposedBy.production,
      evidence.length,
    ]),
    [
      ['live', 'action', { do: 'rewrite', strategy: 'one-action' }, 'here', 0],
      ['offline', 'state', { do: 'rewrite', strategy: 'concrete' }, 'the original', 0],
    ],
  );
  assert.deepEqual(texts, [
    'luma, to avoid: Bright colours',
    'luma, strength: One subject in focus',
    ...avoid_list.map((one) => `kling, to avoid: ${one}`),
  ]);
});

function workshop(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'studio-import-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
