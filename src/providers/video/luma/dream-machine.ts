import { z } from 'zod';
import { StudioError } from '../../../errors.ts';
import { formatUsd, usd } from '../../../film/money.ts';
import { Figure, lookedAt } from '../../outcome.ts';
import { throughSdk } from '../../sdk.ts';
import type { Account, Found } from '../../spec.ts';
import type { Exchange } from '../../wire.ts';
import type { JobStatus, ListedJob, LostOrder, ModelCard } from '../spec.ts';
import {
  CREATE_TIMEOUT_MS,
  failureOf,
  LOOK_TIMEOUT_MS,
  type LumaApi,
  type Picture,
  type Plan,
  planOf,
  progressOf,
} from './plan.ts';

export interface DreamMachine extends LumaApi {
  find(order: LostOrder, signal: AbortSignal): Promise<Found<{ id: string }>>;
  /** As the port's, with bare ids for jobs. */
  list(since: number, signal: AbortSignal): Promise<(Omit<ListedJob, 'job'> & { id: string })[]>;
}

/**
 * Luma's Dream Machine API, base URL `https://api.lumalabs.ai/dream-machine/v1`: ray-flash-2 and ray-2, through the
 * official SDK `lumaai` 1.19.1 (2026-01-17). It fetches pictures itself, from public addresses. It keeps no reference of
 * ours, but lists what it took with what was asked, so a lost order is known again by its prompt and time.
 */
export function createDreamMachine(account: Account): DreamMachine {
  const api: DreamMachine = {
    name: 'dream-machine',
    account,
    models: CARDS,
    withoutPictures: [],
    send: ({ seller, prompt, aspect, clip, first, last }, { signal }) => {
      const keyframes = { ...keyframe('frame0', first), ...keyframe('frame1', last) };
      return ask(account, { signal, timeoutMs: CREATE_TIMEOUT_MS }, (client) =>
        client.generations.video.create({
          generation_type: 'video',
          model: seller.card.model as 'ray-2' | 'ray-flash-2',
          prompt,
          aspect_ratio: aspect,
          duration: `${clip.seconds}s`,
          resolution: clip.resolution,
          ...(Object.keys(keyframes).length === 0 ? {} : { keyframes }),
        }),
      );
    },
    check: async (id, signal) => {
      const ended = await look(account, signal, (client) => client.generations.get(encodeURIComponent(id)));
      return statusOf(ended, account);
    },
    find: async (order, signal) => {
      const asked = planOf(order.request, order.card, api);
      const list = await readList(account, { since: order.sentAt - DOUBT_MS, signal });
      return findIn(list, { order, asked, account });
    },
    list: async (since, signal) => {
      const { generations } = await readList(account, { since, signal });
      return generations
        .filter((one) => one.generation_type !== 'image' && createdAt(one) >= since)
        .toSorted((a, b) => createdAt(b) - createdAt(a))
        .map((one) => ({
          id: one.id,
          model: one.model ?? one.request?.model ?? 'unknown',
          state: one.state === 'completed' ? 'delivered' : one.state === 'failed' ? 'failed' : 'pending',
          prompt: one.request?.prompt ?? '',
          createdAt: createdAt(one),
          reference: null,
          cost: null,
        }));
    },
    verify: async (signal) => {
      const ended = await look(account, signal, (client) => client.credits.get());
      const credits = lookedAt('Luma', ended, z.object({ credit_balance: Figure }));
      if (credits === null) return 'Dream Machine takes the key';
      return `Dream Machine has ${formatUsd(usd(Math.max(0, credits.credit_balance) / 100))} left`; // told in cents
    },
  };
  return api;
}

/** A lost order is looked for so long before and after it was sent: our clock and the vendor's may differ. */
const SKEW_MS = 30 * 60_000;
/** One that is like it, and further away than that, keeps it from being called absent. */
const DOUBT_MS = 24 * 3_600_000;
/** What is not in the list so long after it was sent was not taken. Unverified: how soon an order is listed. */
const LISTED_AFTER_MS = 20_000;
const PAGE = 100;
/** A list longer than this is not read to its end. */
const PAGES_AT_MOST = 100;

const SOLD = {
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['540p', '720p', '1080p'],
  durations: [5, 9],
  promptLimit: 5_000,
  textToVideo: true,
  firstFrame: true,
  lastFrame: true,
  continuation: true,
  image: {
    handover: 'url',
    maxBytes: 20_000_000, // unverified, as are the sides
    minSide: 1,
    aspect: { min: 0.4, max: 2.5 },
    formats: ['png', 'jpeg', 'webp'],
  },
  timeoutSeconds: 900,
  concurrency: 10,
  asOf: '2026-01-17',
  source: 'lumaai 1.19.1; speed, concurrency and the limits of prompts and pictures are unverified',
} as const satisfies Partial<ModelCard>;

const CARDS: readonly ModelCard[] = [
  { ...SOLD, model: 'ray-flash-2', expectedSeconds: 35 },
  { ...SOLD, model: 'ray-2', expectedSeconds: 90 },
];

type Keyframe = { type: 'generation'; id: string } | { type: 'image'; url: string };

function keyframe(name: 'frame0' | 'frame1', picture: Picture | null): { frame0?: Keyframe; frame1?: Keyframe } {
  if (picture === null || picture.kind === 'file') return {};
  return {
    [name]:
      picture.kind === 'generation' ? { type: 'generation', id: picture.id } : { type: 'image', url: picture.url },
  };
}

