import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../cutting-room/codec/probe.ts';
import { balancedCut } from '../crew/editor.ts';
import type { Brief } from '../film/brief.ts';
import type { EventData } from '../film/events.ts';
import type { MediaRef } from '../film/media.ts';
import { formatCents, ZERO } from '../film/money.ts';
import type { VideoRequest } from '../film/request.ts';
import { shotsOf, type Screenplay } from '../film/screenplay.ts';
import type { ProductionState } from '../film/state.ts';
import type { Take } from '../film/take.ts';
import { toSeconds } from '../film/time.ts';
import type { Plan } from './studio/plan.ts';
import { firstRequest } from './takes/request-for.ts';
import { drawTake } from './studio/draw.ts';
import { onTheTable } from './edit.ts';
import { makeSheet, renderWhole } from './finish.ts';
import { ANIMATIC, ANIMATIC_SHEET } from './studio/layout.ts';
import { assertGiven, mend } from './orders/mend.ts';
import type { Production } from './studio/production.ts';
import { place, recordScratch } from './sound.ts';
import type { Studio } from './studio/studio.ts';

/**
 * The film as it is planned, drawn and spoken here for nothing, each shot with its planned price on its slate: what a
 * greenlight is given on. It lies in the run's folder, and no take and no charge comes of it. Drawn once for one plan and
 * its prices; called again it only brings back what the folder or the media store has lost, or throws `media`.
 */
export async function animatic(production: Production, plan: Plan): Promise<EventData<'animatic-drawn'>> {
  const { studio, state } = production;
  const board = storyboardOf(plan, state);
  const drawn = await production.revise('animatic', 'animatic-drawn', board, async () => {
    const { frames, rate } = board.screenplay;
    const media = await draw(production, board);
    return { media, contactSheet: await drawSheet(studio, media, board), seconds: toSeconds(frames, rate), frames };
  });
  const parts: [string, MediaRef, () => Promise<MediaRef>][] = [
    [ANIMATIC, drawn.media, () => draw(production, board)],
    [ANIMATIC_SHEET, drawn.contactSheet, () => drawSheet(studio, drawn.media, board)],
  ];
  for (const [name, media, again] of parts) {
    const copy = join(state.folder ?? '', name);
    await mend(studio, { name, media, copy, again });
    await studio.store.place(media, copy);
  }
  return drawn;
}

/** All that an animatic is made from: when it changes, the animatic is drawn anew. */
interface Storyboard {
  screenplay: Screenplay;
  /** In the animatic's own resolution. */
  brief: Brief;
  panels: Panel[];
}

interface Panel {
  request: VideoRequest;
  caption: string;
}

/** Enough to judge a film by, for three quarters of the work of 720p. */
const RESOLUTION = '540p';

function storyboardOf(plan: Plan, { spending }: ProductionState): Storyboard {
  const brief: Brief = { ...plan.brief, resolution: RESOLUTION };
  const panels = shotsOf(plan.screenplay).map((shot): Panel => {
    const price = spending?.takes.find((take) => take.shot === shot.id)?.price;
    const camera = `${shot.size} ${shot.move}`.replaceAll('-', ' ');
    const bought = price === undefined ? [] : [`${spending?.provider} ${spending?.model}`, formatCents(price)];
    return {
      // It is known by its shot: a slate would be that of the take which is still to be paid.
      request: {
        ...firstRequest({ ...plan, brief }, shot),
        slate: shot.id,
        slateText: [shot.id, camera, ...bought].join(' · '),
      },
      caption: [shot.id, ...bought.slice(1)].join(' · '),
    };
  });
  return { screenplay: plan.screenplay, brief, panels };
}

async function draw(production: Production, { screenplay, brief, panels }: Storyboard): Promise<MediaRef> {
  const { studio } = production;
  for (const { name, media } of brief.seeds) await assertGiven(studio, production.id, `the seed ${name}`, media);
  const folder = join(studio.scratchFolder, studio.mint());
  await mkdir(folder);
  // Longest first, so that no core is left with a long shot when the others have gone home.
  const longestFirst = panels.toSorted((a, b) => b.request.frames - a.request.frames);
  const [clips, recording] = await Promise.all([
    Promise.all(longestFirst.map(({ request }) => drawShot(studio, request, folder))),
    recordScratch(production, brief, screenplay),
  ]);
  const takes = clips.map((take) => ({ take, review: null }));
  const { cut } = balancedCut(onTheTable(brief, screenplay, takes, place(recording, screenplay)));
  return (await renderWhole(studio, cut)).media;
}

/** A shot as the editor takes it; the journal never hears of it. */
async function drawShot(studio: Studio, request: VideoRequest, folder: string): Promise<Take> {
  const { store, signal, watch } = studio;
  const { slate, shot, handles, prompt } = request;
  const path = join(folder, `${slate}.mp4`);
  const onProgress = (done: number, total: number) => watch.onProgress({ work: 'draw', subject: slate, done, total });
  const { warnings } = await drawTake(studio, request, path, { signal, onProgress });
  return {
    schema: 'Take.2',
    slate,
    shot: shot.id,
    number: 1,
    provenance: 'offline',
    provider: 'animatic',
    model: RESOLUTION,
    media: await store.put(path),
    probe: await probe(path),
    original: null,
    vendorId: null,
    origin: null,
    handles,
    cost: ZERO,
    warnings,
    prompt,
  };
}

function drawSheet(studio: Studio, film: MediaRef, { panels }: Storyboard): Promise<MediaRef> {
  const shots = panels.map(({ request, caption }) => ({ frames: request.shot.frames, text: caption }));
  return makeSheet(studio, studio.store.path(film), shots, ANIMATIC_SHEET);
}
