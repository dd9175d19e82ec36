import type { Subject } from '../subject.ts';
import { flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const PAPER = '#f8f5ec';
const INK = '#8a93a0';
const STEEL = '#aab3bc';

/** Paper, money and law. */
export const OFFICE: readonly Subject[] = [
  thing({
    id: 'papers',
    words:
      'paperwork, papers, stack of papers, pile of papers, stack of paper, pile of paper, file, archive, homework, exam paper, envelope pile, pile of letters, pile of envelopes, bills, taxes, tax',
    height: 0.3,
    ratio: 1.1,
    place: 'surface',
    animated: false,
    draw(b) {
      for (let i = 0; i < 12; i++) {
        const off = Math.sin(i * 2.4 + b.look.pick('stack') * 9) * 5;
        b.box(
          -46 + off,
          -9 - i * 7.4,
          92,
          6.4,
          1.5,
          i % 4 === 2 ? flat('#cfe0ea') : i % 5 === 3 ? flat('#f2dfa8') : i % 2 ? shade(PAPER, 0.12) : flat(PAPER),
        );
      }
      b.poly([-42, -92, 40, -96, 48, -88, -36, -86], flat('#ffffff'), 1);
    },
  }),
  thing({
    id: 'document',
    words:
      'document, paper, page, sheet of paper, piece of paper, contract, report, resume, cv, form, checklist, to-do list, test paper, newspaper page, agreement, exam, receipt, invoice, bill, script, recipe, certificate, diploma, note, menu, clipboard',
    height: 0.3,
    ratio: 0.78,
    place: 'hand',
    animated: false,
    draw(b) {
      if (b.is('clipboard')) b.box(-39, -100, 78, 100, 6, '#9a6a40');
      b.path('M-34 -96L16 -96L34 -78L34 -3L-34 -3Z', b.colour(PAPER));
      b.path('M16 -96L34 -78L16 -78Z', shade(PAPER, 0.22));
      b.box(-24, -86, 32, 6, 3, flat('#3f6fa0'));
      const checks = b.is('checklist|list|to-do|form|exam');
      for (let i = 0; i < 6; i++) {
        if (checks) b.box(-25, -71 + i * 10.5, 6, 6, 1.5, i < 3 ? flat('#4fa36a') : shade(PAPER, 0.25));
        b.box(
          checks ? -15 : -24,
          -70 + i * 10.5,
          [48, 42, 46, 30, 44, 26][i]! - (checks ? 8 : 0),
          3.6,
          1.8,
          flat('#b9c0c8'),
        );
      }
      if (b.is('contract|certificate|diploma|agreement|will')) b.oval(20, -16, 9, 9, flat('#c8453f'));
      if (b.is('clipboard')) b.box(-14, -100, 28, 10, 4, flat(STEEL));
    },
  }),
  thing({
    id: 'calendar',
    words: 'calendar, date, schedule, appointment, month, agenda, planner, week',
    height: 0.4,
    ratio: 1,
    place: 'wall',
    animated: false,
    draw(b) {
      const head = b.colour('#d24a40', '#3f7fb8');
      b.box(-46, -92, 92, 92, 8, PAPER);
      b.path('M-46 -68L-46 -84C-46 -89 -43 -92 -38 -92L38 -92C43 -92 46 -89 46 -84L46 -68Z', head);
      for (const x of [-24, 24]) b.bar([x, -98, x, -84], 5, flat('#5a606a'));
      for (let i = 0; i < 20; i++)
        b.box(-38 + (i % 5) * 16, -60 + Math.floor(i / 5) * 14, 11, 9, 2, i === 12 ? flat(head) : flat('#d3d7da'));
      b.arc(-1, -27, 11, 0, Math.PI * 2, 2.4, flat(head));
    },
  }),
  thing({
    id: 'board',
    words:
      'whiteboard, blackboard, chalkboard, flip chart, flipchart, board, kanban board, storyboard, bulletin board, noticeboard, pinboard, corkboard',
    height: 1.4,
    ratio: 1.5,
    place: 'wall',
    animated: false,
    draw(b) {
      const dark = b.is('blackboard|chalkboard');
      const cork = b.is('bulletin|noticeboard|pinboard|corkboard|kanban|storyboard');
      const chalk = flat(dark ? '#e9efe6' : '#4a76a8');
      b.box(-75, -100, 150, 92, 4, dark ? '#8a5f3c' : flat('#b9c1c8'));
      b.box(-70, -95, 140, 82, 2, dark ? '#2f5548' : cork ? '#c99a62' : '#f7f8f6');
      b.box(-60, -12, 120, 5, 2, flat(dark ? '#6f4a30' : '#9aa3ab'));
      if (cork) {
        for (let i = 0; i < 8; i++)
          b.at(
            -50 + (i % 4) * 34,
            -74 + Math.floor(i / 4) * 38,
            () => {
              b.box(-12, -12, 24, 24, 1, flat(['#f4d765', '#f29f9a', '#9fd0e6', '#b6dd9a'][(i * 3 + 1) % 4]!));
              b.bar([-7, -3, 7, -3, 7, -3, -7, 4, 3, 4], 1.6, shade('#8a7a50', 0.1));
            },
            Math.sin(i * 2.1) * 0.12,
          );
        return;
      }
      b.bar([-56, -30, -56, -80], 2.4, chalk);
      b.bar([-56, -30, -4, -30], 2.4, chalk);
      b.line([-56, -36, -40, -48, -26, -46, -8, -76], 3, flat(dark ? '#f2d98a' : '#d9523f'));
      for (const [y, w] of [
        [-80, 44],
        [-68, 34],
        [-56, 40],
      ] as const)
        b.bar([14, y, 14 + w, y], 3, chalk);
      b.arc(36, -33, 11, 0, Math.PI * 2, 2.4, chalk);
    },
  }),
  thing({
    id: 'sticky note',
    words: 'sticky note, post-it, post it, post-it note, memo, reminder',
    height: 0.1,
    ratio: 1.15,
    place: 'wall',
    animated: false,
    draw(b) {
      for (const [x, y, hue, turn] of [
        [-18, -58, '#9fd0e6', -0.16],
        [18, -62, '#f29f9a', 0.14],
        [2, -38, b.colour('#f6dc5c'), 0.03],
      ] as const)
        b.at(
          x,
          y,
          () => {
            b.path('M-33 -33L33 -33L33 20L20 33L-33 33Z', hue);
            b.path('M33 20L20 33L20 20Z', shade(hue, 0.3));
            for (const [ly, w] of [
              [-16, 44],
              [-4, 36],
              [8, 28],
            ] as const)
              b.bar([-22, ly, -22 + w, ly], 3, shade(hue, 0.4));
          },
          turn,
        );
    },
  }),
  thing({
    id: 'scissors',
    words: 'scissors, shears, pair of scissors, clippers',
    height: 0.2,
    ratio: 0.6,
    place: 'hand',
    animated: true,
    draw(b) {
      const grip = b.colour('#d9473f', '#3f7fb8', '#4a9a6a');
      const open = b.does('cut|snip|trim') ? 0.16 + b.swing(0.7) * 0.12 : 0.2 + b.swing(6) * 0.01;
      for (const side of [-1, 1])
        b.at(
          0,
          -44,
          () => {
            b.path('M-3 6L4 6L5 -20L0 -56L-3 -20Z', side < 0 ? shade(STEEL, 0.2) : STEEL);
            b.pen.beginPath();
            b.pen.ellipse(9, 26, 11, 16, -0.3, 0, Math.PI * 2);
            b.stroke(6, side < 0 ? shade(grip, 0.2) : flat(grip));
          },
          side * open,
          side,
          1,
        );
      b.oval(0, -44, 3.4, 3.4, flat('#6b737c'));
    },
  }),
  thing({
    id: 'calculator',
    words: 'calculator, abacus, maths, math, budget, calculation, accounting',
    height: 0.16,
    ratio: 0.74,
    place: 'hand',
    animated: false,
    draw(b) {
      b.box(-36, -100, 72, 100, 9, b.colour('#414a58', '#e9e4da', '#4f7f9a'));
      b.box(-28, -91, 56, 22, 4, b.lamp('#b9d3b4', '#c9f0c0'));
      b.bar([2, -84, 20, -84, 20, -76, 2, -76], 2.4, shade('#46584a', 0.1));
      for (let i = 0; i < 16; i++)
        b.box(
          -28 + (i % 4) * 14.6,
          -60 + Math.floor(i / 4) * 14,
          11.5,
          10.5,
          3,
          i % 4 === 3 ? flat('#e8893a') : flat('#cfd6dc'),
        );
    },
  }),
  thing({
    id: 'credit card',
    words: 'credit card, debit card, bank card, payment, id card, gift card, membership card',
    height: 0.07,
    ratio: 1.55,
    place: 'hand',
    animated: false,
    draw(b) {
      b.box(-76, -97, 152, 94, 10, b.colour('#33588f', '#8a4fa0', '#2f7f72'));
      b.box(-76, -84, 152, 15, 0, flat('#22262e'));
      b.box(-62, -58, 24, 18, 4, flat('#e6c25a'));
      for (let i = 0; i < 4; i++) b.box(-62 + i * 28, -30, 22, 6, 3, flat('#dfe6ee'));
      b.oval(46, -18, 11, 11, flat('#e0503f'));
      b.sheer(0.85, () => b.oval(58, -18, 11, 11, flat('#f0b03a')));
    },
  }),
  thing({
    id: 'piggy bank',
    words: 'piggy bank, savings, money box, coin bank, investment',
    height: 0.25,
    ratio: 1.3,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#f29fae', '#f0a08a');
      for (const x of [-32, 20]) b.box(x, -16, 18, 16, 5, shade(coat, 0.25));
      b.blob([-56, -44, -40, -76, 0, -84, 36, -72, 52, -44, 36, -16, 0, -8, -38, -14], coat);
      b.poly([18, -74, 30, -92, 40, -70], shade(coat, 0.1), 4);
      b.box(44, -56, 18, 24, 8, mix(coat, '#d05a70', 0.25));
      for (const y of [-50, -42]) b.oval(55, y, 2.2, 2.6, flat('#9a4356'));
      b.oval(34, -56, 4, 4, flat('#3a2430'));
      b.line([-56, -46, -64, -52, -60, -60, -55, -54], 3.6, flat(coat));
      b.box(-22, -84, 26, 4, 2, flat('#8f3f52'));
      b.oval(-9, -88, 11, 11, '#e9b93e');
      b.poly([-24, -83, 8, -83, 12, -74, -28, -74], flat(coat));
    },
  }),
  thing({
    id: 'safe',
    words: 'safe, vault, strongbox, deposit box, bank vault',
    height: 0.9,
    ratio: 1,
    place: 'ground',
    animated: false,
    draw(b) {
      const coat = b.colour('#5d6a78', '#4a5462');
      for (const x of [-38, 24]) b.box(x, -7, 14, 7, 2, flat('#33393f'));
      b.box(-49, -99, 98, 94, 8, coat);
      b.box(-39, -89, 78, 74, 5, mix(coat, '#ffffff', 0.16));
      b.oval(-4, -52, 20, 20, shade(coat, 0.3));
      b.oval(-4, -52, 14, 14, STEEL);
      b.pen.beginPath();
      for (let i = 0; i < 3; i++) {
        const way = (i / 3) * Math.PI;
        b.pen.moveTo(-4 - Math.cos(way) * 24, -52 - Math.sin(way) * 24);
        b.pen.lineTo(-4 + Math.cos(way) * 24, -52 + Math.sin(way) * 24);
      }
      b.stroke(4.4, flat('#d3dae0'));
      for (const y of [-80, -34]) b.box(34, y, 10, 14, 3, flat('#33393f'));
    },
  }),
  thing({
    id: 'gavel',
    words: 'gavel, judge hammer, auction, trial, verdict, lawsuit, law, court case',
    height: 0.2,
    ratio: 1.35,
    place: 'surface',
    animated: true,
    draw(b) {
      const wood = b.colour('#8a5632', '#7a4428');
      const hit = b.does('hit|bang|strike|slam|fall|rule|judge') ? Math.max(0, b.swing(1.1)) * 0.3 : 0;
      b.box(-54, -14, 70, 14, 5, shade(wood, 0.1));
      b.box(-48, -20, 58, 8, 4, wood);
      b.at(
        -18,
        -26,
        () => {
          b.bar([0, -28, 82, -28], 8, flat(wood));
          b.box(-20, -60, 40, 60, 6, wood);
          for (const y of [-54, -14]) b.box(-22, y, 44, 8, 3, flat('#d9a941'));
        },
        -0.38 - hit + b.swing(5) * 0.02,
      );
    },
  }),
  thing({
    id: 'scales',
    words: 'scales, balance, justice, weighing scale, balance scale, kitchen scale, scales of justice, fairness',
    height: 0.5,
    ratio: 1.1,
    place: 'surface',
    animated: true,
    draw(b) {
      const gold = b.colour('#d9a941', '#c0944a');
      const tilt = b.swing(4) * 0.1;
      b.box(-26, -8, 52, 8, 3, gold);
      b.bar([0, -8, 0, -92], 6, flat(gold));
      b.oval(0, -94, 6, 6, gold);
      b.at(0, -84, () => b.bar([-42, 0, 42, 0], 5, flat(gold)), tilt);
      for (const side of [-1, 1]) {
        const [x, y] = [side * 42 * Math.cos(tilt), -84 + side * 42 * Math.sin(tilt)];
        b.bar([x, y, x - 12, y + 36, x + 12, y + 36, x, y], 1.6, shade(gold, 0.25));
        b.path(`M${x - 15} ${y + 36}A15 13 0 0 0 ${x + 15} ${y + 36}Z`, gold);
      }
    },
  }),
  thing({
    id: 'banknote',
    words: 'banknote, dollar bill, stack of cash, bundle of money, bank note, cash, paycheck, salary',
    height: 0.12,
    ratio: 1.7,
    place: 'surface',
    animated: false,
    draw(b) {
      for (const [i, hue] of ['#5f9a68', '#74ad78', '#86bd88'].entries())
        b.at(0, -i * 12, () => b.box(-80 + i * 3, -72, 156, 70, 4, i === 2 ? hue : shade(hue, 0.2)));
      b.box(-66, -88, 130, 54, 3, flat('#a9d3a6'));
      b.oval(-1, -61, 20, 20, flat('#5f9a68'));
      b.bar([-1, -73, -1, -49], 3, flat('#d8eed2'));
      b.line([7, -68, -1, -71, -8, -66, 6, -57, -1, -51, -9, -54], 3, flat('#d8eed2'));
    },
  }),
  thing({
    id: 'megaphone',
    words: 'megaphone, bullhorn, announcement, marketing, campaign, advertising, loudhailer',
    height: 0.35,
    ratio: 1.3,
    place: 'hand',
    animated: true,
    draw(b) {
      const coat = b.colour('#e0503f', '#3f86c8', '#f0a83a');
      b.box(-34, -40, 16, 38, 7, flat('#4a525c'));
      b.path('M-44 -66L-14 -70L34 -96L34 -14L-14 -40L-44 -44C-54 -46 -54 -64 -44 -66Z', coat);
      b.path('M-14 -70L34 -96L34 -55L-14 -55Z', flat(mix(coat, '#ffffff', 0.18)));
      b.oval(34, -55, 8, 42, '#f4efe6');
      for (const [i, y] of [-82, -55, -28].entries())
        b.sheer(0.55 + b.swing(0.8, i / 3) * 0.4, () => b.bar([50, y, 62, y + (y + 55) * 0.2], 4, flat(INK)));
    },
  }),
  thing({
    id: 'padlock',
    words: 'padlock, lock, password, privacy, encryption, security, combination lock',
    height: 0.12,
    ratio: 0.8,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.colour('#e0aa3c', '#c8923a');
      b.arc(b.is('open|unlocked') ? 10 : 0, -60, 24, Math.PI, Math.PI * 2, 9, flat(STEEL));
      if (!b.is('open|unlocked')) for (const x of [-24, 24]) b.bar([x, -60, x, -46], 9, flat(STEEL));
      b.box(-38, -54, 76, 54, 9, coat);
      b.oval(0, -31, 8, 8, flat('#54401a'));
      b.poly([-4, -28, 4, -28, 6, -12, -6, -12], flat('#54401a'), 1);
    },
  }),
  thing({
    id: 'shield',
    words: 'shield, protection, defense, defence, coat of arms, crest, firewall, antivirus, insurance',
    height: 0.8,
    ratio: 0.85,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#3f76b8', '#b0413a', '#3f8f6a');
      b.path(
        'M0 -100C14 -90 30 -88 42 -88C44 -50 36 -18 0 0C-36 -18 -44 -50 -42 -88C-30 -88 -14 -90 0 -100Z',
        flat('#cfd6dc'),
      );
      b.path('M0 -91C12 -83 24 -81 34 -80C35 -50 28 -24 0 -9C-28 -24 -35 -50 -34 -80C-24 -81 -12 -83 0 -91Z', coat);
      b.path('M0 -91C12 -83 24 -81 34 -80C35 -50 28 -24 0 -9Z', shade(coat, 0.2));
      if (b.is('protection|security|firewall|antivirus|insurance|digital'))
        b.bar([-15, -50, -4, -38, 17, -64], 7, flat('#ffffff'));
      else
        b.path(
          'M-5 -72L5 -72L5 -54L20 -54L20 -44L5 -44L5 -24L-5 -24L-5 -44L-20 -44L-20 -54L-5 -54Z',
          b.paint.dark ? glow('#f4e6b8', 0.9) : flat('#f4e6b8'),
        );
    },
  }),
  thing({
    id: 'newspaper',
    words: 'newspaper, headline, tabloid, gazette, front page',
    height: 0.4,
    ratio: 0.85,
    place: 'hand',
    animated: false,
    draw(b) {
      b.box(-40, -96, 82, 96, 3, shade('#ece7da', 0.18));
      b.box(-42, -100, 80, 97, 3, '#ece7da');
      b.box(-35, -93, 66, 10, 1, flat('#3c3c42'));
      b.box(-35, -78, 36, 28, 1, mix('#8aa8b8', '#ece7da', 0.2));
      b.path('M-35 -50L-22 -66L-12 -56L-6 -62L1 -50Z', flat('#5f7f78'));
      for (let i = 0; i < 5; i++) b.box(6, -77 + i * 6, 25, 2.6, 1, flat('#a5a298'));
      for (let i = 0; i < 7; i++) for (const x of [-35, 0]) b.box(x, -44 + i * 6, 30, 2.6, 1, flat('#a5a298'));
    },
  }),
];
