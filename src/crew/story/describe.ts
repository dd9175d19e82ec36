import type { Figure, ShotSize, TimeOfDay } from '../../film/screenplay.ts';
import type { Draft } from './draft.ts';
import { phraseOf } from './draft.ts';
import { isAnimal, isPerson } from './people.ts';
import { placeOf } from './places.ts';
import { capital, gerund } from './words.ts';

const SIZES: Record<ShotSize, string> = {
  'extreme-wide': 'Far view',
  wide: 'Wide',
  full: 'Full figure',
  medium: 'Medium',
  'medium-close-up': 'Near',
  'close-up': 'Close',
  'extreme-close-up': 'Very close',
};

const HOURS: Record<TimeOfDay, string> = {
  dawn: 'at dawn',
  morning: 'in the morning',
  day: 'by day',
  'golden-hour': 'in late golden light',
  sunset: 'at sunset',
  dusk: 'at dusk',
  night: 'at night',
};

/** What is seen, as a plain sentence. */
export function describe(draft: Draft): string {
  if (draft.written !== null) return `${SIZES[draft.size]}: ${writtenScene(draft, draft.written)}`;
  const [main, ...others] = draft.figures.toSorted((a, b) => Number(b.principal) - Number(a.principal));
  const place = placePhrase(draft.place.phrase, draft.place.key);
  const where = `${place} ${HOURS[draft.time]}${draft.weather === 'clear' ? '' : `, ${WEATHER[draft.weather]}`}`;
  const lives = main !== undefined && (isPerson(main.what) || isAnimal(main.what));
  const size = draft.size === 'full' && !lives ? 'Full view' : SIZES[draft.size];
  if (main === undefined) return `${size}: ${where.replace(/^(?:in|at|on) /, '')}.`;
  const rest = others.slice(0, 4).map(acting);
  const company =
    rest.length === 0
      ? ''
      : `, with ${rest.length === 1 ? rest[0] : `${rest.slice(0, -1).join(', ')} and ${rest.at(-1)}`}`;
  return `${size}: ${acting(main)}${company}, ${where}.`;
}

/** A scene that was written out is described in its own words, and with what else has to be seen in it. */
function writtenScene({ figures, words }: Draft, written: string): string {
  const text = written.replace(/[.,;:\s]+$/, '');
  const told = /[.!?。！？]$/u.test(text) ? text : `${text}.`;
  const guests = figures.filter(
    ({ what }) => words.includes(what.toLowerCase()) && !text.toLowerCase().includes(what.toLowerCase()),
  );
  return guests.length === 0 ? told : `${told} With ${guests.map(acting).join(', ')}.`;
}

const WEATHER = {
  clear: '',
  cloudy: 'under clouds',
  rain: 'in rain',
  storm: 'in a storm',
  snow: 'in snow',
  fog: 'in fog',
  wind: 'in the wind',
};

function acting(one: Figure): string {
  const face = one.expression === null ? '' : `${one.expression} `;
  const phrase = phraseOf(one).replace(/^(an?|two|three|four|five|six) /, (article) =>
    face === '' ? article : `${/^an? $/.test(article) ? (/^[aeiou]/.test(face) ? 'an ' : 'a ') : article}${face}`,
  );
  if (one.action === null) return phrase;
  const posed = POSES[one.action];
  return `${phrase} ${posed ?? gerund(one.action)}`;
}

const POSES: Record<string, string> = { 'arms up': 'with both arms up', hunch: 'hunched', 'lean back': 'leaning back' };

function placePhrase(phrase: string, key: string | null): string {
  if (/^(?:in|on|at) /.test(phrase)) return phrase;
  if (phrase.startsWith('town in ')) return `in a ${phrase}`;
  if (/^(?:home|downtown)$/.test(phrase)) return phrase === 'home' ? 'at home' : phrase;
  const known = placeOf(key);
  const on =
    /(?:planet|moon|mars|island|road|coast|shore|bridge)s?$/i.test(phrase) ||
    (key !== null &&
      ['mountain', 'sea', 'beach', 'meadow', 'street', 'road', 'stage', 'rooftop', 'snow', 'cliff'].includes(key));
  const article =
    /^(?:the|an?|open country|space|home|outer space|downtown)\b/.test(phrase) ||
    /^\p{Lu}/u.test(phrase) ||
    capitalised(phrase)
      ? ''
      : 'the ';
  return `${on && !known.interior ? 'on' : key === 'lake' || key === 'river' || key === 'harbour' ? 'at' : 'in'} ${article}${phrase}`;
}

function capitalised(phrase: string): boolean {
  return phrase.split(' ').some((word) => word !== '' && capital(word) === word && word.toLowerCase() !== word);
}
