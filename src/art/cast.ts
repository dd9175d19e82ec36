import type { Size } from '../film/media.ts';
import type { Figure, Shot, ShotSize, Thread } from '../film/screenplay.ts';
import { hashOf } from './random.ts';
import type { Place } from './scenery/places.ts';
import type { Look, Moment, Subject } from './subject.ts';
import { presenceOf, type Presence } from './subjects/person.ts';

/** A figure that was given its place in the picture. */
export interface Player {
  figure: Figure;
  /** Null: shown as lettering. */
  subject: Subject | null;
  look: Look;
  /** Where it touches what carries it, in pixels. */
  x: number;
  y: number;
  /** Pixels of one of its metres. */
  metre: number;
  /** It looks to the left. */
  flipped: boolean;
  depth: number;
  /** Pixels a second that it travels, and whether it floats. */
  speed: number;
  bob: boolean;
  shadow: boolean;
  /** What it holds in its hand, drawn in metres. */
  held: { subject: Subject; look: Look } | null;
  /** Of a person: where head and hands are. */
  presence: Presence | null;
}

export interface Cast {
  players: Player[];
  /** A table top to draw under what lies on it: left, right, its height, and where its legs end; null when none is needed. */
  table: { left: number; right: number; top: number; foot: number } | null;
  /** Point the camera moves towards. */
  focus: { x: number; y: number };
  /** The principal figure moves by itself, so a tracking camera goes with it. */
  travels: boolean;
}

export interface Finder {
  findSubject(what: string, attributes: readonly string[]): Subject | null;
  lookOf(text: string, words: readonly string[]): Look;
}

/** A person's height in the frame by shot size. */
const PERSON: Record<ShotSize, number> = {
  'extreme-wide': 0.17,
  wide: 0.46,
  full: 0.76,
  medium: 1.34,
  'medium-close-up': 1.95,
  'close-up': 2.9,
  'extreme-close-up': 4.4,
};
/** Any other thing's. */
const THING: Record<ShotSize, number> = {
  'extreme-wide': 0.16,
  wide: 0.34,
  full: 0.54,
  medium: 0.6,
  'medium-close-up': 0.66,
  'close-up': 0.74,
  'extreme-close-up': 1.1,
};
/** What towers: buildings, ships, trees. */
const TOWERING: Record<ShotSize, number> = {
  'extreme-wide': 0.34,
  wide: 0.52,
  full: 0.7,
  medium: 0.8,
  'medium-close-up': 0.95,
  'close-up': 1.2,
  'extreme-close-up': 1.6,
};
/** Where feet stand, parts of the frame's height. */
const FEET: Record<ShotSize, number> = {
  'extreme-wide': 0.83,
  wide: 0.86,
  full: 0.92,
  medium: 0.9,
  'medium-close-up': 0.92,
  'close-up': 0.94,
  'extreme-close-up': 1.05,
};

const TRAVELS =
  /\b(walk|run|jog|stroll|march|sprint|hike|race|wander|cycle|ride|drive|skate|fly|flies|flying|sail|swim|gallop|trot|crawl|explore|travel|drift|roll|cruise|soar|glide)/i;
const DESK_THINGS = new Set(['laptop', 'computer', 'desk', 'keyboard', 'monitor', 'chair', 'office-chair', 'table']);

/** Everybody and everything of a shot in its place, without overlaps where the frame allows it. */
export function castOf(
  shot: Shot,
  threads: readonly Thread[],
  size: Size,
  place: Place,
  find: Finder,
  zoom: number,
): Cast {
  const figures = shot.figures.flatMap((figure) => {
    if (figure.seed !== null) return [];
    // One card says a word as well as three.
    return copies(figure, find.findSubject(figure.what, figure.attributes) === null ? 1 : figure.count);
  });
  const all = figures.map(({ figure, copy }): Entry => {
    const subject = find.findSubject(figure.what, figure.attributes);
    const look = lookFor(figure, copy, threads, find);
    return { figure, subject, look, presence: subject && presenceOf(subject, look, sample(figure, shot)) };
  });
  const person = all.find(({ presence }) => presence !== null);
  const held = person ? all.find(({ subject }) => subject?.place === 'hand') : undefined;
  const deskWork = (person?.presence?.desk ?? null) !== null;
  const shown = all.filter((entry) => {
    if (entry === held) return false;
    // Who works at a desk brings desk, chair and screen along.
    return !(deskWork && entry !== person && entry.subject !== null && DESK_THINGS.has(entry.subject.id));
  });
  return arrange(shown, held ?? null, shot, size, place, zoom);
}

