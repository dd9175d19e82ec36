import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** What is eaten and drunk. */
export const FOOD: readonly Subject[] = [
  thing({
    id: 'coffee cup',
    height: 0.16,
    ratio: 1.15,
    place: 'surface',
    animated: true,
    cracks: [-8, -32, 30],
    words:
      'coffee cup, cup of coffee, coffee, cup, mug, espresso, latte, cappuccino, tea cup, teacup, tea, cup of tea, hot chocolate, coffee mug, cocoa, matcha, chai, americano, macchiato, mocha, hot drink, beverage',
    draw(b) {
      const cup = b.colour('#f1e9dc', '#c9694a', '#3f7f86', '#e3b34f');
      if (!b.is('cold|iced|empty')) steam(b, -4, -64, 34);
      b.oval(-6, -4, 46, 5, shade(mix(cup, '#ffffff', 0.3), 0.12));
      b.arc(32, -34, 14, -Math.PI / 2, Math.PI / 2, 6.5, shade(cup, 0.1));
      b.blob([-38, -58, -38, -30, -28, -8, -6, -4, 16, -8, 26, -30, 26, -58], cup);
      b.oval(-6, -58, 32.5, 6.5, bright(cup, 0.25));
      b.oval(-6, -57, 28, 4.8, flat(b.is('tea|matcha') ? '#a3a04a' : '#5b3722'));
      b.blob([-32, -48, -28, -50, -28, -26, -24, -16, -31, -28], bright(cup, 0.45));
    },
  }),
  thing({
    id: 'teapot',
    height: 0.22,
    ratio: 1.35,
    place: 'surface',
    animated: true,
    words: 'teapot, tea pot, kettle, coffee pot, jug, pitcher, samovar, watering can, coffeepot, carafe',
    draw(b) {
      const pot = b.colour('#3f8a86', '#d9704a', '#e6dccb', '#5a6f9c');
      steam(b, 60, -78, 18);
      b.line([-40, -62, -62, -62, -62, -32, -42, -24], 7.5, shade(pot, 0.12));
      b.blob([30, -40, 46, -44, 56, -72, 64, -72, 58, -44, 44, -22, 30, -18], shade(pot, 0.1));
      b.blob([-44, -40, -34, -66, 0, -74, 34, -66, 44, -40, 30, -8, 0, -3, -30, -8], pot);
      b.blob([-26, -70, 0, -84, 26, -70, 0, -64], bright(pot, 0.12));
      b.oval(0, -86, 6, 6, pot);
      b.blob([-32, -46, -24, -60, -16, -62, -24, -46, -26, -30], bright(pot, 0.4));
    },
  }),
  thing({
    id: 'bottle',
    height: 0.32,
    ratio: 0.34,
    place: 'surface',
    cracks: [0, -45, 20],
    words:
      'bottle, water bottle, bottle of water, wine bottle, bottle of wine, beer bottle, soda, thermos, perfume, perfume bottle, jar, lotion, product bottle, medicine, medicine bottle, bottle of beer, ketchup, sauce, oil, olive oil, message in a bottle, honey, jam, hot sauce',
    draw(b) {
      const glass = b.colour('#3f7f5a', '#4f8fb5', '#8a5a38', '#b5573f');
      b.box(-5, -98, 10, 9, 2, flat('#d9b45a'));
      b.blob([-5, -90, 5, -90, 6, -72, 15, -58, 16, -40, 16, -4, 0, -1, -16, -4, -16, -40, -15, -58, -6, -72], glass);
      b.box(-15.6, -48, 31.2, 26, 2, '#f4ead4');
      b.oval(0, -35, 7, 7, flat(mix(glass, '#e8a23a', 0.5)));
      b.blob([-11, -54, -5, -70, -3, -68, -8, -52, -9, -12, -12, -12], bright(glass, 0.4));
    },
  }),
  thing({
    id: 'glass',
    height: 0.16,
    ratio: 0.6,
    place: 'surface',
    cracks: [0, -50, 36],
    words:
      'glass, glass of water, water, juice, glass of juice, lemonade, drink, orange juice, smoothie, milkshake, soda glass, tumbler, iced tea, water glass',
    draw(b) {
      const drink = b.is('milk')
        ? '#f6f3ec'
        : b.is('beer|pint')
          ? '#e3a52f'
          : b.colour('#f0a23a', '#8fcbe0', '#e2607a', '#a9cf5a');
      b.bar([6, -60, 22, -99], 4, flat('#e2574c'));
      b.sheer(0.55, () => b.poly([-30, -88, 30, -88, 23, 0, -23, 0], '#b5d9e6', 3));
      b.poly([-27, -70, 27, -70, 21.5, -4, -21.5, -4], drink, 3);
      b.oval(0, -70, 27, 5, bright(drink, 0.3));
      if (!b.is('milk'))
        for (const [x, y, turn] of [
          [-10, -58, 0.3],
          [8, -50, -0.4],
        ] as const)
          b.at(x, y, () => b.sheer(0.55, () => b.box(-7, -7, 14, 14, 3, flat('#f3fafc'))), turn);
      b.sheer(0.6, () => b.bar([-23, -82, -18, -12], 4, flat('#ffffff')));
      b.oval(27, -86, 12, 12, flat('#f2cf45'));
      b.oval(27, -86, 8.5, 8.5, flat('#f8e69a'));
    },
  }),
  thing({
    id: 'wine',
    height: 0.22,
    ratio: 0.46,
    place: 'surface',
    cracks: [0, -70, 26],
    words:
      'wine, glass of wine, wine glass, red wine, white wine, champagne, glass of champagne, goblet, chalice, prosecco, whiskey, grail',
    draw(b) {
      const drink = b.is('white|champagne|prosecco') ? '#f0d97a' : (b.look.colour ?? '#8f2440');
      b.oval(0, -3, 19, 3.4, '#a5c6d3');
      b.box(-1.8, -44, 3.6, 42, 1, '#b9d5df');
      b.sheer(0.6, () => b.blob([-17, -98, -22, -72, -14, -50, 0, -44, 14, -50, 22, -72, 17, -98], '#b5d5e0'));
      b.blob([-20.5, -74, -13, -52, 0, -46, 13, -52, 20.5, -74, 0, -72], drink);
      b.oval(0, -74, 20, 3.4, bright(drink, 0.28));
      b.sheer(0.7, () => b.line([-13, -92, -16, -74, -12, -60], 2.4, flat('#ffffff')));
    },
  }),
  thing({
    id: 'pizza',
    height: 0.3,
    ratio: 1.05,
    place: 'surface',
    words: 'pizza, slice of pizza, pizza slice, pepperoni, margherita',
    draw(b) {
      b.blob([-50, -84, -30, -97, 0, -100, 30, -97, 50, -84, 44, -74, 0, -82, -44, -74], '#c98a45');
      b.poly([-44, -78, 0, -86, 44, -78, 3, -2, -3, -2], '#f2c255', 7);
      for (const [x, h] of [
        [-22, 20],
        [12, 14],
      ] as const)
        b.box(x, -56, 8, h, 4, '#f2c255');
      for (const [x, y, r] of [
        [-18, -68, 9],
        [14, -62, 9.5],
        [-3, -38, 8],
      ] as const) {
        b.oval(x, y, r, r * 0.94, '#c9443a');
        b.oval(x - 2, y - 2, r * 0.3, r * 0.25, bright('#c9443a', 0.25));
      }
      for (const [x, y] of [
        [0, -76],
        [-8, -52],
        [20, -74],
        [4, -22],
      ] as const)
        b.oval(x, y, 4, 2.2, flat('#5f9a4a'), x);
    },
  }),
  thing({
    id: 'burger',
    height: 0.14,
    ratio: 1.15,
    place: 'surface',
    words: 'burger, hamburger, cheeseburger, fast food, snack, meal',
    draw(b) {
      b.box(-50, -20, 100, 19, 10, '#cf8f45');
      b.blob([-54, -24, -30, -20, -10, -25, 12, -20, 34, -25, 54, -22, 48, -32, -48, -32], '#6fa84a');
      b.box(-52, -44, 104, 17, 8, '#6f4029');
      b.poly([-52, -48, 52, -48, 36, -40, 24, -30, 10, -41, -30, -40], '#f2bd3a', 2);
      b.box(-48, -56, 96, 9, 4, '#d9503f');
      b.blob([-52, -54, -46, -80, -20, -97, 20, -97, 46, -80, 52, -54, 0, -51], '#dc9a4a');
      for (const [x, y] of [
        [-24, -82],
        [-4, -88],
        [16, -84],
        [30, -74],
        [-34, -70],
        [4, -76],
      ] as const)
        b.oval(x, y, 3.4, 2.2, flat('#f8e6bd'), x * 0.02);
    },
  }),
  thing({
    id: 'bread',
    height: 0.14,
    ratio: 1.7,
    place: 'surface',
    words: 'bread, loaf, baguette, toast, bun, croissant, roll, loaf of bread, pastry, dough, sourdough, pie',
    draw(b) {
      const crust = b.colour('#c98a45', '#b5733a');
      b.blob([-82, -26, -76, -62, -44, -88, 0, -96, 44, -88, 76, -62, 82, -26, 60, -3, 0, -1, -60, -3], crust);
      for (const x of [-44, -8, 28]) b.line([x - 8, -56, x + 4, -72, x + 22, -82], 8, flat('#f0cf96'));
    },
  }),
  thing({
    id: 'cake',
    height: 0.3,
    ratio: 1,
    place: 'surface',
    animated: true,
    words: 'cake, birthday cake, cupcake, wedding cake, dessert, muffin, cheesecake, brownie',
    draw(b) {
      const icing = b.colour('#f0a0b8', '#f6efe0', '#8a5a3f');
      if (b.is('donut|doughnut')) {
        b.oval(0, -50, 46, 46, '#cf9450');
        b.oval(0, -52, 42, 41, icing);
        for (let i = 0; i < 14; i++)
          b.at(
            Math.cos(i * 2.4) * (22 + (i % 3) * 6),
            -52 + Math.sin(i * 2.4) * (22 + (i % 3) * 6),
            () => b.box(-4, -1.4, 8, 2.8, 1.4, flat(['#f2c94a', '#6fc3d8', '#ffffff'][i % 3]!)),
            i,
          );
        return b.oval(0, -50, 13, 13, shade('#a8703a', 0.35));
      }
      b.oval(0, -4, 50, 5, '#dfe5e6');
      b.box(-42, -44, 84, 40, 6, '#d99a5a');
      b.box(-42, -28, 84, 7, 1, flat(mix(icing, '#ffffff', 0.4)));
      b.path(
        'M-42 -42 V-58 Q-42 -64 -36 -64 H36 Q42 -64 42 -58 V-42 Q35 -30 28 -42 Q21 -34 14 -42 Q7 -28 0 -42 Q-7 -34 -14 -42 Q-21 -30 -28 -42 Q-35 -34 -42 -42 Z',
        icing,
      );
      for (const [i, x] of [-22, 0, 22].entries()) {
        b.box(x - 2.4, -82, 4.8, 19, 1.5, ['#6fc3d8', '#f2c94a', '#e2574c'][i]!);
        b.halo(x, -90, 13, '#ffc46a', 0.6 + b.swing(1.2, i / 3) * 0.2);
        b.blob([x - 3, -87, x + b.swing(1.1, i / 3), -98, x + 3, -87, x, -84], {
          tone: 'glow',
          colour: '#ffc13f',
          amount: 1,
        });
      }
    },
  }),
  thing({
    id: 'apple',
    height: 0.1,
    ratio: 1,
    place: 'hand',
    words: 'apple, fruit, peach, pear, plum, mango, pomegranate, avocado, kiwi, apricot',
    draw(b) {
      const skin = b.is('orange|mango|apricot')
        ? '#ee8a2f'
        : b.is('lemon')
          ? '#f2d445'
          : b.is('pumpkin')
            ? '#e07f2a'
            : b.is('peach')
              ? '#f3a878'
              : b.is('lime|avocado|kiwi|pear|watermelon|melon')
                ? '#8ab84a'
                : b.colour('#cf3b34', '#8ab84a', '#d9503f');
      b.blob(
        [0, -74, 20, -82, 42, -70, 46, -42, 32, -10, 12, -2, 0, -6, -12, -2, -32, -10, -46, -42, -42, -70, -20, -82],
        skin,
      );
      b.line([0, -74, 2, -86, 8, -96], 5, flat('#6b4a32'));
      b.blob([6, -84, 18, -98, 36, -94, 24, -82], '#6fa84a');
      b.blob([-34, -48, -30, -66, -20, -70, -24, -54, -28, -38], bright(skin, 0.45));
    },
  }),
  thing({
    id: 'banana',
    height: 0.14,
    ratio: 1.2,
    place: 'hand',
    words: 'banana, plantain, cucumber',
    draw(b) {
      const skin = b.is('carrot') ? '#ee7f2a' : b.is('cucumber') ? '#5f9a4a' : b.colour('#f2c935');
      b.path(
        'M-48 -74 Q-46 -24 6 -10 Q38 -4 52 -26 Q54 -34 46 -36 Q8 -34 -22 -62 Q-30 -76 -34 -86 Q-44 -90 -48 -74 Z',
        skin,
      );
      b.path('M-44 -70 Q-36 -30 8 -18 Q34 -14 48 -30 Q18 -16 -8 -30 Q-34 -46 -40 -76 Z', shade(skin, 0.16));
      b.box(-46, -96, 11, 15, 3, '#7a6a2f');
    },
  }),
  thing({
    id: 'ice cream',
    height: 0.2,
    ratio: 0.55,
    place: 'hand',
    words:
      'ice cream, ice-cream, gelato, ice cream cone, popsicle, sorbet, sundae, lollipop, frozen yogurt, icecream, cotton candy',
    draw(b) {
      const scoop = b.colour('#f3b0c3', '#f4e8cf', '#8a5a3f', '#a8d8b5');
      b.poly([-22, -52, 22, -52, 0, 0], '#d9a056', 3);
      for (const [x, y] of [
        [-12, -50],
        [0, -50],
        [12, -50],
      ] as const)
        b.bar([x, y, x * 0.15 + 5, -14], 1.5, shade('#d9a056', 0.25));
      for (const [x, y] of [
        [-12, -50],
        [0, -50],
        [12, -50],
      ] as const)
        b.bar([x, y, x * 0.15 - 5, -14], 1.5, shade('#d9a056', 0.25));
      b.oval(0, -62, 26, 21, scoop);
      for (const x of [-17, -2, 14]) b.oval(x, -48, 9.5, 6, flat(scoop));
      b.oval(0, -82, 18, 15, mix(scoop, '#fff6e6', 0.5));
      b.oval(5, -96, 4.4, 4.4, flat('#cf3b44'));
    },
  }),
  thing({
    id: 'soup',
    height: 0.16,
    ratio: 1.5,
    place: 'surface',
    animated: true,
    words:
      'soup, bowl, bowl of soup, stew, porridge, cereal, soup bowl, rice bowl, curry, broth, bowl of rice, pot, cauldron, saucepan, food, dinner, breakfast, lunch, cooking pot',
    draw(b) {
      const bowl = b.colour('#3f6f9a', '#c9574a', '#efe6d6', '#4f8f7a');
      steam(b, 0, -66, 30);
      b.bar([22, -60, 66, -96], 3.4, flat('#a8713f'));
      b.bar([12, -60, 58, -98], 3.4, flat('#8a5a38'));
      b.blob([-70, -60, -60, -24, -30, -3, 30, -3, 60, -24, 70, -60], bowl);
      b.oval(0, -60, 70, 11, bright(bowl, 0.25));
      b.oval(0, -59, 62, 8, flat('#e0a045'));
      b.oval(-24, -60, 14, 5, flat('#fbf3e0'));
      b.oval(-24, -60, 6, 2.6, flat('#f2b42f'));
      for (const x of [2, 10, 18]) b.line([x, -57, x + 10, -63, x + 26, -58], 2.2, flat('#f8e3a8'));
      b.oval(42, -59, 7, 2.6, flat('#6fa84a'));
      b.line([-56, -38, 0, -27, 56, -38], 3.4, bright(bowl, 0.4));
    },
  }),
  thing({
    id: 'sushi',
    height: 0.08,
    ratio: 2.4,
    place: 'surface',
    words: 'sushi, maki, nigiri, sashimi, sushi roll, dumpling, bento, dim sum',
    draw(b) {
      b.box(-116, -12, 232, 12, 4, '#a8713f');
      for (const x of [-66, 6]) {
        b.box(x - 36, -72, 66, 60, 10, '#2f3b38');
        b.oval(x - 3, -72, 33, 17, '#2f3b38');
        b.oval(x - 3, -73, 28, 14, flat('#f8f5ec'));
        b.oval(x - 3, -74, 12, 6.5, '#f0805a');
      }
      b.box(46, -48, 64, 36, 15, '#f6f2e8');
      b.blob([40, -46, 52, -66, 84, -70, 114, -52, 116, -38, 80, -46, 50, -38], '#f0805a');
      for (const x of [60, 76, 92]) b.line([x, -64, x + 6, -46], 3, bright('#f0805a', 0.4));
    },
  }),
  thing({
    id: 'egg',
    height: 0.07,
    ratio: 0.78,
    place: 'surface',
    cracks: [0, -48, 46],
    words: 'egg, dragon egg, chicken egg, nest egg, boiled egg',
    draw(b) {
      const shell = b.colour('#f3e3c8', '#e8c9a0', '#f6f2ea');
      b.blob([0, -99, 24, -78, 37, -40, 24, -8, 0, -1, -24, -8, -37, -40, -24, -78], shell);
      b.oval(-13, -64, 6, 12, bright(shell, 0.5), 0.35);
      if (b.is('easter|decorated|painted'))
        for (const [y, colour] of [
          [-66, '#e2607a'],
          [-44, '#6fc3d8'],
          [-22, '#f2c94a'],
        ] as const)
          b.line([-26, y, -13, y - 5, 0, y, 13, y - 5, 26, y], 5, flat(colour));
    },
  }),
  thing({
    id: 'coffee beans',
    height: 0.05,
    ratio: 2.1,
    place: 'surface',
    words: 'coffee bean, coffee beans, bean, nut, almond, peanut, grain, walnut, chestnut, cocoa bean, spice, olive',
    draw(b) {
      const roast = b.colour('#6b4329', '#7d4f2f');
      for (const [x, y, turn] of [
        [-64, -28, 0.5],
        [-22, -26, -0.4],
        [24, -28, 0.3],
        [68, -27, -0.6],
        [-44, -66, -0.3],
        [2, -66, 0.6],
        [46, -64, -0.2],
      ] as const)
        b.at(
          x,
          y,
          () => {
            b.oval(0, 0, 30, 22, roast);
            b.line([-26, -2, -8, 4, 8, -4, 26, 2], 4, shade(roast, 0.5));
          },
          turn,
        );
    },
  }),
  thing({
    id: 'coffee machine',
    height: 0.42,
    ratio: 0.85,
    place: 'surface',
    animated: true,
    words: 'coffee machine, espresso machine, coffee maker, coffeemaker, barista machine',
    draw(b) {
      const body = b.colour('#c9574a', '#4a515c', '#c3c9ce');
      b.box(-40, -98, 80, 30, 8, body);
      b.box(-40, -80, 30, 76, 5, shade(body, 0.15));
      b.box(-42, -10, 84, 10, 4, '#4a4f57');
      b.box(6, -70, 20, 11, 2, '#8a929a');
      b.box(24, -68, 18, 6, 3, flat('#3a2f2a'));
      const pour = (b.time / 1.2) % 1;
      b.bar([16, -60, 16, -34], 2.6 + Math.sin(pour * Math.PI * 2) * 0.4, flat('#5b3722'));
      b.blob([0, -36, 32, -36, 28, -12, 4, -12], '#f6efe2');
      for (const [x, colour] of [
        [-28, '#6fe09a'],
        [-16, '#f2c94a'],
      ] as const)
        b.oval(x, -84, 4, 4, { tone: 'glow', colour, amount: 1 });
      b.oval(18, -84, 9, 9, '#f3ebdd');
      b.bar([18, -84, 22, -89], 1.6, flat('#cf4238'));
    },
  }),
];

/** Steam that rises from (x, y) and fades. */
function steam(b: Brush, x: number, y: number, height: number): void {
  for (let i = 0; i < 3; i++) {
    const rise = (b.time / 3.4 + i / 3) % 1;
    const base = y - rise * height * 0.6;
    const side = (i - 1) * 11;
    const sway = (at: number) => Math.sin(b.time * 1.6 + i * 2 + at) * 3.5;
    b.sheer(Math.sin(rise * Math.PI) * 0.75, () =>
      b.line(
        [
          x + side + sway(0),
          base,
          x + side + sway(1.2),
          base - height * 0.2,
          x + side + sway(2.4),
          base - height * 0.4,
        ],
        4.5,
        flat('#ffffff'),
      ),
    );
  }
}
