import type { CameraMove, Mood, ShotSize, TimeOfDay, Weather } from '../../film/screenplay.ts';
import type { Clause, Noun } from './clauses.ts';
import { hourAt } from './draft.ts';
import type { Draft } from './draft.ts';
import { headOf, homeOf, tradeOf } from './people.ts';
import { placeNamed, placeOf } from './places.ts';
import type { Reading } from './read.ts';
import { deedPlace } from './verbs.ts';

/** Where, when and in what mood the film plays, when a shot does not say otherwise. */
export interface World {
  place: { phrase: string; key: string | null };
  time: TimeOfDay;
  /** The person said when: then it stays that hour. */
  fixed: boolean;
  weather: Weather;
  mood: Mood;
}

export function worldOf(reading: Reading, home: string | null, mood: Mood): World {
  const place = reading.place ?? {
    phrase: home ?? 'open country',
    key: home === null ? 'meadow' : (placeNamed(home) ?? home),
  };
  return {
    place,
    time: reading.time ?? placeOf(place.key).time,
    fixed: reading.time !== null,
    weather: reading.weather ?? 'clear',
    mood: reading.mood ?? mood,
  };
}

/** A shot in a world, with what is said of it here. */
export function draft(
  world: World,
  beat: Draft['beat'],
  title: string,
  size: ShotSize,
  move: CameraMove,
  parts: Partial<Draft>,
): Draft {
  return {
    beat,
    title,
    size,
    move,
    place: world.place,
    time: world.fixed ? world.time : hourAt(world.time, beat),
    passing: !world.fixed && parts.time === undefined,
    weather: world.weather,
    mood: world.mood,
    figures: [],
    lines: [],
    words: [],
    overlays: [],
    note: null,
    written: null,
    seconds: null,
    weight: 1,
    priority: 50,
    seeds: [],
    ...parts,
  };
}

/** Where it plays when nobody says: where the leading figure lives, at a place that is named, or where the deed is done. */
export function whereTo(acting: readonly Clause[], lead: Noun | undefined): string | null {
  const object = acting.flatMap((clause) => clause.objects).find((noun) => placeNamed(noun.what) !== null);
  const deed = acting.map((clause) => deedPlace(clause.verb ?? '')).find((place) => place !== null) ?? null;
  return (
    homeOfLead(lead) ??
    (object === undefined ? null : placeNamed(object.what)) ??
    acting
      .flatMap(({ objects }) => objects)
      .map(({ what }) => THINGS_AT.get(headOf(what)))
      .find((place) => place !== undefined) ??
    deed ??
    (lead?.kind === 'person' || lead?.proper === true ? 'street' : null)
  );
}

function homeOfLead(lead: Noun | undefined): string | null {
  if (lead === undefined) return null;
  if (lead.kind === 'animal' || tradeOf(lead.what).names.length > 0) return homeOf(lead.what);
  return THINGS_AT.get(headOf(lead.what)) ?? null;
}

/** Things that say where one is. */
const THINGS_AT = new Map<string, string>(
  Object.entries({
    sea: 'boat ship sailboat yacht ferry submarine raft wave sail buoy',
    road: 'car truck van motorcycle camper convertible jeep',
    city: 'skyscraper billboard',
    street: 'taxi bus bicycle bike scooter tram skateboard',
    sky: 'airplane plane balloon helicopter airship glider',
    space: 'rocket spaceship satellite comet meteor star planet galaxy spacecraft probe rover',
    stage: 'band orchestra choir microphone spotlight',
    harbour: 'lighthouse anchor',
    temple: 'castle pyramid treasure tomb',
    garden: 'flower rose tulip sunflower seed sprout',
    meadow: 'windmill tractor haystack',
    kitchen: 'soup cake pie dough pizza pasta bread cookie',
    office: 'laptop computer bug code spreadsheet email',
    station: 'train locomotive suitcase',
  }).flatMap(([place, words]) => words.split(' ').map((word): [string, string] => [word, place])),
);
