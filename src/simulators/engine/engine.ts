import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { ZERO } from '../../film/money.ts';
import type { Json } from '../../json.ts';
import type { Bill, Simulator, SimulatorOptions } from '../spec.ts';
import { billOf, chargeOf } from './account.ts';
import { createAssetHost } from './assets.ts';
import { createClips } from './clips.ts';
import { controlRoutes, type LoggedRequest, type Violation } from './control.ts';
import { createFaults, type FaultName } from './faults.ts';
import { fetchPicture, readPicture } from './pictures.ts';
import { listen, serve } from './server.ts';
import { qualityOf, qualityOfClip } from '../qualities.ts';
import { openStore } from './store.ts';
import { diceOf, fateOf, lookAt, schedule, type Span, spread } from './timeline.ts';
import type { Desk, Effect, Exchange, Job, Order, Refusal, SimContext, Vendor } from './vendor.ts';
import { createWebhooks } from './webhooks.ts';

const SKEW_MS = -11 * 60_000;
const LIST_LAG_MS = 60_000;
const LOG_LENGTH = 2_000;

/** What no vendor makes. The words are few: it is a rehearsal of a refusal, not a filter. */
const INDECENT = /\b(?:gore|gory|beheading|beheaded|nude|naked|porn\w*|swastikas?)\b/i;

/** Faults that refuse a create before anything is accepted, in the order in which a vendor would find them. */
const BEFORE: Partial<Record<FaultName, Refusal>> = {
  reject_401: { kind: 'credentials' },
  overload_503: { kind: 'overload' },
  err_5xx_before_accept: { kind: 'fault' },
  rate_429: { kind: 'rate', retryAfterSeconds: null },
  rate_429_retry_after: { kind: 'rate', retryAfterSeconds: 2 },
  validation_400: { kind: 'invalid', reason: 'the request is not valid (told so by a fault plan)' },
  insufficient_balance: { kind: 'balance' },
  concurrency_429: { kind: 'concurrency', retryAfterSeconds: null },
};

/** Faults that strike the answer to a create that was accepted, or to a poll. */
const EFFECTS: Partial<Record<FaultName, Effect>> = {
  accept_then_reset: 'reset',
  slow_body: 'stall',
  truncated_body: 'cut',
  malformed_json_200: 'garble',
  wrong_content_type: 'mislabel',
  poll_reset: 'reset',
  poll_malformed: 'garble',
  poll_slow: 'stall',
};

