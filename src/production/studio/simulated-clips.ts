import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { DRAWABLE } from '../../art/index.ts';
import { freezeContract } from '../../crew/contract.ts';
import { scriptWriter } from '../../crew/script-writer.ts';
import { toRequest } from '../../crew/video-generator.ts';
import { conform } from '../../cutting-room/conform.ts';
import { encodeFrames } from '../../cutting-room/codec/encode.ts';
import { bareBrief, DURATION_LIMITS, type Brief } from '../../film/brief.ts';
import { frameSize, type Aspect, type Resolution, type Size } from '../../film/media.ts';
import { pick, randomFrom } from '../../film/random.ts';
import type { VideoRequest } from '../../film/request.ts';
import { shotsOf, type CameraMove, type Figure, type Shot, type ShotSize, type Thread } from '../../film/screenplay.ts';
import { FILM_RATE, toFrames } from '../../film/time.ts';
import { encodeWav } from '../../film/wav.ts';
import { aroundPatch, paintBoxes, qualityPatch, readQuality } from '../../simulators/quality-patch.ts';
import type { ClipOrder, MakeClip } from '../../simulators/spec.ts';
import type { Workers } from './workers.ts';

/**
 * What a simulated model does to an order, from 0 (never) to 1 (always): nobody is told, so there is something to find out.
 * Every model casts other actors for each clip, unless it is given a picture to begin with.
 */
interface Habits {
  /** A detail of the order is left out. */
  forgets: number;
  /** Something is in the picture that nobody asked for. */
  invents: number;
}

const HABITS: Record<string, Habits> = {
  'ray-flash-2': { forgets: 0.5, invents: 0.4 },
  'ray-2': { forgets: 0.3, invents: 0.3 },
  'ray-3.2': { forgets: 0.12, invents: 0.15 },
  gen4_turbo: { forgets: 0.4, invents: 0.2 },
  'gen4.5': { forgets: 0.15, invents: 0.1 },
  'kling-3.0': { forgets: 0.15, invents: 0.25 },
};
const ANY_MODEL: Habits = { forgets: 0.35, invents: 0.35 };

/** What models put into a picture by themselves. */
const INVENTIONS = ['bird', 'balloon', 'cat', 'umbrella', 'lamp', 'bicycle', 'potted plant'] as const;

/**
 * Clips that show what was asked, drawn by the animatic: the prompt is read as a story of one shot. A clip that begins with
 * a picture (or goes on from another clip) shows that picture; of two pictures only the first. What a model is told to end
 * on is not reached.
 */
