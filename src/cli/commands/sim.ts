import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { messageOf, StudioError } from '../../errors.ts';
import type { Simulation } from '../../production/studio/simulators.ts';
import type { Simulator } from '../../simulators/spec.ts';
import { collect } from '../collect.ts';
import type { Context } from '../context.ts';
import { numberOf } from '../limits.ts';

interface Flags {
  port?: string;
  speed?: string;
  seed?: string;
  fault?: string[];
  midnight?: boolean;
  balance?: string;
  concurrency?: string;
  clips?: string;
  state?: string;
  script?: string;
  mind?: string;
  judgeBias?: string;
  judgeNoise?: string;
  quality?: string;
  json?: boolean;
}

const ALL = 'all';
const MAX_PORT = 65_535;

/** `claude-studio sim luma`: vendors that take simulated dollars, on this machine, until they are stopped. */
export function simCommand({ terminal }: Context): Command {
  return new Command('sim')
    .description('simulate a vendor: its wire, its clips, its bill, its faults; nothing leaves this machine')
    .argument('<name>', 'luma, runway, kling, fal, openai, elevenlabs, anthropic, or all')
    .option('--port <number>', 'port of the API; its files are on the next one (default: any that are free)')
    .option('--speed <times>', 'so many times faster than the vendor (default: 1)')
    .option('--seed <number>', 'the same number, the same luck (default: 1)')
    .option(
      '--fault <spec>',
      'a fault: fail_late, accept_then_reset@2, poll_500:0.1; an unknown one lists them all; repeatable',
      collect,
    )
    .option('--midnight', 'the queue stalls for hours')
    .option('--balance <dollars>', 'what the account holds (default: 1000)')
    .option('--concurrency <count>', "jobs at the same time (default: the vendor's lowest plan)")
    .option('--clips <kind>', 'drawn shows what was asked, plain is quick (default: drawn)')
    .option('--quality <points>', 'how good clips are in the mean, of 100 (default: by model)')
    .option('--state <folder>', 'where jobs and bills are kept (default: in the studio’s home)')
    .option('--script <file>', 'answers of anthropic, as JSON, before any others')
    .option('--mind <kind>', 'anthropic answers the crew by rules, or with filler (default: rules)')
    .option('--judge-bias <points>', 'anthropic lies: it adds so much to what it sees')
    .option('--judge-noise <points>', 'anthropic sees badly: the spread of its looks')
    .option('--json', 'one line for each simulator')
    .action(async (name: string, flags: Flags) => {
      const { loadConfig } = await import('../../config.ts');
      const { openSimulation } = await import('../../production/studio/simulators.ts');
      const { SIMULATORS } = await import('../../simulators/index.ts');
      const config = loadConfig();
      const names: readonly string[] = name === ALL ? SIMULATORS : [name];
      const wishes = await wishesOf(flags);
      const script = flags.script === undefined ? null : await readScript(flags.script);
      const stopped = stopSignal();
      const simulation = await openSimulation(config);
      try {
        for (const [index, one] of names.entries()) {
          const simulator = await simulation.start(one, {
            ...wishes,
            ...portsOf(flags.port, index),
            ...(flags.state === undefined ? {} : { folder: resolve(flags.state, name === ALL ? one : '.') }),
          });
          if (script !== null && one === 'anthropic') await tell(simulator, script);
          announce(simulator, flags.json === true);
        }
        terminal.line(terminal.colours.dim('Simulated dollars only. Ctrl-C stops it; jobs and bills are kept.'));
        await stopped;
      } finally {
        await simulation.close();
      }
    });

  function announce({ name, url, assetUrl, environment }: Simulator, json: boolean): void {
    terminal.line(`${terminal.colours.bold(name)} at ${url}  bill: ${url}/__sim/bill`);
    terminal.event({ name, url, assetUrl, environment });
    if (!json)
      for (const [variable, value] of Object.entries(environment)) terminal.data(`export ${variable}=${value}`);
  }
}

async function wishesOf(flags: Flags): Promise<Parameters<Simulation['start']>[1]> {
  const { parseFault } = await import('../../simulators/engine/faults.ts');
  const { usd } = await import('../../film/money.ts');
  const { speed, seed, fault, midnight, balance, concurrency, clips, mind, quality, judgeBias, judgeNoise } = flags;
  if (mind !== undefined && mind !== 'rules' && mind !== 'filler')
    throw new StudioError('usage', `there is no mind ${JSON.stringify(mind.slice(0, 40))}`, {
      hint: 'It is --mind rules or --mind filler.',
    });
  if (clips !== undefined && clips !== 'drawn' && clips !== 'plain')
    throw new StudioError('usage', `there are no ${JSON.stringify(clips.slice(0, 40))} clips`, {
      hint: 'It is --clips drawn or --clips plain.',
    });
  const number = /^\d+(\.\d+)?$/;
  return {
    ...(speed === undefined ? {} : { speed: numberOf('--speed', speed, number, '100') }),
    ...(seed === undefined ? {} : { seed: numberOf('--seed', seed, /^\d{1,9}$/, '7') }),
    ...(fault === undefined ? {} : { faults: fault.map(parseFault) }),
    ...(midnight === undefined ? {} : { midnight }),
    ...(balance === undefined ? {} : { balance: usd(numberOf('--balance', balance, number, '5')) }),
    ...(concurrency === undefined
      ? {}
      : { limits: { concurrency: numberOf('--concurrency', concurrency, /^\d{1,4}$/, '2') } }),
    ...(clips === undefined ? {} : { clips }),
    ...(mind === undefined ? {} : { mindBy: mind }),
    ...(quality === undefined ? {} : { quality: pointsOf('--quality', quality) }),
    judge: {
      ...(judgeBias === undefined ? {} : { bias: pointsOf('--judge-bias', judgeBias, -100) }),
      ...(judgeNoise === undefined ? {} : { noise: pointsOf('--judge-noise', judgeNoise) }),
    },
  };
}

/** Throws `usage` for what is no number of points up to 100. */
function pointsOf(name: string, text: string, least = 0): number {
  const points = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (points >= least && points <= 100) return points;
  throw new StudioError('usage', `${name} ${JSON.stringify(text.slice(0, 40))} is not usable`, {
    hint: `It is a number of points, ${least} to 100: ${name} 25`,
  });
}

/** Two ports for each simulator, one after the other. */
function portsOf(text: string | undefined, index: number): { port?: number; assetPort?: number } {
  if (text === undefined) return {};
  const port = numberOf('--port', text, /^\d{1,5}$/, '4310') + index * 2;
  if (port >= MAX_PORT)
    throw new StudioError('usage', `there is no port ${port + 1}`, { hint: `Ports end at ${MAX_PORT}.` });
  return { port, assetPort: port + 1 };
}

async function readScript(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new StudioError('usage', `the script ${path} cannot be read: ${messageOf(error)}`, {
      hint: 'Give a JSON file with --script.',
      cause: error,
    });
  }
}

async function tell({ url }: Simulator, script: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/__sim/script`, { method: 'POST', headers, body: script });
  if (answer.ok) return;
  throw new StudioError('usage', `the script was not taken: ${(await answer.text()).slice(0, 300)}`, {
    hint: 'It is a list of answers, as src/simulators/anthropic/script.ts has them.',
  });
}

/** Resolves when the person has had enough. */
function stopSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
}
