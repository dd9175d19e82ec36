import { createCanvas } from '@napi-rs/canvas';
import { type Still, readFrames, toCanvas } from '../codec/frames.ts';
import { StudioError } from '../../errors.ts';

/** What was measured on the two pictures that meet at a cut. */
export interface Continuity {
  /** 0–100, for the same light and the same look; who is in the picture is not asked. Below 70 the eye stumbles. */
  score: number;
  /** Of CIE L*, 0–100: the means, and how far a pixel's has to go on average to make one picture's tones of the other's. */
  lightness: { before: number; after: number; distance: number };
  /** Of CIE a* and b*, in the same units. The means are of the chroma. */
  colour: { before: number; after: number; distance: number };
  /** Correlation of a picture of 32×18: 1 is the same framing, 0 has nothing to do with it. */
  structure: number;
  /** Steepest edges as a share of the tones there are, 0–1: half as much is plainly softer. */
  sharpness: { before: number; after: number };
  /** For people, the worst first: `the picture jumps from dark to bright: lightness 18, then 71 of 100`. */
  evidence: string[];
}

/**
 * Distance of light and colour together at which half the score is gone. Measured on 96 clips of the animatic, 8 places at 4
 * times of day in 3 sizes of shot, 5th to 95th of a hundred: 0.6–2.7 within a clip, 3–10 between sizes of shot in one place
 * and light, 6–43 between times of day, 9–39 between places. The score is below 70 from 12 on: for 0 %, 1 %, 74 % and 84 %
 * of those pairs, and for 96 % of those of another place and time. Rooms with their lamps on look alike at all times.
 */
const HALF_GONE = 18;

/** What a line is written about. */
const TELLING = 4;

/** Softer than this share of the other picture's sharpness costs points; shots of one place kept above 0.52. */
const SOFT_SHARE = 0.6;
const SOFT_COST = 60;

const FRAMED_ALIKE = 0.9;

/** Of lightness, between means. */
const JUMP = 15;

/**
 * How well frame `lastFrame` of one clip goes over into frame `firstFrame` of another, by light, colour and sharpness. Frame
 * numbers count from 0 in each file; those beyond its ends mean its first or last. Throws `media` for files without pictures.
 */
export async function acrossCut(
  pathA: string,
  lastFrame: number,
  pathB: string,
  firstFrame: number,
): Promise<Continuity> {
  const before = look(await stillOf(pathA, lastFrame));
  const after = look(await stillOf(pathB, firstFrame));
  const lightness = {
    before: round(mean(before.lightness)),
    after: round(mean(after.lightness)),
    distance: round(transport(before.lightness, after.lightness)),
  };
  const colour = {
    before: round(mean(before.chroma)),
    after: round(mean(after.chroma)),
    distance: round(Math.hypot(transport(before.red, after.red), transport(before.yellow, after.yellow))),
  };
  const sharpness = { before: round(before.sharpness, 100), after: round(after.sharpness, 100) };
  const structure = round(correlation(before.layout, after.layout), 100);
  const apart = Math.hypot(lightness.distance, colour.distance);
  const kept = 100 / (1 + (apart / HALF_GONE) ** 2);
  const softened = Math.max(0, SOFT_SHARE - shareOf(sharpness.before, sharpness.after)) * SOFT_COST;
  const turn = { red: mean(after.red) - mean(before.red), yellow: mean(after.yellow) - mean(before.yellow) };
  return {
    score: Math.round(Math.max(0, kept - softened)),
    lightness,
    colour,
    structure,
    sharpness,
    evidence: evidenceOf({ lightness, colour, structure, sharpness }, turn),
  };
}

/** A picture as far as it is compared. */
interface Look {
  lightness: Float32Array;
  /** a* and b*: more is redder, and yellower. */
  red: Float32Array;
  yellow: Float32Array;
  chroma: Float32Array;
  layout: Float32Array;
  sharpness: number;
}

async function stillOf(path: string, frame: number): Promise<Still> {
  const [still] = await readFrames(path, [frame]);
  if (still === undefined) throw new StudioError('media', `${path} has no picture`);
  return still;
}

const TONES = 96;
const LAYOUT = { width: 32, height: 18 };
const EDGES = 480;

function look(still: Still): Look {
  const tones = lab(shrink(still, within(still, TONES)));
  return {
    ...tones,
    chroma: tones.red.map((red, at) => Math.hypot(red, tones.yellow[at] ?? 0)),
    layout: lab(shrink(still, LAYOUT)).lightness,
    sharpness: sharpnessOf(shrink(still, within(still, EDGES))),
  };
}

/** The size of the same shape and about as many pixels as a picture of 16:9 that is so wide; never larger. */
function within({ width, height }: Still, wide: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt((wide * wide * 9) / 16 / (width * height)));
  return { width: Math.max(2, Math.round(width * scale)), height: Math.max(2, Math.round(height * scale)) };
}

interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

function shrink(still: Still, { width, height }: { width: number; height: number }): Pixels {
  const pen = createCanvas(width, height).getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(toCanvas(still), 0, 0, width, height);
  return { width, height, data: pen.getImageData(0, 0, width, height).data };
}

