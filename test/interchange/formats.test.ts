import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { writeAss } from '../../src/cutting-room/formats/ass.ts';
import { writeEdl } from '../../src/cutting-room/formats/edl.ts';
import { writeFcpxml } from '../../src/cutting-room/formats/fcpxml.ts';
import { writeOtio } from '../../src/cutting-room/formats/otio.ts';
import { programmeOf, type Programme } from '../../src/cutting-room/formats/programme.ts';
import { writeXmeml } from '../../src/cutting-room/formats/xmeml.ts';
import { NASTY, RATES, sample, samples, spoken, wanted, type ClipWish, type Sample } from './cuts.ts';
import { clipsOf, tracksOf, type OtioNode } from './otio-json.ts';
import { readEdl } from './read-edl.ts';
import { readFcpxml } from './read-fcpxml.ts';
import { readOtio } from './read-otio.ts';
import { readXmeml } from './read-xmeml.ts';
import type { Stretch, Told } from './told.ts';
import { readXml } from './xml.ts';

const clip = (wish: Partial<ClipWish> = {}): ClipWish => ({
  frames: 48,
  head: 12,
  tail: 12,
  kind: 'cut',
  join: 0,
  ...wish,
});
const laidOut = ({ cut, around }: Sample): Programme => programmeOf(cut, around);

test('OTIO, FCPXML and xmeml are read back as the cut, frame by frame', () => {
  fc.assert(
    fc.property(samples, (made) => {
      const programme = laidOut(made);
      const { frames, clips, joins } = wanted(made);
      const { rate } = made.cut;
      const lists: Told[] = [
        readOtio(writeOtio(programme).text),
        readFcpxml(writeFcpxml(programme).text),
        readXmeml(writeXmeml(programme).text),
      ];
      for (const told of lists) {
        assert.deepEqual(told.rate, [rate.num, rate.den]);
        assert.equal(told.frames, frames);
        assert.deepEqual(told.clips.map(placed), clips);
        assert.deepEqual(
          told.joins,
          joins.map(({ start, frames: length, cut }) => ({ start, frames: length, cut })),
        );
        assert.ok(told.fadeIn <= (made.cut.clips[0]?.source.frames ?? 0) && told.fadeOut <= made.cut.fadeOut);
        // Nothing that fades is in a transition at the same time.
        assert.ok(
          joins.every(({ start, frames: length }) => start >= told.fadeIn && start + length <= frames - told.fadeOut),
        );
        assert.deepEqual(common(told), common(lists[0] ?? told), 'they do not disagree');
        for (const sound of told.sounds) assertSound(sound, made, frames);
      }
    }),
    { numRuns: 150 },
  );
});

test('a CMX 3600 list plays as the cut: every frame, and what it comes out of', () => {
  fc.assert(
    fc.property(samples, (made) => {
      const programme = laidOut(made);
      const told = readEdl(writeEdl(programme).text, made.cut.rate, programme.begins);
      assert.equal(told.title.includes('\n'), false);
      assert.deepEqual(told.picture, playedBy(made, programme.fadeOut));
      const heard = programme.sounds.slice(0, 2).flatMap(({ pieces }) => pieces);
      assert.equal(told.sounds.length, heard.length);
      for (const sound of told.sounds)
        assertSound({ ...sound, name: sound.name.replace(/\.wav$/, ''), url: '' }, made, wanted(made).frames);
    }),
    { numRuns: 150 },
  );
});

test('every film begins at one hour, drop-frame where the rate has it', () => {
  const begin = RATES.map((rate) => {
    const programme = laidOut(sample([clip()], { rate }));
    const [, , event = ''] = writeEdl(programme).text.split('\n');
    return [programme.begins, event.trim().split(/\s+/).at(-2)];
  });
  assert.deepEqual(begin, [
    [86_400, '01:00:00:00'],
    [90_000, '01:00:00:00'],
    [107_892, '01:00:00;00'],
    [86_400, '01:00:00:00'],
    [215_784, '01:00:00;00'],
  ]);
});

