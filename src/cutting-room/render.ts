import type { CodecContext, Frame, Packet } from 'node-av/lib';
import { type Plate, blendTransition, fadeToBlack, newPlate, readPlate, writePlate } from './blend.ts';
import { type OpenClip, openClip } from './clip.ts';
import { encodePicture, throwIfAborted } from './encode.ts';
import { openPictureEncoder } from './format.ts';
import { openMovie } from './movie.ts';
import { houseFrame } from './picture.ts';
import { type Placed, type Plan, type Unit, planFilm, unitsOf } from './plan.ts';
import { openSoundTrack } from './sound-track.ts';
import { type AddPicture, interleave } from './interleave.ts';
import { type Layer, drawWords, overlay, presence } from './words.ts';
import { StudioError } from '../errors.ts';
import type { Cut } from '../film/cut.ts';
import type { MediaRef } from '../film/media.ts';
import { toSeconds } from '../film/time.ts';

export interface RenderJob {
  cut: Cut;
  /** Where the file of a clip is. All must have the cut's size and rate: conform them first. */
  files: (media: MediaRef) => string;
  /** The mixed programme, any sound file; null for a silent film. */
  sound: string | null;
  path: string;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What was done for a film, in frames. */
export interface RenderReport {
  frames: number;
  copied: number;
  made: number;
}

/**
 * Renders a cut to one MP4 of exactly its length. Whole groups of pictures that nothing touches are copied from their
 * files; joins, fades and what lies under words are mixed and encoded once. Throws `media`, `disk`, `interrupted`.
 */
export async function renderFilm(job: RenderJob): Promise<RenderReport> {
  const { cut } = job;
  const plan = planFilm(cut);
  await using clips = await openClips(job);
  await using sound = job.sound === null ? null : await openSoundTrack(job.sound, toSeconds(plan.frames, cut.rate));
  using shape = await openPictureEncoder(cut, cut.rate);
  const movie = await openMovie(job.path, { rate: cut.rate, picture: shape, sound: sound?.encoder ?? null });
  try {
    const add = interleave(movie, sound, cut.rate);
    const stage = openStage(cut, plan, clips.all);
    const report: RenderReport = { frames: plan.frames, copied: 0, made: 0 };
    for (const unit of unitsOf(
      plan,
      clips.all.map((clip) => cutPointsOf(clip, shape)),
    )) {
      const count = () => {
        throwIfAborted(job.signal);
        report[unit.kind === 'copy' ? 'copied' : 'made'] += 1;
        job.onProgress?.(report.copied + report.made, plan.frames);
      };
      if (unit.kind === 'copy') await copyUnit(unit, plan, clips.all, add, count);
      else await makeUnit(unit, cut, stage, add, count);
      for (const { clip, end } of plan.clips) if (end + longestJoin(plan) < unit.end) await clips.all[clip]?.rest();
    }
    await add(null, plan.frames);
    await movie.finish();
    return report;
  } finally {
    await movie.abandon();
  }
}

/** A clip is looked at for so many frames after its end at most. */
function longestJoin(plan: Plan): number {
  return Math.max(0, ...plan.joins.map((join) => join.end - join.start));
}

async function openClips({ cut, files }: RenderJob): Promise<{ all: OpenClip[] } & AsyncDisposable> {
  const all: OpenClip[] = [];
  const close = async () => {
    for (const clip of all) await clip[Symbol.asyncDispose]();
  };
  try {
    for (const { media, slate } of cut.clips) {
      const clip = await openClip(files(media), cut.rate);
      all.push(clip);
      if (clip.width !== cut.width || clip.height !== cut.height) {
        throw new StudioError(
          'media',
          `take ${slate} is ${clip.width}×${clip.height}, the film ${cut.width}×${cut.height}`,
          {
            hint: 'Conform the take to the film first.',
          },
        );
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { all, [Symbol.asyncDispose]: close };
}

function cutPointsOf(clip: OpenClip, encoder: CodecContext): number[] | null {
  return clip.matches(encoder) ? [...clip.keyframes, clip.frames] : null;
}

async function copyUnit(
  unit: Unit & { kind: 'copy' },
  plan: Plan,
  clips: OpenClip[],
  add: AddPicture,
  count: () => void,
): Promise<void> {
  const placed = plan.clips[unit.clip];
  const clip = clips[unit.clip];
  if (placed === undefined || clip === undefined)
    throw new StudioError('internal', 'a unit names a clip that is not there');
  const shift = placed.start - placed.source;
  let packets = 0;
  for await (const { packet, index } of clip.packets(unit.start - shift, unit.end - shift)) {
    await add(packet, index + shift);
    packets += 1;
    count();
  }
  if (packets !== unit.end - unit.start) {
    throw new StudioError(
      'media',
      `${clip.path} changed while it was copied: ${packets} of ${unit.end - unit.start} frames`,
    );
  }
}

async function makeUnit(unit: Unit, cut: Cut, stage: Stage, add: AddPicture, count: () => void): Promise<void> {
  using encoder = await openPictureEncoder(cut, cut.rate);
  const take = (packet: Packet) => add(packet, Number(packet.pts) + unit.start);
  let encoding = Promise.resolve();
  try {
    for (let frame = unit.start; frame < unit.end; frame += 1) {
      const picture = await stage(frame);
      await encoding;
      encoding = encodePicture(encoder, picture, frame - unit.start, take);
      // The next frame is mixed meanwhile; a failure is met at the next `await`.
      encoding.catch(() => undefined);
      count();
    }
    await encoding;
    await encodePicture(encoder, null, 0, take);
  } finally {
    // The encoder may not be closed under a frame that is still on its way.
    await Promise.allSettled([encoding]);
  }
}

/** Gives any frame of the film as a picture that the caller frees. */
type Stage = (frame: number) => Promise<Frame>;

function openStage(cut: Cut, plan: Plan, clips: OpenClip[]): Stage {
  const [from, to, mixed] = [newPlate(cut), newPlate(cut), newPlate(cut)];
  const layers = new Map<number, Layer>();
  const layerOf = (index: number): Layer => {
    const words = plan.words[index];
    if (words === undefined) throw new StudioError('internal', 'no such words');
    const layer = layers.get(index) ?? drawWords(words, cut);
    layers.set(index, layer);
    return layer;
  };

  const read = (placed: Placed, frame: number) => {
    const clip = clips[placed.clip];
    if (clip === undefined) throw new StudioError('internal', 'a plan names a clip that is not there');
    // Past its handles a clip holds its edge frame.
    const source = placed.source + frame - placed.start;
    return clip.frame(Math.min(Math.max(source, placed.first), placed.last));
  };

  return async (frame) => {
    const placed = plan.clips.find((candidate) => frame < candidate.end);
    if (placed === undefined) throw new StudioError('internal', `the film has no frame ${frame}`);
    const join = plan.joins.find((candidate) => frame >= candidate.start && frame < candidate.end);
    const words = plan.words
      .map((line, index) => ({ line, index }))
      .filter(({ line }) => frame >= line.start && frame < line.end);
    const dark = Math.max(
      (plan.fadeIn - frame) / (plan.fadeIn + 1),
      (frame - (plan.frames - plan.fadeOut) + 1) / Math.max(1, plan.fadeOut),
    );
    if (join === undefined && words.length === 0 && dark <= 0) {
      const untouched = (await read(placed, frame)).clone();
      if (untouched === null) throw new StudioError('internal', 'a frame could not be copied');
      return untouched;
    }
    const picture = join ? await mixJoin(join, frame) : await load(placed, frame, mixed);
    for (const { line, index } of words) overlay(picture, layerOf(index), presence(line, frame));
    if (dark > 0) fadeToBlack(picture, dark, picture);
    const out = houseFrame(cut);
    writePlate(picture, out);
    return out;
  };

  async function load(placed: Placed, frame: number, plate: Plate): Promise<Plate> {
    readPlate(await read(placed, frame), plate);
    return plate;
  }

  async function mixJoin(join: Plan['joins'][number], frame: number): Promise<Plate> {
    const [before, after] = [plan.clips[join.into - 1], plan.clips[join.into]];
    if (before === undefined || after === undefined) throw new StudioError('internal', 'a join leads nowhere');
    const progress = (frame - join.start + 1) / (join.end - join.start + 1);
    blendTransition(join.kind, await load(before, frame, from), await load(after, frame, to), progress, mixed);
    return mixed;
  }
}
