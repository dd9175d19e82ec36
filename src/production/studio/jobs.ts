import type { Conformed, ConformJob } from '../../cutting-room/conform.ts';
import type { Continuity } from '../../cutting-room/stills/continuity.ts';
import type { Glance, GlanceOptions } from '../../cutting-room/stills/glance.ts';
import type { Defect, SpoilJob } from '../../cutting-room/defects/index.ts';
import type { Attention, AttentionJob } from '../../cutting-room/delivery/attention.ts';
import type { PreviewJob } from '../../cutting-room/delivery/preview.ts';
import type { Loudness } from '../../cutting-room/mix/loudness.ts';
import type { measureTake } from '../../cutting-room/measures/index.ts';
import type { lookOf } from '../../cutting-room/measures/look.ts';
import type { mixProgramme } from '../../cutting-room/mix/mix.ts';
import type { SheetLabel } from '../../cutting-room/stills/stills.ts';
import type { SerialisedError } from '../../errors.ts';
import type { Size } from '../../film/media.ts';
import type { Measure } from '../../film/review.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { Box } from '../../simulators/quality-patch.ts';

/** Draws a take and encodes it as it is drawn. */
export interface DrawJob {
  kind: 'draw';
  request: VideoRequest;
  seeds: { id: string; path: string }[];
  /** Painted over every frame. */
  boxes?: readonly Box[];
  path: string;
}

export interface MeasureJob {
  kind: 'measure';
  path: string;
  expected: Parameters<typeof measureTake>[1];
}

/** Brings a vendor's clip into the house format. */
export interface ConformTakeJob {
  kind: 'conform';
  job: Omit<ConformJob, 'signal'>;
}

/** Writes the last frame of a clip as PNG. */
interface LastFrameJob {
  kind: 'last-frame';
  clip: string;
  path: string;
}

/** The pictures of a clip for a model that sees. */
interface GlanceJob {
  kind: 'glance';
  path: string;
  options: GlanceOptions;
}

/** Measures how the last frame of one clip goes over into the first frame of another. */
interface ContinuityJob {
  kind: 'continuity';
  before: { path: string; frame: number };
  after: { path: string; frame: number };
}

/** Copies a clip with a defect in it, for the bench that the judgement of takes is calibrated on. */
interface SpoilTakeJob {
  kind: 'spoil';
  job: Omit<SpoilJob, 'signal'>;
}

/** Mixes a programme into a WAV file. */
interface MixJob {
  kind: 'mix';
  programme: Pick<Parameters<typeof mixProgramme>[0], 'seconds' | 'sounds'>;
  path: string;
}

interface LoudnessJob {
  kind: 'loudness';
  path: string;
}

/** Looks where in a clip there is something to see. */
interface AttentionOfJob {
  kind: 'attention';
  job: Omit<AttentionJob, 'signal' | 'onProgress'>;
}

/** Writes an animated preview of a film. */
interface AnimatedPreviewJob {
  kind: 'preview';
  job: Omit<PreviewJob, 'signal' | 'onProgress'>;
}

interface PosterJob {
  kind: 'poster';
  film: string;
  path: string;
}

interface SheetJob {
  kind: 'sheet';
  film: string;
  path: string;
  labels: SheetLabel[];
}

/** Every job with what comes of it. */
export interface Jobs {
  draw: { job: DrawJob; result: { warnings: string[] } };
  measure: { job: MeasureJob; result: TakeFacts };
  conform: { job: ConformTakeJob; result: Conformed };
  'last-frame': { job: LastFrameJob; result: Size };
  glance: { job: GlanceJob; result: Glance[] };
  continuity: { job: ContinuityJob; result: Continuity };
  spoil: { job: SpoilTakeJob; result: Defect | null };
  mix: { job: MixJob; result: void };
  loudness: { job: LoudnessJob; result: Loudness };
  attention: { job: AttentionOfJob; result: Attention };
  preview: { job: AnimatedPreviewJob; result: void };
  poster: { job: PosterJob; result: void };
  sheet: { job: SheetJob; result: void };
}

export type Job = Jobs[keyof Jobs]['job'];

/** What the file itself says of a take. */
export interface TakeFacts {
  measures: Measure[];
  look: Awaited<ReturnType<typeof lookOf>>;
}

export type JobResult<J extends Job> = Jobs[J['kind']]['result'];

/** What the main thread and a drawing thread say to each other. */
export type ToWorker = { type: 'run'; id: number; job: Job } | { type: 'abort'; id: number };
export type FromWorker =
  | { type: 'progress'; id: number; done: number; total: number }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; error: SerialisedError };
