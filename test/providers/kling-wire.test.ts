import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { usd } from '../../src/film/money.ts';
import { createKling } from '../../src/providers/video/kling.ts';
import type { ModelCard, ProviderContext, VideoProvider } from '../../src/providers/video/spec.ts';
import { scripted, type Asked, type Scripted, type Told } from './scripted.ts';
import { accountAt, contextOf, keyFrame, lostOrder, NOW, PICTURE, PRICES, REFERENCE, takeOf } from './take.ts';

const ID = '812345678901234567';
const signal = new AbortController().signal;

let vendor: Scripted | undefined;
afterEach(() => vendor?.close());

describe("Kling's wire", () => {
  it('orders a clip from text, silent, in one shot, under our reference', async () => {
    const { outcome, asked } = await ordered(() => good({ id: ID, status: 'submitted' }));
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0]?.method, asked[0]?.path], ['POST', '/text-to-video/kling-3.0']);
    assert.equal(asked[0]?.headers['authorization'], 'Bearer key');
    assert.deepEqual(asked[0]?.body, {
      prompt: takeOf().prompt,
      settings: { resolution: '720p', duration: 4, audio: 'off', multi_shot: false, aspect_ratio: '16:9' },
      options: { external_task_id: REFERENCE },
    });
    assert.deepEqual(outcome, { kind: 'accepted', job: { id: ID }, warnings: [] });
  });

  it('asks an older model for nothing that it does not know', async () => {
    const { asked } = await ordered(() => good({ id: ID }), { model: 'kling-2.6' });
    const settings = { resolution: '720p', duration: 5, aspect_ratio: '16:9' };
    assert.deepEqual((asked[0]!.body as { settings: object }).settings, settings);
  });

  it('hands pictures over in bare base64, without an aspect of its own', async () => {
    const request = takeOf({
      firstFrame: keyFrame(),
      lastFrame: keyFrame({ media: null, url: 'https://a.example/b.png' }),
    });
    const { asked } = await ordered(() => good({ id: ID }), { request });
    assert.equal(asked[0]?.path, '/image-to-video/kling-3.0');
    assert.deepEqual(asked[0]?.body, {
      contents: [
        { type: 'prompt', text: request.prompt },
        { type: 'first_frame', url: PICTURE.toString('base64') },
        { type: 'last_frame', url: 'https://a.example/b.png' },
      ],
      settings: { resolution: '720p', duration: 4, audio: 'off', multi_shot: false },
      options: { external_task_id: REFERENCE },
    });
  });

  it('leaves out pictures that it would be refused for, and says so', async () => {
    const small = takeOf({ firstFrame: keyFrame({ width: 200 }), lastFrame: keyFrame() });
    const { asked, outcome } = await ordered(() => good({ id: ID }), { request: small });
    assert.equal(asked[0]?.path, '/text-to-video/kling-3.0');
    assert.ok(outcome.kind === 'accepted');
    assert.match(outcome.warnings.join('; '), /300 pixels.*last picture only with a first/);
  });

  it('refuses here, without asking, what cannot be ordered or read', async () => {
    const missing = contextOf({ file: () => '/nowhere/picture.png' });
    for (const [request, context, reason] of [
      [takeOf({ frames: 24 * 16 }), contextOf(), /3 to 15 s/],
      [takeOf({ firstFrame: keyFrame() }), missing, /cannot be read/],
    ] as const) {
      const { asked, outcome } = await ordered(() => good({ id: ID }), { request, context });
      assert.equal(asked.length, 0);
      assert.ok(outcome.kind === 'refused' && outcome.why === 'rejected');
      assert.match(outcome.reason, reason);
    }
  });

  it('reads the vendor code before the status, with one request each', async () => {
    const cases: [number, number, object][] = [
      [429, 1102, { kind: 'refused', why: 'balance' }],
      [429, 1101, { kind: 'refused', why: 'balance' }],
      [429, 1302, { kind: 'busy', why: 'rate', retryAfterMs: 3_000 }],
      [429, 1303, { kind: 'busy', why: 'concurrency' }],
      [429, 1304, { kind: 'refused', why: 'credentials' }],
      [401, 1002, { kind: 'refused', why: 'credentials' }],
      [403, 1103, { kind: 'refused', why: 'credentials' }],
      [400, 1201, { kind: 'refused', why: 'rejected' }],
      [404, 1203, { kind: 'refused', why: 'rejected' }],
      [400, 1301, { kind: 'refused', why: 'moderated' }],
      [200, 1301, { kind: 'refused', why: 'moderated' }],
      [500, 5000, { kind: 'unsure' }],
      [503, 5001, { kind: 'unsure' }],
      [504, 5002, { kind: 'unsure' }],
      [500, 1303, { kind: 'unsure' }],
      [200, 7777, { kind: 'unsure' }],
      [200, 0, { kind: 'unsure' }],
    ];
    for (const [status, code, expected] of cases) {
      const headers = { 'retry-after': '3' };
      const { outcome, asked } = await ordered(() => ({ status, headers, json: { code, message: 'words' } }));
      assert.deepEqual({ ...outcome, ...expected }, outcome, `${status} ${code}`);
      assert.equal(asked.length, 1);
    }
  });

  it('is unsure of what broke off, and of a reference that went out before', async () => {
    const known = { status: 400, json: { code: 1201, message: 'external_task_id already exists' } };
    for (const told of ['reset', 'half', { bytes: '<html>' }, { status: 502, bytes: '<html>' }, known] as Told[]) {
      const { outcome, asked } = await ordered(() => told);
      assert.deepEqual([outcome.kind, asked.length], ['unsure', 1]);
    }
  });

  it('tells how a task is, and what it cost', async () => {
    const outputs = [{ type: 'video', url: 'https://cdn.example/clip.mp4' }];
    const cash = { charge_type: 'cash', amount: '0.42', currency: 'USD' };
    const cases: [object, object][] = [
      [{ status: 'submitted' }, { state: 'pending', phase: 'queued', pollAfterMs: 3_000 }],
      [{ status: 'processing' }, { state: 'pending', phase: 'running' }],
      [{ status: 'dreaming' }, { state: 'pending', phase: 'running' }],
      [{ status: 'succeeded' }, { state: 'pending' }],
      [
        { status: 'succeeded', outputs, billing: [cash] },
        { state: 'delivered', asset: { kind: 'url', url: outputs[0]?.url }, cost: usd(0.42) },
      ],
      [{ status: 'succeeded', outputs, billing: [cash, cash] }, { cost: usd(0.84) }],
      [{ status: 'succeeded', outputs, billing: [{ charge_type: 'unit', amount: 3 }] }, { cost: null }],
      [{ status: 'succeeded', outputs, billing: [{ ...cash, currency: 'CNY' }] }, { cost: null }],
      [{ status: 'succeeded', outputs }, { cost: null }],
      [
        { status: 'failed', message: 'Failure to pass the risk control system' },
        { state: 'failed', kind: 'moderated', billed: false, retryable: false },
      ],
      [
        { status: 'failed', message: 'Failed to download the image' },
        { kind: 'rejected', retryable: false },
      ],
      [{ status: 'failed' }, { kind: 'fault', billed: false, cost: null, retryable: true }],
      [
        { status: 'failed', billing: [cash] },
        { kind: 'fault', billed: true, cost: usd(0.42) },
      ],
    ];
    for (const [task, expected] of cases) {
      const seen = await looked(() =>
        good([
          { id: 'another', status: 'failed' },
          { id: ID, ...task },
        ]),
      );
      assert.deepEqual({ ...seen, ...expected }, seen, JSON.stringify(task));
    }
    assert.equal((await looked(() => good([]))).state, 'gone');
  });

  it('throws what may pass and what will not when it cannot look', async () => {
    const passing = { code: 'provider', retryable: true };
    const cases: [Told, object][] = [
      ['reset', passing],
      ['half', passing],
      [{ status: 502, bytes: '<html>' }, passing],
      [{ json: { code: 5000, message: 'no' } }, passing],
      [{ status: 429, json: { code: 1302, message: 'slower' } }, passing],
      [{ json: { code: 1004, message: 'expired' } }, { code: 'config' }],
      [{ status: 401, json: { code: 1002, message: 'invalid' } }, { code: 'config' }],
    ];
    for (const [told, expected] of cases)
      await assert.rejects(
        looked(() => told),
        expected,
      );
  });

  it('finds a lost order by our reference, and says when it was never taken', async () => {
    const cards = klingAt('http://127.0.0.1:9').models;
    const order = lostOrder(cardOf(cards, 'kling-3.0'));
    vendor = await scripted(() => good([{ id: ID, external_id: REFERENCE, status: 'processing' }]));
    const kling = klingAt(vendor.url);
    assert.deepEqual(await kling.find?.(order, signal), { kind: 'found', order: { id: ID } });
    assert.equal(vendor.asked[0]?.path, `/tasks?external_task_ids=${REFERENCE}`);
    assert.equal((await kling.find?.({ ...order, claimed: new Set([ID]) }, signal))?.kind, 'absent');
    await vendor.close();
    vendor = await scripted(() => good([]));
    const empty = klingAt(vendor.url);
    assert.equal((await empty.find?.({ ...order, quietMs: 9_000 }, signal))?.kind, 'unknown');
    assert.equal((await empty.find?.({ ...order, quietMs: 10_000 }, signal))?.kind, 'absent');
  });

  it('lists tasks page by page, the newest first, those that are new meanwhile once', async () => {
    vendor = await scripted(({ body }) => {
      const { cursor } = body as { cursor?: string };
      return cursor === undefined
        ? good({ result: [task('a', 5_000), task('b', 9_000)], next_cursor: 'n', has_more: true })
        : good({ result: [task('b', 9_000), task('c', 1_000), task('old', -1)], next_cursor: '', has_more: false });
    });
    const listed = await klingAt(vendor.url).list?.(NOW, signal);
    assert.deepEqual(
      listed?.map(({ job, state, reference, cost }) => [job.id, state, reference, cost]),
      [
        ['b', 'pending', 'ref-b', null],
        ['a', 'pending', 'ref-a', null],
        ['c', 'pending', 'ref-c', null],
      ],
    );
    assert.deepEqual(vendor.asked[0]?.body, { limit: 500, start_time: NOW });
    assert.deepEqual(vendor.asked[1]?.body, { limit: 500, cursor: 'n' });
  });

  it('verifies the key', async () => {
    vendor = await scripted(() => good({ result: [], count: 3, has_more: false }));
    assert.equal(await klingAt(vendor.url).verify?.(signal), 'Kling takes the key');
  });
});

