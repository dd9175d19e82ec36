import { Command } from 'commander';
import { StudioError } from '../../errors.ts';
import type { Studio } from '../../production/studio/studio.ts';
import type { Context } from '../context.ts';

interface Flags {
  scenes?: string;
  list?: boolean;
  output?: string;
  fit?: string;
  json?: boolean;
}

/** `claude-studio combine RUN --scenes 1,3`: a film of some scenes, in the order given. */
export function combineCommand(context: Context): Command {
  return new Command('combine')
    .description('make a film of some of the scenes, in the order given')
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('-s, --scenes <numbers>', 'scenes, like 1,3 or 2-4')
    .option('-l, --list', 'list the scenes instead')
    .option('-o, --output <file>', '.mp4 file to put the film at (default: scenes_1_3.mp4 in the run)')
    .option(
      '--fit <how>',
      'clips put in place of takes: whole (default), or as long as their shot by hold, loop or speed',
    )
    .option('--json', 'what was made as one line; with --list one scene a line')
    .action(async (run: string | undefined, flags: Flags) => {
      const { combineScenes, listScenes } = await import('../../production/hand-over/combine.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { shellLine } = await import('../../production/studio/shell.ts');
      const { createRenderView, factsOf, madeOf } = await import('../progress/render-view.ts');
      const { beginsAgain, withStudio } = await import('../session.ts');
      const { terminal } = context;
      const work = async (studio: Studio): Promise<void> => {
        const id = await findRun(studio.journal, run ?? null, 'any');
        if (flags.list) {
          const scenes = await listScenes(studio.journal, id);
          if (flags.json) {
            for (const scene of scenes) terminal.event({ production: id, ...scene });
            return;
          }
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
        const film = await combineScenes(studio, id, flags.scenes, flags.output ?? null, flags);
        for (const warning of film.warnings)
          terminal.line(terminal.colours.yellow(`${terminal.glyphs.dash} ${warning}`), 2);
        terminal.line(madeOf(film.report, film.seconds, studio.now() - began));
        if (flags.json) terminal.event(factsOf(id, film));
        else terminal.data(film.path);
        terminal.next(shellLine(['verify', film.path]));
      };
      await withStudio(context, {}, work, { view: createRenderView, again: beginsAgain(context) });
    });
}
