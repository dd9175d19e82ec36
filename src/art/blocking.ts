import type { Size } from '../film/media.ts';
import type { Figure, Shot } from '../film/screenplay.ts';
import type { Entry } from './entry.ts';
import {
  CARD_RATIO,
  FEET,
  HEAD_AT,
  TITLED_FEET,
  across,
  below,
  isTight,
  shownHeight,
  titleFoot,
  widthOf,
} from './framing.ts';
import { hashOf } from './random.ts';
import type { Place } from './scenery/places.ts';
import type { Look, Subject } from './subject.ts';

/** A figure that was given its place in the picture. */
export interface Player extends Omit<Entry, 'mount'> {
  /** Where it touches what carries it, in pixels; of lettering the middle. */
  x: number;
  y: number;
  /** Pixels of one of its metres; of lettering its height. */
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
}

export interface Blocking {
  players: Player[];
  /** A table top to draw under what lies on it: left, right, its height, and where its legs end; null when none is needed. */
  table: { left: number; right: number; top: number; foot: number } | null;
  /** Point the camera moves towards. */
  focus: { x: number; y: number };
  /** The principal figure moves by itself, so a tracking camera goes with it. */
  travels: boolean;
}

/** The ground as this shot's camera sees it, in pixels. */
export interface Terrain {
  place: Place;
  /** Height of the eye: what is far away stands there. */
  eye: number;
  /** The farthest line on which one can stand. */
  bank: number;
  /** Nearest line on which things float, or null without water. */
  water: number | null;
}

export const TRAVELS =
  /\b(walk|run|jog|stroll|march|sprint|hike|race|wander|cycle|ride|drive|skate|fly|flies|flying|sail|swim|gallop|trot|crawl|explore|travel|drift|roll|cruise|soar|glide|chase|cross)/i;
const TOGETHER =
  /\b(talk|speak|chat|argue|meet|greet|hug|embrac|kiss|cuddl|shake|dance|marr|whisper|laugh|share|toast)/i;
const CLOSE = /\b(hug|embrac|kiss|cuddl|marr|dance)/i;
/** The person's action that brings a boat along. */
export const ROWS = /\b(row|paddl|kayak|canoe)/i;

interface Sized extends Entry {
  index: number;
  /** Index of what carries it. */
  carrier: number | null;
  metre: number;
  y: number;
  shown: number;
  wide: number;
}

interface Rectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
  weight: number;
}

/**
 * Everybody and everything in its place, in one perspective: what is drawn smaller than it is stands that much farther
 * back, up to the horizon; land carries what walks, water what floats; titles in the middle are left free.
 */
