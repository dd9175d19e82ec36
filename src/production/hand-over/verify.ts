import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  commentIn,
  fingerprint,
  hasCredentials,
  hashOfFile,
  type Fingerprint,
} from '../../cutting-room/fingerprint.ts';
import { messageOf, StudioError } from '../../errors.ts';
import { markOf, type Cut } from '../../film/cut.ts';
import type { MediaRef } from '../../film/media.ts';
import { formatClock, toSeconds } from '../../film/time.ts';
import { chainOf, filmFacts, Manifest, manifestPath, sealOf, type FilmFacts } from '../papers/manifest.ts';
import { findRun } from '../desk/runs.ts';
import { readProduction, streamOf } from '../studio/production.ts';
import { MANIFEST } from '../studio/layout.ts';
import { shellLine } from '../studio/shell.ts';
import type { Studio } from '../studio/studio.ts';

/** What can be said of a film. */
export interface Verdict {
  /** `unknown`: there is nothing to hold it against. */
  verdict: 'verified' | 'changed' | 'unknown';
  film: string;
  sha256: string;
  /** The manifest that it was held against, or null. */
  manifest: string | null;
  production: string | null;
  cut: string | null;
  /** The scenes of the cut that it has, in its order; null for the whole cut, and where nobody knows. */
  scenes: number[] | null;
  /** What it says of itself: `claude-studio film …`, or null. */
  mark: string | null;
  /** What is other than it was, in words for people. */
  differs: string[];
  /** What else is known. */
  notes: string[];
}

/**
 * Says whether a film is the one that was made: against its manifest, which is found beside it also under another name, and
 * against the journal of this machine. Writes nothing. Throws `usage` for a file or a manifest that cannot be read.
 */
export async function verifyFilm(studio: Studio, film: string, manifest: string | null): Promise<Verdict> {
  const path = resolve(film);
  const there = await stat(path).catch(async (error: unknown) => {
    const hint = (await filmOfRun(studio, path)) ?? 'Check the path.';
    throw new StudioError('usage', `${path} cannot be read: ${messageOf(error)}`, { hint, cause: error });
  });
  if (!there.isFile()) {
    const hint = (await filmOfRun(studio, path)) ?? 'Name the film itself.';
    throw new StudioError('usage', `${path} is no file`, { hint });
  }
  const { sha256 } = await hashOfFile(path);
  const mark = await commentIn(path);
  const seen: Seen = { path, sha256, mark: mark?.startsWith(MARK) === true ? mark : null };
  const { paper, notes } =
    manifest === null ? await paperBeside(seen) : { paper: await paperAt(resolve(manifest)), notes: [] };
  const here = paper?.film.sha256 === sha256 ? NOWHERE : await filmHere(studio, seen);
  // One that is not its own may be that of the same cut in another codec.
  const isOfAnother = manifest === null && paper?.path !== manifestPath(path) && here.same !== null;
  const verdict =
    paper === null || isOfAnother ? await byJournal(studio, seen, here) : await byPaper(studio, seen, paper, here);
  const signed = (await hasCredentials(path))
    ? ['it carries content credentials (C2PA); whose, nobody checks here']
    : [];
  return { ...verdict, notes: [...verdict.notes, ...notes, ...signed] };
}

/** What helps whoever has named a run, or its folder, instead of its film; null for everybody else. */
async function filmOfRun({ journal }: Studio, path: string): Promise<string | null> {
  const name = basename(path);
  const id = name === '' ? null : await findRun(journal, name, 'any').catch(() => null);
  if (id === null) return null;
  const { folder, film } = (await readProduction(journal, id)).state;
  return film === null
    ? `${id} has no film yet: claude-studio resume ${id} goes on with it.`
    : `That is a run; its film: ${shellLine(['verify', resolve(folder ?? '', film.path)])}`;
}

const MARK = 'claude-studio film ';

interface Seen {
  path: string;
  sha256: string;
  mark: string | null;
}

interface Paper {
  path: string;
  manifest: Manifest;
  film: FilmFacts;
  /** Nobody has changed it since it was written. */
  whole: boolean;
}

