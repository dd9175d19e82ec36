import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { writeOtio } from '../../src/cutting-room/formats/otio.ts';
import { programmeOf } from '../../src/cutting-room/formats/programme.ts';
import { readOtio, type EditList } from '../../src/cutting-room/formats/read-otio.ts';
import { StudioError } from '../../src/errors.ts';
import { Cut as CutShape, type Cut } from '../../src/film/cut.ts';
import { toSeconds } from '../../src/film/time.ts';
import { lacksOf, recut, type Bins } from '../../src/production/hand-over/recut.ts';
import { sample, samples, type Sample } from './cuts.ts';
import { clipsOf, gap, range, startOf, time, tracksOf, type OtioNode } from './otio-json.ts';

const film = { num: 24, den: 1 };
const list = (made: Sample): OtioNode => JSON.parse(writeOtio(programmeOf(made.cut, made.around)).text) as OtioNode;
const read = (tree: OtioNode, rate = film): EditList => readOtio(JSON.stringify(tree), rate);

function binsOf({ cut, around }: Sample): Bins {
  return {
    footage: ({ name }) => {
      const clip = cut.clips.find(({ slate }) => slate === name) ?? cut.clips[0] ?? assert.fail();
      return { shot: clip.shot, slate: clip.slate, media: clip.media, frames: clip.available.frames };
    },
    recording: ({ name }) => {
      const [key] = [...around.media].find(([, medium]) => medium.name === name) ?? assert.fail(name);
      const { kind, media, seconds } = cut.sounds.find((sound) => sound.media.sha256 === key) ?? assert.fail();
      return { kind, media, seconds: seconds ?? 1 };
    },
    black: {
      shot: 'black',
      slate: 'black-1',
      media: { sha256: '0'.repeat(64), extension: 'mp4', bytes: 1 },
      frames: 9000,
    },
  };
}

const back = (made: Sample, tree: OtioNode): Cut => recut(read(tree, made.cut.rate), binsOf(made), made.cut).cut;

test('a cut that is written down and read back is the same cut, frame for frame', () => {
  fc.assert(
    fc.property(samples, fc.array(fc.nat(200), { maxLength: 3 }), (made, spoken) => {
      const frames = made.cut.clips.reduce((total, { source }) => total + source.frames, 0);
      const end = toSeconds(frames, made.cut.rate);
      made.cut.captions = spoken
        .toSorted((a, b) => a - b)
        .map((at, index) => ({ start: (at / 201) * end, end, text: `Line ${index}` }));
      const heard = made.cut.sounds.filter(
        ({ at }) => Math.round((at * made.cut.rate.num) / made.cut.rate.den) < frames,
      );
      const voices = made.cut.sounds.filter(({ kind }) => kind === 'voice').toSorted((a, b) => a.at - b.at);
      const said = made.cut.captions.filter(({ start }) => {
        const voice = voices.findLast(({ at }) => at <= start + 0.001);
        return voice === undefined || heard.includes(voice);
      });
      const wanted: Cut = {
        ...made.cut,
        id: 'edited',
        clips: made.cut.clips.map((clip) => ({
          ...clip,
          overlays: clip.overlays.filter(({ text }) => text.trim() !== ''),
        })),
        sounds: heard.filter(({ at }) => at < end),
        captions: said,
      };
      const { cut, notes } = recut(read(list(made), made.cut.rate), binsOf(made), made.cut);
      assert.deepEqual(cut, wanted);
      if (heard.length > 0) assert.deepEqual(notes, []);
    }),
    { numRuns: 300 },
  );
});

const three = (): Sample =>
  sample(
    [
      { frames: 48, head: 12, tail: 12, kind: 'fade-black', join: 10 },
      { frames: 36, head: 12, tail: 12, kind: 'dissolve', join: 12 },
      { frames: 60, head: 12, tail: 12, kind: 'cut', join: 0 },
    ],
    { sounds: [{ kind: 'voice', at: 2.51, seconds: 1, gainDb: -3 }, { kind: 'music', at: 0, seconds: 3, gainDb: 0 }], words: [{ text: 'Lake', start: 1, frames: 24 }] }, // prettier-ignore
  );

