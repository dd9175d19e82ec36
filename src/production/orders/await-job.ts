import { setTimeout as delay } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import { formatSpan } from '../../film/time.ts';
import type { Job, JobStatus, ProviderContext } from '../../providers/video/spec.ts';
import type { Asking } from './order.ts';
import { notInYet } from './paid.ts';
import { stopIfAsked } from '../studio/production.ts';

export type Ended = Exclude<JobStatus, { state: 'pending' | 'gone' }>;

/** A job that the vendor does not know may only be late to its own list: so often and so long it is looked at again. */
const GONE_LOOKS = 6;
const GONE_MS = 10_000;
const TROUBLE_MS = 5_000;

/**
 * Looks after a job until it has ended. Trouble in looking (a broken line, a 5xx) is no failure of the job: it is looked at
 * again. Throws `paid-work-outstanding` at the deadline: the waiting ends there, not the job.
 */
export async function awaitJob(asking: Asking, job: Job, waitingSince: number): Promise<Ended> {
  const { production, provider, request, context, deadline } = asking;
  const { studio } = production;
  const { slate } = request;
  let gone = 0;
  let knownAt = studio.now();
  let trouble: string | null = null;
  for (;;) {
    stopIfAsked(context.signal);
    const seen = await look(asking, job, context);
    if (seen.state === 'delivered' || seen.state === 'failed') return seen;
    let wait = provider.pollMs ?? TROUBLE_MS;
    if (seen.state === 'pending') {
      gone = 0;
      knownAt = studio.now();
      trouble = null;
      wait = seen.pollAfterMs;
      if (seen.phase === 'running' && production.state.takes[slate]?.status === 'submitted')
        await production.record({ type: 'take-running', data: { slate } });
      tell(asking, waitingSince, seen.progress);
    } else {
      trouble = seen.reason;
      gone = seen.state === 'gone' ? gone + 1 : 0;
    }
    if (gone >= GONE_LOOKS && studio.now() - knownAt >= GONE_MS) {
      throw notInYet(production.id, `${provider.id} does not know the job ${job.id} of ${slate} any more: ${trouble}`, {
        slate,
        vendorId: job.id,
      });
    }
    if (studio.now() + wait > deadline) {
      const waited = formatSpan(studio.now() - waitingSince);
      throw notInYet(
        production.id,
        `take ${slate} is not ready after ${waited}${trouble === null ? '' : ` (${trouble})`}: job ${job.id} goes on at ${provider.id}, and is billed`,
        { slate, vendorId: job.id },
      );
    }
    await delay(wait, undefined, { signal: context.signal });
  }
}

async function look(
  { production, provider }: Asking,
  job: Job,
  context: ProviderContext,
): Promise<JobStatus | { state: 'trouble'; reason: string }> {
  try {
    return await provider.check(job, context);
  } catch (error) {
    if (error instanceof StudioError && error.retryable) return { state: 'trouble', reason: error.message };
    // A key that is not taken any more ends the looking, not the job.
    if (error instanceof StudioError && error.code === 'config')
      throw notInYet(production.id, `job ${job.id} cannot be looked after: ${error.message}`, { vendorId: job.id });
    throw error;
  }
}

/** Elapsed against expected time, or what the vendor says of its progress. */
function tell(
  { production: { studio }, request, card, provider }: Asking,
  since: number,
  progress: number | null,
): void {
  if (provider.repeatable) return;
  const expected = card.expectedSeconds * 1_000;
  const elapsed = studio.now() - since;
  const done = progress === null ? Math.min(elapsed, expected * 0.99) : progress * expected;
  studio.watch.onProgress({ work: 'shoot', subject: request.slate, done: Math.round(done), total: expected });
}
