import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import {
  AVCOL_PRI_BT2020,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_UNSPECIFIED,
  AVCOL_TRC_ARIB_STD_B67,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_QSCALE,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  FF_ENCODER_MPEG4,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FormatContext, type Packet, Rational } from 'node-av/lib';
import { must, openSource, packetsOf } from './codec/av.ts';
import { openClip } from './codec/clip.ts';
import { conform } from './conform.ts';
import { encodeFrames, encodePicture } from './codec/encode.ts';
import { openPictureEncoder } from './codec/format.ts';
import { readFrames } from './codec/frames.ts';
import { houseFrame } from './codec/picture.ts';
import { probe } from './codec/probe.ts';
import { renderFilm } from './render/render.ts';

const folder = await mkdtemp(join(tmpdir(), 'conform-'));
after(() => rm(folder, { recursive: true }));
const HOUSE = { size: { width: 160, height: 90 }, rate: { num: 24, den: 1 } };

/** Red above, blue below, and a grey bar on the left that brightens with every frame. */
async function makeClip(
  name: string,
  width: number,
  height: number,
  rate: { num: number; den: number },
  frames: number,
): Promise<string> {
  const path = join(folder, `${name}.mp4`);
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  await encodeFrames({
    path,
    size: { width, height },
    rate,
    frames,
    draw: (index) => {
      pen.fillStyle = '#e02020';
      pen.fillRect(0, 0, width, height / 2);
      pen.fillStyle = '#2020e0';
      pen.fillRect(0, height / 2, width, height / 2);
      const grey = Math.round((index / frames) * 255);
      pen.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
      pen.fillRect(0, 0, width / 4, height);
      return canvas.data();
    },
  });
  return path;
}

async function pixel(path: string, frame: number, x: number, y: number): Promise<number[]> {
  const [still] = await readFrames(path, [frame]);
  assert.ok(still);
  return Array.from(still.data.subarray((y * still.width + x) * 4, (y * still.width + x) * 4 + 3));
}

function near(found: number[], wanted: number[], what: string): void {
  assert.ok(
    found.every((value, at) => Math.abs(value - (wanted[at] ?? 0)) < 22),
    `${what}: ${found.join()} instead of ${wanted.join()}`,
  );
}

