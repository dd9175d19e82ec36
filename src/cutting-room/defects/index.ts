import { rm, writeFile } from 'node:fs/promises';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import { audioDropout } from './dropout.ts';
import { black, colourCast, flicker } from './light.ts';
import { bars, blur, stretched } from './shape.ts';
import { extraPerson, garbledText, missingSubject, unpromptedObject } from './things.ts';
import { freeze, jumpCut } from './time.ts';
import type { Box, CleanClip, Picture, Treat, Treatment } from './treatment.ts';
import { decodeAudio } from '../mix/audio.ts';
import { openClip, type OpenClip } from '../codec/clip.ts';
import { encodePicture, throwIfAborted } from '../codec/encode.ts';
import { must } from '../codec/av.ts';
import { openPictureEncoder } from '../codec/format.ts';
import { interleave } from '../codec/interleave.ts';
import { openMovie } from '../codec/movie.ts';
import { openPaintConverter, openScaler, readPlane, rgbaFrame } from '../codec/picture.ts';
import { probe } from '../codec/probe.ts';
import { openSoundTrack, SAMPLE_RATE } from '../codec/sound-track.ts';
import { StudioError } from '../../errors.ts';
import { randomFrom } from '../../film/random.ts';
import type { Review } from '../../film/review.ts';
import { toSeconds } from '../../film/time.ts';
import { encodeWav } from '../../film/wav.ts';

export type { Box, Picture } from './treatment.ts';

type Dimension = keyof Review['scores'];

/** Every defect, and the scores that it ought to lower. */
export const DEFECTS = {
  freeze: ['technicalQuality'],
  black: ['technicalQuality'],
  'colour-cast': ['styleConsistency'],
  'jump-cut': ['technicalQuality'],
  'missing-subject': ['visualAccuracy', 'narrativeFit'],
  'garbled-text': ['technicalQuality'],
  stretched: ['technicalQuality'],
  bars: ['technicalQuality'],
  'audio-dropout': ['technicalQuality'],
  flicker: ['technicalQuality'],
  blur: ['technicalQuality'],
  'extra-person': ['technicalQuality'],
  'unprompted-object': ['technicalQuality'],
} as const satisfies Record<string, readonly Dimension[]>;
export type DefectKind = keyof typeof DEFECTS;

export interface SpoilJob {
  /** A clip of constant rate, with or without sound. */
  from: string;
  path: string;
  /** Null makes a copy without a defect, encoded once more as the others are. */
  kind: DefectKind | null;
  /** The same seed, the same place and severity. */
  seed: number;
  /** The cut-out that is put in; `extra-person` and `unprompted-object` need one. */
  picture: Picture | null;
  /** Where the subject of the shot is, for `missing-subject`; null: wherever most catches the eye. */
  subject: Box | null;
  signal?: AbortSignal;
}

/** What is wrong with a clip, where, and how badly: known, because it was done on purpose. */
export interface Defect {
  kind: DefectKind;
  /** The scores that it ought to lower. */
  dimensions: readonly Dimension[];
  /** First frame that is touched, and the first one that is not any more. */
  from: number;
  until: number;
  /** Pixels from the upper left corner; null for the whole picture. */
  where: Box | null;
  /** 0 can just be noticed, 1 cannot be missed. */
  severity: number;
  note: string;
}

/**
 * Makes a copy of a clip, of its size, rate, length and sound, with one defect in it. The file appears whole or not at
 * all. Throws `media`, `disk`, `interrupted`, and `usage` for a dropout in a clip that has no sound.
 */
