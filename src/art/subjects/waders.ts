import type { Subject } from '../subject.ts';
import { type Brush, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** Birds with long legs, long tails or bills that no other bird has. */
export const WADERS: readonly Subject[] = [
  wader('heron', 'heron, stork, crane bird, egret, grey heron, gray heron, ibis, marabou, shoebill, spoonbill', {
    coat: (b) => (b.is('stork|egret|crane') ? '#f3f1ea' : b.colour('#8fa0b0', '#7f93a6')),
    wing: (b, coat) => (b.is('stork') ? '#2f3138' : mix(coat, '#3d4a5a', 0.4)),
    bill: (b) => (b.is('stork') ? '#d9472f' : '#e2a73c'),
    leg: (b) => (b.is('stork|flamingo') ? '#d9573f' : '#8a7a54'),
    crest: true,
  }),
  wader('flamingo', 'flamingo, pink flamingo', {
    coat: (b) => b.colour('#f29ab0', '#f08a98'),
    wing: (_, coat) => mix(coat, '#d9486a', 0.4),
    bill: () => '#f6e3d0',
    leg: () => '#e87b90',
    hooked: true,
  }),
  thing({
    id: 'ostrich',
    words: 'ostrich, emu, rhea, cassowary',
    height: 2.3,
    ratio: 0.75,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#3b3a42', '#5a4c42');
      const runs = b.does('run|race|sprint|chas|flee');
      const nod = b.swing(2.7) * 2;
      strides(b, -4, -34, 34, '#d8b096', 5, runs ? 0.5 : 1, runs || b.does('walk|wander|march') ? (runs ? 15 : 8) : 0);
      b.line([10, -48, 20, -62, 17 + nod, -78, 22, -92], 5.6, flat('#dcb8a0'));
      b.blob([-34, -50, -30, -62, -8, -66, 16, -60, 18, -44, 2, -32, -22, -34], coat);
      for (const [x, y] of [
        [-33, -54],
        [-34, -46],
        [-28, -40],
      ] as const)
        b.oval(x, y, 7, 6, flat('#f3f0ea'));
      b.blob([-22, -58, 4, -58, 8, -46, -8, -38, -22, -44], shade(coat, 0.2));
      b.limb(22, -92, 6, 26, -92, 5, '#dcb8a0');
      b.poly([29, -95, 40, -91, 29, -88], '#d98f55', 1.4);
      b.eye(25, -94, 2);
    },
  }),
  thing({
    id: 'peacock',
    words: 'peacock, peafowl, peahen',
    height: 1.3,
    ratio: 1.25,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = b.colour('#2467b8', '#1f7fb0');
      const sway = b.swing(3) * 0.03;
      b.at(
        0,
        -22,
        () => {
          b.pen.beginPath();
          b.pen.arc(0, 0, 76, Math.PI * 1.02, Math.PI * 1.98);
          b.pen.closePath();
          b.pen.fillStyle = b.paint.lit('#2f8a62');
          b.pen.fill();
          for (const [reach, count] of [
            [66, 11],
            [46, 8],
          ] as const)
            for (let i = 0; i < count; i++) {
              const way = Math.PI * (1.06 + (i / (count - 1)) * 0.88);
              const [x, y] = [Math.cos(way) * reach, Math.sin(way) * reach];
              b.oval(x, y, 7, 7, flat('#d9b84a'));
              b.oval(x, y, 4.6, 4.6, flat('#2aa6a8'));
              b.oval(x, y, 2.4, 2.4, flat('#27356f'));
            }
        },
        sway,
      );
      for (const x of [-6, 6]) b.bar([x, -14, x, -1, x + 4, -1], 2.4, flat('#a58a6a'));
      b.blob([-16, -24, -10, -48, -6, -66, 6, -66, 10, -48, 16, -24, 8, -10, -8, -10], coat);
      b.oval(0, -68, 8.5, 8.5, coat);
      for (const way of [-0.4, 0, 0.4])
        b.bar([0, -75, Math.sin(way) * 12, -75 - Math.cos(way) * 10], 1.2, flat('#c9b24a'));
      b.poly([7, -70, 16, -66, 7, -65], '#e9dcc0', 1);
      b.eye(3, -70, 1.8);
    },
  }),
  thing({
    id: 'parrot',
    words: 'parrot, macaw, cockatoo, parakeet, toucan, budgie, lovebird',
    height: 0.4,
    ratio: 0.7,
    place: 'surface',
    animated: true,
    draw(b) {
      const coat = b.is('toucan')
        ? '#2f3036'
        : b.is('cockatoo')
          ? '#f4f1ea'
          : b.colour('#d23f34', '#3a9a4c', '#2c7fc0');
      const wing = b.is('cockatoo|toucan') ? mix(coat, '#50545c', 0.25) : mix('#2f6fc0', coat, 0.15);
      const flaps = b.does('fly|flap|soar') ? 0.5 + b.swing(0.4) * 0.5 : 0;
      const bob = b.does('talk|sing|squawk|danc|nod') ? b.swing(0.6) * 0.1 : b.swing(3.5) * 0.05;
      b.poly([-14, -24, -30, 0, -20, 2, -4, -18], flat(mix(wing, '#1d3f80', 0.4)), 2);
      b.poly([-8, -24, -14, 4, -6, 2, 2, -18], flat(coat), 2);
      b.bar([-30, -14, 30, -14], 5, flat('#8a6242'));
      b.blob([-20, -40, -14, -66, 0, -80, 16, -72, 20, -48, 12, -20, -6, -16, -16, -24], coat);
      b.at(-4, -62, () => b.blob([-6, -4, 8, 0, 10, 24, -4, 46, -14, 40, -14, 14], wing), flaps * 1.5);
      b.sheer(0.9, () => b.line([-12, -44, 2, -42], 5, flat('#f0c53c')));
      for (const x of [-2, 8]) b.bar([x, -17, x, -11], 4, flat('#6a625c'));
      b.at(
        4,
        -80,
        () => {
          if (b.is('cockatoo')) b.poly([-8, -12, -16, -26, -4, -20, -2, -30, 6, -14], '#f2d24a', 2);
          b.oval(0, 0, 16, 17, coat);
          b.oval(6, 0, 8.5, 9, flat('#f6efe4'));
          if (b.is('toucan')) b.blob([12, -8, 30, -8, 40, 8, 22, 6, 11, 6], '#f0902c');
          else b.path('M11 -9C24 -11 28 2 22 13C20 6 16 5 10 6Z', '#3a3538');
          b.eye(6, -2, 2.8, b.does('sleep'));
        },
        bob,
      );
    },
  }),
  thing({
    id: 'crow',
    words: 'crow, raven, blackbird, jackdaw, rook bird, magpie',
    height: 0.45,
    ratio: 1.3,
    place: 'surface',
    animated: true,
    draw(b) {
      const coat = b.colour('#2f3039');
      const caw = b.does('caw|call|cry|sing|scream|speak') ? Math.max(0, b.swing(0.8)) * 7 : 0;
      const hop = b.does('hop|walk') ? Math.abs(b.swing(0.8)) * 5 : 0;
      for (const x of [-4, 8]) {
        b.bar([x, -26, x + 1, -2], 3, flat('#3a3a40'));
        b.bar([x - 5, -1.6, x + 9, -1.6], 3, flat('#3a3a40'));
      }
      b.at(0, -hop, () => {
        b.poly([-28, -44, -64, -20, -58, -12, -20, -26], shade(coat, 0.3), 2);
        b.blob([-34, -42, -12, -64, 12, -80, 34, -78, 38, -58, 24, -28, -6, -20, -26, -26], coat);
        if (b.is('magpie')) b.blob([6, -26, 28, -44, 26, -28, 8, -20], flat('#f1f0ec'));
        b.blob([-46, -28, -18, -56, 10, -60, 12, -42, -12, -28], flat(mix(coat, '#56668a', 0.4)));
        b.at(
          28,
          -80,
          () => {
            b.oval(0, 0, 17, 15, coat);
            b.path('M12 -8C26 -8 36 -2 40 5L12 4Z', '#23232a');
            b.poly([12, 4, 34, 5 + caw, 12, 9], '#1d1d23', 1);
            b.oval(6, -4, 3.6, 3.6, flat('#8f93a0'));
            b.oval(6.4, -4, 2.6, 2.6, flat('#101015'));
            b.oval(7.4, -5, 1, 1, flat('#ffffff'));
          },
          b.swing(3.1) * 0.1,
        );
      });
    },
  }),
  thing({
    id: 'seagull',
    words: 'seagull, gull, albatross, tern',
    height: 0.5,
    ratio: 2.4,
    place: 'air',
    animated: true,
    draw(b) {
      const beat = b.swing(1.5);
      const pale = '#f4f4f1';
      b.at(
        0,
        -46 - beat * 3,
        () => {
          b.path(
            `M-2 -4C-20 ${-40 - beat * 14} -48 ${-50 - beat * 20} -88 ${-26 - beat * 30}C-62 ${-28 - beat * 18} -36 ${-18 - beat * 6} -22 8Z`,
            shade('#aab4be', 0.12),
          );
          b.poly([-30, 0, -62, -4, -64, 10, -34, 12], flat('#e4e6e6'), 3);
          b.blob([-40, 4, -10, -10, 28, -12, 46, -4, 40, 8, 8, 16, -26, 14], pale);
          b.oval(44, -6, 12, 11, pale);
          b.poly([53, -8, 70, -1, 54, 2], '#eeb13c', 1.4);
          b.eye(46, -8, 2.4);
          b.path(
            `M16 -4C10 ${-44 - beat * 16} 34 ${-58 - beat * 20} 92 ${-36 - beat * 34}C66 ${-30 - beat * 16} 30 ${-22 - beat * 4} -14 8Z`,
            flat('#c3ccd4'),
          );
          b.poly([66, -42 - beat * 27, 92, -36 - beat * 34, 70, -31 - beat * 20], flat('#34373f'), 2);
        },
        -0.06,
      );
    },
  }),
  thing({
    id: 'hummingbird',
    words: 'hummingbird, sunbird, kingfisher',
    height: 0.12,
    ratio: 1.25,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#2f9a72', '#3a86b8');
      b.at(0, -50 + b.swing(1.3) * 3, () => {
        for (const [turn, fill] of [
          [-0.5, 0.3],
          [0.1, 0.55],
        ] as const)
          b.at(
            -4,
            -6,
            () =>
              b.sheer(fill, () =>
                b.path('M0 0C-14 -22 -32 -42 -52 -44C-46 -22 -26 -2 0 6Z', mix(coat, '#e8f4f2', 0.6)),
              ),
            turn + b.swing(0.31) * 0.35,
          );
        b.poly([-18, 22, -34, 48, -24, 48, -8, 30], shade(coat, 0.25), 2);
        b.blob([-20, 26, -16, 4, 2, -14, 18, -14, 16, 4, 4, 22, -8, 32], coat);
        b.blob([4, -2, 17, -8, 15, 6, 2, 22, -6, 22], flat('#f4efe6'));
        b.oval(16, -18, 12, 11, coat);
        b.blob([10, -12, 24, -14, 22, -4, 12, -2], flat('#c8304f'));
        b.bar([26, -18, 56, -22], 2, flat('#2c2c32'));
        b.eye(19, -20, 2.6);
      });
    },
  }),
];

