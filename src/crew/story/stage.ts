import type { Brief, Seed } from '../../film/brief.ts';
import type { Contract } from '../../film/contract.ts';
import type { ShotSize } from '../../film/screenplay.ts';
import { ideasFor } from './arcs.ts';
import { cover } from './cover.ts';
import { diceOf } from './dice.ts';
import type { Draft } from './draft.ts';
import { placeOf } from './places.ts';
import type { Genre } from './film-talk.ts';
import type { Reading } from './read.ts';
import { giveRoom, speakAll, speakOwnWords, spreadWritten } from './speech.ts';

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
  const logo = brief.seeds.some(({ use }) => use === 'end');
  const wanted = shotsWanted(reading, seconds, Math.max(scenes, Math.min(shotsDrawn(brief), Math.floor(seconds / 2))));
  // Where every scene is written the mark comes over the last one, unless a drawing fills that.
  const card = logo && (reading.notes.length === 0 || brief.seeds.some(({ use }) => use === 'shots')) && wanted > 2;
  const room = Math.max(card ? wanted - 1 : wanted, reading.notes.length);
  const kept = keep(ideasFor(reading, seconds, diceOf(brief.seedNumber)), room);
  const filled = withReprises(kept, wanted - kept.length - (card ? 1 : 0), calledFor(kept, brief));
  const drafts = varied(card ? [...filled, endCard(filled.at(-1))] : filled);
  speakOwnWords(reading, drafts);
  spreadWritten(reading, drafts);
  if (brief.led === 'audio') speakAll(drafts);
  else giveRoom(reading, drafts, seconds);
  placeSeeds(drafts, brief, reading);
  placeQuotes(drafts, reading);
  leaveToTheSky(drafts);
  cover(drafts, contract);
  return drafts;
}

function shotsWanted(reading: Reading, seconds: number, scenes: number): number {
  const living = reading.clauses.some((clause) => clause.verb !== null);
  const quiet = reading.genre === 'story' && (!living || reading.metaphor !== null) ? 'nature' : reading.genre;
  // A long film breathes: what is shown for a minute has more to be looked at.
  const pace = reading.notes.length > 0 ? 4.5 : PACE[quiet] * (seconds > 40 ? 1.3 : 1);
  const atEase = Math.min(
    Math.max(Math.round(seconds / pace), Math.ceil(seconds / 6), 1),
    Math.max(1, Math.floor(seconds / 2)),
  );
  return Math.max(atEase, scenes, reading.notes.length);
}

/** Shots that a storyboard and what came with it ask for, all marks in one; 0 without a storyboard. */
export function shotsDrawn({ seeds }: Pick<Brief, 'seeds'>): number {
  if (!seeds.some(({ use }) => use === 'shots')) return 0;
  const marks = seeds.filter(({ use }) => use === 'end').length;
  return seeds.length - marks + Math.min(marks, 1);
}

/** The ideas of highest priority, in the order of the story. */
function keep(ideas: Draft[], wanted: number): Draft[] {
  const best = new Set(ideas.toSorted((a, b) => b.priority - a.priority).slice(0, Math.max(1, wanted)));
  return ideas.filter((idea) => best.has(idea));
}

/** Ideas that a picture is for which a panel of the storyboard would fill. */
function calledFor(ideas: Draft[], { seeds }: Brief): Set<Draft> {
  if (!seeds.some(({ use }) => use === 'shots')) return new Set();
  const others = seeds.filter(({ use }) => use !== 'shots' && use !== 'end');
  return new Set(ideas.filter((idea) => others.some((seed) => names(idea, seed))));
}

