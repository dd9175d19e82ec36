import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '../../config.ts';
import { probe } from '../../cutting-room/codec/probe.ts';
import { calibrate, type BenchJudge } from './calibrate.ts';
import { openStudio } from '../studio/studio.ts';

test('a judge is asked about every clip, is not told what is wrong with it, and stands beside the measures', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'calibrate-'));
  const config = loadConfig({ home: join(root, 'home') }, root, {});
  const studio = await openStudio({ config, version: 'test' });
  t.after(async () => {
    await studio.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 20 });
  });
  const asked: string[][] = [];
  // Sees strangers everywhere, and does not look at clips with sound.
  const judge: BenchJudge = async ({ path, frames, questions }) => {
    const { video, audio } = await probe(path);
    assert.equal(video?.frames, frames);
    asked.push(questions.map(({ ask }) => ask));
    if (audio !== null) return null;
    const answers = questions.map(({ id, about, ask }) => ({
      id,
      yes: about === 'shown' || about === 'look' || about === 'story' || /a person who does not belong/.test(ask),
      confidence: 0.8,
    }));
    return { answers };
  };
  const { calibration, rows, clips, examples } = await calibrate(studio, { run: null, clips: 1, seed: 2, judge });

  assert.equal(asked.length, clips.length);
  assert.equal(new Set(asked.map((questions) => questions.join('\n'))).size, 1, 'the same questions about every clip');
  const stranger = calibration.defects.find(({ defect }) => defect === 'extra-person');
  assert.equal(stranger?.measured.recall.value, 0);
  assert.equal(stranger.judge?.recall.value, 1);
  assert.equal(stranger.together?.recall.value, 1);
  assert.match(stranger.judge.caughtBy[0]?.name ?? '', /does not belong/);
  assert.deepEqual(calibration.clean, { clips: 3, measured: 0, judge: 2 }, 'a judge that cries wolf is seen through');
  assert.ok((stranger.judge.precision.value ?? 1) < 0.5);
  const dropout = rows.filter(({ defect }) => defect === 'audio-dropout');
  assert.ok(dropout.length > 0 && dropout.every(({ by }) => by === 'measured'), 'who did not look gave no verdict');

  const technical = calibration.reliability.find(
    ({ dimension, by }) => dimension === 'technicalQuality' && by === 'judge',
  );
  assert.deepEqual(
    technical?.bins.map(({ confidence }) => Math.round(confidence * 100)),
    [80],
  );
  const said = rows.filter(({ by, dimension }) => by === 'judge' && dimension === 'technicalQuality');
  assert.equal(technical.bins[0]?.right.value, said.filter(({ correct }) => correct).length / said.length);
  assert.ok(examples.length >= 13);
  assert.ok(!existsSync(join(studio.scratchFolder, 'bench')), 'nothing is left behind');
});
