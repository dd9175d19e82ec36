import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import {
  AudioTier,
  Brief,
  BUDGET_LIMIT_USD,
  CONCEPT_LIMIT,
  DURATION_LIMITS,
  Led,
  SCENES_LIMIT,
  type Seed,
  type SeedText,
} from '../film/brief.ts';
import { CaptionStyle } from '../film/cut.ts';
import { Aspect, Resolution } from '../film/media.ts';
import type { GivenEffect } from '../film/effects.ts';
import { usd } from '../film/money.ts';
import { StudioError, messageOf } from '../errors.ts';
import { decodeAudio } from '../cutting-room/mix/audio.ts';
import { isDocument, readDocument } from '../cutting-room/seeds/documents.ts';
import { readPicture } from '../cutting-room/seeds/images.ts';
import { SAMPLE_RATE } from '../cutting-room/codec/sound-track.ts';
import { secondsLedBy } from './audio-led.ts';
import { assertTier, namesOf } from './desk/audio-tier.ts';
import { castMinds, isMind } from './studio/minds.ts';
import { ANY } from './orders/paid.ts';
import type { Studio } from './studio/studio.ts';
import { providerNames } from './studio/vendor-names.ts';

/** Pictures and texts that one production takes. */
const SEEDS_LIMIT = 24;
const TEXTS_LIMIT = 8;
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
  /** Of pictures, of the crew, or one of each. */
  model: z.union([z.string(), z.array(z.string())]).nullish(),
  /** Real money may be spent. */
  live: z.boolean().nullish(),
  /** Stop there and wait for `claude-studio greenlight`. */
  greenlight: z.enum(['animatic', 'pilots']).nullish(),
  /** The greenlight is given beforehand. */
  yes: z.boolean().nullish(),
  /** Pilots that compete at most, or `off`. */
  pilots: z.union([z.number(), z.string()]).nullish(),
  /** Dollars that a point of accepted quality is worth. */
  valueOfPoint: z.union([z.number(), z.string()]).nullish(),
  /** `none`, `music_only`, `simple_overlay` or `time_synced`. */
  audioTier: z.string().nullish(),
  /** `video`: words fit the pictures; `audio`: pictures last as long as their words. */
  led: z.string().nullish(),
  /** Who speaks, or false for nobody; of several, each when those before it take no lines. */
  voice: z.union([z.boolean(), z.string(), z.array(z.string())]).nullish(),
  voiceFile: z.string().nullish(),
  music: z.boolean().nullish(),
  musicFile: z.string().nullish(),
  /** Sounds of what is seen: `synthesised` or `none`; absent leaves it to the film. */
  effects: z.string().nullish(),
  /** Sound files of the person, each with the second of the film at which it is heard: `door.wav@2`. */
  effectFiles: z.array(z.string()).nullish(),
  /** Score that the film is to reach. */
  threshold: z.union([z.number(), z.string()]).nullish(),
  /** Whether the takes' own sound is heard: `off` or `keep`. */
  clipSound: z.string().nullish(),
  captions: z.string().nullish(),
  /** How captions in the picture look: `plain`, `karaoke`, `boxed` or `big`. */
  captionStyle: z.string().nullish(),
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
    pilots:
      wish.pilots == null
        ? null
        : wish.pilots === 'off'
          ? 0
          : number('--pilots', wish.pilots, { least: 0, most: 3, whole: true, unit: 'pilots', example: '2, or off' }),
    valueOfPoint:
      wish.valueOfPoint == null
        ? 1
        : number('--value-of-point', wish.valueOfPoint, { above: 0, most: 1_000, unit: 'dollars', example: '0.05' }),
    ...modelsOf(wish, studio),
    threshold:
      wish.threshold == null
        ? null
        : number('--threshold', wish.threshold, { least: 0, most: 100, unit: 'points', example: '80' }),
    audioTier: oneOf('--audio-tier', wish.audioTier ?? 'simple_overlay', AudioTier.options),
    led: oneOf('--led', wish.led ?? 'video', Led.options),
    clipSound: oneOf('--clip-sound', wish.clipSound ?? 'off', ['off', 'keep'] as const),
    captions: oneOf('--captions', captionsOf(wish), ['beside', 'burn', 'none'] as const),
    captionStyle: oneOf('--caption-style', wish.captionStyle ?? 'plain', CaptionStyle.options),
    slate: wish.slate ?? false,
  };
  assertTier(brief.audioTier, wish);
  const handed = (await Promise.all((wish.seeds ?? []).map(filesAt))).flat();
  const seeds = await takePictures(
    handed.filter((file) => !isDocument(file)),
    studio,
  );
  const texts = await takeTexts(handed.filter(isDocument));
  const nobody = { kind: 'none' as const };
  const spoken = brief.audioTier !== 'none' && brief.audioTier !== 'music_only';
  const voice = spoken ? await takeVoice(wish, studio) : nobody;
  if (brief.led === 'audio') assertLeader(voice, wish);
  if (brief.captions === 'burn') assertCaptioned(voice, wish);
  const seconds =
    brief.led === 'audio' && voice.kind === 'file' ? await secondsLedBy(wish.voiceFile ?? '') : brief.seconds;
  const music = brief.audioTier === 'none' ? nobody : await takeSound(wish.music, wish.musicFile, 'composed', studio);
  const effects = await takeEffects(wish, { ...brief, voice, music }, studio);
  return Brief.parse({ schema: 'Brief.1', ...brief, seconds, seeds, texts, voice, music, effects });
}

