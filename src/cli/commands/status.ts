import { Command } from 'commander';
import type { ProductionState } from '../../film/state.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';

/** `claude-studio status RUN`: how far a production is, shot by shot. */
export function statusCommand({ terminal }: Context): Command {
  return new Command('status')
    .description('show how far a production is, shot by shot')
    .argument('[run]', 'the run, or the beginning of its name (default: the last one)')
    .option('--json', 'the whole state as one line')
    .action(async (run: string | undefined, { json }: { json?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { openJournal, findRun, readProduction } = await import('../../production/index.ts');
      const journal = await openJournal(loadConfig());
      try {
        const id = await findRun(journal, run ?? null, 'any');
        const { state } = await readProduction(journal, id);
        if (json) terminal.event(state);
        else await show(id, state, terminal);
      } finally {
        await journal.close();
      }
    });
}

async function show(id: string, state: ProductionState, terminal: Terminal): Promise<void> {
  const { formatUsd } = await import('../../film/money.ts');
  const { shotsOf } = await import('../../film/screenplay.ts');
  const { formatClock, toSeconds } = await import('../../film/time.ts');
  const { screenplay, money, brief, film, trouble } = state;
  const facts: [string, string | null][] = [
    ['run', id],
    ['concept', brief?.concept.replaceAll(/\s+/g, ' ').slice(0, 300) ?? null],
    ['status', trouble === null ? `${state.status}, ${state.stage}` : `${state.status}: ${trouble.message}`],
    ['provenance', state.provenance],
    ['film', film?.path ?? null],
    ['length', film === null ? null : formatClock(film.seconds)],
    [
      'money',
      brief === null
        ? null
        : `spent ${formatUsd(money.spent)}, reserved ${formatUsd(money.reserved)}, left ${formatUsd(money.left)} of ${formatUsd(brief.budget)}`,
    ],
    ['folder', state.folder],
  ];
  terminal.table(
    facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    [{ title: '' }, { title: '', stretch: true }],
  );
  if (screenplay !== null) {
    terminal.table(
      shotsOf(screenplay).map((shot) => {
        const takes = Object.values(state.takes).filter((take) => take.shot === shot.id);
        const last = takes.at(-1);
        const verdict = last?.review?.verdict ?? last?.status ?? 'waiting';
        const overall = last?.review?.overall;
        return [
          last?.slate ?? shot.id,
          formatClock(toSeconds(shot.frames, screenplay.rate)),
          verdict,
          overall == null ? '–' : overall.toFixed(0),
          shot.description,
        ];
      }),
      [
        { title: 'shot' },
        { title: 'length', align: 'right' },
        { title: 'state' },
        { title: 'score', align: 'right' },
        { title: 'what is seen', stretch: true },
      ],
    );
  }
  terminal.next(state.status === 'done' ? `claude-studio render ${id} --list` : `claude-studio resume ${id}`);
}
