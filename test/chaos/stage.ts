import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadConfig, type Config } from '../../src/config.ts';
import { StudioError } from '../../src/errors.ts';
import { sum } from '../../src/film/money.ts';
import type { ProductionState } from '../../src/film/state.ts';
import { compete } from '../../src/production/compete.ts';
import { freeze, pitch, write } from '../../src/production/develop.ts';
import { pilotAtHand } from '../../src/production/orders/paid.ts';
import { openJournal } from '../../src/production/studio/home.ts';
import { takeBrief } from '../../src/production/intake.ts';
import { holdProduction, readProduction } from '../../src/production/studio/production.ts';
import { settleUnsure } from '../../src/production/takes/salvage.ts';
import { openSimulation, type Simulation } from '../../src/production/studio/simulators.ts';
import { planSpending } from '../../src/production/spending.ts';
import { openStudio } from '../../src/production/studio/studio.ts';
import type { BillLine, Simulator } from '../../src/simulators/spec.ts';
import type { Bomb } from './bomb.ts';
import { payFor } from './shooter.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const BOMB = pathToFileURL(join(import.meta.dirname, 'bomb.ts')).href;
const SHOOTER = join(import.meta.dirname, 'shooter.ts');
const LAUNCHER = join(ROOT, 'bin', 'claude-studio.js');
/** Compiled modules, which a process that is killed cannot keep for the next one. */
const COMPILED = join(tmpdir(), 'studio-chaos-compiled');
const RUN = 'crashed';
/** Vendors so many times quicker than they are; looks so often that each of a job's states is seen. */
const SPEED = 700;
const POLL_SECONDS = 0.02;
/** A take that is not ready after so long is left to the next resume. */
const TIMEOUT_SECONDS = 4;
/** Resumes after which everything must have come to an end. */
const PATIENCE = 8;

/** Somebody who is paid, and how one can find out what became of an order that was lost. */
export interface Payee {
  /** For people: `luma ray-2`. */
  name: string;
  simulator: string;
  /** Flags of the command that choose it. */
  pictures: { provider: string; model: string } | null;
  voice: string | null;
  /** Variables of the simulator that are not set: a key for another of its APIs. */
  without?: readonly string[];
  /**
   * What the vendor cannot be asked for, so that a person has to say it: an order that was taken, or that one was not
   * taken. What is not here has to be found without anybody.
   */
  untold: readonly ('taken' | 'not taken')[];
}

export const PAYEES = {
  dreamMachine: {
    name: 'luma ray-flash-2',
    simulator: 'luma',
    pictures: { provider: 'luma', model: 'ray-flash-2' },
    voice: null,
    untold: [],
  },
  agents: {
    name: 'luma ray-3.2',
    simulator: 'luma',
    pictures: { provider: 'luma', model: 'ray-3.2' },
    voice: null,
    without: ['LUMAAI_API_KEY'],
    untold: ['taken', 'not taken'],
  },
  runway: {
    name: 'runway gen4.5',
    simulator: 'runway',
    pictures: { provider: 'runway', model: 'gen4.5' },
    voice: null,
    untold: ['taken'],
  },
  kling: {
    name: 'kling 2.5 turbo',
    simulator: 'kling',
    pictures: { provider: 'kling', model: 'kling-2.5-turbo' },
    voice: null,
    untold: [],
  },
  pika: {
    name: 'pika 2.2',
    simulator: 'fal',
    pictures: { provider: 'pika', model: 'pika-2.2' },
    voice: null,
    untold: ['not taken'],
  },
  openai: { name: 'openai', simulator: 'openai', pictures: null, voice: 'openai', untold: ['taken', 'not taken'] },
  elevenlabs: { name: 'elevenlabs', simulator: 'elevenlabs', pictures: null, voice: 'elevenlabs', untold: [] },
} as const satisfies Record<string, Payee>;

/** One crash: whose money, what goes wrong there, and when the process is killed. */
export interface Crash {
  payee: Payee;
  faults: string[];
  /** A point, or an instant: a part of the time that a process takes which nobody kills. */
  kill: Bomb | number;
}

