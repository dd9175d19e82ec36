import { Caption } from '../../film/cut.ts';
import { Overlay } from '../../film/screenplay.ts';
import type { Rate } from '../../film/time.ts';
import { StudioError } from '../../errors.ts';

/** A stretch in frames of the film, not yet on whole ones. */
export interface Span {
  start: number;
  frames: number;
}

/** A file that a list names. */
export interface NamedMedium {
  /** Of the clip. */
  name: string;
  url: string | null;
  sha256: string | null;
  /** What the file has by the list. */
  available: Span | null;
  /** In words, where it is no file: `a generator (SMPTEBars)`. */
  other: string | null;
  /** It is made by the program that plays it: bars, a tone, letters. */
  generated: boolean;
}

/** A title on a clip, in frames of its file. */
export interface ClipTitle extends Pick<Overlay, 'text' | 'style' | 'position'> {
  at: number;
  frames: number;
}

/** A marker that is a caption. `moved`: somebody has put it elsewhere. */
export interface CaptionMark {
  start: number;
  end: number;
  text: string;
  words: { from: number; to: number; start: number; end: number }[];
  moved: boolean;
}

export type Bag = Readonly<Record<string, unknown>>;

interface Common {
  /** Where it stands in the list, for people. */
  where: string;
  name: string;
  range: Span | null;
  enabled: boolean;
  /** What `claude_studio` says of it. */
  told: Bag;
}

export interface ClipItem extends Common {
  kind: 'clip';
  medium: NamedMedium;
  titles: ClipTitle[];
}
export interface GapItem extends Common {
  kind: 'gap';
}
export interface TransitionItem {
  kind: 'transition';
  where: string;
  name: string;
  type: string;
  before: number;
  after: number;
  told: Bag;
}
export interface TrackItem extends Common {
  kind: 'track';
  holds: 'Video' | 'Audio' | 'other';
  children: Item[];
}
export interface StackItem extends Common {
  kind: 'stack';
  children: Item[];
}
export type Item = ClipItem | GapItem | TransitionItem | TrackItem | StackItem;

/** A list whose every number, name and form has been looked at; times are frames of the film. */
export interface Tree {
  title: string;
  told: Bag;
  tracks: StackItem;
  /** Null where the list knows nothing of captions. */
  captions: CaptionMark[] | null;
  /** Titles that stand on the film and not on a clip, in frames of the film. */
  titles: ClipTitle[];
}

/** More than any person has cut, and less than what makes a machine stand still. */
const ITEMS = 10_000;
const DEPTH = 32;

/**
 * Checks an OpenTimelineIO list, with times in frames of the film's rate. What it cannot carry it tells `note`. Throws
 * `usage` for what is no such list, with the place in it.
 */
export function otioTree(text: string, rate: Rate, note: (line: string) => void): Tree {
  const reader: Reader = { rate, note, items: 0, markers: new Set() };
  const root = bagOf(parsed(text), 'the list');
  const timeline = timelineIn(root, note);
  const told = toldOf(timeline);
  const stack = bagOf(timeline['tracks'], 'tracks');
  const tracks = itemOf(reader, stack, 'tracks', 0);
  if (tracks.kind !== 'stack') throw unfit('tracks', `is a ${schemaOf(stack)} and should be a Stack`);
  const { captions, titles } = marksOfFilm(reader, stack);
  if (reader.markers.size > 0) note(markersLeft([...reader.markers]));
  const knows = 'production' in told || captions.length > 0;
  return { title: nameOf(timeline), told, tracks, captions: knows ? captions : null, titles };
}

interface Reader {
  rate: Rate;
  note(line: string): void;
  items: number;
  /** Markers that are not ours, with what they stand on. */
  markers: Set<string>;
}

function parsed(text: string): unknown {
  try {
    // Editors on Windows put a mark before the first brace.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const found = /\bNaN\b|\bInfinity\b/.test(text) ? ' (NaN and Infinity are no numbers in JSON)' : '';
    throw new StudioError('usage', `this is no OpenTimelineIO list: it is not JSON${found}`, {
      hint: 'Export it again as .otio; an .otioz has to be unpacked first.',
      cause: error,
    });
  }
}

