import { z } from 'zod';
import { Caption, CaptionStyle, CutCandidate, CutStyle, Sound } from '../film/cut.ts';
import { Review } from '../film/review.ts';
import { Screenplay, TransitionKind } from '../film/screenplay.ts';
import type { Shot } from '../film/screenplay.ts';
import { Take } from '../film/take.ts';
import { formatClock, toSeconds } from '../film/time.ts';
import { defineAgent, Unfit } from './agent.ts';
import { assemble, slotsOf, type Assembly, type Slot } from './assembly.ts';
import { clean } from './plain.ts';
import { shownScreenplay } from './shown.ts';

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
  captionStyle: CaptionStyle.optional(),
  /** What was found across cuts, by the slates on both sides: 0–100, the higher the smoother. */
  continuity: z.array(z.object({ from: z.string(), to: z.string(), score: z.number().min(0).max(100) })).optional(),
});
export type EditorInput = z.infer<typeof EditorInput>;

export const EditorOutput = z.object({
  candidates: z.array(CutCandidate).min(1),
  recommended: CutStyle,
  reason: z.string(),
});
export type EditorOutput = z.infer<typeof EditorOutput>;

export const EDITOR_PROMPT = `You are the editor. You make three complete cuts of one film out of the takes that were shot, and say which one you would show.

THE DATA hold the screenplay, then every usable take: its slate (3B-2 is take 2 of shot 3B), score out of 100 (null: nobody could score it), issues, and
head and tail, the frames that it has to spare before and after its shot. continuity says how smooth the picture goes from one take into another, 0 to 100.
A second has 24 frames.

THE CUTS. All have every shot once and the same length; that adds up by itself.
- safe: the best-scored take of every shot, straight cuts, the order of the story. It is made by rule: you only give it a title and the reasons.
- balanced: the planned transitions and the takes that serve the story best, which need not be the highest scores: a take that matches its neighbours beats
  a prettier one that jumps. Recommend it unless something speaks against it.
- creative: another rhythm. Hold what is felt, shorten what is only shown; let a cut come a few frames before or after the obvious place; use a bolder
  transition where the story turns, and only there.

RULES
- Name takes by slates that are in the data, one a shot. A shot that you leave out is used as planned, with its best take.
- later moves the cut between this shot and the next one: 6 means that this shot is held six frames longer and the next begins later, -6 the opposite. It
  is limited by head and tail, usually to six frames. 0 is a good answer.
- order is null for as planned. Only in the creative cut shots may change places, and only silent ones: a shot with narration keeps its place in time,
  because its words are already there.
- transition is how this shot is entered. Inside a scene that is a cut, or a match-cut where both sides show the same shape or movement: it falls where they
  look most alike. Dissolves say that time or place have changed; an iris is quaint; wipes, slides, whips and zooms are loud.
- Where continuity is below 70, hide the jump (another take, an earlier cut, a dissolve) or say in the reasons why it may stand.

REASONS are two sentences that a director would accept, about this film: what the cut does and what it costs. "3A is held because the face arrives late"
is a reason; "dynamic pacing" is none. Do not repeat scores.`;

const Version = z.object({
  title: z.string().describe('Two to four words'),
  reasoning: z.string().describe('Two sentences'),
  shots: z.array(
    z.object({
      slate: z.string().describe('A take from the data'),
      order: z.number().nullable().describe('Place in the film from 1; null for as planned'),
      later: z.number().describe('Frames, -12 to 12, by which the cut to the next shot comes later'),
      transition: TransitionKind.describe('How this shot is entered'),
    }),
  ),
});
type Version = z.infer<typeof Version>;

const Reply = z.object({
  safe: Version.omit({ shots: true }),
  balanced: Version,
  creative: Version,
  recommended: CutStyle,
  reason: z.string().describe('One sentence: why this one'),
});
type Reply = z.infer<typeof Reply>;

/** Three complete cuts: safe, balanced, creative. */
export const editor = defineAgent<EditorInput, EditorOutput, Reply>({
  name: 'editor',
  input: EditorInput,
  output: EditorOutput,
  prompt: { version: 2, text: EDITOR_PROMPT, maxTokens: 8_000, effort: 'medium' },
  rehearse: edit,
  show: ({ screenplay, takes, continuity = [] }) => ({
    shared: { screenplay: shownScreenplay(screenplay) },
    own: { takes: takes.map(shownEntry), continuity },
  }),
  reply: Reply,
  complete: cutAsSaid,
});