/** sRGB (which our BT.709 clips are shown as) to CIE L*a*b* under D65; IEC 61966-2-1 and CIE 15. */
function lab({ data }: Pixels): Pick<Look, 'lightness' | 'red' | 'yellow'> {
  const pixels = data.length / 4;
  const [lightness, red, yellow] = [new Float32Array(pixels), new Float32Array(pixels), new Float32Array(pixels)];
  for (let at = 0; at < pixels; at += 1) {
    const [r, g, b] = [linear(data[at * 4]), linear(data[at * 4 + 1]), linear(data[at * 4 + 2])] as const;
    const x = response((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    const y = response(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const z = response((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    lightness[at] = 116 * y - 16;
    red[at] = 500 * (x - y);
    yellow[at] = 200 * (y - z);
  }
  return { lightness, red, yellow };
}

function linear(value = 0): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function response(share: number): number {
  return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
}

/** The difference between neighbours that one in five hundred reaches, of the range of all tones but the outermost. */
function sharpnessOf({ width, height, data }: Pixels): number {
  const luma = new Float32Array(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    luma[at] = 0.2126 * (data[at * 4] ?? 0) + 0.7152 * (data[at * 4 + 1] ?? 0) + 0.0722 * (data[at * 4 + 2] ?? 0);
  }
  const edges = new Float32Array((width - 1) * (height - 1));
  for (let row = 0, edge = 0; row + 1 < height; row += 1) {
    for (let at = row * width; at < (row + 1) * width - 1; at += 1, edge += 1) {
      const here = luma[at] ?? 0;
      edges[edge] = Math.max(Math.abs(here - (luma[at + 1] ?? 0)), Math.abs(here - (luma[at + width] ?? 0)));
    }
  }
  const tones = luma.toSorted();
  // Of fog, whose tones lie within a few steps, no edge says anything.
  const range = Math.max(20, at(tones, 0.99) - at(tones, 0.01));
  return Math.min(1, at(edges.toSorted(), 0.998) / range);
}

function at(sorted: Float32Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Mean distance between two sets of values in order: the least that has to be moved (Wasserstein's first). */
function transport(one: Float32Array, other: Float32Array): number {
  const [a, b] = [one.toSorted(), other.toSorted()];
  const steps = Math.max(a.length, b.length);
  let sum = 0;
  for (let step = 0; step < steps; step += 1) sum += Math.abs(at(a, step / steps) - at(b, step / steps));
  return sum / steps;
}

/** Pearson's, of as many values. Two even pictures are alike, an even and an uneven one are not. */
export function correlation(one: Float32Array, other: Float32Array): number {
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [both, squareOne, squareOther] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [(one[at] ?? 0) - meanOne, (other[at] ?? 0) - meanOther];
    both += a * b;
    squareOne += a * a;
    squareOther += b * b;
  }
  const [flatOne, flatOther] = [squareOne < one.length / 4, squareOther < one.length / 4];
  return flatOne || flatOther ? Number(flatOne && flatOther) : both / Math.sqrt(squareOne * squareOther);
}

function mean(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function shareOf(one: number, other: number): number {
  const most = Math.max(one, other);
  return most === 0 ? 1 : Math.min(one, other) / most;
}

function round(value: number, parts = 10): number {
  return Math.round(value * parts) / parts;
}

function evidenceOf(
  { lightness, colour, structure, sharpness }: Omit<Continuity, 'score' | 'evidence'>,
  turn: { red: number; yellow: number },
): string[] {
  const share = shareOf(sharpness.before, sharpness.after);
  const lines: [weight: number, line: string][] = [];
  if (lightness.distance >= TELLING) lines.push([lightness.distance, lightLine(lightness)]);
  if (colour.distance >= TELLING) lines.push([colour.distance, colourLine(colour, turn)]);
  if (share < SOFT_SHARE) {
    const softer = sharpness.after < sharpness.before ? 'softer' : 'crisper';
    const edges = `edges ${Math.round(sharpness.before * 100)} %, then ${Math.round(sharpness.after * 100)} %`;
    lines.push([(SOFT_SHARE - share) * SOFT_COST, `the picture gets ${softer}: ${edges} of the range of tones`]);
  }
  const worstFirst = lines.toSorted(([one], [other]) => other - one).map(([, line]) => line);
  if (worstFirst.length === 0) {
    const apart = round(Math.hypot(lightness.distance, colour.distance));
    worstFirst.push(`same light and colours: ${apart} of 100 apart`);
  }
  if (structure >= FRAMED_ALIKE) worstFirst.push('both pictures are framed alike');
  return worstFirst;
}

function lightLine({ before, after, distance }: Continuity['lightness']): string {
  const figures = `lightness ${Math.round(before)}, then ${Math.round(after)} of 100`;
  // The means can agree where a flat grey meets deep shadows with bright lights.
  if (Math.abs(after - before) < distance / 2) return `light and shadow are spread otherwise: ${distance} of 100 apart`;
  const [from, to] = [brightness(before), brightness(after)];
  return from === to || Math.abs(after - before) < JUMP
    ? `the picture gets ${after > before ? 'lighter' : 'darker'}: ${figures}`
    : `the picture jumps from ${from} to ${to}: ${figures}`;
}

function brightness(lightness: number): string {
  return lightness < 20 ? 'dark' : lightness < 40 ? 'dim' : lightness < 65 ? 'half lit' : 'bright';
}

function colourLine(
  { before, after, distance }: Continuity['colour'],
  { red, yellow }: { red: number; yellow: number },
) {
  const figures = `${distance} of 100 apart`;
  if (Math.hypot(red, yellow) >= distance / 2) {
    const hue =
      Math.abs(yellow) >= Math.abs(red) ? (yellow > 0 ? 'yellower' : 'bluer') : red > 0 ? 'redder' : 'greener';
    return `the colours turn ${hue}: ${figures}`;
  }
  if (Math.abs(after - before) >= distance / 2)
    return `the colours get ${after > before ? 'stronger' : 'paler'}: ${figures}`;
  return `there are other colours: ${figures}`;
}
