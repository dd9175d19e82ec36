import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { StudioError } from '../errors.ts';
import { Screen } from '../../test/fixtures/screen.ts';
import { createTerminal, type TerminalOptions } from './terminal.ts';

test('data go to stdout, talk goes to stderr', () => {
  const { terminal, stdout, stderr } = open();
  terminal.data('film.mp4\n');
  terminal.line('made it');
  terminal.event({ type: 'not asked for' });
  assert.equal(stdout.written, 'film.mp4\n');
  assert.equal(stderr.written, 'made it\n');
});

test('with JSON, events are lines on stdout, an error is one on stderr, and nothing else is said', () => {
  const { terminal, stdout, stderr } = open({ json: true });
  terminal.event({ type: 'x', text: 'a\nb\u009B2J\u202E\u001B[2J' });
  terminal.line('talk');
  terminal.section('talk');
  terminal.next('talk');
  terminal.error(new StudioError('usage', 'no such\n\u001B[2Jflag', { hint: 'See --help.' }));
  terminal.error('just a string');
  assert.equal(stdout.written.split('\n').length, 2);
  assert.doesNotMatch(stdout.written.trimEnd(), /[\p{Cc}\u202E]/u);
  assert.deepEqual(JSON.parse(stdout.written), { type: 'x', text: 'a\nb\u009B2J\u202E\u001B[2J' });
  const [flag, unforeseen, rest] = stderr.written.split('\n');
  assert.deepEqual(JSON.parse(flag ?? ''), {
    error: { code: 'usage', message: 'no such\n\u001B[2Jflag', hint: 'See --help.' },
  });
  assert.deepEqual(Object.keys((JSON.parse(unforeseen ?? '') as { error: object }).error), ['code', 'message', 'hint']);
  assert.match(unforeseen ?? '', /"code":"internal","message":"just a string"/);
  assert.equal(rest, '');
  assert.doesNotMatch(flag ?? '', /\p{Cc}/u);
});

test('errors say what is wrong, then what can be done, and show a stack only for debugging', () => {
  const error = new StudioError('bad-brief', 'the concept is empty', {
    hint: 'Say what the film is about.',
    cause: new Error('the cause'),
    data: { field: 'concept' },
  });
  const plain = open();
  plain.terminal.error(error);
  assert.equal(plain.stderr.written, 'error: the concept is empty\n\nhint: Say what the film is about.\n');
  const debug = open();
  debug.terminal.error(error, { debug: true });
  assert.match(debug.stderr.written, /code bad-brief/);
  assert.match(debug.stderr.written, /"field":"concept"/);
  assert.match(debug.stderr.written, /terminal\.test\.ts/);
  assert.match(debug.stderr.written, /caused by: the cause/);
  const strange = open();
  strange.terminal.error('just a string');
  assert.match(strange.stderr.written, /^error: just a string\n\nhint: .*--debug/s);
});

test('what waits for somebody says so, and is no error', () => {
  const { terminal, stderr } = open();
  terminal.error(new StudioError('waiting', 'waiting for the greenlight: it costs $0.24', { hint: 'Give it.' }));
  assert.equal(stderr.written, 'waiting for the greenlight: it costs $0.24\n\nhint: Give it.\n');
});

test('the messages of errors are foreign text: long ones wrap, escapes are gone, lines stay lines', () => {
  const { terminal, stderr } = open();
  terminal.error(new StudioError('usage', `bad \u001B[2Jvalue ${'words '.repeat(40)}\nsecond line`));
  assert.ok(!stderr.written.includes('\u001B'));
  assert.ok(stderr.written.split('\n').every((line) => line.length <= 80));
  assert.match(stderr.written, /\n {2}second line\n$/);
});

test('colour follows NO_COLOR, FORCE_COLOR, TERM and whether anybody looks', () => {
  const coloured = (env: TerminalOptions['env'], tty: boolean) => {
    const { terminal, stderr } = open({ env, tty });
    terminal.line(terminal.colours.red('red'));
    return stderr.written.includes('\u001B[31m');
  };
  assert.equal(coloured({}, true), true);
  assert.equal(coloured({}, false), false);
  assert.equal(coloured({ NO_COLOR: '1' }, true), false);
  assert.equal(coloured({ NO_COLOR: '' }, true), true);
  assert.equal(coloured({ FORCE_COLOR: '1' }, false), true);
  assert.equal(coloured({ FORCE_COLOR: '0' }, true), false);
  assert.equal(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }, true), false);
  assert.equal(coloured({ TERM: 'dumb' }, true), false);
});

