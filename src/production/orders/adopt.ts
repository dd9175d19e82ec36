import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { probe } from '../../cutting-room/codec/probe.ts';
import { StudioError } from '../../errors.ts';
import { frameSize, pictureSeconds, type MediaRef, type Probe } from '../../film/media.ts';
import { ZERO } from '../../film/money.ts';
import type { VideoRequest } from '../../film/request.ts';
import { numberOf, type Take } from '../../film/take.ts';
import { settle } from '../../ledger/ledger.ts';
import { download } from '../../providers/download.ts';
import type { Estimate, Job, JobStatus } from '../../providers/video/spec.ts';
import { fillingOf } from './filling.ts';
import type { Asking } from './order.ts';
import { notInYet } from './paid.ts';

export type DeliveredStatus = Extract<JobStatus, { state: 'delivered' }>;

/** So often a delivery is fetched, each time from a fresh address, before it is given up for now. */
const FETCHES = 5;
/** Deliveries that came whole and were no film: so often, and it is the vendor's word. */
const NO_FILM = 3;

/** What was delivered cannot be used, and will not be: it came whole, and more than once. */
export interface Unusable {
  unusable: string;
}

/**
 * Fetches what was delivered and paid, probes it, brings it into the house format, keeps both by their hashes. Throws
 * `paid-work-outstanding` when the file cannot be fetched now.
 */
export async function adopt(asking: Asking, job: Job, delivered: DeliveredStatus): Promise<Take | Unusable> {
  const { production, provider, card, request } = asking;
  const { slate, shot } = request;
  const clip = await fetchClip(asking, job, delivered);
  if ('unusable' in clip) return clip;
  const house = await bringHome(asking, clip);
  const bought = provider.estimate(request, card);
  const cost = production.state.money.charges[`take/${slate}`]?.settled ?? ZERO;
  const take: Take = {
    schema: 'Take.2',
    slate,
    shot: shot.id,
    number: numberOf(slate),
    provenance: provider.provenance,
    provider: provider.id,
    model: card.model,
    ...house,
    vendorId: provider.repeatable ? null : job.id,
    origin: null,
    cost,
    warnings: [...delivered.warnings, ...deviations(clip.probe, request, bought, provider.repeatable)],
    prompt: request.prompt,
  };
  await production.decide((ledger) => [
    { type: 'take-adopted', data: take },
    // A vendor's bill was settled with the delivery.
    ...(provider.repeatable
      ? [{ type: 'money-settled' as const, data: settle(ledger, `take/${slate}`, ZERO, 'free') }]
      : []),
  ]);
  return take;
}

/** The bytes of a take in the house format, once more, without a word in the journal. */
export async function adoptAgain(asking: Asking, job: Job, delivered: DeliveredStatus): Promise<MediaRef> {
  const clip = await fetchClip(asking, job, delivered);
  if ('unusable' in clip) throw new StudioError('provider', `take ${asking.request.slate}: ${clip.unusable}`);
  return (await bringHome(asking, clip)).media;
}

interface Clip {
  path: string;
  probe: Probe;
}

/** A file of ours as it is; what lies at an address is fetched, and with a fresh address again when it did not come whole. */
async function fetchClip(asking: Asking, job: Job, first: DeliveredStatus): Promise<Clip | Unusable> {
  const { production, provider, request, context } = asking;
  const { slate } = request;
  if (first.asset.kind === 'file') return { path: first.asset.path, probe: await probe(first.asset.path) };
  const path = join(context.scratchFolder, `${slate}-delivered.mp4`);
  let { url } = first.asset;
  let noFilm = 0;
  let reason = '';
  for (let fetched = 1; ; fetched += 1) {
    production.studio.watch.onProgress({ work: 'fetch', subject: slate, done: 0, total: 1 });
    const got = await download({ url, path, signal: context.signal });
    if (got.kind === 'fetched') {
      try {
        return { path, probe: await filmIn(path) };
      } catch (error) {
        if (!(error instanceof StudioError) || error.code !== 'media') throw error;
        reason = error.message.replaceAll(path, 'the file');
        noFilm += 1;
      }
    } else {
      ({ reason } = got);
      if (got.kind === 'not-media' || got.kind === 'empty') noFilm += 1;
    }
    await rm(path, { force: true });
    if (noFilm >= NO_FILM) return { unusable: `${provider.id} delivered no film (job ${job.id}): ${reason}` };
    if (fetched === FETCHES) break;
    await delay((provider.pollMs ?? 2_000) * fetched, undefined, { signal: context.signal });
    const again = await provider.check(job, context).catch((error: unknown) => {
      if (error instanceof StudioError && error.retryable) return null; // the address at hand may do
      throw error;
    });
    if (again?.state === 'delivered' && again.asset.kind === 'url') ({ url } = again.asset);
  }
  throw notInYet(
    production.id,
    `take ${slate} is ready and paid (${provider.id}, job ${job.id}), but cannot be fetched now: ${reason}`,
    { slate, vendorId: job.id },
  );
}

