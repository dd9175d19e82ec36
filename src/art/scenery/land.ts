import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, flattened, live, released, skirt, type Stage } from '../layer.ts';
import { inAir } from '../light.ts';
import type { Pen } from '../subject.ts';

export interface Ridge {
  depth: number;
  /** Mean height above the foot, and how much it varies; parts of the frame's height. */
  height: number;
  rough: number;
  colour: string;
  /** 0 here, 1 gone in the haze. */
  distance: number;
  /** `peaks` are sharp, `hills` round, `mesas` flat on top. */
  form: 'peaks' | 'hills' | 'mesas';
  snow?: boolean;
  /** Where it stands; the horizon when left out. */
  foot?: number;
}

/** A silhouette of land against what is behind it, lighter at its foot where the air gathers. */
export function ridge(stage: Stage, ridge: Ridge): void {
  const foot = ridge.foot ?? stage.horizon;
  const line = skyline(stage, ridge, foot);
  const summit = Math.min(...line.map((point) => point.y));
  const below = ridge.foot === undefined ? skirt(stage) : 4;
  bake(stage, ridge.depth, summit - 2, foot + below, (pen) => {
    const gradient = pen.createLinearGradient(0, summit, 0, foot);
    gradient.addColorStop(0, inAir(stage.light, ridge.colour, ridge.distance));
    gradient.addColorStop(1, inAir(stage.light, ridge.colour, Math.min(1, ridge.distance + 0.3)));
    pen.fillStyle = gradient;
    outline(pen, line, foot + below, stage, ridge.form === 'hills');
    pen.fill();
    if (ridge.form === 'peaks') facets(pen, stage, line, foot, ridge);
  });
}

interface Point {
  x: number;
  y: number;
  summit: boolean;
}

function skyline(stage: Stage, { height, rough, form }: Ridge, foot: number): Point[] {
  const { random } = stage;
  const points: Point[] = [];
  const step = (form === 'peaks' ? 0.085 : form === 'hills' ? 0.16 : 0.11) * Math.max(stage.width, stage.height * 0.8);
  let rising = random() < 0.5;
  for (let x = stage.left - step; x < stage.right + step * 2; x += step * (0.7 + random() * 0.6)) {
    const sway = rising ? 1 : -1;
    const y = foot - stage.height * (height + sway * rough * (0.35 + random() * 0.65)) * openTo(stage, x);
    if (form === 'mesas') {
      points.push(
        { x, y, summit: rising },
        { x: x + step * (0.4 + random() * 0.4), y: y + stage.height * 0.004, summit: false },
      );
    } else points.push({ x, y: Math.min(y, foot - 2), summit: rising });
    rising = !rising;
  }
  return points;
}

/** 0–1: land lies low where the sun does, so that it is seen. */
function openTo({ light: { disc }, width }: Stage, x: number): number {
  if (disc?.kind !== 'sun' || disc.height > 0.4) return 1;
  const away = Math.min(1, Math.abs(x / width - disc.across) / 0.24);
  return 0.3 + 0.7 * away * away * (3 - 2 * away);
}

function outline(pen: Pen, line: readonly Point[], foot: number, stage: Stage, round: boolean): void {
  pen.beginPath();
  pen.moveTo(stage.left - 400, foot + 4);
  let before: Point | null = null;
  for (const point of line) {
    if (round && before) {
      const middle = (before.x + point.x) / 2;
      pen.bezierCurveTo(middle, before.y, middle, point.y, point.x, point.y);
    } else pen.lineTo(point.x, point.y);
    before = point;
  }
  pen.lineTo(stage.right + 400, foot + 4);
  pen.closePath();
}

