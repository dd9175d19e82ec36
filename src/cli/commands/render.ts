import { Command } from 'commander';
import type { Context } from '../context.ts';

/** `claude-studio render RUN --candidate safe`: another of the editor's cuts of the same takes. */
export function renderCommand(context: Context): Command {
  return new Command('render')
    .description("render one of the editor's candidates from the takes that exist")
    .argument('[run]', 'the run, or the beginning of its name (default: the last one)')
    .option('--candidate <name>', 'safe, balanced or creative (default: the recommended one)')
    .option('-l, --list', 'list the candidates instead')
    .option('-o, --output <file>', 'where to put the film (default: film-<candidate>.mp4 in the run)')
    .action(async (run: string | undefined, flags: { candidate?: string; list?: boolean; output?: string }) => {
      const { listCandidates, renderCandidate } = await import('../../production/exports.ts');
      const { findRun } = await import('../../production/runs.ts');
      const { withStudio } = await import('../session.ts');
      const { terminal } = context;
      await withStudio(context, {}, async (studio) => {
        const id = await findRun(studio.journal, run ?? null, 'any');
        if (flags.list) {
          const candidates = await listCandidates(studio.journal, id);
          terminal.table(
            candidates.map(({ name, recommended, seconds, quality, reasoning }) => [
              name,
              recommended ? 'recommended' : '',
              `${seconds.toFixed(1)} s`,
              quality === null ? '–' : String(quality),
              reasoning,
            ]),
            [
              { title: 'candidate' },
              { title: '' },
              { title: 'length', align: 'right' },
              { title: 'quality', align: 'right' },
              { title: 'why', stretch: true },
            ],
          );
          terminal.next(
            `claude-studio render ${id} --candidate ${candidates.find(({ recommended }) => !recommended)?.name ?? 'safe'}`,
          );
          return;
        }
        const film = await renderCandidate(studio, id, flags.candidate ?? null, flags.output ?? null);
        terminal.data(film);
      });
    });
}
