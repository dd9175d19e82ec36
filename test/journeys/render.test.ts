import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openClip } from '../../src/cutting-room/clip.ts';
import { probe } from '../../src/cutting-room/probe.ts';
import { eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

let studio: Lot;
let made: Outcome;
let folder: string;

before(async () => {
  studio = lot();
  const concept = 'Scene 1 - A dog on a beach. Scene 2 - A cat on a roof at night.';
  const args = ['--budget', '2', '--duration', '6', '--resolution', '540p', '--run-id', 'words', '--json'];
  made = await studio.run('produce', concept, '--caption-style', 'karaoke', ...args);
  assert.equal(made.code, 0, made.stderr);
  ({ folder } = onlyOf(eventsOf(made), 'production-started'));
});
after(() => studio[Symbol.dispose]());

const files = (pattern: string): string[] => globSync(pattern, { cwd: studio.folder });

test('captions of a look are in the picture, with the time of each word', async () => {
  const { brief } = onlyOf(eventsOf(made), 'production-started');
  assert.deepEqual([brief.captions, brief.captionStyle], ['burn', 'karaoke']);
  const { candidates } = onlyOf(eventsOf(made), 'cut-proposed');
  for (const { cut } of candidates) {
    assert.equal(cut.captionStyle, 'karaoke');
    for (const { text, words = [], start, end } of cut.captions) {
      assert.equal(words.map(({ from, to }) => text.slice(from, to)).join(''), text.replaceAll(/\s/g, ''));
      assert.ok(words.every((word) => word.start >= start && word.end <= end));
    }
  }
  assert.ok(existsSync(join(folder, 'captions.srt')), 'and beside it as before');
});

test('another look costs what it touches; the same again costs nothing, and is the same film', async () => {
  const boxed = await studio.run('render', 'words', '--caption-style', 'boxed', '-o', 'boxed.mp4');
  assert.equal(boxed.code, 0, boxed.stderr);
  assert.match(boxed.stderr, /\d+ frames: .*made/);
  assert.equal(boxed.stdout.trim(), join(studio.folder, 'boxed.mp4'));
  const again = await studio.run('render', 'words', '--caption-style', 'boxed', '-o', 'again.mp4');
  assert.match(again.stderr, /from an earlier render/);
  assert.doesNotMatch(again.stderr, /made/);
  assert.ok(readFileSync(join(studio.folder, 'boxed.mp4')).equals(readFileSync(join(studio.folder, 'again.mp4'))));
  const film = readFileSync(join(folder, 'film.mp4'));
  assert.ok(!film.equals(readFileSync(join(studio.folder, 'again.mp4'))));

  const beside = await studio.run('render', 'words', '--captions', 'beside', '-o', 'beside.mp4');
  assert.match(beside.stderr, /copied/);
  const frames = onlyOf(eventsOf(made), 'film-mastered').frames;
  for (const name of ['boxed.mp4', 'beside.mp4'])
    assert.equal((await probe(join(studio.folder, name))).video?.frames, frames, name);
  assert.ok((await whiteness('boxed.mp4')) > (await whiteness('beside.mp4')) + 20, 'one has letters, the other none');
});

/** Bright pixels in the lower fifth, where captions are, in the middle of the first one. */
async function whiteness(name: string): Promise<number> {
  const caption = onlyOf(eventsOf(made), 'cut-proposed').candidates[0]?.cut.captions[0];
  await using clip = await openClip(join(studio.folder, name));
  const frame = await clip.frame(Math.round((((caption?.start ?? 0) + (caption?.end ?? 0)) / 2) * 24));
  const stride = frame.linesize[0] ?? 0;
  const luma = frame.data?.[0] ?? Buffer.alloc(0);
  return luma.subarray(stride * Math.floor(clip.height * 0.8)).filter((level) => level > 225).length;
}

test('what cannot be is refused with the way out, and no film is made of it', async () => {
  for (const [args, message, hint] of [
    [['--caption-style', 'comic'], /--caption-style "comic"/, /plain, karaoke, boxed, big/],
    [['--captions', 'everywhere'], /--captions "everywhere"/, /burn, beside/],
    [['--captions', 'beside', '--caption-style', 'big'], /needs captions in the picture/, /Leave out/],
  ] as const) {
    const refused = await studio.run('render', 'words', ...args, '-o', 'no.mp4');
    assert.equal(refused.code, 2, refused.stderr);
    assert.match(refused.stderr, message);
    assert.match(refused.stderr, hint);
  }
  const produce = ['produce', 'A dog', '--budget', '1', '--caption-style'];
  for (const args of [['comic'], ['big', '--captions', 'none']]) {
    const refused = await studio.run(...produce, ...args);
    assert.equal(refused.code, 2, refused.stderr);
  }
  assert.deepEqual(files('no.mp4*'), []);
});

test('two renders at once to one place are both whole', async () => {
  const args = ['render', 'words', '--candidate', 'creative', '--caption-style', 'big', '-o', 'both.mp4'];
  const both = await Promise.all([studio.run(...args), studio.run(...args)]);
  for (const { code, stderr } of both) assert.equal(code, 0, stderr);
  assert.equal((await probe(join(studio.folder, 'both.mp4'))).video?.codec, 'h264');
  assert.deepEqual(files('both.mp4*'), ['both.mp4']);
});

test('a render that is stopped leaves nothing behind and can be asked for again', async () => {
  const args = ['render', 'words', '--candidate', 'safe', '--caption-style', 'big', '-o', 'stopped.mp4'];
  const { child, outcome } = studio.start(...args);
  const units = join(studio.home, 'cache', 'units');
  const kept = (): number => readdirSync(units, { recursive: true }).length;
  const before = kept();
  while (child.exitCode === null && kept() === before) await delay(5);
  child.kill('SIGINT');
  const { code } = await outcome;
  if (code !== 0) {
    assert.equal(code, 130);
    assert.deepEqual(files('stopped.mp4*'), []);
  }
  assert.deepEqual(globSync('**/*.part', { cwd: studio.home }), [], 'neither in the cache nor in the scratch folder');
  assert.equal((await studio.run(...args)).code, 0);
  assert.equal(
    (await probe(join(studio.folder, 'stopped.mp4'))).video?.frames,
    onlyOf(eventsOf(made), 'film-mastered').frames,
  );
});

test('takes that a vendor sends with sound are heard when that is wanted', async () => {
  const args = ['A dog on a beach', '--budget', '5', '--duration', '5', '--resolution', '540p', '--pilots', 'off'];
  const vendor = ['--provider', 'sim:kling', '--model', 'kling-3.0-turbo', '--no-voice', '--no-music', '--json'];
  const heard = await studio.run('produce', ...args, ...vendor, '--clip-sound', 'keep');
  assert.equal(heard.code, 0, heard.stderr);
  const { candidates } = onlyOf(eventsOf(heard), 'cut-proposed');
  for (const { cut } of candidates)
    assert.deepEqual(new Set(cut.sounds.map(({ kind }) => kind)), new Set(['production']));
  const { loudness } = onlyOf(eventsOf(heard), 'film-mastered');
  assert.ok(
    loudness !== null && Math.abs(loudness.integrated + 14) <= 0.5 && loudness.truePeak <= -1,
    JSON.stringify(loudness),
  );
  const refused = await studio.run('produce', ...args, '--clip-sound', 'keep', '--audio-tier', 'none');
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /--audio-tier none has no sound, and --clip-sound keep says otherwise/);
});