export function block(
  entries: readonly Entry[],
  held: Entry | null,
  shot: Shot,
  size: Size,
  terrain: Terrain,
): Blocking {
  const { width, height } = size;
  const { place } = terrain;
  const tight = isTight(shot.size);
  const titled = titleFoot(shot, size) !== null;
  const principal = entries.findIndex(({ figure, subject }) => figure.principal && subject !== null);
  const lead = Math.max(principal, principal < 0 ? entries.findIndex(({ subject }) => subject !== null) : 0, 0);
  const sized = sizes(entries, lead, shot, size, terrain);
  const surfaceOnly =
    sized.length > 0 &&
    sized.every(({ subject }) => subject === null || subject.place === 'surface' || subject.place === 'hand');
  const tableTop = height * (tight ? 0.8 : titled ? 0.84 : 0.74);
  if (surfaceOnly) for (const one of sized) if (one.subject) one.y = tableTop + height * 0.035;
  const spots = spread(sized, lead, size, shot, titled);
  const moving = entries.some(
    ({ figure, presence }) => (presence?.speed ?? 0) > 0 || TRAVELS.test(figure.action ?? ''),
  );
  const chance = chanceOf(shot);
  const people = sized.filter(({ presence, mount }) => presence !== null && mount === null);
  const meeting = people.length > 1 && people.some(({ figure }) => TOGETHER.test(figure.action ?? ''));

  const placed = sized.map((one): Player => {
    const { figure, subject, look, presence, metre } = one;
    let x = spots[one.index] ?? width / 2;
    const others = people.filter((person) => person !== one);
    const middle = others.reduce((sum, { index }) => sum + (spots[index] ?? 0), 0) / Math.max(1, others.length);
    // Who goes somewhere together goes the same way; people look at each other, all else looks into the picture.
    const flipped = moving && !meeting ? chance < 0.5 : presence && others.length > 0 ? middle < x : x > width * 0.52;
    // People are framed by their heads, whatever they sit on.
    if (presence && tight) x -= (flipped ? -1 : 1) * presence.head.x * metre;
    const pace = meeting
      ? 0
      : presence
        ? presence.speed * metre
        : TRAVELS.test(figure.action ?? '')
          ? one.shown * 0.14
          : 0;
    const standing = subject?.place === 'ground' || subject?.place === 'surface' || subject?.place === 'hand';
    const afloat = floats(one, terrain);
    return {
      figure,
      subject,
      look,
      presence,
      x,
      y: one.y,
      metre,
      flipped,
      // What is far behind the lead moves less with the camera.
      depth: one.index === lead || !tight ? 1 : 0.86,
      speed: (flipped ? -1 : 1) * pace,
      bob: (place.weightless ?? false) || afloat || subject?.place === 'air',
      shadow: standing && !afloat && !(presence && tight) && !place.weightless,
      held: null,
    };
  });

  for (const one of sized) {
    const rider = placed[one.index];
    const carrier = one.carrier === null ? undefined : placed[one.carrier];
    if (!rider || !carrier || !one.mount) continue;
    const led = one.index === lead;
    // In one size with its rider, on his line.
    if (led && !tight) Object.assign(carrier, { metre: one.metre, y: one.y });
    const [from, to] = led && tight ? [rider, carrier] : [carrier, rider];
    const side = from.flipped ? -1 : 1;
    const sign = to === rider ? 1 : -1;
    Object.assign(to, {
      metre: from.metre,
      flipped: from.flipped,
      depth: from.depth,
      x: from.x + sign * side * one.mount.x * from.metre,
      y: from.y - sign * one.mount.above * from.metre,
    });
    rider.shadow = false;
    rider.bob = false;
    carrier.bob = false;
    rider.speed = carrier.speed = Math.sign(side) * Math.max(Math.abs(rider.speed), Math.abs(carrier.speed));
  }

  const table = furnish(placed, held, surfaceOnly, tableTop, size);
  const leading = placed[lead];
  const order = new Map(
    sized.map(({ index, carrier, mount }) => [
      placed[index],
      carrier === null ? (placed[index]?.y ?? 0) : (placed[carrier]?.y ?? 0) + (mount?.inside && !tight ? -0.5 : 0.5),
    ]),
  );
  return {
    players: placed.toSorted(
      (one, other) =>
        one.depth - other.depth || behind(one) - behind(other) || (order.get(one) ?? 0) - (order.get(other) ?? 0),
    ),
    table,
    focus: leading ? focusOf(leading, height, tight) : { x: width / 2, y: height * 0.48 },
    travels: leading !== undefined && leading.speed !== 0,
  };
}

/** Lettering and what hangs on walls or in the sky is drawn before all that stands. */
function behind({ subject }: Player): number {
  return subject === null || subject.place === 'wall' || (subject.place === 'air' && subject.height > 2) ? 0 : 1;
}

