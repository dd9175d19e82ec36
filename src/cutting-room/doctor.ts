import { createCanvas } from '@napi-rs/canvas';
import { FF_ENCODER_AAC, FF_ENCODER_LIBX264 } from 'node-av/constants';
import { Codec, Filter, OutputFormat, getFFmpegInfo } from 'node-av/lib';
import { messageOf } from '../errors.ts';
import { fontReport } from '../typography/fonts.ts';

/** One part of the media tools, as it was found by trying it. */
export interface MediaFinding {
  part: string;
  state: 'present' | 'missing';
  detail: string;
  unlocks: string;
  /** The line that mends it, or null when there is nothing to mend. */
  mend: string | null;
}

const FILTERS = [
  'fps',
  'scale',
  'crop',
  'pad',
  'transpose',
  'setparams',
  'tpad',
  'trim',
  'aresample',
  'aformat',
  'apad',
  'atrim',
  'asetnsamples',
];

/** Says of FFmpeg, the canvas and the bundled fonts whether they are there and work. Never throws. */
export function mediaReport(): MediaFinding[] {
  return [
    finding('FFmpeg', 'every film', () => {
      const { version, libraries } = getFFmpegInfo();
      return { detail: `${version}, linked in process (avcodec ${libraries.avcodec})`, missing: [] };
    }),
    finding('encoders', 'H.264 pictures, AAC sound, MP4 files', () => ({
      detail: 'x264, aac, mp4',
      missing: [
        ...(Codec.findEncoderByName(FF_ENCODER_LIBX264) ? [] : ['x264']),
        ...(Codec.findEncoderByName(FF_ENCODER_AAC) ? [] : ['aac']),
        ...(OutputFormat.guessFormat('mp4', null, null) ? [] : ['mp4']),
      ],
    })),
    finding('filters', 'conforming clips of other makers, and sound', () => ({
      detail: FILTERS.join(', '),
      missing: FILTERS.filter((name) => Filter.getByName(name) === null),
    })),
    finding('canvas', 'drawn takes, titles, posters', () => {
      const canvas = createCanvas(2, 2);
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#ff0000';
      pen.fillRect(0, 0, 2, 2);
      return { detail: '@napi-rs/canvas (Skia)', missing: canvas.data()[0] === 255 ? [] : ['drawing'] };
    }),
    finding('fonts', 'titles and captions in any script', () => {
      const fonts = fontReport();
      return {
        detail: `${fonts.length} families`,
        missing: fonts.filter((font) => !font.present).map((font) => font.name),
      };
    }),
  ];
}

function finding(part: string, unlocks: string, look: () => { detail: string; missing: string[] }): MediaFinding {
  try {
    const { detail, missing } = look();
    if (missing.length === 0) return { part, state: 'present', detail, unlocks, mend: null };
    return { part, state: 'missing', detail: `without ${missing.join(', ')}`, unlocks, mend: 'npm ci' };
  } catch (error) {
    return { part, state: 'missing', detail: messageOf(error), unlocks, mend: 'npm ci' };
  }
}
