import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const GLASS = '#9cc3d6';
const WARM = '#ffd98a';

/** What people build and go to see. */
export const BUILDINGS: readonly Subject[] = [
  thing({
    id: 'house',
    height: 6.5,
    ratio: 1.2,
    place: 'ground',
    cracks: [0, -30, 30],
    words:
      'house, home, cottage, villa, mansion, bungalow, farmhouse, residence, building, townhouse, chalet, school, schoolhouse, hut house, inn, hotel, hospital, bakery house, orphanage, dwelling, manor, haunted house, library building',
    draw(b) {
      const wall = b.colour('#efe3cd', '#e3b79a', '#cfdcd6', '#e9cf8f');
      const roof = b.look.choose('roof', ['#b5523f', '#5d6472', '#8a4f3a']);
      b.box(26, -96, 12, 34, 2, '#9a6350');
      b.box(-48, -54, 96, 54, 2, wall);
      b.poly([0, -98, 58, -50, -58, -50], roof, 4);
      b.poly([0, -98, 58, -50, 12, -50], shade(roof, 0.14), 3);
      b.oval(0, -68, 7, 7, b.lamp(GLASS, WARM));
      b.box(-10, -34, 20, 34, 3, mix(roof, '#3a2a26', 0.3));
      b.oval(5.5, -16, 1.6, 1.6, flat('#e8c46a'));
      for (const x of [-38, 20]) paned(b, x, -40, 18, 20);
      b.box(-52, -4, 104, 4, 1, shade('#8f8579', 0.1));
    },
  }),
  thing({
    id: 'cabin',
    height: 4,
    ratio: 1.35,
    place: 'ground',
    words:
      'cabin, log cabin, hut, shack, shed, lodge, treehouse, boathouse, doghouse, kennel, beach hut, wooden house, outpost, igloo',
    draw(b) {
      const wood = b.colour('#9a6a42', '#85583a');
      b.box(28, -98, 13, 34, 2, '#8f8a84');
      for (let i = 0; i < 6; i++)
        b.box(-52, -54 + i * 9, 104, 9.4, 4.4, mix(wood, i % 2 ? '#2f1c12' : '#f0c998', 0.12));
      b.poly([0, -94, 66, -48, 56, -44, -56, -44, -66, -48], '#5b4a42', 3);
      b.poly([0, -86, 46, -52, -46, -52], mix(wood, '#2f1c12', 0.15), 2);
      b.box(-9, -36, 20, 36, 2, mix(wood, '#3a2014', 0.5));
      for (const x of [-40, 22]) paned(b, x, -38, 18, 17);
      if (b.is('snowy|winter')) b.poly([0, -98, 68, -50, 60, -48, 0, -90, -60, -48, -68, -50], '#f5f8fb', 3);
    },
  }),
  thing({
    id: 'castle',
    height: 22,
    ratio: 1.15,
    place: 'ground',
    animated: true,
    words:
      'castle, palace, fortress, citadel, fort, keep, chateau, kingdom, city wall, stronghold, sandcastle, sand castle, battlement',
    draw(b) {
      const stone = b.is('sand') ? '#dcc08a' : b.colour('#a8a39a', '#b8a78c', '#97a0a8');
      const roof = b.look.choose('roof', ['#4f6a9a', '#a8493f', '#5f4f86']);
      for (const x of [-34, 34]) flagOn(b, x, -88, roof);
      crenels(b, -30, -52, 60, stone, 0.12);
      b.box(-30, -48, 60, 48, 0, stone);
      for (const [x, w, top] of [
        [-34, 22, -66],
        [34, 22, -66],
      ] as const) {
        b.box(x - w / 2, top, w, -top, 1, stone);
        b.poly([x, top - 24, x + w * 0.7, top, x - w * 0.7, top], roof, 2);
      }
      flagOn(b, 0, -97, roof);
      b.box(-12, -76, 24, 30, 1, shade(stone, 0.1));
      crenels(b, -14, -80, 28, stone, 0.1);
      for (const [x, y] of [
        [-34, -50],
        [34, -50],
        [0, -64],
        [-34, -26],
        [34, -26],
      ] as const)
        b.box(x - 2.6, y, 5.2, 10, 2.6, b.lamp('#4a5560', WARM));
      b.path('M-11 0 V-20 A11 11 0 0 1 11 -20 V0 Z', '#5b4030');
      for (const x of [-5, 0, 5]) b.bar([x, 0, x, -27], 1.2, shade('#5b4030', 0.4));
      for (const [x, y] of [
        [-20, -38],
        [18, -34],
        [-22, -14],
        [20, -16],
        [14, -42],
      ] as const)
        b.box(x, y, 7, 3.4, 1, shade(stone, 0.16));
    },
  }),
  thing({
    id: 'lighthouse',
    height: 18,
    ratio: 0.5,
    place: 'ground',
    animated: true,
    words: 'lighthouse, beacon, light house, watchtower lighthouse',
    draw(b) {
      const stripe = b.colour('#cf4a3f', '#3a6a9c');
      b.poly([-24, 0, -20, -6, 20, -6, 24, 0], '#8a857d', 2);
      b.poly([-11, -74, 11, -74, 17, -5, -17, -5], '#f3efe4', 1);
      for (const y of [-64, -42, -20]) {
        const half = 11 + ((y + 74) / 69) * 6;
        b.poly([-half, y, half, y, half + 1, y + 11, -half - 1, y + 11], stripe);
      }
      b.box(-15, -77, 30, 4, 1, '#4a4f57');
      b.box(-8.5, -90, 17, 13, 1, b.lamp('#cfe6ee', '#fff0b0'));
      b.poly([0, -99, 11, -89, -11, -89], stripe, 1);
      b.box(-3.5, -12, 7, 9, 3, '#5b4030');
      b.oval(0, -54, 2.6, 3, b.lamp(GLASS, WARM));
      if (!b.paint.dark && !b.is('glowing|shining')) return;
      b.halo(0, -83, 26, '#fff0b0', 0.8);
      // The beam turns, wide and far, and fades with its way.
      const reach = Math.cos(b.turning(7)) * 300;
      b.halo(0, -83, 60, '#fff0b0', 0.35);
      b.beam(0, -83, reach, 4, 40, '#fff0b0', 0.75);
    },
  }),
  thing({
    id: 'skyscraper',
    height: 60,
    ratio: 0.42,
    place: 'ground',
    words:
      'skyscraper, tower, high-rise, office building, apartment building, apartment block, office tower, apartment, tower block, headquarters, empire state building, city, skyline, bank building, office block, condo, downtown',
    draw(b) {
      const wall = b.colour('#6f8496', '#8a7f86', '#5f7a86');
      b.bar([0, -84, 0, -99], 0.9, flat('#6a7078'));
      b.box(-8, -90, 16, 10, 1, wall);
      b.box(-13, -82, 26, 82, 1, wall);
      b.box(-20, -62, 40, 62, 1, wall);
      const row = (x: number, y: number, i: number) =>
        b.box(x, y, 3.4, 3.6, 0.5, b.look.pick(`window${i}`) > 0.35 ? b.lamp('#c5dfea', WARM) : shade(wall, 0.3));
      for (let y = 0; y < 4; y++) for (let x = 0; x < 4; x++) row(-9.6 + x * 5.2, -78 + y * 4.4, y * 4 + x);
      for (let y = 0; y < 9; y++) for (let x = 0; x < 6; x++) row(-16.8 + x * 5.9, -57 + y * 5.6, 20 + y * 6 + x);
      b.box(-5, -6, 10, 6, 0.6, b.lamp('#3a4650', '#ffe6ad'));
    },
  }),
  thing({
    id: 'barn',
    height: 8,
    ratio: 1.25,
    place: 'ground',
    words: 'barn, stable, farm, granary, silo, ranch, farmstead, henhouse, coop',
    draw(b) {
      const wall = b.colour('#b5443a', '#9a5a3a');
      b.box(38, -88, 20, 88, 8, '#b9bec2');
      b.oval(48, -86, 10, 8, '#8f979d');
      b.poly([-56, 0, -56, -52, -40, -80, -8, -96, 24, -80, 40, -52, 40, 0], wall, 2);
      b.bar([-60, -50, -42, -80, -8, -97, 26, -80, 44, -50], 5.5, flat('#4d4347'));
      b.box(-28, -42, 40, 42, 1, shade(wall, 0.22));
      const white = flat('#f3ebdd');
      b.bar([-28, -42, 12, -42, 12, 0, -28, 0, -28, -42, 12, 0], 2.4, white);
      b.bar([12, -42, -28, 0], 2.4, white);
      b.box(-16, -72, 16, 15, 1, b.lamp('#4a3a36', WARM));
      b.bar([-16, -72, 0, -72, 0, -57, -16, -57, -16, -72], 2, white);
    },
  }),
  thing({
    id: 'windmill',
    height: 12,
    ratio: 0.95,
    place: 'ground',
    animated: true,
    words: 'windmill, mill, dutch windmill, watermill',
    draw(b) {
      const wall = b.colour('#efe3cd', '#c99a6a');
      b.poly([-20, 0, -12, -60, 12, -60, 20, 0], wall, 2);
      b.blob([-14, -59, -10, -72, 0, -78, 10, -72, 14, -59], '#8a4f3a');
      b.path('M-5 0 V-12 A5 5 0 0 1 5 -12 V0 Z', '#5b4030');
      paned(b, -4, -40, 8, 10);
      for (let i = 0; i < 4; i++)
        b.at(
          0,
          -63,
          () => {
            b.bar([0, 0, 0, -36], 2, flat('#6b4a32'));
            b.poly([1, -10, 10, -12, 10, -36, 1, -36], '#f6efe0', 1);
            for (const y of [-18, -24, -30]) b.bar([1, y, 10, y], 0.8, shade('#f6efe0', 0.25));
          },
          b.turning(b.does('stop|rest|stand') ? 60 : 9) + (i * Math.PI) / 2,
        );
      b.oval(0, -63, 3.4, 3.4, flat('#4d3a2c'));
    },
  }),
  thing({
    id: 'wind turbine',
    height: 60,
    ratio: 0.8,
    place: 'ground',
    animated: true,
    words: 'wind turbine, turbine, wind farm, wind power',
    draw(b) {
      const white = b.colour('#f0f2f3');
      b.poly([-2.4, 0, -1.1, -62, 1.1, -62, 2.4, 0], white);
      b.box(-4, -65, 10, 4.6, 2, shade(white, 0.12));
      for (let i = 0; i < 3; i++)
        b.at(
          0,
          -63,
          () => b.blob([-1.6, -2, -2.4, -10, 0, -36, 1.4, -10, 1.6, -2], white),
          b.turning(6) + (i * Math.PI * 2) / 3,
        );
      b.oval(0, -63, 2.6, 2.6, flat('#c9ced3'));
    },
  }),
  thing({
    id: 'church',
    height: 16,
    ratio: 0.95,
    place: 'ground',
    words: 'church, chapel, cathedral, monastery, abbey, basilica, steeple, convent',
    draw(b) {
      const wall = b.colour('#ece4d4', '#b9b0a2', '#d9c3a2');
      const roof = '#6a5560';
      b.box(-12, -44, 56, 44, 1, wall);
      b.poly([-12, -62, 40, -62, 48, -42, -12, -42], roof, 2);
      b.box(-38, -66, 28, 66, 1, wall);
      b.poly([-24, -96, -8, -64, -40, -64], roof, 1);
      b.bar([-24, -94, -24, -100], 1.6, flat('#d9b04a'));
      b.bar([-26.5, -98, -21.5, -98], 1.6, flat('#d9b04a'));
      for (const [x, y] of [
        [-28, -56],
        [2, -32],
        [17, -32],
        [32, -32],
      ] as const)
        b.path(`M${x} ${y + 16} V${y + 4} A4 4 0 0 1 ${x + 8} ${y + 4} V${y + 16} Z`, b.lamp('#5f86a8', '#ffc873'));
      b.path('M-30 0 V-16 A6 6 0 0 1 -18 -16 V0 Z', '#5b4030');
    },
  }),
  thing({
    id: 'temple',
    height: 12,
    ratio: 1.5,
    place: 'ground',
    cracks: [0, -60, 30],
    words:
      'temple, greek temple, parthenon, bank, museum, courthouse, pantheon, mausoleum, capitol, parliament, shrine, pagoda, university, library hall, government building, academy, theatre, theater, opera house, acropolis',
    draw(b) {
      const stone = b.colour('#e3d9c6', '#d0c8ba');
      b.box(-74, -7, 148, 7, 1, shade(stone, 0.1));
      b.box(-68, -14, 136, 8, 1, stone);
      b.box(-56, -62, 112, 48, 0, shade(stone, 0.4));
      b.box(-9, -44, 18, 30, 1, b.lamp('#5b4a40', WARM));
      for (let i = 0; i < 6; i++) {
        const x = -56 + i * 22.4;
        b.box(x - 5, -58, 10, 44, 1, stone);
        b.box(x - 7, -62, 14, 5, 1, bright(stone, 0.15));
        b.box(x - 7, -17, 14, 4, 1, bright(stone, 0.1));
        b.bar([x + 1.8, -55, x + 1.8, -19], 1, shade(stone, 0.22));
      }
      b.box(-68, -70, 136, 9, 1, stone);
      b.poly([0, -99, 74, -70, -74, -70], stone, 2);
      b.poly([0, -91, 50, -73, -50, -73], shade(stone, 0.18), 1);
    },
  }),
  thing({
    id: 'tent',
    height: 1.8,
    ratio: 1.55,
    place: 'ground',
    words: 'tent, camp, teepee, tipi, yurt, campsite, marquee, wigwam, circus tent, circus, pavilion',
    draw(b) {
      const cloth = b.colour('#e08a3a', '#4f8f7a', '#c9574a', '#d9b04a');
      if (b.is('circus')) {
        for (let i = 0; i < 6; i++)
          b.poly([-66 + i * 22, -40, -44 + i * 22, -40, -44 + i * 22, 0, -66 + i * 22, 0], i % 2 ? '#f6efe0' : cloth);
        for (let i = 0; i < 6; i++)
          b.poly([0, -92, -72 + i * 24, -40, -48 + i * 24, -40], i % 2 ? '#f6efe0' : shade(cloth, 0.06));
        return flagOn(b, 0, -99, cloth);
      }
      b.poly([-20, -98, 30, -92, 76, 0, 30, 0], shade(cloth, 0.22), 3);
      b.poly([-20, -99, 36, 0, -74, 0], cloth, 3);
      b.poly([-20, -82, 8, 0, -46, 0], b.paint.dark ? glow('#ffcf7a') : shade(cloth, 0.5), 2);
      b.poly([-20, -82, -18, -40, -40, 0, -50, 0], bright(cloth, 0.25), 2);
      b.bar([-20, -98, -20, -94], 3, flat('#6b4a32'));
    },
  }),
  thing({
    id: 'shop',
    height: 5,
    ratio: 1.3,
    place: 'ground',
    words:
      'shop, store, cafe, bakery, restaurant, coffee shop, bookstore, bookshop, market stall, stall, kiosk, boutique, supermarket, market, grocery, diner, bar, pub, flower shop, pharmacy, storefront, gas station, booth, lemonade stand, newsstand, salon, food stand',
    draw(b) {
      const awning = b.colour('#cf5a4a', '#3f8a80', '#d99a35', '#4a74ad');
      const wall = mix(awning, '#f0e6d2', 0.78);
      b.box(-62, -98, 124, 98, 3, wall);
      b.box(-62, -98, 124, 22, 3, mix(awning, '#33292b', 0.45));
      b.box(-34, -91, 68, 9, 4.5, flat('#f3e3bd'));
      b.box(-54, -52, 66, 40, 3, b.lamp(GLASS, WARM));
      if (!b.paint.dark) b.poly([-50, -16, -26, -50, -16, -50, -40, -16], bright(GLASS, 0.35), 1);
      for (const [x, h, c] of [
        [-42, 10, '#c9774a'],
        [-30, 14, '#d9b04a'],
        [-16, 9, '#8a5a3a'],
        [-4, 13, '#5f8a6a'],
      ] as const)
        b.box(x - 4, -12 - h, 9, h, 2, c);
      b.box(-56, -13, 70, 13, 1, mix(awning, '#3a2a26', 0.3));
      b.box(22, -56, 30, 56, 2, mix(awning, '#3a2a26', 0.5));
      b.box(27, -51, 20, 32, 2, b.lamp(GLASS, WARM));
      b.oval(27, -12, 1.8, 1.8, flat('#e8c46a'));
      for (let i = 0; i < 8; i++) {
        const x = -66 + i * 16.5;
        b.path(`M${x + 2} -76 H${x + 14.5} L${x + 16.5} -60 A8.25 7 0 0 1 ${x} -60 Z`, i % 2 ? '#f8f1e2' : awning);
      }
    },
  }),
  thing({
    id: 'factory',
    height: 14,
    ratio: 1.6,
    place: 'ground',
    animated: true,
    words:
      'factory, plant factory, warehouse, power plant, mill factory, industrial plant, refinery, workshop, foundry, chimney, power station, brewery, data center, laboratory building',
    draw(b) {
      const wall = b.colour('#a86a55', '#8a8f96', '#b58a62');
      for (const [x, h] of [
        [-58, 96],
        [-38, 86],
      ] as const) {
        for (let i = 0; i < 4; i++) {
          const age = (b.time / 5 + i / 4 + x * 0.01) % 1;
          b.sheer(Math.sin(age * Math.PI) * 0.5, () =>
            b.oval(x + age * 26, -h + 4 - age * 10, 4 + age * 9, 4 + age * 6, '#c9c6c2'),
          );
        }
        b.poly([x - 5, -h, x + 5, -h, x + 7, -30, x - 7, -30], shade(wall, 0.15), 1);
        b.box(x - 6, -h, 12, 5, 1, flat('#e9e2d6'));
      }
      b.poly([-70, 0, -70, -44, -24, -44, -24, -62, 6, -44, 6, -62, 38, -44, 38, -62, 72, -44, 72, 0], wall, 1);
      for (const x of [-22, 8, 40]) b.poly([x, -58, x, -46, x + 20, -46], b.lamp(GLASS, WARM), 1);
      for (let i = 0; i < 6; i++) b.box(-60 + i * 21, -34, 13, 11, 1, b.lamp(GLASS, WARM));
      b.box(-12, -18, 26, 18, 1, shade(wall, 0.4));
      for (const y of [-14, -9, -4]) b.bar([-11, y, 13, y], 1, shade(wall, 0.25));
    },
  }),
];
/** A window in four panes, lit in the dark. */
function paned(b: Brush, x: number, y: number, width: number, height: number): void {
  b.box(x - 1.6, y - 1.6, width + 3.2, height + 3.2, 1.4, flat('#f6efe2'));
  b.box(x, y, width, height, 0.6, b.lamp(GLASS, WARM));
  b.bar([x + width / 2, y, x + width / 2, y + height], 1.1, flat('#f6efe2'));
  b.bar([x, y + height * 0.45, x + width, y + height * 0.45], 1.1, flat('#f6efe2'));
}

function crenels(b: Brush, x: number, y: number, width: number, stone: string, tone: number): void {
  const step = width / 7;
  for (let i = 0; i < 4; i++) b.box(x + i * step * 2, y, step, 6, 0.4, shade(stone, tone));
}

/** A pennant on its pole, the pole's foot under (x, y). */
function flagOn(b: Brush, x: number, y: number, colour: string): void {
  b.bar([x, y + 18, x, y], 1, flat('#5b4a40'));
  const fly = b.swing(1.1) * 1.2;
  b.blob(
    [x, y, x + 6, y + 1 + fly * 0.5, x + 13, y + 3 + fly, x + 6, y + 5 + fly * 0.5, x, y + 6],
    flat(mix(colour, '#e05a4a', 0.3)),
  );
}
