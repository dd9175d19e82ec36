import { entry } from './list.ts';
import type { Mood } from '../../film/screenplay.ts';

/** What a verb means for a story: how it looks, how it feels, and which part of an arc it is. */
export interface Deed {
  /** A pose that can be drawn. */
  pose: string;
  mood: Mood | null;
  part: 'struggle' | 'success' | 'find' | 'love' | 'make' | 'change' | 'lose' | 'leave' | null;
}

const ROWS: [lemmas: string, pose: string, mood: Mood | null, part: Deed['part']][] = [
  ['struggle fail battle fight worry', 'hunch', 'frustrated', 'struggle'],
  ['debug code fix repair mend restore improve', '', 'hopeful', 'make'],
  ['practice practise train study', '', 'energetic', 'struggle'],
  ['search seek', 'walk', 'tense', 'struggle'],
  ['chase compete race hunt', 'run', 'energetic', null],
  ['solve succeed win achieve conquer overcome defeat finish complete survive', 'arms up', 'triumphant', 'success'],
  ['celebrate cheer', 'cheer', 'triumphant', 'success'],
  ['reach arrive return reunite rescue save', 'arms up', 'triumphant', 'success'],
  ['discover find notice uncover reveal realize realise', 'point', 'mysterious', 'find'],
  ['meet greet befriend visit welcome', 'wave', 'joyful', 'love'],
  ['explore wander travel hike journey follow cross roam navigate', 'walk', 'mysterious', null],
  ['love kiss embrace hug comfort marry', 'hug', 'romantic', 'love'],
  ['reconnect forgive unite gather join', 'hug', 'joyful', 'love'],
  ['build create make invent craft carve weave forge assemble', 'hammer', 'hopeful', 'make'],
  ['paint draw sketch design', 'paint', 'hopeful', 'make'],
  ['write compose', 'write', 'hopeful', 'make'],
  ['cook bake brew mix knead stir chop prepare serve roast taste', 'cook', 'joyful', null],
  ['plant water harvest grow sow dig', 'kneel', 'hopeful', 'make'],
  ['become transform turn evolve change bloom hatch', '', 'hopeful', 'change'],
  ['lose mourn break fall crash sink forget disappear', 'cry', 'melancholic', 'lose'],
  ['cry', 'cry', 'melancholic', 'lose'],
  ['leave depart escape flee', 'walk', 'melancholic', 'leave'],
  ['wait watch listen wonder stare look gaze observe see', 'look up', null, null],
  ['dream sleep', 'sleep', 'serene', null],
  ['rest', 'sit', 'serene', null],
  ['wake awaken', 'stretch', 'hopeful', null],
  ['meditate pray', 'kneel', 'serene', null],
  ['think imagine plan decide remember', 'think', null, null],
  ['run sprint jog rush', 'run', 'energetic', null],
  ['walk stroll march wander', 'walk', null, null],
  ['jump leap hop bounce', 'jump', 'energetic', null],
  ['dance spin', 'dance', 'joyful', null],
  ['play juggle', 'play', 'playful', null],
  ['laugh smile', 'laugh', 'joyful', null],
  ['sing perform', 'sing', 'energetic', null],
  ['talk speak tell say explain teach show present share', 'talk', null, null],
  ['read learn', 'read', 'hopeful', null],
  ['drink sip', 'drink', null, null],
  ['eat feed dine', 'eat', 'joyful', null],
  ['climb', 'climb', 'energetic', null],
  ['swim dive', 'swim', 'energetic', null],
  ['surf', 'surf', 'energetic', null],
  ['row paddle', 'row', 'serene', null],
  ['sail', 'sail', 'epic', null],
  ['ride cycle pedal', 'ride', 'energetic', null],
  ['drive', 'drive', null, null],
  ['fly soar float glide drift', 'fly', 'epic', null],
  ['carry bring deliver lift pack hold', 'carry', null, null],
  ['wave', 'wave', 'joyful', null],
  ['sit', 'sit', null, null],
  ['stand', 'stand', null, null],
  ['lean', 'lean back', null, null],
  ['photograph film capture record', 'film', null, null],
  ['type', 'type', null, null],
  ['call', 'phone', null, null],
  ['fish', 'fish', 'serene', null],
  ['land launch explode erupt', '', 'epic', null],
  ['hide', 'kneel', 'tense', null],
]; // prettier-ignore

const DEEDS = new Map<string, Deed>(
  ROWS.flatMap(([lemmas, pose, mood, part]) =>
    lemmas.split(' ').map((lemma): [string, Deed] => [lemma, { pose, mood, part }]),
  ),
);

const PLACES_OF_DEEDS: Record<string, string> = {
  plant: 'garden', grow: 'garden', harvest: 'garden', water: 'garden', dig: 'garden', bloom: 'garden', read: 'library', study: 'library', cook: 'kitchen', bake: 'kitchen', eat: 'kitchen', knead: 'kitchen',
  swim: 'sea', sail: 'sea', surf: 'sea', row: 'lake', fish: 'lake', dive: 'underwater', climb: 'mountain', hike: 'mountain', ski: 'snow', paint: 'studio', draw: 'studio', dance: 'stage', sing: 'stage', perform: 'stage',
  sleep: 'bedroom', dream: 'bedroom', wake: 'bedroom', build: 'workshop', repair: 'workshop', fix: 'workshop', mend: 'workshop', craft: 'workshop', invent: 'workshop', write: 'home', call: 'home', fly: 'sky', soar: 'sky',
  drive: 'road', ride: 'road', cycle: 'road', travel: 'road', launch: 'space', orbit: 'space', land: 'space', teach: 'classroom', learn: 'classroom', buy: 'shop', sell: 'shop', work: 'office', type: 'office', code: 'office', plan: 'office',
}; // prettier-ignore

/** Where a deed is usually done: a key of PLACES, or null where it may be anywhere. */
export function deedPlace(lemma: string): string | null {
  return entry(PLACES_OF_DEEDS, lemma) ?? null;
}

/** A verb in its plain form; one that we know nothing of is acted as it is written. */
export function deedOf(lemma: string): Deed {
  return DEEDS.get(lemma) ?? { pose: lemma, mood: null, part: null };
}
