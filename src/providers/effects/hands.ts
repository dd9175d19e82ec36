import { bandPass, highPass, lowPass, type Stereo } from '../sound.ts';
import { addRound, between, burst, pitchBetween, silence, struck, type Random } from './signal.ts';

/** Somebody walks in shoes on hard ground: heel, then sole. */
export function footsteps(random: Random): Stereo {
  const [steps, pace] = [16, 0.56];
  const mix = silence(steps * pace);
  for (let step = 0; step < steps; step++) {
    const at = step * pace + 0.03 + between(-0.012, 0.012, random);
    const pan = step % 2 === 0 ? -0.14 : 0.14;
    const level = between(0.75, 1, random) * (step % 2 === 0 ? 1 : 0.9);
    const heel = between(150, 190, random);
    addRound(
      mix,
      struck(
        [
          { hertz: heel, level: 0.4, decay: 0.02 },
          { hertz: heel * 2.3, level: 0.22, decay: 0.012 },
        ],
        0.1,
        random,
      ),
      at,
      pan,
      level,
    );
    addRound(
      mix,
      burst(0.05, 0.006, random, (samples) => bandPass(samples, between(1300, 1900, random), 0.7)),
      at,
      pan,
      level * 0.5,
    );
    const sole = at + between(0.075, 0.1, random);
    addRound(
      mix,
      burst(0.12, 0.022, random, (samples) => highPass(lowPass(samples, 2600), 350)),
      sole,
      pan,
      level * 0.16,
    );
    // The street or the room answers.
    addRound(
      mix,
      burst(0.2, 0.05, random, (samples) => lowPass(bandPass(samples, 900, 0.5), 2000)),
      at + 0.03,
      -pan * 3,
      level * 0.04,
    );
  }
  return mix;
}

/** Fingers on a keyboard, in runs, with thoughts in between. */
export function typing(random: Random): Stereo {
  const seconds = 12;
  const mix = silence(seconds);
  for (let at = 0.1; at < seconds - 0.3;) {
    const run = 4 + Math.floor(random() * 14);
    for (let key = 0; key < run && at < seconds - 0.3; key++) {
      const space = random() < 0.16;
      const level = between(0.5, 1, random) * (space ? 1.2 : 1);
      const pan = space ? 0 : between(-0.3, 0.3, random);
      addRound(mix, keyOf(space, random), at, pan, level);
      // The key comes up again.
      addRound(
        mix,
        burst(0.012, 0.002, random, (samples) => bandPass(samples, 3800, 1)),
        at + between(0.06, 0.1, random),
        pan,
        level * 0.22,
      );
      at += between(0.085, 0.2, random) * (space ? 1.25 : 1);
    }
    at += between(0.25, 1, random);
  }
  return mix;
}

function keyOf(space: boolean, random: Random): Float32Array {
  const click = burst(0.03, 0.003, random, (samples) => bandPass(samples, pitchBetween(2200, 3400, random), 0.9));
  const body = struck(
    [
      { hertz: space ? 210 : between(320, 430, random), level: 0.3, decay: 0.011 },
      { hertz: between(1100, 1500, random), level: 0.12, decay: 0.005 },
    ],
    0.06,
    random,
  );
  return body.map((value, i) => value + 0.7 * (click[i] ?? 0));
}

/** Knuckles on a wooden door, three times. */
export function knock(random: Random): Stereo {
  const mix = silence(1.6);
  const door = between(0.95, 1.05, random);
  const modes = [
    [96, 0.5, 0.05],
    [187, 0.6, 0.035],
    [342, 0.45, 0.022],
    [598, 0.25, 0.014],
    [1120, 0.12, 0.008],
  ] as const;
  for (const [at, level] of [
    [0.02, 0.9],
    [0.27, 0.8],
    [0.53, 1],
  ] as const) {
    const wood = struck(
      modes.map(([hertz, size, decay]) => ({ hertz: hertz * door * between(0.98, 1.02, random), level: size, decay })),
      0.4,
      random,
    );
    addRound(mix, wood, at + between(0, 0.01, random), 0, level);
    addRound(
      mix,
      burst(0.03, 0.003, random, (samples) => bandPass(samples, 1700, 0.7)),
      at,
      0,
      level * 0.35,
    );
    for (const [late, pan, part] of [
      [0.017, -0.7, 0.14],
      [0.029, 0.7, 0.12],
      [0.051, -0.5, 0.08],
      [0.087, 0.5, 0.05],
    ] as const)
      addRound(mix, wood, at + late, pan, level * part);
  }
  return mix;
}
