import { DURATION_LIMITS } from '../../film/brief.ts';
import { Sound } from '../../film/cut.ts';
import { TransitionKind } from '../../film/screenplay.ts';
import { type Rate, toFrames } from '../../film/time.ts';
import {
  type Bag,
  type CaptionMark,
  type ClipItem,
  type ClipTitle,
  isBag,
  isTime,
  type Item,
  type NamedMedium,
  otioTree,
  type Span,
  type StackItem,
  type TrackItem,
  type TransitionItem,
  type Tree,
  unfit,
} from './otio-tree.ts';
import { type Heard, isShelf } from './programme.ts';

/** A stretch of picture, in whole frames of the film. Without a medium it is black. */
export interface EditClip {
  medium: NamedMedium | null;
  where: string;
  start: number;
  frames: number;
  /** First frame of the file that is used; below zero where the list asks for what no file has. */
  source: number;
  titles: ClipTitle[];
  /** How the cut that was written down entered this clip, what the list showed of that, and after which clip. */
  entered: { kind: TransitionKind; frames: number; shown: number; after: string | null } | null;
}

/** `before` and `after` frames of a transition on both sides of the cut into the clip `into`. */
export interface EditJoin {
  into: number;
  kind: TransitionKind;
  before: number;
  after: number;
}

export interface EditSound {
  medium: NamedMedium;
  where: string;
  start: number;
  frames: number;
  source: number;
  gainDb: number;
  kind: Sound['kind'] | null;
  /** What the cut that was written down said of it, and where it lay in the list; null for what came in since. */
  heard: (Heard & { start: number; frames: number; source: number }) | null;
}

/** What an editor's list says, on whole frames of the film, whatever was nested in it. */
export interface EditList {
  title: string;
  /** The cut that it was written from, as far as it says so. */
  production: string | null;
  candidate: string | null;
  frames: number;
  /** From the first frame to the last without a hole. */
  picture: EditClip[];
  joins: EditJoin[];
  opening: { kind: TransitionKind; frames: number };
  fadeOut: { frames: number; exact: number };
  /** Null where the list has no track of sound at all. */
  sounds: EditSound[] | null;
  captions: CaptionMark[] | null;
  /** What of the list a cut cannot carry, in words for people; each once. */
  notCarried: string[];
}

/** The renderer opens so many clips at once at most. */
const CLIPS = 500;

/**
 * Reads an OpenTimelineIO list that any program has written, for a film of this rate: what lies on top is seen, whatever is
 * on is heard, nested stacks and tracks are laid flat, times of other rates are put on the nearest frame so that the length
 * stays. Throws `usage`, naming the place, for what is no list, makes no sense, or is longer than a film may be.
 */
export function readOtio(text: string, rate: Rate): EditList {
  const notes = new Set<string>();
  const note = (line: string): void => void notes.add(line);
  const tree = otioTree(text, rate, note);
  const most = toFrames(DURATION_LIMITS.max, rate);
  const work: Work = { note, most };
  startEarly(work, tree.tracks);
  switchShelfOff(work, tree);
  const lane = pictureOf(work, tree.tracks);
  const last = lane.segs.findLast(({ clip }) => clip !== null);
  if (last === undefined) throw unfit('tracks', 'has no clip that is switched on');
  const ends = lane.joins.find(({ at }) => at === last.to);
  // What goes into black is a fade at the end of the film, and seen until it is black.
  const black = ends !== undefined && last.to + ends.after <= lane.length ? ends.after : 0;
  const fadesFor = (ends?.before ?? 0) + black;
  last.to += black;
  if (last.to < lane.length) note('the empty end of the picture: the film ends with its last clip');
  const segs = lane.segs.slice(0, lane.segs.indexOf(last) + 1);
  if (segs.length > CLIPS) throw unfit('the list', `has ${segs.length} clips in a row, and ${CLIPS} are the most`);
  const picture = segs.map(clipOf);
  const joins = picture.flatMap(({ start }, into): EditJoin[] => {
    const join = into === 0 ? undefined : lane.joins.find(({ at }) => at === start);
    return join === undefined || join.before + join.after === 0 ? [] : [{ into, ...join }];
  });
  for (const join of joins) centre(picture, join);
  for (const title of tree.titles) attach(picture, title);
  const opens = lane.joins.find(({ at }) => at === 0);
  const sounds = heardIn(work, tree.tracks, false);
  const { production, candidate, fadesOut } = tree.told;
  const exact = isBag(fadesOut) && fadesOut['shown'] === fadesFor ? fadesOut['frames'] : undefined;
  return {
    title: tree.title,
    production: typeof production === 'string' ? production : null,
    candidate: typeof candidate === 'string' ? candidate : null,
    frames: last.to,
    picture,
    joins,
    opening: opens === undefined ? { kind: 'cut', frames: 0 } : { kind: opens.kind, frames: opens.after },
    fadeOut: { frames: fadesFor, exact: count(exact) ?? fadesFor },
    sounds: sounds === null ? null : withoutTwins(sounds.pieces.flatMap((piece) => soundOf(piece))),
    captions: tree.captions,
    notCarried: [...notes],
  };
}

