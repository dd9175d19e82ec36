import { colourOf, css, fade, mix } from '../colour.ts';
import { bake, live, skirt, type Stage } from '../layer.ts';
import { inAir } from '../light.ts';
import { space } from './elsewhere.ts';
import { foreground, nearTree, wood } from './growth.ts';
import { ground, ridge, water } from './land.ts';
import { grassOf, outdoors, snowy, wet, type Place } from './place.ts';
import { stand } from './props.ts';
import { box, disc, polygon } from './shapes.ts';
import { sky } from './sky.ts';
import { fence, pavement, skyline } from './town.ts';

/** Places under the sky that somebody built and that have a shape of their own. */
export const GROUNDS: readonly Place[] = [
  outdoors('graveyard', ['graveyard', 'cemetery', 'churchyard', 'burial ground', 'grave'], 0.6, (stage, setting) => {
    sky(stage);
    ridge(stage, { depth: 0.14, height: 0.1, rough: 0.05, colour: '#6f8590', distance: 0.56, form: 'hills' });
    wood(stage, { tree: 'bare', depth: 0.3, height: 0.26, count: 13, colour: '#5a6a5a', distance: 0.42 });
    stand(stage, { what: 'church', x: 0.8, foot: 0.63, tall: 0.34, depth: 0.4, distance: 0.36 });
    ground(stage, { colour: grassOf(setting, '#62794f'), roll: 0.03, detail: { kind: 'grass', colour: '#7c9160' } });
    graves(stage, 0.645, 0.07, 13, 0.3);
    graves(stage, 0.7, 0.105, 9, 0.14);
    graves(stage, 0.8, 0.17, 7, 0);
    nearTree(stage, 'bare', stage.width * 0.04, stage.height * 0.88, stage.height * 0.74, '#3c4238', 1.05);
    foreground(stage, '#33472f');
  }),
  outdoors(
    'lighthouse',
    ['lighthouse'],
    0.52,
    (stage, setting) => {
      sky(stage);
      water(stage, { depth: 0.6, bottom: stage.height * 0.86, colour: '#2a6f92', calm: 0.7 });
      headland(stage);
      stand(stage, { what: 'lighthouse', x: 0.8, foot: 0.5, tall: 0.4, depth: 0.5 });
      ground(stage, {
        colour: grassOf(setting, '#7a9a5f'),
        top: stage.height * 0.78,
        roll: 0.05,
        detail: { kind: 'grass', colour: '#93ad6a' },
      });
      foreground(stage, '#4f6f42');
    },
    { waterAt: 0.62, footing: 0.82 },
  ),
  outdoors(
    'waterfall',
    ['waterfall', 'cascade', 'jungle waterfall'],
    0.6,
    (stage, setting) => {
      sky(stage);
      wood(stage, { tree: 'round', depth: 0.2, height: 0.4, count: 22, colour: '#6aa87a', distance: 0.42 });
      stand(stage, { what: 'waterfall', x: 0.5, foot: 0.66, tall: 0.6, depth: 0.5, distance: 0.06 });
      wood(stage, {
        tree: 'round',
        depth: 0.6,
        foot: stage.height * 0.68,
        height: 0.4,
        count: 10,
        colour: '#3f8a55',
        distance: 0.12,
        clearing: 0.5,
      });
      water(stage, { top: stage.height * 0.66, depth: 0.7, bottom: stage.height * 0.86, colour: '#2f8fa0', calm: 0.6 });
      ground(stage, {
        colour: grassOf(setting, '#5f9a54'),
        top: stage.height * 0.82,
        roll: 0.04,
        detail: { kind: 'stones', colour: '#8a948a' },
      });
      foreground(stage, '#2f5f38');
    },
    { waterAt: 0.76, footing: 0.86 },
  ),
  outdoors('pyramids', ['pyramid', 'giza', 'egypt', 'sphinx'], 0.62, (stage) => {
    sky(stage);
    ridge(stage, { depth: 0.14, height: 0.05, rough: 0.03, colour: '#d9a06a', distance: 0.46, form: 'hills' });
    pyramids(stage);
    ridge(stage, { depth: 0.6, height: 0.03, rough: 0.03, colour: '#e8b878', distance: 0.12, form: 'hills' });
    ground(stage, { colour: '#edc182', roll: 0.04, detail: { kind: 'ripples', colour: '#d29c60' } });
  }),
  outdoors('castle', ['castle', 'kingdom', 'fortress', 'palace', 'citadel'], 0.64, (stage, setting) => {
    sky(stage);
    ridge(stage, {
      depth: 0.12,
      height: 0.22,
      rough: 0.1,
      colour: '#7a8db5',
      distance: 0.6,
      form: 'peaks',
      snow: true,
    });
    ridge(stage, {
      depth: 0.3,
      height: 0.1,
      rough: 0.03,
      colour: grassOf(setting, '#6f9a68'),
      distance: 0.32,
      form: 'hills',
    });
    stand(stage, { what: 'castle', x: 0.66, foot: 0.59, tall: 0.46, depth: 0.4, distance: 0.16 });
    wood(stage, { tree: 'round', depth: 0.46, height: 0.09, count: 34, colour: '#568a52', distance: 0.2 });
    ground(stage, { colour: grassOf(setting, '#7dab58'), roll: 0.03, detail: { kind: 'flowers', colour: '#8fbf5f' } });
    lane(stage, 0.66);
    foreground(stage, '#447a3d');
  }),
  outdoors(
    'ruins',
    ['ruins', 'ruin', 'temple ruins', 'ancient ruins', 'ancient city', 'amphitheatre'],
    0.62,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.14, height: 0.13, rough: 0.05, colour: '#8f9aa5', distance: 0.56, form: 'hills' });
      wood(stage, { tree: 'pine', depth: 0.3, height: 0.13, count: 17, colour: '#61805c', distance: 0.36 });
      stand(stage, { what: 'ruin', x: 0.3, foot: 0.66, tall: 0.24, depth: 0.5, distance: 0.2 });
      ground(stage, { colour: grassOf(setting, '#b3a66f'), roll: 0.02, detail: { kind: 'stones', colour: '#d9ccab' } });
      stand(stage, { what: 'ruin', x: 0.84, foot: 0.78, tall: 0.44, depth: 0.9 });
      foreground(stage, '#6a7440');
    },
  ),
  outdoors(
    'temple',
    ['temple', 'shrine', 'monastery', 'mountain temple', 'pagoda', 'mosque'],
    0.64,
    (stage, setting) => {
      sky(stage);
      ridge(stage, {
        depth: 0.1,
        height: 0.3,
        rough: 0.12,
        colour: '#7f8fb0',
        distance: 0.62,
        form: 'peaks',
        snow: snowy(setting),
      });
      ridge(stage, { depth: 0.24, height: 0.14, rough: 0.05, colour: '#6a8f88', distance: 0.4, form: 'hills' });
      pagoda(stage, 0.68, 0.67, 0.42);
      wood(stage, {
        tree: 'round',
        depth: 0.5,
        height: 0.13,
        count: 17,
        colour: '#c97f93',
        distance: 0.14,
        clearing: 0.5,
      });
      ground(stage, { colour: grassOf(setting, '#8aa56a'), roll: 0.02, detail: { kind: 'grass', colour: '#9fb878' } });
      lane(stage, 0.68);
      foreground(stage, '#4a6f42');
    },
  ),
  outdoors('windmill', ['windmill', 'mill', 'old mill', 'tulip field'], 0.62, (stage, setting) => {
    sky(stage);
    ridge(stage, { depth: 0.14, height: 0.05, rough: 0.025, colour: '#86a59a', distance: 0.5, form: 'hills' });
    wood(stage, { tree: 'round', depth: 0.3, height: 0.06, count: 34, colour: '#5f8f62', distance: 0.34 });
    stand(stage, { what: 'windmill', x: 0.16, foot: 0.64, tall: 0.2, depth: 0.4, distance: 0.3 });
    ground(stage, { colour: grassOf(setting, '#86b35c'), roll: 0.012, detail: { kind: 'flowers', colour: '#8fbf5f' } });
    stand(stage, { what: 'windmill', x: 0.74, foot: 0.7, tall: 0.5, depth: 0.8 });
    foreground(stage, '#4a7f3f');
  }),
  outdoors(
    'watermill',
    ['watermill', 'water mill', 'water wheel'],
    0.52,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.15, height: 0.13, rough: 0.06, colour: '#6f94a8', distance: 0.52, form: 'hills' });
      wood(stage, { tree: 'round', depth: 0.35, height: 0.16, count: 24, colour: '#4f8a5a', distance: 0.26 });
      millHouse(stage);
      water(stage, { top: stage.height * 0.6, bottom: stage.height * 0.86, depth: 0.7, calm: 0.6 });
      wheel(stage, stage.width * 0.6, stage.height * 0.53, stage.height * 0.17);
      ground(stage, {
        colour: grassOf(setting, '#6a9f54'),
        top: stage.height * 0.81,
        roll: 0.03,
        detail: { kind: 'flowers', colour: '#84b45c' },
      });
      foreground(stage, '#35603a');
    },
    { waterAt: 0.7, footing: 0.85 },
  ),
  outdoors(
    'western-town',
    ['western town', 'wild west town', 'wild west', 'old west', 'old west town', 'frontier town', 'ghost town'],
    0.62,
    (stage) => {
      sky(stage);
      ridge(stage, { depth: 0.14, height: 0.13, rough: 0.07, colour: '#b5785a', distance: 0.5, form: 'mesas' });
      ground(stage, { colour: '#d9b07a', roll: 0.012, detail: { kind: 'stones', colour: '#b58a58' } });
      falseFronts(stage);
      stand(stage, { what: 'cactus', x: 0.5, foot: 0.66, tall: 0.1, depth: 0.6, distance: 0.2 });
      stand(stage, { what: 'horse', traits: ['brown'], x: 0.78, foot: 0.72, tall: 0.15, depth: 0.82 });
    },
  ),
  outdoors(
    'gas-station',
    ['gas station', 'petrol station', 'filling station', 'service station', 'truck stop'],
    0.64,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.14, height: 0.1, rough: 0.04, colour: '#7f94a8', distance: 0.5, form: 'hills' });
      skyline(stage, { depth: 0.3, height: 0.12, colour: '#6f7f9a', distance: 0.4 });
      pavement(stage, { wet: wet(setting) });
      forecourt(stage);
    },
  ),
  outdoors(
    'fairground',
    [
      'fairground',
      'funfair',
      'fair',
      'amusement park',
      'theme park',
      'carnival',
      'ferris wheel',
      'roller coaster',
      'county fair',
    ],
    0.66,
    (stage, setting) => {
      sky(stage);
      wood(stage, { tree: 'round', depth: 0.25, height: 0.12, count: 22, colour: '#5f8a70', distance: 0.42 });
      stand(stage, { what: 'ferris wheel', x: 0.78, foot: 0.69, tall: 0.6, depth: 0.4, distance: 0.1 });
      stand(stage, { what: 'circus tent', x: 0.08, foot: 0.69, tall: 0.34, depth: 0.5, distance: 0.06 });
      stand(stage, { what: 'market stall', x: 0.36, foot: 0.69, tall: 0.17, depth: 0.55 });
      stand(stage, { what: 'kiosk', traits: ['blue'], x: 0.54, foot: 0.69, tall: 0.15, depth: 0.55 });
      ground(stage, {
        colour: grassOf(setting, '#b39a72'),
        roll: 0.006,
        detail: { kind: 'stones', colour: '#9a805a' },
      });
      lightStrings(stage, 0.3);
    },
  ),
  outdoors(
    'playground',
    ['playground', 'kindergarten yard', 'sandbox', 'school yard', 'schoolyard'],
    0.62,
    (stage, setting) => {
      sky(stage);
      skyline(stage, { depth: 0.15, height: 0.2, colour: '#8a9cba', distance: 0.62 });
      wood(stage, { tree: 'round', depth: 0.36, height: 0.2, count: 18, colour: '#5a9a5e', distance: 0.24 });
      ground(stage, { colour: grassOf(setting, '#83b65e'), roll: 0.015, detail: { kind: 'grass', colour: '#97c46a' } });
      playthings(stage);
      foreground(stage, '#3f7f42');
    },
  ),
  outdoors('building-site', ['construction site', 'building site', 'scaffolding', 'quarry'], 0.66, (stage) => {
    sky(stage);
    skyline(stage, { depth: 0.14, height: 0.3, colour: '#8597b5', distance: 0.62 });
    shell(stage);
    ground(stage, { colour: '#b79a74', roll: 0.025, detail: { kind: 'stones', colour: '#8f7454' } });
    crane(stage, 0.16);
    fence(stage, stage.height * 0.76, 0.9);
  }),
  outdoors(
    'pool',
    ['swimming pool', 'pool', 'poolside', 'water park', 'hotel pool'],
    0.54,
    (stage) => {
      sky(stage);
      wood(stage, { tree: 'round', depth: 0.3, height: 0.14, count: 24, colour: '#4f9468', distance: 0.24 });
      wood(stage, {
        tree: 'palm',
        depth: 0.4,
        height: 0.36,
        count: 7,
        colour: '#3f8f5a',
        distance: 0.14,
        clearing: 0.3,
      });
      ground(stage, { colour: '#e3d5bf', depth: 0.5 });
      lounge(stage);
      basin(stage, 0.62, 0.83);
      ground(stage, { colour: '#ecdfc9', top: stage.height * 0.83, detail: { kind: 'paving', colour: '#b5a488' } });
    },
    { waterAt: 0.72, footing: 0.87 },
  ),
  outdoors('ice-rink', ['ice rink', 'skating rink', 'hockey rink', 'ice hall', 'rink'], 0.6, (stage) => {
    sky(stage);
    skyline(stage, { depth: 0.15, height: 0.26, colour: '#8296ba', distance: 0.56 });
    wood(stage, { tree: 'pine', depth: 0.36, height: 0.2, count: 15, colour: '#3f6a68', distance: 0.22 });
    rink(stage);
    lightStrings(stage, 0.24);
  }),
  outdoors(
    'moon-base',
    ['moon base', 'lunar base', 'moon colony', 'lunar colony', 'moon station', 'space colony'],
    0.72,
    (stage) => {
      space(stage, '#a5a3b0');
      for (const [x, size] of [
        [0.14, 0.2],
        [0.86, 0.26],
        [0.66, 0.12],
      ] as const)
        dome(stage, x, size);
      stand(stage, { what: 'flag', x: 0.34, foot: 0.77, tall: 0.13, depth: 0.97 });
    },
    { sealed: true },
  ),
];

