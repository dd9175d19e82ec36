import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { MicroUsd } from '../film/money.ts';
import type { Json } from '../json.ts';
import { firstIssue } from './engine/issues.ts';
import {
  type Desk,
  type Exchange,
  type Failure,
  type Job,
  type Look,
  type Order,
  type Refusal,
  type SimApp,
  type SimContext,
  type Vendor,
  wordOf,
} from './engine/vendor.ts';

/**
 * Runway's developer API, version 2024-11-06: text and image to video with gen4.5, gen4_turbo, veo3.1 and veo3.1_fast, tasks,
 * uploads, the organization and its usage. Other models and products of Runway are refused as unknown.
 *
 * Unverified: status and words for a missing version and for an exhausted balance; that a cancelled task is given back; the
 * first tier's numbers for these models (two at once, 200 a day, out of "1–2" and "50–200").
 */
export const runway: Vendor = {
  name: 'runway',
  limits: { concurrency: 2, perMinute: null, perDay: 200 },
  overConcurrency: 'queue',
  concurrencyPer: 'model',
  minPollSeconds: 5,
  environment: (url) => ({ RUNWAYML_API_SECRET: 'sim-runway', RUNWAYML_BASE_URL: url }),
  routes: runwayRoutes,
  refuse,
};

const VERSION = '2024-11-06';
/** Micro-dollars of a credit: a cent. */
const CREDIT = 10_000;
/** The vendor says 24 to 48 hours. */
const OUTPUT_SECONDS = 24 * 3600;
const UPLOAD_SECONDS = 24 * 3600;
const DATA_URI_LIMIT = 5 * 1024 * 1024;
const URL_IMAGE_LIMIT = 16 * 1024 * 1024;
const UPLOAD_LIMITS = { min: 512, max: 200 * 1024 * 1024 };
const URI_LENGTH = 2_048;
const QUEUE_SECONDS = 4;
const RUN_SECONDS: Record<string, number> = { 'gen4.5': 86, gen4_turbo: 26, 'veo3.1': 90, 'veo3.1_fast': 60 };
/** Seconds of a clip whose order does not say. Unverified. */
const DEFAULT_SECONDS: Record<string, number> = { gen4_turbo: 10, 'veo3.1': 8, 'veo3.1_fast': 8 };

const LANDSCAPE_OR_PORTRAIT = ['1280:720', '720:1280'] as const;
const SIX_RATIOS = [...LANDSCAPE_OR_PORTRAIT, '1104:832', '960:960', '832:1104', '1584:672'] as const;
const VEO_RATIOS = [...LANDSCAPE_OR_PORTRAIT, '1080:1920', '1920:1080'] as const;

/** In UTF-16 units, which is what JavaScript counts. */
const PromptText = z.string().min(1).max(1_000);
const Seed = z.int().min(0).max(4_294_967_295).optional();
const ContentModeration = z.strictObject({ publicFigureThreshold: z.enum(['auto', 'low']).optional() }).optional();
const OutputFormat = { outputFormat: z.literal('mp4').optional() };
const VeoOptions = {
  audio: z.boolean().optional(),
  duration: z.union([z.literal(4), z.literal(6), z.literal(8)]).optional(),
  negativePrompt: z.string().max(1_000).optional(),
  seed: Seed,
};
const firstOnly = z.union([
  z.string(),
  z.array(z.strictObject({ uri: z.string(), position: z.literal('first') })).length(1),
]);
const firstAndLast = z.union([
  z.string(),
  z
    .array(z.strictObject({ uri: z.string(), position: z.enum(['first', 'last']) }))
    .min(1)
    .max(2)
    .refine(
      (images) => images[0]?.position === 'first' && images.length === new Set(images.map((one) => one.position)).size,
      'a first frame, and at most one last frame',
    ),
]);

