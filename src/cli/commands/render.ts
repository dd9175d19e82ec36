import { Command } from 'commander';
import type { Studio } from '../../production/studio/studio.ts';
import { collect } from '../collect.ts';
import type { Context } from '../context.ts';

interface Flags {
  candidate?: string;
  captions?: string;
  captionStyle?: string;
  text?: string[];
  list?: boolean;
  output?: string;
  json?: boolean;
}

/** `claude-studio render RUN --candidate safe`: another of the editor's cuts of the same takes. */
export function renderCommand(context: Context): Command {
  return new Command('render')
    .description("render one of the editor's candidates from what was shot; clips put into takes/ are for combine")
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('--candidate <name>', 'safe, balanced, creative or edited (default: the recommended one)')
    .option('--captions <where>', 'burn (into the picture) or beside (default: as it was cut)')
    .option('--caption-style <look>', 'of captions in the picture: plain, karaoke, boxed or big; burns them in')
    .option(
      '--text <words>',
      'words over the pictures: "lower-third: Anna Berg @2-5", "watermark: © Salt Air", "title/top: Salt"; none takes out those of the cut; repeatable',
      collect,
    )
    .option('-l, --list', 'list the candidates instead')
    .option('-o, --output <file>', '.mp4 file to put the film at (default: film-<candidate>.mp4 in the run)')
    .option('--json', 'what was made as one line; with --list one candidate a line')
    .action(async (run: string | undefined, flags: Flags) => {
      const { listCandidates, renderCandidate } = await import('../../production/hand-over/render-candidate.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { shellLine } = await import('../../production/studio/shell.ts');
      const { createRenderView, factsOf, madeOf } = await import('../progress/render-view.ts');
      const { beginsAgain, withStudio } = await import('../session.ts');
      const { terminal } = context;
      const work = async (studio: Studio): Promise<void> => {
        const id = await findRun(studio.journal, run ?? null, 'any');
        if (flags.list) {
          const candidates = await listCandidates(studio.journal, id);
          if (flags.json) {
            for (const candidate of candidates) terminal.event({ production: id, ...candidate });
            return;
          }
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
          const another = candidates.find(({ recommended }) => !recommended)?.name;
          terminal.next(
            another === undefined ? `claude-studio deliver ${id}` : `claude-studio render ${id} --candidate ${another}`,
          );
          return;
        }
        const began = studio.now();
        const { captions, captionStyle, text: texts } = flags;
        const wishes = { captions, captionStyle, texts };
        const film = await renderCandidate(studio, id, flags.candidate ?? null, flags.output ?? null, wishes);
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