/** A list of three clips, a voice and music, with what is changed of it. */
function opened() {
  const made = three();
  const tree = list(made);
  const [picture, voice, music] = tracksOf(tree) as [OtioNode, OtioNode, OtioNode];
  const [one, two, last] = clipsOf(picture) as [OtioNode, OtioNode, OtioNode];
  return { made, tree, picture, voice, music, one, two, last };
}

const slates = ({ clips }: Pick<Cut, 'clips'>): string[] => clips.map(({ slate }) => slate);
const ranges = ({ clips }: Pick<Cut, 'clips'>): number[][] => clips.map(({ source }) => [source.start, source.frames]);

test('order, trims, transitions and titles that an editor changes are what the cut has', () => {
  const { made, tree, picture, one, two, last } = opened();
  two.source_range = range(20, 20);
  last.source_range = range(12, 50);
  const wipe = { OTIO_SCHEMA: 'Transition.1', metadata: {}, name: 'Edge Wipe', transition_type: 'Custom_Transition', in_offset: time(4), out_offset: time(4) }; // prettier-ignore
  picture.children = [last, one, wipe, two];
  const cut = back(made, tree);
  assert.deepEqual(slates(cut), ['3A-1', '1A-1', '2A-1']);
  assert.deepEqual(ranges(cut), [[12, 50], [12, 48], [20, 20]]); // prettier-ignore
  assert.deepEqual(cut.clips.map(({ transitionIn }) => transitionIn), [{ kind: 'cut', frames: 0 }, { kind: 'cut', frames: 0 }, { kind: 'wipe', frames: 8 }]); // prettier-ignore
  // The title was over the frames 12 to 36 of 2A-1, of which 20 on are left.
  assert.deepEqual(cut.clips[2]?.overlays.map(({ text, range: seen }) => [text, seen]), [['Lake', { start: 0, frames: 16 }]]); // prettier-ignore
});

test('another kind of transition in the place of one, as long as it, is the other kind', () => {
  const clip = { frames: 48, head: 12, tail: 12 };
  const made = sample([
    { ...clip, kind: 'cut', join: 0 },
    { ...clip, kind: 'dissolve', join: 12 },
  ]);
  const tree = list(made);
  const join = tracksOf(tree)[0]?.children?.find(({ OTIO_SCHEMA }) => OTIO_SCHEMA === 'Transition.1');
  Object.assign(join ?? assert.fail(), { metadata: {}, name: 'Star Wipe', transition_type: 'Custom_Transition' });
  assert.deepEqual(back(made, tree).clips[1]?.transitionIn, { kind: 'wipe', frames: 12 });
  assert.match(read(tree).notCarried.join('\n'), /Star Wipe.*it is a wipe/);
});

test('a razor makes two of one clip, and its title goes on over the cut', () => {
  const { made, tree, picture, one, two, last } = opened();
  const half = { ...two, source_range: range(24, 24) };
  two.source_range = range(12, 12);
  picture.children = [one, two, half, last];
  const cut = back(made, tree);
  assert.deepEqual(ranges(cut).slice(1, 3), [[12, 12], [24, 24]]); // prettier-ignore
  assert.deepEqual(cut.clips.slice(1, 3).map(({ overlays }) => overlays[0]?.range), [{ start: 0, frames: 12 }, { start: 0, frames: 12 }]); // prettier-ignore
  assert.equal(cut.clips[2]?.transitionIn.kind, 'cut');
});

test('sound moves to the frame, is trimmed at both ends, and is exact where nobody has touched it', () => {
  const { made, tree, voice, music } = opened();
  assert.deepEqual(back(made, tree).sounds, made.cut.sounds);
  voice.children = [gap(10), ...clipsOf(voice)];
  for (const bed of clipsOf(music)) bed.source_range = range(24, 30);
  const { sounds } = back(made, tree);
  assert.equal(sounds.length, 2);
  assert.ok(Math.abs((sounds[0]?.at ?? 0) - (2.51 - (60 - 10) / 24)) < 1e-9, 'it is moved by whole frames');
  assert.equal(sounds[0]?.gainDb, -3);
  assert.deepEqual([sounds[1]?.at, sounds[1]?.from, sounds[1]?.seconds], [0, 1, 1.25]);
});

