import { stat } from 'node:fs/promises';
import {
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AV_FRAME_FLAG_INTERLACED,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PKT_FLAG_DISCARD,
  AV_TIME_BASE,
  type AVPixelFormat,
} from 'node-av/constants';
import { type Stream, avGetCodecName, avGetPixFmtName } from 'node-av/lib';
import { type Source, framesOf, openSource, packetsOf } from './av.ts';
import { StudioError, messageOf } from '../../errors.ts';
import type { Probe } from '../../film/media.ts';
import type { Rate } from '../../film/time.ts';

/**
 * What a file really holds: packets counted, first frame decoded. Throws `media` for a file that is missing, empty, not
 * media, cut off, or says more than it has.
 */
export async function probe(path: string): Promise<Probe> {
  return (await examine(path)).facts;
}

/** A probe, and the first picture as it was decoded. */
export interface Examined {
  facts: Probe;
  /** Time stamp with which the clip begins, in seconds: its picture or its sound, whichever is first. */
  start: number;
  /** Seconds from there to the end of the picture; the sound may go on. */
  picture: number;
  /** Seconds before the first picture that nobody can show, as where a broadcast was cut anywhere. */
  lost: number;
  /** Whether its pictures consist of two fields. */
  interlaced: boolean;
}

/** What `probe` says, and what it takes to make the clip into another. Throws as `probe` does. */
export async function examine(path: string): Promise<Examined> {
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
  const told = video && spans.get(video.index);
  const audioSpan = audio && spans.get(audio.index);
  if (video && !told)
    throw new StudioError('media', `${path} promises a picture but holds none`, { hint: 'Fetch or export it again.' });
  const first = video && (await firstPicture(path, video.index));
  const videoSpan = told?.guessed && first ? movedTo(first.at, told) : told;
  const start = startOf(first?.at, audioSpan?.start);
  const ends = [videoSpan?.end, audioSpan?.end].filter((at) => at !== undefined);
  const facts: Probe = {
    container: source.format.iformat?.name ?? 'unknown',
    seconds: Math.max(0, Math.max(...ends) - start),
    video: video && videoSpan ? describeVideo(video, videoSpan) : null,
    audio:
      audio && audioSpan
        ? {
            codec: avGetCodecName(audio.codecpar.codecId) ?? 'unknown',
            sampleRate: audio.codecpar.sampleRate,
            channels: audio.codecpar.channels,
            seconds: audioSpan.end - audioSpan.start,
          }
        : null,
  };
  return {
    facts,
    start,
    picture: (videoSpan?.end ?? start) - start,
    lost: Math.max(0, start - (videoSpan?.start ?? start)),
    interlaced: first?.interlaced ?? false,
  };
}

/** Sound that begins before the picture or ends after it by no more than this is the filling of its packets. */
export const FILLING = 0.1;

function startOf(picture: number | undefined, sound: number | undefined): number {
  if (picture === undefined || sound === undefined) return picture ?? sound ?? 0;
  return picture - sound > FILLING ? sound : picture;
}

function movedTo(start: number, span: Span): Span {
  return { ...span, start, end: span.end - span.start + start };
}

interface Span {
  /** That are shown. */
  packets: number;
  /** In seconds, on the clock of the file. */
  start: number;
  end: number;
  /** Some packets say only when they are decoded, so the span is as long but may lie a little later. */
  guessed: boolean;
}

