import type { Context, Handler, Hono } from 'hono';
import type { MicroUsd } from '../../film/money.ts';
import type { Json } from '../../json.ts';
import type { Limits, SimulatorName, SimulatorOptions } from '../spec.ts';
import type { FaultName } from './faults.ts';

/** What the engine knows of a request while it is answered. */
export interface Exchange {
  /** Body of the request as text; empty for multipart and other bytes. */
  text: string;
  /** Faults that the request asks for itself, by the header `x-sim-fault`. */
  asked: FaultName[];
  /** Faults that struck it. */
  struck: FaultName[];
  /** What is done to the answer on its way. */
  effect: Effect | null;
}

/** `reset`: none at all; `stall`: half of it and then nothing; `cut`: half of it and then a reset; `garble`: broken JSON with
 * status 200; `mislabel`: the right body as `text/plain`. */
export type Effect = 'reset' | 'stall' | 'cut' | 'garble' | 'mislabel';

export type SimApp = Hono<{ Bindings: Exchange }>;
export type SimContext = Context<{ Bindings: Exchange }>;
type SimHandler = Handler<{ Bindings: Exchange }>;

/** A vendor's wire. */
export interface Vendor {
  name: SimulatorName;
  /** Of the lowest paid plan. */
  limits: Limits;
  /** What happens above the concurrency: the create is refused, or it is accepted and waits. */
  overConcurrency: 'refuse' | 'queue';
  /** Whose jobs are counted together. */
  concurrencyPer: 'account' | 'model';
  /** Looking at one job more often than this is noted as a violation; null: as often as you like. */
  minPollSeconds: number | null;
  /** Names and values to export, given the origin of the API. */
  environment(url: string): Record<string, string>;
  routes(desk: Desk): SimApp;
  /**
   * The vendor's answer to a refusal that the engine decided upon. Null only for `moderated`: this vendor accepts such an
   * order, bills it as it does, and lets the job fail.
   */
  refuse(refusal: Refusal, request: Request): Response | null;
  webhook?: WebhookHabits;
}

export type Refusal =
  | { kind: 'credentials' | 'balance' | 'moderated' | 'fault' | 'overload' | 'not-found' }
  | { kind: 'invalid'; reason: string }
  /** Seconds of this clock until another try is worth it; null: the vendor does not say. */
  | { kind: 'rate' | 'concurrency'; retryAfterSeconds: number | null };

export interface WebhookHabits {
  /** Phases of which the client is told. */
  phases: readonly Phase[];
  timeoutMs: number;
  /** Further tries when the client does not answer 2xx. */
  retries: number;
  retryDelayMs: number;
  /** `id` is the same for every delivery of one message; `at` is milliseconds since 1970 by the vendor's clock. */
  message(
    job: Job,
    look: Look,
    meta: { id: string; at: number; desk: Desk },
  ): { headers: Record<string, string>; body: string };
}

/** What a create asks for, when it is valid. */
export interface Order {
  /** Which API of the vendor: `dream-machine`. */
  api: string;
  model: string;
  prompt: string;
  /** The id in the vendor's format; absent: a UUID. */
  id?: string;
  /** What it costs when all goes well. Charged from the moment of acceptance. */
  amount: MicroUsd;
  /** What is kept of that when it ends otherwise; absent: nothing. */
  kept?: { failed?: MicroUsd; moderated?: MicroUsd; cancelled?: MicroUsd };
  /** Median seconds in the queue and at work at the vendor's own pace; absent: finished at once. */
  seconds?: { queue: number; run: number };
  clip: ClipPlan | null;
  /** For the bill, in words: `5 s 720p`. */
  what: string;
  /** The body as it is echoed, or whatever the vendor needs to tell of the job later. */
  request: Json;
  reference?: string | null;
  callbackUrl?: string | null;
  /** Why the job will fail soon after it starts: a picture that cannot be fetched, a prompt that cannot be used. */
  failure?: Failure | null;
}

export interface ClipPlan {
  width: number;
  height: number;
  seconds: number;
  sound: boolean;
  /** What the client asked for; null: the vendor's own dice. */
  seed: number | null;
  /** Names of kept bytes (`desk.keep`). */
  firstFrame: string | null;
  lastFrame: string | null;
  /** The job whose clip is continued. */
  continues: string | null;
}

export interface Failure {
  kind: 'failed' | 'moderated';
  reason: string;
  /** The vendor's code, where it has any. */
  code: string | null;
}

/** An accepted order, as it lies on disk. Times are milliseconds since 1970. */
export interface Job {
  schema: 'SimJob.1';
  id: string;
  /** From 1, in the order of acceptance. */
  sequence: number;
  api: string;
  model: string;
  prompt: string;
  amount: MicroUsd;
  kept: { failed: MicroUsd; moderated: MicroUsd; cancelled: MicroUsd };
  createdAt: number;
  /** At the vendor's own pace. */
  queueSeconds: number;
  runSeconds: number;
  ending: 'completed' | 'failed' | 'moderated' | 'never';
  /** Null when a fault of the plan made it fail: the vendor finds its own words. */
  failure: Failure | null;
  cancelledAt: number | null;
  deletedAt: number | null;
  faults: FaultName[];
  clip: ClipPlan | null;
  /** Of its clip: how good it is, 0–100, and the vendor's own dice for it. Null without a clip, absent in older jobs. */
  luck?: { quality: number; seed: number } | null;
  what: string;
  request: Json;
  reference: string | null;
  callbackUrl: string | null;
  /** Phases of which the client was told. */
  notified: Phase[];
}

