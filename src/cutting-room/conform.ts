import {
  AVCOL_SPC_UNSPECIFIED,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AV_FRAME_FLAG_INTERLACED,
  AV_PICTURE_TYPE_NONE,
  type AVPixelFormat,
} from 'node-av/constants';
import { type Stream, avGetPixFmtName } from 'node-av/lib';
import { framesOf, openSource } from './av.ts';
import { encodePicture, throwIfAborted } from './encode.ts';
import { type FilterStep, filterFrames } from './filter.ts';
import { openPictureEncoder, tag } from './format.ts';
import { interleave } from './interleave.ts';
import { openMovie } from './movie.ts';
import { probe, rotationOf } from './probe.ts';
import { openSoundTrack } from './sound-track.ts';
import { StudioError } from '../errors.ts';
import type { Size } from '../film/media.ts';
import { type Rate, toSeconds } from '../film/time.ts';

export interface ConformJob {
  /** Any clip that FFmpeg can read. */
  from: string;
  path: string;
  /** Both even. */
  size: Size;
  rate: Rate;
  /** Exact length wanted; the last frame is held or the end is cut. The clip's own length when absent. */
  frames?: number;
  /** How a picture of another shape is made to fit: bars beside it, or its edges cut off. */
  fit: 'pad' | 'crop';
  /** A sound file that is laid under it instead of the clip's own sound. */
  sound?: string;
  signal?: AbortSignal;
}

/** What a clip was and what was done to it, in words for the person. */
export interface Conformed {
  frames: number;
  /** `true` when the file carries a sound, as long as the picture. */
  sound: boolean;
  changes: string[];
}

/**
 * Makes a clip of any size, rate, shape, turn, colour and pixel format into a take in the house format, with its own
 * sound (48 kHz stereo AAC) in the same file. Square pixels, constant rate, BT.709. Throws `media`, `disk`,
 * `interrupted`.
 */
export async function conform(job: ConformJob): Promise<Conformed> {
  try {
    return await conformed(job);
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'media' || error.message.includes(job.from)) throw error;
    // What FFmpeg says of a packet does not say whose it was.
    throw new StudioError('media', `${job.from} is damaged: ${error.message}`, {
      hint: 'Fetch or export it again.',
      cause: error,
      data: error.data,
    });
  }
}

async function conformed(job: ConformJob): Promise<Conformed> {
  const facts = await probe(job.from);
  const { video } = facts;
  if (video === null)
    throw new StudioError('media', `${job.from} has no picture`, { hint: 'Only clips with a picture can be takes.' });
  const frames = job.frames ?? Math.max(1, Math.round((facts.seconds * job.rate.num) / job.rate.den));
  await using source = await openSource(job.from);
  const stream = source.stream(AVMEDIA_TYPE_VIDEO);
  if (stream === null) throw new StudioError('media', `${job.from} has no picture`);
  const heard = job.sound ?? (source.stream(AVMEDIA_TYPE_AUDIO) ? job.from : null);
  await using sound = heard === null ? null : await openSoundTrack(heard, toSeconds(frames, job.rate));
  using encoder = await openPictureEncoder(job.size, job.rate);
  const movie = await openMovie(job.path, { rate: job.rate, picture: encoder, sound: sound?.encoder ?? null });
  try {
    const add = interleave(movie, sound, job.rate);
    const pictures = filterFrames(
      framesOf(source, stream, { threads: 0 }),
      entryOf(stream, video.rate),
      stepsFor(stream, job, frames, await isInterlaced(job.from)),
    );
    let made = 0;
    for await (const frame of pictures) {
      throwIfAborted(job.signal);
      const picture = frame.clone();
      if (picture === null) throw new StudioError('internal', 'a frame could not be copied');
      tag(picture);
      picture.pictType = AV_PICTURE_TYPE_NONE;
      await encodePicture(encoder, picture, made, (packet) => add(packet, Number(packet.pts)));
      made += 1;
    }
    await encodePicture(encoder, null, 0, (packet) => add(packet, Number(packet.pts)));
    await add(null, made);
    if (made !== frames) throw new StudioError('media', `${job.from} gave ${made} of ${frames} frames`);
    await movie.finish();
  } finally {
    await movie.abandon();
  }
  return {
    frames,
    sound: sound !== null,
    changes: describe(video, job, frames, toSeconds(frames, job.rate) - facts.seconds),
  };
}

/** Whether the first picture consists of two fields. */
async function isInterlaced(path: string): Promise<boolean> {
  await using source = await openSource(path);
  const stream = source.stream(AVMEDIA_TYPE_VIDEO);
  if (stream === null) return false;
  for await (const frame of framesOf(source, stream)) return (frame.flags & AV_FRAME_FLAG_INTERLACED) !== 0;
  return false;
}