/** How large everybody is and on which line he stands. */
function sizes(entries: readonly Entry[], lead: number, shot: Shot, size: Size, terrain: Terrain): Sized[] {
  const { width, height } = size;
  const measure = Math.min(height, width * 1.2);
  const tight = isTight(shot.size);
  const leadEntry = entries[lead];
  const leadHeight = leadEntry?.subject?.height ?? 1.7;
  const people = entries.filter(({ presence, mount }) => presence !== null && mount === null);
  const asked = leadEntry ? shownHeight(leadEntry, shot.size, measure) : measure * 0.4;
  // Several people stand side by side: then everybody is shown a little smaller.
  const abreast = people.length > 1 && leadEntry?.presence ? people.slice(0, 3) : [];
  const breadth = abreast.reduce((sum, entry) => sum + widthOf(entry, asked / leadHeight), 0);
  // Beside a child a grown-up keeps his head in the frame.
  const tallest =
    tight && leadEntry?.presence
      ? Math.max(...people.map(({ subject }) => subject?.height ?? 0), leadHeight)
      : leadHeight;
  const squeeze = Math.max(0.5, Math.min(1, breadth > 0 ? (width * 0.92) / breadth : 1, leadHeight / tallest));
  const mounted = entries.some(({ mount }) => mount !== null) && !tight ? 0.78 : 1;
  const title = tight ? null : titleFoot(shot, size);
  const metre = Math.min(
    (asked * squeeze * mounted) / leadHeight,
    title === null ? Infinity : below(title, leadEntry, size),
    across(leadEntry, shot, size),
  );
  const ownFoot = leadEntry ? footOf(leadEntry, metre, shot, size, terrain, true) : height * FEET[shot.size];
  const heads =
    tight && leadEntry?.presence ? people.map(({ presence }) => height * 0.2 - (presence?.head.y ?? 0) * metre) : [];
  const leadFoot = Math.max(ownFoot, ...heads);
  // Things in the air say nothing about the ground below them.
  const base = leadEntry?.subject?.place === 'air' || !leadEntry?.subject ? height * FEET[shot.size] : leadFoot;
  const eye = Math.min(terrain.eye, base - height * 0.05);
  const rows = new Map<Figure, number>();
  return entries.map((entry, index): Sized => {
    const natural = entry.subject?.height ?? 1;
    const row = rows.get(entry.figure) ?? 0;
    rows.set(entry.figure, row + 1);
    const carrier = entry.mount && entries.indexOf(entry.mount.on);
    if (index === lead || !entry.subject) {
      const shown = metre * natural;
      return { ...entry, index, carrier, metre, shown, wide: widthOf(entry, metre), y: leadFoot };
    }
    const limits = reachOf(entry, tight);
    let own = Math.max((limits.least * measure) / natural, Math.min(metre, (limits.most * measure) / natural));
    // Of many the later ones stand behind.
    own *= 1 - 0.12 * Math.floor(row / 3);
    let y: number;
    if (entry.subject.place === 'air' || entry.subject.place === 'wall' || terrain.place.weightless) {
      y = footOf(entry, own, shot, size, terrain, false);
    } else {
      const afloat = floats(entry, terrain);
      const far = eye + (base - eye) * (own / metre);
      const nearest = afloat ? (terrain.water ?? base) : Math.max(base, height * 0.975);
      // What looms large on the water lies near.
      const loom = Math.min(0.7, (own * natural * 0.9) / height);
      const farthest = afloat ? terrain.eye + height * 0.03 + Math.max(0, nearest - terrain.eye) * loom : terrain.bank;
      y = Math.min(nearest, Math.max(farthest, far));
      // A shore that keeps it near shows it larger, as far as the frame allows.
      const there = (metre * (y - eye)) / (base - eye);
      own = Math.max(own, Math.min((limits.most * measure) / natural, there));
    }
    return { ...entry, index, carrier, metre: own, shown: own * natural, wide: widthOf(entry, own), y };
  });
}

/** How small and how large what is not the lead may be, parts of the frame. */
function reachOf({ subject, presence }: Entry, tight: boolean): { least: number; most: number } {
  const tall = subject?.height ?? 1;
  if (presence) return { least: 0.1, most: tight ? 4 : 0.8 };
  if (subject?.place === 'air') return { least: tight ? 0.12 : 0.08, most: tall > 3 ? 0.42 : 0.3 };
  if (subject?.place === 'wall') return { least: 0.14, most: 0.46 };
  const long = Math.max(1, (subject?.ratio ?? 1) / 1.3);
  if (tall > 4) return { least: 0.2, most: (tight ? 1.15 : 0.66) / long };
  return { least: tight ? 0.13 : 0.075, most: (tight ? 0.7 : 0.5) / long };
}

function floats({ subject, figure, presence }: Entry, { water, place }: Terrain): boolean {
  if (water === null || place.weightless) return false;
  return subject?.place === 'water' || (presence !== null && ROWS.test(figure.action ?? ''));
}

/** The line that somebody stands on by himself. */
function footOf(entry: Entry, metre: number, shot: Shot, size: Size, terrain: Terrain, isLead: boolean): number {
  const { height } = size;
  const { subject, presence, look } = entry;
  const { place } = terrain;
  const tight = isTight(shot.size);
  const shown = metre * (subject?.height ?? 1);
  if (presence && tight && isLead) return height * HEAD_AT[shot.size] - presence.head.y * metre;
  if (subject?.place === 'wall') {
    // Doors and curtains reach the floor.
    if (subject.height > 1.9) return Math.max(terrain.bank, height * 0.74);
    return height * (place.interior ? 0.5 : 0.58);
  }
  if (place.weightless) return height * 0.5 + shown * 0.5 + (isLead ? 0 : (look.pick('float') - 0.5) * height * 0.3);
  if (subject?.place === 'air') {
    // They hang above their origin: it is their middle that flies at this height.
    const middle = isLead ? (tight ? 0.5 : 0.36) : 0.2 + 0.14 * look.pick('altitude');
    return Math.max(shown + height * 0.02, height * middle + shown / 2);
  }
  if (floats(entry, terrain)) {
    const line = (terrain.water ?? 0) + (isLead ? height * 0.05 : 0);
    return Math.min(height * 0.9, tight ? Math.max(line, height * 0.5 + shown * 0.5) : line);
  }
  if (tight && !presence) return Math.max(height * 0.86, Math.min(height * 0.97, height * 0.5 + shown * 0.5));
  const usual = isLead && titleFoot(shot, size) !== null ? TITLED_FEET : FEET[shot.size];
  return Math.max(height * usual, Math.min(height * 0.97, terrain.bank + height * 0.02));
}

