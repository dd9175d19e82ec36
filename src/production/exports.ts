import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { conform } from '../cutting-room/conform.ts';
import { probe } from '../cutting-room/probe.ts';
import type { RenderReport } from '../cutting-room/render.ts';
import { StudioError, messageOf } from '../errors.ts';
import { makeFolders } from '../folders.ts';
import type { Clip, Cut, CutCandidate, Sound } from '../film/cut.ts';
import { CaptionStyle, cutFrames } from '../film/cut.ts';
import type { ProductionState } from '../film/state.ts';
import { toSeconds } from '../film/time.ts';
import type { Journal } from '../journal/spec.ts';
import { renderCut } from './finish.ts';
import { takePath } from './layout.ts';
import { writeManifest } from './manifest.ts';
import { assertWhole } from './mend.ts';
import { readProduction } from './production.ts';
import type { Studio } from './studio.ts';

/** The editor's candidates of a production. Throws `not-found` while nothing has been cut. */
export async function listCandidates(
  journal: Journal,
  id: string,
): Promise<{ name: string; recommended: boolean; seconds: number; quality: number | null; reasoning: string }[]> {
  const { candidates, recommended } = editOf(id, (await readProduction(journal, id)).state);
  return candidates.map(({ cut, reasoning, estimatedQuality }) => ({
    name: cut.id,
    recommended: cut.id === recommended,
    seconds: toSeconds(cutFrames(cut), cut.rate),
    quality: estimatedQuality,
    reasoning,
  }));
}

/** A film that was put where it is wanted, and how much of it had to be made. */
export interface Delivered {
  path: string;
  seconds: number;
  report: RenderReport;
}

/** What is other than in the candidate that is rendered. */
export interface RenderWishes {
  /** Words in the picture or not; as it was cut when absent. */
  captions?: string | undefined;
  captionStyle?: string | undefined;
}

/**
 * Renders a candidate from the takes that exist, beside the film or where it is wanted. Throws `usage` for a wish that
 * nobody can grant.
 */
export async function renderCandidate(
  studio: Studio,
  id: string,
  name: string | null,
  output: string | null,
  wishes: RenderWishes = {},
): Promise<Delivered> {
  const { state } = await readProduction(studio.journal, id);
  const { cut } = candidateOf(id, state, name);
  const wished = captioned(id, cut, wishes);
  return deliver(studio, id, wished, output ?? join(state.folder ?? '', `film-${cut.id}.mp4`));
}

function captioned(id: string, cut: Cut, { captions, captionStyle }: RenderWishes): Cut {
  const choice = (flag: string, value: string, known: readonly string[]): StudioError =>
    new StudioError('usage', `${flag} ${JSON.stringify(value)} is not usable`, {
      hint: `It is one of: ${known.join(', ')}.`,
    });
  const places = ['burn', 'beside'];
  if (captions !== undefined && !places.includes(captions)) throw choice('--captions', captions, places);
  const style = CaptionStyle.safeParse(captionStyle ?? cut.captionStyle ?? 'plain');
  if (!style.success) throw choice('--caption-style', captionStyle ?? '', CaptionStyle.options);
  // Who chooses a look wants to see it.
  const burnCaptions = captions === undefined ? cut.burnCaptions || captionStyle !== undefined : captions === 'burn';
  if (burnCaptions && !cut.burnCaptions && cut.captions.length === 0) {
    throw new StudioError('usage', `${id} has no captions`, {
      hint: 'Nothing is spoken in it, or it was made with --captions none.',
    });
  }
  if (captionStyle !== undefined && !burnCaptions) {
    throw new StudioError('usage', '--caption-style needs captions in the picture', {
      hint: 'Leave out --captions beside.',
    });
  }
  return { ...cut, burnCaptions, captionStyle: style.data };
}