interface Entry {
  figure: Figure;
  subject: Subject | null;
  look: Look;
  presence: Presence | null;
}

/** An instant early in the shot, by which people are framed. */
function sample({ action, expression }: Figure, { mood }: Shot): Moment {
  return { seconds: 0.8, progress: 0.2, action, expression, mood, hold: null };
}

function copies(figure: Figure, count: number): { figure: Figure; copy: number }[] {
  return Array.from({ length: count }, (_, copy) => ({ figure, copy }));
}

function lookFor(figure: Figure, copy: number, threads: readonly Thread[], find: Finder): Look {
  const thread = threads.find(({ id }) => id === figure.thread);
  const text = thread ? thread.description : `${figure.attributes.join(' ')} ${figure.what}`;
  const words = [
    ...figure.attributes,
    ...figure.what.split(/\s+/),
    ...(thread ? thread.description.split(/[^\p{L}\p{N}-]+/u) : []),
  ];
  return find.lookOf(
    copy === 0 ? text : `${text} ${copy + 1}`,
    words.filter((word) => word !== ''),
  );
}

function arrange(
  entries: readonly Entry[],
  held: Entry | null,
  shot: Shot,
  size: Size,
  place: Place,
  zoom: number,
): Cast {
  const { width, height } = size;
  const measure = Math.min(height, width * 1.2);
  const tight = PERSON[shot.size] > 1;
  const lead = Math.max(
    0,
    entries.findIndex(({ figure }) => figure.principal),
  );
  const leadEntry = entries[lead];
  const leadShown = leadEntry ? shownHeight(leadEntry, shot.size, measure) : measure * 0.4;
  const leadHeight = leadEntry?.subject?.height ?? 1;
  const sized = entries.map((entry, index) => {
    const alone = shownHeight(entry, shot.size, measure);
    const natural = entry.subject?.height ?? 1;
    // Others keep their proportion to the lead, softened: a lighthouse beside a man must fit, an ant must be seen.
    const related = leadShown * Math.min(2.1, Math.max(0.14, (natural / leadHeight) ** 0.62));
    const shown =
      index === lead
        ? alone
        : tight
          ? Math.min(related, Math.max(alone, leadShown * 0.5))
          : Math.min(related, measure * 0.86);
    return { ...entry, index, shown, wide: widthOf(entry, shown) };
  });
  const players = fitted(sized, size, tight);
  const spots = spread(players, lead, size, shot, tight);
  // The setting is drawn nearer for nearer shots, and its ground comes down with that.
  const footing = place.footing === undefined ? 0 : (place.footing - place.horizon) * zoom + place.horizon;
  const feet = height * Math.max(FEET[shot.size], Math.min(0.97, footing + 0.02));
  const surfaceOnly =
    players.length > 0 &&
    players.every(({ subject }) => subject === null || subject.place === 'surface' || subject.place === 'hand');
  const tableTop = height * (tight ? 0.8 : 0.74);
  const moving = entries.some(
    ({ figure, presence }) => (presence?.speed ?? 0) > 0 || TRAVELS.test(figure.action ?? ''),
  );
  const chance = chanceOf(shot);
  let table: Cast['table'] = null;

  const placed = players.map((player, order): Player => {
    const { subject, figure, look, shown, presence } = player;
    const isLead = player.index === lead;
    let x = spots[order] ?? width / 2;
    const metre = shown / (subject?.height ?? 1);
    const action = figure.action ?? '';
    let y = feet;
    let shadow = !place.weightless;
    let bob = place.weightless ?? false;
    if (presence && tight) {
      y = height * HEAD_AT[shot.size] - presence.head.y * metre;
      shadow = false;
    } else if (subject?.place === 'air') {
      y =
        height * (0.3 + 0.14 * look.pick('altitude')) +
        (isLead && tight ? height * 0.1 : 0) +
        (subject.height * metre) / 4;
      shadow = false;
      bob = true;
    } else if (subject?.place === 'wall') {
      y = place.interior ? height * 0.42 : height * 0.55;
      shadow = false;
    } else if (subject?.place === 'water' && place.waterAt !== undefined) {
      y = height * ((place.waterAt + (isLead ? 0.06 : 0) - place.horizon) * zoom + place.horizon);
      shadow = false;
      bob = true;
    } else if (!subject) {
      y = height * 0.42;
      shadow = false;
    } else if (subject.place === 'surface' || subject.place === 'hand') {
      if (surfaceOnly) y = tableTop + height * 0.035;
      else if (isLead) y = feet;
      else y = feet - 0.74 * (leadShown / leadHeight);
    } else if (tight) y = Math.max(height * 0.86, Math.min(height * 0.97, height * 0.5 + shown * 0.5));
    else if (!isLead) y = feet - height * 0.03 * (1 + (order % 2));
    if (place.weightless && subject && subject.place !== 'wall' && !(presence && tight))
      y = height * 0.52 + shown * 0.5 + (isLead ? 0 : (look.pick('float') - 0.5) * height * 0.25);
    // Who goes somewhere together goes the same way; who stands looks into the picture.
    const flipped = moving ? chance < 0.5 : x > width * 0.52;
    // People are framed by their heads, whatever they sit on.
    if (presence && tight) x -= (flipped ? -1 : 1) * presence.head.x * metre;
    const pace = presence ? presence.speed * metre : TRAVELS.test(action) ? shown * 0.14 : 0;
    const speed = (flipped ? -1 : 1) * pace;
    return {
      figure,
      subject,
      look,
      x,
      y,
      metre,
      flipped,
      depth: isLead || !tight ? 1 : 0.86,
      speed,
      bob,
      shadow,
      held: null,
      presence,
    };
  });

  const carrier = placed.find(({ presence }) => presence !== null);
  if (held?.subject && carrier) carrier.held = { subject: held.subject, look: held.look };
  const onTop = placed.filter(({ subject }) => subject?.place === 'surface' || subject?.place === 'hand');
  if (surfaceOnly && onTop.length > 0) table = { left: -width, right: width * 2, top: tableTop, foot: height * 2 };
  else if (onTop.length > 0 && onTop.length < placed.length && carrier) {
    const desk = carrier.presence?.desk ?? null;
    const reach = desk ? desk.x + desk.width * 0.78 : 0.95;
    const side = carrier.flipped ? -1 : 1;
    const top = carrier.y + (desk ? desk.y : -0.74) * carrier.metre;
    for (const [index, thing] of onTop.entries()) {
      thing.metre = Math.min(thing.metre, carrier.metre * 1.25);
      thing.x = carrier.x + side * carrier.metre * (reach + index * 0.34);
      thing.y = top + carrier.metre * 0.02;
      thing.depth = 1;
    }
    if (!desk) {
      const middle = carrier.x + side * carrier.metre * (reach + (onTop.length - 1) * 0.17);
      const half = carrier.metre * (0.42 + onTop.length * 0.16);
      table = { left: middle - half, right: middle + half, top, foot: carrier.y };
    }
  }
  const leading = placed[lead];
  return {
    players: placed.toSorted((one, other) => one.depth - other.depth || one.y - other.y),
    table,
    focus: leading ? focusOf(leading, height) : { x: width / 2, y: height * 0.48 },
    travels: leading !== undefined && leading.speed !== 0,
  };
}

