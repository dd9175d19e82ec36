import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mood } from '../../film/screenplay.ts';
import { decodeWav } from '../../film/wav.ts';
import { createComposer } from './composer.ts';
import { writeScore } from './score.ts';
import type { MusicRequest } from './spec.ts';

const composer = createComposer();

async function compose(options: Partial<MusicRequest>): Promise<{ left: Float32Array; right: Float32Array }> {
  const request: MusicRequest = { mood: 'serene', seconds: 6, seedNumber: 1, cues: [], ...options };
  const music = await composer.compose(request, new AbortController().signal);
  const wav = decodeWav(music.wav);
  assert.equal(wav?.sampleRate, 48_000);
  const [left, right] = wav.channels;
  assert.ok(left && right);
  assert.equal(left.length, Math.round(request.seconds * 48_000));
  assert.equal(music.seconds, left.length / 48_000);
  return { left, right };
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
}

/** Share of the power left when everything below about `hertz` is taken out. */
function above(samples: Float32Array, hertz: number): number {
  const pace = 1 - Math.exp((-2 * Math.PI * hertz) / 48_000);
  let low = 0;
  const high = samples.map((x) => x - (low += (x - low) * pace));
  return (rms(high) / rms(samples)) ** 2;
}

/** How much of the loudness is new from one twentieth of a second to the next. */
function attacks(samples: Float32Array): number {
  const levels = Array.from({ length: Math.floor(samples.length / 2400) }, (_, i) =>
    rms(samples.subarray(i * 2400, (i + 1) * 2400)),
  );
  const rises = levels.map((level, i) => Math.max(0, level - (levels[i - 1] ?? level)));
  return rises.reduce((sum, rise) => sum + rise, 0) / levels.reduce((sum, level) => sum + level, 0);
}

test('every mood sounds from its beginning to its end: no clipping, no gaps, no noise, in stereo', async () => {
  for (const mood of Mood.options) {
    const { left, right } = await compose({ mood });
    assert.ok(Math.abs(20 * Math.log10(rms(left)) + 20) < 3, mood);
    assert.ok(left.every((x) => Math.abs(x) < 0.75) && right.every((x) => Math.abs(x) < 0.75), mood);
    assert.equal(left.at(-1), 0);
    for (let at = 0.6; at < 5; at += 0.2) {
      assert.ok(rms(left.subarray(at * 48_000, (at + 0.2) * 48_000)) > 0.004, `${mood} is silent at ${at}`);
    }
    assert.ok(rms(left.subarray(0, 2400)) < 0.1, `${mood} begins with a jolt`);
    assert.ok(rms(left.map((x, i) => x - (right[i] ?? 0))) > 0.1 * rms(left), `${mood} is mono`);
    assert.ok(above(left, 6000) < 0.05, `${mood} is noise`);
  }
});

test('moods are different music', async () => {
  const prints = await Promise.all(
    Mood.options.map(async (mood) => {
      const { left } = await compose({ mood });
      return [...left.subarray(48_000, 48_400)].map((x) => x.toFixed(3)).join();
    }),
  );
  assert.equal(new Set(prints).size, Mood.options.length);
  const motion = async (mood: Mood) => attacks((await compose({ mood, seconds: 10 })).left);
  assert.ok((await motion('energetic')) > 1.3 * (await motion('melancholic')));
});

test('the same request is the same music, another seed is not', async () => {
  const first = await compose({ seedNumber: 7 });
  assert.deepEqual(await compose({ seedNumber: 7 }), first);
  assert.notDeepEqual(await compose({ seedNumber: 8 }), first);
});

test('chords change on the cues and the last one is home', () => {
  const cues = [
    { at: 5.25, mood: 'triumphant' },
    { at: 9.5, mood: 'lonely' },
  ] as const;
  const { notes, hits } = writeScore({ mood: 'tense', seconds: 16, seedNumber: 3, cues: [...cues] });
  for (const { at } of cues) {
    assert.ok(notes.some((note) => note.instrument === 'pad' && Math.abs(note.at - at) < 1e-9));
    assert.ok(notes.every((note) => note.instrument !== 'pad' || note.at >= at || note.at + note.seconds <= at + 1e-9));
  }
  assert.ok(hits.some(({ at }) => at > 5.25 && at < 9.5));
  assert.ok(
    hits.every(({ at }) => at < 9.5),
    'a lonely end has no drums',
  );
  const last = Math.max(...notes.filter(({ instrument }) => instrument === 'pad').map(({ at }) => at));
  const chord = new Set(
    notes.filter((note) => note.instrument === 'pad' && note.at === last).map(({ pitch }) => pitch % 12),
  );
  const root = notes.findLast(({ instrument }) => instrument === 'bass')?.pitch ?? 0;
  assert.deepEqual(
    [...chord].map((tone) => (tone - root + 120) % 12).toSorted((a, b) => a - b),
    [0, 3, 7],
  );
});

test('short films and odd cues still have music of the exact length', async () => {
  for (const seconds of [0.5, 2, 3.041_666_7]) {
    const { left } = await compose({
      seconds,
      cues: [
        { at: 0, mood: 'epic' },
        { at: seconds, mood: 'joyful' },
        { at: 900, mood: 'joyful' },
      ],
    });
    assert.ok(rms(left) > 0.05);
  }
});

test('a stopped production stops the composer', async () => {
  const request: MusicRequest = { mood: 'epic', seconds: 30, seedNumber: 1, cues: [] };
  await assert.rejects(composer.compose(request, AbortSignal.abort()), { code: 'interrupted' });
});
