import { rename, rm, stat } from 'node:fs/promises';
import {
  AV_PIX_FMT_PAL8,
  AV_PIX_FMT_RGBA,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_GIF,
  FF_ENCODER_LIBWEBP_ANIM,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  Filter,
  FilterGraph,
  FormatContext,
  Frame,
  type Packet,
  Rational,
} from 'node-av/lib';
import { StudioError, messageOf } from '../../errors.ts';
import type { PreviewKind } from '../../film/delivery.ts';
import type { Size } from '../../film/media.ts';
import { isDry, must } from '../codec/av.ts';
import { openClip } from '../codec/clip.ts';
import { encodePicture, throwIfAborted } from '../codec/encode.ts';
import { openScaler, rgbaFrame } from '../codec/picture.ts';

/** More than this no feed and no mail takes. */
const PREVIEW_LIMIT = 3_000_000;

export interface PreviewJob {
  film: string;
  path: string;
  kind: PreviewKind;
  /** Lengths of its shots, in frames. */
  shots: readonly number[];
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Longest side in pixels, and quality 0–100 where the format knows one: the best that fits is taken. */
const TRIES = [
  { long: 480, quality: 75 },
  { long: 480, quality: 55 },
  { long: 400, quality: 50 },
  { long: 320, quality: 45 },
  { long: 240, quality: 40 },
] as const;

/**
 * A moving picture of the film without sound that fits into 3 MB: all of a short one, else a piece from the middle of up to
 * six shots. It goes on for ever, at half the film's rate. Throws `media`, `disk`, `interrupted`.
 */
export async function animatedPreview({ film, path, kind, shots, onProgress, signal }: PreviewJob): Promise<void> {
  const part = `${path}.part`;
  try {
    for (const [done, attempt] of TRIES.entries()) {
      onProgress?.(done, TRIES.length);
      await write(film, part, kind, piecesOf(shots), attempt, signal);
      const small = (await stat(part)).size <= PREVIEW_LIMIT;
      if (!small && done + 1 < TRIES.length) continue;
      if (!small) throw new StudioError('media', `no preview of ${film} fits into ${PREVIEW_LIMIT / 1e6} MB`);
      await rename(part, path);
      onProgress?.(TRIES.length, TRIES.length);
      return;
    }
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw new StudioError('disk', `cannot write ${path}: ${messageOf(error)}`, { cause: error });
  } finally {
    await rm(part, { force: true });
  }
}

/** Frames of the film that a preview shows at most, and shots from which they are. */
const LONGEST = 144;
const PIECES = 6;
/** Every second frame is enough for a small picture. */
const STEP = 2;

function piecesOf(shots: readonly number[]): number[] {
  const total = shots.reduce((sum, frames) => sum + frames, 0);
  if (total <= LONGEST) return every(0, total);
  const count = Math.min(PIECES, shots.length);
  const chosen = Array.from({ length: count }, (_, at) => Math.floor(((at + 0.5) * shots.length) / count));
  const length = Math.floor(LONGEST / count);
  return chosen.flatMap((shot) => {
    const start = shots.slice(0, shot).reduce((sum, frames) => sum + frames, 0);
    const frames = Math.min(shots[shot] ?? 0, length);
    return every(start + Math.floor(((shots[shot] ?? 0) - frames) / 2), frames);
  });
}

function every(start: number, frames: number): number[] {
  return Array.from({ length: Math.ceil(frames / STEP) }, (_, at) => start + at * STEP);
}

async function write(
  film: string,
  path: string,
  kind: PreviewKind,
  indices: number[],
  { long, quality }: { long: number; quality: number },
  signal: AbortSignal | undefined,
): Promise<void> {
  await using clip = await openClip(film);
  const scale = Math.min(1, long / Math.max(clip.width, clip.height));
  const size = { width: even(clip.width * scale), height: even(clip.height * scale) };
  const base = new Rational(clip.rate.den * STEP, clip.rate.num);
  const pictures = smallPictures(clip, indices, size, kind, signal);
  using encoder = await openEncoder(kind, size, base, quality);
  const format = new FormatContext();
  must(format.allocOutputContext2(null, kind, path), 'set up the preview');
  try {
    const stream = format.newStream();
    must(stream.codecpar.fromContext(encoder), 'describe the preview');
    stream.timeBase = base;
    must(await format.openOutput(), 'open the preview');
    using options = Dictionary.fromObject({ loop: '0' });
    must(await format.writeHeader(options), 'begin the preview');
    const add = async (packet: Packet) => {
      packet.streamIndex = stream.index;
      packet.duration = 1n;
      packet.rescaleTs(base, stream.timeBase);
      must(await format.interleavedWriteFrame(packet), 'write the preview');
    };
    let made = 0;
    for await (const picture of kind === 'gif' ? fewColours(pictures, size, base) : pictures)
      await encodePicture(encoder, picture, made++, add);
    await encodePicture(encoder, null, 0, add);
    must(await format.writeTrailer(), 'finish the preview');
  } finally {
    await format.closeOutput();
    await format[Symbol.asyncDispose]();
  }
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}

/** New frames in the encoder's or the filter's pixel format; whoever takes one frees it. */
async function* smallPictures(
  clip: { frame(index: number): Promise<Frame> },
  indices: readonly number[],
  size: Size,
  kind: PreviewKind,
  signal: AbortSignal | undefined,
): AsyncGenerator<Frame> {
  using scaler = openScaler('area');
  for (const [at, index] of indices.entries()) {
    throwIfAborted(signal);
    const picture = kind === 'gif' ? rgbaFrame(size) : planarFrame(size);
    must(scaler.scaleFrameSync(picture, await clip.frame(index)), 'shrink a picture');
    picture.pts = BigInt(at);
    yield picture;
  }
}

function planarFrame(size: Size): Frame {
  const frame = new Frame();
  frame.alloc();
  frame.width = size.width;
  frame.height = size.height;
  frame.format = AV_PIX_FMT_YUV420P;
  must(frame.getBuffer(), 'allocate a picture');
  return frame;
}

async function openEncoder(kind: PreviewKind, size: Size, base: Rational, quality: number): Promise<CodecContext> {
  const codec = Codec.findEncoderByName(kind === 'gif' ? FF_ENCODER_GIF : FF_ENCODER_LIBWEBP_ANIM);
  if (codec === null) {
    throw new StudioError('missing-part', `this FFmpeg cannot write ${kind}`, {
      hint: `Use --preview ${kind === 'gif' ? 'webp' : 'gif'}.`,
    });
  }
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = size.width;
  context.height = size.height;
  context.pixelFormat = kind === 'gif' ? AV_PIX_FMT_PAL8 : AV_PIX_FMT_YUV420P;
  context.timeBase = base;
  using options = Dictionary.fromObject(kind === 'gif' ? {} : { quality: String(quality), compression_level: '4' });
  must(await context.open2(codec, options), 'open the encoder of the preview');
  return context;
}

/** The 256 colours that serve all pictures best, chosen from all of them; frames that come out are the caller's. */
async function* fewColours(pictures: AsyncIterable<Frame>, size: Size, base: Rational): AsyncGenerator<Frame> {
  using graph = new FilterGraph();
  graph.alloc();
  const make = (name: string, options: string | null) => {
    const filter = Filter.getByName(name);
    const made = filter && graph.createFilter(filter, name, options);
    if (!made)
      throw new StudioError('missing-part', `this FFmpeg has no filter ${name}`, { hint: 'Use --preview webp.' });
    return made;
  };
  const source = make(
    'buffer',
    `video_size=${size.width}x${size.height}:pix_fmt=${AV_PIX_FMT_RGBA}:time_base=${base.num}/${base.den}:pixel_aspect=1/1`,
  );
  const split = make('split', '2');
  const choose = make('palettegen', 'stats_mode=diff');
  const use = make('paletteuse', 'dither=bayer:bayer_scale=4:diff_mode=rectangle');
  const sink = make('buffersink', null);
  must(source.link(0, split, 0), 'connect the filters');
  must(split.link(0, choose, 0), 'connect the filters');
  must(split.link(1, use, 0), 'connect the filters');
  must(choose.link(0, use, 1), 'connect the filters');
  must(use.link(0, sink, 0), 'connect the filters');
  must(await graph.config(), 'connect the filters');
  for await (const picture of pictures) {
    try {
      must(await source.buffersrcAddFrame(picture), 'choose colours');
    } finally {
      picture.free();
    }
  }
  must(await source.buffersrcAddFrame(null), 'choose colours');
  for (;;) {
    const out = new Frame();
    out.alloc();
    const code = await sink.buffersinkGetFrame(out);
    if (code < 0) out.free();
    if (isDry(code)) return;
    must(code, 'reduce the colours');
    yield out;
  }
}
