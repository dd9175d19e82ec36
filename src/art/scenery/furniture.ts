import type { Paint, Pen } from '../subject.ts';
import { box, disc } from './shapes.ts';

/** A piece of a room: one unit is a metre, the origin where it meets the floor; `random` for its small things. */
export type Piece = (pen: Pen, paint: Paint, random: () => number) => void;

const WOOD = '#a9754a';
const BOOKS = ['#c8553d', '#2f6f73', '#e0a458', '#4f5d8c', '#8b3f5e', '#d9c8a3', '#5b8c5a'] as const;

export const bookshelf: Piece = (pen, paint, random) => {
  box(pen, paint.shade(WOOD, 0.3), -0.75, -2.1, 1.5, 2.1, 0.04);
  for (let row = 0; row < 5; row += 1) {
    const y = -2.03 + row * 0.41;
    box(pen, paint.shade(WOOD, 0.55), -0.69, y, 1.38, 0.36, 0.02);
    let x = -0.67;
    while (x < 0.6) {
      const wide = 0.035 + random() * 0.05;
      const tall = 0.2 + random() * 0.13;
      if (random() < 0.12) x += 0.09;
      else {
        box(
          pen,
          paint.lit(BOOKS[Math.floor(random() * BOOKS.length)] ?? BOOKS[0]),
          x,
          y + 0.36 - tall,
          wide,
          tall,
          0.008,
        );
        x += wide + 0.006;
      }
    }
    box(pen, paint.bright(WOOD, 0.12), -0.75, y + 0.36, 1.5, 0.045, 0.01);
  }
};

export const wideShelves: Piece = (pen, paint, random) => {
  for (const x of [-1.5, 0, 1.5]) {
    pen.save();
    pen.translate(x, 0);
    bookshelf(pen, paint, random);
    pen.restore();
  }
};

export const desk: Piece = (pen, paint) => {
  box(pen, paint.shade(WOOD, 0.35), -0.85, -0.72, 0.08, 0.72, 0.02);
  box(pen, paint.shade(WOOD, 0.35), 0.77, -0.72, 0.08, 0.72, 0.02);
  box(pen, paint.shade(WOOD, 0.2), 0.3, -0.7, 0.5, 0.5, 0.02);
  box(pen, paint.bright(WOOD, 0.15), -0.95, -0.77, 1.9, 0.07, 0.02);
};

export const computer: Piece = (pen, paint) => {
  desk(pen, paint, () => 0);
  pen.save();
  pen.translate(0.05, -0.77);
  box(pen, paint.shade('#3b4252', 0.1), -0.04, -0.16, 0.08, 0.16, 0.01);
  box(pen, paint.shade('#3b4252', 0.1), -0.16, -0.025, 0.32, 0.025, 0.01);
  box(pen, paint.lit('#2b303d'), -0.4, -0.62, 0.8, 0.48, 0.03);
  const screen = pen.createLinearGradient(-0.4, -0.6, 0.4, -0.15);
  screen.addColorStop(0, paint.glow('#3f8efc', 0.95));
  screen.addColorStop(1, paint.glow('#7be0d6', 0.95));
  pen.fillStyle = screen;
  pen.fillRect(-0.37, -0.59, 0.74, 0.42);
  for (let line = 0; line < 6; line += 1)
    box(pen, paint.glow('#ffffff', 0.55), -0.33, -0.55 + line * 0.06, 0.2 + ((line * 37) % 30) / 100, 0.022, 0.01);
  pen.restore();
};

export const sofa: Piece = (pen, paint) => {
  const cloth = '#5f7f95';
  box(pen, paint.shade(cloth, 0.3), -1.1, -0.86, 2.2, 0.7, 0.16);
  box(pen, paint.lit(cloth), -1.0, -0.5, 1.0, 0.34, 0.09);
  box(pen, paint.lit(cloth), 0.0, -0.5, 1.0, 0.34, 0.09);
  box(pen, paint.bright(cloth, 0.14), -1.25, -0.62, 0.32, 0.56, 0.12);
  box(pen, paint.shade(cloth, 0.14), 0.93, -0.62, 0.32, 0.56, 0.12);
  box(pen, paint.lit('#e0a458'), -0.8, -0.74, 0.4, 0.34, 0.1);
  box(pen, paint.shade('#4a3328', 0.2), -1.1, -0.1, 0.1, 0.1, 0.02);
  box(pen, paint.shade('#4a3328', 0.2), 1.0, -0.1, 0.1, 0.1, 0.02);
};

