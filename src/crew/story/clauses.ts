import type { TimeOfDay, Weather } from '../../film/screenplay.ts';
import { CAUSING, COPULA, tagged } from './grammar.ts';
import type { Token } from './grammar.ts';
import { BE, HAVE, isAdjective, PARTICLES } from './lexicon.ts';
import { isAbout, isAbstract, isClothing, isPart, isVeil, veiled } from './nouns.ts';
import type { Vocabulary } from './nouns.ts';
import { headOf, isAnimal } from './people.ts';
import { isFeeling, joinedOf, phraseAt } from './phrases.ts';
import type { Noun } from './phrases.ts';
import { placeNamed } from './places.ts';
import { goesTo, isScene, placed, whereabouts } from './whereabouts.ts';
import { Memory } from './memory.ts';
import { deedOf } from './verbs.ts';
import { timeIn, weatherIn } from './words.ts';

export { isAbstract } from './nouns.ts';
export type { Noun } from './phrases.ts';

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
  /** The verb with what belongs to it, as it is acted: `lean back`, `raise arms`; null without a verb. */
  action: string | null;
  /** Everything else that is named and is no place, time or weather. */
  objects: Noun[];
  /** The place as written, with the key of its furniture, or null. */
  place: { phrase: string; key: string | null } | null;
  time: TimeOfDay | null;
  weather: Weather | null;
  /** How the subject feels, when it is said: `tired`. */
  expression: string | null;
}

