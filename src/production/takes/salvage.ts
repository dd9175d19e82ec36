import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../../cutting-room/codec/probe.ts';
import { StudioError } from '../../errors.ts';
import { briefed } from '../../film/assets.ts';
import type { ProductionEvent } from '../../film/events.ts';
import { CLIP_FOUND, decodeFound, FLOOR_STREAM, type FoundClip } from '../../film/floor.ts';
import type { MediaRef } from '../../film/media.ts';
import type { MicroUsd } from '../../film/money.ts';
import type { ProductionState, TakeState } from '../../film/state.ts';
import { hashJson } from '../../json.ts';
import { download } from '../../providers/download.ts';
import type { ListedJob, VideoProvider } from '../../providers/video/spec.ts';
import { release, settle } from '../../ledger/ledger.ts';
import type { Plan } from '../studio/plan.ts';
import { requestAgain } from './request-for.ts';
import { recover } from '../orders/order.ts';
import { openTakes, pilotAtHand } from '../orders/paid.ts';
import { reservedFor } from '../orders/spend.ts';
import { holdProduction, readProduction, streamOf, type Production } from '../studio/production.ts';
import { deadlineOf, giveUp, prepareOrder, takeIn } from '../orders/shoot.ts';
import type { Studio } from '../studio/studio.ts';

export interface SalvageWish {
  /** Only this production; null for all. */
  run: string | null;
  /** Only this provider; null for all that are known. */
  provider: string | null;
  /** Milliseconds since 1970: how far back is looked. */
  since: number;
  /** Only tells what there is. */
  dry: boolean;
}

/** One paid piece of work that was looked for. */
export interface Salvaged {
  /**
   * `fetched`: it is here now; `ready`: it could be fetched; `working`: the vendor has not finished; `failed`: it came to
   * nothing; `never-taken`: nothing was ordered, its money is free; `unknown`: nobody can tell; `out-of-reach`: not now.
   */
  outcome: 'fetched' | 'ready' | 'working' | 'failed' | 'never-taken' | 'unknown' | 'out-of-reach';
  provider: string;
  vendorId: string | null;
  /** Null for work of unknown origin. */
  production: string | null;
  slate: string | null;
  prompt: string;
  /** What it cost or will cost; null when nobody says. */
  price: MicroUsd | null;
  /** When it was ordered: milliseconds since 1970. */
  at: number | null;
  note: string;
}

/**
 * Goes after everything that was paid, or may have been, and is not in: takes of our productions first, then what the
 * vendors' lists hold that no production of ours knows. Orders nothing.
 */
export async function* salvage(studio: Studio, wish: SalvageWish): AsyncGenerator<Salvaged> {
  for (const id of await productionsSince(studio, wish)) {
    const { state } = await readProduction(studio.journal, id);
    const open = Object.values(state.takes).filter(
      (take) => mayBePaid(take, state) && (wish.provider === null || take.provider === wish.provider),
    );
    if (open.length > 0) yield* salvageProduction(studio, id, open, wish.dry);
  }
  if (wish.run !== null) return;
  for (const name of providersToAsk(studio, wish)) yield* salvageList(studio, name, wish);
}

/** Open, or stopped while its order was on its way. */
function mayBePaid(take: TakeState, state: ProductionState): boolean {
  const wasOnItsWay = take.status === 'intended' && reservedFor(state, `take/${take.slate}`) > 0;
  return wasOnItsWay || openTakes(state).includes(take);
}

async function productionsSince({ journal }: Studio, { run, since }: SalvageWish): Promise<string[]> {
  if (run !== null) return [run];
  const streams = await journal.list({ prefix: streamOf('') });
  return streams.filter(({ updatedAt }) => updatedAt >= since).map(({ stream }) => stream.slice(streamOf('').length));
}

async function* salvageProduction(
  studio: Studio,
  id: string,
  open: TakeState[],
  dry: boolean,
): AsyncGenerator<Salvaged> {
  let production: Production;
  try {
    production = await holdProduction({ ...studio, watch: { ...studio.watch, onEvent: () => undefined } }, id);
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'locked') throw error;
    for (const take of open) yield { ...about(id, take, null), outcome: 'out-of-reach', note: error.message };
    return;
  }
  try {
    const { status, events } = production.state;
    // Whoever was killed has not said so, and the time since then is nobody's work.
    if (!dry && status === 'running') await production.record({ type: 'production-resumed', data: { from: events } });
    for (const { slate } of open) yield await salvageTake(production, slate, dry);
  } finally {
    await production.close();
  }
}

