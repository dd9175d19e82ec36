import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  /** Path with its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** `reset` breaks the connection, `half` does so in the middle of a good answer, `never` does not answer at all. */
export type Told =
  | { status?: number; headers?: Record<string, string>; json: unknown }
  | { status?: number; headers?: Record<string, string>; bytes: Uint8Array | string }
  | 'reset'
  | 'half'
  | 'never';

export interface Scripted {
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** A vendor on this machine that answers as `tell` says and keeps what it was asked. */
export async function scripted(tell: (asked: Asked, url: string) => Told): Promise<Scripted> {
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const isJson = incoming.headers['content-type']?.includes('json') === true && text !== '';
      const one: Asked = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: isJson ? (JSON.parse(text) as unknown) : text,
      };
      asked.push(one);
      const told = tell(one, url);
      if (told === 'never') return;
      if (told === 'reset') return void incoming.socket.destroy();
      if (told === 'half') {
        outgoing.writeHead(200, { 'content-length': '1000', 'content-type': 'application/json' });
        outgoing.write('{"half":', () => incoming.socket.destroy());
        return;
      }
      const body = 'json' in told ? JSON.stringify(told.json) : told.bytes;
      const type = 'json' in told ? { 'content-type': 'application/json' } : {};
      outgoing.writeHead(told.status ?? 200, { ...type, ...told.headers }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
