import type { Size } from '../film/media.ts';
import type { Figure, Shot, Thread } from '../film/screenplay.ts';
import { block, ROWS, TRAVELS, type Blocking, type Terrain } from './blocking.ts';
import type { Entry } from './entry.ts';
import type { Look, Moment, Subject } from './subject.ts';
import { presenceOf } from './subjects/person.ts';
import { sizeOf } from './subjects/thing.ts';

export interface Cast extends Blocking {
  /** What could not be drawn as asked, and what stands in for it. */
  warnings: string[];
}

export interface Finder {
  findSubject(what: string, attributes: readonly string[]): Subject | null;
  lookOf(text: string, words: readonly string[]): Look;
}

const DESK_THINGS = new Set(['laptop', 'computer', 'desk', 'keyboard', 'monitor', 'chair', 'office-chair', 'table']);
const ON_BICYCLE = /\b(rid|cycl|pedal|bik|race|travel|speed|hurr|deliver|pass)/i;
const IN_BOAT = /\b(row|paddl|fish|drift|float|sail|cross|travel|sit|rest|glid)/i;
const ON_HORSE = /\b(rid|gallop|trot|race|charge|travel|cross|journey)/i;
const AT_HOME_IN_WATER = /\b(swim|surf|div|snorkel|float|drown|sail|steer|captain|navigat|fly|flies)/i;
/** By horse, unless he says by what else. */
const RIDES =
  /\b(?:rid(?:e|es|ing|den)\b(?![^,]*\b(?:bik|bicycl|train|bus|car\b|subway|wave|roller|elevator|lift))|rode|gallop|horseback)/i;
/** What needs legs, on a deck. */
const AFOOT = /\b(walk|run|stroll|cross|travel|journey|sail|explor|march|pac|row|steer|captain|navigat|driv)/i;
const STEERS = /\b(sail|steer|captain|navigat|driv|command)/i;
/** At home on deck. */
const SEAFARER = /\b(sailor|captain|pirate|sea(?:man|woman|men|farer)|skipper)/i;
/** Puts a small thing into the hand. */
const GRIPS = /\b(hold|held|drink|sip|toast|carr|lift|rais|offer|serv|bring|giv|hand|show|cradl|grip|grab)/i;
/** Whoever can ride on them: across and above the foot, in metres, where he sits down. */
const SADDLES: Readonly<Record<string, { x: number; above: number }>> = {
  horse: { x: -0.05, above: 0.6 },
};
/** Many in one word. */
const CROWD =
  /\b(crowd|audience|people|villagers|spectators|fans|townspeople|guests|tourists|passengers|protesters)\b/i;

/** Everybody and everything of a shot in its place. One word that nobody can draw becomes lettering, others are left out. */
export function castOf(shot: Shot, threads: readonly Thread[], size: Size, terrain: Terrain, find: Finder): Cast {
  const warnings: string[] = [];
  const all = drawable(shot, warnings, find).flatMap((figure) =>
    Array.from({ length: numberOf(figure, find) }, (_, copy): Entry => {
      const subject = find.findSubject(figure.what, figure.attributes);
      const look = lookFor(figure, copy, threads, find);
      return { figure, subject, look, presence: null, mount: null };
    }),
  );
  const openWater = terrain.place.waterAt !== undefined && terrain.place.footing === undefined;
  const riding = mounted(embarked(equipped(all, openWater, find), openWater, terrain.place.interior), openWater);
  for (const entry of riding)
    entry.presence = entry.subject && presenceOf(entry.subject, entry.look, sample(entry.figure, shot));
  const person = riding.find(({ presence }) => presence !== null);
  const held = person ? heldBy(person, riding) : null;
  const deskWork = (person?.presence?.desk ?? null) !== null;
  const shown = riding.filter((entry) => {
    if (entry === held || (held?.subject && entry.subject === held.subject && !entry.figure.principal)) return false;
    // Leaves that nobody looks at are in the air.
    if (entry.subject?.id === 'leaf' && !entry.figure.principal) return false;
    // Who works at a desk brings desk, chair and screen along.
    return !(deskWork && entry !== person && entry.subject !== null && DESK_THINGS.has(entry.subject.id));
  });
  return { ...block(shown, held, shot, size, terrain), warnings };
}

/** The figures that are shown: of the words that nobody can draw the first principal one, as lettering. */
function drawable(shot: Shot, warnings: string[], find: Finder): Figure[] {
  let lettered = false;
  const seen = new Set<string>();
  return shot.figures.filter((figure) => {
    if (figure.seed !== null) return false;
    if (find.findSubject(figure.what, figure.attributes) !== null) return true;
    const key = figure.what.toLowerCase().replace(/s$/, '');
    if (seen.has(key)) return false;
    seen.add(key);
    const shown = figure.principal && !lettered;
    warnings.push(`cannot draw "${figure.what}": ${shown ? 'shown as lettering' : 'left out'}`);
    lettered ||= shown;
    return shown;
  });
}

function numberOf(figure: Figure, find: Finder): number {
  // One card says a word as well as three.
  if (find.findSubject(figure.what, figure.attributes) === null) return 1;
  return figure.count === 1 && CROWD.test(figure.what) ? 7 : figure.count;
}

