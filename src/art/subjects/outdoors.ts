import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const STEEL = '#aab3bc';
const RUBBER = '#2f3136';
const GLASS = '#a9cfdf';

/** Streets and sites: services, machines, what stands at the kerb and in the playground. */
export const OUTDOORS: readonly Subject[] = [
  van('ambulance', 'ambulance, emergency vehicle, rescue vehicle', '#f4f3ee', (b) => {
    b.box(-86, -56, 116, 12, 0, flat('#d9392f'));
    b.path(
      'M-40 -86L-28 -86L-28 -76L-18 -76L-18 -64L-28 -64L-28 -54L-40 -54L-40 -64L-50 -64L-50 -76L-40 -76Z',
      flat('#d9392f'),
    );
  }),
  van('fire truck', 'fire truck, fire engine, firetruck', '#cf352c', (b) => {
    b.box(-84, -40, 112, 8, 0, flat('#f4efe4'));
    for (const x of [-80, -46, -12]) b.box(x, -72, 28, 26, 3, flat('#aeb6bd'));
    b.bar([-92, -97, 44, -97], 4, flat('#d3dae0'));
    b.bar([-92, -90, 44, -90], 4, flat('#d3dae0'));
    b.pen.beginPath();
    for (let x = -88; x < 44; x += 12) {
      b.pen.moveTo(x, -97);
      b.pen.lineTo(x, -90);
    }
    b.stroke(2, flat('#d3dae0'));
  }),
  van(
    'van',
    'van, delivery van, minivan, camper van, delivery truck, motorhome, campervan, food truck',
    '#e0a33c',
    (b) => {
      b.box(-84, -60, 112, 7, 0, flat('#f4efe4'));
    },
  ),
  thing({
    id: 'police car',
    words: 'police car, patrol car, cop car, squad car, sheriff car',
    height: 1.55,
    ratio: 2.7,
    place: 'ground',
    animated: true,
    draw(b) {
      b.path('M-70 -58C-58 -84 -46 -92 -20 -92L6 -92C26 -92 40 -78 56 -58Z', '#f2f2ef');
      b.path('M-58 -60C-50 -78 -42 -84 -22 -84L-14 -84L-14 -60Z', b.lamp(GLASS, '#ffe3a3'));
      b.path('M-8 -84L4 -84C18 -84 28 -74 40 -60L-8 -60Z', b.lamp(GLASS, '#ffe3a3'));
      b.path(
        'M-134 -26C-136 -48 -128 -58 -100 -60L60 -62C104 -58 134 -52 134 -30C134 -20 128 -17 118 -17L-122 -17C-130 -17 -134 -20 -134 -26Z',
        '#2c3444',
      );
      b.path('M-64 -61L48 -61L54 -18L-64 -18Z', flat('#f2f2ef'));
      b.poly(
        [-8, -50, -4, -42, 5, -41, -2, -35, 0, -27, -8, -31, -16, -27, -14, -35, -21, -41, -12, -42],
        flat('#e0b03a'),
      );
      b.oval(126, -42, 8, 5, b.lamp('#fdf3d2', '#fff3c4'));
      const flash = b.swing(0.7);
      b.box(-24, -100, 18, 9, 3, glow('#3f6fff', 0.65 + flash * 0.35));
      b.box(-6, -100, 18, 9, 3, glow('#ff4a4a', 0.65 - flash * 0.35));
      for (const x of [-82, 84]) tyre(b, x, 22);
    },
  }),
  thing({
    id: 'tram',
    words: 'tram, streetcar, trolley, light rail, cable car',
    height: 3.4,
    ratio: 2.4,
    place: 'ground',
    animated: true,
    draw(b) {
      const body = b.colour('#c8453f', '#e0a33c', '#3f8f7a');
      b.bar([-20, -86, 0, -98, 20, -86], 2.6, flat('#4a4f58'));
      b.bar([-14, -99, 14, -99], 2.4, flat('#4a4f58'));
      b.box(-116, -86, 232, 76, 12, body);
      b.box(-116, -42, 232, 34, 8, flat('#f4efe4'));
      for (let i = 0; i < 5; i++) b.box(-106 + i * 36, -78, 29, 32, 4, b.lamp(GLASS, '#ffe6ad'));
      b.box(78, -78, 34, 36, 6, b.lamp(GLASS, '#ffe6ad'));
      for (const x of [-36, 36]) b.box(x, -80, 20, 66, 3, shade(body, 0.2));
      b.box(-100, -12, 200, 8, 3, flat('#3a3f48'));
      for (const x of [-78, -58, 58, 78]) b.oval(x, -6, 6, 6, flat('#565d66'));
      b.oval(110, -26, 4, 4, b.lamp('#fdf3d2', '#fff3c4'));
      b.sheer(0.2 + b.swing(2) * 0.1, () => b.bar([-98, -74, -84, -50], 3, flat('#ffffff')));
    },
  }),
  thing({
    id: 'excavator',
    words: 'excavator, digger, bulldozer, backhoe, construction vehicle, construction machine, steamroller',
    height: 3.2,
    ratio: 1.6,
    place: 'ground',
    animated: true,
    draw(b) {
      const body = b.colour('#f0b02c', '#e8893a');
      const dig =
        b.swing(b.does('dig|work|lift|build|scoop') ? 2.4 : 6) * (b.does('dig|work|lift|build|scoop') ? 0.16 : 0.03);
      b.box(-76, -24, 102, 24, 12, RUBBER);
      for (let i = 0; i < 4; i++) b.oval(-62 + i * 25, -12, 8, 8, flat('#6b7078'));
      b.at(
        -6,
        -44,
        () => {
          b.bar([0, 0, 34, -44, 62, -30], 11, shade(body, 0.12));
          b.at(
            62,
            -30,
            () => {
              b.bar([0, 0, 8, 36], 8, flat(body));
              b.path('M-10 34L20 36C22 48 12 56 -2 56C-8 52 -12 46 -10 34Z', flat('#5a6068'));
            },
            dig * 1.4,
          );
        },
        dig,
      );
      b.path('M-72 -28L-72 -52L-36 -56L-34 -92L6 -92L14 -58L14 -28Z', body);
      b.path('M-28 -85L2 -85L8 -58L-28 -58Z', b.lamp(GLASS, '#ffe3a3'));
      b.box(-66, -46, 22, 5, 2, shade(body, 0.35));
    },
  }),
  thing({
    id: 'forklift',
    words: 'forklift, fork lift, pallet truck, warehouse truck',
    height: 2.2,
    ratio: 1.3,
    place: 'ground',
    animated: true,
    draw(b) {
      const body = b.colour('#f0a82c', '#d9523f');
      const lift = b.does('lift|load|carry|work|raise') ? 20 + b.swing(4) * 16 : 4 + b.swing(7) * 1;
      b.bar([-38, -62, -34, -96, 14, -96, 20, -40], 4, flat('#3a3f48'));
      b.path('M-62 -14L-62 -46C-62 -54 -56 -58 -48 -58L-22 -58L-16 -38L18 -38L22 -14Z', body);
      b.box(-20, -46, 18, 10, 3, flat('#3a3f48'));
      b.bar([26, -2, 26, -98], 5, flat('#4a4f58'));
      b.box(36, -40 - lift, 28, 34, 2, '#c79a62');
      b.bar([28, -4 - lift, 66, -4 - lift], 4, flat('#565d66'));
      for (const x of [-42, 10]) tyre(b, x, 14);
    },
  }),
  thing({
    id: 'crane',
    words: 'crane, construction crane, tower crane, scaffolding, building site, construction site',
    height: 40,
    ratio: 1.15,
    place: 'ground',
    animated: true,
    draw(b) {
      const body = b.colour('#f0b02c');
      const slide = b.swing(8) * 8;
      b.bar([-14, 0, -14, -84], 2, flat(body));
      b.bar([-4, 0, -4, -84], 2, flat(body));
      const zig: number[] = [];
      for (let i = 0; i <= 12; i++) zig.push(i % 2 ? -4 : -14, -i * 7);
      b.bar(zig, 1.2, shade(body, 0.15));
      b.bar([-48, -84, 54, -84], 2, flat(body));
      b.bar([-9, -98, 50, -88, 54, -84], 1.4, flat(body));
      b.bar([-9, -98, -48, -84], 1.2, flat(body));
      const top: number[] = [];
      for (let i = 0; i <= 12; i++) top.push(-4 + i * 4.6, i % 2 ? -90.5 + i * 0.3 : -84);
      b.bar(top, 1, shade(body, 0.15));
      b.box(-52, -84, 14, 10, 1, '#6b7078');
      b.box(-8, -84, 9, 9, 1, b.lamp(GLASS, '#ffe3a3'));
      b.bar([30 + slide, -84, 30 + slide, -50], 0.9, flat('#4a4f58'));
      b.box(20 + slide, -50, 20, 5, 0.5, '#a8713f');
      b.box(-20, -4, 22, 4, 0.5, flat('#8d929a'));
    },
  }),
  thing({
    id: 'traffic light',
    words: 'traffic light, stoplight, traffic signal, red light, green light',
    height: 4,
    ratio: 0.32,
    place: 'ground',
    animated: true,
    draw(b) {
      b.bar([0, -1, 0, -50], 5, flat('#565d66'));
      b.box(-8, -4, 16, 4, 1, flat('#3a3f48'));
      b.box(-12, -100, 24, 54, 6, '#2f343c');
      const lit = (((b.time / 7) % 1) + 1) % 1;
      for (const [i, hue] of ['#ff4b3e', '#ffc23c', '#4fd070'].entries()) {
        const on = b.is('red') ? i === 0 : b.is('green') ? i === 2 : false;
        const phase = Math.max(0, Math.cos((lit - i / 3) * Math.PI * 2)) ** 2;
        const level = b.is('red|green') ? (on ? 1 : 0) : phase;
        b.oval(0, -91 + i * 17, 7, 7, flat(mix('#3b3f46', hue, 0.3)));
        b.oval(0, -91 + i * 17, 7, 7, glow(hue, level));
        if (level > 0.4) b.halo(0, -91 + i * 17, 18, hue, level * 0.4);
      }
    },
  }),
  thing({
    id: 'mailbox',
    words: 'mailbox, letterbox, post box, postbox, letter box',
    height: 1.2,
    ratio: 0.6,
    place: 'ground',
    animated: false,
    draw(b) {
      const body = b.colour('#d9392f', '#3f76b8');
      b.bar([0, -1, 0, -56], 9, flat('#8a5a3a'));
      b.path('M-28 -54L-28 -82C-28 -104 -2 -104 0 -84L0 -54Z', shade(body, 0.25));
      b.path('M-28 -54L-28 -84C-28 -100 -14 -100 -14 -100L14 -100C28 -100 30 -90 30 -80L30 -54Z', body);
      b.path('M-30 -54L-30 -82C-30 -104 0 -104 0 -82L0 -54Z', shade(body, 0.2));
      b.box(-22, -78, 15, 4, 2, flat('#3a2a2a'));
      b.bar([16, -72, 16, -92], 3, flat('#f2c53a'));
      b.box(16, -94, 11, 9, 1, flat('#f2c53a'));
    },
  }),
  thing({
    id: 'well',
    words: 'well, wishing well, water well, stone well',
    height: 2.2,
    ratio: 0.9,
    place: 'ground',
    animated: false,
    draw(b) {
      for (const x of [-32, 28]) b.box(x, -76, 5, 50, 1, '#7a5538');
      b.bar([-28, -58, 30, -58], 4, flat('#8f6a48'));
      b.bar([0, -58, 0, -44], 1.6, flat('#cbb48a'));
      b.path('M-8 -46L8 -46L6 -34L-6 -34Z', '#9a7048');
      b.poly([0, -100, 46, -72, -46, -72], b.colour('#a8503a', '#6f5a48'), 2);
      b.box(-38, -34, 76, 34, 4, '#9a968f');
      for (const [x, y] of [
        [-34, -22],
        [-12, -22],
        [12, -22],
        [-24, -10],
        [0, -10],
        [20, -10],
      ] as const)
        b.box(x, y, 18, 9, 3, shade('#9a968f', 0.16));
      b.box(-42, -38, 84, 8, 4, '#b3aea5');
    },
  }),
  thing({
    id: 'stairs',
    words: 'stairs, staircase, step, stairway, stair, steps, escalator',
    height: 2.6,
    ratio: 1.2,
    place: 'ground',
    animated: false,
    draw(b) {
      const stone = b.colour('#b9b0a2', '#a8713f');
      for (let i = 0; i < 7; i++) {
        b.box(-58 + i * 16, -12 - i * 12, 118 - i * 16, 13 + i * 12, 1, i % 2 ? flat(stone) : bright(stone, 0.08));
        b.box(-60 + i * 16, -14 - i * 12, 120 - i * 16, 4, 1, bright(stone, 0.25));
      }
      b.bar([-54, -34, 58, -100], 3.4, flat('#5a4a3c'));
      for (let i = 0; i < 4; i++) b.bar([-50 + i * 34, -14 - i * 24, -50 + i * 34, -36 - i * 20], 2.4, flat('#5a4a3c'));
    },
  }),
  thing({
    id: 'gate',
    words: 'gate, iron gate, garden gate, city gate, gateway, turnstile',
    height: 2.2,
    ratio: 1.25,
    place: 'ground',
    animated: false,
    draw(b) {
      const iron = b.colour('#3a4048', '#7a5538');
      for (const x of [-62, 46]) {
        b.box(x, -88, 16, 88, 2, '#a89f92');
        b.box(x - 3, -94, 22, 8, 2, '#bdb4a6');
        b.oval(x + 8, -96, 5, 4, '#bdb4a6');
      }
      b.pen.beginPath();
      for (let i = 0; i < 11; i++) {
        const x = -41 + i * 8.2;
        b.pen.moveTo(x, -3);
        b.pen.lineTo(x, -60 - Math.sin((i / 10) * Math.PI) * 22);
      }
      b.stroke(2.4, flat(iron));
      b.bar([-46, -10, 46, -10], 3, flat(iron));
      b.line([-46, -56, -22, -72, 0, -78, 22, -72, 46, -56], 3, flat(iron));
    },
  }),
  thing({
    id: 'slide',
    words: 'slide, playground, playground slide, water slide, jungle gym',
    height: 2.4,
    ratio: 1.4,
    place: 'ground',
    animated: false,
    draw(b) {
      const coat = b.colour('#e0503f', '#f0b02c', '#3f8fd6');
      for (const x of [-48, -22]) b.bar([x, -1, x, -86], 4, flat('#4f76a8'));
      for (let y = -14; y > -60; y -= 13) b.bar([-48, y, -22, y], 3, flat('#8fb0d0'));
      b.path('M-20 -66C6 -60 20 -14 66 -12L68 -4L56 -2C20 -2 4 -46 -22 -52Z', coat);
      b.line([-20, -74, 0, -64, 18, -30, 44, -18, 68, -16], 4, bright(coat, 0.25));
      b.poly([-35, -100, -10, -82, -60, -82], '#f2c53a', 2);
    },
  }),
  thing({
    id: 'swing',
    words: 'swing, swing set, playground swing, tire swing',
    height: 2.4,
    ratio: 1.25,
    place: 'ground',
    animated: true,
    draw(b) {
      const bar = flat(b.colour('#4f76a8', '#a8713f'));
      b.bar([-58, -1, -44, -96, -34, -1], 4, bar);
      b.bar([34, -1, 44, -96, 58, -1], 4, bar);
      b.bar([-44, -96, 44, -96], 5, bar);
      for (const [x, phase] of [
        [-18, 0],
        [18, 0.4],
      ] as const)
        b.at(
          x,
          -94,
          () => {
            b.bar([-7, 0, -7, 68], 1.4, flat('#6b7078'));
            b.bar([7, 0, 7, 68], 1.4, flat('#6b7078'));
            b.box(-11, 66, 22, 5, 2, '#d9523f');
          },
          b.swing(2.4, phase) * 0.22,
        );
    },
  }),
  thing({
    id: 'traffic cone',
    words: 'traffic cone, cone, pylon, road work, roadworks',
    height: 0.7,
    ratio: 0.8,
    place: 'ground',
    animated: false,
    draw(b) {
      const coat = b.colour('#f0762c');
      b.path('M-5 -97C-4 -101 4 -101 5 -97L26 -8L-26 -8Z', coat);
      b.path('M-11 -72L11 -72L16 -52L-16 -52Z', flat('#f7f4ec'));
      b.path('M-20 -34L20 -34L24 -18L-24 -18Z', flat('#f7f4ec'));
      b.box(-38, -10, 76, 10, 3, shade(coat, 0.15));
    },
  }),
  thing({
    id: 'trash can',
    words: 'trash can, hydrant, fire hydrant, garbage can, dumpster, bin, recycling bin, trash, garbage, waste',
    height: 0.9,
    ratio: 0.68,
    place: 'ground',
    animated: false,
    draw(b) {
      if (b.is('hydrant')) {
        const red = b.colour('#d23a30', '#f0b02c');
        b.box(-24, -8, 48, 8, 2, shade(red, 0.2));
        b.box(-17, -72, 34, 66, 4, red);
        b.path('M-20 -70C-20 -92 20 -92 20 -70Z', red);
        b.box(-5, -98, 10, 10, 2, shade(red, 0.15));
        b.box(-22, -74, 44, 7, 3, bright(red, 0.15));
        for (const x of [-31, 17]) b.box(x, -52, 14, 16, 3, shade(red, 0.15));
        b.oval(0, -42, 10, 10, STEEL);
        return;
      }
      const coat = b.colour('#5f8f6a', '#7d868f');
      b.path('M-28 -82L28 -82L22 -2C22 -1 21 0 20 0L-20 0C-21 0 -22 -1 -22 -2Z', coat);
      for (const x of [-11, 0, 11]) b.bar([x * 1.15, -70, x, -10], 3, shade(coat, 0.25));
      b.box(-33, -92, 66, 11, 4, bright(coat, 0.1));
      b.box(-10, -99, 20, 8, 3, shade(coat, 0.2));
    },
  }),
];

