import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import { usd, type MicroUsd } from '../../film/money.ts';
import type { VideoRequest } from '../../film/request.ts';
import { lookedAt, soundsModerated } from '../outcome.ts';
import type { Account, Found, OrderOutcome, ProviderOptions } from '../spec.ts';
import { unaccepted } from '../unaccepted.ts';
import { excerptOf, exchange, jsonOf, lookFailed, orderBroken, retryAfterOf, type Exchange } from '../wire.ts';
import {
  clipFor,
  estimateOf,
  handoverOf,
  promptFor,
  readPicture,
  refusedHere,
  type Handover,
  type Seller,
} from './order.ts';
import type {
  Job,
  JobStatus,
  ListedJob,
  LostOrder,
  ModelCard,
  PriceOf,
  ProviderContext,
  VideoProvider,
} from './spec.ts';

/**
 * Kling by its API keys: model in the path, one envelope `{code, message, data}` for everything (vendor's pages of about
 * September 2026; there is no SDK). The older API with signed tokens is left out: it has no model that this one has not.
 *
 * Our reference is the vendor's `external_task_id`, so an order of unknown outcome is asked for by name. One take is one
 * shot, silent where silence is cheaper, without a seed: the vendor takes none. Failed tasks are not billed (third party,
 * 2026-08).
 *
 * Base URL `https://api-singapore.klingai.com`; a key of the mainland site is not taken there.
 */
export function createKling({ id, account, prices, now }: ProviderOptions<PriceOf>): VideoProvider {
  return {
    id,
    provenance: account.provenance,
    repeatable: false,
    pollMs: account.pollMs,
    models: CARDS,
    estimate: (request, card) => {
      const { seller, warnings } = planOf(request, card, account);
      return estimateOf(request, { seller, prices, warnings });
    },
    start: async (request, card, context) => {
      context.signal.throwIfAborted();
      try {
        const plan = planOf(request, card, account);
        const ended = await ask(account, context.signal, {
          method: 'POST',
          path: `/${plan.first === null ? 'text-to-video' : 'image-to-video'}/${card.model}`,
          body: await bodyOf(plan, context),
          timeoutMs: CREATE_TIMEOUT_MS,
        });
        return outcomeOf(ended, plan, now());
      } catch (error) {
        return refusedHere(error, context.signal);
      }
    },
    check: async (job, { signal }) => {
      const task = (await tasksBy('task_ids', job.id, account, signal)).find(({ id }) => id === job.id);
      if (task !== undefined) return statusOf(task, account);
      return { state: 'gone', reason: `Kling knows no task ${job.id}; it forgets them after 30 days` };
    },
    find: (order, signal) => find(order, account, signal),
    list: (since, signal) => list(since, account, signal),
    verify: async (signal) => {
      await pageOf({ limit: 1 }, account, signal);
      return 'Kling takes the key';
    },
  };
}

/** The body of an order may carry two pictures of 50 MB. */
const CREATE_TIMEOUT_MS = 120_000;
const LOOK_TIMEOUT_MS = 30_000;
/** The vendor gives no advice on how often to look. */
const POLL_MS = 3_000;
/** A task that the vendor does not know so long after it was sent was not taken. Unverified: how soon it is known. */
const KNOWN_AFTER_MS = 10_000;
const PAGE = 500;
/** A list longer than this is not read to its end. */
const PAGES_AT_MOST = 100;

const COMMON = {
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['720p', '1080p'],
  promptLimit: 3_072,
  textToVideo: true,
  firstFrame: true,
  lastFrame: true, // read at the vendor for kling-3.0, unverified for the others
  continuation: false,
  image: {
    handover: 'data',
    maxBytes: 50_000_000,
    minSide: 300,
    aspect: { min: 0.4, max: 2.5 },
    formats: ['png', 'jpeg'],
  },
  timeoutSeconds: 1_800,
  concurrency: 5, // unverified: the smallest pack
  asOf: '2026-09',
  source: 'klingai.com/document-api, as mirrored in public repositories; speed and concurrency are unverified',
} as const satisfies Partial<ModelCard>;