/** Lists made of Final Cut Pro XML begin with the timecode of the film as a hole in every track, longer than any film. */
function startEarly(work: Work, { children }: StackItem): void {
  const tracks = children.flatMap((child) => (child.kind === 'track' && child.children.length > 0 ? [child] : []));
  const leads = tracks.map(({ children: [first] }) => (first?.kind === 'gap' ? (first.range ?? null) : null));
  const lead = Math.min(...leads.map((range) => range?.frames ?? 0));
  if (lead <= work.most || lead === Infinity) return;
  work.note(`the hole of ${snap(lead)} frames before everything: the film begins behind it`);
  for (const range of leads) if (range !== null) range.frames -= lead;
}

/**
 * Programs that know no switches bring the takes that are not used back over the film. Such a list has lost what it was told
 * as well: where it has, and nothing in it is off, what was written off is off.
 */
function switchShelfOff(work: Work, { told, tracks }: Tree): void {
  if ('production' in told || hasOff(tracks)) return;
  for (const track of tracks.children) {
    if (track.kind !== 'track' || !isShelf(track.name)) continue;
    track.enabled = false;
    work.note(
      `${track.where}, which was written switched off: this list knows no switches. To use a take of it, lay it on another track`,
    );
  }
}

function hasOff(item: Item): boolean {
  if (item.kind === 'transition') return false;
  return !item.enabled || ((item.kind === 'track' || item.kind === 'stack') && item.children.some(hasOff));
}

/**
 * A cut has its transitions in the middle of their cuts. One that lies otherwise looks the same where the cut is moved:
 * both clips are seen in it, frame for frame, as before. Through a colour they are not, and it stays.
 */
function centre(picture: readonly EditClip[], join: EditJoin): void {
  const [from, to] = [picture[join.into - 1], picture[join.into]];
  const before = Math.floor((join.before + join.after) / 2);
  const by = before - join.before;
  if (from === undefined || to === undefined || join.kind.startsWith('fade')) return;
  if (by >= to.frames || -by >= from.frames) return;
  from.frames += by;
  to.start += by;
  to.frames -= by;
  to.source += by;
  join.before = before;
  join.after -= by;
}

interface Work {
  note(line: string): void;
  /** Frames of the longest film. */
  most: number;
}

/** A stretch that one clip is seen in; `offset` is the frame of its file at `from`. */
interface Seg {
  from: number;
  to: number;
  clip: ClipItem | null;
  offset: number;
}

interface RawJoin {
  at: number;
  before: number;
  after: number;
  kind: TransitionKind;
}

/** Stretches without a hole from 0 to `length`. */
interface Lane {
  length: number;
  segs: Seg[];
  joins: RawJoin[];
}

