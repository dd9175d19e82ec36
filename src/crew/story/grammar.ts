import {
  isAdjective,
  isAdverb,
  BE,
  COORDINATORS,
  DETERMINERS,
  HAVE,
  LONG_PREPOSITIONS,
  MODALS,
  NUMBERS,
  PARTICLES,
  PREPOSITIONS,
  PRONOUNS,
  SUBORDINATORS,
} from './lexicon.ts';
import { entry } from './list.ts';
import type { Vocabulary } from './nouns.ts';
import { isAbstract } from './nouns.ts';
import { isAnimal, isPerson } from './people.ts';
import { placeNamed } from './places.ts';
import { singular, verbForm } from './words.ts';

/**
 * Parts of speech, by the cheapest way through the sentence: every word has the tags it may have at a price, every pair of
 * tags has a price, and so has a second finite verb in one clause. Looking at the whole sentence settles what rules that
 * look at one neighbour get wrong: `An idea strikes`, `the tests turn green`.
 */
export type Tag =
  | 'D' // determiner
  | '#' // number
  | 'A' // adjective
  | 'N' // noun
  | 'O' // owner: `the keeper's`
  | 'P' // pronoun
  | 'X' // auxiliary
  | 'V' // finite or plain verb
  | 'G' // form in -ing
  | 'E' // past participle
  | 'R' // adverb or particle
  | 'I' // preposition
  | 'C' // and, but, or
  | 'W' // who, while, when
  | 'T' // to, before a verb
  | ','; // a comma

export interface Token {
  word: string;
  lower: string;
  start: number;
  end: number;
  tag: Tag;
  /** Of verbs, in any form. */
  lemma: string | null;
}

type Price = Partial<Record<Tag, number>>;

const row = (text: string): Price =>
  Object.fromEntries(text.split(' ').map((pair) => [pair.charAt(0), Number(pair.slice(1))]));

/** What a tag costs after another; what is not listed costs NEVER. `$` is the end of the sentence. */
const AFTER: Record<Tag | '^', Price & { $?: number }> = {
  '^': row('D0 #0 A.3 N.5 O.3 P0 X2.5 V2 G.8 E1.5 R.3 I.4 C1 W.3 T1.5 ,3'),
  D: row('N0 A0 #.2 G.7 E.6 O0 R1.2 D1.5 $4'),
  '#': row('N0 A.1 G.8 E.6 I.7 R2 V1.5 ,1 O.5 $.6 C1'),
  A: row('N0 A.3 ,.6 C.6 I1 G.8 E1 R2 V2.5 $1 #2 T1.2 O.2 W1.5 D2.5'),
  N: row('N1.2 I0 V.2 X0 ,0 C0 W.3 R.4 G.5 E.7 T.5 $0 D1.8 P1.8 A2 #2.5 O.8'),
  O: row('N0 A0 #.2 G.8 E.6'),
  P: row('V0 X0 I.4 R.3 C.4 ,.3 $.2 W.6 G1.2 D1.2 A1.5 N2.5 T.6 E2 P2.5 #2'),
  X: row('V.1 G0 E0 A.2 R.1 D.2 I.5 N1.3 P1 X.3 T.5 #.5 W1 ,2 O1 $1'),
  V: row('D0 N.7 P.2 I0 R.2 A.7 #.3 O.4 T.1 ,.3 C.2 W.2 G.9 E1.6 $.1 V3'),
  G: row('D0 N.5 P.3 I0 R.3 A.7 #.4 ,.4 C.4 W.5 T.4 $.4 O.5 E2'),
  E: row('I0 R.4 ,.4 C.5 $.4 W1 D1 N1.2 A1.5 T.5 G1.5'),
  R: row('V.2 A.3 I.2 ,.2 R.5 D.5 N1 P.4 E.4 G.4 C.4 X.5 W.4 T.8 $.2 #.7 O1'),
  I: row('D0 N.2 A.2 #.2 P.3 G.6 O.2 R1.2 I1 W.8 E1.2 $2.5 ,2.5'),
  C: row('D.1 N.3 A.3 V.3 P.2 R.3 I.5 G.5 E.8 X1 #.3 W.5 T1 O.3 ,2'),
  W: row('D.1 P0 N.4 A.6 V.3 X.3 R.4 G.6 #.4 I1 E1 O.3 T.6 $2'),
  T: row('V0 R.8 X.4'),
  ',': row('D.1 N.4 A.5 V.5 P.2 R.3 I.3 G.3 E.6 C.1 W.1 X1.5 #.3 T1 O.3 $.5'),
};
const NEVER = 7;