/** A rock that rises from the sea, with grass on it. */
function headland(stage: Stage): void {
  const { width, height, light } = stage;
  bake(stage, 0.5, height * 0.46, height * 0.7, (pen) => {
    const rock = pen.createLinearGradient(0, height * 0.48, 0, height * 0.7);
    rock.addColorStop(0, inAir(light, '#8f8a86', 0.12));
    rock.addColorStop(1, inAir(light, '#5a5a66', 0.12));
    const edge = [0.6, 0.63, 0.62, 0.56, 0.66, 0.51, 0.74, 0.495, 0.86, 0.495, 0.96, 0.5, 1.06, 0.52, 1.2, 0.52];
    const points = edge.map((part, at) => part * (at % 2 === 0 ? width : height));
    polygon(pen, rock, [...points, width * 1.2, height * 0.68, width * 0.58, height * 0.68]);
    polygon(pen, inAir(light, '#7a9f62', 0.12), [
      ...points.slice(4),
      width * 1.2,
      height * 0.55,
      width * 0.88,
      height * 0.525,
      width * 0.7,
      height * 0.53,
    ]);
  });
}

/** Three of them, each with a lit and a dark side, in courses of stone. */
function pyramids(stage: Stage): void {
  const { width, height, horizon, light } = stage;
  const foot = horizon + height * 0.02;
  bake(stage, 0.35, horizon - height * 0.44, foot + skirt(stage), (pen) => {
    for (const [x, tall, distance] of [
      [0.14, 0.16, 0.42],
      [0.88, 0.28, 0.26],
      [0.56, 0.4, 0.14],
    ] as const) {
      const [middle, top, half] = [width * x, foot - tall * height, tall * height * 0.95];
      const edge = middle + half * 0.24 * light.keyFrom;
      const dark = css(mix(colourOf(inAir(light, '#b5804a', distance)), light.sky[0], 0.3));
      for (const [side, tone] of [
        [light.keyFrom, inAir(light, '#ecc07c', distance)],
        [-light.keyFrom, dark],
      ] as const)
        polygon(pen, tone, [middle, top, middle + side * half, foot, edge, foot + 2]);
      pen.fillStyle = css(fade(light.corner, 0.1 * (1 - distance)));
      for (let course = 1; course < 16; course += 1) {
        const part = course / 16;
        pen.fillRect(middle - half * part, top + (foot - top) * part, half * 2 * part, height * 0.003);
      }
    }
  });
}

