import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, type Stage } from '../layer.ts';
import type { Pen } from '../subject.ts';
import type { Place } from './place.ts';
import { stand } from './props.ts';
import { disc, polygon } from './shapes.ts';

interface Bore {
  /** Colour of walls and ceiling, and of what one walks on. */
  wall: string;
  floor: string;
  /** Shape of its opening. */
  form: 'arch' | 'square';
  /** What holds it up, every few steps. */
  rib: string;
  /** Colour of its lamps, and where they hang: along the ceiling or on both walls. */
  lamp: string;
  lamps: 'ceiling' | 'walls';
  /** Colour of what shines at the far end; null lets it go dark. */
  end: string | null;
  /** Width and height, parts of an opening that fills the frame. */
  wide?: number;
  tall?: number;
  /** How quickly it grows dark, 1 in rock. */
  gloom?: number;
  /** On the floor: rails with their sleepers, or the line of a road. */
  track?: 'rails' | 'road';
}

/** Places that the sky does not reach: they run away into the dark, from lamp to lamp. */
export const UNDERGROUND: readonly Place[] = [
  under(
    'mine',
    [
      'mine',
      'deep mine',
      'coal mine',
      'gold mine',
      'silver mine',
      'diamond mine',
      'mine shaft',
      'mineshaft',
      'mine tunnel',
    ],
    bored({
      wall: '#6a5646',
      floor: '#4f4137',
      form: 'square',
      rib: '#8a6238',
      lamp: '#ffc46b',
      lamps: 'ceiling',
      end: null,
      track: 'rails',
    }),
  ),
  under(
    'tunnel',
    ['tunnel', 'road tunnel', 'underpass', 'sewer'],
    bored({
      wall: '#7d828c',
      floor: '#3f434e',
      form: 'arch',
      rib: '#9aa0aa',
      lamp: '#ffd9a0',
      lamps: 'walls',
      end: '#f4f2e0',
      track: 'road',
    }),
  ),
  under(
    'cellar',
    ['cellar', 'wine cellar', 'dungeon', 'crypt', 'catacomb', 'tomb', 'secret passage'],
    bored({
      wall: '#857663',
      floor: '#5f5446',
      form: 'arch',
      rib: '#a08d74',
      lamp: '#ffa04a',
      lamps: 'walls',
      end: null,
    }),
  ),
  under(
    'parking-garage',
    ['parking garage', 'underground garage', 'underground parking', 'car park', 'multi storey car park'],
    (stage) => {
      bore(stage, {
        wall: '#9a9c9c',
        floor: '#6a6d72',
        form: 'square',
        rib: '#c2c2bc',
        lamp: '#eef6ff',
        lamps: 'ceiling',
        end: null,
        wide: 1.9,
        tall: 0.86,
        gloom: 0.8,
      });
      for (const [x, foot, tall, colour] of [
        [0.3, 0.6, 0.07, 'blue'],
        [0.71, 0.62, 0.08, 'white'],
        [0.14, 0.7, 0.13, 'grey'],
        [0.9, 0.76, 0.17, 'red'],
      ] as const)
        stand(stage, { what: 'car', traits: [colour], x, foot, tall, depth: 0.85 });
    },
  ),
  under(
    'space-module',
    ['space station', 'orbital station', 'space lab', 'space module', 'spacelab'],
    (stage) => {
      bore(stage, {
        wall: '#c5ccd8',
        floor: '#aab3c2',
        form: 'square',
        rib: '#eef2f8',
        lamp: '#e9f6ff',
        lamps: 'ceiling',
        end: '#8fb5d9',
        gloom: 0.42,
      });
      racks(stage);
      cupola(stage);
    },
    { weightless: true },
  ),
];

function under(id: string, words: readonly string[], build: Place['build'], more: Partial<Place> = {}): Place {
  return { id, words, horizon: 0.62, interior: true, sealed: true, build, ...more };
}

function bored(spec: Bore): Place['build'] {
  return (stage) => bore(stage, spec);
}

/** Nearest and farthest ring, and how much smaller each is than the one before. */
const RINGS = { near: 1.7, step: 0.74, count: 9 };

