import { between, stretchOf, type Treat } from './treatment.ts';
import { decodeAudio, type Stereo } from '../mix/audio.ts';
import { SAMPLE_RATE } from '../codec/sound-track.ts';
import { toSeconds } from '../../film/time.ts';

/** So many places are tried, and so long before and after them is listened. */
const TRIES = 40;
const BESIDE_SECONDS = 0.04;

/** Nothing is heard for 0.2 to 1 second while the picture goes on, where something was heard just before and after. */
export const audioDropout: Treat = async (clip, severity, random) => {
  const sound = await decodeAudio(clip.path);
  const seconds = between(0.2, 1, severity);
  const places = Array.from({ length: TRIES }, () => {
    const { from, until } = stretchOf(clip, seconds, random);
    const silence = { from: toSeconds(from, clip.rate), until: toSeconds(until, clip.rate) };
    const heard = Math.min(
      powerOf(sound, silence.from - BESIDE_SECONDS, silence.from),
      powerOf(sound, silence.until, silence.until + BESIDE_SECONDS),
    );
    return { from, until, silence, heard };
  });
  const { from, until, silence } = places.reduce((best, place) => (place.heard > best.heard ? place : best));
  return { from, until, where: null, note: `silent for ${(silence.until - silence.from).toFixed(2)} s`, silence };
};

/** Mean square of both channels. */
function powerOf({ left, right }: Stereo, from: number, until: number): number {
  const [start, end] = [Math.max(0, Math.round(from * SAMPLE_RATE)), Math.round(until * SAMPLE_RATE)];
  let sum = 0;
  for (let at = start; at < Math.min(end, left.length); at += 1) sum += left[at]! ** 2 + right[at]! ** 2;
  return sum / Math.max(1, end - start) / 2;
}
