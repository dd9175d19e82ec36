import type { Caption, CaptionStyle, Clip, Cut, CutCandidate, CutStyle, Sound } from '../film/cut.ts';
import type { Review } from '../film/review.ts';
import { shotsOf, type Screenplay, type Shot } from '../film/screenplay.ts';
import type { Take } from '../film/take.ts';
import { continuityNotes } from './script-supervisor.ts';

/** A take that may be used, with its review. */
export interface Entry {
  take: Take;
  review: Review | null;
}

/** What lies on the editor's table. */
export interface Table {
  screenplay: Screenplay;
  takes: Entry[];
  width: number;
  height: number;
  sounds: Sound[];
  captions: Caption[];
  burnCaptions: boolean;
  captionStyle?: CaptionStyle | undefined;
  continuity?: { from: string; to: string; score: number }[] | undefined;
}

export interface Slot {
  shot: Shot;
  entry: Entry;
}

/** How a cut is to be: what comes after what, and how one becomes the other. */
export interface Assembly {
  style: CutStyle;
  slots: readonly Slot[];
  /** Into each slot from the one before. */
  transitions: readonly Shot['transitionIn'][];
  /** Frames by which the cut after each slot comes later than planned, or earlier, when negative. */
  later: readonly number[];
}

const FADE_OUT = 18;
/** Frames of a handle that a transition borrows at most. */
export const HANDLE = 12;
/** Below this a cut is felt as a jump. */
const SMOOTH = 70;

/** The cut that an assembly stands for, as long as its shots together; what does not fit is held to what there is. */
export function assemble(
  table: Table,
  { style, slots, transitions, later }: Assembly,
): Omit<CutCandidate, 'title' | 'reasoning'> {
  const moved = slots.map((_, at) => lengthened(slots, transitions, at, later[at] ?? 0));
  const clips = slots.map(({ shot, entry }, at) =>
    clipOf(shot, entry.take, transitions[at], slots[at - 1], { head: moved[at - 1] ?? 0, tail: moved[at] ?? 0 }),
  );
  const cut: Cut = {
    schema: 'Cut.1',
    id: style,
    rate: table.screenplay.rate,
    width: table.width,
    height: table.height,
    clips,
    sounds: table.sounds,
    captions: table.captions,
    burnCaptions: table.burnCaptions,
    ...(table.captionStyle === undefined ? {} : { captionStyle: table.captionStyle }),
    fadeOut: style === 'safe' ? 0 : Math.min(FADE_OUT, Math.floor((clips.at(-1)?.source.frames ?? 0) / 2)),
  };
  const { continuityScore, continuityNotes: notes } = continuityOf(table, cut);
  return {
    cut,
    estimatedQuality: quality(slots, clips),
    continuityScore,
    continuityNotes: [...notes, ...clips.flatMap((clip, at) => shortened(clip, transitions[at]))],
  };
}

/** What became of a transition for which its neighbours have too few frames to spare. */
function shortened({ slate, transitionIn }: Clip, wanted: Shot['transitionIn'] | undefined): string[] {
  if (wanted === undefined || wanted.kind === 'cut' || wanted.frames <= transitionIn.frames) return [];
  const asked = `${wanted.kind} of ${wanted.frames} frames into ${slate}`;
  return [
    transitionIn.frames === 0
      ? `The ${asked} is a cut: the takes beside it have no frames to spare.`
      : `The ${asked} has ${transitionIn.frames}: the takes beside it have no more to spare.`,
  ];
}

/** Every shot that has a take, in the order of the story, with its best one. */
export function slotsOf({ screenplay, takes }: Table): Slot[] {
  return shotsOf(screenplay).flatMap((shot): Slot[] => {
    const entry = bestTake(takes.filter(({ take }) => take.shot === shot.id));
    return entry === undefined ? [] : [{ shot, entry }];
  });
}

/** The highest overall score; among equals the later take, which was shot to be better. */
function bestTake(entries: Entry[]): Entry | undefined {
  return entries.toSorted(
    (a, b) => (b.review?.overall ?? -1) - (a.review?.overall ?? -1) || b.take.number - a.take.number,
  )[0];
}

/** What a clip may take from its successor or give to it, so that the whole keeps its length. */
function lengthened(
  slots: readonly Slot[],
  transitions: readonly Shot['transitionIn'][],
  at: number,
  wish: number,
): number {
  const { shot, entry } = slots[at] as Slot;
  const next = slots[at + 1];
  if (next === undefined) return 0;
  const room = Math.min(
    entry.take.handles.tail,
    next.entry.take.handles.head,
    Math.floor(shot.frames / 6),
    Math.floor(next.shot.frames / 6),
  );
  const planned = Math.ceil((transitions[at + 1]?.frames ?? 0) / 2);
  const most = Math.max(0, room - planned);
  return Math.max(-most, Math.min(most, Math.round(wish)));
}

function clipOf(
  shot: Shot,
  take: Take,
  transition: Shot['transitionIn'] | undefined,
  before: Slot | undefined,
  moved: { head: number; tail: number },
): Clip {
  const all = Math.max(1, take.probe.video?.frames ?? shot.frames + take.handles.head + take.handles.tail);
  // `head` moves the first frame (the shot before takes or gives it), `tail` the last one.
  const start = Math.min(take.handles.head + moved.head, all - 1);
  const frames = Math.max(1, Math.min(shot.frames - moved.head + moved.tail, all - start));
  const room =
    before === undefined
      ? frames
      : 2 * Math.max(0, Math.min(start, HANDLE, before.entry.take.handles.tail - Math.max(0, moved.head)));
  const held = { kind: transition?.kind ?? 'cut', frames: Math.min(transition?.frames ?? 0, room, frames) };
  return {
    shot: shot.id,
    slate: take.slate,
    media: take.media,
    source: { start, frames },
    available: { start: 0, frames: all },
    transitionIn: held.frames === 0 ? { kind: 'cut', frames: 0 } : held,
    overlays: shot.overlays.flatMap((overlay) => {
      const from = Math.min(overlay.range.start, frames - 1);
      return [
        { ...overlay, range: { start: from, frames: Math.max(1, Math.min(overlay.range.frames, frames - from)) } },
      ];
    }),
  };
}

/** Mean of the takes' overall scores by length; null when one of them has none. */
function quality(slots: readonly Slot[], clips: Clip[]): number | null {
  let total = 0;
  let frames = 0;
  for (const [at, slot] of slots.entries()) {
    const overall = slot.entry.review?.overall ?? null;
    if (overall === null) return null;
    const length = clips[at]?.source.frames ?? 0;
    total += overall * length;
    frames += length;
  }
  return frames === 0 ? null : oneDecimal(total / frames);
}

/** What was found across the cuts that this one makes, and what could jump. */
function continuityOf(
  { screenplay, continuity = [] }: Table,
  cut: Cut,
): Pick<CutCandidate, 'continuityScore' | 'continuityNotes'> {
  const joints = cut.clips.slice(1).flatMap((clip, at) => {
    const before = cut.clips[at];
    return continuity.filter(({ from, to }) => from === before?.slate && to === clip.slate);
  });
  const jumps = joints
    .filter(({ score }) => score < SMOOTH)
    .map(({ from, to, score }) => `${from} → ${to}: continuity across this cut is ${oneDecimal(score)} of 100.`);
  return {
    continuityScore:
      joints.length === 0 ? null : oneDecimal(joints.reduce((sum, { score }) => sum + score, 0) / joints.length),
    continuityNotes: [...continuityNotes(screenplay, cut), ...jumps],
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
