import { existsSync } from 'node:fs';
import { copyFile, lstat, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { partBeside } from '../../cutting-room/media-store/part.ts';
import { StudioError, messageOf } from '../../errors.ts';
import { makeFolders } from '../../folders.ts';
import { takePath } from './layout.ts';
import type { Studio } from './studio.ts';
import { assertReplaceable } from './whole-file.ts';

/** What a file that a person wants must not take the place of. */
interface Around {
  /** The folder of its production, or null. */
  folder: string | null;
  /** Files and folders that it is made from. */
  inputs?: readonly string[];
  /** How its name has to end, as `.mp4`; anyhow where absent. */
  ending?: string;
}

/**
 * Where a file is put that a person wants at `output`: there, or where a link of that name leads. Its folder is tried
 * before anything else is done, so that nothing is rendered or paid for a place that cannot be; nothing is left of the
 * trial, and a dry run makes none.
 * Throws `usage` for another ending than it has to have, and where it would take the place of a folder, a device or a pipe,
 * of what films are made of or of what this one is made from; `disk` where the system lets nobody write.
 */
export async function placeFor(studio: Studio, output: string, around: Around): Promise<string> {
  const target = await endOfLink(resolve(output));
  await assertReplaceable(target);
  if (around.ending !== undefined) for (const path of [output, target]) assertEnding(path, around.ending);
  await assertApart(studio, target, around);
  if (!studio.dry) await tryOut(target, studio.mint());
  return target;
}

/** Whether a person who says where a film is to go means a file: by an ending that files have; else it is a folder. */
export function meansFile(output: string): boolean {
  return FILE_ENDINGS.has(extname(output).slice(1).toLowerCase());
}

/** Throws `usage` where a file or a folder would lie among what films are made of, or in the place of what it is made from. */
export async function assertApart(
  { settings }: Pick<Studio, 'settings'>,
  target: string,
  { folder, inputs = [] }: Around,
): Promise<void> {
  const place = await realPlace(target);
  const isAmong = async (one: string): Promise<boolean> => isInside(place, await realPlace(one));
  const takes = dirname(takePath('1A-1'));
  const runs = await realPlace(join(settings.artifacts, 'runs'));
  const made = [...(folder === null ? [] : [join(folder, takes)]), join(settings.home, 'media')];
  const among = await Promise.all(made.map(isAmong));
  const inOtherRun = isInside(place, runs) && relative(runs, place).split(sep)[1] === takes;
  if (among.includes(true) || inOtherRun || dirname(place) === (await realPlace(settings.home)))
    throw new StudioError('usage', `${target} lies among what films are made of`, {
      hint: 'Choose another folder with -o: a file there could take the place of a take.',
    });
  const isThere = (await stat(target).catch(() => null)) !== null;
  if (isThere && (await Promise.all(inputs.map(isAmong))).includes(true))
    throw new StudioError('usage', `${target} is one of the files that the film is made from`, {
      hint: 'Choose another name with -o: it would be lost.',
    });
}

/**
 * All files at their places, the last one last, whole or not at all: nothing is left of any when one cannot be written.
 * `hint` says what to do then. Throws `disk`, and `usage` where there is no file but something else by now.
 */
export async function placeAll(
  files: readonly { from: string; to: string }[],
  hint = 'Free space, or choose another file with -o.',
): Promise<void> {
  // Two who write one file at the same time: each is whole, and the later one stays.
  const parts: { part: string; to: string }[] = [];
  try {
    for (const { from, to } of files) {
      await assertReplaceable(to);
      makeFolders(dirname(to));
      const part = await partBeside(to);
      parts.push({ part, to });
      await copyFile(from, part);
    }
    for (const { part, to } of parts) await rename(part, to);
  } catch (error) {
    // Where there is no folder there is nothing to take away.
    for (const { part } of parts) await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof StudioError) throw new StudioError(error.code, error.message, { hint, cause: error });
    throw unwritable(files.at(-1)?.to ?? '', error, hint);
  }
}

/** Of pictures, sound, words and lists; a folder may well be called `v1.2`. */
// prettier-ignore
const FILE_ENDINGS = new Set([
  'mp4', 'm4v', 'mov', 'qt', 'avi', 'mkv', 'webm', 'wmv', 'flv', 'f4v', 'mpg', 'mpeg', 'm2v', 'ts', 'mts', 'm2ts', 'vob', 'ogv', '3gp', 'mxf',
  'gif', 'webp', 'png', 'apng', 'jpg', 'jpeg', 'bmp', 'tif', 'tiff', 'avif', 'heic', 'svg', 'psd',
  'wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'oga', 'opus', 'aif', 'aiff', 'wma',
  'txt', 'md', 'markdown', 'fountain', 'pdf', 'rtf', 'doc', 'docx', 'odt', 'html', 'htm', 'json', 'jsonl', 'csv', 'tsv', 'xml', 'yaml', 'yml', 'log',
  'srt', 'vtt', 'ass', 'ssa', 'edl', 'otio', 'fcpxml', 'zip',
]);

function assertEnding(path: string, ending: string): void {
  const own = extname(path);
  if (own.toLowerCase() === ending) return;
  throw new StudioError(
    'usage',
    `a film like this goes into a ${ending} file, and ${path} ${own === '' ? 'has no ending' : `ends in ${own}`}`,
    { hint: `Use -o with a name that ends in ${ending}.` },
  );
}

/** Others who try the same new folder may take it away between two steps of ours. */
const TRIALS = 3;

async function tryOut(target: string, mark: string): Promise<void> {
  // A longer name than its own: what comes to lie beside it, as `lake.contact-sheet.png`, has one as well.
  const part = `${target}.${mark}.part`;
  for (let trial = 1; ; trial += 1) {
    const made = missingAbove(target);
    try {
      makeFolders(dirname(target));
      await writeFile(part, '');
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || trial === TRIALS)
        throw unwritable(target, error, 'Choose another place with -o, one that can be written and has room.');
    } finally {
      await rm(part, { force: true }).catch(() => undefined); // its folder may be none
      for (const folder of made) await rmdir(folder).catch(() => undefined); // somebody else may have use for it by now
    }
  }
}

/** Folders that are not there and would have to be made for a file or a folder, the innermost first. */
export function missingAbove(path: string): string[] {
  const above = dirname(path);
  return existsSync(above) || above === path ? [] : [above, ...missingAbove(above)];
}

/** A link is kept, and what it leads to is written; one that leads nowhere is replaced. */
async function endOfLink(target: string): Promise<string> {
  const there = await lstat(target).catch(() => null);
  return there?.isSymbolicLink() === true ? await realpath(target).catch(() => target) : target;
}

/** The place itself, whatever links lead there, also of what is not there yet. */
async function realPlace(path: string): Promise<string> {
  const whole = resolve(path);
  const above = dirname(whole);
  return realpath(whole).catch(async () => (above === whole ? whole : join(await realPlace(above), basename(whole))));
}

function isInside(place: string, folder: string): boolean {
  const way = relative(folder, place);
  return way.split(sep)[0] !== '..' && !isAbsolute(way);
}

function unwritable(target: string, why: unknown, hint: string): StudioError {
  return new StudioError('disk', `cannot write ${target}: ${messageOf(why)}`, { hint, cause: why });
}
