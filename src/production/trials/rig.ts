import { join } from 'node:path';
import { freezeContract } from '../../crew/contract.ts';
import { StudioError } from '../../errors.ts';
import type { ProductionEvent } from '../../film/events.ts';
import { formatUsd, times, ZERO } from '../../film/money.ts';
import type { Pitch } from '../../film/pilot.ts';
import type { VideoRequest, VoiceRequest } from '../../film/request.ts';
import type { Screenplay } from '../../film/screenplay.ts';
import type { ProductionState } from '../../film/state.ts';
import { slate } from '../../film/take.ts';
import { toSeconds } from '../../film/time.ts';
import { VIDEO_MODELS } from '../../ledger/price-book.ts';
import { assertAllowed, beforehand, closing, folderOf, makeFolder, noteResumed } from '../produce.ts';
import { holdNew, holdProduction, type Production } from '../studio/production.ts';
import { readRigOrder, takeOf, writeRigOrder, type RigOrder } from '../takes/rig-order.ts';
import { planTest, type RigPlan, type RigWish } from './rig-plan.ts';
import { localTime } from '../studio/run-id.ts';
import { allEnded } from '../orders/all-ended.ts';
import { shoot } from '../orders/shoot.ts';
import type { Studio } from '../studio/studio.ts';
import { isSimulated, vendorOf } from '../studio/vendor-names.ts';
import { speak } from '../orders/voice.ts';

/** What is told before anything is written down: `price`, `note`, `key`. */
export type Tell = (what: string, detail: string) => void;

/**
 * Tries a vendor without the crew: key, one order, every state, the file, the bill. Gives the path of the file, or null
 * when only the price was asked for. The test is a production of its own, so whatever stops it, `resume` and `salvage` go
 * on from there and pay nothing twice. Throws what a production throws, and `provider` when the vendor makes nothing.
 */
export async function testProvider(studio: Studio, wish: RigWish, tell: Tell): Promise<string | null> {
  const plan = await planTest(studio, wish);
  return runRig(studio, { plan, live: wish.live, orders: 1, tell }, async (production) => {
    await fetchOrder(production, plan.order);
  });
}

export interface RigRun {
  plan: RigPlan;
  live: boolean;
  /** The most that may be ordered. */
  orders: number;
  tell: Tell;
}

/**
 * Begins the production of a test, does its work and lays its files out. Gives the path of the first one; null when
 * nothing may be ordered.
 */
export async function runRig(
  studio: Studio,
  { plan, live, orders, tell }: RigRun,
  work: (production: Production) => Promise<void>,
): Promise<string | null> {
  const { provider, provenance, model, price, ceiling, what, source, warnings } = plan;
  const most = ceiling > price ? `, ${formatUsd(ceiling)} at most` : '';
  tell('price', `${formatUsd(price)}${most} for ${what} of ${model} (${source})`);
  for (const warning of warnings) tell('note', warning);
  if (provenance === 'live') assertAllowed(studio, live, `claude-studio test-provider sim:${vendorOf(provider)}`);
  if (studio.dry) return null;
  tell('key', await plan.verify(studio.signal));

  const production = await holdNew(studio, nameOf(studio, provider));
  const { id } = production;
  const folder = folderOf(studio, id);
  await beforehand(production, async () => makeFolder(folder));
  return closing(production, async () => {
    await writeRigOrder(studio.journal, id, plan.order);
    await production.record(...beginning(studio, { id, folder, plan, orders }));
    await work(production);
    await layOut(production);
    return production.state.film?.path ?? null;
  });
}

/**
 * Goes on with a test that was interrupted, and takes in what was ordered. False for a production that is no test. Throws
 * as `testProvider`.
 */
export async function resumeRig(studio: Studio, id: string): Promise<boolean> {
  const order = await readRigOrder(studio.journal, id);
  if (order === null) return false;
  const production = await holdProduction(studio, id);
  await closing(production, async () => {
    if (production.state.brief === null)
      throw new StudioError('not-found', `${id} has not begun`, { hint: 'claude-studio test-provider begins a test.' });
    await noteResumed(production);
    await fetchOrder(production, order);
    await layOut(production);
  });
  return true;
}

async function fetchOrder(production: Production, order: RigOrder): Promise<void> {
  if (order.kind === 'line') return hear(production, order.request);
  const slates = underWay(production.state);
  await allEnded(slates.map((name) => shoot(production, takeOf(order.request, name))));
  const takes = Object.values(production.state.takes);
  const failure = takes.find(({ failure }) => failure !== null)?.failure;
  if (failure == null || takes.some(({ take }) => take !== null)) return;
  const { billed, kind, reason, retryable } = failure;
  throw new StudioError(
    'provider',
    `the vendor made no clip (${kind}, ${billed ? 'billed' : 'not billed'}): ${reason}`,
    {
      hint: retryable ? 'The vendor may make it another time: begin a new test.' : 'Another --prompt may be taken.',
      retryable,
    },
  );
}

