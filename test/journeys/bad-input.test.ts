import assert from 'node:assert/strict';
import { chmodSync, existsSync, globSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { encodeWav } from '../../src/film/wav.ts';
import { eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

const LAKE = 'A serene mountain lake at sunset';

function assertRefused({ code, stderr, stdout }: Outcome, exit: number, about: RegExp): void {
  assert.equal(code, exit, stderr);
  assert.match(stderr, /^error: /m);
  assert.match(stderr, /^hint: /m);
  assert.match(stderr, about);
  assert.doesNotMatch(stderr, /\n\s+at .*:\d+/, 'a stack trace is for --debug');
  assert.equal(stdout, '');
}

/** Refused before anything was made: no run, no folder. */
function assertNothingMade(studio: Lot): void {
  assert.equal(existsSync(join(studio.folder, 'artifacts')), false);
}

const WRONG_WORDS: [string, string[], RegExp][] = [
  ['an empty concept', ['produce', '', '--budget', '5'], /concept is empty/],
  ['a blank concept', ['produce', '  \n\t ', '--budget', '5'], /concept is empty/],
  ['only punctuation', ['produce', '… !? --', '--budget', '5'], /concept is empty/],
  ['no concept', ['produce', '--budget', '5'], /concept is missing/],
  ['no budget', ['produce', LAKE], /budget is missing/],
  ['20,000 characters', ['produce', 'lake '.repeat(4000), '--budget', '5'], /characters/],
  ['binary', ['produce', `a\u0001\u0002\u0007b`, '--budget', '5'], /not text/],
  ['budget 0', ['produce', LAKE, '--budget', '0'], /--budget/],
  ['budget -1', ['produce', LAKE, '--budget=-1'], /--budget/],
  ['budget NaN', ['produce', LAKE, '--budget', 'NaN'], /--budget/],
  ['budget five', ['produce', LAKE, '--budget', 'five'], /--budget/],
  ['budget 1e12', ['produce', LAKE, '--budget', '1e12'], /--budget/],
  ['budget Infinity', ['produce', LAKE, '--budget', 'Infinity'], /--budget/],
  ['duration 0', ['produce', LAKE, '--budget', '5', '--duration', '0'], /--duration/],
  ['duration 0.5', ['produce', LAKE, '--budget', '5', '--duration', '0.5'], /--duration/],
  ['duration 3600', ['produce', LAKE, '--budget', '5', '--duration', '3600'], /--duration/],
  ['half a scene', ['produce', LAKE, '--budget', '5', '--scenes', '1.5'], /--scenes/],
  ['an unknown aspect', ['produce', LAKE, '--budget', '5', '--aspect', '4:5'], /--aspect/],
  ['an unknown provider', ['produce', LAKE, '--budget', '5', '--provider', 'pigeon'], /--provider/],
  ['an unknown flag', ['produce', LAKE, '--budget', '5', '--frobnicate'], /--frobnicate/],
  ['an unknown command', ['frobnicate'], /frobnicate/],
  ['a run id with slashes', ['produce', LAKE, '--budget', '5', '--run-id', '../../evil'], /--run-id/],
  ['an unknown run', ['status', 'nobody'], /nobody/],
  ['resume of nothing', ['resume'], /nothing to resume/],
  ['resume of an unknown run', ['resume', 'nobody'], /nobody/],
  ['a ledger of nothing', ['ledger'], /no runs/],
  [
    'a seed that is not there',
    ['produce', LAKE, '--budget', '5', '--seed', 'gone.png'],
    /gone\.png cannot be opened: there is no such file/,
  ],
  ['captions of nobody', ['produce', LAKE, '--budget', '5', '--no-voice', '--captions', 'burn'], /nobody speaks/],
  ['a look for music', ['produce', LAKE, '--budget', '5', '--audio-tier', 'music_only', '--caption-style', 'big'], /nobody speaks/], // prettier-ignore
  ['a brief that is not there', ['produce', '--brief', 'gone.json'], /gone\.json/],
  ['music that is not there', ['produce', LAKE, '--budget', '5', '--music-file', 'gone.mp3'], /gone\.mp3/],
];

test('what a person may mistype is refused with a hint, and nothing is made', async (context) => {
  for (const [name, args, about] of WRONG_WORDS) {
    await context.test(name, async () => {
      using studio = lot();
      assertRefused(await studio.run(...args), 2, about);
      assertNothingMade(studio);
    });
  }
});

test('a call without a command is shown what there is', async () => {
  using studio = lot();
  for (const [args, about] of [
    [[], /^Usage: claude-studio [^]*\n {2}produce \[concept\] [^]*Exit codes:/],
    [['qa'], /^Usage: claude-studio qa [^]*\n {2}calibrate \[run\] /],
  ] as const) {
    const { code, stdout, stderr } = await studio.run(...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, about);
    assert.doesNotMatch(stderr, /error:/);
  }
});

test('with --json what is wrong is one line for programs', async () => {
  using studio = lot();
  for (const [args, error] of [
    [['produce', LAKE], { code: 'usage', message: 'a budget is missing', hint: /--budget 5/ }],
    [['status', 'nobody'], { code: 'not-found', message: 'there is no run "nobody"', hint: /claude-studio runs/ }],
    [['runs', '--frobnicate'], { code: 'usage', message: "unknown option '--frobnicate'", hint: /help runs/ }],
  ] as const) {
    const { code, stdout, stderr } = await studio.run(...args, '--json');
    assert.deepEqual([code, stdout, stderr.split('\n').length], [2, '', 2], stderr);
    const told = JSON.parse(stderr) as { error: { code: string; message: string; hint: string } };
    assert.deepEqual({ ...told.error, hint: '' }, { ...error, hint: '' });
    assert.match(told.error.hint, error.hint);
  }
});

test('bad files are refused before anything is made', async (context) => {
  using studio = lot();
  const put = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(join(studio.folder, name), bytes);
    return name;
  };
  const picture = createCanvas(64, 64).toBuffer('image/png');
  const lying = Buffer.from(picture);
  lying.writeUInt32BE(200_000, 16);
  lying.writeUInt32BE(200_000, 20);
  mkdirSync(join(studio.folder, 'empty'));
  mkdirSync(join(studio.folder, 'pictures'));
  put('pictures/b.png', 'no picture');
  const strip = createCanvas(2100, 100).toBuffer('image/png');
  const cases: [string, string[], RegExp?][] = [
    ['a text called .png', ['--seed', put('text.png', 'hello')]],
    ['half a picture', ['--seed', put('half.png', picture.subarray(0, 40))]],
    ['a picture that says it is huge', ['--seed', put('lying.png', lying)]],
    ['an empty file', ['--seed', put('zero.png', '')]],
    ['a strip of a picture', ['--seed', put('strip.png', strip)], /strip\.png is 2100×100[^]*20 times/],
    ['a folder without pictures', ['--seed', 'empty']],
    ['one bad picture in a folder', ['--seed', 'pictures'], /pictures\/b\.png/],
    ['a script with a picture name', ['--seed', put('x.svg', '<svg onload="x"/>')]],
    ['music that is none', ['--music-file', put('noise.mp3', Buffer.alloc(5000, 7))]],
    ['a voice that is none', ['--voice-file', put('voice.wav', 'RIFF')]],
    [
      'captions of a voice whose words nobody knows',
      [
        '--voice-file',
        put('said.wav', encodeWav([new Float32Array(4800).fill(0.1)], 48_000)),
        '--caption-style',
        'boxed',
      ],
      /nobody knows the\s+words/,
    ],
    ['a device without end', ['--seed', '/dev/zero']],
    ['music without end', ['--music-file', '/dev/zero']],
    ['a brief without end', ['--brief', '/dev/zero']],
    ['a brief that is no JSON', ['--brief', put('brief.json', '{')]],
    ['a brief with an unknown field', ['--brief', put('other.json', '{"concept":"x","budget":1,"colour":"red"}')]],
  ];
  for (const [name, args, about = /./] of cases) {
    await context.test(name, async () => {
      const outcome = await studio.run('produce', LAKE, '--budget', '5', ...args);
      assert.equal(outcome.stdout, '');
      assert.match(outcome.stderr, /^error: /m);
      assert.match(outcome.stderr, /^hint: /m);
      assert.match(outcome.stderr, about);
      assert.ok(outcome.code === 2 || outcome.code === 1, `exit ${outcome.code}`);
      assertNothingMade(studio);
    });
  }
});

const HOSTILE: [string, string][] = [
  [
    'quotes, shell and filter syntax',
    `A cat's "day": $(rm -rf /) \`id\` | ; & > < [0:v]drawtext=text='%{pts}':x=0,scale=1:1 %s %n \\ ' " 100% real`,
  ],
  ['emoji', '🚀🌕 A rocket flies to the moon 👩‍🚀🇩🇪 and 🐕‍🦺 waits'],
  ['Arabic', 'قارب صغير يعبر بحيرة هادئة عند الغروب'],
  ['Chinese', '一只猫在雨夜的屋顶上看月亮'],
  ['markup', `<script>alert(1)</script><img src=x onerror=alert(1)> & a dog`],
  ['one word', 'lighthouse'],
  ['newlines and tabs', 'A dog\n\n\truns on the beach\r\nand   jumps'],
];

test('concepts are data, whatever they hold', async (context) => {
  for (const [name, concept] of HOSTILE) {
    await context.test(name, async () => {
      using studio = lot();
      const outcome = await studio.run(
        'produce',
        concept,
        '--budget',
        '5',
        '--duration',
        '2',
        '--resolution',
        '540p',
        '--captions',
        'burn',
        '--json',
      );
      assert.equal(outcome.code, 0, outcome.stderr);
      const events = eventsOf(outcome);
      assert.equal(onlyOf(events, 'production-started').brief.concept, concept.trim());
      const { folder } = onlyOf(events, 'production-started');
      assert.ok(folder.startsWith(join(studio.folder, 'artifacts', 'runs')));
      assert.ok(existsSync(join(folder, 'film.mp4')));
      assert.deepEqual(readdirSync(studio.folder).toSorted(), ['artifacts', 'home']);
    });
  }
});

test('a folder that cannot be written is said so, and nothing is half made', async () => {
  using studio = lot();
  mkdirSync(join(studio.folder, 'closed'));
  chmodSync(join(studio.folder, 'closed'), 0o500);
  // Root may write anywhere but where the kernel says no.
  const closed = process.getuid?.() === 0 ? '/sys/closed' : 'closed';
  assertRefused(await studio.run('produce', LAKE, '--budget', '5', '-o', closed), 1, /closed/);
  assertRefused(
    await studio.runWith({ CLAUDE_STUDIO_HOME: `${closed}/home` }, 'produce', LAKE, '--budget', '5'),
    1,
    /closed/,
  );
});

test('a home or an artifacts folder that is a file is refused', async () => {
  using studio = lot();
  writeFileSync(join(studio.folder, 'file'), 'x');
  assertRefused(
    await studio.runWith({ CLAUDE_STUDIO_HOME: join(studio.folder, 'file') }, 'produce', LAKE, '--budget', '5'),
    1,
    /file/,
  );
  assertRefused(await studio.run('produce', LAKE, '--budget', '5', '-o', 'file'), 1, /file/);
});

test('a journal that is no journal is refused, and left as it is', async () => {
  using studio = lot();
  mkdirSync(studio.home);
  writeFileSync(join(studio.home, 'studio.db'), 'this is not a database, it is a letter to my mother'.repeat(50));
  assertRefused(await studio.run('runs'), 1, /studio\.db/);
  assertRefused(await studio.run('produce', LAKE, '--budget', '5'), 1, /studio\.db/);
});

test('no half-written file is left beside a film', async () => {
  using studio = lot();
  const outcome = await studio.run(
    'produce',
    LAKE,
    '--budget',
    '1',
    '--duration',
    '2',
    '--resolution',
    '540p',
    '--json',
  );
  assert.equal(outcome.code, 0, outcome.stderr);
  assert.deepEqual(globSync('**/*.part', { cwd: studio.folder }), []);
  assert.deepEqual(readdirSync(join(studio.home, 'scratch')), []);
});
