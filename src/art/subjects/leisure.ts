import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { thing } from './thing.ts';

const WOODEN = '#a8713f';
const STEEL = '#aab3bc';

/** Home and leisure: household, celebrations, sports, brass. */
export const LEISURE: readonly Subject[] = [
  thing({
    id: 'christmas tree',
    words: 'christmas tree, xmas tree, decorated tree, christmas, holiday tree',
    height: 2.4,
    ratio: 0.72,
    place: 'ground',
    animated: true,
    draw(b) {
      const green = b.colour('#2f7a4e');
      b.box(-6, -12, 12, 12, 1, '#7a5538');
      for (const [y, w, h] of [
        [-10, 36, 40],
        [-34, 29, 36],
        [-58, 21, 34],
      ] as const)
        b.poly([0, y - h, w, y, 0, y + 3, -w, y], y === -34 ? mix(green, '#ffffff', 0.05) : green, 3);
      for (const [i, [x, y]] of (
        [
          [-20, -18],
          [4, -22],
          [22, -16],
          [-12, -42],
          [12, -46],
          [-2, -62],
          [8, -72],
          [-26, -12],
          [0, -34],
        ] as const
      ).entries()) {
        const hue = ['#e8473f', '#f2c53a', '#5aa3e8', '#f08cb0'][i % 4]!;
        b.oval(x, y, 3.4, 3.4, glow(hue, 0.8 + b.swing(1.6, i * 0.3) * 0.2));
      }
      b.line([-28, -20, -4, -13, 24, -24], 1.6, flat('#f2d98a'));
      b.line([-20, -46, 0, -38, 16, -50], 1.6, flat('#f2d98a'));
      b.poly([0, -102, 3, -95, 10, -94, 5, -89, 6, -82, 0, -86, -6, -82, -5, -89, -10, -94, -3, -95], glow('#f8d24a'));
    },
  }),
  thing({
    id: 'pumpkin',
    words: 'pumpkin, jack-o-lantern, jack o lantern, halloween pumpkin, squash, gourd, halloween',
    height: 0.35,
    ratio: 1.2,
    place: 'ground',
    animated: false,
    draw(b) {
      const coat = b.colour('#ea7f2c');
      b.path('M-4 -74C-6 -90 -2 -96 8 -98L14 -92C8 -88 8 -82 8 -74Z', '#6f7f3a');
      for (const x of [-34, 34]) b.oval(x, -39, 25, 36, shade(coat, 0.18));
      for (const x of [-18, 18]) b.oval(x, -39, 25, 39, coat);
      b.oval(0, -39, 19, 39, bright(coat, 0.08));
      if (!b.is('jack-o-lantern|lantern|halloween|carved|spooky|scary|glowing')) return;
      const fire = glow('#ffd24a', 0.95);
      for (const side of [-1, 1]) b.poly([side * 30, -44, side * 10, -44, side * 18, -60], fire, 1);
      b.poly([-34, -30, -20, -24, -14, -30, -6, -22, 6, -22, 14, -30, 20, -24, 34, -30, 18, -8, -18, -8], fire, 1);
    },
  }),
  thing({
    id: 'witch hat',
    words: 'witch hat, wizard hat, pointed hat, sorting hat',
    height: 0.4,
    ratio: 1.15,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#3f3452', '#33588f');
      b.oval(0, -10, 57, 10, shade(coat, 0.2));
      b.path('M-32 -12C-22 -40 -10 -76 16 -99C14 -88 8 -82 12 -74C18 -54 26 -30 32 -12C16 -4 -16 -4 -32 -12Z', coat);
      b.path('M-32 -13C-16 -5 16 -5 32 -13L28 -26C14 -18 -14 -18 -27 -26Z', flat('#8a4fb0'));
      b.box(-8, -24, 16, 14, 2, flat('#e9b93e'));
    },
  }),
  thing({
    id: 'party hat',
    words: 'party hat, birthday hat, party cone',
    height: 0.25,
    ratio: 0.8,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#8a5fc0', '#3f8fd6', '#e0503f');
      b.path('M0 -90L36 -6C20 2 -20 2 -36 -6Z', coat);
      for (const [x, y, hue] of [
        [-2, -62, '#f2c53a'],
        [-12, -34, '#ffffff'],
        [12, -40, '#f08cb0'],
        [0, -16, '#7fd0c0'],
        [22, -14, '#f2c53a'],
        [-24, -12, '#f08cb0'],
      ] as const)
        b.oval(x, y, 4.6, 4.6, flat(hue));
      b.oval(0, -90, 10, 9, '#f2c53a');
    },
  }),
  thing({
    id: 'easter egg',
    words: 'easter egg, painted egg, decorated egg, chocolate egg, easter',
    height: 0.08,
    ratio: 0.78,
    place: 'surface',
    animated: false,
    draw(b) {
      b.path(
        'M0 -99C24 -99 38 -62 38 -38C38 -14 22 0 0 0C-22 0 -38 -14 -38 -38C-38 -62 -24 -99 0 -99Z',
        b.colour('#7fc4e8', '#f4a8c0', '#b79ae0'),
      );
      b.line([-37, -44, -24, -52, -12, -42, 0, -52, 12, -42, 24, -52, 37, -44], 6, flat('#f6dc5c'));
      b.line([-33, -20, 0, -26, 33, -20], 5, flat('#ffffff'));
      for (const x of [-16, 0, 16]) b.oval(x, -70, 4.6, 4.6, flat('#e8607a'));
    },
  }),
  thing({
    id: 'teddy bear',
    words: 'teddy bear, teddy, stuffed animal, plush, plushie, stuffed bear, plush toy, stuffed toy',
    height: 0.4,
    ratio: 0.8,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#b9814c', '#9a6a40', '#d9b088');
      const pale = mix(coat, '#fff3e0', 0.5);
      for (const side of [-1, 1]) {
        b.limb(side * 20, -44, 9, side * 32, -28, 9, shade(coat, 0.15));
        b.oval(side * 20, -11, 14, 11, coat);
        b.oval(side * 21, -10, 8, 7, flat(pale));
        b.oval(side * 21, -90, 10, 10, coat);
        b.oval(side * 21, -89, 5.5, 5.5, flat(pale));
      }
      b.oval(0, -32, 24, 27, coat);
      b.oval(0, -30, 14, 16, flat(pale));
      b.oval(0, -72, 27, 24, coat);
      b.oval(0, -64, 12, 10, flat(pale));
      b.oval(0, -69, 4.6, 3.6, flat('#3a2a24'));
      for (const side of [-1, 1]) b.oval(side * 10, -76, 3, 3, flat('#2a201c'));
      b.arc(0, -65, 5, 0.4, 2.7, 1.6, flat('#5a4030'));
      b.poly([0, -48, -14, -54, -14, -42, 0, -48, 14, -54, 14, -42], '#d9473f', 2);
    },
  }),
  thing({
    id: 'doll',
    words: 'doll, puppet, marionette, figurine, action figure, ragdoll',
    height: 0.4,
    ratio: 0.55,
    place: 'surface',
    animated: false,
    draw(b) {
      const dress = b.colour('#e0607f', '#7d6cc0', '#3fa39a');
      for (const side of [-1, 1]) {
        b.bar([side * 6, -24, side * 7, -3], 6, flat('#f4e0d0'));
        b.oval(side * 8, -3, 6, 3.4, flat('#5a3b4a'));
        b.bar([side * 9, -52, side * 22, -36], 6, flat('#f1c8a8'));
      }
      b.poly([0, -60, 23, -16, -23, -16], dress, 5);
      b.oval(0, -76, 24, 23, flat('#8a4a2c'));
      b.oval(0, -72, 18, 18, '#f4d0b2');
      b.path('M-19 -74C-18 -96 18 -96 19 -74C8 -82 -8 -82 -19 -74Z', flat('#8a4a2c'));
      for (const side of [-1, 1]) {
        b.oval(side * 7, -71, 2.6, 2.6, flat('#2a201c'));
        b.oval(side * 11, -65, 3.4, 2.2, flat('#f0a090'));
      }
      b.arc(0, -66, 4, 0.4, 2.7, 1.4, flat('#b0504a'));
    },
  }),
  thing({
    id: 'magic wand',
    words: 'magic wand, wand, fairy wand, magician wand, sparkle wand, magic, spell',
    height: 0.35,
    ratio: 0.62,
    place: 'hand',
    animated: true,
    draw(b) {
      b.bar([-20, -3, 12, -74], 5, flat('#3a3040'));
      b.bar([-20, -3, -16, -12], 5.6, flat('#e9d9a0'));
      b.halo(14, -80, 30, '#ffe39a', 0.5);
      b.poly(
        [14, -100, 18, -87, 31, -86, 21, -78, 24, -65, 14, -73, 4, -65, 7, -78, -3, -86, 10, -87],
        glow('#ffdc5c'),
      );
      for (let i = 0; i < 4; i++) {
        const age = (((b.time * 0.7 + i / 4) % 1) + 1) % 1;
        b.sheer(Math.sin(age * Math.PI), () =>
          b.oval(14 + Math.sin(i * 2.4) * 20 * age, -76 + age * 40, 2.4, 2.4, glow('#fff0b0')),
        );
      }
    },
  }),
  thing({
    id: 'broom',
    words: 'broom, broomstick, mop, rake, brush broom, shovel, spade, pitchfork, hoe',
    height: 1.4,
    ratio: 0.3,
    place: 'surface',
    animated: false,
    draw(b) {
      b.bar([0, -98, 0, -28], 3, flat(WOODEN));
      if (b.is('shovel|spade')) b.path('M-10 -30L10 -30L10 -12C10 -4 4 0 0 0C-4 0 -10 -4 -10 -12Z', STEEL);
      else if (b.is('rake|pitchfork|hoe'))
        for (const x of [-12, -6, 0, 6, 12]) b.bar([0, -26, x, -18, x, -2], 2, flat('#6b7078'));
      else {
        b.path('M-5 -32L5 -32C8 -22 13 -10 15 0L-15 0C-13 -10 -8 -22 -5 -32Z', b.is('mop') ? '#e6e9ea' : '#d9ac55');
        for (const x of [-8, 0, 8]) b.bar([x * 0.4, -24, x, -2], 1.2, shade('#b8862f', 0.2));
        b.box(-6, -33, 12, 6, 2, flat('#c8453f'));
      }
    },
  }),
  thing({
    id: 'ladder',
    words: 'ladder, stepladder, step ladder, rope ladder',
    height: 2.4,
    ratio: 0.42,
    place: 'ground',
    animated: false,
    draw(b) {
      const wood = flat(b.colour(WOODEN, '#aab3bc'));
      for (let i = 0; i < 7; i++)
        b.bar([-15 + i * 1, -10 - i * 13, 15 - i * 1, -10 - i * 13], 3.4, shade(b.colour(WOODEN, '#aab3bc'), 0.18));
      b.bar([-18, -1, -9, -99], 4, wood);
      b.bar([18, -1, 9, -99], 4, wood);
    },
  }),
  thing({
    id: 'pillow',
    words: 'pillow, cushion, throw pillow, bean bag',
    height: 0.35,
    ratio: 1.4,
    place: 'surface',
    animated: false,
    draw(b) {
      const cloth = b.colour('#f1eee7', '#7fa3c8', '#d9a0a8');
      b.path(
        'M-66 -92C-40 -84 40 -84 66 -92C72 -92 70 -86 68 -82C60 -60 60 -36 68 -10C70 -4 70 0 64 0C40 -8 -40 -8 -64 0C-70 0 -70 -4 -68 -10C-60 -36 -60 -60 -68 -82C-70 -86 -72 -92 -66 -92Z',
        cloth,
      );
      b.line([-40, -70, -14, -52, 10, -60], 3, shade(cloth, 0.14));
      b.line([40, -24, 20, -36, 4, -32], 3, shade(cloth, 0.14));
    },
  }),
  thing({
    id: 'wheelchair',
    words: 'wheelchair, mobility chair',
    height: 0.95,
    ratio: 1,
    place: 'ground',
    animated: false,
    draw(b) {
      const seat = b.colour('#3f6fa0', '#3a3f48');
      b.bar([-38, -92, -28, -90, -22, -46, 18, -46, 28, -14, 40, -10], 4.4, flat('#565d66'));
      b.box(-30, -88, 9, 46, 4, seat);
      b.box(-28, -50, 48, 9, 4, seat);
      b.bar([-22, -64, 12, -64], 5, flat('#33383f'));
      b.pen.beginPath();
      for (let i = 0; i < 6; i++) {
        const way = (i / 6) * Math.PI;
        b.pen.moveTo(-14 - Math.cos(way) * 28, -31 - Math.sin(way) * 28);
        b.pen.lineTo(-14 + Math.cos(way) * 28, -31 + Math.sin(way) * 28);
      }
      b.stroke(1.4, flat(STEEL));
      b.arc(-14, -31, 29, 0, Math.PI * 2, 4.6, flat('#2f3136'));
      b.arc(26, -9, 7, 0, Math.PI * 2, 4, flat('#2f3136'));
    },
  }),
  thing({
    id: 'shopping cart',
    words: 'shopping cart, cart, trolley cart, shopping trolley, wheelbarrow, checkout, groceries',
    height: 1,
    ratio: 1.15,
    place: 'ground',
    animated: false,
    draw(b) {
      for (const [x, y, hue] of [
        [-18, -80, '#d9523f'],
        [4, -84, '#f0b03a'],
        [24, -78, '#5a9a48'],
      ] as const)
        b.box(x - 10, y, 20, 28, 4, hue);
      b.path('M-34 -74L52 -74L40 -34L-24 -34Z', flat('#dbe2e8'));
      const wire = flat('#8d97a2');
      b.pen.beginPath();
      for (const x of [-20, -4, 12, 28]) {
        b.pen.moveTo(x, -74);
        b.pen.lineTo(x * 0.8 + 3, -34);
      }
      b.pen.moveTo(-30, -54);
      b.pen.lineTo(46, -54);
      b.stroke(2, wire);
      b.bar([-54, -90, -40, -90, -20, -22, 42, -22], 4, flat('#5f6a76'));
      b.bar([-56, -90, -44, -90], 6, flat(b.colour('#d9392f', '#3f76b8')));
      for (const x of [-14, 36]) b.oval(x, -7, 7, 7, flat('#2f3136'));
    },
  }),
  thing({
    id: 'shopping bag',
    words: 'shopping bag, bag, paper bag, tote bag, tote, handbag, purse, grocery bag, gift bag',
    height: 0.45,
    ratio: 0.85,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.colour('#d9a86a', '#e0607f', '#3f8f9a');
      b.arc(0, -72, 16, Math.PI, Math.PI * 2, 4, shade(coat, 0.35));
      for (const x of [-16, 16]) b.bar([x, -72, x, -62], 4, shade(coat, 0.35));
      b.path('M-34 -72L34 -72L40 -2C40 -1 39 0 38 0L-38 0C-39 0 -40 -1 -40 -2Z', coat);
      b.path('M-34 -72L-22 -72L-24 0L-38 0C-39 0 -40 -1 -40 -2Z', shade(coat, 0.16));
      b.path('M4 -44C10 -54 24 -46 18 -36L5 -24L-8 -36C-14 -46 0 -54 4 -44Z', flat(mix(coat, '#ffffff', 0.6)));
    },
  }),
  thing({
    id: 'racket',
    words:
      'racket, tennis racket, tennis, badminton, racquet, ping pong paddle, ping pong, table tennis, squash racket',
    height: 0.7,
    ratio: 0.6,
    place: 'hand',
    animated: false,
    draw(b) {
      const coat = b.colour('#d9473f', '#3f76b8', '#3fa37a');
      b.pen.beginPath();
      for (let i = -3; i <= 3; i++) {
        b.pen.moveTo(i * 5.4 - 2, -96 + Math.abs(i) * 3);
        b.pen.lineTo(i * 5.4 - 2, -50 - Math.abs(i) * 3);
        b.pen.moveTo(-22, -72 + i * 6.4);
        b.pen.lineTo(19, -72 + i * 6.4);
      }
      b.stroke(0.9, flat('#f1efe9'));
      b.pen.beginPath();
      b.pen.ellipse(-2, -72, 22, 26, 0, 0, Math.PI * 2);
      b.stroke(4.4, flat(coat));
      b.bar([-8, -47, -2, -34, 4, -47], 3.4, flat(coat));
      b.bar([-2, -36, -2, -4], 6.4, flat('#3a3036'));
      b.oval(22, -12, 8, 8, '#cfe04a');
      b.arc(15, -8, 8, -1, 0.5, 1.4, flat('#f8faf0'));
    },
  }),
  thing({
    id: 'baseball bat',
    words: 'baseball bat, cricket bat, hockey stick, golf club, club, golf, pool cue',
    height: 0.9,
    ratio: 0.5,
    place: 'hand',
    animated: false,
    draw(b) {
      const wood = b.colour('#c99355', '#b07a44');
      b.path('M-22 -4C-24 0 -18 2 -16 -2L14 -62C22 -80 24 -94 16 -98C8 -102 -2 -88 -6 -72Z', wood);
      b.bar([-19, -4, -12, -20], 6, flat('#3a3036'));
      b.oval(16, -12, 9, 9, '#f6f3ea');
      b.arc(9, -12, 8, -0.7, 0.7, 1.4, flat('#d9473f'));
    },
  }),
  thing({
    id: 'surfboard',
    words: 'surfboard, surf board, paddleboard, bodyboard, snowboard, wakeboard',
    height: 2,
    ratio: 0.3,
    place: 'surface',
    animated: false,
    draw(b) {
      const coat = b.colour('#4fb0c8', '#f0903a', '#e0607f');
      b.path('M0 -100C14 -80 16 -40 12 -12C11 -4 6 0 0 0C-6 0 -11 -4 -12 -12C-16 -40 -14 -80 0 -100Z', coat);
      b.path('M-14 -60L14 -60L14.500 -48L-14.500 -48Z', flat('#f7f3e6'));
      b.path('M-14 -42L14 -42L13.500 -37L-13.500 -37Z', flat('#f7f3e6'));
      b.bar([0, -96, 0, -3], 1, shade(coat, 0.3));
    },
  }),
  thing({
    id: 'ski',
    words: 'ski, skis, pair of skis, ski pole, sled, sleigh, toboggan',
    height: 1.7,
    ratio: 0.5,
    place: 'surface',
    animated: false,
    draw(b) {
      if (b.is('sled|sledge|sleigh|toboggan')) {
        b.line([-24, -4, 14, -4, 24, -14], 3.4, flat('#6b3f2a'));
        for (const x of [-14, 8]) b.bar([x, -4, x, -22], 3.4, flat('#6b3f2a'));
        b.box(-25, -30, 46, 9, 3, b.colour('#d23a30'));
        b.line([20, -26, 25, -60, 18, -96], 2, flat('#e2d0a8'));
        return;
      }
      const coat = b.colour('#d9473f', '#3f76b8');
      for (const [x, turn] of [
        [-9, -0.06],
        [3, 0.05],
      ] as const)
        b.at(
          x,
          0,
          () => {
            b.path('M-4 -3C-4 0 4 0 4 -3L4 -88C4 -96 2 -99 0 -99C-2 -99 -4 -96 -4 -88Z', coat);
            b.box(-5, -48, 10, 16, 2, flat('#33383f'));
          },
          turn,
        );
      for (const x of [-20, 18]) {
        b.bar([x, -1, x, -78], 2, flat(STEEL));
        b.bar([x, -70, x, -80], 4, flat('#33383f'));
        b.oval(x, -8, 5, 1.8, flat('#33383f'));
      }
    },
  }),
  thing({
    id: 'parachute',
    words: 'parachute, paraglider, skydiver, parachutist, paragliding',
    height: 6,
    ratio: 0.95,
    place: 'air',
    animated: true,
    draw(b) {
      const coat = b.colour('#e0503f', '#3f8fd6', '#f0a83a');
      b.at(
        0,
        -96,
        () => {
          b.pen.beginPath();
          for (const x of [-44, -22, 0, 22, 44]) {
            b.pen.moveTo(x, 40);
            b.pen.lineTo(0, 76);
          }
          b.stroke(0.9, flat('#5a5f68'));
          b.path(
            'M-47 42C-47 14 -28 -3 0 -3C28 -3 47 14 47 42C38 34 30 34 22 42C14 34 -14 34 -22 42C-30 34 -38 34 -47 42Z',
            coat,
          );
          b.path('M-22 42C-20 12 -10 -2 0 -3C10 -2 20 12 22 42C14 34 -14 34 -22 42Z', flat('#f6efe2'));
          b.oval(0, 77, 3.6, 4, '#e2b48a');
          b.limb(0, 83, 3.6, 0, 88, 3, flat('#3f4a60'));
          for (const side of [-1, 1]) b.bar([side * 1.6, 88, side * 3, 95], 2.2, flat('#3f4a60'));
        },
        b.swing(3.4) * 0.07,
      );
    },
  }),
  thing({
    id: 'trumpet',
    words: 'trumpet, horn, trombone, bugle, french horn, tuba, brass instrument, cornet',
    height: 0.4,
    ratio: 1.7,
    place: 'hand',
    animated: false,
    draw(b) {
      const gold = b.colour('#e2ac3a');
      b.bar([-82, -62, 44, -62], 6, flat(gold));
      b.line([-20, -60, -44, -52, -48, -34, -36, -22, 20, -22, 34, -34, 30, -54, 14, -60], 6, shade(gold, 0.12));
      for (const x of [-22, -6, 10]) {
        b.box(x - 5, -74, 10, 50, 4, gold);
        b.bar([x, -74, x, -86], 3, flat('#f3e2b0'));
        b.oval(x, -88, 5, 3, flat('#f3e2b0'));
      }
      b.path('M36 -67C58 -70 70 -80 80 -98L84 -98L84 -26L80 -26C70 -44 58 -54 36 -57Z', gold);
      b.oval(-82, -62, 4, 8, gold);
    },
  }),
  thing({
    id: 'saxophone',
    words: 'saxophone, sax, clarinet, flute, oboe, bassoon, woodwind, harmonica, recorder',
    height: 0.8,
    ratio: 0.6,
    place: 'hand',
    animated: false,
    draw(b) {
      if (b.is('clarinet|flute|oboe|bassoon|recorder')) {
        b.bar([-20, -4, 20, -96], 6, flat(b.is('flute') ? '#c3ccd4' : '#3a3036'));
        for (let i = 0; i < 6; i++) b.oval(-12 + i * 5, -22 - i * 11.5, 2, 2, flat('#e8e4d8'));
        return;
      }
      const gold = b.colour('#e2ac3a');
      b.line([-24, -90, -12, -98, -4, -90, -5, -50, -2, -16, 12, -6, 22, -18, 22, -34], 9, flat(gold));
      b.path('M16 -30L28 -30L38 -62C36 -66 18 -66 14 -62Z', gold);
      b.oval(26, -63, 12.5, 3.4, shade(gold, 0.35));
      for (let i = 0; i < 5; i++) b.oval(-5, -76 + i * 12, 3.4, 3.4, flat('#f6e6b8'));
      b.bar([-24, -90, -29, -86], 6, flat('#2f2a2e'));
    },
  }),
];