/** Rings of wall, each smaller and darker than the one before, to where they meet. */
function bore(stage: Stage, spec: Bore): void {
  const { width, height, unit, paint, light } = stage;
  const { wide = 1, tall = 1, gloom = 1 } = spec;
  const eye = { x: width * 0.5, y: height * 0.5 };
  const ring = (scale: number) =>
    ringOf(eye, Math.max(width * 0.46, height * 0.5) * wide * scale, height * 0.46 * tall * scale);
  const scales = Array.from({ length: RINGS.count }, (_, index) => RINGS.near * RINGS.step ** index);
  const far = scales.at(-1) ?? 1;
  const deep = mix(light.corner, [8, 8, 12, 1], 0.7);
  const tone = (colour: string, at: number) =>
    css(mix(colourOf(paint.lit(colour)), deep, Math.min(0.9, 0.1 + at * 0.095 * gloom)));
  bake(stage, 0.8, stage.top, stage.bottom, (pen) => {
    for (const [at, scale] of scales.entries()) {
      const { left, right, foot } = ring(scale);
      outline(pen, ring(scale), spec.form);
      pen.fillStyle = tone(spec.wall, at);
      pen.fill();
      polygon(pen, tone(spec.floor, at), [
        left,
        foot,
        right,
        foot,
        eye.x + (right - eye.x) * RINGS.step,
        ring(scale * RINGS.step).foot,
        eye.x + (left - eye.x) * RINGS.step,
        ring(scale * RINGS.step).foot,
      ]);
    }
    if (spec.track) track(pen, stage, spec.track, eye, ring(RINGS.near).foot, ring(far).foot);
    for (const [at, scale] of scales.entries()) {
      outline(pen, ring(scale), spec.form);
      pen.strokeStyle = tone(spec.rib, at);
      pen.lineWidth = 44 * unit * scale;
      pen.stroke();
    }
    const { left, right, top, foot } = ring(far);
    outline(pen, ring(far), spec.form);
    pen.fillStyle = spec.end === null ? css(deep) : paint.glow(spec.end);
    pen.fill();
    if (spec.end === null) return;
    const reach = (right - left) * 2.6;
    const shine = pen.createRadialGradient(eye.x, (top + foot) / 2, 4, eye.x, (top + foot) / 2, reach);
    shine.addColorStop(0, paint.glow(spec.end, 0.7));
    shine.addColorStop(1, paint.glow(spec.end, 0));
    pen.fillStyle = shine;
    pen.fillRect(eye.x - reach, eye.y - reach, reach * 2, reach * 2);
  });
  lamps(stage, spec, scales.map(ring), scales);
}

/** Instruments along both walls of a module, smaller with their distance. */
function racks(stage: Stage): void {
  const { width, height, paint, random } = stage;
  bake(stage, 0.82, stage.top, stage.bottom, (pen) => {
    for (let at = 0; at < 5; at += 1)
      for (const side of [-1, 1])
        for (const level of [-0.26, -0.02, 0.22]) {
          const [near, far] = [1.2 * RINGS.step ** at, 1.2 * RINGS.step ** (at + 0.72)];
          const edge = (scale: number, y: number) => [width * (0.5 + side * 0.445 * scale), height * (0.5 + y * scale)];
          const corners = [
            ...edge(near, level),
            ...edge(far, level),
            ...edge(far, level + 0.18),
            ...edge(near, level + 0.18),
          ];
          const tones = ['#8f9ab0', '#dfe5ee', '#b5bfd0', '#36b6e8', '#5fd0a8', '#e9a54a'] as const;
          const tone = Math.floor(random() * tones.length);
          const colour = tones[tone] ?? tones[0];
          polygon(pen, tone > 2 ? paint.glow(colour, 0.7) : paint.shade(colour, 0.06 + at * 0.05), corners);
        }
  });
}

/** A round window at the end of a module, the earth in it. */
function cupola(stage: Stage): void {
  const { width, height } = stage;
  const [x, y, radius] = [width * 0.5, height * 0.5, height * 0.15];
  bake(stage, 0.84, y - radius * 1.3, y + radius * 1.3, (pen) => {
    disc(pen, '#dfe6f0', x, y, radius * 1.14);
    disc(pen, '#060a1e', x, y, radius);
    pen.save();
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.clip();
    const earth = pen.createRadialGradient(
      x - radius * 0.3,
      y + radius * 0.2,
      radius * 0.2,
      x,
      y + radius,
      radius * 1.4,
    );
    earth.addColorStop(0, '#9fe0ff');
    earth.addColorStop(0.5, '#3b8fe0');
    earth.addColorStop(1, '#14306e');
    disc(pen, 'rgba(140,210,255,0.3)', x, y + radius * 0.95, radius * 1.34);
    disc(pen, earth, x, y + radius * 0.95, radius * 1.25);
    pen.fillStyle = 'rgba(255,255,255,0.75)';
    for (const [dx, dy, wide] of [
      [-0.35, 0.12, 0.4],
      [0.3, 0.36, 0.5],
      [-0.15, 0.6, 0.6],
    ] as const) {
      pen.beginPath();
      pen.ellipse(x + dx * radius, y + dy * radius, wide * radius, radius * 0.055, 0.15, 0, Math.PI * 2);
      pen.fill();
    }
    pen.restore();
  });
}