test('captions go with their voice, and where somebody puts them', () => {
  const made = three();
  made.cut.captions = [
    { start: 2.6, end: 3.2, text: 'Here it ends.', words: [{ from: 0, to: 4, start: 2.7, end: 2.9 }] },
  ];
  const tree = list(made);
  const [, voice] = tracksOf(tree);
  voice?.children?.splice(0, 1, gap(36));
  const moved = back(made, tree).captions[0] ?? assert.fail();
  assert.deepEqual([moved.start, moved.end, moved.words?.[0]?.start].map((at) => at?.toFixed(3)), ['1.600', '2.200', '1.700']); // prettier-ignore
  const marker = tree.tracks?.markers?.find(({ name }) => name === 'Here it ends.') ?? assert.fail();
  Object.assign(marker, { marked_range: range(96, 24), name: 'Here it begins.' });
  const [put] = back(made, tree).captions;
  assert.equal(put?.text, 'Here it begins.');
  assert.equal(put?.words, undefined);
  assert.ok(Math.abs((put?.start ?? 0) - 4) <= 0.5 / 24);
});

test('a list without sound keeps the voices with their clips', () => {
  const { made, tree, picture, one, two, last } = opened();
  picture.children = [two, one, last];
  Object.assign(tree.tracks ?? {}, { children: [picture] });
  const { cut, notes } = recut(read(tree), binsOf(made), made.cut);
  assert.ok(Math.abs((cut.sounds[0]?.at ?? 0) - 0.51) < 1e-9, 'half a second into 2A-1, which is the first now');
  assert.match(notes.join(), /no tracks of sound/);
});

test('every way in which OTIO says the same is the same cut', () => {
  const made = three();
  const plain = back(made, list(made));
  const [track] = tracksOf(list(made)) as [OtioNode];
  const old = list(made);
  for (const clip of clipsOf(tracksOf(old)[0])) {
    const { DEFAULT_MEDIA } = clip.media_references ?? {};
    Object.assign(clip, { OTIO_SCHEMA: 'Clip.1', media_reference: DEFAULT_MEDIA });
    delete clip.media_references;
    delete clip.active_media_reference_key;
  }
  const nested = list(made);
  tracksOf(nested).splice(0, 1, { OTIO_SCHEMA: 'Track.1', name: 'V1', kind: 'Video', children: [{ OTIO_SCHEMA: 'Stack.1', name: 'scene', children: [track], source_range: range(0, 144) }] }); // prettier-ignore
  const collected = { OTIO_SCHEMA: 'SerializableCollection.1', name: 'project', children: [list(made)] };
  const timecode = list(made);
  for (const clip of clipsOf(tracksOf(timecode)[0])) {
    const reference = clip.media_references?.['DEFAULT_MEDIA'] ?? assert.fail();
    for (const span of [
      clip.source_range,
      reference.available_range,
      ...(clip.markers ?? []).map((one) => one.marked_range),
    ])
      if (span != null) span.start_time.value += 86_400;
  }
  const empty = list(made);
  tracksOf(empty).push({ OTIO_SCHEMA: 'Track.1', name: 'V2', kind: 'Video', children: [gap(144)] });
  const seconds = list(made);
  for (const clip of clipsOf(tracksOf(seconds)[0])) {
    const frames = clip.source_range?.duration.value ?? 0;
    clip.source_range = range(startOf(clip) / 24, frames / 24, 1);
  }
  for (const tree of [old, nested, collected, timecode, empty, seconds]) assert.deepEqual(back(made, tree), plain);
});

