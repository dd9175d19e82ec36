import { Path2D } from '@napi-rs/canvas';
import type { Look, Moment, Paint, Pen } from '../subject.ts';
import { mix } from './colour.ts';

/**
 * A colour alone is toned: bright towards the key light, shaded away from it, over the shape's own box. The other tones
 * are even: as lit, in shade, caught by the light, or shining by itself.
 */
export type Fill = string | Tone | Gradient;

type Tone = { tone: 'flat' | 'shade' | 'bright' | 'glow'; colour: string; amount: number };
type Gradient = ReturnType<Pen['createLinearGradient']>;

export const flat = (colour: string): Tone => ({ tone: 'flat', colour, amount: 0 });
export const shade = (colour: string, amount = 0.25): Tone => ({ tone: 'shade', colour, amount });
export const bright = (colour: string, amount = 0.25): Tone => ({ tone: 'bright', colour, amount });
export const glow = (colour: string, alpha = 1): Tone => ({ tone: 'glow', colour, amount: alpha });

/**
 * Draws one subject at one instant. The subject is 100 units high whatever its real size: y runs from -100 (its top) to 0
 * (what carries it), x from -50 × ratio to 50 × ratio. Points are flat lists: x, y, x, y …
 */
export class Brush {
  readonly pen: Pen;
  readonly look: Look;
  readonly paint: Paint;
  readonly moment: Moment;
  /** Seconds of this individual's own clock, so that two of a kind never move in step. */
  readonly time: number;
  /** Words in the thing's own names: the glass of a wine glass and the ice of ice cream say nothing of its material. */
  private readonly names: ReadonlySet<string>;

  constructor(pen: Pen, look: Look, paint: Paint, moment: Moment, names: ReadonlySet<string>) {
    this.pen = pen;
    this.look = look;
    this.paint = paint;
    this.moment = moment;
    this.names = names;
    this.time = moment.seconds + look.pick('clock') * 20;
  }

  /** True when one of the words (separated by `|`) is among its adjectives and nouns, one or many. */
  is(words: string): boolean {
    return words.split('|').some((word) => this.look.traits.has(word) || this.look.traits.has(`${word}s`));
  }

  /** True when its action begins with one of the stems: `run|gallop` is met by `running home`. */
  does(stems: string): boolean {
    const action = this.moment.action?.toLowerCase() ?? '';
    return stems.split('|').some((stem) => action.startsWith(stem) || action.includes(` ${stem}`));
  }

  /** Swings from -1 to 1 and back in `period` seconds; `phase` in turns. */
  swing(period: number, phase = 0): number {
    return Math.sin((this.time / period + phase) * Math.PI * 2);
  }

  /** Turns that something going round once in `period` seconds has made, in radians. */
  turning(period: number): number {
    return (this.moment.seconds / period) * Math.PI * 2;
  }

  /** Its own colour: what the description asks for, else its material's, else one of these, the individual's choice. */
  colour(...options: [string, ...string[]]): string {
    const asked = this.look.colour ?? this.material() ?? this.look.choose('colour', options);
    return this.is('old|worn|rusty|dusty|ancient|weathered|abandoned|faded|dirty') ? mix(asked, '#86765f', 0.4) : asked;
  }

  oval(x: number, y: number, rx: number, ry: number, fill: Fill, turn = 0): void {
    this.pen.beginPath();
    this.pen.ellipse(x, y, Math.max(rx, 0.01), Math.max(ry, 0.01), turn, 0, Math.PI * 2);
    this.fill(fill, x - rx, y - ry, x + rx, y + ry);
  }

  /** A box from its upper left corner, with round corners. */
  box(x: number, y: number, width: number, height: number, radius: number, fill: Fill): void {
    this.pen.beginPath();
    this.pen.roundRect(x, y, width, height, radius);
    this.fill(fill, x, y, x + width, y + height);
  }

  /** Straight edges, corners rounded by `radius`. */
  poly(points: readonly number[], fill: Fill, radius = 0): void {
    const { pen } = this;
    const count = points.length / 2;
    pen.beginPath();
    if (radius === 0) {
      for (let i = 0; i < count; i++) pen.lineTo(points[i * 2]!, points[i * 2 + 1]!);
    } else {
      pen.moveTo((at(points, -2) + at(points, 0)) / 2, (at(points, -1) + at(points, 1)) / 2);
      for (let i = 0; i < count; i++) {
        const x = at(points, i * 2);
        const y = at(points, i * 2 + 1);
        pen.arcTo(x, y, (x + at(points, i * 2 + 2)) / 2, (y + at(points, i * 2 + 3)) / 2, radius);
      }
    }
    pen.closePath();
    this.fillPoints(points, fill);
  }

  /** A smooth closed outline through the points. */
  blob(points: readonly number[], fill: Fill): void {
    this.pen.beginPath();
    this.curve(points, true);
    this.pen.closePath();
    this.fillPoints(points, fill);
  }

