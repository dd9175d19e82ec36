import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import { formatUsd, usd } from '../../film/money.ts';
import type { VideoRequest } from '../../film/request.ts';
import { Figure, lookedAt, orderOutcome, soundsModerated } from '../outcome.ts';
import { throughSdk } from '../sdk.ts';
import type { Account, OrderOutcome, ProviderOptions } from '../spec.ts';
import type { Exchange } from '../wire.ts';
import {
  type Clip,
  clipFor,
  estimateOf,
  type Handover,
  handoverOf,
  promptFor,
  readPicture,
  refusedHere,
  type Seller,
} from './order.ts';
import type { JobStatus, ModelCard, PriceOf, ProviderContext, VideoProvider } from './spec.ts';

/**
 * Runway's developer API, version 2024-11-06, through the official SDK `@runwayml/sdk` 4.20.1 (2026-09-29). An order over
 * the plan's concurrency is taken and waits. The vendor bills a refused input (`SAFETY.INPUT`), refunds its own faults, and
 * says in every finished job what it cost.
 *
 * It cannot list its jobs and keeps no reference of ours, so a lost order cannot be found; `witness` has the balance and
 * the number of generations of the last 24 hours. Unverified: how soon those two move after an order.
 *
 * Base URL `https://api.dev.runwayml.com`.
 */
export function createRunway({ id, account, prices, now }: ProviderOptions<PriceOf>): VideoProvider {
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
      try {
        context.signal.throwIfAborted();
        const plan = planOf(request, card, account);
        const picture = plan.picture === null ? null : await handedOver(plan.picture, { account, context, now });
        if (picture !== null && 'kind' in picture) return picture;
        const ended = await send(plan, { account, uri: picture?.uri ?? null, seed: request.seedNumber, context });
        return orderOutcome(ended, {
          now: now(),
          accepted: (body) => {
            const read = Accepted.safeParse(body);
            return read.success ? { job: { id: read.data.id, model: card.model }, warnings: plan.warnings } : null;
          },
        });
      } catch (error) {
        return refusedHere(error, context.signal);
      }
    },
    check: async (job, { signal }) => {
      const ended = await look(account, signal, (client) => client.tasks.retrieve(job.id));
      const task = lookedAt('Runway', ended, Task);
      if (task === null) return { state: 'gone', reason: 'Runway knows no such task (any more)' };
      return statusOf(task, account.pollMs ?? POLL_MS);
    },
    witness: async (signal) => {
      const organization = await organizationOf(account, signal);
      const models = organization?.usage?.models;
      return {
        balance: organization?.creditBalance ?? null,
        orders:
          models == null
            ? null
            : Object.values(models).reduce((total, { dailyGenerations }) => total + (dailyGenerations ?? 0), 0),
      };
    },
    verify: async (signal) => {
      const credits = (await organizationOf(account, signal))?.creditBalance;
      if (credits == null) return 'Runway takes the key';
      return `${credits} credits left, which are ${formatUsd(usd(Math.max(0, credits) * USD_PER_CREDIT))}`;
    },
  };
}

const CREATE_TIMEOUT_MS = 60_000;
const UPLOAD_TIMEOUT_MS = 120_000;
const LOOK_TIMEOUT_MS = 30_000;
/** The vendor asks for one look in 5 s at most. */
const POLL_MS = 5_000;
const USD_PER_CREDIT = 0.01;
/** Of a whole data URI; 5 MB by the vendor, read as the smaller of its meanings. */
const DATA_URI_LIMIT = 5_000_000;
/** Unverified: the range of seeds. */
const SEEDS = 2 ** 32;

/** Pixels by aspect. Both models sell one size each, which the price book calls 720p. */
const RATIOS = { '16:9': '1280:720', '9:16': '720:1280', '1:1': '960:960' } as const;

