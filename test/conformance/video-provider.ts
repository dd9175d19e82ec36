import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { StudioError } from '../../src/errors.ts';
import { frameSize, Resolution } from '../../src/film/media.ts';
import type { MicroUsd } from '../../src/film/money.ts';
import type { KeyFrame, VideoRequest } from '../../src/film/request.ts';
import { VIDEO_MODELS } from '../../src/ledger/price-book.ts';
import { download } from '../../src/providers/download.ts';
import type {
  Job,
  JobStatus,
  LostOrder,
  ModelCard,
  ProviderContext,
  VideoProvider,
} from '../../src/providers/video/spec.ts';

/** The vendor behind a provider, as seen from its own side of the wire: a simulator. */
export interface VideoVendor {
  /** Replaces what goes wrong, and counts from the beginning: `accept_then_reset`, `poll_500*2`. */
  faults(...plan: string[]): Promise<void>;
  /** Moves the vendor's clock on. */
  advance(seconds: number): Promise<void>;
  bill(): Promise<{ creates: number; total: MicroUsd }>;
  jobs(): Promise<
    {
      id: string;
      prompt: string;
      clip: { firstFrame: string | null; lastFrame: string | null; continues: string | null } | null;
    }[]
  >;
  requests(): Promise<{ host: string; method: string; path: string }[]>;
  violations(): Promise<{ kind: string; detail: string }[]>;
}

export interface Opened {
  /** A provider of its own each time, as after a restart of the process. */
  provider(): VideoProvider;
  /** Null for takes that are made here, and for the vendor itself. */
  vendor: VideoVendor | null;
  /** Milliseconds since 1970, by the clock of a vendor that is not out of step. */
  now(): number;
  /** Told what an order may cost before it is sent; false forbids it. Real vendors only. */
  mayPay?(ceiling: MicroUsd): boolean;
}

export interface VideoProviderCase {
  name: string;
  model: string;
  /** Something that the model can shoot. It gets a first picture when the model needs one. */
  request: VideoRequest;
  /** Ended by the test. */
  open(test: TestContext): Promise<Opened> | Opened;
  /** The path of a create on the vendor's wire. */
  isCreate?: RegExp;
  /** Whether a lost order can be found: also said to be absent, only found, or neither. */
  finds: 'surely' | 'perhaps' | 'never';
  /** A job of ours with an id that the vendor has never given. */
  unknown?(job: Job): Job;
  /** Why there is no vendor that misbehaves on demand. */
  withoutVendor?: string;
  /** Tests that do not apply, by their names, and why. */
  excused?: Readonly<Record<string, string>>;
}

/** How orders end by a fault of the create: what they are, why, and how many the vendor has then taken. */
const CREATES: readonly [fault: string, kind: string, why: string | null, taken: 0 | 1][] = [
  ['err_5xx_before_accept', 'unsure', null, 0],
  ['overload_503', 'unsure', null, 0],
  ['html_502', 'unsure', null, 0],
  ['reset_before_accept', 'unsure', null, 0],
  ['accept_then_5xx', 'unsure', null, 1],
  ['accept_then_reset', 'unsure', null, 1],
  ['malformed_json_200', 'unsure', null, 1],
  ['truncated_body', 'unsure', null, 1],
  ['slow_body', 'unsure', null, 1],
  ['wrong_content_type', 'accepted', null, 1],
  ['rate_429', 'busy', 'rate', 0],
  ['rate_429_retry_after', 'busy', 'rate', 0],
  ['concurrency_429', 'busy', 'concurrency', 0],
  ['reject_401', 'refused', 'credentials', 0],
  ['insufficient_balance', 'refused', 'balance', 0],
  ['validation_400', 'refused', 'rejected', 0],
];

/** Trouble in looking, which passes. */
const TROUBLES = ['poll_500', 'poll_429', 'poll_reset', 'poll_malformed', 'poll_slow'];

