import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, skirt, type Stage } from '../layer.ts';
import { beams, heads } from './elsewhere.ts';
import { box, disc, polygon } from './shapes.ts';

/** A square ring under lamps: canvas, ropes behind and before, the crowd in the dark. */
export function ropes(stage: Stage): void {
  const { width, height, horizon, unit, paint, light } = stage;
  hall(stage, '#3a2f52');
  crowd(stage, horizon, 9);
  const mat = horizon + height * 0.02;
  bake(stage, 0.9, mat, stage.bottom, (pen) => {
    const cloth = pen.createLinearGradient(0, mat, 0, stage.bottom);
    cloth.addColorStop(0, css(mix(colourOf('#b5c9dc'), light.corner, 0.3)));
    cloth.addColorStop(0.4, '#d5e2ec');
    cloth.addColorStop(1, css(mix(colourOf('#a9bccd'), light.corner, 0.4)));
    box(pen, cloth, stage.left, mat, stage.right - stage.left, stage.bottom - mat);
    pen.strokeStyle = 'rgba(40,70,120,0.25)';
    pen.lineWidth = 6 * unit;
    pen.beginPath();
    pen.ellipse(width * 0.5, mat + (height - mat) * 0.5, width * 0.2, (height - mat) * 0.2, 0, 0, Math.PI * 2);
    pen.stroke();
  });
  beams(stage, 4, stage.top, height * 0.86, 0.15);
  bake(stage, 0.91, horizon - height * 0.3, mat + height * 0.03, (pen) => {
    for (const [x, colour] of [
      [0.06, '#c8483d'],
      [0.94, '#3f6fc0'],
    ] as const) {
      box(pen, paint.shade('#5a6068', 0.1), width * x - 9 * unit, horizon - height * 0.25, 18 * unit, height * 0.29, 4);
      for (const y of [0.22, 0.15, 0.08])
        box(pen, paint.lit(colour), width * x - 16 * unit, horizon - height * y - 12 * unit, 32 * unit, 26 * unit, 6);
    }
    for (const [y, colour] of [
      [0.22, '#c8483d'],
      [0.15, '#f4f1ea'],
      [0.08, '#3f6fc0'],
    ] as const) {
      box(pen, paint.lit(colour), width * 0.06, horizon - height * y - 4 * unit, width * 0.88, 8 * unit, 4);
      for (const side of [-1, 1]) {
        const post = width * (side < 0 ? 0.06 : 0.94);
        polygon(pen, paint.lit(colour), [
          post,
          horizon - height * y - 4 * unit,
          post,
          horizon - height * y + 5 * unit,
          post + side * width * 0.3,
          horizon - height * (y - 0.16) + 6 * unit,
          post + side * width * 0.3,
          horizon - height * (y - 0.16) - 8 * unit,
        ]);
      }
    }
  });
}