test('what lies on top is seen, holes are black, and what is switched off is not there', () => {
  const { made, tree, picture, one, two, last } = opened();
  picture.children = [one, { ...two, enabled: false }, gap(12), last];
  const over = { ...two, source_range: range(12, 10), markers: [] };
  tracksOf(tree).splice(1, 0, { OTIO_SCHEMA: 'Track.1', name: 'V2', kind: 'Video', children: [gap(40), over] });
  const cut = back(made, tree);
  assert.deepEqual(slates(cut), ['1A-1', '2A-1', 'black-1', '3A-1']);
  assert.deepEqual(ranges(cut), [[12, 40], [12, 10], [0, 46], [12, 60]]); // prettier-ignore
});

test('takes that are not used stay off in a list of a program that knows no switches', () => {
  const clip = { frames: 48, head: 12, tail: 12, kind: 'cut', join: 0 } as const;
  const tree = list(sample([clip, clip, clip], { spare: true }));
  const seen = (): (string | undefined)[] => read(tree).picture.map(({ medium }) => medium?.name);
  const [picture, shelf] = tracksOf(tree) as [OtioNode, OtioNode];
  const items = [picture, shelf].flatMap((track) => [track, ...clipsOf(track)]);
  // Where our own words are still in the list, somebody has switched them on.
  for (const item of items) item.enabled = true;
  assert.deepEqual(seen(), ['1A-2', '2A-2', '3A-2']);
  for (const item of [tree, ...items]) item.metadata = {};
  assert.deepEqual(seen(), ['1A-1', '2A-1', '3A-1']);
  assert.match(read(tree).notCarried.join(), /"takes not used 1" .* lay it on another track/);
  // A program that has one switch off knows that the others are on.
  const [first] = clipsOf(shelf) as [OtioNode];
  first.enabled = false;
  assert.deepEqual(seen(), ['1A-1', '2A-2', '3A-2']);
});

test('sounds keep their gain and their fades in a list of a program that knows neither', () => {
  const { made, tree, voice, music } = opened();
  for (const item of [tree, ...clipsOf(voice), ...clipsOf(music)]) item.metadata = {};
  const { sounds } = back(made, tree);
  assert.deepEqual(
    sounds.toSorted((a, b) => b.at - a.at),
    made.cut.sounds,
  );
  voice.children = [gap(10), ...clipsOf(voice)];
  const moved = back(made, tree).sounds.find(({ kind }) => kind === 'voice');
  assert.deepEqual([moved?.at, moved?.gainDb], [10 / 24, -3]);
});

test('times of another rate end where they did, to the nearest frame', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 90 }), { minLength: 1, maxLength: 40 }),
      fc.constantFrom(25, 29.97, 30, 60),
      (lengths, rate) => {
        const made = sample(lengths.map(() => ({ frames: 90, head: 0, tail: 12, kind: 'cut' as const, join: 0 })));
        const tree = list(made);
        clipsOf(tracksOf(tree)[0]).forEach((clip, index) => (clip.source_range = range(3, lengths[index] ?? 2, rate)));
        const { frames, picture, notCarried } = read(tree);
        const exact = rate === 29.97 ? 30_000 / 1001 : rate;
        const total = lengths.reduce((sum, length) => sum + length, 0);
        assert.ok(Math.abs(frames - (total * 24) / exact) <= 0.5 + 1e-6);
        assert.equal(
          picture.reduce((sum, clip) => sum + clip.frames, 0),
          frames,
        );
        assert.match(notCarried.join(), /nearest/);
      },
    ),
    { numRuns: 100 },
  );
});

