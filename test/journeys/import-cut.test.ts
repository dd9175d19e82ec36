import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { encodeFrames } from '../../src/cutting-room/codec/encode.ts';
import { fingerprint } from '../../src/cutting-room/fingerprint.ts';
import { readFrames } from '../../src/cutting-room/codec/frames.ts';
import { probe } from '../../src/cutting-room/codec/probe.ts';
import type { Cut } from '../../src/film/cut.ts';
import type { FilmDelivery } from '../../src/film/delivery.ts';
import type { ImportedCut } from '../../src/production/hand-over/import-cut.ts';
import { clipsOf, gap, range, startOf, tracksOf, type OtioNode } from '../interchange/otio-json.ts';
import { dataOf, eventsOf, lot, onlyOf, type Lot, type Outcome } from './studio.ts';

let studio: Lot;
let folder: string;
let cut: Cut;

before(async () => {
  studio = lot();
  const concept = 'A red boat on a lake at dawn; then the boat lies at the pier at night';
  const made = await studio.run('produce', concept, '--budget', '2', '--duration', '6', '--resolution', '540p', '--run-id', 'boat', '--json'); // prettier-ignore
  assert.equal(made.code, 0, made.stderr);
  folder = onlyOf(eventsOf(made), 'production-started').folder;
  const { candidates, recommended } = onlyOf(eventsOf(made), 'cut-proposed');
  cut = candidates.find((one) => one.cut.id === recommended)?.cut ?? assert.fail();
  assert.ok(cut.clips.length >= 2 && cut.sounds.some(({ kind }) => kind === 'voice'), 'enough to be changed');
});
after(() => studio[Symbol.dispose]());

/** The list as an editor gets it, changed and saved in a folder of its own. */
async function edited(name: string, change: (children: OtioNode[], picture: OtioNode) => OtioNode[]): Promise<string> {
  const { stdout } = await studio.run('export', 'boat', '--format', 'otio', '--candidate', cut.id);
  const tree = JSON.parse(stdout) as OtioNode;
  const [picture] = tracksOf(tree);
  assert.ok(picture !== undefined);
  picture.children = change(clipsOf(picture), picture);
  const path = join(studio.folder, name, 'cut.otio');
  mkdirSync(join(studio.folder, name), { recursive: true });
  writeFileSync(path, JSON.stringify(tree));
  return path;
}

const outcomeOf = ({ stdout }: Outcome): ImportedCut => JSON.parse(stdout) as ImportedCut;
const unwrapped = ({ stderr }: Outcome): string => stderr.replaceAll(/\s+/g, ' ');
const told = async (): Promise<number> => eventsOf(await studio.run('resume', 'boat', '--json')).length;
const foreign = (name: string, url: string, frames: number): OtioNode => ({
  OTIO_SCHEMA: 'Clip.1',
  name,
  source_range: range(0, frames),
  media_reference: { OTIO_SCHEMA: 'ExternalReference.1', target_url: url },
});

/** Mean difference of the lower third of two frames, where no letters are; 0 to 255. */
async function apart(one: [string, number], other: [string, number]): Promise<number> {
  const [a] = await readFrames(one[0], [one[1]], { width: 160 });
  const [b] = await readFrames(other[0], [other[1]], { width: 160 });
  assert.ok(a !== undefined && b !== undefined && a.data.length === b.data.length);
  const third = a.width * Math.floor((a.height * 2) / 3) * 4;
  const [low, below] = [a.data.subarray(third), b.data.subarray(third)];
  return low.reduce((sum, value, at) => sum + Math.abs(value - (below[at] ?? 0)), 0) / low.length;
}

test('a list that nobody has touched gives the very same film, packet for packet', async () => {
  const made = await studio.run('import-cut', 'boat', join(folder, 'cut.otio'), '--json');
  assert.equal(made.code, 0, made.stderr);
  const { film, changes, notCarried, missing } = outcomeOf(made);
  assert.equal(film, join(folder, 'cuts', 'edited.mp4'));
  assert.deepEqual([notCarried, missing], [[], []]);
  assert.equal(changes, `as the ${cut.id} cut`);
  const [was, is] = [await fingerprint(join(folder, 'film.mp4'), [0], cut.rate), await fingerprint(film ?? '', [0], cut.rate)]; // prettier-ignore
  assert.deepEqual([is.frames, is.picture, is.sound], [was.frames, was.picture, was.sound]);
});

