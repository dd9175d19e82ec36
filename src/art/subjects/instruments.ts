import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const GREY = '#c3c9d0';
const INK = '#2f353d';

/** Devices without a screen: for seeing, hearing, measuring and giving power. */
export const INSTRUMENTS: readonly Subject[] = [
  thing({
    id: 'camera',
    height: 0.14,
    ratio: 1.35,
    place: 'hand',
    cracks: [8, -40, 40],
    words:
      'camera, dslr, photo camera, film camera, video camera, movie camera, camcorder, webcam, cctv, security camera, lens, polaroid',
    draw(b) {
      const body = b.colour('#3a3f47', '#8a5a3f', '#5f7a86');
      b.poly([-22, -78, -14, -97, 22, -97, 30, -78], shade(body, 0.15), 4);
      b.box(-64, -82, 128, 80, 12, body);
      b.box(-64, -62, 128, 42, 0, shade(body, 0.35));
      b.box(-54, -92, 22, 12, 4, GREY);
      b.oval(6, -40, 36, 36, GREY);
      b.oval(6, -40, 29, 29, flat(INK));
      b.oval(6, -40, 20, 20, '#3f6f9a');
      b.oval(6, -40, 10, 10, flat('#1d2a3a'));
      b.oval(-3, -50, 6, 5, flat('#dff0fa'));
      b.oval(52, -72, 5, 5, glow('#ff6a55'));
    },
  }),
  thing({
    id: 'microphone',
    height: 0.35,
    ratio: 0.5,
    place: 'surface',
    words: 'microphone, mic, podcast microphone, podcast, karaoke',
    draw(b) {
      const body = b.colour('#b8bec5', '#c9a04a');
      b.oval(0, -4, 22, 5, '#4a4f57');
      b.box(-2.5, -34, 5, 30, 2, '#6a7078');
      b.arc(0, -58, 21, 0, Math.PI, 4, flat('#6a7078'));
      b.box(-15, -99, 30, 58, 15, body);
      for (let i = 0; i < 5; i++) b.bar([-12, -88 + i * 7, 12, -88 + i * 7], 1.8, shade(body, 0.35));
      b.box(-15, -58, 30, 5, 0, shade('#3a3f47', 0.1));
    },
  }),
  thing({
    id: 'headphones',
    height: 0.2,
    ratio: 1,
    place: 'surface',
    words: 'headphone, headphones, headset, earphone, earbud, earpiece, earmuffs',
    draw(b) {
      const body = b.colour('#3f454e', '#d9604a', '#3f8a86', '#e6e0d6');
      b.arc(0, -52, 40, Math.PI, Math.PI * 2, 9, flat(body));
      b.arc(0, -52, 44, Math.PI * 1.15, Math.PI * 1.85, 3, bright(body, 0.3));
      for (const side of [-1, 1]) {
        b.box(side * 40 - 5, -56, 10, 22, 4, shade(body, 0.25));
        b.box(side > 0 ? 22 : -44, -44, 22, 42, 10, body);
        b.box(side > 0 ? 18 : -26, -42, 8, 38, 4, flat('#2f3238'));
      }
    },
  }),
  thing({
    id: 'printer',
    height: 0.4,
    ratio: 1.3,
    place: 'surface',
    words:
      'printer, 3d printer, photocopier, scanner, copier, fax, fax machine, typewriter, printing press, cash register, shredder',
    draw(b) {
      const body = b.colour('#d9dde0', '#4a515a');
      b.poly([-34, -99, 34, -99, 38, -58, -38, -58], '#faf8f2', 2);
      b.box(-62, -66, 124, 48, 9, body);
      b.box(-62, -66, 124, 14, 7, shade(body, 0.25));
      b.box(-44, -30, 88, 9, 3, flat(INK));
      b.poly([-38, -26, 38, -26, 46, -1, -46, -1], '#fdfbf6', 1);
      for (const y of [-19, -13, -7]) b.bar([-28, y, 26, y], 1.8, shade('#fdfbf6', 0.3));
      b.oval(48, -44, 4, 4, glow('#6fe09a'));
    },
  }),
  thing({
    id: 'radio',
    height: 0.3,
    ratio: 1.5,
    place: 'surface',
    words:
      'radio, boombox, transistor radio, loudspeaker, stereo, record player, gramophone, cassette, turntable, jukebox, amplifier, cassette player, vinyl record, vinyl, record',
    draw(b) {
      const body = b.colour('#c9694a', '#4f8f8a', '#8a5a38', '#e3c78a');
      b.bar([42, -76, 62, -99], 2.6, flat('#9aa2aa'));
      b.arc(0, -76, 26, Math.PI * 1.12, Math.PI * 1.88, 5, shade(body, 0.3));
      b.box(-74, -78, 148, 74, 12, body);
      b.oval(-36, -41, 27, 27, flat('#f3e6cc'));
      b.oval(-36, -41, 22, 22, shade('#4a4340', 0.1));
      b.oval(-36, -41, 8, 8, '#8a7f76');
      b.box(4, -66, 58, 22, 4, b.lamp('#f3e6cc', '#ffe2a0'));
      b.bar([30, -64, 30, -46], 2, flat('#cf4238'));
      for (const x of [16, 50]) b.oval(x, -26, 9, 9, '#f3e6cc');
      for (const x of [-56, 50]) b.box(x, -5, 12, 5, 2, flat('#3a3330'));
    },
  }),
  thing({
    id: 'telescope',
    height: 1.4,
    ratio: 0.9,
    place: 'ground',
    words: 'telescope, spyglass, observatory, binoculars, refractor, observatory telescope',
    draw(b) {
      const tube = b.colour('#3f6f9a', '#b8904a', '#e3e0da');
      for (const x of [-22, 22, 3]) b.bar([0, -52, x, -2], 3.4, flat('#6b4a32'));
      b.oval(0, -54, 5, 5, '#4a4f57');
      b.at(
        0,
        -60,
        () => {
          b.box(-44, -6, 24, 12, 2, shade(tube, 0.25));
          b.box(-50, -3.5, 8, 7, 2, flat('#2f3238'));
          b.box(-22, -8, 42, 16, 2, tube);
          b.box(18, -10.5, 30, 21, 2, tube);
          b.box(44, -12, 6, 24, 2, '#c9a04a');
          b.box(-22, -8, 4, 16, 1, '#c9a04a');
        },
        -0.6,
      );
    },
  }),
  thing({
    id: 'microscope',
    height: 0.4,
    ratio: 0.72,
    place: 'surface',
    words: 'microscope, lab equipment, laboratory, electron microscope',
    draw(b) {
      const body = b.colour('#4f7f9a', '#8a97a3');
      b.box(-30, -9, 62, 9, 4, shade('#4a515a', 0.1));
      b.line([14, -8, 28, -30, 22, -62, 4, -72], 9, flat(body));
      b.box(-26, -34, 42, 5, 2, '#4a515a');
      b.box(-14, -37, 14, 3, 1, flat('#9fd8ea'));
      b.at(
        -6,
        -66,
        () => {
          b.box(-6, -30, 12, 14, 3, flat('#3a3f47'));
          b.box(-8, -18, 16, 34, 4, body);
          b.box(-5, 15, 10, 12, 2, '#8a929a');
        },
        -0.18,
      );
      b.oval(20, -40, 5, 5, flat('#3a3f47'));
    },
  }),
  thing({
    id: 'light bulb',
    height: 0.2,
    ratio: 0.66,
    place: 'air',
    animated: true,
    cracks: [0, -65, 30],
    words: 'light bulb, lightbulb, bulb, idea, led, filament, edison bulb, invention',
    draw(b) {
      const light = b.look.colour ?? '#ffd35a';
      const on = b.is('broken|unlit|off|dead') ? 0 : 0.85 + b.swing(2.4) * 0.15;
      b.halo(0, -62, 50, light, on * 0.6);
      b.blob(
        [0, -98, 24, -90, 31, -68, 22, -46, 13, -32, -13, -32, -22, -46, -31, -68, -24, -90],
        on > 0 ? glow(mix(light, '#ffffff', 0.25)) : '#c9d6da',
      );
      b.bar([-7, -34, -9, -58, -3, -66, 3, -58, 9, -66, 7, -34], 2, on > 0 ? glow('#fff8dc') : flat('#6a6f76'));
      b.blob([-20, -72, -16, -86, -6, -92, -12, -80, -16, -66], glow('#ffffff', 0.55));
      b.box(-13, -33, 26, 24, 4, '#9aa2aa');
      for (const y of [-27, -20, -13]) b.bar([-12, y, 12, y + 1], 2.4, shade('#9aa2aa', 0.3));
      b.box(-6, -9, 12, 7, 3, shade('#4a4f57', 0.1));
    },
  }),
  thing({
    id: 'battery',
    height: 0.12,
    ratio: 0.52,
    place: 'surface',
    animated: true,
    words: 'battery, power bank, power cell, accumulator, cell, fuel cell',
    draw(b) {
      const charge = b.does('charg|fill|power') ? 0.15 + 0.85 * b.moment.progress : b.is('empty|dead|low') ? 0.14 : 0.8;
      const light = b.look.colour ?? (charge < 0.25 ? '#ff6a55' : '#6fdc8a');
      b.box(-9, -100, 18, 10, 3, '#b8bec5');
      b.box(-25, -92, 50, 92, 8, '#4a515c');
      b.box(-19, -85, 38, 78, 4, flat('#2a2f37'));
      b.box(-16, -10 - 72 * charge, 32, 72 * charge, 3, glow(light));
      b.box(-22, -88, 6, 84, 3, bright('#4a515c', 0.25));
    },
  }),
  thing({
    id: 'solar panel',
    height: 1.4,
    ratio: 1.5,
    place: 'ground',
    cracks: [0, -55, 40],
    words: 'solar panel, solar array, photovoltaic, solar cell, solar farm, solar power, panel',
    draw(b) {
      b.bar([-30, -40, -36, -2], 4, flat('#8a929a'));
      b.bar([40, -40, 46, -2], 4, flat('#8a929a'));
      b.poly([-52, -96, 74, -96, 56, -26, -74, -26], '#c3c9d0', 2);
      for (let row = 0; row < 3; row++)
        for (let column = 0; column < 4; column++) {
          const top = -93 + row * 22;
          const x = (share: number, y: number) => -49 + share * 120 - ((y + 93) / 64) * 20;
          b.poly(
            [
              x(column / 4 + 0.01, top),
              top,
              x(column / 4 + 0.235, top),
              top,
              x(column / 4 + 0.235, top + 20),
              top + 20,
              x(column / 4 + 0.01, top + 20),
              top + 20,
            ],
            b.colour('#2f5aa0', '#27498a'),
          );
        }
      b.sheer(0.25, () => b.poly([-20, -94, 6, -94, -20, -28, -46, -28], bright('#9fc3ea', 0.5)));
    },
  }),
  thing({
    id: 'watch',
    height: 0.2,
    ratio: 0.5,
    place: 'hand',
    animated: true,
    cracks: [0, -50, 26],
    words: 'watch, wristwatch, smartwatch, pocket watch, wrist watch, apple watch, fitness tracker',
    draw(b) {
      const strap = b.colour('#7a4f33', '#3a3f47', '#3f6f8a');
      b.box(-11, -100, 22, 36, 5, strap);
      b.box(-11, -36, 22, 36, 5, shade(strap, 0.12));
      b.oval(0, -50, 25, 25, '#c9a04a');
      b.box(23, -53, 5, 6, 2, flat('#b8904a'));
      b.oval(0, -50, 20, 20, '#faf6ec');
      for (let i = 0; i < 12; i++)
        b.at(0, -50, () => b.box(-0.7, -18, 1.4, i % 3 ? 2.4 : 4.4, 0.6, flat('#5a5450')), (i / 12) * Math.PI * 2);
      b.at(0, -50, () => b.bar([0, 2, 0, -10], 2.2, flat('#3a3634')), 1);
      b.at(0, -50, () => b.bar([0, 2, 0, -14], 1.7, flat('#3a3634')), 2.6 + b.moment.seconds * 0.02);
      b.at(0, -50, () => b.bar([0, 4, 0, -16], 0.9, flat('#cf4238')), b.turning(60));
    },
  }),
  thing({
    id: 'keyboard',
    height: 0.12,
    ratio: 3.4,
    place: 'surface',
    animated: true,
    words: 'keyboard, computer keyboard, mechanical keyboard',
    draw(b) {
      const body = b.colour('#e0e2e3', '#3f454e');
      const key = body === '#3f454e' ? '#5a626d' : mix(body, '#ffffff', 0.6);
      b.poly([-156, -92, 156, -92, 170, -4, -170, -4], shade(body, 0.2), 8);
      for (let row = 0; row < 4; row++) {
        const half = 146 + row * 5.5;
        for (let i = 0; i < 11; i++) {
          if (row === 3 && i > 2 && i < 8) continue;
          const press = b.does('type|press|click|writ')
            ? Math.max(0, b.swing(0.8, (i * 5 + row * 3) * 0.13) - 0.6) * 5
            : 0;
          b.box(-half + (i * half * 2) / 11 + 2, -86 + row * 20 + press, (half * 2) / 11 - 4, 16, 3.5, flat(key));
        }
      }
      b.box(-72, -26, 144, 16, 4, flat(key));
    },
  }),
  thing({
    id: 'game controller',
    height: 0.12,
    ratio: 1.55,
    place: 'hand',
    words:
      'game controller, controller, joystick, gamepad, game console, video game, playstation, xbox, nintendo, arcade, arcade machine, console, joypad',
    draw(b) {
      const body = b.colour('#3f454e', '#e3e0da', '#5f5fa8', '#c9574a');
      b.blob(
        [
          -38, -88, 0, -82, 38, -88, 60, -80, 74, -38, 74, -8, 60, -3, 34, -36, 0, -38, -34, -36, -60, -3, -74, -8, -74,
          -38, -60, -80,
        ],
        body,
      );
      for (const [x, y] of [
        [-20, -50],
        [20, -50],
      ] as const) {
        b.oval(x, y, 12, 12, shade(body, 0.35));
        b.oval(x, y - 1, 8, 8, flat('#2a2d33'));
      }
      b.box(-55, -70, 22, 7, 2, shade(body, 0.45));
      b.box(-47.5, -77, 7, 22, 2, shade(body, 0.45));
      for (const [dx, dy, colour] of [
        [0, -9, '#6fd08f'],
        [9, 0, '#ff6a55'],
        [0, 9, '#6fb8ff'],
        [-9, 0, '#ffd35a'],
      ] as const)
        b.oval(44 + dx, -66 + dy, 4.6, 4.6, glow(colour));
    },
  }),
];
