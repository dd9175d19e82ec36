import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { StudioError } from '../../errors.ts';
import { encodeEvent } from '../../film/events.ts';
import type { Journal } from '../../journal/spec.ts';
import { openSqliteJournal } from '../../journal/sqlite.ts';
import { sampleProduction, type Happened } from '../../../test/fixtures/production.ts';
import { streamOf } from '../studio/production.ts';
import { lastForBench } from '../trials/calibrate.ts';
import { findRun } from './runs.ts';

const LAKE = '20261123_040000-serene-mountain-lake';
const FOX = '20261123_050000-a-fox-at-the-Lake';
const RIG = 'test-sim-luma-20261124_040000';

test('a run is found by its name, the beginning of it, or a part that no other has', async (t) => {
  const journal = await journalWith(t, { [LAKE]: sampleProduction(), [FOX]: sampleProduction(), lake: begun() });
  assert.equal(await findRun(journal, LAKE, 'any'), LAKE);
  assert.equal(await findRun(journal, '20261123_05', 'any'), FOX);
  assert.equal(await findRun(journal, 'Serene', 'any'), LAKE);
  assert.equal(await findRun(journal, 'fox-at-the-lake', 'any'), FOX);
  assert.equal(await findRun(journal, 'lake', 'any'), 'lake', 'a whole name is nobody else');
  assert.equal(await findRun(journal, 'l', 'any'), 'lake', 'the beginning goes before the middle');
  assert.equal(await findRun(journal, null, 'unfinished'), 'lake');
  assert.equal(await findRun(journal, null, 'any'), 'lake');
});

test('when several runs could be meant they are named, and nothing is chosen', async (t) => {
  const journal = await journalWith(t, { [LAKE]: begun(), [FOX]: begun() });
  for (const [name, says] of [
    ['2026', /begin with "2026"/],
    ['lake', /have in their names "lake"/],
  ] as const) {
    await assert.rejects(findRun(journal, name, 'any'), (error: unknown) => {
      assert.ok(error instanceof StudioError && error.code === 'usage');
      assert.match(error.message, says);
      assert.equal(error.hint, `Say more of it: ${FOX}, ${LAKE}.`);
      return true;
    });
  }
  await assert.rejects(findRun(journal, 'river', 'any'), { code: 'not-found' });
  for (let number = 1; number <= 9; number += 1) await begin(journal, `lake-${number}`, begun());
  await assert.rejects(findRun(journal, 'lake-', 'any'), (error: unknown) => {
    assert.ok(error instanceof StudioError);
    assert.match(error.hint ?? '', /^Say more of it: (?:lake-\d, ){5}lake-\d and 3 more\.$/);
    return true;
  });
});

test('only a finished film with circled takes is named for a calibration', async (t) => {
  const journal = await journalWith(t, { 'no-film': begun() });
  assert.equal(await lastForBench(journal), null);
  await begin(journal, LAKE, sampleProduction());
  // The test of a vendor is done as well, and has a take, but no story that it could be judged by.
  const rig = sampleProduction().filter(({ event }) => event.type !== 'contract-frozen');
  await begin(journal, RIG, rig);
  assert.equal(await lastForBench(journal), LAKE);
});

function begun(): Happened[] {
  return sampleProduction().slice(0, 1);
}

/** The last one of them is the last that was begun. */
async function journalWith(t: TestContext, productions: Record<string, Happened[]>): Promise<Journal> {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  let clock = 0;
  const journal = await openSqliteJournal({ file: join(folder, 'journal.db'), clock: () => (clock += 1) });
  t.after(async () => {
    await journal.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });
  for (const [id, happened] of Object.entries(productions)) await begin(journal, id, happened);
  return journal;
}

async function begin(journal: Journal, id: string, happened: Happened[]): Promise<void> {
  await journal.append(
    streamOf(id),
    happened.map(({ event }) => encodeEvent(event.type, event.data)),
    0,
  );
}
