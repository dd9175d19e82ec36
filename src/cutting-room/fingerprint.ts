import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { openSource, packetsOf } from './codec/av.ts';
import { StudioError, messageOf } from '../errors.ts';
import type { Rate } from '../film/time.ts';

/** What a film consists of, by SHA-256: the file, and what is encoded in it, whatever its container says around that. */
export interface Fingerprint {
  sha256: string;
  bytes: number;
  frames: number;
  picture: string;
  /** Null for a silent film. */
  sound: string | null;
  /** Streams besides these two: another sound, subtitles, a cover. */
  others: number;
  /** Of the pictures of each shot. */
  shots: string[];
}

/**
 * Hashes a film as it is encoded, nothing is decoded: the same pictures in another container have the same picture hash.
 * `starts` are the first frames of its shots. Throws `media` for a file that cannot be read to its end.
 */
export async function fingerprint(path: string, starts: readonly number[], rate: Rate): Promise<Fingerprint> {
  const whole = await hashOfFile(path);
  await using source = await openSource(path);
  const video = source.stream(AVMEDIA_TYPE_VIDEO);
  const audio = source.stream(AVMEDIA_TYPE_AUDIO);
  const picture = createHash('sha256');
  const sound = createHash('sha256');
  const shots = starts.map((): Hash => createHash('sha256'));
  let frames = 0;
  for await (const packet of packetsOf(source, null)) {
    const bytes = packet.data ?? Buffer.alloc(0);
    if (packet.streamIndex === audio?.index) sound.update(bytes);
    if (video === null || packet.streamIndex !== video.index) continue;
    frames += 1;
    picture.update(bytes);
    const { num, den } = video.timeBase;
    const frame = Math.round((Number(packet.pts) * num * rate.num) / (den * rate.den));
    shots[starts.findLastIndex((start) => start <= frame)]?.update(bytes);
  }
  return {
    ...whole,
    frames,
    picture: picture.digest('hex'),
    sound: audio === null ? null : sound.digest('hex'),
    others: source.format.streams.filter(({ index }) => index !== video?.index && index !== audio?.index).length,
    shots: shots.map((shot) => shot.digest('hex')),
  };
}

/** Size and SHA-256 of any file. Throws `media` when it cannot be read. */
export async function hashOfFile(path: string): Promise<{ sha256: string; bytes: number }> {
  try {
    const { size } = await stat(path);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return { sha256: hash.digest('hex'), bytes: size };
  } catch (error) {
    throw new StudioError('media', `${path} cannot be read: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  }
}

/** The comment that is kept in a film, or null: also for what is no film. */
export async function commentIn(path: string): Promise<string | null> {
  try {
    await using source = await openSource(path);
    return source.format.metadata?.get('comment') ?? null;
  } catch (error) {
    if (error instanceof StudioError && error.code === 'media') return null;
    throw error;
  }
}

/** The box in which C2PA (2.1, A.5.1) puts content credentials into files made of boxes, by its extended type. */
const C2PA = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
const BOXES = 10_000;

/** True when the maker of a clip has put content credentials (C2PA) into it. Nobody looks whether they are valid. */
export async function hasCredentials(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size: end } = await file.stat();
    const head = Buffer.alloc(32);
    let at = 0;
    for (let box = 0; box < BOXES && at + 8 <= end; box += 1) {
      await file.read(head, 0, 32, at);
      const short = head.readUInt32BE(0);
      const type = head.toString('latin1', 4, 8);
      const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
      const name = head.subarray(short === 1 ? 16 : 8, short === 1 ? 32 : 24);
      if (type === 'jumb' || (type === 'uuid' && name.equals(C2PA))) return true;
      if (size < 8) return false;
      at += size;
    }
    return false;
  } finally {
    await file.close();
  }
}
