/** A line that is spoken over a film whose shots have other lengths or another order than when it was recorded. */
export interface PlacedLine {
  /** Second of the film at which it would begin. */
  wanted: number;
  /** Seconds of its file. */
  seconds: number;
  /** Seconds from its beginning to that of the next line, or to the end of the film, as it was recorded. */
  room: number;
}

/** Between two who would speak at once. Seconds. */
const PAUSE = 0.15;
/** Seconds are floats: what is nearer than this is the same. */
const HAIR = 0.001;

/**
 * When each of these lines begins in a film of so many seconds, null for one that is left out: lines in the order in which
 * they would begin. One that would fall into another waits until that is over. Where the one that waits would not be over
 * in time for its own next one, the one that it would wait for is left out, as is one that does not end with the film. What
 * a line lay under before, as the silence at the end of its file, does not count.
 */
export function layLines(lines: readonly PlacedLine[], end: number): (number | null)[] {
  let free = 0;
  return lines.map((line, index) => {
    const begins = Math.max(line.wanted, free);
    if (begins + Math.min(line.seconds, line.room) > end + HAIR) return null;
    const over = begins + taken(line);
    const next = lines[index + 1];
    if (next !== undefined && over > next.wanted + HAIR) {
      const last = (lines[index + 2]?.wanted ?? end) + HAIR;
      const fits = (from: number): boolean => from + taken(next) <= last;
      if (!fits(over) && fits(next.wanted)) return null;
    }
    free = over;
    return begins;
  });
}

function taken({ seconds, room }: PlacedLine): number {
  return Math.min(seconds + PAUSE, room);
}