/** The side away from the light in shade, and snow on the summits. */
function facets(pen: Pen, stage: Stage, line: readonly Point[], foot: number, ridge: Ridge): void {
  const { light, random } = stage;
  const away = -light.keyFrom;
  for (let index = 1; index < line.length - 1; index += 1) {
    const summit = line[index];
    const left = line[index - 1];
    const right = line[index + 1];
    if (!summit?.summit || !left || !right) continue;
    const side = away > 0 ? right : left;
    const depth = (foot - summit.y) * (0.55 + random() * 0.25);
    const lean = (side.x - summit.x) * 0.35;
    pen.fillStyle = css(fade(mix(light.sky[0], [10, 14, 40, 1], 0.5), 0.2));
    pen.beginPath();
    pen.moveTo(summit.x, summit.y);
    pen.lineTo(side.x, side.y);
    pen.lineTo(side.x - lean * 0.4, side.y + depth * 0.7);
    pen.lineTo(summit.x + lean * 0.5, summit.y + depth);
    pen.lineTo(summit.x - lean * 0.15, summit.y + depth * 0.5);
    pen.closePath();
    pen.fill();
    if (!ridge.snow) continue;
    const cap = Math.min((foot - summit.y) * 0.34, Math.min(left.y, right.y) - summit.y);
    if (cap < 6) continue;
    const on = (point: Point, part: number): [number, number] => [
      summit.x + (point.x - summit.x) * part,
      summit.y + (point.y - summit.y) * part,
    ];
    const partLeft = Math.min(0.9, cap / Math.max(1, left.y - summit.y));
    const partRight = Math.min(0.9, cap / Math.max(1, right.y - summit.y));
    const [lx, ly] = on(left, partLeft);
    const [rx, ry] = on(right, partRight);
    pen.fillStyle = inAir(light, '#ffffff', ridge.distance * 0.7);
    pen.beginPath();
    pen.moveTo(summit.x, summit.y);
    pen.lineTo(rx, ry);
    for (let tooth = 1; tooth <= 4; tooth += 1) {
      const along = tooth / 5;
      pen.lineTo(rx + (lx - rx) * along, ry + (ly - ry) * along + (tooth % 2 === 0 ? cap * 0.3 : -cap * 0.22));
    }
    pen.lineTo(lx, ly);
    pen.closePath();
    pen.fill();
    pen.fillStyle = css(fade(mix(light.sky[0], light.sky[1], 0.5), 0.3));
    pen.beginPath();
    pen.moveTo(summit.x, summit.y);
    pen.lineTo(away > 0 ? rx : lx, away > 0 ? ry : ly);
    pen.lineTo(summit.x + lean * 0.2, summit.y + cap * 0.8);
    pen.closePath();
    pen.fill();
  }
}

export interface Ground {
  colour: string;
  /** From where it reaches down to the bottom; the horizon when left out. */
  top?: number;
  depth?: number;
  /** Colour of the tufts, stones or furrows on it; null leaves it bare. */
  detail?: { kind: 'grass' | 'flowers' | 'stones' | 'ripples' | 'furrows' | 'paving'; colour: string } | null;
  /** How far the land's edge rises and falls, parts of the height. */
  roll?: number;
}

/** The land that the figures stand on, running to the bottom of the frame. */
export function ground(
  stage: Stage,
  { colour, top = stage.horizon, depth = 0.95, detail = null, roll = 0 }: Ground,
): void {
  const { light, random, unit } = stage;
  const rise = roll * stage.height;
  bake(stage, depth, top - rise - 40 * unit, stage.bottom, (pen) => {
    const gradient = pen.createLinearGradient(0, top - rise, 0, stage.height * 1.05);
    gradient.addColorStop(0, inAir(light, colour, 0.42));
    gradient.addColorStop(0.3, inAir(light, colour, 0.14));
    gradient.addColorStop(1, css(mix(mixAir(stage, colour), light.corner, 0.26)));
    pen.fillStyle = gradient;
    pen.beginPath();
    pen.moveTo(stage.left - 20, stage.bottom + 4);
    pen.lineTo(stage.left - 20, top);
    const waves = 5;
    for (let index = 0; index <= waves; index += 1) {
      const x = stage.left + ((stage.right - stage.left) * (index + 0.5)) / waves;
      const y = top - (roll === 0 ? 0 : (random() - 0.3) * rise);
      const reach = (stage.right - stage.left) / waves / 2;
      pen.bezierCurveTo(x - reach, y, x - reach * 0.4, y, x, y);
    }
    pen.lineTo(stage.right + 20, top);
    pen.lineTo(stage.right + 20, stage.bottom + 4);
    pen.fill();
    if (detail) details(pen, stage, top, detail);
  });
}

function mixAir(stage: Stage, colour: string): readonly [number, number, number, number] {
  return colourOf(inAir(stage.light, colour, 0));
}

