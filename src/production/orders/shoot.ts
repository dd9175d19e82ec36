import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../errors.ts';
import type { EventData, ProductionEvent } from '../../film/events.ts';
import type { MicroUsd } from '../../film/money.ts';
import type { MediaRef } from '../../film/media.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { TakeState } from '../../film/state.ts';
import type { Take } from '../../film/take.ts';
import { hashJson } from '../../json.ts';
import { release, settle, type Ledger } from '../../ledger/ledger.ts';
import type { Job, JobStatus, ModelCard, VideoProvider } from '../../providers/video/spec.ts';
import { adopt, adoptAgain, type DeliveredStatus } from './adopt.ts';
import { awaitJob, type Ended } from './await-job.ts';
import { takePath } from '../studio/layout.ts';
import { assertGiven, ifOffline, mend } from './mend.ts';
import { order, type Asking } from './order.ts';
import { cardOf, gateOf, videoProviderOf } from './paid.ts';
import type { Production } from '../studio/production.ts';
import { measuredCard, readProfile } from './profile.ts';
import { owedWithoutBill } from './spend.ts';

/** Who shoots a take, with which model. */
export interface Seller {
  provider: VideoProvider;
  card: ModelCard;
}

/** What came of an attempt: a take, or the reason why there is none. */
export type Shooting = { take: Take } | { failed: EventData<'take-failed'> };

/**
 * Shoots one take: reserves, writes the intent down, orders, waits, adopts the file, settles. Every step is in the journal
 * before the next one begins, so a take is taken up wherever it was left. Throws `budget-exceeded` when it cannot be paid
 * and `paid-work-outstanding` when it is paid, or may be, and has not come in. The most urgent goes first where a vendor
 * takes only so many orders at once.
 */
export async function shoot(
  production: Production,
  request: VideoRequest,
  { urgency = 0, seller }: { urgency?: number; seller?: Seller } = {},
): Promise<Shooting> {
  const { slate } = request;
  const before = production.state.takes[slate];
  if (before?.failure) return { failed: before.failure };
  if (before?.take) {
    await mendTake(production, request, before.take);
    return { take: before.take };
  }

  const asking = await prepareOrder(production, request, seller);
  // What the vendor has already waits for no place.
  const pass =
    before?.job == null ? await asking.gate.enter(asking.context.signal, urgency) : { leave: () => undefined };
  try {
    asking.deadline = deadlineOf(asking);
    const ordered = await order(asking);
    if ('refusal' in ordered) return await giveUp(production, slate, { ...ordered.refusal, billed: false, cost: null });
    const { job } = ordered;
    const ended = await awaitJob(asking, job, production.studio.now());
    if (ended.state === 'failed') return await giveUp(production, slate, ended);
    await noteDelivered(asking, ended);
    // The vendor has finished with it and its bill is written down: the next order need not wait for the file.
    pass.leave();
    return await takeIn(asking, job, ended);
  } finally {
    pass.leave();
  }
}

/** Everything that is needed to order one take and to look after it; sends nothing. */
export async function prepareOrder(production: Production, request: VideoRequest, seller?: Seller): Promise<Asking> {
  const { studio } = production;
  const { slate, seeds } = request;
  const known = production.state.takes[slate];
  const { provider, card: sold } = (known === undefined ? seller : null) ?? (await sellerOf(production, known));
  const profile = provider.repeatable ? null : await readProfile(studio.journal, provider, sold.model);
  const card = measuredCard(sold, profile, studio.now());
  for (const { name, media } of seeds) await assertGiven(studio, production.id, `the seed ${name}`, media);
  const scratchFolder = join(studio.scratchFolder, slate);
  await mkdir(scratchFolder, { recursive: true });
  const asking: Asking = {
    production,
    provider,
    card,
    request,
    gate: gateOf(studio, provider, card),
    deadline: Infinity,
    context: {
      signal: AbortSignal.any([studio.signal, production.lost]),
      reference: known?.reference ?? referenceOf(production, slate),
      scratchFolder,
      file: (media) => studio.store.path(media),
      onProgress: (done, total) => studio.watch.onProgress({ work: 'draw', subject: slate, done, total }),
    },
  };
  return asking;
}

