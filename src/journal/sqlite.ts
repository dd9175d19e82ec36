import path from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { messageOf, StudioError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Append, Journal, Lease, NewEvent, RecordedEvent, StreamSummary } from './spec.ts';
import { corrupt, isDuplicate, translated } from './sqlite-errors.ts';
import { migrate } from './sqlite-schema.ts';
import { makeFolders } from '../folders.ts';

/** How long a writer waits for another process's transaction, which takes milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** How soon a follower sees what another process wrote. What this process writes, it sees at once. */
const POLL_MS = 100;
const FOLLOW_BATCH = 500;

export interface SqliteJournalOptions {
  /** The database; its folder is made. `-wal` and `-shm` files live beside it. */
  file: string;
  /** Milliseconds since 1970 UTC: dates events and ends leases. Processes that share the file must share the time. */
  clock: () => number;
}

/**
 * The journal in one file, for one machine: any number of processes may have it open. Every append is on the disk
 * (fsync) when it resolves. Errors: see `Journal`; also `schema-unknown` for a file of a newer version.
 */
export async function openSqliteJournal({ file, clock }: SqliteJournalOptions): Promise<Journal> {
  return new SqliteJournal(openDatabase(file), file, clock);
}

function openDatabase(file: string): DatabaseSync {
  try {
    makeFolders(path.dirname(file));
  } catch (error) {
    throw new StudioError('disk', `the folder of the journal ${file} cannot be made: ${messageOf(error)}`, {
      hint: `Check the permissions of ${path.dirname(file)}, or name another data folder.`,
      cause: error,
    });
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    migrate(db, file);
    return db;
  } catch (error) {
    db?.close();
    throw translated(error, file);
  }
}

class SqliteJournal implements Journal {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #clock: () => number;
  readonly #sql: ReturnType<typeof prepare>;
  /** Followers that have seen everything and wait for more. */
  readonly #sleepers = new Set<() => void>();

  constructor(db: DatabaseSync, file: string, clock: () => number) {
    this.#db = db;
    this.#file = file;
    this.#clock = clock;
    this.#sql = prepare(db);
  }

  async append(stream: string, events: NewEvent[], expectedSeq: number, fence?: Lease): Promise<RecordedEvent[]> {
    const [recorded = []] = await this.appendAll([{ stream, events, expectedSeq, ...(fence && { fence }) }]);
    return recorded;
  }

