import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { encodePicture } from '../../src/cutting-room/codec/encode.ts';
import { openPictureEncoder } from '../../src/cutting-room/codec/format.ts';
import { interleave } from '../../src/cutting-room/codec/interleave.ts';
import { openMovie } from '../../src/cutting-room/codec/movie.ts';
import { openPaintConverter } from '../../src/cutting-room/codec/picture.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { openSoundTrack } from '../../src/cutting-room/codec/sound-track.ts';
import type { Imported } from '../../src/production/import/import.ts';
import type { Remembered } from '../../src/production/import/remember.ts';
import type { Verdict } from '../../src/production/hand-over/verify.ts';
import type { ProductionState } from '../../src/film/state.ts';
import {
  brokenOffRun,
  copy,
  firstRun,
  headRun,
  json,
  longTermMemory,
  makeReel,
  mockRun,
  pictureOf,
  produceRun,
  type Reel,
} from '../fixtures/original.ts';
import { lot, type Lot, type Outcome } from './studio.ts';

let reel: Reel;
const reels = lot();

before(async () => {
  reel = await makeReel(join(reels.folder, 'reel'));
  process.once('exit', () => reels[Symbol.dispose]());
});

test('every generation comes in, can be combined, rendered and listed, and the source stays as it was', async () => {
  using studio = lot();
  const artifacts = join(studio.folder, 'old', 'artifacts');
  longTermMemory(artifacts, '20260110_101103');
  for (const make of [produceRun, firstRun, headRun, brokenOffRun]) make(artifacts, reel);
  mockRun(artifacts);
  json(join(artifacts, 'video_production', '20260210_000000', 'asset_manifest.json'), {});
  const untouched = pictureOf(artifacts);

  const dry = await studio.run('import', artifacts, '--dry-run', '--json');
  assert.equal(dry.code, 0, dry.stderr);
  assert.deepEqual(
    runsOf(dry).map(({ outcome }) => outcome),
    ['new', 'new', 'new', 'new', 'new'],
  );
  assert.equal((await studio.run('runs', '--json')).stdout, '');

  const first = await studio.run('import', artifacts, '--json');
  assert.equal(first.code, 0, first.stderr);
  // The oldest first, so that the newest is the first of the list.
  const byName = new Map(runsOf(first).map((run) => [run.original, run]));
  assert.deepEqual(
    [...byName.values()].map(({ original, generation, outcome, takes, clips, cuts, film, spent, provenance }) => [
      original,
      `${outcome} ${generation} ${provenance}`,
      `${takes}/${clips} clips, ${cuts} cuts${film ? ', film' : ''}`,
      spent,
    ]),
    [
      ['20260107_220000', 'imported e2e live', '3/3 clips, 1 cuts, film', 1_500_000],
      ['20260108_120000', 'imported produce offline', '0/1 clips, 0 cuts', 0],
      ['20260109_000000', 'imported memory only live', '1/2 clips, 1 cuts', 800_000],
      ['20260110_101103', 'imported produce live', '3/3 clips, 3 cuts, film', 1_200_000],
      ['20260205_070809', 'imported head live', '2/2 clips, 1 cuts, film', 560_000],
    ],
  );
  assert.match(String(byName.get('20260108_120000')?.notes), /\$1\.50 that a mock run counted and nobody paid/);
  assert.match(String(byName.get('20260110_101103')?.notes), /\$0\.15 for sound that is not here/);
  assert.match(String(byName.get('20260109_000000')?.notes), /scene_2_v0\.mp4: is not there/);
  assert.match(
    String(byName.get('20260107_220000')?.notes),
    /scene_2 has take 2A-1, the one that it names is not here/,
  );
  assert.deepEqual(pictureOf(artifacts), untouched);

  // Nothing is learnt from it that nobody saw, and nothing of its money is ours.
  const { lessons, texts } = memoryOf(first);
  assert.deepEqual(lessons.map(({ provenance, claim }) => `${provenance} ${claim.replace(/^.*: /, '')}`).toSorted(), [
    'live ask for one action a clip',
    'offline lay it over the picture in the cutting room',
    'offline name it first, large and in front',
    'offline say what can be seen of it',
  ]);
  assert.ok(texts.includes('luma, guideline: Use 3-4 sentences'), texts.join('\n'));
  assert.ok(texts.includes('run 20260110_101103 was rated 4 of 5: lovely rain'));
  assert.doesNotMatch((await studio.run('ledger', '--all')).stdout, /live|\$/);
  const report = await studio.run('import', artifacts);
  assert.match(report.stderr, /video_production\/: stills with speech of the later pipeline/);

  const produced = await stateOf(studio, '20260110_101103');
  assert.deepEqual(
    Object.values(produced.takes).map(({ slate, vendorId, review, take }) => [
      slate,
      vendorId,
      review?.verdict,
      review?.scores.visualAccuracy.value,
      review?.scores.visualAccuracy.evidence[0],
      take?.original?.probe.seconds,
    ]),
    [
      ['1A-1', 'luma-20260110_101103-0', 'circle', 90, "imported: the original's word", 1.5],
      ['2A-1', 'luma-20260110_101103-1', 'circle', 92, "imported: the original's word", 1.5],
      ['3A-1', 'luma-20260110_101103-2', 'reshoot', 60, "imported: the original's word", 1.5],
    ],
  );
  assert.equal(produced.edit?.recommended, 'balanced');
  assert.match(
    produced.edit?.candidates.flatMap(({ continuityNotes }) => continuityNotes).join('\n') ?? '',
    /^imported: take 2A-1 ends 97\.5 s before its cut does$/m,
  );
  assert.equal(produced.imported?.startedAt, '2026-01-10T10:11:03.123Z');
  assert.deepEqual(
    Object.values(produced.money.charges).map(({ basis }) => basis),
    ['imported', 'imported', 'imported'],
  );
  assert.equal(produced.money.left, 0, 'nothing may be ordered for it');
  const { bytes } = produced.master?.media ?? {};
  assert.equal(bytes, readFileSync(reel.loud).length);

  // Dissolves of the original lay over both clips: 1.5 + 1.5 + 1 seconds less the half second of one.
  const bold = await studio.run('render', '20260110', '--candidate', 'creative');
  assert.equal(bold.code, 0, bold.stderr);
  assert.equal((await probe(bold.stdout.trim())).video?.frames, 36 + 36 + 24 - 12);
  const two = await studio.run('combine', '20260110', '--scenes', '2,1');
  assert.equal((await probe(two.stdout.trim())).video?.frames, 72, two.stderr);
  // A clip with its voice, in the frame of a telephone.
  const spoken = await studio.run('combine', '20260205', '--scenes', '1,2');
  const facts = await probe(spoken.stdout.trim());
  assert.deepEqual([facts.video?.width, facts.video?.height, facts.audio?.channels], [540, 960, 2], spoken.stderr);
  const later = await stateOf(studio, '20260205_070809');
  assert.deepEqual(Object.keys(later.voices), ['1A', '2A']);
  assert.equal(later.critiques['film']?.score, 78);
  assert.match(readFileSync(join(later.folder ?? '', 'captions.srt'), 'utf8'), /street is wet/);
  // One that stopped half way is no film, and its clip can be used all the same.
  const half = await stateOf(studio, '20260109_000000');
  assert.equal(half.status, 'interrupted');
  assert.match(half.trouble?.message ?? '', /generating video”: the provider timed out/);
  assert.equal(half.takes['2A-1']?.failure?.billed, true);
  assert.equal((await studio.run('combine', '20260109', '--scenes', '1')).code, 0);
  assert.match((await studio.run('floor', '--json')).stdout, /20260107_220000\/1A-1/);

  const runs = (await studio.run('runs', '--json')).stdout.trim().split('\n');
  assert.deepEqual(
    runs.map((line) => (JSON.parse(line) as { id: string }).id),
    [...byName.keys()].toReversed(),
  );

  // Once more adds nothing, from the folder above it and from one run alone as well.
  const counts = await eventCounts(studio, [...byName.keys()]);
  for (const path of [join(studio.folder, 'old'), join(artifacts, 'runs', '20260110_101103')]) {
    const again = await studio.run('import', path, '--json');
    assert.ok(
      runsOf(again).every(({ outcome }) => outcome === 'here'),
      again.stdout,
    );
    assert.ok(memoryOf(again).lessons.every(({ news }) => news === 'known'));
  }
  assert.deepEqual(await eventCounts(studio, [...byName.keys()]), counts);
  assert.deepEqual(pictureOf(artifacts), untouched);
});

