import { readFile } from 'node:fs/promises';
import { AV_NOPTS_VALUE, AV_TIME_BASE } from 'node-av/constants';
import { openSource } from '../codec/av.ts';
import { SAMPLE_RATE, soundFrames } from '../codec/sound-track.ts';
import { StudioError, messageOf } from '../../errors.ts';
import { decodeWav } from '../../film/wav.ts';

/** 48 kHz stereo, both sides of one length. */
export interface Stereo {
  left: Float32Array;
  right: Float32Array;
}

/** Nobody needs more sound than the longest film; what is beyond is not read. */
const LONGEST_SECONDS = 660;

/**
 * Decodes the sound of any file that FFmpeg knows (mp3, m4a, flac, ogg, wav, a film) to 48 kHz stereo: mono goes to both
 * sides, more channels are folded down. What begins late on the clock of its file is heard from its beginning. Throws
 * `media` for a file without sound, or a damaged one.
 */
export async function decodeAudio(path: string): Promise<Stereo> {
  const own = path.endsWith('.wav') ? await readOwnWav(path) : null;
  if (own !== null) return own;
  const parts: Stereo[] = [];
  let length = 0;
  try {
    for await (const frame of soundFrames(path, [], await beginningOf(path))) {
      const [left, right] = frame.extendedData ?? [];
      if (left === undefined || right === undefined) continue;
      parts.push({ left: floats(left, frame.nbSamples), right: floats(right, frame.nbSamples) });
      length += frame.nbSamples;
      if (length >= LONGEST_SECONDS * SAMPLE_RATE) break;
    }
  } catch (error) {
    throw unreadable(path, messageOf(error), error);
  }
  if (length === 0) throw unreadable(path, 'it holds no sound');
  return { left: joined(parts, 'left', length), right: joined(parts, 'right', length) };
}

/** Seconds on its own clock at which a file begins: pieces of a broadcast bring the time of day. */
async function beginningOf(path: string): Promise<number> {
  await using source = await openSource(path, { again: true });
  const { startTime } = source.format;
  return startTime === AV_NOPTS_VALUE ? 0 : Math.max(0, Number(startTime) / AV_TIME_BASE);
}

/** The studio's own files need no decoder. Null for any other kind of WAV. */
async function readOwnWav(path: string): Promise<Stereo | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, messageOf(error), error);
  });
  const wav = decodeWav(bytes);
  const left = wav?.channels[0];
  if (wav === null || left === undefined || left.length === 0) return null;
  if (wav.sampleRate !== SAMPLE_RATE || wav.channels.length > 2) return null;
  return { left, right: wav.channels[1] ?? left.slice() };
}

/** A copy: the frame's memory is used again for the next one. */
function floats(plane: Buffer, length: number): Float32Array {
  return new Float32Array(plane.buffer.slice(plane.byteOffset, plane.byteOffset + length * 4));
}

function joined(parts: readonly Stereo[], side: keyof Stereo, length: number): Float32Array {
  const whole = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part[side], at);
    at += part[side].length;
  }
  return whole;
}

function unreadable(path: string, reason: string, cause?: unknown): StudioError {
  return new StudioError('media', `cannot read the sound of ${path}: ${reason}`, {
    hint: 'Use an undamaged mp3, m4a, flac, ogg or wav file.',
    cause,
  });
}
