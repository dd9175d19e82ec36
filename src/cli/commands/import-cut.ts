import { Command } from 'commander';
import type { Missing } from '../../production/hand-over/footage.ts';
import type { ImportedCut } from '../../production/hand-over/import-cut.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';
import { clean, truncate } from '../text.ts';

/** `claude-studio import-cut RUN cut.otio`: what an editor has changed elsewhere, as a cut of this production. */
export function importCutCommand(context: Context): Command {
  return new Command('import-cut')
    .description('bring an edited timeline (.otio) back as the cut `edited`, and render it')
    .argument('<run>', 'the run, or a part of its name')
    .argument('<list>', 'the OpenTimelineIO list that the editor saved')
    .option('--dry-run', 'only tell what would change, what cannot be carried and what is missing')
    .option('--json', 'the outcome as one line')
    .action(async (run: string, list: string, { dryRun, json }: { dryRun?: boolean; json?: boolean }) => {
      const { importCut } = await import('../../production/hand-over/import-cut.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { createRenderView } = await import('../progress/render-view.ts');
      const { beginsAgain, withStudio } = await import('../session.ts');
      const { terminal } = context;
      const dry = dryRun ?? false;
      const outcome = await withStudio(
        context,
        {},
        async (studio) => importCut(studio, await findRun(studio.journal, run, 'any'), list, { dry }),
        { view: createRenderView, again: beginsAgain(context) },
      );
      if (json) terminal.event(outcome);
      else await tell(terminal, outcome);
      if (outcome.missing.length > 0 && !dry) throw await toBuy(outcome);
      terminal.next(await nextOf(outcome, list));
    });
}

/** After a dry run what would be called next; where that would be refused, what is wanting. */
async function nextOf({ production, film, missing }: ImportedCut, list: string): Promise<string> {
  if (film !== null) return `claude-studio deliver ${production} --candidate edited`;
  const { shellLine } = await import('../../production/studio/shell.ts');
  const shot = missing.find(({ reshoot }) => reshoot)?.shot;
  return shot == null
    ? shellLine(['import-cut', production, list])
    : `claude-studio dailies ${production} ${shot} --reshoot`;
}

async function tell(terminal: Terminal, outcome: ImportedCut): Promise<void> {
  const { formatClock } = await import('../../film/time.ts');
  const { changes, notCarried, warnings, takenIn, missing, seconds, clips, frames } = outcome;
  terminal.line(`${clips} clips, ${formatClock(seconds)} (${frames} frames), ${clean(changes)}.`);
  if (takenIn.length > 0) terminal.line(`From beside the list: ${takenIn.map(clean).join(', ')}.`);
  if (notCarried.length > 0) {
    terminal.line('Not carried:');
    for (const line of notCarried) terminal.line(`  ${terminal.glyphs.dot} \t${clean(line)}`);
  }
  for (const warning of warnings)
    terminal.line(terminal.colours.yellow(`${terminal.glyphs.dash} ${clean(warning)}`), 2);
  if (missing.length > 0) await tellMissing(terminal, outcome);
  if (outcome.film !== null) {
    terminal.data(outcome.film);
    terminal.line('The film of the studio stays beside it as it was; the cut is called edited in every other command.');
  }
}

async function tellMissing(terminal: Terminal, { missing, model, drawn }: ImportedCut): Promise<void> {
  const { formatUsd, sum } = await import('../../film/money.ts');
  const priced = missing.flatMap(({ price }) => (price === null ? [] : [price]));
  terminal.table(
    missing.map(({ clip, shot, seconds, price, why }) => [
      truncate(clean(clip), 28),
      shot ?? '',
      `${seconds.toFixed(1)} s`,
      price === null ? '' : formatUsd(price),
      why,
    ]),
    [
      { title: 'missing' },
      { title: 'shot' },
      { title: 'needs', align: 'right' },
      { title: 'price', align: 'right' },
      { title: 'why', stretch: true },
    ],
  );
  if (priced.length === 0 || model === null) return;
  const free = drawn ? ', live; a rehearsal draws it for nothing' : '';
  terminal.line(`To be bought of ${clean(model)}: ${formatUsd(sum(priced))}${free}.`);
}

/** Nothing was made: whoever wants this cut buys or brings what is missing. */
async function toBuy({ production, missing }: ImportedCut): Promise<Error> {
  const { StudioError } = await import('../../errors.ts');
  const again = missing.find((one: Missing) => one.reshoot)?.shot ?? null;
  const isLong = missing.some((one: Missing) => one.shot !== null && !one.reshoot);
  const names = missing.slice(0, 5).map(({ clip }) => clip);
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  return new StudioError('waiting', `this cut wants what is not here: ${names.join(', ')}${more}. Nothing was made`, {
    hint: [
      ...(again === null
        ? []
        : [`claude-studio dailies ${production} ${again} --reshoot, then resume, orders a take.`]),
      ...(isLong ? ['No take is longer than its shot: trim the clip to what its take has.'] : []),
      again === null && !isLong
        ? 'Put the files beside the list, under the names that it has for them, and call this again.'
        : 'Or put a file of your own beside the list, under a name that no take has.',
    ].join(' '),
    data: { production, missing },
  });
}
