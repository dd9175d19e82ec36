import { Hono } from 'hono';
import { z } from 'zod';
import { type MicroUsd, times, usd } from '../film/money.ts';
import type { Desk, Exchange, Job, Order, Refusal, SimApp, SimContext, Vendor } from './engine/vendor.ts';
import { atSpeed, inChunks, soundAs, soundOf, type SoundForm } from './sound.ts';

/** Dollars for a thousand characters, for a price book that does not know the model (card of 2025, unverified). */
const MODELS: Record<string, { price: number; speaksEvents: boolean }> = {
  'tts-1': { price: 0.015, speaksEvents: false },
  'tts-1-hd': { price: 0.03, speaksEvents: false },
  'gpt-4o-mini-tts': { price: 0.017, speaksEvents: true },
  'gpt-4o-mini-tts-2025-12-15': { price: 0.017, speaksEvents: true },
};
const VOICES = 'alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar'.split(' ');
const LONGEST = 4_096;
/** Samples a second of everything that the vendor sells but Opus, which always has 48,000 (unverified). */
const RATE = 24_000;

const FORMATS: Record<string, { form: SoundForm; type: string }> = {
  mp3: { form: { kind: 'mp3', rate: RATE, bitRate: 160_000 }, type: 'audio/mpeg' },
  opus: { form: { kind: 'opus', rate: 48_000, bitRate: 64_000 }, type: 'audio/opus' },
  aac: { form: { kind: 'aac', rate: RATE, bitRate: 96_000 }, type: 'audio/aac' },
  flac: { form: { kind: 'flac', rate: RATE, bitRate: 0 }, type: 'audio/flac' },
  wav: { form: { kind: 'wav', rate: RATE }, type: 'audio/wav' },
  pcm: { form: { kind: 'pcm', rate: RATE }, type: 'audio/pcm' },
};

/**
 * OpenAI's speech: bytes in chunks, no times, no bill, no list. Every order is charged by the character as soon as it is
 * accepted, whether or not the client hears it. A WAV is begun before its length is known and says so by lengths of
 * 0xffffffff. Written after `openai` 6.49.0 (`resources/audio/speech.d.ts`); unverified: rates and bit rates of the
 * formats, words of the errors, the code for indecent texts.
 */
export const openai: Vendor = {
  name: 'openai',
  limits: { concurrency: null, perMinute: 500 },
  overConcurrency: 'refuse',
  concurrencyPer: 'account',
  minPollSeconds: null,
  environment: (url) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: 'sim-openai' }),
  routes,
  refuse,
};

function routes(desk: Desk): SimApp {
  const app: SimApp = new Hono<{ Bindings: Exchange }>();

  app.use('*', async (c, next) => {
    const [scheme, key] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme !== 'Bearer' || !key) {
      return failed(401, "You didn't provide an API key.", { type: 'invalid_request_error' });
    }
    await next();
    c.header('x-request-id', `req_${desk.options.mint().replaceAll('-', '')}`);
    return undefined;
  });

  app.post(
    '/v1/audio/speech',
    desk.create(
      (c) => take(c, desk),
      (job) => speak(job, desk),
    ),
  );
  app.get('/v1/models', (c) => c.json({ object: 'list', data: Object.keys(MODELS).map(modelOf) }));
  app.get('/v1/models/:model', (c) => {
    const name = c.req.param('model');
    return Object.hasOwn(MODELS, name) ? c.json(modelOf(name)) : unknownModel(name);
  });
  app.all('*', (c) => failed(404, `Invalid URL (${c.req.method} ${c.req.path})`, { type: 'invalid_request_error' }));
  return app;
}

const Speech = z.object({
  model: z.string(),
  input: z.string().min(1),
  voice: z.union([z.enum(VOICES), z.object({ id: z.string().min(1) })]),
  instructions: z.string().nullish(),
  response_format: z.enum(Object.keys(FORMATS)).default('mp3'),
  speed: z.number().min(0.25).max(4).default(1),
  stream_format: z.enum(['audio', 'sse']).default('audio'),
});

async function take(c: SimContext, desk: Desk): Promise<Order | Response> {
  const body = Speech.safeParse(await c.req.json().catch(() => null));
  if (!body.success) return invalid(body.error);
  const { model, input, response_format: format, stream_format: stream } = body.data;
  const card = Object.hasOwn(MODELS, model) ? MODELS[model] : undefined;
  if (card === undefined) return unknownModel(model);
  const characters = [...input].length;
  if (characters > LONGEST) {
    return failed(400, `Invalid 'input': string too long. Expected a string with maximum length ${LONGEST}.`, {
      type: 'invalid_request_error',
      param: 'input',
      code: 'string_above_max_length',
    });
  }
  if (stream === 'sse' && !card.speaksEvents) {
    const param = { type: 'invalid_request_error', param: 'stream_format', code: 'unsupported_value' };
    return failed(400, `'stream_format' of 'sse' is not supported with ${model}.`, param);
  }
  return {
    api: 'audio/speech',
    model,
    prompt: input,
    amount: priceOf(model, card.price, characters, desk),
    clip: null,
    what: `${characters} characters ${format}`,
    request: body.data,
  };
}

