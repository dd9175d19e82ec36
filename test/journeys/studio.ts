import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventData, EventType } from '../../src/film/events.ts';

export const ROOT = resolve(import.meta.dirname, '..', '..');
const LAUNCHER = join(ROOT, 'bin', 'claude-studio.js');

export interface Outcome {
  /** Exit code, or null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  outcome: Promise<Outcome>;
  /** Resolves when so many lines have come on stdout, or the command has ended. */
  lines(count: number): Promise<void>;
}

export interface Lot {
  /** The working folder of the commands; artifacts land below it. */
  folder: string;
  home: string;
  run(...args: string[]): Promise<Outcome>;
  /** Starts a command and leaves it running. */
  start(...args: string[]): Running;
  /** Runs with other environment variables. */
  runWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome>;
  startWith(env: NodeJS.ProcessEnv, ...args: string[]): Running;
  [Symbol.dispose](): void;
}

/** A studio of its own in an empty folder, driven through the public command as a person or an agent would. */
export function lot(): Lot {
  const folder = mkdtempSync(join(tmpdir(), 'studio-'));
  const home = join(folder, 'home');
  const start = (env: NodeJS.ProcessEnv, args: string[]): Running => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd: folder,
      env: { ...process.env, CLAUDE_STUDIO_HOME: home, NO_COLOR: '1', NODE_TEST_CONTEXT: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const outcome = new Promise<Outcome>((done, fail) => {
      child.on('error', fail);
      child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
    });
    const lines = async (count: number): Promise<void> => {
      while (child.exitCode === null && child.signalCode === null && stdout.split('\n').length <= count) await delay(5);
    };
    return { child, outcome, lines };
  };
  return {
    folder,
    home,
    run: (...args) => start({}, args).outcome,
    start: (...args) => start({}, args),
    runWith: (env, ...args) => start(env, args).outcome,
    startWith: (env, ...args) => start(env, args),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }),
  };
}

/** A studio that several tests begin from, one after the other. */
export interface Beginning {
  studio: Lot;
  /** Makes the studio what it was, whatever the test before has done with it. */
  again(): void;
  [Symbol.dispose](): void;
}

/** Keeps a studio as it is now. Its folder stays where it is: a journal knows it by its whole path. */
export function beginning(studio: Lot): Beginning {
  const kept = mkdtempSync(join(tmpdir(), 'kept-'));
  cpSync(studio.folder, kept, { recursive: true });
  return {
    studio,
    again: () => {
      rmSync(studio.folder, { recursive: true, force: true, maxRetries: 20 });
      cpSync(kept, studio.folder, { recursive: true });
    },
    [Symbol.dispose]: () => {
      studio[Symbol.dispose]();
      rmSync(kept, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

export interface Line {
  seq: number;
  at: string;
  type: EventType;
  data: unknown;
}

/** Events as `--json` prints them. */
export function eventsOf({ stdout }: Outcome): Line[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** What was said on stderr, with an error that `--json` has put into one line as a person would read it. */
export function inProse(stderr: string): string {
  return stderr.replaceAll(/^\{"error":.*\}$/gm, (line) => {
    const { error } = JSON.parse(line) as { error: { message: string; hint: string | null } };
    return `error: ${error.message}${error.hint === null ? '' : `\n\nhint: ${error.hint}`}`;
  });
}

export function dataOf<T extends EventType>(events: Line[], type: T): EventData<T>[] {
  return events.filter((event) => event.type === type).map(({ data }) => data as EventData<T>);
}

/** The only event of a type. Throws when there is none or more. */
export function onlyOf<T extends EventType>(events: Line[], type: T): EventData<T> {
  const [only, ...more] = dataOf(events, type);
  if (only === undefined || more.length > 0)
    throw new Error(`${more.length + (only === undefined ? 0 : 1)} events of ${type}`);
  return only;
}
