import type { MicroUsd } from '../film/money.ts';
import type { SpokenWord } from '../film/take.ts';
import type { Json } from '../json.ts';
import type { FaultPlan } from './engine/faults.ts';

/*
 * How a simulator is made
 *
 * A simulator is a vendor's HTTP wire on top of the engine. The engine (`engine/`) knows servers, jobs on disk, time, money,
 * limits, faults, signed assets and webhooks; a vendor file knows nothing but its wire: routes, validation, bodies.
 *
 * 1. `src/simulators/<name>.ts` exports a `Vendor` (`engine/vendor.ts`): its limits, the environment to export, `refuse`
 *    (the vendor's body for each refusal that the engine decides upon) and `routes(desk)`, which gives a Hono app.
 * 2. Every route goes through the desk, so that faults, limits and the request log find it:
 *      app.post('/v1/things', desk.create(take, answer));
 *        take(c)        validates and gives an `Order`, or a `Response` that refuses it;
 *        answer(job, c) is called when the job and its bill line are on disk: the vendor's answer to an accepted create.
 *      app.get('/v1/things/:id', desk.poll((c) => …));      looking after one job
 *      app.get('/v1/things', desk.list((c) => …));          looking for jobs
 *    Other routes (files, credits) are plain Hono handlers. Authorisation is a plain Hono middleware of the vendor.
 *    An order without `seconds` is finished at once (speech, text): `answer` makes the body, `desk.wait` takes the time.
 * 3. What a job is now: `desk.look(job)` → phase and progress, a function of the clock; nothing runs in the background.
 *    `wordOf(look, {…})` gives the vendor's word for it, and an unknown one when the fault plan says so.
 * 4. Clips are made once, when their address is first given away: `desk.clipUrl(job, seconds)` (null: an address that does
 *    not expire). A deleted job's clip is gone.
 * 5. One word in `index.ts`; a test that drives the vendor's official SDK in `test/simulators/<name>.test.ts`.
 *
 * Bodies of requests are buffered: `c.req.json()`, `.text()`, `.formData()` and `.arrayBuffer()` all work.
 */

export interface SimulatorOptions {
  /** Jobs, files and clips are kept here and found again at the next start. Made if need be. */
  folder: string;
  /** Port of the API; absent or 0: any that is free. */
  port?: number;
  /** Port of the host that serves the assets. */
  assetPort?: number;
  /** 1 is a vendor's own pace; at 100 a minute of queue and work takes 0.6 s. Lifetimes of addresses are not scaled. */
  speed: number;
  /** The same seed, the same luck: queues, faults, habits. */
  seed: number;
  /** The queue stalls for hours. */
  midnight: boolean;
  faults: FaultPlan;
  /** What the account holds before anything is billed. */
  balance: MicroUsd;
  /** Null, or what is left out: the limits of the vendor's lowest paid plan. */
  limits: Partial<Limits> | null;
  /** How good the clips of every model are in the mean, 0–100; absent: what each model is known for (`qualities.ts`). */
  quality?: number;
  makeClip: MakeClip;
  makeSpeech: MakeSpeech;
  encodeSound: EncodeSound;
  prices: SimPrices;
  /** Answers what a language model is asked, where no script does. */
  mind?: Mind;
  /** Who answers at first; absent: that mind where there is one. The filler is words of the question in the form asked for. */
  mindBy?: 'rules' | 'filler';
  /** How that mind judges; absent: honestly. */
  judge?: Partial<JudgeManner>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A UUID that nobody has used. */
  mint: () => string;
}

export interface Limits {
  /** Jobs that are worked on at once; null for no limit. */
  concurrency: number | null;
  /** Creates a minute, a minute being divided by the speed; null for no limit. */
  perMinute: number | null;
  /** Jobs a day, of those that are counted together, a day being divided by the speed; absent or null for no limit. */
  perDay?: number | null;
}