interface Dress {
  coat(b: Brush): string;
  wing(b: Brush, coat: string): string;
  bill(b: Brush): string;
  leg(b: Brush): string;
  crest?: boolean;
  hooked?: boolean;
}

/** Stands in the shallows on one leg, wades, stabs for fish, flies with legs stretched. */
function wader(id: string, words: string, dress: Dress): Subject {
  return thing({
    id,
    words,
    height: 1.2,
    ratio: 0.72,
    place: 'ground',
    animated: true,
    draw(b) {
      const coat = dress.coat(b);
      if (b.does('fly|soar|flap|glid|land|take off')) {
        aloft(b, dress, coat);
        return;
      }
      const walks = b.does('walk|wade|stalk|step|march|cross|run|danc');
      const fishes = b.does('fish|eat|drink|stab|catch|hunt|feed') ? Math.max(0, b.swing(2.6)) ** 3 : 0;
      if (walks) strides(b, -6, -42, 42, dress.leg(b), 2.6, 1.3, 9);
      else {
        b.bar([-9, -44, -2, -28, -14, -24], 2.6, shade(dress.leg(b), 0.3));
        b.bar([-4, -44, -3, -22, -4, -1, 6, -1], 2.8, flat(dress.leg(b)));
      }
      const [hx, hy] = [18 + fishes * 14, -90 + fishes * 74 + b.swing(3.6) * 0.8];
      b.line([6, -54, 16, -62, 12 + fishes * 14, -72 + fishes * 24, hx - 2, hy], 4.6, flat(coat));
      b.blob([-34, -38, -18, -56, 4, -62, 13, -54, 8, -44, -10, -38], coat);
      b.blob([-38, -36, -20, -53, 0, -54, 2, -46, -14, -39], flat(dress.wing(b, coat)));
      b.at(hx, hy, () => drawHead(b, dress, coat), fishes * 1.1 + b.swing(5) * 0.04);
    },
  });
}

