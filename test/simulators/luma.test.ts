import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { LumaAI } from 'lumaai';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { usd } from '../../src/film/money.ts';
import { priceShot } from '../../src/ledger/price-book.ts';
import { plainClips } from '../../src/production/studio/simulated-clips.ts';
import { luma } from '../../src/simulators/luma.ts';
import type { ClipOrder, SimulatorOptions } from '../../src/simulators/spec.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const HOURS = 12 * 3_600;
const clips = mkdtempSync(join(tmpdir(), 'clips-'));
after(() => rmSync(clips, { recursive: true, force: true, maxRetries: 20 }));
const makeClip = plainClips(clips);

const start = (t: TestContext, options: Partial<SimulatorOptions> = {}) => startRig(t, luma, { makeClip, ...options });
const sdk = (rig: Rig, options: { maxRetries?: number } = {}) =>
  new LumaAI({ authToken: 'sim-luma', baseURL: rig.environment['LUMAAI_BASE_URL'] ?? '', ...options });
const CAT = { model: 'ray-2', prompt: 'A cat crosses a yard' } as const;

test('the official SDK creates, polls, lists and downloads a clip that plays, and the bill is the price book’s', async (t) => {
  const rig = await start(t);
  const client = sdk(rig);
  const created = await client.generations.create({ ...CAT, duration: '5s', resolution: '720p', aspect_ratio: '9:16' });
  assert.equal(created.state, 'queued');
  assert.equal(created.assets, null);
  assert.match(created.id ?? '', /^[0-9a-f-]{36}$/);

  await rig.advance(HOURS);
  const done = await client.generations.get(created.id ?? '');
  assert.equal(done.state, 'completed');
  assert.equal(done.failure_reason, null);
  const [listed] = (await client.generations.list()).generations;
  assert.equal((listed?.request as { prompt: string } | undefined)?.prompt, CAT.prompt);

  const bytes = new Uint8Array(await (await fetch(done.assets?.video ?? '')).arrayBuffer());
  assert.ok(Buffer.from(bytes).includes(`job ${created.id}`), 'the job is named in the file');
  const path = join(await folderFor(t), 'clip.mp4');
  writeFileSync(path, bytes);
  const { video, audio, seconds } = await probe(path);
  assert.deepEqual([video?.width, video?.height, seconds, audio], [720, 1280, 5, null]);

  const { price } = priceShot({ provider: 'luma', model: 'ray-2', seconds: 5, resolution: '720p', aspect: '9:16' });
  const { total, creates, lines } = await rig.bill();
  assert.deepEqual([total, creates, lines[0]?.id, lines[0]?.detail], [price, 1, created.id, '5 s 720p']);
  const { credit_balance } = await client.credits.get();
  assert.equal(credit_balance, (usd(1_000) - price) / 10_000);
});

test('while it is worked on, a generation is dreaming', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'stuck' }] });
  const client = sdk(rig);
  const { id = '' } = await client.generations.create(CAT);
  await rig.advance(HOURS);
  const { state, assets } = await client.generations.get(id);
  assert.deepEqual([state, assets], ['dreaming', null]);
});

