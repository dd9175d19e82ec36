import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { star } from './plants.ts';
import { thing } from './thing.ts';

const GOLD = '#e0ae3f';

/** What is worn and what it is carried in. */
export const WEARABLES: readonly Subject[] = [
  thing({
    id: 'umbrella',
    height: 0.95,
    ratio: 1.05,
    place: 'hand',
    words: 'umbrella, parasol, beach umbrella, sunshade',
    draw(b) {
      const cloth = b.colour('#c9443f', '#3f6f9a', '#e0a83a', '#4f8f7a');
      b.bar([0, -50, 0, -12], 3, flat('#6b4a32'));
      b.arc(6, -10, 6, 0, Math.PI, 3.4, flat('#6b4a32'));
      b.bar([0, -99, 0, -92], 3, flat('#6b4a32'));
      b.path(
        'M-50 -48 Q-46 -94 0 -95 Q46 -94 50 -48 Q42 -56 33 -48 Q25 -56 17 -48 Q8 -56 0 -48 Q-8 -56 -17 -48 Q-25 -56 -33 -48 Q-42 -56 -50 -48 Z',
        cloth,
      );
      b.path('M-17 -48 Q-14 -88 0 -95 Q14 -88 17 -48 Q8 -56 0 -48 Q-8 -56 -17 -48 Z', bright(cloth, 0.16));
      b.path('M33 -48 Q30 -86 0 -95 Q46 -94 50 -48 Q42 -56 33 -48 Z', shade(cloth, 0.2));
    },
  }),
  thing({
    id: 'backpack',
    height: 0.5,
    ratio: 0.82,
    place: 'surface',
    words: 'backpack, rucksack, school bag, schoolbag, knapsack, satchel, pouch, wallet, sack',
    draw(b) {
      const cloth = b.colour('#3f7f86', '#c9694a', '#d9a441', '#5f7a4f');
      b.arc(0, -86, 10, Math.PI, Math.PI * 2, 5, shade(cloth, 0.3));
      for (const side of [-1, 1]) b.box(side > 0 ? 26 : -40, -44, 14, 34, 6, shade(cloth, 0.2));
      b.box(-32, -90, 64, 88, 18, cloth);
      b.box(-32, -90, 64, 34, 17, bright(cloth, 0.12));
      b.box(-23, -42, 46, 34, 8, shade(cloth, 0.15));
      b.bar([-17, -34, 17, -34], 2.4, flat('#f0dba8'));
      for (const x of [-15, 9]) b.box(x, -64, 6, 18, 2, '#7a4f33');
      for (const x of [-15, 9]) b.box(x - 0.5, -54, 7, 6, 1.5, flat(GOLD));
    },
  }),
  thing({
    id: 'suitcase',
    height: 0.6,
    ratio: 1.15,
    place: 'surface',
    words: 'suitcase, luggage, briefcase, trunk, baggage, travel bag, carry-on, attache case, first aid kit',
    draw(b) {
      const hide = b.colour('#a8653f', '#3f6f86', '#c9933f', '#8a3f3f');
      b.arc(0, -78, 15, Math.PI, Math.PI * 2, 6, shade(hide, 0.35));
      b.box(-56, -78, 112, 76, 9, hide);
      for (const x of [-38, 26]) b.box(x, -78, 12, 76, 0, shade(hide, 0.3));
      for (const x of [-37, 27]) b.box(x, -56, 10, 9, 2, flat(GOLD));
      b.box(-56, -44, 112, 3, 0, shade(hide, 0.25));
      b.oval(2, -24, 10, 10, flat('#e9dcc0'));
    },
  }),
  thing({
    id: 'medal',
    height: 0.14,
    ratio: 0.62,
    place: 'hand',
    words: 'medal, gold medal, badge, sheriff badge, rosette, medallion, certification, seal stamp, necklace, pendant',
    draw(b) {
      const metal = b.colour(GOLD, '#c3cad1', '#b8743f');
      b.poly([-26, -99, -10, -99, 10, -54, -8, -52], '#c9443f', 1);
      b.poly([26, -99, 10, -99, -10, -54, 8, -52], '#3f6f9a', 1);
      b.oval(0, -30, 29, 29, metal);
      b.oval(0, -30, 22, 22, shade(metal, 0.14));
      b.poly(star(0, -30, 15, 6.6), bright(metal, 0.5), 1);
    },
  }),
  thing({
    id: 'crown',
    height: 0.2,
    ratio: 1.35,
    place: 'hand',
    words: 'crown, tiara, diadem, royal crown, halo, laurel',
    draw(b) {
      const metal = b.colour(GOLD, '#c3cad1');
      b.poly([-58, -8, -66, -78, -34, -44, 0, -94, 34, -44, 66, -78, 58, -8], metal, 4);
      b.box(-58, -24, 116, 22, 5, shade(metal, 0.14));
      for (const [x, y] of [
        [-66, -80],
        [0, -93],
        [66, -80],
      ] as const)
        b.oval(x, y, 7, 7, bright(metal, 0.35));
      for (const [x, colour] of [
        [-36, '#3f86c0'],
        [0, '#cf3b4a'],
        [36, '#3fa572'],
      ] as const)
        b.oval(x, -13, 7, 6.5, colour);
    },
  }),
  thing({
    id: 'shoe',
    height: 0.14,
    ratio: 1.85,
    place: 'ground',
    words:
      'shoe, sneaker, boot, trainer, running shoe, sandal, slipper, high heel, heel, rain boot, glass slipper, footwear, loafer',
    draw(b) {
      const hide = b.colour('#c9443f', '#3f6f9a', '#e0a83a', '#4f5560');
      b.blob(
        [-82, -26, -80, -70, -74, -96, -40, -96, -28, -78, 6, -60, 56, -50, 88, -36, 90, -20, 0, -16, -80, -18],
        hide,
      );
      b.blob([-76, -92, -60, -99, -42, -96, -44, -86, -64, -84], shade(hide, 0.4));
      b.poly([-34, -84, 10, -58, -4, -40, -52, -66], flat(mix(hide, '#ffffff', 0.6)), 5);
      for (const [x, y] of [
        [-30, -80],
        [-16, -71],
        [-2, -62],
      ] as const)
        b.bar([x, y, x - 13, y + 15], 4, flat('#fbf8f0'));
      b.line([-74, -50, -40, -36, 10, -32], 5, flat('#fbf8f0'));
      b.box(-88, -24, 180, 23, 11, '#f4f0e6');
      b.box(-88, -10, 180, 9, 4, shade(hide, 0.1));
    },
  }),
  thing({
    id: 'hat',
    height: 0.2,
    ratio: 1.75,
    place: 'surface',
    words:
      'hat, cap, fedora, top hat, straw hat, cowboy hat, beanie, baseball cap, sun hat, helmet, hard hat, santa hat, beret, turban, graduation cap, chef hat',
    draw(b) {
      const felt = b.colour('#8a5a3f', '#4a515c', '#c9a063', '#3f6f7a');
      if (b.is('wizard|witch|magic|magician')) b.poly([-40, -14, 4, -99, 14, -90, 40, -14], felt, 5);
      else b.blob([-44, -18, -46, -70, -34, -92, 0, -86, 34, -92, 46, -70, 44, -18], felt);
      b.box(-45, -36, 90, 17, 2, mix(felt, b.is('straw') ? '#c9443f' : '#1a1a22', 0.65));
      b.blob([-86, -18, -60, -24, 0, -26, 60, -24, 86, -18, 60, -4, 0, 0, -60, -4], bright(felt, 0.08));
    },
  }),
  thing({
    id: 'dress',
    height: 1.2,
    ratio: 0.68,
    place: 'wall',
    words:
      'dress, gown, skirt, wedding dress, shirt, t-shirt, jacket, coat, sweater, clothing, clothes, costume, uniform, suit, robe, cape, kimono, blouse, jumper, scarf, jersey, apron, laundry, outfit, lab coat',
    draw(b) {
      const cloth = b.colour('#c9446a', '#3f78ad', '#4f9a86', '#e0a83a');
      if (b.is('shirt|t-shirt|jacket|coat|sweater|uniform|suit|blouse|jumper|jersey|clothes|laundry')) {
        b.poly(
          [
            -13, -94, -34, -86, -44, -52, -30, -47, -23, -62, -23, -8, 23, -8, 23, -62, 30, -47, 44, -52, 34, -86, 13,
            -94, 0, -84,
          ],
          cloth,
          4,
        );
        b.bar([0, -80, 0, -12], 1.6, shade(cloth, 0.3));
        for (const y of [-68, -50, -32]) b.oval(3.5, y, 1.8, 1.8, flat('#f6f1e6'));
        return;
      }
      for (const x of [-11, 11]) b.bar([x, -98, x * 1.05, -84], 3.4, flat(cloth));
      b.blob(
        [-15, -86, 0, -82, 15, -86, 14, -68, 11, -56, 34, -6, 16, -3, 0, -1, -16, -3, -34, -6, -11, -56, -14, -68],
        cloth,
      );
      b.box(-12, -59, 24, 6, 2, shade(cloth, 0.35));
      for (const x of [-14, 0, 14]) b.line([x * 0.35, -50, x * 0.8, -26, x * 1.2, -6], 1.6, shade(cloth, 0.22));
    },
  }),
  thing({
    id: 'ring',
    height: 0.05,
    ratio: 0.8,
    place: 'hand',
    animated: true,
    words:
      'ring, diamond, gem, wedding ring, engagement ring, diamond ring, jewel, jewelry, jewellery, emerald, ruby, sapphire, amulet, earring, pearl, magic ring',
    draw(b) {
      const stone = b.look.colour ?? '#8fdcef';
      if (b.is('ring|wedding|engagement')) b.arc(0, -31, 25, 0, Math.PI * 2, 7, flat(GOLD));
      const [y, size] = b.is('ring|wedding|engagement') ? [-74, 0.62] : [-52, 1];
      b.at(
        0,
        y,
        () => {
          b.poly([-39, -16, -22, -38, 22, -38, 39, -16, 0, 40], stone, 1);
          b.poly([-39, -16, -15, -16, 0, 40], bright(stone, 0.25));
          b.poly([39, -16, 15, -16, 0, 40], shade(stone, 0.28));
          b.poly([-22, -38, -15, -16, 0, -38], bright(stone, 0.45));
          b.poly([22, -38, 15, -16, 0, -38], shade(stone, 0.1));
          const glint = Math.max(0, b.swing(2.3));
          b.poly(star(-20, -26, 14 * glint + 0.1, 3 * glint + 0.1, 4), glow('#ffffff', glint));
        },
        0,
        size,
      );
    },
  }),
];
