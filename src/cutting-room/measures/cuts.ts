import { type Watch, spoken } from './watch.ts';

/** A cut changes both what is where (mean of 255) and which colours there are (half the sum of shares). */
const MOVED = 12;
const RECOLOURED = 0.25;
const FLASH_FRAMES = 3;

/** A take is one camera set-up: a change of scene inside it is a fault. */
export function watchCuts(): Watch {
  const cuts: number[] = [];
  let before: Float32Array | null = null;
  let usual = 0;
  let suspect: { index: number; colours: Float32Array } | null = null;
  return {
    see({ index, colours, motion }) {
      // A flash comes back to where it was; a cut does not.
      if (suspect && index === suspect.index + FLASH_FRAMES) {
        if (apart(colours, suspect.colours) > RECOLOURED) cuts.push(suspect.index);
        suspect = null;
      }
      if (before && motion !== null) {
        // Against the usual motion of this take, so that fast pans are no cuts.
        const changed = apart(colours, before) > RECOLOURED && motion > MOVED && motion > usual * 4;
        if (changed && suspect === null) suspect = { index, colours: before };
        usual = usual * 0.8 + motion * 0.2;
      }
      before = colours;
    },
    report({ rate }) {
      return {
        name: 'unexpected cuts',
        value: cuts.length,
        unit: 'cuts',
        passed: cuts.length === 0,
        note:
          cuts.length === 0
            ? 'one unbroken shot'
            : `the scene changes at ${spoken(
                cuts.map((at) => ({ from: at, to: at - 1 })),
                rate,
              ).replace(/ to [^,]+/g, '')}`,
      };
    },
  };
}

/** Half the sum of differences: 0 for the same colours, 1 for none in common. */
function apart(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let bin = 0; bin < one.length; bin += 1) sum += Math.abs((one[bin] ?? 0) - (other[bin] ?? 0));
  return sum / 2;
}
