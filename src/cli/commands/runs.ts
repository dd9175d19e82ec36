import { Command, Option } from 'commander';
import { StudioError } from '../../errors.ts';
import type { Context } from '../context.ts';

/** `claude-studio runs`: the productions of this studio, the last one first. */
export function runsCommand({ terminal }: Context): Command {
  return new Command('runs')
    .description('list the productions')
    .addOption(new Option('-n, --limit <count>', 'how many').default('20', '20'))
    .option('--json', 'one production a line')
    .action(async ({ limit, json }: { limit: string; json?: boolean }) => {
      if (!/^[1-9]\d{0,5}$/.test(limit)) {
        throw new StudioError('usage', `--limit ${JSON.stringify(limit)} is not usable`, {
          hint: 'It is a whole number: --limit 20',
        });
      }
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { listRuns } = await import('../../production/desk/runs.ts');
      const { formatCents } = await import('../../film/money.ts');
      const config = loadConfig();
      const journal = await openJournal(config);
      try {
        const runs = await listRuns(journal, Number(limit), config.holder);
        if (json) {
          for (const run of runs) terminal.event(run);
          return;
        }
        if (runs.length === 0) {
          terminal.line('No productions yet.');
          terminal.next('claude-studio produce "A serene mountain lake at sunset" --budget 5');
          return;
        }
        terminal.table(
          runs.map((run) => [
            run.id,
            run.status,
            run.seconds === null ? '' : `${run.seconds.toFixed(1)} s`,
            formatCents(run.spent),
            run.provenance,
            run.concept,
          ]),
          [
            { title: 'run', least: 16 },
            { title: 'status' },
            { title: 'length', align: 'right' },
            { title: 'spent', align: 'right' },
            { title: 'provenance' },
            { title: 'concept', stretch: true },
          ],
        );
        terminal.next(`claude-studio status ${runs[0]?.id}`);
      } finally {
        await journal.close();
      }
    });
}
