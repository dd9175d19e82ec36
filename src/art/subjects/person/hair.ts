import type { Paint, Pen } from '../../subject.ts';
import { featureMiddle, nearEar } from './face.ts';
import type { Individual } from './individual.ts';
import { ellipse, fillLimb, line, type Tones, tonesOf } from './shapes.ts';

/** What hangs behind head and shoulders. In head units, like everything here. */
export function drawBackHair(pen: Pen, who: Individual, paint: Paint, face: number, sway: number): void {
  const { base, shade } = tonesOf(paint, who.hairColour);
  const back = -0.12 * face;
  switch (who.hair) {
    case 'long':
      return mane(pen, shade, back, 1.0, 1.95, sway, 0.86);
    case 'wavy':
      mane(pen, shade, back, 1.06, 1.55, sway, 1.0);
      return;
    case 'bob':
    case 'fringe':
      return mane(pen, shade, back, 0.98, 0.86, sway * 0.4, 0.98);
    case 'ponytail':
      fillLimb(
        pen,
        [
          { x: -0.62, y: -0.5 },
          { x: -1.12 - sway * 0.1, y: -0.1 },
          { x: -1.05 - sway * 0.5, y: 0.95 },
        ],
        [0.2, 0.26, 0.06],
        base,
      );
      ellipse(pen, -0.72, -0.48, 0.13, 0.16, paint.lit(who.accent));
      return;
    case 'braids':
      mane(pen, shade, back, 0.92, 0.6, 0, 0.9);
      for (const side of [-0.8, 0.62]) {
        for (let knot = 0; knot < 5; knot++)
          ellipse(
            pen,
            side + sway * knot * 0.05,
            0.5 + knot * 0.23,
            0.15 - knot * 0.012,
            0.15,
            knot % 2 === 0 ? base : shade,
          );
      }
      return;
    case 'bun':
      ellipse(pen, -0.42 - 0.18 * face, -0.98, 0.36, 0.34, base);
      ellipse(pen, -0.5 - 0.18 * face, -1.04, 0.2, 0.17, shade);
      return;
    case 'afro':
      ellipse(pen, back, -0.32, 1.16, 1.08, shade);
      ellipse(pen, back - 0.03, -0.4, 1.08, 1.0, base);
      return;
    case 'curls':
      for (const [x, y, r] of [
        [-0.72, -0.4, 0.34],
        [-0.8, 0.02, 0.26],
        [0.62, -0.4, 0.26],
      ] as const)
        ellipse(pen, x + back, y, r, r, shade);
      return;
    default:
      return;
  }
}

/** What lies over skull and brow. `covered` leaves away what a hat hides. */
export function drawHair(pen: Pen, who: Individual, paint: Paint, face: number, covered: boolean): void {
  const tones = tonesOf(paint, who.hairColour);
  const middle = featureMiddle(face);
  const light = pen.createLinearGradient(-0.8, -0.9, 0.8, -0.2);
  const [left, right] = paint.keyFrom < 0 ? [tones.bright, tones.base] : [tones.base, tones.bright];
  light.addColorStop(0, left);
  light.addColorStop(0.55, tones.base);
  light.addColorStop(1, right);
  const cap = (lift: number, parting: number, brow: number, side: number, farSide = side): void => {
    pen.fillStyle = light;
    capPath(pen, face, middle, lift, parting, brow, side, farSide);
    pen.fill();
  };
  switch (who.hair) {
    case 'bald':
      return;
    case 'receding':
      pen.fillStyle = light;
      pen.beginPath();
      pen.moveTo(-0.86, 0.28);
      pen.bezierCurveTo(-0.98, -0.3, -0.86, -0.72, -0.5, -0.84);
      pen.bezierCurveTo(-0.66, -0.5, nearEar(face) + 0.02, -0.3, nearEar(face) + 0.02, 0.06);
      pen.bezierCurveTo(nearEar(face) - 0.1, 0.16, -0.7, 0.4, -0.86, 0.28);
      pen.fill();
      return;
    case 'buzz': {
      const alpha = pen.globalAlpha;
      pen.globalAlpha = alpha * 0.82;
      cap(0.0, 0, -0.5, 0.02);
      pen.globalAlpha = alpha;
      return;
    }
    case 'crop':
      return cap(0.07, 0.1, -0.47, 0.1);
    case 'side-part':
      cap(0.12, -0.3, -0.46, 0.16);
      return covered ? undefined : lock(pen, light, middle, -0.36, 0.5);
    case 'quiff':
      cap(0.1, 0.2, -0.5, 0.06);
      return covered ? undefined : quiff(pen, light, middle);
    case 'pixie':
      cap(0.12, 0.35, -0.32, 0.3, 0.05);
      return;
    case 'fringe':
      return fringe(pen, light, face, middle);
    case 'bob':
      return cap(0.12, -0.25, -0.42, 0.62, 0.5);
    case 'long':
      cap(0.1, 0.02, -0.5, 0.75, 0.5);
      return;
    case 'wavy':
      cap(0.16, -0.22, -0.44, 0.7, 0.45);
      return covered ? undefined : lock(pen, light, middle, -0.28, 0.62);
    case 'ponytail':
    case 'bun':
    case 'braids':
      return cap(0.07, 0.05, -0.52, 0.12);
    case 'curls':
    case 'afro':
      return curls(pen, tones, face, middle, who.hair === 'afro', covered);
  }
}

