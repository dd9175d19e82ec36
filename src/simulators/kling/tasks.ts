import { z } from 'zod';
import type { Json } from '../../json.ts';
import { firstIssue } from '../engine/issues.ts';
import { wordOf, type Desk, type Job, type Look } from '../engine/vendor.ts';

const DAY = 86_400_000;
/** Results are deleted after 30 days (klingai.com documentation, September 2026). */
const KEPT_DAYS = 30;

const STATUS = { queued: 'submitted', running: 'processing', completed: 'succeeded', failed: 'failed' };

/** A task as every answer and every callback tells it. */
export function taskOf(job: Job, look: Look, desk: Desk, status = wordOf(look, STATUS)) {
  return {
    id: job.id,
    status,
    message: messageOf(job, look),
    create_time: timeOf(job.createdAt, desk),
    update_time: timeOf(look.endedAt ?? look.startedAt ?? job.createdAt, desk),
    ...(job.reference === null ? {} : { external_id: job.reference }),
    ...(look.phase === 'completed' && status === 'succeeded'
      ? { outputs: outputsOf(job, look, desk), billing: [billingOf(job, desk)] }
      : {}),
  };
}

function outputsOf(job: Job, look: Look, desk: Desk): Json[] {
  const age = desk.clock() - timeOf(look.endedAt ?? job.createdAt, desk);
  const left = Math.floor((KEPT_DAYS * DAY - age) / 1_000);
  if (look.withoutUrl || left <= 0 || job.clip === null) return [];
  const url = desk.clipUrl(job, left);
  return [{ type: 'video', id: job.id, url, watermark_url: url, duration: String(job.clip.seconds) }];
}

function billingOf(job: Job, desk: Desk): Json {
  const amount = String(desk.charge(job) / 1_000_000);
  return { charge_type: 'cash', amount, currency: 'USD', list_price: amount, cash_type: 'balance' };
}

function messageOf(job: Job, look: Look): string {
  if (look.phase === 'moderated') return job.failure?.reason ?? 'Failure to pass the risk control system';
  if (look.phase === 'failed') return job.failure?.reason ?? 'The task failed, please try again';
  return '';
}

/** Milliseconds since 1970 by the vendor's clock. */
function timeOf(at: number, desk: Desk): number {
  return Date.parse(desk.stamp(at));
}

const Listing = z.object({
  start_time: z.int().nullish(),
  end_time: z.int().nullish(),
  cursor: z.string().nullish(),
  limit: z.int().min(1).max(500).default(100),
  filters: z.array(z.object({ key: z.enum(['status', 'product_type']), values: z.array(z.string()) })).default([]),
});
const Cursor = z.object({ before: z.int(), start: z.int(), end: z.int() });

/** A text says what is wrong with the query. A cursor goes before the times of the request. */
export function pageOf(body: unknown, jobs: Job[], desk: Desk): { [member: string]: Json } | string {
  const { data: query, error } = Listing.safeParse(body);
  if (error) return firstIssue(error);
  const now = desk.clock();
  const { before, start, end } = query.cursor
    ? (readCursor(query.cursor) ?? { before: null, start: 0, end: 0 })
    : { before: Infinity, start: query.start_time ?? now - KEPT_DAYS * DAY, end: query.end_time ?? now };
  if (before === null) return 'cursor is invalid';
  const matching = jobs
    .filter(({ createdAt }) => timeOf(createdAt, desk) >= start && timeOf(createdAt, desk) <= end)
    .filter(({ sequence }) => sequence < before)
    .map((job) => ({ job, task: taskOf(job, desk.look(job), desk) }))
    .filter(({ job, task }) =>
      query.filters.every(({ key, values }) => values.includes(key === 'status' ? task.status : job.api)),
    );
  const page = matching.slice(0, query.limit);
  const last = page.at(-1)?.job.sequence;
  const more = matching.length > page.length && last !== undefined;
  return {
    result: page.map(({ task }) => task),
    count: page.length,
    next_cursor: more ? Buffer.from(JSON.stringify({ before: last, start, end })).toString('base64url') : '',
    has_more: more,
  };
}

function readCursor(text: string): z.infer<typeof Cursor> | null {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}
