import { type Watch, spoken } from './watch.ts';

/** A cut changes both what is where (mean of 255) and which colours there are (half the sum of shares). */
const MOVED = 12;
const RECOLOURED = 0.25;

/** A take is one camera set-up: a change of scene inside it is a fault. */
export function watchCuts(): Watch {
  const cuts: number[] = [];
  let before: Float32Array | null = null;
  let usual = 0;
  return {
    see({ index, colours, motion }) {
      if (before && motion !== null) {
        let apart = 0;
        for (let bin = 0; bin < colours.length; bin += 1)
          apart += Math.abs((colours[bin] ?? 0) - (before[bin] ?? 0)) / 2;
        // Against the usual motion of this take, so that fast pans are no cuts.
        if (apart > RECOLOURED && motion > MOVED && motion > usual * 4) cuts.push(index);
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
