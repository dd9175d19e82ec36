import { StudioError } from '../errors.ts';
import {
  type Clip,
  type Cut,
  type Sound,
  cutFrames,
  laterBy,
  oneAtATime,
  rejoined,
  runsThrough,
  soundsWithin,
} from '../film/cut.ts';
import type { Contract } from '../film/contract.ts';
import { type Overlay, type Screenplay, shotsOf } from '../film/screenplay.ts';
import { type Rate, toSeconds } from '../film/time.ts';

export interface CutdownInput {
  cut: Cut;
  /** What each shot is for; null where nobody has written it down. */
  screenplay: Screenplay | null;
  /** What must be seen; null where nobody has said. */
  contract: Contract | null;
  /** 0–100 by slate; null or absent where nobody could score it. */
  scores: ReadonlyMap<string, number | null>;
  /** Seconds of each sound file of the cut, by its `sha256`. */
  lengths: ReadonlyMap<string, number>;
  /** Wanted length. */
  frames: number;
}

export interface ShorterCut {
  cut: Cut;
  /** What is not in it, and why: one sentence each. */
  left: string[];
}

/**
 * A shorter cut of exactly so many frames from the shots of another, in its order. First come the shots that show what the
 * contract says must be seen, then whole shots by their score and what they add to the story, then a part of one more.
 * What is spoken stays only where the line fits whole. Throws `usage` when the film is not longer than that.
 */
export function cutDown(input: CutdownInput): ShorterCut {
  const { cut, frames } = input;
  const total = cutFrames(cut);
  if (total <= frames) {
    throw new StudioError(
      'usage',
      `the film lasts ${spoken(total, cut.rate)}: there is nothing to cut down to ${spoken(frames, cut.rate)}`,
      {
        hint: 'Choose a shorter --cutdown, or deliver the whole film.',
      },
    );
  }
  const pieces = piecesOf(input);
  const { chosen, unseen } = choose(pieces, input);
  const kept = pieces.filter((piece) => chosen.has(piece)).map((piece) => taken(piece, chosen.get(piece) ?? 0));
  return assemble(input, pieces, kept, unseen);
}

/** A shot of the long cut, with what speaks for it. */
interface Piece {
  clip: Clip;
  index: number;
  /** Seconds at which it begins in the long cut. */
  at: number;
  frames: number;
  scene: number | null;
  elements: string[];
  lines: Line[];
  /** The clip's own sound. */
  own: Sound[];
  /** 0–1. */
  quality: number;
  /** Shortest that can be understood, and shortest with all that is said. */
  least: number;
  spoken: number;
}

/** A spoken line of a shot: seconds after the shot's beginning, and how long. */
interface Line {
  sound: Sound;
  offset: number;
  seconds: number;
}

/** Quality of a take that nobody could score. */
const UNSCORED = 0.75;
/** Shorter than a second nobody sees what a shot is about. */
const GLIMPSE = 1;
/** Seconds that words need to be read, and more for each word. */
const READING = { once: 0.6, word: 0.35 } as const;

function piecesOf({ cut, screenplay, scores, lengths }: CutdownInput): Piece[] {
  const shots = new Map((screenplay === null ? [] : shotsOf(screenplay)).map((shot) => [shot.id, shot]));
  let frame = 0;
  return cut.clips.map((clip, index) => {
    const { frames } = clip.source;
    const [at, end] = [toSeconds(frame, cut.rate), toSeconds(frame + frames, cut.rate)];
    frame += frames;
    const inside = cut.sounds.filter((sound) => sound.at >= at - HAIR && sound.at < end - HAIR);
    const lines = inside
      .filter((sound) => sound.kind === 'voice' && !runsThrough(sound, cut, lengths))
      .map((sound) => ({
        sound,
        offset: sound.at - at,
        seconds: sound.seconds ?? lengths.get(sound.media.sha256) ?? 0,
      }));
    const reading = Math.max(GLIMPSE, ...clip.overlays.filter(({ style }) => style === 'title').map(readingTime));
    const least = Math.min(frames, framesFor(reading, cut.rate));
    const said = Math.max(0, ...lines.map(({ offset, seconds }) => offset + seconds));
    const shot = shots.get(clip.shot);
    const score = scores.get(clip.slate) ?? null;
    return {
      clip,
      index,
      at,
      frames,
      scene: shot?.scene ?? null,
      elements: shot?.elements ?? [],
      lines,
      own: inside.filter(({ kind }) => kind === 'production'),
      quality: score === null ? UNSCORED : score / 100,
      least,
      spoken: Math.max(least, Math.min(frames, framesFor(said, cut.rate))),
    };
  });
}