export const bed: Piece = (pen, paint) => {
  box(pen, paint.shade(WOOD, 0.25), -1.2, -1.15, 0.14, 1.15, 0.05);
  box(pen, paint.shade(WOOD, 0.35), 1.06, -0.62, 0.12, 0.62, 0.05);
  box(pen, paint.shade(WOOD, 0.15), -1.15, -0.34, 2.3, 0.2, 0.03);
  box(pen, paint.lit('#f3ece2'), -1.08, -0.58, 2.16, 0.28, 0.09);
  box(pen, paint.bright('#ffffff', 0.1), -1.04, -0.78, 0.52, 0.26, 0.11);
  box(pen, paint.lit('#6d83b5'), -0.4, -0.64, 1.5, 0.38, 0.12);
  box(pen, paint.bright('#6d83b5', 0.2), -0.4, -0.64, 0.34, 0.38, 0.1);
};

export const counter: Piece = (pen, paint) => {
  for (let part = 0; part < 4; part += 1) {
    box(pen, paint.lit('#e9e1d2'), -1.6 + part * 0.8, -0.86, 0.78, 0.78, 0.02);
    box(pen, paint.shade('#e9e1d2', 0.14), -1.54 + part * 0.8, -0.8, 0.66, 0.66, 0.02);
    box(pen, paint.shade('#b08d57', 0.1), -1.31 + part * 0.8, -0.74, 0.2, 0.03, 0.01);
  }
  box(pen, paint.shade('#5a6270', 0.1), -1.66, -0.93, 3.32, 0.08, 0.02);
  for (let part = 0; part < 4; part += 1) {
    if (part === 1) continue;
    box(pen, paint.lit('#8fb0a0'), -1.6 + part * 0.8, -2.15, 0.78, 0.7, 0.02);
    box(pen, paint.shade('#8fb0a0', 0.12), -1.54 + part * 0.8, -2.09, 0.66, 0.58, 0.02);
  }
  pen.strokeStyle = paint.bright('#aeb6c0', 0.3);
  pen.lineWidth = 0.04;
  pen.beginPath();
  pen.arc(-0.4, -1.1, 0.12, Math.PI, 0);
  pen.lineTo(-0.28, -1.02);
  pen.moveTo(-0.52, -1.1);
  pen.lineTo(-0.52, -0.93);
  pen.stroke();
  for (const [x, colour] of [
    [0.5, '#c8553d'],
    [0.72, '#e0a458'],
    [0.92, '#2f6f73'],
  ] as const) {
    box(pen, paint.lit(colour), x, -1.13, 0.16, 0.2, 0.03);
    box(pen, paint.shade(colour, 0.3), x, -1.15, 0.16, 0.05, 0.02);
  }
};

export const bar: Piece = (pen, paint, random) => {
  for (const y of [-2.1, -1.7]) {
    box(pen, paint.shade(WOOD, 0.2), -1.5, y, 3, 0.05, 0.01);
    for (let x = -1.42; x < 1.4; x += 0.17) {
      if (random() < 0.2) continue;
      const colour = BOOKS[Math.floor(random() * BOOKS.length)] ?? BOOKS[0];
      const tall = 0.14 + random() * 0.14;
      box(pen, paint.lit(colour), x, y - tall, 0.1, tall, 0.03);
      box(pen, paint.bright(colour, 0.4), x + 0.015, y - tall + 0.02, 0.02, tall * 0.6, 0.01);
    }
  }
  box(pen, paint.shade('#6b4430', 0.15), -1.7, -1.05, 3.4, 1.05, 0.03);
  for (let x = -1.6; x < 1.6; x += 0.4) box(pen, paint.shade('#6b4430', 0.32), x, -0.92, 0.34, 0.84, 0.02);
  box(pen, paint.bright('#8b5e3c', 0.2), -1.8, -1.12, 3.6, 0.1, 0.03);
  box(pen, paint.bright('#aeb6c0', 0.1), -0.95, -1.56, 0.62, 0.44, 0.06);
  box(pen, paint.shade('#3a3f4b', 0.1), -0.88, -1.4, 0.48, 0.16, 0.03);
};

