import type { Pen } from '../subject.ts';

type Fill = string | ReturnType<Pen['createLinearGradient']>;

export function box(pen: Pen, fill: Fill, x: number, y: number, wide: number, tall: number, round = 0): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.roundRect(x, y, wide, tall, round);
  pen.fill();
}

export function disc(pen: Pen, fill: Fill, x: number, y: number, radius: number): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

/** A filled shape with straight edges; its corners are x, y, x, y and so on. */
export function polygon(pen: Pen, fill: Fill, corners: readonly number[]): void {
  pen.fillStyle = fill;
  pen.beginPath();
  for (let at = 0; at + 1 < corners.length; at += 2) pen.lineTo(corners[at] ?? 0, corners[at + 1] ?? 0);
  pen.closePath();
  pen.fill();
}
