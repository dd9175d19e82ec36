import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipSounds } from './clip-sound.ts';
import { bareCut } from '../../../test/fixtures/cut.ts';

const clip = (kind: 'cut' | 'dissolve', join: number, start = 12, spare = 12) => ({
  frames: 48,
  start,
  spare,
  transitionIn: { kind, frames: join },
});
const cut = bareCut([clip('cut', 0, 0), clip('dissolve', 12), clip('cut', 0, 12, 0)]);

const own = (at: number) => ({ kind: 'production', media: cut.clips[at]?.media, gainDb: 0 });

test('each sound begins with its picture, from where the picture begins, and crosses where it does', () => {
  const timed = clipSounds(cut, new Set(['1A-1', '2A-1', '3A-1']));
  assert.deepEqual(timed, [
    { ...own(0), at: 0, seconds: 2.25, fadeOut: 0.5 },
    { ...own(1), at: 2, from: 0.5, seconds: 2, fadeIn: 0.25 },
    { ...own(2), at: 4, from: 0.5, seconds: 2 },
  ]);
});

test('a take without more than is seen ends with its picture; one without sound has none', () => {
  const short = bareCut([clip('cut', 0, 0, 2), clip('dissolve', 12)]);
  assert.deepEqual(
    clipSounds(short, new Set(['1A-1'])).map(({ seconds, fadeOut }) => [seconds, fadeOut]),
    [[50 / 24, 8 / 24]],
  );
  assert.deepEqual(clipSounds(cut, new Set()), []);
});
