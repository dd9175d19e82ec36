import type { Token } from './grammar.ts';
import { FEELINGS, NUMBERS } from './lexicon.ts';
import { entry } from './list.ts';
import { isAbout, isAbstract, isGroup, isMaterial, isPart } from './nouns.ts';
import { placeNamed } from './places.ts';
import type { Vocabulary } from './nouns.ts';
import { genderOfName, headOf, isAnimal, isPerson } from './people.ts';
import type { Gender } from './people.ts';
import { singular } from './words.ts';

type NounKind = 'person' | 'animal' | 'thing';

export interface Noun {
  /** As written, without articles: `red electric bicycle`. */
  text: string;
  /** What it is, in the singular and without attributes: `electric bicycle` → `bicycle`. */
  what: string;
  /** Adjectives, parts and clothes: `old`, `white beard`. */
  attributes: string[];
  count: number;
  kind: NounKind;
  /** Spelled with a capital inside a sentence. */
  proper: boolean;
  /** What somebody or a product is called, or null. */
  name: string | null;
  /** Of people, when a noun, a name or a pronoun says. */
  gender: Gender | null;
  /** With an article, a number or in the plural, or a word that is known to be a thing: certainly no adverb or verb. */
  certain: boolean;
}

export interface Phrase {
  /** Null where only adjectives stand: `is happy`. */
  noun: Noun | null;
  adjectives: string[];
  /** `the`, `his`: it was there before. */
  definite: boolean;
  end: number;
}

