import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { writeOtio } from '../../src/cutting-room/formats/otio.ts';
import { programmeOf } from '../../src/cutting-room/formats/programme.ts';
import { readOtio, type EditList } from '../../src/cutting-room/formats/read-otio.ts';
import type { Cut } from '../../src/film/cut.ts';
import { toSeconds } from '../../src/film/time.ts';
import { lacksOf, recut, type Bins } from '../../src/production/recut.ts';
import { sample, samples, type Sample } from './cuts.ts';

type Bag = { [key: string]: any };

const film = { num: 24, den: 1 };
const list = (made: Sample): Bag => JSON.parse(writeOtio(programmeOf(made.cut, made.around)).text) as Bag;
const read = (tree: Bag, rate = film): EditList => readOtio(JSON.stringify(tree), rate);

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

const back = (made: Sample, tree: Bag): Cut => recut(read(tree, made.cut.rate), binsOf(made), made.cut).cut;

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
