import { z } from 'zod';
import { Brief } from './brief.ts';
import { Contract } from './contract.ts';
import { CutCandidate, CutStyle, Master } from './cut.ts';
import { MediaRef } from './media.ts';
import { MicroUsd } from './money.ts';
import { Pitch } from './pilot.ts';
import { Provenance } from './provenance.ts';
import { Critique, Review } from './review.ts';
import { Screenplay } from './screenplay.ts';
import { Take, VoiceLine } from './take.ts';
import { StudioError } from '../errors.ts';
import type { Json } from '../json.ts';

/** Figures of a vendor's account, as `Witness` in `providers/spec.ts`. */
const Witness = z.object({ balance: z.number().nullable(), orders: z.number().nullable() });

/** One paid act of the plan. */
const PlannedAct = z.object({
  /** Shot: `3B`. */
  shot: z.string(),
  /** Seconds of it that the film needs, and that are bought; of a voice the characters. */
  needs: z.number(),
  buys: z.number(),
  price: MicroUsd,
  /** The most that one attempt can cost. */
  ceiling: MicroUsd,
  source: z.string(),
  warnings: z.array(z.string()),
});

const Billing = z.object({
  /** Names the reservation; the slate or step that it pays for is part of it. */
  reservation: z.string(),
});

/**
 * Everything that can happen to a production, in the past tense, noun first. The stream of these is the only truth: state,
 * money, progress and reports are folds of it. Bump the version when a shape changes and add an upgrade below.
 */
const SHAPES = {
  'production-started': z.object({
    production: z.string(),
    brief: Brief,
    provenance: Provenance,
    /** Absolute path of the folder that people look into. */
    folder: z.string(),
    version: z.string(),
  }),
  'production-resumed': z.object({ from: z.int() }),
  'production-interrupted': z.object({ reason: z.string() }),
  'production-failed': z.object({ code: z.string(), message: z.string() }),
  'contract-frozen': Contract,
  'pitch-made': Pitch,
  'pilot-greenlit': z.object({ pilot: z.string(), cap: MicroUsd, reason: z.string() }),
  'screenplay-written': Screenplay,
  /** What this film would cost with paid providers, from the dated price book. */
  'quote-made': z.object({
    asOf: z.string(),
    lines: z.array(
      z.object({
        provider: z.string(),
        model: z.string(),
        tier: z.string(),
        secondsBought: z.number(),
        cost: MicroUsd,
        /** Where the price is from and how sure it is. */
        source: z.string(),
      }),
    ),
  }),
  /** What will be spent, before anything is: shown to the person, and held against what was spent in the end. */
  'spending-planned': z.object({
    provider: z.string(),
    model: z.string(),
    provenance: Provenance,
    takes: z.array(PlannedAct),
    voices: z.array(PlannedAct),
    /** Every shot once and every line, all going well. */
    total: MicroUsd,
    /** With every retake that may be made, and every one of them at its ceiling. */
    worst: MicroUsd,
  }),
  /** The budget does not carry the plan: nothing was spent. */
  'spending-refused': z.object({
    needed: MicroUsd,
    budget: MicroUsd,
    /** Commands that the budget carries, with their price. */
    cheaper: z.array(z.object({ command: z.string(), price: MicroUsd, what: z.string() })),
  }),
  'money-reserved': Billing.extend({
    /** What is bought, for people: `take 3B-2`, `voice 3B`. */
    act: z.string(),
    provider: z.string(),
    model: z.string(),
    provenance: Provenance,
    amount: MicroUsd,
  }),
  'money-settled': Billing.extend({ amount: MicroUsd, /** `vendor`, `price-book` or `free`. */ basis: z.string() }),
  'money-released': Billing.extend({ reason: z.string() }),
  'take-intended': z.object({
    slate: z.string(),
    shot: z.string(),
    provider: z.string(),
    model: z.string(),
    reservation: z.string(),
    /** Our reference, minted before anything is sent. */
    reference: z.string(),
    /** Figures of the account just before, for vendors that cannot be asked for an order. */
    witness: Witness.nullable(),
  }),
  /** The vendor has it: from its answer, or found again at the vendor. */
  'take-submitted': z.object({
    slate: z.string(),
    job: z.json(),
    /** The vendor's name of the job, in full. */
    vendorId: z.string().nullable(),
    how: z.enum(['answered', 'found']),
    warnings: z.array(z.string()),
  }),
  /** The vendor works on it. */
  'take-running': z.object({ slate: z.string() }),
  /** The vendor has finished; its file is still to be fetched. `cost` is its bill, null when it does not say. */
  'take-delivered': z.object({ slate: z.string(), cost: MicroUsd.nullable() }),
  'take-adopted': Take,
  'take-failed': z.object({
    slate: z.string(),
    kind: z.enum(['moderated', 'rejected', 'fault']),
    reason: z.string(),
    billed: z.boolean(),
    retryable: z.boolean(),
  }),
  /** It may have been taken and billed, nobody knows: its money stays reserved. */
  'take-unsure': z.object({ slate: z.string(), reason: z.string() }),
  /** It was certainly never taken, so it may be ordered anew. */
  'take-unsent': z.object({ slate: z.string(), reason: z.string() }),
  'take-reviewed': Review,
  /** A person has chosen this take for its shot. */
  'take-chosen': z.object({ slate: z.string(), shot: z.string() }),
  /** Shots that the film goes without, and why. */
  'shots-dropped': z.object({ shots: z.array(z.string()).min(1), reason: z.string() }),
  'voice-intended': z.object({ shot: z.string(), provider: z.string(), model: z.string(), reservation: z.string() }),
  'voice-adopted': VoiceLine,
  'voice-unsure': z.object({ shot: z.string(), reason: z.string() }),
  'voice-unsent': z.object({ shot: z.string(), reason: z.string() }),
  'voice-failed': z.object({ shot: z.string(), kind: z.string(), reason: z.string() }),
  'music-adopted': z.object({
    media: MediaRef,
    seconds: z.number(),
    provenance: Provenance,
    provider: z.string(),
    mood: z.string(),
  }),
  'pilot-critiqued': Critique,
  'cut-proposed': z.object({ candidates: z.array(CutCandidate).min(1), recommended: CutStyle, reason: z.string() }),
  'film-mastered': Master,
  'production-wrapped': z.object({ film: z.string(), seconds: z.number(), bytes: z.int(), wasted: MicroUsd }),
} as const;

