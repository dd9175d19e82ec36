import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { StudioError, type ErrorCode } from '../../src/errors.ts';
import type { Journal, Lease, NewEvent, RecordedEvent } from '../../src/journal/spec.ts';

export interface JournalSubject {
  /** Name of the store, for the test report. */
  name: string;
  /**
   * One more connection to the same store, which was empty at the first call. All connections take the time from `clock`.
   * Called several times; the suite closes what it opens.
   */
  open: (clock: () => number) => Promise<Journal>;
  /** After the last test: remove the store. */
  cleanup: () => Promise<void>;
  /** Tests that this store cannot pass, by name, and why. */
  skip?: { reason: string; tests: string[] }[];
}

/** Everything that `src/journal/spec.ts` promises, asked of a store through two connections. */
export function journalConformance(subject: JournalSubject): void {
  const excused = new Map(subject.skip?.flatMap(({ reason, tests }) => tests.map((test) => [test, reason] as const)));

  describe(`journal on ${subject.name}`, () => {
    let now = 1_700_000_000_000;
    const clock = () => now;
    let one: Journal;
    let two: Journal;
    let streams = 0;
    const fresh = () => `conformance/${++streams}`;
    const test = (name: string, body: () => Promise<void>) => it(name, { skip: excused.get(name) ?? false }, body);

    before(async () => {
      one = await subject.open(clock);
      two = await subject.open(clock);
    });
    after(async () => {
      await one.close();
      await two.close();
      await subject.cleanup();
    });

    test('keeps what was appended, in order, for every connection', async () => {
      const stream = fresh();
      const appended = [
        ...(await one.append(stream, [fact(1), fact(2)], 0)),
        ...(await two.append(stream, [{ ...fact(3), step: { name: 's', inputHash: 'h' } }], 2)),
      ];
      assert.deepEqual(appended, [
        { stream, seq: 1, at: now, schema: 'fact.1', data: { n: 1 } },
        { stream, seq: 2, at: now, schema: 'fact.1', data: { n: 2 } },
        { stream, seq: 3, at: now, schema: 'fact.1', data: { n: 3 }, step: { name: 's', inputHash: 'h' } },
      ]);
      assert.deepEqual(await one.read(stream), appended);
      assert.deepEqual(await two.read(stream), appended);
    });

    test('writes to several streams in one piece, or to none', async () => {
      const [here, there] = [fresh(), fresh()];
      await two.append(there, [fact(1)], 0);
      const both = await one.appendAll([
        { stream: here, events: facts(1, 2), expectedSeq: 0 },
        { stream: there, events: [fact(2)], expectedSeq: 1 },
        { stream: fresh(), events: [], expectedSeq: 7 },
      ]);
      assert.deepEqual(
        both.map((events) => events.map(({ stream, seq }) => `${stream} ${seq}`)),
        [[`${here} 1`, `${here} 2`], [`${there} 2`], []],
      );
      await assert.rejects(
        two.appendAll([
          { stream: here, events: [fact(3)], expectedSeq: 2 },
          { stream: there, events: [fact(3)], expectedSeq: 1 },
        ]),
        (error: StudioError) => error.code === 'conflict' && error.data['stream'] === there,
      );
      assert.equal((await one.read(here)).length, 2, 'nothing of it was written');
      assert.deepEqual(await one.read(there), await two.read(there));
    });

    test('reads from where it is told, and as much', async () => {
      const stream = fresh();
      await one.append(stream, facts(1, 5), 0);
      assert.deepEqual(numbers(await two.read(stream, { afterSeq: 2 })), [3, 4, 5]);
      assert.deepEqual(numbers(await two.read(stream, { afterSeq: 1, limit: 2 })), [2, 3]);
      assert.deepEqual(await two.read(stream, { afterSeq: 5 }), []);
      assert.deepEqual(await two.read(stream, { limit: 0 }), []);
    });

    test('an unknown stream has no events and is not listed', async () => {
      const stream = fresh();
      assert.deepEqual(await one.read(stream), []);
      assert.deepEqual(await one.list({ prefix: stream }), []);
    });

    test('appending nothing does nothing', async () => {
      const stream = fresh();
      assert.deepEqual(await one.append(stream, [], 0), []);
      assert.deepEqual(await one.list({ prefix: stream }), []);
    });

    test('returns what was stored, not the caller’s object', async () => {
      const stream = fresh();
      const data = { list: [1], gone: undefined as never };
      const [recorded] = await one.append(stream, [{ schema: 'fact.1', data }], 0);
      data.list.push(2);
      assert.deepEqual(recorded?.data, { list: [1] });
    });

    test('refuses a writer who has not seen the last event', async () => {
      const stream = fresh();
      await one.append(stream, facts(1, 2), 0);
      for (const expected of [0, 1, 3]) await fails('conflict', two.append(stream, [fact(9)], expected));
      await fails('conflict', two.append(fresh(), [fact(9)], 1));
      assert.deepEqual(numbers(await one.read(stream)), [1, 2]);
    });

    test('of two writers at the same place one wins', async () => {
      const stream = fresh();
      const both = await Promise.allSettled([one.append(stream, facts(1, 3), 0), two.append(stream, facts(4, 6), 0)]);
      const [won, lost] = both.toSorted((a) => (a.status === 'fulfilled' ? -1 : 1));
      assert.equal(won?.status, 'fulfilled');
      assert.equal(lost?.status, 'rejected');
      assert.deepEqual(await one.read(stream), won.value);
    });

    test('many writers who retry leave no gap and lose nothing', async () => {
      const stream = fresh();
      const write = async (journal: Journal, n: number) => {
        for (;;) {
          const seen = await journal.read(stream);
          try {
            await journal.append(stream, [fact(n), fact(n)], seen.length);
            return;
          } catch (error) {
            assert.equal(codeOf(error), 'conflict');
          }
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, n) => write(n % 2 ? one : two, n)));
      const events = await one.read(stream);
      assert.deepEqual(
        events.map((event) => event.seq),
        Array.from({ length: 40 }, (_, index) => index + 1),
      );
      // Batches are never torn apart by another writer.
      for (let index = 0; index < events.length; index += 2)
        assert.deepEqual(events[index]?.data, events[index + 1]?.data);
      assert.equal(new Set(numbers(events)).size, 20);
    });

    test('finishes a step once per stream, and all of a batch or nothing of it', async () => {
      const stream = fresh();
      const step = { name: '3B-2/adopt', inputHash: 'h' };
      await one.append(stream, [{ ...fact(1), step }], 0);
      await fails('conflict', two.append(stream, [fact(2), { ...fact(3), step }], 1));
      await fails('conflict', two.append(stream, [fact(2), { ...fact(3), step: { ...step, inputHash: 'other' } }], 1));
      await fails(
        'conflict',
        two.append(
          fresh(),
          [
            { ...fact(1), step },
            { ...fact(2), step },
          ],
          0,
        ),
      );
      assert.deepEqual(numbers(await one.read(stream)), [1]);
      // The refused batch left no trace in the count either, and another stream may use the name.
      assert.equal((await two.append(stream, [fact(2)], 1))[0]?.seq, 2);
      await two.append(fresh(), [{ ...fact(1), step }], 0);
    });

    test('keeps any text and large data', async () => {
      const stream = `${fresh()}/фильм 湖 🎬 'quoted' "%_`;
      const data = {
        text: 'مرحبا 日本語 🎬👩‍🚀 \u0000 \u2028 \\ " \n\t',
        lone: '\ud800',
        '__proto__ ': null,
        numbers: [0, -1.5, 1e-9, Number.MAX_SAFE_INTEGER],
        deep: { a: { b: { c: [[[true, false, null]]] } } },
        large: 'ü🎞'.repeat(400_000),
      };
      await one.append(stream, [{ schema: 'любой.1', data, step: { name: "ш'🎬", inputHash: 'h' } }], 0);
      const [event] = await two.read(stream);
      assert.deepEqual(event?.data, data);
      assert.equal(event?.schema, 'любой.1');
      assert.equal(event?.step?.name, "ш'🎬");
      assert.deepEqual(
        (await two.list({ prefix: stream })).map((summary) => summary.stream),
        [stream],
      );
    });

    test('refuses names and data that would come back changed', async () => {
      for (const name of ['', 'a\0b', '\ud800']) await fails('internal', one.append(name, [fact(1)], 0));
      await fails('internal', one.append(fresh(), [{ schema: 'fact.1', data: undefined as never }], 0));
    });

    test('lists the last begun first, by prefix and limit', async () => {
      const base = fresh();
      const begun = now;
      for (const name of ['a', 'b', 'ab', 'B', 'a%']) await one.append(`${base}/${name}`, [fact(1)], 0);
      now += 50;
      await two.append(`${base}/a`, [fact(2)], 1);
      const names = async (options: { prefix?: string; limit?: number }) =>
        (await two.list(options)).map((summary) => summary.stream.slice(base.length + 1));
      assert.deepEqual(await names({ prefix: `${base}/` }), ['a%', 'B', 'ab', 'b', 'a']);
      assert.deepEqual(await names({ prefix: `${base}/a` }), ['a%', 'ab', 'a']);
      assert.deepEqual(await names({ prefix: `${base}/a%` }), ['a%']);
      assert.deepEqual(await names({ prefix: `${base}/`, limit: 2 }), ['a%', 'B']);
      assert.deepEqual(await names({ limit: 1 }), ['a%']);
      assert.deepEqual((await one.list({ prefix: `${base}/a` })).at(-1), {
        stream: `${base}/a`,
        lastSeq: 2,
        startedAt: begun,
        updatedAt: begun + 50,
      });
    });

    test('follows what is there and what comes, also from another connection', async () => {
      const stream = fresh();
      await one.append(stream, facts(1, 2), 0);
      const stop = new AbortController();
      const seen: RecordedEvent[] = [];
      const following = (async () => {
        for await (const event of two.follow(stream, { signal: stop.signal })) {
          seen.push(event);
          if (event.seq === 2) await one.append(stream, [fact(3)], 2);
          if (event.seq === 3) await two.append(stream, [fact(4)], 3);
          if (event.seq === 4) setTimeout(() => void one.append(stream, [fact(5)], 4), 5);
          if (event.seq === 5) stop.abort();
        }
      })();
      await following;
      assert.deepEqual(seen, await one.read(stream));
      assert.deepEqual(numbers(seen), [1, 2, 3, 4, 5]);
    });

    test('follows from a place, each follower by itself, on a stream that does not exist yet', async () => {
      const stream = fresh();
      const stop = new AbortController();
      const collect = async (afterSeq: number) => {
        const seen: number[] = [];
        for await (const event of two.follow(stream, { afterSeq, signal: stop.signal })) {
          seen.push(event.seq);
          if (event.seq === 3) break;
        }
        return seen;
      };
      const both = Promise.all([collect(0), collect(1)]);
      await one.append(stream, [fact(1)], 0);
      await one.append(stream, facts(2, 3), 1);
      assert.deepEqual(await both, [
        [1, 2, 3],
        [2, 3],
      ]);
      stop.abort();
    });

    test('stops following when told to, even while it waits or before it began', async () => {
      const stream = fresh();
      await one.append(stream, facts(1, 3), 0);
      assert.deepEqual(await collectAll(one.follow(stream, { signal: AbortSignal.abort() })), []);
      const stop = new AbortController();
      const waiting = collectAll(one.follow(stream, { afterSeq: 3, signal: stop.signal }));
      setTimeout(() => stop.abort(), 20);
      assert.deepEqual(await waiting, []);
    });

    test('ends following when the journal is closed', async () => {
      const third = await subject.open(clock);
      const waiting = collectAll(third.follow(fresh(), { signal: new AbortController().signal }));
      setTimeout(() => void third.close(), 20);
      assert.deepEqual(await waiting, []);
      await third.close();
    });

    test('gives a lease to one holder at a time', async () => {
      const name = fresh();
      assert.equal(await one.holder(name), null);
      const lease = await one.acquire(name, 'host one, process 1', 1_000);
      assert.deepEqual(lease, { name, holder: 'host one, process 1', token: lease.token, expiresAt: now + 1_000 });
      const refused = await fails('locked', two.acquire(name, 'process 2', 1_000));
      assert.equal(refused.data['holder'], 'host one, process 1');
      await fails('locked', one.acquire(name, 'host one, process 1', 1_000));
      assert.deepEqual(await two.holder(name), lease);
      await two.acquire(fresh(), 'process 2', 1_000);
    });

    test('of many who want a lease one gets it', async () => {
      const name = fresh();
      const tries = await Promise.allSettled(
        Array.from({ length: 12 }, (_, n) => (n % 2 ? one : two).acquire(name, `process ${n}`, 1_000)),
      );
      assert.equal(tries.filter((one) => one.status === 'fulfilled').length, 1);
      for (const one of tries) if (one.status === 'rejected') assert.equal(codeOf(one.reason), 'locked');
    });

    test('a lease ends by expiry and its token grows with every hand', async () => {
      const name = fresh();
      const first = await one.acquire(name, 'first', 1_000);
      now += 999;
      await fails('locked', two.acquire(name, 'second', 1_000));
      now += 1;
      assert.equal(await two.holder(name), null);
      const second = await two.acquire(name, 'second', 1_000);
      assert.equal(second.token, first.token + 1);
      await two.release(second);
      assert.equal((await one.acquire(name, 'third', 1_000)).token, first.token + 2);
    });

    test('a renewed lease lives on', async () => {
      const name = fresh();
      const lease = await one.acquire(name, 'first', 1_000);
      now += 900;
      const renewed = await one.renew(lease, 2_000);
      assert.deepEqual(renewed, { ...lease, expiresAt: now + 2_000 });
      now += 1_999;
      await fails('locked', two.acquire(name, 'second', 1_000));
      assert.deepEqual(await two.holder(name), renewed);
    });

    test('a holder who slept goes on when nobody took the lease meanwhile', async () => {
      const stream = fresh();
      const lease = await one.acquire(stream, 'sleeper', 1_000);
      now += 60_000;
      await one.append(stream, [fact(1)], 0, lease);
      const renewed = await one.renew(lease, 1_000);
      assert.equal(renewed.token, lease.token);
      await fails('locked', two.acquire(stream, 'other', 1_000));
    });

    test('fences a stale holder off', async () => {
      const stream = fresh();
      const stale = await one.acquire(stream, 'sleeper', 1_000);
      await one.append(stream, [fact(1)], 0, stale);
      now += 1_000;
      const lease = await two.acquire(stream, 'present', 1_000);
      await fails('conflict', one.append(stream, [fact(2)], 1, stale));
      await fails('conflict', one.renew(stale, 1_000));
      await one.release(stale);
      assert.deepEqual(await one.holder(stream), lease, 'a stale release takes nothing from the present holder');
      await two.append(stream, [fact(3)], 1, lease);
      assert.deepEqual(numbers(await one.read(stream)), [1, 3]);
    });

    test('refuses a fence that was never held or has been given back', async () => {
      const stream = fresh();
      const invented: Lease = { name: stream, holder: 'nobody', token: 1, expiresAt: now + 1_000 };
      await fails('conflict', one.append(stream, [fact(1)], 0, invented));
      const lease = await one.acquire(stream, 'first', 1_000);
      await one.release(lease);
      await fails('conflict', one.append(stream, [fact(1)], 0, lease));
      await fails('conflict', one.renew(lease, 1_000));
      assert.deepEqual(await one.read(stream), []);
    });

    test('releasing twice, or what was never held, is no error', async () => {
      const name = fresh();
      await one.release({ name, holder: 'nobody', token: 7, expiresAt: 0 });
      const lease = await one.acquire(name, 'first', 1_000);
      await one.release(lease);
      await two.release(lease);
      assert.equal(await two.holder(name), null);
    });

    test('who knows that the holder is dead may free the lease', async () => {
      const stream = fresh();
      const dead = await one.acquire(stream, 'dead', 60_000);
      await two.release((await two.holder(stream))!);
      const lease = await two.acquire(stream, 'heir', 1_000);
      await fails('conflict', one.append(stream, [fact(1)], 0, dead));
      await two.append(stream, [fact(1)], 0, lease);
    });
  });
}

const fact = (n: number): NewEvent => ({ schema: 'fact.1', data: { n } });

function facts(from: number, to: number): NewEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => fact(from + index));
}

function numbers(events: RecordedEvent[]): number[] {
  return events.map((event) => (event.data as { n: number }).n);
}

async function collectAll(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

async function fails(code: ErrorCode, promise: Promise<unknown>): Promise<StudioError> {
  try {
    await promise;
  } catch (error) {
    assert.equal(codeOf(error), code);
    return error as StudioError;
  }
  return assert.fail(`expected the error ${code}`);
}

function codeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof StudioError) return error.code;
  throw error;
}
