import { z } from 'zod';
import { StudioError } from '../../errors.ts';
import { Provenance } from '../../film/provenance.ts';
import type { Json } from '../../json.ts';
import type { Journal } from '../../journal/spec.ts';
import type { ModelCard, VideoProvider } from '../../providers/video/spec.ts';

/** Expected times that pass before we stop waiting: one order in many takes much longer than most. */
const PATIENCE = 6;
const HOUR_MS = 3_600_000;

/** How one model of a vendor took so many orders at once. Times in seconds; null where no order came to an end. */
export const Level = z.object({
  /** Orders that were given at once. */
  level: z.int().positive(),
  /** As many of them as the vendor was seen to work on at one moment. */
  ranAtOnce: z.int().nonnegative(),
  /** It took no more at first. */
  refused: z.boolean(),
  queueMedian: z.number().nullable(),
  queueWorst: z.number().nullable(),
  workMedian: z.number().nullable(),
});
export type Level = z.infer<typeof Level>;

/** What was found out about one model, once. */
export const Measurement = z.object({
  model: z.string(),
  /** Simulated vendors say nothing of the real ones of the same name. */
  provenance: Provenance,
  /** Orders that the vendor works on at once; null when no limit was found. */
  limit: z.int().positive().nullable(),
  levels: z.array(Level).min(1),
  /** Hour of the day, UTC. */
  hour: z.int().min(0).max(23),
  /** From order to delivery: the median of those that had to wait for no other one. */
  seconds: z.number().nonnegative(),
  /** Milliseconds since 1970. */
  at: z.int(),
});
export type Measurement = z.infer<typeof Measurement>;

/** What is known of one model by measurement. */
export interface Profile {
  /** Orders that the vendor works on at once; null when no limit was found. */
  limit: number | null;
  /** The most that were seen at work at once. */
  ranAtOnce: number;
  /** Seconds from order to delivery by hour of the day, UTC: the last word on each hour that was measured. */
  secondsByHour: Record<number, number>;
  /** Milliseconds since 1970. */
  measuredAt: number;
}

/** Whose profile it is. */
type Measured = Pick<VideoProvider, 'id' | 'provenance'>;

const MEASURED = 'profile-measured.1';

/** Adds a measurement to the vendor's profile, whoever else adds to it at the same time. */
export async function writeProfile(journal: Journal, provider: Measured, measurement: Measurement): Promise<void> {
  const stream = streamOf(provider);
  for (;;) {
    const past = await journal.read(stream);
    try {
      await journal.append(stream, [{ schema: MEASURED, data: measurement }], past.length);
      return;
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'conflict') throw error;
    }
  }
}

/** Null for a model that was never measured. Throws `schema-unknown` and `journal-corrupt`. */
export async function readProfile(journal: Journal, provider: Measured, model: string): Promise<Profile | null> {
  const events = await journal.read(streamOf(provider));
  const own = events.map(decode).filter((one) => one.model === model && one.provenance === provider.provenance);
  const last = own.at(-1);
  if (last === undefined) return null;
  return {
    limit: last.limit,
    ranAtOnce: Math.max(...last.levels.map(({ ranAtOnce }) => ranAtOnce)),
    secondsByHour: Object.fromEntries(own.map(({ hour, seconds }) => [hour, seconds])),
    measuredAt: last.at,
  };
}

/**
 * The card as this account was measured: as many orders at once as it takes, as long a wait as it has at this hour (or,
 * where this hour was not measured, at the others). `now` in milliseconds since 1970. Never less patient than the card.
 */
export function measuredCard(card: ModelCard, profile: Profile | null, now: number): ModelCard {
  if (profile === null) return card;
  const { limit, ranAtOnce, secondsByHour } = profile;
  const expectedSeconds = secondsByHour[hourOf(now)] ?? median(Object.values(secondsByHour)) ?? card.expectedSeconds;
  return {
    ...card,
    concurrency: limit ?? Math.max(card.concurrency, ranAtOnce),
    expectedSeconds,
    timeoutSeconds: Math.max(card.timeoutSeconds, PATIENCE * expectedSeconds),
  };
}

/** 0 to 23, UTC, of a time in milliseconds since 1970. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) % 24;
}

/** The middle one, or the mean of the two in the middle; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function streamOf({ id }: Measured): string {
  return `profile/${id}`;
}

function decode({ schema, data }: { schema: string; data: Json }): Measurement {
  if (schema !== MEASURED) {
    throw new StudioError('schema-unknown', `this version does not know the measurement ${schema}`, {
      hint: 'It was written by a newer claude-studio: update this one.',
    });
  }
  const checked = Measurement.safeParse(data);
  if (checked.success) return checked.data;
  throw new StudioError('journal-corrupt', `a measurement cannot be read: ${z.prettifyError(checked.error)}`);
}
