import { Hono } from 'hono';
import { z } from 'zod';
import { type MicroUsd, times } from '../../film/money.ts';
import type { Json } from '../../json.ts';
import { firstIssue } from '../engine/issues.ts';
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
  type StoredFile,
  wordOf,
} from '../engine/vendor.ts';
import { frameOf, frameOfBytes, type Frame, sizeOf } from './frames.ts';

const API = 'agents';
/** The vendor says an hour. */
const ASSET_SECONDS = 3600;
const UPLOAD_SECONDS = 3600;
const QUEUE_SECONDS = 10;
const RUN_SECONDS = 90;
const INLINE_LIMIT = 64 * 1024 * 1024;

/** Exactly one of the four says which picture it is. */
const ImageRef = z
  .object({
    url: z.string().min(1).nullish(),
    data: z.string().min(1).nullish(),
    media_type: z.string().nullish(),
    generation_id: z.uuid().nullish(),
    file_id: z.string().min(1).nullish(),
  })
  .refine(
    (ref) => [ref.url, ref.data, ref.generation_id, ref.file_id].filter((one) => one != null).length === 1,
    'Provide exactly one of url, data, generation_id or file_id',
  )
  .refine((ref) => ref.data == null || ref.media_type != null, 'media_type is required with data');
type ImageRef = z.infer<typeof ImageRef>;

const FRAMES_PER_SECOND = 24;

/** `POST /generations` with `type: video`, by luma-agents 0.4.0 and the vendor's guides as third parties tell them (2026-07). */
const Create = z
  .object({
    prompt: z.string().min(1).max(6_000),
    type: z.literal('video'),
    model: z.literal('ray-3.2').default('ray-3.2'),
    aspect_ratio: z.enum(['9:16', '3:4', '1:1', '4:3', '16:9', '21:9']).default('16:9'),
    user_id: z.string().nullish(),
    video: z
      .object({
        duration: z.enum(['5s', '10s']).default('5s'),
        resolution: z.enum(['360p', '540p', '720p', '1080p']).default('720p'),
        loop: z.boolean().nullish(),
        hdr: z.boolean().nullish(),
        exr_export: z.boolean().nullish(),
        start_frame: ImageRef.nullish(),
        end_frame: ImageRef.nullish(),
        keyframes: z.array(ImageRef).max(64).nullish(),
        keyframe_indexes: z.array(z.int().nonnegative()).max(64).nullish(),
      })
      .prefault({}),
  })
  .superRefine(({ video }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['video'], message });
    const long = video.duration === '10s';
    const keyframes = video.keyframes ?? [];
    const indexes = video.keyframe_indexes ?? [];
    if (video.loop && long) refuse('loop is not supported with duration=10s');
    if (video.loop && video.hdr) refuse('loop is not supported with hdr=true');
    if (video.loop && (video.end_frame || keyframes.length > 0))
      refuse('loop is not supported with end_frame or keyframes');
    if (long && (video.start_frame || video.end_frame))
      refuse('start_frame and end_frame are not supported with duration=10s');
    if (video.hdr && long) refuse('hdr is not supported with duration=10s');
    if (video.hdr && !['720p', '1080p'].includes(video.resolution)) refuse('hdr requires 720p or 1080p');
    if (video.exr_export && !video.hdr) refuse('exr_export requires hdr=true');
    if (keyframes.length > 0 && (video.start_frame || video.end_frame))
      refuse('keyframes are not supported with start_frame or end_frame');
    if (keyframes.length !== indexes.length) refuse('keyframes and keyframe_indexes must have the same length');
    if (new Set(indexes).size !== indexes.length) refuse('keyframe_indexes must be unique');
    const last = Number.parseInt(video.duration, 10) * FRAMES_PER_SECOND;
    if (indexes.some((index) => index > last)) refuse(`keyframe_indexes must be between 0 and ${last}`);
  });

