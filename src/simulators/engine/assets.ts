import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { messageOf } from '../../errors.ts';
import type { Clips } from './clips.ts';
import type { FaultName } from './faults.ts';
import { type Store, writeBytes } from './store.ts';
import type { Files, Job, StoredFile } from './vendor.ts';

export interface AssetHost {
  listener: RequestListener;
  /** Null seconds: an address without a signature, for ever. */
  clipUrl(job: Job, seconds: number | null): string;
  files: Files;
}

export interface AssetOptions {
  store: Store;
  clips: Clips;
  origin: () => string;
  now: () => number;
  mint: () => string;
  /** Counts a download and gives what strikes it. */
  strike(request: IncomingMessage, path: string): FaultName[];
  violation(kind: string, detail: string): void;
  log(request: IncomingMessage, status: number, struck: FaultName[]): void;
}

/** Headers by which a client could give its key to whoever keeps the files. */
const KEY_HEADERS = ['authorization', 'x-api-key', 'xi-api-key', 'api-key', 'x-goog-api-key', 'cookie'];
const UPLOAD_LIMIT = 256 * 1024 * 1024;

interface Body {
  bytes: Buffer;
  type: string;
}

/**
 * The vendor's file host, on an origin of its own: signed addresses that expire, HEAD, ranges, ETag, and answers like S3's
 * for what is refused. A key that a client sends here is noted.
 */
export function createAssetHost(options: AssetOptions): AssetHost {
  const { store, clips, now } = options;

  const sign = (path: string, expires: number): string =>
    createHmac('sha256', store.memory.secret).update(`${path}\n${expires}`).digest('base64url');
  const addressOf = (path: string, seconds: number | null): string => {
    if (seconds === null) return `${options.origin()}/public${path}`;
    const expires = Math.floor(now() / 1000) + seconds;
    return `${options.origin()}${path}?Expires=${expires}&Signature=${sign(path, expires)}`;
  };
  const allowed = (url: URL): 'yes' | 'expired' | 'wrong' => {
    if (url.pathname.startsWith('/public/')) return 'yes';
    const expires = Number(url.searchParams.get('Expires'));
    const given = Buffer.from(url.searchParams.get('Signature') ?? '');
    const right = Buffer.from(sign(url.pathname, expires));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return 'wrong';
    return expires * 1000 > now() ? 'yes' : 'expired';
  };

  const find = async (path: string): Promise<Body | null> => {
    const [kind, id = ''] = path
      .replace(/^\/public/, '')
      .split('/')
      .slice(1);
    if (kind === 'clips') {
      const job = store.job(id.replace(/\.mp4$/, ''));
      if (job === null || job.clip === null || job.deletedAt !== null) return null;
      return { bytes: readFileSync(await clips.of(job)), type: 'video/mp4' };
    }
    const file = kind === 'files' ? store.file(id) : null;
    const bytes = file === null ? null : files.read(file);
    return file === null || bytes === null ? null : { bytes: Buffer.from(bytes), type: file.contentType };
  };

  const files: Files = {
    open: (name, contentType) => {
      const file: StoredFile = {
        schema: 'SimFile.1',
        id: options.mint(),
        name,
        contentType,
        createdAt: now(),
        size: null,
        note: null,
      };
      store.saveFile(file);
      return file;
    },
    uploadUrl: (file, seconds) => addressOf(`/upload/${file.id}`, seconds),
    url: (file, seconds) => addressOf(`/files/${file.id}/${encodeURIComponent(file.name)}`, seconds),
    put: (file, bytes, contentType) => {
      writeBytes(store.path('bytes', file.id), bytes);
      store.saveFile(Object.assign(file, { size: bytes.length, contentType: contentType ?? file.contentType }));
    },
    note: (file, note) => store.saveFile(Object.assign(file, { note })),
    get: (id) => store.file(id),
    read: (file) => {
      const path = store.path('bytes', file.id);
      return existsSync(path) ? readFileSync(path) : null;
    },
    list: () => store.files(),
    remove: (file) => store.removeFile(file.id),
  };

  const upload = async (request: IncomingMessage, response: ServerResponse, id: string): Promise<number> => {
    const file = store.file(id);
    if (file === null) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
    const bytes = await bodyOf(request);
    if (bytes === null) return refuse(response, 400, 'EntityTooLarge', 'Your proposed upload is too large.');
    const type = request.headers['content-type'];
    if (request.method === 'PUT') files.put(file, bytes, type);
    else {
      const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type ?? '' } })
        .formData()
        .catch(() => null);
      const part = form?.get('file');
      if (!(part instanceof Blob)) return refuse(response, 400, 'InvalidArgument', 'POST requires exactly one file.');
      files.put(file, new Uint8Array(await part.arrayBuffer()), part.type === '' ? file.contentType : part.type);
    }
    response.writeHead(request.method === 'PUT' ? 200 : 204).end();
    return response.statusCode;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://assets');
    for (const name of KEY_HEADERS)
      if (request.headers[name] !== undefined)
        options.violation('key-leak', `${request.method} ${url.pathname} came with the header ${name}`);
    const may = allowed(url);
    if (request.method === 'PUT' || request.method === 'POST') {
      const id = /^\/upload\/([^/]+)$/.exec(url.pathname)?.[1];
      const status =
        may === 'yes' && id !== undefined ? await upload(request, response, id) : refuseUnsigned(response, may);
      options.log(request, status, []);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      options.log(request, refuse(response, 405, 'MethodNotAllowed', 'The specified method is not allowed.'), []);
      return;
    }
    const struck = options.strike(request, url.pathname);
    options.log(request, await download(request, response, { url, may, struck }), struck);
  };

  const download = async (
    request: IncomingMessage,
    response: ServerResponse,
    { url, may, struck }: { url: URL; may: ReturnType<typeof allowed>; struck: FaultName[] },
  ): Promise<number> => {
    if (struck.includes('asset_expired') || may !== 'yes')
      return refuseUnsigned(response, may === 'yes' ? 'expired' : may);
    if (struck.includes('asset_500'))
      return refuse(response, 500, 'InternalError', 'We encountered an internal error.');
    const body = struck.includes('asset_404') ? null : await find(url.pathname);
    if (body === null) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
    return give(request, response, spoilt(body, struck), struck);
  };

  return {
    clipUrl: (job, seconds) => addressOf(`/clips/${job.id}.mp4`, seconds),
    files,
    listener: (request, response) => {
      answer(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else response.writeHead(599, 'Simulator Broken', { 'content-type': 'text/plain' }).end(messageOf(error));
      });
    },
  };
}

