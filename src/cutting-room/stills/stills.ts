import { type SKRSContext2D, createCanvas } from '@napi-rs/canvas';
import { openClip } from '../codec/clip.ts';
import { type Still, readFrames, toCanvas, writeStill } from '../codec/frames.ts';
import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import { drawText, layoutText } from '../../typography/layout.ts';

const CANDIDATES = 18;

/** Writes the most telling of many frames: lit, crisp, colourful, not in the middle of a fade. PNG at film size. */
export async function poster(film: string, path: string): Promise<void> {
  const indices = await candidatesIn(film);
  const candidates = await readFrames(film, indices, { width: 240 });
  const best = candidates.reduce((first, second) => (appeal(second) > appeal(first) ? second : first));
  const [still] = await readFrames(film, [best.index]);
  if (still) await writeStill(toCanvas(still), path);
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
  await writeStill(toCanvas(still), path);
  return { width: still.width, height: still.height };
}

/** A shot on the contact sheet: where it lies in the film, and what is written under it. */
export interface SheetLabel {
  frame: number;
  frames: number;
  text: string;
}

/** Writes one picture from the middle of every shot, in order, each with its label and time. PNG, or JPEG by its name. */
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
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  labels.forEach((label, at) => {
    const still = stills[at];
    const x = gap + (at % columns) * (width + gap);
    const y = gap + Math.floor(at / columns) * (height + foot + gap);
    if (still) drawThumb(pen, still, x, y);
    const seconds = (frames: number) => ((frames * den) / num).toFixed(1);
    note(pen, label.text, x, y + height + 11, width * 0.6, 'left', INK);
    note(
      pen,
      `${seconds(label.frame)} s · ${seconds(label.frames)} s`,
      x + width,
      y + height + 11,
      width * 0.4,
      'right',
      SOFT,
    );
  });
  await writeStill(sheet, path);
}

/** A take on the sheet of the dailies: one picture of it, and what is written under it at both ends. */
export interface SheetTake {
  path: string;
  frame: number;
  text: string;
  aside: string;
  /** It is framed. */
  used: boolean;
}

/** Writes one picture of every take, each row side by side. PNG, or JPEG by its name. */
export async function takesSheet(path: string, rows: readonly (readonly SheetTake[])[]): Promise<void> {
  const columns = Math.max(...rows.map((row) => row.length));
  const wide = columns > 4 ? 260 : 360;
  const pictures: { take: SheetTake; still: Still | undefined; row: number; column: number }[] = [];
  for (const [row, takes] of rows.entries()) {
    for (const [column, take] of takes.entries()) {
      const [still] = await readFrames(take.path, [take.frame], { width: wide });
      pictures.push({ take, still, row, column });
    }
  }
  const height = Math.max(1, ...pictures.map(({ still }) => still?.height ?? 0));
  const [gap, foot] = [20, 34];
  const sheet = createCanvas(gap + columns * (wide + gap), gap + rows.length * (height + foot + gap));
  const pen = sheet.getContext('2d');
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  for (const { take, still, row, column } of pictures) {
    const x = gap + column * (wide + gap);
    const y = gap + row * (height + foot + gap);
    if (still) drawThumb(pen, still, x, y);
    if (take.used) frame(pen, x, y, still?.width ?? wide, still?.height ?? height);
    note(pen, take.text, x, y + height + 11, wide * 0.62, 'left', INK);
    note(pen, take.aside, x + wide, y + height + 11, wide * 0.36, 'right', SOFT);
  }
  await writeStill(sheet, path);
}

const [PAPER, INK, SOFT, MARK] = ['#14161c', '#f2efe9', '#8d93a3', '#f0965a'];

function frame(pen: SKRSContext2D, x: number, y: number, width: number, height: number): void {
  pen.strokeStyle = MARK;
  pen.lineWidth = 4;
  pen.beginPath();
  pen.roundRect(x - 3, y - 3, width + 6, height + 6, 10);
  pen.stroke();
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
