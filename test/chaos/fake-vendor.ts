import { StudioError } from '../../src/errors.ts';
import { type MicroUsd, sum } from '../../src/film/money.ts';
import { randomFrom } from '../../src/film/random.ts';
import type { VideoRequest, VoiceRequest } from '../../src/film/request.ts';
import { encodeWav } from '../../src/film/wav.ts';
import type { Found, OrderOutcome } from '../../src/providers/spec.ts';
import type { Job, JobStatus, LostOrder, ModelCard, VideoProvider } from '../../src/providers/video/spec.ts';
import type { LostLine, Speech, VoiceProvider } from '../../src/providers/voice/spec.ts';
import type { Life } from './life.ts';

/**
 * How a vendor can be asked for an order that was lost: by our reference, by its words in a list, in a list that only shows
 * what it has found (never that something is not there), by the figures of the account, or not at all.
 */
export const WAYS = ['reference', 'words', 'late-list', 'figures', 'none'] as const;
export type Way = (typeof WAYS)[number];

export interface Habits {
  seed: number;
  way: Way;
  /** Whether the figures of the account count orders, beside the balance. */
  countsOrders: boolean;
  /** 0 is a vendor that always does as it should; 1 one that hardly ever does. */
  trouble: number;
}

/** An accepted order, with what only the vendor knows. */
export interface Taken {
  id: string;
  /** Who ordered it, whether or not this vendor's wire would tell. */
  reference: string;
  words: string;
  /** Milliseconds since 1970. */
  at: number;
  /** When it is in lists and figures. */
  shownAt: number;
  price: MicroUsd;
  /** What the account is charged in the end. */
  bill: MicroUsd;
  /** Whether answers tell the bill. */
  tells: boolean;
  ending: 'delivered' | 'failed' | 'moderated';
  /** Looks until it has ended. */
  looks: number;
  late: boolean;
  ended: boolean;
}

/** Our clock and the vendor's lists agree within this. */
const SLOW_MS = 3_000;
/** What is not listed so long after the last moment at which it can have been sent was never taken. */
const LISTED_MS = 10_000;

/**
 * A vendor of clips and lines in memory, which outlives the processes that order from it: it keeps its own bill and does
 * everything that the port allows.
 */
export class FakeVendor {
  readonly orders: Taken[] = [];
  /** From now on everything goes well, and what was late is there. */
  fair = false;
  readonly #habits: Habits;
  readonly #now: () => number;
  readonly #clip: string;
  readonly #counts = new Map<string, number>();
  /** Answers that are given and not written down yet, with the process that has them. */
  readonly #answered = new Map<string, Life>();
  /** Requests of processes that died: on the wire still. */
  readonly #underWay: { at: number; arrive: () => void }[] = [];

  constructor(habits: Habits, now: () => number, clip: string) {
    this.#habits = habits;
    this.#now = now;
    this.#clip = clip;
  }

  bill(): MicroUsd {
    return sum(this.orders.map(({ bill }) => bill));
  }

