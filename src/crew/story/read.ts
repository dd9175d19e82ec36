import { SCENES_LIMIT } from '../../film/brief.ts';
import type { CameraMove, Mood, ShotSize, TimeOfDay, Weather } from '../../film/screenplay.ts';
import { clausesOf, isAbstract } from './clauses.ts';
import type { Clause, Noun } from './clauses.ts';
import { metaphorFor } from './metaphors.ts';
import type { Image } from './metaphors.ts';
import { clip } from './lines.ts';
import { placeNamed } from './places.ts';
import { isForeign, recognised } from './tongues.ts';
import { capital, isAdjective, moodIn, timeIn, weatherIn } from './words.ts';

export type Genre = 'story' | 'ad' | 'demo' | 'explainer' | 'trailer' | 'music' | 'nature';

/** A scene that the person wrote out. */
export interface Note {
  text: string;
  /** Words that must stand in its picture. */
  quotes: string[];
  seconds: number | null;
  size: ShotSize | null;
  move: CameraMove | null;
}

/** The concept as we understand it. */
export interface Reading {
  concept: string;
  foreign: boolean;
  genre: Genre;
  title: string;
  /** Length that the concept states, or null. */
  seconds: number | null;
  notes: Note[];
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
  metaphor: Image[] | null;
  /** `a sketch` and `a product`, when one thing is said to become another. */
  states: { from: string; to: string } | null;
}

/** Reads a concept of any kind; never throws. */
export function readConcept(concept: string): Reading {
  const clean = concept
    .normalize('NFC')
    .replace(/\p{Cc}/gu, (char) => (char === '\n' ? '\n' : ' '))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  const quotes = quotesIn(clean);
  const notes = notesIn(clean).slice(0, SCENES_LIMIT);
  const bare = withoutQuotes(notes.length > 0 ? notes.map((note) => note.text).join('. ') : clean);
  const foreign = isForeign(bare);
  const genre = genreOf(clean);
  const body = foreign ? bare : withoutTalkOfFilm(bare);
  const sentences = sentencesOf(body);
  const parsed = foreign
    ? recognised(bare).flatMap((word) => clausesOf(word))
    : sentences.slice(0, SENTENCES_READ).flatMap(clausesOf);
  const clauses = foreign ? [merged(parsed)].flatMap((one) => one ?? []) : parsed;
  const english = foreign ? recognised(bare).join(' ') : body;
  const place = placeIn(clauses);
  const nouns = nounsOf(clauses, place?.phrase ?? null);
  return {
    concept, foreign, genre, notes, quotes, sentences, clauses, nouns, place,
    title: titleOf(clean, sentences, clauses, foreign),
    seconds: secondsIn(clean, notes),
    time: timeIn(english),
    weather: weatherIn(english),
    mood: moodIn(english),
    metaphor: nouns.some((noun) => noun.kind !== 'thing') && clauses.some((clause) => clause.verb !== null) && genre !== 'explainer' ? null : metaphorFor(english),
    states: statesIn(body, clauses),
  }; // prettier-ignore
}

/** Sentences beyond this are kept as words for the pictures but not taken apart: a film of minutes has no room for more. */
const SENTENCES_READ = 60;

const QUOTED = /[“"«„]([^“”"«»„\n]{1,160})[”"»“]|(?<=^|[\s(:])['‘]([^'‘’\n]{2,120})['’](?=$|[\s).,!?;:])/gu;
const ANNOUNCED =
  /\b(?:title|text|caption|slogan|tagline|words?|sign|headline)\s*(?:says?|reads?|saying|reading|is|appears|:)\s*:?\s+(?!["“«‘'])([^.!?\n,;"“]{2,80})/giu;

function quotesIn(text: string): string[] {
  const quoted = [...text.matchAll(QUOTED)].map((match) => match[1] ?? match[2] ?? '');
  const announced = [...text.matchAll(ANNOUNCED)].map((match) => match[1] ?? '');
  const all = [...quoted, ...announced]
    .map((one) => one.trim().replace(/[,;]$/, ''))
    .filter((one) => /[\p{L}\p{N}]/u.test(one));
  return [...new Set(all)].slice(0, 6);
}

function withoutQuotes(text: string): string {
  return text
    .replace(
      /(?:,?\s*(?:and|with|ending (?:on|with)|the)?\s*(?:the\s+)?(?:title|text|caption|slogan|tagline|words?|headline)\s*(?:says?|reads?|saying|reading|is|appears|card)?\s*:?\s*)(?=[“"«„‘'])/giu,
      ' ',
    )
    .replace(QUOTED, ' ')
    .replace(ANNOUNCED, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*[:,;–—-]+\s*(?=$|\n|[.!?])/gu, '')
    .trim();
}

const SCENE_MARK =
  /(?:^|\n|(?<=[.!?;:)\]]\s)|(?<=\s))(?:\*\*|#+\s*)?(?:scene|shot|escena|scène|szene|场景|镜头)\s*#?(?:\d{1,2}|one|two|three|four|five|six|seven|eight)\b\s*(\([^)]{1,30}\))?\s*(?:\*\*)?\s*[-–—:.)]*\s*/giu;
const LIST_MARK = /(?:^|\n)\s*\d{1,2}[.)]\s+/gu;
const LABEL_MARK =
  /(?:^|\n|(?<=[.!?;]\s))(?:opening|beginning|start|middle|ending|end|climax|finale|intro|outro|act (?:one|two|three|1|2|3|i{1,3}))\s*(\([^)]{1,30}\))?\s*:\s*/giu;
