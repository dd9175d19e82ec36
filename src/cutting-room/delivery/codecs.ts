import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_ID_PCM_S16LE,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P10LE,
  AV_SAMPLE_FMT_S16,
  type AVPixelFormat,
  FF_ENCODER_LIBSVTAV1,
  FF_ENCODER_LIBX264,
  FF_ENCODER_LIBX265,
  FF_ENCODER_PRORES_AW,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, Rational, avChannelLayoutDefault } from 'node-av/lib';
import { StudioError } from '../../errors.ts';
import { DeliveryCodec } from '../../film/delivery.ts';
import type { Size } from '../../film/media.ts';
import type { Rate } from '../../film/time.ts';
import { must } from '../codec/av.ts';
import { tag } from '../codec/format.ts';
import { type SoundTrack, SAMPLE_RATE, encodeSound, openSoundTrack, soundFrames } from '../codec/sound-track.ts';

/** How a film is encoded for people who only watch it, or, as ProRes, for those who go on working on it. */
interface Coding {
  encoder: Parameters<typeof Codec.findEncoderByName>[0];
  container: 'mp4' | 'mov';
  /** Four letters by which players know it; null for the container's own. */
  tag: string | null;
  pixels: AVPixelFormat;
  sound: 'aac' | 'pcm';
  /** Group of pictures in seconds; null where every picture stands alone. */
  group: number | null;
  options: Record<string, string>;
}

const CODINGS: Record<DeliveryCodec, Coding> = {
  h264: {
    encoder: FF_ENCODER_LIBX264,
    container: 'mp4',
    tag: null,
    pixels: AV_PIX_FMT_YUV420P,
    sound: 'aac',
    group: 2,
    options: { preset: 'fast', crf: '19', profile: 'high' },
  },
  hevc: {
    encoder: FF_ENCODER_LIBX265,
    container: 'mp4',
    // Apple's players take HEVC by this name only.
    tag: 'hvc1',
    pixels: AV_PIX_FMT_YUV420P,
    sound: 'aac',
    group: 2,
    options: { preset: 'faster', crf: '22', 'x265-params': 'log-level=none' },
  },
  av1: {
    encoder: FF_ENCODER_LIBSVTAV1,
    container: 'mp4',
    tag: null,
    pixels: AV_PIX_FMT_YUV420P,
    sound: 'aac',
    group: 4,
    options: { preset: '8', crf: '30' },
  },
  prores: {
    encoder: FF_ENCODER_PRORES_AW,
    container: 'mov',
    tag: null,
    pixels: AV_PIX_FMT_YUV422P10LE,
    sound: 'pcm',
    group: null,
    // 3 is "HQ", which editors take for masters. Of the encoders this one takes a quarter of the time of the other.
    options: { profile: '3', vendor: 'apl0' },
  },
};

export function containerOf(codec: DeliveryCodec): 'mp4' | 'mov' {
  return CODINGS[codec].container;
}

/** The four letters of a codec in its container, or null for the usual ones. */
export function tagOf(codec: DeliveryCodec): string | null {
  return CODINGS[codec].tag;
}

/** An encoder for pictures of one size and rate, tagged BT.709; time stamps count frames. Dispose it. Throws `missing-part`. */
export async function openDeliveryEncoder(codec: DeliveryCodec, size: Size, rate: Rate): Promise<CodecContext> {
  assertCodec(codec);
  const { encoder, pixels, options, group } = CODINGS[codec];
  const context = new CodecContext();
  context.allocContext3(Codec.findEncoderByName(encoder));
  context.width = size.width;
  context.height = size.height;
  context.pixelFormat = pixels;
  context.timeBase = new Rational(rate.den, rate.num);
  context.framerate = new Rational(rate.num, rate.den);
  context.sampleAspectRatio = new Rational(1, 1);
  // As many as there are cores: nothing else is at work while a film is handed over.
  context.threadCount = 0;
  if (group !== null) context.gopSize = Math.round((group * rate.num) / rate.den);
  tag(context);
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  using chosen = Dictionary.fromObject(options);
  must(await context.open2(Codec.findEncoderByName(encoder), chosen), `open the ${codec} encoder`);
  return context;
}

/** Throws `missing-part` when the FFmpeg at hand cannot encode it; the hint lists what it can. */
export function assertCodec(codec: DeliveryCodec): void {
  const here = codecsHere();
  if (here.includes(codec)) return;
  throw new StudioError('missing-part', `this FFmpeg has no encoder for ${codec} (${CODINGS[codec].encoder})`, {
    hint: `It has: --codec ${here.join(', ')}.`,
  });
}

/** The name by which FFmpeg knows what encodes it: `libx264`. */
export function encoderOf(codec: DeliveryCodec): Coding['encoder'] {
  return CODINGS[codec].encoder;
}

/** Codecs for which the FFmpeg at hand has an encoder. */
function codecsHere(): DeliveryCodec[] {
  return DeliveryCodec.options.filter((codec) => Codec.findEncoderByName(CODINGS[codec].encoder) !== null);
}

/** The sound of a delivery: AAC, or samples as they are where somebody goes on working on it. */
export async function openDeliverySound(codec: DeliveryCodec, path: string, seconds: number): Promise<SoundTrack> {
  if (CODINGS[codec].sound === 'aac') return openSoundTrack(path, seconds);
  const pcm = Codec.findEncoder(AV_CODEC_ID_PCM_S16LE);
  const encoder = new CodecContext();
  encoder.allocContext3(pcm);
  encoder.sampleRate = SAMPLE_RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_S16;
  encoder.channelLayout = avChannelLayoutDefault(2);
  encoder.timeBase = new Rational(1, SAMPLE_RATE);
  must(await encoder.open2(pcm), 'open the sound encoder');
  const samples = Math.round(seconds * SAMPLE_RATE);
  const packets = encodeSound(
    encoder,
    soundFrames(path, [
      ['apad', `whole_len=${samples}`],
      ['atrim', `end_sample=${samples}`],
      ['aformat', 'sample_fmts=s16'],
      ['asetnsamples', 'n=4800:p=0'],
    ]),
  );
  return {
    encoder,
    packets,
    async [Symbol.asyncDispose]() {
      await packets.return(undefined);
      encoder[Symbol.dispose]();
    },
  };
}
