import { join } from 'node:path';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import type { Format } from '../../production/hand-over/hand-over.ts';
import type { Studio } from '../../production/studio/studio.ts';
import type { Terminal } from '../terminal.ts';

interface Flags {
  format?: string;
  package?: boolean;
  candidate?: string;
  output?: string;
  json?: boolean;
}

/** `claude-studio export RUN --format otio` or `--package`: the cut for another program. */
export function exportCommand(context: Context): Command {
  return new Command('export')
    .description('hand the cut over to another editor: a list, or a folder with everything')
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('-f, --format <name>', 'otio, fcpxml, xmeml, edl, srt, vtt or ass; on stdout unless -o is given')
    .option('--package', 'a folder with the media, every format, the account and a manifest')
    .option('--candidate <name>', 'safe, balanced, creative or edited (default: the recommended one)')
    .option('-o, --output <path>', 'file of a list, folder of a package (default: hand-over in the run)')
    .option('--json', 'what was made as one line; a list without -o is its `text`')
    .action(async (run: string | undefined, flags: Flags) => {
      const { exportList, exportPackage, writeList } = await import('../../production/hand-over/hand-over.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { shellLine } = await import('../../production/studio/shell.ts');
      const { createRenderView } = await import('../progress/render-view.ts');
      const { beginsAgain, withStudio } = await import('../session.ts');
      const { terminal } = context;
      const wish = await wishOf(flags);
      const candidate = flags.candidate ?? null;
      const work = async (studio: Studio): Promise<void> => {
        const id = await findRun(studio.journal, run ?? null, 'any');
        if (wish === 'package') {
          const made = await exportPackage(studio, id, { candidate, output: flags.output ?? null });
          if (flags.json) terminal.event({ production: id, ...made });
          else terminal.data(made.folder);
          terminal.line(
            `The ${made.candidate} cut with ${made.takes} takes, in every format; README.txt says how to open it.`,
          );
          // As it is it changes nothing: the call that brings back what an editor makes of it.
          terminal.next(shellLine(['import-cut', id, join(made.folder, 'film.otio'), '--dry-run']));
          return;
        }
        const { text, lost, candidate: name } = await exportList(studio, id, { format: wish, candidate });
        const path = flags.output === undefined ? null : await writeList(studio, id, flags.output, text);
        if (flags.json) {
          terminal.event({
            production: id,
            candidate: name,
            format: wish,
            path,
            ...(path === null ? { text } : {}),
            lost,
          });
          return;
        }
        terminal.data(path ?? text);
        tellLost(terminal, `The ${name} cut as ${wish}`, lost);
        terminal.next(`claude-studio export ${id} --package`);
      };
      await withStudio(context, {}, work, { view: createRenderView, again: beginsAgain(context) });
    });
}

/** Of formats whose names say little. */
const READ_BY: Partial<Record<Format, string>> = {
  otio: 'Resolve',
  fcpxml: 'Final Cut Pro',
  xmeml: 'Premiere Pro',
};

/** What is wanted. Throws `usage` for no format that is known, and for both or neither. */
async function wishOf({ format, package: whole }: Flags): Promise<'package' | Format> {
  const { FORMATS } = await import('../../production/hand-over/hand-over.ts');
  const { StudioError } = await import('../../errors.ts');
  if (whole === true && format === undefined) return 'package';
  const known = FORMATS.find((name) => name === format?.toLowerCase());
  if (known !== undefined && whole !== true) return known;
  const message =
    whole === true
      ? 'a package has every format: --format has no place beside --package'
      : format === undefined
        ? 'export wants to know what for'
        : `there is no format ${JSON.stringify(format.slice(0, 40))}`;
  throw new StudioError('usage', message, {
    hint: `--format ${FORMATS.map((name) => (READ_BY[name] === undefined ? name : `${name} (${READ_BY[name]})`)).join(', ')}; or --package for a folder with all of them and the media.`,
  });
}

function tellLost(terminal: Terminal, what: string, lost: readonly string[]): void {
  if (lost.length === 0) {
    terminal.line(`${what}: everything is in it.`);
    return;
  }
  terminal.line(`${what}. Not carried:`);
  for (const line of lost) terminal.line(`  ${terminal.glyphs.dot} \t${line}`);
}
