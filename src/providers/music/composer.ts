import { setImmediate } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import { ZERO } from '../../film/money.ts';
import { encodeWav } from '../../film/wav.ts';
import { RATE, type Stereo } from '../sound.ts';
import { seatOrchestra, type Stems } from './instruments.ts';
import { buildRoom } from './room.ts';
import { writeScore } from './score.ts';
import type { MusicProvider, MusicRequest } from './spec.ts';

const LEVEL = 10 ** (-20 / 20);
/** Samples that are played at a time. */
const STRETCH = 5 * RATE;
const CEILING = 10 ** (-3 / 20);

/** Music composed here, for nothing: chords, figures and drums of each mood. Deterministic for a seed. */
export function createComposer(): MusicProvider {
  return {
    id: 'composed',
    provenance: 'offline',
    estimate: () => ZERO,
    compose: async (request, signal) => {
      const { left, right } = await perform(request, signal);
      return { wav: encodeWav([left, right], RATE), seconds: left.length / RATE, cost: ZERO };
    },
  };
}

async function perform(request: MusicRequest, signal: AbortSignal): Promise<Stereo> {
  const length = Math.round(request.seconds * RATE);
  const mix: Stereo = { left: new Float32Array(length), right: new Float32Array(length) };
  const orchestra = seatOrchestra(writeScore(request), request.seedNumber);
  const room = buildRoom(0.2, 2.4);
  for (let from = 0; from < length; from += STRETCH) {
    // Others get their turn between two stretches: the terminal, and Ctrl-C.
    await setImmediate();
    if (signal.aborted) throw new StudioError('interrupted', 'the composer was stopped');
    const part = { left: mix.left.subarray(from, from + STRETCH), right: mix.right.subarray(from, from + STRETCH) };
    balance(orchestra(from, part.left.length), part, room);
  }
  shape(mix, request.seconds);
  level(mix);
  return mix;
}

/** Dry sound and the hall's answer: much of it for pads and keys, little for the low end, which would turn to mud. */
function balance({ pads, keys, rhythm }: Stems, mix: Stereo, room: ReturnType<typeof buildRoom>): void {
  const send: Stereo = { left: new Float32Array(mix.left.length), right: new Float32Array(mix.left.length) };
  for (const side of ['left', 'right'] as const) {
    for (let i = 0; i < mix.left.length; i++) {
      const pad = pads[side][i] ?? 0;
      const key = keys[side][i] ?? 0;
      const low = rhythm[side][i] ?? 0;
      mix[side][i] = pad + key + low;
      send[side][i] = pad * 0.6 + key + low * 0.08;
    }
  }
  room(mix, send);
}

/** Comes in softly, grows a little towards three quarters of the film, and is silent at the last sample. */
function shape({ left, right }: Stereo, seconds: number): void {
  const length = left.length;
  const fadeIn = Math.min(0.5, seconds * 0.1) * RATE;
  const fadeOut = Math.min(2, seconds * 0.2) * RATE;
  for (let i = 0; i < length; i++) {
    const rise = i < fadeIn ? i / fadeIn : 1;
    const remaining = length - 1 - i;
    const fall = remaining < fadeOut ? 0.5 - 0.5 * Math.cos((Math.PI * remaining) / fadeOut) : 1;
    const gain = rise * fall * (0.8 + 0.2 * Math.sin((Math.PI / 2) * Math.min(1, i / (length * 0.75))));
    left[i] = (left[i] ?? 0) * gain;
    right[i] = (right[i] ?? 0) * gain;
  }
}

/** RMS to −20 dBFS; the rare peak above −3 is rounded. */
function level({ left, right }: Stereo): void {
  let power = 0;
  for (let i = 0; i < left.length; i++) power += (left[i] ?? 0) ** 2 + (right[i] ?? 0) ** 2;
  const gain = LEVEL / Math.sqrt(power / (left.length * 2) + 1e-12);
  const knee = CEILING * 0.7;
  for (const samples of [left, right]) {
    for (let i = 0; i < samples.length; i++) {
      const x = (samples[i] ?? 0) * gain;
      const over = Math.abs(x) - knee;
      samples[i] = over <= 0 ? x : Math.sign(x) * (knee + (CEILING - knee) * Math.tanh(over / (CEILING - knee)));
    }
  }
}