function details(pen: Pen, stage: Stage, top: number, detail: NonNullable<Ground['detail']>): void {
  const { random, unit, light } = stage;
  const depthOf = (y: number) => (y - top) / (stage.height - top);
  if (detail.kind === 'furrows' || detail.kind === 'paving') {
    perspectiveLines(pen, stage, top, detail.colour, detail.kind === 'paving');
    return;
  }
  const count = detail.kind === 'ripples' ? 46 : detail.kind === 'stones' ? 80 : 340;
  for (let index = 0; index < count; index += 1) {
    const y = top + (0.02 + random() ** 1.4 * 1.1) * (stage.height - top);
    const near = depthOf(y);
    const x = stage.left + random() * (stage.right - stage.left);
    const size = (2 + near * 13) * unit * (0.6 + random() * 0.8);
    pen.globalAlpha = 0.25 + 0.5 * Math.min(1, near + random() * 0.3);
    if (detail.kind === 'ripples') {
      pen.strokeStyle = inAir(light, detail.colour, 0.25 * (1 - near));
      pen.lineWidth = Math.max(1, size * 0.16);
      pen.beginPath();
      pen.moveTo(x - size * 9, y);
      pen.quadraticCurveTo(x, y - size * 1.1, x + size * 9, y + size * 0.2);
      pen.stroke();
    } else if (detail.kind === 'stones') {
      pen.fillStyle = inAir(light, detail.colour, 0.25 * (1 - near));
      pen.beginPath();
      pen.ellipse(x, y, size * 1.1, size * 0.5, 0, Math.PI, 0);
      pen.fill();
    } else {
      pen.strokeStyle = inAir(
        light,
        index % 3 === 0 ? '#a8cf6a' : detail.kind === 'flowers' ? '#5f9e52' : detail.colour,
        0.35 * (1 - near),
      );
      pen.lineWidth = Math.max(1, size * 0.14);
      pen.beginPath();
      for (const lean of [-0.5, 0, 0.55]) {
        pen.moveTo(x + lean * size * 0.4, y);
        pen.quadraticCurveTo(
          x + lean * size * 0.5,
          y - size * 0.7,
          x + lean * size * 1.2,
          y - size * (1.2 - Math.abs(lean) * 0.4),
        );
      }
      pen.stroke();
      if (detail.kind === 'flowers' && index % 2 === 0) {
        const petals = ['#ff6f91', '#ffd166', '#ffffff', '#b388eb', '#ff8f5a', detail.colour] as const;
        pen.globalAlpha = 0.95;
        pen.fillStyle = inAir(light, petals[Math.floor(random() * petals.length)] ?? detail.colour, 0.3 * (1 - near));
        pen.beginPath();
        pen.arc(x, y - size * 1.2, Math.max(1.2, size * 0.3), 0, Math.PI * 2);
        pen.fill();
      }
    }
  }
  pen.globalAlpha = 1;
}

