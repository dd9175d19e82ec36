import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { SAMPLE_RATE } from '../cutting-room/codec/sound-track.ts';
import { decodeAudio } from '../cutting-room/mix/audio.ts';
import { isDocument, readDocument } from '../cutting-room/seeds/documents.ts';
import { readPicture } from '../cutting-room/seeds/images.ts';
import { StudioError, messageOf } from '../errors.ts';
import { DURATION_LIMITS, type Seed, type SeedText } from '../film/brief.ts';
import type { GivenEffect } from '../film/effects.ts';
import type { Studio } from './studio/studio.ts';
import { numberOf } from './wish.ts';

/** Pictures, texts and sounds that one production takes. */
const SEEDS_LIMIT = 24;
const TEXTS_LIMIT = 8;
const EFFECTS_LIMIT = 100;

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.bmp']);
/** What people hand in that is neither picture nor text: it is told apart by its name, before anything is read. */
const FOREIGN = /\.(?:docx?|odt|rtf|pages|pptx?|xlsx?|html?|fdx|mp4|mov|mkv|webm|mp3|wav|m4a|ttf|otf|psd|ai|svg|zip)$/i;
const TAKEN = 'Pictures are taken as PNG, JPEG, WebP, GIF and BMP, texts as .txt, .md, .fountain and .pdf.';

/**
 * A file as it is, a folder as the pictures and texts in it, in the order of their names. Throws `bad-seed` where there is
 * none.
 */
export async function filesAt(path: string): Promise<string[]> {
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

/** Seed pictures as PNG in the media store. Throws `bad-seed` for what is too many or no picture. */
export async function takePictures(files: readonly string[], studio: Studio): Promise<Seed[]> {
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

/** What can be read of texts. Throws `bad-seed` for what is too many or cannot be read. */
export async function takeTexts(files: readonly string[]): Promise<SeedText[]> {
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

/** Nothing where it is not wanted, the file of the person where there is one, otherwise what is made here. Throws `usage`. */
export async function takeSound<K extends 'scratch' | 'composed'>(
  wanted: boolean | null | undefined,
  file: string | null | undefined,
  ours: K,
  studio: Studio,
): Promise<{ kind: K } | { kind: 'none' } | { kind: 'file'; media: Seed['media'] }> {
  if (wanted === false) return { kind: 'none' };
  if (file == null) return { kind: ours };
  return { kind: 'file', media: (await takeHeard(file, studio)).media };
}

/** Sound files, each with the second at which it is heard (`door.wav@2`). Throws `usage` for what is too many, or no sound. */
export async function takeEffectFiles(wishes: readonly string[], studio: Studio): Promise<GivenEffect[]> {
  if (wishes.length > EFFECTS_LIMIT) {
    throw new StudioError('usage', `${wishes.length} effects; ${EFFECTS_LIMIT} are the most`, {
      hint: 'Mix some of them into one file.',
    });
  }
  const files: GivenEffect[] = [];
  for (const wanted of wishes) files.push(await takeEffect(wanted, studio));
  return files;
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
  await assertOrdinaryFile(file);
  try {
    const { left } = await decodeAudio(file);
    return { media: await studio.store.put(file), seconds: left.length / SAMPLE_RATE };
  } catch (error) {
    const hint = error instanceof StudioError ? error.hint : undefined;
    throw new StudioError('usage', messageOf(error), { cause: error, ...(hint === undefined ? {} : { hint }) });
  }
}

/** A picture of ours, in the media store. */
export async function keepPicture(png: Uint8Array, studio: Studio): Promise<Seed['media']> {
  const path = join(studio.scratchFolder, `${studio.mint()}.png`);
  await writeFile(`${path}.part`, png);
  await rename(`${path}.part`, path);
  return studio.store.put(path);
}

/** A device or a pipe may have no end. Throws `usage` for what is not an ordinary file. */
export async function assertOrdinaryFile(path: string): Promise<void> {
  const kind = await stat(path).catch((error: unknown) => {
    throw new StudioError('usage', `cannot open ${path}: ${messageOf(error)}`, {
      hint: 'Check the path.',
      cause: error,
    });
  });
  if (!kind.isFile())
    throw new StudioError('usage', `${path} is not an ordinary file`, { hint: 'Give the path of a file.' });
}
