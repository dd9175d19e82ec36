import { EFFECT_MANNERS, QUIETEST_EFFECT, type EffectCue, type EffectSound } from '../film/effects.ts';
import type { Figure, Setting, Shot } from '../film/screenplay.ts';
import { isPerson } from './story/people.ts';
import { placeNamed } from './story/places.ts';

/** Sounds that go on at the same time: more of them are a noise. */
export const AT_ONCE = 3;

/** What is heard of what a shot shows: its weather, its place, what is in it, and what somebody does there. */
export function effectsByRule(shots: readonly Shot[]): EffectCue[] {
  const last: Place = { struck: null, rung: null };
  const running = new Set(
    shots.flatMap((shot) => shot.figures.filter((one) => runs(one, shot)).map((one) => engineOf(one, shot))),
  );
  return shots.flatMap((shot) => [...goingOn(shot, running), ...happening(shot, last)]);
}

/** Where it has thundered and rung last: no place does that in every shot. */
interface Place {
  struck: string | null;
  rung: string | null;
}

/** Sounds that last as long as the shot, the most important ones first. */
function goingOn(shot: Shot, running: ReadonlySet<string>): EffectCue[] {
  const levels = new Map<EffectSound, number>();
  for (const [sound, level] of [...inFigures(shot, running), ...inWeather(shot.setting), ...inPlace(shot.setting)])
    levels.set(sound, Math.max(level, levels.get(sound) ?? QUIETEST_EFFECT));
  return [...levels].slice(0, AT_ONCE).map(([sound, level]) => ({ sound, shot: shot.id, at: 0, seconds: null, level }));
}

type Heard = [EffectSound, number];

function inWeather({ weather, interior, place }: Setting): Heard[] {
  if (isSealed(place)) return [];
  // Walls and windows are in between.
  const wall = interior ? -10 : 0;
  if (weather === 'rain') return [['rain', wall]];
  if (weather === 'storm') return [['rain', wall], ['wind', wall - 3]]; // prettier-ignore
  if (weather === 'wind') return [['wind', wall - 2]];
  return weather === 'snow' && !interior ? [['wind', -10]] : [];
}

/** Neither rain nor wind gets there. */
function isSealed(place: string): boolean {
  return ['underwater', 'space', 'space station', 'submarine'].includes(placeNamed(place) ?? '');
}

/** What a place sounds like when nothing happens, in decibels against a full effect. */
const AIR: Record<string, Heard[]> = {
  lake: [['waves', -13]],
  sea: [['waves', -3]],
  beach: [['waves', -1]],
  cliff: [['waves', -4], ['wind', -7]], // prettier-ignore
  harbour: [['waves', -7]],
  river: [['stream', -2]],
  underwater: [['underwater', -3]],
  mountain: [['wind', -8]],
  desert: [['wind', -7]],
  snow: [['wind', -7]],
  sky: [['wind', -6]],
  rooftop: [['traffic', -8], ['wind', -12]], // prettier-ignore
  city: [['traffic', -3]],
  street: [['traffic', -5]],
  road: [['traffic', -8]],
  space: [['hum', -8]],
  'space station': [['hum', -8]],
  submarine: [['hum', -8]],
  'ship deck': [['waves', -4], ['wind', -9]], // prettier-ignore
  pool: [['waves', -12]],
  volcano: [['wind', -7]],
  canyon: [['wind', -7]],
  fairground: [['crowd', -5]],
  circus: [['crowd', -5]],
  'boxing ring': [['crowd', -4]],
  laundromat: [['hum', -7]],
  stage: [['crowd', -8]],
  stadium: [['crowd', -4]],
  cafe: [['crowd', -6], ['room', -14]], // prettier-ignore
  station: [['crowd', -8], ['hum', -14]], // prettier-ignore
  lab: [['hum', -9]],
  'server room': [['hum', -5]],
  factory: [['hum', -5]],
  workshop: [['room', -12]],
  hospital: [['hum', -13]],
};
/** Where birds sing by day and crickets at night. */
const GREEN = new Set([
  'lake',
  'river',
  'mountain',
  'forest',
  'meadow',
  'garden',
  'park',
  'village',
  'temple',
  'graveyard',
  'swamp',
  'mill',
]);

function inPlace({ place, interior, time, weather }: Setting): Heard[] {
  const key = placeNamed(place) ?? '';
  if (CLOSED_IN.test(place)) return [['room', -12]];
  const own = NOT_AS_NAMED.find(([words]) => words.test(place))?.[1];
  const air = (own ?? AIR[key] ?? []).filter(([sound]) => !isAbsent(sound, place));
  if (own !== undefined && air.length > 0) return air;
  if (/\b(?:market|bazaar|square|plaza|fair|festival)\b/i.test(place) && !interior && !EMPTY.test(place))
    return [['crowd', -6], ...air];
  if (interior) return air.length > 0 ? air : [['room', -14]];
  if (air.length === 0 && (FROZEN.test(place) || EMPTY.test(place) || LONG_AGO.test(place))) return [['wind', -10]];
  const still = weather === 'clear' || weather === 'cloudy' || weather === 'fog';
  if (!still || FROZEN.test(place) || !(GREEN.has(key) || key === '')) return air;
  if (time === 'night' || time === 'dusk')
    return [['crickets', key === 'forest' || key === 'meadow' ? -6 : -9], ...air];
  return [['birds', key === 'forest' ? -4 : -7], ...air];
}