const TIME_MARK =
  /(?:^|\n|(?<=[.!?;]\s))[[(]?\d{1,2}(?::\d{2})?\s*s?\s*[-–]\s*\d{1,2}(?::\d{2})?\s*(?:s|sec|seconds)?[\])]?\s*[:–-]\s*/giu;
const ORDER_MARK =
  /(?:^|(?<=[.!?;,]\s))(?:and\s+)?(?:first(?:ly)?|then|next|after that|afterwards|finally|lastly|at the end)\b,?\s+/giu;

/** Scenes written out one by one; a single mark is no list. */
function notesIn(text: string): Note[] {
  for (const mark of [SCENE_MARK, TIME_MARK, LIST_MARK, LABEL_MARK]) {
    const found = cutAt(text, mark);
    if (found.length >= 2 || (mark === SCENE_MARK && found.length === 1)) return found;
  }
  const ordered =
    /\bfirst/i.test(text) && /\b(?:then|next|finally|after that)\b/i.test(text) ? cutAt(text, ORDER_MARK) : [];
  return ordered.length >= 2 ? ordered : [];
}

function cutAt(text: string, mark: RegExp): Note[] {
  const marks = [...text.matchAll(mark)];
  return marks.flatMap((match, at) => {
    const body = text
      .slice(match.index + match[0].length, marks[at + 1]?.index ?? text.length)
      .trim()
      .replace(/^[-–—:.,;\s]+|[,;\s]+$/gu, '');
    if (!/[\p{L}\p{N}]/u.test(body)) return [];
    return [
      {
        text: tidy(withoutQuotes(withoutCamera(body))) || body,
        quotes: quotesIn(body),
        seconds: noteSeconds(`${match[0]} ${body}`),
        size: sizeIn(body),
        move: moveIn(body),
      },
    ];
  });
}

function tidy(text: string): string {
  return text
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/[\s.,;:–—-]+$/, '')
    .trim();
}