/** One row of stones, crosses and slabs; the nearer rows leave the middle free. */
function graves(stage: Stage, foot: number, tall: number, count: number, distance: number): void {
  const { width, height, light, random } = stage;
  const size = tall * height;
  bake(stage, 0.96, height * (foot - tall * 1.3), height * (foot + 0.03), (pen) => {
    for (let index = 0; index < count; index += 1) {
      const x = stage.left + ((stage.right - stage.left) * (index + 0.3 + random() * 0.4)) / count;
      const y = height * foot + (random() - 0.5) * size * 0.1;
      const [kind, lean, part] = [random(), (random() - 0.5) * 0.14, 0.8 + random() * 0.4];
      if (distance === 0 && Math.abs(x / width - 0.5) < 0.24) continue;
      const stone = ['#a5a7a8', '#8f9396', '#b5b0a5'][index % 3] ?? '#a5a7a8';
      const face = inAir(light, stone, distance);
      const side = css(mix(colourOf(face), light.corner, 0.35));
      const half = size * 0.3;
      pen.save();
      pen.translate(x, y);
      pen.rotate(lean);
      pen.scale(part, part);
      if (kind < 0.3) {
        box(pen, face, -half * 0.25, -size * 1.1, half * 0.5, size * 1.1, 2);
        box(pen, face, -half * 0.85, -size * 0.82, half * 1.7, half * 0.5, 2);
        box(pen, side, half * 0.1, -size * 1.1, half * 0.15, size * 1.1, 2);
      } else {
        const round = kind < 0.75 ? half : half * 0.2;
        box(pen, side, -half + half * 0.22, -size, half * 2, size, [round, round, 0, 0] as never);
        box(pen, face, -half, -size, half * 2, size, [round, round, 0, 0] as never);
        for (const line of [0.34, 0.46]) box(pen, side, -half * 0.55, -size * (1 - line), half * 1.1, size * 0.035);
      }
      pen.restore();
      box(pen, css(fade(light.corner, 0.25)), x - half * 1.3, y - size * 0.03, half * 2.8, size * 0.07, size * 0.03);
    }
  });
}

