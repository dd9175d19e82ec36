import { Command } from 'commander';
import type { Context } from '../context.ts';

/** `claude-studio resume [RUN]`: goes on with a production that was killed, stopped or failed. */
export function resumeCommand(context: Context): Command {
  return new Command('resume')
    .description('go on with a production that was interrupted; finished steps are not done again')
    .argument('[run]', 'the run, or the beginning of its name (default: the last one without a film)')
    .option('--json', 'events on stdout, one a line')
    .action(async (run: string | undefined) => {
      const { resumeFilm } = await import('../../production/produce.ts');
      const { findRun } = await import('../../production/runs.ts');
      const { withStudio } = await import('../session.ts');
      await withStudio(context, {}, async (studio) => {
        await resumeFilm(studio, await findRun(studio.journal, run ?? null, 'unfinished'));
      });
    });
}
