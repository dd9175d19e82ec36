import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { usd } from '../../src/film/money.ts';
import { createLuma } from '../../src/providers/video/luma.ts';
import type { Job, LostOrder, ModelCard, VideoProvider } from '../../src/providers/video/spec.ts';
import { startFake } from '../fakes/index.ts';
import type { Fake, Habits } from '../fakes/fake.ts';
import { scripted, type Scripted, type Told } from './scripted.ts';
import { accountAt, contextOf, keyFrame, lostOrder, NOW, PICTURE, PRICES, REFERENCE, takeOf } from './take.ts';

const ID = '8a3c6f1e-1f5a-4c29-9d3f-6f1f2a6f0b11';
const DREAM_JOB: Job = { id: ID, api: 'dream-machine', model: 'ray-2' };
const AGENTS_JOB: Job = { id: ID, api: 'agents', model: 'ray-3.2' };
const ADDRESS = 'https://a.example/b.png';
const HOUR = 3_600_000;
const signal = new AbortController().signal;

let vendor: Scripted | Fake | undefined;
afterEach(() => vendor?.close());

describe("Luma's wires", () => {
  it('orders a clip from text of the Dream Machine', async () => {
    const { asked, outcome } = await ordered('ray-2', () => ({ status: 201, json: { id: ID, state: 'queued' } }));
    assert.deepEqual([asked.length, asked[0]?.method, asked[0]?.path], [1, 'POST', '/generations/video']);
    assert.equal(asked[0]?.headers['authorization'], 'Bearer key');
    assert.deepEqual(asked[0]?.body, {
      generation_type: 'video',
      model: 'ray-2',
      prompt: takeOf().prompt,
      aspect_ratio: '16:9',
      duration: '5s',
      resolution: '720p',
    });
    assert.deepEqual(outcome, { kind: 'accepted', job: DREAM_JOB, warnings: [] });
  });

  it('keeps the key from what the SDK prints for debugging', async (t) => {
    const { DEBUG } = process.env;
    t.after(() => {
      if (DEBUG === undefined) delete process.env['DEBUG'];
      else process.env['DEBUG'] = DEBUG;
    });
    process.env['DEBUG'] = 'true';
    const printed = t.mock.method(console, 'log', () => undefined);
    const { url, asked, close } = await scripted(() => ({ json: { id: ID, state: 'queued' } }));
    const dreamMachine = accountAt(url, { key: () => 'luma-very-secret' });
    const luma = createLuma({ id: 'luma', dreamMachine, agents: null, prices: PRICES, now: () => NOW });
    await luma.start(takeOf(), cardOf(luma, 'ray-2'), contextOf());
    await luma.check(DREAM_JOB, contextOf());
    await close();
    const text = inspect(printed.mock.calls, { depth: null });
    assert.match(text, /generations/, 'the SDK prints nothing: this test has no object any more');
    assert.doesNotMatch(text, /very-secret/);
    assert.deepEqual(
      asked.map(({ headers }) => headers['authorization']),
      ['Bearer luma-very-secret', 'Bearer luma-very-secret'],
    );
  });

  it('orders a clip from text of the Agents API', async () => {
    const { asked, outcome } = await ordered('ray-3.2', () => ({ status: 201, json: { id: ID } }));
    assert.deepEqual([asked.length, asked[0]?.method, asked[0]?.path], [1, 'POST', '/generations']);
    assert.equal(asked[0]?.headers['authorization'], 'Bearer key');
    assert.equal(asked[0]?.headers['x-request-id'], REFERENCE);
    assert.deepEqual(asked[0]?.body, {
      type: 'video',
      model: 'ray-3.2',
      prompt: takeOf().prompt,
      aspect_ratio: '16:9',
      video: { duration: '5s', resolution: '720p' },
    });
    assert.deepEqual(outcome, { kind: 'accepted', job: AGENTS_JOB, warnings: [] });
  });

  it('gives the Dream Machine addresses and generations, the Agents API bytes as well', async () => {
    const pictures = { firstFrame: keyFrame({ url: ADDRESS }), lastFrame: keyFrame({ url: ADDRESS }) };
    const told = () => ({ status: 201, json: { id: ID } });
    const dream = await ordered('ray-2', told, takeOf(pictures));
    assert.deepEqual(bodyOf(dream).keyframes, {
      frame0: { type: 'image', url: ADDRESS },
      frame1: { type: 'image', url: ADDRESS },
    });
    const onward = await ordered('ray-2', told, takeOf({ ...pictures, continues: 'before', lastFrame: null }));
    assert.deepEqual(bodyOf(onward).keyframes, {
      frame0: { type: 'generation', id: 'before' },
    });
    const image = { data: PICTURE.toString('base64'), media_type: 'image/png' };
    const agents = await ordered('ray-3.2', told, takeOf(pictures));
    assert.deepEqual(bodyOf(agents).video, {
      duration: '5s',
      resolution: '720p',
      start_frame: image,
      end_frame: image,
    });
    const addressed = { firstFrame: keyFrame({ media: null, url: ADDRESS }), continues: null };
    const byUrl = await ordered('ray-3.2', told, takeOf(addressed));
    assert.deepEqual(bodyOf(byUrl).video?.start_frame, { url: ADDRESS });
    const continued = await ordered('ray-3.2', told, takeOf({ ...addressed, continues: 'before' }));
    assert.deepEqual(bodyOf(continued).video?.start_frame, {
      generation_id: 'before',
    });
  });

  it('shoots without a picture that it cannot hand over, and says so before and after', async () => {
    const told = () => ({ status: 201, json: { id: ID } });
    const local = takeOf({ firstFrame: keyFrame() });
    const dream = await ordered('ray-2', told, local);
    assert.equal('keyframes' in bodyOf(dream), false);
    const long = takeOf({ frames: 24 * 9, firstFrame: keyFrame(), continues: 'before' });
    const agents = await ordered('ray-3.2', told, long);
    assert.deepEqual(bodyOf(agents).video, { duration: '10s', resolution: '720p' });
    for (const [model, request, { outcome }, words] of [
      ['ray-2', local, dream, /by public address only; model ray-3\.2 takes files/],
      ['ray-3.2', long, agents, /no pictures for clips of 10 s/],
    ] as const) {
      assert.ok(outcome.kind === 'accepted');
      assert.match(outcome.warnings.join('; '), words);
      const luma = lumaAt('http://127.0.0.1:9');
      assert.deepEqual(luma.estimate(request, cardOf(luma, model)).warnings, outcome.warnings);
    }
  });

  it('refuses here what cannot be ordered or read, without asking', async () => {
    const missing = contextOf({ file: () => '/nowhere/picture.png' });
    for (const [model, request, context] of [
      ['ray-2', takeOf({ frames: 24 * 10 }), contextOf()],
      ['ray-3.2', takeOf({ firstFrame: keyFrame() }), missing],
    ] as const) {
      const { asked, outcome } = await ordered(model, () => ({ status: 201, json: { id: ID } }), request, context);
      assert.equal(asked.length, 0);
      assert.ok(outcome.kind === 'refused' && outcome.why === 'rejected', JSON.stringify(outcome));
    }
  });

  const states: [string, Job, object, object][] = [
    ['waits in the queue', DREAM_JOB, { state: 'queued' }, { state: 'pending', phase: 'queued' }],
    ['is dreamt', DREAM_JOB, { state: 'dreaming', assets: null }, { state: 'pending', phase: 'running' }],
    ['is in a state that nobody knows', DREAM_JOB, { state: 'napping' }, { state: 'pending', phase: 'running' }],
    ['is completed without a film', DREAM_JOB, { state: 'completed', assets: {} }, { state: 'pending' }],
    ['is completed', DREAM_JOB, { state: 'completed', assets: { video: ADDRESS } }, { state: 'delivered', cost: null }],
    ['fails', DREAM_JOB, { state: 'failed' }, { state: 'failed', kind: 'fault', retryable: true, billed: false }],
    [
      'is moderated',
      DREAM_JOB,
      { state: 'failed', failure_reason: '400: prompt not allowed because advanced moderation failed' },
      { state: 'failed', kind: 'moderated', retryable: false },
    ],
    [
      'cannot read its picture',
      DREAM_JOB,
      { state: 'failed', failure_reason: 'Input image is inaccessible' },
      { state: 'failed', kind: 'rejected', retryable: false },
    ],
    ['waits in the queue', AGENTS_JOB, { state: 'queued' }, { state: 'pending', phase: 'queued' }],
    ['is processed', AGENTS_JOB, { state: 'processing', output: [] }, { state: 'pending', phase: 'running' }],
    [
      'is completed, with a poster before the film',
      AGENTS_JOB,
      {
        state: 'completed',
        output: [
          { type: 'image', url: 'https://a.example/poster' },
          { type: 'video', url: ADDRESS },
        ],
      },
      { state: 'delivered', asset: { kind: 'url', url: ADDRESS } },
    ],
    ...(
      [
        ['content_moderated', 'moderated', false],
        ['image_too_large', 'rejected', false],
        ['corrupt_input', 'rejected', false],
        ['generation_failed', 'fault', true],
        ['rate_limited', 'fault', true],
        ['budget_exhausted', 'fault', false],
        ['something_new', 'fault', true],
      ] as const
    ).map(([failure_code, kind, retryable]): [string, Job, object, object] => [
      `fails by ${failure_code}`,
      AGENTS_JOB,
      { state: 'failed', failure_code, failure_reason: null },
      { state: 'failed', kind, retryable, billed: false, cost: null },
    ]),
  ];
  for (const [name, job, told, expected] of states) {
    it(`tells that a job of the ${job === DREAM_JOB ? 'Dream Machine' : 'Agents API'} ${name}`, async () => {
      const status = await looked(job, { json: { id: ID, ...told } });
      assert.partialDeepStrictEqual(status, expected);
    });
  }

  it('throws what may pass and what will not when it cannot look', async () => {
    for (const job of [DREAM_JOB, AGENTS_JOB]) {
      const passing = { code: 'provider', retryable: true };
      await assert.rejects(looked(job, 'reset'), passing);
      await assert.rejects(looked(job, 'half'), passing);
      await assert.rejects(looked(job, { status: 502, bytes: '<html>' }), passing);
      await assert.rejects(looked(job, { status: 404, bytes: '<html>no such host</html>' }), passing);
      await assert.rejects(looked(job, { json: ['what?'] }), passing);
      await assert.rejects(looked(job, { status: 401, json: { detail: 'Invalid API key' } }), { code: 'config' });
      assert.equal((await looked(job, { status: 404, json: { detail: 'Not found' } })).state, 'gone');
    }
  });

  it('needs the key of the API that a job was ordered through, and one kind of account', async () => {
    const account = accountAt('http://127.0.0.1:9');
    const common = { id: 'luma', prices: PRICES, now: () => NOW };
    const dreamOnly = createLuma({ ...common, dreamMachine: account, agents: null });
    assert.deepEqual(
      dreamOnly.models.map(({ model }) => model),
      ['ray-flash-2', 'ray-2'],
    );
    await assert.rejects(dreamOnly.check(AGENTS_JOB, contextOf()), { code: 'config', hint: /LUMA_AGENTS_API_KEY/ });
    const agentsOnly = createLuma({ ...common, dreamMachine: null, agents: account });
    assert.deepEqual(
      agentsOnly.models.map(({ model }) => model),
      ['ray-3.2'],
    );
    assert.equal(agentsOnly.list, undefined);
    assert.throws(() => createLuma({ ...common, dreamMachine: null, agents: null }), { code: 'config' });
    const simulated = accountAt('http://127.0.0.1:9', { provenance: 'simulated' });
    assert.throws(() => createLuma({ ...common, dreamMachine: account, agents: simulated }), { code: 'config' });
  });

  const habits: [string, Habits][] = [
    ['the newest first', {}],
    ['the oldest first, in small pages that repeat', { oldestFirst: true, page: { size: 3, overlap: 1 } }],
    ['as tersely as may be', { terse: true, page: { size: 2, overlap: 0 } }],
    ['compressed, in pieces, by a clock that is 20 minutes ahead', { gzip: true, pieces: true, skew: 1_200 }],
    ['by a clock that is 20 minutes behind', { skew: -1_200, created: 202 }],
  ];
  for (const [name, ways] of habits) {
    it(`finds a lost order among others in a list that comes ${name}`, async () => {
      const fake = await startFake('luma-dream-machine', { habits: { ...ways, lostAnswers: [3] } });
      vendor = fake;
      const luma = dreamAt(fake);
      const claimed = new Set<string>();
      const start = (more: object) => luma.start(takeOf(more), cardOf(luma, 'ray-2'), contextOf());
      for (const more of [{}, { prompt: 'A cat.' }]) {
        const before = await start(more);
        assert.ok(before.kind === 'accepted');
        claimed.add(before.job.id);
      }
      const sentAt = Date.now();
      assert.equal((await start({})).kind, 'unsure');
      await start({ prompt: 'A dog.' });
      const order: LostOrder = { ...lostOrder(cardOf(luma, 'ray-2')), sentAt, now: sentAt + 60_000, claimed };
      const found = await luma.find?.(order, signal);
      assert.deepEqual(found, { kind: 'found', order: { ...DREAM_JOB, id: fake.creates()[2]?.id } });
      const absent = await luma.find?.({ ...order, request: takeOf({ prompt: 'Nobody asked for this.' }) }, signal);
      assert.equal(absent?.kind, 'absent');
      assert.equal(fake.creates().length, 4);
      assert.deepEqual(fake.complaints(), []);
    });
  }

  const echo = (more: object, request: object | null = { prompt: takeOf().prompt, model: 'ray-2' }) => ({
    id: ID,
    state: 'dreaming',
    created_at: new Date(NOW - 60_000).toISOString(),
    request,
    ...more,
  });
  const lists: [string, string, object[], Partial<LostOrder>][] = [
    ['found', 'its prompt and time are ours', [echo({})], {}],
    ['found', 'its time has no zone, as Python writes it', [echo({ created_at: '2026-11-26T23:59:10.123456' })], {}],
    ['absent', 'it is of another prompt', [echo({}, { prompt: 'A cat' })], {}],
    ['absent', 'it is of another length', [echo({}, { prompt: takeOf().prompt, duration: '9s' })], {}],
    ['absent', 'it is of another model', [echo({ model: 'ray-flash-2' }, { prompt: takeOf().prompt })], {}],
    ['absent', 'it belongs to another take', [echo({})], { claimed: new Set([ID]) }],
    ['absent', 'it is a picture', [echo({ generation_type: 'image' })], {}],
    ['absent', 'it is of last week', [echo({ created_at: new Date(NOW - 170 * HOUR).toISOString() })], {}],
    ['unknown', 'one like it is a few hours off', [echo({ created_at: new Date(NOW - 5 * HOUR).toISOString() })], {}],
    ['unknown', 'nothing is said of what was asked', [echo({}, null)], {}],
    ['unknown', 'nothing is said of when it was', [echo({ created_at: null })], {}],
    ['unknown', 'it is too early', [], { quietMs: 1_000 }],
    ['absent', 'time enough has passed', [], {}],
  ];
  for (const [kind, name, generations, more] of lists) {
    it(`calls a lost order ${kind} when ${name}`, async () => {
      vendor = await scripted(() => ({ json: { generations, has_more: false } }));
      const luma = lumaAt(vendor.url);
      assert.equal((await luma.find?.(lostOrder(cardOf(luma, 'ray-2'), more), signal))?.kind, kind);
    });
  }

  it('calls nothing absent when the list does not end', async () => {
    vendor = await scripted(() => ({ json: { generations: [echo({}, { prompt: 'A cat' })] } }));
    const luma = lumaAt(vendor.url);
    assert.equal((await luma.find?.(lostOrder(cardOf(luma, 'ray-2')), signal))?.kind, 'unknown');
  });

  it('takes the nearest in time of two that are alike', async () => {
    const other = echo({ id: 'other', created_at: new Date(NOW - 20 * 60_000).toISOString() });
    vendor = await scripted(() => ({ json: { generations: [other, echo({})], has_more: false } }));
    const luma = lumaAt(vendor.url);
    const found = await luma.find?.(lostOrder(cardOf(luma, 'ray-2')), signal);
    assert.ok(found?.kind === 'found' && found.order.id === ID);
  });

  it('says what is left, also when the vendor writes numbers as text', async () => {
    const fake = await startFake('luma-dream-machine', { habits: { numbersAsText: true } });
    vendor = fake;
    assert.equal(await dreamAt(fake).verify?.(signal), 'Dream Machine has $999.50 left');
  });

  it('looks after a job of an Agents API with other habits until it is done', async () => {
    const phases = ['queued', 'warming_up', 'processing'];
    const fake = await startFake('luma-agents', { habits: { phases, gzip: true, created: 202 } });
    vendor = fake;
    const account = accountAt(fake.environment['LUMA_BASE_URL'] ?? '', { provenance: 'simulated' });
    const luma = createLuma({ id: 'sim:luma', dreamMachine: null, agents: account, prices: PRICES, now: Date.now });
    const [card] = luma.models;
    assert.ok(card !== undefined);
    const outcome = await luma.start(takeOf({ firstFrame: keyFrame() }), card, contextOf());
    assert.ok(outcome.kind === 'accepted', JSON.stringify(outcome));
    const seen: string[] = [];
    for (let status = 'pending'; status === 'pending'; seen.push(status)) {
      status = (await luma.check(outcome.job, contextOf())).state;
    }
    assert.deepEqual(seen, ['pending', 'pending', 'pending', 'delivered']);
    assert.equal(fake.billed(), usd(0.3));
    assert.equal(await luma.verify?.(signal), 'Agents API takes the key');
  });
});

