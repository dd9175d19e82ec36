import type { Aspect, Resolution } from '../../film/media.ts';
import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { EventData } from '../../film/events.ts';

/** What one model of a vendor can do and costs, with the day on which that was true and where it is from. */
export interface ModelCard {
  model: string;
  aspects: readonly Aspect[];
  resolutions: readonly Resolution[];
  /** Seconds that can be ordered: a list, or any number within bounds. */
  durations: readonly number[] | { min: number; max: number };
  promptLimit: number | null;
  firstFrame: boolean;
  lastFrame: boolean;
  asOf: string;
  source: string;
}

export interface Estimate {
  price: MicroUsd;
  seconds: number;
  /** What will not be as asked: a rounded duration, an ignored option. */
  warnings: string[];
}

/** An opaque ticket that survives a restart. */
export type Job = EventData<'take-submitted'>['job'];

export interface ProviderContext {
  /** Stops the waiting; never the job at the vendor. */
  signal: AbortSignal;
  /** Our reference for the job, minted and written down before anything is sent. */
  reference: string;
  /** An empty folder for what the provider has to put somewhere. */
  scratchFolder: string;
  onProgress(done: number, total: number): void;
}

export type JobStatus =
  | { state: 'pending'; pollAfterMs: number }
  | {
      state: 'delivered';
      asset: { kind: 'file'; path: string } | { kind: 'url'; url: string };
      cost: MicroUsd | null;
      warnings: string[];
    }
  | { state: 'failed'; kind: 'moderated' | 'rejected' | 'fault'; reason: string; billed: boolean; retryable: boolean };

/** Somebody who is paid, or not, for moving pictures. Every one passes `test/conformance/video-provider.ts`. */
export interface VideoProvider {
  id: string;
  provenance: Provenance;
  /** True when an order costs nothing and asking again gives the same: an order of unknown outcome may be repeated. */
  repeatable: boolean;
  models: readonly ModelCard[];
  /** Pure. Throws `price-unknown` when the price book does not say. */
  estimate(request: VideoRequest, card: ModelCard): Estimate;
  /** Exactly one order, never retried in here. */
  start(request: VideoRequest, card: ModelCard, context: ProviderContext): Promise<{ job: Job; warnings: string[] }>;
  /** Looks after an order once. */
  check(job: Job, context: ProviderContext): Promise<JobStatus>;
}
