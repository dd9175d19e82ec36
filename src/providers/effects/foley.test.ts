import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EFFECT_MANNERS, EffectSound } from '../../film/effects.ts';
import { decodeWav } from '../../film/wav.ts';
import { highPass, lowPass } from '../sound.ts';
import { createFoley } from './foley.ts';

const foley = createFoley();

interface Made {
  left: Float32Array;
  right: Float32Array;
  seconds: number;
}

const known = new Map<EffectSound, Promise<Made>>();

/** Each sound once for all tests. */
function made(sound: EffectSound): Promise<Made> {
  const making = known.get(sound) ?? make(sound, 1);
  known.set(sound, making);
  return making;
}

async function make(sound: EffectSound, seedNumber: number): Promise<Made> {
  const { wav, seconds } = await foley.make({ sound, seedNumber }, new AbortController().signal);
  const decoded = decodeWav(wav);
  assert.equal(decoded?.sampleRate, 48_000);
  const [left, right] = decoded.channels;
  assert.ok(left && right);
  assert.equal(left.length, Math.round(seconds * 48_000));
  return { left, right, seconds };
}

function decibels(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length + 1e-12);
}

const peakOf = (samples: Float32Array): number => samples.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);

/** Share of the power between two frequencies. */
function share(samples: Float32Array, from: number, to: number): number {
  const band = highPass(highPass(lowPass(lowPass(samples.slice(), to), to), from), from);
  return 10 ** ((decibels(band) - decibels(samples)) / 10);
}

/** Loudness of each twentieth of a second, in decibels. */
function levels({ left }: Made, seconds = 0.05): number[] {
  const size = Math.round(seconds * 48_000);
  return Array.from({ length: Math.floor(left.length / size) }, (_, i) =>
    decibels(left.subarray(i * size, (i + 1) * size)),
  );
}

/** Times at which something begins: the level jumps by so many decibels over what was before. */
function onsets(sound: Made, jump: number): number[] {
  const all = levels(sound, 0.01);
  const begins = all.flatMap((level, i) =>
    level > -50 && level - Math.max(-70, ...all.slice(Math.max(0, i - 4), i - 1)) > jump ? [i / 100] : [],
  );
  return begins.filter((at, i) => i === 0 || at - (begins[i - 1] ?? 0) > 0.06);
}

test('every sound is heard, has a level, does not clip and has nothing that is not sound in it', async () => {
  for (const sound of EffectSound.options) {
    const { left, right } = await made(sound);
    for (const side of [left, right]) {
      assert.ok(side.every(Number.isFinite), sound);
      assert.ok(peakOf(side) <= 0.502, `${sound} has a peak of ${peakOf(side)}`);
      const level = decibels(side);
      assert.ok(level > -42 && level < -20, `${sound}: ${level.toFixed(1)} dB`);
      const mean = side.reduce((sum, x) => sum + x, 0) / side.length;
      assert.ok(Math.abs(mean) < 0.002, `${sound} is off the zero line by ${mean}`);
    }
    assert.ok(Math.abs(decibels(left) - decibels(right)) < 4, `${sound} leans to one side`);
  }
});

test('what goes on goes on at its beginning: the join is as smooth and as loud as the rest', async () => {
  for (const sound of EffectSound.options.filter((each) => EFFECT_MANNERS[each] !== 'once')) {
    for (const side of [(await made(sound)).left, (await made(sound)).right]) {
      const twice = new Float32Array(side.length * 2);
      twice.set(side);
      twice.set(side, side.length);
      const steps = twice.map((x, i) => Math.abs(x - (twice[i - 1] ?? x)));
      const join = steps.subarray(side.length - 8, side.length + 8).reduce((most, x) => Math.max(most, x), 0);
      assert.ok(join <= peakOf(steps.subarray(0, side.length - 8)), `${sound} clicks at its join`);
      // A tick of a clock or a step may fall near it: only what is steady has a level there.
      if (['clock', 'footsteps', 'typing', 'birds', 'crickets', 'crowd', 'fire', 'train'].includes(sound)) continue;
      const [before, at, after] = [-1, 0, 1].map((nth) => {
        const middle = side.length + nth * 14_400;
        return decibels(twice.subarray(middle - 7200, middle + 7200));
      }) as [number, number, number];
      assert.ok(at > Math.min(before, after) - 2, `${sound} dips at its join: ${before}, ${at}, ${after}`);
      assert.ok(at < Math.max(before, after) + 2, `${sound} swells at its join: ${before}, ${at}, ${after}`);
    }
  }
});

