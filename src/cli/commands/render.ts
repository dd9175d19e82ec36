import { Command } from 'commander';
import type { Studio } from '../../production/studio.ts';
import type { Context } from '../context.ts';

interface Flags {
  candidate?: string;
  captions?: string;
  captionStyle?: string;
  list?: boolean;
  output?: string;
}

/** `claude-studio render RUN --candidate safe`: another of the editor's cuts of the same takes. */
export function renderCommand(context: Context): Command {
  return new Command('render')
    .description("render one of the editor's candidates from the takes that exist")
    .argument('[run]', 'the run, or the beginning of its name (default: the last one)')
    .option('--candidate <name>', 'safe, balanced, creative or edited (default: the recommended one)')
    .option('--captions <where>', 'burn (into the picture) or beside (default: as it was cut)')
    .option('--caption-style <look>', 'of captions in the picture: plain, karaoke, boxed or big; burns them in')
    .option('-l, --list', 'list the candidates instead')
    .option('-o, --output <file>', 'where to put the film (default: film-<candidate>.mp4 in the run)')
    .action(async (run: string | undefined, flags: Flags) => {
      const { listCandidates, renderCandidate } = await import('../../production/exports.ts');
      const { findRun } = await import('../../production/runs.ts');
      const { createRenderView, madeOf } = await import('../progress/render-view.ts');
      const { withStudio } = await import('../session.ts');
      const { terminal } = context;
      const work = async (studio: Studio): Promise<void> => {
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
        const began = studio.now();
        const { captions, captionStyle } = flags;
        const wishes = { captions, captionStyle };
        const film = await renderCandidate(studio, id, flags.candidate ?? null, flags.output ?? null, wishes);
        terminal.line(madeOf(film.report, film.seconds, studio.now() - began));
        terminal.data(film.path);
      };
      await withStudio(context, {}, work, { view: createRenderView });
    });
}