const SOLD = {
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['720p'],
  durations: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  promptLimit: 1_000,
  firstFrame: true,
  lastFrame: false,
  continuation: false,
  image: {
    handover: 'data',
    maxBytes: 200_000_000, // what does not fit into the request is uploaded
    minSide: 1,
    aspect: { min: 0.5, max: 2 },
    formats: ['png', 'jpeg', 'webp'],
  },
  timeoutSeconds: 900,
  concurrency: 2,
  asOf: '2026-09-29',
  source: '@runwayml/sdk 4.20.1; speed, concurrency of the first tier and the seconds of gen4_turbo are secondary',
} as const satisfies Partial<ModelCard>;

const CARDS: readonly ModelCard[] = [
  { ...SOLD, model: 'gen4_turbo', textToVideo: false, expectedSeconds: 30 },
  { ...SOLD, model: 'gen4.5', textToVideo: true, expectedSeconds: 90 },
];

interface Plan {
  seller: Seller;
  clip: Clip;
  prompt: string;
  ratio: (typeof RATIOS)[keyof typeof RATIOS];
  picture: Handover | null;
  warnings: string[];
}

/** The same for the same request and card. Throws `usage` for what the model cannot do. */
function planOf(request: VideoRequest, card: ModelCard, { provenance }: Account): Plan {
  const seller: Seller = { vendor: 'runway', card };
  const clip = clipFor(request, seller);
  const { prompt, warning } = promptFor(request.prompt, seller);
  const loopback = provenance === 'simulated';
  const first = handoverOf(request.firstFrame, { seller, which: 'first', loopback });
  const last = handoverOf(request.lastFrame, { seller, which: 'last', loopback });
  const picture = typeof first === 'string' ? null : first;
  if (picture === null && !card.textToVideo) {
    throw new StudioError('usage', `runway ${card.model} only moves a picture, and this shot has none that it takes`, {
      hint: `${typeof first === 'string' ? `${first}. ` : ''}Hand a picture in with --seed, or take gen4.5.`,
    });
  }
  if (picture === null && request.aspect === '1:1') {
    throw new StudioError('usage', `runway ${card.model} makes square film only from a picture`, {
      hint: 'Hand a picture in with --seed, or ask for --aspect 16:9 or 9:16.',
    });
  }
  const warnings = [warning, first, last].filter((one) => typeof one === 'string');
  return { seller, clip, prompt, ratio: RATIOS[request.aspect], picture, warnings };
}

/** The picture's address for the vendor, or what its upload came to; before the order, so that nothing can be billed. */
async function handedOver(
  picture: Handover,
  { account, context, now }: { account: Account; context: ProviderContext; now: () => number },
): Promise<{ uri: string } | OrderOutcome<never>> {
  if (picture.kind === 'url') return { uri: picture.url };
  const { bytes, type } = await readPicture(picture.frame, (media) => context.file(media));
  const uri = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  if (uri.length <= DATA_URI_LIMIT) return { uri };

  let uploaded: string | undefined;
  const file = new File([bytes], `first.${type.slice('image/'.length)}`, { type });
  const limits = { signal: context.signal, timeoutMs: UPLOAD_TIMEOUT_MS };
  const ended = await ask(account, limits, async (client) => {
    uploaded = (await client.uploads.createEphemeral({ file })).uri;
  });
  if (uploaded !== undefined) return { uri: uploaded };
  const reason = `the picture was not uploaded: ${ended.kind === 'answered' ? ended.status : ended.reason}`;
  const outcome = orderOutcome(ended, { now: now(), accepted: () => null });
  // An upload is no order: what became of it may be unknown, but nothing was taken. A 403 is the storage's, not the key's.
  if (outcome.kind === 'unsure') return { kind: 'busy', why: 'overload', retryAfterMs: null, reason };
  return ended.kind === 'answered' && ended.status === 403 ? { kind: 'refused', why: 'rejected', reason } : outcome;
}

