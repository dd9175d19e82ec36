import { z } from 'zod';
import { CaptionStyle } from './cut.ts';
import { GivenEffect } from './effects.ts';
import { Aspect, MediaRef, Resolution } from './media.ts';
import { MicroUsd } from './money.ts';

/** Longest concept that is taken, in Unicode code points. Longer texts belong in a script file. */
export const CONCEPT_LIMIT = 8_000;
export const DURATION_LIMITS = { min: 2, max: 600 } as const;
export const SCENES_LIMIT = 40;
/** A budget above this is a slip of the keyboard. */
export const BUDGET_LIMIT_USD = 100_000;

/** What a picture that was handed in is taken for. */
export const SeedKind = z.enum([
  'image',
  'photo',
  'sketch',
  'logo',
  'storyboard',
  'mood-board',
  'palette',
  'screenshot',
  'product',
  'character',
  'setting',
]);
export type SeedKind = z.infer<typeof SeedKind>;

/** What a picture is for. */
export const AssetRole = z.enum([
  'content-source',
  'style-reference',
  'brand-guide',
  'storyboard',
  'character',
  'setting',
  'mood',
]);
export type AssetRole = z.infer<typeof AssetRole>;

/**
 * Where a picture is to be seen: `end` is revealed at the end, `hero` stands with or for whoever the film is about,
 * `opening` is what the place looks like, `shots` is one picture a shot, in their order; `anywhere` fills a shot; `look`
 * gives colours and style and is never shown.
 */
export const AssetUse = z.enum(['end', 'hero', 'opening', 'shots', 'anywhere', 'look']);
export type AssetUse = z.infer<typeof AssetUse>;

/** A picture that the person hands in, to be seen in the film. */
export const Seed = z.object({
  id: z.string(),
  /** The file's own name, for people. */
  name: z.string(),
  media: MediaRef,
  width: z.int().positive(),
  height: z.int().positive(),
  /** True when the picture has see-through parts, as logos do. */
  transparent: z.boolean(),
  /** What the asset analyzer takes it for; null until it has looked, and in requests of versions that had none. */
  kind: SeedKind.nullable().default(null),
  role: AssetRole.nullable().default(null),
  use: AssetUse.nullable().default(null),
  /** What it shows, in a plain word or two, or null where nobody can tell: `red mug`. */
  subject: z.string().nullable().default(null),
  /** What is seen in it, in a sentence or two, or null. */
  description: z.string().nullable().default(null),
});
export type Seed = z.infer<typeof Seed>;

/** What a text that was handed in is taken for. */
export const TextKind = z.enum(['script', 'outline', 'notes', 'brand']);
export type TextKind = z.infer<typeof TextKind>;

/** A text that the person hands in. */
export const SeedText = z.object({
  id: z.string(),
  /** The file's own name, for people. */
  name: z.string(),
  /** Lines as they were written, without what nobody can read. */
  text: z.string().min(1),
});
export type SeedText = z.infer<typeof SeedText>;

/**
 * How much sound a film has. `none`: no sound at all. `music_only`: nobody speaks. `simple_overlay`: each shot's narration
 * begins a breath after its cut, over music that steps back. `time_synced`: scenes are spoken in one go, and each shot's
 * words begin with its shot.
 */
export const AudioTier = z.enum(['none', 'music_only', 'simple_overlay', 'time_synced']);
export type AudioTier = z.infer<typeof AudioTier>;

/** What gives way: `video`: the narration fits the pictures; `audio`: the pictures last as long as what is said over them. */
export const Led = z.enum(['video', 'audio']);
export type Led = z.infer<typeof Led>;

/** What the person asked for. Frozen when the production starts. */
export const Brief = z.object({
  schema: z.literal('Brief.1'),
  concept: z.string().min(1),
  /** Ceiling on everything paid. */
  budget: MicroUsd,
  /** Wanted length in seconds; null lets the concept say it, else 15. */
  seconds: z.number().min(DURATION_LIMITS.min).max(DURATION_LIMITS.max).nullable(),
  /** Wanted number of scenes; null lets the concept say it, else the length decides. */
  scenes: z.int().min(1).max(SCENES_LIMIT).nullable(),
  aspect: Aspect,
  resolution: Resolution,
  /** A look in the person's words ("noir", "watercolour"), or null. */
  style: z.string().nullable(),
  seeds: z.array(Seed),
  texts: z.array(SeedText),
  /** Seeds every choice of the crew and the artist: the same number and brief give the same film. */
  seedNumber: z.int().nonnegative(),
  /** Video provider by its name; `animatic` draws here, for nothing. */
  provider: z.string(),
  /** By agent: the language model that decides, or `offline` for its stand-in. Null: all are rehearsed. */
  minds: z.record(z.string(), z.string()).nullable(),
  /** Pilots that compete at most; 0 and 1 for none, null: as many as the producer finds worth it. */
  pilots: z.int().min(0).max(3).nullable(),
  /** Dollars that a point of accepted quality is worth to the person: what retakes are weighed by. */
  valueOfPoint: z.number().positive(),
  /** The vendor's model that has to shoot, or null: the producer chooses. */
  model: z.string().nullable(),
  /** Score that the film is to reach, 0–100; null leaves it to its tier. */
  threshold: z.number().min(0).max(100).nullable().default(null),
  audioTier: AudioTier.default('simple_overlay'),
  led: Led,
  voice: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scratch') }),
    /** Somebody who is paid for it, by name, and who speaks instead, in order, when that voice takes no lines. */
    z.object({ kind: z.literal('vendor'), provider: z.string(), fallbacks: z.array(z.string()).default([]) }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('file'), media: MediaRef }),
  ]),
  music: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('composed') }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('file'), media: MediaRef }),
  ]),
  /** Sounds of what is seen: whether they are made here, and those that the person hands in. */
  effects: z.object({ kind: z.enum(['synthesised', 'none']), files: z.array(GivenEffect) }),
  /** Whether the takes' own sound, where a vendor sends one, is heard under voice and music. */
  clipSound: z.enum(['off', 'keep']),
  /** `beside` writes .srt and .vtt next to the film; `burn` also draws them into the picture. */
  captions: z.enum(['beside', 'burn', 'none']),
  /** How captions look where they are in the picture. */
  captionStyle: CaptionStyle,
  /** Burn shot number, camera and live price into the frame. */
  slate: z.boolean(),
});
export type Brief = z.infer<typeof Brief>;

/** A brief in which nothing is asked for beside the concept: silent, drawn here, without a mind and without money. */
export function bareBrief(concept: string, more: Partial<Brief> = {}): Brief {
  return {
    schema: 'Brief.1',
    concept,
    budget: 0 as MicroUsd,
    seconds: null,
    scenes: null,
    aspect: '16:9',
    resolution: '540p',
    style: null,
    seeds: [],
    texts: [],
    seedNumber: 1,
    provider: 'animatic',
    minds: null,
    pilots: null,
    valueOfPoint: 1,
    threshold: null,
    audioTier: 'none',
    led: 'video',
    model: null,
    voice: { kind: 'none' },
    music: { kind: 'none' },
    effects: { kind: 'none', files: [] },
    clipSound: 'off',
    captions: 'none',
    captionStyle: 'plain',
    slate: false,
    ...more,
  };
}
