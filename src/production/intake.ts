import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { Brief, BUDGET_LIMIT_USD, CONCEPT_LIMIT, DURATION_LIMITS, SCENES_LIMIT, type Seed } from '../film/brief.ts';
import { Aspect, Resolution } from '../film/media.ts';
import { usd } from '../film/money.ts';
import { StudioError, messageOf } from '../errors.ts';
import { decodeAudio } from '../cutting-room/audio.ts';
import { readPicture } from '../cutting-room/images.ts';
import { ANY } from './paid.ts';
import type { Studio } from './studio.ts';
import { providerNames } from './vendor-names.ts';

/** Seeds that one production takes. */
const SEEDS_LIMIT = 24;
const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.bmp']);

/** What a person writes, on the command line or in a brief file; numbers may come as text. */
export const Wish = z.strictObject({
  concept: z.string(),
  budget: z.union([z.number(), z.string()]),
  duration: z.union([z.number(), z.string()]).nullish(),
  scenes: z.union([z.number(), z.string()]).nullish(),
  aspect: z.string().nullish(),
  resolution: z.string().nullish(),
  style: z.string().nullish(),
  seeds: z.array(z.string()).nullish(),
  seedNumber: z.union([z.number(), z.string()]).nullish(),
  provider: z.string().nullish(),
  model: z.string().nullish(),
  /** Real money may be spent. */
  live: z.boolean().nullish(),
  /** Who speaks, or false for nobody. */
  voice: z.union([z.boolean(), z.string()]).nullish(),
  voiceFile: z.string().nullish(),
  music: z.boolean().nullish(),
  musicFile: z.string().nullish(),
  captions: z.string().nullish(),
  slate: z.boolean().nullish(),
});
export type Wish = z.infer<typeof Wish>;

/**
 * Checks every word of a wish before anything is made, and takes its files into the media store. Throws `usage` for what
 * the person wrote and `bad-seed` or `media` for the files they named.
 */
export async function takeBrief(wish: Wish, studio: Studio): Promise<Brief> {
  const concept = conceptOf(wish.concept);
  const number = (name: string, value: string | number, rule: NumberRule): number => numberOf(name, value, rule);
  const brief = {
    concept,
    budget: usd(number('--budget', wish.budget, { above: 0, most: BUDGET_LIMIT_USD, unit: 'dollars', example: '5' })),
    seconds:
      wish.duration == null
        ? null
        : number('--duration', wish.duration, {
            least: DURATION_LIMITS.min,
            most: DURATION_LIMITS.max,
            unit: 'seconds',
            example: '15',
          }),
    scenes:
      wish.scenes == null
        ? null
        : number('--scenes', wish.scenes, { least: 1, most: SCENES_LIMIT, whole: true, unit: 'scenes', example: '3' }),
    aspect: oneOf('--aspect', wish.aspect ?? studio.settings.aspect, Aspect.options),
    resolution: oneOf('--resolution', wish.resolution ?? studio.settings.resolution, Resolution.options),
    style: wish.style?.trim() || null,
    seedNumber:
      wish.seedNumber == null
        ? 1
        : number('--seed-number', wish.seedNumber, {
            least: 0,
            most: 2 ** 31 - 1,
            whole: true,
            unit: '',
            example: '7',
          }),
    provider: oneOf('--provider', providerOf(wish, studio), ['animatic', ANY, ...providerNames('video')]),
    model: wish.model?.trim() || null,
    captions: oneOf('--captions', wish.captions ?? 'beside', ['beside', 'burn', 'none'] as const),
    slate: wish.slate ?? false,
  };
  const seeds = await takeSeeds(wish.seeds ?? [], studio);
  const voice = await takeVoice(wish, studio);
  const music = await takeSound(wish.music, wish.musicFile, 'composed', studio);
  return Brief.parse({ schema: 'Brief.1', ...brief, seeds, voice, music });
}

/** Whoever says `--live` and names nobody leaves the choice among the vendors with a key to the producer. */
function providerOf({ provider, live }: Wish, { settings }: Studio): string {
  const named = provider ?? settings.provider;
  return live && provider == null && named === 'animatic' ? ANY : named;
}

async function takeVoice({ voice, voiceFile }: Wish, studio: Studio): Promise<Brief['voice']> {
  if (typeof voice !== 'string') return takeSound(voice, voiceFile, 'scratch', studio);
  const provider = oneOf('--voice', voice, ['scratch', 'none', ...providerNames('voice')]);
  if (provider === 'scratch' || provider === 'none') return { kind: provider };
  return { kind: 'vendor', provider };
}

/** Reads a brief file: JSON with the fields of `Wish`. Paths in it count from its folder. */
export async function readWish(path: string): Promise<Wish> {
  await assertFile(path);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new StudioError('bad-brief', `cannot read the brief ${path}: ${messageOf(error)}`, {
      hint: 'A brief is a JSON file: { "concept": "…", "budget": 5 }.',
      cause: error,
    });
  }
  const checked = Wish.safeParse(value);
  if (!checked.success) {
    throw new StudioError('bad-brief', `the brief ${path} is not usable: ${z.prettifyError(checked.error)}`, {
      hint: `It takes: ${Object.keys(Wish.shape).join(', ')}.`,
    });
  }
  const folder = join(path, '..');
  const near = (file: string): string => join(folder, file);
  const { seeds, voiceFile, musicFile, ...rest } = checked.data;
  return {
    ...rest,
    seeds: seeds?.map(near),
    voiceFile: voiceFile == null ? null : near(voiceFile),
    musicFile: musicFile == null ? null : near(musicFile),
  };
}