function lumaAt(url: string): VideoProvider {
  const account = accountAt(url);
  return createLuma({ id: 'luma', dreamMachine: account, agents: account, prices: PRICES, now: () => NOW });
}

function dreamAt({ environment }: Fake): VideoProvider {
  const account = accountAt(environment['LUMAAI_BASE_URL'] ?? '', { provenance: 'simulated' });
  return createLuma({ id: 'sim:luma', dreamMachine: account, agents: null, prices: PRICES, now: Date.now });
}

function cardOf({ models }: VideoProvider, model: string): ModelCard {
  return models.find((card) => card.model === model) ?? assert.fail(`no ${model}`);
}

async function ordered(model: string, tell: () => Told, request = takeOf(), context = contextOf()) {
  const { url, asked, close } = await scripted(tell);
  try {
    const luma = lumaAt(url);
    return { outcome: await luma.start(request, cardOf(luma, model), context), asked };
  } finally {
    await close();
  }
}

interface Body {
  keyframes?: object;
  video?: { start_frame?: object };
}

function bodyOf({ asked: [create] }: { asked: { body: unknown }[] }): Body {
  assert.ok(create, 'nothing was asked');
  return create.body as Body;
}

async function looked(job: Job, told: Told) {
  const { url, close } = await scripted(() => told);
  try {
    return await lumaAt(url).check(job, contextOf());
  } finally {
    await close();
  }
}
