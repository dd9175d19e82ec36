import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, type Stage } from '../layer.ts';
import { inAir } from '../light.ts';
import type { Pen } from '../subject.ts';

export type Tree = 'pine' | 'round' | 'palm' | 'birch' | 'bare';

export interface Wood {
  tree: Tree;
  depth: number;
  /** Where the trunks stand, in pixels; the horizon when left out. */
  foot?: number;
  /** Height of a tree, parts of the frame's height. */
  height: number;
  /** Trees across the stage. */
  count: number;
  colour: string;
  distance: number;
  /** Keeps the middle free for the figures: 0 no, 0.6 most of it. */
  clearing?: number;
}

/** A row of trees of one kind, as one sheet. */
export function wood(
  stage: Stage,
  { tree, depth, foot = stage.horizon, height, count, colour, distance, clearing = 0 }: Wood,
): void {
  const { random } = stage;
  const tall = height * stage.height;
  bake(stage, depth, foot - tall * 1.35, foot + tall * 0.06, (pen) => {
    const span = stage.right - stage.left;
    for (let index = 0; index < count; index += 1) {
      const x = stage.left + (span * (index + 0.5 + (random() - 0.5) * 0.8)) / count;
      const size = tall * (0.72 + random() * 0.5);
      const shade = random();
      if (Math.abs(x / stage.width - 0.5) < clearing / 2) continue;
      const at = distance + shade * 0.1;
      draw(pen, stage, tree, x, foot + (random() - 0.5) * tall * 0.04, size, colour, at);
    }
  });
}

/** A near tree that frames the picture and breathes in the wind. */
export function nearTree(
  stage: Stage,
  tree: Tree,
  x: number,
  foot: number,
  tall: number,
  colour: string,
  depth = 1.25,
): void {
  const wide = tall * 1.1;
  const picture: Canvas = createCanvas(Math.ceil(wide), Math.ceil(tall * 1.2));
  const pen = picture.getContext('2d');
  pen.translate(wide / 2, tall * 1.16);
  draw(pen, stage, tree, 0, 0, tall, colour, 0);
  pen.getImageData(0, 0, 1, 1);
  const phase = stage.random() * 6;
  live(stage, depth, (target, seconds) => {
    target.save();
    target.translate(x, foot);
    target.transform(1, 0, Math.sin(seconds * 0.9 + phase) * 0.012, 1, 0, 0);
    target.drawImage(picture, -wide / 2, -tall * 1.16);
    target.restore();
  });
}

function draw(
  pen: Pen,
  stage: Stage,
  tree: Tree,
  x: number,
  y: number,
  tall: number,
  colour: string,
  distance: number,
): void {
  const { light, random } = stage;
  const leaf = inAir(light, colour, distance);
  const lit = css(mix(colourOf(leaf), light.key, 0.22 * (1 - distance)));
  const dark = css(mix(colourOf(leaf), light.sky[0], 0.3 * (1 - distance)));
  const trunk = inAir(light, tree === 'birch' ? '#d9d2c4' : '#5b4030', distance);
  const side = light.keyFrom;
  if (tree === 'pine') {
    pen.fillStyle = trunk;
    pen.fillRect(x - tall * 0.025, y - tall * 0.2, tall * 0.05, tall * 0.2);
    for (let tier = 0; tier < 4; tier += 1) {
      const foot = y - tall * (0.12 + tier * 0.2);
      const half = tall * (0.25 - tier * 0.048);
      const top = foot - tall * 0.34;
      triangle(pen, leaf, x, top, x - half, foot, x + half, foot);
      triangle(pen, side < 0 ? dark : lit, x, top, x + half * 0.15, foot - tall * 0.02, x + half, foot);
    }
    return;
  }
  if (tree === 'palm') {
    pen.strokeStyle = trunk;
    pen.lineWidth = tall * 0.045;
    pen.lineCap = 'round';
    const lean = (random() - 0.5) * tall * 0.3;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.quadraticCurveTo(x, y - tall * 0.5, x + lean, y - tall * 0.82);
    pen.stroke();
    for (let frond = 0; frond < 8; frond += 1) {
      const angle = (frond / 8) * Math.PI * 2 + 0.3;
      const reach = tall * (0.3 + random() * 0.08);
      const dx = Math.cos(angle) * reach;
      const dy = Math.sin(angle) * reach * 0.45;
      pen.fillStyle = Math.cos(angle) * side > 0.2 ? lit : frond % 2 === 0 ? leaf : dark;
      pen.beginPath();
      pen.moveTo(x + lean, y - tall * 0.82);
      pen.quadraticCurveTo(x + lean + dx * 0.5, y - tall * 0.95 + dy * 0.6, x + lean + dx, y - tall * 0.74 + dy);
      pen.quadraticCurveTo(x + lean + dx * 0.5, y - tall * 0.84 + dy * 0.6, x + lean, y - tall * 0.82);
      pen.fill();
    }
    return;
  }
  pen.strokeStyle = trunk;
  pen.lineCap = 'round';
  if (tree === 'bare') {
    branch(pen, stage, x, y, -Math.PI / 2, tall * 0.34, tall * 0.05, 0);
    return;
  }
  pen.lineWidth = tall * (tree === 'birch' ? 0.035 : 0.07);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x, y - tall * 0.55);
  pen.moveTo(x, y - tall * 0.35);
  pen.lineTo(x + tall * 0.12, y - tall * 0.5);
  pen.stroke();
  const puffs: [number, number, number][] = [
    [0, -0.68, 0.26],
    [-0.19, -0.56, 0.19],
    [0.2, -0.58, 0.19],
    [-0.1, -0.83, 0.17],
    [0.12, -0.82, 0.16],
  ];
  const squeeze = tree === 'birch' ? 0.7 : 1;
  for (const [shade, dx, dy, part] of [
    [dark, -side * 0.03, 0.03, 1],
    [leaf, 0, 0, 0.93],
    [lit, side * 0.045, -0.05, 0.62],
  ] as const) {
    pen.fillStyle = shade;
    pen.beginPath();
    for (const [px, py, radius] of puffs) {
      const cx = x + (px * squeeze + dx) * tall;
      const cy = y + (py + dy) * tall;
      pen.moveTo(cx + radius * part * tall, cy);
      pen.ellipse(cx, cy, radius * part * tall * squeeze, radius * part * tall, 0, 0, Math.PI * 2);
    }
    pen.fill();
  }
}

