import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test, type TestContext } from 'node:test';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { StudioError } from '../../src/errors.ts';
import { randomFrom } from '../../src/film/random.ts';
import { plainClips } from '../../src/production/studio/simulated-clips.ts';
import { FAULT_NAMES, parseFault, type FaultName } from '../../src/simulators/engine/faults.ts';
import { spread } from '../../src/simulators/engine/timeline.ts';
import { startSimulator } from '../../src/simulators/index.ts';
import { luma } from '../../src/simulators/luma.ts';
import { runway } from '../../src/simulators/runway.ts';
import type { SimulatorOptions } from '../../src/simulators/spec.ts';
import { folderFor, startRig, type Rig } from './rig.ts';

const HOURS = 12 * 3_600;
const clips = mkdtempSync(join(tmpdir(), 'clips-'));
after(() => rmSync(clips, { recursive: true, force: true, maxRetries: 20 }));
const makeClip = plainClips(clips);

interface Generation {
  id: string;
  state: string;
  created_at: string;
  failure_reason: string | null;
  assets: { video: string | null } | null;
}

const start = (t: TestContext, options: Partial<SimulatorOptions> = {}) => startRig(t, luma, { makeClip, ...options });
const api = (rig: Rig, path = '') => `${rig.url}/dream-machine/v1/generations${path}`;
const AUTH = { authorization: 'Bearer sim-luma', 'content-type': 'application/json' };
const send = (rig: Rig, options: { prompt?: string; fault?: FaultName; signal?: AbortSignal; more?: object } = {}) =>
  fetch(api(rig, '/video'), {
    method: 'POST',
    headers: { ...AUTH, ...(options.fault === undefined ? {} : { 'x-sim-fault': options.fault }) },
    body: JSON.stringify({ model: 'ray-2', prompt: options.prompt ?? 'A cat', resolution: '540p', ...options.more }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
const create = async (rig: Rig, options: Parameters<typeof send>[1] = {}): Promise<Generation> =>
  (await (await send(rig, options)).json()) as Generation;
const look = (rig: Rig, id: string, fault?: FaultName) =>
  fetch(api(rig, `/${id}`), { headers: { ...AUTH, ...(fault === undefined ? {} : { 'x-sim-fault': fault }) } });
const get = async (rig: Rig, id: string): Promise<Generation> => (await (await look(rig, id)).json()) as Generation;
const finished = async (rig: Rig, options: Parameters<typeof send>[1] = {}): Promise<{ id: string; url: string }> => {
  const { id } = await create(rig, options);
  await rig.advance(HOURS);
  return { id, url: (await get(rig, id)).assets?.video ?? '' };
};

describe('a fault plan as it is written', () => {
  const cases: [string, object][] = [
    ['fail_late', { fault: 'fail_late' }],
    ['accept_then_reset@2', { fault: 'accept_then_reset', at: 2 }],
    ['fail_late@1-3', { fault: 'fail_late', at: 1, until: 3 }],
    ['insufficient_balance@3-', { fault: 'insufficient_balance', at: 3, until: Number.MAX_SAFE_INTEGER }],
    ['poll_500:0.1', { fault: 'poll_500', rate: 0.1 }],
    ['poll_500*2', { fault: 'poll_500', times: 2 }],
    ['stuck~a red lighthouse', { fault: 'stuck', match: 'a red lighthouse' }],
  ];
  for (const [text, rule] of cases) test(text, () => assert.deepEqual(parseFault(text), rule));
  for (const text of ['', 'bad_luck', 'fail_late@', 'fail_late@0', 'fail_late@3-1', 'poll_500:2', 'poll_500:1.2.3'])
    test(`${JSON.stringify(text)} is refused with a hint`, () =>
      assert.throws(
        () => parseFault(text),
        (error: unknown) => error instanceof StudioError && error.code === 'usage' && error.hint !== undefined,
      ));
});

describe('creates that go wrong', () => {
  const refused: [FaultName, number, RegExp][] = [
    ['reject_401', 401, /API key/],
    ['insufficient_balance', 402, /credits/],
    ['validation_400', 400, /not valid/],
    ['rate_429', 429, /Rate limit/],
    ['rate_429_retry_after', 429, /Rate limit/],
    ['concurrency_429', 429, /concurrent/],
    ['err_5xx_before_accept', 500, /Internal/],
    ['overload_503', 503, /unavailable/],
    ['html_502', 502, /<h1>502/],
  ];
  for (const [fault, status, body] of refused)
    test(`${fault}: refused with ${status}, nothing accepted`, async (t) => {
      const rig = await start(t, { faults: [{ fault }] });
      const response = await send(rig);
      assert.equal(response.status, status);
      assert.equal(response.headers.has('retry-after'), fault === 'rate_429_retry_after');
      assert.match(await response.text(), body);
      assert.equal((await rig.bill()).creates, 0);
    });

  test('reset_before_accept: the connection breaks and nothing was accepted', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'reset_before_accept' }] });
    await assert.rejects(send(rig), TypeError);
    assert.equal((await rig.bill()).creates, 0);
  });

  test('accept_then_reset: the connection breaks, and it was accepted and billed', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'accept_then_reset' }] });
    await assert.rejects(send(rig), TypeError);
    assert.equal((await rig.bill()).creates, 1);
  });

  test('accept_then_5xx: it says 500, and it was accepted and billed', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'accept_then_5xx' }] });
    assert.equal((await send(rig)).status, 500);
    assert.equal((await rig.bill()).creates, 1);
  });

  test('slow_body: half of the answer comes, and then nothing more', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'slow_body' }] });
    const enough = new AbortController();
    const response = await send(rig, { signal: enough.signal });
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    assert.ok(value !== undefined && value.length < Number(response.headers.get('content-length')));
    const more = reader?.read();
    enough.abort();
    await assert.rejects(more ?? Promise.resolve(), { name: 'AbortError' });
    assert.equal((await rig.bill()).creates, 1);
  });

  test('malformed_json_200, truncated_body and wrong_content_type: accepted, told badly', async (t) => {
    const rig = await start(t);
    const garbled = await send(rig, { fault: 'malformed_json_200' });
    assert.equal(garbled.status, 200);
    await assert.rejects(garbled.json(), SyntaxError);
    await assert.rejects((await send(rig, { fault: 'truncated_body' })).text(), TypeError);
    const mislabelled = await send(rig, { fault: 'wrong_content_type' });
    assert.equal(mislabelled.headers.get('content-type'), 'text/plain');
    assert.equal(((await mislabelled.json()) as Generation).state, 'queued');
    assert.equal((await rig.bill()).creates, 3);
  });
});

