/**
 * Our renderer beside whatever else can make the same film here: `node bench/render.ts [clips …]`, or `npm run bench
 * render`. Prints one line per figure; asserts nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FRAMES, X264, describe } from './film.ts';
import { type Run, measure } from './measure.ts';
import { COPY, HAND, OTHERS, type Other } from './others.ts';
import { probe } from '../src/cutting-room/codec/probe.ts';

/** Of each length, how often everything is done in turn; what else the machine does falls on all of it. */
const ROUNDS: Record<number, number> = { 3: 5, 12: 3, 60: 1 };

interface Way {
  name: string;
  run: (lot: string, clips: number) => Promise<Run>;
  out: (lot: string) => string;
  /** Whose wall time it is a share of. */
  against: string;
}

/** Measures films of so many clips of five seconds, in `at` or a folder of the system's that is removed again. */
export async function benchRender(lengths: readonly number[], at: string | null): Promise<void> {
  const lot = at ?? mkdtempSync(join(tmpdir(), 'studio-render-'));
  mkdirSync(lot, { recursive: true });
  process.env['NODE_COMPILE_CACHE'] ??= join(lot, 'compiled');
  const hand = HAND.version();
  const rivals = OTHERS.filter((other) => other.version() !== null);
  say(`x264 ${X264.preset}, crf ${X264.crf}, for all; ${availableParallelism()} cores`);
  if (hand === null) say('no ffmpeg on the PATH: nothing to compare with but ourselves');
  for (const other of [...(hand === null ? [] : [HAND, COPY]), ...rivals])
    say(`${other.name}: ${other.version()}; ${other.settings}`);
  for (const clips of lengths) await benchLength(lot, clips, hand === null ? [] : [HAND, COPY], rivals);
  if (at === null) rmSync(lot, { recursive: true, force: true });
}

async function benchLength(
  lot: string,
  clips: number,
  hand: readonly Other[],
  rivals: readonly Other[],
): Promise<void> {
  await job('shoot', lot, clips);
  const conformed = await job('conform', lot, clips);
  const ways = [
    ...hand.map(wayOf),
    ...OURS.filter(({ name }) => clips <= 12 || !name.includes('captions')),
    ...rivals.filter(({ most }) => clips <= most).map(wayOf),
  ];
  const runs = new Map<string, Run[]>(ways.map(({ name }) => [name, []]));
  const medianOf = (name: string, figure: (run: Run) => number): number => median((runs.get(name) ?? []).map(figure));
  const made = new Map<string, string>();
  // Once for nothing: what Node compiles is kept, as the launcher has it.
  for (const what of ['first', 'plain']) await job(what, lot, clips);
  for (let round = 0; round < (Number(process.env['BENCH_ROUNDS']) || (ROUNDS[clips] ?? 1)); round += 1) {
    for (const units of ['units', 'units-burnt'])
      rmSync(join(lot, `${units}-${clips}`), { recursive: true, force: true });
    for (const { name, run, out } of ways) {
      if (round > 0 && medianOf(name, wallOf) > SLOW * medianOf(HAND.name, wallOf)) continue;
      try {
        runs.get(name)?.push(await run(lot, clips));
        made.set(name, await lookAt(out(lot)));
      } catch (error) {
        made.set(name, `failed: ${String(error).slice(0, 300)}`);
      }
    }
  }
  say('');
  say(row(`${clips} clips, ${clips * FRAMES} frames at 720p`, 'wall', '×', 'CPU', '×', 'memory', 'file'));
  const shot = Number(conformed.stdout);
  const { wall, cpu, peak } = conformed;
  if (shot > 0)
    say(row('conforming 1080p30, each clip', seconds(wall / shot), '', seconds(cpu / shot), '', mega(peak), ''));
  for (const { name, against } of ways) {
    const all = runs.get(name) ?? [];
    const of = (figure: (run: Run) => number): [string, string] => {
      const median = medianOf(name, figure);
      const share = median / medianOf(against, figure);
      return [seconds(median), Number.isNaN(share) ? '' : share.toFixed(2)];
    };
    const memory = mega(Math.max(0, ...all.map((run) => run.peak)));
    say(row(name, ...of(wallOf), ...of((run) => run.cpu), memory, `${made.get(name) ?? ''}${toldBy(all[0])}`));
  }
}

/** Who takes so many times as long as the one pass is asked once. */
const SLOW = 2.5;

function wallOf({ wall }: Run): number {
  return wall;
}

/** Ours, in an order in which each finds what the ones before have kept. */
const OURS: readonly Way[] = [
  ['first', 'ours, the first time'],
  ['again', 'ours, nothing changed'],
  ['title', 'ours, the title moved'],
  ['swap', 'ours, another take in the middle'],
  ['burnt', 'ours, with captions all along'],
  ['burnt-changed', 'ours, one word of the captions changed'],
  ['plain', 'ours, plain cuts (× of the stream copy)'],
].map(([what = '', name = '']) => ({
  name,
  run: (lot, clips) => job(what, lot, clips),
  out: (lot) => (what === 'plain' ? join(lot, 'plain.mp4') : join(lot, 'scratch', 'film', 'film.mp4')),
  against: what === 'plain' ? COPY.name : HAND.name,
}));

function wayOf(other: Other): Way {
  const out = (lot: string): string => join(lot, `${other.name.replaceAll(/\W+/g, '-')}.mp4`);
  return {
    name: other.name,
    run: (lot, clips) => {
      const { command, args, env } = other.command(describe(lot, clips), out(lot));
      return measure(command, args, { cwd: lot, env: { ...process.env, ...env } });
    },
    out,
    against: HAND.name,
  };
}

/** As in bin/claude-studio.js. */
const FLAGS = ['--no-maglev-escape-analysis', '--external-memory-accounted-in-global-limit'];

function job(what: string, lot: string, clips: number): Promise<Run> {
  return measure(process.execPath, [...FLAGS, join(import.meta.dirname, 'render-job.ts'), what, lot, String(clips)]);
}

async function lookAt(path: string): Promise<string> {
  const { video, audio } = await probe(path);
  const bytes = statSync(path).size;
  return `${mega(bytes)}, ${video?.frames ?? 0} frames${audio === null ? ', silent' : ''}`;
}

function toldBy(run: Run | undefined): string {
  if (run?.stdout.startsWith('{"frames"') !== true) return '';
  const { made, cached, copied } = JSON.parse(run.stdout) as Record<string, number>;
  return `: ${copied} copied, ${cached} kept, ${made} made`;
}

function seconds(figure: number): string {
  return Number.isNaN(figure) ? '–' : `${figure.toFixed(2)} s`;
}

function mega(bytes: number): string {
  return bytes === 0 ? '–' : `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(name: string, ...figures: string[]): string {
  return `${name.padEnd(42)}${figures.map((figure, at) => figure.padEnd(at % 2 === 1 && at < 4 ? 6 : 10)).join('')}`;
}

function say(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`);
}

if (import.meta.main) {
  const lengths = process.argv.slice(2).map(Number);
  await benchRender(lengths.length === 0 ? [3, 12, 60] : lengths, process.env['BENCH_FOLDER'] ?? null);
}