const Presigned = z.object({
  mime_type: z.string().min(1),
  size_bytes: z
    .int()
    .positive()
    .max(5 * 1024 ** 3),
  filename: z.string().nullish(),
  purpose: z.enum(['input', 'reference']).default('input'),
  user_id: z.string().nullish(),
});
const FileQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  purpose: z.enum(['input', 'reference']).optional(),
  state: z.enum(['pending', 'ready', 'failed', 'deleted']).optional(),
});

/** What the vendor knows of a file beside its bytes. */
interface Note {
  purpose: 'input' | 'reference';
  user_id: string | null;
  /** Null while the bytes have not been declared complete. */
  completed: boolean;
  failure: string | null;
  deletedAt: string | null;
}

export function agentsRoutes(desk: Desk): SimApp {
  const app = new Hono<{ Bindings: Exchange }>();
  app.use(async (c, next) => {
    if (/^Bearer \S/.test(c.req.header('authorization') ?? '')) await next();
    else c.res = desk.refuse({ kind: 'credentials' }, c);
    c.res.headers.set('x-api-version', '2026-04-01');
    c.res.headers.set('x-request-id', c.req.header('x-request-id') ?? desk.options.mint());
  });
  app.post(
    '/generations',
    desk.create(
      (c) => take(desk, c),
      (job, c) => c.json(generationOf(desk, job), 201),
    ),
  );
  app.get(
    '/generations/:id',
    desk.poll((c) => {
      const job = desk.job(c.req.param('id') ?? '');
      return job?.api === API ? c.json(generationOf(desk, job)) : desk.refuse({ kind: 'not-found' }, c);
    }),
  );
  // There is no list of generations, which is why a lost one cannot be found.
  fileRoutes(app, desk);
  return app;
}

export function refuseAgents(refusal: Refusal, request: Request): Response | null {
  const detail = (status: number, text: string, headers: Record<string, string> = {}) =>
    Response.json({ detail: text }, { status, headers });
  const limited = (seconds: number | null) => ({
    ...(seconds === null ? {} : { 'retry-after': String(seconds) }),
    'x-ratelimit-remaining': '0',
  });
  switch (refusal.kind) {
    case 'moderated':
      return null; // accepted, and failed with content_moderated
    case 'credentials':
      return detail(401, 'Invalid API key');
    case 'balance':
      return detail(402, 'Insufficient balance'); // unverified
    case 'invalid':
      return detail(422, refusal.reason); // 400 or 422 is unverified
    case 'rate':
      return detail(429, 'Rate limit exceeded', limited(refusal.retryAfterSeconds));
    case 'concurrency':
      return detail(429, 'Too many concurrent jobs', limited(refusal.retryAfterSeconds ?? 5));
    case 'not-found':
      return detail(404, `Not found: ${new URL(request.url).pathname}`);
    case 'overload':
      return detail(503, 'Service unavailable');
    default:
      return detail(500, 'Internal server error');
  }
}

async function take(desk: Desk, c: SimContext): Promise<Order | Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const parsed = Create.safeParse(body);
  if (!parsed.success) return desk.refuse({ kind: 'invalid', reason: firstIssue(parsed.error) }, c);
  const { prompt, model, aspect_ratio, user_id, video } = parsed.data;
  const seconds = Number.parseInt(video.duration, 10);

  const failures: Failure[] = [];
  const resolve = async (ref: ImageRef | null | undefined): Promise<Frame | null> => {
    if (!ref) return null;
    const frame = await frameFrom(desk, ref);
    if (!('code' in frame)) return frame;
    failures.push(frame);
    return null;
  };
  const first = await resolve(video.start_frame ?? video.keyframes?.[video.keyframe_indexes?.indexOf(0) ?? -1]);
  const last = await resolve(video.end_frame);
  return {
    api: API,
    model,
    prompt,
    amount: priceOf(desk, { ...video, seconds, aspect: aspect_ratio }),
    seconds: { queue: QUEUE_SECONDS, run: RUN_SECONDS },
    clip: {
      ...sizeOf(aspect_ratio, video.resolution),
      seconds,
      sound: false,
      seed: null,
      firstFrame: first?.kept ?? null,
      lastFrame: last?.kept ?? null,
      continues: first?.job ?? null,
    },
    what: `${seconds} s ${video.resolution}${video.hdr ? ' HDR' : ''}`,
    request: { type: 'video' },
    reference: user_id ?? null,
    failure: failures[0] ?? null,
  };
}

