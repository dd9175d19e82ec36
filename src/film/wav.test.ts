import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decodeWav, encodeWav } from './wav.ts';

test('samples survive within half a step of 16 bits', () => {
  const left = Float32Array.from({ length: 999 }, (_, i) => Math.sin(i / 7));
  const right = Float32Array.from({ length: 999 }, (_, i) => (i / 999) * 2 - 1);
  const wav = decodeWav(encodeWav([left, right], 48_000));
  assert.equal(wav?.sampleRate, 48_000);
  for (const [i, value] of left.entries()) {
    assert.ok(Math.abs(value - (wav.channels[0]?.[i] ?? 9)) < 0.51 / 32767);
    assert.ok(Math.abs((right[i] ?? 9) - (wav.channels[1]?.[i] ?? 0)) < 0.51 / 32767);
  }
});

test('what is too loud is clipped, not wrapped around', () => {
  assert.deepEqual(decodeWav(encodeWav([Float32Array.of(2, -2)], 8000))?.channels[0], Float32Array.of(1, -1));
});

test('other files and cut ones are left to a real decoder', () => {
  const wav = encodeWav([new Float32Array(100)], 48_000);
  assert.equal(decodeWav(wav.subarray(0, 100)), null);
  const floats = wav.slice();
  floats[20] = 3;
  assert.equal(decodeWav(floats), null);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => decodeWav(bytes) === null));
});
