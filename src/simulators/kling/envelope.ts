import type { Json } from '../../json.ts';
import type { Refusal, SimContext } from '../engine/vendor.ts';

/** Every answer names its request; the id is given to it when it comes in. */
const REQUEST_ID = 'x-sim-request-id';

export function nameRequest(c: SimContext, id: string): void {
  c.req.raw.headers.set(REQUEST_ID, id);
}

export function good(c: SimContext, data: Json): Response {
  return c.json({ code: 0, message: 'SUCCEED', request_id: requestIdOf(c.req.raw), data });
}

/** HTTP status, code and words of each, from the official page of error codes as two third parties quote it. */
export function refuse(refusal: Refusal, request: Request): Response {
  const [status, code, message] = ((): [number, number, string] => {
    switch (refusal.kind) {
      case 'credentials':
        return [401, 1002, 'Authorization is invalid'];
      case 'balance':
        return [429, 1102, 'Resource pack depleted or expired'];
      case 'moderated':
        return [400, 1301, 'The prompt contains content that does not comply with the content safety policy'];
      case 'fault':
        return [500, 5000, 'Internal server error'];
      case 'overload':
        return [503, 5001, 'Server temporarily unavailable, usually due to maintenance'];
      case 'not-found':
        return [404, 1203, 'The requested resource does not exist'];
      case 'invalid':
        return [400, 1201, refusal.reason];
      case 'rate':
        return [429, 1302, 'API request too fast, exceeding the platform rate limit'];
      case 'concurrency':
        return [429, 1303, 'parallel task over resource pack limit'];
    }
  })();
  const retryAfter = 'retryAfterSeconds' in refusal ? refusal.retryAfterSeconds : null;
  return Response.json(
    { code, message, request_id: requestIdOf(request) },
    { status, headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) } },
  );
}

export function failed(c: SimContext, status: number, code: number, message: string): Response {
  return Response.json({ code, message, request_id: requestIdOf(c.req.raw) }, { status });
}

function requestIdOf(request: Request): string {
  return request.headers.get(REQUEST_ID) ?? '';
}

export async function bodyOf(c: SimContext): Promise<unknown> {
  return c.req.json().catch(() => null);
}
