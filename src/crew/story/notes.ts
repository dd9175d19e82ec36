import type { Draft } from './draft.ts';
import { figureOf } from './draft.ts';
import { actors, deedIn, isAlive, isVisible } from './acting.ts';
import type { Noun } from './clauses.ts';
import type { Dice } from './dice.ts';
import { linesOf } from './lines.ts';
import { Memory } from './memory.ts';
import { heading, spokenWords } from './words.ts';
import { tellingOf } from './tellings.ts';
import { placeOf } from './places.ts';
import { homeOf } from './people.ts';
import { readConcept } from './read.ts';
import type { Note, Reading } from './read.ts';
import { draft, whereTo, worldOf } from './world.ts';
import type { World } from './world.ts';

/** Scenes that were written out: exactly those, in their order, with what they say; the rest is filled in from the scene before. */
export function fromNotes(reading: Reading, dice: Dice): Draft[] {
  // One memory for all of them: `she` and `the keeper` are who they were in the scene before.
  const memory = new Memory();
  const scenes = reading.notes.map((note) => ({ note, own: readConcept(note.text, reading.drawable, memory) }));
  const first = scenes[0]?.own;
  const clauses = scenes.flatMap(({ own }) => own.clauses);
  const star = scenes.flatMap(({ own }) => own.nouns).find(isAlive);
  let world = worldOf(
    { ...reading, place: first?.place ?? reading.place, time: first?.time ?? null, weather: first?.weather ?? null },
    whereTo(clauses, first?.nouns.find(isVisible)) ?? (star === undefined ? null : homeOf(star.what)),
    'neutral',
  );
  let lead: Noun | null = null;
  return scenes.map(({ note, own }, at) => {
    const last = at === scenes.length - 1;
    world = next(world, own, note.text);
    const figures = figuresOf(own, world, lead);
    // `He smiles.`: a pronoun means whoever was there before.
    if (figures.length === 0 && lead !== null && /\b(?:he|she|they|him|her|them|it)\b/i.test(note.text)) {
      const deed = own.clauses[0];
      figures.push(figureOf(lead, { action: deed === undefined ? null : deedIn(deed).pose || null, principal: true }));
    }
    lead = own.nouns.find(isAlive) ?? lead;
    const place = placeOf(world.place.key);
    const acting = own.clauses.filter((clause) => clause.verb !== null && clause.subjects.length > 0);
    const told = own.foreign
      ? own.sentences
      : [
          ...acting.flatMap((clause) => [...tellingOf(clause, dice), ...linesOf(clause)]),
          ...(acting.length === 0 ? dice.turned(`note ${at}`, last ? place.close : place.open) : []),
        ];
    return draft(
      world,
      beatAt(at, scenes.length),
      headlineOf(note.text),
      note.size ?? sizeAt(at, last, figures.length),
      note.move ?? moveAt(at, last, note.size),
      {
        time: world.time,
        figures,
        // What the person has written to be spoken is spoken, and nothing beside it.
        lines: note.spoken.length > 0 ? note.spoken : told,
        words: [...own.clauses.map((clause) => clause.verb ?? ''), note.text],
        overlays: [...note.quotes],
        note: at,
        written: note.text,
        seconds: note.seconds,
        priority: 200 - at,
        weight: Math.max(1.2, spokenSeconds(note) / 2),
      },
    );
  });
}

/** What the longest breath of a scene takes, with the silence around it; 0 when nobody speaks. */
function spokenSeconds({ spoken }: Note): number {
  return spoken.length === 0 ? 0 : Math.max(...spoken.map(spokenWords)) / 2.5 + 0.7;
}

/** Where the next scene plays: in the place of the one before unless it says, but in its own hour and weather when it has any. */
function next(world: World, own: Reading, text: string): World {
  const deed = own.clauses.map((clause) => deedIn(clause).mood).find((mood) => mood !== null) ?? null;
  // What happens later or elsewhere happens under another sky.
  const anew = own.place !== null || own.time !== null || LATER.test(text);
  return {
    ...world,
    place: own.place ?? world.place,
    time: own.time ?? world.time,
    weather: own.weather ?? (anew ? 'clear' : world.weather),
    mood: own.mood ?? deed ?? (anew ? 'neutral' : world.mood),
  };
}

const LATER = /\b(?:after|later|next|calm|clears?|finally|at last|over)\b/i;

function figuresOf(own: Reading, world: World, lead: Noun | null): Draft['figures'] {
  const all = own.foreign
    ? own.nouns.filter(isVisible).map((noun) => figureOf(noun))
    : own.clauses.flatMap((clause) => actors(clause, world.mood, lead));
  return all
    .filter((one, at) => all.findIndex((other) => other.what === one.what) === at)
    .slice(0, 4)
    .map((one, at) => ({ ...one, principal: at === 0 }));
}

function beatAt(at: number, count: number): Draft['beat'] {
  if (at === 0) return 'beginning';
  if (at === count - 1) return 'end';
  return at === count - 2 && count > 2 ? 'turn' : 'middle';
}

function sizeAt(at: number, last: boolean, figures: number): Draft['size'] {
  if (figures === 0) return 'extreme-wide';
  if (at === 0 || last) return 'wide';
  return at % 2 === 0 ? 'full' : 'medium';
}

function moveAt(at: number, last: boolean, size: Note['size']): Draft['move'] {
  if (at === 0 || size?.includes('close-up') === true) return 'push-in';
  return last ? 'pull-out' : 'tracking';
}

function headlineOf(text: Note['text']): string {
  return heading((text.split(/[.,;:!?\n]/)[0] ?? text).replace(/^(?:an?|the)\s+/i, '')) || 'Scene';
}
