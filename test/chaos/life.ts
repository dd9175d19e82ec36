import { StudioError } from '../../src/errors.ts';
import type { Journal, Lease } from '../../src/journal/spec.ts';

/** How a process ends: at one of its points it dies without a word, or the person stops it, or it goes on to its end. */
export type End = { kind: 'crash' | 'stop'; point: number } | null;

/** What is thrown at the end of a life; nothing in the studio knows it. */
export class Death extends Error {}

/** A process in a model: it passes points, at one of which it may end. What is dead does nothing more. */
export class Life {
  readonly stop = new AbortController();
  /** What happens when it dies. */
  readonly mourners: (() => void)[] = [];
  #passed = 0;
  #dead = false;
  #over = false;
  readonly #end: End;

  constructor(end: End) {
    this.#end = end;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** False when it is dead, or has come to its end in peace. */
  get acts(): boolean {
    return !this.#dead && !this.#over;
  }

  over(): void {
    this.#over = true;
  }

  /** One more point at which this process may end. */
  point(): void {
    this.mustLive();
    this.#passed += 1;
    if (this.#end === null || this.#passed !== this.#end.point) return;
    if (this.#end.kind === 'stop') {
      this.stop.abort(new StudioError('interrupted', 'stopped as asked'));
      return;
    }
    this.#dead = true;
    for (const mourn of this.mourners) mourn();
    throw new Death('killed');
  }

  mustLive(): void {
    if (this.#dead) throw new Death('dead already');
  }
}

/**
 * The journal as one process sees it: just before and just after every write it may die. Its leases are taken from it at
 * once, as by somebody who sees that it is gone; how one sees that is tried with real processes.
 */
export function journalOf(life: Life, journal: Journal): Journal {
  const leases = new Map<string, Lease>();
  life.mourners.push(() => {
    for (const lease of leases.values()) void journal.release(lease);
  });
  const writing = async <T>(work: () => Promise<T>): Promise<T> => {
    life.point();
    const done = await work();
    life.point();
    return done;
  };
  const living = async <T>(work: () => Promise<T>): Promise<T> => {
    life.mustLive();
    return work();
  };
  return {
    append: (...args) => writing(() => journal.append(...args)),
    appendAll: (appends) => writing(() => journal.appendAll(appends)),
    read: (...args) => living(() => journal.read(...args)),
    list: (...args) => living(() => journal.list(...args)),
    follow: (...args) => journal.follow(...args),
    acquire: (...args) =>
      living(async () => {
        const lease = await journal.acquire(...args);
        leases.set(lease.name, lease);
        return lease;
      }),
    renew: (...args) => living(() => journal.renew(...args)),
    release: async (lease) => {
      if (life.dead) return;
      leases.delete(lease.name);
      await journal.release(lease);
    },
    holder: (name) => living(() => journal.holder(name)),
    close: async () => undefined,
  };
}