test('terminals that know no Unicode get ASCII', () => {
  for (const env of [
    { TERM: 'dumb' },
    { TERM: 'linux' },
    { LANG: 'C' },
    { LC_ALL: 'en_US.ISO-8859-1', LANG: 'C.UTF-8' },
  ]) {
    const glyphs = JSON.stringify(open({ env }).terminal.glyphs);
    assert.match(glyphs, /^[\u0020-\u007E]*$/);
  }
  assert.equal(open({ env: {} }).terminal.glyphs.done, '✓');
  assert.equal(open({ env: { LANG: 'de_DE.utf8' } }).terminal.glyphs.done, '✓');
});

test('following lines begin where the first was set in, where asked, or below a tab', () => {
  const { terminal, stderr } = open({ columns: 40 });
  terminal.line(`  ${'word '.repeat(10)}`);
  terminal.line('word '.repeat(10), 4);
  terminal.line(`name \t${'word '.repeat(10)}`);
  const starts = stderr.written.split('\n').map((line) => line.search(/\S/));
  assert.deepEqual(starts, [2, 2, 0, 4, 0, 5, -1]);
});

test('tables are aligned in columns, fit the window, and are not cut for programs', () => {
  const rows = [
    ['1A-1', '82', '湖のほとりで老人が舟を漕ぐ、夕暮れの静かな物語であり長い題名'],
    ['10B-12', '7', 'short\u001B[31m'],
  ];
  const columns = [{ title: 'take' }, { title: 'score', align: 'right' as const }, { title: 'what', stretch: true }];
  const narrow = open({ columns: 40 });
  narrow.terminal.table(rows, columns);
  assert.equal(
    narrow.stdout.written,
    ['take    score  what', '1A-1       82  湖のほとりで老人が舟を漕…', '10B-12      7  short', ''].join('\n'),
  );
  const piped = open();
  piped.terminal.table([['x', 'y', 'z'.repeat(300)]], columns);
  assert.match(piped.stdout.written, /z{300}/);
});

test('numbers and money are whole at any width; words give way, the widest first, then whole columns', () => {
  const rows = [
    ['20261128_023848-a-fox-crosses-a-snowy-forest', 'done', '5.0 s', '$1,234.000001', 'simulated', 'A fox crosses'],
    ['20261128_023840-a-serene-mountain-lake', 'waiting', '', '$0.00', 'offline', 'A lake '.repeat(9)],
  ];
  const head = [
    { title: 'run', least: 16 },
    { title: 'status' },
    { title: 'length', align: 'right' as const },
    { title: 'spent', align: 'right' as const },
    { title: 'provenance' },
    { title: 'concept', stretch: true },
  ];
  const shown = (columns: number): string[] => {
    const { terminal, stdout } = open({ columns });
    terminal.table(rows, head);
    return stdout.written.trimEnd().split('\n');
  };
  for (let columns = 46; columns <= 180; columns += 1) {
    for (const line of shown(columns)) assert.ok(line.length <= columns, `${columns}: ${line}`);
    assert.match(shown(columns)[1] ?? '', /^20261128_023848\S* .* 5\.0 s {2}\$1,234\.000001\b/);
  }
  assert.deepEqual(shown(100), [
    'run                                 status   length          spent  provenance  concept',
    '20261128_023848-a-fox-crosses-a-s…  done      5.0 s  $1,234.000001  simulated   A fox crosses',
    '20261128_023840-a-serene-mountain…  waiting                  $0.00  offline     A lake A lake A lak…',
  ]);
  assert.doesNotMatch(shown(60)[0] ?? '', /concept/);
  // Where only numbers are left beside the name, the line is as wide as they are.
  assert.match(shown(40)[1] ?? '', /^20261128_023848-… {3}5\.0 s {2}\$1,234\.000001$/);
});

test('a table without headings is a sheet of facts whose long values go on below', () => {
  const { terminal, stdout } = open({ columns: 40 });
  const path = '/a/path/that/is/longer/than/the/whole/window/film.mp4';
  terminal.table(
    [
      ['film', path],
      ['concept', 'one two three four five six seven eight'],
    ],
    [{ title: '' }, { title: '', stretch: true }],
  );
  assert.equal(stdout.written, `film     ${path}\nconcept  one two three four five six\n         seven eight\n`);
});

