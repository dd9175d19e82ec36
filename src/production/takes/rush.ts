import { fitOf } from '../../film/fit.ts';
import { frameSize, pictureSeconds } from '../../film/media.ts';
import type { Escalation } from '../../film/review.ts';
import type { Shot } from '../../film/screenplay.ts';
import type { Take } from '../../film/take.ts';
import { toFrames, toSeconds } from '../../film/time.ts';
import type { TakeFacts } from '../studio/jobs.ts';
import type { Plan } from '../studio/plan.ts';
import type { Production } from '../studio/production.ts';
import { requestFor, sellerFor } from './request-for.ts';
import { shoot } from '../orders/shoot.ts';

/** A take, and what is measured on it. */
export interface Rush {
  shot: Shot;
  take: Take;
  /** Measured once, when it is asked for. */
  facts(): Promise<TakeFacts>;
}

/** Shoots one take and measures it, unless its review is written already; null when the provider failed. */
export async function rush(
  production: Production,
  plan: Plan,
  shot: Shot,
  { slate, previous = null, urgency = 0, escalation = null }: Attempt,
): Promise<Rush | null> {
  const seller = await sellerFor(production, plan, escalation);
  const request = await requestFor(production, plan, shot, { slate, previous, seller, escalation });
  const shooting = await shoot(production, request, { urgency, seller });
  if ('failed' in shooting) return null;
  const { take } = shooting;
  let measured: Promise<TakeFacts> | null = null;
  const facts = (): Promise<TakeFacts> => (measured ??= measure(production, plan, shot, take));
  if (production.state.takes[slate]?.review == null) await facts();
  return { shot, take, facts };
}

async function measure(
  { studio }: Production,
  { brief, screenplay: { rate } }: Plan,
  shot: Shot,
  take: Take,
): Promise<TakeFacts> {
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 0, total: 1 });
  const frames = take.handles.head + shot.frames + take.handles.tail;
  const held = heldIn(take, toSeconds(take.handles.head + shot.frames, rate));
  const facts = await studio.workers.run(
    {
      kind: 'measure',
      path: studio.store.path(take.media),
      expected: { ...frameSize(brief.aspect, brief.resolution), rate, frames, held: toFrames(held, rate) },
    },
    { signal: studio.signal },
  );
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 1, total: 1 });
  return facts;
}

/** Seconds that a clip was too short for its shot, where nothing but another take helps. */
function heldIn({ original }: Take, wants: number): number {
  if (original === null) return 0;
  const seconds = pictureSeconds(original.probe);
  return fitOf(seconds, wants) === 'short' ? wants - seconds : 0;
}

interface Attempt {
  slate: string;
  /** The take of its thread that it goes on from. */
  previous?: Take | null;
  urgency?: number;
  /** How it is made otherwise than the attempts before. */
  escalation?: Escalation | null;
}
