import { z } from 'zod';
import { lookedAt } from '../../outcome.ts';
import type { Account } from '../../spec.ts';
import { exchange, type Exchange } from '../../wire.ts';
import { readPicture } from '../order.ts';
import type { JobStatus, ModelCard, ProviderContext } from '../spec.ts';
import { CREATE_TIMEOUT_MS, failureOf, LOOK_TIMEOUT_MS, type LumaApi, type Picture, progressOf } from './plan.ts';

/**
 * Luma's Agents API, base URL `https://agents.lumalabs.ai/v1`: ray-3.2. There is no SDK in the registry; the wire is that
 * of `luma-agents` 0.3 to 0.5 (GitHub, 2026-08-04). It lists no generations and keeps no reference of ours.
 */
export function createAgents(account: Account): LumaApi {
  return {
    name: 'agents',
    account,
    models: [CARD],
    withoutPictures: [10], // refused by the vendor (2026-07-10, third party)
    send: async ({ seller, prompt, aspect, clip, first, last }, context) => {
      const start = await imageRef(first, context);
      const end = await imageRef(last, context);
      const body = {
        type: 'video',
        model: seller.card.model,
        prompt,
        aspect_ratio: aspect,
        video: {
          duration: `${clip.seconds}s`,
          resolution: clip.resolution,
          ...(start === null ? {} : { start_frame: start }),
          ...(end === null ? {} : { end_frame: end }),
        },
      };
      return exchange({
        method: 'POST',
        url: urlOf(account, '/generations'),
        // The vendor's support can trace an order by it; it cannot be looked up.
        headers: { ...headersOf(account), 'content-type': 'application/json', 'x-request-id': context.reference },
        body: JSON.stringify(body),
        signal: context.signal,
        timeoutMs: CREATE_TIMEOUT_MS,
      });
    },
    check: async (id, signal) =>
      statusOf(await look(account, `/generations/${encodeURIComponent(id)}`, signal), account),
    // The balance is not told; the list of files costs nothing and wants a key.
    verify: async (signal) => {
      lookedAt('Luma', await look(account, '/files?limit=1', signal), z.unknown());
      return 'Agents API takes the key';
    },
  };
}

const CARD: ModelCard = {
  model: 'ray-3.2',
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['540p', '720p', '1080p'],
  durations: [5, 10],
  promptLimit: 6_000,
  textToVideo: true,
  firstFrame: true,
  lastFrame: true,
  continuation: true,
  image: {
    handover: 'data',
    maxBytes: 20_000_000, // unverified, as are the sides; the vendor only says that pictures can be too large
    minSide: 1,
    aspect: { min: 0.4, max: 2.5 },
    formats: ['png', 'jpeg', 'webp'],
  },
  expectedSeconds: 100,
  timeoutSeconds: 900,
  concurrency: 5,
  asOf: '2026-08-04',
  source:
    'luma-agents 0.3 to 0.5 and docs.agents.lumalabs.ai, as quoted by a third party; speed, concurrency and the limits of pictures are unverified',
};

async function imageRef(
  picture: Picture | null,
  context: ProviderContext,
): Promise<{ generation_id: string } | { url: string } | { data: string; media_type: string } | null> {
  if (picture === null) return null;
  if (picture.kind === 'generation') return { generation_id: picture.id };
  if (picture.kind === 'url') return { url: picture.url };
  const { bytes, type } = await readPicture(picture.frame, (media) => context.file(media));
  return { data: Buffer.from(bytes).toString('base64'), media_type: type };
}

const Generation = z.object({
  id: z.string().nullish(),
  state: z.string().nullish(),
  output: z.array(z.object({ type: z.string().nullish(), url: z.string().nullish() })).nullish(),
  failure_reason: z.string().nullish(),
  failure_code: z.string().nullish(),
});

function statusOf(ended: Exchange, { pollMs }: Account): JobStatus {
  const generation = lookedAt('Luma', ended, Generation);
  if (generation === null) return { state: 'gone', reason: 'Luma knows no such generation (any more)' };
  const { state, output, failure_reason: reason, failure_code: code } = generation;
  if (state === 'failed') {
    return failureOf({ reason: reason ?? code ?? 'Luma gives no reason', code: code ?? null });
  }
  const video = output?.find(({ type }) => type == null || type.includes('video'));
  return progressOf({ state, url: video?.url, pollMs });
}

function look(account: Account, path: string, signal: AbortSignal): Promise<Exchange> {
  const url = urlOf(account, path);
  return exchange({ method: 'GET', url, headers: headersOf(account), signal, timeoutMs: LOOK_TIMEOUT_MS });
}

function urlOf({ baseUrl }: Account, path: string): string {
  return baseUrl.replace(/\/+$/, '') + path;
}

function headersOf(account: Account): Record<string, string> {
  return { authorization: `Bearer ${account.key()}`, accept: 'application/json' };
}
