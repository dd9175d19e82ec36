import { Hono } from 'hono';
import { z } from 'zod';
import { MicroUsd } from '../film/money.ts';
import { eyesOf, seenSize } from '../film/vision.ts';
import { hashJson, type Json } from '../json.ts';
import { answerOf, askedOf, textsOf, type Answer, type StopDetails } from './anthropic/mind.ts';
import { MODELS, type ModelFacts } from './anthropic/models.ts';
import {
  blocksOf,
  invalid,
  readAsk,
  readCountable,
  type Ask,
  type Countable,
  type Fault,
  type ImageBlock,
} from './anthropic/request.ts';
import { createScript, type Line, type Script } from './anthropic/script.ts';
import { contentOf, streamOf, type Message, type Sent } from './anthropic/stream.ts';
import { createPromptCache, piecesOf, type PromptCache, type Served } from './anthropic/tokens.ts';
import type { Desk, Exchange, Job, Order, Picture, Refusal, SimContext, Vendor } from './engine/vendor.ts';
import type { JudgeManner, SimPrices } from './spec.ts';

/** Of a request: 32 MB. */
const BODY_LIMIT = 32 * 1024 * 1024;
/** Of a picture in base64: the vendor's number is unverified. */
const PICTURE_LIMIT = 10 * 1024 * 1024;
const VERSIONS = new Set(['2023-06-01', '2026-10-21']);
/** Ids by request, for answers that are given where the request is all that is known. */
const requestIds = new WeakMap<Request, string>();

/**
 * Anthropic's Messages API as of November 2026 (SDK 1.12.0 and its predecessors before 1.0, platform.claude.com): messages
 * whole and streamed, structured output, tools, vision, prompt caching, counting, models. Batches and files are not sold here.
 * Each accepted call is a job on the bill. What it answers comes from a script, from the mind that the simulator was handed,
 * or is filled from the words of the request. `POST /__sim/script` adds answers (see `anthropic/script.ts`), `GET` shows what
 * is left, `DELETE` forgets it. `POST /__sim/mind` with `mind` (`rules` or `filler`), `bias` and `noise` changes its manner.
 * The limits are those of the first paid tier, unverified. So is that an answer that ends in an overload is not charged.
 */
export const anthropic: Vendor = {
  name: 'anthropic',
  limits: { concurrency: null, perMinute: 50 },
  overConcurrency: 'refuse',
  concurrencyPer: 'account',
  minPollSeconds: null,
  environment: (url) => ({ ANTHROPIC_API_KEY: 'sim-anthropic', ANTHROPIC_BASE_URL: url }),
  refuse,
  routes(desk) {
    const app = new Hono<{ Bindings: Exchange }>();
    const script = createScript();
    const cache = createPromptCache();
    const { mind, mindBy = mind === undefined ? 'filler' : 'rules', judge } = desk.options;
    const manner: Manner = { mind: mindBy, bias: 0, noise: 0, ...judge };

    app.get('/__sim/mind', (c) => c.json(manner));
    app.post('/__sim/mind', async (c) => {
      const read = MannerChange.safeParse(await c.req.json().catch(() => null));
      if (!read.success) return c.json({ error: z.prettifyError(read.error) }, 400);
      return c.json(Object.assign(manner, read.data));
    });

    app.get('/__sim/script', (c) => c.json({ answers: [...script.rest()] as unknown as Json }));
    app.post('/__sim/script', async (c) => {
      const wrong = script.add(await c.req.json().catch(() => null));
      return wrong === null
        ? c.json({ answers: [...script.rest()] as unknown as Json })
        : c.json({ error: wrong }, 400);
    });
    app.delete('/__sim/script', (c) => {
      script.clear();
      return c.json({ answers: [] });
    });

    app.use('/v1/*', async (c, next) => {
      const id = `req_011${desk.options.mint().replaceAll('-', '').slice(0, 21)}`;
      requestIds.set(c.req.raw, id);
      const wrong = credentialsFault(c);
      if (wrong === null) await next();
      c.res = wrong ?? c.res;
      c.res.headers.set('request-id', id);
      for (const [name, value] of Object.entries(limitHeaders(desk))) c.res.headers.set(name, value);
    });

    app.post(
      '/v1/messages',
      desk.create(
        (c) => orderOf(c, desk, { script, cache, manner }),
        (job, c) => reply(job, c, desk),
      ),
    );

    app.post('/v1/messages/count_tokens', async (c) => {
      const read = readCountable(jsonOf(c.env.text));
      if ('status' in read) return failure(c.req.raw, read);
      const sides = await picturesOf(read.ask, read.model, desk);
      if (!(sides instanceof Map)) return failure(c.req.raw, sides);
      const pieces = piecesOf(read.ask, read.model, (image) => sides.get(image)!);
      return c.json({ input_tokens: pieces.reduce((total, { tokens }) => total + tokens, 0) });
    });

    app.get('/v1/models', (c) => {
      const after = MODELS.findIndex(({ id }) => id === c.req.query('after_id'));
      const limit = Math.min(1000, Math.max(1, Number(c.req.query('limit') ?? 20)));
      const page = MODELS.slice(after + 1, after + 1 + limit);
      const has_more = after + 1 + limit < MODELS.length;
      return c.json({
        data: page.map(modelInfo),
        has_more,
        first_id: page[0]?.id ?? null,
        last_id: page.at(-1)?.id ?? null,
      });
    });
    app.get('/v1/models/:id', (c) => {
      const model = MODELS.find(({ id }) => id === c.req.param('id'));
      return model === undefined
        ? failure(c.req.raw, { status: 404, type: 'not_found_error', message: `model: ${c.req.param('id')}` })
        : c.json(modelInfo(model));
    });
    return app;
  },
};

