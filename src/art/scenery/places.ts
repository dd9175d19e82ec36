import type { Setting } from '../../film/screenplay.ts';
import type { Stage } from '../layer.ts';
import { abstraction, playhouse, space, stadium, underwater } from './elsewhere.ts';
import {
  bar,
  bed,
  blackboard,
  bookshelf,
  columns,
  computer,
  counter,
  floorLamp,
  goods,
  hospitalBed,
  labBench,
  machine,
  panels,
  pictures,
  plant,
  schoolDesks,
  seats,
  servers,
  sofa,
  spotlights,
  table,
  wideShelves,
  workbench,
} from './furniture.ts';
import { foreground, nearTree, shafts, wood } from './growth.ts';
import { ground, ridge, surf, water } from './land.ts';
import { grassOf, indoors, outdoors, snowy, wet, type Place } from './place.ts';
import { sky } from './sky.ts';
import { GROUNDS } from './grounds.ts';
import { INSIDES } from './insides.ts';
import { UNDERGROUND } from './underground.ts';
import { WILDS } from './wilds.ts';
import { cottages, facades, fence, pavement, road, skyline, streetLamps } from './town.ts';

export type { Place };

/** The place that these words mean: in the setting's own words first, then in the shot's description; null when unknown. */
export function placeFor(setting: Setting, description: string): Place | null {
  return (
    headed(setting.place, setting.interior) ??
    matched(setting.place, setting.interior) ??
    matched(description, setting.interior) ??
    (setting.interior ? (PLACES.find(({ id }) => id === 'room') ?? null) : null)
  );
}

/** The place whose longest word ends the first noun phrase: a jazz club is a club, whatever else is said of it. */
function headed(text: string, interior: boolean): Place | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const start = words.findIndex((word) => !LEADING.has(word));
  const whole = words.slice(Math.max(start, 0)).join(' ');
  const length = words.slice(start + 1).findIndex((word) => RELATING.has(word));
  const phrase = ` ${words.slice(Math.max(start, 0), length < 0 ? words.length : start + 1 + length).join(' ')}`;
  let best: Place | null = null;
  let score = 0;
  for (const place of PLACES) {
    for (const word of place.words) {
      const points = word.length + (place.interior === interior ? 0.5 : 0);
      if (points > score && (whole === word || new RegExp(` ${word}(?:s|es)?$`, 'u').test(phrase)))
        [best, score] = [place, points];
    }
  }
  return best;
}

const RELATING = new Set(
  'in on at of near by under over above below behind beside inside outside with from through along between among around during where that which and full'.split(
    ' ',
  ),
);
const LEADING = new Set('in on at inside a an the his her its their some'.split(' '));

/** For what nobody has drawn. */
export const NOWHERE: Place = { id: 'nowhere', words: [], horizon: 0.72, interior: false, build: abstraction };

function matched(text: string, interior: boolean): Place | null {
  const plain = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  let best: Place | null = null;
  let score = 0;
  for (const place of PLACES) {
    for (const word of place.words) {
      const at = plain.search(new RegExp(` ${word}(?:s|es)? `, 'u'));
      if (at < 0) continue;
      // Longer words say more; of two the first is the place ("a lake in the forest"); the setting's side breaks ties.
      const points = word.length * 3 - at * 0.15 + (place.interior === interior ? 12 : 0);
      if (points > score) [best, score] = [place, points];
    }
  }
  return best;
}

