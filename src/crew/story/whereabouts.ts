import { isAbstract, roomOf } from './nouns.ts';
import type { Noun } from './phrases.ts';
import { placeNamed } from './places.ts';
import { timeIn } from './words.ts';

/** Whether a phrase says where it happens, or names something that stands there. */

export interface Whereabouts {
  place: { phrase: string; key: string | null } | null;
  /** The thing itself is in the picture. */
  seen: boolean;
}

/** What a phrase with a preposition says, in a clause with this verb: `in a castle` is a place, `in front of a castle` a castle. */
export function whereabouts(preposition: string, noun: Noun, verb: string | null): Whereabouts {
  const room = roomOf(noun.what);
  if (room !== null && WHERE.test(preposition))
    return { place: { phrase: ROOMS[room] ?? room, key: room }, seen: !noun.what.startsWith('window') };
  if (WHERE.test(preposition) && keyOf(noun) !== null && noun.kind === 'thing') {
    const lookedAt = preposition === 'at' && LOOKING.test(verb ?? '');
    const inside = WITHIN.test(preposition) || (preposition === 'on' && GROUND.test(noun.what));
    return lookedAt || (LANDMARK.test(noun.what) && !inside)
      ? { place: null, seen: true }
      : { place: placed(noun), seen: false };
  }
  // A country or a town that we have no furniture for.
  if (
    noun.proper &&
    noun.kind === 'thing' &&
    TOWNWARD.test(preposition) &&
    timeIn(noun.text) === null &&
    !isAbstract(noun.what)
  )
    return { place: { phrase: `town in ${noun.text}`, key: 'city' }, seen: false };
  return { place: null, seen: true };
}

/** `crosses the city`: what is gone to is where it happens. */
export function goesTo(verb: string, noun: Noun): boolean {
  return MOVING.test(verb) && noun.kind === 'thing' && keyOf(noun) !== null;
}

/** A place that one is in, and no house that is looked at. */
export function isScene(noun: Noun): boolean {
  return noun.kind === 'thing' && !LANDMARK.test(noun.what) && keyOf(noun) !== null && roomOf(noun.what) === null;
}

export function placed(noun: Noun): { phrase: string; key: string | null } {
  return { phrase: noun.text, key: keyOf(noun) };
}

const keyOf = (noun: Noun): string | null => placeNamed(noun.text) ?? placeNamed(noun.what);

const TOWNWARD = /^(?:in|through|across|around|to|from|over|at)$/;
const MOVING =
  /^(?:explore|cross|visit|reach|leave|enter|climb|roam|wander|return|travel|navigate|walk|haunt|approach)$/;
const WHERE =
  /^(?:in|on|at|across|through|by|near|over|along|under|inside|outside|to|into|onto|beside|above|around|from|between|beneath|behind|within|toward|towards|throughout|below|past|beyond|against|amid|among|atop|up|down|off|next to|close to|out of|underneath|via|in .+|on .+|at .+|by .+)$/;
const WITHIN = /^(?:in|inside|into|at|through|throughout|within|across|from|out of|in the .+|around)$/;

const LOOKING = /^(?:howl|look|stare|gaze|point|shout|bark|smile|wave|laugh|glance|peer|wonder|aim|shoot|throw)$/;
/** Landmarks that one stands on. */
const GROUND = /(?:moon|planet|mars|island|volcano)$/;

const ROOMS: Record<string, string> = { home: 'living room' };
/** Places that are also seen from outside. */
const LANDMARK =
  /(?:house|castle|lighthouse|bridge|tower|temple|pyramid|church|train|bus|plane|spaceship|station|cottage|cabin|palace|rocket|barn|farm|moon|planet|mars|volcano|island|window|market|shop|cave)s?$/;
