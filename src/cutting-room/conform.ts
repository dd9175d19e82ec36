import {
  AVCOL_RANGE_UNSPECIFIED,
  AVCOL_SPC_UNSPECIFIED,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AV_PICTURE_TYPE_NONE,
  type AVPixelFormat,
} from 'node-av/constants';
import { type Frame, type Stream, avGetPixFmtName } from 'node-av/lib';
import { framesOf, openSource } from './codec/av.ts';
import { encodePicture, throwIfAborted } from './codec/encode.ts';
import { type FilterStep, filterFrames } from './codec/filter.ts';
import { openPictureEncoder, tag } from './codec/format.ts';
import { interleave } from './codec/interleave.ts';
import { openMovie } from './codec/movie.ts';
import { type Examined, FILLING, examine, rotationOf } from './codec/probe.ts';
import { SAMPLE_RATE, openSoundTrack } from './codec/sound-track.ts';
import { StudioError } from '../errors.ts';
import type { Probe, Size } from '../film/media.ts';
import { type Rate, toFrames, toSeconds } from '../film/time.ts';

export interface ConformJob {
  /** Any clip that FFmpeg can read. */
  from: string;
  path: string;
  /** Both even. */
  size: Size;
  rate: Rate;
  /** Exact length wanted; the clip's own when absent. */
  frames?: number;
  /**
   * How it comes to that length: its last picture is held, it begins again, or it is played slower or faster. What is over
   * is cut but for `speed`. `hold` when absent.
   */
  by?: 'hold' | 'loop' | 'speed';
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
  const examined = await examine(job.from);
  const { video } = examined.facts;
  if (video === null)
    throw new StudioError('media', `${job.from} has no picture`, { hint: 'Only clips with a picture can be takes.' });
  // Who plays a clip slower wants its picture to last; sound that goes on after that is cut off with it.
  const seconds = job.by === 'speed' ? examined.picture : lengthOf(examined);
  await using source = await openSource(job.from);
  const stream = source.stream(AVMEDIA_TYPE_VIDEO);
  if (stream === null) throw new StudioError('media', `${job.from} has no picture`);
  const heard = job.sound ?? (source.stream(AVMEDIA_TYPE_AUDIO) ? job.from : null);
  const own = Math.max(1, toFrames(seconds, job.rate));
  const frames = job.frames ?? own;
  const timing: Timing = {
    start: examined.start,
    own: toSeconds(own, job.rate),
    loops: job.by === 'loop' && frames > own,
    speed: job.by === 'speed' ? own / frames : 1,
  };
  await using sound =
    heard === null
      ? null
      : await openSoundTrack(heard, toSeconds(frames, job.rate), heard === job.from ? heardAs(timing) : {});
  using encoder = await openPictureEncoder(job.size, job.rate);
  const movie = await openMovie(job.path, { rate: job.rate, picture: encoder, sound: sound?.encoder ?? null });
  try {
    const add = interleave(movie, sound, job.rate);
    const pictures = filterFrames(
      timing.loops ? again(job.from, timing) : framesOf(source, stream, { threads: 0 }),
      (first) => entryOf(stream, first, video.rate),
      stepsFor(stream, job, frames, { ...examined, ...timing }),
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
    changes: describe(examined, video, job, frames),
  };
}

/** When what of a clip is seen and heard. */
interface Timing {
  /** Its first time stamp, in seconds, and how long it lasts from there. */
  start: number;
  own: number;
  /** It begins again at its end, as often as it takes. */
  loops: boolean;
  speed: number;
}

function heardAs({ start, own, loops, speed }: Timing): { from: number; steps: FilterStep[] } {
  const samples = Math.round(own * SAMPLE_RATE);
  return {
    from: start,
    steps: [
      ...(loops
        ? [
            ['apad', `whole_len=${samples}`] as const,
            ['atrim', `end_sample=${samples}`] as const,
            ['aloop', `loop=-1:size=${samples}`] as const,
          ]
        : []),
      ...(speed === 1 ? [] : [['atempo', String(speed)] as const]),
    ],
  };
}

/** The pictures of a clip again and again, on one clock. */
async function* again(path: string, { own }: Timing): AsyncGenerator<Frame> {
  for (let lap = 0; ; lap += 1) {
    await using source = await openSource(path);
    const stream = source.stream(AVMEDIA_TYPE_VIDEO);
    if (stream === null) return;
    const later = BigInt(Math.round((lap * own * stream.timeBase.den) / stream.timeBase.num));
    for await (const frame of framesOf(source, stream, { threads: 0 })) {
      frame.pts += later;
      yield frame;
    }
  }
}

/** A clip lasts as long as its picture, or its sound where that goes on. */
function lengthOf({ facts, picture }: Examined): number {
  return facts.seconds - picture > FILLING ? facts.seconds : picture;
}

function entryOf(stream: Stream, first: Frame, { num, den }: Rate): FilterStep {
  const { codecpar, timeBase } = stream;
  const pixels = stream.sampleAspectRatio.num > 0 ? stream.sampleAspectRatio : codecpar.sampleAspectRatio;
  const aspect = pixels.num > 0 && pixels.den > 0 ? `${pixels.num}/${pixels.den}` : '1/1';
  const format = avGetPixFmtName(first.format as AVPixelFormat) ?? 'yuv420p';
  return [
    'buffer',
    [
      `video_size=${first.width}x${first.height}`,
      `pix_fmt=${format}`,
      `time_base=${timeBase.num}/${timeBase.den}`,
      `frame_rate=${num}/${den}`,
      `pixel_aspect=${aspect}`,
      `colorspace=${first.colorSpace}`,
      `range=${first.colorRange}`,
    ].join(':'),
  ];
}

function stepsFor(
  stream: Stream,
  { size, rate, fit }: ConformJob,
  frames: number,
  { start, interlaced, facts, speed }: Examined & Timing,
): FilterStep[] {
  const { width, height } = size;
  const { num, den } = stream.timeBase;
  const turns: Record<number, FilterStep[]> = {
    90: [['transpose', 'dir=clock']],
    180: [
      ['hflip', ''],
      ['vflip', ''],
    ],
    270: [['transpose', 'dir=cclock']],
  };
  const wide = facts.video === null ? [] : narrowed(facts.video.colour);
  const flags = 'flags=bicubic+accurate_rnd+full_chroma_int';
  const colours = wide.length > 0 ? '' : ':out_color_matrix=bt709:out_range=tv';
  return [
    // Before anything counts time in other units, as what halves pictures does.
    ['setpts', `(PTS-${Math.round((start * den) / num)})/${speed}`],
    ...tagged(stream),
    ...(wide.length > 0 ? [] : flattened(facts.video?.pixelFormat ?? '')),
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
    [
      'scale',
      `w=${width}:h=${height}:force_original_aspect_ratio=${fit === 'pad' ? 'decrease' : 'increase'}:force_divisible_by=2:${flags}${colours}`,
    ],
    ...wide,
    fit === 'pad' ? ['pad', `w=${width}:h=${height}:x=-1:y=-1`] : ['crop', `w=${width}:h=${height}`],
    ['setsar', '1'],
    ['format', 'pix_fmts=yuv420p'],
  ];
}

/** What shines through a clip is black, as in a player. */
function flattened(format: string): FilterStep[] {
  if (!/^(yuva|gbrap|rgba|argb|bgra|abgr|ya\d|pal8)/.test(format)) return [];
  return [
    ['format', 'pix_fmts=gbrap'],
    ['premultiply', 'inplace=1'],
    ['format', 'pix_fmts=gbrp'],
  ];
}

/** Diffuse white of programmes with high dynamic range, in nits (ITU-R BT.2408). */
const DIFFUSE_WHITE = 203;

/**
 * High dynamic range (PQ, HLG) and wide gamuts (BT.2020, P3) become what a BT.709 screen can show: white stays white, what
 * is brighter is pressed together above 70 %, all three channels by one factor, so hues stay. Only colours that BT.709 does not
 * have are cut off: measured in Oklab, a red of P3 turns by 4°, the primaries of BT.2020 by 6 to 11°; all others by 0 to 1°,
 * more only where they are so dark that eight bits round them.
 * What keeps those as well is not to be had: libplacebo wants Vulkan, and no other filter looks at a pixel's colour and is quick.
 */
function narrowed({ primaries, transfer, matrix }: NonNullable<Probe['video']>['colour']): FilterStep[] {
  const bright = transfer === 'smpte2084' || transfer === 'arib-std-b67';
  if (!bright && primaries !== 'bt2020' && primaries !== 'smpte432') return [];
  const told = (value: string, meant: string): string => (value === 'unspecified' ? meant : value);
  return [
    [
      'setparams',
      `color_primaries=${told(primaries, 'bt2020')}:color_trc=${told(transfer, 'bt709')}:colorspace=${told(matrix, 'bt2020nc')}`,
    ],
    // HLG's system gamma is of the luminance (BT.2100); the approximation raises each channel by itself and turns hues by up to 5°.
    ['zscale', `transfer=linear:npl=${DIFFUSE_WHITE}:primaries=bt709${transfer === 'arib-std-b67' ? ':agamma=0' : ''}`],
    ['format', 'pix_fmts=gbrpf32le'],
    ...(bright ? [['tonemap', 'tonemap=mobius:param=0.7:desat=0'] as const] : []),
    ['zscale', 'transfer=bt709:matrix=bt709:range=limited'],
    ['format', 'pix_fmts=yuv420p'],
  ];
}

/**
 * The file knows its colours where a picture does not say them, as in much that editors write. Clips that do not say them at
 * all mean what players assume: BT.709 for high definition, BT.601 below.
 */
function tagged({ codecpar: { colorSpace, colorRange, width, height } }: Stream): FilterStep[] {
  const high = Math.max(width, height) >= 1280 || Math.min(width, height) >= 720;
  const matrix = colorSpace === AVCOL_SPC_UNSPECIFIED ? (high ? 'bt709' : 'smpte170m') : String(colorSpace);
  return [['setparams', `colorspace=${matrix}${colorRange === AVCOL_RANGE_UNSPECIFIED ? '' : `:range=${colorRange}`}`]];
}

function describe(
  { facts, picture, lost }: Examined,
  video: NonNullable<Probe['video']>,
  job: ConformJob,
  frames: number,
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
  if (narrowed(video.colour).length > 0) changes.push('its colours made BT.709');
  if (lost > 1 / is) changes.push(`${lost.toFixed(1)} s left out before its first whole picture`);
  const longer = toSeconds(frames, job.rate) - picture;
  if (job.by === 'speed' && Math.abs(longer) > 1 / is)
    return [
      ...changes,
      `played ${longer > 0 ? 'slower' : 'faster'} by ${Math.round((Math.abs(longer) / picture) * 100)} %`,
    ];
  if (job.by === 'loop' && longer > 1 / is) return [...changes, `${longer.toFixed(1)} s more by beginning again`];
  if (longer > FILLING) {
    const why = job.frames === undefined && facts.seconds > picture ? ', because its sound goes on' : '';
    changes.push(`last frame held for ${longer.toFixed(1)} s${why}`);
  }
  if (-longer > 1 / is) changes.push(`${(-longer).toFixed(1)} s cut from the end (${frames} frames kept)`);
  return changes;
}
