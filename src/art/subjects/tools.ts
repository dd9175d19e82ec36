import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const STEEL = '#aab3bc';
const WOOD = '#a8713f';

/** What is worked, written, fought and measured with. */
export const TOOLS: readonly Subject[] = [
  thing({
    id: 'hammer',
    height: 0.32,
    ratio: 0.6,
    place: 'hand',
    words: 'hammer, mallet, sledgehammer, axe, hatchet, pickaxe, tool, pick',
    draw(b) {
      b.box(-5, -78, 10, 78, 4, b.colour(WOOD));
      b.box(-6, -26, 12, 26, 5, shade('#b5493f', 0.05));
      if (b.is('axe|hatchet')) return b.blob([-6, -94, 20, -99, 30, -76, 20, -58, -6, -72], STEEL);
      b.box(-24, -96, 48, 19, 4, STEEL);
      b.box(-28, -99, 10, 25, 3, shade(STEEL, 0.2));
      b.poly([22, -96, 30, -88, 22, -78], shade(STEEL, 0.1), 2);
    },
  }),
  thing({
    id: 'wrench',
    height: 0.3,
    ratio: 0.42,
    place: 'hand',
    words: 'wrench, spanner, screwdriver, pliers, screw, nut bolt',
    draw(b) {
      const steel = b.colour(STEEL);
      b.limb(0, -24, 8, 0, -70, 7, steel);
      b.path('M-8 -99 L-20 -88 Q-22 -70 -8 -64 H8 Q22 -70 20 -88 L8 -99 V-84 Q0 -79 -8 -84 Z', steel);
      b.oval(0, -15, 15, 15, steel);
      b.oval(0, -15, 7.5, 7.5, shade(steel, 0.55));
      b.box(-3, -64, 5, 36, 2, bright(steel, 0.3));
    },
  }),
  thing({
    id: 'saw',
    height: 0.2,
    ratio: 2.6,
    place: 'hand',
    words: 'saw, handsaw, chainsaw, hacksaw, blade',
    draw(b) {
      const teeth = Array.from({ length: 24 }, (_, i) => [124 - i * 7.8, i % 2 ? -27 : -18]).flat();
      b.poly([-56, -86, 126, -56, 130, -30, ...teeth], STEEL);
      b.path(
        'M-130 -60 Q-120 -96 -80 -94 L-50 -88 V-22 L-84 -12 Q-124 -10 -130 -60 Z M-110 -56 Q-106 -30 -80 -34 L-74 -70 Q-106 -80 -110 -56 Z',
        b.colour(WOOD),
      );
    },
  }),
  thing({
    id: 'key',
    height: 0.1,
    ratio: 0.46,
    place: 'hand',
    words: 'key, golden key, house key, car key, skeleton key',
    draw(b) {
      const metal = b.colour('#d9ac45', '#a8b0b8');
      if (b.is('padlock|lock')) {
        b.arc(0, -58, 14, Math.PI, Math.PI * 2, 6, flat('#a8b0b8'));
        b.box(-22, -60, 44, 58, 7, metal);
        b.oval(0, -36, 6, 6, shade(metal, 0.6));
        return b.box(-2.4, -34, 4.8, 16, 2, shade(metal, 0.6));
      }
      b.arc(0, -80, 15, 0, Math.PI * 2, 8, flat(metal));
      b.arc(0, -80, 17.5, 3.4, 5.4, 2, bright(metal, 0.4));
      b.box(-4, -64, 8, 62, 3, metal);
      b.box(2, -14, 16, 7, 2, metal);
      b.box(2, -28, 12, 7, 2, metal);
    },
  }),
  thing({
    id: 'book',
    height: 0.24,
    ratio: 0.86,
    place: 'surface',
    animated: true,
    words:
      'book, novel, notebook, diary, textbook, journal, storybook, dictionary, cookbook, manuscript, encyclopedia, magazine, comic, spellbook, sketchbook, bible, story, pamphlet, photo album, passport, folder, manual, fairy tale',
    draw(b) {
      const cover = b.colour('#b5493f', '#3f6f8f', '#4f7f5a', '#7a5a8a', '#c9933f');
      if (b.is('open|opened') || b.does('open|read|turn|flip')) {
        b.poly([0, -12, -43, -20, -43, -70, 0, -62], cover, 2);
        b.poly([0, -12, 43, -20, 43, -70, 0, -62], shade(cover, 0.1), 2);
        b.blob([0, -15, -20, -24, -41, -23, -41, -74, -20, -76, 0, -66], '#faf3e2');
        b.blob([0, -15, 20, -24, 41, -23, 41, -74, 20, -76, 0, -66], shade('#faf3e2', 0.08));
        for (let i = 0; i < 5; i++)
          for (const side of [-1, 1])
            b.line(
              [side * 6, -58 + i * 8, side * 20, -64 + i * 8, side * 35, -63 + i * 8],
              1.6,
              shade('#faf3e2', 0.35),
            );
        const turn = Math.cos(b.time * 0.9);
        return b.blob(
          [
            0,
            -15,
            turn * 20,
            -26 - (1 - turn * turn) * 8,
            turn * 40,
            -24 - (1 - turn * turn) * 12,
            turn * 40,
            -75 - (1 - turn * turn) * 12,
            turn * 20,
            -78 - (1 - turn * turn) * 6,
            0,
            -66,
          ],
          bright('#faf3e2', 0.3),
        );
      }
      b.box(-37, -98, 74, 97, 5, shade(cover, 0.3));
      b.box(-32, -94, 68, 92, 2, '#faf3e2');
      b.box(-38, -99, 68, 96, 5, cover);
      b.box(-38, -99, 11, 96, 5, shade(cover, 0.2));
      b.box(-18, -80, 40, 20, 3, flat('#f0dba8'));
      b.bar([-12, -70, 16, -70], 2.4, shade(cover, 0.2));
      b.oval(2, -36, 10, 10, flat('#f0dba8'));
    },
  }),
  thing({
    id: 'letter',
    height: 0.12,
    ratio: 1.5,
    place: 'hand',
    words: 'letter, envelope, mail, email, post, invitation, message, newsletter, scroll, card, ticket, blueprint',
    draw(b) {
      const paper = b.colour('#f6ecd6', '#f3e0c8');
      if (b.is('document|page|contract|report|certificate|scroll|paper|recipe|receipt|blueprint')) {
        b.box(-36, -99, 72, 98, 4, paper);
        for (let i = 0; i < 7; i++)
          b.bar([-26, -84 + i * 11, i % 3 === 2 ? 6 : 26, -84 + i * 11], 2.6, shade(paper, 0.35));
        return b.oval(20, -14, 8, 8, '#cf4a44');
      }
      b.box(-74, -98, 148, 96, 6, paper);
      b.poly([-74, -4, -12, -54, 12, -54, 74, -4], shade(paper, 0.08), 4);
      b.poly([-72, -97, 72, -97, 0, -38], shade(paper, 0.16), 8);
      b.oval(0, -46, 15, 15, '#c9403f');
      b.oval(0, -46, 9, 9, bright('#c9403f', 0.18));
    },
  }),
  thing({
    id: 'pencil',
    height: 0.19,
    ratio: 0.3,
    place: 'hand',
    words: 'pencil, pen, crayon, marker, fountain pen, chalk, stylus, ballpoint, highlighter',
    draw(b) {
      const body = b.colour('#f0b535', '#3f6f9a', '#c9493f');
      b.at(
        0,
        -50,
        () => {
          b.box(-8, -50, 16, 11, 4, '#f08ca0');
          b.box(-8, -40, 16, 8, 0, STEEL);
          b.box(-8, -33, 16, 57, 0, body);
          b.box(-3, -33, 5, 57, 0, bright(body, 0.2));
          b.poly([-8, 23, 8, 23, 0, 49], '#ecd0a0');
          b.poly([-3, 39, 3, 39, 0, 49], flat('#33343a'));
        },
        0.12,
      );
    },
  }),
  thing({
    id: 'paintbrush',
    height: 0.3,
    ratio: 0.3,
    place: 'hand',
    words: 'paintbrush, brush, paint brush, palette, paint roller, paint',
    draw(b) {
      const tip = b.look.colour ?? b.look.choose('tip', ['#3f7fc0', '#d9503f', '#4f9a5a', '#f0a52f']);
      b.at(
        0,
        -50,
        () => {
          b.blob([-3, 50, 3, 50, 7, 10, 5, -14, -5, -14, -7, 10], '#b5793f');
          b.box(-7, -25, 14, 14, 2, STEEL);
          b.blob([-7, -24, 7, -24, 8, -36, 0, -50, -8, -36], '#8a5f3f');
          b.blob([-8, -35, 8, -35, 5, -43, 0, -51, -6, -42], tip);
        },
        0.14,
      );
    },
  }),
  thing({
    id: 'sword',
    height: 1,
    ratio: 0.3,
    place: 'hand',
    words: 'sword, saber, katana, dagger, knife, lightsaber, blade weapon, excalibur, rapier, kitchen knife',
    draw(b) {
      const lit = b.is('lightsaber|flaming|glowing');
      const blade = b.look.colour ?? '#c9d2da';
      if (lit) b.halo(0, -62, 30, blade, 0.5);
      b.poly([-4.5, -26, -4.5, -90, 0, -100, 4.5, -90, 4.5, -26], lit ? glow(blade) : blade);
      b.poly([0, -26, 0, -100, 4.5, -90, 4.5, -26], lit ? glow('#ffffff', 0.4) : shade(blade, 0.2));
      b.box(-15, -28, 30, 5, 2.5, '#c9a04a');
      b.box(-3, -23, 6, 17, 2, '#6b4430');
      b.oval(0, -4, 4, 4, '#c9a04a');
    },
  }),
  thing({
    id: 'lantern',
    height: 0.4,
    ratio: 0.62,
    place: 'hand',
    animated: true,
    words: 'lantern, oil lamp, paper lantern, flashlight, torchlight, gas lamp, hurricane lamp, headlamp',
    draw(b) {
      const frame = b.colour('#4a4340', '#a8493f', '#b8904a');
      b.arc(0, -78, 17, Math.PI, Math.PI * 2, 3, flat(frame));
      b.halo(0, -42, 48, '#ffc869', (b.paint.dark ? 0.75 : 0.4) + b.swing(1.7) * 0.06);
      b.poly([-14, -82, 14, -82, 23, -70, -23, -70], frame, 2);
      b.box(-20, -70, 40, 56, 4, glow('#ffe7ad', 0.75));
      b.blob([-6, -22, -8, -38, b.swing(1.1) * 2, -58, 8, -38, 6, -22], glow('#ffab3f'));
      b.blob([-3, -22, -4, -32, b.swing(0.9), -42, 4, -32, 3, -22], glow('#fff6d0'));
      for (const x of [-20, 17]) b.box(x, -70, 3, 56, 1, frame);
      b.box(-25, -16, 50, 14, 3, frame);
    },
  }),
  thing({
    id: 'rope',
    height: 0.3,
    ratio: 1.2,
    place: 'surface',
    words: 'rope, cord, string, thread, wire, chain, yarn, knot, ribbon, hose, leash, ball of yarn, lasso',
    draw(b) {
      const twine = b.colour('#cfa468', '#b58a55');
      for (const [y, rx] of [
        [-14, 54],
        [-34, 48],
        [-54, 42],
      ] as const) {
        b.oval(0, y, rx, 17, shade(twine, 0.12));
        b.oval(0, y - 4, rx - 2, 14, twine);
      }
      b.oval(0, -60, 22, 7, shade(twine, 0.5));
      for (const [y, rx] of [
        [-10, 50],
        [-30, 44],
        [-50, 38],
      ] as const)
        for (let i = -3; i <= 3; i++) b.line([(i * rx) / 4, y - 1, (i * rx) / 4 + 5, y + 9], 2, shade(twine, 0.28));
      b.line([40, -58, 52, -74, 34, -92, 22, -84], 9, flat(twine));
    },
  }),
  thing({
    id: 'anchor',
    height: 1,
    ratio: 0.8,
    place: 'surface',
    words: 'anchor, hook, fishhook, grappling hook',
    draw(b) {
      const iron = b.colour('#4f5d6d', '#6a6f76');
      b.arc(0, -89, 7, 0, Math.PI * 2, 5, flat(iron));
      b.box(-4, -82, 8, 74, 2, iron);
      b.box(-19, -72, 38, 7, 3, iron);
      b.arc(0, -36, 30, 0.25, Math.PI - 0.25, 8.5, flat(iron));
      for (const side of [-1, 1]) b.poly([side * 20, -34, side * 39, -44, side * 36, -20], iron, 2);
    },
  }),
  thing({
    id: 'map',
    height: 0.3,
    ratio: 1.35,
    place: 'surface',
    words: 'map, treasure map, atlas, world map, plan, route, floor plan, roadmap',
    draw(b) {
      const paper = b.colour('#ecd9ac', '#e6cf9a');
      for (let i = 0; i < 4; i++) {
        const x = -64 + i * 32;
        const dy = i % 2 ? 8 : 0;
        b.poly(
          [x, -96 + dy, x + 32, -96 + 8 - dy, x + 32, -8 + 8 - dy, x, -8 + dy],
          i % 2 ? shade(paper, 0.12) : flat(paper),
        );
      }
      b.blob([-56, -70, -30, -82, -14, -64, -26, -44, -50, -50], flat('#9ab56a'));
      b.blob([6, -40, 28, -52, 52, -40, 50, -20, 20, -18], flat('#9ab56a'));
      for (let i = 0; i < 6; i++) b.oval(-40 + i * 12, -58 + Math.sin(i) * 9 + i * 3.4, 2.4, 2.4, flat('#7a4a38'));
      b.bar([28, -46, 40, -34], 4.5, flat('#c9403f'));
      b.bar([40, -46, 28, -34], 4.5, flat('#c9403f'));
      b.oval(40, -74, 10, 10, flat('#d9a04a'));
      b.poly([40, -88, 44, -74, 40, -60, 36, -74], flat('#7a4a38'));
    },
  }),
  thing({
    id: 'compass',
    height: 0.1,
    ratio: 0.9,
    place: 'hand',
    animated: true,
    cracks: [4, -44, 40],
    words: 'compass, gauge, speedometer, barometer, dial, thermometer, meter, astrolabe, radar',
    draw(b) {
      const brass = b.colour('#c9a04a', '#a8b0b8');
      b.arc(0, -92, 6, 0, Math.PI * 2, 4, flat(brass));
      b.oval(0, -44, 43, 43, brass);
      b.oval(0, -44, 35, 35, '#f8f1de');
      for (let i = 0; i < 8; i++)
        b.at(0, -44, () => b.box(-1.2, -33, 2.4, i % 2 ? 4 : 8, 1, flat('#6a5f50')), (i / 8) * Math.PI * 2);
      b.at(
        0,
        -44,
        () => {
          b.poly([-6, 0, 0, -27, 6, 0], flat('#cf4238'));
          b.poly([-6, 0, 0, 27, 6, 0], flat('#4f6f9a'));
          b.oval(0, 0, 4, 4, brass);
        },
        b.does('spin') ? b.turning(3) : 0.5 + b.swing(3) * 0.25,
      );
    },
  }),
  thing({
    id: 'magnifying glass',
    height: 0.22,
    ratio: 0.8,
    place: 'hand',
    words: 'magnifying glass, magnifier, loupe, clue',
    draw(b) {
      const rim = b.colour('#4a515c', '#c9a04a', '#7a4f33');
      b.limb(12, -36, 5, 30, -8, 6.5, '#7a4f33');
      b.sheer(0.55, () => b.oval(-8, -66, 28, 28, '#b5dcea'));
      b.arc(-8, -66, 28, 0, Math.PI * 2, 6.5, flat(rim));
      b.arc(-8, -66, 19, 3.4, 4.6, 4, flat('#ffffff'));
    },
  }),
  thing({
    id: 'gear',
    height: 0.5,
    ratio: 1,
    place: 'air',
    animated: true,
    words: 'gear, cog, cogwheel, mechanism, clockwork, gears, settings, machinery, engine part',
    draw(b) {
      const steel = b.colour('#8a97a5', '#c9933f', '#6f8fa8');
      b.at(
        0,
        -50,
        () => {
          b.poly(
            Array.from({ length: 40 }, (_, i) => {
              const way = (i / 40) * Math.PI * 2;
              const r = i % 4 < 2 ? 46 : 36;
              return [Math.cos(way) * r, Math.sin(way) * r];
            }).flat(),
            shade(steel, 0.04),
            2,
          );
        },
        b.turning(b.does('spin|turn|rotat|work|run|whirl') ? 5 : 14),
      );
      b.oval(0, -50, 27, 27, steel);
      b.oval(0, -50, 13, 13, shade(steel, 0.5));
    },
  }),
  thing({
    id: 'chart',
    height: 1,
    ratio: 1.3,
    place: 'air',
    animated: true,
    words:
      'chart, graph, bar chart, statistic, diagram, line graph, data, growth, analytics, stock chart, bar graph, profit, revenue, infographic, metric, trend, sales, presentation',
    draw(b) {
      const grown = b.does('grow|rise|climb|increas|soar') ? 0.3 + 0.7 * b.moment.progress : 1;
      b.box(-62, -99, 124, 98, 7, '#f6f3ec');
      b.bar([-50, -86, -50, -14, 52, -14], 3, flat('#7a7f86'));
      const colours = [b.look.colour ?? '#3f8fb0', '#e0a03a', '#5fa86a', '#d9604a'];
      for (let i = 0; i < 4; i++) {
        const height = (16 + i * 13) * grown * (1 + b.swing(3.4, i * 0.2) * 0.04);
        b.box(-40 + i * 24, -15 - height, 16, height, 3, i === 0 ? colours[0]! : colours[i]!);
      }
      b.line(
        [-42, -44 * grown - 4, -14, -50 * grown - 4, 12, -66 * grown - 4, 44, -84 * grown - 4],
        3.6,
        flat('#33506f'),
      );
      b.oval(44, -84 * grown - 4, 4.5, 4.5, flat('#33506f'));
    },
  }),
  thing({
    id: 'hourglass',
    height: 0.3,
    ratio: 0.62,
    place: 'surface',
    animated: true,
    words: 'hourglass, sandglass, sand timer, egg timer, sand clock',
    draw(b) {
      const wood = b.colour('#a8713f', '#c9a04a');
      const run = Math.min(1, b.moment.progress);
      b.sheer(0.5, () =>
        b.blob([-22, -92, 22, -92, 19, -70, 3, -50, 19, -30, 22, -8, -22, -8, -19, -30, -3, -50, -19, -70], '#b5dcea'),
      );
      const top = 22 * (1 - run * 0.8);
      b.poly(
        [-17 * (0.4 + 0.6 * (1 - run)), -54 - top, 17 * (0.4 + 0.6 * (1 - run)), -54 - top, 2, -51, -2, -51],
        '#e3b55a',
        1,
      );
      b.bar([0, -52, 0, -14], 1.6, flat('#e3b55a'));
      b.blob([-20, -9, -12, -13 - run * 12, 0, -17 - run * 16, 12, -13 - run * 12, 20, -9], '#e3b55a');
      b.sheer(0.6, () => b.line([-15, -86, -14, -72, -6, -58], 2.2, flat('#ffffff')));
      for (const y of [-99, -9]) b.box(-29, y, 58, 8, 3, wood);
      for (const x of [-26, 23]) b.box(x, -92, 3.4, 84, 1, shade(wood, 0.15));
    },
  }),
  thing({
    id: 'globe',
    height: 0.45,
    ratio: 0.8,
    place: 'surface',
    animated: true,
    words: 'globe, world globe, desk globe, crystal ball, sphere, orb',
    draw(b) {
      const sea = b.colour('#3f86b5', '#5f9aa8');
      b.oval(0, -4, 24, 5, '#8a5a38');
      b.box(-3, -18, 6, 14, 2, '#8a5a38');
      b.arc(0, -56, 40, -1.1, 2.3, 4, flat('#c9a04a'));
      b.oval(0, -56, 34, 34, sea);
      b.pen.save();
      b.pen.beginPath();
      b.pen.arc(0, -56, 34, 0, Math.PI * 2);
      b.pen.clip();
      const shift = b.does('spin|turn|rotat') ? (b.moment.seconds * 30) % 96 : 0;
      for (const x of [-96, 0])
        b.at(x + shift, -56, () => {
          b.blob([-28, -22, -10, -28, -4, -14, -14, -4, -24, -8], flat('#8fb56a'));
          b.blob([-14, 4, -2, 6, -4, 24, -12, 26], flat('#8fb56a'));
          b.blob([16, -24, 38, -24, 44, -6, 28, 20, 16, 2], flat('#8fb56a'));
        });
      b.pen.restore();
      b.sheer(0.35, () => b.blob([-24, -70, -12, -84, 2, -86, -12, -72], flat('#ffffff')));
    },
  }),
  thing({
    id: 'sign',
    height: 2,
    ratio: 0.75,
    place: 'ground',
    words: 'sign, signpost, road sign, street sign, placard, banner, stop sign, notice, signboard, logo, arrow sign',
    draw(b) {
      const board = b.colour('#a8713f', '#3f8a6a', '#c9574a');
      b.box(-3.5, -90, 7, 90, 2, '#7a5638');
      b.poly([-34, -96, 24, -96, 37, -82, 24, -68, -34, -68], board, 4);
      b.poly([34, -62, -22, -62, -35, -49, -22, -36, 34, -36], mix(board, '#f3dfb5', 0.3), 4);
      b.bar([-24, -82, 14, -82], 4, flat('#f8f0dd'));
      b.bar([6, -89, 14, -82, 6, -75], 4, flat('#f8f0dd'));
      b.bar([24, -49, -14, -49], 4, flat('#f8f0dd'));
      b.bar([-6, -56, -14, -49, -6, -42], 4, flat('#f8f0dd'));
    },
  }),
  thing({
    id: 'easel',
    height: 1.4,
    ratio: 0.72,
    place: 'ground',
    words: 'easel',
    draw(b) {
      const wood = b.colour('#a8794f');
      b.bar([0, -100, 0, -14], 4, shade(wood, 0.25));
      b.bar([-6, -98, -30, 0], 5, wood);
      b.bar([6, -98, 30, 0], 5, wood);
      b.box(-34, -92, 68, 54, 2, '#f8f3e6');
      b.box(-36, -39, 72, 5, 2, wood);
      b.line([-26, -74, -12, -82, 0, -70, 12, -80], 2.4, flat('#4f7fb0'));
      b.bar([8, -44, 8, -60], 2, flat('#5f9a5a'));
      for (const [x, y] of [
        [8, -67],
        [2, -62],
        [14, -62],
        [4, -56],
        [12, -56],
      ] as const)
        b.oval(x, y, 4, 4, flat('#d8576a'));
      b.oval(8, -61, 3.2, 3.2, flat('#f2c14e'));
    },
  }),
];
