import { GLIMPSE, type Watch } from './watch.ts';

/** Below this (of 255) even the strongest edges of the take are soft. */
const SOFT = 14;
/** Share of pixels that count as the strongest edges: one crisp figure before a clear sky is enough. */
const STRONGEST = 0.002;
/** A picture whose tones lie closer together than this (of 255) has no strong edges, crisp or not. */
const FLAT = 60;

/** How crisp the strongest edges are. Only those count: a clear sky or fog has few edges and is no fault. */
export function watchSharpness(): Watch {
  const strengths: number[] = [];
  return {
    see({ luma, index }) {
      // Blur does not come and go from frame to frame; every third tells as much.
      if (index % 3 === 0 && toneRange(luma) >= FLAT) strengths.push(edgeStrength(luma));
    },
    report() {
      const middle = strengths.toSorted((a, b) => a - b)[Math.floor(strengths.length / 2)] ?? null;
      const note =
        middle === null
          ? 'too little contrast to tell'
          : middle >= SOFT
            ? 'edges are crisp'
            : 'even the strongest edges are soft';
      return { name: 'sharpness', value: middle, unit: 'of 255', passed: middle === null || middle >= SOFT, note };
    },
  };
}

/** Difference between a pixel and its right and lower neighbours that only the strongest edges reach. */
function edgeStrength(luma: Uint8Array): number {
  const { width, height } = GLIMPSE;
  const counts = new Uint32Array(256);
  for (let row = 0; row + 1 < height; row += 1) {
    for (let at = row * width; at < (row + 1) * width - 1; at += 1) {
      const here = luma[at] ?? 0;
      const edge = Math.max(Math.abs(here - (luma[at + 1] ?? 0)), Math.abs(here - (luma[at + width] ?? 0)));
      counts[edge] = (counts[edge] ?? 0) + 1;
    }
  }
  return 255 - reach(counts.toReversed(), (width - 1) * (height - 1) * STRONGEST);
}

/** Between the darkest and the brightest hundredth. */
function toneRange(luma: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of luma) counts[value] = (counts[value] ?? 0) + 1;
  return 255 - reach(counts.toReversed(), luma.length / 100) - reach(counts, luma.length / 100);
}

/** The first bin at which so many are counted. */
function reach(counts: Uint32Array, many: number): number {
  let left = many;
  return counts.findIndex((count) => (left -= count) <= 0);
}
