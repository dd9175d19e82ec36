import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { colourOf, css, fade, mix, type Colour } from '../colour.ts';
import { bake, bakeBox, live, skirt, type Stage } from '../layer.ts';
import { litBy } from '../light.ts';
import { randomFrom } from '../random.ts';
import type { Pen } from '../subject.ts';
import { pictures, type Piece } from './furniture.ts';
import { box, disc, polygon } from './shapes.ts';

export interface Room {
  /** Colours to choose from, by the place's own seed. */
  walls: readonly [string, ...string[]];
  floor: string;
  floorKind: 'boards' | 'tiles' | 'plain' | 'carpet';
  window: 'one' | 'wide' | 'row' | 'none' | 'porthole' | 'portholes' | 'glass';
  outside: 'city' | 'hills' | 'peaks' | 'space' | 'sea';
  /** Where along the room (0–1), and whether before the wall or nearer. */
  pieces: readonly { piece: Piece; at: number; near?: boolean }[];
  /** Lamps that hang from the ceiling. */
  pendants?: number;
  /** Weather that beats on the panes. */
  wet: 'rain' | 'snow' | null;
}

/** An indoor place: wall with a window on the outside's hour, floor, furniture, lamps with their pools of light. */
export function room(stage: Stage, spec: Room): void {
  const { light, random, unit, width } = stage;
  const metre = stage.height * 0.27;
  const floor = stage.horizon;
  const wall = spec.walls[Math.floor(random() * spec.walls.length)] ?? spec.walls[0];
  const lampX = width * (random() < 0.5 ? 0.14 : 0.86);
  const panes = windowBoxes(stage, spec.window);
  const seeds = spec.pieces.map(() => Math.floor(random() * 1e9));
  bake(stage, 0.62, stage.top, floor + skirt(stage), (pen) => {
    wallpaper(pen, stage, wall, floor, lampX, spec.outside);
    for (const pane of panes) windowPane(pen, stage, pane, spec.outside, spec.window.startsWith('porthole'));
    place(pen, stage, spec, seeds, false, metre, floor, panes);
    pen.fillStyle = css(mix(litBy(light, colourOf(wall)), [255, 255, 255, 1], light.dark ? 0.06 : 0.4));
    pen.fillRect(stage.left, floor - 12 * unit, stage.right - stage.left, 12 * unit);
  });
  for (const pane of panes) {
    if (spec.wet) weatherOnPane(stage, pane, spec.wet);
    else if (light.dark && spec.outside === 'city') bokeh(stage, pane);
    else if (spec.outside === 'sea') fishOutside(stage, pane, spec.window.startsWith('porthole'));
  }
  bake(stage, 0.88, floor, stage.bottom, (pen) => flooring(pen, stage, spec, floor, panes, lampX));
  const near = spec.pieces.filter((entry) => entry.near);
  if (near.length > 0) {
    bake(stage, 0.82, floor - metre * 2.4, floor + metre * 0.4, (pen) =>
      place(pen, stage, spec, seeds, true, metre, floor + metre * 0.12, panes),
    );
  }
  for (let lamp = 0; lamp < (spec.pendants ?? 0); lamp += 1) {
    pendant(stage, width * ((lamp + 0.5) / (spec.pendants ?? 1)), lamp);
  }
  if (light.dark && !spec.pendants && !BEYOND[spec.outside] && (spec.window === 'one' || spec.window === 'wide'))
    lampGlow(stage, lampX, floor - metre * 1.66, metre);
}

interface Pane {
  x: number;
  y: number;
  wide: number;
  tall: number;
}