test('another size and rate become house format, of the same length, and can be copied', async () => {
  const from = await makeClip('big', 320, 180, { num: 30, den: 1 }, 45);
  const path = join(folder, 'big.house.mp4');
  const done = await conform({ from, path, ...HOUSE, fit: 'pad' });
  assert.deepEqual(done, { frames: 36, sound: false, changes: ['320×180 made 160×90', '30 frames a second made 24'] });
  const { video } = await probe(path);
  assert.deepEqual([video?.width, video?.height, video?.frames, video?.rate], [160, 90, 36, HOUSE.rate]);
  assert.deepEqual(video?.colour, { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' });
  await using clip = await openClip(path);
  using encoder = await openPictureEncoder(HOUSE.size, HOUSE.rate);
  assert.equal(clip.matches(encoder), true);
  near(await pixel(path, 5, 120, 20), [224, 32, 32], 'red keeps its colour');
  near(await pixel(path, 18, 10, 20), [127, 127, 127], 'half way is half way');
});

test('a tall clip gets bars, or loses its edges', async () => {
  const from = await makeClip('tall', 90, 162, HOUSE.rate, 6);
  const padded = join(folder, 'tall.pad.mp4');
  const cropped = join(folder, 'tall.crop.mp4');
  assert.ok((await conform({ from, path: padded, ...HOUSE, fit: 'pad' })).changes.includes('bars added'));
  assert.ok((await conform({ from, path: cropped, ...HOUSE, fit: 'crop' })).changes.includes('edges cut off'));
  near(await pixel(padded, 3, 4, 45), [0, 0, 0], 'bar');
  near(await pixel(cropped, 3, 150, 10), [224, 32, 32], 'no bar');
});

test('a clip can be held or cut to a length', async () => {
  const from = await makeClip('short', 160, 90, HOUSE.rate, 20);
  const held = await conform({ from, path: join(folder, 'held.mp4'), ...HOUSE, frames: 44, fit: 'pad' });
  assert.deepEqual(held.changes, ['last frame held for 1.0 s']);
  near(await pixel(join(folder, 'held.mp4'), 43, 10, 20), [242, 242, 242], 'last frame');
  await conform({ from, path: join(folder, 'cut.mp4'), ...HOUSE, frames: 8, fit: 'pad' });
  assert.equal((await probe(join(folder, 'cut.mp4'))).video?.frames, 8);
});

test('a clip that is to be turned is turned', async () => {
  const upright = await makeClip('phone', 160, 90, HOUSE.rate, 6);
  const from = join(folder, 'phone.turned.mp4');
  await turn(upright, from);
  assert.equal((await probe(from)).video?.rotation, 90);
  const path = join(folder, 'phone.house.mp4');
  await conform({ from, path, size: { width: 90, height: 160 }, rate: HOUSE.rate, fit: 'crop' });
  // Turned clockwise, what was below is left and what was above is right.
  near(await pixel(path, 2, 12, 120), [32, 32, 224], 'left');
  near(await pixel(path, 2, 78, 120), [224, 32, 32], 'right');
});

test('an untagged clip of another codec, odd pixels and uneven timing keeps colours and time', async () => {
  const from = join(folder, 'foreign.mp4');
  // Red for half a second in two frames, then green for half a second in ten.
  const stamps = [0, 250, 500, 550, 600, 650, 700, 750, 800, 850, 900, 950];
  await encodeForeign(from, { width: 202, height: 114 }, stamps, (index) =>
    index < 2 ? [82, 90, 240] : [145, 54, 34],
  );
  const { video } = await probe(from);
  assert.equal(video?.codec, 'mpeg4');
  assert.equal(video?.colour.matrix, 'unspecified');
  const path = join(folder, 'foreign.house.mp4');
  const done = await conform({ from, path, ...HOUSE, fit: 'crop' });
  assert.equal(done.frames, 24);
  // BT.601 red and green, as a player would show them.
  for (const frame of [0, 5, 11]) near(await pixel(path, frame, 80, 45), [255, 0, 0], `frame ${frame}`);
  for (const frame of [12, 23]) near(await pixel(path, frame, 80, 45), [0, 255, 0], `frame ${frame}`);
});

test('colours of high dynamic range keep their hue and strength', async () => {
  const from = join(folder, 'hlg.mp4');
  // Light of each channel in BT.709, of diffuse white: below what is pressed together.
  const lights = [
    [0.5, 0.015, 0.01],
    [0.025, 0.5, 0.025],
    [0.015, 0.025, 0.5],
    [0.5, 0.175, 0.01],
    [0.3, 0.15, 0.1],
    [0.4, 0.4, 0.4],
  ];
  const colour = {
    colorPrimaries: AVCOL_PRI_BT2020,
    colorTrc: AVCOL_TRC_ARIB_STD_B67,
    colorSpace: AVCOL_SPC_BT2020_NCL,
  };
  const stamps = lights.map((_, index) => index * 250);
  await encodeForeign(from, { width: 160, height: 90 }, stamps, (index) => hlgOf(lights[index] ?? []), colour);
  const path = join(folder, 'hlg.house.mp4');
  const done = await conform({ from, path, ...HOUSE, fit: 'pad' });
  assert.ok(done.changes.includes('its colours made BT.709'), done.changes.join());
  for (const [index, light] of lights.entries()) {
    const shown = light.map((one) => Math.round(255 * one ** (1 / 2.4)));
    near(await pixel(path, 6 * index + 2, 80, 45), shown, `colour ${index}`);
  }
});

test('sound comes along, as long as the picture', async () => {
  const picture = await makeClip('mute', 160, 90, { num: 30, den: 1 }, 60);
  const wav = join(folder, 'tone.wav');
  await writeFile(wav, encodeTone(1.5));
  const from = join(folder, 'heard.mp4');
  const clip = {
    shot: '1A',
    slate: '1A-1',
    source: { start: 0, frames: 60 },
    available: { start: 0, frames: 60 },
    overlays: [],
  };
  await renderFilm({
    cut: {
      schema: 'Cut.1',
      id: 'safe',
      rate: { num: 30, den: 1 },
      width: 160,
      height: 90,
      sounds: [],
      captions: [],
      burnCaptions: false,
      fadeOut: 0,
      clips: [
        {
          ...clip,
          media: { sha256: 'a'.repeat(64), extension: 'mp4', bytes: 1 },
          transitionIn: { kind: 'cut', frames: 0 },
        },
      ],
    },
    files: () => picture,
    sound: wav,
    path: from,
  });
  const path = join(folder, 'heard.house.mp4');
  const done = await conform({ from, path, ...HOUSE, fit: 'pad' });
  assert.equal(done.sound, true);
  const facts = await probe(path);
  assert.equal(facts.video?.frames, 48);
  assert.ok(Math.abs((facts.audio?.seconds ?? 0) - 2) < 0.01, `${facts.audio?.seconds}`);
});

/** Light in BT.709, 1 for diffuse white of 203 nits, as a display of 1000 nits is told to show it in HLG and BT.2020 (BT.2100). */
function hlgOf(light: number[]): number[] {
  const into2020 = [
    [0.6274, 0.3293, 0.0433],
    [0.0691, 0.9195, 0.0114],
    [0.0164, 0.088, 0.8956],
  ];
  const luma = [0.2627, 0.678, 0.0593];
  const sum = (values: number[], weights: number[]): number =>
    values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
  const shown = into2020.map((row) => sum(light, row) * 0.203);
  const [r = 0, g = 0, b = 0] = shown.map((value) => {
    const scene = value * sum(shown, luma) ** (1 / 1.2 - 1);
    return scene <= 1 / 12 ? Math.sqrt(3 * scene) : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073;
  });
  const y = sum([r, g, b], luma);
  return [16 + 219 * y, 128 + (224 * (b - y)) / 1.8814, 128 + (224 * (r - y)) / 1.4746].map(Math.round);
}

/** Flat YUV pictures in MPEG-4 Part 2, without any colour tags unless told, shown at the given milliseconds. */
async function encodeForeign(
  path: string,
  size: { width: number; height: number },
  stamps: number[],
  yuv: (index: number) => number[],
  colour: Partial<Pick<CodecContext, 'colorPrimaries' | 'colorTrc' | 'colorSpace'>> = {},
): Promise<void> {
  const codec = Codec.findEncoderByName(FF_ENCODER_MPEG4);
  assert.ok(codec);
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  Object.assign(encoder, {
    ...size,
    pixelFormat: AV_PIX_FMT_YUV420P,
    timeBase: new Rational(1, 1000),
    globalQuality: 236,
    ...colour,
  });
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_QSCALE);
  must(await encoder.open2(codec), 'open');
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, 'mp4', path), 'allocate');
  const stream = out.newStream();
  must(stream.codecpar.fromContext(encoder), 'describe');
  stream.timeBase = encoder.timeBase;
  must(await out.openOutput(), 'open');
  must(await out.writeHeader(), 'begin');
  const write = async (packet: Packet) => {
    packet.duration = 50n;
    packet.rescaleTs(encoder.timeBase, stream.timeBase);
    must(await out.interleavedWriteFrame(packet), 'write');
  };
  for (const [index, stamp] of stamps.entries()) {
    const frame = houseFrame(size);
    frame.data?.forEach((plane, at) => plane.fill(yuv(index)[at] ?? 128));
    frame.colorSpace = AVCOL_SPC_UNSPECIFIED;
    await encodePicture(encoder, frame, stamp, write);
  }
  await encodePicture(encoder, null, 0, write);
  must(await out.writeTrailer(), 'finish');
  await out.closeOutput();
}

