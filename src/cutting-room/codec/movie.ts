import { rename, rm } from 'node:fs/promises';
import { AV_PKT_FLAG_KEY } from 'node-av/constants';
import {
  type CodecContext,
  type CodecParameters,
  Dictionary,
  FormatContext,
  type Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import { must } from './av.ts';
import { StudioError } from '../../errors.ts';
import type { Rate } from '../../film/time.ts';

/** An MP4 that is being written. It appears under its name only when it is whole. */
export interface Movie {
  /**
   * Adds the next picture packet in decoding order; `frame` is where it is shown, counted from the start of the film.
   * Packets may come from this process's encoder or be copied from a house file: both share parameter sets. `early` says
   * how many frames before it is shown it is decoded, for encoders that look ahead; they must begin below zero together.
   */
  addPicture(packet: Packet, frame: number, early?: number): Promise<void>;
  /** Adds the next packet of sound, stamped in samples. */
  addSound(packet: Packet): Promise<void>;
  /** Writes the index to the front and gives the file its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. Call it when anything went wrong; harmless after `finish`. */
  abandon(): Promise<void>;
}

export interface MovieOptions {
  rate: Rate;
  picture: CodecContext;
  sound?: CodecContext | CodecParameters | null;
  /** An MP4 unless told. */
  container?: 'mp4' | 'mov';
  /** Four letters by which players know the pictures, where the container's own will not do. */
  tag?: string | null;
  /** Kept in the file as its comment. */
  comment?: string;
}

/** Starts a film with pictures and, if given, a sound stream. Throws `disk` when the folder cannot be written. */
export async function openMovie(path: string, options: MovieOptions): Promise<Movie> {
  const { rate, sound, container = 'mp4', tag = null, comment } = options;
  const part = `${path}.part`;
  const format = new FormatContext();
  must(format.allocOutputContext2(null, container, part), 'set up the film file');
  const picture = addStream(format, options.picture);
  if (tag !== null) picture.codecpar.codecTag = tag;
  picture.timeBase = new Rational(rate.den, rate.num);
  picture.avgFrameRate = new Rational(rate.num, rate.den);
  const soundStream = sound ? addStream(format, sound) : null;
  if (soundStream) soundStream.timeBase = new Rational(1, soundStream.codecpar.sampleRate);
  if (comment !== undefined) format.metadata = Dictionary.fromObject({ comment });
  const opened = await format.openOutput();
  if (opened < 0) {
    await format[Symbol.asyncDispose]();
    throw new StudioError('disk', `cannot write ${path}`, {
      hint: 'Check that the folder exists, is writable and has space.',
    });
  }
  using flags = Dictionary.fromObject({ movflags: '+faststart' });
  must(await format.writeHeader(flags), 'begin the film file');

  let decoded = 0;
  let open = true;
  return {
    async addPicture(packet, frame, early) {
      // Time stamps are counted afresh, so seams between copied and encoded parts cannot drift.
      packet.pts = BigInt(frame);
      packet.dts = BigInt(early === undefined ? decoded : frame - early);
      packet.duration = 1n;
      packet.streamIndex = picture.index;
      packet.rescaleTs({ num: rate.den, den: rate.num }, picture.timeBase);
      decoded += 1;
      must(await format.interleavedWriteFrame(packet), 'write a picture');
    },
    async addSound(packet) {
      if (soundStream === null) throw new StudioError('internal', 'this film was opened without sound');
      packet.streamIndex = soundStream.index;
      packet.setFlags(AV_PKT_FLAG_KEY);
      packet.rescaleTs({ num: 1, den: soundStream.codecpar.sampleRate }, soundStream.timeBase);
      must(await format.interleavedWriteFrame(packet), 'write a piece of sound');
    },
    async finish() {
      must(await format.writeTrailer(), 'finish the film file');
      await close();
      await rename(part, path);
    },
    async abandon() {
      await close();
      await rm(part, { force: true });
    },
  };

  async function close(): Promise<void> {
    if (!open) return;
    open = false;
    await format.closeOutput();
    await format[Symbol.asyncDispose]();
  }
}

function addStream(format: FormatContext, from: CodecContext | CodecParameters): Stream {
  const stream = format.newStream();
  if ('isOpen' in from) must(stream.codecpar.fromContext(from), 'describe a stream');
  else must(from.copy(stream.codecpar), 'describe a stream');
  stream.codecpar.codecTag = 0;
  return stream;
}
