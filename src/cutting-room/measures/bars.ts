import { GLIMPSE, type Watch } from './watch.ts';

/** As black as this (of 255) all along is a bar; a picture begins beside it at once. */
const BLACK = 8;
const LIT = 28;
/** Part of the frame that a bar takes at least: thinner ones are rounding. */
const LEAST = 0.02;
/** Lines of the glimpse over which the edge of a bar is spread. */
const EDGE = 2;

const SIDES = ['left', 'right', 'top', 'bottom'] as const;
type Side = (typeof SIDES)[number];

/** Black bars on two opposite sides, all the time: a picture of another shape than was asked for. */
export function watchBars(): Watch {
  const depths: Record<Side, number>[] = [];
  let sharp = 0;
  return {
    see({ luma }) {
      const lines = linesOf(luma);
      const depth = Object.fromEntries(SIDES.map((side) => [side, depthOf(lines[side])])) as Record<Side, number>;
      // A black frame says nothing of its shape.
      if (depth.left === GLIMPSE.width || depth.top === GLIMPSE.height) return;
      depths.push(depth);
      if (SIDES.every((side) => depth[side] === 0 || (lines[side][depth[side] + EDGE] ?? 0) >= LIT)) sharp += 1;
    },
    report() {
      const least = (side: Side) => Math.min(...depths.map((depth) => depth[side]), Infinity);
      const pair = (one: Side, other: Side, size: number): number => {
        const [a, b] = [least(one), least(other)];
        return depths.length > 0 && Math.abs(a - b) <= EDGE && sharp * 2 > depths.length ? Math.min(a, b) / size : 0;
      };
      const [beside, above] = [pair('left', 'right', GLIMPSE.width), pair('top', 'bottom', GLIMPSE.height)];
      const share = Math.max(beside, above);
      const percent = Math.round(share * 1000) / 10;
      const where = beside > above ? 'beside the picture' : 'above and below the picture';
      return {
        name: 'bars',
        value: percent,
        unit: '% of the frame',
        passed: share < LEAST,
        note: share < LEAST ? 'the picture fills the frame' : `black bars ${where}, ${percent} % on each side`,
      };
    },
  };
}

/** The brightest pixel of every column and row, from each side inwards. */
function linesOf(luma: Uint8Array): Record<Side, Uint8Array> {
  const { width, height } = GLIMPSE;
  const [columns, rows] = [new Uint8Array(width), new Uint8Array(height)];
  for (let row = 0, at = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, at += 1) {
      const value = luma[at] ?? 0;
      if (value > (columns[column] ?? 0)) columns[column] = value;
      if (value > (rows[row] ?? 0)) rows[row] = value;
    }
  }
  return { left: columns, right: columns.toReversed(), top: rows, bottom: rows.toReversed() };
}

function depthOf(lines: Uint8Array): number {
  const lit = lines.findIndex((brightest) => brightest > BLACK);
  return lit < 0 ? lines.length : lit;
}
