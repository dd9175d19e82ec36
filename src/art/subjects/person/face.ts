import type { Paint, Pen } from '../../subject.ts';
import type { Expression } from './expression.ts';
import type { Individual } from './individual.ts';
import { ellipse, line, tonesOf } from './shapes.ts';

/** How a head is held; positions within a head are in units of half its height, with the origin at its middle. */
export interface HeadState {
  /** 0 looks at us, 1 to the right. */
  face: number;
  gazeX: number;
  gazeY: number;
  /** 1 closes the eyes: blinks and sleep. */
  lids: number;
  talk: number;
  expression: Expression;
}

/** Skin, ears and features of a head; hair and hats are drawn round it. */
export function drawFace(pen: Pen, who: Individual, paint: Paint, state: HeadState): void {
  const skin = tonesOf(paint, who.skin);
  const { face } = state;
  const middle = featureMiddle(face);
  drawEar(pen, 0.79 - 0.3 * face, 0.1, skin.shade, skin.deep, 0.8);
  headPath(pen, who, face);
  const light = pen.createLinearGradient(-0.85, -0.3, 0.85, 0.3);
  const [near, far] = paint.keyFrom < 0 ? [skin.base, skin.shade] : [skin.shade, skin.base];
  light.addColorStop(0, near);
  light.addColorStop(paint.keyFrom < 0 ? 0.5 : 0.3, paint.keyFrom < 0 ? skin.base : far);
  light.addColorStop(1, far);
  pen.fillStyle = light;
  pen.fill();
  drawEar(pen, nearEar(face), 0.12, skin.base, skin.shade, 1);

  const { expression } = state;
  const nearX = middle - 0.35 * (1 - 0.1 * face);
  const farX = middle + 0.35 * (1 - 0.3 * face);
  const young = who.age === 'child' ? 1.16 : 1;
  const eyeY = who.age === 'child' ? 0.14 : 0.06;
  drawBlush(pen, paint, who, expression.blush, nearX - 0.02, farX + 0.04, eyeY + 0.34);
  if (who.freckles) drawFreckles(pen, skin.shade, nearX, farX, eyeY + 0.27);
  if (who.age === 'old') drawWrinkles(pen, skin.shade, middle, nearX, farX, eyeY);
  drawEye(pen, who, paint, state, -1, nearX, eyeY, 0.17 * young, 0.142 * young);
  drawEye(pen, who, paint, state, 1, farX, eyeY, 0.17 * young * (1 - 0.22 * face), 0.142 * young);
  drawBrow(pen, who, paint, expression, nearX, eyeY - 0.27 * young, 0.2, 1);
  drawBrow(pen, who, paint, expression, farX, eyeY - 0.27 * young, 0.2 * (1 - 0.22 * face), -1);
  drawNose(pen, who, skin.shade, middle, eyeY, face);
  drawMouth(pen, who, paint, state, middle + 0.03 * face, who.age === 'child' ? 0.58 : 0.6);
  if (expression.tears > 0.02) drawTears(pen, paint, expression.tears, nearX, farX, eyeY);
}

/** Where the middle of eyes, nose and mouth lies. */
export function featureMiddle(face: number): number {
  return 0.4 * face;
}

export function nearEar(face: number): number {
  return -0.8 + 0.42 * face;
}

/** Outline of skull and jaw. */
export function headPath(pen: Pen, who: Individual, face: number): void {
  const jaw = who.jaw;
  const chin = 0.3 * face;
  pen.beginPath();
  pen.moveTo(-0.8 - 0.04 * face, -0.15);
  pen.bezierCurveTo(-0.82, -0.74, -0.5, -1, 0, -1);
  pen.bezierCurveTo(0.5, -1, 0.8, -0.72, 0.79, -0.15);
  pen.bezierCurveTo(0.79, 0.18, 0.77, 0.42, 0.6 * jaw + 0.07 * face, 0.66);
  pen.bezierCurveTo(0.46 * jaw + 0.12 * face, 0.9, 0.22 * jaw + chin, 1, 0.02 + chin, 1);
  pen.bezierCurveTo(-0.22 * jaw + chin * 0.8, 1, -0.46 * jaw + 0.1 * face, 0.86, -0.6 * jaw + 0.02, 0.62);
  pen.bezierCurveTo(-0.76, 0.4, -0.8, 0.15, -0.8 - 0.04 * face, -0.15);
  pen.closePath();
}

