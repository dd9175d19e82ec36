import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '../../src/config.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { newName, wallClock } from '../../src/production/studio/home.ts';
import { simulatorOptions, type SimulatorWishes } from '../../src/production/studio/simulators.ts';
import { createWorkers } from '../../src/production/studio/workers.ts';
import { createScratchVoice } from '../../src/providers/voice/scratch.ts';
import type { LoggedRequest } from '../../src/simulators/engine/control.ts';
import type { Job, Look } from '../../src/simulators/engine/vendor.ts';
import { startSimulator } from '../../src/simulators/index.ts';
import type { Bill, Simulator, SimulatorName, SimulatorOptions } from '../../src/simulators/spec.ts';
import { beginning, eventsOf, inProse, lot, onlyOf, ROOT, type Lot, type Outcome, type Running } from './studio.ts';

/** A vendor that takes simulated dollars, in the test's own process, so that no kill of a command reaches it. */
export interface Till extends Omit<Simulator, 'bill'> {
  bill(): Promise<Bill>;
  jobs(): Promise<(Job & { look: Look })[]>;
  requests(): Promise<LoggedRequest[]>;
  /** What the studio did that no client should: keys given to a file host, looks too often. */
  violations(): Promise<{ kind: string; detail: string }[]>;
  /** Another plan of faults, counted from the beginning; none: it behaves. */
  faults(...rules: string[]): Promise<void>;
  advance(seconds: number): Promise<void>;
  /** Path of a job's clip as it was served. */
  clip(id: string): string;
  /** Path of a picture that it was given. */
  kept(name: string): string;
  port: number;
}

/** Shared by the tests of a file, so that each plain clip is made once. */
const scratchFolder = mkdtempSync(join(tmpdir(), 'tills-'));
const workers = createWorkers(1);
after(async () => {
  await workers.close();
  rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 20 });
});
const MADE = simulatorOptions(
  {
    config: loadConfig({ home: scratchFolder }, scratchFolder, {}),
    workers,
    scratchFolder,
    voice: createScratchVoice(),
    now: wallClock,
    mint: newName,
  },
  'test',
  { clips: 'plain' },
);

/** Opens a vendor until the test is over. Its queue takes milliseconds unless a speed is asked for. */
export async function openTill(t: TestContext, name: SimulatorName, wishes: TillWishes = {}): Promise<Till> {
  const folder = wishes.folder ?? (await mkdtemp(join(tmpdir(), 'till-')));
  const till = await tillIn(folder, name, wishes);
  t.after(async () => {
    await till.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  });
  return till;
}

type TillWishes = SimulatorWishes & Partial<Pick<SimulatorOptions, 'makeClip'>>;

/** Closing it twice is once. */
async function tillIn(folder: string, name: SimulatorName, wishes: TillWishes): Promise<Till> {
  const simulator = await startSimulator(name, { ...MADE, speed: 1_000, ...wishes, folder });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await simulator.close();
    open = false;
  };
  const get = async <T>(what: string): Promise<T> =>
    (await (await fetch(`${simulator.url}/__sim/${what}`)).json()) as T;
  const post = async (what: string, body: unknown): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${simulator.url}/__sim/${what}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, await answer.text());
  };
  return {
    ...simulator,
    close,
    jobs: async () => (await get<{ jobs: (Job & { look: Look })[] }>('jobs')).jobs,
    requests: async () => (await get<{ requests: LoggedRequest[] }>('requests')).requests,
    violations: async () => (await get<{ violations: { kind: string; detail: string }[] }>('violations')).violations,
    faults: (...rules) => post('faults', rules),
    advance: (seconds) => post('advance', { seconds }),
    clip: (id) => join(folder, 'clips', `${id}.mp4`),
    kept: (name) => join(folder, 'kept', name),
    port: Number(new URL(simulator.url).port),
  };
}

/** A film that was paid for, which several tests begin from, one after the other. */
export interface PaidFilm {
  /** How it was made. */
  made: Outcome;
  /** Studio and vendor as they were when it was made, whatever the test before has done with them. */
  begin(t: TestContext): Promise<{ studio: Lot; till: Till; money: Record<string, string> }>;
  [Symbol.dispose](): void;
}

/** Makes a film at a vendor that takes simulated dollars. */
export async function payForFilm(name: SimulatorName, args: string[]): Promise<PaidFilm> {
  const studio = lot();
  const folder = join(studio.folder, 'till');
  const first = await tillIn(folder, name, {});
  const made = await studio.runWith(purse(first), ...args);
  assert.equal(made.code, 0, made.stderr);
  await first.close();
  const start = beginning(studio);
  return {
    made,
    begin: async (t) => {
      start.again();
      const till = await openTill(t, name, { folder });
      return { studio, till, money: purse(till) };
    },
    [Symbol.dispose]: () => start[Symbol.dispose](),
  };
}

