import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const GLASS = '#a9cfdf';
const RUBBER = '#2f3136';
const STEEL = '#aab3bb';

/** What rolls. */
export const VEHICLES: readonly Subject[] = [
  thing({
    id: 'car',
    height: 1.5,
    ratio: 2.7,
    place: 'ground',
    animated: true,
    cracks: [10, -75, 30],
    words:
      'car, automobile, sedan, hatchback, coupe, convertible, sports car, race car, racing car, taxi, cab, suv, jeep, limousine, station wagon, electric car, roadster, auto, vintage car, cadillac, porsche, tesla',
    draw(b) {
      const body = b.is('taxi|cab')
        ? '#f2c12e'
        : b.colour('#c8453f', '#3e74b0', '#4f8f7b', '#e0a63c', '#5d6470', '#e9e4da');
      const bounce = rolls(b) * b.swing(0.35) * 0.5;
      const sporty = b.is('sports|racing|fast|roadster|low');
      const roof = sporty ? -82 : -100;
      b.at(0, bounce, () => {
        b.blob([-78, -56, -60, roof + 14, -42, roof + 1, 8, roof, 34, roof + 14, 64, -58], shade(body, 0.08));
        b.poly([-66, -60, -52, roof + 16, -40, roof + 8, -15, roof + 7, -15, -60], b.lamp(GLASS, '#ffe3a3'), 4);
        b.poly([-9, -60, -9, roof + 7, 8, roof + 7, 26, roof + 16, 46, -60], b.lamp(GLASS, '#ffe3a3'), 4);
        b.poly([-2, -60, 12, roof + 9, 18, roof + 10, 4, -60], bright(GLASS, 0.4));
        b.blob(
          [
            -132, -46, -126, -60, -80, -66, 0, -66, 62, -64, 112, -56, 131, -44, 132, -26, 122, -18, 0, -17, -122, -18,
            -133, -26,
          ],
          body,
        );
        b.box(-130, -27, 260, 10, 5, shade(body, 0.35));
        b.bar([-20, -52, -10, -52], 2.6, shade(body, 0.4));
        b.oval(122, -44, 9, 6, b.paint.dark ? glow('#fff3c4') : flat('#fdf3d2'));
        b.oval(-129, -45, 5, 6, b.paint.dark ? glow('#ff5a48') : flat('#b8352f'));
        if (b.paint.dark) b.halo(126, -44, 34, '#fff0b8', 0.7);
        if (b.is('police')) b.box(-16, roof - 8, 26, 9, 4, glow(b.swing(0.6) > 0 ? '#4c7dff' : '#ff4a4a'));
      });
      for (const x of [-80, 80]) wheel(b, x, -22, 24);
    },
  }),
  thing({
    id: 'truck',
    height: 3.4,
    ratio: 2.1,
    place: 'ground',
    animated: true,
    words: 'truck, lorry, pickup, pickup truck, semi, trailer, tanker, garbage truck, dump truck, cargo truck',
    draw(b) {
      const body = b.is('fire') ? '#cf3a32' : b.colour('#3f78ad', '#c75b3a', '#4b8f6c', '#dfa63a');
      b.at(0, rolls(b) * b.swing(0.4) * 0.4, () => {
        b.box(-104, -18, 206, 8, 3, shade('#4a4d55', 0.2));
        b.box(-104, -100, 138, 84, 5, b.is('ambulance|white') ? '#f2f1ec' : mix(body, '#f4efe4', 0.72));
        b.box(-104, -38, 138, 8, 0, flat(body));
        b.blob([38, -84, 66, -84, 80, -74, 88, -50, 102, -44, 104, -18, 72, -15, 38, -16], body);
        b.poly([54, -77, 68, -77, 80, -50, 54, -50], b.lamp(GLASS, '#ffe3a3'), 4);
        b.oval(100, -32, 4, 4.5, b.paint.dark ? glow('#fff3c4') : flat('#fdf3d2'));
        if (b.paint.dark) b.halo(102, -32, 24, '#fff0b8', 0.7);
      });
      for (const x of [-78, -52, 76]) wheel(b, x, -12.5, 13);
    },
  }),
  thing({
    id: 'bus',
    height: 3.1,
    ratio: 3,
    place: 'ground',
    animated: true,
    words: 'bus, school bus, minibus, double-decker, double decker, tour bus, shuttle',
    draw(b) {
      const body = b.is('school') ? '#f0b92c' : b.colour('#e0a433', '#c94b40', '#3f83b5', '#5b9a63');
      b.at(0, rolls(b) * b.swing(0.45) * 0.4, () => {
        b.box(-148, -98, 296, 86, 12, body);
        b.box(-148, -40, 296, 7, 0, flat(mix(body, '#ffffff', 0.65)));
        b.box(-148, -20, 296, 9, 4, shade(body, 0.4));
        for (let i = 0; i < 6; i++) b.box(-138 + i * 40, -86, 33, 34, 5, b.lamp(GLASS, '#ffe6ad'));
        b.box(104, -86, 38, 42, 8, b.lamp(GLASS, '#ffe6ad'));
        b.bar([112, -60, 124, -82], 3, bright(GLASS, 0.5));
        b.oval(143, -27, 4, 5, b.paint.dark ? glow('#fff3c4') : flat('#fdf3d2'));
      });
      for (const x of [-92, 92]) wheel(b, x, -14, 15);
    },
  }),
  thing({
    id: 'bicycle',
    height: 1.1,
    ratio: 1.6,
    place: 'ground',
    animated: true,
    words: 'bicycle, bike, cycle, mountain bike, tricycle, tandem, unicycle, velocipede, e-bike, push bike',
    draw(b) {
      const frame = b.colour('#c8453f', '#2f8f8a', '#3e74b0', '#e0a63c');
      for (const x of [-48, 48]) {
        spokes(b, x, -31, 28, 10, STEEL);
        b.arc(x, -31, 29, 0, Math.PI * 2, 4.5, flat(RUBBER));
      }
      const turn = rolls(b) * b.turning(1.1);
      b.bar([-4, -31, -4 - Math.cos(turn) * 12, -31 - Math.sin(turn) * 12], 3, shade('#4a4d55', 0.3));
      b.bar([-48, -31, -14, -76, 30, -76, -4, -31, -48, -31], 4.5, flat(frame));
      b.bar([-4, -31, -17, -84], 4.5, flat(frame));
      b.bar([48, -31, 33, -72, 29, -92], 4.5, shade(frame, 0.12));
      b.line([29, -92, 38, -95, 42, -88], 4, flat('#3a3330'));
      b.blob([-32, -88, -14, -90, -4, -86, -18, -82, -28, -82], '#4b362b');
      b.oval(-4, -31, 8, 8, flat(STEEL));
      b.bar([-4, -31, -4 + Math.cos(turn) * 12, -31 + Math.sin(turn) * 12], 3, flat('#4a4d55'));
      b.box(-9 + Math.cos(turn) * 12, -33 + Math.sin(turn) * 12, 10, 4, 2, flat('#33343a'));
    },
  }),
  thing({
    id: 'motorcycle',
    height: 1.2,
    ratio: 1.75,
    place: 'ground',
    animated: true,
    words: 'motorcycle, motorbike, scooter, moped, vespa, chopper, harley, dirt bike',
    draw(b) {
      const body = b.colour('#b8352f', '#2f6f9c', '#3d4148', '#d99a35');
      for (const x of [-54, 56]) {
        wheel(b, x, -26, 27);
      }
      b.bar([56, -26, 34, -82, 26, -92], 6, flat(STEEL));
      b.line([27, -92, 16, -96, 10, -90], 5, flat('#2f2f35'));
      b.blob([-24, -20, 18, -20, 26, -40, 10, -52, -20, -50, -32, -34], '#5a5f68');
      for (const y of [-28, -35, -42]) b.bar([-10, y, 10, y], 3, bright('#7a808a', 0.2));
      b.line([-4, -18, -40, -18, -78, -24], 7, flat('#b8bfc6'));
      b.blob([-12, -58, -4, -74, 22, -76, 34, -64, 20, -52, -8, -52], body);
      b.blob([-80, -62, -66, -72, -34, -66, -10, -66, -6, -56, -40, -52, -70, -50], '#33302f');
      b.arc(-54, -26, 33, -2.6, -0.9, 6, flat(body));
      b.arc(56, -26, 33, -2.2, -0.7, 6, flat(body));
      b.oval(38, -78, 8, 8, b.paint.dark ? glow('#fff0c0') : flat('#f7ecc8'));
      if (b.paint.dark) b.halo(42, -78, 28, '#fff0b8', 0.6);
    },
  }),
  thing({
    id: 'train',
    height: 4,
    ratio: 2.6,
    place: 'ground',
    animated: true,
    words:
      'train, locomotive, steam train, steam engine, railway, engine, subway, metro, wagon, carriage, railcar, high-speed train, bullet train, monorail',
    draw(b) {
      if (b.is('modern|fast|high-speed|bullet|electric|futuristic|metro|subway')) return drawExpress(b);
      const body = b.colour('#2f5d50', '#7a2f2f', '#2f4468');
      const puff = b.time / 2.6;
      for (let i = 0; i < 5; i++) {
        const age = (puff + i / 5) % 1;
        b.sheer(Math.sin(age * Math.PI) * 0.75, () =>
          b.oval(82 - age * 90, -92 - Math.sqrt(age) * 10, 6 + age * 13, 5 + age * 9, bright('#d9d8d4', 0.2)),
        );
      }
      b.box(-126, -18, 250, 8, 3, shade('#3a3b42', 0.2));
      b.box(-124, -78, 62, 62, 4, body);
      b.box(-130, -86, 76, 9, 4, shade(body, 0.3));
      b.box(-112, -68, 36, 24, 4, b.lamp(GLASS, '#ffdf9a'));
      b.box(-62, -62, 166, 44, 20, mix(body, '#222222', 0.25));
      for (const x of [-30, 20, 66]) b.box(x, -62, 5, 44, 0, flat('#c9a24a'));
      b.poly([74, -60, 78, -84, 70, -92, 96, -92, 88, -84, 92, -60], '#33343b', 2);
      b.oval(0, -62, 14, 10, flat('#c9a24a'));
      b.oval(40, -61, 9, 8, flat('#b98f3c'));
      b.oval(108, -42, 5, 7, b.paint.dark ? glow('#fff0c0') : flat('#f7ecc8'));
      b.poly([104, -20, 130, -2, 104, -2], '#a33a32', 2);
      for (const [x, r] of [
        [-98, 14],
        [-40, 18],
        [4, 18],
        [48, 18],
        [88, 10],
      ] as const) {
        b.oval(x, -r, r, r, '#8f2f2c');
        spokes(b, x, -r, r - 3, 8, '#d2b063');
        b.oval(x, -r, 4, 4, flat('#d2b063'));
      }
      const crank = rolls(b) * b.turning(1.2);
      b.bar(
        [-40 + Math.cos(crank) * 8, -18 + Math.sin(crank) * 8, 48 + Math.cos(crank) * 8, -18 + Math.sin(crank) * 8],
        4,
        flat('#c9ccd0'),
      );
    },
  }),
  thing({
    id: 'tractor',
    height: 2.6,
    ratio: 1.35,
    place: 'ground',
    animated: true,
    words: 'tractor, harvester, combine, combine harvester',
    draw(b) {
      const body = b.colour('#3f8f45', '#c8453f', '#3f74b0', '#e3b034');
      b.bar([38, -66, 38, -88], 4.5, flat('#3a3b42'));
      b.blob([-6, -62, 20, -66, 56, -62, 62, -46, 60, -26, 0, -26], body);
      b.box(46, -56, 14, 22, 4, shade('#39414a', 0.1));
      b.box(-46, -100, 52, 8, 4, body);
      b.poly([-40, -92, -2, -92, 4, -56, -44, -54], b.lamp(GLASS, '#ffe3a3'), 3);
      b.bar([-40, -92, -44, -50], 4, flat(body));
      b.bar([-2, -92, 4, -54], 4, flat(body));
      b.arc(-30, -30, 33, -2.8, -0.4, 8, flat(body));
      wheel(b, -30, -29, 29, '#e8c24a');
      wheel(b, 44, -18, 18, '#e8c24a');
    },
  }),
  thing({
    id: 'skateboard',
    height: 0.16,
    ratio: 5,
    place: 'ground',
    animated: true,
    words: 'skateboard, longboard, hoverboard',
    draw(b) {
      const deck = b.colour('#d9734a', '#3f8f9c', '#e2b33f');
      for (const x of [-140, 140]) wheel(b, x, -26, 26, '#f2e6cc');
      b.bar([-140, -44, -140, -62], 22, flat(STEEL));
      b.bar([140, -44, 140, -62], 22, flat(STEEL));
      b.line([-238, -92, -190, -72, 0, -70, 190, -72, 238, -92], 20, flat(deck));
    },
  }),
];

