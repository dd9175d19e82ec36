import { AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { StudioError } from '../../errors.ts';
import { framesOf, must, openSource } from '../codec/av.ts';
import { openScaler, readPlane, rgbaFrame } from '../codec/picture.ts';

/** How a take looks on the whole, to be held against its neighbours; every figure 0–1. */
export interface Look {
  luma: number;
  saturation: number;
  red: number;
  green: number;
  blue: number;
}

const SMALL = { width: 64, height: 36 } as const;

/** Mean look of a clip, read from its key frames. Throws `media` when there is no picture. */
export async function lookOf(path: string): Promise<Look> {
  await using source = await openSource(path);
  const stream = source.stream(AVMEDIA_TYPE_VIDEO);
  if (stream === null) throw new StudioError('media', `${path} has no picture`);
  using scaler = openScaler('area');
  using small = rgbaFrame(SMALL);
  const data = new Uint8Array(SMALL.width * SMALL.height * 4);
  let [pixels, red, green, blue, saturation] = [0, 0, 0, 0, 0];
  for await (const frame of framesOf(source, stream, { keyOnly: true })) {
    must(scaler.scaleFrameSync(small, frame), 'shrink a frame');
    readPlane(small, 0, data, SMALL.width * 4, SMALL.height);
    for (let at = 0; at < data.length; at += 4) {
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const most = Math.max(r, g, b);
      red += r;
      green += g;
      blue += b;
      saturation += most === 0 ? 0 : (most - Math.min(r, g, b)) / most;
      pixels += 1;
    }
  }
  if (pixels === 0) throw new StudioError('media', `${path} has no key frames`);
  const mean = (sum: number) => sum / pixels / 255;
  const [r, g, b] = [mean(red), mean(green), mean(blue)];
  return { luma: 0.2126 * r + 0.7152 * g + 0.0722 * b, saturation: saturation / pixels, red: r, green: g, blue: b };
}