function noteSeconds(text: string): number | null {
  const range = /(\d{1,2})(?::(\d{2}))?\s*s?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?\s*(?:s\b|sec|seconds)?/.exec(text);
  if (range !== null && (range[2] !== undefined || /s\b|sec/.test(range[0]) || /^[\s([]*\d/.test(text.trim()))) {
    const clock = (minutes: string | undefined, seconds: string | undefined) =>
      seconds === undefined ? Number(minutes) : Number(minutes) * 60 + Number(seconds);
    const length = clock(range[3], range[4]) - clock(range[1], range[2]);
    if (length > 0) return Math.min(60, length);
  }
  const stated = /\b(\d{1,2}(?:\.\d)?)[\s-]*(?:s|secs?|seconds?)\b/i.exec(text)?.[1];
  const seconds = Number(stated);
  return stated === undefined || seconds <= 0 ? null : Math.min(60, seconds);
}

const SIZES: [RegExp, ShotSize][] = [
  [/\b(?:extreme|very) wide\b|\baerial\b|\bdrone shot\b|\bbird'?s[- ]eye\b|\bpanorama\b/i, 'extreme-wide'],
  [/\b(?:extreme close[- ]?up|macro|ecu)\b/i, 'extreme-close-up'],
  [/\bmedium close[- ]?up\b/i, 'medium-close-up'],
  [/\bclose[- ]?ups?\b|\bclose shot\b|\bcloseup\b/i, 'close-up'],
  [/\b(?:wide|establishing|long)[- ](?:angle )?(?:shot|view)\b|\bwide(?: angle)? of\b/i, 'wide'],
  [/\bfull(?:[- ]body)? shot\b/i, 'full'],
  [/\b(?:medium|mid)[- ]shot\b/i, 'medium'],
];
const MOVES: [RegExp, CameraMove][] = [
  [/\bpan(?:s|ning)?\b[^.,]{0,20}\bleft\b/i, 'pan-left'],
  [/\bpan(?:s|ning)?\b/i, 'pan-right'],
  [/\btilt(?:s|ing)?\b[^.,]{0,20}\bdown\b/i, 'tilt-down'],
  [/\btilt(?:s|ing)?\b/i, 'tilt-up'],
  [/\b(?:push(?:es|ing)?[- ]in|dolly[- ]in|slow push|camera moves (?:in|closer))\b/i, 'push-in'],
  [/\b(?:pull(?:s|ing)?[- ](?:out|back)|dolly[- ]out|camera moves (?:out|back))\b/i, 'pull-out'],
  [/\bzoom(?:s|ing)?[- ]out\b/i, 'zoom-out'],
  [/\bzoom(?:s|ing)?(?:[- ]in)?\b/i, 'zoom-in'],
  [/\borbit(?:s|ing)?(?: shot| around)\b|\bcamera (?:circles|orbits)\b/i, 'orbit'],
  [/\btracking(?: shot)?\b|\bdolly(?: shot)?\b|\bcamera follows\b/i, 'tracking'],
  [/\bcrane[- ]down\b/i, 'crane-down'],
  [/\bcrane(?:[- ]up| shot)?(?= shot|,|\.| up)/i, 'crane-up'],
  [/\bhand-?held\b/i, 'handheld'],
  [/\b(?:static|locked[- ]off|still) (?:shot|camera)\b/i, 'static'],
];

function sizeIn(text: string): ShotSize | null {
  return SIZES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function moveIn(text: string): CameraMove | null {
  return MOVES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What is in the picture, without how it is photographed and how long. */
function withoutCamera(text: string): string {
  return text
    .replace(/[[(]?\b\d{1,2}(?:\.\d)?(?:\s*[-–]\s*\d{1,2})?[\s-]*(?:s|secs?|seconds?)\b[\])]?\s*[:,-]?/gi, ' ')
    .replace(/\b(?:an?\s+|the\s+)?(?:slow\s+|extreme\s+|very\s+|medium\s+)*(?:wide|establishing|long|close|mid|medium|full|tracking|aerial|drone|static|handheld|crane|macro|dolly|pov|panning|orbit)(?:[- ]?angle)?[- ]?(?:shot|view|ups?)?\s+(?:shot\s+)?(?:of|on|over|showing)\s+/gi, '')
    .replace(/\b(?:extreme\s+|medium\s+)?(?:wide|establishing|long|close|mid|medium|full|tracking|aerial|drone|static|handheld|crane|macro|dolly)[- ](?:shot|up|view)s?\s*[,:.–—-]?\s*/gi, '')
    .replace(/,?\s*(?:the\s+)?camera\s+(?:slowly\s+)?[^.,;]*(?=[.,;]|$)/gi, '')
    .replace(/,?\s*(?:slow(?:ly)?\s+)?(?:push(?:ing)?[- ]in|pull(?:ing)?[- ](?:out|back)|zoom(?:ing)?[- ](?:in|out)|pan(?:ning)?[- ](?:left|right)|tilt(?:ing)?[- ](?:up|down)|handheld|tracking shot)\b(?: on| to)?/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.:;–—-]+|[\s,:;–—-]+$/g, '')
    .trim() || text; // prettier-ignore
}

function genreOf(text: string): Genre {
  if (/\b(?:trailer|teaser)\b/i.test(text)) return 'trailer';
  if (
    /\b(?:app demo|demo of|product demo|walkthrough|our app|mobile app|an app|saas|dashboard|software that|tutorial)\b/i.test(
      text,
    )
  )
    return 'demo';
  if (
    /\b(?:ad|ads|advert|advertisement|commercial|promo|promotional|product launch|product video|brand film|launch video|campaign)\b/i.test(
      text,
    )
  )
    return 'ad';
  if (
    /\b(?:how .{1,60} works?|explain\w*|explainer|what is|why do|why does|introduction to|educational|lesson about)\b/i.test(
      text,
    )
  )
    return 'explainer';
  if (/\bmusic video\b/i.test(text)) return 'music';
  return 'story';
}

/** `Create a 15-second ad for a red bicycle` is about a red bicycle. */
function withoutTalkOfFilm(text: string): string {
  const film =
    '(?:video|film|movie|clip|animation|ad|ads|advert|advertisement|commercial|promo|trailer|teaser|story|tale|short|documentary|explainer|music video|reel|spot|montage|demo|tutorial|sequence|cartoon|product launch|launch video|brand film|tiktok|vlog)';
  return text
    .replace(/^\s*(?:please\s+)?(?:can you\s+|i(?:'d| would)? (?:want|need|like)(?: you)? (?:to )?)?(?:create|make|produce|generate|show|film|shoot|write|design|give|animate)\s+(?:me\s+|us\s+)?/i, '')
    .replace(new RegExp(`^\\s*(?:an?\\s+|the\\s+)?(?:[\\w-]+\\s+){0,5}?${film}(?:\\s+${film})?\\s*(?:about|of|for|showing|featuring|where|in which|that shows|on|set in|:|with)\\s+(?:how\\s+)?`, 'i'), '')
    .replace(/^\s*(?:show|explain|introducing|introduction to|what is|how)\s+(?=\p{L})/iu, '')
    .replace(/(?:,|\bin)?\s*\b(?:an?\s+)?(?:\d{1,3}|one|two|half an?|fifteen|thirty|sixty|ten|twenty)[\s-]*(?:s|secs?|seconds?|minutes?|min)\b(?:\s+(?:long|video|film|story|clip))?/gi, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^[\s,.:;–—-]+/, '')
    .trim() || text.trim(); // prettier-ignore
}

function sentencesOf(text: string): string[] {
  const parts = text.match(/[^.!?。！？؟।\n]+[.!?。！？؟।]*["”»]?/gu) ?? [];
  return parts.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part));
}

function secondsIn(text: string, notes: Note[]): number | null {
  const words: Record<string, number> = {
    one: 1,
    two: 2,
    three: 3,
    half: 0.5,
    five: 5,
    ten: 10,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    sixty: 60,
    ninety: 90,
  };
  const stated = notes.flatMap((note) => (note.seconds === null ? [] : [note.seconds]));
  if (notes.length > 0 && stated.length === notes.length)
    return clampSeconds(stated.reduce((total, one) => total + one, 0));
  const head =
    notes.length > 0
      ? text.slice(0, Math.max(0, text.search(/\b(?:scene|shot)\s*#?\d|\n\s*\d[.)]|opening\s*:/i)))
      : text;
  const minutes =
    /\b(half|one|two|three|five|\d{1,2}(?:\.\d)?)(?:\s+an?)?[\s-]*(?:minutes?|mins?)\b(?!\s+(?:later|ago|walk|drive|away))/i.exec(
      head,
    );
  if (minutes?.[1] !== undefined) return clampSeconds((words[minutes[1].toLowerCase()] ?? Number(minutes[1])) * 60);
  const seconds =
    /\b(ten|fifteen|twenty|thirty|sixty|ninety|\d{1,3}(?:\.\d)?)[\s-]*(?:seconds?|secs?|s)\b(?!\s+(?:later|ago|away|per))/i.exec(
      head,
    );
  return seconds?.[1] === undefined ? null : clampSeconds(words[seconds[1].toLowerCase()] ?? Number(seconds[1]));
}

function clampSeconds(seconds: number): number | null {
  return Number.isFinite(seconds) && seconds >= 2 ? Math.min(600, seconds) : null;
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

/** A list of recognised words is one clause: somebody, with things, in a place. */
function merged(clauses: Clause[]): Clause | null {
  const [first] = clauses;
  if (first === undefined) return null;
  const all = clauses.flatMap((clause) => [...clause.subjects, ...clause.objects]);
  const places = all.filter((noun) => noun.kind === 'thing' && placeNamed(noun.what) !== null);
  // In `mountain, lake, moon` the film plays at the lake: the last that one can stand at.
  const place = places.findLast((noun) => placeNamed(noun.what) !== 'space') ?? places[0];
  const rest = all.filter(
    (noun) => noun !== place && timeIn(noun.what) === null && weatherIn(noun.what) === null && !isAdjective(noun.what),
  );
  const lead = rest.findIndex((noun) => noun.kind !== 'thing');
  const subject = rest[Math.max(0, lead)];
  const verb = clauses.find((clause) => clause.verb !== null)?.verb ?? null;
  return {
    ...first,
    subjects: subject === undefined ? [] : [subject],
    objects: rest.filter((noun) => noun !== subject),
    verb,
    place: place === undefined ? null : { phrase: place.text, key: placeNamed(place.what) },
  };
}

/** The first place that is named: after a preposition, or as what the concept is about. */
function placeIn(clauses: Clause[]): Reading['place'] {
  const told = clauses.find((clause) => clause.place !== null)?.place;
  if (told !== undefined && told !== null) return told;
  const subject = clauses.find((clause) => clause.verb === null)?.subjects[0];
  const key = subject === undefined || subject.kind !== 'thing' ? null : placeNamed(subject.what);
  return subject === undefined || key === null ? null : { phrase: subject.text, key };
}

function nounsOf(clauses: Clause[], placePhrase: string | null): Noun[] {
  const seen = new Set<string>();
  return clauses
    .flatMap((clause) => [...(clause.ownSubject ? clause.subjects : []), ...clause.objects])
    .filter((noun) => {
      const key = noun.what.toLowerCase();
      if (seen.has(key) || noun.text === placePhrase || timeIn(noun.text) === noun.text) return false;
      seen.add(key);
      return true;
    });
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
  return from === undefined || to === undefined ? null : { from: from.text, to: to.text };
}
