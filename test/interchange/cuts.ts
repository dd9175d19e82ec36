import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { Mark, Medium, Surroundings } from '../../src/cutting-room/formats/programme.ts';
import type { Clip, Cut, Sound } from '../../src/film/cut.ts';
import { TransitionKind } from '../../src/film/screenplay.ts';
import type { SpokenWord } from '../../src/film/take.ts';

export interface Sample {
  cut: Cut;
  around: Surroundings;
}

export const RATES = [
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 24_000, den: 1001 },
  { num: 60_000, den: 1001 },
];

/** Text that breaks formats which do not look. */
export const NASTY = `Ünï "co\\de" 'q' <b> & ]]> 🌅 a/b\\c {x} * FCM: -->\n\u202Ern\u0007 \uD800`;

export interface ClipWish {
  frames: number;
  head: number;
  tail: number;
  kind: TransitionKind;
  join: number;
}

/** A cut of clips with handles, some sound, titles and takes that are not used. */
export function sample(
  wishes: readonly ClipWish[],
  {
    rate = { num: 24, den: 1 },
    fadeOut = 0,
    sounds = [],
    title = 'A film',
    words = [],
    folder = 'file:///films/takes',
    spare = false,
  }: {
    rate?: Cut['rate'];
    fadeOut?: number;
    sounds?: readonly (Pick<Sound, 'kind' | 'at' | 'gainDb' | 'fadeIn' | 'fadeOut'> & { seconds: number })[];
    title?: string;
    words?: readonly { text: string; start: number; frames: number }[];
    folder?: string;
    spare?: boolean;
  } = {},
): Sample {
  const media = new Map<string, Medium>();
  const put = (
    key: string,
    name: string,
    extension: string,
    medium: Pick<Medium, 'frames' | 'picture' | 'sound'>,
  ): void => {
    const file = `${name}.${extension}`;
    media.set(key, {
      name,
      file,
      url: `${folder}/${encodeURIComponent(file)}`,
      facts: { provider: 'sim:luma', prompt: title },
      ...medium,
    });
  };
  const clips = wishes.map(({ frames, head, tail, kind, join }, index): Clip => {
    const slate = `${index + 1}A-1`;
    const available = head + frames + tail;
    const picture = { width: 1280, height: 720 };
    put(slate, slate, 'mp4', { frames: available, picture, sound: null });
    if (spare)
      put(`${index + 1}A-2`, `${index + 1}A-2`, 'mp4', {
        frames: available,
        picture,
        sound: { channels: 2, sampleRate: 48_000 },
      });
    return {
      shot: `${index + 1}A`,
      slate,
      media: { sha256: sha(slate), extension: 'mp4', bytes: 1 },
      source: { start: head, frames },
      available: { start: 0, frames: available },
      transitionIn: { kind, frames: join },
      overlays: words
        .filter(({ start }) => start % wishes.length === index)
        .map(({ text, frames: length }) => ({
          text,
          style: 'title' as const,
          position: 'center' as const,
          range: { start: 0, frames: Math.min(length, frames) },
        })),
    };
  });
  const cut: Cut = {
    schema: 'Cut.1',
    id: 'balanced',
    rate,
    width: 1280,
    height: 720,
    clips,
    sounds: sounds.map(({ kind, at, seconds, gainDb, ...fades }, index) => {
      const key = sha(`sound ${index}`);
      const frames = Math.max(1, Math.floor((seconds * rate.num) / rate.den));
      put(key, `${kind}-${index + 1}`, 'wav', {
        frames,
        picture: null,
        sound: { channels: kind === 'music' ? 2 : 1, sampleRate: 48_000 },
      });
      return { kind, media: { sha256: key, extension: 'wav', bytes: 1 }, at, seconds, gainDb, ...fades };
    }),
    captions: [],
    burnCaptions: false,
    fadeOut,
  };
  const mark = (name: string): Mark => ({
    at: 0,
    name: `${name} circle · 82 of 100`,
    note: `prompt: ${title}`,
    kind: 'good',
  });
  return {
    cut,
    around: {
      title,
      media,
      marks: new Map(clips.map(({ slate }) => [slate, [mark(slate)]])),
      alternates: spare
        ? clips.map(({ shot, source }) => ({
            shot,
            slate: `${shot}-2`,
            source: { start: source.start, frames: source.frames },
          }))
        : [],
      spoken: [],
      chapters: [{ shots: ['1A'], name: `Scene 1: ${title}`, note: '' }],
      facts: { production: 'three' },
    },
  };
}

/** Cuts of every kind. */
export const samples: fc.Arbitrary<Sample> = fc
  .record({
    wishes: fc.array(
      fc.record({
        frames: fc.integer({ min: 1, max: 90 }),
        head: fc.integer({ min: 0, max: 12 }),
        tail: fc.integer({ min: 0, max: 12 }),
        kind: fc.constantFrom(...TransitionKind.options),
        join: fc.integer({ min: 0, max: 24 }),
      }),
      { minLength: 1, maxLength: 7 },
    ),
    rate: fc.constantFrom(...RATES),
    fadeOut: fc.integer({ min: 0, max: 30 }),
    sounds: fc.array(
      fc.record({
        kind: fc.constantFrom('voice' as const, 'music' as const, 'effect' as const, 'production' as const),
        at: fc.double({ min: 0, max: 6, noNaN: true }),
        seconds: fc.double({ min: 0.1, max: 5, noNaN: true }),
        gainDb: fc.constantFrom(0, -6, 3),
        fades: fc.constantFrom({}, { fadeIn: 1 / 3 }, { fadeIn: 0.05, fadeOut: 0.25 }),
      }),
      { maxLength: 4 },
    ),
    title: fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant(NASTY)),
    words: fc.array(
      fc.record({
        text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        start: fc.nat({ max: 20 }),
        frames: fc.integer({ min: 1, max: 40 }),
      }),
      { maxLength: 3 },
    ),
    spare: fc.boolean(),
  })
  .map(({ wishes, sounds, ...options }) =>
    sample(wishes, { ...options, sounds: sounds.map(({ fades, ...sound }) => ({ ...sound, ...fades })) }),
  );

/** A spoken line of words, each so long. */
export function spoken(text: string, seconds = 0.5): SpokenWord[] {
  return text.split(' ').map((word, index) => ({ word, start: index * seconds, end: (index + 1) * seconds - 0.1 }));
}

/** What every list of a cut must say, worked out from the cut alone. */
export function wanted({ cut }: Sample): {
  frames: number;
  clips: { name: string; start: number; frames: number; source: number }[];
  joins: { kind: TransitionKind; start: number; frames: number; cut: number }[];
} {
  let frames = 0;
  const clips = cut.clips.map(({ slate, source }) => {
    const clip = { name: slate, start: frames, frames: source.frames, source: source.start };
    frames += source.frames;
    return clip;
  });
  const joins = cut.clips.flatMap((clip, index) => {
    const [before, here] = [cut.clips[index - 1], clips[index]];
    const { kind, frames: asked } = clip.transitionIn;
    if (before === undefined || here === undefined || kind === 'cut' || kind === 'match-cut') return [];
    const tail = before.available.frames - before.source.start - before.source.frames;
    let length = Math.min(asked, before.source.frames, clip.source.frames);
    while (length > 0 && (Math.floor(length / 2) > clip.source.start || Math.ceil(length / 2) > tail)) length -= 1;
    if (length < 2) return [];
    return [{ kind, start: here.start - Math.floor(length / 2), frames: length, cut: here.start }];
  });
  return { frames, clips, joins };
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
