import { captionsFrom } from '../../cutting-room/render/captions.ts';
import type { Clip, Cut, CutCandidate, CutStyle, Sound } from '../../film/cut.ts';
import type { EventData } from '../../film/events.ts';
import { FIT_LIMITS } from '../../film/fit.ts';
import type { Size } from '../../film/media.ts';
import type { Overlay, TransitionKind } from '../../film/screenplay.ts';
import type { Take, VoiceLine } from '../../film/take.ts';
import { FILM_RATE, toFrames, toSeconds } from '../../film/time.ts';
import type { OldCandidate, OldDecision, OldRun } from './old-run.ts';
import type { Numbered } from './screenplay.ts';

/** What there is to cut with. */
export interface Bins {
  run: OldRun;
  scenes: readonly Numbered[];
  takes: readonly Take[];
  voices: Readonly<Record<string, VoiceLine>>;
  music: EventData<'music-adopted'> | null;
  size: Size;
}

type Proposal = EventData<'cut-proposed'>;

/**
 * The original's cuts of the takes that are here, clamped to what exists, or the scenes in their order where nobody knows
 * how it cut them. Null without a take. What could not be kept is among the notes of each cut.
 */
export function cutsOf(bins: Bins): Proposal | null {
  if (bins.takes.length === 0) return null;
  const free = new Set<CutStyle>(['balanced', 'safe', 'creative']);
  const candidates: CutCandidate[] = [];
  const left: string[] = [];
  let chosen: CutStyle | null = null;
  for (const old of inOrder(bins.run)) {
    const style = styleOf(old, free);
    const candidate = style === null ? null : candidateOf(bins, old, style);
    if (style === null || candidate === null) {
      left.push(
        `${IMPORTED}the original had ${old.id} as well, ${style === null ? `and ${CUTS} cuts are the most` : 'of which no clip is here'}`,
      );
      continue;
    }
    free.delete(style);
    if (old.id === bins.run.recommended) chosen = style;
    candidates.push(candidate);
  }
  const [first = candidateOf(bins, LOST, 'balanced'), ...others] = candidates;
  if (first === null) return null;
  return {
    candidates: [{ ...first, continuityNotes: [...first.continuityNotes, ...left] }, ...others],
    recommended: chosen ?? first.cut.id,
    reason:
      chosen === null ? 'imported: nobody knows which one the original used' : 'imported: the original recommended it',
  };
}

/** Before what the import has to say about a cut. */
export const IMPORTED = 'imported: ';
/** A film has so many cuts at most. */
export const CUTS = 3;

const LOST: OldCandidate = {
  id: 'balanced',
  name: 'The scenes in their order',
  style: 'balanced',
  reasoning: null,
  quality: null,
  continuityScore: null,
  continuityNotes: [],
  decisions: null,
};

/** The recommended one first, so that it has its place whatever the others are called. */
function inOrder({ candidates, recommended }: OldRun): OldCandidate[] {
  return candidates.toSorted((a, b) => Number(b.id === recommended) - Number(a.id === recommended));
}

function styleOf({ id, style }: OldCandidate, free: ReadonlySet<CutStyle>): CutStyle | null {
  const named = [...free].find((one) => one === style || id.toLowerCase().includes(one));
  const [any = null] = free;
  return named ?? any;
}

function candidateOf(bins: Bins, old: OldCandidate, style: CutStyle): CutCandidate | null {
  const notes: string[] = [];
  const { run, size } = bins;
  const decisions = old.decisions ?? bins.scenes.map(({ scene }) => asItComes(scene.id));
  const placed = decisions.flatMap((decision) => placedOf(bins, decision, notes));
  if (placed.length === 0) return null;
  const clips = joined(placed);
  const cut: Cut = {
    schema: 'Cut.1',
    id: style,
    rate: FILM_RATE,
    ...size,
    clips,
    ...soundsOf(bins, placed, clips, notes),
    burnCaptions: false,
    fadeOut: fadeOutOf(placed, clips),
  };
  return {
    cut,
    title: old.name ?? old.id,
    reasoning:
      old.decisions === null
        ? 'imported: how the original cut it is lost; these are the scenes in their order'
        : (old.reasoning ?? 'imported: the original gave no reason'),
    estimatedQuality: run.mock || old.decisions === null ? null : old.quality,
    continuityNotes: [...old.continuityNotes, ...notes],
    continuityScore: run.mock ? null : old.continuityScore,
  };
}

