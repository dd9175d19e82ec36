import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openClip } from '../../src/cutting-room/codec/clip.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
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

test('words of yours lie where and when they are wanted, in another frame as well', async () => {
  const bare = ['render', 'words', '--captions', 'beside', '--text', 'none'];
  assert.equal((await studio.run(...bare, '-o', 'bare.mp4')).code, 0);
  const words = ['--text', 'watermark: © Salt Air', '--text', 'lower-third: Anna Berg, keeper @2-4', '--text', 'none'];
  const laid = await studio.run(...bare, ...words, '-o', 'laid.mp4');
  assert.equal(laid.code, 0, laid.stderr);
  const { frames } = onlyOf(eventsOf(made), 'film-mastered');
  assert.equal((await probe(join(studio.folder, 'laid.mp4'))).video?.frames, frames);
  // The film is cut in its middle, at three seconds: nothing comes or goes there.
  for (const at of [24, 60, 71, 72, 73, 84, 108]) {
    const third = at > 48 && at < 96;
    assert.equal((await changed(at, { left: 0, right: 0.5, top: 0.6, bottom: 0.9 })) > 300, third, `frame ${at}`);
    assert.ok((await changed(at, { left: 0.7, right: 1, top: 0.85, bottom: 1 })) > 40, `the watermark in frame ${at}`);
    assert.ok((await changed(at, { left: 0, right: 1, top: 0, bottom: 0.4 })) < 20, `nothing else in frame ${at}`);
  }
  const tall = ['deliver', 'words', '--aspect', '9:16', '--resolution', '540p', '--text', 'none'];
  for (const [name, more] of [
    ['tall-bare.mp4', []],
    ['tall.mp4', ['--text', 'title/top: Out now @1-2']],
  ] as const)
    assert.equal((await studio.run(...tall, ...more, '-o', name)).code, 0);
  const top = { left: 0, right: 1, top: 0, bottom: 0.3 };
  assert.ok((await changed(36, top, 'tall-bare.mp4', 'tall.mp4')) > 300);
  assert.ok((await changed(60, top, 'tall-bare.mp4', 'tall.mp4')) < 20);
});

/** Pixels that are brighter or darker in one film than in the other, within an area in shares of the picture. */
async function changed(
  at: number,
  area: { left: number; right: number; top: number; bottom: number },
  one = 'bare.mp4',
  other = 'laid.mp4',
): Promise<number> {
  await using first = await openClip(join(studio.folder, one));
  await using second = await openClip(join(studio.folder, other));
  const [a, b] = [await first.frame(at), await second.frame(at)];
  const stride = a.linesize[0] ?? 0;
  let count = 0;
  for (let y = Math.floor(first.height * area.top); y < first.height * area.bottom; y += 1)
    for (let x = Math.floor(first.width * area.left); x < first.width * area.right; x += 1)
      if (Math.abs((a.data?.[0]?.[y * stride + x] ?? 0) - (b.data?.[0]?.[y * stride + x] ?? 0)) > 40) count += 1;
  return count;
}

test('for programs: one line on stdout of what was made, and nothing else', async () => {
  const film = onlyOf(eventsOf(made), 'film-mastered');
  const list = await studio.run('render', 'words', '--list', '--json');
  const names = list.stdout.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as { name: string }).name)); // prettier-ignore
  assert.deepEqual(names.toSorted(), ['balanced', 'creative', 'safe']);
  for (const [args, frames] of [
    [['render', 'words'], film.frames],
    [['combine', 'words', '--scenes', '2'], film.frames / 2],
  ] as const) {
    const { code, stdout, stderr } = await studio.run(...args, '-o', 'told.mp4', '--json');
    assert.deepEqual([code, stderr], [0, '']);
    const told = JSON.parse(stdout) as { path: string; frames: number; copied: number; cached: number; made: number };
    assert.deepEqual([told.path, told.frames], [join(studio.folder, 'told.mp4'), frames]);
    assert.equal(told.copied + told.cached + told.made, frames);
  }
  const text = await studio.run('export', 'words', '--format', 'srt', '--json');
  const listed = JSON.parse(text.stdout) as { format: string; text: string; path: string | null };
  assert.deepEqual([listed.format, listed.path, listed.text.startsWith('1\n00:00:0')], ['srt', null, true]);
});

test('what cannot be is refused with the way out, and no film is made of it', async () => {
  for (const [args, message, hint] of [
    [['--caption-style', 'comic'], /--caption-style "comic"/, /plain, karaoke, boxed, big/],
    [['--captions', 'everywhere'], /--captions "everywhere"/, /burn, beside/],
    [['--captions', 'beside', '--caption-style', 'big'], /needs captions in the picture/, /Leave out/],
    [['--text', 'title: @2-3'], /--text "title: @2-3" has no words/, /--text "lower-third/],
    [['--text', 'Late @600'], /begins after the film, which lasts 6\.0 s/, /--text "lower-third/],
    [['--text', 'Back @3-2'], /ends before it begins/, /--text "lower-third/],
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
  const { code, stderr } = await outcome;
  if (code !== 0) {
    assert.equal(code, 130);
    assert.match(
      stderr.replaceAll(/\s+/g, ' '),
      /hint: Nothing half-made is left\. claude-studio render words --candidate safe/,
    );
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
  const run = onlyOf(eventsOf(heard), 'production-started').production;
  const unread = await studio.run('render', run, '--caption-style', 'boxed', '-o', 'no.mp4');
  assert.equal(unread.code, 2, unread.stderr);
  assert.match(unread.stderr, /has no captions/);
  const refused = await studio.run('produce', ...args, '--clip-sound', 'keep', '--audio-tier', 'none');
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /--audio-tier none has no sound, and --clip-sound keep says otherwise/);
});
