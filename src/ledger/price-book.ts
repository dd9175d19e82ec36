import { z } from 'zod';
import { StudioError } from '../errors.ts';
import { Aspect, frameSize, Resolution } from '../film/media.ts';
import { type MicroUsd, sum, times, usd } from '../film/money.ts';
import { Tier } from '../film/pilot.ts';
import data from './price-book.json' with { type: 'json' };

/**
 * How sure a price is: `vendor` was read at the vendor, `secondary` is somebody's word for what the vendor says,
 * `unverified` is remembered. What a vendor's answer says about its own price always comes before the book.
 */
const Confidence = z.enum(['vendor', 'secondary', 'unverified']);
export type Confidence = z.infer<typeof Confidence>;

const Dated = z.object({
  provider: z.string(),
  model: z.string(),
  /** When the price held: a year, a month or a day. */
  asOf: z.string().regex(/^\d{4}(-\d{2}){0,2}$/),
  source: z.string(),
  confidence: Confidence,
});

const ByResolution = z.partialRecord(Resolution, z.number().positive());

/** Prices of a model, in dollars per unit, for each resolution that it sells. */
const Sold = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('second'), usd: ByResolution }),
  /** Per million pixels, 24 frames to the second. */
  z.object({ unit: z.literal('megapixel'), usd: ByResolution }),
  /** A still, which the cutting room holds and moves for as long as the shot lasts. */
  z.object({ unit: z.literal('picture'), usd: ByResolution }),
  /** A table by the clip's seconds. */
  z.object({ unit: z.literal('clip'), usd: z.partialRecord(Resolution, z.record(z.string(), z.number().positive())) }),
]);

const VideoModel = Dated.extend({
  /** False of what the studio cannot order: its price is known, and it is in no offer. */
  ordered: z.boolean().default(true),
  /** What the model is good enough for. */
  tiers: z.array(Tier).min(1),
  aspects: z.array(Aspect).min(1),
  /** Seconds that a clip may have, ascending; null for stills. */
  durations: z.array(z.number().positive()).min(1).nullable(),
}).and(Sold);
export type VideoModel = z.infer<typeof VideoModel>;

const TierFigures = z.object({
  tier: Tier,
  usdPerSecond: z.number(),
  usdPerVariation: z.number(),
  /** Tokens that a mind reads for one scene; it writes half as many. */
  mindsTokensPerScene: z.int(),
  /** Score that the tier reaches at best, 0–100. */
  qualityCeiling: z.int(),
  examples: z.array(z.string()),
});
export type TierFigures = z.infer<typeof TierFigures>;

const Voice = Dated.extend({ usdPerThousandCharacters: z.number().positive() });

const Mind = Dated.extend({
  /** By the length of the prompt in tokens; the last band has no end. */
  bands: z.array(
    z.object({
      inputUpTo: z.int().nullable(),
      usdPerMillionIn: z.number(),
      usdPerMillionOut: z.number(),
      usdPerMillionCacheRead: z.number(),
    }),
  ),
});

const BOOK = z
  .object({
    asOf: z.iso.date(),
    tiers: z.array(TierFigures).length(Tier.options.length),
    video: z.array(VideoModel),
    voices: z.array(Voice),
    minds: z.array(Mind),
  })
  .parse(data);

/** The day on which the book was last gone through. */
export const PRICES_AS_OF = BOOK.asOf;
/** Rules of thumb per tier, cheapest first, for planning before a model is chosen. */
export const TIERS: readonly TierFigures[] = BOOK.tiers;
export const VIDEO_MODELS: readonly VideoModel[] = BOOK.video;
/** Those of them that the studio can order. */
export const ORDERED_MODELS = VIDEO_MODELS.filter(({ ordered }) => ordered);
/** Language models that have a price here. */
export const MIND_MODELS: readonly string[] = BOOK.minds.map(({ model }) => model);

/** A price with where it is from. */
export interface Priced {
  provider: string;
  model: string;
  price: MicroUsd;
  asOf: string;
  source: string;
  confidence: Confidence;
}

export interface ShotWish {
  seconds: number;
  resolution: Resolution;
  aspect: Aspect;
}

export interface ShotPrice extends Priced {
  /** What the vendor sells for it: at least the seconds asked. */
  secondsBought: number;
  /** Seconds of each clip, in order; more than one when the shot is longer than the longest clip sold. */
  clips: number[];
  /** The resolution asked, or the next above it that is sold. */
  resolution: Resolution;
}

/**
 * One take of a shot. Seconds and resolution are rounded up to what is sold. A shot longer than the longest clip is a
 * chain of clips, each going on from the last frame of the one before: as many of the longest as fit, then the shortest
 * that covers the rest. `price-unknown` for a model that is not in the book or does not sell this frame.
 */
export function priceShot({ provider, model, ...wish }: ShotWish & { provider: string; model: string }): ShotPrice {
  const card = BOOK.video.find((one) => one.provider === provider && one.model === model);
  if (card === undefined) throw unknown(provider, model, BOOK.video);
  const offer = offerOf(card, wish);
  if (offer !== undefined) return offer;
  throw new StudioError('price-unknown', `${provider} ${model} sells no ${wish.resolution} film at ${wish.aspect}`, {
    hint: `It sells ${Object.keys(card.usd).join(', ')} at ${card.aspects.join(', ')}.`,
  });
}

