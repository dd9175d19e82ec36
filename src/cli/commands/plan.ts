import { Command } from 'commander';
import type { FilmPlan, ShotPlan } from '../../production/desk/changes.ts';
import type { Context } from '../context.ts';
import type { Terminal } from '../terminal.ts';

/** `claude-studio plan RUN --diff`: what `resume` would do now and what it would cost; nothing is done. */
export function planCommand(context: Context): Command {
  return new Command('plan')
    .description('what resume would do now: shots that change, why, and the price')
    .argument('[run]', 'the run, or a part of its name (default: the last one)')
    .option('--diff', 'only what changes')
    .option('--json', 'the plan as one line')
    .action(async (run: string | undefined, { diff, json }: { diff?: boolean; json?: boolean }) => {
      const { planChanges } = await import('../../production/desk/changes.ts');
      const { findRun } = await import('../../production/desk/runs.ts');
      const { withQuietStudio } = await import('../session.ts');
      const { terminal } = context;
      await withQuietStudio(context, async (studio) => {
        const plan = await planChanges(studio, await findRun(studio.journal, run ?? null, 'any'));
        if (json) terminal.event(plan);
        else await tellPlan(plan, diff ?? false, terminal);
      });
    });
}

const WORDS: Record<ShotPlan['does'], string> = {
  shoot: 'shot',
  fetch: 'taken in',
  use: 'put in',
  mend: 'mended',
  lost: 'lost',
  without: 'left out',
  stay: 'stays',
};

async function tellPlan(plan: FilmPlan, diff: boolean, terminal: Terminal): Promise<void> {
  const { formatUsd } = await import('../../film/money.ts');
  const { shots, left, cap, ceiling, price, production } = plan;
  const changing = shots.filter(({ does }) => does !== 'stay');
  const staying = shots.filter(({ does }) => does === 'stay');
  const rows = diff ? changing : shots;
  if (rows.length > 0) {
    terminal.table(
      rows.map((one) => [
        one.shot,
        one.take ?? terminal.glyphs.dash,
        WORDS[one.does],
        one.price === 0 ? '' : formatUsd(one.price),
        one.ceiling === 0 ? '' : `${formatUsd(one.ceiling)}${one.carried ? '' : ' !'}`,
        one.why,
      ]),
      [
        { title: 'shot' },
        { title: 'now' },
        { title: 'is' },
        { title: 'price', align: 'right' },
        { title: 'at most', align: 'right' },
        { title: 'why', stretch: true },
      ],
    );
  }
  if (diff && staying.length > 0 && changing.length > 0)
    terminal.data(`stay: ${staying.map(({ shot }) => shot).join(', ')}`);
  for (const line of sums(plan, formatUsd)) terminal.data(line);
  if (plan.waits !== null) terminal.line(`It waits for the greenlight: ${plan.waits}`);
  if (plan.waits !== null) terminal.next(`claude-studio greenlight ${production}`);
  else if (plan.nothing) terminal.next(`claude-studio dailies ${production}`);
  else if (ceiling <= left || price === 0) terminal.next(`claude-studio resume ${production}`);
  else {
    const { capFor } = await import('../../production/desk/changes.ts');
    terminal.line(`${formatUsd(left)} of ${formatUsd(cap)} is left: a higher cap, or fewer changes.`);
    terminal.next(`claude-studio resume ${production} --cap ${capFor(plan)}`);
  }
}

function sums(plan: FilmPlan, formatUsd: (amount: FilmPlan['left']) => string): string[] {
  const { shots, voices, minds, price, ceiling, left } = plan;
  if (plan.nothing) return ['Nothing changes: it costs $0.00, and nothing is ordered.'];
  const shot = shots.filter(({ does }) => does === 'shoot');
  const others = shots.filter(({ does }) => does === 'use' || does === 'mend' || does === 'fetch').length;
  const parts = [
    shot.length === 0
      ? 'no shot is ordered'
      : `${shot.length} of ${shots.length} shots ${shot.length === 1 ? 'is' : 'are'} shot`,
    others === 0 ? '' : `${others} ${others === 1 ? 'changes' : 'change'} for nothing`,
    voices === 0 ? '' : `voices ${formatUsd(voices)}`,
    minds === 0 ? '' : `the crew decides anew, about ${formatUsd(minds)}`,
  ].filter(Boolean);
  const missing = shot.filter(({ carried }) => !carried).map((one) => one.shot);
  const short =
    missing.length === 0 ? 'the money left carries it' : `the money left does not carry ${missing.join(', ')} (!)`;
  return [
    `${parts.join('; ')}.`,
    `In all ${formatUsd(price)}, at most ${formatUsd(ceiling)}; ${formatUsd(left)} is left: ${ceiling <= left ? 'the money left carries it' : short}.`,
  ];
}
