import type { Piece } from './furniture.ts';
import { box, disc, polygon } from './shapes.ts';

/** A small stage with a microphone under a neon sign. */
export const neon: Piece = (pen, paint) => {
  pen.fillStyle = paint.shade('#3a2430', 0.2);
  pen.fillRect(-1.7, -0.28, 3.4, 0.28);
  pen.fillStyle = paint.lit('#8a5238');
  pen.fillRect(-1.8, -0.34, 3.6, 0.1);
  pen.lineCap = 'round';
  for (const [width, alpha] of [
    [0.2, 0.16],
    [0.05, 0.95],
  ] as const) {
    pen.lineWidth = width;
    pen.strokeStyle = paint.glow('#ff5f9a', alpha);
    pen.beginPath();
    pen.ellipse(0, -2.1, 1.15, 0.42, 0, 0, Math.PI * 2);
    pen.stroke();
    pen.strokeStyle = paint.glow('#5fe3ff', alpha);
    pen.beginPath();
    pen.ellipse(-0.16, -1.96, 0.12, 0.08, -0.3, 0, Math.PI * 2);
    pen.moveTo(-0.05, -1.98);
    pen.lineTo(-0.05, -2.36);
    pen.lineTo(0.3, -2.28);
    pen.lineTo(0.3, -1.92);
    pen.stroke();
  }
  pen.strokeStyle = paint.shade('#20242e', 0.1);
  pen.lineWidth = 0.035;
  pen.beginPath();
  pen.moveTo(1.1, -0.34);
  pen.lineTo(1.1, -1.5);
  pen.stroke();
};

/** Basin under a mirror, towels beside it. */
export const basin: Piece = (pen, paint) => {
  const round = (colour: string, x: number, y: number, wide: number, tall: number, radius: number) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(x, y, wide, tall, radius);
    pen.fill();
  };
  round(paint.bright('#e9e2d2', 0.2), -0.95, -2.5, 1.9, 1.2, 0.14);
  round(paint.bright('#bcdbe4', 0.1), -0.87, -2.42, 1.74, 1.04, 0.1);
  pen.fillStyle = paint.bright('#e4f4f8', 0.3);
  pen.beginPath();
  pen.moveTo(-0.6, -1.38);
  pen.lineTo(-0.1, -2.42);
  pen.lineTo(0.2, -2.42);
  pen.lineTo(-0.3, -1.38);
  pen.fill();
  round(paint.lit('#8a6a4c'), -1.2, -0.86, 2.4, 0.86, 0.04);
  round(paint.shade('#8a6a4c', 0.25), -0.02, -0.76, 0.04, 0.7, 0.01);
  round(paint.bright('#f6f4ee', 0.2), -1.3, -0.98, 2.6, 0.16, 0.06);
  round(paint.lit('#f6f4ee'), -0.5, -1.06, 1, 0.14, 0.06);
  round(paint.bright('#aeb8c2', 0.2), -0.04, -1.3, 0.08, 0.28, 0.03);
  round(paint.bright('#aeb8c2', 0.2), -0.04, -1.3, 0.26, 0.07, 0.03);
  round(paint.lit('#d97f6a'), 1.5, -1.9, 0.5, 0.9, 0.04);
  round(paint.lit('#6aa5b5'), 1.62, -1.9, 0.26, 0.7, 0.04);
};

/** A rack of dumbbells before a mirror. */
export const weights: Piece = (pen, paint) => {
  pen.fillStyle = paint.bright('#b5ccd6', 0.1);
  pen.fillRect(-2, -2.6, 4, 1.5);
  for (const y of [-0.9, -0.4]) {
    pen.fillStyle = paint.shade('#3a3f4b', 0.1);
    pen.fillRect(-1.9, y, 3.8, 0.07);
    for (let x = -1.7; x < 1.7; x += 0.55) {
      pen.fillStyle = paint.lit('#8a929c');
      pen.fillRect(x, y - 0.13, 0.36, 0.06);
      pen.fillStyle = paint.lit(y < -0.5 ? '#c8483d' : '#2f3440');
      for (const end of [0, 0.28]) pen.fillRect(x + end - 0.03, y - 0.22, 0.14, 0.22);
    }
  }
  pen.fillStyle = paint.shade('#3a3f4b', 0.2);
  for (const x of [-1.9, 1.82]) pen.fillRect(x, -1, 0.08, 1);
};

