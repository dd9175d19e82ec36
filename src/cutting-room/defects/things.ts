import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { between, throughout, type Box, type CleanClip, type Picture, type Treat } from './treatment.ts';
import { readFrames, toCanvas } from '../codec/frames.ts';
import { StudioError } from '../../errors.ts';

/** What catches the eye is painted over with what is around it. */
export const missingSubject: Treat = async (clip, severity, _, { subject }) => {
  const where = subject ?? (await mostTelling(clip, between(0.26, 0.4, severity)));
  return {
    ...throughout(clip),
    where,
    note: `what stood at ${where.x}, ${where.y} is painted over, ${where.width}×${where.height}`,
    tone: (pixels) => paintOver(pixels, clip, where),
  };
};

/** Signs that look like letters and are none. */
export const garbledText: Treat = (clip, severity, random) => {
  const size = Math.round(between(0.05, 0.13, severity) * clip.height);
  const signs = pseudoLetters(4 + Math.floor(random() * 9), size, random);
  const width = Math.min(signs.width, Math.round(clip.width * 0.9));
  const height = Math.round((signs.height * width) / signs.width);
  const where = {
    x: Math.floor(random() * (clip.width - width)),
    y: Math.floor(between(0.08, 0.92, random()) * (clip.height - height)),
    width,
    height,
  };
  return {
    ...throughout(clip),
    where,
    note: `${height} pixels high signs that nobody can read`,
    draw: (pen) => pen.drawImage(signs, where.x, where.y, width, height),
  };
};

/** Somebody who was not asked for stands in the picture. */
export const extraPerson: Treat = (clip, severity, random, { picture }) =>
  pasted(clip, picture, between(0.35, 0.6, severity), random);

/** Something that was not asked for. */
export const unpromptedObject: Treat = (clip, severity, random, { picture }) =>
  pasted(clip, picture, between(0.16, 0.36, severity), random);

/** The picture as a cut-out in front, so many parts of the frame high; it drifts a little, as everything does. */
function pasted(clip: CleanClip, picture: Picture | null, part: number, random: () => number) {
  if (picture === null) throw new StudioError('internal', 'there is no picture to be put in');
  const figure = toCanvas({ index: 0, ...picture });
  const tall = Math.min(part * clip.height, (clip.width * 0.8 * picture.height) / picture.width);
  const wide = (tall * picture.width) / picture.height;
  const [x, y] = [random() * (clip.width - wide), between(0.55, 0.98, random()) * clip.height - tall];
  const drift = (random() - 0.5) * 0.02 * clip.width;
  const place = (index: number) => x + (drift * index) / clip.frames;
  return {
    ...throughout(clip),
    where: { x: Math.round(x), y: Math.round(y), width: Math.round(wide), height: Math.round(tall) },
    note: `a foreign picture ${Math.round(tall)} pixels high`,
    draw: (pen: SKRSContext2D, _: Canvas, index: number) => pen.drawImage(figure, place(index), y, wide, tall),
  };
}

/** Width at which the picture is looked over. */
const SMALL = 96;

/** The box, `part` of the frame in each direction, that has most edges in it, those in the middle counting most. */
async function mostTelling(clip: CleanClip, part: number): Promise<Box> {
  const [still] = await readFrames(clip.path, [Math.floor(clip.frames / 2)], { width: SMALL });
  if (still === undefined) throw new StudioError('media', `${clip.path} has no picture`);
  const { width, height, data } = still;
  const [wide, tall] = [Math.round(width * part), Math.round(Math.min(height, height * part * 1.5))];
  const luma = (x: number, y: number) => {
    const at = (y * width + x) * 4;
    return (data[at] ?? 0) * 0.2126 + (data[at + 1] ?? 0) * 0.7152 + (data[at + 2] ?? 0) * 0.0722;
  };
  let best = { x: 0, y: 0, appeal: -1 };
  for (let y = 1; y + tall < height - 1; y += 2) {
    for (let x = 1; x + wide < width - 1; x += 2) {
      let edges = 0;
      for (let v = y; v < y + tall; v += 1)
        for (let u = x; u < x + wide; u += 1)
          edges += Math.abs(luma(u + 1, v) - luma(u, v)) + Math.abs(luma(u, v + 1) - luma(u, v));
      const off = Math.hypot((x + wide / 2) / width - 0.5, (y + tall / 2) / height - 0.55);
      const appeal = edges * Math.max(0.1, 1 - 1.4 * off);
      if (appeal > best.appeal) best = { x, y, appeal };
    }
  }
  const scale = clip.width / width;
  return {
    x: Math.round(best.x * scale),
    y: Math.round(best.y * scale),
    width: Math.round(wide * scale),
    height: Math.round(tall * scale),
  };
}

/** Each pixel becomes the mean of what lies at the edges of the box within the frame, the nearer the more. */
function paintOver(pixels: Uint8ClampedArray, frame: CleanClip, { x, y, width, height }: Box): void {
  const at = (column: number, row: number) => (row * frame.width + column) * 4;
  const weight = (distance: number, inside: boolean) => (inside ? distance ** -2 : 0);
  const [hasTop, hasBottom] = [y > 0, y + height < frame.height];
  const [hasLeft, hasRight] = [x > 0, x + width < frame.width];
  for (let row = y; row < y + height; row += 1) {
    const [above, below] = [weight(row - y + 1, hasTop), weight(y + height - row, hasBottom)];
    const [left, right] = [at(x - 1, row), at(x + width, row)];
    for (let column = x; column < x + width; column += 1) {
      const [before, after] = [weight(column - x + 1, hasLeft), weight(x + width - column, hasRight)];
      const [top, bottom, here] = [at(column, y - 1), at(column, y + height), at(column, row)];
      const whole = above + below + before + after;
      for (let channel = 0; channel < 3; channel += 1) {
        const sum =
          (pixels[left + channel] ?? 0) * before +
          (pixels[right + channel] ?? 0) * after +
          (pixels[top + channel] ?? 0) * above +
          (pixels[bottom + channel] ?? 0) * below;
        pixels[here + channel] = whole === 0 ? 128 : sum / whole;
      }
    }
  }
}

/** Strokes and bows in cells of a line. */
function pseudoLetters(count: number, size: number, random: () => number): Canvas {
  const cell = Math.round(size * 0.7);
  const canvas = createCanvas(count * cell + size, Math.round(size * 1.6));
  const pen = canvas.getContext('2d');
  pen.lineCap = 'round';
  const dark = random() < 0.5;
  for (let letter = 0; letter < count; letter += 1) {
    if (random() < 0.12) continue;
    const point = (): [number, number] => [
      size / 2 + letter * cell + random() * cell * 0.75,
      size * 0.3 + random() * size,
    ];
    const strokes = { length: 2 + Math.floor(random() * 2) };
    const path = Array.from(strokes, () => [point(), point(), point()] as const);
    for (const [width, colour] of [
      [size * 0.16, dark ? '#f4f0e8' : '#181818'],
      [size * 0.09, dark ? '#181818' : '#f4f0e8'],
    ] as const) {
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      for (const [start, bend, end] of path) {
        pen.beginPath();
        pen.moveTo(...start);
        pen.quadraticCurveTo(...bend, ...end);
        pen.stroke();
      }
    }
  }
  return canvas;
}
