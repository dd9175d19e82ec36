import type { Subject } from '../subject.ts';
import { bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** What stands in streets, gardens and squares. */
export const STREET: readonly Subject[] = [
  thing({
    id: 'bridge',
    height: 12,
    ratio: 3.2,
    place: 'ground',
    words: 'bridge, suspension bridge, viaduct, aqueduct, golden gate bridge, footbridge, overpass, arch bridge',
    draw(b) {
      const steel = b.colour('#b5523f', '#7f8790', '#a89a86');
      for (const side of [-1, 1]) b.line([side * 156, -34, side * 120, -62, side * 84, -96], 2.6, flat(steel));
      b.line([-84, -96, -44, -56, 0, -44, 44, -56, 84, -96], 2.6, flat(steel));
      for (let i = -7; i <= 7; i++) {
        const x = i * 10;
        b.bar([x, -34, x, -43 - (x / 84) ** 2 * 50], 0.9, shade(steel, 0.1));
      }
      for (const x of [-84, 84]) {
        b.box(x - 7, -98, 5, 98, 1, steel);
        b.box(x + 2, -98, 5, 98, 1, shade(steel, 0.12));
        for (const y of [-92, -70, -50]) b.box(x - 7, y, 14, 4, 1, flat(steel));
        b.box(x - 12, -12, 24, 12, 2, '#9a948a');
      }
      b.box(-160, -36, 320, 9, 2, mix(steel, '#3a3f46', 0.5));
      b.box(-160, -36, 320, 3, 1, bright(steel, 0.2));
    },
  }),
  thing({
    id: 'fountain',
    height: 3,
    ratio: 1.35,
    place: 'ground',
    animated: true,
    words: 'fountain, water fountain, birdbath, basin',
    draw(b) {
      const stone = b.colour('#b9b2a6', '#cfc5b2');
      b.box(-5, -58, 10, 54, 2, stone);
      b.blob([-28, -58, 28, -58, 16, -48, -16, -48], stone);
      for (let i = 0; i < 6; i++) {
        const side = (i - 2.5) / 2.5;
        const pulse = b.swing(1.2, i / 6) * 1.5;
        b.sheer(0.75, () =>
          b.line([0, -86, side * 14, -97 - pulse, side * 34, -70, side * 46, -24], 2.6, flat('#a5d8ec')),
        );
      }
      b.line([0, -56, 0, -90 + b.swing(0.9) * 2], 4, flat('#c3e6f2'));
      b.oval(0, -22, 60, 8, '#79bfd8');
      for (const [x, r] of [
        [-30, 9],
        [26, 11],
        [0, 7],
      ] as const)
        b.sheer(0.7, () => b.oval(x, -22, r + b.swing(1.4, x) * 2, 2.2, flat('#dff2f8')));
      b.poly([-66, -24, -60, -18, 60, -18, 66, -24, 58, 0, -58, 0], stone, 4);
    },
  }),
  thing({
    id: 'statue',
    height: 4,
    ratio: 0.5,
    place: 'ground',
    cracks: [0, -60, 16],
    words:
      'statue, monument, sculpture, bust, statue of liberty, obelisk, memorial, pillar, column, totem, idol, gravestone, tombstone',
    draw(b) {
      const stone = b.colour('#b3b0a8', '#8fa59a', '#c9bfa8');
      if (b.is('pyramid')) return b.poly([0, -90, 25, 0, -25, 0], '#d9b878', 1);
      b.box(-22, -8, 44, 8, 1, shade(stone, 0.15));
      b.box(-17, -30, 34, 22, 1, stone);
      b.box(-20, -33, 40, 5, 1, bright(stone, 0.12));
      b.limb(-4, -50, 5, -6, -34, 3.4, shade(stone, 0.22));
      b.limb(4, -50, 5, 6, -34, 3.4, stone);
      b.blob([-9, -74, 0, -78, 9, -74, 8, -58, 10, -46, -10, -46, -8, -58], stone);
      b.limb(8, -73, 3.2, 15, -90, 2.3, stone);
      b.limb(-8, -73, 3.2, -14, -58, 2.6, shade(stone, 0.15));
      b.oval(0, -84, 5.4, 6.4, stone);
      b.blob([-6, -72, 8, -70, 2, -56, 10, -44, 0, -48, -8, -58], bright(stone, 0.16));
      b.oval(16, -94, 3.6, 4.4, stone);
    },
  }),
  thing({
    id: 'ruins',
    height: 5,
    ratio: 1.6,
    place: 'ground',
    words: 'ruin, ruins, remains, colosseum, stonehenge, amphitheatre, debris, ancient city',
    draw(b) {
      const stone = b.colour('#c9b893', '#b5ab9a');
      for (const [x, top, broken] of [
        [-62, -92, true],
        [-26, -99, false],
        [14, -99, false],
        [52, -52, true],
      ] as const) {
        b.box(x - 9, top, 18, -top, 2, stone);
        b.bar([x - 3, top + 6, x - 3, -8], 1.4, shade(stone, 0.22));
        b.bar([x + 4, top + 6, x + 4, -8], 1.4, shade(stone, 0.22));
        if (broken)
          b.poly(
            [x - 10, top - 1, x - 2, top + 9, x + 2, top + 3, x + 10, top + 12, x + 10, top + 2, x + 4, top - 6],
            shade(stone, 0.2),
          );
        b.box(x - 12, -8, 24, 8, 1, shade(stone, 0.08));
      }
      b.box(-40, -99, 70, 12, 1, stone);
      b.box(-44, -88, 36, 5, 1, shade(stone, 0.14));
      b.at(34, -10, () => b.box(-20, -9, 40, 18, 3, shade(stone, 0.05)), 0.12);
      for (const [x, y] of [
        [-46, -4],
        [78, -5],
        [-76, -3],
      ] as const)
        b.poly([x - 8, 4, x - 5, y - 6, x + 6, y - 5, x + 9, 4], stone, 2);
      for (const x of [-60, -22, 56]) b.blob([x - 9, -14, x - 4, -30, x + 2, -16, x + 6, -4, x - 8, 0], '#6f9150');
    },
  }),
  thing({
    id: 'fence',
    height: 1.1,
    ratio: 2.4,
    place: 'ground',
    words: 'fence, picket fence, wall, barrier, railing, barricade, brick wall',
    draw(b) {
      const wood = b.colour('#f0e8da', '#a8794f');
      for (const y of [-70, -30]) b.box(-118, y, 236, 10, 3, shade(wood, 0.16));
      for (let i = 0; i < 9; i++)
        b.poly([-114 + i * 26, -84, -104 + i * 26, -98, -94 + i * 26, -84, -94 + i * 26, 0, -114 + i * 26, 0], wood, 3);
    },
  }),
  thing({
    id: 'street lamp',
    height: 5,
    ratio: 0.34,
    place: 'ground',
    words: 'street lamp, streetlight, lamp post, lamppost, street light, streetlamp, lantern post',
    draw(b) {
      const iron = b.colour('#3f464f', '#4a4340');
      b.poly([-7, 0, -4, -10, 4, -10, 7, 0], iron, 1);
      b.box(-1.8, -80, 3.6, 72, 1, iron);
      b.poly([-6, -80, 6, -80, 8, -93, -8, -93], b.lamp('#e9e3cc', '#ffe2a0'), 1);
      b.poly([-9, -92, 9, -92, 0, -99], iron, 1);
      b.bar([-7, -76, 7, -76], 1.6, flat(iron));
      if (b.paint.dark) b.halo(0, -87, 30, '#ffdf9a', 0.8);
    },
  }),
  thing({
    id: 'bench',
    height: 0.9,
    ratio: 1.9,
    place: 'ground',
    words: 'bench, park bench, pew, picnic table',
    draw(b) {
      const wood = b.colour('#a8713f', '#8f5f3a');
      for (const x of [-74, 66]) {
        b.bar([x + 4, 0, x, -46, x + 2, -96], 7, flat('#3f444c'));
        b.bar([x + 4, -46, x + 14, 0], 7, flat('#33383f'));
      }
      for (const y of [-96, -80, -64]) b.box(-88, y, 176, 12, 4, wood);
      b.box(-90, -50, 180, 10, 4, bright(wood, 0.1));
      b.box(-86, -40, 172, 7, 3, shade(wood, 0.25));
    },
  }),
  thing({
    id: 'carousel',
    height: 6,
    ratio: 1.2,
    place: 'ground',
    animated: true,
    words: 'ferris wheel, carousel, merry-go-round, roller coaster, amusement park, big wheel, fairground, funfair',
    draw(b) {
      const colour = b.colour('#cf4a5a', '#3f78ad');
      b.bar([-30, 0, 0, -54, 30, 0], 4, flat('#8a929a'));
      const turn = b.turning(24);
      b.arc(0, -54, 38, 0, Math.PI * 2, 2.6, flat(colour));
      b.arc(0, -54, 31, 0, Math.PI * 2, 1.4, shade(colour, 0.1));
      for (let i = 0; i < 10; i++) {
        const way = turn + (i / 10) * Math.PI * 2;
        const [x, y] = [Math.cos(way) * 38, -54 + Math.sin(way) * 38];
        b.bar([0, -54, x, y], 1.2, flat('#c9ced3'));
        b.box(x - 5, y + 1, 10, 6.5, 2.5, ['#e9b53a', '#4f9aa8', '#d9604f'][i % 3]!);
        b.oval(x, y, 1.4, 1.4, b.lamp('#f3ebd6', '#fff0b0'));
      }
      b.oval(0, -54, 5, 5, colour);
      b.box(-38, -4, 76, 4, 1, shade('#8a929a', 0.2));
    },
  }),
];