test('what is imported can be looked at like everything else, and says what it is', async () => {
  using studio = lot();
  const artifacts = join(studio.folder, 'old');
  longTermMemory(artifacts, '20260110_101103');
  for (const make of [produceRun, firstRun]) make(artifacts, reel);
  mockRun(artifacts);
  assert.equal((await studio.run('import', artifacts)).code, 0);

  const lessons = await studio.run('lessons');
  assert.deepEqual(
    lessons.stdout.split('\n').flatMap((line) => /^[0-9a-f]{8} +(\w+) +– +(\w+) /.exec(line)?.slice(1, 3).join(' ') ?? []), // prettier-ignore
    ['live imported', 'offline imported', 'offline imported', 'offline imported'],
  );
  assert.match(lessons.stderr.replaceAll(/\s+/g, ' '), /no take that is here speaks for them/);
  const ids = lessons.stdout.split('\n').flatMap((line) => /^[0-9a-f]{8}/.exec(line)?.[0] ?? []);
  const shown = await Promise.all(ids.slice(0, 2).map((id) => studio.run('lessons', 'show', id)));
  assert.deepEqual(
    shown.map(({ code, stderr }) => [code, /^next {2}(.*)$/m.exec(stderr)?.[1]]),
    [
      [0, 'claude-studio status 20260110_101103'],
      [0, 'claude-studio lessons --all'],
    ],
  );
  assert.match(shown[0]?.stdout ?? '', /memory of the original, imported; by its word from live takes/);
  assert.match(shown[1]?.stdout ?? '', /memory of the original, imported; nobody knows from which takes/);

  const status = await studio.run('status', '20260110');
  assert.match(
    status.stdout,
    /^imported +from .*runs\/20260110_101103 \(version “produce”, made 2026-01-10 10:11 UTC\)$/m,
  );
  assert.match(status.stdout, /^left out +\$0\.15 for sound that is not here$/m);
  const report = readFileSync(join((await stateOf(studio, '20260110_101103')).folder ?? '', 'report.html'), 'utf8');
  assert.match(
    report,
    /<section id="imported">[\s\S]*runs\/20260110_101103<\/code>[\s\S]*\$0\.15 for sound that is not here/,
  );
  assert.doesNotMatch(report, /Made in/, 'how long the import took is nobody’s news');
  for (const args of [
    ['dailies', '20260110'],
    ['ledger', '20260110'],
    ['plan', '20260110'],
    ['render', '20260107', '--list'],
    ['floor'],
  ]) {
    // prettier-ignore
    const { code, stderr } = await studio.run(...args);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /--reshoot|--candidate|resume/, args.join(' '));
  }

  // The film is the original's: verified as that, although it does not name a cut of ours.
  const verdict = await studio.run('verify', join((await stateOf(studio, '20260107_220000')).folder ?? '', 'film.mp4'), '--json'); // prettier-ignore
  const { verdict: word, notes } = JSON.parse(verdict.stdout) as Verdict;
  assert.equal(word, 'verified');
  assert.ok(
    notes.every((note) => !note.includes('another cut')),
    notes.join(),
  );

  // Nothing is shot for it, and it says so before anything is written down.
  for (const said of ['--reshoot', '--drop', '--lock']) {
    const { code, stderr } = await studio.run('dailies', '20260110', '1A', said);
    assert.equal(code, 2);
    assert.match(stderr, /was imported: it is finished as it is/);
  }
  assert.equal((await studio.run('dailies', '20260110', '1A', '--up')).code, 0);
  const mock = await studio.run('deliver', '20260108');
  assert.equal(mock.code, 2);
  assert.match(
    mock.stderr.replaceAll(/\s+/g, ' '),
    /has not been cut yet hint: It was imported, and none of its clips/,
  );
});

