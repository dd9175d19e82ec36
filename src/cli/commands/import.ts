import { Command } from 'commander';
import type { Imported } from '../../production/import/import.ts';
import type { Remembered } from '../../production/import/remember.ts';
import type { Survey } from '../../production/import/survey.ts';
import type { Context } from '../context.ts';
import type { ProgressView } from '../progress/progress.ts';
import type { Terminal } from '../terminal.ts';
import { clean, truncate } from '../text.ts';

/** `claude-studio import PATH`: runs of the studio's predecessor as productions. Nothing of the source is changed. */
export function importCommand(context: Context): Command {
  const { terminal } = context;
  return new Command('import')
    .description('take over the artifacts of the original claude-studio-producer; reads only')
    .argument('<path>', 'its folder artifacts, a folder of runs, or one run')
    .option('--dry-run', 'only tell what there is')
    .option('--json', 'one run a line')
    .action(async (path: string, { dryRun, json }: { dryRun?: boolean; json?: boolean }) => {
      const { surveyArtifacts } = await import('../../production/import/survey.ts');
      const survey = await surveyArtifacts(path);
      if (dryRun) await preview(terminal, survey, json ?? false);
      else await bring(context, survey, json ?? false);
    });
}

async function preview(terminal: Terminal, survey: Survey, json: boolean): Promise<void> {
  const { loadConfig } = await import('../../config.ts');
  const { openJournal } = await import('../../production/studio/home.ts');
  const { previewRuns } = await import('../../production/import/import.ts');
  const { previewLearnings } = await import('../../production/import/remember.ts');
  const { shellLine } = await import('../../production/studio/shell.ts');
  const journal = await openJournal(loadConfig());
  try {
    const runs: Imported[] = [];
    for await (const run of previewRuns(journal, survey)) {
      if (json) terminal.event(run);
      runs.push(run);
    }
    const memory = await previewLearnings(journal, survey, runs);
    if (json) terminal.event(memory);
    else await table(terminal, survey, runs, memory);
    terminal.next(shellLine(['import', survey.root]));
  } finally {
    await journal.close();
  }
}

async function bring(context: Context, survey: Survey, json: boolean): Promise<void> {
  const { terminal } = context;
  const { withStudio } = await import('../session.ts');
  const { shellLine } = await import('../../production/studio/shell.ts');
  const { importRuns } = await import('../../production/import/import.ts');
  const { importLearnings, writeImportReport } = await import('../../production/import/remember.ts');
  await withStudio(
    context,
    {},
    async (studio) => {
      const runs: Imported[] = [];
      for await (const run of importRuns(studio, survey)) {
        runs.push(run);
        if (json) terminal.event(run);
        else terminal.line(`  ${mark(run, terminal)} ${clean(run.original)}, ${runs.length} of ${survey.runs.length}`);
      }
      const memory = await importLearnings(studio.journal, survey, runs);
      const report = await writeImportReport(studio, survey, runs, memory);
      if (json) terminal.event(memory);
      else await table(terminal, survey, runs, memory);
      terminal.line(`Everything that was left behind, and why: ${report}`);
      const last =
        runs.findLast(({ run, takes }) => run !== null && takes > 0) ?? runs.findLast(({ run }) => run !== null);
      terminal.next(last === undefined ? 'claude-studio runs' : `claude-studio status ${last.run}`);
      if (runs.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
    },
    { view: passing, again: `${shellLine(['import', survey.root])} goes on from here.` },
  );
}

/** Only what is at work, below everything else. */
function passing(terminal: Terminal): ProgressView {
  return {
    onEvent: () => undefined,
    onProgress: ({ work, subject, done, total }) => terminal.live(done < total ? [`  ${work} ${clean(subject)}`] : []),
    stop: () => terminal.live([]),
  };
}

function mark({ outcome }: Imported, { colours, glyphs }: Terminal): string {
  return outcome === 'failed' ? colours.red(glyphs.failed) : colours.green(glyphs.done);
}

const WORDS: Record<Imported['outcome'], string> = {
  imported: 'imported',
  here: 'here already',
  new: 'new',
  failed: 'failed',
};

/** Notes of one run that the terminal tells; the report has all. */
const NOTES_TOLD = 4;

async function table(terminal: Terminal, survey: Survey, runs: readonly Imported[], memory: Remembered): Promise<void> {
  const { formatUsd } = await import('../../film/money.ts');
  terminal.table(
    runs.map((run) => [
      run.run ?? run.original,
      WORDS[run.outcome],
      run.generation,
      `${run.takes} of ${run.clips}`,
      String(run.cuts),
      run.film ? 'yes' : '',
      formatUsd(run.spent),
      run.provenance,
    ]),
    [
      { title: 'run', stretch: true },
      { title: '' },
      { title: 'version' },
      { title: 'clips', align: 'right' },
      { title: 'cuts', align: 'right' },
      { title: 'film' },
      { title: 'spent', align: 'right' },
      { title: 'from' },
    ],
  );
  for (const { original, notes } of runs) {
    for (const note of notes.slice(0, NOTES_TOLD))
      terminal.line(`  ${clean(original)} \t${clean(truncate(note, 200))}`);
    if (notes.length > NOTES_TOLD) terminal.line(`  ${clean(original)} \tand ${notes.length - NOTES_TOLD} more`);
  }
  for (const other of [...survey.others, ...memory.notes]) terminal.line(`  not read  \t${clean(other)}`);
  const count = (outcome: Imported['outcome']): number => runs.filter((run) => run.outcome === outcome).length;
  const told = (['imported', 'new', 'here', 'failed'] as const).filter((outcome) => count(outcome) > 0);
  terminal.line(told.map((outcome) => `${count(outcome)} ${WORDS[outcome]}`).join(', ') || 'No runs.');
  const fresh = memory.lessons.filter(({ news }) => news !== 'known').length;
  if (memory.lessons.length + memory.texts.length > 0) {
    terminal.line(
      `Learnt: ${memory.lessons.length} of its sentences can be tried (${fresh} new here; claude-studio lessons --all), ${memory.texts.length} can only be read.`,
    );
  }
}
