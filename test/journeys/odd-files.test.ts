import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { encodeWav } from '../../src/film/wav.ts';
import { makeNumbered } from '../media/numbered.ts';
import { eventsOf, inProse, lot, onlyOf, ROOT, type Lot, type Outcome } from './studio.ts';

const QUICK = ['--budget', '2', '--duration', '4', '--resolution', '540p', '--json'];

/** One silent film of two scenes, which the tests below mistreat. */
let studio: Lot;
let made: Outcome;
let folder: string;

before(async () => {
  studio = lot();
  const concept = 'Scene 1 - A dog on a beach. Scene 2 - A cat on a roof at night.';
  made = await studio.run('produce', concept, ...QUICK, '--no-voice', '--no-music', '--run-id', 'odd');
  assert.equal(made.code, 0, made.stderr);
  ({ folder } = onlyOf(eventsOf(made), 'production-started'));
});
after(() => studio[Symbol.dispose]());

function refused({ code, stderr, stdout }: Outcome, about: RegExp): void {
  assert.ok(code === 1 || code === 2, `exit ${code}`);
  const said = inProse(stderr);
  assert.match(said, /^error: /m);
  assert.match(said, /^hint: /m);
  assert.match(said, about);
  assert.doesNotMatch(stderr, /\n\s+at .*:\d+/);
  assert.equal(stdout, '');
}

function framesIn(outcome: Outcome, scene: number): number {
  return (
    onlyOf(eventsOf(outcome), 'screenplay-written').scenes[scene - 1]?.shots.reduce(
      (total, { frames }) => total + frames,
      0,
    ) ?? 0
  );
}

test('a film without voice and music has no sound track and its full length', async () => {
  const { video, audio } = await probe(join(folder, 'film.mp4'));
  assert.equal(video?.frames, 4 * 24);
  assert.equal(audio, null);
  assert.equal(onlyOf(eventsOf(made), 'film-mastered').loudness, null);
  for (const name of ['captions.srt', 'captions.vtt']) assert.equal(existsSync(join(folder, name)), false, name);
});

test('a clip of another size and rate in place of a take is used as it lies there', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  const other = join(studio.folder, 'other.mp4');
  const red = Buffer.alloc(64 * 48 * 4, Buffer.from([220, 20, 20, 255]));
  await encodeFrames({
    path: other,
    size: { width: 64, height: 48 },
    rate: { num: 12, den: 1 },
    frames: 12,
    draw: () => red,
  });
  try {
    cpSync(other, take);
    const { code, stdout, stderr } = await studio.run('combine', 'odd', '--scenes', '1,2', '-o', 'mixed.mp4');
    assert.equal(code, 0, stderr);
    const { video } = await probe(stdout.trim());
    assert.deepEqual({ width: video?.width, height: video?.height }, { width: 960, height: 540 });
    assert.equal(video?.frames, 24 + framesIn(made, 2), 'one second of the other clip, then scene 2');

    rmSync(take);
    const whole = await studio.run('combine', 'odd', '--scenes', '1', '-o', 'kept.mp4');
    assert.equal(whole.code, 0, whole.stderr);
    assert.equal((await probe(whole.stdout.trim())).video?.frames, framesIn(made, 1), 'what is gone is in the store');
  } finally {
    writeFileSync(take, kept);
  }
});

test('a clip in place of a take is as long as its shot by the fit that is asked for, and what was done is said', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  const combine = (...args: string[]) => studio.run('combine', 'odd', '--scenes', '1,2', ...args);
  const [shot, rest] = [framesIn(made, 1), framesIn(made, 2)];
  try {
    await makeNumbered(take, { size: { width: 64, height: 48 }, rate: { num: 24, den: 1 }, frames: 16, clip: 2 });
    for (const [fit, told, frames] of [
      ['whole', /1A-1\.mp4 is not the take that was shot[^]*0\.7 s where its shot has/, 16],
      ['hold', /last frame held for/, shot],
      ['loop', /more by beginning again/, shot],
    ] as const) {
      const { code, stdout, stderr } = await combine('--fit', fit, '-o', `${fit}.mp4`);
      assert.equal(code, 0, stderr);
      assert.match(stderr.replaceAll(/\s+/g, ' '), told);
      assert.equal((await probe(stdout.trim())).video?.frames, frames + rest, fit);
    }
    refused(await combine('--fit', 'speed', '-o', 'no.mp4'), /too far\s+from[^]*--fit\s+speed/);
    refused(await combine('--fit', 'elsewhere', '-o', 'no.mp4'), /--fit "elsewhere"[^]*whole, hold, loop, speed/);

    await makeNumbered(take, { size: { width: 64, height: 48 }, rate: { num: 24, den: 1 }, frames: 4, clip: 2 });
    const short = await combine('-o', 'short.mp4', '--json');
    assert.equal(short.code, 0, short.stderr);
    const { warnings } = JSON.parse(short.stdout) as { warnings: string[] };
    assert.match(warnings.join(), /into take 2A-1 has 4 instead of \d+ frames: take 1A-1 has only 4/);
  } finally {
    writeFileSync(take, kept);
  }
});

