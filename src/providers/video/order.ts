import { readFile } from 'node:fs/promises';
import { StudioError } from '../../errors.ts';
import type { Resolution } from '../../film/media.ts';
import { Resolution as Resolutions } from '../../film/media.ts';
import type { KeyFrame, VideoRequest } from '../../film/request.ts';
import { toSeconds } from '../../film/time.ts';
import type { OrderOutcome } from '../spec.ts';
import type { Estimate, ImageRules, ModelCard, PriceOf, ProviderContext } from './spec.ts';

/*
 * What every adapter does before it orders, all of it pure but `readPicture`: find the clip that is sold, shorten a prompt,
 * see whether a picture can be handed over. How the order is sent and what its answer means is in `../sdk.ts`,
 * `../wire.ts` and `../outcome.ts` (exchange or `throughSdk`, then `orderOutcome`).
 */

/** Names a model for people: `luma ray-2`. */
export interface Seller {
  /** The vendor's name, as people know it. */
  vendor: string;
  card: ModelCard;
}

/** A clip as it is sold. */
export interface Clip {
  seconds: number;
  resolution: Resolution;
}

/** Seconds that come from frames over a rate may be so much too long without a frame more in them. */
const NOISE = 1e-6;

/**
 * The shortest clip sold that holds the request, at the resolution asked or the next above it that is sold. Throws `usage`
 * when the model sells none.
 */
export function clipFor({ frames, rate, aspect, resolution }: VideoRequest, seller: Seller): Clip {
  const { card } = seller;
  const name = nameOf(seller);
  const asked = toSeconds(frames, rate);
  if (!card.aspects.includes(aspect)) {
    throw new StudioError('usage', `${name} makes no film at ${aspect}`, {
      hint: `It makes ${listed(card.aspects, 'and')}: ask for one of these (--aspect) or for another model.`,
    });
  }
  const sold = Resolutions.options
    .slice(Resolutions.options.indexOf(resolution))
    .find((one) => card.resolutions.includes(one));
  if (sold === undefined) {
    throw new StudioError('usage', `${name} makes no film at ${resolution}`, {
      hint: `It makes ${listed(card.resolutions, 'and')}: ask for one of these (--resolution) or for another model.`,
    });
  }
  const seconds = secondsFor(asked, card.durations);
  if (seconds === undefined) {
    throw new StudioError(
      'usage',
      `${name} sells clips of ${durationsOf(card)} s; this shot needs ${rounded(asked)} s`,
      {
        hint: 'Ask for more scenes (--scenes), so that shots are shorter, or for another model.',
      },
    );
  }
  return { seconds, resolution: sold };
}

/** The estimate of a clip whose failures cost at most what a good one does. `warnings` come after those of the clip. */
export function estimateOf(
  request: VideoRequest,
  { seller, prices, warnings }: { seller: Seller; prices: PriceOf; warnings: string[] },
): Estimate {
  const clip = clipFor(request, seller);
  const { amount, source } = prices({ model: seller.card.model, aspect: request.aspect, ...clip });
  return {
    price: amount,
    ceiling: amount,
    ...clip,
    source,
    warnings: [
      ...(clip.resolution === request.resolution
        ? []
        : [`${nameOf(seller)} sells ${clip.resolution} instead of ${request.resolution}`]),
      ...warnings,
    ],
  };
}

/**
 * A prompt as long as the model takes it, in UTF-16 units: cut at the end of a sentence, of a word when one sentence fills
 * it, and never inside a character. The warning says what is missing; null when nothing is.
 */
export function promptFor(prompt: string, seller: Seller): { prompt: string; warning: string | null } {
  const limit = seller.card.promptLimit;
  if (limit === null || prompt.length <= limit) return { prompt, warning: null };
  const kept = beginningOf(prompt, limit);
  const warning = `${nameOf(seller)} takes prompts of ${limit} characters; the last ${prompt.length - kept.length} of ${prompt.length} were left out`;
  return { prompt: kept, warning };
}

/** How a picture gets to the vendor: its bytes from the media store, or a public address. */
export type Handover = { kind: 'file'; frame: KeyFrame } | { kind: 'url'; url: string };

/**
 * Whether and how a picture can be handed over. `null` without a picture, a sentence when it cannot be, which says why.
 * `loopback`: addresses on this machine are as good as public ones, because the vendor is a simulator.
 */