/** Looks after one take of a production that is held, and takes it in when it is ready. Orders and waits for nothing. */
export async function salvageTake(production: Production, slate: string, dry: boolean): Promise<Salvaged> {
  const take = production.state.takes[slate] as TakeState;
  const price = production.state.money.charges[`take/${slate}`]?.reserved ?? null;
  const told = { ...about(production.id, take, price), prompt: promptOf(production, take) };
  try {
    const asking = await prepareOrder(production, await requestAgain(production, planOf(production), slate));
    asking.deadline = deadlineOf(asking);
    if (dry && take.job === null) return { ...told, outcome: 'unknown', note: 'its order was never confirmed' };
    const job = await recover(asking);
    if (job === null) return { ...told, outcome: 'never-taken', note: 'its money is free again' };
    const seen = await asking.provider.check(job, asking.context);
    const found = { ...told, vendorId: job.id };
    if (seen.state === 'pending') return { ...found, outcome: 'working', note: seen.phase };
    if (seen.state === 'gone') return { ...found, outcome: 'unknown', note: seen.reason };
    if (dry) {
      return seen.state === 'delivered'
        ? { ...found, outcome: 'ready', note: 'ready to be fetched', price: seen.cost ?? price }
        : { ...found, outcome: 'failed', note: seen.reason };
    }
    const shooting = seen.state === 'failed' ? await giveUp(production, slate, seen) : await takeIn(asking, job, seen);
    return 'take' in shooting
      ? { ...found, outcome: 'fetched', note: `attached to shot ${take.shot}`, price: shooting.take.cost }
      : { ...found, outcome: 'failed', note: shooting.failed.reason };
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const outcome = error.code === 'paid-work-outstanding' && take.job === null ? 'unknown' : 'out-of-reach';
    return { ...told, outcome, note: error.message };
  }
}

function about(production: string, take: TakeState, price: MicroUsd | null): Omit<Salvaged, 'outcome' | 'note'> {
  const { provider, vendorId, slate, intendedAt } = take;
  return { production, slate, provider, vendorId, prompt: '', price, at: intendedAt };
}

function promptOf({ state }: Production, { shot }: TakeState): string {
  const shots = state.screenplay?.scenes.flatMap(({ shots }) => shots) ?? [];
  return shots.find(({ id }) => id === shot)?.description ?? '';
}

/** What was planned, from what is written down. Throws `not-found` for a production that has not come so far. */
export function planOf({ id, state }: Production): Plan {
  const { brief, contract, screenplay } = state;
  const pilot = pilotAtHand(state);
  if (brief === null || contract === null || screenplay === null || pilot === undefined)
    throw new StudioError('not-found', `${id} has no screenplay yet`, { hint: `claude-studio resume ${id}` });
  return { brief: briefed(brief, state.assets), contract, screenplay, pilot };
}

function providersToAsk(studio: Studio, { provider }: SalvageWish): string[] {
  return provider === null ? studio.videoWithKey() : [provider];
}

/** Work that the vendor lists and no production of ours knows: a lost journal, another machine, somebody else's key. */
async function* salvageList(studio: Studio, name: string, { since, dry }: SalvageWish): AsyncGenerator<Salvaged> {
  const provider = await studio.videoProvider(name);
  if (provider.list === undefined) return;
  const known = await knownJobs(studio);
  for (const job of await provider.list(since, studio.signal)) {
    if (known.has(job.job.id)) continue;
    yield await salvageFound(studio, provider, job, dry);
  }
}

async function salvageFound(
  studio: Studio,
  provider: VideoProvider,
  listed: ListedJob,
  dry: boolean,
): Promise<Salvaged> {
  const told: Omit<Salvaged, 'outcome' | 'note'> = {
    provider: provider.id,
    vendorId: listed.job.id,
    production: null,
    slate: listed.reference === null ? null : (/^studio-(\w+-\d+)-/.exec(listed.reference)?.[1] ?? null),
    prompt: listed.prompt,
    price: listed.cost,
    at: listed.createdAt,
  };
  if (listed.state === 'pending') return { ...told, outcome: 'working', note: 'unknown origin' };
  if (listed.state === 'failed') return { ...told, outcome: 'failed', note: 'unknown origin' };
  if (dry) return { ...told, outcome: 'ready', note: 'unknown origin' };
  try {
    const clip = await fetchFound(studio, provider, listed);
    await remember(studio, clip);
    return { ...told, outcome: 'fetched', note: `unknown origin; on the floor as ${clip.id}` };
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    return { ...told, outcome: 'out-of-reach', note: error.message };
  }
}

