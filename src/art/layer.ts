import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Size } from '../film/media.ts';
import { OVERSCAN } from './camera.ts';
import type { Light } from './light.ts';
import type { Paint, Pen } from './subject.ts';

/** A sheet of the scene at one depth: baked once and moved, or drawn anew in every frame. */
export type Layer = Baked | Live;

export interface Baked {
  kind: 'baked';
  depth: number;
  picture: Canvas;
  x: number;
  y: number;
}

export interface Live {
  kind: 'live';
  depth: number;
  draw(pen: Pen, seconds: number, progress: number): void;
}

/** Where a setting is built. Coordinates are pixels of the frame; a layer reaches past it on all sides. */
export interface Stage extends Size {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** One at 720p. */
  unit: number;
  /** Where the sky meets the land, or the wall meets the floor. */
  horizon: number;
  /** The setting is seen that much nearer than built, around the middle of the frame at this height in pixels. */
  zoom: number;
  zoomAt: number;
  /** Pixels of blur for what lies behind the figures. */
  blur: number;
  light: Light;
  paint: Paint;
  random: () => number;
  /** Ids of what stands in the shot itself. */
  cast: ReadonlySet<string>;
  layers: Layer[];
}

export function stageOf(
  size: Size,
  fields: Pick<Stage, 'light' | 'paint' | 'random' | 'horizon' | 'zoom' | 'zoomAt' | 'blur' | 'cast'>,
): Stage {
  const { width, height } = size;
  return {
    width,
    height,
    left: Math.floor(-width * OVERSCAN.x),
    right: Math.ceil(width * (1 + OVERSCAN.x)),
    top: Math.floor(-height * OVERSCAN.y),
    bottom: Math.ceil(height * (1 + OVERSCAN.y)),
    unit: Math.min(width, height) / 720,
    layers: [],
    ...fields,
  };
}

/** Bakes a layer between two heights of the stage. Leave out what nearer layers hide: every pixel costs in every frame. */
export function bake(stage: Stage, depth: number, top: number, bottom: number, draw: (pen: Pen) => void): void {
  bakeBox(stage, depth, { left: stage.left, right: stage.right, top, bottom }, draw);
}

/**
 * How far things that stand on the horizon reach below it, in pixels: a moving camera shifts near sheets against far ones
 * and would look into the gap.
 */
export function skirt({ height }: Stage): number {
  return Math.ceil(height * 0.08);
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function bakeBox(stage: Stage, depth: number, box: Box, draw: (pen: Pen) => void): void {
  const seen = (value: number, middle: number) => (value - middle) * stage.zoom + middle;
  const x = Math.max(stage.left, Math.floor(seen(box.left, stage.width / 2)));
  const y = Math.max(stage.top, Math.floor(seen(box.top, stage.zoomAt)));
  const right = Math.min(stage.right, Math.ceil(seen(box.right, stage.width / 2)));
  const bottom = Math.min(stage.bottom, Math.ceil(seen(box.bottom, stage.zoomAt)));
  if (right - x < 1 || bottom - y < 1) return;
  const picture = createCanvas(right - x, bottom - y);
  const pen = picture.getContext('2d');
  pen.translate(-x, -y);
  applyZoom(pen, stage);
  draw(pen);
  flush(picture);
  stage.layers.push({ kind: 'baked', depth, picture, x, y });
}

/** Draws in every frame what changes its shape. */
export function live(stage: Stage, depth: number, draw: (pen: Pen, seconds: number, progress: number) => void): void {
  stage.layers.push({
    kind: 'live',
    depth,
    draw: (pen, seconds, progress) => {
      pen.save();
      applyZoom(pen, stage);
      draw(pen, seconds, progress);
      pen.restore();
    },
  });
}

/** All that was baked so far as one picture in stage coordinates (offset by left, top): for reflections and blur. */
export function flattened(stage: Stage): Canvas {
  const picture = createCanvas(stage.right - stage.left, stage.bottom - stage.top);
  const pen = picture.getContext('2d');
  pen.translate(-stage.left, -stage.top);
  for (const layer of stage.layers) {
    if (layer.kind === 'baked') pen.drawImage(layer.picture, layer.x, layer.y);
    else layer.draw(pen, 0, 0);
  }
  flush(picture);
  return picture;
}

/** What was built so far falls out of focus: one soft picture at the depth of the land. */
export function softened(stage: Stage): void {
  const sharp = flattened(stage);
  const picture = createCanvas(sharp.width, sharp.height);
  const pen = picture.getContext('2d');
  pen.filter = `blur(${stage.blur.toFixed(1)}px)`;
  pen.drawImage(sharp, 0, 0);
  pen.filter = 'none';
  flush(picture);
  released(sharp);
  for (const layer of stage.layers) if (layer.kind === 'baked') released(layer.picture);
  stage.layers.length = 0;
  stage.layers.push({ kind: 'baked', depth: 0.6, picture, x: stage.left, y: stage.top });
}

/** Gives the pixels of a picture back that nobody will look at again: the collector does not see how heavy it is. */
export function released(picture: Canvas): void {
  picture.width = 1;
  picture.height = 1;
}

/** Neighbouring sheets of nearly one depth become one, all of them where nothing moves: fewer pixels to place in every frame. */
export function merged(stage: Stage, still: boolean): void {
  const kept: Layer[] = [];
  for (const layer of stage.layers) {
    const last = kept.at(-1);
    const near = last && (still || Math.abs(last.depth - layer.depth) <= 0.17) && last.depth <= 1 === layer.depth <= 1;
    if (last?.kind === 'baked' && layer.kind === 'baked' && near && (still || last.depth > 0.05))
      kept[kept.length - 1] = joined(last, layer);
    else kept.push(layer);
  }
  stage.layers.splice(0, stage.layers.length, ...kept);
}

function joined(under: Baked, over: Baked): Baked {
  const x = Math.min(under.x, over.x);
  const y = Math.min(under.y, over.y);
  const right = Math.max(under.x + under.picture.width, over.x + over.picture.width);
  const bottom = Math.max(under.y + under.picture.height, over.y + over.picture.height);
  const picture = createCanvas(right - x, bottom - y);
  const pen = picture.getContext('2d');
  pen.drawImage(under.picture, under.x - x, under.y - y);
  pen.drawImage(over.picture, over.x - x, over.y - y);
  flush(picture);
  released(under.picture);
  released(over.picture);
  return { kind: 'baked', depth: (under.depth + over.depth) / 2, picture, x, y };
}

/** The canvas records strokes and paints late: this makes it paint now, once, instead of in every frame. */
function flush(picture: Canvas): void {
  picture.getContext('2d').getImageData(0, 0, 1, 1);
}

function applyZoom(pen: Pen, stage: Stage): void {
  if (stage.zoom === 1) return;
  pen.translate(stage.width / 2, stage.zoomAt);
  pen.scale(stage.zoom, stage.zoom);
  pen.translate(-stage.width / 2, -stage.zoomAt);
}
