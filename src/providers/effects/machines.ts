import { bandPass, highPass, lowPass, RATE, type Stereo } from '../sound.ts';
import {
  addBoth,
  addFollowing,
  addNoise,
  addRound,
  addSide,
  between,
  burst,
  drift,
  eased,
  noise,
  silence,
  struck,
  type Random,
} from './signal.ts';

/** The hum of a city, and four cars that pass. */
export function traffic(random: Random): Stereo {
  const seconds = 12;
  const mix = silence(seconds);
  const { length } = mix.left;
  const tide = drift(length, [6, 4], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(lowPass(highPass(samples, 40), 150), 320),
    gainAt: (i) => 0.9 + 0.2 * tide(i),
  });
  addNoise(mix, random, {
    shape: (samples) => lowPass(bandPass(samples, 520, 0.4), 1800),
    gainAt: (i) => 0.05 + 0.012 * tide(i),
  });
  for (let car = 0; car < 4; car++) {
    const [at, way, speed] = [car * 3 + random() * 2, random() < 0.5 ? -1 : 1, between(0.5, 0.9, random)];
    const tyres = lowPass(bandPass(noise(4 * RATE, random), between(650, 950, random), 0.5), 2400);
    const motor = lowPass(noise(4 * RATE, random), 130);
    const level = between(0.12, 0.22, random);
    const passing = tyres.map((value, i) => value + 3 * (motor[i] ?? 0));
    const near = (i: number): number => level / (1 + ((i / RATE - 2) / speed) ** 2);
    const pan = (i: number): number => ((way * Math.tanh((i / RATE - 2) / speed) * 0.8 + 1) * Math.PI) / 4;
    for (const [side, part] of [
      [mix.left, Math.cos],
      [mix.right, Math.sin],
    ] as const) {
      const heard = new Float32Array(passing.length);
      addFollowing(heard, passing, (i) => near(i) * part(pan(i)));
      addSide(side, eased(heard, 0.4, 0.4), at, 1);
    }
  }
  return mix;
}

/** Machines that stand: fans, and the mains in their coils. */
export function hum(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const sway = drift(length, [6, 4], random);
  const coil = tone(length, 60, [1, 0.7, 0.35, 0.3, 0.12, 0.14, 0.05, 0.05], random);
  addBoth(mix, { left: coil, right: coil }, (i) => 0.07 + 0.006 * sway(i));
  const fan = tone(length, 143, [1, 0.4, 0.2, 0.08], random);
  addBoth(mix, { left: fan, right: fan }, (i) => 0.02 + 0.004 * sway(i));
  addNoise(mix, random, {
    shape: (samples) => lowPass(highPass(samples, 90), 420),
    gainAt: (i) => 0.3 + 0.03 * sway(i),
  });
  addNoise(mix, random, { shape: (samples) => bandPass(samples, 1500, 0.5), gainAt: () => 0.015 });
  return mix;
}

/** A motor that pulls evenly, heard from inside. */
export function engine(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const load = drift(length, [4, 2.3], random);
  const firing = tone(length, 42, [1, 0.9, 0.35, 0.55, 0.2, 0.28, 0.1, 0.14, 0.06, 0.07, 0.03, 0.04], random);
  const flutter = drift(length, [0.37, 0.23], random);
  addBoth(mix, { left: firing, right: firing }, (i) => 0.16 * (1 + 0.12 * load(i) + 0.08 * flutter(i)));
  addNoise(mix, random, {
    shape: (samples) => lowPass(highPass(samples, 45), 200),
    gainAt: (i) => 0.7 + 0.1 * load(i),
  });
  addNoise(mix, random, {
    shape: (samples) => lowPass(bandPass(samples, 700, 0.4), 2500),
    gainAt: (i) => 0.035 + 0.006 * load(i),
  });
  return mix;
}

