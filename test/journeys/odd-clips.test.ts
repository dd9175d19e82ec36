import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FormatContext } from 'node-av/lib';
import { must, openSource, packetsOf } from '../../src/cutting-room/codec/av.ts';
import type { ImportedCut } from '../../src/production/hand-over/import-cut.ts';
import { range } from '../interchange/otio-json.ts';
import { beepsIn, makeNumbered, readNumbered } from '../media/numbered.ts';
import { eventsOf, lot, onlyOf, type Lot } from './studio.ts';

const RATE = { num: 24, den: 1 };
const SIZE = { width: 192, height: 108 };

let studio: Lot;
let folder: string;

before(async () => {
  studio = lot();
  const wish = ['--budget', '2', '--duration', '4', '--resolution', '540p', '--no-voice', '--no-music', '--effects', 'none']; // prettier-ignore
  const made = await studio.run('produce', 'A dog on a beach', ...wish, '--run-id', 'clips', '--json');
  assert.equal(made.code, 0, made.stderr);
  ({ folder } = onlyOf(eventsOf(made), 'production-started'));
});
after(() => studio[Symbol.dispose]());

test('a clip that lasts longer than a film may is refused where it would be used whole', async () => {
  const take = join(folder, 'takes', '1A-1.mp4');
  const kept = readFileSync(take);
  try {
    await makeNumbered(take, { size: SIZE, rate: { num: 1, den: 400 }, frames: 2, clip: 1 });
    const { code, stderr, stdout } = await studio.run('combine', 'clips', '--scenes', '1', '-o', 'long.mp4');
    assert.equal(code, 2, stderr);
    assert.match(stderr, /lasts\s+800\s+s,\s+and\s+a\s+film\s+has\s+600[^]*^hint: .*--fit\s+hold/m);
    assert.equal(stdout, '');
    const held = await studio.run('combine', 'clips', '--scenes', '1', '--fit', 'hold', '-o', 'held.mp4');
    assert.equal(held.code, 0, held.stderr);
  } finally {
    writeFileSync(take, kept);
  }
});

test('a clip that came in beside a list comes in again as it lies there now', async () => {
  mkdirSync(join(studio.folder, 'edit'));
  const clip = join(studio.folder, 'edit', 'harbour.mp4');
  const list = join(studio.folder, 'edit', 'cut.otio');
  writeFileSync(list, JSON.stringify(listOf('harbour.mp4', 30)));
  const bringIn = async (): Promise<{ told: ImportedCut; seen: string }> => {
    const { code, stdout, stderr } = await studio.run('import-cut', 'clips', list, '--json');
    assert.equal(code, 0, stderr);
    const told = JSON.parse(stdout) as ImportedCut;
    const frames = await readNumbered(told.film ?? '', RATE);
    return { told, seen: frames.map(({ number }) => (number === null ? '?' : number.clip)).join('') };
  };
  await makeNumbered(clip, { size: SIZE, rate: RATE, frames: 30, clip: 3 });
  const first = await bringIn();
  assert.deepEqual([first.told.takenIn, first.told.notCarried, first.seen], [['harbour.mp4'], [], '3'.repeat(30)]);
  const again = await bringIn();
  assert.deepEqual(
    [again.told.notCarried, again.seen],
    [[], '3'.repeat(30)],
    'it is the same, and nobody says otherwise',
  );
  await makeNumbered(clip, { size: SIZE, rate: RATE, frames: 30, clip: 5, flashes: [4] });
  const changed = await bringIn();
  assert.deepEqual([changed.told.notCarried, changed.seen], [[], '5'.repeat(30)]);
});

test('the sound of a clip that begins late on its own clock is with its picture, and by itself from its beginning', async () => {
  mkdirSync(join(studio.folder, 'late'));
  const [late, other, list] = ['late.ts', 'other.mp4', 'cut.otio'].map((name) => join(studio.folder, 'late', name)) as [string, string, string]; // prettier-ignore
  const beep = join(studio.folder, 'beep.mp4');
  await makeNumbered(beep, { size: SIZE, rate: RATE, frames: 48, clip: 3, flashes: [24], sound: 'beep' });
  await remux(beep, late, 7);
  await makeNumbered(other, { size: SIZE, rate: RATE, frames: 48, clip: 4, flashes: [24] });
  for (const picture of ['late.ts', 'other.mp4']) {
    writeFileSync(list, JSON.stringify(listOf(picture, 48, 'late.ts')));
    const { code, stdout, stderr } = await studio.run('import-cut', 'clips', list, '--json');
    assert.equal(code, 0, stderr);
    const film = (JSON.parse(stdout) as ImportedCut).film ?? '';
    const flash = (await readNumbered(film, RATE)).findIndex(({ below }) => below > 160) / 24;
    const [heard = -1] = await beepsIn(film);
    assert.ok(Math.abs(heard - flash) < 1 / 24, `${picture}: the flash at ${flash} s, the beep at ${heard} s`);
  }
});

/** The same packets as a broadcast, whose clock began some seconds before. */
async function remux(from: string, path: string, later: number): Promise<void> {
  await using source = await openSource(from);
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, 'mpegts', path), 'allocate');
  const streams = source.format.streams.map(({ codecpar, timeBase }) => {
    const stream = out.newStream();
    must(codecpar.copy(stream.codecpar), 'describe');
    stream.timeBase = timeBase;
    return stream;
  });
  must(await out.openOutput(), 'open');
  must(await out.writeHeader(), 'begin');
  for await (const packet of packetsOf(source, null)) {
    const [was, is] = [source.format.streams[packet.streamIndex], streams[packet.streamIndex]];
    assert.ok(was && is);
    const shift = BigInt(Math.round((later * was.timeBase.den) / was.timeBase.num));
    packet.pts += shift;
    packet.dts += shift;
    packet.rescaleTs(was.timeBase, is.timeBase);
    must(await out.interleavedWriteFrame(packet), 'write');
  }
  must(await out.writeTrailer(), 'finish');
  await out.closeOutput();
}

function listOf(picture: string, frames: number, sound?: string): object {
  const track = (kind: string, url: string): object => ({
    OTIO_SCHEMA: 'Track.1',
    name: kind,
    kind,
    children: [
      {
        OTIO_SCHEMA: 'Clip.1',
        name: url.replace(/\.\w+$/, ''),
        source_range: range(0, frames),
        media_reference: { OTIO_SCHEMA: 'ExternalReference.1', target_url: url },
      },
    ],
  });
  const children = [track('Video', picture), ...(sound === undefined ? [] : [track('Audio', sound)])];
  return { OTIO_SCHEMA: 'Timeline.1', name: 'edit', tracks: { OTIO_SCHEMA: 'Stack.1', name: '', children } };
}
