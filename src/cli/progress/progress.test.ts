import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ProductionEvent } from '../../film/events.ts';
import { usd } from '../../film/money.ts';
import { foldAll } from '../../film/state.ts';
import { sampleProduction, sampleScreenplay, STARTED_AT, type Happened } from '../../../test/fixtures/production.ts';
import { Screen } from '../../../test/fixtures/screen.ts';
import { createTerminal, type TerminalOptions } from '../terminal.ts';
import { clean, widthOf } from '../text.ts';
import { liveBlock } from './live-block.ts';
import { createProgress } from './progress.ts';

const GOLDEN = join(import.meta.dirname, '../../../test/fixtures/progress-80-columns.txt');
const HOSTILE = `\u001B[2J\u001B]0;owned\u0007‮evil ${'老人と赤いボートの長い長い物語'.repeat(30)} ${'👩‍👩‍👧🚤'.repeat(60)} ${'unbroken'.repeat(200)} ${'plain words '.repeat(400)}`;

test('a whole production at 80 columns without colour reads as the golden text', () => {
  assert.equal(watch(sampleProduction()).written, readFileSync(GOLDEN, 'utf8'));
});

test('on a screen the same lines remain, and the live block leaves no trace', () => {
  const plain = watch(sampleProduction()).written.split('\n');
  const screen = watch(sampleProduction(), { tty: true });
  assert.match(screen.written, /\p{Cc}\[\d+A/u);
  assert.deepEqual(
    screen.shown().map((line) => line.trimEnd()),
    plain,
  );
});

test('any words fit any window, and none of them commands the terminal', () => {
  for (const columns of [40, 80, 120]) {
    const { written } = watch(poisoned(), { columns, env: { LANG: 'C.UTF-8' } });
    assert.doesNotMatch(written, /(?!\n)\p{Cc}|\u202E/u);
    // Commands and paths are never broken, so that they can be copied.
    const broken = written
      .split('\n')
      .filter((line) => widthOf(line) > columns && !line.includes('/') && !line.startsWith('next'));
    assert.deepEqual(broken, []);
  }
});

test('a terminal without Unicode is written to in ASCII', () => {
  const { written } = watch(sampleProduction(), { env: { TERM: 'dumb' } });
  assert.match(written, /^[\u0020-\u007E\n]*$/);
});

test('with JSON the view is silent', () => {
  assert.equal(watch(sampleProduction(), { json: true }).written, '');
});

test('a take that failed, one that nobody knows of, and the way to go on are told', () => {
  const start = sampleProduction().slice(0, 6);
  const trouble: ProductionEvent[] = [
    {
      type: 'take-failed',
      data: { slate: '1A-1', kind: 'moderated', reason: 'a face was refused', billed: true, retryable: false },
    },
    { type: 'take-unsure', data: { slate: '1B-1', reason: 'the connection broke while it was sent' } },
    { type: 'production-interrupted', data: { reason: 'Ctrl-C' } },
  ];
  const happened = [...start, ...trouble.map((event) => ({ event, at: STARTED_AT + 500 }))];
  const { written } = watch(happened, { isFollowed: true });
  assert.match(written, /1A-1 +moderated: a face was refused \(billed\)/);
  assert.match(written, /1B-1 +nobody knows/);
  assert.match(written, /stopped {2}Ctrl-C/);
  // Where the work is stopped, the error that ends it says so.
  assert.doesNotMatch(watch(happened).written, /stopped/);
  assert.match(written, /next {2}claude-studio resume 20261123_040000-serene-mountain-lake\n$/);
});

test('the animatic is told with the place where it lies', () => {
  const start = sampleProduction().slice(0, 6);
  const ref = { sha256: 'a'.repeat(64), extension: 'mp4', bytes: 1 };
  const event: ProductionEvent = {
    type: 'animatic-drawn',
    data: { media: ref, contactSheet: { ...ref, extension: 'jpg' }, seconds: 15, frames: 360 },
  };
  const { written } = watch([...start, { event, at: STARTED_AT + 500 }]);
  assert.match(
    written,
    /animatic +0:15\.0, drawn and spoken here for nothing\n +\S+\/animatic\.mp4\n +\S+\/animatic-sheet\.jpg/,
  );
});

test('scores are told even when the production ends before the critic speaks', () => {
  const reviewed = sampleProduction().findIndex(({ event }) => event.type === 'take-reviewed');
  const happened = sampleProduction().slice(0, reviewed + 1);
  assert.doesNotMatch(watch(happened).written, /technical/);
  happened.push({
    event: { type: 'production-failed', data: { code: 'media', message: 'no encoder' } },
    at: STARTED_AT + 9_000,
  });
  assert.match(watch(happened).written, /1A-1 .* 93 .*circled/);
});

test('what happened before the view was opened is known and not told again', () => {
  const happened = sampleProduction();
  const cut = happened.findIndex(({ event }) => event.type === 'take-adopted' && event.data.slate === '2A-1');
  const before = happened.slice(0, cut);
  const later = (happened[cut]?.at ?? 0) + 60_000;
  const after = happened.slice(cut).map(({ event, at }) => ({ event, at: at + 60_000 }));
  const resumed: Happened = { event: { type: 'production-resumed', data: { from: cut } }, at: later };
  const { written } = watch([...before, resumed, ...after], { openedAt: later });
  assert.match(written, /^Claude Studio/);
  assert.match(written, /resumed: 2 of 6 shots in the can/);
  assert.doesNotMatch(written, /Planning|drawn in.*1A-1|1A-1.*drawn in/);
  assert.match(written, /2A-1 +3\.0 s {2}wide, tracking · drawn\n/);
  assert.match(written, /1A-1 .*circled/);
  assert.match(written, /made in {2}9\.3 s /);
  assert.equal(watch(before, { openedAt: later }).written, '');
});

test('a call that was refused shows no film that was finished before it', () => {
  const happened = sampleProduction();
  const openedAt = (happened.at(-1)?.at ?? 0) + 60_000;
  assert.match(watch(happened, { openedAt }).written, /cost {5}\$0\.00 of \$5\.00/);
  assert.equal(watch(happened, { openedAt, refused: true }).written, '');
});

test('a plan alone is no spending, whoever is to shoot it', () => {
  const [start] = sampleProduction() as [Happened];
  assert.ok(start.event.type === 'production-started');
  start.event.data.provenance = 'live';
  assert.match(watch([start]).written, /^Claude Studio .* live, real money\n/);
  assert.match(watch([start], { dry: true }).written, /^Claude Studio .* only the plan, nothing is ordered\n/);
});

test('a film is told under the cap of its last greenlight', () => {
  const happened = sampleProduction();
  const [start] = happened as [Happened];
  const cap: ProductionEvent = { type: 'greenlight-given', data: { stage: 'animatic', pilot: null, cap: usd(3) } };
  const { written } = watch([start, { event: cap, at: start.at }, ...happened.slice(1)]);
  assert.match(written, /cost {5}\$0\.00 of \$3\.00/);
  const later = start.at + 1;
  assert.match(watch([start, { event: cap, at: later }], { openedAt: later }).written, /budget \$3\.00/);
});

test('the live block shows stage, shots, work and money, and the time that is left', () => {
  const happened = sampleProduction();
  const third = happened.filter(({ event }) => event.type === 'take-submitted')[2] as Happened;
  const state = foldAll(happened.slice(0, happened.indexOf(third) + 1));
  const works = [{ work: 'draw' as const, subject: '2A-1', done: 18, total: 72, since: third.at }];
  const block = liveBlock(state, works, third.at + 2_000, 0, look(80, 24)).map((line) => clean(line));
  assert.deepEqual(block, [
    '',
    '⠋ Generation 2 of 6 shots in the can 0:04.6',
    '1A ✓ 1B ✓ 2A ⠋ 2B · 3A · 3B ·',
    '2A-1 drawing ━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌ 25 % 6.0 s left',
    'reserved $0.00 · spent $0.00 · left $5.00',
  ]);
});

test('money that is being spent is seen at once', () => {
  const [start] = sampleProduction() as [Happened];
  const paid = { act: 'take 1A-1', provider: 'luma', model: 'ray-2', provenance: 'live' as const };
  const state = foldAll([
    start,
    { event: { type: 'money-reserved', data: { ...paid, reservation: 'a', amount: usd(1.2) } }, at: start.at },
    { event: { type: 'money-reserved', data: { ...paid, reservation: 'b', amount: usd(0.5) } }, at: start.at },
    { event: { type: 'money-settled', data: { reservation: 'a', amount: usd(1.15), basis: 'vendor' } }, at: start.at },
  ]);
  assert.match(
    liveBlock(state, [], start.at, 0, look(80, 24)).join('\n'),
    /reserved \$0\.50 · spent \$1\.15 · left \$3\.35/,
  );
});

test('all that minds were asked about a take is one line, in cents that add up', () => {
  const sample = sampleProduction();
  const reviewed = sample.findIndex(({ event }) => event.type === 'take-reviewed');
  const [now = 0] = sample.slice(reviewed, reviewed + 1).map(({ at }) => at);
  const usage = { input: 4_000, output: 400, cacheRead: 700, cacheWrite: 0 };
  const asked = ['prompt/1A-1', 'review/1A-1/1', 'review/1A-1/2', 'review/1A-1/3', 'contract'].flatMap((call) => {
    const mind = { call, turn: 1 };
    const paid = { act: call, provider: 'anthropic', model: 'claude-sonnet-5-5', provenance: 'live' as const };
    const { act: _, provenance: __, ...by } = paid;
    const events: ProductionEvent[] = [
      { type: 'mind-asked', data: { ...mind, ...by, prompt: 'judge.1', question: 'a'.repeat(64), reservation: call } },
      { type: 'money-reserved', data: { ...paid, reservation: `mind/${call}/1`, amount: usd(0.1) } },
      { type: 'mind-answered', data: { ...mind, stop: 'end', text: '{}', usage, problem: null } },
      { type: 'money-settled', data: { reservation: `mind/${call}/1`, amount: usd(0.010_001), basis: 'usage' } },
    ];
    return events.map((event) => ({ event, at: now }));
  });
  const { written } = watch([...sample.slice(0, reviewed), ...asked, ...sample.slice(reviewed)], { columns: 200 });
  const told = written.split('\n').filter((line) => line.includes('mind '));
  assert.deepEqual(
    told.map((line) => line.trim()),
    [
      '· mind    contract by claude-sonnet-5-5 · 4,700 tokens read, 400 written · $0.02 · left $4.94',
      '· mind    1A-1 by claude-sonnet-5-5 · 4 questions · 18,800 tokens read, 1,600 written · $0.05 · left $4.94',
    ],
  );
  assert.match(written, /cost +\$0\.06 of \$5\.00/);
});

test('the live block of a long film on a small window stays inside it', () => {
  const happened = sampleProduction().slice(0, 5);
  const { event } = happened[4] as Happened;
  assert.ok(event.type === 'screenplay-written');
  const [scene] = sampleScreenplay('x').scenes;
  assert.ok(scene !== undefined);
  event.data.scenes = Array.from({ length: 40 }, (_, index) => ({
    ...scene,
    number: index + 1,
    shots: ['A', 'B', 'C'].map((letter) =>
      Object.assign({}, scene.shots[0] ?? assert.fail(), { id: `${index + 1}${letter}` }),
    ),
  }));
  const works = Array.from({ length: 30 }, (_, index) => ({
    work: 'draw' as const,
    subject: `${index}A-1`,
    done: 1,
    total: 9,
    since: 0,
  }));
  for (const [columns, rows] of [
    [40, 6],
    [80, 24],
    [200, 10],
  ] as const) {
    const block = liveBlock(foldAll(happened), works, STARTED_AT, 3, look(columns, rows));
    assert.ok(block.length <= rows - 1, `${block.length} lines on ${rows} rows`);
    assert.match(block.at(-1) ?? '', /left/);
    for (const line of block) assert.ok(widthOf(line) < columns || line.includes('%') || line.includes('left'), line);
  }
});

/** Everything that a view of these events writes. A little work is reported between them. */
function watch(
  happened: Happened[],
  {
    tty = false,
    columns = 80,
    env = {},
    json = false,
    openedAt = STARTED_AT,
    isFollowed = false,
    dry = false,
    refused = false,
  }: {
    isFollowed?: boolean;
    dry?: boolean;
    refused?: boolean;
    tty?: boolean;
    columns?: number;
    env?: TerminalOptions['env'];
    json?: boolean;
    openedAt?: number;
  } = {},
): Screen {
  const stderr = new Screen({ tty, columns });
  const terminal = createTerminal({ stdout: new Screen(), stderr, env, json });
  let clock = openedAt;
  const progress = createProgress(terminal, { now: () => clock, cwd: '/home/ada/films', isFollowed, dry });
  for (const { event, at } of happened) {
    clock = at;
    progress.onEvent(event, at);
    if (event.type === 'take-submitted') {
      clock += 400;
      progress.onProgress({ work: 'draw', subject: event.data.slate, done: 30, total: 72 });
    }
  }
  progress.stop({ refused });
  return stderr;
}

function look(columns: number, rows: number) {
  const { colours, glyphs } = createTerminal({ stdout: new Screen(), stderr: new Screen(), env: {}, json: false });
  return { colours, glyphs, columns, rows };
}

/** The sample with hostile words wherever words can stand. */
function poisoned(): Happened[] {
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return WORDS.has(key) ? HOSTILE : value;
    if (Array.isArray(value)) return value.map((item) => poison(item, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, name)]));
  };
  return sampleProduction({ folder: '/f' }).map(({ event, at }) => ({
    event: poison(event, '') as ProductionEvent,
    at,
  }));
}

const WORDS = new Set(
  'concept text reason approach rationale model provider title summary description narration prompt warnings issues note reasoning missing matched mood style asOf source act name version'.split(
    ' ',
  ),
);
