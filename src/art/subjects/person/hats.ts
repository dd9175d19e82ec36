import type { Paint, Pen } from '../../subject.ts';
import { featureMiddle, nearEar } from './face.ts';
import type { Individual } from './individual.ts';
import type { Hat } from './role.ts';
import { ellipse, line, roundRect, tonesOf } from './shapes.ts';

/** True when hair must not stand out above the brow. */
export function coversHair(hat: Hat): boolean {
  return !['none', 'crown', 'headset', 'space-helmet'].includes(hat);
}

/** What is worn on the head, in head units; drawn last. */
export function drawHat(pen: Pen, who: Individual, paint: Paint, face: number): void {
  const middle = featureMiddle(face);
  switch (who.hat) {
    case 'none':
      return;
    case 'toque':
      return toque(pen, paint);
    case 'crown':
      return crown(pen, paint, middle);
    case 'cap':
      return cap(pen, paint, who.hatColour ?? who.accent, middle);
    case 'peaked':
      return peaked(pen, paint, who.topColour, middle);
    case 'fedora':
      return brimmed(
        pen,
        paint,
        who.hatColour ?? (who.topColour === '#5b5f66' ? '#4a4d54' : '#6b4a35'),
        '#2f2622',
        0.62,
        1.22,
      );
    case 'straw':
      return brimmed(pen, paint, who.hatColour ?? '#dcb667', '#a3522f', 0.52, 1.5);
    case 'flat-cap':
      return flatCap(pen, paint, '#6a6258', middle);
    case 'wizard':
      return wizard(pen, paint, who.hatColour ?? who.topColour);
    case 'helmet':
      return shell(
        pen,
        paint,
        who.hatColour !== null
          ? who.hatColour
          : who.topColour === '#66704a' || who.topColour === '#7a7354'
            ? '#5c6644'
            : who.topColour,
        -0.28,
        null,
      );
    case 'hard-hat':
      return shell(pen, paint, '#f2b632', -0.36, '#d99a1e');
    case 'fire-helmet':
      return shell(pen, paint, '#c8372d', -0.34, '#a32a24');
    case 'beret':
      return beret(pen, paint, who.hatColour ?? who.accent);
    case 'beanie':
      return beanie(pen, paint, who.hatColour ?? who.accent);
    case 'sailor':
      return sailor(pen, paint);
    case 'hood':
      return hood(pen, paint, who.hatColour ?? who.topColour, face);
    case 'headset':
      return headset(pen, paint, face);
    case 'space-helmet':
      return bubble(pen, paint);
  }
}

function toque(pen: Pen, paint: Paint): void {
  const white = tonesOf(paint, '#faf7f1');
  for (const [x, y, r] of [
    [-0.55, -1.5, 0.42],
    [0.5, -1.5, 0.42],
    [0, -1.68, 0.5],
  ] as const)
    ellipse(pen, x, y, r, r * 0.9, x > 0 === paint.keyFrom > 0 ? white.base : white.shade);
  ellipse(pen, -0.05, -1.5, 0.5, 0.4, white.base);
  roundRect(pen, -0.72, -1.3, 1.42, 0.72, 0.1, white.base);
  roundRect(pen, -0.76, -0.84, 1.52, 0.3, 0.12, white.shade);
}

function crown(pen: Pen, paint: Paint, middle: number): void {
  const gold = tonesOf(paint, '#e8b93e');
  pen.fillStyle = gold.base;
  pen.beginPath();
  pen.moveTo(-0.72, -0.62);
  pen.lineTo(-0.82, -1.42);
  pen.lineTo(-0.42, -1.08);
  pen.lineTo(-0.02, -1.56);
  pen.lineTo(0.38, -1.08);
  pen.lineTo(0.8, -1.42);
  pen.lineTo(0.7, -0.62);
  pen.quadraticCurveTo(0, -0.44, -0.72, -0.62);
  pen.fill();
  for (const [x, y] of [
    [-0.82, -1.45],
    [-0.02, -1.6],
    [0.8, -1.45],
  ] as const)
    ellipse(pen, x, y, 0.08, 0.08, gold.bright);
  line(
    pen,
    [
      { x: -0.68, y: -0.7 },
      { x: 0, y: -0.58 },
      { x: 0.66, y: -0.7 },
    ],
    0.07,
    gold.shade,
  );
  ellipse(pen, middle * 0.5, -0.82, 0.1, 0.13, paint.bright('#c23b4e', 0.15));
}

