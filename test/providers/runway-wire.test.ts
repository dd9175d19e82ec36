import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { usd } from '../../src/film/money.ts';
import { createRunway } from '../../src/providers/video/runway.ts';
import type { ModelCard, VideoProvider } from '../../src/providers/video/spec.ts';
import { startFake } from '../fakes/index.ts';
import type { Fake, Habits } from '../fakes/fake.ts';
import { scripted, type Asked, type Scripted, type Told } from './scripted.ts';
import { accountAt, contextOf, keyFrame, NOW, PICTURE, PRICES, takeOf } from './take.ts';

const ID = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const ADDRESS = 'https://a.example/b.png';
const DATA = `data:image/png;base64,${PICTURE.toString('base64')}`;
const signal = new AbortController().signal;

let vendor: Scripted | Fake | undefined;
afterEach(() => vendor?.close());

describe("Runway's wire", () => {
  it('orders a clip from text', async () => {
    const { asked, outcome } = await ordered('gen4.5', () => created());
    assert.deepEqual([asked.length, asked[0]?.method, asked[0]?.path], [1, 'POST', '/v1/text_to_video']);
    assert.equal(asked[0]?.headers['authorization'], 'Bearer key');
    assert.equal(asked[0]?.headers['x-runway-version'], '2024-11-06');
    assert.deepEqual(asked[0]?.body, {
      model: 'gen4.5',
      promptText: takeOf().prompt,
      ratio: '1280:720',
      duration: 4,
      seed: 7,
    });
    assert.deepEqual(outcome, { kind: 'accepted', job: { id: ID, model: 'gen4.5' }, warnings: [] });
  });

  for (const model of ['gen4.5', 'gen4_turbo']) {
    it(`orders a clip of ${model} from a picture, in bytes or by its address`, async () => {
      const square = takeOf({ aspect: '1:1', firstFrame: keyFrame(), seedNumber: 2 ** 32 + 5 });
      const { asked } = await ordered(model, () => created(), square);
      assert.deepEqual([asked.length, asked[0]?.path], [1, '/v1/image_to_video']);
      assert.deepEqual(asked[0]?.body, {
        model,
        promptText: square.prompt,
        promptImage: [{ uri: DATA, position: 'first' }],
        ratio: '960:960',
        duration: 4,
        seed: 5,
      });
      const addressed = takeOf({ firstFrame: keyFrame({ media: null, url: ADDRESS }) });
      const byUrl = await ordered(model, () => created(), addressed);
      assert.deepEqual(pictureIn(byUrl.asked[0]), [{ uri: ADDRESS, position: 'first' }]);
    });
  }

  it('uploads a picture that is too large for the request, then orders once', async () => {
    const { context, request } = heavy();
    const { asked, outcome } = await ordered('gen4_turbo', uploading({ status: 204, bytes: '' }), request, context);
    assert.deepEqual(
      asked.map(({ method, path }) => `${method} ${path}`),
      ['POST /v1/uploads', 'POST /bucket', 'POST /v1/image_to_video'],
    );
    assert.equal(asked[1]?.headers['authorization'], undefined, 'the storage gets no key');
    assert.match(String(asked[1]?.headers['content-type']), /^multipart\/form-data/);
    assert.deepEqual(pictureIn(asked[2]), [{ uri: 'runway://kept', position: 'first' }]);
    assert.equal(outcome.kind, 'accepted');
  });

  const uploads: [string, Told, string, string][] = [
    ['breaks', 'reset', 'busy', 'overload'],
    ['meets trouble', { status: 503, json: {} }, 'busy', 'overload'],
    ['is refused by the storage', { status: 403, bytes: '<Error/>' }, 'refused', 'rejected'],
    ['is too much at once', { status: 429, json: {} }, 'busy', 'rate'],
  ];
  for (const [name, told, kind, why] of uploads) {
    it(`orders nothing when the upload ${name}`, async () => {
      const { context, request } = heavy();
      const { asked, outcome } = await ordered('gen4_turbo', uploading(told), request, context);
      assert.deepEqual([outcome.kind, 'why' in outcome && outcome.why], [kind, why]);
      assert.equal(asked.filter(({ path }) => path === '/v1/image_to_video').length, 0);
      assert.equal(asked.filter(({ path }) => path === '/bucket').length, 1);
    });
  }

  it('refuses here what these models do not shoot, with a way out', async () => {
    for (const [model, request, message, hint] of [
      ['gen4_turbo', takeOf(), /only moves a picture/, /--seed.*gen4\.5/],
      ['gen4_turbo', takeOf({ firstFrame: keyFrame({ width: 3_000 }) }), /only moves a picture/, /0\.5 to 2 times/],
      ['gen4.5', takeOf({ aspect: '1:1' }), /square film only from a picture/, /--aspect/],
      ['gen4.5', takeOf({ resolution: '1080p' }), /no film at 1080p/, /720p/],
      ['gen4.5', takeOf({ frames: 24 * 11 }), /2 to 10 s; this shot needs 11 s/, /--scenes/],
    ] as const) {
      const runway = runwayAt('http://127.0.0.1:9');
      assert.throws(() => runway.estimate(request, cardOf(runway, model)), { code: 'usage', message, hint });
      const { asked, outcome } = await ordered(model, () => created(), request);
      assert.equal(asked.length, 0);
      assert.ok(outcome.kind === 'refused' && outcome.why === 'rejected');
    }
  });

  it('says that it does not end with a picture', async () => {
    const { outcome } = await ordered('gen4.5', () => created(), takeOf({ lastFrame: keyFrame() }));
    assert.ok(outcome.kind === 'accepted');
    assert.match(outcome.warnings.join('; '), /got no last picture/);
  });

  const refusals: [Told, string][] = [
    [{ status: 400, json: { error: 'You do not have enough credits to run this task.' } }, 'balance'],
    [{ status: 400, json: { error: 'Validation of body failed' } }, 'rejected'],
    [{ status: 400, json: { error: 'The prompt did not pass content moderation.' } }, 'moderated'],
    [{ status: 401, json: { error: 'Invalid API key' } }, 'credentials'],
  ];
  for (const [told, why] of refusals) {
    it(`takes a refusal for ${why}`, async () => {
      const { outcome } = await ordered('gen4.5', () => told);
      assert.deepEqual([outcome.kind, 'why' in outcome && outcome.why], ['refused', why]);
    });
  }

  const bill = (credits: number) => ({ cost: { credits } });
  const failed = { status: 'FAILED', failure: 'no', ...bill(0) };
  const states: [string, object, object][] = [
    ['waits', { status: 'PENDING' }, { state: 'pending', phase: 'queued' }],
    ['waits for its turn', { status: 'THROTTLED' }, { state: 'pending', phase: 'queued' }],
    ['runs', { status: 'RUNNING', progress: 0.42 }, { state: 'pending', phase: 'running', progress: 0.42 }],
    ['runs by text', { status: 'RUNNING', progress: '0.42' }, { state: 'pending', progress: 0.42 }],
    ['runs by a number that means something else', { status: 'RUNNING', progress: 42 }, { progress: null }],
    ['is in a state that nobody knows', { status: 'DREAMING' }, { state: 'pending', phase: 'running' }],
    ['is done without a film', { status: 'SUCCEEDED', output: [], ...bill(60) }, { state: 'pending' }],
    [
      'is done',
      { status: 'SUCCEEDED', output: [ADDRESS], ...bill(60) },
      { state: 'delivered', asset: { kind: 'url', url: ADDRESS }, cost: usd(0.6) },
    ],
    ['is done by an old answer', { status: 'SUCCEEDED', output: [ADDRESS] }, { state: 'delivered', cost: null }],
    ['is cancelled', { status: 'CANCELLED', ...bill(0) }, { state: 'failed', kind: 'fault', retryable: false }],
    [
      'was not allowed, which is billed',
      { ...failed, failureCode: 'SAFETY.INPUT.TEXT', ...bill(60) },
      { state: 'failed', kind: 'moderated', retryable: false, billed: true, cost: usd(0.6) },
    ],
    [
      'was not allowed, and the bill is not told',
      { ...failed, failureCode: 'SAFETY.OUTPUT.VIDEO', cost: null },
      { kind: 'moderated', billed: true, cost: null },
    ],
    [
      'is of a partner, not allowed',
      { ...failed, failureCode: 'THIRD_PARTY.SAFETY' },
      { kind: 'moderated', billed: false },
    ],
    [
      'had a prompt that was not allowed',
      { ...failed, failureCode: 'INPUT_PREPROCESSING.SAFETY.TEXT' },
      { kind: 'moderated' },
    ],
    ['had a bad picture', { ...failed, failureCode: 'ASSET.INVALID' }, { kind: 'rejected', retryable: false }],
    [
      'broke',
      { ...failed, failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' },
      { kind: 'fault', retryable: true, billed: false },
    ],
    [
      'broke before it began',
      { ...failed, failureCode: 'INPUT_PREPROCESSING.INTERNAL' },
      { kind: 'fault', retryable: true },
    ],
    ['broke at a partner', { ...failed, failureCode: 'THIRD_PARTY.UNAVAILABLE' }, { kind: 'fault', retryable: true }],
    ['failed without a word', { status: 'FAILED' }, { kind: 'fault', retryable: true, billed: false, cost: null }],
  ];
  for (const [name, task, expected] of states) {
    it(`tells that a task ${name}`, async () => {
      assert.partialDeepStrictEqual(await looked({ json: { id: ID, ...task } }), expected);
    });
  }

  it('throws what may pass and what will not when it cannot look', async () => {
    const passing = { code: 'provider', retryable: true };
    await assert.rejects(looked('reset'), passing);
    await assert.rejects(looked('half'), passing);
    await assert.rejects(looked({ status: 429, json: { error: 'slower' } }), passing);
    await assert.rejects(looked({ status: 502, bytes: '<html>' }), passing);
    await assert.rejects(looked({ json: { status: 7 } }), passing);
    await assert.rejects(looked({ status: 401, json: { error: 'Invalid API key' } }), { code: 'config' });
    assert.equal((await looked({ status: 404, json: { error: 'Not found' } })).state, 'gone');
  });

  it('has figures of the account from which a lost order shows', async () => {
    const fake = await startFake('runway', { habits: { lostAnswers: [1], numbersAsText: true } });
    vendor = fake;
    const runway = simulatedAt(fake);
    assert.deepEqual(await runway.witness?.(signal), { balance: 100_000, orders: 0 });
    assert.equal((await runway.start(takeOf(), cardOf(runway, 'gen4.5'), contextOf())).kind, 'unsure');
    assert.deepEqual(await runway.witness?.(signal), { balance: 99_952, orders: 1 });
    assert.equal(await runway.verify?.(signal), '99952 credits left, which are $999.52');
    assert.equal(fake.creates().length, 1);
  });

  it('has no figures when the vendor gives none', async () => {
    vendor = await scripted(() => ({ json: {} }));
    assert.deepEqual(await runwayAt(vendor.url).witness?.(signal), { balance: null, orders: null });
    assert.equal(await runwayAt(vendor.url).verify?.(signal), 'Runway takes the key');
  });

  const habits: [string, Habits][] = [
    ['as the documents say', { phases: ['THROTTLED', 'PENDING', 'RUNNING'] }],
    ['as tersely as may be', { terse: true, phases: ['PENDING'] }],
    ['with numbers as text, compressed', { numbersAsText: true, gzip: true, pieces: true, phases: ['RUNNING'] }],
  ];
  for (const [name, ways] of habits) {
    it(`looks after a task of a vendor that answers ${name}`, async () => {
      const fake = await startFake('runway', { habits: ways });
      vendor = fake;
      const runway = simulatedAt(fake);
      const outcome = await runway.start(takeOf({ firstFrame: keyFrame() }), cardOf(runway, 'gen4_turbo'), contextOf());
      assert.ok(outcome.kind === 'accepted', JSON.stringify(outcome));
      for (const _ of ways.phases ?? []) {
        assert.equal((await runway.check(outcome.job, contextOf())).state, 'pending');
      }
      assert.equal((await runway.check(outcome.job, contextOf())).state, 'delivered');
      assert.deepEqual(fake.complaints(), []);
    });
  }
});

function created(): Told {
  return { json: { id: ID, estimatedCost: { credits: 48 } } };
}

/** A picture of four million bytes, which are more than five in base64. */
function heavy() {
  const context = contextOf();
  const path = join(context.scratchFolder, 'heavy.png');
  writeFileSync(path, Buffer.concat([PICTURE, Buffer.alloc(4_000_000)]));
  const request = takeOf({ firstFrame: keyFrame({ media: { ...keyFrame().media!, bytes: 4_000_000 } }) });
  return { context: { ...context, file: () => path }, request };
}

/** A vendor that takes uploads, into a storage that answers as told. */
function uploading(storage: Told): (asked: Asked, url: string) => Told {
  return ({ path }, url) => {
    if (path === '/bucket') return storage;
    if (path !== '/v1/uploads') return created();
    return { json: { uploadUrl: `${url}/bucket`, fields: { key: 'k' }, runwayUri: 'runway://kept' } };
  };
}

function pictureIn(create: Asked | undefined): unknown {
  assert.ok(create, 'nothing was asked');
  return (create.body as { promptImage?: unknown }).promptImage;
}

function runwayAt(url: string): VideoProvider {
  return createRunway({ id: 'runway', account: accountAt(url), prices: PRICES, now: () => NOW });
}

function simulatedAt({ environment }: Fake): VideoProvider {
  const account = accountAt(environment['RUNWAYML_BASE_URL'] ?? '', { provenance: 'simulated' });
  return createRunway({ id: 'sim:runway', account, prices: PRICES, now: Date.now });
}

function cardOf({ models }: VideoProvider, model: string): ModelCard {
  return models.find((card) => card.model === model) ?? assert.fail(`no ${model}`);
}

async function ordered(
  model: string,
  tell: (asked: Asked, url: string) => Told,
  request = takeOf(),
  context = contextOf(),
) {
  const { url, asked, close } = await scripted(tell);
  try {
    const runway = runwayAt(url);
    return { outcome: await runway.start(request, cardOf(runway, model), context), asked };
  } finally {
    await close();
  }
}

async function looked(told: Told) {
  const { url, close } = await scripted(() => told);
  try {
    return await runwayAt(url).check({ id: ID, model: 'gen4.5' }, contextOf());
  } finally {
    await close();
  }
}
