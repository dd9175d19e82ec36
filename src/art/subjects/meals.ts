import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, shade } from './brush.ts';
import { thing } from './thing.ts';

const PLATE = '#f1eee7';

/** Dishes, drinks and sweets. */
export const MEALS: readonly Subject[] = [
  thing({
    id: 'cheese',
    words: 'cheese, cheddar, cheese wheel, wedge of cheese, slice of cheese, butter, mozzarella',
    height: 0.15,
    ratio: 1.5,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#f3c23c', '#f0b63a');
      b.poly([-72, -46, 44, -98, 72, -60, 72, -46], bright(coat, 0.22), 4);
      b.poly([-72, -48, 72, -48, 72, -2, -72, -2], coat, 4);
      for (const [x, y, r] of [
        [-40, -24, 11],
        [4, -32, 8],
        [42, -18, 12],
        [-8, -9, 5],
        [24, -70, 8],
      ] as const)
        b.oval(x, y, r, r * 0.86, shade(coat, 0.22));
    },
  }),
  thing({
    id: 'chocolate',
    words: 'chocolate, chocolate bar, candy, candy bar, sweet, praline, truffle',
    height: 0.18,
    ratio: 0.75,
    place: 'hand',
    animated: false,
    draw(b) {
      const dark = '#6b4028';
      b.box(-30, -98, 60, 80, 4, dark);
      for (let i = 0; i < 8; i++)
        b.box(-26 + (i % 2) * 27, -94 + Math.floor(i / 2) * 18, 24, 15, 3, bright(dark, 0.12));
      b.poly([-36, -46, -18, -52, 0, -44, 18, -52, 36, -46, 36, 0, -36, 0], b.colour('#c8453f', '#5a6fb0'), 2);
      b.box(-36, -34, 72, 16, 0, flat('#f2d98a'));
    },
  }),
  thing({
    id: 'cookie',
    words: 'cookie, biscuit, chocolate chip cookie, gingerbread, cracker, macaron',
    height: 0.09,
    ratio: 1,
    place: 'hand',
    animated: false,
    draw(b) {
      const dough = b.colour('#d9a05c', '#c98f4e');
      b.path(
        'M-6 -97C30 -100 50 -70 48 -46C46 -16 22 0 -4 -2C-34 -4 -50 -28 -48 -54C-40 -52 -34 -60 -36 -68C-26 -68 -22 -78 -26 -84C-20 -92 -12 -97 -6 -97Z',
        dough,
      );
      for (const [x, y, r] of [
        [-4, -76, 7],
        [20, -66, 8],
        [-18, -46, 8],
        [10, -38, 7],
        [30, -30, 6],
        [-14, -18, 7],
        [-34, -34, 5],
      ] as const)
        b.oval(x, y, r, r * 0.86, flat('#5b3826'));
    },
  }),
  thing({
    id: 'donut',
    words: 'donut, doughnut, bagel',
    height: 0.1,
    ratio: 1.1,
    place: 'hand',
    animated: false,
    draw(b) {
      b.pen.beginPath();
      b.pen.ellipse(0, -50, 40, 34, 0, 0, Math.PI * 2);
      b.stroke(30, flat('#d39a58'));
      if (b.is('bagel')) return;
      b.pen.beginPath();
      b.pen.ellipse(0, -54, 39, 32, 0, 0, Math.PI * 2);
      b.stroke(21, flat(b.colour('#f08cb0', '#7a4a30', '#f3efe6')));
      for (let i = 0; i < 14; i++) {
        const way = i * 2.4;
        const reach = 0.86 + ((i * 7) % 5) * 0.07;
        b.at(
          Math.cos(way) * 39 * reach,
          -54 + Math.sin(way) * 32 * reach,
          () => b.bar([-3, 0, 3, 0], 3, flat(['#f6d24a', '#4aa3e0', '#7fc46a', '#ffffff'][i % 4]!)),
          i,
        );
      }
    },
  }),
  thing({
    id: 'sandwich',
    words: 'sandwich, sub, toastie, panini, blt, club sandwich',
    height: 0.14,
    ratio: 1.5,
    place: 'surface',
    animated: false,
    draw(b) {
      const crust = b.colour('#c98f4e');
      b.path('M-70 -22L70 -22L70 -6C70 -2 66 0 62 0L-62 0C-66 0 -70 -2 -70 -6Z', crust);
      b.line([-70, -26, -44, -20, -18, -28, 8, -20, 34, -28, 70, -24], 12, flat('#6fae4a'));
      b.box(-66, -42, 132, 11, 4, flat('#d9523f'));
      b.poly([-70, -50, 70, -50, 60, -40, 34, -42, 14, -30, -2, -42, -60, -42], flat('#f3c23c'), 2);
      b.box(-66, -60, 132, 12, 5, flat('#e8a498'));
      b.path(
        'M-72 -62C-72 -92 -52 -98 0 -98C52 -98 72 -92 72 -62C72 -60 70 -58 68 -58L-68 -58C-70 -58 -72 -60 -72 -62Z',
        crust,
      );
    },
  }),
  thing({
    id: 'taco',
    words: 'taco, burrito, quesadilla, wrap, tortilla, nachos, falafel, kebab, gyro',
    height: 0.12,
    ratio: 1.6,
    place: 'surface',
    animated: false,
    draw(b) {
      b.path('M-74 -2C-74 -58 -40 -94 4 -94C48 -94 80 -58 78 -2Z', shade('#e3ae54', 0.25));
      for (let i = 0; i < 9; i++) {
        const way = Math.PI * (1.06 + i * 0.11);
        b.oval(
          -2 + Math.cos(way) * 66,
          -6 + Math.sin(way) * 76,
          13,
          12,
          ['#6fae4a', '#d9523f', '#86bd5a', '#f3d06a', '#8a5030'][i % 5]!,
        );
      }
      b.path('M-78 0C-78 -50 -44 -82 -4 -82C38 -82 70 -50 70 0Z', b.colour('#efc06a'));
      for (const [x, y] of [
        [-40, -30],
        [-10, -56],
        [18, -24],
        [36, -42],
        [-22, -12],
      ] as const)
        b.oval(x, y, 4, 3, shade('#cf9440', 0.1));
    },
  }),
  thing({
    id: 'noodles',
    words: 'noodles, noodle, ramen, udon, pho, pasta, spaghetti, noodle soup, bowl of noodles, bowl of ramen, lasagna',
    height: 0.2,
    ratio: 1.35,
    place: 'surface',
    animated: true,
    draw(b) {
      const bowl = b.colour('#c8453f', '#33588f', '#3a3a44');
      for (const x of [30, 40]) b.bar([x - 22, -52, x + 22, -98], 4, flat('#8a5a34'));
      b.oval(0, -54, 62, 14, shade(bowl, 0.3));
      b.oval(0, -54, 56, 11, flat('#d9963f'));
      for (let i = 0; i < 6; i++)
        b.line(
          [-46 + i * 7, -54, -38 + i * 11, -62 - (i % 3) * 3, -24 + i * 12, -52],
          3.4,
          flat(i % 2 ? '#f6dfa0' : '#f0d286'),
        );
      b.oval(24, -60, 15, 9, flat('#f7f3e8'));
      b.oval(25, -61, 7.5, 5, flat('#f0a53a'));
      for (const [x, y] of [
        [-28, -60],
        [-14, -57],
        [2, -63],
      ] as const)
        b.oval(x, y, 4, 2.6, flat('#5a9a48'));
      b.path('M-64 -54C-62 -24 -44 -8 -24 -6L-24 0L24 0L24 -6C44 -8 62 -24 64 -54C40 -40 -40 -40 -64 -54Z', bowl);
      b.line([-58, -36, -30, -28, 0, -26, 30, -28, 58, -36], 3, bright(bowl, 0.4));
      vapour(b, -10, -72, 24);
    },
  }),
  thing({
    id: 'salad',
    words: 'salad, bowl of salad, lettuce, vegetables, greens, cabbage, broccoli, spinach, fruit salad',
    height: 0.18,
    ratio: 1.3,
    place: 'surface',
    animated: false,
    draw(b) {
      for (const [x, y, r, hue] of [
        [-40, -62, 20, '#5a9a48'],
        [-16, -76, 22, '#78b552'],
        [14, -78, 22, '#5fa34c'],
        [40, -62, 20, '#8cc25f'],
        [0, -58, 24, '#6aad50'],
      ] as const)
        b.oval(x, y, r, r * 0.84, hue);
      for (const [x, y] of [
        [-24, -70],
        [22, -66],
      ] as const)
        b.oval(x, y, 11, 10, '#d93f34');
      for (const [x, y] of [
        [4, -82],
        [-4, -60],
        [38, -72],
      ] as const)
        b.oval(x, y, 9, 4, flat('#f4ead0'), x * 0.1);
      b.path('M-62 -54L62 -54C60 -20 40 0 0 0C-40 0 -60 -20 -62 -54Z', b.colour('#f1eee7', '#4f8f96', '#a8713f'));
    },
  }),
  thing({
    id: 'pancakes',
    words: 'pancake, stack of pancakes, waffle, crepe, french toast, maple syrup',
    height: 0.15,
    ratio: 1.5,
    place: 'surface',
    animated: false,
    draw(b) {
      plate(b, 74);
      for (let i = 0; i < 4; i++) b.box(-50 + (i % 2) * 4, -28 - i * 16, 98, 17, 8, i % 2 ? '#d99f55' : '#c9863e');
      b.path(
        'M-44 -80C-20 -92 30 -92 46 -80C50 -74 44 -70 42 -60C40 -50 32 -54 32 -64C24 -70 10 -68 6 -56C4 -40 -6 -42 -8 -58C-20 -66 -40 -70 -44 -80Z',
        flat('#8f4a20'),
      );
      b.box(-14, -99, 26, 16, 3, '#f8dc7a');
    },
  }),
  thing({
    id: 'steak',
    words:
      'steak, meat, beef, roast, roast chicken, ham, sausage, hot dog, bacon, barbecue, bbq, turkey dinner, chicken leg, drumstick',
    height: 0.12,
    ratio: 1.8,
    place: 'surface',
    animated: false,
    draw(b) {
      plate(b, 88);
      if (b.is('sausage|dog|hot')) {
        b.box(-62, -52, 124, 34, 17, '#d9a35c');
        b.line([-68, -56, -20, -62, 30, -62, 68, -56], 22, flat('#b5502f'));
        b.line([-54, -66, -36, -60, -18, -68, 0, -62, 18, -68, 36, -62, 54, -66], 5, flat('#f3c33a'));
      } else if (b.is('chicken|turkey|roast|drumstick')) {
        b.bar([40, -46, 70, -62], 10, flat('#f3ead6'));
        b.blob([-58, -30, -50, -70, -8, -92, 34, -76, 52, -44, 30, -18, -30, -14], '#b9713a');
        b.blob([8, -44, 30, -62, 48, -48, 34, -26, 12, -24], shade('#b9713a', 0.2));
      } else {
        b.blob([-66, -40, -50, -78, -8, -84, 30, -70, 62, -56, 58, -26, 14, -14, -44, -16], '#7a3f2c');
        b.blob([-54, -42, -42, -68, -8, -74, 26, -60, 50, -50, 46, -34, 10, -24, -38, -26], '#99523a');
        for (const x of [-36, -12, 12]) b.bar([x, -32, x + 16, -62], 4, flat('#5a2c22'));
      }
    },
  }),
  thing({
    id: 'milk',
    words: 'milk, glass of milk, carton of milk, milk carton, milk bottle, cream, yogurt',
    height: 0.22,
    ratio: 0.62,
    place: 'surface',
    animated: false,
    draw(b) {
      b.poly([-28, -72, -16, -94, 16, -94, 28, -72], '#dbe9f2', 1);
      b.box(-17, -100, 34, 9, 2, flat('#c3d8e6'));
      b.box(-28, -72, 56, 72, 3, b.colour('#f4f5f3'));
      b.path(
        'M-28 -40C-14 -50 -4 -30 10 -38C18 -42 24 -40 28 -36L28 -3C28 -1 27 0 25 0L-25 0C-27 0 -28 -1 -28 -3Z',
        '#5f9fd0',
      );
      b.box(6, -84, 14, 8, 3, flat('#d9523f'));
    },
  }),
  thing({
    id: 'beer',
    words: 'beer, pint, pint of beer, beer mug, glass of beer, ale, lager, stein, cider, beer glass',
    height: 0.2,
    ratio: 0.85,
    place: 'hand',
    animated: true,
    draw(b) {
      b.arc(26, -42, 16, -1.3, 1.4, 8, flat('#dbe8ec'));
      b.box(-32, -84, 58, 84, 7, flat('#dbe8ec'));
      b.box(-27, -78, 48, 72, 4, b.colour('#e8a42e', '#7a4526'));
      for (let i = 0; i < 4; i++) {
        const rise = (((b.time * 0.35 + i * 0.27) % 1) + 1) % 1;
        b.oval(-20 + i * 11, -8 - rise * 62, 1.8, 1.8, flat('#fbe3a4'));
      }
      b.blob([-36, -76, -36, -90, -18, -99, 4, -98, 26, -92, 30, -76, 16, -70, -4, -76, -18, -66, -30, -70], '#fbf7ea');
      for (const x of [-16, 2]) b.sheer(0.35, () => b.bar([x, -62, x, -14], 5, flat('#ffffff')));
    },
  }),
  thing({
    id: 'cocktail',
    words: 'cocktail, martini, margarita, mojito, pina colada, daiquiri, mocktail',
    height: 0.2,
    ratio: 0.85,
    place: 'hand',
    animated: false,
    draw(b) {
      b.bar([18, -70, 34, -99], 3, flat('#d9523f'));
      b.path('M-40 -84L40 -84L4 -40L-4 -40Z', flat('#dbe8ec'));
      b.path('M-31 -78L31 -78L3 -44L-3 -44Z', b.colour('#f0904a', '#5fc0b0', '#e8607a'));
      b.bar([0, -42, 0, -4], 4, flat('#cbdbe2'));
      b.oval(0, -3, 24, 4, flat('#cbdbe2'));
      b.oval(-30, -86, 13, 13, '#f3c83a');
      b.oval(-30, -86, 9, 9, flat('#fbe99a'));
      b.oval(4, -68, 5, 5, flat('#c8304f'));
    },
  }),
  thing({
    id: 'cutlery',
    words:
      'fork, spoon, knife and fork, cutlery, silverware, utensil, plate, dish, tableware, dinner plate, place setting, table knife, ladle, spatula',
    height: 0.3,
    ratio: 1.25,
    place: 'surface',
    animated: false,
    draw(b) {
      const steel = '#b4bdc6';
      b.oval(0, -50, 40, 40, PLATE);
      b.oval(0, -50, 28, 28, shade(PLATE, 0.1));
      b.oval(0, -50, 26, 26, bright(PLATE, 0.1));
      b.pen.beginPath();
      for (const x of [-58, -53, -48]) {
        b.pen.moveTo(x, -96);
        b.pen.lineTo(x, -76);
      }
      b.stroke(2.6, flat(steel));
      b.path(
        'M-60 -78L-46 -78C-46 -66 -49 -64 -51 -62L-50 -4C-50 -1 -56 -1 -56 -4L-55 -62C-57 -64 -60 -66 -60 -78Z',
        steel,
      );
      b.path('M50 -98C60 -88 60 -60 57 -52L57 -4C57 -1 51 -1 51 -4L50 -98Z', steel);
    },
  }),
  thing({
    id: 'fries',
    words: 'fries, french fries, potato chip, chips, popcorn',
    height: 0.16,
    ratio: 0.8,
    place: 'hand',
    animated: false,
    draw(b) {
      if (b.is('popcorn'))
        for (let i = 0; i < 11; i++)
          b.oval(
            -26 + (i % 5) * 13 + (i > 4 ? 4 : 0),
            -64 - Math.floor(i / 5) * 13,
            11,
            10,
            i % 3 ? '#fbf3d8' : '#f3dc96',
          );
      else
        for (let i = 0; i < 9; i++)
          b.at(
            -26 + i * 6.5,
            -46,
            () => b.box(-4, -44 - ((i * 5) % 4) * 3, 8, 60, 2, i % 2 ? '#f3c64a' : '#e8b23a'),
            (i - 4) * 0.06,
          );
      b.path('M-36 -62C-14 -50 14 -50 36 -62L28 0L-28 0Z', b.colour('#d9392f'));
      b.oval(0, -26, 12, 12, flat('#f6d24a'));
    },
  }),
];

function plate(b: Brush, half: number): void {
  b.oval(0, -11, half, 11, shade(PLATE, 0.16));
  b.oval(0, -14, half, 10, PLATE);
}

function vapour(b: Brush, x: number, y: number, height: number): void {
  for (const [i, off] of [-14, 6].entries()) {
    const sway = b.swing(2.6, i * 0.4) * 5;
    b.sheer(0.4, () =>
      b.line([x + off, y, x + off + sway, y - height * 0.5, x + off - sway * 0.6, y - height], 4, flat('#ffffff')),
    );
  }
}
