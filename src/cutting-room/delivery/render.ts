import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { type CodecContext, Frame, type Packet } from 'node-av/lib';
import { type Cut, markOf } from '../../film/cut.ts';
import type { DeliveryCodec } from '../../film/delivery.ts';
import type { MediaRef } from '../../film/media.ts';
import { toSeconds } from '../../film/time.ts';
import { must } from '../codec/av.ts';
import { type OpenClip, openClip } from '../codec/clip.ts';
import { encodePicture, throwIfAborted } from '../codec/encode.ts';
import { tag } from '../codec/format.ts';
import { interleave } from '../codec/interleave.ts';
import { settleMatches } from '../render/match.ts';
import { openMovie } from '../codec/movie.ts';
import { openScaler } from '../codec/picture.ts';
import { assertRenderable, planFilm } from '../render/plan.ts';
import { openStage } from '../render/render.ts';
import { containerOf, openDeliveryEncoder, openDeliverySound, tagOf } from './codecs.ts';
import type { Framing } from './framing.ts';
import { type Reframed, reframe } from './reframe.ts';

export interface DeliveryJob {
  /** Its size is the frame that is delivered; its clips may be of any size, and of its rate. */
  cut: Cut;
  files: (media: MediaRef) => string;
  /** How the pictures of each clip come into the frame, in the order of the clips. */
  framings: readonly Framing[];
  codec: DeliveryCodec;
  /** The mixed programme; null for a silent film. */
  sound: string | null;
  /** With the ending of `containerOf`. */
  path: string;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Renders a cut for a frame and a codec of its own: every picture is laid out anew from its take, words are drawn for the
 * new frame, and everything is encoded once. The file appears whole or not at all. Throws `missing-part` without the
 * encoder, `media`, `disk`, `interrupted`.
 */
export async function renderDelivery(job: DeliveryJob): Promise<void> {
  const { cut, codec } = job;
  assertRenderable(cut);
  using encoder = await openDeliveryEncoder(codec, cut, cut.rate);
  await using clips = await openClips(job);
  const plan = await settleMatches(planFilm(cut), clips.all);
  await using sound =
    job.sound === null ? null : await openDeliverySound(codec, job.sound, toSeconds(plan.frames, cut.rate));
  const movie = await openMovie(job.path, {
    rate: cut.rate,
    picture: encoder,
    sound: sound?.encoder ?? null,
    container: containerOf(codec),
    tag: tagOf(codec),
    comment: markOf(cut),
  });
  const add = interleave(movie, sound, cut.rate);
  const take = (packet: Packet) => add(packet, Number(packet.pts), Number(packet.pts - packet.dts));
  using pixels = openPixels(encoder);
  let encoding = Promise.resolve();
  try {
    const stage = openStage(cut, plan, clips.seen);
    for (let frame = 0; frame < plan.frames; frame += 1) {
      throwIfAborted(job.signal);
      const picture = pixels.convert(await stage(frame));
      await encoding;
      encoding = encodePicture(encoder, picture, frame, take);
      // The next picture is laid out meanwhile; a failure is met at the next `await`.
      encoding.catch(() => undefined);
      job.onProgress?.(frame + 1, plan.frames);
      for (const { clip, end } of plan.clips) if (end + GONE < frame) await clips.all[clip]?.rest();
    }
    await encoding;
    await encodePicture(encoder, null, 0, take);
    await add(null, plan.frames);
    await movie.finish();
  } finally {
    // The encoder may not be closed under a picture that is still on its way.
    await Promise.allSettled([encoding]);
    await movie.abandon();
  }
}

/** No transition looks at a clip so many frames after its end. */
const GONE = 240;

async function openClips({
  cut,
  files,
  framings,
}: DeliveryJob): Promise<{ all: OpenClip[]; seen: Reframed[] } & AsyncDisposable> {
  const [all, seen]: [OpenClip[], Reframed[]] = [[], []];
  const close = async () => {
    for (const one of seen) one[Symbol.dispose]();
    for (const clip of all) await clip[Symbol.asyncDispose]();
  };
  try {
    for (const [index, { media }] of cut.clips.entries()) {
      const clip = await openClip(files(media), cut.rate);
      all.push(clip);
      seen.push(reframe(clip, cut, framings[index] ?? { fit: 'whole' }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { all, seen, [Symbol.asyncDispose]: close };
}

/** Brings house pictures into the encoder's pixel format; most encoders take them as they are. */
function openPixels({ pixelFormat, width, height }: CodecContext): { convert(picture: Frame): Frame } & Disposable {
  const scaler = openScaler('bicubic');
  return {
    convert(picture) {
      if (pixelFormat === AV_PIX_FMT_YUV420P) return picture;
      const frame = new Frame();
      frame.alloc();
      frame.width = width;
      frame.height = height;
      frame.format = pixelFormat;
      tag(frame);
      try {
        must(frame.getBuffer(), 'allocate a picture');
        must(scaler.scaleFrameSync(frame, picture), 'convert colours');
      } finally {
        picture.free();
      }
      return frame;
    },
    [Symbol.dispose]: () => scaler[Symbol.dispose](),
  };
}
