import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ApiError, createFalClient, ValidationError, type FalClient } from '@fal-ai/client';
import { createCanvas } from '@napi-rs/canvas';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { usd } from '../../src/film/money.ts';
import { fal } from '../../src/simulators/fal.ts';
import { callbacks } from './callbacks.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const HOURS = 12 * 3_600;
const TEXT = 'fal-ai/pika/v2.2/text-to-video';
const IMAGE = 'fal-ai/pika/v2.2/image-to-video';
const input = { prompt: 'A fisherman rows home', seed: 7, duration: '5', resolution: '720p' } as const;
const png = (width: number, height: number) => new Uint8Array(createCanvas(width, height).toBuffer('image/png'));

/** The official client, as it comes, by its own option for a proxy. */
function throughProxy(rig: Rig): FalClient {
  return createFalClient({ credentials: 'sim-fal', proxyUrl: { url: `${rig.url}/any/path`, when: 'always' } });
}

/** The official client with a `fetch` that takes the vendor's hosts for the simulator's. */
function throughFetch(rig: Rig): FalClient {
  return createFalClient({
    credentials: 'sim-fal',
    fetch: (address, init) => {
      const { host, pathname, search, href } = new URL(address instanceof Request ? address.url : address);
      return fetch(/fal\.(?:ai|run)$/.test(host) ? rig.url + pathname + search : href, init);
    },
  });
}

/** What bodies of fal's answers hold, one or the other. */
interface Told {
  status: string;
  request_id: string;
  response_url: string;
  status_url: string;
  cancel_url: string;
  queue_position: number;
  logs: unknown[];
  metrics: { inference_time: number };
  items: Item[];
  next_cursor: string | null;
  has_more: boolean;
}

interface Item {
  request_id: string;
  endpoint_id: string;
  ended_at: string | null;
  status_code: number | null;
  json_input: { seed: number };
  json_output: unknown;
}

const ask = async (rig: Rig, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, rig.url), {
    method,
    headers: { authorization: 'Key sim-fal', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told };
};

for (const [way, client] of [
  ['proxyUrl', throughProxy],
  ['a rewriting fetch', throughFetch],
] as const) {
  test(`the official client orders, waits and downloads through ${way}`, async (t) => {
    const rig = await startRig(t, fal(), { speed: 2_000 });
    const states: string[] = [];
    const { data, requestId } = await client(rig).subscribe(TEXT, {
      input: { ...input, aspect_ratio: '9:16' },
      pollInterval: 20,
      onQueueUpdate: ({ status }) => states.push(status),
    });
    assert.equal(states.at(-1), 'COMPLETED');
    assert.equal(data.video.content_type, 'video/mp4');
    const path = join(await folderFor(t), 'clip.mp4');
    await writeFile(path, new Uint8Array(await (await fetch(data.video.url)).arrayBuffer()));
    const { video, seconds } = await probe(path);
    assert.deepEqual([video?.width, video?.height, seconds], [720, 1280, 5]);
    const { lines, total } = await rig.bill();
    assert.deepEqual([lines.length, lines[0]?.id, total], [1, requestId, usd(0.2)]);
    assert.deepEqual(await rig.violations(), []);
  });

  test(`pictures are uploaded through ${way} and are what the clip begins with`, async (t) => {
    const rig = await startRig(t, fal());
    const bytes = png(640, 480);
    const picture = new File([bytes], 'boat.png', { type: 'image/png' });
    await client(rig).queue.submit(IMAGE, { input: { ...input, image_url: picture } });
    const [job] = await rig.jobs();
    assert.ok(job);
    const { image_url: address } = (job.request as { input: { image_url: string } }).input;
    assert.equal(new URL(address).origin, rig.assetUrl);
    assert.deepEqual(new Uint8Array(await (await fetch(address)).arrayBuffer()), bytes);
    assert.deepEqual([job.clip?.width, job.clip?.height], [960, 720]);
    assert.notEqual(job.clip?.firstFrame, null);
    assert.deepEqual(await rig.violations(), []); // the key stays away from the asset host
  });
}

