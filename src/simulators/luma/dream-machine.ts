import { Hono } from 'hono';
import { z } from 'zod';
import { type MicroUsd, times, usd } from '../../film/money.ts';
import type { Json } from '../../json.ts';
import { firstIssue } from '../engine/issues.ts';
import {
  type ClipPlan,
  type Desk,
  type Exchange,
  type Failure,
  type Job,
  type Look,
  type Order,
  type Refusal,
  type SimApp,
  type SimContext,
  wordOf,
} from '../engine/vendor.ts';
import { frameOf, type Frame, sizeOf } from './frames.ts';

/** Which of the account's jobs are these. */
const API = 'dream-machine';
/** Not published; an hour is what the Agents API gives. Unverified. */
const ASSET_SECONDS = 3600;
/** Median seconds of a clip. Unverified. */
const QUEUE_SECONDS = 8;
const RUN_SECONDS = { 'ray-2': 82, 'ray-flash-2': 27 } as const;

const Model = z.enum(['ray-2', 'ray-flash-2']);
const AspectRatio = z.enum(['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21']);
const Resolution = z.enum(['540p', '720p', '1080p', '4k']);
const Callback = z.url({ protocol: /^https?$/ }).nullish();

const Keyframe = z.discriminatedUnion('type', [
  z.object({ type: z.literal('image'), url: z.string().min(1) }),
  z.object({ type: z.literal('generation'), id: z.string() }),
]);

const CONCEPTS = ['aerial', 'bolt_cam', 'dolly_zoom', 'handheld', 'orbit_left', 'orbit_right', 'push_in', 'pull_out'];

/** `POST /generations/video`, by lumaai 1.19.1 and the vendor's OpenAPI of 2025-06. Members that it does not know it ignores. */
const Create = z.object({
  generation_type: z.literal('video').optional(),
  model: Model,
  prompt: z.string().max(5_000).optional(),
  aspect_ratio: AspectRatio.default('16:9'),
  duration: z.enum(['5s', '9s']).default('5s'),
  resolution: Resolution.default('720p'),
  loop: z.boolean().optional(),
  keyframes: z.object({ frame0: Keyframe.optional(), frame1: Keyframe.optional() }).nullish(),
  concepts: z.array(z.object({ key: z.enum(CONCEPTS) })).optional(),
  callback_url: Callback,
});
const Upscale = z.object({
  generation_type: z.literal('upscale_video').optional(),
  resolution: Resolution.default('1080p'),
  callback_url: Callback,
});
const AddAudio = z.object({
  generation_type: z.literal('add_audio').optional(),
  prompt: z.string().optional(),
  negative_prompt: z.string().optional(),
  callback_url: Callback,
});
const Media = z.object({ url: z.string().min(1) });
const Modify = z.object({
  generation_type: z.literal('modify_video').optional(),
  model: Model,
  media: Media,
  first_frame: Media.optional(),
  mode: z.string().regex(/^(?:adhere|flex|reimagine)_[123]$/),
  prompt: z.string().optional(),
  callback_url: Callback,
});
const Reframe = z.object({
  generation_type: z.literal('reframe_video').optional(),
  model: Model,
  media: Media,
  first_frame: Media.optional(),
  aspect_ratio: AspectRatio,
  prompt: z.string().optional(),
  callback_url: Callback,
});
const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});

export function dreamMachineRoutes(desk: Desk): SimApp {
  const app = new Hono<{ Bindings: Exchange }>();
  app.get('/ping', (c) => c.json({ message: 'pong' }));
  app.use(async (c, next) =>
    /^Bearer \S/.test(c.req.header('authorization') ?? '') ? next() : desk.refuse({ kind: 'credentials' }, c),
  );
  const created = (job: Job, c: SimContext) => c.json(generationOf(desk, job), 201);
  const make = (take: (body: unknown, c: SimContext) => Order | Response | Promise<Order | Response>) =>
    desk.create(async (c) => take(await c.req.json().catch(() => undefined), c), created);

  app.post(
    '/generations/video',
    make((body) => takeVideo(desk, body)),
  );
  app.post(
    '/generations/video/modify',
    make((body) => takeEdit(desk, body, Modify, 'modify_video')),
  );
  app.post(
    '/generations/video/reframe',
    make((body) => takeEdit(desk, body, Reframe, 'reframe_video')),
  );
  app.post(
    '/generations/:id/upscale',
    make((body, c) => takeUpscale(desk, c, body)),
  );
  app.post(
    '/generations/:id/audio',
    make((body, c) => takeAudio(desk, c, body)),
  );
  app.get('/generations/concepts/list', (c) => c.json(CONCEPTS));
  app.get(
    '/generations',
    desk.list((c, jobs) => {
      const query = ListQuery.safeParse(c.req.query());
      if (!query.success) return invalid(firstIssue(query.error));
      const { limit, offset } = query.data;
      const ours = jobs.filter(({ api }) => api === API);
      const page = ours.slice(offset, offset + limit).map((job) => generationOf(desk, job));
      return c.json({
        generations: page,
        has_more: offset + limit < ours.length,
        count: page.length,
        limit,
        offset,
      });
    }),
  );
  app.get(
    '/generations/:id',
    desk.poll((c) => {
      const job = ourJob(desk, c.req.param('id') ?? '');
      return job === null ? desk.refuse({ kind: 'not-found' }, c) : c.json(generationOf(desk, job));
    }),
  );
  app.delete('/generations/:id', (c) => {
    const job = ourJob(desk, c.req.param('id'));
    if (job === null) return desk.refuse({ kind: 'not-found' }, c);
    // Nothing says that this stops a job or gives money back, so it does neither.
    desk.remove(job);
    return c.body(null, 204);
  });
  app.get('/credits', (c) => c.json({ credit_balance: desk.balance(true) / 10_000 }));
  return app;
}

