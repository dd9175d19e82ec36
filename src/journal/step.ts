import { StudioError } from '../errors.ts';
import { hashJson } from '../json.ts';
import type { Append, Journal, Lease, NewEvent, RecordedEvent } from './spec.ts';

/** What a stage says happened; step marks are the writer's own affair. */
export type Fact = Pick<NewEvent, 'schema' | 'data'>;

export interface WriterOptions {
  journal: Journal;
  stream: string;
  /** For people: host and process. */
  holder: string;
  /** Another process may take over so long after the last sign of life. */
  ttlMs?: number;
  /** Says of a holder that it is dead for sure, so that nobody waits for its lease to expire. */
  isDead?: (holder: string) => boolean;
}

const TTL_MS = 30_000;
const PAGE = 2_000;

/**
 * Becomes the only writer of a stream: takes the lease that bears the stream's name, then reads what is there. `locked`
 * when somebody else writes it.
 */
export async function openStreamWriter(options: WriterOptions): Promise<StreamWriter> {
  const { journal, stream, holder, ttlMs = TTL_MS, isDead } = options;
  const former = await journal.holder(stream);
  if (former !== null && isDead?.(former.holder)) await journal.release(former);
  const lease = await journal.acquire(stream, holder, ttlMs);
  try {
    return new StreamWriter(journal, lease, ttlMs, await readAll(journal, stream));
  } catch (error) {
    await journal.release(lease);
    throw error;
  }
}