function windowBoxes(stage: Stage, kind: Room['window']): Pane[] {
  const { width, height } = stage;
  const wide = Math.min(width * 0.34, height * 0.52);
  const y = height * 0.1;
  switch (kind) {
    case 'none':
      return [];
    case 'one':
      return [{ x: width * (stage.light.keyFrom < 0 ? 0.3 : 0.7) - wide / 2, y, wide, tall: height * 0.38 }];
    case 'wide':
      return [
        {
          x: width * 0.5 - Math.max(wide, width * 0.36),
          y: height * 0.06,
          wide: Math.max(wide, width * 0.36) * 2,
          tall: height * 0.46,
        },
      ];
    case 'porthole':
      return [{ x: width * 0.5 - wide * 0.9, y: height * 0.07, wide: wide * 1.8, tall: height * 0.4 }];
    case 'glass':
      return [{ x: -width * 0.1, y: height * 0.04, wide: width * 1.2, tall: height * 0.56 }];
    case 'portholes':
      return [0.17, 0.5, 0.83].map((at) => ({
        x: width * at - height * 0.13,
        y: height * 0.13,
        wide: height * 0.26,
        tall: height * 0.26,
      }));
    case 'row':
      return [-0.06, 0.25, 0.56, 0.87].map((at) => ({
        x: width * at,
        y: height * 0.12,
        wide: width * 0.21,
        tall: height * 0.32,
      }));
  }
}

function wallpaper(pen: Pen, stage: Stage, wall: string, floor: number, lampX: number, outside: Room['outside']): void {
  const { light, width, height } = stage;
  const base = litBy(light, colourOf(wall));
  const gradient = pen.createLinearGradient(
    light.keyFrom < 0 ? 0 : width,
    0,
    light.keyFrom < 0 ? width : 0,
    height * 0.3,
  );
  gradient.addColorStop(0, css(mix(base, light.key, light.dark ? 0.05 : 0.22)));
  gradient.addColorStop(1, css(mix(base, mix(light.corner, light.sky[0], 0.3), light.dark ? 0.5 : 0.2)));
  pen.fillStyle = gradient;
  pen.fillRect(stage.left, stage.top, stage.right - stage.left, floor - stage.top + skirt(stage));
  if (!light.dark) return;
  const pool = pen.createRadialGradient(lampX, floor - height * 0.45, 10, lampX, floor - height * 0.45, height * 0.85);
  const [near, far] = lamplight(outside);
  pool.addColorStop(0, css(fade(near, 0.5)));
  pool.addColorStop(1, css(fade(far, 0)));
  pen.fillStyle = pool;
  pen.fillRect(stage.left, stage.top, stage.right - stage.left, floor - stage.top + skirt(stage));
}

/** Colours of what lights a dark room: a lamp, or the sea behind its glass. */
function lamplight(outside: Room['outside']): readonly [near: Colour, far: Colour] {
  return outside === 'sea' ? [colourOf('#5fc9f0'), colourOf('#2f8fd0')] : [colourOf('#ffc983'), colourOf('#ff9d57')];
}

