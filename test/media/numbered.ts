import { writeFile } from 'node:fs/promises';
import { decodeAudio } from '../../src/cutting-room/mix/audio.ts';
import { openClip } from '../../src/cutting-room/codec/clip.ts';
import { conform } from '../../src/cutting-room/conform.ts';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';
import { SAMPLE_RATE } from '../../src/cutting-room/codec/sound-track.ts';
import type { Size } from '../../src/film/media.ts';
import type { Rate } from '../../src/film/time.ts';
import { encodeWav } from '../../src/film/wav.ts';

/** What is written into a picture: which clip, which of its frames, and one bit so that their ones are even in number. */
export interface Number {
  clip: number;
  frame: number;
}

const COLUMNS = 8;
const ROWS = 2;
/** The upper part of the picture carries the bits; below there is room for words. */
const SHARE = 0.4;
const FRAME_BITS = 11;
const CLIP_BITS = 4;

export interface NumberedClip {
  size: Size;
  rate: Rate;
  frames: number;
  clip: number;
  /** Frames from which on it is white below the bits for a twelfth of a second; a beep begins with each. */
  flashes?: readonly number[];
  /** `beep`: a click with every flash; `hum`: a tone all along; absent: no sound at all. */
  sound?: 'beep' | 'hum';
}

/** Encodes a clip whose every frame says in black and white blocks which one it is. */
export async function makeNumbered(path: string, wanted: NumberedClip): Promise<void> {
  const { size, rate, frames, clip, flashes = [], sound } = wanted;
  const pixels = Buffer.alloc(size.width * size.height * 4, 255);
  // Long enough to be seen at a twelfth of a second, however many frames that is.
  const length = Math.ceil(rate.num / rate.den / 12);
  const lit = (frame: number) => flashes.some((flash) => frame >= flash && frame < flash + length);
  const draw = (frame: number) => paint(pixels, size, { clip, frame }, lit(frame));
  const mute = sound === undefined ? path : `${path}.mute.mp4`;
  await encodeFrames({ path: mute, size, rate, frames, draw });
  if (sound === undefined) return;
  const seconds = (frames * rate.den) / rate.num;
  const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  if (sound === 'hum') samples.forEach((_, at) => (samples[at] = 0.25 * Math.sin(at / 17)));
  for (const flash of sound === 'beep' ? flashes : []) {
    const from = Math.round((flash * rate.den * SAMPLE_RATE) / rate.num);
    for (let at = 0; at < 1_500 && from + at < samples.length; at += 1) samples[from + at] = 0.6 * Math.sin(at / 7);
  }
  const wav = `${path}.wav`;
  await writeFile(wav, encodeWav([samples], SAMPLE_RATE));
  await conform({ from: mute, path, size, rate, frames, fit: 'pad', sound: wav });
}

function paint(pixels: Buffer, { width, height }: Size, number: Number, flash: boolean): Buffer {
  const bits = bitsOf(number);
  const low = Math.round(height * SHARE);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor((y * ROWS) / low);
    for (let x = 0; x < width; x += 1, at += 4) {
      const lit = y < low ? (bits[row * COLUMNS + Math.floor((x * COLUMNS) / width)] ?? false) : false;
      const level = y >= low ? (flash ? 235 : 90) : lit ? 225 : 30;
      pixels[at] = pixels[at + 1] = pixels[at + 2] = level;
    }
  }
  return pixels;
}

function bitsOf({ clip, frame }: Number): boolean[] {
  const bits = [
    ...Array.from({ length: FRAME_BITS }, (_, bit) => ((frame >> bit) & 1) === 1),
    ...Array.from({ length: CLIP_BITS }, (_, bit) => ((clip >> bit) & 1) === 1),
  ];
  return [...bits, bits.filter(Boolean).length % 2 === 1];
}

/** One frame of a film as it was decoded. */
export interface Seen {
  /** What its blocks say, or null where they are no number: mixed, covered, dark. */
  number: Number | null;
  /** Mean brightness of the blocks and of what lies below them, 0–255. */
  above: number;
  below: number;
}

/** Decodes every frame of a film. `area` is where the numbered picture lies in it, in shares; all of it unless told. */
export async function readNumbered(
  path: string,
  rate: Rate,
  area = { left: 0, top: 0, width: 1, height: 1 },
): Promise<Seen[]> {
  await using film = await openClip(path, rate);
  const seen: Seen[] = [];
  for (let index = 0; index < film.frames; index += 1) {
    const frame = await film.frame(index);
    const luma = frame.data?.[0] ?? Buffer.alloc(0);
    const stride = frame.linesize[0] ?? 0;
    const box = {
      left: area.left * film.width,
      top: area.top * film.height,
      width: area.width * film.width,
      height: area.height * film.height,
    };
    const mean = (x: number, y: number, width: number, height: number): number => {
      let [sum, count] = [0, 0];
      for (let row = Math.ceil(y); row < y + height; row += 1)
        for (let column = Math.ceil(x); column < x + width; column += 1, count += 1)
          sum += luma[row * stride + column] ?? 0;
      return ((sum / Math.max(1, count) - 16) * 255) / 219;
    };
    const cell = { width: box.width / COLUMNS, height: (box.height * SHARE) / ROWS };
    const levels = Array.from({ length: COLUMNS * ROWS }, (_, bit) =>
      mean(
        box.left + ((bit % COLUMNS) + 0.3) * cell.width,
        box.top + (Math.floor(bit / COLUMNS) + 0.3) * cell.height,
        cell.width * 0.4,
        cell.height * 0.4,
      ),
    );
    const above = levels.reduce((total, level) => total + level, 0) / levels.length;
    const below = mean(box.left + box.width * 0.1, box.top + box.height * 0.45, box.width * 0.8, box.height * 0.1);
    seen.push({ number: numberOf(levels), above, below });
  }
  return seen;
}

function numberOf(levels: number[]): Number | null {
  // Clear black and white only: half-mixed pictures have greys in between.
  if (levels.some((level) => level > 65 && level < 180)) return null;
  const bits = levels.map((level) => level > 120);
  const value = (from: number, count: number) =>
    bits.slice(from, from + count).reduce((sum, bit, at) => sum + (bit ? 1 << at : 0), 0);
  const number = { frame: value(0, FRAME_BITS), clip: value(FRAME_BITS, CLIP_BITS) };
  return bitsOf(number).every((bit, at) => bit === bits[at]) ? number : null;
}

/** Seconds at which a sound begins after silence, in order. */
export async function beepsIn(path: string): Promise<number[]> {
  const { left } = await decodeAudio(path);
  const loud = left.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const beeps: number[] = [];
  let quiet = SAMPLE_RATE;
  left.forEach((sample, at) => {
    if (Math.abs(sample) < loud * 0.3) return void (quiet += 1);
    if (quiet > SAMPLE_RATE / 20) beeps.push(at / SAMPLE_RATE);
    quiet = 0;
  });
  return beeps;
}

/** Root mean square of a stretch of a file's sound. */
export async function levelBetween(path: string, from: number, to: number): Promise<number> {
  const { left } = await decodeAudio(path);
  const part = left.subarray(Math.round(from * SAMPLE_RATE), Math.round(to * SAMPLE_RATE));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length));
}
