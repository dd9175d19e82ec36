import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, type Stage } from '../layer.ts';
import { inAir } from '../light.ts';
import { cave } from './cave.ts';
import { foreground, nearTree, shafts, wood } from './growth.ts';
import { ground, ridge, water } from './land.ts';
import { grassOf, outdoors, wet, type Place } from './place.ts';
import { stand } from './props.ts';
import { polygon } from './shapes.ts';
import { sky } from './sky.ts';
import { facades, fence, pavement, skyline } from './town.ts';

/** Places far from home: other climates, other worlds, under the ground, out at sea. */
export const WILDS: readonly Place[] = [
  outdoors('cave', ['cave', 'cavern', 'grotto', 'lair', 'cave mouth'], 0.7, (stage) => cave(stage, null), {
    interior: true,
  }),
  outdoors(
    'crystal-cave',
    ['crystal cave', 'crystal cavern', 'ice cave', 'geode', 'glowing cave', 'magic cave'],
    0.7,
    (stage) => cave(stage, ['#7fe3f2', '#b48cf2', '#f29ad0']),
    { interior: true },
  ),
  outdoors('mars', ['mars', 'martian surface', 'martian desert', 'martian landscape', 'red planet'], 0.62, mars),
  outdoors(
    'ice',
    [
      'ice',
      'arctic',
      'antarctica',
      'antarctic',
      'glacier',
      'icy hill',
      'icy slope',
      'ice hill',
      'snowy hill',
      'snowy slope',
      'snowy mountain',
      'ski slope',
      'ski resort',
      'frozen lake',
    ],
    0.6,
    (stage) => {
      sky(stage);
      ridge(stage, {
        depth: 0.12,
        height: 0.26,
        rough: 0.12,
        colour: '#86a4cf',
        distance: 0.58,
        form: 'peaks',
        snow: true,
      });
      ridge(stage, { depth: 0.3, height: 0.1, rough: 0.07, colour: '#a9cfe4', distance: 0.34, form: 'mesas' });
      slope(stage, 0.4, 0.44, '#e3eff8', 1);
      slope(stage, 0.62, 0.3, '#eef6fb', -1);
      ground(stage, { colour: '#f1f7fc', roll: 0.035, detail: { kind: 'ripples', colour: '#bcd6ec' } });
    },
  ),
  outdoors('volcano', ['volcano', 'lava field', 'volcanic island', 'rim of a volcano', 'crater rim'], 0.64, (stage) => {
    sky(stage);
    ridge(stage, { depth: 0.12, height: 0.14, rough: 0.08, colour: '#7a6a80', distance: 0.56, form: 'peaks' });
    stand(stage, { what: 'volcano', x: 0.62, foot: 0.67, tall: 0.52, depth: 0.3, distance: 0.12 });
    ridge(stage, { depth: 0.5, height: 0.04, rough: 0.035, colour: '#5f4f54', distance: 0.16, form: 'mesas' });
    ground(stage, { colour: '#4d4246', roll: 0.04, detail: { kind: 'stones', colour: '#2f282c' } });
    lava(stage);
  }),
  outdoors('canyon', ['canyon', 'gorge', 'ravine', 'grand canyon'], 0.66, (stage) => {
    sky(stage);
    ridge(stage, { depth: 0.1, height: 0.2, rough: 0.07, colour: '#c98f6f', distance: 0.6, form: 'mesas' });
    gorge(stage, 0.25, 0.3, 0.46, '#c07a54', 0.36);
    gorge(stage, 0.45, 0.2, 0.58, '#b5653f', 0.18);
    ground(stage, { colour: '#d9a06a', roll: 0.02, detail: { kind: 'stones', colour: '#a8683f' } });
    gorge(stage, 0.9, 0.06, 0.74, '#9c4f30', 0.02);
  }),
  outdoors(
    'oasis',
    ['oasis', 'desert oasis', 'watering hole', 'desert lake'],
    0.56,
    (stage) => {
      sky(stage);
      ridge(stage, { depth: 0.14, height: 0.1, rough: 0.06, colour: '#d9955f', distance: 0.46, form: 'hills' });
      ridge(stage, { depth: 0.3, height: 0.04, rough: 0.03, colour: '#e6aa68', distance: 0.24, form: 'hills' });
      wood(stage, {
        tree: 'palm',
        depth: 0.45,
        height: 0.3,
        count: 13,
        colour: '#4f9a5a',
        distance: 0.16,
        clearing: 0.16,
      });
      water(stage, { depth: 0.7, bottom: stage.height * 0.8, colour: '#2f9fae', calm: 0.9 });
      ground(stage, {
        colour: '#edbd7f',
        top: stage.height * 0.77,
        roll: 0.03,
        detail: { kind: 'ripples', colour: '#cf9459' },
      });
      nearTree(stage, 'palm', stage.width * 0.08, stage.height * 0.86, stage.height * 0.76, '#3f8f52', 1.06);
      nearTree(stage, 'palm', stage.width * 0.95, stage.height * 0.82, stage.height * 0.6, '#3a8a4e', 1.03);
    },
    { waterAt: 0.66, footing: 0.81 },
  ),
  outdoors('bamboo', ['bamboo forest', 'bamboo grove', 'bamboo'], 0.68, (stage) => {
    sky(stage);
    wood(stage, { tree: 'round', depth: 0.1, height: 0.34, count: 26, colour: '#8fb57a', distance: 0.55 });
    stalks(stage, 0.2, 48, '#a5c98a', 0.5, 0.7);
    stalks(stage, 0.45, 22, '#7fb562', 0.3, 1);
    shafts(stage, -20, stage.height * 0.8, stage.light.dark ? 0.08 : 0.26);
    ground(stage, { colour: '#7f8f4a', roll: 0.02, detail: { kind: 'grass', colour: '#a0ad5c' } });
    stalks(stage, 0.9, 15, '#5f9a48', 0.04, 2.2);
    foreground(stage, '#2f5f2e');
  }),
  outdoors(
    'savanna',
    ['savanna', 'savannah', 'safari', 'serengeti', 'african plain', 'outback'],
    0.64,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.12, height: 0.1, rough: 0.05, colour: '#a58f8a', distance: 0.6, form: 'mesas' });
      wood(stage, { tree: 'round', depth: 0.3, height: 0.11, count: 9, colour: '#8a8f4a', distance: 0.36 });
      ridge(stage, { depth: 0.45, height: 0.025, rough: 0.02, colour: '#d9b565', distance: 0.2, form: 'hills' });
      ground(stage, { colour: grassOf(setting, '#d8ae58'), roll: 0.02, detail: { kind: 'grass', colour: '#b98f3e' } });
      nearTree(stage, 'round', stage.width * 0.92, stage.height * 0.82, stage.height * 0.56, '#7f8a3f', 1.04);
      foreground(stage, '#a5843a');
    },
  ),
  outdoors('jungle', ['jungle', 'rainforest', 'tropical forest', 'amazon'], 0.68, (stage) => {
    sky(stage);
    wood(stage, { tree: 'round', depth: 0.2, height: 0.5, count: 22, colour: '#6fae7a', distance: 0.5 });
    wood(stage, {
      tree: 'palm',
      depth: 0.4,
      height: 0.56,
      count: 14,
      colour: '#3f9a58',
      distance: 0.28,
      clearing: 0.12,
    });
    shafts(stage, -20, stage.height * 0.8, stage.light.dark ? 0.08 : 0.24);
    ground(stage, { colour: '#3f7a3c', roll: 0.03, detail: { kind: 'grass', colour: '#5f9f48' } });
    nearTree(stage, 'palm', stage.width * 0.05, stage.height * 0.86, stage.height * 0.82, '#2f7f46', 1.06);
    nearTree(stage, 'palm', stage.width * 0.97, stage.height * 0.88, stage.height * 0.72, '#2a7040', 1.08);
    foreground(stage, '#1f5a2e');
  }),
  outdoors(
    'swamp',
    ['swamp', 'marsh', 'bog', 'wetland', 'mangrove', 'bayou'],
    0.56,
    (stage) => {
      sky(stage);
      wood(stage, { tree: 'bare', depth: 0.25, height: 0.36, count: 18, colour: '#6f7f6a', distance: 0.5 });
      water(stage, { depth: 0.7, bottom: stage.height * 0.88, colour: '#4f6a4a', calm: 0.9 });
      wood(stage, {
        tree: 'bare',
        depth: 0.8,
        foot: stage.height * 0.8,
        height: 0.6,
        count: 8,
        colour: '#3a4a3a',
        distance: 0.08,
        clearing: 0.5,
      });
      ground(stage, {
        colour: '#55683c',
        top: stage.height * 0.82,
        roll: 0.03,
        detail: { kind: 'grass', colour: '#7a8a48' },
      });
      foreground(stage, '#34482c');
    },
    { waterAt: 0.7, footing: 0.86 },
  ),
  outdoors('vineyard', ['vineyard', 'winery', 'tea plantation', 'plantation'], 0.58, (stage, setting) => {
    sky(stage);
    ridge(stage, { depth: 0.14, height: 0.13, rough: 0.06, colour: '#86a08f', distance: 0.52, form: 'hills' });
    ridge(stage, { depth: 0.34, height: 0.06, rough: 0.03, colour: '#8fb05c', distance: 0.26, form: 'hills' });
    wood(stage, { tree: 'round', depth: 0.44, height: 0.045, count: 46, colour: '#5f8f45', distance: 0.22 });
    ground(stage, { colour: grassOf(setting, '#a98a58'), roll: 0.015, detail: { kind: 'furrows', colour: '#5f8f42' } });
    wood(stage, {
      tree: 'round',
      depth: 0.9,
      foot: stage.height * 0.86,
      height: 0.15,
      count: 20,
      colour: '#4f8a3c',
      distance: 0.03,
      clearing: 0.6,
    });
    foreground(stage, '#3f7334');
  }),
  outdoors('zoo', ['zoo', 'safari park', 'petting zoo', 'wildlife park'], 0.64, (stage, setting) => {
    sky(stage);
    wood(stage, { tree: 'palm', depth: 0.3, height: 0.3, count: 12, colour: '#5f9f62', distance: 0.34 });
    ridge(stage, { depth: 0.45, height: 0.1, rough: 0.07, colour: '#a5937c', distance: 0.2, form: 'mesas' });
    ground(stage, { colour: grassOf(setting, '#a9b765'), roll: 0.015, detail: { kind: 'grass', colour: '#86a04f' } });
    fence(stage, stage.height * 0.72, 0.7);
    nearTree(stage, 'round', stage.width * 0.94, stage.height * 0.86, stage.height * 0.62, '#4f8f48', 1.04);
  }),
  outdoors(
    'market',
    ['market', 'marketplace', 'bazaar', 'farmers market', 'street market', 'night market'],
    0.7,
    (stage, setting) => {
      sky(stage);
      skyline(stage, { depth: 0.2, height: 0.45, colour: '#8f95ad', distance: 0.58 });
      facades(stage, { height: 0.42 });
      pavement(stage, { wet: wet(setting) });
      stalls(stage);
    },
  ),
  outdoors(
    'ship-deck',
    [
      'ship deck',
      'deck',
      'pirate ship',
      'pirate ship deck',
      'deck of a ship',
      'deck of a pirate ship',
      'sailing ship',
      'galleon',
    ],
    0.5,
    (stage) => {
      sky(stage);
      water(stage, { depth: 0.5, bottom: stage.height * 0.8, colour: '#1f6f9a', calm: 0.6 });
      ground(stage, { colour: '#a5764a', top: stage.height * 0.74, detail: { kind: 'furrows', colour: '#6b4628' } });
      rigging(stage);
    },
    { footing: 0.82 },
  ),
];

