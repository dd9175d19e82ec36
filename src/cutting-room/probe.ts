import { stat } from 'node:fs/promises';
import {
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AV_PKT_DATA_DISPLAYMATRIX,
  type AVPixelFormat,
} from 'node-av/constants';
import { type Stream, avGetCodecName, avGetPixFmtName } from 'node-av/lib';
import { type Source, framesOf, openSource, packetsOf } from './av.ts';
import { StudioError, messageOf } from '../errors.ts';
import type { Probe } from '../film/media.ts';
import type { Rate } from '../film/time.ts';

/**
 * What a file really holds: packets counted, first frame decoded. Throws `media` for a file that is missing, empty, not
 * media, cut off, or says more than it has.
 */
export async function probe(path: string): Promise<Probe> {
  await requireBytes(path);
  await using source = await openSource(path).catch((error: unknown) => {
    throw new StudioError('media', `${path} is not a media file that can be read`, {
      hint: 'Use a video, sound or picture file that plays elsewhere; it may be cut off or carry the wrong ending.',
      cause: error,
    });
  });
  const video = source.stream(AVMEDIA_TYPE_VIDEO);
  const audio = source.stream(AVMEDIA_TYPE_AUDIO);
  if (video === null && audio === null) throw new StudioError('media', `${path} holds neither picture nor sound`);
  const spans = await readSpans(source, path);
  const videoSpan = video && spans.get(video.index);
  const audioSpan = audio && spans.get(audio.index);
  if (video && !videoSpan) throw new StudioError('media', `${path} promises a picture but holds none`);
  if (video) await requireDecodable(path, video.index);
  return {
    container: source.format.iformat?.name ?? 'unknown',
    seconds: Math.max(videoSpan?.seconds ?? 0, audioSpan?.seconds ?? 0),
    video: video && videoSpan ? describeVideo(video, videoSpan) : null,
    audio:
      audio && audioSpan
        ? {
            codec: avGetCodecName(audio.codecpar.codecId) ?? 'unknown',
            sampleRate: audio.codecpar.sampleRate,
            channels: audio.codecpar.channels,
            seconds: audioSpan.seconds,
          }
        : null,
  };
}

interface Span {
  packets: number;
  seconds: number;
}