test('a clip whose picture ends before its sound is held to its end, and its take says so', async () => {
  using studio = lot();
  const run = produceRun(studio.folder, reel, 'outlasted');
  await makeOutlasted(join(run, 'videos', 'scene_2_v0.mp4'));
  const { code, stderr } = await studio.run('import', run);
  assert.equal(code, 0, stderr);
  const { takes } = await stateOf(studio, 'outlasted');
  assert.deepEqual(
    ['1A-1', '2A-1'].map((slate) => [takes[slate]?.take?.warnings, takes[slate]?.take?.probe.video?.frames]),
    [
      [[], 36],
      [['its picture ends 1.5 s before its sound: its last frame is held'], 48],
    ],
  );
});

/** Half a second of picture under two of sound. */
async function makeOutlasted(path: string): Promise<void> {
  const [size, rate, frames] = [{ width: 320, height: 180 }, { num: 24, den: 1 }, 12];
  using encoder = await openPictureEncoder(size, rate);
  using converter = openPaintConverter(size);
  await using sound = await openSoundTrack(reel.voice, 2);
  const movie = await openMovie(path, { rate, picture: encoder, sound: sound.encoder });
  const add = interleave(movie, sound, rate);
  const grey = Buffer.alloc(size.width * size.height * 4, 128);
  for (let at = 0; at < frames; at += 1)
    await encodePicture(encoder, converter.convert(grey), at, (packet) => add(packet, Number(packet.pts)));
  await encodePicture(encoder, null, 0, (packet) => add(packet, Number(packet.pts)));
  await add(null, frames);
  await movie.finish();
}