describe('jobs that go wrong', () => {
  const plan = (fault: FaultName) => ({ faults: [{ fault }] });

  test('unknown_state: a word that nobody knows, until it is done', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'unknown_state' }, { fault: 'complete_late' }] });
    const { id } = await create(rig);
    await rig.advance(3 * 3_600);
    assert.equal((await get(rig, id)).state, 'pondering');
    await rig.advance(HOURS);
    assert.equal((await get(rig, id)).state, 'completed');
  });

  test('completed_without_url: completed, and no address', async (t) => {
    const rig = await start(t, plan('completed_without_url'));
    const { id } = await create(rig);
    await rig.advance(HOURS);
    const { state, assets } = await get(rig, id);
    assert.deepEqual([state, assets?.video], ['completed', null]);
  });

  test('stuck: days later it is still at work', async (t) => {
    const rig = await start(t, plan('stuck'));
    const { id } = await create(rig);
    await rig.advance(20 * HOURS);
    assert.equal((await get(rig, id)).state, 'dreaming');
  });

  for (const [fault, reason] of [
    ['fail_late', /failed/],
    ['moderation_output', /moderation/],
    ['moderation_input', /moderation/],
  ] as const)
    test(`${fault}: accepted, failed, given back`, async (t) => {
      const rig = await start(t, plan(fault));
      const { id } = await create(rig);
      await rig.advance(HOURS);
      const { state, failure_reason } = await get(rig, id);
      assert.equal(state, 'failed');
      assert.match(failure_reason ?? '', reason);
      const { creates, total, lines } = await rig.bill();
      assert.deepEqual([creates, total, lines[0]?.state], [1, 0, 'refunded']);
    });

  test('complete_late: not there for hours, then completed and in the list', async (t) => {
    const rig = await start(t, plan('complete_late'));
    const { id } = await create(rig);
    await rig.advance(5 * 3_600);
    assert.equal((await get(rig, id)).state, 'dreaming');
    await rig.advance(HOURS);
    const { generations } = (await (await fetch(api(rig), { headers: AUTH })).json()) as { generations: Generation[] };
    assert.deepEqual([generations[0]?.id, generations[0]?.state], [id, 'completed']);
  });

  test('wrong_duration, short_clip and wrong_size: a clip that plays, but not the one that was ordered', async (t) => {
    const rig = await start(t);
    const path = join(await folderFor(t), 'clip.mp4');
    for (const [fault, width, seconds] of [
      ['wrong_duration', 960, 3],
      ['short_clip', 960, 110 / 24],
      ['wrong_size', 480, 5],
    ] as const) {
      const { url } = await finished(rig, { fault });
      writeFileSync(path, new Uint8Array(await (await fetch(url)).arrayBuffer()));
      const facts = await probe(path);
      assert.deepEqual([facts.video?.width, facts.seconds], [width, seconds]);
    }
  });

  test('late_webhook and no_webhook: what was to come first comes minutes later, or never', async (t) => {
    const heard: Generation[] = [];
    const told = Promise.withResolvers<void>();
    const server = createServer((incoming, response) => {
      let body = '';
      incoming.on('data', (part: Buffer) => (body += part.toString()));
      incoming.on('end', () => {
        heard.push(JSON.parse(body) as Generation);
        response.end();
        if (heard.length === 2) told.resolve();
      });
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    t.after(() => server.close());
    const callback_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const rig = await start(t, { speed: 3_000 });
    await create(rig, { fault: 'no_webhook', more: { callback_url } });
    const { id } = await create(rig, { fault: 'late_webhook', more: { callback_url } });
    await told.promise;
    assert.deepEqual([heard.every((message) => message.id === id), (await get(rig, id)).state], [true, 'completed']);
  });
});