async function readAll(journal: Journal, stream: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await journal.read(stream, { afterSeq: events.length, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}

/**
 * The single writer of a stream. It knows every event, because nobody else may add one. Writes go out one after the
 * other; the work of different steps runs side by side. Once the lease is lost, every write fails with `conflict`.
 */
export class StreamWriter {
  readonly #journal: Journal;
  readonly #stream: string;
  readonly #ttlMs: number;
  readonly #events: RecordedEvent[] = [];
  readonly #finished = new Map<string, RecordedEvent>();
  readonly #running = new Map<string, { inputHash: string; result: Promise<RecordedEvent> }>();
  readonly #lost = new AbortController();
  #lease: Lease;
  #queue: Promise<unknown> = Promise.resolve();
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(journal: Journal, lease: Lease, ttlMs: number, events: RecordedEvent[]) {
    this.#journal = journal;
    this.#stream = lease.name;
    this.#ttlMs = ttlMs;
    this.#lease = lease;
    this.#learn(events);
    this.#beat();
  }

  /** Everything recorded so far, in order. Grows with every write. */
  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  /** Aborts with the `conflict` as its reason when somebody has taken over: time to stop all work on this stream. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Records facts, all or none. */
  append(facts: Fact[]): Promise<RecordedEvent[]> {
    return this.transact(() => facts);
  }

  /**
   * Looks at everything recorded and decides what to add, with no other write in between: how money is reserved. No facts
   * means nothing is written. What `decide` throws, this throws, and nothing is written. `beside` says what other streams
   * get in the same piece; when somebody else wrote to one of those first, both are asked again.
   */
  transact(
    decide: (events: readonly RecordedEvent[]) => Fact[],
    beside?: (facts: Fact[]) => Promise<Append[]>,
  ): Promise<RecordedEvent[]> {
    return this.#serially(async () => {
      for (;;) {
        const facts = decide(this.#events);
        const others = beside === undefined || facts.length === 0 ? [] : await beside(facts);
        try {
          return await this.#write(facts, others);
        } catch (error) {
          if (!isConflictIn(error, others)) throw error;
        }
      }
    });
  }

  /**
   * Does a piece of work once in the life of the stream. The first time it runs `work`, records its facts in one piece
   * and returns the last of them as recorded; ever after it returns that event without running anything. While it runs,
   * others who ask for it get the same promise. A failed work is not recorded and may be tried again. Names are slates
   * and stages, never counters. `step-changed` when the name was finished with another input.
   */
  async step(name: string, input: unknown, work: () => Promise<Fact | Fact[]>): Promise<RecordedEvent> {
    const inputHash = hashJson(input);
    const finished = this.#finished.get(name);
    if (finished !== undefined) {
      this.#sameInput(name, finished.step?.inputHash, inputHash);
      return finished;
    }
    const running = this.#running.get(name);
    if (running !== undefined) {
      this.#sameInput(name, running.inputHash, inputHash);
      return running.result;
    }
    const result = this.#perform(name, inputHash, work);
    this.#running.set(name, { inputHash, result });
    try {
      return await result;
    } finally {
      this.#running.delete(name);
    }
  }

  /**
   * A step that may be done again when what it depends on has changed: the outcome that was recorded last, when its input
   * was the same, else the work is done anew. For what costs nothing to do again.
   */
  async revise(name: string, input: unknown, work: () => Promise<Fact | Fact[]>): Promise<RecordedEvent> {
    const inputHash = hashJson(input);
    const last = this.#events.findLast(({ step }) => step?.name === name || step?.name.startsWith(`${name}~`));
    if (last === undefined) return this.step(name, input, work);
    if (last.step?.inputHash === inputHash) return last;
    return this.step(`${name}~${last.seq}`, input, work);
  }

  /** Lets go of the stream after the writes that are under way. Steps still at work can record nothing any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#heartbeat);
    await this.#queue;
    await this.#journal.release(this.#lease);
  }

  async #perform(name: string, inputHash: string, work: () => Promise<Fact | Fact[]>): Promise<RecordedEvent> {
    this.#refuseGone();
    const facts = [await work()].flat();
    const last = facts.pop();
    if (last === undefined) throw new StudioError('internal', `step ${name} ended without a fact to record`);
    const recorded = await this.#serially(() => this.#write([...facts, { ...last, step: { name, inputHash } }]));
    return recorded.at(-1)!;
  }

  #sameInput(name: string, recorded: string | undefined, asked: string): void {
    if (recorded === asked) return;
    throw new StudioError('step-changed', `step ${name} of ${this.#stream} was done with another input`, {
      hint: 'A finished step stays as it is: start a new production, or bring back the input it was done with.',
      data: { stream: this.#stream, step: name, recorded, asked },
    });
  }

  async #serially<T>(task: () => Promise<T>): Promise<T> {
    this.#refuseGone();
    const done = this.#queue.then(task);
    // The next in the queue goes on whatever became of this one; the caller of this one is told through `done`.
    this.#queue = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #write(events: NewEvent[], others: Append[] = []): Promise<RecordedEvent[]> {
    this.#lost.signal.throwIfAborted();
    const own: Append = { stream: this.#stream, events, expectedSeq: this.#events.length, fence: this.#lease };
    try {
      const [recorded = []] = await this.#journal.appendAll([own, ...others]);
      this.#learn(recorded);
      return recorded;
    } catch (error) {
      if (!isConflictIn(error, others)) this.#loseOn(error);
      throw error;
    }
  }

  #refuseGone(): void {
    this.#lost.signal.throwIfAborted();
    if (this.#closed) throw new StudioError('conflict', `${this.#stream} has been closed by its writer`);
  }

  #learn(events: RecordedEvent[]): void {
    for (const event of events) {
      this.#events.push(event);
      if (event.step !== undefined) this.#finished.set(event.step.name, event);
    }
  }

  /** Renews the lease at a third of its time, so that one late or failed renewal does not lose it. */
  #beat(): void {
    this.#heartbeat = setTimeout(() => void this.#renew(), this.#ttlMs / 3);
    this.#heartbeat.unref();
  }

  async #renew(): Promise<void> {
    try {
      this.#lease = await this.#journal.renew(this.#lease, this.#ttlMs);
    } catch (error) {
      // A busy or full disk may be better at the next beat; should another take over meanwhile, the fence holds.
      this.#loseOn(error);
    }
    if (!this.#closed && !this.#lost.signal.aborted) this.#beat();
  }

  #loseOn(error: unknown): void {
    if (this.#closed || !(error instanceof StudioError) || error.code !== 'conflict') return;
    clearTimeout(this.#heartbeat);
    this.#lost.abort(error);
  }
}

function isConflictIn(error: unknown, appends: Append[]): boolean {
  return (
    error instanceof StudioError &&
    error.code === 'conflict' &&
    appends.some(({ stream }) => stream === error.data['stream'])
  );
}