/** How it answers what no script does. */
interface Manner extends JudgeManner {
  mind: 'rules' | 'filler';
}

const MannerChange = z.strictObject({
  mind: z.enum(['rules', 'filler']).optional(),
  bias: z.number().min(-100).max(100).optional(),
  noise: z.number().min(0).max(100).optional(),
});

function saysSomething(line: Line | null): boolean {
  return line !== null && [line.text, line.json, line.tool, line.refusal].some((said) => said !== undefined);
}

/** Reads a call, thinks, and says what it costs; or why it is refused. */
async function orderOf(
  c: SimContext,
  desk: Desk,
  { script, cache, manner }: { script: Script; cache: PromptCache; manner: Manner },
): Promise<Order | Response> {
  const { text } = c.env;
  if (text.length > BODY_LIMIT)
    return failure(c.req.raw, {
      status: 413,
      type: 'request_too_large',
      message: 'Request exceeds the maximum size',
    });
  const read = readAsk(jsonOf(text));
  if ('status' in read) return failure(c.req.raw, read);
  const { ask, model } = read;
  const sides = await picturesOf(ask, model, desk);
  if (!(sides instanceof Map)) return failure(c.req.raw, sides);
  const pieces = piecesOf(ask, model, (image) => sides.get(image)!);
  const inputTokens = pieces.reduce((total, piece) => total + piece.tokens, 0);
  if (inputTokens > model.context)
    return failure(c.req.raw, invalid(`prompt is too long: ${inputTokens} tokens > ${model.context} maximum`));

  const prompt = textsOf(ask);
  const line = script.next(prompt);
  if (line?.error !== undefined) {
    const { retryAfterSeconds: retryAfter, ...rest } = line.error;
    return failure(c.req.raw, { ...rest, retryAfter });
  }
  const seed = Math.floor(desk.dice('mind', hashJson([ask.model, ask.messages, ask.output_config ?? null])) * 2 ** 32);
  const { mind } = manner.mind === 'rules' && !saysSomething(line) ? desk.options : {};
  const minded = (await mind?.(askedOf(ask, seed, manner, (image) => sides.get(image)!))) ?? null;
  const answer = answerOf(ask, model, { seed, inputTokens, line, minded, refused: refusalOf(prompt, c.env) });
  const broken = line?.overloadedAfter ?? (c.env.struck.includes('overload_in_stream') ? 3 : null);
  if (broken !== null && ask.stream !== true) return failure(c.req.raw, OVERLOADED);
  const served = cache.serve(model.id, pieces, desk.clock());
  const id = `msg_01${desk.options.mint().replaceAll('-', '').slice(0, 22)}`;
  const sent: Sent = { message: messageOf(id, ask, answer, served), overloadedAfter: broken };
  const amount = broken === null ? costOf(model, ask, served, answer.outputTokens, desk.options.prices) : 0;
  return {
    api: 'messages',
    model: model.id,
    prompt,
    id,
    amount: MicroUsd.parse(amount),
    clip: null,
    what: `${inputTokens} tokens in, ${answer.outputTokens} out${broken === null ? '' : ', overloaded'}`,
    request: {
      stream: ask.stream ?? false,
      tools: ask.tools?.length ?? 0,
      toolChoice: ask.tool_choice?.type ?? null,
      sent: sent as unknown as Json,
    },
    reference: ask.metadata?.user_id ?? null,
  };
}