test('a list of drop-frame leaves out the numbers that do not exist', () => {
  const rate = { num: 30_000, den: 1001 };
  const programme = laidOut(sample([clip({ frames: 1800 }), clip({ frames: 16_182 }), clip()], { rate }));
  const ends = writeEdl(programme)
    .text.split('\n')
    .filter((line) => line.startsWith('00'))
    .map((line) => line.trim().split(/\s+/).at(-1));
  assert.deepEqual(ends, ['01:01:00;02', '01:10:00;00', '01:10:01;18']);
});

test('a hundred clips, one clip, no sound', () => {
  const many = sample(
    Array.from({ length: 100 }, (_, index) =>
      clip({ frames: 24 + (index % 7), kind: index % 3 === 0 ? 'dissolve' : 'cut', join: 9 }),
    ),
    { rate: { num: 30_000, den: 1001 }, fadeOut: 12, spare: true },
  );
  for (const made of [many, sample([clip({ frames: 1, head: 0, tail: 0 })])]) {
    const programme = laidOut(made);
    const told = [
      readOtio(writeOtio(programme).text),
      readFcpxml(writeFcpxml(programme).text),
      readXmeml(writeXmeml(programme).text),
    ];
    for (const { clips, sounds, unused } of told) {
      assert.deepEqual(clips.map(placed), wanted(made).clips);
      assert.deepEqual(sounds, []);
      assert.equal(unused.length, made.around.alternates.length);
    }
    const edl = readEdl(writeEdl(programme).text, made.cut.rate, programme.begins);
    assert.equal(edl.picture.length, wanted(made).frames);
    assert.deepEqual(edl.sounds, []);
  }
});

test('what a format has no word for is said, and nothing else', () => {
  const kinds = ['dissolve', 'fade-black', 'fade-white', 'wipe', 'slide-left', 'slide-right', 'zoom'] as const;
  const lost = (kind: ClipWish['kind']) => {
    const programme = laidOut(sample([clip(), clip({ kind, join: 12 })]));
    return [writeOtio, writeFcpxml, writeXmeml, writeEdl].map((write) => write(programme).lost);
  };
  assert.deepEqual(lost('dissolve'), [[], [], [], []]);
  const said = Object.fromEntries(kinds.map((kind) => [kind, lost(kind).map((lines) => lines.length > 0)]));
  assert.deepEqual(said, {
    dissolve: [false, false, false, false],
    'fade-black': [true, false, false, false],
    'fade-white': [true, true, false, true],
    wipe: [true, true, false, false],
    'slide-left': [true, true, true, true],
    'slide-right': [true, true, true, true],
    zoom: [true, true, true, true],
  });
});

test('transitions keep their kind where the format knows it', () => {
  const programme = laidOut(
    sample([
      clip(),
      ...(['dissolve', 'fade-black', 'wipe', 'slide-left', 'zoom'] as const).map((kind) => clip({ kind, join: 12 })),
    ]),
  );
  assert.deepEqual(readFcpxml(writeFcpxml(programme).text).transitions, [
    'Cross Dissolve',
    'Fade To Color',
    'Wipe',
    'Slide',
    'Cross Dissolve',
  ]);
  assert.deepEqual(readXmeml(writeXmeml(programme).text).effects, [
    'Cross Dissolve',
    'Dip to Color Dissolve',
    'Edge Wipe',
    'Push Slide',
    'Cross Zoom',
  ]);
  const { codes } = readEdl(writeEdl(programme).text, programme.rate, programme.begins);
  assert.deepEqual(codes, ['D', 'D', 'D', 'W001', 'D', 'D'], 'a fade through black is two dissolves');
});

test('a transition that the handles do not have is shortened, and said', () => {
  const made = sample([
    clip({ tail: 3 }),
    clip({ kind: 'dissolve', join: 20 }),
    clip({ head: 0, kind: 'wipe', join: 8 }),
  ]);
  const programme = laidOut(made);
  assert.deepEqual(
    programme.joins.map(({ start, end }) => [start, end]),
    [[45, 51]],
  );
  assert.deepEqual(programme.lost, [
    'the dissolve from 1A-1 to 2A-1 has 6 frames here instead of 20: there is no room for more',
    'the wipe from 2A-1 to 3A-1 is a cut here: there is no room for its 8 frames',
  ]);
});