export const workbench: Piece = (pen, paint, random) => {
  box(pen, paint.shade('#c7a77b', 0.1), -1.4, -2.2, 2.8, 1.1, 0.03);
  for (let tool = 0; tool < 9; tool += 1) {
    const x = -1.25 + tool * 0.3;
    const handle = ['#c8553d', '#e0a458', '#3d5a80'][Math.floor(random() * 3)] ?? '#c8553d';
    box(pen, paint.lit(handle), x, -1.75, 0.07, 0.3, 0.03);
    box(
      pen,
      paint.lit('#9aa3ad'),
      x - (tool % 2) * 0.06,
      -2.05,
      0.07 + (tool % 2) * 0.12,
      tool % 2 === 0 ? 0.3 : 0.12,
      0.02,
    );
    if (tool % 2 === 1) box(pen, paint.lit('#9aa3ad'), x + 0.015, -1.95, 0.04, 0.22, 0.01);
  }
  box(pen, paint.shade(WOOD, 0.4), -1.3, -0.8, 0.14, 0.8, 0.02);
  box(pen, paint.shade(WOOD, 0.4), 1.16, -0.8, 0.14, 0.8, 0.02);
  box(pen, paint.shade(WOOD, 0.5), -1.2, -0.3, 2.4, 0.08, 0.02);
  box(pen, paint.lit('#b5413a'), -0.9, -0.62, 0.7, 0.32, 0.04);
  box(pen, paint.bright(WOOD, 0.12), -1.5, -0.9, 3, 0.13, 0.02);
};

export const labBench: Piece = (pen, paint) => {
  box(pen, paint.lit('#dfe7ec'), -1.6, -0.88, 3.2, 0.88, 0.03);
  for (let part = 0; part < 4; part += 1)
    box(pen, paint.shade('#dfe7ec', 0.13), -1.52 + part * 0.79, -0.76, 0.7, 0.66, 0.02);
  box(pen, paint.lit('#44566c'), -1.68, -0.95, 3.36, 0.09, 0.02);
  for (const [x, colour, tall] of [
    [-1.3, '#58c4dd', 0.34],
    [-0.98, '#f2a65a', 0.26],
    [0.2, '#9ad36a', 0.4],
    [0.6, '#c77dff', 0.28],
  ] as const) {
    pen.fillStyle = paint.bright('#dff3f7', 0.2);
    pen.beginPath();
    pen.moveTo(x - 0.035, -0.95 - tall);
    pen.lineTo(x + 0.035, -0.95 - tall);
    pen.lineTo(x + 0.035, -0.95 - tall * 0.6);
    pen.lineTo(x + 0.13, -0.95);
    pen.lineTo(x - 0.13, -0.95);
    pen.lineTo(x - 0.035, -0.95 - tall * 0.6);
    pen.fill();
    pen.fillStyle = paint.glow(colour, 0.85);
    pen.beginPath();
    pen.moveTo(x - 0.06, -0.95 - tall * 0.42);
    pen.lineTo(x + 0.06, -0.95 - tall * 0.42);
    pen.lineTo(x + 0.12, -0.96);
    pen.lineTo(x - 0.12, -0.96);
    pen.fill();
  }
  box(pen, paint.lit('#3d4a5c'), 1.0, -1.02, 0.34, 0.07, 0.02);
  box(pen, paint.lit('#3d4a5c'), 1.22, -1.45, 0.08, 0.46, 0.03);
  pen.save();
  pen.translate(1.16, -1.4);
  pen.rotate(0.5);
  box(pen, paint.bright('#d7dfe8', 0.1), -0.05, -0.2, 0.1, 0.42, 0.03);
  pen.restore();
};