function drawEar(pen: Pen, x: number, y: number, colour: string, inside: string, size: number): void {
  ellipse(pen, x, y, 0.13 * size, 0.2 * size, colour, -0.1);
  ellipse(pen, x + 0.015, y + 0.01, 0.065 * size, 0.12 * size, inside, -0.1);
}

function drawEye(
  pen: Pen,
  who: Individual,
  paint: Paint,
  state: HeadState,
  outer: 1 | -1,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const { expression } = state;
  const opening = Math.max(0, (1 + expression.open) * (1 - state.lids));
  const upper = height * opening * 1.15;
  const lower = height * Math.min(1, opening) * 0.85 * (1 - expression.squint * 0.75);
  const lash = paint.lit(who.age === 'old' && !who.feminine ? '#5a4a44' : '#2a1f1f');
  if (upper + lower < height * 0.22) {
    // Closed: a soft arc, hanging in sleep and rising in a laugh.
    const sag = expression.squint > 0.45 ? -0.09 : 0.07;
    pen.strokeStyle = lash;
    pen.lineWidth = 0.05;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(x - width, y + 0.02 - sag * 0.3);
    pen.quadraticCurveTo(x, y + 0.02 + sag * 1.4, x + width, y + 0.02 - sag * 0.3);
    pen.stroke();
    return;
  }
  pen.save();
  pen.beginPath();
  pen.moveTo(x - width, y + 0.02);
  pen.bezierCurveTo(x - width * 0.62, y - upper * 1.3, x + width * 0.62, y - upper * 1.3, x + width, y + 0.01);
  pen.bezierCurveTo(x + width * 0.6, y + lower * 1.3, x - width * 0.6, y + lower * 1.3, x - width, y + 0.02);
  pen.closePath();
  pen.fillStyle = paint.lit('#fbf7f2');
  pen.fill();
  pen.clip();
  const iris = 0.115 + (width - 0.13) * 0.35;
  const irisX = x + state.gazeX * width * 0.34;
  const irisY = y - 0.005 + state.gazeY * height * 0.42;
  ellipse(pen, irisX, irisY, iris, iris, paint.shade(who.eyes, 0.4));
  ellipse(pen, irisX, irisY + iris * 0.08, iris * 0.84, iris * 0.84, paint.bright(who.eyes, 0.08));
  ellipse(pen, irisX, irisY, iris * 0.52, iris * 0.52, paint.lit('#17120f'));
  ellipse(pen, x, y - upper * 1.1, width * 1.1, upper * 0.42, paint.shade(who.skin, 0.35));
  ellipse(
    pen,
    irisX + paint.keyFrom * iris * 0.36,
    irisY - iris * 0.4,
    iris * 0.27,
    iris * 0.27,
    paint.glow('#ffffff', 0.95),
  );
  pen.restore();
  pen.strokeStyle = lash;
  pen.lineWidth = who.feminine ? 0.055 : 0.04;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(x - width * 1.02, y + 0.015);
  pen.bezierCurveTo(x - width * 0.62, y - upper * 1.32, x + width * 0.62, y - upper * 1.32, x + width * 1.04, y);
  if (who.feminine && who.age !== 'old') {
    pen.moveTo(x + outer * width * 0.98, y - 0.01);
    pen.lineTo(x + outer * width * 1.24, y - 0.055 * opening);
  }
  pen.stroke();
}

