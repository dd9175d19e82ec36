import { z } from 'zod';
import { Caption, Clip, Cut, CutCandidate, CutStyle, Sound } from '../film/cut.ts';
import { Review } from '../film/review.ts';
import { Screenplay, shotsOf } from '../film/screenplay.ts';
import type { Shot, TransitionKind } from '../film/screenplay.ts';
import { Take } from '../film/take.ts';
import { formatClock, toSeconds } from '../film/time.ts';
import { defineAgent } from './agent.ts';
import { continuityNotes } from './script-supervisor.ts';

export const EditorInput = z.object({
  screenplay: Screenplay,
  /** Every usable take with its review: circled ones, or, where none was, the best there is. */
  takes: z.array(z.object({ take: Take, review: Review.nullable() })).min(1),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Voices and music, placed on the film as the screenplay has it. */
  sounds: z.array(Sound),
  captions: z.array(Caption),
  burnCaptions: z.boolean(),
});
export type EditorInput = z.infer<typeof EditorInput>;

export const EditorOutput = z.object({
  candidates: z.array(CutCandidate).min(1),
  recommended: CutStyle,
  reason: z.string(),
});
export type EditorOutput = z.infer<typeof EditorOutput>;

export const EDITOR_PROMPT = `You are the editor. You get the screenplay, the takes with their reviews, and the sounds. Propose three complete cuts of the same length:
- safe: the best-scored take of every shot, straight cuts only. Nothing can go wrong with it.
- balanced: the planned transitions, the takes that serve the story. Recommend this one unless something speaks against it.
- creative: another rhythm. Hold what is felt, shorten what is only shown; let a cut come a few frames before or after the obvious place; use a bolder
  transition where the story turns.
A clip's source lies inside what is available; a transition takes half of its frames from each side's handles and never changes the length. Words on screen
stay readable. For every cut: reasoning in two sentences a director would accept, and continuity notes for what might jump. Never drop a shot that carries a
must-have element.`;

/** Three complete cuts: safe, balanced, creative. */
export const editor = defineAgent<EditorInput, EditorOutput>({
  name: 'editor',
  input: EditorInput,
  output: EditorOutput,
  prompt: EDITOR_PROMPT,
  rehearse: edit,
});

type Entry = EditorInput['takes'][number];

interface Slot {
  shot: Shot;
  entry: Entry;
}

/** Frames on each side of a creative cut that may move from one shot to its neighbour. */
const SLIP = 6;
const FADE_OUT = 18;

function edit(input: EditorInput): EditorOutput {
  const slots = shotsOf(input.screenplay).flatMap((shot): Slot[] => {
    const entry = bestTake(input.takes.filter(({ take }) => take.shot === shot.id));
    return entry === undefined ? [] : [{ shot, entry }];
  });
  const balanced = candidate(
    input,
    slots,
    'balanced',
    slots.map(() => 0),
  );
  const creative = candidate(input, slots, 'creative', slips(slots));
  const safe = candidate(
    input,
    slots,
    'safe',
    slots.map(() => 0),
  );
  return {
    candidates: [safe, balanced, creative],
    recommended: 'balanced',
    reason:
      balanced.estimatedQuality === null
        ? 'The balanced cut keeps the planned rhythm and transitions; no take was scored, so nothing speaks for another.'
        : `The balanced cut keeps the planned rhythm and transitions with the best takes (${balanced.estimatedQuality} of 100 on what could be measured).`,
  };
}

/** The highest overall score; among equals the later take, which was shot to be better. */
function bestTake(entries: Entry[]): Entry | undefined {
  return entries.toSorted(
    (a, b) => (b.review?.overall ?? -1) - (a.review?.overall ?? -1) || b.take.number - a.take.number,
  )[0];
}

/** How many frames each clip gives to (negative) or takes from its successor, so that the whole keeps its length. */
function slips(slots: Slot[]): number[] {
  return slots.map(({ shot, entry }, at) => {
    const next = slots[at + 1];
    if (next === undefined) return 0;
    // A speaking shot keeps its frames; a cut before or after a voice may come early or late.
    const wish = TENSE.has(next.shot.mood) || next.shot.narration === null ? SLIP : -SLIP;
    const room = Math.min(
      entry.take.handles.tail,
      next.entry.take.handles.head,
      Math.floor(shot.frames / 6),
      Math.floor(next.shot.frames / 6),
    );
    const planned = Math.ceil(transitionOf(next.shot, 'creative', at + 1, shot).frames / 2);
    return Math.sign(wish) * Math.max(0, Math.min(Math.abs(wish), room - planned));
  });
}

