import type { MediaStore } from '../../cutting-room/media-store/spec.ts';
import type { VideoRequest } from '../../film/request.ts';
import type { DrawTake } from '../../providers/video/animatic.ts';
import type { Workers } from './workers.ts';

/** Draws a request into the file at `path` on the next free thread, with the pictures for it that the person handed in. */
export function drawTake(
  { store, workers }: { store: MediaStore; workers: Workers },
  request: VideoRequest,
  path: string,
  options: Parameters<DrawTake>[2],
): ReturnType<DrawTake> {
  const seeds = request.seeds.map(({ id, media }) => ({ id, path: store.path(media) }));
  return workers.run({ kind: 'draw', request, seeds, path }, options);
}