/** Crates and trunks, as lofts and cellars keep them. */
export const crates: Piece = (pen, paint) => {
  for (const [x, y, wide, tall, colour] of [
    [-0.9, 0, 0.95, 0.7, '#a87a4c'],
    [0.1, 0, 0.8, 0.55, '#8a5f42'],
    [-0.6, -0.7, 0.7, 0.5, '#b58e5c'],
  ] as const) {
    pen.fillStyle = paint.lit(colour);
    pen.fillRect(x, y - tall, wide, tall);
    pen.fillStyle = paint.shade(colour, 0.25);
    for (const part of [0, 0.46, 0.92]) pen.fillRect(x, y - tall + tall * part, wide, tall * 0.08);
  }
};

/** A row of doors. */
export const doors: Piece = (pen, paint) => {
  for (const x of [-2.3, -0.5, 1.3]) {
    pen.fillStyle = paint.bright('#e9e0d0', 0.1);
    pen.fillRect(x - 0.08, -2.2, 1.16, 2.2);
    pen.fillStyle = paint.lit('#8a6248');
    pen.fillRect(x, -2.12, 1, 2.12);
    pen.fillStyle = paint.shade('#8a6248', 0.2);
    for (const y of [-1.95, -1]) pen.fillRect(x + 0.16, y, 0.68, 0.78);
    pen.fillStyle = paint.bright('#d9b45a', 0.2);
    pen.beginPath();
    pen.arc(x + 0.88, -1.05, 0.05, 0, Math.PI * 2);
    pen.fill();
  }
};

/** A throne on its steps between banners. */
export const throne: Piece = (pen, paint) => {
  for (const x of [-1.7, 1.3]) {
    pen.fillStyle = paint.lit('#9c2f3a');
    pen.beginPath();
    for (const [dx, y] of [
      [0, -2.9],
      [0.5, -2.9],
      [0.5, -1.3],
      [0.25, -1.55],
      [0, -1.3],
    ] as const)
      pen.lineTo(x + dx, y);
    pen.fill();
  }
  pen.fillStyle = paint.shade('#a59a8a', 0.1);
  pen.fillRect(-1.1, -0.14, 2.2, 0.14);
  pen.fillRect(-0.85, -0.28, 1.7, 0.14);
  pen.fillStyle = paint.lit('#d9a53a');
  pen.beginPath();
  pen.roundRect(-0.5, -1.9, 1, 1.62, [0.5, 0.5, 0.04, 0.04]);
  pen.fill();
  pen.fillStyle = paint.lit('#9c2f3a');
  pen.beginPath();
  pen.roundRect(-0.36, -1.74, 0.72, 1.1, [0.36, 0.36, 0.04, 0.04]);
  pen.fill();
  pen.fillRect(-0.44, -0.78, 0.88, 0.16);
};

/** The side of an underground train that stands at the platform. */
export const carriage: Piece = (pen, paint) => {
  pen.fillStyle = paint.lit('#c9d0d6');
  pen.beginPath();
  pen.roundRect(-5, -2.1, 10, 2, 0.16);
  pen.fill();
  pen.fillStyle = paint.lit('#c8483d');
  pen.fillRect(-5, -0.75, 10, 0.16);
  for (let x = -4.7; x < 4.6; x += 1.35) {
    pen.fillStyle = paint.glow('#ffe9b8', 0.9);
    pen.beginPath();
    pen.roundRect(x, -1.8, 1, 0.8, 0.1);
    pen.fill();
  }
  pen.fillStyle = paint.shade('#e9c23a', 0.05);
  pen.fillRect(-5, -0.08, 10, 0.08);
};

