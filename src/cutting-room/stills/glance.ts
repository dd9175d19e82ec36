import type { Frame, SoftwareScaleContext } from 'node-av/lib';
import { must } from '../codec/av.ts';
import { openClip } from '../codec/clip.ts';
import { correlation } from './continuity.ts';
import { toCanvas } from '../codec/frames.ts';
import { glimpses } from '../measures/glimpses.ts';
import { GLIMPSE, type Glimpse } from '../measures/watch.ts';
import { openScaler, readPlane, rgbaFrame } from '../codec/picture.ts';
import { StudioError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import { type FrameRange, type Rate, toFrames, toSeconds } from '../../film/time.ts';
import { fitInside, imageTokens } from '../../film/vision.ts';

export interface GlanceOptions {
  /** Only these frames of the file: what is new of a continued clip. All of them unless given. */
  range?: FrameRange;
  /** At most so many; fewer when there is nothing else to see. */
  pictures?: number;
  /** What one picture may cost. */
  tokens?: number;
}

/** A picture of a clip for a model that sees. */
export interface Glance extends Size {
  /** Counted from 0 in the file. */
  frame: number;
  /** From the start of the file. */
  seconds: number;
  /** What it was chosen for: an end of the range, one side of a cut that nobody ordered, much motion, or to fill a gap. */
  why: 'first' | 'last' | 'cut' | 'motion' | 'even';
  jpeg: Uint8Array;
  /** What it costs; with models that look at fewer than 1,568 tokens of a picture it may be less. */
  tokens: number;
}

/**
 * The frames of a clip that tell most, in order, as JPEG: its ends, both sides of unexpected cuts, peaks of motion, then
 * whatever is different from those, evenly. Of neighbours the crispest is taken, and of a fade the lit part. Two that look
 * alike are only given, of ends and cuts, when nothing different is left. Throws `media` when the range is outside the file.
 */
export async function glance(
  path: string,
  { range, pictures = 6, tokens = 600 }: GlanceOptions = {},
): Promise<Glance[]> {
  const { sketches, cuts } = await sketch(path, range);
  await using clip = await openClip(path);
  if (sketches.length === 0) {
    const asked = `frames ${range?.start} to ${(range?.start ?? 0) + (range?.frames ?? 0) - 1}`;
    throw new StudioError('media', `${path} has ${clip.frames} frames, so there is nothing to see of its ${asked}`, {
      hint: 'Look at a range inside the file.',
    });
  }
  const size = fitInside(clip.width, clip.height, { tokens });
  using scaler = openScaler('area');
  const glances: Glance[] = [];
  for (const { index, why } of choose(sketches, cuts, clip.rate, pictures)) {
    glances.push({
      frame: index,
      seconds: toSeconds(index, clip.rate),
      why,
      jpeg: await toJpeg(await clip.frame(index), index, size, scaler),
      ...size,
      tokens: imageTokens(size, 'high'),
    });
  }
  return glances;
}

/** What is remembered of every frame to choose between them. */
interface Sketch {
  index: number;
  /** Luma 0–255 of 32×18 cells. */
  cells: Float32Array;
  colours: Float32Array;
  /** Deviation of luma: falls to nothing in a fade. */
  contrast: number;
  /** Mean square of the difference between neighbours; means something only beside that of a frame close by. */
  crispness: number;
  motion: number;
  /** Scenes are counted up at every cut. */
  scene: number;
}

async function sketch(path: string, range: FrameRange | undefined): Promise<{ sketches: Sketch[]; cuts: number[] }> {
  const { start, frames } = range ?? { start: 0, frames: Infinity };
  const sketches: Sketch[] = [];
  for await (const glimpse of glimpses(path)) {
    if (glimpse.index >= start + frames) break;
    if (glimpse.index >= start) sketches.push(sketchOf(glimpse));
  }
  const cuts = sketches.flatMap(({ index }, at) => (isCut(sketches, at) ? [index] : []));
  for (const one of sketches) one.scene = cuts.filter((cut) => cut <= one.index).length;
  return { sketches, cuts };
}

const CELL = 8;
const CELLS = { width: GLIMPSE.width / CELL, height: GLIMPSE.height / CELL };

function sketchOf({ index, luma, mean, motion, colours }: Glimpse): Sketch {
  const { width } = GLIMPSE;
  const cells = new Float32Array(CELLS.width * CELLS.height);
  let [squares, edges] = [0, 0];
  for (let at = 0; at < luma.length; at += 1) {
    const value = luma[at] ?? 0;
    const column = at % width;
    const row = (at - column) / width;
    const cell = Math.floor(row / CELL) * CELLS.width + Math.floor(column / CELL);
    cells[cell] = (cells[cell] ?? 0) + value / CELL ** 2;
    squares += (value - mean) ** 2;
    if (column > 0) edges += (value - (luma[at - 1] ?? 0)) ** 2;
    if (row > 0) edges += (value - (luma[at - width] ?? 0)) ** 2;
  }
  return {
    index,
    cells,
    colours,
    contrast: Math.sqrt(squares / luma.length),
    crispness: edges / luma.length,
    motion: motion ?? 0,
    scene: 0,
  };
}

/** Cells that have to differ, and by how much of 255: a raised hand in a wide shot is enough, the noise of a codec is not. */
const DIFFERENT_CELLS = 6;
const DIFFERENT_BY = 8;
/** Share of pixels that have another colour. */
const RECOLOURED = 0.2;

function alike(one: Sketch, other: Sketch): boolean {
  let different = 0;
  for (let cell = 0; cell < one.cells.length; cell += 1) {
    if (Math.abs((one.cells[cell] ?? 0) - (other.cells[cell] ?? 0)) >= DIFFERENT_BY) different += 1;
  }
  return different < DIFFERENT_CELLS && apart(one.colours, other.colours) < RECOLOURED;
}

/** Half the sum of differences: 0 for the same colours, 1 for none in common. */
function apart(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, share, bin) => sum + Math.abs(share - (other[bin] ?? 0)), 0) / 2;
}

