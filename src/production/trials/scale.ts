import { StudioError } from '../../errors.ts';
import { formatUsd, times, type MicroUsd } from '../../film/money.ts';
import type { TakeState } from '../../film/state.ts';
import { slate } from '../../film/take.ts';
import type { Production } from '../studio/production.ts';
import { hourOf, median, writeProfile, type Level, type Measurement } from '../orders/profile.ts';
import { takeOf } from '../takes/rig-order.ts';
import { planTakes, type RigPlan, type RigWish } from './rig-plan.ts';
import { runRig, type Tell } from './rig.ts';
import { allEnded } from '../orders/all-ended.ts';
import { shoot } from '../orders/shoot.ts';
import type { Studio } from '../studio/studio.ts';

/** What was found out, and why it ended there. */
export interface Scaling {
  production: string;
  measurement: Measurement;
  /** `max`: the vendor took as many at once as were to be tried; `budget`: the next level was not paid for. */
  stopped: 'limit' | 'max' | 'budget';
  paid: MicroUsd;
}

/** How late the end of a job may be seen when nobody says how often the vendor is asked. */
const SEEN_LATE_MS = 5_000;
/** A job that starts so soon after another has ended has waited for its place: as a part of the time of one. */
const HAND_OVER = 0.25;

/**
 * Orders 1, 2, 4, 8 … takes of one shot at once, until the vendor refuses some, lets some wait for others, `max` is
 * reached or the money does not carry the next level; and writes what was found to the profile that `shoot` goes by. Null
 * when only the price was asked for. Throws `usage` without a budget where real money is paid, and as `testProvider`.
 */
export async function measureScale(studio: Studio, wish: RigWish, max: number, tell: Tell): Promise<Scaling | null> {
  const levels = levelsUpTo(max);
  const orders = levels.reduce((total, level) => total + level, 0);
  const plan = await planTakes(studio, wish, orders);
  tell('levels', `${levels.join(', ')} at once: ${formatUsd(times(plan.ceiling, orders))} for all ${orders} orders`);
  if (plan.provenance === 'live' && wish.budget === null && !studio.dry) {
    throw new StudioError('usage', 'a budget is missing', {
      hint: `Say what it may cost at most: --budget ${(Math.ceil(times(plan.ceiling, orders) / 10_000) / 100).toFixed(2)} carries every level.`,
    });
  }
  let scaling: Scaling | null = null;
  await runRig(studio, { plan, live: wish.live, orders, tell }, async (production) => {
    scaling = await climb(production, plan, levels, tell);
  });
  return scaling;
}

/** Powers of two below the last one, which is `max` itself. */
function levelsUpTo(max: number): number[] {
  const levels: number[] = [];
  for (let level = 1; level < max; level *= 2) levels.push(level);
  return [...levels, max];
}

async function climb(production: Production, plan: RigPlan, levels: number[], tell: Tell): Promise<Scaling> {
  const { studio } = production;
  const measured: Level[] = [];
  const free: TakeState[] = [];
  let stopped: Scaling['stopped'] = 'max';
  let limit: number | null = null;
  for (const level of levels) {
    const { left } = production.state.money;
    if (level * plan.ceiling > left) {
      tell('stopped', `${formatUsd(left)} is left, and ${level} at once cost ${formatUsd(times(plan.ceiling, level))}`);
      stopped = 'budget';
      break;
    }
    tell('level', `${level} at once`);
    const { takes, refused } = await orderAtOnce(production, plan, level);
    if (takes.length === 0) throw nothingCame(production);
    const own = levelOf(takes, { level, refused, seenLate: plan.pollMs ?? SEEN_LATE_MS });
    const waited = !refused && waitsForOthers(takes, own.ranAtOnce, measured);
    measured.push(own);
    if (refused || waited) {
      limit = Math.max(1, ...measured.map(({ ranAtOnce }) => ranAtOnce));
      stopped = 'limit';
      break;
    }
    free.push(...takes);
  }
  const spans = free.length > 0 ? free : Object.values(production.state.takes);
  const seconds = median(spans.flatMap(wholeTime));
  if (seconds === null) throw nothingCame(production);
  const { model, provenance, provider } = plan;
  const at = studio.now();
  const measurement: Measurement = { model, provenance, limit, levels: measured, hour: hourOf(at), seconds, at };
  await writeProfile(studio.journal, { id: provider, provenance }, measurement);
  return { production: production.id, measurement, stopped, paid: production.state.money.spent };
}

