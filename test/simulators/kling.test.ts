import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { usd } from '../../src/film/money.ts';
import { kling, signature } from '../../src/simulators/kling.ts';
import { callbacks } from './callbacks.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const HOURS = 12 * 3_600;
const order = (reference?: string, settings: object = {}) => ({
  prompt: 'A lighthouse at dusk',
  settings: { duration: 5, audio: 'off', multi_shot: false, ...settings },
  options: reference === undefined ? {} : { external_task_id: reference },
});

interface Task {
  id: string;
  status: string;
  message: string;
  create_time: number;
  update_time: number;
  external_id?: string;
  outputs?: { url: string; duration: string }[];
  billing?: unknown[];
}

interface Page {
  result: Task[];
  count: number;
  next_cursor: string;
  has_more: boolean;
}

interface Told<T> {
  status: number;
  headers: Headers;
  code: number;
  message: string;
  request_id: string;
  data: T;
}

async function call<T>(
  rig: Rig,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Told<T>> {
  const response = await fetch(rig.url + path, {
    method,
    headers: { authorization: 'Bearer sim-kling', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ...((await response.json()) as Told<T>), status: response.status, headers: response.headers };
}

const create = (rig: Rig, body: unknown, model = 'kling-3.0', kind = 'text-to-video') =>
  call<Task>(rig, 'POST', `/${kind}/${model}`, body);

/** Tasks by `task_ids=…` or `external_task_ids=…`. */
const look = (rig: Rig, query: string) => call<Task[]>(rig, 'GET', `/tasks?${query}`);

/** The only one of them. */
async function theTask(rig: Rig, query: string): Promise<Task> {
  const [task, ...others] = (await look(rig, query)).data;
  assert.ok(task);
  assert.equal(others.length, 0);
  return task;
}

const list = (rig: Rig, query: object) => call<Page>(rig, 'POST', '/tasks', query);

test('a clip is ordered, worked on, paid in cash and downloaded as ordered', async (t) => {
  const rig = await startRig(t, kling());
  const created = await create(rig, order('take-1', { resolution: '720p', aspect_ratio: '9:16' }));
  assert.equal(created.status, 200);
  assert.equal(created.code, 0);
  assert.match(created.data.id, /^\d{18}$/);
  assert.equal(created.data.status, 'submitted');
  assert.equal(created.data.external_id, 'take-1');
  assert.notEqual(created.request_id, '');

  await rig.advance(HOURS);
  const task = await theTask(rig, `task_ids=${created.data.id}`);
  assert.equal(task.status, 'succeeded');
  assert.ok(task.update_time > task.create_time);
  assert.deepEqual(task.billing, [
    { charge_type: 'cash', amount: '0.42', currency: 'USD', list_price: '0.42', cash_type: 'balance' },
  ]);
  const [output] = task.outputs ?? [];
  assert.ok(output);
  assert.equal(output.duration, '5');
  assert.notEqual(new URL(output.url).origin, rig.url);
  const path = join(await folderFor(t), 'clip.mp4');
  await writeFile(path, new Uint8Array(await (await fetch(output.url)).arrayBuffer()));
  const { video, audio, seconds } = await probe(path);
  assert.deepEqual([video?.width, video?.height, audio, seconds], [720, 1280, null, 5]);

  const bill = await rig.bill();
  assert.equal(bill.total, usd(0.42));
  assert.equal(bill.creates, 1);
  assert.equal(bill.lines[0]?.reference, 'take-1');
});

test('a task is found by our reference, which can be used once only', async (t) => {
  const rig = await startRig(t, kling());
  const { data: first } = await create(rig, order('ours'));
  const found = await look(rig, 'external_task_ids=ours,theirs');
  assert.deepEqual(
    found.data.map(({ id }) => id),
    [first.id],
  );
  const again = await create(rig, order('ours'));
  assert.deepEqual([again.status, again.code, again.message], [400, 1201, 'external_task_id already exists']);
  assert.equal((await rig.bill()).creates, 1);
  // Unknown is no error.
  assert.deepEqual((await look(rig, 'task_ids=100000000000000000')).data, []);
  assert.equal((await look(rig, '')).code, 1201);
  assert.equal((await look(rig, 'task_ids=1&external_task_ids=ours')).code, 1201);
});

test('where the vendor takes a reference twice, both tasks are found by it', async (t) => {
  const rig = await startRig(t, kling({ duplicateReferences: 'accept' }));
  await create(rig, order('ours'));
  await create(rig, order('ours'));
  assert.equal((await look(rig, 'external_task_ids=ours')).data.length, 2);
  assert.equal((await rig.bill()).creates, 2);
});

test('what cannot be done is refused with the code and status of the vendor, for nothing', async (t) => {
  const rig = await startRig(t, kling());
  const refusals: [unknown, string, string, number, number][] = [
    [{ prompt: '' }, 'kling-3.0', 'text-to-video', 400, 1201],
    [{ prompt: 'x'.repeat(3_073) }, 'kling-3.0', 'text-to-video', 400, 1201],
    [order('a', { duration: '5' }), 'kling-3.0', 'text-to-video', 400, 1201],
    [order('a', { duration: 16 }), 'kling-3.0', 'text-to-video', 400, 1201],
    [order('a', { duration: 7 }), 'kling-2.6', 'text-to-video', 400, 1201],
    [order('a', { resolution: '540p' }), 'kling-3.0', 'text-to-video', 400, 1201],
    [order('a', { resolution: '4k' }), 'kling-2.5-turbo', 'text-to-video', 400, 1201],
    [order('a', { audio: 'native' }), 'kling-2.6', 'text-to-video', 400, 1201],
    [order('a', { aspect_ratio: '4:3' }), 'kling-3.0', 'text-to-video', 400, 1201],
    [order('a'), 'kling-9', 'text-to-video', 404, 1203],
    [order('a'), 'constructor', 'text-to-video', 404, 1203],
    [order('a'), 'kling-3.0', 'text-to-opera', 404, 1202],
    [{ contents: [{ type: 'prompt', text: 'x' }] }, 'kling-3.0', 'image-to-video', 400, 1201],
    [{ contents: [{ type: 'last_frame', url: 'http://127.0.0.1:1/x.png' }] }, 'kling-3.0', 'image-to-video', 400, 1201],
    [{ ...order('a'), prompt: 'a nude figure' }, 'kling-3.0', 'text-to-video', 400, 1301],
  ];
  for (const [body, model, kind, status, code] of refusals) {
    const refused = await create(rig, body, model, kind);
    assert.deepEqual([refused.status, refused.code], [status, code], JSON.stringify(body));
  }
  const keyless = await call<null>(rig, 'GET', '/tasks?task_ids=1', undefined, { authorization: '' });
  assert.deepEqual([keyless.status, keyless.code], [401, 1001]);
  assert.equal((await rig.bill()).creates, 0);
});

test('faults speak the vendor’s codes: an empty account is a 429 too', async (t) => {
  const rig = await startRig(t, kling());
  const codes: [string, number, number][] = [
    ['reject_401', 401, 1002],
    ['insufficient_balance', 429, 1102],
    ['rate_429', 429, 1302],
    ['concurrency_429', 429, 1303],
    ['moderation_input', 400, 1301],
    ['err_5xx_before_accept', 500, 5000],
    ['overload_503', 503, 5001],
  ];
  for (const [fault, status, code] of codes) {
    await rig.faults(fault);
    const refused = await create(rig, order());
    assert.deepEqual([refused.status, refused.code], [status, code], fault);
  }
  await rig.faults('rate_429_retry_after');
  assert.equal((await create(rig, order())).headers.get('retry-after'), '2');
  assert.equal((await rig.bill()).creates, 0);
});

test('a poor account is told so by 1102, before anything is billed', async (t) => {
  const rig = await startRig(t, kling(), { balance: usd(0.5) });
  assert.equal((await create(rig, order())).code, 0);
  const second = await create(rig, order());
  assert.deepEqual([second.status, second.code], [429, 1102]);
  assert.deepEqual([(await rig.bill()).creates, (await rig.bill()).balance], [1, usd(0.08)]);
});

test('slots are counted by model, and free again when a task is over', async (t) => {
  const rig = await startRig(t, kling(), { limits: { concurrency: 1, perMinute: null } });
  assert.equal((await create(rig, order())).code, 0);
  const crowded = await create(rig, order());
  assert.deepEqual([crowded.status, crowded.code], [429, 1303]);
  assert.equal((await create(rig, order(), 'kling-2.6')).code, 0);
  await rig.advance(HOURS);
  assert.equal((await create(rig, order())).code, 0);
});

test('a failed task is not charged: its line is refunded and it has neither outputs nor billing', async (t) => {
  const rig = await startRig(t, kling(), {
    faults: [
      { fault: 'fail_late', at: 1 },
      { fault: 'moderation_output', at: 2 },
    ],
  });
  const ids = [(await create(rig, order())).data.id, (await create(rig, order())).data.id];
  await rig.advance(HOURS);
  const { data } = await look(rig, `task_ids=${ids.join(',')}`);
  assert.deepEqual(
    data.map(({ status, message, outputs, billing }) => [status, message, outputs, billing]),
    [
      ['failed', 'The task failed, please try again', undefined, undefined],
      ['failed', 'Failure to pass the risk control system', undefined, undefined],
    ],
  );
  const { total, lines } = await rig.bill();
  assert.equal(total, 0);
  assert.deepEqual(
    lines.map(({ state, amount }) => [state, amount]),
    [
      ['refunded', 0],
      ['refunded', 0],
    ],
  );
});

test('a reset after acceptance leaves one paid task, which our reference finds', async (t) => {
  const rig = await startRig(t, kling(), { faults: [{ fault: 'accept_then_reset', at: 1 }] });
  await assert.rejects(create(rig, order('lost')), { message: 'fetch failed' });
  assert.equal((await rig.bill()).creates, 1);
  assert.equal((await look(rig, 'external_task_ids=lost')).data.length, 1);
});

test('while an unknown state is told nothing is given away, and in the end there is a clip', async (t) => {
  const rig = await startRig(t, kling(), { faults: [{ fault: 'unknown_state' }] });
  const { data } = await create(rig, order());
  const [job] = await rig.jobs();
  await rig.advance(job!.queueSeconds + job!.runSeconds / 2);
  const strange = await theTask(rig, `task_ids=${data.id}`);
  assert.deepEqual([strange.status, strange.outputs], ['pondering', undefined]);
  await rig.advance(job!.runSeconds);
  assert.equal((await theTask(rig, `task_ids=${data.id}`)).status, 'succeeded');
});

test('pictures come as bare base64 or by address; the clip has their shape', async (t) => {
  const rig = await startRig(t, kling());
  const png = (width: number, height: number) => createCanvas(width, height).toBuffer('image/png').toString('base64');
  const image = (url: string, more: object[] = []) => ({
    contents: [{ type: 'prompt', text: 'It turns' }, { type: 'first_frame', url }, ...more],
    settings: { duration: 5 },
  });
  const moved = await create(
    rig,
    image(png(600, 600), [{ type: 'last_frame', url: png(600, 600) }]),
    'kling-3.0',
    'image-to-video',
  );
  assert.equal(moved.code, 0);
  const [job] = await rig.jobs();
  assert.deepEqual([job?.clip?.width, job?.clip?.height], [720, 720]);
  assert.ok(job?.clip?.firstFrame && job.clip.lastFrame);

  const refusals: [string, RegExp][] = [
    [`data:image/png;base64,${png(600, 600)}`, /valid base64/],
    [png(200, 600), /300px/],
    [png(1_000, 310), /aspect ratio/],
    [Buffer.from('hello, this is no picture').toString('base64'), /not a picture/],
  ];
  for (const [url, message] of refusals) {
    const refused = await create(rig, image(url), 'kling-3.0', 'image-to-video');
    assert.equal(refused.code, 1201);
    assert.match(refused.message, message);
  }
  // An address is tried when the task is worked on.
  const dead = await create(rig, image('http://127.0.0.1:9/picture.png'), 'kling-3.0', 'image-to-video');
  assert.equal(dead.code, 0);
  await rig.advance(HOURS);
  const failed = await theTask(rig, `task_ids=${dead.data.id}`);
  assert.equal(failed.status, 'failed');
  assert.match(failed.message, /cannot be reached/);
});

test('the list goes on by cursor, the newest first, and filters by status', async (t) => {
  const rig = await startRig(t, kling(), { limits: { concurrency: null, perMinute: null } });
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push((await create(rig, order(`ref-${i}`))).data.id);
  const listed: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 3; pages += 1) {
    const { data } = await list(rig, {
      limit: 2,
      ...(cursor === undefined ? {} : { cursor, start_time: 0, end_time: 1 }),
    });
    listed.push(...data.result.map(({ id }) => id));
    assert.equal(data.has_more, pages < 2);
    cursor = data.next_cursor;
  }
  assert.deepEqual(listed, ids.toReversed());
  const done = await list(rig, { filters: [{ key: 'status', values: ['succeeded'] }] });
  assert.deepEqual(done.data, { result: [], count: 0, next_cursor: '', has_more: false });
  assert.equal((await list(rig, { limit: 501 })).code, 1201);
  assert.equal((await list(rig, { cursor: 'nonsense' })).code, 1201);
});

test('results are deleted after thirty days', async (t) => {
  const rig = await startRig(t, kling());
  const { data } = await create(rig, order());
  await rig.advance(31 * 86_400);
  const task = await theTask(rig, `task_ids=${data.id}`);
  assert.deepEqual([task.status, task.outputs], ['succeeded', []]);
});

test('tasks, references and the bill survive a restart', async (t) => {
  const folder = await folderFor(t);
  const first = await startRig(t, kling(), { folder });
  const { data } = await create(first, order('kept'));
  await first.close();
  const second = await startRig(t, kling(), { folder });
  await second.advance(HOURS);
  const task = await theTask(second, 'external_task_ids=kept');
  assert.deepEqual([task.id, task.status], [data.id, 'succeeded']);
  assert.equal((await create(second, order('kept'))).code, 1201);
  assert.equal((await second.bill()).total, usd(0.42));
});

test('the signature of a callback is the one of the vendor’s own example', () => {
  assert.equal(
    signature(
      'whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=',
      '9876543210',
      '1781080794',
      '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}',
    ),
    'v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=',
  );
});

test('each change of state is called back, signed; a doubled one has the same id', async (t) => {
  const { url, next } = await callbacks(t);
  const rig = await startRig(t, kling(), { faults: [{ fault: 'dup_webhook' }] });
  const { data } = await create(rig, { ...order(), options: { callback_url: url } });
  await rig.advance(HOURS);
  const heard = [await next(), await next(), await next(), await next()];
  for (const { headers, body } of heard) {
    const [id, at] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
    assert.equal(
      headers['webhook-signature'],
      signature(rig.environment['KLINGAI_WEBHOOK_SECRET'] ?? '', id, at, body),
    );
  }
  const tasks = heard.map(({ body }) => JSON.parse(body) as Task);
  assert.deepEqual(new Set(tasks.map(({ id }) => id)), new Set([data.id]));
  assert.deepEqual(
    tasks.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b)),
    ['processing', 'processing', 'succeeded', 'succeeded'],
  );
  assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 2);
  assert.ok(
    tasks.filter(({ status }) => status === 'succeeded').every((task) => 'outputs' in task && !('billing' in task)),
  );
});