function priceOf(model: string, thousand: number, characters: number, desk: Desk): MicroUsd {
  // A dated model is sold at the price of the one that it is a version of.
  const name = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const booked = desk.options.prices.voice({ provider: 'openai_tts', model: name, characters });
  return booked ?? times(usd(thousand), characters / 1_000);
}

async function speak(job: Job, desk: Desk): Promise<Response> {
  const { voice, speed, response_format: format, stream_format: stream } = Speech.parse(job.request);
  const { form, type } = FORMATS[format] ?? { form: { kind: 'wav', rate: RATE }, type: 'audio/wav' };
  const { wav } = await desk.options.makeSpeech(job.prompt, typeof voice === 'string' ? voice : voice.id);
  const bytes = await soundAs(atSpeed(soundOf(wav), speed), form, desk.options.encodeSound);
  await desk.wait(1.2, 'speech', job.sequence);
  if (form.kind === 'wav') withoutLengths(bytes);
  if (stream === 'sse') {
    return new Response(inChunks(eventsOf(bytes, job)), { headers: { 'content-type': 'text/event-stream' } });
  }
  return new Response(inChunks(bytes), { headers: { 'content-type': type } });
}

/** As a header is that is sent before what it is the header of. */
function withoutLengths(wav: Uint8Array<ArrayBuffer>): void {
  const view = new DataView(wav.buffer);
  view.setUint32(4, 0xffffffff, true);
  view.setUint32(40, 0xffffffff, true);
}

/** Of the sound in one event. */
const EVENT_BYTES = 16_383;

function eventsOf(bytes: Uint8Array, job: Job): Uint8Array<ArrayBuffer> {
  const events: object[] = [];
  for (let at = 0; at < bytes.length; at += EVENT_BYTES) {
    const audio = Buffer.from(bytes.subarray(at, at + EVENT_BYTES)).toString('base64');
    events.push({ type: 'speech.audio.delta', audio });
  }
  const [input, output] = [Math.ceil(job.prompt.length / 4), Math.ceil(bytes.length / 2_400)];
  const usage = { input_tokens: input, output_tokens: output, total_tokens: input + output };
  events.push({ type: 'speech.audio.done', usage });
  return new TextEncoder().encode(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
}

function modelOf(id: string) {
  return { id, object: 'model', created: 1_699_053_241, owned_by: 'openai-internal' };
}

function refuse(refusal: Refusal): Response {
  switch (refusal.kind) {
    case 'credentials':
      return failed(401, 'Incorrect API key provided.', { type: 'invalid_request_error', code: 'invalid_api_key' });
    case 'balance':
      return failed(429, 'You exceeded your current quota, please check your plan and billing details.', {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      });
    case 'moderated':
      return failed(400, 'Your request was rejected as a result of our safety system.', {
        type: 'invalid_request_error',
        code: 'content_policy_violation',
      });
    case 'fault':
      return failed(500, 'The server had an error while processing your request.', { type: 'server_error' });
    case 'overload':
      return failed(503, 'The server is currently overloaded with other requests.', { type: 'server_error' });
    case 'not-found':
      return failed(404, 'Not found', { type: 'invalid_request_error' });
    case 'invalid':
      return failed(400, refusal.reason, { type: 'invalid_request_error' });
    case 'rate':
    case 'concurrency':
      return failed(
        429,
        'Rate limit reached for requests. Please try again later.',
        { type: 'requests', code: 'rate_limit_exceeded' },
        refusal.retryAfterSeconds,
      );
  }
}

function invalid({ issues }: z.ZodError): Response {
  const [issue] = issues;
  const param = issue?.path.join('.') ?? '';
  const missing = issue?.code === 'invalid_type' && issue.message.includes('undefined');
  return failed(400, missing ? `Missing required parameter: '${param}'.` : `Invalid '${param}': ${issue?.message}.`, {
    type: 'invalid_request_error',
    ...(param === '' ? {} : { param }),
    code: missing ? 'missing_required_parameter' : 'invalid_value',
  });
}

function unknownModel(name: string): Response {
  return failed(404, `The model \`${name}\` does not exist or you do not have access to it.`, {
    type: 'invalid_request_error',
    code: 'model_not_found',
  });
}

function failed(
  status: number,
  message: string,
  { type, param = null, code = null }: { type: string; param?: string | null; code?: string | null },
  retryAfterSeconds: number | null = null,
): Response {
  return Response.json(
    { error: { message, type, param, code } },
    { status, headers: retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) } },
  );
}
