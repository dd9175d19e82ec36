import { mkdir, readFile, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAss } from '../../cutting-room/formats/ass.ts';
import { writeEdl } from '../../cutting-room/formats/edl.ts';
import { writeFcpxml } from '../../cutting-room/formats/fcpxml.ts';
import { writeOtio } from '../../cutting-room/formats/otio.ts';
import type { Programme, Written } from '../../cutting-room/formats/programme.ts';
import { writeSrt } from '../../cutting-room/formats/srt.ts';
import { writeVtt } from '../../cutting-room/formats/vtt.ts';
import { writeXmeml } from '../../cutting-room/formats/xmeml.ts';
import { messageOf, StudioError } from '../../errors.ts';
import { makeFolders } from '../../folders.ts';
import type { MediaRef } from '../../film/media.ts';
import type { ProductionState } from '../../film/state.ts';
import { candidateOf } from './render-candidate.ts';
import { FILM, MANIFEST } from '../studio/layout.ts';
import { ledgerText } from '../papers/ledger-text.ts';
import { isGone } from '../studio/holder.ts';
import { manifestOf, readmeOf, SIGNED } from './hand-over-papers.ts';
import { chainOf, filmFacts } from '../papers/manifest.ts';
import { assertWhole } from '../orders/mend.ts';
import { assertApart, missingAbove, placeFor } from '../studio/output.ts';
import { readProduction, stopIfAsked } from '../studio/production.ts';
import { programmeFor, reelsOf, type Reel } from '../papers/reels.ts';
import type { Studio } from '../studio/studio.ts';
import { write } from '../studio/whole-file.ts';

export const FORMATS = ['otio', 'fcpxml', 'xmeml', 'edl', 'srt', 'vtt', 'ass'] as const;
export type Format = (typeof FORMATS)[number];

/** Names of the lists in a package. */
const FILES: Record<Format, string> = {
  otio: 'film.otio',
  fcpxml: 'film.fcpxml',
  xmeml: 'film.xml',
  edl: 'film.edl',
  srt: 'captions.srt',
  vtt: 'captions.vtt',
  ass: 'captions.ass',
};

/**
 * A candidate (the recommended one for null) as a list that another program reads. It names the files where they lie on this
 * machine, in the run's folder or in the media store. Throws `not-found`, `usage` and, for files that are lost, `media`.
 */
export async function exportList(
  studio: Studio,
  id: string,
  { format, candidate }: { format: Format; candidate: string | null },
): Promise<Written & { candidate: string }> {
  const { state } = await readProduction(studio.journal, id);
  const { cut } = candidateOf(id, state, candidate);
  await assertWhole(studio, id, cut);
  const reels = await reelsOf(studio, state, cut);
  const places = new Map<Reel, string>();
  for (const reel of reels) places.set(reel, pathToFileURL(await lying(studio, state, reel)).href);
  const programme = programmeFor(id, state, cut, reels, (reel) => places.get(reel) ?? '');
  return { ...listOf(programme, format), candidate: cut.id };
}

/**
 * A folder to hand over: `media/` under readable names, the cut in every format, the account, a manifest of where everything
 * comes from, and a text that says how to open it. It appears whole or not at all, and takes the place of an earlier one.
 * Throws as `exportList`, `usage` where something else lies at `output`, and `interrupted`.
 */