function windowPane(pen: Pen, stage: Stage, pane: Pane, outside: Room['outside'], round: boolean): void {
  const { light, unit, paint, random } = stage;
  const corner = round ? pane.tall * (pane.wide > pane.tall ? 0.4 : 0.5) : 4 * unit;
  const frame = 11 * unit;
  pen.fillStyle = round || outside === 'sea' ? paint.shade('#46536a', 0.2) : paint.bright('#f4ede2', 0.1);
  pen.beginPath();
  pen.roundRect(pane.x - frame, pane.y - frame, pane.wide + frame * 2, pane.tall + frame * 2, corner + frame * 0.6);
  pen.fill();
  pen.save();
  pen.beginPath();
  pen.roundRect(pane.x, pane.y, pane.wide, pane.tall, corner);
  pen.clip();
  const foot = pane.y + pane.tall;
  const sky = BEYOND[outside]?.map(colourOf) ?? light.sky;
  const gradient = pen.createLinearGradient(0, pane.y, 0, foot);
  sky.forEach((colour, index) => gradient.addColorStop(index / 2, css(colour)));
  pen.fillStyle = gradient;
  pen.fillRect(pane.x, pane.y, pane.wide, pane.tall);
  if (outside === 'space') spaceOutside(pen, pane, random);
  else if (outside === 'sea') seaOutside(pen, pane, random);
  else if (outside === 'city') cityOutside(pen, stage, pane);
  else if (outside === 'peaks') peaksOutside(pen, stage, pane);
  else hillsOutside(pen, stage, pane);
  if (light.disc && !BEYOND[outside] && light.disc.height < 0.9) {
    const x = pane.x + pane.wide * 0.7;
    const y = pane.y + pane.tall * (0.85 - light.disc.height * 0.7);
    const halo = pen.createRadialGradient(x, y, 2, x, y, pane.tall * 0.7);
    halo.addColorStop(0, css(fade(light.disc.colour, 0.9)));
    halo.addColorStop(0.12, css(fade(light.disc.colour, 0.35)));
    halo.addColorStop(1, css(fade(light.key, 0)));
    pen.fillStyle = halo;
    pen.fillRect(pane.x, pane.y, pane.wide, pane.tall);
  }
  pen.restore();
  // What holds the sea back has no bars.
  if (round || outside === 'sea') return;
  pen.fillStyle = paint.bright('#f4ede2', 0.05);
  const mullions = Math.max(1, Math.round(pane.wide / pane.tall));
  for (let index = 1; index <= mullions; index += 1) {
    pen.fillRect(pane.x + (pane.wide * index) / (mullions + 1) - 3 * unit, pane.y, 6 * unit, pane.tall);
  }
  pen.fillRect(pane.x, pane.y + pane.tall * 0.42, pane.wide, 5 * unit);
  pen.fillRect(pane.x - frame * 2, foot + frame * 0.6, pane.wide + frame * 4, frame);
  pen.fillStyle = css(fade([255, 255, 255, 1], light.dark ? 0.05 : 0.14));
  pen.beginPath();
  pen.moveTo(pane.x + pane.wide * 0.1, pane.y);
  pen.lineTo(pane.x + pane.wide * 0.3, pane.y);
  pen.lineTo(pane.x + pane.wide * 0.12, foot);
  pen.lineTo(pane.x, foot);
  pen.lineTo(pane.x, pane.y + pane.tall * 0.5);
  pen.fill();
}

/** What is seen through a window that no hour reaches, from above to below. */
const BEYOND: Partial<Record<Room['outside'], readonly string[]>> = {
  space: ['#05060f', '#141238', '#2b1f5c'],
  sea: ['#4fc3d9', '#1f86b5', '#0c3f78'],
};

function cityOutside(pen: Pen, stage: Stage, pane: Pane): void {
  const { light, random } = stage;
  const foot = pane.y + pane.tall;
  for (const [distance, part] of [
    [0.62, 0.62],
    [0.3, 0.44],
  ] as const) {
    let x = pane.x - 10;
    while (x < pane.x + pane.wide) {
      const wide = pane.tall * (0.12 + random() * 0.16);
      const tall = pane.tall * part * (0.45 + random() * 0.65);
      pen.fillStyle = css(mix(mix(light.sky[0], [24, 30, 52, 1], 0.5), light.haze, distance));
      pen.fillRect(x, foot - tall, wide, tall);
      const cell = wide / 4;
      for (let row = foot - tall + cell; row < foot; row += cell * 1.3) {
        for (let column = 0; column < 3; column += 1) {
          if (random() > 0.45) continue;
          pen.fillStyle = light.dark
            ? css(fade(colourOf(random() < 0.8 ? '#ffd487' : '#9fd8ff'), 0.85 - distance * 0.5))
            : css(fade(light.sky[2], 0.3));
          pen.fillRect(x + cell * (0.6 + column), row, cell * 0.55, cell * 0.7);
        }
      }
      x += wide * 1.05;
    }
  }
}

function hillsOutside(pen: Pen, stage: Stage, pane: Pane): void {
  const { light, random } = stage;
  const foot = pane.y + pane.tall;
  for (const [distance, part, colour] of [
    [0.55, 0.42, '#6f9ab0'],
    [0.3, 0.28, '#5c9a68'],
    [0.05, 0.14, '#4a8250'],
  ] as const) {
    pen.fillStyle = css(mix(litBy(light, colourOf(colour)), light.haze, distance));
    pen.beginPath();
    pen.moveTo(pane.x - 10, foot + 4);
    let x = pane.x - 10;
    pen.lineTo(x, foot - pane.tall * part);
    while (x < pane.x + pane.wide + 20) {
      const step = pane.tall * (0.3 + random() * 0.3);
      pen.quadraticCurveTo(
        x + step / 2,
        foot - pane.tall * part * (0.7 + random() * 0.8),
        x + step,
        foot - pane.tall * part,
      );
      x += step;
    }
    pen.lineTo(x, foot + 4);
    pen.fill();
  }
}