test('refusals have the vendor’s shapes and become the SDK’s classes', async (t) => {
  const rig = await start(t, { limits: { perMinute: null, concurrency: 1 } });
  const client = sdk(rig, { maxRetries: 0 });
  const refused = async (work: Promise<unknown>): Promise<InstanceType<typeof LumaAI.APIError>> => {
    const error: unknown = await work.then(
      () => assert.fail('it was taken'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof LumaAI.APIError, String(error));
    assert.deepEqual(Object.keys(error.error as object), ['detail']);
    return error;
  };
  const create = (body: object) => client.generations.create(body as never);

  assert.ok((await refused(create({ prompt: 'no model' }))) instanceof LumaAI.BadRequestError);
  for (const wrong of [
    { ...CAT, model: 'ray-1-6' },
    { ...CAT, duration: '7s' },
    { ...CAT, resolution: '480p' },
    { ...CAT, aspect_ratio: '2:1' },
    { ...CAT, keyframes: { frame0: { type: 'image', url: 'data:image/png;base64,AAAA' } } },
    { ...CAT, keyframes: { frame0: { type: 'generation', id: crypto.randomUUID() } } },
    { model: 'ray-2' },
  ])
    assert.equal((await refused(create(wrong))).status, 400, JSON.stringify(wrong));

  await rig.faults('reject_401*1');
  assert.ok((await refused(create(CAT))) instanceof LumaAI.AuthenticationError);
  const bare = await fetch(`${rig.environment['LUMAAI_BASE_URL']}/generations`);
  assert.deepEqual([bare.status, await bare.json()], [401, { detail: 'Invalid API key is provided' }]);
  assert.ok((await refused(client.generations.get(crypto.randomUUID()))) instanceof LumaAI.NotFoundError);
  await rig.faults('insufficient_balance*1');
  assert.equal((await refused(create(CAT))).status, 402);

  await rig.faults();
  await create(CAT);
  const crowded = await refused(create(CAT));
  assert.ok(crowded instanceof LumaAI.RateLimitError);
  assert.match(JSON.stringify(crowded.error), /concurrent/);
  assert.equal((await rig.bill()).creates, 1, 'nothing that was refused is billed');
});

test('more than it holds cannot be spent, and twenty creates a minute are enough', async (t) => {
  const { price } = priceShot({ provider: 'luma', model: 'ray-2', seconds: 5, resolution: '720p', aspect: '16:9' });
  const poor = await start(t, { balance: usd((price * 1.5) / 1e6) });
  await sdk(poor).generations.create(CAT);
  await assert.rejects(sdk(poor).generations.create(CAT), { status: 402 });

  const rig = await start(t, { limits: { concurrency: null } });
  const client = sdk(rig, { maxRetries: 0 });
  for (let i = 0; i < 20; i += 1) await client.generations.create(CAT);
  await assert.rejects(client.generations.create(CAT), (error: unknown) => {
    assert.ok(error instanceof LumaAI.RateLimitError);
    assert.ok(Number(error.headers?.['retry-after']) >= 1);
    return true;
  });
});

test('the trap: with the SDK’s default retries a lost answer is paid three times', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'accept_then_reset' }] });
  await assert.rejects(sdk(rig).generations.create(CAT), LumaAI.APIConnectionError);
  assert.equal((await rig.bill()).creates, 3);
  await assert.rejects(sdk(rig, { maxRetries: 0 }).generations.create(CAT), LumaAI.APIConnectionError);
  const { creates, total, lines } = await rig.bill();
  assert.equal(creates, 4);
  assert.equal(total, 4 * (lines[0]?.amount ?? 0));
  const { generations } = await sdk(rig).generations.list();
  assert.equal(generations.length, 4, 'what was lost on the way is in the list');
});

test('the list is paged, the newest first, and a deleted generation is gone from it but not from the bill', async (t) => {
  const rig = await start(t);
  const client = sdk(rig);
  for (const prompt of ['one', 'two', 'three']) await client.generations.create({ model: 'ray-flash-2', prompt });
  const prompts = ({ generations }: LumaAI.GenerationListResponse) =>
    generations.map(({ request }) => (request as { prompt: string }).prompt);
  const first = (await client.generations.list({ limit: 2 })) as LumaAI.GenerationListResponse & { has_more: boolean };
  assert.deepEqual([prompts(first), first.has_more], [['three', 'two'], true]);
  const rest = (await client.generations.list({ limit: 2, offset: 2 })) as typeof first;
  assert.deepEqual([prompts(rest), rest.has_more], [['one'], false]);
  await client.generations.delete(first.generations[0]?.id ?? '');
  assert.deepEqual(prompts(await client.generations.list()), ['two', 'one']);
  assert.equal((await rig.bill()).creates, 3);
});

test('key frames are really fetched; one that cannot be had fails the job, which is not charged', async (t) => {
  const orders: ClipOrder[] = [];
  const rig = await start(t, {
    makeClip: (order, path, signal) => {
      orders.push(order);
      return makeClip(order, path, signal);
    },
  });
  const picture = createCanvas(640, 360).encodeSync('png');
  const web = await serving(t, (path) => (path === '/cat.png' ? picture : null));
  const client = sdk(rig);
  const { id = '' } = await client.generations.create({
    ...CAT,
    keyframes: { frame0: { type: 'image', url: `${web}/cat.png` } },
  });
  const lost = await client.generations.create({
    ...CAT,
    keyframes: { frame0: { type: 'image', url: `${web}/dog.png` } },
  });
  await rig.advance(HOURS);
  const done = await client.generations.get(id);
  await (await fetch(done.assets?.video ?? '')).arrayBuffer();
  assert.deepEqual(Buffer.from(orders[0]?.firstFrame ?? []), picture);
  const failed = await client.generations.get(lost.id ?? '');
  assert.equal(failed.state, 'failed');
  assert.match(failed.failure_reason ?? '', /404/);
  assert.equal((await rig.bill()).lines[1]?.state, 'refunded');

  const more = await client.generations.create({ ...CAT, keyframes: { frame0: { type: 'generation', id } } });
  await rig.advance(HOURS);
  await (await fetch((await client.generations.get(more.id ?? '')).assets?.video ?? '')).arrayBuffer();
  assert.match(orders.at(-1)?.continues ?? '', new RegExp(id), 'it goes on from the clip of the other');
});