function refuse(refusal: Refusal, request: Request): Response | null {
  switch (refusal.kind) {
    case 'credentials':
      return failure(request, { status: 401, type: 'authentication_error', message: 'invalid x-api-key' });
    case 'balance':
      return failure(request, { status: 402, type: 'billing_error', message: 'Your credit balance is too low.' });
    case 'rate':
    case 'concurrency': {
      const what = refusal.kind === 'rate' ? 'requests per minute' : 'concurrent connections';
      const message = `This request would exceed your organization's rate limit of ${what}.`;
      return failure(request, {
        status: 429,
        type: 'rate_limit_error',
        message,
        retryAfter: refusal.retryAfterSeconds,
      });
    }
    case 'overload':
      return failure(request, OVERLOADED);
    case 'fault':
      return failure(request, { status: 500, type: 'api_error', message: 'Internal server error' });
    case 'not-found':
      return failure(request, { status: 404, type: 'not_found_error', message: 'Not found' });
    case 'invalid':
      return failure(request, invalid(refusal.reason));
    case 'moderated':
      return null; // a refusal is an answer with status 200, and is billed
  }
}

const OVERLOADED = { status: 529, type: 'overloaded_error', message: 'Overloaded' };

interface Failure {
  status: number;
  type: string;
  message: string;
  code?: string | undefined;
  retryAfter?: number | null | undefined;
}

/** Any error, in the vendor's envelope. Whether another try makes sense is said in a header, which the SDKs obey. */
function failure(request: Request, { status, type, message, code, retryAfter }: Failure): Response {
  const retry = status === 429 || status >= 500;
  const error = { type, message, ...(code === undefined ? {} : { details: { error_code: code } }) };
  const wait = retryAfter === null || retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return Response.json(
    { type: 'error', error, request_id: requestIds.get(request) ?? null },
    { status, headers: { 'x-should-retry': String(retry), ...wait } },
  );
}

/** Until 1.0 the SDKs sent the key in `x-api-key`, since then as bearer; both are taken, with either version. */
function credentialsFault(c: SimContext): Response | null {
  const key = c.req.header('x-api-key') ?? /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (key === undefined || key.trim() === '')
    return failure(c.req.raw, { status: 401, type: 'authentication_error', message: 'x-api-key header is required' });
  const version = c.req.header('anthropic-version');
  if (version === undefined) return failure(c.req.raw, invalid('anthropic-version: header is required'));
  return VERSIONS.has(version)
    ? null
    : failure(c.req.raw, invalid(`anthropic-version: "${version}" is not a valid version`));
}