interface Ring {
  left: number;
  right: number;
  top: number;
  foot: number;
}

function ringOf(eye: { x: number; y: number }, half: number, tall: number): Ring {
  return { left: eye.x - half, right: eye.x + half, top: eye.y - tall, foot: eye.y + tall };
}

function outline(pen: Pen, { left, right, top, foot }: Ring, form: Bore['form']): void {
  pen.beginPath();
  pen.moveTo(left, foot);
  if (form === 'square') {
    pen.lineTo(left + (right - left) * 0.04, top);
    pen.lineTo(right - (right - left) * 0.04, top);
  } else {
    pen.lineTo(left, top + (foot - top) * 0.45);
    pen.bezierCurveTo(
      left,
      top - (foot - top) * 0.15,
      right,
      top - (foot - top) * 0.15,
      right,
      top + (foot - top) * 0.45,
    );
  }
  pen.lineTo(right, foot);
}

function track(
  pen: Pen,
  { width, paint }: Stage,
  kind: NonNullable<Bore['track']>,
  eye: { x: number; y: number },
  near: number,
  far: number,
): void {
  const part = (y: number) => (y - eye.y) / (near - eye.y);
  const across = (x: number, y: number) => eye.x + x * width * part(y);
  if (kind === 'rails') {
    for (let sleeper = 0; sleeper < 16; sleeper += 1) {
      const y = eye.y + (near - eye.y) * 0.84 ** sleeper;
      if (y < far) break;
      polygon(pen, paint.shade('#5b4028', 0.25), [
        across(-0.36, y),
        y,
        across(0.36, y),
        y,
        across(0.36, y * 0.988),
        y * 0.988,
        across(-0.36, y * 0.988),
        y * 0.988,
      ]);
    }
  }
  for (const x of kind === 'rails' ? [-0.25, 0.25] : [0]) {
    const half = kind === 'rails' ? 0.012 : 0.016;
    polygon(pen, kind === 'rails' ? paint.lit('#a9adb5') : paint.lit('#e9d9a0'), [
      across(x - half, near),
      near,
      across(x + half, near),
      near,
      across(x + half, far),
      far,
      across(x - half, far),
      far,
    ]);
  }
}

/** Lamps at every other rib with the light that they throw; it breathes. */
function lamps(stage: Stage, { lamp, lamps: where }: Bore, rings: readonly Ring[], scales: readonly number[]): void {
  const { unit, paint } = stage;
  const spots = rings.flatMap(({ left, right, top, foot }, at) => {
    const size = (scales[at] ?? 0) * 15 * unit;
    const y = top + (foot - top) * (where === 'ceiling' ? 0.06 : 0.32);
    const inset = (right - left) * 0.03;
    if (at % 2 === 0) return [];
    return (where === 'ceiling' ? [(left + right) / 2] : [left + inset, right - inset]).map((x) => ({ x, y, size }));
  });
  live(stage, 0.8, (pen, seconds) => {
    for (const [index, { x, y, size }] of spots.entries()) {
      const reach = size * 17;
      const glow = pen.createRadialGradient(x, y, size * 0.3, x, y, reach);
      glow.addColorStop(0, css(fade(colourOf(lamp), 0.42 + Math.sin(seconds * 2.1 + index * 2) * 0.03)));
      glow.addColorStop(0.3, css(fade(colourOf(lamp), 0.14)));
      glow.addColorStop(1, css(fade(colourOf(lamp), 0)));
      pen.fillStyle = glow;
      pen.fillRect(x - reach, y - reach, reach * 2, reach * 2);
      disc(pen, paint.glow(lamp), x, y, size);
    }
  });
}