/** Rusty mesas under a sky of dust; by night two small moons. */
function mars(stage: Stage): void {
  const { dark } = stage.light;
  const air = dark ? ['#0b0710', '#241018', '#5a2a22'] : ['#b5673f', '#d98f5a', '#f0bd8a'];
  const [zenith = '', middle = '', low = ''] = air;
  const light = {
    ...stage.light,
    sky: [colourOf(zenith), colourOf(middle), colourOf(low)] as const,
    haze: colourOf(low),
    disc: null,
    clouds: 0,
  };
  const martian = { ...stage, light };
  sky(martian);
  const { width, height, unit } = stage;
  const lights = dark
    ? [
        [0.3, 0.16, 13],
        [0.68, 0.27, 7],
      ]
    : [[stage.light.keyFrom < 0 ? 0.26 : 0.74, 0.17, 17]];
  bake(martian, 0.04, stage.top, stage.horizon, (pen) => {
    for (const [across = 0, down = 0, size = 0] of lights) {
      const [x, y, radius] = [width * across, height * down, size * unit];
      const halo = pen.createRadialGradient(x, y, radius, x, y, radius * (dark ? 3 : 8));
      halo.addColorStop(0, css(fade(colourOf(dark ? '#d9c5b5' : '#f4e6d6'), dark ? 0.25 : 0.6)));
      halo.addColorStop(1, css(fade(colourOf('#f4e6d6'), 0)));
      pen.fillStyle = halo;
      pen.fillRect(x - radius * 8, y - radius * 8, radius * 16, radius * 16);
      pen.fillStyle = dark ? '#d9c8b8' : '#fff6ea';
      pen.beginPath();
      pen.ellipse(x, y, radius, radius * (dark ? 0.8 : 1), 0.4, 0, Math.PI * 2);
      pen.fill();
    }
  });
  ridge(martian, { depth: 0.14, height: 0.15, rough: 0.09, colour: '#9a4a32', distance: 0.5, form: 'mesas' });
  ridge(martian, { depth: 0.32, height: 0.09, rough: 0.06, colour: '#a84f30', distance: 0.28, form: 'mesas' });
  ridge(martian, { depth: 0.6, height: 0.03, rough: 0.03, colour: '#b95a35', distance: 0.12, form: 'hills' });
  ground(martian, { colour: '#c4623a', roll: 0.04, detail: { kind: 'stones', colour: '#8a3d26' } });
}