test('what is said over a clip that is too short is not said into the next shot, nor after the film', async () => {
  const concept = 'Scene 1 - A dog on a beach. Scene 2 - A cat on a roof at night.';
  const spoken = await studio.run('produce', concept, ...QUICK, '--duration', '6', '--no-music', '--run-id', 'said');
  assert.equal(spoken.code, 0, spoken.stderr);
  const runs = onlyOf(eventsOf(spoken), 'production-started').folder;
  const { candidates, recommended } = onlyOf(eventsOf(spoken), 'cut-proposed');
  const cut = candidates.find((one) => one.cut.id === recommended)?.cut ?? assert.fail();
  const voices = cut.sounds.filter(({ kind }) => kind === 'voice');
  assert.equal(voices.length, 2);
  const take = join(runs, 'takes', `${cut.clips[0]?.slate}.mp4`);
  await makeNumbered(take, { size: { width: 64, height: 48 }, rate: { num: 24, den: 1 }, frames: 8, clip: 2 });
  const heard = async (name: string, ...args: string[]) => {
    const { code, stdout, stderr } = await studio.run('combine', 'said', '--scenes', '1,2', ...args, '-o', `${name}.mp4`, '--json'); // prettier-ignore
    assert.equal(code, 0, stderr);
    const { warnings } = JSON.parse(stdout) as { warnings: string[] };
    const { assets } = JSON.parse(readFileSync(join(studio.folder, `${name}.manifest.json`), 'utf8')) as { assets: { kind: string; sha256: string }[] }; // prettier-ignore
    const used = assets.filter(({ kind }) => kind === 'voice').map(({ sha256 }) => sha256);
    return { warnings: warnings.filter((told) => told.includes('is said')), used };
  };
  const whole = await heard('said-whole');
  assert.deepEqual(whole.warnings, [
    `what is said over ${cut.clips[0]?.shot} does not fit whole and is left out: --fit hold keeps it`,
  ]);
  assert.deepEqual(whole.used, [voices[1]?.media.sha256]);
  const held = await heard('said-held', '--fit', 'hold');
  assert.deepEqual(held, { warnings: [], used: voices.map(({ media }) => media.sha256) });
});

test('a film takes the place of films only, and its name says what it is', async () => {
  const mine = join(studio.folder, 'mine.txt');
  writeFileSync(mine, 'my words');
  symlinkSync(mine, join(studio.folder, 'to-mine.mp4'));
  const produce = ['produce', 'A dog on a beach', ...QUICK];
  const combine = ['combine', 'odd', '--scenes', '1'];
  const there = readdirSync(studio.folder);
  for (const [command, place] of [
    [['render', 'odd'], 'mine.txt'],
    [['render', 'odd'], 'to-mine.mp4'],
    [['render', 'odd'], 'film'],
    [combine, 'film.avi'],
    [combine, 'film.mp4.'],
    [['deliver', 'odd'], 'film.MOV'],
    [produce, 'mine.txt'],
    [[...produce, '--dry-run'], 'film.webm'],
  ] as const) {
    const outcome = await studio.run(...command, '-o', place);
    assert.equal(outcome.code, 2, `${command.join(' ')} -o ${place}: ${outcome.stderr}`);
    refused(outcome, /goes\s+into\s+a\s+\.mp4\s+file[^]*^hint: .*-o[^]*\.mp4/m);
  }
  assert.equal(readFileSync(mine, 'utf8'), 'my words');
  assert.deepEqual(readdirSync(studio.folder), there);
  const again = await studio.run(...combine, '-o', 'twice.MP4');
  assert.equal(again.code, 0, again.stderr);
  assert.equal((await studio.run(...combine, '-o', 'twice.MP4')).code, 0, 'a film takes the place of a film');
});

