import { createCanvas } from '@napi-rs/canvas';
import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, skirt, type Stage } from '../layer.ts';
import { inAir } from '../light.ts';
import type { Pen } from '../subject.ts';

const LAMPLIGHT = ['#ffd98a', '#ffc66b', '#ffe9b8', '#9fd8ff'] as const;

export interface Skyline {
  depth: number;
  /** Height of the towers, parts of the frame's height. */
  height: number;
  colour: string;
  distance: number;
  foot?: number;
  /** Width of a house, parts of the frame's height. */
  wide?: number;
}

/** Towers side by side; at night their windows are lit. */
export function skyline(
  stage: Stage,
  { depth, height, colour, distance, foot = stage.horizon, wide = 0.1 }: Skyline,
): void {
  const { random, light } = stage;
  bake(stage, depth, foot - stage.height * height * 1.25, foot + skirt(stage), (pen) => {
    let x = stage.left - 10;
    while (x < stage.right) {
      const width = stage.height * wide * (0.55 + random() * 0.9);
      const tall = stage.height * height * (0.35 + random() ** 1.5 * 0.75);
      tower(pen, stage, x, foot, width, tall, colour, distance + random() * 0.08);
      x += width * (0.9 + random() * 0.25);
    }
    const veil = pen.createLinearGradient(0, foot - stage.height * height * 0.5, 0, foot);
    veil.addColorStop(0, css(fade(light.haze, 0)));
    veil.addColorStop(1, css(fade(light.haze, 0.45 * distance + 0.05)));
    pen.globalCompositeOperation = 'source-atop';
    pen.fillStyle = veil;
    pen.fillRect(
      stage.left,
      foot - stage.height * height,
      stage.right - stage.left,
      stage.height * height + skirt(stage),
    );
  });
}

function tower(
  pen: Pen,
  stage: Stage,
  x: number,
  foot: number,
  width: number,
  tall: number,
  colour: string,
  distance: number,
): void {
  const { random, light, unit } = stage;
  const body = inAir(light, colour, distance);
  const gradient = pen.createLinearGradient(x, 0, x + width, 0);
  const bright = css(mix(colourOf(body), light.key, 0.16 * (1 - distance)));
  gradient.addColorStop(light.keyFrom < 0 ? 0 : 1, bright);
  gradient.addColorStop(light.keyFrom < 0 ? 1 : 0, body);
  pen.fillStyle = gradient;
  const roof = random();
  pen.beginPath();
  if (roof < 0.2) {
    pen.moveTo(x, foot + skirt(stage));
    pen.lineTo(x, foot - tall);
    pen.lineTo(x + width, foot - tall - width * 0.35);
    pen.lineTo(x + width, foot + skirt(stage));
  } else
    pen.roundRect(x, foot - tall, width, tall + skirt(stage), [
      roof < 0.35 ? width * 0.45 : 2 * unit,
      roof < 0.5 ? width * 0.2 : 2 * unit,
      0,
      0,
    ]);
  pen.fill();
  if (roof > 0.82) pen.fillRect(x + width * 0.46, foot - tall - width * 0.6, Math.max(1.5, width * 0.05), width * 0.6);
  const cell = Math.max(5 * unit, width / (3 + Math.floor(random() * 4)));
  const pane = cell * 0.52;
  for (let row = foot - tall + cell * 0.8; row < foot - cell * 0.4; row += cell * 1.15) {
    for (let column = x + cell * 0.3; column + pane < x + width - cell * 0.15; column += cell) {
      const on = random();
      if (light.dark && on < 0.42) {
        pen.fillStyle = css(
          fade(colourOf(LAMPLIGHT[Math.floor(on * 9.5)] ?? LAMPLIGHT[0]), (1 - distance * 0.6) * (0.55 + on)),
        );
      } else pen.fillStyle = css(fade(mix(light.sky[2], light.sky[1], on), light.dark ? 0.08 : 0.32 * (1 - distance)));
      pen.fillRect(column, row, pane, pane * 1.15);
    }
  }
}

