import { z } from 'zod';
import { StudioError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { OrderOutcome } from './spec.ts';
import { MODERATED, unaccepted } from './unaccepted.ts';
import { type Answer, type Exchange, excerptOf, jsonOf, lookFailed, orderBroken, retryAfterOf } from './wire.ts';

/**
 * What the end of a create means for the order and so for the money. Only an answer by which the vendor has certainly not
 * taken it is `refused` or `busy`; a 408, any 5xx, a redirect, a broken connection and a 2xx from which `accepted` reads
 * nothing are `unsure`. `now` in milliseconds since 1970.
 */
export function orderOutcome<Accepted>(
  ended: Exchange,
  { accepted, now }: { accepted: (body: Json) => Accepted | null; now: number },
): OrderOutcome<Accepted> {
  if (ended.kind !== 'answered') return orderBroken(ended);
  const { status, headers } = ended;
  if (status < 200 || status > 299) {
    return unaccepted({ status, reason: excerptOf(ended), retryAfterMs: retryAfterOf(headers, now) });
  }
  const body = jsonOf(ended);
  const read = body === undefined ? null : accepted(body);
  return read === null
    ? { kind: 'unsure', reason: `an answer that cannot be read: ${said(ended)}` }
    : { kind: 'accepted', ...read };
}

/** True for words by which vendors say that a prompt or a picture is not allowed. */
export function soundsModerated(text: string): boolean {
  return MODERATED.test(text);
}

/** A number that a careless vendor writes as text. */
export const Figure = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
  z.number(),
);

/**
 * The answer to a look as `schema` has it; null when the vendor says, in JSON, that it knows no such thing. Throws a
 * retryable `provider` error for trouble that may pass and `config` for a key that is not taken.
 */
export function lookedAt<T>(vendor: string, ended: Exchange, schema: z.ZodType<T>): T | null {
  if (ended.kind !== 'answered') throw lookFailed(vendor, ended.reason);
  const { status } = ended;
  const body = jsonOf(ended);
  if (status === 401 || status === 403) {
    throw new StudioError('config', `${vendor} does not take the key: ${said(ended)}`, {
      hint: 'Look whether the key is whole, of the right account, and not withdrawn.',
    });
  }
  // A page instead of JSON is a gateway or a wrong address speaking, not the vendor about the job.
  if ((status === 404 || status === 410) && body !== undefined) return null;
  if (status < 200 || status > 299) throw lookFailed(vendor, said(ended));
  const read = schema.safeParse(body);
  if (!read.success) throw lookFailed(vendor, `an answer that cannot be read: ${said(ended)}`, read.error);
  return read.data;
}

function said(answer: Answer): string {
  return `${answer.status} ${excerptOf(answer)}`.trim();
}
