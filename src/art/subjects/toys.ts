import type { Subject } from '../subject.ts';
import { bright, flat, shade } from './brush.ts';
import { mix } from './colour.ts';
import { star } from './plants.ts';
import { thing } from './thing.ts';

/** What is played with. */
export const TOYS: readonly Subject[] = [
  thing({
    id: 'ball',
    height: 0.24,
    ratio: 1,
    place: 'ground',
    animated: true,
    words:
      'ball, soccer ball, football, basketball, beach ball, tennis ball, bowling ball, baseball, rugby ball, volleyball, soccer, golf ball, bubble, marble',
    draw(b) {
      const rolling = b.does('roll|spin|bounc|kick|fly|dribbl|throw');
      const hop = b.does('bounc|dribbl') ? Math.sin(((b.moment.seconds / 0.8) % 1) * Math.PI) * 40 : 0;
      b.at(
        0,
        -48 - hop,
        () => {
          if (b.is('basketball|orange')) {
            b.oval(0, 0, 47, 47, '#de7d33');
            const seam = shade('#5b3320', 0.2);
            b.bar([-46, 0, 46, 0], 3, seam);
            b.bar([0, -46, 0, 46], 3, seam);
            b.line([-32, -34, -18, 0, -32, 34], 3, seam);
            b.line([32, -34, 18, 0, 32, 34], 3, seam);
          } else if (b.is('tennis|bubble|marble|bowling')) {
            const skin = b.is('tennis') ? '#c9dc4a' : b.colour('#5f9ac9', '#3a3f52');
            b.oval(0, 0, 47, 47, skin);
            if (b.is('tennis'))
              for (const side of [-1, 1])
                b.line([side * 20, -42, side * 32 * 0.4, 0, side * 20, 42], 3.4, flat('#f6f6e6'));
            b.oval(-16, -18, 9, 7, bright(skin, 0.5));
          } else if (b.look.colour || b.is('beach|toy|striped')) {
            const colours = [
              b.look.colour ?? '#e2574c',
              '#f6f1e6',
              b.look.colour ?? '#3f8fc0',
              '#f6f1e6',
              b.look.colour ?? '#f2c03a',
              '#f6f1e6',
            ];
            for (let i = 0; i < 6; i++) {
              b.pen.beginPath();
              b.pen.moveTo(0, 0);
              b.pen.arc(0, 0, 47, (i * Math.PI) / 3, ((i + 1) * Math.PI) / 3);
              b.pen.closePath();
              b.pen.fillStyle = b.paint.lit(colours[i]!);
              b.pen.fill();
            }
            b.oval(0, 0, 8, 8, flat('#f6f1e6'));
          } else {
            b.oval(0, 0, 47, 47, '#f4f2ec');
            b.poly(star(0, 0, 17, 13.8), flat('#33363d'), 2);
            for (let i = 0; i < 5; i++) {
              const way = (i / 5) * Math.PI * 2 - Math.PI / 2;
              b.bar(
                [Math.cos(way) * 16, Math.sin(way) * 16, Math.cos(way) * 33, Math.sin(way) * 33],
                2.4,
                flat('#8a8f96'),
              );
              b.poly(
                [
                  Math.cos(way - 0.3) * 40,
                  Math.sin(way - 0.3) * 40,
                  Math.cos(way) * 31,
                  Math.sin(way) * 31,
                  Math.cos(way + 0.3) * 40,
                  Math.sin(way + 0.3) * 40,
                  Math.cos(way + 0.18) * 46,
                  Math.sin(way + 0.18) * 46,
                  Math.cos(way - 0.18) * 46,
                  Math.sin(way - 0.18) * 46,
                ],
                flat('#33363d'),
                1,
              );
            }
          }
        },
        rolling ? b.turning(1.4) : 0,
      );
    },
  }),
  thing({
    id: 'toy balloon',
    height: 0.9,
    ratio: 0.42,
    place: 'air',
    animated: true,
    words: 'balloon, party balloon, helium balloon, red balloon, water balloon',
    draw(b) {
      const skin = b.colour('#d9443f', '#3f8fc9', '#f0b53a', '#8a5fc0', '#5fae6a');
      const sway = b.swing(3.6);
      b.line([sway * 2, -50, 3 - sway * 2, -34, -3 + sway * 2, -18, sway, -1], 1.2, flat('#7a7f86'));
      b.at(
        sway * 2,
        -74 + b.swing(2.9) * 1.2,
        () => {
          b.poly([-4, 25, 4, 25, 0, 19], shade(skin, 0.2), 1);
          b.blob([0, -25, 15, -20, 20, -4, 12, 14, 0, 22, -12, 14, -20, -4, -15, -20], skin);
          b.oval(-8, -12, 3.6, 6, bright(skin, 0.55), 0.5);
        },
        sway * 0.06,
      );
    },
  }),
  thing({
    id: 'kite',
    height: 1.2,
    ratio: 0.75,
    place: 'air',
    animated: true,
    words: 'kite, paper kite, stunt kite',
    draw(b) {
      const cloth = b.colour('#e2574c', '#3f8fc0', '#f0a83a');
      const other = mix(cloth, '#fbe3a8', 0.65);
      b.at(
        0,
        -58 + b.swing(3.1) * 2,
        () => {
          b.line(
            [0, 28, b.swing(1.7) * 8, 38, b.swing(1.7, 0.2) * 10 - 4, 48, b.swing(1.7, 0.4) * 12, 57],
            1.2,
            flat('#7a6a5a'),
          );
          for (const [i, y] of [38, 48, 56].entries())
            b.poly(
              [
                b.swing(1.7, i * 0.2) * 9 - 6,
                y - 3,
                b.swing(1.7, i * 0.2) * 9 + 6,
                y + 3,
                b.swing(1.7, i * 0.2) * 9 + 6,
                y - 3,
                b.swing(1.7, i * 0.2) * 9 - 6,
                y + 3,
              ],
              flat(i % 2 ? cloth : other),
            );
          b.poly([0, -40, 28, -10, 0, -6], cloth);
          b.poly([0, -40, -28, -10, 0, -6], other);
          b.poly([0, 28, 28, -10, 0, -10], shade(other, 0.1));
          b.poly([0, 28, -28, -10, 0, -10], shade(cloth, 0.12));
        },
        0.25 + b.swing(2.6) * 0.12,
      );
    },
  }),
  thing({
    id: 'chess piece',
    height: 0.1,
    ratio: 0.52,
    place: 'surface',
    words:
      'chess piece, chess, pawn, chess board, rook, chessboard, board game, bishop, strategy, chess king, game piece, checkers, bowling pin',
    draw(b) {
      const wood = b.colour('#3a3436', '#efe3cd');
      b.box(-25, -10, 50, 10, 4, wood);
      b.box(-20, -19, 40, 10, 4, bright(wood, 0.1));
      b.blob([-16, -18, -8, -38, -7, -58, 7, -58, 8, -38, 16, -18], wood);
      b.box(-14, -64, 28, 7, 3.5, bright(wood, 0.14));
      b.oval(0, -80, 18, 18, wood);
      b.oval(-6, -86, 4.4, 4.4, bright(wood, 0.45));
    },
  }),
  thing({
    id: 'paper plane',
    height: 0.12,
    ratio: 2,
    place: 'air',
    animated: true,
    words: 'paper plane, paper airplane, paper aeroplane, origami',
    draw(b) {
      const paper = b.colour('#f6f4ee', '#a8d0e6', '#f3c9a8');
      b.at(
        0,
        -50 + b.swing(2.3) * 5,
        () => {
          b.poly([98, -16, -96, -44, -52, -2], bright(paper, 0.2));
          b.poly([98, -16, -52, -2, -40, 34], shade(paper, 0.38));
          b.poly([98, -16, -40, 34, -4, 8], shade(paper, 0.22));
          b.poly([98, -16, -30, 6, -62, 46, -96, 10, -52, -2], shade(paper, 0.1));
        },
        -0.1 + b.swing(2.9) * 0.1,
      );
    },
  }),
  thing({
    id: 'puzzle piece',
    height: 0.2,
    ratio: 1.15,
    place: 'surface',
    words: 'puzzle piece, puzzle, jigsaw, jigsaw piece, lego, building block, block, rubik cube, toy, plugin, solution',
    draw(b) {
      const skin = b.colour('#3f9aa8', '#e0a03a', '#d9604a', '#6f8fd0');
      b.path(
        'M-46 -74 H-14 Q-8 -76 -11 -84 A12 12 0 1 1 11 -84 Q8 -76 14 -74 H40 V-48 Q42 -42 48 -45 A12 12 0 1 1 48 -23 Q42 -26 40 -20 V0 H14 Q8 -2 11 -8 A12 12 0 1 0 -11 -8 Q-8 -2 -14 0 H-46 Z',
        skin,
      );
      b.bar([-40, -68, -16, -68], 3, bright(skin, 0.4));
    },
  }),
];