export function drawnClips(workers: Workers, scratchFolder: string): MakeClip {
  return async (order, path, signal) => {
    const folder = await mkdtemp(join(scratchFolder, 'clip-'));
    try {
      const raw = join(folder, 'drawn.mp4');
      const picture = await firstPicture(order, workers, folder, signal);
      const request = await requestFor(order, picture !== null);
      const seeds = picture === null ? [] : [{ id: FIRST_FRAME, path: picture }];
      const size = frameSize(request.aspect, request.resolution);
      const boxes = qualityPatch(size, order, order.quality);
      await workers.run({ kind: 'draw', request, seeds, boxes, path: raw }, { signal });
      const sound = order.sound ? await writeSound(order, folder) : undefined;
      if (sound === undefined && size.width === order.width && size.height === order.height) {
        await rename(raw, path);
        return;
      }
      await workers.run({ kind: 'conform', job: fitted(order, raw, path, sound) }, { signal });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** A moving pattern, the same for all clips of one size, length, sound and, nearly, quality: made once, then copied. */
export function plainClips(scratchFolder: string): MakeClip {
  const made = new Map<string, Promise<string>>();
  const make = async (order: ClipOrder): Promise<string> => {
    const folder = await mkdtemp(join(scratchFolder, 'plain-'));
    const raw = join(folder, 'raw.mp4');
    await encodePattern(order, raw);
    if (!order.sound) return raw;
    const path = join(folder, 'clip.mp4');
    await conform(fitted(order, raw, path, await writeSound(order, folder)));
    return path;
  };
  return async (ordered, path) => {
    const order = { ...ordered, quality: Math.round(ordered.quality / QUALITY_STEP) * QUALITY_STEP };
    const key = [order.width, order.height, order.seconds, order.sound, order.quality].join(' ');
    const known = made.get(key) ?? make(order);
    made.set(key, known);
    await copyFile(await known, path);
  };
}

/** Plain clips whose quality differs by less are one clip. */
const QUALITY_STEP = 4;

const FIRST_FRAME = 'first-frame';

async function firstPicture(
  order: ClipOrder,
  workers: Workers,
  folder: string,
  signal: AbortSignal,
): Promise<string | null> {
  const path = join(folder, 'first-frame');
  const given = order.firstFrame ?? order.lastFrame;
  if (order.continues !== null) await workers.run({ kind: 'last-frame', clip: order.continues, path }, { signal });
  else if (given !== null) await writeFile(path, given);
  else return null;
  await cover(path);
  return path;
}

/** The patch of the clip that a picture is from says nothing of the clip that begins with it: what is beside it is put over it. */
async function cover(path: string): Promise<void> {
  const image = await loadImage(path);
  const { width, height } = image;
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  if (readQuality(pen.getImageData(0, 0, width, height).data, { width, height }) === null) return;
  const patch = aroundPatch({ width, height });
  const beside = patch.x - patch.width;
  pen.drawImage(image, beside, patch.y, patch.width, patch.height, patch.x, patch.y, patch.width, patch.height);
  await writeFile(path, await canvas.encode('png'));
}

/** The order as the artist takes it, after the model has had its way with it. */
async function requestFor(order: ClipOrder, fromPicture: boolean): Promise<VideoRequest> {
  const random = randomFrom(order.seed);
  const brief = briefFor(order);
  const contract = freezeContract(brief.concept, brief.seconds, [...DRAWABLE]);
  const { value: screenplay } = await scriptWriter.decide({ brief, contract, drawable: [...DRAWABLE] });
  const [first] = shotsOf(screenplay);
  if (first === undefined) throw new Error('a screenplay without a shot');
  const filmed = { ...first, ...cameraIn(order.prompt), overlays: [], seeds: [] };
  const shot = fromPicture ? onPicture(filmed) : habitual(filmed, HABITS[order.model] ?? ANY_MODEL, random);
  const asked = toRequest({ shot, screenplay, contract, brief, take: 1, previous: null });
  return {
    ...asked,
    threads: asked.threads.map((thread) => recast(thread, order.seed)),
    frames: Math.max(1, toFrames(order.seconds, FILM_RATE)),
    handles: { head: 0, tail: 0 },
    seedNumber: order.seed,
    slateText: `SIMULATED ${order.vendor} ${order.model}`,
  };
}

function briefFor({ prompt, seconds, width, height }: ClipOrder): Brief {
  const { min, max } = DURATION_LIMITS;
  return bareBrief(seenIn(prompt), {
    seconds: Math.min(max, Math.max(min, seconds)),
    scenes: 1,
    ...nearest(width, height),
  });
}

/** What a prompt says of the picture, without its talk of lenses and looks. */
function seenIn(prompt: string): string {
  const sentences = prompt.split(/(?<=[.!?])\s+/).filter((sentence) => !FILM_TALK.test(sentence));
  const seen = sentences.join(' ').slice(0, 600).trim();
  return seen === '' ? prompt.slice(0, 600).trim() || 'an empty room' : seen;
}

const FILM_TALK =
  /\b(?:framed as|style:|cinematic|mood\.|the camera|shot on|lens|colou?rs, natural motion|better than before)\b/i;

function nearest(width: number, height: number): { aspect: Aspect; resolution: Resolution } {
  const ratio = width / height;
  const short = Math.min(width, height);
  return {
    aspect: ratio > 1.2 ? '16:9' : ratio < 0.84 ? '9:16' : '1:1',
    resolution: short <= 540 ? '540p' : short <= 720 ? '720p' : '1080p',
  };
}

const SIZES: [RegExp, ShotSize][] = [
  [/extreme wide|aerial/i, 'extreme-wide'],
  [/extreme close/i, 'extreme-close-up'],
  [/medium close/i, 'medium-close-up'],
  [/close-?\s?up/i, 'close-up'],
  [/full-?\s?body|full shot/i, 'full'],
  [/medium shot|mid shot/i, 'medium'],
  [/wide shot/i, 'wide'],
];
const MOVES: [RegExp, CameraMove][] = [
  [/push(?:es)?(?: slowly)? in|dolly in|pushes in/i, 'push-in'],
  [/pulls? (?:back|out)|dolly out/i, 'pull-out'],
  [/zoom in/i, 'zoom-in'],
  [/zoom out/i, 'zoom-out'],
  [/pans? (?:slowly )?left/i, 'pan-left'],
  [/pans? (?:slowly )?right/i, 'pan-right'],
  [/tilts? up/i, 'tilt-up'],
  [/tilts? down/i, 'tilt-down'],
  [/circles|orbit/i, 'orbit'],
  [/track(?:s|ing)/i, 'tracking'],
  [/camera rises|crane up/i, 'crane-up'],
  [/camera descends|crane down/i, 'crane-down'],
  [/handheld/i, 'handheld'],
  [/holds still|static/i, 'static'],
];

/** Size and move, where the prompt names them. */
function cameraIn(prompt: string): { size?: ShotSize; move?: CameraMove } {
  const size = SIZES.find(([words]) => words.test(prompt))?.[1];
  const move = MOVES.find(([words]) => words.test(prompt))?.[1];
  return { ...(size === undefined ? {} : { size }), ...(move === undefined ? {} : { move }) };
}

/** It begins on the picture that it was given, and stays there. */
function onPicture(shot: Shot): Shot {
  return { ...shot, figures: [], seeds: [{ id: FIRST_FRAME, use: 'full-frame' }] };
}

function habitual(shot: Shot, { forgets, invents }: Habits, random: () => number): Shot {
  const figures = random() < forgets ? lessOne(shot.figures) : shot.figures;
  const invention = pick(INVENTIONS, random);
  return { ...shot, figures: random() < invents ? [...figures, invented(invention)] : figures };
}

/** Without the last thing, or without the last detail of the only one. */
function lessOne(figures: Figure[]): Figure[] {
  if (figures.length > 1) return figures.slice(0, -1);
  return figures.map((figure) => ({ ...figure, attributes: figure.attributes.slice(0, -1) }));
}

function invented(what: string): Figure {
  return { what, attributes: [], action: null, expression: null, count: 1, thread: null, principal: false, seed: null };
}

/** The look of a thread comes from its description: another one, another actor. */
function recast(thread: Thread, seed: number): Thread {
  return thread.kind === 'place' ? thread : { ...thread, description: `${thread.description}, cast ${seed}` };
}

function fitted({ width, height, seconds }: Size & { seconds: number }, from: string, path: string, sound?: string) {
  const frames = Math.max(1, toFrames(seconds, FILM_RATE));
  return {
    from,
    path,
    size: { width, height },
    rate: FILM_RATE,
    frames,
    fit: 'crop' as const,
    ...(sound === undefined ? {} : { sound }),
  };
}

const SOUND_RATE = 48_000;

/** Wind, more or less: what models make of a sound nobody described. */
async function writeSound({ seconds, seed }: ClipOrder, folder: string): Promise<string> {
  const random = randomFrom(seed);
  const samples = new Float32Array(Math.ceil(seconds * SOUND_RATE));
  let level = 0;
  for (let i = 0; i < samples.length; i += 1) {
    level = level * 0.985 + (random() - 0.5) * 0.03;
    samples[i] = level * (0.7 + 0.3 * Math.sin((i / SOUND_RATE) * 1.7));
  }
  const path = join(folder, 'sound.wav');
  await writeFile(path, encodeWav([samples], SOUND_RATE));
  return path;
}

/** Bars that wander over a gradient: every frame differs, and nothing of it takes long. */
async function encodePattern({ width, height, seconds, quality }: ClipOrder, path: string): Promise<void> {
  const ground = Buffer.alloc(width * height * 4);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 4)
      ground.writeUInt32LE(
        (0xff000000 | (Math.round((x / width) * 160) << 8) | Math.round((y / height) * 200)) >>> 0,
        at,
      );
  const bar = Buffer.alloc(Math.ceil(width / 8) * 4, 0xf0);
  const frames = Math.max(1, toFrames(seconds, FILM_RATE));
  const frame = Buffer.alloc(ground.length);
  const patch = qualityPatch({ width, height }, { width, height }, quality);
  await encodeFrames({
    path,
    size: { width, height },
    rate: FILM_RATE,
    frames,
    draw: (index) => {
      ground.copy(frame);
      const from = Math.floor(((width * 7) / 8) * (index / frames)) * 4;
      for (let y = 0; y < height; y += 1)
        bar.copy(frame, y * width * 4 + from, 0, Math.min(bar.length, width * 4 - from));
      paintBoxes(frame, { width, height }, patch);
      return frame;
    },
  });
}