/** More shots than ideas: each idea is seen again, without words and from another side, right after itself. */
function withReprises(kept: Draft[], missing: number, first: ReadonlySet<Draft>): Draft[] {
  if (missing <= 0) return kept;
  const rounds = Array.from({ length: missing }, (_, at) => at);
  const order = kept.toSorted((a, b) => Number(first.has(b)) - Number(first.has(a)));
  return kept.flatMap((idea, index) => {
    const own = rounds.filter((at) => order[at % kept.length] === idea);
    const again = own.map((_, nth): Draft => {
      const [size, move] = REPRISES[(index + nth) % REPRISES.length] ?? ['medium', 'static'];
      return {
        ...idea,
        size,
        move,
        lines: idea.lines.slice(1 + nth),
        overlays: [],
        words: [],
        written: null,
        seeds: [],
        seconds: null,
        weight: 0.9,
        priority: 0,
      };
    });
    // The last look stays last.
    return idea.beat === 'end' && idea.note === null
      ? [...again.map((one) => ({ ...one, beat: 'turn' as const })), idea]
      : [idea, ...again];
  });
}

const REPRISES: [ShotSize, Draft['move']][] = [
  ['close-up', 'push-in'],
  ['full', 'tracking'],
  ['wide', 'pan-left'],
  ['medium', 'orbit'],
  ['medium-close-up', 'static'],
];

const END_CARD = 'The mark';

/** The mark comes last, on nothing but a quiet ground. */
function endCard(before: Draft | undefined): Draft {
  return {
    beat: 'end',
    title: END_CARD,
    size: 'medium',
    move: 'static',
    place: { phrase: 'studio', key: null },
    time: before?.time ?? 'day',
    passing: before?.passing ?? false,
    weather: 'clear',
    mood: 'hopeful',
    figures: [],
    lines: [],
    words: [],
    overlays: [],
    note: before?.note ?? null,
    written: null,
    seconds: null,
    weight: 0.9,
    priority: 0,
    seeds: [],
  };
}

const CLOSER: Record<ShotSize, ShotSize> = {
  'extreme-wide': 'wide',
  wide: 'full',
  full: 'medium',
  medium: 'medium-close-up',
  'medium-close-up': 'close-up',
  'close-up': 'medium',
  'extreme-close-up': 'close-up',
};

/** Two neighbours of one size look like a mistake, unless the person asked for them. */
function varied(drafts: Draft[]): Draft[] {
  for (const [at, draft] of drafts.entries()) {
    const before = drafts[at - 1];
    if (before !== undefined && before.size === draft.size && draft.note === null && draft.beat !== 'end')
      draft.size = CLOSER[draft.size];
  }
  return drafts;
}

/** Pictures go where they are called for: where they are named, else where such a picture belongs. */
function placeSeeds(drafts: Draft[], brief: Brief, reading: Reading): void {
  const panels = brief.seeds.filter((seed) => seed.use === 'shots');
  const shown = drafts.filter(({ title, figures }) => figures.length > 0 || title !== END_CARD);
  for (const [at, seed] of panels.entries())
    panelShot(shown, at, panels.length)?.seeds.push({ id: seed.id, use: 'full-frame' });
  const free = unfilled(shown);
  let next = 0;
  for (const seed of brief.seeds) {
    if (seed.use !== 'shots' && !placeNamed(seed, shown) && !placeByUse(seed, shown, drafts))
      placeAnywhere(seed, next++, free, reading);
  }
}

/** A panel a shot: written scenes get one each, else the shots in their order; too many panels are spread. */
function panelShot(drafts: Draft[], at: number, count: number): Draft | undefined {
  const scenes = drafts.filter((draft, nth) => draft.note !== null && drafts[nth - 1]?.note !== draft.note);
  const places = scenes.length >= count ? scenes : drafts;
  return count <= places.length
    ? places[at]
    : places.find((_, nth) => Math.floor((nth * count) / places.length) === at);
}

/** In the written scene that says the file's name or what it shows; else as the figure that it shows. */
function placeNamed(seed: Seed, drafts: Draft[]): boolean {
  const own = seed.use === 'hero' ? asFigure(seed, drafts) : [];
  const scene = drafts.find((draft) => draft.note !== null && names(draft, seed));
  const shots = scene === undefined ? own : drafts.filter((draft) => draft.note === scene.note);
  const shot = seed.use === 'hero' || scene === undefined ? highest(unfilled(shots)) : scene;
  if (shot === undefined) return false;
  shot.seeds.push({ id: seed.id, use: useOf(seed) });
  return true;
}