export async function exportPackage(
  studio: Studio,
  id: string,
  { candidate, output }: { candidate: string | null; output: string | null },
): Promise<{ folder: string; candidate: string; takes: number; lost: Record<Format, string[]> }> {
  const { state } = await readProduction(studio.journal, id);
  const { cut } = candidateOf(id, state, candidate);
  await assertWhole(studio, id, cut);
  const folder = resolve(output ?? join(state.folder ?? '', 'hand-over'));
  await assertReplaceable(folder);
  await assertApart(studio, folder, state);
  const reels = await reelsOf(studio, state, cut);
  // A package is made to be moved: every list finds its files beside itself.
  const programme = programmeFor(id, state, cut, reels, ({ file }) => `media/${encodeURIComponent(file)}`);
  const lists = FORMATS.map((format) => ({ format, ...listOf(programme, format) }));
  const lost = Object.fromEntries(lists.map((list) => [list.format, list.lost])) as Record<Format, string[]>;
  const film =
    state.master?.cut === cut.id && (await studio.store.verify(state.master.media)) ? state.master.media : null;

  const part = `${folder}.${studio.holder.replaceAll(/[^\w.-]+/g, '_')}.part`;
  const above = missingAbove(folder);
  const place = async (media: MediaRef, ...name: string[]): Promise<void> => {
    stopIfAsked(studio.signal);
    await studio.store.place(media, join(part, ...name));
  };
  try {
    await clearUp(folder, studio.holder);
    makeFolders(join(part, 'media'));
    for (const { file, media } of reels) await place(media, 'media', file);
    const signed = reels.flatMap((reel) => reel.signed ?? []);
    if (signed.length > 0) makeFolders(join(part, SIGNED));
    for (const { file, media } of signed) await place(media, SIGNED, file);
    if (film !== null) await place(film, FILM);
    for (const { format, text } of lists) {
      stopIfAsked(studio.signal);
      await write(join(part, FILES[format]), text);
    }
    await write(join(part, 'ledger.csv'), await ledgerText(studio.journal, id, state));
    const facts = film === null ? null : await filmFacts(join(part, FILM), cut);
    const journal = await chainOf(studio.journal, id);
    const papers = { id, state, cut, reels, lost, files: FILES, film: facts, journal };
    await write(join(part, MANIFEST), manifestOf(papers));
    await write(join(part, 'README.txt'), readmeOf(papers));
    stopIfAsked(studio.signal);
    await replace(folder, part);
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw new StudioError('disk', `cannot write ${folder}: ${messageOf(error)}`, {
      hint: 'Free space or choose another folder with -o.',
      cause: error,
    });
  } finally {
    await rm(part, { recursive: true, force: true });
    for (const made of above) await rmdir(made).catch(() => undefined); // where the package is, it is not empty
  }
  return { folder, candidate: cut.id, takes: reels.filter(({ take }) => take !== null).length, lost };
}

/** Writes a list of a production where it is wanted, whole or not at all; returns the path. Throws `usage` and `disk`. */
export async function writeList(studio: Studio, id: string, output: string, text: string): Promise<string> {
  const { state } = await readProduction(studio.journal, id);
  const target = await placeFor(studio, output, { folder: state.folder });
  makeFolders(dirname(target));
  await write(target, text);
  return target;
}

function listOf(programme: Programme, format: Format): Written {
  const words = ['picture and sound: this is a list of words', ...(programme.titles.length > 0 ? ['titles'] : [])];
  switch (format) {
    case 'otio':
      return writeOtio(programme);
    case 'fcpxml':
      return writeFcpxml(programme);
    case 'xmeml':
      return writeXmeml(programme);
    case 'edl':
      return writeEdl(programme);
    case 'srt':
      return { text: writeSrt(programme.captions), lost: words };
    case 'vtt':
      return { text: writeVtt(programme.captions), lost: words };
    case 'ass':
      return writeAss(programme);
    default:
      return format satisfies never;
  }
}

/** The run's copy, which people know; the store's where that is gone, or somebody has put another clip in its place. */
async function lying({ store }: Studio, { folder }: ProductionState, { copy, media }: Reel): Promise<string> {
  const path = copy === null || folder === null ? null : join(folder, copy);
  const there = path === null ? null : await stat(path).catch(() => null);
  return path !== null && there?.size === media.bytes ? path : store.path(media);
}

/** Nothing but an earlier package may be replaced. */
async function assertReplaceable(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new StudioError('usage', `${folder} is no folder that can be used: ${error.message}`, {
      hint: 'Choose another one with -o.',
      cause: error,
    });
  });
  if (there.length === 0) return;
  const manifest = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '');
  if (manifest.includes('"schema": "HandOver.')) return;
  throw new StudioError('usage', `${folder} has other files in it`, {
    hint: 'Choose an empty or a new folder with -o; an earlier hand-over is replaced.',
  });
}

/** Takes away what exports that were killed have left beside a folder; the package that one had put aside comes back. */
async function clearUp(folder: string, holder: string): Promise<void> {
  const above = dirname(folder);
  const names = await readdir(above).catch((): string[] => []); // it is made with the package
  let isThere = names.includes(basename(folder));
  for (const name of names) {
    const left = name.startsWith(`${basename(folder)}.`) ? name.slice(basename(folder).length + 1) : '';
    const [, host, pid, aside] = /^([\w.-]+)_(\d+)\.part(\.old)?$/.exec(left) ?? [];
    const [here = ''] = holder.split(':');
    if (host !== here.replaceAll(/[^\w.-]+/g, '_') || !isGone(`${here}:${pid}`, holder)) continue;
    // Killed between its last two steps.
    if (aside !== undefined && !isThere) {
      await rename(join(above, name), folder);
      isThere = true;
    } else await rm(join(above, name), { recursive: true, force: true });
  }
}

async function replace(folder: string, part: string): Promise<void> {
  const old = `${part}.old`;
  await mkdir(folder, { recursive: true });
  await rename(folder, old);
  try {
    await rename(part, folder);
  } catch (error) {
    await rename(old, folder);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