test('the addresses that a submit gives are the simulator’s own and name the app only; pending is a 202', async (t) => {
  const rig = await startRig(t, fal());
  const { status, body } = await ask(rig, 'POST', `/${TEXT}`, input);
  const { request_id: id } = body;
  const base = `${rig.url}/fal-ai/pika/requests/${id}`;
  assert.equal(status, 200);
  assert.deepEqual(body, {
    status: 'IN_QUEUE',
    request_id: id,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
    queue_position: 0,
  });
  assert.equal((await ask(rig, 'GET', body.status_url)).status, 202);
  const early = await ask(rig, 'GET', body.response_url);
  assert.deepEqual([early.status, early.body], [400, { detail: 'Request is still in progress' }]);

  const [job] = await rig.jobs();
  await rig.advance(job!.queueSeconds + job!.runSeconds / 2);
  const running = await ask(rig, 'GET', `${body.status_url}?logs=1`);
  assert.deepEqual([running.status, running.body.status, running.body.logs.length], [202, 'IN_PROGRESS', 1]);
  await rig.advance(HOURS);
  const over = await ask(rig, 'GET', body.status_url);
  assert.deepEqual([over.status, over.body.status], [200, 'COMPLETED']);
  assert.ok(over.body.metrics.inference_time > 0);
  assert.equal((await ask(rig, 'GET', body.response_url)).headers.get('x-fal-request-id'), id);
  // The path below the app is the model's, and not the request's.
  assert.equal((await ask(rig, 'GET', `/${TEXT}/requests/${id}/status`)).status, 404);
  assert.equal((await ask(rig, 'GET', `/fal-ai/other/requests/${id}`)).status, 404);
});

test('an input that cannot be used is taken, fails, costs nothing, and is told as FastAPI does', async (t) => {
  const rig = await startRig(t, fal());
  const client = throughProxy(rig);
  const wrong: [string, object, (string | number)[][]][] = [
    [TEXT, {}, [['body', 'prompt']]],
    [TEXT, { ...input, duration: 5 }, [['body', 'duration']]],
    [
      TEXT,
      { ...input, duration: '7', resolution: '540p' },
      [
        ['body', 'resolution'],
        ['body', 'duration'],
      ],
    ],
    [TEXT, { ...input, aspect_ratio: '21:9' }, [['body', 'aspect_ratio']]],
    [IMAGE, input, [['body', 'image_url']]],
    [IMAGE, { ...input, image_url: 'http://127.0.0.1:9/x.png' }, [['body', 'image_url']]],
    ['fal-ai/pika/v2.2/pikaframes', { image_urls: ['a'] }, [['body', 'image_urls']]],
    [
      'fal-ai/pika/v2.2/pikaframes',
      { image_urls: ['a', 'b'], transitions: [{ duration: 20 }, { duration: 20 }] },
      [
        ['body', 'transitions'],
        ['body', 'transitions'],
      ],
    ],
  ];
  for (const [model, body, places] of wrong) {
    const { request_id: requestId } = await client.queue.submit(model, { input: body });
    await rig.advance(HOURS);
    assert.equal((await client.queue.status(model, { requestId })).status, 'COMPLETED');
    const error: unknown = await client.queue.result(model, { requestId }).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof ValidationError, model);
    assert.equal(error.status, 422);
    assert.deepEqual(
      error.fieldErrors.map(({ loc }) => loc),
      places,
    );
  }
  const { total, lines } = await rig.bill();
  assert.deepEqual([total, lines.length], [0, wrong.length]);
  for (const model of ['fal-ai/pika/v9/opera', 'fal-ai/pika/constructor']) {
    await assert.rejects(client.queue.submit(model, { input }), { status: 404 });
  }
});

test('a failure of the vendor is told by the result alone and refunded; indecent output is a 422 and paid', async (t) => {
  const rig = await startRig(t, fal(), {
    faults: [
      { fault: 'fail_late', at: 1 },
      { fault: 'moderation_output', at: 2 },
    ],
  });
  const client = throughFetch(rig);
  const [failed, moderated] = [await client.queue.submit(TEXT, { input }), await client.queue.submit(TEXT, { input })];
  await rig.advance(HOURS);
  for (const { request_id: requestId } of [failed, moderated]) {
    assert.equal((await client.queue.status(TEXT, { requestId })).status, 'COMPLETED');
  }
  const fault = await ask(rig, 'GET', failed.response_url);
  assert.deepEqual([fault.status, fault.headers.get('x-fal-error-type')], [500, 'runner_server_error']);
  await assert.rejects(
    client.queue.result(TEXT, { requestId: moderated.request_id }),
    (error: unknown) => error instanceof ValidationError && error.fieldErrors[0]?.type === 'content_policy_violation',
  );
  const { lines, total } = await rig.bill();
  assert.deepEqual(
    lines.map(({ state }) => state),
    ['refunded', 'accepted'],
  );
  assert.equal(total, usd(0.2));
});