/** The picture that a reference means, or why the job will fail. */
async function frameFrom(desk: Desk, ref: ImageRef): Promise<Frame | Failure> {
  if (ref.generation_id != null) {
    const before = desk.job(ref.generation_id);
    return before !== null && before.clip !== null && desk.look(before).phase === 'completed'
      ? { kept: null, job: before.id }
      : failure('output_not_found', 'The referenced generation has no output');
  }
  const frame = await framedBytes(desk, ref);
  if (typeof frame !== 'string') return frame;
  if (/unsupported/.test(frame)) return failure('unsupported_format', frame);
  return failure(/more than/.test(frame) ? 'image_too_large' : 'corrupt_input', frame);
}

async function framedBytes(desk: Desk, ref: ImageRef): Promise<Frame | string> {
  if (ref.url != null) return frameOf(desk, ref.url);
  if (ref.data != null) {
    if (ref.data.startsWith('data:')) return 'data must be base64 without a data: prefix';
    return frameOfBytes(desk, Buffer.from(ref.data, 'base64'));
  }
  const file = desk.files.get(ref.file_id ?? '');
  const bytes = file === null || stateOf(file) !== 'ready' ? null : desk.files.read(file);
  return bytes === null ? 'the file does not exist or is not ready' : frameOfBytes(desk, bytes);
}

function failure(code: string, reason: string): Failure {
  return { kind: 'failed', code, reason };
}

function generationOf(desk: Desk, job: Job): Json {
  const look = desk.look(job);
  return {
    id: job.id,
    type: 'video',
    state: wordOf(look, { queued: 'queued', running: 'processing', completed: 'completed', failed: 'failed' }),
    model: job.model,
    created_at: desk.stamp(job.createdAt),
    output:
      look.phase === 'completed' && !look.withoutUrl ? [{ type: 'video', url: desk.clipUrl(job, ASSET_SECONDS) }] : [],
    ...failureOf(job, look),
  };
}

function failureOf(job: Job, { phase }: Look): { failure_code: string | null; failure_reason: string | null } {
  if (phase === 'moderated')
    return { failure_code: 'content_moderated', failure_reason: 'The content was rejected by moderation' };
  if (phase !== 'failed') return { failure_code: null, failure_reason: null };
  return {
    failure_code: job.failure?.code ?? 'generation_failed',
    failure_reason: job.failure?.reason ?? 'The generation failed',
  };
}

/** docs.agents.lumalabs.ai/guides/pricing (2026-07-10, at second hand): HDR costs twice the SDR price, with EXR three times. */
function priceOf(
  { options: { prices } }: Desk,
  {
    seconds,
    resolution,
    aspect,
    hdr,
    exr_export,
  }: {
    seconds: number;
    resolution: string;
    aspect: string;
    hdr?: boolean | null | undefined;
    exr_export?: boolean | null | undefined;
  },
): MicroUsd {
  const ask = (at: string) => prices.video({ provider: 'luma', model: 'ray-3.2', seconds, resolution: at, aspect });
  // A draft of 360p is not in the price list that is known; it is taken for 540p. Unverified.
  const price = ask(resolution) ?? ask('540p');
  if (price === null) throw new Error('the price book does not know ray-3.2');
  return times(price, hdr ? (exr_export ? 3 : 2) : 1);
}

