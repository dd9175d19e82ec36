import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from './in-order.ts';

/** Work that ends when it is told to. */
function held() {
  const ends = new Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>();
  const lanes = new Map<number, number>();
  const work = (thing: number, lane: number): Promise<string> => {
    lanes.set(thing, lane);
    return new Promise((resolve, reject) => ends.set(thing, { resolve, reject }));
  };
  return { ends, lanes, work, begun: () => [...ends.keys()] };
}
const settled = () => new Promise((done) => setImmediate(done));

test('results come in order, however the work ends, with one thing in a lane at a time', async () => {
  const { ends, lanes, work, begun } = held();
  const results = inOrder([0, 1, 2, 3, 4, 5, 6], 2, work);
  assert.deepEqual(begun(), [0, 1]);
  ends.get(1)?.resolve('one');
  await settled();
  assert.deepEqual(begun(), [0, 1, 2]);
  assert.equal(lanes.get(2), lanes.get(1), 'in the lane that was free');
  ends.get(2)?.resolve('two');
  await settled();
  ends.get(3)?.resolve('three');
  await settled();
  assert.deepEqual(begun(), [0, 1, 2, 3], 'no further ahead than two rounds');
  ends.get(0)?.resolve('zero');
  assert.deepEqual([await results.next(), await results.next()], ['zero', 'one']);
  assert.deepEqual(begun(), [0, 1, 2, 3, 4, 5]);
  for (const thing of [4, 5]) ends.get(thing)?.resolve(String(thing));
  assert.deepEqual([await results.next(), await results.next()], ['two', 'three']);
  await settled();
  ends.get(6)?.resolve('6');
  assert.deepEqual([await results.next(), await results.next(), await results.next()], ['4', '5', '6']);
  await assert.rejects(results.next(), RangeError);
  await results.end();
});

test('a failure is met in its turn, and the end waits for all that was begun', async () => {
  const { ends, work, begun } = held();
  const results = inOrder([0, 1, 2, 3], 2, work);
  ends.get(1)?.reject(new Error('broken'));
  ends.get(0)?.resolve('zero');
  assert.equal(await results.next(), 'zero');
  await assert.rejects(results.next(), /broken/);
  let over = false;
  const end = results.end().then(() => (over = true));
  await settled();
  assert.equal(over, false);
  const reached = begun().length;
  for (const thing of begun()) ends.get(thing)?.resolve('late');
  await end;
  assert.equal(begun().length, reached, 'nothing more was begun');
});
