import { setImmediate } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import { EFFECT_MANNERS, EffectSound } from '../../film/effects.ts';
import { randomFrom } from '../../film/random.ts';
import { encodeWav } from '../../film/wav.ts';
import { fire, room, thunder, wind } from './air.ts';
import { birds, crickets, crowd } from './alive.ts';
import { footsteps, knock, typing } from './hands.ts';
import { bell, clock, engine, hum, traffic, train } from './machines.ts';
import { RATE, type Stereo } from '../sound.ts';
import { type Random } from './signal.ts';
import type { EffectProvider } from './spec.ts';
import { rain, stream, underwater, waves } from './water.ts';

const LEVEL = 10 ** (-24 / 20);
const CEILING = 10 ** (-6 / 20);

/** Effects made here, for nothing, from noise and tones. The same request gives the same file. */
export function createFoley(): EffectProvider {
  return {
    id: 'foley',
    provenance: 'offline',
    make: async ({ sound, seedNumber }, signal) => {
      // Others get their turn between two sounds: the terminal, and Ctrl-C.
      await setImmediate();
      if (signal.aborted) throw new StudioError('interrupted', 'the foley was stopped');
      const seed = seedNumber * 2_654_435_761 + EffectSound.options.indexOf(sound) * 40_503 + 11;
      const made = MAKERS[sound](randomFrom(seed));
      level(made, EFFECT_MANNERS[sound] === 'once');
      return { wav: encodeWav([made.left, made.right], RATE), seconds: made.left.length / RATE };
    },
  };
}

const MAKERS: Record<EffectSound, (random: Random) => Stereo> = {
  rain,
  wind,
  waves,
  stream,
  underwater,
  fire,
  birds,
  crickets,
  traffic,
  crowd,
  room,
  hum,
  engine,
  train,
  clock,
  footsteps,
  typing,
  thunder,
  bell,
  knock,
};

/** What goes on has −24 dBFS RMS, unless its peaks would pass −6; what happens once has its peak there. */
function level({ left, right }: Stereo, once: boolean): void {
  let power = 0;
  let peak = 1e-9;
  for (const side of [left, right]) {
    for (const x of side) {
      power += x * x;
      peak = Math.max(peak, Math.abs(x));
    }
  }
  const loud = LEVEL / Math.sqrt(power / (left.length * 2) + 1e-12);
  const gain = once ? CEILING / peak : Math.min(loud, CEILING / peak);
  for (const side of [left, right]) for (let i = 0; i < side.length; i++) side[i] = (side[i] ?? 0) * gain;
}