async function filmIn(path: string): Promise<Probe> {
  const facts = await probe(path);
  if (facts.video === null) throw new StudioError('media', `${path} has no picture`);
  return facts;
}

/** What was drawn here is in the house format already; a vendor's clip is conformed, whole, and kept as it came as well. */
async function bringHome(
  { production: { studio }, provider, request, context }: Asking,
  clip: Clip,
): Promise<Pick<Take, 'media' | 'probe' | 'original' | 'handles'>> {
  const { store, workers } = studio;
  if (provider.repeatable) {
    const media = await store.put(clip.path);
    return { media, probe: await probe(store.path(media)), original: null, handles: request.handles };
  }
  const size = frameSize(request.aspect, request.resolution);
  const video = clip.probe.video!;
  const turned = video.rotation % 180 !== 0;
  const [width, height] = turned ? [video.height, video.width] : [video.width, video.height];
  const folder = join(context.scratchFolder, 'conformed');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${request.slate}.mp4`);
  const { slate } = request;
  studio.watch.onProgress({ work: 'conform', subject: slate, done: 0, total: 1 });
  // Everything that was bought is kept, for the editor to choose from; what came too short for its shot is made to fill it.
  const { frames, by } = fillingOf(pictureSeconds(clip.probe), neededBy(request), request.rate);
  // A shape that is nearly right loses its edges; one that is quite another keeps them, between bars.
  const fit = Math.abs(width / height / (size.width / size.height) - 1) < 0.12 ? 'crop' : 'pad';
  await workers.run(
    { kind: 'conform', job: { from: clip.path, path, size, rate: request.rate, frames, by, fit } },
    { signal: context.signal },
  );
  studio.watch.onProgress({ work: 'conform', subject: slate, done: 1, total: 1 });
  const media = await store.put(path);
  const original = { media: await store.put(clip.path), probe: clip.probe };
  const { head } = request.handles;
  return {
    media,
    probe: await probe(store.path(media)),
    original,
    handles: { head, tail: frames - head - request.shot.frames },
  };
}

/** Frames of a take up to the end of its shot; what comes after them only helps transitions. */
function neededBy({ handles, shot }: Pick<VideoRequest, 'handles' | 'shot'>): number {
  return handles.head + shot.frames;
}

/** Where the clip is not what was ordered, in words for the person: recorded as such, and judged later. */
function deviations(facts: Probe, request: VideoRequest, bought: Estimate, ours: boolean): string[] {
  const { seconds, video } = facts;
  if (ours || video === null) return [];
  const { aspect, rate } = request;
  const told: string[] = [];
  if (Math.abs(seconds - bought.seconds) > 0.25)
    told.push(`the clip has ${seconds.toFixed(1)} s, ${bought.seconds} s were ordered`);
  told.push(...fillingOf(pictureSeconds(facts), neededBy(request), rate).told);
  const wanted = frameSize(aspect, '720p');
  const shape = video.rotation % 180 === 0 ? video.width / video.height : video.height / video.width;
  if (Math.abs(shape / (wanted.width / wanted.height) - 1) > 0.05)
    told.push(`the clip is ${video.width}×${video.height}, ${aspect} was ordered`);
  // Vendors round their sizes as they like; what is missed by more is another resolution.
  else if (Math.min(video.width, video.height) < 0.85 * Number.parseInt(bought.resolution, 10))
    told.push(`the clip is ${video.width}×${video.height}, ${bought.resolution} was ordered`);
  return told;
}