/** Sawdust in a red kerb under the stripes of the big top; the audience sits all round. */
export function circusRing(stage: Stage): void {
  const { width, height, horizon, unit, light } = stage;
  hall(stage, '#5a2440');
  bake(stage, 0.5, stage.top, height * 0.4, (pen) => {
    for (let stripe = 0; stripe < 22; stripe += 1) {
      const [from, to] = [-0.35 + stripe * 0.078, -0.35 + (stripe + 1) * 0.078];
      const cloth = pen.createLinearGradient(0, stage.top, 0, height * 0.36);
      const colour = colourOf(stripe % 2 === 0 ? '#c8392f' : '#f2dfb8');
      cloth.addColorStop(0, css(mix(colour, light.corner, 0.25)));
      cloth.addColorStop(1, css(mix(colour, [30, 8, 26, 1], 0.55)));
      polygon(pen, cloth, [
        width * (0.5 + (from - 0.5) * 0.06),
        stage.top,
        width * (0.5 + (to - 0.5) * 0.06),
        stage.top,
        width * to,
        height * (0.3 + 0.04 * Math.sin(to * 14)),
        width * from,
        height * (0.3 + 0.04 * Math.sin(from * 14)),
      ]);
    }
  });
  crowd(stage, horizon, 12);
  bake(stage, 0.9, horizon - height * 0.04, stage.bottom, (pen) => {
    box(pen, '#3a1c30', stage.left, horizon, stage.right - stage.left, stage.bottom - horizon);
    const ring = { x: width * 0.5, y: height * 0.9, wide: width * 0.62, tall: height * 0.24 };
    for (const [lift, grow, colour] of [
      [0, 1.04, '#7a1f24'],
      [-18, 1.04, '#d9463a'],
      [-20, 1, '#f0c04a'],
      [-12, 0.97, '#8a5a34'],
    ] as const) {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(ring.x, ring.y + lift * unit, ring.wide * grow, ring.tall * grow, 0, 0, Math.PI * 2);
      pen.fill();
    }
    const dust = pen.createRadialGradient(0, 0, 0, 0, 0, 1);
    dust.addColorStop(0, '#f2d39a');
    dust.addColorStop(1, '#b98a54');
    pen.save();
    pen.translate(ring.x, ring.y - 4 * unit);
    pen.scale(ring.wide * 0.955, ring.tall * 0.93);
    pen.fillStyle = dust;
    pen.beginPath();
    pen.arc(0, 0, 1, 0, Math.PI * 2);
    pen.fill();
    pen.restore();
  });
  beams(stage, 5, stage.top, height * 0.92, 0.2);
  bulbs(stage);
}

function hall(stage: Stage, tone: string): void {
  const { width, horizon, light } = stage;
  bake(stage, 0.4, stage.top, horizon + skirt(stage), (pen) => {
    const dark = pen.createRadialGradient(width / 2, horizon, 20, width / 2, horizon, width * 0.8);
    dark.addColorStop(0, css(mix(colourOf(tone), light.wash, 0.2)));
    dark.addColorStop(1, css(mix(light.corner, [8, 6, 18, 1], 0.7)));
    box(pen, dark, stage.left, stage.top, stage.right - stage.left, horizon - stage.top + skirt(stage));
  });
}

/** Rows of faces that fade into the dark with their distance. */
function crowd(stage: Stage, foot: number, rows: number): void {
  const { height, random, unit } = stage;
  bake(stage, 0.6, foot - height * 0.32, foot + skirt(stage), (pen) => {
    for (let row = rows - 1; row >= 0; row -= 1) {
      const y = foot - height * 0.012 - row * height * 0.025;
      for (let x = stage.left + (row % 2) * 11 * unit; x < stage.right; x += 23 * unit) {
        const cloth = colourOf(
          ['#c8553d', '#e9b53a', '#4f8fb5', '#8a5fa8', '#5f9a6a', '#d9d0c0'][Math.floor(random() * 6)] ?? '#c8553d',
        );
        const skin = colourOf(['#f0c8a5', '#c98f64', '#8a5a3c'][Math.floor(random() * 3)] ?? '#f0c8a5');
        const dim = 0.35 + row * 0.05;
        const at = x + random() * 6 * unit;
        box(
          pen,
          css(mix(cloth, [16, 10, 30, 1], dim)),
          at - 9 * unit,
          y - 4 * unit,
          18 * unit,
          height * 0.05,
          7 * unit,
        );
        disc(pen, css(mix(skin, [16, 10, 30, 1], dim)), at, y - 10 * unit, 6.5 * unit);
      }
    }
  });
  heads(stage);
}

/** Bulbs along the edge of the canvas that take turns. */
function bulbs(stage: Stage): void {
  const { width, height, unit } = stage;
  live(stage, 0.55, (pen, seconds) => {
    for (let bulb = 0; bulb < 44; bulb += 1) {
      const across = -0.2 + bulb * 0.032;
      const shine = 0.55 + 0.4 * Math.sin(seconds * 2.2 + bulb * 1.57);
      const [x, y] = [width * across, height * (0.31 + 0.04 * Math.sin(across * 14))];
      disc(pen, css(fade(colourOf('#ffd98a'), shine * 0.25)), x, y, 11 * unit);
      disc(pen, css(fade(colourOf('#fff0c4'), shine)), x, y, 4 * unit);
    }
  });
}