function drawHead(b: Brush, dress: Dress, coat: string): void {
  if (dress.crest) b.poly([-2, -4, -15, -2, -3, 1], flat('#3a4250'), 0.6);
  b.limb(-1, 0, 4.6, 4, 0, 3.6, flat(coat));
  if (dress.hooked) {
    b.path('M5 -3C12 -2 15 4 12 11C9 8 8 4 4 3Z', dress.bill(b));
    b.path('M13.4 4C14 7 13.4 9 12 11C10.6 9.600 10 8 9.200 6Z', flat('#34323a'));
  } else b.poly([6, -3, 25, 1.5, 6, 2.6], dress.bill(b), 0.6);
  b.eye(2.4, -1, 1.3);
}

function aloft(b: Brush, dress: Dress, coat: string): void {
  const beat = b.swing(1.6);
  b.at(0, -46 - beat * 3, () => {
    const wing = flat(dress.wing(b, coat));
    b.path(
      `M2 -2C-8 ${-16 - beat * 12} -14 ${-34 - beat * 14} -30 ${-40 - beat * 8}C-30 -20 -22 -6 -14 2Z`,
      shade(coat, 0.25),
    );
    b.bar([-16, 3, -40, 7], 2.2, flat(dress.leg(b)));
    b.blob([-20, 2, -6, -6, 10, -6, 16, 0, 6, 6, -10, 6], coat);
    b.line([12, -1, 20, -4, 18, -9, 24, -10], 4, flat(coat));
    b.at(25, -10, () => drawHead(b, dress, coat), 0.1, 0.8);
    b.path(`M10 -2C8 ${-20 - beat * 16} 0 ${-40 - beat * 16} -14 ${-50 - beat * 12}C-20 -28 -16 -8 -8 3Z`, wing);
  });
}

/** Two long legs from the body at (x, y), walking when `reach` is not 0. */
function strides(
  b: Brush,
  x: number,
  y: number,
  length: number,
  colour: string,
  width: number,
  period: number,
  reach: number,
): void {
  for (const [phase, fill] of [
    [0.5, shade(colour, 0.3)],
    [0, flat(colour)],
  ] as const) {
    const move = reach === 0 ? (phase ? 5 : -3) : b.swing(period, phase) * reach;
    const lift = reach === 0 ? 0 : Math.max(0, b.swing(period, phase + 0.25)) * reach * 0.7;
    b.bar(
      [
        x,
        y,
        x + move * 0.5 - 2 - lift * 0.3,
        y + length * 0.5 - lift * 0.4,
        x + move,
        -1.6 - lift,
        x + move + width * 2.4,
        -1.6 - lift,
      ],
      width,
      fill,
    );
  }
}
