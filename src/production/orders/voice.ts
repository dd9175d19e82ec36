import { setTimeout as delay } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import type { EventData } from '../../film/events.ts';
import { formatUsd } from '../../film/money.ts';
import { countsOf, type VoiceRequest } from '../../film/request.ts';
import type { ProductionState } from '../../film/state.ts';
import type { VoiceLine } from '../../film/take.ts';
import { release, settle } from '../../ledger/ledger.ts';
import type { Found } from '../../providers/spec.ts';
import type { Speech, VoiceProvider } from '../../providers/voice/spec.ts';
import { claimedLines, inTurn, linesOnTheirWay } from './evidence.ts';
import type { Gate } from '../studio/gates.ts';
import { ifOffline, mend } from './mend.ts';
import { stopIfAsked, type Production } from '../studio/production.ts';
import { keepWav } from './keep-wav.ts';
import { owedWithoutBill, reservationFor } from './spend.ts';
import { isSimulated, providerNames } from '../studio/vendor-names.ts';

/** Lines that a vendor gets at once: what the smallest plans take. */
const LINES_AT_ONCE = 2;
const BACK_OFF_MS = { first: 1_000, most: 30_000 };
/** Milliseconds in which a vendor has to take a line, and in which a lost one has to show up in its history. */
const PATIENCE_MS = 120_000;
const LOOKING_MS = 150_000;

interface Saying {
  production: Production;
  voice: VoiceProvider;
  /** Everybody who may speak it, in order. */
  cast: readonly VoiceProvider[];
  request: VoiceRequest;
  signal: AbortSignal;
}

/**
 * One line, spoken once and paid once: reserved and written down before it is ordered, kept and settled in one write. A
 * line of unknown outcome is looked for in the vendor's history and never simply ordered again, here or elsewhere. When the
 * voice takes no lines (an empty account, a refused key, out of reach), the next of `fallbacks` speaks this line and all
 * that come after. Null when the vendor refuses the text or the money does not reach: the film goes without it. Throws
 * `paid-work-outstanding`, and of the last voice `balance`, `config`, `provider`.
 */
export async function speak(
  production: Production,
  voice: VoiceProvider,
  request: VoiceRequest,
  fallbacks: readonly VoiceProvider[] = [],
): Promise<VoiceLine | null> {
  const { studio } = production;
  const { shot } = request;
  const signal = AbortSignal.any([studio.signal, production.lost]);
  const cast = [voice, ...fallbacks];
  const known = production.state.voices[shot];
  if (known !== undefined) {
    const saying = { production, voice: memberOf(cast, known.provider), cast, request, signal };
    const again = ifOffline(known.provenance, async () => keepWav(production, (await saidHere(saying)).wav));
    await mend(studio, { name: `the voice of ${shot}`, media: known.media, copy: null, again });
    return known;
  }
  for (;;) {
    const speaker = speakerOf(production.state, cast, shot);
    const line = await inLine({ production, voice: speaker, cast, request, signal });
    if (line !== 'switched') return line;
  }
}

/** Whose line it is: of whoever has it or may have it, else of the voice that speaks now. */
function speakerOf(
  { voiceOrders, voiceSwitches }: ProductionState,
  cast: readonly VoiceProvider[],
  shot: string,
): VoiceProvider {
  const order = voiceOrders[shot];
  if (order?.status === 'intended' || order?.status === 'unsure') return memberOf(cast, order.provider);
  return memberOf(
    cast,
    voiceSwitches.reduce((now, { from, to }) => (from === now ? to : now), cast[0]?.id ?? ''),
  );
}

function memberOf(cast: readonly VoiceProvider[], id: string): VoiceProvider {
  const member = cast.find((one) => one.id === id);
  if (member === undefined) throw new StudioError('internal', `${id} speaks in this film and is not in its cast`);
  return member;
}

/** Waits for a place at the vendor. `switched` when somebody else speaks the line by then. */
async function inLine(saying: Saying): Promise<VoiceLine | null | 'switched'> {
  const { production, voice, signal, request } = saying;
  const { studio } = production;
  const gate = studio.gates(voice.id, voice.repeatable ? Infinity : (studio.settings.parallel ?? LINES_AT_ONCE));
  const pass = await gate.enter(signal);
  try {
    studio.watch.onProgress({ work: 'voice', subject: request.shot, done: 0, total: 1 });
    return await order(saying, gate);
  } finally {
    pass.leave();
  }
}