test('a picture in place of a take stands as long as its shot', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  try {
    const canvas = createCanvas(320, 180);
    canvas.getContext('2d').fillRect(0, 0, 320, 180);
    writeFileSync(take, canvas.toBuffer('image/png'));
    const { code, stdout, stderr } = await studio.run('combine', 'odd', '--scenes', '1', '-o', 'still.mp4');
    assert.equal(code, 0, stderr);
    assert.equal((await probe(stdout.trim())).video?.frames, framesIn(made, 1));
  } finally {
    writeFileSync(take, kept);
  }
});

test('a folder and a link that leads nowhere but to itself are refused in place of a take', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  const lay: (() => void)[] = [() => mkdirSync(take), () => symlinkSync('1A-1.mp4', take)];
  try {
    for (const put of lay) {
      rmSync(take, { recursive: true, force: true });
      put();
      refused(await studio.run('combine', 'odd', '--scenes', '1', '-o', 'no.mp4'), /1A-1\.mp4\s+cannot be read/);
    }
  } finally {
    rmSync(take, { recursive: true, force: true });
    writeFileSync(take, kept);
  }
});

test('nothing takes the place of what films are made of, of a folder or of a device', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  const [other, device, leading, pipe] = ['link', 'device.mp4', 'leading.mp4', 'pipe.mp4'].map((name) =>
    join(studio.folder, name),
  ) as [string, string, string, string];
  symlinkSync(join(folder, 'takes'), other);
  symlinkSync('/dev/zero', device);
  symlinkSync(take, leading);
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const among = /among\s+what\s+films\s+are\s+made\s+of/;
  const places: [string, RegExp, number][] = [
    [take, among, 2],
    [join(other, '1A-1.mp4'), among, 2],
    [join(other, 'new', 'film.mp4'), among, 2],
    [leading, among, 2],
    [join(studio.home, 'film.mp4'), among, 2],
    [join(studio.home, 'media', 'x.mp4'), among, 2],
    [folder.replace(/odd$/, 'another/takes/1A-1.mp4'), among, 2],
    [device, /is\s+not\s+a\s+file/, 2],
    [pipe, /is\s+not\s+a\s+file/, 2],
    ['/dev/null/x.mp4', /cannot\s+write\s+\/dev\/null\/x\.mp4/, 1],
  ];
  mkdirSync(join(studio.folder, 'folder.mp4'));
  places.push([join(studio.folder, 'folder.mp4'), /is\s+a\s+folder/, 2]);
  const all = (): string[] => globSync('**/*', { cwd: studio.folder }).filter((name) => !name.startsWith('home'));
  const before = all();
  const produce = ['produce', 'A dog on a beach', ...QUICK, '--run-id', 'never'];
  const commands = [
    [...produce, '--dry-run'],
    ['combine', 'odd', '--scenes', '1,2'],
    ['export', 'odd', '--format', 'edl'],
    ['render', 'odd'],
    ['deliver', 'odd', '--aspect', '9:16'],
  ];
  for (const [at, [place, about, code]] of places.entries())
    for (const command of [produce, commands[at % commands.length] ?? []]) {
      const outcome = await studio.run(...command, '-o', place);
      refused(outcome, about);
      assert.equal(outcome.code, code, `${command.join(' ')} -o ${place}`);
    }
  refused(await studio.run('export', 'odd', '--package', '-o', join(studio.home, 'media', 'package')), among);
  refused(await studio.run('qa', 'calibrate', 'odd', '-o', join(folder, 'takes')), among);
  refused(await studio.run('deliver', 'odd', '-o', '/dev/null/film'), /cannot\s+write/);

  assert.ok(readFileSync(take).equals(kept));
  assert.ok(lstatSync(pipe).isFIFO() && lstatSync(device).isSymbolicLink() && lstatSync(leading).isSymbolicLink());
  assert.deepEqual(all(), before);
  assert.doesNotMatch((await studio.run('runs', '--json')).stdout, /never/, 'no film was begun');
});