/** Takes that have not come to their end, or the first one when none was ever ordered. */
function underWay({ takes }: ProductionState): string[] {
  const all = Object.values(takes);
  const open = all.filter(({ take, failure, status }) => take === null && failure === null && status !== 'unsent');
  const ended = all.some(({ take, failure }) => take !== null || failure !== null);
  return open.length > 0 || ended ? open.map((take) => take.slate) : [slate('1A', 1)];
}

async function hear(production: Production, request: VoiceRequest): Promise<void> {
  const { brief } = production.state;
  if (brief?.voice.kind !== 'vendor') throw new StudioError('internal', 'a line without a voice');
  const line = await speak(production, await production.studio.voiceProvider(brief.voice.provider), request);
  if (line !== null) return;
  const reason = production.state.voiceOrders[request.shot]?.reason ?? 'it gives no reason';
  throw new StudioError('provider', `the vendor spoke no line (not billed): ${reason}`, {
    hint: 'Another --prompt may be taken.',
  });
}

/** `test-luma-20261127_142139`. */
function nameOf({ now }: Studio, provider: string): string {
  return `test-${isSimulated(provider) ? 'sim-' : ''}${vendorOf(provider)}-${localTime(now())}`;
}

/** A production as any other, whose plan nobody had to make: one shot, as the person said it. */
function beginning(
  studio: Studio,
  { id, folder, plan, orders }: { id: string; folder: string; plan: RigPlan; orders: number },
): ProductionEvent[] {
  const { brief, provenance, order } = plan;
  const started: ProductionEvent = {
    type: 'production-started',
    data: { production: id, brief, provenance, folder, version: studio.version, hold: 'never' },
  };
  if (order.kind === 'line') return [started, spendingOf(plan, orders)];
  const pitch = pitchOf(plan, order.request, orders);
  return [
    started,
    { type: 'contract-frozen', data: freezeContract(brief.concept, brief.seconds) },
    { type: 'pitch-made', data: pitch },
    { type: 'pilot-greenlit', data: { pilot: pitch.recommended, cap: brief.budget, reason: pitch.reason } },
    { type: 'screenplay-written', data: screenplayOf(plan, order.request) },
    spendingOf(plan, orders),
  ];
}

function pitchOf({ provider, model, price, ceiling, brief }: RigPlan, request: VideoRequest, orders: number): Pitch {
  const sold = VIDEO_MODELS.find((card) => card.provider === vendorOf(provider) && card.model === model);
  return {
    schema: 'Pitch.1',
    pilots: [
      {
        id: 'A',
        tier: sold?.tiers.at(-1) ?? 'animated',
        provider,
        model,
        approach: 'One shot, as it was asked for.',
        secondsPerShot: toSeconds(request.frames, request.rate),
        pricePerShot: price,
        shotsPlanned: orders,
        shotsAffordable: Math.floor(brief.budget / ceiling),
        allocation: brief.budget,
        estimate: times(price, orders),
        qualityCeiling: 0,
        rationale: 'A test judges nothing.',
      },
    ],
    recommended: 'A',
    reason: 'A test of the vendor.',
  };
}

function screenplayOf({ provider }: RigPlan, { shot, prompt, rate }: VideoRequest): Screenplay {
  return {
    schema: 'Screenplay.1',
    title: `Test of ${provider}`,
    logline: prompt,
    rate,
    frames: shot.frames,
    musicMood: shot.mood,
    threads: [{ id: shot.setting.thread, kind: 'place', name: shot.setting.place, description: prompt }],
    scenes: [{ number: 1, title: 'The test', summary: prompt, beat: 'beginning', mood: shot.mood, shots: [shot] }],
  };
}

function spendingOf(plan: RigPlan, orders: number): ProductionEvent {
  const { provider, provenance, model, order, price, ceiling, source, warnings } = plan;
  const takes = order.kind === 'take';
  const buys = takes ? toSeconds(order.request.frames, order.request.rate) : [...order.request.text].length;
  const cost = { price: times(price, orders), ceiling: times(ceiling, orders) };
  const acts = [{ shot: '1A', needs: buys * orders, buys: buys * orders, ...cost, source, warnings }];
  return {
    type: 'spending-planned',
    data: {
      provider,
      model,
      provenance,
      takes: takes ? acts : [],
      voices: takes ? [] : acts,
      minds: ZERO,
      total: cost.price,
      worst: cost.ceiling,
    },
  };
}

/** Puts what came under readable names into the folder of the test, as the vendor delivered it. */
async function layOut(production: Production): Promise<void> {
  const { studio, state } = production;
  const files = [
    ...Object.values(state.takes).flatMap(({ take }) =>
      take === null ? [] : [{ name: take.slate, media: (take.original ?? take).media, seconds: take.probe.seconds }],
    ),
    ...Object.values(state.voices).map(({ shot, media, seconds }) => ({ name: `voice-${shot}`, media, seconds })),
  ].map((file) => ({ ...file, path: join(state.folder ?? '', `${file.name}.${file.media.extension}`) }));
  const [first] = files;
  if (first === undefined) return;
  for (const { media, path } of files) await studio.store.place(media, path);
  const { path: film, seconds, media } = first;
  await production.revise('wrap', 'production-wrapped', { files: files.map(({ path }) => path) }, () =>
    Promise.resolve({ film, seconds, bytes: media.bytes, wasted: ZERO }),
  );
}
