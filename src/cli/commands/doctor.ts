import { Command } from 'commander';
import type { Context } from '../context.ts';
import { clean, wrap } from '../text.ts';

const NAME_WIDTH = 14;
/** Where the facts of a part begin: after its mark and name. */
const HANG = NAME_WIDTH + 3;

/** `claude-studio doctor`: what this machine has, what each part unlocks, and the line that mends what is missing. */
export function doctorCommand({ terminal, version }: Context): Command {
  return new Command('doctor')
    .description('check this machine: what is there, what it unlocks, how to mend it')
    .option('--json', 'one finding a line')
    .action(async ({ json }: { json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { examine } = await import('../../production/desk/doctor.ts');
      const findings = await examine(loadConfig());
      if (json) {
        for (const finding of findings) terminal.event(finding);
      } else {
        const { colours, glyphs } = terminal;
        const lines = findings.flatMap(({ part, state, detail, unlocks, mend }) => {
          const mark =
            state === 'present'
              ? colours.green(glyphs.done)
              : state === 'optional'
                ? colours.dim(glyphs.waiting)
                : colours.red(glyphs.failed);
          const name = `${mark} ${colours.bold(part.padEnd(NAME_WIDTH))} `;
          const more = mend === null ? [colours.dim(unlocks)] : [colours.dim(unlocks), colours.cyan(mend)];
          return [name + clean(detail), ...more.map((text) => ' '.repeat(HANG) + text)];
        });
        const wrapped = lines.flatMap((line) => wrap(line, terminal.columns, HANG));
        terminal.data([`claude-studio ${version}`, '', ...wrapped].join('\n'));
      }
      const broken = findings.filter(({ state }) => state === 'missing');
      if (broken.length > 0) process.exitCode = 1;
      terminal.next(
        broken.length === 0
          ? 'claude-studio produce "A serene mountain lake at sunset" --budget 5'
          : (broken[0]?.mend ?? 'npm ci'),
      );
    });
}
