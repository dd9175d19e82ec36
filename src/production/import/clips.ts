import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../../cutting-room/codec/probe.ts';
import { StudioError } from '../../errors.ts';
import type { ProductionEvent } from '../../film/events.ts';
import { FIT_LIMITS } from '../../film/fit.ts';
import type { MediaRef } from '../../film/media.ts';
import { usd, ZERO } from '../../film/money.ts';
import { shotsOf, type Shot } from '../../film/screenplay.ts';
import type { Take } from '../../film/take.ts';
import { FILM_RATE, toFrames, toSeconds } from '../../film/time.ts';
import { takePath } from '../studio/layout.ts';
import { mend } from '../orders/mend.ts';
import { stopIfAsked } from '../studio/production.ts';
import { chargeOf } from './books.ts';
import type { Clip, Media } from './gather.ts';
import { reviewOf } from './reviews.ts';
import type { Work } from './work.ts';

/** Several are brought into the house format at once; they are written down in the order of the story. */
export async function takeClips(work: Work): Promise<void> {
  const { production, clips } = work;
  const { screenplay, takes } = production.state;
  const shots = new Map(screenplay === null ? [] : shotsOf(screenplay).map((shot) => [shot.id, shot]));
  const open = clips.filter(({ slate }) => takes[slate] === undefined);
  const houses = open.map(({ slate, media }) =>
    media === null ? Promise.resolve(null) : conformed(work, slate, media),
  );
  // A failure of a later one is met when it is its turn, or not at all.
  for (const house of houses) house.catch(() => undefined);
  for (const [at, clip] of open.entries()) {
    const house = (await houses[at]) ?? null;
    const shot = shots.get(clip.shot);
    if (shot !== undefined) await production.record(...eventsOf(work, clip, shot, house));
    stopIfAsked(production.studio.signal);
  }
}

/** Before why a clip cannot be used. */
export const LOST_CLIP = 'imported: its clip: ';

/** Brings back what the media store has lost of clips that were taken over before. Throws `media` where it is another one now. */
export async function restoreClips(work: Work): Promise<void> {
  const { production, clips } = work;
  const { studio, state } = production;
  for (const { slate, media: found } of clips) {
    const take = state.takes[slate]?.take ?? null;
    if (take === null || found === null) continue;
    const again = async (): Promise<MediaRef> => {
      const house = await conformed(work, slate, found);
      if ('media' in house) return house.media;
      throw new StudioError('media', `take ${slate} was lost from the media store, and its clip ${house.why}`);
    };
    const copy = join(state.folder ?? '', takePath(slate));
    await mend(studio, { name: `take ${slate}`, media: take.media, copy, again });
    if (take.original !== null)
      await mend(studio, {
        name: `the clip of ${slate}`,
        media: take.original.media,
        copy: null,
        again: () => studio.store.put(found.path),
      });
  }
}

type House = Pick<Take, 'media' | 'probe' | 'original'>;

/** A clip in the house format, and as it came; or why it cannot be brought into it. */
async function conformed(
  { production: { studio }, size }: Work,
  slate: string,
  { path: from, probe: facts }: Media,
): Promise<House | { why: string }> {
  const folder = join(studio.scratchFolder, 'import');
  const path = join(folder, `${studio.mint()}.mp4`);
  try {
    await mkdir(folder, { recursive: true });
    const frames = Math.max(1, Math.floor(toFrames(facts.seconds, FILM_RATE)));
    const { width = 1, height = 1, rotation = 0 } = facts.video ?? {};
    const shape = rotation % 180 === 0 ? width / height : height / width;
    // A shape that is nearly right loses its edges; one that is quite another keeps them, between bars.
    const fit = Math.abs(shape / (size.width / size.height) - 1) < 0.12 ? 'crop' : 'pad';
    studio.watch.onProgress({ work: 'conform', subject: slate, done: 0, total: 1 });
    await studio.workers.run(
      { kind: 'conform', job: { from, path, size, rate: FILM_RATE, frames, fit } },
      { signal: studio.signal },
    );
    studio.watch.onProgress({ work: 'conform', subject: slate, done: 1, total: 1 });
    const media = await studio.store.put(path);
    const original = { media: await studio.store.put(from), probe: facts };
    return { media, probe: await probe(studio.store.path(media)), original };
  } catch (error) {
    if (error instanceof StudioError && (error.code === 'media' || error.code === 'not-found'))
      return { why: error.message.replaceAll(from, 'it') };
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

function eventsOf(
  work: Work,
  { old, slate, why }: Clip,
  shot: Shot,
  house: House | { why: string } | null,
): ProductionEvent[] {
  const { run, provenance } = work;
  const prompt = old.prompt ?? shot.description;
  const cost = provenance === 'live' ? usd(old.cost ?? 0) : ZERO;
  const usable = house !== null && 'media' in house;
  const ordered = old.vendorId !== null || !usable;
  const seller = { provider: run.provider, model: run.model };
  const events: ProductionEvent[] = chargeOf(
    run,
    { reservation: `take/${slate}`, act: `take ${slate}`, provider: run.provider },
    cost,
  );
  if (ordered) {
    const reference = `imported/${run.name}/${slate}`;
    const intent = { slate, shot: shot.id, ...seller, reservation: `take/${slate}`, reference };
    events.push({ type: 'take-intended', data: { ...intent, witness: null, prompt, after: null } });
  }
  if (old.vendorId !== null) {
    // Known by its name: salvage does not fetch it from the vendor once more.
    const { vendorId } = old;
    events.push({ type: 'take-submitted', data: { slate, job: null, vendorId, how: 'found', warnings: [] } });
  }
  if (!usable) {
    const reason = `${LOST_CLIP}${why ?? (house === null ? 'is not there' : house.why)}`;
    events.push({ type: 'take-failed', data: { slate, kind: 'fault', reason, billed: cost > 0, retryable: false } });
    return events;
  }
  const frames = house.probe.video?.frames ?? shot.frames;
  const take: Take = {
    schema: 'Take.2',
    slate,
    shot: shot.id,
    number: old.variation + 1,
    provenance,
    ...seller,
    ...house,
    vendorId: old.vendorId,
    origin: null,
    handles: { head: 0, tail: Math.max(0, frames - shot.frames) },
    cost,
    warnings: heldIn(house),
    prompt,
  };
  events.push({ type: 'take-adopted', data: take });
  if (old.qa !== null) events.push({ type: 'take-reviewed', data: reviewOf(slate, old.qa, provenance) });
  return events;
}

/** A picture that ends before its sound does stands still for the rest. */
function heldIn({ original }: House): string[] {
  const { seconds = 0, video = null } = original?.probe ?? {};
  const held = video === null ? 0 : seconds - toSeconds(video.frames, video.rate);
  return held <= FIT_LIMITS.unseen
    ? []
    : [`its picture ends ${held.toFixed(1)} s before its sound: its last frame is held`];
}
