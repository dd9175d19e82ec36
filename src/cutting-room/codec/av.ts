import {
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVSEEK_FLAG_BACKWARD,
  AV_DISPOSITION_ATTACHED_PIC,
  AV_LOG_QUIET,
  AV_NOPTS_VALUE,
  type AVMediaType,
} from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, FormatContext, Frame, Log, Packet, type Stream } from 'node-av/lib';
import { StudioError } from '../../errors.ts';

// FFmpeg talks to stderr by itself; what it has to say reaches people through the errors below.
Log.setLevel(AV_LOG_QUIET);

/** Passes a result of FFmpeg's on, or throws `media` with FFmpeg's own words when it is an error code. */
export function must(code: number, doing: string): number {
  if (code < 0) {
    throw new StudioError('media', `could not ${doing}: ${FFmpegError.strerror(code)}`, { data: { ffmpegCode: code } });
  }
  return code;
}

/** True for the two answers that mean "nothing now" and are no errors. */
export function isDry(code: number): boolean {
  return code === AVERROR_EAGAIN || code === AVERROR_EOF;
}

/** An open file. Dispose it. */
export interface Source extends AsyncDisposable {
  format: FormatContext;
  /** The best stream of a kind, or null. The cover of a piece of music is no picture. */
  stream(kind: AVMediaType): Stream | null;
}

/**
 * Opens a media file and reads its streams. `again` says that they were read before: an MP4, whose header tells all that
 * decoding needs, is then not looked into, which costs as much as decoding its first pictures. Throws `media` when FFmpeg
 * cannot make sense of it.
 */
export async function openSource(path: string, { again = false }: { again?: boolean } = {}): Promise<Source> {
  const format = new FormatContext();
  try {
    must(await format.openInput(path), `open ${path}`);
    const told = again && format.iformat?.name?.split(',').includes('mp4') === true;
    if (!told) must(await format.findStreamInfo(), `read the streams of ${path}`);
  } catch (error) {
    await format[Symbol.asyncDispose]();
    throw error;
  }
  return {
    format,
    stream(kind) {
      const stream = format.streams[format.findBestStream(kind)] ?? null;
      return stream === null || (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) !== 0 ? null : stream;
    },
    [Symbol.asyncDispose]: () => format[Symbol.asyncDispose](),
  };
}

/** All packets of one stream, or of every stream for null, in decoding order. The packet is reused: clone it to keep it. */
export async function* packetsOf(source: Source, stream: Stream | null): AsyncGenerator<Packet> {
  using packet = new Packet();
  packet.alloc();
  while (true) {
    const code = await source.format.readFrame(packet);
    if (code === AVERROR_EOF) return;
    must(code, 'read the file to its end');
    if (stream === null || packet.streamIndex === stream.index) yield packet;
    packet.unref();
  }
}

/** A decoder for a stream, opened; 0 threads are as many as there are cores. Dispose it. */
async function openDecoder(stream: Stream, threads: number): Promise<CodecContext> {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) throw new StudioError('media', 'no decoder knows this kind of stream');
  const context = new CodecContext();
  context.allocContext3(codec);
  must(context.parametersToContext(stream.codecpar), 'set up the decoder');
  context.pktTimebase = stream.timeBase;
  context.threadCount = threads;
  must(await context.open2(codec), 'open the decoder');
  return context;
}

/**
 * Decoded frames of a stream in order of presentation. The frame is reused: clone it to keep it. `from` seeks to the
 * key frame at or before that time stamp (in the stream's time base) first; `keyOnly` decodes nothing but key frames,
 * which is many times faster. House clips are decoded by one thread, because threads look ahead and others are at work on
 * the other cores; large clips of strangers are better off with all (`threads: 0`). Every frame has a time stamp: where a
 * file has none, they follow each other at its rate. What lies before the first key frame, as where a broadcast was cut
 * anywhere, and cannot be decoded is left out. Throws `media` for damaged data.
 */
export async function* framesOf(
  source: Source,
  stream: Stream,
  { from = null, keyOnly = false, threads = 1 }: { from?: bigint | null; keyOnly?: boolean; threads?: number } = {},
): AsyncGenerator<Frame> {
  if (from !== null) must(await source.format.seekFrame(stream.index, from, AVSEEK_FLAG_BACKWARD), 'seek in the file');
  using decoder = await openDecoder(stream, threads);
  using frame = new Frame();
  frame.alloc();
  const stamp = stamper(stream);
  let begun = false;
  for await (const packet of packetsOf(source, stream)) {
    if (keyOnly && !packet.isKeyframe) continue;
    begun ||= packet.isKeyframe;
    const code = await decoder.sendPacket(packet);
    if (code < 0 && !begun) continue;
    must(code, 'decode the file');
    yield* drain(decoder, frame, stamp);
  }
  must(await decoder.sendPacket(null), 'decode the end of the file');
  yield* drain(decoder, frame, stamp);
}

async function* drain(decoder: CodecContext, frame: Frame, stamp: (frame: Frame) => void): AsyncGenerator<Frame> {
  while (true) {
    const code = await decoder.receiveFrame(frame);
    if (isDry(code)) return;
    must(code, 'decode a frame');
    stamp(frame);
    yield frame;
    frame.unref();
  }
}

/** Gives frames without a time stamp the best guess, or one after the last. */
function stamper({ avgFrameRate, timeBase }: Stream): (frame: Frame) => void {
  const known = avgFrameRate.num > 0 && avgFrameRate.den > 0 ? avgFrameRate : { num: 25, den: 1 };
  const step = BigInt(Math.max(1, Math.round((known.den * timeBase.den) / (known.num * timeBase.num))));
  let next = 0n;
  return (frame) => {
    if (frame.pts === AV_NOPTS_VALUE) frame.pts = frame.bestEffortTimestamp;
    if (frame.pts === AV_NOPTS_VALUE) frame.pts = next;
    next = frame.pts + (frame.duration > 0n ? frame.duration : step);
  };
}