function peaksOutside(pen: Pen, { light, random }: Stage, pane: Pane): void {
  const foot = pane.y + pane.tall;
  for (const [distance, part, colour] of [
    [0.5, 0.62, '#7f95c0'],
    [0.24, 0.4, '#5f7cab'],
    [0.04, 0.2, '#2f5a5a'],
  ] as const) {
    const step = pane.tall * (0.5 - distance * 0.3);
    for (let x = pane.x - step; x < pane.x + pane.wide + step; x += step * (0.6 + random() * 0.5)) {
      const tall = pane.tall * part * (0.7 + random() * 0.5);
      polygon(pen, css(mix(litBy(light, colourOf(colour)), light.haze, distance)), [
        x,
        foot - tall,
        x + step * 1.1,
        foot,
        x - step * 1.1,
        foot,
      ]);
      if (part < 0.3) continue;
      const snow = css(mix(litBy(light, colourOf('#f6f9fd')), light.haze, distance * 0.6));
      polygon(pen, snow, [
        x,
        foot - tall,
        x + step * 0.33,
        foot - tall * 0.7,
        x + step * 0.08,
        foot - tall * 0.76,
        x - step * 0.1,
        foot - tall * 0.66,
        x - step * 0.33,
        foot - tall * 0.7,
      ]);
    }
  }
}

function seaOutside(pen: Pen, pane: Pane, random: () => number): void {
  for (let beam = 0; beam < 4; beam += 1) {
    const x = pane.x + pane.wide * (0.05 + random() * 0.8);
    const wide = pane.tall * (0.1 + random() * 0.16);
    const light = pen.createLinearGradient(0, pane.y, 0, pane.y + pane.tall);
    light.addColorStop(0, 'rgba(220,255,250,0.28)');
    light.addColorStop(1, 'rgba(220,255,250,0)');
    polygon(pen, light, [
      x,
      pane.y,
      x + wide,
      pane.y,
      x + wide * 1.9,
      pane.y + pane.tall,
      x - wide * 0.3,
      pane.y + pane.tall,
    ]);
  }
  const foot = pane.y + pane.tall;
  for (let rock = 0; rock * pane.tall * 0.3 < pane.wide; rock += 1) {
    const x = pane.x + rock * pane.tall * 0.3 + random() * pane.tall * 0.1;
    disc(pen, '#0b3a66', x, foot + pane.tall * 0.06, pane.tall * (0.12 + random() * 0.12));
    const colour = ['#ff8a7a', '#f2b84b', '#c58ae0', '#5fd3c0'][Math.floor(random() * 4)] ?? '#ff8a7a';
    for (const lean of [-0.5, 0, 0.5])
      box(
        pen,
        colour,
        x + pane.tall * (0.05 + lean * 0.07),
        foot - pane.tall * (0.16 - Math.abs(lean) * 0.08),
        pane.tall * 0.035,
        pane.tall * 0.2,
        pane.tall * 0.02,
      );
  }
}

