import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';
import { flame } from './vessels.ts';

const WOODS: [string, ...string[]] = ['#a8713f', '#8a5a38', '#c1925c', '#6f4a34'];
const CLOTHS: [string, ...string[]] = ['#3f7f86', '#c9694a', '#5a6f9c', '#d9a441', '#6f8a5a'];

/** What stands in rooms. */
export const FURNITURE: readonly Subject[] = [
  thing({
    id: 'desk',
    height: 0.75,
    ratio: 2,
    place: 'ground',
    cracks: [-20, -90, 30],
    words:
      'desk, writing desk, workbench, workstation, counter, standing desk, workspace, school desk, office desk, kitchen counter, sideboard, dresser, chest of drawers',
    draw(b) {
      const wood = b.colour(...WOODS);
      b.box(-92, -88, 8, 88, 2, shade(wood, 0.15));
      b.box(38, -88, 52, 84, 4, wood);
      for (let i = 0; i < 3; i++) {
        b.box(42, -84 + i * 26, 44, 23, 3, bright(wood, 0.1));
        b.box(58, -75 + i * 26, 12, 4, 2, flat('#e0c48a'));
      }
      b.box(-84, -88, 122, 22, 0, shade(wood, 0.38));
      b.box(-100, -99, 200, 13, 4, wood);
    },
  }),
  thing({
    id: 'table',
    height: 0.75,
    ratio: 2,
    place: 'ground',
    cracks: [0, -92, 30],
    words:
      'table, dining table, kitchen table, coffee table, round table, conference table, operating table, dinner table, altar, stand, card table',
    draw(b) {
      const wood = b.colour(...WOODS);
      for (const x of [-66, 58]) b.poly([x, -88, x + 9, -88, x + 7, 0, x + 2, 0], shade(wood, 0.34), 1);
      for (const x of [-90, 80]) b.poly([x, -88, x + 11, -88, x + 8, 0, x + 3, 0], wood, 1);
      b.box(-90, -88, 180, 11, 1, shade(wood, 0.25));
      b.box(-100, -99, 200, 12, 5, wood);
    },
  }),
  thing({
    id: 'chair',
    height: 0.95,
    ratio: 0.56,
    place: 'ground',
    cracks: [0, -60, 20],
    words:
      'chair, stool, armchair, rocking chair, throne, office chair, seat, dining chair, deck chair, highchair, recliner, lounge chair, beach chair, bar stool',
    draw(b) {
      if (b.is('office|swivel|modern|desk|gaming')) {
        const cloth = b.colour('#3f4650', '#4a6f86', '#8a4a44');
        for (const x of [-22, 22]) b.bar([0, -12, x, -5], 4, flat('#4a4f57'));
        for (const x of [-22, 0, 22]) b.oval(x, -4, 4, 4, flat('#2f3238'));
        b.box(-2.5, -44, 5, 34, 1, '#8a929a');
        b.box(-24, -99, 44, 48, 9, cloth);
        b.box(-26, -50, 52, 11, 5, mix(cloth, '#101018', 0.2));
        b.line([22, -46, 26, -62, 12, -64], 4, flat('#4a4f57'));
        return;
      }
      const wood = b.colour(...WOODS);
      b.bar([-14, -46, -12, -2], 4.5, shade(wood, 0.35));
      b.bar([14, -46, 16, -2], 4.5, shade(wood, 0.35));
      b.bar([-19, -97, -20, -2], 5.5, flat(wood));
      b.bar([20, -46, 22, -2], 5.5, flat(wood));
      b.bar([-8, -92, -9, -48], 4, shade(wood, 0.3));
      b.box(-22, -97, 18, 9, 3, wood);
      b.box(-22, -78, 18, 7, 3, wood);
      b.box(-20, -22, 42, 4, 2, shade(wood, 0.25));
      b.box(-24, -52, 50, 9, 4, mix(wood, '#d9604a', b.is('wooden|wood') ? 0.05 : 0.4));
    },
  }),
  thing({
    id: 'sofa',
    height: 0.9,
    ratio: 2.2,
    place: 'ground',
    words: 'sofa, couch, settee, loveseat, divan, futon, chaise',
    draw(b) {
      const cloth = b.colour(...CLOTHS);
      for (const x of [-90, 82]) b.box(x, -10, 8, 10, 2, '#5f4430');
      b.box(-92, -98, 184, 70, 18, mix(cloth, '#1a1a2a', 0.08));
      b.box(-88, -88, 86, 48, 12, cloth);
      b.box(2, -88, 86, 48, 12, cloth);
      b.box(-84, -48, 84, 24, 9, bright(cloth, 0.14));
      b.box(0, -48, 84, 24, 9, bright(cloth, 0.1));
      b.box(-90, -28, 180, 20, 6, shade(cloth, 0.2));
      for (const x of [-108, 80]) b.box(x, -64, 28, 56, 13, cloth);
      b.at(-54, -58, () => b.box(-17, -17, 34, 32, 8, mix(cloth, '#f6d9a0', 0.7)), -0.2);
    },
  }),
  thing({
    id: 'bed',
    height: 1,
    ratio: 2.1,
    place: 'ground',
    words: 'bed, mattress, bunk, hospital bed, cot, crib, cradle, bunk bed',
    draw(b) {
      const wood = b.look.choose('wood', WOODS);
      const cloth = b.colour(...CLOTHS);
      b.box(-104, -98, 10, 98, 4, wood);
      b.box(-104, -98, 14, 60, 5, mix(wood, '#2a1a12', 0.1));
      b.box(94, -58, 9, 58, 4, wood);
      b.box(-98, -34, 196, 16, 3, shade(wood, 0.15));
      b.box(-94, -52, 190, 22, 8, '#efe8dc');
      b.blob([-90, -52, -86, -70, -60, -74, -40, -66, -38, -52], '#fbf7ee');
      const breath = b.does('sleep') ? b.swing(4) : 0;
      b.blob([-36, -60 - breath, 0, -68 - breath * 1.5, 60, -64, 96, -58, 98, -24, 60, -20, 10, -24, -34, -22], cloth);
      b.blob([-38, -61 - breath, -14, -66 - breath, -12, -22, -36, -22], bright(cloth, 0.35));
    },
  }),
  thing({
    id: 'lamp',
    height: 0.55,
    ratio: 0.7,
    place: 'surface',
    words:
      'lamp, desk lamp, table lamp, floor lamp, lampshade, bedside lamp, reading lamp, night light, lava lamp, light, spotlight, ceiling light',
    draw(b) {
      const lampColour = b.colour('#d9704a', '#3f8a86', '#e0b04a', '#6a6f80');
      const on = b.paint.dark || b.is('glowing|lit|bright|on');
      b.oval(0, -4, 22, 5, mix(lampColour, '#2a2a30', 0.3));
      b.box(-2.4, -56, 4.8, 52, 2, '#b8904a');
      b.poly([-16, -96, 16, -96, 33, -50, -33, -50], on ? glow(mix(lampColour, '#ffe6a8', 0.65)) : lampColour, 4);
      b.oval(0, -50, 32, 4, on ? glow('#fff3cc') : shade(lampColour, 0.3));
      if (on) b.halo(0, -62, 60, '#ffdf9a', 0.55);
    },
  }),
  thing({
    id: 'bookshelf',
    height: 2,
    ratio: 0.65,
    place: 'ground',
    words:
      'bookshelf, bookcase, shelf, library, cupboard, cabinet, wardrobe, closet, rack, shelves, pantry, filing cabinet, locker, drawer',
    draw(b) {
      const wood = b.colour(...WOODS);
      const spines = ['#b5493f', '#3f6f8f', '#d9a441', '#5f8a5a', '#7a5a8a', '#e3d6bd', '#a8643f'];
      b.box(-32, -99, 64, 99, 2, wood);
      for (let shelf = 0; shelf < 4; shelf++) {
        const floor = -77 + shelf * 23.5;
        b.box(-28, floor - 19, 56, 20, 1, shade(wood, 0.48));
        for (let x = -27, i = 0; x < 22; i++) {
          const pick = b.look.pick(`book${shelf}-${i}`);
          const width = 3.4 + pick * 3.6;
          const height = 12 + ((pick * 97) % 1) * 5;
          if (!(shelf === 2 && i > 4))
            b.box(x, floor + 1 - height, width, height, 0.8, flat(spines[Math.floor(pick * 700) % 7]!));
          x += width + 0.4;
        }
      }
      b.box(8, -42.5, 9, 11, 2, flat('#c9744a'));
      b.oval(12.5, -44, 7, 5, flat('#5f9a5a'));
    },
  }),
  thing({
    id: 'door',
    height: 2.1,
    ratio: 0.52,
    place: 'wall',
    words:
      'door, doorway, front door, gate door, entrance, portal, archway, exit, wooden door, trapdoor, hatch, elevator, lift',
    draw(b) {
      const wood = b.colour('#8a5a38', '#3f6f7a', '#a8493f', '#4f6f4a');
      b.box(-26, -100, 52, 100, 2, mix(wood, '#f3e8d4', 0.65));
      if (b.is('open|ajar|opened') || b.does('open')) {
        b.box(-21, -96, 42, 96, 1, b.lamp('#2f3640', '#ffdf9a'));
        b.poly([-21, -96, 2, -90, 2, -3, -21, 0], wood, 1);
        b.oval(-2, -44, 2, 2.6, flat('#e8c46a'));
        return;
      }
      b.box(-21, -96, 42, 96, 1, wood);
      for (const y of [-90, -46]) for (const x of [-16, 3]) b.box(x, y, 13, 38, 1.5, shade(wood, 0.17));
      b.oval(16, -48, 2.6, 2.6, flat('#e8c46a'));
    },
  }),
  thing({
    id: 'window',
    height: 1.4,
    ratio: 0.95,
    place: 'wall',
    cracks: [-8, -55, 40],
    words: 'window, windowpane, window frame, skylight, porthole, stained glass',
    draw(b) {
      const cloth = b.colour('#d9704a', '#4f7f9a', '#d9b45a');
      b.box(-36, -94, 72, 84, 2, '#f3ebdd');
      b.box(-32, -90, 64, 76, 1, b.paint.dark ? flat('#33456e') : '#a9d3e6');
      b.poly([-28, -20, 4, -88, 16, -88, -16, -20], b.paint.dark ? shade('#4a6090', 0.1) : bright('#a9d3e6', 0.4), 1);
      b.bar([0, -90, 0, -14], 3.4, flat('#f3ebdd'));
      b.bar([-32, -54, 32, -54], 3.4, flat('#f3ebdd'));
      for (const side of [-1, 1])
        b.blob([side * 12, -97, side * 46, -97, side * 44, -40, side * 46, -8, side * 32, -8, side * 30, -50], cloth);
      b.bar([-46, -98, 46, -98], 3, flat('#7a5638'));
      b.box(-42, -12, 84, 8, 2, '#efe4d2');
    },
  }),
  thing({
    id: 'clock',
    height: 0.45,
    ratio: 1,
    place: 'wall',
    animated: true,
    cracks: [6, -50, 46],
    words:
      'clock, wall clock, timer, grandfather clock, clock face, alarm clock, stopwatch, time, clocktower, clock tower, deadline',
    draw(b) {
      const rim = b.colour('#c9574a', '#3f6f8a', '#b8904a', '#4a4f57');
      b.oval(0, -50, 48, 48, rim);
      b.oval(0, -50, 40, 40, '#f8f2e6');
      for (let i = 0; i < 12; i++)
        b.at(0, -50, () => b.box(-1.2, -37, 2.4, i % 3 ? 4 : 8, 1, flat('#5a5450')), (i / 12) * Math.PI * 2);
      const fast = b.does('spin|race|rush|whirl|run') ? 12 : 1;
      const minute = b.moment.seconds * 0.05 * fast + b.look.pick('minute') * 6;
      b.at(0, -50, () => b.bar([0, 3, 0, -20], 4, flat('#3a3634')), minute / 12 + b.look.pick('hour') * 6);
      b.at(0, -50, () => b.bar([0, 4, 0, -30], 3, flat('#3a3634')), minute);
      b.at(0, -50, () => b.bar([0, 8, 0, -33], 1.4, flat('#cf4238')), b.turning(60 / fast));
      b.oval(0, -50, 3.2, 3.2, flat('#cf4238'));
    },
  }),
  thing({
    id: 'mirror',
    height: 1.3,
    ratio: 0.62,
    place: 'wall',
    cracks: [0, -55, 36],
    words: 'mirror, looking glass, vanity, hand mirror, reflection',
    draw(b) {
      const frame = b.colour('#c9a04a', '#8a5a38', '#b9bec4');
      b.oval(0, -50, 30, 49, frame);
      b.oval(0, -50, 24.5, 43, '#c3dde6');
      b.poly([-17, -34, 4, -88, 12, -84, -10, -22], bright('#d9ecf2', 0.5), 2);
      b.poly([6, -24, 18, -56, 20, -50, 10, -20], bright('#d9ecf2', 0.4), 1);
      b.oval(0, -97, 6, 4, bright(frame, 0.2));
    },
  }),
  thing({
    id: 'fireplace',
    height: 1.3,
    ratio: 1.25,
    place: 'ground',
    animated: true,
    words: 'fireplace, hearth, stove, oven, furnace, kiln, chimney place, wood stove, forge',
    draw(b) {
      const stone = b.colour('#b9a596', '#a8654f', '#9a958f');
      b.box(-52, -92, 104, 92, 2, stone);
      for (let y = 0; y < 5; y++)
        for (const x of [-50, 36]) b.box(x + (y % 2) * 3, -78 + y * 15, 11, 10, 2, shade(stone, y % 2 ? 0.2 : 0.1));
      b.path('M-34 0 V-46 A34 20 0 0 1 34 -46 V0 Z', shade('#2f2624', 0.1));
      b.halo(0, -22, 40, '#ff9a3c', 0.6 + b.swing(0.9) * 0.08);
      for (const [x, size, phase] of [
        [-12, 0.8, 0.3],
        [12, 0.75, 0.6],
        [0, 1, 0],
      ] as const)
        b.at(
          x + b.swing(0.8, phase) * 0.8,
          -8,
          () => flame(b, 0, 0, 11, 42),
          Math.PI + b.swing(1.1, phase) * 0.07,
          size,
        );
      b.limb(-24, -4, 4, 22, -8, 4, '#6b452c');
      b.limb(24, -4, 4, -20, -7, 4, '#5a3824');
      b.box(-60, -99, 120, 10, 3, '#7a5238');
    },
  }),
  thing({
    id: 'piano',
    height: 1.3,
    ratio: 1.25,
    place: 'ground',
    words: 'piano, grand piano, organ, keyboard instrument, synthesizer, harpsichord, upright piano',
    draw(b) {
      const wood = b.colour('#35302f', '#5f3a28');
      b.box(-56, -98, 112, 98, 3, wood);
      b.box(-60, -99, 120, 7, 3, bright(wood, 0.15));
      b.box(-46, -86, 92, 30, 3, shade(wood, 0.3));
      b.box(-16, -82, 32, 22, 1, flat('#f6f0e2'));
      b.box(-60, -52, 120, 8, 2, bright(wood, 0.12));
      b.box(-54, -46, 108, 11, 1, '#faf6ec');
      for (let i = 0; i < 15; i++) b.bar([-47 + i * 6.8, -45, -47 + i * 6.8, -36], 0.7, shade('#faf6ec', 0.35));
      for (let i = 0; i < 15; i++)
        if (i % 7 !== 2 && i % 7 !== 6) b.box(-49 + i * 6.8, -46, 3.8, 6.5, 0.6, flat('#27262a'));
      for (const x of [-54, 46]) b.box(x, -36, 8, 36, 2, shade(wood, 0.2));
      b.box(-8, -5, 16, 3, 1, flat('#c9a04a'));
    },
  }),
  thing({
    id: 'picture',
    height: 0.8,
    ratio: 1.25,
    place: 'wall',
    words:
      'picture, painting, picture frame, portrait, photograph, photo, frame, poster, canvas, artwork, landscape painting, photo frame, drawing, mural, sketch, postcard',
    draw(b) {
      const frame = b.colour('#b8904a', '#6f4a34', '#3a3d44');
      if (b.is('blackboard|chalkboard|whiteboard')) {
        const white = b.is('whiteboard');
        b.box(-62, -98, 124, 96, 3, '#a8794f');
        b.box(-57, -93, 114, 84, 1, white ? '#f4f5f3' : '#3a5648');
        const ink = white ? '#3f6fa8' : '#e6ece4';
        b.line([-44, -40, -26, -60, -8, -48, 12, -74, 34, -66], 2.4, flat(ink));
        b.arc(34, -36, 10, 0, Math.PI * 2, 2.4, flat(ink));
        return b.bar([-44, -26, 4, -26], 2.4, flat(ink));
      }
      b.box(-62, -99, 124, 98, 3, frame);
      b.box(-54, -91, 108, 82, 1, '#f6efe0');
      b.pen.save();
      b.pen.beginPath();
      b.pen.rect(-47, -84, 94, 68);
      b.pen.clip();
      b.box(-47, -84, 94, 68, 0, '#f0c48f');
      b.oval(18, -58, 11, 11, flat('#f8ead0'));
      b.blob([-60, -16, -44, -40, -22, -56, 2, -38, 24, -48, 60, -30, 60, 0, -60, 0], '#6a8f9a');
      b.blob([-60, -10, -30, -30, 10, -24, 60, -36, 60, 0, -60, 0], '#47705f');
      b.pen.restore();
    },
  }),
  thing({
    id: 'rug',
    height: 0.12,
    ratio: 14,
    place: 'ground',
    words: 'rug, carpet, mat, doormat, blanket, picnic blanket, towel, flying carpet',
    draw(b) {
      const cloth = b.colour('#b5493f', '#3f6f86', '#c9a04a');
      b.poly([-620, -96, 620, -96, 690, -8, -690, -8], cloth, 6);
      b.poly([-560, -80, 560, -80, 610, -24, -610, -24], mix(cloth, '#f3dfb5', 0.75), 4);
      b.poly([-500, -68, 500, -68, 540, -36, -540, -36], shade(cloth, 0.1), 4);
      for (let i = -4; i <= 4; i++)
        b.poly([i * 105, -66, i * 105 + 36, -52, i * 105, -38, i * 105 - 36, -52], flat(mix(cloth, '#f3dfb5', 0.7)));
    },
  }),
  thing({
    id: 'curtain',
    height: 2.4,
    ratio: 0.95,
    place: 'wall',
    animated: true,
    words: 'curtain, drape, stage curtain, veil, cloth, tapestry, stage, theater curtain',
    draw(b) {
      const cloth = b.colour('#a8383f', '#3f5f86', '#5f7a4f');
      b.bar([-46, -97, 46, -97], 3, flat('#b8904a'));
      for (const side of [-1, 1]) {
        const open = b.is('open') || b.does('open') ? 0.55 : 1;
        for (let i = 0; i < 5; i++) {
          const x = side * (46 - (i + 0.5) * 9 * open);
          const sway = b.swing(4, i * 0.08) * 1.3;
          b.blob(
            [
              x - 5.5 * open,
              -96,
              x + 5.5 * open,
              -96,
              x + 5.5 + sway * 0.5,
              -50,
              x + 6 + sway,
              -1,
              x - 6 + sway,
              -1,
              x - 5.5 + sway * 0.5,
              -50,
            ],
            i % 2 ? flat(cloth) : shade(cloth, 0.2),
          );
        }
      }
    },
  }),
  thing({
    id: 'bathtub',
    height: 0.7,
    ratio: 2.3,
    place: 'ground',
    animated: true,
    words: 'bathtub, bath, tub, hot tub, jacuzzi',
    draw(b) {
      const white = b.colour('#f3f1ec');
      for (const x of [-80, 76]) b.oval(x, -6, 9, 8, '#c9a04a');
      b.bar([96, -60, 96, -96, 80, -96], 6, flat('#c3c9ce'));
      for (const [x, y, r] of [
        [-60, -76, 16],
        [-36, -84, 20],
        [-8, -78, 18],
        [20, -82, 19],
        [46, -76, 15],
      ] as const)
        b.oval(x, y + b.swing(3, x * 0.01), r, r * 0.9, bright('#e9f3f6', 0.3));
      b.blob([-108, -70, -94, -24, -70, -8, 70, -8, 94, -24, 108, -70], white);
      b.box(-114, -76, 228, 13, 6, bright(white, 0.2));
    },
  }),
  thing({
    id: 'fridge',
    height: 1.8,
    ratio: 0.48,
    place: 'ground',
    words: 'fridge, refrigerator, freezer, vending machine',
    draw(b) {
      const body = b.colour('#dfe5e6', '#8fc0ba', '#c9574a');
      b.box(-23, -99, 46, 97, 5, body);
      b.bar([-23, -64, 23, -64], 1.2, shade(body, 0.35));
      b.box(-18, -88, 3, 16, 1.5, flat('#8a929a'));
      b.box(-18, -58, 3, 24, 1.5, flat('#8a929a'));
      b.box(-20, -3, 8, 3, 1, flat('#5a6068'));
      b.box(12, -3, 8, 3, 1, flat('#5a6068'));
      b.box(4, -54, 9, 8, 1, flat('#f2c94a'));
    },
  }),
];
