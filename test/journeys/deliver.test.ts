import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeAudio } from '../../src/cutting-room/mix/audio.ts';
import { openClip } from '../../src/cutting-room/codec/clip.ts';
import { measureLoudness } from '../../src/cutting-room/mix/loudness.ts';
import { readPlane } from '../../src/cutting-room/codec/picture.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import { safeArea } from '../../src/cutting-room/render/safe-area.ts';
import { cutFrames, type Cut } from '../../src/film/cut.ts';
import type { FilmDelivery } from '../../src/film/delivery.ts';
import type { ProductionState } from '../../src/film/state.ts';
import { eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

let studio: Lot;
let folder: string;
let cut: Cut;

before(async () => {
  studio = lot();
  const concept = 'A red sailing boat drifts across a dark lake at night under the moon, and reaches a wooden pier';
  const made = await studio.run('produce', concept, '--budget', '2', '--duration', '16', '--resolution', '540p', '--captions', 'burn', '--run-id', 'boat', '--json'); // prettier-ignore
  assert.equal(made.code, 0, made.stderr);
  folder = onlyOf(eventsOf(made), 'production-started').folder;
  const proposed = onlyOf(eventsOf(made), 'cut-proposed');
  cut = proposed.candidates.find((one) => one.cut.id === proposed.recommended)?.cut ?? assert.fail();
});
after(() => studio[Symbol.dispose]());

/** A delivery that must succeed: what the journal has of it, which must be what was printed. */
async function deliver(...args: string[]): Promise<FilmDelivery & { outcome: Outcome }> {
  const outcome = await studio.run('deliver', 'boat', ...args);
  assert.equal(outcome.code, 0, outcome.stderr);
  assert.match(outcome.stderr, /\nnext {2}claude-studio /);
  const path = outcome.stdout.trim();
  const delivery =
    (await state()).deliveries.find((one) => one.path === path) ?? assert.fail(`${path} is not recorded`);
  assert.equal(createHash('sha256').update(readFileSync(path)).digest('hex'), delivery.media.sha256);
  for (const beside of [delivery.poster, delivery.contactSheet]) assert.ok(statSync(beside).size > 1_000, beside);
  return { ...delivery, outcome };
}

async function state(): Promise<ProductionState> {
  const { stdout } = await studio.run('status', 'boat', '--json');
  return JSON.parse(stdout) as ProductionState;
}

/** Sizes, frames and streams of the file, and its loudness where there is sound. */
async function assertFile(path: string, wanted: { codec: string; width: number; height: number; frames: number }) {
  const { video, audio, seconds } = await probe(path);
  const { codec, width, height, frames } = video ?? assert.fail();
  assert.deepEqual({ codec, width, height, frames }, wanted);
  assert.equal(video?.colour.matrix, 'bt709');
  assert.ok(audio !== null && Math.abs(seconds - wanted.frames / 24) < 0.05, `${seconds} s`);
  const { integrated, truePeak } = measureLoudness(await decodeAudio(path));
  assert.ok(Math.abs(integrated + 14) <= 0.5, `${integrated} LUFS`);
  assert.ok(truePeak <= -1, `${truePeak} dBTP`);
}

interface Picture {
  width: number;
  height: number;
  /** Y, U and V of a pixel. */
  at(x: number, y: number): [number, number, number];
}

async function pictureOf(path: string, frame: number): Promise<Picture> {
  await using clip = await openClip(path);
  const { width, height } = clip;
  const decoded = await clip.frame(frame);
  const planes = [1, 2, 2].map((half, index) => {
    const plane = new Uint8Array((width / half) * (height / half));
    readPlane(decoded, index, plane, width / half, height / half);
    return plane;
  });
  return {
    width,
    height,
    at: (x, y) => {
      const chroma = (y >> 1) * (width / 2) + (x >> 1);
      return [planes[0]?.[y * width + x] ?? 0, planes[1]?.[chroma] ?? 0, planes[2]?.[chroma] ?? 0];
    },
  };
}

/** Places of pixels that are so: of every fourth, because chroma has no more. */
function where({ width, height, at }: Picture, is: (y: number, u: number, v: number) => boolean) {
  const found: { x: number; y: number }[] = [];
  for (let y = 0; y < height; y += 2) for (let x = 0; x < width; x += 2) if (is(...at(x, y))) found.push({ x, y });
  return found;
}

/** From the first to the last column that has some of it. */
function breadth(pixels: { x: number }[]): { left: number; right: number } {
  const columns = Map.groupBy(pixels, ({ x }) => x);
  const filled = [...columns].flatMap(([x, those]) => (those.length >= 2 ? [x] : []));
  return { left: Math.min(...filled), right: Math.max(...filled) };
}

const isRed = (_y: number, u: number, v: number): boolean => v > 143 && u < 130;
const isWhite = (y: number, u: number, v: number): boolean => y > 225 && Math.abs(u - 128) < 8 && Math.abs(v - 128) < 8;

test('an upright film keeps its subject, and its words are drawn anew inside the safe zones', async () => {
  const { path, outcome, ...delivery } = await deliver('--aspect', '9:16');
  assert.equal(path, join(folder, 'deliveries', 'film-9x16-540p.mp4'));
  await assertFile(path, { codec: 'h264', width: 540, height: 960, frames: cutFrames(cut) });
  assert.match(outcome.stderr, /enlarged 1\.78 times/);
  assert.deepEqual([delivery.fit, delivery.enlarged.toFixed(2), delivery.aspect], ['crop', '1.78', '9:16']);

  let start = 0;
  for (const [index, { source }] of cut.clips.entries()) {
    const middle = start + (source.frames >> 1);
    start += source.frames;
    const [wide, tall] = [await pictureOf(join(folder, 'film.mp4'), middle), await pictureOf(path, middle)];
    const red = where(tall, isRed);
    const centre = red.reduce((sum, { x }) => sum + x, 0) / red.length / tall.width;
    assert.ok(centre > 0.25 && centre < 0.75, `shot ${index}: the boat is at ${centre.toFixed(2)}`);
    // In the first shot the boat is small and beside the middle: all of it fits, and a cut in the middle would lose a third.
    if (index > 0) continue;
    const whole = breadth(where(wide, isRed));
    const seen = breadth(red);
    assert.ok(seen.left > 2 && seen.right < tall.width - 3, `it goes from ${seen.left} to ${seen.right}`);
    const kept = (seen.right - seen.left) / ((whole.right - whole.left) * (960 / 540));
    assert.ok(kept > 0.93, `${kept.toFixed(2)} of the boat is kept`);
    assert.ok(whole.left < wide.width * 0.3, 'a cut in the middle would do as well');
  }

  const safe = safeArea({ width: 540, height: 960 });
  for (const { start: from, end } of [cut.captions[0], cut.captions.at(-1)].map((one) => one ?? assert.fail())) {
    const picture = await pictureOf(path, Math.round(((from + end) / 2) * 24));
    const ink = where(picture, isWhite).filter(({ y }) => y > 960 * 0.6);
    assert.ok(ink.length > 60, `${ink.length} pixels of letters`);
    for (const { x, y } of ink)
      assert.ok(x >= safe.left && x <= safe.right && y <= safe.bottom, `ink at ${x}, ${y} is outside the safe area`);
  }
});

test('a cut-down has its length, the musts and the end, and music that fades on its own clock', async () => {
  const { path, cutdown, left, outcome } = await deliver('--cutdown', '15', '--preview', 'gif');
  await assertFile(path, { codec: 'h264', width: 960, height: 540, frames: 360 });
  assert.equal(cutdown, 15);
  assert.ok(left.length > 0);
  for (const line of left)
    assert.ok(outcome.stderr.replaceAll(/\s+/g, ' ').includes(line.replaceAll(/\s+/g, ' ')), line);
  const { left: channel } = await decodeAudio(path);
  const loud = (from: number, to: number): number =>
    Math.sqrt(channel.subarray(from * 48_000, to * 48_000).reduce((sum, x) => sum + x * x, 0) / ((to - from) * 48_000));
  assert.ok(loud(14.9, 15) < loud(12.5, 13.5) / 8, `${loud(14.9, 15)} after ${loud(12.5, 13.5)}`);
  const gif = readFileSync(path.replace(/\.mp4$/, '.gif'));
  assert.ok(gif.length < 3_000_000 && gif.subarray(0, 6).toString() === 'GIF89a');
});

for (const [codec, aspect, fit, ending, width, height] of [
  ['hevc', '1:1', 'crop', 'mp4', 540, 540],
  ['av1', '4:5', 'pad', 'mp4', 540, 676],
  ['prores', '16:9', 'crop', 'mov', 960, 540],
] as const) {
  test(`${codec} at ${aspect} is what it says, and nobody else talks`, async () => {
    const args = ['--codec', codec, '--aspect', aspect, '--fit', fit, '--cutdown', '6', '-o', `out/${codec}.${ending}`];
    const { path, outcome } = await deliver(...args);
    assert.equal(path, join(studio.folder, 'out', `${codec}.${ending}`));
    await assertFile(path, { codec, width, height, frames: 144 });
    assert.doesNotMatch(outcome.stderr, /Svt|x265|\[info\]/i);
    const bytes = readFileSync(path);
    const tag = { hevc: 'hvc1', av1: 'av01', prores: 'apch' }[codec];
    assert.ok(bytes.includes(tag), `no ${tag}`);
    if (codec !== 'prores')
      assert.ok(bytes.indexOf('moov') < bytes.indexOf('mdat'), 'players begin before they have it all');
  });
}

test('a padded film shows the whole picture', async () => {
  const { path } = await deliver('--aspect', '9:16', '--fit', 'pad', '--cutdown', '6', '--preview', 'webp');
  assert.match(path, /film-9x16-540p-pad-6s\.mp4$/);
  const shown = (await state()).deliveries.find((one) => one.path === path) ?? assert.fail();
  const webp = readFileSync(shown.preview ?? assert.fail());
  assert.ok(webp.length < 3_000_000 && webp.subarray(8, 12).toString() === 'WEBP' && webp.includes('ANMF'));
  assert.equal(shown.notes.length, 0);
});

test('two at once do not trample each other, and the last lies there whole', async () => {
  const [one, two] = await Promise.all([deliver('--cutdown', '6'), deliver('--cutdown', '6')]);
  assert.equal(one.path, two.path);
  assert.equal((await probe(one.path)).video?.frames, 144);
  const { deliveries } = await state();
  assert.equal(deliveries.filter(({ path }) => path === one.path).length, 1);
  assert.deepEqual(readdirSync(dirname(one.path)).filter((name) => name.includes('.part')), []); // prettier-ignore
});

test('a delivery that is stopped leaves nothing, and says what makes it', async () => {
  const args = ['deliver', 'boat', '--codec', 'av1', '--aspect', '4:5', '-o', 'stopped/film.mp4'];
  const { child, outcome } = studio.start(...args);
  const begun = (): boolean => globSync('scratch/*/*/film.mp4', { cwd: studio.home }).length > 0;
  while (child.exitCode === null && !begun()) await delay(5);
  child.kill('SIGINT');
  const { code, stderr } = await outcome;
  assert.equal(code, 130, stderr);
  assert.match(stderr.replaceAll(/\s+/g, ' '), new RegExp(`hint: .*claude-studio ${args.join(' ')} begins again`));
  assert.deepEqual(globSync('{stopped/**,home/scratch/*}', { cwd: studio.folder }), []);
});

test('status and the report list what was handed over, nothing was paid, and the film is done', async () => {
  const { stdout } = await studio.run('status', 'boat');
  assert.match(stdout, /delivered .*film-9x16-540p\.mp4 \(540x960 h264, 0:16\.0\)/);
  const report = readFileSync(join(folder, 'report.html'), 'utf8');
  assert.match(report, /deliveries\/film-9x16-540p\.mp4/);
  const { money, status } = await state();
  assert.deepEqual([money.spent, money.reserved, status], [0, 0, 'done']);
});

test('what cannot be delivered is refused with a hint, and nothing is left of it', async () => {
  for (const [args, hint] of [
    [['--aspect', '21:9'], /16:9, 9:16, 1:1, 4:5/],
    [['--codec', 'vp9'], /h264, hevc, av1, prores/],
    [['--cutdown', '7'], /6, 15, 30/],
    [['--cutdown', '30'], /shorter/],
    [['--codec', 'prores', '-o', 'refused/film.mp4'], /\.mov/],
    [['--candidate', 'wild'], /balanced/],
    [['--preview', 'png'], /gif, webp/],
  ] as const) {
    const { code, stderr } = await studio.run('deliver', 'boat', ...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr.replaceAll(/\s+/g, ' '), new RegExp(`hint: .*${hint.source}`));
  }
  assert.ok(!existsSync(join(studio.folder, 'refused')));
  const closed = await studio.run('deliver', 'boat', '--cutdown', '6', '-o', '/dev/null/film.mp4');
  assert.equal(closed.code, 1);
  assert.match(closed.stderr, /^hint: .*-o/m);
});
