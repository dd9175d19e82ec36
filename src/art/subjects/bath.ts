import type { Subject } from '../subject.ts';
import { bright, flat, shade } from './brush.ts';
import { thing } from './thing.ts';

/** What stands on the edge of a basin. */
export const BATH: readonly Subject[] = [
  thing({
    id: 'toothbrush',
    words: 'toothbrush, bamboo toothbrush, electric toothbrush, tooth brush',
    height: 0.2,
    ratio: 0.26,
    place: 'hand',
    draw(b) {
      const handle = b.colour('#3fa3c4', '#e0705a', '#6aae6a');
      b.blob([-5, -60, -3, -74, -5, -96, 0, -100, 5, -96, 4, -74, 6, -60, 7, -20, 3, -1, -4, -1, -7, -20], handle);
      for (let y = -97; y < -76; y += 4) b.box(3, y, 10, 3.2, 1, flat(y % 8 === -1 ? '#bfe3ee' : '#f7fafb'));
      b.bar([-2, -52, -2, -16], 2, bright(handle, 0.4));
    },
  }),
  thing({
    id: 'toothpaste',
    words: 'toothpaste, tube of toothpaste, toothpaste tube, tube',
    height: 0.17,
    ratio: 0.5,
    place: 'surface',
    draw(b) {
      const tube = b.colour('#f4f7f8', '#d9eef2');
      b.poly([-24, -100, 24, -100, 15, -18, -15, -18], tube, 4);
      b.poly([-21, -74, 21, -74, 18, -46, -18, -46], flat('#d9534a'));
      b.poly([-20, -64, 20, -64, 19, -56, -19, -56], flat('#3f9ac4'));
      b.box(-25, -100, 50, 8, 2, shade(tube, 0.2));
      b.box(-13, -18, 26, 18, 4, '#3f9ac4');
    },
  }),
  thing({
    id: 'soap',
    words: 'soap, bar of soap, soap bar, soap dish',
    height: 0.07,
    ratio: 1.7,
    place: 'surface',
    draw(b) {
      const bar = b.colour('#f2c6d0', '#cfe6c5', '#f4e3b5');
      b.box(-84, -20, 168, 20, 10, '#8fa9b5');
      b.box(-66, -62, 132, 48, 22, bar);
      b.box(-40, -52, 80, 24, 12, bright(bar, 0.35));
      for (const [x, y, size] of [
        [-44, -74, 15],
        [-18, -84, 15],
        [12, -72, 12],
      ] as const) {
        b.sheer(0.8, () => b.oval(x, y, size, size, '#cfeaf4'));
        b.oval(x - size * 0.35, y - size * 0.35, size * 0.22, size * 0.22, flat('#ffffff'));
      }
    },
  }),
  thing({
    id: 'comb',
    words: 'comb, hair comb',
    height: 0.06,
    ratio: 3,
    place: 'hand',
    draw(b) {
      const shell = b.colour('#8a4f2c', '#3a3f4b', '#c46a4a');
      b.box(-146, -100, 292, 42, 20, shell);
      for (let x = -138; x < 136; x += 13) b.box(x, -66, 7, 66, 3, shade(shell, 0.12));
      b.bar([-120, -86, 120, -86], 5, bright(shell, 0.3));
    },
  }),
];
