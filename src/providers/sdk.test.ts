import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { RunwayML } from '@runwayml/sdk';
import { LumaAI } from 'lumaai';
import { throughSdk } from './sdk.ts';

const signal = new AbortController().signal;
const LIMITS = { signal, timeoutMs: 5_000 };

type LumaFetch = NonNullable<ConstructorParameters<typeof LumaAI>[0]>['fetch'];
/** SDKs much as they come: with another try after trouble. */
const SDKS = {
  lumaai: (baseURL: string, once: typeof fetch) =>
    new LumaAI({
      baseURL,
      authToken: 'key',
      maxRetries: 1,
      fetch: once as unknown as LumaFetch,
    }).generations.video.create({
      model: 'ray-2',
      prompt: 'A lighthouse',
    }),
  '@runwayml/sdk': (baseURL: string, once: typeof fetch) =>
    new RunwayML({ baseURL, apiKey: 'key', maxRetries: 1, fetch: once, logLevel: 'off' }).textToVideo.create({
      model: 'gen4.5',
      promptText: 'A lighthouse',
      duration: 5,
      ratio: '1280:720',
    }),
};

const ANSWERS: [string, (response: ServerResponse) => void, string][] = [
  ['an error', (response) => response.writeHead(500).end('{}'), 'answered'],
  ['a full hour', (response) => response.writeHead(429, { 'retry-after': '0' }).end('{}'), 'answered'],
  [
    'a wish to be asked again',
    (response) => response.writeHead(409, { 'x-should-retry': 'true' }).end('{}'),
    'answered',
  ],
  ['a reset', (response) => response.destroy(), 'broken'],
  [
    'something that is no JSON',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id'),
    'answered',
  ],
  [
    'a job',
    (response) => response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}'),
    'answered',
  ],
];

describe('throughSdk', () => {
  for (const [sdk, create] of Object.entries(SDKS)) {
    for (const [name, answer, kind] of ANSWERS) {
      it(`sends one create through ${sdk}, which would try again, when the answer is ${name}`, async (t) => {
        const server = await serving(t, answer);
        const ended = await throughSdk(LIMITS, (once) => Promise.resolve(create(server.url, once)));
        assert.equal(ended.kind, kind);
        assert.equal(server.asked(), 1);
      });
    }
  }

  it('hands on the answer as it came, with its status and its bytes', async (t) => {
    const server = await serving(t, (response) => response.writeHead(202, { 'x-request-id': 'r1' }).end('{"id":"1"}'));
    const ended = await throughSdk(LIMITS, (once) => Promise.resolve(SDKS.lumaai(server.url, once)));
    assert.ok(ended.kind === 'answered');
    assert.deepEqual([ended.status, ended.headers.get('x-request-id')], [202, 'r1']);
    assert.equal(Buffer.from(ended.bytes).toString(), '{"id":"1"}');
  });

  it('says that nobody was there', async (t) => {
    const { url, close } = await serving(t, () => undefined);
    await close();
    const ended = await throughSdk(LIMITS, (once) => Promise.resolve(SDKS.lumaai(url, once)));
    assert.equal(ended.kind, 'unsent');
  });

  it('throws the reason of an abort, and what goes wrong before anything is sent', async (t) => {
    const stop = new AbortController();
    const server = await serving(t, () => stop.abort(new Error('enough')));
    const call = (once: typeof fetch) => Promise.resolve(SDKS.lumaai(server.url, once));
    await assert.rejects(throughSdk({ signal: stop.signal, timeoutMs: 5_000 }, call), /enough/);
    await assert.rejects(
      throughSdk(LIMITS, () => Promise.reject(new TypeError('a bug'))),
      /a bug/,
    );
    await assert.rejects(
      throughSdk(LIMITS, () => Promise.resolve()),
      /sent nothing/,
    );
  });
});

async function serving(
  t: TestContext,
  answer: (response: ServerResponse) => void,
): Promise<{ url: string; asked(): number; close(): Promise<unknown> }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = (): Promise<unknown> => {
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    return closed;
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.after(close);
  return { url, asked: () => asked, close };
}