test('a locked account is a 403, a wrong key a 401', async (t) => {
  const rig = await startRig(t, fal(), { balance: usd(0.1) });
  const client = throughProxy(rig);
  await assert.rejects(client.queue.submit(TEXT, { input }), (error: unknown) => {
    assert.ok(error instanceof ApiError);
    assert.equal(error.status, 403);
    assert.match((error.body as { detail: string }).detail, /^User is locked\. Reason: Exhausted balance/);
    return true;
  });
  assert.equal((await ask(rig, 'POST', `/${TEXT}`, input, { authorization: 'Bearer sim-fal' })).status, 401);
  await rig.faults('reject_401');
  assert.equal((await ask(rig, 'POST', `/${TEXT}`, input)).status, 401);
  assert.equal((await rig.bill()).creates, 0);
});

test('trap: when answers are lost, the official client’s one submit pays four times', async (t) => {
  const rig = await startRig(t, fal(), { faults: [{ fault: 'accept_then_reset' }] });
  hurry(t);
  await assert.rejects(throughProxy(rig).queue.submit(TEXT, { input }), { message: 'fetch failed' });
  const { creates, total } = await rig.bill();
  assert.deepEqual([creates, total], [4, usd(0.8)]);
});

test('what is over the concurrency waits in the queue and is told its place', async (t) => {
  const rig = await startRig(t, fal());
  const submitted = await Promise.all(
    Array.from({ length: 4 }, async () => (await ask(rig, 'POST', `/${TEXT}`, input)).body),
  );
  const jobs = await rig.jobs();
  await rig.advance(Math.max(...jobs.map(({ queueSeconds }) => queueSeconds)) + 1);
  const told: Told[] = [];
  for (const { status_url: url } of submitted) told.push((await ask(rig, 'GET', url)).body);
  assert.equal(told.filter(({ status }) => status === 'IN_PROGRESS').length, 2);
  assert.deepEqual(
    told
      .filter(({ status }) => status === 'IN_QUEUE')
      .map((one) => one.queue_position)
      .toSorted((a, b) => a - b),
    [0, 1],
  );
});

test('a request is cancelled once, and never when it is over', async (t) => {
  const rig = await startRig(t, fal());
  const { body } = await ask(rig, 'POST', `/${TEXT}`, input);
  const cancelled = await ask(rig, 'PUT', body.cancel_url);
  assert.deepEqual([cancelled.status, cancelled.body], [202, { status: 'CANCELLATION_REQUESTED' }]);
  const again = await ask(rig, 'PUT', body.cancel_url);
  assert.deepEqual([again.status, again.body], [400, { status: 'ALREADY_COMPLETED' }]);
  assert.equal((await ask(rig, 'PUT', '/fal-ai/pika/requests/none/cancel')).status, 404);
  assert.equal((await ask(rig, 'GET', body.response_url)).status, 499);
  assert.deepEqual([(await rig.bill()).total, (await rig.bill()).creates], [0, 1]);
});

test('key frames are paid by the second, five at least', async (t) => {
  const rig = await startRig(t, fal());
  const uri = `data:image/png;base64,${Buffer.from(png(640, 360)).toString('base64')}`;
  const frames = { image_urls: [uri, uri, uri], prompt: 'From dusk to dawn', resolution: '1080p' };
  await ask(rig, 'POST', '/fal-ai/pika/v2.2/pikaframes', frames);
  await ask(rig, 'POST', '/fal-ai/pika/v2.2/pikaframes', {
    ...frames,
    image_urls: [uri, uri],
    transitions: [{ duration: 2 }],
  });
  const [long, short] = await rig.jobs();
  assert.deepEqual([long?.clip?.seconds, long?.clip?.width, long?.amount], [10, 1_920, usd(0.6)]);
  assert.deepEqual([short?.clip?.seconds, short?.amount], [2, usd(0.3)]);
  assert.ok(long?.clip?.firstFrame && long.clip.lastFrame);
});

