import { headOf, isAnimal, isPerson } from './people.ts';
import { placeNamed } from './places.ts';
import {
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  isAdjective,
  isAdverb,
  NUMBERS,
  PREPOSITIONS,
  PRONOUNS,
  singular,
  timeIn,
  verbForm,
  weatherIn,
} from './words.ts';

export type NounKind = 'person' | 'animal' | 'place' | 'thing';

export interface Noun {
  /** As written, without articles: `red electric bicycle`. */
  text: string;
  /** What it is, in the singular and without attributes: `electric bicycle` → `bicycle`. */
  what: string;
  attributes: string[];
  count: number;
  kind: NounKind;
  /** Spelled with a capital inside a sentence. */
  proper: boolean;
}

export interface Clause {
  /** The words of the clause as written. */
  text: string;
  /** From the verb on, without the subject; empty without a verb. */
  predicate: string;
  subjects: Noun[];
  /** The subject stands in this clause and is not taken over from the one before. */
  ownSubject: boolean;
  /** Plain form, or null when the clause only names things. */
  verb: string | null;
  /** Everything else that is named and is no place, time or weather. */
  objects: Noun[];
  /** The place as written, with the key of its furniture, or null. */
  place: { phrase: string; key: string | null } | null;
}

type Tag = 'det' | 'num' | 'adj' | 'noun' | 'verb' | 'prep' | 'conj' | 'pron' | 'aux' | 'adv' | 'skip';

interface Token {
  word: string;
  lower: string;
  start: number;
  end: number;
  comma: boolean;
  tag: Tag;
  lemma: string | null;
}

/** The clauses of one sentence, in order. Words outside the Latin alphabet are taken as nouns. */
export function clausesOf(sentence: string): Clause[] {
  const tokens = tagged(sentence);
  return chunk(sentence, tokens);
}

