import type { Size } from '../film/media.ts';

/*
 * A simulated judge has no eyes, so a simulated clip carries what it is worth in a corner of every frame: a magenta square
 * with a grey one in it, as light as the clip is good. It outlives scaling, H.264 and JPEG.
 */

/** A rectangle of one colour, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0–255 each. */
  colour: readonly [red: number, green: number, blue: number];
}

/** Share of the width of what is seen. */
const SIDE = 0.04;
const MARGIN = 0.015;
/** The grey square inside, as a share of the whole. */
const INNER = 0.5;
const RING = [255, 0, 255] as const;
const BLACK = 24;
const WHITE = 232;

/** The patch for a quality of 0–100, for a frame of which only the middle of the shape `shown` will be seen. */
export function qualityPatch(frame: Size, shown: Size, quality: number): Box[] {
  const scale = Math.min(frame.width / shown.width, frame.height / shown.height);
  const [width, height] = [shown.width * scale, shown.height * scale];
  const { x, y, side } = placeIn({ width, height });
  const left = Math.round(x + (frame.width - width) / 2);
  const top = Math.round(y + (frame.height - height) / 2);
  const whole = Math.max(8, Math.round(side));
  const inner = Math.max(4, Math.round(whole * INNER));
  const inset = Math.round((whole - inner) / 2);
  const level = Math.round(BLACK + ((WHITE - BLACK) * Math.min(100, Math.max(0, quality))) / 100);
  return [
    { x: left, y: top, width: whole, height: whole, colour: RING },
    { x: left + inset, y: top + inset, width: inner, height: inner, colour: [level, level, level] },
  ];
}

/** Where a picture has its patch, with what stands around it. */
export function aroundPatch(size: Size): Omit<Box, 'colour'> {
  const { x, y, side } = placeIn(size);
  const edge = side * 0.15;
  return {
    x: Math.floor(x - edge),
    y: Math.floor(y - edge),
    width: Math.ceil(side + 2 * edge),
    height: Math.ceil(side + 2 * edge),
  };
}

/** Paints boxes into a frame: RGBA, rows packed. */
export function paintBoxes(pixels: Uint8Array, { width, height }: Size, boxes: readonly Box[]): void {
  for (const { x, y, colour, ...box } of boxes) {
    for (let row = Math.max(0, y); row < Math.min(height, y + box.height); row += 1) {
      for (let column = Math.max(0, x); column < Math.min(width, x + box.width); column += 1)
        pixels.set(colour, (row * width + column) * 4);
    }
  }
}

/** The quality that a picture says it has, or null where it says nothing. RGBA, rows packed. */
export function readQuality(pixels: Uint8Array | Uint8ClampedArray, size: Size): number | null {
  const { x, y, side } = placeIn(size);
  const reach = Math.round(side);
  const step = Math.max(1, Math.round(side / 12));
  let best: { score: number; dx: number; dy: number } = { score: LEAST_RING, dx: 0, dy: 0 };
  // Cropped a little it lies a little elsewhere; an older patch in the picture lies further off.
  for (let dy = -reach; dy <= reach; dy += step) {
    for (let dx = -reach; dx <= reach; dx += step) {
      const score = ringAt(pixels, size, { x: x + dx, y: y + dy, side }) - Math.hypot(dx, dy) / (20 * side);
      if (score > best.score) best = { score, dx, dy };
    }
  }
  if (best.score === LEAST_RING) return null;
  const middle = side / 2;
  const reading = meanGrey(pixels, size, { x: x + best.dx + middle, y: y + best.dy + middle, reach: side * 0.12 });
  return Math.min(100, Math.max(0, (100 * (reading - BLACK)) / (WHITE - BLACK)));
}

/** Share of the ring that has to be of its colour. */
const LEAST_RING = 0.6;

function placeIn({ width }: Size): { x: number; y: number; side: number } {
  const side = width * SIDE;
  return { x: width * (1 - MARGIN) - side, y: width * MARGIN, side };
}

/** Share of the points on the middle of the ring that are magenta. */
function ringAt(
  pixels: Uint8Array | Uint8ClampedArray,
  size: Size,
  { x, y, side }: { x: number; y: number; side: number },
): number {
  const near = (side * (1 - INNER)) / 4;
  const far = side - near;
  let [seen, magenta] = [0, 0];
  for (let at = 0; at < 8; at += 1) {
    const along = near + ((far - near) * at) / 7;
    for (const [px, py] of [
      [along, near],
      [along, far],
      [near, along],
      [far, along],
    ] as const) {
      const from = pixelAt(size, x + px, y + py);
      if (from === null) return 0;
      const [red = 0, green = 0, blue = 0] = [pixels[from], pixels[from + 1], pixels[from + 2]];
      seen += 1;
      if (Math.min(red, blue) - green > 70 && Math.abs(red - blue) < 90) magenta += 1;
    }
  }
  return magenta / seen;
}

function meanGrey(
  pixels: Uint8Array | Uint8ClampedArray,
  size: Size,
  { x, y, reach }: { x: number; y: number; reach: number },
): number {
  let [total, count] = [0, 0];
  for (let dy = -2; dy <= 2; dy += 1) {
    for (let dx = -2; dx <= 2; dx += 1) {
      const from = pixelAt(size, x + (dx * reach) / 2, y + (dy * reach) / 2);
      if (from === null) continue;
      total += 0.2126 * (pixels[from] ?? 0) + 0.7152 * (pixels[from + 1] ?? 0) + 0.0722 * (pixels[from + 2] ?? 0);
      count += 1;
    }
  }
  return count === 0 ? 0 : total / count;
}

function pixelAt({ width, height }: Size, x: number, y: number): number | null {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  return column < 0 || row < 0 || column >= width || row >= height ? null : (row * width + column) * 4;
}
