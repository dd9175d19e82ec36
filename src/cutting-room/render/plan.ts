import { fewWords } from './captions.ts';
import { type Caption, type CaptionStyle, type Cut, cutFrames } from '../../film/cut.ts';
import { type Blend, isBlend } from './blend.ts';
import { StudioError } from '../../errors.ts';
import { type Overlay, TransitionKind } from '../../film/screenplay.ts';
import { toFrames } from '../../film/time.ts';

/** A clip on the timeline: film frame `t` shows its source frame `source + t - start`. */
export interface Placed {
  clip: number;
  start: number;
  end: number;
  source: number;
  /** First and last source frame that exist. */
  first: number;
  last: number;
}

/** A join, in film frames; half before the cut, half after. */
export interface Join {
  kind: TransitionKind;
  start: number;
  end: number;
  /** Index of the clip that it leads into. */
  into: number;
}

/** Words of a title over the picture, in film frames. */
export interface Title {
  text: string;
  style: Overlay['style'];
  position: Overlay['position'];
  start: number;
  end: number;
}

/** Any words over the picture: titles, and captions when they are burnt in. */
export interface Words extends Omit<Title, 'style'> {
  style: Overlay['style'] | Exclude<CaptionStyle, 'boxed'>;
  /** What of the text lights up when, in film frames. */
  spoken: readonly { from: number; to: number; start: number; end: number }[];
}

/** Everything that happens to the picture of a film, on one axis of film frames. */
export interface Plan {
  frames: number;
  clips: Placed[];
  /** Where pictures are mixed. */
  joins: (Join & { kind: Blend })[];
  /** Where a cut may move to the best match. */
  matches: Join[];
  titles: Title[];
  /** Titles and what is burnt in beside them. */
  words: Words[];
  /** Frames in which the first picture comes, out of black or white, and how; 0 for at once. */
  fadeIn: number;
  opening: Blend;
  /** Frames of fade to black at the end. */
  fadeOut: number;
}

/**
 * Lays a cut out on film frames. Joins that are longer than a neighbour are shortened to it. Any `Cut` can be laid out,
 * also one that cannot be rendered: see `assertRenderable`.
 */
export function planFilm(cut: Cut): Plan {
  const frames = cutFrames(cut);
  let start = 0;
  const clips = cut.clips.map((clip, index) => {
    const placed: Placed = {
      clip: index,
      start,
      end: start + clip.source.frames,
      source: clip.source.start,
      first: clip.available.start,
      last: clip.available.start + clip.available.frames - 1,
    };
    start = placed.end;
    return placed;
  });
  const all = clips.slice(1).flatMap((placed): Join[] => {
    const before = clips[placed.clip - 1];
    const wanted = cut.clips[placed.clip]?.transitionIn;
    if (before === undefined || wanted === undefined || wanted.kind === 'cut' || wanted.frames === 0) return [];
    const length = Math.min(wanted.frames, before.end - before.start, placed.end - placed.start);
    const from = placed.start - Math.floor(length / 2);
    return [{ kind: wanted.kind, start: from, end: from + length, into: placed.clip }];
  });
  const first = cut.clips[0]?.transitionIn ?? { kind: 'cut', frames: 0 };
  const titles = overlaysOf(cut, clips);
  return {
    frames,
    clips,
    joins: all.flatMap((join) => (isBlend(join.kind) ? [{ ...join, kind: join.kind }] : [])),
    matches: all.filter(({ kind }) => kind === 'match-cut'),
    titles,
    words: [
      ...titles.map((title) => ({ ...title, spoken: [] })),
      ...(cut.burnCaptions ? captionsOf(cut, frames, titles) : []),
    ],
    fadeIn: isBlend(first.kind) ? Math.min(first.frames, frames) : 0,
    // Out of black a dissolve is a fade.
    opening: isBlend(first.kind) && first.kind !== 'dissolve' ? first.kind : 'fade-black',
    fadeOut: Math.min(cut.fadeOut, frames),
  };
}