/** A path that winds from the lower edge to something at `x`. */
function lane(stage: Stage, x: number): void {
  const { width, height, horizon, light } = stage;
  bake(stage, 0.96, horizon, stage.bottom, (pen) => {
    const far = horizon + height * 0.035;
    const dust = pen.createLinearGradient(0, far, 0, height);
    dust.addColorStop(0, inAir(light, '#d9c49a', 0.3));
    dust.addColorStop(1, inAir(light, '#cfb584', 0));
    pen.fillStyle = dust;
    pen.beginPath();
    pen.moveTo(width * (x - 0.008), far);
    pen.bezierCurveTo(width * (x - 0.3), height * 0.76, width * 0.62, height * 0.82, width * 0.18, stage.bottom);
    pen.lineTo(width * 0.62, stage.bottom);
    pen.bezierCurveTo(width * 0.8, height * 0.82, width * (x - 0.18), height * 0.76, width * (x + 0.008), far);
    pen.fill();
  });
}

/** Roofs that curl, one above the other, on red walls. */
function pagoda(stage: Stage, x: number, foot: number, tall: number): void {
  const { width, height, paint, light } = stage;
  const unit = tall * height;
  bake(stage, 0.44, height * (foot - tall * 1.1), height * foot + 4, (pen) => {
    pen.translate(width * x, height * foot);
    box(pen, inAir(light, '#b5ab9c', 0.12), -unit * 0.52, -unit * 0.07, unit * 1.04, unit * 0.07);
    for (let floor = 0; floor < 4; floor += 1) {
      const half = unit * (0.36 - floor * 0.065);
      const y = -unit * (0.07 + floor * 0.22);
      box(pen, inAir(light, '#b5483a', 0.12), -half * 0.72, y - unit * 0.16, half * 1.44, unit * 0.16);
      for (const door of [-0.4, 0, 0.4])
        box(
          pen,
          paint.dark ? paint.glow('#ffcf7d') : inAir(light, '#5a3028', 0.1),
          half * door - half * 0.1,
          y - unit * 0.11,
          half * 0.2,
          unit * 0.11,
        );
      pen.fillStyle = inAir(light, '#3f5560', 0.12);
      pen.beginPath();
      pen.moveTo(-half * 1.3, y - unit * 0.165);
      pen.quadraticCurveTo(-half * 0.8, y - unit * 0.16, -half * 0.5, y - unit * 0.235);
      pen.lineTo(half * 0.5, y - unit * 0.235);
      pen.quadraticCurveTo(half * 0.8, y - unit * 0.16, half * 1.3, y - unit * 0.165);
      pen.quadraticCurveTo(0, y - unit * 0.125, -half * 1.3, y - unit * 0.165);
      pen.fill();
    }
    box(pen, inAir(light, '#d9b45a', 0.1), -unit * 0.008, -unit * 1.08, unit * 0.016, unit * 0.16);
  });
}

function millHouse(stage: Stage): void {
  const { width, height, light, paint } = stage;
  const foot = height * 0.61;
  bake(stage, 0.5, height * 0.14, foot, (pen) => {
    const left = width * 0.66;
    const wide = height * 0.4;
    box(pen, inAir(light, '#d9c9ae', 0.06), left, height * 0.36, wide, foot - height * 0.36);
    box(pen, inAir(light, '#8f8a84', 0.06), left, height * 0.52, wide, foot - height * 0.52);
    polygon(pen, inAir(light, '#8a4f3c', 0.06), [
      left - wide * 0.1,
      height * 0.37,
      left + wide * 0.2,
      height * 0.19,
      left + wide * 0.8,
      height * 0.19,
      left + wide * 1.1,
      height * 0.37,
    ]);
    for (const x of [0.2, 0.62])
      box(
        pen,
        paint.dark ? paint.glow('#ffcf7d') : inAir(light, '#5a7f9a', 0),
        left + wide * x,
        height * 0.41,
        wide * 0.16,
        height * 0.07,
        2,
      );
  });
}

