import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const BARK = '#7a5538';

/** Plants. */
export const PLANTS: readonly Subject[] = [
  thing({
    id: 'tree',
    height: 7,
    ratio: 0.8,
    place: 'ground',
    animated: true,
    words:
      'tree, oak, oak tree, maple, maple tree, birch, birch tree, elm, beech, ash tree, willow, willow tree, apple tree, cherry tree, cherry blossom, olive tree, chestnut tree, orchard, grove, bonsai, old tree, ash, banyan, baobab, sycamore, fruit tree, forest, wood',
    draw(b) {
      if (b.is('bare|dead|leafless|winter|withered')) return drawBare(b);
      const leaf = b.is('cherry|blossom|blossoming|pink')
        ? '#f0a9c0'
        : b.is('autumn|fall')
          ? '#d9822f'
          : (b.look.colour ?? b.look.choose('leaf', ['#5f9a4d', '#4d8a4b', '#79a650', '#3f7d52']));
      b.blob([-8, 0, -4.5, -18, -4, -40, 4, -40, 5, -18, 9, 0], BARK);
      b.line([0, -34, 9, -46, 15, -54], 4, flat(BARK));
      b.line([-1, -32, -9, -44, -16, -50], 3.4, shade(BARK, 0.15));
      crowns(b, leaf);
      if (b.is('apple|fruit|cherry'))
        for (const [x, y] of [
          [-20, -52],
          [8, -46],
          [22, -62],
          [-6, -72],
          [-26, -66],
          [14, -80],
        ] as const)
          b.oval(x, y, 2.6, 2.6, flat(b.is('blossom') ? '#fff0f4' : '#cf3d35'));
    },
  }),
  thing({
    id: 'pine',
    height: 9,
    ratio: 0.55,
    place: 'ground',
    animated: true,
    words:
      'pine, pine tree, fir, fir tree, spruce, spruce tree, conifer, evergreen, cedar, redwood, sequoia, cypress, larch',
    draw(b) {
      const leaf = b.look.colour ?? b.look.choose('leaf', ['#2f6b4f', '#3d7550', '#2a5f58']);
      b.box(-3.5, -16, 7, 16, 2, BARK);
      const sway = b.swing(4.5) * 0.7;
      for (const [i, y] of [-10, -30, -50, -68].entries()) {
        const half = 27 - i * 5.4;
        const tip = y - 34 + i * 1.5;
        b.poly(
          [
            sway * i * 0.4,
            Math.max(tip, -99),
            half,
            y,
            half * 0.45,
            y + 3,
            -half * 0.1,
            y,
            -half * 0.5,
            y + 3.5,
            -half,
            y,
          ],
          mix(leaf, '#b7d98f', i * 0.06),
          2.5,
        );
        if (b.is('snowy|snow|winter|frozen'))
          b.poly(
            [
              sway * i * 0.4,
              Math.max(tip, -99),
              half * 0.6,
              y - 9,
              half * 0.2,
              y - 13,
              -half * 0.15,
              y - 8,
              -half * 0.5,
              y - 11,
            ],
            '#f4f7fa',
            2,
          );
      }
      if (!b.is('christmas|xmas|decorated')) return;
      for (let i = 0; i < 14; i++)
        b.oval(
          ((i * 37) % 40) - 20 + (i % 3),
          -14 - i * 5.4,
          1.9,
          1.9,
          glow(['#ffd75e', '#ff5d55', '#6fc3ff'][i % 3]!, 0.75 + 0.25 * b.swing(1.8, i / 14)),
        );
      b.poly(star(sway, -97, 6, 2.6), glow('#ffe27a'));
    },
  }),
  thing({
    id: 'palm',
    height: 8,
    ratio: 0.85,
    place: 'ground',
    animated: true,
    words: 'palm, palm tree, coconut palm, coconut tree, date palm, banana tree',
    draw(b) {
      const leaf = b.look.colour ?? b.look.choose('leaf', ['#4f9a55', '#3d8a5a', '#6fa04a']);
      const sway = b.swing(4) * 1.2;
      const [x, y] = [8 + sway, -76];
      for (let i = 0; i < 7; i++)
        frond(b, x, y, Math.PI - 0.3 + (i / 6) * (Math.PI + 0.6), 40, i % 2 ? leaf : mix(leaf, '#2a5a3a', 0.35), i);
      b.blob([-8, 0, -4, -30, 2 + sway * 0.5, -56, x - 3, y, x + 3, y, 8 + sway * 0.5, -54, 4, -28, 6, 0], '#a37a50');
      for (let i = 1; i < 7; i++)
        b.line([-5 + i * 1.6, -i * 10.5, 3 + i * 1.1, -i * 10.5 - 1.5], 1.2, shade('#a37a50', 0.3));
      for (let i = 0; i < 3; i++) b.oval(x - 5 + i * 5, y + 4 + (i % 2) * 2, 3.4, 3.6, '#7a4f30');
    },
  }),
  thing({
    id: 'bush',
    height: 1.2,
    ratio: 1.5,
    place: 'ground',
    animated: true,
    words: 'bush, shrub, hedge, shrubbery, thicket, undergrowth, foliage, boxwood, vine, ivy',
    draw(b) {
      const leaf = b.look.colour ?? b.look.choose('leaf', ['#4f8f4d', '#6a9a4c', '#3d7d55']);
      const sway = b.swing(4) * 1;
      for (const [x, y, r, dark] of [
        [-42, -26, 30, 0.25],
        [44, -28, 30, 0.3],
        [-18, -56, 36, 0.12],
        [24, -60, 38, 0.06],
        [0, -34, 36, 0],
      ] as const)
        b.oval(x + sway * (y / -60), y, r, r * 0.92, mix(leaf, '#1f4a3a', dark));
      b.box(-62, -14, 124, 14, 7, shade(leaf, 0.3));
      if (b.is('flowering|blooming|rose|berry'))
        for (let i = 0; i < 9; i++) b.oval(((i * 47) % 90) - 45, -24 - ((i * 31) % 50), 5, 5, flat('#f08cb0'));
    },
  }),
  thing({
    id: 'grass',
    height: 0.4,
    ratio: 1.6,
    place: 'ground',
    animated: true,
    words: 'grass, tuft, grass tuft, reed, weed, rice, lawn, meadow, bamboo, seaweed, kelp, fern',
    draw(b) {
      const leaf =
        b.look.colour ??
        (b.is('wheat|hay|barley|dry|straw') ? '#d9b04a' : b.look.choose('leaf', ['#5f9a4d', '#78a84e', '#4d8a5a']));
      for (let i = 0; i < 13; i++) {
        const x = -60 + i * 10;
        const height = 55 + ((i * 37) % 45);
        const tip = x + x * 0.3 + b.swing(2.8, i * 0.05) * 7;
        b.blob(
          [
            x - 5,
            0,
            x + (tip - x) * 0.4 - 4,
            -height * 0.55,
            tip,
            -height,
            x + (tip - x) * 0.4 + 4,
            -height * 0.5,
            x + 5,
            0,
          ],
          i % 3 ? flat(leaf) : shade(leaf, 0.22),
        );
      }
    },
  }),
  thing({
    id: 'flower',
    height: 0.5,
    ratio: 0.6,
    place: 'ground',
    animated: true,
    words:
      'flower, daisy, tulip, lily, blossom, bloom, poppy, daffodil, wildflower, orchid, bouquet, petal, marigold, lavender, carnation, iris, violet flower, lotus, peony, hibiscus, magnolia',
    draw(b) {
      const petal = b.colour('#f08cb0', '#f4f0e6', '#e9a23a', '#9b7bd0', '#e2574c');
      b.at(
        0,
        0,
        () => {
          stem(b);
          for (let i = 0; i < 8; i++)
            b.at(0, -76, () => b.oval(0, -14, 6.5, 12, i % 2 ? flat(petal) : shade(petal, 0.1)), (i / 8) * Math.PI * 2);
          b.oval(0, -76, 8, 8, '#f2c23a');
        },
        b.swing(3.4) * 0.05,
      );
    },
  }),
  thing({
    id: 'rose',
    height: 0.55,
    ratio: 0.55,
    place: 'ground',
    animated: true,
    words: 'rose, rosebud, red rose, camellia',
    draw(b) {
      const petal = b.colour('#c92f43', '#e5768f', '#f1e4d4', '#e9a23a');
      b.at(
        0,
        0,
        () => {
          stem(b);
          b.blob([-20, -80, -16, -64, 0, -58, 16, -64, 20, -80, 12, -92, -12, -92], shade(petal, 0.2));
          b.blob([-14, -90, 0, -98, 14, -90, 16, -76, 0, -66, -16, -76], petal);
          b.blob([-8, -90, 2, -95, 10, -88, 6, -78, -4, -78], bright(petal, 0.15));
          b.line([-3, -86, 3, -90, 6, -85, 0, -80, -7, -84], 2, shade(petal, 0.35));
          b.line([-16, -76, -4, -68, 12, -72, 17, -84], 2, shade(petal, 0.32));
        },
        b.swing(3.4) * 0.04,
      );
    },
  }),
  thing({
    id: 'sunflower',
    height: 1.8,
    ratio: 0.5,
    place: 'ground',
    animated: true,
    words: 'sunflower',
    draw(b) {
      const petal = b.colour('#f2b92c', '#f0a82a');
      b.at(
        0,
        0,
        () => {
          stem(b);
          for (let i = 0; i < 16; i++)
            b.at(
              0,
              -77,
              () => b.oval(0, -17, 3.6, 7, i % 2 ? flat(petal) : shade(petal, 0.16)),
              (i / 16) * Math.PI * 2,
            );
          b.oval(0, -77, 13, 13, '#6b4426');
          b.oval(0, -77, 7.5, 7.5, flat('#4f311d'));
        },
        b.swing(4) * 0.03,
      );
    },
  }),
  thing({
    id: 'mushroom',
    height: 0.25,
    ratio: 1,
    place: 'ground',
    words: 'mushroom, toadstool, fungus, champignon, fly agaric, shroom',
    draw(b) {
      const cap = b.colour('#cf4238', '#b5793f', '#d9a04a');
      b.blob([-14, 0, -11, -30, -12, -56, 12, -56, 11, -30, 15, 0], '#f2e6d0');
      b.oval(0, -54, 40, 8, shade('#e6d4b8', 0.2));
      b.blob([-48, -52, -38, -82, 0, -98, 38, -82, 48, -52, 26, -56, 0, -58, -26, -56], cap);
      for (const [x, y, r] of [
        [-22, -74, 7],
        [4, -86, 6],
        [24, -70, 7.5],
        [-2, -66, 5],
        [-36, -60, 4],
      ] as const)
        b.oval(x, y, r, r * 0.85, flat('#fbf1e0'));
    },
  }),
  thing({
    id: 'cactus',
    height: 2,
    ratio: 0.75,
    place: 'ground',
    cracks: [0, -50, 20],
    words: 'cactus, saguaro, succulent, aloe, agave',
    draw(b) {
      const skin = b.look.colour ?? '#4f9064';
      b.line([0, -38, -26, -40, -27, -60], 13, shade(skin, 0.16));
      b.line([0, -28, 24, -30, 26, -68], 13, flat(skin));
      b.box(-12, -98, 24, 98, 12, skin);
      for (const x of [-4.5, 3.5]) b.bar([x, -88, x, -6], 1.4, shade(skin, 0.3));
      for (const [x, y] of [
        [-27, -66],
        [26, -74],
        [0, -99],
      ] as const)
        b.oval(x, y + 2, 5, 3.6, flat('#ee7ba0'));
    },
  }),
  thing({
    id: 'leaf',
    height: 0.12,
    ratio: 0.75,
    place: 'surface',
    animated: true,
    words: 'leaf, autumn leaf, fallen leaf, maple leaf',
    draw(b) {
      const skin = b.is('autumn|fallen|dry') ? '#d9762f' : b.colour('#5f9a4d', '#78a84e');
      const fall = b.does('fall|drift|float|flutter|blow') ? 1 : 0.2;
      b.at(
        0,
        -50,
        () => {
          b.blob([0, -48, 26, -22, 28, 8, 0, 32, -28, 8, -26, -22], skin);
          b.line([0, -40, 1, 0, -2, 48], 3, shade(skin, 0.35));
          for (const y of [-18, 0, 16]) {
            b.line([0, y, 16, y - 11], 1.8, shade(skin, 0.28));
            b.line([0, y, -16, y - 11], 1.8, shade(skin, 0.28));
          }
        },
        0.3 + b.swing(3) * 0.35 * fall,
      );
    },
  }),
  thing({
    id: 'seedling',
    height: 0.25,
    ratio: 0.9,
    place: 'ground',
    animated: true,
    words: 'seedling, sprout, sapling, seed, shoot, young plant, bud, acorn',
    draw(b) {
      const leaf = b.look.colour ?? '#6fae4b';
      const grown = b.does('grow|sprout|rise|emerg') ? 0.25 + 0.75 * b.moment.progress : 1;
      b.blob([-36, 0, -22, -13, 0, -17, 22, -13, 36, 0], '#6b4a32');
      b.at(
        0,
        -12,
        () => {
          b.line([0, 0, 2, -30, 0, -56], 5, shade(leaf, 0.1));
          b.blob([0, -54, -14, -74, -40, -78, -32, -56, -14, -48], leaf);
          b.blob([0, -56, 10, -78, 38, -86, 34, -62, 14, -50], bright(leaf, 0.12));
        },
        b.swing(3.2) * 0.05,
        grown,
      );
    },
  }),
  thing({
    id: 'plant',
    height: 0.6,
    ratio: 0.75,
    place: 'surface',
    animated: true,
    cracks: [0, -16, 30],
    words:
      'plant, potted plant, houseplant, plant pot, flower pot, flowerpot, pot plant, monstera, vase, planter, house plant, office plant, herb, basil',
    draw(b) {
      const pot = b.colour('#c4693f', '#e6dccb', '#4f7f86');
      for (let i = 0; i < 7; i++) {
        const way = -0.95 + (i / 6) * 1.9;
        const reach = 48 + ((i * 29) % 20);
        b.at(
          0,
          -32,
          () => b.blob([0, 0, -9, -reach * 0.55, 0, -reach, 9, -reach * 0.55], i % 2 ? '#4d8f55' : '#6aa85a'),
          way + b.swing(4, i / 7) * 0.03,
        );
      }
      b.poly([-24, -34, 24, -34, 18, 0, -18, 0], pot, 3);
      b.box(-26, -38, 52, 9, 3, bright(pot, 0.12));
    },
  }),
];