test('a completed video is upscaled and given a sound as jobs of their own', async (t) => {
  const rig = await start(t);
  const client = sdk(rig);
  const { id = '' } = await client.generations.create({ ...CAT, resolution: '540p' });
  await assert.rejects(client.generations.upscale(id, { resolution: '1080p' }), LumaAI.BadRequestError);
  await rig.advance(HOURS);
  const large = await client.generations.upscale(id, { resolution: '720p' });
  const loud = await client.generations.audio(id, { prompt: 'purring' });
  await rig.advance(HOURS);
  for (const [generation, width, sound] of [
    [large, 1280, false],
    [loud, 960, true],
  ] as const) {
    const { assets } = await client.generations.get(generation.id ?? '');
    const path = join(await folderFor(t), 'clip.mp4');
    writeFileSync(path, new Uint8Array(await (await fetch(assets?.video ?? '')).arrayBuffer()));
    const { video, audio } = await probe(path);
    assert.deepEqual([video?.width, audio !== null], [width, sound]);
  }
});

test('callbacks come as the job goes on, again when they are not taken, and twice when a fault says so', async (t) => {
  const heard: { state: string; id: string }[] = [];
  let refusals = 2;
  const told = Promise.withResolvers<void>();
  const web = await serving(t, (_, body) => {
    if (refusals-- > 0) return null;
    heard.push(JSON.parse(body) as { state: string; id: string });
    if (heard.length === 4) told.resolve();
    return Buffer.from('ok');
  });
  const rig = await start(t, { speed: 2_000, faults: [{ fault: 'dup_webhook' }] });
  const { id = '' } = await sdk(rig).generations.create({ ...CAT, callback_url: web });
  await told.promise;
  assert.deepEqual(heard.map(({ state }) => state).toSorted(), ['completed', 'completed', 'dreaming', 'dreaming']);
  assert.ok(heard.every((message) => message.id === id));
});

test('the Agents API: jobs, fresh addresses, and no list to find a lost one by', async (t) => {
  const rig = await start(t);
  const made = await agents(rig, 'POST', '/generations', {
    prompt: 'A cat',
    type: 'video',
    video: { resolution: '540p' },
  });
  assert.equal(made.status, 201);
  assert.equal(made.headers.get('x-api-version'), '2026-04-01');
  assert.deepEqual([made.body.state, made.body.model, made.body.output], ['queued', 'ray-3.2', []]);
  await rig.advance(HOURS);
  const first = await agents(rig, 'GET', `/generations/${made.body.id}`);
  assert.equal(first.body.state, 'completed');
  const { url } = first.body.output[0];
  assert.equal((await fetch(url)).status, 200);
  await rig.advance(3_601);
  assert.equal((await fetch(url)).status, 403, 'an hour later the address is worth nothing');
  const again = await agents(rig, 'GET', `/generations/${made.body.id}`);
  assert.equal((await fetch(again.body.output[0].url)).status, 200);
  assert.equal((await rig.bill()).total, usd(0.15));
  assert.equal((await agents(rig, 'GET', '/generations')).status, 404);
});

test('the Agents API refuses what does not go together, and fails what is indecent', async (t) => {
  const rig = await start(t);
  const frame = { url: 'https://example.invalid/a.png' };
  for (const video of [
    { loop: true, duration: '10s' },
    { loop: true, end_frame: frame },
    { duration: '10s', start_frame: frame },
    { hdr: true, duration: '10s' },
    { hdr: true, resolution: '540p' },
    { exr_export: true },
    { start_frame: { ...frame, file_id: 'x' } },
    { start_frame: { data: 'AAAA' } },
    { keyframes: [frame], keyframe_indexes: [121] },
    { keyframes: [frame], keyframe_indexes: [0, 1] },
  ]) {
    const { status, body } = await agents(rig, 'POST', '/generations', { prompt: 'x', type: 'video', video });
    assert.equal(status, 422, JSON.stringify(video));
    assert.equal(typeof body.detail, 'string');
  }
  assert.equal((await agents(rig, 'POST', '/generations', { prompt: '', type: 'video' })).status, 422);
  assert.equal((await rig.bill()).creates, 0);

  const gore = await agents(rig, 'POST', '/generations', { prompt: 'a beheading', type: 'video' });
  await rig.advance(HOURS);
  const { body } = await agents(rig, 'GET', `/generations/${gore.body.id}`);
  assert.deepEqual([body.state, body.failure_code], ['failed', 'content_moderated']);
  assert.equal((await rig.bill()).total, 0);
});