/** Throws `usage` where nobody speaks, or where the film's length is said twice. */
function assertLeader(voice: Brief['voice'], { duration }: Wish): void {
  if (voice.kind === 'none') {
    throw new StudioError('usage', '--led audio wants a narration to lead, and nobody speaks in this film', {
      hint: 'Leave --led audio out, or say who speaks: --voice scratch, or --voice-file with your own narration.',
    });
  }
  if (voice.kind === 'file' && duration != null) {
    throw new StudioError('usage', '--duration and --led audio with --voice-file do not go together', {
      hint: 'The film lasts as long as your narration: leave --duration out, or --led audio.',
    });
  }
}

/** Throws `usage` where nobody knows a word that could be read. */
function assertCaptioned(voice: Brief['voice'], { captionStyle }: Wish): void {
  if (voice.kind === 'scratch' || voice.kind === 'vendor') return;
  const flag = captionStyle == null ? '--captions burn' : '--caption-style';
  throw new StudioError(
    'usage',
    voice.kind === 'file'
      ? `${flag} and --voice-file do not go together: nobody knows the words of your narration`
      : `${flag} wants words that are spoken, and nobody speaks in this film`,
    {
      hint:
        voice.kind === 'file'
          ? `Leave ${flag} out, and lay words over the film with claude-studio render RUN --text; or let --voice scratch speak.`
          : `Leave ${flag} out, or say who speaks: --voice scratch.`,
    },
  );
}

/**
 * A name is a language model's or a model's of pictures, never both. The crew has minds in a live production, when there
 * is a key for them, and wherever a mind is named.
 */
function modelsOf({ model, live }: Wish, { settings, hasClaude }: Studio): Pick<Brief, 'model' | 'minds'> {
  const names = [model ?? []].flat().flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const minds = names.filter((name) => isMind(name, settings));
  const pictures = names.filter((name) => !isMind(name, settings));
  if (minds.length > 1 || pictures.length > 1) {
    throw new StudioError(
      'usage',
      `--model names ${minds.length > 1 ? 'two minds' : 'two models of pictures'}: ${names.join(', ')}`,
      {
        hint: 'Name one for the crew and one for the pictures at most; the setting roles gives each agent its own.',
      },
    );
  }
  const [mind = null] = minds;
  const wanted = live === true && (hasClaude || settings.model !== null || Object.keys(settings.roles).length > 0);
  return { model: pictures[0] ?? null, minds: wanted || mind !== null ? castMinds(mind, settings) : null };
}