test('each line of an event has its file, and events that have no number of three digits are told', () => {
  const { text, lost } = writeEdl(laidOut(sample([clip(), clip({ kind: 'dissolve', join: 12 })], { fadeOut: 6 })));
  const files = text.split('\n').filter((line) => line.startsWith('* SOURCE FILE: ')).map((line) => line.split('/').at(-1)); // prettier-ignore
  assert.deepEqual(files, ['1A-1.mp4', '1A-1.mp4', '2A-1.mp4', '2A-1.mp4', '* SOURCE FILE: BL']);
  assert.doesNotMatch(lost.join(), /events/);
  const many = writeEdl(laidOut(sample(Array.from({ length: 1_002 }, () => clip({ frames: 2 })))));
  assert.match(many.lost.join(), /3 of 1002 events/);
  assert.match(many.text, /^1002 {2}1002A1 /m);
});

test('gain is bare decibels, and takes are auditions beside the project with their scores', () => {
  const sounds = [{ kind: 'music' as const, at: 0, seconds: 2, gainDb: -6 }];
  const { text } = writeFcpxml(laidOut(sample([clip(), clip()], { spare: true, sounds })));
  assert.match(text, /<adjust-volume amount="-6"\/>/);
  assert.equal(text.match(/<audition>/g)?.length, 2);
  assert.ok(text.indexOf('</project>') < text.indexOf('<audition>'));
  assert.match(text, /<audition>\s*<asset-clip [^>]*name="1A-1"[^>]*>\s*<marker /);
});

test('reels are unique, whatever the takes are called', () => {
  const made = sample(Array.from({ length: 30 }, () => clip()));
  let count = 0;
  for (const [key, medium] of made.around.media) {
    (made.around.media as Map<string, typeof medium>).set(key, {
      ...medium,
      name: ['BL', '湖', 'a-very-long-name', 'A VERY LONG NAME'][count % 4] ?? '',
    });
    count += 1;
  }
  const programme = laidOut(made);
  const rows = writeEdl(programme)
    .text.split('\n')
    .filter((line) => /^\d/.test(line));
  const reels = rows.map((row) => row.split(/\s+/)[1] ?? '');
  assert.equal(new Set(reels).size, 30);
  for (const reel of reels) assert.match(reel, /^(?!BL$)[A-Z0-9]{1,8}$/);
});

test('addresses and names are escaped as each format wants it', () => {
  const made = sample([clip()], {
    title: NASTY,
    folder: 'file:///films/100%25%20%22sure%22%20%26%20%E6%B9%96',
    sounds: [{ kind: 'voice', at: 0, seconds: 1, gainDb: 0 }],
  });
  const programme = laidOut(made);
  const url = programme.picture[0]?.medium.url ?? '';
  assert.equal(readOtio(writeOtio(programme).text).clips[0]?.url, url);
  assert.equal(readFcpxml(writeFcpxml(programme).text).clips[0]?.url, url);
  assert.equal(readXmeml(writeXmeml(programme).text).clips[0]?.url, url.replace('file:///', 'file://localhost/'));
  const kept = NASTY.replaceAll(/[\u0007\uD800]/g, '');
  for (const write of [writeFcpxml, writeXmeml]) {
    const text = write(programme).text;
    assert.ok(
      JSON.stringify(readXml(text)).includes(JSON.stringify(kept).slice(1, -1)),
      'the title is read back to the letter',
    );
    assert.doesNotMatch(text, /[\u202A-\u202E]/u);
  }
  assert.equal((JSON.parse(writeOtio(programme).text) as { name: string }).name, NASTY.toWellFormed());
});