function pictureOf(work: Work, item: Item): Lane {
  switch (item.kind) {
    case 'clip':
      return laneOfClip(work, item);
    case 'gap':
      return empty(snap(item.range?.frames ?? 0));
    case 'track':
      return trimmed(laneOfTrack(work, item), item.range);
    case 'stack':
      return trimmed(laneOfStack(work, item), item.range);
    default:
      throw unfit(item.where, 'is a transition between nothing');
  }
}

function laneOfClip(work: Work, clip: ClipItem): Lane {
  const length = lengthOf(clip);
  if (clip.enabled && clip.medium.generated) {
    // Letters and the like let the picture through, and nobody has a file of them.
    if (!clip.medium.other?.startsWith('a generator (black')) noteGenerator(work, clip);
    return empty(length);
  }
  if (!clip.enabled) work.note(`${clip.where} is switched off: what lies below it is seen, or black`);
  const seg: Seg = { from: 0, to: length, clip: clip.enabled ? clip : null, offset: offsetOf(clip) };
  return { length, segs: length === 0 ? [] : [seg], joins: [] };
}

function noteGenerator(work: Work, { where, medium }: ClipItem): void {
  work.note(`${where}, ${medium.other ?? 'a generator'}: what lies below it is seen, or black`);
}

function lengthOf({ range, medium, where }: ClipItem): number {
  const span = range ?? medium.available;
  if (span === null) throw unfit(where, 'says neither source_range nor available_range');
  return span.frames;
}

/** Frame of the file at which a clip begins, not yet on a whole one. */
function offsetOf({ range, medium }: ClipItem): number {
  return (range?.start ?? medium.available?.start ?? 0) - (medium.available?.start ?? 0);
}

/** Ends are put on frames one after the other, so that roundings do not add up. */
function laneOfTrack(work: Work, track: TrackItem): Lane {
  const lane: Lane = { length: 0, segs: [], joins: [] };
  let reached = 0;
  let waiting: TransitionItem | null = null;
  for (const [index, child] of track.children.entries()) {
    if (child.kind === 'transition') {
      if (waiting !== null) throw unfit(child.where, 'follows another transition');
      if (child.before + child.after > work.most) throw unfit(child.where, 'is longer than a film');
      waiting = child;
      const isLast = index === track.children.length - 1;
      if (isLast) lane.joins.push(joinOf(work, child, snap(reached)));
      continue;
    }
    const at = snap(reached);
    if (waiting !== null) lane.joins.push(joinOf(work, waiting, at));
    waiting = null;
    const own = pictureOf(work, child);
    reached += own.length;
    if (snap(reached) > work.most) throw tooLong(work, child.where);
    const length = snap(reached) - at;
    if (length === 0 && own.length > 0) work.note(`${child.where} is shorter than a frame of the film`);
    const fitted = fit(own, length);
    lane.segs.push(...fitted.segs.map((seg) => moved(seg, at)));
    lane.joins.push(...fitted.joins.map((join) => ({ ...join, at: join.at + at })));
  }
  return { ...lane, length: snap(reached) };
}

/** A lane of any length as one of whole frames. */
function fit(lane: Lane, length: number): Lane {
  const segs = lane.segs.flatMap((seg) => {
    const [from, to] = [
      Math.min(snap(seg.from), length),
      seg.to === lane.length ? length : Math.min(snap(seg.to), length),
    ];
    return from < to ? [{ ...seg, from, to }] : [];
  });
  return { length, segs: filled(segs, length), joins: lane.joins };
}