  /**
   * True while a living process has an answer that it has not written down. It does that at once; so no time passes until it
   * is done, however many others look at the clock meanwhile.
   */
  get holdsTheClock(): boolean {
    return [...this.#answered.values()].some(({ acts }) => acts);
  }

  writtenDown(id: string): void {
    this.#answered.delete(id);
  }

  /** Whatever was on the wire has arrived. */
  settle(): void {
    for (const { arrive } of this.#underWay.splice(0)) arrive();
  }

  video(life: Life): VideoProvider {
    const { way } = this.#habits;
    const card = CARD;
    return {
      id: 'fake',
      provenance: 'live',
      repeatable: false,
      pollMs: 1,
      models: [card],
      estimate: (request) => ({
        ...pricesOf(request.slate),
        seconds: 1,
        resolution: '540p',
        source: 'a test',
        warnings: [],
      }),
      start: async (request, _card, { signal, reference }) => {
        const { price, ceiling } = pricesOf(request.slate);
        const sent = await this.#send(life, signal, { reference, words: request.prompt, price, ceiling });
        return sent.kind === 'accepted' ? { kind: 'accepted', job: { id: sent.taken.id }, warnings: [] } : sent;
      },
      check: async (job, { signal }) => {
        life.point();
        signal.throwIfAborted();
        return this.#check(job);
      },
      ...(way === 'figures'
        ? { witness: async () => this.#figures(life) }
        : { find: async (order: LostOrder) => this.#find(life, order, order.request) }),
      ...(way === 'figures' || way === 'none' ? {} : { list: async () => [] }),
    };
  }

  voice(life: Life): VoiceProvider {
    const historic = this.#habits.way !== 'none' && this.#habits.way !== 'figures';
    return {
      id: 'fake-voice',
      provenance: 'live',
      repeatable: false,
      estimate: (request) => ({ model: 'v', price: linePrice(request), source: 'a test' }),
      speak: async (request, signal) => {
        const price = linePrice(request);
        const order = { reference: `line ${request.text}`, words: request.text, price, ceiling: price };
        const sent = await this.#send(life, signal, order);
        if (sent.kind !== 'accepted') return sent;
        return { kind: 'accepted', id: sent.taken.id, speech: speechOf(sent.taken) };
      },
      ...(historic ? { find: async (line: LostLine) => this.#findLine(life, line) } : {}),
    };
  }

  /** One request over the wire, with every way in which it can end. */
  async #send(
    life: Life,
    signal: AbortSignal,
    order: Pick<Taken, 'reference' | 'words' | 'price'> & { ceiling: MicroUsd },
  ): Promise<OrderOutcome<{ taken: Taken }>> {
    life.point();
    signal.throwIfAborted();
    this.#arrivals();
    const dice = this.#dice(`send ${order.reference}`);
    const trouble = dice() < this.#habits.trouble && !this.fair;
    const kind = trouble ? Math.floor(dice() * 9) : -1;
    if (kind === 0) return { kind: 'busy', why: 'rate', retryAfterMs: 1, reason: 'too many' };
    if (kind === 1) return { kind: 'busy', why: 'concurrency', retryAfterMs: 1, reason: 'too many at once' };
    if (kind === 2) return { kind: 'busy', why: 'unreachable', retryAfterMs: 1, reason: 'no line' };
    if (kind === 3) return { kind: 'refused', why: dice() < 0.5 ? 'moderated' : 'rejected', reason: 'not that' };
    if (kind === 4) return { kind: 'refused', why: dice() < 0.5 ? 'balance' : 'credentials', reason: 'nobody' };
    if (kind === 5) return { kind: 'unsure', reason: 'the line broke, and nothing had arrived' };
    // From here on it is on its way; whoever dies or lets go now cannot call it back.
    const late = dice();
    try {
      life.point();
      signal.throwIfAborted();
    } catch (error) {
      const arrive = () => void this.#take(order, dice);
      if (late < 0.4) arrive();
      else if (late < 0.7) this.#underWay.push({ at: this.#now() + late * SLOW_MS, arrive });
      throw error;
    }
    const taken = this.#take(order, dice);
    life.point();
    signal.throwIfAborted();
    if (kind >= 6) return { kind: 'unsure', reason: 'the line broke, and it had arrived' };
    this.#answered.set(taken.id, life);
    return { kind: 'accepted', taken };
  }

  #take(order: Pick<Taken, 'reference' | 'words' | 'price'> & { ceiling: MicroUsd }, dice: () => number): Taken {
    const { reference, words, price, ceiling } = order;
    const at = this.#now();
    const speaks = reference.startsWith('line ');
    const trouble = !speaks && dice() < this.#habits.trouble && !this.fair;
    const ending = trouble && dice() < 0.6 ? (dice() < 0.5 ? 'failed' : 'moderated') : 'delivered';
    const tells = dice() < 0.5;
    const some = Math.floor(dice() * (ceiling + 1)) as MicroUsd;
    const free = dice() < 0.5;
    const bill =
      speaks || (ending === 'delivered' && !tells)
        ? price
        : ending === 'delivered'
          ? some
          : free
            ? ZERO
            : tells
              ? some
              : ceiling;
    const taken: Taken = {
      id: `job-${this.orders.length + 1}`,
      reference,
      words,
      at,
      shownAt: at + dice() * SLOW_MS,
      price,
      bill,
      tells,
      ending,
      looks: Math.floor(dice() * 4),
      late: trouble && dice() < 0.3,
      ended: false,
    };
    this.orders.push(taken);
    return taken;
  }

  #check(job: Job): JobStatus {
    this.#arrivals();
    const taken = this.orders.find(({ id }) => id === job.id);
    if (taken === undefined) return { state: 'gone', reason: 'no such job' };
    const dice = this.#dice(`check ${job.id}`);
    if (!this.fair && dice() < this.#habits.trouble * 0.5) {
      if (dice() < 0.5) return { state: 'gone', reason: 'not on this machine' };
      throw new StudioError('provider', 'the vendor is in trouble', { retryable: true });
    }
    taken.looks -= 1;
    if ((taken.late && !this.fair) || taken.looks > 0) {
      const phase = taken.looks > 1 ? 'queued' : 'running';
      return { state: 'pending', phase, progress: null, pollAfterMs: 1 };
    }
    taken.ended = true;
    if (taken.ending === 'delivered') {
      const cost = taken.tells ? taken.bill : null;
      return { state: 'delivered', asset: { kind: 'file', path: this.#clip }, cost, warnings: [] };
    }
    const billed = taken.bill > 0;
    const cost = taken.tells || !billed ? taken.bill : null;
    const kind = taken.ending === 'moderated' ? 'moderated' : 'fault';
    return { state: 'failed', kind, reason: 'it went wrong', billed, cost, retryable: kind === 'fault' };
  }

  #find(life: Life, order: LostOrder, { prompt }: VideoRequest): Found<Job> {
    life.point();
    this.#arrivals();
    const { way, trouble } = this.#habits;
    if (way === 'none') return { kind: 'unknown', reason: 'it cannot be asked' };
    const dice = this.#dice(`find ${order.reference}`);
    if (!this.fair && dice() < trouble) throw new StudioError('provider', 'no list now', { retryable: true });
    const found = this.#shown().find(
      ({ id, reference, words, at }) =>
        !order.claimed.has(id) &&
        (way === 'words' ? words === prompt && at >= order.sentAt - SLOW_MS : reference === order.reference),
    );
    if (found !== undefined) {
      this.#answered.set(found.id, life);
      return { kind: 'found', order: { id: found.id } };
    }
    if (way !== 'late-list' && order.quietMs >= LISTED_MS) return { kind: 'absent' };
    return { kind: 'unknown', reason: 'not listed yet' };
  }

  #findLine(life: Life, { request, claimed, quietMs, sentAt }: LostLine): Found<{ id: string; speech: Speech }> {
    life.point();
    this.#arrivals();
    const dice = this.#dice(`find ${request.text}`);
    if (!this.fair && dice() < this.#habits.trouble)
      throw new StudioError('provider', 'no list now', { retryable: true });
    const found = this.#shown().find(
      ({ id, words, at }) => words === request.text && !claimed.has(id) && at >= sentAt - 60 * SLOW_MS,
    );
    if (found !== undefined) {
      this.#answered.set(found.id, life);
      return { kind: 'found', order: { id: found.id, speech: speechOf(found) } };
    }
    return quietMs >= LISTED_MS ? { kind: 'absent' } : { kind: 'unknown', reason: 'not listed yet' };
  }

  #figures(life: Life): { balance: number | null; orders: number | null } {
    life.point();
    this.#arrivals();
    const dice = this.#dice('figures');
    if (!this.fair && dice() < this.#habits.trouble * 0.5)
      throw new StudioError('provider', 'no figures now', { retryable: true });
    const shown = this.#shown();
    // Charged when it is taken; what is given back is given back when it ends.
    const charged = shown.reduce((total, { price, bill, ended }) => total + (ended ? bill : price), 0);
    return { balance: 1_000_000_000 - charged, orders: this.#habits.countsOrders ? shown.length : null };
  }

  #shown(): Taken[] {
    return this.orders.filter(({ shownAt }) => this.fair || shownAt <= this.#now());
  }

  #arrivals(): void {
    const now = this.#now();
    for (const one of this.#underWay.filter(({ at }) => at <= now)) {
      this.#underWay.splice(this.#underWay.indexOf(one), 1);
      one.arrive();
    }
  }

  /** Luck that depends on what is asked and how often, not on who comes first. */
  #dice(what: string): () => number {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    let hash = this.#habits.seed ^ count;
    for (const letter of `${what} ${count}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
    return randomFrom(hash);
  }
}

const ZERO = 0 as MicroUsd;

const CARD: ModelCard = {
  model: 'm',
  aspects: ['16:9'],
  resolutions: ['540p'],
  durations: [1],
  promptLimit: null,
  textToVideo: true,
  firstFrame: false,
  lastFrame: false,
  continuation: false,
  image: null,
  expectedSeconds: 10,
  timeoutSeconds: 40,
  concurrency: 3,
  asOf: '2026-11',
  source: 'a test',
};

/** Prices that no rounding makes equal, and ceilings above some of them. */
export function pricesOf(slate: string): { price: MicroUsd; ceiling: MicroUsd } {
  const letters = [...slate].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const price = 100_003 + (letters % 7) * 1_009;
  return { price: price as MicroUsd, ceiling: (letters % 2 === 0 ? price : price + 50_021) as MicroUsd };
}

function linePrice({ text }: VoiceRequest): MicroUsd {
  return (text.length * 37) as MicroUsd;
}

const WAV = encodeWav([new Float32Array(480)], 48_000);

function speechOf({ tells, bill }: Taken): Speech {
  return { wav: WAV, seconds: 0.01, words: [], cost: tells ? bill : null, warnings: [] };
}