function conceptOf(text: string): string {
  const broken = /[\u0000-\u0008\u000e-\u001f\u007f]/u.test(text) || !text.isWellFormed() || text.includes('\ufffd');
  const concept = text.trim();
  if (broken) {
    throw new StudioError('usage', 'the concept is not text', {
      hint: 'Say in words what the film is about; a script file is read with "$(cat script.txt)".',
    });
  }
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(concept)) {
    throw new StudioError('usage', 'the concept is empty', {
      hint: 'claude-studio produce "A serene mountain lake at sunset" --budget 5',
    });
  }
  const length = [...concept].length;
  if (length > CONCEPT_LIMIT) {
    throw new StudioError(
      'usage',
      `the concept has ${length.toLocaleString('en-US')} characters; ${CONCEPT_LIMIT.toLocaleString('en-US')} are the most`,
      {
        hint: 'Say what matters most, or make several films of it.',
      },
    );
  }
  return concept;
}

interface NumberRule {
  least?: number;
  above?: number;
  most: number;
  whole?: boolean;
  unit: string;
  example: string;
}

function numberOf(name: string, value: string | number, rule: NumberRule): number {
  const text = String(value).trim();
  const amount = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.replace(/^\$/, ''))
    ? Number(text.replace(/^\$/, ''))
    : Number.NaN;
  const range =
    rule.above === undefined
      ? `from ${rule.least} to ${rule.most.toLocaleString('en-US')}`
      : `above ${rule.above}, up to ${rule.most.toLocaleString('en-US')}`;
  const fits =
    Number.isFinite(amount) &&
    amount <= rule.most &&
    (rule.least === undefined || amount >= rule.least) &&
    (rule.above === undefined || amount > rule.above) &&
    (!rule.whole || Number.isInteger(amount));
  if (!fits) {
    throw new StudioError('usage', `${name} ${JSON.stringify(text.slice(0, 40))} is not usable`, {
      hint: `It is a ${rule.whole ? 'whole ' : ''}number${rule.unit === '' ? '' : ` of ${rule.unit}`} ${range}: ${name} ${rule.example}`,
    });
  }
  return amount;
}

function oneOf<T extends string>(name: string, value: string, options: readonly T[]): T {
  const found = options.find((option) => option === value);
  if (found === undefined) {
    throw new StudioError('usage', `${name} ${JSON.stringify(value.slice(0, 40))} is not known`, {
      hint: `It is one of: ${options.join(', ')}.`,
    });
  }
  return found;
}

async function takeSeeds(paths: readonly string[], studio: Studio): Promise<Seed[]> {
  const files = (await Promise.all(paths.map(picturesAt))).flat();
  if (files.length > SEEDS_LIMIT) {
    throw new StudioError('bad-seed', `${files.length} seed pictures; ${SEEDS_LIMIT} are the most`, {
      hint: 'Choose the ones that matter.',
    });
  }
  const seeds: Seed[] = [];
  for (const file of files) {
    const picture = await readPicture(file);
    const media = await keep(picture.png, 'png', studio);
    seeds.push({
      id: `seed-${seeds.length + 1}`,
      name: basename(file),
      media,
      width: picture.width,
      height: picture.height,
      transparent: picture.transparent,
    });
  }
  return seeds;
}

/** A picture as it is, a folder as the pictures in it, in the order of their names. */
async function picturesAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch((error: unknown) => {
    throw new StudioError('bad-seed', `the seed ${path} cannot be opened: ${messageOf(error)}`, {
      hint: 'Check the path given with --seed.',
      cause: error,
    });
  });
  if (!kind.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => PICTURES.has(extname(name).toLowerCase())).toSorted();
  if (names.length === 0) {
    throw new StudioError('bad-seed', `there are no pictures in ${path}`, {
      hint: 'PNG, JPEG, WebP, GIF and BMP are taken.',
    });
  }
  return names.map((name) => join(path, name));
}

async function takeSound<K extends 'scratch' | 'composed'>(
  wanted: boolean | null | undefined,
  file: string | null | undefined,
  ours: K,
  studio: Studio,
): Promise<{ kind: K } | { kind: 'none' } | { kind: 'file'; media: Seed['media'] }> {
  if (wanted === false) return { kind: 'none' };
  if (file == null) return { kind: ours };
  await assertFile(file);
  try {
    await decodeAudio(file); // what cannot be decoded is refused now, not after the shots are drawn
  } catch (error) {
    const hint = error instanceof StudioError ? error.hint : undefined;
    throw new StudioError('usage', messageOf(error), { cause: error, ...(hint === undefined ? {} : { hint }) });
  }
  return { kind: 'file', media: await studio.store.put(file) };
}

async function keep(bytes: Uint8Array, extension: string, studio: Studio): Promise<Seed['media']> {
  const path = join(studio.scratchFolder, `${studio.mint()}.${extension}`);
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
  return studio.store.put(path);
}

/** A device or a pipe may have no end. Throws `usage` for what is not an ordinary file. */
async function assertFile(path: string): Promise<void> {
  const kind = await stat(path).catch((error: unknown) => {
    throw new StudioError('usage', `cannot open ${path}: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  });
  if (!kind.isFile())
    throw new StudioError('usage', `${path} is not an ordinary file`, { hint: 'Give the path of a file.' });
}
