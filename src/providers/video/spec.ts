import type { Aspect, MediaRef, Resolution } from '../../film/media.ts';
import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { Json } from '../../json.ts';
import type { Found, OrderOutcome, Price, Witness } from '../spec.ts';

/** What one model of a vendor can do, with the day on which that was true and where it is from. */
export interface ModelCard {
  model: string;
  aspects: readonly Aspect[];
  resolutions: readonly Resolution[];
  /** Seconds that can be ordered: a list in ascending order, or any number within bounds. */
  durations: readonly number[] | { min: number; max: number };
  /** In UTF-16 units, null for no limit that is known. */
  promptLimit: number | null;
  /** False for a model that only moves a given picture. */
  textToVideo: boolean;
  firstFrame: boolean;
  lastFrame: boolean;
  /** It can go on from an earlier generation of its own, by the vendor's id. */
  continuation: boolean;
  /** How a picture is handed over, and what the vendor takes; null when it takes none. */
  image: ImageRules | null;
  /** Seconds that an order mostly takes. A measured profile goes before it. */
  expectedSeconds: number;
  /** Seconds after which we stop waiting (never the job) unless the person says otherwise. */
  timeoutSeconds: number;
  /** Orders that the lowest paid plan works on at once. A measured profile goes before it. */
  concurrency: number;
  asOf: string;
  source: string;
}

export interface ImageRules {
  /** `url`: a public address only; `data`: inside the request; `upload`: sent to the vendor first. */
  handover: 'url' | 'data' | 'upload';
  maxBytes: number;
  /** Shortest side in pixels. */
  minSide: number;
  /** Of width to height. */
  aspect: { min: number; max: number };
  formats: readonly ('png' | 'jpeg' | 'webp')[];
}

export interface Estimate {
  /** What the order costs when all goes well. */
  price: MicroUsd;
  /** The most that it can cost, a failure that is billed included: this is reserved. Never below the price. */
  ceiling: MicroUsd;
  /** Seconds of film that are bought: at least those asked. */
  seconds: number;
  resolution: Resolution;
  source: string;
  /** What will not be as asked: a rounded duration, an ignored option. */
  warnings: string[];
}

/** What the price book is asked for: one clip. Throws `price-unknown`. */
export type PriceOf = (clip: { model: string; seconds: number; resolution: Resolution; aspect: Aspect }) => Price;

/** An opaque ticket that survives a restart; `id` is the vendor's own name of the job, in full. */
export type Job = { id: string; [member: string]: Json };

export interface ProviderContext {
  /** Stops the waiting; never the job at the vendor. */
  signal: AbortSignal;
  /** Our reference for the job, minted and written down before anything is sent. Letters, digits, `-` and `_`, 64 at most. */
  reference: string;
  /** An empty folder for what the provider has to put somewhere. */
  scratchFolder: string;
  /** Where the bytes of a picture of the request lie. */
  file(media: MediaRef): string;
  onProgress(done: number, total: number): void;
}

/** Transient trouble in looking (network, 429, 5xx, an unreadable answer) throws a retryable `provider` error instead. */
export type JobStatus =
  | {
      state: 'pending';
      phase: 'queued' | 'running';
      /** 0–1, null when the vendor does not say. */ progress: number | null;
      pollAfterMs: number;
    }
  | {
      state: 'delivered';
      asset: { kind: 'file'; path: string } | { kind: 'url'; url: string };
      /** The vendor's bill; null when its answer does not say. */
      cost: MicroUsd | null;
      warnings: string[];
    }
  | {
      state: 'failed';
      kind: 'moderated' | 'rejected' | 'fault';
      reason: string;
      billed: boolean;
      /** The vendor's bill for the failure; null when it does not say. */
      cost: MicroUsd | null;
      retryable: boolean;
    }
  /** The vendor knows no such job (any more). */
  | { state: 'gone'; reason: string };

/** An order whose outcome nobody knows. */
export interface LostOrder {
  request: VideoRequest;
  card: ModelCard;
  reference: string;
  /** When it was sent at the earliest, and now: milliseconds since 1970. */
  sentAt: number;
  now: number;
  /** For so many milliseconds it has certainly not been sent any more: only then can its absence prove something. */
  quietMs: number;
  /** Ids of jobs that belong to other takes of ours. */
  claimed: ReadonlySet<string>;
}

/** A job as the vendor's list tells it. */
export interface ListedJob {
  job: Job;
  model: string;
  state: 'pending' | 'delivered' | 'failed';
  prompt: string;
  /** Milliseconds since 1970 by the vendor's clock. */
  createdAt: number;
  /** Our reference, when the vendor keeps one. */
  reference: string | null;
  /** The vendor's bill, or null. */
  cost: MicroUsd | null;
}

/** Somebody who is paid, or not, for moving pictures. Every one passes `test/conformance/video-provider.ts`. */
export interface VideoProvider {
  /** `luma`; a simulator of it is `sim:luma`. */
  id: string;
  provenance: Provenance;
  /** True when an order costs nothing and asking again gives the same: an order of unknown outcome may be repeated. */
  repeatable: boolean;
  /** Milliseconds between two looks at a job, when the configuration says so instead of the vendor. */
  pollMs: number | null;
  /** The cheapest first. Only models that the configured keys open. */
  models: readonly ModelCard[];
  /** Pure. Throws `price-unknown` when the price book does not say, `usage` when the model cannot do what is asked. */
  estimate(request: VideoRequest, card: ModelCard): Estimate;
  /** Exactly one HTTP create, never retried in here. Pictures may be uploaded before. Nothing is thrown but an abort. */
  start(
    request: VideoRequest,
    card: ModelCard,
    context: ProviderContext,
  ): Promise<OrderOutcome<{ job: Job; warnings: string[] }>>;
  /** Looks after an order once. */
  check(
    job: Job,
    context: Pick<ProviderContext, 'signal' | 'scratchFolder' | 'file' | 'onProgress'>,
  ): Promise<JobStatus>;
  /** Looks for an order by our reference or in the vendor's list. */
  find?(order: LostOrder, signal: AbortSignal): Promise<Found<Job>>;
  /** The vendor's list since a time in milliseconds since 1970, the newest first. */
  list?(since: number, signal: AbortSignal): Promise<ListedJob[]>;
  /** For vendors that cannot be asked for an order. */
  witness?(signal: AbortSignal): Promise<Witness>;
  /** Says in a few words whose account it is and what is left, at no cost. Throws `config` for a key that is not taken. */
  verify?(signal: AbortSignal): Promise<string>;
}