function tagged(sentence: string): Token[] {
  const tokens: Token[] = [...sentence.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’&-]*/gu)].map((match) => ({
    word: match[0],
    lower: match[0].toLowerCase().replace(/['’]s$/, ''),
    start: match.index,
    end: match.index + match[0].length,
    comma: /[,;:—–(-]\s*$/.test(sentence.slice(0, match.index)) && match.index > 0,
    tag: 'noun',
    lemma: null,
  }));
  let verbSeen = false;
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const before = previous(tokens, at);
    if (token.tag === 'skip') continue;
    if (/['’]s$/.test(token.word) && token.lower !== 'it') token.tag = 'adj';
    else if (DETERMINERS.has(token.lower))
      token.tag = token.lower === 'that' && next !== undefined && verbForm(next.lower) !== null ? 'conj' : 'det';
    else if (AUXILIARIES.has(token.lower)) token.tag = 'aux';
    else if (PRONOUNS.has(token.lower)) token.tag = token.lower === 'who' ? 'conj' : 'pron';
    else if (NUMBERS[token.lower] !== undefined || /^\d+$/.test(token.word)) token.tag = 'num';
    else if (PREPOSITIONS.has(token.lower) && !(CONJUNCTIONS.has(token.lower) && startsClause(tokens, at + 1)))
      token.tag = 'prep';
    else if (CONJUNCTIONS.has(token.lower)) token.tag = 'conj';
    else if (isAdverb(token.lower) && !(at > 0 && /^\p{Lu}/u.test(token.word))) token.tag = 'adv';
    else {
      const form = verbForm(token.lower);
      if (form !== null && actsAsVerb(form, token, before, next, verbSeen)) {
        token.tag = 'verb';
        token.lemma = form.lemma;
      } else if (form?.form === 'base' && verbSeen && before?.tag === 'noun' && singular(before.lower) !== null) {
        // `helps teams plan their week`: the second verb ends the noun phrase and opens nothing.
        token.tag = 'skip';
      } else if (
        isAdjective(token.lower) ||
        (form !== null && (form.form === 'ing' || form.form === 'ed') && next !== undefined && nounLike(next))
      ) {
        token.tag = 'adj';
      }
    }
    if (token.tag === 'conj' || token.comma) verbSeen = false;
    if (token.tag === 'verb') verbSeen = true;
  }
  return tokens;
}

function previous(tokens: Token[], at: number): Token | null {
  for (let i = at - 1; i >= 0; i--) if (tokens[i]?.tag !== 'adv') return tokens[i] ?? null;
  return null;
}

function startsClause(tokens: Token[], from: number): boolean {
  return tokens
    .slice(from, from + 5)
    .some(
      (token) =>
        (verbForm(token.lower)?.doubtful === false && verbForm(token.lower)?.form === 's') ||
        AUXILIARIES.has(token.lower),
    );
}

function nounLike(token: Token): boolean {
  return (
    !token.comma &&
    !DETERMINERS.has(token.lower) &&
    !PREPOSITIONS.has(token.lower) &&
    !CONJUNCTIONS.has(token.lower) &&
    !PRONOUNS.has(token.lower) &&
    !AUXILIARIES.has(token.lower) &&
    !isAdverb(token.lower)
  );
}

function actsAsVerb(
  form: NonNullable<ReturnType<typeof verbForm>>,
  token: Token,
  before: Token | null,
  next: Token | undefined,
  verbSeen: boolean,
): boolean {
  if (/^\p{Lu}/u.test(token.word) && before !== null && form.doubtful) return false;
  if (before === null || token.comma) {
    if (form.form === 'ing')
      return next !== undefined && !(form.doubtful && nounLike(next) && !isAdjective(next.lower));
    return !form.doubtful && !(form.form === 'ed' && next !== undefined && nounLike(next));
  }
  switch (before.tag) {
    case 'aux':
      return true;
    case 'prep':
      return before.lower === 'to' && form.form === 'base' && !(form.doubtful && next === undefined);
    case 'conj':
      return (
        form.form === 's' ||
        form.form === 'ed' ||
        !form.doubtful ||
        (next !== undefined &&
          (DETERMINERS.has(next.lower) || PRONOUNS.has(next.lower) || PREPOSITIONS.has(next.lower)))
      );
    case 'pron':
      return true;
    case 'noun': {
      if (verbSeen) return false;
      if (
        form.form === 's' &&
        form.doubtful &&
        next !== undefined &&
        verbForm(next.lower)?.form === 's' &&
        verbForm(next.lower)?.doubtful === false
      )
        return false;
      if (form.form === 'base') return singular(before.lower) !== null && !['paris', 'always'].includes(before.lower);
      return true;
    }
    default:
      return false;
  }
}

interface Draft {
  from: number;
  to: number;
  verbAt: number | null;
  subjects: Noun[];
  own: boolean;
  verb: string | null;
  objects: Noun[];
  phrases: { preposition: string; noun: Noun }[];
}

function chunk(sentence: string, tokens: Token[]): Clause[] {
  const clauses: Draft[] = [];
  let current = begin(0, [], true);
  let preposition: string | null = null;
  let lastList: Noun[] = current.subjects;
  let person: Noun | null = null;
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    const joint = token.tag === 'conj' || token.comma;
    if (joint && current.verb !== null && opensClause(tokens, token.tag === 'conj' ? at + 1 : at)) {
      current.to = at;
      clauses.push(current);
      const relative = ['who', 'which', 'that'].includes(token.lower);
      const first = tokens.slice(at).find((one) => one.tag !== 'conj' && one.tag !== 'adv');
      const inherits = relative || first?.tag === 'verb' || first?.tag === 'aux';
      const heir = relative ? (current.objects.at(-1) ?? current.subjects[0]) : undefined;
      const subjects = inherits ? (heir === undefined ? current.subjects : [heir]) : [];
      current = begin(token.tag === 'conj' ? at + 1 : at, [...subjects], !inherits);
      lastList = current.subjects;
      preposition = null;
      if (token.tag === 'conj') {
        at++;
        continue;
      }
    }
    if (token.tag === 'verb') {
      if (current.verb === null) {
        current.verb = token.lemma;
        current.verbAt = auxiliaryBefore(tokens, at);
      }
      lastList = current.objects;
      preposition = null;
    } else if (token.tag === 'pron') {
      const subject = current.verb === null && preposition === null;
      if (subject && person !== null && current.subjects.length === 0 && /^(?:he|she|they|it)$/.test(token.lower))
        current.subjects.push(person);
      if (subject) lastList = current.subjects;
    } else if (token.tag === 'prep') {
      preposition = token.lower;
    } else if (['det', 'num', 'adj', 'noun'].includes(token.tag)) {
      const [noun, end] = nounPhrase(tokens, at);
      if (noun !== null) {
        if (preposition !== null && preposition !== 'of') current.phrases.push({ preposition, noun });
        else if (preposition === 'of' && lastList.length > 0) joinOf(lastList, noun);
        else lastList.push(noun);
        if (noun.kind === 'person' || noun.kind === 'animal') person ??= noun;
        preposition = null;
      }
      at = Math.max(end, at + 1);
      continue;
    } else if (token.tag === 'conj' && current.verb === null) {
      lastList = current.subjects;
    }
    at++;
  }
  current.to = tokens.length;
  clauses.push(current);
  return clauses
    .filter((draft) => draft.subjects.length + draft.objects.length + draft.phrases.length > 0 || draft.verb !== null)
    .map((draft) => settle(sentence, tokens, draft));
}

function begin(from: number, subjects: Noun[], own: boolean): Draft {
  return { from, to: from, verbAt: null, subjects, own, verb: null, objects: [], phrases: [] };
}

/** Whether a verb comes before the next joint. */
function opensClause(tokens: Token[], from: number): boolean {
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.tag === 'verb') return true;
    if (at > from && (token.tag === 'conj' || token.comma)) return false;
  }
  return false;
}

