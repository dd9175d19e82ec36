import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { download, type DownloadLimits } from './download.ts';

/** What a film looks like from its first bytes. */
const FILM = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom'), Buffer.alloc(200_000, 7)]);

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

describe('download', () => {
  const folder = mkdtempSync(join(tmpdir(), 'studio-download-'));
  const path = join(folder, 'clip.mp4');
  let asked: IncomingMessage[] = [];
  let answer: Answer = () => undefined;
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response, asked.length);
  });
  const listening = new Promise<string>((done) => {
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}/clip.mp4`));
  });
  const fetchIt = async (limits: Partial<DownloadLimits> = {}, signal = new AbortController().signal) =>
    download({ url: await listening, path, signal, limits });
  const whole = () => {
    assert.deepEqual(readFileSync(path), FILM);
    assert.deepEqual(readdirSync(folder), ['clip.mp4']);
  };
  const nothing = () => assert.deepEqual(readdirSync(folder), []);

  beforeEach(() => {
    asked = [];
    rmSync(path, { force: true });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('brings a film whole and sends no key', async () => {
    answer = (_request, response) => response.end(FILM);
    assert.deepEqual(await fetchIt(), { kind: 'fetched', bytes: FILM.length, type: 'mp4' });
    whole();
    const [request] = asked;
    for (const header of ['authorization', 'cookie', 'x-api-key', 'range']) {
      assert.equal(request?.headers[header], undefined);
    }
  });

  it('goes on where a connection broke, in the same file', async () => {
    answer = (request, response, nth) => {
      if (nth === 1) {
        // Nothing more comes: what did come is read by then, which a broken connection would not promise.
        response.writeHead(200, { etag: '"a"', 'content-length': FILM.length });
        return response.write(FILM.subarray(0, 100_000));
      }
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1]);
      response.writeHead(206, {
        etag: '"a"',
        'content-range': `bytes ${from}-${FILM.length - 1}/${FILM.length}`,
        'content-length': FILM.length - from,
      });
      response.end(FILM.subarray(from));
    };
    assert.equal((await fetchIt({ stallMs: 1_500 })).kind, 'fetched');
    whole();
    assert.equal(asked.length, 2);
    assert.equal(asked[1]?.headers['if-range'], '"a"');
    assert.equal(asked[1]?.headers.range, 'bytes=100000-');
  });

  it('begins again when the server has another file by now', async () => {
    answer = (_request, response, nth) => {
      if (nth > 1) return response.writeHead(200, { etag: '"b"' }).end(FILM);
      breakAfter(response, 5_000, { etag: '"a"', body: Buffer.alloc(FILM.length, 9) });
    };
    assert.equal((await fetchIt()).kind, 'fetched');
    whole();
  });

  it('begins again when the server goes on with another part than was asked for', async () => {
    answer = (_request, response, nth) => {
      if (nth === 1) return breakAfter(response, 5_000, { etag: '"a"' });
      if (nth > 2) return response.end(FILM);
      response.writeHead(206, { etag: '"b"', 'content-range': `bytes 5-9/${FILM.length}`, 'content-length': 5 });
      response.end('other');
    };
    assert.equal((await fetchIt()).kind, 'fetched');
    whole();
    assert.equal(asked.length, 3);
  });

  it('begins again when the server does not name its files', async () => {
    answer = (_request, response, nth) => (nth === 1 ? breakAfter(response, 5_000) : response.end(FILM));
    assert.equal((await fetchIt()).kind, 'fetched');
    whole();
    assert.equal(asked[1]?.headers.range, undefined);
  });

  it('says so when less came than was promised, every time', async () => {
    answer = (_request, response) => breakAfter(response, 5_000);
    assert.equal((await fetchIt()).kind, 'truncated');
    nothing();
  });

  it('takes a connection on which nothing comes any more for broken', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': FILM.length });
      response.write(FILM.subarray(0, 1_000));
    };
    const got = await fetchIt({ stallMs: 1_500, attempts: 1 });
    assert.equal(got.kind, 'truncated');
    nothing();
  });

  const faults: [string, string, Answer][] = [
    [
      'expired',
      'an address whose time is over',
      (_, to) => to.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'),
    ],
    ['expired', 'an expired token', (_, to) => to.writeHead(400).end('<Code>ExpiredToken</Code>')],
    ['missing', 'a film that is not there', (_, to) => to.writeHead(404).end()],
    ['empty', 'a film without bytes', (_, to) => to.writeHead(200, { 'content-length': 0 }).end()],
    ['not-media', 'a page instead of a film', (_, to) => to.end('<!doctype html><title>Sorry</title>')],
    [
      'not-media',
      'JSON that says it is a film',
      (_, to) => to.writeHead(200, { 'content-type': 'video/mp4' }).end('{"error":"x"}'),
    ],
    ['network', 'a server in trouble', (_, to) => to.writeHead(503).end()],
    [
      'refused',
      'a redirect away from https',
      (_, to) => to.writeHead(302, { location: 'http://example.com/clip' }).end(),
    ],
    ['refused', 'redirects in a ring', (_, to) => to.writeHead(302, { location: '/clip.mp4' }).end()],
  ];
  for (const [kind, name, wire] of faults) {
    it(`says ${kind} of ${name}`, async () => {
      answer = wire;
      const got = await fetchIt();
      assert.equal(got.kind, kind);
      assert.ok(got.kind === 'fetched' || got.reason !== '');
      nothing();
    });
  }

  it('follows a redirect on this machine', async () => {
    answer = ({ url }, response) =>
      url === '/film' ? response.end(FILM) : response.writeHead(302, { location: '/film' }).end();
    assert.equal((await fetchIt()).kind, 'fetched');
    whole();
  });

  it('keeps to its limit of size, announced or not', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-length': FILM.length }).end(FILM);
    assert.equal((await fetchIt({ maxBytes: 1_000 })).kind, 'refused');
    answer = (_request, response) => {
      response.write(FILM);
      response.end();
    };
    assert.equal((await fetchIt({ maxBytes: 1_000 })).kind, 'refused');
    nothing();
  });

  it('fetches from https only, outside this machine', async () => {
    const signal = new AbortController().signal;
    for (const url of [
      'http://example.com/clip.mp4',
      'file:///etc/hostname',
      'http://127.0.0.1.example.com/',
      'clip.mp4',
    ]) {
      assert.equal((await download({ url, path, signal })).kind, 'refused', url);
    }
    nothing();
  });

  it('says network when nobody answers', async () => {
    const empty = createServer().listen(0, '127.0.0.1');
    await once(empty, 'listening');
    const { port } = empty.address() as AddressInfo;
    await new Promise((done) => empty.close(done));
    const url = `http://127.0.0.1:${port}/clip.mp4`;
    const got = await download({ url, path, signal: new AbortController().signal });
    assert.ok(got.kind === 'network' && got.reason.includes('ECONNREFUSED'), JSON.stringify(got));
    nothing();
  });

  it('stops when told and leaves nothing behind', async () => {
    const stop = new AbortController();
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': FILM.length });
      response.write(FILM.subarray(0, 1_000), () => stop.abort(new Error('enough')));
    };
    await assert.rejects(fetchIt({}, stop.signal), /enough/);
    assert.equal(existsSync(path), false);
    nothing();
  });
});

/** Promises a whole film and hangs up after some of it has left. */
function breakAfter(
  response: ServerResponse,
  bytes: number,
  { etag, body = FILM }: { etag?: string; body?: Buffer } = {},
): void {
  response.writeHead(200, { 'content-length': body.length, ...(etag === undefined ? {} : { etag }) });
  response.write(body.subarray(0, bytes), () => response.socket?.end());
}