/** Seconds are floats: what is nearer than this is the same. */
const HAIR = 0.001;

function framesFor(seconds: number, { num, den }: Rate): number {
  return Math.ceil((seconds * num) / den - HAIR);
}

function readingTime({ text }: Pick<Overlay, 'text'>): number {
  return READING.once + READING.word * text.split(/\s+/u).filter(Boolean).length;
}

interface Choice {
  /** Frames that are taken of each. */
  chosen: Map<Piece, number>;
  /** Elements that must be seen and are in no shot that has room. */
  unseen: string[];
}

function choose(pieces: Piece[], { contract, frames }: CutdownInput): Choice {
  const chosen = new Map<Piece, number>();
  const unseen = takeMusts(pieces, chosen, contract, frames);
  for (;;) {
    const fitting = open(pieces, chosen).filter((piece) => piece.frames <= frames - sum(chosen));
    if (fitting.length === 0) break;
    const best = pick(fitting, (piece) => worth(piece, chosen, pieces, contract));
    chosen.set(best, best.frames);
  }
  const room = frames - sum(chosen);
  if (room > 0) fill(pieces, chosen, room, contract);
  trim(chosen, sum(chosen) - frames);
  return { chosen, unseen };
}

function open(pieces: Piece[], chosen: ReadonlyMap<Piece, number>): Piece[] {
  return pieces.filter((piece) => !chosen.has(piece));
}

function sum(chosen: ReadonlyMap<Piece, number>): number {
  return [...chosen.values()].reduce((total, frames) => total + frames, 0);
}

/** The first of those with the highest value. */
function pick(pieces: Piece[], valueOf: (piece: Piece) => number): Piece {
  const [first, ...others] = pieces.map((piece) => ({ piece, value: valueOf(piece) }));
  if (first === undefined) throw new StudioError('internal', 'there is nothing to choose from');
  return others.reduce((best, other) => (other.value > best.value + 1e-9 ? other : best), first).piece;
}

/** Shots that show together what must be seen, as few as that takes; returns what cannot be shown. */
function takeMusts(pieces: Piece[], chosen: Map<Piece, number>, contract: Contract | null, frames: number): string[] {
  const wanted = new Map((contract?.elements ?? []).filter(({ must }) => must).map((element) => [element.id, element]));
  for (const id of wanted.keys()) if (!pieces.some(({ elements }) => elements.includes(id))) wanted.delete(id);
  while (wanted.size > 0) {
    const least = [...chosen.keys()].reduce((total, piece) => total + piece.least, 0);
    const fitting = pieces.filter(
      (piece) => !chosen.has(piece) && piece.elements.some((id) => wanted.has(id)) && least + piece.least <= frames,
    );
    if (fitting.length === 0) break;
    const next = pick(fitting, ({ elements, quality }) => {
      const weight = elements.reduce((total, id) => total + (wanted.get(id)?.weight ?? 0), 0);
      return weight * quality + quality / 1_000;
    });
    chosen.set(next, next.frames);
    for (const id of next.elements) wanted.delete(id);
  }
  return [...wanted.values()].map(({ text }) => text);
}

/** What a shot adds to those that are chosen, for each of its frames. */
function worth(
  { quality, scene, elements, clip, index, lines }: Piece,
  chosen: ReadonlyMap<Piece, number>,
  pieces: Piece[],
  contract: Contract | null,
): number {
  const there = [...chosen.keys()];
  const shown = new Set(there.flatMap((piece) => piece.elements));
  const news = (contract?.elements ?? []).filter(({ id }) => elements.includes(id) && !shown.has(id));
  return (
    quality ** 2 +
    news.reduce((total, { weight }) => total + weight, 0) +
    (there.some((piece) => piece.scene === scene) ? 0 : 0.2) +
    // The end is what all of it was for; the beginning says where we are.
    (index === pieces.length - 1 ? 0.25 : index === 0 ? 0.15 : 0) +
    (clip.overlays.some(({ style }) => style === 'title') ? 0.2 : 0) +
    (lines.length > 0 ? 0.05 : 0)
  );
}