function auxiliaryBefore(tokens: Token[], at: number): number {
  let first = at;
  while (first > 0 && ['aux', 'adv'].includes(tokens[first - 1]?.tag ?? '')) first--;
  return first;
}

function nounPhrase(tokens: Token[], from: number): [Noun | null, number] {
  const attributes: string[] = [];
  const nouns: Token[] = [];
  let count: number | null = null;
  let at = from;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (at > from && (token.comma || (token.tag === 'det' && nouns.length > 0))) {
      // `a small, red ball`: a comma between adjectives does not end the phrase.
      if (!(token.comma && nouns.length === 0 && token.tag === 'adj')) break;
    }
    if (token.tag === 'num' && nouns.length === 0)
      count = NUMBERS[token.lower] ?? Math.min(12, Math.max(1, Number(token.word)));
    else if (token.tag === 'adj' && nouns.length === 0) attributes.push(token.lower);
    else if (token.tag === 'noun') nouns.push(token);
    else if (token.tag !== 'det') break;
  }
  if (nouns.length === 0) {
    const last = attributes.pop();
    // `the quiet`, `the unknown`: an adjective on its own stands for a thing.
    return [last === undefined ? null : noun([...attributes, last].join(' '), last, attributes, 1, false), at];
  }
  // `a detective story` is about the detective.
  if (
    nouns.length > 1 &&
    /^(?:story|tale|film|movie|video|thriller|mystery|drama|comedy|adventure|romance)$/.test(nouns.at(-1)?.lower ?? '')
  )
    nouns.pop();
  const last = nouns.at(-1) as Token;
  const one = /^\p{Lu}/u.test(last.word) && !isPerson(singular(last.lower) ?? last.lower) ? null : singular(last.lower);
  const what = [...nouns.slice(0, -1).map((token) => token.word), one ?? last.word].join(' ');
  const text = [...attributes, ...nouns.map((token) => token.word)].join(' ');
  const proper =
    /^\p{Lu}/u.test(last.word) &&
    (last !== tokens[0] || (one === null && !isPerson(last.lower) && !isAnimal(last.lower)));
  return [noun(text, proper ? what : what.toLowerCase(), attributes, count ?? (one === null ? 1 : 3), proper), at];
}

function noun(text: string, what: string, attributes: string[], count: number, proper: boolean): Noun {
  const kind: NounKind = isPerson(what) ? 'person' : isAnimal(what) ? 'animal' : 'thing';
  return { text, what, attributes, count: Math.min(12, Math.max(1, count)), kind, proper };
}

const ABOUT =
  /^(?:story|tale|life|power|beauty|history|journey|art|importance|joy|day|sound|smell|magic|world|future|kind|series|montage|view|benefit|danger|science|impact|force|love|feeling|spirit|image|picture|portrait|adventure|chance|glimpse|lot|plenty|age|era|dawn|birth|rise)$/;
