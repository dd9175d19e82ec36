import { AV_PICTURE_TYPE_I } from 'node-av/constants';
import { type CodecContext, type Frame, Packet } from 'node-av/lib';
import { isDry, must } from './av.ts';
import { openPictureEncoder } from './format.ts';
import { openMovie } from './movie.ts';
import { openPaintConverter } from './picture.ts';
import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import type { Rate } from '../../film/time.ts';

export interface EncodeJob {
  path: string;
  /** Both even. */
  size: Size;
  rate: Rate;
  frames: number;
  /**
   * RGBA of frame `index`, rows packed, opaque. The buffer is read before `draw` is called again, so one buffer can
   * serve every frame.
   */
  draw(index: number): Uint8Array | Promise<Uint8Array>;
  /** Frames at which a group of pictures has to begin, because a film will be cut there. */
  keyFrames?: readonly number[];
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Draws and encodes a silent take in the house format. While one frame is encoded the next is drawn. The file appears
 * whole or not at all. Throws `media`, `disk`, and `interrupted` when `signal` says so.
 */
export async function encodeFrames(job: EncodeJob): Promise<void> {
  const { size, rate, frames, signal } = job;
  const keyFrames = new Set(job.keyFrames);
  using encoder = await openPictureEncoder(size, rate);
  using converter = openPaintConverter(size);
  const movie = await openMovie(job.path, { rate, picture: encoder });
  let encoding = Promise.resolve();
  try {
    for (let index = 0; index < frames; index += 1) {
      throwIfAborted(signal);
      const picture = converter.convert(await job.draw(index));
      if (keyFrames.has(index)) picture.pictType = AV_PICTURE_TYPE_I;
      await encoding;
      encoding = encodePicture(encoder, picture, index, (packet) => movie.addPicture(packet, Number(packet.pts)));
      // The next frame is drawn meanwhile; a failure is met at the next `await`, not reported as unhandled before it.
      encoding.catch(() => undefined);
      job.onProgress?.(index + 1, frames);
    }
    await encoding;
    await encodePicture(encoder, null, 0, (packet) => movie.addPicture(packet, Number(packet.pts)));
    await movie.finish();
  } finally {
    // Whatever went wrong, the encoder and the file may not be closed under a frame that is still on its way.
    await Promise.allSettled([encoding]);
    await movie.abandon();
  }
}

/**
 * Gives a frame to an encoder, frees it, and hands on every packet that is ready; `null` flushes the rest. Packets
 * carry the frame number as time stamp.
 */
export async function encodePicture(
  encoder: CodecContext,
  frame: Frame | null,
  index: number,
  onPacket: (packet: Packet) => Promise<void>,
): Promise<void> {
  if (frame) frame.pts = BigInt(index);
  try {
    must(await encoder.sendFrame(frame), 'encode a frame');
  } finally {
    frame?.free();
  }
  using packet = new Packet();
  packet.alloc();
  while (true) {
    const code = await encoder.receivePacket(packet);
    if (isDry(code)) return;
    must(code, 'encode a frame');
    await onPacket(packet);
    packet.unref();
  }
}

/** Throws `interrupted` when the person or the production asked to stop. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StudioError('interrupted', 'stopped while making pictures');
}
