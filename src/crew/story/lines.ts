import type { Clause, Noun } from './clauses.ts';
import type { Mood } from '../../film/screenplay.ts';
import type { Deed } from './verbs.ts';
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
  if (clause.verb === null || subject === undefined) return [];
  const who = clause.ownSubject
    ? clause.text.slice(0, clause.text.length - clause.predicate.length).trim()
    : `The ${subject.count > 1 ? subject.text : subject.what}`;
  const plain =
    /^(?:an?|the|my|our|his|her|their|its|this|that|these|those|two|three|four|five|six|seven|many|some|both|years|one|every|each)\b/i.test(
      who,
    ) ||
    subject.proper ||
    subject.count > 1;
  const actor = plain || who === '' ? who : `A ${who}`;
  const short = `The ${subject.count > 1 ? subject.text.split(' ').at(-1) : subject.what}`;
  // A participle needs its verb to be a sentence: `a cat sleeping on a sofa`.
  const participle = /^\p{L}+ing\b/u.test(clause.predicate);
  const join = participle ? (subject.count > 1 ? ' are ' : ' is ') : ' ';
  const cuts = shorter(clause.predicate);
  const full = cuts.map((predicate) => sentence(`${actor}${join}${predicate}`));
  const brief = subject.proper ? [] : cuts.map((predicate) => sentence(`${short}${join}${predicate}`));
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

/** At most so many characters as people count them, without cutting one in two. */
export function clip(text: string, characters: number): string {
  const segments = new Intl.Segmenter().segment(text.trim().slice(0, characters * 12));
  return Array.from(segments, ({ segment }) => segment)
    .slice(0, characters)
    .join('');
}

/** When it will not work, about the very thing: `The bug is still there.` */
export function struggleLine(clause: Clause): string {
  const thing = clause.objects[0];
  return thing === undefined
    ? 'Not like this. Not yet.'
    : `The ${thing.count > 1 ? `${thing.text} are` : `${thing.what} is`} still there.`;
}

const ENDINGS: Record<NonNullable<Deed['part']>, string> = {
  struggle: 'Tomorrow, once more.', success: 'Some days you keep.', find: 'It had waited to be found.', love: 'Neither lets go first.',
  make: 'It will outlast the day.', change: 'The same, and not the same.', lose: 'Some things stay by being gone.', leave: 'The window stays lit a while.',
}; // prettier-ignore

/** Last words about whoever it was about, after the last thing that was done. */
export function endLine(lead: Noun | undefined, part: Deed['part']): string {
  if (part !== null && !(lead?.kind === 'animal' && part === 'make'))
    return lead !== undefined && lead.count > 1 && part === 'success' ? 'They will tell it for years.' : ENDINGS[part];
  return lead?.kind === 'animal' ? 'Enough adventure for one day.' : 'And the day goes on, a little different.';
}

/** Over a thing seen close: only what the concept says of it. */
export function thingLines(noun: Noun): string[] {
  if (noun.proper) return [];
  if (noun.count > 1) return [`So many ${noun.text}.`];
  if (noun.attributes.length > 1) return [`${noun.attributes.map(capital).join('. ')}.`];
  return [isMass(noun.what) ? `${capital(noun.text)}.` : `One ${noun.text}.`];
}

/** Things that are not counted: `pasta`, `rain`. */
export function isMass(what: string): boolean {
  return /^(?:water|coffee|tea|rain|snow|bread|pasta|grass|sand|rice|light|smoke|fire|music|wine|milk|juice|chocolate|wood shavings|paint|clay|dough|honey|gold|ice|food|stairs|lightning|wood|steel|mud|dust|soup)$/.test(
    what,
  );
}

/** Over a face. */
export function faceLines(mood: Mood): string[] {
  return FACES[mood] ?? [];
}

const FACES: Partial<Record<Mood, string[]>> = {
  frustrated: ['There must be a way.', 'Think.'], joyful: ['You can see it in the eyes.', 'Look at that smile.'], hopeful: ['It could work.', 'Perhaps today.'], romantic: ['Neither looks away.', 'There. That look.'],
  tense: ['Not a sound.', 'Hold your breath.'], mysterious: ['What is that?', 'Something is there.'], energetic: ['Faster.', 'Nothing else matters now.'], triumphant: ['Yes.', 'This is the moment.'],
  melancholic: ['It takes a while.', 'Some goodbyes are long.'], lonely: ['Nobody asks.', 'It is very quiet.'], serene: ['No hurry.', 'Breathe.'], playful: ['Again!', 'Now what?'], epic: ['This is it.', 'Nobody has been here before.'],
}; // prettier-ignore

function sentence(text: string): string {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:–—-]+$/, '')
    .trim();
  return capital(/[.!?…]$/.test(clean) ? clean : `${clean}.`);
}