/** Runway's address behind a line that has its way with what the vendor says. */
export async function behind(
  t: TestContext,
  { url: origin }: Pick<Simulator, 'url'>,
  say: (method: string, text: string) => string | Promise<string>,
): Promise<string> {
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', headers, url = '' } = request;
    const body = Buffer.concat(await request.toArray());
    const answer = await fetch(`${origin}${url}`, {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        'x-runway-version': String(headers['x-runway-version']),
        'content-type': 'application/json',
      },
      ...(method === 'POST' ? { body } : {}),
    });
    const text = await say(method, await answer.text());
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  };
  const line = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  t.after(() => line.close());
  return `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
}

/** What a command gets that pays at these vendors; it looks after its jobs in a hurry. */
export function purse(...tills: Pick<Simulator, 'environment'>[]): Record<string, string> {
  return Object.assign({ CLAUDE_STUDIO_POLL: '0.05' }, ...tills.map(({ environment }) => environment)) as Record<
    string,
    string
  >;
}

/** A short film without sound, with everything that happens on stdout. */
export const SHORT = ['--resolution', '540p', '--voice', 'none', '--no-music', '--json'];

/** The command for such a film; `flags` as a person writes them. */
export function produce(concept: string, flags: string): string[] {
  return ['produce', concept, ...flags.split(' '), ...SHORT];
}

/** One shot of two seconds; Runway sells it for $0.24. */
export function dog(flags: string): string[] {
  return produce('A dog runs on a beach', `--duration 2 ${flags}`);
}

/** Two shots of two seconds, each of somebody else: two threads. Runway sells each for $0.24. */
export function pets(flags: string): string[] {
  return produce('A dog runs on a beach. A cat sleeps in a kitchen.', `--duration 4 --scenes 2 ${flags}`);
}

/** Holds a film on disk against its journal: length, size, one master. */
export async function assertFilm(outcome: Outcome, frames: number): Promise<void> {
  assert.equal(outcome.code, 0, outcome.stderr);
  const { folder } = onlyOf(eventsOf(outcome), 'production-started');
  const { video } = await probe(join(folder, 'film.mp4'));
  assert.deepEqual(
    { width: video?.width, height: video?.height, frames: video?.frames },
    { width: 960, height: 540, frames },
  );
}

export interface Entry {
  reservation: string;
  act: string;
  provider: string;
  provenance: string;
  reserved: number;
  settled: number | null;
  released: string | null;
  basis: string | null;
}

/** Entries of a run that cost money, as `ledger` tells them. */
export async function ledgerOf(studio: Lot, run: string): Promise<Entry[]> {
  const { stdout, code, stderr } = await studio.run('ledger', run, '--json');
  assert.equal(code, 0, stderr);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ reserved }) => reserved > 0);
}

/** What the ledger says was paid is what the vendors say, to the micro-dollar, with nothing left open. */
export async function assertPaid(studio: Lot, run: string, ...tills: Till[]): Promise<Entry[]> {
  const entries = await ledgerOf(studio, run);
  assert.deepEqual(
    entries.filter(({ settled, released }) => settled === null && released === null),
    [],
    'nothing is open',
  );
  const bills = await Promise.all(tills.map((till) => till.bill()));
  const paid = entries.reduce((total, { settled }) => total + (settled ?? 0), 0);
  assert.equal(
    paid,
    bills.reduce((total, bill) => total + bill.total, 0),
    'ledger and bill agree',
  );
  return entries;
}

/** Waits until so many lines on stdout match, or fails when the command ends before. */
export async function until(running: Running, pattern: RegExp, count = 1): Promise<void> {
  let text = '';
  running.child.stdout?.on('data', (part: string) => (text += part));
  while (text.split('\n').filter((line) => pattern.test(line)).length < count) {
    const { exitCode, signalCode } = running.child;
    if (exitCode !== null || signalCode !== null) assert.fail((await running.outcome).stderr);
    await delay(10);
  }
}

/** Runs a line of a shell as a person would who copies it from the screen. */
export function shell({ folder, home }: Lot, env: NodeJS.ProcessEnv, line: string): Promise<Outcome> {
  const studio = `'${process.execPath}' '${join(ROOT, 'bin', 'claude-studio.js')}'`;
  const child = spawn('sh', ['-c', line.replace(/^claude-studio /, `${studio} `)], {
    cwd: folder,
    env: { ...process.env, CLAUDE_STUDIO_HOME: home, NO_COLOR: '1', NODE_TEST_CONTEXT: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

/** Files below a folder that hold a text, whatever kind they are. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

/** A message as it was before it was broken into lines. */
export function unwrapped(text: string): string {
  return inProse(text).replaceAll(/\s+/g, ' ').trim();
}
