import { createCanvas } from '@napi-rs/canvas';
import {
  FF_ENCODER_AAC,
  FF_ENCODER_GIF,
  FF_ENCODER_LIBWEBP_ANIM,
  FF_ENCODER_LIBX264,
  FF_ENCODER_PCM_S16LE,
} from 'node-av/constants';
import { Codec, Filter, OutputFormat, getFFmpegInfo } from 'node-av/lib';
import { messageOf } from '../errors.ts';
import { DeliveryCodec } from '../film/delivery.ts';
import { fontReport } from '../typography/fonts.ts';
import { encoderOf } from './delivery/codecs.ts';

/** One part of the media tools, as it was found by trying it. */
export interface MediaFinding {
  part: string;
  /** `optional` is absent and films are made without it. */
  state: 'present' | 'missing' | 'optional';
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
    deliveries(),
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

/** What `deliver` can encode; without some of it films are made all the same. */
function deliveries(): MediaFinding {
  const unlocks = 'films in other codecs (deliver --codec), moving previews (--preview)';
  const wanted = [
    ...DeliveryCodec.options.map((codec) => ({ name: `${codec} (${encoderOf(codec)})`, encoder: encoderOf(codec) })),
    ...[FF_ENCODER_AAC, FF_ENCODER_PCM_S16LE, FF_ENCODER_GIF, FF_ENCODER_LIBWEBP_ANIM].map((name) => ({
      name,
      encoder: name,
    })),
  ];
  const has = wanted.filter(({ encoder }) => Codec.findEncoderByName(encoder) !== null);
  const without = wanted.filter((one) => !has.includes(one));
  const named = (encoders: typeof wanted): string => encoders.map(({ name }) => name).join(', ');
  const detail = without.length === 0 ? named(has) : `${named(has)}; without ${named(without)}`;
  return { part: 'deliveries', state: without.length === 0 ? 'present' : 'optional', detail, unlocks, mend: null };
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
