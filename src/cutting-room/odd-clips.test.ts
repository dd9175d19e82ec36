import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  AVCOL_SPC_BT709,
  type AVColorSpace,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_INTERLACED_DCT,
  AV_FRAME_FLAG_INTERLACED,
  AV_FRAME_FLAG_TOP_FIELD_FIRST,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P10LE,
  AV_PIX_FMT_YUVA420P,
  type AVPixelFormat,
  type FFVideoEncoder,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Rational } from 'node-av/lib';
import { must } from './codec/av.ts';
import { encodePicture } from './codec/encode.ts';
import { filterFrames } from './codec/filter.ts';
import { readFrames } from './codec/frames.ts';
import { probe } from './codec/probe.ts';
import { conform } from './conform.ts';
import { pictureSeconds } from '../film/media.ts';

const HOUSE = { size: { width: 64, height: 36 }, rate: { num: 24, den: 1 }, fit: 'crop' as const };
const folder = await mkdtemp(join(tmpdir(), 'odd-clips-'));
after(() => rm(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);

interface Odd {
  codec: FFVideoEncoder;
  format?: AVPixelFormat;
  fields?: boolean;
  /** Of each frame: what Y, U, V (and what lets through) are all over it. */
  values: readonly number[][];
  /** Frames at 24 a second at which each is shown; one after the other unless told. */
  times?: readonly number[];
  /** What the file says of its matrix, and the pictures do not. */
  matrix?: AVColorSpace;
}

const greys = (count: number): number[][] => Array.from({ length: count }, (_, at) => [40 + 7 * at, 128, 128, 255]);

async function write(path: string, { codec: name, format = AV_PIX_FMT_YUV420P, fields, values, times, matrix }: Odd) {
  const codec = Codec.findEncoderByName(name);
  assert.ok(codec, name);
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  Object.assign(encoder, { ...HOUSE.size, pixelFormat: format, bitRate: 4_000_000n, gopSize: 12 });
  encoder.timeBase = new Rational(1, 24);
  encoder.framerate = new Rational(24, 1);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  if (fields === true) encoder.setFlags(AV_CODEC_FLAG_INTERLACED_DCT);
  must(await encoder.open2(codec), 'open');
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, null, path), 'allocate');
  const stream = out.newStream();
  must(stream.codecpar.fromContext(encoder), 'describe');
  if (matrix !== undefined) stream.codecpar.colorSpace = matrix;
  stream.timeBase = encoder.timeBase;
  stream.avgFrameRate = encoder.framerate;
  must(await out.openOutput(), 'open');
  must(await out.writeHeader(), 'begin');
  for (const index of [...values.keys(), null]) {
    const picture = index === null ? null : pictureOf(format, values[index] ?? [], fields === true);
    const at = index === null ? 0 : (times?.[index] ?? index);
    await encodePicture(encoder, picture, at, async (packet) => {
      packet.duration = 1n;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      must(await out.interleavedWriteFrame(packet), 'write');
    });
  }
  must(await out.writeTrailer(), 'finish');
  await out.closeOutput();
}

function pictureOf(format: AVPixelFormat, values: readonly number[], fields: boolean): Frame {
  const frame = new Frame();
  frame.alloc();
  Object.assign(frame, { ...HOUSE.size, format });
  must(frame.getBuffer(), 'allocate');
  frame.data?.forEach((plane, index) => {
    const value = values[index] ?? 0;
    if (format === AV_PIX_FMT_YUV422P10LE)
      new Uint16Array(plane.buffer, plane.byteOffset, plane.length >> 1).fill(value * 4);
    else plane.fill(value);
  });
  if (fields) frame.setFlags(AV_FRAME_FLAG_INTERLACED, AV_FRAME_FLAG_TOP_FIELD_FIRST);
  return frame;
}

async function colourAt(path: string, frame: number): Promise<number[]> {
  const [still] = await readFrames(path, [frame]);
  assert.ok(still);
  const middle = (Math.floor(still.height / 2) * still.width + Math.floor(still.width / 2)) * 4;
  return [...still.data.subarray(middle, middle + 3)];
}

test('a clip of fields that begins late on its own clock is seen from its beginning', async () => {
  const values = greys(24);
  await write(file('fields.ts'), { codec: 'mpeg2video' as FFVideoEncoder, fields: true, values, times: values.map((_, at) => at + 200) }); // prettier-ignore
  const path = file('fields.mp4');
  assert.equal((await conform({ from: file('fields.ts'), path, ...HOUSE })).frames, 24);
  for (const frame of [0, 8, 16, 23]) {
    const wanted = (((values[frame]?.[0] ?? 0) - 16) * 255) / 219;
    const [red = 0] = await colourAt(path, frame);
    assert.ok(Math.abs(red - wanted) < 4, `frame ${frame}: ${red} instead of ${wanted}`);
  }
});

