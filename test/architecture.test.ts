import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/** Who may import whom: a department names the departments below it. What is not listed is forbidden. */
const BASE = ['errors', 'json', 'folders'];
const NOUNS = [...BASE, 'film', 'typography'];
const DEPARTMENT = NOUNS;
const ALLOWED: Record<string, string[]> = {
  errors: [],
  json: [],
  folders: [],
  config: [...BASE, 'film'],
  film: BASE,
  typography: [...BASE, 'film'],
  ledger: DEPARTMENT,
  memory: DEPARTMENT,
  journal: DEPARTMENT,
  providers: DEPARTMENT,
  simulators: DEPARTMENT,
  art: DEPARTMENT,
  'cutting-room': DEPARTMENT,
  crew: DEPARTMENT,
  analysis: DEPARTMENT,
  production: [
    ...NOUNS,
    'config',
    'ledger',
    'memory',
    'journal',
    'providers',
    'simulators',
    'art',
    'cutting-room',
    'crew',
    'analysis',
  ],
  cli: [
    ...NOUNS,
    'config',
    'ledger',
    'memory',
    'journal',
    'providers',
    'simulators',
    'art',
    'cutting-room',
    'crew',
    'analysis',
    'production',
  ],
  index: [...NOUNS, 'config', 'ledger', 'journal', 'production'],
};

const FILES = globSync('**/*.ts', { cwd: SRC })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();

test('every file belongs to a department that the rules know', () => {
  const unknown = FILES.filter((file) => !(departmentOf(file) in ALLOWED));
  assert.deepEqual(unknown, []);
});

test('imports follow the rules: nouns below, departments side by side, production above, commands on top', () => {
  const broken = FILES.flatMap((file) =>
    importsOf(file).flatMap((target) => {
      const from = departmentOf(file);
      const to = departmentOf(target);
      return from === to || ALLOWED[from]?.includes(to) ? [] : [`${file} imports ${target}`];
    }),
  );
  assert.deepEqual(broken, []);
});

/** Folders of a department that others of it stand on: what each may import of the others. */
const WITHIN: Record<string, string[]> = {
  'production/studio': [],
  'production/orders': ['production/studio'],
  'production/papers': ['production/studio'],
  'production/takes': ['production/studio', 'production/orders'],
  'cutting-room/codec': [],
  'cutting-room/mix': ['cutting-room/codec'],
  'cutting-room/measures': ['cutting-room/codec', 'cutting-room/mix'],
};

test('inside a department what others stand on knows nothing of them', () => {
  const folderOf = (file: string): string => file.split('/').slice(0, -1).slice(0, 2).join('/');
  const broken = FILES.flatMap((file) => {
    const from = folderOf(file);
    const allowed = WITHIN[from];
    if (allowed === undefined) return [];
    return importsOf(file)
      .filter((target) => departmentOf(target) === departmentOf(file))
      .map(folderOf)
      .flatMap((to) => (to === from || allowed.includes(to) ? [] : [`${file} imports ${to}`]));
  });
  assert.deepEqual(broken, []);
});

test('no file stands on another that stands on it, in however many steps', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const met = way.indexOf(file);
    if (met >= 0) circles.push([...way.slice(met), file].join(' -> '));
    if (met >= 0 || done.has(file)) return;
    for (const target of importsOf(file)) walk(target, [...way, file]);
    done.add(file);
  };
  for (const file of FILES) walk(file, []);
  assert.deepEqual(circles, []);
});

/** What may be named only in one place: [what, where it may stand, how it looks]. */
const RESERVED: [string, RegExp, RegExp][] = [
  ['spawning a process', /^cutting-room\//, /\bchild_process\b/],
  ['process.env', /^config\.ts$/, /\bprocess\s*\.\s*env\b/],
  ['printing', /^cli\/terminal\.ts$/, /\bconsole\s*\.\s*\w+|\bprocess\s*\.\s*(?:stdout|stderr)\b/],
  [
    'clock and randomness',
    /^production\/studio\/(?:home|studio)\.ts$/,
    /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bMath\s*\.\s*random\b|\bperformance\s*\.\s*now\b|\brandomUUID\b|\brandomBytes\b/,
  ],
];

for (const [what, where, pattern] of RESERVED) {
  test(`${what} happens only in ${where.source}`, () => {
    const broken = FILES.filter((file) => !where.test(file) && pattern.test(codeOf(file)));
    assert.deepEqual(broken, []);
  });
}

test('the rules can fail: a planted violation is seen', () => {
  for (const [, , pattern] of RESERVED) {
    const planted = ["import 'node:child_process'", 'process.env.X', 'console.log(1)', 'Math.random()'];
    assert.ok(planted.some((line) => pattern.test(line)));
  }
});

function departmentOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '');
}

/** Files of ours that a file imports, relative to src: static, dynamic, re-exports and worker URLs. */
function importsOf(file: string): string[] {
  const specifiers = [...codeOf(file).matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)].map(
    ([, path]) => path,
  );
  return specifiers
    .map((path) => relative(SRC, resolve(SRC, dirname(file), path ?? '')).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('..'));
}

/** Source without comments, so that a word in prose is not taken for code. */
function codeOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