/** The vendor's Generation object. The address of the video is a fresh one each time. */
export function generationOf(desk: Desk, job: Job, look: Look = desk.look(job)): Json {
  const done = look.phase === 'completed';
  const { generation_type = 'video' } = job.request as { generation_type?: string };
  return {
    id: job.id,
    generation_type: generation_type === 'image' ? 'image' : 'video',
    state: wordOf(look, { queued: 'queued', running: 'dreaming', completed: 'completed', failed: 'failed' }),
    failure_reason: reasonOf(job, look),
    created_at: desk.stamp(job.createdAt),
    assets: done
      ? { image: null, progress_video: null, video: look.withoutUrl ? null : desk.clipUrl(job, ASSET_SECONDS) }
      : null,
    model: job.model,
    request: job.request,
  };
}

export function refuseDreamMachine(refusal: Refusal): Response | null {
  switch (refusal.kind) {
    case 'moderated':
      return null; // accepted, and failed when the prompt is looked at
    case 'credentials':
      return detail(401, 'Invalid API key is provided');
    case 'balance':
      return detail(402, 'Insufficient credits'); // status and words are unverified
    case 'invalid':
      return invalid(refusal.reason);
    case 'rate':
      return detail(429, 'Rate limit exceeded', headersOf(refusal.retryAfterSeconds));
    case 'concurrency':
      return detail(429, 'Too many concurrent generations', headersOf(refusal.retryAfterSeconds));
    case 'not-found':
      return detail(404, 'Not found');
    case 'overload':
      return detail(503, 'Service unavailable');
    default:
      return detail(500, 'Internal server error');
  }
}

