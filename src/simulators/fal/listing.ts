import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Desk, Job, Look } from '../engine/vendor.ts';
import { outcomeOf, problemOf, secondsOf } from './requests.ts';

const DAY = 86_400_000;
/** Ends after everything that has ended. */
const RUNNING = Number.MAX_SAFE_INTEGER;

const Listing = z.object({
  endpoint_id: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().min(1)).min(1).max(50)),
  start: z.iso.datetime({ offset: true }).optional(),
  end: z.iso.datetime({ offset: true }).optional(),
  status: z.enum(['success', 'error', 'user_error']).optional(),
  request_id: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().optional(),
  expand: z.string().optional(),
});

/** The last to end first; without a time the last 24 hours, or 90 days when one request is asked for. */
export function pageOf(asked: Record<string, string>, jobs: Job[], desk: Desk, listsRunning: boolean) {
  const { data: query, error } = Listing.safeParse(asked);
  if (error) return error;
  const now = desk.clock();
  const window = query.request_id === undefined ? DAY : 90 * DAY;
  const start = query.start === undefined ? now - window : Date.parse(query.start);
  const end = query.end === undefined ? now : Date.parse(query.end);
  const payloads = query.expand?.split(',').includes('payloads') === true;
  const items = jobs
    .filter((job) => query.endpoint_id.includes(job.model))
    .filter((job) => query.request_id === undefined || job.id === query.request_id)
    .map((job) => ({ job, look: desk.look(job) }))
    .filter(({ look }) => listsRunning || look.endedAt !== null)
    .toSorted((a, b) => (b.look.endedAt ?? RUNNING) - (a.look.endedAt ?? RUNNING))
    .filter(({ job, look }) => {
      const at = Date.parse(desk.stamp(look.endedAt ?? job.createdAt));
      return at >= start && at <= end;
    })
    .map(({ job, look }) => itemOf(job, look, desk, payloads))
    .filter(({ status_code: code }) => query.status === undefined || kindOf(code) === query.status);
  const from = query.cursor === undefined ? 0 : Number(Buffer.from(query.cursor, 'base64url').toString()) || 0;
  const page = items.slice(from, from + query.limit);
  const next = from + page.length;
  const more = next < items.length;
  return {
    items: page,
    next_cursor: more ? Buffer.from(String(next)).toString('base64url') : null,
    has_more: more,
  };
}

function itemOf(job: Job, look: Look, desk: Desk, payloads: boolean) {
  const over = look.endedAt !== null;
  const code = problemOf(job, look)?.status ?? 200;
  const stamp = (at: number | null) => (at === null ? null : desk.stamp(at));
  return {
    request_id: job.id,
    endpoint_id: job.model,
    sent_at: desk.stamp(job.createdAt),
    started_at: stamp(look.startedAt),
    ended_at: stamp(look.endedAt),
    status_code: over ? code : null,
    duration: over ? secondsOf(look) : null,
    ...(payloads
      ? {
          json_input: (job.request as { input: Json }).input,
          json_output: code === 200 ? outcomeOf(job, look, desk).body : null,
        }
      : {}),
  };
}

function kindOf(code: number | null): string | null {
  if (code === null) return null;
  if (code < 300) return 'success';
  return code < 500 ? 'user_error' : 'error';
}