async function order(saying: Saying, gate: Gate): Promise<VoiceLine | null | 'switched'> {
  const { production, voice, cast, request } = saying;
  for (;;) {
    if (speakerOf(production.state, cast, request.shot) !== voice) return 'switched';
    const ordered = production.state.voiceOrders[request.shot];
    if (ordered?.status === 'failed') return null;
    if (ordered === undefined || ordered.status === 'unsent') {
      if (!(await intend(saying))) return null;
    } else if (!voice.repeatable) {
      if (ordered.status === 'intended') await unsure(saying, 'stopped while the line was on its way');
      const line = await lookFor(saying);
      if (line !== null) return line;
      continue;
    }
    const line = await ask(saying, gate);
    if (line !== 'unsure') return line;
  }
}

/** False when the money does not reach. */
async function intend({ production, voice, request }: Saying): Promise<boolean> {
  stopIfAsked(production.studio.signal);
  const { shot } = request;
  const reservation = reservationOf(request);
  const { model, price } = voice.estimate(request);
  try {
    await production.decide((ledger) => [
      ...reservationFor(ledger, {
        reservation,
        act: `voice ${shot}`,
        provider: voice.id,
        model,
        provenance: voice.provenance,
        amount: price,
      }),
      { type: 'voice-intended', data: { shot, provider: voice.id, model, reservation } },
    ]);
    return true;
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'budget-exceeded') throw error;
    await production.record({ type: 'voice-failed', data: { shot, kind: 'budget', reason: error.message } });
    return false;
  }
}

async function ask(saying: Saying, gate: Gate): Promise<VoiceLine | null | 'unsure' | 'switched'> {
  const { production, voice, cast, request, signal } = saying;
  const { studio } = production;
  const { shot } = request;
  const until = studio.now() + PATIENCE_MS;
  for (let backOff = BACK_OFF_MS.first; ; backOff = Math.min(backOff * 2, BACK_OFF_MS.most)) {
    stopIfAsked(signal);
    // A stop waits for the answer: a line that was torn off is paid, and lost.
    const answer = await voice.speak(request, production.lost);
    if (answer.kind === 'accepted') return keep(saying, answer.speech, answer.id);
    if (answer.kind === 'unsure') {
      await unsure(saying, answer.reason);
      return 'unsure';
    }
    if (answer.kind === 'refused' && (answer.why === 'moderated' || answer.why === 'rejected')) {
      await giveBack(saying, { type: 'voice-failed', data: { shot, kind: answer.why, reason: answer.reason } });
      return null;
    }
    const now = studio.now();
    if (answer.kind === 'refused' || now >= until) {
      await giveBack(saying, { type: 'voice-unsent', data: { shot, reason: answer.reason } });
      const next = cast[cast.indexOf(voice) + 1];
      if (next !== undefined) {
        await handOver(production, { from: voice.id, to: next.id, reason: answer.reason });
        return 'switched';
      }
      const error = takesNothing(saying, answer.kind === 'refused' ? answer.why : 'busy', answer.reason);
      gate.shut(error);
      throw error;
    }
    if (answer.why === 'concurrency') gate.narrow();
    const wait = answer.retryAfterMs ?? backOff;
    gate.pause(wait);
    await delay(wait, undefined, { signal }).catch(async (error: unknown) => {
      // Stopped while nothing is on its way: that is certain now, and would not be later.
      if (!production.lost.aborted)
        await giveBack(saying, { type: 'voice-unsent', data: { shot, reason: answer.reason } });
      throw error;
    });
  }
}

/** Once for each voice, however many lines it turns away. */
async function handOver(production: Production, { from, to, reason }: EventData<'voice-switched'>): Promise<void> {
  const name = `voice-switched/${from}`;
  await production.step(name, 'voice-switched', { from, to }, async () => ({ from, to, reason }));
}

function takesNothing({ production, voice, cast, request }: Saying, why: string, reason: string): StudioError {
  const code = why === 'balance' ? 'balance' : why === 'credentials' ? 'config' : 'provider';
  const remedy =
    code === 'balance'
      ? 'Top up your account there; then '
      : code === 'config'
        ? `claude-studio test-provider ${voice.id} tries the key; `
        : '';
  const other = providerNames('voice').find((id) => id !== voice.id && isSimulated(id) === isSimulated(voice.id));
  const list =
    cast.length > 1 || other === undefined
      ? ''
      : ` A new film may name who speaks instead: --voice ${voice.id},${other}.`;
  return new StudioError(code, `${voice.id} does not speak the line of ${request.shot}: ${reason}`, {
    hint: `${remedy}claude-studio resume ${production.id} goes on; nothing was paid for the line.${list}`,
    retryable: code === 'provider',
  });
}