test('what the media store has lost of it comes from the folder, and then from where it was read', async () => {
  using studio = lot();
  const run = headRun(studio.folder, reel);
  assert.equal((await studio.run('import', run)).code, 0);
  const { takes, voices, master } = await stateOf(studio, '20260205_070809');
  const lose = (): void => rmSync(join(studio.home, 'media'), { recursive: true });
  const kept = [...Object.values(takes), ...Object.values(voices)].flatMap((one) => ('take' in one ? [one.take?.media, one.take?.original?.media] : one.media)); // prettier-ignore
  const held = (): boolean[] =>
    [...kept, master?.media, master?.poster].map((media) => {
      const { sha256 = '', extension = '' } = media ?? {};
      return existsSync(join(studio.home, 'media', sha256.slice(0, 2), `${sha256}.${extension}`));
    });
  assert.ok(held().every(Boolean));
  lose();
  const gone = await studio.run('deliver', '20260205');
  assert.equal(gone.code, 1);
  assert.match(gone.stderr.replaceAll(/\s+/g, ' '), /\.wav is gone .* hint: claude-studio import .*20260205_070809 brings it back/); // prettier-ignore
  assert.equal(held()[0], true, 'the takes lay in the folder');
  const again = await studio.run('import', run, '--json');
  assert.equal(runsOf(again)[0]?.outcome, 'here', again.stdout);
  assert.ok(held().every(Boolean));
  assert.equal((await studio.run('deliver', '20260205', '-o', 'film.mp4')).code, 0);
});

