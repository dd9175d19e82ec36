import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import type { Size } from '../film/media.ts';
import type { Shot } from '../film/screenplay.ts';
import { messageOf } from '../errors.ts';
import { css, fade, mix } from './colour.ts';
import type { Light } from './light.ts';
import { eased } from './random.ts';
import type { Pen } from './subject.ts';

export type SeedUse = Shot['seeds'][number]['use'];

export interface SeedPicture {
  use: SeedUse;
  picture: Canvas;
}

/** The longest side a seed is kept at: enough for a close look at 1080p, little enough for any photograph. */
const LONGEST = 2200;

/** Opens the seed pictures that the shot asks for; one that cannot be read becomes a warning. */
export async function openSeeds(
  shot: Shot,
  seeds: readonly { id: string; image: Buffer }[],
  warnings: string[],
): Promise<SeedPicture[]> {
  const asked = [...shot.seeds];
  for (const figure of shot.figures) {
    if (figure.seed !== null && !asked.some(({ id }) => id === figure.seed))
      asked.push({ id: figure.seed, use: 'figure' });
  }
  const opened: SeedPicture[] = [];
  for (const { id, use } of asked) {
    const seed = seeds.find((candidate) => candidate.id === id);
    if (!seed) {
      warnings.push(`seed picture ${id} was not handed over: left out`);
      continue;
    }
    try {
      opened.push({ use, picture: await decoded(seed.image) });
    } catch (error) {
      warnings.push(`cannot read seed picture ${id} (${messageOf(error)}): left out`);
    }
  }
  return opened;
}

async function decoded(image: Buffer): Promise<Canvas> {
  const source = await loadImage(image);
  const scale = Math.min(1, LONGEST / Math.max(source.width, source.height));
  const picture = createCanvas(
    Math.max(1, Math.round(source.width * scale)),
    Math.max(1, Math.round(source.height * scale)),
  );
  const pen = picture.getContext('2d');
  pen.drawImage(source, 0, 0, picture.width, picture.height);
  pen.getImageData(0, 0, 1, 1);
  return picture;
}

/** Puts a seed into the picture, beside whoever stands at `beside` (part of the width); progress 0–1 over the shot. */
export function showSeed(
  { use, picture }: SeedPicture,
  size: Size,
  light: Light,
  beside: number | null,
): (pen: Pen, progress: number, seconds: number) => void {
  switch (use) {
    case 'full-frame':
      return kenBurns(picture, size);
    case 'reveal':
      return reveal(picture, size, light);
    case 'framed':
      return still(framed(picture, size, light, beside === null ? 0.48 : 0.38), {
        x: size.width * (beside === null ? 0.5 : beside < 0.5 ? 0.7 : 0.3),
        y: size.height * 0.4,
      });
    case 'figure':
      return standing(picture, size, light);
  }
}

/** Fills the frame and drifts across it, a little nearer at the end. */
function kenBurns(picture: Canvas, { width, height }: Size): (pen: Pen, progress: number) => void {
  const cover = Math.max(width / picture.width, height / picture.height);
  const baked = createCanvas(Math.ceil(picture.width * cover), Math.ceil(picture.height * cover));
  const brush = baked.getContext('2d');
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(picture, 0, 0, baked.width, baked.height);
  brush.getImageData(0, 0, 1, 1);
  const spareX = baked.width - width;
  const spareY = baked.height - height;
  return (pen, progress) => {
    const at = eased(progress);
    const scale = 1.02 + 0.12 * at;
    const x = width / 2 - (width / 2 + spareX * (0.3 + 0.4 * at)) * scale;
    const y = height / 2 - (height / 2 + spareY * (0.3 + 0.4 * at)) * scale;
    pen.drawImage(baked, x, y, baked.width * scale, baked.height * scale);
  };
}