/** A candidate by its name, or the recommended one. Throws `not-found` while nothing has been cut, `usage` for no such name. */
export function candidateOf(id: string, state: ProductionState, name: string | null): CutCandidate {
  const { candidates, recommended } = editOf(id, state);
  const wanted = name ?? recommended;
  const chosen = candidates.find(({ cut }) => cut.id === wanted);
  if (chosen === undefined) {
    throw new StudioError('usage', `there is no candidate ${JSON.stringify(wanted)}`, {
      hint: `It is one of: ${candidates.map(({ cut }) => cut.id).join(', ')}.`,
    });
  }
  return chosen;
}

/** The scenes of a production with the takes that are in the film. */
export async function listScenes(
  journal: Journal,
  id: string,
): Promise<{ number: number; title: string; seconds: number; slates: string[] }[]> {
  const { state } = await readProduction(journal, id);
  const { cut } = recommendedOf(id, state);
  return (state.screenplay?.scenes ?? []).map((scene) => {
    const clips = clipsOf(cut, state, scene.number);
    return {
      number: scene.number,
      title: scene.title,
      seconds: toSeconds(
        clips.reduce((total, { clip }) => total + clip.source.frames, 0),
        cut.rate,
      ),
      slates: clips.map(({ clip }) => clip.slate),
    };
  });
}

/**
 * A film of some scenes in the order given, with their voices and under the film's music. A clip that somebody has put in
 * the place of a take in the run's folder is used as it lies there, whole and with its own sound, whatever its size and
 * rate.
 */
export async function combineScenes(
  studio: Studio,
  id: string,
  scenes: string,
  output: string | null,
): Promise<Delivered> {
  const { state } = await readProduction(studio.journal, id);
  const { cut } = recommendedOf(id, state);
  const numbers = sceneNumbers(scenes, state, cut);
  const parts: Part[] = [];
  for (const number of numbers) {
    for (const part of clipsOf(cut, state, number)) parts.push(await asItLies(studio, state, cut, part));
  }
  return deliver(
    studio,
    id,
    combined(parts, cut),
    output ?? join(state.folder ?? '', `scenes_${numbers.join('_')}.mp4`),
  );
}

/** A clip with the sounds that go with it, in seconds from the clip's beginning. */
interface Part {
  clip: Clip;
  sounds: Sound[];
  captions: Cut['captions'];
}

function clipsOf(cut: Cut, { screenplay }: ProductionState, scene: number): Part[] {
  const shots = new Set(screenplay?.scenes.find(({ number }) => number === scene)?.shots.map(({ id }) => id));
  let frame = 0;
  return cut.clips.flatMap((clip) => {
    const from = toSeconds(frame, cut.rate);
    frame += clip.source.frames;
    const to = toSeconds(frame, cut.rate);
    if (!shots.has(clip.shot)) return [];
    const inside = (at: number): boolean => at >= from && at < to;
    return {
      clip,
      sounds: cut.sounds.flatMap((sound) =>
        sound.kind !== 'music' && inside(sound.at) ? [{ ...sound, at: sound.at - from }] : [],
      ),
      captions: cut.captions.flatMap((caption) =>
        inside(caption.start)
          ? [{ ...caption, start: caption.start - from, end: Math.min(caption.end, to) - from }]
          : [],
      ),
    };
  });
}

/** The part with the clip that lies in the folder in place of its take, if somebody has put another there. */
async function asItLies(studio: Studio, state: ProductionState, cut: Cut, part: Part): Promise<Part> {
  const path = join(state.folder ?? '', takePath(part.clip.slate));
  const lying = await stat(path).catch(() => null); // gone: the store has the take
  if (lying === null || (await studio.store.put(path)).sha256 === part.clip.media.sha256) return part;

  const made = join(studio.scratchFolder, `${studio.mint()}.mp4`);
  const { frames, sound } = await conform({
    from: path,
    path: made,
    size: cut,
    rate: cut.rate,
    fit: 'pad',
    signal: studio.signal,
  });
  const media = await studio.store.put(made);
  const whole = { start: 0, frames };
  return {
    clip: { ...part.clip, media, source: whole, available: whole, overlays: [] },
    sounds: [
      ...part.sounds,
      ...(sound ? [{ kind: 'production' as const, media, at: 0, seconds: null, gainDb: 0 }] : []),
    ],
    captions: part.captions,
  };
}

