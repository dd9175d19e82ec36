import { StudioError } from '../../errors.ts';
import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { ProductionState } from '../../film/state.ts';
import type { Journal } from '../../journal/spec.ts';
import { isGone } from '../studio/holder.ts';
import { readProduction, streamOf } from '../studio/production.ts';

export interface RunSummary {
  id: string;
  status: string;
  concept: string;
  spent: MicroUsd;
  /** Whose dollars those are: simulated ones cost nothing. */
  provenance: Provenance;
  /** Length of the film, or null while there is none. */
  seconds: number | null;
  film: string | null;
  startedAt: string;
}

/** What a person is told of it: `waiting` for a greenlight, or a status of the journal, in which a killed run is still running. */
export function standingOf(
  { status, waiting }: ProductionState,
  atWork: boolean,
): ProductionState['status'] | 'waiting' {
  const standing = status === 'running' && !atWork ? 'interrupted' : status;
  return waiting !== null && standing === 'interrupted' ? 'waiting' : standing;
}

/** Whether somebody makes the production at this moment; `us` is how this process would sign. */
export async function isAtWork(journal: Journal, id: string, us: string): Promise<boolean> {
  const lease = await journal.holder(streamOf(id));
  return lease !== null && !isGone(lease.holder, us);
}

/** The productions, the last begun first; `us` is how this process would sign. */
export async function listRuns(journal: Journal, limit: number, us: string): Promise<RunSummary[]> {
  const streams = await journal.list({ prefix: streamOf(''), limit });
  return Promise.all(
    streams.map(async ({ stream, startedAt }) => {
      const id = stream.slice(streamOf('').length);
      const { state } = await readProduction(journal, id);
      return {
        id,
        status: standingOf(state, await isAtWork(journal, id, us)),
        concept: (state.brief?.concept ?? '').replaceAll(/\s+/g, ' '),
        spent: state.money.spent,
        provenance: state.provenance ?? 'offline',
        seconds: state.film?.seconds ?? null,
        film: state.film?.path ?? null,
        startedAt: new Date(startedAt).toISOString(),
      };
    }),
  );
}

/**
 * The run that is meant: by its name, the beginning of it or a part of it that no other has, or the last one (`unfinished`:
 * the last without a film). Throws `not-found`, or `usage` when several could be meant.
 */
export async function findRun(journal: Journal, name: string | null, wanted: 'any' | 'unfinished'): Promise<string> {
  return name === null ? lastRun(journal, wanted) : runNamed(journal, name);
}

/** So many runs are named that could be meant; more are counted. */
const NAMED = 6;

async function runNamed(journal: Journal, name: string): Promise<string> {
  const ids = (await journal.list({ prefix: streamOf('') })).map(({ stream }) => stream.slice(streamOf('').length));
  if (ids.includes(name)) return name;
  const begin = ids.filter((id) => id.startsWith(name));
  const meant = begin.length > 0 ? begin : ids.filter((id) => id.toLowerCase().includes(name.toLowerCase()));
  const [only] = meant;
  if (only === undefined)
    throw new StudioError('not-found', `there is no run ${JSON.stringify(name)}`, {
      hint: 'claude-studio runs lists them.',
    });
  if (meant.length === 1) return only;
  const more = meant.length > NAMED ? ` and ${meant.length - NAMED} more` : '';
  throw new StudioError(
    'usage',
    `several runs ${begin.length > 0 ? 'begin with' : 'have in their names'} ${JSON.stringify(name)}`,
    {
      hint: `Say more of it: ${meant.slice(0, NAMED).join(', ')}${more}.`,
    },
  );
}

async function lastRun(journal: Journal, wanted: 'any' | 'unfinished'): Promise<string> {
  for (const { stream } of await journal.list({ prefix: streamOf(''), limit: 50 })) {
    const id = stream.slice(streamOf('').length);
    if (wanted === 'any') return id;
    const { state } = await readProduction(journal, id);
    if (state.status !== 'done') return id;
  }
  throw new StudioError('not-found', wanted === 'any' ? 'there are no runs yet' : 'there is nothing to resume', {
    hint:
      wanted === 'any'
        ? 'claude-studio produce "A serene mountain lake at sunset" --budget 5'
        : 'claude-studio runs lists the finished films.',
  });
}