test('titles, captions, scores and chapters arrive', () => {
  const made = sample([clip(), clip()], { words: [{ text: 'The "end" & <all>', start: 1, frames: 30 }] });
  made.cut.captions = [{ start: 0.5, end: 2, text: 'Here we\nare' }];
  const programme = laidOut(made);
  const fcpxml = readFcpxml(writeFcpxml(programme).text);
  assert.deepEqual(fcpxml.titles, [{ text: 'The "end" & <all>', start: 48, frames: 30 }]);
  assert.deepEqual(fcpxml.captions, [{ text: 'Here we\nare', start: 12, frames: 36 }]);
  assert.match(
    writeFcpxml(programme).text,
    /<marker start="12\/24s" duration="1\/24s" value="1A-1 circle · 82 of 100" note="prompt: A film"\/>/,
  );
  assert.match(
    writeFcpxml(programme).text,
    /<chapter-marker start="12\/24s" duration="1\/24s" value="Scene 1: A film"\/>/,
  );
  assert.deepEqual(readXmeml(writeXmeml(programme).text).texts, ['The "end" & <all>']);
  assert.deepEqual(readOtio(writeOtio(programme).text).notes, [
    { at: 0, name: 'Scene 1: A film', kind: 'chapter' },
    { at: 12, name: 'Here we\nare', kind: 'caption' },
    { at: 48, name: 'The "end" & <all>', kind: 'title' },
  ]);
  const { marks } = readEdl(writeEdl(programme).text, programme.rate, programme.begins);
  assert.deepEqual(marks[1], { at: 0, text: '1A-1 circle - 82 of 100: prompt: A film' });
});

test('a CMX 3600 list that nobody wrote a letter of another alphabet into is ASCII', () => {
  const wrote = (title: string): string =>
    writeEdl(laidOut(sample([clip(), clip({ kind: 'dissolve', join: 12 })], { title }))).text;
  assert.match(wrote('“It’s late” – 4×3 → home… «so»'), /^TITLE: "It's late" - 4x3 -> home... "so"\n[\x20-\x7E\n]*$/);
  assert.match(wrote('Über · Große Tränen'), /^TITLE: Über - Große Tränen\n/);
});

test('a marker says all that it says in its comment: some programs show nothing else', () => {
  const made = sample([clip(), clip()], { words: [{ text: 'The end', start: 1, frames: 30 }] });
  made.cut.captions = [{ start: 0.5, end: 2, text: 'Here we are' }];
  const list = JSON.parse(writeOtio(laidOut(made)).text) as OtioNode;
  const all = [list.tracks, ...clipsOf(tracksOf(list)[0])].flatMap((one) => one?.markers ?? []);
  assert.deepEqual(
    all.map(({ comment }) => comment),
    [
      'Scene 1: A film',
      'Here we are',
      '1A-1 circle · 82 of 100: prompt: A film',
      '2A-1 circle · 82 of 100: prompt: A film',
      'The end',
    ],
  );
});

test('music that is too short is laid down again until the film ends', () => {
  const made = sample([clip({ frames: 240 })], { sounds: [{ kind: 'music', at: 0, seconds: 4, gainDb: 0 }] });
  made.cut.sounds = made.cut.sounds.map((sound) => ({ ...sound, seconds: null }));
  const starts = [0, 48, 96, 144];
  for (const told of [readOtio(writeOtio(laidOut(made)).text), readFcpxml(writeFcpxml(laidOut(made)).text)]) {
    assert.deepEqual(
      told.sounds.map(({ start }) => start),
      starts,
    );
    assert.deepEqual(
      told.sounds.map(({ frames }) => frames),
      [96, 96, 96, 96],
    );
  }
});

