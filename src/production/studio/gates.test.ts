import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StudioError } from '../../errors.ts';
import { createGate } from './gates.ts';

const never = new AbortController().signal;
const refused = new StudioError('config', 'the key is not taken');

test('nobody passes a gate that was shut: not who waits for a place, not who sits out a pause, not who comes later', async () => {
  const gate = createGate(2, () => performance.now());
  const first = await gate.enter(never);
  gate.pause(600_000);
  const inPause = gate.enter(never);
  const inQueue = gate.enter(never);
  const ended = Promise.allSettled([inPause, inQueue]);
  gate.shut(refused);
  assert.deepEqual(
    (await ended).map((one) => one.status === 'rejected' && one.reason === refused),
    [true, true],
  );
  await assert.rejects(gate.enter(never), refused);
  first.leave();
});

test('the most urgent enters first, equals as they came, and each place is given once', async () => {
  const gate = createGate(1, () => 0);
  const order: string[] = [];
  const enter = async (name: string, urgency: number): Promise<void> => {
    const pass = await gate.enter(never, urgency);
    order.push(name);
    pass.leave();
    pass.leave();
  };
  const first = await gate.enter(never);
  const all = [enter('b', 1), enter('c', 1), enter('a', 2)];
  assert.deepEqual(order, []);
  first.leave();
  await Promise.all(all);
  assert.deepEqual(order, ['a', 'b', 'c']);
});

test('who gives up leaves no hole: the place goes to the next, and a narrowed gate stays open for one', async () => {
  const gate = createGate(2, () => 0);
  const [first, second] = await Promise.all([gate.enter(never), gate.enter(never)]);
  gate.narrow();
  gate.narrow();
  assert.equal(gate.limit, 1);
  const tired = new AbortController();
  const gone = assert.rejects(gate.enter(tired.signal, 9), { name: 'AbortError' });
  const third = gate.enter(never);
  tired.abort();
  await gone;
  first.leave();
  second.leave();
  (await third).leave();
});
