import { setTimeout as delay } from 'node:timers/promises';
import { StudioError } from '../../errors.ts';
import { decodeEvent, encodeEvent, type EventData, type EventType, type ProductionEvent } from '../../film/events.ts';
import { ceilingOf, fold, foldAll, initialState, type ProductionState } from '../../film/state.ts';
import type { Journal, RecordedEvent } from '../../journal/spec.ts';
import { openStreamWriter, type Fact, type StreamWriter } from '../../journal/step.ts';
import { ledgerOf, type Ledger } from '../../ledger/ledger.ts';
import { accountEntries } from './account.ts';
import { isGone } from './holder.ts';
import type { Studio } from './studio.ts';

/** How long a writer that died without a word keeps the others out, unless it can be seen to be dead. */
const LEASE_MS = 10_000;

export function streamOf(production: string): string {
  return `production/${production}`;
}

/**
 * One production, held for writing. Everything that happens goes through `step` or `record`, into the journal first and
 * then into `state`; whatever is in the journal is never done again.
 */
export interface Production {
  readonly id: string;
  readonly studio: Studio;
  readonly state: ProductionState;
  /** Aborts when another process has taken over. */
  readonly lost: AbortSignal;
  /**
   * The recorded outcome when this step was finished before, else does the work and records it. Throws `step-changed` when
   * the step was finished with another input.
   */
  step<T extends EventType>(
    name: string,
    type: T,
    input: unknown,
    work: () => Promise<EventData<T>>,
  ): Promise<EventData<T>>;
  /** The same for what costs nothing: done anew when its input has changed since. */
  revise<T extends EventType>(
    name: string,
    type: T,
    input: unknown,
    work: () => Promise<EventData<T>>,
  ): Promise<EventData<T>>;
  /** Records what happened, all or nothing. */
  record(...events: ProductionEvent[]): Promise<void>;
  /**
   * Looks at the newest account and records, with nobody in between: how money is promised. What is paid is written to the
   * account of all productions in the same piece, within the studio's cap. Throws `budget-exceeded`.
   */
  decide(choose: (ledger: Ledger) => ProductionEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** Takes the production for writing. Throws `locked` when another living process has it. */
export async function holdProduction(studio: Studio, id: string): Promise<Production> {
  const writer = await openWriter(studio, id);
  let state = initialState();
  let folded = 0;

  /** Brings the state up to what is recorded, event by event, and tells whoever watches. */
  const catchUp = (): void => {
    for (const recorded of writer.events.slice(folded)) {
      folded += 1;
      const event = decodeEvent(recorded);
      state = fold(state, event, recorded.at);
      studio.watch.onEvent(event, recorded);
    }
  };

  const stepOf = async <T extends EventType>(
    how: 'step' | 'revise',
    name: string,
    type: T,
    input: unknown,
    work: () => Promise<EventData<T>>,
  ): Promise<EventData<T>> => {
    const recorded = await writer[how](name, input, async () => {
      stopIfAsked(studio.signal);
      return encodeEvent(type, await work());
    });
    catchUp();
    return decodeEvent(recorded).data as EventData<T>;
  };

  catchUp(); // whoever watches is told the earlier runs too
  return {
    id,
    studio,
    lost: writer.lost,
    get state() {
      return state;
    },
    step: (name, type, input, work) => stepOf('step', name, type, input, work),
    revise: (name, type, input, work) => stepOf('revise', name, type, input, work),
    record: async (...events) => {
      await writer.append(events.map(encoded));
      catchUp();
    },
    decide: async (choose) => {
      await writer.transact(
        (events) => choose(ledgerOf(ceilingOf(state), events)).map(encoded),
        (facts) => accountEntries(studio, id, facts, state.money.charges),
      );
      catchUp();
    },
    close: () => writer.close(),
  };
}

/**
 * Takes a production that nobody has begun: of this name, or with the first free number behind it (`name-2`) where others
 * begin one of that name in the same second.
 */
export async function holdNew(studio: Studio, name: string): Promise<Production> {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? name : `${name}-${number}`;
    if ((await studio.journal.read(streamOf(id), { limit: 1 })).length > 0) continue;
    const production = await holdProduction(studio, id).catch((error: unknown) => {
      if (error instanceof StudioError && error.code === 'locked') return null;
      throw error;
    });
    if (production?.state.events === 0) return production;
    await production?.close();
  }
}

/** Throws the reason for stopping when the person wants to stop. */
export function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted) throw stopped(signal);
}

/** What a stop is told as, whatever work it interrupted; `hint` says how it goes on. */
export function stopped({ reason }: AbortSignal, hint = 'claude-studio resume goes on from here.'): StudioError {
  if (reason instanceof StudioError) return reason;
  return new StudioError('interrupted', 'stopped as asked', { hint });
}

/**
 * A process that was killed leaves its lease behind: it is taken over when its holder can be seen to be gone. One that is
 * just dying is given two seconds; one that lives, here or elsewhere, keeps its production.
 */
async function openWriter({ journal, holder, now }: Studio, id: string): Promise<StreamWriter> {
  const until = now() + 2_000;
  for (;;) {
    try {
      return await openStreamWriter({
        journal,
        stream: streamOf(id),
        holder,
        ttlMs: LEASE_MS,
        isDead: (other) => isGone(other, holder),
      });
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'locked') throw error;
      if (now() >= until) {
        throw new StudioError('locked', `${id} is being made by another process (${String(error.data['holder'])})`, {
          hint: `Watch it with claude-studio status ${id}, or stop that process first.`,
          cause: error,
          data: error.data,
        });
      }
      await delay(100);
    }
  }
}

/** What the journal says of a production, without holding it. Throws `not-found`. */
export async function readProduction(
  journal: Journal,
  id: string,
): Promise<{ state: ProductionState; events: { event: ProductionEvent; at: number; seq: number }[] }> {
  const recorded = await journal.read(streamOf(id));
  if (recorded.length === 0) {
    throw new StudioError('not-found', `there is no production ${id}`, { hint: 'claude-studio runs lists them.' });
  }
  const events = recorded.map((one) => ({ event: decodeEvent(one), at: one.at, seq: one.seq }));
  return { state: foldAll(events), events };
}

/** Events of a production from its first one on, as they are recorded by whoever makes it, until it ends or we stop. */
export async function* followProduction(
  journal: Journal,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<{ event: ProductionEvent; recorded: RecordedEvent }> {
  const { events } = await readProduction(journal, id);
  const past = events.length;
  for await (const recorded of journal.follow(streamOf(id), { signal })) {
    const event = decodeEvent(recorded);
    yield { event, recorded };
    if (recorded.seq >= past && ENDINGS.has(event.type)) return;
  }
}

const ENDINGS = new Set(['production-wrapped', 'production-interrupted', 'production-failed']);

function encoded(event: ProductionEvent): Fact {
  return encodeEvent(event.type, event.data);
}
