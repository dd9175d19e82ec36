import { randomUUID } from 'node:crypto';
import { faultIn, hasKey, isText, openVendor, unknownRoute, type Desk, type Job } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import type { Call, Reply } from './wire.ts';

/** Micro-dollars for a million pixels, 24 frames a second. */
const MODELS: Record<string, number> = { 'ray-2': 6_400, 'ray-flash-2': 2_200 };
const RATIOS = new Set<unknown>(['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21']);
const PIXELS: Record<string, number> = { '540p': 960 * 540, '720p': 1280 * 720, '1080p': 1920 * 1080 };
const ROOT = '/dream-machine/v1';

export function startLumaDreamMachine(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ LUMAAI_API_KEY: 'luma-somebody', LUMAAI_BASE_URL: `${url}${ROOT}` });
  return openVendor(options, environment, (call, desk) => {
    if (!hasKey(call, 'Bearer')) return { status: 401, json: { detail: 'Invalid API key is provided' } };
    const path = call.path.replace(ROOT, '');
    if (call.method === 'POST' && /^\/generations(\/video)?$/.test(path)) return create(call, desk);
    if (call.method === 'GET' && path === '/generations') return list(call, desk);
    if (call.method === 'GET' && path === '/credits')
      return { status: 200, json: { credit_balance: desk.figure(99_950) } };
    if (call.method === 'GET' && path === '/ping') return { status: 200, json: { message: 'pong' } };
    const [, id] = /^\/generations\/([\w-]+)$/.exec(path) ?? [];
    if (call.method === 'GET' && id !== undefined) return get(id, desk);
    return unknownRoute(call, desk, { detail: 'Not Found' });
  });
}

function create({ json: body }: Call, desk: Desk): Reply {
  const { model, prompt, aspect_ratio: ratio = '16:9', duration = '5s', resolution = '720p' } = body;
  const rate = MODELS[String(model)];
  const pixels = PIXELS[String(resolution)];
  const refusal =
    faultIn({
      'model: Input should be ray-2 or ray-flash-2': rate !== undefined,
      'prompt: Field required': isText(prompt, { min: 3, max: 5000 }),
      'aspect_ratio: unexpected value': RATIOS.has(ratio),
      'duration: unexpected value': duration === '5s' || duration === '9s',
      'resolution: unexpected value': pixels !== undefined,
    }) ?? keyframeFault(body['keyframes'], desk);
  if (refusal !== null) return { status: 400, json: { detail: refusal } };
  const seconds = Number.parseInt(String(duration), 10);
  const cost = Math.ceil((pixels! * 24 * seconds * rate!) / 1e6 - 1e-6);
  return desk.take({ id: randomUUID(), body, cost }, (job) => ({
    status: desk.habits.created ?? 201,
    json: desk.habits.terse === true ? { id: job.id, state: 'queued' } : generation(job, 'queued', desk),
  }));
}

function keyframeFault(keyframes: unknown, desk: Desk): string | null {
  for (const [name, frame] of Object.entries((keyframes as Record<string, Record<string, unknown>> | null) ?? {})) {
    if (name !== 'frame0' && name !== 'frame1') return `keyframes.${name}: extra fields not permitted`;
    if (frame['type'] === 'image' && !/^https?:\/\//.test(String(frame['url'])))
      return `keyframes.${name}.url: not a URL`;
    if (frame['type'] === 'generation' && desk.find(String(frame['id'])) === undefined)
      return `keyframes.${name}.id: no such generation`;
  }
  return null;
}

function get(id: string, desk: Desk): Reply {
  const job = desk.find(id);
  if (job === undefined) return { status: 404, json: { detail: 'Generation not found' } };
  const seen = desk.look(job);
  if ('trouble' in seen) return seen.trouble;
  return { status: 200, json: generation(job, 'phase' in seen ? seen.phase : over(job), desk) };
}

function over(job: Job): string {
  return job.fails ? 'failed' : 'completed';
}

/** The list shows where a job is without moving it on; work of other people on the same account is in it, too. */
function list({ query }: Call, desk: Desk): Reply {
  const ours = desk.jobs
    .filter((job) => desk.find(job.id) !== undefined)
    .map((job) => generation(job, desk.isOver(job) ? over(job) : (desk.habits.phases?.[0] ?? 'queued'), desk));
  const entries = [...others(desk), ...ours];
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const { items, more } = desk.page(entries, offset, limit);
  const page = desk.habits.page?.size ?? limit;
  return {
    status: 200,
    json: { generations: items, has_more: more, count: items.length, limit: Math.min(limit, page), offset },
  };
}

/** Of last week: a picture, a film, and one whose request is not echoed. */
function others(desk: Desk): unknown[] {
  const at = (days: number) => new Date(desk.now() - days * 86_400_000).toISOString();
  return [
    {
      id: randomUUID(),
      generation_type: 'image',
      state: 'completed',
      created_at: at(7),
      assets: { image: 'https://x' },
    },
    { id: randomUUID(), state: 'failed', failure_reason: null, created_at: at(6), request: null },
    {
      id: randomUUID(),
      state: 'completed',
      created_at: at(5),
      model: 'ray-2',
      request: { prompt: 'A dog', model: 'ray-2' },
    },
  ];
}

function generation(job: Job, state: string, desk: Desk): unknown {
  const done = state === 'completed';
  const created = new Date(job.at).toISOString();
  const required = { id: job.id, state, created_at: created, request: job.body };
  if (desk.habits.terse === true) {
    return done ? { ...required, assets: { video: desk.assets.mint(job.id) } } : required;
  }
  return {
    ...required,
    generation_type: 'video',
    failure_reason: state === 'failed' ? 'job: the worker went away' : null,
    // Microseconds without a zone letter, as Python prints them in UTC.
    created_at: created.replace('Z', '412+00:00'),
    assets: done ? { video: desk.assets.mint(job.id), image: null, progress_video: null, gif: null } : null,
    model: job.body['model'],
    version: null,
    request: { loop: null, callback_url: null, keyframes: null, concepts: null, ...job.body, generation_type: 'video' },
    queue: { position: desk.figure(3) },
  };
}
