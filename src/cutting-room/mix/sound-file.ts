import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_S16,
  FF_ENCODER_AAC,
  FF_ENCODER_FLAC,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBOPUS,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  FormatContext,
  type Packet,
  Rational,
  avChannelLayoutDefault,
  avGetSampleFmtName,
} from 'node-av/lib';
import { must } from '../codec/av.ts';
import { encodeSound, soundFrames } from '../codec/sound-track.ts';
import { StudioError } from '../../errors.ts';

/** How speech is sold: what is inside the file, and the file around it. */
const KINDS = {
  mp3: { encoder: FF_ENCODER_LIBMP3LAME, container: 'mp3', format: AV_SAMPLE_FMT_FLTP },
  aac: { encoder: FF_ENCODER_AAC, container: 'adts', format: AV_SAMPLE_FMT_FLTP },
  opus: { encoder: FF_ENCODER_LIBOPUS, container: 'ogg', format: AV_SAMPLE_FMT_FLT },
  flac: { encoder: FF_ENCODER_FLAC, container: 'flac', format: AV_SAMPLE_FMT_S16 },
} as const;

export type SoundKind = keyof typeof KINDS;

/**
 * Writes the sound of any file as one channel of another kind, at `rate` samples and, where the kind has that,
 * `bitRate` bits a second. Throws `media`, and `disk` when it cannot be written.
 */
export async function writeSoundFile(
  source: string,
  path: string,
  { kind, rate, bitRate }: { kind: SoundKind; rate: number; bitRate: number },
): Promise<void> {
  const { container, format } = KINDS[kind];
  using encoder = await openEncoder(kind, rate, bitRate);
  await using file = new FormatContext();
  must(file.allocOutputContext2(null, container, path), 'set up the sound file');
  const stream = file.newStream();
  must(stream.codecpar.fromContext(encoder), 'describe the sound');
  stream.timeBase = new Rational(1, rate);
  if ((await file.openOutput()) < 0) throw new StudioError('disk', `cannot write ${path}`);
  try {
    must(await file.writeHeader(), 'begin the sound file');
    const frames = soundFrames(source, [
      ['aresample', `${rate}`],
      ['aformat', `sample_fmts=${avGetSampleFmtName(format)}:sample_rates=${rate}:channel_layouts=mono`],
      ...(encoder.frameSize > 0 ? ([['asetnsamples', `n=${encoder.frameSize}:p=0`]] as const) : []),
    ]);
    for await (const packet of encodeSound(encoder, frames)) await write(file, packet, rate, stream.timeBase);
    must(await file.writeTrailer(), 'finish the sound file');
  } finally {
    await file.closeOutput();
  }
}

async function write(file: FormatContext, packet: Packet, rate: number, timeBase: Rational): Promise<void> {
  packet.streamIndex = 0;
  packet.rescaleTs({ num: 1, den: rate }, timeBase);
  must(await file.interleavedWriteFrame(packet), 'write a piece of sound');
}

async function openEncoder(kind: SoundKind, rate: number, bitRate: number): Promise<CodecContext> {
  const codec = Codec.findEncoderByName(KINDS[kind].encoder);
  if (codec === null)
    throw new StudioError('missing-part', `this FFmpeg has no ${kind} encoder`, { hint: 'Run `npm ci` again.' });
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = rate;
  encoder.sampleFormat = KINDS[kind].format;
  encoder.channelLayout = avChannelLayoutDefault(1);
  encoder.bitRate = BigInt(bitRate);
  encoder.timeBase = new Rational(1, rate);
  if (kind !== 'mp3') encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  must(await encoder.open2(codec), 'open the sound encoder');
  return encoder;
}