/** Pipes, wheels and gauges between ribs of steel. */
export const valves: Piece = (pen, paint, random) => {
  for (const x of [-3.1, -1.1, 1.1, 3.1]) {
    box(pen, paint.shade('#4f5f58', 0.2), x - 0.12, -3, 0.24, 3);
    for (let rivet = 0; rivet < 9; rivet += 1) disc(pen, paint.bright('#8a9a90', 0.2), x, -2.8 + rivet * 0.32, 0.03);
  }
  for (const [y, colour] of [
    [-2.62, '#b5653c'],
    [-2.48, '#8a949c'],
    [-1.28, '#c9a53a'],
  ] as const) {
    box(pen, paint.lit(colour), -5, y, 10, 0.08, 0.04);
    box(pen, paint.bright(colour, 0.4), -5, y + 0.012, 10, 0.02);
  }
  for (const x of [-2.1, 0.35, 2.3]) {
    pen.strokeStyle = paint.lit('#c8483d');
    pen.lineWidth = 0.05;
    pen.beginPath();
    pen.arc(x, -1.24, 0.17, 0, Math.PI * 2);
    for (const turn of [0.4, 1.45, 2.5]) {
      pen.moveTo(x - Math.cos(turn) * 0.17, -1.24 - Math.sin(turn) * 0.17);
      pen.lineTo(x + Math.cos(turn) * 0.17, -1.24 + Math.sin(turn) * 0.17);
    }
    pen.stroke();
    disc(pen, paint.bright('#f0ecdf', 0.2), x + 0.5, -1.24, 0.13);
    const hand = random() * 4;
    polygon(pen, paint.lit('#c8483d'), [
      x + 0.49,
      -1.24,
      x + 0.51,
      -1.24,
      x + 0.5 + Math.cos(hand) * 0.1,
      -1.24 + Math.sin(hand) * 0.1,
    ]);
  }
};

/** The judge's bench between flags, with the scales above it. */
export const bench: Piece = (pen, paint) => {
  box(pen, paint.shade('#5b3a26', 0.3), -2.4, -2.25, 4.8, 2.25);
  for (let panel = 0; panel < 6; panel += 1)
    box(pen, paint.shade('#6b4630', 0.15), -2.3 + panel * 0.78, -2.15, 0.68, 2, 0.03);
  pen.strokeStyle = paint.bright('#d9b45a', 0.2);
  pen.lineWidth = 0.045;
  pen.beginPath();
  pen.moveTo(0, -2.16);
  pen.lineTo(0, -1.6);
  pen.moveTo(-0.42, -2.04);
  pen.lineTo(0.42, -2.04);
  for (const x of [-0.42, 0.42]) {
    pen.moveTo(x - 0.15, -1.76);
    pen.lineTo(x, -2.04);
    pen.lineTo(x + 0.15, -1.76);
    pen.moveTo(x + 0.17, -1.76);
    pen.arc(x, -1.76, 0.17, 0, Math.PI);
  }
  pen.stroke();
  box(pen, paint.lit('#96633c'), -1.7, -1.35, 3.4, 1.35, 0.03);
  box(pen, paint.bright('#c08a58', 0.15), -1.82, -1.42, 3.64, 0.12, 0.03);
  for (const x of [-1.5, -0.45, 0.6]) box(pen, paint.shade('#96633c', 0.22), x, -1.12, 0.9, 0.9, 0.03);
  box(pen, paint.lit('#96633c'), 1.95, -0.95, 1.1, 0.95, 0.03);
  box(pen, paint.bright('#c08a58', 0.15), 1.88, -1.02, 1.24, 0.1, 0.03);
  for (const [x, cloth] of [
    [-2.35, '#9c2f3a'],
    [2.42, '#2f4f86'],
  ] as const) {
    box(pen, paint.bright('#d9b45a', 0.1), x - 0.03, -2.45, 0.06, 2.45);
    polygon(pen, paint.lit(cloth), [x + 0.03, -2.4, x + 0.55, -2.27, x + 0.42, -1.35, x + 0.03, -1.2]);
  }
};

