import type { Mood, TimeOfDay, Weather } from '../../film/screenplay.ts';
import type { Clause, Noun } from './clauses.ts';
import { isMass, isVeil } from './nouns.ts';
import { headOf } from './people.ts';
import { placeOf } from './places.ts';
import type { Reading } from './read.ts';
import type { Deed } from './verbs.ts';
import type { World } from './world.ts';
import { capital, spokenWords } from './words.ts';

/** A voice speaks two and a half words a second and leaves half a second of the shot to itself. */
export function wordsThatFit(seconds: number): number {
  return Math.max(0, Math.floor(2.5 * (seconds - 0.5) + 1e-9));
}

/** The first line that fits and has not been said, or null. */
export function lineFor(lines: string[], seconds: number, said: ReadonlySet<string>): string | null {
  const room = wordsThatFit(seconds);
  return (
    lines.find((line) => line !== '' && !said.has(line) && spokenWords(line) > 0 && spokenWords(line) <= room) ?? null
  );
}

/** The clause as a sentence, in the person's own words, and shorter and shorter ones that still say it. */
export function linesOf(clause: Clause): string[] {
  const subject = clause.subjects[0];
  // A heading with its explanation is written, not spoken.
  if (clause.verb === null || subject === undefined || clause.text.includes(':')) return [];
  const who = clause.ownSubject
    ? clause.text.slice(0, clause.text.length - clause.predicate.length).trim()
    : `The ${subject.count > 1 ? subject.text : subject.what}`;
  const plain =
    /^(?:an?|the|my|our|his|her|their|its|this|that|these|those|two|three|four|five|six|seven|many|some|both|years|one|every|each|she|he|they|it|we|you|I)\b/i.test(
      who,
    ) ||
    subject.proper ||
    subject.count > 1;
  // `At dawn the tests turn green` has its article already.
  const placed =
    /^(?:at|in|on|by|after|before|during|under|over|from|with|when|while|then|now|here|there|suddenly|finally)\b/i.test(
      who,
    );
  const uncounted = !who.includes(' ') && (isMass(who.toLowerCase()) || isVeil(who));
  const actor = plain || placed || uncounted || who === '' ? who : `A ${who}`;
  const short = `The ${subject.count > 1 ? subject.text.split(' ').at(-1) : subject.what}`;
  // A participle needs its verb to be a sentence: `a cat sleeping on a sofa`.
  const participle = /^\p{L}+ing\b/u.test(clause.predicate);
  const join = participle ? (subject.count > 1 ? ' are ' : ' is ') : ' ';
  const cuts = shorter(clause.predicate);
  const full = cuts.map((predicate) => sentence(`${actor}${join}${predicate}`));
  // What a clause says of something else is not said of whoever lives through it.
  const same = /^(?:|s?he|it|they|we|i|you)$/i.test(who) || who.toLowerCase().includes(headOf(subject.what));
  const brief = subject.proper || !same ? [] : cuts.map((predicate) => sentence(`${short}${join}${predicate}`));
  return [...new Set([...full, ...brief].toSorted((a, b) => spokenWords(b) - spokenWords(a)))];
}

/** A predicate without its last phrases, one by one: `chases a ball across the beach`, `chases a ball`. */
function shorter(predicate: string): string[] {
  const cuts = [predicate];
  const joints = [
    ...predicate.matchAll(
      /[,:;]|\s(?:at|in|on|across|during|with|through|near|along|under|over|by|from|into|onto|after|before|beside|behind|for|until|to)\s/gi,
    ),
  ].map((match) => match.index);
  for (const joint of joints.toReversed()) {
    const cut = predicate.slice(0, joint).trim();
    if (cut.split(/\s+/).length >= 2) cuts.push(cut);
  }
  return cuts;
}

/** Over the first look: what the person said of hour and weather, else what is known of the place. */
export function openLines({ place, time, weather }: World, reading: Reading): string[] {
  const interior = placeOf(place.key).interior;
  const sky = reading.weather === null ? [] : (SKIES[weather] ?? []);
  const hour = reading.time === null ? [] : (interior ? INSIDE : OUTSIDE)[time];
  const own = interior ? [...hour, ...sky] : [...sky, ...hour];
  return own.length > 0 ? own : placeOf(place.key).open;
}

