import type { Subject } from '../subject.ts';
import { type Brush, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** Small animals of trees and burrows. */
export const WOODLAND: readonly Subject[] = [
  thing({
    id: 'squirrel',
    words: 'squirrel, chipmunk, red squirrel',
    height: 0.28,
    ratio: 1,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#b8642f', '#8f6a4c', '#8a8a8c');
      const pale = flat(mix(coat, '#fff3e2', 0.75));
      const hop = b.does('run|hop|jump|climb|leap|scamper') ? Math.abs(b.swing(0.7)) * 8 : 0;
      const sway = b.swing(2.1) * 0.05;
      b.at(0, -hop, () => {
        b.at(
          -14,
          -8,
          () =>
            b.path(
              'M0 0C-24 -2 -38 -24 -34 -48C-31 -72 -16 -92 4 -90C14 -88 14 -76 4 -74C-10 -70 -10 -56 -2 -42C4 -30 10 -14 0 0Z',
              mix(coat, '#5a2c14', 0.18),
            ),
          sway,
        );
        b.blob([-14, -4, -18, -26, -4, -50, 12, -54, 20, -36, 20, -12, 12, 0], coat);
        b.blob([8, -48, 19, -38, 19, -16, 10, -8, 4, -26], pale);
        b.limb(-4, -14, 12, 8, -5, 5, shade(coat, 0.14));
        b.limb(4, -4, 4, 20, -3, 3.4, flat(mix(coat, '#3a1c10', 0.2)));
        b.at(
          16,
          -62,
          () => {
            b.poly([-10, -8, -9, -27, 0, -12], coat, 2);
            b.limb(0, 0, 14, 14, 6, 7, coat);
            b.oval(12, 8, 7, 5, pale);
            b.oval(20, 4, 2.4, 2, flat('#2d2320'));
            b.eye(6, -3, 3, b.does('sleep'));
          },
          b.swing(2.9) * 0.05,
        );
        b.line([10, -42, 24, -36, 30, -38], 5, flat(coat));
        b.oval(32, -40, 6, 7, '#8a5a2e');
        b.path('M25 -42Q32 -52 39 -42Z', flat('#5e3c20'));
      });
    },
  }),
  thing({
    id: 'hedgehog',
    words: 'hedgehog, porcupine, echidna',
    height: 0.2,
    ratio: 1.45,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#6b5240', '#7a6150');
      const step = b.does('walk|run|wander|crawl|search|scurr') ? b.swing(0.5) * 5 : 0;
      for (const [x, way] of [
        [-30, 1],
        [24, -1],
        [-16, -1],
        [36, 1],
      ] as const)
        b.limb(x, -14, 7, x + step * way, -4, 5, shade('#d9b48c', 0.25));
      b.blob([26, -50, 46, -42, 70, -16, 64, -8, 30, -8], '#e0bd95');
      const spikes: number[] = [];
      for (let i = 0; i <= 17; i++) {
        const way = Math.PI * (0.98 + (i / 17) * 0.92);
        const reach = i % 2 ? 1.16 : 0.95;
        spikes.push(-8 + Math.cos(way) * 54 * reach, -18 + Math.sin(way) * 68 * reach);
      }
      b.poly([...spikes, 38, -12, -56, -6], coat);
      b.pen.beginPath();
      for (const [x, y] of [
        [-40, -30],
        [-24, -48],
        [-6, -62],
        [10, -46],
        [-10, -30],
        [24, -62],
        [28, -30],
        [-34, -58],
        [8, -18],
      ] as const) {
        b.pen.moveTo(x, y);
        b.pen.lineTo(x - 5, y - 12);
      }
      b.stroke(2.6, flat(mix(coat, '#f6e2c2', 0.55)));
      b.oval(69 + b.swing(1.1), -17 + b.swing(0.8) * 1.4, 5, 4.6, flat('#2a2220'));
      b.eye(49, -28, 4.4, b.does('sleep'));
      b.oval(32, -40, 7, 8, shade('#e0bd95', 0.3));
    },
  }),
  thing({
    id: 'koala',
    words: 'koala, koala bear',
    height: 0.8,
    ratio: 0.85,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#9aa0a6', '#8d9197');
      for (const side of [-1, 1]) b.limb(side * 18, -16, 13, side * 24, -7, 8, shade(coat, 0.22));
      b.blob([-26, -20, -24, -46, 0, -54, 24, -46, 26, -20, 14, -3, -14, -3], coat);
      b.oval(0, -24, 15, 19, flat('#eceae6'));
      for (const side of [-1, 1]) b.limb(side * 22, -40, 8, side * 12, -24 + b.swing(2.2) * 1.4, 6, shade(coat, 0.14));
      b.at(
        0,
        -70,
        () => {
          for (const side of [-1, 1]) {
            b.oval(side * 27, -8, 15, 15, coat);
            b.oval(side * 27, -6, 9, 9, flat('#e9c9c4'));
          }
          b.oval(0, 0, 28, 25, coat);
          b.oval(0, 4, 7, 11, flat('#33323a'));
          for (const side of [-1, 1]) b.eye(side * 13, -4, 3, b.does('sleep|nap|rest'));
          b.arc(0, 12, 7, 0.5, 2.6, 1.6, flat('#4a464c'));
        },
        b.swing(4.6) * 0.07,
      );
    },
  }),
  thing({
    id: 'bat',
    words: 'bat, vampire bat, fruit bat',
    height: 0.2,
    ratio: 2.2,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#4a4152', '#5a4a48');
      const hangs = b.does('hang|sleep|perch|rest');
      const beat = hangs ? 0.8 : b.swing(0.5);
      for (const side of [-1, 1])
        b.at(
          side * 10,
          -52,
          () =>
            b.path(
              'M0 -8C22 -44 60 -48 98 -34C88 -24 90 -10 86 2C76 -8 66 -8 58 4C50 -6 40 -4 32 10C24 4 12 8 0 14Z',
              shade(coat, side < 0 ? 0.05 : 0.25),
            ),
          side * beat * 0.35,
          side,
          1 - Math.abs(beat) * 0.2,
        );
      b.oval(0, -44, 15, 26, coat);
      b.at(0, -72, () => {
        for (const side of [-1, 1]) b.poly([side * 3, -8, side * 14, -28, side * 15, -3], coat, 1);
        b.oval(0, 0, 15, 13, coat);
        for (const side of [-1, 1]) {
          b.oval(side * 5.5, -2, 3, 3.4, flat('#f7e9b0'));
          b.poly([side * 1, 6, side * 5, 6, side * 3, 11], flat('#ffffff'));
        }
      });
    },
  }),
  thing({
    id: 'sloth',
    words: 'sloth',
    height: 0.8,
    ratio: 1.25,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#a08a6c', '#8f7a60');
      b.bar([-60, -90, 60, -90], 8, flat('#7a5538'));
      b.at(
        0,
        -88,
        () => {
          for (const [x, reach] of [
            [-32, -36],
            [22, 26],
          ] as const)
            b.bar([x, 46, reach, 0], 11, shade(coat, 0.2));
          b.blob([-46, 48, -30, 30, 4, 34, 32, 28, 36, 50, 10, 76, -26, 78], coat);
          for (const [x, reach] of [
            [-26, -28],
            [28, 36],
          ] as const)
            b.bar([x, 50, reach, 0], 12, flat(coat));
          b.at(
            40,
            44,
            () => {
              b.oval(0, 0, 19, 17, coat);
              b.oval(3, 1, 15, 13, flat('#f0e2c4'));
              for (const side of [-1, 1]) b.oval(3 + side * 8, 0, 5, 3.4, flat('#5a4634'), side * 0.5);
              for (const side of [-1, 1]) b.eye(3 + side * 7, 0, 2);
              b.oval(3, 4, 3.6, 2.6, flat('#3a2e28'));
              b.arc(3, 5, 6, 0.5, 2.6, 1.4, flat('#5a4634'));
            },
            b.swing(5) * 0.1,
          );
        },
        b.swing(4) * 0.06,
      );
    },
  }),
  thing({
    id: 'raccoon',
    words: 'raccoon, badger, skunk, otter, beaver',
    height: 0.4,
    ratio: 1.5,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.is('otter|beaver') ? '#7a5638' : b.is('badger|skunk') ? '#43434b' : b.colour('#84868c', '#75787f');
      const step = b.does('walk|run|sneak|swim|play|search') ? b.swing(0.6) * 6 : 0;
      drawRingedTail(b, coat);
      for (const [x, way] of [
        [-30, 1],
        [22, -1],
      ] as const)
        b.limb(x, -26, 10, x + 6 + step * way, -5, 6, shade(coat, 0.4));
      b.blob([-48, -36, -34, -62, 0, -66, 30, -60, 36, -34, 10, -18, -36, -18], coat);
      if (b.is('badger|skunk')) b.line([-46, -44, -20, -64, 20, -64], 9, flat('#f1efe9'));
      for (const [x, way] of [
        [-36, -1],
        [16, 1],
      ] as const)
        b.limb(x, -28, 10, x + 2 + step * way, -5, 6, flat(mix(coat, '#222226', 0.3)));
      b.at(
        40,
        -64,
        () => {
          for (const x of [-14, 8]) b.oval(x, -20, 8, 8, mix(coat, '#222226', 0.2));
          b.limb(0, 0, 21, 22, 9, 8, coat);
          if (b.is('badger|skunk')) b.limb(2, -14, 6, 22, 4, 4, flat('#f1efe9'));
          else if (!b.is('otter|beaver')) {
            b.limb(14, 8, 8, 24, 9, 6, flat('#f1efe9'));
            b.limb(-10, 2, 7, 13, 0, 8, flat('#2f3036'));
          }
          b.oval(30, 7, 4, 3.4, flat('#26252a'));
          b.oval(10, -1, 4.2, 4.2, flat('#f1efe9'));
          b.eye(11, -1, 3, b.does('sleep'));
        },
        b.swing(3.4) * 0.06,
      );
    },
  }),
];

function drawRingedTail(b: Brush, coat: string): void {
  const sway = b.swing(2.4) * 4;
  if (b.is('beaver')) b.oval(-58, -14, 20, 8, shade(coat, 0.4));
  else b.line([-40, -40, -58, -36, -68, -20 + sway], 16, flat(coat));
  if (b.is('otter|beaver|badger|skunk')) return;
  for (const [x, y] of [
    [-53, -39],
    [-62, -31 + sway * 0.5],
  ] as const)
    b.bar([x - 4, y - 6, x + 4, y + 6], 5, flat('#34353b'));
}