test('the platform lists what is over, with what was sent, and a running request only where that is its habit', async (t) => {
  const list = (rig: Rig, more = '') =>
    ask(rig, 'GET', `/v1/models/requests/by-endpoint?endpoint_id=${TEXT},${IMAGE}${more}`).then(({ body }) => body);
  const folder = await folderFor(t);
  const rig = await startRig(t, fal(), { folder, faults: [{ fault: 'fail_late', at: 2 }] });
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) ids.push((await ask(rig, 'POST', `/${TEXT}`, { ...input, seed: i })).body.request_id);
  assert.deepEqual(await list(rig), { items: [], next_cursor: null, has_more: false });
  await rig.advance(HOURS);
  const running = (await ask(rig, 'POST', `/${TEXT}`, input)).body.request_id;

  const { items } = await list(rig, '&expand=payloads');
  assert.deepEqual(new Set(items.map((item) => item.request_id)), new Set(ids));
  const ended = items.map((item) => item.ended_at ?? '');
  assert.deepEqual(ended, ended.toSorted().toReversed());
  for (const item of items) {
    assert.equal(item.json_input.seed, ids.indexOf(item.request_id));
    assert.equal(item.status_code, item.request_id === ids[1] ? 500 : 200);
    assert.equal(item.json_output === null, item.request_id === ids[1]);
    assert.equal(item.endpoint_id, TEXT);
  }
  assert.equal((await list(rig, '&status=error')).items[0]?.request_id, ids[1]);
  assert.equal((await list(rig, '&limit=1')).items[0]?.json_input, undefined);
  const first = await list(rig, '&limit=2');
  const rest = await list(rig, `&limit=2&cursor=${first.next_cursor}`);
  assert.deepEqual([first.has_more, rest.has_more, rest.items.length], [true, false, 1]);
  assert.equal((await ask(rig, 'GET', '/v1/models/requests/by-endpoint')).status, 422);
  await rig.advance(2 * 86_400);
  assert.equal((await list(rig)).items.length, 0);
  assert.equal((await list(rig, `&request_id=${ids[0]}`)).items.length, 1);
  await rig.close();

  // The same account, found again after a restart, at a vendor of the other habit.
  const open = await startRig(t, fal({ listsRunning: true }), { folder, midnight: true });
  assert.equal((await list(open, `&request_id=${running}`)).items[0]?.status_code, 200);
  const stalled = (await ask(open, 'POST', `/${TEXT}`, input)).body.request_id;
  const [newest] = (await list(open)).items;
  assert.deepEqual([newest?.request_id, newest?.status_code, newest?.ended_at], [stalled, null, null]);
  assert.equal((await open.bill()).creates, 5);
});

test('a webhook brings the result, or the error of it', async (t) => {
  const { url, next } = await callbacks(t);
  const rig = await startRig(t, fal(), { faults: [{ fault: 'fail_late', at: 2 }] });
  const client = throughProxy(rig);
  const good = await client.queue.submit(TEXT, { input, webhookUrl: url });
  await rig.advance(HOURS);
  const first = JSON.parse((await next()).body);
  assert.deepEqual([first.request_id, first.status], [good.request_id, 'OK']);
  assert.match(first.payload.video.url, /^http:\/\/127\.0\.0\.1:/);
  const bad = await client.queue.submit(TEXT, { input, webhookUrl: url });
  await rig.advance(HOURS);
  const second = JSON.parse((await next()).body);
  assert.deepEqual(
    [second.request_id, second.status, second.error],
    [bad.request_id, 'ERROR', 'Unexpected status code: 500'],
  );
});

test('what is made lives as long as the client asked for', async (t) => {
  const rig = await startRig(t, fal());
  const client = throughProxy(rig);
  const { request_id: requestId } = await client.queue.submit(TEXT, { input, storageSettings: { expiresIn: '1h' } });
  const [job] = await rig.jobs();
  await rig.advance(job!.queueSeconds + job!.runSeconds + 60);
  const { data } = await client.queue.result(TEXT, { requestId });
  assert.equal((await fetch(data.video.url, { method: 'HEAD' })).status, 200);
  await rig.advance(3_600);
  assert.equal((await fetch(data.video.url, { method: 'HEAD' })).status, 403);
});

/** The client waits seconds between its tries, whatever it is told; here they pass fifty times as fast. */
function hurry(t: TestContext): void {
  const slow = setTimeout;
  t.mock.method(globalThis, 'setTimeout', ((done: () => void, ms = 0, ...rest: []) =>
    slow(done, ms / 50, ...rest)) as typeof setTimeout);
}