async function byPaper(
  studio: Studio,
  { path, sha256, mark }: Seen,
  { path: at, manifest, film, whole }: Paper,
  { same }: Here,
): Promise<Verdict> {
  const differs: string[] = [];
  const notes: string[] = [];
  if (!whole) differs.push('the manifest: somebody has changed it since it was written');
  if (same !== null)
    differs.push(`the manifest is of another film: this is the ${same.cut} cut of ${same.production}, as it was made`);
  else if (film.sha256 !== sha256) differs.push(...(await differencesOf(path, film)));
  if (film.mark !== null && mark !== film.mark && same === null)
    notes.push(
      mark === null ? 'the film does not say what it is' : 'the film says that it was rendered from another cut',
    );
  const written = await chainOf(studio.journal, manifest.production, manifest.journal.events);
  if (written.events === 0) notes.push(`the journal of ${manifest.production} is not on this machine`);
  else if (written.sha256 !== manifest.journal.sha256)
    differs.push('the manifest and the journal of this machine tell different things');
  else {
    notes.push(`the journal agrees, ${written.events} events`);
    const films = await filmsOf(studio, manifest.production);
    const twin = films.find((one) => one.mark !== null && one.mark === film.mark);
    if (films.every((one) => one.sha256 !== film.sha256)) {
      if (twin === undefined) notes.push('it lists no such film: a render of its own is known by its manifest alone');
      else
        differs.push(
          `the journal knows the film of this cut as ${short(twin.sha256)}, the manifest as ${short(film.sha256)}`,
        );
    }
  }
  const signed = signedTakes(manifest);
  if (signed > 0)
    notes.push(
      `${signed === 1 ? 'a take of it' : `${signed} takes of it`} came with content credentials (C2PA) and ${signed === 1 ? 'is' : 'are'} kept as delivered`,
    );
  const verdict = differs.length === 0 ? 'verified' : 'changed';
  return {
    verdict,
    film: path,
    sha256,
    manifest: at,
    production: manifest.production,
    cut: film.cut,
    scenes: film.scenes ?? null,
    mark,
    differs,
    notes,
  };
}

/** Without a manifest: what this machine has made itself. */
async function byJournal(studio: Studio, { path, sha256, mark }: Seen, { same, recognised }: Here): Promise<Verdict> {
  const bare = { film: path, sha256, manifest: null, scenes: null, mark };
  if (same !== null) {
    const { production, cut } = same;
    const notes = ['there is no manifest; the journal knows this file'];
    return { verdict: 'verified', ...bare, production, cut, differs: [], notes };
  }
  if (recognised !== null) {
    const { production, cut, media, of } = recognised;
    const kept = of !== null && (await studio.store.verify(media)) ? studio.store.path(media) : null;
    const differs =
      kept === null || of === null
        ? [`the journal knows the film of this cut as ${short(recognised.sha256)}, this file is ${short(sha256)}`]
        : await differencesOf(path, await filmFacts(kept, of));
    const notes = ['there is no manifest; it was held against the film in the media store'];
    return {
      verdict: 'changed',
      ...bare,
      production,
      cut,
      differs,
      notes: kept === null ? ['there is no manifest'] : notes,
    };
  }
  const notes = [
    mark === null
      ? 'it does not say that it was made here'
      : 'it says that it was made by this studio, and nobody here knows it',
    'there is no manifest beside it',
  ];
  return { verdict: 'unknown', ...bare, production: null, cut: null, differs: [], notes };
}

interface Film {
  production: string;
  cut: string;
  mark: string | null;
  sha256: string;
  media: MediaRef;
  /** The cut that it was rendered from, where that is known. */
  of: Cut | null;
}

/** What of a film was made on this machine: the very file, and else one of the same cut. */
interface Here {
  same: Film | null;
  recognised: Film | null;
}

const NOWHERE: Here = { same: null, recognised: null };

async function filmHere(studio: Studio, { sha256, mark }: Seen): Promise<Here> {
  let recognised: Film | null = null;
  const streams = await studio.journal.list({ prefix: streamOf('') });
  for (const { stream } of streams) {
    for (const one of await filmsOf(studio, stream.slice(streamOf('').length))) {
      if (one.sha256 === sha256) return { same: one, recognised };
      if (mark !== null && one.mark === mark) recognised ??= one;
    }
  }
  return { same: null, recognised };
}

/** Every film that was written down in a production's journal, with what it would say of itself. */
async function filmsOf(studio: Studio, production: string): Promise<Film[]> {
  const { events, state } = await readProduction(studio.journal, production);
  const cuts = new Map<string, Cut>();
  const film = (cut: string, of: Cut | null, media: MediaRef): Film => ({
    production,
    cut,
    mark: of === null ? null : markOf(of),
    sha256: media.sha256,
    media,
    of,
  });
  return events.flatMap(({ event }): Film[] => {
    if (event.type === 'cut-proposed') for (const { cut } of event.data.candidates) cuts.set(cut.id, cut);
    if (event.type === 'film-mastered') {
      const { cut, media } = event.data;
      // What was imported was rendered by others, from cuts of their own.
      return [film(cut, state.imported === null ? (cuts.get(cut) ?? null) : null, media)];
    }
    if (event.type === 'film-delivered') return [film(event.data.candidate, null, event.data.media)];
    if (event.type !== 'cut-imported') return [];
    const { candidate } = event.data;
    return [film(candidate.cut.id, candidate.cut, event.data.film)];
  });
}

