import { setTimeout as delay } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import type { EventData } from '../../film/events.ts';
import { formatUsd } from '../../film/money.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { TakeState } from '../../film/state.ts';
import { release } from '../../ledger/ledger.ts';
import type { Found, Witness } from '../../providers/spec.ts';
import type { Job, ModelCard, ProviderContext, VideoProvider } from '../../providers/video/spec.ts';
import { claimedJobs, inTurn, ordersAround, ordersOnTheirWay } from './evidence.ts';
import type { Gate } from '../studio/gates.ts';
import { stopIfAsked, type Production } from '../studio/production.ts';
import { reservationFor } from './spend.ts';

/** Milliseconds between two looks for a lost order. */
const LOOK_MS = 5_000;
/** So long after an order an account's figures have moved, or never will. */
const SETTLED_AFTER_MS = 60_000;
/** A vendor that cannot be reached at all is not waited for as long as one that is busy. */
const UNREACHABLE_MS = 30_000;
/** Back-off of a vendor that takes no order now: from, and at most. */
const BACK_OFF_MS = { first: 1_000, most: 60_000 };

/** An order that a vendor is asked to take, with everything that is needed to send it and to look after it. */
export interface Asking {
  production: Production;
  provider: VideoProvider;
  card: ModelCard;
  request: VideoRequest;
  context: ProviderContext;
  gate: Gate;
  /** Milliseconds since 1970: this process waits no longer for it. */
  deadline: number;
}

export type Refusal = Pick<EventData<'take-failed'>, 'kind' | 'reason' | 'retryable'>;

/** Money and intent are one write: an order can never be on its way without its reservation. Throws `budget-exceeded`. */
async function intend({ production, provider, card, request, context }: Asking): Promise<void> {
  stopIfAsked(production.studio.signal);
  const { slate, shot } = request;
  const { price, ceiling } = provider.estimate(request, card);
  const reservation = `take/${slate}`;
  const witness = await witnessOf(provider, context.signal);
  await production.decide((ledger) => [
    ...reservationFor(ledger, {
      reservation,
      act: `take ${slate}`,
      provider: provider.id,
      model: card.model,
      provenance: provider.provenance,
      amount: ceiling > price ? ceiling : price,
    }),
    {
      type: 'take-intended',
      data: {
        slate,
        shot: shot.id,
        provider: provider.id,
        model: card.model,
        reservation,
        reference: context.reference,
        witness,
        prompt: request.prompt,
        after: request.after,
      },
    },
  ]);
}

/**
 * Sees to it that the vendor has the order, once. An order of unknown outcome is never sent again: it is looked for at the
 * vendor first, and only what was certainly never taken is ordered anew. Throws `paid-work-outstanding` when nobody can
 * tell (its money stays reserved), `balance` and `config` when the vendor takes nothing from us, `provider` when it cannot
 * be reached.
 */
export async function order(asking: Asking): Promise<{ job: Job } | { refusal: Refusal }> {
  const { production, provider, request } = asking;
  for (;;) {
    const take = production.state.takes[request.slate];
    if (take === undefined || take.status === 'unsent') await intend(asking);
    else if (take.job !== null) return { job: take.job as Job };
    else if (!provider.repeatable) {
      if (take.status === 'intended') await unsure(asking, 'stopped while the order was on its way');
      const job = await lookFor(asking);
      if (job !== null) return { job };
      continue;
    }
    const answer = await send(asking);
    if (answer !== null) return answer;
  }
}

/**
 * The job of an order that was sent or may have been, without ordering anything: null when it was certainly never taken, and
 * then its money is free again. Throws `paid-work-outstanding` when nobody can tell.
 */
export async function recover(asking: Asking): Promise<Job | null> {
  const { production, request } = asking;
  const take = production.state.takes[request.slate];
  if (take?.job != null) return take.job as Job;
  if (take?.status === 'intended') await unsure(asking, 'stopped while the order was on its way');
  return lookFor(asking);
}

