import { type Canvas, type SKRSContext2D, createCanvas } from '@napi-rs/canvas';
import { type Plate, planesOf } from './blend.ts';
import { LOOKS, type Look } from './word-looks.ts';
import type { Words } from './plan.ts';
import { safeArea } from './safe-area.ts';
import type { Size } from '../../film/media.ts';
import { type TextLayout, WIDE, drawText, layoutText, widthOfText } from '../../typography/layout.ts';

const FADE_FRAMES = 7;

/** Words drawn once, ready to be laid over many pictures. */
export interface Layer {
  /** Even, in pixels of the picture. */
  left: number;
  top: number;
  /** Y, U and V of the words, and how much they cover at both sizes. */
  planes: { data: Uint8Array; cover: Uint8Array; width: number; height: number }[];
}

/** What is drawn: a text in a style at a place. */
export type Lettering = Pick<Words, 'text' | 'style' | 'position'>;
/** Words that are drawn, and whatever part of them lights up. */
export interface DrawnWords {
  layer: Layer;
  /** The part of the text from one UTF-16 unit to another in warm light, to be laid over the layer. */
  light(part: { from: number; to: number }): Layer;
}

/** Draws words for a picture of some size: fitted, inside the safe area, on what keeps them readable. */
export function drawWords(words: Lettering, size: Size): DrawnWords {
  const canvas = createCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  const look = LOOKS[words.style];
  const short = Math.min(size.width, size.height);
  const layout = fit(pen, words.text, look, size);
  const box = place(layout, words.position, look, size);
  if (look.shade > 0) shade(pen, box, look.shade, size);
  const x = box.edge === 'left' ? box.left : box.edge === 'right' ? box.right : (box.left + box.right) / 2;
  const lines = linesIn(layout, x, box);
  if (look.boxed) drawBoxes(pen, lines, layout);
  if (look.bar) {
    pen.fillStyle = WARM;
    pen.fillRect(
      box.edge === 'right' ? box.right + short * 0.018 : box.left - short * 0.024,
      box.top,
      short * 0.006,
      layout.height,
    );
  }
  const manner = {
    x,
    y: box.top,
    align: box.edge,
    outline:
      look.outline > 0
        ? { colour: `rgba(8, 9, 14, ${0.92 * look.opacity})`, width: layout.size * look.outline }
        : undefined,
  };
  drawText(pen, layout, {
    ...manner,
    colour: `rgba(255, 255, 255, ${look.opacity})`,
    shadow: look.boxed ? undefined : { colour: 'rgba(0, 0, 0, 0.55)', blur: Math.max(2, layout.size * 0.14) },
  });
  return {
    layer: layerOf(canvas, 0, 0),
    light(part) {
      const runs = runsOf(words.text, part, layout).map((run) => stretch(pen, layout, lines[run.line] ?? box, run));
      const corner = evenCorner(runs, size);
      const small = createCanvas(corner.width, corner.height);
      const brush = small.getContext('2d');
      brush.translate(-corner.left, -corner.top);
      brush.beginPath();
      for (const { left, right, top, bottom } of runs) brush.rect(left, top, right - left, bottom - top);
      brush.clip();
      drawText(brush, layout, { ...manner, colour: WARM });
      return layerOf(small, corner.left, corner.top);
    },
  };
}

/** Letters may become so small rather than take more lines than their style has; then more lines come before smaller letters. */
const STILL_WELL_READ = 0.78;
const STILL_READ = 0.4;

/** The text in the size of its style, or smaller; in more lines than the style has where it would be too small or cut short. */
function fit(pen: SKRSContext2D, text: string, look: Look, size: Size): TextLayout {
  const safe = safeArea(size);
  const wanted = look.size * Math.min(size.width, size.height);
  const attempt = (smallest: number, maxLines: number): TextLayout =>
    layoutText(pen, text, {
      family: look.family,
      weight: look.weight,
      size: wanted,
      minSize: Math.max(9, smallest * wanted),
      maxWidth: (safe.right - safe.left) * look.breadth,
      maxHeight: size.height * look.room,
      maxLines,
    });
  const usual = attempt(STILL_WELL_READ, look.lines);
  return isWhole(usual, text) || look.lines === 1 ? usual : attempt(STILL_READ, 2 * look.lines);
}