test('what a vendor has signed is kept as it came, told in the manifest, and handed over', async () => {
  using studio = lot();
  const run = produceRun(studio.folder, reel, 'signed');
  const clip = join(run, 'videos', 'scene_2_v0.mp4');
  const body = Buffer.concat([Buffer.from('uuid'), Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), Buffer.alloc(64, 7)]); // prettier-ignore
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  const bytes = Buffer.concat([readFileSync(clip), length, body]);
  writeFileSync(clip, bytes);
  assert.equal((await studio.run('import', run)).code, 0);
  const { folder } = await stateOf(studio, 'signed');
  const paper = JSON.parse(readFileSync(join(folder ?? '', 'manifest.json'), 'utf8')) as { assets: Asset[] };
  assert.deepEqual(
    paper.assets.map(({ name, asDelivered }) => [name, asDelivered?.contentCredentials]),
    [
      ['1A-1', null],
      ['2A-1', 'C2PA'],
      ['3A-1', null],
    ],
  );
  for (const { digitalSourceType, licence, microUsd, promptHash, provider, model } of paper.assets) {
    assert.match(digitalSourceType, /\/trainedAlgorithmicMedia$/);
    assert.match(licence, /vendor's terms/);
    assert.deepEqual([microUsd, provider, model, promptHash.length], [400_000, 'luma', 'ray-2', 64]);
  }
  const packed = await studio.run('export', 'signed', '--package', '-o', 'packed');
  assert.equal(packed.code, 0, packed.stderr);
  assert.deepEqual(readdirSync(join(studio.folder, 'packed', 'as-delivered')), ['2A-1.mp4']);
  assert.ok(readFileSync(join(studio.folder, 'packed', 'as-delivered', '2A-1.mp4')).equals(bytes));
  for (const film of [join(folder ?? '', 'film.mp4'), 'packed/film.mp4']) {
    const { stdout } = await studio.run('verify', film, '--json');
    assert.match((JSON.parse(stdout) as Verdict).notes.join(), /a take of it came with content credentials \(C2PA\)/);
  }
});

