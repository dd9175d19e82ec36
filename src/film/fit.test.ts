import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canMatch, fitOf } from './fit.ts';

test('a clip that is too short is held for a moment, played slower, held longer, or taken again', () => {
  const cases: [has: number, wants: number, fit: string][] = [
    [5, 5, 'whole'],
    [6, 5, 'whole'],
    [4.95, 5, 'hold'],
    [4.6, 5, 'speed'],
    [4.5, 5, 'hold'],
    [4.4, 5, 'short'],
    [1.6, 2, 'hold'],
    [1.92, 2, 'hold'],
    [1.85, 2, 'speed'],
    [10, 10.9, 'speed'],
    [10, 11.1, 'short'],
    [0, 2, 'short'],
  ];
  for (const [has, wants, fit] of cases) assert.equal(fitOf(has, wants), fit, `${has} s for ${wants} s`);
});

test('speed is matched both ways, within a tenth', () => {
  assert.deepEqual(
    [5.5, 5, 4.5, 5.6, 4.4, 0].map((has) => canMatch(has, 5)),
    [true, true, false, false, false, false],
  );
});