async function fetchFound(studio: Studio, provider: VideoProvider, listed: ListedJob): Promise<FoundClip> {
  const { job, model, prompt, createdAt, reference } = listed;
  const folder = join(studio.scratchFolder, 'salvage');
  await mkdir(folder, { recursive: true });
  const context = {
    signal: studio.signal,
    scratchFolder: folder,
    file: (media: MediaRef) => studio.store.path(media),
    onProgress: () => undefined,
  };
  const seen = await provider.check(job, context);
  if (seen.state !== 'delivered' || seen.asset.kind !== 'url')
    throw new StudioError('provider', `${provider.id} does not deliver ${job.id} any more`);
  const path = join(folder, `${studio.mint()}.mp4`);
  const got = await download({ url: seen.asset.url, path, signal: studio.signal });
  if (got.kind !== 'fetched')
    throw new StudioError('provider', `${job.id} cannot be fetched: ${got.reason}`, { retryable: true });
  return {
    schema: 'FoundClip.1',
    id: `found-${hashJson([provider.id, job.id]).slice(0, 10)}`,
    provenance: provider.provenance,
    provider: provider.id,
    model,
    vendorId: job.id,
    prompt,
    cost: seen.cost ?? listed.cost,
    createdAt,
    reference,
    media: await studio.store.put(path),
    probe: await probe(path),
  };
}

/** Adds a clip to the floor, whoever else adds to it at the same time. */
async function remember({ journal }: Studio, clip: FoundClip): Promise<void> {
  for (;;) {
    const past = await journal.read(FLOOR_STREAM);
    if (past.some((event) => decodeFound(event).vendorId === clip.vendorId)) return;
    try {
      await journal.append(FLOOR_STREAM, [{ schema: CLIP_FOUND, data: clip }], past.length);
      return;
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'conflict') throw error;
    }
  }
}

/** Vendor's ids of everything that a production or the floor has. */
async function knownJobs({ journal }: Studio): Promise<Set<string>> {
  const ids = new Set<string>((await journal.read(FLOOR_STREAM)).map((event) => decodeFound(event).vendorId));
  for (const { stream } of await journal.list({ prefix: streamOf('') })) {
    for (const { schema, data } of await journal.read(stream)) {
      const id = schema.startsWith('take-submitted.') ? (data as { vendorId?: unknown }).vendorId : null;
      if (typeof id === 'string') ids.add(id);
    }
  }
  return ids;
}

/**
 * A person's word on an order of which nobody knows whether the vendor took it, by slate (`3B-2`) or by the shot of a line
 * (`3B`). Taken: it is written off at what was set aside, and may be ordered anew with other money. Not taken: its money is
 * free. Throws `usage` when nothing is unsure about it.
 */
export async function settleUnsure(studio: Studio, run: string, what: string, taken: boolean): Promise<void> {
  const production = await holdProduction(studio, run);
  try {
    const { state } = production;
    const { takes, voiceOrders } = state;
    const isTake = takes[what]?.status === 'unsure' || (takes[what]?.status === 'intended' && takes[what].job === null);
    const isLine = voiceOrders[what]?.status === 'unsure' || voiceOrders[what]?.status === 'intended';
    if (!isTake && !isLine) {
      throw new StudioError('usage', `nothing is unsure about ${JSON.stringify(what)} of ${run}`, {
        hint: `claude-studio status ${run} shows what is.`,
      });
    }
    const reservation = isTake ? `take/${what}` : `voice/${what}`;
    const reason = taken ? 'the vendor took it, and it is lost: your word' : 'the vendor never took it: your word';
    const taking: ProductionEvent = isTake
      ? { type: 'take-failed', data: { slate: what, kind: 'fault', reason, billed: true, retryable: true } }
      : { type: 'voice-failed', data: { shot: what, kind: 'lost', reason } };
    const giving: ProductionEvent = isTake
      ? { type: 'take-unsent', data: { slate: what, reason } }
      : { type: 'voice-unsent', data: { shot: what, reason } };
    const reserved = reservedFor(state, reservation);
    await production.decide((ledger) =>
      taken
        ? [taking, { type: 'money-settled', data: settle(ledger, reservation, reserved, 'price-book') }]
        : [giving, { type: 'money-released', data: release(ledger, reservation, reason) }],
    );
  } finally {
    await production.close();
  }
}