/** House fronts along a street with shop windows and awnings. */
export function facades(stage: Stage, { foot = stage.horizon, height = 0.42, depth = 0.6, shops = true } = {}): void {
  const { random, light, unit, paint } = stage;
  const walls = ['#c96f55', '#d9a066', '#7f9aa8', '#b0586a', '#8a8fb5', '#d8c3a0', '#6f9a86'] as const;
  const awnings = ['#d1495b', '#2f8f83', '#edae49', '#3d5a80'] as const;
  bake(stage, depth, foot - stage.height * height * 1.3, foot + skirt(stage), (pen) => {
    let x = stage.left - 20 * unit;
    while (x < stage.right) {
      const width = stage.height * (0.2 + random() * 0.14);
      const tall = stage.height * height * (0.75 + random() * 0.45);
      const wall = walls[Math.floor(random() * walls.length)] ?? walls[0];
      const gradient = pen.createLinearGradient(0, foot - tall, 0, foot);
      gradient.addColorStop(0, inAir(light, wall, 0.12));
      gradient.addColorStop(1, css(mix(colourOf(inAir(light, wall, 0.05)), light.sky[0], 0.22)));
      pen.fillStyle = gradient;
      pen.fillRect(x, foot - tall, width, tall + skirt(stage));
      pen.fillStyle = paint.shade(wall, 0.35);
      pen.fillRect(x - 3 * unit, foot - tall - 8 * unit, width + 6 * unit, 14 * unit);
      const base = shops ? tall * 0.34 : 0;
      const columns = 3;
      const rows = Math.max(1, Math.floor((tall - base) / (stage.height * 0.1)));
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          const on = random() < 0.5;
          const wx = x + (width * (column + 0.28)) / columns;
          const wy = foot - tall + stage.height * 0.035 + row * ((tall - base) / rows);
          const wide = (width / columns) * 0.46;
          const high = ((tall - base) / rows) * 0.58;
          pen.fillStyle =
            light.dark && on
              ? paint.glow('#ffcf7d', 0.95)
              : css(mix(mix(light.sky[1], light.sky[2], 0.4), light.sky[0], light.dark ? 0.75 : 0.25));
          pen.fillRect(wx, wy, wide, high);
          pen.fillStyle = paint.bright(wall, 0.3);
          pen.fillRect(wx - 2 * unit, wy + high, wide + 4 * unit, 4 * unit);
        }
      }
      if (shops) {
        const awning = awnings[Math.floor(random() * awnings.length)] ?? awnings[0];
        pen.fillStyle = light.dark ? paint.glow('#ffdf9e', 0.95) : css(mix(light.sky[1], [40, 52, 70, 1], 0.55));
        pen.fillRect(x + width * 0.1, foot - base * 0.75, width * 0.52, base * 0.68);
        pen.fillStyle = paint.shade(wall, 0.55);
        pen.fillRect(x + width * 0.7, foot - base * 0.75, width * 0.2, base * 0.75);
        for (let stripe = 0; stripe < 8; stripe += 1) {
          pen.fillStyle = paint.lit(stripe % 2 === 0 ? awning : '#fff4e2');
          pen.beginPath();
          const sx = x + width * (0.06 + (stripe * 0.6) / 8);
          pen.moveTo(sx, foot - base * 0.95);
          pen.lineTo(sx + (width * 0.6) / 8, foot - base * 0.95);
          pen.lineTo(sx + (width * 0.6) / 8 + (stripe - 3) * unit, foot - base * 0.68);
          pen.lineTo(sx + (stripe - 4) * unit, foot - base * 0.68);
          pen.fill();
        }
      }
      x += width;
    }
  });
}

/** Asphalt that runs into the distance, with kerbs and a dashed line; wet it shines. */
export function road(stage: Stage, { top = stage.horizon, depth = 0.95, sides = '#7b8a6b', wet = false } = {}): void {
  const { light, width, unit } = stage;
  const middle = width * 0.5;
  const far = width * 0.015;
  const near = Math.max(width * 0.8, stage.height * 0.9);
  bake(stage, depth, top, stage.bottom, (pen) => {
    const land = pen.createLinearGradient(0, top, 0, stage.height);
    land.addColorStop(0, inAir(light, sides, 0.4));
    land.addColorStop(1, css(mix(colourOf(inAir(light, sides, 0)), light.corner, 0.25)));
    pen.fillStyle = land;
    pen.fillRect(stage.left, top, stage.right - stage.left, stage.bottom - top);
    const asphalt = pen.createLinearGradient(0, top, 0, stage.height);
    asphalt.addColorStop(0, inAir(light, '#6b6f7a', 0.45));
    asphalt.addColorStop(1, inAir(light, '#44485a', 0));
    trapeze(pen, asphalt, middle, far * 1.2, near * 1.06, top, stage.bottom);
    trapeze(pen, inAir(light, '#e8e2d0', 0.1), middle, far * 1.08, near * 1.02, top, stage.bottom);
    trapeze(pen, asphalt, middle, far, near * 0.985, top, stage.bottom);
    for (let dash = 0; dash < 9; dash += 1) {
      const from = (dash / 9) ** 2.2;
      const to = ((dash + 0.5) / 9) ** 2.2;
      const y0 = top + (stage.bottom - top) * from;
      const y1 = top + (stage.bottom - top) * to;
      const half = (part: number) => (far + (near - far) * part) * 0.018;
      pen.fillStyle = inAir(light, '#ffe08a', 0.3 * (1 - from));
      pen.beginPath();
      pen.moveTo(middle - half(from), y0);
      pen.lineTo(middle + half(from), y0);
      pen.lineTo(middle + half(to), y1);
      pen.lineTo(middle - half(to), y1);
      pen.fill();
    }
    if (wet) {
      const shine = pen.createLinearGradient(0, top, 0, stage.height);
      shine.addColorStop(0, css(fade(light.sky[2], 0.5)));
      shine.addColorStop(0.6, css(fade(light.sky[1], 0.1)));
      shine.addColorStop(1, css(fade(light.sky[1], 0)));
      pen.fillStyle = shine;
      pen.fillRect(stage.left, top, stage.right - stage.left, stage.bottom - top);
    }
    pen.fillStyle = css(fade(light.corner, 0.12));
    pen.fillRect(stage.left, stage.height - 30 * unit, stage.right - stage.left, stage.bottom);
  });
}

