import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError, wholeMessageOf } from '../../errors.ts';
import { usd, type MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { ProductionState } from '../../film/state.ts';
import type { Journal } from '../../journal/spec.ts';
import { holdProduction, readProduction, stopIfAsked } from '../studio/production.ts';
import type { Studio } from '../studio/studio.ts';
import { begin } from './begin.ts';
import { bookedBy, moneyNotes, recordRest } from './books.ts';
import { LOST_CLIP, restoreClips, takeClips } from './clips.ts';
import { CUTS, cutsOf, IMPORTED } from './cuts.ts';
import { conclude } from './finish.ts';
import { gather } from './gather.ts';
import { nameFor } from './names.ts';
import type { OldRun } from './old-run.ts';
import { readRun } from './read-run.ts';
import { critiqueOf } from './reviews.ts';
import { restoreSounds, takeSounds } from './sounds.ts';
import type { Survey } from './survey.ts';
import type { Work } from './work.ts';

/** What became of one run of the original. */
export interface Imported {
  /** Its name there. */
  original: string;
  generation: OldRun['generation'];
  /** `new`: it would be imported; `here`: it was imported before, nothing was added. */
  outcome: 'imported' | 'here' | 'new' | 'failed';
  /** Its name here; null when it could not be imported. */
  run: string | null;
  concept: string | null;
  provenance: Provenance;
  scenes: number;
  /** Clips that can be used, of those that it speaks of. */
  takes: number;
  clips: number;
  cuts: number;
  film: boolean;
  /** By its own books; nothing of it is in the account of this studio. */
  spent: MicroUsd;
  /** Folder that people look into. */
  folder: string | null;
  /** What was not taken over, and why. */
  notes: string[];
}

/** What `importRuns` would do, without doing it: only reads. The oldest run first. */
export async function* previewRuns(journal: Journal, survey: Survey): AsyncGenerator<Imported> {
  for (const run of await readRuns(survey)) {
    try {
      const name = await nameFor(journal, run);
      if (name.whole) {
        yield told(run, 'here', name.id, (await readProduction(journal, name.id)).state);
        continue;
      }
      const gathered = await gather(run);
      const takes = gathered.clips.filter(({ media }) => media !== null).length;
      const cuts = Math.min(CUTS, Math.max(run.candidates.length, 1));
      const found = { takes, cuts: takes === 0 ? 0 : cuts, film: gathered.film !== null };
      yield { ...told(run, 'new', name.id, null), ...found, notes: [...run.notes, ...moneyNotes(run)] };
    } catch (error) {
      yield failed(run, error);
    }
  }
}

/**
 * Makes a production of every run of the original, the oldest first. What was imported before stays as it is, what was
 * begun is gone on with, and a run that cannot be imported does not keep the others out. The source is only read. Throws
 * `interrupted` and `disk`.
 */
export async function* importRuns(studio: Studio, survey: Survey): AsyncGenerator<Imported> {
  for (const run of await readRuns(survey)) {
    stopIfAsked(studio.signal);
    try {
      yield await importRun(studio, survey, run);
    } catch (error) {
      if (error instanceof StudioError && (error.code === 'interrupted' || error.code === 'disk')) throw error;
      yield failed(run, error);
    }
  }
}

async function readRuns({ root, runs }: Survey): Promise<OldRun[]> {
  const all: OldRun[] = [];
  for (const folder of runs) all.push(await readRun(root, folder));
  const age = ({ startedAt, name }: OldRun): string => startedAt ?? dayIn(name);
  return all.toSorted((a, b) => (age(a) < age(b) ? -1 : age(a) > age(b) ? 1 : 0));
}

/** Runs were named by their second: `20260110_101103`. */
function dayIn(name: string): string {
  const [, year = '', month = '', day = '', time = ''] = /^(\d{4})(\d{2})(\d{2})_?(\d{6})?/.exec(name) ?? [];
  return year === '' ? '' : `${year}-${month}-${day}T${time.replaceAll(/(?<=\d)(?=(?:\d{2})+$)/g, ':')}`;
}

async function importRun(studio: Studio, survey: Survey, run: OldRun): Promise<Imported> {
  const { id, whole, changed } = await nameFor(studio.journal, run);
  if (whole) {
    const { state } = await readProduction(studio.journal, id);
    // Its folder is laid out last, and again when somebody has taken it away.
    if (existsSync(join(state.folder ?? '', REPORT)) && (await isKept(studio, state)))
      return told(run, 'here', id, state);
  }
  const gathered = await gather(run);
  if (changed !== null) run.notes.push(`it has changed since it was imported as ${changed}`);
  // Of an import nobody watches the single steps.
  const quiet = { ...studio, watch: { ...studio.watch, onEvent: () => undefined } };
  const production = await holdProduction(quiet, id);
  try {
    const work: Work = { production, survey, ...gathered, provenance: run.mock ? 'offline' : 'live' };
    await restoreClips(work);
    await restoreSounds(work);
    await begin(work);
    await takeClips(work);
    await takeSounds(work);
    await recordRest(production, run);
    await judge(work);
    await conclude(work);
    return told(run, whole ? 'here' : 'imported', id, production.state);
  } finally {
    await production.close();
  }
}

/** The media store has everything of it. */
async function isKept({ store }: Studio, { takes, voices, music, master }: ProductionState): Promise<boolean> {
  const media = [
    ...Object.values(takes).flatMap(({ take }) =>
      take === null ? [] : [take.media, take.original?.media ?? take.media],
    ),
    ...[...Object.values(voices), ...(music === null ? [] : [music])].map((sound) => sound.media),
    ...(master === null ? [] : [master.media, master.poster, master.contactSheet]),
  ];
  for (const one of media) if (!(await store.verify(one))) return false;
  return true;
}

const REPORT = 'report.html';

/** The critic's word and the cuts, each once. */
async function judge({ production, run, scenes, size, provenance }: Work): Promise<void> {
  const { state } = production;
  const critique = critiqueOf(run, provenance);
  if (critique !== null && state.critiques['film'] === undefined)
    await production.record({ type: 'pilot-critiqued', data: critique });
  if (state.edit !== null) return;
  const takes = Object.values(state.takes).flatMap(({ take }) => (take === null ? [] : [take]));
  const cuts = cutsOf({ run, scenes, takes, voices: state.voices, music: state.music, size });
  if (cuts !== null) await production.record({ type: 'cut-proposed', data: cuts });
}

function told(run: OldRun, outcome: Imported['outcome'], id: string | null, state: ProductionState | null): Imported {
  const takes = Object.values(state?.takes ?? {});
  return {
    original: run.name,
    generation: run.generation,
    outcome,
    run: id,
    concept: run.concept,
    provenance: run.mock ? 'offline' : 'live',
    scenes: run.scenes.length,
    takes: takes.filter(({ take }) => take !== null).length,
    clips: run.takes.length,
    cuts: state?.edit?.candidates.length ?? 0,
    film: state !== null && state.film !== null,
    spent: state?.money.spent ?? usd(bookedBy(run)),
    folder: state?.folder ?? null,
    notes: state === null ? run.notes : notesIn(state),
  };
}

/** The same however often it is asked: what was written down when it came in. */
function notesIn({ imported, edit, takes }: ProductionState): string[] {
  const cuts = (edit?.candidates ?? []).flatMap(({ cut, continuityNotes }) =>
    continuityNotes.flatMap((note) =>
      note.startsWith(IMPORTED) ? [`cut ${cut.id}: ${note.slice(IMPORTED.length)}`] : [],
    ),
  );
  const read = imported?.notes ?? [];
  const clips = Object.values(takes).flatMap(({ slate, failure }) => {
    const why = failure?.reason.replace(LOST_CLIP, '');
    return why === undefined || read.some((note) => note.endsWith(`: ${why}`)) ? [] : [`take ${slate}: ${why}`];
  });
  return [...new Set([...read, ...clips, ...cuts])];
}

function failed(run: OldRun, error: unknown): Imported {
  return { ...told(run, 'failed', null, null), notes: [...run.notes, wholeMessageOf(error)] };
}