export interface Tally {
  cases: number;
  /** Processes that were killed where they were meant to be. */
  hit: number;
  /** Cases in which it came to its end instead. */
  missed: string[];
  paidTwice: number;
  lost: number;
  /** Orders of unknown outcome that were held until a person said what is so. */
  held: number;
}

export function nameOf({ payee, faults, kill }: Crash): string {
  const where =
    typeof kill === 'number'
      ? `at ${kill.toFixed(2)} of its time`
      : `${kill.moment} ${kill.at}${kill.nth === undefined ? '' : ` ${kill.nth}`}`;
  return `${payee.name}, ${faults.join(' ') || 'no fault'}, killed ${where}`;
}

/** Simulators of this process and studios that are killed while they pay them. */
export interface Stage {
  /** One crash of a small program that only pays, and everything until all is settled. Throws when a cent is wrong. */
  crash(crash: Crash): Promise<void>;
  /** The same through the public command, to the finished film. */
  crashCommand(crash: Crash): Promise<void>;
  close(): Promise<void>;
}

/** Stages that share `plans` plan each film once. */
export async function openStage(tally: Tally, plans: Map<string, Promise<Planned>>): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'studio-crash-'));
  const simulation = await openSimulation(loadConfig({ home: join(folder, 'simulation') }, folder, {}));
  const simulators = new Map<string, Promise<Simulator>>();
  let homes = 0;

  /** A journal in which all is planned, and how long it takes to pay for it when nobody is killed. */
  const plannedFor = (payee: Payee): Promise<Planned> =>
    once(plans, payee.name, async () => {
      const calm = await world({ payee, faults: [] });
      const file = await plan(payee, calm.simulator, folder);
      copyFileSync(file, join(calm.home, 'studio.db'));
      const started = performance.now();
      calm.environment['CLAUDE_STUDIO_TIMEOUT'] = '60';
      const { code, said } = await run(null, [SHOOTER, RUN], calm, ['--import', BOMB]);
      assert.equal(code, 0, said);
      assert.ok((await calm.simulator.bill()).creates > 0, 'nothing is paid');
      await everyCent(calm);
      return { file, ms: performance.now() - started };
    });

  const world = async ({ payee, faults }: Pick<Crash, 'payee' | 'faults'>): Promise<World> => {
    const simulator = await once(simulators, payee.simulator, () => start(simulation, payee.simulator, folder));
    await told(simulator, 'reset');
    await told(simulator, 'faults', faults);
    const home = join(folder, `home-${(homes += 1)}`);
    mkdirSync(home);
    return { payee, simulator, home, environment: environmentOf(payee, simulator, home), tally, waited: false };
  };

  return {
    crash: async (crash) => {
      const { file, ms } = await plannedFor(crash.payee);
      const at = await world(crash);
      copyFileSync(file, join(at.home, 'studio.db'));
      const kill = typeof crash.kill === 'number' ? crash.kill * ms : crash.kill;
      note(tally, crash, await run(kill, [SHOOTER, RUN], at, ['--import', BOMB]));
      await finish(at, () => resumeHere(at));
      rmSync(at.home, { recursive: true, force: true, maxRetries: 20 });
    },
    crashCommand: async (crash) => {
      const at = await world(crash);
      const flags = [...wishOf(crash.payee), '--run-id', RUN];
      note(tally, crash, await run(crash.kill, [LAUNCHER, 'produce', ...flags], at));
      await finishByCommand(at, flags);
      rmSync(at.home, { recursive: true, force: true, maxRetries: 20 });
    },
    close: async () => {
      await simulation.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

export interface Planned {
  /** A journal in which all is planned and nothing is ordered. */
  file: string;
  /** How long a process takes that nobody kills. */
  ms: number;
}

interface World {
  payee: Payee;
  simulator: Simulator;
  home: string;
  environment: Record<string, string>;
  tally: Tally;
  /** Whether the vendor was given all the time that it could want. */
  waited: boolean;
}

function start(simulation: Simulation, name: string, folder: string): Promise<Simulator> {
  return simulation.start(name, {
    speed: SPEED,
    clips: 'plain',
    folder: join(folder, 'simulators', name),
    limits: { perMinute: null },
  });
}

function environmentOf(payee: Payee, simulator: Simulator, home: string): Record<string, string> {
  const keys = Object.entries(simulator.environment).filter(([name]) => !payee.without?.includes(name));
  return {
    ...Object.fromEntries(keys),
    CLAUDE_STUDIO_HOME: home,
    CLAUDE_STUDIO_ARTIFACTS: join(home, 'artifacts'),
    CLAUDE_STUDIO_POLL: String(POLL_SECONDS),
    CLAUDE_STUDIO_TIMEOUT: String(TIMEOUT_SECONDS),
  };
}

function configOf({ environment, home }: Pick<World, 'environment' | 'home'>): Config {
  return loadConfig({}, home, environment);
}

const CONCEPT = 'A red kite climbs over a windy beach while a boy holds the line';

/** One shot; for a voice so long that somebody has time to speak. */
function secondsOf(voice: string | null): number {
  return voice === null ? 3 : 4;
}

/** The same film for the command and for the small program. */
function wishOf({ pictures, voice }: Payee): string[] {
  const shots = pictures === null ? [] : ['--provider', pictures.provider, '--model', pictures.model];
  const spoken = voice === null ? ['--no-voice'] : ['--voice', voice];
  const size = ['--duration', String(secondsOf(voice)), '--scenes', '1', '--resolution', '540p', '--aspect', '1:1'];
  // Runway makes square film only from a picture.
  if (pictures?.provider === 'runway') size.splice(-1, 1, '16:9');
  return [CONCEPT, '--budget', '5', ...shots, ...size, ...spoken, '--no-music', '--captions', 'none'];
}

/** A journal in which all is planned and nothing is ordered; every crash of a payee begins with a copy. */
async function plan(payee: Payee, simulator: Simulator, folder: string): Promise<string> {
  const home = join(folder, `planned-${payee.name.replaceAll(/\W+/g, '-')}`);
  const studio = await openStudio({
    config: configOf({ environment: environmentOf(payee, simulator, home), home }),
    version: 'test',
  });
  const { pictures, voice } = payee;
  const brief = await takeBrief(
    {
      concept: CONCEPT,
      budget: 5,
      duration: secondsOf(voice),
      scenes: 1,
      resolution: '540p',
      aspect: pictures?.provider === 'runway' ? '16:9' : '1:1',
      provider: pictures?.provider ?? null,
      model: pictures?.model ?? null,
      voice: voice ?? false,
      music: false,
    },
    studio,
  );
  const production = await holdProduction(studio, RUN);
  const data = {
    production: RUN,
    brief,
    provenance: 'simulated' as const,
    folder: home,
    version: 'test',
    hold: 'never' as const,
  };
  await production.record({ type: 'production-started', data });
  const contract = await freeze(production, brief);
  const screenplay = await write(production, brief, contract);
  const plans = await pitch(production, brief, contract, screenplay);
  await compete(production, { brief, contract, screenplay }, plans);
  const pilot = pilotAtHand(production.state);
  if (pilot === undefined) throw new Error('a pitch without a pilot');
  await planSpending(production, { brief, contract, screenplay, pilot });
  await production.close();
  await studio.close();
  return join(home, 'studio.db');
}

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Starts a program in which the bomb is, or kills it after its time. */
function run(
  kill: Bomb | number | null,
  args: string[],
  { environment, home }: World,
  flags: string[] = [],
): Promise<Ended & { said: string }> {
  const bomb = kill !== null && typeof kill !== 'number' ? { STUDIO_BOMB: JSON.stringify(kill) } : {};
  const preload = flags.length === 0 && 'STUDIO_BOMB' in bomb ? { NODE_OPTIONS: `--import=${BOMB}` } : {};
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, ...args], {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        NO_COLOR: '1',
        NODE_COMPILE_CACHE: COMPILED,
        ...environment,
        ...bomb,
        ...preload,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = typeof kill === 'number' ? setTimeout(() => child.kill('SIGKILL'), kill) : undefined;
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, said });
    });
  });
}

