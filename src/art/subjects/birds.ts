import type { Subject } from '../subject.ts';
import { type Brush, bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** Birds; those that can fly do so when the action says it. */
export const BIRDS: readonly Subject[] = [
  thing({
    id: 'bird',
    height: 0.25,
    ratio: 1.25,
    place: 'air',
    animated: true,
    words:
      'bird, flock, sparrow, robin, finch, pigeon, dove, swallow, songbird, bluebird, canary, starling, cardinal, woodpecker, jay',
    draw(b) {
      const coat = b.is('crow|raven|blackbird')
        ? '#34343c'
        : b.is('dove|gull|seagull')
          ? '#e9ecee'
          : b.colour('#3f86c0', '#d9713f', '#6a8f4f', '#e0b03a', '#8a7a6c');
      if (b.does('sit|perch|stand|sing|rest|hop|walk|eat|sleep|peck|watch|wait|nest')) perched(b, coat, '#e9a23a');
      else flying(b, coat, '#e9a23a', 1, 0.62);
    },
  }),
  thing({
    id: 'eagle',
    height: 0.9,
    ratio: 1.6,
    place: 'air',
    animated: true,
    words: 'eagle, hawk, falcon, vulture, condor, bird of prey, kite bird, osprey, phoenix, griffin, buzzard',
    draw(b) {
      const coat = b.colour('#5f4230', '#6b4a30');
      flying(b, coat, '#f0b53a', 1.15, 1.7, '#f6f1e6');
    },
  }),
  thing({
    id: 'owl',
    height: 0.45,
    ratio: 0.72,
    place: 'surface',
    animated: true,
    words: 'owl, barn owl, owlet, snowy owl, night owl',
    draw(b) {
      const coat = b.colour('#8a6242', '#a17b52', '#6f5f58');
      const tilt = b.swing(6) * 0.09;
      b.blob([-30, -50, -26, -82, 0, -88, 26, -82, 30, -50, 22, -12, 0, -4, -22, -12], coat);
      b.blob([-16, -46, 0, -54, 16, -46, 15, -18, 0, -8, -15, -18], mix(coat, '#fff2da', 0.6));
      for (const [x, y] of [
        [-7, -38],
        [7, -38],
        [0, -30],
        [-8, -23],
        [8, -23],
        [0, -16],
      ] as const)
        b.arc(x, y - 2, 4, 0.3, 2.84, 1.8, shade(coat, 0.1));
      for (const side of [-1, 1])
        b.blob([side * 29, -58, side * 33, -36, side * 24, -12, side * 18, -22, side * 20, -46], shade(coat, 0.24));
      b.at(
        0,
        -70,
        () => {
          b.poly([-27, -4, -30, -29, -10, -18], coat, 3);
          b.poly([27, -4, 30, -29, 10, -18], coat, 3);
          b.oval(0, -3, 29, 20, coat);
          for (const side of [-1, 1]) {
            b.oval(side * 12, -2, 13, 13, mix(coat, '#fff2da', 0.7));
            b.oval(side * 12, -2, 8.5, 8.5, flat('#f2b430'));
            b.eye(side * 12, -2, 5, b.does('sleep|nap'));
          }
          b.poly([-4, 4, 4, 4, 0, 13], '#e0922f', 1);
        },
        tilt,
      );
      for (const side of [-1, 1]) b.box(side * 10 - 6, -6, 12, 6, 3, '#e0922f');
    },
  }),
  thing({
    id: 'chicken',
    height: 0.5,
    ratio: 1.05,
    place: 'ground',
    animated: true,
    words: 'chicken, hen, rooster, cock, chick, turkey, pheasant, quail, cockerel',
    draw(b) {
      const coat = b.colour('#f2ead9', '#b5673a', '#d9a04f');
      const peck = b.does('peck|eat|feed|drink') ? Math.max(0, b.swing(1.3)) ** 2 : 0;
      legs(b, -4, 8, -30, 5, '#e59a35');
      b.blob([-50, -66, -56, -88, -38, -84, -24, -60, 6, -58, 22, -50, 24, -32, 4, -18, -22, -20, -38, -36], coat);
      b.blob([-56, -88, -62, -74, -50, -58, -36, -52, -36, -74], shade(coat, 0.22));
      b.blob([-26, -52, 6, -52, 8, -40, -10, -28, -26, -36], shade(coat, 0.16));
      b.at(
        16,
        -46,
        () => {
          b.blob([-14, 6, -4, -28, 6, -42, 18, -38, 18, -22, 10, 4, 0, 14], coat);
          for (const [x, y] of [
            [2, -46],
            [8, -50],
            [14, -46],
          ] as const)
            b.oval(x, y, 4.5, 6, flat('#cf3b34'));
          b.poly([16, -36, 32, -30, 16, -26], '#eda63a', 2);
          b.oval(17, -20, 4, 7, flat('#cf3b34'));
          b.eye(10, -35, 2.8);
        },
        peck * 1.3 + b.swing(3.7) * 0.05,
      );
    },
  }),
  thing({
    id: 'duck',
    height: 0.45,
    ratio: 1.3,
    place: 'water',
    animated: true,
    words: 'duck, duckling, mallard, rubber duck, goose, gosling, drake, loon',
    draw(b) {
      const rubber = b.is('rubber|toy');
      const coat = rubber ? '#f5c832' : b.colour('#a0805e', '#f2eee4', '#8c8076');
      const head = coat === '#a0805e' ? '#2f7a5a' : coat;
      b.at(
        0,
        b.swing(2.6) * 1.4,
        () => {
          b.blob([-62, -48, -50, -26, -52, 0, 30, 2, 52, -14, 48, -36, 18, -46, -20, -40, -44, -44], coat);
          b.limb(30, -30, 17, 30, -74, 14, flat(head));
          if (head !== coat) b.line([17, -48, 30, -44, 44, -48], 4, flat('#f6f1e6'));
          b.blob([-46, -36, -10, -38, 20, -30, 6, -10, -20, -8, -40, -18], shade(coat, 0.18));
          b.oval(28, -80, 18, 17, head);
          b.blob([40, -82, 60, -78, 62, -72, 42, -70], '#eda02f');
          b.eye(34, -84, 3.2);
        },
        b.swing(3.3) * 0.04,
      );
      b.sheer(0.5, () => b.line([-64, 2, -20, 4, 20, 3, 60, 2], 2.5, flat('#e6f2f6')));
    },
  }),
  thing({
    id: 'swan',
    height: 1,
    ratio: 1.35,
    place: 'water',
    animated: true,
    words: 'swan, cygnet, black swan',
    draw(b) {
      const coat = b.colour('#f6f5f1');
      b.at(0, b.swing(3.2) * 0.9, () => {
        b.blob([-66, -44, -46, -20, -40, 0, 28, 2, 46, -14, 40, -32, 10, -40, -30, -36], coat);
        b.line([34, -20, 46, -40, 34, -58, 28, -78, 38, -92, 50, -88], 11, flat(coat));
        b.blob([-58, -50, -20, -58, 18, -42, 12, -18, -18, -10, -44, -22], bright(coat, 0.3));
        b.blob([-50, -42, -14, -46, 10, -34, 0, -16, -28, -14], shade(coat, 0.14));
        b.limb(44, -90, 8, 53, -86, 5.5, flat(coat));
        b.poly([56, -91, 70, -82, 55, -80], '#e8842f', 2);
        b.oval(55, -88, 3, 2.6, flat('#2a2a30'));
        b.eye(47, -91, 1.8);
      });
      b.sheer(0.5, () => b.line([-58, 2, -20, 4, 20, 3, 52, 2], 2.2, flat('#e6f2f6')));
    },
  }),
  thing({
    id: 'penguin',
    height: 0.95,
    ratio: 0.66,
    place: 'ground',
    animated: true,
    words: 'penguin, emperor penguin, puffin',
    draw(b) {
      const coat = b.colour('#31363f', '#3a4250');
      const waddle = b.does('walk|run|waddl|march|danc|slid') ? b.swing(0.9) * 0.1 : b.swing(4) * 0.015;
      for (const side of [-1, 1]) b.box(side * 11 - 9, -6 - Math.max(0, waddle * side) * 40, 18, 6, 3, '#eda02f');
      b.at(
        0,
        -2,
        () => {
          b.blob([-28, -30, -24, -70, -14, -94, 0, -98, 14, -94, 24, -70, 28, -30, 18, -3, -18, -3], coat);
          b.blob([-19, -28, -15, -60, 2, -68, 17, -60, 20, -28, 12, -5, -12, -5], '#f6f4ee');
          b.blob([-12, -72, -8, -88, 6, -86, 14, -84, 14, -70, 2, -64], '#f6f4ee');
          b.oval(-11, -66, 5, 7, flat('#f2b53a'));
          for (const side of [-1, 1])
            b.at(
              side * 22,
              -62,
              () => b.blob([-5, 0, 5, 0, 7, 18, 0, 36, -7, 18], shade(coat, side > 0 ? 0.2 : 0.02)),
              -side * (0.28 + b.swing(1.8) * 0.08),
            );
          b.poly([10, -80, 25, -75, 10, -71], '#eda02f', 2);
          b.eye(4, -79, 2.6);
        },
        waddle,
      );
    },
  }),
];

function perched(b: Brush, coat: string, beak: string): void {
  const pale = mix(coat, '#fff4e0', 0.65);
  const hop = b.does('hop') ? Math.abs(b.swing(1.1)) * 6 : 0;
  const chirp = b.does('sing|chirp|tweet') ? Math.max(0, b.swing(0.7)) : 0;
  legs(b, -2, 8, -24, 4, '#c98a4a');
  b.at(0, -hop, () => {
    b.poly([-30, -44, -62, -22, -56, -14, -22, -26], shade(coat, 0.3), 3);
    b.blob([-34, -40, -14, -66, 10, -92, 32, -92, 40, -72, 34, -44, 16, -22, -8, -18, -28, -24], coat);
    b.blob([36, -62, 30, -38, 12, -23, -6, -22, 10, -42, 22, -62], pale);
    b.blob([-38, -32, -16, -56, 8, -58, 12, -42, -6, -28], shade(coat, 0.2));
    b.poly([40, -86, 56, -78 - chirp * 3, 40, -76], beak, 1);
    if (chirp > 0) b.poly([40, -77, 52, -73 + chirp * 3, 39, -72], beak, 1);
    b.eye(30, -82, 3.6, b.does('sleep|rest'));
  });
}

/** In flight, side on; `span` is how far the wings reach, in the brush's units × 50. */
function flying(b: Brush, coat: string, beak: string, size: number, span: number, head = coat): void {
  const soaring = b.does('soar|glid|hover|circl');
  const beat = b.swing(soaring ? 4 : span > 1 ? 1.4 : 0.62) * (soaring ? 0.25 : 1);
  const reach = 44 + span * 6;
  const pale = mix(coat, '#fff4e0', 0.55);
  b.at(
    0,
    -48 - beat * 4,
    () => {
      wing(b, beat, reach, shade(coat, 0.34), 5);
      b.poly([-30, -2, -58, -8, -64, 4, -52, 8, -30, 7], shade(coat, 0.2), 4);
      b.blob([-40, 2, -14, -11, 18, -14, 40, -12, 46, -2, 34, 9, 6, 14, -22, 10], coat);
      b.blob([40, 4, 20, 11, -8, 12, -26, 8, 4, 5, 30, 0], flat(pale));
      b.oval(38, -6, 12, 11, head);
      b.poly(span > 1 ? [47, -11, 61, -5, 57, 3, 47, 1] : [48, -9, 62, -3, 48, 1], beak, 2);
      b.eye(41, -8, 2.7);
      wing(b, beat, reach, shade(coat, 0.08), -3);
    },
    soaring ? Math.sin(b.time * 0.8) * 0.06 : -0.08,
    size,
  );
}

function wing(b: Brush, beat: number, reach: number, fill: ReturnType<typeof shade>, x: number): void {
  const tip = -(beat * 0.85 + 0.2) * reach;
  b.blob(
    [
      x + 18,
      -3,
      x + 14,
      tip * 0.45 - 4,
      x - 4,
      tip * 0.85,
      x - 26,
      tip,
      x - 34,
      tip * 0.92,
      x - 25,
      tip * 0.66,
      x - 30,
      tip * 0.52,
      x - 22,
      tip * 0.3,
      x - 20,
      5,
    ],
    fill,
  );
}

function legs(b: Brush, x1: number, x2: number, y: number, step: number, colour: string): void {
  const walking = b.does('walk|run|march|strut|cross') ? b.swing(0.8) * step * 1.6 : 0;
  for (const [x, move] of [
    [x1, walking],
    [x2, -walking],
  ] as const) {
    b.bar([x, y, x + move, -2], 2.6, flat(colour));
    b.bar([x + move - 4, -1.6, x + move + 7, -1.6], 2.8, flat(colour));
  }
}