async function takeVideo(desk: Desk, body: unknown): Promise<Order | Response> {
  const parsed = Create.safeParse(body);
  if (!parsed.success) return invalid(firstIssue(parsed.error));
  const { model, prompt = '', aspect_ratio, duration, resolution, keyframes, callback_url } = parsed.data;
  const { frame0, frame1 } = keyframes ?? {};
  if (prompt === '' && frame0 === undefined && frame1 === undefined) return invalid('prompt: Prompt is required');

  const failures: Failure[] = [];
  const frames: (Frame | null)[] = [];
  for (const keyframe of [frame0, frame1]) {
    if (keyframe === undefined) {
      frames.push(null);
    } else if (keyframe.type === 'generation') {
      const before = ourJob(desk, keyframe.id);
      if (before === null || desk.look(before).phase !== 'completed')
        return invalid(`keyframes: generation ${keyframe.id} is not completed or does not exist`);
      frames.push({ kept: null, job: before.id });
    } else {
      // Public addresses only: neither bytes in the request nor an upload are documented.
      if (!/^https?:\/\//.test(keyframe.url)) return invalid('keyframes: image url must be an http(s) address');
      const frame = await frameOf(desk, keyframe.url);
      if (typeof frame === 'string')
        failures.push({ kind: 'failed', reason: `400: input image could not be used: ${frame}`, code: null });
      else frames.push(frame);
    }
  }
  const [first = null, last = null] = frames;
  const seconds = Number.parseInt(duration, 10);
  const clip: ClipPlan = {
    ...sizeOf(aspect_ratio, resolution),
    seconds,
    sound: false,
    seed: null,
    firstFrame: first?.kept ?? null,
    lastFrame: last?.kept ?? null,
    continues: first?.job ?? null,
  };
  return {
    api: API,
    model,
    prompt,
    amount: priceOf(desk, { model, seconds, resolution, aspect: aspect_ratio }),
    seconds: { queue: QUEUE_SECONDS, run: RUN_SECONDS[model] },
    clip,
    what: `${seconds} s ${resolution}`,
    request: { generation_type: 'video', ...asJson(body) },
    callbackUrl: callback_url ?? null,
    failure: failures[0] ?? null,
  };
}

function takeUpscale(desk: Desk, c: SimContext, body: unknown): Order | Response {
  const parsed = Upscale.safeParse(body);
  const source = completedClip(desk, c);
  if (!parsed.success) return invalid(firstIssue(parsed.error));
  if (source === null) return invalid('only a completed video can be upscaled');
  const { resolution, callback_url } = parsed.data;
  const { aspect_ratio = '16:9' } = source.job.request as { aspect_ratio?: string };
  return {
    ...again(source, { generation_type: 'upscale_video', ...asJson(body) }),
    // What an upscale costs is not known here: it is taken for a clip of that resolution. Unverified.
    amount: priceOf(desk, { model: source.job.model, seconds: source.clip.seconds, resolution, aspect: aspect_ratio }),
    clip: { ...source.clip, ...sizeOf(aspect_ratio, resolution) },
    what: `upscaled to ${resolution}`,
    callbackUrl: callback_url ?? null,
  };
}

function takeAudio(desk: Desk, c: SimContext, body: unknown): Order | Response {
  const parsed = AddAudio.safeParse(body);
  const source = completedClip(desk, c);
  if (!parsed.success) return invalid(firstIssue(parsed.error));
  if (source === null) return invalid('only a completed video can be given a sound');
  return {
    ...again(source, { generation_type: 'add_audio', ...asJson(body) }),
    amount: times(usd(0.02), source.clip.seconds), // unverified
    clip: { ...source.clip, sound: true },
    what: `sound for ${source.clip.seconds} s`,
    callbackUrl: parsed.data.callback_url ?? null,
  };
}

/** Modify and reframe: a video that somebody has becomes another one. Its length is not read; it is taken for five seconds. */
async function takeEdit(
  desk: Desk,
  body: unknown,
  schema: typeof Modify | typeof Reframe,
  type: 'modify_video' | 'reframe_video',
): Promise<Order | Response> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return invalid(firstIssue(parsed.error));
  const { model, media, first_frame, prompt = '', callback_url } = parsed.data;
  const aspect = 'aspect_ratio' in parsed.data ? parsed.data.aspect_ratio : '16:9';
  if (!/^https?:\/\//.test(media.url)) return invalid('media: url must be an http(s) address');
  const frame = first_frame === undefined ? null : await frameOf(desk, first_frame.url);
  const failure = typeof frame === 'string' ? `400: input image could not be used: ${frame}` : null;
  return {
    api: API,
    model,
    prompt,
    amount: priceOf(desk, { model, seconds: 5, resolution: '720p', aspect }),
    seconds: { queue: QUEUE_SECONDS, run: RUN_SECONDS[model] },
    clip: {
      ...sizeOf(aspect, '720p'),
      seconds: 5,
      sound: false,
      seed: null,
      firstFrame: typeof frame === 'string' ? null : (frame?.kept ?? null),
      lastFrame: null,
      continues: null,
    },
    what: type.replace('_', ' '),
    request: { generation_type: type, ...asJson(body) },
    callbackUrl: callback_url ?? null,
    failure: failure === null ? null : { kind: 'failed', reason: failure, code: null },
  };
}

interface Source {
  job: Job;
  clip: ClipPlan;
}

/** Another job on the clip of one that is done. */
function again({ job }: Source, request: Json): Omit<Order, 'amount' | 'clip' | 'what'> {
  const run = RUN_SECONDS[job.model as keyof typeof RUN_SECONDS];
  return { api: API, model: job.model, prompt: job.prompt, seconds: { queue: QUEUE_SECONDS, run }, request };
}

function completedClip(desk: Desk, c: SimContext): Source | null {
  const job = ourJob(desk, c.req.param('id') ?? '');
  return job === null || job.clip === null || desk.look(job).phase !== 'completed' ? null : { job, clip: job.clip };
}

function ourJob(desk: Desk, id: string): Job | null {
  const job = desk.job(id);
  return job?.api === API ? job : null;
}

function priceOf(
  { options: { prices } }: Desk,
  clip: { model: string; seconds: number; resolution: string; aspect: string },
): MicroUsd {
  const price = prices.video({ provider: 'luma', ...clip });
  if (price !== null) return price;
  // 4k has four times the pixels of 1080p, and pixels are what is paid for. The rate is that of 2025, unverified.
  const { width, height } = sizeOf('16:9', clip.resolution);
  return times(usd(clip.model === 'ray-2' ? 0.0064 : 0.0022), (width * height * 24 * clip.seconds) / 1e6);
}

function reasonOf(job: Job, { phase }: Look): string | null {
  if (phase === 'moderated') return job.failure?.reason ?? '400: prompt not allowed because advanced moderation failed';
  if (phase === 'failed') return job.failure?.reason ?? 'Job processing failed';
  return null;
}

/** The body as the vendor echoes it. */
function asJson(body: unknown): { [member: string]: Json } {
  return JSON.parse(JSON.stringify(body ?? {})) as { [member: string]: Json };
}

function invalid(reason: string): Response {
  return detail(400, reason);
}

function detail(status: number, text: string, headers: Record<string, string> = {}): Response {
  return Response.json({ detail: text }, { status, headers });
}

function headersOf(retryAfterSeconds: number | null): Record<string, string> {
  return retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
}
