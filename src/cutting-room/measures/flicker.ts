import { type Watch, spoken } from './watch.ts';

/** A turn of the brightness counts from this on, of 255; in bright pictures it takes a part of their brightness. */
const LEAST_SWING = 0.9;
const LEAST_PART = 0.018;
/** Up and down so many times in a row, each within so many frames. Lightning is over sooner. */
const TURNS = 6;
const LONGEST = 8;

/** The light trembles: the whole picture gets brighter and darker several times a second. */
export function watchFlicker(): Watch {
  const means: number[] = [];
  return {
    see({ index, mean }) {
      means[index] = mean;
    },
    report({ rate }) {
      const found = tremblings(means);
      const deepest = Math.max(0, ...found.map(({ swing }) => swing));
      return {
        name: 'flicker',
        value: Math.round(deepest * 10) / 10,
        unit: 'of 255',
        passed: found.length === 0,
        note: found.length === 0 ? 'steady light' : `the light trembles from ${spoken(found, rate)}`,
      };
    },
  };
}

/** Stretches in which extremes follow each other closely, with the mean of their swings. */
function tremblings(means: number[]): { from: number; to: number; swing: number }[] {
  const extremes = extremesOf(means);
  const found: { from: number; to: number; swing: number }[] = [];
  let begin = 0;
  for (let at = 1; at <= extremes.length; at += 1) {
    const [before, here] = [extremes[at - 1]!, extremes[at]];
    if (here !== undefined && here.index - before.index <= LONGEST) continue;
    const turns = extremes.slice(begin, at);
    if (turns.length > TURNS) {
      const swings = turns.slice(1).map(({ value }, turn) => Math.abs(value - (turns[turn]?.value ?? value)));
      const swing = swings.reduce((sum, one) => sum + one, 0) / swings.length;
      found.push({ from: turns[0]!.index, to: before.index, swing });
    }
    begin = at;
  }
  return found;
}

/** Peaks and valleys that differ enough from the one before. */
function extremesOf(means: number[]): { index: number; value: number }[] {
  const turned: { index: number; value: number }[] = [];
  let candidate = { index: 0, value: means[0] ?? 0 };
  let way = 0;
  for (const [index, value] of means.entries()) {
    const away = value - candidate.value;
    if (way === 0 ? Math.abs(away) >= swingAt(value) : away * way < 0 && Math.abs(away) >= swingAt(value)) {
      turned.push(candidate);
      way = Math.sign(away);
      candidate = { index, value };
    } else if (way !== 0 && away * way > 0) candidate = { index, value };
  }
  return turned;
}

function swingAt(brightness: number): number {
  return Math.max(LEAST_SWING, LEAST_PART * brightness);
}
