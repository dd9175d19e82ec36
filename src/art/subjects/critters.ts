import type { Subject } from '../subject.ts';
import { type Brush, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** Small things that crawl, on land, on leaves and on the sea's floor. */
export const CRITTERS: readonly Subject[] = [
  thing({
    id: 'spider',
    words: 'spider, tarantula, arachnid, black widow',
    height: 0.12,
    ratio: 1.7,
    place: 'surface',
    animated: true,
    draw(b) {
      const coat = b.colour('#3a3540', '#5a4238');
      const walks = b.does('walk|crawl|run|creep|climb|spin|weav');
      for (const side of [-1, 1])
        for (let i = 0; i < 4; i++) {
          const step = walks ? b.swing(0.6, i * 0.25 + (side > 0 ? 0.5 : 0)) * 5 : b.swing(3, i * 0.2) * 1;
          const reach = 44 + (i % 2) * 10 + (i === 0 || i === 3 ? 26 : 6);
          b.bar(
            [
              side * 12,
              -44,
              side * (reach * 0.55),
              -82 + i * 9 + step * 0.5,
              side * (reach + i * 2),
              -3 - Math.max(0, step) * 0.8,
            ],
            5,
            i % 2 ? shade(coat, 0.2) : flat(coat),
          );
        }
      b.oval(0, -54, 31, 28, coat);
      b.path('M0 -76L7 -60L0 -50L-7 -60Z', flat('#d24a3a'));
      b.oval(0, -30, 18, 16, flat(mix(coat, '#ffffff', 0.06)));
      for (const [x, y, r] of [
        [-6, -33, 4.6],
        [6, -33, 4.6],
        [-12, -38, 2.4],
        [12, -38, 2.4],
      ] as const) {
        b.oval(x, y, r, r, flat('#f5f2ea'));
        b.oval(x, y + 0.6, r * 0.5, r * 0.5, flat('#1c1a20'));
      }
    },
  }),
  thing({
    id: 'crab',
    words: 'crab, hermit crab, lobster, crayfish, shrimp, prawn',
    height: 0.18,
    ratio: 1.7,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#d9522f', '#c9442f', '#e0703a');
      const walks = b.does('walk|run|crawl|scuttl|danc|danc') ? 1 : 0.15;
      for (const side of [-1, 1]) {
        for (let i = 0; i < 3; i++) {
          const step = b.swing(0.5, i / 3 + (side > 0 ? 0.5 : 0)) * 6 * walks;
          b.bar(
            [side * 30, -30, side * (56 - i * 6), -34 + i * 6 - Math.max(0, step), side * (64 - i * 14) + step, -3],
            6,
            shade(coat, 0.25),
          );
        }
        b.bar([side * 36, -42, side * 58, -54, side * 60, -66], 9, flat(coat));
        b.at(
          side * 60,
          -70,
          () => {
            b.path('M-4 4C-18 -6 -16 -26 -2 -30C-4 -22 -2 -16 4 -13C8 -18 14 -22 12 -30C24 -20 22 2 6 6Z', coat);
          },
          side * (0.2 + b.swing(2.2, side > 0 ? 0.3 : 0) * 0.14),
          side,
          1,
        );
      }
      for (const side of [-1, 1]) {
        b.bar([side * 12, -58, side * 13, -74], 4, flat(coat));
        b.oval(side * 13, -78, 6.5, 6.5, flat('#f7f3ea'));
        b.oval(side * 13 + 1.6, -78, 3, 3, flat('#1f1c20'));
      }
      b.blob([-46, -38, -34, -60, 0, -66, 34, -60, 46, -38, 28, -16, -28, -16], coat);
      b.arc(0, -40, 14, 0.5, 2.64, 3, shade(coat, 0.4));
    },
  }),
  thing({
    id: 'snail',
    words: 'snail, slug, escargot',
    height: 0.07,
    ratio: 1.5,
    place: 'surface',
    animated: true,
    draw(b) {
      const shell = b.colour('#c1803f', '#b0603a', '#8f6fa0');
      const crawl = b.swing(1.6) * 2;
      b.blob([-72, -2, -56, -14, -20, -18, 20, -16, 40, -44, 54, -58, 68, -50, 66, -30, 52, -6, 40, 0], '#e2c58e');
      for (const [x, tip] of [
        [52, 50],
        [62, 70],
      ] as const) {
        b.bar([x, -54, tip + crawl * 0.5, -82], 3.4, flat('#e2c58e'));
        b.oval(tip + crawl * 0.5, -84, 5, 5, flat('#3a2e28'));
      }
      b.arc(60, -40, 7, 0.6, 2.2, 2, flat('#9c7844'));
      if (b.is('slug')) return;
      b.oval(-12, -52, 42, 42, shell);
      b.pen.beginPath();
      for (let i = 0; i <= 44; i++) {
        const way = i * 0.34 - 0.6;
        b.pen.lineTo(-12 + Math.cos(way) * (37 - i * 0.8), -52 + Math.sin(way) * (37 - i * 0.8));
      }
      b.stroke(5, shade(shell, 0.4));
    },
  }),
  thing({
    id: 'ladybug',
    words: 'ladybug, ladybird, beetle, scarab, bug, cockroach, stag beetle',
    height: 0.05,
    ratio: 1.45,
    place: 'surface',
    animated: true,
    draw(b) {
      const coat = b.is('beetle|scarab') ? b.colour('#2f7f6a') : b.is('cockroach') ? '#7a4a2a' : b.colour('#d8392f');
      for (const [i, x] of [-34, -4, 26].entries()) {
        const step = b.swing(0.6, i / 3) * (b.does('walk|run|crawl|climb|march') ? 6 : 1);
        b.bar([x, -18, x + 8 + step, -2], 6, flat('#2a272c'));
      }
      b.oval(46, -32, 22, 22, '#2d2a30');
      for (const [x, y] of [
        [58, -72],
        [68, -62],
      ] as const)
        b.line([52, -48, x - 4, y + 8, x, y + b.swing(2) * 1.5], 3, flat('#2d2a30'));
      b.path('M-66 -14C-66 -64 -36 -92 -6 -92C28 -92 46 -62 46 -14Z', coat);
      if (!b.is('scarab|cockroach|stag'))
        for (const [x, y, r] of [
          [-36, -36, 9],
          [-12, -66, 9],
          [-2, -30, 10],
          [26, -54, 8],
          [-40, -60, 6],
        ] as const)
          b.oval(x, y, r, r, flat('#2a2429'));
      b.line([46, -14, 20, -14, -66, -14], 4, shade('#2a2429', 0.2));
      b.oval(56, -38, 6, 7, flat('#f6f1e6'));
      b.oval(58, -37, 3, 4, flat('#1d1a1f'));
    },
  }),
  thing({
    id: 'ant',
    words: 'ant, termite',
    height: 0.04,
    ratio: 2,
    place: 'surface',
    animated: true,
    draw(b) {
      const coat = b.colour('#5a3a32', '#9a4630');
      const walks = b.does('walk|march|run|carry|crawl|work') ? 9 : 1.5;
      for (const [i, x] of [-16, 2, 20].entries())
        for (const far of [true, false]) {
          const step = b.swing(0.5, i / 3 + (far ? 0.5 : 0)) * walks;
          const spread = (i - 1) * 34;
          b.bar(
            [x, -42, x + spread * 0.5, -58, x + spread + step, -3 - Math.max(0, step) * 0.5],
            5,
            far ? shade(coat, 0.35) : flat(coat),
          );
        }
      b.oval(-60, -50, 36, 26, coat, -0.2);
      b.limb(-26, -44, 6, 20, -46, 15, coat);
      b.at(
        62,
        -58,
        () => {
          b.oval(0, 0, 24, 21, coat);
          b.line([10, -16, 26, -36, 38 + b.swing(1.2) * 2, -28], 4, flat(coat));
          b.line([2, -18, 14, -38, 28 + b.swing(1.4) * 2, -36], 4, shade(coat, 0.25));
          b.poly([18, 8, 34, 14, 20, 17], shade(coat, 0.3), 2);
          b.oval(8, -4, 6.5, 7, flat('#f6f1e6'));
          b.oval(10, -3, 3.4, 4, flat('#1d1a1f'));
        },
        b.swing(2.4) * 0.06,
      );
    },
  }),
  thing({
    id: 'dragonfly',
    words: 'dragonfly, damselfly',
    height: 0.08,
    ratio: 1.9,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#2f8fae', '#3f9a72', '#c04a3a');
      b.at(
        0,
        -50 + b.swing(1.7) * 3,
        () => {
          for (const [way, reach] of [
            [-1.15, 1],
            [-1.75, 0.96],
            [-0.75, 0.7],
            [-2.2, 0.7],
          ] as const)
            b.at(
              14,
              -4,
              () => b.sheer(0.8, () => b.blob([0, 0, 30, -11, 62, -9, 66, 0, 60, 7, 26, 7], flat('#d6eef4'))),
              way + b.swing(0.34) * 0.14,
              reach,
              reach,
            );
          b.limb(-84, 14, 4, 8, -2, 6.5, coat);
          b.pen.beginPath();
          for (let i = 1; i < 6; i++) {
            b.pen.moveTo(-84 + i * 15, 9 - i * 2.4);
            b.pen.lineTo(-83 + i * 15, 17 - i * 2);
          }
          b.stroke(1.8, shade(coat, 0.4));
          b.oval(18, -4, 20, 13, coat);
          b.oval(44, -6, 14, 13, mix(coat, '#203038', 0.3));
          b.oval(49, -9, 8, 8, flat('#c8502f'));
          b.oval(51, -11, 2.6, 2.6, flat('#ffffff'));
        },
        -0.08,
      );
    },
  }),
  thing({
    id: 'caterpillar',
    words: 'caterpillar, larva, silkworm, centipede, inchworm, grub',
    height: 0.05,
    ratio: 2.4,
    place: 'surface',
    animated: true,
    draw(b) {
      const coat = b.colour('#8bb53c', '#6fa84a');
      for (let i = 0; i < 6; i++) {
        const x = -92 + i * 29;
        const y = -34 - Math.max(0, b.swing(1.5, i / 6)) * 18;
        b.bar([x, y + 20, x + 3, -4], 7, flat('#5b4a3a'));
        b.oval(x, y, 25, 27, i % 2 ? mix(coat, '#f0e27a', 0.35) : coat);
      }
      b.at(84, -46 + b.swing(1.5) * 2, () => {
        for (const x of [-6, 10]) {
          b.line([x, -24, x + 2, -40, x + 8, -46], 3.4, flat('#5b4a3a'));
          b.oval(x + 8, -47, 4.5, 4.5, flat('#d9523a'));
        }
        b.oval(0, 0, 30, 30, coat);
        b.oval(12, -4, 8, 9, flat('#ffffff'));
        b.oval(14, -3, 4, 5, flat('#24221f'));
        b.arc(8, 8, 10, 0.3, 1.9, 2.6, shade(coat, 0.5));
      });
    },
  }),
  thing({
    id: 'starfish',
    words: 'starfish, sea star',
    height: 0.2,
    ratio: 1.1,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#e8804a', '#d9607a', '#e0a03a');
      b.path(
        'M0 -98C8 -96 12 -76 18 -62C34 -62 52 -64 52 -56C52 -46 36 -40 26 -32C30 -18 40 -2 32 2C24 4 12 -8 0 -14C-12 -8 -24 4 -32 2C-40 -2 -30 -18 -26 -32C-36 -40 -52 -46 -52 -56C-52 -64 -34 -62 -18 -62C-12 -76 -8 -96 0 -98Z',
        coat,
      );
      for (const [x, y] of [
        [0, -80],
        [0, -64],
        [34, -54],
        [20, -50],
        [22, -14],
        [12, -26],
        [-22, -14],
        [-12, -26],
        [-34, -54],
        [-20, -50],
        [0, -42],
      ] as const)
        b.oval(x, y, 3, 3, flat(mix(coat, '#fff2dc', 0.6)));
    },
  }),
  thing({
    id: 'shell',
    words: 'shell, seashell, clam, oyster, conch, scallop, mussel',
    height: 0.1,
    ratio: 1.15,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#f0c3a4', '#e8a9b4', '#d9cbb4');
      b.path(
        'M-14 -4C-50 -26 -66 -64 -44 -80C-36 -92 -24 -88 -18 -94C-8 -102 8 -102 18 -94C24 -88 36 -92 44 -80C66 -64 50 -26 14 -4Z',
        coat,
      );
      b.box(-20, -10, 40, 10, 4, shade(coat, 0.18));
      fan(b, shade(coat, 0.2));
    },
  }),
];

function fan(b: Brush, fill: ReturnType<typeof shade>): void {
  b.pen.beginPath();
  for (const x of [-40, -22, 0, 22, 40]) {
    b.pen.moveTo(x * 0.16, -12);
    b.pen.quadraticCurveTo(x * 0.8, -44, x, -84 + Math.abs(x) * 0.2);
  }
  b.stroke(3, fill);
}