/** At a cut so much moves at once, of 255, and so many times what does in the frames beside it. */
const LEAP = 2.5;
const LEAP_RATIO = 3.5;
const BESIDE = 6;
/** A fade or a flash keeps the picture and takes its contrast, to less than this of 255 in the end. */
const KEPT = 0.95;
const FADED = 0.9;
const BLANK = 5;

/** Whether another scene begins here, or the same goes on elsewhere: worth a look, where a measure would have to be sure. */
function isCut(sketches: Sketch[], at: number): boolean {
  const [before, here] = [sketches[at - 1], sketches[at]];
  if (!before || !here || sketches.length < 3) return false;
  const beside = [...sketches.slice(Math.max(1, at - BESIDE), at), ...sketches.slice(at + 1, at + 1 + BESIDE)];
  if (here.motion <= Math.max(LEAP, middleMotion(beside) * LEAP_RATIO)) return false;

  const [less, more] = [before.contrast, here.contrast].toSorted((a, b) => a - b) as [number, number];
  return less >= BLANK && !(less < more * FADED && correlation(before.cells, here.cells) > KEPT);
}

function middleMotion(sketches: Sketch[]): number {
  return sketches.map(({ motion }) => motion).toSorted((a, b) => a - b)[Math.floor(sketches.length / 2)] ?? 0;
}

interface Choice {
  index: number;
  why: Glance['why'];
}

/** From an end of the range so far inwards for a frame that is not faded, and around a moment for a crisp one. Seconds. */
const EDGE_REACH = 0.2;
const CRISP_REACH = 0.1;

function choose(all: Sketch[], cuts: number[], rate: Rate, pictures: number): Choice[] {
  const [first, last] = [lit(all, rate), lit(all.toReversed(), rate)];
  // What lies outside is faded.
  const sketches = all.slice(first && all.indexOf(first), last && all.indexOf(last) + 1);
  const chosen: (Choice & { sketch: Sketch })[] = [];
  const room = (): number => pictures - chosen.length;
  const isNew = (sketch: Sketch): boolean => chosen.every((one) => !alike(one.sketch, sketch));
  const take = (sketch: Sketch | undefined, why: Glance['why']): void => {
    if (sketch && room() > 0) chosen.push({ index: sketch.index, why, sketch });
  };
  const takeNew = (sketch: Sketch | undefined, why: Glance['why']): void => {
    if (sketch && isNew(sketch)) take(sketch, why);
  };
  const takeOnce = (sketch: Sketch | undefined, why: Glance['why']): void => {
    if (chosen.every(({ index }) => index !== sketch?.index)) take(sketch, why);
  };
  const reach = Math.max(1, toFrames(CRISP_REACH, rate));
  const crispest = (around: Sketch): Sketch | undefined =>
    sketches
      .filter(({ index, scene }) => scene === around.scene && Math.abs(index - around.index) <= reach)
      .filter(isNew)
      .reduce<Sketch | undefined>((best, one) => (best && best.crispness >= one.crispness ? best : one), undefined);

  // A single picture is best taken from the middle.
  if (pictures > 1) {
    take(first, 'first');
    takeNew(last, 'last');
  }
  const sides = spread(cuts, Math.floor(room() / 2)).flatMap((cut) =>
    sketches.filter(({ index }) => index === cut - 1 || index === cut),
  );
  for (const side of sides) takeNew(side, 'cut');
  for (const peak of peaksOf(sketches, cuts, pictures).slice(0, Math.ceil(room() / 2)))
    takeNew(crispest(peak), 'motion');
  while (room() > 0) {
    const moment = nextGap(sketches, chosen, room());
    const closest = sketches
      .toSorted((a, b) => Math.abs(a.index - moment) - Math.abs(b.index - moment))
      .find((one) => isNew(one) && chosen.every(({ index }) => Math.abs(index - one.index) > reach));
    if (closest === undefined) break;
    take(crispest(closest), 'even');
  }
  // Where there is nothing else to see, that a picture has stayed the same says something too.
  takeOnce(last, 'last');
  for (const side of sides) takeOnce(side, 'cut');
  return chosen.map(({ index, why }) => ({ index, why })).toSorted((a, b) => a.index - b.index);
}

