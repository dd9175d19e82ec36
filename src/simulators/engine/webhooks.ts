import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from './store.ts';
import type { Span } from './timeline.ts';
import type { Desk, Job, Look, Phase, WebhookHabits } from './vendor.ts';

export interface Webhooks {
  /** Tells clients what is due and sets the alarm for what comes next. To be called whenever jobs or the clock changed. */
  tick(): void;
  close(): Promise<void>;
}

/** Minutes, at the vendor's own pace, by which a late one is late. */
const LATE_MS = 5 * 60_000;
/** The longest that a timer of Node can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Sends each message on the vendor's time. What was sent is written down first, so a restart repeats nothing; like the
 * vendors, it does not send what fell due while it was down in any order that one could rely on.
 */
export function createWebhooks(
  habits: WebhookHabits | undefined,
  {
    store,
    now,
    clock,
    speed,
    spanOf,
    lookAt,
    mint,
    desk,
  }: {
    store: Store;
    now: () => number;
    clock: () => number;
    speed: number;
    spanOf: (job: Job) => Span;
    lookAt: (job: Job, at: number) => Look;
    mint: () => string;
    desk: () => Desk;
  },
): Webhooks {
  const stop = new AbortController();
  const sending = new Set<Promise<void>>();
  let alarm: NodeJS.Timeout | undefined;

  const tick = (): void => {
    clearTimeout(alarm);
    if (habits === undefined || stop.signal.aborted) return;
    let next = Infinity;
    for (const job of store.jobs()) {
      if (job.callbackUrl === null || job.deletedAt !== null || job.faults.includes('no_webhook')) continue;
      for (const { phase, at } of duesOf(job, habits.phases, spanOf(job))) {
        if (job.notified.includes(phase)) continue;
        if (at > now()) {
          next = Math.min(next, at);
          continue;
        }
        store.save(Object.assign(job, { notified: [...job.notified, phase] }));
        const work = deliver(job, at).finally(() => sending.delete(work));
        sending.add(work);
      }
    }
    if (next < Infinity) alarm = setTimeout(tick, Math.min(LONGEST_MS, Math.max(1, next - now())));
  };

  const deliver = async (job: Job, at: number): Promise<void> => {
    if (habits === undefined || job.callbackUrl === null) return;
    const message = habits.message(job, lookAt(job, at), { id: mint(), at: clock(), desk: desk() });
    const late = job.faults.includes('late_webhook') ? LATE_MS / speed : 0;
    for (let copy = 0; copy < (job.faults.includes('dup_webhook') ? 2 : 1); copy += 1)
      await send(job.callbackUrl, message, late).catch(() => undefined); // nobody is left to be told
  };

  const send = async (
    url: string,
    { headers, body }: ReturnType<WebhookHabits['message']>,
    late: number,
  ): Promise<void> => {
    if (habits === undefined) return;
    if (late > 0) await delay(late, undefined, { signal: stop.signal });
    for (let attempt = 0; attempt <= habits.retries; attempt += 1) {
      if (attempt > 0) await delay(habits.retryDelayMs, undefined, { signal: stop.signal });
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(habits.timeoutMs)]);
      const answered = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal,
      }).catch(() => null);
      await answered?.body?.cancel().catch(() => undefined);
      if (answered?.ok === true || stop.signal.aborted) return;
    }
  };

  return {
    tick,
    close: async () => {
      clearTimeout(alarm);
      stop.abort();
      await Promise.allSettled(sending);
    },
  };
}

function duesOf(job: Job, phases: readonly Phase[], span: Span): { phase: Phase; at: number }[] {
  const ending: Phase = job.cancelledAt === null ? (job.ending === 'never' ? 'running' : job.ending) : 'cancelled';
  const dues: { phase: Phase; at: number }[] = [
    { phase: 'queued', at: job.createdAt },
    { phase: 'running', at: span.startedAt },
    { phase: ending, at: span.endedAt },
  ];
  return dues.filter(({ phase, at }) => phases.includes(phase) && at < Infinity && at <= span.endedAt);
}
