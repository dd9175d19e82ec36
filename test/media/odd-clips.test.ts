import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  AVCOL_PRI_BT2020,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_SMPTE2084,
  type AVColorTransferCharacteristic,
  AVMEDIA_TYPE_VIDEO,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_INTERLACED_DCT,
  AV_FRAME_FLAG_INTERLACED,
  AV_FRAME_FLAG_TOP_FIELD_FIRST,
  AV_DISPOSITION_ATTACHED_PIC,
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P10LE,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUV444P10LE,
  AV_PIX_FMT_YUVA420P,
  AV_PIX_FMT_YUVJ420P,
  type AVPixelFormat,
  type FFVideoEncoder,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Rational } from 'node-av/lib';
import { must, openSource, packetsOf } from '../../src/cutting-room/codec/av.ts';
import { openClip } from '../../src/cutting-room/codec/clip.ts';
import { conform } from '../../src/cutting-room/conform.ts';
import { encodePicture } from '../../src/cutting-room/codec/encode.ts';
import { readFrames } from '../../src/cutting-room/codec/frames.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { readSound } from '../../src/cutting-room/codec/sound-track.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { pictureSeconds } from '../../src/film/media.ts';
import { makeNumbered, readNumbered } from './numbered.ts';

const HOUSE = { size: { width: 192, height: 108 }, rate: { num: 24, den: 1 } };
const folder = await mkdtemp(join(tmpdir(), 'odd-clips-'));
after(() => rm(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

before(async () => {
  await makeNumbered(file('good.mp4'), { ...HOUSE, frames: 96, clip: 5 });
});

/** Flat pictures of one grey, or of two where lines alternate, in any codec and pixel format. */
interface Odd {
  name: string;
  codec: string;
  format: AVPixelFormat;
  width: number;
  height: number;
  frames: number;
  /** Of 255, full range of the format. */
  level: number;
  /** Of this grey there is an upright edge that moves to the right with every field; every second line is half a frame later. */
  other?: number;
  /** How much of it is seen, of 255. */
  alpha?: number;
  transfer?: AVColorTransferCharacteristic;
  /** Ten-bit values of the left and the right half, instead of a grey. */
  halves?: number[][];
}

const HDR: Odd = {
  name: '',
  codec: 'ffv1',
  format: AV_PIX_FMT_YUV444P10LE,
  width: 192,
  height: 108,
  frames: 6,
  level: 0,
};

const ODD: Odd[] = [
  {
    name: 'ten-bit.mov',
    codec: 'prores_ks',
    format: AV_PIX_FMT_YUV422P10LE,
    width: 320,
    height: 180,
    frames: 12,
    level: 120,
  },
  {
    name: 'ten-bit.mkv',
    codec: 'ffv1',
    format: AV_PIX_FMT_YUV422P10LE,
    width: 200,
    height: 100,
    frames: 12,
    level: 180,
  },
  { name: 'full-colour.mkv', codec: 'ffv1', format: AV_PIX_FMT_YUV444P, width: 201, height: 99, frames: 12, level: 90 },
  { name: 'grey.mkv', codec: 'ffv1', format: AV_PIX_FMT_GRAY8, width: 64, height: 64, frames: 12, level: 90 },
  { name: 'one-pixel.mkv', codec: 'ffv1', format: AV_PIX_FMT_YUV444P, width: 1, height: 1, frames: 12, level: 150 },
  { name: 'one-line.mkv', codec: 'ffv1', format: AV_PIX_FMT_YUV444P, width: 640, height: 1, frames: 12, level: 150 },
  {
    name: 'eight-k.mov',
    codec: 'mjpeg',
    format: AV_PIX_FMT_YUVJ420P,
    width: 7680,
    height: 4320,
    frames: 2,
    level: 128,
  },
  { name: 'one-frame.mkv', codec: 'ffv1', format: AV_PIX_FMT_YUV420P, width: 64, height: 36, frames: 1, level: 100 },
  {
    name: 'fields.mpg',
    codec: 'mpeg2video',
    format: AV_PIX_FMT_YUV420P,
    width: 192,
    height: 108,
    frames: 24,
    level: 200,
    other: 40,
  },
];

for (const odd of ODD) {
  test(`${odd.name}: ${odd.width}×${odd.height}, ${odd.frames} frames of ${odd.codec}, becomes a right take`, async () => {
    const from = file(odd.name);
    await write(from, odd);
    const path = file(`${odd.name}.mp4`);
    const done = await conform({ from, path, ...HOUSE, fit: 'crop', frames: 24 });
    assert.equal(done.frames, 24);
    const { video } = await probe(path);
    assert.deepEqual([video?.width, video?.height, video?.pixelFormat, video?.frames], [192, 108, 'yuv420p', 24]);
    await using clip = await openClip(path, HOUSE.rate);
    for (const index of [0, 11, 23]) {
      const frame = await clip.frame(index);
      if (odd.other !== undefined) continue;
      const found = levelAt(frame, 96, 54);
      assert.ok(Math.abs(found - odd.level) < 6, `frame ${index}: ${found} instead of ${odd.level}`);
    }
    if (odd.other === undefined) return;
    // The combs of two fields are gone: lines beside each other are alike, along the edge too.
    const frame = await clip.frame(12);
    const apart = Array.from({ length: 192 }, (_, x) => Math.abs(levelAt(frame, x, 54) - levelAt(frame, x, 55)));
    const combed = apart.filter((difference) => difference > 50).length;
    assert.ok(combed <= 2, `${combed} pixels differ between two lines`);
  });
}

test('what a file is counts, not what it is called', async () => {
  await write(file('film.mp4'), { ...(ODD[1] as Odd), name: 'x.mkv' }, 'matroska');
  const done = await conform({ from: file('film.mp4'), path: file('film.house.mp4'), ...HOUSE, fit: 'pad' });
  assert.equal(done.frames, 12);
});

const BROKEN: [what: string, make: (good: Buffer) => Buffer][] = [
  ['empty.mp4', () => Buffer.alloc(0)],
  ['letter.mp4', () => Buffer.from('Dear studio, here is the clip.')],
  ['sound.mp4', () => Buffer.from(encodeWav([new Float32Array(9_000)], 48_000))],
  ['beginning.mp4', (good) => good.subarray(0, 900)],
  ['half.mp4', (good) => good.subarray(0, good.length / 2)],
  ['zeros.mp4', (good) => Buffer.alloc(good.length)],
];

for (const [name, make] of BROKEN) {
  test(`${name} is refused by its name, and nothing is left of it`, async () => {
    await writeFile(file(name), make(await readFile(file('good.mp4'))));
    const path = file(`${name}.house.mp4`);
    await assert.rejects(
      conform({ from: file(name), path, ...HOUSE, fit: 'pad' }),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, 'media');
        assert.match(error.message, new RegExp(name.replace('.', '\\.')));
        return true;
      },
    );
    await assert.rejects(readFile(path), { code: 'ENOENT' });
    await assert.rejects(readFile(`${path}.part`), { code: 'ENOENT' });
  });
}