/** What lies on top is seen; where nothing lies it is what is below, and black at last. */
function laneOfStack(work: Work, stack: StackItem): Lane {
  const lanes = stack.children
    .filter((child) => child.kind !== 'transition' && child.enabled && !isSound(child))
    .map((child) => {
      const lane = pictureOf(work, child);
      return fit(lane, snap(lane.length));
    });
  for (const { where } of stack.children.filter((child) => child.kind === 'track' && child.holds === 'other'))
    work.note(`${where}, a track of neither picture nor sound`);
  const length = Math.max(0, ...lanes.map((lane) => lane.length));
  if (length > work.most) throw tooLong(work, stack.where);
  const bounds = [...new Set([0, length, ...lanes.flatMap(({ segs }) => segs.flatMap(({ from, to }) => [from, to]))])];
  bounds.sort((a, b) => a - b);
  const at = lanes.map(() => 0);
  const segs: Seg[] = [];
  /** Which lane is seen from each bound on. */
  const seen = new Map<number, number>();
  bounds.slice(0, -1).forEach((from, index) => {
    const to = bounds[index + 1] ?? length;
    let shown: Seg | null = null;
    for (let top = lanes.length - 1; top >= 0 && shown === null; top -= 1) {
      const { segs: own } = lanes[top] as Lane;
      while ((own[at[top] ?? 0]?.to ?? Infinity) <= from) at[top] = (at[top] ?? 0) + 1;
      const here = own[at[top] ?? 0];
      if (here === undefined || here.from > from || here.clip === null) continue;
      shown = { from, to, clip: here.clip, offset: here.offset + from - here.from };
      seen.set(from, top);
    }
    segs.push(shown ?? { from, to, clip: null, offset: 0 });
  });
  const joins = lanes.flatMap((lane, index) =>
    lane.joins.filter((join) => {
      const before = bounds.findLast((bound) => bound < join.at);
      const isSeen =
        (join.at === 0 || seen.get(before ?? -1) === index || isEmptyAt(lane, join.at - 1)) &&
        (join.at >= length || seen.get(join.at) === index || isEmptyAt(lane, join.at));
      if (!isSeen) work.note(`the ${join.kind} at frame ${join.at} of ${stack.where}: something lies over it`);
      return isSeen;
    }),
  );
  return { length, segs: merged(segs), joins };
}

function isEmptyAt({ segs }: Lane, frame: number): boolean {
  const here = segs.find(({ from, to }) => from <= frame && frame < to);
  return here === undefined || here.clip === null;
}

function isSound(item: Item): boolean {
  return item.kind === 'track' && item.holds !== 'Video';
}

/** Neighbours that are one stretch of one clip are one; so are neighbours that are black. */
function merged(segs: readonly Seg[]): Seg[] {
  const whole: Seg[] = [];
  for (const seg of segs) {
    const last = whole.at(-1);
    const goesOn =
      last !== undefined &&
      last.clip === seg.clip &&
      (seg.clip === null || Math.abs(last.offset + last.to - last.from - seg.offset) < 1e-6);
    if (goesOn) last.to = seg.to;
    else whole.push({ ...seg });
  }
  return whole;
}

function filled(segs: readonly Seg[], length: number): Seg[] {
  const whole: Seg[] = [];
  let reached = 0;
  for (const seg of [...segs, { from: length, to: length, clip: null, offset: 0 }]) {
    if (seg.from > reached) whole.push({ from: reached, to: seg.from, clip: null, offset: 0 });
    if (seg.to > seg.from) whole.push(seg);
    reached = Math.max(reached, seg.to);
  }
  return whole;
}

/** The part of a lane that a source_range takes. */
function trimmed(lane: Lane, range: Span | null): Lane {
  if (range === null) return lane;
  const first = snap(range.start);
  const end = snap(range.start + range.frames);
  const segs = lane.segs.flatMap((seg) => {
    const from = Math.max(seg.from, first);
    const to = Math.min(seg.to, end);
    return from < to ? [{ ...seg, from: from - first, to: to - first, offset: seg.offset + from - seg.from }] : [];
  });
  const length = end - first;
  return {
    length,
    segs: filled(segs, length),
    joins: lane.joins.flatMap((join) => (join.at >= first && join.at <= end ? [{ ...join, at: join.at - first }] : [])),
  };
}

function empty(length: number): Lane {
  return { length, segs: length === 0 ? [] : [{ from: 0, to: length, clip: null, offset: 0 }], joins: [] };
}

function moved(seg: Seg, by: number): Seg {
  return { ...seg, from: seg.from + by, to: seg.to + by };
}

