import { z } from 'zod';
import { type MicroUsd, times, usd } from '../../film/money.ts';
import { firstIssue } from '../engine/issues.ts';
import type { ClipPlan, Desk, Failure, Order, Picture, SimContext } from '../engine/vendor.ts';
import { bodyOf, failed } from './envelope.ts';

const RESOLUTIONS = ['720p', '1080p', '4k'] as const;
type Sold = (typeof RESOLUTIONS)[number];
const SHORT_SIDES: Record<Sold, number> = { '720p': 720, '1080p': 1080, '4k': 2160 };

interface Model {
  resolutions: readonly Sold[];
  seconds: readonly number[];
  /** Dollars a second with native sound; null where the model has none. */
  withSound: Partial<Record<Sold, number>> | null;
}

const FROM_3_TO_15 = Array.from({ length: 13 }, (_, i) => i + 3);
/**
 * Quoted from the vendor's price list by third parties, May to August 2026. Prices without sound come from the price book;
 * those in 4k are the same with and without.
 */
const MODELS: ReadonlyMap<string, Model> = new Map(
  Object.entries({
    'kling-3.0': {
      resolutions: RESOLUTIONS,
      seconds: FROM_3_TO_15,
      withSound: { '720p': 0.126, '1080p': 0.168, '4k': 0.42 },
    },
    'kling-3.0-turbo': {
      resolutions: ['720p', '1080p'],
      seconds: FROM_3_TO_15,
      withSound: { '720p': 0.112, '1080p': 0.14 },
    },
    'kling-2.6': { resolutions: ['720p', '1080p'], seconds: [5, 10], withSound: null },
    'kling-2.5-turbo': { resolutions: ['720p', '1080p'], seconds: [5, 10], withSound: null },
  } satisfies Record<string, Model>),
);
/** A second without sound, for a price book that does not know the model. */
const SILENT = 0.112;
const SILENT_4K = 0.42;
/** Median seconds of work, unverified. */
const WORK: Record<Sold, number> = { '720p': 60, '1080p': 150, '4k': 300 };

const Settings = z.object({
  resolution: z.enum(RESOLUTIONS).default('720p'),
  aspect_ratio: z.enum(['16:9', '9:16', '1:1']).default('16:9'),
  duration: z.int().min(3).max(15).default(5),
  audio: z.enum(['off', 'native']).default('off'),
  multi_shot: z.boolean().default(true),
});
const Options = z.object({
  callback_url: z.url().nullish(),
  external_task_id: z.string().min(1).nullish(),
  watermark_info: z.object({ enabled: z.boolean() }).nullish(),
});
const Prompt = z.string().min(1).max(3_072);
const TextOrder = z.object({ prompt: Prompt, settings: Settings.prefault({}), options: Options.default({}) });
const ImageOrder = z.object({
  contents: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('prompt'), text: Prompt }),
        z.object({ type: z.literal('first_frame'), url: z.string().min(1) }),
        z.object({ type: z.literal('last_frame'), url: z.string().min(1) }),
      ]),
    )
    .min(1),
  settings: Settings.prefault({}),
  options: Options.default({}),
});

type Wish = Pick<z.infer<typeof TextOrder>, 'settings' | 'options'> & {
  api: string;
  prompt: string;
  width: number;
  height: number;
  first: Picture | null;
  last: Picture | null;
  failure: Failure | null;
};

export async function takeText(c: SimContext, desk: Desk, duplicates: string): Promise<Order | Response> {
  const body = TextOrder.safeParse(await bodyOf(c));
  if (!body.success) return failed(c, 400, 1201, firstIssue(body.error));
  const { prompt, settings, options } = body.data;
  const short = SHORT_SIDES[settings.resolution];
  const long = Math.round((short * 16) / 9);
  const [width, height] = { '16:9': [long, short], '9:16': [short, long], '1:1': [short, short] }[
    settings.aspect_ratio
  ] as [number, number];
  const frames = { first: null, last: null, failure: null };
  return orderOf({ api: 'text-to-video', prompt, settings, options, width, height, ...frames }, c, desk, duplicates);
}