describe('looks that go wrong', () => {
  test('poll_500, poll_429, poll_404, poll_malformed, poll_reset', async (t) => {
    const rig = await start(t);
    const { id } = await create(rig);
    assert.equal((await look(rig, id, 'poll_500')).status, 500);
    assert.equal((await look(rig, id, 'poll_429')).status, 429);
    assert.equal((await look(rig, id, 'poll_404')).status, 404);
    await assert.rejects((await look(rig, id, 'poll_malformed')).json(), SyntaxError);
    await assert.rejects(look(rig, id, 'poll_reset'), TypeError);
    assert.equal((await get(rig, id)).id, id, 'and nothing happened to the job');
  });

  test('list_lags: what was just accepted is not listed yet; list_500', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'list_lags' }, { fault: 'list_500', at: 1 }] });
    await create(rig);
    const list = () => fetch(api(rig), { headers: AUTH });
    assert.equal((await list()).status, 500);
    assert.equal(((await (await list()).json()) as { count: number }).count, 0);
    await rig.advance(61);
    assert.equal(((await (await list()).json()) as { count: number }).count, 1);
  });

  test('clock_skew: the vendor’s clock is eleven minutes behind, on its jobs and on its answers', async (t) => {
    const rig = await start(t, { faults: [{ fault: 'clock_skew' }] });
    const before = Date.now();
    const response = await send(rig);
    const { created_at } = (await response.json()) as Generation;
    for (const told of [Date.parse(created_at), Date.parse(response.headers.get('date') ?? '')])
      assert.ok(told < before - 10 * 60_000 && told > before - 12 * 60_000);
  });
});

