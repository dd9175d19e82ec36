import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { StudioError, type ErrorCode } from '../errors.ts';
import { terminalEnvironment } from '../config.ts';
import { shellLine } from '../production/studio/shell.ts';
import { combineCommand } from './commands/combine.ts';
import { dailiesCommand } from './commands/dailies.ts';
import { deliverCommand } from './commands/deliver.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { floorCommand } from './commands/floor.ts';
import { greenlightCommand } from './commands/greenlight.ts';
import { importCutCommand } from './commands/import-cut.ts';
import { importCommand } from './commands/import.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { lessonsCommand } from './commands/lessons.ts';
import { planCommand } from './commands/plan.ts';
import { produceCommand } from './commands/produce.ts';
import { providersCommand } from './commands/providers.ts';
import { qaCommand } from './commands/qa.ts';
import { renderCommand } from './commands/render.ts';
import { resumeCommand } from './commands/resume.ts';
import { runsCommand } from './commands/runs.ts';
import { salvageCommand } from './commands/salvage.ts';
import { simCommand } from './commands/sim.ts';
import { statusCommand } from './commands/status.ts';
import { testProviderCommand } from './commands/test-provider.ts';
import { verifyCommand } from './commands/verify.ts';
import type { Context } from './context.ts';
import { openTerminal } from './terminal.ts';

/** Exit codes are part of the interface: agents drive this command. */
const EXIT: Partial<Record<ErrorCode, number>> = {
  usage: 2,
  'bad-brief': 2,
  'bad-seed': 2,
  config: 2,
  'not-found': 2,
  waiting: 3,
  'budget-exceeded': 4,
  'price-unknown': 4,
  'paid-work-outstanding': 5,
  interrupted: 130,
};

const EXAMPLES = `
Examples:
  claude-studio produce "A serene mountain lake at sunset" --budget 5
  claude-studio produce --brief examples/coffee-ad.brief.json --aspect 9:16
  claude-studio produce "Launch of Fernleaf" --budget 8 --seed logo.png
  claude-studio resume                      go on with what was interrupted last
  claude-studio render RUN --candidate safe another cut of the same takes
  claude-studio combine RUN --scenes 1,3    a film of some scenes only
  claude-studio deliver RUN --aspect 9:16   the film for a telephone
  claude-studio export RUN --package        for Resolve, Premiere, Final Cut
  claude-studio ledger RUN --csv            where every cent went
  claude-studio produce "A fox at dusk" --budget 5 --provider sim:luma
  claude-studio salvage                     fetch paid work that is not in

A rehearsal (the default) draws, speaks and cuts on this machine: it costs
nothing and needs no key. sim:luma and the like rehearse a paid production
with simulated dollars; real money needs --live and a budget.
Exit codes: 0 done, 1 failed, 2 usage, 3 waiting for the greenlight,
            4 over budget, 5 paid work outstanding, 130 stopped.`;

/** Runs one command line (without node and script) and sets the exit code. Never throws. */
export async function main(argv: string[]): Promise<void> {
  const terminal = openTerminal({ env: terminalEnvironment(), json: argv.includes('--json') });
  const context: Context = { terminal, version: versionOf(), argv };
  const debug = argv.includes('--debug');
  // What native code calls back is outside every call of ours.
  process.once('uncaughtException', (error) => process.exit(report(error, context, debug)));
  for (const work of [() => programFor(context).parseAsync(argv, { from: 'user' }), () => terminal.settled()]) {
    try {
      await work();
    } catch (error) {
      const code = report(error, context, debug);
      if (code !== 0) process.exitCode = code;
    }
  }
}

function programFor(context: Context): Command {
  const program = new Command('claude-studio')
    .description('A virtual film studio: a concept and a budget in, a finished film and an account of every cent out.')
    .version(context.version, '-V, --version')
    .option('--debug', 'show where an error happened')
    .addHelpText('after', EXAMPLES)
    // Every command has options: to say so of each takes the room of what it does.
    .configureHelp({ subcommandTerm: termOf })
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => context.terminal.data(text),
      // Only the help of a call without a command: what is wrong with others is told by us.
      writeErr: (text) => context.terminal.line(text.trimEnd()),
      outputError: () => undefined,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .exitOverride();
  const commands = [
    produceCommand,
    resumeCommand,
    greenlightCommand,
    runsCommand,
    statusCommand,
    dailiesCommand,
    planCommand,
    renderCommand,
    combineCommand,
    deliverCommand,
    exportCommand,
    importCutCommand,
    verifyCommand,
    salvageCommand,
    floorCommand,
    importCommand,
    ledgerCommand,
    lessonsCommand,
    qaCommand,
    doctorCommand,
    providersCommand,
    testProviderCommand,
    simCommand,
  ];
  for (const make of commands) {
    const command = make(context).option('--debug', 'show where an error happened');
    program.addCommand(command.copyInheritedSettings(program));
    for (const part of command.commands) part.copyInheritedSettings(command);
  }
  return program;
}

/** `status [run]`. */
function termOf(command: Command): string {
  const args = command.registeredArguments.map((arg) => (arg.required ? `<${arg.name()}>` : `[${arg.name()}]`));
  return [command.name(), ...args].join(' ');
}

function report(error: unknown, { terminal, argv }: Context, debug: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    const message = error.message.replace(/^error: /, '');
    terminal.error(
      new StudioError('usage', message.split('\n').join(' '), {
        hint: hintFor(error.code, argv),
      }),
    );
    return 2;
  }
  const known = missingPart(error) ?? error;
  terminal.error(known, { debug });
  return error instanceof StudioError ? (EXIT[error.code] ?? 1) : 1;
}

/** What helps with a line that the command does not understand. */
function hintFor(code: string, argv: readonly string[]): string {
  const [command = '', ...rest] = argv;
  const first = rest.findIndex((word) => word.startsWith('-'));
  const words = rest.slice(0, first === -1 ? rest.length : first);
  if (code === 'commander.excessArguments' && command === 'produce' && words.length > 1)
    return `Put the concept in quotes: ${shellLine([command, words.join(' '), ...rest.slice(words.length)])}`;
  const isCommand = code !== 'commander.unknownCommand' && /^[a-z]/.test(command);
  return isCommand
    ? `claude-studio help ${command} shows what it takes.`
    : 'claude-studio help shows every command; claude-studio help produce one of them.';
}

/** A part of the installation that could not be loaded, told as that. */
function missingPart(error: unknown): StudioError | null {
  const { code, message = '' } = error as { code?: string; message?: string };
  const broken =
    code === 'ERR_MODULE_NOT_FOUND' ||
    code === 'MODULE_NOT_FOUND' ||
    code === 'ERR_DLOPEN_FAILED' ||
    /native (?:binding|module|binary)/i.test(message);
  if (!broken) return null;
  return new StudioError('missing-part', `a part of the installation cannot be loaded: ${message.split('\n')[0]}`, {
    hint: 'Run npm ci again; claude-studio doctor tells what is there.',
    cause: error,
  });
}

/** From package.json, two folders up from here in a checkout and in a package alike. */
function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
