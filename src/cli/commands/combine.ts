import { Command } from 'commander';
import { StudioError } from '../../errors.ts';
import type { Studio } from '../../production/studio.ts';
import type { Context } from '../context.ts';

/** `claude-studio combine RUN --scenes 1,3`: a film of some scenes, in the order given. */
export function combineCommand(context: Context): Command {
  return new Command('combine')
    .description('make a film of some of the scenes, in the order given')
    .argument('[run]', 'the run, or the beginning of its name (default: the last one)')
    .option('-s, --scenes <numbers>', 'scenes, like 1,3 or 2-4')
    .option('-l, --list', 'list the scenes instead')
    .option('-o, --output <file>', 'where to put the film (default: scenes_1_3.mp4 in the run)')
    .action(async (run: string | undefined, flags: { scenes?: string; list?: boolean; output?: string }) => {
      const { combineScenes, listScenes } = await import('../../production/exports.ts');
      const { findRun } = await import('../../production/runs.ts');
      const { createRenderView, madeOf } = await import('../progress/render-view.ts');
      const { withStudio } = await import('../session.ts');
      const { terminal } = context;
      const work = async (studio: Studio): Promise<void> => {
        const id = await findRun(studio.journal, run ?? null, 'any');
        if (flags.list) {
          const scenes = await listScenes(studio.journal, id);
          terminal.table(
            scenes.map((scene) => [
              String(scene.number),
              `${scene.seconds.toFixed(1)} s`,
              scene.slates.join(' '),
              scene.title,
            ]),
            [
              { title: 'scene', align: 'right' },
              { title: 'length', align: 'right' },
              { title: 'takes' },
              { title: 'what happens', stretch: true },
            ],
          );
          terminal.next(
            `claude-studio combine ${id} --scenes ${scenes
              .filter(({ slates }) => slates.length > 0)
              .map(({ number }) => number)
              .slice(0, 2)
              .join(',')}`,
          );
          return;
        }
        if (flags.scenes === undefined) {
          throw new StudioError('usage', 'which scenes is missing', {
            hint: `claude-studio combine ${id} --list shows them; then --scenes 1,3`,
          });
        }
        const began = studio.now();
        const film = await combineScenes(studio, id, flags.scenes, flags.output ?? null);
        terminal.line(madeOf(film.report, film.seconds, studio.now() - began));
        terminal.data(film.path);
      };
      await withStudio(context, {}, work, { view: createRenderView });
    });
}
