import { Command } from 'commander';
import type { Verdict } from '../../production/hand-over/verify.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';
import { clean } from '../text.ts';

/** `claude-studio verify film.mp4`: whether a film is the one that was made. Exit 0 verified, 1 changed, 2 unknown. */
export function verifyCommand(context: Context): Command {
  return new Command('verify')
    .description('whether a film is the one that was made here; exit 0 yes, 1 changed, 2 unknown')
    .argument('<film>', 'the film, also under another name')
    .option('--manifest <file>', 'what it is held against (default: found beside it)')
    .option('--json', 'the verdict as one line')
    .action(async (film: string, { manifest, json }: { manifest?: string; json?: boolean }) => {
      const { verifyFilm } = await import('../../production/hand-over/verify.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { shellLine } = await import('../../production/studio/shell.ts');
      const { withQuietStudio } = await import('../session.ts');
      const { terminal } = context;
      const { verdict, isHere } = await withQuietStudio(context, async (studio) => {
        const found = await verifyFilm(studio, film, manifest ?? null);
        const here = await findRun(studio.journal, found.production ?? '', 'any').catch(() => null);
        return { verdict: found, isHere: here !== null && here === found.production };
      });
      if (json) terminal.event(verdict);
      else tell(terminal, verdict);
      process.exitCode = { verified: 0, changed: 1, unknown: 2 }[verdict.verdict];
      // A manifest may come from anywhere: what it says is no command, and its production may not be here.
      terminal.next(isHere ? shellLine(['status', verdict.production ?? '']) : 'claude-studio runs');
    });
}

function tell(
  terminal: Terminal,
  { verdict, production, cut, scenes, manifest, differs, notes, sha256 }: Verdict,
): void {
  terminal.data(verdict);
  const [what, ...more] = scenes ?? [];
  const some =
    what === undefined ? 'The' : `${more.length === 0 ? 'Scene' : 'Scenes'} ${[what, ...more].join(', ')} of the`;
  if (production !== null) terminal.line(`${some} ${clean(cut ?? '')} cut of ${clean(production)}, SHA-256 ${sha256}.`);
  if (manifest !== null) terminal.line(`Held against ${manifest}`);
  for (const line of differs) terminal.line(`  ${terminal.glyphs.failed} \t${clean(line)}`);
  for (const line of notes) terminal.line(`  ${terminal.glyphs.dot} \t${clean(line)}`);
}