/** A wheel that the stream turns, with the water that falls from it. */
function wheel(stage: Stage, x: number, y: number, radius: number): void {
  const { paint, unit } = stage;
  live(stage, 0.72, (pen, seconds) => {
    pen.save();
    pen.translate(x, y);
    pen.rotate(seconds * 0.5);
    pen.strokeStyle = paint.lit('#7a5234');
    pen.lineWidth = 9 * unit;
    pen.beginPath();
    pen.arc(0, 0, radius, 0, Math.PI * 2);
    pen.moveTo(radius * 0.7, 0);
    pen.arc(0, 0, radius * 0.7, 0, Math.PI * 2);
    for (let spoke = 0; spoke < 10; spoke += 1) {
      const [dx, dy] = [Math.cos((spoke * Math.PI) / 5), Math.sin((spoke * Math.PI) / 5)];
      pen.moveTo(0, 0);
      pen.lineTo(dx * radius * 1.12, dy * radius * 1.12);
    }
    pen.stroke();
    disc(pen, paint.shade('#5b3a24', 0.2), 0, 0, radius * 0.13);
    pen.restore();
    pen.fillStyle = paint.bright('#dff0f6', 0.3);
    pen.globalAlpha = 0.5;
    for (let drop = 0; drop < 5; drop += 1) {
      const fall = (seconds * 0.9 + drop / 5) % 1;
      pen.fillRect(x - radius * (0.95 - drop * 0.08), y + radius * (0.1 + fall), 4 * unit, 26 * unit);
    }
    pen.globalAlpha = 1;
  });
}

/** Wooden houses with high fronts and porches on both sides of the dust. */
function falseFronts(stage: Stage): void {
  const { width, height, horizon, paint } = stage;
  const foot = horizon + height * 0.06;
  bake(stage, 0.7, horizon - height * 0.46, foot + 4, (pen) => {
    for (const [left, wide, tall, wood] of [
      [-0.17, 0.2, 0.36, '#a5764e'],
      [0.03, 0.17, 0.3, '#b58a5c'],
      [0.2, 0.15, 0.24, '#8f6a4a'],
      [0.68, 0.16, 0.26, '#a88460'],
      [0.84, 0.18, 0.33, '#96684a'],
      [1.02, 0.2, 0.38, '#b08455'],
    ] as const) {
      const [x, w, y] = [left * width, wide * width, foot - tall * height];
      box(pen, paint.lit(wood), x, y, w * 0.98, tall * height);
      for (let plank = 1; plank < 9; plank += 1)
        box(pen, paint.shade(wood, 0.14), x, y + (plank * tall * height) / 9, w * 0.98, 2 * stage.unit);
      polygon(pen, paint.shade(wood, 0.3), [
        x - w * 0.02,
        y + 8 * stage.unit,
        x - w * 0.02,
        y - 6 * stage.unit,
        x + w,
        y - 6 * stage.unit,
        x + w,
        y + 8 * stage.unit,
      ]);
      box(pen, paint.bright('#e3cfa5', 0.1), x + w * 0.18, y + height * 0.03, w * 0.62, height * 0.045, 3);
      for (const at of [0.2, 0.62])
        box(
          pen,
          paint.dark ? paint.glow('#ffc873') : paint.shade('#4f6470', 0.1),
          x + w * at,
          y + tall * height * 0.42,
          w * 0.18,
          height * 0.05,
        );
      polygon(pen, paint.shade(wood, 0.42), [
        x - w * 0.02,
        y + tall * height * 0.62,
        x + w,
        y + tall * height * 0.62,
        x + w,
        y + tall * height * 0.7,
        x - w * 0.02,
        y + tall * height * 0.7,
      ]);
      for (const at of [0, 0.31, 0.63, 0.95])
        box(pen, paint.shade(wood, 0.25), x + w * at, y + tall * height * 0.68, 5 * stage.unit, tall * height * 0.32);
      box(pen, paint.shade('#4a3020', 0.3), x + w * 0.4, y + tall * height * 0.76, w * 0.16, tall * height * 0.24);
    }
    box(pen, paint.shade('#7a5a3c', 0.2), stage.left, foot - 6 * stage.unit, width * 0.35 - stage.left, 9 * stage.unit);
    box(
      pen,
      paint.shade('#7a5a3c', 0.2),
      width * 0.68,
      foot - 6 * stage.unit,
      stage.right - width * 0.68,
      9 * stage.unit,
    );
  });
}

/** A roof on posts over the pumps, and the lit shop behind. */
function forecourt(stage: Stage): void {
  const { width, height, horizon, paint, unit, light } = stage;
  const foot = horizon + height * 0.06;
  bake(stage, 0.96, height * 0.14, foot + 6 * unit, (pen) => {
    box(pen, paint.lit('#e3ded2'), width * 0.56, horizon - height * 0.24, width * 0.42, height * 0.26);
    box(pen, paint.lit('#c8483d'), width * 0.56, horizon - height * 0.24, width * 0.42, height * 0.045);
    box(
      pen,
      light.dark ? paint.glow('#ffe6ad') : paint.shade('#6f8fa5', 0.05),
      width * 0.59,
      horizon - height * 0.17,
      width * 0.22,
      height * 0.13,
      3,
    );
    box(
      pen,
      light.dark ? paint.glow('#fff0cc') : paint.shade('#5a7688', 0.05),
      width * 0.84,
      horizon - height * 0.17,
      width * 0.09,
      height * 0.19,
      3,
    );
    for (const x of [0.1, 0.52]) {
      box(pen, paint.shade('#c5c8cc', 0.1), width * x, height * 0.24, width * 0.022, foot - height * 0.24);
      box(pen, paint.lit('#f0ece2'), width * (x - 0.045), foot - height * 0.17, width * 0.055, height * 0.17, 4);
      box(pen, paint.lit('#c8483d'), width * (x - 0.045), foot - height * 0.17, width * 0.055, height * 0.035, 4);
      box(pen, paint.glow('#9fe0d0', 0.9), width * (x - 0.036), foot - height * 0.12, width * 0.036, height * 0.035, 2);
      pen.strokeStyle = paint.shade('#22262e', 0.1);
      pen.lineWidth = 4 * unit;
      pen.beginPath();
      pen.moveTo(width * (x + 0.008), foot - height * 0.12);
      pen.quadraticCurveTo(width * (x + 0.03), foot - height * 0.01, width * (x + 0.012), foot - height * 0.09);
      pen.stroke();
    }
    box(pen, paint.bright('#f4f1ea', 0.1), width * 0.02, height * 0.17, width * 0.6, height * 0.075, 4);
    box(pen, paint.lit('#c8483d'), width * 0.02, height * 0.215, width * 0.6, height * 0.025);
    box(
      pen,
      paint.glow('#fff4d8', light.dark ? 0.95 : 0.4),
      width * 0.06,
      height * 0.245,
      width * 0.52,
      height * 0.012,
    );
  });
  if (!light.dark) return;
  bake(stage, 0.961, height * 0.2, stage.bottom, (pen) => {
    const pool = pen.createRadialGradient(width * 0.32, foot, 10, width * 0.32, foot, height * 0.6);
    pool.addColorStop(0, paint.glow('#ffe9b5', 0.32));
    pool.addColorStop(1, paint.glow('#ffe9b5', 0));
    pen.fillStyle = pool;
    pen.fillRect(stage.left, height * 0.25, stage.right - stage.left, stage.bottom);
  });
}

