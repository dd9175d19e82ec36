import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './studio.ts';

interface Copy {
  run(...args: string[]): SpawnSyncReturns<string>;
  [Symbol.dispose](): void;
}

/** A checkout whose packages are ours, but for one that is missing or replaced by `broken`. */
function checkoutWithout(name: string, broken: string | null): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'studio-broken-'));
  for (const part of ['bin', 'src', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  link(join(ROOT, 'node_modules'), join(folder, 'node_modules'), name.split('/'));
  if (broken !== null) {
    const replacement = join(folder, 'node_modules', name);
    mkdirSync(replacement, { recursive: true });
    writeFileSync(join(replacement, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    writeFileSync(join(replacement, 'index.js'), broken);
  }
  return {
    run: (...args) =>
      spawnSync(process.execPath, [join(folder, 'bin', 'claude-studio.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, CLAUDE_STUDIO_HOME: join(folder, 'home'), NO_COLOR: '1', NODE_TEST_CONTEXT: undefined },
      }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Links every package but the one on the path, down to its scope. */
function link(from: string, to: string, [first, ...rest]: string[]): void {
  mkdirSync(to);
  for (const entry of readdirSync(from)) {
    if (entry !== first) symlinkSync(join(from, entry), join(to, entry));
    else if (rest.length > 0) link(join(from, entry), join(to, entry), rest);
  }
}

const MISSING: [string, string | null][] = [
  ['node-av', null],
  ['node-av', 'throw Object.assign(new Error("libavcodec: invalid ELF header"), { code: "ERR_DLOPEN_FAILED" });'],
  ['@napi-rs/canvas', null],
];

for (const [name, broken] of MISSING) {
  test(`${name} ${broken === null ? 'missing' : 'broken'} is said so, and doctor says how to mend it`, () => {
    using copy = checkoutWithout(name, broken);
    const produce = copy.run('produce', 'A lake', '--budget', '5', '--duration', '2');
    assert.equal(produce.status, 1, produce.stderr);
    assert.match(produce.stderr, /^error: a part of the installation cannot be loaded/m);
    assert.match(produce.stderr, /^hint: Run npm ci/m);
    assert.doesNotMatch(produce.stderr, /\n\s+at .*:\d+/);

    const doctor = copy.run('doctor');
    assert.equal(doctor.status, 1);
    assert.match(doctor.stdout, /npm ci/);
    assert.equal(copy.run('--help').status, 0, 'help needs nothing');
    assert.equal(copy.run('runs').status, 0, 'what is there can still be listed');
  });
}
