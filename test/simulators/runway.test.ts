import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import RunwayML, { TaskFailedError, toFile } from '@runwayml/sdk';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { usd } from '../../src/film/money.ts';
import { plainClips } from '../../src/production/studio/simulated-clips.ts';
import { runway } from '../../src/simulators/runway.ts';
import type { ClipOrder, SimulatorOptions } from '../../src/simulators/spec.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const HOURS = 12 * 3_600;
const clips = mkdtempSync(join(tmpdir(), 'clips-'));
after(() => rmSync(clips, { recursive: true, force: true, maxRetries: 20 }));
const makeClip = plainClips(clips);

const start = (t: TestContext, options: Partial<SimulatorOptions> = {}) =>
  startRig(t, runway, { makeClip, ...options });
const sdk = (rig: Rig, options: { maxRetries?: number } = {}) =>
  new RunwayML({ apiKey: 'sim-runway', baseURL: rig.url, ...options });
const CAT = { model: 'gen4.5', promptText: 'A cat crosses a yard', ratio: '1280:720', duration: 5 } as const;
const png = (width: number, height: number) => createCanvas(width, height).encodeSync('png');
const dataUri = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`;

test('the official SDK orders from text, waits, and downloads what was paid for', async (t) => {
  const rig = await start(t);
  const client = sdk(rig);
  const task = await client.textToVideo.create(CAT);
  assert.deepEqual(task.estimatedCost, { credits: 60 });
  const pending = await client.tasks.retrieve(task.id);
  assert.equal(pending.status, 'PENDING');
  await rig.advance(HOURS);
  const done = await client.tasks.retrieve(task.id).waitForTaskOutput();
  assert.deepEqual(done.cost, { credits: 60 });
  const path = join(await folderFor(t), 'clip.mp4');
  const [url = ''] = done.output;
  assert.ok(!url.startsWith(rig.url));
  writeFileSync(path, new Uint8Array(await (await fetch(url)).arrayBuffer()));
  const { video, seconds } = await probe(path);
  assert.deepEqual([video?.width, video?.height, seconds], [1280, 720, 5]);
  assert.equal((await rig.bill()).total, usd(0.6));
});

test('a task runs with growing progress', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'complete_late' }] });
  const client = sdk(rig);
  const { id } = await client.textToVideo.create(CAT);
  await rig.advance(3_600);
  const before = await client.tasks.retrieve(id);
  await rig.advance(3_600);
  const later = await client.tasks.retrieve(id);
  assert.ok(before.status === 'RUNNING' && later.status === 'RUNNING' && before.progress < later.progress);
  await rig.advance(HOURS);
  assert.equal((await client.tasks.retrieve(id)).status, 'SUCCEEDED');
});

test('what a failure costs is told: nothing for their fault, all of it for an indecent prompt', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'fail_late', at: 1 }] });
  const client = sdk(rig);
  const [fault, indecent] = [
    await client.textToVideo.create(CAT),
    await client.textToVideo.create({ ...CAT, promptText: 'a gory end' }),
  ];
  await rig.advance(HOURS);
  await assert.rejects(client.tasks.retrieve(fault.id).waitForTaskOutput(), TaskFailedError);
  const failed = await client.tasks.retrieve(fault.id);
  assert.ok(failed.status === 'FAILED');
  assert.deepEqual([failed.failureCode, failed.cost.credits], ['INTERNAL.BAD_OUTPUT.CODE01', 0]);
  const moderated = await client.tasks.retrieve(indecent.id);
  assert.ok(moderated.status === 'FAILED');
  assert.deepEqual([moderated.failureCode, moderated.cost.credits], ['SAFETY.INPUT.TEXT', 60]);
  const { lines, total } = await rig.bill();
  assert.deepEqual([total, lines.map(({ state }) => state)], [usd(0.6), ['refunded', 'accepted']]);
});

test('requests are read strictly, and refused with an error in words', async (t) => {
  const rig = await start(t);
  const client = sdk(rig);
  const image = dataUri(png(64, 64));
  const wrong: [string, object][] = [
    ['text_to_video', { ...CAT, negative: 'dogs' }],
    ['text_to_video', { ...CAT, model: 'gen4_turbo' }],
    ['text_to_video', { ...CAT, ratio: '16:9' }],
    ['text_to_video', { ...CAT, ratio: '960:960' }],
    ['text_to_video', { ...CAT, duration: 11 }],
    ['text_to_video', { ...CAT, duration: 4.5 }],
    ['text_to_video', { ...CAT, promptText: 'x'.repeat(1_001) }],
    ['text_to_video', { ...CAT, promptText: '' }],
    ['text_to_video', { ...CAT, seed: -1 }],
    ['image_to_video', CAT],
    ['image_to_video', { ...CAT, promptImage: [{ uri: image, position: 'last' }] }],
    ['image_to_video', { ...CAT, promptImage: 'http://example.com/cat.png' }],
    ['image_to_video', { ...CAT, promptImage: 'https://93.184.216.34/cat.png' }],
    ['image_to_video', { ...CAT, promptImage: 'data:image/gif;base64,AAAA' }],
    ['image_to_video', { ...CAT, promptImage: `data:image/png;base64,${'A'.repeat(5 * 1024 * 1024)}` }],
    ['image_to_video', { model: 'veo3.1', ratio: '1280:720', promptImage: [{ uri: image, position: 'last' }] }],
  ];
  for (const [path, body] of wrong)
    await assert.rejects(client.post(`/v1/${path}`, { body }), (error: unknown) => {
      assert.ok(error instanceof RunwayML.BadRequestError, JSON.stringify(body).slice(0, 200));
      assert.equal(typeof (error.error as { error: unknown }).error, 'string');
      return true;
    });
  const unversioned = await fetch(`${rig.url}/v1/text_to_video`, {
    method: 'POST',
    headers: { authorization: 'Bearer sim', 'content-type': 'application/json' },
    body: JSON.stringify(CAT),
  });
  assert.equal(unversioned.status, 400);
  assert.match(await unversioned.text(), /X-Runway-Version/);
  assert.equal((await fetch(`${rig.url}/v1/organization`)).status, 401);
  await assert.rejects(client.tasks.retrieve(crypto.randomUUID()), RunwayML.NotFoundError);
  await rig.faults('insufficient_balance*1');
  await assert.rejects(client.textToVideo.create(CAT), /credits/);
  assert.equal((await rig.bill()).creates, 0);
});

test('an image comes as data, as an upload or by its address, and is looked at', async (t) => {
  const orders: ClipOrder[] = [];
  const rig = await start(t, {
    makeClip: (order, path, signal) => {
      orders.push(order);
      return makeClip(order, path, signal);
    },
  });
  const client = sdk(rig);
  const picture = png(640, 400);
  const order = (promptImage: string) =>
    client.imageToVideo.create({ model: 'gen4_turbo', promptImage, ratio: '960:960', duration: 2 });
  const { uri } = await client.uploads.createEphemeral({ file: await toFile(picture, 'cat.png') });
  assert.match(uri, /^runway:\/\//);
  for (const promptImage of [dataUri(picture), uri]) {
    const { id, estimatedCost } = await order(promptImage);
    assert.equal(estimatedCost.credits, 10);
    await rig.advance(HOURS);
    const done = await client.tasks.retrieve(id);
    assert.ok(done.status === 'SUCCEEDED');
    await (await fetch(done.output[0] ?? '')).arrayBuffer();
    const { firstFrame, width, height } = orders.at(-1) ?? assert.fail();
    assert.deepEqual([Buffer.from(firstFrame ?? []), width, height], [picture, 960, 960]);
  }
  for (const promptImage of [dataUri(png(900, 300)), dataUri(Buffer.from('nothing')), 'runway://unknown']) {
    const { id } = await order(promptImage);
    await rig.advance(HOURS);
    const failed = await client.tasks.retrieve(id);
    assert.ok(failed.status === 'FAILED');
    assert.deepEqual([failed.failureCode, failed.cost.credits], ['ASSET.INVALID', 0]);
  }
});

test('above the concurrency of a model tasks wait as THROTTLED, and one that is cancelled makes room', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'stuck' }] });
  const client = sdk(rig);
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) ids.push((await client.textToVideo.create(CAT)).id);
  await rig.advance(HOURS);
  const states = () => Promise.all(ids.map(async (id) => (await client.tasks.retrieve(id)).status));
  assert.deepEqual(await states(), ['RUNNING', 'RUNNING', 'THROTTLED']);
  const other = await client.textToVideo.create({ ...CAT, model: 'veo3.1', duration: 4 });
  await rig.advance(HOURS);
  assert.equal((await client.tasks.retrieve(other.id)).status, 'RUNNING', 'another model has its own places');
  await client.tasks.delete(ids.shift() ?? '');
  assert.deepEqual(await states(), ['RUNNING', 'RUNNING']);
});

test('what is running is cancelled and given back, what is finished is deleted with its film; both are gone', async (t) => {
  const rig = await start(t);
  const client = sdk(rig);
  const running = await client.textToVideo.create(CAT);
  await client.tasks.delete(running.id);
  const finished = await client.textToVideo.create(CAT);
  await rig.advance(HOURS);
  const done = await client.tasks.retrieve(finished.id);
  assert.ok(done.status === 'SUCCEEDED');
  await client.tasks.delete(finished.id);
  for (const { id } of [running, finished]) await assert.rejects(client.tasks.retrieve(id), RunwayML.NotFoundError);
  assert.equal((await fetch(done.output[0] ?? '')).status, 404);
  assert.deepEqual(
    (await rig.bill()).lines.map(({ amount }) => amount),
    [0, usd(0.6)],
  );
});

test('the organization and its usage are what one has to find a lost task by', async (t) => {
  const rig = await start(t, { balance: usd(10) });
  const client = sdk(rig, { maxRetries: 0 });
  await rig.faults('accept_then_reset');
  await assert.rejects(client.textToVideo.create(CAT), RunwayML.APIConnectionError);
  const { creditBalance, tier, usage } = await client.organization.retrieve();
  assert.equal(creditBalance, 1_000 - 60);
  assert.equal(usage.models['gen4.5']?.dailyGenerations, 1);
  assert.equal(tier.models['gen4.5']?.maxConcurrentGenerations, 2);
  const { results, resultsByApiKey, apiKeys } = await client.organization.retrieveUsage({});
  assert.deepEqual(results[0]?.usedCredits, [{ model: 'gen4.5', amount: 60 }]);
  assert.deepEqual(resultsByApiKey?.[0]?.usedCredits, [{ apiKeyId: apiKeys?.[0], amount: 60 }]);
});

test('the trap: with the SDK’s default retries an accepted order that answers 500 is paid three times', async (t) => {
  const rig = await start(t, { faults: [{ fault: 'accept_then_5xx' }] });
  await assert.rejects(sdk(rig).textToVideo.create(CAT), RunwayML.InternalServerError);
  assert.equal((await rig.bill()).creates, 3);
});

test('the day has its limit, and looking too often is noted', async (t) => {
  const rig = await start(t, { limits: { perDay: 2 } });
  const client = sdk(rig, { maxRetries: 0 });
  const { id } = await client.textToVideo.create(CAT);
  await client.textToVideo.create(CAT);
  await assert.rejects(client.textToVideo.create(CAT), RunwayML.RateLimitError);
  await client.tasks.retrieve(id);
  assert.deepEqual(await rig.violations(), []);
  await client.tasks.retrieve(id);
  assert.equal((await rig.violations())[0]?.kind, 'polling');
});