function asItComes(scene: string): OldDecision {
  const cut = { kind: 'cut', seconds: null };
  return { scene, variation: -1, from: 0, to: null, seconds: null, transitionIn: cut, transitionOut: cut, words: null };
}

/** A clip before its joins are laid. */
interface Placed {
  decision: OldDecision;
  take: Take;
  start: number;
  frames: number;
  available: number;
}

function placedOf({ scenes, takes }: Bins, decision: OldDecision, notes: string[]): Placed[] {
  const shot = scenes.find(({ scene }) => scene.id === decision.scene)?.shot;
  const ofShot = takes.filter((one) => one.shot === shot);
  const wanted = ofShot.find(({ number }) => number === decision.variation + 1);
  const take = wanted ?? ofShot[0];
  if (take === undefined) {
    if (decision.variation >= 0) notes.push(`${IMPORTED}${decision.scene} is not in it, its clip is not here`);
    return [];
  }
  if (wanted === undefined && decision.variation >= 0)
    notes.push(`${IMPORTED}${decision.scene} has take ${take.slate}, the one that it names is not here`);
  const available = Math.max(1, take.probe.video?.frames ?? 1);
  const asked = toFrames(decision.from, FILM_RATE);
  const start = asked < available ? asked : 0;
  const to = decision.to ?? (decision.seconds === null ? null : decision.from + decision.seconds);
  const end = to === null ? available : Math.min(available, toFrames(to, FILM_RATE));
  const frames = end > start ? end - start : available - start;
  const lacking = (to ?? 0) - toSeconds(available, FILM_RATE);
  if (lacking > FIT_LIMITS.unseen)
    notes.push(`${IMPORTED}take ${take.slate} ends ${lacking.toFixed(1)} s before its cut does`);
  return [{ decision, take, start, frames, available }];
}

const KINDS: Record<string, TransitionKind> = {
  dissolve: 'dissolve',
  cross_dissolve: 'dissolve',
  crossfade: 'dissolve',
  fade: 'fade-black',
  fade_in: 'fade-black',
  fade_out: 'fade-black',
  fade_to_black: 'fade-black',
  fade_to_white: 'fade-white',
  wipe: 'wipe',
  zoom_in: 'zoom',
  zoom_out: 'zoom',
  zoom: 'zoom',
  slide_left: 'slide-left',
  slide_right: 'slide-right',
  slide_up: 'slide-up',
  slide_down: 'slide-down',
  match_cut: 'match-cut',
  whip: 'whip',
  whip_pan: 'whip',
  iris: 'iris',
};
/** Seconds of a transition whose length is not written down. */
const USUAL = 0.5;

/**
 * Clips with their joins. Both sides of a dissolve were shown at once and the film was shorter by it: so much of each clip
 * becomes the handle that ours borrows from.
 */
function joined(placed: readonly Placed[]): Clip[] {
  const joins = placed.map((one, at) => joinInto(placed[at - 1], one));
  return placed.map(({ take, start, frames, available, decision }, at) => {
    const { kind, half } = joins[at] as Join;
    const head = at > 0 && borrows(kind) ? half : 0;
    const next = joins[at + 1];
    const tail = next !== undefined && borrows(next.kind) ? next.half : 0;
    const source = { start: start + head, frames: Math.max(1, frames - head - tail) };
    return {
      shot: take.shot,
      slate: take.slate,
      media: take.media,
      source,
      available: { start: 0, frames: available },
      transitionIn: half === 0 ? { kind: 'cut', frames: 0 } : { kind, frames: 2 * half },
      overlays: overlaysOf(decision, source.frames),
    };
  });
}

