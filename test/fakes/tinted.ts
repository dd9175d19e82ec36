import { loadImage, createCanvas } from '@napi-rs/canvas';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';

export type Tint = 'red' | 'green' | 'blue';

/** A clip in which stripes of one colour drift: by it somebody who only sees the pictures can tell who made it. */
export async function tintedClip(path: string, tint: Tint, { frames = 121 } = {}): Promise<void> {
  const [width, height] = [1248, 704];
  const pixels = Buffer.alloc(width * height * 4, 255);
  await encodeFrames({
    path,
    size: { width, height },
    rate: { num: 24, den: 1 },
    frames,
    draw: (frame) => {
      for (let at = 0; at < pixels.length; at += 4) {
        const x = (at >> 2) % width;
        const y = Math.floor((at >> 2) / width);
        const light = (((x + 2 * y + frame * 5) >> 5) & 1) === 1 ? 190 : 110;
        const dark = 40 + (x >> 4);
        pixels[at] = tint === 'red' ? light : dark;
        pixels[at + 1] = tint === 'green' ? light : dark;
        pixels[at + 2] = tint === 'blue' ? light : dark;
      }
      return pixels;
    },
  });
}

/** The colour that most of the pictures have most of. */
export async function tintOf(pictures: readonly Buffer[]): Promise<Tint> {
  const sums = { red: 0, green: 0, blue: 0 };
  for (const jpeg of pictures) {
    const image = await loadImage(jpeg);
    const canvas = createCanvas(16, 16);
    canvas.getContext('2d').drawImage(image, 0, 0, 16, 16);
    const { data } = canvas.getContext('2d').getImageData(0, 0, 16, 16);
    for (let at = 0; at < data.length; at += 4) {
      sums.red += data[at] ?? 0;
      sums.green += data[at + 1] ?? 0;
      sums.blue += data[at + 2] ?? 0;
    }
  }
  const [[most] = ['red']] = Object.entries(sums).toSorted(([, a], [, b]) => b - a);
  return most as Tint;
}