/** Fish that pass behind the glass, and bubbles that rise. */
function fishOutside(stage: Stage, pane: Pane, round: boolean): void {
  const { random } = stage;
  const colours = ['#ffb04a', '#ff7a6b', '#ffe08a', '#8fe0ff', '#c9a0f0'] as const;
  const shoal = Array.from({ length: Math.ceil((pane.wide / pane.tall) * 5) }, (_, index) => ({
    x: random(),
    y: 0.15 + random() * 0.6,
    size: pane.tall * (0.035 + random() * 0.05),
    pace: (0.03 + random() * 0.04) * (pane.tall / pane.wide) * (index % 3 === 0 ? -1 : 1),
    phase: random() * 6,
    colour: colours[index % colours.length] ?? colours[0],
  }));
  live(stage, 0.62, (pen, seconds) => {
    pen.beginPath();
    pen.roundRect(pane.x, pane.y, pane.wide, pane.tall, round ? pane.tall * 0.5 : 0);
    pen.clip();
    for (const { x, y, size, pace, phase, colour } of shoal) {
      const across = ((((x + seconds * pace) % 1.2) + 1.2) % 1.2) - 0.1;
      pen.save();
      pen.translate(pane.x + pane.wide * across, pane.y + pane.tall * (y + Math.sin(seconds * 0.8 + phase) * 0.02));
      if (pace < 0) pen.scale(-1, 1);
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(0, 0, size, size * 0.52, 0, 0, Math.PI * 2);
      pen.fill();
      const flap = Math.sin(seconds * 7 + phase) * size * 0.14;
      polygon(pen, colour, [-size * 0.8, 0, -size * 1.6, -size * 0.55 + flap, -size * 1.6, size * 0.55 + flap]);
      disc(pen, '#16283c', size * 0.55, -size * 0.1, size * 0.1);
      pen.restore();
    }
  });
}

function spaceOutside(pen: Pen, pane: Pane, random: () => number): void {
  for (let star = 0; star < 70; star += 1) {
    pen.fillStyle = `rgba(255,255,255,${(0.4 + random() * 0.6).toFixed(2)})`;
    pen.beginPath();
    pen.arc(pane.x + random() * pane.wide, pane.y + random() * pane.tall, 0.6 + random() * 1.5, 0, 7);
    pen.fill();
  }
  const x = pane.x + pane.wide * 0.72;
  const y = pane.y + pane.tall * 0.75;
  const radius = pane.tall * 0.5;
  const globe = pen.createRadialGradient(x - radius * 0.4, y - radius * 0.4, radius * 0.1, x, y, radius);
  globe.addColorStop(0, '#8fd6ff');
  globe.addColorStop(0.6, '#3b7fd0');
  globe.addColorStop(1, '#142a66');
  pen.fillStyle = globe;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
}

function flooring(pen: Pen, stage: Stage, spec: Room, floor: number, panes: readonly Pane[], lampX: number): void {
  const { light, unit, width, height } = stage;
  const base = litBy(light, colourOf(spec.floor));
  const gradient = pen.createLinearGradient(0, floor, 0, stage.bottom);
  gradient.addColorStop(0, css(mix(base, light.corner, 0.3)));
  gradient.addColorStop(0.35, css(base));
  gradient.addColorStop(1, css(mix(base, light.corner, 0.45)));
  pen.fillStyle = gradient;
  pen.fillRect(stage.left, floor, stage.right - stage.left, stage.bottom - floor);
  pen.strokeStyle = css(fade(mix(light.corner, [0, 0, 0, 1], 0.3), 0.2));
  pen.lineWidth = 2 * unit;
  pen.beginPath();
  if (spec.floorKind === 'boards' || spec.floorKind === 'tiles') {
    for (let line = -16; line <= 16; line += 1) {
      pen.moveTo(width / 2 + line * 70 * unit, floor);
      pen.lineTo(width / 2 + line * 150 * unit, stage.bottom);
    }
    if (spec.floorKind === 'tiles') {
      for (let row = 1; row < 7; row += 1) {
        const y = floor + (stage.bottom - floor) * (row / 7) ** 1.6;
        pen.moveTo(stage.left, y);
        pen.lineTo(stage.right, y);
      }
    }
  }
  pen.stroke();
  if (spec.floorKind === 'carpet') {
    pen.fillStyle = css(fade(mix(base, [255, 255, 255, 1], 0.2), 0.35));
    pen.beginPath();
    pen.ellipse(
      width / 2,
      floor + (height - floor) * 0.52,
      Math.min(width * 0.42, height * 0.7),
      (height - floor) * 0.33,
      0,
      0,
      7,
    );
    pen.fill();
  }
  if (light.dark) {
    const pool = pen.createRadialGradient(lampX, floor + 40 * unit, 10, lampX, floor + 40 * unit, height * 0.6);
    const [near, far] = lamplight(spec.outside);
    pool.addColorStop(0, css(fade(near, 0.35)));
    pool.addColorStop(1, css(fade(far, 0)));
    pen.fillStyle = pool;
    pen.fillRect(stage.left, floor, stage.right - stage.left, stage.bottom - floor);
    return;
  }
  for (const pane of panes) {
    const lean = -light.keyFrom * pane.wide * 0.6;
    pen.fillStyle = css(fade(light.key, 0.26));
    pen.beginPath();
    pen.moveTo(pane.x + lean * 0.3, floor + 24 * unit);
    pen.lineTo(pane.x + pane.wide + lean * 0.3, floor + 24 * unit);
    pen.lineTo(pane.x + pane.wide * 1.12 + lean, floor + (height - floor) * 0.85);
    pen.lineTo(pane.x - pane.wide * 0.12 + lean, floor + (height - floor) * 0.85);
    pen.fill();
  }
}

