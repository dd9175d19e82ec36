/**
 * The one test command: type check, lint, format, dead code, then every test. `node scripts/test.ts [name …]` runs only the
 * test files whose path holds one of the names, without the checks.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: process.env['STUDIO_CHAOS'] ?? '1' } },
});

const CHECKS: [string, string, string[]][] = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'oxfmt', ['--check', '.']],
  ['dead code', 'knip', []],
];

/** Whole films. They come first, so that no core is idle at the end while one of them is made. */
const LONG = ['chaos', 'journeys', 'media', 'interchange'].map((folder) => join('test', folder));

let failed = 0;
let passed = 0;

// Every test file is a process, and so is every command it runs: what one has compiled the others take.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');

if (names.length === 0) {
  for (const [name, command, args] of CHECKS) {
    const started = performance.now();
    const code = await runTool(command, args);
    process.stdout.write(`${code === 0 ? '✔' : '✖'} ${name} (${Math.round(performance.now() - started)} ms)\n`);
    if (code === 0) passed += 1;
    else failed += 1;
  }
}

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: ROOT })
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  .toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)) || (a < b ? -1 : 1))
  .map((file) => join(ROOT, file));

/** `npm run test:chaos` lets so many times as many dice fall as an ordinary run. */
const times = Number(values.times);
process.env['STUDIO_CHAOS'] = String(times);
const tests = run({
  files,
  concurrency: Math.min(4, availableParallelism()) + 1, // somebody always waits for a vendor
  // As in bin/claude-studio.js.
  execArgv: ['--disable-warning=ExperimentalWarning', '--no-maglev-escape-analysis'],
  timeout: 600_000 * times,
});
tests.on('test:summary', ({ file, counts }) => {
  if (file !== undefined) return; // one summary per file, then one for all
  passed += counts.passed;
  failed += counts.tests - counts.passed - counts.skipped - counts.todo;
});
tests.compose(spec).pipe(process.stdout);
tests.on('end', () => {
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});

function isLong(file: string): boolean {
  return LONG.some((folder) => file.startsWith(folder));
}

function runTool(command: string, args: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(join(ROOT, 'node_modules', '.bin', command), args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      process.stdout.write(`${command}: ${error.message}\n`);
      done(1);
    });
    child.on('exit', (code) => done(code ?? 1));
  });
}
