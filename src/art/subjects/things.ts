import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { star } from './plants.ts';
import { thing } from './thing.ts';

const GOLD = '#e0ae3f';

/** What is carried, worn, played with, given and won. */
export const THINGS: readonly Subject[] = [
  thing({
    id: 'box',
    height: 0.45,
    ratio: 1.2,
    place: 'surface',
    words:
      'box, package, parcel, cardboard box, crate, carton, delivery, container, product box, toolbox crate, lunchbox, product, cube, shipment, mystery box',
    draw(b) {
      const card = b.colour('#c99a62', '#d1a670');
      if (b.is('barrel')) {
        b.blob([-34, -98, -42, -50, -34, -2, 34, -2, 42, -50, 34, -98], '#9a6638');
        for (const y of [-84, -50, -16])
          b.box(-41 + Math.abs(y + 50) * 0.12, y - 4, 82 - Math.abs(y + 50) * 0.24, 8, 1, '#5a6068');
        return;
      }
      if (b.is('open|opened')) b.poly([-54, -78, -58, -98, -10, -92, 0, -78], shade(card, 0.05), 2);
      b.poly([-54, -78, 20, -78, 20, 0, -54, -4], card, 2);
      b.poly([20, -78, 56, -84, 56, -10, 20, 0], shade(card, 0.28), 2);
      b.poly([-54, -78, -14, -92, 56, -84, 20, -78], b.is('open|opened') ? shade(card, 0.5) : bright(card, 0.2), 2);
      b.poly([-24, -78, -10, -78, -10, -48, -24, -49], flat(mix(card, '#f3dfb5', 0.6)));
      if (b.is('open|opened')) b.poly([20, -78, 56, -84, 62, -96, 30, -92], shade(card, 0.15), 2);
      b.bar([-46, -14, -34, -14], 3, shade(card, 0.35));
      b.bar([-46, -21, -28, -21], 3, shade(card, 0.35));
    },
  }),
  thing({
    id: 'gift',
    height: 0.4,
    ratio: 1,
    place: 'surface',
    words: 'gift, present, gift box, birthday present, christmas present, wrapped gift, surprise',
    draw(b) {
      const wrap = b.colour('#3f86b5', '#c9443f', '#5f9a5a', '#8a5fb0');
      const ribbon = wrap === '#c9443f' ? '#f2d79a' : '#e2574c';
      b.box(-38, -58, 76, 57, 4, wrap);
      b.box(-43, -72, 86, 20, 4, bright(wrap, 0.14));
      b.box(-8, -72, 16, 71, 0, ribbon);
      for (const side of [-1, 1])
        b.blob(
          [0, -74, side * 12, -94, side * 30, -98, side * 34, -84, side * 20, -75],
          side > 0 ? ribbon : shade(ribbon, 0.12),
        );
      b.oval(0, -75, 7.5, 6, shade(ribbon, 0.15));
    },
  }),
  thing({
    id: 'guitar',
    height: 1,
    ratio: 0.42,
    place: 'hand',
    words: 'guitar, acoustic guitar, electric guitar, ukulele, bass, banjo, lute, bass guitar, mandolin',
    draw(b) {
      const wood = b.colour('#c98a45', '#a8493f', '#3f6f86');
      b.blob(
        [
          0, -46, 12, -46, 15, -36, 11, -28, 18, -20, 20, -9, 10, -1, -10, -1, -20, -9, -18, -20, -11, -28, -15, -36,
          -12, -46,
        ],
        wood,
      );
      b.oval(0, -30, 6.4, 6.4, flat('#3a2418'));
      b.box(-9, -15, 18, 3.6, 1, '#4f3020');
      b.box(-2.6, -88, 5.2, 54, 1, '#5f3d28');
      b.box(-4.6, -99, 9.2, 13, 2, '#4f3020');
      for (const x of [-1.4, 0, 1.4]) b.bar([x, -92, x, -13], 0.5, flat('#e9e4d6'));
      for (const y of [-97, -93, -89]) for (const side of [-1, 1]) b.oval(side * 5.6, y, 1.4, 1.2, flat('#c9ccd0'));
    },
  }),
  thing({
    id: 'violin',
    height: 0.6,
    ratio: 0.55,
    place: 'hand',
    words: 'violin, cello, fiddle, viola, double bass',
    draw(b) {
      const wood = b.colour('#a85a2f', '#8f4a28');
      b.blob(
        [
          0, -58, 12, -57, 17, -48, 13, -40, 9, -32, 13, -24, 20, -14, 15, -3, 0, -1, -15, -3, -20, -14, -13, -24, -9,
          -32, -13, -40, -17, -48, -12, -57,
        ],
        wood,
      );
      for (const side of [-1, 1]) b.line([side * 7, -38, side * 9, -31, side * 7, -24], 1.6, flat('#33201a'));
      b.poly([-3, -90, 3, -90, 4, -34, -4, -34], '#2f2422', 1);
      b.box(-6, -22, 12, 3, 1, '#e3c48a');
      b.poly([-4, -20, 4, -20, 2.5, -5, -2.5, -5], '#2f2422', 1);
      b.arc(0, -95, 3.6, 0, Math.PI * 2, 3, flat('#6b3a22'));
      b.bar([21, -92, 25, -8], 1.8, flat('#7a4a2c'));
      b.bar([23, -88, 26.6, -10], 0.8, flat('#f3ead6'));
    },
  }),
  thing({
    id: 'trophy',
    height: 0.4,
    ratio: 0.9,
    place: 'surface',
    words: 'trophy, award, cup trophy, prize, championship, winner cup, oscar, victory, urn',
    draw(b) {
      const metal = b.colour(GOLD, '#c3cad1');
      b.box(-22, -16, 44, 15, 3, '#5b4034');
      b.poly([-5, -44, 5, -44, 10, -16, -10, -16], shade(metal, 0.15), 2);
      for (const side of [-1, 1])
        b.line([side * 26, -88, side * 42, -84, side * 38, -62, side * 20, -56], 5.5, shade(metal, 0.14));
      b.blob([-30, -98, 30, -98, 28, -66, 14, -46, 0, -42, -14, -46, -28, -66], metal);
      b.box(-33, -99, 66, 8, 3, bright(metal, 0.25));
      b.poly(star(0, -70, 12, 5.4), bright(metal, 0.55), 1);
    },
  }),
  thing({
    id: 'flag',
    height: 3,
    ratio: 0.75,
    place: 'ground',
    animated: true,
    words: 'flag, pennant, checkered flag, pirate flag, flagpole, bunting, red flag, white flag',
    draw(b) {
      const cloth = b.colour('#c9443f', '#3f78ad', '#5f9a5a', '#e0a83a');
      b.box(-33, -99, 4, 99, 2, '#8a6a48');
      b.oval(-31, -98, 3.4, 3.4, flat(GOLD));
      const wave = (at: number) => b.swing(1.3, -at * 0.35) * 3.4 * at;
      const bands = 7;
      for (let i = 0; i < bands; i++) {
        const [x1, x2] = [-29 + (i * 62) / bands, -29 + ((i + 1) * 62) / bands + 0.4];
        const [w1, w2] = [wave(i / bands), wave((i + 1) / bands)];
        const tilt = (w2 - w1) * 0.09;
        b.poly(
          [x1, -95 + w1, x2, -95 + w2, x2, -55 + w2, x1, -55 + w1],
          tilt > 0 ? shade(cloth, Math.min(0.3, tilt)) : bright(cloth, Math.min(0.3, -tilt)),
        );
      }
    },
  }),
  thing({
    id: 'coin',
    height: 0.05,
    ratio: 1,
    place: 'hand',
    animated: true,
    words:
      'coin, money, gold coin, penny, dollar, bitcoin, token, cent, cryptocurrency, euro, coin stack, treasure, gold, wealth',
    draw(b) {
      const metal = b.colour(GOLD, '#e3b547');
      const turn = b.does('spin|flip|roll|turn|toss') ? Math.cos(b.turning(1.6)) : 1;
      b.at(
        0,
        -50,
        () => {
          b.oval(3, 1, 47, 47, shade(metal, 0.35));
          b.oval(0, 0, 46, 46, metal);
          b.oval(0, 0, 36, 36, shade(metal, 0.12));
          b.poly(star(0, 0, 24, 11), bright(metal, 0.4), 2);
        },
        0,
        Math.sign(turn || 1) * Math.max(0.12, Math.abs(turn)),
        1,
      );
    },
  }),
  thing({
    id: 'heart',
    height: 0.4,
    ratio: 1.05,
    place: 'air',
    animated: true,
    words: 'heart, love, love heart, valentine, heartbeat, romance',
    draw(b) {
      const skin = b.colour('#d9364a', '#e2507a');
      const beat = 1 + Math.max(0, b.swing(1.1)) ** 3 * 0.06;
      b.at(
        0,
        -46,
        () => {
          b.path(
            'M0 44 C-18 26 -47 8 -47 -20 C-47 -40 -32 -48 -20 -48 C-10 -48 -3 -42 0 -34 C3 -42 10 -48 20 -48 C32 -48 47 -40 47 -20 C47 8 18 26 0 44 Z',
            skin,
          );
          b.blob([-34, -14, -34, -30, -22, -38, -18, -34, -26, -26, -28, -12], bright(skin, 0.5));
        },
        0,
        beat,
      );
    },
  }),
  thing({
    id: 'treasure chest',
    height: 0.6,
    ratio: 1.35,
    place: 'ground',
    animated: true,
    words: 'treasure chest, chest, treasure box, toy chest, jewelry box, pirate chest, music box, coffer',
    draw(b) {
      const wood = b.colour('#8a5a34', '#9a6a3f');
      const open = !b.is('closed|locked|shut');
      if (open) {
        b.poly([-58, -56, -50, -98, 50, -98, 58, -56], shade(wood, 0.4), 6);
        b.poly([-52, -58, -46, -90, 46, -90, 52, -58], shade(wood, 0.6), 4);
        b.halo(0, -62, 50, '#ffd45a', 0.5 + b.swing(2) * 0.12);
        for (let i = 0; i < 13; i++)
          b.oval(
            -46 + i * 7.7,
            -58 - Math.sin((i / 12) * Math.PI) * 15 - (i % 2) * 4,
            8,
            6.5,
            i % 3 ? '#f0bd42' : '#dda02f',
          );
        b.oval(-16, -74, 6, 6, '#d9364a');
        b.poly([14, -76, 22, -84, 30, -76, 22, -66], '#4fb0d0', 1);
      } else b.path('M-60 -54 V-70 Q-60 -98 -32 -98 H32 Q60 -98 60 -70 V-54 Z', bright(wood, 0.06));
      b.box(-60, -56, 120, 55, 4, wood);
      for (const y of [-38, -20]) b.bar([-58, y, 58, y], 1.6, shade(wood, 0.3));
      for (const x of [-52, 40]) b.box(x, -56, 12, 55, 1, '#c9983a');
      b.box(-60, -57, 120, 8, 2, '#c9983a');
      b.box(-10, -60, 20, 24, 4, '#e3b547');
      b.oval(0, -49, 3.4, 3.4, flat('#3a2a20'));
      b.poly([-1.6, -49, 1.6, -49, 2.6, -41, -2.6, -41], flat('#3a2a20'));
    },
  }),
  thing({
    id: 'disco ball',
    height: 0.6,
    ratio: 1,
    place: 'air',
    animated: true,
    words: 'disco ball, mirror ball, disco, glitter ball, party, dance floor, christmas ornament, ornament, bauble',
    draw(b) {
      const tone = b.colour('#9aa5c9', '#b59ac9');
      b.bar([0, -100, 0, -86], 2, flat('#6a7078'));
      b.oval(0, -46, 42, 42, tone);
      for (let row = -3; row <= 3; row++) {
        const y = row * 11.5;
        const half = Math.sqrt(Math.max(0, 41 * 41 - y * y));
        for (let i = 0; i < 7; i++) {
          const way = ((i / 7 + b.moment.seconds * 0.05) % 1) * Math.PI;
          const x = -Math.cos(way) * half;
          const spark = b.swing(1.9, i * 0.29 + row * 0.17);
          b.box(
            x - 4.6 * Math.sin(way),
            -46 + y - 4.4,
            9.2 * Math.sin(way),
            8.8,
            1,
            spark > 0.6 ? glow('#ffffff', 0.9) : bright(tone, Math.max(0.02, 0.25 + spark * 0.25)),
          );
        }
      }
      for (const [x, y, phase] of [
        [-26, -74, 0],
        [30, -60, 0.4],
        [8, -22, 0.7],
      ] as const) {
        const size = Math.max(0.05, b.swing(1.8, phase)) * 13;
        b.poly(star(x, y, size, size * 0.2, 4), glow('#fff6d0', 0.9));
      }
    },
  }),
  thing({
    id: 'toy block',
    height: 0.3,
    ratio: 1.5,
    place: 'surface',
    words: 'toy block, toy box, toy set',
    draw(b) {
      const first = b.colour('#d9504a', '#3f86b5');
      cube(b, -34, 0, 44, first);
      cube(b, 34, 0, 44, mix(first, '#f2c03a', 0.85));
      cube(b, 2, -46, 42, '#5fa86a');
    },
  }),
  thing({
    id: 'barbell',
    height: 0.4,
    ratio: 2.2,
    place: 'ground',
    words: 'barbell, dumbbell, weight, kettlebell, gym equipment, exercise equipment',
    draw(b) {
      const plate = b.colour('#3f454e', '#c9443f');
      b.box(-108, -54, 216, 9, 4, '#aab3bc');
      for (const side of [-1, 1]) {
        b.box(side * 66 - 9, -97, 18, 96, 5, plate);
        b.box(side * 84 - 7, -82, 14, 66, 4, shade(plate, 0.25));
      }
    },
  }),
  thing({
    id: 'bell',
    height: 0.4,
    ratio: 0.9,
    place: 'air',
    animated: true,
    words: 'bell, church bell, doorbell, school bell, notification bell, alarm bell, jingle bell',
    draw(b) {
      const metal = b.colour(GOLD, '#c3904a');
      b.at(
        0,
        -94,
        () => {
          b.arc(0, -1, 5, 0, Math.PI * 2, 4, flat(metal));
          b.oval(b.swing(1.6, 0.1) * -6, 78, 9, 9, shade(metal, 0.35));
          b.blob([-14, 6, 0, 2, 14, 6, 24, 34, 32, 62, 42, 78, 0, 80, -42, 78, -32, 62, -24, 34], metal);
          b.box(-43, 70, 86, 10, 5, bright(metal, 0.2));
        },
        b.swing(1.6) * (b.does('ring|swing|chime|toll') ? 0.3 : 0.05),
      );
    },
  }),
  thing({
    id: 'drum',
    height: 0.5,
    ratio: 1.2,
    place: 'ground',
    words: 'drum, drum kit, snare drum, bongo, tambourine, drums',
    draw(b) {
      const shell = b.colour('#c9443f', '#3f6f9a', '#d9a441');
      b.blob([-46, -68, -46, -16, -30, -5, 0, -1, 30, -5, 46, -16, 46, -68], shell);
      b.bar([-44, -58, -26, -12, -8, -54, 10, -9, 26, -54, 42, -16], 3, flat('#f3e3bd'));
      b.oval(0, -68, 48, 14, '#d9b87a');
      b.oval(0, -70, 43, 11, '#f8f2e4');
      b.bar([-8, -72, 34, -97], 4.5, flat('#a8713f'));
      b.bar([8, -72, -34, -97], 4.5, flat('#8a5a38'));
      for (const x of [-8, 8]) b.oval(x, -72, 4.5, 4, flat('#6b452c'));
    },
  }),
];
function cube(b: Brush, x: number, y: number, size: number, colour: string): void {
  const half = size / 2;
  b.poly(
    [x - half, y - size, x - half + 9, y - size - 9, x + half + 9, y - size - 9, x + half, y - size],
    bright(colour, 0.28),
    1,
  );
  b.poly([x + half, y - size, x + half + 9, y - size - 9, x + half + 9, y - 9, x + half, y], shade(colour, 0.28), 1);
  b.box(x - half, y - size, size, size, 4, colour);
  b.oval(x, y - half, size * 0.24, size * 0.24, bright(colour, 0.5));
}
