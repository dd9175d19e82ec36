import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';
import { flame } from './vessels.ts';

/** What crawls, hops and flutters, and what only tales know. */
export const CREATURES: readonly Subject[] = [
  thing({
    id: 'butterfly',
    height: 0.12,
    ratio: 1.2,
    place: 'air',
    animated: true,
    words: 'butterfly, moth, monarch, monarch butterfly',
    draw(b) {
      const wing = b.colour('#ee8a2f', '#4f8fd0', '#d9609a', '#e6bf3a');
      const beat = 0.7 + b.swing(b.does('rest|sit|perch') ? 3 : 0.7) * 0.27;
      b.at(
        0,
        -50 + b.swing(1.9) * 4,
        () => {
          for (const side of [-1, 1])
            b.at(
              0,
              0,
              () => {
                b.blob([2, -4, 14, -38, 44, -46, 54, -28, 42, -4, 18, 2], wing);
                b.blob([2, 2, 24, 4, 40, 16, 34, 38, 16, 38, 4, 14], shade(wing, 0.12));
                b.blob([14, -12, 24, -30, 40, -32, 40, -20, 26, -8], bright(wing, 0.35));
                b.oval(25, 22, 6, 8, bright(wing, 0.4));
                for (const [x, y] of [
                  [48, -34],
                  [50, -24],
                  [38, -42],
                ] as const)
                  b.oval(x, y, 3, 3, flat('#fff4dd'));
              },
              0,
              side * beat,
              1,
            );
          b.limb(0, -16, 4, 0, 24, 2.6, '#3a3034');
          b.oval(0, -20, 5, 5, flat('#3a3034'));
          for (const side of [-1, 1]) b.line([side * 2, -24, side * 8, -36, side * 13, -40], 1.6, flat('#3a3034'));
        },
        b.swing(2.7) * 0.14,
      );
    },
  }),
  thing({
    id: 'bee',
    height: 0.06,
    ratio: 1.35,
    place: 'air',
    animated: true,
    words: 'bee, swarm, bumblebee, honeybee, wasp, hornet, fly, mosquito, insect, firefly, cricket, grasshopper',
    draw(b) {
      const skin = b.colour('#f2bd33');
      const buzz = b.swing(0.24) * 0.3;
      b.at(b.swing(1.7) * 3, -44 + b.swing(1.3) * 4, () => {
        for (const [turn, tone] of [
          [-0.5, 0.55],
          [0.1, 0.75],
        ] as const)
          b.at(2, -20, () => b.sheer(tone, () => b.oval(0, -18, 13, 24, '#a5cbe2')), turn + buzz);
        b.poly([-44, -4, -60, 2, -44, 8], flat('#33302f'));
        b.oval(-6, 2, 42, 26, skin);
        b.pen.save();
        b.pen.beginPath();
        b.pen.ellipse(-6, 2, 42, 26, 0, 0, Math.PI * 2);
        b.pen.clip();
        for (const x of [-36, -14, 8]) b.line([x, -26, x + 4, 2, x, 30], 11, flat('#38332f'));
        b.pen.restore();
        b.oval(36, 0, 18, 18, '#3d3733');
        b.oval(42, -4, 6, 6.5, flat('#ffffff'));
        b.eye(43.5, -4, 3.6);
        b.line([42, -16, 50, -28, 56, -29], 2.4, flat('#38332f'));
        b.line([36, -17, 40, -30, 45, -33], 2.4, flat('#38332f'));
      });
    },
  }),
  thing({
    id: 'frog',
    height: 0.15,
    ratio: 1.35,
    place: 'ground',
    animated: true,
    words: 'frog, toad, tree frog',
    draw(b) {
      const skin = b.colour('#6aa84c', '#7fb04a', '#4f9a68');
      const hop = b.does('hop|jump|leap') ? Math.max(0, b.swing(1.2)) * 18 : 0;
      b.at(0, -hop, () => {
        b.blob([-60, -6, -62, -36, -42, -50, -20, -34, -30, -6], shade(skin, 0.16));
        b.box(-64, -9, 48, 9, 5, shade(skin, 0.22));
        b.blob([-46, -14, -34, -52, 4, -74, 40, -72, 60, -54, 54, -34, 30, -14, 0, -6], skin);
        b.blob([56, -44, 46, -24, 26, -10, 2, -6, 14, -28, 34, -38], flat(mix(skin, '#fbf6d8', 0.65)));
        b.oval(46, -40, 9, 7 + b.swing(1.4) * 2.5, flat(mix(skin, '#fbf6d8', 0.5)));
        b.limb(24, -24, 8, 30, -5, 5, skin);
        b.box(24, -8, 28, 8, 4, skin);
        for (const x of [20, 42]) {
          b.oval(x, -78, 13, 14, skin);
          b.oval(x + 2, -80, 9, 9.5, flat('#fdf6d8'));
          b.eye(x + 3, -80, 5.4, b.does('sleep'));
        }
        b.line([24, -50, 42, -45, 58, -52], 2.6, shade(skin, 0.4));
      });
    },
  }),
  thing({
    id: 'snake',
    height: 0.5,
    ratio: 1.9,
    place: 'ground',
    animated: true,
    words: 'snake, serpent, cobra, python, viper, worm, rattlesnake, adder, boa',
    draw(b) {
      const skin = b.colour('#6a9a4a', '#b5893f', '#4f8a7d', '#a8583f');
      const points: number[] = [];
      const slide = b.does('slither|crawl|move|slid|swim|hunt') ? b.turning(1.6) : 0;
      for (let i = 0; i <= 8; i++) points.push(-90 + i * 14, -12 - Math.max(0, Math.sin(i * 1.15 - slide)) * 18);
      points.push(34, -26, 40, -54 + b.swing(3) * 2, 48, -78 + b.swing(3) * 2);
      b.line(points, 17, shade(skin, 0.1));
      b.line(
        points.map((value, i) => (i % 2 ? value - 2.5 : value)),
        9,
        bright(skin, 0.16),
      );
      b.at(
        54,
        -84 + b.swing(3) * 2,
        () => {
          const flick = Math.max(0, b.swing(1.7));
          b.line([20, 4, 26 + flick * 8, 5, 30 + flick * 9, 3], 1.8, flat('#cf3b44'));
          b.limb(-4, 2, 12, 14, 4, 8, skin);
          b.eye(8, -3, 3.4);
        },
        b.swing(3, 0.2) * 0.08,
      );
    },
  }),
  thing({
    id: 'monkey',
    height: 0.9,
    ratio: 0.95,
    place: 'ground',
    animated: true,
    words: 'monkey, ape, chimp, chimpanzee, gorilla, baboon, orangutan, lemur',
    draw(b) {
      const coat = b.colour('#7d5236', '#5f4334', '#8f6a45');
      const skin = '#e6b98f';
      b.line([-16, -14, -38, -12, -44, -34, -34 + b.swing(3) * 3, -48, -28, -40], 5.5, shade(coat, 0.15));
      for (const side of [-1, 1]) {
        b.limb(side * 12, -14, 9, side * 22, -5, 6, coat);
        b.oval(side * 27, -4.5, 8, 4.5, flat(skin));
      }
      b.limb(0, -46, 15, 0, -18, 19, coat);
      b.oval(2, -24, 12, 15, mix(coat, skin, 0.6));
      const wave = b.does('wave|swing|climb|danc|play|clap') ? b.swing(1) * 0.8 : b.swing(4) * 0.06;
      for (const side of [-1, 1])
        b.at(
          side * 13,
          -48,
          () => {
            b.limb(0, 0, 7, side * 11, 26, 5.5, side > 0 ? coat : shade(coat, 0.15));
            b.oval(side * 12, 30, 5.5, 5.5, flat(skin));
          },
          side > 0 ? -Math.max(0, wave) * 2 : wave * 0.3,
        );
      b.at(
        0,
        -74,
        () => {
          for (const side of [-1, 1]) {
            b.oval(side * 24, 2, 8.5, 8.5, coat);
            b.oval(side * 24, 2, 5, 5, flat(skin));
          }
          b.oval(0, 0, 23, 22, coat);
          b.oval(-7, -3, 10, 11, flat(skin));
          b.oval(9, -3, 10, 11, flat(skin));
          b.oval(1, 9, 15, 11, mix(skin, '#f6d9b8', 0.4));
          b.eye(-6, -3, 3);
          b.eye(9, -3, 3);
          b.arc(1, 8, 7, 0.3, 2.84, 1.8, flat('#7a4a38'));
        },
        b.swing(5) * 0.06,
      );
    },
  }),
  thing({
    id: 'dragon',
    height: 3,
    ratio: 1.5,
    place: 'ground',
    animated: true,
    words: 'dragon, wyvern, hydra, monster, beast, drake dragon, basilisk',
    draw(b) {
      const skin = b.colour('#4f8f5f', '#b5443f', '#5a5fa8');
      const pale = mix(skin, '#f6e2a8', 0.65);
      const beat = b.swing(b.does('fly|soar|flap') ? 1.4 : 3.6);
      const wing = (fill: string, shift: number) =>
        b.at(
          -8 + shift,
          -58,
          () =>
            b.blob(
              [
                0,
                0,
                -8,
                -30 - beat * 6,
                -22,
                -40 - beat * 8,
                -62,
                -30 - beat * 12,
                -48,
                -20 - beat * 8,
                -50,
                -6 - beat * 4,
                -34,
                -8,
                -28,
                4,
                -14,
                2,
              ],
              fill,
            ),
          -beat * 0.12,
        );
      wing(mix(skin, '#22223a', 0.45), 8);
      b.line([-20, -26, -44, -10, -62, -14, -70 + b.swing(3) * 2, -30], 11, shade(skin, 0.1));
      b.poly([-64, -28, -78, -40 + b.swing(3), -68 + b.swing(3) * 2, -48, -62, -32], shade(skin, 0.25), 2);
      for (const [x, tone] of [
        [-14, 0.3],
        [18, 0.3],
        [-22, 0.06],
        [10, 0.06],
      ] as const) {
        b.limb(x, -26, 10, x + 2, -6, 6.5, shade(skin, tone));
        b.box(x - 4, -7, 17, 7, 3.5, shade(skin, tone));
      }
      const body = b.tone(skin, -98, -4);
      b.limb(-18, -36, 18, 14, -38, 19, body);
      b.limb(22, -46, 13, 40, -78, 9, body);
      b.line([18, -24, 28, -40, 38, -60, 44, -74], 6, flat(pale));
      for (const [x, y] of [
        [-26, -54],
        [-10, -57],
        [6, -58],
        [20, -64],
        [28, -78],
      ] as const)
        b.poly([x - 6, y + 3, x + 1, y - 9, x + 7, y + 3], shade(skin, 0.35), 1);
      b.at(
        44,
        -84,
        () => {
          b.poly([-8, -6, -22, -18, -2, -12], '#e6d8b0', 1);
          b.limb(0, 0, 11.5, 20, 6, 6.5, skin);
          b.line([12, 10, 20, 11, 26, 9], 1.6, shade(skin, 0.45));
          b.oval(24, 3, 1.6, 1.3, shade(skin, 0.6));
          b.oval(5, -3, 4.4, 4.4, glow('#ffd84a'));
          b.oval(6, -3, 1.7, 3.4, flat('#20181a'));
          if (b.does('breath|fire|roar|spit|attack|burn')) b.at(28, 8, () => flame(b, 0, 0, 7, 30), -Math.PI / 2);
        },
        b.swing(4) * 0.07,
      );
      wing(skin, -4);
    },
  }),
  thing({
    id: 'dinosaur',
    height: 4,
    ratio: 1.4,
    place: 'ground',
    animated: true,
    words:
      'dinosaur, t-rex, t rex, tyrannosaurus, velociraptor, raptor, brontosaurus, triceratops, godzilla, dino, stegosaurus',
    draw(b) {
      const skin = b.colour('#6f9a4f', '#8f7f4a', '#5f8a86');
      const gait = b.does('walk|run|chas|stomp|march|hunt|charg') ? b.swing(1.2) * 0.4 : 0;
      const body = b.tone(skin, -98, -6);
      const leg = (turn: number, fill: typeof body) =>
        b.at(
          -6,
          -44,
          () => {
            b.limb(0, 4, 15, 6, 24, 8, fill);
            b.limb(6, 24, 7.5, 0, 38, 5.5, fill);
            b.box(-4, 36, 22, 8, 4, fill);
          },
          turn,
        );
      leg(-gait, shade(skin, 0.32));
      b.blob([-10, -66, -40, -46, -68, -34 + b.swing(3) * 3, -74, -32 + b.swing(3) * 4, -50, -28, -20, -30], body);
      b.limb(-10, -46, 20, 18, -62, 15, body);
      b.limb(20, -64, 13, 34, -80, 11, body);
      b.blob([32, -58, 26, -42, 0, -28, -14, -28, 8, -48, 22, -62], flat(mix(skin, '#f4ecc0', 0.55)));
      b.line([26, -54, 37, -48, 40, -40], 5, shade(skin, 0.15));
      b.at(
        38,
        -84,
        () => {
          const roar = b.does('roar|bite|eat|growl') ? 0.12 + Math.max(0, b.swing(1.4)) * 0.3 : 0.06;
          b.at(-2, 4, () => b.limb(0, 2, 7, 24, 4, 5, shade(skin, 0.1)), roar);
          b.limb(0, -2, 13, 26, 0, 8.5, skin);
          for (let i = 0; i < 4; i++) b.poly([10 + i * 6, 6.4, 15 + i * 6, 6.4, 12.5 + i * 6, 11], flat('#fbf6ea'));
          b.eye(6, -6, 3);
          b.oval(30, -3, 1.4, 1.2, shade(skin, 0.6));
        },
        b.swing(3.4) * 0.05,
      );
      leg(gait, body);
    },
  }),
  thing({
    id: 'ghost',
    height: 1.5,
    ratio: 0.75,
    place: 'air',
    animated: true,
    words: 'ghost, spirit, phantom, spectre, ghoul',
    draw(b) {
      const skin = b.colour('#eef2f8', '#d9e6f2');
      b.at(0, b.swing(3.2) * 2, () => {
        b.halo(0, -50, 50, skin, 0.35);
        const hem = [0, 1, 2, 3, 4].flatMap((i) => [28 - i * 14, -8 + (i % 2) * -8 + b.swing(1.8, i * 0.2) * 2.5]);
        b.sheer(0.92, () => b.blob([-30, -40, -27, -76, 0, -95, 27, -76, 30, -40, ...hem], skin));
        for (const side of [-1, 1]) b.limb(side * 26, -50, 6, side * 33, -60 + b.swing(2.2, side * 0.2) * 3, 4.5, skin);
        for (const x of [-8, 11]) b.oval(x, -68, 4, 6, flat('#2c3040'));
        b.oval(2, -52, 4.5, 5.5, flat('#4a5068'));
      });
    },
  }),
];