/** The words of one clause group (no colon, dash or semicolon inside), with their parts of speech. */
export function tagged(sentence: string, vocabulary: Vocabulary): Token[] {
  const tokens = tokensOf(sentence);
  const choices = tokens.map((token, at) => priced(token, at, vocabulary));
  // How the cheapest way to (tag, verb) goes; verb: 0 none yet, 1 in this clause, 2 before a joint.
  interface Way {
    tag: Tag | '^';
    verb: 0 | 1 | 2;
    cost: number;
    from: Way | null;
  }
  let ways: Way[] = [{ tag: '^', verb: 0, cost: 0, from: null }];
  for (const [at, choice] of choices.entries()) {
    const next = new Map<string, Way>();
    for (const way of ways) {
      for (const [key, price] of Object.entries(choice)) {
        const tag = key as Tag;
        const cost =
          way.cost +
          price +
          (AFTER[way.tag][tag] ?? NEVER) +
          agreement(way.tag, tag, tokens, at, vocabulary) +
          (tag === 'V' && way.verb === 1 && !'XTC,W'.includes(way.tag) ? second(tokens, at) : 0);
        const verb =
          tag === 'V' || tag === 'X' ? 1 : (tag === 'C' || tag === ',' || tag === 'W') && way.verb === 1 ? 2 : way.verb;
        const known = next.get(`${tag}${verb}`);
        if (known === undefined || cost < known.cost) next.set(`${tag}${verb}`, { tag, verb, cost, from: way });
      }
    }
    ways = [...next.values()];
  }
  const total = (way: Way) => way.cost + (AFTER[way.tag].$ ?? 1.5) + (way.verb === 0 ? 0.7 : 0);
  let best: Way | null = ways.reduce((one, other) => (total(other) < total(one) ? other : one));
  for (let at = tokens.length - 1; at >= 0 && best !== null; at--, best = best.from) {
    const token = tokens[at] as Token;
    token.tag = best.tag as Tag;
    token.lemma = 'VGE'.includes(token.tag) ? (verbForm(token.lower)?.lemma ?? plainForm(token.lower)) : null;
  }
  return tokens;
}

function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (const match of sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’&-]*|[,()&+]/gu)) {
    const word = match[0].replace(/-+$/u, '').replace(/(?<!s)['’]+$/u, '');
    const comma = /^[,()]$/.test(word);
    tokens.push({
      word,
      lower: word.toLowerCase().replaceAll('’', "'"),
      start: match.index,
      end: match.index + word.length,
      tag: comma ? ',' : 'N',
      lemma: null,
    });
  }
  return joined(tokens);
}

/** `in front of` is one word. */
function joined(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at] as Token;
    const long = LONG_PREPOSITIONS.find((phrase) =>
      phrase.split(' ').every((word, nth) => tokens[at + nth]?.lower === word),
    );
    const last = long === undefined ? first : (tokens[at + long.split(' ').length - 1] as Token);
    if (long !== undefined) at += long.split(' ').length - 1;
    out.push(long === undefined ? first : { ...first, word: long, lower: long, end: last.end });
  }
  return out;
}

/** Form of a verb that nobody listed: its ending taken off. */
function plainForm(word: string): string {
  const stem = word.replace(/(?:ing|ed)$/, '');
  return stem === word ? word.replace(/s$/, '') : stem.replace(/([bdgmnprt])\1$/, '$1');
}