test('a clip with damage in its middle is refused by its name, or is as long as it says with the rest in its place', async () => {
  const good = await readFile(file('good.mp4'));
  let taken = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const bytes = Buffer.from(good);
    const at = Math.floor(good.length * (0.35 + seed * 0.045));
    for (let offset = 0; offset < 40; offset += 1) bytes[at + offset] = (offset * 37 + seed * 101) & 255;
    const [from, path] = [file(`damaged-${seed}.mp4`), file(`damaged-${seed}.house.mp4`)];
    await writeFile(from, bytes);
    try {
      await conform({ from, path, ...HOUSE, fit: 'pad' });
    } catch (error) {
      assert.ok(error instanceof Error && 'code' in error && error.code === 'media', String(error));
      assert.match(error.message, /damaged-\d+\.mp4/);
      continue;
    }
    taken += 1;
    const seen = await readNumbered(path, HOUSE.rate);
    assert.equal(seen.length, 96);
    const wrong = seen.filter(({ number }, frame) => number !== null && number.frame !== frame).length;
    assert.ok(wrong <= 12, `${wrong} frames are in the wrong place`);
  }
  assert.ok(taken < 12, 'some damage is noticed');
});

test('a film that begins late on its own clock is seen and heard from its beginning', async () => {
  await makeNumbered(file('beep.mp4'), { ...HOUSE, frames: 48, clip: 3, flashes: [24], sound: 'beep' });
  for (const container of ['matroska', 'mpegts']) {
    const [from, path] = [file(`late.${container}`), file(`late.${container}.mp4`)];
    await remux(file('beep.mp4'), from, { container, later: 7 });
    const done = await conform({ from, path, ...HOUSE, fit: 'pad' });
    assert.deepEqual([done.frames, done.sound], [48, true], container);
    const seen = await readNumbered(path, HOUSE.rate);
    assert.deepEqual(
      seen.map(({ number }) => number?.frame),
      Array.from({ length: 48 }, (_, frame) => frame),
      container,
    );
    assert.ok(Math.abs((await beepIn(path)) - 1) < 1 / 24, `${container}: the beep is with the flash`);
  }
});