  /** A smooth stroke through the points with round ends. */
  line(points: readonly number[], width: number, fill: Fill): void {
    this.pen.beginPath();
    this.curve(points, false);
    this.stroke(width, fill);
  }

  /** Straight strokes with round joints. */
  bar(points: readonly number[], width: number, fill: Fill): void {
    this.pen.beginPath();
    for (let i = 0; i < points.length; i += 2) this.pen.lineTo(points[i]!, points[i + 1]!);
    this.stroke(width, fill);
  }

  /** An open arc, angles in radians, clockwise from the right. */
  arc(x: number, y: number, radius: number, from: number, to: number, width: number, fill: Fill): void {
    this.pen.beginPath();
    this.pen.arc(x, y, radius, from, to);
    this.stroke(width, fill);
  }

  /** Two circles and all that lies between them: limbs, necks, trunks of animals. */
  limb(x1: number, y1: number, r1: number, x2: number, y2: number, r2: number, fill: Fill): void {
    const { pen } = this;
    const distance = Math.hypot(x2 - x1, y2 - y1);
    const way = Math.atan2(y2 - y1, x2 - x1);
    const lean = Math.acos(Math.max(-1, Math.min(1, distance === 0 ? 0 : (r1 - r2) / distance)));
    pen.beginPath();
    pen.arc(x1, y1, r1, way + lean, way - lean + Math.PI * 2);
    pen.arc(x2, y2, r2, way - lean, way + lean);
    pen.closePath();
    this.fill(
      fill,
      Math.min(x1 - r1, x2 - r2),
      Math.min(y1 - r1, y2 - r2),
      Math.max(x1 + r1, x2 + r2),
      Math.max(y1 + r1, y2 + r2),
    );
  }

  /** An SVG path. */
  path(outline: string, fill: Fill): void {
    const shape = outlineOf(outline);
    this.pen.fillStyle = this.style(fill, ...shape.bounds);
    this.pen.fill(shape.path);
  }

  /** Draws with the origin at (x, y), turned clockwise by `turn` radians and scaled. */
  at(x: number, y: number, draw: () => void, turn = 0, scaleX = 1, scaleY = scaleX): void {
    const { pen } = this;
    pen.save();
    pen.translate(x, y);
    if (turn !== 0) pen.rotate(turn);
    if (scaleX !== 1 || scaleY !== 1) pen.scale(scaleX, scaleY);
    draw();
    pen.restore();
  }

  /** Draws `draw` so that what lies behind shows through. */
  sheer(opacity: number, draw: () => void): void {
    this.pen.save();
    this.pen.globalAlpha *= Math.max(0, Math.min(1, opacity));
    draw();
    this.pen.restore();
  }

  /** One tone for many shapes, so that their joints vanish: shaded from `top` down to `bottom`. */
  tone(colour: string, top: number, bottom: number): Fill {
    const gradient = this.pen.createLinearGradient(0, top, -this.paint.keyFrom * (bottom - top) * 0.15, bottom);
    gradient.addColorStop(0, this.paint.bright(colour, 0.14));
    gradient.addColorStop(0.4, this.paint.lit(colour));
    gradient.addColorStop(1, this.paint.shade(colour, 0.24));
    return gradient;
  }

  /** A soft round light. */
  halo(x: number, y: number, radius: number, colour: string, alpha: number): void {
    const gradient = this.pen.createRadialGradient(x, y, 0, x, y, radius);
    gradient.addColorStop(0, this.paint.glow(colour, stepped(alpha)));
    gradient.addColorStop(0.4, this.paint.glow(colour, stepped(alpha * 0.4)));
    gradient.addColorStop(1, this.paint.glow(colour, 0));
    this.pen.fillStyle = gradient;
    this.pen.beginPath();
    this.pen.arc(x, y, radius, 0, Math.PI * 2);
    this.pen.fill();
  }

  /** Light that goes that far to one side, wider on its way, and fades. */
  beam(x: number, y: number, reach: number, from: number, to: number, colour: string, alpha: number): void {
    const gradient = this.pen.createLinearGradient(x, y, x + reach, y);
    gradient.addColorStop(0, this.paint.glow(colour, stepped(alpha)));
    gradient.addColorStop(0.35, this.paint.glow(colour, stepped(alpha * 0.4)));
    gradient.addColorStop(1, this.paint.glow(colour, 0));
    this.pen.fillStyle = gradient;
    this.pen.beginPath();
    this.pen.moveTo(x, y - from / 2);
    this.pen.lineTo(x + reach, y - to);
    this.pen.lineTo(x + reach, y + to);
    this.pen.lineTo(x, y + from / 2);
    this.pen.fill();
  }

  /** A lamp, a window or a screen: shines in the dark, is merely a colour by day. */
  lamp(day: string, night: string): Fill {
    return this.paint.dark ? glow(night) : flat(day);
  }

