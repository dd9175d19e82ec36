import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Habits, Trouble } from './fake.ts';

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
  /** The body as an object of JSON; empty when it is none. */
  json: Record<string, unknown>;
}

export type Reply =
  | { status: number; json?: unknown; text?: string; bytes?: Uint8Array; headers?: Record<string, string> }
  /** The connection ends without an answer. */
  | 'reset'
  /** The connection ends in the middle of a 200. */
  | 'cut-off';

/** Listens on the loopback and answers every call as the vendor does, in the way that the habits say. */
export async function listen(
  habits: Habits,
  answer: (call: Call) => Reply | Promise<Reply>,
): Promise<{ url: string; close(): Promise<void> }> {
  return serve(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://vendor.invalid');
    const body = await text(request);
    const { method = 'GET', headers } = request;
    const call = { method, path: url.pathname, query: url.searchParams, headers, body, json: objectOf(body) };
    send(response, await answer(call), habits);
  });
}

export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    // A client that has gone is no trouble of the vendor's.
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

export function replyOf(trouble: Trouble): Reply {
  const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
  switch (trouble) {
    case 'reset':
    case 'cut-off':
      return trouble;
    case 'bad-gateway':
      return { status: 502, text: page, headers: { 'content-type': 'text/html' } };
    case 'too-many':
      return { status: 429, text: 'slow down', headers: { 'content-type': 'text/plain' } };
    case 'internal':
      return { status: 500, text: '' };
  }
}

function send(response: ServerResponse, reply: Reply, { gzip = false, pieces = false }: Habits): void {
  if (reply === 'reset') return void response.socket?.resetAndDestroy();
  if (reply === 'cut-off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    return void response.write('{"id":"', () => response.destroy());
  }
  const { status, json, headers = {} } = reply;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name.toLowerCase(), value);
  if (json !== undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
  const plain = reply.bytes ?? Buffer.from(json === undefined ? (reply.text ?? '') : JSON.stringify(json));
  const small = plain.length === 0 || status === 204;
  if (gzip && !small) response.setHeader('content-encoding', 'gzip');
  const bytes = gzip && !small ? gzipSync(plain) : plain;
  response.statusCode = status;
  if (!pieces || small) return void response.end(bytes);
  // Without a length, the answer is chunked.
  for (let at = 0; at < bytes.length; at += 700) response.write(bytes.subarray(at, at + 700));
  response.end();
}

function objectOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
