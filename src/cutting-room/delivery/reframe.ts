import { type Frame } from 'node-av/lib';
import type { Size } from '../../film/media.ts';
import { must } from '../codec/av.ts';
import type { OpenClip } from '../codec/clip.ts';
import { houseFrame, openScaler, readPlane } from '../codec/picture.ts';
import { StudioError } from '../../errors.ts';
import { type Framing, startAt, windowOf } from './framing.ts';

/** A clip as it is seen in another frame. Dispose it; the clip stays open. */
export interface Reframed extends Disposable {
  /** Frame `index` in the size of the frame, lent until the next call. */
  frame(index: number): Promise<Frame>;
}

/** Lays every picture of a clip out anew for a frame of another size or shape. */
export function reframe(clip: Pick<OpenClip, 'frame' | 'width' | 'height'>, size: Size, framing: Framing): Reframed {
  const layOut = framing.fit === 'pad' ? padded(clip, size) : cropped(clip, size, framing);
  let lent: Frame | null = null;
  return {
    async frame(index) {
      const source = await clip.frame(index);
      lent?.free();
      lent = houseFrame(size);
      layOut(source, lent, index);
      return lent;
    },
    [Symbol.dispose]() {
      lent?.free();
      layOut[Symbol.dispose]();
    },
  };
}

/** A pixel of the clip becomes so many in each direction. */
export function enlargement(from: Size, into: Size, fit: 'whole' | 'pad' | 'crop'): number {
  const [across, down] = [into.width / from.width, into.height / from.height];
  return fit === 'pad' ? Math.min(across, down) : Math.max(across, down);
}

type LayOut = ((source: Frame, into: Frame, index: number) => void) & Disposable;

/** Taps of a movement by a part of a pixel reach so far beyond the window. */
const REACH = 4;

/**
 * The window, enlarged. One that moves goes by parts of a pixel: a picture a little larger than the window is scaled, and
 * moved by cubic interpolation where it has its new size, so that slow movements do not go in steps.
 */
function cropped(from: Size, size: Size, framing: Exclude<Framing, { fit: 'pad' }>): LayOut {
  const scaler = openScaler('bicubic');
  const crop = framing.fit === 'crop' ? framing : null;
  const across = crop?.axis === 'x';
  const whole = across ? from.width : from.height;
  const span = crop === null ? whole : even(crop.share * whole);
  const moves = crop !== null && crop.starts.length > 1;
  const room = Math.min(even(span + 2 * REACH), whole & ~1);
  const side = across ? size.width : size.height;
  const scale = side / span;
  const wide: Size = moves
    ? across
      ? { width: even(room * scale), height: size.height }
      : { width: size.width, height: even(room * scale) }
    : size;
  const taken = moves ? room : span;
  const part: Size = across ? { width: taken, height: from.height } : { width: from.width, height: taken };
  const piece = crop === null ? null : houseFrame(part);
  const larger = moves ? houseFrame(wide) : null;

  const layOut = (source: Frame, into: Frame, index: number): void => {
    if (crop === null || piece === null) {
      must(scaler.scaleFrameSync(into, source), 'scale a picture');
      return;
    }
    const start = startAt(crop, index) * whole;
    const begin = Math.min(Math.max(0, moves ? even(start - REACH) : even(start)), whole - taken) & ~1;
    copyWindow(source, piece, across ? begin : 0, across ? 0 : begin);
    if (larger === null) {
      must(scaler.scaleFrameSync(into, piece), 'scale a picture');
      return;
    }
    must(scaler.scaleFrameSync(larger, piece), 'scale a picture');
    shift(
      larger,
      into,
      wide,
      size,
      across,
      Math.max(0, (start - begin) * ((across ? wide.width : wide.height) / room)),
    );
  };
  return Object.assign(layOut, {
    [Symbol.dispose]() {
      scaler[Symbol.dispose]();
      piece?.free();
      larger?.free();
    },
  });
}

/** How much smaller the background is made before it is blurred. */
const COARSE = 16;
/** Light that is left to the background, of 256. */
const DIMMED = 140;

/** All of the picture, before itself blurred and dimmed. */
function padded(from: Size, size: Size): LayOut {
  const scale = enlargement(from, size, 'pad');
  const inner: Size = {
    width: Math.min(size.width, even(from.width * scale)),
    height: Math.min(size.height, even(from.height * scale)),
  };
  const [left, top] = [((size.width - inner.width) / 2) & ~1, ((size.height - inner.height) / 2) & ~1];
  const coarse: Size = { width: even(size.width / COARSE), height: even(size.height / COARSE) };
  const behind = windowOf(from, size);
  const middle: Framing =
    behind === null ? { fit: 'whole' } : { fit: 'crop', ...behind, first: 0, starts: [(1 - behind.share) / 2] };
  const [area, smooth, fine] = [openScaler('area'), openScaler('bicubic'), openScaler('bicubic')];
  const shrink = cropped(from, coarse, middle);
  const [small, picture] = [houseFrame(coarse), houseFrame(inner)];

  const layOut = (source: Frame, into: Frame, index: number): void => {
    shrink(source, small, index);
    blur(small, coarse);
    must(smooth.scaleFrameSync(into, small), 'scale a picture');
    must(fine.scaleFrameSync(picture, source), 'scale a picture');
    paste(picture, inner, into, left, top);
  };
  return Object.assign(layOut, {
    [Symbol.dispose]() {
      for (const scaler of [area, smooth, fine]) scaler[Symbol.dispose]();
      shrink[Symbol.dispose]();
      small.free();
      picture.free();
    },
  });
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}

