import { bandPass, highPass, lowPass, RATE, type Stereo } from '../sound.ts';
import {
  addFollowing,
  addNoise,
  addRound,
  between,
  burst,
  drift,
  eased,
  endlessNoise,
  noise,
  pitchBetween,
  silence,
  type Random,
} from './signal.ts';

/** Gusts: the pitch of the wind rises with its strength. */
export function wind(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const gust = drift(length, [6, 4, 2.4], random);
  for (const side of ['left', 'right'] as const) {
    const own = drift(length, [3, 1.5], random);
    const strength = (i: number): number => 0.75 * gust(i) + 0.25 * own(i);
    const howl = endlessNoise(length, random, (samples) => swept(samples, (i) => 380 * 2 ** (0.9 * strength(i)), 2.2));
    addFollowing(mix[side], howl, (i) => 0.6 * 2 ** (1.3 * strength(i)));
    const rush = endlessNoise(length, random, (samples) => bandPass(samples, 900, 0.4));
    addFollowing(mix[side], rush, (i) => 0.08 * 2 ** (1.8 * strength(i)));
    const weight = endlessNoise(length, random, (samples) => lowPass(highPass(samples, 40), 170));
    addFollowing(mix[side], weight, (i) => 0.7 * 2 ** strength(i));
  }
  return mix;
}

/** A stroke some way off: it cracks dully, rolls from side to side and dies away. */
export function thunder(random: Random): Stereo {
  const mix = silence(7);
  for (let roll = 0; roll < 11; roll++) {
    const at = roll === 0 ? 0.1 : between(0.15, 3.6, random);
    const size = (roll === 0 ? 1 : between(0.25, 0.8, random)) * Math.exp(-at / 2.4);
    const sound = lowPass(lowPass(noise(Math.round(2.6 * RATE), random), pitchBetween(90, 260, random)), 400);
    const [rise, fall] = [roll === 0 ? 0.03 : between(0.05, 0.25, random), between(0.3, 0.9, random)];
    for (let i = 0; i < sound.length; i++) {
      const t = i / RATE;
      sound[i] = (sound[i] ?? 0) * (t < rise ? t / rise : Math.exp(-(t - rise) / fall));
    }
    addOnce(mix, eased(sound, 0.01, 0.4), at, between(-0.4, 0.4, random), size * 2.2);
  }
  addOnce(
    mix,
    burst(1.2, 0.2, random, (samples) => bandPass(samples, 700, 0.4)),
    0.1,
    0.1,
    0.3,
  );
  for (const side of ['left', 'right'] as const) {
    highPass(mix[side], 32);
    eased(mix[side], 0.01, 1.5);
  }
  return mix;
}

/** The almost-silence of a room: what is left of the world behind its walls. */
export function room(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const sway = drift(length, [6, 4], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(lowPass(highPass(samples, 50), 180), 420),
    gainAt: (i) => 1 + 0.12 * sway(i),
  });
  addNoise(mix, random, { shape: (samples) => lowPass(bandPass(samples, 900, 0.3), 2500), gainAt: () => 0.03 });
  return mix;
}

/** A log fire: it breathes, hisses and cracks. */
export function fire(random: Random): Stereo {
  const mix = silence(8);
  const { length } = mix.left;
  const breath = drift(length, [1.7, 0.9, 0.45], random);
  addNoise(mix, random, {
    shape: (samples) => lowPass(lowPass(highPass(samples, 45), 190), 300),
    gainAt: (i) => 0.8 + 0.35 * breath(i),
  });
  addNoise(mix, random, { shape: (samples) => bandPass(samples, 3600, 0.5), gainAt: (i) => 0.03 + 0.008 * breath(i) });
  for (let crack = 0; crack < 114; crack++) {
    // Many are small, few are near.
    const size = 0.1 + 0.9 * random() ** 4;
    const hertz = pitchBetween(900, 5200, random);
    const decay = between(0.0008, 0.005, random) * (1 + size);
    const sound = burst(decay * 6, decay, random, (samples) => bandPass(samples, hertz, 1.2));
    addRound(mix, sound, random() * 8, between(-0.6, 0.6, random), size * 1.5);
    if (size > 0.75)
      addRound(
        mix,
        burst(0.05, 0.01, random, (samples) => lowPass(samples, 500)),
        random() * 8,
        0,
        0.8,
      );
  }
  return mix;
}

/** A band of noise whose middle moves (Chamberlin's state variable filter), in place. */
function swept(samples: Float32Array, hertzAt: (sample: number) => number, q: number): Float32Array {
  let [low, band, turn] = [0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    if (i % 64 === 0) turn = 2 * Math.sin((Math.PI * hertzAt(i)) / RATE);
    low += turn * band;
    const high = (samples[i] ?? 0) - low - band / q;
    band += turn * high;
    samples[i] = band;
  }
  return samples;
}

/** What has an end of its own does not come in again at the beginning. */
function addOnce(mix: Stereo, sound: Float32Array, at: number, pan: number, level: number): void {
  const room = mix.left.length - Math.round(at * RATE);
  addRound(mix, sound.subarray(0, Math.max(0, room)), at, pan, level);
}