/** Sends the order until the vendor answers for certain; null when nobody knows what became of it, which is written down. */
async function send(asking: Asking): Promise<{ job: Job } | { refusal: Refusal } | null> {
  const { production, provider, card, request, context, gate, deadline } = asking;
  const { studio } = production;
  const unreachableFrom = studio.now();
  for (let backOff = BACK_OFF_MS.first; ; backOff = Math.min(backOff * 2, BACK_OFF_MS.most)) {
    stopIfAsked(context.signal);
    // A stop waits for the answer: an order that was torn off may be paid, and nobody knows.
    const answer = await provider.start(request, card, { ...context, signal: production.lost });
    if (answer.kind === 'accepted')
      return { job: await submitted(production, request.slate, answer.job, 'answered', answer.warnings) };
    if (answer.kind === 'unsure') {
      await unsure(asking, answer.reason);
      return null;
    }
    if (answer.kind === 'refused') {
      if (answer.why === 'balance' || answer.why === 'credentials') throw await takesNothing(asking, answer);
      return { refusal: { kind: answer.why, reason: answer.reason, retryable: false } };
    }
    const now = studio.now();
    if (now >= deadline || (answer.why === 'unreachable' && now - unreachableFrom >= UNREACHABLE_MS)) {
      await giveBack(asking, answer.reason);
      throw new StudioError('provider', `${provider.id} took no order for ${request.slate}: ${answer.reason}`, {
        hint: `Nothing was paid for it. claude-studio resume ${production.id} tries again.`,
        retryable: true,
      });
    }
    if (answer.why === 'concurrency') gate.narrow();
    const wait = Math.min(answer.retryAfterMs ?? backOff, Math.max(0, deadline - now));
    gate.pause(wait);
    await delay(wait, undefined, { signal: context.signal }).catch(async (error: unknown) => {
      // Stopped while nothing is on its way: that is certain now, and would not be later.
      if (!production.lost.aborted) await giveBack(asking, answer.reason);
      throw error;
    });
  }
}

async function unsure({ production, request: { slate } }: Asking, reason: string): Promise<void> {
  await production.record({ type: 'take-unsure', data: { slate, reason } });
}

/** An empty account or a refused key concerns every order: nobody asks again until the person has seen to it. */
async function takesNothing(asking: Asking, { why, reason }: { why: string; reason: string }): Promise<StudioError> {
  const { production, provider, gate, request } = asking;
  await giveBack(asking, reason);
  const error =
    why === 'balance'
      ? new StudioError('balance', `${provider.id} took no order for ${request.slate}: ${reason}`, {
          hint: `Top up your account there; then claude-studio resume ${production.id} goes on.`,
        })
      : new StudioError('config', `${provider.id} does not take the key: ${reason}`, {
          hint: `claude-studio test-provider ${provider.id} tries it; claude-studio resume ${production.id} goes on.`,
        });
  gate.shut(error);
  return error;
}

/** Certainly not taken, and not asked again now: its money is free again. */
async function giveBack({ production, request: { slate } }: Asking, reason: string): Promise<void> {
  await production.decide((ledger) => [
    { type: 'take-unsent', data: { slate, reason } },
    { type: 'money-released', data: release(ledger, `take/${slate}`, reason) },
  ]);
}

async function submitted(
  production: Production,
  slate: string,
  job: Job,
  how: EventData<'take-submitted'>['how'],
  warnings: string[] = [],
): Promise<Job> {
  await production.record({ type: 'take-submitted', data: { slate, job, vendorId: job.id, how, warnings } });
  return job;
}