function joinOf(work: Work, { told, type, name, where, before, after }: TransitionItem, at: number): RawJoin {
  const own = TransitionKind.safeParse(told['kind']);
  const [start, end] = [snap(before), snap(after)];
  if (own.success && own.data !== 'cut') return { at, before: start, after: end, kind: own.data };
  const isEnd = start === 0 || end === 0;
  if (type === 'SMPTE_Dissolve' && /^$|dissolve|fade/i.test(name))
    return { at, before: start, after: end, kind: isEnd && at === 0 ? 'fade-black' : (kindBy(name) ?? 'dissolve') };
  const kind = kindBy(name) ?? kindBy(type);
  // Fades, dissolves and what SMPTE has a name for are the same everywhere; of wipes and the like every program has its own.
  const isCommon = kind !== undefined && (type.startsWith('SMPTE_') || /^(?:dissolve|fade-)/.test(kind));
  if (!isCommon) work.note(`the transition ${where} (${type || 'of no type'}): it is a ${kind ?? 'dissolve'}`);
  return { at, before: start, after: end, kind: kind ?? 'dissolve' };
}

/** What other programs call them. */
function kindBy(name: string): TransitionKind | undefined {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

const NAMES: [RegExp, TransitionKind][] = [
  [/(?:dip|fade).*white/i, 'fade-white'],
  [/(?:dip|fade).*(?:colou?r|black)/i, 'fade-black'],
  [/wipe/i, 'wipe'],
  [/(?:push|slide)/i, 'slide-left'],
  [/zoom/i, 'zoom'],
  [/iris/i, 'iris'],
  [/dissolve/i, 'dissolve'],
];

function clipOf({ from, to, clip, offset }: Seg): EditClip {
  const source = Math.round(offset);
  const bare = { start: from, frames: to - from, source, titles: [], entered: null };
  if (clip === null) return { ...bare, medium: null, where: 'black' };
  // Titles are marked in the time of the clip's own range.
  const begins = clip.medium.available?.start ?? 0;
  const titles = clip.titles.map((title) => ({
    ...title,
    at: snap(title.at - begins),
    frames: Math.max(1, snap(title.frames)),
  }));
  return { ...bare, medium: clip.medium, where: clip.where, titles, entered: enteredBy(clip.told) };
}

function enteredBy({ entered }: Bag): EditClip['entered'] {
  if (!isBag(entered)) return null;
  const { after } = entered;
  const kind = TransitionKind.safeParse(entered['kind']);
  const [frames, shown] = [count(entered['frames']), count(entered['shown'])];
  if (!kind.success || frames === null || shown === null) return null;
  return { kind: kind.data, frames, shown, after: typeof after === 'string' ? after : null };
}

function attach(picture: readonly EditClip[], { at, ...title }: ClipTitle): void {
  const clip = picture.findLast(({ start }) => start <= snap(at));
  clip?.titles.push({ ...title, at: clip.source + snap(at) - clip.start, frames: Math.max(1, snap(title.frames)) });
}

/** A stretch of sound; `offset` is the frame of its file at `start`. */
interface Piece {
  clip: ClipItem;
  start: number;
  end: number;
  offset: number;
}

/** Everything that is heard in an item; null where there is no track of sound. `inSound`: clips in it are heard. */
function heardIn(work: Work, item: Item, inSound: boolean): { length: number; pieces: Piece[] } | null {
  switch (item.kind) {
    case 'clip': {
      const length = lengthOf(item);
      if (!inSound) return { length, pieces: [] };
      if (item.enabled && item.medium.generated) {
        work.note(`${item.where}, ${item.medium.other ?? 'a generator'}: it is silence`);
        return { length, pieces: [] };
      }
      return {
        length,
        pieces: item.enabled && length > 0 ? [{ clip: item, start: 0, end: length, offset: offsetOf(item) }] : [],
      };
    }
    case 'gap':
      return { length: item.range?.frames ?? 0, pieces: [] };
    case 'track':
      return cutTo(heardInTrack(work, item, inSound), item);
    case 'stack': {
      const all = item.children.map((child) => (child.kind === 'transition' ? null : heardIn(work, child, inSound)));
      const isDeaf = !inSound && !item.children.some(hasSound);
      if (isDeaf) return null;
      const length = Math.max(0, ...all.map((one) => one?.length ?? 0));
      return cutTo({ length, pieces: all.flatMap((one) => one?.pieces ?? []) }, item);
    }
    default:
      return null;
  }
}

function hasSound(item: Item): boolean {
  if (item.kind === 'track' && item.holds === 'Audio') return true;
  return (item.kind === 'track' || item.kind === 'stack') && item.children.some(hasSound);
}

function heardInTrack(work: Work, track: TrackItem, inSound: boolean): { length: number; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let reached = 0;
  for (const child of track.children) {
    if (child.kind === 'transition') {
      if (track.holds === 'Audio' && track.enabled)
        work.note(`the crossfade ${child.where}: sounds end where they are cut`);
      continue;
    }
    const own = heardIn(work, child, inSound || track.holds === 'Audio');
    for (const piece of own?.pieces ?? [])
      pieces.push({ ...piece, start: piece.start + reached, end: piece.end + reached });
    reached += own?.length ?? pictureOf({ ...work, note: () => undefined }, child).length;
    if (snap(reached) > work.most) throw tooLong(work, child.where);
  }
  return { length: reached, pieces };
}

function cutTo(
  { length, pieces }: { length: number; pieces: Piece[] },
  { range, enabled }: TrackItem | StackItem,
): { length: number; pieces: Piece[] } {
  const first = range?.start ?? 0;
  const end = range === null ? length : range.start + range.frames;
  const kept = pieces.flatMap((piece) => {
    const start = Math.max(piece.start, first);
    const to = Math.min(piece.end, end);
    return start < to
      ? [{ ...piece, start: start - first, end: to - first, offset: piece.offset + start - piece.start }]
      : [];
  });
  return { length: end - first, pieces: enabled ? kept : [] };
}

function soundOf({ clip, start, end, offset }: Piece): EditSound[] {
  const [from, to] = [snap(start), snap(end)];
  if (from === to) return [];
  const { gainDb, heard } = clip.told;
  const known = heardBy(heard);
  return [
    {
      medium: clip.medium,
      where: clip.where,
      start: from,
      frames: to - from,
      source: Math.round(offset),
      gainDb: isTime(gainDb) && Math.abs(gainDb) <= 60 ? gainDb : 0,
      kind: known?.kind ?? null,
      heard: known,
    },
  ];
}

/** Programs that lay each channel on a track of its own name one stretch of a file as often as it has channels. */
function withoutTwins(sounds: readonly EditSound[]): EditSound[] {
  const known = new Set<string>();
  return sounds.filter(({ medium, start, frames, source, heard }) => {
    if (heard !== null) return true;
    const key = JSON.stringify([medium.name, medium.url, start, frames, source]);
    return !known.has(key) && known.add(key);
  });
}

function heardBy(value: unknown): EditSound['heard'] {
  if (!isBag(value)) return null;
  const sound = Sound.pick({ kind: true, at: true, from: true, seconds: true, fadeIn: true, fadeOut: true }).safeParse(
    value,
  );
  const [index, piece, pieces] = [count(value['sound']), count(value['piece']), count(value['pieces'])];
  const [start, frames, source] = [count(value['start']), count(value['frames']), count(value['source'])];
  if (!sound.success || index === null || piece === null || pieces === null) return null;
  if (start === null || frames === null || source === null) return null;
  return { ...sound.data, sound: index, piece, pieces, start, frames, source };
}

function count(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}

/** The nearest whole frame; a half goes up, whatever floats make of it. */
function snap(frames: number): number {
  return Math.floor(frames + 0.5 + 1e-6);
}

function tooLong({ most }: Work, where: string): Error {
  return unfit(where, `ends later than ${most} frames, the ${DURATION_LIMITS.max / 60} minutes that a film may have`);
}