/** The same for one card of the book; undefined when it does not sell such a frame. */
export function offerOf(card: VideoModel, wish: ShotWish): ShotPrice | undefined {
  const resolution = Resolution.options.find(
    (sold) => Resolution.options.indexOf(sold) >= Resolution.options.indexOf(wish.resolution) && sold in card.usd,
  );
  if (resolution === undefined || !card.aspects.includes(wish.aspect)) return undefined;
  const clips = card.durations === null ? [wish.seconds] : clipsFor(wish.seconds, card.durations);
  const secondsBought = clips.reduce((total, seconds) => total + seconds, 0);
  const price = sum(clips.map((seconds) => priceOfClip(card, seconds, resolution)));
  return { ...priced(card, price), secondsBought, clips, resolution };
}

/**
 * The model that shoots this for the least, of a tier when one is named; without one that is mostly a still.
 * `price-unknown` when none sells it.
 */
export function cheapestShot({ tier, ...wish }: ShotWish & { tier?: Tier }): ShotPrice {
  const offers = BOOK.video
    .filter((card) => tier === undefined || card.tiers.includes(tier))
    .flatMap((card) => offerOf(card, wish) ?? []);
  const [cheapest] = offers.toSorted((a, b) => a.price - b.price);
  if (cheapest !== undefined) return cheapest;
  throw new StudioError('price-unknown', `nobody in the price book sells ${wish.resolution} film at ${wish.aspect}`, {
    hint: 'Ask for a lower resolution or another aspect.',
  });
}

/** A spoken text; `characters` as the vendor counts them, blanks and all. */
export function priceVoice({
  provider,
  model,
  characters,
}: {
  provider: string;
  model: string;
  characters: number;
}): Priced {
  const card = BOOK.voices.find((one) => one.provider === provider && one.model === model);
  if (card === undefined) throw unknown(provider, model, BOOK.voices);
  return priced(card, times(usd(card.usdPerThousandCharacters), characters / 1_000));
}

/** Tokens of one call of a language model; `input` leaves out what the cache was read for or written with. */
export interface MindTokens {
  model: string;
  input: number;
  output: number;
  cacheRead?: number;
  /** Kept for five minutes. */
  cacheWrite?: number;
  /** Kept for an hour. */
  cacheWriteHour?: number;
}

/** One call of a language model. `price-unknown` for a model that is not in the book. */
export function priceMinds({
  model,
  input,
  output,
  cacheRead = 0,
  cacheWrite = 0,
  cacheWriteHour = 0,
}: MindTokens): Priced {
  const card = BOOK.minds.find((one) => one.model === model);
  const prompt = input + cacheRead + cacheWrite + cacheWriteHour;
  const band = card?.bands.find(({ inputUpTo }) => inputUpTo === null || prompt <= inputUpTo);
  if (card === undefined || band === undefined) throw unknown('anthropic', model, BOOK.minds);
  const bill: [number, number][] = [
    [input, band.usdPerMillionIn],
    [output, band.usdPerMillionOut],
    [cacheRead, band.usdPerMillionCacheRead],
    // Platform-wide factors on the price of input (platform.claude.com, read 2026-11-22).
    [cacheWrite, 1.25 * band.usdPerMillionIn],
    [cacheWriteHour, 2 * band.usdPerMillionIn],
  ];
  return priced(card, sum(bill.map(([tokens, perMillion]) => times(usd(perMillion), tokens / 1e6))));
}

/** Seconds that come from frames over a rate may be so much too long without a frame more in them. */
const NOISE = 1e-6;

function clipsFor(seconds: number, durations: number[]): number[] {
  const longest = durations.at(-1)!;
  const clips: number[] = [];
  let rest = seconds;
  for (; rest > longest + NOISE; rest -= longest) clips.push(longest);
  return [...clips, durations.find((sold) => sold >= rest - NOISE)!];
}

function priceOfClip(card: VideoModel, seconds: number, resolution: Resolution): MicroUsd {
  if (card.unit === 'clip') return usd(card.usd[resolution]![seconds]!);
  const price = usd(card.usd[resolution]!);
  if (card.unit === 'picture') return price;
  if (card.unit === 'second') return times(price, seconds);
  // Of the widest frame, whatever the aspect: vendors choose their own pixels for a square, and an estimate may be high
  // but never low.
  const { width, height } = frameSize('16:9', resolution);
  return times(price, (width * height * 24 * seconds) / 1e6);
}

function priced({ provider, model, asOf, source, confidence }: z.infer<typeof Dated>, price: MicroUsd): Priced {
  return { provider, model, price, asOf, source, confidence };
}

function unknown(provider: string, model: string, cards: { provider: string; model: string }[]): StudioError {
  return new StudioError('price-unknown', `the price book has no price for ${provider} ${model}`, {
    hint: `It knows ${cards.map((card) => `${card.provider} ${card.model}`).join(', ')}.`,
  });
}
