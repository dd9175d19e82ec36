import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const STEEL = '#b4bdc6';

/** Space, weather, ice and the sea's far corners. */
export const BEYOND: readonly Subject[] = [
  thing({
    id: 'space station',
    words: 'space station, iss, international space station, orbital station',
    height: 20,
    ratio: 2,
    place: 'air',
    animated: true,
    draw(b) {
      b.at(
        0,
        -50,
        () => {
          b.bar([-90, 0, 90, 0], 5, flat('#8d97a2'));
          for (const x of [-88, -58, 32, 62])
            for (const y of [-44, 8]) {
              b.box(x, y, 24, 36, 2, '#2f5f9f');
              b.bar([x + 12, y, x + 12, y + 36], 1.6, flat('#7fa8d8'));
              b.bar([x, y + 18, x + 24, y + 18], 1.6, flat('#7fa8d8'));
            }
          b.box(-26, -13, 52, 26, 10, STEEL);
          b.box(-9, -40, 18, 80, 8, '#d3dae0');
          for (const x of [-18, 12]) b.oval(x + 3, 0, 4.6, 4.6, b.lamp('#5a7890', '#ffe6ad'));
          b.oval(0, -28, 4, 4, glow('#ff6a5a', 0.6 + b.swing(1.6) * 0.4));
        },
        b.swing(9) * 0.05,
      );
    },
  }),
  thing({
    id: 'astronaut helmet',
    words: 'astronaut helmet, space helmet, space suit helmet, spacesuit',
    height: 0.4,
    ratio: 1,
    place: 'surface',
    animated: false,
    draw(b) {
      b.box(-36, -16, 72, 16, 7, '#c3ccd4');
      b.oval(0, -55, 46, 44, b.colour('#f2f1ed'));
      b.box(-44, -60, 12, 28, 5, '#c3ccd4');
      b.blob([-24, -68, 6, -84, 38, -70, 40, -46, 22, -30, -16, -32, -28, -48], '#2f4a78');
      b.blob([-16, -66, 4, -78, 22, -72, 4, -60, -12, -54], bright('#4f78b0', 0.35));
    },
  }),
  thing({
    id: 'comet',
    words: 'comet, meteor, shooting star, falling star, meteorite, asteroid, meteor shower',
    height: 4,
    ratio: 1.7,
    place: 'air',
    animated: true,
    draw(b) {
      const flick = b.swing(0.9) * 3;
      const ice = b.is('comet|shooting|star|falling');
      b.path(
        `M54 -36C30 -62 -40 ${-96 + flick} -84 -98C-56 -84 -40 -74 -28 -64C-52 -66 -66 -64 -80 -60C-48 -52 -30 ${-38 + flick} -12 -26C10 -10 40 -12 54 -36Z`,
        glow(ice ? '#6fb8f0' : '#f0762c', 0.55),
      );
      b.path(
        `M56 -34C30 -54 -16 ${-78 + flick} -52 -84C-26 -66 -8 -44 10 -28C24 -18 42 -18 56 -34Z`,
        glow(ice ? '#d6efff' : '#ffc24a', 0.8),
      );
      if (ice) {
        b.oval(48, -28, 22, 22, glow('#f4fbff'));
        return;
      }
      b.blob([24, -34, 34, -52, 54, -56, 72, -42, 74, -20, 56, -4, 34, -8], '#6f625c');
      for (const [x, y, r] of [
        [48, -38, 6],
        [60, -22, 7],
        [42, -18, 4],
      ] as const)
        b.oval(x, y, r, r * 0.85, shade('#6f625c', 0.35));
    },
  }),
  thing({
    id: 'black hole',
    words: 'black hole, event horizon, wormhole, singularity, supernova, vortex, space portal',
    height: 20,
    ratio: 1.6,
    place: 'air',
    animated: true,
    draw(b) {
      b.at(0, -50, () => {
        b.halo(0, 0, 60, '#f0903a', 0.6);
        for (const [r, hue, width] of [
          [74, '#c8502f', 9],
          [64, '#f0903a', 8],
          [55, '#ffd28a', 6],
        ] as const) {
          b.pen.beginPath();
          b.pen.ellipse(0, 0, r, r * 0.3, -0.12 + b.swing(7) * 0.02, 0, Math.PI * 2);
          b.stroke(width, glow(hue, 0.85));
        }
        b.oval(0, -2, 36, 36, glow('#ffe3b0', 0.9));
        b.oval(0, 0, 33, 33, glow('#08070c'));
        b.pen.beginPath();
        b.pen.ellipse(0, 4, 60, 16, -0.12, 0.1, Math.PI - 0.1);
        b.stroke(7, glow('#ffd28a'));
        const way = b.time * 0.9;
        b.oval(Math.cos(way) * 66, Math.sin(way) * 19, 4, 2.6, glow('#fff3d6'));
      });
    },
  }),
  thing({
    id: 'island',
    words: 'island, desert island, tropical island, atoll, islet, deserted island',
    height: 9,
    ratio: 1.6,
    place: 'water',
    animated: true,
    draw(b) {
      const sway = b.swing(4) * 0.04;
      b.path('M-78 0C-60 -20 -22 -30 4 -28C36 -28 64 -16 78 0Z', '#ecd39a');
      b.path('M-40 -18C-24 -32 24 -34 42 -18C20 -22 -16 -22 -40 -18Z', '#7fb04f');
      b.line([4, -26, 0, -48, 8, -72], 5, flat('#9a7048'));
      b.at(
        8,
        -72,
        () => {
          for (const [way, reach] of [
            [-0.2, 38],
            [0.5, 34],
            [-2.9, 38],
            [2.5, 32],
            [-1.1, 28],
            [-2, 28],
          ] as const)
            b.path(
              `M0 0Q${Math.cos(way) * reach * 0.6} ${Math.sin(way) * reach * 0.6 - 14} ${Math.cos(way) * reach} ${Math.sin(way) * reach + 8}Q${Math.cos(way) * reach * 0.5} ${Math.sin(way) * reach * 0.5 - 2} 0 0Z`,
              way > 0 ? '#3f8a4a' : '#55a356',
            );
          for (const x of [-4, 3]) b.oval(x, 4, 4, 4, '#6b4a30');
        },
        sway,
      );
      b.oval(-42, -13, 12, 7, '#a39d93');
      b.sheer(0.55, () => b.line([-82, 0, -30, 3, 30, 2, 82, 0], 4, flat('#eaf6f7')));
    },
  }),
  thing({
    id: 'iceberg',
    words: 'iceberg, ice floe, glacier, ice, ice cube, icicle, ice block',
    height: 14,
    ratio: 1.4,
    place: 'water',
    animated: true,
    draw(b) {
      const coat = b.colour('#cfe9f2');
      b.at(0, b.swing(5) * 1, () => {
        b.poly([-66, 0, -52, -34, -30, -42, -12, -84, 8, -98, 26, -62, 44, -54, 66, 0], coat, 3);
        b.poly([8, -98, 26, -62, 44, -54, 66, 0, 18, 0, 4, -40], shade(coat, 0.14), 2);
        b.poly([-12, -84, 8, -98, 4, -40, -20, -20, -30, -42], bright(coat, 0.5), 2);
        b.bar([-52, -34, -40, -12], 2, shade(coat, 0.18));
      });
      b.sheer(0.6, () => b.line([-69, 0, -24, 3, 24, 2, 69, 0], 3.4, flat('#eef9fb')));
    },
  }),
  thing({
    id: 'tornado',
    words: 'tornado, hurricane, twister, whirlwind, cyclone, storm, wind, typhoon, gust',
    height: 30,
    ratio: 0.9,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#8d98a6');
      for (let i = 0; i < 9; i++) {
        const share = i / 8;
        const x = b.swing(2.2, share * 0.5) * (4 + (1 - share) * 5) * (0.4 + share);
        b.oval(
          x,
          -6 - share * 86,
          5 + share ** 1.3 * 37,
          4.5 + share * 4,
          i % 2 ? mix(coat, '#ffffff', 0.14) : coat,
          b.swing(2.2, share * 0.5) * 0.08,
        );
      }
      b.sheer(0.5, () => b.oval(0, -3, 26, 4, flat('#b5a58c')));
      for (let i = 0; i < 5; i++) {
        const way = b.time * 3 + i * 1.3;
        b.box(Math.cos(way) * (10 + i * 7) - 2, -14 - i * 14 + Math.sin(way) * 3, 4, 3, 1, flat('#5f564a'));
      }
    },
  }),
  thing({
    id: 'raindrop',
    words: 'raindrop, drop, water drop, tear, droplet, dew drop, teardrop, drop of water, rain, dew',
    height: 0.2,
    ratio: 0.75,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#4fa8e0');
      b.at(
        0,
        -36,
        () => {
          b.path('M0 -62C16 -34 34 -14 34 6C34 24 18 36 0 36C-18 36 -34 24 -34 6C-34 -14 -16 -34 0 -62Z', coat);
          b.sheer(0.7, () => b.line([-20, 6, -16, 18, -6, 25], 6, flat('#ffffff')));
        },
        b.swing(2.2) * 0.04,
        1 + b.swing(2.2) * 0.02,
        1,
      );
    },
  }),
  thing({
    id: 'submarine',
    words: 'submarine, sub vessel, submersible, u-boat, bathyscaphe, yellow submarine',
    height: 5,
    ratio: 2,
    place: 'water',
    animated: true,
    draw(b) {
      const coat = b.colour('#f0b832', '#5a7890', '#d9523f');
      b.at(0, b.swing(3.4) * 2, () => {
        b.bar([-6, -74, -6, -97, 8, -97], 5, flat('#5f6a76'));
        b.box(-28, -80, 48, 30, 8, shade(coat, 0.08));
        b.blob([-92, -30, -74, -52, -30, -62, 40, -62, 80, -48, 92, -30, 78, -12, 36, -3, -40, -3, -76, -12], coat);
        b.line([-84, -22, -20, -18, 50, -18, 86, -24], 5, shade(coat, 0.25));
        for (const x of [-34, 4, 42]) {
          b.oval(x, -34, 11, 11, flat('#6b7078'));
          b.oval(x, -34, 8, 8, b.lamp('#8fd0e6', '#ffe6ad'));
        }
        const spin = Math.abs(b.swing(0.9));
        b.oval(-94, -30, 4, 5 + spin * 17, flat('#5f6a76'));
      });
    },
  }),
  thing({
    id: 'launch pad',
    words: 'launch pad, rocket launch, launchpad, rocket on a launch pad, space launch, liftoff',
    height: 40,
    ratio: 0.85,
    place: 'ground',
    animated: true,
    draw(b) {
      b.box(-40, -6, 80, 6, 1, '#8d929a');
      gantry(b);
      const lift = b.does('launch|lift|take|blast|fly|ris') ? Math.min(1, b.moment.progress * 1.2) ** 2 * 120 : 0;
      b.at(8, -8 - lift, () => {
        if (lift > 0 || b.does('launch|ignit|blast|lift|take')) {
          const flick = b.swing(0.24) * 3;
          b.path(`M-8 0C-10 14 -3 ${26 + flick} 0 ${32 + flick}C3 ${26 + flick} 10 14 8 0Z`, glow('#ff9a3c'));
          b.path(`M-4 0C-5 8 -2 ${14 + flick} 0 ${18 + flick}C2 ${14 + flick} 5 8 4 0Z`, glow('#fff0b0'));
        }
        for (const side of [-1, 1]) b.poly([side * 8, -26, side * 18, -2, side * 8, -4], '#d9473f', 1);
        b.path('M-11 0L-11 -58C-11 -74 -4 -84 0 -88C4 -84 11 -74 11 -58L11 0Z', b.colour('#f2f1ed'));
        b.path('M-9.500 -66C-7 -78 -3 -84 0 -88C3 -84 7 -78 9.500 -66Z', '#d9473f');
        b.oval(0, -50, 5, 5, flat('#4f86b8'));
        b.box(-11, -24, 22, 6, 0, flat('#33588f'));
      });
      for (const [x, phase] of [
        [-22, 0],
        [26, 0.4],
        [4, 0.7],
      ] as const)
        b.sheer(0.5, () => b.oval(x, -5, 13 + b.swing(2.6, phase) * 2, 6, flat('#eef0f2')));
    },
  }),
];

function gantry(b: Brush): void {
  const zig: number[] = [];
  for (let i = 0; i <= 9; i++) zig.push(i % 2 ? -16 : -30, -6 - i * 9.4);
  b.bar([-30, -6, -30, -94], 2.4, flat('#c8503a'));
  b.bar([-16, -6, -16, -94], 2.4, flat('#c8503a'));
  b.bar(zig, 1.6, shade('#c8503a', 0.2));
  for (const y of [-72, -40]) b.bar([-16, y, -4, y], 2.4, flat('#c8503a'));
}