function nothingCame({ id }: Production): StudioError {
  return new StudioError('provider', 'no order came to a clip, so nothing was measured', {
    hint: `claude-studio status ${id} says why.`,
  });
}

/** So many takes at once, from order to file. Those of which the vendor made no clip are left out. */
async function orderAtOnce(
  production: Production,
  { provider, order }: RigPlan,
  level: number,
): Promise<{ takes: TakeState[]; refused: boolean }> {
  if (order.kind !== 'take') throw new StudioError('internal', 'only takes are ordered side by side');
  const first = Object.keys(production.state.takes).length + 1;
  const slates = Array.from({ length: level }, (_, index) => slate(order.request.shot.id, first + index));
  const gate = production.studio.gates(provider, level);
  gate.limit = level;
  await allEnded(slates.map((name) => shoot(production, takeOf(order.request, name))));
  const takes = slates.flatMap((name) => production.state.takes[name] ?? []).filter(({ take }) => take !== null);
  return { takes, refused: gate.limit < level };
}

function levelOf(
  takes: TakeState[],
  { level, refused, seenLate }: { level: number; refused: boolean; seenLate: number },
): Level {
  // A vendor that refuses counts what it has taken, one that lets wait what it works on.
  const from = (take: TakeState): number | null => (refused ? take.submittedAt : startOf(take));
  const queues = takes.flatMap(queueTime);
  return {
    level,
    ranAtOnce: peak(takes, from, seenLate),
    refused,
    queueMedian: median(queues),
    queueWorst: queues.length === 0 ? null : Math.max(...queues),
    workMedian: median(takes.flatMap(workTime)),
  };
}

/** The most at one moment, where the end of each may have been seen late. */
function peak(takes: TakeState[], from: (take: TakeState) => number | null, seenLate: number): number {
  const spans = takes.flatMap((take) => {
    const [start, end] = [from(take), take.deliveredAt];
    return start === null || end === null ? [] : [{ start, end: Math.max(end - seenLate, (start + end) / 2) }];
  });
  return Math.max(0, ...spans.map(({ start }) => spans.filter((one) => one.start <= start && start < one.end).length));
}

/**
 * Whether a vendor that refuses nothing has reached its limit. Fewer at work than were ordered may be chance, because some
 * start late by themselves. Where most of the late ones have waited longer than any before, and started as another ended,
 * it is none.
 */
function waitsForOthers(takes: TakeState[], ranAtOnce: number, before: readonly Level[]): boolean {
  if (ranAtOnce >= takes.length) return false;
  const usual = Math.max(0, ...before.map(({ queueWorst }) => queueWorst ?? 0));
  const handOver = (median(takes.flatMap(workTime)) ?? 0) * 1_000 * HAND_OVER;
  const late = takes.toSorted((a, b) => (startOf(a) ?? 0) - (startOf(b) ?? 0)).slice(ranAtOnce);
  const handed = late.filter((take) => {
    const start = startOf(take) ?? 0;
    const waited = (queueTime(take)[0] ?? 0) > usual;
    return waited && takes.some(({ deliveredAt }) => deliveredAt !== null && Math.abs(start - deliveredAt) <= handOver);
  });
  return handed.length * 2 > late.length;
}

/** When the vendor began to work on it, as far as it was seen. */
function startOf({ runningAt, submittedAt }: TakeState): number | null {
  return runningAt ?? submittedAt;
}

/** Seconds; none where it was not seen. */
function queueTime(take: TakeState): number[] {
  return secondsBetween(take.submittedAt, startOf(take));
}

function workTime(take: TakeState): number[] {
  return secondsBetween(startOf(take), take.deliveredAt);
}

function wholeTime(take: TakeState): number[] {
  return secondsBetween(take.submittedAt, take.deliveredAt);
}

function secondsBetween(from: number | null, to: number | null): number[] {
  return from === null || to === null ? [] : [(to - from) / 1_000];
}