function klingAt(url: string): VideoProvider {
  return createKling({ id: 'kling', account: accountAt(`${url}/`), prices: PRICES, now: () => NOW });
}

function cardOf(cards: readonly ModelCard[], model: string): ModelCard {
  return cards.find((card) => card.model === model) ?? assert.fail(`no ${model}`);
}

async function ordered(
  tell: (asked: Asked) => Told,
  {
    model = 'kling-3.0',
    request = takeOf(),
    context = contextOf(),
  }: {
    model?: string;
    request?: ReturnType<typeof takeOf>;
    context?: ProviderContext;
  } = {},
) {
  const { url, asked, close } = await scripted(tell);
  try {
    const kling = klingAt(url);
    return { outcome: await kling.start(request, cardOf(kling.models, model), context), asked };
  } finally {
    await close();
  }
}

async function looked(tell: (asked: Asked) => Told) {
  const { url, close } = await scripted(tell);
  try {
    return await klingAt(url).check({ id: ID }, contextOf());
  } finally {
    await close();
  }
}

function good(data: unknown): Told {
  return { json: { code: 0, message: 'SUCCEED', request_id: 'r', data } };
}

function task(id: string, after: number) {
  return { id, status: 'processing', create_time: NOW + after, external_id: `ref-${id}`, outputs: null, billing: null };
}
