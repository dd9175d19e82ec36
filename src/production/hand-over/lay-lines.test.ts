import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layLines } from './lay-lines.ts';

const line = (wanted: number, seconds: number, room = 10) => ({ wanted, seconds, room });

test('lines that have their time begin when they would', () => {
  assert.deepEqual(layLines([line(0.3, 3), line(4, 3)], 8), [0.3, 4]);
  // What they lay under before counts no more than before.
  assert.deepEqual(layLines([line(0.3, 4, 3.7), line(4, 5, 4)], 8), [0.3, 4]);
  assert.deepEqual(layLines([], 8), []);
});

test('a line waits for the one before, where it is over in time for the next one', () => {
  assert.deepEqual(layLines([line(0, 3), line(2, 3), line(7, 1)], 8), [0, 3.15, 7]);
  assert.deepEqual(layLines([line(0, 3), line(2, 3)], 6.3), [0, 3.15]);
});

test('a line that the next one cannot wait for is left out, and so is one that does not end with the film', () => {
  assert.deepEqual(layLines([line(0, 3), line(2, 3), line(5.5, 2)], 8), [null, 2, 5.5]);
  assert.deepEqual(layLines([line(0, 3), line(2, 3)], 5.5), [null, 2]);
  assert.deepEqual(layLines([line(0, 2), line(4, 3)], 6), [0, null]);
  // Nothing is won by leaving it out for one that has no time itself.
  assert.deepEqual(layLines([line(0, 3), line(2, 5)], 4), [0, null]);
});
