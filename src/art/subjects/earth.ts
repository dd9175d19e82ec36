import type { Subject } from '../subject.ts';
import { bright, flat, glow, shade } from './brush.ts';
import { mix } from './colour.ts';
import { star } from './plants.ts';
import { thing } from './thing.ts';
import { flame } from './vessels.ts';

/** Land, weather and sky as things one can point at. */
export const EARTH: readonly Subject[] = [
  thing({
    id: 'rock',
    height: 0.8,
    ratio: 1.5,
    place: 'ground',
    cracks: [0, -45, 50],
    words: 'rock, stone, boulder, pebble, cliff, ore, coal',
    draw(b) {
      const stone = b.look.colour ?? b.look.choose('stone', ['#8f8b86', '#9a9084', '#7d838a']);
      b.poly([-74, 0, -66, -40, -34, -82, 12, -98, 52, -70, 72, -26, 74, 0], stone, 12);
      b.poly([-34, -82, 12, -98, 30, -62, -8, -44], bright(stone, 0.2), 6);
      b.poly([30, -62, 52, -70, 72, -26, 74, 0, 26, 0, 20, -30], shade(stone, 0.2), 6);
      if (b.is('mossy|moss|old|ancient')) b.blob([-48, -62, -20, -88, 14, -97, 8, -82, -22, -70], '#6f8f4a');
    },
  }),
  thing({
    id: 'crystal',
    height: 0.6,
    ratio: 1.05,
    place: 'ground',
    words: 'crystal, crystal cluster, quartz, amethyst, gemstone, gem rock',
    draw(b) {
      const stone = b.look.colour ?? b.look.choose('stone', ['#6fd0e6', '#b48be6', '#7fdcae']);
      if (b.is('glowing|glow|shining|shiny|magic|magical|bright|luminous')) b.halo(0, -48, 78, stone, 0.5);
      b.poly([-30, 0, -52, -48, -44, -64, -26, -54, -6, 0], shade(stone, 0.12), 2);
      b.poly([8, 0, 30, -40, 46, -46, 52, -32, 34, 0], shade(stone, 0.22), 2);
      b.poly([-22, 0, -24, -78, 2, -100, 26, -76, 22, 0], stone, 2);
      b.poly([2, -100, 26, -76, 22, 0, 6, 0, 8, -70], shade(stone, 0.25), 1);
      b.poly([-24, -78, 2, -100, 8, -70, -8, -66], bright(stone, 0.35), 1);
      b.poly([-52, -48, -44, -64, -26, -54, -38, -44], bright(stone, 0.3), 1);
    },
  }),
  thing({
    id: 'mountain',
    height: 100,
    ratio: 1.9,
    place: 'ground',
    words: 'mountain, mountain peak, peak, hill, alp, summit, matterhorn, mount fuji, ridge, dune, mountain range',
    draw(b) {
      const rock = b.is('iceberg|glacier|ice|icy') ? '#a9cfe0' : b.colour('#6f7d8c', '#7f7a78', '#5f7480');
      b.poly([-10, 0, 44, -64, 95, 0], shade(rock, 0.12), 3);
      b.poly([-95, 0, -16, -99, 60, 0], rock, 3);
      b.poly([-16, -99, 60, 0, 6, 0, -6, -38, 6, -60], shade(rock, 0.2), 2);
      b.poly([-16, -99, -44, -64, -32, -68, -24, -56, -12, -66, -2, -58, 6, -66, 11, -64], '#f5f8fb', 2);
      b.poly([44, -64, 30, -47, 40, -50, 46, -44, 57, -48], '#e9eff5', 1);
    },
  }),
  thing({
    id: 'wave',
    height: 3,
    ratio: 2,
    place: 'water',
    animated: true,
    words: 'wave, ocean wave, tsunami, surf, tide, breaker, sea, ocean',
    draw(b) {
      const water = b.look.colour ?? '#2f86a8';
      const roll = b.swing(4) * 3;
      b.blob(
        [-98, 0, -70, -26, -30, -64, 8, -94, 46, -92, 62, -72, 58, -56, 44, -66, 26, -58, 24, -34, 46, -12, 98, 0],
        water,
      );
      b.blob([-70, -8, -30, -46, 4, -74, 24, -78, 14, -52, 14, -26, 30, -6], bright(water, 0.2));
      for (const [x, y, r] of [
        [12, -92, 8],
        [28, -96, 8],
        [44, -90, 9],
        [56, -78, 8],
        [60, -64, 7],
        [50, -60, 5],
      ] as const)
        b.oval(x + roll * 0.4, y + roll * 0.3, r, r * 0.85, flat('#f3fafc'));
      for (let i = 0; i < 7; i++) b.oval(-20 + i * 17 + roll, -4 - (i % 2) * 4, 10, 5, flat('#e6f4f8'));
    },
  }),
  thing({
    id: 'cloud',
    height: 3,
    ratio: 1.9,
    place: 'air',
    animated: true,
    words: 'cloud, storm cloud, rain cloud, thundercloud, fog, mist, smoke cloud, smoke, steam cloud',
    draw(b) {
      const white = b.look.colour ?? (b.is('storm|stormy|dark|rain|thunder|heavy') ? '#7d8794' : '#f4f7fa');
      const drift = b.swing(9) * 2;
      if (b.is('rain|rainy|storm|stormy'))
        for (let i = 0; i < 9; i++) {
          const fall = (b.time * 1.3 + i * 0.37) % 1;
          b.sheer(Math.sin(fall * Math.PI), () =>
            b.bar([-60 + i * 15, -24 + fall * 26, -62 + i * 15, -16 + fall * 26], 2.4, flat('#7fb4dd')),
          );
        }
      for (const [x, y, r, dark] of [
        [-56, -38, 26, 0.1],
        [58, -38, 25, 0.12],
        [-24, -58, 33, 0.03],
        [24, -64, 35, 0],
        [0, -40, 34, 0.02],
      ] as const)
        b.oval(x + drift * (r / 34), y, r, r * 0.9, mix(white, '#8fa3bb', dark));
      b.box(-80, -38, 158, 26, 13, mix(white, '#8fa3bb', 0.1));
    },
  }),
  thing({
    id: 'sun',
    height: 3,
    ratio: 1,
    place: 'air',
    animated: true,
    words: 'sun, sunrise, sunset, sunshine, dawn, sunlight, daylight',
    draw(b) {
      b.halo(0, -50, 50, '#ffd77a', 0.7);
      const turn = b.time * 0.12;
      for (let i = 0; i < 12; i++)
        b.at(
          0,
          -50,
          () => b.poly([-4, -33, 4, -33, 0, -47 - b.swing(2.5, i / 4) * 1.5], glow('#ffc94a'), 1.5),
          turn + (i / 12) * Math.PI * 2,
        );
      b.oval(0, -50, 29, 29, glow(b.look.colour ?? '#ffcf52'));
      b.oval(-6, -56, 19, 19, glow('#ffe28a', 0.6));
    },
  }),
  thing({
    id: 'moon',
    height: 3,
    ratio: 1,
    place: 'air',
    words: 'moon, full moon, crescent, crescent moon, half moon, moonlight, lunar surface',
    draw(b) {
      b.halo(0, -50, 50, '#dfe6ff', 0.5);
      if (b.is('full|round|whole')) {
        b.oval(0, -50, 38, 38, glow(b.look.colour ?? '#f2edd8'));
        for (const [x, y, r] of [
          [-12, -62, 8],
          [12, -44, 10],
          [-14, -36, 5],
          [16, -66, 4.5],
        ] as const)
          b.oval(x, y, r, r, glow('#d9d2b8', 0.8));
      } else b.path('M12 -92 A42 42 0 1 0 38 -28 A34 34 0 1 1 12 -92 Z', glow(b.look.colour ?? '#f4ecc8'));
    },
  }),
  thing({
    id: 'star',
    height: 0.6,
    ratio: 1,
    place: 'air',
    animated: true,
    words: 'star, north star, twinkle, sparkle',
    draw(b) {
      const light = b.look.colour ?? '#ffd65c';
      b.halo(0, -50, 50, light, 0.35 + b.swing(1.6) * 0.15);
      b.at(
        0,
        -49,
        () => {
          b.poly(star(0, 0, 44, 20), glow(light), 5);
          b.poly(star(-3, -4, 26, 12), glow('#fff1bd', 0.7), 3);
        },
        b.swing(3) * 0.06,
      );
    },
  }),
  thing({
    id: 'planet',
    height: 3,
    ratio: 1.5,
    place: 'air',
    animated: true,
    words: 'planet, saturn, jupiter, mars, venus, exoplanet, neptune, gas giant, alien planet, world',
    draw(b) {
      const skin = b.colour('#d99a55', '#8f6fc0', '#4f9aa8', '#c9603f');
      const ring = mix(skin, '#fff0d0', 0.55);
      const circle = (from: number, to: number) => {
        b.pen.beginPath();
        b.pen.ellipse(0, -50, 70, 17, -0.3, from, to);
        b.pen.lineWidth = 7;
        b.pen.strokeStyle = b.paint.lit(ring);
        b.pen.stroke();
      };
      circle(Math.PI, Math.PI * 2);
      b.oval(0, -50, 40, 40, skin);
      b.pen.save();
      b.pen.beginPath();
      b.pen.arc(0, -50, 40, 0, Math.PI * 2);
      b.pen.clip();
      for (const [y, h, tone] of [
        [-74, 8, 0.2],
        [-56, 11, 0.3],
        [-36, 7, 0.22],
      ] as const)
        b.line([-46, y + 6, 0, y + 10 + b.swing(8) * 1.5, 46, y - 8], h, shade(skin, tone));
      b.oval(16 + b.swing(12) * 6, -44, 9, 5, bright(skin, 0.3), -0.3);
      b.pen.restore();
      circle(0, Math.PI);
    },
  }),
  thing({
    id: 'earth',
    height: 3,
    ratio: 1,
    place: 'air',
    animated: true,
    words: 'earth, planet earth, blue planet, earth globe',
    draw(b) {
      b.halo(0, -50, 50, '#8fc8ff', 0.5);
      b.oval(0, -50, 42, 42, '#3a86c8');
      b.pen.save();
      b.pen.beginPath();
      b.pen.arc(0, -50, 42, 0, Math.PI * 2);
      b.pen.clip();
      const shift = (b.moment.seconds * 4) % 120;
      for (const x of [-120, 0]) {
        if (x + shift > 78) continue;
        b.at(x + shift, -50, () => {
          b.blob([-34, -30, -14, -36, -6, -22, -18, -10, -14, 2, -24, -6, -36, -14], flat('#5fa564'));
          b.blob([-18, 6, -6, 4, 0, 16, -8, 34, -16, 20], flat('#6fae62'));
          b.blob([20, -32, 48, -34, 62, -20, 50, -4, 34, -8, 40, 14, 28, 26, 20, 6, 14, -14], flat('#5fa564'));
          b.oval(66, 18, 10, 7, flat('#6fae62'));
        });
      }
      b.sheer(0.75, () => {
        b.line([-40, -66, -16, -70, 6, -64], 5, flat('#ffffff'));
        b.line([2, -34, 22, -38, 40, -33], 5, flat('#ffffff'));
      });
      b.pen.restore();
    },
  }),
  thing({
    id: 'fire',
    height: 1,
    ratio: 0.95,
    place: 'ground',
    animated: true,
    words: 'fire, campfire, bonfire, flame, blaze, ember, torch, fire pit, spark, explosion, wildfire',
    draw(b) {
      const light = b.look.colour;
      b.halo(0, -36, 60, light ?? '#ffab45', 0.5 + b.swing(0.9) * 0.08);
      const [outer, middle, inner] = light
        ? [light, mix(light, '#ffffff', 0.35), mix(light, '#ffffff', 0.75)]
        : ['#ee6a2c', '#ffb03a', '#fff0b0'];
      for (const [share, colour, period] of [
        [1, outer, 0.9],
        [0.7, middle, 0.7],
        [0.4, inner, 0.55],
      ] as const) {
        const lick = b.swing(period) * 5 * share;
        b.blob(
          [
            -30 * share,
            -14,
            -34 * share,
            -36 * share - 4,
            -20 * share + lick,
            -60 * share,
            -12 * share,
            -50 * share,
            lick,
            -92 * share - 4,
            12 * share + lick * 0.4,
            -56 * share,
            22 * share - lick * 0.5,
            -66 * share,
            32 * share,
            -34 * share - 4,
            28 * share,
            -12,
            0,
            -6,
          ],
          glow(colour),
        );
      }
      for (let i = 0; i < 4; i++) {
        const rise = (b.time * 0.6 + i / 4) % 1;
        b.oval(Math.sin(i * 5 + rise * 4) * 16, -50 - rise * 46, 1.6, 1.6, glow('#ffd27a', Math.sin(rise * Math.PI)));
      }
      b.limb(-38, -6, 6, 32, -14, 6, '#6b452c');
      b.limb(38, -6, 6, -32, -14, 6, '#7d5235');
    },
  }),
  thing({
    id: 'volcano',
    height: 80,
    ratio: 1.7,
    place: 'ground',
    animated: true,
    words: 'volcano, eruption, lava, crater, geyser',
    draw(b) {
      const rock = b.look.colour ?? '#5d4f52';
      b.halo(0, -72, 34, '#ff7a3a', b.paint.dark ? 0.7 : 0.4);
      for (let i = 0; i < 6; i++) {
        const age = (b.time / 5 + i / 6) % 1;
        b.sheer(Math.sin(age * Math.PI) * 0.9, () =>
          b.oval(Math.sin(i * 2.1) * 10 * age + age * 10, -70 - age * 24, 6 + age * 12, 5 + age * 8, '#8a8488'),
        );
      }
      b.poly([-84, 0, -18, -72, 18, -72, 84, 0], rock, 4);
      b.poly([-18, -72, 18, -72, 12, -60, 9, -38, 3, -56, -3, -20, -8, -56, -13, -44], glow('#ff7a35'), 3);
      b.poly([-10, -72, 10, -72, 5, -62, -2, -48, -5, -64], glow('#ffd060'), 2);
      for (let i = 0; i < 5; i++) {
        const age = (b.time / 2.4 + i / 5) % 1;
        b.oval(
          (i - 2) * 12 * age,
          -74 - Math.sin(age * Math.PI) * (20 - Math.abs(i - 2) * 3),
          1.8,
          1.8,
          glow('#ffb04a', Math.sin(age * Math.PI)),
        );
      }
    },
  }),
  thing({
    id: 'waterfall',
    height: 12,
    ratio: 0.9,
    place: 'ground',
    animated: true,
    words: 'waterfall, cascade, falls, stream, river',
    draw(b) {
      b.poly([-44, 0, -42, -92, -16, -97, -14, 0], '#7a7d78', 6);
      b.poly([44, 0, 42, -90, 16, -97, 14, 0], '#6d716d', 6);
      b.box(-20, -96, 40, 96, 8, b.look.colour ?? '#6fb8d8');
      for (let i = 0; i < 8; i++) {
        const fall = (b.time * 0.8 + i * 0.29) % 1;
        b.sheer(Math.sin(fall * Math.PI) * 0.85, () =>
          b.bar([-16 + i * 4.6, -92 + fall * 64, -16 + i * 4.6, -74 + fall * 64], 2.2, flat('#e9f6fb')),
        );
      }
      b.blob([-44, -94, -28, -99, -14, -96, -20, -90, -40, -88], '#6f9a52');
      b.blob([44, -92, 28, -99, 14, -96, 20, -90, 40, -86], '#5f8a4a');
      for (let i = 0; i < 6; i++) b.oval(-30 + i * 12, -4 + b.swing(1.4, i / 6), 9, 5, flat('#eef8fb'));
    },
  }),
  thing({
    id: 'snowman',
    height: 1.7,
    ratio: 0.62,
    place: 'ground',
    words: 'snowman, snow man, snowball, frosty',
    draw(b) {
      b.line([-20, -48, -32, -62, -36, -66], 2, flat('#6b4a32'));
      b.line([20, -48, 34, -58, 36, -66], 2, flat('#6b4a32'));
      b.oval(0, -19, 25, 20, '#f3f7fa');
      b.oval(0, -47, 19.5, 17, '#f5f9fb');
      b.oval(0, -71, 14.5, 13.5, '#f7fafc');
      b.line([-12, -60, 0, -57, 12, -60], 5, flat(b.look.colour ?? '#cf4238'));
      b.bar([9, -58, 12, -44], 4.5, shade(b.look.colour ?? '#cf4238', 0.15));
      b.box(-17, -84, 34, 4, 2, flat('#33343c'));
      b.box(-11, -99, 22, 17, 2, '#3d3f48');
      b.poly([2, -74, 2, -69, 19, -70], '#ee8430', 1);
      for (const [x, y] of [
        [-4, -75],
        [6, -75.5],
        [0, -52],
        [0, -44],
        [0, -36],
      ] as const)
        b.oval(x, y, 1.7, 1.7, flat('#2c2d34'));
    },
  }),
  thing({
    id: 'rainbow',
    height: 30,
    ratio: 2,
    place: 'air',
    words: 'rainbow, rainbow arc, aurora',
    draw(b) {
      b.sheer(0.8, () => {
        for (const [i, colour] of ['#e2574c', '#f0913a', '#f4cf48', '#5fb36a', '#4a8fd0', '#7d62b8'].entries())
          b.arc(0, 0, 94 - i * 7.6, Math.PI, Math.PI * 2, 7.9, glow(colour, 0.85));
      });
      for (const side of [-1, 1])
        for (const [x, r] of [
          [-12, 10],
          [2, 14],
          [16, 9],
        ] as const)
          b.oval(side * 75 + x, -r * 0.5, r, r * 0.8, flat('#f6f9fb'));
    },
  }),
  thing({
    id: 'lightning',
    height: 20,
    ratio: 0.6,
    place: 'air',
    animated: true,
    words: 'lightning, lightning bolt, thunderbolt, bolt, thunder, energy, electricity, flash, power',
    draw(b) {
      const light = b.look.colour ?? '#ffd84a';
      b.halo(0, -50, 48, light, 0.35 + b.swing(1.3) * 0.15);
      b.poly([6, -98, -24, -44, -4, -44, -12, -2, 24, -58, 4, -58, 18, -98], glow(light), 2);
      b.poly([6, -92, -10, -58, 0, -58, 10, -92], glow('#fff4bf', 0.75), 1);
    },
  }),
  thing({
    id: 'fireworks',
    height: 20,
    ratio: 1.1,
    place: 'air',
    animated: true,
    words: 'firework, fireworks, firecracker, sparkler, confetti, celebration',
    draw(b) {
      for (let burst = 0; burst < 3; burst++) {
        const age = (b.time / 3 + burst / 3) % 1;
        const spread = 1 - (1 - age) ** 3;
        const fade = Math.sin(age * Math.PI) ** 0.5;
        const colour = b.look.colour ?? ['#ff7a5c', '#ffd65c', '#7fc8ff'][burst]!;
        const [x = 0, y = 0] = [
          [-18, -60],
          [20, -68],
          [2, -34],
        ][burst]!;
        b.halo(x, y, 24 * spread + 3, colour, fade * 0.5);
        // All rays are one path and all sparks another: a stroke for each would cost more than a whole forest.
        const rays = Array.from({ length: 22 }, (_, i) => {
          const way = (i / 22) * Math.PI * 2 + burst;
          return [Math.cos(way), Math.sin(way), spread * (i % 2 ? 33 : 21)] as const;
        });
        const drop = age * age * 7;
        b.pen.beginPath();
        for (const [dx, dy, reach] of rays) {
          b.pen.moveTo(x + dx * reach * 0.55, y + dy * reach * 0.55 + drop * 0.6);
          b.pen.lineTo(x + dx * reach, y + dy * reach + drop);
        }
        b.stroke(1.8, glow(colour, fade * 0.8));
        b.pen.beginPath();
        for (const [dx, dy, reach] of rays) {
          b.pen.moveTo(x + dx * reach, y + dy * reach + drop);
          b.pen.lineTo(x + dx * reach, y + dy * reach + drop + 0.1);
        }
        b.stroke(3.8, glow(mix(colour, '#ffffff', 0.4), fade));
      }
    },
  }),
  thing({
    id: 'candle',
    height: 0.22,
    ratio: 0.5,
    place: 'surface',
    animated: true,
    words: 'candle, candlelight, candlestick, taper, wax candle',
    draw(b) {
      const wax = b.colour('#f1e6cf', '#e9d5c0', '#c9584f');
      b.halo(0, -76, 40, '#ffc46a', b.paint.dark ? 0.6 : 0.3);
      b.oval(0, -5, 24, 5, '#b08a4a');
      b.box(-11, -62, 22, 58, 4, wax);
      b.blob([-11, -60, -8, -64, 8, -64, 11, -60, 10, -44, 7, -54, 2, -56, -6, -50], bright(wax, 0.2));
      b.bar([0, -62, 0, -70], 1.6, flat('#3a322c'));
      b.at(0, -66, () => flame(b, 0, 0, 5.5, 24), Math.PI + b.swing(1.3) * 0.06);
    },
  }),
  thing({
    id: 'galaxy',
    height: 20,
    ratio: 1.4,
    place: 'air',
    animated: true,
    words: 'galaxy, nebula, milky way, universe, cosmos',
    draw(b) {
      const light = b.look.colour ?? '#9a8cff';
      b.at(
        0,
        -50,
        () => {
          b.halo(0, 0, 48, light, 0.55);
          for (let arm = 0; arm < 2; arm++)
            for (let i = 0; i < 26; i++) {
              const way = arm * Math.PI + i * 0.17 + b.time * 0.12;
              const reach = 8 + i * 2.2;
              b.oval(
                Math.cos(way) * reach,
                Math.sin(way) * reach * 0.7,
                6.4 - i * 0.12,
                5 - i * 0.08,
                glow(i % 3 ? mix(light, '#ffffff', 0.35) : '#ffd9f0', 0.9 - i * 0.012),
              );
            }
          b.oval(0, 0, 11, 8, b.is('black') ? flat('#0c0c14') : glow('#fff4d6'));
        },
        -0.25,
      );
    },
  }),
  thing({
    id: 'snowflake',
    height: 0.3,
    ratio: 0.9,
    place: 'air',
    animated: true,
    words: 'snowflake, snow, ice crystal, frost, flake',
    draw(b) {
      const ice = b.look.colour ?? '#8cc8ea';
      for (let i = 0; i < 6; i++)
        b.at(
          0,
          -50 + b.swing(3.3) * 2,
          () => {
            b.bar([0, 0, 0, -42], 5, flat(ice));
            b.bar([-12, -38, 0, -27, 12, -38], 4.2, bright(ice, 0.3));
            b.bar([-8, -22, 0, -14, 8, -22], 4.2, bright(ice, 0.3));
          },
          (i * Math.PI) / 3 + b.time * 0.2,
        );
    },
  }),
];