/** Who shoots: of a take that was begun whoever has it, else whoever shoots the film. */
async function sellerOf(production: Production, known?: TakeState): Promise<Seller> {
  const provider = await videoProviderOf(production, known);
  return { provider, card: cardOf(provider, production.state, known) };
}

/** Milliseconds since 1970 until which this process waits for the take. What is drawn here has no deadline. */
export function deadlineOf({ production: { studio }, provider, card }: Asking): number {
  if (provider.repeatable) return Infinity;
  return studio.now() + (studio.settings.timeout ?? card.timeoutSeconds) * 1_000;
}

/**
 * Delivered and the bill are one write, before the file is fetched: from here on the money is gone, and the vendor owes us
 * nothing but the file.
 */
async function noteDelivered(
  { production, provider, card, request }: Asking,
  { cost }: DeliveredStatus,
): Promise<void> {
  const { slate } = request;
  if (provider.repeatable || production.state.takes[slate]?.status === 'delivered') return;
  const reservation = `take/${slate}`;
  const owed = cost ?? owedWithoutBill(production.state, reservation, provider.estimate(request, card).price);
  const basis = cost === null ? 'price-book' : 'vendor';
  await production.decide((ledger) => [
    { type: 'take-delivered', data: { slate, cost } },
    { type: 'money-settled', data: settle(ledger, reservation, owed, basis) },
  ]);
}

/** Fetches and adopts what was delivered; a delivery that is no film is a failure that was paid for. */
export async function takeIn(asking: Asking, job: Job, delivered: DeliveredStatus): Promise<Shooting> {
  const { production, request } = asking;
  await noteDelivered(asking, delivered);
  const take = await adopt(asking, job, delivered);
  if (!('unusable' in take)) return { take };
  const failure = {
    kind: 'fault',
    reason: take.unusable,
    billed: true,
    cost: delivered.cost,
    retryable: true,
  } as const;
  return giveUp(production, request.slate, failure);
}

/** Writes a failure down together with what it cost. */
export async function giveUp(
  production: Production,
  slate: string,
  { kind, reason, billed, retryable, cost }: Omit<Extract<JobStatus, { state: 'failed' }>, 'state'>,
): Promise<Shooting> {
  const failed = { slate, kind, reason, billed, retryable };
  await production.decide((ledger) => [
    { type: 'take-failed', data: failed },
    ...billOf(ledger, `take/${slate}`, billed, cost, reason),
  ]);
  return { failed };
}

/** A failure that is billed costs what the vendor says, else all that was set aside for it. */
function billOf(
  ledger: Ledger,
  reservation: string,
  billed: boolean,
  cost: MicroUsd | null,
  reason: string,
): ProductionEvent[] {
  const entry = ledger.entries.findLast((one) => one.reservation === reservation);
  // What was delivered is billed already, whatever its file is worth.
  if (entry?.state !== 'reserved') return [];
  if (!billed && !cost) return [{ type: 'money-released', data: release(ledger, reservation, reason) }];
  const basis = cost === null ? 'price-book' : 'vendor';
  return [{ type: 'money-settled', data: settle(ledger, reservation, cost ?? entry.reserved, basis) }];
}

async function mendTake(production: Production, request: VideoRequest, { slate, media, provenance }: Take) {
  await mend(production.studio, {
    name: `take ${slate}`,
    media,
    copy: join(production.state.folder ?? '', takePath(slate)),
    again: ifOffline(provenance, async () => shootAgain(await prepareOrder(production, request))),
  });
}

/** The take once more, from the order as it was given; only where that costs nothing. */
async function shootAgain(asking: Asking): Promise<MediaRef> {
  const { provider, card, request, context } = asking;
  const ordered = await provider.start(request, card, context);
  const ended: Ended | null = ordered.kind === 'accepted' ? await awaitJob(asking, ordered.job, 0) : null;
  if (ordered.kind !== 'accepted' || ended?.state !== 'delivered')
    throw new StudioError('provider', `take ${request.slate} cannot be made again`);
  return adoptAgain(asking, ordered.job, ended);
}

/**
 * Letters and digits, the same for the same take of the same production and for no other of any studio, so that an order
 * can be recognised at the vendor. The production's name alone may be used twice, in two studios of one account.
 */
function referenceOf({ id, state, studio }: Production, slate: string): string {
  const whose = hashJson([studio.settings.home, id, state.startedAt, slate]).slice(0, 24);
  return `studio-${slate}-${whose}`;
}