/** A hillside of snow that falls from one edge of the stage to the other; `side` 1 falls to the right. */
function slope(stage: Stage, depth: number, height: number, colour: string, side: -1 | 1): void {
  const { light, paint, horizon } = stage;
  const summit = horizon - height * stage.height * 0.7;
  const [high, low] = side > 0 ? [stage.left, stage.right] : [stage.right, stage.left];
  const reach = high + (low - high) * 0.72;
  bake(stage, depth, summit - 4, horizon + stage.height * 0.1, (pen) => {
    const snow = pen.createLinearGradient(0, summit, 0, horizon);
    snow.addColorStop(0, paint.bright(colour, 0.2));
    snow.addColorStop(1, css(mix(colourOf(colour), light.haze, 0.35)));
    pen.fillStyle = snow;
    pen.beginPath();
    pen.moveTo(high, summit);
    pen.bezierCurveTo(high + (reach - high) * 0.4, summit, high + (reach - high) * 0.55, horizon, reach, horizon);
    pen.lineTo(reach, horizon + stage.height * 0.1);
    pen.lineTo(high, horizon + stage.height * 0.1);
    pen.fill();
  });
}

/** Cracks in the black ground in which it glows. */
function lava(stage: Stage): void {
  const { horizon, height, random, paint, unit } = stage;
  const cracks = Array.from({ length: 9 }, () => {
    const near = 0.15 + random() * 0.85;
    const y = horizon + (height - horizon) * near;
    const x = stage.left + random() * (stage.right - stage.left);
    return {
      near,
      phase: random() * 6,
      points: Array.from(
        { length: 5 },
        (_, at) => [x + at * 46 * unit * near, y + (random() - 0.5) * 26 * unit * near] as const,
      ),
    };
  });
  live(stage, 0.96, (pen, seconds) => {
    for (const { near, phase, points } of cracks) {
      for (const [wide, colour, alpha] of [
        [16, '#ff5a2c', 0.22],
        [5, '#ff8a3c', 0.75],
        [2, '#ffe08a', 0.9],
      ] as const) {
        pen.strokeStyle = paint.glow(colour, alpha * (0.85 + 0.15 * Math.sin(seconds * 1.4 + phase)));
        pen.lineWidth = wide * unit * near;
        pen.beginPath();
        for (const [x, y] of points) pen.lineTo(x, y);
        pen.stroke();
      }
    }
  });
}