/** Whoever says `--live` and names nobody leaves the choice among the vendors with a key to the producer. */
function providerOf({ provider, live }: Wish, { settings }: Studio): string {
  const named = provider ?? settings.provider;
  return live && provider == null && named === 'animatic' ? ANY : named;
}

async function takeVoice(wish: Wish, studio: Studio): Promise<Brief['voice']> {
  const names = namesOf(wish).map((name) => oneOf('--voice', name, ['scratch', 'none', ...providerNames('voice')]));
  const [provider, ...fallbacks] = names;
  if (provider === undefined) return takeSound(null, wish.voiceFile, 'scratch', studio);
  const last = fallbacks.at(-1) ?? provider;
  const useless = names.find(
    (name, i) => names.indexOf(name) < i || ((name === 'none' || name === 'scratch') && name !== last),
  );
  if (useless !== undefined || (last === 'none' && fallbacks.length > 0)) {
    throw new StudioError('usage', `--voice ${names.join(',')} is no order of voices`, {
      hint: 'Each speaks when those before it take no lines: name each once, scratch (which always speaks) last, and none alone.',
    });
  }
  if (provider === 'scratch' || provider === 'none') return { kind: provider };
  return { kind: 'vendor', provider, fallbacks };
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
  const { seeds, voiceFile, musicFile, effectFiles, ...rest } = checked.data;
  return {
    ...rest,
    seeds: seeds?.map(near),
    voiceFile: voiceFile == null ? null : near(voiceFile),
    musicFile: musicFile == null ? null : near(musicFile),
    effectFiles: effectFiles?.map(near),
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

/** Who chooses a look of captions wants to see them. */
function captionsOf({ captions, captionStyle }: Wish): string {
  const where = captions ?? (captionStyle == null ? 'beside' : 'burn');
  if (captionStyle != null && where !== 'burn') {
    throw new StudioError('usage', `--caption-style and --captions ${where.slice(0, 40)} do not go together`, {
      hint: 'Captions have a look only in the picture: --captions burn.',
    });
  }
  return where;
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

async function takePictures(files: readonly string[], studio: Studio): Promise<Seed[]> {
  assertFew(files, SEEDS_LIMIT, 'seed pictures');
  const seeds: Seed[] = [];
  for (const file of files) {
    const picture = await readPicture(file);
    seeds.push({
      id: `seed-${seeds.length + 1}`,
      name: basename(file),
      media: await keepPicture(picture.png, studio),
      width: picture.width,
      height: picture.height,
      transparent: picture.transparent,
      kind: null,
      role: null,
      use: null,
      subject: null,
      description: null,
    });
  }
  return seeds;
}

async function takeTexts(files: readonly string[]): Promise<SeedText[]> {
  assertFew(files, TEXTS_LIMIT, 'texts');
  const texts: SeedText[] = [];
  for (const file of files)
    texts.push({ id: `text-${texts.length + 1}`, name: basename(file), text: await readDocument(file) });
  return texts;
}

function assertFew(files: readonly string[], most: number, what: string): void {
  if (files.length <= most) return;
  throw new StudioError('bad-seed', `${files.length} ${what}; ${most} are the most`, {
    hint: 'Choose the ones that matter.',
  });
}

/** A file as it is, a folder as the pictures and texts in it, in the order of their names. */
async function filesAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch((error: unknown) => {
    throw new StudioError('bad-seed', `the seed ${path} cannot be opened: ${messageOf(error)}`, {
      hint: 'Check the path given with --seed.',
      cause: error,
    });
  });
  if (!kind.isDirectory()) {
    if (FOREIGN.test(path))
      throw new StudioError('bad-seed', `the seed ${path} is of a kind that is not taken`, { hint: TAKEN });
    return [path];
  }
  const names = (await readdir(path)).filter(
    (name) => !name.startsWith('.') && (PICTURES.has(extname(name).toLowerCase()) || isDocument(name)),
  );
  if (names.length === 0)
    throw new StudioError('bad-seed', `there are no pictures and no texts in ${path}`, { hint: TAKEN });
  return names.toSorted().map((name) => join(path, name));
}

/** What people hand in that is neither picture nor text: it is told apart by its name, before anything is read. */
const FOREIGN = /\.(?:docx?|odt|rtf|pages|pptx?|xlsx?|html?|fdx|mp4|mov|mkv|webm|mp3|wav|m4a|ttf|otf|psd|ai|svg|zip)$/i;
const TAKEN = 'Pictures are taken as PNG, JPEG, WebP, GIF and BMP, texts as .txt, .md, .fountain and .pdf.';

/** Sound files of the person that one production takes. */
const EFFECTS_LIMIT = 100;

/**
 * A film that is drawn here has effects unless it is to have no sound, or nothing but music. What a vendor shoots has them
 * when they are asked for.
 */
async function takeEffects(
  { effects, effectFiles }: Wish,
  { provider, audioTier, voice, music }: Pick<Brief, 'provider' | 'audioTier' | 'voice' | 'music'>,
  studio: Studio,
): Promise<Brief['effects']> {
  const isHeard =
    audioTier !== 'none' && audioTier !== 'music_only' && !(voice.kind === 'none' && music.kind === 'none');
  const usual = provider === 'animatic' && isHeard ? 'synthesised' : 'none';
  const kind = oneOf('--effects', effects ?? usual, ['synthesised', 'none'] as const);
  const wishes = effectFiles ?? [];
  if (wishes.length > EFFECTS_LIMIT) {
    throw new StudioError('usage', `${wishes.length} effects; ${EFFECTS_LIMIT} are the most`, {
      hint: 'Mix some of them into one file.',
    });
  }
  const files: GivenEffect[] = [];
  for (const wanted of wishes) files.push(await takeEffect(wanted, studio));
  return { kind, files };
}

/** `door.wav@2`: the file, and the second at which it is heard. */
async function takeEffect(wanted: string, studio: Studio): Promise<GivenEffect> {
  const [, path, second] = /^(.+)@([^@]*)$/su.exec(wanted) ?? [];
  if (path === undefined || second === undefined) {
    throw new StudioError('usage', `--effect ${JSON.stringify(wanted.slice(0, 80))} does not say when it is heard`, {
      hint: 'Write the second of the film behind the file: --effect door.wav@2.5',
    });
  }
  const at = numberOf('--effect', second, {
    least: 0,
    most: DURATION_LIMITS.max,
    unit: 'seconds',
    example: 'door.wav@2.5',
  });
  const { media, seconds } = await takeHeard(path, studio);
  return { name: basename(path), media, at, seconds };
}

/** A sound file that can be decoded: what cannot is refused now, not after the shots are drawn. */
async function takeHeard(file: string, studio: Studio): Promise<{ media: Seed['media']; seconds: number }> {
  await assertFile(file);
  try {
    const { left } = await decodeAudio(file);
    return { media: await studio.store.put(file), seconds: left.length / SAMPLE_RATE };
  } catch (error) {
    const hint = error instanceof StudioError ? error.hint : undefined;
    throw new StudioError('usage', messageOf(error), { cause: error, ...(hint === undefined ? {} : { hint }) });
  }
}

async function takeSound<K extends 'scratch' | 'composed'>(
  wanted: boolean | null | undefined,
  file: string | null | undefined,
  ours: K,
  studio: Studio,
): Promise<{ kind: K } | { kind: 'none' } | { kind: 'file'; media: Seed['media'] }> {
  if (wanted === false) return { kind: 'none' };
  if (file == null) return { kind: ours };
  return { kind: 'file', media: (await takeHeard(file, studio)).media };
}

/** A picture of ours, in the media store. */
export async function keepPicture(png: Uint8Array, studio: Studio): Promise<Seed['media']> {
  const path = join(studio.scratchFolder, `${studio.mint()}.png`);
  await writeFile(`${path}.part`, png);
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
