import type { Brief } from '../../film/brief.ts';
import type { Contract, Element } from '../../film/contract.ts';
import type { ShotSize } from '../../film/screenplay.ts';
import { fillers, ideasFor } from './arcs.ts';
import { isAbstract } from './clauses.ts';
import type { Draft } from './draft.ts';
import { figure } from './draft.ts';
import { isPerson } from './people.ts';
import { placeNamed } from './places.ts';
import type { Genre, Reading } from './read.ts';
import { moodIn, singular, spokenWords, timeIn, verbForm, weatherIn } from './words.ts';

/** Seconds that a shot of a genre likes to last. */
const PACE: Record<Genre, number> = {
  story: 3.2,
  ad: 3.2,
  demo: 3.4,
  explainer: 3.75,
  trailer: 3.1,
  music: 2.8,
  nature: 3.75,
};

/** As many shots as the length and the scenes ask for, covering the contract, in the order of the story. */
export function stage(reading: Reading, contract: Contract, brief: Brief, seconds: number, scenes: number): Draft[] {
  const wanted = shotsWanted(reading, seconds, scenes);
  const ideas = ideasFor(reading, seconds);
  const kept = keep(ideas, wanted);
  const drafts = varied(withFillers(kept, wanted - kept.length, reading.genre === 'ad' || reading.genre === 'demo'));
  speakOwnWords(reading, drafts);
  for (const draft of drafts) draft.weight = roomFor(draft.lines);
  placeSeeds(drafts, brief, reading);
  placeQuotes(drafts, reading);
  cover(drafts, contract);
  return drafts;
}

function shotsWanted(reading: Reading, seconds: number, scenes: number): number {
  const living = reading.clauses.some((clause) => clause.verb !== null);
  const quiet = reading.genre === 'story' && (!living || reading.metaphor !== null) ? 'nature' : reading.genre;
  const pace = reading.notes.length > 0 ? 4.5 : PACE[quiet];
  const atEase = Math.min(
    Math.max(Math.round(seconds / pace), Math.ceil(seconds / 6), 1),
    Math.max(1, Math.floor(seconds / 2)),
  );
  return Math.max(atEase, scenes, reading.notes.length);
}

/** Weight of a shot whose best line shall fit, within reason: seven words are an average shot. */
function roomFor(lines: string[]): number {
  const longest = Math.max(
    ...lines
      .slice(0, 3)
      .map(spokenWords)
      .filter((words) => words <= 10),
    0,
  );
  return longest === 0 ? 0.8 : Math.min(1.45, Math.max(0.72, (longest / 2.5 + 0.55) / 3.2));
}

/** The ideas of highest priority, in the order of the story. */
function keep(ideas: Draft[], wanted: number): Draft[] {
  const best = new Set(ideas.toSorted((a, b) => b.priority - a.priority).slice(0, wanted));
  return ideas.filter((idea) => best.has(idea));
}

/** Each filler follows the shot that it looks at more closely. */
function withFillers(kept: Draft[], missing: number, selling: boolean): Draft[] {
  if (missing <= 0) return kept;
  const made = fillers(kept, missing, selling);
  const models = kept.some((idea) => idea.beat !== 'end') ? kept.filter((idea) => idea.beat !== 'end') : kept;
  return kept.flatMap((idea) => {
    const at = models.indexOf(idea);
    const own = at < 0 ? [] : made.filter((_, index) => index % models.length === at);
    return [idea, ...own.map((one) => (one.beat === 'end' || idea.beat === 'end' ? one : { ...one, beat: idea.beat }))];
  });
}

const CLOSER: Partial<Record<ShotSize, ShotSize>> = {
  'extreme-wide': 'wide', wide: 'medium', full: 'medium-close-up', medium: 'medium-close-up', 'medium-close-up': 'close-up', 'close-up': 'medium', 'extreme-close-up': 'close-up',
}; // prettier-ignore

/** Two neighbours of one size look like a mistake, unless the person asked for them. */
function varied(drafts: Draft[]): Draft[] {
  for (const [at, draft] of drafts.entries()) {
    const before = drafts[at - 1];
    if (before !== undefined && before.size === draft.size && draft.note === null && draft.beat !== 'end')
      draft.size = CLOSER[draft.size] ?? draft.size;
  }
  return drafts;
}

