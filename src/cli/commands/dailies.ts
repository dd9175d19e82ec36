import { Command } from 'commander';
import { StudioError } from '../../errors.ts';
import type { DailiesShot, DailiesTake, Dailies } from '../../production/desk/rushes.ts';
import type { Studio } from '../../production/studio/studio.ts';
import type { Word } from '../../production/desk/wishes.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';
import { clean } from '../text.ts';

interface Flags {
  up?: boolean;
  down?: boolean;
  circle?: boolean;
  drop?: boolean;
  reshoot?: string | true;
  lock?: boolean;
  unlock?: boolean;
  prompts?: boolean;
  json?: boolean;
}

const LONGEST_NOTE = 500;

/** `claude-studio dailies RUN`: takes side by side, and what a person says of them. */
export function dailiesCommand(context: Context): Command {
  return new Command('dailies')
    .description('takes side by side with scores and prices; circle, drop, reshoot, lock')
    .argument('<run>', 'the run, or a part of its name')
    .argument('[take]', 'a shot (3B: the take of it that is used) or a take (3B-2)')
    .option('--up', 'thumb up: you like this take')
    .option('--down', 'thumb down: you do not; the judge is held against your thumbs')
    .option('--circle', 'use this take, whatever the judge says')
    .option('--drop', 'do not use this take')
    .option('--reshoot [note]', 'shoot this shot once more; the note goes into the request')
    .option('--lock', 'this shot stays as it is, whatever changes around it')
    .option('--unlock', 'it may change again')
    .option('--prompts', 'prompts in full')
    .option('--json', 'everything as one line')
    .action(async (run: string, about: string | undefined, flags: Flags) => {
      const { findRun } = await import('../../production/desk/runs.ts');
      const { withQuietStudio } = await import('../session.ts');
      const word = wordOf(flags);
      if (word !== null && about === undefined) {
        throw new StudioError('usage', 'the shot or the take is missing', {
          hint: `Say which one: claude-studio dailies ${run} 3B --${word.say}.`,
        });
      }
      await withQuietStudio(context, async (studio) => {
        const id = await findRun(studio.journal, run, 'any');
        if (word !== null && about !== undefined) await record(context, studio, { id, about, word });
        else await show(context, studio, { id, about: about ?? null, ...flags });
      });
    });
}

/** The one thing that is said; null when takes are only looked at. Throws `usage` for two at once. */
function wordOf(flags: Flags): Word | null {
  const said = (['up', 'down', 'circle', 'drop', 'reshoot', 'lock', 'unlock'] as const).filter(
    (name) => flags[name] !== undefined,
  );
  const [only, another] = said;
  if (another !== undefined) {
    throw new StudioError('usage', `--${only} and --${another} are two things`, { hint: 'Say one at a time.' });
  }
  if (only !== 'reshoot') return only === undefined ? null : { say: only };
  const note = flags.reshoot === true ? '' : clean(flags.reshoot ?? '');
  if (note.length > LONGEST_NOTE) {
    throw new StudioError('usage', `the note has ${note.length} characters`, {
      hint: `A prompt has little room: ${LONGEST_NOTE} at most.`,
    });
  }
  return { say: 'reshoot', note: note === '' ? null : note };
}

async function record(
  { terminal }: Context,
  studio: Studio,
  { id, about, word }: { id: string; about: string; word: Word },
): Promise<void> {
  const { say } = await import('../../production/desk/wishes.ts');
  const { planChanges } = await import('../../production/desk/changes.ts');
  const { formatUsd } = await import('../../film/money.ts');
  const line = await say(studio, id, about, word);
  const plan = await planChanges(studio, id);
  terminal.event({ said: word.say, about, line, plan });
  terminal.line(line);
  if (word.say === 'up' || word.say === 'down') {
    const { trustIn } = await import('../../production/takes/reliability.ts');
    const { readProduction } = await import('../../production/studio/production.ts');
    const { state } = await readProduction(studio.journal, id);
    terminal.line((await trustIn(studio.journal, state.provenance ?? 'offline')).thumbs.line);
  }
  const changing = plan.shots.filter(({ does }) => does !== 'stay' && does !== 'without');
  const { ceiling, left } = plan;
  terminal.line(
    plan.nothing || changing.length === 0
      ? 'The film stays as it is.'
      : `What resume would do now: ${changing.map(({ shot, why }) => `${shot} (${clean(why)})`).join('; ')}. At most ${formatUsd(ceiling)}; ${formatUsd(left)} is left.`,
  );
  terminal.next(`claude-studio plan ${id} --diff`);
}

