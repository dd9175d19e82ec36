import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { messageOf, StudioError } from '../../errors.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';
import type { Exchange, SimApp } from './vendor.ts';

const HOST = '127.0.0.1';
/** Of a request: more than any vendor takes. */
const BODY_LIMIT = 256 * 1024 * 1024;

export interface Listening {
  /** `http://127.0.0.1:4310` */
  origin: string;
  close(): Promise<void>;
}

/** Listens on this machine alone. Throws `usage` for a port that is taken. */
export async function listen(port: number, listener: RequestListener): Promise<Listening> {
  const server = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 5_000 }, listener);
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        new StudioError('usage', `port ${port} cannot be used: ${messageOf(error)}`, {
          hint: 'Give another one with --port, or 0 for any that is free.',
          cause: error,
        }),
      ),
    );
    server.listen(port, HOST, done);
  });
  return {
    origin: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Answers requests by a Hono app, with the whole body read before and faults done to the answer on its way. */
export function serve(
  app: SimApp,
  { date, log }: { date: () => number; log: (request: IncomingMessage, status: number, exchange: Exchange) => void },
): RequestListener {
  return (incoming, outgoing) => {
    const answer = async (): Promise<void> => {
      const body = await bodyOf(incoming);
      if (body === null) {
        outgoing.writeHead(413).end();
        return;
      }
      const exchange: Exchange = { text: textOf(incoming, body), asked: askedOf(incoming), struck: [], effect: null };
      const response = await app.fetch(requestOf(incoming, body), exchange);
      log(incoming, response.status, exchange);
      if (!outgoing.destroyed) await send(outgoing, response, exchange.effect, date());
    };
    answer().catch((error: unknown) => {
      // Of a simulator, not of a vendor: it must be seen, and never be taken for an answer of the vendor's.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(599, 'Simulator Broken', { 'content-type': 'text/plain' }).end(messageOf(error));
    });
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function textOf({ headers }: IncomingMessage, body: Buffer): string {
  return /json|text|urlencoded/.test(headers['content-type'] ?? 'json') ? body.toString('utf8') : '';
}

function askedOf({ headers }: IncomingMessage): FaultName[] {
  const asked = String(headers['x-sim-fault'] ?? '').split(/[\s,]+/);
  return FAULT_NAMES.filter((name) => asked.includes(name));
}

function requestOf({ method, url, headers }: IncomingMessage, body: Buffer): Request {
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) for (const one of [value ?? []].flat()) sent.append(name, one);
  const empty = method === 'GET' || method === 'HEAD' || body.length === 0;
  return new Request(new URL(url ?? '/', `http://${headers.host ?? HOST}`), {
    method: method ?? 'GET',
    headers: sent,
    ...(empty ? {} : { body: new Uint8Array(body) }),
  });
}

async function send(
  outgoing: ServerResponse,
  response: Response,
  effect: Exchange['effect'],
  date: number,
): Promise<void> {
  const { socket } = outgoing;
  if (effect === 'reset') {
    socket?.resetAndDestroy();
    return;
  }
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  outgoing.setHeader('date', new Date(date).toUTCString());
  outgoing.statusCode = response.status;
  if (effect === null) {
    await stream(outgoing, response);
    return;
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (effect === 'garble') {
    outgoing.statusCode = 200;
    outgoing.setHeader('content-type', 'application/json');
    outgoing.end(half);
  } else if (effect === 'mislabel') {
    outgoing.setHeader('content-type', 'text/plain');
    outgoing.end(bytes);
  } else {
    outgoing.setHeader('content-length', bytes.length);
    outgoing.write(half, () => {
      // What was written must have left before the reset, which would take it back.
      if (effect === 'cut') setTimeout(() => socket?.resetAndDestroy(), 20);
    });
  }
}

async function stream(outgoing: ServerResponse, { body, headers, status }: Response): Promise<void> {
  if (body === null) {
    // HTTP allows no length on 204.
    if (status !== 204 && !headers.has('content-length')) outgoing.setHeader('content-length', 0);
    outgoing.end();
    return;
  }
  const source = Readable.fromWeb(body as never);
  // A client that goes away ends the stream, and with it what makes it.
  outgoing.on('close', () => source.destroy());
  source.on('error', () => outgoing.destroy());
  source.pipe(outgoing);
  await new Promise<void>((done) => {
    outgoing.on('close', done);
  });
}