describe('the host of the assets', () => {
  const fetched = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url, { headers, method });

  test('it is another origin, and serves HEAD, ranges and an ETag', async (t) => {
    const rig = await start(t);
    const { url } = await finished(rig);
    assert.equal(new URL(url).origin, rig.assetUrl);
    assert.notEqual(rig.assetUrl, rig.url);
    const whole = await fetched(url);
    const bytes = Buffer.from(await whole.arrayBuffer());
    assert.equal(whole.headers.get('content-type'), 'video/mp4');
    assert.equal(Number(whole.headers.get('content-length')), bytes.length);
    const head = await fetched(url, {}, 'HEAD');
    assert.deepEqual(
      [head.status, head.headers.get('content-length'), head.headers.get('etag')],
      [200, String(bytes.length), whole.headers.get('etag')],
    );
    for (const [range, from, to] of [
      ['bytes=4-7', 4, 8],
      [`bytes=${bytes.length - 3}-`, bytes.length - 3, bytes.length],
      ['bytes=-5', bytes.length - 5, bytes.length],
      ['bytes=10-99999999', 10, bytes.length],
    ] as const) {
      const part = await fetched(url, { range });
      assert.equal(part.status, 206, range);
      assert.equal(part.headers.get('content-range'), `bytes ${from}-${to - 1}/${bytes.length}`);
      assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(from, to));
    }
    const outside = await fetched(url, { range: `bytes=${bytes.length}-` });
    assert.deepEqual([outside.status, outside.headers.get('content-range')], [416, `bytes */${bytes.length}`]);
  });

  test('an address that is old or was tampered with is refused in XML, as S3 does', async (t) => {
    const rig = await start(t);
    const { id, url } = await finished(rig);
    const longer = url.replace(/Expires=\d+/, 'Expires=99999999999');
    const other = url.replace(id, crypto.randomUUID());
    for (const wrong of [longer, other, url.split('?')[0] ?? '']) {
      const response = await fetched(wrong);
      assert.deepEqual([response.status, response.headers.get('content-type')], [403, 'application/xml']);
      assert.match(await response.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
    }
    await rig.advance(3_700);
    const expired = await fetched(url);
    assert.equal(expired.status, 403);
    assert.match(await expired.text(), /<Message>Request has expired<\/Message>/);
    assert.equal((await fetched((await get(rig, id)).assets?.video ?? '')).status, 200, 'looking gives a fresh one');
  });

  test('a key that is sent here is noted, and no download without one', async (t) => {
    const rig = await start(t);
    const { url } = await finished(rig);
    await (await fetched(url)).arrayBuffer();
    assert.deepEqual(await rig.violations(), []);
    await (await fetched(url, { authorization: 'Bearer sim-luma' })).arrayBuffer();
    await (await fetched(url, { 'xi-api-key': 'sim' })).arrayBuffer();
    assert.deepEqual(
      (await rig.violations()).map(({ kind }) => kind),
      ['key-leak', 'key-leak'],
    );
  });

  test('downloads that go wrong', async (t) => {
    const rig = await start(t);
    const { url } = await finished(rig);
    const whole = Buffer.from(await (await fetched(url)).arrayBuffer());
    const struck = (fault: FaultName) => fetched(url, { 'x-sim-fault': fault });
    for (const [fault, status] of [
      ['asset_expired', 403],
      ['asset_404', 404],
      ['asset_500', 500],
    ] as const)
      assert.equal((await struck(fault)).status, status, fault);
    const truncated = await struck('asset_truncated');
    assert.equal(Number(truncated.headers.get('content-length')), whole.length);
    await assert.rejects(truncated.arrayBuffer(), TypeError);
    const page = await struck('asset_not_video');
    assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html']);
    assert.equal((await (await struck('asset_zero')).arrayBuffer()).byteLength, 0);
    const lying = await struck('asset_lying_length');
    const half = await lying.arrayBuffer();
    assert.equal(Number(lying.headers.get('content-length')), half.byteLength);
    assert.equal(half.byteLength, Math.floor(whole.length / 2));
    const slow = await struck('asset_slow');
    const reader = slow.body?.getReader();
    assert.ok(((await reader?.read())?.value?.length ?? 0) > 0);
    await reader?.cancel();
    assert.ok(whole.equals(Buffer.from(await (await fetched(url)).arrayBuffer())), 'and the file itself is whole');
  });
});

