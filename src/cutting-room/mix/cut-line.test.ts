import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeWav, encodeWav } from '../../film/wav.ts';
import { cutLine } from './cut-line.ts';

const RATE = 8_000;

/** Tones where words are spoken, silence elsewhere. */
function recording(seconds: number, ...tones: [from: number, to: number][]): Uint8Array {
  const samples = new Float32Array(seconds * RATE);
  for (const [from, to] of tones) {
    for (let i = Math.round(from * RATE); i < to * RATE; i++) samples[i] = 0.5 * Math.sin(i / 2);
  }
  return encodeWav([samples], RATE);
}

const word = (name: string, start: number, end: number) => ({ word: name, start, end });

test('each piece holds its own words whole, with their times, and nothing of the others', () => {
  const wav = recording(3, [0.2, 0.5], [0.55, 0.9], [1.4, 2]);
  const words = [word('One', 0.2, 0.5), word('two.', 0.55, 0.9), word('Three.', 1.4, 2)];
  const [first, second, none] = cutLine(wav, words, [2, 1, 0]);
  assert.equal(none, null);
  assert.deepEqual(
    first?.words.map(({ word: name, start }) => `${name} ${start.toFixed(2)}`),
    ['One 0.04', 'two. 0.39'],
  );
  assert.deepEqual(
    second?.words.map(({ start, end }) => [start.toFixed(2), end.toFixed(2)]),
    [['0.04', '0.64']],
  );
  assert.ok(Math.abs(heard(first?.wav) - 0.65) < 0.02, 'the tones of the first two');
  assert.ok(Math.abs(heard(second?.wav) - 0.6) < 0.02, 'the tone of the last');
});

test('words that run together are cut where it is quietest, though their times are a little off', () => {
  const wav = recording(2, [0, 0.93], [0.97, 2]);
  const [first, second] = cutLine(wav, [word('a', 0, 1.05), word('b', 1.05, 2)], [1, 1]);
  assert.ok(Math.abs(heard(first?.wav) - 0.93) < 0.02);
  assert.ok(Math.abs(heard(second?.wav) - 1.03) < 0.02);
});

test('a piece without time is none, and what is no sound is refused', () => {
  const [first, second] = cutLine(recording(1, [0, 1]), [word('a', 0, 1), word('b', 5, 6)], [1, 1]);
  assert.ok(Math.abs(heard(first?.wav) - 1) < 0.02);
  assert.equal(second, null, 'its words are after the end of the recording');
  assert.throws(() => cutLine(new Uint8Array(100), [word('a', 0, 1)], [1]), { code: 'media' });
});

/** Seconds in which a file is not silent. */
function heard(wav: Uint8Array | undefined): number {
  const [samples = new Float32Array()] = decodeWav(wav ?? new Uint8Array())?.channels ?? [];
  let windows = 0;
  for (let at = 0; at + 40 <= samples.length; at += 40) {
    if (samples.subarray(at, at + 40).some((sample) => Math.abs(sample) > 0.1)) windows += 1;
  }
  return (windows * 40) / RATE;
}
