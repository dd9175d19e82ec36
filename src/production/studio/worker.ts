import { readFile, writeFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { stageShot } from '../../art/index.ts';
import { decodeAudio } from '../../cutting-room/mix/audio.ts';
import { conform } from '../../cutting-room/conform.ts';
import { acrossCut } from '../../cutting-room/stills/continuity.ts';
import { spoil } from '../../cutting-room/defects/index.ts';
import { attentionOf } from '../../cutting-room/delivery/attention.ts';
import { animatedPreview } from '../../cutting-room/delivery/preview.ts';
import { encodeFrames } from '../../cutting-room/codec/encode.ts';
import { glance } from '../../cutting-room/stills/glance.ts';
import { measureLoudness } from '../../cutting-room/mix/loudness.ts';
import { measureTake } from '../../cutting-room/measures/index.ts';
import { lookOf } from '../../cutting-room/measures/look.ts';
import { mixProgramme } from '../../cutting-room/mix/mix.ts';
import { contactSheet, lastFrame, poster } from '../../cutting-room/stills/stills.ts';
import { StudioError, wholeMessageOf } from '../../errors.ts';
import { paintBoxes } from '../../simulators/quality-patch.ts';
import type { DrawJob, FromWorker, Job, Jobs, MeasureJob, TakeFacts, ToWorker } from './jobs.ts';

interface Context {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

// A canvas holds megabytes of which the collector knows nothing, so it waits too long: 950 MB at the peak of a film, and
// 800 when it is called after each piece of work.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const running = new Map<number, AbortController>();

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'abort') running.get(message.id)?.abort();
  else void answer(message.id, message.job);
});

async function answer(id: number, job: Job): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const say = (message: FromWorker): void => parentPort?.postMessage(message);
  try {
    const context: Context = {
      signal: controller.signal,
      onProgress: (done, total) => say({ type: 'progress', id, done, total }),
    };
    say({ type: 'done', id, result: await perform(job, context) });
  } catch (error) {
    const known =
      error instanceof StudioError ? error : new StudioError('internal', wholeMessageOf(error), { cause: error });
    say({ type: 'failed', id, error: known.toJSON() });
  } finally {
    running.delete(id);
    collectGarbage();
  }
}

const PERFORM: { [K in keyof Jobs]: (job: Jobs[K]['job'], context: Context) => Promise<Jobs[K]['result']> } = {
  draw,
  measure,
  conform: ({ job }, { signal }) => conform({ ...job, signal }),
  'last-frame': ({ clip, path }) => lastFrame(clip, path),
  glance: ({ path, options }) => glance(path, options),
  continuity: ({ before, after }) => acrossCut(before.path, before.frame, after.path, after.frame),
  spoil: ({ job }, { signal }) => spoil({ ...job, signal }),
  mix: async ({ programme, path }, context) => {
    const { wav } = await mixProgramme({ ...programme, ...context });
    await writeFile(path, wav);
  },
  loudness: async ({ path }) => measureLoudness(await decodeAudio(path)),
  attention: ({ job }, context) => attentionOf({ ...job, ...context }),
  preview: ({ job }, context) => animatedPreview({ ...job, ...context }),
  poster: ({ film, path }) => poster(film, path),
  sheet: ({ film, path, labels }) => contactSheet(film, path, labels),
};

function perform<K extends keyof Jobs>(job: Jobs[K]['job'] & { kind: K }, context: Context): Promise<unknown> {
  return PERFORM[job.kind](job, context);
}

async function measure({ path, expected }: MeasureJob): Promise<TakeFacts> {
  return { measures: await measureTake(path, expected), look: await lookOf(path) };
}

async function draw(
  { request, seeds, boxes = [], path }: DrawJob,
  { signal, onProgress }: Context,
): Promise<{ warnings: string[] }> {
  const images = await Promise.all(seeds.map(async (seed) => ({ id: seed.id, image: await readFile(seed.path) })));
  const drawing = await stageShot(request, images);
  collectGarbage();
  let shown = 0;
  try {
    await encodeFrames({
      path,
      size: { width: drawing.width, height: drawing.height },
      rate: request.rate,
      frames: drawing.frames,
      draw: (index) => {
        const pixels = drawing.draw(index);
        paintBoxes(pixels, drawing, boxes);
        return pixels;
      },
      // The shot between its handles is what a straight cut copies.
      keyFrames: [request.handles.head, request.frames - request.handles.tail],
      onProgress: (done, total) => {
        // Twelve reports a second of film are more than a screen can show.
        if (done === total || done - shown >= 2) onProgress((shown = done), total);
      },
      signal,
    });
  } finally {
    drawing.close();
  }
  return { warnings: drawing.warnings };
}