test('pictures without time stamps follow each other at their rate', async () => {
  await remux(file('good.mp4'), file('bare.h264'), { container: 'h264' });
  const path = file('bare.h264.mp4');
  assert.equal((await conform({ from: file('bare.h264'), path, ...HOUSE, fit: 'pad' })).frames, 96);
  const seen = await readNumbered(path, HOUSE.rate);
  assert.deepEqual(
    seen.map(({ number }) => number?.frame),
    Array.from({ length: 96 }, (_, frame) => frame),
  );
});

test('what a broadcast begins with before its first whole picture is left out, and that is said', async () => {
  await remux(file('good.mp4'), file('broadcast.ts'), { container: 'mpegts', without: 7 });
  const path = file('broadcast.ts.mp4');
  const done = await conform({ from: file('broadcast.ts'), path, ...HOUSE, fit: 'pad' });
  assert.match(done.changes.join(), /0\.2 s left out before its first whole picture/);
  const seen = await readNumbered(path, HOUSE.rate);
  assert.equal(seen[0]?.number?.frame, 12);
  assert.equal(seen.length, 84);
});

test('high dynamic range is brought to a screen that has none: white stays white, red stays red', async () => {
  // BT.2408: diffuse white is 58 % of PQ and 75 % of HLG; the red is (200, 50, 50) of BT.709 at that white.
  const clips: [name: string, transfer: AVColorTransferCharacteristic, white: number[], red: number[]][] = [
    ['pq.mkv', AVCOL_TRC_SMPTE2084, [573, 512, 512], [372, 468, 588]],
    ['hlg.mkv', AVCOL_TRC_ARIB_STD_B67, [721, 512, 512], [363, 435, 674]],
  ];
  for (const [name, transfer, white, red] of clips) {
    await write(file(name), { ...HDR, name, transfer, halves: [white, red] });
    const path = file(`${name}.mp4`);
    const { changes } = await conform({ from: file(name), path, ...HOUSE, fit: 'crop' });
    assert.ok(changes.includes('its colours made BT.709'), changes.join());
    const [still] = await readFrames(path, [3]);
    assert.ok(still);
    const at = (x: number): number[] => [
      ...still.data.subarray((54 * still.width + x) * 4, (54 * still.width + x) * 4 + 3),
    ];
    assert.ok(
      at(40).every((value) => value > 235),
      `${name}: ${at(40).join()}`,
    );
    const [r = 0, g = 0, b = 0] = at(150);
    assert.ok(r > 185 && g < 70 && b < 70, `${name}: ${at(150).join()}`);
  }
});

test('what shines through a clip is black', async () => {
  const name = 'clear.mkv';
  await write(file(name), { ...(ODD[2] as Odd), name, format: AV_PIX_FMT_YUVA420P, level: 200, alpha: 0 });
  const path = file(`${name}.mp4`);
  await conform({ from: file(name), path, ...HOUSE, fit: 'crop' });
  await using clip = await openClip(path, HOUSE.rate);
  assert.ok(levelAt(await clip.frame(3), 96, 54) < 4);
});

test('a clip is as long as is wanted by beginning again or by another speed, and its sound with it', async () => {
  await makeNumbered(file('short.mp4'), { ...HOUSE, frames: 24, clip: 3, flashes: [12], sound: 'beep' });
  const job = { from: file('short.mp4'), ...HOUSE, fit: 'pad' as const };
  const looped = await conform({ ...job, path: file('looped.mp4'), frames: 60, by: 'loop' });
  assert.deepEqual(looped.changes, ['1.5 s more by beginning again']);
  const again = await readNumbered(file('looped.mp4'), HOUSE.rate);
  assert.deepEqual(
    again.map(({ number }) => number?.frame),
    Array.from({ length: 60 }, (_, frame) => frame % 24),
  );
  const slower = await conform({ ...job, path: file('slower.mp4'), frames: 26, by: 'speed' });
  assert.deepEqual(slower.changes, ['played slower by 8 %']);
  const seen = (await readNumbered(file('slower.mp4'), HOUSE.rate)).map(({ number }) => number?.frame ?? -1);
  assert.equal(seen.length, 26);
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  );
  assert.deepEqual([seen[0], seen.at(-1)], [0, 23]);
  assert.ok(Math.abs((await beepIn(file('slower.mp4'))) - 13 / 24) < 1 / 24);
});