/** Small lamps on wires across the picture; some breathe. */
function lightStrings(stage: Stage, height: number): void {
  const { width, unit, paint } = stage;
  const colours = ['#ffd27d', '#ff8f7a', '#9fe0ff', '#ffe9b8', '#b5f0a5'] as const;
  const sag = (x: number, line: number) =>
    stage.height * (height + line * 0.07 + 0.06 * Math.sin(((x / width + line * 0.3) % 0.5) * 2 * Math.PI));
  live(stage, 0.9, (pen, seconds) => {
    for (const line of [0, 1]) {
      pen.strokeStyle = paint.shade('#2c2f3a', 0.2);
      pen.lineWidth = 1.5 * unit;
      pen.beginPath();
      for (let x = stage.left; x <= stage.right; x += 16 * unit) pen.lineTo(x, sag(x, line));
      pen.stroke();
      for (let index = 0, x = stage.left; x < stage.right; index += 1, x += 46 * unit) {
        const y = sag(x, line) + 5 * unit;
        const alpha = 0.75 + 0.2 * Math.sin(seconds * 1.7 + index * 2.4);
        disc(
          pen,
          paint.glow(colours[index % colours.length] ?? colours[0], alpha * (paint.dark ? 0.22 : 0.1)),
          x,
          y,
          15 * unit,
        );
        disc(pen, paint.glow(colours[index % colours.length] ?? colours[0], alpha), x, y, 4.5 * unit);
      }
    }
  });
}

/** A slide, a climbing frame, and two swings that move by themselves. */
function playthings(stage: Stage): void {
  const { width, height, paint, unit } = stage;
  const foot = height * 0.7;
  bake(stage, 0.92, height * 0.3, foot + 6 * unit, (pen) => {
    polygon(pen, paint.lit('#f0d9a5'), [
      width * 0.64,
      foot + 5 * unit,
      width * 1.1,
      foot + 5 * unit,
      width * 1.06,
      foot - height * 0.03,
      width * 0.68,
      foot - height * 0.03,
    ]);
    polygon(pen, paint.lit('#d9483a'), [
      width * 0.88,
      height * 0.44,
      width * 0.92,
      height * 0.44,
      width * 0.74,
      foot,
      width * 0.69,
      foot,
    ]);
    polygon(pen, paint.bright('#f0b53a', 0.1), [
      width * 0.89,
      height * 0.45,
      width * 0.91,
      height * 0.45,
      width * 0.73,
      foot - 4 * unit,
      width * 0.705,
      foot - 4 * unit,
    ]);
    for (const x of [0.89, 0.97])
      box(pen, paint.lit('#3f7fb5'), width * x, height * 0.4, 10 * unit, foot - height * 0.4);
    for (let rung = 1; rung < 7; rung += 1)
      box(pen, paint.shade('#3f7fb5', 0.2), width * 0.89, height * (0.42 + rung * 0.04), width * 0.085, 6 * unit);
    polygon(pen, paint.lit('#e9a53a'), [
      width * 0.87,
      height * 0.4,
      width * 0.93,
      height * 0.31,
      width * 0.995,
      height * 0.4,
    ]);
    pen.strokeStyle = paint.lit('#3f9a6a');
    pen.lineWidth = 9 * unit;
    pen.lineCap = 'round';
    pen.beginPath();
    for (const x of [0.05, 0.31]) {
      pen.moveTo(width * (x - 0.03), foot);
      pen.lineTo(width * x, height * 0.38);
      pen.lineTo(width * (x + 0.03), foot);
    }
    pen.moveTo(width * 0.05, height * 0.38);
    pen.lineTo(width * 0.31, height * 0.38);
    pen.stroke();
  });
  live(stage, 0.92, (pen, seconds) => {
    for (const [x, phase] of [
      [0.12, 0],
      [0.24, 1.4],
    ] as const) {
      pen.save();
      pen.translate(width * x, height * 0.385);
      pen.rotate(Math.sin(seconds * 1.5 + phase) * 0.13);
      pen.strokeStyle = paint.shade('#5a6068', 0.1);
      pen.lineWidth = 2.5 * unit;
      pen.beginPath();
      for (const side of [-1, 1]) {
        pen.moveTo(side * 18 * unit, 0);
        pen.lineTo(side * 18 * unit, height * 0.23);
      }
      pen.stroke();
      box(pen, paint.lit('#c8553d'), -24 * unit, height * 0.23, 48 * unit, 8 * unit, 3 * unit);
      pen.restore();
    }
  });
}

