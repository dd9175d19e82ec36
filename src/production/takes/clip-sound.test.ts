import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipSounds } from './clip-sound.ts';
import type { Clip, Cut } from '../../film/cut.ts';

const clip = (slate: string, kind: 'cut' | 'dissolve', frames: number, start = 12, spare = 12): Clip => ({
  shot: slate.slice(0, 2),
  slate,
  media: { sha256: slate.charCodeAt(0).toString(16).padStart(64, '0'), extension: 'mp4', bytes: 1 },
  source: { start, frames: 48 },
  available: { start: 0, frames: start + 48 + spare },
  transitionIn: { kind, frames },
  overlays: [],
});
const cut: Cut = {
  schema: 'Cut.1',
  id: 'safe',
  rate: { num: 24, den: 1 },
  width: 64,
  height: 36,
  clips: [clip('1A-1', 'cut', 0, 0), clip('2A-1', 'dissolve', 12), clip('3A-1', 'cut', 0, 12, 0)],
  sounds: [],
  captions: [],
  burnCaptions: false,
  fadeOut: 0,
};

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
  const short = { ...cut, clips: [clip('1A-1', 'cut', 0, 0, 2), clip('2A-1', 'dissolve', 12)] };
  assert.deepEqual(
    clipSounds(short, new Set(['1A-1'])).map(({ seconds, fadeOut }) => [seconds, fadeOut]),
    [[50 / 24, 8 / 24]],
  );
  assert.deepEqual(clipSounds(cut, new Set()), []);
});