test('what happens once begins and ends in silence', async () => {
  for (const sound of ['thunder', 'bell', 'knock'] as const) {
    const { left, right } = await made(sound);
    for (const side of [left, right]) {
      assert.ok(Math.abs(side[0] ?? 1) < 0.002, `${sound} begins with a click`);
      assert.ok(decibels(side.subarray(-960)) < -55, `${sound} is cut off`);
    }
  }
});

test('each sounds in its own register', async () => {
  for (const [sound, from, to, least] of [
    ['rain', 900, 12_000, 0.6],
    ['waves', 40, 1500, 0.3],
    ['stream', 300, 4000, 0.6],
    ['underwater', 30, 500, 0.75],
    ['birds', 1800, 9000, 0.8],
    ['crickets', 3000, 7000, 0.45],
    ['traffic', 30, 700, 0.7],
    ['crowd', 120, 3000, 0.7],
    ['room', 30, 600, 0.75],
    ['hum', 40, 600, 0.75],
    ['engine', 25, 500, 0.75],
    ['thunder', 25, 500, 0.7],
    ['bell', 90, 1500, 0.6],
    ['knock', 60, 1200, 0.6],
  ] as const) {
    const part = share((await made(sound)).left, from, to);
    assert.ok(part > least, `${sound}: ${part.toFixed(2)} of it between ${from} and ${to} Hz`);
  }
});

test('sounds move as what makes them does', async () => {
  const spread = async (sound: EffectSound, seconds: number): Promise<number> => {
    const all = levels(await made(sound), seconds).toSorted((a, b) => a - b);
    return (all[Math.floor(all.length * 0.95)] ?? 0) - (all[Math.floor(all.length * 0.05)] ?? 0);
  };
  assert.ok((await spread('waves', 0.5)) > 8, 'waves come and go');
  assert.ok((await spread('wind', 0.5)) > 5, 'wind comes in gusts');
  assert.ok((await spread('rain', 0.5)) < 3, 'rain is steady');
  assert.ok((await spread('hum', 0.5)) < 2.5, 'machines are steady');
  assert.ok((await spread('crowd', 0.05)) > 4, 'people speak in syllables');

  const ticks = onsets(await made('clock'), 20);
  assert.equal(ticks.length, 12, ticks.join(' '));
  for (const [i, at] of ticks.entries()) assert.ok(Math.abs(at - i) < 0.06, `tick ${i} at ${at}`);
  assert.equal(onsets(await made('knock'), 12).length, 3);
  const steps = onsets(await made('footsteps'), 14);
  assert.ok(steps.length >= 15 && steps.length <= 17, `${steps.length} steps`);

  const rolls = levels(await made('thunder'), 0.5);
  assert.ok((rolls[0] ?? 0) > (rolls[8] ?? 0) + 10, 'thunder dies away');
});

test('the same seed is the same sound, another one is not, and no two sounds are alike', async () => {
  for (const sound of ['rain', 'birds', 'knock'] as const) {
    assert.deepEqual(await make(sound, 1), await made(sound));
    assert.notDeepEqual(await make(sound, 2), await made(sound));
  }
  const beginnings = await Promise.all(
    EffectSound.options.map(async (sound) => (await made(sound)).left.subarray(0, 9600).join()),
  );
  assert.equal(new Set(beginnings).size, EffectSound.options.length);
});

test('it stops when it is asked to', async () => {
  await assert.rejects(foley.make({ sound: 'rain', seedNumber: 1 }, AbortSignal.abort()), { code: 'interrupted' });
});