/** The clauses of sentences that belong together, in order: a pronoun means whoever was there before. */
export function clausesOf(sentences: readonly string[], vocabulary: Vocabulary, memory = new Memory()): Clause[] {
  const clauses = sentences.flatMap((sentence) =>
    sentence
      .split(/[:;–—|→…\n"“”«»*•]|\s-+\s/u)
      .filter((part) => /\p{L}/u.test(part))
      .flatMap((part) => new Reader(part, tagged(part, vocabulary), vocabulary, memory).read()),
  );
  // What is said to be at dawn stays at dawn until another hour is named.
  let time: TimeOfDay | null = null;
  return clauses.map((clause) => ({ ...clause, time: (time = clause.time ?? time) }));
}

interface Draft {
  from: number;
  to: number;
  verbAt: number | null;
  subjects: Noun[];
  own: boolean;
  verb: string | null;
  tail: string[];
  objects: Noun[];
  place: Clause['place'];
  expression: string | null;
  /** `is`, `has`, `will`: what follows is said of the subject. */
  auxiliary: string | null;
  /** A finite verb or auxiliary stands in it. */
  finite: boolean;
  passive: boolean;
}

/** `learns to paint` is seen as painting. */
const LEADING =
  /^(?:learn|try|begin|start|want|decide|love|like|hope|continue|prepare|need|get|go|come|help|plan|manage|dare|dream|wish|promise|pretend|seem|practise|practice|stop|keep|finish|enjoy)$/;
class Reader {
  readonly #sentence: string;
  readonly #tokens: Token[];
  readonly #words: Vocabulary;
  readonly #memory: Memory;
  readonly #done: Draft[] = [];
  #now: Draft;
  #preposition: string | null = null;
  /** What was named last: a phrase with a preposition may belong to it. */
  #last: Noun | null = null;
  #list: Noun[];
  /** Where the last comma between subjects stood, and how many there were. */
  #comma: { at: number; subjects: number } | null = null;
  #skipping = false;
  /** `in`, `with`: how the last piece of clothing was worn. */
  #wore: string | null = null;

  constructor(sentence: string, tokens: Token[], words: Vocabulary, memory: Memory) {
    this.#sentence = sentence;
    this.#tokens = tokens;
    this.#words = words;
    this.#memory = memory;
    this.#now = begin(0, [], true);
    this.#list = this.#now.subjects;
  }

  read(): Clause[] {
    for (let at = 0; at < this.#tokens.length;) at = this.#step(this.#tokens[at] as Token, at);
    this.#now.to = this.#tokens.length;
    this.#done.push(this.#now);
    return this.#done
      .filter(
        (draft) => draft.subjects.length + draft.objects.length > 0 || draft.verb !== null || draft.place !== null,
      )
      .map((draft) => this.#settled(draft));
  }

  #step(token: Token, at: number): number {
    const now = this.#now;
    switch (token.tag) {
      case ',':
      case 'C':
        this.#skipping = false;
        this.#preposition = token.tag === 'C' && this.#preposition !== null ? this.#preposition : null;
        if (this.#opens(at + 1)) this.#open(at + 1, null);
        else if (!now.finite && now.subjects.length > 0 && token.tag === ',')
          this.#comma = { at, subjects: now.subjects.length };
        else if (token.tag === 'C') this.#comma = null;
        return at + 1;
      case 'W': {
        const relative = /^(?:who|which|that|whose)$/.test(token.lower);
        if (relative && this.#last !== null) this.#open(at + 1, this.#last);
        else if (now.finite || now.subjects.length > 0) this.#open(at + 1, null);
        return at + 1;
      }
      case 'X':
        this.#splitBefore(at);
        this.#now.finite = true;
        this.#now.auxiliary = token.lower;
        this.#now.verbAt ??= at;
        if (/n't$|^cannot$/.test(token.lower)) this.#skipping = true;
        return at + 1;
      case 'V':
      case 'G':
      case 'E':
        return this.#verb(token, at);
      case 'T':
      case 'I':
        this.#preposition = token.tag === 'T' ? null : token.lower;
        return at + 1;
      case 'R':
        if (/^(?:not|never)$/.test(token.lower)) this.#skipping = true;
        else if (now.verb !== null && PARTICLES.has(token.lower) && this.#tokens[at - 1]?.lemma != null)
          now.tail.push(token.lower);
        return at + 1;
      case 'P':
        this.#pronoun(token);
        return at + 1;
      default:
        return this.#phrase(at);
    }
  }

  /** `a desk, a lamp, the cat sleeps`: only the last of them sleeps. */
  #splitBefore(at: number): void {
    const now = this.#now;
    const comma = this.#comma;
    this.#comma = null;
    if (now.finite || comma === null || comma.at >= at - 1) return;
    const [before, after] = [now.subjects.slice(0, comma.subjects), now.subjects.slice(comma.subjects)];
    // `Maria, an old potter, works`: a name and a trade are one.
    if (after.length === 0 || (before.length === 1 && before[0]?.proper === true)) return;
    this.#done.push({ ...now, subjects: before, to: comma.at });
    this.#now = begin(comma.at + 1, after, true);
    this.#list = this.#now.subjects;
  }

  #verb(token: Token, at: number): number {
    const lemma = token.lemma ?? token.lower;
    const before = this.#tokens[at - 1];
    const be = before !== undefined && BE.has(this.#now.auxiliary ?? '');
    // `buried in notes`, `without stopping`: nothing is done there.
    if (token.tag === 'E' && this.#now.auxiliary === null) return this.#participle(token, at);
    if (token.tag === 'G' && before?.tag === 'I') {
      this.#preposition = null;
      return at + 1;
    }
    if (token.tag === 'G' && /^(?:wear|feature|show|include|title|call)$/.test(lemma)) {
      this.#preposition = lemma === 'wear' ? 'wearing' : null;
      return at + 1;
    }
    this.#splitBefore(at);
    const now = this.#now;
    if (now.verb === null) {
      if (this.#skipping) return this.#skipped(at);
      if (token.tag === 'G' && now.subjects.length === 0 && now.auxiliary === null) now.own = false;
      now.verb = lemma;
      now.passive = token.tag === 'E' && be;
      now.verbAt ??= at;
    } else if (before?.tag === 'T' || token.tag === 'G') {
      if (LEADING.test(now.verb) && now.objects.length === 0) now.verb = lemma;
      else
        this.#open(
          at,
          token.tag === 'G' && before?.tag === 'N' && this.#last !== null && this.#last.kind !== 'thing'
            ? this.#last
            : null,
          lemma,
        );
    } else
      this.#open(
        at,
        CAUSING.test(now.verb) && this.#last !== null && now.objects.includes(this.#last) ? this.#last : null,
        lemma,
      );
    this.#now.finite = true;
    this.#list = this.#now.objects;
    this.#preposition = null;
    return at + 1;
  }

  /** `never sleeps`: what is not done is not shown. */
  #skipped(at: number): number {
    this.#now.finite = true;
    this.#list = this.#now.objects;
    this.#skipping = false;
    return at + 1;
  }

  #participle(token: Token, at: number): number {
    const next = this.#tokens[at + 1];
    if (isFeeling(token.lower)) this.#now.expression = token.lower;
    if (/^(?:name|call|title)$/.test(token.lemma ?? '') && next?.tag === 'N' && this.#last !== null) {
      const { noun, end } = phraseAt(this.#tokens, at + 1, this.#words);
      if (noun?.proper === true) this.#memory.christen(this.#last, noun);
      return end;
    }
    return at + 1;
  }

  #pronoun(token: Token): void {
    const now = this.#now;
    const meant = this.#memory.meant(token.lower);
    const subject = !now.finite && this.#preposition === null;
    if (subject && meant !== null && now.subjects.length === 0) now.subjects.push(meant);
    if (subject) [now.own, this.#list] = [true, now.subjects];
    else if (
      meant !== null &&
      meant.kind !== 'thing' &&
      !now.subjects.includes(meant) &&
      !/sel(?:f|ves)$/.test(token.lower)
    )
      now.objects.push(meant);
    if (!subject) this.#preposition = null;
  }

  #phrase(at: number): number {
    const { noun, adjectives, definite, end } = phraseAt(this.#tokens, at, this.#words);
    const now = this.#now;
    if (noun === null) {
      this.#said(adjectives);
      return end;
    }
    if (this.#skipping) {
      this.#preposition = null;
      return end;
    }
    const preposition = this.#preposition;
    this.#preposition = null;
    if (preposition === 'of' && this.#last !== null) this.#of(noun);
    else if (preposition !== null) this.#where(preposition, this.#memory.recall(noun, definite));
    else if (this.#isWorn(noun) && this.#tokens[at - 1]?.tag === 'C' && this.#wore !== null)
      this.#where(this.#wore, noun);
    else if (this.#isWorn(noun)) this.#part(noun, definite);
    else {
      const known = this.#memory.recall(noun, definite);
      // `plays chess`: what a verb is done to is a thing.
      if (now.verb !== null) known.certain = true;
      const list =
        now.auxiliary !== null && now.verb === null && now.subjects.length > 0
          ? now.objects
          : now.finite && now.verb === null
            ? now.subjects
            : this.#list;
      if (this.#last !== null && this.#isSame(this.#last, known, at))
        this.#last = this.#memory.marry(this.#last, known, list);
      else if (!(now.auxiliary !== null && BE.has(now.auxiliary) && now.verb === null && this.#complement(known))) {
        list.push(known);
        this.#last = known;
      }
    }
    return end;
  }

  /** `Mia the fox`, `Maria, an old potter`: a name, and who it is. */
  #isSame(name: Noun, who: Noun, at: number): boolean {
    const before = this.#tokens[at - 1];
    return (
      name.proper &&
      !who.proper &&
      who.kind !== 'thing' &&
      (before?.tag === 'N' || (before?.tag === ',' && !this.#now.finite && name === this.#now.subjects.at(-1)))
    );
  }

  /** `The hero is a small dog`: what somebody is, is nobody else. */
  #complement(known: Noun): boolean {
    const [subject] = this.#now.subjects;
    if (subject === undefined) return false;
    if (isAbstract(subject.what)) {
      this.#now.subjects.splice(0, 1, known);
      return true;
    }
    subject.attributes.push(...known.attributes.filter((one) => !subject.attributes.includes(one)));
    return true;
  }

  /** An adjective without a noun is said of the subject: `is clear`, `turns green`. */
  #said(adjectives: string[]): void {
    const now = this.#now;
    const feeling = adjectives.find(isFeeling);
    if (feeling !== undefined) now.expression = feeling;
    const rest = adjectives.filter(
      (one) =>
        isAdjective(one) &&
        !isFeeling(one) &&
        !/^(?:same|different|able|ready|other|next|first|last|true|possible)$/.test(one),
    );
    const [subject] = now.subjects;
    // A copy: it is so from now on, and was not before.
    if (subject !== undefined && rest.length > 0 && now.finite && COPULA.test(now.verb ?? 'be') && !this.#skipping)
      now.subjects[0] = { ...subject, attributes: [...subject.attributes, ...rest] };
    this.#skipping = false;
  }

  /** `raises her arms` is one deed, `has purple wings` a look. */
  #part(noun: Noun, definite: boolean): void {
    const now = this.#now;
    const text = [...noun.attributes, noun.what].join(' ');
    const [owner] = now.subjects;
    if (now.auxiliary !== null && HAVE.has(now.auxiliary) && owner !== undefined) owner.attributes.push(text);
    else if (isPart(noun.what) && now.verb !== null) now.tail.push(headOf(noun.text));
    else if (now.verb !== null && owner !== undefined && owner.kind !== 'thing' && /^(?:wear|put)$/.test(now.verb))
      owner.attributes.push(text);
    else {
      const known = this.#memory.recall(noun, definite);
      (now.verb === null && !now.finite ? now.subjects : now.objects).push(known);
      this.#last = known;
    }
  }

  /** `story of a whale` is about the whale, `pack of wolves` is several, `cup of coffee` stays one thing. */
  #of(of: Noun): void {
    const container = this.#last as Noun;
    const list = [this.#now.objects, this.#now.subjects].find((one) => one.at(-1) === container);
    const one = joinedOf(container, of);
    if (list !== undefined) list[list.length - 1] = one;
    else if (one === of) this.#now.objects.push(of);
    this.#last = this.#memory.replace(container, one);
  }

  #where(preposition: string, noun: Noun): void {
    const now = this.#now;
    const text = [...noun.attributes, noun.what].join(' ');
    const owner = this.#wearer();
    if (preposition === 'without' || preposition === 'like' || preposition === 'as' || preposition === 'during') return;
    if (
      /^(?:with|in|wearing)$/.test(preposition) &&
      owner !== null &&
      this.#isWorn(noun) &&
      (isClothing(noun.what) || preposition !== 'in')
    ) {
      this.#wore = preposition;
      if (!(now.verb !== null && /^(?:arm|hand|eye|side|face)$/.test(headOf(noun.what)))) owner.attributes.push(text);
      return;
    }
    if (preposition === 'about' && this.#last !== null && isAbout(this.#last.what)) {
      this.#replaceLast(noun);
      return;
    }
    if (preposition === 'by' && now.passive && noun.kind !== 'thing') {
      [now.subjects, now.objects] = [[noun], [...now.subjects, ...now.objects]];
      return;
    }
    if (preposition === 'from' && this.#veilOf(noun)) return;
    if (isPart(noun.what) && this.#isWorn(noun) && (owner !== null || now.subjects.length > 0)) return;
    const where = whereabouts(preposition, noun, now.verb);
    now.place ??= where.place;
    if (where.seen) now.objects.push(noun);
    this.#last = noun;
  }

  /** A part or a piece of clothing, and no `treasure chest`. */
  #isWorn(noun: Noun): boolean {
    return (isPart(noun.what) || isClothing(noun.what)) && !(noun.what.includes(' ') && isPart(noun.what));
  }

  /** Who wears the jacket: whoever was named last, else who acts. */
  #wearer(): Noun | null {
    const last = this.#last;
    if (last !== null && last.kind !== 'thing') return last;
    return (
      this.#now.subjects.find((one) => one.kind !== 'thing' || one.proper) ??
      (last !== null && !isVeil(last.what) ? last : null)
    );
  }

  /** `Steam rises from a red cup`: the cup is steaming, and is what is seen. */
  #veilOf(noun: Noun): boolean {
    const [subject] = this.#now.subjects;
    const attribute = subject === undefined ? null : veiled(subject.what);
    if (attribute === null || noun.kind !== 'thing' || placeNamed(noun.what) !== null) return false;
    noun.attributes.push(attribute);
    this.#now.objects.push(noun);
    this.#last = noun;
    return true;
  }

  #replaceLast(noun: Noun): void {
    const list = [this.#now.objects, this.#now.subjects].find((one) => one.at(-1) === this.#last);
    if (list === undefined) this.#now.objects.push(noun);
    else list[list.length - 1] = noun;
    this.#last = noun;
  }

  /** Whether a new clause begins here: a verb stands before the next joint, and there was one before. */
  #opens(from: number): boolean {
    if (!this.#now.finite) return false;
    for (let at = from; at < this.#tokens.length; at++) {
      const { tag } = this.#tokens[at] as Token;
      if (tag === 'V' || tag === 'X' || (tag === 'G' && this.#tokens[at + 1]?.tag !== 'N')) return true;
      if (tag === 'W' || tag === ',') return false;
      if (tag === 'C' && !'D#AN'.includes(this.#tokens[at + 1]?.tag ?? 'V')) return false;
    }
    return false;
  }

  /** A clause that begins with its verb takes over the subject. */
  #open(from: number, subject: Noun | null, verb: string | null = null): void {
    this.#now.to = from > 0 && ',CW'.includes(this.#tokens[from - 1]?.tag ?? '') ? from - 1 : from;
    this.#done.push(this.#now);
    const first = this.#tokens.slice(from).find((one) => !'RT'.includes(one.tag));
    const inherits = verb !== null || (first !== undefined && 'VXGE'.includes(first.tag));
    const heirs = subject !== null && inherits ? [subject] : inherits ? [...this.#now.subjects] : [];
    this.#now = begin(from, heirs, !inherits);
    if (verb !== null) Object.assign(this.#now, { verb, verbAt: from, finite: true });
    this.#list = verb === null ? this.#now.subjects : this.#now.objects;
    [this.#preposition, this.#comma, this.#skipping] = [null, null, false];
  }

  #settled(draft: Draft): Clause {
    const [first, last] = [this.#tokens[draft.from], this.#tokens[draft.to - 1] ?? this.#tokens[draft.from]];
    const text =
      first === undefined || last === undefined ? '' : this.#sentence.slice(first.start, Math.max(last.end, first.end));
    const verbToken = draft.verbAt === null ? undefined : this.#tokens[draft.verbAt];
    const predicate =
      verbToken === undefined || last === undefined || draft.verb === null
        ? ''
        : this.#sentence.slice(verbToken.start, Math.max(last.end, verbToken.end));
    let { place, objects } = draft;
    const [moved] = objects;
    if (place === null && draft.verb !== null && moved !== undefined && goesTo(draft.verb, moved))
      [place, objects] = [placed(moved), objects.slice(1)];
    // `calm sea, a sailboat comes home`: a place that is only named is where it happens.
    if (place === null && draft.verb === null) place = draft.subjects.filter(isScene).map(placed)[0] ?? null;
    objects = objects.filter((noun) => this.#stands(noun));
    const alive = draft.subjects.filter(
      (noun) => !isAbstract(noun.what) && timeIn(noun.text) === null && !isVeil(noun.what),
    );
    const subjects = alive.length > 0 ? alive : draft.subjects;
    const verb =
      draft.verb !== null && subjects.length === 0 && objects.length === 0 && place === null ? null : draft.verb;
    for (const noun of subjects)
      if (noun.proper && noun.kind === 'thing' && noun.attributes.length === 0)
        this.#memory.animate(noun, verb !== null && isHuman(verb));
    return {
      text, predicate, subjects, ownSubject: draft.own, verb, objects, place,
      action: verb === null ? null : [verb, ...draft.tail].join(' '),
      time: timeIn(text), weather: weatherIn(text), expression: draft.expression ?? subjects.find((noun) => noun.kind !== 'thing')?.attributes.find(isFeeling) ?? null,
    }; // prettier-ignore
  }

  /** Certainly a thing that is seen. */
  #stands(noun: Noun): boolean {
    return (
      noun.certain &&
      !isAbstract(noun.what) &&
      !isVeil(noun.what) &&
      !isPart(noun.what) &&
      (timeIn(noun.text) === null || this.#words.visible(noun.what)) &&
      !(weatherIn(noun.what) !== null && !isAnimal(noun.what) && !noun.certain)
    );
  }
}

/** Deeds of somebody: who does them is no brand. */
function isHuman(verb: string): boolean {
  const { pose } = deedOf(verb);
  return pose !== '' && pose !== verb && !/^(?:talk|carry|point|hammer|arms up|hug)$/.test(pose);
}

function begin(from: number, subjects: Noun[], own: boolean): Draft {
  const said = { tail: [], objects: [], place: null, expression: null, auxiliary: null, finite: false, passive: false };
  return { from, to: from, verbAt: null, subjects, own, verb: null, ...said };
}
