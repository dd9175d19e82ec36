import { join } from 'node:path';
import { ZERO } from '../../film/money.ts';
import { VideoRequest } from '../../film/request.ts';
import { toSeconds } from '../../film/time.ts';
import type { ModelCard, ProviderContext, VideoProvider } from './spec.ts';

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
  firstFrame: false,
  lastFrame: false,
  asOf: '2026-11-23',
  source: 'drawn on this machine',
};

/**
 * The rehearsal's provider: every shot is drawn here, from the screenplay, for nothing. Its job is the request itself,
 * so an interrupted order is simply drawn again: the same request gives the same pictures.
 */
export function createAnimatic(draw: DrawTake): VideoProvider {
  return {
    id: 'animatic',
    provenance: 'offline',
    repeatable: true,
    models: [CARD],
    estimate: (request) => ({ price: ZERO, seconds: toSeconds(request.frames, request.rate), warnings: [] }),
    start: async (request) => ({ job: JSON.parse(JSON.stringify(request)), warnings: [] }),
    check: async (job, context: ProviderContext) => {
      const request = VideoRequest.parse(job);
      const path = join(context.scratchFolder, `${request.slate}.mp4`);
      const { warnings } = await draw(request, path, context);
      return { state: 'delivered', asset: { kind: 'file', path }, cost: ZERO, warnings };
    },
  };
}
