import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { readOtio, type EditList } from '../../cutting-room/formats/read-otio.ts';
import { writeSrt } from '../../cutting-room/formats/srt.ts';
import { writeVtt } from '../../cutting-room/formats/vtt.ts';
import { assertRenderable, shortenedJoins } from '../../cutting-room/render/plan.ts';
import { messageOf, StudioError } from '../../errors.ts';
import { cutFrames, type Cut, type CutCandidate } from '../../film/cut.ts';
import type { EventData } from '../../film/events.ts';
import type { MediaRef } from '../../film/media.ts';
import type { ProductionState } from '../../film/state.ts';
import { toSeconds } from '../../film/time.ts';
import { canonicalJson } from '../../json.ts';
import { renderWhole } from '../finish.ts';
import { assertWhole } from '../orders/mend.ts';
import { pilotAtHand } from '../orders/paid.ts';
import { type Filmed, writeManifest } from '../papers/manifest.ts';
import { reelsOf } from '../papers/reels.ts';
import { EDITED } from '../studio/layout.ts';
import { holdProduction, readProduction, type Production } from '../studio/production.ts';
import { commandLine } from '../studio/shell.ts';
import type { Studio } from '../studio/studio.ts';
import { write } from '../studio/whole-file.ts';
import { BLACK, binsOf, blackFor, bringIn, findFootage, findRecordings, type Desk, type Missing } from './footage.ts';
import { changesBetween, recut } from './recut.ts';
import { candidateOf } from './render-candidate.ts';

export interface ImportedCut {
  production: string;
  /** The cut that the list was written from, or that it is held against. */
  against: string;
  frames: number;
  seconds: number;
  clips: number;
  changes: string;
  /** Files that lie beside the list and came in with it. */
  takenIn: string[];
  notCarried: string[];
  /** What is other than one would expect: a list of another production, transitions that the clips are too short for. */
  warnings: string[];
  /** What has to be bought or found first; then there is no film. */
  missing: Missing[];
  /** By which model the prices are; `drawn` says that this production draws its shots for nothing instead. */
  model: string | null;
  drawn: boolean;
  /** Where the film lies, with its captions and its manifest beside it; null for a dry run, and while something is missing. */
  film: string | null;
}

/** An hour of cuts has a hundredth of it. */
const LARGEST = 32 * 1024 * 1024;

/**
 * Brings an editor's changes back: an OpenTimelineIO list becomes the cut `edited` of a production, frame by frame, is
 * rendered beside the film and written down. Clips are known by slate, then by the name of their file, then by their hash;
 * what lies beside the list is taken in. When something is missing nothing is made: the answer says what, and its price.
 * Throws `usage` for a list that cannot be read, `not-found` while nothing has been cut, `media` for files that are broken.
 */
export async function importCut(
  studio: Studio,
  id: string,
  path: string,
  { dry }: { dry: boolean },
): Promise<ImportedCut> {
  const text = await listAt(path);
  const { state } = await readProduction(studio.journal, id);
  const { cut: recommended } = candidateOf(id, state, null);
  const list = readOtio(text, recommended.rate);
  const before = state.edit?.candidates.find(({ cut }) => cut.id === list.candidate)?.cut ?? recommended;
  const desk: Desk = {
    studio,
    state,
    before,
    list,
    path: resolve(path),
    reels: await reelsOf(studio, state, before),
    notes: [],
  };
  const found = await findFootage(desk);
  const heard = await findRecordings(desk, found);
  const missing = [...found.missing, ...heard.missing];
  const told = {
    production: id,
    against: before.id,
    frames: list.frames,
    seconds: toSeconds(list.frames, before.rate),
    clips: list.picture.length,
    takenIn: [...found.foreign, ...heard.foreign].map((one) => basename(one)),
    missing,
    model: modelOf(state),
    drawn: state.brief?.provider === 'animatic',
  };
  const black = dry ? BLACK : await blackFor(desk);
  if (!dry && missing.length === 0) await bringIn(desk, found);
  const { cut, notes } = recut(list, binsOf(found, heard, black), before);
  const notCarried = [...new Set([...desk.notes, ...list.notCarried, ...notes])];
  const warnings = [...foreignList(id, list), ...shortenedJoins(cut)];
  const outcome = { ...told, changes: changesBetween(before, cut), notCarried, warnings };
  if (dry || missing.length > 0) return { ...outcome, film: null };

  assertRenderable(cut);
  await assertWhole(studio, id, cut);
  const candidate = candidateFor(state, cut, basename(path), outcome.changes);
  const { media } = await renderWhole(studio, cut);
  const imported = { candidate, list: { name: basename(path), sha256: hashOf(text) }, film: media, notCarried };
  await writeDown(studio, id, imported);
  return { ...outcome, film: await layOut(studio, { id, state, cut }, media) };
}