export const blackboard: Piece = (pen, paint) => {
  box(pen, paint.shade(WOOD, 0.1), -1.5, -2.3, 3, 1.4, 0.04);
  box(pen, paint.lit('#2f5d50'), -1.43, -2.23, 2.86, 1.26, 0.02);
  pen.strokeStyle = paint.lit('#e8f0ea');
  pen.globalAlpha = 0.75;
  pen.lineWidth = 0.025;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.arc(-0.9, -1.6, 0.28, 0, Math.PI * 2);
  pen.moveTo(-0.3, -1.3);
  pen.lineTo(0.3, -1.95);
  pen.lineTo(0.55, -1.3);
  pen.closePath();
  for (const [y, reach] of [
    [-2.0, 0.45],
    [-1.8, 0.35],
    [-1.6, 0.5],
    [-1.4, 0.28],
  ] as const) {
    pen.moveTo(0.8, y);
    pen.lineTo(0.8 + reach, y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
};

export const schoolDesks: Piece = (pen, paint) => {
  for (const x of [-1.9, -0.65, 0.65, 1.9]) {
    box(pen, paint.shade('#6b7280', 0.2), x - 0.36, -0.66, 0.05, 0.66, 0.02);
    box(pen, paint.shade('#6b7280', 0.2), x + 0.31, -0.66, 0.05, 0.66, 0.02);
    box(pen, paint.bright('#d9a066', 0.1), x - 0.45, -0.72, 0.9, 0.08, 0.03);
  }
};

export const hospitalBed: Piece = (pen, paint) => {
  box(pen, paint.lit('#aeb9c4'), -1.1, -0.5, 2.2, 0.1, 0.03);
  for (const x of [-0.95, 0.85]) box(pen, paint.shade('#8795a3', 0.2), x, -0.42, 0.07, 0.42, 0.02);
  box(pen, paint.bright('#ffffff', 0.05), -1.05, -0.7, 2.1, 0.24, 0.1);
  box(pen, paint.lit('#8fd0c8'), -0.3, -0.72, 1.4, 0.28, 0.1);
  box(pen, paint.bright('#ffffff', 0.1), -1.0, -0.86, 0.5, 0.22, 0.1);
  box(pen, paint.lit('#dfe6ec'), -1.22, -1.1, 0.1, 0.8, 0.04);
  box(pen, paint.shade('#8795a3', 0.1), 1.5, -1.7, 0.05, 1.7, 0.02);
  box(pen, paint.lit('#2d3846'), 1.28, -1.75, 0.56, 0.42, 0.04);
  pen.strokeStyle = paint.glow('#62f5b0');
  pen.lineWidth = 0.025;
  pen.beginPath();
  for (const [index, y] of [-1.55, -1.55, -1.68, -1.42, -1.55, -1.55].entries()) pen.lineTo(1.34 + index * 0.09, y);
  pen.stroke();
};

export const machine: Piece = (pen, paint) => {
  box(pen, paint.lit('#5f7487'), -1.5, -1.6, 1.3, 1.6, 0.06);
  box(pen, paint.shade('#5f7487', 0.25), -1.35, -1.4, 1.0, 0.6, 0.04);
  box(pen, paint.glow('#8af0c8', 0.8), -1.28, -1.34, 0.5, 0.3, 0.03);
  for (const [x, colour] of [
    [-0.65, '#ff6b5e'],
    [-0.5, '#ffd166'],
    [-0.65 + 0.3, '#5fe08a'],
  ] as const)
    disc(pen, paint.glow(colour), x, -1.2, 0.05);
  box(pen, paint.shade('#44505e', 0.2), -0.2, -0.8, 2.2, 0.18, 0.05);
  for (let roll = 0; roll < 6; roll += 1) disc(pen, paint.lit('#8c99a6'), -0.05 + roll * 0.38, -0.62, 0.09);
  for (let crate = 0; crate < 3; crate += 1) box(pen, paint.lit('#d9a066'), 0.0 + crate * 0.7, -1.14, 0.4, 0.34, 0.03);
  box(pen, paint.lit('#e0803d'), 1.2, -2.3, 0.18, 1.1, 0.05);
  pen.save();
  pen.translate(1.29, -2.25);
  pen.rotate(0.6);
  box(pen, paint.bright('#e0803d', 0.1), -0.08, 0, 0.16, 0.95, 0.06);
  pen.restore();
};

export const servers: Piece = (pen, paint, random) => {
  for (let rack = -2; rack <= 2; rack += 1) {
    box(pen, paint.lit('#222a3a'), rack * 0.86 - 0.38, -2.3, 0.78, 2.3, 0.03);
    for (let row = 0; row < 12; row += 1) {
      box(pen, paint.bright('#2f3a50', 0.06), rack * 0.86 - 0.33, -2.22 + row * 0.185, 0.68, 0.15, 0.015);
      for (let lamp = 0; lamp < 5; lamp += 1) {
        const colour = random() < 0.7 ? '#49d8ff' : random() < 0.6 ? '#5ff0a0' : '#ffb04a';
        if (random() < 0.75)
          disc(pen, paint.glow(colour), rack * 0.86 - 0.26 + lamp * 0.075, -2.145 + row * 0.185, 0.018);
      }
    }
  }
};

export const goods: Piece = (pen, paint, random) => {
  box(pen, paint.lit('#f1ebe0'), -1.5, -2.1, 3, 2.1, 0.03);
  for (let row = 0; row < 4; row += 1) {
    const y = -2.0 + row * 0.5;
    box(pen, paint.shade('#f1ebe0', 0.22), -1.42, y, 2.84, 0.43, 0.02);
    for (let x = -1.36; x < 1.25; x += 0.2) {
      const colour = BOOKS[Math.floor(random() * BOOKS.length)] ?? BOOKS[0];
      const tall = 0.16 + random() * 0.18;
      box(pen, paint.lit(colour), x, y + 0.43 - tall, 0.15, tall, random() < 0.5 ? 0.07 : 0.015);
    }
  }
};

export const plant: Piece = (pen, paint) => {
  box(pen, paint.lit('#c8734f'), -0.2, -0.42, 0.4, 0.42, 0.05);
  for (let leaf = 0; leaf < 9; leaf += 1) {
    const angle = -Math.PI / 2 + (leaf - 4) * 0.28;
    const reach = 0.85 - Math.abs(leaf - 4) * 0.06;
    pen.fillStyle = leaf % 2 === 0 ? paint.lit('#4f8f5b') : paint.bright('#6bb06a', 0.1);
    pen.beginPath();
    pen.moveTo(0, -0.4);
    pen.quadraticCurveTo(
      Math.cos(angle - 0.3) * reach * 0.7,
      -0.4 + Math.sin(angle - 0.3) * reach * 0.7,
      Math.cos(angle) * reach,
      -0.4 + Math.sin(angle) * reach,
    );
    pen.quadraticCurveTo(Math.cos(angle + 0.3) * reach * 0.5, -0.4 + Math.sin(angle + 0.3) * reach * 0.5, 0, -0.4);
    pen.fill();
  }
};

export const floorLamp: Piece = (pen, paint) => {
  box(pen, paint.shade('#3a3f4b', 0.1), -0.02, -1.55, 0.04, 1.55, 0.01);
  box(pen, paint.shade('#3a3f4b', 0.1), -0.18, -0.04, 0.36, 0.04, 0.02);
  pen.fillStyle = paint.dark ? paint.glow('#ffe3ad') : paint.lit('#f0dcb8');
  pen.beginPath();
  pen.moveTo(-0.14, -1.85);
  pen.lineTo(0.14, -1.85);
  pen.lineTo(0.27, -1.48);
  pen.lineTo(-0.27, -1.48);
  pen.fill();
};

export const pictures: Piece = (pen, paint) => {
  for (const [x, y, wide, tall, colour] of [
    [-0.7, -1.95, 0.55, 0.7, '#e0a458'],
    [0.0, -1.85, 0.45, 0.45, '#4f8f8b'],
    [0.6, -2.0, 0.4, 0.55, '#b0586a'],
  ] as const) {
    box(pen, paint.shade('#5b4030', 0.1), x - 0.03, y - 0.03, wide + 0.06, tall + 0.06, 0.01);
    box(pen, paint.lit('#f6efe2'), x, y, wide, tall, 0);
    disc(pen, paint.lit(colour), x + wide * 0.55, y + tall * 0.42, wide * 0.2);
    pen.fillStyle = paint.shade(colour, 0.3);
    pen.beginPath();
    pen.moveTo(x, y + tall);
    pen.quadraticCurveTo(x + wide * 0.4, y + tall * 0.45, x + wide, y + tall * 0.85);
    pen.lineTo(x + wide, y + tall);
    pen.fill();
  }
};

export const table: Piece = (pen, paint) => {
  box(pen, paint.shade(WOOD, 0.35), -0.06, -0.7, 0.12, 0.7, 0.03);
  box(pen, paint.shade(WOOD, 0.35), -0.32, -0.05, 0.64, 0.05, 0.02);
  box(pen, paint.bright(WOOD, 0.16), -0.6, -0.76, 1.2, 0.07, 0.03);
  for (const x of [-0.95, 0.95]) {
    box(pen, paint.shade('#7a4f38', 0.2), x - 0.2, -0.46, 0.4, 0.05, 0.02);
    box(pen, paint.shade('#7a4f38', 0.2), x - 0.19, -0.44, 0.04, 0.44, 0.01);
    box(pen, paint.shade('#7a4f38', 0.2), x + 0.15, -0.44, 0.04, 0.44, 0.01);
    box(pen, paint.shade('#7a4f38', 0.1), x < 0 ? x - 0.2 : x + 0.15, -0.95, 0.05, 0.52, 0.02);
  }
};

export const columns: Piece = (pen, paint) => {
  for (const x of [-2.4, -0.85, 0.85, 2.4]) {
    box(pen, paint.lit('#d9d0c0'), x - 0.18, -3, 0.36, 3, 0.02);
    box(pen, paint.shade('#d9d0c0', 0.2), x + 0.05, -3, 0.13, 3, 0.02);
    box(pen, paint.bright('#e6dece', 0.1), x - 0.26, -0.14, 0.52, 0.14, 0.02);
  }
};

export const spotlights: Piece = (pen, paint) => {
  for (const x of [-1.6, 1.6]) {
    pen.strokeStyle = paint.shade('#2d3340', 0.1);
    pen.lineWidth = 0.04;
    pen.beginPath();
    pen.moveTo(x, -1.7);
    pen.lineTo(x, -0.3);
    for (const foot of [-0.35, 0, 0.35]) {
      pen.moveTo(x, -0.5);
      pen.lineTo(x + foot, 0);
    }
    pen.stroke();
    box(pen, paint.lit('#2d3340'), x - 0.28, -2.2, 0.56, 0.56, 0.06);
    box(pen, paint.glow('#fff3d2', 0.95), x - 0.22, -2.14, 0.44, 0.44, 0.04);
  }
};

export const seats: Piece = (pen, paint) => {
  for (const x of [-1.9, -0.65, 0.65, 1.9]) {
    box(pen, paint.lit('#35659b'), x - 0.4, -1.35, 0.8, 0.95, 0.14);
    box(pen, paint.bright('#f1e9da', 0.1), x - 0.3, -1.32, 0.6, 0.26, 0.08);
    box(pen, paint.shade('#35659b', 0.25), x - 0.45, -0.55, 0.9, 0.25, 0.08);
    box(pen, paint.shade('#2b3444', 0.2), x - 0.3, -0.32, 0.08, 0.32, 0.02);
    box(pen, paint.shade('#2b3444', 0.2), x + 0.22, -0.32, 0.08, 0.32, 0.02);
  }
};

export const panels: Piece = (pen, paint, random) => {
  box(pen, paint.lit('#39445a'), -2.2, -1.0, 4.4, 1.0, 0.1);
  box(pen, paint.bright('#4a5873', 0.1), -2.3, -1.08, 4.6, 0.16, 0.06);
  for (let screen = 0; screen < 5; screen += 1) {
    const x = -2.0 + screen * 0.84;
    box(pen, paint.glow(['#36c6ff', '#5ff0c0', '#ffb04a'][screen % 3] ?? '#36c6ff', 0.75), x, -0.8, 0.6, 0.34, 0.04);
    for (let key = 0; key < 6; key += 1)
      disc(pen, paint.glow(random() < 0.5 ? '#ff7a6b' : '#8af0ff', 0.9), x + 0.06 + key * 0.1, -0.3, 0.03);
  }
};
