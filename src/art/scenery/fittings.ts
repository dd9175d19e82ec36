import type { Piece } from './furniture.ts';

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