function dome(pen: Pen, colour: string, edge: number, lift: number): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(-0.92, edge);
  pen.bezierCurveTo(-0.98, -0.85 - lift, -0.6, -1.12 - lift, -0.02, -1.12 - lift);
  pen.bezierCurveTo(0.58, -1.12 - lift, 0.94, -0.85 - lift, 0.88, edge);
  pen.quadraticCurveTo(0, edge - 0.14, -0.92, edge);
  pen.fill();
}

function cap(pen: Pen, paint: Paint, colour: string, middle: number): void {
  const tones = tonesOf(paint, colour);
  dome(pen, tones.base, -0.38, 0.02);
  pen.fillStyle = tones.shade;
  pen.beginPath();
  pen.moveTo(middle - 0.55, -0.46);
  pen.bezierCurveTo(middle - 0.1, -0.66, 0.9, -0.66, 1.36, -0.3);
  pen.bezierCurveTo(1.0, -0.32, 0.3, -0.34, middle - 0.55, -0.46);
  pen.fill();
  ellipse(pen, 0, -1.13, 0.09, 0.05, tones.shade);
}

function peaked(pen: Pen, paint: Paint, colour: string, middle: number): void {
  const own = tonesOf(paint, colour === '#6b4a35' ? '#33405c' : colour);
  pen.fillStyle = own.base;
  pen.beginPath();
  pen.moveTo(-0.82, -0.62);
  pen.bezierCurveTo(-1.15, -1.0, -0.9, -1.3, -0.1, -1.34);
  pen.bezierCurveTo(0.7, -1.36, 1.16, -1.1, 0.84, -0.62);
  pen.closePath();
  pen.fill();
  roundRect(pen, -0.84, -0.78, 1.68, 0.34, 0.1, own.deep);
  ellipse(pen, middle * 0.7, -0.86, 0.13, 0.15, paint.bright('#e2b84a', 0.1));
  pen.fillStyle = paint.lit('#20222b');
  pen.beginPath();
  pen.moveTo(middle - 0.66, -0.5);
  pen.bezierCurveTo(middle - 0.1, -0.34, 0.9, -0.34, 1.1, -0.28);
  pen.bezierCurveTo(1.0, -0.46, 0.86, -0.5, 0.8, -0.52);
  pen.closePath();
  pen.fill();
}

function brimmed(pen: Pen, paint: Paint, colour: string, band: string, tall: number, brim: number): void {
  const tones = tonesOf(paint, colour);
  ellipse(pen, 0, -0.5, brim, 0.25, tones.shade, 0.03);
  pen.fillStyle = tones.base;
  pen.beginPath();
  pen.moveTo(-0.84, -0.52);
  pen.bezierCurveTo(-0.84, -0.95, -0.72, -0.9 - tall, -0.36, -0.92 - tall);
  pen.quadraticCurveTo(0, -0.78 - tall, 0.36, -0.92 - tall);
  pen.bezierCurveTo(0.74, -0.9 - tall, 0.82, -0.95, 0.84, -0.52);
  pen.quadraticCurveTo(0, -0.34, -0.84, -0.52);
  pen.fill();
  pen.fillStyle = paint.lit(band);
  pen.beginPath();
  pen.moveTo(-0.84, -0.56);
  pen.quadraticCurveTo(0, -0.38, 0.84, -0.56);
  pen.lineTo(0.83, -0.76);
  pen.quadraticCurveTo(0, -0.58, -0.83, -0.76);
  pen.fill();
  pen.fillStyle = tones.base;
  pen.beginPath();
  pen.moveTo(-brim, -0.5);
  pen.quadraticCurveTo(-0.8, -0.36, 0, -0.32);
  pen.quadraticCurveTo(0.8, -0.36, brim, -0.46);
  pen.quadraticCurveTo(0.7, -0.22, 0, -0.22);
  pen.quadraticCurveTo(-0.7, -0.22, -brim, -0.5);
  pen.fill();
}

