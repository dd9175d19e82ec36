import { Command, Option } from 'commander';
import type { Calibration, DefectRates } from '../../analysis/calibration.ts';
import { StudioError } from '../../errors.ts';
import type { Bench } from '../../production/trials/calibrate.ts';
import type { Studio } from '../../production/studio/studio.ts';
import type { Context } from '../context.ts';
import type { ProgressView } from '../progress/progress.ts';
import type { Terminal } from '../terminal.ts';

interface Flags {
  clips: string;
  seed: string;
  output?: string;
  json?: boolean;
  model?: string;
  budget: string;
  live?: boolean;
}

/** More are no better known, and take an hour. */
const MOST_CLIPS = 100;

/** `claude-studio qa calibrate [RUN]`: how far the judgement of takes can be trusted. */
export function qaCommand(context: Context): Command {
  const qa = new Command('qa').description('how far the judgement of takes can be trusted');
  qa.command('calibrate')
    .description('spoil clean takes in every known way and see what is noticed')
    .argument('[run]', 'the run whose circled takes are spoiled (default: some are drawn here)')
    .addOption(new Option('--clips <count>', 'how many clean takes, each spoiled in every way').default('6', '6'))
    .addOption(new Option('--seed <number>', 'the same number, the same bench').default('1', '1'))
    .option('-o, --output <folder>', 'where calibration.html and calibration.json are put')
    .option('--model <name>', 'a language model that looks as well: claude-haiku-5-5, sim:claude-haiku-5-5')
    .addOption(new Option('--budget <dollars>', 'what its looks may cost at most').default('1', '1'))
    .option('--live', 'allow real money to be spent on it')
    .option('--json', 'one kind of defect a line')
    .action(async (run: string | undefined, flags: Flags) => {
      const { withStudio } = await import('../session.ts');
      const { numberOf } = await import('../limits.ts');
      const clips = numberOf('--clips', flags.clips, /^\d{1,4}$/, '6');
      const seed = numberOf('--seed', flags.seed, /^\d{1,9}$/, '1');
      if (clips > MOST_CLIPS)
        throw new StudioError('usage', `--clips ${clips} is too many`, { hint: `${MOST_CLIPS} are the most.` });
      await withStudio(
        context,
        {},
        (studio) => calibrateTakes(context, studio, run ?? null, { ...flags, clips, seed }),
        {
          view: benchView,
        },
      );
    });
  return qa;
}

async function calibrateTakes(
  { terminal }: Context,
  studio: Studio,
  name: string | null,
  flags: Omit<Flags, 'clips' | 'seed'> & { clips: number; seed: number },
): Promise<void> {
  const { join, resolve } = await import('node:path');
  const { findRun } = await import('../../production/desk/runs.ts');
  const { calibrate } = await import('../../production/trials/calibrate.ts');
  const { placeFor } = await import('../../production/studio/output.ts');
  const { writeCalibration } = await import('../../production/trials/calibration-files.ts');
  const { clips, seed, output, json, model, budget, live = false } = flags;
  const run = name === null ? null : await findRun(studio.journal, name, 'any');
  const folder = output === undefined ? join(studio.settings.artifacts, 'calibration') : resolve(output);
  await placeFor(studio, join(folder, 'calibration.html'), { folder: null });
  const { withBenchJudge } = await import('../../production/trials/bench-judge.ts');
  const bench =
    model === undefined
      ? await calibrate(studio, { run, clips, seed, judge: null })
      : await withBenchJudge(studio, { model, budget, live }, (judge) =>
          calibrate(studio, { run, clips, seed, judge }),
        );
  const page = await writeCalibration(folder, bench, { run, seed });
  if (json) tellLines(terminal, bench, page);
  else await tellTable(terminal, bench.calibration, page);
  terminal.next(run === null ? await nextFor(studio) : `claude-studio dailies ${run}`);
}

/** A film of one's own tells more than what was drawn here. */
async function nextFor({ journal }: Studio): Promise<string> {
  const { lastForBench } = await import('../../production/trials/calibrate.ts');
  const run = await lastForBench(journal);
  return run === null
    ? 'claude-studio produce "A serene mountain lake at sunset" --budget 5'
    : `claude-studio qa calibrate ${run}`;
}

function tellLines(terminal: Terminal, { calibration }: Bench, page: string): void {
  for (const rates of calibration.defects) terminal.event(rates);
  const { overall, clean, reliability } = calibration;
  terminal.event({ ...overall, defect: 'all', clean, reliability, page });
}

async function tellTable(terminal: Terminal, { defects, overall, clean }: Calibration, page: string): Promise<void> {
  const { shareText } = await import('../../analysis/calibration-page.ts');
  const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)} %`);
  const judged = overall.judge !== null;
  const row = ({ defect, clips, measured, judge, together }: DefectRates): string[] => [
    (defect ?? 'all').replaceAll('-', ' '),
    String(clips),
    shareText(measured.recall),
    percent(measured.precision.value),
    ...(judge === null || together === null
      ? []
      : [shareText(judge.recall), shareText(together.recall), percent(together.precision.value)]),
    defect === null
      ? ''
      : (together ?? measured).caughtBy
          .slice(0, 2)
          .map(({ name, clips: count }) => `${name} ${count}`)
          .join(', '),
  ];
  terminal.table([...defects, overall].map(row), [
    { title: 'defect' },
    { title: 'clips', align: 'right' },
    { title: 'noticed (95 %)', align: 'right' },
    { title: 'precision', align: 'right' },
    ...(judged
      ? ([
          { title: 'by the judge', align: 'right' },
          { title: 'together', align: 'right' },
          { title: 'precision', align: 'right' },
        ] as const)
      : []),
    { title: 'caught by', stretch: true },
  ]);
  const blind = defects.filter(({ measured, together }) => (together ?? measured).recall.value === 0);
  terminal.line(
    `\nClean takes sent back: ${clean.measured} of ${clean.clips} by the measures${clean.judge === null ? '' : `, ${clean.judge} by the judge`}.`,
  );
  if (blind.length > 0) {
    const names = blind.map(({ defect }) => defect?.replaceAll('-', ' ')).join(', ');
    terminal.line(`Never noticed: ${names}. ${judged ? '' : 'Only an eye can tell; a judge has not looked.'}`);
  }
  terminal.line(`Plots and examples: ${page}`);
}

const DOING: Record<string, string> = {
  draw: 'drawing clean takes',
  conform: 'adding sound',
  review: 'spoiling and judging',
};

/** One live line; on a plain output one for each piece of work. */
function benchView(terminal: Terminal): ProgressView {
  const told = new Set<string>();
  return {
    onEvent: () => undefined,
    onProgress({ work, done, total }) {
      const doing = DOING[work] ?? work;
      if (terminal.interactive)
        terminal.live(done < total ? [terminal.colours.dim(`  ${doing}: ${done} of ${total}`)] : []);
      else if (!told.has(doing)) terminal.line(terminal.colours.dim(`${doing} …`));
      told.add(doing);
    },
    stop: () => terminal.live([]),
  };
}