/** In [0, 1), the shot's own. */
function chanceOf({ id, description }: Shot): number {
  return (hashOf(`${id}${description}`) % 1000) / 1000;
}

function focusOf(player: Player, height: number, tight: boolean): { x: number; y: number } {
  const shown = player.metre * (player.subject?.height ?? 1);
  // Of a whole figure neither head nor feet may leave the frame.
  const eye =
    tight && player.presence
      ? player.y + player.presence.head.y * player.metre
      : player.y - shown * (tight ? 0.72 : 0.4);
  return { x: player.x, y: Math.min(height * (tight ? 0.62 : 0.74), Math.max(height * 0.27, eye)) };
}

const STEPS = 33;

/**
 * Middles across the frame: the lead on a third with room to look into, then one after the other where least is covered;
 * living beings near the lead, scenery towards the edges.
 */
function spread(sized: readonly Sized[], lead: number, frame: Size, shot: Shot, titled: boolean): number[] {
  const { width, height } = frame;
  const tight = isTight(shot.size);
  const left = chanceOf(shot) < 0.5;
  const taken: Rectangle[] = [];
  const spots: number[] = [];
  const first = sized[lead];
  if (!first) return spots;
  const boxAt = (one: Sized, x: number, weight: number): Rectangle =>
    one.subject
      ? {
          left: x - one.wide / 2,
          right: x + one.wide / 2,
          top: one.y + (one.presence && tight ? one.presence.bounds.top * one.metre : -one.shown),
          bottom: one.y,
          weight,
        }
      : {
          left: x - one.wide / 2,
          right: x + one.wide / 2,
          top: one.y - one.metre / 2,
          bottom: one.y + one.metre / 2,
          weight,
        };
  const settle = (one: Sized, x: number, weight: number) => {
    spots[one.index] = x;
    taken.push(boxAt(one, x, weight));
  };
  const crowd = sized.filter(({ presence }) => presence !== null).length;
  const off =
    titled && tight
      ? 0.26
      : crowd > 1 && tight
        ? 0.16
        : sized.length === 1 && tight
          ? 0.05
          : sized.length > 3
            ? 0.06
            : 0.13;
  const carried = first.carrier === null ? 0 : (sized[first.carrier]?.wide ?? 0);
  const roomy = Math.max(first.wide, carried) < width * 0.34 || tight;
  settle(first, width * (roomy ? (left ? 0.5 - off : 0.5 + off) : 0.5), 5);
  const at = spots[lead] ?? width / 2;
  const rest = sized.filter((one) => one !== first && one.subject);
  for (const one of rest.toSorted((a, b) => rank(a) - rank(b))) {
    if (one.carrier !== null || one.index === first.carrier) {
      settle(one, one.carrier === null ? at : (spots[one.carrier] ?? at), 0);
      continue;
    }
    const close =
      one.presence && first.presence && (CLOSE.test(first.figure.action ?? '') || CLOSE.test(one.figure.action ?? ''));
    const alive =
      one.presence !== null || one.figure.principal || one.figure === first.figure || one.subject?.place === 'surface';
    let best = at;
    let least = Number.POSITIVE_INFINITY;
    for (let step = 0; step < STEPS; step += 1) {
      const x = width * (0.04 + (0.92 * step) / (STEPS - 1));
      const box = boxAt(one, x, 1);
      const size = (box.right - box.left) * (box.bottom - box.top);
      let cost = 0;
      for (const other of taken) cost += (covered(box, other) / Math.min(size, areaOf(other))) * other.weight;
      const out = Math.max(0, -box.left) + Math.max(0, box.right - width);
      cost += (out / one.wide) * (alive || one.shown < height * 0.5 ? 6 : 1.2);
      cost += alive ? (Math.abs(x - at) / width) * 0.7 : Math.abs(0.36 - Math.abs(x / width - 0.5)) * 0.5;
      if (close) cost = Math.abs(Math.abs(x - at) - 0.46 * one.metre) / width;
      // Both sides of the lead: balance.
      if (x < width / 2 === left) cost += 0.12;
      if (cost < least) [best, least] = [x, cost];
    }
    settle(one, best, one.presence ? 3 : 1);
  }
  for (const card of sized) {
    if (card.subject) continue;
    const { x, y, metre } = hung(taken, card === first, frame);
    Object.assign(card, { y, metre });
    spots[card.index] = x;
  }
  return spots;
}

