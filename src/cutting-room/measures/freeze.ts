import { type Watch, spoken, stretches } from './watch.ts';

/** Frames that differ by less than this mean of 255 look the same; a second of them is a freeze. */
const STILL = 0.06;
const LEAST_SECONDS = 1;

/** A picture that stops. A take may rest, so short stillness passes. */
export function watchFreeze(): Watch {
  const still: number[] = [];
  return {
    see({ index, change }) {
      if (change !== null && change < STILL) still.push(index);
    },
    report({ rate }) {
      const found = stretches(still, Math.max(2, Math.round((LEAST_SECONDS * rate.num) / rate.den)));
      const longest = Math.max(0, ...found.map(({ from, to }) => to - from + 1));
      return {
        name: 'freeze',
        value: Math.round(((longest * rate.den) / rate.num) * 100) / 100,
        unit: 's',
        passed: found.length === 0,
        note: found.length === 0 ? 'the picture never stops' : `stands still from ${spoken(found, rate)}`,
      };
    },
  };
}
