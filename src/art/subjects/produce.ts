import type { Subject } from '../subject.ts';
import { bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** What field, garden and orchard yield. */
export const PRODUCE: readonly Subject[] = [
  thing({
    id: 'orange',
    words: 'orange, lemon, lime, tangerine, grapefruit, citrus, mandarin, clementine, orange slice, lemon slice',
    height: 0.08,
    ratio: 1.25,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.is('lemon') ? '#f5d73e' : b.is('lime') ? '#8fc23f' : b.colour('#f2922c');
      if (b.is('lemon|lime'))
        b.blob([-52, -50, -40, -78, -8, -92, 24, -84, 42, -62, 54, -50, 40, -34, 20, -12, -12, -6, -42, -22], coat);
      else b.oval(-12, -46, 46, 46, coat);
      b.path('M-14 -90C-6 -104 16 -104 26 -96C18 -86 -2 -84 -14 -90Z', '#4f9a4a');
      b.at(32, -28, () => {
        b.oval(0, 0, 28, 28, flat(coat));
        b.oval(0, 0, 24, 24, flat('#fdf3da'));
        for (let i = 0; i < 8; i++)
          b.at(0, 0, () => b.poly([0, -2, 7, -21, -7, -21], flat(mix(coat, '#ffffff', 0.16)), 2), (i * Math.PI) / 4);
      });
    },
  }),
  thing({
    id: 'tomato',
    words: 'tomato, cherry tomato, bell pepper, pepper, chili, chilli',
    height: 0.08,
    ratio: 1.1,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.colour('#d93a2f');
      if (b.is('chili|chilli'))
        b.path('M-40 -84C-10 -84 44 -60 48 -4C20 -20 -40 -40 -52 -70C-52 -80 -46 -84 -40 -84Z', coat);
      else b.blob([-52, -46, -44, -76, -18, -86, 0, -80, 18, -86, 44, -76, 52, -46, 36, -12, 0, -2, -36, -12], coat);
      b.poly([0, -84, -26, -92, -12, -80, -22, -66, 0, -76, 22, -66, 12, -80, 26, -92], '#4a9440', 2);
      b.bar([0, -80, 5, -96], 6, flat('#3f7f38'));
      b.oval(-26, -60, 8, 12, bright(coat, 0.4), 0.5);
    },
  }),
  thing({
    id: 'carrot',
    words: 'carrot, radish, parsnip, beet, turnip, vegetable, root vegetable',
    height: 0.25,
    ratio: 0.5,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.is('radish|beet') ? '#c0345c' : b.colour('#ee8430');
      for (const way of [-0.5, -0.18, 0.16, 0.48])
        b.at(0, -64, () => b.blob([-4, 0, -8, -22, 0, -36, 8, -22, 4, 0], way < 0 ? '#4f9a4a' : '#65ad50'), way);
      b.path('M-19 -62C-12 -72 12 -72 19 -62C22 -44 8 -14 1 0C-8 -14 -22 -44 -19 -62Z', coat);
      for (const [x, y, w] of [
        [-14, -50, 14],
        [2, -38, 11],
        [-9, -26, 9],
      ] as const)
        b.bar([x, y, x + w, y], 2.2, shade(coat, 0.25));
    },
  }),
  thing({
    id: 'corn',
    words: 'corn, corncob, corn on the cob, maize, sweetcorn',
    height: 0.25,
    ratio: 0.55,
    place: 'hand',
    animated: false,
    draw(b) {
      b.path('M0 -99C16 -96 20 -70 17 -38C15 -16 -15 -16 -17 -38C-20 -70 -16 -96 0 -99Z', b.colour('#f3c83a'));
      b.pen.beginPath();
      for (let row = 0; row < 9; row++)
        for (const x of [-10.5, -3.5, 3.5, 10.5]) {
          b.pen.moveTo(x - 1.5, -84 + row * 7);
          b.pen.lineTo(x + 1.5, -84 + row * 7);
        }
      b.stroke(3.6, bright('#f3c83a', 0.35));
      b.path('M-2 0C-22 -4 -30 -34 -24 -62C-16 -46 -12 -24 -2 0Z', '#6fae4a');
      b.path('M2 0C22 -4 30 -34 24 -62C16 -46 12 -24 2 0Z', '#5a9a40');
      b.path('M0 0C-12 -8 -14 -26 -8 -42C0 -30 8 -14 0 0Z', '#83bd5a');
    },
  }),
  thing({
    id: 'wheat',
    words: 'wheat, grain field, wheat field, cornfield, barley, rye, crop, rice paddy, cereal field, hay, straw',
    height: 1,
    ratio: 1.2,
    place: 'ground',
    animated: true,
    draw(b) {
      const gold = b.colour('#e0b04a', '#d9a43c');
      const ears: [x: number, y: number, turn: number][] = [];
      b.pen.beginPath();
      for (let i = 0; i < 9; i++) {
        const x = -50 + i * 12.4;
        const high = 70 + ((i * 37) % 5) * 5;
        const sway = b.swing(3.2, i * 0.06) * 5;
        b.pen.moveTo(x, 0);
        b.pen.quadraticCurveTo(x, -high * 0.6, x + sway, -high);
        ears.push([x + sway, -high, sway * 0.03]);
      }
      b.stroke(2, shade(gold, 0.25));
      // One path for all grains of a side: sixty fills would cost far more.
      for (const [side, fill] of [
        [-1, flat(gold)],
        [1, bright(gold, 0.15)],
      ] as const) {
        b.pen.beginPath();
        for (const [x, y, turn] of ears)
          for (let k = 0; k < 4; k++) {
            const from = y + 16 - k * 9;
            const lean = x - (from - y) * turn;
            b.pen.moveTo(lean + side * 1.6, from);
            b.pen.lineTo(lean + side * 4, from - 6);
          }
        b.stroke(5.4, fill);
      }
    },
  }),
  thing({
    id: 'grapes',
    words: 'grape, bunch of grapes, berry, blueberry, blackberry, raspberry, cranberry, currant',
    height: 0.2,
    ratio: 0.8,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.is('raspberry|cranberry') ? '#c8304f' : b.colour('#6f4a9a', '#8fb84a');
      b.bar([0, -72, 4, -97], 5, flat('#7a5538'));
      b.path('M4 -84C14 -102 38 -98 40 -88C34 -74 14 -74 4 -84Z', '#5a9a48');
      for (const [row, count] of [4, 3, 4, 3, 2, 1].entries())
        for (let i = 0; i < count; i++)
          b.oval(
            (i - (count - 1) / 2) * 19,
            -70 + row * 12.4,
            11,
            11,
            (i + row) % 3 ? coat : mix(coat, '#ffffff', 0.1),
          );
    },
  }),
  thing({
    id: 'strawberry',
    words: 'strawberry, cherry, cherries, pineapple, watermelon, melon, watermelon slice',
    height: 0.1,
    ratio: 1,
    place: 'hand',
    animated: false,
    draw(b) {
      if (b.is('pineapple')) {
        for (const way of [-0.7, -0.35, 0.35, 0.7, 0])
          b.at(0, -60, () => b.blob([-6, 0, -8, -24, 0, -40, 8, -24, 6, 0], '#4f9a4a'), way);
        b.oval(0, -33, 26, 33, '#e0a23a');
        for (const x of [-18, -6, 6]) b.bar([x, -54, x + 14, -14], 1.8, shade('#b8782c', 0.2));
        for (const x of [18, 6, -6]) b.bar([x, -54, x - 14, -14], 1.8, shade('#b8782c', 0.2));
      } else if (b.is('watermelon|melon')) {
        b.path('M-50 -78A54 64 0 0 0 50 -78Z', '#3f8a4a');
        b.path('M-42 -78A45 54 0 0 0 42 -78Z', flat('#f0f2d8'));
        b.path('M-37 -78A40 47 0 0 0 37 -78Z', '#e0504f');
        for (const [x, y] of [
          [-16, -64],
          [2, -60],
          [18, -66],
          [-6, -46],
          [10, -46],
        ] as const)
          b.oval(x, y, 2.4, 4, flat('#2f2428'));
      } else if (b.is('cherry|cherries')) {
        b.line([-22, -30, -10, -66, 14, -94], 4, flat('#6f8a3a'));
        b.line([26, -36, 22, -66, 14, -94], 4, flat('#6f8a3a'));
        b.path('M14 -94C26 -100 44 -92 44 -82C32 -76 18 -82 14 -94Z', '#5a9a48');
        for (const [x, y] of [
          [-22, -24],
          [26, -29],
        ] as const) {
          b.oval(x, y, 23, 23, b.colour('#b8203c'));
          b.oval(x - 8, y - 8, 5, 6, bright('#b8203c', 0.5));
        }
      } else {
        const coat = b.colour('#dd3444');
        b.path('M-40 -66C-36 -88 36 -88 40 -66C42 -40 16 -6 0 0C-16 -6 -42 -40 -40 -66Z', coat);
        for (const [x, y] of [
          [-22, -58],
          [0, -60],
          [22, -58],
          [-12, -42],
          [12, -42],
          [0, -26],
        ] as const)
          b.oval(x, y, 2.2, 3.6, flat('#f6dc8a'));
        b.poly([0, -72, -30, -84, -18, -90, 0, -86, 4, -100, 10, -88, 20, -92, 32, -82], '#4f9a4a', 2);
      }
    },
  }),
];
