import type { z } from 'zod';
import type { Json } from '../../json.ts';
import type { SimContext } from '../engine/vendor.ts';

/** How FastAPI says what is wrong with an input. */
export type Problem = { loc: Json[]; msg: string; type: string };

export async function bodyOf(c: SimContext): Promise<unknown> {
  return c.req.json().catch(() => null);
}

export function invalid(problems: Problem[]): Response {
  return Response.json({ detail: problems }, { status: 422 });
}

export function problemsOf({ issues }: z.ZodError): Problem[] {
  return issues.map((issue) => ({
    loc: ['body', ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
    msg: issue.message,
    type: issue.code === 'invalid_value' ? 'literal_error' : 'value_error',
  }));
}

export function detail(status: number, text: string, retryAfterSeconds: number | null = null): Response {
  return Response.json(
    { detail: text },
    { status, headers: retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) } },
  );
}
