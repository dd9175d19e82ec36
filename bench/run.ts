/**
 * What fast means here, measured in one run: ratios hold where single seconds drift. `npm run bench [name …]`.
 * Prints one line per figure; asserts nothing.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Run, measure } from './measure.ts';
import { benchRender } from './render.ts';
import { stageShot } from '../src/art/index.ts';
import { encodeFrames } from '../src/cutting-room/codec/encode.ts';
import type { VideoRequest } from '../src/film/request.ts';
import { Screenplay } from '../src/film/screenplay.ts';
import { openSqliteJournal } from '../src/journal/sqlite.ts';

import { chainsOf } from '../src/production/takes/threads.ts';

const ROOT = resolve(import.meta.dirname, '..');
const LAUNCHER = join(ROOT, 'bin', 'claude-studio.js');
const CONCEPT = 'A serene mountain lake at sunset';
/** How much quicker than a vendor: half a minute of work takes eight seconds and the studio's own part weighs four times. */
const PACE = 4;
const EIGHT_SHOTS = [
  'Scene 1: A fox crosses a snowy forest. Scene 2: An old fisherman rows across a lake.',
  'Scene 3: A lighthouse stands in a storm. Scene 4: The fox sleeps in the snowy forest.',
].join(' ');
const folder = mkdtempSync(join(tmpdir(), 'studio-bench-'));

const BENCHES: Record<string, () => Promise<void>> = {
  help: async () => {
    const walls: number[] = [];
    for (let round = 0; round < 7; round += 1) walls.push((await command('help', ['--help'])).wall);
    say('start-up of --help', `${Math.round(median(walls) * 1000)} ms (median of ${walls.length})`);
  },

  rehearsal: async () => {
    const runs = [];
    for (let round = 0; round < 3; round += 1) {
      runs.push(
        await command(`film-${round}`, [
          'produce',
          CONCEPT,
          '--budget',
          '5',
          '--duration',
          '15',
          '--run-id',
          'film',
          '--json',
        ]),
      );
    }
    const wall = median(runs.map((run) => run.wall));
    say(
      'rehearsal of 15 s at 720p, cold command',
      `${wall.toFixed(2)} s wall, ${median(runs.map((run) => run.cpu)).toFixed(2)} s CPU, ${(15 / wall).toFixed(2)}× realtime`,
    );
    say('peak memory', `${Math.round(Math.max(...runs.map((run) => run.peak)) / 1e6)} MB`);
    const stdout = runs.at(-1)?.stdout ?? '';
    const events = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { type: string; at: string });
    const at = (type: string, which: 'first' | 'last'): number => {
      const hits = events.filter((event) => event.type === type);
      return Date.parse((which === 'first' ? hits[0] : hits.at(-1))?.at ?? '');
    };
    const begun = at('production-started', 'first');
    const phases: [string, number][] = [
      ['planned', at('screenplay-written', 'last')],
      ['shot', at('take-adopted', 'last')],
      ['cut', at('cut-proposed', 'last')],
      ['mastered', at('film-mastered', 'last')],
      ['wrapped', at('production-wrapped', 'last')],
    ];
    say(
      '… seconds after the start',
      phases.map(([name, time]) => `${name} ${((time - begun) / 1000).toFixed(2)}`).join(', '),
    );
  },

  /** Eight shots at a simulated vendor: from the first order to the last adoption, against what the jobs alone would take. */
  makespan: async () => {
    for (const limit of [1, 2, 4]) {
      const lot = `makespan-${limit}`;
      const sim = start(lot, ['sim', 'luma', '--speed', String(PACE), '--seed', '7', '--clips', 'plain']);
      let printed = '';
      sim.stdout?.on('data', (text: Buffer) => (printed += text.toString()));
      while (!printed.includes('LUMA_BASE_URL')) await delay(50);
      const exported = Object.fromEntries(
        [...printed.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
      );
      const args = ['produce', EIGHT_SHOTS, '--budget', '20', '--duration', '36', '--resolution', '540p'];
      const how = [
        '--provider',
        'luma',
        '--model',
        'ray-flash-2',
        '--no-voice',
        '--no-music',
        '--parallel',
        String(limit),
        '--json',
      ];
      const env = { ...exported, CLAUDE_STUDIO_POLL: '0.25' };
      // The simulator makes a clip of each size when it is first asked for: not now.
      for (const seconds of ['5', '9'])
        await command(lot, ['test-provider', 'luma', '--model', 'ray-flash-2', '--duration', seconds], env);
      const { stdout } = await command(lot, [...args, ...how], env);
      const events = stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Told);
      const jobs = await timesOf(new URL(exported['LUMA_BASE_URL'] ?? '').origin);
      sim.kill('SIGINT');
      say(`8 shots, ${limit} at once: makespan`, makespanOf(events, jobs, limit));
    }
  },

  render: () => benchRender([3, 12, 60], process.env['BENCH_FOLDER'] ?? null),

  resume: async () => {
    const args = ['produce', CONCEPT, '--budget', '5', '--duration', '15', '--run-id', 'film', '--json'];
    const whole = await command('resume-whole', args);
    const child = start('resume', args);
    await delay(whole.wall * 700);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('close', done));
    const resumed = await command('resume', ['resume', 'film', '--json']);
    say(
      'resume after a kill at 70 % of the way',
      `${resumed.wall.toFixed(2)} s against ${whole.wall.toFixed(2)} s for the whole film (${(resumed.wall / whole.wall).toFixed(2)})`,
    );
    const again = await command('resume', ['resume', 'film', '--json']);
    say('resume of a finished film', `${again.wall.toFixed(2)} s`);
  },

  drawing: async () => {
    const request = await firstRequest();
    const drawing = await stageShot(request, []);
    const frames = Math.min(drawing.frames, 72);
    const kept: Buffer[] = [];
    const began = performance.now();
    for (let index = 0; index < frames; index += 1) kept.push(Buffer.from(drawing.draw(index)));
    const drawn = performance.now() - began;
    const size = { width: drawing.width, height: drawing.height };
    const encode = async (draw: (index: number) => Uint8Array): Promise<number> => {
      const from = performance.now();
      await encodeFrames({ path: join(folder, 'bench.mp4'), size, rate: request.rate, frames, draw });
      return performance.now() - from;
    };
    const only = await encode((index) => kept[index] as Buffer);
    const both = await encode((index) => drawing.draw(index));
    const fps = (ms: number): string => `${Math.round((frames / ms) * 1000)} fps`;
    say(
      'one thread, 720p',
      `drawing ${fps(drawn)}, encode only ${fps(only)}, drawing and encoding ${fps(both)} (${(only / both).toFixed(2)} of encode only)`,
    );
  },

  journal: async () => {
    const journal = await openSqliteJournal({ file: join(folder, 'bench.db'), clock: Date.now });
    const count = 4000;
    const began = performance.now();
    for (let seq = 0; seq < count; seq += 1) await journal.append('bench', [{ schema: 'bench.1', data: { seq } }], seq);
    say(
      'journal appends, one durable write each',
      `${Math.round((count / (performance.now() - began)) * 1000)} a second`,
    );
    for (let seq = count; seq < 10_000; seq += 1000) {
      await journal.append(
        'bench',
        Array.from({ length: 1000 }, (_, at) => ({ schema: 'bench.1', data: { seq: seq + at } })),
        seq,
      );
    }
    const opened = performance.now();
    await journal.read('bench');
    say('reading a production of 10,000 events', `${Math.round(performance.now() - opened)} ms`);
    for (let at = 0; at < 10_000; at += 1)
      await journal.append(`production/${at}`, [{ schema: 'bench.1', data: {} }], 0);
    const listed = performance.now();
    await journal.list({ prefix: 'production/' });
    say('listing 10,000 productions', `${Math.round(performance.now() - listed)} ms`);
    await journal.close();
  },

  size: async () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    let bytes = 0;
    for (const [path, { dev }] of Object.entries(lock.packages)) {
      if (path === '' || dev || !existsSync(join(ROOT, path))) continue;
      bytes += sizeOf(join(ROOT, path), true);
    }
    say('installed without development packages', `${Math.round(bytes / 1e6)} MB`);
  },
};