/** A house of which only floors and pillars stand. */
function shell(stage: Stage): void {
  const { width, height, horizon, light, unit } = stage;
  bake(stage, 0.5, height * 0.12, horizon + skirt(stage), (pen) => {
    const [left, right, top] = [width * 0.5, width * 0.96, height * 0.2];
    for (let floor = 0; floor <= 5; floor += 1) {
      const y = horizon - (floor * (horizon - top)) / 5;
      box(pen, inAir(light, '#8f949c', 0.1), left - 8 * unit, y - 9 * unit, right - left + 16 * unit, 11 * unit);
      for (let pillar = 0; pillar <= 5; pillar += 1) {
        const x = left + ((right - left) * pillar) / 5;
        if (floor < 5)
          box(
            pen,
            inAir(light, '#7d828c', 0.14),
            x - 6 * unit,
            y - (horizon - top) / 5,
            12 * unit,
            (horizon - top) / 5,
          );
        if (floor === 5) box(pen, inAir(light, '#a0603c', 0.1), x - 2 * unit, y - 46 * unit, 4 * unit, 46 * unit);
      }
      if (floor > 0 && floor < 4)
        box(
          pen,
          inAir(light, ['#4f8fa5', '#e9a53a', '#4f8fa5'][floor - 1] ?? '#4f8fa5', 0.16),
          left + ((right - left) * floor) / 5,
          y + 3 * unit,
          (right - left) / 5,
          (horizon - top) / 5 - 12 * unit,
        );
    }
  });
}

/** A tower crane whose load hangs and swings. */
function crane(stage: Stage, across: number): void {
  const { width, height, horizon, paint, unit } = stage;
  const [x, top, far] = [width * across, height * 0.12, width * (across + 0.4)];
  bake(stage, 0.7, height * 0.02, horizon + height * 0.04, (pen) => {
    pen.strokeStyle = paint.lit('#e9b03a');
    pen.lineWidth = 4 * unit;
    pen.beginPath();
    for (const side of [-13, 13]) {
      pen.moveTo(x + side * unit, horizon + height * 0.03);
      pen.lineTo(x + side * unit, top - 30 * unit);
    }
    for (let y = horizon + height * 0.03, way = 1; y > top; y -= 26 * unit, way = -way) {
      pen.moveTo(x - 13 * unit * way, y);
      pen.lineTo(x + 13 * unit * way, y - 26 * unit);
    }
    pen.moveTo(x - width * 0.12, top);
    pen.lineTo(far, top);
    pen.moveTo(x - width * 0.12, top + 16 * unit);
    pen.lineTo(far, top + 16 * unit);
    for (let at = x - width * 0.12, way = 0; at < far - 20 * unit; at += 22 * unit, way = 16 - way) {
      pen.moveTo(at, top + way * unit);
      pen.lineTo(at + 22 * unit, top + (16 - way) * unit);
    }
    pen.moveTo(x - width * 0.12, top);
    pen.lineTo(x, top - 34 * unit);
    pen.lineTo(far - width * 0.06, top);
    pen.stroke();
    box(pen, paint.shade('#7a7f88', 0.1), x - width * 0.12, top + 16 * unit, 46 * unit, 34 * unit, 3);
    box(pen, paint.lit('#f0e6d0'), x + 6 * unit, top + 18 * unit, 30 * unit, 34 * unit, 4);
  });
  live(stage, 0.7, (pen, seconds) => {
    pen.save();
    pen.translate(far - width * 0.08, top + 16 * unit);
    pen.rotate(Math.sin(seconds * 0.8) * 0.03);
    box(pen, paint.shade('#2c2f38', 0.1), -1.5 * unit, 0, 3 * unit, height * 0.2);
    box(pen, paint.lit('#b5653c'), -44 * unit, height * 0.2, 88 * unit, 13 * unit, 2);
    pen.restore();
  });
}

/** Loungers under parasols on the far side. */
function lounge(stage: Stage): void {
  const { width, height, paint, unit } = stage;
  const foot = height * 0.605;
  bake(stage, 0.6, height * 0.36, foot + 6 * unit, (pen) => {
    for (const [x, cloth] of [
      [0.1, '#e9604a'],
      [0.4, '#f0b53a'],
      [0.72, '#3f9ab5'],
      [0.96, '#e9604a'],
    ] as const) {
      box(pen, paint.shade('#c9bba5', 0.2), width * x, height * 0.44, 5 * unit, foot - height * 0.44);
      for (const [part, tone] of [
        [-1, paint.lit(cloth)],
        [0, paint.bright('#fdf6e8', 0.1)],
      ] as const)
        polygon(pen, tone, [
          width * x + part * 70 * unit,
          height * 0.46,
          width * x + (part + 1) * 70 * unit,
          height * 0.46,
          width * x,
          height * 0.4,
        ]);
      for (const side of [-1, 1]) {
        polygon(pen, paint.bright('#f6f1e6', 0.1), [
          width * x + side * 20 * unit,
          foot - 12 * unit,
          width * x + side * 78 * unit,
          foot - 12 * unit,
          width * x + side * 96 * unit,
          foot - 34 * unit,
          width * x + side * 82 * unit,
          foot - 6 * unit,
          width * x + side * 20 * unit,
          foot - 6 * unit,
        ]);
        box(
          pen,
          paint.shade('#c9bba5', 0.3),
          width * x + side * 50 * unit - 30 * unit,
          foot - 6 * unit,
          4 * unit,
          8 * unit,
        );
      }
    }
  });
}