/** Walls of rock in bands on both sides of the view; `gap` is how much of it they leave at the top. */
function gorge(stage: Stage, depth: number, reach: number, tall: number, colour: string, distance: number): void {
  const { width, height, horizon, light, random } = stage;
  const [top, foot] = [horizon - tall * height, horizon + height * 0.04];
  bake(stage, depth, Math.max(stage.top, top - height * 0.05), foot, (pen) => {
    for (const side of [-1, 1]) {
      const edge = side < 0 ? stage.left : stage.right;
      const inner = width * (0.5 + side * (0.5 - reach));
      const steps = Array.from({ length: 6 }, () => random());
      for (let band = 0; band < 6; band += 1) {
        const y = top + ((foot - top) * band) / 6;
        const lip = inner - side * width * (0.006 * band + 0.03 * (steps[band] ?? 0)) * (band < 5 ? 1 : 1.6);
        const tone = mix(
          colourOf(colour),
          colourOf(band % 2 === 0 ? '#f0c08a' : '#6a2f24'),
          band % 2 === 0 ? 0.16 : 0.12,
        );
        const rock = pen.createLinearGradient(lip, 0, edge, 0);
        rock.addColorStop(
          0,
          css(mix(colourOf(inAir(light, css(tone), distance)), light.key, side === light.keyFrom ? 0 : 0.2)),
        );
        rock.addColorStop(1, inAir(light, css(mix(tone, [40, 16, 20, 1], 0.3)), distance));
        polygon(pen, rock, [
          lip,
          y,
          edge,
          y - height * 0.02,
          edge,
          y + (foot - top) / 6 + 2,
          lip - side * width * 0.008,
          y + (foot - top) / 6 + 2,
        ]);
      }
    }
  });
}