function fileRoutes(app: SimApp, desk: Desk): void {
  const { files } = desk;
  const find = (c: SimContext): StoredFile | null => files.get(c.req.param('id') ?? '');
  const tell = (file: StoredFile): Json => {
    const { purpose, user_id, failure: reason, deletedAt } = noteOf(file);
    return {
      id: file.id,
      created_at: desk.stamp(file.createdAt),
      mime_type: file.contentType,
      purpose,
      size_bytes: file.size ?? 0,
      state: stateOf(file),
      deleted_at: deletedAt,
      expires_at: null,
      failure_reason: reason,
      filename: file.name,
      user_id,
    };
  };
  const open = (name: string, type: string, note: Partial<Note>): StoredFile => {
    const file = files.open(name, type);
    const whole: Note = {
      purpose: 'input',
      user_id: null,
      completed: false,
      failure: null,
      deletedAt: null,
      ...note,
    };
    files.note(file, { ...whole });
    return file;
  };
  const ingest = (file: StoredFile): void => {
    const bytes = files.read(file);
    const picture = bytes === null ? 'no bytes were uploaded' : desk.readPicture(bytes);
    const wrong = typeof picture === 'string' && file.contentType.startsWith('image/') ? picture : null;
    files.note(file, { ...noteOf(file), completed: true, failure: bytes === null ? 'no bytes were uploaded' : wrong });
  };

  app.post('/files', async (c) => {
    if ((c.req.header('content-type') ?? '').includes('multipart/form-data')) {
      const form = await c.req.formData().catch(() => null);
      const part = form?.get('file');
      if (!(part instanceof File)) return desk.refuse({ kind: 'invalid', reason: 'file: Field required' }, c);
      if (part.size > INLINE_LIMIT)
        return desk.refuse({ kind: 'invalid', reason: 'file: too large, use the presigned flow' }, c);
      const purpose = form?.get('purpose') === 'reference' ? 'reference' : 'input';
      const file = open(part.name, part.type, { purpose });
      files.put(file, new Uint8Array(await part.arrayBuffer()));
      ingest(file);
      return c.json({ id: file.id, state: stateOf(file), file: tell(file), upload: null }, 201);
    }
    const parsed = Presigned.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return desk.refuse({ kind: 'invalid', reason: firstIssue(parsed.error) }, c);
    const { filename, mime_type, purpose, user_id } = parsed.data;
    const file = open(filename ?? 'upload', mime_type, { purpose, user_id: user_id ?? null });
    const upload = {
      url: files.uploadUrl(file, UPLOAD_SECONDS),
      method: 'PUT',
      headers: { 'content-type': mime_type },
      expires_at: new Date(desk.clock() + UPLOAD_SECONDS * 1000).toISOString(),
    };
    return c.json({ id: file.id, state: 'pending', file: tell(file), upload }, 201);
  });
  app.post('/files/:id/complete', (c) => {
    const file = find(c);
    if (file === null) return desk.refuse({ kind: 'not-found' }, c);
    ingest(file);
    return c.json(tell(file));
  });
  app.get('/files', (c) => {
    const parsed = FileQuery.safeParse(c.req.query());
    if (!parsed.success) return desk.refuse({ kind: 'invalid', reason: firstIssue(parsed.error) }, c);
    const { cursor = '0', limit, purpose, state } = parsed.data;
    const all = files
      .list()
      .filter((file) => purpose === undefined || noteOf(file).purpose === purpose)
      .filter((file) => (state === undefined ? stateOf(file) !== 'deleted' : stateOf(file) === state))
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const from = Number.parseInt(cursor, 36) || 0;
    const more = from + limit < all.length;
    return c.json({
      data: all.slice(from, from + limit).map(tell),
      has_more: more,
      next_cursor: more ? (from + limit).toString(36) : null,
    });
  });
  app.get('/files/:id', (c) => {
    const file = find(c);
    return file === null ? desk.refuse({ kind: 'not-found' }, c) : c.json(tell(file));
  });
  app.delete('/files/:id', (c) => {
    const file = find(c);
    if (file === null) return desk.refuse({ kind: 'not-found' }, c);
    files.note(file, { ...noteOf(file), deletedAt: new Date(desk.clock()).toISOString() });
    return c.body(null, 204);
  });
}

function noteOf({ note }: StoredFile): Note {
  return note as unknown as Note;
}

function stateOf(file: StoredFile): 'pending' | 'ready' | 'failed' | 'deleted' {
  const { completed, failure: reason, deletedAt } = noteOf(file);
  if (deletedAt !== null) return 'deleted';
  if (!completed) return 'pending';
  return reason === null ? 'ready' : 'failed';
}
