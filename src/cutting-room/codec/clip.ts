import { AVMEDIA_TYPE_VIDEO, AVSEEK_FLAG_BACKWARD, AV_PICTURE_TYPE_NONE } from 'node-av/constants';
import type { CodecContext, Frame, Packet, Stream } from 'node-av/lib';
import { type Source, framesOf, must, openSource, packetsOf } from './av.ts';
import { StudioError, messageOf } from '../../errors.ts';
import type { Rate } from '../../film/time.ts';

/** A picture file that is read by frame number. Dispose it. */
export interface OpenClip extends AsyncDisposable {
  path: string;
  rate: Rate;
  width: number;
  height: number;
  frames: number;
  /** Numbers of the frames at which decoding can begin, ascending. */
  keyframes: number[];
  /** True when its packets can stand beside those of `encoder` in one stream. */
  matches(encoder: CodecContext): boolean;
  /**
   * Frame `index`; outside the file, its first or last. The frame is lent until the next call. Fast when indices grow.
   */
  frame(index: number): Promise<Frame>;
  /** Gives back the memory of decoding; `frame` works again afterwards. */
  rest(): Promise<void>;
  /**
   * Packets of the frames `from` … `to - 1` with their frame numbers. `from` is a key frame; `to` is one or the end, or any
   * frame where pictures are stored in the order in which they are shown.
   */
  packets(from: number, to: number): AsyncGenerator<{ packet: Packet; index: number }>;
  /** The same file to be read in another place at the same time, for less than opening it anew. Dispose it too. */
  again(): Promise<OpenClip>;
}

/** Opens a clip of constant rate, its own unless told. Throws `media` when there is no picture in it. */
export async function openClip(path: string, told?: Rate): Promise<OpenClip> {
  const source = await openSource(path);
  const stream = source.stream(AVMEDIA_TYPE_VIDEO);
  if (stream === null) {
    await source[Symbol.asyncDispose]();
    throw new StudioError('media', `${path} has no picture`);
  }
  const rate = told ?? { num: stream.avgFrameRate.num, den: stream.avgFrameRate.den };
  try {
    return clipOf(path, source, stream, rate, await scan(path, source, stream, rate));
  } catch (error) {
    await source[Symbol.asyncDispose]();
    throw error;
  }
}

function clipOf(path: string, source: Source, stream: Stream, rate: Rate, stamps: Stamps): OpenClip {
  const { start, frames, keyframes } = stamps;
  let decoding: AsyncGenerator<Frame> | null = null;
  let current: { frame: Frame; index: number } | null = null;

  const rest = async (): Promise<void> => {
    await decoding?.return(undefined);
    decoding = null;
    current = null;
  };
  const restart = async (index: number): Promise<void> => {
    await rest();
    decoding = framesOf(source, stream, { from: timeOf(index) });
  };
  const timeOf = (index: number) =>
    start + BigInt(Math.round((index * rate.den * stream.timeBase.den) / (rate.num * stream.timeBase.num)));
  const numberOf = (pts: bigint) => numberAt(pts - start, stream, rate);

  return {
    path,
    rate,
    width: stream.codecpar.width,
    height: stream.codecpar.height,
    frames,
    keyframes,
    matches: (encoder) => sharesParameters(stream, encoder),
    async frame(index) {
      const wanted = Math.min(Math.max(index, 0), frames - 1);
      const here = current?.index ?? -1;
      const key = keyframes.findLast((frame) => frame <= wanted) ?? 0;
      if (decoding === null || wanted < here || key > here + 1) await restart(key);
      while (current === null || current.index < wanted) {
        const next = await decoding?.next().catch((error: unknown) => {
          throw new StudioError('media', `${path} is damaged: ${messageOf(error)}`, { cause: error });
        });
        if (next === undefined || next.done) throw new StudioError('media', `${path} ends before its frame ${wanted}`);
        next.value.pictType = AV_PICTURE_TYPE_NONE;
        current = { frame: next.value, index: numberOf(next.value.pts) };
      }
      return current.frame;
    },
    rest,
    async *packets(from, to) {
      await using copy = await openSource(path, { again: true });
      let inside = false;
      const pictures = copy.format.streams[stream.index];
      if (pictures === undefined) return;
      must(await copy.format.seekFrame(stream.index, timeOf(from), AVSEEK_FLAG_BACKWARD), 'seek in the file');
      for await (const packet of packetsOf(copy, pictures)) {
        const index = numberOf(packet.pts);
        if (packet.isKeyframe) inside = index >= from && index < to;
        if (packet.isKeyframe && index >= to) return;
        if (!inside || index >= to) continue;
        const { isKeyframe } = packet;
        packet.data = withStartCodes(packet.data);
        // New data take the old flags with them.
        packet.isKeyframe = isKeyframe;
        yield { packet, index };
      }
    },
    async again() {
      const other = await openSource(path, { again: true });
      const same = other.format.streams[stream.index];
      if (same !== undefined) return clipOf(path, other, same, rate, stamps);
      await other[Symbol.asyncDispose]();
      throw new StudioError('media', `${path} changed while it was read`);
    },
    async [Symbol.asyncDispose]() {
      await rest();
      await source[Symbol.asyncDispose]();
    },
  };
}

