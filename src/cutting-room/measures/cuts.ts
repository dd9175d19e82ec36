import { GLIMPSE, type Watch, middleOf, spoken } from './watch.ts';
import type { Rate } from '../../film/time.ts';

/** A cut changes both what is where (mean of 255) and which colours there are (half the sum of shares). */
const MOVED = 12;
const RECOLOURED = 0.25;
const FLASH_FRAMES = 3;
/** A leap within the scene moves that much at once, and so many times what moves before and after it. */
const LEAP = 2.5;
const LEAP_RATIO = 3.5;
/** One that goes back to frames that were seen may be smaller. */
const REPEAT = 1.2;
const REPEAT_RATIO = 1.7;
/** What is usual is the middle of so many frames on each side. Still takes have noise, which is added. */
const BESIDE = 6;
const NOISE = 0.3;
/** How far back is looked for what is seen again, in frames. */
const BACK = { least: 6, most: 72 };
const CELL = 4;

interface Seen {
  motion: number;
  colours: Float32Array;
  /** The glimpse, made smaller still. */
  thumb: Float32Array;
}

/**
 * A take is one camera set-up: a change of scene inside it is a fault, and so is a leap within the scene, nearer or back
 * in time. Both stay; a flash comes back to where it was and is none.
 */
export function watchCuts(): Watch {
  const seen: Seen[] = [];
  return {
    see({ luma, colours, motion }) {
      seen.push({ motion: motion ?? 0, colours, thumb: thumbOf(luma) });
    },
    report({ rate }) {
      const cuts = seen.flatMap((_, index) => (isCut(seen, index) ? [index] : []));
      const leaps = seen.flatMap((_, index) => (!cuts.includes(index) && isLeap(seen, index) ? [index] : []));
      const found = [
        ...(cuts.length === 0 ? [] : [`the scene changes at ${moments(cuts, rate)}`]),
        ...(leaps.length === 0 ? [] : [`the picture leaps at ${moments(leaps, rate)}`]),
      ];
      return {
        name: 'unexpected cuts',
        value: cuts.length + leaps.length,
        unit: 'cuts',
        passed: found.length === 0,
        note: found.length === 0 ? 'one unbroken shot' : found.join('; '),
      };
    },
  };
}

function isCut(seen: Seen[], index: number): boolean {
  const [before, here, later] = [seen[index - 1], seen[index], seen[index + FLASH_FRAMES]];
  if (!before || !here || !later) return false;
  if (here.motion <= MOVED || here.motion <= usual(seen, index) * 4) return false;
  const earlier = seen[index - FLASH_FRAMES] ?? before;
  return [
    apart(here.colours, before.colours),
    apart(later.colours, before.colours),
    apart(here.colours, earlier.colours),
  ].every((change) => change > RECOLOURED);
}

function isLeap(seen: Seen[], index: number): boolean {
  const [before, here, later] = [seen[index - 1], seen[index], seen[index + FLASH_FRAMES - 1]];
  if (!before || !here || !later || index < 2) return false;
  const { motion } = here;
  if (motion < REPEAT) return false;
  const earlier = seen[index - FLASH_FRAMES] ?? before;
  const step = distance(here.thumb, before.thumb);
  if (distance(later.thumb, before.thumb) < 0.6 * step || distance(here.thumb, earlier.thumb) < 0.6 * step)
    return false;
  const ratio = motion / (usual(seen, index) + NOISE);
  if (motion > LEAP && ratio > LEAP_RATIO) return true;
  return ratio > REPEAT_RATIO && repeats(seen, index);
}

/** The middle motion of the frames beside this one: fast pans are no cuts. */
function usual(seen: Seen[], index: number): number {
  const beside = [...seen.slice(Math.max(1, index - BESIDE), index), ...seen.slice(index + 1, index + 1 + BESIDE)];
  return middleOf(beside.map(({ motion }) => motion)) ?? 0;
}

/** From here on the frames are the same as some time ago, and the one before was not. */
function repeats(seen: Seen[], index: number): boolean {
  const gap = (one: number, other: number): number => {
    const [a, b] = [seen[one], seen[other]];
    return a && b ? distance(a.thumb, b.thumb) : Infinity;
  };
  const step = gap(index, index - 1);
  for (let back = BACK.least; back <= Math.min(BACK.most, index); back += 1) {
    const same = [index, index + 1, index + 2].every((at) => gap(at, at - back) < 0.25 * step);
    if (same && gap(index - 1, index - 1 - back) > 0.6 * step) return true;
  }
  return false;
}

/** Means of cells of 4×4. */
function thumbOf(luma: Uint8Array): Float32Array {
  const [width, height] = [GLIMPSE.width / CELL, GLIMPSE.height / CELL];
  const thumb = new Float32Array(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    const [row, column] = [Math.floor(at / GLIMPSE.width), at % GLIMPSE.width];
    const cell = Math.floor(row / CELL) * width + Math.floor(column / CELL);
    thumb[cell] = (thumb[cell] ?? 0) + (luma[at] ?? 0) / (CELL * CELL);
  }
  return thumb;
}

function distance(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / one.length;
}

/** Half the sum of differences: 0 for the same colours, 1 for none in common. */
function apart(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let bin = 0; bin < one.length; bin += 1) sum += Math.abs((one[bin] ?? 0) - (other[bin] ?? 0));
  return sum / 2;
}

function moments(frames: number[], rate: Rate): string {
  const found = frames.map((at) => ({ from: at, to: at - 1 }));
  return spoken(found, rate).replace(/ to [^,]+/g, '');
}