/** Crowds are shown smaller until they stand side by side; near shots let them overlap. */
function fitted<Sized extends { shown: number; wide: number }>(
  players: readonly Sized[],
  { width }: Size,
  tight: boolean,
): Sized[] {
  const total = players.reduce((sum, { wide }) => sum + wide, 0);
  const scale = players.length < 2 ? 1 : Math.max(0.4, Math.min(1, (width * (tight ? 1.5 : 0.82)) / total));
  return players.map((player) => ({ ...player, shown: player.shown * scale, wide: player.wide * scale }));
}

/** Where the middle of the head is, parts of the frame's height, when feet are below the frame. */
const HEAD_AT: Record<ShotSize, number> = {
  'extreme-wide': 0.2,
  wide: 0.2,
  full: 0.2,
  medium: 0.3,
  'medium-close-up': 0.37,
  'close-up': 0.46,
  'extreme-close-up': 0.5,
};

/** Across, in pixels, with what a person brings along. */
function widthOf({ subject, presence }: Entry, shown: number): number {
  if (!subject) return shown * 1.4;
  if (!presence) return shown * subject.ratio;
  const { left, right } = presence.bounds;
  const desk = presence.desk ? presence.desk.x + presence.desk.width : right;
  return (Math.max(right, desk) - left) * (shown / subject.height);
}