async function show(
  { terminal }: Context,
  studio: Studio,
  { id, about, prompts, json }: Flags & { id: string; about: string | null },
): Promise<void> {
  const { showDailies } = await import('../../production/desk/rushes.ts');
  const { formatUsd } = await import('../../film/money.ts');
  const dailies = await showDailies(studio, id, about);
  if (json) {
    terminal.event(dailies);
    return;
  }
  for (const shot of dailies.shots) tellShot(shot, prompts ?? false, terminal, formatUsd);
  tellTrust(dailies, terminal);
  if (dailies.sheet !== null) terminal.data(`side by side: ${dailies.sheet}`);
  const first = dailies.shots.find(({ takes }) => takes.length > 0)?.shot;
  terminal.next(
    dailies.imported
      ? `claude-studio combine ${id} --list`
      : first === undefined || dailies.shots.some(({ reshoot }) => reshoot !== null)
        ? `claude-studio plan ${id} --diff`
        : `claude-studio dailies ${id} ${first} --reshoot "your note"`,
  );
}

const COLUMNS = [
  { title: '' },
  { title: 'take' },
  { title: 'by', stretch: true },
  { title: 'price', align: 'right' as const },
  { title: 'vis', align: 'right' as const },
  { title: 'sty', align: 'right' as const },
  { title: 'tec', align: 'right' as const },
  { title: 'sto', align: 'right' as const },
  { title: 'all', align: 'right' as const },
  { title: 'verdict' },
];

function tellShot(
  { shot, seconds, description, locked, reshoot, takes }: DailiesShot,
  prompts: boolean,
  terminal: Terminal,
  formatUsd: (amount: NonNullable<DailiesTake['price']>) => string,
): void {
  const marks = [locked ? 'locked' : '', reshoot === null ? '' : `to be shot again: ${reshoot}`].filter(Boolean);
  terminal.data(`\n${shot}  ${seconds.toFixed(1)} s  ${clean(description)}`);
  for (const mark of marks) terminal.data(`    ${clean(mark)}`);
  if (takes.length === 0) {
    terminal.data('    not shot yet');
    return;
  }
  const points = (value: number | null): string => (value === null ? terminal.glyphs.dash : value.toFixed(0));
  terminal.table(
    takes.map((take) => [
      take.used ? terminal.glyphs.arrow : '',
      take.slate,
      `${take.provider} ${take.model}`,
      take.price === null ? '' : formatUsd(take.price),
      points(take.scores.visual),
      points(take.scores.style),
      points(take.scores.technical),
      points(take.scores.story),
      points(take.overall),
      verdictOf(take),
    ]),
    COLUMNS,
  );
  const facts = takes.flatMap((take) => factsOf(take, prompts));
  if (facts.length > 0) terminal.table(facts, [{ title: '' }, { title: '' }, { title: '', stretch: true }]);
}

function verdictOf({ verdict, status, used, chosen, dropped, thumb }: DailiesTake): string {
  const words = [
    verdict === 'circle' ? 'circled' : (verdict ?? status),
    chosen ? 'chosen' : '',
    dropped ? 'dropped by you' : '',
    used ? 'in' : '',
    thumb === null ? '' : `thumb ${thumb}`,
  ];
  return words.filter(Boolean).join(', ');
}

/** Long texts go on below, so a prompt is cut here unless it is wanted whole. */
function factsOf(take: DailiesTake, prompts: boolean): string[][] {
  const { slate, decision, reason, failure, missed, issues, prompt, after } = take;
  const short = prompts || prompt === null || prompt.length <= 140 ? prompt : `${prompt.slice(0, 139).trimEnd()}…`;
  const facts: [string, string | null][] = [
    ['decision', decision ?? reason],
    ['failed', failure],
    ['missed', missed.length === 0 ? null : missed.join(', ')],
    ['issues', issues.length === 0 ? null : issues.slice(0, 3).join('; ')],
    ['goes on', after === null ? null : `from ${after}`],
    ['prompt', short],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[slate, name, value]]));
}

function tellTrust({ trust }: Dailies, terminal: Terminal): void {
  const { self, thumbs } = trust;
  terminal.data('');
  if (self.pairs > 0 || thumbs.up + thumbs.down > 0) {
    terminal.data(self.line);
    terminal.data(thumbs.line);
  }
}
