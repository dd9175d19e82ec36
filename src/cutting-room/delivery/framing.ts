import { type Size } from '../../film/media.ts';
import { type Rate } from '../../film/time.ts';
import type { Attention } from './attention.ts';

/**
 * How pictures of one shape come into a frame of another. `whole`: both have the same shape. `pad`: all of it before a
 * blurred one that fills the frame. `crop`: a window as large as possible that goes along one side.
 */
export type Framing =
  | { fit: 'whole' }
  | { fit: 'pad' }
  | {
      fit: 'crop';
      axis: 'x' | 'y';
      /** Of the side that it goes along, 0–1. */
      share: number;
      /** Frame of the clip that `starts[0]` is for. */
      first: number;
      /** For each frame the window's beginning as a share of the side, 0 to 1 − share; one alone when it stands still. */
      starts: number[];
    };

/** What is lost of shapes that differ by less is a row of pixels or two. */
const SAME_SHAPE = 0.005;

/** The share of a picture's side that a window of the frame's shape takes, and which side; null for the same shape. */
export function windowOf(from: Size, into: Size): { axis: 'x' | 'y'; share: number } | null {
  const ratio = into.width / into.height / (from.width / from.height);
  if (Math.abs(ratio - 1) < SAME_SHAPE) return null;
  return ratio < 1 ? { axis: 'x', share: ratio } : { axis: 'y', share: 1 / ratio };
}

/** Places where a window may begin. */
const PLACES = 65;
/** A window goes so much of itself in a second at most. */
const FASTEST = 0.9;
/** Price of a movement at full speed, in shares of what there is to see. */
const RESTLESS = 0.22;
/** Standing still is worth so much of what could be seen by moving. */
const STEADY = 0.87;
/** And in no half second less than this. */
const STEADY_AT_WORST = 0.7;
/** Half of the time over which a movement comes and goes, in seconds. */
const EASE = 0.6;

/**
 * Where the window stands or goes: it stands still wherever the subject stays in it, else it follows slowly, in one
 * movement without a jerk, never faster than nine tenths of itself in a second.
 */
export function planFraming(
  { columns, rows, every, first }: Attention,
  { axis, share }: { axis: 'x' | 'y'; share: number },
  { frames, rate }: { frames: number; rate: Rate },
): Framing {
  const seen = (axis === 'x' ? columns : rows).map((profile) => coverage(profile, share));
  const path = bestPath(seen, share, every / (rate.num / rate.den));
  const still = bestPlace(seen);
  const halfSecond = Math.max(1, Math.round(rate.num / rate.den / every / 2));
  const place = staysIn(seen, still, path, halfSecond) ? still : null;
  const startOf = (at: number): number => (at / (PLACES - 1)) * (1 - share);
  if (place !== null) return { fit: 'crop', axis, share, first, starts: [startOf(place)] };
  const starts = Array.from({ length: frames }, (_, frame) => startOf(between(path, frame / every)));
  return { fit: 'crop', axis, share, first, starts: eased(starts, Math.round((EASE * rate.num) / rate.den)) };
}

/** The window's beginning at a frame of the clip. */
export function startAt({ first, starts }: Extract<Framing, { fit: 'crop' }>, frame: number): number {
  return starts[Math.min(Math.max(frame - first, 0), starts.length - 1)] ?? 0;
}

/** What is seen from each place: everything in the middle of the window, less towards its edges. */
function coverage(profile: Float32Array, share: number): Float32Array {
  const length = profile.length;
  const width = share * length;
  return Float32Array.from({ length: PLACES }, (_, place) => {
    const start = (place / (PLACES - 1)) * (length - width);
    let sum = 0;
    for (let at = Math.max(0, Math.floor(start)); at < Math.min(length, Math.ceil(start + width)); at += 1) {
      const inside = (at + 0.5 - start) / width;
      if (inside > 0 && inside < 1) sum += (profile[at] ?? 0) * weightOf(inside);
    }
    return sum;
  });
}

/** 1 in the middle three fifths, half at the edge. */
function weightOf(inside: number): number {
  const near = Math.min(inside, 1 - inside) / 0.2;
  return near >= 1 ? 1 : 0.5 + 0.5 * near;
}

function bestPlace(seen: Float32Array[]): number {
  const totals = Array.from({ length: PLACES }, (_, place) => seen.reduce((sum, each) => sum + (each[place] ?? 0), 0));
  const most = Math.max(...totals);
  // Of many that are as good the middle one.
  const good = totals.flatMap((total, place) => (total >= most * 0.995 ? [place] : []));
  return good.reduce((best, place) => (Math.abs(place - 32) < Math.abs(best - 32) ? place : best));
}

/** The places that show most for the least movement: dynamic programming over all of them. */
function bestPath(seen: Float32Array[], share: number, seconds: number): number[] {
  const reach = Math.max(1, Math.floor((FASTEST * share * seconds * (PLACES - 1)) / Math.max(1e-6, 1 - share)));
  const came: Int16Array[] = [];
  let worth = new Float64Array(PLACES);
  seen.forEach((each, look) => {
    const next = new Float64Array(PLACES).fill(-Infinity);
    const from = new Int16Array(PLACES);
    for (let place = 0; place < PLACES; place += 1) {
      for (let old = Math.max(0, place - reach); old <= Math.min(PLACES - 1, place + reach); old += 1) {
        const moved = look === 0 ? 0 : Math.abs(place - old) / reach;
        const total = (worth[old] ?? 0) + (each[place] ?? 0) - RESTLESS * (0.3 * moved + 0.7 * moved * moved);
        if (total <= (next[place] ?? 0)) continue;
        next[place] = total;
        from[place] = old;
      }
    }
    came.push(from);
    worth = next;
  });
  const path: number[] = [];
  let place = worth.reduce((best, total, at) => (total > (worth[best] ?? -Infinity) ? at : best), 0);
  for (const from of came.toReversed()) {
    path.unshift(place);
    place = from[place] ?? 0;
  }
  return path;
}

/** True when from one place nearly as much is seen as on the way, at any time of it. */
function staysIn(seen: Float32Array[], still: number, path: number[], looks: number): boolean {
  const fromStill = seen.map((each) => each[still] ?? 0);
  const fromPath = seen.map((each, look) => each[path[look] ?? still] ?? 0);
  if (sum(fromStill) < STEADY * sum(fromPath)) return false;
  return seen.every((_, look) => {
    const there = sum(fromPath.slice(look, look + looks));
    return look + looks > seen.length || sum(fromStill.slice(look, look + looks)) >= STEADY_AT_WORST * there;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function between(path: readonly number[], at: number): number {
  const low = Math.min(Math.floor(at), path.length - 1);
  const high = Math.min(low + 1, path.length - 1);
  const share = Math.min(1, Math.max(0, at - low));
  return (path[low] ?? 0) * (1 - share) + (path[high] ?? 0) * share;
}

/** Smoothed with a bell as wide as twice `half`; the ends are held. */
function eased(values: readonly number[], half: number): number[] {
  const weights = Array.from({ length: 2 * half + 1 }, (_, at) => 1 + Math.cos((Math.PI * (at - half)) / (half + 1)));
  const total = sum(weights);
  return values.map((_, frame) =>
    weights.reduce((smooth, weight, at) => {
      const near = Math.min(values.length - 1, Math.max(0, frame + at - half));
      return smooth + ((values[near] ?? 0) * weight) / total;
    }, 0),
  );
}
