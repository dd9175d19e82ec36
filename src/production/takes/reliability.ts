import { selfAgreement, thumbsAgreement, type Reliability, type ThumbsAgreement } from '../../crew/odds/reliability.ts';
import { decodeEvent } from '../../film/events.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Journal } from '../../journal/spec.ts';
import { streamOf, type Production } from '../studio/production.ts';

/** How far the judge can be trusted, by everything that this studio has seen of it. */
export interface Trust {
  /** Against itself: takes that were judged twice. */
  self: Reliability;
  /** Against the person: scores of takes with a thumb. */
  thumbs: ThumbsAgreement;
}

/** Over all productions of one provenance: what was paid in simulated dollars says nothing of the real judge. */
export async function trustIn(journal: Journal, provenance: Provenance): Promise<Trust> {
  const pairs: { first: number | null; second: number | null }[] = [];
  const rows: { score: number | null; thumb: 'up' | 'down' }[] = [];
  for (const { stream } of await journal.list({ prefix: streamOf('') })) {
    if (!(await isOf(journal, stream, provenance))) continue;
    const recorded = await journal.read(stream);
    // What was imported was judged by another judge.
    if (recorded.some(({ schema }) => schema.startsWith('production-imported.'))) continue;
    const scores = new Map<string, number | null>();
    const thumbs = new Map<string, boolean>();
    for (const one of recorded) {
      if (!/^take-(?:rejudged|reviewed|thumbed)\./.test(one.schema)) continue;
      const event = decodeEvent(one);
      if (event.type === 'take-rejudged') pairs.push({ first: event.data.first, second: event.data.overall });
      else if (event.type === 'take-reviewed') scores.set(event.data.slate, event.data.overall);
      else if (event.type === 'take-thumbed') thumbs.set(event.data.slate, event.data.up);
    }
    for (const [slate, up] of thumbs) rows.push({ score: scores.get(slate) ?? null, thumb: up ? 'up' : 'down' });
  }
  return { self: selfAgreement(pairs), thumbs: thumbsAgreement(rows) };
}

/** How much a score of this production's judge is worth, 0–1: looked up once, because nothing of it changes in between. */
export function reliabilityFor({ state, studio: { journal } }: Production): Promise<number> {
  const provenance = state.provenance ?? 'offline';
  const known = LOOKED_UP.get(journal)?.get(provenance);
  if (known !== undefined) return known;
  const looking = trustIn(journal, provenance).then(({ self }) => self.reliability);
  const own = LOOKED_UP.get(journal) ?? new Map<Provenance, Promise<number>>();
  LOOKED_UP.set(journal, own.set(provenance, looking));
  return looking;
}

const LOOKED_UP = new WeakMap<Journal, Map<Provenance, Promise<number>>>();

/** The first event says whose money it is; of other productions nothing more is read. */
async function isOf(journal: Journal, stream: string, provenance: Provenance): Promise<boolean> {
  const [first] = await journal.read(stream, { limit: 1 });
  if (first?.schema.startsWith('production-started.') !== true) return false;
  const event = decodeEvent(first);
  return event.type === 'production-started' && event.data.provenance === provenance;
}