test('clips that are moved and trimmed are seen so, and the cut is there for every other command', async () => {
  const path = await edited('moved', ([first, second]) => {
    assert.ok(first !== undefined && second !== undefined);
    first.source_range = range(startOf(first), 30);
    second.source_range = range(startOf(second) + 10, 20);
    return [second, first];
  });
  const events = await told();
  const made = await studio.run('import-cut', 'boat', path);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stderr, /1 moved, 2 trimmed/);
  assert.match(made.stderr, /^next {2}claude-studio deliver boat --candidate edited$/m);
  const film = made.stdout.trim();
  assert.equal((await probe(film)).video?.frames, 50);
  const [first, second] = cut.clips;
  assert.ok(first !== undefined && second !== undefined);
  const take = (slate: string): string => join(folder, 'takes', `${slate}.mp4`);
  const places: [number, string, number][] = [
    [10, second.slate, second.source.start + 20],
    [45, first.slate, first.source.start + 25],
  ];
  for (const [at, slate, frame] of places)
    assert.ok((await apart([film, at], [take(slate), frame])) < 6, `${slate} frame ${frame} at ${at}`);

  assert.equal(await told(), events + 1, 'one fact: the cut that came back');
  const rendered = await studio.run('render', 'boat', '--candidate', 'edited', '-o', 'again.mp4');
  assert.equal(rendered.code, 0, rendered.stderr);
  const [one, other] = [await fingerprint(film, [0], cut.rate), await fingerprint(join(studio.folder, 'again.mp4'), [0], cut.rate)]; // prettier-ignore
  assert.equal(other.sha256, one.sha256);
  const status = await studio.run('status', 'boat');
  assert.match(`${status.stdout}${status.stderr}`, /edited +\S*cuts\/edited\.mp4 \(0:02\.1\)/);
  const srt = await studio.run('export', 'boat', '--candidate', 'edited', '--format', 'srt');
  if (srt.stdout !== '') assert.equal(readFileSync(join(folder, 'cuts', 'edited.srt'), 'utf8'), srt.stdout);
  const exported = await studio.run('export', 'boat', '--candidate', 'edited', '--format', 'otio', '-o', 'edited.otio');
  assert.equal(exported.code, 0, exported.stderr);
  const back = await studio.run('import-cut', 'boat', 'edited.otio', '--json');
  assert.equal(outcomeOf(back).changes, 'as the edited cut');
  assert.equal(await told(), events + 1, 'the same cut once more is no news');
});

test('a transition that is longer than a clip beside it is shortened, and said, also by whoever delivers the cut', async () => {
  const path = await edited('short', ([first, second]) => {
    assert.ok(first !== undefined && second !== undefined);
    const dissolve = {
      OTIO_SCHEMA: 'Transition.1',
      transition_type: 'SMPTE_Dissolve',
      in_offset: { OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: 6 },
      out_offset: { OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: 6 },
    } as OtioNode;
    first.source_range = range(startOf(first), 30);
    second.source_range = range(startOf(second), 4);
    return [first, dissolve, second];
  });
  const slate = cut.clips[1]?.slate ?? '';
  const warning = new RegExp(`the dissolve into take ${slate} has 4 instead of 12 frames: take ${slate} has only 4`);
  const dry = await studio.run('import-cut', 'boat', path, '--dry-run', '--json');
  assert.equal(dry.code, 0, dry.stderr);
  assert.match(outcomeOf(dry).warnings.join(), warning);
  const made = await studio.run('import-cut', 'boat', path);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stderr.replaceAll(/\s+/g, ' '), warning);
  const delivered = await studio.run('deliver', 'boat', '--candidate', 'edited', '--json');
  assert.equal(delivered.code, 0, delivered.stderr);
  assert.match((JSON.parse(delivered.stdout) as FilmDelivery).notes.join(), warning);
});

test('a program that keeps no metadata and has its own names loses nothing of the cut', async () => {
  const path = await edited('bare', (_clips, { children = [] }) => children);
  const tree = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) => {
    if (key === 'metadata') return {};
    if (key === 'markers') return [];
    return value;
  }) as OtioNode;
  for (const clip of tracksOf(tree).flatMap(clipsOf)) {
    const reference = clip.media_references?.['DEFAULT_MEDIA'] ?? assert.fail();
    clip.name = (reference.target_url ?? '').split('/').at(-1) ?? '';
    reference.target_url = `C:\\films\\${clip.name}`;
  }
  writeFileSync(path, JSON.stringify(tree));
  const told = await studio.run('import-cut', 'boat', path, '--dry-run', '--json');
  assert.equal(told.code, 0, told.stderr);
  assert.deepEqual([outcomeOf(told).missing, outcomeOf(told).notCarried], [[], []]);
  assert.match(
    outcomeOf(told).changes,
    /^(?:as the \w+ cut|against the \w+ cut: sound changed(?:, captions changed)?)$/,
  );
});