const GROUP =
  /^(?:group|pack|herd|flock|team|crowd|family|pair|couple|school|swarm|bunch|row|crew|handful|line|band|pile|stack|field|fleet)$/;

/** `story of a whale` is about the whale, `pack of wolves` is several, `cup of coffee` stays one thing. */
function joinOf(nouns: Noun[], of: Noun): void {
  const container = nouns.pop() as Noun;
  const head = headOf(container.what);
  if (ABOUT.test(head)) nouns.push(of);
  else if (GROUP.test(head))
    nouns.push({
      ...of,
      count: /pair|couple/.test(head) ? 2 : Math.max(4, of.count),
      attributes: [...container.attributes, ...of.attributes],
    });
  else nouns.push({ ...container, text: `${container.text} of ${of.text}`, what: `${container.what} of ${of.text}` });
}

const WHERE = new Set(
  'in on at across through by near over along under inside outside to into beside above around from between beneath behind within toward towards throughout below'.split(
    ' ',
  ),
);

function settle(sentence: string, tokens: Token[], draft: Draft): Clause {
  const objects = [...draft.objects];
  let place: Clause['place'] = null;
  for (const { preposition, noun: thing } of draft.phrases) {
    const key = placeNamed(thing.what);
    if (WHERE.has(preposition) && key !== null && thing.kind === 'thing') {
      place ??= { phrase: thing.text, key };
    } else if (thing.proper && thing.kind === 'thing' && /^(?:in|through|across|around|to)$/.test(preposition)) {
      // A country or a town that we have no furniture for.
      place ??= { phrase: `town in ${thing.text}`, key: 'city' };
    } else if (
      timeIn(thing.text) === null &&
      weatherIn(thing.text) === null &&
      !/^(?:years?|days?|hours?|minutes?|seconds?|weeks?|months?|moments?|time|last|first|end|way|all|middle|background|style|video|film|ad)$/i.test(
        headOf(thing.what),
      )
    ) {
      objects.push(thing);
    }
  }
  const [moved] = draft.objects;
  if (
    place === null &&
    draft.verb !== null &&
    moved !== undefined &&
    moved.kind === 'thing' &&
    /^(?:explore|cross|visit|reach|leave|enter|climb|roam|wander|return|travel)$/.test(draft.verb)
  ) {
    const key = placeNamed(moved.what);
    if (key !== null) {
      place = { phrase: moved.text, key };
      objects.splice(objects.indexOf(moved), 1);
    }
  }
  const first = tokens[draft.from];
  const last = tokens[draft.to - 1] ?? first;
  const verb = draft.verbAt === null ? undefined : tokens[draft.verbAt];
  return {
    text: first === undefined || last === undefined ? '' : sentence.slice(first.start, last.end),
    predicate: verb === undefined || last === undefined ? '' : sentence.slice(verb.start, last.end),
    subjects: named(living(draft.subjects)),
    ownSubject: draft.own,
    verb: draft.verb,
    objects,
    place,
  };
}

/** `years later his granddaughter reads`: who is alive acts, and an hour never does. */
function living(subjects: Noun[]): Noun[] {
  const alive = subjects.filter((noun) => !isAbstract(noun.what) && timeIn(noun.text) === null);
  return alive.length === 0 ? subjects : alive;
}

/** Words for what nobody can draw: they stay in the contract and the narration, and are no figures. */
export function isAbstract(what: string): boolean {
  return (
    ABSTRACT.has(headOf(what)) ||
    (timeIn(what) !== null && what.split(' ').length === 1) ||
    /(?:[^h]ness|[^r]ism)$/.test(headOf(what))
  );
}

const ABSTRACT = new Set(
  'love year time week month hour minute second day life joy peace hope fear work way help end start beginning fun sense thing something everything nothing what fight race battle match game trip journey adventure problem story night morning evening quiet power past future feeling moment idea chance dream courage freedom silence darkness place weekend summer winter spring autumn style'.split(
    ' ',
  ),
);

/** `Maria, an old potter`: the name and the trade are one person. */
function named(subjects: Noun[]): Noun[] {
  const [name, trade, ...rest] = subjects;
  if (name?.proper === true && trade?.kind === 'person' && name.kind === 'thing')
    return [{ ...trade, text: `${name.text}, ${trade.text}` }, ...rest];
  return subjects;
}