/** Bars from wall to wall before a bunk and a small high window. */
export const bars: Piece = (pen, paint) => {
  for (let row = 0; row < 8; row += 1)
    for (let stone = -6; stone < 7; stone += 1)
      if ((row * 5 + stone * 3) % 4 === 0)
        box(pen, paint.shade('#8f948f', 0.12), stone * 0.62 + (row % 2) * 0.3, -3 + row * 0.38, 0.56, 0.33, 0.02);
  box(pen, paint.shade('#3a3f45', 0.2), -0.5, -2.1, 1, 0.72);
  box(pen, paint.dark ? paint.glow('#8fb5e8', 0.75) : paint.glow('#e9f4ff', 0.95), -0.44, -2.04, 0.88, 0.6);
  for (const x of [-0.22, 0, 0.22]) box(pen, paint.shade('#2c3036', 0.1), x - 0.025, -2.05, 0.05, 0.62);
  if (!paint.dark) polygon(pen, paint.glow('#fff6dc', 0.14), [-0.44, -1.45, 0.44, -1.45, 1.5, 0, -0.2, 0]);
  box(pen, paint.shade('#4a5058', 0.1), 1.35, -0.62, 2, 0.1, 0.02);
  box(pen, paint.lit('#a5a89a'), 1.4, -0.78, 1.9, 0.18, 0.06);
  box(pen, paint.bright('#d9d6c8', 0.1), 2.8, -0.88, 0.46, 0.16, 0.06);
  for (const x of [1.42, 3.2]) box(pen, paint.shade('#4a5058', 0.2), x, -0.6, 0.06, 0.6);
  for (let x = -4.4; x < 4.4; x += 0.36) {
    if (x > 1 && x < 3.4) continue;
    if (x > -1 && x < 1) continue;
    box(pen, paint.shade('#3f454d', 0.1), x, -3, 0.08, 3, 0.03);
    box(pen, paint.bright('#7a828c', 0.3), x + 0.015, -3, 0.02, 3);
  }
  for (const y of [-2.7, -1.3, -0.2])
    for (const [x, wide] of [
      [-4.6, 3.5],
      [3.4, 1.4],
    ] as const)
      box(pen, paint.shade('#3f454d', 0.2), x, y, wide, 0.08);
};

/** A row of washing machines, round doors full of colours, dryers above. */
export const washers: Piece = (pen, paint, random) => {
  for (let machine = -3; machine < 4; machine += 1) {
    const x = machine * 1.06 - 0.5;
    for (const [y, tall] of [
      [-1.05, 1.05],
      [-2.2, 1.05],
    ] as const) {
      box(pen, paint.lit('#eef1f2'), x, y, 1, tall, 0.06);
      box(pen, paint.shade('#c5ccd2', 0.1), x + 0.06, y + 0.06, 0.88, 0.16, 0.03);
      disc(pen, paint.glow(random() < 0.5 ? '#7fe0a5' : '#ffb04a', 0.9), x + 0.84, y + 0.14, 0.035);
      disc(pen, paint.bright('#aeb8c2', 0.1), x + 0.5, y + 0.63, 0.33);
      disc(pen, paint.shade('#2c3d52', 0.1), x + 0.5, y + 0.63, 0.27);
      for (let cloth = 0; cloth < 4; cloth += 1) {
        const turn = random() * 6;
        disc(
          pen,
          paint.lit(['#e9604a', '#f0b53a', '#5f9ad9', '#e8e2d5'][cloth] ?? '#e9604a'),
          x + 0.5 + Math.cos(turn) * 0.13,
          y + 0.68 + Math.sin(turn) * 0.08,
          0.09,
        );
      }
      pen.fillStyle = paint.glow('#ffffff', 0.16);
      pen.beginPath();
      pen.ellipse(x + 0.4, y + 0.53, 0.13, 0.08, -0.7, 0, Math.PI * 2);
      pen.fill();
    }
  }
};

/** Mirrors in a ring of bulbs, chairs before them, and the striped pole. */
export const mirrors: Piece = (pen, paint) => {
  for (const x of [-2.2, 0, 2.2]) {
    box(pen, paint.shade('#5b4030', 0.1), x - 0.66, -2.5, 1.32, 1.42, 0.12);
    box(pen, paint.bright('#c5dde3', 0.15), x - 0.57, -2.41, 1.14, 1.24, 0.08);
    polygon(pen, paint.bright('#eaf6f8', 0.3), [x - 0.4, -1.17, x - 0.05, -2.41, x + 0.16, -2.41, x - 0.19, -1.17]);
    for (let bulb = 0; bulb < 5; bulb += 1)
      for (const side of [-0.61, 0.61]) disc(pen, paint.glow('#fff0c4', 0.95), x + side, -2.3 + bulb * 0.25, 0.045);
    box(pen, paint.lit('#e3d8c5'), x - 0.8, -0.98, 1.6, 0.1, 0.03);
    for (const [dx, colour] of [
      [-0.6, '#e9604a'],
      [-0.44, '#4f9ab5'],
      [0.5, '#e9b53a'],
    ] as const)
      box(pen, paint.lit(colour), x + dx, -1.2, 0.1, 0.22, 0.03);
    box(pen, paint.shade('#aeb5bc', 0.1), x + 0.56, -0.5, 0.1, 0.5);
    box(pen, paint.shade('#aeb5bc', 0.1), x + 0.36, -0.06, 0.5, 0.06, 0.02);
    box(pen, paint.lit('#8a2f38'), x + 0.26, -0.62, 0.7, 0.2, 0.08);
    box(pen, paint.lit('#8a2f38'), x + 0.82, -1.32, 0.18, 0.86, 0.08);
    box(pen, paint.shade('#8a2f38', 0.3), x + 0.3, -0.8, 0.44, 0.07, 0.03);
  }
  box(pen, paint.bright('#d5dade', 0.2), -3.5, -2.3, 0.34, 1.4, 0.1);
  for (let stripe = 0; stripe < 6; stripe += 1)
    polygon(pen, paint.lit(stripe % 2 === 0 ? '#c8483d' : '#3f6fb5'), [
      -3.46,
      -2.1 + stripe * 0.18,
      -3.2,
      -2.2 + stripe * 0.18,
      -3.2,
      -2.12 + stripe * 0.18,
      -3.46,
      -2.02 + stripe * 0.18,
    ]);
};