const SHORT = [5, 10];
const LONG = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

const CARDS: readonly ModelCard[] = [
  { ...COMMON, model: 'kling-2.5-turbo', durations: SHORT, expectedSeconds: 60 },
  { ...COMMON, model: 'kling-2.6', durations: SHORT, expectedSeconds: 90 },
  { ...COMMON, model: 'kling-3.0', durations: LONG, expectedSeconds: 150 },
  { ...COMMON, model: 'kling-3.0-turbo', durations: LONG, expectedSeconds: 90 },
];

/** What is asked of the vendor, before it is put into its words. */
interface Plan {
  seller: Seller;
  prompt: string;
  aspect: VideoRequest['aspect'];
  clip: ReturnType<typeof clipFor>;
  first: Handover | null;
  last: Handover | null;
  warnings: string[];
}

function planOf(request: VideoRequest, card: ModelCard, { provenance }: Account): Plan {
  const seller: Seller = { vendor: 'kling', card };
  const clip = clipFor(request, seller);
  const { prompt, warning } = promptFor(request.prompt, seller);
  const warnings = warning === null ? [] : [warning];
  const picture = (which: 'first' | 'last'): Handover | null => {
    const frame = which === 'first' ? request.firstFrame : request.lastFrame;
    const handover = handoverOf(frame, { seller, which, loopback: provenance === 'simulated' });
    if (typeof handover !== 'string') return handover;
    warnings.push(handover);
    return null;
  };
  const [first, last] = [picture('first'), picture('last')];
  if (first === null && last !== null) warnings.push(`kling ${card.model} takes a last picture only with a first`);
  return { seller, prompt, aspect: request.aspect, clip, first, last: first === null ? null : last, warnings };
}

async function bodyOf({ seller, prompt, aspect, clip, first, last }: Plan, context: ProviderContext): Promise<object> {
  const settings = {
    resolution: clip.resolution,
    duration: clip.seconds,
    // The vendor would cut the clip into several shots by itself. Models before 3.0 have neither setting.
    ...(seller.card.model.startsWith('kling-3') ? { audio: 'off', multi_shot: false } : {}),
  };
  const options = { external_task_id: context.reference };
  if (first === null) return { prompt, settings: { ...settings, aspect_ratio: aspect }, options };
  const contents = [
    { type: 'prompt', text: prompt },
    { type: 'first_frame', url: await pictureOf(first, context) },
    ...(last === null ? [] : [{ type: 'last_frame', url: await pictureOf(last, context) }]),
  ];
  return { contents, settings, options };
}

/** An address, or the bytes in bare base64: with `data:` before it the vendor refuses it. */
async function pictureOf(picture: Handover, context: ProviderContext): Promise<string> {
  if (picture.kind === 'url') return picture.url;
  const { bytes, type } = await readPicture(picture.frame, (media) => context.file(media));
  if (type === 'image/webp')
    throw new StudioError('media', `the picture ${picture.frame.from} is WebP, not PNG or JPEG`);
  return Buffer.from(bytes).toString('base64');
}

const Envelope = z.object({ code: z.coerce.number(), message: z.string().nullish(), data: z.unknown().optional() });
const Created = z.object({ id: z.union([z.string().min(1), z.int().positive()]).transform(String) });