/** Bamboo with its rings and a few leaves; `thick` 1 is an arm's width away. */
function stalks(stage: Stage, depth: number, count: number, colour: string, distance: number, thick: number): void {
  const { width, horizon, height, light, random, unit } = stage;
  const foot = horizon + height * (depth > 0.8 ? 0.09 : 0.02);
  bake(stage, depth, stage.top, foot + 4, (pen) => {
    for (let index = 0; index < count; index += 1) {
      const x = stage.left + ((stage.right - stage.left) * (index + random())) / count;
      const [lean, wide, tone] = [(random() - 0.5) * 0.05, (11 + random() * 8) * unit * thick, random() * 0.14];
      if (depth > 0.8 && Math.abs(x / width - 0.5) < 0.27) continue;
      const stem = inAir(light, colour, distance + tone);
      pen.save();
      pen.translate(x, foot);
      pen.transform(1, 0, lean, 1, 0, 0);
      const tall = foot - stage.top;
      const round = pen.createLinearGradient(0, 0, wide, 0);
      round.addColorStop(
        0,
        css(mix(colourOf(stem), light.keyFrom < 0 ? light.key : light.sky[0], 0.3 * (1 - distance))),
      );
      round.addColorStop(
        1,
        css(mix(colourOf(stem), light.keyFrom < 0 ? light.sky[0] : light.key, 0.3 * (1 - distance))),
      );
      pen.fillStyle = round;
      pen.fillRect(0, -tall, wide, tall);
      pen.fillStyle = css(mix(colourOf(stem), light.sky[0], 0.35));
      for (let ring = 0.05 + random() * 0.08; ring < 1; ring += 0.13)
        pen.fillRect(-wide * 0.06, -tall * ring, wide * 1.12, Math.max(1.5, wide * 0.12));
      for (let leaf = 0; leaf < 6; leaf += 1) {
        const y = -tall * (0.35 + random() * 0.6);
        const way = random() < 0.5 ? -1 : 1;
        const long = wide * (2 + random() * 2);
        pen.fillStyle = inAir(light, leaf % 2 === 0 ? '#7fb04f' : '#5f9440', distance);
        pen.beginPath();
        pen.moveTo(wide / 2, y);
        pen.quadraticCurveTo(wide / 2 + way * long * 0.5, y - long * 0.24, wide / 2 + way * long, y + long * 0.34);
        pen.quadraticCurveTo(wide / 2 + way * long * 0.4, y + long * 0.22, wide / 2, y);
        pen.fill();
      }
      pen.restore();
    }
  });
}