test('a picture that ends before its sound is what has to fill the shot', async () => {
  await makeNumbered(file('whole.mp4'), { ...HOUSE, frames: 48, clip: 4, sound: 'hum' });
  await remux(file('whole.mp4'), file('sooner.mp4'), { container: 'mp4', most: 44 });
  const facts = await probe(file('sooner.mp4'));
  assert.ok(Math.abs(facts.seconds - 2) < 0.05, `${facts.seconds} s of sound`);
  assert.ok(Math.abs(pictureSeconds(facts) - 44 / 24) < 1e-6, `${pictureSeconds(facts)} s of picture`);
  const job = { from: file('sooner.mp4'), path: file('filled.mp4'), ...HOUSE, fit: 'pad' as const };
  await conform({ ...job, frames: 48, by: 'speed' });
  const seen = (await readNumbered(file('filled.mp4'), HOUSE.rate)).map(({ number }) => number?.frame ?? -1);
  assert.equal(seen.at(-1), 43);
  assert.ok(seen.filter((frame) => frame === 43).length <= 2, 'it moves to its end');
});

test('the cover of a piece of music is no picture', async () => {
  await makeNumbered(file('hum.mp4'), { ...HOUSE, frames: 24, clip: 1, sound: 'hum' });
  const name = 'picture.mov';
  await write(file(name), { ...(ODD[6] as Odd), name, width: 64, height: 64, frames: 1 });
  await remux(file('hum.mp4'), file('cover.mp4'), { container: 'mp4', cover: file(name) });
  assert.equal((await probe(file('cover.mp4'))).video, null);
  const job = { from: file('cover.mp4'), path: file('cover.house.mp4'), ...HOUSE, fit: 'pad' as const };
  await assert.rejects(conform(job), /cover\.mp4 has no picture/);
});

interface Remux {
  container: string;
  /** Seconds by which everything comes later. */
  later?: number;
  /** Packets of picture that are left out at the beginning. */
  without?: number;
  /** Packets of picture at most. */
  most?: number;
  /** A file whose picture becomes the cover, instead of the clip's own picture. */
  cover?: string | null;
}

/** The packets of a house clip in another container. */
async function remux(
  from: string,
  path: string,
  { container, later = 0, without = 0, most = Infinity, cover = null }: Remux,
): Promise<void> {
  await using source = await openSource(from);
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, container, path), 'allocate');
  await using covering = cover === null ? null : await openSource(cover);
  for (const stream of source.format.streams) {
    const copy = out.newStream();
    const isPicture = stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO;
    const like = (isPicture && covering?.format.streams[0]) || stream;
    must(like.codecpar.copy(copy.codecpar), 'copy');
    copy.codecpar.codecTag = 0;
    copy.timeBase = like.timeBase;
    if (like !== stream) copy.disposition = AV_DISPOSITION_ATTACHED_PIC;
  }
  must(await out.openOutput(), 'open');
  must(await out.writeHeader(), 'begin');
  if (covering)
    for await (const packet of packetsOf(covering, null)) must(await out.interleavedWriteFrame(packet), 'write');
  let pictures = cover === null ? 0 : -Infinity;
  for await (const packet of packetsOf(source, null)) {
    const stream = source.format.streams[packet.streamIndex];
    const copy = out.streams[packet.streamIndex];
    assert.ok(stream && copy);
    if (stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO) {
      pictures += 1;
      if (pictures <= without || pictures > most) continue;
    }
    packet.rescaleTs(stream.timeBase, copy.timeBase);
    const shift = BigInt(Math.round((later * copy.timeBase.den) / copy.timeBase.num));
    packet.pts += shift;
    packet.dts += shift;
    must(await out.interleavedWriteFrame(packet), 'write');
  }
  must(await out.writeTrailer(), 'finish');
  await out.closeOutput();
}