async function keep(saying: Saying, speech: Speech, vendorId: string | null): Promise<VoiceLine> {
  const { production, voice, request } = saying;
  const { shot, text } = request;
  const reservation = reservationOf(request);
  const cost = speech.cost ?? owedWithoutBill(production.state, reservation, voice.estimate(request).price);
  const line: VoiceLine = {
    schema: 'VoiceLine.3',
    shot,
    text,
    provenance: voice.provenance,
    provider: voice.id,
    media: await keepWav(production, speech.wav),
    seconds: speech.seconds,
    words: speech.words,
    parts: countsOf(request),
    cost,
    vendorId,
    warnings: speech.warnings,
  };
  const basis = voice.repeatable ? 'free' : speech.cost === null ? 'price-book' : 'vendor';
  await production.decide((ledger) => [
    { type: 'voice-adopted', data: line },
    { type: 'money-settled', data: settle(ledger, reservation, cost, basis) },
  ]);
  return line;
}

/** The line when it is in the vendor's history, null when it was certainly never taken. */
async function lookFor(saying: Saying): Promise<VoiceLine | null> {
  const { production, voice, request, signal } = saying;
  const { studio } = production;
  const { shot } = request;
  const wait = studio.settings.poll === null ? 3_000 : studio.settings.poll * 1_000;
  const since = studio.now();
  for (;;) {
    // One look at a time, in all processes: two lines with the same words must not be taken for one.
    const seen = await inTurn(studio, `look/${voice.id}`, signal, async () => {
      const found = await look(saying, studio.now() - since);
      return found.kind === 'found' ? keep(saying, found.order.speech, found.order.id) : found;
    });
    if ('schema' in seen) return seen;
    if (seen.kind === 'absent') {
      const reason = `${voice.id} has no such line: it was never taken`;
      await giveBack(saying, { type: 'voice-unsent', data: { shot, reason } });
      return null;
    }
    if (voice.find === undefined || studio.now() - since >= LOOKING_MS) {
      const money = production.state.money.charges[reservationOf(request)]?.reserved;
      throw new StudioError(
        'paid-work-outstanding',
        `nobody knows whether ${voice.id} spoke the line of ${shot}: ${seen.reason}`,
        {
          hint:
            `${money === undefined ? 'Its money' : formatUsd(money)} stays reserved. Say what is so: claude-studio salvage ${production.id} ` +
            `--not-taken ${shot} (it is ordered anew) or --taken ${shot} (it is written off and the film goes without).`,
          data: { production: production.id, shot },
        },
      );
    }
    await delay(wait, undefined, { signal });
  }
}

async function look(
  { production, voice, request, signal }: Saying,
  quietMs: number,
): Promise<Found<{ id: string; speech: Speech }>> {
  const { state, studio } = production;
  if (voice.find === undefined) return { kind: 'unknown', reason: 'this vendor keeps no history' };
  const sentAt = state.voiceOrders[request.shot]?.at ?? studio.now();
  if ((await linesOnTheirWay(studio, { voice: voice.id, production: production.id, shot: request.shot })) > 0)
    return { kind: 'unknown', reason: 'another line that may be like it is just on its way' };
  try {
    return await voice.find(
      { request, sentAt, now: studio.now(), quietMs, claimed: await claimedLines(studio, sentAt) },
      signal,
    );
  } catch (error) {
    if (error instanceof StudioError && error.retryable) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

/** What is spoken here costs nothing and is the same every time. */
async function saidHere({ voice, request, signal }: Saying): Promise<Speech> {
  const answer = await voice.speak(request, signal);
  if (answer.kind === 'accepted') return answer.speech;
  throw new StudioError('provider', `${voice.id} did not speak the line of ${request.shot}: ${answer.reason}`);
}

async function unsure({ production, request: { shot } }: Saying, reason: string): Promise<void> {
  await production.record({ type: 'voice-unsure', data: { shot, reason } });
}

type Ending = Extract<Parameters<Production['record']>[0], { type: 'voice-failed' | 'voice-unsent' }>;

/** Not spoken and not paid: its money is free again. */
async function giveBack({ production, request }: Saying, ending: Ending): Promise<void> {
  await production.decide((ledger) => [
    ending,
    { type: 'money-released', data: release(ledger, reservationOf(request), ending.data.reason) },
  ]);
}

function reservationOf({ shot }: VoiceRequest): string {
  return `voice/${shot}`;
}
