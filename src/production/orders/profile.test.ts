import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { StudioError } from '../../errors.ts';
import type { Journal } from '../../journal/spec.ts';
import type { ModelCard } from '../../providers/video/spec.ts';
import { openPassingJournal } from '../studio/home.ts';
import { hourOf, measuredCard, median, readProfile, writeProfile, type Measurement } from './profile.ts';

const CARD: ModelCard = {
  model: 'ray-2',
  aspects: ['16:9'],
  resolutions: ['720p'],
  durations: [5],
  promptLimit: null,
  textToVideo: true,
  firstFrame: false,
  lastFrame: false,
  continuation: false,
  image: null,
  expectedSeconds: 90,
  timeoutSeconds: 900,
  concurrency: 10,
  asOf: '2026',
  source: 'a test',
};
const LUMA = { id: 'luma', provenance: 'live' } as const;
const MEASURED: Measurement = {
  model: 'ray-2',
  provenance: 'live',
  limit: 3,
  levels: [{ level: 4, ranAtOnce: 3, refused: true, queueMedian: 1, queueWorst: 2, workMedian: 70 }],
  hour: 14,
  seconds: 200,
  at: Date.UTC(2026, 10, 27, 14, 5),
};
const at = (hour: number): number => Date.UTC(2026, 10, 28, hour, 30);

async function journalFor(t: TestContext): Promise<Journal> {
  const journal = await openPassingJournal();
  t.after(() => journal.close());
  return journal;
}

test('a model that was never measured is what its card says', async (t) => {
  const journal = await journalFor(t);
  assert.equal(await readProfile(journal, LUMA, 'ray-2'), null);
  assert.equal(measuredCard(CARD, null, at(14)), CARD);
});

test('limit and wait of the hour go before the card, and of other hours where this one was not measured', async (t) => {
  const journal = await journalFor(t);
  await writeProfile(journal, LUMA, MEASURED);
  await writeProfile(journal, LUMA, { ...MEASURED, hour: 3, seconds: 40 });
  await writeProfile(journal, LUMA, { ...MEASURED, hour: 14, seconds: 300, limit: 5 });
  const profile = await readProfile(journal, LUMA, 'ray-2');
  assert.deepEqual(profile?.secondsByHour, { 3: 40, 14: 300 });
  const card = (hour: number) => {
    const { concurrency, expectedSeconds, timeoutSeconds, ...rest } = measuredCard(CARD, profile, at(hour));
    assert.deepEqual({ ...CARD, ...rest }, CARD, 'nothing else is changed');
    return [concurrency, expectedSeconds, timeoutSeconds];
  };
  assert.deepEqual(card(14), [5, 300, 1_800]);
  assert.deepEqual(card(3), [5, 40, 900], 'never less patient than the card');
  assert.deepEqual(card(9), [5, 170, 1_020]);
});

test('where no limit was found, as many go at once as were seen at work, if the card says fewer', async (t) => {
  const journal = await journalFor(t);
  const [level] = MEASURED.levels;
  assert.ok(level);
  await writeProfile(journal, LUMA, { ...MEASURED, limit: null, levels: [{ ...level, ranAtOnce: 16 }] });
  const profile = await readProfile(journal, LUMA, 'ray-2');
  assert.equal(measuredCard(CARD, profile, at(0)).concurrency, 16);
  assert.equal(measuredCard({ ...CARD, concurrency: 20 }, profile, at(0)).concurrency, 20);
});

test('one model says nothing of another, one vendor of another, a simulator of the real one', async (t) => {
  const journal = await journalFor(t);
  await writeProfile(journal, { id: 'luma', provenance: 'simulated' }, { ...MEASURED, provenance: 'simulated' });
  assert.equal(await readProfile(journal, LUMA, 'ray-2'), null);
  assert.equal(await readProfile(journal, { id: 'runway', provenance: 'simulated' }, 'ray-2'), null);
  assert.equal(await readProfile(journal, { id: 'luma', provenance: 'simulated' }, 'ray-3.2'), null);
  assert.equal((await readProfile(journal, { id: 'luma', provenance: 'simulated' }, 'ray-2'))?.limit, 3);
});

test('two who measure at the same time lose nothing', async (t) => {
  const journal = await journalFor(t);
  await Promise.all([5, 6, 7].map((hour) => writeProfile(journal, LUMA, { ...MEASURED, hour })));
  const profile = await readProfile(journal, LUMA, 'ray-2');
  assert.deepEqual(Object.keys(profile?.secondsByHour ?? {}), ['5', '6', '7']);
});

test('what a newer studio wrote is not guessed at', async (t) => {
  const journal = await journalFor(t);
  await journal.append('profile/luma', [{ schema: 'profile-measured.2', data: {} }], 0);
  await assert.rejects(
    readProfile(journal, LUMA, 'ray-2'),
    (error) => error instanceof StudioError && error.code === 'schema-unknown',
  );
});

test('the hour is UTC and the median lies in the middle', () => {
  assert.equal(hourOf(Date.UTC(2026, 0, 1, 23, 59)), 23);
  assert.equal(hourOf(Date.UTC(2026, 0, 2)), 0);
  assert.equal(median([]), null);
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
});
