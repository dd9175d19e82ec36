/** Work that goes on in several lanes, and whose results are taken in order. */
export interface InOrder<R> {
  /** The next result. Throws what its work threw. Ask as often as there are things. */
  next(): Promise<R>;
  /** Begins nothing more and waits for what was begun. Call it always. */
  end(): Promise<void>;
}

/**
 * Does work on several things at a time, each in a lane of its own (numbered from 0), at once and no more than one round of
 * lanes ahead of whoever takes the results.
 */
export function inOrder<T, R>(
  things: readonly T[],
  lanes: number,
  work: (thing: T, lane: number) => Promise<R>,
): InOrder<R> {
  const free = Array.from({ length: lanes }, (_, lane) => lane);
  const begun: Promise<R>[] = [];
  let begins = 0;
  let ended = false;
  const begin = (): void => {
    while (begins < things.length && begun.length < 2 * lanes) {
      const lane = ended ? undefined : free.pop();
      if (lane === undefined) return;
      const result = work(things[begins] as T, lane).finally(() => {
        free.push(lane);
        begin();
      });
      // A failure is met when its turn comes, not reported as unhandled before it.
      result.catch(() => undefined);
      begun.push(result);
      begins += 1;
    }
  };
  begin();
  return {
    async next() {
      const [first] = begun;
      if (first === undefined) throw new RangeError('everything was taken already');
      const result = await first;
      void begun.shift();
      begin();
      return result;
    },
    async end() {
      ended = true;
      await Promise.allSettled(begun);
    },
  };
}