function flatCap(pen: Pen, paint: Paint, colour: string, middle: number): void {
  const tones = tonesOf(paint, colour);
  pen.fillStyle = tones.base;
  pen.beginPath();
  pen.moveTo(-0.92, -0.42);
  pen.bezierCurveTo(-1.1, -1.0, -0.5, -1.26, 0.1, -1.2);
  pen.bezierCurveTo(0.7, -1.14, 1.05, -0.76, 1.02, -0.52);
  pen.quadraticCurveTo(0.1, -0.64, -0.92, -0.42);
  pen.fill();
  pen.fillStyle = tones.deep;
  pen.beginPath();
  pen.moveTo(middle - 0.5, -0.52);
  pen.quadraticCurveTo(0.7, -0.72, 1.18, -0.42);
  pen.quadraticCurveTo(0.6, -0.46, middle - 0.5, -0.52);
  pen.fill();
}

function wizard(pen: Pen, paint: Paint, colour: string): void {
  const tones = tonesOf(paint, colour);
  ellipse(pen, 0, -0.5, 1.38, 0.24, tones.shade, 0.04);
  pen.fillStyle = tones.base;
  pen.beginPath();
  pen.moveTo(-0.86, -0.5);
  pen.bezierCurveTo(-0.6, -1.2, -0.55, -1.9, -0.7, -2.5);
  pen.bezierCurveTo(-0.1, -2.1, 0.6, -1.3, 0.86, -0.5);
  pen.quadraticCurveTo(0, -0.3, -0.86, -0.5);
  pen.fill();
  line(
    pen,
    [
      { x: -0.8, y: -0.58 },
      { x: 0, y: -0.46 },
      { x: 0.82, y: -0.58 },
    ],
    0.16,
    paint.lit('#e0b24a'),
  );
  for (const [x, y, r] of [
    [-0.2, -1.1, 0.09],
    [0.2, -0.9, 0.06],
    [-0.35, -1.65, 0.06],
  ] as const)
    ellipse(pen, x, y, r, r, paint.glow('#f7d774', 0.9));
}

function shell(pen: Pen, paint: Paint, colour: string, edge: number, brim: string | null): void {
  const tones = tonesOf(paint, colour);
  dome(pen, tones.base, edge, 0.1);
  pen.fillStyle = tones.bright;
  pen.beginPath();
  pen.moveTo(-0.18, -1.22);
  pen.quadraticCurveTo(0.02, -1.26, 0.2, -1.21);
  pen.bezierCurveTo(0.32, -0.9, 0.34, -0.7, 0.34, edge - 0.12);
  pen.lineTo(0.1, edge - 0.12);
  pen.quadraticCurveTo(0.06, -0.9, -0.18, -1.22);
  pen.fill();
  if (brim === null) return;
  pen.fillStyle = paint.lit(brim);
  pen.beginPath();
  pen.moveTo(-1.02, edge + 0.04);
  pen.quadraticCurveTo(0, edge - 0.22, 0.86, edge - 0.05);
  pen.quadraticCurveTo(1.3, edge, 1.34, edge + 0.12);
  pen.quadraticCurveTo(0.2, edge - 0.02, -1.02, edge + 0.04);
  pen.fill();
}

