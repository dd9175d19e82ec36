import type { Frame } from 'node-av/lib';
import { readPlane, writePlane } from '../codec/picture.ts';
import type { Size } from '../../film/media.ts';
import type { TransitionKind } from '../../film/screenplay.ts';

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

/** A transition of which frames are mixed; cuts have none. */
export type Blend = Exclude<TransitionKind, 'cut' | 'match-cut'>;

/** Whether pictures are mixed: anything else is a cut of some sort, and has nothing to mix. */
export function isBlend(kind: TransitionKind): kind is Blend {
  return kind in BLENDS;
}

/**
 * One frame of a transition from `from` to `to` at `progress`, strictly between 0 and 1, into `into`, which may not be
 * either of them.
 */
export function blendTransition(kind: Blend, from: Plate, to: Plate, progress: number, into: Plate): void {
  BLENDS[kind](from, to, progress, into);
}

/** How far a transition of `frames` frames is at its frame `at`, counted from 0: strictly between 0 and 1. */
export function progressAt(kind: Blend, at: number, frames: number): number {
  const through = kind === 'fade-black' || kind === 'fade-white';
  // Of an even number two frames are in the middle, and both show the colour: else none would quite get there.
  if (through && frames % 2 === 0) return (at < frames / 2 ? at + 1 : at) / frames;
  return (at + 1) / (frames + 1);
}

/** A plate of one colour: what a film that begins with a transition comes out of. */
export function blankPlate(size: Size, colour: 'black' | 'white'): Plate {
  const plate = newPlate(size);
  planesOf(plate).forEach((plane, index) => plane.data.fill((colour === 'black' ? BLACK : WHITE)[index] ?? 128));
  return plate;
}

/** Mixes a picture towards black: 0 leaves it, 1 is black. `into` may be the picture itself. */
export function fadeToBlack(picture: Plate, amount: number, into: Plate): void {
  tint(picture, BLACK, amount, into);
}

type Mixer = (from: Plate, to: Plate, progress: number, into: Plate) => void;

const BLENDS: Record<Blend, Mixer> = {
  dissolve: mix,
  'fade-black': (from, to, progress, into) => through(BLACK, from, to, progress, into),
  'fade-white': (from, to, progress, into) => through(WHITE, from, to, progress, into),
  wipe: (from, to, progress, into) => wipe(from, to, ease(progress), into),
  'slide-left': (from, to, progress, into) => push(from, to, ease(progress), into),
  'slide-right': (from, to, progress, into) => push(to, from, 1 - ease(progress), into),
  'slide-up': (from, to, progress, into) => lift(from, to, ease(progress), into),
  'slide-down': (from, to, progress, into) => lift(to, from, 1 - ease(progress), into),
  zoom,
  whip,
  iris: (from, to, progress, into) => iris(from, to, ease(progress), into),
};

/** Slow, fast, slow. */
function ease(progress: number): number {
  return progress * progress * (3 - 2 * progress);
}

function through(
  colour: readonly [number, number, number],
  from: Plate,
  to: Plate,
  progress: number,
  into: Plate,
): void {
  if (progress < 0.5) tint(from, colour, progress * 2, into);
  else tint(to, colour, 2 - progress * 2, into);
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

/** `below` pushes `above` out over the upper edge. */
function lift(above: Plate, below: Plate, progress: number, into: Plate): void {
  const shift = Math.round((progress * into.height) / 2) * 2;
  const [leaving, coming] = [planesOf(above), planesOf(below)];
  planesOf(into).forEach((plane, index) => {
    const moved = (index === 0 ? shift : shift / 2) * plane.width;
    const kept = leaving[index]?.data.subarray(moved);
    const entered = coming[index]?.data.subarray(0, moved);
    if (kept) plane.data.set(kept, 0);
    if (entered) plane.data.set(entered, plane.data.length - moved);
  });
}

/** The camera is torn round to the next picture: a push that smears as fast as it goes. */
function whip(from: Plate, to: Plate, progress: number, into: Plate): void {
  const eased = ease(ease(progress));
  push(from, to, eased, into);
  const step = 0.02;
  const speed = (ease(ease(Math.min(1, progress + step))) - ease(ease(Math.max(0, progress - step)))) / (2 * step);
  for (const plane of planesOf(into)) smear(plane, Math.round(speed * plane.width * 0.045));
}

/** Each pixel becomes the mean of its row from `reach` before to `reach` after it; rows are held at their ends. */
function smear({ data, width, height }: { data: Uint8Array; width: number; height: number }, reach: number): void {
  if (reach < 1) return;
  const row = new Uint8Array(width);
  const count = 2 * reach + 1;
  for (let top = 0; top < width * height; top += width) {
    row.set(data.subarray(top, top + width));
    const at = (column: number): number => row[Math.min(width - 1, Math.max(0, column))] ?? 0;
    let sum = 0;
    for (let column = -reach; column <= reach; column += 1) sum += at(column);
    for (let column = 0; column < width; column += 1) {
      data[top + column] = (sum + reach) / count;
      sum += at(column + reach + 1) - at(column - reach);
    }
  }
}

/** A round hole with a soft edge, through which the second picture is seen, opens from the middle. */
function iris(from: Plate, to: Plate, progress: number, into: Plate): void {
  const [before, after] = [planesOf(from), planesOf(to)];
  planesOf(into).forEach((plane, index) => {
    const { width, height } = plane;
    const corner = Math.hypot(width, height) / 2;
    const soft = corner / 14;
    const radius = progress * (corner + soft);
    const [a, b] = [before[index]?.data ?? plane.data, after[index]?.data ?? plane.data];
    for (let row = 0, at = 0; row < height; row += 1) {
      const y = row + 0.5 - height / 2;
      for (let column = 0; column < width; column += 1, at += 1) {
        const x = column + 0.5 - width / 2;
        const inside = (radius - Math.sqrt(x * x + y * y)) / soft;
        const weight = inside >= 1 ? 256 : inside <= 0 ? 0 : (inside * 256) | 0;
        plane.data[at] = ((a[at] ?? 0) * (256 - weight) + (b[at] ?? 0) * weight + 128) >> 8;
      }
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
