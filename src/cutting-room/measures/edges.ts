/** How wide the crisp edges of a picture are, in pixels: a step between two neighbours is 1, blur makes it more. */
export interface EdgeWidths {
  /** Of upright edges, measured along the rows; null when there are too few to tell. */
  across: number | null;
  /** Of level edges, measured along the columns. */
  down: number | null;
}

/** Luma by which an edge has to rise (of 219, limited range) before it counts, and how many of them tell something. */
const LEAST_RISE = 40;
const ENOUGH = 60;
/** Every so many rows and columns are looked at. */
const STEP = 3;
/** Of all widths, the one that so many are below: behind a crisp figure the rest may well be out of focus. */
const CRISPEST = 0.2;

/**
 * Widths of the crispest fifth of all strong edges: the rise between two turns of the tone, divided by its steepest step
 * (after Marziliano et al. 2002, with the slope instead of the count of pixels, so that halves are seen).
 */
export function edgeWidths(luma: Uint8Array, width: number, height: number): EdgeWidths {
  const across: number[] = [];
  const down: number[] = [];
  for (let row = STEP; row < height - STEP; row += STEP) collect(luma, row * width, 1, width, across);
  for (let column = STEP; column < width - STEP; column += STEP) collect(luma, column, width, height, down);
  return { across: crispest(across), down: crispest(down) };
}

function collect(luma: Uint8Array, start: number, stride: number, count: number, into: number[]): void {
  let rise = 0;
  let steepest = 0;
  let before = luma[start] ?? 0;
  for (let step = 1, at = start + stride; step < count; step += 1, at += stride) {
    const here = luma[at] ?? 0;
    const slope = here - before;
    before = here;
    if (slope !== 0 && rise !== 0 && slope > 0 !== rise > 0) {
      if (Math.abs(rise) >= LEAST_RISE) into.push(Math.abs(rise / steepest));
      rise = 0;
      steepest = 0;
    }
    rise += slope;
    if (Math.abs(slope) > Math.abs(steepest)) steepest = slope;
  }
}

function crispest(widths: number[]): number | null {
  if (widths.length < ENOUGH) return null;
  return Float64Array.from(widths).sort()[Math.floor(widths.length * CRISPEST)] ?? null;
}
