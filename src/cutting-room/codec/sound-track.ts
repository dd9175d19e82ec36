import {
  AVMEDIA_TYPE_AUDIO,
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_SAMPLE_FMT_FLTP,
  type AVSampleFormat,
  FF_ENCODER_AAC,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  type Frame,
  Packet,
  Rational,
  type Stream,
  avChannelLayoutDefault,
  avGetSampleFmtName,
} from 'node-av/lib';
import { framesOf, isDry, must, openSource } from './av.ts';
import { type FilterStep, filterFrames } from './filter.ts';
import { StudioError } from '../../errors.ts';

/** Sound of every file that is made here. */
export const SAMPLE_RATE = 48_000;
const BIT_RATE = 192_000n;

/** A programme that is being encoded while the pictures are. Dispose it. */
export interface SoundTrack extends AsyncDisposable {
  encoder: CodecContext;
  /** AAC packets in order, stamped in samples from the start of the film; each is lent until the next. */
  packets: AsyncGenerator<Packet>;
}

/**
 * Opens a sound file as stereo AAC of exactly `seconds`, beginning at its time stamp `from` and sent through `steps`: what is
 * missing then is silence, what is over is cut. The file need not be there before the first packet is asked for.
 */
export async function openSoundTrack(
  path: string | Promise<string>,
  seconds: number,
  { from = 0, steps = [] }: { from?: number; steps?: FilterStep[] } = {},
): Promise<SoundTrack> {
  const encoder = await openSoundEncoder();
  const samples = Math.round(seconds * SAMPLE_RATE);
  const shape: FilterStep[] = [
    ...steps,
    ['apad', `whole_len=${samples}`],
    ['atrim', `end_sample=${samples}`],
    ['asetnsamples', `n=${encoder.frameSize}:p=0`],
    // Steps may have left it in another form, and an encoder that is handed one reads where nothing is.
    ['aformat', 'sample_fmts=fltp'],
  ];
  const packets = encodeSound(encoder, framesWhenThere(path, shape, from));
  return {
    encoder,
    packets,
    async [Symbol.asyncDispose]() {
      await packets.return(undefined);
      encoder[Symbol.dispose]();
    },
  };
}

async function* framesWhenThere(
  path: string | Promise<string>,
  shape: FilterStep[],
  from: number,
): AsyncGenerator<Frame> {
  yield* soundFrames(await path, shape, from);
}

/** Decoded sound of a file from a time stamp in seconds on, as 48 kHz stereo, planar floats, then through further filters. */
export async function* soundFrames(path: string, steps: FilterStep[] = [], from = 0): AsyncGenerator<Frame> {
  await using source = await openSource(path);
  const stream = source.stream(AVMEDIA_TYPE_AUDIO);
  if (stream === null) throw new StudioError('media', `${path} has no sound`);
  const { num, den } = stream.timeBase;
  yield* filterFrames(framesOf(source, stream), (first) => entryOf(stream, first), [
    ['asetpts', `PTS-${Math.round((from * den) / num)}`],
    ['aresample', `${SAMPLE_RATE}:async=1:first_pts=0`],
    ['aformat', `sample_fmts=fltp:sample_rates=${SAMPLE_RATE}:channel_layouts=stereo`],
    ...steps,
  ]);
}

/** Samples of a file, piece by piece, 48 kHz stereo, −1 to 1. */
export async function* readSound(
  path: string,
): AsyncGenerator<{ left: Float32Array; right: Float32Array; rate: number }> {
  for await (const frame of soundFrames(path)) {
    const [left, right] = [0, 1].map((channel) => {
      const bytes = frame.data?.[channel] ?? Buffer.alloc(0);
      const copy = new Uint8Array(bytes.subarray(0, frame.nbSamples * 4));
      return new Float32Array(copy.buffer);
    });
    if (left && right) yield { left, right, rate: SAMPLE_RATE };
  }
}

function entryOf({ timeBase }: Stream, { format, sampleRate, channelLayout }: Frame): FilterStep {
  const { order, mask, nbChannels } = channelLayout;
  const name = avGetSampleFmtName(format as AVSampleFormat) ?? 'fltp';
  const layout = order === AV_CHANNEL_ORDER_NATIVE ? `0x${mask.toString(16)}` : `${nbChannels}c`;
  return [
    'abuffer',
    `time_base=${timeBase.num}/${timeBase.den}:sample_rate=${sampleRate}:sample_fmt=${name}:channel_layout=${layout}`,
  ];
}

async function openSoundEncoder(): Promise<CodecContext> {
  const codec = Codec.findEncoderByName(FF_ENCODER_AAC);
  if (codec === null)
    throw new StudioError('missing-part', 'this FFmpeg has no AAC encoder', { hint: 'Run `npm ci` again.' });
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = SAMPLE_RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_FLTP;
  encoder.channelLayout = avChannelLayoutDefault(2);
  encoder.bitRate = BIT_RATE;
  encoder.timeBase = new Rational(1, SAMPLE_RATE);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  // The default coder takes four times as long for a difference that nobody hears at this rate.
  using options = Dictionary.fromObject({ aac_coder: 'fast' });
  must(await encoder.open2(codec, options), 'open the sound encoder');
  return encoder;
}

/** Encodes frames one after the other; packets are stamped in samples, each is lent until the next. */
export async function* encodeSound(encoder: CodecContext, frames: AsyncGenerator<Frame>): AsyncGenerator<Packet> {
  using packet = new Packet();
  packet.alloc();
  let samples = 0;
  for await (const frame of frames) {
    frame.pts = BigInt(samples);
    samples += frame.nbSamples;
    // A fraction of a millisecond of work: asking another thread for it would take longer.
    must(encoder.sendFrameSync(frame), 'encode sound');
    yield* drain();
  }
  must(encoder.sendFrameSync(null), 'encode the end of the sound');
  yield* drain();

  function* drain(): Generator<Packet> {
    while (true) {
      const code = encoder.receivePacketSync(packet);
      if (isDry(code)) return;
      must(code, 'encode sound');
      yield packet;
      packet.unref();
    }
  }
}
