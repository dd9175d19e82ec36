import type { Subject } from '../subject.ts';
import { bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** What lives in the water. */
export const SWIMMERS: readonly Subject[] = [
  thing({
    id: 'fish',
    height: 0.3,
    ratio: 1.7,
    place: 'water',
    animated: true,
    words:
      'fish, goldfish, clownfish, salmon, trout, tuna, koi, tropical fish, angelfish, carp, betta, cod, pufferfish, sardine',
    draw(b) {
      const skin = b.is('clownfish|goldfish')
        ? '#ee8430'
        : b.colour('#ee8430', '#3f9ab5', '#e2b53a', '#d1607f', '#6f8f9c');
      b.at(0, -50 + b.swing(2.4) * 2, () => {
        const wag = b.swing(0.9) * 12;
        b.blob(
          [-42, 0, -74, -34 + wag, -82, -30 + wag, -70, wag * 0.8, -82, 30 + wag, -74, 34 + wag],
          shade(skin, 0.12),
        );
        b.blob([-20, -30, 4, -50, 30, -44, 22, -28], shade(skin, 0.2));
        b.blob([-4, 28, -10, 46, 14, 40, 18, 28], shade(skin, 0.25));
        b.blob([-50, wag * 0.2, -20, -28, 24, -36, 62, -18, 78, 2, 60, 22, 20, 36, -22, 26], skin);
        b.blob([74, 4, 58, 22, 20, 35, -22, 25, -40, 8, 10, 16], flat(mix(skin, '#fff3dc', 0.5)));
        if (b.is('clownfish|tropical|striped'))
          for (const x of [36, -8]) b.line([x, -31, x + 7, 0, x, 31], 9, flat('#f8f4ea'));
        b.blob([4, 2, -14, -4 + wag * 0.4, -18, 12 + wag * 0.5, 0, 14], shade(skin, 0.25));
        b.oval(54, -6, 9, 9, flat('#ffffff'));
        b.eye(56, -6, 5.2);
      });
    },
  }),
  thing({
    id: 'whale',
    height: 5,
    ratio: 2.5,
    place: 'water',
    animated: true,
    words: 'whale, blue whale, humpback, orca, sperm whale, narwhal, killer whale, humpback whale, beluga',
    draw(b) {
      const skin = b.colour('#44688c', '#4f7382', '#5a6f94');
      b.at(0, -42 + b.swing(4) * 3, () => {
        const beat = b.swing(2.8) * 9;
        b.blob(
          [
            -76,
            -8,
            -104,
            -22 + beat,
            -122,
            -44 + beat,
            -120,
            -22 + beat,
            -108,
            -4 + beat * 0.6,
            -122,
            6 + beat,
            -104,
            12 + beat * 0.8,
            -78,
            10,
          ],
          shade(skin, 0.12),
        );
        b.blob(
          [-94, -6 + beat * 0.4, -50, -22, 10, -40, 80, -42, 120, -16, 122, 14, 98, 34, 30, 40, -30, 28, -80, 12],
          skin,
        );
        b.blob([120, 8, 98, 34, 30, 40, -30, 28, 10, 20, 70, 14], flat('#e4e9ea'));
        for (const y of [22, 28, 34]) b.line([38, y, 70, y - 3, 104, y - 8], 1.6, shade('#e4e9ea', 0.2));
        b.line([84, 10, 104, 12, 121, 4], 2.6, shade(skin, 0.35));
        b.at(30, 26, () => b.blob([12, 0, -10, 2, -36, 28, -16, 28, 8, 14], shade(skin, 0.2)), b.swing(2.8) * 0.14);
        b.eye(82, 0, 3.8);
        if (b.does('spout|blow|breath|surfac') || b.moment.action === null)
          b.sheer(0.8, () => {
            for (const side of [-1, 0, 1])
              b.line(
                [62, -42, 62 + side * 5, -50 - b.swing(2) * 2, 62 + side * 18, -54 - b.swing(2) * 3],
                4,
                flat('#d9eef6'),
              );
          });
      });
    },
  }),
  thing({
    id: 'dolphin',
    height: 1.6,
    ratio: 1.75,
    place: 'water',
    animated: true,
    words: 'dolphin, porpoise',
    draw(b) {
      const skin = b.colour('#6f8fa8', '#5f86a3');
      const leap = b.does('jump|leap|play|danc') ? b.swing(2.4) * 0.35 : b.swing(3) * 0.08;
      b.at(
        0,
        -46 + b.swing(3, 0.25) * 3,
        () => {
          const beat = b.swing(1.3) * 7;
          b.blob([-54, 24, -72, 30 + beat, -88, 46 + beat, -66, 46 + beat, -50, 36], shade(skin, 0.16));
          b.blob([-62, 26, -84, 20 + beat, -92, 30 + beat, -70, 36 + beat], shade(skin, 0.22));
          b.blob([-10, -28, -24, -52, 2, -46, 18, -28], shade(skin, 0.14));
          b.blob([-66, 30, -40, -4, 0, -30, 40, -28, 60, -14, 84, -4, 82, 4, 58, 6, 34, 16, 0, 16, -34, 20], skin);
          b.blob([76, 3, 56, 6, 34, 15, 0, 15, -30, 20, 4, 4, 40, -2], flat('#e2e9ec'));
          b.blob([22, 10, 2, 16, -10, 38, 12, 30], shade(skin, 0.24));
          b.eye(48, -10, 3.2);
        },
        leap,
      );
    },
  }),
  thing({
    id: 'shark',
    height: 1.8,
    ratio: 2.2,
    place: 'water',
    animated: true,
    words: 'shark, great white, hammerhead, great white shark, barracuda, piranha',
    draw(b) {
      const skin = b.colour('#6d7f8f', '#5f7384');
      b.at(0, -42 + b.swing(3.6) * 2, () => {
        const beat = b.swing(1.6) * 6;
        b.poly([-78, -2, -112, -48 + beat, -96, -2 + beat * 0.6, -108, 28 + beat, -76, 10], shade(skin, 0.16), 4);
        b.poly([-22, -26, -8, -57, 10, -54, 24, -26], shade(skin, 0.1), 5);
        b.blob([-92, 2 + beat * 0.3, -50, -16, 10, -32, 70, -26, 108, -2, 88, 14, 40, 26, -20, 22, -60, 12], skin);
        b.blob([100, 4, 84, 15, 40, 26, -20, 22, -58, 12, 0, 10, 50, 4], flat('#e9eded'));
        b.poly([20, 16, -16, 42, -4, 42, 44, 20], shade(skin, 0.25), 3);
        for (const x of [28, 36, 44]) b.line([x, -12, x - 3, -2, x, 8], 2, shade(skin, 0.35));
        b.poly([64, 8, 96, 4, 90, 13, 66, 16], '#7d3236', 2);
        for (let i = 0; i < 4; i++)
          b.poly([67 + i * 7, 8 - i * 0.8, 73 + i * 7, 7.4 - i * 0.8, 70 + i * 7, 13 - i * 0.6], flat('#ffffff'));
        b.eye(74, -8, 3);
      });
    },
  }),
  thing({
    id: 'turtle',
    height: 0.5,
    ratio: 1.75,
    place: 'ground',
    animated: true,
    words: 'turtle, tortoise, sea turtle, terrapin',
    draw(b) {
      const shell = b.colour('#5f8a4c', '#7a6a3f', '#4f8577');
      const skin = '#9ab56a';
      const step = b.does('walk|swim|crawl|race|run|cross') ? b.swing(1.8) * 0.4 : b.swing(5) * 0.04;
      b.at(
        58,
        -42,
        () => {
          b.limb(-12, 14, 12, 10, -8, 14, skin);
          b.eye(15, -12, 3.4, b.does('sleep'));
          b.line([14, -1, 20, -1, 23, -3], 1.8, shade(skin, 0.4));
        },
        b.swing(4) * 0.06,
      );
      b.poly([-60, -26, -84, -14, -58, -12], skin, 3);
      for (const [x, turn] of [
        [-38, step],
        [38, -step],
      ] as const)
        b.at(x, -26, () => b.limb(0, 0, 13, 0, 16, 10, skin), turn);
      b.blob([-66, -24, -58, -60, -30, -88, 4, -96, 38, -84, 60, -56, 66, -24, 0, -16], shell);
      for (const [x, y, r] of [
        [0, -62, 20],
        [-34, -52, 14],
        [34, -52, 14],
        [-14, -84, 9],
        [16, -84, 9],
      ] as const) {
        b.poly(
          [
            x - r,
            y,
            x - r * 0.5,
            y - r * 0.8,
            x + r * 0.5,
            y - r * 0.8,
            x + r,
            y,
            x + r * 0.5,
            y + r * 0.8,
            x - r * 0.5,
            y + r * 0.8,
          ],
          bright(shell, 0.18),
          3,
        );
      }
      b.box(-70, -30, 140, 12, 6, shade(mix(shell, '#e6d69a', 0.4), 0.05));
    },
  }),
  thing({
    id: 'octopus',
    height: 1,
    ratio: 1.2,
    place: 'water',
    animated: true,
    words: 'octopus, squid, kraken, cuttlefish, sea monster',
    draw(b) {
      const skin = b.colour('#c9587a', '#8a5bb0', '#d9713f');
      b.at(0, b.swing(3) * 2, () => {
        for (let i = 0; i < 8; i++) {
          const side = i - 3.5;
          const curl = b.swing(2.4, i * 0.13) * 7;
          b.line(
            [
              side * 7,
              -38,
              side * 13 + curl * 0.3,
              -20,
              side * 15 + curl,
              -6,
              side * 15 + curl + Math.sign(side) * 7,
              -9,
            ],
            9.5 - Math.abs(side) * 0.5,
            i % 2 ? flat(skin) : shade(skin, 0.2),
          );
        }
        b.blob([-30, -44, -36, -72, -20, -95, 0, -99, 20, -95, 36, -72, 30, -44, 0, -32], skin);
        for (const [x, y, r] of [
          [-20, -84, 5],
          [-10, -90, 3],
          [16, -86, 4],
        ] as const)
          b.oval(x, y, r, r, bright(skin, 0.25));
        for (const x of [-8, 14]) {
          b.oval(x, -58, 9, 10, flat('#ffffff'));
          b.eye(x + 1.5, -57, 5);
        }
        b.arc(3, -47, 6, 0.3, 2.8, 2.2, shade(skin, 0.4));
      });
    },
  }),
  thing({
    id: 'jellyfish',
    height: 0.8,
    ratio: 0.8,
    place: 'water',
    animated: true,
    words: 'jellyfish, medusa, plankton',
    draw(b) {
      const skin = b.colour('#c98fe0', '#7fc4e8', '#f0a0b8');
      const pulse = b.swing(2.2);
      b.at(0, -pulse * 3, () => {
        b.halo(0, -64, 46, skin, b.paint.dark ? 0.55 : 0.25);
        for (let i = 0; i < 7; i++) {
          const x = -24 + i * 8;
          b.sheer(0.75, () =>
            b.line(
              [
                x,
                -52,
                x + b.swing(2.2, i * 0.1) * 4,
                -36,
                x + b.swing(2.2, i * 0.1 + 0.25) * 5,
                -20,
                x + b.swing(2.2, i * 0.1 + 0.5) * 6,
                -3 - (i % 3) * 6,
              ],
              3,
              flat(skin),
            ),
          );
        }
        b.sheer(0.92, () => {
          const half = 36 + pulse * 2;
          b.blob(
            [
              -half,
              -52,
              -half * 0.85,
              -80,
              0,
              -97 - pulse,
              half * 0.85,
              -80,
              half,
              -52,
              half * 0.5,
              -56,
              0,
              -50,
              -half * 0.5,
              -56,
            ],
            skin,
          );
        });
        b.blob([-20, -66, -14, -82, 2, -86, -8, -76, -12, -64], bright(skin, 0.5));
      });
    },
  }),
];