test('colours are what the file says where its pictures say nothing', async () => {
  // (200, 50, 50) of BT.709; read as BT.601, as small pictures are that say nothing, it is (187, 34, 51).
  const values = Array.from({ length: 6 }, () => [86, 113, 194]);
  const [codec, format] = ['prores_ks' as FFVideoEncoder, AV_PIX_FMT_YUV422P10LE];
  await write(file('red.mkv'), { codec, format, values, matrix: AVCOL_SPC_BT709 });
  const path = file('red.mp4');
  await conform({ from: file('red.mkv'), path, ...HOUSE });
  const found = await colourAt(path, 3);
  assert.ok(
    [200, 50, 50].every((value, at) => Math.abs(value - (found[at] ?? 0)) < 6),
    found.join(),
  );
});

test('a clip that lets through begins again as often as it takes, and then ends', async () => {
  await write(file('clear.mkv'), { codec: 'ffv1' as FFVideoEncoder, format: AV_PIX_FMT_YUVA420P, values: greys(6) });
  const path = file('clear.mp4');
  const done = await conform({ from: file('clear.mkv'), path, ...HOUSE, frames: 20, by: 'loop' });
  assert.equal(done.frames, 20);
  const [first, later] = [await colourAt(path, 1), await colourAt(path, 13)];
  assert.ok(Math.abs((first[0] ?? 0) - (later[0] ?? 0)) < 4, `${first.join()} and ${later.join()}`);
});

test('no more frames are taken than come out, whatever filter lies between', { timeout: 60_000 }, async () => {
  let taken = 0;
  async function* endless() {
    while (taken < 500) {
      const frame = pictureOf(AV_PIX_FMT_YUVA420P, [90, 128, 128, 255], false);
      frame.pts = BigInt(taken);
      taken += 1;
      yield frame;
    }
  }
  const entry = `video_size=64x36:pix_fmt=yuva420p:time_base=1/24:frame_rate=24/1:pixel_aspect=1/1`;
  let came = 0;
  for await (const frame of filterFrames(endless(), () => ['buffer', entry], [
    ['format', 'pix_fmts=gbrap'],
    ['premultiply', 'inplace=1'],
    ['trim', 'end_frame=3'],
  ]))
    came += frame.width > 0 ? 1 : 0;
  assert.equal(came, 3);
  assert.ok(taken < 20, `${taken} frames were taken`);
});

test('a clip that promises more seconds than it holds is cut off', async () => {
  const values = Array.from({ length: 96 }, (_, at) => [16 + ((at * 37) % 200), 128, 128]);
  await write(file('whole.mkv'), { codec: 'mpeg2video' as FFVideoEncoder, values });
  const bytes = await readFile(file('whole.mkv'));
  await writeFile(file('part.mkv'), bytes.subarray(0, bytes.length / 2));
  assert.equal((await probe(file('whole.mkv'))).video?.frames, 96);
  await assert.rejects(probe(file('part.mkv')), /part\.mkv is cut off: it promises 4\.0 seconds and holds/);
});

test('clips put together byte for byte are refused, because of two pictures of one time one is lost', async () => {
  await write(file('one.ts'), { codec: 'mpeg2video' as FFVideoEncoder, values: greys(24) });
  const bytes = await readFile(file('one.ts'));
  await writeFile(file('two.ts'), Buffer.concat([bytes, bytes]));
  await assert.rejects(probe(file('two.ts')), /the clock of .*two\.ts runs back/);
});

test('where frames come unevenly the rate is what was counted, and the picture as long as it is seen', async () => {
  const times = [0, 1, 2, 3, 4, 5, 48, 49, 50, 51, 52, 53, 95];
  await write(file('uneven.mkv'), { codec: 'ffv1' as FFVideoEncoder, values: greys(13), times });
  const facts = await probe(file('uneven.mkv'));
  const { rate } = facts.video ?? assert.fail();
  assert.ok(Math.abs(rate.num / rate.den - 13 / 4) < 0.05, `${rate.num}/${rate.den}`);
  assert.ok(Math.abs(pictureSeconds(facts) - 4) < 0.05);
});
