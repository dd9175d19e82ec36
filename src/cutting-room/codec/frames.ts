import { writeFile } from 'node:fs/promises';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { type Frame, type SoftwareScaleContext } from 'node-av/lib';
import { must } from './av.ts';
import { openClip } from './clip.ts';
import { openScaler, readPlane, rgbaFrame } from './picture.ts';
import { StudioError, messageOf } from '../../errors.ts';

/** A frame as pixels. */
export interface Still {
  index: number;
  width: number;
  height: number;
  /** RGBA, rows packed. */
  data: Uint8ClampedArray;
}

/**
 * Frames of a clip as RGBA, in the order asked for; numbers beyond its ends give its first or last. `width` scales them
 * down, keeping their shape. One open, one pass when the numbers ascend.
 */
export async function readFrames(path: string, indices: number[], options: { width?: number } = {}): Promise<Still[]> {
  await using clip = await openClip(path);
  using scaler = openScaler('area');
  const width = Math.min(options.width ?? clip.width, clip.width);
  const size = { width, height: Math.max(1, Math.round((clip.height * width) / clip.width)) };
  const stills: Still[] = [];
  for (const index of indices) stills.push({ index, ...size, data: toRgba(await clip.frame(index), size, scaler) });
  return stills;
}

/** A still on a canvas of its own. */
export function toCanvas(still: Still): Canvas {
  const canvas = createCanvas(still.width, still.height);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(still.width, still.height);
  image.data.set(still.data);
  pen.putImageData(image, 0, 0);
  return canvas;
}

/** Writes a canvas as JPEG where the path ends in `.jpg`, else as PNG. Throws `disk`. */
export async function writeStill(canvas: Canvas, path: string): Promise<void> {
  try {
    await writeFile(path, await (path.endsWith('.jpg') ? canvas.encode('jpeg', 86) : canvas.encode('png')));
  } catch (error) {
    throw new StudioError('disk', `cannot write ${path}: ${messageOf(error)}`, {
      hint: 'Check that the folder is writable.',
      cause: error,
    });
  }
}

function toRgba(
  frame: Frame,
  size: { width: number; height: number },
  scaler: SoftwareScaleContext,
): Uint8ClampedArray {
  const rgba = rgbaFrame(size);
  try {
    must(scaler.scaleFrameSync(rgba, frame), 'turn a frame into RGB');
    const data = new Uint8ClampedArray(size.width * size.height * 4);
    readPlane(rgba, 0, data, size.width * 4, size.height);
    return data;
  } finally {
    rgba.free();
  }
}
