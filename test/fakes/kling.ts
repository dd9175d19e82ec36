import { randomUUID } from 'node:crypto';
import { faultIn, hasKey, isText, openVendor, unknownRoute, type Desk, type Job } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import type { Call, Reply } from './wire.ts';

const RATIOS = new Set<unknown>(['16:9', '9:16', '1:1']);
/** Micro-dollars for a second without sound. */
const PRICES: Record<string, Record<string, number>> = {
  'kling-2.5-turbo': { '720p': 42_000, '1080p': 70_000 },
  'kling-2.6': { '720p': 42_000, '1080p': 70_000 },
  'kling-3.0': { '720p': 84_000, '1080p': 112_000 },
  'kling-3.0-turbo': { '720p': 112_000, '1080p': 140_000 },
};

export function startKling(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ KLINGAI_API_KEY: 'somebody', KLINGAI_BASE_URL: url });
  return openVendor(options, environment, (call, desk) => {
    if (!hasKey(call, 'Bearer')) return { status: 401, json: envelope(1000, 'auth failed', undefined) };
    const [, kind, model] = /^\/(text-to-video|image-to-video)\/([\w.-]+)$/.exec(call.path) ?? [];
    if (call.method === 'POST' && kind !== undefined && model !== undefined) return create(call, desk, kind, model);
    if (call.method === 'GET' && call.path === '/tasks') return query(call, desk);
    if (call.method === 'POST' && call.path === '/tasks') return list(call, desk);
    return unknownRoute(call, desk, envelope(1202, 'no such method', undefined));
  });
}

function create({ json: body }: Call, desk: Desk, kind: string, model: string): Reply {
  const settings = { ...(body['settings'] as Record<string, unknown> | undefined) };
  const options = { ...(body['options'] as Record<string, unknown> | undefined) };
  const { resolution = '720p', duration = 5, aspect_ratio: ratio = '16:9' } = settings;
  const price = PRICES[model]?.[String(resolution)];
  const reference = options['external_task_id'];
  if (PRICES[model] === undefined) return { status: 404, json: envelope(1203, 'model not found', undefined) };
  const seconds = Number(duration);
  const sold = model.startsWith('kling-3') ? seconds >= 3 && seconds <= 15 : seconds === 5 || seconds === 10;
  const refusal =
    faultIn({
      'settings.resolution': price !== undefined,
      'settings.duration': Number.isInteger(duration) && sold,
      'settings.aspect_ratio': RATIOS.has(ratio),
      'external_task_id exists already': !desk.jobs.some(
        (job) => reference !== undefined && referenceOf(job) === reference,
      ),
    }) ?? (kind === 'text-to-video' ? promptFault(body['prompt']) : contentsFault(body['contents']));
  if (refusal !== null) return { status: 400, json: envelope(1201, `invalid parameter: ${refusal}`, undefined) };
  const id = `8${String(desk.jobs.length).padStart(3, '0')}${String(desk.now()).padStart(14, '0')}`;
  return desk.take({ id, body, cost: price! * Number(duration) }, (job) => ({
    status: desk.habits.created ?? 200,
    json: envelope(
      0,
      'SUCCEED',
      desk.habits.terse === true ? { id } : { ...stamps(job, 'submitted', desk), eta: null },
    ),
  }));
}

function promptFault(prompt: unknown): string | null {
  return isText(prompt, { max: 3072 }) ? null : 'prompt';
}

function contentsFault(contents: unknown): string | null {
  const parts = Array.isArray(contents) ? (contents as Record<string, unknown>[]) : [];
  const first = parts.find(({ type }) => type === 'first_frame');
  if (first === undefined) return 'contents: first_frame is required';
  if (parts.some(({ url }) => typeof url === 'string' && url.startsWith('data:')))
    return 'contents: data: is not base64';
  return promptFault(parts.find(({ type }) => type === 'prompt')?.['text']);
}

/** An id that nobody knows is no error here: the answer is empty. */
function query({ query }: Call, desk: Desk): Reply {
  const ids = query.get('task_ids');
  const references = query.get('external_task_ids');
  if ((ids === null) === (references === null))
    return { status: 400, json: envelope(1201, 'exactly one of task_ids, external_task_ids', undefined) };
  const wanted = (ids ?? references ?? '').split(',');
  const data: unknown[] = [];
  for (const job of desk.jobs) {
    if (desk.find(job.id) === undefined || !wanted.includes(ids === null ? referenceOf(job) : job.id)) continue;
    const seen = desk.look(job);
    if ('trouble' in seen) return seen.trouble;
    data.push(task(job, 'phase' in seen ? seen.phase : over(job), desk));
  }
  return { status: 200, json: envelope(0, 'SUCCEED', data) };
}

function list({ json: { cursor, limit = 100 } }: Call, desk: Desk): Reply {
  const known = desk.jobs.filter((job) => desk.find(job.id) !== undefined);
  const { items, next, more } = desk.page(known, Number(cursor ?? 0), Number(limit));
  const result = items.map((job) => task(job, desk.isOver(job) ? over(job) : 'processing', desk));
  const next_cursor = more ? String(next) : '';
  return { status: 200, json: envelope(0, 'SUCCEED', { result, count: result.length, next_cursor, has_more: more }) };
}

function over(job: Job): string {
  return job.fails ? 'failed' : 'succeeded';
}

function referenceOf({ body }: Job): string {
  const options = body['options'] as { external_task_id?: string } | undefined;
  return options?.external_task_id ?? '';
}

function envelope(code: number, message: string, data: unknown): unknown {
  return { code, message, request_id: randomUUID(), data };
}

function stamps(job: Job, status: string, desk: Desk): Record<string, unknown> {
  const { id, at } = job;
  const times = { create_time: desk.figure(at), update_time: desk.figure(desk.now()) };
  return { id, status, ...times, external_id: referenceOf(job) || null };
}

function task(job: Job, status: string, desk: Desk): unknown {
  const done = status === 'succeeded';
  const url = () => desk.assets.mint(job.id);
  if (desk.habits.terse === true) {
    // Without a bill, the price list has to do.
    return done ? { id: job.id, status, outputs: [{ type: 'video', url: url() }] } : { id: job.id, status };
  }
  const amount = desk.figure(job.cost / 1e6);
  return {
    ...stamps(job, status, desk),
    message: job.fails ? 'internal worker error' : '',
    outputs: done ? [{ type: 'video', id: randomUUID(), url: url(), watermark_url: null, duration: '5.041' }] : null,
    billing: done ? [{ charge_type: 'cash', amount, currency: 'USD', cash_type: 'balance', list_price: amount }] : null,
    region: 'sgp',
  };
}