/** Whether a layout shows all of a text and no word of it in two pieces. */
function isWhole({ lines }: TextLayout, text: string): boolean {
  const cut = lines.at(-1)?.text.endsWith('…') === true && !text.trimEnd().endsWith('…');
  const words = text.split(/\s+/u).flatMap((word) => word.split(WIDE));
  return !cut && words.every((word) => lines.some((line) => line.text.includes(word)));
}

/** The even box around some places in a picture; two pixels where there are none. */
function evenCorner(places: readonly Rect[], { width, height }: Size): Size & { left: number; top: number } {
  const even = (value: number, most: number): number => Math.min(most, Math.max(0, value)) & ~1;
  const left = even(Math.min(width, ...places.map((place) => place.left)), width - 2);
  const top = even(Math.min(height, ...places.map((place) => place.top)), height - 2);
  const right = even(Math.max(0, ...places.map((place) => place.right)) + 2, width);
  const bottom = even(Math.max(0, ...places.map((place) => place.bottom)) + 2, height);
  return { left, top, width: Math.max(2, right - left), height: Math.max(2, bottom - top) };
}

const WARM = '#ffc46b';

interface Rect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where each line of a layout lies: as high as its letters, as wide as they are. */
function linesIn(layout: TextLayout, x: number, { top, edge }: Box): Rect[] {
  return layout.lines.map(({ width }, index) => {
    const left = edge === 'left' ? x : edge === 'right' ? x - width : x - width / 2;
    const baseline = top + layout.ascent + index * layout.lineHeight;
    return { left, right: left + width, top: baseline - layout.size * 0.86, bottom: baseline + layout.size * 0.3 };
  });
}

/** One shape for all rows, so that nothing is darker where two boxes meet. */
function drawBoxes(pen: SKRSContext2D, lines: readonly Rect[], { size }: TextLayout): void {
  const pad = size * 0.32;
  pen.beginPath();
  for (const { left, right, top, bottom } of lines)
    pen.roundRect(left - pad, top - size * 0.12, right - left + 2 * pad, bottom - top + size * 0.24, size * 0.18);
  pen.fillStyle = 'rgba(8, 9, 14, 0.72)';
  pen.fill();
}

/** A part of a text in the lines that it was broken into: blanks may have gone, all else is there in its order. */
function runsOf(text: string, { from, to }: { from: number; to: number }, { lines }: TextLayout): Run[] {
  const count = (part: string): number => part.replaceAll(BLANK, '').length;
  const first = count(text.slice(0, from));
  const last = first + count(text.slice(from, to));
  const runs: Run[] = [];
  let passed = 0;
  for (const [line, { text: letters }] of lines.entries()) {
    let [start, end] = [-1, -1];
    for (let at = 0; at < letters.length; at += 1) {
      if (count(letters.charAt(at)) === 0) continue;
      if (passed >= first && passed < last) [start, end] = [start < 0 ? at : start, at + 1];
      passed += 1;
    }
    if (start >= 0) runs.push({ line, from: start, to: end });
  }
  return runs;
}

interface Run {
  line: number;
  from: number;
  to: number;
}

/** What a layout leaves out: blanks at the ends of lines, and characters that nobody sees. */
const BLANK = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LEFT_TO_RIGHT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;

