import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { probe } from '../cutting-room/probe.ts';
import { StudioError } from '../errors.ts';
import type { EventData } from '../film/events.ts';
import { ZERO } from '../film/money.ts';
import type { MediaRef } from '../film/media.ts';
import type { VideoRequest } from '../film/request.ts';
import type { Take } from '../film/take.ts';
import { release, settle } from '../ledger/ledger.ts';
import type { Job, JobStatus, ProviderContext, VideoProvider } from '../providers/video/spec.ts';
import { takePath } from './layout.ts';
import { assertGiven, mend } from './mend.ts';
import { stopIfAsked, type Production } from './production.ts';
import { promise } from './spend.ts';

/** How an order ended. */
type Outcome = Exclude<JobStatus, { state: 'pending' }>;
type Delivered = Extract<Outcome, { state: 'delivered' }>;

/** What came of an attempt: a take, or the reason why there is none. */
export type Shooting = { take: Take } | { failed: EventData<'take-failed'> };

/**
 * Shoots one take: reserves, writes the intent down, orders, waits, adopts the file, settles. Every step is in the journal
 * before the next one begins, so a take is taken up wherever it was left. Throws `budget-exceeded` when it cannot be paid
 * and `paid-work-outstanding` when nobody knows whether an order was accepted.
 */
export async function shoot(production: Production, request: VideoRequest): Promise<Shooting> {
  const { slate } = request;
  const { studio } = production;
  const before = production.state.takes[slate];
  const provider = providerOf(production);
  if (before?.take) {
    const { media } = before.take;
    await mend(studio, {
      name: `take ${slate}`,
      media,
      copy: join(production.state.folder ?? '', takePath(slate)),
      again: provider.repeatable ? () => shootAgain(production, provider, request) : null,
    });
    return { take: before.take };
  }
  if (before?.failure) return { failed: before.failure };

  if (before === undefined) await intend(production, provider, request);
  const outcome = await orderAndWait(production, provider, request, before?.status === 'intended');
  return outcome.state === 'failed'
    ? { failed: await giveUp(production, slate, outcome) }
    : { take: await adopt(production, provider, request, outcome) };
}

/** The take once more, from the order as it was given. */
async function shootAgain(production: Production, provider: VideoProvider, request: VideoRequest): Promise<MediaRef> {
  const outcome = await orderAndWait(production, provider, request, false);
  if (outcome.state === 'failed')
    throw new StudioError('provider', `take ${request.slate} cannot be made again: ${outcome.reason}`);
  return keep(production, provider, request, outcome);
}

async function orderAndWait(
  production: Production,
  provider: VideoProvider,
  request: VideoRequest,
  interrupted: boolean,
): Promise<Outcome> {
  const { studio } = production;
  const { slate, seeds } = request;
  for (const { name, media } of seeds) await assertGiven(studio, production.id, `the seed ${name}`, media);
  const scratchFolder = join(studio.scratchFolder, slate);
  await mkdir(scratchFolder, { recursive: true });
  const context: ProviderContext = {
    signal: AbortSignal.any([studio.signal, production.lost]),
    reference: referenceOf(production, slate),
    scratchFolder,
    onProgress: (done, total) => studio.watch.onProgress({ work: 'draw', subject: slate, done, total }),
  };
  const { job } = await order(production, provider, request, context, interrupted);
  return waitFor(provider, job, context);
}

/** Money and intent are one write: an order can never be on its way without its reservation. */
async function intend(production: Production, provider: VideoProvider, request: VideoRequest): Promise<void> {
  stopIfAsked(production.studio.signal);
  const { slate } = request;
  const card = cardOf(provider);
  const { price } = provider.estimate(request, card);
  const reservation = `take/${slate}`;
  await production.decide((ledger) => [
    ...promise(ledger, {
      reservation,
      act: `take ${slate}`,
      provider: provider.id,
      model: card.model,
      provenance: provider.provenance,
      amount: price,
    }),
    {
      type: 'take-intended',
      data: {
        slate,
        shot: request.shot.id,
        provider: provider.id,
        model: card.model,
        reservation,
        reference: referenceOf(production, slate),
      },
    },
  ]);
}

