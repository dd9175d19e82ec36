import { Command } from 'commander';
import type { Context } from '../context.ts';

/** `claude-studio ledger RUN`: every paid act with what was reserved and what it cost. */
export function ledgerCommand({ terminal }: Context): Command {
  return new Command('ledger')
    .description('show where every cent went')
    .argument('[run]', 'the run, or the beginning of its name (default: the last one)')
    .option('--csv', 'as CSV on stdout')
    .option('--json', 'one act a line')
    .action(async (run: string | undefined, { csv, json }: { csv?: boolean; json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/home.ts');
      const { findRun } = await import('../../production/runs.ts');
      const { readProduction } = await import('../../production/production.ts');
      const { ledgerText } = await import('../../production/account.ts');
      const { formatUsd } = await import('../../film/money.ts');
      const journal = await openJournal(loadConfig());
      try {
        const id = await findRun(journal, run ?? null, 'any');
        const { state } = await readProduction(journal, id);
        if (csv) {
          terminal.data(await ledgerText(journal, id, state));
          return;
        }
        const charges = Object.values(state.money.charges);
        if (json) {
          for (const charge of charges) terminal.event(charge);
          return;
        }
        terminal.table(
          charges.map((charge) => [
            charge.act,
            `${charge.provider} ${charge.model}`.trim(),
            charge.provenance,
            formatUsd(charge.reserved),
            charge.settled === null ? (charge.released === null ? 'open' : 'released') : formatUsd(charge.settled),
            charge.basis ?? charge.released ?? '',
          ]),
          [
            { title: 'act' },
            { title: 'paid to', stretch: true },
            { title: 'provenance' },
            { title: 'reserved', align: 'right' },
            { title: 'settled', align: 'right' },
            { title: 'by' },
          ],
        );
        const { spent, reserved, left } = state.money;
        terminal.data(
          `spent ${formatUsd(spent)}   reserved ${formatUsd(reserved)}   left ${formatUsd(left)}   budget ${state.brief === null ? '?' : formatUsd(state.brief.budget)}`,
        );
        terminal.next(`claude-studio ledger ${id} --csv`);
      } finally {
        await journal.close();
      }
    });
}
