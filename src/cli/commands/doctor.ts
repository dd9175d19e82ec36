import { Command } from 'commander';
import type { Context } from '../context.ts';

/** `claude-studio doctor`: what this machine has, what each part unlocks, and the line that mends what is missing. */
export function doctorCommand({ terminal, version }: Context): Command {
  return new Command('doctor')
    .description('check this machine: what is there, what it unlocks, how to mend it')
    .option('--json', 'one finding a line')
    .action(async ({ json }: { json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { examine } = await import('../../production/doctor.ts');
      const findings = await examine(loadConfig());
      if (json) {
        for (const finding of findings) terminal.event(finding);
      } else {
        terminal.section(`claude-studio ${version}`);
        const { colours, glyphs } = terminal;
        for (const { part, state, detail, unlocks, mend } of findings) {
          const mark =
            state === 'present'
              ? colours.green(glyphs.done)
              : state === 'optional'
                ? colours.dim(glyphs.waiting)
                : colours.red(glyphs.failed);
          terminal.line(`${mark} ${colours.bold(part.padEnd(14))} ${detail}`, 17);
          terminal.line(`                 ${colours.dim(unlocks)}`, 17);
          if (mend !== null) terminal.line(`                 ${colours.cyan(mend)}`, 17);
        }
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