/**
 * Exactly one order. When we were killed between the order and the note of it, nobody knows whether the vendor took it:
 * what costs nothing is ordered again, what may have been billed is left to a person.
 */
async function order(
  production: Production,
  provider: VideoProvider,
  request: VideoRequest,
  context: ProviderContext,
  interrupted: boolean,
): Promise<EventData<'take-submitted'>> {
  const { slate } = request;
  if (interrupted && !provider.repeatable) {
    await production.record({ type: 'take-unsure', data: { slate, reason: 'stopped while the order was on its way' } });
    throw new StudioError('paid-work-outstanding', `nobody knows whether ${provider.id} took the order for ${slate}`, {
      hint: `Look at your ${provider.id} account before you order again.`,
    });
  }
  return production.step(`order/${slate}`, 'take-submitted', { slate }, async () => ({
    slate,
    ...(await provider.start(request, cardOf(provider), context)),
  }));
}

async function waitFor(provider: VideoProvider, job: Job, context: ProviderContext): Promise<Outcome> {
  for (;;) {
    stopIfAsked(context.signal);
    const status = await provider.check(job, context);
    if (status.state !== 'pending') return status;
    await delay(status.pollAfterMs, undefined, { signal: context.signal });
  }
}

async function giveUp(
  production: Production,
  slate: string,
  outcome: Extract<Outcome, { state: 'failed' }>,
): Promise<EventData<'take-failed'>> {
  const { kind, reason, billed, retryable } = outcome;
  const failure = { slate, kind, reason, billed, retryable };
  await production.decide((ledger) => {
    const reservation = `take/${slate}`;
    const entry = ledger.entries.findLast((one) => one.reservation === reservation);
    return [
      { type: 'take-failed', data: failure },
      billed
        ? { type: 'money-settled', data: settle(ledger, reservation, entry?.reserved ?? ZERO, 'price-book') }
        : { type: 'money-released', data: release(ledger, reservation, reason) },
    ];
  });
  return failure;
}

/** The file is probed, brought into the house format, hashed and kept; then the money is settled, in the same write. */
async function adopt(
  production: Production,
  provider: VideoProvider,
  request: VideoRequest,
  delivered: Delivered,
): Promise<Take> {
  const { studio } = production;
  const { slate, shot } = request;
  const media = await keep(production, provider, request, delivered);
  const entry = production.state.takes[slate];
  const cost = delivered.cost ?? provider.estimate(request, cardOf(provider)).price;
  const take: Take = {
    schema: 'Take.1',
    slate,
    shot: shot.id,
    number: Number(slate.split('-')[1]),
    provenance: provider.provenance,
    provider: provider.id,
    model: entry?.model ?? cardOf(provider).model,
    media,
    probe: await probe(studio.store.path(media)),
    handles: request.handles,
    cost,
    warnings: delivered.warnings,
    prompt: request.prompt,
  };
  await production.decide((ledger) => [
    { type: 'take-adopted', data: take },
    {
      type: 'money-settled',
      data: settle(
        ledger,
        `take/${slate}`,
        cost,
        cost === 0 ? 'free' : delivered.cost === null ? 'price-book' : 'vendor',
      ),
    },
  ]);
  return take;
}

function keep(
  { studio }: Production,
  provider: VideoProvider,
  { slate }: VideoRequest,
  { asset }: Delivered,
): Promise<MediaRef> {
  if (asset.kind === 'file') return studio.store.put(asset.path);
  throw new StudioError('provider', `${provider.id} delivered no file for ${slate}`);
}

function providerOf({ state, studio }: Production): VideoProvider {
  const id = state.brief?.provider ?? '';
  const provider = studio.video[id];
  if (provider === undefined) {
    throw new StudioError('config', `this studio has no provider ${JSON.stringify(id)}`, {
      hint: `It has: ${Object.keys(studio.video).join(', ')}.`,
    });
  }
  return provider;
}

function cardOf(provider: VideoProvider): VideoProvider['models'][number] {
  const [card] = provider.models;
  if (card === undefined) throw new StudioError('internal', `${provider.id} has no model`);
  return card;
}

/** The same for the same take of the same production, so that an order can be recognised at the vendor. */
function referenceOf({ id }: Production, slate: string): string {
  return `${id}/${slate}`;
}
