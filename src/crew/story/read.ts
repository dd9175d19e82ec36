import type { Mood, TimeOfDay, Weather } from '../../film/screenplay.ts';
import { clausesOf } from './clauses.ts';
import type { Clause, Noun } from './clauses.ts';
import { type Genre, genreOf, quotesIn, secondsIn, styleIn, withoutQuotes, withoutTalkOfFilm } from './film-talk.ts';
import { Memory } from './memory.ts';
import { metaphorFor } from './metaphors.ts';
import type { Image } from './metaphors.ts';
import { isAbstract, isPart, isVeil, vocabularyOf } from './nouns.ts';
import { placeNamed } from './places.ts';
import { isForeign, translated } from './tongues.ts';
import { capital, clip, moodIn, timeIn, verbForm, weatherIn } from './words.ts';
import { notesIn, withoutSpoken } from './written-scenes.ts';
import type { Note } from './written-scenes.ts';

export type { Note } from './written-scenes.ts';

/** The concept as we understand it. */
export interface Reading {
  concept: string;
  foreign: boolean;
  genre: Genre;
  title: string;
  /** Length that the concept states, or null. */
  seconds: number | null;
  notes: Note[];
  /** The nouns it was read with: scenes are read with the same. */
  drawable: readonly string[];
  /** Words that must stand in the picture. */
  quotes: string[];
  /** In the person's own words, without what was said about the film itself. */
  sentences: string[];
  clauses: Clause[];
  /** Everything named, the main subject first. */
  nouns: Noun[];
  place: { phrase: string; key: string | null } | null;
  time: TimeOfDay | null;
  weather: Weather | null;
  mood: Mood | null;
  /** How it is to look, in the person's words, or null. */
  style: string | null;
  metaphor: Image[] | null;
  /** `a sketch` and `a product`, when one thing is said to become another. */
  states: { from: string; to: string } | null;
}

/**
 * Reads a concept of any kind; never throws. `drawable` are the nouns that the art department can draw: they are certainly
 * things. `memory` knows who was there before, for scenes that belong together.
 */
export function readConcept(concept: string, drawable: readonly string[] = [], memory = new Memory()): Reading {
  const clean = concept
    .normalize('NFC')
    .replace(/\p{Cc}/gu, (char) => (char === '\n' ? '\n' : ' '))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  const vocabulary = vocabularyOf(drawable);
  const { before, notes } = notesIn(clean, tellsOfDeed);
  const whole =
    notes.length > 0
      ? [before, ...notes.map((note) => note.text)].filter((part) => /\p{L}/u.test(part)).join('. ')
      : clean;
  const bare = withoutQuotes(whole);
  const foreign = isForeign(bare);
  const body = foreign ? bare : withoutTalkOfFilm(bare);
  const sentences = sentencesOf(body);
  const told = foreign ? sentences.map(translated).filter((one) => one !== '') : sentences;
  const clauses = clausesOf(told.slice(0, SENTENCES_READ), vocabulary, memory);
  const english = foreign ? told.join('. ') : body;
  const place = placeIn(clauses);
  const genre = genreOf(clean);
  const nouns = withoutBrand(nounsOf(clauses), genre);
  const acts = nouns.some((noun) => noun.kind !== 'thing') && clauses.some((clause) => clause.verb !== null);
  return {
    concept, foreign, genre, notes, drawable, sentences, clauses, nouns, place,
    quotes: quotesIn(notes.length > 0 ? withoutSpoken(clean) : clean),
    title: titleOf(clean, sentences, clauses, foreign),
    seconds: secondsIn(clean, notes),
    style: styleIn(clean),
    time: timeIn(english),
    weather: weatherIn(english),
    mood: moodIn(english),
    metaphor: acts && genre !== 'explainer' ? null : metaphorFor(english),
    states: statesIn(body, clauses),
  }; // prettier-ignore
}

/** Sentences beyond this are kept as words for the pictures but not taken apart: a film of minutes has no room for more. */
const SENTENCES_READ = 60;

function tellsOfDeed(part: string): boolean {
  return part.split(/\s+/).some((word, at) => {
    const form = verbForm(word.toLowerCase().replace(/\P{L}+$/u, ''));
    return at > 0 && form !== null && (form.form === 's' || form.form === 'ing' || !form.doubtful);
  });
}

function sentencesOf(text: string): string[] {
  const parts = text.match(/[^.!?。！？؟।\n]+[.!?。！？؟।]*["”»]?/gu) ?? [];
  return parts.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part));
}