/** What does not sound like the kind of place that it is drawn as. */
const NOT_AS_NAMED: [RegExp, Heard[]][] = [
  [/\b(?:waterfall|fountain|brook|creek|rapids)\b/i, [['stream', 0]]],
  [/\bpool\b/i, [['waves', -12]]],
  [/\b(?:runway|airfield|tarmac)\b/i, [['wind', -9]]],
  [/\b(?:gas|petrol|filling|service) station\b/i, [['traffic', -8]]],
];
/** Out of doors for the screenplay, and neither a bird nor a street is heard in it. */
const CLOSED_IN = /\b(?:cave|cavern|grotto|tomb|crypt|catacomb|tunnel|mine|cellar|dungeon|sewer)s?\b/i;
/** No water moves there and nothing sings. */
const FROZEN = /\b(?:frozen|icy|snowy|snow-covered|wintry|winter)\b/i;
const EMPTY = /\b(?:empty|deserted|abandoned|forgotten|ghost)\b/i;
/** Before there were motors. */
const LONG_AGO = /\b(?:western|medieval|ancient|roman|viking|victorian|old west)\b/i;

function isAbsent(sound: EffectSound, place: string): boolean {
  if (sound === 'waves' || sound === 'stream') return FROZEN.test(place);
  if (sound === 'crowd') return EMPTY.test(place);
  return sound === 'traffic' && (EMPTY.test(place) || LONG_AGO.test(place));
}

function inFigures(shot: Shot, running: ReadonlySet<string>): Heard[] {
  const near = shot.size === 'extreme-wide' ? -4 : 0;
  return shot.figures.flatMap((figure): Heard[] => {
    const { what, principal } = figure;
    const level = near + (principal ? 0 : -3);
    if (/\b(?:(?:camp|bon)?fires?|fireplace|flames?)$/i.test(what)) return [['fire', level - 1]];
    if (/\b(?:waterfall|fountain|stream|brook)s?$/i.test(what)) return [['stream', level]];
    if (running.has(engineOf(figure, shot))) return [TRAINS.test(what) ? ['train', level - 1] : ['engine', level - 3]];
    if (/\bclocks?$/i.test(what) && shot.setting.interior) return [['clock', level - 8]];
    if (/\b(?:crowd|audience|guests|people|fans|tourists)$/i.test(what)) return [['crowd', level - 5]];
    if (types(figure)) return [['typing', level - 7]];
    return walks(figure, shot) ? [['footsteps', level - 5]] : [];
  });
}

const TRAINS = /\b(?:trains?|locomotives?|steam engine)$/i;
const MOTORS =
  /\b(?:cars?|trucks?|van|bus|taxi|motorcycle|tractor|helicopter|airplane|plane|jet|jeep|ferry|steamer|race car)$/i;

/** A motor, and the place where it runs: what runs in one shot of a place has not stopped in the next one. */
function engineOf({ what }: Figure, { setting }: Shot): string {
  return `${setting.thread} ${what}`;
}

/** A motor that does more than stand there, or that somebody drives. */
function runs({ what, action }: Figure, { figures }: Shot): boolean {
  if (!TRAINS.test(what) && !MOTORS.test(what)) return false;
  if (action !== null) return !/\b(?:stand|park|wait|sit|rest|sleep|stop|break down|look|lie|rust)\b/i.test(action);
  return figures.some((other) => isPerson(other.what) && /\b(?:drive|ride|fly|steer|race)\b/i.test(other.action ?? ''));
}

function types({ what, action }: Figure): boolean {
  return isPerson(what) && action !== null && /\b(?:type|code|program)\b/i.test(action);
}

/** Somebody in shoes, near enough, on ground that answers. */
function walks({ what, action }: Figure, { size, setting }: Shot): boolean {
  if (size === 'extreme-wide' || action === null || !isPerson(what)) return false;
  const hard =
    setting.interior || ['city', 'street', 'station', 'rooftop', 'temple'].includes(placeNamed(setting.place) ?? '');
  return hard && /\b(?:walk|stroll|wander|march|pace|hurry|climb the stairs|cross the street)\b/i.test(action);
}

/** What happens once. */
function happening({ id, setting, figures }: Shot, last: Place): EffectCue[] {
  const cues: EffectCue[] = [];
  const once = (sound: EffectSound, at: number, level: number): number =>
    cues.push({ sound, shot: id, at, seconds: null, level });
  const struck = figures.some(({ what }) => /\b(?:lightning|thunder|thunderbolt)\b/i.test(what));
  if (struck || (setting.weather === 'storm' && last.struck !== setting.thread && !isSealed(setting.place))) {
    once('thunder', 0.6, setting.interior ? -8 : -1);
    last.struck = setting.thread;
  }
  // It rings by itself, or somebody rings it, in the picture or beside it.
  const bell = figures.some(({ what, action }) =>
    /\bbells?$/i.test(what)
      ? /\b(?:ring|toll|swing)\b/i.test(action ?? '')
      : /\b(?:ring|toll|strike)\b.*\bbells?\b/i.test(action ?? ''),
  );
  const church = /\b(?:church|cathedral|bell tower|monastery)\b/i.test(setting.place) && !setting.interior;
  if (bell || (church && last.rung !== setting.thread)) {
    once('bell', 0.4, bell ? -3 : -9);
    last.rung = setting.thread;
  }
  if (figures.some(({ action }) => /\bknock\b/i.test(action ?? ''))) once('knock', 0.5, -2);
  return cues;
}

/** How each sound lies under a film, for those who choose: `rain: ambience`. */
export function mannersInWords(): string {
  const named = (manner: string): string =>
    Object.entries(EFFECT_MANNERS).flatMap(([sound, own]) => (own === manner ? [sound] : [])).join(', '); // prettier-ignore
  return `go on: ${named('ambience')}; while it is done: ${named('doing')}; once: ${named('once')}`;
}