/**
 * Lays the film of the cut that came back last into the run's folder again, with its captions and its manifest, and renders
 * it where the media store has lost it. A clip of it that is gone is no reason to fail: then all stays as it lies.
 */
export async function layEditedOut({ id, studio, state }: Production): Promise<void> {
  const { events } = await readProduction(studio.journal, id);
  const back = events.flatMap(({ event }) => (event.type === 'cut-imported' ? [event.data] : [])).at(-1);
  if (back === undefined) return;
  const { cut } = back.candidate;
  try {
    await assertWhole(studio, id, cut);
  } catch (error) {
    if (error instanceof StudioError && error.code === 'media') return;
    throw error;
  }
  const media = (await studio.store.verify(back.film)) ? back.film : (await renderWhole(studio, cut)).media;
  await layOut(studio, { id, state, cut }, media);
}

async function listAt(path: string): Promise<string> {
  const there = await stat(path).catch((error: unknown) => {
    throw new StudioError('usage', `${path} cannot be read: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  });
  if (!there.isFile()) throw new StudioError('usage', `${path} is no file`, { hint: 'Name the .otio itself.' });
  if (/\.(?:fcpxml|edl|xml)$/i.test(path)) {
    const otio = `${basename(path, extname(path))}.otio`;
    throw new StudioError('usage', `${path} is no OpenTimelineIO list`, {
      hint: `${commandLine(['otioconvert', '-i', path, '-o', otio])} (OpenTimelineIO, with its adapters) makes one of it: then import ${otio}.`,
    });
  }
  if (there.size > LARGEST) {
    throw new StudioError(
      'usage',
      `${path} has ${Math.round(there.size / 1_048_576)} MB, and a list has ${LARGEST / 1_048_576} at most`,
      {
        hint: 'Export the timeline alone as .otio, without media in it.',
      },
    );
  }
  return readFile(path, 'utf8');
}

function modelOf(state: ProductionState): string | null {
  const pilot = pilotAtHand(state);
  return pilot === undefined ? null : `${pilot.provider} ${pilot.model}`;
}

/** Takes of two productions may have the same slates: nobody sees that another film came of it. */
function foreignList(id: string, { production }: EditList): string[] {
  return production === null || production === id
    ? []
    : [`this list was written from ${production}, not from ${id}: its slates are taken for those of ${id}`];
}

function candidateFor(state: ProductionState, cut: Cut, list: string, changes: string): CutCandidate {
  const joints = cut.clips.slice(1).flatMap(({ slate }, at) => {
    const found = state.continuity.find(({ from, to }) => from === cut.clips[at]?.slate && to === slate);
    return found === undefined || found.score === null ? [] : [found.score];
  });
  const scores = cut.clips.map(({ slate, source }) => ({
    overall: state.takes[slate]?.review?.overall ?? null,
    frames: source.frames,
  }));
  const scored = scores.flatMap(({ overall, frames }) => (overall === null ? [] : [overall * frames]));
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    cut,
    title: `Edited: ${list}`,
    reasoning: changes,
    estimatedQuality: scored.length === scores.length ? tenth(total(scored) / cutFrames(cut)) : null,
    continuityNotes: [],
    continuityScore: joints.length === 0 ? null : tenth(total(joints) / joints.length),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same list once more is no news. */
async function writeDown(studio: Studio, id: string, imported: EventData<'cut-imported'>): Promise<void> {
  const quiet = { onEvent: () => undefined, onProgress: () => undefined };
  const production = await holdProduction({ ...studio, watch: quiet }, id);
  try {
    const { candidate } = imported;
    const known = production.state.edit?.candidates.find(({ cut }) => cut.id === candidate.cut.id);
    if (canonicalJson(known?.cut) === canonicalJson(candidate.cut)) return;
    await production.record({ type: 'cut-imported', data: imported });
  } finally {
    await production.close();
  }
}

async function layOut(studio: Studio, filmed: Filmed, media: MediaRef): Promise<string> {
  const film = join(filmed.state.folder ?? '', EDITED);
  await studio.store.place(media, film);
  await captionsBeside(film, filmed.cut);
  await writeManifest(studio, filmed, film);
  return film;
}

/** The film's own captions are of another cut. */
async function captionsBeside(film: string, { captions }: Cut): Promise<void> {
  for (const [ending, text] of [
    ['srt', writeSrt(captions)],
    ['vtt', writeVtt(captions)],
  ] as const) {
    const path = film.replace(/mp4$/, ending);
    if (captions.length === 0) await rm(path, { force: true });
    else await write(path, text);
  }
}
