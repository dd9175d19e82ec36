import type { Frame } from 'node-av/lib';
import type { OpenClip } from '../codec/clip.ts';
import type { Placed, Plan } from './plan.ts';
import { StudioError } from '../../errors.ts';

/**
 * Moves every match cut to the frame, within its own frames and what the takes have, on whose two sides the pictures look
 * most alike: the mean difference of brightness over a coarse grid is smallest there, and of equals the nearest to where it
 * was planned is taken. A rolling edit: what one side gains the other loses, so the film keeps its length and everything
 * else its place. The plan has no matches left.
 */
export async function settleMatches(plan: Plan, clips: readonly OpenClip[]): Promise<Plan> {
  const placed = plan.clips.map((each) => ({ ...each }));
  for (const match of plan.matches) {
    const [before, after] = [placed[match.into - 1], placed[match.into]];
    if (before === undefined || after === undefined) throw new StudioError('internal', 'a match leads nowhere');
    const earliest = Math.max(
      match.start,
      before.start + 1,
      plan.joins.find(({ into }) => into === match.into - 1)?.end ?? 0,
      after.start - (after.source - after.first),
    );
    const latest = Math.min(
      match.end,
      after.end - 1,
      plan.joins.find(({ into }) => into === match.into + 1)?.start ?? Infinity,
      before.start + before.last - before.source + 1,
    );
    const planned = after.start;
    const leaving = await grids(clips, before, earliest - 1, latest - 1);
    const coming = await grids(clips, after, earliest, latest);
    let best = { at: planned, difference: Infinity };
    for (let at = earliest; at <= latest; at += 1) {
      const difference = unlike(leaving[at - earliest], coming[at - earliest]);
      const nearer = Math.abs(at - planned) < Math.abs(best.at - planned);
      if (difference < best.difference || (difference === best.difference && nearer)) best = { at, difference };
    }
    before.end = best.at;
    after.source += best.at - planned;
    after.start = best.at;
  }
  return { ...plan, clips: placed, matches: [] };
}

const COLUMNS = 32;
const ROWS = 18;

/** Frames of the film from one clip, each as a coarse grid of brightness. */
async function grids(clips: readonly OpenClip[], placed: Placed, from: number, to: number): Promise<Float64Array[]> {
  const clip = clips[placed.clip];
  if (clip === undefined) throw new StudioError('internal', 'a plan names a clip that is not there');
  const all: Float64Array[] = [];
  for (let frame = from; frame <= to; frame += 1)
    all.push(gridOf(await clip.frame(placed.source + frame - placed.start)));
  return all;
}

function gridOf(frame: Frame): Float64Array {
  const luma = frame.data?.[0] ?? Buffer.alloc(0);
  const stride = frame.linesize[0] ?? 0;
  const grid = new Float64Array(COLUMNS * ROWS);
  const counts = new Float64Array(COLUMNS * ROWS);
  for (let y = 0; y < frame.height; y += 2) {
    const row = Math.floor((y * ROWS) / frame.height) * COLUMNS;
    for (let x = 0; x < frame.width; x += 2) {
      const cell = row + Math.floor((x * COLUMNS) / frame.width);
      grid[cell] = (grid[cell] ?? 0) + (luma[y * stride + x] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return grid.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 1));
}

function unlike(a: Float64Array | undefined, b: Float64Array | undefined): number {
  if (a === undefined || b === undefined) return Infinity;
  return a.reduce((total, level, cell) => total + Math.abs(level - (b[cell] ?? 0)), 0);
}
