import { randomUUID } from 'node:crypto';
import { faultIn, hasKey, isText, openVendor, unknownRoute, type Desk, type Job } from './desk.ts';
import type { Fake, FakeOptions } from './fake.ts';
import type { Call, Reply } from './wire.ts';

const CREDIT = 10_000; // micro-dollars
/** Credits for a second. */
const MODELS: Record<string, number> = { 'gen4.5': 12, gen4_turbo: 5 };
const FROM_TEXT = new Set<unknown>(['1280:720', '720:1280']);
const FROM_IMAGE = new Set<unknown>([...FROM_TEXT, '1104:832', '960:960', '832:1104', '1584:672']);
const URI = /^(https:|runway:\/\/|data:image\/(png|jpeg|webp);base64,)/;
const FIELDS = new Set(
  'model promptText promptImage ratio duration seed contentModeration outputFormat proresProfile'.split(' '),
);

export function startRunway(options: FakeOptions): Promise<Fake> {
  const environment = (url: string) => ({ RUNWAYML_API_SECRET: 'key_somebody', RUNWAYML_BASE_URL: url });
  return openVendor(options, environment, (call, desk) => {
    if (!hasKey(call, 'Bearer')) return { status: 401, json: { error: 'Invalid API Key' } };
    if (call.headers['x-runway-version'] !== '2024-11-06')
      return { status: 400, json: { error: 'X-Runway-Version is required' } };
    const [, id] = /^\/v1\/tasks\/([\w-]+)$/.exec(call.path) ?? [];
    if (id !== undefined && call.method === 'GET') return get(id, desk);
    if (call.method === 'GET' && call.path === '/v1/organization') return organization(desk);
    if (call.method !== 'POST') return unknownRoute(call, desk, { error: 'Not found' });
    if (call.path === '/v1/uploads') {
      const uploadUrl = desk.assets.mintUpload(randomUUID());
      return {
        status: 200,
        json: { uploadUrl, fields: { key: 'k', policy: 'p' }, runwayUri: `runway://${randomUUID()}` },
      };
    }
    if (call.path === '/v1/text_to_video') return create(call, desk, false);
    if (call.path === '/v1/image_to_video') return create(call, desk, true);
    return unknownRoute(call, desk, { error: 'Not found' });
  });
}

function create({ json: body }: Call, desk: Desk, fromImage: boolean): Reply {
  const { model, promptText, promptImage, ratio, duration } = body;
  const rate = MODELS[String(model)];
  const seconds = Number(duration ?? 10);
  const unknown = Object.keys(body).find((name) => !FIELDS.has(name));
  const image = Array.isArray(promptImage) ? (promptImage as { uri?: unknown }[])[0]?.uri : promptImage;
  const refusal = faultIn({
    'model is not available here': rate !== undefined && (model !== 'gen4_turbo' || fromImage),
    [`Unrecognized key: ${unknown}`]: unknown === undefined,
    'promptText must have 1 to 1000 characters':
      isText(promptText, { max: 1000 }) || (model === 'gen4_turbo' && promptText === undefined),
    'ratio is not supported': (fromImage ? FROM_IMAGE : FROM_TEXT).has(ratio),
    'duration must be an integer from 2 to 10': Number.isInteger(duration ?? 10) && seconds >= 2 && seconds <= 10,
    'promptImage must be a URL': fromImage ? isText(image, { max: 5e6 }) && URI.test(image) : image === undefined,
  });
  if (refusal !== null) return { status: 400, json: { error: refusal, issues: [{ path: [], message: refusal }] } };
  const credits = rate! * seconds;
  return desk.take({ id: randomUUID(), body, cost: credits * CREDIT }, (job) => ({
    status: desk.habits.created ?? 200,
    json:
      desk.habits.terse === true
        ? { id: job.id }
        : { id: job.id, estimatedCost: { credits: desk.figure(credits) }, tier: null },
  }));
}

function get(id: string, desk: Desk): Reply {
  const job = desk.find(id);
  if (job === undefined) return { status: 404, json: { error: 'Task not found' } };
  const seen = desk.look(job);
  if ('trouble' in seen) return seen.trouble;
  return { status: 200, json: task(job, 'phase' in seen ? seen.phase : job.fails ? 'FAILED' : 'SUCCEEDED', desk) };
}

function task(job: Job, status: string, desk: Desk): unknown {
  const { terse = false, numbersAsText = false } = desk.habits;
  const base = terse
    ? { id: job.id, status }
    : { id: job.id, status, createdAt: new Date(job.at).toISOString(), note: null };
  const cost = { credits: desk.figure(job.cost / CREDIT) };
  if (status === 'SUCCEEDED') {
    const output = [desk.assets.mint(job.id)];
    // The table's price is all that a client has when the vendor leaves the cost out.
    return terse ? { ...base, output } : { ...base, cost, output, progress: null };
  }
  if (status === 'FAILED') {
    return {
      ...base,
      cost,
      failure: 'An unexpected error occurred.',
      failureCode: terse ? null : 'INTERNAL.BAD_OUTPUT.CODE01',
    };
  }
  return status === 'RUNNING' && !terse ? { ...base, progress: numbersAsText ? '0.42' : 0.42 } : base;
}

function organization(desk: Desk): Reply {
  const spent = desk.jobs.reduce((total, { cost }) => total + cost / CREDIT, 0);
  const used = (model: string) => desk.jobs.filter(({ body }) => body['model'] === model).length;
  const models = Object.fromEntries(Object.keys(MODELS).map((model) => [model, { dailyGenerations: used(model) }]));
  return {
    status: 200,
    json: {
      creditBalance: desk.figure(100_000 - spent),
      tier: {
        maxMonthlyCreditSpend: 10_000,
        models: { 'gen4.5': { maxConcurrentGenerations: null, maxDailyGenerations: null } },
      },
      usage: { models },
    },
  };
}