function spoilt({ bytes, type }: Body, struck: readonly FaultName[]): Body {
  if (struck.includes('asset_zero')) return { bytes: Buffer.alloc(0), type };
  if (struck.includes('asset_lying_length')) return { bytes: bytes.subarray(0, Math.floor(bytes.length / 2)), type };
  if (struck.includes('asset_not_video'))
    return { bytes: Buffer.from('<!doctype html><title>Sorry</title><p>Something went wrong.'), type: 'text/html' };
  return { bytes, type };
}

function give(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, type }: Body,
  struck: readonly FaultName[],
): number {
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  const range = rangeOf(request.headers.range, bytes.length);
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('etag', etag);
  if (range === 'outside') {
    response.setHeader('content-range', `bytes */${bytes.length}`);
    return refuse(response, 416, 'InvalidRange', 'The requested range is not satisfiable.');
  }
  const part = range === null ? bytes : bytes.subarray(range.from, range.to + 1);
  if (range !== null) response.setHeader('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`);
  response.writeHead(range === null ? 200 : 206, { 'content-type': type, 'content-length': part.length });
  if (request.method === 'HEAD') response.end();
  else if (struck.includes('asset_truncated') || struck.includes('asset_slow')) {
    response.write(part.subarray(0, Math.floor(part.length / 2)), () => {
      // Not at once: a reset takes back what has not left yet. A slow one never comes to its end.
      if (struck.includes('asset_truncated')) setTimeout(() => response.destroy(), 20);
    });
  } else response.end(part);
  return response.statusCode;
}

/** One range of bytes, as RFC 9110 has it; null for what is not one, which is ignored. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | 'outside' | null {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = parts ?? [];
  if (parts === null || (first === '' && last === '')) return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return from > to || from >= size ? 'outside' : { from, to };
}

function refuseUnsigned(response: ServerResponse, why: 'yes' | 'expired' | 'wrong'): number {
  return why === 'expired'
    ? refuse(response, 403, 'AccessDenied', 'Request has expired')
    : refuse(response, 403, 'SignatureDoesNotMatch', 'The signature does not match the signature you provided.');
}

function refuse(response: ServerResponse, status: number, code: string, message: string): number {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response
    .writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) })
    .end(body);
  return status;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > UPLOAD_LIMIT) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