  async appendAll(appends: Append[]): Promise<RecordedEvent[][]> {
    const at = this.#clock();
    const batches = appends.map(({ stream, events, expectedSeq, fence }) => ({
      stream,
      expectedSeq,
      fence,
      rows: events.map((event, index) => ({ event, seq: expectedSeq + 1 + index, text: serialise(event) })),
    }));
    if (batches.every(({ rows }) => rows.length === 0)) return batches.map(() => []);
    this.#transaction(() => {
      for (const { stream, expectedSeq, fence, rows } of batches) {
        if (rows.length === 0) continue;
        if (fence !== undefined) this.#refuseStale(fence);
        const id = this.#advance(stream, expectedSeq, rows.length, at);
        for (const row of rows) this.#insert(stream, id, at, row);
      }
    });
    for (const wake of this.#sleepers) wake();
    // From the text and not from the caller's object, so that a writer sees exactly what a reader will.
    return batches.map(({ stream, rows }) =>
      rows.map(({ event: { schema, step }, seq, text }) =>
        withStep({ stream, seq, at, schema, data: JSON.parse(text) as Json }, step?.name, step?.inputHash),
      ),
    );
  }

  async read(stream: string, options: { afterSeq?: number; limit?: number } = {}): Promise<RecordedEvent[]> {
    return this.#read(stream, options.afterSeq ?? 0, options.limit);
  }

  async list(options: { prefix?: string; limit?: number } = {}): Promise<StreamSummary[]> {
    return this.#query(() => this.#sql.list.all(options.prefix ?? '', options.limit ?? -1)).map((row) => ({
      stream: String(row['name']),
      lastSeq: Number(row['last_seq']),
      startedAt: Number(row['started_at']),
      updatedAt: Number(row['updated_at']),
    }));
  }

  async *follow(stream: string, options: { afterSeq?: number; signal: AbortSignal }): AsyncGenerator<RecordedEvent> {
    let afterSeq = options.afterSeq ?? 0;
    while (!options.signal.aborted && this.#db.isOpen) {
      const batch = this.#read(stream, afterSeq, FOLLOW_BATCH);
      for (const event of batch) {
        if (options.signal.aborted) return;
        yield event;
        afterSeq = event.seq;
      }
      if (batch.length === 0) await this.#sleep(options.signal);
    }
  }

  async acquire(name: string, holder: string, ttlMs: number): Promise<Lease> {
    return this.#transaction(() => {
      const now = this.#clock();
      const standing = this.#sql.lease.get(name);
      const held = leaseOf(name, standing);
      if (held !== null && held.expiresAt > now) {
        throw new StudioError('locked', `${name} is in the hands of ${held.holder}`, {
          hint: 'Wait until it has finished, or stop it first.',
          retryable: true,
          data: { holder: held.holder, expiresAt: held.expiresAt },
        });
      }
      const lease = { name, holder, token: Number(standing?.['token'] ?? 0) + 1, expiresAt: now + ttlMs };
      this.#sql.putLease.run(name, lease.token, holder, lease.expiresAt);
      return lease;
    });
  }

  async renew(lease: Lease, ttlMs: number): Promise<Lease> {
    return this.#transaction(() => {
      this.#refuseStale(lease);
      const renewed = { ...lease, expiresAt: this.#clock() + ttlMs };
      this.#sql.putLease.run(lease.name, lease.token, lease.holder, renewed.expiresAt);
      return renewed;
    });
  }

  async release(lease: Lease): Promise<void> {
    // The row stays, so that the token goes on growing.
    this.#query(() => this.#sql.freeLease.run(lease.name, lease.token));
  }

  async holder(name: string): Promise<Lease | null> {
    const lease = this.#query(() => leaseOf(name, this.#sql.lease.get(name)));
    return lease !== null && lease.expiresAt > this.#clock() ? lease : null;
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    for (const wake of this.#sleepers) wake();
  }

  #insert(
    stream: string,
    id: number,
    at: number,
    { event, seq, text }: { event: NewEvent; seq: number; text: string },
  ) {
    const { schema, step } = event;
    try {
      this.#sql.insertEvent.run(id, seq, at, schema, text, step?.name ?? null, step?.inputHash ?? null);
    } catch (error) {
      if (!isDuplicate(error) || step === undefined) throw error;
      throw new StudioError('conflict', `step ${step.name} of ${stream} is already finished`, {
        hint: 'Read the stream again: the result is in it.',
        data: { stream, step: step.name },
        cause: error,
      });
    }
  }

  /** Moves the stream's summary on and returns the stream's id; begins the stream when it is new. */
  #advance(stream: string, expectedSeq: number, count: number, at: number): number {
    const known = this.#sql.stream.get(stream);
    const lastSeq = Number(known?.['last_seq'] ?? 0);
    if (lastSeq !== expectedSeq) {
      throw new StudioError('conflict', `somebody else wrote to ${stream} first`, {
        hint: 'Read the stream again and decide again.',
        data: { stream, expectedSeq, lastSeq },
      });
    }
    if (known === undefined) {
      return Number(this.#sql.insertStream.run(checkedName(stream), count, at, at).lastInsertRowid);
    }
    this.#sql.updateStream.run(lastSeq + count, at, known['id'] as number);
    return Number(known['id']);
  }

  #refuseStale(lease: Lease): void {
    const standing = leaseOf(lease.name, this.#sql.lease.get(lease.name));
    if (standing?.token === lease.token) return;
    throw new StudioError('conflict', `${lease.holder} has lost ${lease.name}`, {
      hint: 'Another process has taken over; look at its progress.',
      data: { name: lease.name, holder: standing?.holder ?? null },
    });
  }

  #read(stream: string, afterSeq: number, limit = -1): RecordedEvent[] {
    return this.#query(() => this.#sql.read.all(stream, afterSeq, limit)).map((row) => this.#recorded(stream, row));
  }

  #recorded(stream: string, row: Record<string, SQLOutputValue>): RecordedEvent {
    const seq = Number(row['seq']);
    const event: RecordedEvent = {
      stream,
      seq,
      at: Number(row['at']),
      schema: String(row['schema']),
      data: this.#parse(String(row['data']), `${stream} #${seq}`),
    };
    return withStep(event, row['step'], row['input_hash']);
  }

  #parse(text: string, place: string): Json {
    try {
      return JSON.parse(text) as Json;
    } catch (error) {
      throw corrupt(this.#file, `${place} is not JSON`, error);
    }
  }

  #query<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translated(error, this.#file);
    }
  }

  /** All of the work or nothing of it; the write lock is taken at once, so that what is read inside stays true. */
  #transaction<T>(work: () => T): T {
    return this.#query(() => {
      this.#sql.begin.run();
      try {
        const result = work();
        this.#sql.commit.run();
        return result;
      } catch (error) {
        // SQLite has already rolled back by itself after a full disk or an I/O error.
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Until something may have happened: an append here, a poll interval, the end of the wish to know. */
  #sleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, POLL_MS);
      signal.addEventListener('abort', wake);
      this.#sleepers.add(wake);
    });
  }
}

