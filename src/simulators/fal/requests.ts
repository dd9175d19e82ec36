import type { Json } from '../../json.ts';
import type { Desk, Job, Look, SimContext } from '../engine/vendor.ts';

/** There is no word for a failure: what became of a finished request is told by its result. */
export const STATUS = { queued: 'IN_QUEUE', running: 'IN_PROGRESS', completed: 'COMPLETED', failed: 'COMPLETED' };

export function statusOf(job: Job, look: Look, status: string, desk: Desk, origin: string) {
  const url = `${origin}/${job.api}/requests/${job.id}`;
  const ahead = desk.jobs().filter((other) => {
    const { phase } = desk.look(other);
    return other.sequence < job.sequence && (phase === 'queued' || phase === 'throttled');
  });
  const problem = look.endedAt === null ? null : problemOf(job, look);
  return {
    status,
    request_id: job.id,
    response_url: url,
    status_url: `${url}/status`,
    cancel_url: `${url}/cancel`,
    ...(status === 'IN_QUEUE' ? { queue_position: ahead.length } : {}),
    ...(look.phase === 'completed' || look.phase === 'moderated'
      ? { metrics: { inference_time: secondsOf(look) } }
      : {}),
    ...(problem?.error ? { error: `Unexpected status code: ${problem.status}`, error_type: problem.error } : {}),
  };
}

export function logsOf(c: SimContext, job: Job, look: Look, desk: Desk): { logs?: Json[] } {
  if (look.startedAt === null) return {};
  if (c.req.query('logs') !== '1') return { logs: [] };
  const line = (message: string, at: number): Json => ({
    message,
    level: 'INFO',
    source: 'USER',
    timestamp: desk.stamp(at),
  });
  const end = look.endedAt === null ? [] : [line('Finished', look.endedAt)];
  return { logs: [line(`Working on ${job.what}`, look.startedAt), ...end] };
}

/** What the result says: the model's output, or its error. */
export function outcomeOf(job: Job, look: Look, desk: Desk): { status: number; body: Json; error: string | null } {
  const problem = problemOf(job, look);
  if (problem !== null) return { status: problem.status, body: { detail: problem.detail }, error: problem.error };
  if (look.withoutUrl || job.clip === null) return { status: 200, body: { video: {} }, error: null };
  const url = desk.clipUrl(job, lifetimeLeft(job, look, desk));
  return { status: 200, body: { video: { url, content_type: 'video/mp4', file_name: 'output.mp4' } }, error: null };
}

/** Why there is no output, with the vendor's word for the kind of error; that is null for an error of the input. */
export function problemOf(job: Job, look: Look): { status: number; detail: Json; error: string | null } | null {
  switch (look.phase) {
    case 'completed':
      return null;
    case 'failed':
      return job.failure?.code === '422'
        ? { status: 422, detail: JSON.parse(job.failure.reason) as Json, error: null }
        : { status: 500, detail: 'Internal Server Error', error: 'runner_server_error' };
    case 'moderated': {
      const msg = 'The content could not be processed because it contained material flagged by a content checker.';
      const detail = [{ loc: ['body', 'prompt'], msg, type: 'content_policy_violation' }];
      return { status: 422, detail, error: null };
    }
    case 'cancelled':
      return { status: 499, detail: 'Request was cancelled', error: 'client_cancelled' };
    case 'queued':
    case 'throttled':
    case 'running':
      return { status: 400, detail: 'Request is still in progress', error: null };
  }
}

function lifetimeLeft(job: Job, look: Look, desk: Desk): number | null {
  const { lifetime } = job.request as { lifetime: number | null };
  if (lifetime === null) return null;
  return lifetime - (desk.clock() - Date.parse(desk.stamp(look.endedAt ?? job.createdAt))) / 1_000;
}

export function secondsOf({ startedAt, endedAt }: Look): number {
  return ((endedAt ?? 0) - (startedAt ?? 0)) / 1_000;
}