function timelineIn(root: Bag, note: (line: string) => void): Bag {
  const schema = schemaOf(root);
  if (schema === 'Timeline') return root;
  if (schema === 'SerializableCollection') {
    const timelines = arrayOf(root['children'], 'children').filter((one) => isBag(one) && schemaOf(one) === 'Timeline');
    const [first, ...others] = timelines as Bag[];
    if (others.length > 0) note(`${others.length} more timelines are in the list: the first one is taken`);
    if (first !== undefined) return first;
  }
  throw unfit('the list', schema === '' ? 'has no OTIO_SCHEMA' : `is a ${schema} and should be a Timeline`);
}

function itemOf(reader: Reader, bag: Bag, path: string, depth: number): Item {
  reader.items += 1;
  if (reader.items > ITEMS) throw unfit('the list', `has more than ${ITEMS} clips, gaps and tracks`);
  if (depth > DEPTH) throw unfit(path, `lies more than ${DEPTH} deep`);
  const schema = schemaOf(bag);
  const name = nameOf(bag);
  const where = name === '' ? path : `${JSON.stringify(name.slice(0, 40))} (${path})`;
  if (schema === 'Transition') {
    return {
      kind: 'transition',
      where,
      name,
      type: typeof bag['transition_type'] === 'string' ? bag['transition_type'] : '',
      before: offsetOf(reader, bag['in_offset'], `${where}: in_offset`),
      after: offsetOf(reader, bag['out_offset'], `${where}: out_offset`),
      told: toldOf(bag),
    };
  }
  const range = bag['source_range'] == null ? null : spanOf(reader, bag['source_range'], `${where}: source_range`);
  const common: Common = { where, name, range, enabled: bag['enabled'] !== false, told: toldOf(bag) };
  if (common.enabled) noteEffects(reader, bag, where);
  switch (schema) {
    case 'Clip':
      return {
        kind: 'clip',
        ...common,
        medium: mediumOf(reader, bag, where, name),
        titles: titlesOf(reader, bag, where),
      };
    case 'Gap':
    case 'Filler':
      return { kind: 'gap', ...common };
    case 'Track':
    case 'Sequence':
    case 'Stack': {
      const children = arrayOf(bag['children'], `${where}: children`).map((child, index) =>
        itemOf(reader, bagOf(child, `${path}/${index + 1}`), `${path}/${index + 1}`, depth + 1),
      );
      const whole = { ...common, range: withinReach(reader, range, where), children };
      if (schema === 'Stack') return { kind: 'stack', ...whole };
      const holds = bag['kind'] === 'Video' || bag['kind'] === 'Audio' ? bag['kind'] : 'other';
      return { kind: 'track', ...whole, holds };
    }
    default:
      throw unfit(where, schema === '' ? 'has no OTIO_SCHEMA' : `is a ${schema}, which has no place on a track`);
  }
}

/** Lists made of a CMX 3600 list have the timecode of their beginning here, as what lies before the first clip. */
function withinReach(reader: Reader, range: Span | null, where: string): Span | null {
  if (range === null || range.start >= 0 || range.start + range.frames > 0) return range;
  reader.note(`the source_range of ${where}: it ends before the first clip, so all of it is taken`);
  return null;
}

function mediumOf(reader: Reader, clip: Bag, where: string, name: string): NamedMedium {
  const several = clip['media_references'];
  const key = clip['active_media_reference_key'];
  const chosen = isBag(several)
    ? (several[typeof key === 'string' ? key : ''] ?? Object.values(several)[0])
    : clip['media_reference'];
  const bare = { name, url: null, sha256: null, available: null, other: null, generated: false };
  if (!isBag(chosen)) return bare;
  const available =
    chosen['available_range'] == null ? null : spanOf(reader, chosen['available_range'], `${where}: available_range`);
  const { sha256 } = toldOf(chosen);
  const hash = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null;
  const known = { ...bare, available, sha256: hash };
  switch (schemaOf(chosen)) {
    case 'ExternalReference': {
      const url = typeof chosen['target_url'] === 'string' ? chosen['target_url'].slice(0, 4_000) : null;
      // The media store names files by what is in them.
      const [, stored = null] = /(?:^|[/\\])([0-9a-f]{64})\.\w+$/.exec(url ?? '') ?? [];
      return { ...known, url, sha256: hash ?? stored };
    }
    case 'GeneratorReference': {
      const generator = chosen['generator_kind'];
      const kind = typeof generator === 'string' ? generator.slice(0, 40) : 'unknown';
      return { ...known, other: `a generator (${kind})`, generated: true };
    }
    case 'ImageSequenceReference':
      return { ...known, other: 'a sequence of pictures' };
    default:
      return known;
  }
}

