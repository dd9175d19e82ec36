import { readFileSync } from 'node:fs';
import {
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, type Frame, Rational } from 'node-av/lib';
import { must } from './av.ts';
import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import type { Rate } from '../../film/time.ts';

/**
 * The house format. Every take that is drawn, conformed or rendered here goes through this one encoder, so all of one
 * size and rate have the same parameter sets and can be joined by copying packets. A group of pictures is closed and
 * short, because copying can only begin where a group does.
 */
export const GROUP = 12;
export const PIXELS = AV_PIX_FMT_YUV420P;
/**
 * One thread an encoder: takes are drawn side by side, one on each core, so more threads only cost; and the same brief has
 * to give the same film. `superfast` was measured as near to drawn pictures as `veryfast` (SSIM 0.994 both) in just over
 * half the time, as long as the macroblock tree keeps still pictures still where a new group begins. No B-frames: what is
 * copied packet by packet is then in the order in which it is seen.
 */
const X264 = {
  preset: 'superfast',
  crf: '20',
  profile: 'high',
  'x264-params': `keyint=${GROUP}:min-keyint=${GROUP}:scenecut=0:open-gop=0:bframes=0:rc-lookahead=${GROUP}:mbtree=1:threads=1${sureAssembler()}`,
  forced_idr: '1',
};

/**
 * x264's AVX-512 code for the macroblock tree gives, when several encoders work side by side, now and then other bytes for
 * the same pictures (measured 2026-11-27: 4 of 240 encodes, with B-frames 165; with the older instructions none of 1,480).
 * So it is not let near it. Only Linux tells whether there is AVX2; without it encoding takes a tenth longer.
 */
function sureAssembler(): string {
  if (process.arch !== 'x64') return '';
  try {
    return /\bavx2\b/.test(readFileSync('/proc/cpuinfo', 'latin1')) ? ':asm=AVX2' : ':asm=SSE4.2';
  } catch {
    return ':asm=SSE4.2';
  }
}

/**
 * The house encoder, opened for one size and rate. Timestamps count frames. Dispose it. Throws `media` for a size of which a
 * side is odd or nothing, `missing-part` without x264.
 */
export async function openPictureEncoder(size: Size, rate: Rate): Promise<CodecContext> {
  if (![size.width, size.height].every((side) => side > 0 && side % 2 === 0)) {
    throw new StudioError('media', `pictures of ${size.width}×${size.height} cannot be encoded`, {
      hint: 'Both sides must be even: colour has one value for two pixels.',
    });
  }
  const codec = Codec.findEncoderByName(FF_ENCODER_LIBX264);
  if (codec === null) {
    throw new StudioError('missing-part', 'this FFmpeg has no x264', {
      hint: 'Run `npm ci` again, then `claude-studio doctor`.',
    });
  }
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = size.width;
  context.height = size.height;
  context.pixelFormat = PIXELS;
  context.timeBase = new Rational(rate.den, rate.num);
  context.framerate = new Rational(rate.num, rate.den);
  context.sampleAspectRatio = new Rational(1, 1);
  tag(context);
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  using options = Dictionary.fromObject(X264);
  must(await context.open2(codec, options), `open the encoder at ${size.width}×${size.height}`);
  return context;
}

/** Marks something as BT.709, limited range: what players assume of such a file anyway. */
export function tag(target: CodecContext | Frame): void {
  target.colorPrimaries = AVCOL_PRI_BT709;
  target.colorTrc = AVCOL_TRC_BT709;
  target.colorSpace = AVCOL_SPC_BT709;
  target.colorRange = AVCOL_RANGE_MPEG;
  target.chromaLocation = AVCHROMA_LOC_LEFT;
}