/** A pavement across the picture with the street before it. */
export function pavement(stage: Stage, { top = stage.horizon, wet = false } = {}): void {
  const { light, unit, random } = stage;
  const kerb = top + (stage.height - top) * 0.42;
  bake(stage, 0.95, top, stage.bottom, (pen) => {
    const slab = pen.createLinearGradient(0, top, 0, kerb);
    slab.addColorStop(0, inAir(light, '#a9a4a0', 0.16));
    slab.addColorStop(1, inAir(light, '#c3bdb4', 0));
    pen.fillStyle = slab;
    pen.fillRect(stage.left, top, stage.right - stage.left, kerb - top);
    pen.strokeStyle = css(fade(light.sky[0], 0.16));
    pen.lineWidth = 1.6 * unit;
    pen.beginPath();
    for (let x = stage.left; x < stage.right; x += 90 * unit) {
      pen.moveTo(x, top);
      pen.lineTo(stage.width / 2 + (x - stage.width / 2) * 1.18, kerb);
    }
    pen.stroke();
    pen.fillStyle = inAir(light, '#d8d2c6', 0);
    pen.fillRect(stage.left, kerb, stage.right - stage.left, 7 * unit);
    const street = pen.createLinearGradient(0, kerb, 0, stage.height);
    street.addColorStop(0, inAir(light, '#4b4f60', 0));
    street.addColorStop(1, inAir(light, '#353848', 0));
    pen.fillStyle = street;
    pen.fillRect(stage.left, kerb + 7 * unit, stage.right - stage.left, stage.bottom - kerb);
    if (wet || light.dark) {
      for (let index = 0; index < 26; index += 1) {
        const x = stage.left + random() * (stage.right - stage.left);
        const wide = (10 + random() * 22) * unit;
        const deep = stage.height - kerb;
        const shine = pen.createRadialGradient(0, 0, 0, 0, 0, 1);
        const colour = colourOf(LAMPLIGHT[index % LAMPLIGHT.length] ?? LAMPLIGHT[0]);
        shine.addColorStop(0, css(fade(colour, wet ? 0.4 : 0.16)));
        shine.addColorStop(1, css(fade(colour, 0)));
        pen.save();
        pen.translate(x, kerb + deep * 0.3);
        pen.scale(wide, deep * 0.5);
        pen.fillStyle = shine;
        pen.fillRect(-1, -0.55, 2, 1.55);
        pen.restore();
      }
    }
  });
}

/** Lamp posts along the pavement; lit after dusk. */
export function streetLamps(stage: Stage, foot: number, tall: number): void {
  const { light, paint } = stage;
  const posts = [-0.04, 0.22, 0.78, 1.04].map((across) => stage.width * across);
  bake(stage, 0.9, foot - tall * 1.1, foot + 4, (pen) => {
    for (const x of posts) post(pen, stage, x, foot, tall);
  });
  if (!light.dark) return;
  const reach = Math.round(tall * 0.55);
  const halo = createCanvas(reach * 2, reach * 2);
  const brush = halo.getContext('2d');
  const gradient = brush.createRadialGradient(reach, reach, 2, reach, reach, reach);
  gradient.addColorStop(0, paint.glow('#ffe2a0', 0.68));
  gradient.addColorStop(0.25, paint.glow('#ffc870', 0.22));
  gradient.addColorStop(1, paint.glow('#ffb650', 0));
  brush.fillStyle = gradient;
  brush.fillRect(0, 0, reach * 2, reach * 2);
  brush.getImageData(0, 0, 1, 1);
  live(stage, 0.9, (pen, seconds) => {
    for (const [index, x] of posts.entries()) {
      pen.globalAlpha = 0.93 + 0.05 * Math.sin(seconds * 5 + index * 7);
      pen.drawImage(halo, x - reach, foot - tall - reach);
    }
    pen.globalAlpha = 1;
  });
}