/** A train on its rails: two axles, and two more, over each joint. */
export function train(random: Random): Stereo {
  const seconds = 12;
  const mix = silence(seconds);
  const { length } = mix.left;
  const sway = drift(length, [4, 2], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(lowPass(highPass(samples, 38), 140), 260),
    gainAt: (i) => 1 + 0.2 * sway(i),
  });
  addNoise(mix, random, {
    shape: (samples) => lowPass(bandPass(samples, 1100, 0.4), 4000),
    gainAt: (i) => 0.06 + 0.015 * sway(i),
  });
  for (let joint = 0; joint < 10; joint++) {
    const at = joint * 1.2;
    for (const [after, level] of [
      [0, 1],
      [0.14, 0.8],
      [0.5, 0.6],
      [0.64, 0.5],
    ] as const) {
      const when = at + after + between(-0.004, 0.004, random);
      addRound(
        mix,
        burst(0.3, 0.05, random, (samples) => lowPass(samples, 170)),
        when,
        0,
        3 * level,
      );
      const clank = [620, 1130, 1790].map((hertz, index) => ({
        hertz: hertz * between(0.98, 1.02, random),
        level: 0.16 / (index + 1),
        decay: 0.022,
      }));
      addRound(mix, struck(clank, 0.15, random), when, joint % 2 === 0 ? -0.2 : 0.2, level);
    }
  }
  return mix;
}

/** A clock on the wall: tick, and a little lower, tock. */
export function clock(random: Random): Stereo {
  const seconds = 12;
  const mix = silence(seconds);
  for (let beat = 0; beat < seconds; beat++) {
    const [at, high] = [beat + 0.02 + between(-0.002, 0.002, random), beat % 2 === 0 ? 1 : 0.86];
    const level = between(0.9, 1, random);
    const sound = struck(
      [
        { hertz: 2350 * high, level: 0.5, decay: 0.006 },
        { hertz: 4120 * high, level: 0.4, decay: 0.0035 },
        { hertz: 610 * high, level: 0.28, decay: 0.018 },
      ],
      0.12,
      random,
    );
    addRound(mix, sound, at, 0.1, level);
    addRound(mix, sound, at + 0.011, -0.6, level * 0.16);
    addRound(mix, sound, at + 0.019, 0.7, level * 0.11);
  }
  return mix;
}

/** Hum, strike tone, minor third, fifth and nominal, as bells are tuned, and the partials above. */
const BELL = [
  [0.5, 0.5, 3],
  [1, 0.9, 2.2],
  [1.002, 0.5, 2],
  [1.19, 0.65, 1.6],
  [1.5, 0.3, 1.1],
  [2, 0.85, 1.2],
  [2.51, 0.3, 0.6],
  [2.66, 0.22, 0.5],
  [3.01, 0.3, 0.45],
  [4.17, 0.18, 0.25],
  [5.43, 0.1, 0.15],
] as const;

/** One stroke of a church bell, some streets away. */
export function bell(random: Random): Stereo {
  const mix = silence(6);
  const strike = 262 * between(0.94, 1.06, random);
  const modes = BELL.map(([ratio, level, decay]) => ({ hertz: strike * ratio, level: level * 0.3, decay }));
  for (const [late, pan, level] of [
    [0.02, 0, 1],
    [0.061, -0.7, 0.2],
    [0.094, 0.7, 0.17],
  ] as const) {
    const sound = struck(modes, 6 - late, random);
    addRound(mix, lowPass(eased(sound, 0.002, 2), 3800), late, pan, level);
  }
  addRound(
    mix,
    burst(0.08, 0.012, random, (samples) => bandPass(samples, 1900, 0.8)),
    0.02,
    0,
    0.18,
  );
  return mix;
}

/** A steady tone of these partials, at the nearest pitch of which whole waves fill the loop. */
function tone(length: number, hertz: number, partials: readonly number[], random: Random): Float32Array {
  const table = new Float32Array(2048);
  partials.forEach((level, at) => {
    const phase = random() * 2 * Math.PI;
    for (let i = 0; i < table.length; i++)
      table[i] = (table[i] ?? 0) + level * Math.sin((2 * Math.PI * (at + 1) * i) / table.length + phase);
  });
  const waves = Math.round((hertz * length) / RATE);
  const sound = new Float32Array(length);
  const step = (waves * table.length) / length;
  for (let i = 0; i < length; i++) {
    const place = (i * step) % table.length;
    const whole = place | 0;
    const here = table[whole] ?? 0;
    sound[i] = here + ((table[(whole + 1) % table.length] ?? 0) - here) * (place - whole);
  }
  return sound;
}
