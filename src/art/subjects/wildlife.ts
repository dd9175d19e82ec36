import type { Subject } from '../subject.ts';
import { flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { four } from './quadruped.ts';
import { thing } from './thing.ts';

/** Animals of far countries. */
export const WILDLIFE: readonly Subject[] = [
  four('zebra', 'zebra, foal zebra', 1.5, 1.15, {
    coats: ['#f2efe8'],
    hip: [-30, -55, 15],
    chest: [6, -54, 15.5],
    leg: [6.5, 3.6],
    head: [34, -84, 8.5],
    muzzle: [15, 12, 5.2],
    neck: 11,
    ears: 'pointed',
    tail: 'thin',
    hoof: true,
    over(b, { hip, chest, head }) {
      const dark = flat('#34313a');
      b.pen.beginPath();
      for (let i = 0; i < 7; i++) {
        const x = hip[0] - 11 + i * 8;
        const y = hip[1] + (chest[1] - hip[1]) * (i / 6);
        b.pen.moveTo(x + 2, y - 14);
        b.pen.quadraticCurveTo(x - 4, y - 2, x + 1, y + 9);
      }
      for (const share of [0.25, 0.5, 0.75]) {
        const x = chest[0] + 5 + (head[0] - chest[0] - 5) * share;
        const y = chest[1] + (head[1] - chest[1]) * share;
        b.pen.moveTo(x - 7, y - 2);
        b.pen.lineTo(x + 6, y + 5);
      }
      b.stroke(3, dark);
      b.line(
        [
          chest[0] - 4,
          chest[1] - 17,
          (head[0] + chest[0]) / 2 - 7,
          (head[1] + chest[1]) / 2 - 5,
          head[0] - 6,
          head[1] - 8,
        ],
        5,
        dark,
      );
    },
    face: (b) => b.oval(15, 13, 5, 4.6, flat('#45414a')),
  }),
  four('giraffe', 'giraffe', 5, 0.72, {
    coats: ['#e2b464', '#d9a552'],
    hip: [-18, -40, 9],
    chest: [6, -43, 10.5],
    leg: [4.4, 2.5],
    head: [23, -91, 4.8],
    muzzle: [8, 4, 2.8],
    neck: 6,
    ears: 'side',
    tail: 'tuft',
    hoof: true,
    over(b, { hip, chest, head }) {
      const spot = flat('#a5672f');
      for (const [x, y, r] of [
        [-4, -4, 3.4],
        [3, 3, 3],
        [8, -5, 3.6],
        [14, 1, 3.4],
        [20, -6, 3.6],
        [27, 1, 3],
        [-5, 4, 2.4],
      ] as const)
        b.oval(hip[0] + x, hip[1] + y - (x > 10 ? 2 : 0), r, r * 0.82, spot);
      for (const share of [0.14, 0.3, 0.46, 0.62, 0.78])
        b.oval(
          chest[0] + 3 + (head[0] - chest[0] - 3) * share,
          chest[1] + (head[1] - chest[1]) * share,
          2.9 - share,
          2.9 - share,
          spot,
        );
    },
    behindFace(b) {
      for (const x of [-2, 1.5]) b.bar([x, -3, x - 1, -9], 1.6, flat('#8a5628'));
    },
  }),
  four('camel', 'camel, dromedary, llama, alpaca', 2.1, 1.15, {
    coats: ['#c99a5b', '#b98a50'],
    hip: [-32, -54, 13],
    chest: [6, -54, 14],
    leg: [6, 3.8],
    head: [41, -86, 7.5],
    muzzle: [12, 5, 5],
    neck: 7.5,
    ears: 'round',
    tail: 'tuft',
    over(b, { hip, chest }, coat) {
      if (b.is('llama|alpaca')) return;
      const [x, y] = [(hip[0] + chest[0]) / 2, (hip[1] + chest[1]) / 2];
      b.blob(
        [x - 19, y - 7, x - 12, y - 15, x - 3, y - 33, x + 5, y - 30, x + 11, y - 14, x + 18, y - 8, x, y - 2],
        flat(mix(coat, '#ffffff', 0.06)),
      );
      b.blob([x - 9, y - 13, x - 2, y - 27, x + 4, y - 26, x + 1, y - 13], shade(coat, 0.14));
    },
  }),
  four('goat', 'goat, billy goat, ibex, kid goat', 0.85, 1.2, {
    coats: ['#ede6da', '#8a6a50', '#b9a48c'],
    hip: [-28, -50, 15],
    chest: [8, -51, 16],
    leg: [5.5, 3.4],
    head: [36, -76, 9.5],
    muzzle: [13, 8, 5.5],
    neck: 9.5,
    ears: 'side',
    tail: 'stub',
    hoof: true,
    face(b, coat) {
      b.poly([12, 12, 19, 12, 15, 26], mix(coat, '#ffffff', 0.5), 1);
      b.line([1, -8, -6, -20, -16, -21], 3.6, flat('#7b6a56'));
    },
  }),
  four('donkey', 'donkey, mule, burro', 1.4, 1.15, {
    coats: ['#8f8a86', '#7d6a5c'],
    hip: [-30, -52, 15],
    chest: [8, -52, 15.5],
    leg: [6.2, 3.6],
    head: [36, -80, 9.5],
    muzzle: [15, 12, 6.4],
    neck: 10.5,
    ears: 'long',
    tail: 'tuft',
    hoof: true,
    face: (b) => b.limb(13, 10, 6, 15, 13, 6.2, flat('#e9e2d8')),
  }),
  four('unicorn', 'unicorn, pegasus', 1.9, 1.1, {
    coats: ['#f7f1f6'],
    hip: [-30, -55, 15],
    chest: [6, -54, 15],
    leg: [6.6, 3.5],
    head: [33, -84, 8.5],
    muzzle: [15, 11, 5.3],
    neck: 11.5,
    ears: 'pointed',
    tail: 'thin',
    hoof: true,
    over(b, { hip, chest, head }) {
      const flow = b.swing(1.2) * 2;
      for (const [i, hue] of ['#f29bc1', '#f6c86b', '#8fd0c8', '#a99be8'].entries()) {
        const off = i * 3.4;
        b.line(
          [
            head[0] - 4,
            head[1] - 8 + off * 0.5,
            head[0] - 16 + flow - off * 0.4,
            head[1] + 8 + off,
            chest[0] - 4 + flow,
            chest[1] - 14 + off,
          ],
          4.2,
          flat(hue),
        );
        b.line(
          [
            hip[0] - 12,
            hip[1] - 6 + off * 0.4,
            hip[0] - 22 + flow,
            hip[1] + 10 + off * 0.6,
            hip[0] - 19 - off + flow * 2,
            hip[1] + 34,
          ],
          4,
          flat(hue),
        );
      }
    },
    face: (b) => b.poly([2, -7, 8, -8, 13, -28], '#f0cd6c'),
  }),
  four('panda', 'panda, giant panda, panda bear', 1.2, 1.3, {
    coats: ['#f4f1ea'],
    hip: [-30, -46, 27],
    chest: [12, -50, 27],
    leg: [12, 10],
    head: [38, -70, 21],
    muzzle: [12, 7, 8],
    neck: 20,
    ears: 'round',
    tail: 'stub',
    socks: '#33313a',
    over(b, { chest }) {
      b.limb(chest[0] + 6, chest[1] + 6, 20, chest[0] + 10, chest[1] + 26, 15, flat('#36343d'));
    },
    behindFace(b) {
      for (const x of [-11, 9]) b.oval(x, -17, 8, 8, flat('#33313a'));
    },
    face(b) {
      b.oval(-8, -16, 8, 8, flat('#33313a'));
      b.oval(8.5, -3, 6.5, 7.5, flat('#33313a'), 0.4);
      b.oval(8.5, -4.2, 3, 3, flat('#f4f1ea'));
    },
  }),
  thing({
    id: 'kangaroo',
    words: 'kangaroo, wallaby, joey, roo',
    height: 1.6,
    ratio: 1.05,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#b57f4f', '#a3704a');
      const hops = b.does('hop|jump|leap|run|bound|race|chas|box');
      const phase = hops ? (((b.time / 0.8) % 1) + 1) % 1 : 0;
      const high = hops ? Math.sin(phase * Math.PI) ** 2 * 12 : 0;
      b.at(
        0,
        -high,
        () => {
          b.line(
            [-16, -28, -34, -16 - high * 0.5, -50, -6 - high + b.swing(2.4) * 1.5],
            9,
            flat(mix(coat, '#3a2418', 0.12)),
          );
          b.limb(-12, -30, 13, 2, -5 + high * 0.4, 4, shade(coat, 0.3));
          b.blob([-28, -34, -20, -52, 0, -70, 14, -78, 22, -70, 18, -52, 10, -30, -4, -14, -22, -16], coat);
          b.blob([4, -62, 18, -66, 16, -46, 6, -26, -2, -30], flat(mix(coat, '#fff1dc', 0.5)));
          b.limb(-12, -28, 15, 2, -18, 8, coat);
          b.limb(3, -18, 6, -8, -8 + high * 0.4, 5, flat(coat));
          b.limb(-8, -5 + high * 0.5, 5, 20, -4 + high * 0.6, 3.6, flat(mix(coat, '#3a2418', 0.25)));
          b.line([16, -60, 28, -50, 30, -42 + b.swing(1.3) * 1.5], 5.5, flat(mix(coat, '#3a2418', 0.1)));
          b.limb(14, -74, 9, 24, -84, 8, coat);
          b.at(
            24,
            -85,
            () => {
              for (const x of [-8, 0])
                b.blob([x - 3, -2, x - 7, -14, x - 2, -20, x + 3, -12, x + 4, -2], x < 0 ? shade(coat, 0.3) : coat);
              b.limb(0, 0, 9, 15, 6, 5, coat);
              b.oval(19, 4, 2.6, 2.2, flat('#2d2422'));
              b.eye(6, -2, 2);
            },
            b.swing(4) * 0.06,
          );
        },
        hops ? Math.sin(phase * Math.PI * 2) * 0.12 : 0,
      );
    },
  }),
  thing({
    id: 'seal',
    words: 'seal, sea lion, walrus, manatee, elephant seal',
    height: 0.9,
    ratio: 1.7,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#6f7a86', '#85796c', '#9aa3ab');
      const lift = b.swing(2.8) * 2;
      b.poly([-62, -14, -84, -30, -80, -12, -84, 0, -60, -4], shade(coat, 0.25), 4);
      b.blob(
        [
          -66,
          -8,
          -40,
          -30,
          0,
          -46,
          22,
          -74 + lift,
          36,
          -92 + lift,
          56,
          -90 + lift,
          64,
          -76 + lift,
          52,
          -60,
          50,
          -30,
          44,
          -6,
          0,
          -1,
          -40,
          -1,
        ],
        coat,
      );
      b.blob([38, -58, 46, -40, 40, -10, 4, -4, 20, -26], flat(mix(coat, '#ffffff', 0.4)));
      b.at(
        16,
        -12,
        () => b.blob([-10, -6, 8, -4, 2, 10, -24, 13, -30, 8], shade(coat, 0.3)),
        b.does('clap|wave|walk|swim') ? b.swing(0.7) * 0.4 : 0,
      );
      b.oval(65, -80 + lift, 5, 4.4, flat('#2a2a30'));
      b.eye(50, -84 + lift, 4, b.does('sleep'));
      b.pen.beginPath();
      for (const y of [-76, -72]) {
        b.pen.moveTo(60, y + lift);
        b.pen.lineTo(74, y + 3 + lift);
      }
      b.stroke(1, flat('#f3f1ec'));
      if (b.is('walrus')) b.poly([57, -72 + lift, 62, -72 + lift, 60, -48 + lift], flat('#f6efdc'), 1);
    },
  }),
  thing({
    id: 'crocodile',
    words: 'crocodile, alligator, caiman, croc, komodo dragon, lizard, gecko, iguana, salamander, newt',
    height: 0.7,
    ratio: 4,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#5f7f45', '#6f7a4a', '#4f6f52');
      const step = b.does('walk|run|crawl|swim|chas|creep') ? b.swing(0.9) * 8 : 0;
      const sway = b.swing(3) * 6;
      const jaw = b.does('eat|bite|snap|attack|roar|open|yawn') ? Math.max(0, b.swing(0.9)) * 0.35 + 0.08 : 0.06;
      b.blob([-80, -60, -130, -48, -196, -20 + sway, -198, -10 + sway, -140, -22, -80, -14], coat);
      for (const [x, way] of [
        [-72, 1],
        [48, -1],
      ] as const)
        b.limb(x + 12, -34, 15, x + 22 - step * way, -6, 8, shade(coat, 0.4));
      b.blob([-96, -50, -50, -74, 20, -76, 76, -62, 84, -34, 40, -14, -60, -12, -92, -24], coat);
      b.blob([-80, -26, 0, -24, 80, -34, 40, -12, -60, -10], flat(mix(coat, '#f2e8b8', 0.6)));
      const ridge: number[] = [];
      for (let i = 0; i < 12; i++)
        ridge.push(
          -150 + i * 19,
          -50 - Math.sin((i / 11) * Math.PI) * 22,
          -141 + i * 19,
          -64 - Math.sin((i / 11) * Math.PI) * 24,
        );
      b.poly([...ridge, 80, -60, -140, -44], shade(coat, 0.22));
      for (const [x, way] of [
        [-78, -1],
        [44, 1],
      ] as const)
        b.limb(x, -34, 16, x + 8 - step * way, -6, 9, mix(coat, '#22301a', 0.1));
      b.at(78, -42, () => b.blob([-10, -2, 40, 0, 108, 6, 112, 14, 40, 18, -6, 16], mix(coat, '#f2e8b8', 0.25)), jaw);
      b.at(
        78,
        -44,
        () => {
          b.blob([-10, -12, 8, -34, 26, -32, 44, -16, 112, -10, 118, 0, 100, 5, 0, 8], coat);
          b.poly(
            [30, 2, 36, 13, 42, 2, 50, 3, 56, 13, 62, 2, 74, 2, 79, 11, 84, 2, 94, 2, 98, 10, 102, 2],
            flat('#fbf7ea'),
          );
          b.oval(15, -24, 10, 9, flat('#e9d55a'));
          b.oval(16, -24, 3, 7, flat('#20241a'));
          b.oval(108, -7, 3, 2, flat('#2c3520'));
        },
        -jaw * 0.8,
      );
    },
  }),
];