function titleOf(text: string, sentences: string[], clauses: Clause[], foreign: boolean): string {
  const said = /\b(?:titled|called|title(?: is| says| reads)?|named)\s*:?\s*[“"«‘']([^“”"«»\n]{1,60})[”"»’']/iu.exec(
    text,
  )?.[1];
  if (said !== undefined) return said.trim();
  const first = (sentences[0] ?? text).replace(/[.!?。！？,;:]+$/u, '').trim();
  if (foreign) return foreignTitle(first);
  if (/^(?:how|why|what)\b/i.test(text) && text.split(/\s+/).length <= 6) return titleCase(text.replace(/[.!?]+$/, ''));
  const words = (first.split(':')[0] ?? first).replace(/^(?:an?|our|my|this|some)\s+/i, '').split(/\s+/);
  if (words.length <= 5) return titleCase(words.join(' ')).slice(0, 60) || 'Untitled';
  const [clause] = clauses;
  const hero = clause?.subjects[0];
  if (clause === undefined || hero === undefined) return titleCase(words.slice(0, 5).join(' ')).slice(0, 60);
  const name = hero.proper ? properName(hero.text) : `the ${hero.count > 1 ? hero.text : hero.what}`;
  const other = clauses
    .flatMap((one) => one.objects)
    .find((noun) => !isAbstract(noun.what) || noun.attributes.length > 0);
  if (clause.verb !== null && other !== undefined && !other.text.includes(' of '))
    return titleCase(`${name} and ${other.proper ? '' : 'the '}${other.text}`).slice(0, 60);
  return titleCase(clause.verb === null ? hero.text : name).slice(0, 60) || 'Untitled';
}

/** `app Taskly` → `Taskly`. */
function properName(text: string): string {
  const capitals = (text.split(',')[0] ?? text).split(' ').filter((word) => /^\p{Lu}/u.test(word));
  return capitals.join(' ') || text;
}

function foreignTitle(first: string): string {
  const words = (first.split(/[，,、;；،]/u)[0] ?? first).trim().split(/\s+/).slice(0, 5);
  while (words.length > 1 && (words.at(-1) ?? '').length <= 3 && /\s/.test(first)) words.pop();
  return clip(words.join(' '), 40) || 'Untitled';
}

function titleCase(text: string): string {
  return text
    .split(' ')
    .map((word, at) =>
      at > 0 && /^(?:an?|the|of|in|on|at|with|to|for|by|from|and|into|is)$/i.test(word)
        ? word.toLowerCase()
        : capital(word),
    )
    .join(' ');
}

/** The first place that is named: after a preposition, or as what the concept is about. */
function placeIn(clauses: Clause[]): Reading['place'] {
  const told = clauses.find((clause) => clause.place !== null)?.place;
  if (told !== undefined && told !== null) return told;
  const subject = clauses.find((clause) => clause.verb === null)?.subjects[0];
  const key = subject === undefined || subject.kind !== 'thing' ? null : placeNamed(subject.what);
  return subject === undefined || key === null ? null : { phrase: subject.text, key };
}

function nounsOf(clauses: Clause[]): Noun[] {
  const places = new Set(clauses.map((clause) => clause.place?.phrase));
  const seen = new Set<string>();
  return clauses
    .flatMap((clause) => [...clause.subjects, ...clause.objects])
    .filter((noun) => {
      const key = noun.what.toLowerCase();
      if (
        seen.has(key) ||
        places.has(noun.text) ||
        isAbstract(noun.what) ||
        isVeil(noun.what) ||
        (isPart(noun.what) && seen.size > 0)
      )
        return false;
      if (!noun.certain && noun.kind === 'thing') return false;
      seen.add(key);
      return true;
    });
}

/** An ad shows the thing: its name is lettering, and an app has no picture of its own. */
function withoutBrand(nouns: Noun[], genre: Genre): Noun[] {
  if (genre !== 'ad' && genre !== 'demo') return nouns;
  const shown = nouns.filter(
    (noun) => noun.kind !== 'thing' || !(noun.proper || /(?:app|software|platform|website|service)$/.test(noun.what)),
  );
  return shown.length > 0 ? shown : nouns;
}

function statesIn(text: string, clauses: Clause[]): Reading['states'] {
  const arrow = /([\p{L}\s-]{2,40}?)\s*(?:→|->|=>)\s*([\p{L}\s-]{2,40})/u.exec(text);
  const [before, after] = [arrow?.[1]?.trim() ?? '', arrow?.[2]?.trim() ?? ''];
  if (before !== '' && after !== '') return { from: before, to: after };
  const range =
    /\bfrom\s+(?:an?\s+|the\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)\s+to\s+(?:an?\s+|the\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)/iu.exec(
      text,
    );
  if (range?.[1] !== undefined && range[2] !== undefined) return { from: range[1], to: range[2] };
  const turn = clauses.find(
    (clause) =>
      /^(?:become|transform|turn|evolve|change)$/.test(clause.verb ?? '') &&
      clause.subjects.length > 0 &&
      clause.objects.length > 0,
  );
  const [from] = turn?.subjects ?? [];
  const to = turn?.objects.at(-1);
  // `her skin turns green`: a part of somebody is no thing that could become another.
  return from === undefined || to === undefined || isPart(from.what) ? null : { from: from.text, to: to.text };
}