describe('plans', () => {
  test('they count by place, match text, and end after so many strikes', async (t) => {
    const rig = await start(t);
    const statuses = async (...prompts: string[]) => {
      const seen: number[] = [];
      for (const prompt of prompts) seen.push((await send(rig, { prompt })).status);
      return seen;
    };
    await rig.faults('err_5xx_before_accept@2-3');
    assert.deepEqual(await statuses('a', 'a', 'a', 'a'), [201, 500, 500, 201]);
    await rig.faults('err_5xx_before_accept*1');
    assert.deepEqual(await statuses('a', 'a'), [500, 201]);
    await rig.faults('err_5xx_before_accept~red boat');
    assert.deepEqual(await statuses('a blue boat', 'A Red Boat', '“a red boat”'), [201, 500, 500]);
  });

  test('the same seed has the same luck, another seed another', async (t) => {
    const luck = async (seed: number) => {
      const rig = await start(t, {
        seed,
        faults: [{ fault: 'err_5xx_before_accept', rate: 0.5 }],
        limits: { perMinute: null, concurrency: null },
      });
      const seen: number[] = [];
      for (let i = 0; i < 12; i += 1) seen.push((await send(rig)).status);
      const pace = (await rig.jobs()).map(({ queueSeconds, runSeconds }) => [queueSeconds, runSeconds]);
      return JSON.stringify([seen, pace]);
    };
    assert.equal(await luck(1), await luck(1));
    assert.notEqual(await luck(1), await luck(2));
  });

  test('a plan is replaced while it runs, by rules or by texts; nonsense is refused', async (t) => {
    const rig = await start(t);
    const post = (plan: unknown) => fetch(`${rig.url}/__sim/faults`, { method: 'POST', body: JSON.stringify(plan) });
    assert.equal((await post(['poll_500@1', { fault: 'fail_late', rate: 0.5 }])).status, 200);
    const refused = await post(['nonsense']);
    assert.deepEqual(
      [refused.status, ((await refused.json()) as { error: string }).error],
      [400, 'there is no fault nonsense'],
    );
    const { plan } = (await (await fetch(`${rig.url}/__sim/faults`)).json()) as { plan: unknown[] };
    assert.equal(plan.length, 2);
  });

  test('every fault has a stage, and every name can be written', () => {
    for (const name of FAULT_NAMES) assert.equal(parseFault(name).fault, name);
  });
});

describe('the vendor’s time', () => {
  test('a median has a tail: the slowest hundredth takes ten times as long', () => {
    const random = randomFrom(7);
    const times = Array.from({ length: 20_000 }, () => spread(90, random(), random())).toSorted((a, b) => a - b);
    const [median, late] = [times[10_000] ?? 0, times[19_800] ?? 0];
    assert.ok(Math.abs(median - 90) < 5, `median ${median}`);
    assert.ok(late > 9 * median && late < 12 * median, `p99 ${late}`);
  });

  test('at midnight the queue stalls', async (t) => {
    const states = async (midnight: boolean) => {
      const rig = await start(t, { midnight });
      const { id } = await create(rig);
      await rig.advance(5 * 3_600);
      const { state } = await get(rig, id);
      await rig.advance(HOURS);
      return [state, (await get(rig, id)).state];
    };
    assert.deepEqual(await states(true), ['queued', 'completed']);
    assert.deepEqual(await states(false), ['completed', 'completed']);
  });

  test('a hundred times faster is a hundredth of the time', async (t) => {
    const spans = async (speed: number) => {
      const rig = await start(t, { speed, now: () => 1_795_000_000_000 });
      const { id } = await create(rig);
      await rig.advance(HOURS);
      const [job] = await rig.jobs();
      assert.equal(job?.id, id);
      return (job?.look.endedAt ?? 0) - (job?.createdAt ?? 0);
    };
    const [one, hundred] = [await spans(1), await spans(100)];
    assert.ok(Math.abs(one / hundred - 100) < 0.01);
  });
});

