import { randomFrom } from '../../film/random.ts';
import { hashJson, type Json } from '../../json.ts';
import type { Job, Look, Order, Vendor } from './vendor.ts';
import type { FaultName } from './faults.ts';

/** The 99th of a hundred takes ten times as long as the median: e^(1 × 2.326). */
const SIGMA = 1;
/** One job in five hundred is hours late. */
const LOST_RATE = 0.002;
const LOST_SECONDS = 3 * 3600;
const MIDNIGHT_SECONDS = 6 * 3600;
const COMPLETE_LATE_SECONDS = 6 * 3600;
/** What is refused when it is looked at fails when so much of the work is done. */
const EARLY = 0.05;
const LATE = 0.9;

/** A number in [0, 1) by seed and names. */
export function diceOf(seed: number, names: readonly Json[]): number {
  return randomFrom(Number.parseInt(hashJson([seed, ...names]).slice(0, 8), 16))();
}

/** Lognormal with this median, by two numbers in [0, 1). */
export function spread(median: number, one: number, other: number): number {
  return median * Math.exp(SIGMA * Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other));
}

/** How long an order will take and how it will end, decided once when it is accepted. */
export function fateOf(
  { seconds, failure }: Order,
  faults: readonly FaultName[],
  { midnight, dice }: { midnight: boolean; dice: (name: string) => number },
): Pick<Job, 'queueSeconds' | 'runSeconds' | 'ending'> {
  if (seconds === undefined) return { queueSeconds: 0, runSeconds: 0, ending: 'completed' };
  const queueSeconds = spread(seconds.queue, dice('queue'), dice('queue too')) + (midnight ? MIDNIGHT_SECONDS : 0);
  const lost = dice('lost') < LOST_RATE ? LOST_SECONDS : 0;
  const run = spread(seconds.run, dice('run'), dice('run too')) + lost;
  const runSeconds = run + (faults.includes('complete_late') ? COMPLETE_LATE_SECONDS : 0);
  if (failure) return { queueSeconds, runSeconds: run * EARLY, ending: failure.kind };
  if (faults.includes('stuck')) return { queueSeconds, runSeconds, ending: 'never' };
  if (faults.includes('moderation_output')) return { queueSeconds, runSeconds, ending: 'moderated' };
  if (faults.includes('fail_late')) return { queueSeconds, runSeconds: run * LATE, ending: 'failed' };
  return { queueSeconds, runSeconds, ending: 'completed' };
}

/** When a job is started and when it is over, if ever. */
export interface Span {
  /** When it could have started, had there been a place. */
  readyAt: number;
  startedAt: number;
  endedAt: number;
}

/** The spans of all jobs, which must be in the order of acceptance. */
export function schedule(
  jobs: readonly Job[],
  { speed, slots, per }: { speed: number; slots: number | null; per: Vendor['concurrencyPer'] },
): Map<string, Span> {
  const spans = new Map<string, Span>();
  const ends = new Map<string, number[]>();
  for (const job of jobs) {
    const group = per === 'model' ? job.model : '';
    const before = ends.get(group) ?? [];
    const readyAt = job.createdAt + (job.queueSeconds * 1000) / speed;
    const place = slots === null || job.runSeconds === 0 ? readyAt : freeAt(before, slots);
    const startedAt = Math.max(readyAt, place);
    const finishedAt = job.ending === 'never' ? Infinity : startedAt + (job.runSeconds * 1000) / speed;
    const endedAt = Math.min(finishedAt, job.cancelledAt ?? Infinity);
    spans.set(job.id, { readyAt, startedAt, endedAt });
    // One that was cancelled while it waited has taken no place.
    if (endedAt > startedAt) ends.set(group, [...before, endedAt]);
  }
  return spans;
}

/** When fewer than `slots` of these are still at work. */
function freeAt(ends: readonly number[], slots: number): number {
  if (ends.length < slots) return -Infinity;
  return ends.toSorted((a, b) => b - a)[slots - 1] ?? -Infinity;
}

/** What a job is at one moment. */
export function lookAt(job: Job, { readyAt, startedAt, endedAt }: Span, now: number): Look {
  const look = { unknown: false, withoutUrl: job.faults.includes('completed_without_url') };
  if (now >= endedAt) {
    const phase = job.cancelledAt !== null && job.cancelledAt <= endedAt ? 'cancelled' : job.ending;
    const started = endedAt > startedAt || phase !== 'cancelled';
    const progress = phase === 'completed' ? 1 : progressOf(startedAt, endedAt, now);
    return {
      ...look,
      phase: phase === 'never' ? 'running' : phase,
      progress,
      startedAt: started ? startedAt : null,
      endedAt,
    };
  }
  if (now >= startedAt) {
    const unknown = job.faults.includes('unknown_state');
    return {
      ...look,
      unknown,
      phase: 'running',
      progress: progressOf(startedAt, endedAt, now),
      startedAt,
      endedAt: null,
    };
  }
  return { ...look, phase: now >= readyAt ? 'throttled' : 'queued', progress: 0, startedAt: null, endedAt: null };
}

function progressOf(startedAt: number, endedAt: number, now: number): number {
  if (endedAt === Infinity) return 0.5;
  return endedAt <= startedAt ? 0 : Math.min(0.99, (now - startedAt) / (endedAt - startedAt));
}