/** Which parts of a film are not what they were. */
async function differencesOf(path: string, was: FilmFacts): Promise<string[]> {
  let now: Fingerprint;
  try {
    const starts = was.shots.map(({ start }) => start);
    now = await fingerprint(path, starts, was.rate);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    return [`the file cannot be read to its end: ${error.message.replaceAll(path, basename(path))}`];
  }
  const length = now.frames === was.frames ? [] : [`it has ${now.frames} frames, and had ${was.frames}`];
  const parts = [
    ...length,
    ...(now.picture === was.picture ? [] : pictureDifferences(now, was)),
    ...(now.sound === was.sound
      ? []
      : [now.sound === null ? 'the sound is gone' : was.sound === null ? 'sound was added' : 'the sound']),
    ...(now.others > was.others
      ? [
          `there is more in it than picture and sound: another sound, subtitles or the like (${now.others - was.others})`,
        ]
      : []),
  ];
  return parts.length === 0 ? ['only the container: what is encoded of picture and sound is untouched'] : parts;
}

const SHOTS_TOLD = 12;

function pictureDifferences(now: Fingerprint, was: FilmFacts): string[] {
  const changed = was.shots.filter(({ sha256 }, index) => now.shots[index] !== sha256);
  if (changed.length === 0) return ['the picture'];
  if (changed.length === was.shots.length && was.shots.length > 1)
    return ['the picture of every shot: it was encoded again, or it is another film'];
  const clock = (frame: number): string => formatClock(toSeconds(frame, was.rate));
  const told = changed
    .slice(0, SHOTS_TOLD)
    .map(({ slate, start, frames }) => `the picture of ${slate}, ${clock(start)} to ${clock(start + frames)}`);
  return changed.length > SHOTS_TOLD ? [...told, `and of ${changed.length - SHOTS_TOLD} more shots`] : told;
}

/** A folder of films has this many papers at most that are looked at. */
const PAPERS = 200;
const LARGEST_PAPER = 16 * 1024 * 1024;

/** By what is in the film, then by what it says of itself, then by its name: so a renamed film is found. */
async function paperBeside({ path, sha256, mark }: Seen): Promise<{ paper: Paper | null; notes: string[] }> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter((name) => name === MANIFEST || name.endsWith(`.${MANIFEST}`));
  const papers: Paper[] = [];
  const own = manifestPath(path);
  const notes: string[] = [];
  for (const name of names.toSorted().slice(0, PAPERS)) {
    const paper = await readPaper(join(folder, name));
    if (typeof paper !== 'string') papers.push(paper);
    else if (join(folder, name) === own) notes.push(`${name} beside it is no manifest of a film: ${paper}`);
  }
  const paper =
    papers.find(({ film }) => film.sha256 === sha256) ??
    papers.find(({ film }) => mark !== null && film.mark === mark) ??
    papers.find((one) => one.path === own || one.film.file === basename(path)) ??
    null;
  return { paper, notes };
}

async function paperAt(path: string): Promise<Paper> {
  const paper = await readPaper(path);
  if (typeof paper !== 'string') return paper;
  throw new StudioError('usage', `${path} is no manifest of a film: ${paper}`, {
    hint: `It is ${MANIFEST} beside the film of a run or in a package, or NAME.${MANIFEST} beside any other film.`,
  });
}

/** The manifest, or why it is none. */
async function readPaper(path: string): Promise<Paper | string> {
  let value: unknown;
  try {
    const { size } = await stat(path);
    if (size > LARGEST_PAPER) return 'it is too large';
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return messageOf(error);
  }
  const manifest = Manifest.safeParse(value);
  if (!manifest.success) return 'it has another form';
  const { film } = manifest.data;
  if (film === null) return 'it is of a package without a film';
  return { path, manifest: manifest.data, film, whole: sealOf(value as object) === manifest.data.seal };
}

/** Takes whose makers have signed what they delivered. */
function signedTakes({ assets, media }: Manifest): number {
  const listed = SIGNED.safeParse(assets ?? media);
  return listed.success
    ? listed.data.filter(({ asDelivered }) => asDelivered?.contentCredentials === 'C2PA').length
    : 0;
}

const SIGNED = z.array(
  z.looseObject({ asDelivered: z.looseObject({ contentCredentials: z.string().nullable() }).nullish() }),
);

function short(sha256 = ''): string {
  return `${sha256.slice(0, 12)}…`;
}
