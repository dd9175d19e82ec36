import type { Caption, Clip, Cut, Sound } from '../../film/cut.ts';
import type { Size } from '../../film/media.ts';
import type { SpokenWord } from '../../film/take.ts';
import { type FrameRange, type Rate, toFrames, toSeconds } from '../../film/time.ts';
import { StudioError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { placesOf } from '../render/captions.ts';
import { type Join, type Title, planFilm } from '../render/plan.ts';
import { hourOne } from './timecode.ts';

/** A file that a programme is made of. */
export interface Medium {
  /** For people, and unique in a programme: `1A-1`, `music`. */
  name: string;
  /** Name of the file, without its folder. */
  file: string;
  /** Where it lies: `file:///…`, or relative to the list, percent-encoded. */
  url: string;
  /** Whole frames of the programme's rate that it has. */
  frames: number;
  picture: Size | null;
  sound: { channels: number; sampleRate: number } | null;
  /** Where it comes from, in words: provider, model, prompt. */
  facts: Record<string, string>;
}

/** Something that is pointed out; `at` counts in frames from the beginning of what it stands on. */
export interface Mark {
  at: number;
  name: string;
  note: string;
  kind: 'chapter' | 'good' | 'bad' | 'open';
}

/** A stretch of a file on a track, in frames of the programme: `start` on the programme, `source` in the file. */
export interface Piece {
  medium: Medium;
  start: number;
  frames: number;
  source: number;
  marks: Mark[];
  gainDb: number;
  /** Of a sound. */
  heard?: Heard;
}

/** What the cut says of the sound that a piece is of: its seconds, which frames round, and which of its pieces this is. */
export interface Heard extends Pick<Sound, 'kind' | 'at' | 'seconds' | 'from' | 'fadeIn' | 'fadeOut'> {
  /** Place among the sounds of the cut. */
  sound: number;
  piece: number;
  pieces: number;
}

/** Pieces one after another that never overlap; there may be nothing between them. */
export interface Track {
  name: string;
  pieces: Piece[];
}

/** Sound of one kind. */
export interface SoundTrack extends Track {
  kind: Sound['kind'];
}

export interface TimedCaption extends Caption {
  /** Its words where their times are known, else empty: from and to which character, and seconds of the film. */
  words: { from: number; to: number; start: number; end: number }[];
}

/**
 * A cut as everybody writes it down: all writers of formats read this and nothing else, so that they cannot disagree. Times
 * are whole frames from the beginning of the film; captions alone keep their seconds.
 */
export interface Programme {
  title: string;
  rate: Rate;
  size: Size;
  frames: number;
  /** Frame count of the timecode at which it begins: one hour. */
  begins: number;
  /** From the first frame to the last without a hole. */
  picture: Piece[];
  /** Between neighbours of `picture`; never longer than the handles and never over one another. */
  joins: Join[];
  /** How the cut enters each piece of `picture`, and how it fades out: what `joins` and the fades could not show as well. */
  entered: Clip['transitionIn'][];
  fadesOut: number;
  /** Frames of fade from black and to black; never into a join. */
  fadeIn: number;
  fadeOut: number;
  titles: Title[];
  captions: TimedCaption[];
  /** Takes that are not used, over the ones that are. */
  alternates: Track[];
  sounds: SoundTrack[];
  /** Takes of shots that are not in the film. */
  elsewhere: Medium[];
  chapters: Mark[];
  facts: Record<string, Json>;
  /** What of the cut nobody gets to see in any of the formats, in words for people. */
  lost: string[];
}

/** A list as text, and what of the programme it could not carry, in words for people. */
export interface Written {
  text: string;
  lost: string[];
}

/** What a cut does not say of itself. */
export interface Surroundings {
  title: string;
  /** Every take of the cut and of the alternates by slate, every sound by `sha256`. */
  media: ReadonlyMap<string, Medium>;
  /** Marks on a take, by slate. */
  marks: ReadonlyMap<string, Mark[]>;
  /** Takes that are not used, the best of each shot first. */
  alternates: readonly { shot: string; slate: string; source: FrameRange }[];
  /** What is said; `at` is null where it is not known when the line begins. */
  spoken: readonly { words: readonly SpokenWord[]; at: number | null }[];
  /** Where something begins: at the first of these shots that is in the film. */
  chapters: readonly { shots: readonly string[]; name: string; note: string }[];
  facts: Record<string, Json>;
}

/** Lays a cut out with everything that belongs to it. */
export function programmeOf(cut: Cut, around: Surroundings): Programme {
  const plan = planFilm(cut);
  const lost: string[] = [];
  const picture = plan.clips.map((placed): Piece => {
    const { slate } = clipAt(cut, placed.clip);
    const { start, end, source } = placed;
    const marks = around.marks.get(slate) ?? [];
    return { medium: mediumOf(around, slate), start, frames: end - start, source, marks, gainDb: 0 };
  });
  const joins = plan.joins.flatMap((join) => withinHandles(cut, join, lost));
  for (const match of plan.matches) lost.push(matched(cut, match));
  const [first, last] = [picture[0], picture.at(-1)];
  const fadeIn = Math.min(plan.fadeIn, joins.find(({ into }) => into === 1)?.start ?? Infinity, first?.frames ?? 0);
  const lastJoin = joins.find(({ into }) => into === picture.length - 1);
  const alone = picture.length === 1 ? fadeIn : 0;
  const room = plan.frames - Math.max(lastJoin?.end ?? 0, last?.start ?? 0, alone);
  const fadeOut = Math.min(plan.fadeOut, room);
  if (plan.opening !== 'fade-black') lost.push(`the ${plan.opening} at the beginning is a fade from black here`);
  if (fadeIn < plan.fadeIn) lost.push(shortened('the fade at the beginning', plan.fadeIn, fadeIn));
  if (fadeOut < plan.fadeOut) lost.push(shortened('the fade at the end', plan.fadeOut, fadeOut));
  const starts = new Map(cut.clips.map(({ shot }, index) => [shot, picture[index]?.start ?? 0]));
  const inFilm = (shot: string): boolean => starts.has(shot);
  return {
    title: around.title,
    rate: cut.rate,
    size: { width: cut.width, height: cut.height },
    frames: plan.frames,
    begins: hourOne(cut.rate),
    picture,
    joins,
    entered: cut.clips.map(({ transitionIn }) => transitionIn),
    fadesOut: cut.fadeOut,
    fadeIn,
    fadeOut,
    titles: plan.titles,
    captions: cut.captions.map((caption) => ({ ...caption, words: caption.words ?? [] })).map(withWords(around.spoken)),
    alternates: alternatesOf(cut, picture, around),
    sounds: soundsOf(cut, plan.frames, around, lost),
    elsewhere: around.alternates.flatMap(({ shot, slate }) => (inFilm(shot) ? [] : [mediumOf(around, slate)])),
    chapters: around.chapters.flatMap(({ shots, name, note }) => {
      const at = shots.map((shot) => starts.get(shot)).find((start) => start !== undefined);
      return at === undefined ? [] : [{ at, name, note, kind: 'chapter' as const }];
    }),
    facts: around.facts,
    lost,
  };
}

/** The piece that is seen at a frame of the programme. */
export function pieceAt({ picture }: Programme, frame: number): Piece {
  const piece = picture.findLast(({ start }) => start <= frame);
  if (piece === undefined) throw new StudioError('internal', `there is no picture at frame ${frame}`);
  return piece;
}

function clipAt(cut: Cut, index: number): Cut['clips'][number] {
  const clip = cut.clips[index];
  if (clip === undefined) throw new StudioError('internal', `the cut has no clip ${index}`);
  return clip;
}

function mediumOf({ media }: Surroundings, key: string): Medium {
  const medium = media.get(key);
  if (medium === undefined) throw new StudioError('internal', `nobody has looked at ${key}`);
  return medium;
}

/** Our renderer holds a frame where a handle is too short; an editor refuses the whole list. */
function withinHandles(cut: Cut, join: Join, lost: string[]): Join[] {
  const [from, to] = [clipAt(cut, join.into - 1), clipAt(cut, join.into)];
  const wanted = join.end - join.start;
  const head = to.source.start - to.available.start;
  const tail = from.available.start + from.available.frames - from.source.start - from.source.frames;
  // Half of it lies on each side, the odd frame behind the cut.
  const most = Math.min(wanted, head < tail ? 2 * head + 1 : 2 * tail);
  const frames = most < SHORTEST ? 0 : most;
  if (frames < wanted) lost.push(shortened(`the ${join.kind} from ${from.slate} to ${to.slate}`, wanted, frames));
  if (frames === 0) return [];
  const start = join.start + Math.floor(wanted / 2) - Math.floor(frames / 2);
  return [{ ...join, start, end: start + frames }];
}

/** Where a match cut falls is only known when both takes are looked at, which the renderer does. */
function matched(cut: Cut, { into, start, end }: Join): string {
  const [from, to] = [clipAt(cut, into - 1), clipAt(cut, into)];
  const most = Math.ceil((end - start) / 2);
  return `the match cut from ${from.slate} to ${to.slate} is a cut where it was planned; in the film it lies up to ${most} frames beside it`;
}

/** Frames of a transition that has something on both sides of the cut. */
const SHORTEST = 2;

function shortened(what: string, wanted: number, frames: number): string {
  return frames === 0
    ? `${what} is a cut here: there is no room for its ${wanted} frames`
    : `${what} has ${frames} frames here instead of ${wanted}: there is no room for more`;
}

const SHELF = 'takes not used';

/** Whether a track is called as the ones of the takes that are not used are. */
export function isShelf(name: string): boolean {
  return name.startsWith(`${SHELF} `);
}

function alternatesOf(cut: Cut, picture: readonly Piece[], around: Surroundings): Track[] {
  const tracks: Track[] = [];
  cut.clips.forEach(({ shot }, index) => {
    const used = picture[index];
    if (used === undefined) return;
    around.alternates
      .filter((take) => take.shot === shot)
      .forEach(({ slate, source }, rank) => {
        const frames = Math.min(source.frames, used.frames);
        const marks = around.marks.get(slate) ?? [];
        const medium = mediumOf(around, slate);
        const track = (tracks[rank] ??= { name: `${SHELF} ${rank + 1}`, pieces: [] });
        track.pieces.push({ medium, start: used.start, frames, source: source.start, marks, gainDb: 0 });
      });
  });
  return tracks;
}

/** Music that is too short is heard again; the mix lays so many seconds of it over the next time. */
const LOOP_CROSSFADE = 2;
/** What is nearer than this to a frame is on it; seconds are floats. */
const HAIR = 0.001;

const TRACKS: Record<Sound['kind'], string> = {
  voice: 'voice',
  music: 'music',
  effect: 'effects',
  production: 'production',
};

function soundsOf(cut: Cut, end: number, around: Surroundings, lost: string[]): SoundTrack[] {
  const { sounds, rate } = cut;
  const tracks = (['voice', 'music', 'effect', 'production'] as const).flatMap((kind) => {
    const pieces = sounds
      .flatMap((sound, index) =>
        sound.kind === kind ? piecesOf(sound, index, mediumOf(around, sound.media.sha256), rate, end) : [],
      )
      .toSorted((a, b) => a.start - b.start);
    return intoTracks(pieces).map((track, index) => ({
      kind,
      name: index === 0 ? TRACKS[kind] : `${TRACKS[kind]} ${index + 1}`,
      pieces: track,
    }));
  });
  const furthest = Math.max(0, ...sounds.map(({ at }) => Math.abs(at - toSeconds(toFrames(at, rate), rate))));
  if (furthest > HAIR) {
    lost.push(`sound begins on the nearest frame, up to ${(furthest * 1000).toFixed(0)} ms from where the film has it`);
  }
  if (tracks.length > 0) {
    lost.push(
      'the levels of the mix: here is what was recorded; music does not step back under a voice, nothing is levelled',
    );
  }
  return tracks;
}

/** As the mix lays it down: once, or for music without a length again and again until the film ends. */
function piecesOf(sound: Sound, index: number, medium: Medium, rate: Rate, end: number): Piece[] {
  const { kind, at, from = 0, seconds, gainDb, fadeIn, fadeOut } = sound;
  const start = toFrames(at, rate);
  const source = toFrames(from, rate);
  const own = Math.min(medium.frames - source, seconds === null ? Infinity : toFrames(seconds, rate));
  const stride = Math.max(1, own - Math.min(toFrames(LOOP_CROSSFADE, rate), own >> 1));
  const endless = kind === 'music' && seconds === null;
  const times = endless ? Math.max(1, Math.ceil((end - start - own) / stride) + 1) : 1;
  const pieces = Array.from({ length: times }, (_, time) => start + time * stride).flatMap((first) => {
    const frames = Math.min(own, end - first);
    return frames > 0 ? [{ medium, start: first, frames, source, marks: [], gainDb }] : [];
  });
  return pieces.map((piece, nth) => ({
    ...piece,
    heard: {
      kind,
      at,
      seconds,
      ...(from === 0 ? {} : { from }),
      ...(fadeIn === undefined ? {} : { fadeIn }),
      ...(fadeOut === undefined ? {} : { fadeOut }),
      sound: index,
      piece: nth,
      pieces: pieces.length,
    },
  }));
}

/** As few tracks as hold everything without two at once. */
function intoTracks(pieces: readonly Piece[]): Piece[][] {
  const tracks: Piece[][] = [];
  for (const piece of pieces) {
    const free = tracks.find((track) => track.every(({ start, frames }) => start + frames <= piece.start));
    if (free === undefined) tracks.push([piece]);
    else free.push(piece);
  }
  return tracks;
}

/** Finds the words of captions in what is said, one after the other. */
function withWords(spoken: Surroundings['spoken']): (caption: TimedCaption) => TimedCaption {
  const words = spoken.flatMap((line) => line.words.map((word) => ({ ...word, at: line.at })));
  let next = 0;
  return (caption) => {
    if (caption.words.length > 0) return caption;
    const places = [next, ...words.keys()];
    for (const from of places) {
      const found = placesOf(caption.text, words.slice(from, from + caption.text.length));
      if (found === null) continue;
      next = from + found.length;
      const first = words[from];
      const at = first?.at ?? caption.start - (first?.start ?? 0);
      const inside = (seconds: number): number => Math.min(Math.max(at + seconds, caption.start), caption.end);
      return {
        ...caption,
        words: found.map((place, index) => {
          const { start = 0, end = 0 } = words[from + index] ?? {};
          return { ...place, start: inside(start), end: inside(Math.max(start, end)) };
        }),
      };
    }
    return caption;
  };
}
