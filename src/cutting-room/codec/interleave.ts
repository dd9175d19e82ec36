import type { Packet } from 'node-av/lib';
import type { Movie } from './movie.ts';
import { SAMPLE_RATE, type SoundTrack } from './sound-track.ts';
import { type Rate, toSeconds } from '../../film/time.ts';

/** Adds a picture packet that is shown as frame `frame` (`early`: see `Movie`); `null` adds the rest of the sound. */
export type AddPicture = (packet: Packet | null, frame: number, early?: number) => Promise<void>;

/** Adds pictures, and before each the sound that is heard until then, so that players find both close together. */
export function interleave(movie: Movie, sound: SoundTrack | null, rate: Rate): AddPicture {
  let waiting: IteratorResult<Packet, unknown> | null = null;
  return async (packet, frame, early) => {
    if (sound) {
      const due = packet === null ? Infinity : toSeconds(frame, rate);
      waiting ??= await sound.packets.next();
      while (!waiting.done && Number(waiting.value.pts) / SAMPLE_RATE <= due) {
        await movie.addSound(waiting.value);
        waiting = await sound.packets.next();
      }
    }
    if (packet) await movie.addPicture(packet, frame, early);
  };
}