/** The vendor's code says more than the status: an empty account is a 429 like one that is in too much of a hurry. */
function outcomeOf(ended: Exchange, plan: Plan, now: number): OrderOutcome<{ job: Job; warnings: string[] }> {
  if (ended.kind !== 'answered') return orderBroken(ended);
  const { status, headers } = ended;
  const envelope = Envelope.safeParse(jsonOf(ended));
  const { code, message, data } = envelope.data ?? {};
  const created = Created.safeParse(data);
  if (status >= 200 && status < 300 && code === 0 && created.success) {
    return { kind: 'accepted', job: { id: created.data.id }, warnings: plan.warnings };
  }
  const reason = envelope.success ? `${code} ${message ?? ''}`.trim() : excerptOf(ended);
  const retryAfterMs = retryAfterOf(headers, now);
  // Codes of 5000 and more come with a 5xx, which may follow a task that was made.
  const meaning = status < 500 && code !== undefined ? meaningOf(code) : undefined;
  if (meaning === 'rejected' && /external_task_id.*\b(?:exist|duplicate|used)/i.test(reason)) {
    return { kind: 'unsure', reason: `${reason}: this order went out before` };
  }
  if (meaning === undefined) return unaccepted({ status, reason, retryAfterMs });
  return meaning === 'rate' || meaning === 'concurrency'
    ? { kind: 'busy', why: meaning, retryAfterMs, reason }
    : { kind: 'refused', why: meaning, reason };
}

/** By the vendor's table of codes (2026-08, third party; 1303 read at the vendor). */
function meaningOf(code: number) {
  if ((code >= 1000 && code <= 1004) || code === 1103 || code === 1304) return 'credentials';
  // In arrears, pack used up or expired, and whatever else is wrong with an account.
  if (code >= 1100 && code <= 1102) return 'balance';
  if (code >= 1200 && code <= 1299) return 'rejected';
  if (code === 1300 || code === 1301) return 'moderated';
  if (code === 1302) return 'rate';
  if (code === 1303) return 'concurrency';
  return undefined;
}

const Task = z.object({
  id: z.string(),
  status: z.string().nullish(),
  message: z.string().nullish(),
  create_time: z.coerce.number().nullish().catch(null),
  external_id: z.string().nullish(),
  model: z.string().nullish(),
  prompt: z.string().nullish(),
  outputs: z.array(z.object({ type: z.string().nullish(), url: z.string().nullish() })).nullish(),
  billing: z
    .array(
      z.object({
        charge_type: z.string().nullish(),
        amount: z.coerce.number().nullish(),
        currency: z.string().nullish(),
      }),
    )
    .nullish()
    .catch(null), // what cannot be read is no bill
});
type Task = z.infer<typeof Task>;

function statusOf(task: Task, account: Account): JobStatus {
  const { status, outputs } = task;
  if (status === 'failed') return failureOf(task);
  const url = outputs?.find(({ type, url }) => (type ?? 'video') === 'video' && url)?.url;
  // Without an address it is looked at again: it is paid for, and a later look may have it.
  if (status !== 'succeeded' || url == null) return pending(status === 'submitted' ? 'queued' : 'running', account);
  return { state: 'delivered', asset: { kind: 'url', url }, cost: billOf(task), warnings: [] };
}

function pending(phase: 'queued' | 'running', { pollMs }: Account): JobStatus {
  return { state: 'pending', phase, progress: null, pollAfterMs: pollMs ?? POLL_MS };
}

function failureOf(task: Task): JobStatus {
  const reason = task.message || 'Kling gives no reason';
  const cost = billOf(task);
  const failed = { state: 'failed', reason, billed: (cost ?? 0) > 0, cost } as const;
  if (soundsModerated(reason) || /risk control|sensitive/i.test(reason)) {
    return { ...failed, kind: 'moderated', retryable: false };
  }
  const rejected =
    /invalid|unsupported|not supported|(?:cannot|could not|fail(?:ed)? to) (?:be )?(?:download|fetch|load)/i;
  return rejected.test(reason)
    ? { ...failed, kind: 'rejected', retryable: false }
    : { ...failed, kind: 'fault', retryable: true };
}

/** What was taken in dollars. Null for units of a pack that was paid for before: only the account's owner knows their price. */
function billOf({ billing }: Task): MicroUsd | null {
  if (billing == null || billing.length === 0) return null;
  let dollars = 0;
  for (const { charge_type, amount, currency } of billing) {
    if (charge_type !== 'cash' || amount == null || amount < 0 || (currency ?? 'USD') !== 'USD') return null;
    dollars += amount;
  }
  return usd(dollars);
}

