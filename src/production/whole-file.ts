import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StudioError, messageOf } from '../errors.ts';

/** A file appears whole or not at all. */
export async function write(path: string, text: string): Promise<void> {
  const part = join(dirname(path), `.${process.pid}.part`);
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw cannotWrite(path, error);
  }
}

/** What a full or closed disk is told as. */
export function cannotWrite(path: string, error: unknown): StudioError {
  return new StudioError('disk', `cannot write ${path}: ${messageOf(error)}`, {
    hint: 'Free space or choose another folder with -o; nothing that was made is lost.',
    cause: error,
  });
}