function note(tally: Tally, crash: Crash, { code, signal, said }: Ended & { said: string }): void {
  tally.cases += 1;
  if (signal === 'SIGKILL') tally.hit += 1;
  else tally.missed.push(nameOf(crash));
  assert.ok(signal === 'SIGKILL' || code === 0 || code === 3 || code === 5, `${nameOf(crash)}: ${said}`);
}

/** Goes on in this process, in a studio of its own. */
async function resumeHere(world: World): Promise<number> {
  try {
    await payFor(configOf(world), RUN);
    return 0;
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    if (error.code === 'paid-work-outstanding') return 5;
    if (error.code === 'provider') return 1;
    throw error;
  }
}

/** Resumes until there is nothing left to do, and then compares the ledger with the bill. */
async function finish(world: World, resume: () => Promise<number>): Promise<void> {
  for (let patience = PATIENCE; patience > 0; patience -= 1) {
    const code = await resume();
    await nothingTwice(world);
    if (code === 0) return await everyCent(world);
    if (code === 5) await help(world, (what, taken) => settleHere(world, what, taken));
  }
  throw new Error('it never came to an end');
}

async function settleHere(world: World, what: string, taken: boolean): Promise<void> {
  const studio = await openStudio({ config: configOf(world), version: 'test' });
  try {
    await settleUnsure(studio, RUN, what, taken);
  } finally {
    await studio.close();
  }
}

