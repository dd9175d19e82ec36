import { createCanvas, loadImage } from '@napi-rs/canvas';
import { imageSize } from 'image-size';
import { messageOf } from '../../errors.ts';
import { badSeed, readSeedFile } from './seed-file.ts';

/** Longest side of a seed picture as it is kept: more than any frame of ours can show. */
const LONGEST_SIDE = 2560;
const FILE_LIMIT = 64 * 1024 * 1024;
const PIXEL_LIMIT = 100_000_000;
/** Of the longer side to the shorter: a longer strip is a slip of the mouse, and nothing would be seen of it. */
const NARROWEST = 20;
const KINDS = new Set(['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp']);

export interface Picture {
  /** PNG, turned upright, at most 2560 pixels on the long side. */
  png: Buffer;
  width: number;
  height: number;
  /** True when some part can be seen through. */
  transparent: boolean;
}

/**
 * Reads a picture that somebody handed in. What its header says is checked before it is decoded, so that a lying file
 * cannot ask for endless memory. Throws `bad-seed` for what is not a usable picture.
 */
export async function readPicture(path: string): Promise<Picture> {
  const bytes = await readSeedFile(path, { most: FILE_LIMIT, taken: 'Pictures up to 64 MB are taken.' });
  const claimed = claimedSize(bytes, path);
  if (claimed.width * claimed.height > PIXEL_LIMIT) {
    throw badSeed(path, `is ${claimed.width}×${claimed.height} pixels, more than this takes`, 'Make it smaller first.');
  }
  const [short, long] = [claimed.width, claimed.height].toSorted((a, b) => a - b) as [number, number];
  if (long > NARROWEST * short) {
    throw badSeed(
      path,
      `is ${claimed.width}×${claimed.height} pixels, a strip of which nothing could be seen`,
      `Cut it so that its longer side is at most ${NARROWEST} times the shorter.`,
    );
  }

  try {
    const image = await loadImage(bytes);
    if (image.width < 2 || image.height < 2) throw new Error('nothing in it');
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const width = Math.max(2, Math.round(image.width * scale));
    const height = Math.max(2, Math.round(image.height * scale));
    const canvas = createCanvas(width, height);
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, width, height);
    const pixels = pen.getImageData(0, 0, width, height).data;
    let seeThrough = 0;
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 250) seeThrough += 1;
    if (seeThrough === width * height && pixels.every((value) => value === 0)) throw new Error('it is empty');
    return { png: await canvas.encode('png'), width, height, transparent: seeThrough > width * height * 0.01 };
  } catch (error) {
    throw badSeed(path, `cannot be read as a picture: ${messageOf(error)}`, 'Open it and save it again as PNG.', error);
  }
}

function claimedSize(bytes: Buffer, path: string): { width: number; height: number } {
  try {
    const { width, height, type } = imageSize(bytes);
    if (type === undefined || !KINDS.has(type)) throw new Error(`kind ${type ?? 'unknown'}`);
    return { width, height };
  } catch (error) {
    throw badSeed(
      path,
      'is not a picture of a known kind',
      'PNG, JPEG, WebP, GIF and BMP are taken; texts as .txt, .md, .fountain and .pdf.',
      error,
    );
  }
}
