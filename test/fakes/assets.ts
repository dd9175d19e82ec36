import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Habits } from './fake.ts';
import { serve } from './wire.ts';

/** Headers by which a key travels; the host of the clips is nobody's business to show them to. */
const KEYS = ['authorization', 'x-api-key', 'xi-api-key'];

export interface AssetHost {
  /** A new address for the clip of a job. */
  mint(id: string): string;
  /** An address to which a picture can be sent, and from which it can then be fetched. */
  mintUpload(name: string): string;
  /** True for an address of ours to which something was sent. */
  holds(url: string): boolean;
  close(): Promise<void>;
}

/** Hosts clips on ports of their own, away from the API. */
export async function openAssets(
  clip: string | undefined,
  { asset: { plain, slow, redirect, type = 'video/mp4', expired, broken } = {} }: Habits,
  complain: (what: string) => void,
): Promise<AssetHost> {
  const bytes = clip === undefined ? Buffer.alloc(0) : readFileSync(clip);
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const minted = new Map<string, number>();
  const broke = new Set<string>();
  const uploads = new Map<string, Buffer>();

  const host = await serve(async (request, response) => {
    for (const header of KEYS) if (header in request.headers) complain(`${header} was sent to the asset host`);
    const url = new URL(request.url ?? '/', 'http://assets.invalid');
    if (url.pathname.startsWith('/upload/')) return upload(url.pathname, request.method ?? 'GET');
    const [, id = '', serial = ''] = /^\/([^/]+)\/(\d+)\/clip$/.exec(url.pathname) ?? [];
    if (!minted.has(id)) return refuse(404, 'NoSuchKey', 'The specified key does not exist.');
    if (url.searchParams.get('sig') !== sign(id, serial)) return refuse(403, 'SignatureDoesNotMatch', 'Signature');
    if (expired === true && serial === '1') return refuse(403, 'AccessDenied', 'Request has expired');
    if (request.method === 'HEAD' && plain === true) return void response.writeHead(405).end();
    if (type !== null) response.setHeader('content-type', type);
    if (plain !== true) {
      response.setHeader('accept-ranges', 'bytes');
      response.setHeader('etag', etag);
    }
    const from = plain === true ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= bytes.length) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    if (from > 0) response.setHeader('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`);
    if (plain !== true) response.setHeader('content-length', bytes.length - from);
    response.writeHead(from > 0 ? 206 : 200);
    if (request.method === 'HEAD') return void response.end();
    if (broken === true && !broke.has(id)) {
      broke.add(id);
      return void response.write(bytes.subarray(from, bytes.length >> 1), () => response.destroy());
    }
    if (slow !== true) return void response.end(bytes.subarray(from));
    await dribble(response, bytes.subarray(from));

    async function upload(path: string, method: string): Promise<void> {
      if (method === 'GET' || method === 'HEAD') {
        const kept = uploads.get(path);
        return void response.writeHead(kept === undefined ? 404 : 200, { 'content-type': 'image/png' }).end(kept);
      }
      const parts: Uint8Array[] = [];
      for await (const part of request) parts.push(part as Uint8Array);
      uploads.set(path, Buffer.concat(parts));
      response.writeHead(method === 'PUT' ? 200 : 204).end();
    }

    function refuse(status: number, code: string, message: string): void {
      const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
    }
  });

  const detour =
    redirect === true
      ? await serve(async (request, response) => {
          for (const header of KEYS) if (header in request.headers) complain(`${header} was sent to the asset host`);
          response.writeHead(302, { location: `${host.url}${request.url}` }).end();
        })
      : null;

  return {
    mint(id) {
      const serial = (minted.get(id) ?? 0) + 1;
      minted.set(id, serial);
      return `${(detour ?? host).url}/${id}/${serial}/clip?sig=${sign(id, String(serial))}&x-id=GetObject`;
    },
    holds: (url) => url.startsWith(`${host.url}/`) && uploads.has(new URL(url).pathname),
    mintUpload: (name) => `${host.url}/upload/${encodeURIComponent(name)}`,
    async close() {
      await detour?.close();
      await host.close();
    },
  };
}

async function dribble(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  const step = Math.ceil(bytes.length / 12);
  for (let at = 0; at < bytes.length; at += step) {
    response.write(bytes.subarray(at, at + step));
    await delay(25);
  }
  response.end();
}

function sign(id: string, serial: string): string {
  return createHash('sha1').update(`${id} ${serial}`).digest('base64url');
}