/** Parts one after another, straight cut where they were not neighbours before. */
function combined(parts: Part[], cut: Cut): Cut {
  const clips: Clip[] = [];
  const sounds: Sound[] = cut.sounds.filter(({ kind }) => kind === 'music');
  const captions: Cut['captions'] = [];
  let frame = 0;
  for (const part of parts) {
    const at = toSeconds(frame, cut.rate);
    const before = clips.at(-1);
    const neighbours =
      before !== undefined &&
      cut.clips[cut.clips.findIndex(({ slate }) => slate === part.clip.slate) - 1]?.slate === before.slate;
    const transitionIn =
      neighbours || before === undefined ? part.clip.transitionIn : { kind: 'cut' as const, frames: 0 };
    clips.push({ ...part.clip, transitionIn });
    sounds.push(...part.sounds.map((sound) => ({ ...sound, at: at + sound.at })));
    captions.push(
      ...part.captions.map((caption) => ({ ...caption, start: at + caption.start, end: at + caption.end })),
    );
    frame += part.clip.source.frames;
  }
  return { ...cut, clips, sounds, captions };
}

/** `1,3` or `2-4,1`, in the order given. Throws `usage` for what is no scene of this film, or has no take in it. */
function sceneNumbers(text: string, state: ProductionState, cut: Cut): number[] {
  const scenes = (state.screenplay?.scenes ?? []).map(({ number }) => number);
  const known = scenes.filter((number) => clipsOf(cut, state, number).length > 0);
  const numbers = text.split(',').flatMap((piece) => {
    const [, first, last] = /^\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*$/.exec(piece) ?? [];
    if (first === undefined) return [Number.NaN];
    const [from, to] = [Number(first), Number(last ?? first)];
    return from <= to ? Array.from({ length: Math.min(to - from + 1, 1000) }, (_, at) => from + at) : [Number.NaN];
  });
  const unknown = numbers.find((number) => !known.includes(number));
  if (numbers.length === 0 || unknown !== undefined) {
    throw new StudioError('usage', `--scenes ${JSON.stringify(text.slice(0, 60))} is not usable`, {
      hint: `This film has the scenes ${known.join(', ')}: --scenes ${known.slice(0, 2).join(',')}`,
    });
  }
  return numbers;
}

function editOf(id: string, { edit }: ProductionState): { candidates: CutCandidate[]; recommended: string } {
  if (edit !== null) return edit;
  throw new StudioError('not-found', `${id} has not been cut yet`, {
    hint: `claude-studio resume ${id} goes on with it.`,
  });
}

function recommendedOf(id: string, state: ProductionState): CutCandidate {
  const { candidates, recommended } = editOf(id, state);
  const chosen = candidates.find(({ cut }) => cut.id === recommended) ?? candidates[0];
  if (chosen === undefined) throw new StudioError('internal', `${id} has no candidate`);
  return chosen;
}

/** Renders a cut, checks the file, and puts it where it is wanted, whole or not at all, with its manifest beside it. */
async function deliver(studio: Studio, id: string, cut: Cut, output: string): Promise<Delivered> {
  await assertWhole(studio, id, cut);
  let report: RenderReport | null = null;
  const film = await renderCut(studio, cut, (told) => (report = told));
  const frames = (await probe(film)).video?.frames;
  if (frames !== cutFrames(cut) || report === null)
    throw new StudioError('media', `the film has ${frames ?? 0} frames and its cut ${cutFrames(cut)}`);
  const target = resolve(output);
  // Two renders of one film at the same time: each is whole, and the later one stays.
  const part = `${target}.${studio.mint()}.part`;
  try {
    makeFolders(dirname(target));
    await copyFile(film, part);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw new StudioError('disk', `cannot write ${target}: ${messageOf(error)}`, {
      hint: 'Choose another file with -o.',
      cause: error,
    });
  }
  const { state } = await readProduction(studio.journal, id);
  await writeManifest(studio, { id, state, cut }, target);
  return { path: target, seconds: toSeconds(cutFrames(cut), cut.rate), report };
}
