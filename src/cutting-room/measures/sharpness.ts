import { GLIMPSE, type Watch } from './watch.ts';

/** Below this 99th percentile of edge strength (of 255) even the strongest edges of the take are soft. */
const SOFT = 14;

/** How crisp the strongest edges are. Only those count: a clear sky or fog has few edges and is no fault. */
export function watchSharpness(): Watch {
  const strengths: number[] = [];
  return {
    see({ luma, index }) {
      // Blur does not come and go from frame to frame; every third tells as much.
      if (index % 3 === 0) strengths.push(edgeStrength(luma));
    },
    report() {
      const middle = strengths.toSorted((a, b) => a - b)[Math.floor(strengths.length / 2)] ?? null;
      return {
        name: 'sharpness',
        value: middle,
        unit: 'of 255',
        passed: middle === null || middle >= SOFT,
        note: middle === null ? 'no frames' : middle >= SOFT ? 'edges are crisp' : 'even the strongest edges are soft',
      };
    },
  };
}

/** 99th percentile of the difference between a pixel and its right and lower neighbours. */
export function edgeStrength(luma: Uint8Array): number {
  const { width, height } = GLIMPSE;
  const counts = new Uint32Array(256);
  for (let row = 0; row + 1 < height; row += 1) {
    for (let at = row * width; at < (row + 1) * width - 1; at += 1) {
      const here = luma[at] ?? 0;
      const edge = Math.max(Math.abs(here - (luma[at + 1] ?? 0)), Math.abs(here - (luma[at + width] ?? 0)));
      counts[edge] = (counts[edge] ?? 0) + 1;
    }
  }
  let left = ((width - 1) * (height - 1)) / 100;
  for (let edge = 255; edge > 0; edge -= 1) {
    left -= counts[edge] ?? 0;
    if (left <= 0) return edge;
  }
  return 0;
}
