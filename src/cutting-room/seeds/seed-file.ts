import { open, stat } from 'node:fs/promises';
import { messageOf, StudioError } from '../../errors.ts';

/**
 * The bytes of a file that a person hands in. Throws `bad-seed` for what is no ordinary file (a device or a pipe has no end:
 * its size says nothing), for one above `most` bytes, with what is taken, and for one that cannot be opened.
 */
export async function readSeedFile(path: string, { most, taken }: { most: number; taken: string }): Promise<Buffer> {
  try {
    const kind = await stat(path);
    if (!kind.isFile()) throw badSeed(path, 'is not an ordinary file', 'Give the path of a file.');
    if (kind.size > most) throw badSeed(path, `has ${Math.round(kind.size / 1e6)} MB`, taken);
    const file = await open(path);
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw badSeed(path, `cannot be opened: ${messageOf(error)}`, 'Check the path given with --seed.', error);
  }
}

export function badSeed(path: string, what: string, hint: string, cause?: unknown): StudioError {
  return new StudioError('bad-seed', `the seed ${path} ${what}`, { hint, cause });
}