test('what cannot be read is told with its reason, and keeps nothing else out', async () => {
  using studio = lot();
  const artifacts = join(studio.folder, 'artifacts');
  const secret = join(studio.folder, 'secret.mp4');
  copy(reel.silent, secret);

  const run = produceRun(artifacts, reel, '20260110_000001');
  writeFileSync(join(run, 'metadata.json'), '{"concept": "cut o');
  writeFileSync(
    join(run, 'scenes', 'scene_2.json'),
    '{"scene_id": "scene_2", "duration": NaN, "title": "Not a number"}',
  );
  writeFileSync(join(run, 'edl', 'cut_b.json'), '');
  rmSync(join(run, 'videos', 'scene_3_v0.mp4'));
  symlinkSync(secret, join(run, 'videos', 'scene_4_v0.mp4'));
  symlinkSync(join(run, 'videos', 'scene_5_v0.mp4'), join(run, 'videos', 'scene_5_v0.mp4'));
  writeFileSync(join(run, 'videos', 'scene_6_v0.mp4'), 'no film at all');
  writeFileSync(join(run, 'videos', 'scene_7_v0.mp4'), '');
  writeFileSync(join(run, 'videos', 'scene_8_v0.mp4'), readFileSync(reel.loud).subarray(0, 9_000));
  copy(reel.silent, join(run, 'videos', 'scene_9_v0.mp4'));
  truncateSync(join(run, 'videos', 'scene_9_v0.mp4'), 5 * 2 ** 30);
  mkdirSync(join(run, 'videos', 'scene_10_v0.mp4'));
  json(join(run, 'memory.json'), {
    concept: 'Rain, and\u0007 a \u001b[31mred\u001b[0m umbrella',
    budget_total: '1.00',
    budget_spent: 4.8,
    current_stage: 'completed',
    final_video_path: '/etc/passwd',
    assets: [
      null,
      'junk',
      { asset_type: 'video', path: '../../etc/passwd', scene_id: 'scene_11', cost: 4.8 },
      { asset_type: 'video', path: secret, scene_id: '../../../up', cost: -3 },
      { asset_type: 'video', path: `runs/x/../../../../secret.mp4`, scene_id: 'scene_12', cost: 'much' },
      { asset_type: 'video', path: 'runs/20260110_000001/videos/scene_1_v0.mp4\u0000.png', scene_id: 'scene_13' },
      { asset_type: 'audio', path: 'file:///etc/passwd', scene_id: 'scene_1' },
    ],
  });

  produceRun(artifacts, reel, 'Ünïcode – run (final)');
  symlinkSync('/etc', join(artifacts, 'runs', 'elsewhere'));
  mkdirSync(join(artifacts, 'runs', 'empty'));
  json(join(artifacts, 'runs', '日本', 'memory.json'), []);
  const big = join(artifacts, 'runs', 'big', 'memory.json');
  json(big, {});
  truncateSync(big, 64 * 2 ** 20);
  const untouched = pictureOf(artifacts);

  // The studio's own artifacts would be the very folder that is read.
  const outcome = await studio.run('import', 'artifacts', '--json');
  assert.equal(outcome.code, 0, outcome.stderr);
  assert.deepEqual(pictureOf(artifacts), untouched);
  const runs = new Map(runsOf(outcome).map((one) => [one.original, one]));
  assert.deepEqual(
    Object.fromEntries(
      [...runs.values()].map((one) => [one.original, `${one.run?.replace(/[0-9a-f]{8}$/, '#')} ${one.takes}`]),
    ),
    {
      '20260110_000001': '20260110_000001 2',
      big: 'big 0',
      'Ünïcode – run (final)': 'Unicode-run-final 3',
      日本: 'run-# 0',
    },
  );
  const [report = ''] = readdirSync(join(studio.home, 'imports'));
  const page = readFileSync(join(studio.home, 'imports', report), 'utf8');
  assert.match(page, /runs\/elsewhere: lies outside/);
  assert.match(page, /runs\/empty: is no run of the original/);
  const notes = (runs.get('20260110_000001')?.notes ?? []).join('\n');
  for (const told of [
    /metadata\.json: is no whole JSON file/,
    /cut_b\.json: is no whole JSON file/,
    /scene_4_v0\.mp4: lies outside of the folder that is imported/,
    /scene_5_v0\.mp4: its links lead in a circle/,
    /scene_6_v0\.mp4: it is not a media file/,
    /scene_7_v0\.mp4: it is empty/,
    /scene_8_v0\.mp4: it /,
    /scene_9_v0\.mp4: has 5,368,709,120 bytes, more than is read/,
    /clip \.\.\/\.\.\/etc\/passwd: lies outside/,
    /clip .*secret\.mp4: lies outside/,
    /film \/etc\/passwd: is no \.mp4 file/,
    /sound file:\/\/\/etc\/passwd: is an address/,
    /it spent \$4\.80 of a budget of \$1\.00/,
  ]) {
    assert.match(notes, told);
  }
  assert.match((runs.get('big')?.notes ?? []).join('\n'), /67,108,864 bytes/);
  const state = await stateOf(studio, '20260110_000001');
  assert.equal(state.brief?.concept, 'Rain, and a [31mred [0m umbrella');
  assert.equal(state.money.left, 0);
  const scenes = state.screenplay?.scenes.map(({ title }) => title) ?? [];
  assert.ok(scenes.includes('../../../up') && scenes.includes('Not a number'));
  assert.ok(!readFileSync(join(studio.home, 'studio.db')).includes('root:x:0:0'));
  // Whatever the scenes are called, they can be combined.
  const some = await studio.run('combine', '20260110_000001', '--list');
  assert.equal(some.code, 0, some.stderr);
  assert.match(state.folder ?? '', /home\/imported\/20260110_000001$/);
  assert.ok(existsSync(join(state.folder ?? '', 'report.html')));
});