/** Lettering hangs where least is covered, and is smaller where there is little room. */
function hung(
  taken: readonly Rectangle[],
  alone: boolean,
  { width, height }: Size,
): { x: number; y: number; metre: number } {
  const full = Math.min(height * 0.34, (width * 0.62) / CARD_RATIO);
  if (alone) return { x: width / 2, y: height * 0.42, metre: full };
  let best = { x: width * 0.2, y: height * 0.3, metre: full * 0.6 };
  let least = Number.POSITIVE_INFINITY;
  for (const part of [0.86, 0.7, 0.55]) {
    const metre = full * part;
    const wide = metre * CARD_RATIO;
    // A camera that pushes in cuts off the edges.
    const margin = Math.min(width / 2, wide / 2 + width * 0.11);
    for (const y of [height * 0.36, height * 0.26]) {
      for (let step = 0; step < STEPS; step += 1) {
        const x = margin + ((width - margin * 2) * step) / (STEPS - 1);
        const box = { left: x - wide / 2, right: x + wide / 2, top: y - metre / 2, bottom: y + metre / 2, weight: 1 };
        let cost = (1 - part) * 0.5 + (0.36 - y / height) * 0.4 - Math.abs(x / width - 0.5) * 0.05;
        for (const other of taken) cost += (covered(box, other) / areaOf(box)) * (other.weight + 1);
        if (cost < least) [best, least] = [{ x, y, metre }, cost];
      }
    }
  }
  return best;
}

/** Living beings take their places first, then what stands, then what flies. */
function rank({ presence, subject, mount, figure }: Sized): number {
  if (mount) return 9;
  return (presence ? 0 : subject?.place === 'air' || subject?.place === 'wall' ? 4 : 2) - (figure.principal ? 1 : 0);
}

function covered(one: Rectangle, other: Rectangle): number {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const tall = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return wide > 0 && tall > 0 ? wide * tall : 0;
}

function areaOf({ left, right, top, bottom }: Rectangle): number {
  return Math.max(1, (right - left) * (bottom - top));
}

/** Puts small things on the desk of whoever is there, or on a table beside him; alone they lie on one table. */
function furnish(
  placed: readonly Player[],
  held: Entry | null,
  surfaceOnly: boolean,
  tableTop: number,
  { width, height }: Size,
): Blocking['table'] {
  const carrier = placed.find(({ presence }) => presence !== null);
  if (held?.subject && carrier) carrier.held = { subject: held.subject, look: held.look };
  const onTop = placed.filter(({ subject }) => subject?.place === 'surface' || subject?.place === 'hand');
  if (onTop.length === 0) return null;
  if (surfaceOnly) return { left: -width, right: width * 2, top: tableTop, foot: height * 2 };
  if (!carrier) return null;
  const desk = carrier.presence?.desk ?? null;
  const reach = desk ? desk.x + desk.width * 0.78 : 0.95;
  const side = carrier.flipped ? -1 : 1;
  const top = carrier.y + (desk ? desk.y : -0.74) * carrier.metre;
  for (const [index, thing] of onTop.entries()) {
    thing.metre = Math.min(thing.metre, carrier.metre * 1.25);
    thing.x = carrier.x + side * carrier.metre * (reach + index * 0.34);
    thing.y = top + carrier.metre * 0.02;
    thing.depth = 1;
    thing.shadow = false;
  }
  if (desk) return null;
  // Who goes somewhere takes no table along: it lies on the ground before him.
  if (carrier.speed !== 0) {
    for (const thing of onTop) Object.assign(thing, { y: carrier.y, shadow: true });
    return null;
  }
  const middle = carrier.x + side * carrier.metre * (reach + (onTop.length - 1) * 0.17);
  const half = carrier.metre * (0.42 + onTop.length * 0.16);
  return { left: middle - half, right: middle + half, top, foot: carrier.y };
}