function beret(pen: Pen, paint: Paint, colour: string): void {
  const tones = tonesOf(paint, colour);
  ellipse(pen, -0.22, -0.9, 0.98, 0.36, tones.base, -0.2);
  ellipse(pen, -0.42, -0.98, 0.6, 0.18, tones.bright, -0.2);
  line(
    pen,
    [
      { x: -0.82, y: -0.5 },
      { x: 0, y: -0.68 },
      { x: 0.68, y: -0.6 },
    ],
    0.12,
    tones.shade,
  );
  line(
    pen,
    [
      { x: -0.2, y: -1.22 },
      { x: -0.16, y: -1.34 },
    ],
    0.06,
    tones.shade,
  );
}

function beanie(pen: Pen, paint: Paint, colour: string): void {
  const tones = tonesOf(paint, colour);
  dome(pen, tones.base, -0.5, 0.16);
  pen.fillStyle = tones.shade;
  pen.beginPath();
  pen.moveTo(-0.94, -0.32);
  pen.quadraticCurveTo(0, -0.5, 0.9, -0.36);
  pen.quadraticCurveTo(0.98, -0.54, 0.9, -0.68);
  pen.quadraticCurveTo(0, -0.82, -0.94, -0.64);
  pen.quadraticCurveTo(-1.0, -0.5, -0.94, -0.32);
  pen.fill();
}

function sailor(pen: Pen, paint: Paint): void {
  const white = tonesOf(paint, '#f7f6f2');
  ellipse(pen, 0, -1.0, 0.66, 0.26, white.base);
  pen.fillStyle = white.shade;
  pen.beginPath();
  pen.moveTo(-0.76, -0.6);
  pen.lineTo(-0.9, -1.02);
  pen.quadraticCurveTo(0, -0.8, 0.88, -1.02);
  pen.lineTo(0.74, -0.6);
  pen.quadraticCurveTo(0, -0.44, -0.76, -0.6);
  pen.fill();
  line(
    pen,
    [
      { x: -0.76, y: -0.66 },
      { x: 0, y: -0.52 },
      { x: 0.75, y: -0.66 },
    ],
    0.07,
    paint.lit('#2f4a86'),
  );
}

function hood(pen: Pen, paint: Paint, colour: string, face: number): void {
  const tones = tonesOf(paint, colour);
  pen.fillStyle = tones.base;
  pen.beginPath();
  pen.ellipse(-0.08, -0.08, 1.12, 1.24, 0, 0, 2 * Math.PI);
  pen.ellipse(0.04 + 0.14 * face, 0.12, 0.78, 0.96, 0, 0, 2 * Math.PI, true);
  pen.fill('evenodd');
}

function headset(pen: Pen, paint: Paint, face: number): void {
  const ear = nearEar(face);
  pen.strokeStyle = paint.lit('#2c2f3a');
  pen.lineWidth = 0.13;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(ear, 0);
  pen.bezierCurveTo(ear - 0.25, -0.9, -0.35, -1.2, 0.08, -1.16);
  pen.bezierCurveTo(0.5, -1.12, 0.78, -0.8, 0.84, -0.35);
  pen.stroke();
  ellipse(pen, ear, 0.12, 0.22, 0.3, paint.lit('#2c2f3a'), -0.06);
  ellipse(pen, ear + 0.03, 0.12, 0.12, 0.18, paint.bright('#59607a', 0.15), -0.06);
}

function bubble(pen: Pen, paint: Paint): void {
  ellipse(pen, 0.05, 0.02, 1.32, 1.34, paint.glow('#cfe7f5', 0.16));
  pen.strokeStyle = paint.lit('#e6eaee');
  pen.lineWidth = 0.13;
  pen.beginPath();
  pen.ellipse(0.05, 0.02, 1.32, 1.34, 0, 0, 2 * Math.PI);
  pen.stroke();
  pen.strokeStyle = paint.glow('#ffffff', 0.6);
  pen.lineWidth = 0.1;
  pen.lineCap = 'round';
  pen.beginPath();
  const from = paint.keyFrom < 0 ? Math.PI * 1.08 : Math.PI * 1.62;
  pen.ellipse(0.05, 0.02, 1.1, 1.12, 0, from, from + 0.95);
  pen.stroke();
}