async function finishByCommand(world: World, flags: string[]): Promise<void> {
  const command = async (...args: string[]): Promise<Ended & { said: string }> => run(null, [LAUNCHER, ...args], world);
  // A process that was killed before its first write left nothing to resume.
  const begun = (await stateOf(world)) !== null;
  let last = begun ? await command('resume', RUN) : await command('produce', ...flags);
  for (let patience = PATIENCE; last.code !== 0 && patience > 0; patience -= 1) {
    assert.ok(last.code === 5 || last.code === 1, last.said);
    await nothingTwice(world);
    if (last.code === 5) {
      await help(world, async (what, taken) => {
        const salvaged = await command('salvage', RUN, taken ? '--taken' : '--not-taken', what);
        assert.equal(salvaged.code, 0, salvaged.said);
      });
    }
    last = await command('resume', RUN);
  }
  assert.equal(last.code, 0, last.said);
  await everyCent(world);
  const { said } = await command('ledger', RUN, '--json');
  const charges = said
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as { settled: number | null }] : []));
  const { total } = await world.simulator.bill();
  assert.equal(
    charges.reduce((all, { settled }) => all + (settled ?? 0), 0),
    total,
    'the ledger that is told',
  );
}

/**
 * What a person does about exit 5: says of an order that nobody knows about what is so at the vendor, or waits for one that
 * takes long.
 */
async function help(world: World, say: (what: string, taken: boolean) => Promise<void>): Promise<void> {
  const { payee, simulator, tally } = world;
  const state = await mustHave(world);
  const unsure = unsureOf(state);
  const missing = await unclaimed(world, state);
  assert.ok(missing.length <= unsure.length, `${missing.length} orders are nobody's, ${unsure.length} are unsure`);
  const mustSay: readonly string[] = payee.untold;
  const needed = [missing.length > 0 ? 'taken' : '', missing.length < unsure.length ? 'not taken' : ''].filter(Boolean);
  // Some vendors list an order only when it has ended: first one waits.
  if (unsure.length === 0 || (!world.waited && !needed.every((word) => mustSay.includes(word)))) {
    world.waited = true;
    await told(simulator, 'advance', { seconds: 7 * 3_600 });
    return;
  }
  for (const what of unsure) {
    const taken = missing.pop() !== undefined;
    assert.ok(mustSay.includes(taken ? 'taken' : 'not taken'), `${payee.name} could have been asked for ${what}`);
    tally.held += 1;
    await say(what, taken);
  }
}

