import { type Watch, middleOf, spoken, stretches } from './watch.ts';

/** Frames that differ by less than this mean of 255 look the same; a second of them is a freeze. */
const STILL = 0.06;
const LEAST_SECONDS = 1;
/** Where a group of pictures begins, the encoder draws a still picture anew: one small change between so still frames. */
const AFRESH = { change: 0.8, still: 0.03, beside: 2 };
/** Between frames that move, a shorter stop is one as well: what moves comes to rest by and by. */
const DEAD_STOP_SECONDS = 0.35;
const MOVING = 0.12;
/** So many frames on each side tell whether it moves there. */
const BESIDE = 6;

/** A picture that stops. A take may rest, so short stillness passes when it comes and goes gently. */
export function watchFreeze(): Watch {
  const changes: number[] = [];
  return {
    see({ index, change }) {
      changes[index] = change ?? MOVING;
    },
    report({ rate }) {
      const frames = (seconds: number) => Math.max(2, Math.round((seconds * rate.num) / rate.den));
      const still = changes.flatMap((change, index) => (change < STILL || isAfresh(changes, index) ? [index] : []));
      const moves = (from: number, to: number) => (middleOf(changes.slice(Math.max(1, from), to)) ?? 0) > MOVING;
      const found = stretches(still, frames(DEAD_STOP_SECONDS)).filter(
        ({ from, to }) =>
          to - from + 1 >= frames(LEAST_SECONDS) || (moves(from - BESIDE, from) && moves(to + 1, to + 1 + BESIDE)),
      );
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

function isAfresh(changes: number[], index: number): boolean {
  const { change, still, beside } = AFRESH;
  const around = [...changes.slice(index - beside, index), ...changes.slice(index + 1, index + 1 + beside)];
  return (
    index > beside && (changes[index] ?? 0) < change && around.length > beside && around.every((one) => one < still)
  );
}