/** One more shot for the rest: as much of it as there is room for, and if that is too little, a bit of the others' time. */
function fill(pieces: Piece[], chosen: Map<Piece, number>, room: number, contract: Contract | null): void {
  const candidates = open(pieces, chosen);
  const value = (piece: Piece): number => worth(piece, chosen, pieces, contract);
  for (const fits of [(piece: Piece) => piece.spoken <= room, (piece: Piece) => piece.least <= room]) {
    const fitting = candidates.filter(fits);
    if (fitting.length === 0) continue;
    chosen.set(pick(fitting, value), room);
    return;
  }
  const shortest = Math.min(...candidates.map(({ least }) => least));
  const next = pick(
    candidates.filter(({ least }) => least === shortest),
    value,
  );
  chosen.set(next, next.least);
}

/** Takes so many frames away: first what is not needed for what is said, then down to what can be understood. */
function trim(chosen: Map<Piece, number>, over: number): void {
  let left = over;
  for (const floor of [(piece: Piece) => piece.spoken, (piece: Piece) => piece.least, () => 1]) {
    while (left > 0) {
      const spare = [...chosen].map(([piece, frames]) => ({ piece, frames, spare: frames - floor(piece) }));
      const longest = spare.reduce((most, one) => (one.spare > most.spare ? one : most));
      if (longest.spare <= 0) break;
      chosen.set(longest.piece, longest.frames - 1);
      left -= 1;
    }
  }
}

/** A piece with the frames of it that are used, and what is said over them. */
interface Taken {
  piece: Piece;
  frames: number;
  /** Frames that are left away at its beginning. */
  skipped: number;
}

function taken(piece: Piece, frames: number): Taken {
  const spare = piece.frames - frames;
  const isHeard = piece.lines.length > 0 || piece.own.length > 0;
  const first = Math.min(...piece.clip.overlays.map(({ range }) => range.start));
  // Words and sound begin with their shot; a shot without either is best in the middle.
  const skipped = isHeard ? 0 : Number.isFinite(first) ? Math.min(spare, first) : Math.floor(spare / 2);
  return { piece, frames, skipped };
}

/** Between two who would speak at once, and after the last word. Seconds. */
const PAUSE = 0.15;
/** A line may sound over the next picture for so long. */
const OVERHANG = 0.25;

function assemble(input: CutdownInput, pieces: Piece[], kept: Taken[], unseen: string[]): ShorterCut {
  const { cut, frames, lengths } = input;
  const { rate } = cut;
  const end = toSeconds(frames, rate);
  const clips: Clip[] = [];
  const sounds: Sound[] = [];
  const effects = cut.sounds.filter(({ kind }) => kind === 'effect');
  const moved = new Map<Line, number>();
  const left = [
    ...tellDropped(pieces, kept),
    ...tellTrimmed(kept, rate),
    ...unseen.map((text) => `“${text}”: no shot of it has room`),
  ];
  let [frame, free] = [0, 0];
  kept.forEach(({ piece, frames: length, skipped }, at) => {
    const start = toSeconds(frame, rate);
    const stop = toSeconds(frame + length, rate);
    frame += length;
    const overlays = piece.clip.overlays.flatMap((overlay) => within(overlay, skipped, length, rate, piece, left));
    const source = { start: piece.clip.source.start + skipped, frames: length };
    clips.push({ ...piece.clip, source, overlays, transitionIn: enteredBy(piece, kept[at - 1]?.piece) });
    for (const sound of piece.own) {
      const seconds = Math.min(length / (rate.num / rate.den), sound.seconds ?? Infinity);
      sounds.push({ ...sound, at: start, seconds });
    }
    const from = piece.at + toSeconds(skipped, rate);
    for (const effect of soundsWithin(effects, from, from + toSeconds(length, rate)))
      sounds.push({ ...effect, at: start + effect.at });
    for (const line of piece.lines) {
      const begins = start + line.offset;
      const last = piece.at + toSeconds(piece.frames, rate);
      const overhang = Math.max(OVERHANG, line.sound.at + line.seconds - last);
      const ends = begins + line.seconds;
      if (skipped > 0 || begins < free || ends > stop + overhang || ends > end) {
        left.push(`what is said over ${piece.clip.shot}: the line does not fit whole`);
        continue;
      }
      free = ends + PAUSE;
      sounds.push({ ...line.sound, at: begins });
      moved.set(line, begins - line.sound.at);
    }
  });
  for (const sound of cut.sounds) {
    if (sound.kind === 'music' && sound.at < end) sounds.push(sound);
    if (sound.kind === 'voice' && runsThrough(sound, cut, lengths))
      left.push('the narration: it is one recording for the whole film');
  }
  keepTitle(cut, clips, rate, left);
  return {
    cut: {
      ...cut,
      clips,
      sounds: rejoined(sounds),
      captions: captionsOf(cut, pieces, moved, end),
      fadeOut: Math.min(cut.fadeOut, Math.floor(frames / 6)),
    },
    left,
  };
}