/** Seconds until something is heard. */
async function beepIn(path: string): Promise<number> {
  let before = 0;
  for await (const { left, rate } of readSound(path)) {
    const found = left.findIndex((sample) => Math.abs(sample) > 0.1);
    if (found >= 0) return (before + found) / rate;
    before += left.length;
  }
  return Infinity;
}

async function write(path: string, odd: Odd, container: string | null = null): Promise<void> {
  const codec = Codec.findEncoderByName(odd.codec as FFVideoEncoder);
  assert.ok(codec, odd.codec);
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = odd.width;
  encoder.height = odd.height;
  encoder.pixelFormat = odd.format;
  encoder.timeBase = new Rational(1, 24);
  encoder.framerate = new Rational(24, 1);
  encoder.bitRate = 4_000_000n;
  encoder.gopSize = 12;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  if (odd.transfer !== undefined) {
    encoder.colorPrimaries = AVCOL_PRI_BT2020;
    encoder.colorTrc = odd.transfer;
    encoder.colorSpace = AVCOL_SPC_BT2020_NCL;
    encoder.colorRange = AVCOL_RANGE_MPEG;
  }
  if (odd.other !== undefined) encoder.setFlags(AV_CODEC_FLAG_INTERLACED_DCT);
  must(await encoder.open2(codec), 'open');
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, container, path), 'allocate');
  const stream = out.newStream();
  must(stream.codecpar.fromContext(encoder), 'describe');
  stream.timeBase = encoder.timeBase;
  must(await out.openOutput(), 'open');
  must(await out.writeHeader(), 'begin');
  for (let index = 0; index < odd.frames; index += 1) {
    await encodePicture(encoder, pictureOf(odd, index), index, async (packet) => {
      packet.duration = 1n;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      must(await out.interleavedWriteFrame(packet), 'write');
    });
  }
  await encodePicture(encoder, null, 0, async (packet) => {
    packet.duration = 1n;
    packet.rescaleTs(encoder.timeBase, stream.timeBase);
    must(await out.interleavedWriteFrame(packet), 'write');
  });
  must(await out.writeTrailer(), 'finish');
  await out.closeOutput();
}

function pictureOf({ width, height, format, level, other, alpha, halves, transfer }: Odd, time: number): Frame {
  const frame = new Frame();
  frame.alloc();
  Object.assign(frame, { width, height, format });
  must(frame.getBuffer(), 'allocate');
  const deep = format === AV_PIX_FMT_YUV422P10LE;
  const full = format === AV_PIX_FMT_YUVJ420P || format === AV_PIX_FMT_GRAY8;
  const luma = (grey: number): number => Math.round(full ? grey : 16 + (grey * 219) / 255);
  frame.data?.forEach((plane, index) => {
    const stride = frame.linesize[index] ?? 0;
    for (let row = 0; row * stride < plane.length; row += 1) {
      const value = index === 0 ? luma(level) : index === 3 ? (alpha ?? 255) : 128;
      const line = plane.subarray(row * stride, (row + 1) * stride);
      if (halves)
        for (let at = 0; at + 1 < line.length; at += 2)
          line.writeUInt16LE(halves[at < width ? 0 : 1]?.[index] ?? 0, at);
      else if (!deep) line.fill(value);
      else for (let at = 0; at + 1 < line.length; at += 2) line.writeUInt16LE(value * 4, at);
      if (other !== undefined && index === 0) line.fill(luma(other), 0, (2 * time + (row % 2)) * 4);
    }
  });
  if (transfer !== undefined)
    Object.assign(frame, {
      colorPrimaries: AVCOL_PRI_BT2020,
      colorTrc: transfer,
      colorSpace: AVCOL_SPC_BT2020_NCL,
      colorRange: AVCOL_RANGE_MPEG,
    });
  if (other !== undefined) frame.setFlags(AV_FRAME_FLAG_INTERLACED, AV_FRAME_FLAG_TOP_FIELD_FIRST);
  return frame;
}

/** Grey of a pixel, full range. */
function levelAt(frame: Frame, x: number, row: number): number {
  const luma = frame.data?.[0]?.[row * (frame.linesize[0] ?? 0) + x] ?? 0;
  return ((luma - 16) * 255) / 219;
}