export const PLACES: readonly Place[] = [
  outdoors(
    'mountain-lake',
    ['mountain lake', 'alpine lake', 'lake', 'pond', 'lakeside', 'lakeshore', 'reservoir', 'fjord', 'loch'],
    0.56,
    (stage, setting) => {
      sky(stage);
      ridge(stage, {
        depth: 0.12,
        height: 0.25,
        rough: 0.1,
        colour: '#6f86ad',
        distance: 0.62,
        form: 'peaks',
        snow: true,
      });
      ridge(stage, {
        depth: 0.22,
        height: 0.15,
        rough: 0.08,
        colour: '#4a6a8c',
        distance: 0.38,
        form: 'peaks',
        snow: snowy(setting),
      });
      wood(stage, { tree: 'pine', depth: 0.34, height: 0.09, count: 60, colour: '#2f5d55', distance: 0.3 });
      water(stage, { depth: 0.75 });
      wood(stage, {
        tree: 'pine',
        depth: 0.9,
        foot: stage.height * 0.93,
        height: 0.42,
        count: 13,
        colour: grassOf(setting, '#1f4a42').replace('#eaf1f8', '#5f7f86'),
        distance: 0,
        clearing: 0.66,
      });
      ground(stage, {
        colour: grassOf(setting, '#3f6f4a'),
        top: stage.height * 0.88,
        roll: 0.03,
        depth: 1,
        detail: { kind: 'grass', colour: '#5f9a58' },
      });
      foreground(stage, '#2c5a40');
    },
    { waterAt: 0.7, footing: 0.91 },
  ),
  outdoors(
    'river',
    ['river', 'stream', 'creek', 'riverbank', 'river bank', 'bank of the river', 'bank of a river', 'brook', 'canal'],
    0.5,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.15, height: 0.16, rough: 0.07, colour: '#6f94a8', distance: 0.55, form: 'hills' });
      wood(stage, { tree: 'round', depth: 0.35, height: 0.13, count: 30, colour: '#4f8a5a', distance: 0.3 });
      water(stage, { depth: 0.7, bottom: stage.height * 0.84, calm: 0.8 });
      ground(stage, {
        colour: grassOf(setting, '#5f9a54'),
        top: stage.height * 0.8,
        roll: 0.05,
        detail: { kind: 'flowers', colour: '#7fb05a' },
      });
      nearTree(stage, 'round', stage.width * 0.06, stage.height * 0.86, stage.height * 0.62, '#4f8a4a', 1.05);
      foreground(stage, '#35603a');
    },
    { waterAt: 0.66, footing: 0.84 },
  ),
  outdoors(
    'sea',
    ['sea', 'ocean', 'atlantic', 'pacific', 'open water', 'waves', 'bay', 'lagoon'],
    0.5,
    (stage) => {
      sky(stage);
      ridge(stage, { depth: 0.12, height: 0.05, rough: 0.03, colour: '#5f7f9a', distance: 0.6, form: 'hills' });
      water(stage, { depth: 0.85, colour: '#1f6f9a', calm: 0.7 });
    },
    { waterAt: 0.72 },
  ),
  outdoors(
    'beach',
    ['beach', 'seashore', 'shore', 'coast', 'seaside', 'tropical island', 'island', 'desert island'],
    0.46,
    (stage) => {
      sky(stage);
      ridge(stage, { depth: 0.15, height: 0.06, rough: 0.035, colour: '#5f8f9a', distance: 0.55, form: 'hills' });
      water(stage, { depth: 0.7, bottom: stage.height * 0.74, colour: '#2fa3b5', calm: 0.8 });
      ground(stage, {
        colour: '#efd3a0',
        top: stage.height * 0.7,
        roll: 0.012,
        detail: { kind: 'stones', colour: '#d9b57f' },
      });
      surf(stage, stage.height * 0.715);
      nearTree(stage, 'palm', stage.width * 0.1, stage.height * 0.84, stage.height * 0.74, '#3f8f5a', 1.08);
      nearTree(stage, 'palm', stage.width * 1.0, stage.height * 0.8, stage.height * 0.6, '#3f8f5a', 1.02);
    },
    { waterAt: 0.58, footing: 0.76 },
  ),
  outdoors(
    'harbour',
    ['harbour', 'harbor', 'port', 'dock', 'marina', 'pier', 'wharf', 'quay'],
    0.5,
    (stage) => {
      sky(stage);
      cottages(stage, { depth: 0.3, count: 16, tall: 0.1, distance: 0.35 });
      water(stage, { depth: 0.75, bottom: stage.height * 0.86 });
      masts(stage);
      ground(stage, { colour: '#9a7a5c', top: stage.height * 0.8, detail: { kind: 'paving', colour: '#5f4636' } });
    },
    { waterAt: 0.66, footing: 0.84 },
  ),
  outdoors(
    'mountains',
    [
      'mountain',
      'mountaintop',
      'summit',
      'peak',
      'alps',
      'himalayas',
      'highlands',
      'valley',
      'canyon edge',
      'ridge',
      'trail',
      'wilderness',
    ],
    0.66,
    (stage, setting) => {
      sky(stage);
      ridge(stage, {
        depth: 0.1,
        height: 0.38,
        rough: 0.13,
        colour: '#7f90b5',
        distance: 0.64,
        form: 'peaks',
        snow: true,
      });
      ridge(stage, {
        depth: 0.22,
        height: 0.22,
        rough: 0.1,
        colour: '#54709a',
        distance: 0.4,
        form: 'peaks',
        snow: true,
      });
      ridge(stage, { depth: 0.4, height: 0.09, rough: 0.05, colour: '#3f6a62', distance: 0.25, form: 'hills' });
      wood(stage, { tree: 'pine', depth: 0.55, height: 0.13, count: 34, colour: '#2f5d4c', distance: 0.14 });
      ground(stage, { colour: grassOf(setting, '#6f9a58'), roll: 0.05, detail: { kind: 'grass', colour: '#86ad62' } });
      foreground(stage, '#35603f');
    },
  ),
  outdoors(
    'hills',
    [
      'hill',
      'path',
      'hillside',
      'countryside',
      'field',
      'battlefield',
      'meadow',
      'grassland',
      'prairie',
      'pasture',
      'plain',
      'steppe',
      'lawn',
    ],
    0.62,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.12, height: 0.14, rough: 0.05, colour: '#6f93b5', distance: 0.6, form: 'hills' });
      ridge(stage, {
        depth: 0.25,
        height: 0.09,
        rough: 0.05,
        colour: grassOf(setting, '#6fa06a'),
        distance: 0.36,
        form: 'hills',
      });
      wood(stage, { tree: 'round', depth: 0.36, height: 0.09, count: 16, colour: '#4a7f52', distance: 0.28 });
      ridge(stage, {
        depth: 0.5,
        height: 0.035,
        rough: 0.03,
        colour: grassOf(setting, '#86b562'),
        distance: 0.16,
        form: 'hills',
      });
      ground(stage, {
        colour: grassOf(setting, '#7fb356'),
        roll: 0.04,
        detail: { kind: 'flowers', colour: '#8fbf5f' },
      });
      foreground(stage, '#4a7f3f');
    },
  ),
  outdoors(
    'forest',
    ['forest', 'forest path', 'wood', 'woods', 'woodland', 'grove', 'trees', 'taiga', 'clearing'],
    0.68,
    (stage, setting) => {
      sky(stage);
      wood(stage, { tree: 'pine', depth: 0.2, height: 0.5, count: 26, colour: '#6f9a8f', distance: 0.6 });
      wood(stage, {
        tree: 'pine',
        depth: 0.4,
        height: 0.62,
        count: 17,
        colour: '#3f7a66',
        distance: 0.34,
        clearing: 0.1,
      });
      shafts(stage, -20, stage.height * 0.8, stage.light.dark ? 0.08 : 0.26);
      ground(stage, { colour: grassOf(setting, '#4f7f4a'), roll: 0.03, detail: { kind: 'grass', colour: '#6a9a52' } });
      wood(stage, {
        tree: 'pine',
        depth: 0.8,
        foot: stage.height * 0.78,
        height: 0.95,
        count: 9,
        colour: '#2a5a48',
        distance: 0.06,
        clearing: 0.5,
      });
      foreground(stage, '#24503a');
    },
  ),
  outdoors(
    'garden',
    ['garden', 'garden path', 'backyard', 'yard', 'allotment', 'orchard', 'flower field'],
    0.65,
    (stage, setting) => {
      sky(stage);
      wood(stage, { tree: 'round', depth: 0.3, height: 0.2, count: 20, colour: '#5f9a62', distance: 0.32 });
      wood(stage, {
        tree: 'round',
        depth: 0.5,
        height: 0.3,
        count: 9,
        colour: '#4f9256',
        distance: 0.14,
        clearing: 0.45,
      });
      fence(stage, stage.height * 0.66, 0.7);
      ground(stage, {
        colour: grassOf(setting, '#76b055'),
        top: stage.height * 0.65,
        roll: 0.015,
        detail: { kind: 'flowers', colour: '#8fbf5f' },
      });
      nearTree(stage, 'round', stage.width * 0.95, stage.height * 0.86, stage.height * 0.7, '#4f8f48', 1.05);
      foreground(stage, '#3f7a3f');
    },
  ),
  outdoors('park', ['park', 'campus', 'picnic', 'campsite', 'campground'], 0.6, (stage, setting) => {
    sky(stage);
    skyline(stage, { depth: 0.15, height: 0.28, colour: '#7f95b5', distance: 0.6 });
    wood(stage, { tree: 'round', depth: 0.4, height: 0.24, count: 16, colour: '#5a9a5e', distance: 0.24 });
    ground(stage, { colour: grassOf(setting, '#79b35a'), roll: 0.02, detail: { kind: 'grass', colour: '#93c46a' } });
    streetLamps(stage, stage.height * 0.74, stage.height * 0.4);
    nearTree(stage, 'birch', stage.width * 0.08, stage.height * 0.84, stage.height * 0.7, '#6aa851', 1.04);
    foreground(stage, '#3f7f42');
  }),
  outdoors('desert', ['desert', 'dune', 'wasteland', 'sand', 'sahara', 'mesa', 'badlands'], 0.62, (stage) => {
    sky(stage);
    ridge(stage, { depth: 0.14, height: 0.12, rough: 0.07, colour: '#c9805c', distance: 0.5, form: 'mesas' });
    ridge(stage, { depth: 0.35, height: 0.07, rough: 0.045, colour: '#dd9a5f', distance: 0.28, form: 'hills' });
    ridge(stage, { depth: 0.6, height: 0.03, rough: 0.035, colour: '#e8ae6c', distance: 0.12, form: 'hills' });
    ground(stage, { colour: '#edb878', roll: 0.05, detail: { kind: 'ripples', colour: '#d2945a' } });
  }),
  outdoors('snowfield', ['snow', 'snowfield', 'tundra', 'north pole', 'winter landscape'], 0.62, (stage) => {
    sky(stage);
    ridge(stage, {
      depth: 0.12,
      height: 0.24,
      rough: 0.1,
      colour: '#8fa5c9',
      distance: 0.6,
      form: 'peaks',
      snow: true,
    });
    wood(stage, { tree: 'pine', depth: 0.35, height: 0.12, count: 26, colour: '#5f8590', distance: 0.42 });
    ridge(stage, { depth: 0.5, height: 0.04, rough: 0.035, colour: '#dbe8f4', distance: 0.2, form: 'hills' });
    ground(stage, { colour: '#f1f6fb', roll: 0.05, detail: { kind: 'ripples', colour: '#c5d8ea' } });
  }),
  outdoors(
    'cliffs',
    ['cliff', 'clifftop', 'coastline', 'headland', 'cape', 'rocky shore', 'rocky coast'],
    0.52,
    (stage, setting) => {
      sky(stage);
      water(stage, { depth: 0.6, bottom: stage.height * 0.86, colour: '#2a6f92', calm: 0.7 });
      ridge(stage, {
        depth: 0.45,
        height: 0.16,
        rough: 0.1,
        colour: '#7f7a80',
        distance: 0.32,
        form: 'mesas',
        foot: stage.height * 0.62,
      });
      ground(stage, {
        colour: grassOf(setting, '#7a9a5f'),
        top: stage.height * 0.76,
        roll: 0.07,
        detail: { kind: 'grass', colour: '#93ad6a' },
      });
      foreground(stage, '#4f6f42');
    },
    { waterAt: 0.62, footing: 0.8 },
  ),
  outdoors(
    'city',
    [
      'city',
      'skyline',
      'metropolis',
      'downtown',
      'cityscape',
      'megacity',
      'new york',
      'manhattan',
      'tokyo',
      'london',
      'paris',
      'berlin',
      'shanghai',
      'mumbai',
      'cairo',
      'istanbul',
      'rome',
      'san francisco',
      'hong kong',
      'venice',
      'lagos',
      'barcelona',
      'amsterdam',
      'plaza',
      'square',
      'bridge',
    ],
    0.68,
    (stage, setting) => {
      sky(stage);
      skyline(stage, { depth: 0.12, height: 0.5, colour: '#7f92ba', distance: 0.66, wide: 0.07 });
      skyline(stage, { depth: 0.28, height: 0.4, colour: '#566a94', distance: 0.4, wide: 0.1 });
      skyline(stage, { depth: 0.5, height: 0.25, colour: '#3a4a72', distance: 0.14, wide: 0.13 });
      pavement(stage, { wet: wet(setting) });
      streetLamps(stage, stage.height * 0.8, stage.height * 0.46);
    },
  ),
  outdoors(
    'street',
    [
      'street',
      'alley',
      'avenue',
      'boulevard',
      'pavement',
      'sidewalk',
      'neighborhood',
      'neighbourhood',
      'town',
      'shopfront',
      'crosswalk',
      'bus stop',
      'station',
      'suburb',
    ],
    0.7,
    (stage, setting) => {
      sky(stage);
      skyline(stage, { depth: 0.2, height: 0.55, colour: '#7f90b0', distance: 0.58 });
      facades(stage, { height: 0.5 });
      pavement(stage, { wet: wet(setting) });
      streetLamps(stage, stage.height * 0.8, stage.height * 0.5);
    },
  ),
  outdoors(
    'road',
    [
      'road',
      'track',
      'highway',
      'freeway',
      'motorway',
      'route',
      'racetrack',
      'race track',
      'driveway',
      'parking lot',
      'runway',
    ],
    0.56,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.12, height: 0.15, rough: 0.08, colour: '#7088a8', distance: 0.56, form: 'peaks' });
      ridge(stage, { depth: 0.25, height: 0.06, rough: 0.03, colour: '#7a9a72', distance: 0.36, form: 'hills' });
      wood(stage, {
        tree: 'pine',
        depth: 0.4,
        height: 0.07,
        count: 30,
        colour: '#4a7a5a',
        distance: 0.3,
        clearing: 0.1,
      });
      road(stage, { sides: grassOf(setting, '#8aa868'), wet: wet(setting) });
    },
  ),
  outdoors(
    'village',
    ['village', 'hamlet', 'house', 'cottage', 'cabin', 'countryside home'],
    0.64,
    (stage, setting) => {
      sky(stage);
      ridge(stage, {
        depth: 0.14,
        height: 0.18,
        rough: 0.08,
        colour: '#7390b0',
        distance: 0.56,
        form: 'peaks',
        snow: snowy(setting),
      });
      wood(stage, { tree: 'round', depth: 0.3, height: 0.12, count: 24, colour: '#5a8f62', distance: 0.3 });
      cottages(stage, { depth: 0.5, count: 6, tall: 0.17, foot: stage.height * 0.66 });
      ground(stage, { colour: grassOf(setting, '#86b066'), roll: 0.015, detail: { kind: 'grass', colour: '#9ac472' } });
      fence(stage, stage.height * 0.76, 0.97);
      foreground(stage, '#4a7f42');
    },
  ),
  outdoors(
    'farm',
    ['farm', 'barn', 'ranch', 'farmland', 'wheat field', 'cornfield', 'crops', 'paddock'],
    0.6,
    (stage, setting) => {
      sky(stage);
      ridge(stage, { depth: 0.14, height: 0.09, rough: 0.04, colour: '#7fa08a', distance: 0.5, form: 'hills' });
      wood(stage, { tree: 'round', depth: 0.3, height: 0.09, count: 20, colour: '#5a8a52', distance: 0.3 });
      cottages(stage, { depth: 0.45, count: 2, tall: 0.2, barn: true, foot: stage.height * 0.62 });
      ground(stage, {
        colour: grassOf(setting, '#d9b55a'),
        roll: 0.015,
        detail: { kind: 'furrows', colour: '#a5803a' },
      });
      fence(stage, stage.height * 0.78);
      foreground(stage, '#8a7a35');
    },
  ),
  outdoors('rooftop', ['rooftop', 'roof', 'terrace', 'balcony'], 0.7, (stage, setting) => {
    sky(stage);
    skyline(stage, {
      depth: 0.12,
      height: 0.42,
      colour: '#8092ba',
      distance: 0.62,
      wide: 0.07,
      foot: stage.height * 0.74,
    });
    skyline(stage, {
      depth: 0.3,
      height: 0.3,
      colour: '#4f628e',
      distance: 0.34,
      wide: 0.1,
      foot: stage.height * 0.74,
    });
    ground(stage, { colour: '#8b8580', top: stage.height * 0.72, detail: { kind: 'paving', colour: '#5c5652' } });
    railing(stage, stage.height * 0.74);
    void setting;
  }),
  outdoors(
    'stadium',
    [
      'stadium',
      'arena',
      'pitch',
      'football field',
      'football club',
      'soccer club',
      'soccer field',
      'sports field',
      'court',
      'tennis court',
      'basketball court',
      'olympic',
      'ballpark',
    ],
    0.58,
    (stage) => {
      sky(stage);
      stadium(stage);
    },
  ),
  outdoors(
    'space',
    ['space', 'outer space', 'galaxy', 'cosmos', 'orbit', 'nebula', 'universe', 'solar system', 'asteroid'],
    0.8,
    (stage) => space(stage, null),
    { weightless: true, sealed: true },
  ),
  outdoors(
    'moon',
    [
      'moon',
      'lunar surface',
      'moon surface',
      'crater',
      'planet',
      'saturn',
      'jupiter',
      'venus',
      'mercury',
      'alien planet',
      'alien world',
    ],
    0.72,
    (stage) => space(stage, '#a5a3b0'),
    { sealed: true },
  ),
  outdoors(
    'underwater',
    ['underwater', 'ocean floor', 'seabed', 'coral reef', 'reef', 'deep sea', 'depths', 'under the sea'],
    0.86,
    underwater,
    { weightless: true },
  ),
  outdoors('sky', ['sky', 'clouds', 'above the clouds', 'air', 'heaven'], 1.04, (stage) => sky(stage, stage.bottom), {
    weightless: true,
  }),
  {
    id: 'theatre',
    words: [
      'stage',
      'theatre',
      'theater',
      'concert',
      'concert hall',
      'festival',
      'auditorium',
      'opera',
      'podium',
      'ballroom',
      'dance floor',
    ],
    horizon: 0.72,
    interior: true,
    build: (stage) => playhouse(stage, true),
  },
  indoors(
    'office',
    [
      'office',
      'cubicle',
      'workspace',
      'workplace',
      'headquarters',
      'coworking',
      'meeting room',
      'startup',
      'desk',
      'boardroom',
      'conference room',
      'workstation',
      'newsroom',
    ],
    {
      walls: ['#c9d3d9', '#d9cdbf', '#b9c7c4'],
      floor: '#9a8672',
      floorKind: 'boards',
      window: 'wide',
      outside: 'city',
      pieces: [
        { piece: bookshelf, at: 0.06 },
        { piece: plant, at: 0.94 },
        { piece: computer, at: 0.84 },
      ],
    },
  ),
  indoors(
    'home',
    [
      'home',
      'living room',
      'apartment',
      'lounge',
      'house interior',
      'flat',
      'den',
      'porch',
      'fireplace',
      'sofa',
      'couch',
    ],
    {
      walls: ['#d9b99a', '#a9bfae', '#c7a9a0', '#8fa5b5'],
      floor: '#a5774f',
      floorKind: 'carpet',
      window: 'one',
      outside: 'hills',
      pieces: [
        { piece: pictures, at: 0.42 },
        { piece: bookshelf, at: 0.93 },
        { piece: sofa, at: 0.5, near: true },
        { piece: plant, at: 0.08, near: true },
      ],
    },
  ),
  indoors('bedroom', ['bedroom', 'bed', 'dorm', 'nursery', 'hotel room', 'motel'], {
    walls: ['#9fb0cc', '#c9b3c5', '#b5c4b0'],
    floor: '#a98a68',
    floorKind: 'carpet',
    window: 'one',
    outside: 'city',
    pieces: [
      { piece: pictures, at: 0.5 },
      { piece: bed, at: 0.68, near: true },
      { piece: plant, at: 0.04, near: true },
    ],
  }),
  indoors('kitchen', ['kitchen', 'bakery', 'cooking', 'stove', 'oven', 'pantry'], {
    walls: ['#efe0c2', '#cfe0d6', '#f0d2bd'],
    floor: '#c9b7a0',
    floorKind: 'tiles',
    window: 'one',
    outside: 'hills',
    pieces: [{ piece: counter, at: 0.5 }],
    pendants: 2,
  }),
  indoors('cafe', ['cafe', 'café', 'coffee shop', 'coffeehouse', 'teahouse', 'canteen'], {
    walls: ['#7a4f42', '#3f5f5c', '#8a5a4a'],
    floor: '#8a5f42',
    floorKind: 'boards',
    window: 'row',
    outside: 'city',
    pieces: [
      { piece: bar, at: 0.5 },
      { piece: table, at: 0.08, near: true },
      { piece: table, at: 0.94, near: true },
    ],
    pendants: 3,
  }),
  indoors(
    'workshop',
    ['workshop', 'garage', 'shed', 'atelier', 'forge', 'smithy', 'pottery', 'workbench', 'barn interior', 'makerspace'],
    {
      walls: ['#a58b72', '#8a8f8f', '#9a7a62'],
      floor: '#8b8580',
      floorKind: 'plain',
      window: 'one',
      outside: 'hills',
      pieces: [
        { piece: workbench, at: 0.55 },
        { piece: bookshelf, at: 0.05 },
      ],
      pendants: 2,
    },
  ),
  indoors('lab', ['lab', 'laboratory', 'research', 'clean room', 'cleanroom', 'observatory'], {
    walls: ['#d5e2e8', '#c5dbe0', '#dfe0ec'],
    floor: '#c5ced6',
    floorKind: 'tiles',
    window: 'row',
    outside: 'city',
    pieces: [
      { piece: labBench, at: 0.28 },
      { piece: labBench, at: 0.86 },
    ],
  }),
  indoors('library', ['library', 'bookstore', 'bookshop', 'archive', 'study', 'reading room'], {
    walls: ['#7a5a46', '#5f5a4f', '#6f4a42'],
    floor: '#7f5638',
    floorKind: 'boards',
    window: 'none',
    outside: 'hills',
    pieces: [
      { piece: wideShelves, at: 0.14 },
      { piece: wideShelves, at: 0.88 },
    ],
    pendants: 3,
  }),
  indoors('classroom', ['classroom', 'school', 'lecture hall', 'university', 'kindergarten'], {
    walls: ['#f0e2bd', '#cfe0e0', '#e8d3c0'],
    floor: '#b58e62',
    floorKind: 'boards',
    window: 'none',
    outside: 'hills',
    pieces: [
      { piece: blackboard, at: 0.5 },
      { piece: bookshelf, at: 0.02 },
      { piece: schoolDesks, at: 0.5, near: true },
    ],
  }),
  indoors(
    'hospital',
    [
      'hospital',
      'clinic',
      'ward',
      'emergency room',
      'operating room',
      'surgery',
      'pharmacy',
      'doctor s office',
      'dentist',
      'dental office',
    ],
    {
      walls: ['#d3e8e4', '#dbe6ef', '#e6e8dd'],
      floor: '#c9d6d8',
      floorKind: 'tiles',
      window: 'one',
      outside: 'city',
      pieces: [{ piece: hospitalBed, at: 0.72 }],
    },
  ),
  indoors(
    'factory',
    [
      'factory',
      'warehouse',
      'plant floor',
      'assembly line',
      'mill',
      'steel mill',
      'paper mill',
      'sawmill',
      'shipyard',
      'power plant',
      'hangar',
      'industrial',
    ],
    {
      walls: ['#7f8b94', '#8f8578', '#6f7f86'],
      floor: '#7d7f82',
      floorKind: 'plain',
      window: 'row',
      outside: 'city',
      pieces: [
        { piece: machine, at: 0.25 },
        { piece: machine, at: 0.85 },
      ],
      pendants: 3,
    },
  ),
  indoors(
    'studio',
    ['studio', 'photo studio', 'film set', 'darkroom', 'recording studio', 'gallery', 'showroom', 'art studio'],
    {
      walls: ['#cfc7d9', '#d9cfc2', '#b5c4cc'],
      floor: '#bdb3a8',
      floorKind: 'plain',
      window: 'none',
      outside: 'city',
      pieces: [{ piece: spotlights, at: 0.5 }],
    },
  ),
  indoors('museum', ['museum', 'palace', 'hall', 'temple', 'shrine', 'monastery', 'bank', 'lobby', 'mansion'], {
    walls: ['#b5a58f', '#a59a9f', '#9fa8a5'],
    floor: '#c0b49f',
    floorKind: 'tiles',
    window: 'row',
    outside: 'hills',
    pieces: [{ piece: columns, at: 0.5 }],
  }),
  indoors('shop', ['shop', 'store', 'supermarket', 'mall', 'boutique', 'grocery', 'grocery store', 'toy store'], {
    walls: ['#e6d3b5', '#cfdcd6', '#ecc9b8'],
    floor: '#cbbfae',
    floorKind: 'tiles',
    window: 'none',
    outside: 'city',
    pieces: [
      { piece: goods, at: 0.16 },
      { piece: goods, at: 0.84 },
    ],
    pendants: 3,
  }),
  indoors(
    'server-room',
    [
      'server room',
      'data center',
      'data centre',
      'datacenter',
      'server',
      'cyberspace',
      'computer room',
      'cloud computing',
    ],
    {
      walls: ['#26304a', '#2a2f4f'],
      floor: '#39435c',
      floorKind: 'tiles',
      window: 'none',
      outside: 'city',
      pieces: [
        { piece: servers, at: 0.2 },
        { piece: servers, at: 0.8 },
      ],
    },
  ),
  indoors(
    'train',
    ['train', 'train car', 'bus', 'subway', 'tram', 'airplane cabin', 'car interior', 'carriage', 'plane', 'metro'],
    {
      walls: ['#c9c3b5', '#b5c4cc'],
      floor: '#6f7480',
      floorKind: 'plain',
      window: 'row',
      outside: 'hills',
      pieces: [{ piece: seats, at: 0.5, near: true }],
    },
  ),
  indoors(
    'cockpit',
    ['spaceship', 'spacecraft', 'cockpit', 'starship', 'control room', 'mission control', 'bridge of the ship'],
    {
      walls: ['#4a5670', '#566078'],
      floor: '#39435a',
      floorKind: 'tiles',
      window: 'porthole',
      outside: 'space',
      pieces: [{ piece: panels, at: 0.5 }],
    },
  ),
  indoors('room', ['room', 'interior', 'indoors'], {
    walls: ['#cbb8a2', '#a9b8c2', '#b8c2a9', '#c2a9b0'],
    floor: '#a08265',
    floorKind: 'boards',
    window: 'one',
    outside: 'hills',
    pieces: [
      { piece: pictures, at: 0.55 },
      { piece: floorLamp, at: 0.9 },
      { piece: plant, at: 0.06 },
    ],
  }),
  ...WILDS,
  ...GROUNDS,
  ...UNDERGROUND,
  ...INSIDES,
];