function crowns(b: Brush, leaf: string): void {
  const lean = b.swing(4.6) * 0.8;
  for (const [x, y, r, dark] of [
    [-20, -52, 18, 0.3],
    [20, -54, 18, 0.34],
    [-14, -70, 21, 0.14],
    [16, -72, 20, 0.12],
    [0, -58, 20, 0.06],
    [0, -80, 19, 0],
  ] as const) {
    const jitter = (b.look.pick(`crown${x}`) - 0.5) * 5;
    b.oval(x + jitter + lean * (-y / 60), y, r, r * 0.92, mix(leaf, '#17402f', dark));
  }
  for (const [x, y] of [
    [-18, -76],
    [6, -88],
    [14, -62],
    [-6, -58],
  ] as const)
    b.oval(x + lean, y, 5, 3.4, bright(leaf, 0.14), -0.4);
}

function drawBare(b: Brush): void {
  const bark = b.look.colour ?? '#6b5444';
  const sway = b.swing(5) * 0.8;
  b.blob([-8, 0, -4, -20, -3, -46, 3, -46, 5, -20, 9, 0], bark);
  for (const [x, y, fromY, width] of [
    [-30, -78, -34, 4],
    [28, -84, -38, 4.4],
    [-8, -97, -44, 4.2],
    [10, -92, -46, 3.4],
    [-34, -56, -28, 3],
    [34, -58, -30, 3],
  ] as const) {
    b.line([0, fromY, x * 0.4, (y + fromY) / 2 - 2, x + sway, y], width, flat(bark));
    b.line([x * 0.55, (y + fromY) / 2 - 8, x * 0.4 + sway, y + 4], width * 0.5, flat(bark));
    b.line([x * 0.7, y * 0.75 + fromY * 0.25, x * 1.1 + sway, y + 14], width * 0.45, flat(bark));
  }
}

