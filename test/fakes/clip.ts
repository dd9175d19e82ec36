import { writeFileSync } from 'node:fs';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';
import { renderFilm } from '../../src/cutting-room/render/render.ts';
import type { Rate } from '../../src/film/time.ts';
import { encodeWav } from '../../src/film/wav.ts';

export interface ClipShape {
  width: number;
  height: number;
  rate: Rate;
  frames: number;
  sound: boolean;
}

/** Makes a film in which something moves, of any size, rate and length, as no vendor was asked for it. */
export async function makeClip(path: string, { width, height, rate, frames, sound }: ClipShape): Promise<void> {
  const picture = sound ? `${path}.mute.mp4` : path;
  const pixels = Buffer.alloc(width * height * 4, 255);
  const size = { width, height };
  await encodeFrames({ path: picture, size, rate, frames, draw: (frame) => paint(pixels, width, frame) });
  if (!sound) return;
  const seconds = (frames * rate.den) / rate.num;
  writeFileSync(`${path}.wav`, encodeWav([Float32Array.from({ length: seconds * 44_100 }, wave)], 44_100));
  const clip = {
    shot: '1A',
    slate: '1A-1',
    media: { sha256: '0'.repeat(64), extension: 'mp4', bytes: 1 },
    source: { start: 0, frames },
    available: { start: 0, frames },
    transitionIn: { kind: 'cut' as const, frames: 0 },
    overlays: [],
  };
  const plain = { sounds: [], captions: [], burnCaptions: false, fadeOut: 0 };
  await renderFilm({
    cut: { schema: 'Cut.1', id: 'safe', rate, ...size, ...plain, clips: [clip] },
    files: () => picture,
    sound: `${path}.wav`,
    path,
  });
}

function wave(_: unknown, at: number): number {
  return 0.2 * Math.sin(at / 20);
}

/** Slanting stripes that drift over a slope of light. */
function paint(pixels: Buffer, width: number, frame: number): Buffer {
  for (let at = 0; at < pixels.length; at += 4) {
    const x = (at >> 2) % width;
    const y = Math.floor((at >> 2) / width);
    const stripe = ((x + 2 * y + frame * 5) >> 5) & 1;
    pixels[at] = 60 + (x >> 3);
    pixels[at + 1] = stripe === 1 ? 150 : 90;
    pixels[at + 2] = 80 + (y >> 2);
  }
  return pixels;
}
