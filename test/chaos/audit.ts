import assert from 'node:assert/strict';
import { decodeEvent } from '../../src/film/events.ts';
import type { Journal, RecordedEvent } from '../../src/journal/spec.ts';

/**
 * Reads along while a journal is written and keeps its own account, apart from the studio's: after every single event no
 * production may have spent and promised more than its budget, nor all of them more than the cap of a month.
 */
export class Audit {
  readonly #cap: number | null;
  readonly #onJob: (id: string) => void;
  readonly #budgets = new Map<string, number>();
  readonly #open = new Map<string, { production: string; amount: number; month: string }>();
  readonly #used = new Map<string, number>();
  /** What was broken first, in words; null while all is well. */
  broken: string | null = null;
  events = 0;

  /** `onJob` is told of every vendor's job that is written down. */
  constructor(cap: number | null, onJob: (id: string) => void) {
    this.#cap = cap;
    this.#onJob = onJob;
  }

  /** The same journal, read along. */
  over(journal: Journal): Journal {
    return {
      append: async (...args) => this.#learn(await journal.append(...args)),
      appendAll: async (appends) => {
        const recorded = await journal.appendAll(appends);
        this.#learn(recorded.flat());
        return recorded;
      },
      read: (...args) => journal.read(...args),
      list: (...args) => journal.list(...args),
      follow: (...args) => journal.follow(...args),
      acquire: (...args) => journal.acquire(...args),
      renew: (...args) => journal.renew(...args),
      release: (lease) => journal.release(lease),
      holder: (name) => journal.holder(name),
      close: () => journal.close(),
    };
  }

  #learn(recorded: RecordedEvent[]): RecordedEvent[] {
    for (const event of recorded) {
      if (!event.stream.startsWith('production/')) continue;
      this.events += 1;
      this.#count(event);
    }
    return recorded;
  }

  #count(recorded: RecordedEvent): void {
    const { stream: production, at, seq } = recorded;
    const { type, data } = decodeEvent(recorded);
    if ((type === 'take-submitted' || type === 'voice-adopted') && data.vendorId !== null) this.#onJob(data.vendorId);
    if (type === 'production-started') this.#budgets.set(production, data.brief.budget);
    if (type === 'money-reserved') {
      const month = new Date(at).toISOString().slice(0, 7);
      const name = `${production} ${data.reservation}`;
      if (this.#open.has(name)) this.#break(`${name} is promised twice`);
      this.#open.set(name, { production, amount: data.amount, month });
      this.#move(production, month, data.amount);
    }
    if (type === 'money-settled' || type === 'money-released') {
      const name = `${production} ${data.reservation}`;
      const open = this.#open.get(name);
      if (open === undefined) return this.#break(`${name} is closed and was not open`);
      this.#open.delete(name);
      this.#move(production, open.month, (type === 'money-settled' ? data.amount : 0) - open.amount);
    }
    if ((this.#used.get(production) ?? 0) > (this.#budgets.get(production) ?? 0))
      this.#break(`${production} is over its budget after event ${seq}`);
  }

  #move(production: string, month: string, by: number): void {
    this.#used.set(production, (this.#used.get(production) ?? 0) + by);
    const all = (this.#used.get(month) ?? 0) + by;
    this.#used.set(month, all);
    if (this.#cap !== null && all > this.#cap) this.#break(`all productions of ${month} are over the cap`);
  }

  #break(what: string): void {
    this.broken ??= what;
  }

  assertWell(): void {
    assert.equal(this.broken, null);
  }
}