/** Lines that run to one point on the horizon. */
export function perspectiveLines(pen: Pen, stage: Stage, top: number, colour: string, crossed: boolean): void {
  const vanish = stage.width * 0.5;
  const lines = 26;
  pen.strokeStyle = inAir(stage.light, colour, 0.1);
  pen.globalAlpha = 0.32;
  pen.lineWidth = 2.2 * stage.unit;
  pen.beginPath();
  for (let index = 0; index <= lines; index += 1) {
    const foot = vanish + (index / lines - 0.5) * stage.width * 4.4;
    pen.moveTo(vanish + (foot - vanish) * 0.06, top + (stage.bottom - top) * 0.06);
    pen.lineTo(foot, stage.bottom);
  }
  if (crossed) {
    for (let index = 0; index < 9; index += 1) {
      const y = top + (stage.bottom - top) * (0.06 + 0.94 * (index / 9) ** 2);
      pen.moveTo(stage.left, y);
      pen.lineTo(stage.right, y);
    }
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

/** A lake, sea or river: what stands above it mirrored, darker, with light that moves on it. */
export function water(
  stage: Stage,
  { top = stage.horizon, bottom = stage.bottom, colour = '#2f7fa8', calm = 1, depth = 0.8 } = {},
): void {
  const { light, unit, random } = stage;
  const above = flattened(stage);
  const shown = Math.min(bottom, stage.bottom);
  bake(stage, depth, top, bottom, (pen) => {
    pen.save();
    pen.beginPath();
    pen.rect(stage.left, top, stage.right - stage.left, shown - top);
    pen.clip();
    pen.fillStyle = css(mix(light.sky[1], light.sky[2], 0.4));
    pen.fillRect(stage.left, top, stage.right - stage.left, shown - top);
    pen.save();
    // The picture above was made at the shot's zoom: undo it, then turn it over at the waterline.
    pen.translate(stage.width / 2, stage.zoomAt);
    pen.scale(1 / stage.zoom, 1 / stage.zoom);
    pen.translate(-stage.width / 2, -stage.zoomAt);
    const line = (top - stage.zoomAt) * stage.zoom + stage.zoomAt;
    pen.translate(0, line);
    pen.scale(1, -0.86);
    pen.translate(0, -line);
    pen.drawImage(above, stage.left, stage.top);
    pen.restore();
    const deep = pen.createLinearGradient(0, top, 0, stage.height * 1.02);
    const body = mix(colourOf(inAir(light, colour, 0)), light.sky[1], 0.15);
    deep.addColorStop(0, css(fade(mix(body, light.haze, 0.45), 0.3)));
    deep.addColorStop(0.5, css(fade(body, 0.58)));
    deep.addColorStop(1, css(fade(mix(body, light.sky[0], 0.55), 0.86)));
    pen.fillStyle = deep;
    pen.fillRect(stage.left, top, stage.right - stage.left, shown - top);
    for (let index = 0; index < 70; index += 1) {
      const near = random() ** 1.3;
      const y = top + 3 + near * (shown - top);
      const reach = (18 + near * 130) * unit * (0.5 + random());
      const x = stage.left + random() * (stage.right - stage.left);
      pen.fillStyle = css(
        fade(index % 2 === 0 ? mix(light.sky[2], [255, 255, 255, 1], 0.2) : light.sky[0], 0.06 + random() * 0.12),
      );
      sliver(pen, x, y, reach, (1 + near * 3.2) * unit);
      pen.fill();
    }
    pen.restore();
  });
  released(above);
  glints(stage, top, shown, calm, depth);
}

function sliver(pen: Pen, x: number, y: number, reach: number, thick: number): void {
  pen.beginPath();
  pen.ellipse(x, y, reach, thick, 0, 0, Math.PI * 2);
}

/** Light that runs over the water: under the disc a path of it, elsewhere single sparks. */
function glints(stage: Stage, top: number, bottom: number, calm: number, depth: number): void {
  const { light, random, unit } = stage;
  const centre = light.disc ? stage.width * light.disc.across : stage.width * 0.5;
  const strength = light.disc ? (light.disc.height < 0.5 || light.disc.kind === 'moon' ? 0.62 : 0.4) : 0.2;
  const lights = Array.from({ length: 84 }, (_, index) => {
    const near = random() ** 1.25;
    const inPath = light.disc !== null && index % 4 !== 0;
    const spread = inPath ? (14 + near * 150) * unit : (stage.right - stage.left) * 0.5;
    return {
      x: (inPath ? centre : stage.width / 2) + (random() + random() - 1) * spread,
      y: top + 4 * unit + near * (bottom - top) * 0.96,
      reach: (5 + near * 30) * unit * (0.5 + random()),
      thick: (0.7 + near * 2.1) * unit,
      phase: random() * Math.PI * 2,
      speed: (0.7 + random() * 0.9) / calm,
    };
  });
  const colour = mix(light.disc?.colour ?? light.sky[2], [255, 255, 255, 1], 0.3);
  live(stage, depth, (pen, seconds) => {
    for (const spark of lights) {
      const beat = Math.sin(seconds * spark.speed + spark.phase);
      const alpha = strength * (0.25 + 0.75 * Math.max(0, beat));
      pen.fillStyle = css(fade(colour, alpha));
      sliver(
        pen,
        spark.x + Math.sin(seconds * 0.6 + spark.phase) * 6 * unit,
        spark.y,
        spark.reach * (0.6 + 0.4 * Math.abs(beat)),
        spark.thick,
      );
      pen.fill();
    }
  });
}

/** Lines of foam that run up a beach and sea swell that rolls in. */
export function surf(stage: Stage, shore: number): void {
  const { unit, light } = stage;
  live(stage, 0.9, (pen, seconds) => {
    for (let line = 0; line < 3; line += 1) {
      const cycle = (seconds * 0.13 + line / 3) % 1;
      const y = shore - (1 - cycle) * 60 * unit;
      pen.strokeStyle = css(fade(mix(light.sky[2], [255, 255, 255, 1], 0.75), 0.75 * Math.sin(Math.PI * cycle)));
      pen.lineWidth = (2 + 5 * cycle) * unit;
      pen.beginPath();
      pen.moveTo(stage.left, y);
      const steps = 12;
      for (let index = 1; index <= steps; index += 1) {
        const x = stage.left + ((stage.right - stage.left) * index) / steps;
        pen.lineTo(x, y + Math.sin(index * 1.7 + line * 2 + seconds * 0.35) * 7 * unit);
      }
      pen.stroke();
    }
  });
}