function drawBrow(
  pen: Pen,
  who: Individual,
  paint: Paint,
  expression: Expression,
  x: number,
  y: number,
  width: number,
  inner: 1 | -1,
): void {
  const lift = -expression.raise * 0.13;
  const slant = -expression.slant * 0.12;
  const weight = 0.034 * who.browWeight;
  // `inner` points towards the nose.
  const [ax, ay] = [x - inner * width, y + lift + 0.03 - slant * 0.35];
  const [bx, by] = [x + inner * width * 0.92, y + lift + 0.02 + slant];
  const top = y + lift - 0.06 + slant * 0.2;
  pen.fillStyle = paint.lit(who.age === 'old' ? '#a9a39c' : deepen(who.hairColour));
  pen.beginPath();
  pen.moveTo(ax, ay);
  pen.quadraticCurveTo(x - inner * width * 0.2, top - weight, bx, by - weight * 1.2);
  pen.quadraticCurveTo(bx + inner * weight * 1.1, by, bx, by + weight * 1.2);
  pen.quadraticCurveTo(x - inner * width * 0.1, top + weight * 1.5, ax, ay);
  pen.closePath();
  pen.fill();
}

function drawNose(pen: Pen, who: Individual, shade: string, middle: number, eyeY: number, face: number): void {
  const size = who.age === 'child' ? 0.6 : who.nose;
  const tip = middle + (0.03 + 0.14 * face) * size;
  const bottom = eyeY + 0.33;
  pen.fillStyle = shade;
  pen.beginPath();
  pen.moveTo(middle + 0.05 * face, bottom - 0.3 * size);
  pen.quadraticCurveTo(tip - 0.02, bottom - 0.1, tip + 0.045, bottom - 0.035);
  pen.quadraticCurveTo(tip + 0.055, bottom + 0.035, tip - 0.03, bottom + 0.035);
  pen.quadraticCurveTo(middle - 0.06 * size, bottom + 0.05, middle - 0.085 * size + 0.03 * face, bottom - 0.005);
  pen.quadraticCurveTo(tip - 0.05, bottom - 0.04, middle + 0.05 * face, bottom - 0.3 * size);
  pen.fill();
}

function drawMouth(pen: Pen, who: Individual, paint: Paint, state: HeadState, x: number, y: number): void {
  const { expression, talk } = state;
  const gape = Math.min(1, expression.gape + talk * 0.75);
  const width = 0.235 * (1 + expression.wide * 0.9 - talk * 0.18) * (1 - 0.12 * state.face);
  const curve = expression.smile * 0.105;
  const corner = y - curve * 0.75;
  const low = y + curve * 0.85;
  if (gape < 0.05) {
    pen.strokeStyle = paint.shade(who.lips, 0.15);
    pen.lineWidth = 0.05;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(x - width, corner);
    pen.quadraticCurveTo(x, low + curve * 0.6, x + width, corner);
    pen.stroke();
    if (who.feminine) {
      ellipse(pen, x, (corner + low) / 2 + 0.075, width * 0.5, 0.035, paint.lit(who.lips));
    }
    return;
  }
  const drop = gape * 0.34;
  pen.save();
  pen.beginPath();
  pen.moveTo(x - width, corner);
  pen.quadraticCurveTo(x, low - 0.05 - gape * 0.06 * (1 - Math.abs(expression.smile)), x + width, corner);
  pen.bezierCurveTo(x + width * 0.85, low + drop * 1.15, x - width * 0.85, low + drop * 1.15, x - width, corner);
  pen.closePath();
  pen.fillStyle = paint.lit('#5a1f22');
  pen.fill();
  pen.clip();
  ellipse(pen, x, low + drop * 0.95, width * 0.62, drop * 0.42, paint.lit('#c9555a'));
  const teeth = Math.max(expression.teeth, talk > 0.2 ? 0.5 : 0) * Math.min(0.1, 0.03 + gape * 0.12);
  ellipse(
    pen,
    x,
    corner + (low - corner) * 0.5 - 0.045 + curve * 0.15,
    width * 1.02,
    0.05 + teeth * 0.9,
    paint.lit('#fdf8f1'),
  );
  pen.restore();
  pen.strokeStyle = paint.shade(who.lips, who.feminine ? 0 : 0.12);
  pen.lineWidth = who.feminine ? 0.05 : 0.03;
  pen.lineJoin = 'round';
  pen.beginPath();
  pen.moveTo(x - width, corner);
  pen.quadraticCurveTo(x, low - 0.05 - gape * 0.06 * (1 - Math.abs(expression.smile)), x + width, corner);
  pen.bezierCurveTo(x + width * 0.85, low + drop * 1.15, x - width * 0.85, low + drop * 1.15, x - width, corner);
  pen.stroke();
}

