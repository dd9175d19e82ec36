import { join } from 'node:path';
import { Command } from 'commander';
import type { Cut } from '../../film/cut.ts';
import type { ProductionState, TakeState } from '../../film/state.ts';
import type { Journal } from '../../journal/spec.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';

/** `claude-studio status RUN`: how far a production is, shot by shot. */
export function statusCommand({ terminal }: Context): Command {
  return new Command('status')
    .description('show how far a production is, shot by shot')
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('-f, --follow', 'watch it being made by another process, until it ends')
    .option('--json', 'the whole state as one line; with --follow its events as they come')
    .action(async (run: string | undefined, { json, follow }: { json?: boolean; follow?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const { openJournal } = await import('../../production/studio/home.ts');
      const { findRun, isAtWork } = await import('../../production/desk/runs.ts');
      const { readProduction } = await import('../../production/studio/production.ts');
      const config = loadConfig();
      const journal = await openJournal(config);
      try {
        const id = await findRun(journal, run ?? null, 'any');
        if (follow) {
          await watch(journal, id, terminal);
          return;
        }
        const { state } = await readProduction(journal, id);
        if (json) terminal.event(state);
        else await show(id, state, { terminal, atWork: await isAtWork(journal, id, config.holder) });
      } finally {
        await journal.close();
      }
    });
}

/** The same view as in the process that makes the film, from the journal alone. Ctrl-C ends the watching, not the film. */
async function watch(journal: Journal, id: string, terminal: Terminal): Promise<void> {
  const { wallClock } = await import('../../production/studio/home.ts');
  const { followProduction } = await import('../../production/studio/production.ts');
  const { createProgress } = await import('../progress/progress.ts');
  const progress = createProgress(terminal, { now: wallClock, cwd: process.cwd(), isFollowed: true });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  for await (const { event, recorded } of followProduction(journal, id, stop.signal)) {
    terminal.event({ seq: recorded.seq, at: new Date(recorded.at).toISOString(), ...event });
    progress.onEvent(event, recorded.at);
  }
  progress.stop();
}

async function show(
  id: string,
  state: ProductionState,
  { terminal, atWork }: { terminal: Terminal; atWork: boolean },
): Promise<void> {
  const { formatCents, formatLeft, formatUsd } = await import('../../film/money.ts');
  const { shotsOf } = await import('../../film/screenplay.ts');
  const { standingOf } = await import('../../production/desk/runs.ts');
  const { formatClock, toSeconds } = await import('../../film/time.ts');
  const { ANIMATIC, EDITED } = await import('../../production/studio/layout.ts');
  const { ceilingOf, takesOf } = await import('../../film/state.ts');
  const { isAsked, openReshoot } = await import('../../production/desk/wishes.ts');
  const { outstanding } = await import('../../production/orders/paid.ts');
  const { cutFrames } = await import('../../film/cut.ts');
  const { best } = await import('../../film/best-take.ts');
  const { screenplay, money, brief, film } = state;
  const clockOf = (cut: Cut): string => formatClock(toSeconds(cutFrames(cut), cut.rate));
  const again = state.wishes.reshoots.flatMap(({ shot }) => (openReshoot(state, shot) === null ? [] : [shot]));
  const wanted = again.length === 0 ? 'other takes than those in the film' : `${again.join(', ')} once more`;
  /** The take that is being made; else the one that is in the film or would be, else the last attempt. */
  const standingFor = (shot: string): TakeState | undefined => {
    const takes = takesOf(state, shot);
    const [used] = best({ state }, { id: shot });
    const making = state.status === 'done' ? undefined : takes.findLast(({ status }) => MAKING.has(status));
    return making ?? (used === undefined ? takes.at(-1) : state.takes[used.take.slate]);
  };
  const edited = state.edit?.candidates.find(({ cut }) => cut.id === 'edited') ?? null;
  const facts: [string, string | null][] = [
    ['run', id],
    ['concept', brief?.concept.replaceAll(/\s+/g, ' ').slice(0, 300) ?? null],
    ['status', statusOf(state, standingOf(state, atWork))],
    ['provenance', state.provenance],
    ...(state.imported === null ? [] : importedFacts(state.imported)),
    ['film', film?.path ?? null],
    ['animatic', film !== null || state.animatic === null ? null : join(state.folder ?? '', ANIMATIC)],
    ['length', film === null ? null : formatClock(film.seconds)],
    ['edited', edited === null ? null : `${join(state.folder ?? '', EDITED)} (${clockOf(edited.cut)})`],
    ...state.deliveries.map(({ path, width, height, codec, seconds }): [string, string] => [
      'delivered',
      `${path} (${width}x${height} ${codec}, ${formatClock(seconds)})`,
    ]),
    [
      'money',
      brief === null
        ? null
        : `spent ${formatCents(money.spent)}, reserved ${formatCents(money.reserved)}, left ${formatLeft(money.left)} of ${formatUsd(ceilingOf(state))}`,
    ],
    ['wanted', isAsked(state) ? wanted : null],
    ['without', state.dropped === null ? null : `${state.dropped.shots.join(', ')}: ${state.dropped.reason}`],
    ['at vendors', outstanding(state).join('; ') || null],
    ['folder', state.folder],
  ];
  terminal.table(
    facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    [{ title: '' }, { title: '', stretch: true }],
  );
  if (screenplay !== null) {
    terminal.table(
      shotsOf(screenplay).map((shot) => {
        const told = standingFor(shot.id);
        const verdict = told?.review?.verdict ?? told?.status ?? 'waiting';
        const overall = told?.review?.overall;
        const failure = told?.failure ?? null;
        return [
          told?.slate ?? shot.id,
          formatClock(toSeconds(shot.frames, screenplay.rate)),
          verdict,
          overall == null ? '–' : overall.toFixed(0),
          failure === null
            ? shot.description
            : `${failure.kind}, ${failure.billed ? 'billed' : 'not billed'}: ${failure.reason}`,
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
  terminal.next(
    state.imported !== null && state.status !== 'done'
      ? state.edit === null
        ? 'claude-studio runs'
        : `claude-studio combine ${id} --list`
      : state.waiting !== null
        ? `claude-studio greenlight ${id}`
        : isAsked(state) && state.status === 'done'
          ? `claude-studio plan ${id} --diff`
          : state.status === 'done'
            ? `claude-studio dailies ${id}`
            : atWork
              ? `claude-studio status ${id} --follow`
              : `claude-studio resume ${id}`,
  );
}

const MAKING = new Set<TakeState['status']>(['intended', 'submitted', 'running', 'delivered']);

/** Where it is from, and what of it could not be read. */
function importedFacts({
  source,
  generation,
  startedAt,
  notes,
}: NonNullable<ProductionState['imported']>): [string, string][] {
  const made = startedAt === null ? '' : `, made ${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return [
    ['imported', `from ${source} (version “${generation}”${made})`],
    ...notes.map((note): [string, string] => ['left out', note]),
  ];
}

function statusOf(
  { status, stage, trouble, waiting }: ProductionState,
  standing: ReturnType<typeof import('../../production/desk/runs.ts').standingOf>,
): string {
  if (standing === 'waiting') return `waiting for the greenlight: ${waiting?.line}`;
  if (trouble !== null) return `${standing}: ${trouble.message}`;
  return standing === status ? `${status}, ${stage}` : `${standing}, ${stage}: nobody is at work on it`;
}