function frond(b: Brush, x: number, y: number, way: number, length: number, colour: string, index: number): void {
  const move = b.swing(3.2, index / 7) * 1.6;
  const tipX = x + Math.cos(way) * length;
  const tipY = y + Math.sin(way) * length * 0.55 + Math.abs(Math.cos(way)) * 12 + 4 + move;
  const midX = x + Math.cos(way) * length * 0.55;
  const midY = y + Math.sin(way) * length * 0.62 - 6;
  b.blob([x, y, midX, midY - 4.5, tipX, tipY, midX, midY + 4.5], colour);
}

function stem(b: Brush): void {
  b.line([0, 0, 1.5, -35, 0, -70], 3.6, flat('#4f8a4d'));
  b.blob([0, -22, 10, -36, 24, -38, 16, -24], '#5f9a55');
  b.blob([0, -14, -10, -28, -24, -29, -15, -14], '#4d8a4b');
}

/** A five-pointed star. */
export function star(x: number, y: number, outer: number, inner: number, points = 5): number[] {
  return Array.from({ length: points * 2 }, (_, i) => {
    const way = (i / points) * Math.PI - Math.PI / 2;
    const r = i % 2 ? inner : outer;
    return [x + Math.cos(way) * r, y + Math.sin(way) * r];
  }).flat();
}