/** Titles are ours; what other markers say is for people, and stays with them. */
function titlesOf(reader: Reader, clip: Bag, where: string): ClipTitle[] {
  return marksOf(clip, where).flatMap((marker) => {
    const { kind } = toldOf(marker);
    if (kind === undefined) noteMarker(reader, marker, where);
    return kind === 'title' ? titleOf(reader, marker, where) : [];
  });
}

function titleOf(reader: Reader, marker: Bag, where: string): ClipTitle[] {
  const { style, position } = toldOf(marker);
  const range = spanOf(reader, marker['marked_range'], `${where}: a title`);
  const look = Overlay.pick({ style: true, position: true }).safeParse({ style, position });
  const text = nameOf(marker);
  if (text.trim() === '' || range.frames <= 0) return [];
  const plain = { style: 'title', position: 'center' } as const;
  return [{ text, ...(look.success ? look.data : plain), at: range.start, frames: range.frames }];
}

function marksOfFilm(reader: Reader, stack: Bag): { captions: CaptionMark[]; titles: ClipTitle[] } {
  const captions: CaptionMark[] = [];
  const titles: ClipTitle[] = [];
  for (const marker of marksOf(stack, 'tracks')) {
    const told = toldOf(marker);
    if (told['kind'] === undefined) noteMarker(reader, marker, 'the film');
    if (told['kind'] === 'title') titles.push(...titleOf(reader, marker, 'the film'));
    if (told['kind'] === 'caption') captions.push(...captionOf(reader, marker, told));
  }
  return { captions, titles };
}

function captionOf(reader: Reader, marker: Bag, told: Bag): CaptionMark[] {
  const { num, den } = reader.rate;
  const range = spanOf(reader, marker['marked_range'], 'a caption');
  const text = nameOf(marker);
  const { start, end, at } = told;
  if (text.trim() === '') return [];
  const isKnown = isTime(start) && isTime(end) && start < end;
  const shift = isKnown ? ((range.start - (isTime(at) ? at : (start * num) / den)) * den) / num : 0;
  const isMoved = isKnown && Math.abs(shift * num) >= den / 2;
  const times = isKnown
    ? { start, end }
    : { start: (range.start * den) / num, end: ((range.start + range.frames) * den) / num };
  const by = isMoved ? shift : 0;
  if (times.end <= times.start || times.start + by < 0) return [];
  const words = text === told['text'] ? wordsOf(told['words']) : [];
  return [
    {
      start: times.start + by,
      end: times.end + by,
      text,
      words: words.map((word) => ({ ...word, start: word.start + by, end: word.end + by })),
      moved: isMoved || !isKnown,
    },
  ];
}

function wordsOf(value: unknown): CaptionMark['words'] {
  const words = Caption.shape.words.safeParse(value);
  return words.success ? (words.data ?? []) : [];
}

function marksOf(bag: Bag, where: string): Bag[] {
  if (bag['markers'] == null) return [];
  return arrayOf(bag['markers'], `${where}: markers`).filter(isBag);
}

function noteMarker(reader: Reader, marker: Bag, where: string): void {
  const comment = marker['comment'];
  const text = nameOf(marker) || (typeof comment === 'string' ? comment : '');
  reader.markers.add(`${JSON.stringify(text.slice(0, 60))} on ${where}`);
}