async function find(
  { reference, quietMs, claimed }: LostOrder,
  account: Account,
  signal: AbortSignal,
): Promise<Found<Job>> {
  const tasks = await tasksBy('external_task_ids', reference, account, signal);
  const task = tasks.find(({ id, external_id }) => (external_id ?? reference) === reference && !claimed.has(id));
  if (task !== undefined) return { kind: 'found', order: { id: task.id } };
  if (quietMs >= knownAfterMs(account)) return { kind: 'absent' };
  return { kind: 'unknown', reason: 'it is too early to say that Kling did not take it' };
}

/** A simulator is as much quicker as the looks are. A vendor is not, however often one looks. */
function knownAfterMs({ provenance, pollMs }: Account): number {
  return provenance === 'simulated' && pollMs !== null ? Math.min(KNOWN_AFTER_MS, 10 * pollMs) : KNOWN_AFTER_MS;
}

async function tasksBy(
  name: 'task_ids' | 'external_task_ids',
  value: string,
  account: Account,
  signal: AbortSignal,
): Promise<Task[]> {
  const path = `/tasks?${name}=${encodeURIComponent(value)}`;
  const ended = await ask(account, signal, { method: 'GET', path, timeoutMs: LOOK_TIMEOUT_MS });
  return dataOf(ended, z.array(Task).nullish()) ?? [];
}

const Page = z.object({
  result: z.array(Task).nullish(),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

async function pageOf(body: object, account: Account, signal: AbortSignal): Promise<z.infer<typeof Page>> {
  const ended = await ask(account, signal, { method: 'POST', path: '/tasks', body, timeoutMs: LOOK_TIMEOUT_MS });
  return dataOf(ended, Page) ?? {};
}

async function list(since: number, account: Account, signal: AbortSignal): Promise<ListedJob[]> {
  const found = new Map<string, Task>();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const body: object = { limit: PAGE, ...(cursor === null ? { start_time: Math.floor(since) } : { cursor }) };
    const { result, next_cursor: next, has_more: more } = await pageOf(body, account, signal);
    for (const task of result ?? []) found.set(task.id, task);
    if (more !== true || next == null || next === cursor) break;
    cursor = next;
  }
  return [...found.values()]
    .map((task) => ({
      job: { id: task.id },
      model: task.model ?? 'unknown',
      state:
        task.status === 'succeeded'
          ? ('delivered' as const)
          : task.status === 'failed'
            ? ('failed' as const)
            : ('pending' as const),
      prompt: task.prompt ?? '',
      createdAt: task.create_time ?? since, // it was asked for by its time
      reference: task.external_id || null,
      cost: billOf(task),
    }))
    .filter(({ createdAt }) => createdAt >= since)
    .toSorted((a, b) => b.createdAt - a.createdAt);
}

/** What a look has brought; null when the vendor says that there is nothing. */
function dataOf<T>(ended: Exchange, schema: z.ZodType<T>): T | null {
  const envelope = lookedAt('Kling', ended, Envelope);
  if (envelope === null) return null;
  const { code, message, data } = envelope;
  if (code !== 0) {
    const said = `${code} ${message ?? ''}`.trim();
    if (meaningOf(code) !== 'credentials') throw lookFailed('Kling', said);
    throw new StudioError('config', `Kling does not take the key: ${said}`, {
      hint: 'Set KLINGAI_API_KEY to an API key of the global site (an access key with a secret is another thing).',
    });
  }
  const read = schema.safeParse(data);
  if (!read.success) throw lookFailed('Kling', 'an answer that cannot be read', read.error);
  return read.data;
}

function ask(
  account: Account,
  signal: AbortSignal,
  { method, path, body, timeoutMs }: { method: 'GET' | 'POST'; path: string; body?: object; timeoutMs: number },
): Promise<Exchange> {
  return exchange({
    method,
    url: account.baseUrl.replace(/\/+$/, '') + path,
    headers: { authorization: `Bearer ${account.key()}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
    timeoutMs,
  });
}