/** Compiled once: preparing costs more than running. */
function prepare(db: DatabaseSync): Record<keyof typeof STATEMENTS, StatementSync> {
  const prepared = Object.entries(STATEMENTS).map(([name, sql]) => [name, db.prepare(sql)]);
  return Object.fromEntries(prepared) as Record<keyof typeof STATEMENTS, StatementSync>;
}

const STATEMENTS = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  stream: 'SELECT id, last_seq FROM streams WHERE name = ?',
  insertStream: 'INSERT INTO streams (name, last_seq, started_at, updated_at) VALUES (?, ?, ?, ?)',
  updateStream: 'UPDATE streams SET last_seq = ?, updated_at = ? WHERE id = ?',
  insertEvent: 'INSERT INTO events (stream, seq, at, schema, data, step, input_hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  read: `SELECT seq, at, schema, data, step, input_hash FROM events
         WHERE stream = (SELECT id FROM streams WHERE name = ?) AND seq > ? ORDER BY seq LIMIT ?`,
  list: `SELECT name, last_seq, started_at, updated_at FROM streams
         WHERE substr(name, 1, length(?1)) = ?1 ORDER BY id DESC LIMIT ?2`,
  lease: 'SELECT token, holder, expires_at FROM leases WHERE name = ?',
  putLease: `INSERT INTO leases (name, token, holder, expires_at) VALUES (?, ?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET token = excluded.token, holder = excluded.holder, expires_at = excluded.expires_at`,
  freeLease: 'UPDATE leases SET holder = NULL, expires_at = 0 WHERE name = ? AND token = ?',
} as const;

/** Null when nobody has it; an expired lease still names its last holder, who may go on until another takes it. */
function leaseOf(name: string, row: Record<string, SQLOutputValue> | undefined): Lease | null {
  if (row === undefined || row['holder'] === null) return null;
  return { name, holder: String(row['holder']), token: Number(row['token']), expiresAt: Number(row['expires_at']) };
}

/** An event without a step has no such member at all. */
function withStep(event: RecordedEvent, name: unknown, inputHash: unknown): RecordedEvent {
  if (typeof name === 'string' && typeof inputHash === 'string') event.step = { name, inputHash };
  return event;
}

function serialise(event: NewEvent): string {
  const text = JSON.stringify(event.data) as string | undefined;
  if (text === undefined) throw new StudioError('internal', `event ${event.schema} has no data that JSON can hold`);
  return text;
}

/** SQLite ends a string at a NUL when it counts, and a lone surrogate would come back as another character. */
function checkedName(stream: string): string {
  if (stream === '' || stream.includes('\0') || !stream.isWellFormed()) {
    throw new StudioError('internal', `${JSON.stringify(stream)} cannot name a stream`);
  }
  return stream;
}