interface Plane {
  data: Buffer;
  stride: number;
}

function planeOf(frame: Frame, index: number): Plane {
  const data = frame.data?.[index];
  if (data === undefined) throw new StudioError('internal', `the frame has no plane ${index}`);
  return { data, stride: frame.linesize[index] ?? 0 };
}

const PLANES = [0, 1, 2] as const;

/** The part of a picture that begins at an even place. */
function copyWindow(source: Frame, into: Frame, left: number, top: number): void {
  for (const index of PLANES) {
    const [from, to] = [planeOf(source, index), planeOf(into, index)];
    const half = index === 0 ? 1 : 2;
    const [width, height] = [into.width / half, into.height / half];
    for (let row = 0; row < height; row += 1) {
      const start = (row + top / half) * from.stride + left / half;
      to.data.set(from.data.subarray(start, start + width), row * to.stride);
    }
  }
}

function paste(picture: Frame, inner: Size, into: Frame, left: number, top: number): void {
  for (const index of PLANES) {
    const [from, to] = [planeOf(picture, index), planeOf(into, index)];
    const half = index === 0 ? 1 : 2;
    for (let row = 0; row < inner.height / half; row += 1) {
      const line = from.data.subarray(row * from.stride, row * from.stride + inner.width / half);
      to.data.set(line, (row + top / half) * to.stride + left / half);
    }
  }
}

/** Catmull and Rom's weights of four neighbours, in 256ths, for a place between the second and the third. */
function cubic(part: number): [number, number, number, number] {
  const [t, t2, t3] = [part, part * part, part * part * part];
  const weights = [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t].map((weight) =>
    Math.round(weight * 256),
  );
  const [a = 0, b = 0, c = 0] = weights;
  return [a, b, c, 256 - a - b - c];
}

/** Copies the part of a picture that begins `by` pixels in, which need not be whole ones. */
function shift(source: Frame, into: Frame, wide: Size, size: Size, across: boolean, by: number): void {
  for (const index of PLANES) {
    const [from, to] = [planeOf(source, index), planeOf(into, index)];
    const half = index === 0 ? 1 : 2;
    const [width, height] = [size.width / half, size.height / half];
    const most = (across ? wide.width : wide.height) / half - 1;
    const place = by / half;
    const first = Math.floor(place);
    const [w0, w1, w2, w3] = cubic(place - first);
    const limit = (at: number): number => Math.min(most, Math.max(0, at));
    const step = across ? 1 : from.stride;
    for (let row = 0; row < height; row += 1) {
      const line = row * to.stride;
      for (let column = 0; column < width; column += 1) {
        const at = first + (across ? column : row);
        const base = across ? row * from.stride : column;
        const inner = at > 0 && at + 2 <= most;
        const p = base + at * step;
        const sum = inner
          ? (from.data[p - step] ?? 0) * w0 +
            (from.data[p] ?? 0) * w1 +
            (from.data[p + step] ?? 0) * w2 +
            (from.data[p + 2 * step] ?? 0) * w3
          : (from.data[base + limit(at - 1) * step] ?? 0) * w0 +
            (from.data[base + limit(at) * step] ?? 0) * w1 +
            (from.data[base + limit(at + 1) * step] ?? 0) * w2 +
            (from.data[base + limit(at + 2) * step] ?? 0) * w3;
        const value = (sum + 128) >> 8;
        to.data[line + column] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
}

/** A soft, dim version of a small picture, in place. */
function blur(frame: Frame, size: Size): void {
  for (const index of PLANES) {
    const plane = planeOf(frame, index);
    const half = index === 0 ? 1 : 2;
    const [width, height] = [size.width / half, size.height / half];
    const soft = new Uint8Array(width * height);
    readPlane(frame, index, soft, width, height);
    for (let round = 0; round < 2; round += 1) boxBlur(soft, width, height);
    const black = index === 0 ? 16 : 128;
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const value = soft[row * width + column] ?? 0;
        plane.data[row * plane.stride + column] = black + (((value - black) * DIMMED) >> 8);
      }
    }
  }
}

function boxBlur(data: Uint8Array, width: number, height: number): void {
  const before = data.slice();
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let [sum, count] = [0, 0];
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x += 1) {
          sum += before[y * width + x] ?? 0;
          count += 1;
        }
      }
      data[row * width + column] = sum / count;
    }
  }
}