async function requireBytes(path: string): Promise<void> {
  const file = await stat(path).catch((error: unknown) => {
    throw new StudioError('media', `${path} cannot be read: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  });
  if (!file.isFile()) throw new StudioError('media', `${path} is not a file`);
  if (file.size === 0)
    throw new StudioError('media', `${path} is empty`, { hint: 'It was probably never written to its end.' });
}

/** Counts the packets of every stream and measures how long they last, from time stamps. */
async function readSpans(source: Source, path: string): Promise<Map<number, Span>> {
  const seen = new Map<number, { packets: number; first: bigint; last: bigint; end: bigint }>();
  try {
    for await (const packet of packetsOf(source, null)) {
      const span = seen.get(packet.streamIndex);
      const end = packet.pts + packet.duration;
      if (span === undefined) seen.set(packet.streamIndex, { packets: 1, first: packet.pts, last: packet.pts, end });
      else {
        span.packets += 1;
        if (packet.pts < span.first) span.first = packet.pts;
        if (packet.pts > span.last) span.last = packet.pts;
        if (end > span.end) span.end = end;
      }
    }
  } catch (error) {
    throw new StudioError('media', `${path} is cut off or damaged: ${messageOf(error)}`, {
      hint: 'Fetch or export it again.',
      cause: error,
    });
  }
  const spans = new Map<number, Span>();
  for (const [index, span] of seen) {
    const stream = source.format.streams[index];
    if (!stream) continue;
    const promised = Number(stream.nbFrames);
    const held = heldBy(stream, span);
    // Edit lists may hide a few packets at the edges.
    if (promised - held > Math.max(2, promised / 50)) {
      throw new StudioError('media', `${path} is cut off: it promises ${promised} packets and holds ${held}`, {
        hint: 'Fetch or export it again.',
      });
    }
    // What lies before zero is an encoder's run-up, which no player lets be heard.
    const first = span.first < 0n ? 0n : span.first;
    // Where no packet says how long it is, the last one is as long as the others were.
    const rest = span.end === span.last && span.packets > 1 ? Number(span.last - first) / (span.packets - 1) : 0;
    const seconds = (Number(span.end - first) + rest) * (stream.timeBase.num / stream.timeBase.den);
    spans.set(index, { packets: span.packets, seconds });
  }
  return spans;
}

/** What a container counts: packets, or of bare samples, which come many to a packet, each one. */
function heldBy(
  { codecpar, timeBase }: Stream,
  { packets, first, end }: { packets: number; first: bigint; end: bigint },
): number {
  if (!(avGetCodecName(codecpar.codecId) ?? '').startsWith('pcm_')) return packets;
  return Math.round((Number(end - first) * timeBase.num * codecpar.sampleRate) / timeBase.den);
}

async function requireDecodable(path: string, index: number): Promise<void> {
  await using source = await openSource(path);
  const stream = source.format.streams[index];
  try {
    if (stream) for await (const frame of framesOf(source, stream)) if (frame.width > 0) return;
  } catch (error) {
    throw new StudioError('media', `the picture of ${path} cannot be decoded: ${messageOf(error)}`, { cause: error });
  }
  throw new StudioError('media', `the picture of ${path} cannot be decoded`);
}

function describeVideo(stream: Stream, span: Span): NonNullable<Probe['video']> {
  const { codecpar } = stream;
  return {
    codec: avGetCodecName(codecpar.codecId) ?? 'unknown',
    width: codecpar.width,
    height: codecpar.height,
    pixelFormat: avGetPixFmtName(codecpar.format as AVPixelFormat) ?? 'unknown',
    rate: rateOf(stream, span),
    frames: span.packets,
    rotation: rotationOf(stream),
    colour: {
      primaries: nameOf(PRIMARIES, codecpar.colorPrimaries),
      transfer: nameOf(TRANSFERS, codecpar.colorTrc),
      matrix: nameOf(MATRICES, codecpar.colorSpace),
      range: nameOf(RANGES, codecpar.colorRange),
    },
  };
}

/** The average rate of presentation, which is what a counted frame lasts; still pictures say 25. */
function rateOf(stream: Stream, span: Span): Rate {
  const { num, den } = stream.avgFrameRate;
  if (num > 0 && den > 0) return { num, den };
  return span.seconds > 0
    ? { num: Math.max(1, Math.round((span.packets / span.seconds) * 1000)), den: 1000 }
    : { num: 25, den: 1 };
}

/** Clockwise degrees from the display matrix, whose first column is (cos, −sin) in 16.16 fixed point. */
export function rotationOf(stream: Stream): number {
  const matrix = stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (matrix === null || matrix.length < 36) return 0;
  const degrees = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
  return (((Math.round(degrees / 90) * 90) % 360) + 360) % 360;
}

const PRIMARIES: Record<number, string> = {
  1: 'bt709',
  2: 'unspecified',
  5: 'bt470bg',
  6: 'smpte170m',
  9: 'bt2020',
  12: 'smpte432',
};
const TRANSFERS: Record<number, string> = {
  1: 'bt709',
  2: 'unspecified',
  6: 'smpte170m',
  8: 'linear',
  13: 'iec61966-2-1',
  16: 'smpte2084',
  18: 'arib-std-b67',
};
const MATRICES: Record<number, string> = {
  0: 'gbr',
  1: 'bt709',
  2: 'unspecified',
  5: 'bt470bg',
  6: 'smpte170m',
  9: 'bt2020nc',
};
const RANGES: Record<number, string> = { 0: 'unspecified', 1: 'tv', 2: 'pc' };

/** FFmpeg's name of a colour tag (ISO/IEC 23091-2 numbers); rare ones stay numbers. */
function nameOf(names: Record<number, string>, tag: number): string {
  return names[tag] ?? String(tag);
}