/** In another language the person's own sentences are spoken, spread over the shots; nothing is invented beside them. */
function speakOwnWords(reading: Reading, drafts: Draft[]): void {
  if (!reading.foreign || !/\p{L}/u.test(reading.concept) || reading.notes.length > 0) return;
  for (const draft of drafts) draft.lines = [];
  const told = reading.sentences.length > drafts.length ? grouped(reading.sentences, drafts.length) : reading.sentences;
  let free = 0;
  for (const [at, sentence] of told.entries()) {
    // A sentence starts at its share of the film and runs on over the cuts; what finds no shot stays unspoken.
    free = Math.max(free, Math.round((at * drafts.length) / told.length));
    for (const piece of sentence.split(/(?<=[，,、;；،])/u).flatMap(breaths)) {
      const draft = drafts[free];
      if (draft !== undefined) draft.lines = [piece];
      free++;
    }
  }
}

/** A long sentence is spoken in breaths of at most seven words, over as many shots. */
function breaths(sentence: string): string[] {
  const words = sentence.trim().split(/\s+/);
  const parts = Math.ceil(words.length / 7);
  return grouped(words, parts).filter((piece) => spokenWords(piece) > 0);
}

function grouped(pieces: string[], groups: number): string[] {
  return Array.from({ length: groups }, (_, at) =>
    pieces.slice(Math.floor((at * pieces.length) / groups), Math.floor(((at + 1) * pieces.length) / groups)).join(' '),
  );
}

/** A logo is revealed at the end, a product is framed where it is the hero, other pictures fill a shot. */
function placeSeeds(drafts: Draft[], brief: Brief, reading: Reading): void {
  const last = drafts.at(-1);
  const hero = drafts.reduce((best, one) => (one.priority > best.priority ? one : best), drafts[0] as Draft);
  let next = 0;
  for (const seed of brief.seeds) {
    const named = drafts.find(
      (draft) =>
        draft.note !== null &&
        draft.words
          .join(' ')
          .toLowerCase()
          .includes(seed.name.toLowerCase().replace(/\.[a-z0-9]+$/, '')),
    );
    const logo = seed.transparent || /logo|brand|icon|mark/i.test(seed.name);
    const selling = reading.genre === 'ad' || reading.genre === 'demo' || /product|photo|shot|screen/i.test(seed.name);
    if (named !== undefined) named.seeds.push({ id: seed.id, use: logo ? 'reveal' : 'framed' });
    else if (logo) last?.seeds.push({ id: seed.id, use: 'reveal' });
    else if (selling) (next++ === 0 ? hero : drafts[next % drafts.length])?.seeds.push({ id: seed.id, use: 'framed' });
    else drafts[(1 + next++) % drafts.length]?.seeds.push({ id: seed.id, use: 'full-frame' });
  }
}

/** Words that were quoted stand where they were asked for, else at the end. */
function placeQuotes(drafts: Draft[], reading: Reading): void {
  const placed = new Set(drafts.flatMap((draft) => draft.overlays));
  for (const quote of reading.quotes) if (!placed.has(quote)) drafts.at(-1)?.overlays.push(quote);
}

/** Every element of the contract is answered by some shot: where none does by itself, one is made to. */
function cover(drafts: Draft[], contract: Contract): void {
  for (const element of contract.elements) {
    if (!drafts.some((draft) => answers(draft, element, contract))) bringIn(drafts, element, contract);
  }
}