/** `throttled`: over the concurrency, and waiting for that. */
export type Phase = 'throttled' | 'queued' | 'running' | 'completed' | 'failed' | 'moderated' | 'cancelled';

/** What a job is at one moment. */
export interface Look {
  phase: Phase;
  /** 0 to 1. */
  progress: number;
  startedAt: number | null;
  endedAt: number | null;
  /** Its state is to be told as a word that nobody knows. */
  unknown: boolean;
  /** Its address is to be left out, although it is completed. */
  withoutUrl: boolean;
}

/** The vendor's word for a state, by phase; what is missing is told as the word for `queued` or `failed`. */
export function wordOf(
  look: Look,
  words: Partial<Record<Phase, string>> & Record<'queued' | 'running' | 'completed' | 'failed', string>,
): string {
  if (look.unknown) return 'pondering';
  return words[look.phase] ?? (look.phase === 'throttled' ? words.queued : words.failed);
}

/** What a vendor's routes are handed. */
export interface Desk {
  options: SimulatorOptions;
  limits: Limits;
  /** Milliseconds since 1970 by the vendor's clock, which a fault may have put wrong: for what is told and checked. */
  clock(): number;
  /** ISO 8601 by the vendor's clock, of a time of a job. */
  stamp(at: number): string;
  /** A create: faults, rate, validation, moderation, balance, concurrency, acceptance on disk, then the answer. */
  create(
    take: (c: SimContext) => Promise<Order | Response>,
    answer: (job: Job, c: SimContext) => Response | Promise<Response>,
  ): SimHandler;
  /** Looking after one job. */
  poll(answer: (c: SimContext) => Response | Promise<Response>): SimHandler;
  /** Looking for jobs; `jobs` are those that are listed, the newest first. */
  list(answer: (c: SimContext, jobs: Job[]) => Response | Promise<Response>): SimHandler;
  refuse(refusal: Refusal, c: SimContext): Response;
  /** Null for one that is unknown or deleted. */
  job(id: string): Job | null;
  /** All that are not deleted, the newest first. */
  jobs(): Job[];
  /** All, with those that are deleted, in the order of acceptance. */
  everAccepted(): readonly Job[];
  look(job: Job): Look;
  /** Ends a job that is not finished; its charge becomes what is kept of a cancelled one. */
  cancel(job: Job): void;
  /** Forgets a job and its clip. The bill keeps it. */
  remove(job: Job): void;
  /** What the bill says of a job now. */
  charge(job: Job): MicroUsd;
  /** What is left to spend now; `settledOnly` counts only what is finished. */
  balance(settledOnly?: boolean): number;
  /** An address of the job's clip that works for so many seconds; null: for ever, without a signature. */
  clipUrl(job: Job, seconds: number | null): string;
  /** Keeps bytes (a key frame) and gives their name. */
  keep(bytes: Uint8Array): string;
  /** Fetches a picture as a vendor does: http(s), ten seconds, no more than `maxBytes`. A text says what is wrong. */
  fetchPicture(url: string, maxBytes: number): Promise<Picture | string>;
  /** The same of bytes that came with the request. */
  readPicture(bytes: Uint8Array): Picture | string;
  files: Files;
  /** Waits as long as a piece of work with this median takes, at this pace. Ends early when the simulator closes. */
  wait(medianSeconds: number, ...names: Json[]): Promise<void>;
  /** A number in [0, 1), the same for the same seed and names. */
  dice(...names: Json[]): number;
  /** Notes that a client does what it should not. */
  violation(kind: string, detail: string): void;
}

export interface Picture {
  bytes: Uint8Array;
  width: number;
  height: number;
  /** `png`, `jpg`, `webp`, `gif`. */
  type: string;
}

/** Files of clients on the asset host. */
export interface Files {
  /** Reserves a place. */
  open(name: string, contentType: string): StoredFile;
  /** An address to which the bytes can be sent, by PUT or as the field `file` of a multipart POST. */
  uploadUrl(file: StoredFile, seconds: number): string;
  /** An address from which they can be read; null: for ever, without a signature. */
  url(file: StoredFile, seconds: number | null): string;
  put(file: StoredFile, bytes: Uint8Array, contentType?: string): void;
  /** Writes the vendor's own remarks down. */
  note(file: StoredFile, note: Json): void;
  /** Null for an unknown one. */
  get(id: string): StoredFile | null;
  /** Null while nothing was sent. */
  read(file: StoredFile): Uint8Array | null;
  list(): StoredFile[];
  remove(file: StoredFile): void;
}

export interface StoredFile {
  schema: 'SimFile.1';
  id: string;
  name: string;
  contentType: string;
  createdAt: number;
  /** Null until the bytes have come. */
  size: number | null;
  /** The vendor's own remarks. */
  note: Json;
}
