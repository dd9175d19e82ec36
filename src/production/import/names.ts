import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StudioError } from '../../errors.ts';
import { decodeEvent } from '../../film/events.ts';
import type { Journal } from '../../journal/spec.ts';
import { readProduction, streamOf } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';
import type { OldRun } from './old-run.ts';
import { isInside } from './source.ts';
import type { Survey } from './survey.ts';

/** What a run is called here. */
export interface Name {
  id: string;
  /** All of it is here. */
  whole: boolean;
  /** The production that an earlier state of the same run became, or null. */
  changed: string | null;
}

/** The name that a run has here: its own, or with a piece of its fingerprint where another production has that. Throws `conflict`. */
export async function nameFor(journal: Journal, run: OldRun): Promise<Name> {
  const own = safeName(run.name) || `run-${run.fingerprint.slice(0, 8)}`;
  let changed: string | null = null;
  for (const id of [own, `${own}-${run.fingerprint.slice(0, 8)}`]) {
    const [, second] = await journal.read(streamOf(id), { limit: 2 });
    if (second === undefined && (await journal.read(streamOf(id), { limit: 1 })).length === 0)
      return { id, whole: false, changed };
    const event = second === undefined ? null : decodeEvent(second);
    if (event?.type !== 'production-imported') continue;
    if (event.data.fingerprint === run.fingerprint) {
      const { state } = await readProduction(journal, id);
      return { id, whole: state.status !== 'running', changed: null };
    }
    if (event.data.startedAt !== null && event.data.startedAt === run.startedAt) changed = id;
  }
  throw new StudioError('conflict', `${own} is the name of another production here`, {
    hint: 'Give the folder of the run another name and import it once more.',
  });
}

/** Letters, digits, dots, dashes and underscores, as names of runs are made of; empty where there are none. */
function safeName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80)
    .replace(/[-.]+$/, '');
}

/**
 * Beside the other productions, unless the source lies there: in it nothing is written, so such a production has its folder
 * in the studio's home. Throws `usage` when that is in the source as well.
 */
export async function folderFor({ settings }: Studio, { root }: Survey, id: string): Promise<string> {
  for (const folder of [join(settings.artifacts, 'runs', id), join(settings.home, 'imported', id)]) {
    const path = resolve(folder);
    if (!isInside(root, await realOf(path)) && !isInside(await realOf(path), root)) return path;
  }
  throw new StudioError('usage', "the studio's own folders lie in the folder that is imported", {
    hint: 'Set CLAUDE_STUDIO_HOME to a folder elsewhere: nothing of the source may be changed.',
  });
}

/** The real path of something that may not be there yet. */
async function realOf(path: string): Promise<string> {
  const above = dirname(path);
  try {
    return await realpath(path);
  } catch (error) {
    if (above === path) throw error;
    return join(await realOf(above), basename(path));
  }
}