function post(pen: Pen, { paint, unit, light }: Stage, x: number, foot: number, tall: number): void {
  pen.fillStyle = paint.shade('#3a4152', 0.2);
  pen.fillRect(x - 3 * unit, foot - tall, 6 * unit, tall);
  pen.beginPath();
  pen.roundRect(x - 9 * unit, foot - 10 * unit, 18 * unit, 12 * unit, 4 * unit);
  pen.roundRect(x - 14 * unit, foot - tall - 16 * unit, 28 * unit, 7 * unit, 3 * unit);
  pen.fill();
  pen.fillStyle = light.dark ? paint.glow('#fff0c4') : paint.lit('#f4ead2');
  pen.beginPath();
  pen.roundRect(x - 10 * unit, foot - tall - 9 * unit, 20 * unit, 22 * unit, 7 * unit);
  pen.fill();
}

/** Small houses with pitched roofs, for villages and farms. */
export function cottages(
  stage: Stage,
  { foot = stage.horizon, depth = 0.6, count = 6, tall = 0.2, distance = 0.12, barn = false } = {},
): void {
  const { random, light, unit, paint } = stage;
  const walls = barn ? (['#b5413a', '#a8352f'] as const) : (['#f0e2c8', '#e8cfa6', '#d9b79a', '#cfd8d0'] as const);
  const roofs = barn ? (['#5d4a46', '#6b5650'] as const) : (['#a5503f', '#8a4b3c', '#5d6576', '#7a4a5a'] as const);
  const high = stage.height * tall;
  bake(stage, depth, foot - high * 1.8, foot + 3, (pen) => {
    for (let index = 0; index < count; index += 1) {
      const x = stage.left + ((stage.right - stage.left) * (index + 0.2 + random() * 0.5)) / count;
      const width = high * (0.9 + random() * 0.5) * (barn ? 1.3 : 1);
      const wallHigh = high * (0.5 + random() * 0.25);
      const wall = walls[Math.floor(random() * walls.length)] ?? walls[0];
      const roof = roofs[Math.floor(random() * roofs.length)] ?? roofs[0];
      pen.fillStyle = inAir(light, wall, distance);
      pen.fillRect(x, foot - wallHigh, width, wallHigh + 3);
      pen.fillStyle = css(fade(light.sky[0], 0.18));
      pen.fillRect(light.keyFrom < 0 ? x + width * 0.62 : x, foot - wallHigh, width * 0.38, wallHigh + 3);
      pen.fillStyle = inAir(light, roof, distance);
      pen.beginPath();
      pen.moveTo(x - width * 0.1, foot - wallHigh);
      pen.lineTo(x + width * 0.22, foot - wallHigh - high * 0.48);
      pen.lineTo(x + width * 0.78, foot - wallHigh - high * 0.48);
      pen.lineTo(x + width * 1.1, foot - wallHigh);
      pen.fill();
      if (!barn) pen.fillRect(x + width * 0.68, foot - wallHigh - high * 0.62, width * 0.1, high * 0.3);
      for (const at of [0.16, 0.62]) {
        pen.fillStyle = light.dark ? paint.glow('#ffd27d') : css(mix(light.sky[0], light.sky[1], 0.5));
        pen.beginPath();
        pen.roundRect(x + width * at, foot - wallHigh * 0.75, width * 0.2, wallHigh * 0.32, 2 * unit);
        pen.fill();
      }
      pen.fillStyle = inAir(light, barn ? '#f1e4d0' : '#6b4a3a', distance);
      pen.beginPath();
      pen.roundRect(x + width * 0.41, foot - wallHigh * 0.55, width * 0.17, wallHigh * 0.55 + 3, [
        width * 0.06,
        width * 0.06,
        0,
        0,
      ]);
      pen.fill();
    }
  });
}

/** A wooden fence across the land. */
export function fence(stage: Stage, foot: number, depth = 0.97): void {
  const { paint, unit } = stage;
  const tall = 58 * unit;
  bake(stage, depth, foot - tall * 1.2, foot + 4, (pen) => {
    for (let x = stage.left; x < stage.right; x += 74 * unit) {
      pen.fillStyle = paint.lit('#a57a52');
      pen.beginPath();
      pen.roundRect(x, foot - tall, 12 * unit, tall, [5 * unit, 5 * unit, 0, 0]);
      pen.fill();
    }
    for (const level of [0.78, 0.42]) {
      pen.fillStyle = paint.shade('#a57a52', 0.18);
      pen.fillRect(stage.left, foot - tall * level, stage.right - stage.left, 9 * unit);
    }
  });
}

function trapeze(
  pen: Pen,
  fill: string | ReturnType<Pen['createLinearGradient']>,
  middle: number,
  top: number,
  bottom: number,
  from: number,
  to: number,
): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.moveTo(middle - top / 2, from);
  pen.lineTo(middle + top / 2, from);
  pen.lineTo(middle + bottom / 2, to);
  pen.lineTo(middle - bottom / 2, to);
  pen.fill();
}