  /** An eye looking to the right; `shut` for sleepers. */
  eye(x: number, y: number, radius: number, shut = false): void {
    const blink = Math.max(0, Math.sin(this.time * 1.7) * 40 - 39);
    if (shut) {
      this.arc(x, y - radius * 0.4, radius, 0.2, Math.PI - 0.2, radius * 0.45, flat('#2a2320'));
      return;
    }
    this.oval(x, y, radius, radius * (1 - blink * 0.85), flat('#201b1a'));
    this.oval(x + radius * 0.3, y - radius * 0.35, radius * 0.34, radius * 0.34 * (1 - blink), flat('#ffffff'));
  }

  private material(): string | null {
    return (
      MATERIALS.find(([words]) => words.split('|').some((word) => this.is(word) && !this.names.has(word)))?.[1] ?? null
    );
  }

  private curve(points: readonly number[], closed: boolean): void {
    const { pen } = this;
    const last = points.length / 2 - 1;
    const x = (i: number) => (closed ? at(points, i * 2) : points[Math.max(0, Math.min(last, i)) * 2]!);
    const y = (i: number) => (closed ? at(points, i * 2 + 1) : points[Math.max(0, Math.min(last, i)) * 2 + 1]!);
    pen.moveTo(x(0), y(0));
    // Catmull-Rom to Bézier: the handles lie a sixth of the way between a point's neighbours.
    for (let i = 0; i < (closed ? last + 1 : last); i++) {
      pen.bezierCurveTo(
        x(i) + (x(i + 1) - x(i - 1)) / 6,
        y(i) + (y(i + 1) - y(i - 1)) / 6,
        x(i + 1) - (x(i + 2) - x(i)) / 6,
        y(i + 1) - (y(i + 2) - y(i)) / 6,
        x(i + 1),
        y(i + 1),
      );
    }
  }

  /** Strokes the pen's own path with round ends. */
  stroke(width: number, fill: Fill): void {
    this.pen.lineWidth = width;
    this.pen.lineCap = 'round';
    this.pen.lineJoin = 'round';
    this.pen.strokeStyle = typeof fill === 'string' ? this.even(flat(fill)) : 'tone' in fill ? this.even(fill) : fill;
    this.pen.stroke();
  }

  private fillPoints(points: readonly number[], fill: Fill): void {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]!);
      right = Math.max(right, points[i]!);
      top = Math.min(top, points[i + 1]!);
      bottom = Math.max(bottom, points[i + 1]!);
    }
    this.fill(fill, left, top, right, bottom);
  }

  private fill(fill: Fill, left: number, top: number, right: number, bottom: number): void {
    this.pen.fillStyle = this.style(fill, left, top, right, bottom);
    this.pen.fill();
  }

  private style(fill: Fill, left: number, top: number, right: number, bottom: number): string | Gradient {
    if (typeof fill !== 'string') return 'tone' in fill ? this.even(fill) : fill;
    // On a shape this small nobody sees a gradient, and it costs more than the fill.
    if (right - left < 5 || bottom - top < 5) return this.even(flat(fill));
    const near = this.paint.keyFrom < 0 ? left : right;
    const gradient = this.pen.createLinearGradient(near, top, left + right - near, bottom);
    gradient.addColorStop(0, this.paint.bright(fill, 0.16));
    gradient.addColorStop(0.45, this.paint.lit(fill));
    gradient.addColorStop(1, this.paint.shade(fill, 0.22));
    return gradient;
  }

  private even(fill: Tone): string {
    switch (fill.tone) {
      case 'flat':
        return this.paint.lit(fill.colour);
      case 'shade':
        return this.paint.shade(fill.colour, stepped(fill.amount));
      case 'bright':
        return this.paint.bright(fill.colour, stepped(fill.amount));
      case 'glow':
        return this.paint.glow(fill.colour, stepped(fill.amount));
    }
  }
}

const MATERIALS: readonly (readonly [words: string, colour: string])[] = [
  ['wooden|wood|oak|pine|bamboo', '#a8713f'],
  ['metal|metallic|steel|iron|aluminium|aluminum|chrome|tin', '#94a2b0'],
  ['glass|crystal|transparent|ice|icy', '#a8d8e4'],
  ['stone|marble|concrete|granite', '#a39d93'],
  ['brick|clay|terracotta', '#b5603f'],
  ['leather', '#7d4a2b'],
  ['paper|cardboard', '#d9b98c'],
];

/** Paint remembers every tone it is asked for: flickering amounts come in steps too small to see. */
const stepped = (amount: number) => Math.round(Math.max(0, Math.min(1, amount)) * 64) / 64;

const outlines = new Map<string, { path: Path2D; bounds: [number, number, number, number] }>();

function outlineOf(outline: string) {
  const known = outlines.get(outline);
  if (known) return known;
  const path = new Path2D(outline);
  const shape = { path, bounds: path.computeTightBounds() };
  outlines.set(outline, shape);
  return shape;
}

/** Lists go round. */
function at(points: readonly number[], index: number): number {
  return points[(index + points.length) % points.length]!;
}