async function requireBytes(path: string): Promise<void> {
  const file = await stat(path).catch((error: unknown) => {
    throw new StudioError('media', `${path} cannot be read: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  });
  if (!file.isFile())
    throw new StudioError('media', `${path} is not a file`, { hint: 'Put a film file there, not a folder or a pipe.' });
  if (file.size === 0)
    throw new StudioError('media', `${path} is empty`, { hint: 'It was probably never written to its end.' });
}

const NOTHING = {
  packets: 0,
  hidden: 0,
  first: 0n,
  last: 0n,
  end: 0n,
  decoded: AV_NOPTS_VALUE,
  back: 0,
  guessed: false,
};

/** Counts the packets of every stream and measures how long they last, from time stamps. */
async function readSpans(source: Source, path: string): Promise<Map<number, Span>> {
  const seen = new Map<number, typeof NOTHING>();
  try {
    for await (const packet of packetsOf(source, null)) {
      const span = seen.get(packet.streamIndex) ?? { ...NOTHING };
      seen.set(packet.streamIndex, span);
      span.packets += 1;
      if (packet.dts !== AV_NOPTS_VALUE) {
        if (span.decoded !== AV_NOPTS_VALUE) span.back = Math.max(span.back, Number(span.decoded - packet.dts));
        span.decoded = packet.dts;
      }
      // What an edit list leaves out is decoded and not shown.
      if ((packet.flags & AV_PKT_FLAG_DISCARD) !== 0) {
        span.hidden += 1;
        continue;
      }
      const told = packet.pts !== AV_NOPTS_VALUE;
      const at = told ? packet.pts : packet.dts === AV_NOPTS_VALUE ? span.end : packet.dts;
      span.guessed ||= !told;
      if (at < span.first || span.packets - span.hidden === 1) span.first = at;
      // How long the others last is said in the order of decoding, which is another.
      if (at >= span.last || span.packets - span.hidden === 1)
        Object.assign(span, { last: at, end: at + packet.duration });
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
    if (!stream || span.hidden === span.packets) continue;
    const promised = Number(stream.nbFrames);
    const held = heldBy(stream, span);
    // An edit list may hide packets; then the file does not promise their time either.
    const whole = stream.duration > 0n && Number(span.end - span.first) >= 0.98 * Number(stream.duration);
    if (promised - held > Math.max(2, promised / 50) && !whole) {
      throw new StudioError('media', `${path} is cut off: it promises ${promised} packets and holds ${held}`, {
        hint: 'Fetch or export it again.',
      });
    }
    // Sound before zero is an encoder's run-up, which no player lets be heard.
    const sound = stream.codecpar.codecType === AVMEDIA_TYPE_AUDIO;
    const first = sound && span.first < 0n ? 0n : span.first;
    // Where no packet says how long it is, the last one is as long as the others were.
    const shown = span.packets - span.hidden;
    const rest = span.end === span.last && shown > 1 ? Number(span.last - first) / (shown - 1) : 0;
    const unit = stream.timeBase.num / stream.timeBase.den;
    // Of two pictures of one time one would be lost.
    if (span.back * unit > HELD_BACK && !sound)
      throw new StudioError('media', `the clock of ${path} runs back, as where clips were put together byte for byte`, {
        hint: 'Use the clips by themselves, or join them in an editor.',
      });
    spans.set(index, {
      packets: shown,
      start: Number(first) * unit,
      end: (Number(span.end) + rest) * unit,
      guessed: span.guessed,
    });
  }
  requirePromised(source, path, spans);
  return spans;
}

/** Matroska counts no packets, but says when the last one ends; those of most other containers are told by counting. */
function requirePromised({ format }: Source, path: string, spans: ReadonlyMap<number, Span>): void {
  if (format.iformat?.name?.startsWith('matroska') !== true || format.duration <= 0n) return;
  const promised = Number(format.duration) / AV_TIME_BASE;
  const held = Math.max(...[...spans.values()].map(({ end }) => end));
  if (promised - held <= Math.max(HELD_BACK, promised / 50)) return;
  throw new StudioError(
    'media',
    `${path} is cut off: it promises ${promised.toFixed(1)} seconds and holds ${held.toFixed(1)}`,
    { hint: 'Fetch or export it again.' },
  );
}

/** Seconds by which a film may be shorter than it says: the last frame of a slow one has no length of its own. */
const HELD_BACK = 0.5;

/** What a container counts: packets, or of bare samples, which come many to a packet, each one. */
function heldBy({ codecpar, timeBase }: Stream, { packets, first, end }: typeof NOTHING): number {
  if (!(avGetCodecName(codecpar.codecId) ?? '').startsWith('pcm_')) return packets;
  return Math.round((Number(end - first) * timeBase.num * codecpar.sampleRate) / timeBase.den);
}

async function firstPicture(path: string, index: number): Promise<{ at: number; interlaced: boolean }> {
  await using source = await openSource(path);
  const stream = source.format.streams[index];
  const hint = 'Fetch or export it again; if it plays elsewhere, export it as H.264 in an MP4.';
  try {
    if (stream)
      for await (const { width, pts, flags } of framesOf(source, stream))
        if (width > 0)
          return {
            at: (Number(pts) * stream.timeBase.num) / stream.timeBase.den,
            interlaced: (flags & AV_FRAME_FLAG_INTERLACED) !== 0,
          };
  } catch (error) {
    throw new StudioError('media', `the picture of ${path} cannot be decoded: ${messageOf(error)}`, {
      hint,
      cause: error,
    });
  }
  throw new StudioError('media', `the picture of ${path} cannot be decoded`, { hint });
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

/**
 * The average rate of presentation, which is what a counted frame lasts; what stands still says 25. Where frames
 * come unevenly some files tell their quickest rate: then it is counted.
 */
function rateOf(stream: Stream, { packets, start, end }: Span): Rate {
  const { num, den } = stream.avgFrameRate;
  const told = num > 0 && den > 0;
  const counted = packets < 2 || end <= start ? null : packets / (end - start);
  if (told && (counted === null || Math.abs((counted * den) / num - 1) < UNEVEN)) return { num, den };
  return counted === null ? { num: 25, den: 1 } : { num: Math.max(1, Math.round(counted * 1000)), den: 1000 };
}

/** By which share a rate may be other than counted: a frame more or less is none of it. */
const UNEVEN = 0.05;

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