test('a clip of somebody else beside the list comes in with it', async () => {
  const path = await edited('foreign', (_clips, { children = [] }) => [
    ...children,
    foreign('Drone shot', 'media/drone%20shot.mp4', 24),
  ]);
  mkdirSync(join(studio.folder, 'foreign', 'media'));
  const red = new Uint8Array(320 * 240 * 4).map((_, at) => (at % 4 === 0 || at % 4 === 3 ? 255 : 0));
  const media = join(studio.folder, 'foreign', 'media', 'drone shot.mp4');
  await encodeFrames({ path: media, size: { width: 320, height: 240 }, rate: { num: 30, den: 1 }, frames: 45, draw: () => red }); // prettier-ignore
  const made = await studio.run('import-cut', 'boat', path, '--json');
  assert.equal(made.code, 0, made.stderr);
  const { film, frames, takenIn } = outcomeOf(made);
  assert.deepEqual(takenIn, ['drone shot.mp4']);
  assert.equal((await probe(film ?? '')).video?.frames, frames);
  const [middle] = await readFrames(film ?? '', [frames - 2], { width: 160 });
  const centre = (45 * 160 + 80) * 4;
  const [r = 0, g = 0, b = 0] = middle?.data.subarray(centre, centre + 3) ?? [];
  assert.ok(r > 200 && g < 60 && b < 60, `${r} ${g} ${b}`);
  const manifest = JSON.parse(readFileSync(join(folder, 'cuts', 'edited.manifest.json'), 'utf8')) as {
    assets: { name: string; handedIn?: boolean; provider: string | null }[];
  };
  const asset = manifest.assets.find(({ name }) => name === 'drone-shot');
  assert.deepEqual([asset?.handedIn, asset?.provider], [true, null]);
});

test('what is not here is told with its price, and nothing is made of it', async () => {
  const path = await edited('wanting', ([first, second]) => {
    assert.ok(first !== undefined && second !== undefined);
    const slate = String(second.name).replace(/-\d+$/, '-9');
    const outside = [
      '../../../../etc/passwd',
      'https://example.org/clip.mp4',
      'file:///etc/hostname',
      '%00',
      'link.mp4',
    ];
    return [
      { ...first, source_range: range(0, 500) },
      foreign(slate, 'media/gone.mp4', 48),
      ...outside.map((url) => foreign(`from ${url}`, url, 24)),
    ];
  });
  // A link out of the folder is no way out of it.
  symlinkSync(join(folder, 'film.mp4'), join(studio.folder, 'wanting', 'link.mp4'));
  const events = await told();
  const cuts = readdirSync(join(folder, 'cuts')).map((name) => readFileSync(join(folder, 'cuts', name)).length);
  const refused = await studio.run('import-cut', 'boat', path);
  assert.equal(refused.code, 3, refused.stderr);
  assert.match(refused.stderr, /^hint: /m);
  assert.match(refused.stdout, /\$\d+\.\d\d/);
  // What can be ordered is said with the command for it, what no order brings is not.
  const hint = refused.stderr.replaceAll(/\s+/g, ' ');
  assert.match(hint, /hint: claude-studio dailies boat \w+ --reshoot, then resume, orders a take\. No take is longer/);
  const dry = await studio.run('import-cut', 'boat', path, '--dry-run', '--json');
  assert.equal(dry.code, 0, dry.stderr);
  const { missing, film } = outcomeOf(dry);
  assert.equal(film, null);
  assert.equal(missing.length, 7, JSON.stringify(missing));
  const [gone] = missing;
  assert.equal(gone?.shot, cut.clips[1]?.shot);
  assert.ok((gone?.price ?? 0) > 0);
  const long = missing.find(({ clip }) => clip === cut.clips[0]?.slate);
  assert.match(long?.why ?? '', /frames more/);
  assert.ok((long?.price ?? 0) > (gone?.price ?? 0), 'a longer one costs more');
  assert.match(missing.map(({ why }) => why).join('\n'), /outside[^]*not fetched[^]*outside[^]*outside/);
  assert.equal(await told(), events);
  assert.deepEqual(readdirSync(join(folder, 'cuts')).map((name) => readFileSync(join(folder, 'cuts', name)).length), cuts); // prettier-ignore
});

test('files that share a name are told apart, each once and as long as its longest piece', async () => {
  const path = await edited('namesakes', ([first]) => [
    ...(first === undefined ? [] : [first]),
    ...[24, 60, 30].map((frames) => foreign('Clip', 'one.mp4', frames)),
    foreign('Clip', 'other.mp4', 12),
  ]);
  const { missing } = outcomeOf(await studio.run('import-cut', 'boat', path, '--dry-run', '--json'));
  assert.deepEqual(missing.map(({ clip, seconds }) => [clip, seconds]), [['Clip', 2.5], ['Clip', 0.5]]); // prettier-ignore
});