interface Stamps {
  /** Of the frame that is shown first, in the stream's time base. */
  start: bigint;
  frames: number;
  keyframes: number[];
}

/** Reads all time stamps once, to the end of the source: seek before anything else is read. */
async function scan(path: string, source: Source, stream: Stream, rate: Rate): Promise<Stamps> {
  const stamps: { pts: bigint; key: boolean }[] = [];
  for await (const packet of packetsOf(source, stream)) stamps.push({ pts: packet.pts, key: packet.isKeyframe });
  const [first] = stamps;
  if (first === undefined) throw new StudioError('media', `${path} holds no frames`);
  const start = stamps.reduce((least, stamp) => (stamp.pts < least ? stamp.pts : least), first.pts);
  const numberOf = (pts: bigint) => numberAt(pts - start, stream, rate);
  return {
    start,
    frames: stamps.length,
    keyframes: stamps
      .filter((stamp) => stamp.key)
      .map((stamp) => numberOf(stamp.pts))
      .toSorted((a, b) => a - b),
  };
}

function numberAt(ticks: bigint, stream: Stream, rate: Rate): number {
  return Math.round((Number(ticks) * stream.timeBase.num * rate.num) / (stream.timeBase.den * rate.den));
}

/**
 * An MP4 puts the length before each unit, an encoder a start code; the muxer is told by the encoder and takes only the
 * latter. Both are four bytes.
 */
function withStartCodes(data: Buffer | null): Buffer {
  const units = Buffer.from(data ?? Buffer.alloc(0));
  for (let at = 0; at + 4 <= units.length;) {
    const length = units.readUInt32BE(at);
    units.writeUInt32BE(1, at);
    at += 4 + length;
  }
  return units;
}

/** Equal sequence and picture parameter sets: what a decoder was told once holds for both. */
function sharesParameters(stream: Stream, encoder: CodecContext): boolean {
  const theirs = stream.codecpar.extradata;
  const ours = encoder.extraData;
  if (theirs === null || ours === null) return false;
  const units = ours
    .toString('latin1')
    .split('\0\0\u0001')
    .map((unit) => (unit.endsWith('\0') ? unit.slice(0, -1) : unit))
    .filter((unit) => unit !== '' && isParameterSet(unit));
  return units.length > 0 && units.every((unit) => theirs.includes(unit, 0, 'latin1'));
}

function isParameterSet(unit: string): boolean {
  const kind = unit.charCodeAt(0) & 31;
  return kind === 7 || kind === 8;
}
