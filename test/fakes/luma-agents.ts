import { randomUUID } from 'node:crypto';
import { faultIn, hasKey, isText, openVendor, unknownRoute, type Desk, type Job } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import type { Call, Reply } from './wire.ts';

/** Micro-dollars of a clip without HDR, by seconds and lines. */
const PRICES: Record<string, Record<string, number>> = {
  '5s': { '540p': 150_000, '720p': 300_000, '1080p': 1_200_000 },
  '10s': { '540p': 450_000, '720p': 900_000, '1080p': 3_600_000 },
};
const RATIOS = new Set<unknown>(['9:16', '3:4', '1:1', '4:3', '16:9', '21:9']);
const FIELDS = new Set(
  'duration resolution loop hdr exr_export start_frame end_frame source_position edit keyframes keyframe_indexes'.split(
    ' ',
  ),
);

export function startLumaAgents(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ LUMA_AGENTS_API_KEY: 'luma-api-somebody', LUMA_BASE_URL: `${url}/v1` });
  return openVendor(options, environment, (call, desk) => {
    if (!hasKey(call, 'Bearer')) return { status: 401, json: { detail: 'Unauthorized' } };
    if (call.method === 'POST' && call.path === '/v1/generations') return create(call, desk);
    if (call.method === 'GET' && call.path === '/v1/files')
      return { status: 200, json: { data: [], files: [], next_cursor: null } };
    const [, id] = /^\/v1\/generations\/([\w-]+)$/.exec(call.path) ?? [];
    if (call.method === 'GET' && id !== undefined) return get(id, desk);
    return unknownRoute(call, desk, { detail: 'Not Found' });
  });
}

function create({ json: body }: Call, desk: Desk): Reply {
  const { prompt, type, model, aspect_ratio: ratio = '16:9' } = body;
  const video = { ...(body['video'] as Record<string, unknown> | undefined) };
  const { duration = '5s', resolution = '720p' } = video;
  const cost = PRICES[String(duration)]?.[String(resolution)];
  const long = duration === '10s';
  const anchored = video['start_frame'] !== undefined || video['end_frame'] !== undefined;
  const refusal = faultIn({
    'prompt must have 1 to 6000 characters': isText(prompt, { max: 6000 }),
    'type and model do not go together': type === 'video' && model === 'ray-3.2',
    'aspect_ratio is not supported for video': RATIOS.has(ratio),
    'video.duration or video.resolution is not supported': cost !== undefined,
    'not available at 10s': !long || !(anchored || video['loop'] === true || video['hdr'] === true),
    'video has an unknown field': Object.keys(video).every((name) => FIELDS.has(name)),
    'a frame is exactly one of url, data, generation_id, file_id': ['start_frame', 'end_frame'].every((name) =>
      isImage(video[name]),
    ),
  });
  if (refusal !== null) return { status: 422, json: { detail: refusal, failure_code: 'invalid_request' } };
  return desk.take({ id: randomUUID(), body, cost: cost! }, (job) => ({
    status: desk.habits.created ?? 201,
    json: desk.habits.terse === true ? { id: job.id } : generation(job, 'queued', desk),
    headers: { 'x-api-version': '2026-04-01', 'x-ratelimit-remaining': '0' },
  }));
}

function isImage(reference: unknown): boolean {
  if (reference === undefined) return true;
  const { media_type: type, ...rest } = reference as Record<string, unknown>;
  const [name, ...more] = Object.keys(rest);
  if (name === undefined || more.length > 0) return false;
  if (name === 'data') return type !== undefined && isText(rest[name], { max: 3e8 }) && !rest[name].startsWith('data:');
  return name === 'url' || name === 'generation_id' || name === 'file_id';
}

function get(id: string, desk: Desk): Reply {
  const job = desk.find(id);
  if (job === undefined) return { status: 404, json: { detail: 'Generation not found' } };
  const seen = desk.look(job);
  if ('trouble' in seen) return seen.trouble;
  const state = 'phase' in seen ? seen.phase : job.fails ? 'failed' : 'completed';
  return { status: 200, json: generation(job, state, desk) };
}

function generation(job: Job, state: string, desk: Desk): unknown {
  const video = () => ({ type: 'video', url: desk.assets.mint(job.id) });
  if (desk.habits.terse === true) {
    return state === 'completed' ? { id: job.id, state, output: [video()] } : { id: job.id, state };
  }
  return {
    id: job.id,
    object: 'generation',
    type: 'video',
    state,
    model: 'ray-3.2',
    created_at: new Date(job.at).toISOString(),
    // A poster comes first: what is a film says its type, not its place.
    output: state === 'completed' ? [{ type: 'image', url: 'https://cdn.invalid/poster.jpg', width: 64 }, video()] : [],
    failure_reason: state === 'failed' ? 'internal' : null,
    failure_code: state === 'failed' ? 'generation_failed' : null,
    usage: { seconds: desk.figure(5) },
  };
}