/** Slates and lines of which nobody knows whether the vendor took them. */
function unsureOf({ takes, voiceOrders }: ProductionState): string[] {
  const lost = (status: string): boolean => status === 'unsure' || status === 'intended';
  return [
    ...Object.values(takes).flatMap(({ slate, status, job }) => (lost(status) && job === null ? [slate] : [])),
    ...Object.entries(voiceOrders).flatMap(([shot, { status }]) => (lost(status) ? [shot] : [])),
  ];
}

/** Orders of the bill that no take or line has, or has had. */
async function unclaimed({ simulator, payee }: World, state: ProductionState): Promise<BillLine[]> {
  const { lines } = await simulator.bill();
  if (payee.voice !== null) {
    const lost = Object.values(state.voiceOrders).filter(({ status }) => status === 'failed').length;
    return lines.slice(Object.keys(state.voices).length + lost);
  }
  const known = new Set(Object.values(state.takes).map(({ vendorId }) => vendorId));
  const written = Object.values(state.takes).filter(({ status, vendorId }) => status === 'failed' && vendorId === null);
  return lines.filter(({ id }) => !known.has(id)).slice(written.length);
}

/** No order has two jobs, no job two takes, and no more was ordered than there are takes and lines. */
async function nothingTwice(world: World): Promise<void> {
  const { simulator, tally } = world;
  const state = await stateOf(world);
  if (state === null) return;
  const { creates } = await simulator.bill();
  const ordered =
    Object.keys(state.takes).length + Object.keys(state.voiceOrders).length + Object.keys(state.voices).length;
  const ids = Object.values(state.takes).flatMap(({ vendorId }) => vendorId ?? []);
  if (creates > ordered || new Set(ids).size < ids.length) tally.paidTwice += 1;
  assert.ok(creates <= ordered, `${creates} orders were taken for ${ordered} takes and lines`);
  assert.equal(new Set(ids).size, ids.length, 'one job has two takes');
}

/** Nothing is open, every order is in the ledger, and the ledger is the bill to the micro-dollar. */
async function everyCent(world: World): Promise<void> {
  const { simulator, tally, payee } = world;
  const state = await mustHave(world);
  const bill = await simulator.bill();
  const missing = await unclaimed(world, state);
  if (missing.length > 0) tally.lost += 1;
  assert.deepEqual(missing, [], 'orders of the bill that nobody has');
  const open = Object.values(state.takes).filter(
    ({ status }) => !['reviewed', 'adopted', 'failed', 'unsent'].includes(status),
  );
  assert.deepEqual(open, []);
  assert.equal(state.money.reserved, 0);
  // What a person has written off is gone at what was set aside, whatever the vendor made of it afterwards.
  const known = new Set(Object.values(state.takes).map(({ vendorId }) => vendorId));
  const theirs = payee.voice === null ? bill.lines.filter(({ id }) => !known.has(id)) : [];
  const ours = Object.values(state.takes).flatMap(({ slate, status, vendorId }) =>
    status === 'failed' && vendorId === null ? (state.money.charges[`take/${slate}`]?.settled ?? []) : [],
  );
  const lost = sum(theirs.map(({ amount }) => amount));
  assert.ok(sum(ours) >= lost, 'what was written off against the bill');
  assert.equal(state.money.spent, bill.total - lost + sum(ours), 'the ledger against the bill');
  assert.equal(sum(Object.values(state.money.charges).flatMap(({ settled }) => settled ?? [])), state.money.spent);
}

async function mustHave(world: World): Promise<ProductionState> {
  const state = await stateOf(world);
  if (state === null) throw new Error('there is no production');
  return state;
}

async function stateOf(world: World): Promise<ProductionState | null> {
  const journal = await openJournal(configOf(world));
  try {
    return (await readProduction(journal, RUN)).state;
  } catch (error) {
    if (error instanceof StudioError && error.code === 'not-found') return null;
    throw error;
  } finally {
    await journal.close();
  }
}

async function told({ url }: Simulator, what: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${url}/__sim/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  assert.equal(answer.status, 200, await answer.text());
}

function once<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const value = known.get(name) ?? make();
  known.set(name, value);
  return value;
}