const TENSE = new Set(['energetic', 'tense', 'triumphant', 'playful', 'epic']);

function candidate(input: EditorInput, slots: Slot[], style: CutStyle, moved: number[]): CutCandidate {
  const clips = slots.map(({ shot, entry }, at) =>
    clipOf(shot, entry.take, style, at, slots[at - 1], { head: moved[at - 1] ?? 0, tail: moved[at] ?? 0 }),
  );
  const total = clips.reduce((sum, clip) => sum + clip.source.frames, 0);
  const cut: Cut = {
    schema: 'Cut.1',
    id: style,
    rate: input.screenplay.rate,
    width: input.width,
    height: input.height,
    clips,
    sounds: input.sounds,
    captions: input.captions,
    burnCaptions: input.burnCaptions,
    fadeOut: style === 'safe' ? 0 : Math.min(FADE_OUT, Math.floor((clips.at(-1)?.source.frames ?? 0) / 2)),
  };
  const changed = moved.filter((frames) => frames !== 0).length;
  const length = formatClock(toSeconds(total, input.screenplay.rate));
  return {
    cut,
    title: TITLES[style],
    reasoning: reasoningFor(style, {
      shots: clips.length,
      changed,
      length,
      transitions: clips.filter((clip) => clip.transitionIn.frames > 0).length,
    }),
    estimatedQuality: quality(slots, clips),
    continuityNotes: continuityNotes(input.screenplay, cut),
  };
}

const TITLES: Record<CutStyle, string> = {
  safe: 'Straight cuts, best takes',
  balanced: 'As planned',
  creative: 'Another rhythm',
};

function clipOf(
  shot: Shot,
  take: Take,
  style: CutStyle,
  at: number,
  before: Slot | undefined,
  moved: { head: number; tail: number },
): Clip {
  const all = Math.max(1, take.probe.video?.frames ?? shot.frames + take.handles.head + take.handles.tail);
  // `head` moves the first frame (the shot before takes or gives it), `tail` the last one.
  const start = Math.min(take.handles.head + moved.head, all - 1);
  const frames = Math.max(1, Math.min(shot.frames - moved.head + moved.tail, all - start));
  const transition = transitionOf(shot, style, at, before?.shot);
  const room =
    before === undefined
      ? frames
      : 2 * Math.max(0, Math.min(start, 12, before.entry.take.handles.tail - Math.max(0, moved.head)));
  const held = { kind: transition.kind, frames: Math.min(transition.frames, room, frames) };
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

const BOLD: TransitionKind[] = ['zoom', 'wipe', 'slide-left'];

function transitionOf(shot: Shot, style: CutStyle, at: number, before: Shot | undefined): Shot['transitionIn'] {
  const planned = shot.transitionIn;
  if (style === 'balanced') return planned;
  if (style === 'safe' || before === undefined) return style === 'creative' ? planned : { kind: 'cut', frames: 0 };
  if (shot.scene === before.scene || Math.min(shot.frames, before.frames) < 36) return planned;
  return { kind: BOLD[(at + shot.scene) % BOLD.length] ?? 'wipe', frames: 12 };
}

/** Mean of the takes' overall scores by length; null when one of them has none. */
function quality(slots: Slot[], clips: Clip[]): number | null {
  let total = 0;
  let frames = 0;
  for (const [at, slot] of slots.entries()) {
    const overall = slot.entry.review?.overall ?? null;
    if (overall === null) return null;
    const length = clips[at]?.source.frames ?? 0;
    total += overall * length;
    frames += length;
  }
  return frames === 0 ? null : Math.round((total / frames) * 10) / 10;
}

function reasoningFor(
  style: CutStyle,
  facts: { shots: number; changed: number; length: string; transitions: number },
): string {
  const { shots, changed, length, transitions } = facts;
  switch (style) {
    case 'safe':
      return `The best-scored take of all ${shots} shots in the order of the story, straight cuts only, ${length}. Nothing hides a weak take and nothing can jump in a transition.`;
    case 'balanced':
      return `The rhythm of the screenplay with ${transitions === 1 ? 'its one transition' : `its ${transitions} transitions`}, ${length}: cuts inside a scene, a breath where place or hour change.`;
    case 'creative':
      return `${changed === 0 ? 'No cut had room to move' : `${changed} of ${Math.max(0, shots - 1)} cuts come up to a quarter second early or late, so that what moves leads and what speaks stays`}; bolder transitions between scenes, ${length}.`;
  }
}
