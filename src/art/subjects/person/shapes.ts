import type { Paint, Pen } from '../../subject.ts';
import type { Point } from './pose.ts';

/** The tones of one colour in this light, from where the light falls to where it does not. */
export interface Tones {
  bright: string;
  base: string;
  shade: string;
  deep: string;
}

export function tonesOf(paint: Paint, colour: string): Tones {
  return {
    bright: paint.bright(colour, 0.2),
    base: paint.lit(colour),
    shade: paint.shade(colour, 0.2),
    deep: paint.shade(colour, 0.42),
  };
}

/** A filled chain of tapering round bones through two to four joints; `radii` belong to the joints. */
export function fillLimb(pen: Pen, points: readonly Point[], radii: readonly number[], colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  for (let index = 0; index + 1 < points.length; index++) {
    taper(pen, points[index] as Point, radii[index] as number, points[index + 1] as Point, radii[index + 1] as number);
  }
  pen.fill('nonzero');
}

/** Two joints, each followed by its radius. */
export type Bone = readonly [from: Point, fromRadius: number, to: Point, toRadius: number];

/** Tapering round bones as one shape. */
export function fillBones(pen: Pen, bones: readonly Bone[], colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  for (const [from, fromRadius, to, toRadius] of bones) taper(pen, from, fromRadius, to, toRadius);
  pen.fill('nonzero');
}

/** A limb in two tones: the side away from the light is darker. */
export function shadedLimb(
  pen: Pen,
  points: readonly Point[],
  radii: readonly number[],
  tones: Tones,
  keyFrom: number,
): void {
  fillLimb(pen, points, radii, tones.shade);
  const lit = points.map((point, index) => ({
    x: point.x + keyFrom * (radii[index] as number) * 0.2,
    y: point.y - (radii[index] as number) * 0.06,
  }));
  fillLimb(
    pen,
    lit,
    radii.map((radius) => radius * 0.79),
    tones.base,
  );
}

/** A closed soft curve through the points. */
export function smoothPath(pen: Pen, points: readonly Point[], tension = 0.17): void {
  const count = points.length;
  const at = (index: number): Point => points[(index + count) % count] as Point;
  pen.beginPath();
  pen.moveTo(at(0).x, at(0).y);
  for (let index = 0; index < count; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    pen.bezierCurveTo(
      from.x + (to.x - before.x) * tension,
      from.y + (to.y - before.y) * tension,
      to.x - (after.x - from.x) * tension,
      to.y - (after.y - from.y) * tension,
      to.x,
      to.y,
    );
  }
  pen.closePath();
}

/** The outline of cloth stretched round circles `[x, y, radius]`. */
export function hullPath(pen: Pen, circles: readonly (readonly [number, number, number])[]): void {
  const points: Point[] = [];
  for (const [x, y, radius] of circles) {
    for (let step = 0; step < 16; step++) {
      const angle = (step / 16) * 2 * Math.PI;
      points.push({ x: x + Math.cos(angle) * radius, y: y + Math.sin(angle) * radius });
    }
  }
  points.sort((a, b) => a.x - b.x || a.y - b.y);
  const outline = [...halfHull(points), ...halfHull(points.toReversed())];
  pen.beginPath();
  for (const point of outline) pen.lineTo(point.x, point.y);
  pen.closePath();
}

export function ellipse(pen: Pen, x: number, y: number, rx: number, ry: number, colour: string, turn = 0): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, turn, 0, 2 * Math.PI);
  pen.fill();
}

export function roundRect(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  colour: string,
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}

/** A stroked line with round ends. */
export function line(pen: Pen, points: readonly Point[], width: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  for (const point of points) pen.lineTo(point.x, point.y);
  pen.stroke();
}

export function mid(a: Point, b: Point, part = 0.5): Point {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}

function taper(pen: Pen, a: Point, ra: number, b: Point, rb: number): void {
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  if (distance <= Math.abs(ra - rb) + 1e-4) {
    const [centre, radius] = ra > rb ? [a, ra] : [b, rb];
    pen.moveTo(centre.x + radius, centre.y);
    pen.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
    return;
  }
  const heading = Math.atan2(b.y - a.y, b.x - a.x);
  const spread = Math.acos((ra - rb) / distance);
  pen.moveTo(a.x + Math.cos(heading + spread) * ra, a.y + Math.sin(heading + spread) * ra);
  pen.arc(a.x, a.y, ra, heading + spread, heading - spread + 2 * Math.PI);
  pen.arc(b.x, b.y, rb, heading - spread, heading + spread);
  pen.closePath();
}

function halfHull(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length >= 2 && cross(hull[hull.length - 2] as Point, hull[hull.length - 1] as Point, point) <= 0)
      hull.pop();
    hull.push(point);
  }
  hull.pop();
  return hull;
}

function cross(origin: Point, a: Point, b: Point): number {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}
