import type { Subject } from '../subject.ts';
import { type Brush, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const STEEL = '#b4bdc6';
const BONE = '#f1ead8';

/** The body from within, the very small, and what doctors and laboratories use. */
export const SCIENCE: readonly Subject[] = [
  thing({
    id: 'skeleton',
    words: 'skeleton, bone, skeleton bone, rib cage, spine, fossil, dinosaur bone',
    height: 1.7,
    ratio: 0.5,
    place: 'ground',
    animated: true,
    draw(b) {
      const bone = flat(BONE);
      const dance = b.does('danc|walk|wave|run|jump') ? 1 : 0.12;
      const sway = b.swing(0.9) * dance;
      for (const side of [-1, 1]) {
        b.bar([side * 5, -46, side * (7 + sway * 2), -25, side * (7 - sway), -2, side * 11, -1], 3, bone);
        b.bar(
          [side * 12, -76, side * 19, -61, side * (17 + sway * 5 * side), -46 - Math.max(0, sway * side) * 18],
          2.6,
          bone,
        );
      }
      b.at(sway * 1.5, 0, () => {
        b.bar([0, -80, 0, -48], 3, bone);
        b.pen.beginPath();
        for (let i = 0; i < 5; i++) {
          b.pen.moveTo(-11 + i * 0.8, -72 + i * 4);
          b.pen.quadraticCurveTo(0, -78 + i * 4, 11 - i * 0.8, -72 + i * 4);
        }
        b.stroke(2, bone);
        b.bar([-12, -76, 12, -76], 2.4, bone);
        b.blob([-9, -50, 9, -50, 7, -43, 0, -45, -7, -43], bone);
        b.at(0, -88, () => skull(b, 0.24), sway * 0.1);
      });
    },
  }),
  thing({
    id: 'skull',
    words: 'skull, cranium, skull and crossbones, death head',
    height: 0.2,
    ratio: 0.85,
    place: 'surface',
    animated: false,
    draw: (b) => b.at(0, -50, () => skull(b, 1)),
  }),
  thing({
    id: 'brain',
    words: 'brain, mind, cerebrum, neuron, memory, psychology, thought, consciousness',
    height: 0.18,
    ratio: 1.2,
    place: 'air',
    animated: false,
    draw(b) {
      const coat = b.colour('#f0a3a8', '#e89aa6');
      b.box(6, -24, 14, 24, 7, shade(coat, 0.25));
      b.path(
        'M-44 -26C-62 -34 -60 -60 -46 -66C-44 -86 -22 -92 -10 -88C2 -102 30 -98 36 -84C54 -82 60 -62 52 -52C62 -38 50 -20 36 -22C26 -8 2 -12 -4 -20C-18 -10 -38 -14 -44 -26Z',
        coat,
      );
      b.path('M14 -22C26 -30 48 -28 46 -18C40 -6 20 -8 14 -22Z', shade(coat, 0.3));
      const fold = shade(coat, 0.24);
      for (const points of [
        [-44, -58, -30, -62, -22, -52, -30, -42, -42, -40],
        [-24, -82, -14, -72, -18, -62, -6, -58],
        [2, -90, 4, -76, 16, -70, 12, -58],
        [36, -80, 28, -68, 38, -58, 50, -56],
        [-10, -48, 0, -40, 14, -46, 26, -40, 38, -46],
        [-26, -24, -14, -34, 0, -28, 12, -34],
      ])
        b.line(points, 3.6, fold);
    },
  }),
  thing({
    id: 'anatomical heart',
    words: 'anatomical heart, human heart, cardiac muscle, aorta, heart organ',
    height: 0.15,
    ratio: 0.85,
    place: 'air',
    animated: true,
    draw(b) {
      const beat = 1 + (0.5 + b.swing(0.9) * 0.5) ** 3 * 0.06;
      b.at(
        0,
        -44,
        () => {
          b.line([-10, -28, -14, -48, -2, -52, 8, -46, 10, -26], 13, flat('#c6404a'));
          b.line([-22, -26, -26, -46], 10, flat('#4f74b8'));
          b.line([14, -28, 28, -36, 34, -34], 9, flat('#4f74b8'));
          b.blob([-34, -12, -26, -32, -4, -36, 20, -34, 36, -16, 34, 10, 12, 38, -2, 40, -22, 22], '#c9424c');
          b.blob([-30, -10, -16, -28, -6, -14, -12, 8, -22, 16], flat('#a93643'));
          b.line([4, -30, 8, -8, -2, 12, 2, 30], 2.6, flat('#e9b04a'));
          b.line([8, -8, 20, 2, 24, 12], 2, flat('#e9b04a'));
        },
        0,
        beat,
      );
    },
  }),
  thing({
    id: 'lungs',
    words: 'lungs, lung, respiratory system, breath',
    height: 0.3,
    ratio: 1,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#e88f98');
      b.bar([0, -98, 0, -66], 8, flat('#e9d4c4'));
      for (const side of [-1, 1]) {
        b.bar([0, -66, side * 16, -54], 7, flat('#e9d4c4'));
        b.at(
          side * 8,
          -46,
          () => {
            b.path('M0 -20C8 -44 20 -46 28 -32C40 -10 44 20 38 36C28 44 10 34 2 22C-2 10 -4 -6 0 -20Z', coat);
            b.line([6, -8, 16, 2, 20, 16], 2.6, shade(coat, 0.24));
            b.line([12, -2, 24, -12], 2.4, shade(coat, 0.24));
          },
          0,
          side * (1 + b.swing(3) * 0.03),
          1 + b.swing(3) * 0.03,
        );
      }
    },
  }),
  thing({
    id: 'dna',
    words: 'dna, double helix, helix, gene, genome, dna strand, chromosome',
    height: 0.6,
    ratio: 0.5,
    place: 'air',
    animated: true,
    draw(b) {
      const hues = ['#e05a5a', '#f0b43c', '#3fa37a', '#4a86cc'] as const;
      const turn = b.time * 0.8;
      const x = (y: number, phase: number) => Math.sin(y * 0.075 + turn + phase) * 20;
      for (let i = 0; i < 13; i++) {
        const y = -96 + i * 7.8;
        b.bar([x(y, 0), y, x(y, Math.PI), y], 2.6, flat(hues[i % 4]!));
      }
      for (const [phase, fill] of [
        [Math.PI, shade('#7d6cc0', 0.2)],
        [0, flat('#4f8fd6')],
      ] as const) {
        const points: number[] = [];
        for (let y = -97; y <= -2; y += 5) points.push(x(y, phase), y);
        b.bar(points, 5, fill);
      }
    },
  }),
  thing({
    id: 'virus',
    words: 'virus, germ, bacteria, bacterium, microbe, coronavirus, pathogen, pollen',
    height: 0.3,
    ratio: 1,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#6fae4a', '#c8506a', '#8a6fc0');
      b.at(
        0,
        -50,
        () => {
          for (let i = 0; i < 12; i++) {
            const way = (i / 12) * Math.PI * 2;
            b.bar(
              [Math.cos(way) * 26, Math.sin(way) * 26, Math.cos(way) * 43, Math.sin(way) * 43],
              4,
              shade(coat, 0.2),
            );
            b.oval(Math.cos(way) * 43, Math.sin(way) * 43, 5.4, 5.4, flat(mix(coat, '#ffffff', 0.15)));
          }
          b.oval(0, 0, 32, 32, coat);
          for (const [x, y, r] of [
            [-10, -12, 7],
            [12, -6, 5],
            [-4, 12, 6],
            [14, 13, 4],
          ] as const)
            b.oval(x, y, r, r, shade(coat, 0.3));
        },
        b.time * 0.25,
      );
    },
  }),
  thing({
    id: 'blood cell',
    words: 'blood cell, red blood cell, living cell, animal cell, plant cell, stem cell, amoeba, microorganism, blood',
    height: 0.3,
    ratio: 1.2,
    place: 'air',
    animated: true,
    draw(b) {
      const blood = b.is('blood|red');
      const coat = blood ? '#c93a3e' : b.colour('#7cc0c8', '#a9cf8a');
      const wob = b.swing(3) * 2;
      if (blood) {
        b.oval(0, -50, 56, 44 + wob, coat);
        b.oval(0, -50, 30, 22 + wob * 0.5, shade(coat, 0.3));
        return;
      }
      b.blob([-56 + wob, -52, -40, -84, 0, -94 + wob, 42, -84, 56 - wob, -48, 38, -14, 0, -6 - wob, -40, -16], coat);
      b.blob(
        [-47 + wob, -52, -34, -76, 0, -85, 36, -76, 47 - wob, -48, 32, -22, 0, -14, -34, -24],
        flat(mix(coat, '#ffffff', 0.45)),
      );
      b.oval(6, -50, 19, 19, '#8a5fb0');
      b.oval(10, -54, 7, 7, shade('#8a5fb0', 0.35));
      for (const [x, y, turn] of [
        [-28, -62, 0.6],
        [-22, -32, -0.4],
        [34, -34, 0.9],
      ] as const)
        b.oval(x, y, 9, 4.6, flat('#e0804a'), turn);
    },
  }),
  thing({
    id: 'atom',
    words: 'atom, electron, nucleus, proton, nuclear, physics, quantum, fusion',
    height: 0.5,
    ratio: 1,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#3f86c8', '#2f9a92');
      b.at(0, -50, () => {
        for (let i = 0; i < 3; i++)
          b.at(
            0,
            0,
            () => {
              b.pen.beginPath();
              b.pen.ellipse(0, 0, 46, 17, 0, 0, Math.PI * 2);
              b.stroke(2.6, flat(coat));
              const way = b.time * 2.2 + i * 2.1;
              b.oval(Math.cos(way) * 46, Math.sin(way) * 17, 5, 5, flat('#f0b43c'));
            },
            (i * Math.PI) / 3,
          );
        for (const [x, y, hue] of [
          [-5, -4, '#d9523f'],
          [6, -3, '#5a6fb0'],
          [0, 6, '#d9523f'],
          [1, -1, '#e8776a'],
        ] as const)
          b.oval(x, y, 7, 7, hue);
      });
    },
  }),
  thing({
    id: 'molecule',
    words: 'molecule, compound, chemistry, water molecule, chemical, polymer',
    height: 0.4,
    ratio: 1.25,
    place: 'air',
    animated: true,
    draw(b) {
      b.at(
        0,
        -50,
        () => {
          const balls = [
            [0, 0, 20, '#4f86c0'],
            [-40, -22, 13, '#d9523f'],
            [38, -26, 14, '#e9e4da'],
            [30, 32, 12, '#e9e4da'],
            [-28, 34, 13, '#54a37a'],
          ] as const;
          for (const [x, y] of balls) b.bar([0, 0, x, y], 6, flat('#8d949c'));
          for (const [x, y, r, hue] of balls) b.oval(x, y, r, r, hue);
        },
        b.swing(5) * 0.16,
      );
    },
  }),
  thing({
    id: 'flask',
    words:
      'test tube, flask, beaker, erlenmeyer, erlenmeyer flask, chemistry set, experiment, vial, potion, elixir, magic potion',
    height: 0.25,
    ratio: 0.75,
    place: 'surface',
    animated: true,
    draw(b) {
      const liquid = b.colour('#4fc08a', '#b45fd0', '#4aa3e0', '#f0a03a');
      b.path('M-11 -96L11 -96L11 -62L36 -10C38 -3 34 0 30 0L-30 0C-34 0 -38 -3 -36 -10L-11 -62Z', flat('#d9ecf2'));
      b.path('M-20 -44L20 -44L36 -10C38 -3 34 0 30 0L-30 0C-34 0 -38 -3 -36 -10Z', liquid);
      b.box(-15, -100, 30, 7, 3, flat('#c2dae4'));
      b.sheer(0.6, () => b.bar([-14, -58, -26, -14], 4, flat('#ffffff')));
      for (let i = 0; i < 4; i++) {
        const rise = (((b.time * 0.4 + i * 0.27) % 1) + 1) % 1;
        b.sheer(1 - rise * rise, () =>
          b.oval(
            -10 + i * 7 + Math.sin(rise * 6 + i) * 2,
            -8 - rise * 70,
            2 + i * 0.7,
            2 + i * 0.7,
            glow(mix(liquid, '#ffffff', 0.5), 0.9),
          ),
        );
      }
    },
  }),
  thing({
    id: 'syringe',
    words: 'syringe, vaccine, injection, vaccination',
    height: 0.2,
    ratio: 0.45,
    place: 'hand',
    animated: false,
    draw(b) {
      b.bar([0, -26, 0, -1], 1.8, flat(STEEL));
      b.poly([-4, -32, 4, -32, 2, -24, -2, -24], flat('#8d97a2'));
      b.box(-11, -78, 22, 48, 4, flat('#dcecf2'));
      b.box(-9, -58, 18, 26, 3, b.colour('#58b8d6', '#7fc46a'));
      b.box(-10, -64, 20, 7, 2, flat('#4a525c'));
      b.bar([0, -94, 0, -62], 4, flat(STEEL));
      b.box(-14, -99, 28, 6, 3, flat('#8d97a2'));
      b.box(-20, -80, 40, 6, 3, flat('#8d97a2'));
      b.pen.beginPath();
      for (const y of [-68, -58, -48, -38]) {
        b.pen.moveTo(4, y);
        b.pen.lineTo(10, y);
      }
      b.stroke(1.4, flat('#5c6b78'));
    },
  }),
  thing({
    id: 'pill',
    words: 'pill, capsule, tablet pill, drug, medication, vitamin, painkiller',
    height: 0.06,
    ratio: 1.5,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#e0473f', '#3f86c8', '#f0a83a');
      b.oval(40, -22, 30, 20, '#f4f1ea');
      b.bar([16, -22, 64, -22], 3, shade('#f4f1ea', 0.25));
      b.at(
        -16,
        -52,
        () => {
          b.box(-54, -21, 108, 42, 21, '#f4f1ea');
          b.path('M0 -21L33 -21C62 -21 62 21 33 21L0 21Z', coat);
          b.sheer(0.5, () => b.bar([-34, -11, 34, -11], 5, flat('#ffffff')));
        },
        -0.6,
      );
    },
  }),
  thing({
    id: 'stethoscope',
    words: 'stethoscope, checkup, diagnosis, medicine symbol',
    height: 0.4,
    ratio: 0.8,
    place: 'hand',
    animated: false,
    draw(b) {
      const tube = flat(b.colour('#2f3f58', '#a03a46'));
      b.line([-26, -94, -28, -66, -12, -50, 4, -66, 2, -94], 5, tube);
      b.line([-12, -50, -12, -20, 4, -6, 22, -14, 26, -34], 5, tube);
      for (const x of [-26, 2]) b.bar([x, -98, x, -88], 5, flat(STEEL));
      b.oval(26, -42, 13, 13, STEEL);
      b.oval(26, -42, 8, 8, flat('#e9edf0'));
    },
  }),
  thing({
    id: 'tooth',
    words: 'tooth, molar, teeth',
    height: 0.06,
    ratio: 0.85,
    place: 'surface',
    animated: false,
    draw(b) {
      b.path(
        'M-38 -74C-40 -98 -14 -102 0 -92C14 -102 40 -98 38 -74C38 -50 30 -46 28 -20C26 -2 12 2 10 -16C8 -36 -8 -36 -10 -16C-12 2 -26 -2 -28 -20C-30 -46 -38 -50 -38 -74Z',
        b.colour('#f6f4ee'),
      );
      b.sheer(0.8, () => b.line([-26, -80, -18, -88, -8, -84], 5, flat('#ffffff')));
    },
  }),
  thing({
    id: 'eyeball',
    words: 'eye, eyeball, pupil, iris of the eye, vision',
    height: 0.2,
    ratio: 1.5,
    place: 'air',
    animated: true,
    draw(b) {
      const iris = b.colour('#3f86b8', '#5a8f5a', '#8a5f3a');
      const [x, y] = [b.swing(3.7) * 12, b.swing(5.3) * 4];
      b.path('M-74 -50C-40 -96 40 -96 74 -50C40 -8 -40 -8 -74 -50Z', '#f6f4ee');
      b.oval(x, -50 + y, 30, 30, iris);
      b.oval(x, -50 + y, 15, 15, flat('#1d1c22'));
      b.oval(x + 10, -61 + y, 7, 7, flat('#ffffff'));
      b.line([-74, -50, -42, -78, 0, -88, 42, -78, 74, -50], 7, flat('#5a3f38'));
    },
  }),
];

/** A skull about the origin, 100 × `size` units high. */
function skull(b: Brush, size: number): void {
  b.at(
    0,
    0,
    () => {
      b.box(-20, 16, 40, 34, 10, flat('#e2d9c2'));
      b.path(
        'M-42 -10C-42 -36 -22 -50 0 -50C22 -50 42 -36 42 -10C42 8 34 14 30 24C22 32 -22 32 -30 24C-34 14 -42 8 -42 -10Z',
        b.colour(BONE),
      );
      for (const side of [-1, 1]) b.oval(side * 17, -4, 12, 13, flat('#2f2a2e'));
      b.poly([-5, 18, 5, 18, 0, 6], flat('#2f2a2e'), 1.5);
      b.pen.beginPath();
      for (const x of [-11, -3.7, 3.7, 11]) {
        b.pen.moveTo(x, 30);
        b.pen.lineTo(x, 48);
      }
      b.stroke(2.4, flat('#8f8572'));
    },
    0,
    size,
  );
}