test('a list that came by way of CMX 3600 is the same cut: its timecode, its late dissolves, its black at the end', () => {
  const made = sample(
    [
      { frames: 48, head: 0, tail: 12, kind: 'cut', join: 0 },
      { frames: 36, head: 12, tail: 12, kind: 'dissolve', join: 13 },
      { frames: 60, head: 12, tail: 12, kind: 'wipe', join: 8 },
    ],
    { fadeOut: 18 },
  );
  const tree = list(made);
  const [picture] = tracksOf(tree) as [OtioNode];
  const [one, two, last] = clipsOf(picture).map((clip) => ({ ...clip, metadata: {} })) as [
    OtioNode,
    OtioNode,
    OtioNode,
  ];
  const into = (type: string, frames: number): OtioNode => ({ OTIO_SCHEMA: 'Transition.1', name: type, transition_type: type, in_offset: time(0), out_offset: time(frames) }); // prettier-ignore
  const black: OtioNode = { OTIO_SCHEMA: 'Clip.2', name: 'BL', source_range: range(0, 18), media_reference: { OTIO_SCHEMA: 'GeneratorReference.1', generator_kind: 'black' } }; // prettier-ignore
  // As such a list has them: a transition begins with the clip that it leads into.
  one.source_range = range(0, 42);
  two.source_range = range(6, 38);
  last.source_range = range(8, 46);
  picture.children = [one, into('SMPTE_Dissolve', 13), two, into('SMPTE_Wipe', 8), last, into('SMPTE_Dissolve', 18), black]; // prettier-ignore
  picture.source_range = range(-86_400, 144);
  const cut = back(made, tree);
  assert.deepEqual(slates(cut), ['1A-1', '2A-1', '3A-1']);
  assert.deepEqual(ranges(cut), ranges(made.cut));
  assert.deepEqual(cut.clips.slice(1).map(({ transitionIn }) => transitionIn), [{ kind: 'dissolve', frames: 13 }, { kind: 'wipe', frames: 8 }]); // prettier-ignore
  assert.equal(cut.fadeOut, 18);
  const { frames, notCarried } = read(tree);
  assert.equal(frames, 144);
  assert.equal(notCarried.length, 1);
  assert.match(notCarried.join(), /source_range.*before the first clip/);
  // Without the black there is nothing to fade into but the end.
  picture.children = [one, { ...into('SMPTE_Dissolve', 9), in_offset: time(7) }];
  picture.source_range = null;
  assert.deepEqual([read(tree).frames, read(tree).fadeOut.frames], [42, 7]);
});

test('a transition that lies beside its cut is seen as it lies, as far as its clips reach', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 12 }), (before, after) => {
      const made = sample([
        { frames: 40, head: 12, tail: 12, kind: 'cut', join: 0 },
        { frames: 40, head: 12, tail: 12, kind: 'dissolve', join: 2 },
      ]);
      const tree = list(made);
      const [picture] = tracksOf(tree) as [OtioNode];
      const [one, two] = clipsOf(picture).map((clip) => ({ ...clip, metadata: {} })) as [OtioNode, OtioNode];
      const join = { OTIO_SCHEMA: 'Transition.1', name: '', transition_type: 'SMPTE_Dissolve', in_offset: time(before), out_offset: time(after) }; // prettier-ignore
      picture.children = [one, join, two];
      const { clips } = back(made, tree);
      const length = clips[1]?.transitionIn.frames ?? 0;
      const at = (clips[0]?.source.frames ?? 0) - Math.floor(length / 2);
      assert.deepEqual([length, at], [before + after, 40 - before]);
      // The first frame of what comes is the one that the list shows there.
      assert.equal((clips[1]?.source.start ?? 0) - Math.floor(length / 2), 12 - before);
      assert.equal(
        clips.reduce((total, { source }) => total + source.frames, 0),
        80,
      );
    }),
    { numRuns: 60 },
  );
});

test('letters, bars and tones of other programs are named, hide nothing, and are nothing to buy', () => {
  const { made, tree, picture, voice } = opened();
  const generator = (kind: string): OtioNode => ({ OTIO_SCHEMA: 'Clip.2', name: 'Title', source_range: range(0, 200), media_reference: { OTIO_SCHEMA: 'GeneratorReference.1', generator_kind: kind } }); // prettier-ignore
  tree.tracks?.children?.splice(1, 0, { ...picture, name: 'letters', children: [generator('Text')] });
  voice.children?.push(generator('SMPTETone'));
  const { picture: seen, sounds, notCarried } = read(tree);
  assert.deepEqual(seen.map(({ medium }) => medium?.name), ['1A-1', '2A-1', '3A-1']); // prettier-ignore
  assert.equal(sounds?.length, 2);
  assert.match(notCarried.join(), /generator \(Text\)[^]*generator \(SMPTETone\)/);
  assert.deepEqual(slates(back(made, tree)), ['1A-1', '2A-1', '3A-1']);
});