/** A clip that a vendor has to deliver. */
export interface ClipOrder {
  vendor: SimulatorName;
  model: string;
  jobId: string;
  prompt: string;
  width: number;
  height: number;
  seconds: number;
  /** With a sound track of its own. */
  sound: boolean;
  /** The vendor's own dice for this clip, or the seed that the client asked for. */
  seed: number;
  /** How good it is, 0–100, which nobody is told: it is to be seen in the clip (`quality-patch.ts`). */
  quality: number;
  /** PNG, JPEG or WebP. */
  firstFrame: Uint8Array | null;
  lastFrame: Uint8Array | null;
  /** Path of the clip whose end this one goes on from. */
  continues: string | null;
}

/** Writes a playable MP4 of the size and length asked; rejects when the signal says that nobody wants it any more. */
export type MakeClip = (order: ClipOrder, path: string, signal: AbortSignal) => Promise<void>;

/** What a language model is asked, as it came over the wire. */
export interface Asked {
  system: string;
  /** Texts of the person, in their order. */
  texts: string[];
  /** Each by the name that the text before it gives: `Picture "one":`. */
  pictures: { name: string | null; bytes: Uint8Array; mediaType: string }[];
  /** JSON Schema of the answer. */
  schema: Json | null;
  /** Dice of this question: the same for the same question. */
  seed: number;
  judge: JudgeManner;
}

/** What is wrong with a judge, in points out of 100: added to all that it sees, and the standard deviation of each look. */
export interface JudgeManner {
  bias: number;
  noise: number;
}

/** Says what a language model would; null when it knows no answer. */
export type Mind = (asked: Asked) => Promise<string | null>;

/** Speaks a text; 16 bit mono WAV. */
export type MakeSpeech = (
  text: string,
  voice: string,
) => Promise<{ wav: Uint8Array; seconds: number; words: SpokenWord[] }>;

/** Makes 16 bit WAV into another kind of sound file: one channel, `rate` samples and about `bitRate` bits a second. */
export type EncodeSound = (
  wav: Uint8Array,
  form: { kind: 'mp3' | 'aac' | 'opus' | 'flac'; rate: number; bitRate: number },
) => Promise<Uint8Array>;

/** What the vendor charges; null where the price book does not say, and the simulator has its own idea of it. */
export interface SimPrices {
  video(clip: {
    provider: string;
    model: string;
    seconds: number;
    resolution: string;
    aspect: string;
  }): MicroUsd | null;
  voice(line: { provider: string; model: string; characters: number }): MicroUsd | null;
  /** Tokens by how they are counted; `input` are those that no cache served. */
  tokens(call: {
    model: string;
    input: number;
    output: number;
    cacheRead: number;
    cacheWrite5m: number;
    cacheWrite1h: number;
  }): MicroUsd | null;
}

export const SIMULATOR_NAMES = ['luma', 'runway', 'kling', 'fal', 'openai', 'elevenlabs', 'anthropic'] as const;
export type SimulatorName = (typeof SIMULATOR_NAMES)[number];

/** A simulator that answers on 127.0.0.1. */
export interface Simulator {
  name: SimulatorName;
  /** Origin of the API. */
  url: string;
  /** Origin of the host that serves the assets. */
  assetUrl: string;
  /** What to export so that the vendor's SDK and the studio talk to it; its keys begin with `sim-`. */
  environment: Record<string, string>;
  bill(): Promise<Bill>;
  /** Ends open connections and the making of clips, which can be made again. */
  close(): Promise<void>;
}

/** `GET /__sim/bill`: what the vendor's account says, in micro-dollars. */
export interface Bill {
  currency: 'USD';
  unit: 'micro';
  /** What is charged now, refunds taken off. */
  total: MicroUsd;
  /** What is left of the balance. */
  balance: number;
  /** Accepted creates, whatever became of them and whether or not the client got the answer. */
  creates: number;
  lines: BillLine[];
}

export interface BillLine {
  /** The job. */
  id: string;
  /** ISO 8601. */
  at: string;
  api: string;
  model: string;
  /** Charged now: zero once it is refunded. */
  amount: MicroUsd;
  state: 'accepted' | 'refunded';
  /** The client's own reference, where the vendor's wire has one. */
  reference: string | null;
  /** SHA-256 of the prompt. */
  promptHash: string;
  /** In words: `5 s 720p`. */
  detail: string;
}
