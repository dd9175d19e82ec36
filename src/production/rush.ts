import { frameSize } from '../film/media.ts';
import type { Escalation } from '../film/review.ts';
import type { Shot } from '../film/screenplay.ts';
import type { Take } from '../film/take.ts';
import type { TakeFacts } from './jobs.ts';
import type { Plan } from './plan.ts';
import type { Production } from './production.ts';
import { requestFor, sellerFor } from './request-for.ts';
import { shoot } from './shoot.ts';

/** A take with what was measured on it. */
export interface Rush {
  shot: Shot;
  take: Take;
  facts: TakeFacts;
}

/** Shoots one take and measures it; null when the provider failed. */
export async function rush(
  production: Production,
  plan: Plan,
  shot: Shot,
  { slate, previous = null, urgency = 0, escalation = null }: Attempt,
): Promise<Rush | null> {
  const { studio } = production;
  const { brief } = plan;
  const seller = await sellerFor(production, plan, escalation);
  const request = await requestFor(production, plan, shot, { slate, previous, seller, escalation });
  const shooting = await shoot(production, request, { urgency, seller });
  if ('failed' in shooting) return null;
  const { take } = shooting;
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 0, total: 1 });
  const frames = take.handles.head + shot.frames + take.handles.tail;
  const facts = await studio.workers.run(
    {
      kind: 'measure',
      path: studio.store.path(take.media),
      expected: { ...frameSize(brief.aspect, brief.resolution), rate: request.rate, frames },
    },
    { signal: studio.signal },
  );
  studio.watch.onProgress({ work: 'review', subject: take.slate, done: 1, total: 1 });
  return { shot, take, facts };
}

interface Attempt {
  slate: string;
  /** The take of its thread that it goes on from. */
  previous?: Take | null;
  urgency?: number;
  /** How it is made otherwise than the attempts before. */
  escalation?: Escalation | null;
}
