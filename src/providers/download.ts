import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { ending } from './wire.ts';

/**
 * Why a file did not come. `expired`: the address is no longer good, and looking at the job again may give a fresh one;
 * `missing`: nothing is there; `truncated`, `empty` and `not-media`: what came is not the film; `network`: it did not come
 * for reasons that may pass; `refused`: it is not fetched from such an address, or is too large.
 */
export type DownloadFault = 'expired' | 'missing' | 'truncated' | 'empty' | 'not-media' | 'network' | 'refused';

/** By the first bytes of the file. */
export type MediaType = 'mp4' | 'webm' | 'avi' | 'mpegts';

export type Downloaded = { kind: 'fetched'; bytes: number; type: MediaType } | { kind: DownloadFault; reason: string };

export interface DownloadLimits {
  maxBytes: number;
  /** Milliseconds without a byte after which a connection counts as broken. */
  stallMs: number;
  /** Connections in all: the first one, and those that go on where one broke. */
  attempts: number;
}

const LIMITS: DownloadLimits = { maxBytes: 2 * 1024 ** 3, stallMs: 30_000, attempts: 4 };
const REDIRECTS = 3;

/**
 * Fetches a film that a vendor made to `path`, where it appears whole or not at all. https only, and plain http on this
 * machine; redirects lead nowhere else. No key is sent: the address is its own permission. A broken connection is taken up
 * where it broke when the server can do so and still has the same file (`ETag`), else from the start. A server that cannot
 * be reached or is in trouble is not asked again: the caller knows when to come back. Throws only the reason of `signal`, and what the disk says.
 */
export async function download({
  url,
  path,
  signal,
  limits = {},
}: {
  url: string;
  path: string;
  signal: AbortSignal;
  limits?: Partial<DownloadLimits>;
}): Promise<Downloaded> {
  const { attempts, ...rules } = { ...LIMITS, ...limits };
  const part = `${path}.part`;
  const file = await open(part, 'w+');
  try {
    let have = NOTHING;
    for (let attempt = 1; ; attempt += 1) {
      const got = await connect({ url, file, have, signal, rules });
      if (got.kind === 'complete') {
        const whole = await lookAt(file, got.bytes);
        if (whole.kind === 'fetched') await rename(part, path);
        return whole;
      }
      if (got.kind !== 'broken') return got;
      if (attempt >= attempts) return { kind: got.fault, reason: got.reason };
      have = got.part;
    }
  } finally {
    await file.close();
    await rm(part, { force: true });
  }
}

/** What of the film is in the file. */
interface Part {
  bytes: number;
  /** The server's strong name of the version that the bytes are of. */
  etag: string | null;
}

type Connection =
  | { kind: 'complete'; bytes: number }
  | { kind: 'broken'; part: Part; fault: 'truncated' | 'network'; reason: string }
  | { kind: DownloadFault; reason: string };

interface Wish {
  url: string;
  file: FileHandle;
  have: Part;
  signal: AbortSignal;
  rules: Omit<DownloadLimits, 'attempts'>;
}

/** One connection, redirects included. */
async function connect(wish: Wish): Promise<Connection> {
  const stall = watchForStall(wish.rules.stallMs);
  try {
    return await receive(wish, stall);
  } finally {
    stall.end();
  }
}

async function receive({ url, file, have, signal, rules }: Wish, stall: StallWatch): Promise<Connection> {
  const resumed = have.bytes > 0 && have.etag !== null;
  const opened = await follow(url, {
    headers: {
      'accept-encoding': 'identity',
      ...(resumed ? { range: `bytes=${have.bytes}-`, 'if-range': have.etag ?? '' } : {}),
    },
    signal,
    limit: stall.signal,
  });
  if (opened.kind !== 'opened') return opened;
  const { response } = opened;
  const { status } = response;
  if (status !== 200 && status !== 206) return noFilm(response);

  const goesOn = status === 206;
  if (goesOn && !(resumed && continues(response, have))) {
    await response.body?.cancel();
    return { kind: 'broken', part: NOTHING, fault: 'network', reason: 'the server went on with another part' };
  }
  const from = goesOn ? have.bytes : 0;
  const length = lengthOf(response);
  const total = length === null ? null : from + length;
  if (total !== null && total > rules.maxBytes) return tooLarge(response, rules.maxBytes);
  if (!goesOn) await file.truncate(0);

  const etag = strong(response.headers.get('etag'));
  const reader = response.body?.getReader();
  let bytes = from;
  for (;;) {
    let chunk: Uint8Array | undefined;
    try {
      chunk = (await reader?.read())?.value;
    } catch (error) {
      signal.throwIfAborted();
      const reason = stall.signal.aborted ? STALLED : ending(error).reason;
      return { kind: 'broken', part: { bytes, etag }, fault: total === null ? 'network' : 'truncated', reason };
    }
    if (chunk === undefined) break;
    stall.alive();
    await file.write(chunk, 0, chunk.length, bytes);
    bytes += chunk.length;
    if (bytes > rules.maxBytes) {
      await reader?.cancel();
      return { kind: 'refused', reason: `the file has more than ${rules.maxBytes} bytes` };
    }
  }
  if (total === null || bytes === total) return { kind: 'complete', bytes };
  return { kind: 'broken', part: { bytes, etag }, fault: 'truncated', reason: `${bytes} of ${total} bytes came` };
}