function drawBlush(
  pen: Pen,
  paint: Paint,
  who: Individual,
  amount: number,
  nearX: number,
  farX: number,
  y: number,
): void {
  if (amount < 0.03) return;
  const alpha = pen.globalAlpha;
  pen.globalAlpha = alpha * amount * 0.6;
  for (const [x, radius] of [
    [nearX, 0.22],
    [farX, 0.18],
  ] as const) {
    const soft = pen.createRadialGradient(x, y, radius * 0.15, x, y, radius);
    soft.addColorStop(0, paint.glow(who.lips, 0.8));
    soft.addColorStop(1, paint.glow(who.lips, 0));
    pen.fillStyle = soft;
    pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  }
  pen.globalAlpha = alpha;
}

function drawFreckles(pen: Pen, colour: string, nearX: number, farX: number, y: number): void {
  for (const [x, dy] of [
    [nearX - 0.07, 0],
    [nearX + 0.04, 0.04],
    [nearX + 0.1, -0.02],
    [farX - 0.08, 0.02],
    [farX, -0.02],
    [farX + 0.06, 0.04],
  ] as const) {
    ellipse(pen, x, y + dy, 0.018, 0.018, colour);
  }
}

function drawWrinkles(pen: Pen, colour: string, middle: number, nearX: number, farX: number, eyeY: number): void {
  for (const [x, side] of [
    [nearX, -1],
    [farX, 1],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = 0.025;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(x - 0.12, eyeY + 0.2);
    pen.quadraticCurveTo(x, eyeY + 0.27, x + 0.12, eyeY + 0.2);
    pen.moveTo(middle + side * 0.2, eyeY + 0.36);
    pen.quadraticCurveTo(middle + side * 0.31, eyeY + 0.45, middle + side * 0.3, eyeY + 0.56);
    pen.stroke();
  }
  line(
    pen,
    [
      { x: middle - 0.26, y: -0.52 },
      { x: middle + 0.24, y: -0.52 },
    ],
    0.022,
    colour,
  );
}

function drawTears(pen: Pen, paint: Paint, amount: number, nearX: number, farX: number, eyeY: number): void {
  const alpha = pen.globalAlpha;
  pen.globalAlpha = alpha * amount * 0.85;
  for (const x of [nearX - 0.05, farX + 0.05]) {
    line(
      pen,
      [
        { x, y: eyeY + 0.16 },
        { x: x - 0.01, y: eyeY + 0.42 },
      ],
      0.05,
      paint.lit('#a9d8f2'),
    );
    ellipse(pen, x - 0.01, eyeY + 0.46, 0.045, 0.06, paint.bright('#a9d8f2', 0.3));
  }
  pen.globalAlpha = alpha;
}

function deepen(hex: string): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const part = (shift: number): string =>
    Math.round(((value >> shift) & 255) * 0.72)
      .toString(16)
      .padStart(2, '0');
  return `#${part(16)}${part(8)}${part(0)}`;
}
