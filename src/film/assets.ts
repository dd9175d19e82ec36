import { z } from 'zod';
import { AssetRole, AssetUse, SeedKind, TextKind, type Brief, type Seed } from './brief.ts';
import { MediaRef } from './media.ts';

/** A rectangle in pixels of the picture as it is kept. */
export const Box = z.object({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Box = z.infer<typeof Box>;

/** What can be counted in a picture without understanding it. Shares, lightness and saturation go from 0 to 1. */
export const PictureFacts = z.object({
  /** The colours that most of it has, the largest first: `#1f4e5a`. See-through parts do not count. */
  palette: z.array(z.object({ hex: z.string().regex(/^#[0-9a-f]{6}$/), share: z.number().min(0).max(1) })).max(6),
  /** Colours that can be told apart and that more than a thousandth of it has. */
  colours: z.int().nonnegative(),
  lightness: z.number().min(0).max(1),
  saturation: z.number().min(0).max(1),
  /** From -1, all blue, to 1, all orange. */
  warmth: z.number().min(-1).max(1),
  /** Share of it that lies on an edge: a plain ground has none, foliage a third. */
  edges: z.number().min(0).max(1),
  /** Share of it that can be seen through. */
  seeThrough: z.number().min(0).max(1),
  /** Pictures in it that straight empty gutters keep apart, in reading order; none when it is one picture. */
  panels: z.array(Box),
  /** All panels are of one size, as on a storyboard. */
  even: z.boolean(),
});
export type PictureFacts = z.infer<typeof PictureFacts>;

const Words = z.array(z.string().min(1).max(160)).max(12);

/** What the analyzer says of a picture. */
export const SeenPicture = z.object({
  id: z.string(),
  kind: SeedKind,
  role: AssetRole,
  use: AssetUse,
  /** What is known of it, in one or two sentences; what cannot be known is not said. */
  description: z.string().min(1).max(600),
  /** Why it is taken for that. */
  reason: z.string().max(300),
  /** Its colours in words, the largest first. */
  palette: Words,
  /** What it shows, in plain words, the main thing first. */
  subjects: Words,
  /** What each panel of a storyboard shows, in their order; empty where nobody can tell. */
  drawn: z.array(z.string().min(1).max(300)).max(60),
  /** Words that can be read in it. */
  textSeen: Words,
  /** How it looks, for what is only a model of style: `warm`, `muted`. */
  style: Words,
});
export type SeenPicture = z.infer<typeof SeenPicture>;

/** What the analyzer says of a text. */
export const ReadText = z.object({
  id: z.string(),
  kind: TextKind,
  description: z.string().min(1).max(600),
  /** Scenes that are written out, each as it was written; spoken words stand on lines of their own after `VO:`. */
  scenes: z.array(z.string().min(1)),
  /** What has to be in the film, in the text's own words. */
  elements: Words,
  /** Words that must be read on screen, letter by letter. */
  words: Words,
  /** Colours that must be kept, in words or as `#1f4e5a`. */
  colours: Words,
});
export type ReadText = z.infer<typeof ReadText>;

/** A panel of a storyboard, cut out. */
export const Panel = z.object({ media: MediaRef, box: Box });
export type Panel = z.infer<typeof Panel>;

/** Everything that was handed in, as the analyzer sees it. */
export const Assets = z.object({
  pictures: z.array(SeenPicture.extend({ panels: z.array(Panel) })),
  texts: z.array(ReadText),
});
export type Assets = z.infer<typeof Assets>;

/**
 * The brief as the crew works by it: pictures with what they are taken for, the panels of a storyboard in its place, models
 * of style as words; written scenes, elements and words of the texts behind the concept. Without assets it is the brief.
 */
export function briefed(brief: Brief, assets: Assets | null): Brief {
  if (assets === null) return brief;
  return {
    ...brief,
    concept: conceptWith(brief.concept, assets.texts),
    style: styleWith(brief.style, assets),
    seeds: brief.seeds.flatMap((seed) => shownAs(seed, assets)),
  };
}

/** The scenes come last, because what is written after a scene belongs to it. */
function conceptWith(concept: string, texts: readonly ReadText[]): string {
  const said = texts.flatMap(({ elements, words }) => [
    ...elements.map(sentence),
    ...words.map((one) => `Tagline “${one}”`),
  ]);
  const scenes = texts.flatMap((text) => text.scenes).map((scene, at) => `Scene ${at + 1}: ${scene}`);
  if (said.length + scenes.length === 0) return concept;
  return [[sentence(concept), ...said].join('\n'), ...scenes].join('\n\n');
}

function sentence(text: string): string {
  return /[.!?。！？…:]["”»)]?$/u.test(text) ? text : `${text}.`;
}

/** The person's own word on the look goes first; colours only shade it. */
function styleWith(style: string | null, { pictures, texts }: Assets): string | null {
  const models = pictures.filter(({ use }) => use === 'look');
  const brand = unique(texts.flatMap(({ colours }) => colours));
  const looks = style === null ? unique(models.flatMap((model) => model.style)) : [style];
  const palette = brand.length > 0 ? brand : unique(models.flatMap((model) => model.palette));
  if (palette.length === 0) return looks.length === 0 ? null : looks.join(', ');
  const colours = `${brand.length > 0 ? 'in the colours' : 'in a palette of'} ${listed(palette.slice(0, 6))}`;
  return [...(looks.length === 0 ? ['clean'] : looks), colours].join(', ');
}

function shownAs(seed: Seed, { pictures }: Assets): Seed[] {
  const seen = pictures.find(({ id }) => id === seed.id);
  if (seen === undefined) return [seed];
  if (seen.use === 'look') return [];
  const { kind, role, use, description } = seen;
  const told = { kind, role, use, subject: seen.subjects[0] ?? null, description };
  if (seen.panels.length === 0) return [{ ...seed, ...told }];
  return seen.panels.map(({ media, box }, at) => ({
    ...seed,
    ...told,
    description: seen.drawn[at] ?? null,
    id: `${seed.id}-${at + 1}`,
    name: `${seed.name} panel ${at + 1}`,
    media,
    width: box.width,
    height: box.height,
  }));
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
