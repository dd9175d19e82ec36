import { Command } from 'commander';
import type { Context } from '../context.ts';
import { capOf, limitsOf } from '../limits.ts';

interface Flags {
  timeout?: string;
  parallel?: string;
  model?: string;
  cap?: string;
}

/** `claude-studio resume [RUN]`: goes on with a production that was killed, stopped or failed, or does what the dailies asked for. */
export function resumeCommand(context: Context): Command {
  return new Command('resume')
    .description('go on with what was interrupted, or do what the dailies asked for')
    .argument('[run]', 'the run, or a part of its name (default: the last one without a film)')
    .option(
      '--timeout <seconds>',
      'how long to wait for one take; it goes on at the vendor after that (default: by model)',
    )
    .option('--parallel <count>', 'orders at one vendor at the same time (default: what it is known to take)')
    .option('--model <name>', 'another language model for the crew from here on; offline: none')
    .option('--cap <dollars>', 'a new ceiling on everything paid, from the first cent')
    .option('--json', 'events on stdout, one a line')
    .action(async (run: string | undefined, flags: Flags) => {
      const { resumeFilm } = await import('../../production/produce.ts');
      const { resumeRig } = await import('../../production/trials/rig.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { withStudio } = await import('../session.ts');
      const cap = capOf(flags);
      await withStudio(context, limitsOf(flags), async (studio) => {
        const id = await findRun(studio.journal, run ?? null, 'unfinished');
        if (!(await resumeRig(studio, id))) await resumeFilm(studio, id, { model: flags.model ?? null, cap });
      });
    });
}