/** By the types of @runwayml/sdk 4.20.1. Unknown members are refused. */
const TextToVideo = z.discriminatedUnion('model', [
  z.strictObject({
    model: z.literal('gen4.5'),
    promptText: PromptText,
    ratio: z.enum(LANDSCAPE_OR_PORTRAIT),
    duration: z.int().min(2).max(10),
    contentModeration: ContentModeration,
    ...OutputFormat,
    seed: Seed,
  }),
  z.strictObject({ model: z.literal('veo3.1'), promptText: PromptText, ratio: z.enum(VEO_RATIOS), ...VeoOptions }),
  z.strictObject({ model: z.literal('veo3.1_fast'), promptText: PromptText, ratio: z.enum(VEO_RATIOS), ...VeoOptions }),
]);
const ImageToVideo = z.discriminatedUnion('model', [
  z.strictObject({
    model: z.literal('gen4.5'),
    promptImage: firstOnly,
    promptText: PromptText,
    ratio: z.enum(SIX_RATIOS),
    duration: z.int().min(2).max(10),
    contentModeration: ContentModeration,
    ...OutputFormat,
    seed: Seed,
  }),
  z.strictObject({
    model: z.literal('gen4_turbo'),
    promptImage: firstOnly,
    promptText: PromptText.optional(),
    ratio: z.enum(SIX_RATIOS),
    duration: z.number().min(2).max(10).optional(),
    contentModeration: ContentModeration,
    seed: Seed,
  }),
  z.strictObject({
    model: z.literal('veo3.1'),
    promptImage: firstAndLast,
    promptText: PromptText.optional(),
    ratio: z.enum(VEO_RATIOS),
    ...VeoOptions,
  }),
  z.strictObject({
    model: z.literal('veo3.1_fast'),
    promptImage: firstAndLast,
    promptText: PromptText.optional(),
    ratio: z.enum(VEO_RATIOS),
    ...VeoOptions,
  }),
]);
type Ordered = z.infer<typeof TextToVideo> | z.infer<typeof ImageToVideo>;

const Upload = z.strictObject({ filename: z.string().min(1), type: z.literal('ephemeral') });
const Usage = z.strictObject({ startDate: z.iso.date().optional(), beforeDate: z.iso.date().optional() });

function runwayRoutes(desk: Desk): SimApp {
  const app = new Hono<{ Bindings: Exchange }>();
  app.use('/v1/*', async (c, next) => {
    if (!/^Bearer \S/.test(c.req.header('authorization') ?? '')) return desk.refuse({ kind: 'credentials' }, c);
    if (c.req.header('x-runway-version') !== VERSION)
      return desk.refuse({ kind: 'invalid', reason: `The X-Runway-Version header must be ${VERSION}` }, c);
    return next();
  });
  const accepted = (job: Job, c: SimContext) => c.json({ id: job.id, estimatedCost: credits(job.amount) });
  app.post(
    '/v1/text_to_video',
    desk.create((c) => take(desk, c, TextToVideo), accepted),
  );
  app.post(
    '/v1/image_to_video',
    desk.create((c) => take(desk, c, ImageToVideo), accepted),
  );
  app.get(
    '/v1/tasks/:id',
    desk.poll((c) => {
      const job = desk.job(c.req.param('id') ?? '');
      return job === null ? desk.refuse({ kind: 'not-found' }, c) : c.json(taskOf(desk, job));
    }),
  );
  app.delete('/v1/tasks/:id', (c) => {
    const job = desk.job(c.req.param('id'));
    if (job === null) return desk.refuse({ kind: 'not-found' }, c);
    // What is not finished is cancelled, what is finished is deleted with its film; neither is found again.
    desk.cancel(job);
    desk.remove(job);
    return c.body(null, 204);
  });
  app.post('/v1/uploads', async (c) => {
    const parsed = Upload.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return desk.refuse({ kind: 'invalid', reason: firstIssue(parsed.error) }, c);
    const file = desk.files.open(parsed.data.filename, 'application/octet-stream');
    return c.json({
      uploadUrl: desk.files.uploadUrl(file, UPLOAD_SECONDS),
      fields: { key: file.id },
      runwayUri: `runway://${file.id}`,
    });
  });
  app.get('/v1/organization', (c) => c.json(organizationOf(desk)));
  app.post('/v1/organization/usage', async (c) => {
    const parsed = Usage.safeParse(await c.req.json().catch(() => ({})));
    return parsed.success
      ? c.json(usageOf(desk, parsed.data))
      : desk.refuse({ kind: 'invalid', reason: firstIssue(parsed.error) }, c);
  });
  return app;
}

