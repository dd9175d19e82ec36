import { Command } from 'commander';
import type { Context } from '../context.ts';
import { capOf, limitsOf } from '../limits.ts';

interface Flags {
  pilot?: string;
  cap?: string;
  timeout?: string;
  parallel?: string;
}

/** `claude-studio greenlight RUN`: a person's word for a production that waits, and on with its film. */
export function greenlightCommand(context: Context): Command {
  return new Command('greenlight')
    .description('say yes to a production that waits for it, and go on with the film')
    .argument('<run>', 'the run, or a part of its name')
    .option('--pilot <letter>', 'the pilot to shoot (default: the one that it waits with)')
    .option('--cap <dollars>', 'the most that everything may cost, from the first cent (default: the budget)')
    .option(
      '--timeout <seconds>',
      'how long to wait for one take; it goes on at the vendor after that (default: by model)',
    )
    .option('--parallel <count>', 'orders at one vendor at the same time (default: what it is known to take)')
    .option('--json', 'events on stdout, one a line')
    .action(async (run: string, flags: Flags) => {
      const { greenlightFilm } = await import('../../production/produce.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { withStudio } = await import('../session.ts');
      const pilot = flags.pilot?.toUpperCase() ?? null;
      const cap = capOf(flags);
      await withStudio(context, limitsOf(flags), async (studio) => {
        const id = await findRun(studio.journal, run, 'any');
        await greenlightFilm(studio, id, { pilot, cap });
      });
    });
}