/** Uncovered by a widening ring of light, settling as it comes. */
function reveal(picture: Canvas, size: Size, light: Light): (pen: Pen, progress: number) => void {
  const { width, height } = size;
  const fit = Math.min((width * 0.6) / picture.width, (height * 0.6) / picture.height);
  const baked = resized(picture, fit);
  return (pen, progress) => {
    const at = eased(Math.min(1, progress / 0.6));
    const scale = 0.88 + 0.12 * at + 0.03 * progress;
    const x = width / 2;
    const y = height * 0.46;
    const reach = Math.hypot(baked.width, baked.height) * 0.56 * at;
    const halo = pen.createRadialGradient(x, y, 4, x, y, Math.max(8, reach * 1.5));
    halo.addColorStop(0, css(fade(mix(light.key, [255, 255, 255, 1], 0.5), 0.75 * at)));
    halo.addColorStop(1, css(fade(light.key, 0)));
    pen.fillStyle = halo;
    pen.fillRect(0, 0, width, height);
    pen.save();
    pen.beginPath();
    pen.arc(x, y, Math.max(1, reach), 0, Math.PI * 2);
    pen.clip();
    pen.drawImage(
      baked,
      x - (baked.width * scale) / 2,
      y - (baked.height * scale) / 2,
      baked.width * scale,
      baked.height * scale,
    );
    pen.restore();
  };
}

/** In a mount and frame, as on a wall or an easel. */
function framed(picture: Canvas, { width, height }: Size, light: Light, part: number): Canvas {
  const fit = Math.min((width * part) / picture.width, (height * part) / picture.height);
  const inner = resized(picture, fit);
  const border = Math.round(Math.min(width, height) * 0.03);
  const edge = Math.round(border * 0.6);
  const margin = border;
  const baked = createCanvas(inner.width + (border + edge + margin) * 2, inner.height + (border + edge + margin) * 2);
  const pen = baked.getContext('2d');
  const outer = { wide: inner.width + (border + edge) * 2, tall: inner.height + (border + edge) * 2 };
  for (let step = 6; step > 0; step -= 1) {
    pen.fillStyle = css(fade(light.corner, 0.07));
    pen.fillRect(margin - step, margin - step + border * 0.3, outer.wide + step * 2, outer.tall + step * 2);
  }
  pen.fillStyle = css(mix(light.corner, [92, 62, 40, 1], 0.65));
  pen.fillRect(margin, margin, outer.wide, outer.tall);
  pen.fillStyle = css(mix([250, 246, 238, 1], light.key, 0.12));
  pen.fillRect(margin + edge, margin + edge, inner.width + border * 2, inner.height + border * 2);
  pen.drawImage(inner, margin + edge + border, margin + edge + border);
  pen.getImageData(0, 0, 1, 1);
  return baked;
}

function still(baked: Canvas, { x, y }: { x: number; y: number }): (pen: Pen) => void {
  return (pen) => {
    pen.drawImage(baked, x - baked.width / 2, y - baked.height / 2);
  };
}

/** Stands in the scene with its reflection at its foot, breathing. */
function standing(
  picture: Canvas,
  { width, height }: Size,
  light: Light,
): (pen: Pen, progress: number, seconds: number) => void {
  const fit = Math.min((width * 0.5) / picture.width, (height * 0.46) / picture.height);
  const baked = resized(picture, fit);
  const foot = height * 0.72;
  return (pen, _, seconds) => {
    const x = width / 2;
    const scale = 1 + 0.012 * Math.sin(seconds * 1.3);
    const wide = baked.width * scale;
    const tall = baked.height * scale;
    const reach = Math.max(wide, tall) * 0.8;
    const halo = pen.createRadialGradient(x, foot - tall / 2, 4, x, foot - tall / 2, reach);
    halo.addColorStop(0, css(fade(mix(light.key, [255, 255, 255, 1], 0.6), 0.5)));
    halo.addColorStop(1, css(fade(light.key, 0)));
    pen.fillStyle = halo;
    pen.fillRect(x - reach, foot - tall / 2 - reach, reach * 2, reach * 2);
    pen.drawImage(baked, x - wide / 2, foot - tall, wide, tall);
    pen.save();
    pen.globalAlpha = 0.16;
    pen.translate(0, foot * 2 + 4);
    pen.scale(1, -1);
    pen.drawImage(baked, 0, baked.height * 0.6, baked.width, baked.height * 0.4, x - wide / 2, foot, wide, tall * 0.4);
    pen.restore();
  };
}

function resized(picture: Canvas, scale: number): Canvas {
  const baked = createCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  const pen = baked.getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, baked.width, baked.height);
  pen.getImageData(0, 0, 1, 1);
  return baked;
}