/** Sails and masts at their moorings. */
function masts(stage: Stage): void {
  const { random, width, height, unit, paint } = stage;
  for (let index = 0; index < 6; index += 1) {
    const x = width * (0.04 + index * 0.18 + random() * 0.06);
    const foot = height * (0.6 + random() * 0.1);
    const tall = height * (0.2 + random() * 0.12);
    const phase = random() * 6;
    const hull = ['#c8553d', '#2f6f8f', '#f0e8d8', '#3a4a6a'][index % 4] ?? '#c8553d';
    stage.layers.push({
      kind: 'live',
      depth: 0.62,
      draw: (pen, seconds) => {
        pen.save();
        pen.translate(x, foot + Math.sin(seconds * 0.9 + phase) * 2 * unit);
        pen.rotate(Math.sin(seconds * 0.7 + phase) * 0.02);
        pen.fillStyle = paint.shade('#6b4a3a', 0.1);
        pen.fillRect(-2 * unit, -tall, 4 * unit, tall);
        pen.fillStyle = paint.lit('#f4ead6');
        pen.beginPath();
        pen.moveTo(4 * unit, -tall * 0.95);
        pen.quadraticCurveTo(tall * 0.36, -tall * 0.4, tall * 0.3, -tall * 0.14);
        pen.lineTo(4 * unit, -tall * 0.14);
        pen.fill();
        pen.fillStyle = paint.lit(hull);
        pen.beginPath();
        pen.moveTo(-tall * 0.34, -tall * 0.09);
        pen.lineTo(tall * 0.4, -tall * 0.09);
        pen.quadraticCurveTo(tall * 0.3, tall * 0.06, tall * 0.2, tall * 0.05);
        pen.lineTo(-tall * 0.22, tall * 0.05);
        pen.fill();
        pen.restore();
      },
    });
  }
}

function railing(stage: Stage, foot: number): void {
  const { paint, unit } = stage;
  const tall = 70 * unit;
  stage.layers.push({
    kind: 'live',
    depth: 0.9,
    draw: (pen) => {
      pen.fillStyle = paint.shade('#4a5060', 0.15);
      pen.beginPath();
      for (let x = stage.left; x < stage.right; x += 46 * unit) pen.rect(x, foot - tall, 5 * unit, tall);
      pen.rect(stage.left, foot - tall, stage.right - stage.left, 7 * unit);
      pen.fill();
    },
  });
}
