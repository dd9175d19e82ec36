import { randomUUID } from 'node:crypto';
import { faultIn, hasKey, isText, openVendor, unknownRoute, type Desk, type Job } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import type { Call, Reply } from './wire.ts';

/** Micro-dollars of a clip of five seconds. */
const PRICES: Record<string, number> = { '720p': 200_000, '1080p': 450_000 };
const FIELDS = new Set('prompt image_url aspect_ratio duration resolution negative_prompt seed'.split(' '));
const RATIOS = new Set<unknown>(['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3']);
const APP = '/fal-ai/pika';

export function startFal(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ FAL_KEY: 'somebody:secret', FAL_BASE_URL: url });
  return openVendor(options, environment, (call, desk, url) => {
    if (!hasKey(call, 'Key')) return { status: 401, json: { detail: 'Cannot access application' } };
    if (call.method === 'POST' && call.path === '/storage/upload/initiate') {
      const file = desk.assets.mintUpload(randomUUID());
      return { status: 200, json: { upload_url: file, file_url: file } };
    }
    if (call.method === 'GET' && call.path === '/v1/models/requests/by-endpoint') return history(call, desk);
    const [, endpoint] = /^\/fal-ai\/pika\/v2\.2\/(text-to-video|image-to-video)$/.exec(call.path) ?? [];
    if (call.method === 'POST' && endpoint !== undefined) return submit(call, desk, endpoint, url);
    const [, id, what] = /^\/fal-ai\/pika\/requests\/([\w-]+)(\/status|\/cancel)?$/.exec(call.path) ?? [];
    if (call.method === 'GET' && id !== undefined) return what === '/status' ? status(id, desk, url) : result(id, desk);
    return unknownRoute(call, desk, { detail: 'Not Found' });
  });
}

function submit({ json: body }: Call, desk: Desk, endpoint: string, url: string): Reply {
  const { prompt, image_url: image, duration = '5', resolution = '720p', aspect_ratio: ratio } = body;
  const price = PRICES[String(resolution)];
  const fromImage = endpoint === 'image-to-video';
  const fault =
    Object.keys(body).find((name) => !FIELDS.has(name)) ??
    faultIn({
      prompt: isText(prompt, { max: 5000 }),
      resolution: price !== undefined,
      duration: duration === '5' || duration === '10',
      aspect_ratio: ratio === undefined || (!fromImage && RATIOS.has(ratio)),
      image_url: fromImage ? isText(image, { max: 5e7 }) && isPicture(image, desk) : image === undefined,
    });
  if (fault !== null)
    return { status: 422, json: { detail: [{ loc: ['body', fault], msg: 'unexpected value', type: 'value_error' }] } };
  const order = { id: randomUUID(), body: { ...body, endpoint }, cost: price! * (Number(duration) / 5) };
  return desk.take(order, (job) => ({
    status: desk.habits.created ?? 200,
    json: {
      status: 'IN_QUEUE',
      ...ticket(job, desk, url),
      ...(desk.habits.terse === true ? {} : { queue_position: null }),
    },
    headers: { 'x-fal-request-id': job.id },
  }));
}

/** On our own host, or somewhere else in the web, or in the address itself. */
function isPicture(url: string, desk: Desk): boolean {
  return desk.assets.holds(url) || /^(https:|data:image\/)/.test(url);
}

/** A chatty one names the vendor's own host, wherever it was reached; the client has to find its way back. */
function ticket({ id }: Job, desk: Desk, url: string): Record<string, unknown> {
  const base = `${desk.habits.terse === true ? url : 'https://queue.fal.run'}${APP}/requests/${id}`;
  return { request_id: id, response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
}

function status(id: string, desk: Desk, url: string): Reply {
  const job = desk.find(id);
  if (job === undefined) return { status: 404, json: { detail: 'Request not found' } };
  const seen = desk.look(job);
  if ('trouble' in seen) return seen.trouble;
  const more = desk.habits.terse === true ? {} : { ...ticket(job, desk, url), logs: null, metrics: {}, gateway: 'x' };
  if ('over' in seen) return { status: 200, json: { status: 'COMPLETED', ...more } };
  return { status: 202, json: { status: seen.phase, ...more, queue_position: desk.figure(0) } };
}

function result(id: string, desk: Desk): Reply {
  const job = desk.find(id);
  if (job === undefined) return { status: 404, json: { detail: 'Request not found' } };
  const { terse } = desk.habits;
  if (!desk.isOver(job)) return { status: 400, json: { detail: 'Request is still in progress' } };
  if (job.fails)
    return { status: 500, json: { detail: 'Internal Server Error' }, headers: { 'x-fal-error-type': 'internal' } };
  const video = { url: desk.assets.mint(id) };
  if (terse === true) return { status: 200, json: { video } };
  const file = { ...video, content_type: null, file_name: 'output.mp4', file_size: desk.figure(1234) };
  return { status: 200, json: { video: file, seed: 7, has_nsfw_concepts: null } };
}

/** What has ended, by its end. */
function history({ query }: Call, desk: Desk): Reply {
  const ended = desk.jobs.filter((job) => desk.isOver(job));
  const { items, next, more } = desk.page(ended, Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? 50));
  return {
    status: 200,
    json: {
      items: items.map((job) => ({
        request_id: job.id,
        endpoint_id: `fal-ai/pika/v2.2/${String(job.body['endpoint'])}`,
        sent_at: new Date(job.at).toISOString(),
        started_at: null,
        ended_at: new Date(desk.now()).toISOString(),
        status_code: job.fails ? 500 : 200,
        ...(query.get('expand') === 'payloads'
          ? { json_input: { ...job.body, endpoint: undefined }, json_output: null }
          : {}),
      })),
      next_cursor: more ? String(next) : null,
      has_more: more,
    },
  };
}
