import type { CameraMove, Figure, Mood, Scene, ShotSize, TimeOfDay, Weather } from '../../film/screenplay.ts';
import type { Noun } from './clauses.ts';
import { isMass } from './nouns.ts';
import { headOf } from './people.ts';
import { genderOf } from './phrases.ts';
import { withArticle } from './words.ts';

/** A shot before it is timed, threaded and numbered. */
export interface Draft {
  beat: Scene['beat'];
  /** What the shot is for, as a scene's title. */
  title: string;
  size: ShotSize;
  move: CameraMove;
  place: { phrase: string; key: string | null };
  time: TimeOfDay;
  /** Nobody said that hour: it goes by with the story. */
  passing: boolean;
  weather: Weather;
  mood: Mood;
  figures: Figure[];
  /** What could be said over it, the best first; the first that fits is taken. */
  lines: string[];
  /** Words of the concept that it answers for, besides what its figures and place say. */
  words: string[];
  overlays: string[];
  /** A scene that was written out has its number here: its shots stay together. */
  note: number | null;
  /** That scene as it was written, in the shot that tells it; null in those that only look at it again. */
  written: string | null;
  /** Seconds that the person stated, or null. */
  seconds: number | null;
  /** Share of the time, 1 for most. */
  weight: number;
  /** When there are fewer shots than ideas, the highest are kept. */
  priority: number;
  seeds: { id: string; use: 'framed' | 'full-frame' | 'reveal' | 'figure' }[];
}

export function figure(what: string, parts: Partial<Figure> = {}): Figure {
  return {
    what,
    attributes: [],
    action: null,
    expression: null,
    count: 1,
    thread: null,
    principal: false,
    seed: null,
    ...parts,
  };
}

export function figureOf(noun: Noun, parts: Partial<Figure> = {}): Figure {
  // `she` decides how a developer looks, and is no property that anybody would miss.
  const told = noun.kind !== 'person' || noun.gender === null || genderOf(noun.what) !== null;
  const gender = told || noun.attributes.includes(noun.gender ?? '') ? [] : [noun.gender ?? ''];
  return figure(noun.what, {
    attributes: [...noun.attributes, ...gender],
    count: noun.count,
    ...parts,
  });
}

/** `a tired developer`, `three small birds`, `Taskly`. */
export function phraseOf(one: Figure): string {
  const words = [...one.attributes, one.what].join(' ');
  if (one.count > 1) return `${COUNTS[one.count] ?? one.count} ${pluralOf(words)}`;
  const head = headOf(one.what.split(' of ')[0] ?? one.what);
  if (isMass(one.what) || (head.endsWith('s') && !/(?:ss|us)$/.test(head))) return words;
  return /\p{Lu}/u.test(one.what) ? words : withArticle(words);
}

const COUNTS: Record<number, string> = {
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
  10: 'ten',
  11: 'eleven',
  12: 'a dozen',
};

function pluralOf(words: string): string {
  if (words.endsWith('person')) return words.replace(/person$/, 'people');
  if (words.endsWith('child')) return `${words}ren`;
  if (/(?<!ro|hu|ger|sha)man$/i.test(words)) return words.replace(/man$/, 'men');
  if (words.endsWith('mouse')) return words.replace(/mouse$/, 'mice');
  if (/fish$|sheep$|deer$/.test(words)) return words;
  if (/(?:s|x|ch|sh)$/.test(words)) return `${words}es`;
  if (/lf$|(?:wolf)$/.test(words)) return words.replace(/f$/, 'ves');
  return /[^aeiou]y$/.test(words) ? words.replace(/y$/, 'ies') : `${words}s`;
}

/** How the hours go by in a film that is told to play at one of them. */
const HOURS: Record<TimeOfDay, TimeOfDay[]> = {
  dawn: ['dawn', 'dawn', 'dawn', 'morning'],
  morning: ['morning', 'morning', 'morning', 'day'],
  day: ['day', 'day', 'day', 'golden-hour'],
  'golden-hour': ['day', 'golden-hour', 'golden-hour', 'sunset'],
  sunset: ['golden-hour', 'sunset', 'sunset', 'dusk'],
  dusk: ['sunset', 'dusk', 'dusk', 'night'],
  night: ['night', 'night', 'night', 'night'],
};

export function hourAt(time: TimeOfDay, beat: Draft['beat']): TimeOfDay {
  const at = ['beginning', 'middle', 'turn', 'end'].indexOf(beat);
  return HOURS[time][at] ?? time;
}

/** How the light falls at an hour, indoors or out. */
export function lightAt(time: TimeOfDay, interior: boolean, weather: Weather): string {
  if (!interior && (weather === 'storm' || weather === 'rain'))
    return time === 'night' ? 'dark rain, lit in flashes' : 'flat grey light through rain';
  if (!interior && weather === 'fog') return 'soft light lost in fog';
  const inside: Record<TimeOfDay, string> = {
    dawn: 'first blue light in the window',
    morning: 'clear morning light from the window',
    day: 'soft daylight from the window',
    'golden-hour': 'long golden bars across the room',
    sunset: 'copper light on the far wall',
    dusk: 'blue window, one warm lamp',
    night: 'one warm lamp in the dark',
  };
  const outside: Record<TimeOfDay, string> = {
    dawn: 'cold blue light with a pink edge',
    morning: 'clear low light from the left',
    day: 'high bright daylight',
    'golden-hour': 'low warm light from the left',
    sunset: 'copper light along the horizon',
    dusk: 'deep blue light, the last glow behind',
    night: 'moonlight and small lamps',
  };
  return (interior ? inside : outside)[time];
}
