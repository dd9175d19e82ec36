import { FILM_RATE, toFrames } from '../film/time.ts';
import { Unfit } from './agent.ts';
import { wholeFrames } from './story/timing.ts';
import { spokenWords } from './story/words.ts';

/** A shot as it was asked for. */
interface Wish {
  id: string;
  seconds: number;
  narration: string | null;
}

/** What the lengths have to keep to. */
export interface Measure {
  /** Length of the film. */
  seconds: number;
  /** Scenes that the film has at least. */
  scenes: number;
  /** The person has stated lengths, which may be shorter or longer than shots usually are. */
  stated: boolean;
  /** What the budget carries, or null. */
  means: { shotsAffordable: number; secondsSold: number[] | null } | null;
}

/** Seconds that a shot usually has. */
const USUAL = { least: 2, most: 6 };
/** Seconds that it has when the film is long for its shots, or short. */
const UTMOST = { least: 1.5, most: 10 };
/** Longer mean lengths are a film of too few shots. */
const MEAN_MOST = 8;
/** Seconds of a clip that is sold that go to its handles. */
export const HANDLES = 0.75;
/** A voice speaks so many words a second, and leaves half a second to the picture. */
const WORDS_A_SECOND = 2.5;
const BREATH = 0.5;

/**
 * Frames of every shot: in the proportions that were asked for, as long as its words need, and together exactly the film.
 * Throws `Unfit` for what cannot be timed, with the figures.
 */
export function lengthsOf(wishes: readonly Wish[], measure: Measure): number[] {
  const { seconds } = measure;
  const total = toFrames(seconds, FILM_RATE);
  const problem = wrongCount(wishes.length, measure);
  if (problem !== null) throw new Unfit(problem);
  const mean = seconds / wishes.length;
  const least = measure.stated ? 0.5 : Math.min(USUAL.least, mean);
  const most = measure.stated ? seconds : mean > USUAL.most ? UTMOST.most : USUAL.most;
  assertSpeakable(wishes, { least, most, seconds });
  const floors = wishes.map(({ narration }) =>
    Math.ceil(Math.max(least, voiceSeconds(narration)) * FILM_RATE.num - 1e-6),
  );
  const sold = measure.stated ? null : justBelowSold(mean, measure.means?.secondsSold ?? null);
  const within = (ceiling: number) => floors.every((floor) => floor <= ceiling);
  const soldFrames = sold === null ? null : toFrames(sold, FILM_RATE);
  const ceiling =
    soldFrames !== null && within(soldFrames)
      ? Math.min(soldFrames, toFrames(most, FILM_RATE))
      : toFrames(most, FILM_RATE);
  const wished = wishes.map((wish) => Math.max(0.1, Number.isFinite(wish.seconds) ? wish.seconds : mean));
  return wholeFrames(filled(wished, floors, ceiling, total), total);
}

/** Seconds that a narration needs. */
function voiceSeconds(narration: string | null): number {
  const words = spokenWords(narration ?? '');
  return words === 0 ? 0 : words / WORDS_A_SECOND + BREATH;
}

function wordsIn(seconds: number): number {
  return Math.max(0, Math.floor((seconds - BREATH) * WORDS_A_SECOND + 1e-9));
}

function wrongCount(shots: number, { seconds, scenes, stated, means }: Measure): string | null {
  const fewest = Math.ceil(seconds / MEAN_MOST);
  const bought = means === null ? shots : Math.max(means.shotsAffordable, scenes, fewest);
  if (shots > bought) {
    return `there are ${shots} shots, more than the budget buys: write at most ${bought} shots for the ${seconds} s`;
  }
  if (stated) return null;
  if (shots < fewest) {
    return `there are ${shots} shots for ${seconds} s: write ${Math.ceil(seconds / USUAL.most)} to ${Math.floor(seconds / USUAL.least)} shots of 2 to 6 s`;
  }
  if (seconds / shots < UTMOST.least && shots > scenes) {
    return `there are ${shots} shots for ${seconds} s: write at most ${Math.max(scenes, Math.floor(seconds / USUAL.least))} shots of 2 to 6 s`;
  }
  return null;
}

/** All that is to be said has room in its shot, and all shots together in the film. */
function assertSpeakable(
  wishes: readonly Wish[],
  { least, most, seconds }: { least: number; most: number; seconds: number },
): void {
  const long = wishes.filter(({ narration }) => voiceSeconds(narration) > most + 1e-6);
  if (long.length > 0) {
    const told = long.slice(0, 12).map(({ id, narration }) => {
      const words = spokenWords(narration ?? '');
      return `${id} has ${words} words, which need ${voiceSeconds(narration).toFixed(1)} s`;
    });
    throw new Unfit(
      `narration is too long: ${told.join('; ')}. A shot lasts at most ${most} s here, room for ${wordsIn(most)} words`,
    );
  }
  const needed = wishes.reduce((sum, { narration }) => sum + Math.max(least, voiceSeconds(narration)), 0);
  if (needed <= seconds + 1e-6) return;
  const spoken = wishes
    .filter(({ narration }) => voiceSeconds(narration) > least)
    .map(({ id, narration }) => `${id} ${spokenWords(narration ?? '')}`);
  const excess = Math.ceil((needed - seconds) * WORDS_A_SECOND);
  throw new Unfit(
    `narration is too long: spoken at ${WORDS_A_SECOND} words a second the shots need ${needed.toFixed(1)} s and the film has ${seconds} s. ` +
      `Take out at least ${excess} words in all, or shots. Words now: ${spoken.join(', ')}`,
  );
}

/** The longest shot for which the shortest clip that carries the mean shot is bought, where the next one costs much more. */
function justBelowSold(mean: number, sold: readonly number[] | null): number | null {
  const at = sold?.findIndex((length) => length - HANDLES >= mean) ?? -1;
  const length = sold?.[at];
  const next = sold?.[at + 1];
  if (length === undefined || (next !== undefined && next < 1.5 * length)) return null;
  return length - HANDLES;
}

/** Wishes scaled alike until they fill the film, each held between its floor and the ceiling. */
function filled(wishes: readonly number[], floors: readonly number[], ceiling: number, total: number): number[] {
  const at = (scale: number) =>
    wishes.map((wish, index) =>
      Math.min(Math.max(ceiling, floors[index] ?? 1), Math.max(floors[index] ?? 1, wish * scale)),
    );
  let low = 0;
  let high = (2 * total) / Math.min(...wishes);
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (at(middle).reduce((sum, one) => sum + one, 0) < total) low = middle;
    else high = middle;
  }
  return at(high);
}