/** Starts a vendor's simulator; what it knew before a restart it knows again. Throws `disk`, and `usage` for a taken port. */
export async function startEngine(vendor: Vendor, options: SimulatorOptions): Promise<Simulator> {
  const { speed, seed, mint } = options;
  const store = openStore(options.folder, mint);
  const faults = createFaults(options.faults, seed);
  const limits = { ...vendor.limits, ...options.limits };
  const closing = new AbortController();
  const clips = createClips(store, {
    vendor: vendor.name,
    makeClip: options.makeClip,
    now: options.now(),
    signal: closing.signal,
  });
  const violations: Violation[] = [];
  const requests: LoggedRequest[] = [];
  const creates: number[] = [];
  const polls = new Map<string, number>();
  let inFlight = 0;
  let quality = options.quality ?? null;

  const now = (): number => options.now() + store.memory.advanced;
  const clock = (): number => now() + (faults.holds('clock_skew') ? SKEW_MS : 0);
  const stamp = (at: number): string => new Date(at + clock() - now()).toISOString();
  const dice = (...names: Json[]): number => diceOf(seed, names);

  let known: { version: number; spans: Map<string, Span> } = { version: -1, spans: new Map() };
  const spanOf = (job: Job): Span => {
    if (known.version !== store.version) {
      const slots = vendor.overConcurrency === 'queue' ? limits.concurrency : null;
      known = { version: store.version, spans: schedule(store.jobs(), { speed, slots, per: vendor.concurrencyPer }) };
    }
    const span = known.spans.get(job.id);
    if (span === undefined) throw new Error(`job ${job.id} is not scheduled`);
    return span;
  };
  const look = (job: Job) => lookAt(job, spanOf(job), now());
  const bill = (): Bill => billOf(store.jobs(), { balance: options.balance, look, stamp });
  const isOver = (job: Job): boolean => look(job).endedAt !== null;

  const webhooks = createWebhooks(vendor.webhook, {
    store,
    now,
    clock,
    speed,
    spanOf,
    lookAt: (job, at) => lookAt(job, spanOf(job), at),
    mint,
    desk: () => desk,
  });
  const violation = (kind: string, detail: string): void => {
    violations.push({ at: stamp(now()), kind, detail });
  };
  const log = (host: LoggedRequest['host'], request: IncomingMessage, status: number, struck: FaultName[]): void => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    if (path.startsWith('/__sim/')) return;
    requests.push({ at: stamp(now()), host, method: request.method ?? '', path, status, faults: struck });
    if (requests.length > LOG_LENGTH) requests.shift();
  };

  let assetOrigin = '';
  const assets = createAssetHost({
    store,
    clips,
    origin: () => assetOrigin,
    now,
    mint,
    strike: (request, path) => {
      const asked = String(request.headers['x-sim-fault'] ?? '').split(/[\s,]+/) as FaultName[];
      return request.method === 'GET' ? faults.strike('download', path, asked) : [];
    },
    violation,
    log: (request, status, struck) => log('assets', request, status, struck),
  });

  const refuse = (refusal: Refusal, c: SimContext): Response => {
    const answer = vendor.refuse(refusal, c.req.raw);
    if (answer === null) throw new Error(`${vendor.name} has no answer for ${refusal.kind}`);
    return answer;
  };

  /** Seconds after which there is room for another create; null when there is room. */
  const rateWait = (): number | null => {
    if (limits.perMinute === null) return null;
    const minute = 60_000 / speed;
    while (creates[0] !== undefined && creates[0] <= now() - minute) creates.shift();
    if (creates.length < limits.perMinute) {
      creates.push(now());
      return null;
    }
    return Math.max(1, Math.ceil(((creates[0] ?? now()) + minute - now()) / 1000));
  };

  const together = (order: Order): Job[] =>
    store.jobs().filter((job) => vendor.concurrencyPer === 'account' || job.model === order.model);
  const exhausted = (order: Order): boolean => {
    if (limits.perDay == null) return false;
    const since = now() - 86_400_000 / speed;
    return together(order).filter(({ createdAt }) => createdAt > since).length >= limits.perDay;
  };
  const crowded = (order: Order): boolean => {
    if (limits.concurrency === null || vendor.overConcurrency === 'queue') return false;
    return together(order).filter((job) => !isOver(job)).length + inFlight >= limits.concurrency;
  };

  const accept = (order: Order, struck: readonly FaultName[], exchange: Exchange): Job => {
    const sequence = (store.jobs().at(-1)?.sequence ?? 0) + 1;
    const stays = faults.strike('job', exchange.text, exchange.asked);
    exchange.struck.push(...stays);
    const moderated = struck.includes('moderation_input') || INDECENT.test(order.prompt);
    const failure = moderated ? { kind: 'moderated' as const, reason: '', code: null } : (order.failure ?? null);
    const fate = fateOf({ ...order, failure }, stays, {
      midnight: options.midnight,
      dice: (name) => dice(name, sequence),
    });
    const { clip } = order;
    // By what is ordered and how often it was: the same luck, whoever orders first.
    const twins = store.jobs().filter(({ model, prompt }) => model === order.model && prompt === order.prompt).length;
    const luck = (name: string): number => dice(name, order.model, order.prompt, clip?.seed ?? null, twins);
    const mean = quality ?? qualityOf(vendor.name, order.model);
    const job: Job = {
      schema: 'SimJob.1',
      id: order.id ?? mint(),
      sequence,
      api: order.api,
      model: order.model,
      prompt: order.prompt,
      amount: order.amount,
      kept: { failed: ZERO, moderated: ZERO, cancelled: ZERO, ...order.kept },
      createdAt: now(),
      ...fate,
      failure: failure === null || failure.reason === '' ? null : failure,
      cancelledAt: null,
      deletedAt: null,
      faults: stays,
      clip,
      luck:
        clip === null
          ? null
          : {
              quality: qualityOfClip(mean, luck('quality'), luck('quality too')),
              seed: Math.floor(luck('clip') * 2 ** 32),
            },
      what: order.what,
      request: order.request,
      reference: order.reference ?? null,
      callbackUrl: order.callbackUrl ?? null,
      notified: [],
    };
    store.save(job);
    webhooks.tick();
    return job;
  };

  const desk: Desk = {
    options,
    limits,
    clock,
    stamp,
    create: (take, answer) => async (c) => {
      const exchange = c.env;
      const struck = faults.strike('create', readable(exchange.text), exchange.asked);
      exchange.struck.push(...struck);
      if (struck.includes('reset_before_accept')) return strikeOut(exchange, 'reset');
      if (struck.includes('html_502')) return badGateway();
      for (const [fault, refusal] of Object.entries(BEFORE) as [FaultName, Refusal][])
        if (struck.includes(fault)) return refuse(refusal, c);
      const wait = rateWait();
      if (wait !== null) return refuse({ kind: 'rate', retryAfterSeconds: wait }, c);

      const order = await take(c);
      if (order instanceof Response) return order;
      if (struck.includes('moderation_input') || INDECENT.test(order.prompt)) {
        const refused = vendor.refuse({ kind: 'moderated' }, c.req.raw);
        if (refused !== null) return refused;
      }
      // From here to the acceptance nothing waits, so that no two creates can share what is left.
      if (order.amount > bill().balance) return refuse({ kind: 'balance' }, c);
      if (exhausted(order)) return refuse({ kind: 'rate', retryAfterSeconds: null }, c);
      if (crowded(order)) return refuse({ kind: 'concurrency', retryAfterSeconds: null }, c);
      const job = accept(order, struck, exchange);

      if (struck.includes('accept_then_5xx')) return refuse({ kind: 'fault' }, c);
      if (struck.includes('accept_then_reset')) return strikeOut(exchange, 'reset');
      exchange.effect = effectOf(struck);
      const atOnce = order.seconds === undefined;
      if (atOnce) inFlight += 1;
      try {
        return await answer(job, c);
      } finally {
        if (atOnce) inFlight -= 1;
      }
    },
    poll: (answer) => async (c) => {
      const exchange = c.env;
      const struck = faults.strike('poll', c.req.path, exchange.asked);
      exchange.struck.push(...struck);
      notePoll(c);
      if (struck.includes('poll_500')) return refuse({ kind: 'fault' }, c);
      if (struck.includes('poll_429')) return refuse({ kind: 'rate', retryAfterSeconds: 1 }, c);
      if (struck.includes('poll_404')) return refuse({ kind: 'not-found' }, c);
      exchange.effect = effectOf(struck);
      return answer(c);
    },
    list: (answer) => async (c) => {
      const exchange = c.env;
      const struck = faults.strike('list', c.req.path, exchange.asked);
      exchange.struck.push(...struck);
      if (struck.includes('list_500')) return refuse({ kind: 'fault' }, c);
      const since = struck.includes('list_lags') ? now() - LIST_LAG_MS : Infinity;
      return answer(
        c,
        desk.jobs().filter(({ createdAt }) => createdAt < since),
      );
    },
    refuse,
    job: (id) => {
      const job = store.job(id);
      return job === null || job.deletedAt !== null ? null : job;
    },
    jobs: () =>
      store
        .jobs()
        .filter(({ deletedAt }) => deletedAt === null)
        .toReversed(),
    everAccepted: () => store.jobs(),
    look,
    cancel: (job) => {
      if (isOver(job)) return;
      store.save(Object.assign(job, { cancelledAt: now() }));
      webhooks.tick();
    },
    remove: (job) => {
      store.save(Object.assign(job, { deletedAt: now() }));
      clips.remove(job);
    },
    charge: (job) => chargeOf(job, look(job)),
    balance: (settledOnly = false) => {
      const charged = store.jobs().filter((job) => !settledOnly || isOver(job));
      return options.balance - charged.reduce((total, job) => total + desk.charge(job), 0);
    },
    clipUrl: (job, seconds) => {
      clips.begin(job);
      return assets.clipUrl(job, seconds);
    },
    keep: (bytes) => store.keep(bytes),
    fetchPicture,
    readPicture,
    files: assets.files,
    wait: async (medianSeconds, ...names) => {
      const seconds = spread(medianSeconds, dice('wait', ...names), dice('wait too', ...names)) / speed;
      await delay(seconds * 1000, undefined, { signal: closing.signal }).catch(() => undefined);
    },
    dice,
    violation,
  };

  const notePoll = (c: SimContext): void => {
    if (vendor.minPollSeconds === null) return;
    const { path } = c.req;
    const last = polls.get(path);
    polls.set(path, now());
    // A timer of the client may ring a little early.
    if (last !== undefined && now() - last < (vendor.minPollSeconds * 900) / speed)
      violation('polling', `${path} was asked for again after ${now() - last} ms`);
  };

  const app = new Hono<{ Bindings: Exchange }>();
  app.route(
    '/__sim',
    controlRoutes({
      bill,
      jobs: () => store.jobs(),
      look,
      violations: () => violations,
      requests: () => requests,
      faults,
      setQuality: (wanted) => {
        quality = wanted;
      },
      advance: (seconds) => {
        store.memory.advanced += seconds * 1000;
        store.saveMemory();
        webhooks.tick();
      },
      reset: async () => {
        await clips.idle();
        store.reset();
        for (const list of [violations, requests, creates]) list.length = 0;
        polls.clear();
        faults.replace(faults.plan);
        webhooks.tick();
      },
    }),
  );
  app.route('/', vendor.routes(desk));
  app.onError((error) => {
    throw error; // of the simulator: the server says so, and not in a vendor's words
  });
  app.notFound((c) => refuse({ kind: 'not-found' }, c));

  const assetHost = await listen(options.assetPort ?? 0, assets.listener);
  assetOrigin = assetHost.origin;
  const api = await listen(
    options.port ?? 0,
    serve(app, { date: clock, log: (request, status, { struck }) => log('api', request, status, struck) }),
  ).catch(async (error: unknown) => {
    await assetHost.close();
    throw error;
  });
  webhooks.tick();

  return {
    name: vendor.name,
    url: api.origin,
    assetUrl: assetOrigin,
    environment: vendor.environment(api.origin),
    bill: () => Promise.resolve(bill()),
    close: async () => {
      closing.abort();
      await Promise.all([api.close(), assetHost.close(), webhooks.close()]);
      await clips.idle();
    },
  };
}

/** JSON hides quotes and letters of other scripts behind escapes; what is looked for is the text itself. */
function readable(body: string): string {
  try {
    return textsIn(JSON.parse(body)).join('\n');
  } catch {
    return body;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

function effectOf(struck: readonly FaultName[]): Effect | null {
  for (const fault of struck) {
    const effect = EFFECTS[fault];
    if (effect !== undefined) return effect;
  }
  return null;
}

function strikeOut(exchange: Exchange, effect: Effect): Response {
  exchange.effect = effect;
  return new Response(null, { status: 500 });
}

function badGateway(): Response {
  return new Response('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>', {
    status: 502,
    headers: { 'content-type': 'text/html' },
  });
}