function place(
  pen: Pen,
  stage: Stage,
  spec: Room,
  seeds: readonly number[],
  near: boolean,
  metre: number,
  floor: number,
  panes: readonly Pane[],
): void {
  // Narrow frames show less of the room, not narrower furniture.
  const across = (at: number) => stage.width / 2 + (at - 0.5) * Math.max(stage.width, stage.height * 1.1);
  // Pictures hang on the wall, not on a window.
  const free = (at: number) =>
    panes.every(({ x, wide }) => across(at) + metre * 1.05 < x || across(at) - metre * 1.05 > x + wide);
  for (const [index, entry] of spec.pieces.entries()) {
    if ((entry.near ?? false) !== near) continue;
    const at = entry.piece === pictures ? [entry.at, 1 - entry.at, 0.72, 0.28].find(free) : entry.at;
    if (at === undefined) continue;
    pen.save();
    pen.translate(across(at), floor);
    pen.scale(metre, metre);
    entry.piece(pen, stage.paint, randomFrom(seeds[index] ?? index));
    pen.restore();
  }
}

/** City lights out of focus behind the panes, breathing. */
function bokeh(stage: Stage, pane: Pane): void {
  const { random, unit } = stage;
  const colours = ['#ffcf7d', '#ff9f6b', '#8fd3ff', '#ff7fa8', '#fff0c8'] as const;
  const lights = Array.from({ length: Math.round(12 * (pane.wide / pane.tall)) }, () => {
    const size = (7 + random() * 15) * unit;
    return {
      x: pane.x + size + random() * (pane.wide - size * 2),
      y: pane.y + pane.tall * (0.5 + random() * 0.45) - size * 0.5,
      size,
      colour: colourOf(colours[Math.floor(random() * colours.length)] ?? colours[0]),
      phase: random() * 6,
    };
  });
  live(stage, 0.6, (pen, seconds) => {
    for (const light of lights) {
      pen.fillStyle = css(fade(light.colour, 0.2 + 0.1 * Math.sin(seconds * 0.9 + light.phase)));
      pen.beginPath();
      pen.arc(light.x, light.y, light.size, 0, 7);
      pen.fill();
    }
  });
}

function weatherOnPane(stage: Stage, pane: Pane, kind: 'rain' | 'snow'): void {
  const { random, unit } = stage;
  const drops = Array.from({ length: 46 }, () => ({
    x: random(),
    y: random(),
    speed: (kind === 'rain' ? 0.32 : 0.09) * (0.5 + random()),
    size: 0.6 + random(),
  }));
  live(stage, 0.62, (pen, seconds) => {
    pen.fillStyle = kind === 'rain' ? 'rgba(225,238,255,0.5)' : 'rgba(255,255,255,0.85)';
    pen.beginPath();
    for (const drop of drops) {
      const fall = (drop.y + seconds * drop.speed) % 1;
      const x = pane.x + drop.x * pane.wide + (kind === 'snow' ? Math.sin(seconds + drop.y * 9) * 6 * unit : 0);
      const y = pane.y + fall * pane.tall;
      if (kind === 'rain')
        pen.rect(x, y, 1.6 * unit * drop.size, Math.min(16 * unit * drop.size, pane.y + pane.tall - y));
      else {
        pen.moveTo(x, y);
        pen.arc(Math.min(pane.x + pane.wide - 4, Math.max(pane.x + 4, x)), y, 2.6 * unit * drop.size, 0, 7);
      }
    }
    pen.fill();
  });
}

