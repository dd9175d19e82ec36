import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { FormatContext } from 'node-av/lib';
import { must, openSource, packetsOf } from '../../src/cutting-room/codec/av.ts';
import type { FilmDelivery } from '../../src/film/delivery.ts';
import type { ProductionState } from '../../src/film/state.ts';
import type { Manifest } from '../../src/production/papers/manifest.ts';
import type { Verdict } from '../../src/production/hand-over/verify.ts';
import { eventsOf, lot, onlyOf, type Lot } from './studio.ts';

let studio: Lot;
let folder: string;
let film: Buffer;

before(async () => {
  studio = lot();
  const made = await studio.run('produce', 'A red boat on a lake at dawn; then the boat at the pier at night', '--budget', '2', '--duration', '4', '--resolution', '540p', '--run-id', 'boat', '--json'); // prettier-ignore
  assert.equal(made.code, 0, made.stderr);
  folder = onlyOf(eventsOf(made), 'production-started').folder;
  film = readFileSync(join(folder, 'film.mp4'));
});
after(() => studio[Symbol.dispose]());

interface Said extends Verdict {
  code: number | null;
}

async function verify(path: string, ...flags: string[]): Promise<Said> {
  const { code, stdout, stderr } = await studio.run('verify', path, ...flags, '--json');
  assert.ok(stdout !== '', stderr);
  return { ...(JSON.parse(stdout) as Verdict), code };
}

const manifest = (): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

/** A folder with a film of some bytes, and its manifest as it is or as it is changed. */
function lay(name: string, bytes: Buffer, paper: object | null = manifest()): string {
  const place = join(studio.folder, name);
  mkdirSync(place);
  writeFileSync(join(place, 'shown.mp4'), bytes);
  if (paper !== null) writeFileSync(join(place, 'manifest.json'), JSON.stringify(paper));
  return join(place, 'shown.mp4');
}

