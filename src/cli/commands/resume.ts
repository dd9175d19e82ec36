import { Command } from 'commander';
import type { Context } from '../context.ts';
import { limitsOf } from '../limits.ts';

/** `claude-studio resume [RUN]`: goes on with a production that was killed, stopped or failed. */
export function resumeCommand(context: Context): Command {
  return new Command('resume')
    .description('go on with a production that was interrupted; finished steps are not done again')
    .argument('[run]', 'the run, or the beginning of its name (default: the last one without a film)')
    .option('--timeout <seconds>', 'how long to wait for one take; it goes on at the vendor after that')
    .option('--parallel <count>', 'orders at one vendor at the same time')
    .option('--json', 'events on stdout, one a line')
    .action(async (run: string | undefined, flags: { timeout?: string; parallel?: string }) => {
      const { resumeFilm } = await import('../../production/produce.ts');
      const { resumeRig } = await import('../../production/rig.ts');
      const { findRun } = await import('../../production/runs.ts');
      const { withStudio } = await import('../session.ts');
      await withStudio(context, limitsOf(flags), async (studio) => {
        const id = await findRun(studio.journal, run ?? null, 'unfinished');
        if (!(await resumeRig(studio, id))) await resumeFilm(studio, id);
      });
    });
}
