import type { Json } from '../json.ts';

/** An event as the journal keeps it. The journal does not know what it means. */
export interface NewEvent {
  /** Name and version of the data's shape: `take-adopted.1`. */
  schema: string;
  data: Json;
  /** The step that this event finishes, if it finishes one. A name is finished once per stream. */
  step?: { name: string; inputHash: string };
}

export interface RecordedEvent extends NewEvent {
  stream: string;
  /** Counts from 1 without gaps. */
  seq: number;
  /** Milliseconds since 1970 UTC, from the writer's clock. */
  at: number;
}

export interface StreamSummary {
  stream: string;
  lastSeq: number;
  /** Times of the first and the last event. */
  startedAt: number;
  updatedAt: number;
}

/**
 * The right to write, for a time. The token grows by one whenever the lease changes hands, so that a holder who slept
 * through its expiry can be told apart from the present one and its writes be refused (fencing). Expiry only lets others
 * in: a holder who slept (a closed laptop) goes on where nobody took the lease meanwhile, which is as safe, because the
 * token has not grown.
 */
export interface Lease {
  name: string;
  /** For people: host and process. */
  holder: string;
  token: number;
  expiresAt: number;
}

/** What one writer adds to one stream; see `Journal.append`. */
export interface Append {
  stream: string;
  events: NewEvent[];
  expectedSeq: number;
  fence?: Lease;
}

/**
 * Append-only streams with optimistic concurrency. Every store passes `test/conformance/journal.ts`.
 * Errors: `conflict` when somebody else wrote first or the fence is stale, `locked` when a lease is held, `disk` when the
 * store cannot be written, `journal-corrupt` when it cannot be read.
 */
export interface Journal {
  /**
   * All events or none, durable when the promise resolves. `expectedSeq` is the last seq that the writer has seen, 0 for
   * a new stream. With `fence`, refused once that lease has been released or has gone to somebody else. Also `conflict`
   * when an event finishes a step that is finished already. Nothing happens for no events.
   */
  append(stream: string, events: NewEvent[], expectedSeq: number, fence?: Lease): Promise<RecordedEvent[]>;
  /**
   * The same for several streams in one piece: all of it or nothing. Returns what was recorded, stream by stream. A
   * `conflict` names the stream in `data.stream` when somebody else wrote to it first.
   */
  appendAll(appends: Append[]): Promise<RecordedEvent[][]>;
  /** Events after `afterSeq` (default 0) in order. An unknown stream has none. */
  read(stream: string, options?: { afterSeq?: number; limit?: number }): Promise<RecordedEvent[]>;
  /** Streams whose name begins with `prefix`, the last begun first. */
  list(options?: { prefix?: string; limit?: number }): Promise<StreamSummary[]>;
  /**
   * Events after `afterSeq` as they come, also from other processes, until the signal aborts or the journal is closed:
   * then it ends without an error.
   */
  follow(stream: string, options: { afterSeq?: number; signal: AbortSignal }): AsyncIterable<RecordedEvent>;
  /** Takes a free or expired lease; `locked` with the holder's name in `data.holder` when somebody has it. */
  acquire(name: string, holder: string, ttlMs: number): Promise<Lease>;
  /** Prolongs it from now; `conflict` when it has been released or has gone to somebody else. */
  renew(lease: Lease, ttlMs: number): Promise<Lease>;
  /** Gives it back. Not an error when it has been lost already. */
  release(lease: Lease): Promise<void>;
  /**
   * The lease as it stands, or null when nobody holds it. Who knows that the holder is dead may `release` what this
   * returns: the dead one, should it wake, is fenced off.
   */
  holder(name: string): Promise<Lease | null>;
  close(): Promise<void>;
}
