import { z } from 'zod';
import { type MicroUsd, times, usd } from '../../film/money.ts';
import type { Json } from '../../json.ts';
import type { ClipPlan, Desk, Failure, Order, Picture, SimContext } from '../engine/vendor.ts';
import { bodyOf, detail, problemsOf, type Problem } from './details.ts';

const MEGABYTE = 1024 * 1024;
const RESOLUTIONS = { '720p': 720, '1080p': 1080 } as const;
type Resolution = keyof typeof RESOLUTIONS;
const ASPECTS = ['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3'] as const;
/** Dollars a second between key frames, five at least; quoted from fal.ai by a third party, July 2026. */
const FRAMES_PRICE: Record<Resolution, number> = { '720p': 0.04, '1080p': 0.06 };
/** For a price book without Pika: five seconds, unverified. */
const CLIP_PRICE: Record<Resolution, number> = { '720p': 0.2, '1080p': 0.45 };
/** Median seconds of work, unverified. */
const WORK: Record<Resolution, number> = { '720p': 45, '1080p': 80 };

const Shared = {
  resolution: z.enum(['720p', '1080p']).default('720p'),
  negative_prompt: z.string().nullish(),
  seed: z.int().nullish(),
};
const Duration = z.enum(['5', '10']).default('5');
const TextInput = z.object({
  ...Shared,
  prompt: z.string(),
  aspect_ratio: z.enum(ASPECTS).default('16:9'),
  duration: Duration,
});
const ImageInput = z.object({ ...Shared, prompt: z.string(), image_url: z.string(), duration: Duration });
const FramesInput = z
  .object({
    ...Shared,
    prompt: z.string().nullish(),
    image_urls: z.array(z.string()).min(2).max(5),
    transitions: z.array(z.object({ duration: z.int().min(1).default(5), prompt: z.string().nullish() })).nullish(),
  })
  .superRefine(({ image_urls: urls, transitions }, check) => {
    if (!transitions) return;
    const seconds = transitions.reduce((total, { duration }) => total + duration, 0);
    const say = (message: string) => check.addIssue({ code: 'custom', path: ['transitions'], message });
    if (transitions.length !== urls.length - 1) say('Length must be len(image_urls) - 1');
    if (seconds > 25) say('Total duration of all transitions must not exceed 25 seconds');
  });

interface Wish {
  prompt: string;
  seconds: number;
  resolution: Resolution;
  seed: number | null;
  price: MicroUsd;
  /** Width by height; null: as the first picture. */
  aspect: number | null;
  pictures: { url: string; loc: Json[] }[];
}

/** Each model by the path below its app: what is wrong with an input, or what it asks for. */
const MODELS: Record<string, (input: unknown, desk: Desk) => Wish | Problem[]> = {
  'v2.2/text-to-video': (input, desk) => {
    const { success, data, error } = TextInput.safeParse(input);
    if (!success) return problemsOf(error);
    const [width = 16, height = 9] = data.aspect_ratio.split(':').map(Number);
    return { ...clipWish(data, desk), aspect: width / height, pictures: [] };
  },
  'v2.2/image-to-video': (input, desk) => {
    const { success, data, error } = ImageInput.safeParse(input);
    if (!success) return problemsOf(error);
    return { ...clipWish(data, desk), aspect: null, pictures: [{ url: data.image_url, loc: ['body', 'image_url'] }] };
  },
  'v2.2/pikaframes': (input) => {
    const { success, data, error } = FramesInput.safeParse(input);
    if (!success) return problemsOf(error);
    const { prompt, transitions, image_urls: urls, resolution, seed } = data;
    const seconds = transitions
      ? transitions.reduce((total, { duration }) => total + duration, 0)
      : (urls.length - 1) * 5;
    return {
      prompt: prompt ?? transitions?.find((one) => one.prompt)?.prompt ?? '',
      seconds,
      resolution,
      seed: seed ?? null,
      price: times(usd(FRAMES_PRICE[resolution]), Math.max(5, seconds)),
      aspect: null,
      pictures: urls.map((url, i) => ({ url, loc: ['body', 'image_urls', i] })),
    };
  },
};