/** Tall windows of coloured glass in pointed arches, the altar with its candles below. */
export const altar: Piece = (pen, paint) => {
  const glass = ['#d9533a', '#e9b53a', '#3f7fd0', '#4fa86a', '#8a4fb5', '#e98a4a'] as const;
  for (const [x, wide, tall] of [
    [-3.3, 0.7, 1.1],
    [-1.75, 0.7, 1.1],
    [0, 1.1, 1.42],
    [1.75, 0.7, 1.1],
    [3.3, 0.7, 1.1],
  ] as const) {
    const arch = (grow: number) => {
      pen.beginPath();
      pen.moveTo(x - wide / 2 - grow, -0.95);
      pen.lineTo(x - wide / 2 - grow, -0.4 - tall);
      pen.quadraticCurveTo(x - wide / 2 - grow, -0.7 - tall, x, -0.98 - tall - grow);
      pen.quadraticCurveTo(x + wide / 2 + grow, -0.7 - tall, x + wide / 2 + grow, -0.4 - tall);
      pen.lineTo(x + wide / 2 + grow, -0.95);
    };
    arch(0.09);
    pen.fillStyle = paint.bright('#d5ccba', 0.15);
    pen.fill();
    pen.save();
    arch(0);
    pen.clip();
    for (let row = 0; row < 12; row += 1)
      for (let column = 0; column < 4; column += 1) {
        const colour = glass[(row * 5 + column * 3 + Math.round(x * 2) + 20) % glass.length] ?? glass[0];
        box(
          pen,
          paint.dark ? paint.shade(colour, 0.45) : paint.glow(colour, 0.92),
          x - wide / 2 + (column * wide) / 4 + 0.012,
          -1.2 - tall + row * 0.25,
          wide / 4 - 0.024,
          0.226,
        );
      }
    disc(pen, paint.dark ? paint.shade('#f0d9a5', 0.4) : paint.glow('#ffe9b5', 0.9), x, -0.3 - tall, wide * 0.2);
    pen.restore();
  }
  box(pen, paint.shade('#a59a88', 0.15), -1.5, -0.12, 3, 0.12);
  box(pen, paint.lit('#e9e3d5'), -0.9, -0.92, 1.8, 0.8, 0.02);
  box(pen, paint.bright('#f6f2e8', 0.2), -1, -0.98, 2, 0.1, 0.02);
  box(pen, paint.lit('#c9a54a'), -0.03, -1.5, 0.06, 0.52);
  box(pen, paint.lit('#c9a54a'), -0.16, -1.38, 0.32, 0.06);
  for (const side of [-0.7, -0.5, 0.5, 0.7]) {
    box(pen, paint.bright('#f6efdc', 0.2), side - 0.025, -1.26, 0.05, 0.28);
    disc(pen, paint.glow('#ffb04a', 0.3), side, -1.31, 0.1);
    disc(pen, paint.glow('#ffe9a5'), side, -1.31, 0.035);
  }
};