async function firstRequest(): Promise<VideoRequest> {
  const { stdout } = await command('request', [
    'produce',
    CONCEPT,
    '--budget',
    '5',
    '--duration',
    '5',
    '--run-id',
    'film',
    '--json',
  ]);
  for (const line of stdout.split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as { type: string; data: { job?: VideoRequest } };
    if (event.type === 'take-submitted' && event.data.job !== undefined) return event.data.job;
  }
  throw new Error('no take was submitted');
}

async function command(lot: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return await measure(process.execPath, [LAUNCHER, ...args], {
    cwd: folder,
    env: { ...process.env, ...homeOf(lot), ...env },
  });
}

interface Told {
  type: string;
  at: string;
  data: Record<string, unknown>;
}

/** Seconds that each job took at the vendor, by its id. */
async function timesOf(origin: string): Promise<Map<string, number>> {
  const { jobs } = (await (await fetch(`${origin}/__sim/jobs`)).json()) as {
    jobs: { id: string; queueSeconds: number; runSeconds: number }[];
  };
  return new Map(jobs.map(({ id, queueSeconds, runSeconds }) => [id, (queueSeconds + runSeconds) / PACE]));
}

/** The critical path is the longest thread, or all work spread over the places, whichever is longer. */
function makespanOf(events: Told[], jobs: Map<string, number>, limit: number): string {
  const submitted = events.filter(({ type }) => type === 'take-submitted');
  const adopted = events.filter(({ type }) => type === 'take-adopted');
  const took = new Map(submitted.map(({ data }) => [String(data['slate']), jobs.get(String(data['vendorId'])) ?? 0]));
  const { data: screenplay } = events.find(({ type }) => type === 'screenplay-written') ?? { data: {} };
  const threads = chainsOf(Screenplay.parse(screenplay)).map((chain) =>
    chain.reduce((total, { id }) => total + (took.get(`${id}-1`) ?? 0), 0),
  );
  const all = [...took.values()].reduce((total, seconds) => total + seconds, 0);
  const path = Math.max(...threads, all / limit);
  const span = (Date.parse(adopted.at(-1)?.at ?? '') - Date.parse(submitted[0]?.at ?? '')) / 1000;
  return `${span.toFixed(1)} s for ${submitted.length} orders in ${threads.length} threads, critical path ${path.toFixed(1)} s: ${(span / path).toFixed(3)}`;
}

function start(lot: string, args: string[], env: NodeJS.ProcessEnv = {}): ReturnType<typeof spawn> {
  return spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: folder,
    env: { ...process.env, ...homeOf(lot), ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function homeOf(lot: string): NodeJS.ProcessEnv {
  return { CLAUDE_STUDIO_HOME: join(folder, lot), CLAUDE_STUDIO_ARTIFACTS: join(folder, lot, 'artifacts') };
}

function sizeOf(path: string, top = false): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce(
    (total, name) => (top && name === 'node_modules' ? total : total + sizeOf(join(path, name))),
    0,
  );
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function say(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}

const names = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) if (names.length === 0 || names.includes(name)) await bench();
rmSync(folder, { recursive: true, force: true });