test('a list whose timecode is a hole before everything begins with its film', () => {
  const { made, tree } = opened();
  for (const track of tracksOf(tree)) track.children?.unshift(gap(86_400));
  const { frames, notCarried } = read(tree);
  assert.equal(frames, 144);
  assert.match(notCarried.join(), /86400 frames before everything/);
  assert.deepEqual(ranges(back(made, tree)), ranges(made.cut));
});

test('channels of one sound on tracks of their own are one sound', () => {
  const { tree, music } = opened();
  for (const clip of clipsOf(music)) clip.metadata = {};
  tree.tracks?.children?.push({ ...music, name: 'right' });
  assert.equal(read(tree).sounds?.length, 2);
});

test('seconds with a digit less, and a mark before the first brace, change nothing', () => {
  const made = three();
  made.cut.captions = [{ start: 2.51 + 1 / 3, end: 3.2, text: 'Line', words: [{ from: 0, to: 4, start: 2.9, end: 3.1 }] }]; // prettier-ignore
  const text = JSON.stringify(list(made), (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(14)) : value)); // prettier-ignore
  const { cut } = recut(readOtio(`\uFEFF${text}`, film), binsOf(made), made.cut);
  assert.deepEqual({ ...cut, id: made.cut.id }, made.cut);
});

test('what cannot be carried is named, each once', () => {
  const { tree, picture, one, two, last } = opened();
  one.effects = [{ OTIO_SCHEMA: 'Effect.1', name: '', effect_name: 'Gaussian Blur' }];
  two.effects = [{ OTIO_SCHEMA: 'LinearTimeWarp.1', name: '', time_scalar: 2 }];
  last.effects = [
    { OTIO_SCHEMA: 'LinearTimeWarp.1', name: '', time_scalar: 1 },
    { OTIO_SCHEMA: 'FreezeFrame.1' },
    { OTIO_SCHEMA: 'LinearTimeWarp.1', name: '', time_scalar: -1 },
    { OTIO_SCHEMA: 'LinearTimeWarp.1', name: '', time_scalar: 'x'.repeat(9_000) },
  ];
  one.markers?.push({ OTIO_SCHEMA: 'Marker.2', name: 'grade this', marked_range: range(12, 1) });
  const [, transition] = (picture.children ?? []).filter(({ OTIO_SCHEMA }) => OTIO_SCHEMA === 'Transition.1');
  Object.assign(transition ?? {}, { name: 'Page Peel', metadata: {}, transition_type: 'Custom_Transition' });
  const { notCarried, picture: seen } = read(tree);
  for (const word of ['Gaussian Blur', 'speed 2', 'freeze', 'grade this', 'Page Peel', 'forwards', 'no number'])
    assert.equal(notCarried.filter((line) => line.includes(word)).length, 1, word);
  assert.equal(notCarried.length, 7);
  assert.ok(notCarried.every((line) => line.length < 300));
  assert.equal(seen.length, 3);
});

test('frames that no file has are found, one that another rate makes is not', () => {
  const { made, tree, one, two, last } = opened();
  one.source_range = range(12, 61);
  two.source_range = range(30, 40);
  last.source_range = range(-5, 30);
  const has = binsOf(made).footage;
  const lacks = lacksOf(read(tree), has);
  assert.deepEqual(lacks.map(({ clip, needs }) => [clip.medium?.name, needs]), [['2A-1', 70], ['3A-1', 25]]); // prettier-ignore
});

