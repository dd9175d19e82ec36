import { Command, Option } from 'commander';
import type { Studio } from '../../production/studio/studio.ts';
import type { Context } from '../context.ts';

/** `claude-studio floor [QUERY]`: the cutting-room floor, and `floor use TAKE --run RUN --shot 3B`. */
export function floorCommand(context: Context): Command {
  const { terminal } = context;
  const floor = new Command('floor')
    .description('the cutting-room floor: takes that are in no film, searchable and usable again')
    .argument('[query...]', 'words that prompt, description or concept must have')
    .addOption(new Option('-n, --limit <count>', 'how many').default('20', '20'))
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
              ...nameOf(take.id),
              `${take.seconds.toFixed(1)} s`,
              take.score === null ? '–' : take.score.toFixed(0),
              take.cost === null ? '?' : formatUsd(take.cost),
              take.provenance,
              take.prompt,
            ]),
          [
            { title: 'take', least: Infinity },
            { title: 'of run', least: 16 },
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
    .argument('<take>', 'found-…, or run/3B-2 with the run or a part of its name')
    .requiredOption('--run <run>', 'the production that gets it')
    .requiredOption('--shot <shot>', 'the shot that it is for: 3B')
    .action(async (take: string, { run, shot }: { run: string; shot: string }) => {
      const { createRenderView } = await import('../progress/render-view.ts');
      const { beginsAgain, withStudio } = await import('../session.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { useTake } = await import('../../production/desk/floor.ts');
      const work = async (studio: Studio): Promise<void> => {
        const id = await findRun(studio.journal, run, 'any');
        const { slate, warnings } = await useTake(studio, take, id, shot.toUpperCase());
        for (const warning of warnings) terminal.line(terminal.colours.yellow(`${terminal.glyphs.dash} ${warning}`), 2);
        terminal.line(`${take} is take ${slate} of ${id} now, for nothing.`);
        terminal.next(`claude-studio plan ${id} --diff`);
      };
      await withStudio(context, {}, work, { view: createRenderView, again: beginsAgain(context) });
    });
  return floor;
}

/** `run/3B-2` as slate and run, a clip of unknown origin as its name. */
function nameOf(id: string): [string, string] {
  const at = id.lastIndexOf('/');
  return [id.slice(at + 1), id.slice(0, Math.max(0, at))];
}
