import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Journal } from './spec.ts';
import { openSqliteJournal } from './sqlite.ts';
import { type Fact, openStreamWriter } from './step.ts';

const fact = (data: number): Fact => ({ schema: 'fact.1', data });

describe('the writer of a stream', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'writer-'));
  let now = 1_700_000_000_000;
  let journal: Journal;
  let stream = 's0';
  const open = (options: { holder?: string; ttlMs?: number } = {}) =>
    openStreamWriter({ journal, stream, holder: options.holder ?? 'here', ttlMs: options.ttlMs ?? 30_000 });
  const recorded = async () => (await journal.read(stream)).map((event) => event.data);

  before(async () => {
    journal = await openSqliteJournal({ file: path.join(folder, 'journal.db'), clock: () => now });
  });
  beforeEach(() => {
    stream = `s${Number(stream.slice(1)) + 1}`;
  });
  after(async () => {
    await journal.close();
    rmSync(folder, { recursive: true });
  });

  it('writes in the order of the calls, however many are made at once', async () => {
    const writer = await open();
    await Promise.all([1, 2, 3, 4, 5].map((n) => writer.append([fact(n), fact(-n)])));
    assert.deepEqual(await recorded(), [1, -1, 2, -2, 3, -3, 4, -4, 5, -5]);
    assert.deepEqual(writer.events, await journal.read(stream));
    await writer.close();
  });

  it('continues a long stream where its predecessor stopped', async () => {
    const first = await open();
    await first.append(Array.from({ length: 4_500 }, (_, n) => fact(n)));
    await first.close();
    const second = await open();
    assert.equal(second.events.length, 4_500);
    assert.equal((await second.append([fact(0)]))[0]?.seq, 4_501);
    await second.close();
  });

  it('keeps a second writer out until it is closed', async () => {
    const writer = await open({ holder: 'first' });
    await assert.rejects(open({ holder: 'second' }), {
      code: 'locked',
      data: { holder: 'first', expiresAt: now + 30_000 },
    });
    await writer.close();
    await (await open({ holder: 'second' })).close();
  });

  it('does not wait for the dead, and fences them off should they wake', async () => {
    const dead = await open({ holder: 'pid 7' });
    const isDead = (holder: string) => holder === 'pid 7';
    const heir = await openStreamWriter({ journal, stream, holder: 'pid 8', isDead });
    await assert.rejects(openStreamWriter({ journal, stream, holder: 'pid 9', isDead }), { code: 'locked' });
    await assert.rejects(dead.append([fact(1)]), { code: 'conflict' });
    await heir.close();
    await dead.close();
  });

  it('decides with nothing written in between', async () => {
    const writer = await open();
    // Ten want to spend 3 of 10 at once: a check outside the serial section would let them all through.
    const spend = () =>
      writer.transact((events) => {
        const spent = events.reduce((total, event) => total + Number(event.data), 0);
        return spent + 3 <= 10 ? [fact(3)] : [];
      });
    const granted = await Promise.all(Array.from({ length: 10 }, spend));
    assert.equal(granted.filter((events) => events.length === 1).length, 3);
    assert.deepEqual(await recorded(), [3, 3, 3]);
    await writer.close();
  });

  it('writes nothing when the decision throws, and goes on', async () => {
    const writer = await open();
    const refused = writer.transact(() => {
      throw new RangeError('no');
    });
    await assert.rejects(refused, RangeError);
    await writer.append([fact(1)]);
    assert.deepEqual(await recorded(), [1]);
    await writer.close();
  });

  it('does a step once, also after a restart', async () => {
    let runs = 0;
    const work = async () => fact(++runs);
    const first = await open();
    assert.equal((await first.step('plan', { a: 1, b: 2 }, work)).data, 1);
    assert.equal((await first.step('plan', { b: 2, a: 1 }, work)).data, 1);
    await first.close();
    const second = await open();
    assert.equal((await second.step('plan', { a: 1, b: 2 }, work)).data, 1);
    await second.close();
    assert.equal(runs, 1);
  });

  it('shares a step that is under way', async () => {
    const writer = await open();
    let runs = 0;
    const work = async () => {
      await pause(5);
      return fact(++runs);
    };
    const results = await Promise.all([1, 2, 3].map(() => writer.step('plan', null, work)));
    assert.deepEqual(
      results.map((event) => event.data),
      [1, 1, 1],
    );
    await assert.rejects(Promise.all([writer.step('b', 1, work), writer.step('b', 2, work)]), { code: 'step-changed' });
    await writer.close();
  });

  it('runs steps of different names side by side', async () => {
    const writer = await open();
    const meeting = Promise.withResolvers<number>();
    const [waited] = await Promise.all([
      writer.step('waits', null, async () => fact(await meeting.promise)),
      writer.step('comes', null, async () => {
        // A step may record on its way: here the writer is not blocked by the steps at work.
        await writer.append([fact(7)]);
        meeting.resolve(8);
        return fact(9);
      }),
    ]);
    assert.equal(waited.data, 8);
    await writer.close();
  });

  it('refuses a finished step with another input', async () => {
    const writer = await open();
    await writer.step('plan', 'one', async () => fact(1));
    const changed = writer.step('plan', 'two', () => assert.fail('must not run'));
    await assert.rejects(changed, { code: 'step-changed', hint: /new production/ });
    await writer.close();
  });

  it('records all the facts of a step in one piece and marks the last', async () => {
    const writer = await open();
    const event = await writer.step('adopt', null, async () => [fact(1), fact(2)]);
    assert.equal(event.data, 2);
    assert.deepEqual(
      (await journal.read(stream)).map((one) => one.step?.name),
      [undefined, 'adopt'],
    );
    await assert.rejects(
      writer.step('empty', null, async () => []),
      { code: 'internal' },
    );
    await writer.close();
  });

  it('tries a failed step again', async () => {
    const writer = await open();
    await assert.rejects(
      writer.step('plan', null, () => Promise.reject(new RangeError('vendor is asleep'))),
      RangeError,
    );
    assert.equal((await writer.step('plan', null, async () => fact(2))).data, 2);
    await writer.close();
  });

  it('renews its lease while it lives', { timeout: 10_000 }, async () => {
    const writer = await open({ ttlMs: 60 });
    for (let beat = 0; beat < 3; beat++) {
      now += 50;
      while ((await journal.holder(stream))?.expiresAt !== now + 60) await pause(5);
    }
    await writer.close();
    assert.equal(await journal.holder(stream), null);
  });

  it('does nothing any more once another has taken over', async () => {
    const sleeper = await open({ ttlMs: 1_000_000 });
    now += 1_000_000;
    const heir = await open({ holder: 'heir' });
    await assert.rejects(sleeper.append([fact(1)]), { code: 'conflict' });
    assert.ok(sleeper.lost.aborted);
    // Not even the work is begun: it might cost money.
    await assert.rejects(
      sleeper.step('plan', null, () => assert.fail('must not run')),
      { code: 'conflict' },
    );
    await heir.append([fact(2)]);
    assert.deepEqual(await recorded(), [2]);
    await sleeper.close();
    assert.equal((await journal.holder(stream))?.holder, 'heir');
    await heir.close();
  });

  it('hears of a takeover by its heartbeat', { timeout: 10_000 }, async () => {
    const sleeper = await open({ ttlMs: 60 });
    const taken = new Promise((resolve) => sleeper.lost.addEventListener('abort', resolve));
    now += 60_000;
    const heir = await open({ holder: 'heir' });
    await taken;
    assert.equal((sleeper.lost.reason as { code?: string }).code, 'conflict');
    await heir.close();
    await sleeper.close();
  });

  it('records nothing after it was closed', async () => {
    const writer = await open();
    const late = writer.append([fact(1)]);
    await writer.close();
    await late;
    await assert.rejects(writer.append([fact(2)]), { code: 'conflict' });
    assert.deepEqual(await recorded(), [1]);
  });
});