function shownHeight({ subject, presence }: Entry, shotSize: ShotSize, measure: number): number {
  if (!subject) return measure * (PERSON[shotSize] > 1 ? 0.6 : 0.42);
  if (presence) return measure * PERSON[shotSize];
  const part = subject.height > 4.5 && subject.place === 'ground' ? TOWERING[shotSize] : THING[shotSize];
  const byHeight = measure * part;
  // A long thing is measured by its length.
  return subject.ratio > 1.25 ? Math.min(byHeight, (measure * part * 1.5) / subject.ratio) : byHeight;
}

/** In [0, 1), the shot's own. */
function chanceOf({ id, description }: Shot): number {
  return (hashOf(`${id}${description}`) % 1000) / 1000;
}

function focusOf(player: Player, height: number): { x: number; y: number } {
  const shown = player.metre * (player.subject?.height ?? 1);
  if (player.presence) {
    const head = player.y + player.presence.head.y * player.metre;
    return { x: player.x, y: Math.min(height * 0.62, Math.max(height * 0.25, head)) };
  }
  return { x: player.x, y: Math.min(height * 0.62, Math.max(height * 0.3, player.y - shown * 0.72)) };
}

interface Wide {
  index: number;
  wide: number;
}

/** Middles across the frame: one stands on a third with room to look into, several side by side, the lead nearest the middle. */
function spread(
  players: readonly (Wide & Entry)[],
  lead: number,
  { width }: Size,
  shot: Shot,
  tight: boolean,
): number[] {
  const only = players.length === 1;
  const chance = chanceOf(shot);
  const first = players[0];
  if (only && first) {
    const roomy = first.wide < width * 0.3;
    if (first.subject === null) return [width * 0.5];
    if (tight) return [width * (0.5 + (chance < 0.5 ? -0.05 : 0.05))];
    return [width * (roomy ? (chance < 0.5 ? 0.37 : 0.63) : 0.5)];
  }
  const order = [...players.keys()].toSorted((one, other) => one - other);
  // The lead goes second, so that something frames it on both sides.
  if (order.length > 2) {
    order.splice(order.indexOf(lead), 1);
    order.splice(Math.floor(order.length / 2), 0, lead);
  }
  const gap = width * 0.025;
  const total = order.reduce((sum, index) => sum + (players[index]?.wide ?? 0) + gap, 0);
  const room = width * (tight ? 1.1 : 0.86);
  const squeeze = Math.min(1, room / total);
  const ease = Math.min(1.5, Math.max(1, (room * 0.82) / (total * squeeze)));
  const spots: number[] = [];
  let x = width / 2 - (total * squeeze * ease) / 2;
  for (const index of order) {
    const wide = ((players[index]?.wide ?? 0) + gap) * squeeze * ease;
    spots[index] = x + wide / 2;
    x += wide;
  }
  return spots;
}
