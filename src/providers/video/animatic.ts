import { join } from 'node:path';
import { ZERO } from '../../film/money.ts';
import { VideoRequest } from '../../film/request.ts';
import { toSeconds } from '../../film/time.ts';
import type { Job, ModelCard, VideoProvider } from './spec.ts';

/** Draws the request into an MP4 file at `path` and says what it could not draw. Handed in: art and an encoder. */
export type DrawTake = (
  request: VideoRequest,
  path: string,
  options: { signal: AbortSignal; onProgress(done: number, total: number): void },
) => Promise<{ warnings: string[] }>;

const CARD: ModelCard = {
  model: 'storyboard',
  aspects: ['16:9', '9:16', '1:1'],
  resolutions: ['540p', '720p', '1080p'],
  durations: { min: 0.1, max: 120 },
  promptLimit: null,
  textToVideo: true,
  firstFrame: false,
  lastFrame: false,
  continuation: false,
  image: null,
  expectedSeconds: 5,
  timeoutSeconds: 3_600,
  concurrency: 4,
  asOf: '2026-11-23',
  source: 'drawn on this machine',
};

/**
 * The rehearsal's provider: every shot is drawn here, from the screenplay, for nothing. Its job holds the request itself,
 * so an interrupted order is simply drawn again: the same request gives the same pictures.
 */
export function createAnimatic(draw: DrawTake): VideoProvider {
  return {
    id: 'animatic',
    provenance: 'offline',
    repeatable: true,
    pollMs: null,
    models: [CARD],
    estimate: ({ frames, rate, resolution }) => ({
      price: ZERO,
      ceiling: ZERO,
      seconds: toSeconds(frames, rate),
      resolution,
      source: CARD.source,
      warnings: [],
    }),
    start: async (request, _card, { signal }) => {
      signal.throwIfAborted();
      return { kind: 'accepted', job: jobOf(request), warnings: [] };
    },
    check: async (job, context) => {
      const request = requestOf(job);
      const path = join(context.scratchFolder, `${request.slate}.mp4`);
      const { warnings } = await draw(request, path, context);
      return { state: 'delivered', asset: { kind: 'file', path }, cost: ZERO, warnings };
    },
  };
}

function jobOf(request: VideoRequest): Job {
  return { id: request.slate, request: JSON.parse(JSON.stringify(request)) };
}

/** Journals of 0.1 have the bare request for a job. */
function requestOf(job: Job): VideoRequest {
  return VideoRequest.parse('request' in job ? job.request : job);
}
