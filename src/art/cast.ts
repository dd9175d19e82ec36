import type { Size } from '../film/media.ts';
import type { Figure, Shot, Thread } from '../film/screenplay.ts';
import { block, TRAVELS, type Blocking, type Entry, type Terrain } from './blocking.ts';
import type { Look, Moment, Subject } from './subject.ts';
import { presenceOf } from './subjects/person.ts';

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
  const riding = mounted(embarked(all, terrain.place.waterAt !== undefined && terrain.place.footing === undefined));
  for (const entry of riding)
    entry.presence = entry.subject && presenceOf(entry.subject, entry.look, sample(entry.figure, shot));
  const person = riding.find(({ presence }) => presence !== null);
  const held = person ? (riding.find(({ subject }) => subject?.place === 'hand') ?? null) : null;
  const deskWork = (person?.presence?.desk ?? null) !== null;
  const shown = riding.filter((entry) => {
    if (entry === held) return false;
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

/** A person who rows or cycles brings boat or bicycle along: the other one is left out. Nobody walks on open water. */
function embarked(entries: readonly Entry[], openWater: boolean): Entry[] {
  const gone = new Set<Entry>();
  const acting = entries.map((entry) => {
    const action = entry.figure.action ?? '';
    if (!isPerson(entry)) return entry;
    for (const [id, fits, does] of [
      ['bicycle', ON_BICYCLE, 'cycle'],
      ['rowboat', IN_BOAT, 'row'],
    ] as const) {
      const craft = entries.find(({ subject }) => subject?.id === id);
      if (!craft || gone.has(craft) || !fits.test(action)) continue;
      gone.add(craft);
      return { ...entry, figure: { ...entry.figure, action: does } };
    }
    if (openWater && !AT_HOME_IN_WATER.test(action)) return { ...entry, figure: { ...entry.figure, action: 'row' } };
    return entry;
  });
  return acting.filter((_, index) => !gone.has(entries[index] as Entry));
}

/** Riders sit on the horse, sailors stand on the boat of the same shot. */
function mounted(entries: readonly Entry[]): Entry[] {
  const carriers = new Set<Entry>();
  for (const entry of entries) {
    if (!isPerson(entry)) continue;
    const action = entry.figure.action ?? '';
    const free = (id: string) => entries.find((other) => other.subject?.id === id && !carriers.has(other));
    const horse = ON_HORSE.test(action) ? free('horse') : undefined;
    const boat = /\b(sail|steer|captain|navigat)/i.test(action) ? free('sailboat') : undefined;
    const on = horse ?? boat;
    if (!on) continue;
    carriers.add(on);
    if (horse) {
      entry.figure = { ...entry.figure, action: 'ride a horse' };
      on.figure = { ...on.figure, action: TRAVELS.test(on.figure.action ?? '') ? on.figure.action : 'walk' };
      entry.mount = { on, x: -0.05, above: 0.6 };
    } else entry.mount = { on, x: -1.5, above: 0.5 };
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
