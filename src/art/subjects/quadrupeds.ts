import type { Subject } from '../subject.ts';
import { bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { four } from './quadruped.ts';

export const QUADRUPEDS: readonly Subject[] = [
  four(
    'dog',
    'dog, puppy, hound, canine, retriever, golden retriever, labrador, terrier, poodle, corgi, husky, beagle, bulldog, spaniel, dachshund, sheepdog, pup, doggy, border collie, collie, mutt, shepherd dog, german shepherd',
    0.75,
    1.25,
    {
      coats: ['#c98a4b', '#8a5a3a', '#d9b483', '#4a4038', '#e9dcc4'],
      hip: [-33, -52, 15],
      chest: [8, -54, 18],
      leg: [7.5, 5],
      head: [35, -80, 14],
      muzzle: [18, 5, 7.5],
      neck: 11,
      ears: 'hanging',
      tail: 'wag',
      pale: '#f3e6cf',
      over(b, pose) {
        b.line(
          [
            pose.chest[0] + 11,
            pose.chest[1] - 15,
            pose.chest[0] + 18,
            pose.chest[1] - 8,
            pose.chest[0] + 21,
            pose.chest[1] - 6,
          ],
          4,
          flat('#c8453b'),
        );
      },
    },
  ),
  four('cat', 'cat, kitten, kitty, feline, tomcat, tabby, tabby cat, siamese, pussycat, house cat', 0.5, 1.3, {
    coats: ['#e0934a', '#6f6a66', '#3a3637', '#e8dfd2', '#b98d62'],
    hip: [-32, -42, 17],
    chest: [10, -45, 16],
    leg: [7, 5],
    head: [33, -74, 16],
    muzzle: [9, 5, 7],
    neck: 11,
    ears: 'pointed',
    tail: 'cat',
    pale: '#f6ecdd',
    socks: '#f6ecdd',
    over(b, pose, coat) {
      for (const at of [0, 0.25, 0.5]) {
        const x = pose.hip[0] + (pose.chest[0] - pose.hip[0]) * at;
        const y = pose.hip[1] + (pose.chest[1] - pose.hip[1]) * at;
        b.line([x, y - 15, x + 3, y - 8, x + 1, y - 2], 3.2, shade(coat, 0.3));
      }
    },
    face(b) {
      for (const y of [5, 8]) b.line([9, y, 24, y - 3 + (y - 5) * 1.6], 0.9, flat('#fbf6ee'));
    },
  }),
  four('horse', 'horse, pony, stallion, mare, foal, mustang, steed, colt', 1.9, 1.1, {
    coats: ['#8c5531', '#5b3826', '#b88752', '#3b302c', '#d9cdbd'],
    hip: [-30, -56, 15],
    chest: [6, -55, 15],
    leg: [7, 3.6],
    head: [33, -88, 8.5],
    muzzle: [16, 13, 5.5],
    neck: 12,
    ears: 'pointed',
    tail: 'hair',
    hoof: true,
    over(b, pose, coat) {
      const dark = mix(coat, '#1b1210', 0.55);
      const [hx, hy] = pose.head;
      const [cx, cy] = pose.chest;
      const flow = b.swing(1.1) * 1.5 - pose.pace * 6;
      b.blob(
        [
          hx - 1,
          hy - 9,
          hx - 10 + flow,
          hy - 3,
          (hx + cx) / 2 - 9 + flow,
          (hy + cy) / 2 - 8,
          cx - 12 + flow,
          cy - 14,
          cx - 4,
          cy - 12,
          (hx + cx) / 2 + 2,
          (hy + cy) / 2 - 6,
          hx - 3,
          hy - 2,
        ],
        dark,
      );
    },
    face(b) {
      if (b.is('unicorn|magical|mythical')) b.poly([3, -7, 8, -8, 12, -26], '#f3dca0');
    },
  }),
  four('cow', 'cow, herd, bull, ox, cattle, calf, buffalo, bison, yak, heifer', 1.6, 1.45, {
    coats: ['#f0ebe2', '#9a6138', '#5a4234'],
    hip: [-36, -56, 21],
    chest: [16, -56, 22],
    leg: [8, 5],
    head: [52, -78, 12],
    muzzle: [12, 12, 8.5],
    neck: 14,
    ears: 'side',
    tail: 'tuft',
    hoof: true,
    over(b, pose, coat) {
      const spot = coat === '#f0ebe2' || coat === '#f2f1ed' ? '#3a3331' : mix(coat, '#ffffff', 0.7);
      const [hx, hy] = pose.hip;
      b.blob([hx - 6, hy - 20, hx + 10, hy - 19, hx + 12, hy - 4, hx, hy + 6, hx - 10, hy - 4], spot);
      b.blob([hx + 34, hy - 19, hx + 50, hy - 20, hx + 50, hy - 4, hx + 36, hy - 2], spot);
      b.oval(hx + 14, hy + 22, 8, 5, '#e3a9a0');
    },
    face(b) {
      b.limb(12, 12, 8, 13, 13, 8, '#e7b9ad');
      b.oval(16, 11, 1.3, 1.8, flat('#8a5852'));
      b.line([-3, -11, -5, -17, 1, -21], 3.4, flat('#e6d8b8'));
    },
  }),
  four('sheep', 'sheep, lamb, ewe, ram', 0.95, 1.3, {
    coats: ['#f3ede0', '#e6dccb', '#d8cbb6'],
    hip: [-28, -55, 20],
    chest: [12, -56, 21],
    leg: [5, 4],
    head: [42, -76, 11],
    muzzle: [11, 8, 7],
    neck: 13,
    ears: 'side',
    tail: 'stub',
    socks: '#3f3836',
    over(b, pose, coat) {
      const [hx, hy] = pose.hip;
      const [cx, cy] = pose.chest;
      for (let i = 0; i < 13; i++) {
        const way = (i / 13) * Math.PI * 2;
        b.oval(
          (hx + cx) / 2 + Math.cos(way) * 31,
          (hy + cy) / 2 + Math.sin(way) * 17,
          11,
          10.5,
          Math.sin(way) > 0.3 ? shade(coat, 0.16) : flat(coat),
        );
      }
      b.oval((hx + cx) / 2, (hy + cy) / 2, 34, 21, coat);
      for (const [x, y] of [
        [-20, -6],
        [0, -10],
        [20, -4],
        [-8, 5],
        [12, 8],
      ] as const) {
        b.arc((hx + cx) / 2 + x, (hy + cy) / 2 + y, 5, 0.3, 2.9, 1.4, shade(coat, 0.15));
      }
    },
    face(b, coat) {
      b.limb(0, 0, 11, 11, 8, 7, '#453d3a');
      b.eye(5, -2, 2.2);
      b.oval(-3, -10, 9, 6, flat(coat));
      b.oval(4, -10, 6, 5, flat(coat));
    },
  }),
  four('pig', 'pig, piglet, hog, boar, swine, sow', 0.85, 1.5, {
    coats: ['#f0a9a3', '#e89b94', '#d9a08a'],
    hip: [-34, -50, 25],
    chest: [14, -50, 26],
    leg: [9, 6],
    head: [46, -62, 20],
    muzzle: [18, 6, 9],
    neck: 18,
    ears: 'pointed',
    tail: 'curl',
    hoof: true,
    face(b, coat) {
      b.oval(25, 6, 5, 9, mix(coat, '#c8605f', 0.3));
      b.oval(26, 3, 1.3, 2, flat('#8f4648'));
      b.oval(26, 9, 1.3, 2, flat('#8f4648'));
    },
  }),
  four('fox', 'fox, vixen, red panda, jackal', 0.55, 1.6, {
    coats: ['#d9712e', '#cf6427'],
    hip: [-30, -45, 15],
    chest: [12, -47, 15],
    leg: [6.5, 4.5],
    head: [38, -73, 14],
    muzzle: [22, 9, 3.5],
    neck: 10,
    ears: 'pointed',
    tail: 'bushy',
    pale: '#fbf1e3',
    socks: '#33282a',
    face(b) {
      b.blob([3, 8, 14, 4, 24, 8, 18, 13, 6, 14], flat('#fbf1e3'));
      b.oval(25, 8.5, 2.6, 2.2, flat('#2a2023'));
    },
  }),
  four('wolf', 'wolf, coyote, hyena, werewolf', 0.9, 1.35, {
    coats: ['#7f858c', '#6a6f77', '#8f8478'],
    hip: [-33, -52, 15],
    chest: [8, -55, 19],
    leg: [7, 5],
    head: [36, -80, 14],
    muzzle: [20, 7, 5],
    neck: 13,
    ears: 'pointed',
    tail: 'bushy',
    pale: '#d8d6d0',
    over(b, pose) {
      const [x, y] = pose.chest;
      b.poly(
        [x + 6, y - 14, x + 22, y - 12, x + 20, y + 6, x + 13, y + 1, x + 10, y + 12, x + 4, y + 2],
        bright('#8d939a', 0.2),
        2,
      );
    },
  }),
  four('bear', 'bear, grizzly, grizzly bear, polar bear, bear cub', 1.5, 1.4, {
    coats: ['#6d4a33', '#543a2b', '#3c3230'],
    hip: [-32, -52, 27],
    chest: [14, -56, 27],
    leg: [12, 10],
    head: [46, -76, 19],
    muzzle: [17, 6, 9],
    neck: 20,
    ears: 'round',
    tail: 'stub',
    pale: '#b98d68',
  }),
  four('deer', 'deer, stag, reindeer, elk, moose, doe, fawn, antelope, gazelle, buck, caribou', 1.7, 0.95, {
    coats: ['#b3773f', '#a0683a', '#c08b52'],
    hip: [-24, -46, 12.5],
    chest: [8, -47, 13],
    leg: [5, 2.7],
    head: [27, -73, 8],
    muzzle: [13, 7, 4],
    neck: 7.5,
    ears: 'side',
    tail: 'stub',
    pale: '#f0e0c4',
    hoof: true,
    over(b, pose) {
      for (const [x, y] of [
        [2, -6],
        [10, -8],
        [18, -6],
        [6, 0],
        [15, 0],
        [-4, -2],
      ] as const)
        b.oval(pose.hip[0] + x, pose.hip[1] + y, 1.4, 1.2, flat('#f0e0c4'));
    },
    behindFace(b) {
      if (b.is('doe|fawn|young|baby|little')) return;
      for (const [side, tone] of [
        [6, shade('#8a6a48', 0.3)],
        [0, flat('#9a7850')],
      ] as const) {
        b.line([-1 + side, -6, -7 + side, -14, -5 + side, -26], 2.4, tone);
        b.line([-6 + side, -13, -13 + side, -17, -14 + side, -23], 2, tone);
        b.line([-7 + side, -18, 0 + side, -20, 3 + side, -25], 1.9, tone);
      }
    },
  }),
  four('lion', 'lion, lioness, tiger, leopard, cheetah, panther, jaguar, puma, big cat, lynx, cougar', 1.2, 1.45, {
    coats: ['#d9a352', '#cf9444'],
    hip: [-38, -52, 17],
    chest: [8, -54, 20],
    leg: [8.5, 6.5],
    head: [38, -74, 15],
    muzzle: [13, 6, 8.5],
    neck: 15,
    ears: 'round',
    tail: 'tuft',
    pale: '#f0d9ae',
    over(b, pose) {
      if (!b.is('tiger|striped')) return;
      for (let i = 0; i < 5; i++)
        b.line(
          [
            pose.hip[0] + i * 10,
            pose.hip[1] - 17,
            pose.hip[0] + i * 10 + 3,
            pose.hip[1] - 6,
            pose.hip[0] + i * 10,
            pose.hip[1] + 4,
          ],
          3.4,
          flat('#3a2a22'),
        );
    },
    behindFace(b) {
      if (b.is('lioness|tiger|leopard|cheetah|panther|young|baby')) return;
      const sway = b.swing(2.3) * 0.05;
      for (let i = 0; i < 11; i++) {
        const way = (i / 11) * Math.PI * 2 + sway;
        b.oval(-5 + Math.cos(way) * 15, 3 + Math.sin(way) * 16, 9.5, 9.5, i % 2 ? flat('#8f5526') : flat('#a2622c'));
      }
      b.oval(-5, 3, 18, 19, '#9a5c29');
    },
  }),
  four('elephant', 'elephant, mammoth', 3.2, 1.45, {
    coats: ['#8d939d', '#7f858f', '#9b9690'],
    hip: [-34, -56, 28],
    chest: [12, -60, 30],
    leg: [13, 11],
    head: [44, -74, 21],
    muzzle: [10, 12, 11],
    neck: 22,
    ears: 'broad',
    tail: 'thin',
    face(b, coat) {
      const sway = b.swing(3.4) * 4;
      const points = [16, 6, 26, 24, 23 + sway * 0.5, 46, 27 + sway, 62];
      for (let i = 0; i < 8; i++) {
        const share = i / 8;
        const [x, y] = along(points, share);
        const [x2, y2] = along(points, (i + 1) / 8);
        b.limb(x, y, 11 - share * 7, x2, y2, 10.4 - share * 7, flat(coat));
      }
      b.line([14, 14, 24, 28, 36, 30], 5, flat('#f4ead6'));
    },
  }),
  four('rabbit', 'rabbit, bunny, hare', 0.42, 1.05, {
    coats: ['#c9b39a', '#f0e9de', '#8d7a68', '#a7a3a0'],
    hip: [-22, -26, 21],
    chest: [8, -29, 15],
    leg: [6, 5],
    head: [25, -55, 14],
    muzzle: [9, 4, 7],
    neck: 10,
    ears: 'long',
    tail: 'stub',
    pale: '#fbf6ee',
  }),
  four('mouse', 'mouse, rat, hamster, guinea pig, gerbil, mole, rodent', 0.18, 1.5, {
    coats: ['#9a938c', '#b79a78', '#e9e2d8'],
    hip: [-30, -32, 31],
    chest: [10, -28, 22],
    leg: [6, 5],
    head: [38, -40, 19],
    muzzle: [22, 9, 4],
    neck: 16,
    ears: 'round',
    tail: 'thin',
    pale: '#f5ece2',
  }),
];

/** The point at `share` of the way along a polyline with even steps. */
function along(points: readonly number[], share: number): [number, number] {
  const last = points.length / 2 - 1;
  const at = Math.min(last - 1, Math.floor(share * last));
  const rest = share * last - at;
  const value = (i: number) => points[i]!;
  return [
    value(at * 2) + (value(at * 2 + 2) - value(at * 2)) * rest,
    value(at * 2 + 1) + (value(at * 2 + 3) - value(at * 2 + 1)) * rest,
  ];
}
