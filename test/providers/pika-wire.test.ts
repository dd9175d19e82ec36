import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createPika } from '../../src/providers/video/pika.ts';
import type { Job, ProviderContext, VideoProvider } from '../../src/providers/video/spec.ts';
import { scripted, type Asked, type Scripted, type Told } from './scripted.ts';
import { accountAt, contextOf, keyFrame, lostOrder, NOW, PICTURE, PRICES, takeOf } from './take.ts';

const ID = '764cabcf-b745-4b3e-ae38-1200304cf45b';
const TEXT = '/fal-ai/pika/v2.2/text-to-video';
const QUEUE = 'https://queue.fal.run/fal-ai/pika/requests';
const CLIP = 'https://v3.fal.media/files/clip.mp4';
const signal = new AbortController().signal;

let vendor: Scripted | undefined;
afterEach(() => vendor?.close());

describe("Pika's wire, which is fal's", () => {
  it('orders a clip from text with a seed of our reference', async () => {
    const { outcome, asked } = await ordered(() => accepted());
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0]?.method, asked[0]?.path], ['POST', TEXT]);
    assert.equal(asked[0]?.headers['authorization'], 'Key key');
    const { seed, ...input } = asked[0].body as { seed: number };
    assert.deepEqual(input, { prompt: takeOf().prompt, duration: '5', resolution: '720p', aspect_ratio: '16:9' });
    assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31);
    assert.deepEqual(outcome, {
      kind: 'accepted',
      job: { id: ID },
      warnings: [],
    });
    const again = await ordered(() => accepted());
    const other = await ordered(() => accepted(), { context: contextOf({ reference: 'another' }) });
    assert.equal((again.asked[0]!.body as { seed: number }).seed, seed);
    assert.notEqual((other.asked[0]!.body as { seed: number }).seed, seed);
  });

  it('uploads a picture first, without its key, and orders with where it lies', async () => {
    const request = takeOf({ firstFrame: keyFrame(), frames: 24 * 8, resolution: '540p' });
    const { asked, outcome } = await ordered(
      ({ path, method }, url) => {
        if (method === 'PUT') return { bytes: '' };
        const addresses = { upload_url: `${url}/put-here`, file_url: 'https://v3.fal.media/files/picture.png' };
        return path.startsWith('/storage/') ? { json: addresses } : accepted();
      },
      { request },
    );
    assert.deepEqual(
      asked.map(({ method, path }) => `${method} ${path}`),
      [
        'POST /storage/upload/initiate?storage_type=fal-cdn-v3',
        'PUT /put-here',
        'POST /fal-ai/pika/v2.2/image-to-video',
      ],
    );
    assert.equal(asked[1]?.headers['authorization'], undefined);
    assert.equal(asked[1]?.headers['content-type'], 'image/png');
    assert.equal(asked[1]?.headers['content-length'], String(PICTURE.length));
    const { seed: _, ...input } = asked[2]!.body as { seed: number };
    assert.deepEqual(input, {
      prompt: request.prompt,
      duration: '10',
      resolution: '720p',
      image_url: 'https://v3.fal.media/files/picture.png',
    });
    assert.equal(outcome.kind, 'accepted');
  });

  it('orders nothing when the picture cannot be uploaded', async () => {
    const request = takeOf({ firstFrame: keyFrame() });
    const cases: [Told, object][] = [
      ['reset', { kind: 'busy', why: 'unreachable' }],
      [
        { status: 503, json: { detail: 'later' } },
        { kind: 'busy', why: 'unreachable' },
      ],
      [
        { status: 429, json: { detail: 'slower' } },
        { kind: 'busy', why: 'rate' },
      ],
      [
        { status: 401, json: { detail: 'no' } },
        { kind: 'refused', why: 'credentials' },
      ],
      [
        { status: 403, json: { detail: 'User is locked. Reason: Exhausted balance.' } },
        { kind: 'refused', why: 'balance' },
      ],
    ];
    for (const [told, expected] of cases) {
      const { asked, outcome } = await ordered(() => told, { request });
      assert.deepEqual({ ...outcome, ...expected }, outcome, JSON.stringify(told));
      assert.equal(asked.length, 1);
    }
  });

  it('takes a public address as it is, and says that it has no last picture', async () => {
    const url = 'https://a.example/first.png';
    const request = takeOf({ firstFrame: keyFrame({ media: null, url }), lastFrame: keyFrame() });
    const { asked, outcome } = await ordered(() => accepted(), { request });
    assert.equal((asked[0]!.body as { image_url: string }).image_url, url);
    assert.ok(outcome.kind === 'accepted');
    assert.match(outcome.warnings.join(), /no last picture/);
  });

  it('sends an order once, whatever the answer, and tells refusals from trouble', async () => {
    const validation = { detail: [{ loc: ['body', 'prompt'], msg: 'too long', type: 'value_error' }] };
    const policy = { detail: [{ loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation' }] };
    const cases: [Told, object][] = [
      [
        { status: 429, headers: { 'retry-after': '2' }, json: { detail: 'slower' } },
        { kind: 'busy', why: 'rate', retryAfterMs: 2_000 },
      ],
      ['reset', { kind: 'unsure' }],
      ['half', { kind: 'unsure' }],
      [{ status: 500, json: { detail: 'oops' } }, { kind: 'unsure' }],
      [{ status: 502, bytes: '<html>' }, { kind: 'unsure' }],
      [{ status: 503, json: { detail: 'oops' } }, { kind: 'unsure' }],
      [{ status: 504, json: { detail: 'oops' } }, { kind: 'unsure' }],
      [{ json: { status: 'IN_QUEUE' } }, { kind: 'unsure' }],
      [{ bytes: 'not json' }, { kind: 'unsure' }],
      [{ status: 307, headers: { location: TEXT }, bytes: '' }, { kind: 'unsure' }],
      [
        { status: 402, json: { detail: 'pay' } },
        { kind: 'refused', why: 'balance' },
      ],
      [
        { status: 403, json: { detail: 'User is locked. Reason: Exhausted balance.' } },
        { kind: 'refused', why: 'balance' },
      ],
      [
        { status: 401, json: { detail: 'no' } },
        { kind: 'refused', why: 'credentials' },
      ],
      [
        { status: 422, json: validation },
        { kind: 'refused', why: 'rejected' },
      ],
      [
        { status: 422, json: policy },
        { kind: 'refused', why: 'moderated' },
      ],
    ];
    for (const [told, expected] of cases) {
      const { outcome, asked } = await ordered(() => told);
      assert.deepEqual({ ...outcome, ...expected }, outcome, JSON.stringify(told));
      assert.equal(asked.length, 1, JSON.stringify(told));
    }
  });

  it('tells how a request is', async () => {
    const done = { status: 'COMPLETED' };
    const timed = { ...done, metrics: { inference_time: 41.2 } };
    const policy = { detail: [{ msg: 'flagged', type: 'content_policy_violation' }] };
    const video = { video: { url: CLIP, content_type: 'video/mp4' } };
    const fault = { 'x-fal-error-type': 'runner_disconnected' };
    const cases: [object, Told, object][] = [
      [{ status: 'IN_QUEUE', queue_position: 3 }, 'reset', { state: 'pending', phase: 'queued', pollAfterMs: 2_000 }],
      [{ status: 'IN_PROGRESS' }, 'reset', { state: 'pending', phase: 'running' }],
      [{ status: 'RENDERING' }, 'reset', { state: 'pending', phase: 'running' }],
      [timed, { json: video }, { state: 'delivered', asset: { kind: 'url', url: CLIP }, cost: null }],
      [done, { json: { video: null } }, { state: 'pending' }],
      [done, { status: 400, json: { detail: 'Request is still in progress' } }, { state: 'pending' }],
      [done, { status: 422, json: policy }, { state: 'failed', kind: 'moderated', billed: true, retryable: false }],
      [
        { ...done, metrics: { inference_time: 0 } },
        { status: 422, json: policy },
        { kind: 'moderated', billed: false },
      ],
      [done, { status: 422, json: { detail: 'bad image' } }, { kind: 'rejected', billed: false, retryable: false }],
      [timed, { status: 422, json: { detail: 'bad image' } }, { kind: 'rejected', billed: true }],
      [done, { status: 500, headers: fault, json: {} }, { kind: 'fault', billed: false, retryable: true }],
      [
        { ...done, error: 'timeout' },
        { status: 504, json: {} },
        { kind: 'fault', billed: false, retryable: true },
      ],
      [done, { status: 404, json: { detail: 'Not found' } }, { state: 'gone' }],
    ];
    for (const [status, result, expected] of cases) {
      const { seen } = await looked(({ path }) => (path.endsWith('/status') ? { json: status } : result));
      assert.deepEqual({ ...seen, ...expected }, seen, JSON.stringify([status, result]));
    }
    const { seen } = await looked(() => ({ status: 404, json: { detail: 'Request not found' } }));
    assert.equal(seen.state, 'gone');
  });

  it('takes a 5xx for the end of the run only when fal says that it is', async () => {
    const trouble = (listed: number | null) => (asked: Asked) => {
      if (asked.path.endsWith('/status')) return { json: { status: 'COMPLETED' } };
      if (!asked.path.startsWith('/v1/')) return { status: 500, json: { detail: 'Internal Server Error' } };
      return { json: { items: [{ request_id: ID, status_code: listed }] } };
    };
    const { seen, asked } = await looked(trouble(500));
    assert.ok(seen.state === 'failed' && seen.kind === 'fault' && !seen.billed);
    assert.equal(new URL(asked[2]?.path ?? '', 'http://a').searchParams.get('request_id'), ID);
    const passing = { code: 'provider', retryable: true };
    await assert.rejects(looked(trouble(200)), passing);
    await assert.rejects(looked(trouble(null)), passing);
    await assert.rejects(
      looked(({ path }) =>
        path.endsWith('/status') ? { json: { status: 'COMPLETED' } } : { status: 502, bytes: '<html>' },
      ),
      passing,
    );
    await assert.rejects(
      looked(() => ({ status: 401, json: { detail: 'no' } })),
      { code: 'config' },
    );
  });

  it('asks at the addresses that it is given, where they are other ones of fal', async () => {
    const { outcome, asked } = await ordered(() => accepted('https://queue.fal.run/elsewhere'));
    assert.equal(asked.length, 1);
    assert.ok(outcome.kind === 'accepted');
    const { seen, asked: looks } = await looked(
      ({ path }) => ({ json: path === '/elsewhere/status' ? { status: 'COMPLETED' } : { video: { url: CLIP } } }),
      outcome.job,
    );
    assert.equal(seen.state, 'delivered');
    assert.deepEqual(
      looks.map(({ path }) => path),
      ['/elsewhere/status', '/elsewhere'],
    );
  });

  it('never takes its key to an address of somebody else', async () => {
    const stranger = await scripted(() => ({ json: { status: 'COMPLETED' } }));
    try {
      const job = { statusUrl: `${stranger.url}/status`, resultUrl: 'not an address' };
      const { asked } = await looked(() => ({ json: { status: 'IN_QUEUE' } }), job);
      assert.equal(stranger.asked.length, 0);
      assert.equal(asked[0]?.path, `/fal-ai/pika/requests/${ID}/status`);
      const { outcome } = await ordered(() => accepted(`${stranger.url}/request`));
      assert.ok(outcome.kind === 'accepted');
      assert.deepEqual(outcome.job, { id: ID });
    } finally {
      await stranger.close();
    }
  });

  it('finds a lost order by seed and prompt, page by page, and never calls one absent', async () => {
    const { asked: orders } = await ordered(() => accepted());
    const { seed } = orders[0]!.body as { seed: number };
    const { prompt } = takeOf();
    const entry = (id: string, json_input: object | null) => ({
      request_id: id,
      sent_at: new Date(NOW).toISOString(),
      json_input,
    });
    vendor = await scripted(({ path }) =>
      path.includes('cursor=')
        ? { json: { items: [entry(ID, { prompt, seed: String(seed) })], next_cursor: null, has_more: false } }
        : {
            json: {
              items: [entry('a', { prompt, seed: 1 }), entry('b', { prompt: 'Another', seed }), entry('c', null)],
              next_cursor: 'n',
              has_more: true,
            },
          },
    );
    const pika = pikaAt(vendor.url);
    const order = lostOrder(pika.models[0]!);
    assert.deepEqual(await pika.find?.(order, signal), { kind: 'found', order: { id: ID } });
    assert.equal((await pika.find?.({ ...order, claimed: new Set([ID]) }, signal))?.kind, 'unknown');
    const query = new URL(vendor.asked[0]?.path ?? '', vendor.url);
    assert.equal(query.pathname, '/v1/models/requests/by-endpoint');
    assert.equal(query.searchParams.get('expand'), 'payloads');
    assert.ok(Date.parse(query.searchParams.get('start') ?? '') < order.sentAt);
  });

  it('lists requests, the newest first', async () => {
    const at = (ms: number) => new Date(NOW + ms).toISOString();
    const items = [
      { request_id: 'old', sent_at: at(-1) },
      { request_id: 'a', sent_at: at(1), status_code: 200, json_input: { prompt: 'One' } },
      { request_id: 'b', started_at: at(3), status_code: '422' },
      { request_id: 'c', sent_at: at(2), status_code: null },
    ];
    vendor = await scripted(() => ({ json: { items } }));
    const listed = await pikaAt(vendor.url).list?.(NOW, signal);
    assert.deepEqual(
      listed?.map(({ job, state, prompt, createdAt }) => [job.id, state, prompt, createdAt - NOW]),
      [
        ['b', 'failed', '', 3],
        ['c', 'pending', '', 2],
        ['a', 'delivered', 'One', 1],
      ],
    );
    assert.equal(await pikaAt(vendor.url).verify?.(signal), 'fal takes the key');
  });
});

function pikaAt(url: string): VideoProvider {
  return createPika({ id: 'pika', account: accountAt(url), prices: PRICES, now: () => NOW });
}

async function ordered(
  tell: (asked: Asked, url: string) => Told,
  {
    request = takeOf(),
    context = contextOf(),
  }: { request?: ReturnType<typeof takeOf>; context?: ProviderContext } = {},
) {
  const { url, asked, close } = await scripted(tell);
  try {
    const pika = pikaAt(url);
    return { outcome: await pika.start(request, pika.models[0]!, context), asked };
  } finally {
    await close();
  }
}

async function looked(tell: (asked: Asked) => Told, more: object = {}) {
  const { url, asked, close } = await scripted(tell);
  try {
    const job: Job = { id: ID, ...more };
    return { seen: await pikaAt(url).check(job, contextOf()), asked };
  } finally {
    await close();
  }
}

function accepted(request = `${QUEUE}/${ID}`): Told {
  const addresses = { status_url: `${request}/status`, response_url: request, cancel_url: `${request}/cancel` };
  return { json: { status: 'IN_QUEUE', request_id: ID, queue_position: 0, ...addresses } };
}
