import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seed } from '../../film/brief.ts';
import type { KeyFrame, VideoRequest } from '../../film/request.ts';
import type { Shot } from '../../film/screenplay.ts';
import type { Take } from '../../film/take.ts';
import { toFrames } from '../../film/time.ts';
import type { ModelCard, VideoProvider } from '../../providers/video/spec.ts';
import type { Studio } from '../studio/studio.ts';

/**
 * The request as a paid provider gets it. It begins with the picture that the shot calls for, else with the last picture
 * of the take before it in its chain, and ends with a picture that is to be revealed, where the model can do that. Handles
 * are what the clip that is sold leaves over, never a longer clip.
 */
export async function toOrder(
  studio: Studio,
  request: VideoRequest,
  { provider, card, previous }: { provider: VideoProvider; card: ModelCard; previous: Take | null },
): Promise<VideoRequest> {
  const bare = bareOrder(request, card);
  // A figure's picture is where its first shot begins; the shots after it go on from what became of it.
  const goesOn = previous !== null && card.firstFrame && firstSeed(request, bare.lastFrame !== null) === undefined;
  const sameModel = goesOn && previous.provider === provider.id && previous.model === card.model;
  const order: VideoRequest = {
    ...bare,
    firstFrame: goesOn ? await lastFrameOf(studio, previous) : bare.firstFrame,
    after: goesOn ? previous.slate : null,
    continues: sameModel && card.continuation ? previous.vendorId : null,
  };
  return withHandles(order, request.handles, provider, card);
}

/** The request with the pictures that its shot calls for, and without handles: what has to be bought at least. */
export function bareOrder(request: VideoRequest, card: ModelCard): VideoRequest {
  const { shot } = request;
  const reveal = shot.seeds.find(({ use }) => use === 'reveal');
  const lastFrame = card.lastFrame ? seedOf(request, reveal?.id) : null;
  const first = firstSeed(request, lastFrame !== null)?.id ?? figureSeed(shot);
  return {
    ...request,
    firstFrame: card.firstFrame ? seedOf(request, first) : null,
    lastFrame,
    frames: shot.frames,
    handles: { head: 0, tail: 0 },
  };
}

/** The picture that the shot itself calls for at its beginning; what is revealed at its end is none. */
function firstSeed({ shot }: VideoRequest, revealed: boolean): Shot['seeds'][number] | undefined {
  return shot.seeds.find(({ use }) => !revealed || use !== 'reveal');
}

/** The picture of the leading figure, or of any. */
function figureSeed({ figures }: Shot): string | undefined {
  const pictured = figures.filter(({ seed }) => seed !== null);
  return (pictured.find(({ principal }) => principal) ?? pictured[0])?.seed ?? undefined;
}

function seedOf({ seeds }: VideoRequest, id: string | undefined): KeyFrame | null {
  const seed: Seed | undefined = seeds.find((one) => one.id === id);
  if (seed === undefined) return null;
  return { media: seed.media, url: null, width: seed.width, height: seed.height, from: `seed ${seed.name}` };
}

/** From the file as the vendor delivered it; never from what the order says. */
async function lastFrameOf({ store, workers, scratchFolder, mint, signal }: Studio, take: Take): Promise<KeyFrame> {
  const folder = join(scratchFolder, 'key-frames');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${mint()}.png`);
  const clip = store.path((take.original ?? take).media);
  const size = await workers.run({ kind: 'last-frame', clip, path }, { signal });
  return { media: await store.put(path), url: null, ...size, from: `last picture of ${take.slate}` };
}

/** What transitions borrow is taken from the seconds that are bought anyway. */
function withHandles(
  bare: VideoRequest,
  wanted: VideoRequest['handles'],
  provider: VideoProvider,
  card: ModelCard,
): VideoRequest {
  const { shot, rate } = bare;
  const spare = Math.max(0, Math.floor(toFrames(provider.estimate(bare, card).seconds, rate)) - shot.frames);
  const head = Math.min(wanted.head, Math.max(Math.floor(spare / 2), spare - wanted.tail));
  const tail = Math.min(wanted.tail, spare - head);
  return { ...bare, frames: head + shot.frames + tail, handles: { head, tail } };
}
