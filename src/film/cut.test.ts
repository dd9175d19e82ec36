import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laterBy, oneAtATime, rejoined, soundsWithin, type Caption, type Sound } from './cut.ts';

const media = { sha256: 'a'.repeat(64), extension: 'wav', bytes: 1 };
const rain: Sound = { kind: 'effect', media, at: 2, seconds: 10, gainDb: -3, fadeIn: 0.8, fadeOut: 0.5 };

test('what of a sound is heard in a part of a film keeps its place in the file', () => {
  assert.deepEqual(soundsWithin([rain], 0, 20), [rain]);
  const cut = { kind: 'effect', media, gainDb: -3, fadeIn: 0.25, fadeOut: 0.25 } as const;
  assert.deepEqual(soundsWithin([rain], 4, 7), [{ ...cut, at: 0, from: 2, seconds: 3 }]);
  assert.deepEqual(soundsWithin([{ ...rain, from: 1 }], 4, 4.2), [
    { ...cut, at: 0, from: 3, seconds: 0.20000000000000018, fadeIn: 0.10000000000000009, fadeOut: 0.10000000000000009 },
  ]);
  assert.deepEqual(soundsWithin([rain], 0, 2), []);
  assert.deepEqual(soundsWithin([rain], 12, 20), []);
  const whole: Sound = { kind: 'effect', media, at: 2, seconds: null, gainDb: 0 };
  assert.equal(soundsWithin([whole], 3, 9).length, 0, 'nobody knows whether it is still heard');
  assert.deepEqual(soundsWithin([whole], 1, 9)[0]?.seconds, 7);
});

test('parts that follow on each other are one again, as it was', () => {
  const parts = [
    [0, 3],
    [3, 7.5],
    [7.5, 20],
  ].flatMap(([from = 0, to = 0]) => soundsWithin([rain], from, to).map((sound) => ({ ...sound, at: sound.at + from })));
  const [one, ...others] = rejoined(parts);
  assert.equal(others.length, 0);
  assert.deepEqual(one, rain);
  const elsewhere = { ...rain, at: 30 };
  assert.deepEqual(rejoined([rain, elsewhere]), [rain, elsewhere]);
  assert.deepEqual(rejoined([{ ...rain, seconds: null }, elsewhere]).length, 2);
});

test('a caption moves with its words, and not before the film', () => {
  const bare: Caption = { start: 2, end: 4, text: 'A gull.' };
  assert.deepEqual(laterBy(bare, 1.5), { start: 3.5, end: 5.5, text: 'A gull.' });
  const words = [
    { from: 0, to: 1, start: 2, end: 2.5 },
    { from: 2, to: 7, start: 2.5, end: 4 },
  ];
  assert.deepEqual(laterBy({ ...bare, words }, -1), {
    start: 1,
    end: 3,
    text: 'A gull.',
    words: [
      { from: 0, to: 1, start: 1, end: 1.5 },
      { from: 2, to: 7, start: 1.5, end: 3 },
    ],
  });
  assert.deepEqual(laterBy(bare, -3), { start: 0, end: 1, text: 'A gull.' });
  assert.equal(bare.start, 2);
});

test('captions come one at a time, in their order, and end with the film', () => {
  const caption = (start: number, end: number): Caption => ({ start, end, text: `${start}` });
  assert.deepEqual(oneAtATime([caption(3, 9), caption(0, 4), caption(6, 7), caption(6, 8), caption(12, 13)], 7.5), [
    caption(0, 3),
    caption(3, 6),
    { ...caption(6, 7.5) },
  ]);
});
