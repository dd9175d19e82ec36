import { type Cut, cutFrames } from '../film/cut.ts';
import type { Overlay } from '../film/screenplay.ts';
import { toFrames } from '../film/time.ts';

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
  kind: Cut['clips'][number]['transitionIn']['kind'];
  start: number;
  end: number;
  /** Index of the clip that it leads into. */
  into: number;
}

/** Words over the picture, in film frames. */
export interface Words {
  text: string;
  style: Overlay['style'];
  position: Overlay['position'];
  start: number;
  end: number;
}

/** Everything that happens to the picture of a film, on one axis of film frames. */
export interface Plan {
  frames: number;
  clips: Placed[];
  joins: Join[];
  words: Words[];
  /** Frames of fade from black at the beginning and to black at the end. */
  fadeIn: number;
  fadeOut: number;
}

/** Lays a cut out on film frames. Joins that are longer than a neighbour are shortened to it. */
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
  const joins = clips.slice(1).flatMap((placed): Join[] => {
    const before = clips[placed.clip - 1];
    const wanted = cut.clips[placed.clip]?.transitionIn;
    if (before === undefined || wanted === undefined || wanted.kind === 'cut' || wanted.frames === 0) return [];
    const length = Math.min(wanted.frames, before.end - before.start, placed.end - placed.start);
    const from = placed.start - Math.floor(length / 2);
    return [{ kind: wanted.kind, start: from, end: from + length, into: placed.clip }];
  });
  const opening = cut.clips[0]?.transitionIn;
  return {
    frames,
    clips,
    joins,
    words: [...overlaysOf(cut, clips), ...(cut.burnCaptions ? captionsOf(cut, frames) : [])],
    fadeIn: opening === undefined || opening.kind === 'cut' ? 0 : Math.min(opening.frames, frames),
    fadeOut: Math.min(cut.fadeOut, frames),
  };
}

/** A stretch of film frames that is copied from one clip, or made. */
export type Unit =
  | { kind: 'copy'; start: number; end: number; clip: number }
  | { kind: 'make'; start: number; end: number };

/**
 * Divides the film into stretches that can be copied and stretches that must be made. Only whole groups of pictures can
 * be copied, so `keyframes` says for each clip where they begin (its last entry is the end of the file), or is null
 * when nothing of the clip can be copied.
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
      const to = (keys[index + 1] ?? 0) - placed.source + placed.start;
      if (from < placed.start || to > placed.end || touched.subarray(from, to).includes(1)) continue;
      const last = units.at(-1);
      if (last?.kind === 'copy' && last.clip === placed.clip && last.end === from) last.end = to;
      else units.push({ kind: 'copy', start: from, end: to, clip: placed.clip });
    }
  }
  return fillGaps(units, plan.frames);
}

function fillGaps(copies: Unit[], frames: number): Unit[] {
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

function overlaysOf(cut: Cut, clips: Placed[]): Words[] {
  return clips
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
}

function captionsOf(cut: Cut, frames: number): Words[] {
  return cut.captions
    .map((caption) => ({
      text: caption.text,
      style: 'caption' as const,
      position: 'bottom' as const,
      start: Math.min(toFrames(caption.start, cut.rate), frames),
      end: Math.min(toFrames(caption.end, cut.rate), frames),
    }))
    .filter((words) => words.end > words.start);
}