function tellDropped(pieces: Piece[], kept: Taken[]): string[] {
  const dropped = pieces.filter((piece) => !kept.some((one) => one.piece === piece));
  if (dropped.length === 0) return [];
  const names = dropped.map(({ clip, quality }) => `${clip.shot} (${Math.round(quality * 100)})`);
  return [`${dropped.length === 1 ? 'shot' : 'shots'} ${names.join(', ')}: the others show more for the time`];
}

function tellTrimmed(kept: Taken[], rate: Rate): string[] {
  return kept
    .filter(({ piece, frames }) => frames < piece.frames)
    .map(
      ({ piece, frames }) =>
        `${spoken(piece.frames - frames, rate)} of ${piece.clip.shot}, which has ${spoken(frames, rate)} here`,
    );
}

function spoken(frames: number, rate: Rate): string {
  return `${toSeconds(frames, rate).toFixed(1)} s`;
}

/** An overlay in a part of its clip; a title that could not be read any more is left out. */
function within(
  overlay: Overlay,
  skipped: number,
  frames: number,
  rate: Rate,
  { clip }: Piece,
  left: string[],
): Overlay[] {
  const start = Math.max(0, overlay.range.start - skipped);
  const end = Math.min(frames, overlay.range.start + overlay.range.frames - skipped);
  const needed = Math.min(overlay.range.frames, framesFor(readingTime(overlay), rate));
  if (end - start >= needed || (overlay.style === 'watermark' && end > start))
    return [{ ...overlay, range: { start, frames: end - start } }];
  left.push(`“${overlay.text}” over ${clip.shot}: there is no time to read it`);
  return [];
}

/** Who were neighbours stay joined as they were; everybody else is cut. */
function enteredBy({ clip, index }: Piece, before: Piece | undefined): Clip['transitionIn'] {
  const same = before === undefined ? index === 0 : before.index === index - 1;
  return same ? clip.transitionIn : { kind: 'cut', frames: 0 };
}

/** The film's title, where its own shot is left out, over the first shot that has room for it. */
function keepTitle(cut: Cut, clips: Clip[], rate: Rate, left: string[]): void {
  const titles = cut.clips.flatMap(({ overlays }) => overlays.filter(({ style }) => style === 'title'));
  const title = titles[0];
  if (title === undefined || clips.some(({ overlays }) => overlays.some(({ text }) => text === title.text))) return;
  const needed = framesFor(readingTime(title), rate);
  const at = clips.findIndex(({ overlays, source }) => overlays.length === 0 && source.frames >= needed);
  const home = clips[at];
  const told = left.findIndex((line) => line.startsWith(`“${title.text}”`));
  if (home === undefined) {
    if (told < 0) left.push(`the title “${title.text}”: no shot has time for it`);
    return;
  }
  if (told >= 0) left.splice(told, 1);
  const frames = Math.min(home.source.frames, Math.max(needed, title.range.frames));
  clips[at] = { ...home, overlays: [{ ...title, range: { start: 0, frames } }] };
}

/** Captions go with the lines that they show: `moved` says for each that is kept by how many seconds. */
function captionsOf(
  { captions }: Cut,
  pieces: Piece[],
  moved: ReadonlyMap<Line, number>,
  end: number,
): Cut['captions'] {
  const lines = pieces.flatMap((piece) => piece.lines).toSorted((a, b) => a.sound.at - b.sound.at);
  const shown = captions.flatMap((caption) => {
    const owner = lines.findLast(({ sound }) => caption.start >= sound.at - HAIR);
    const by = owner === undefined ? undefined : moved.get(owner);
    if (owner === undefined || by === undefined || caption.start > owner.sound.at + owner.seconds + HAIR) return [];
    return [laterBy(caption, by)];
  });
  return oneAtATime(shown, end);
}
