import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface Callback {
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that vendors can call back; `next` is the next message that comes, or has come already. */
export async function callbacks(t: TestContext): Promise<{ url: string; next(): Promise<Callback> }> {
  const heard: Callback[] = [];
  const waiting: ((callback: Callback) => void)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      response.end();
      const callback = { headers: request.headers, body };
      const listener = waiting.shift();
      if (listener) listener(callback);
      else heard.push(callback);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    next: () => {
      const callback = heard.shift();
      return callback ? Promise.resolve(callback) : new Promise((done) => waiting.push(done));
    },
  };
}