/** A tall van with its livery, rolling when it drives. */
function van(id: string, words: string, colour: string, livery: (b: Brush) => void): Subject {
  return thing({
    id,
    words,
    height: 2.7,
    ratio: 2,
    place: 'ground',
    animated: true,
    draw(b) {
      const body = id === 'van' ? b.colour(colour, '#4f8f9a', '#d9dcd8') : (b.look.colour ?? colour);
      const moving = b.does('driv|race|rush|speed|roll|arriv|chas|travel|deliver|head|go') ? 1 : 0.15;
      b.at(0, b.swing(0.35) * 0.5 * moving, () => {
        b.path(
          'M-98 -14L-98 -80C-98 -88 -94 -92 -86 -92L34 -92C46 -92 54 -88 62 -76L78 -52C92 -50 98 -44 98 -34L98 -14Z',
          body,
        );
        b.path('M42 -82C48 -82 52 -80 56 -74L69 -52L38 -52L38 -82Z', b.lamp(GLASS, '#ffe3a3'));
        livery(b);
        b.box(-98, -20, 196, 8, 3, shade(body, 0.4));
        b.oval(94, -34, 4, 5, b.lamp('#fdf3d2', '#fff3c4'));
        if (b.paint.dark) b.halo(96, -34, 24, '#fff0b8', 0.6);
        if (id !== 'van') {
          b.box(6, -100, 15, 9, 3, glow('#4c7dff', 0.7 + b.swing(0.6) * 0.3));
          b.box(21, -100, 15, 9, 3, glow('#ff4a4a', 0.7 - b.swing(0.6) * 0.3));
        }
      });
      for (const x of [-62, 62]) tyre(b, x, 16);
    },
  });
}

function tyre(b: Brush, x: number, radius: number): void {
  b.oval(x, -radius, radius, radius, flat(RUBBER));
  b.oval(x, -radius, radius * 0.55, radius * 0.55, flat(STEEL));
  const turn = b.does('driv|race|rush|speed|roll|arriv|chas|travel|deliver|head|go') ? b.turning(0.8) : 0;
  b.at(x, -radius, () => b.bar([-radius * 0.36, 0, radius * 0.36, 0], radius * 0.2, flat('#7a828a')), turn);
}