/** The tags that a word may have, and what each costs. */
function priced(token: Token, at: number, vocabulary: Vocabulary): Price {
  const { lower, word } = token;
  if (token.tag === ',') return { ',': 0 };
  const closed = closedClass(lower);
  if (
    closed !== null &&
    !(at > 0 && /^\p{Lu}/u.test(word) && lower !== 'i' && !/^(?:he|she|they|it|the|a|an)$/.test(lower))
  )
    return closed;
  if (/['’]s$/u.test(word) || /s['’]$/u.test(word)) return { O: 0 };
  const capital = /^\p{Lu}/u.test(word) && at > 0;
  const one = singular(lower) ?? lower;
  const noun =
    (isAdverb(lower) ? false : vocabulary.visible(one)) ||
    (!isAdverb(lower) && vocabulary.visible(lower)) ||
    (!isAdverb(lower) && isPerson(one) && !(isAdjective(lower) && lower.endsWith('er'))) ||
    isAnimal(one) ||
    isAbstract(one) ||
    placeNamed(one) !== null;
  const form = verbForm(lower);
  const price: Price = {};
  if (capital) return form === null || noun ? { N: 0, A: 1.5 } : { N: 0.3, V: 2, A: 1.5, G: 2 };
  if (form !== null) {
    const extra = noun || form.doubtful ? (form.doubtful ? 0.6 : 0.2) : 0;
    if (form.form === 'ing') price.G = extra;
    else if (form.form === 'ed') Object.assign(price, { V: 0.2 + extra, E: 0.4 + extra });
    else price.V = extra;
    if (form.form === 'base' && PAST_TOO.has(lower)) price.E = 0.6;
    // `sleeps`, `helps`: what is not counted has no plural, so it is the verb.
    const plain = form.form === 's' && !vocabulary.visible(one) && !isPerson(one) && !isAnimal(one);
    if (plain) price.V = 0.1;
    price.N = plain
      ? form.doubtful
        ? 1
        : 2
      : form.form === 'ed' && !noun
        ? 5
        : noun
          ? 0.1
          : form.doubtful
            ? 0.3
            : form.form === 'ing'
              ? 2.2
              : 3;
  } else if (lower.endsWith('ing') && lower.length > 5 && !noun) Object.assign(price, { G: 0.6, A: 1, N: 1.4 });
  else if (lower.endsWith('ed') && lower.length > 4 && !noun) Object.assign(price, { V: 0.9, E: 0.6, A: 0.8, N: 3 });
  else price.N = noun ? 0 : 0.4;
  if (isAdjective(lower)) {
    price.A = 0;
    price.N = Math.max(price.N ?? 0, noun ? 0.5 : 1.6);
    if (price.V !== undefined) price.V += 0.4;
  } else if (form?.form === 'ing' || form?.form === 'ed') price.A = 0.9;
  if (isAdverb(lower)) price.R = 0.1;
  if (isAdverb(lower) && !noun && form === null && !isAdjective(lower)) return { R: 0 };
  // A verb that nobody listed: `the drone yeets a parcel`.
  if (form === null && !noun && lower.endsWith('s') && at > 0 && !isAdjective(lower)) price.V = 1.9;
  return price;
}

const PAST_TOO = new Set([
  'cut',
  'set',
  'hit',
  'hurt',
  'split',
  'spread',
  'shed',
  'let',
  'put',
  'burst',
  'cast',
  'lost',
  'run',
  'come',
  'become',
]);

function closedClass(word: string): Price | null {
  const special = entry(SPECIAL, word);
  if (special !== undefined) return special;
  if (DETERMINERS.has(word)) return { D: 0 };
  if (BE.has(word) || HAVE.has(word)) return { X: 0 };
  if (MODALS.has(word)) return { X: 0 };
  if (PRONOUNS.has(word)) return { P: 0 };
  if (entry(NUMBERS, word) !== undefined || /^\d+(?:st|nd|rd|th)?$/.test(word)) return { '#': 0, N: 2 };
  if (COORDINATORS.has(word)) return { C: 0 };
  const price: Price = {};
  if (PREPOSITIONS.has(word) || word.includes(' ')) price.I = 0;
  if (SUBORDINATORS.has(word)) price.W = price.I === undefined ? 0 : 0.4;
  if (PARTICLES.has(word) && price.I !== undefined) price.R = 0.2;
  return Object.keys(price).length === 0 ? null : price;
}