interface Join {
  kind: TransitionKind;
  /** Frames on each side. */
  half: number;
}

function joinInto(before: Placed | undefined, { decision, frames }: Placed): Join {
  const own = decision.transitionIn;
  const asked = own.kind === 'cut' && before !== undefined ? before.decision.transitionOut : own;
  const kind = KINDS[asked.kind] ?? 'cut';
  if (kind === 'cut') return { kind, half: 0 };
  const most = Math.floor(Math.min(frames, before?.frames ?? frames) / 4);
  return { kind, half: Math.min(most, Math.round(toFrames(asked.seconds ?? USUAL, FILM_RATE) / 2)) };
}

function borrows(kind: TransitionKind): boolean {
  return kind !== 'cut' && kind !== 'fade-black' && kind !== 'fade-white';
}

function fadeOutOf(placed: readonly Placed[], clips: readonly Clip[]): number {
  const last = placed.at(-1);
  if (last === undefined || !/^fade(?:_out|_to_black)?$/.test(last.decision.transitionOut.kind)) return 0;
  const wanted = toFrames(last.decision.transitionOut.seconds ?? USUAL, FILM_RATE);
  return Math.min(wanted, clips.at(-1)?.source.frames ?? 0);
}

const POSITIONS: Record<string, Overlay['position']> = {
  center: 'center',
  lower_third: 'lower-third',
  upper_third: 'upper-third',
  top: 'top',
  bottom: 'bottom',
};
const STYLES: Record<string, Overlay['style']> = {
  title: 'title',
  subtitle: 'subtitle',
  caption: 'caption',
  watermark: 'watermark',
};

function overlaysOf({ words }: OldDecision, frames: number): Overlay[] {
  if (words === null) return [];
  const start = Math.min(toFrames(words.from, FILM_RATE), frames - 1);
  const wanted = words.seconds === null ? frames : Math.max(1, toFrames(words.seconds, FILM_RATE));
  const style = STYLES[words.style] ?? 'title';
  return [
    {
      text: words.text,
      style,
      position: style === 'watermark' ? 'bottom-right' : (POSITIONS[words.position] ?? 'center'),
      range: { start, frames: Math.min(wanted, frames - start) },
    },
  ];
}

/** Voices with their clips, music under all, and the clips' own sound where they are used from their beginning. */
function soundsOf(
  { voices, music, takes }: Bins,
  placed: readonly Placed[],
  clips: readonly Clip[],
  notes: string[],
): Pick<Cut, 'sounds' | 'captions'> {
  const sounds: Sound[] = [];
  const lines: { words: VoiceLine['words']; at: number }[] = [];
  let frame = 0;
  for (const [index, { shot, slate, source, media }] of clips.entries()) {
    const at = toSeconds(frame, FILM_RATE);
    frame += source.frames;
    const voice = voices[shot];
    if (voice !== undefined && !lines.some(({ words }) => words === voice.words)) {
      sounds.push({ kind: 'voice', media: voice.media, at, seconds: null, gainDb: 0 });
      lines.push({ words: voice.words, at });
    }
    const lead = toSeconds(source.start, FILM_RATE);
    if (takes.find((take) => take.slate === slate)?.probe.audio == null) continue;
    if (placed[index]?.start !== 0)
      notes.push(`${IMPORTED}the own sound of take ${slate} is left out, it is not used from its beginning`);
    else if (at >= lead)
      sounds.push({
        kind: 'production',
        media,
        at: at - lead,
        seconds: lead + toSeconds(source.frames, FILM_RATE),
        gainDb: 0,
      });
  }
  const bed: Sound[] = music === null ? [] : [{ kind: 'music', media: music.media, at: 0, seconds: null, gainDb: 0 }];
  return {
    sounds: [...sounds, ...bed],
    captions: captionsFrom(lines, { seconds: toSeconds(frame, FILM_RATE) }),
  };
}