/** The job when it was found at the vendor; null when it was certainly never taken, and then its money is free again. */
async function lookFor(asking: Asking): Promise<Job | null> {
  const { production, provider, request, context, deadline } = asking;
  const { studio } = production;
  const { slate } = request;
  const wait = provider.pollMs ?? LOOK_MS;
  const since = studio.now();
  // A vendor with a list may show an order only when it has ended; figures of an account settle or say nothing.
  const until = provider.list === undefined ? since + settledAfterMs(provider) + 2 * wait : deadline;
  for (;;) {
    // One look at a time, in all processes: two orders that are alike must not be taken for the same job.
    const seen = await inTurn(studio, `look/${provider.id}`, context.signal, async () => {
      const found = await look(asking, studio.now() - since);
      if (found.kind === 'found') await submitted(production, slate, found.order, 'found');
      return found;
    });
    if (seen.kind === 'found') return seen.order;
    if (seen.kind === 'absent') {
      await giveBack(asking, `${provider.id} has no such order: it was never taken`);
      return null;
    }
    if (studio.now() + wait >= until) {
      const money = production.state.money.charges[`take/${slate}`]?.reserved;
      throw new StudioError(
        'paid-work-outstanding',
        `nobody knows whether ${provider.id} took the order for ${slate}: ${seen.reason}`,
        {
          hint:
            `${money === undefined ? 'Its money' : formatUsd(money)} stays reserved. Look at your ${provider.id} account, then say what is so: ` +
            `claude-studio salvage ${production.id} --not-taken ${slate} (it is ordered anew) or --taken ${slate} (it is written off).`,
          data: { production: production.id, slate, reference: asking.context.reference },
        },
      );
    }
    await delay(wait, undefined, { signal: asking.context.signal });
  }
}

/** `quietMs`: for so long nobody has been sending it any more. */
async function look(asking: Asking, quietMs: number): Promise<Found<Job>> {
  const { production, provider, card, request, context } = asking;
  const { studio } = production;
  const { slate } = request;
  const take = production.state.takes[slate] as TakeState;
  const sentAt = take.intendedAt ?? studio.now();
  try {
    if (provider.find === undefined) return await compare(asking, take, sentAt, quietMs);
    const others = await ordersOnTheirWay(studio, { provider: provider.id, production: production.id, slate });
    if (others > 0) return { kind: 'unknown', reason: 'another order that may be like it is just on its way' };
    return await provider.find(
      {
        request,
        card,
        reference: context.reference,
        sentAt,
        now: studio.now(),
        quietMs,
        claimed: await claimedJobs(studio, sentAt),
      },
      context.signal,
    );
  } catch (error) {
    if (error instanceof StudioError && error.retryable) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

/**
 * For vendors that cannot be asked: an account whose figures are as they were just before the order, with nothing else of
 * ours under way in between, has not taken it. Anything else proves nothing.
 */
async function compare(
  { production, provider, context }: Asking,
  take: TakeState,
  sentAt: number,
  quietMs: number,
): Promise<Found<Job>> {
  const unknown = (reason: string): Found<Job> => ({ kind: 'unknown', reason });
  const before = take.witness;
  if (before === null || provider.witness === undefined) return unknown('this vendor cannot be asked for an order');
  const own = { provider: provider.id, production: production.id, slate: take.slate };
  const others = await ordersAround(production.studio, own, sentAt);
  if (others > 0) return unknown(`its account says nothing, because ${others} other orders were under way`);
  const after = await provider.witness(context.signal);
  const same = (figure: keyof Witness): boolean => before[figure] !== null && before[figure] === after[figure];
  if (!same('balance') || (before.orders !== null && !same('orders'))) return unknown('its account has changed since');
  if (quietMs >= settledAfterMs(provider)) return { kind: 'absent' };
  return unknown('it is too early to say what its account says');
}

/** A vendor's figures may move a while after the order (how long is unverified); a simulator's are as quick as our looks. */
function settledAfterMs({ provenance, pollMs }: VideoProvider): number {
  return provenance === 'simulated' && pollMs !== null ? Math.min(SETTLED_AFTER_MS, 10 * pollMs) : SETTLED_AFTER_MS;
}

async function witnessOf(provider: VideoProvider, signal: AbortSignal): Promise<Witness | null> {
  if (provider.witness === undefined || provider.find !== undefined) return null;
  try {
    return await provider.witness(signal);
  } catch (error) {
    if (error instanceof StudioError) return null; // without figures a lost order is a person's to settle
    throw error;
  }
}
