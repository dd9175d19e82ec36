import { Command, Option } from 'commander';
import { StudioError } from '../../errors.ts';
import type { RigWish } from '../../production/trials/rig-plan.ts';
import type { Scaling } from '../../production/trials/scale.ts';
import type { Context } from '../context.ts';
import { limitsOf, numberOf } from '../limits.ts';
import type { RigView } from '../progress/rig-view.ts';

interface Flags {
  prompt?: string;
  duration?: string;
  image?: string;
  model?: string;
  timeout?: string;
  budget?: string;
  max: string;
  live?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

const NUMBER = /^\d+(\.\d+)?$/;
/** No vendor sells more places than that to anybody who tests it by hand. */
const MOST_AT_ONCE = 64;

/** `claude-studio test-provider luma`: whether a vendor works for us, and `… scale` how much of it at once. */
export function testProviderCommand(context: Context): Command {
  return new Command('test-provider')
    .description('try a vendor without the crew: key, one smallest order, every state, the file, the bill')
    .argument('<name>', 'luma, runway, kling, pika, openai, elevenlabs; sim:luma … simulated')
    .argument('[work]', 'scale: how many orders the vendor takes at once, and how long they wait')
    .option('--prompt <text>', 'what is seen, or said')
    .option('-d, --duration <seconds>', 'length of the clip (default: the shortest that is sold)')
    .option('--image <path>', 'a picture to begin with: a file, or a public https address')
    .option('--model <name>', 'the model (default: the one that makes the cheapest clip)')
    .option('--timeout <seconds>', 'how long to wait; the order goes on at the vendor after that')
    .option('-b, --budget <dollars>', 'ceiling on everything paid (default: exactly what is ordered)')
    .addOption(new Option('--max <count>', 'scale: the most orders at once').default('8', '8'))
    .option('--live', 'allow real money to be spent, up to the budget')
    .option('--dry-run', 'only the price; needs no key and keeps nothing')
    .option('--json', 'events on stdout, one a line')
    .action(async (name: string, work: string | undefined, flags: Flags) => {
      if (work !== undefined && work !== 'scale') {
        throw new StudioError('usage', `there is no test ${JSON.stringify(work.slice(0, 40))}`, {
          hint: `claude-studio test-provider ${name} scale --max 8 --budget 2`,
        });
      }
      const { withStudio } = await import('../session.ts');
      const { createRigView } = await import('../progress/rig-view.ts');
      const wish = wishOf(name, flags);
      const max = numberOf('--max', flags.max, /^[1-9]\d?$/, '8');
      if (max > MOST_AT_ONCE)
        throw new StudioError('usage', `--max ${max} is too many`, { hint: `${MOST_AT_ONCE} are the most.` });
      let view: RigView | undefined;
      const tell = (what: string, detail: string): void => view?.tell(what, detail);
      await withStudio(
        context,
        limitsOf(flags),
        async (studio) => {
          if (work === undefined) {
            const { testProvider } = await import('../../production/trials/rig.ts');
            const path = await testProvider(studio, wish, tell);
            if (path !== null && !flags.json) context.terminal.data(path);
            return;
          }
          const { measureScale } = await import('../../production/trials/scale.ts');
          const scaling = await measureScale(studio, wish, max, tell);
          if (scaling === null) return;
          if (flags.json) context.terminal.event({ type: 'profile-measured', data: scaling });
          else await show(context, name, scaling);
        },
        {
          dry: flags.dryRun ?? false,
          view: (terminal, options) => (view = createRigView(terminal, options, { brief: work !== undefined })),
        },
      );
    });
}

function wishOf(name: string, { prompt, duration, image, model, budget, live }: Flags): RigWish {
  return {
    provider: name,
    prompt: prompt ?? null,
    seconds: duration === undefined ? null : numberOf('--duration', duration, NUMBER, '5'),
    image: image ?? null,
    model: model ?? null,
    budget: budget === undefined ? null : numberOf('--budget', budget, NUMBER, '2'),
    live: live ?? false,
  };
}

async function show({ terminal }: Context, name: string, scaling: Scaling): Promise<void> {
  const { formatUsd } = await import('../../film/money.ts');
  const { measurement, stopped, paid, production } = scaling;
  const { levels, limit, model, seconds, hour } = measurement;
  const most = Math.max(...levels.map(({ ranAtOnce }) => ranAtOnce));
  terminal.table(
    levels.map((one) => [
      String(one.level),
      `${one.ranAtOnce}${one.refused ? ', more refused' : ''}`,
      inSeconds(one.queueMedian),
      inSeconds(one.queueWorst),
      inSeconds(one.workMedian),
    ]),
    [
      { title: 'ordered', align: 'right' },
      { title: 'ran at once' },
      { title: 'queue median', align: 'right' },
      { title: 'queue worst', align: 'right' },
      { title: 'work median', align: 'right' },
    ],
  );
  const found = limit === null ? `at least ${most} at once` : `${limit} at once`;
  const why = { limit: '', max: '; more were not tried', budget: '; the budget carried no more' }[stopped];
  terminal.data(
    [
      `limit of ${name} ${model}: ${found}${why}`,
      `from order to delivery: ${inSeconds(seconds)} at ${String(hour).padStart(2, '0')} h UTC`,
      `paid: ${formatUsd(paid)} (${production})`,
    ].join('\n'),
  );
}

function inSeconds(value: number | null): string {
  return value === null ? '' : `${value.toFixed(1)} s`;
}