function names({ words }: Draft, { name, subject }: Seed): boolean {
  const said = ` ${plainWords(words.join(' '))} `;
  return [name.replace(/\.[a-z0-9]+$/i, ''), subject ?? ''].some(
    (one) => one.length > 2 && said.includes(` ${plainWords(one)} `),
  );
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Shots in which a cut-out stands for what it shows: it is the same in all of them and never drawn as another. */
function asFigure(seed: Seed, drafts: Draft[]): Draft[] {
  const subject = seed.subject?.toLowerCase().split(' ') ?? [];
  const isIt = (what: string): boolean => {
    const words = what.toLowerCase().split(/[\s-]+/);
    return (
      subject.length > 0 &&
      (subject.every((word) => words.includes(word)) || words.every((word) => subject.includes(word)))
    );
  };
  const own = unfilled(drafts.filter((draft) => draft.figures.some((one) => isIt(one.what))));
  if (seed.transparent) {
    for (const draft of own)
      draft.figures = draft.figures.map((one) => (isIt(one.what) ? { ...one, seed: seed.id } : one));
  }
  return own;
}

function useOf({ transparent, use }: Seed): Draft['seeds'][number]['use'] {
  if (use === 'end') return 'reveal';
  if (use === 'opening') return 'full-frame';
  return transparent && use === 'hero' ? 'figure' : 'framed';
}

/** A mark is revealed at the end, a hero stands where it matters most, a place opens the film. */
function placeByUse(seed: Seed, shown: Draft[], drafts: Draft[]): boolean {
  switch (seed.use) {
    case 'end':
      drafts.at(-1)?.seeds.push({ id: seed.id, use: useOf(seed) });
      return true;
    case 'hero':
      highest(unfilled(shown))?.seeds.push({ id: seed.id, use: useOf(seed) });
      return true;
    case 'opening': {
      const free = shown.filter((draft) => draft.seeds.length === 0);
      const establishing = free.find(({ size }) => size === 'wide' || size === 'extreme-wide') ?? free[0];
      establishing?.seeds.push({ id: seed.id, use: useOf(seed) });
      return establishing !== undefined;
    }
    default:
      return false;
  }
}

/** Where something is sold, pictures hang in the shots, the first where it matters most; else each fills one. */
function placeAnywhere(seed: Seed, nth: number, drafts: Draft[], { genre }: Reading): void {
  const selling =
    genre === 'ad' || genre === 'demo' || seed.kind === 'screenshot' || /product|photo|shot|screen/i.test(seed.name);
  if (selling)
    (nth === 0 ? highest(drafts) : drafts[(nth + 1) % drafts.length])?.seeds.push({ id: seed.id, use: 'framed' });
  else drafts[(1 + nth) % drafts.length]?.seeds.push({ id: seed.id, use: 'full-frame' });
}

/** Of these those that no picture fills, when there are any: it would be all that is seen of them. */
function unfilled(drafts: Draft[]): Draft[] {
  const free = drafts.filter(({ seeds }) => !seeds.some(({ use }) => use === 'full-frame'));
  return free.length > 0 ? free : drafts;
}

function highest(drafts: Draft[]): Draft | undefined {
  return drafts.reduce<Draft | undefined>(
    (best, one) => (best === undefined || one.priority > best.priority ? one : best),
    undefined,
  );
}

/** A moon, a star, a sun that the sky of the shot has anyway is not put beside itself, unless the shot is about it. */
function leaveToTheSky(drafts: Draft[]): void {
  for (const draft of drafts) {
    if (placeOf(draft.place.key).interior) continue;
    const there = draft.figures.filter(
      (one) => !one.principal && (draft.time === 'night' ? /^(?:moon|star)$/ : /^(?:sun|cloud)$/).test(one.what),
    );
    draft.figures = draft.figures.filter((one) => !there.includes(one));
    draft.words = [...draft.words, ...there.map((one) => one.what)];
  }
}

/** Words that were quoted stand where they were asked for, else at the end. */
function placeQuotes(drafts: Draft[], reading: Reading): void {
  const placed = new Set(drafts.flatMap((draft) => draft.overlays));
  for (const quote of reading.quotes) if (!placed.has(quote)) drafts.at(-1)?.overlays.push(quote);
}
