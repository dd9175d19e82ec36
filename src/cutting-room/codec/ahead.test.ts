import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Packet } from 'node-av/lib';
import { takeAhead } from './ahead.ts';

/** Lends one packet again and again, as decoders do, with its number as time stamp. */
async function* lent(count: number, told: number[], fault?: Error): AsyncGenerator<Packet> {
  using packet = new Packet();
  packet.alloc();
  for (let number = 0; number < count; number += 1) {
    packet.data = Buffer.from([number]);
    packet.pts = BigInt(number);
    told.push(number);
    yield packet;
    packet.unref();
    await turn();
  }
  if (fault !== undefined) throw fault;
}

test('packets are taken before anybody asks, and given in order', async () => {
  const told: number[] = [];
  await using ahead = takeAhead(lent(5, told));
  while (told.length < 5) await turn();
  const given: [number, number | undefined][] = [];
  for await (const { pts, data } of ahead.packets) given.push([Number(pts), data?.[0]]);
  assert.deepEqual(
    given,
    [0, 1, 2, 3, 4].map((number) => [number, number]),
  );
});

test('whoever is faster than the source waits for it', async () => {
  const told: number[] = [];
  await using ahead = takeAhead(lent(3, told));
  const first = await ahead.packets.next();
  assert.equal(first.value?.pts, 0n);
  assert.ok(told.length < 3);
  assert.equal((await ahead.packets.next()).value?.pts, 1n);
  assert.equal((await ahead.packets.next()).value?.pts, 2n);
  assert.equal((await ahead.packets.next()).done, true);
});

test('a failure is met after the packets before it, and by nobody when nobody asks', async () => {
  const told: number[] = [];
  await using ahead = takeAhead(lent(2, told, new Error('the sound is broken')));
  assert.equal((await ahead.packets.next()).value?.pts, 0n);
  assert.equal((await ahead.packets.next()).value?.pts, 1n);
  await assert.rejects(ahead.packets.next(), /the sound is broken/);

  await using unheard = takeAhead(lent(0, told, new Error('unheard')));
  await turn();
  await unheard[Symbol.asyncDispose]();
});

test('nothing more is taken once it is disposed', async () => {
  const told: number[] = [];
  {
    await using ahead = takeAhead(lent(1000, told));
    await ahead.packets.next();
  }
  const reached = told.length;
  await turn();
  await turn();
  assert.ok(reached < 10);
  assert.equal(told.length, reached);
});