/** For the person: each transition that is shorter than it was asked for, because a clip beside it is. */
export function shortenedJoins(cut: Cut): string[] {
  const { clips, joins, matches, fadeIn, frames } = planFilm(cut);
  const told = (into: number, is: number, why: string): string[] => {
    const clip = cut.clips[into];
    if (clip === undefined || is >= clip.transitionIn.frames) return [];
    const { kind, frames: wanted } = clip.transitionIn;
    return [`the ${kind} into take ${clip.slate} has ${is} instead of ${wanted} frames: ${why}`];
  };
  return [
    ...(fadeIn === 0 ? [] : told(0, fadeIn, `the film has only ${frames}`)),
    ...[...joins, ...matches]
      .toSorted((a, b) => a.into - b.into)
      .flatMap(({ into, start, end }) => {
        const shorter = [into - 1, into].toSorted((a, b) => lengthOf(clips[a]) - lengthOf(clips[b]))[0] ?? into;
        return told(into, end - start, `take ${cut.clips[shorter]?.slate ?? ''} has only ${lengthOf(clips[shorter])}`);
      }),
  ];
}

function lengthOf(placed: Placed | undefined): number {
  return placed === undefined ? 0 : placed.end - placed.start;
}

/**
 * Throws `media`, naming the take, for a cut that asks for what would not be seen: a transition that nobody knows or that
 * has no frames, a match with nothing before it, frames that a take does not have.
 */
export function assertRenderable(cut: Cut): void {
  cut.clips.forEach(({ slate, source, available, transitionIn: { kind, frames } }, index) => {
    const fail = (what: string, hint: string): never => {
      throw new StudioError('media', what, { hint, data: { slate } });
    };
    const known = TransitionKind.options;
    if (!known.includes(kind))
      fail(
        `nobody here knows the transition ${JSON.stringify(kind)} into take ${slate}`,
        `Use one of: ${known.join(', ')}.`,
      );
    if (kind !== 'cut' && frames < 1)
      fail(`the ${kind} into take ${slate} has no frames`, 'Give it frames, or make it a cut.');
    if (kind === 'match-cut' && index === 0)
      fail(`the film begins with a match cut, and there is nothing to match take ${slate} with`, 'Make it a cut.');
    const end = available.start + available.frames;
    if (source.start < available.start || source.start + source.frames > end)
      fail(
        `the cut uses frames ${source.start} to ${source.start + source.frames} of take ${slate}, which has ${available.start} to ${end}`,
        'Use fewer frames of it, or another take.',
      );
  });
}

/** A stretch of film frames that is copied from one clip, or made. */
export type Unit =
  | { kind: 'copy'; start: number; end: number; clip: number }
  | { kind: 'make'; start: number; end: number };

/**
 * Divides the film into stretches that can be copied and stretches that must be made. A group of pictures can be copied
 * from its beginning to where it is touched, because no picture of the house needs a later one; so `keyframes` says for
 * each clip where groups begin (its last entry is the end of the file), or is null when nothing of the clip can be copied.
 */
export function unitsOf(plan: Plan, keyframes: (number[] | null)[]): Unit[] {
  const touched = new Uint8Array(plan.frames);
  touched.fill(1, 0, plan.fadeIn);
  touched.fill(1, plan.frames - plan.fadeOut, plan.frames);
  for (const { start, end } of [...plan.joins, ...plan.words]) touched.fill(1, start, end);
  const units: Unit[] = [];
  for (const placed of plan.clips) {
    const keys = keyframes[placed.clip] ?? [];
    for (let index = 0; index + 1 < keys.length; index += 1) {
      const from = (keys[index] ?? 0) - placed.source + placed.start;
      const next = (keys[index + 1] ?? 0) - placed.source + placed.start;
      if (from < placed.start || from >= placed.end) continue;
      const whole = Math.min(next, placed.end);
      const clear = touched.subarray(from, whole).indexOf(1);
      const to = clear < 0 ? whole : from + clear;
      if (to - from < Math.min(LEAST_COPY, next - from)) continue;
      const last = units.at(-1);
      if (last?.kind === 'copy' && last.clip === placed.clip && last.end === from) last.end = to;
      else units.push({ kind: 'copy', start: from, end: to, clip: placed.clip });
    }
  }
  return fillGaps(units, plan).flatMap((unit) => (unit.kind === 'copy' ? [unit] : portions(unit, plan)));
}

