import { Command } from 'commander';
import type { MicroUsd } from '../../film/money.ts';
import type { ProductionState } from '../../film/state.ts';
import type { Journal } from '../../journal/spec.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';

/** `claude-studio ledger RUN`: every paid act with what was reserved and what it cost. */
export function ledgerCommand({ terminal }: Context): Command {
  return new Command('ledger')
    .description('show where every cent went')
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('--all', 'what all productions cost, by month, real and simulated')
    .option('--csv', 'as CSV on stdout')
    .option('--json', 'one act a line; with --all one month a line')
    .action(async (run: string | undefined, { all, csv, json }: { all?: boolean; csv?: boolean; json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { readProduction } = await import('../../production/studio/production.ts');
      const { ledgerText } = await import('../../production/papers/ledger-text.ts');
      const { formatUsd } = await import('../../film/money.ts');
      const { ceilingOf } = await import('../../film/state.ts');
      const config = loadConfig();
      const journal = await openJournal(config);
      try {
        if (all) {
          await tellAccounts(terminal, journal, { cap: config.settings.cap, csv, json });
          return;
        }
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
        await tellMinds(terminal, state);
        const { spent, reserved, left } = state.money;
        terminal.data(
          `spent ${formatUsd(spent)}   reserved ${formatUsd(reserved)}   left ${formatUsd(left)}   budget ${formatUsd(ceilingOf(state))}`,
        );
        terminal.next(`claude-studio ledger ${id} --csv`);
      } finally {
        await journal.close();
      }
    });
}

/** What the crew's minds have read, said and cost, by role; nothing for a crew without one. */
async function tellMinds(terminal: Terminal, state: ProductionState): Promise<void> {
  const { formatUsd } = await import('../../film/money.ts');
  const { mindsByRole } = await import('../../film/minds.ts');
  const roles = mindsByRole(state);
  if (roles.length === 0) return;
  const count = (tokens: number): string => tokens.toLocaleString('en-US');
  terminal.data('');
  terminal.table(
    roles.map((role) => [
      role.role,
      role.models.join(', '),
      String(role.turns),
      count(role.input + role.cacheRead + role.cacheWrite),
      count(role.cacheRead),
      count(role.output),
      formatUsd(role.paid),
    ]),
    [
      { title: 'mind' },
      { title: 'model', stretch: true },
      { title: 'asked', align: 'right' },
      { title: 'read', align: 'right' },
      { title: 'cached', align: 'right' },
      { title: 'said', align: 'right' },
      { title: 'paid', align: 'right' },
    ],
  );
  terminal.data('');
}

/** Real and simulated dollars, each by the month (UTC) in which they were promised; what is reserved is of no month yet. */
async function tellAccounts(
  terminal: Terminal,
  journal: Journal,
  { cap, csv, json }: { cap: number | null; csv: boolean | undefined; json: boolean | undefined },
): Promise<void> {
  const { readAccount } = await import('../../production/studio/account.ts');
  const { formatUsd, usd } = await import('../../film/money.ts');
  const rows: { provenance: string; month: string | null; state: 'spent' | 'reserved'; amount: MicroUsd }[] = [];
  for (const provenance of ['live', 'simulated'] as const) {
    const { spent, reserved } = await readAccount(journal, provenance);
    const months = Object.entries(spent).toSorted(([a], [b]) => (a < b ? 1 : -1));
    for (const [month, amount] of months) rows.push({ provenance, month, state: 'spent', amount });
    if (reserved > 0) rows.push({ provenance, month: null, state: 'reserved', amount: reserved });
  }
  if (json) {
    for (const row of rows) terminal.event(row);
    return;
  }
  if (csv) {
    const lines = rows.map((row) => [row.provenance, row.month, row.state, formatUsd(row.amount).slice(1)]);
    terminal.data([['provenance', 'month', 'state', 'usd'], ...lines].map((cells) => cells.join(',')).join('\n'));
    return;
  }
  terminal.table(
    rows.map((row) => [row.provenance, row.month ?? row.state, formatUsd(row.amount)]),
    [{ title: 'dollars' }, { title: 'month' }, { title: 'spent', align: 'right' }],
  );
  terminal.line(cap === null ? 'There is no monthly cap.' : `The cap is ${formatUsd(usd(cap))} a month.`);
  terminal.next('claude-studio runs');
}
