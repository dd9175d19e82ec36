import type { Frame } from 'node-av/lib';
import { readPlane, writePlane } from './picture.ts';
import type { Size } from '../film/media.ts';
import type { TransitionKind } from '../film/screenplay.ts';

/** A picture in memory: Y, then U and V at half size, rows packed. Joins and titles are mixed in it, without RGB. */
export interface Plate extends Size {
  data: Uint8Array;
}

export function newPlate(size: Size): Plate {
  return { width: size.width, height: size.height, data: new Uint8Array((size.width * size.height * 3) / 2) };
}

/** The three planes of a plate; they share its memory. */
export function planesOf(plate: Plate): { data: Uint8Array; width: number; height: number }[] {
  const luma = plate.width * plate.height;
  const width = plate.width / 2;
  const height = plate.height / 2;
  return [
    { data: plate.data.subarray(0, luma), width: plate.width, height: plate.height },
    { data: plate.data.subarray(luma, luma + width * height), width, height },
    { data: plate.data.subarray(luma + width * height), width, height },
  ];
}

export function readPlate(frame: Frame, plate: Plate): void {
  planesOf(plate).forEach((plane, index) => readPlane(frame, index, plane.data, plane.width, plane.height));
}

export function writePlate(plate: Plate, frame: Frame): void {
  planesOf(plate).forEach((plane, index) => writePlane(frame, index, plane.data, plane.width, plane.height));
}

/** Limited-range black and white. */
const BLACK = [16, 128, 128] as const;
const WHITE = [235, 128, 128] as const;

/**
 * One frame of a transition from `from` to `to` at `progress`, strictly between 0 and 1, into `into`, which may not be
 * either of them.
 */
export function blendTransition(kind: TransitionKind, from: Plate, to: Plate, progress: number, into: Plate): void {
  const eased = ease(progress);
  if (kind === 'dissolve') return mix(from, to, progress, into);
  if (kind === 'fade-black' || kind === 'fade-white') {
    const colour = kind === 'fade-black' ? BLACK : WHITE;
    return progress < 0.5 ? tint(from, colour, progress * 2, into) : tint(to, colour, 2 - progress * 2, into);
  }
  if (kind === 'wipe') return wipe(from, to, eased, into);
  if (kind === 'slide-left') return push(from, to, eased, into);
  if (kind === 'slide-right') return push(to, from, 1 - eased, into);
  if (kind === 'zoom') return zoom(from, to, progress, into);
  into.data.set(progress < 0.5 ? from.data : to.data);
}

/** Mixes a picture towards black: 0 leaves it, 1 is black. `into` may be the picture itself. */
export function fadeToBlack(picture: Plate, amount: number, into: Plate): void {
  tint(picture, BLACK, amount, into);
}

/** Slow, fast, slow. */
function ease(progress: number): number {
  return progress * progress * (3 - 2 * progress);
}

function mix(from: Plate, to: Plate, share: number, into: Plate): void {
  const weight = Math.round(share * 256);
  const rest = 256 - weight;
  const [a, b, out] = [from.data, to.data, into.data];
  for (let at = 0; at < out.length; at += 1) out[at] = ((a[at] ?? 0) * rest + (b[at] ?? 0) * weight + 128) >> 8;
}

function tint(picture: Plate, colour: readonly [number, number, number], share: number, into: Plate): void {
  const weight = Math.round(Math.min(1, Math.max(0, share)) * 256);
  const source = planesOf(picture);
  planesOf(into).forEach((plane, index) => {
    const from = source[index]?.data ?? plane.data;
    const added = (colour[index] ?? 128) * weight + 128;
    for (let at = 0; at < plane.data.length; at += 1) plane.data[at] = ((from[at] ?? 0) * (256 - weight) + added) >> 8;
  });
}

/** A soft edge, a twelfth of the picture wide, that travels from left to right. */
function wipe(from: Plate, to: Plate, progress: number, into: Plate): void {
  const [before, after] = [planesOf(from), planesOf(to)];
  planesOf(into).forEach((plane, index) => {
    const soft = plane.width / 12;
    const edge = progress * (plane.width + soft);
    const weights = Uint16Array.from({ length: plane.width }, (_, column) => {
      return Math.round(256 * Math.min(1, Math.max(0, (edge - column) / soft)));
    });
    const [a, b] = [before[index]?.data ?? plane.data, after[index]?.data ?? plane.data];
    for (let row = 0, at = 0; row < plane.height; row += 1) {
      for (let column = 0; column < plane.width; column += 1, at += 1) {
        const weight = weights[column] ?? 0;
        plane.data[at] = ((a[at] ?? 0) * (256 - weight) + (b[at] ?? 0) * weight + 128) >> 8;
      }
    }
  });
}

/** `right` pushes `left` out over the left edge. */
function push(left: Plate, right: Plate, progress: number, into: Plate): void {
  const shift = Math.round((progress * into.width) / 2) * 2;
  const [leaving, coming] = [planesOf(left), planesOf(right)];
  planesOf(into).forEach((plane, index) => {
    const moved = index === 0 ? shift : shift / 2;
    for (let row = 0; row < plane.height; row += 1) {
      const start = row * plane.width;
      const kept = leaving[index]?.data.subarray(start + moved, start + plane.width);
      const entered = coming[index]?.data.subarray(start, start + moved);
      if (kept) plane.data.set(kept, start);
      if (entered) plane.data.set(entered, start + plane.width - moved);
    }
  });
}

/** Flies into the first picture; the second comes out of it and settles. */
function zoom(from: Plate, to: Plate, progress: number, into: Plate): void {
  const share = ease(Math.min(1, Math.max(0, (progress - 0.25) / 0.5)));
  const weight = Math.round(share * 256);
  const [a, b] = [planesOf(from), planesOf(to)];
  planesOf(into).forEach((plane, index) => {
    const nearA = enlarge(a[index] ?? plane, 1 + 0.9 * progress * progress);
    const nearB = enlarge(b[index] ?? plane, 1 + 0.25 * (1 - progress) * (1 - progress));
    for (let at = 0; at < plane.data.length; at += 1) {
      plane.data[at] = ((nearA[at] ?? 0) * (256 - weight) + (nearB[at] ?? 0) * weight + 128) >> 8;
    }
  });
}

/** The middle of a plane, enlarged to all of it, bilinear. */
function enlarge(plane: { data: Uint8Array; width: number; height: number }, factor: number): Uint8Array {
  const { data, width, height } = plane;
  const out = new Uint8Array(width * height);
  const lookup = (length: number) =>
    Array.from({ length }, (_, at) => {
      const place = Math.min(length - 1.001, Math.max(0, (at + 0.5 - length / 2) / factor + length / 2 - 0.5));
      const whole = Math.floor(place);
      return { whole, share: Math.round((place - whole) * 256) };
    });
  const columns = lookup(width);
  const xs = Int32Array.from(columns, (column) => column.whole);
  const shares = Int32Array.from(columns, (column) => column.share);
  for (const [row, { whole, share }] of lookup(height).entries()) {
    const top = whole * width;
    const bottom = top + width;
    for (let column = 0, at = row * width; column < width; column += 1, at += 1) {
      const x = xs[column] ?? 0;
      const part = shares[column] ?? 0;
      const upper = (data[top + x] ?? 0) * (256 - part) + (data[top + x + 1] ?? 0) * part;
      const lower = (data[bottom + x] ?? 0) * (256 - part) + (data[bottom + x + 1] ?? 0) * part;
      out[at] = (upper * (256 - share) + lower * share + 32768) >> 16;
    }
  }
  return out;
}