function markersLeft(markers: readonly string[]): string {
  const shown = markers.slice(0, 3).join(', ');
  const more = markers.length - 3;
  return markers.length === 1
    ? `the marker ${shown}: it stays in the list`
    : `the markers ${shown}${more > 0 ? ` and ${more} more` : ''}: they stay in the list`;
}

function noteEffects(reader: Reader, bag: Bag, where: string): void {
  if (bag['effects'] == null) return;
  for (const effect of arrayOf(bag['effects'], `${where}: effects`).filter(isBag)) {
    const schema = schemaOf(effect);
    const scalar = effect['time_scalar'];
    if (schema === 'LinearTimeWarp' && (scalar === 1 || scalar === undefined)) continue;
    if (schema === 'FreezeFrame') reader.note(`the freeze on ${where}: it runs on`);
    else if (schema === 'LinearTimeWarp') {
      const speed = isTime(scalar) ? `the speed ${Number(scalar.toPrecision(4))}` : 'a speed that is no number';
      const isBack = isTime(scalar) && scalar < 0;
      reader.note(`${speed} of ${where}: it plays ${isBack ? 'forwards, ' : ''}at its own`);
    } else {
      const kind = effect['effect_name'];
      const name = nameOf(effect) || (typeof kind === 'string' && kind !== '' ? kind : schema);
      reader.note(`the effect ${JSON.stringify(name.slice(0, 40))} on ${where}`);
    }
  }
}

function spanOf(reader: Reader, value: unknown, where: string): Span {
  const bag = bagOf(value, where);
  const start = timeOf(reader, bag['start_time'], `${where}: start_time`);
  const frames = timeOf(reader, bag['duration'], `${where}: duration`);
  if (frames < 0) throw unfit(where, 'has a negative duration');
  return { start, frames };
}

function offsetOf(reader: Reader, value: unknown, where: string): number {
  const frames = timeOf(reader, value, where);
  if (frames < 0) throw unfit(where, 'is negative');
  return frames;
}

/** Frames of the film from a time at any rate. */
function timeOf(reader: Reader, value: unknown, where: string): number {
  const { rate, value: count } = bagOf(value, where);
  if (!isTime(rate) || rate <= 0 || rate > 1_000_000) throw unfit(where, 'has no rate that can be used');
  if (!isTime(count) || Math.abs(count) > 1e12) throw unfit(where, 'is no time that can be used');
  const film = reader.rate.num / reader.rate.den;
  // Editors write 23.976 and 23.98 for 24000/1001.
  if (Math.abs(rate - film) < 0.006) return count;
  reader.note(`times at ${Number(rate.toFixed(3))} a second: they are put on the nearest of the film's frames`);
  const exact = NTSC.find((one) => Math.abs(one - rate) < 0.006) ?? rate;
  return (count * film) / exact;
}

const NTSC = [24_000 / 1001, 30_000 / 1001, 60_000 / 1001, 120_000 / 1001];

function schemaOf(bag: Bag): string {
  const schema = bag['OTIO_SCHEMA'];
  return typeof schema === 'string' ? (/^([A-Za-z]{1,40})\.\d+$/.exec(schema)?.[1] ?? '') : '';
}

function nameOf(bag: Bag): string {
  return typeof bag['name'] === 'string' ? bag['name'].slice(0, 1_000) : '';
}

function toldOf(bag: Bag): Bag {
  const metadata = bag['metadata'];
  const told = isBag(metadata) ? metadata['claude_studio'] : undefined;
  return isBag(told) ? told : {};
}

function bagOf(value: unknown, where: string): Bag {
  if (!isBag(value)) throw unfit(where, 'is missing, or not what it should be');
  return value;
}

function arrayOf(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw unfit(where, 'is missing, or no list');
  return value;
}

export function isBag(value: unknown): value is Bag {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A list that cannot be read, and where in it. */
export function unfit(where: string, what: string): StudioError {
  return new StudioError('usage', `the list cannot be read: ${where} ${what}`, {
    hint: 'Nothing was changed. Export the timeline again as OpenTimelineIO (.otio), or mend it there.',
  });
}