test('ASS lights up each word while it is said', () => {
  const made = sample([clip({ frames: 240 })], { words: [{ text: 'One\nTwo {three} \\four', start: 0, frames: 24 }] });
  made.cut.captions = [
    { start: 1, end: 3, text: 'Here the\nland ends.' },
    { start: 4, end: 6, text: 'Nobody said {this}' },
  ];
  const around = { ...made.around, spoken: [{ words: spoken('Here the land ends.'), at: 1 }] };
  const { text } = writeAss(programmeOf(made.cut, around));
  const lines = text.split('\n').filter((line) => /^(?:Dialogue|Comment): /.test(line));
  assert.deepEqual(lines, [
    'Dialogue: 0,0:00:01.00,0:00:03.00,caption-bottom,,0,0,0,,{\\kf40}Here{\\k10} {\\kf40}the{\\k10}\\N{\\kf40}land{\\k10} {\\kf40}ends.',
    'Dialogue: 0,0:00:04.00,0:00:06.00,caption-bottom,,0,0,0,,Nobody said \\{this\\}',
    'Comment: 0,0:00:00.00,0:00:01.00,title-center,,0,0,0,,{\\fad(200,200)}One\\NTwo \\{three\\} \\\u2060four',
  ]);
  const styles = [...text.matchAll(/^Style: ([\w-]+),(.*)$/gm)];
  assert.deepEqual(
    styles.map(([, name]) => name),
    ['caption-bottom', 'title-center'],
  );
  const fields = /\[V4\+ Styles\]\nFormat: (.*)/.exec(text)?.[1]?.split(', ').length;
  for (const [, , rest = ''] of styles) assert.equal(rest.split(',').length + 1, fields);
});

test('words whose line begins nobody knows when are timed from their caption', () => {
  const made = sample([clip({ frames: 240 })]);
  made.cut.captions = [{ start: 2, end: 4, text: 'land ends.' }];
  const around = { ...made.around, spoken: [{ words: spoken('Here the land ends.'), at: null }] };
  assert.deepEqual(programmeOf(made.cut, around).captions[0]?.words, [
    { from: 0, to: 4, start: 2, end: 2.4 },
    { from: 5, to: 10, start: 2.5, end: 2.9 },
  ]);
});

function placed({ name, start, frames, source }: Stretch) {
  return { name, start, frames, source };
}

/** What all formats can say; addresses are written differently. */
function common({ begins, fadeIn, fadeOut, sounds, unused }: Told) {
  const bare = (stretches: Stretch[]) =>
    stretches.map((stretch) => ({ ...stretch, url: stretch.url.replace('file://localhost/', 'file:///') }));
  return { begins, fadeIn, fadeOut, sounds: bare(sounds), unused: bare(unused) };
}

function assertSound({ name, start, frames, source }: Stretch, { cut }: Sample, end: number): void {
  const sound = cut.sounds[Number(name.split('-').at(-1)) - 1];
  assert.ok(sound !== undefined && sound.seconds !== null);
  const second = cut.rate.num / cut.rate.den;
  assert.ok(Math.abs(start - sound.at * second) <= 0.5, 'on the nearest frame');
  assert.equal(source, 0);
  assert.ok(frames >= 1 && start + frames <= end);
  assert.ok(start + frames === end || Math.abs(frames - sound.seconds * second) <= 1, 'as long as it is');
}

/** The film that a list must play, frame by frame; black has no name. */
function playedBy(made: Sample, fadeOut: number): ReturnType<typeof readEdl>['picture'] {
  const { frames, clips, joins } = wanted(made);
  return Array.from({ length: frames }, (_, at) => {
    const shown = clips.findLast(({ start }) => start <= at);
    const join = joins.find(({ start, frames: length }) => at >= start && at < start + length);
    const side = (index: number) => {
      const one = clips[index];
      return one === undefined
        ? { name: 'BL', source: 0 }
        : { name: `${one.name}.mp4`, source: one.source + at - one.start };
    };
    const here = clips.indexOf(shown ?? assert.fail());
    const black = { name: 'BL', source: 0 };
    let [to, from]: [{ name: string; source: number }, { name: string; source: number } | null] = [side(here), null];
    if (at >= frames - fadeOut) [to, from] = [black, side(clips.length - 1)];
    else if (join !== undefined) {
      const into = clips.findIndex(({ start }) => start === join.cut);
      if (join.kind !== 'fade-black') [to, from] = [side(into), side(into - 1)];
      else if (at < join.cut) [to, from] = [black, side(into - 1)];
      else [to, from] = [side(into), black];
    }
    return { to: to.name, source: to.source, from: from?.name ?? null, fromSource: from?.source ?? 0 };
  });
}