const NOTHING: Part = { bytes: 0, etag: null };
const STALLED = 'nothing came any more';

interface StallWatch {
  signal: AbortSignal;
  alive(): void;
  end(): void;
}

function watchForStall(milliseconds: number): StallWatch {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(STALLED)), milliseconds);
  return { signal: controller.signal, alive: () => timer.refresh(), end: () => clearTimeout(timer) };
}

type Opened = { kind: 'opened'; response: Response } | { kind: 'network' | 'refused'; reason: string };

async function follow(
  address: string,
  { headers, signal, limit }: { headers: Record<string, string>; signal: AbortSignal; limit: AbortSignal },
): Promise<Opened> {
  let url = address;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    if (!isAllowed(url))
      return { kind: 'refused', reason: `films are fetched from https addresses only, not ${shown(url)}` };
    let response: Response;
    try {
      response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.any([signal, limit]) });
    } catch (error) {
      signal.throwIfAborted();
      return { kind: 'network', reason: ending(error).reason };
    }
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return { kind: 'opened', response };
    await response.body?.cancel();
    if (!URL.canParse(location, url)) return { kind: 'refused', reason: 'a redirect that leads nowhere' };
    url = new URL(location, url).href;
  }
  return { kind: 'refused', reason: `more than ${REDIRECTS} redirects` };
}

function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && here);
}

/** Without its query, which may hold a signature. */
function shown(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an address that is none';
}

/** What a status without a film means. Storages answer 403, and some 400, when the time of an address is over. */
async function noFilm(response: Response): Promise<Connection> {
  const { status } = response;
  const text = await beginningOf(response);
  const reason = `${status} ${text}`.trim();
  if (status === 416) return { kind: 'broken', part: NOTHING, fault: 'network', reason };
  if (status === 401 || status === 403 || status === 410 || (status === 400 && /expir/i.test(text))) {
    return { kind: 'expired', reason };
  }
  if (status === 404) return { kind: 'missing', reason };
  if (status === 408 || status === 429 || status >= 500) return { kind: 'network', reason };
  return { kind: 'refused', reason };
}

async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  try {
    const { value } = (await reader?.read()) ?? {};
    await reader?.cancel();
    return new TextDecoder()
      .decode(value?.subarray(0, 1_000))
      .replaceAll(/<[^>]*>|\p{Cc}|\s+/gu, ' ')
      .replaceAll(/ {2,}/g, ' ')
      .trim()
      .slice(0, 200);
  } catch {
    return ''; // the status says enough
  }
}

async function tooLarge(response: Response, maxBytes: number): Promise<Connection> {
  await response.body?.cancel();
  return { kind: 'refused', reason: `the file has more than ${maxBytes} bytes` };
}

/** Whether a 206 begins where we stopped, in the file that we have the beginning of. */
function continues({ headers }: Response, { bytes, etag }: Part): boolean {
  const [, start] = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '') ?? [];
  return Number(start) === bytes && (headers.get('etag') === null || strong(headers.get('etag')) === etag);
}

function lengthOf({ headers }: Response): number | null {
  const text = headers.get('content-length');
  return text === null || headers.has('content-encoding') ? null : Number(text);
}

function strong(etag: string | null): string | null {
  return etag === null || etag.startsWith('W/') ? null : etag;
}

async function lookAt(file: FileHandle, bytes: number): Promise<Downloaded> {
  if (bytes === 0) return { kind: 'empty', reason: 'the file has no bytes' };
  const head = Buffer.alloc(HEAD);
  const { bytesRead } = await file.read(head, 0, HEAD, 0);
  const type = typeOf(head.subarray(0, bytesRead));
  if (type !== null) return { kind: 'fetched', bytes, type };
  const text = head
    .subarray(0, Math.min(bytesRead, 60))
    .toString('latin1')
    .replaceAll(/[^ -~]+/g, ' ');
  return { kind: 'not-media', reason: `it begins with ${JSON.stringify(text.trim())}` };
}

/** Two packets of a transport stream, and more than any other container needs to be known. */
const HEAD = 376;

function typeOf(head: Buffer): MediaType | null {
  const box = head.toString('latin1', 4, 8);
  if (['ftyp', 'styp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(box)) return 'mp4';
  if (head.toString('hex', 0, 4) === '1a45dfa3') return 'webm';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'AVI ') return 'avi';
  return head[0] === 0x47 && head[188] === 0x47 ? 'mpegts' : null;
}
