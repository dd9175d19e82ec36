import { type Answer, type Exchange, exchange } from './wire.ts';

/**
 * A call of a vendor's SDK, as one or more exchanges of ours: the SDK says what to send, we send it, and the caller reads
 * the last answer itself. No request goes out twice, whatever the SDK makes of its answer: a second one to the same
 * address fails inside the SDK without being sent. Each is waited for `timeoutMs` milliseconds, body included.
 *
 * Make the SDK's client inside `call`, with the `fetch` that is handed in and its own retries off. Throws only the reason
 * of `signal`, and what the SDK throws before it sends anything; what it throws for an answer is in that answer.
 */
export async function throughSdk(
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  call: (once: typeof fetch) => Promise<unknown>,
): Promise<Exchange> {
  const sent = new Set<string>();
  let last: Exchange | undefined;
  const once: typeof fetch = async (input, init) => {
    const { method, url } = named(input, init);
    if (sent.has(`${method} ${url}`)) throw new Error(`${method} ${new URL(url).pathname} was already sent`);
    sent.add(`${method} ${url}`);
    const headers = Object.fromEntries(new Headers(init?.headers).entries());
    delete headers['content-length']; // ours is counted from the body
    const body = (init?.body ?? undefined) as string | Uint8Array<ArrayBuffer> | FormData | undefined;
    last = await exchange({ method, url, headers, ...(body === undefined ? {} : { body }), signal, timeoutMs });
    if (last.kind !== 'answered') throw new Error(last.reason);
    return responseOf(last);
  };
  try {
    await call(once);
  } catch (error) {
    signal.throwIfAborted();
    if (last === undefined) throw error;
  }
  if (last === undefined) throw new Error('the call sent nothing');
  return last;
}

function named(input: string | URL | Request, init: RequestInit | undefined) {
  const url = input instanceof Request ? input.url : String(input);
  const method = (init?.method ?? 'GET').toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE';
  return { method, url };
}

function responseOf({ status, headers, bytes }: Answer): Response {
  const kept = new Headers(headers);
  kept.delete('content-encoding'); // the bytes are decoded already
  kept.delete('content-length');
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : new Uint8Array(bytes), { status, headers: kept });
}