const SKIES: Partial<Record<Weather, string[]>> = {
  storm: ['The storm has been coming all day.', 'The wind has changed its mind. It is angry.'],
  rain: ['Rain, since early this morning.', 'The rain has its own plans for today.'],
  snow: ['Snow, and no other sound.', 'It has snowed all night, and it is not done.'],
  fog: ['Fog. The world is ten steps wide.', 'Somewhere in this fog, a day begins.'],
  wind: ['The wind got up before anyone.', 'Everything that can fly, flies.'],
};
const OUTSIDE: Record<TimeOfDay, string[]> = {
  dawn: ['First light, and somebody is already up.', 'The night lets go at the edges.'],
  morning: ['Morning. Nothing has gone wrong yet.', 'The day is still brand new.'],
  day: ['Broad daylight, and no reason to hurry.', 'The sun stands high. Everything is possible.'],
  'golden-hour': ['That hour when everything turns to gold.', 'The light comes in low, and stays.'],
  sunset: ['The sun goes down like it means it.', 'The last hour of light is the best.'],
  dusk: ['Blue hour. The lamps are not sure yet.', 'The day has one more thing to say.'],
  night: ['The night is wide awake.', 'Stars above, and one small story below.'],
};
const INSIDE: Record<TimeOfDay, string[]> = {
  dawn: ['The window turns from black to blue.', 'Up before the sun, again.'],
  morning: ['Morning finds the window first.', 'The day knocks, politely.'],
  day: ['Daylight, and a lot to do.', 'The clock says there is time.'],
  'golden-hour': ['Gold comes in, and lies down on the floor.', 'Late light, long shadows.'],
  sunset: ['The wall has turned to copper.', 'The last sun looks in.'],
  dusk: ['Time for the first lamp.', 'Outside it is blue. Inside it is warm.'],
  night: ['The whole city sleeps. Almost.', 'Long past midnight, and one lamp still burns.'],
};

const ENDINGS: Record<NonNullable<Deed['part']>, string[]> = {
  struggle: ['Tomorrow, once more.', 'Not yet. But not never.'],
  success: ['Some days you keep.', 'This one nobody can take away.'],
  find: ['It had waited to be found.', 'Some doors open only once.'],
  love: ['Neither lets go first.', 'And the rest can wait.'],
  make: ['It will outlast the day.', 'It was not here this morning. Now it is.'],
  change: ['The same, and not the same.', 'Nobody would know it now.'],
  lose: ['Some things stay by being gone.', 'The place is empty. The warmth is not.'],
  leave: ['The window stays lit a while.', 'Nobody looks back. Almost nobody.'],
};

/** Last words about whoever it was about, after the last thing that was done. */
export function endLines(lead: Noun | undefined, part: Deed['part'], close: readonly string[]): string[] {
  if (lead?.kind === 'animal') return ['Enough adventure for one day.', 'Tomorrow, from the beginning again.'];
  if (part === null) return [...close];
  return lead !== undefined && lead.count > 1 && part === 'success'
    ? ['They will tell it for years.', ...ENDINGS.success]
    : ENDINGS[part];
}

/** Over a face. */
export function faceLines(mood: Mood): string[] {
  return FACES[mood] ?? [];
}

// prettier-ignore
const FACES: Partial<Record<Mood, string[]>> = {
  frustrated: ['There must be a way.', 'Think.'], joyful: ['You can see it in the eyes.', 'Look at that smile.'], hopeful: ['It could work.', 'Perhaps today.'], romantic: ['Neither looks away.', 'There. That look.'],
  tense: ['Not a sound.', 'Hold your breath.'], mysterious: ['What is that?', 'Something is there.'], energetic: ['Faster.', 'Nothing else matters now.'], triumphant: ['Yes.', 'This is the moment.'],
  melancholic: ['It takes a while.', 'Some goodbyes are long.'], lonely: ['Nobody asks.', 'It is very quiet.'], serene: ['No hurry.', 'Breathe.'], playful: ['Again!', 'Now what?'], epic: ['This is it.', 'Nobody has been here before.'],
};

function sentence(text: string): string {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:–—-]+$/, '')
    .trim();
  return capital(/[.!?…]$/.test(clean) ? clean : `${clean}.`);
}
