import type { Watch } from './watch.ts';

/** As in `freeze`; here single repeats count, which make motion stutter. */
const STILL = 0.06;
const MOVING = 0.4;
const MOST_SHARE = 0.1;

/** Frames that repeat the one before in the middle of motion: a clip of a lower rate, blown up. */
export function watchDuplicates(): Watch {
  const changes: number[] = [];
  return {
    see({ change }) {
      if (change !== null) changes.push(change);
    },
    report() {
      const repeats = changes.filter((change, at) => {
        const [before = 0, after = 0] = [changes[at - 1], changes[at + 1]];
        return change < STILL && before > MOVING && after > MOVING;
      }).length;
      const share = changes.length === 0 ? 0 : repeats / changes.length;
      return {
        name: 'duplicate frames',
        value: repeats,
        unit: 'frames',
        passed: share <= MOST_SHARE,
        note: repeats === 0 ? 'no repeated frames' : `${repeats} of ${changes.length + 1} frames repeat the one before`,
      };
    },
  };
}
