import { isAlive, isVisible, objectsOf } from './acting.ts';
import type { Clause, Noun } from './clauses.ts';
import type { Reading } from './read.ts';
import { capital, heading } from './words.ts';

/** What stands on the poster: the person's own title, the brand, or whom the film is about. */
export function titleOf(reading: Reading): string {
  const said = reading.quotes.find((quote) => announced(reading.concept, quote));
  if (said !== undefined) return said;
  if (reading.foreign || reading.metaphor !== null || reading.states !== null || reading.notes.length > 0)
    return reading.title;
  const selling = reading.genre === 'ad' || reading.genre === 'demo';
  const brand = brandIn(reading.concept);
  if (selling && brand !== null) return brand;
  const acting = reading.clauses.filter((clause) => clause.verb !== null && clause.subjects.length > 0);
  const lead = acting.flatMap((clause) => clause.subjects).find(isAlive) ?? acting[0]?.subjects[0];
  if (selling || lead === undefined || !isVisible(lead)) return reading.title;
  const trouble = reading.nouns.find((noun) => TROUBLE.test(noun.what));
  const hour = HOUR.exec(reading.concept)?.[1];
  if (trouble !== undefined && hour !== undefined)
    return `The ${capital(hour.toLowerCase())} ${nameOf(trouble).slice(4)}`;
  const bound = acting.some(({ verb }) =>
    /^(?:fly|find|discover|lose|guard|build|save|follow|carry|repair|love)$/.test(verb ?? ''),
  );
  const met = acting
    .flatMap((clause) => [...objectsOf(clause), ...clause.subjects])
    .find(
      (noun) =>
        noun.what !== lead.what &&
        isVisible(noun) &&
        noun.what !== 'friend' &&
        (isAlive(noun) || noun.attributes.length > 0 || bound),
    );
  const name = nameOf(lead);
  const both = met === undefined ? name : `${name} and ${nameOf(met, true).replace(/^The/, 'the')}`;
  return both.split(' ').length <= 6 ? both : name;
}

/** What happens in a clause, as the title of its scene. */
export function headline(clause: Clause): string {
  return heading(clause.predicate || clause.text);
}

/** `called “Run Your City”`, `Title says "…"`: words that were named as the title. */
function announced(concept: string, quote: string): boolean {
  const at = concept.indexOf(quote);
  return /\b(?:titled?|called|named|title (?:is|says?|reads?|card))\s*:?\s*["“«„‘']?$/i.test(
    concept.slice(Math.max(0, at - 24), at),
  );
}

/** A name with capitals after `for`, `of`, `introducing`, `app`: what is sold. */
function brandIn(concept: string): string | null {
  const found =
    /\b(?:for|of|introducing|app|called|named|brand|meet)\s+(?:the\s+)?((?:\p{Lu}[\p{L}\p{N}]*)(?:\s\p{Lu}[\p{L}\p{N}]*){0,2})/u.exec(
      concept,
    )?.[1];
  return found === undefined || /^(?:The|A|An|Our|My|I)$/.test(found) ? null : found;
}

function nameOf(noun: Noun, whole = false): string {
  if (noun.proper) return noun.text.split(',')[0] ?? noun.text;
  const kept = noun.attributes.filter((attribute) => whole || TELLING.test(attribute));
  const what = noun.count > 1 ? (noun.text.split(' ').at(-1) ?? noun.what) : noun.what;
  return `The ${[...kept, what].join(' ').split(' ').map(capital).join(' ')}`;
}

/** `The Midnight Bug` */
const TROUBLE = /^(?:bug|dragon|monster|storm|thief|burglar|ghost|fire|flood|mystery|riddle|puzzle)$/;
const HOUR = /\bat (midnight|dawn|dusk|noon|sunrise|sunset)\b/i;

/** Adjectives that belong to the name: `The Little Girl`, `The Old Man`, `The Red Door`. */
const TELLING =
  /^(?:old|little|small|tiny|young|last|first|lost|lonely|red|blue|green|white|black|golden|silver|yellow|paper|wooden|glowing)$/;
