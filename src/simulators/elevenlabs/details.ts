import type { z } from 'zod';
import type { Refusal } from '../engine/vendor.ts';

export function refuse(refusal: Refusal): Response {
  switch (refusal.kind) {
    case 'credentials':
      return failed(401, 'invalid_api_key', 'Invalid API key');
    case 'balance':
      return failed(401, 'quota_exceeded', 'This request exceeds your quota. You have not enough credits remaining.');
    case 'moderated':
      return failed(400, 'content_against_policy', 'The text may be against our content policy.');
    case 'fault':
      return failed(500, 'internal_server_error', 'Internal server error');
    case 'overload':
      return failed(503, 'service_unavailable', 'The service is temporarily unavailable.');
    case 'not-found':
      return failed(404, 'not_found', 'Not found');
    case 'invalid':
      return Response.json({ detail: [{ loc: ['body'], msg: refusal.reason, type: 'value_error' }] }, { status: 422 });
    case 'rate':
      return failed(429, 'system_busy', 'The system is busy, please try again.', refusal.retryAfterSeconds);
    case 'concurrency':
      return failed(
        429,
        'too_many_concurrent_requests',
        'Too many concurrent requests. Your plan does not allow so many at once.',
        refusal.retryAfterSeconds,
      );
  }
}

export function invalid({ issues }: z.ZodError, where: 'body' | 'query'): Response {
  const detail = issues.map(({ path, message, code }) => ({
    loc: [where, ...path.map((part) => (typeof part === 'number' ? part : String(part)))],
    msg: message,
    type: code === 'invalid_value' ? 'enum' : 'value_error',
  }));
  return Response.json({ detail }, { status: 422 });
}

export function failed(
  status: number,
  word: string,
  message: string,
  retryAfterSeconds: number | null = null,
): Response {
  return Response.json(
    { detail: { status: word, message } },
    { status, headers: retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) } },
  );
}
