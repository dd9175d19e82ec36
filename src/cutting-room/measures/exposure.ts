import { type Watch, spoken, stretches } from './watch.ts';

/** A jump of mean luma between two frames that the eye takes for a flash, of 255. */
const JUMP = 18;

/** Sudden changes of brightness while the scene stays the same: flicker and flashes. */
export function watchExposure(): Watch {
  const jumps: number[] = [];
  let before: number | null = null;
  let largest = 0;
  return {
    see({ index, mean, motion }) {
      if (before !== null) {
        const jump = Math.abs(mean - before);
        largest = Math.max(largest, jump);
        if (jump > JUMP && (motion ?? 0) < 2 * JUMP) jumps.push(index);
      }
      before = mean;
    },
    report({ rate }) {
      return {
        name: 'exposure jumps',
        value: Math.round(largest * 10) / 10,
        unit: 'of 255',
        passed: jumps.length === 0,
        note: jumps.length === 0 ? 'steady exposure' : `brightness jumps from ${spoken(stretches(jumps, 1), rate)}`,
      };
    },
  };
}