function pendant(stage: Stage, x: number, index: number): void {
  const { paint, unit, height, light } = stage;
  const y = height * 0.2;
  const glow = halo(Math.round(height * 0.34), light.dark ? 0.55 : 0.25);
  bakeBox(stage, 0.95, { left: x - 60 * unit, right: x + 60 * unit, top: stage.top, bottom: y + 40 * unit }, (pen) => {
    pen.fillStyle = paint.shade('#2d3340', 0.1);
    pen.fillRect(x - 1.5 * unit, stage.top, 3 * unit, y - stage.top);
    pen.beginPath();
    pen.moveTo(x - 8 * unit, y - 22 * unit);
    pen.lineTo(x + 8 * unit, y - 22 * unit);
    pen.quadraticCurveTo(x + 40 * unit, y - 14 * unit, x + 44 * unit, y + 14 * unit);
    pen.lineTo(x - 44 * unit, y + 14 * unit);
    pen.quadraticCurveTo(x - 40 * unit, y - 14 * unit, x - 8 * unit, y - 22 * unit);
    pen.fill();
    pen.fillStyle = paint.glow('#fff0cc');
    pen.beginPath();
    pen.ellipse(x, y + 14 * unit, 38 * unit, 7 * unit, 0, 0, 7);
    pen.fill();
  });
  live(stage, 0.95, (pen, seconds) => {
    pen.globalAlpha = 0.92 + 0.06 * Math.sin(seconds * 2.3 + index * 2);
    pen.drawImage(glow, x - glow.width / 2, y + 10 * unit - glow.height / 2);
    pen.globalAlpha = 1;
  });
}

function lampGlow(stage: Stage, x: number, y: number, metre: number): void {
  const glow = halo(Math.round(metre * 1.5), 0.7);
  const { paint } = stage;
  bakeBox(
    stage,
    0.8,
    { left: x - metre * 0.4, right: x + metre * 0.4, top: y - metre * 0.3, bottom: stage.horizon + metre * 0.2 },
    (pen) => {
      pen.translate(x, stage.horizon + metre * 0.06);
      pen.scale(metre, metre);
      pen.fillStyle = paint.shade('#3a3f4b', 0.1);
      pen.fillRect(-0.02, -1.55, 0.04, 1.55);
      pen.beginPath();
      pen.roundRect(-0.18, -0.04, 0.36, 0.04, 0.02);
      pen.fill();
      pen.fillStyle = paint.glow('#ffe3ad');
      pen.beginPath();
      pen.moveTo(-0.14, -1.85);
      pen.lineTo(0.14, -1.85);
      pen.lineTo(0.27, -1.48);
      pen.lineTo(-0.27, -1.48);
      pen.fill();
    },
  );
  live(stage, 0.8, (pen, seconds) => {
    pen.globalAlpha = 0.9 + 0.05 * Math.sin(seconds * 3.1) + 0.03 * Math.sin(seconds * 7.3);
    pen.drawImage(glow, x - glow.width / 2, y - glow.height / 2);
    pen.globalAlpha = 1;
  });
}

function halo(reach: number, alpha: number): Canvas {
  const picture = createCanvas(reach * 2, reach * 2);
  const pen = picture.getContext('2d');
  const gradient = pen.createRadialGradient(reach, reach, 2, reach, reach, reach);
  gradient.addColorStop(0, css(fade(colourOf('#ffe6b0'), alpha)));
  gradient.addColorStop(0.3, css(fade(colourOf('#ffcb80'), alpha * 0.42)));
  gradient.addColorStop(1, css(fade(colourOf('#ffb560'), 0)));
  pen.fillStyle = gradient;
  pen.fillRect(0, 0, reach * 2, reach * 2);
  pen.getImageData(0, 0, 1, 1);
  return picture;
}