test('lists that are none, and lists made to break a reader, are refused with their place', () => {
  const broken = (change: (tree: OtioNode, clip: OtioNode) => object): string => {
    const { tree, one } = opened();
    change(tree, one);
    return JSON.stringify(tree);
  };
  const rough = (clip: OtioNode, duration: object): object => Object.assign(clip, { source_range: { ...range(0, 1), duration } }); // prettier-ignore
  const plain = broken((tree) => tree);
  let deep: OtioNode = gap(1);
  for (let at = 0; at < 5_000; at += 1) deep = { OTIO_SCHEMA: 'Stack.1', children: [deep] };
  const lists = [
    '',
    'not json',
    '[]',
    '{"OTIO_SCHEMA":"Clip.2"}',
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    plain.replace(/"value":12\b/, '"value":NaN'),
    plain.replace(/"value":12\b/, '"value":1e999'),
    broken((_tree, clip) => rough(clip, time(-4))),
    broken((_tree, clip) => rough(clip, time(4, 0))),
    broken((_tree, clip) => rough(clip, { rate: 24, value: '48' })),
    broken((_tree, clip) => rough(clip, time(1e9))),
    broken((_tree, clip) => Object.assign(clip, { OTIO_SCHEMA: 'Timeline.1' })),
    broken((_tree, clip) => Object.assign(clip, { source_range: null, media_references: {} })),
    broken((tree) => Object.assign(tree.tracks ?? {}, { children: [] })),
    broken((tree) => Object.assign(tree.tracks ?? {}, { children: { length: 3 } })),
    broken((tree) => Object.assign(tree, { tracks: null })),
    broken((tree) => Object.assign(tree.tracks ?? {}, { children: [deep] })),
    broken((tree) =>
      Object.assign(tracksOf(tree)[0] ?? {}, { children: Array.from({ length: 20_000 }, () => gap(1)) }),
    ),
    broken((tree) => Object.assign(tracksOf(tree)[0]?.children?.[0] ?? {}, { in_offset: time(-1) })),
  ];
  for (const text of lists) {
    assert.throws(
      () => readOtio(text, film),
      (error: StudioError) => error.code === 'usage' && error.hint !== undefined && error.message.length < 300,
      text.slice(0, 80),
    );
  }
});

test('a list that somebody has damaged is refused, or is a whole cut all the same', () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, -1, 0, 1e308, 0.5, '', 'x', [], {}, true, 'Clip.2', 'Gap.1', 'Stack.1', 'Transition.1', 'Track.1'), // prettier-ignore
    fc.integer({ min: -2_000, max: 2_000 }),
  );
  let refused = 0;
  let whole = 0;
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(), value: odd }), { minLength: 1, maxLength: 3 }), (changes) => {
      const made = three();
      const words = [{ from: 0, to: 4, start: 2.7, end: 2.9 }];
      made.cut.captions = [{ start: 2.6, end: 3.2, text: 'Here it ends.', words }];
      const tree = list(made);
      for (const { at, value } of changes) {
        const places = [...placesIn(tree)];
        const [bag, key] = places[at % places.length] ?? assert.fail();
        bag[key] = value;
      }
      const has: Bins['footage'] = binsOf(made).footage;
      const bins = { ...binsOf(made), recording: () => ({ kind: 'music' as const, media: made.cut.clips[0]!.media, seconds: 3 }) }; // prettier-ignore
      try {
        const told = read(tree);
        whole += 1;
        told.picture.reduce((reached, { start, frames }) => {
          assert.equal(start, reached);
          assert.ok(Number.isSafeInteger(frames) && frames > 0);
          return start + frames;
        }, 0);
        if (lacksOf(told, has).length > 0) return;
        const { cut } = recut(told, bins, made.cut);
        const { success, error } = CutShape.safeParse(cut);
        assert.ok(success, error?.message ?? '');
        assert.equal(
          cut.clips.reduce((total, { source }) => total + source.frames, 0),
          told.frames,
        );
      } catch (error) {
        if (!(error instanceof StudioError)) throw error;
        assert.equal(error.code, 'usage', error.message);
        refused += 1;
      }
    }),
    { numRuns: 1_500 },
  );
  assert.ok(refused > 100 && whole > 100, `${refused} refused, ${whole} read`);
});

/** Every place in a tree that can be changed. */
function* placesIn(value: unknown): Generator<[Record<string, unknown>, string]> {
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    const bag = value as Record<string, unknown>;
    yield [bag, key];
    yield* placesIn(bag[key]);
  }
}
