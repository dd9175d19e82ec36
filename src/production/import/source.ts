import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { messageOf } from '../../errors.ts';
import { record, type Loose } from './loose.ts';

/** Larger than any file that the original wrote. */
const LARGEST = { json: 16 * 2 ** 20, media: 4 * 2 ** 30 } as const;
const MOST_ENTRIES = 5_000;

/** A file of the source, or why it is not read. */
export type Found = { path: string; bytes: number } | { refused: string };

/** What is read for one run: the files that were there, and those that could not be read. */
export interface Reader {
  /** Every file lies in it, whatever a link or a path says. */
  root: string;
  /** Folder that the fingerprint's names are below: the run's. */
  base: string;
  /** For people: files that were not read, and why. */
  notes: string[];
  /** Grows with every JSON file: the same files give the same fingerprint. */
  seen: Map<string, string>;
}

export function openReader(root: string, base = root): Reader {
  return { root, base, notes: [], seen: new Map() };
}

/** SHA-256 over everything that was read and every media file's size. */
export function fingerprintOf({ seen }: Reader): string {
  const lines = [...seen].map(([name, what]) => JSON.stringify([name, what])).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/**
 * The members of a JSON file, or null, and then a note says why unless it is simply not there. Python's `NaN` and
 * `Infinity` are read as null.
 */
export async function readJson(reader: Reader, path: string): Promise<Loose | null> {
  const found = await locate(reader, path, 'json');
  const name = shortName(reader, path);
  if ('refused' in found) {
    if (found.refused !== MISSING) reader.notes.push(`${name}: ${found.refused}`);
    return null;
  }
  try {
    const bytes = await readFile(found.path);
    reader.seen.set(relative(reader.base, path), createHash('sha256').update(bytes).digest('hex'));
    return record(parsed(bytes.toString('utf8').replace(/^\ufeff/, '')));
  } catch (error) {
    reader.notes.push(`${name}: ${error instanceof SyntaxError ? 'is no whole JSON file' : messageOf(error)}`);
    return null;
  }
}

/** Names in a folder, sorted; empty where there is no such folder. Links that lead outside are not followed. */
export async function entriesOf(reader: Reader, folder: string): Promise<{ files: string[]; folders: string[] }> {
  const none = { files: [], folders: [] };
  const real = await realpath(folder).catch(() => null); // not there: nothing to list
  if (real === null) return none;
  if (!isInside(reader.root, real)) {
    reader.notes.push(`${shortName(reader, folder)}: ${OUTSIDE}`);
    return none;
  }
  let entries: Dirent[];
  try {
    entries = await readdir(real, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR')
      reader.notes.push(`${shortName(reader, folder)}: ${messageOf(error)}`);
    return none;
  }
  if (entries.length > MOST_ENTRIES) {
    reader.notes.push(`${shortName(reader, folder)}: ${entries.length} entries; the first ${MOST_ENTRIES} are read`);
  }
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_ENTRIES)) {
    const isFolder = entry.isSymbolicLink()
      ? await stat(join(real, entry.name))
          .then((kind) => kind.isDirectory())
          .catch(() => false) // told when it is opened
      : entry.isDirectory();
    (isFolder ? folders : files).push(entry.name);
  }
  return { files, folders };
}

/** A file that is really there, inside of the source, ordinary, and not too large. */
export async function locate(reader: Reader, path: string, kind: 'json' | 'media'): Promise<Found> {
  if (path.includes('\0')) return { refused: 'has no usable path' };
  if (!isInside(reader.root, resolve(path))) return { refused: OUTSIDE };
  try {
    const real = await realpath(path);
    if (!isInside(reader.root, real)) return { refused: OUTSIDE };
    const facts = await stat(real);
    if (!facts.isFile()) return { refused: 'is not an ordinary file' };
    if (facts.size > LARGEST[kind])
      return { refused: `has ${facts.size.toLocaleString('en-US')} bytes, more than is read` };
    return { path: real, bytes: facts.size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { refused: code === 'ENOENT' || code === 'ENOTDIR' ? MISSING : messageOf(error) };
  }
}

/**
 * A media file by the path that the original wrote down: below `artifacts`, below the run, absolute, of another machine,
 * or of a folder that has been moved since. Whatever the path says, only files of the source are read.
 */
export async function locateAsset(reader: Reader, run: string, said: string): Promise<Found> {
  if (/^[a-z]{2,}:\/\//i.test(said)) return { refused: 'is an address, not a file' };
  const path = said.replaceAll('\\', '/');
  const tail = /(?:^|\/)runs\/[^/]+\/(.+)$/.exec(path)?.[1];
  const foreign = /^[a-z]:\//i.test(path);
  const own = foreign ? [] : isAbsolute(path) ? [path] : [join(reader.root, path), join(run, path)];
  const moved = [
    // Below the folder that `artifacts` lies in, as it was written where the original was started.
    join(reader.root, '..', path),
    ...(tail === undefined ? [] : [join(run, tail)]),
    ...['videos', 'audio', 'mixed', 'renders', ''].map((folder) => join(run, folder, basename(path))),
  ];
  let refused = MISSING;
  for (const candidate of own) {
    const found = await locate(reader, candidate, 'media');
    if ('path' in found) return found;
    if (refused === MISSING) ({ refused } = found);
  }
  for (const candidate of moved) {
    const found = await locate(reader, candidate, 'media');
    if ('path' in found) return found;
    if (found.refused !== MISSING && found.refused !== OUTSIDE && refused === MISSING) ({ refused } = found);
  }
  return { refused };
}

/** Notes a media file as seen, so that the fingerprint tells whether it is another one. */
export function noteMedia(reader: Reader, { path, bytes }: { path: string; bytes: number }): void {
  reader.seen.set(relative(reader.base, path), `${bytes} bytes`);
}

/** The path below the source, for people. */
export function shortName({ root }: Reader, path: string): string {
  const name = relative(root, path).split(sep).join('/');
  return name === '' ? '.' : name;
}

export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const OUTSIDE = 'lies outside of the folder that is imported';
export const MISSING = 'is not there';

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const plain = json.replaceAll(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, 'null');
    if (plain === json) throw error;
    return JSON.parse(plain);
  }
}
