import type { Contract, Element } from '../film/contract.ts';
import type { Shot } from '../film/screenplay.ts';
import { Unfit } from './agent.ts';
import { clean, contentWords, mentions, negatedWords, quoted, unsaid } from './plain.ts';
import { isAbstract } from './story/nouns.ts';
import { isForeign } from './story/tongues.ts';

/** What a prompt has to keep to. */
export interface Intent {
  shot: Shot;
  contract: Contract;
  /** Looks that have to stand in it word for word, the most important first. */
  looks: readonly string[];
  /** The look of the film, which is said at least in part. */
  style: string | null;
  /** Characters that it has at most. */
  limit: number;
}

/** Shorter ones say nothing. */
const LEAST_CHARACTERS = 40;

/**
 * The prompt with every look in it, held to what the film is to be: what the shot says of the contract it says too, it denies
 * none of it, and asks for no letters. Throws `Unfit` otherwise, or when it is too long.
 */
export function guarded(prompt: string, { shot, contract, looks, style, limit }: Intent): string {
  const text = clean(prompt, 4_000);
  const own = looks.reduce(withoutLook, text);
  const missing = looks.filter((look) => !plain(text).includes(plain(look)));
  const manner = style === null || mentions(text, style) ? [] : [`Style: ${style}`];
  const whole = [text, ...[...missing, ...manner].map(sentence)].join(' ');
  const problems = [
    ...(own.trim().length < LEAST_CHARACTERS && missing.length === looks.length
      ? ['the prompt says too little: who does what, where, in which light, and how the camera sees it']
      : []),
    ...letteringIn(own, contract),
    ...denied(own, shot, contract),
    ...lost(whole, shot, contract),
    ...(whole.length > limit ? [tooLong(text, [...missing, ...manner], whole.length, limit)] : []),
  ];
  if (problems.length > 0) throw new Unfit(problems.join('. '));
  return whole;
}

/** Everything that a shot shows, as words. */
export function shotWords({ description, figures, setting }: Shot): string {
  const { place, time, weather } = setting;
  const seen = figures.flatMap(({ what, attributes, action, expression, count }) => [
    `${count}`,
    ...attributes,
    what,
    action ?? '',
    expression ?? '',
  ]);
  return [description, ...seen, place, time, weather].join(' ');
}

/** Whether words can tell that an element is there: not of ideas, which are shown by other things, nor across languages. */
export function canTell({ text }: Element, { concept }: Contract): boolean {
  return contentWords(text).length > 0 && !isAbstract(text.toLowerCase()) && !isForeign(concept);
}

/** The text with the look taken out, however it is capitalised. */
function withoutLook(text: string, look: string): string {
  const at = look === '' ? -1 : text.toLowerCase().indexOf(look.toLowerCase());
  return at < 0 ? text : withoutLook(`${text.slice(0, at)} ${text.slice(at + look.length)}`, look);
}

/** What of an element has to be said: of who or what is seen the noun itself, since a lighthouse is not its keeper. */
export function core({ kind, text }: Element): string {
  const noun = text.split(/ (?:of|with|in|at|on) /)[0] ?? text;
  const words = contentWords(noun);
  return kind === 'subject' && words.length <= 3 ? (words.at(-1) ?? text) : text;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
}

function sentence(text: string): string {
  const first = text.replace(/^./u, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

const QUOTED = /["“„«]([^"“”„«»]{2,})["”»“]/u;
const LETTERING =
  /\b(?:subtitles?|captions?|watermarks?|title card|lettering|on-screen text|text overlay|(?:sign|text|letters?|words?|title|label|banner|neon|poster|screen)\b[^.]{0,24}\b(?:reads?|reading|says?|saying|spells?|spelling))\b/i;

function letteringIn(own: string, { elements }: Contract): string[] {
  const asked = QUOTED.exec(own)?.[0] ?? LETTERING.exec(own)?.[0];
  const written = elements.find(
    ({ kind, text }) => kind === 'text' && text.includes(' ') && plain(own).includes(plain(text)),
  );
  const found = asked ?? written?.text;
  if (found === undefined) return [];
  return [`the prompt asks for letters (${quoted([found])}): words are laid over later, so say nothing of them`];
}

/** Of the elements that the shot names, those that the prompt denies and the concept does not. */
function denied(own: string, { elements }: Shot, contract: Contract): string[] {
  const words = unsaid(negatedWords(own).join(' '), negatedWords(contract.concept).join(' ')).join(' ');
  const lost = contract.elements.filter(
    ({ id, text }) => elements.includes(id) && contentWords(text).length > 0 && mentions(words, text),
  );
  if (lost.length === 0) return [];
  return [
    `the prompt denies ${quoted(lost.map(({ text }) => text))}: a video model reads the word and not the negation, so say what is there`,
  ];
}

/** Whether it has to be said in these words: deeds and places that the film does not fail without may be told in others. */
function isDemanded({ kind, must }: Element): boolean {
  return kind === 'subject' || kind === 'attribute' || (must && (kind === 'action' || kind === 'setting'));
}

/** What the shot says in words of the contract, and the prompt does not. */
function lost(whole: string, shot: Shot, contract: Contract): string[] {
  const missing = contract.elements.filter(
    (element) =>
      shot.elements.includes(element.id) &&
      isDemanded(element) &&
      canTell(element, contract) &&
      mentions(shotWords(shot), core(element)) &&
      !mentions(whole, core(element)),
  );
  if (missing.length === 0) return [];
  return [
    `the prompt has lost ${quoted(missing.map(({ text }) => text))}: the film is judged by it, so say it in these words`,
  ];
}

function tooLong(text: string, missing: readonly string[], length: number, limit: number): string {
  const looks = missing.reduce((sum, look) => sum + look.length + 2, 0);
  return looks === 0
    ? `the prompt has ${length} characters of ${limit}: shorten it by ${length - limit}`
    : `the prompt has ${text.length} characters and lacks ${looks} of looks and style, which have to stand in it: together ${length} of ${limit}; shorten it by ${length - limit}`;
}