function limitHeaders(desk: Desk): Record<string, string> {
  const { perMinute } = desk.limits;
  if (perMinute === null) return {};
  const minute = 60_000 / desk.options.speed;
  const used = desk.jobs().filter(({ createdAt }) => createdAt > desk.clock() - minute).length;
  return {
    'anthropic-ratelimit-requests-limit': String(perMinute),
    'anthropic-ratelimit-requests-remaining': String(Math.max(0, perMinute - used)),
    'anthropic-ratelimit-requests-reset': new Date(desk.clock() + minute).toISOString(),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How large each picture of a request is; what is no picture, or too large, is refused. */
async function picturesOf(ask: Countable, model: ModelFacts, desk: Desk): Promise<Map<ImageBlock, Picture> | Fault> {
  const images = ask.messages.flatMap(({ content }) =>
    blocksOf(content).flatMap((block) => {
      const inside = block.type === 'tool_result' ? blocksOf(block.content ?? '') : [block];
      return inside.filter((one): one is ImageBlock => one.type === 'image');
    }),
  );
  const most = model.context > 200_000 ? 600 : 100;
  if (images.length > most) return invalid(`messages: too many images: ${images.length} > ${most}`);
  const edge = images.length > 20 ? 2000 : 8000;
  const sides = new Map<ImageBlock, Picture>();
  for (const image of images) {
    const { source } = image;
    if (source.type === 'file')
      return { status: 404, type: 'not_found_error', message: `File not found: ${source.file_id}` };
    if (source.type === 'base64' && source.data.startsWith('data:'))
      return invalid('image.source.base64: invalid base64 data');
    const picture =
      source.type === 'url'
        ? await desk.fetchPicture(source.url, PICTURE_LIMIT)
        : source.data.length > PICTURE_LIMIT
          ? `image exceeds ${PICTURE_LIMIT} bytes maximum: ${source.data.length} bytes`
          : desk.readPicture(Buffer.from(source.data, 'base64'));
    if (typeof picture === 'string')
      return invalid(source.type === 'url' ? `Unable to download the file: ${picture}` : picture);
    const told = source.type === 'base64' ? source.media_type : null;
    const real = `image/${picture.type === 'jpg' ? 'jpeg' : picture.type}`;
    if (told !== null && told !== real)
      return invalid(
        `The image was specified using the ${told} media type, but the image appears to be a ${real} image`,
      );
    if (Math.max(picture.width, picture.height) > edge)
      return invalid(`image dimensions exceed max allowed size: ${edge} pixels`);
    const shown = seenSize(picture, eyesOf(model.id));
    if (image.transformations?.oversized_image === 'error' && shown.width < picture.width)
      return { ...invalid('the image would have to be made smaller'), code: 'image_dimensions_too_large' };
    sides.set(image, picture);
  }
  return sides;
}

/** Asked by a plan of faults, or by words that ask for what the vendor's own classifiers stop. */
const STOPPED: [category: string, words: RegExp][] = [
  ['cyber', /\b(?:write|build|make)\b[^.]{0,40}\b(?:malware|ransomware|rootkit)\b/i],
  ['bio', /\b(?:make|grow|synthesi[sz]e)\b[^.]{0,40}\b(?:nerve agent|anthrax|smallpox)\b/i],
  ['reasoning_extraction', /\b(?:print|repeat|reveal)\b[^.]{0,40}\b(?:chain of thought|hidden reasoning)\b/i],
];

function refusalOf(prompt: string, { struck }: Exchange): StopDetails | null {
  const [category] =
    STOPPED.find(([, words]) => words.test(prompt)) ?? (struck.includes('moderation_input') ? ['general_harms'] : []);
  if (category === undefined) return null;
  return { type: 'refusal', category, explanation: 'This request was stopped by a safety classifier.' };
}

function messageOf(id: string, ask: Ask, answer: Answer, served: Served): Message {
  const { stop, stopSequence, details, thinkingTokens, outputTokens } = answer;
  const shown = ask.thinking !== undefined && 'display' in ask.thinking && ask.thinking.display === 'summarized';
  return {
    id,
    type: 'message',
    role: 'assistant',
    model: ask.model,
    content: contentOf(answer, shown, Buffer.from(hashJson([id, 'signature'])).toString('base64')),
    stop_reason: stop,
    stop_sequence: stopSequence,
    stop_details: details === null ? null : { ...details },
    container: null,
    usage: {
      input_tokens: served.input,
      cache_creation_input_tokens: served.write5m + served.write1h,
      cache_read_input_tokens: served.read,
      cache_creation: { ephemeral_5m_input_tokens: served.write5m, ephemeral_1h_input_tokens: served.write1h },
      output_tokens: outputTokens,
      output_tokens_details: { thinking_tokens: thinkingTokens },
      server_tool_use: null,
      service_tier: 'standard',
      speed: ask.speed ?? 'standard',
      inference_geo: ask.inference_geo ?? 'global',
    },
  };
}

/** By the price book, else by the vendor's list. Work that has to stay in the United States costs a tenth more. */
function costOf(model: ModelFacts, ask: Ask, served: Served, output: number, prices: SimPrices): number {
  const { input, read: cacheRead, write5m: cacheWrite5m, write1h: cacheWrite1h } = served;
  const booked = prices.tokens({ model: model.id, input, output, cacheRead, cacheWrite5m, cacheWrite1h });
  const prompt = input + cacheRead + cacheWrite5m + cacheWrite1h;
  const band = model.bands.find(({ upTo }) => prompt <= upTo) ?? model.bands[0]!;
  const listed = (input + 1.25 * cacheWrite5m + 2 * cacheWrite1h) * band.in + cacheRead * band.read + output * band.out;
  return Math.ceil((booked ?? listed) * (ask.inference_geo === 'us' ? 1.1 : 1) - 1e-6);
}

/** The answer to an accepted call. It takes as long as its tokens. */
async function reply(job: Job, c: SimContext, desk: Desk): Promise<Response> {
  const { stream, sent } = job.request as unknown as { stream: boolean; sent: Sent };
  const tokens = Number(sent.message.usage['output_tokens']);
  if (stream) {
    const seconds = (0.6 + tokens / 80) / Math.max(1, tokens / 6);
    return streamOf(sent, () => desk.wait(seconds, job.id));
  }
  await desk.wait(0.6 + tokens / 80, job.id);
  return c.json(sent.message);
}

function modelInfo({ id, name, createdAt, context, maxOutput }: ModelFacts): Json {
  return {
    type: 'model',
    id,
    display_name: name,
    created_at: createdAt,
    lifecycle: 'active',
    line: name.split(' ')[1]?.toLowerCase() ?? null,
    max_input_tokens: context,
    max_tokens: maxOutput,
    capabilities: null,
    deprecated_at: null,
    retires_at: null,
  };
}
