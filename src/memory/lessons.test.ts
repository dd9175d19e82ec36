import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { lessonOf, type Action, type Claim } from '../film/lesson.ts';
import { usd } from '../film/money.ts';
import { openSqliteJournal } from '../journal/sqlite.ts';
import { IN_VIEW, inView, memoryStreamOf, propose, readLessons, type MemoryJournal } from './lessons.ts';

const journal = () => openSqliteJournal({ file: ':memory:', clock: () => 1_700_000_000_000 });

function lesson(slate: string, some: Partial<Claim> & { weight?: number } = {}) {
  const { weight = 0.2, ...claim } = some;
  return lessonOf({
    claim: null,
    trigger: { kind: 'text', words: null },
    action: { do: 'offload', to: 'overlay' },
    scope: { provider: 'luma', model: 'ray-2', tier: null, conceptType: null },
    polarity: 'helps',
    fit: 0.9,
    provenance: 'live',
    proposedBy: { production: 'run', agent: 'critic', call: null, slate, quote: 'garbled' },
    evidence: [
      {
        production: 'run',
        slate,
        element: 'e1',
        text: 'OPEN',
        weight,
        outcome: 0,
        basis: 'judged',
        note: 'garbled',
        cost: usd(0.4),
      },
    ],
    ...claim,
  });
}

test('a proposal is taken in once: the same again, after a crash or a resume, adds nothing', async () => {
  await using memory = disposable(await journal());
  assert.deepEqual(await propose(memory, [lesson('1A-1')]), ['new']);
  assert.deepEqual(await propose(memory, [lesson('1A-1')]), ['known']);
  assert.deepEqual(await propose(memory, [lesson('1A-1', { claim: 'in other words' })]), ['known']);
  assert.equal((await memory.read(memoryStreamOf('live'))).length, 1);
  assert.deepEqual(await propose(memory, [lesson('2B-1'), lesson('2B-1')]), ['evidence', 'known']);
  const [known, ...others] = await readLessons(memory, 'live');
  assert.deepEqual(others, []);
  assert.deepEqual(
    known?.evidence.map(({ slate }) => slate),
    ['1A-1', '2B-1'],
  );
});

test('rehearsed, simulated and lived lessons stay apart', async () => {
  await using memory = disposable(await journal());
  const all = (['offline', 'simulated', 'live'] as const).map((provenance) => lesson('1A-1', { provenance }));
  assert.deepEqual(await propose(memory, all), ['new', 'new', 'new']);
  for (const provenance of ['offline', 'simulated', 'live'] as const) {
    assert.deepEqual(
      (await readLessons(memory, provenance)).map((one) => one.provenance),
      [provenance],
    );
  }
  // Whoever puts a rehearsed lesson among the lived ones is found out.
  const [smuggled] = await memory.read(memoryStreamOf('offline'));
  await memory.append(memoryStreamOf('live'), [{ schema: smuggled!.schema, data: smuggled!.data }], 1);
  await assert.rejects(readLessons(memory, 'live'), { code: 'journal-corrupt' });
});

test('a claim that is said to help and to hurt is contested, keeps both, and is out of view', async () => {
  await using memory = disposable(await journal());
  await propose(memory, [lesson('1A-1')]);
  assert.deepEqual(await propose(memory, [lesson('1A-1', { polarity: 'hurts' })]), ['contested']);
  assert.deepEqual(await propose(memory, [lesson('1A-1', { polarity: 'hurts' })]), ['known']);
  assert.deepEqual(await propose(memory, [lesson('3A-1', { polarity: 'hurts' })]), ['evidence']);
  const all = await readLessons(memory, 'live');
  assert.deepEqual(
    all.map(({ status, evidence }) => [status, evidence.length]),
    [['contested', 2]],
  );
  assert.deepEqual(inView(all), []);
});

test('ten hypotheses of a provider are in view, the most promising first, and none is lost', async () => {
  await using memory = disposable(await journal());
  const many = (provider: string, count: number) =>
    Array.from({ length: count }, (_, at) =>
      lesson('1A-1', {
        action: { do: 'settings', set: 'seconds', value: String(at) } satisfies Action,
        scope: { provider, model: 'one', tier: null, conceptType: null },
        weight: (at + 1) / 20,
      }),
    );
  await propose(memory, [...many('luma', 14), ...many('kling', 3)]);
  const all = await readLessons(memory, 'live');
  assert.equal(all.length, 17);
  const seen = inView(all);
  const of = (provider: string) => seen.filter(({ scope }) => scope.provider === provider);
  assert.deepEqual([of('luma').length, of('kling').length], [IN_VIEW, 3]);
  const worth = of('luma').map(({ evidence }) => evidence[0]?.weight ?? 0);
  assert.deepEqual(
    worth,
    worth.toSorted((a, b) => b - a),
  );
  assert.equal(worth.at(-1), 5 / 20, 'the four least promising are out of view');
});

test('productions that learn at the same time lose nothing', async () => {
  await using memory = disposable(await journal());
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 5 }), async (takes) => {
      const model = takes.join('-');
      const scope = { provider: 'luma', model, tier: null, conceptType: null };
      await Promise.all(takes.map((take) => propose(memory, [lesson(`1A-${take}`, { scope })])));
      const one = (await readLessons(memory, 'live')).find((each) => each.scope.model === model);
      assert.deepEqual(
        one?.evidence.map(({ slate }) => slate).toSorted(),
        takes.map((take) => `1A-${take}`).toSorted(),
      );
    }),
    { numRuns: 20, seed: 4 },
  );
});

test('what a newer version wrote is not guessed at, and what is broken is said to be', async () => {
  await using memory = disposable(await journal());
  await memory.append(memoryStreamOf('live'), [{ schema: 'lesson-proposed.9', data: {} }], 0);
  await assert.rejects(readLessons(memory, 'live'), { code: 'schema-unknown' });
  await memory.append(memoryStreamOf('offline'), [{ schema: 'lesson-proposed.1', data: { id: 'x' } }], 0);
  await assert.rejects(propose(memory, [lesson('1A-1', { provenance: 'offline' })]), { code: 'journal-corrupt' });
});

function disposable<T extends MemoryJournal & { close(): Promise<void> }>(store: T): T & AsyncDisposable {
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}