/** The outermost frame that has nearly all the contrast there is close to the end; the order of frames says which end. */
function lit(inwards: Sketch[], rate: Rate): Sketch | undefined {
  const far = Math.min(Math.floor((EDGE_REACH * rate.num) / rate.den), Math.floor((inwards.length - 1) / 2));
  const reach = inwards.slice(0, 1 + far).filter(({ scene }) => scene === inwards[0]?.scene);
  const most = Math.max(...reach.map(({ contrast }) => contrast));
  return reach.find(({ contrast }) => contrast >= most * 0.8);
}

/** So many of them, from one end to the other. */
function spread(all: number[], count: number): number[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, at) => all[Math.floor(((at + 0.5) / count) * all.length)] as number);
}

/** Motion this many times the usual, and of at least one step of 255, is a moment of its own. */
const LIVELY = 1.5;

/** Where more moves than before and after, the most first, not close together and not at cuts. */
function peaksOf(sketches: Sketch[], cuts: number[], pictures: number): Sketch[] {
  const smooth = sketches.map((one, at) => {
    const three = sketches.slice(Math.max(0, at - 1), at + 2);
    const motion = three.reduce((total, { motion }) => total + motion, 0) / three.length;
    return { one, motion };
  });
  const usual = middleMotion(sketches);
  const clearance = Math.max(2, sketches.length / (2 * pictures));
  const peaks: Sketch[] = [];
  for (const { one, motion } of smooth.toSorted((a, b) => b.motion - a.motion)) {
    if (motion < Math.max(1, usual * LIVELY)) break;
    const atCut = cuts.some((cut) => Math.abs(cut - one.index) <= 2);
    if (!atCut && peaks.every((peak) => Math.abs(peak.index - one.index) >= clearance)) peaks.push(one);
  }
  return peaks;
}

/** The first frame number at which so many more pictures would leave the shortest gaps; the middle when there are none. */
function nextGap(sketches: Sketch[], chosen: Choice[], room: number): number {
  const [first, last] = [sketches[0]?.index ?? 0, sketches.at(-1)?.index ?? 0];
  if (chosen.length === 0) return Math.floor((first + last) / 2);
  const bounds = [first, ...chosen.map(({ index }) => index), last].toSorted((a, b) => a - b);
  const gaps = bounds.slice(1).map((to, at) => ({ from: bounds[at] as number, to, steps: 1 }));
  const step = ({ from, to, steps }: (typeof gaps)[number]): number => (to - from) / steps;
  for (let left = room; left > 0; left -= 1) gaps.reduce((a, b) => (step(b) > step(a) ? b : a)).steps += 1;
  const gap = gaps.find(({ steps }) => steps > 1);
  return gap === undefined ? first : gap.from + step(gap);
}

const QUALITY = 85;

async function toJpeg(frame: Frame, index: number, size: Size, scaler: SoftwareScaleContext): Promise<Uint8Array> {
  const rgba = rgbaFrame(size);
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  try {
    must(scaler.scaleFrameSync(rgba, frame), 'turn a frame into RGB');
    readPlane(rgba, 0, data, size.width * 4, size.height);
  } finally {
    rgba.free();
  }
  // In memory of its own, so that nothing else is copied with it from thread to thread.
  return new Uint8Array(await toCanvas({ index, ...size, data }).encode('jpeg', QUALITY));
}
