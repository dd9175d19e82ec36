import { type Canvas, type SKRSContext2D, createCanvas } from '@napi-rs/canvas';
import { type Plate, planesOf } from './blend.ts';
import type { Words } from './plan.ts';
import type { Size } from '../film/media.ts';
import { type LayoutOptions, type TextLayout, drawText, layoutText } from '../typography/layout.ts';

/** Share of each side that words keep free, as televisions and phones' rounded corners need. */
export const SAFE_AREA = 0.07;
const FADE_FRAMES = 7;

/** Words drawn once, ready to be laid over many pictures. */
export interface Layer {
  /** Even, in pixels of the picture. */
  left: number;
  top: number;
  /** Y, U and V of the words, and how much they cover at both sizes. */
  planes: { data: Uint8Array; cover: Uint8Array; width: number; height: number }[];
}

/** Draws words for a picture of some size: fitted, inside the safe area, on a soft veil that keeps them readable. */
export function drawWords(words: Pick<Words, 'text' | 'style' | 'position'>, size: Size): Layer {
  return layerOf(paintWords(words, size));
}

/** The words as a see-through picture of the whole frame. */
export function paintWords(words: Pick<Words, 'text' | 'style' | 'position'>, size: Size): Canvas {
  const canvas = createCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  const look = LOOKS[words.style];
  const short = Math.min(size.width, size.height);
  const layout = layoutText(pen, words.text, {
    family: look.family,
    weight: look.weight,
    size: look.size * short,
    minSize: Math.max(9, look.size * short * 0.4),
    maxWidth: size.width * (1 - 2 * SAFE_AREA) * look.breadth,
    maxHeight: size.height * look.room,
    maxLines: look.lines,
  });
  const box = place(layout, words.position, look, size);
  if (look.shade > 0) shade(pen, box, look.shade, size);
  if (look.bar) {
    pen.fillStyle = '#ffc46b';
    pen.fillRect(
      box.edge === 'right' ? box.right + short * 0.018 : box.left - short * 0.024,
      box.top,
      short * 0.006,
      layout.height,
    );
  }
  const x = box.edge === 'left' ? box.left : box.edge === 'right' ? box.right : (box.left + box.right) / 2;
  drawText(pen, layout, {
    x,
    y: box.top,
    align: box.edge,
    colour: `rgba(255, 255, 255, ${look.opacity})`,
    shadow: { colour: 'rgba(0, 0, 0, 0.55)', blur: Math.max(2, layout.size * 0.14) },
  });
  return canvas;
}

/** How visible words are at a film frame, 0–1: they come and go gently. */
export function presence(words: Pick<Words, 'start' | 'end'>, frame: number): number {
  const fade = Math.max(1, Math.min(FADE_FRAMES, Math.floor((words.end - words.start) / 3)));
  return Math.min(1, (frame - words.start + 1) / (fade + 1), (words.end - frame) / (fade + 1));
}

/** Lays words over a picture. */
export function overlay(picture: Plate, layer: Layer, opacity: number): void {
  const strength = Math.round(opacity * 256);
  planesOf(picture).forEach((plane, index) => {
    const words = layer.planes[index];
    if (words === undefined) return;
    // A million pixels a frame: what the loop needs is taken out of it.
    const { data, cover, width, height } = words;
    const target = plane.data;
    const [left, top] = index === 0 ? [layer.left, layer.top] : [layer.left / 2, layer.top / 2];
    for (let row = 0, at = 0; row < height; row += 1) {
      const end = at + width;
      for (let to = (top + row) * plane.width + left; at < end; at += 1, to += 1) {
        const share = ((cover[at] ?? 0) * strength + 255) >> 8;
        target[to] = ((target[to] ?? 0) * (256 - share) + (data[at] ?? 0) * share + 128) >> 8;
      }
    }
  });
}

/** Sizes are shares of the picture's short side. */
interface Look extends Pick<LayoutOptions, 'family' | 'weight'> {
  size: number;
  lines: number;
  /** Shares of the safe width and of the height that the words may take. */
  breadth: number;
  room: number;
  opacity: number;
  /** Darkness of the veil behind, 0–1. */
  shade: number;
  bar: boolean;
}

const LOOKS: Record<Words['style'], Look> = {
  title: {
    family: 'display',
    weight: 600,
    size: 0.125,
    lines: 4,
    breadth: 0.92,
    room: 0.5,
    opacity: 1,
    shade: 0.44,
    bar: false,
  },
  subtitle: {
    family: 'sans',
    weight: 500,
    size: 0.058,
    lines: 3,
    breadth: 0.85,
    room: 0.3,
    opacity: 0.96,
    shade: 0.36,
    bar: false,
  },
  'lower-third': {
    family: 'sans',
    weight: 650,
    size: 0.052,
    lines: 2,
    breadth: 0.6,
    room: 0.2,
    opacity: 1,
    shade: 0.42,
    bar: true,
  },
  caption: {
    family: 'sans',
    weight: 600,
    size: 0.05,
    lines: 2,
    breadth: 0.82,
    room: 0.22,
    opacity: 1,
    shade: 0.44,
    bar: false,
  },
  watermark: {
    family: 'sans',
    weight: 600,
    size: 0.028,
    lines: 1,
    breadth: 0.4,
    room: 0.1,
    opacity: 0.7,
    shade: 0,
    bar: false,
  },
};

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
  edge: 'left' | 'center' | 'right';
}

