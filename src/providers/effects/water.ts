import { bandPass, highPass, lowPass, RATE, type Stereo } from '../sound.ts';
import {
  addFollowing,
  addNoise,
  addRound,
  between,
  drift,
  eased,
  endlessNoise,
  pitchBetween,
  silence,
  struck,
  type Random,
} from './signal.ts';

/** A steady shower: the hiss of all the drops, and the nearest of them by themselves. */
export function rain(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const gust = drift(length, [5, 3.1], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(highPass(samples, 900), 7500),
    gainAt: (i) => 0.3 + 0.05 * gust(i),
  });
  addNoise(mix, random, { shape: (samples) => bandPass(samples, 420, 0.5), gainAt: (i) => 0.16 + 0.04 * gust(i) });
  for (let drop = 0; drop < 1000; drop++) {
    const decay = between(0.001, 0.003, random);
    const tick = struck([{ hertz: pitchBetween(1800, 7000, random), level: 1, decay }], decay * 5, random);
    addRound(mix, tick, random() * 8, between(-1, 1, random), 0.3 * random() ** 3);
  }
  for (let drop = 0; drop < 46; drop++)
    addRound(
      mix,
      bubble(pitchBetween(700, 2200, random), 0.1),
      random() * 8,
      between(-0.9, 0.9, random),
      0.16 * random(),
    );
  return mix;
}

/** Two waves that run up a beach, one in six seconds: they swell, break, and hiss back. */
export function waves(random: Random): Stereo {
  const mix = silence(12);
  const { length } = mix.left;
  const crests = [0, 6].map((at) => ({ at: at + 2.5 + between(-0.5, 0.5, random), size: between(0.8, 1, random) }));
  for (const [side, late] of [
    ['left', -0.12],
    ['right', 0.12],
  ] as const) {
    const layer = (
      shape: (samples: Float32Array) => Float32Array,
      gainAt: (since: number) => number,
      floor: number,
    ): void =>
      addFollowing(mix[side], endlessNoise(length, random, shape), (i) =>
        crests.reduce((sum, { at, size }) => sum + size * gainAt(roundFrom(i / RATE - at - late, 12)), floor),
      );
    layer(
      (samples) => lowPass(highPass(samples, 45), 260),
      (t) => 1.5 * hump(t + 0.5, 1.3, 1.8),
      0.3,
    );
    layer(
      (samples) => bandPass(samples, 650, 0.5),
      (t) => 0.75 * hump(t, 0.8, 1.4),
      0.07,
    );
    layer(
      (samples) => lowPass(highPass(samples, 1800), 8000),
      (t) => 0.3 * hump(t - 0.4, 0.7, 1.7),
      0.015,
    );
  }
  return mix;
}

/** A brook over stones. */
export function stream(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const gust = drift(length, [4, 2.3], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(highPass(samples, 350), 2600),
    gainAt: (i) => 0.16 + 0.03 * gust(i),
  });
  addNoise(mix, random, { shape: (samples) => highPass(samples, 4000), gainAt: () => 0.018 });
  for (let each = 0; each < 370; each++)
    addRound(
      mix,
      bubble(pitchBetween(380, 1700, random), 0.12),
      random() * 8,
      between(-0.8, 0.8, random),
      0.4 * random() ** 2,
    );
  return mix;
}

/** The dull pressure below the surface, and now and then a chain of bubbles. */
export function underwater(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const swell = drift(length, [6, 4], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(lowPass(highPass(samples, 40), 220), 380),
    gainAt: (i) => 1 + 0.25 * swell(i),
  });
  for (let chain = 0; chain < 3; chain++) {
    const [at, pan] = [chain * 2.6 + random(), between(-0.6, 0.6, random)];
    let hertz = pitchBetween(240, 420, random);
    for (let each = 0, when = at; each < 9; each++, when += between(0.05, 0.16, random)) {
      addRound(mix, bubble(hertz, 0.1), when, pan, 0.16 * between(0.4, 1, random));
      hertz *= between(0.97, 1.12, random);
    }
  }
  return mix;
}

/**
 * A bubble that rings: a sine that dies away and rises a little, after K. van den Doel, "Physically based models for liquid
 * sounds" (2005): its damping is 0.13 f + 0.0072 f^1.5.
 */
function bubble(hertz: number, rise: number): Float32Array {
  const damping = 0.13 * hertz + 0.0072 * hertz ** 1.5;
  const sound = new Float32Array(Math.round(Math.min(0.12, 5 / damping) * RATE));
  let phase = 0;
  for (let i = 0; i < sound.length; i++) {
    const t = i / RATE;
    phase += (2 * Math.PI * hertz * (1 + rise * damping * t)) / RATE;
    sound[i] = Math.sin(phase) * Math.exp(-damping * t);
  }
  return eased(sound, 0.0008, 0.002);
}

/** Seconds since something, by the shorter way round the loop. */
function roundFrom(seconds: number, loop: number): number {
  const since = ((seconds % loop) + loop) % loop;
  return since > loop / 2 ? since - loop : since;
}

/** 1 at 0; it takes about so long to come and to go. */
function hump(t: number, rise: number, fall: number): number {
  return Math.exp(-((t / (t < 0 ? rise : fall)) ** 2));
}
