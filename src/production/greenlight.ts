import { join } from 'node:path';
import { StudioError } from '../errors.ts';
import type { EventData } from '../film/events.ts';
import { formatUsd, usd, type MicroUsd } from '../film/money.ts';
import { ceilingOf, type ProductionState } from '../film/state.ts';
import { animatic } from './animatic.ts';
import type { Plan } from './studio/plan.ts';
import { ANIMATIC } from './studio/layout.ts';
import { pilotAtHand } from './orders/paid.ts';
import type { Production } from './studio/production.ts';
import { writeReport } from './wrap.ts';

type Stage = EventData<'greenlight-asked'>['stage'];

/**
 * Waits for a person's word before money goes on: shows the animatic with the price of every shot, or the pilots with
 * their scores, and asks whoever watches. Nobody there to ask: throws `waiting`, and `greenlight` goes on.
 */
export async function awaitGreenlight(production: Production, plan: Plan, stage: Stage): Promise<void> {
  const { studio } = production;
  if (production.state.hold === 'never') return;
  // Pilots cost money too: whoever wants to see them has allowed that, and no more.
  if (production.state.hold === 'pilots' && stage === 'animatic') return;
  if (production.state.hold === 'animatic' && stage === 'pilots') return;
  if (production.state.approvals.some((given) => given.stage === stage)) return;
  await animatic(production, plan);
  const { spending } = production.state;
  const price = spending?.total ?? (0 as MicroUsd);
  const line = lineFor(production.state, price);
  if (production.state.waiting?.line !== line)
    await production.record({ type: 'greenlight-asked', data: { stage, price, line } });
  await writeReport(production);
  const yes = await studio.watch.ask?.(`${line} Shoot it?`);
  if (yes === true) {
    await production.record({ type: 'greenlight-given', data: { stage, pilot: null, cap: null } });
    return;
  }
  const { folder } = production.state;
  throw new StudioError('waiting', `waiting for the greenlight: ${line}`, {
    hint:
      `Look at ${join(folder ?? '', ANIMATIC)}; then claude-studio greenlight ${production.id} goes on` +
      `${stage === 'pilots' ? ', --pilot takes another one' : ''}, --cap limits what it may cost.`,
    data: { production: production.id, stage, price },
  });
}

function lineFor(state: ProductionState, price: MicroUsd): string {
  const pilot = pilotAtHand(state);
  const ceiling = ceilingOf(state);
  const { spent } = state.money;
  const already = spent === 0 ? '' : `, ${formatUsd(spent)} of it spent`;
  return `pilot ${pilot?.id} by ${pilot?.provider} ${pilot?.model} costs ${formatUsd(price)}, at most ${formatUsd(ceiling)}${already}.`;
}

/**
 * The person's word, for a production that waits. Throws `usage` when it does not wait or has no such pilot, and
 * `budget-exceeded` for a cap under which the film cannot be shot.
 */
export async function giveGreenlight(
  production: Production,
  { pilot, cap }: { pilot: string | null; cap: number | null },
): Promise<void> {
  const { state, id } = production;
  const { waiting } = state;
  if (waiting === null) {
    throw new StudioError('usage', `${id} does not wait for a greenlight`, {
      hint:
        state.status === 'done'
          ? `It is finished: claude-studio dailies ${id} shows its takes.`
          : `claude-studio resume ${id} goes on with it.`,
    });
  }
  const pilots = state.pitch?.pilots ?? [];
  const wanted = pilot === null ? pilotAtHand(state) : pilots.find((one) => one.id === pilot);
  if (pilot !== null && wanted === undefined) {
    throw new StudioError('usage', `${id} has no pilot ${JSON.stringify(pilot.slice(0, 20))}`, {
      hint: `Its pilots are: ${pilots.map((one) => one.id).join(', ') || 'none'}.`,
    });
  }
  const ceiling = cap === null ? null : ceilingFrom(production, cap);
  const isPriced = wanted === undefined || wanted.id === pilotAtHand(state)?.id;
  const needed = isPriced ? waiting.price : wanted.estimate;
  if (ceiling !== null && ceiling < needed) {
    const enough = (Math.ceil(needed / 10_000) / 100).toFixed(2);
    throw new StudioError(
      'budget-exceeded',
      `the film costs ${formatUsd(needed)}, and --cap allows ${formatUsd(ceiling)}`,
      {
        hint: `It still waits: claude-studio greenlight ${id} --cap ${enough} carries every shot once.`,
        data: { production: id, needed, cap: ceiling },
      },
    );
  }
  await production.record({ type: 'greenlight-given', data: { stage: waiting.stage, pilot, cap: ceiling } });
}

/**
 * A new ceiling for a production that is under way or finished, from its first cent on. Throws `usage` for one that waits
 * for its greenlight, which is given with a cap of its own.
 */
export async function raiseCap(production: Production, cap: number): Promise<void> {
  const { state, id } = production;
  if (state.waiting !== null) {
    throw new StudioError('usage', `${id} waits for a greenlight`, {
      hint: `claude-studio greenlight ${id} --cap ${cap} gives it.`,
    });
  }
  const ceiling = ceilingFrom(production, cap);
  if (ceiling === ceilingOf(state)) return;
  const stage = state.hold === 'pilots' ? 'pilots' : 'animatic';
  await production.record({ type: 'greenlight-given', data: { stage, pilot: null, cap: ceiling } });
}

function ceilingFrom({ state: { money } }: Production, cap: number): MicroUsd {
  const ceiling = usd(cap);
  if (ceiling >= money.spent + money.reserved) return ceiling;
  const already = `what is spent already, ${formatUsd(money.spent)}`;
  throw new StudioError('usage', `--cap ${formatUsd(ceiling)} is less than ${already}`, {
    hint: 'A cap counts from the first cent of the production.',
  });
}