function place(layout: TextLayout, position: Words['position'], look: Look, size: Size): Box {
  const marginX = size.width * SAFE_AREA;
  const marginY = size.height * SAFE_AREA;
  const tops: Record<Words['position'], number> = {
    center: (size.height - layout.height) / 2,
    'upper-third': size.height / 6,
    'lower-third': size.height - layout.height - size.height / 6,
    top: marginY,
    bottom: size.height - layout.height - marginY,
    'bottom-right': size.height - layout.height - marginY,
  };
  const top = Math.round(Math.max(marginY, Math.min(tops[position], size.height - layout.height - marginY)));
  const start = layout.direction === 'rtl' ? 'right' : 'left';
  const edge = position === 'bottom-right' ? 'right' : look.bar ? start : 'center';
  const indent = look.bar ? Math.min(size.width, size.height) * 0.03 : 0;
  const left =
    edge === 'left'
      ? marginX + indent
      : edge === 'right'
        ? size.width - marginX - indent - layout.width
        : (size.width - layout.width) / 2;
  return { left, right: left + layout.width, top, bottom: top + layout.height, edge };
}

/** A dark veil over the whole width: strongest behind the words, gone before anybody sees where it ends. */
function shade(pen: SKRSContext2D, box: Box, darkness: number, size: Size): void {
  const spread = Math.min(size.width, size.height) * 0.3;
  const low = box.bottom > size.height * 0.72;
  const high = box.top < size.height * 0.28 && !low;
  const [from, to] = [
    high ? 0 : Math.max(0, box.top - spread),
    low ? size.height : Math.min(size.height, box.bottom + spread),
  ];
  const middle = (box.top + box.bottom) / 2;
  const veil = pen.createLinearGradient(0, from, 0, to);
  for (let step = 0; step <= 16; step += 1) {
    const y = from + ((to - from) * step) / 16;
    const coming = high ? 1 : ramp((y - from) / Math.max(1, (low ? middle : box.top) - from));
    const going = low ? 1 : ramp((to - y) / Math.max(1, to - (high ? middle : box.bottom)));
    veil.addColorStop(step / 16, `rgba(6, 8, 16, ${(darkness * Math.min(coming, going)).toFixed(4)})`);
  }
  pen.fillStyle = veil;
  pen.fillRect(0, from, size.width, to - from);
}

/** From 0 to 1 without a corner at either end. */
function ramp(share: number): number {
  const held = Math.min(1, Math.max(0, share));
  return held * held * (3 - 2 * held);
}

/** Cuts the painted part out and turns it into the colours of pictures: BT.709, limited range. */
function layerOf(canvas: Canvas): Layer {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const { left, top, right, bottom } = boundsOf(data, width, height);
  const [w, h] = [right - left, bottom - top];
  const luma = { data: new Uint8Array(w * h), cover: new Uint8Array(w * h), width: w, height: h };
  const half = () => ({
    data: new Uint8Array((w * h) / 4),
    cover: new Uint8Array((w * h) / 4),
    width: w / 2,
    height: h / 2,
  });
  const [u, v] = [half(), half()];
  for (let row = 0; row < h; row += 1) {
    for (let column = 0; column < w; column += 1) {
      const at = ((top + row) * width + left + column) * 4;
      luma.data[row * w + column] =
        16 + 0.1826 * (data[at] ?? 0) + 0.6142 * (data[at + 1] ?? 0) + 0.062 * (data[at + 2] ?? 0) + 0.5;
      luma.cover[row * w + column] = data[at + 3] ?? 0;
    }
  }
  for (let row = 0; row < h; row += 2) {
    for (let column = 0; column < w; column += 2) {
      const sum = [0, 0, 0, 0];
      for (const [x, y] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        const at = ((top + row + y) * width + left + column + x) * 4;
        const cover = data[at + 3] ?? 0;
        for (let channel = 0; channel < 3; channel += 1)
          sum[channel] = (sum[channel] ?? 0) + (data[at + channel] ?? 0) * cover;
        sum[3] = (sum[3] ?? 0) + cover;
      }
      const [red = 0, green = 0, blue = 0, cover = 0] = sum;
      const at = (row * w) / 4 + column / 2;
      if (cover === 0) continue;
      u.data[at] = 128 + (-0.1006 * red - 0.3386 * green + 0.4392 * blue) / cover + 0.5;
      v.data[at] = 128 + (0.4392 * red - 0.3989 * green - 0.0403 * blue) / cover + 0.5;
      u.cover[at] = v.cover[at] = cover / 4;
    }
  }
  return { left, top, planes: [luma, u, v] };
}

/** The smallest even box around everything painted. */
function boundsOf(
  data: Uint8ClampedArray,
  width: number,
  height: number,
): { left: number; top: number; right: number; bottom: number } {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let row = 0, at = 3; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, at += 4) {
      if (data[at] === 0) continue;
      if (column < left) left = column;
      if (column >= right) right = column + 1;
      if (row < top) top = row;
      bottom = row + 1;
    }
  }
  if (right === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  return { left: left & ~1, top: top & ~1, right: (right + 1) & ~1, bottom: (bottom + 1) & ~1 };
}
