import { extname, join } from 'node:path';
import { probe } from '../../cutting-room/codec/probe.ts';
import { shortenedJoins } from '../../cutting-room/render/plan.ts';
import type { RenderReport } from '../../cutting-room/render/render.ts';
import { StudioError } from '../../errors.ts';
import { CaptionStyle, cutFrames, type Cut, type CutCandidate } from '../../film/cut.ts';
import type { ProductionState } from '../../film/state.ts';
import { toSeconds } from '../../film/time.ts';
import type { Journal } from '../../journal/spec.ts';
import { renderCut } from '../finish.ts';
import { assertWhole } from '../orders/mend.ts';
import { writeManifest } from '../papers/manifest.ts';
import { FILM } from '../studio/layout.ts';
import { placeAll, placeFor } from '../studio/output.ts';
import { readProduction } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';
import { withTexts } from './lay-text.ts';

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
export interface Rendered {
  path: string;
  /** Name of the cut. */
  candidate: string;
  seconds: number;
  report: RenderReport;
  /** What is other than one would expect, for the person. */
  warnings: string[];
}

/** What is other than in the candidate that is rendered. */
export interface RenderWishes {
  /** Words in the picture or not; as it was cut when absent. */
  captions?: string | undefined;
  captionStyle?: string | undefined;
  /** Words over the pictures, as `withTexts` reads them. */
  texts?: readonly string[] | undefined;
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
): Promise<Rendered> {
  const { state } = await readProduction(studio.journal, id);
  const { cut } = candidateOf(id, state, name);
  const wished = withTexts(captioned(id, cut, wishes), wishes.texts ?? []);
  return renderTo(studio, id, wished, output ?? join(state.folder ?? '', `film-${cut.id}.mp4`));
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

/** What the editor has proposed. Throws `not-found` while nothing has been cut. */
export function editOf(
  id: string,
  { edit, imported, folder }: ProductionState,
): { candidates: CutCandidate[]; recommended: string } {
  if (edit !== null) return edit;
  throw new StudioError('not-found', `${id} has not been cut yet`, {
    hint:
      imported === null
        ? `claude-studio resume ${id} goes on with it.`
        : `It was imported, and none of its clips could be read: ${join(folder ?? '', 'report.html')} says why.`,
  });
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
  if (burnCaptions && (captions ?? captionStyle) !== undefined && cut.captions.length === 0) {
    throw new StudioError('usage', `${id} has no captions`, {
      hint: 'Nothing is spoken in it, its narration is a file of yours, or it was made with --captions none.',
    });
  }
  if (captionStyle !== undefined && !burnCaptions) {
    throw new StudioError('usage', '--caption-style needs captions in the picture', {
      hint: 'Leave out --captions beside.',
    });
  }
  return { ...cut, burnCaptions, captionStyle: style.data };
}

/** Renders a cut, checks the file, and puts it where it is wanted, whole or not at all, with its manifest beside it. */
export async function renderTo(
  studio: Studio,
  id: string,
  cut: Cut,
  output: string,
  { warnings, scenes }: { warnings: string[]; scenes?: readonly number[] } = { warnings: [] },
): Promise<Rendered> {
  const { state } = await readProduction(studio.journal, id);
  const target = await placeFor(studio, output, { folder: state.folder, ending: extname(FILM) });
  await assertWhole(studio, id, cut);
  let report: RenderReport | null = null;
  const film = await renderCut(studio, cut, (told) => (report = told));
  const frames = (await probe(film)).video?.frames;
  if (frames !== cutFrames(cut) || report === null)
    throw new StudioError('media', `the film has ${frames ?? 0} frames and its cut ${cutFrames(cut)}`);
  await placeAll([{ from: film, to: target }]);
  await writeManifest(studio, { id, state, cut, ...(scenes === undefined ? {} : { scenes }) }, target);
  return {
    path: target,
    candidate: cut.id,
    seconds: toSeconds(cutFrames(cut), cut.rate),
    report,
    warnings: [...warnings, ...shortenedJoins(cut)],
  };
}
