import type { Subject } from '../subject.ts';
import { flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

/** Signs that stand for something: they hang in the air where a drawing would not say it. */
export const SYMBOLS: readonly Subject[] = [
  thing({
    id: 'speech bubble',
    words:
      'speech bubble, chat bubble, chat, comment, dialogue, dialog, conversation, thought bubble, word, message bubble',
    height: 0.6,
    ratio: 1.3,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#f6f7f5', '#5aa0d8');
      b.path(
        'M-46 -98L46 -98C58 -98 64 -92 64 -80L64 -42C64 -30 58 -24 46 -24L-6 -24L-34 0L-30 -24L-46 -24C-58 -24 -64 -30 -64 -42L-64 -80C-64 -92 -58 -98 -46 -98Z',
        coat,
      );
      for (let i = 0; i < 3; i++)
        b.oval(
          -26 + i * 26,
          -61 - Math.max(0, b.swing(1.4, -i * 0.14)) * 7,
          7.5,
          7.5,
          shade(mix(coat, '#3f5f80', 0.6), 0.1),
        );
    },
  }),
  thing({
    id: 'thumbs up',
    words: 'thumbs up, thumbs-up, thumb, like, approval, like button',
    height: 0.5,
    ratio: 0.95,
    place: 'air',
    animated: true,
    draw(b) {
      const skin = b.colour('#f3c79a', '#d99e74', '#8a5235');
      b.at(
        0,
        -50,
        () => {
          b.box(-46, -2, 22, 48, 5, flat('#3f76b8'));
          b.path(
            'M-24 0C-12 -6 -6 -20 -4 -38C-3 -50 14 -50 15 -36C15 -26 12 -16 9 -8L36 -8C46 -8 46 6 38 8C45 11 43 22 36 23C41 27 38 37 31 37C34 42 31 48 24 48L-4 48C-14 48 -20 44 -24 42Z',
            skin,
          );
          for (const y of [8, 23, 37]) b.bar([20, y, 34, y], 2, shade(skin, 0.3));
        },
        b.swing(2.4) * 0.07,
      );
    },
  }),
  thing({
    id: 'arrow',
    words: 'arrow, direction, pointer, cursor, up arrow, right arrow, mouse cursor',
    height: 0.5,
    ratio: 1.5,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#3f8fd6', '#e0703a', '#3fa37a');
      const up = b.is('up|upward|rising|growth');
      b.at(
        0,
        -50,
        () => b.path('M-72 -15L10 -15L10 -46L74 0L10 46L10 15L-72 15C-78 15 -78 -15 -72 -15Z', coat),
        up ? -Math.PI / 4 : b.swing(3) * 0.03,
        up ? 0.8 : 1,
      );
    },
  }),
  thing({
    id: 'check mark',
    words: 'check mark, checkmark, tick, success, check, done, correct, approved, completion',
    height: 0.5,
    ratio: 1,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#43a86a');
      b.at(
        0,
        -50,
        () => {
          b.oval(0, 0, 48, 48, coat);
          b.bar([-22, 2, -6, 18, 24, -16], 11, flat('#ffffff'));
        },
        0,
        0.97 + b.swing(2.2) * 0.03,
      );
    },
  }),
  thing({
    id: 'cross mark',
    words: 'cross mark, x mark, error, wrong, rejection, failure, bug report, mistake',
    height: 0.5,
    ratio: 1,
    place: 'air',
    animated: true,
    draw(b) {
      b.at(
        0,
        -50,
        () => {
          b.oval(0, 0, 48, 48, b.colour('#d9473f'));
          b.bar([-17, -17, 17, 17], 11, flat('#ffffff'));
          b.bar([17, -17, -17, 17], 11, flat('#ffffff'));
        },
        b.swing(1.6) * 0.06,
      );
    },
  }),
  thing({
    id: 'question mark',
    words: 'question mark, question, doubt, mystery, riddle, faq, unknown',
    height: 0.6,
    ratio: 0.62,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#8a6fd0', '#e8893a', '#3f8fd6');
      b.at(
        0,
        -50,
        () => {
          b.line([-20, -24, -14, -40, 4, -44, 20, -34, 18, -16, 4, -4, 0, 12], 13, flat(coat));
          b.oval(0, 38, 9, 9, coat);
        },
        b.swing(2.7) * 0.1,
      );
    },
  }),
  thing({
    id: 'exclamation mark',
    words: 'exclamation mark, exclamation point, warning, alert, danger, alarm, caution, emergency, hazard, risk',
    height: 0.6,
    ratio: 1.1,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#f2b632');
      b.at(
        0,
        -48,
        () => {
          b.poly([0, -54, 58, 48, -58, 48], coat, 9);
          b.path('M-7 -20L7 -20L4 16L-4 16Z', flat('#3a3230'));
          b.oval(0, 29, 6.4, 6.4, flat('#3a3230'));
        },
        0,
        0.95 + b.swing(1) * 0.03,
      );
    },
  }),
  thing({
    id: 'cloud server',
    words:
      'cloud server, cloud computing, cloud storage, cloud icon, upload, download, backup, cloud service, saas, api',
    height: 0.8,
    ratio: 1.4,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#5aa3dc', '#7f8fd0');
      b.path(
        'M-44 -34C-72 -36 -70 -70 -46 -70C-42 -96 -4 -104 10 -82C30 -92 50 -78 46 -62C72 -60 72 -34 46 -34Z',
        coat,
      );
      for (const x of [-30, 0, 30]) {
        b.bar([x, -30, x, -12], 4, flat(mix(coat, '#ffffff', 0.3)));
        b.oval(x, -8, 6, 6, flat(coat));
        const move = (((b.time * 0.8 + x * 0.01) % 1) + 1) % 1;
        b.oval(x, -30 + move * 20, 3.4, 3.4, glow('#ffffff', Math.sin(move * Math.PI)));
      }
      b.bar([0, -44, 0, -68], 6, flat('#ffffff'));
      b.bar([-11, -58, 0, -69, 11, -58], 6, flat('#ffffff'));
    },
  }),
  thing({
    id: 'wifi',
    words: 'wifi, wi-fi, signal, internet, wireless, connection, antenna, radio wave, broadband, hotspot, connectivity',
    height: 0.5,
    ratio: 1.3,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#3f8fd6', '#3fa37a');
      b.oval(0, -10, 9, 9, coat);
      for (let i = 0; i < 3; i++)
        b.sheer(0.8 + b.swing(1.8, -i * 0.15) * 0.2, () =>
          b.arc(0, -10, 27 + i * 24, -Math.PI * 0.75, -Math.PI * 0.25, 11, flat(coat)),
        );
    },
  }),
  thing({
    id: 'music note',
    words: 'music note, musical note, note of music, melody, song, tune, treble clef, rhythm',
    height: 0.6,
    ratio: 0.9,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#7d5ba6', '#3f7fb8', '#d9523f');
      b.at(
        0,
        -50,
        () => {
          b.poly([-24, -38, 36, -50, 36, -32, -24, -20], coat, 2);
          for (const [x, y] of [
            [-24, 32],
            [36, 20],
          ] as const) {
            b.bar([x, y, x, y - 64], 6, flat(coat));
            b.oval(x - 9, y, 14, 11, coat, -0.35);
          }
        },
        b.swing(1.8) * 0.1,
      );
    },
  }),
  thing({
    id: 'network graph',
    words:
      'network, neural network, web of connections, social network, graph network, node, blockchain, algorithm, machine learning, deep learning, community',
    height: 0.9,
    ratio: 1.2,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#3f8fd6', '#7d6cc0');
      const layers = [
        [-46, [-76, -50, -24]],
        [0, [-88, -62, -38, -12]],
        [46, [-66, -34]],
      ] as const;
      b.pen.beginPath();
      for (const i of [0, 1] as const)
        for (const y of layers[i][1])
          for (const to of layers[i + 1]![1]) {
            b.pen.moveTo(layers[i][0], y);
            b.pen.lineTo(layers[i + 1]![0], to);
          }
      b.stroke(1.6, shade(coat, 0.1));
      for (const [i, [x, ys]] of layers.entries())
        for (const [k, y] of ys.entries())
          b.oval(
            x,
            y,
            8 + Math.max(0, b.swing(1.8, -i * 0.2 - k * 0.07)) * 2.4,
            8 + Math.max(0, b.swing(1.8, -i * 0.2 - k * 0.07)) * 2.4,
            i === 1 ? '#f0a83a' : coat,
          );
    },
  }),
  thing({
    id: 'target',
    words: 'target, bullseye, goal, dartboard, aim, objective, focus, archery',
    height: 0.8,
    ratio: 1,
    place: 'air',
    animated: false,
    draw(b) {
      const coat = b.colour('#d9473f');
      for (const [i, r] of [48, 37, 26, 15].entries()) b.oval(0, -50, r, r, i % 2 ? '#f6f3ea' : coat);
      b.oval(0, -50, 6, 6, flat('#f6f3ea'));
      b.bar([0, -50, 34, -84], 4, flat('#6f4a30'));
      b.poly([28, -80, 36, -96, 40, -88, 48, -86, 34, -76], '#3f7fb8', 1);
    },
  }),
];