test('what is deleted of the cut that came back is there again after a resume, for nothing', async () => {
  const cuts = join(folder, 'cuts');
  const files = (): [string, string][] =>
    readdirSync(cuts).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(cuts, name)))
        .digest('hex'),
    ]);
  const was = files();
  const manifest = JSON.parse(readFileSync(join(cuts, 'edited.manifest.json'), 'utf8')) as {
    film: { sha256: string };
    assets: { name: string; sha256: string }[];
  };
  const stored = (sha256 = 'none'): string[] => globSync(`media/*/${sha256}.mp4`, { cwd: studio.home });
  const film = stored(manifest.film.sha256);
  const clip = stored(manifest.assets.find(({ name }) => name === 'drone-shot')?.sha256);
  assert.deepEqual([film.length, clip.length], [1, 1]);
  const kept = join(studio.folder, 'clip.mp4');
  copyFileSync(join(studio.home, clip[0] ?? ''), kept);
  const events = await told();
  for (const lost of [[], film, [...film, ...clip]]) {
    rmSync(cuts, { recursive: true });
    for (const name of lost) rmSync(join(studio.home, name));
    const resumed = await studio.run('resume', 'boat', '--json');
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.equal(eventsOf(resumed).length, events);
    // What it was made of is gone: then the film itself is still the film.
    if (lost.length > 1) assert.ok(!existsSync(cuts));
    else assert.deepEqual(files(), was);
  }
  copyFileSync(kept, join(studio.home, clip[0] ?? ''));
  assert.equal((await studio.run('resume', 'boat')).code, 0);
  assert.deepEqual(files(), was);
});

test('a list of another production is said so, and one of another format with what makes a list of it', async () => {
  const path = await edited('other', (_clips, { children = [] }) => children);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/("production": ?)"boat"/g, '$1"fox"'));
  const { warnings } = outcomeOf(await studio.run('import-cut', 'boat', path, '--dry-run', '--json'));
  assert.match(warnings.join(), /written from fox, not from boat/);
  for (const name of ['film.fcpxml', 'film.edl', 'film.xml']) {
    writeFileSync(join(studio.folder, name), 'TITLE: film');
    const refused = await studio.run('import-cut', 'boat', name);
    assert.equal(refused.code, 2);
    assert.ok(unwrapped(refused).includes(`hint: otioconvert -i ${name} -o film.otio`), refused.stderr);
  }
  const gone = await studio.run('import-cut', 'boat', 'gone.otio');
  assert.match(gone.stderr, /gone\.otio cannot be read: there is no such file or folder$/m);
});

test('a dry run tells and leaves everything as it is', async () => {
  const path = await edited('dry', (clips) => [...clips.toReversed(), gap(12), ...clips.slice(0, 1)]);
  const events = await told();
  const { code, stderr, stdout } = await studio.run('import-cut', 'boat', path, '--dry-run');
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /moved/);
  assert.equal(await told(), events);
});

test('a hole is black for as long as it is', async () => {
  const path = await edited('hole', ([first, ...others]) => [
    ...(first === undefined ? [] : [first]),
    gap(24),
    ...others,
  ]);
  const made = await studio.run('import-cut', 'boat', path, '--json');
  assert.equal(made.code, 0, made.stderr);
  const { film, frames } = outcomeOf(made);
  const length = cut.clips[0]?.source.frames ?? 0;
  assert.equal(
    frames,
    cut.clips.reduce((total, { source }) => total + source.frames, 24),
  );
  const [dark] = await readFrames(film ?? '', [length + 12], { width: 64 });
  assert.ok((dark?.data ?? [255]).every((value, at) => at % 4 === 3 || value < 20));
});

test('what is no list is refused, and what came back before stays', async () => {
  const bad = join(studio.folder, 'bad.otio');
  const lists = [
    '',
    '{"OTIO_SCHEMA":"Timeline.1"}',
    '{"OTIO_SCHEMA":"Timeline.1","tracks":{"OTIO_SCHEMA":"Stack.1","children":[]}}',
  ];
  copyFileSync(join(folder, 'film.mp4'), join(studio.folder, 'film.otio'));
  for (const text of lists) {
    writeFileSync(bad, text);
    const { code, stderr } = await studio.run('import-cut', 'boat', bad);
    assert.equal(code, 2);
    assert.match(stderr, /^hint: /m);
  }
  for (const args of [['boat', 'film.otio'], ['boat', 'nowhere.otio'], ['boat', '.'], ['nobody', bad], ['boat']])
    assert.equal((await studio.run('import-cut', ...args)).code, 2, args.join(' '));
  const { stdout } = await studio.run('render', 'boat', '--list');
  assert.match(stdout, /edited/);
  const resumed = eventsOf(await studio.run('resume', 'boat', '--json'));
  assert.equal(dataOf(resumed, 'film-mastered').length, 1, 'the film itself is the editor’s');
  assert.ok(existsSync(join(folder, 'cuts', 'edited.mp4')));
});