/** 1 when it moves along, 0 when it stands. */
function rolls(b: Brush): number {
  return b.does(
    'drive|driv|roll|race|speed|ride|riding|move|moving|cross|pass|rush|travel|cruis|turn|chas|plow|plough|arrive|leav|pull|fly|sail|park|go',
  )
    ? 1
    : 0;
}

function drawExpress(b: Brush): void {
  const body = b.colour('#e9ebec', '#d7dde2');
  const stripe = b.look.colour && b.look.colour !== body ? b.look.colour : '#d1463c';
  b.blob([-130, -84, -60, -88, 40, -86, 84, -70, 116, -40, 131, -20, 122, -12, 0, -11, -130, -12], body);
  b.poly([-130, -34, 112, -34, 124, -24, -130, -24], flat(stripe), 2);
  for (let i = 0; i < 5; i++) b.box(-122 + i * 34, -72, 26, 24, 6, b.lamp('#3d5566', '#ffe6ad'));
  b.poly([56, -74, 78, -68, 98, -48, 60, -48], b.lamp('#33495a', '#bfe0ff'), 4);
  b.oval(120, -24, 4, 3, b.paint.dark ? glow('#fff3c4') : flat('#fff6dc'));
  b.box(-126, -12, 236, 6, 3, shade('#4c525a', 0.2));
  for (const x of [-104, -84, 60, 80]) wheel(b, x, -6.5, 6.5);
}

function wheel(b: Brush, x: number, y: number, radius: number, hub = STEEL): void {
  b.oval(x, y, radius, radius, RUBBER);
  b.oval(x, y, radius * 0.62, radius * 0.62, flat(hub));
  spokes(b, x, y, radius * 0.52, 5, mix(hub, '#3a3d44', 0.55), radius * 0.13);
  b.oval(x, y, radius * 0.17, radius * 0.17, flat('#4a4d55'));
}

function spokes(b: Brush, x: number, y: number, radius: number, count: number, colour: string, width = 1.4): void {
  const turn = rolls(b) * b.turning(1.1);
  b.pen.beginPath();
  for (let i = 0; i < count; i++) {
    const way = turn + (i / count) * Math.PI * 2;
    b.pen.moveTo(x, y);
    b.pen.lineTo(x + Math.cos(way) * radius, y + Math.sin(way) * radius);
  }
  b.pen.lineWidth = width;
  b.pen.strokeStyle = b.paint.lit(colour);
  b.pen.stroke();
}