export async function takeImage(c: SimContext, desk: Desk, duplicates: string): Promise<Order | Response> {
  const body = ImageOrder.safeParse(await bodyOf(c));
  if (!body.success) return failed(c, 400, 1201, firstIssue(body.error));
  const { contents, settings, options } = body.data;
  const urlsOf = (type: 'first_frame' | 'last_frame') => contents.flatMap((one) => (one.type === type ? one.url : []));
  const prompts = contents.flatMap((one) => (one.type === 'prompt' ? one.text : []));
  const [firsts, lasts] = [urlsOf('first_frame'), urlsOf('last_frame')];
  if (firsts.length !== 1 || lasts.length > 1 || prompts.length > 1) {
    return failed(c, 400, 1201, 'contents needs one first_frame, and has at most one prompt and one last_frame');
  }
  const pictures: (Picture | null)[] = [];
  let failure: Failure | null = null;
  for (const url of [firsts[0] ?? '', ...lasts]) {
    const picture = await pictureOf(url, desk);
    if (typeof picture === 'object') pictures.push(picture);
    // What came with the request is refused at once; an address is only tried when the task is worked on.
    else if (!isAddress(url)) return failed(c, 400, 1201, picture);
    else failure ??= { kind: 'failed', reason: picture, code: null };
  }
  const [first = null, last = null] = pictures;
  const { width, height } = frameFor(first, SHORT_SIDES[settings.resolution]);
  const prompt = prompts[0] ?? '';
  const wish: Wish = { api: 'image-to-video', prompt, settings, options, width, height, first, last, failure };
  return orderOf(wish, c, desk, duplicates);
}

function orderOf(wish: Wish, c: SimContext, desk: Desk, duplicates: string): Order | Response {
  const { settings, options, prompt } = wish;
  const name = c.req.param('model') ?? '';
  const model = MODELS.get(name);
  if (model === undefined) return failed(c, 404, 1203, `The requested resource ${name} does not exist`);
  if (!model.resolutions.includes(settings.resolution) || !model.seconds.includes(settings.duration)) {
    return failed(c, 400, 1201, `${name} has no ${settings.duration} s at ${settings.resolution}`);
  }
  if (settings.audio === 'native' && model.withSound === null) {
    return failed(c, 400, 1201, `${name} does not support audio native`);
  }
  const reference = options.external_task_id ?? null;
  const known = reference !== null && desk.jobs().some((job) => job.reference === reference);
  if (known && duplicates === 'reject') return failed(c, 400, 1201, 'external_task_id already exists');
  const sound = settings.audio === 'native' || name === 'kling-3.0-turbo';
  const clip: ClipPlan = {
    width: wish.width,
    height: wish.height,
    seconds: settings.duration,
    sound,
    seed: null,
    firstFrame: wish.first === null ? null : desk.keep(wish.first.bytes),
    lastFrame: wish.last === null ? null : desk.keep(wish.last.bytes),
    continues: null,
  };
  return {
    api: wish.api,
    model: name,
    prompt,
    id: taskId(desk.options.mint()),
    amount: priceOf(name, model, settings, desk),
    seconds: { queue: 5, run: WORK[settings.resolution] },
    clip,
    what: `${settings.duration} s ${settings.resolution}${sound ? ' with sound' : ''}`,
    request: { settings, watermark: options.watermark_info?.enabled ?? false },
    reference,
    callbackUrl: options.callback_url ?? null,
    failure: wish.failure,
  };
}

function priceOf(name: string, model: Model, settings: z.infer<typeof Settings>, desk: Desk): MicroUsd {
  const { resolution, duration, aspect_ratio: aspect, audio } = settings;
  const withSound = audio === 'native' ? model.withSound?.[resolution] : undefined;
  if (withSound !== undefined) return times(usd(withSound), duration);
  if (resolution === '4k') return times(usd(SILENT_4K), duration);
  const booked = desk.options.prices.video({ provider: 'kling', model: name, seconds: duration, resolution, aspect });
  return booked ?? times(usd(SILENT), duration);
}

/** Eighteen digits, as the vendor's ids have. */
function taskId(uuid: string): string {
  const number = BigInt(`0x${uuid.replaceAll('-', '')}`);
  return String(100_000_000_000_000_000n + (number % 900_000_000_000_000_000n));
}

const MEGABYTE = 1024 * 1024;

async function pictureOf(url: string, desk: Desk): Promise<Picture | string> {
  const picture = isAddress(url) ? await desk.fetchPicture(url, 50 * MEGABYTE) : bareBase64(url, desk);
  if (typeof picture === 'string') return picture;
  const ratio = picture.width / picture.height;
  if (!['png', 'jpg'].includes(picture.type)) return `Image format ${picture.type} is not supported`;
  if (Math.min(picture.width, picture.height) < 300) return 'Image width and height must be at least 300px';
  if (ratio < 0.4 || ratio > 2.5) return 'Image aspect ratio must be between 1:2.5 and 2.5:1';
  return picture;
}

/** The vendor takes base64 without `data:image/png;base64,` in front of it only. */
function bareBase64(text: string, desk: Desk): Picture | string {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return 'File is not in a valid base64 format';
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 50 * MEGABYTE ? 'Image file size must not exceed 50MB' : desk.readPicture(bytes);
}

function isAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** The picture's own shape at the size ordered. */
function frameFor(picture: Picture | null, short: number): { width: number; height: number } {
  const ratio = picture === null ? 16 / 9 : picture.width / picture.height;
  const long = Math.round((short * Math.max(ratio, 1 / ratio)) / 2) * 2;
  return ratio >= 1 ? { width: long, height: short } : { width: short, height: long };
}
