import type { Brief } from '../../film/brief.ts';
import type { Contract } from '../../film/contract.ts';
import type { ShotSize } from '../../film/screenplay.ts';
import { ideasFor } from './arcs.ts';
import { cover } from './cover.ts';
import { diceOf } from './dice.ts';
import type { Draft } from './draft.ts';
import { placeOf } from './places.ts';
import type { Genre, Reading } from './read.ts';
import { giveRoom, speakOwnWords } from './speech.ts';

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
  const logo = brief.seeds.some(isLogo) && reading.notes.length === 0 && wanted > 2;
  const kept = keep(ideasFor(reading, seconds, diceOf(brief.seedNumber)), logo ? wanted - 1 : wanted);
  const filled = withReprises(kept, wanted - kept.length - (logo ? 1 : 0));
  const drafts = varied(logo ? [...filled, endCard(filled.at(-1))] : filled);
  speakOwnWords(reading, drafts);
  giveRoom(drafts, seconds);
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

/** The ideas of highest priority, in the order of the story. */
function keep(ideas: Draft[], wanted: number): Draft[] {
  const best = new Set(ideas.toSorted((a, b) => b.priority - a.priority).slice(0, Math.max(1, wanted)));
  return ideas.filter((idea) => best.has(idea));
}

/** More shots than ideas: each idea is seen again, without words and from another side, right after itself. */
function withReprises(kept: Draft[], missing: number): Draft[] {
  if (missing <= 0) return kept;
  const rounds = Array.from({ length: missing }, (_, at) => at);
  return kept.flatMap((idea, index) => {
    const own = rounds.filter((at) => at % kept.length === index);
    const again = own.map((_, nth): Draft => {
      const [size, move] = REPRISES[(index + nth) % REPRISES.length] ?? ['medium', 'static'];
      return {
        ...idea,
        size,
        move,
        lines: idea.lines.slice(1 + nth),
        overlays: [],
        words: [],
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

/** The mark comes last, on nothing but a quiet ground. */
function endCard(before: Draft | undefined): Draft {
  return {
    beat: 'end',
    title: 'The mark',
    size: 'medium',
    move: 'static',
    place: { phrase: 'studio', key: null },
    time: before?.time ?? 'day',
    weather: 'clear',
    mood: 'hopeful',
    figures: [],
    lines: [],
    words: [],
    overlays: [],
    note: null,
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

function isLogo(seed: Brief['seeds'][number]): boolean {
  return seed.transparent || /logo|brand|icon|mark/i.test(seed.name);
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
    const logo = isLogo(seed);
    const selling = reading.genre === 'ad' || reading.genre === 'demo' || /product|photo|shot|screen/i.test(seed.name);
    if (named !== undefined) named.seeds.push({ id: seed.id, use: logo ? 'reveal' : 'framed' });
    else if (logo) last?.seeds.push({ id: seed.id, use: 'reveal' });
    else if (selling) (next++ === 0 ? hero : drafts[next % drafts.length])?.seeds.push({ id: seed.id, use: 'framed' });
    else drafts[(1 + next++) % drafts.length]?.seeds.push({ id: seed.id, use: 'full-frame' });
  }
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
