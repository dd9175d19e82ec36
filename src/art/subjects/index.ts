import type { Subject } from '../subject.ts';
import { BATH } from './bath.ts';
import { BIRDS } from './birds.ts';
import { BEYOND } from './beyond.ts';
import { CRITTERS } from './critters.ts';
import { LEISURE } from './leisure.ts';
import { MEALS } from './meals.ts';
import { OFFICE } from './office.ts';
import { PRODUCE } from './produce.ts';
import { WOODLAND } from './woodland.ts';
import { OUTDOORS } from './outdoors.ts';
import { SCIENCE } from './science.ts';
import { SYMBOLS } from './symbols.ts';
import { WADERS } from './waders.ts';
import { WILDLIFE } from './wildlife.ts';
import { BUILDINGS } from './buildings.ts';
import { CREATURES } from './creatures.ts';
import { DEVICES } from './devices.ts';
import { EARTH } from './earth.ts';
import { finder } from './find.ts';
import { FOOD } from './food.ts';
import { FURNITURE } from './furniture.ts';
import { PEOPLE } from './person.ts';
import { PLANTS } from './plants.ts';
import { QUADRUPEDS } from './quadrupeds.ts';
import { THINGS } from './things.ts';
import { TOOLS } from './tools.ts';
import { SWIMMERS } from './swimmers.ts';
import { WEARABLES } from './wear.ts';
import { INSTRUMENTS } from './instruments.ts';
import { STREET } from './street.ts';
import { TOYS } from './toys.ts';
import { VEHICLES } from './vehicles.ts';
import { VESSELS } from './vessels.ts';

/** Everything that can be drawn. To add one: write it in its family's file with `thing(…)`; that is all. */
export const SUBJECTS: readonly Subject[] = [
  ...PEOPLE,
  ...QUADRUPEDS,
  ...BIRDS,
  ...SWIMMERS,
  ...CREATURES,
  ...VEHICLES,
  ...VESSELS,
  ...PLANTS,
  ...EARTH,
  ...BUILDINGS,
  ...STREET,
  ...FURNITURE,
  ...DEVICES,
  ...INSTRUMENTS,
  ...FOOD,
  ...TOOLS,
  ...THINGS,
  ...TOYS,
  ...WEARABLES,
  ...BATH,
  ...BEYOND,
  ...CRITTERS,
  ...LEISURE,
  ...MEALS,
  ...PRODUCE,
  ...OFFICE,
  ...OUTDOORS,
  ...SCIENCE,
  ...SYMBOLS,
  ...WADERS,
  ...WILDLIFE,
  ...WOODLAND,
];

/** Every word and phrase that something can be drawn for, in lower case. */
export const DRAWABLE: readonly string[] = [...new Set(SUBJECTS.flatMap((subject) => subject.words))];

/** The subject that a noun phrase and its adjectives mean, or null when nothing fits. */
export const findSubject: (what: string, attributes: readonly string[]) => Subject | null = finder(SUBJECTS, [
  ...PEOPLE,
  ...QUADRUPEDS,
  ...BIRDS,
  ...SWIMMERS,
  ...CREATURES,
  ...CRITTERS,
  ...WADERS,
  ...WILDLIFE,
]);
