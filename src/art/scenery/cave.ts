import { colourOf, css, fade } from '../colour.ts';
import { bake, live, type Stage } from '../layer.ts';
import { ground } from './land.ts';
import { air } from './sky.ts';

/** Rock all round, the day through the mouth, stalactites; `crystals` are the colours of those that shine in the walls. */
export function cave(stage: Stage, crystals: readonly [string, ...string[]] | null): void {
  const { width, height, horizon, light, random, unit } = stage;
  const rock = crystals ? '#3a3560' : '#4f4640';
  const tone = (amount: number) => css(fade(colourOf(stage.paint.shade(rock, amount)), 1));
  const mouth = {
    x: width * (0.5 + light.keyFrom * 0.2),
    y: horizon - height * 0.2,
    wide: width * 0.17,
    tall: height * 0.24,
  };
  const outline = Array.from({ length: 14 }, (_, index) => {
    const turn = Math.PI + (index / 13) * Math.PI;
    const reach = 0.86 + random() * 0.26;
    return { x: mouth.x + Math.cos(turn) * mouth.wide * reach, y: mouth.y + Math.sin(turn) * mouth.tall * reach };
  });
  bake(stage, 0.3, stage.top, horizon + height * 0.1, (pen) => {
    const wall = pen.createRadialGradient(mouth.x, mouth.y, 20, mouth.x, mouth.y, width * 0.75);
    wall.addColorStop(0, tone(0));
    wall.addColorStop(0.45, tone(0.4));
    wall.addColorStop(1, tone(0.72));
    pen.fillStyle = wall;
    pen.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
    for (let facet = 0; facet < 46; facet += 1) {
      const x = stage.left + random() * (stage.right - stage.left);
      const y = stage.top + random() * (horizon - stage.top);
      const size = (40 + random() * 110) * unit;
      pen.fillStyle = stage.paint.shade(rock, 0.35 + random() * 0.35);
      pen.globalAlpha = 0.35;
      pen.beginPath();
      pen.moveTo(x - size, y + size * 0.3);
      pen.lineTo(x - size * 0.2, y - size * 0.6);
      pen.lineTo(x + size * 0.8, y);
      pen.lineTo(x + size * 0.1, y + size * 0.5);
      pen.fill();
    }
    pen.globalAlpha = 1;
    pen.save();
    pen.beginPath();
    for (const point of outline) pen.lineTo(point.x, point.y);
    pen.lineTo(mouth.x + mouth.wide * 1.02, horizon + height * 0.1);
    pen.lineTo(mouth.x - mouth.wide * 1.02, horizon + height * 0.1);
    pen.clip();
    air(pen, stage, horizon);
    pen.restore();
    const spill = pen.createRadialGradient(mouth.x, mouth.y, mouth.wide * 0.4, mouth.x, mouth.y, mouth.wide * 3);
    spill.addColorStop(0, css(fade(light.key, light.dark ? 0.14 : 0.4)));
    spill.addColorStop(1, css(fade(light.key, 0)));
    pen.fillStyle = spill;
    pen.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
  });
  ground(stage, { colour: rock, roll: 0.03, detail: { kind: 'stones', colour: stage.paint.shade(rock, 0.4) } });
  if (crystals) shining(stage, crystals);
  spikes(stage, 0.5, 15, 0.2, 0.5);
  spikes(stage, 1.08, 9, 0.3, 0.78);
}

/** Stalactites, longer towards the sides so that the middle stays free. */
function spikes(stage: Stage, depth: number, count: number, tall: number, dark: number): void {
  const { width, height, random, paint } = stage;
  bake(stage, depth, stage.top, height * tall * 1.5, (pen) => {
    pen.fillStyle = paint.shade('#4a423f', dark);
    pen.beginPath();
    for (let index = 0; index < count; index += 1) {
      const x = stage.left + ((stage.right - stage.left) * (index + random() * 0.7)) / count;
      const aside = Math.min(1, Math.abs(x / width - 0.5) * 2);
      const wide = width * (0.02 + random() * 0.03);
      const tip = height * tall * (0.25 + aside * 0.75) * (0.6 + random() * 0.6);
      pen.moveTo(x - wide, stage.top);
      pen.quadraticCurveTo(x - wide * 0.3, tip * 0.5, x, tip);
      pen.quadraticCurveTo(x + wide * 0.3, tip * 0.5, x + wide, stage.top);
    }
    pen.fill();
  });
}

/** Clusters of crystals along the foot of the wall, each in its own light that breathes. */
function shining(stage: Stage, colours: readonly [string, ...string[]]): void {
  const { width, height, horizon, random, unit } = stage;
  const clusters = [0.03, 0.14, 0.3, 0.72, 0.86, 0.98].map((across, index) => ({
    x: width * across,
    y: horizon + height * (0.02 + random() * 0.05),
    colour: colourOf(colours[index % colours.length] ?? colours[0]),
    size: height * (0.09 + random() * 0.1),
    lean: random() - 0.5,
  }));
  bake(stage, 0.96, horizon - height * 0.3, horizon + height * 0.12, (pen) => {
    for (const { x, y, colour, size, lean } of clusters) {
      for (const [offset, part] of [
        [-0.5, 0.6],
        [0.45, 0.7],
        [0, 1],
      ] as const) {
        const tip = { x: x + (offset + lean * 0.3) * size, y: y - size * part * 1.4 };
        const half = size * 0.16 * (0.6 + part * 0.4);
        const foot = x + offset * size * 0.4;
        pen.fillStyle = css(fade(colour, 0.95));
        pen.beginPath();
        pen.moveTo(foot - half, y);
        pen.lineTo(tip.x - half, tip.y + half * 1.6);
        pen.lineTo(tip.x, tip.y);
        pen.lineTo(foot, y + half * 0.4);
        pen.fill();
        pen.fillStyle = stage.paint.shade(css(colour), 0.12);
        pen.beginPath();
        pen.moveTo(foot, y + half * 0.4);
        pen.lineTo(tip.x, tip.y);
        pen.lineTo(tip.x + half, tip.y + half * 1.6);
        pen.lineTo(foot + half, y);
        pen.fill();
      }
    }
  });
  live(stage, 0.97, (pen, seconds) => {
    for (const [index, { x, y, colour, size }] of clusters.entries()) {
      const reach = size * 2.4;
      const glow = pen.createRadialGradient(x, y - size * 0.6, 4 * unit, x, y - size * 0.6, reach);
      glow.addColorStop(0, css(fade(colour, 0.3 + Math.sin(seconds * 1.1 + index * 2) * 0.08)));
      glow.addColorStop(1, css(fade(colour, 0)));
      pen.fillStyle = glow;
      pen.fillRect(x - reach, y - size * 0.6 - reach, reach * 2, reach * 2);
    }
  });
}