/** An hour of the vendor's time is more than any clip takes, save those that a fault holds up. */
const HOUR = 3_600;

/** What everybody who is paid for moving pictures has to keep, and whoever draws them for nothing. */
export function videoProviderConformance(suite: VideoProviderCase): void {
  const { name, model, finds, isCreate = /./, excused = {}, withoutVendor } = suite;
  describe(`video provider ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'studio-provider-'));
    const gallery = openGallery(folder);
    before(async () => void (await gallery.url));
    after(async () => {
      await gallery.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    });

    const context = (signal = new AbortController().signal): ProviderContext => ({
      signal,
      reference: `conformance-${suite.request.slate}`,
      scratchFolder: mkdtempSync(join(folder, 'take-')),
      file: () => gallery.path,
      onProgress: () => undefined,
    });
    const cardOf = (provider: VideoProvider): ModelCard =>
      provider.models.find((one) => one.model === model) ?? assert.fail(`no model ${model}`);
    /** What is ordered in most tests. */
    const requestOf = async (card: ModelCard): Promise<VideoRequest> =>
      card.textToVideo ? suite.request : { ...suite.request, firstFrame: await gallery.frame() };
    const known = new Set<string>();
    const test = (title: string, run: (t: TestContext) => Promise<void> | void) => {
      known.add(title);
      it(title, { skip: excused[title] ?? false }, run);
    };
    /** A test for which the vendor has to be told what to do. */
    const testOnWire = (title: string, run: (vendor: VideoVendor, set: Stage, t: TestContext) => Promise<void>) => {
      known.add(title);
      if (withoutVendor !== undefined) return;
      it(title, { skip: excused[title] ?? false }, async (t) => {
        const set = await staged(t);
        assert.ok(set.opened.vendor, 'a case without a vendor says why');
        await run(set.opened.vendor, set, t);
      });
    };

    interface Stage {
      opened: Opened;
      provider: VideoProvider;
      card: ModelCard;
      request: VideoRequest;
    }
    const staged = async (t: TestContext): Promise<Stage> => {
      const opened = await suite.open(t);
      const provider = opened.provider();
      const card = cardOf(provider);
      return { opened, provider, card, request: await requestOf(card) };
    };
    const accepted = async (
      set: Stage,
      t: TestContext,
      request = set.request,
    ): Promise<{ job: Job; warnings: string[] }> => {
      const { ceiling } = set.provider.estimate(request, set.card);
      if (set.opened.mayPay?.(ceiling) === false) {
        t.skip('it would cost more than STUDIO_LIVE_CAP');
        throw new OverCap();
      }
      const outcome = await set.provider.start(request, set.card, context());
      assert.ok(outcome.kind === 'accepted', JSON.stringify(outcome));
      return outcome;
    };
    const settled = async ({ opened, card }: Stage, job: Job, by = opened.provider()): Promise<JobStatus> => {
      const deadline = opened.now() + card.timeoutSeconds * 1_000;
      for (let look = 0; ; look += 1) {
        const status = await by.check(copyOf(job), context());
        if (status.state !== 'pending') return status;
        assert.ok(opened.vendor === null ? opened.now() < deadline : look < 50, 'it never ends');
        await (opened.vendor?.advance(HOUR) ?? delay(status.pollAfterMs));
      }
    };
    const lostOrder = ({ request, card }: Stage, sentAt: number, more: Partial<LostOrder> = {}): LostOrder => ({
      request,
      card,
      reference: context().reference,
      sentAt,
      now: sentAt + 120_000,
      quietMs: 120_000,
      claimed: new Set(),
      ...more,
    });
    const signal = new AbortController().signal;
    const createsSent = async (vendor: VideoVendor): Promise<number> =>
      (await vendor.requests()).filter(
        ({ host, method, path }) => host === 'api' && method === 'POST' && isCreate.test(path),
      ).length;
    const noLeaks = async (vendor: VideoVendor): Promise<void> => {
      const leaks = (await vendor.violations()).filter(({ kind }) => kind !== 'polling');
      assert.deepEqual(leaks, []);
    };
    const mutedOverCap =
      (run: (t: TestContext) => Promise<void>) =>
      async (t: TestContext): Promise<void> => {
        try {
          await run(t);
        } catch (error) {
          if (!(error instanceof OverCap)) throw error;
        }
      };

    test('has cards with a day and a source', async (t) => {
      const { provider } = await staged(t);
      for (const card of provider.models) {
        assert.match(card.asOf, /^\d{4}(-\d{2}){0,2}$/);
        assert.notEqual(card.source, '');
        assert.ok(card.aspects.length > 0 && card.resolutions.length > 0);
        assert.ok(card.expectedSeconds > 0 && card.timeoutSeconds > card.expectedSeconds && card.concurrency > 0);
        assert.equal(card.image !== null, card.firstFrame || card.lastFrame);
        if (!('min' in card.durations))
          assert.deepEqual(
            card.durations,
            card.durations.toSorted((a, b) => a - b),
          );
      }
    });

    test('sells what the price book has, the cheapest first', async (t) => {
      const { provider, request } = await staged(t);
      const prices: number[] = [];
      for (const card of provider.models) {
        const book = VIDEO_MODELS.find((one) => one.model === card.model);
        assert.ok(book, `${card.model} is not in the book`);
        assert.deepEqual(card.durations, book.durations);
        assert.deepEqual([...card.aspects].toSorted(), [...book.aspects].toSorted());
        assert.deepEqual([...card.resolutions].toSorted(), Object.keys(book.usd).toSorted());
        const asked = { ...request, firstFrame: card.textToVideo ? null : await gallery.frame() };
        const { price, seconds } = provider.estimate(asked, card);
        prices.push(price / seconds);
      }
      assert.equal(prices[0], Math.min(...prices));
    });

    test('estimates the same twice, for at least what was asked', async (t) => {
      const { provider, card, request } = await staged(t);
      const first = provider.estimate(request, card);
      assert.deepEqual(provider.estimate(request, card), first);
      assert.ok(first.seconds * request.rate.num >= request.frames * request.rate.den - 1e-6);
      assert.ok(Resolution.options.indexOf(first.resolution) >= Resolution.options.indexOf(request.resolution));
      assert.ok(Number.isInteger(first.price) && first.price >= 0 && first.ceiling >= first.price);
      assert.equal(first.price === 0, provider.repeatable);
      assert.notEqual(first.source, '');
    });

    test('refuses to estimate what it does not sell, with a way out', async (t) => {
      const { provider, card, request } = await staged(t);
      const endless = { ...request, frames: 24 * 3_600 };
      assert.throws(
        () => provider.estimate(endless, card),
        (error) => error instanceof StudioError && error.code === 'usage' && (error.hint ?? '') !== '',
      );
      assert.equal((await provider.start(endless, card, context())).kind, 'refused');
    });

    test(
      'delivers what was bought, also to a process that only has the job',
      mutedOverCap(async (t) => {
        const set = await staged(t);
        const { opened, provider, card, request } = set;
        const estimate = provider.estimate(request, card);
        const sentAt = opened.now();
        const { job } = await accepted(set, t);
        assert.notEqual(job.id, '');
        const outcome = await settled(set, job);
        assert.ok(outcome.state === 'delivered', JSON.stringify(outcome));
        const { asset, cost } = outcome;
        const path = asset.kind === 'file' ? asset.path : join(context().scratchFolder, 'clip.mp4');
        if (asset.kind === 'url') {
          const fetched = await download({ url: asset.url, path, signal });
          assert.equal(fetched.kind, 'fetched', JSON.stringify(fetched));
        }
        const { video, seconds } = await probe(path);
        assert.ok(Math.abs(seconds - estimate.seconds) < 0.25, `${seconds} s instead of ${estimate.seconds} s`);
        const size = frameSize(request.aspect, estimate.resolution);
        assert.ok(Math.abs(video!.width / video!.height / (size.width / size.height) - 1) < 0.02);
        if (asset.kind === 'file') {
          assert.deepEqual({ width: video!.width, height: video!.height }, size);
          assert.ok(video!.frames >= request.frames);
        }
        if (opened.vendor !== null) {
          const bill = await opened.vendor.bill();
          assert.deepEqual(bill, { ...bill, creates: 1, total: estimate.price });
          assert.equal(await createsSent(opened.vendor), 1);
          await noLeaks(opened.vendor);
        }
        assert.ok(cost === null || cost === estimate.price, `billed ${cost}, estimated ${estimate.price}`);
        if (finds !== 'never') {
          const found = await provider.find?.(lostOrder(set, sentAt), signal);
          assert.ok(found?.kind === 'found', JSON.stringify(found));
          assert.deepEqual([found.order.id, found.order], [job.id, job]);
        }
      }),
    );

    test('says who it is to whom, at no cost', async (t) => {
      const { provider, opened } = await staged(t);
      assert.notEqual(await provider.verify?.(signal), '');
      if (opened.vendor !== null) assert.equal((await opened.vendor.bill()).creates, 0);
    });

    test(
      'reports progress that grows to its end',
      mutedOverCap(async (t) => {
        const set = await staged(t);
        const seen: number[] = [];
        const listening = { ...context(), onProgress: (done: number, total: number) => seen.push(done / total) };
        const { job } = await accepted(set, t);
        await set.provider.check(job, listening);
        assert.deepEqual(
          seen,
          seen.toSorted((a, b) => a - b),
        );
        assert.equal(seen.at(-1), 1);
      }),
    );

    test('sends nothing once it was told to stop', async (t) => {
      const { opened, provider, card, request } = await staged(t);
      const stopped = context(AbortSignal.abort(new Error('enough')));
      await assert.rejects(provider.start(request, card, stopped), /enough/);
      if (opened.vendor !== null) assert.equal((await opened.vendor.requests()).length, 0);
    });

    test(
      'stops looking when told, and the job can still be looked after',
      mutedOverCap(async (t) => {
        const set = await staged(t);
        const { job } = await accepted(set, t);
        const stopped = context(AbortSignal.abort(new Error('stopped by a test')));
        await assert.rejects(set.provider.check(job, stopped), /stopped/);
        assert.equal((await settled(set, job)).state, 'delivered');
      }),
    );

    test(
      'begins with the picture that it is handed',
      mutedOverCap(async (t) => {
        const set = await staged(t);
        const request = { ...set.request, firstFrame: await gallery.frame() };
        const { warnings, job } = await accepted(set, t, request);
        assert.deepEqual(warnings, []);
        const taken = (await set.opened.vendor?.jobs())?.find(({ id }) => id === job.id);
        if (set.opened.vendor !== null) assert.notEqual(taken?.clip?.firstFrame, null);
        assert.equal((await settled(set, job)).state, 'delivered');
      }),
    );

    testOnWire('ends with the picture that it is handed', async (vendor, set, t) => {
      const picture = await gallery.frame();
      await accepted(set, t, { ...set.request, firstFrame: picture, lastFrame: picture });
      assert.notEqual((await vendor.jobs())[0]?.clip?.lastFrame, null);
    });

    testOnWire('goes on from an earlier clip of its own', async (vendor, set, t) => {
      const { job } = await accepted(set, t);
      assert.equal((await settled(set, job)).state, 'delivered');
      const next = await accepted(set, t, { ...set.request, firstFrame: await gallery.frame(), continues: job.id });
      assert.deepEqual(next.warnings, []);
      const taken = (await vendor.jobs()).find(({ id }) => id === next.job.id);
      assert.equal(taken?.clip?.continues, job.id);
    });

    testOnWire('says so when a picture cannot be handed over, and shoots without it where it can', async (_, set) => {
      const odd: KeyFrame = { ...(await gallery.frame()), url: null, width: 4_000, height: 100 };
      const outcome = await set.provider.start({ ...set.request, firstFrame: odd }, set.card, context());
      if (!set.card.textToVideo) return assert.equal(outcome.kind, 'refused');
      assert.ok(outcome.kind === 'accepted', JSON.stringify(outcome));
      assert.equal(outcome.warnings.length, 1);
    });

    test(
      'shortens a prompt that is too long, and says so',
      mutedOverCap(async (t) => {
        const set = await staged(t);
        const limit = set.card.promptLimit ?? assert.fail('there is no limit');
        const prompt = 'The keeper climbs the stairs, slowly, with a lamp. '.repeat(Math.ceil((limit * 2) / 50));
        const { warnings } = await accepted(set, t, { ...set.request, prompt });
        assert.equal(warnings.length, 1);
        const [taken] = (await set.opened.vendor?.jobs()) ?? [];
        if (taken === undefined) return;
        assert.ok(taken.prompt.length <= limit && taken.prompt.length > limit / 2);
        assert.ok(prompt.startsWith(taken.prompt) && taken.prompt.endsWith('lamp.'));
      }),
    );

    testOnWire('knows that the vendor does not know a job', async (_, set, t) => {
      const { job } = await accepted(set, t);
      const other = suite.unknown?.(job) ?? { ...job, id: otherThan(job.id) };
      assert.equal((await set.provider.check(other, context())).state, 'gone');
      assert.notEqual((await set.provider.check(job, context())).state, 'gone');
    });

    for (const [fault, kind, why, taken] of CREATES) {
      testOnWire(`a create that meets ${fault} is ${why ?? kind}`, async (vendor, set, t) => {
        const { provider, request, card, opened } = set;
        await vendor.faults(fault);
        const witness = await provider.witness?.(signal);
        const sentAt = opened.now();
        const patience = fault === 'slow_body' ? holdPatience(t) : null;
        const ordering = provider.start(request, card, context());
        if (patience !== null) {
          while ((await vendor.bill()).creates === 0) await delay(5);
          patience.runOut();
          t.mock.restoreAll();
        }
        const outcome = await ordering;
        assert.equal(outcome.kind, kind, JSON.stringify(outcome));
        if ('why' in outcome) assert.equal(outcome.why, why);
        if ('reason' in outcome) assert.notEqual(outcome.reason, '');
        if (fault.endsWith('retry_after')) assert.ok(outcome.kind === 'busy' && outcome.retryAfterMs === 2_000);
        assert.equal((await vendor.bill()).creates, taken);
        if (fault !== 'slow_body') assert.equal(await createsSent(vendor), 1); // that one is still being answered
        await noLeaks(vendor);
        if (kind !== 'unsure') return;

        await vendor.faults();
        if (provider.witness !== undefined) {
          const same = JSON.stringify(await provider.witness(signal)) === JSON.stringify(witness);
          assert.equal(same, taken === 0, 'the figures of the account show whether it was taken');
        }
        const found = await provider.find?.(lostOrder(set, sentAt), signal);
        const [job] = await vendor.jobs();
        if (taken === 1 && finds !== 'never') {
          assert.ok(found?.kind === 'found', JSON.stringify(found));
          assert.equal(found.order.id, job?.id);
          assert.equal((await settled(set, found.order)).state, 'delivered');
          const claimed = await provider.find?.(lostOrder(set, sentAt, { claimed: new Set([found.order.id]) }), signal);
          assert.notEqual(claimed?.kind, 'found', 'what belongs to another take is not ours');
        } else {
          const answers = finds === 'surely' ? ['absent'] : [undefined, 'unknown'];
          assert.ok(answers.includes(found?.kind), JSON.stringify(found));
        }
        assert.equal((await vendor.bill()).creates, taken, 'looking orders nothing');
      });
    }

    testOnWire('does not call an order absent before it can know', async (vendor, set) => {
      await vendor.faults('accept_then_reset', 'list_lags');
      const sentAt = set.opened.now();
      await set.provider.start(set.request, set.card, context());
      const found = await set.provider.find?.(lostOrder(set, sentAt, { now: sentAt + 10, quietMs: 10 }), signal);
      assert.notEqual(found?.kind, 'absent');
    });

    testOnWire('finds an order of a vendor whose clock is wrong', async (vendor, set) => {
      await vendor.faults('accept_then_reset', 'clock_skew');
      const sentAt = set.opened.now();
      await set.provider.start(set.request, set.card, context());
      const found = await set.provider.find?.(lostOrder(set, sentAt), signal);
      const [job] = await vendor.jobs();
      assert.ok(found?.kind === 'found' && found.order.id === job?.id, JSON.stringify(found));
    });

    testOnWire('lists what the vendor has taken, the newest first', async (vendor, set, t) => {
      const since = set.opened.now() - 1_000;
      const { job } = await accepted(set, t);
      await vendor.advance(60);
      const { job: later } = await accepted(set, t);
      const listed = (await set.provider.list?.(since, signal)) ?? [];
      assert.deepEqual(
        listed.map((one) => one.job),
        [later, job],
      );
      for (const { model: told, prompt, createdAt } of listed) {
        assert.equal(told, model);
        assert.equal(prompt, set.request.prompt);
        assert.ok(createdAt >= since);
      }
      assert.deepEqual(await set.provider.list?.(set.opened.now() + HOUR * 1_000, signal), []);
    });

    testOnWire('stops waiting for an answer when told, having ordered once', async (vendor, set) => {
      await vendor.faults('slow_body');
      const stop = new AbortController();
      const ordering = set.provider.start(set.request, set.card, context(stop.signal));
      ordering.catch(() => undefined); // it is met below
      while ((await vendor.bill()).creates === 0) await delay(5);
      stop.abort(new Error('enough'));
      await assert.rejects(ordering, /enough/);
      assert.equal((await vendor.bill()).creates, 1);
    });

    testOnWire('says of what is not allowed that it was moderated, and whether that is billed', async (vendor, set) => {
      await vendor.faults('moderation_input');
      const outcome = await set.provider.start(set.request, set.card, context());
      if (outcome.kind === 'accepted') {
        assertFailed(await settled(set, outcome.job), { kind: 'moderated', retryable: false }, await vendor.bill());
      } else {
        assert.ok(outcome.kind === 'refused' && outcome.why === 'moderated', JSON.stringify(outcome));
        assert.deepEqual((await vendor.bill()).total, 0);
      }
    });

    testOnWire(
      'says of a result that is not allowed that it was moderated, and whether that is billed',
      async (vendor, set, t) => {
        await vendor.faults('moderation_output');
        const { job } = await accepted(set, t);
        const status = await settled(set, job);
        assertFailed(status, { kind: 'moderated', retryable: false }, await vendor.bill());
      },
    );

    testOnWire(
      'says of a job that fails late that it may be tried again, and whether it is billed',
      async (vendor, set, t) => {
        await vendor.faults('fail_late');
        const { job } = await accepted(set, t);
        assertFailed(await settled(set, job), { kind: 'fault', retryable: true }, await vendor.bill());
      },
    );

    testOnWire('waits through states that nobody knows', async (vendor, set, t) => {
      await vendor.faults('unknown_state');
      const { job } = await accepted(set, t);
      for (let seconds = 0; ; seconds += 5) {
        const status = await set.provider.check(job, context());
        if (status.state === 'delivered') return;
        assert.equal(status.state, 'pending', JSON.stringify(status));
        assert.ok(seconds < 24 * HOUR, 'it never ends');
        await vendor.advance(seconds < HOUR ? 5 : HOUR);
      }
    });

    testOnWire('waits for the address of what is done, and does not call it failed', async (vendor, set, t) => {
      await vendor.faults('completed_without_url');
      const { job } = await accepted(set, t);
      await vendor.advance(24 * HOUR);
      assert.equal((await set.provider.check(job, context())).state, 'pending');
    });

    for (const trouble of TROUBLES) {
      testOnWire(`a look that meets ${trouble} may be tried again`, async (vendor, set, t) => {
        const { job } = await accepted(set, t);
        await vendor.faults(trouble);
        const patience = trouble === 'poll_slow' ? holdPatience(t) : null;
        const looking = assert.rejects(
          set.provider.check(job, context()),
          (error) => error instanceof StudioError && error.code === 'provider' && error.retryable,
        );
        if (patience !== null) {
          await delay(100); // the answer has begun by then, or has not: it is given up in either case
          patience.runOut();
          t.mock.restoreAll();
        }
        await looking;
        await vendor.faults();
        assert.equal((await settled(set, job)).state, 'delivered');
      });
    }

    testOnWire('gives a fresh address when the first one has expired', async (vendor, set, t) => {
      const { job } = await accepted(set, t);
      const fetchIt = async () => {
        const status = await settled(set, job);
        assert.ok(status.state === 'delivered' && status.asset.kind === 'url', JSON.stringify(status));
        return download({ url: status.asset.url, path: join(context().scratchFolder, 'clip.mp4'), signal });
      };
      await vendor.faults('asset_expired@1');
      assert.equal((await fetchIt()).kind, 'expired');
      assert.equal((await fetchIt()).kind, 'fetched');
    });

    if (withoutVendor !== undefined) it('bears what a vendor can do to an order', { skip: withoutVendor });

    it('excuses itself only from tests that there are', () => {
      assert.deepEqual(
        Object.keys(excused).filter((title) => !known.has(title)),
        [],
      );
    });
  });
}

/** Thrown behind a skipped test. */
class OverCap extends Error {}

function assertFailed(
  status: JobStatus,
  { kind, retryable }: { kind: string; retryable: boolean },
  { total }: { total: MicroUsd },
): void {
  assert.ok(status.state === 'failed', JSON.stringify(status));
  assert.deepEqual([status.kind, status.retryable], [kind, retryable]);
  assert.equal(status.billed, total > 0, `the vendor charges ${total}`);
  assert.ok(status.cost === null || status.cost === total);
  assert.notEqual(status.reason, '');
}

/** Holds the provider's patience in hand: it ends when the test says so, and not by the clock. */
function holdPatience(t: TestContext): { runOut(): void } {
  const patience = new AbortController();
  t.mock.method(AbortSignal, 'timeout', () => patience.signal);
  return { runOut: () => patience.abort(new DOMException('no answer in time', 'TimeoutError')) };
}

/** A picture in a folder and at an address. */
function openGallery(folder: string): {
  path: string;
  url: Promise<string>;
  frame(): Promise<KeyFrame>;
  close(): Promise<void>;
} {
  const [width, height] = [1280, 720];
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#345';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#fc6';
  pen.fillRect(600, 200, 80, 400);
  const bytes = canvas.toBuffer('image/png');
  const path = join(folder, 'first.png');
  writeFileSync(path, bytes);
  const media = { sha256: createHash('sha256').update(bytes).digest('hex'), extension: 'png', bytes: bytes.length };
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  const url = new Promise<string>((done) => {
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}/first.png`));
  });
  return {
    path,
    url,
    frame: async () => ({ media, url: await url, width, height, from: 'seed first.png' }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** What a journal makes of a job. */
function copyOf(job: Job): Job {
  return JSON.parse(JSON.stringify(job)) as Job;
}

/** An id of the same form. */
function otherThan(id: string): string {
  return id.slice(0, -1) + (id.endsWith('1') ? '2' : '1');
}