test('a take of another film that is too short for its shot is made to fill it, and said', async () => {
  const concept = 'A dog on a beach';
  const args = ['produce', concept, ...QUICK, '--scenes', '1', '--no-voice', '--no-music', '--run-id', 'long'];
  const long = await studio.run(...args);
  assert.equal(long.code, 0, long.stderr);
  const [shot] = onlyOf(eventsOf(long), 'screenplay-written').scenes.flatMap(({ shots }) => shots);
  const used = await studio.run('floor', 'use', 'odd/1A-1', '--run', 'long', '--shot', shot?.id ?? '');
  assert.equal(used.code, 0, used.stderr);
  assert.match(
    used.stderr,
    /^– it is \d\.\d s too short for the shot[^]*\nodd\/1A-1 is take \w+-\d of long now, for nothing\.\n\nnext .* --diff\n$/,
  );
});

test('a file that a film is made from is never lost to the film', async () => {
  const song = join(studio.folder, 'song.mp4');
  const kept = encodeWav([new Float32Array(48_000).fill(0.1)], 48_000);
  writeFileSync(song, kept);
  for (const given of [
    ['--music-file', song],
    ['--effect', `${song}@1`],
  ]) {
    const outcome = await studio.run('produce', 'A dog', ...QUICK, ...given, '-o', 'song.mp4');
    refused(outcome, /is\s+one\s+of\s+the\s+files\s+that\s+the\s+film\s+is\s+made\s+from/);
  }
  assert.ok(readFileSync(song).equals(kept));
});

test('a film goes where a link leads, and beside it nothing that is no file is replaced', async () => {
  const real = join(studio.folder, 'elsewhere', 'real.mp4');
  mkdirSync(join(studio.folder, 'elsewhere'));
  writeFileSync(real, 'an older film');
  symlinkSync(real, join(studio.folder, 'latest.mp4'));
  const { code, stdout, stderr } = await studio.run('combine', 'odd', '--scenes', '1', '-o', 'latest.mp4');
  assert.equal(code, 0, stderr);
  assert.equal(stdout.trim(), real);
  assert.equal((await probe(real)).video?.frames, framesIn(made, 1));
  assert.ok(lstatSync(join(studio.folder, 'latest.mp4')).isSymbolicLink());

  const pipe = join(studio.folder, 'elsewhere', 'tall.poster.png');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  refused(await studio.run('deliver', 'odd', '--aspect', '9:16', '-o', 'elsewhere/tall.mp4'), /is\s+not\s+a\s+file/);
  assert.ok(lstatSync(pipe).isFIFO());
  assert.deepEqual(
    globSync('tall*', { cwd: join(studio.folder, 'elsewhere') }),
    ['tall.poster.png'],
    'nothing is left of what was not delivered',
  );
});

test('what is no clip in place of a take is refused, and no film is made of it', async (context) => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  const bad: [string, Uint8Array | string][] = [
    ['nothing', ''],
    ['a letter', 'Dear studio, here is the clip.'],
    ['the beginning of a clip', kept.subarray(0, 2000)],
  ];
  try {
    for (const [name, bytes] of bad) {
      await context.test(name, async () => {
        writeFileSync(take, bytes);
        refused(await studio.run('combine', 'odd', '--scenes', '1,2', '-o', 'no.mp4'), /1A-1\.mp4/);
        assert.equal(existsSync(join(studio.folder, 'no.mp4')), false);
      });
    }
  } finally {
    writeFileSync(take, kept);
  }
});

test('a take that is gone from store and folder is said so', async () => {
  using copy = lot();
  cpSync(studio.home, copy.home, { recursive: true });
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  const sha256 = createHash('sha256').update(kept).digest('hex');
  rmSync(join(copy.home, 'media', sha256.slice(0, 2), `${sha256}.mp4`));
  rmSync(take);
  try {
    refused(await copy.run('render', 'odd', '--candidate', 'safe', '-o', 'x.mp4'), /take 1A-1 is gone/);
  } finally {
    writeFileSync(take, kept);
  }
  assert.equal(existsSync(join(copy.folder, 'x.mp4')), false);
});

test('a store file that lost its end is mended from the run’s folder', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const sha256 = createHash('sha256').update(readFileSync(take)).digest('hex');
  const stored = join(studio.home, 'media', sha256.slice(0, 2), `${sha256}.mp4`);
  truncateSync(stored, 1000);
  const { code, stderr } = await studio.run('combine', 'odd', '--scenes', '1', '-o', 'mended.mp4');
  assert.equal(code, 0, stderr);
  assert.deepEqual(readFileSync(stored), readFileSync(take));
});

