import { type SKRSContext2D, createCanvas } from '@napi-rs/canvas';
import { openClip } from './clip.ts';
import { type Still, readFrames, toCanvas, writePng } from './frames.ts';
import { StudioError } from '../errors.ts';
import type { Size } from '../film/media.ts';
import { drawText, layoutText } from '../typography/layout.ts';

const CANDIDATES = 18;

/** Writes the most telling of many frames: lit, crisp, colourful, not in the middle of a fade. PNG at film size. */
export async function poster(film: string, path: string): Promise<void> {
  const indices = await candidatesIn(film);
  const candidates = await readFrames(film, indices, { width: 240 });
  const best = candidates.reduce((first, second) => (appeal(second) > appeal(first) ? second : first));
  const [still] = await readFrames(film, [best.index]);
  if (still) await writePng(toCanvas(still), path);
}

/** One frame of a clip as a small JPEG, 320 pixels wide: for pages that carry their pictures. */
export async function thumbnail(path: string, frame: number): Promise<Buffer> {
  const [still] = await readFrames(path, [frame], { width: 320 });
  if (still === undefined) throw new StudioError('media', `${path} has no picture`);
  return toCanvas(still).encode('jpeg', 82);
}

/** Writes the last frame of a clip as PNG, in the clip's own size. Throws `media` for a clip without pictures. */
export async function lastFrame(clip: string, path: string): Promise<Size> {
  const [still] = await readFrames(clip, [Number.MAX_SAFE_INTEGER]);
  if (still === undefined) throw new StudioError('media', `${clip} has no picture`);
  await writePng(toCanvas(still), path);
  return { width: still.width, height: still.height };
}

/** A shot on the contact sheet: where it lies in the film, and what is written under it. */
export interface SheetLabel {
  frame: number;
  frames: number;
  text: string;
}

/** Writes one picture from the middle of every shot, in order, each with its label and time. */
export async function contactSheet(film: string, path: string, labels: SheetLabel[]): Promise<void> {
  const wide = labels.length > 12 ? 260 : 360;
  const stills = await readFrames(
    film,
    labels.map((label) => label.frame + Math.floor(label.frames / 2)),
    { width: wide },
  );
  const { num, den } = await rateOf(film);
  const [width, height] = [stills[0]?.width ?? wide, stills[0]?.height ?? wide];
  const columns = columnsFor(labels.length, width, height);
  const rows = Math.ceil(labels.length / columns);
  const [gap, foot] = [20, 34];
  const sheet = createCanvas(gap + columns * (width + gap), gap + rows * (height + foot + gap));
  const pen = sheet.getContext('2d');
  pen.fillStyle = '#14161c';
  pen.fillRect(0, 0, sheet.width, sheet.height);
  labels.forEach((label, at) => {
    const still = stills[at];
    const x = gap + (at % columns) * (width + gap);
    const y = gap + Math.floor(at / columns) * (height + foot + gap);
    if (still) drawThumb(pen, still, x, y);
    const seconds = (frames: number) => ((frames * den) / num).toFixed(1);
    note(pen, label.text, x, y + height + 11, width * 0.6, 'left', '#f2efe9');
    note(
      pen,
      `${seconds(label.frame)} s · ${seconds(label.frames)} s`,
      x + width,
      y + height + 11,
      width * 0.4,
      'right',
      '#8d93a3',
    );
  });
  await writePng(sheet, path);
}

/** Key frames, evenly over the film: to reach any other frame, those before it would have to be decoded. */
async function candidatesIn(film: string): Promise<number[]> {
  await using clip = await openClip(film);
  const { frames, keyframes } = clip;
  const wanted = Array.from({ length: CANDIDATES }, (_, at) => Math.round(((at + 0.5) / CANDIDATES) * (frames - 1)));
  return [...new Set(wanted.map((index) => keyframes.findLast((key) => key <= index) ?? 0))];
}

async function rateOf(film: string): Promise<{ num: number; den: number }> {
  await using clip = await openClip(film);
  return clip.rate;
}

/** As many columns as make the sheet about 16:10. */
function columnsFor(count: number, width: number, height: number): number {
  return Math.max(1, Math.min(count, Math.round(Math.sqrt((count * (height + 54) * 1.6) / width))));
}

function drawThumb(pen: SKRSContext2D, still: Still, x: number, y: number): void {
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, still.width, still.height, 8);
  pen.clip();
  pen.drawImage(toCanvas(still), x, y);
  pen.restore();
}

function note(
  pen: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  maxWidth: number,
  align: 'left' | 'right',
  colour: string,
): void {
  const layout = layoutText(pen, text, { family: 'sans', weight: 550, size: 16, minSize: 12, maxWidth, maxLines: 1 });
  drawText(pen, layout, { x, y, align, colour });
}

/** Contrast, detail and colour together; nearly black or white frames have none of them. */
function appeal({ data, width }: Still): number {
  const pixels = data.length / 4;
  let [sum, squares, detail, colour, before] = [0, 0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const luma = 0.21 * red + 0.72 * green + 0.07 * blue;
    sum += luma;
    squares += luma * luma;
    colour += Math.max(red, green, blue) - Math.min(red, green, blue);
    if ((at / 4) % width !== 0) detail += Math.abs(luma - before);
    before = luma;
  }
  const mean = sum / pixels;
  const contrast = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
  const lit = Math.min(1, mean / 60, (255 - mean) / 60);
  return lit * (contrast / 50 + detail / pixels / 5 + colour / pixels / 70);
}