function shownEntry({ take, review }: EditorInput['takes'][number]): object {
  const { slate, shot, handles } = take;
  const told =
    review === null ? null : { score: review.overall, verdict: review.verdict, issues: review.issues.slice(0, 3) };
  return { slate, shot, head: handles.head, tail: handles.tail, score: null, issues: [], ...told };
}

/** Frames on each side of a creative cut that may move from one shot to its neighbour. */
const SLIP = 6;

/** The cut as the screenplay has it, made without a mind: planned transitions, best takes. */
export function balancedCut(input: EditorInput): CutCandidate {
  return byRule(input, 'balanced');
}

function edit(input: EditorInput): EditorOutput {
  const balanced = balancedCut(input);
  return {
    candidates: [byRule(input, 'safe'), balanced, byRule(input, 'creative')],
    recommended: 'balanced',
    reason:
      balanced.estimatedQuality === null
        ? 'The balanced cut keeps the planned rhythm and transitions; no take was scored, so nothing speaks for another.'
        : `The balanced cut keeps the planned rhythm and transitions with the best takes (${balanced.estimatedQuality} of 100 on what could be measured).`,
  };
}

function byRule(input: EditorInput, style: CutStyle, words = { title: '', reasoning: '' }): CutCandidate {
  const slots = slotsOf(input);
  const transitions = slots.map(({ shot }, at) => transitionOf(shot, style, at, slots[at - 1]?.shot));
  const later = style === 'creative' ? slots.map((_, at) => slipBefore(slots[at + 1])) : slots.map(() => 0);
  return told(input, { style, slots, transitions, later }, words);
}

/** A speaking shot keeps its frames; a cut before or after a voice may come early or late. */
function slipBefore(next: Slot | undefined): number {
  if (next === undefined) return 0;
  return TENSE.has(next.shot.mood) || next.shot.narration === null ? SLIP : -SLIP;
}

const TENSE = new Set(['energetic', 'tense', 'triumphant', 'playful', 'epic']);

const BOLD: TransitionKind[] = ['zoom', 'wipe', 'slide-left'];

function transitionOf(shot: Shot, style: CutStyle, at: number, before: Shot | undefined): Shot['transitionIn'] {
  const planned = shot.transitionIn;
  if (style === 'balanced') return planned;
  if (style === 'safe' || before === undefined) return style === 'creative' ? planned : { kind: 'cut', frames: 0 };
  if (shot.scene === before.scene || Math.min(shot.frames, before.frames) < 36) return planned;
  return { kind: BOLD[(at + shot.scene) % BOLD.length] ?? 'wipe', frames: 12 };
}

const TITLES: Record<CutStyle, string> = {
  safe: 'Straight cuts, best takes',
  balanced: 'As planned',
  creative: 'Another rhythm',
};

/** An assembly as a candidate; where nobody has said why, the figures do. */
function told(input: EditorInput, assembly: Assembly, words: Pick<CutCandidate, 'title' | 'reasoning'>): CutCandidate {
  const made = assemble(input, assembly);
  const { clips } = made.cut;
  const planned = ends(assembly.slots.map(({ shot }) => shot.frames));
  const cut = ends(clips.map(({ source }) => source.frames));
  const facts = {
    shots: clips.length,
    changed: cut.filter((end, at) => end !== planned[at]).length,
    length: formatClock(toSeconds(cut.at(-1) ?? 0, input.screenplay.rate)),
    transitions: clips.filter((clip) => clip.transitionIn.frames > 0).length,
  };
  return {
    ...made,
    title: clean(words.title, 60) || TITLES[assembly.style],
    reasoning: clean(words.reasoning, 600) || reasoningFor(assembly.style, facts),
  };
}

/** The frame at which each of them ends. */
function ends(lengths: readonly number[]): number[] {
  let end = 0;
  return lengths.map((frames) => (end += frames));
}

function reasoningFor(
  style: CutStyle,
  facts: { shots: number; changed: number; length: string; transitions: number },
): string {
  const { shots, changed, length, transitions } = facts;
  if (shots === 1) return `The best-scored take of the one shot, ${length}: there is nothing to cut.`;
  switch (style) {
    case 'safe':
      return `The best-scored take of all ${shots} shots in the order of the story, straight cuts only, ${length}. Nothing hides a weak take and nothing can jump in a transition.`;
    case 'balanced':
      return `The rhythm of the screenplay with ${transitions === 1 ? 'its one transition' : `its ${transitions} transitions`}, ${length}: cuts inside a scene, a breath where place or hour change.`;
    case 'creative':
      return `${changed === 0 ? 'No cut had room to move' : `${changed} of ${Math.max(0, shots - 1)} cuts come up to a quarter second early or late, so that what moves leads and what speaks stays`}; bolder transitions between scenes, ${length}.`;
  }
}

