import { type Watch, spoken, stretches } from './watch.ts';

/** A frame is black when its brightest hundredth stays below 24 of 255; half a second of it is a fault. */
const DARK = 24;
const LEAST_SECONDS = 0.5;
/** In the middle of a take two frames are one too many: a take may begin or end in the dark, but does not wink. */
const WINK = 2;

export function watchBlack(): Watch {
  const black: number[] = [];
  let seen = 0;
  return {
    see({ index, luma }) {
      seen += 1;
      let bright = 0;
      for (const value of luma) if (value >= DARK) bright += 1;
      if (bright < luma.length / 100) black.push(index);
    },
    report({ rate }) {
      const long = Math.max(2, Math.round((LEAST_SECONDS * rate.num) / rate.den));
      const found = stretches(black, WINK).filter(
        ({ from, to }) => to - from + 1 >= long || (from > 0 && to < seen - 1),
      );
      const share = seen === 0 ? 0 : black.length / seen;
      return {
        name: 'black',
        value: Math.round(share * 1000) / 10,
        unit: '% of frames',
        passed: found.length === 0,
        note: found.length === 0 ? 'no black stretch' : `black from ${spoken(found, rate)}`,
      };
    },
  };
}