function send(
  { seller, clip, prompt, ratio }: Plan,
  wish: { account: Account; uri: string | null; seed: number; context: ProviderContext },
): Promise<Exchange> {
  const limits = { signal: wish.context.signal, timeoutMs: CREATE_TIMEOUT_MS };
  const common = { promptText: prompt, duration: clip.seconds, seed: wish.seed % SEEDS };
  const { uri } = wish;
  return ask(wish.account, limits, (client) => {
    if (uri === null) {
      // Square film without a picture was refused when the order was planned.
      return client.textToVideo.create({ ...common, model: 'gen4.5', ratio: ratio as '1280:720' | '720:1280' });
    }
    const promptImage = [{ uri, position: 'first' as const }];
    return seller.card.model === 'gen4.5'
      ? client.imageToVideo.create({ ...common, model: 'gen4.5', ratio, promptImage })
      : client.imageToVideo.create({ ...common, model: 'gen4_turbo', ratio, promptImage });
  });
}

const Accepted = z.object({ id: z.string().min(1) });

const Task = z.object({
  status: z.string().nullish(),
  progress: Figure.nullish(),
  output: z.array(z.string()).nullish(),
  cost: z.object({ credits: Figure }).nullish(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
});
type Task = z.infer<typeof Task>;

function statusOf(task: Task, pollAfterMs: number): JobStatus {
  const { status, output, progress } = task;
  const url = output?.[0];
  if (status === 'SUCCEEDED' && url !== undefined) {
    return { state: 'delivered', asset: { kind: 'url', url }, cost: billOf(task), warnings: [] };
  }
  if (status === 'FAILED' || status === 'CANCELLED') return failureOf(task);
  const phase = status === 'PENDING' || status === 'THROTTLED' ? 'queued' : 'running';
  // A number from 0 to 1; unverified, so what is outside is not believed.
  const believed = progress != null && progress >= 0 && progress <= 1 ? progress : null;
  return { state: 'pending', phase, progress: believed, pollAfterMs };
}

/** Failure codes of docs.dev.runwayml.com/errors/task-failures; only their first parts are said to be stable. */
function failureOf(task: Task): JobStatus {
  const code = task.failureCode ?? '';
  const cost = billOf(task);
  const reason = [task.failure ?? (task.status === 'CANCELLED' ? 'it was cancelled' : 'Runway gives no reason'), code]
    .filter(Boolean)
    .join(' — ');
  const safety = /\bSAFETY\b/.test(code) || (code === '' && soundsModerated(reason));
  const billed = cost === null ? safety : cost > 0;
  const failed = { state: 'failed', reason, billed, cost } as const;
  if (task.status === 'CANCELLED') return { ...failed, kind: 'fault', retryable: false };
  if (safety) return { ...failed, kind: 'moderated', retryable: false };
  if (code.startsWith('ASSET.INVALID')) return { ...failed, kind: 'rejected', retryable: false };
  return { ...failed, kind: 'fault', retryable: true };
}

function billOf({ cost }: Task) {
  return cost == null ? null : usd(Math.max(0, cost.credits) * USD_PER_CREDIT);
}

const Organization = z.object({
  creditBalance: Figure.nullish(),
  usage: z
    .object({ models: z.record(z.string(), z.object({ dailyGenerations: Figure.nullish() })).nullish() })
    .nullish(),
});

async function organizationOf(account: Account, signal: AbortSignal) {
  return lookedAt('Runway', await look(account, signal, (client) => client.organization.retrieve()), Organization);
}

type Client = InstanceType<(typeof import('@runwayml/sdk'))['RunwayML']>;
type Call = (client: Client) => PromiseLike<unknown>;

function look(account: Account, signal: AbortSignal, call: Call): Promise<Exchange> {
  return ask(account, { signal, timeoutMs: LOOK_TIMEOUT_MS }, call);
}

function ask(account: Account, limits: { signal: AbortSignal; timeoutMs: number }, call: Call): Promise<Exchange> {
  return throughSdk(limits, async (once) => {
    const { RunwayML } = await import('@runwayml/sdk');
    const client = new RunwayML({
      apiKey: account.key(),
      baseURL: account.baseUrl,
      maxRetries: 0,
      timeout: 2 * limits.timeoutMs, // ours ends first
      logLevel: 'off',
      fetch: once,
    });
    await call(client);
  });
}
