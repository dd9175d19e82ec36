import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sound } from '../../film/cut.ts';
import type { EffectSound } from '../../film/effects.ts';
import { shotsOf } from '../../film/screenplay.ts';
import { sampleScreenplay } from '../../../test/fixtures/production.ts';
import { layEffects, type CuedEffect } from './effects.ts';

const SCREENPLAY = sampleScreenplay('A quiet lake');
const SHOTS = shotsOf(SCREENPLAY);
const FILM = SCREENPLAY.frames / 24;
const STARTS = SHOTS.map((_, i) => SHOTS.slice(0, i).reduce((sum, { frames }) => sum + frames / 24, 0));

/** A sound under the shots of these places, whose file lasts so long. */
function cues(sound: EffectSound, length: number, shots: readonly number[], level = 0): CuedEffect[] {
  return shots.map((nth) => ({
    sound,
    shot: SHOTS[nth]?.id ?? '9Z',
    at: 0,
    seconds: null,
    level,
    length,
    media: { sha256: sound.padEnd(64, '0'), extension: 'wav', bytes: 1 },
  }));
}

const end = ({ at, seconds }: Sound): number => at + (seconds ?? NaN);
const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

test('an ambience goes on through the shots of a place as one, reaches into its neighbours, and ends with the film', () => {
  const all = layEffects(cues('rain', 60, [0, 1, 2, 3, 4, 5, 6, 7].slice(0, SHOTS.length)), SCREENPLAY);
  assert.equal(all.length, 1);
  assert.ok(near(all[0]?.at ?? -1, 0) && near(end(all[0]!), FILM));
  const [middle, ...others] = layEffects(cues('rain', 60, [1, 2]), SCREENPLAY);
  assert.equal(others.length, 0);
  assert.ok(near(middle!.at, (STARTS[1] ?? 0) - 0.4) && near(end(middle!), (STARTS[3] ?? FILM) + 0.4));
  assert.ok(near(middle?.from ?? 0, middle!.at), 'it is as far as if it had begun with the film');
  assert.deepEqual([middle?.fadeIn, middle?.fadeOut], [0.8, 0.8]);
});

test('a loop is laid round after round without a hole and without a fade in between', () => {
  for (const length of [1.7, 3, 4.25]) {
    const sounds = layEffects(cues('rain', length, [1, 2, 3]), SCREENPLAY);
    assert.ok(sounds.length > 1);
    sounds.forEach((sound, i) => {
      const next = sounds[i + 1];
      assert.ok(near((sound.at - (sound.from ?? 0)) / length, Math.round((sound.at - (sound.from ?? 0)) / length)));
      if (next === undefined) return;
      assert.ok(near(end(sound), next.at) && near((sound.from ?? 0) + (sound.seconds ?? 0), length));
      assert.deepEqual([next.from, next.fadeIn, sound.fadeOut], [undefined, undefined, undefined]);
    });
    assert.ok((sounds[0]?.seconds ?? 0) > (sounds[0]?.fadeIn ?? 9) - 1e-6 && sounds[0]?.fadeIn !== undefined);
    assert.ok((sounds.at(-1)?.seconds ?? 0) > (sounds.at(-1)?.fadeOut ?? 9) - 1e-6);
  }
});

test('two levels of one sound cross over at the same place of the file', () => {
  const [loud, soft] = layEffects([...cues('rain', 60, [1]), ...cues('rain', 60, [2], -10)], SCREENPLAY);
  assert.ok(loud && soft && end(loud) > soft.at);
  assert.ok(near(loud.at - (loud.from ?? 0), soft.at - (soft.from ?? 0)));
  assert.deepEqual([loud.gainDb, soft.gainDb], [0, -10]);
});

test('nothing is missing where two levels cross, wherever the rounds of their loop join', () => {
  const meet = STARTS[2] ?? 0;
  for (let length = 1.7; length < 4; length += 0.05) {
    const sounds = layEffects([...cues('rain', length, [1]), ...cues('rain', length, [2], -10)], SCREENPLAY);
    for (let at = meet - 1; at < meet + 1; at += 0.01) {
      const heard = sounds.reduce((sum, sound) => sum + share(sound, at), 0);
      assert.ok(Math.abs(heard - 1) < 1e-6, `${heard.toFixed(2)} of it at ${at.toFixed(2)} s, rounds of ${length} s`);
    }
  }
});

/** How much of a sound is heard at a second of the film, its level aside: as the mix fades it. */
function share({ at, seconds, fadeIn = 0, fadeOut = 0 }: Sound, second: number): number {
  const [into, left] = [second - at, at + (seconds ?? 0) - second];
  if (into < 0 || left <= 0) return 0;
  const eased = (part: number): number => 0.5 - 0.5 * Math.cos(Math.PI * part);
  return (into < fadeIn ? eased(into / fadeIn) : 1) * (left < fadeOut ? eased(left / fadeOut) : 1);
}

test('what is done stays in its shot, and what happens once dies away over the next ones', () => {
  const [steps] = layEffects(cues('footsteps', 60, [1]), SCREENPLAY);
  assert.ok(near(steps!.at, STARTS[1] ?? 0) && near(end(steps!), STARTS[2] ?? 0));
  const [thunder] = layEffects(
    cues('thunder', 7, [0]).map((cue) => ({ ...cue, at: 0.5 })),
    SCREENPLAY,
  );
  assert.deepEqual([thunder?.at, thunder?.seconds, thunder?.fadeOut], [0.5, 7, undefined]);
  const [late] = layEffects(cues('thunder', 70, [SHOTS.length - 1]), SCREENPLAY);
  assert.ok(near(end(late!), FILM) && (late?.fadeOut ?? 0) > 0);
});

test('a shot that is not in the film is not heard, nor what would happen after one that became shorter', () => {
  assert.deepEqual(layEffects(cues('rain', 8, [99]), SCREENPLAY), []);
  const after = (SHOTS[0]?.frames ?? 0) / 24;
  const late = cues('thunder', 1, [0]).map((cue) => ({ ...cue, at: after }));
  assert.deepEqual(layEffects(late, SCREENPLAY), []);
});
