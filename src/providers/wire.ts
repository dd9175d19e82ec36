import { messageOf, StudioError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { OrderOutcome } from './spec.ts';

/** Answers longer than this are not what a vendor's API says; media are streamed elsewhere. */
const BODY_LIMIT = 64 * 1024 * 1024;

export interface WireRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | FormData;
  signal: AbortSignal;
  /** Milliseconds for the whole exchange, body included. */
  timeoutMs: number;
}

export interface Answer {
  kind: 'answered';
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/** How one HTTP exchange ended. `unsent`: no connection came about, so nothing can have been taken. */
export type Exchange = Answer | { kind: 'unsent'; reason: string } | { kind: 'broken'; reason: string };

/**
 * One request, never repeated. Throws only the reason of `signal` when that aborts; what the network does is a value.
 * Redirects are not followed: a redirected create could be sent twice, and a key must not travel. A vendor that repeats the
 * key in its answer is not quoted with it: it reads `***` there.
 */
export async function exchange({ method, url, headers, body, signal, timeoutMs }: WireRequest): Promise<Exchange> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.any([signal, limit]),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
    });
    const bytes = withoutKeys(await bodyOf(response), headers);
    return { kind: 'answered', status: response.status, headers: response.headers, bytes };
  } catch (error) {
    signal.throwIfAborted();
    return ending(error);
  }
}

/** Headers that hold a key. */
const KEY_HEADERS = new Set(['authorization', 'x-api-key', 'xi-api-key']);
/** Shorter ones are words. */
const KEY_LENGTH = 8;

function withoutKeys(bytes: Buffer, headers: Record<string, string> = {}): Buffer {
  let cleaned = bytes;
  for (const [name, value] of Object.entries(headers)) {
    const key = value.trim().split(' ').at(-1) ?? '';
    if (!KEY_HEADERS.has(name.toLowerCase()) || key.length < KEY_LENGTH || !cleaned.includes(key)) continue;
    // Byte by byte there and back, whatever else the answer is.
    cleaned = Buffer.from(cleaned.toString('latin1').replaceAll(key, '***'), 'latin1');
  }
  return cleaned;
}

/** What a failed `fetch` says of whether the request was sent. Also for what a vendor's SDK throws around it. */
export function ending(error: unknown): Exclude<Exchange, Answer> {
  const reasons = chainOf(error);
  const reason = reasons.map(messageOf).filter(Boolean).join(': ') || 'the connection broke';
  const unsent = reasons.some((one) => UNSENT.has((one as { code?: string }).code ?? ''));
  return { kind: unsent ? 'unsent' : 'broken', reason };
}

/** System and undici codes of connections that never came about. */
const UNSENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The text of an answer as JSON; undefined when it is none. */
export function jsonOf({ bytes }: Answer): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    return undefined; // the caller says what an unreadable answer means
  }
}

/** The beginning of an answer, for people: one line, no control characters, 300 characters at most. */
export function excerptOf({ bytes }: Answer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 2_000));
  return text
    .replaceAll(/<[^>]*>|\p{Cc}|\s+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, 300);
}

/** Milliseconds that `Retry-After` asks for (seconds or an HTTP date; `now` in milliseconds since 1970), or null. */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const seconds = Number(text);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

/** What an exchange of a create that was not answered means for the order. */
export function orderBroken({ kind, reason }: Exclude<Exchange, Answer>): OrderOutcome<never> {
  return kind === 'unsent'
    ? { kind: 'busy', why: 'unreachable', retryAfterMs: null, reason }
    : { kind: 'unsure', reason };
}

/** The error for trouble in looking after a job, which another look may not have. */
export function lookFailed(vendor: string, reason: string, cause?: unknown): StudioError {
  return new StudioError('provider', `${vendor} could not be asked: ${reason}`, { retryable: true, cause });
}

async function bodyOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > BODY_LIMIT) throw new Error(`the answer has more than ${BODY_LIMIT} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let one: unknown = error; one instanceof Error && chain.length < 8; one = one.cause) {
    chain.push(one);
    if (one instanceof AggregateError) chain.push(...one.errors);
  }
  return chain.length === 0 ? [error] : chain;
}
