import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const GLASS = '#a9cfdf';

/** What sails and what flies. The waterline of a boat is its origin. */
export const VESSELS: readonly Subject[] = [
  thing({
    id: 'sailboat',
    height: 8,
    ratio: 0.85,
    place: 'water',
    animated: true,
    words: 'sailboat, boat, yacht, sailing boat, sail boat, catamaran, dinghy, sailing ship, schooner, vessel',
    draw(b) {
      const hull = b.colour('#c4533f', '#2f5f86', '#f0e9dc', '#3d7f78');
      rock(b, () => {
        const belly = 3 + b.swing(5) * 2;
        b.bar([-4, -14, -4, -99], 2, flat('#7a5638'));
        b.poly([0, -96, 14 + belly, -60, 36, -24, 0, -22], '#f6efe0', 3);
        b.poly(
          [-8, -90, -8, -22, -34, -24, -22 - belly, -50],
          mix('#f6efe0', hull === '#f0e9dc' ? '#d0604a' : hull, 0.35),
          3,
        );
        b.poly([-4, -99, 12, -96 + b.swing(0.9) * 1.5, -4, -92], flat('#d0604a'));
        b.blob([-40, -17, -20, -15, 20, -15, 43, -20, 34, -3, 22, 2, -22, 2, -33, -4], hull);
        b.line([-39, -15, 0, -13, 40, -17], 2.4, bright(hull, 0.5));
      });
    },
  }),
  thing({
    id: 'rowboat',
    height: 0.9,
    ratio: 4.4,
    place: 'water',
    animated: true,
    words:
      'rowboat, rowing boat, canoe, kayak, gondola, raft, fishing boat, lifeboat, skiff, motorboat, speedboat, dugout',
    draw(b) {
      const wood = b.colour('#9c6238', '#3f7f86', '#b5573f');
      rock(b, () => {
        b.blob(
          [-205, -92, -120, -66, 0, -60, 120, -66, 205, -92, 150, -48, 0, -40, -150, -48],
          shade(mix(wood, '#2b1a10', 0.3), 0.3),
        );
        b.blob([-210, -92, -120, -58, 0, -50, 120, -58, 210, -92, 176, -16, 110, 8, -110, 8, -176, -16], wood);
        b.line([-206, -88, -120, -54, 0, -46, 120, -54, 206, -88], 11, bright(wood, 0.25));
        const row = b.does('row|paddl|cross') ? b.swing(2.2) * 0.3 : 0;
        b.at(
          10,
          -64,
          () => {
            b.bar([0, -40, 0, 46], 9, flat('#c79a62'));
            b.oval(0, 58, 14, 26, flat('#b98851'));
          },
          0.75 + row,
        );
      });
    },
  }),
  thing({
    id: 'ship',
    height: 30,
    ratio: 2.6,
    place: 'water',
    animated: true,
    words:
      'ship, ferry, cruise ship, cargo ship, container ship, steamship, ocean liner, liner, freighter, battleship, tugboat, warship, tanker ship, icebreaker, galleon, pirate ship',
    draw(b) {
      const hull = b.colour('#2f4a6d', '#7f3431', '#33454d');
      rock(b, () => {
        b.poly([-90, -66, 62, -66, 72, -40, -98, -40], '#f0ede4', 3);
        b.box(-70, -82, 112, 18, 3, '#f6f3ea');
        b.poly([14, -94, 42, -94, 48, -80, 14, -80], '#f6f3ea', 2);
        for (const x of [-50, -14]) {
          b.poly([x, -82, x + 4, -100, x + 20, -100, x + 18, -82], '#cf5a3f', 1);
          b.box(x + 3, -100, 17, 5, 1, shade('#33343b', 0.2));
        }
        for (let i = 0; i < 12; i++) b.oval(-82 + i * 12.4, -53, 2.6, 2.6, b.lamp('#5c7486', '#ffe3a3'));
        for (let i = 0; i < 8; i++) b.box(-64 + i * 12, -77, 7, 6, 1, b.lamp('#5c7486', '#ffe3a3'));
        b.poly([-122, -40, 130, -44, 104, 2, -108, 2], hull, 5);
        b.poly([-115, -10, 111, -10, 104, 2, -108, 2], shade('#a3413a', 0.1), 3);
        b.bar([-118, -36, 122, -39], 2.4, bright(hull, 0.6));
      });
    },
  }),
  thing({
    id: 'airplane',
    height: 5,
    ratio: 2.9,
    place: 'air',
    animated: true,
    words:
      'airplane, plane, aeroplane, jet, aircraft, airliner, jumbo jet, biplane, glider, fighter jet, private jet, seaplane, propeller plane',
    draw(b) {
      const livery = b.colour('#3a78b5', '#d1503f', '#3d8f80');
      b.at(
        0,
        b.swing(4) * 1.2,
        () => {
          b.poly([-118, -52, -142, -98, -122, -98, -86, -54], livery, 4);
          b.poly([-40, -48, -10, -76, 6, -76, 4, -48], shade('#c9ced3', 0.25), 3);
          b.blob(
            [-140, -52, -110, -60, 60, -64, 116, -58, 142, -42, 128, -32, 60, -26, -60, -28, -120, -40],
            '#f1f1ee',
          );
          b.blob(
            [-138, -50, -60, -42, 60, -36, 134, -38, 120, -30, 60, -26, -60, -28, -118, -40],
            flat(mix(livery, '#ffffff', 0.1)),
          );
          for (let i = 0; i < 10; i++) b.oval(-70 + i * 14, -50, 3, 3.6, b.lamp('#5f7d92', '#ffe6ad'));
          b.poly([98, -58, 116, -56, 126, -48, 104, -48], b.lamp('#4a6678', '#cfe6ff'), 3);
          b.poly([-124, -48, -146, -38, -130, -36, -98, -44], '#d9dde0', 3);
          b.poly([28, -40, -40, -6, -62, -4, -22, -40], '#cfd5da', 4);
          b.limb(-4, -20, 8, 20, -20, 8.5, '#b5bdc4');
          b.oval(27, -20, 3, 7.5, flat('#5a636c'));
          if (b.paint.dark) b.halo(-60, -4, 12, '#ff5a48', Math.max(0, b.swing(1.1)));
        },
        -0.03,
      );
    },
  }),
  thing({
    id: 'helicopter',
    height: 3.6,
    ratio: 2.3,
    place: 'air',
    animated: true,
    words: 'helicopter, chopper helicopter, gyrocopter, copter',
    draw(b) {
      const body = b.colour('#d9842f', '#3a78a5', '#c4463e', '#4d7f55');
      const spin = b.time * 9;
      b.at(
        0,
        b.swing(2.8) * 1.5,
        () => {
          b.poly([-20, -62, -104, -60, -104, -52, -20, -36], shade(body, 0.1), 3);
          b.poly([-96, -56, -114, -86, -100, -86, -86, -58], body, 3);
          b.at(-104, -66, () => b.bar([-13, 0, 13, 0], 3, flat('#3f434a')), spin * 1.3);
          b.blob([-40, -60, -10, -74, 30, -72, 60, -52, 62, -34, 40, -20, -16, -20, -40, -36], body);
          b.blob([18, -66, 32, -66, 56, -48, 58, -38, 24, -38], b.lamp(GLASS, '#bfe3ff'));
          b.box(-14, -60, 24, 22, 5, b.lamp(GLASS, '#ffe6ad'));
          b.bar([-14, -20, -18, -6], 3, flat('#4a4d55'));
          b.bar([28, -20, 32, -6], 3, flat('#4a4d55'));
          b.line([-44, -5, 40, -5, 54, -8], 4, flat('#4a4d55'));
          b.box(2, -88, 6, 16, 2, flat('#4a4d55'));
          b.sheer(0.16, () => b.oval(5, -90, 96, 4, flat('#4a4d55')));
          for (const turn of [0, Math.PI / 2]) {
            const reach = Math.cos(spin + turn) * 96;
            b.bar([5 - reach, -90, 5 + reach, -90], 3, flat('#3f434a'));
          }
        },
        0.04,
      );
    },
  }),
  thing({
    id: 'rocket',
    height: 30,
    ratio: 0.5,
    place: 'ground',
    animated: true,
    words:
      'rocket, space rocket, rocket ship, missile, space shuttle, shuttle rocket, launcher, booster, spacecraft, starship',
    draw(b) {
      const accent = b.colour('#d1463c', '#3a78b5', '#e08a2f');
      const burning = b.does('launch|lift|take|fly|blast|burn|soar|rise|ascend|climb|land|shoot|accelerat|go');
      const up = burning ? 20 : 0;
      b.at(
        0,
        -up,
        () => {
          if (burning) flame(b, 0, -8, 9, 30);
          b.poly([-10, -34, -24, -12, -22, -2, -8, -12], accent, 2);
          b.poly([10, -34, 24, -12, 22, -2, 8, -12], shade(accent, 0.25), 2);
          b.poly([-8, -14, 8, -14, 10, -4, -10, -4], '#4c5058', 2);
          b.blob([0, -99, 8, -82, 13, -58, 12, -26, 8, -10, -8, -10, -12, -26, -13, -58, -8, -82], '#efeee9');
          b.pen.save();
          b.pen.beginPath();
          b.pen.rect(-20, -100, 40, 24);
          b.pen.clip();
          b.blob([0, -99, 8, -82, 13, -58, 12, -26, -12, -26, -13, -58, -8, -82], accent);
          b.pen.restore();
          b.oval(0, -60, 6.4, 6.4, flat('#8b939b'));
          b.oval(0, -60, 4.6, 4.6, b.lamp('#8cc6df', '#ffe6ad'));
          b.box(-12.4, -34, 24.8, 5, 1, flat(accent));
          b.poly([-2, -30, 2, -30, 2.6, -4, -2.6, -4], shade(accent, 0.1), 1);
        },
        0,
        burning ? 0.78 : 1,
      );
    },
  }),
  thing({
    id: 'ufo',
    height: 4,
    ratio: 2.1,
    place: 'air',
    animated: true,
    words:
      'ufo, spaceship, flying saucer, saucer, alien ship, alien spaceship, mothership, alien craft, space ship, starfighter',
    draw(b) {
      const body = b.colour('#97a3b3', '#7f8fa8', '#8fa69a');
      b.at(
        0,
        b.swing(3) * 3 - 6,
        () => {
          b.halo(0, -12, 46, '#8ff0d8', b.paint.dark ? 0.5 : 0.25);
          b.blob([-44, -52, -34, -78, 0, -92, 34, -78, 44, -52], b.lamp('#9fdbe6', '#bff5ea'));
          b.blob([-24, -70, -12, -82, 0, -84, -8, -76, -20, -60], bright('#bfe9f0', 0.5));
          b.oval(0, -40, 104, 21, body);
          b.oval(0, -48, 60, 10, bright(body, 0.3));
          b.oval(0, -26, 50, 10, shade(body, 0.35));
          for (let i = -3; i <= 3; i++) {
            const on = 0.5 + 0.5 * b.swing(1.6, i / 7);
            b.oval(i * 28, -36 + Math.abs(i) * -1.2, 5, 4.5, glow('#ffe07a', 0.35 + 0.65 * on));
          }
        },
        b.swing(4) * 0.04,
      );
    },
  }),
  thing({
    id: 'balloon',
    height: 18,
    ratio: 0.75,
    place: 'air',
    animated: true,
    words: 'hot-air balloon, hot air balloon, air balloon, airship, zeppelin, blimp, dirigible',
    draw(b) {
      const first = b.colour('#d1503f', '#3a7fae', '#e0a035');
      b.at(
        0,
        b.swing(5) * 1,
        () => {
          b.bar([-11, -30, -6, -13], 0.8, flat('#6b5138'));
          b.bar([11, -30, 6, -13], 0.8, flat('#6b5138'));
          b.poly([-7.5, -13, 7.5, -13, 6, -1, -6, -1], '#a06f3f', 1.6);
          b.blob([0, -99, 24, -92, 36, -72, 30, -50, 12, -30, -12, -30, -30, -50, -36, -72, -24, -92], first);
          b.blob(
            [0, -99, 13, -90, 19, -70, 15, -50, 7, -30, -7, -30, -15, -50, -19, -70, -13, -90],
            mix(first, '#fff1d2', 0.8),
          );
          b.blob([0, -99, 5, -88, 7, -70, 5, -50, 3, -30, -3, -30, -5, -50, -7, -70, -5, -88], shade(first, 0.06));
          b.halo(0, -24, 9, '#ffc457', 0.5 + b.swing(2.2) * 0.3);
        },
        b.swing(6) * 0.025,
      );
    },
  }),
  thing({
    id: 'drone',
    height: 0.3,
    ratio: 2.6,
    place: 'air',
    animated: true,
    words: 'drone, quadcopter, uav, delivery drone, camera drone',
    draw(b) {
      const body = b.colour('#e8e8e4', '#3f444c', '#d9842f');
      b.at(
        0,
        b.swing(1.9) * 4,
        () => {
          b.bar([-100, -72, 100, -72], 9, shade(body, 0.2));
          for (const x of [-100, 100]) {
            b.box(x - 8, -84, 16, 30, 5, '#565c66');
            b.sheer(0.25, () => b.oval(x, -88, 32, 5, flat('#6b7280')));
            const reach = Math.cos(b.time * 11 + x) * 31;
            b.bar([x - reach, -88, x + reach, -88], 4, flat('#3a3f46'));
          }
          b.box(-44, -90, 88, 40, 18, body);
          b.line([-34, -52, -44, -14], 6, flat('#565c66'));
          b.line([34, -52, 44, -14], 6, flat('#565c66'));
          b.oval(0, -42, 17, 17, '#3a3f46');
          b.oval(4, -41, 9, 9, '#6fb1d6');
          b.oval(7, -45, 3, 3, flat('#ffffff'));
          b.oval(-32, -70, 4, 4, glow('#6ff0a0', 0.6 + b.swing(1) * 0.4));
        },
        b.swing(3.1) * 0.05,
      );
    },
  }),
  thing({
    id: 'satellite',
    height: 3,
    ratio: 2.6,
    place: 'air',
    animated: true,
    words: 'satellite, probe, space probe, orbiter, sputnik, space telescope',
    draw(b) {
      const body = b.colour('#d9b25c', '#c9cdd2');
      b.at(
        0,
        -50,
        () => {
          for (const side of [-1, 1]) {
            b.bar([side * 20, 0, side * 40, 0], 4, flat('#9aa2ab'));
            for (let i = 0; i < 3; i++) b.box(side > 0 ? 40 + i * 28 : -68 - i * 28, -26, 26, 52, 2, '#3a5fa0');
            b.bar([side * 40, 0, side * 122, 0], 1.6, bright('#6f93d0', 0.3));
          }
          b.box(-22, -30, 44, 60, 6, body);
          b.box(-22, -6, 44, 5, 0, shade(body, 0.3));
          b.blob([-20, 30, 20, 30, 14, 42, -14, 42], '#e6e8ea');
          b.bar([0, 38, 0, 50], 2.5, flat('#9aa2ab'));
          b.bar([10, -30, 18, -48], 2, flat('#9aa2ab'));
          b.oval(18, -48, 3, 3, glow('#ff6a58', 0.5 + b.swing(1.3) * 0.5));
        },
        -0.22 + b.swing(14) * 0.12,
      );
    },
  }),
];

/** Flames pointing down from (x, y). */
export function flame(b: Brush, x: number, y: number, width: number, length: number): void {
  const reach = length * (1 + b.swing(0.31) * 0.08 + b.swing(0.17, 0.3) * 0.05);
  b.halo(x, y + reach * 0.3, length * 0.9, '#ffb347', 0.6);
  for (const [share, colour] of [
    [1, '#f2762e'],
    [0.72, '#ffb93f'],
    [0.42, '#fff3c0'],
  ] as const) {
    b.blob(
      [
        x - width * share,
        y,
        x + width * share,
        y,
        x + width * share * 0.6,
        y + reach * share * 0.55,
        x + b.swing(0.4) * width * 0.1,
        y + reach * share,
        x - width * share * 0.6,
        y + reach * share * 0.55,
      ],
      glow(colour),
    );
  }
}

function rock(b: Brush, draw: () => void): void {
  b.at(0, b.swing(3.4) * 0.8, draw, b.swing(4.3) * (b.does('rock|toss|storm|fight') ? 0.1 : 0.03));
}
