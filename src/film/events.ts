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
  }),
  'take-submitted': z.object({ slate: z.string(), job: z.json(), warnings: z.array(z.string()) }),
  'take-adopted': Take,
  'take-failed': z.object({
    slate: z.string(),
    kind: z.enum(['moderated', 'rejected', 'fault']),
    reason: z.string(),
    billed: z.boolean(),
    retryable: z.boolean(),
  }),
  'take-unsure': z.object({ slate: z.string(), reason: z.string() }),
  'take-reviewed': Review,
  'voice-adopted': VoiceLine,
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
const UPGRADES: { [T in EventType]?: ((old: Json) => Json)[] } = {};

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
  work: 'draw' | 'voice' | 'music' | 'review' | 'render' | 'mix';
  /** Slate or shot, or `film`. */
  subject: string;
  done: number;
  total: number;
}