/** Whether a shot shows an element, by what is in it and not by what is said. */
export function answers(draft: Draft, element: Element, contract: Contract): boolean {
  const text = element.text.toLowerCase();
  switch (element.kind) {
    case 'text':
      return draft.overlays.some((overlay) => overlay.toLowerCase() === text);
    case 'subject':
      return (
        draft.words.includes(text) ||
        draft.figures.some((one) => one.what.toLowerCase() === text) ||
        containsAll(stock(draft), text)
      );
    case 'attribute': {
      const owner = contract.elements.find((other) => other.id === element.of)?.text.toLowerCase();
      if (owner !== undefined && isAbstract(owner)) return draft.words.includes(text);
      return draft.figures.some(
        (one) =>
          (owner === undefined || one.what.toLowerCase() === owner) &&
          (one.attributes.includes(text) || (one.count > 1 && /^(?:several|\d+) /.test(text))),
      );
    }
    case 'action':
      return draft.words.includes(text) || draft.figures.some((one) => one.action === text);
    case 'setting':
      return timeIn(text) !== null && timeIn(text) === text
        ? draft.time === text
        : draft.weather === text || draft.place.phrase.toLowerCase().endsWith(text);
    case 'mood':
      return draft.mood === text;
    case 'state':
      return (
        draft.words.some((word) => word.toLowerCase() === text.toLowerCase()) ||
        (text.includes(' → ') && text.split(' → ').some((state) => containsAll(stock(draft), state)))
      );
    case 'duration':
      return true;
  }
}

function stock(draft: Draft): Set<string> {
  const words = [...draft.figures.flatMap((one) => [one.what, ...one.attributes]), draft.place.phrase]
    .join(' ')
    .toLowerCase()
    .split(/[\s-]+/);
  return new Set(words.flatMap((word) => [word, singular(word) ?? word]));
}

function containsAll(words: ReadonlySet<string>, text: string): boolean {
  return text.split(/[\s-]+/).every((word) => words.has(word) || words.has(singular(word) ?? word));
}

function bringIn(drafts: Draft[], element: Element, contract: Contract): void {
  const middle = drafts[Math.floor(drafts.length / 2)] as Draft;
  const first = drafts[0] as Draft;
  const last = drafts.at(-1) as Draft;
  const lean = drafts.toSorted((a, b) => a.figures.length - b.figures.length)[0] as Draft;
  const owner = contract.elements.find((other) => other.id === element.of);
  const owned = drafts.find((draft) =>
    draft.figures.some((one) => one.what.toLowerCase() === owner?.text.toLowerCase()),
  );
  switch (element.kind) {
    case 'text':
      last.overlays.push(element.text);
      break;
    case 'subject':
      lean.figures.push(figure(element.text.slice(0, 60), { action: isPerson(element.text) ? 'stand' : null }));
      lean.words.push(element.text.toLowerCase());
      break;
    case 'attribute': {
      const one = owned?.figures.find((candidate) => candidate.what.toLowerCase() === owner?.text.toLowerCase());
      const several = /^(\d+) /.exec(element.text)?.[1];
      if (owner !== undefined && isAbstract(owner.text)) middle.words.push(element.text.toLowerCase());
      else if (one === undefined)
        lean.figures.push(figure(owner?.text ?? element.text, { attributes: [element.text] }));
      else if (several !== undefined || element.text.startsWith('several '))
        one.count = Math.min(12, Math.max(2, Number(several ?? 3)));
      else one.attributes = [...one.attributes, element.text];
      break;
    }
    case 'action': {
      const draft = owned ?? middle;
      draft.words.push(element.text);
      break;
    }
    case 'setting': {
      const time = timeIn(element.text);
      const weather = weatherIn(element.text);
      if (time === element.text) middle.time = time;
      else if (weather === element.text) middle.weather = weather;
      else if (first.note === null)
        first.place = { phrase: element.text, key: placeNamed(element.text) ?? first.place.key };
      else lean.figures.push(figure(element.text.slice(0, 60)));
      break;
    }
    case 'mood':
      middle.mood = moodIn(element.text) ?? middle.mood;
      middle.words.push(element.text);
      break;
    case 'state':
      bringInState(drafts, element.text);
      break;
    case 'duration':
      break;
  }
}

/** A change is a first and a last look: what was, and what it has become. */
function bringInState(drafts: Draft[], text: string): void {
  const [from, to] = text.split(' → ');
  const first = drafts[0] as Draft;
  const last = drafts.at(-1) as Draft;
  for (const [draft, state] of [
    [first, from],
    [last, to],
  ] as const) {
    if (state === undefined) continue;
    const mood = moodIn(state);
    if (mood !== null && verbForm(state) === null) draft.mood = mood;
    else if (!containsAll(stock(draft), state)) draft.figures.unshift(figure(state.slice(0, 60), { principal: true }));
  }
  (first.words.includes(text) ? last : first).words.push(text);
}