/** A mono WAV of 16 bits. */
function encodeTone(seconds: number): Buffer {
  const samples = Math.round(32_000 * seconds);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  [
    [16, 16, 4],
    [20, 1, 2],
    [22, 1, 2],
    [24, 32_000, 4],
    [28, 64_000, 4],
    [32, 2, 2],
    [34, 16, 2],
  ].forEach(([at = 0, value = 0, bytes = 2]) => wav.writeUIntLE(value, at, bytes));
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) wav.writeInt16LE(Math.round(9000 * Math.sin(at / 12)), 44 + at * 2);
  return wav;
}

/** Copies a clip and writes into it, as phones do, that it must be turned clockwise by a quarter. */
async function turn(from: string, path: string): Promise<void> {
  await using source = await openSource(from);
  const [stream] = source.format.streams;
  assert.ok(stream);
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, 'mp4', path), 'allocate');
  const copy = out.newStream();
  must(stream.codecpar.copy(copy.codecpar), 'copy');
  const matrix = Buffer.alloc(36);
  [0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30].forEach((value, at) => matrix.writeInt32LE(value, at * 4));
  must(copy.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, matrix), 'turn');
  copy.timeBase = stream.timeBase;
  must(await out.openOutput(), 'open');
  using options = Dictionary.fromObject({});
  must(await out.writeHeader(options), 'begin');
  for await (const packet of packetsOf(source, stream)) {
    packet.rescaleTs(stream.timeBase, copy.timeBase);
    must(await out.interleavedWriteFrame(packet), 'write');
  }
  must(await out.writeTrailer(), 'finish');
  await out.closeOutput();
}