test('the Agents API says which limit was hit', async (t) => {
  const rig = await start(t, { limits: { concurrency: 1 }, faults: [{ fault: 'rate_429_retry_after', at: 1 }] });
  const create = () => agents(rig, 'POST', '/generations', { prompt: 'x', type: 'video' });
  const rate = await create();
  assert.deepEqual([rate.status, rate.body.detail, rate.headers.get('retry-after')], [429, 'Rate limit exceeded', '2']);
  await create();
  const crowded = await create();
  assert.deepEqual([crowded.status, crowded.body.detail], [429, 'Too many concurrent jobs']);
});

test('files of the Agents API go up in the request or to a signed address, and become first frames', async (t) => {
  const orders: ClipOrder[] = [];
  const rig = await start(t, {
    makeClip: (order, path, signal) => {
      orders.push(order);
      return makeClip(order, path, signal);
    },
  });
  const picture = new Uint8Array(createCanvas(320, 320).encodeSync('png'));
  const opened = await agents(rig, 'POST', '/files', { mime_type: 'image/png', size_bytes: picture.length });
  assert.deepEqual([opened.status, opened.body.state, opened.body.upload.method], [201, 'pending', 'PUT']);
  const { url, headers } = opened.body.upload;
  assert.ok(!url.startsWith(rig.url), 'bytes go to another host');
  assert.equal((await fetch(url, { method: 'PUT', headers, body: picture })).status, 200);
  assert.equal((await agents(rig, 'POST', `/files/${opened.body.id}/complete`)).body.state, 'ready');

  const form = new FormData();
  form.set('file', new File([picture], 'cat.png', { type: 'image/png' }));
  const inline = await fetch(`${rig.environment['LUMA_BASE_URL']}/files`, {
    method: 'POST',
    headers: { authorization: 'Bearer sim' },
    body: form,
  });
  assert.equal(((await inline.json()) as { state: string }).state, 'ready');
  assert.equal((await agents(rig, 'GET', '/files')).body.data.length, 2);

  for (const start_frame of [
    { file_id: opened.body.id },
    { data: Buffer.from(picture).toString('base64'), media_type: 'image/png' },
  ]) {
    const { body } = await agents(rig, 'POST', '/generations', { prompt: 'x', type: 'video', video: { start_frame } });
    await rig.advance(HOURS);
    const done = await agents(rig, 'GET', `/generations/${body.id}`);
    await (await fetch(done.body.output[0].url)).arrayBuffer();
    assert.deepEqual(new Uint8Array(orders.at(-1)?.firstFrame ?? []), picture);
  }
  const broken = await agents(rig, 'POST', '/generations', {
    prompt: 'x',
    type: 'video',
    video: { start_frame: { data: 'bm90IGEgcGljdHVyZQ==', media_type: 'image/png' } },
  });
  await rig.advance(HOURS);
  assert.equal((await agents(rig, 'GET', `/generations/${broken.body.id}`)).body.failure_code, 'corrupt_input');
});

/** What the Agents API may say, taken together. */
interface AgentsBody {
  id: string;
  state: string;
  model: string;
  output: [{ type: string; url: string }];
  failure_code: string | null;
  detail: string;
  upload: { method: string; url: string; headers: Record<string, string> };
  data: object[];
}

async function agents(
  rig: Rig,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: Headers; body: AgentsBody }> {
  const response = await fetch(`${rig.environment['LUMA_BASE_URL']}${path}`, {
    method,
    headers: { authorization: 'Bearer sim-luma-agents', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as AgentsBody };
}

/** A web server of the client's; null answers 404. */
async function serving(t: TestContext, answer: (path: string, body: string) => Buffer | null): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const found = answer(request.url ?? '', body);
      response.writeHead(found === null ? 404 : 200).end(found ?? '');
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