/** Where a part of a line is seen; the whole line where two directions make that anybody's guess. */
function stretch(pen: SKRSContext2D, layout: TextLayout, line: Rect, run: Run): Rect {
  const { text = '' } = layout.lines[run.line] ?? {};
  const rtl = RIGHT_TO_LEFT.test(text);
  // Strokes reach out of the letters' own width by a hair.
  const air = layout.size * 0.05;
  const tall = { top: line.top - layout.size * 0.2, bottom: line.bottom + layout.size * 0.1 };
  if (rtl && LEFT_TO_RIGHT.test(text)) return { ...line, ...tall };
  const before = widthOfText(pen, layout, text.slice(0, run.from));
  const through = widthOfText(pen, layout, text.slice(0, run.to));
  return rtl
    ? { left: line.right - through - air, right: line.right - before + air, ...tall }
    : { left: line.left + before - air, right: line.left + through + air, ...tall };
}

/**
 * How visible words are at a film frame, 0–1: they come and go gently, in a third of their time at most, and are wholly seen
 * in between. Big words are there at once.
 */
export function presence(words: Pick<Words, 'start' | 'end' | 'style'>, frame: number): number {
  // A word every third of a second has no time for manners.
  if (words.style === 'big') return 1;
  const fade = Math.min(FADE_FRAMES, Math.floor((words.end - words.start) / 3));
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

interface Box extends Rect {
  edge: 'left' | 'center' | 'right';
}

function place(layout: TextLayout, position: Words['position'], look: Look, size: Size): Box {
  const safe = safeArea(size);
  // A box reaches a little below the letters.
  const lowest = safe.bottom - layout.height - (look.boxed ? layout.size * 0.2 : 0);
  const tops: Record<Words['position'], number> = {
    center: (size.height - layout.height) / 2,
    'upper-third': size.height / 6,
    'lower-third': size.height - layout.height - size.height / 6,
    top: safe.top,
    bottom: lowest,
    'bottom-right': lowest,
  };
  const top = Math.round(Math.max(safe.top, Math.min(tops[position], lowest)));
  const start = layout.direction === 'rtl' ? 'right' : 'left';
  const edge = position === 'bottom-right' ? 'right' : look.bar ? start : 'center';
  const indent = look.bar ? Math.min(size.width, size.height) * 0.03 : 0;
  const left =
    edge === 'left'
      ? safe.left + indent
      : edge === 'right'
        ? safe.right - indent - layout.width
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

/**
 * Cuts the painted part out and turns it into the colours of pictures: BT.709, limited range. The canvas begins at `x`, `y`
 * of the picture: two numbers, because with an object V8 14.6 (Maglev's escape analysis) made every layer's `left` one and
 * the same, and words moved when the next ones lit up (`--no-turbofan` showed it each time).
 */
function layerOf(canvas: Canvas, x: number, y: number): Layer {
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
  // A quarter of a million blocks, again for every word that lights up: nothing is allocated in the loop.
  const next = width * 4;
  for (let row = 0, at = 0; row < h; row += 2) {
    for (let column = 0; column < w; column += 2, at += 1) {
      const first = ((top + row) * width + left + column) * 4;
      const second = first + next;
      const one = data[first + 3] ?? 0;
      const two = data[first + 7] ?? 0;
      const three = data[second + 3] ?? 0;
      const four = data[second + 7] ?? 0;
      const cover = one + two + three + four;
      if (cover === 0) continue;
      let red = (data[first] ?? 0) * one + (data[first + 4] ?? 0) * two;
      red = (red + (data[second] ?? 0) * three + (data[second + 4] ?? 0) * four) / cover;
      let green = (data[first + 1] ?? 0) * one + (data[first + 5] ?? 0) * two;
      green = (green + (data[second + 1] ?? 0) * three + (data[second + 5] ?? 0) * four) / cover;
      let blue = (data[first + 2] ?? 0) * one + (data[first + 6] ?? 0) * two;
      blue = (blue + (data[second + 2] ?? 0) * three + (data[second + 6] ?? 0) * four) / cover;
      u.data[at] = 128 - 0.1006 * red - 0.3386 * green + 0.4392 * blue + 0.5;
      v.data[at] = 128 + 0.4392 * red - 0.3989 * green - 0.0403 * blue + 0.5;
      u.cover[at] = v.cover[at] = cover / 4;
    }
  }
  return { left: x + left, top: y + top, planes: [luma, u, v] };
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