const SPECIAL: Record<string, Price> = {
  that: row('D.4 W.2 P1'), her: row('D0 P.5'), one: row('#.2 P.9'), to: row('I0 T0'), like: row('I.1 V.9'), no: row('D0'), so: row('W.2 R.2'), back: row('R.1 N.6 V1.5'), home: row('R.2 N.2'), past: row('I.1 N.8'),
  there: row('R.1 P.5'), outside: row('R.1 I.1 N1'), inside: row('R.1 I.1 N1'), few: row('#0 A.3'), many: row('#0'), both: row('D.3 #.3 P.6'), each: row('D.2 P.5'), all: row('D.3 R.5 P.6'), half: row('A.3 N.5'), yet: row('R.2 C.5'),
  as: row('W.2 I.4'), until: row('W.1 I.3'), before: row('W.2 I.2 R.8'), after: row('W.2 I.1 R.8'), once: row('R.1 W.3'), near: row('I0 A1'), next: row('A.2 R.2'), round: row('A.3 I.5 R.5'), have: row('X0 V.3'), has: row('X0 V.2'), had: row('X0 V.2'),
  do: row('X0 V.4'), does: row('X0 V.5'), gets: row('X.4 V0'), get: row('X.4 V0'), got: row('X.4 V0'), off: row('R0 I.1'), up: row('R0 I.1'), down: row('R0 I.1'), out: row('R0 I.2'), over: row('I0 R.2'), by: row('I0'), will: row('X0 N2'), can: row('X0 N.9'), might: row('X0 N1.5'), mine: row('P.2 N.6 V2.2'),
}; // prettier-ignore

/** Price of a second finite verb: a relative clause and `helps teams plan` have one. */
function second(tokens: Token[], at: number): number {
  const before = tokens.slice(0, at);
  const allowed =
    before.some((one) => /^(?:who|which|that)$/.test(one.lower)) ||
    (verbForm(tokens[at]?.lower ?? '')?.form === 'base' &&
      before.slice(-4).some((one) => CAUSING.test(verbForm(one.lower)?.lemma ?? '')));
  return allowed ? 0.4 : 3;
}

/** Verbs that let somebody else do something. */
/** What follows these is said of the subject: `turns green`, and not `finds it empty`. */
export const COPULA = /^(?:be|turn|become|grow|go|stay|remain|keep|seem|look|appear|feel|get|stand|lie|sit|come|fall)$/;
export const CAUSING = /^(?:help|let|make|watch|see|hear)$/;

/** Singular nouns take verbs in -s and plural ones plain verbs; after `to` and `will` a verb is plain. */
function agreement(before: Tag | '^', tag: Tag, tokens: Token[], at: number, vocabulary: Vocabulary): number {
  const token = tokens[at] as Token;
  const previous = tokens[at - 1];
  if (
    tag === 'N' &&
    before === 'N' &&
    /^\p{Lu}/u.test(token.word) &&
    previous !== undefined &&
    /^\p{Lu}/u.test(previous.word)
  )
    return -1.1;
  if (tag === 'N' && before === 'N' && vocabulary.visible(`${previous?.lower} ${singular(token.lower) ?? token.lower}`))
    return -1.5;
  if (tag !== 'V') return 0;
  if (before === 'V') return second(tokens, at) < 1 ? -2.5 : 0;
  const form = verbForm(token.lower)?.form ?? (token.lower.endsWith('s') ? 's' : 'ed');
  if (before === 'T') return form === 'base' ? -0.7 : 6;
  if (before === 'X')
    return form === 'base' ? (BE.has(previous?.lower ?? '') || HAVE.has(previous?.lower ?? '') ? 4 : 0) : 4;
  if (before === 'D' || before === 'A') return 2;
  // `leans back, stretches and raises`: what stands in a row is alike.
  if (
    (before === ',' || before === 'C') &&
    form === 's' &&
    tokens.slice(0, at).some((one) => verbForm(one.lower)?.form === 's')
  )
    return -0.8;
  if (before === 'P') {
    const single = /^(?:he|she|it|everyone|everybody|someone|somebody|nobody|something|everything)$/.test(
      previous?.lower ?? '',
    );
    return (single && form === 'base') || (!single && form === 's') ? 3 : 0;
  }
  if (before === 'N') {
    if (tokens[at - 2]?.tag !== undefined && tokens.slice(Math.max(0, at - 4), at).some((one) => one.lower === 'of'))
      return 0;
    const plural = singular(previous?.lower ?? '') !== null;
    const list = tokens.slice(0, at).some((one) => one.lower === 'and');
    if (form === 'base') return plural || list ? 0 : 2.2;
    if (form === 's') return plural && !list ? 2 : 0;
  }
  return 0;
}