async function take(
  desk: Desk,
  c: SimContext,
  schema: typeof TextToVideo | typeof ImageToVideo,
): Promise<Order | Response> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (!parsed.success)
    return desk.refuse({ kind: 'invalid', reason: `Validation of body failed: ${firstIssue(parsed.error)}` }, c);
  const order: Ordered = parsed.data;
  const { model, ratio, promptText = '' } = order;
  const seconds = order.duration ?? DEFAULT_SECONDS[model] ?? 5;
  const [width = 1280, height = 720] = ratio.split(':').map(Number);

  const kept: { first?: string; last?: string } = {};
  let failure: Failure | null = null;
  for (const { uri, position } of imagesOf(order)) {
    const wrong = uriFault(uri);
    if (wrong !== null) return desk.refuse({ kind: 'invalid', reason: `promptImage: ${wrong}` }, c);
    const image = await imageOf(desk, uri);
    if (image instanceof Uint8Array) kept[position] = desk.keep(image);
    else failure ??= { kind: 'failed', code: 'ASSET.INVALID', reason: `Invalid asset: ${image}` };
  }
  const amount = priceOf(desk, { model, seconds, width, height });
  return {
    api: 'v1',
    model,
    prompt: promptText,
    amount,
    // What is found indecent is paid for; a fault of theirs is given back.
    kept: { moderated: amount },
    seconds: { queue: QUEUE_SECONDS, run: RUN_SECONDS[model] ?? 60 },
    clip: {
      width,
      height,
      seconds,
      sound: 'audio' in order ? order.audio !== false : model.startsWith('veo'),
      seed: order.seed ?? null,
      firstFrame: kept.first ?? null,
      lastFrame: kept.last ?? null,
      continues: null,
    },
    what: `${seconds} s ${ratio}`,
    request: { key: keyOf(c) },
    failure,
  };
}

function imagesOf(order: Ordered): { uri: string; position: 'first' | 'last' }[] {
  if (!('promptImage' in order)) return [];
  const { promptImage } = order;
  return typeof promptImage === 'string' ? [{ uri: promptImage, position: 'first' }] : promptImage;
}

