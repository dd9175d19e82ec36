import { AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import { GLIMPSE, type Glimpse } from './watch.ts';
import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import { framesOf, must, openSource } from '../codec/av.ts';
import { houseFrame, openScaler, readPlane } from '../codec/picture.ts';
import { edgeWidths, type EdgeWidths } from './edges.ts';

const { width, height } = GLIMPSE;
/** Every so many frames the edges are measured at full size: they do not change from frame to frame. */
const EDGES_EVERY = 6;

/** Decodes a clip once and gives every frame, made small. */
export async function* glimpses(path: string): AsyncGenerator<Glimpse> {
  await using source = await openSource(path);
  const stream = source.stream(AVMEDIA_TYPE_VIDEO);
  if (stream === null) throw new StudioError('media', `${path} has no picture`);
  using scaler = openScaler('fast_bilinear');
  using small = houseFrame(GLIMPSE);
  using whole = openWhole(stream.codecpar);
  let before: Glimpse | null = null;
  let index = 0;
  for await (const frame of framesOf(source, stream)) {
    must(scaler.scaleFrameSync(small, frame), 'shrink a frame');
    before = glimpse(small, index, before, index % EDGES_EVERY === 0 ? whole.edges(frame) : null);
    index += 1;
    yield before;
  }
}

/** Looks at frames in their own size. */
function openWhole({ width, height }: Size): { edges(frame: Frame): EdgeWidths } & Disposable {
  const scaler = openScaler('fast_bilinear');
  const picture = houseFrame({ width, height });
  const luma = new Uint8Array(width * height);
  return {
    edges(frame) {
      must(scaler.scaleFrameSync(picture, frame), 'copy a frame');
      readPlane(picture, 0, luma, width, height);
      return edgeWidths(luma, width, height);
    },
    [Symbol.dispose]() {
      picture.free();
      scaler[Symbol.dispose]();
    },
  };
}

function glimpse(small: Frame, index: number, before: Glimpse | null, edges: EdgeWidths | null): Glimpse {
  const luma = new Uint8Array(width * height);
  const [u, v] = [new Uint8Array((width * height) / 4), new Uint8Array((width * height) / 4)];
  readPlane(small, 0, luma, width, height);
  readPlane(small, 1, u, width / 2, height / 2);
  readPlane(small, 2, v, width / 2, height / 2);
  const mean = stretch(luma);
  const apart = before && differences(luma, before.luma, mean - before.mean);
  return {
    index,
    luma,
    mean,
    change: apart?.change ?? null,
    motion: apart?.motion ?? null,
    colours: histogram(luma, u, v),
    tint: { u: meanOf(u), v: meanOf(v) },
    edges,
  };
}

function meanOf(plane: Uint8Array): number {
  let sum = 0;
  for (const value of plane) sum += value;
  return sum / plane.length;
}

/** Limited range becomes full range in place; gives the mean. */
function stretch(luma: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < luma.length; at += 1) {
    const value = Math.min(255, Math.max(0, (((luma[at] ?? 0) - 16) * 298 + 128) >> 8));
    luma[at] = value;
    sum += value;
  }
  return sum / luma.length;
}

function differences(luma: Uint8Array, before: Uint8Array, shift: number): { change: number; motion: number } {
  const whole = Math.round(shift);
  let [change, motion] = [0, 0];
  for (let at = 0; at < luma.length; at += 1) {
    const apart = (luma[at] ?? 0) - (before[at] ?? 0);
    change += Math.abs(apart);
    motion += Math.abs(apart - whole);
  }
  return { change: change / luma.length, motion: motion / luma.length };
}

function histogram(luma: Uint8Array, u: Uint8Array, v: Uint8Array): Float32Array {
  const bins = new Float32Array(64);
  const share = 1 / u.length;
  for (let row = 0, at = 0; row < height / 2; row += 1) {
    for (let column = 0; column < width / 2; column += 1, at += 1) {
      const y = luma[row * 2 * width + column * 2] ?? 0;
      const bin = (y >> 6) * 16 + colourLevel(u[at] ?? 128) * 4 + colourLevel(v[at] ?? 128);
      bins[bin] = (bins[bin] ?? 0) + share;
    }
  }
  return bins;
}

/** Most colours are near grey, so the four levels lie close around the middle. */
function colourLevel(value: number): number {
  return value < 108 ? 0 : value < 128 ? 1 : value < 148 ? 2 : 3;
}