/** The film with one bit of its picture changed, in the part that is so far on. */
function touched(share: number): Buffer {
  const bytes = Buffer.from(film);
  const at = Math.floor(bytes.length * share);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

test('a film is verified where it was made, and says how', async () => {
  const told = await studio.run('verify', join(folder, 'film.mp4'));
  assert.equal(told.code, 0, told.stderr);
  assert.equal(told.stdout, 'verified\n');
  assert.match(told.stderr, /journal agrees/);
  assert.match(told.stderr, /^next {2}claude-studio status boat$/m);
});

test('the manifest tells of every file where it comes from', () => {
  const { film: facts, journal, ...rest } = manifest();
  const assets = rest['assets'] as { kind: string; sha256: string; provider: string; licence: string; digitalSourceType: string; microUsd?: number; promptHash?: string; references?: object[] }[]; // prettier-ignore
  assert.ok(assets.some(({ kind }) => kind === 'take') && assets.some(({ kind }) => kind === 'music'));
  for (const { provider, licence, digitalSourceType, microUsd, kind, promptHash, references } of assets) {
    assert.ok(provider.length > 0 && licence.length > 0);
    assert.match(digitalSourceType, /^http:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/algorithmicMedia$/);
    if (kind === 'take')
      assert.ok(/^[0-9a-f]{64}$/.test(promptHash ?? '') && Array.isArray(references) && microUsd === 0);
  }
  assert.equal(facts?.bytes, film.length);
  assert.equal(
    facts?.shots.reduce((total, { frames }) => total + frames, 0),
    facts?.frames,
  );
  assert.ok(journal.events > 10);
});

test('under another name it is known by what is in it, and changed by what it says of itself', async () => {
  const same = lay('renamed', film);
  assert.deepEqual([(await verify(same)).verdict, (await verify(same)).code], ['verified', 0]);
  const other = await verify(lay('touched', touched(0.9)));
  assert.deepEqual([other.verdict, other.code], ['changed', 1]);
  const last = manifest().film?.shots.at(-1)?.slate ?? '';
  assert.equal(other.differs.length, 1);
  assert.match(other.differs[0] ?? '', new RegExp(`^the (?:picture of ${last},|sound)`));
});

test('what is only written around picture and sound is told apart from them', async () => {
  const path = lay('container', film);
  appendFileSync(path, Buffer.concat([Buffer.from([0, 0, 0, 12]), Buffer.from('freenote')]));
  const { verdict, differs } = await verify(path);
  assert.equal(verdict, 'changed');
  assert.match(differs.join(), /only the container/);
});

test('another sound beside the one that was is not only the container', async () => {
  const path = join(lay('two-sounds', film), '..', 'film.mp4');
  await withSecondSound(join(folder, 'film.mp4'), path);
  const { code, differs } = await verify(path);
  assert.deepEqual([code, differs.length], [1, 1], differs.join('; '));
  assert.match(differs[0] ?? '', /another sound, subtitles or the like/);
});

/** All packets of a film as they are, those of its sound twice, in two streams. */
async function withSecondSound(from: string, to: string): Promise<void> {
  await using source = await openSource(from);
  const sound = source.stream(AVMEDIA_TYPE_AUDIO) ?? assert.fail();
  await using out = new FormatContext();
  must(out.allocOutputContext2(null, 'mp4', to), 'allocate');
  for (const { codecpar } of [...source.format.streams, sound])
    must(codecpar.copy(out.newStream().codecpar), 'describe');
  must(await out.openOutput(), 'open');
  must(await out.writeHeader(), 'begin');
  for await (const packet of packetsOf(source, null)) {
    const base = source.format.streams[packet.streamIndex]?.timeBase ?? assert.fail();
    for (const index of packet.streamIndex === sound.index
      ? [sound.index, out.streams.length - 1]
      : [packet.streamIndex]) {
      using copy = packet.clone() ?? assert.fail();
      copy.streamIndex = index;
      copy.rescaleTs(base, out.streams[index]?.timeBase ?? base);
      must(await out.interleavedWriteFrame(copy), 'write');
    }
  }
  must(await out.writeTrailer(), 'end');
}

test('the papers of another film are found out, and do not make this one a changed one elsewhere', async () => {
  const short = await studio.run('combine', 'boat', '--scenes', '1', '-o', 'other/film.mp4');
  assert.equal(short.code, 0, short.stderr);
  const other = JSON.parse(readFileSync(join(studio.folder, 'other', 'manifest.json'), 'utf8')) as object;
  const swapped = await verify(lay('swapped', film, other));
  assert.deepEqual([swapped.verdict, swapped.differs], ['verified', []], 'a paper that only lies there is not its own');
  const own = lay('swapped-own', film, other);
  renameSync(own, join(studio.folder, 'swapped-own', 'film.mp4'));
  const found = await verify(join(studio.folder, 'swapped-own', 'film.mp4'));
  assert.equal(found.code, 1);
  assert.match(found.differs.join(), /manifest is of another film: this is the balanced cut of boat, as it was made/);

  const spoilt = lay('spoilt', film, null);
  writeFileSync(join(studio.folder, 'spoilt', 'shown.manifest.json'), '{');
  const alone = await verify(spoilt);
  assert.equal(alone.verdict, 'verified');
  assert.match(alone.notes.join(), /shown\.manifest\.json beside it is no manifest/);
});

test('a film that is cut off is changed', async () => {
  const { code, differs } = await verify(lay('half', film.subarray(0, film.length >> 1)));
  assert.equal(code, 1);
  assert.ok(differs.length > 0);
});

test('a manifest that was changed is found out, also by who closes it again', async () => {
  const { film: facts, ...rest } = manifest();
  const forged = { ...rest, film: { ...facts, bytes: 7 } };
  const broken = await verify(lay('forged', film, forged));
  assert.deepEqual([broken.verdict, broken.code], ['changed', 1]);
  assert.match(broken.differs.join(), /manifest/);

  const bytes = touched(0.9);
  const { filmFacts, sealed } = await import('../../src/production/papers/manifest.ts');
  const path = lay('closed', bytes, null);
  const cut = onlyOf(eventsOf(await studio.run('resume', 'boat', '--json')), 'cut-proposed').candidates.find(({ cut: { id } }) => id === facts?.cut)?.cut; // prettier-ignore
  assert.ok(cut !== undefined);
  const closed = sealed({ ...rest, film: await filmFacts(path, cut) });
  writeFileSync(join(studio.folder, 'closed', 'manifest.json'), closed);
  const found = await verify(path);
  assert.equal(found.verdict, 'changed');
  assert.match(found.differs.join(), /journal/);
});

test('without a manifest the journal knows the film, and nobody else does', async () => {
  assert.deepEqual([(await verify(lay('alone', film, null))).verdict], ['verified']);
  const other = await verify(lay('alone-touched', touched(0.9), null));
  assert.deepEqual([other.verdict, other.production], ['changed', 'boat']);
  assert.doesNotMatch(other.differs.join(), /every shot/);
  const path = join(studio.folder, 'alone', 'shown.mp4');
  const elsewhere = { CLAUDE_STUDIO_HOME: join(studio.folder, 'another-home') };
  const unknown = await studio.runWith(elsewhere, 'verify', path);
  assert.deepEqual([unknown.code, unknown.stdout], [2, 'unknown\n']);
  const take = await studio.runWith(elsewhere, 'verify', join(folder, 'takes', '1A-1.mp4'));
  assert.equal(take.code, 2);
  const papers = await studio.runWith(elsewhere, 'verify', path, '--manifest', join(folder, 'manifest.json'));
  assert.deepEqual([papers.code, papers.stdout], [0, 'verified\n']);
});

test('every other film has its manifest beside it, and so has a package', async () => {
  const mastered = await verify(join(folder, 'film.mp4'));
  assert.doesNotMatch(mastered.notes.join(), /no such film/);
  const rendered = await studio.run('render', 'boat', '--candidate', 'safe', '-o', 'safe/lake.mp4');
  assert.equal(rendered.code, 0, rendered.stderr);
  const held = await verify(join(studio.folder, 'safe', 'lake.mp4'));
  assert.deepEqual([held.verdict, held.cut, held.manifest], ['verified', 'safe', join(studio.folder, 'safe', 'lake.manifest.json')]); // prettier-ignore
  assert.match(held.notes.join(), /the journal agrees.*it lists no such film/);
  const combined = await studio.run('combine', 'boat', '--scenes', '1', '-o', 'one.mp4');
  assert.equal(combined.code, 0, combined.stderr);
  const one = await verify(join(studio.folder, 'one.mp4'));
  assert.deepEqual([one.verdict, one.scenes, held.scenes], ['verified', [1], null]);
  const told = await studio.run('verify', join(studio.folder, 'one.mp4'));
  assert.match(told.stderr, /^Scene 1 of the balanced cut of boat, SHA-256/m);
  const packed = await studio.run('export', 'boat', '--package', '-o', 'packed');
  assert.equal(packed.code, 0, packed.stderr);
  renameSync(join(studio.folder, 'packed', 'film.mp4'), join(studio.folder, 'packed', 'lake.mp4'));
  const inPackage = await verify(join(studio.folder, 'packed', 'lake.mp4'));
  assert.deepEqual([inPackage.verdict, inPackage.manifest], ['verified', join(studio.folder, 'packed', 'manifest.json')]); // prettier-ignore
});

test('a delivery in another codec is a film of its own, known with its manifest and without', async () => {
  const outcome = await studio.run('deliver', 'boat', '--codec', 'prores', '-o', 'edit/boat.mov', '--json');
  assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
  const told = JSON.parse(outcome.stdout) as FilmDelivery & {
    production: string;
    soundCodec: string;
    manifest: string;
  };
  assert.deepEqual([told.production, told.codec, told.soundCodec, told.width], ['boat', 'prores', 'pcm_s16le', 960]);
  const { deliveries } = JSON.parse((await studio.run('status', 'boat', '--json')).stdout) as ProductionState;
  assert.deepEqual(
    deliveries.map(({ path, media }) => [path, media]),
    [[told.path, told.media]],
    'one line, which is what the journal has',
  );
  assert.equal((await verify(told.path)).verdict, 'verified');
  rmSync(told.manifest);
  assert.equal((await verify(told.path)).verdict, 'verified');
});

test('a run that goes on afterwards leaves its film verified', async () => {
  assert.equal((await studio.run('dailies', 'boat', '1A', '--up')).code, 0);
  assert.equal((await verify(join(folder, 'film.mp4'))).verdict, 'verified');
  assert.equal((await studio.run('resume', 'boat')).code, 0);
  assert.equal((await verify(join(folder, 'film.mp4'))).verdict, 'verified');
});

test('what cannot be read is said so', async () => {
  copyFileSync(join(folder, 'ledger.csv'), join(studio.folder, 'paper.json'));
  for (const args of [
    ['nowhere.mp4'],
    ['.'],
    [join(folder, 'film.mp4'), '--manifest', 'paper.json'],
    [join(folder, 'film.mp4'), '--manifest', 'none.json'],
    [],
  ]) {
    const { code, stdout, stderr } = await studio.run('verify', ...args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^hint: /m);
  }
  for (const run of ['boat', folder]) {
    const { code, stderr } = await studio.run('verify', run);
    assert.equal(code, 2);
    assert.ok(stderr.replaceAll(/\s+/g, ' ').includes(`claude-studio verify ${join(folder, 'film.mp4')}`), stderr);
  }
});