/**
 * Frames of the beginning of a group that are worth a stretch of their own. One would do, but two key frames in a row from
 * different encoders may bear the same number, and a strict decoder takes them for one picture.
 */
const LEAST_COPY = 2;

/**
 * Frames of a stretch that is made in one go, at most: four groups of pictures. What changes later costs the stretches that
 * it touches, and each stretch begins with a key frame.
 */
const PORTION = 48;

/** Divides a stretch where clips begin and every so many frames from there, so that a change before it moves no division. */
function portions({ start, end }: Unit, plan: Plan): Unit[] {
  const inside = new Set([start]);
  for (const placed of plan.clips)
    for (let at = placed.start; at < Math.min(end, placed.end); at += PORTION) if (at > start) inside.add(at);
  const starts = [...inside].toSorted((a, b) => a - b);
  return starts.map((from, index) => ({ kind: 'make', start: from, end: starts[index + 1] ?? end }));
}

function fillGaps(copies: Unit[], { frames }: Plan): Unit[] {
  const units: Unit[] = [];
  let reached = 0;
  for (const copy of copies) {
    if (copy.start > reached) units.push({ kind: 'make', start: reached, end: copy.start });
    units.push(copy);
    reached = copy.end;
  }
  if (reached < frames) units.push({ kind: 'make', start: reached, end: frames });
  return units;
}

/** What goes on over a cut is one title, and does not come and go at it. */
function overlaysOf(cut: Cut, clips: Placed[]): Title[] {
  const parts = clips
    .flatMap((placed) =>
      (cut.clips[placed.clip]?.overlays ?? []).map(({ text, style, position, range }) => ({
        text,
        style,
        position,
        start: Math.min(placed.start + range.start, placed.end),
        end: Math.min(placed.start + range.start + range.frames, placed.end),
      })),
    )
    .filter((words) => words.end > words.start);
  const titles: Title[] = [];
  for (const part of parts) {
    const { text, style, position, start } = part;
    const open = titles.find(
      (one) => one.end === start && one.text === text && one.style === style && one.position === position,
    );
    if (open === undefined) titles.push(part);
    else open.end = part.end;
  }
  return titles;
}

function captionsOf(cut: Cut, frames: number, titles: readonly Title[]): Words[] {
  const style = cut.captionStyle ?? 'plain';
  const frameOf = (seconds: number): number => Math.min(Math.max(0, toFrames(seconds, cut.rate)), frames);
  const captions = style === 'big' ? cut.captions.flatMap(fewWords) : cut.captions;
  // Big words stand in the middle, but not on a title.
  const place = (start: number, end: number): Words['position'] =>
    style !== 'big' || titles.some((title) => title.style !== 'watermark' && title.start < end && title.end > start)
      ? 'bottom'
      : 'center';
  return captions
    .map((caption) => ({
      text: caption.text,
      style: style === 'boxed' ? ('caption' as const) : style,
      position: place(frameOf(caption.start), frameOf(caption.end)),
      start: frameOf(caption.start),
      end: frameOf(caption.end),
      spoken: style === 'karaoke' || style === 'big' ? spokenOf(caption, frameOf) : [],
    }))
    .filter((words) => words.end > words.start);
}

/** A word stays lit until the next one is. */
function spokenOf({ words = [], end }: Caption, frameOf: (seconds: number) => number): Words['spoken'] {
  return words.map(({ from, to, start }, index) => ({
    from,
    to,
    start: frameOf(start),
    end: frameOf(words[index + 1]?.start ?? end),
  }));
}
