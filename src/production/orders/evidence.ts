import { setTimeout as delay } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import { decodeEvent } from '../../film/events.ts';
import { isGone } from '../studio/holder.ts';
import { streamOf } from '../studio/production.ts';
import type { Lease } from '../../journal/spec.ts';
import type { Studio } from '../studio/studio.ts';

/** A take of ours at a provider. */
interface Own {
  provider: string;
  production: string;
  slate: string;
}

/** Productions that were not written to for so long before an order have nothing to do with it. */
const WINDOW_MS = 26 * 3_600_000;
/** An order is answered or given up in this time; what has been on its way for longer belongs to a process that died. */
const ON_ITS_WAY_MS = 180_000;

/** Vendor's ids of takes that belong to any production which was written to since about that time. */
export async function claimedJobs(studio: Studio, since: number): Promise<Set<string>> {
  const events = await recentEvents(studio, since);
  return new Set(
    events.flatMap(({ type, data }) => (type === 'take-submitted' && data.vendorId !== null ? [data.vendorId] : [])),
  );
}

/** Vendor's ids of spoken lines that belong to any production which was written to since about that time. */
export async function claimedLines(studio: Studio, since: number): Promise<Set<string>> {
  const events = await recentEvents(studio, since);
  return new Set(
    events.flatMap(({ type, data }) => (type === 'voice-adopted' && data.vendorId !== null ? [data.vendorId] : [])),
  );
}

/** Other lines that are ordered of a voice and not answered yet: whose line is in the history is not known. */
export async function linesOnTheirWay(
  studio: Studio,
  { voice, production, shot }: { voice: string; production: string; shot: string },
): Promise<number> {
  const now = studio.now();
  const open = new Set<string>();
  for (const { type, data, at, stream } of await recentEvents(studio, now)) {
    if (!type.startsWith('voice-') || !('shot' in data)) continue;
    const name = nameOf(stream, data.shot);
    if (name === nameOf(streamOf(production), shot)) continue;
    if (type === 'voice-intended' && data.provider === voice && now - at < ON_ITS_WAY_MS) open.add(name);
    else open.delete(name);
  }
  return open.size;
}

/** Orders of other takes at a provider that are written down and not answered yet: whose job is in the list is not known. */
export async function ordersOnTheirWay(studio: Studio, own: Own): Promise<number> {
  const now = studio.now();
  const open = new Set<string>();
  for (const { type, name, at, provider } of await takeEvents(studio, own, now)) {
    if (provider !== own.provider || name === nameOf(streamOf(own.production), own.slate)) continue;
    if (type === 'take-intended' && now - at < ON_ITS_WAY_MS) open.add(name);
    else open.delete(name);
  }
  return open.size;
}

/** Orders of other takes at a provider that began or ended since a time, or were under way then. */
export async function ordersAround(studio: Studio, own: Own, since: number): Promise<number> {
  const open = new Set<string>();
  const around = new Set<string>();
  for (const { type, name, at, provider } of await takeEvents(studio, own, since)) {
    if (provider !== own.provider || name === nameOf(streamOf(own.production), own.slate)) continue;
    if (type === 'take-intended' || type === 'take-submitted') open.add(name);
    if (ENDS.has(type)) open.delete(name);
    if (at >= since) around.add(name);
  }
  return new Set([...open, ...around]).size;
}

const ENDS = new Set(['take-delivered', 'take-adopted', 'take-failed', 'take-unsent']);

/** Does a piece of work while no other process of this studio does work of that name. */
export async function inTurn<T>(
  { journal, holder, mint }: Turns,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const lease = await turnIn({ journal, holder, mint }, name, signal);
  // A vendor that answers slowly does not hand the turn to the next, who would find the same job.
  const beat = setInterval(() => void journal.renew(lease, TURN_MS).catch(() => undefined), TURN_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await journal.release(lease);
  }
}

/** Waits for the turn; the turn of a process that died passes on at once. */
async function turnIn({ journal, holder, mint }: Turns, name: string, signal: AbortSignal): Promise<Lease> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await journal.acquire(name, `${holder}:${mint()}`, TURN_MS);
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'locked') throw error;
      const former = await journal.holder(name);
      if (former !== null && isGone(former.holder, holder)) await journal.release(former);
      else await delay(100, undefined, { signal });
    }
  }
}

type Turns = Pick<Studio, 'journal' | 'holder' | 'mint'>;

/** Milliseconds after which the turn of a process elsewhere that died in it passes on. */
const TURN_MS = 60_000;

function nameOf(stream: string, what: string): string {
  return `${stream} ${what}`;
}

/** What happened to takes, each with who shoots it. */
async function takeEvents(studio: Studio, own: Own, since: number) {
  const providers = new Map<string, string>();
  const events = await recentEvents(studio, since);
  return events.flatMap((event) => {
    if (!('slate' in event.data) || !event.type.startsWith('take-')) return [];
    const name = nameOf(event.stream, event.data.slate);
    if (event.type === 'take-intended') providers.set(name, event.data.provider);
    return [{ type: event.type, at: event.at, name, provider: providers.get(name) ?? own.provider }];
  });
}

async function recentEvents({ journal }: Studio, since: number) {
  const streams = await journal.list({ prefix: streamOf('') });
  const recent = streams.filter(({ updatedAt }) => updatedAt >= since - WINDOW_MS);
  const read = await Promise.all(
    recent.map(async ({ stream }) =>
      (await journal.read(stream)).map((one) => ({ ...decodeEvent(one), at: one.at, stream })),
    ),
  );
  return read.flat();
}