test('killed at any time, the next import finishes what was begun and doubles nothing', async () => {
  using studio = lot();
  const artifacts = join(studio.folder, 'old');
  for (const second of ['1', '2', '3']) produceRun(artifacts, reel, `20260110_00000${second}`);
  const path = join(artifacts, 'runs');
  let lives = 0;
  for (const lines of [1, 2]) {
    const running = studio.start('import', path, '--json');
    await running.lines(lines);
    running.child.kill('SIGKILL');
    await running.outcome;
    lives += 1;
  }
  const whole = await studio.run('import', path, '--json');
  assert.equal(whole.code, 0, whole.stderr);
  assert.equal(lives, 2);
  for (const second of ['1', '2', '3']) {
    const state = await stateOf(studio, `20260110_00000${second}`);
    assert.equal(state.status, 'done');
    assert.equal(state.money.spent, 1_200_000);
    assert.equal(Object.keys(state.takes).length, 3);
    // Start, import, cap, contract, screenplay, 6 for each take, critic, cuts, master, wrap.
    assert.equal(state.events, 5 + 3 * 6 + 4);
    assert.ok(existsSync(state.film?.path ?? ''));
  }
});

test('a run that has changed comes in beside its earlier self, and another of the same name as well', async () => {
  using studio = lot();
  const old = join(studio.folder, 'old');
  const run = brokenOffRun(old, reel, 'first');
  json(join(run, 'memory.json'), {
    concept: 'A red umbrella',
    started_at: '2026-01-09T00:00:00',
    current_stage: 'evaluating',
  });
  assert.equal((await studio.run('import', run)).code, 0);
  json(join(run, 'memory.json'), {
    concept: 'A red umbrella',
    started_at: '2026-01-09T00:00:00',
    current_stage: 'completed',
  });
  const changed = runsOf(await studio.run('import', old, '--json'))[0];
  assert.match(changed?.run ?? '', /^first-[0-9a-f]{8}$/);
  assert.match(String(changed?.notes), /has changed since it was imported as first/);
  assert.equal(runsOf(await studio.run('import', old, '--json'))[0]?.outcome, 'here');
});

test('a path without runs of the original says what to give', async () => {
  using studio = lot();
  for (const name of ['void', 'ours/runs/20260101_000000']) mkdirSync(join(studio.folder, name), { recursive: true });
  writeFileSync(join(studio.folder, 'ours/runs/20260101_000000/film.mp4'), '');
  for (const [path, said] of [
    ['nowhere', /cannot open nowhere/],
    ['void', /holds no runs of the original/],
    ['ours', /holds no runs of the original/],
    [studio.folder, /holds no runs of the original/],
    [reel.silent, /is not a folder/],
  ] as const) {
    const { code, stderr } = await studio.run('import', path);
    assert.equal(code, 2);
    assert.match(stderr, said);
    assert.match(stderr, /hint:/);
  }
});

interface Asset {
  name: string;
  provider: string;
  model: string;
  promptHash: string;
  microUsd: number;
  licence: string;
  digitalSourceType: string;
  asDelivered: { contentCredentials: string | null } | null;
}

function runsOf({ stdout }: Outcome): Imported[] {
  return lines(stdout).filter((line): line is Imported => 'original' in (line as object));
}

function memoryOf({ stdout }: Outcome): Remembered {
  return lines(stdout).find((line) => 'lessons' in (line as object)) as Remembered;
}

function lines(stdout: string): unknown[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

async function stateOf(studio: Lot, run: string): Promise<ProductionState> {
  const { code, stdout, stderr } = await studio.run('status', run, '--json');
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as ProductionState;
}

async function eventCounts(studio: Lot, runs: string[]): Promise<number[]> {
  return Promise.all(runs.map(async (run) => (await stateOf(studio, run)).events));
}