/** Rows of benches on both sides of the aisle. */
export const pews: Piece = (pen, paint) => {
  for (const [y, grow] of [
    [-0.12, 0.86],
    [0.12, 1],
    [0.42, 1.16],
  ] as const)
    for (const side of [-1, 1]) {
      const [near, far] = [1.2 * grow * side, 3.9 * grow * side];
      box(
        pen,
        paint.shade('#7a5234', 0.12),
        Math.min(near, far),
        y - 0.72 * grow,
        Math.abs(far - near),
        0.5 * grow,
        0.03,
      );
      box(pen, paint.bright('#95683f', 0.15), Math.min(near, far), y - 0.76 * grow, Math.abs(far - near), 0.07, 0.03);
      box(pen, paint.lit('#6b4228'), near - 0.05, y - 0.84 * grow, 0.14, 0.84 * grow, 0.05);
    }
};

/** Poles and straps to hold on to, a bench along the glass. */
export const poles: Piece = (pen, paint) => {
  box(pen, paint.lit('#c8553d'), -4.6, -0.56, 9.2, 0.18, 0.05);
  box(pen, paint.shade('#4a525e', 0.1), -4.6, -0.4, 9.2, 0.32);
  box(pen, paint.shade('#aeb6bf', 0.05), -4.8, -2.72, 9.6, 0.06, 0.03);
  for (const x of [-2.9, -1, 1, 2.9]) {
    box(pen, paint.bright('#c5ccd4', 0.2), x - 0.03, -3.2, 0.06, 3.2);
    for (const side of [-0.6, 0.6]) {
      box(pen, paint.shade('#3a3f48', 0.1), x + side - 0.015, -2.7, 0.03, 0.26);
      pen.strokeStyle = paint.lit('#e9b53a');
      pen.lineWidth = 0.035;
      pen.beginPath();
      pen.arc(x + side, -2.36, 0.09, 0, Math.PI * 2);
      pen.stroke();
    }
  }
};

/** A round door of steel that stands open, gold behind it, boxes for valuables beside it. */
export const vaultDoor: Piece = (pen, paint) => {
  for (const side of [-1, 1])
    for (let row = 0; row < 6; row += 1)
      for (let column = 0; column < 5; column += 1) {
        const x = side < 0 ? -4.4 + column * 0.5 : 1.95 + column * 0.5;
        box(pen, paint.lit(row % 2 === 0 ? '#b5a878' : '#a89a6a'), x, -2.6 + row * 0.42, 0.46, 0.38, 0.02);
        disc(pen, paint.shade('#5a5238', 0.1), x + 0.23, -2.41 + row * 0.42, 0.035);
      }
  disc(pen, paint.shade('#6f7680', 0.1), 0, -1.35, 1.36);
  disc(pen, paint.glow('#3a2c14'), 0, -1.35, 1.16);
  for (let row = 0; row < 4; row += 1)
    for (let bar = 0; bar < 6 - row; bar += 1) {
      box(pen, paint.bright('#e9b93a', 0.1), -0.72 + row * 0.12 + bar * 0.25, -0.5 - row * 0.17, 0.23, 0.15, 0.02);
      box(pen, paint.bright('#ffe08a', 0.3), -0.7 + row * 0.12 + bar * 0.25, -0.49 - row * 0.17, 0.19, 0.03);
    }
  disc(pen, paint.glow('#ffd97a', 0.22), 0, -0.8, 0.95);
  pen.fillStyle = paint.lit('#a5adb8');
  pen.beginPath();
  pen.ellipse(1.5, -1.35, 0.5, 1.3, 0, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = paint.bright('#cfd6de', 0.2);
  pen.beginPath();
  pen.ellipse(1.62, -1.35, 0.4, 1.16, 0, 0, Math.PI * 2);
  pen.fill();
  pen.strokeStyle = paint.shade('#4a525e', 0.1);
  pen.lineWidth = 0.05;
  pen.beginPath();
  pen.ellipse(1.64, -1.35, 0.17, 0.44, 0, 0, Math.PI * 2);
  for (const turn of [0, Math.PI / 3, (2 * Math.PI) / 3]) {
    pen.moveTo(1.64 - Math.cos(turn) * 0.24, -1.35 - Math.sin(turn) * 0.6);
    pen.lineTo(1.64 + Math.cos(turn) * 0.24, -1.35 + Math.sin(turn) * 0.6);
  }
  pen.stroke();
};
