import { setTimeout as delay } from 'node:timers/promises';
import type { StudioError } from '../../errors.ts';

/** A place at a vendor, held from the order until the vendor has finished with it. */
export interface Pass {
  leave(): void;
}

/** How many orders one vendor gets from this process at once, and when it wants to be left alone. */
export interface Gate {
  /** Orders at once; at least 1. */
  limit: number;
  /**
   * Waits for a free place: the most urgent first, equals in the order in which they came. Throws the reason of `signal`,
   * or of `shut`.
   */
  enter(signal: AbortSignal, urgency?: number): Promise<Pass>;
  /** Nobody enters for so many milliseconds. */
  pause(ms: number): void;
  /** The vendor takes fewer orders at once than we thought: one fewer than are inside, never fewer than one. */
  narrow(): void;
  /** Nobody enters any more: an empty account, a refused key. */
  shut(reason: StudioError): void;
}

export function createGate(limit: number, now: () => number): Gate {
  const waiting: Waiting[] = [];
  let inside = 0;
  let closedUntil = 0;
  let shutBy: StudioError | null = null;
  const shutting = new AbortController();

  const next = (): void => {
    const places = shutBy === null ? Math.max(0, gate.limit - inside) : waiting.length;
    for (const entry of waiting.splice(0, places)) {
      inside += 1;
      entry.call();
    }
  };

  const gate: Gate = {
    limit: Math.max(1, limit),
    enter: async (signal, urgency = 0) => {
      signal.throwIfAborted();
      if (shutBy !== null) throw shutBy;
      if (inside < gate.limit && waiting.length === 0) inside += 1;
      else await place(waiting, signal, urgency);
      let left = false;
      const leave = (): void => {
        if (left) return;
        left = true;
        inside -= 1;
        next();
      };
      try {
        shutting.signal.throwIfAborted();
        for (let wait = closedUntil - now(); wait > 0; wait = closedUntil - now())
          await delay(wait, undefined, { signal: AbortSignal.any([signal, shutting.signal]) });
      } catch (error) {
        leave();
        throw shutBy ?? error;
      }
      return { leave };
    },
    pause: (ms) => {
      closedUntil = Math.max(closedUntil, now() + ms);
    },
    narrow: () => {
      gate.limit = Math.max(1, Math.min(gate.limit, inside - 1));
    },
    shut: (reason) => {
      shutBy ??= reason;
      shutting.abort();
      next();
    },
  };
  return gate;
}

interface Waiting {
  urgency: number;
  call(): void;
}

/** Stands in the queue until called, or until the signal aborts. */
function place(waiting: Waiting[], signal: AbortSignal, urgency: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry: Waiting = {
      urgency,
      call: () => {
        signal.removeEventListener('abort', gone);
        resolve();
      },
    };
    const gone = (): void => {
      waiting.splice(waiting.indexOf(entry), 1);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', gone, { once: true });
    const behind = waiting.findIndex((other) => other.urgency < urgency);
    waiting.splice(behind < 0 ? waiting.length : behind, 0, entry);
  });
}
