import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type CodecContext, type Frame, Packet } from 'node-av/lib';
import {
  type Plate,
  blankPlate,
  blendTransition,
  fadeToBlack,
  newPlate,
  progressAt,
  readPlate,
  writePlate,
} from './blend.ts';
import { type OpenClip, openClip } from '../codec/clip.ts';
import { encodePicture, throwIfAborted } from '../codec/encode.ts';
import { openPictureEncoder } from '../codec/format.ts';
import { openKeptSound } from './kept-sound.ts';
import { settleMatches } from './match.ts';
import { openMovie } from '../codec/movie.ts';
import { inOrder } from '../codec/in-order.ts';
import { houseFrame } from '../codec/picture.ts';
import { type Placed, type Plan, type Unit, type Words, assertRenderable, planFilm, unitsOf } from './plan.ts';
import { type AddPicture, interleave } from '../codec/interleave.ts';
import type { EncodedUnit, UnitCache } from './unit-cache.ts';
import { type DrawnWords, type Layer, drawWords, overlay, presence } from './words.ts';
import { StudioError } from '../../errors.ts';
import { markOf, type Clip, type Cut } from '../../film/cut.ts';
import type { MediaRef } from '../../film/media.ts';
import { toSeconds } from '../../film/time.ts';

export interface RenderJob {
  cut: Cut;
  /** Where the file of a clip is. All must have the cut's size and rate: conform them first. */
  files: (media: MediaRef) => string;
  /** The mixed programme, any sound file, which may still be on its way; null for a silent film. */
  sound: string | Promise<string> | null;
  path: string;
  /** Where stretches and sounds that were encoded once are kept for the next render; absent: nowhere. */
  cache?: UnitCache;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What was done for a film, in frames: copied from its takes, copied from an earlier render, or encoded. */
export interface RenderReport {
  frames: number;
  copied: number;
  cached: number;
  made: number;
}

/**
 * Renders a cut to one MP4 of exactly its length. Groups of pictures are copied from their files from their beginning to
 * where something touches them; joins, fades and what lies under words are mixed and encoded once, or come from the cache
 * when the same stretch was encoded before, as the sound does. Throws `media` before anything is made for a cut that asks
 * for what cannot be seen; `media`, `disk`, `interrupted` while it is made.
 */
export async function renderFilm(job: RenderJob): Promise<RenderReport> {
  const { cut } = job;
  // Whoever fails first, nobody has to wait for the sound.
  if (job.sound instanceof Promise) job.sound.catch(() => undefined);
  assertRenderable(cut);
  await using clips = await openClips(job);
  const plan = await settleMatches(planFilm(cut), clips.all);
  await using sound =
    job.sound === null ? null : await openKeptSound(job.sound, toSeconds(plan.frames, cut.rate), job.cache);
  using shape = await openPictureEncoder(cut, cut.rate);
  const movie = await openMovie(job.path, {
    rate: cut.rate,
    picture: shape,
    sound: sound?.encoder ?? null,
    comment: markOf(cut),
  });
  const report: RenderReport = { frames: plan.frames, copied: 0, cached: 0, made: 0 };
  const count = (how: 'copied' | 'cached' | 'made') => () => {
    throwIfAborted(job.signal);
    report[how] += 1;
    job.onProgress?.(report.copied + report.cached + report.made, plan.frames);
  };
  const units = unitsOf(
    plan,
    clips.all.map((clip) => cutPointsOf(clip, shape)),
  );
  const lettered: Lettered = new Map();
  const lanes = Array.from({ length: Math.min(MOST_LANES, availableParallelism()) }, () =>
    openLane(cut, plan, clips.all, lettered),
  );
  const makes = units.filter(({ kind }) => kind === 'make');
  const making = inOrder(makes, lanes.length, async (unit, number): Promise<EncodedUnit> => {
    const key = job.cache === undefined ? '' : keyOf(unit, cut, plan, shape);
    const known = await job.cache?.get(key);
    if (known?.length === unit.end - unit.start) {
      for (let frame = unit.start; frame < unit.end; frame += 1) count('cached')();
      return known;
    }
    const lane = lanes[number];
    if (lane === undefined) throw new StudioError('internal', 'there is no such lane');
    const made = await makeUnit(unit, cut, lane.stage, count('made'));
    await lane.rest(unit.end);
    await job.cache?.put(key, made);
    return made;
  });
  try {
    const add = interleave(movie, sound, cut.rate);
    for (const unit of units) {
      if (unit.kind === 'copy') await copyUnit(unit, plan, clips.all, add, count('copied'));
      else {
        await addUnit(unit, await making.next(), add);
      }
    }
    await add(null, plan.frames);
    await movie.finish();
    await job.cache?.trim();
    return report;
  } finally {
    // What is still on its way may not lose its files.
    await making.end();
    for (const lane of lanes) await lane.close();
    await movie.abandon();
  }
}

/** Stretches that are made at a time: an encoder has one thread, so each core has one; each holds decoded pictures. */
const MOST_LANES = 4;

interface Lane {
  stage: Stage;
  /** Gives back what is not needed for frames after that one. */
  rest(frame: number): Promise<void>;
  close(): Promise<void>;
}

/** A lane reads the clips by itself, because a clip that is read in two places at a time is read from the beginning each time. */
function openLane(cut: Cut, plan: Plan, clips: readonly OpenClip[], lettered: Lettered): Lane {
  const open = new Map<number, OpenClip>();
  const clipOf = async (index: number): Promise<OpenClip> => {
    const clip = open.get(index) ?? (await clips[index]?.again());
    if (clip === undefined) throw new StudioError('internal', 'a plan names a clip that is not there');
    open.set(index, clip);
    return clip;
  };
  const close = async (passed: (index: number) => boolean): Promise<void> => {
    for (const [index, clip] of open) {
      if (!passed(index)) continue;
      open.delete(index);
      await clip[Symbol.asyncDispose]();
    }
  };
  return {
    stage: openStage(
      cut,
      plan,
      cut.clips.map((_, index) => ({ frame: async (frame: number) => (await clipOf(index)).frame(frame) })),
      lettered,
    ),
    rest: (frame) => close((index) => (plan.clips[index]?.end ?? 0) + longestJoin(plan) < frame),
    close: () => close(() => true),
  };
}

/** A clip is looked at for so many frames after its end at most. */
function longestJoin(plan: Plan): number {
  return Math.max(0, ...plan.joins.map((join) => join.end - join.start));
}

async function openClips({ cut, files }: RenderJob): Promise<{ all: OpenClip[] } & AsyncDisposable> {
  const opened = await Promise.allSettled(cut.clips.map((clip) => openTake(clip, cut, files)));
  const all = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const close = async () => {
    for (const clip of all) await clip[Symbol.asyncDispose]();
  };
  const failed = opened.find((one) => one.status === 'rejected');
  if (failed === undefined) return { all, [Symbol.asyncDispose]: close };
  await close();
  throw failed.reason;
}

async function openTake({ media, slate, source }: Clip, cut: Cut, files: RenderJob['files']): Promise<OpenClip> {
  const clip = await openClip(files(media), cut.rate);
  try {
    if (source.start + source.frames > clip.frames) {
      throw new StudioError(
        'media',
        `the cut uses take ${slate} up to frame ${source.start + source.frames}, and its file has ${clip.frames}`,
        { hint: 'The file is not the one that was cut. Use fewer frames of it, or another take.', data: { slate } },
      );
    }
    if (clip.width !== cut.width || clip.height !== cut.height) {
      throw new StudioError(
        'media',
        `take ${slate} is ${clip.width}×${clip.height}, the film ${cut.width}×${cut.height}`,
        { hint: 'Conform the take to the film first.' },
      );
    }
    return clip;
  } catch (error) {
    await clip[Symbol.asyncDispose]();
    throw error;
  }
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

async function addUnit(unit: Unit, packets: EncodedUnit, add: AddPicture): Promise<void> {
  using packet = new Packet();
  packet.alloc();
  for (const [index, { data, key }] of packets.entries()) {
    packet.data = data;
    packet.isKeyframe = key;
    await add(packet, unit.start + index);
    packet.unref();
  }
}

async function makeUnit(unit: Unit, cut: Cut, stage: Stage, count: () => void): Promise<EncodedUnit> {
  using encoder = await openPictureEncoder(cut, cut.rate);
  const made: { data: Buffer; key: boolean }[] = [];
  const take = async (packet: Packet): Promise<void> => {
    made.push({ data: Buffer.from(packet.data ?? Buffer.alloc(0)), key: packet.isKeyframe });
  };
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
  return made;
}

/** Raise it when the same words or transitions are drawn differently than before: what was kept is then made again. */
const DRAWING = 4;

/** Names a stretch by everything that its pictures and bytes depend on, whatever its place in the film. */
function keyOf({ start, end }: Unit, cut: Cut, plan: Plan, encoder: CodecContext): string {
  const held = (frame: number): number => Math.min(Math.max(frame, start), end) - start;
  const touches = (part: { start: number; end: number }): boolean => part.start < end && part.end > start;
  const joins = plan.joins.filter(touches);
  const clips = plan.clips.filter(
    (placed) => touches(placed) || joins.some(({ into }) => placed.clip === into || placed.clip === into - 1),
  );
  const dark = plan.frames - plan.fadeOut;
  const recipe = {
    drawing: DRAWING,
    encoder: encoder.extraData?.toString('base64') ?? null,
    size: [cut.width, cut.height],
    rate: cut.rate,
    frames: end - start,
    clips: clips.map((placed) => ({
      media: cut.clips[placed.clip]?.media.sha256 ?? null,
      seen: [held(placed.start), held(placed.end)],
      source: placed.source - placed.start + start,
      has: [placed.first, placed.last],
    })),
    joins: joins.map((join) => ({
      kind: join.kind,
      start: join.start - start,
      end: join.end - start,
      into: clips.findIndex(({ clip }) => clip === join.into),
    })),
    words: plan.words.filter(touches).map((words) => ({
      ...words,
      start: words.start - start,
      end: words.end - start,
      spoken: words.spoken.filter(touches).map((word) => ({ ...word, start: held(word.start), end: held(word.end) })),
    })),
    fadeIn: start < plan.fadeIn ? { kind: plan.opening, frames: plan.fadeIn, at: start } : null,
    fadeOut: end > dark ? { frames: plan.fadeOut, at: start - dark } : null,
  };
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex');
}

/** Gives any frame of the film as a picture that the caller frees. */
export type Stage = (frame: number) => Promise<Frame>;

/** Words that were drawn for one stage and are there for the others, until none shows them any more. */
export type Lettered = Map<Words, WeakRef<DrawnWords>>;

/** Lays a planned cut over clips that give pictures of its size. Stages of one plan may share the words that they draw. */
export function openStage(
  cut: Cut,
  plan: Plan,
  clips: readonly Pick<OpenClip, 'frame'>[],
  lettered: Lettered = new Map(),
): Stage {
  const [from, to, mixed] = [newPlate(cut), newPlate(cut), newPlate(cut)];
  const blank = plan.fadeIn > 0 ? blankPlate(cut, plan.opening === 'fade-white' ? 'white' : 'black') : null;
  // Of each line only what was seen last: the next word lights up, and the one before does not light up again.
  const drawn = new Map<Words, { words: DrawnWords; lit: Words['spoken'][number] | null; light: Layer | null }>();
  const lettering = (words: Words): DrawnWords => {
    const found = lettered.get(words)?.deref() ?? drawWords(words, cut);
    lettered.set(words, new WeakRef(found));
    return found;
  };
  const layersOf = (words: Words, frame: number): Layer[] => {
    const known = drawn.get(words) ?? { words: lettering(words), lit: null, light: null };
    drawn.set(words, known);
    const lit = words.spoken.findLast(({ start, end }) => frame >= start && frame < end) ?? null;
    if (known.lit !== lit) Object.assign(known, { lit, light: lit === null ? null : known.words.light(lit) });
    return known.light === null ? [known.words.layer] : [known.words.layer, known.light];
  };

  const read = async (placed: Placed, frame: number) => {
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
    const words = plan.words.filter((line) => frame >= line.start && frame < line.end);
    const dark = (frame - (plan.frames - plan.fadeOut) + 1) / Math.max(1, plan.fadeOut);
    const opens = frame < plan.fadeIn;
    for (const line of drawn.keys()) if (line.end <= frame) drawn.delete(line);
    if (join === undefined && words.length === 0 && dark <= 0 && !opens) {
      const untouched = (await read(placed, frame)).clone();
      if (untouched === null) throw new StudioError('internal', 'a frame could not be copied');
      return untouched;
    }
    let picture = join ? await mixJoin(join, frame) : await load(placed, frame, mixed);
    for (const line of words) for (const layer of layersOf(line, frame)) overlay(picture, layer, presence(line, frame));
    if (opens) picture = open(picture, frame);
    if (dark > 0) fadeToBlack(picture, dark, picture);
    const out = houseFrame(cut);
    writePlate(picture, out);
    return out;
  };

  /** The first picture comes, with its words, out of nothing. */
  function open(picture: Plate, frame: number): Plate {
    const progress = (frame + 1) / (plan.fadeIn + 1);
    if (blank === null) return picture;
    if (plan.opening === 'fade-black' || plan.opening === 'fade-white')
      blendTransition('dissolve', blank, picture, progress, from);
    else blendTransition(plan.opening, blank, picture, progress, from);
    return from;
  }

  async function load(placed: Placed, frame: number, plate: Plate): Promise<Plate> {
    readPlate(await read(placed, frame), plate);
    return plate;
  }

  async function mixJoin(join: Plan['joins'][number], frame: number): Promise<Plate> {
    const [before, after] = [plan.clips[join.into - 1], plan.clips[join.into]];
    if (before === undefined || after === undefined) throw new StudioError('internal', 'a join leads nowhere');
    const progress = progressAt(join.kind, frame - join.start, join.end - join.start);
    blendTransition(join.kind, await load(before, frame, from), await load(after, frame, to), progress, mixed);
    return mixed;
  }
}