export function drawBeard(pen: Pen, who: Individual, paint: Paint, face: number, gape: number): void {
  if (who.beard === 'none') return;
  const middle = featureMiddle(face) + 0.03 * face;
  const colour = paint.lit(who.hairColour);
  const alpha = pen.globalAlpha;
  if (who.beard === 'stubble') pen.globalAlpha = alpha * 0.28;
  pen.fillStyle = who.beard === 'full' || who.beard === 'long' ? paint.shade(who.hairColour, 0.08) : colour;
  if (who.beard !== 'moustache') {
    const length = { stubble: 0, short: 0.05, full: 0.2, long: 1.05 }[who.beard];
    const chin = 0.3 * face;
    const hole = 0.14 + gape * 0.22;
    pen.beginPath();
    pen.moveTo(nearEar(face) + 0.04, 0.2);
    pen.bezierCurveTo(nearEar(face) + 0.0, 0.6, -0.52 * who.jaw, 0.86 + length * 0.4, -0.2 + chin, 1.02 + length);
    pen.bezierCurveTo(-0.05 + chin, 1.06 + length * 1.1, 0.1 + chin, 1.06 + length * 1.1, 0.22 + chin, 1.02 + length);
    pen.bezierCurveTo(0.5 * who.jaw + 0.14 * face, 0.88 + length * 0.4, 0.72, 0.55, 0.76 - 0.02 * face, 0.2);
    pen.bezierCurveTo(0.66, 0.42, middle + 0.4, 0.44, middle + 0.26, 0.43);
    pen.bezierCurveTo(middle + 0.12, 0.38, middle - 0.12, 0.38, middle - 0.26, 0.43);
    pen.bezierCurveTo(middle - 0.42, 0.44, nearEar(face) + 0.18, 0.4, nearEar(face) + 0.04, 0.2);
    pen.ellipse(middle, 0.6 + gape * 0.1, 0.27, hole, 0, 0, 2 * Math.PI, true);
    pen.fill('evenodd');
  }
  pen.globalAlpha = alpha;
  if (who.beard === 'moustache' || who.beard === 'full' || who.beard === 'long') {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(middle, 0.44);
    pen.bezierCurveTo(middle + 0.14, 0.4, middle + 0.26, 0.46, middle + 0.36, 0.58);
    pen.bezierCurveTo(middle + 0.22, 0.58, middle + 0.1, 0.56, middle, 0.52);
    pen.bezierCurveTo(middle - 0.1, 0.56, middle - 0.22, 0.58, middle - 0.36, 0.58);
    pen.bezierCurveTo(middle - 0.26, 0.46, middle - 0.14, 0.4, middle, 0.44);
    pen.fill();
  }
}

export function drawGlasses(pen: Pen, paint: Paint, face: number, child: boolean): void {
  const middle = featureMiddle(face);
  const y = child ? 0.15 : 0.07;
  const [near, far] = [middle - 0.35 * (1 - 0.1 * face), middle + 0.35 * (1 - 0.3 * face)];
  const frame = paint.lit('#2d2730');
  pen.strokeStyle = frame;
  pen.lineWidth = 0.045;
  pen.fillStyle = paint.glow('#ffffff', 0.07);
  pen.beginPath();
  pen.roundRect(near - 0.25, y - 0.2, 0.5, 0.41, 0.17);
  pen.roundRect(far - 0.25 * (1 - 0.2 * face), y - 0.2, 0.5 * (1 - 0.2 * face), 0.41, 0.17);
  pen.fill();
  pen.stroke();
  line(
    pen,
    [
      { x: near + 0.25, y: y - 0.03 },
      { x: far - 0.25 * (1 - 0.2 * face), y: y - 0.03 },
    ],
    0.045,
    frame,
  );
  line(
    pen,
    [
      { x: near - 0.25, y: y - 0.05 },
      { x: nearEar(face), y: y - 0.02 },
    ],
    0.04,
    frame,
  );
}

/** Hair that falls to `length` below the middle of the head. */
function mane(
  pen: Pen,
  colour: string,
  back: number,
  width: number,
  length: number,
  sway: number,
  flare: number,
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, -1.08);
  pen.bezierCurveTo(-0.72 * width + back, -1.08, -0.98 * width + back, -0.6, -0.94 * width + back, 0);
  pen.bezierCurveTo(
    -0.94 * width + back,
    length * 0.4,
    -flare + back - sway * 0.3,
    length * 0.7,
    -0.85 * flare + back - sway * 0.6,
    length,
  );
  pen.bezierCurveTo(
    -0.4 + back - sway * 0.6,
    length + 0.16,
    0.35 + back - sway * 0.6,
    length + 0.16,
    0.72 * flare + back - sway * 0.5,
    length,
  );
  pen.bezierCurveTo(0.9 * flare, length * 0.6, 0.94 * width, 0.4, 0.88 * width, -0.1);
  pen.bezierCurveTo(0.86 * width, -0.7, 0.6, -1.08, 0, -1.08);
  pen.fill();
}

