import { shotsOf, withLengths, type Screenplay } from '../film/screenplay.ts';
import { toFrames, toSeconds } from '../film/time.ts';

/** Where a narrator's file is silent, in seconds. */
export interface Pause {
  start: number;
  end: number;
}

/** What is known of a shot's words and of its pictures. */
export interface Led {
  /** Seconds from the beginning of a shot's line to the end of its last word, by shot; a shot without words keeps its length. */
  spoken: ReadonlyMap<string, number>;
  /** Seconds after its cut at which a shot begins to speak. */
  lead: number;
  /** The most frames that a shot can have. */
  most: (shot: string) => number;
}

/** Seconds of picture after the last word, before the next shot: what a voice needs to die away in, and a breath. */
const BREATH = 0.5;
/** Between two who would speak at once. Seconds. */
const BETWEEN = 0.15;
/** Seconds in which a picture is seen at least, unless it was shorter already. */
const LEAST = 2;
/** How far a cut moves to fall into a pause: seconds, and parts of the shorter shot beside it. */
const REACH = { seconds: 1.2, part: 0.4 };
/** A cut comes so long before the next words, as where we speak ourselves. */
const BEFORE_WORDS = 0.25;

/**
 * The same story with every speaking shot as long as its words: a breath before, a breath after, and two seconds at least.
 * Words that take longer than their shot can last run on over the next one, which begins to speak when they are over.
 */
export function ledByLines(screenplay: Screenplay, { spoken, lead, most }: Led): Screenplay {
  const { rate } = screenplay;
  const lengths = new Map<string, number>();
  let frame = 0;
  let free = 0;
  for (const shot of shotsOf(screenplay)) {
    const seconds = spoken.get(shot.id);
    if (seconds !== undefined) {
      const start = toSeconds(frame, rate);
      free = Math.max(start + lead, free + BETWEEN) + seconds;
      const needed = Math.ceil(((free + BREATH - start) * rate.num) / rate.den);
      const least = Math.min(shot.frames, toFrames(LEAST, rate));
      lengths.set(shot.id, Math.max(1, Math.min(most(shot.id), Math.max(least, needed))));
    }
    frame += lengths.get(shot.id) ?? shot.frames;
  }
  return withLengths(screenplay, lengths);
}

/** The same story, as long as before, with its cuts in the pauses of a narration that is there already. */
export function ledByPauses(screenplay: Screenplay, pauses: readonly Pause[]): Screenplay {
  const { rate } = screenplay;
  const shots = shotsOf(screenplay);
  let end = 0;
  const cuts = shots.slice(0, -1).map(({ frames }, at) => {
    end += frames;
    const shorter = Math.min(frames, shots[at + 1]?.frames ?? frames);
    const reach = Math.min(toFrames(REACH.seconds, rate), Math.floor(shorter * REACH.part));
    return nearestPause(end, reach, pauses, (seconds) => toFrames(seconds, rate));
  });
  const bounds = [0, ...cuts, screenplay.frames];
  return withLengths(screenplay, new Map(shots.map(({ id }, at) => [id, (bounds[at + 1] ?? 0) - (bounds[at] ?? 0)])));
}

/** The best place for a cut within reach: in a long pause, near where it was, just before somebody speaks again. */
function nearestPause(
  cut: number,
  reach: number,
  pauses: readonly Pause[],
  frameAt: (seconds: number) => number,
): number {
  const places = pauses.flatMap(({ start, end }) => {
    const at = frameAt(Math.max((start + end) / 2, end - BEFORE_WORDS));
    const away = Math.abs(at - cut) / Math.max(1, reach);
    return away > 1 ? [] : [{ at, worth: Math.min(1, end - start) - away / 2 }];
  });
  return places.toSorted((a, b) => b.worth - a.worth)[0]?.at ?? cut;
}
