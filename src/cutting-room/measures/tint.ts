import { type Watch, middleOf, spoken } from './watch.ts';

/** How far the mean colour goes at once, of 255, and over how many frames it is told apart from a flash. */
const SHIFT = 6;
const BESIDE = 4;

/** The colours of the whole picture change from one frame to the next and stay so: another grade, a wrong white. */
export function watchTint(): Watch {
  const tints: { u: number; v: number }[] = [];
  return {
    see({ index, tint }) {
      tints[index] = tint;
    },
    report({ rate }) {
      const shifts = tints.map((_, index) => shiftAt(tints, index));
      const largest = Math.max(0, ...shifts);
      const at = shifts.indexOf(largest);
      const passed = largest < SHIFT;
      return {
        name: 'colour shift',
        value: Math.round(largest * 10) / 10,
        unit: 'of 255',
        passed,
        note: passed
          ? 'steady colours'
          : `the colours change at ${spoken([{ from: at, to: at }], rate).replace(/ to .*/, '')}`,
      };
    },
  };
}

/** The least of what happens in one frame and of what is left of it afterwards. */
function shiftAt(tints: { u: number; v: number }[], index: number): number {
  const [before, here] = [tints[index - 1], tints[index]];
  if (!before || !here || index < BESIDE || index + BESIDE > tints.length) return 0;
  const step = Math.hypot(here.u - before.u, here.v - before.v);
  const [earlier, later] = [tints.slice(index - BESIDE, index), tints.slice(index, index + BESIDE)].map((some) => ({
    u: middleOf(some.map(({ u }) => u)) ?? 0,
    v: middleOf(some.map(({ v }) => v)) ?? 0,
  })) as [{ u: number; v: number }, { u: number; v: number }];
  return Math.min(step, Math.hypot(later.u - earlier.u, later.v - earlier.v));
}