const Generation = z.object({
  id: z.string(),
  state: z.string().nullish(),
  model: z.string().nullish(),
  created_at: z.string().nullish(),
  failure_reason: z.string().nullish(),
  generation_type: z.string().nullish(),
  assets: z.object({ video: z.string().nullish() }).nullish(),
  request: z
    .object({
      prompt: z.string().nullish(),
      model: z.string().nullish(),
      aspect_ratio: z.string().nullish(),
      duration: z.string().nullish(),
      resolution: z.string().nullish(),
    })
    .nullish(),
});
type Generation = z.infer<typeof Generation>;

function statusOf(ended: Exchange, { pollMs }: Account): JobStatus {
  const generation = lookedAt('Luma', ended, Generation);
  if (generation === null) return { state: 'gone', reason: 'Luma knows no such generation (any more)' };
  const { state, assets, failure_reason: reason } = generation;
  if (state === 'failed') return failureOf({ reason: reason ?? 'Luma gives no reason', code: null });
  return progressOf({ state, url: assets?.video, pollMs });
}

/** What was read of the vendor's list. */
interface List {
  generations: Generation[];
  /** Everything since the time asked is in it. */
  complete: boolean;
}

function findIn(
  { generations, complete }: List,
  { order, asked, account }: { order: LostOrder; asked: Plan; account: Account },
): Found<{ id: string }> {
  const { sentAt, now, quietMs, claimed } = order;
  const within = (one: Generation, ms: number) => createdAt(one) >= sentAt - ms && createdAt(one) <= now + ms;
  const alike = generations.filter(
    (one) => one.generation_type !== 'image' && !claimed.has(one.id) && !contradicts(one, asked),
  );
  const [nearest] = alike
    .filter((one) => one.request?.prompt != null && within(one, SKEW_MS))
    .toSorted((a, b) => Math.abs(createdAt(a) - sentAt) - Math.abs(createdAt(b) - sentAt));
  if (nearest !== undefined) return { kind: 'found', order: { id: nearest.id } };
  const doubtful = alike.filter((one) => Number.isNaN(createdAt(one)) || within(one, DOUBT_MS));
  if (doubtful.length > 0) {
    return { kind: 'unknown', reason: `Luma lists ${doubtful.length} of which one may be it, but does not say enough` };
  }
  if (!complete) return { kind: 'unknown', reason: "Luma's list could not be read to its end" };
  return quietMs < listedAfterMs(account)
    ? { kind: 'unknown', reason: 'it is too early to say that Luma did not take it' }
    : { kind: 'absent' };
}

/** A simulator is as much quicker as the looks are. A vendor is not, however often one looks. */
function listedAfterMs({ provenance, pollMs }: Account): number {
  return provenance === 'simulated' && pollMs !== null ? Math.min(LISTED_AFTER_MS, 20 * pollMs) : LISTED_AFTER_MS;
}

/** Whether the vendor's echo of a request is surely not ours. Pictures are left out: it may have moved them. */
function contradicts({ model, request: echo }: Generation, { seller, prompt, aspect, clip }: Plan): boolean {
  const differs = (said: string | null | undefined, asked: string) => said != null && said.trim() !== asked.trim();
  return (
    differs(echo?.model ?? model, seller.card.model) ||
    differs(echo?.prompt, prompt) ||
    differs(echo?.duration, `${clip.seconds}s`) ||
    differs(echo?.resolution, clip.resolution) ||
    differs(echo?.aspect_ratio, aspect)
  );
}

const Page = z.object({ generations: z.array(Generation), has_more: z.boolean().nullish() });

/**
 * Reads the list back to a time in milliseconds since 1970. That the newest come first is unverified: reading stops early
 * only where the page itself shows that order.
 */
async function readList(account: Account, { since, signal }: { since: number; signal: AbortSignal }): Promise<List> {
  const found = new Map<string, Generation>(); // new ones push what was read onto the next page
  let offset = 0;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const read = lookedAt(
      'Luma',
      await look(account, signal, (client) => client.generations.list({ limit: PAGE, offset })),
      Page,
    );
    if (read === null) throw new StudioError('provider', 'Luma has no list of generations');
    const known = found.size;
    for (const one of read.generations) found.set(one.id, one);
    offset += read.generations.length;
    const ended = read.has_more === false || read.generations.length === 0;
    if (ended || isPast(read.generations, since)) return { generations: [...found.values()], complete: true };
    if (found.size === known) break; // the same page again and again
  }
  return { generations: [...found.values()], complete: false };
}

function isPast(page: Generation[], since: number): boolean {
  const dates = page.map((one) => createdAt(one));
  return dates.length > 1 && dates.at(-1)! < since && dates.every((date, at) => at === 0 || date <= dates[at - 1]!);
}

/** Milliseconds since 1970 by the vendor's clock, UTC where it names no zone; NaN when it does not say. */
function createdAt({ created_at: text }: Generation): number {
  return text == null ? NaN : Date.parse(/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
}

type Client = InstanceType<(typeof import('lumaai'))['LumaAI']>;
type Call = (client: Client) => PromiseLike<unknown>;

function look(account: Account, signal: AbortSignal, call: Call): Promise<Exchange> {
  return ask(account, { signal, timeoutMs: LOOK_TIMEOUT_MS }, call);
}

function ask(account: Account, limits: { signal: AbortSignal; timeoutMs: number }, call: Call): Promise<Exchange> {
  return throughSdk(limits, async (once) => {
    const { LumaAI } = await import('lumaai');
    const keyed: typeof fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${account.key()}`);
      return once(url, { ...init, headers });
    };
    const client = new LumaAI({
      authToken: 'added-when-sent', // with DEBUG=true in the environment the SDK prints what it knows
      baseURL: account.baseUrl,
      maxRetries: 0,
      timeout: 2 * limits.timeoutMs, // ours ends first
      fetch: keyed as unknown as NonNullable<ConstructorParameters<typeof LumaAI>[0]>['fetch'],
    });
    await call(client);
  });
}
