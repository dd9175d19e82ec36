import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StudioError } from '../../errors.ts';
import { allEnded } from './all-ended.ts';

test('nothing is left behind when one of several fails, and what is still paid for is told first', async () => {
  const slow = Promise.withResolvers<string>();
  let over = false;
  const all = allEnded([Promise.reject(new Error('the first')), slow.promise, outstanding()]).finally(() => {
    over = true;
  });
  all.catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(over, false, 'one of them is still at work');
  slow.resolve('late');
  await assert.rejects(all, { code: 'paid-work-outstanding' });
  await assert.rejects(allEnded([Promise.resolve(1), Promise.reject(new Error('a')), Promise.reject(new Error('b'))]), {
    message: 'a',
  });
});

test('results come in the order of the works, each of its own type', async () => {
  const [name, count]: [string, number] = await allEnded([Promise.resolve('a'), Promise.resolve(2)]);
  assert.deepEqual([name, count], ['a', 2]);
  assert.deepEqual(await allEnded([1, 2, 3].map((each) => Promise.resolve(each * 2))), [2, 4, 6]);
  assert.deepEqual(await allEnded([]), []);
});

async function outstanding(): Promise<number> {
  await Promise.resolve();
  throw new StudioError('paid-work-outstanding', 'a take is not in');
}
