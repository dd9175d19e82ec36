import { createHash } from 'node:crypto';
import { type MicroUsd, sum, ZERO } from '../../film/money.ts';
import type { Bill } from '../spec.ts';
import type { Job, Look } from './vendor.ts';

/** What is charged for a job now. */
export function chargeOf(job: Job, { phase }: Look): MicroUsd {
  if (phase === 'failed') return job.kept.failed;
  if (phase === 'moderated') return job.kept.moderated;
  if (phase === 'cancelled') return job.kept.cancelled;
  return job.amount;
}

/** The vendor's bill over all jobs that were ever accepted, deleted ones too. */
export function billOf(
  jobs: readonly Job[],
  { balance, look, stamp }: { balance: MicroUsd; look: (job: Job) => Look; stamp: (at: number) => string },
): Bill {
  const lines = jobs.map((job) => {
    const amount = chargeOf(job, look(job));
    return {
      id: job.id,
      at: stamp(job.createdAt),
      api: job.api,
      model: job.model,
      amount,
      state: amount === ZERO && job.amount > ZERO ? ('refunded' as const) : ('accepted' as const),
      reference: job.reference,
      promptHash: createHash('sha256').update(job.prompt).digest('hex'),
      detail: job.what,
    };
  });
  const total = sum(lines.map(({ amount }) => amount));
  return { currency: 'USD', unit: 'micro', total, balance: balance - total, creates: jobs.length, lines };
}
