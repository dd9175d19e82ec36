import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeyFrame, VideoRequest } from '../../film/request.ts';
import { lookedAt, orderOutcome, soundsModerated } from '../outcome.ts';
import { throughSdk } from '../sdk.ts';
import type { Account, Found, OrderOutcome, ProviderOptions } from '../spec.ts';
import { excerptOf, exchange, jsonOf, lookFailed, type Answer, type Exchange } from '../wire.ts';
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
 * Pika, which sells by API through fal.ai only: orders go into fal's queue by its official SDK (`@fal-ai/client` 1.10.1),
 * looks go to the addresses that fal gives away for them (fal's documentation, 2026). fal keeps no reference of ours, but
 * it keeps what was ordered: the seed of an order is made from our reference, and by seed and prompt it is found in fal's
 * list. Whether that list has what is still running is unverified, so an order is never called absent.
 *
 * No answer carries a bill. A run that breaks is not billed; one that was withheld after it was computed may be.
 *
 * Base URL `https://queue.fal.run`; any other one stands for all of fal's hosts.
 */
export function createPika({ id, account, prices, now }: ProviderOptions<PriceOf>): VideoProvider {
  return {
    id,
    provenance: account.provenance,
    repeatable: false,
    pollMs: account.pollMs,
    models: [CARD],
    estimate: (request, card) => {
      const { seller, warnings } = planOf(request, card, account);
      return estimateOf(request, { seller, prices, warnings });
    },
    start: async (request, card, context) => {
      context.signal.throwIfAborted();
      try {
        const plan = planOf(request, card, account);
        const picture = await addressOf(plan.first, account, context, now);
        if (typeof picture === 'object' && picture !== null) return picture;
        const ended = await submit(plan, picture, account, context);
        return orderOutcome(ended, { now: now(), accepted: (body) => jobOf(body, plan, account) });
      } catch (error) {
        return refusedHere(error, context.signal);
      }
    },
    check: (job, { signal }) => check(job, account, signal),
    find: (order, signal) => find(order, account, signal),
    list: (since, signal) => list(since, account, signal),
    verify: async (signal) => {
      await pageOf({ limit: '1' }, account, signal);
      return 'fal takes the key';
    },
  };
}

const QUEUE = 'https://queue.fal.run';
const PLATFORM = 'https://api.fal.ai';
const APP = 'fal-ai/pika';
const TEXT = 'fal-ai/pika/v2.2/text-to-video';
const IMAGE = 'fal-ai/pika/v2.2/image-to-video';

const TIMEOUT_MS = 60_000;
/** The official client looks twice a second. */
const POLL_MS = 2_000;
/** Our clock and the vendor's may differ by so much. */
const CLOCK_SKEW_MS = 60 * 60_000;
/** A list longer than this is not read to its end. */
const PAGES_AT_MOST = 100;

const CARD: ModelCard = {
  model: 'pika-2.2',
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['720p', '1080p'],
  durations: [5, 10],
  promptLimit: null,
  textToVideo: true,
  firstFrame: true,
  lastFrame: false, // only the dearer pikaframes has one, which the price book does not know
  continuation: false,
  image: {
    handover: 'upload',
    maxBytes: 20_000_000, // unverified, as are the sides
    minSide: 1,
    aspect: { min: 0.4, max: 2.5 },
    formats: ['png', 'jpeg', 'webp'],
  },
  expectedSeconds: 90,
  timeoutSeconds: 1_200,
  concurrency: 2, // where every account of fal begins; more waits in its queue
  asOf: '2026-09',
  source:
    '@fal-ai/client 1.10.1, the types of the official SDK, and fal.ai/docs; speed and limits of pictures are unverified',
};

/** What is asked of the vendor, before it is put into its words. */
interface Plan {
  seller: Seller;
  prompt: string;
  aspect: VideoRequest['aspect'];
  clip: ReturnType<typeof clipFor>;
  first: Handover | null;
  warnings: string[];
}

function planOf(request: VideoRequest, card: ModelCard, { provenance }: Account): Plan {
  const seller: Seller = { vendor: 'pika', card };
  const clip = clipFor(request, seller);
  const { prompt, warning } = promptFor(request.prompt, seller);
  const loopback = provenance === 'simulated';
  const first = handoverOf(request.firstFrame, { seller, which: 'first', loopback });
  const last = handoverOf(request.lastFrame, { seller, which: 'last', loopback });
  const warnings = [warning, first, last].filter((one) => typeof one === 'string');
  return { seller, prompt, aspect: request.aspect, clip, first: typeof first === 'string' ? null : first, warnings };
}

/** Where the vendor finds the picture, uploaded if need be; the outcome of the order when that cannot be done. */
async function addressOf(
  picture: Handover | null,
  account: Account,
  context: ProviderContext,
  now: () => number,
): Promise<string | null | OrderOutcome<never>> {
  if (picture === null || picture.kind === 'url') return picture?.url ?? null;
  const { address, ended } = await upload(picture.frame, account, context);
  if (address !== undefined) return address;
  const outcome = orderOutcome<never>(ended, { accepted: () => null, now: now() });
  if (outcome.kind !== 'unsure') return outcome;
  // Whatever became of the picture, nothing was ordered yet.
  const reason = `the picture could not be uploaded: ${outcome.reason}`;
  return { kind: 'busy', why: 'unreachable', retryAfterMs: null, reason };
}

async function upload(
  frame: KeyFrame,
  account: Account,
  context: ProviderContext,
): Promise<{ address: string | undefined; ended: Exchange }> {
  const { bytes, type } = await readPicture(frame, (media) => context.file(media));
  const file = new File([bytes], `${frame.media?.sha256 ?? 'picture'}.${type.slice('image/'.length)}`, { type });
  let address: string | undefined;
  const ended = await throughSdk({ signal: context.signal, timeoutMs: TIMEOUT_MS }, async (once) => {
    address = await (await clientOf(account, once)).storage.upload(file);
  });
  return { address, ended };
}

function submit(
  { prompt, aspect, clip }: Plan,
  picture: string | null,
  account: Account,
  { signal, reference }: ProviderContext,
): Promise<Exchange> {
  const common = {
    prompt,
    duration: clip.seconds === 10 ? '10' : '5',
    resolution: clip.resolution === '1080p' ? '1080p' : '720p',
    seed: seedOf(reference),
  } as const;
  return throughSdk({ signal, timeoutMs: TIMEOUT_MS }, async (once) => {
    const { queue } = await clientOf(account, once);
    await (picture === null
      ? queue.submit(TEXT, { input: { ...common, aspect_ratio: aspect } })
      : queue.submit(IMAGE, { input: { ...common, image_url: picture } }));
  });
}

/** 31 bits of the reference's hash. */
function seedOf(reference: string): number {
  return createHash('sha256').update(reference).digest().readUInt32BE(0) >>> 1;
}

const Submitted = z.object({
  request_id: z.string().min(1),
  status_url: z.string().nullish(),
  response_url: z.string().nullish(),
});

function jobOf(body: unknown, { warnings }: Plan, account: Account): { job: Job; warnings: string[] } | null {
  const { data } = Submitted.safeParse(body);
  if (data === undefined) return null;
  const { request_id: id, status_url: status, response_url: result } = data;
  const job = {
    id,
    ...kept('statusUrl', status, statusUrl(id), account),
    ...kept('resultUrl', result, resultUrl(id), account),
  };
  return { job, warnings };
}

/** An address that fal gave away, where it is not the one that we would have asked anyway. */
function kept(name: string, given: string | null | undefined, known: string, account: Account): Record<string, string> {
  const address = ours(given, account);
  return address === null || atHome(address, account) === atHome(known, account) ? {} : { [name]: address };
}

const PikaJob = z.object({ id: z.string().min(1), statusUrl: z.string().nullish(), resultUrl: z.string().nullish() });

/** The queue names a request by its application, without the path of the model. */
function resultUrl(id: string): string {
  return `${QUEUE}/${APP}/requests/${encodeURIComponent(id)}`;
}

function statusUrl(id: string): string {
  return `${resultUrl(id)}/status`;
}

const Status = z.object({
  status: z.string().nullish(),
  error: z.unknown().optional(),
  metrics: z.object({ inference_time: z.coerce.number().nullish() }).nullish().catch(null),
});

async function check(job: Job, account: Account, signal: AbortSignal): Promise<JobStatus> {
  const { id, ...given } = PikaJob.parse(job);
  const status = lookedAt('fal', await look(ours(given.statusUrl, account) ?? statusUrl(id), account, signal), Status);
  if (status === null) return { state: 'gone', reason: `fal knows no request ${id}` };
  if (status.status !== 'COMPLETED') return pending(status.status === 'IN_QUEUE' ? 'queued' : 'running', account);
  const ended = await look(ours(given.resultUrl, account) ?? resultUrl(id), account, signal);
  if (ended.kind === 'answered' && ended.status >= 400 && !TELLS_OF_THE_LOOK.has(ended.status)) {
    if (ended.status === 400 && /still in progress/i.test(excerptOf(ended))) return pending('running', account);
    if (jsonOf(ended) !== undefined && (await isOfTheRun(ended, status, id, account, signal))) {
      return failureOf(ended, status.metrics?.inference_time ?? null);
    }
  }
  const result = lookedAt('fal', ended, z.object({ video: z.object({ url: z.string().nullish() }).nullish() }));
  if (result === null) return { state: 'gone', reason: `fal has no result of request ${id} any more` };
  // Without an address it is looked at again: it is paid for, and a later look may have it.
  if (!result.video?.url) return pending('running', account);
  return { state: 'delivered', asset: { kind: 'url', url: result.video.url }, cost: null, warnings: [] };
}

function pending(phase: 'queued' | 'running', { pollMs }: Account): JobStatus {
  return { state: 'pending', phase, progress: null, pollAfterMs: pollMs ?? POLL_MS };
}

/** A key that is not taken, a request that is not known, too many looks: nothing about how the run ended. */
const TELLS_OF_THE_LOOK = new Set([401, 403, 404, 408, 410, 429]);

/**
 * fal has no state for a failed run: it is completed, and the result is the error that the model answered. A 5xx may as
 * well be fal in trouble while the clip is there and paid, so it counts only when fal says that it is the run's.
 */
async function isOfTheRun(
  answer: Answer,
  { error }: z.infer<typeof Status>,
  id: string,
  account: Account,
  signal: AbortSignal,
): Promise<boolean> {
  if (answer.status < 500 || error != null || answer.headers.has('x-fal-error-type')) return true;
  const { items } = await pageOf({ request_id: id }, account, signal);
  return items.some(({ request_id, status_code }) => request_id === id && (status_code ?? 0) >= 500);
}

/**
 * 5xx are never billed; a 422 may be when graphics cards have worked for it (fal's documentation, 2026). How long they did
 * is in the status, sometimes: where it is not, a clip that was withheld counts as worked for and a wrong input does not.
 */
function failureOf(answer: Answer, workedSeconds: number | null): JobStatus {
  const reason = `${answer.status} ${excerptOf(answer)}`;
  const failed = { state: 'failed', reason, cost: null } as const;
  if (answer.status >= 500) return { ...failed, kind: 'fault', billed: false, retryable: true };
  const moderated = soundsModerated(reason);
  const billed = workedSeconds === null ? moderated : workedSeconds > 0;
  return { ...failed, kind: moderated ? 'moderated' : 'rejected', billed, retryable: false };
}

const Item = z.object({
  request_id: z.string(),
  endpoint_id: z.string().nullish(),
  sent_at: z.string().nullish(),
  started_at: z.string().nullish(),
  ended_at: z.string().nullish(),
  status_code: z.coerce.number().nullish(),
  json_input: z.object({ prompt: z.string().nullish(), seed: z.coerce.number().nullish() }).nullish().catch(null),
});
type Item = z.infer<typeof Item>;

const Page = z.object({
  items: z.array(Item),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

async function find(order: LostOrder, account: Account, signal: AbortSignal): Promise<Found<Job>> {
  const { request, card, reference, sentAt, claimed } = order;
  const { prompt } = planOf(request, card, account);
  const seed = seedOf(reference);
  const items = await itemsSince(sentAt - CLOCK_SKEW_MS, account, signal);
  const own = items.find(
    ({ request_id, json_input }) =>
      !claimed.has(request_id) && json_input?.seed === seed && (json_input.prompt ?? prompt) === prompt,
  );
  if (own !== undefined) return { kind: 'found', order: { id: own.request_id } };
  return { kind: 'unknown', reason: 'fal lists no such request, but may not list what it still works on' };
}

async function list(since: number, account: Account, signal: AbortSignal): Promise<ListedJob[]> {
  const items = await itemsSince(since, account, signal);
  return items
    .map((item) => ({
      job: { id: item.request_id },
      model: CARD.model,
      state: stateOf(item),
      prompt: item.json_input?.prompt ?? '',
      createdAt: timeOf(item) ?? since, // it was asked for by its time
      reference: null,
      cost: null,
    }))
    .filter(({ createdAt }) => createdAt >= since)
    .toSorted((a, b) => b.createdAt - a.createdAt);
}

/** Milliseconds since 1970. */
function timeOf({ sent_at, started_at, ended_at }: Item): number | null {
  const time = Date.parse(sent_at ?? started_at ?? ended_at ?? '');
  return Number.isNaN(time) ? null : time;
}

function stateOf({ status_code }: Item): ListedJob['state'] {
  if (status_code == null || status_code === 202) return 'pending';
  return status_code < 400 ? 'delivered' : 'failed';
}

async function itemsSince(since: number, account: Account, signal: AbortSignal): Promise<Item[]> {
  const found = new Map<string, Item>();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query: Record<string, string> = {
      start: new Date(since).toISOString(),
      limit: '100',
      ...(cursor === null ? {} : { cursor }),
    };
    const { items, next_cursor: next, has_more: more } = await pageOf(query, account, signal);
    for (const item of items) found.set(item.request_id, item);
    if (more === false || next == null || next === cursor) break;
    cursor = next;
  }
  return [...found.values()];
}

async function pageOf(
  query: Record<string, string>,
  account: Account,
  signal: AbortSignal,
): Promise<z.infer<typeof Page>> {
  const search = new URLSearchParams({ endpoint_id: `${TEXT},${IMAGE}`, expand: 'payloads', ...query });
  const url = `${PLATFORM}/v1/models/requests/by-endpoint?${search.toString()}`;
  const page = lookedAt('fal', await look(url, account, signal), Page);
  if (page === null) throw lookFailed('fal', 'there is no list of requests at this address');
  return page;
}

function look(url: string, account: Account, signal: AbortSignal): Promise<Exchange> {
  return exchange({
    method: 'GET',
    url: atHome(url, account),
    headers: { authorization: `Key ${account.key()}`, accept: 'application/json' },
    signal,
    timeoutMs: TIMEOUT_MS,
  });
}

/** An address of this account's fal: the key goes nowhere else, whatever an answer or a job says. */
function ours(url: string | null | undefined, { baseUrl }: Account): string | null {
  if (url == null || !URL.canParse(url)) return null;
  const { origin } = new URL(url);
  return origin === QUEUE || origin === new URL(baseUrl).origin ? url : null;
}

/** The address where this account's fal answers for one of fal's hosts. Paths of the three hosts do not collide. */
function atHome(url: string, { baseUrl }: Account): string {
  const { origin, pathname, search } = new URL(url);
  if (baseUrl.replace(/\/+$/, '') === QUEUE || !HOSTS.has(origin)) return url;
  return baseUrl.replace(/\/+$/, '') + pathname + search;
}

const HOSTS = new Set([QUEUE, PLATFORM, 'https://rest.fal.ai']);

async function clientOf(account: Account, once: typeof fetch) {
  const { createFalClient } = await import('@fal-ai/client');
  const sendOnce: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const response = await once(atHome(url, account), init);
    // The SDK would wait and try some answers again, whatever it is told.
    if (!response.ok) throw new Error(`fal answered ${response.status}`);
    return response;
  };
  return createFalClient({ credentials: account.key(), fetch: sendOnce });
}