function clipWish(
  input: { prompt: string; duration: '5' | '10'; resolution: Resolution; seed?: number | null | undefined },
  desk: Desk,
): Omit<Wish, 'aspect' | 'pictures'> {
  const { prompt, resolution } = input;
  const seconds = Number(input.duration);
  // Pika's price does not know aspects, the price book does.
  const clip = { provider: 'pika', model: 'pika-2.2', seconds, resolution, aspect: '16:9' };
  const price = desk.options.prices.video(clip) ?? times(usd(CLIP_PRICE[resolution]), seconds / 5);
  return { prompt, seconds, resolution, seed: input.seed ?? null, price };
}

/** An order of one of Pika’s models; one that cannot be done is an order as well, and will fail. */
export async function take(c: SimContext, desk: Desk): Promise<Order | Response> {
  const api = `${c.req.param('owner')}/${c.req.param('app')}`;
  const path = c.req.param('path') ?? '';
  const understand = api === 'fal-ai/pika' && Object.hasOwn(MODELS, path) ? MODELS[path] : undefined;
  if (understand === undefined) return detail(404, `Application '${api}/${path}' not found`);
  const input = await bodyOf(c);
  const wish = understand(input, desk);
  const order = {
    api,
    model: `${api}/${path}`,
    request: { input: input as Json, lifetime: lifetimeOf(c) },
    callbackUrl: c.req.query('fal_webhook') ?? null,
  };
  if (Array.isArray(wish)) {
    const failure: Failure = { kind: 'failed', reason: JSON.stringify(wish), code: '422' };
    const nothing = { prompt: '', amount: usd(0), clip: null, what: 'an input that is not valid' };
    return { ...order, ...nothing, seconds: { queue: 1, run: 1 }, failure };
  }
  const pictures: Picture[] = [];
  let failure: Failure | null = null;
  for (const { url, loc } of wish.pictures) {
    const picture = await pictureOf(url, desk);
    if (typeof picture === 'object') pictures.push(picture);
    else {
      const problem: Problem = { loc, msg: `Failed to load the image: ${picture}`, type: 'image_load_error' };
      failure ??= { kind: 'failed', reason: JSON.stringify([problem]), code: '422' };
    }
  }
  return {
    ...order,
    prompt: wish.prompt,
    amount: wish.price,
    // "422 may be billed if GPU time was spent": moderation looks at what was made.
    kept: { moderated: wish.price },
    seconds: { queue: 3, run: WORK[wish.resolution] },
    clip: planOf(wish, pictures, desk),
    what: `${wish.seconds} s ${wish.resolution}`,
    failure,
  };
}

function planOf(wish: Wish, pictures: readonly Picture[], desk: Desk): ClipPlan {
  const [first] = pictures;
  const last = wish.pictures.length > 1 ? pictures.at(-1) : undefined;
  const short = RESOLUTIONS[wish.resolution];
  const ratio = wish.aspect ?? (first === undefined ? 16 / 9 : first.width / first.height);
  const long = Math.round((short * Math.max(ratio, 1 / ratio)) / 2) * 2;
  return {
    width: ratio >= 1 ? long : short,
    height: ratio >= 1 ? short : long,
    seconds: wish.seconds,
    sound: false,
    seed: wish.seed,
    firstFrame: first === undefined ? null : desk.keep(first.bytes),
    lastFrame: last === undefined ? null : desk.keep(last.bytes),
    continues: null,
  };
}

async function pictureOf(url: string, desk: Desk): Promise<Picture | string> {
  const inline = /^data:[^,]*;base64,(.*)$/s.exec(url)?.[1];
  return inline === undefined ? desk.fetchPicture(url, 50 * MEGABYTE) : desk.readPicture(Buffer.from(inline, 'base64'));
}

/** Seconds after which the client wants what is made to be deleted; null: never. */
function lifetimeOf(c: SimContext): number | null {
  try {
    const wanted = JSON.parse(c.req.header('x-fal-object-lifecycle-preference') ?? 'null') as Json;
    return z.object({ expiration_duration_seconds: z.number() }).parse(wanted).expiration_duration_seconds;
  } catch {
    return null; // it is a preference
  }
}