/** The cuts that a mind has asked for, within what the takes and the narration allow. Throws `Unfit` when it names no take. */
function cutAsSaid(reply: Reply, input: EditorInput): EditorOutput {
  const slates = input.takes.map(({ take }) => take.slate);
  for (const style of ['balanced', 'creative'] as const) {
    const named = reply[style].shots.filter(({ slate }) => slates.includes(slate.trim()));
    if (named.length === 0)
      throw new Unfit(`the ${style} cut names none of the takes. They are: ${slates.slice(0, 60).join(', ')}`);
  }
  const candidates = [
    byRule(input, 'safe', reply.safe),
    told(input, assemblyOf(input, 'balanced', reply.balanced), reply.balanced),
    told(input, assemblyOf(input, 'creative', reply.creative), reply.creative),
  ];
  const chosen = candidates.find(({ cut }) => cut.id === reply.recommended);
  const figures = [
    chosen?.estimatedQuality == null ? 'nobody could score it' : `${chosen.estimatedQuality} of 100 on its takes`,
    ...(chosen?.continuityScore == null ? [] : [`${chosen.continuityScore} across its cuts`]),
  ];
  const reason = clean(reply.reason, 400) || `The ${reply.recommended} cut`;
  return { candidates, recommended: reply.recommended, reason: `${reason} (${figures.join(', ')})` };
}

function assemblyOf(input: EditorInput, style: CutStyle, { shots }: Version): Assembly {
  const lines = new Map<string, Version['shots'][number]>();
  const slots = slotsOf(input).map((slot): Slot => {
    const line = shots.find(({ slate }) => takeOf(input, slate)?.take.shot === slot.shot.id);
    if (line === undefined) return slot;
    lines.set(slot.shot.id, line);
    return { shot: slot.shot, entry: takeOf(input, line.slate) ?? slot.entry };
  });
  const ordered = style === 'creative' ? inOrder(slots, lines) : slots;
  return {
    style,
    slots: ordered,
    transitions: ordered.map((slot, at) => enteredBy(slot, ordered[at - 1], lines.get(slot.shot.id)?.transition)),
    later: ordered.map(({ shot }) => lines.get(shot.id)?.later ?? 0),
  };
}

function takeOf({ takes }: EditorInput, slate: string): EditorInput['takes'][number] | undefined {
  return takes.find(({ take }) => take.slate === slate.trim());
}

/** The order that was asked for, or the story's when words would lose their picture. */
function inOrder(slots: Slot[], lines: ReadonlyMap<string, Version['shots'][number]>): Slot[] {
  // Half a place further than asked for, so that who was there before makes room.
  const place = new Map(
    slots.map((slot, at) => {
      const wish = (lines.get(slot.shot.id)?.order ?? at + 1) - 1;
      return [slot, wish + Math.sign(wish - at) / 2];
    }),
  );
  const wished = slots.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  return keepsVoices(slots, wished) ? wished : slots;
}

/** Every shot with narration begins on the frame for which its words were recorded. */
function keepsVoices(planned: readonly Slot[], wished: readonly Slot[]): boolean {
  const begins = (slots: readonly Slot[]) => {
    const frames = ends(slots.map(({ shot }) => shot.frames));
    return new Map(slots.map((slot, at) => [slot, (frames[at] ?? 0) - slot.shot.frames]));
  };
  const before = begins(planned);
  const after = begins(wished);
  return planned.every((slot) => slot.shot.narration === null || before.get(slot) === after.get(slot));
}

/** Frames of a transition that the screenplay has not planned. */
const TRANSITION = 12;

function enteredBy({ shot }: Slot, before: Slot | undefined, kind: TransitionKind | undefined): Shot['transitionIn'] {
  const planned = shot.transitionIn;
  if (kind === undefined || kind === planned.kind) return planned;
  const fade = kind === 'fade-black' || kind === 'fade-white';
  const short = Math.min(shot.frames, before?.shot.frames ?? shot.frames) < 3 * TRANSITION;
  if (kind === 'cut' || short || (before === undefined && !fade)) return { kind: 'cut', frames: 0 };
  return { kind, frames: TRANSITION };
}
