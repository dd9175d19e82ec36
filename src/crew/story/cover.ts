import type { Contract, Element } from '../../film/contract.ts';
import { TimeOfDay, Weather } from '../../film/screenplay.ts';
import { isAbstract } from './clauses.ts';
import type { Draft } from './draft.ts';
import { figure } from './draft.ts';
import { isVeil } from './nouns.ts';
import { isPerson } from './people.ts';
import { isScenery, placeNamed } from './places.ts';
import { moodIn, singular, verbForm } from './words.ts';

/** Every element of the contract is answered by some shot: where none does by itself, one is made to. */
export function cover(drafts: Draft[], contract: Contract): void {
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
      if (owner !== undefined && isUnseen(owner)) return draft.words.includes(text);
      return draft.figures.some(
        (one) =>
          (owner === undefined || one.what.toLowerCase() === owner) &&
          (one.attributes.includes(text) || (one.count > 1 && /^(?:several|\d+) /.test(text))),
      );
    }
    case 'action':
      return draft.words.includes(text) || draft.figures.some((one) => one.action === text);
    case 'setting':
      if (isHour(text)) return draft.time === text;
      return draft.weather === text || draft.words.includes(text) || draft.place.phrase.toLowerCase().endsWith(text);
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

/** Nobody can put it into a picture beside others: an idea, the place itself, or a mark that was not handed in. */
function isUnseen(what: string): boolean {
  return isAbstract(what) || isScenery(what) || isVeil(what) || /^(?:logo|brand|slogan|title)$/.test(what);
}

function isHour(text: string): text is TimeOfDay {
  return TimeOfDay.options.some((hour) => hour === text);
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
  const last = drafts.at(-1) as Draft;
  // A guest goes where there is room, and never onto the card at the end.
  const open = drafts.filter((draft) => draft.place.key !== null);
  const lean = (open.length > 0 ? open : drafts).toSorted((a, b) => a.figures.length - b.figures.length)[0] as Draft;
  const text = element.text.toLowerCase();
  switch (element.kind) {
    case 'text':
      last.overlays.push(element.text);
      break;
    case 'subject':
      // A whole sentence is no figure.
      if (!isUnseen(text) && text.split(/\s+/).length <= 4)
        lean.figures.push(figure(element.text.slice(0, 60), { action: isPerson(element.text) ? 'stand' : null }));
      lean.words.push(text);
      break;
    case 'attribute':
      bringInAttribute(drafts, element, contract, { lean, middle });
      break;
    case 'action': {
      const owner = contract.elements.find((other) => other.id === element.of)?.text.toLowerCase();
      const owned = drafts.find((draft) => draft.figures.some((one) => one.what.toLowerCase() === owner));
      (owned ?? middle).words.push(text);
      break;
    }
    case 'setting':
      bringInSetting(drafts, text, middle);
      break;
    case 'mood':
      middle.mood = moodIn(element.text) ?? middle.mood;
      if (middle.mood !== text) middle.words.push(text);
      break;
    case 'state':
      bringInState(drafts, element.text);
      break;
    case 'duration':
      break;
  }
}

function bringInAttribute(
  drafts: Draft[],
  element: Element,
  contract: Contract,
  { lean, middle }: { lean: Draft; middle: Draft },
): void {
  const owner = contract.elements.find((other) => other.id === element.of);
  const one = drafts
    .flatMap((draft) => draft.figures)
    .find((candidate) => candidate.what.toLowerCase() === owner?.text.toLowerCase());
  const several = /^(\d+) /.exec(element.text)?.[1];
  if (owner !== undefined && isUnseen(owner.text.toLowerCase())) middle.words.push(element.text.toLowerCase());
  else if (one === undefined) lean.figures.push(figure(owner?.text ?? element.text, { attributes: [element.text] }));
  else if (several !== undefined || element.text.startsWith('several '))
    one.count = Math.min(12, Math.max(2, Number(several ?? 3)));
  else one.attributes = [...one.attributes, element.text];
}

/** An hour, a weather or a place that no shot has: given to the shots that are free to have it. */
function bringInSetting(drafts: Draft[], text: string, middle: Draft): void {
  const free = drafts.filter((draft) => draft.note === null && draft.place.key !== null);
  if (isHour(text)) Object.assign(middle, { time: text, passing: false });
  else if (Weather.options.some((weather) => weather === text)) middle.weather = Weather.parse(text);
  else if (free.length > 1) {
    const visited = free[Math.floor(free.length / 2)] as Draft;
    visited.place = { phrase: text, key: placeNamed(text) ?? visited.place.key };
  } else middle.words.push(text);
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