/** Turquoise water between tiled edges, with light that moves in nets and lanes that run away. */
function basin(stage: Stage, top: number, bottom: number): void {
  const { width, height, unit, light, paint } = stage;
  const [y0, y1] = [height * top, height * bottom];
  water(stage, { top: y0, bottom: y1 + 2, colour: '#2fc3d3', calm: 0.7, depth: 0.8 });
  bake(stage, 0.81, y0 - 8 * unit, y1 + 10 * unit, (pen) => {
    pen.fillStyle = css(fade(colourOf(light.dark ? '#1fb5d9' : '#4fdfe9'), light.dark ? 0.42 : 0.34));
    pen.fillRect(stage.left, y0, stage.right - stage.left, y1 - y0);
    for (const lane of [-3, -2, -1, 0, 1, 2, 3])
      for (let part = 0; part < 14; part += 1) {
        const at = (part / 14) ** 1.4;
        const y = y0 + (y1 - y0) * at;
        const x = width * 0.5 + lane * width * (0.2 + at * 0.1);
        pen.fillStyle = paint.lit(part % 2 === 0 ? '#e9604a' : '#f6f3ea');
        pen.globalAlpha = 0.75;
        pen.fillRect(x, y, (3 + at * 3) * unit, (y1 - y0) * 0.07);
      }
    pen.globalAlpha = 1;
    box(pen, paint.bright('#f2f0e8', 0.15), stage.left, y0 - 7 * unit, stage.right - stage.left, 8 * unit);
    box(pen, paint.bright('#f2f0e8', 0.2), stage.left, y1 - 3 * unit, stage.right - stage.left, 12 * unit);
  });
}

/** Ice between boards, with the marks of skates. */
function rink(stage: Stage): void {
  const { width, height, horizon, light, paint, unit, random } = stage;
  const foot = horizon + height * 0.04;
  bake(stage, 0.9, horizon - height * 0.1, stage.bottom, (pen) => {
    const ice = pen.createLinearGradient(0, foot, 0, stage.bottom);
    ice.addColorStop(0, css(mix(colourOf(inAir(light, '#e6f2fa', 0.2)), light.sky[1], 0.25)));
    ice.addColorStop(1, inAir(light, '#cfe4f2', 0));
    box(pen, ice, stage.left, foot, stage.right - stage.left, stage.bottom - foot);
    box(pen, paint.lit('#f4f6f8'), stage.left, foot - height * 0.1, stage.right - stage.left, height * 0.1);
    box(pen, paint.lit('#d9b53a'), stage.left, foot - height * 0.022, stage.right - stage.left, height * 0.018);
    box(pen, paint.lit('#3f6fb5'), stage.left, foot - height * 0.105, stage.right - stage.left, height * 0.016);
    for (let x = stage.left, panel = 0; x < stage.right; x += 150 * unit, panel += 1) {
      box(pen, paint.shade('#c9ced6', 0.15), x, foot - height * 0.09, 3 * unit, height * 0.07);
      if (panel % 2 === 0)
        box(
          pen,
          paint.lit(['#e9604a', '#3f9ab5', '#5f9a5a'][(panel / 2) % 3] ?? '#e9604a'),
          x + 24 * unit,
          foot - height * 0.075,
          100 * unit,
          height * 0.038,
          3,
        );
    }
    const shine = pen.createLinearGradient(0, foot, 0, foot + height * 0.14);
    shine.addColorStop(0, css(fade(mix(light.sky[2], [255, 255, 255, 1], 0.5), 0.55)));
    shine.addColorStop(1, css(fade(light.sky[2], 0)));
    box(pen, shine, stage.left, foot, stage.right - stage.left, height * 0.14);
    pen.strokeStyle = css(fade([255, 255, 255, 1], 0.5));
    for (let mark = 0; mark < 34; mark += 1) {
      const near = random();
      const y = foot + height * 0.03 + near * (stage.bottom - foot);
      const x = stage.left + random() * (stage.right - stage.left);
      const reach = (30 + near * 170) * unit;
      pen.lineWidth = (0.8 + near * 1.6) * unit;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.quadraticCurveTo(x + reach * 0.5, y - reach * 0.12 * (random() - 0.5), x + reach, y + reach * 0.06);
      pen.stroke();
    }
    pen.strokeStyle = css(fade(colourOf(paint.lit('#c8483d')), 0.55));
    pen.lineWidth = 5 * unit;
    pen.beginPath();
    pen.ellipse(width * 0.5, height * 0.84, width * 0.24, height * 0.07, 0, 0, Math.PI * 2);
    pen.stroke();
  });
}

/** A dome with lit windows and a lock, half in the dust. */
function dome(stage: Stage, across: number, size: number): void {
  const { width, height, horizon, light } = stage;
  const [x, y, radius] = [width * across, horizon + height * 0.05, height * size];
  bake(stage, 0.96, y - radius * 1.3, y + radius * 0.2, (pen) => {
    const shell = pen.createRadialGradient(
      x + light.keyFrom * radius * 0.5,
      y - radius * 0.7,
      radius * 0.1,
      x,
      y,
      radius * 1.1,
    );
    shell.addColorStop(0, '#eef1f6');
    shell.addColorStop(0.5, '#aeb5c6');
    shell.addColorStop(1, '#474c64');
    pen.fillStyle = shell;
    pen.beginPath();
    pen.arc(x, y, radius, Math.PI, 0);
    pen.fill();
    pen.strokeStyle = 'rgba(40,44,66,0.35)';
    pen.lineWidth = radius * 0.02;
    for (const part of [0.3, 0.66]) {
      pen.beginPath();
      pen.ellipse(x, y, radius * part, radius, 0, Math.PI, 0);
      pen.stroke();
    }
    for (const [dx, dy] of [
      [-0.62, -0.3],
      [-0.24, -0.46],
      [0.24, -0.46],
      [0.62, -0.3],
    ] as const) {
      disc(pen, 'rgba(255,214,140,0.25)', x + dx * radius, y + dy * radius, radius * 0.16);
      disc(pen, '#ffe2a5', x + dx * radius, y + dy * radius, radius * 0.075);
    }
    box(pen, '#6a7186', x - radius * 0.2, y - radius * 0.26, radius * 0.4, radius * 0.3, radius * 0.08);
    box(pen, '#ffcf8a', x - radius * 0.12, y - radius * 0.2, radius * 0.24, radius * 0.24, radius * 0.05);
    box(pen, '#3a3d55', x - radius * 1.04, y - radius * 0.01, radius * 2.08, radius * 0.06, radius * 0.02);
  });
}