function entryOf(stream: Stream, { num, den }: Rate): FilterStep {
  const { codecpar, timeBase } = stream;
  const pixels = stream.sampleAspectRatio.num > 0 ? stream.sampleAspectRatio : codecpar.sampleAspectRatio;
  const aspect = pixels.num > 0 && pixels.den > 0 ? `${pixels.num}/${pixels.den}` : '1/1';
  const format = avGetPixFmtName(codecpar.format as AVPixelFormat) ?? 'yuv420p';
  return [
    'buffer',
    [
      `video_size=${codecpar.width}x${codecpar.height}`,
      `pix_fmt=${format}`,
      `time_base=${timeBase.num}/${timeBase.den}`,
      `frame_rate=${num}/${den}`,
      `pixel_aspect=${aspect}`,
      `colorspace=${codecpar.colorSpace}`,
      `range=${codecpar.colorRange}`,
    ].join(':'),
  ];
}

function stepsFor(stream: Stream, { size, rate, fit }: ConformJob, frames: number, interlaced: boolean): FilterStep[] {
  const { width, height } = size;
  const turns: Record<number, FilterStep[]> = {
    90: [['transpose', 'dir=clock']],
    180: [
      ['hflip', ''],
      ['vflip', ''],
    ],
    270: [['transpose', 'dir=cclock']],
  };
  return [
    ...untagged(stream),
    // Both halves of a picture were taken at different times: lines of one are made anew between those of the other.
    ...(interlaced && stream.codecpar.width > 2 && stream.codecpar.height > 3
      ? [['bwdif', 'mode=send_frame:deint=interlaced'] as const]
      : []),
    ...(turns[rotationOf(stream)] ?? []),
    // Pixels that are not square become square before the shape is looked at.
    ['scale', 'w=trunc(iw*sar/2)*2:h=ih'],
    ['setsar', '1'],
    // Held before it is counted: the last frame, and be it the only one, has no length of its own.
    ['tpad', 'stop=-1:stop_mode=clone'],
    ['fps', `fps=${rate.num}/${rate.den}:start_time=0:round=near`],
    ['trim', `end_frame=${frames}`],
    fit === 'pad'
      ? [
          'scale',
          `w=${width}:h=${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=bt709:out_range=tv`,
        ]
      : [
          'scale',
          `w=${width}:h=${height}:force_original_aspect_ratio=increase:force_divisible_by=2:flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=bt709:out_range=tv`,
        ],
    fit === 'pad' ? ['pad', `w=${width}:h=${height}:x=-1:y=-1`] : ['crop', `w=${width}:h=${height}`],
    ['setsar', '1'],
    ['format', 'pix_fmts=yuv420p'],
  ];
}

/** Clips that do not say their colours mean what players assume: BT.709 for high definition, BT.601 below. */
function untagged({ codecpar }: Stream): FilterStep[] {
  if (codecpar.colorSpace !== AVCOL_SPC_UNSPECIFIED) return [];
  const high = Math.max(codecpar.width, codecpar.height) >= 1280 || Math.min(codecpar.width, codecpar.height) >= 720;
  return [['setparams', `colorspace=${high ? 'bt709' : 'smpte170m'}`]];
}

function describe(
  video: { width: number; height: number; rate: Rate; rotation: number },
  job: ConformJob,
  frames: number,
  longer: number,
): string[] {
  const upright =
    video.rotation % 180 === 0 ? { w: video.width, h: video.height } : { w: video.height, h: video.width };
  const changes: string[] = [];
  if (video.rotation !== 0) changes.push(`turned by ${video.rotation}°`);
  if (upright.w !== job.size.width || upright.h !== job.size.height) {
    changes.push(`${upright.w}×${upright.h} made ${job.size.width}×${job.size.height}`);
    if (upright.w * job.size.height !== upright.h * job.size.width)
      changes.push(job.fit === 'pad' ? 'bars added' : 'edges cut off');
  }
  const [was, is] = [video.rate.num / video.rate.den, job.rate.num / job.rate.den];
  if (Math.abs(was - is) > 0.001)
    changes.push(`${Number(was.toFixed(3))} frames a second made ${Number(is.toFixed(3))}`);
  if (Math.abs(longer) > 1 / is)
    changes.push(
      longer > 0
        ? `last frame held for ${longer.toFixed(1)} s`
        : `${(-longer).toFixed(1)} s cut from the end (${frames} frames kept)`,
    );
  return changes;
}