type Shapes = typeof SHAPES;
export type EventType = keyof Shapes;
export type EventData<T extends EventType> = z.infer<Shapes[T]>;
export type ProductionEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType];

/** Upgrades from one version of an event's data to the next: `UPGRADES[type][0]` turns version 1 into version 2. */
const UPGRADES: { [T in EventType]?: ((old: Json) => Json)[] } = {
  'production-started': [(old) => extended(old, { brief: extended(member(old, 'brief'), { model: null }) })],
  'take-intended': [(old) => extended(old, { witness: null })],
  'take-submitted': [(old) => extended(old, { vendorId: null, how: 'answered' })],
  'take-adopted': [(old) => extended(old, { schema: 'Take.2', original: null, vendorId: null, origin: null })],
  'voice-adopted': [(old) => extended(old, { schema: 'VoiceLine.2', vendorId: null })],
};

function extended(old: Json, members: { [key: string]: Json }): Json {
  return { ...(old as { [key: string]: Json }), ...members };
}

function member(old: Json, key: string): Json {
  return (old as { [key: string]: Json })[key] ?? {};
}

/** The name under which today's shape is persisted: `take-adopted.1`. */
export function schemaOf(type: EventType): string {
  return `${type}.${(UPGRADES[type]?.length ?? 0) + 1}`;
}

/** Checks an event before it is written; throws `internal` when our own code made a bad one. */
export function encodeEvent<T extends EventType>(type: T, data: EventData<T>): { schema: string; data: Json } {
  const checked = SHAPES[type].safeParse(data);
  if (!checked.success) {
    throw new StudioError('internal', `event ${type} has a wrong shape: ${z.prettifyError(checked.error)}`);
  }
  return { schema: schemaOf(type), data: JSON.parse(JSON.stringify(checked.data)) as Json };
}

/**
 * Reads an event of this or any earlier version. Throws `schema-unknown` for a name or version from the future and
 * `journal-corrupt` for data that do not fit.
 */
export function decodeEvent(recorded: { schema: string; data: Json }): ProductionEvent {
  const [, type, version] = /^([a-z-]+)\.(\d+)$/.exec(recorded.schema) ?? [];
  const upgrades = UPGRADES[type as EventType] ?? [];
  if (type === undefined || !(type in SHAPES) || Number(version) > upgrades.length + 1) {
    throw new StudioError('schema-unknown', `this version does not know the event ${recorded.schema}`, {
      hint: 'It was written by a newer claude-studio: update this one.',
    });
  }
  const data = upgrades.slice(Number(version) - 1).reduce((old, upgrade) => upgrade(old), recorded.data);
  const checked = SHAPES[type as EventType].safeParse(data);
  if (!checked.success) {
    throw new StudioError(
      'journal-corrupt',
      `a recorded ${recorded.schema} cannot be read: ${z.prettifyError(checked.error)}`,
    );
  }
  return { type, data: checked.data } as ProductionEvent;
}

/**
 * What is happening right now, for people who watch; never written to the journal and never needed to resume.
 * `done` of `total` in whatever unit the work counts, mostly frames.
 */
export interface Progress {
  work: 'draw' | 'shoot' | 'fetch' | 'conform' | 'voice' | 'music' | 'review' | 'render' | 'mix';
  /** Slate or shot, or `film`. */
  subject: string;
  done: number;
  total: number;
}