function branch(
  pen: Pen,
  stage: Stage,
  x: number,
  y: number,
  angle: number,
  reach: number,
  thick: number,
  level: number,
): void {
  const endX = x + Math.cos(angle) * reach;
  const endY = y + Math.sin(angle) * reach;
  pen.lineWidth = thick;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(endX, endY);
  pen.stroke();
  if (level > 3) return;
  for (const turn of [-0.5, 0.42])
    branch(pen, stage, endX, endY, angle + turn + (stage.random() - 0.5) * 0.3, reach * 0.74, thick * 0.66, level + 1);
}

/** Dark leaves or stalks in front of the picture, at its lower corners: depth for nothing. */
export function foreground(stage: Stage, colour: string): void {
  const { light, random, unit } = stage;
  const dark = css(mix(colourOf(inAir(light, colour, 0)), mix(light.corner, light.sky[0], 0.4), 0.55));
  for (const side of [-1, 1] as const) {
    const base = side < 0 ? stage.left + 60 * unit : stage.right - 60 * unit;
    const blades = Array.from({ length: 15 }, () => ({
      x: base + (random() - 0.5) * 330 * unit,
      tall: (70 + random() * 150) * unit,
      lean: (random() - 0.5) * 0.8,
      wide: (8 + random() * 9) * unit,
      phase: random() * 6,
    }));
    live(stage, 1.45, (pen, seconds) => {
      pen.fillStyle = dark;
      const foot = stage.height + 40 * unit;
      for (const blade of blades) {
        const tip = blade.x + (blade.lean + Math.sin(seconds * 0.9 + blade.phase) * 0.06) * blade.tall;
        pen.beginPath();
        pen.moveTo(blade.x - blade.wide, foot);
        pen.quadraticCurveTo(blade.x - blade.wide * 0.4, foot - blade.tall * 0.6, tip, foot - blade.tall);
        pen.quadraticCurveTo(blade.x + blade.wide * 0.9, foot - blade.tall * 0.5, blade.x + blade.wide, foot);
        pen.fill();
      }
    });
  }
}

/** Shafts of light between the trees. */
export function shafts(stage: Stage, top: number, bottom: number, strength: number): void {
  const { light, unit, random } = stage;
  const lean = -light.keyFrom * 0.45;
  const beams = Array.from({ length: 5 }, () => ({
    x: stage.width * (0.1 + random() * 0.8),
    wide: (30 + random() * 90) * unit,
    phase: random() * 6,
  }));
  live(stage, 0.7, (pen, seconds) => {
    for (const beam of beams) {
      const alpha = strength * (0.7 + 0.3 * Math.sin(seconds * 0.5 + beam.phase));
      const gradient = pen.createLinearGradient(0, top, 0, bottom);
      gradient.addColorStop(0, css(fade(light.key, alpha)));
      gradient.addColorStop(1, css(fade(light.key, 0)));
      pen.fillStyle = gradient;
      const shift = lean * (bottom - top);
      pen.beginPath();
      pen.moveTo(beam.x, top);
      pen.lineTo(beam.x + beam.wide, top);
      pen.lineTo(beam.x + beam.wide * 1.8 + shift, bottom);
      pen.lineTo(beam.x - beam.wide * 0.6 + shift, bottom);
      pen.fill();
    }
  });
}

function triangle(
  pen: Pen,
  colour: string,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(ax, ay);
  pen.lineTo(bx, by);
  pen.quadraticCurveTo((bx + cx) / 2, by + (by - ay) * 0.12, cx, cy);
  pen.fill();
}