/** Every file of the media store mistreated in turn: gone, cut off, overwritten. Returns what they held. */
function damage(home: string, spare: string[] = []): Map<string, Buffer> {
  const media = join(home, 'media');
  const files = globSync('*/*.*', { cwd: media }).filter((file) => !spare.some((sha256) => file.includes(sha256)));
  const held = new Map(files.map((file) => [join(media, file), readFileSync(join(media, file))]));
  for (const [index, [path, bytes]] of [...held].entries()) {
    if (index % 3 === 0) rmSync(path);
    else writeFileSync(path, index % 3 === 1 ? bytes.subarray(0, 100) : Buffer.alloc(bytes.length, 7));
  }
  return held;
}

test('what the media store has lost is brought back by resume, byte for byte', async () => {
  using other = lot();
  writeFileSync(join(other.folder, 'logo.png'), createCanvas(40, 30).toBuffer('image/jpeg'));
  const args = ['produce', 'A dog and the logo', '--budget', '2', '--duration', '2', '--resolution', '540p', '--json'];
  const order = [...args, '--seed', 'logo.png', '--run-id', 'lost'];
  const first = await other.run(...order);
  assert.equal(first.code, 0, first.stderr);
  const started = onlyOf(eventsOf(first), 'production-started');
  const seeds = started.brief.seeds.map(({ media }) => media.sha256);
  const film = readFileSync(join(started.folder, 'film.mp4'));

  const held = damage(other.home, seeds);
  refused(await other.run('render', 'lost', '--candidate', 'safe', '-o', 'x.mp4'), /claude-studio resume lost/);
  for (const name of ['takes', 'film.mp4', 'poster.png']) rmSync(join(started.folder, name), { recursive: true });
  const again = await other.run('resume', 'lost', '--json');
  assert.equal(again.code, 0, again.stderr);
  assert.equal(eventsOf(again).length, eventsOf(first).length, 'nothing is recorded twice');
  for (const [path, bytes] of held) assert.ok(readFileSync(path).equals(bytes), path);
  assert.ok(readFileSync(join(started.folder, 'film.mp4')).equals(film));

  const withSeeds = damage(other.home);
  rmSync(join(started.folder, 'takes'), { recursive: true });
  const without = await other.run('resume', 'lost');
  refused(without, /logo\.png is gone/);
  assert.match(without.stderr, /--run-id lost/);
  assert.equal((await other.run(...order)).code, 0);
  for (const [path, bytes] of withSeeds) assert.ok(readFileSync(path).equals(bytes), path);
});

test('a photograph that a camera turned by a note in it is seen upright', async () => {
  using other = lot();
  const canvas = createCanvas(300, 150);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'red';
  pen.fillRect(0, 0, 300, 150);
  const jpeg = canvas.toBuffer('image/jpeg');
  // Big-endian TIFF with one entry: orientation (0x0112), one short, 6: turn it right by a quarter.
  const note = Buffer.from('4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  const marker = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  writeFileSync(join(other.folder, 'turned.jpg'), Buffer.concat([jpeg.subarray(0, 2), marker, note, jpeg.subarray(2)]));
  const outcome = await other.run('produce', 'A red poster', ...QUICK, '--duration', '2', '--seed', 'turned.jpg');
  assert.equal(outcome.code, 0, outcome.stderr);
  const [seed] = onlyOf(eventsOf(outcome), 'production-started').brief.seeds;
  assert.deepEqual({ width: seed?.width, height: seed?.height }, { width: 150, height: 300 });
});

test('an output that cannot be written is an error, not a silent success', { skip: !existsSync('/dev/full') }, () => {
  const produce = ['produce', 'A dog', ...QUICK, '--duration', '2'];
  for (const args of [
    ['runs'],
    ['status', 'odd', '--json'],
    ['ledger', 'odd', '--csv'],
    ['help'],
    ['doctor'],
    produce,
  ]) {
    const full = openSync('/dev/full', 'w');
    try {
      const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin', 'claude-studio.js'), ...args], {
        cwd: studio.folder,
        env: { ...process.env, CLAUDE_STUDIO_HOME: studio.home, NO_COLOR: '1', NODE_TEST_CONTEXT: undefined },
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      assert.equal(status, 1, `${args.join(' ')}: ${stderr}`);
      const said = inProse(stderr);
      assert.equal(said.match(/^error: .*cannot be written/gm)?.length, 1, stderr);
      assert.match(said, /^hint: /m);
      assert.doesNotMatch(stderr, /\n\s+at .*:\d+/);
    } finally {
      closeSync(full);
    }
  }
});
