import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { partBeside } from '../../cutting-room/media-store/part.ts';
import { StudioError, messageOf } from '../../errors.ts';

/** A file appears whole or not at all. Throws `disk`, and as `assertReplaceable`. */
export async function write(path: string, text: string): Promise<void> {
  await assertReplaceable(path);
  const part = await partBeside(path);
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined); // what went wrong first is told
    throw cannotWrite(path, error);
  }
}

/** Throws `usage` where something lies that is no file: a whole file would not be written to it, but take its place. */
export async function assertReplaceable(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there === null || there.isFile()) return;
  const what = there.isDirectory() ? 'is a folder' : 'is not a file but a device or a pipe';
  throw new StudioError('usage', `${path} ${what}`, {
    hint: 'Choose the name of a file with -o, or take away what lies there.',
  });
}

/** What a full or closed disk is told as. */
export function cannotWrite(path: string, error: unknown): StudioError {
  return new StudioError('disk', `cannot write ${path}: ${messageOf(error)}`, {
    hint: 'Free space or choose another folder with -o; nothing that was made is lost.',
    cause: error,
  });
}