export async function spoil(job: SpoilJob): Promise<Defect | null> {
  const { kind, seed } = job;
  const random = randomFrom(seed);
  await using clip = await openClip(job.from);
  const heard = (await probe(job.from)).audio !== null;
  if (kind === 'audio-dropout' && !heard)
    throw new StudioError('usage', 'a clip without sound cannot lose it', { hint: 'Hand in one that has sound.' });
  const severity = random();
  const treatment = kind === null ? UNTOUCHED : await TREATMENTS[kind](clip, severity, random, job);
  const silenced = `${job.path}.wav`;
  try {
    if (treatment.silence) await writeFile(silenced, await without(job.from, treatment.silence));
    await encode(clip, treatment, job, treatment.silence ? silenced : heard ? job.from : null);
  } finally {
    await rm(silenced, { force: true });
  }
  if (kind === null) return null;
  const { from, until, where, note } = treatment;
  return { kind, dimensions: DEFECTS[kind], from, until, where, severity: Math.round(severity * 100) / 100, note };
}

const UNTOUCHED: Treatment = { from: 0, until: 0, where: null, note: '' };

const TREATMENTS: Record<DefectKind, Treat> = {
  freeze,
  black,
  'colour-cast': colourCast,
  'jump-cut': jumpCut,
  'missing-subject': missingSubject,
  'garbled-text': garbledText,
  stretched,
  bars,
  'audio-dropout': audioDropout,
  flicker,
  blur,
  'extra-person': extraPerson,
  'unprompted-object': unpromptedObject,
};

async function encode(clip: OpenClip, treatment: Treatment, job: SpoilJob, sound: string | null): Promise<void> {
  const { rate, frames } = clip;
  await using track = sound === null ? null : await openSoundTrack(sound, toSeconds(frames, rate));
  using encoder = await openPictureEncoder(clip, rate);
  using converter = openPaintConverter(clip);
  using painter = openPainter(clip, treatment);
  const movie = await openMovie(job.path, { rate, picture: encoder, sound: track?.encoder ?? null });
  try {
    const add = interleave(movie, track, rate);
    for (let index = 0; index < frames; index += 1) {
      throwIfAborted(job.signal);
      const picture = converter.convert(bytesOf(await painter.paint(clip, index)));
      await encodePicture(encoder, picture, index, (packet) => add(packet, Number(packet.pts)));
    }
    await encodePicture(encoder, null, 0, (packet) => add(packet, Number(packet.pts)));
    await add(null, frames);
    await movie.finish();
  } finally {
    await movie.abandon();
  }
}

/** Frames as the treatment leaves them. The pixels are lent until the next call. */
function openPainter(
  { width, height }: CleanClip,
  { from, until, source, tone, draw }: Treatment,
): { paint(clip: OpenClip, index: number): Promise<Uint8ClampedArray> } & Disposable {
  const scaler = openScaler('bicubic');
  const rgba = rgbaFrame({ width, height });
  const pixels = new Uint8ClampedArray(width * height * 4);
  const image = new ImageData(pixels, width, height);
  const [clean, target] = [createCanvas(width, height), createCanvas(width, height)];
  return {
    async paint(clip, index) {
      const frame = await clip.frame(source?.(index) ?? index);
      must(scaler.scaleFrameSync(rgba, frame), 'turn a frame into RGB');
      readPlane(rgba, 0, pixels, width * 4, height);
      if (index < from || index >= until) return pixels;
      tone?.(pixels, index);
      if (draw) {
        image.data.set(pixels);
        clean.getContext('2d').putImageData(image, 0, 0);
        const pen = target.getContext('2d');
        pen.drawImage(clean, 0, 0);
        draw(pen, clean, index);
        const fresh = target.data();
        pixels.set(fresh);
        // Given back at once: the collector does not know how much it holds.
        if (fresh.buffer instanceof ArrayBuffer) fresh.buffer.transfer(0);
      }
      return pixels;
    },
    [Symbol.dispose]() {
      rgba.free();
      scaler[Symbol.dispose]();
    },
  };
}

/** The same memory. */
function bytesOf({ buffer, byteOffset, byteLength }: Uint8ClampedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

async function without(path: string, { from, until }: { from: number; until: number }): Promise<Uint8Array> {
  const { left, right } = await decodeAudio(path);
  for (const side of [left, right]) side.fill(0, Math.round(from * SAMPLE_RATE), Math.round(until * SAMPLE_RATE));
  return encodeWav([left, right], SAMPLE_RATE);
}