/** Stalls under striped awnings on both sides. */
function stalls(stage: Stage): void {
  const { width, height, horizon, paint, random } = stage;
  const goods = ['#d9533a', '#e9a53b', '#7fae4a', '#8a5fa8', '#e9d15a'];
  bake(stage, 0.8, horizon - height * 0.3, horizon + height * 0.1, (pen) => {
    for (const [across, cloth] of [
      [0.02, '#c8483d'],
      [0.26, '#2f7f8f'],
      [0.74, '#d9983a'],
      [0.98, '#5f8a4a'],
    ] as const) {
      const wide = width * 0.2;
      const left = width * across - wide / 2;
      const foot = horizon + height * 0.05;
      const top = horizon - height * 0.26;
      pen.fillStyle = paint.shade('#6b4a34', 0.15);
      for (const x of [left + wide * 0.06, left + wide * 0.92]) pen.fillRect(x, top, wide * 0.025, foot - top);
      pen.fillRect(left, foot - height * 0.12, wide, height * 0.12);
      for (let fruit = 0; fruit < 18; fruit += 1) {
        pen.fillStyle = paint.lit(goods[Math.floor((fruit / 18) * goods.length)] ?? '#d9533a');
        pen.beginPath();
        pen.arc(left + wide * (0.05 + (fruit + random() * 0.4) * 0.051), foot - height * 0.125, height * 0.016, 0, 7);
        pen.fill();
      }
      for (let stripe = 0; stripe < 8; stripe += 1) {
        pen.fillStyle = paint.lit(stripe % 2 === 0 ? cloth : '#f4ead8');
        pen.beginPath();
        pen.roundRect(left + (wide * stripe) / 8, top - height * 0.02, wide / 8 + 0.5, height * 0.09, [0, 0, 8, 8]);
        pen.fill();
      }
    }
  });
}

/** Mast, shrouds and the rail of a sailing ship. */
function rigging(stage: Stage): void {
  const { width, height, unit, paint } = stage;
  const deck = height * 0.76;
  bake(stage, 0.92, stage.top, deck + 6 * unit, (pen) => {
    pen.strokeStyle = paint.shade('#4a3626', 0.2);
    pen.lineWidth = 3 * unit;
    pen.beginPath();
    for (let rope = 0; rope < 5; rope += 1) {
      pen.moveTo(width * 0.16, stage.top);
      pen.lineTo(width * (-0.08 + rope * 0.045), deck);
    }
    for (let step = 1; step < 9; step += 1) {
      const y = deck - (step * deck) / 11;
      pen.moveTo(width * (-0.08 + step * 0.022), y);
      pen.lineTo(width * (0.1 + step * 0.006), y);
    }
    pen.stroke();
    pen.fillStyle = paint.lit('#7a5234');
    pen.fillRect(width * 0.82, stage.top, 34 * unit, deck - stage.top);
    pen.fillStyle = paint.shade('#7a5234', 0.3);
    pen.fillRect(width * 0.82 + 22 * unit, stage.top, 12 * unit, deck - stage.top);
    pen.fillStyle = paint.lit('#f0e4cc');
    pen.beginPath();
    pen.moveTo(width * 0.66, height * 0.02);
    pen.quadraticCurveTo(width * 0.82, height * 0.12, width * 1.04, height * 0.02);
    pen.lineTo(width * 1.06, height * 0.36);
    pen.quadraticCurveTo(width * 0.84, height * 0.48, width * 0.64, height * 0.36);
    pen.fill();
    pen.fillStyle = paint.shade('#8a5a36', 0.1);
    pen.fillRect(stage.left, deck - 76 * unit, stage.right - stage.left, 16 * unit);
    for (let x = stage.left; x < stage.right; x += 62 * unit) pen.fillRect(x, deck - 66 * unit, 14 * unit, 70 * unit);
    pen.fillRect(stage.left, deck - 8 * unit, stage.right - stage.left, 14 * unit);
  });
}