export function handoverOf(
  frame: KeyFrame | null,
  { seller, which, loopback }: { seller: Seller; which: 'first' | 'last'; loopback: boolean },
): Handover | string | null {
  if (frame === null) return null;
  const { card } = seller;
  const left = (why: string) => `${nameOf(seller)} got no ${which} picture (${frame.from}): ${why}`;
  if (card.image === null || !(which === 'first' ? card.firstFrame : card.lastFrame)) return left('it takes none');
  const trouble = troubleWith(frame, card.image);
  if (trouble !== null) return left(trouble);
  if (card.image.handover !== 'url' && frame.media !== null) return { kind: 'file', frame };
  if (frame.url !== null && isReachable(frame.url, loopback)) return { kind: 'url', url: frame.url };
  return left(frame.url === null ? 'it takes pictures by public address only' : 'its address is not public https');
}

/** The bytes of a picture and what they are by their first bytes. Throws `media` when they cannot be read or are none. */
export async function readPicture(
  frame: KeyFrame,
  file: ProviderContext['file'],
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: 'image/png' | 'image/jpeg' | 'image/webp' }> {
  if (frame.media === null) throw new StudioError('media', `the picture ${frame.from} has only an address`);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await readFile(file(frame.media)));
  } catch (error) {
    throw new StudioError('media', `the picture ${frame.from} cannot be read`, { cause: error });
  }
  const type = typeOf(bytes);
  if (type === null) throw new StudioError('media', `the picture ${frame.from} is no PNG, JPEG or WebP`);
  return { bytes, type };
}

/**
 * An error from before anything was sent as the outcome of the order. The reason of an abort is thrown on, and so is what
 * only a broken machine says.
 */
export function refusedHere(error: unknown, signal: AbortSignal): OrderOutcome<never> {
  signal.throwIfAborted();
  if (!(error instanceof StudioError)) throw error;
  const why = error.code === 'config' ? 'credentials' : 'rejected';
  return { kind: 'refused', why, reason: [error.message, error.hint].filter(Boolean).join('. ') };
}

function secondsFor(asked: number, durations: ModelCard['durations']): number | undefined {
  if ('min' in durations) return asked > durations.max + NOISE ? undefined : Math.max(asked, durations.min);
  return durations.find((sold) => sold >= asked - NOISE);
}

function durationsOf({ durations }: ModelCard): string {
  if ('min' in durations) return `${durations.min} to ${durations.max}`;
  if (durations.length <= 3) return listed(durations, 'or');
  return `${durations[0]} to ${durations.at(-1)}`;
}

function beginningOf(prompt: string, limit: number): string {
  // One unit more, so that a sentence that ends exactly at the limit is seen to end there.
  const window = prompt.slice(0, limit + 1);
  const sentence = lastEnd(window, /[.!?…。！？]["'”’»)]*(?=\s|$)|[。！？]/gu, limit);
  // Half of what is taken is too much to lose for a clean end.
  if (sentence >= limit / 2) return prompt.slice(0, sentence);
  const word = lastEnd(window, /\S(?=\s)/gu, limit);
  if (word > 0) return prompt.slice(0, word).replace(/[,;:\-–—]+$/u, '');
  const inside = /[\uD800-\uDBFF]/.test(prompt.charAt(limit - 1)) ? limit - 1 : limit;
  return prompt.slice(0, inside);
}

/** Where the last match that ends at or before `limit` ends; 0 for none. */
function lastEnd(text: string, pattern: RegExp, limit: number): number {
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (end <= limit) last = end;
  }
  return last;
}

function troubleWith({ media, url, width, height }: KeyFrame, rules: ImageRules): string | null {
  const { maxBytes, minSide, aspect, formats, handover } = rules;
  if (handover === 'url' ? url === null : media === null && url === null)
    return 'it takes pictures by public address only';
  if (Math.min(width, height) < minSide)
    return `its sides must have ${minSide} pixels at least, this has ${width}×${height}`;
  const ratio = width / height;
  if (ratio < aspect.min || ratio > aspect.max) {
    return `it takes pictures of ${aspect.min} to ${aspect.max} times as wide as high, this has ${width}×${height}`;
  }
  if (media === null) return null;
  if (media.bytes > maxBytes)
    return `it takes ${megabytes(maxBytes)} MB at most, this has ${megabytes(media.bytes)} MB`;
  const format = media.extension === 'jpg' ? 'jpeg' : media.extension;
  return formats.some((taken) => taken === format) ? null : `it takes ${listed(formats, 'and')}, this is ${format}`;
}

function isReachable(address: string, loopback: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const local = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return local ? loopback : protocol === 'https:';
}

function typeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null;
}

function nameOf({ vendor, card }: Seller): string {
  return `${vendor} ${card.model}`;
}

function listed(things: readonly (string | number)[], word: 'and' | 'or'): string {
  const last = String(things.at(-1));
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} ${word} ${last}`;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10;
}
