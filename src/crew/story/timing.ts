import type { Draft } from './draft.ts';

/** Frames of every shot; their sum is exactly `total`. Stated seconds are kept when the whole leaves room for the others. */
export function framesFor(drafts: Draft[], total: number, rate: number): number[] {
  const stated = statedSeconds(drafts);
  const fixed = stated.reduce<number>((sum, seconds) => sum + (seconds ?? 0) * rate, 0);
  const free = drafts.reduce((sum, draft, at) => sum + (stated[at] === null ? draft.weight : 0), 0);
  const least = stated.filter((seconds) => seconds === null).length * Math.min(2 * rate, total / drafts.length);
  // Too little left for the shots without a stated length: they take their least, and the stated ones shrink alike.
  const forFree = free === 0 ? 0 : Math.max(least, total - fixed);
  const scale = fixed === 0 ? 0 : (total - forFree) / fixed;
  const wishes = drafts.map((draft, at) => {
    const seconds = stated[at] ?? null;
    return seconds === null ? (forFree * draft.weight) / free : seconds * rate * scale;
  });
  return wholeFrames(wishes, total);
}

/** The shots of one written scene share its stated seconds by weight. */
function statedSeconds(drafts: Draft[]): (number | null)[] {
  return drafts.map((draft) => {
    if (draft.note === null) return draft.seconds;
    const family = drafts.filter((other) => other.note === draft.note);
    const seconds = family.find((other) => other.seconds !== null)?.seconds ?? null;
    return seconds === null ? null : (seconds * draft.weight) / family.reduce((sum, other) => sum + other.weight, 0);
  });
}

/** Rounds to whole frames, at least one each, and gives what is left over to the largest remainders. */
export function wholeFrames(wishes: number[], total: number): number[] {
  const frames = wishes.map((wish) => Math.max(1, Math.floor(wish)));
  let left = total - frames.reduce((sum, one) => sum + one, 0);
  const byRemainder = [...wishes.keys()].toSorted((a, b) => ((wishes[b] ?? 0) % 1) - ((wishes[a] ?? 0) % 1));
  for (let at = 0; left !== 0; at = (at + 1) % frames.length) {
    const index = byRemainder[at] ?? 0;
    const step = Math.sign(left);
    if ((frames[index] ?? 1) + step >= 1) {
      frames[index] = (frames[index] ?? 1) + step;
      left -= step;
    }
  }
  return frames;
}

/**
 * Draws exactly `scenes` groups: at written scenes first, then where place, hour or purpose change. Hours go by between them
 * and not within one, unless they were said.
 */
export function groupInto(drafts: Draft[], scenes: number): Draft[][] {
  const joints = drafts.slice(1).map((draft, at) => {
    const before = drafts[at] as Draft;
    const even = Math.abs(((((at + 1) * scenes) / drafts.length) % 1) - 0.5);
    const value =
      (draft.note === before.note ? 0 : 16) +
      (draft.place.phrase === before.place.phrase ? 0 : 5) +
      (draft.beat === before.beat ? 0 : 2) +
      (draft.title === before.title ? -2 : 0) +
      (draft.time === before.time ? 0 : 2) +
      even;
    return { at: at + 1, value };
  });
  const cuts = joints
    .toSorted((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, Math.max(0, scenes - 1))
    .map((joint) => joint.at)
    .toSorted((a, b) => a - b);
  return [0, ...cuts].map((from, index) => atOneHour(drafts.slice(from, cuts[index] ?? drafts.length)));
}

/** Each place of a scene has the hour at which it is seen first. */
function atOneHour(scene: Draft[]): Draft[] {
  return scene.map((draft) => {
    const first = scene.find(({ passing, place }) => passing && place.phrase === draft.place.phrase);
    return draft.passing && first !== undefined ? { ...draft, time: first.time } : draft;
  });
}
