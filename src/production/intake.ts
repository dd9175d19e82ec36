import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isDocument } from '../cutting-room/seeds/documents.ts';
import { StudioError, messageOf } from '../errors.ts';
import { AudioTier, Brief, BUDGET_LIMIT_USD, DURATION_LIMITS, Led, SCENES_LIMIT } from '../film/brief.ts';
import { CaptionStyle } from '../film/cut.ts';
import { Aspect, Resolution } from '../film/media.ts';
import { usd } from '../film/money.ts';
import { secondsLedBy } from './audio-led.ts';
import { assertTier, namesOf } from './desk/audio-tier.ts';
import { assertOrdinaryFile, filesAt, takeEffectFiles, takePictures, takeSound, takeTexts } from './handed-in.ts';
import { ANY } from './orders/paid.ts';
import { castMinds, isMind } from './studio/minds.ts';
import type { Studio } from './studio/studio.ts';
import { providerNames } from './studio/vendor-names.ts';
import { conceptOf, numberOf, oneOf, Wish, type NumberRule } from './wish.ts';

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

/** Whoever says `--live` and names nobody leaves the choice among the vendors with a key to the producer. */
function providerOf({ provider, live }: Wish, { settings }: Studio): string {
  const named = provider ?? settings.provider;
  return live && provider == null && named === 'animatic' ? ANY : named;
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
  return { kind, files: await takeEffectFiles(effectFiles ?? [], studio) };
}

/** Reads a brief file: JSON with the fields of `Wish`. Paths in it count from its folder. */
export async function readWish(path: string): Promise<Wish> {
  await assertOrdinaryFile(path);
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
