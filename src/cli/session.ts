import { loadConfig, type Settings } from '../config.ts';
import { StudioError } from '../errors.ts';
import { wallClock } from '../production/studio/home.ts';
import { stopped } from '../production/studio/production.ts';
import { shellLine } from '../production/studio/shell.ts';
import { openStudio, type Studio } from '../production/studio/studio.ts';
import type { Context } from './context.ts';
import { createProgress } from './progress/progress.ts';

/** A second Ctrl-C within this time is the same key press, told twice by the launcher and the terminal. */
const SAME_PRESS_MS = 400;

/**
 * Opens the studio for a command that works on a production, with live progress and a clean stop: the first Ctrl-C asks
 * the work to stop where it can be taken up again, the second one leaves at once (the journal is safe at any instant).
 * `view` shows another progress than that of a film; `again` is what a person who stopped it is told where it is not
 * `resume` that goes on with it.
 */
export async function withStudio<T>(
  { terminal, version, argv }: Context,
  flags: { [K in keyof Settings]?: Settings[K] | undefined },
  work: (studio: Studio) => Promise<T>,
  { dry = false, view = createProgress, again }: { dry?: boolean; view?: typeof createProgress; again?: string } = {},
): Promise<T> {
  const config = loadConfig(flags);
  const stop = new AbortController();
  const progress = view(terminal, { now: wallClock, cwd: process.cwd(), dry });
  let pressedAt = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted && wallClock() - pressedAt > SAME_PRESS_MS) process.exit(130);
    if (stop.signal.aborted) return;
    pressedAt = wallClock();
    terminal.line(`\n${terminal.colours.dim(`${signal}: stopping at a safe place; again to leave at once`)}`);
    stop.abort();
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);

  const studio = await openStudio({
    config,
    version,
    dry,
    invocation: argv[0] === 'produce' ? argv : null,
    signal: stop.signal,
    watch: {
      onEvent: (event, recorded) => {
        terminal.event({ seq: recorded.seq, at: new Date(recorded.at).toISOString(), ...event });
        progress.onEvent(event, recorded.at);
      },
      onProgress: (tick) => progress.onProgress(tick),
      ask: (question) => terminal.confirm(question, stop.signal),
    },
  });
  let refused = false;
  try {
    return await work(studio);
  } catch (error) {
    refused = true;
    // Work that is interrupted fails in many words; the person asked for one thing.
    if (!stop.signal.aborted || saysMore(error, again)) throw error;
    throw stopped(stop.signal, again);
  } finally {
    progress.stop({ refused });
    await studio.close();
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/** For work that leaves nothing behind when it is stopped: the same call makes it. */
export function beginsAgain({ argv }: Context): string {
  return `Nothing half-made is left. ${shellLine(argv)} begins again.`;
}

/** Opens the studio for a command that reads a production, or writes one word of it, and tells of that itself. */
export async function withQuietStudio<T>({ version }: Context, work: (studio: Studio) => Promise<T>): Promise<T> {
  const studio = await openStudio({ config: loadConfig(), version });
  try {
    return await work(studio);
  } finally {
    await studio.close();
  }
}

/** What is still billed counts for more than that the person stopped, and a production knows by what name it goes on. */
function saysMore(error: unknown, again: string | undefined): boolean {
  if (!(error instanceof StudioError)) return false;
  return error.code === 'paid-work-outstanding' || (error.code === 'interrupted' && again === undefined);
}