/** The noun phrase that begins at a token: owner, number, adjectives and nouns, or adjectives alone. */
export function phraseAt(tokens: Token[], from: number, vocabulary: Vocabulary): Phrase {
  let adjectives: string[] = [];
  let nouns: Token[] = [];
  let owner: Noun | null = null;
  let count: number | null = null;
  let marked = false;
  let definite = false;
  let at = from;
  for (; at < tokens.length; at++) {
    const { tag, lower, word } = tokens[at] as Token;
    const next = tokens[at + 1];
    const bare = nouns.length === 0;
    if (tag === 'D' && at === from) {
      marked = true;
      definite = !/^(?:an?|some|another|every|each|no|any)$/.test(lower);
    } else if (tag === 'D' && bare && adjectives.length === 0) marked = true;
    else if (tag === '#' && bare) [count, marked] = [entry(NUMBERS, lower) ?? counted(word), true];
    else if (tag === 'A' && bare) adjectives.push(lower);
    else if (
      (tag === 'G' || tag === 'E') &&
      bare &&
      next !== undefined &&
      'NA'.includes(next.tag) &&
      (at > from || tag === 'E')
    )
      adjectives.push(lower);
    else if (tag === ',' && bare && adjectives.length > 0 && next?.tag === 'A' && nounFollows(tokens, at + 1)) continue;
    else if (tag === 'C' && bare && adjectives.length > 0 && next?.tag === 'A' && nounFollows(tokens, at + 1)) continue;
    else if (tag === 'R' && bare && next?.tag === 'A') continue;
    else if (tag === 'O') {
      owner = named(
        [...nouns, { ...(tokens[at] as Token), word: word.replace(/['’]s?$/u, ''), lower: lower.replace(/'s?$/, '') }],
        adjectives,
        { count, certain: true },
        vocabulary,
      );
      [nouns, adjectives, count, marked, definite] = [[], [], null, true, true];
    } else if (tag === 'N') nouns.push(tokens[at] as Token);
    else break;
  }
  if (nouns.length === 0) return { noun: null, adjectives, definite, end: Math.max(at, from + 1) };
  const noun = named(nouns, adjectives, { count, certain: marked }, vocabulary);
  // `a girl's first day`: nobody can draw the day, but the girl.
  const seen = owner !== null && isAbstract(noun.what) ? owner : noun;
  return { noun: seen, adjectives, definite, end: at };
}

function nounFollows(tokens: Token[], from: number): boolean {
  const next = tokens.slice(from).find((token) => !'A,CR'.includes(token.tag));
  return next?.tag === 'N';
}

function counted(word: string): number {
  const number = Number.parseInt(word, 10);
  return /\D/.test(word) || number > 1900 ? 1 : Math.min(12, Math.max(1, number));
}

/** `a detective story` is about the detective, a `birthday party scene` about nothing that stands there. */
function named(
  words: Token[],
  adjectives: string[],
  is: { count: number | null; certain: boolean },
  vocabulary: Vocabulary,
): Noun {
  let nouns = words;
  while (
    nouns.length > 1 &&
    isAbstract(singular(nouns.at(-1)?.lower ?? '') ?? nouns.at(-1)?.lower ?? '') &&
    !vocabulary.visible(nouns.map((one) => one.lower).join(' '))
  )
    nouns = nouns.slice(0, -1);
  const text = [...adjectives, ...words.map((token) => token.word)].join(' ');
  const common = nouns.filter((token) => {
    const one = singular(token.lower) ?? token.lower;
    return (
      !/^\p{Lu}/u.test(token.word) ||
      isPerson(one) ||
      isAnimal(one) ||
      (token.start === 0 &&
        genderOfName(token.word) === null &&
        (nouns.length === 1 || !/^\p{Lu}/u.test(nouns[1]?.word ?? '')) &&
        vocabulary.visible(one))
    );
  });
  const capitals = nouns.filter((token) => !common.includes(token));
  const last = nouns.at(-1) as Token;
  const name = capitals.length > 0 ? capitals.map((token) => token.word).join(' ') : null;
  const gender = name === null ? null : genderOfName(name.split(' ')[0] ?? '');
  if (
    common.length === 0 ||
    (capitals.length > 0 && gender !== null && !common.some((token) => isPerson(token.lower) || isAnimal(token.lower)))
  ) {
    const person = gender !== null;
    const what = gender === null ? nouns.map((token) => token.word).join(' ') : gender === 'female' ? 'woman' : 'man';
    return {
      text,
      what,
      attributes: adjectives,
      count: is.count ?? 1,
      kind: person ? 'person' : 'thing',
      proper: true,
      name: name ?? text,
      gender,
      certain: true,
    };
  }
  const head = common.at(-1) as Token;
  const one = singular(head.lower);
  const what = [...common.slice(0, -1).map((token) => token.lower), one ?? head.lower].join(' ');
  const kind: NounKind = isPerson(what) ? 'person' : isAnimal(what) ? 'animal' : 'thing';
  const proper = /^\p{Lu}/u.test(last.word) && name !== null;
  const plural = one !== null && head === last;
  return {
    text, what, attributes: adjectives, count: Math.min(12, is.count ?? (plural ? 3 : 1)), kind, proper, name,
    gender: kind === 'person' ? genderOf(what) : null, certain: is.certain || plural || proper || vocabulary.visible(what) || vocabulary.visible(headOf(what)) || kind !== 'thing',
  }; // prettier-ignore
}

const WOMEN =
  /(?:woman|girl|mother|mom|mum|grandma|granny|sister|daughter|aunt|wife|lady|queen|princess|bride|actress|waitress|witch|ballerina|heroine|girlfriend|goddess|mermaid)$/;
const MEN =
  /(?<!wo)(?:\bman|[a-z]man|men|boy|father|dad|grandpa|brother|son|uncle|husband|king|prince|groom|guy|wizard|cowboy|boyfriend|gentleman)$/;

/** The gender that a word for somebody says by itself. */
export function genderOf(what: string): Gender | null {
  return WOMEN.test(what) ? 'female' : MEN.test(what) ? 'male' : null;
}

export const isFeeling = (adjective: string): boolean => FEELINGS.has(adjective);

/** `story of a whale` is about the whale, `pack of wolves` is several, `ring of gold` golden, `cup of coffee` stays one thing. */
export function joinedOf(container: Noun, of: Noun): Noun {
  const head = headOf(container.what);
  if (isMaterial(of.what)) return { ...container, attributes: [...container.attributes, of.what] };
  if (isGroup(head) && (of.kind !== 'thing' || of.count > 1)) {
    const count = /pair|couple/.test(head) ? 2 : Math.max(5, of.count);
    return { ...of, count, attributes: [...container.attributes, ...of.attributes] };
  }
  if (isAbout(head) || isPart(head)) return of;
  if (placeNamed(container.text) !== null || of.proper || of.kind === 'person') return container;
  return {
    ...container,
    text: `${container.text} of ${of.text}`,
    what: `${container.what} of ${of.text}`.toLowerCase(),
  };
}
