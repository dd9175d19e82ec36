import assert from 'node:assert/strict';
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

test('with JSON, events are lines on stdout and only errors talk', () => {
  const { terminal, stdout, stderr } = open({ json: true });
  terminal.event({ type: 'x', text: 'a\nb\u009B2J\u202E\u001B[2J' });
  terminal.line('talk');
  terminal.section('talk');
  terminal.next('talk');
  terminal.error(new StudioError('usage', 'no such flag'));
  assert.equal(stdout.written.split('\n').length, 2);
  assert.doesNotMatch(stdout.written.trimEnd(), /[\p{Cc}\u202E]/u);
  assert.deepEqual(JSON.parse(stdout.written), { type: 'x', text: 'a\nb\u009B2J\u202E\u001B[2J' });
  assert.equal(stderr.written, 'error: no such flag\n');
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
  columns,
}: { tty?: boolean; json?: boolean; env?: TerminalOptions['env']; columns?: number } = {}) {
  const stdout = new Screen();
  const stderr = new Screen({ tty });
  const terminal = createTerminal({ stdout, stderr, env, json, ...(columns === undefined ? {} : { columns }) });
  return { stdout, stderr, terminal };
}