/** What is wrong with the form of an image's address, or null. Addresses of this machine are the simulators' own. */
function uriFault(uri: string): string | null {
  if (uri.startsWith('data:')) {
    if (!/^data:image\/(?:jpeg|jpg|png|webp);base64,/.test(uri)) return 'data URIs must hold a JPEG, PNG or WebP';
    return uri.length > DATA_URI_LIMIT ? 'data URIs are limited to 5 MB' : null;
  }
  if (uri.startsWith('runway://')) return null;
  const url = URL.canParse(uri) ? new URL(uri) : null;
  if (url === null || uri.length > URI_LENGTH) return 'must be an HTTPS URL, a data URI or a Runway upload URI';
  if (/^(?:127\.0\.0\.1|localhost)$/.test(url.hostname)) return null;
  if (url.protocol !== 'https:') return 'must be an HTTPS URL';
  return /^[\d.]+$|^\[/.test(url.hostname) ? 'the host must not be an IP address' : null;
}

/** The image's bytes, or what is wrong with it. */
async function imageOf(desk: Desk, uri: string): Promise<Uint8Array | string> {
  const picture = await pictureOf(desk, uri);
  if (typeof picture === 'string') return picture;
  const { bytes, width, height, type } = picture;
  if (!['jpg', 'png', 'webp'].includes(type)) return `the image is ${type}, not JPEG, PNG or WebP`;
  const aspect = width / height;
  if (aspect < 0.5 || aspect > 2) return `the image is ${width}×${height}; width to height must be between 0.5 and 2`;
  return bytes;
}

async function pictureOf(desk: Desk, uri: string) {
  if (uri.startsWith('data:')) return desk.readPicture(Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64'));
  if (!uri.startsWith('runway://')) return desk.fetchPicture(uri, URL_IMAGE_LIMIT);
  const file = desk.files.get(uri.slice('runway://'.length));
  const bytes = file === null || desk.clock() - file.createdAt > UPLOAD_SECONDS * 1000 ? null : desk.files.read(file);
  if (bytes === null) return 'the upload does not exist or has expired';
  return bytes.length < UPLOAD_LIMITS.min || bytes.length > UPLOAD_LIMITS.max
    ? 'uploads must have between 512 bytes and 200 MB'
    : desk.readPicture(bytes);
}

function taskOf(desk: Desk, job: Job): Json {
  const look = desk.look(job);
  const status = wordOf(look, {
    throttled: 'THROTTLED',
    queued: 'PENDING',
    running: 'RUNNING',
    completed: 'SUCCEEDED',
    failed: 'FAILED',
    cancelled: 'CANCELLED',
  });
  const task = { id: job.id, status, createdAt: desk.stamp(job.createdAt) };
  switch (look.phase) {
    case 'throttled':
    case 'queued':
      return { ...task, estimatedCost: credits(job.amount) };
    case 'running':
      return { ...task, estimatedCost: credits(job.amount), progress: Math.round(look.progress * 100) / 100 };
    case 'completed': {
      const output = look.withoutUrl ? [] : [desk.clipUrl(job, OUTPUT_SECONDS)];
      return { ...task, cost: credits(desk.charge(job)), output };
    }
    case 'cancelled':
      return { ...task, cost: credits(desk.charge(job)) };
    default:
      return { ...task, cost: credits(desk.charge(job)), ...failureOf(job, look) };
  }
}

function failureOf(job: Job, { phase }: Look): { failure: string; failureCode: string } {
  if (phase !== 'moderated')
    return {
      failure: job.failure?.reason ?? 'An unexpected error occurred.',
      failureCode: job.failure?.code ?? 'INTERNAL.BAD_OUTPUT.CODE01',
    };
  return job.faults.includes('moderation_output')
    ? { failure: 'The generated video did not pass moderation.', failureCode: 'SAFETY.OUTPUT.VIDEO' }
    : { failure: 'The prompt did not pass moderation.', failureCode: 'SAFETY.INPUT.TEXT' };
}

function credits(amount: MicroUsd): { credits: number } {
  return { credits: amount / CREDIT };
}

function priceOf(
  { options: { prices } }: Desk,
  { model, seconds, width, height }: { model: string; seconds: number; width: number; height: number },
): MicroUsd {
  const resolution = Math.min(width, height) >= 1080 ? '1080p' : '720p';
  const aspect = width > height ? '16:9' : width < height ? '9:16' : '1:1';
  const price = prices.video({ provider: 'runway', model, seconds, resolution, aspect });
  if (price === null) throw new Error(`the price book does not know ${model}`);
  return price;
}

function organizationOf(desk: Desk): Json {
  const models = Object.keys(RUN_SECONDS);
  const today = desk.clock() - 86_400_000;
  // Deleted tasks were generations all the same; that the rolling day counts them is unverified.
  const daily = (model: string) =>
    desk.everAccepted().filter((job) => job.model === model && job.createdAt > today).length;
  return {
    creditBalance: Math.floor(desk.balance() / CREDIT),
    tier: {
      maxMonthlyCreditSpend: 10_000,
      models: Object.fromEntries(
        models.map((model) => [
          model,
          { maxConcurrentGenerations: desk.limits.concurrency, maxDailyGenerations: desk.limits.perDay ?? null },
        ]),
      ),
    },
    usage: { models: Object.fromEntries(models.map((model) => [model, { dailyGenerations: daily(model) }])) },
  };
}

function usageOf(desk: Desk, { startDate, beforeDate }: z.infer<typeof Usage>): Json {
  const dayOf = (job: Job) => desk.stamp(job.createdAt).slice(0, 10);
  const jobs = desk
    .everAccepted()
    .filter((job) => dayOf(job) >= (startDate ?? '') && (beforeDate === undefined || dayOf(job) < beforeDate));
  const days = [...new Set(jobs.map(dayOf))].toSorted();
  const spent = (day: string, of: (job: Job) => string): [string, number][] => {
    const sums = new Map<string, number>();
    for (const job of jobs)
      if (dayOf(job) === day) sums.set(of(job), (sums.get(of(job)) ?? 0) + desk.charge(job) / CREDIT);
    return [...sums];
  };
  const key = (job: Job) => (job.request as { key: string }).key;
  return {
    models: [...new Set(jobs.map(({ model }) => model))],
    results: days.map((date) => ({
      date,
      usedCredits: spent(date, ({ model }) => model).map(([model, amount]) => ({ model, amount })),
    })),
    apiKeys: [...new Set(jobs.map(key))],
    resultsByApiKey: days.map((date) => ({
      date,
      usedCredits: spent(date, key).map(([apiKeyId, amount]) => ({ apiKeyId, amount })),
    })),
  };
}

/** A name for the key that says nothing of it. */
function keyOf(c: SimContext): string {
  const key = c.req.header('authorization') ?? '';
  return `key_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

function refuse(refusal: Refusal): Response | null {
  const error = (status: number, text: string, headers: Record<string, string> = {}) =>
    Response.json({ error: text }, { status, headers });
  switch (refusal.kind) {
    case 'moderated':
      return null; // accepted, charged, and failed with SAFETY.INPUT.TEXT
    case 'credentials':
      return error(401, 'The API key is invalid or missing.');
    case 'balance':
      return error(400, 'You do not have enough credits to run this task.');
    case 'invalid':
      return error(400, refusal.reason);
    case 'rate':
    case 'concurrency':
      return error(
        429,
        'Rate limit exceeded: too many generations today.',
        refusal.retryAfterSeconds === null ? {} : { 'retry-after': String(refusal.retryAfterSeconds) },
      );
    case 'not-found':
      return error(404, 'Not found.');
    case 'overload':
      return error(503, 'The service is shedding load; try again later.');
    default:
      return error(500, 'An unexpected error occurred.');
  }
}