test('a reader that has gone is no error', async () => {
  const { terminal, stdout, stderr } = open();
  stdout.fail('EPIPE');
  terminal.data('nobody reads this');
  terminal.line('but somebody reads that');
  assert.equal(stdout.written, '');
  assert.equal(stderr.written, 'but somebody reads that\n');
  await terminal.settled();
});

test('a full disk is an error for whoever prints next, or at the end, once', async () => {
  const full = (error: unknown): boolean =>
    error instanceof StudioError && error.code === 'disk' && error.hint !== undefined;
  const { terminal, stdout } = open();
  stdout.fail('ENOSPC');
  assert.throws(() => terminal.data('more'), full);
  terminal.error(new StudioError('disk', 'full'));
  await terminal.settled();

  const { terminal: other, stderr } = open();
  stderr.fail('ENOSPC');
  other.line('talk goes nowhere, and the work goes on');
  await assert.rejects(other.settled(), full);
});

test('live lines stay below everything that is said, and go without a trace', () => {
  const { terminal, stderr } = open({ tty: true });
  terminal.live(['drawing 10 %', 'money $0']);
  terminal.line('a fact');
  terminal.live(['drawing 20 %']);
  assert.deepEqual(stderr.shown(), ['a fact', 'drawing 20 %', '']);
  terminal.error(new StudioError('disk', 'full'));
  terminal.live([]);
  assert.deepEqual(stderr.shown(), ['a fact', 'error: full', '']);
});

test('a question stays on the screen until it is answered; what goes on meanwhile is drawn after it', async () => {
  for (const [typed, meant] of [
    ['y\n', true],
    ['Yes\n', true],
    ['n\n', false],
    ['yesterday\n', false],
    ['', false],
  ] as const) {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    const { terminal, stderr } = open({ tty: true, stdin: stdin as unknown as NodeJS.ReadStream });
    terminal.live(['drawing 10 %']);
    const asked = terminal.confirm('Shoot it?', new AbortController().signal);
    terminal.live(['drawing 20 %']);
    terminal.live(['drawing 30 %']);
    assert.deepEqual(stderr.shown(), ['Shoot it? [y/N] ']);
    stdin.end(typed);
    assert.equal(await asked, meant, typed);
    // What is typed is shown by the terminal itself, and without an answer the line is ended.
    if (typed === '') assert.deepEqual(stderr.shown(), ['Shoot it? [y/N] ', 'drawing 30 %', '']);
    else assert.match(stderr.shown().join('\n'), /drawing 30 %\n$/);
    terminal.live([]);
    assert.doesNotMatch(stderr.shown().join('\n'), /drawing/);
  }
});

test('who stops the work while a question stands is not taken for a no', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const { terminal } = open({ tty: true, stdin: stdin as unknown as NodeJS.ReadStream });
  const stop = new AbortController();
  const asked = terminal.confirm('Shoot it?', stop.signal);
  stop.abort();
  await assert.rejects(asked, { name: 'AbortError' });
  assert.equal(await open({ tty: true }).terminal.confirm('Shoot it?', new AbortController().signal), null);
});

test('live lines are cut to the window, and erased in full after it was narrowed', () => {
  const { terminal, stderr } = open({ tty: true });
  stderr.rows = 8;
  terminal.live(Array.from({ length: 50 }, () => 'x'.repeat(200)));
  assert.equal(stderr.shown().length - 1, 7);
  assert.ok(stderr.shown().every((line) => line.length <= 79));
  stderr.columns = 40;
  stderr.written = '';
  terminal.live([]);
  // Each line of 79 columns fills two rows of 40.
  assert.match(stderr.written, /\p{Cc}\[14A/u);
});

test('no cursor is moved where nobody looks, on a dumb terminal, in CI or with JSON', () => {
  for (const options of [
    {},
    { tty: true, env: { TERM: 'dumb' } },
    { tty: true, env: { CI: 'true' } },
    { tty: true, json: true },
  ]) {
    const { terminal, stderr } = open(options);
    terminal.live(['drawing']);
    assert.equal(stderr.written, '');
    assert.equal(terminal.interactive, false);
  }
});

function open({
  tty = false,
  json = false,
  env = {},
  ...more
}: { tty?: boolean; json?: boolean; env?: TerminalOptions['env'] } & Pick<TerminalOptions, 'columns' | 'stdin'> = {}) {
  const stdout = new Screen();
  const stderr = new Screen({ tty });
  const terminal = createTerminal({ stdout, stderr, env, json, ...more });
  return { stdout, stderr, terminal };
}
