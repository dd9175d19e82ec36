import { openAssets, type AssetHost } from './assets.ts';
import type { Created, Fake, FakeOptions, Habits } from './fake.ts';
import { listen, replyOf, type Call, type Reply } from './wire.ts';

/** A job on the vendor's books. */
export interface Job extends Created {
  looks: number;
  fails: boolean;
}

/** The vendor's front desk: takes orders, keeps the books, and knows how far a job is. */
export interface Desk {
  habits: Habits;
  assets: AssetHost;
  jobs: Job[];
  /** Milliseconds since 1970, as the vendor's clock says. */
  now(): number;
  /** Writes an order down and answers it, or loses the answer. */
  take(order: { id: string; body: Record<string, unknown>; cost: number }, reply: (job: Job) => Reply): Reply;
  /** A job that is known (already) under an id. */
  find(id: string): Job | undefined;
  /** One look at a job: trouble, the word of a phase that it is in, or that it is over. */
  look(job: Job): { trouble: Reply } | { phase: string } | { over: true };
  /** True for a job that is finished: it was looked at often enough, or half a second has gone by. */
  isOver(job: Job): boolean;
  /** A page of a list, which is in the order that the habits say. */
  page<T>(entries: readonly T[], offset: number, limit: number): { items: T[]; next: number; more: boolean };
  /** A number as this vendor writes numbers. */
  figure(value: number): number | string;
  complain(what: string): void;
}

/** Opens a vendor: `answer` speaks its wire, `environment` says what a person exports to get there. */
export async function openVendor(
  { clip, habits = {} }: FakeOptions,
  environment: (url: string) => Record<string, string>,
  answer: (call: Call, desk: Desk, url: string) => Reply | Promise<Reply>,
): Promise<Fake> {
  const complaints: string[] = [];
  const jobs: Job[] = [];
  const { phases = [], troubles = [], lostAnswers = [], failures = [], skew = 0, unknownFor = 0, busy = 0 } = habits;
  let turnedAway = 0;
  const now = () => Date.now() + skew * 1000;
  const complain = (what: string) => void complaints.push(what);
  const assets = await openAssets(clip, habits, complain);
  const desk: Desk = {
    habits,
    assets,
    jobs,
    now,
    complain,
    take({ id, body, cost }, reply) {
      turnedAway += 1;
      if (turnedAway <= busy) return replyOf('too-many');
      const nth = jobs.length + 1;
      const fails = failures.includes(nth);
      const job = { id, body, at: now(), cost: fails ? 0 : cost, looks: 0, fails };
      jobs.push(job);
      return lostAnswers.includes(nth) ? 'reset' : reply(job);
    },
    find: (id) => jobs.find((job) => job.id === id && now() - job.at >= unknownFor),
    look(job) {
      const trouble = troubles[job.looks];
      const phase = phases[job.looks - troubles.length];
      job.looks += 1;
      if (trouble !== undefined) return { trouble: replyOf(trouble) };
      return phase === undefined ? { over: true } : { phase };
    },
    isOver: ({ looks, at }) => looks > phases.length + troubles.length || now() - at > 500,
    page(entries, offset, limit) {
      const { size, overlap } = habits.page ?? { size: Infinity, overlap: 0 };
      const ordered = habits.oldestFirst === true ? entries : entries.toReversed();
      const from = Math.max(0, offset - overlap);
      const length = Math.min(size, limit);
      const items = ordered.slice(from, from + length);
      return { items, next: offset + length, more: from + length < entries.length };
    },
    figure: (value) => (habits.numbersAsText === true ? String(value) : value),
  };
  const api = await listen(habits, (call) => answer(call, desk, api.url));
  return {
    url: api.url,
    environment: environment(api.url),
    creates: () => jobs.map(({ id, body, at, cost }) => ({ id, body, at, cost })),
    billed: () => jobs.reduce((total, { cost }) => total + cost, 0),
    complaints: () => complaints,
    async close() {
      await api.close();
      await assets.close();
    },
  };
}

/** True for a call that carries some key in the way the vendor wants it. */
export function hasKey({ headers }: Call, scheme: 'Bearer' | 'Key'): boolean {
  return new RegExp(`^${scheme} \\S+$`).test(headers.authorization ?? '');
}

/** The name of the first check that does not hold. */
export function faultIn(checks: Record<string, boolean>): string | null {
  return Object.keys(checks).find((name) => checks[name] !== true) ?? null;
}

/** True for a text of a length within bounds. */
export function isText(value: unknown, { min = 1, max }: { min?: number; max: number }): value is string {
  return typeof value === 'string' && value.length >= min && value.length <= max;
}

/** A request that no such vendor has. */
export function unknownRoute({ method, path }: Call, desk: Desk, json: unknown): Reply {
  desk.complain(`${method} ${path} is no call of this API`);
  return { status: 404, json };
}
