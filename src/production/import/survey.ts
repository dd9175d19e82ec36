import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError, messageOf } from '../../errors.ts';
import { naturally } from './loose.ts';
import { looksLikeRun } from './read-run.ts';
import { entriesOf, openReader } from './source.ts';

/** What a folder of the original holds. */
export interface Survey {
  /** Real path of the folder; nothing outside of it is read. */
  root: string;
  /** Folders of runs, the oldest name first. */
  runs: string[];
  /** What is there and no run, a line each. */
  others: string[];
}

/**
 * Looks what is in a folder: `artifacts`, the folder above it, a folder of runs (`-o`), or one run. Throws `usage` for what
 * is no folder and `not-found` where the original has left nothing.
 */
export async function surveyArtifacts(path: string): Promise<Survey> {
  const given = await realFolder(path);
  if (await looksLikeRun(given, given)) return { root: given, runs: [given], others: [] };
  const root = await firstWithRuns([given, join(given, 'artifacts')]);
  if (root !== null) {
    const found = await surveyRoot(root, join(root, 'runs'));
    // A memory can be read without any run.
    if (found.runs.length > 0 || (await entriesOf(openReader(root), root)).folders.includes('memory')) return found;
  }
  const beside = await surveyRoot(given, given);
  if (beside.runs.length > 0) return beside;
  throw new StudioError('not-found', `${path} holds no runs of the original`, {
    hint: 'Give its folder artifacts (with runs/ in it), a folder of runs, or one run.',
  });
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    throw new StudioError('usage', `cannot open ${path}: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  }
  throw new StudioError('usage', `${path} is not a folder`, { hint: 'Give the folder artifacts of the original.' });
}

async function firstWithRuns(folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const { folders: inside } = await entriesOf(openReader(folder), folder);
    if (inside.includes('runs') || inside.includes('memory')) return folder;
  }
  return null;
}

/** What later versions of the original left beside their runs. */
const KNOWN_OTHERS: Record<string, string> = {
  video_production: 'stills with speech of the later pipeline: no takes',
  training_output: 'trials of the podcast training: no films',
  projects: 'documents that were read: no films',
  kb: 'documents that were read: no films',
  audio: 'speech that was kept for use in any run: nobody knows in which',
  wikimedia_cache: 'pictures that were fetched: no takes',
};

async function surveyRoot(root: string, runsFolder: string): Promise<Survey> {
  const reader = openReader(root);
  const runs: string[] = [];
  const others: string[] = [];
  for (const name of (await entriesOf(reader, runsFolder)).folders.toSorted(naturally)) {
    const folder = join(runsFolder, name);
    if (await looksLikeRun(root, folder)) {
      runs.push(folder);
      continue;
    }
    const closer = openReader(root);
    await entriesOf(closer, folder);
    if (closer.notes.length > 0) others.push(...closer.notes);
    else if (runsFolder !== root) others.push(`runs/${name}: is no run of the original`);
  }
  if (runsFolder !== root) {
    for (const name of (await entriesOf(reader, root)).folders)
      if (name in KNOWN_OTHERS) others.push(`${name}/: ${KNOWN_OTHERS[name]}`);
  }
  return { root, runs, others: [...others, ...reader.notes] };
}
