import { Command } from 'commander';
import type { Context } from '../context.ts';

/** `claude-studio floor [QUERY]`: the cutting-room floor, and `floor use TAKE --run RUN --shot 3B`. */
export function floorCommand(context: Context): Command {
  const { terminal } = context;
  const floor = new Command('floor')
    .description('the cutting-room floor: takes that are in no film, searchable and usable again')
    .argument('[query...]', 'words that prompt, description or concept must have')
    .option('-n, --limit <count>', 'how many', '20')
    .option('--json', 'one take a line')
    .action(async (query: string[], { limit, json }: { limit: string; json?: boolean }) => {
      const { numberOf } = await import('../limits.ts');
      const most = numberOf('--limit', limit, /^\d{1,6}$/, '20');
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { floor: takesOn } = await import('../../production/desk/floor.ts');
      const { formatUsd } = await import('../../film/money.ts');
      const journal = await openJournal(loadConfig());
      try {
        const takes = await takesOn(journal, query.length === 0 ? null : query.join(' '));
        if (json) {
          for (const take of takes.slice(0, most)) terminal.event(take);
          return;
        }
        if (takes.length === 0) {
          terminal.line(
            query.length === 0 ? 'The floor is clean: every take is in a film.' : 'No take has these words.',
          );
          terminal.next('claude-studio runs');
          return;
        }
        terminal.table(
          takes
            .slice(0, most)
            .map((take) => [
              take.id,
              `${take.seconds.toFixed(1)} s`,
              take.score === null ? '–' : take.score.toFixed(0),
              take.cost === null ? '?' : formatUsd(take.cost),
              take.provenance,
              take.prompt,
            ]),
          [
            { title: 'take' },
            { title: 'length', align: 'right' },
            { title: 'score', align: 'right' },
            { title: 'paid', align: 'right' },
            { title: 'provenance' },
            { title: 'prompt', stretch: true },
          ],
        );
        terminal.next(`claude-studio floor use ${takes[0]?.id} --run RUN --shot 1A`);
      } finally {
        await journal.close();
      }
    });
  floor
    .command('use')
    .description('put a take into a shot of a production, at no cost')
    .argument('<take>', 'run/3B-2 or found-…, as the floor lists it')
    .requiredOption('--run <run>', 'the production that gets it')
    .requiredOption('--shot <shot>', 'the shot that it is for: 3B')
    .action(async (take: string, { run, shot }: { run: string; shot: string }) => {
      const { withStudio } = await import('../session.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { useTake } = await import('../../production/desk/floor.ts');
      await withStudio(context, {}, async (studio) => {
        const id = await findRun(studio.journal, run, 'any');
        const slate = await useTake(studio, take, id, shot.toUpperCase());
        terminal.line(`${take} is take ${slate} of ${id} now, for nothing.`);
        terminal.next(`claude-studio plan ${id} --diff`);
      });
    });
  return floor;
}