/** What somebody has in his hand: what belongs there, or a small thing that he holds or drinks from. */
function heldBy(person: Entry, entries: readonly Entry[]): Entry | null {
  const grips = GRIPS.test(person.figure.action ?? '');
  const small = entries.filter(
    ({ subject, figure }) => grips && subject?.place === 'surface' && subject.height <= 0.4 && !figure.principal,
  );
  return (
    entries.find(({ subject }) => subject?.place === 'hand') ??
    small.find(({ look }) => look.colour !== null) ??
    small[0] ??
    null
  );
}

/** A rider without a horse rides one all the same, and a sailor alone on the sea has a boat. */
function equipped(entries: readonly Entry[], openWater: boolean, find: Finder): Entry[] {
  const person = entries.find(isPerson);
  if (!person) return [...entries];
  const action = person.figure.action ?? '';
  const has = (ids: readonly string[]) => entries.some(({ subject }) => subject !== null && ids.includes(subject.id));
  const rides = RIDES.test(action) && !openWater && entries.every((entry) => isPerson(entry) || !carries(entry));
  const sails = openWater && SEAFARER.test(person.figure.what) && !ROWS.test(action) && !has(['sailboat', 'rowboat']);
  const what = rides ? 'horse' : sails ? 'sailboat' : null;
  if (what === null) return [...entries];
  const figure = {
    ...person.figure,
    what,
    attributes: [],
    action: null,
    expression: null,
    count: 1,
    thread: null,
    principal: false,
  };
  return [
    // Whoever steers a ship stands on it: it is not also to be seen beside him.
    ...entries.filter(({ subject }) => !(sails && subject?.id === 'ship' && STEERS.test(action))),
    { figure, subject: find.findSubject(what, []), look: find.lookOf(what, [what]), presence: null, mount: null },
  ];
}

/** An animal or a vehicle. */
function carries({ subject }: Entry): boolean {
  return subject !== null && subject.place !== 'surface' && subject.height > 0.6 && subject.ratio > 0.8;
}

/** A person who rows or cycles brings boat or bicycle along: the other one is left out. Nobody walks on open water, or rows in a room. */
function embarked(entries: readonly Entry[], openWater: boolean, indoors: boolean): Entry[] {
  const gone = new Set<Entry>();
  const acting = entries.map((entry) => {
    const action = entry.figure.action ?? '';
    if (!isPerson(entry)) return entry;
    if (indoors && ROWS.test(action)) return { ...entry, figure: { ...entry.figure, action: 'look around' } };
    for (const [id, fits, does] of [
      ['bicycle', ON_BICYCLE, 'cycle'],
      ['rowboat', IN_BOAT, 'row'],
    ] as const) {
      const craft = entries.find(({ subject }) => subject?.id === id);
      if (!craft || gone.has(craft) || !fits.test(action)) continue;
      gone.add(craft);
      return { ...entry, figure: { ...entry.figure, action: does } };
    }
    const sails = openWater && !ROWS.test(action) && entries.some(({ subject }) => subject?.id === 'sailboat');
    if (openWater && !sails && !AT_HOME_IN_WATER.test(action))
      return { ...entry, figure: { ...entry.figure, action: 'row' } };
    return entry;
  });
  return acting.filter((_, index) => !gone.has(entries[index] as Entry));
}

/** Riders sit on the horse, sailors stand on the boat of the same shot. */
function mounted(entries: readonly Entry[], openWater: boolean): Entry[] {
  const carriers = new Set<Entry>();
  for (const entry of entries) {
    if (!isPerson(entry)) continue;
    const action = entry.figure.action ?? '';
    const free = (id: string) => entries.find((other) => other.subject?.id === id && !carriers.has(other));
    const horse = ON_HORSE.test(action)
      ? Object.keys(SADDLES)
          .map(free)
          .find((animal) => animal !== undefined)
      : undefined;
    const sails = openWater ? !ROWS.test(action) : STEERS.test(action);
    const boat = sails && !/\b(swim|div|snorkel|drown|surf|fly|flies)/i.test(action) ? free('sailboat') : undefined;
    const on = horse ?? boat;
    if (!on) continue;
    carriers.add(on);
    const saddle = horse?.subject && SADDLES[horse.subject.id];
    if (saddle) {
      entry.figure = { ...entry.figure, action: 'ride a horse' };
      on.figure = { ...on.figure, action: TRAVELS.test(on.figure.action ?? '') ? on.figure.action : 'walk' };
      entry.mount = { on, ...saddle, inside: false };
    } else {
      if (AFOOT.test(action)) entry.figure = { ...entry.figure, action: 'look out' };
      const size = sizeOf(on.look);
      entry.mount = { on, x: -2.65 * size, above: 0.75 * size, inside: true };
    }
  }
  return [...entries];
}

function isPerson({ subject, look, figure }: Entry): boolean {
  return subject !== null && presenceOf(subject, look, still(figure)) !== null;
}

function still({ expression }: Figure): Moment {
  return { seconds: 0, progress: 0, action: null, expression, mood: 'neutral', hold: null };
}

/** An instant early in the shot, by which people are framed. */
function sample({ action, expression }: Figure, { mood }: Shot): Moment {
  return { seconds: 0.8, progress: 0.2, action, expression, mood, hold: null };
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
