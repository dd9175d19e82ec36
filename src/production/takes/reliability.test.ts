import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeEvent, type EventData, type EventType } from '../../film/events.ts';
import { sampleProduction } from '../../../test/fixtures/production.ts';
import type { Provenance } from '../../film/provenance.ts';
import { loadConfig } from '../../config.ts';
import { openJournal } from '../studio/home.ts';
import { streamOf } from '../studio/production.ts';
import { trustIn } from './reliability.ts';

const folder = mkdtempSync(join(tmpdir(), 'trust-'));
const journal = await openJournal(loadConfig({ home: folder }, folder, {}));
test.after(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** A production of which only these things are known. */
async function film(name: string, provenance: Provenance, ...said: [EventType, unknown][]): Promise<void> {
  const [first] = sampleProduction();
  assert.equal(first?.event.type, 'production-started');
  const started = { ...first.event.data, production: name, provenance };
  const events = [
    encodeEvent('production-started', started),
    ...said.map(([type, data]) => encodeEvent(type, data as EventData<EventType>)),
  ];
  await journal.append(streamOf(name), events, 0);
}

const review = (slate: string, overall: number | null): ['take-reviewed', unknown] => {
  const { event } = sampleProduction().find((one) => one.event.type === 'take-reviewed')!;
  return ['take-reviewed', { ...event.data, slate, overall }];
};
const thumb = (slate: string, up: boolean): ['take-thumbed', unknown] => ['take-thumbed', { slate, up }];
const pair = (slate: string, first: number, overall: number): ['take-rejudged', unknown] => [
  'take-rejudged',
  { slate, first, overall },
];

test('pairs and thumbs are gathered over all productions of one provenance, and of no other', async () => {
  assert.deepEqual((await trustIn(journal, 'live')).self.pairs, 0);
  await film('a', 'live', review('1A-1', 90), review('1B-1', 60), pair('1A-1', 90, 88), thumb('1A-1', true));
  // The last review and the last thumb of a take count; one that nobody scored says nothing.
  await film('b', 'live', review('1A-1', 20), review('1A-1', 70), thumb('1A-1', true), thumb('1A-1', false), pair('1A-1', 70, 71), pair('1B-1', 40, 44)); // prettier-ignore
  await film('c', 'live', review('1A-1', null), thumb('1A-1', true), thumb('9Z-1', false));
  await film('d', 'simulated', review('1A-1', 5), thumb('1A-1', true), pair('1A-1', 5, 95), pair('1B-1', 95, 5));

  const { self, thumbs } = await trustIn(journal, 'live');
  assert.equal(self.pairs, 3);
  assert.ok(self.measured !== null && self.measured > 0.9, 'the live judge agrees with itself');
  assert.deepEqual([thumbs.up, thumbs.down, thumbs.auc], [1, 1, 1]);
  const simulated = await trustIn(journal, 'simulated');
  assert.deepEqual([simulated.self.pairs, simulated.thumbs.up, simulated.thumbs.down], [2, 1, 0]);
});