describe('what it knows', () => {
  test('is there again after a restart: jobs, bill, clips, addresses, cancelled and deleted ones', async (t) => {
    const folder = await folderFor(t);
    const first = await start(t, { folder });
    const { id, url } = await finished(first);
    const clip = Buffer.from(await (await fetch(url)).arrayBuffer());
    const young = await create(first);
    const bill = await first.bill();
    await first.close();

    const second = await start(t, { folder, makeClip: () => assert.fail('it was made before') });
    assert.deepEqual(await second.bill(), bill);
    assert.equal((await get(second, young.id)).state, 'queued');
    const again = await get(second, id);
    assert.ok(clip.equals(Buffer.from(await (await fetch(again.assets?.video ?? '')).arrayBuffer())));
    const moved = url.replace(first.assetUrl, second.assetUrl);
    assert.equal((await fetch(moved)).status, 200, 'an old signature is still good');
    const next = await create(second);
    assert.deepEqual(
      (await second.bill()).lines.map((line) => line.id),
      [id, young.id, next.id],
    );
  });

  test('is forgotten on demand', async (t) => {
    const rig = await start(t);
    const { id } = await finished(rig);
    assert.equal((await fetch(`${rig.url}/__sim/reset`, { method: 'POST' })).status, 200);
    assert.equal((await look(rig, id)).status, 404);
    assert.deepEqual([(await rig.bill()).creates, (await rig.requests()).length], [0, 1]);
  });

  test('is told to this machine alone, and to no page in a browser', async (t) => {
    const rig = await start(t);
    assert.equal((await fetch(`${rig.url}/__sim/bill`)).status, 200);
    assert.equal((await fetch(`${rig.url}/__sim/bill`, { headers: { origin: 'https://evil.example' } })).status, 403);
    const rebound = await new Promise<number>((done, fail) => {
      request(`${rig.url}/__sim/bill`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      })
        .on('error', fail)
        .end();
    });
    assert.equal(rebound, 403);
  });

  test('what a job costs is charged once and told in micro-dollars, whatever became of it', async (t) => {
    const rig = await startRig(t, runway, { makeClip });
    const order = (promptText: string) =>
      fetch(`${rig.url}/v1/text_to_video`, {
        method: 'POST',
        headers: { ...AUTH, 'x-runway-version': '2024-11-06' },
        body: JSON.stringify({ model: 'gen4.5', promptText, ratio: '1280:720', duration: 2 }),
      });
    for (const prompt of ['a cat', 'a naked cat', 'a cat']) assert.equal((await order(prompt)).status, 200);
    await rig.advance(HOURS);
    const { total, balance, currency, unit, lines } = await rig.bill();
    assert.deepEqual([currency, unit, total], ['USD', 'micro', 3 * 240_000]);
    assert.equal(balance + total, rig.options.balance);
    assert.equal(new Set(lines.map(({ promptHash }) => promptHash)).size, 2);
  });
});

test('an unknown simulator and a taken port are refused with a hint', async (t) => {
  const rig = await start(t);
  const hinted = (error: unknown) => error instanceof StudioError && error.code === 'usage' && error.hint !== undefined;
  await assert.rejects(startSimulator('sora', rig.options), hinted);
  const folder = await folderFor(t);
  const port = Number(new URL(rig.url).port);
  await assert.rejects(startSimulator('luma', { ...rig.options, folder, port }), hinted);
});