/**
 * The cap of hair over the skull: `lift` above it, the hairline's highest point at `parting`, `brow` its height, and
 * down to `side` before the ear.
 */
function capPath(
  pen: Pen,
  face: number,
  middle: number,
  lift: number,
  parting: number,
  brow: number,
  side: number,
  farSide: number,
): void {
  const ear = nearEar(face);
  pen.beginPath();
  pen.moveTo(-0.82 - 0.06 * face - lift * 0.4, side * 0.9);
  pen.bezierCurveTo(-0.95 - lift * 0.5, -0.5 - lift, -0.6 - lift * 0.2, -1 - lift, -0.02, -1 - lift);
  pen.bezierCurveTo(0.56 + lift * 0.2, -1 - lift, 0.86 + lift * 0.5, -0.66, 0.82 + lift * 0.3, farSide * 0.8 - 0.12);
  pen.quadraticCurveTo(0.76, farSide * 0.4 - 0.2, 0.72, -0.3);
  pen.bezierCurveTo(0.66, brow - 0.02, middle + parting + 0.36, brow - 0.12, middle + parting, brow - 0.14);
  pen.bezierCurveTo(middle + parting - 0.3, brow - 0.1, ear + 0.36, brow + 0.02, ear + 0.24, -0.2);
  pen.quadraticCurveTo(ear + 0.22, -0.04 + side * 0.1, ear + 0.1, side * 0.5 - 0.02);
  pen.quadraticCurveTo(ear - 0.06, side * 1.05, -0.82 - 0.06 * face - lift * 0.4, side * 0.9);
  pen.closePath();
}

function lock(pen: Pen, fill: Pen['fillStyle'], middle: number, parting: number, reach: number): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.moveTo(middle + parting, -0.98);
  pen.bezierCurveTo(
    middle + parting + 0.1,
    -0.62,
    middle + parting + reach * 0.8,
    -0.42,
    Math.min(0.86, middle + parting + reach * 1.4),
    -0.28,
  );
  pen.bezierCurveTo(0.94, -0.7, 0.6, -1.12, middle + parting, -0.98);
  pen.fill();
}

function quiff(pen: Pen, fill: Pen['fillStyle'], middle: number): void {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.moveTo(-0.5, -0.9);
  pen.bezierCurveTo(-0.3, -1.34, 0.5, -1.42, 0.82, -1.06);
  pen.bezierCurveTo(0.98, -0.86, 0.86, -0.62, 0.74, -0.5);
  pen.bezierCurveTo(0.6, -0.66, middle - 0.1, -0.6, middle - 0.36, -0.56);
  pen.bezierCurveTo(-0.4, -0.6, -0.6, -0.7, -0.5, -0.9);
  pen.fill();
}

function fringe(pen: Pen, fill: Pen['fillStyle'], face: number, middle: number): void {
  const ear = nearEar(face);
  pen.fillStyle = fill;
  pen.beginPath();
  pen.moveTo(-0.92 - 0.06 * face, 0.6);
  pen.bezierCurveTo(-1.02, -0.5, -0.66, -1.1, -0.02, -1.1);
  pen.bezierCurveTo(0.6, -1.1, 0.92, -0.66, 0.86, 0.35);
  pen.quadraticCurveTo(0.74, 0.1, 0.7, -0.22);
  pen.bezierCurveTo(0.5, -0.3, middle + 0.1, -0.34, middle - 0.1, -0.24);
  pen.bezierCurveTo(middle - 0.3, -0.34, ear + 0.4, -0.28, ear + 0.22, -0.16);
  pen.quadraticCurveTo(ear + 0.16, 0.3, ear + 0.05, 0.66);
  pen.quadraticCurveTo(-0.6, 0.8, -0.92 - 0.06 * face, 0.6);
  pen.fill();
}

function curls(pen: Pen, tones: Tones, face: number, middle: number, afro: boolean, covered: boolean): void {
  const ear = nearEar(face);
  const size = afro ? 0.3 : 0.25;
  const rows: readonly (readonly [number, number])[] = [
    [-0.78, -0.1],
    [-0.82, -0.4],
    [-0.62, -0.68],
    [-0.3, -0.86],
    [0.05, -0.92],
    [0.38, -0.84],
    [0.64, -0.64],
    [0.74, -0.38],
    [ear - 0.12, -0.12],
    [-0.4 + 0.2 * face, -0.56],
    [middle - 0.25, -0.66],
    [middle + 0.08, -0.68],
    [middle + 0.34, -0.62],
  ];
  for (const [index, [x, y]] of rows.entries()) {
    if (covered && (y < -0.3 || x > 0)) continue;
    const tone = covered ? tones.base : index % 3 === 1 ? tones.bright : index % 3 === 2 ? tones.shade : tones.base;
    ellipse(pen, x, y, size, size * 0.95, tone);
  }
}
