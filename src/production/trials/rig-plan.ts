import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPicture } from '../../cutting-room/seeds/images.ts';
import { StudioError } from '../../errors.ts';
import type { Brief } from '../../film/brief.ts';
import { frameSize, type Aspect, type Resolution } from '../../film/media.ts';
import { formatUsd, sum, type MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { KeyFrame, VideoRequest, VoiceRequest } from '../../film/request.ts';
import type { Shot } from '../../film/screenplay.ts';
import { slate } from '../../film/take.ts';
import { FILM_RATE, toFrames } from '../../film/time.ts';
import { handoverOf } from '../../providers/video/order.ts';
import type { Estimate, ModelCard, VideoProvider } from '../../providers/video/spec.ts';
import type { VoiceProvider } from '../../providers/voice/spec.ts';
import { takeBrief } from '../intake.ts';
import type { RigOrder } from '../takes/rig-order.ts';
import type { Studio } from '../studio/studio.ts';
import { providerNames, vendorOf } from '../studio/vendor-names.ts';

/** What a person wants to try. Null leaves it to the rig: the least that the vendor sells. */
export interface RigWish {
  /** `luma`, `sim:openai`. */
  provider: string;
  prompt: string | null;
  seconds: number | null;
  /** A picture to begin with: a path, or a public address. */
  image: string | null;
  model: string | null;
  /** Dollars. */
  budget: number | null;
  /** Real money may be spent. */
  live: boolean;
}

/** What will be ordered, so often as the budget says, and what each order costs. Nothing has begun. */
export interface RigPlan {
  provider: string;
  provenance: Provenance;
  model: string;
  brief: Brief;
  order: RigOrder;
  price: MicroUsd;
  /** The most that one order can cost. */
  ceiling: MicroUsd;
  source: string;
  warnings: string[];
  /** What one order buys, for people: `5 s, 540p, 16:9`. */
  what: string;
  /** Milliseconds between two looks at a job, when the configuration says so. */
  pollMs: number | null;
  /** Says whose account it is, at no cost. Throws `config` for a key that is not taken. */
  verify(signal: AbortSignal): Promise<string>;
}

const PROMPT = 'A red paper boat drifts across a still pond in the last light of the day. The camera holds still.';
const LINE = 'This is one short line, spoken to try the voice.';
/** Seconds of the line's picture, which nobody makes: enough for any pace. */
const LINE_SECONDS = 60;

/** The smallest order that shows whether a vendor works for us, priced. Throws `usage`, `config`, `bad-seed`, `price-unknown`. */
export async function planTest(studio: Studio, wish: RigWish): Promise<RigPlan> {
  return kindOf(wish.provider) === 'video' ? planTakes(studio, wish, 1) : planLine(studio, wish);
}

/** The same for so many takes of one shot. Throws `usage` for a vendor of voices. */
export async function planTakes(studio: Studio, wish: RigWish, takes: number): Promise<RigPlan> {
  if (kindOf(wish.provider) === 'voice') {
    throw new StudioError('usage', `${wish.provider} sells voices: there is no scale to measure`, {
      hint: `Pictures are sold by ${providerNames('video').join(', ')}.`,
    });
  }
  const provider = await studio.videoProvider(wish.provider);
  const picture = wish.image === null ? null : await pictureAt(studio, wish.image, provider);
  const { card, request, estimate } = cheapest(provider, wish, { aspect: studio.settings.aspect, picture });
  const { price, ceiling, seconds, source, warnings } = estimate;
  const brief = await takeBrief(
    {
      concept: wish.prompt ?? PROMPT,
      budget: dollars(
        wish.budget,
        Array.from({ length: takes }, () => ceiling),
      ),
      duration: seconds,
      scenes: 1,
      aspect: request.aspect,
      resolution: request.resolution,
      provider: provider.id,
      model: card.model,
      voice: false,
      music: false,
      captions: 'none',
    },
    studio,
  );
  assertCarries(brief, ceiling);
  return {
    provider: provider.id,
    provenance: provider.provenance,
    model: card.model,
    brief,
    order: { kind: 'take', request: { ...request, prompt: brief.concept } },
    price,
    ceiling,
    source,
    warnings,
    what: `${seconds} s, ${request.resolution}, ${request.aspect}`,
    pollMs: provider.pollMs,
    verify: (signal) => said(provider, signal),
  };
}

async function planLine(studio: Studio, wish: RigWish): Promise<RigPlan> {
  const only = (['seconds', 'image', 'model'] as const).find((name) => wish[name] !== null);
  if (only !== undefined) {
    throw new StudioError(
      'usage',
      `${wish.provider} sells voices: --${only === 'seconds' ? 'duration' : only} is for pictures`,
      {
        hint: `claude-studio test-provider ${wish.provider} --prompt "${LINE}"`,
      },
    );
  }
  const voice = await studio.voiceProvider(wish.provider);
  const text = (wish.prompt ?? LINE).trim();
  const asked: VoiceRequest = {
    schema: 'VoiceRequest.1',
    shot: '1A',
    text,
    style: 'calm',
    secondsAvailable: LINE_SECONDS,
  };
  const { model, price, source } = voice.estimate(asked);
  const brief = await takeBrief(
    {
      concept: text,
      budget: dollars(wish.budget, [price]),
      provider: 'animatic',
      voice: voice.id,
      music: false,
      captions: 'none',
    },
    studio,
  );
  assertCarries(brief, price);
  return {
    provider: voice.id,
    provenance: voice.provenance,
    model,
    brief,
    order: { kind: 'line', request: { ...asked, text: brief.concept } },
    price,
    ceiling: price,
    source,
    warnings: [],
    what: `${[...text].length} characters`,
    pollMs: null,
    verify: (signal) => said(voice, signal),
  };
}

function kindOf(name: string): 'video' | 'voice' {
  for (const kind of ['video', 'voice'] as const) if (providerNames(kind).includes(name)) return kind;
  const list = (kind: 'video' | 'voice'): string =>
    providerNames(kind)
      .filter((one) => vendorOf(one) === one)
      .join(', ');
  throw new StudioError('usage', `there is no provider ${JSON.stringify(name.slice(0, 40))}`, {
    hint: `Pictures: ${list('video')}. Voices: ${list('voice')}. Each of them simulated as sim:luma.`,
  });
}

async function said(provider: VideoProvider | VoiceProvider, signal: AbortSignal): Promise<string> {
  return (await provider.verify?.(signal)) ?? `${provider.id} cannot be asked without an order`;
}

/** What the person allows, else exactly what will be ordered. */
function dollars(budget: number | null, orders: MicroUsd[]): number {
  return budget ?? sum(orders) / 1_000_000;
}

function assertCarries({ budget }: Brief, ceiling: MicroUsd): void {
  if (ceiling <= budget) return;
  throw new StudioError(
    'budget-exceeded',
    `one order costs ${formatUsd(ceiling)}, and the budget is ${formatUsd(budget)}`,
    {
      hint: `Nothing was spent. Raise the ceiling: --budget ${(Math.ceil(ceiling / 10_000) / 100).toFixed(2)}`,
      data: { needed: ceiling, budget },
    },
  );
}

/** A file is checked and kept; an address is the vendor's to open. Throws `bad-seed` and `usage`. */
async function pictureAt(studio: Studio, image: string, { provenance }: VideoProvider): Promise<KeyFrame> {
  if (/^https?:\/\//i.test(image)) {
    const { protocol, hostname } = new URL(image);
    const here = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
    if (here ? provenance === 'live' : protocol !== 'https:') {
      throw new StudioError('usage', `the vendor cannot open the picture ${image.slice(0, 200)}`, {
        hint: 'Give an address that begins with https:// and is public, or the path of a file.',
      });
    }
    // Only the vendor sees it: its size is taken for that of the film.
    return { media: null, url: image, ...frameSize(studio.settings.aspect, '720p'), from: image };
  }
  const { png, width, height } = await readPicture(image).catch((error: unknown) => {
    if (!(error instanceof StudioError)) throw error;
    throw new StudioError('bad-seed', error.message.replace(/^the seed /, 'the picture '), {
      hint: error.hint?.replace('--seed', '--image') ?? 'Check the path given with --image.',
      cause: error,
    });
  });
  const path = join(studio.scratchFolder, `${studio.mint()}.png`);
  await writeFile(path, png);
  return { media: await studio.store.put(path), url: null, width, height, from: `picture ${basename(image)}` };
}

interface Offer {
  card: ModelCard;
  request: VideoRequest;
  estimate: Estimate;
}

/** The clip that costs the least among those that are as asked. Throws `usage` when there is none. */
function cheapest(provider: VideoProvider, wish: RigWish, frame: { aspect: Aspect; picture: KeyFrame | null }): Offer {
  const cards = provider.models.filter(({ model }) => wish.model === null || model === wish.model);
  if (cards.length === 0) {
    throw new StudioError('usage', `${provider.id} has no model ${JSON.stringify(wish.model?.slice(0, 40))}`, {
      hint: `It has: ${provider.models.map(({ model }) => model).join(', ')}.`,
    });
  }
  const refusals: string[] = [];
  const offers = cards.flatMap((card) => offersOf(provider, card, wish, { ...frame, refusals }));
  const [best] = offers.toSorted((a, b) => a.estimate.price - b.estimate.price);
  if (best !== undefined) return best;
  const name = wish.model === null ? provider.id : `${provider.id} ${wish.model}`;
  throw new StudioError('usage', `${name} sells no such clip: ${refusals.join('; ')}`, {
    hint: 'claude-studio providers lists what each model sells.',
  });
}

function offersOf(
  provider: VideoProvider,
  card: ModelCard,
  { seconds: asked, prompt }: RigWish,
  { aspect, picture, refusals }: { aspect: Aspect; picture: KeyFrame | null; refusals: string[] },
): Offer[] {
  const { model, durations, aspects, resolutions } = card;
  const refuse = (why: string): Offer[] => {
    refusals.push(why);
    return [];
  };
  const range = 'min' in durations;
  const seconds = asked ?? (range ? durations.min : durations[0]);
  if (
    seconds === undefined ||
    !(range ? seconds >= durations.min && seconds <= durations.max : durations.includes(seconds))
  )
    return refuse(`${model} has ${range ? `${durations.min} to ${durations.max}` : durations.join(', ')} s`);
  if (picture === null && !card.textToVideo) return refuse(`${model} only moves a picture: --image`);
  const seller = { vendor: vendorOf(provider.id), card };
  const handover = handoverOf(picture, { seller, which: 'first', loopback: provider.provenance === 'simulated' });
  if (typeof handover === 'string') return refuse(handover);
  return resolutions.flatMap((resolution) => {
    const shape = aspects.includes(aspect) ? aspect : (aspects[0] ?? aspect);
    const request = requestFor(prompt ?? PROMPT, { seconds, aspect: shape, resolution, picture });
    try {
      return [{ card, request, estimate: provider.estimate(request, card) }];
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      return refuse(error.message);
    }
  });
}

/** The person's own words, with nothing that the crew would add. */
function requestFor(
  prompt: string,
  clip: { seconds: number; aspect: Aspect; resolution: Resolution; picture: KeyFrame | null },
): VideoRequest {
  const { seconds, aspect, resolution, picture } = clip;
  const shot = shotOf(prompt, toFrames(seconds, FILM_RATE));
  return {
    schema: 'VideoRequest.1',
    slate: slate(shot.id, 1),
    prompt,
    shot,
    threads: [],
    seeds: [],
    style: null,
    aspect,
    resolution,
    rate: FILM_RATE,
    frames: shot.frames,
    handles: { head: 0, tail: 0 },
    seedNumber: 1,
    slateText: null,
    firstFrame: picture,
    lastFrame: null,
    after: null,
    continues: null,
  };
}

function shotOf(description: string, frames: number): Shot {
  return {
    id: '1A',
    scene: 1,
    frames,
    description,
    size: 'wide',
    move: 'static',
    setting: { place: 'as asked', interior: false, time: 'day', weather: 'clear', thread: 'place' },
    figures: [],
    mood: 'neutral',
    light: 'as asked',
    narration: null,
    overlays: [],
    transitionIn: { kind: 'cut', frames: 0 },
    seeds: [],
    elements: [],
  };
}
