import { Command, Option } from 'commander';
import { StudioError } from '../../errors.ts';
import type { Salvaged, SalvageWish } from '../../production/takes/salvage.ts';
import type { Studio } from '../../production/studio/studio.ts';
import type { Context } from '../context.ts';
import { clean } from '../text.ts';

interface Flags {
  provider?: string;
  since: string;
  dryRun?: boolean;
  taken?: string;
  notTaken?: string;
}

const WORDS: Record<Salvaged['outcome'], string> = {
  fetched: 'fetched',
  ready: 'ready',
  working: 'working',
  failed: 'failed',
  'never-taken': 'never taken',
  unknown: 'unknown',
  'out-of-reach': 'not now',
};

/** `claude-studio salvage`: finds and fetches paid work that the studio lost sight of. It orders nothing. */
export function salvageCommand(context: Context): Command {
  return new Command('salvage')
    .description('find and fetch paid work that is not in; orders nothing')
    .argument('[run]', 'only this run, or a part of its name (default: all, and what the vendors list)')
    .option('-p, --provider <name>', 'only this vendor, also sim:luma …')
    .addOption(new Option('--since <span>', 'how far back to look: 90m, 48h, 7d').default('48h', '48h'))
    .option('--dry-run', 'only tell what there is')
    .option('--taken <slate>', 'your word: the vendor took this order and it is lost; it is written off')
    .option('--not-taken <slate>', 'your word: the vendor never took this order; its money is free')
    .option('--json', 'one piece of work a line')
    .action(async (run: string | undefined, flags: Flags & { json?: boolean }) => {
      const { withStudio } = await import('../session.ts');
      const span = millisecondsIn(flags.since);
      await withStudio(context, {}, async (studio) => {
        const { findRun } = await import('../../production/desk/runs.ts');
        const id = run === undefined ? null : await findRun(studio.journal, run, 'any');
        if (flags.taken !== undefined || flags.notTaken !== undefined) {
          await settle(context, studio, id, flags);
          return;
        }
        const wish = {
          run: id,
          provider: flags.provider ?? null,
          since: studio.now() - span,
          dry: flags.dryRun ?? false,
        };
        await tell(context, studio, wish, flags.json ?? false);
      });
    });
}

async function settle({ terminal }: Context, studio: Studio, run: string | null, flags: Flags): Promise<void> {
  const { settleUnsure } = await import('../../production/takes/salvage.ts');
  if (run === null) {
    throw new StudioError('usage', 'the run is missing', {
      hint: 'Say whose order it is: claude-studio salvage RUN --not-taken 3B-2.',
    });
  }
  const what = flags.taken ?? flags.notTaken ?? '';
  await settleUnsure(studio, run, what, flags.taken !== undefined);
  terminal.line(
    flags.taken === undefined
      ? `${what}: never taken. Its money is free, and it may be ordered anew.`
      : `${what}: taken and lost. It is written off; another take may be ordered with other money.`,
  );
  terminal.next(`claude-studio resume ${run}`);
}

async function tell({ terminal, argv }: Context, studio: Studio, wish: SalvageWish, json: boolean): Promise<void> {
  const { shellLine } = await import('../../production/studio/shell.ts');
  const command = shellLine(argv.filter((word) => word !== '--dry-run'));
  const { salvage } = await import('../../production/takes/salvage.ts');
  const { formatUsd, sum } = await import('../../film/money.ts');
  const all: Salvaged[] = [];
  for await (const one of salvage(studio, wish)) {
    all.push(one);
    if (json) terminal.event(one);
    else terminal.line(`  ${WORDS[one.outcome].padEnd(11)} \t${describe(one, formatUsd)}`);
  }
  const worth = (outcome: Salvaged['outcome']) =>
    sum(all.flatMap((one) => (one.outcome === outcome && one.price !== null ? [one.price] : [])));
  const count = (outcome: Salvaged['outcome']): number => all.filter((one) => one.outcome === outcome).length;
  const fetched = wish.dry ? 'ready' : 'fetched';
  const unpriced = all.filter(({ outcome, price }) => outcome === fetched && price === null).length;
  const more = unpriced === 0 ? '' : ` and ${unpriced} of unknown price`;
  terminal.line(
    all.length === 0
      ? 'Nothing paid is missing.'
      : `${count(fetched)} ${fetched}, worth ${formatUsd(worth(fetched))}${more}; ${count('working')} still working; ${count('unknown') + count('out-of-reach')} out of reach.`,
  );
  const first = all.find(({ production }) => production !== null);
  if (wish.dry && count('ready') > 0) terminal.next(command);
  else if (first !== undefined) terminal.next(`claude-studio resume ${first.production}`);
  else terminal.next('claude-studio floor');
}

function describe(one: Salvaged, formatUsd: (amount: NonNullable<Salvaged['price']>) => string): string {
  const where = one.production === null ? (one.slate ?? 'a clip') : `${one.production} ${one.slate}`;
  const told = [
    `${where}, ${one.provider}${one.vendorId === null ? '' : ` job ${one.vendorId}`}`,
    one.at === null ? '' : new Date(one.at).toISOString().slice(0, 16).replace('T', ' '),
    one.price === null ? '' : formatUsd(one.price),
    one.note,
    one.prompt === '' ? '' : `“${one.prompt.slice(0, 100)}”`,
  ];
  return clean(told.filter(Boolean).join(', '));
}

function millisecondsIn(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([mhd])$/.exec(text) ?? [];
  const minutes = { m: 1, h: 60, d: 1_440 }[unit];
  if (minutes === undefined) {
    throw new StudioError('usage', `--since ${JSON.stringify(text.slice(0, 40))} is not usable`, {
      hint: 'Minutes, hours or days: --since 90m, --since 48h, --since 7d.',
    });
  }
  return Number(amount) * minutes * 60_000;
}
