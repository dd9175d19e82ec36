import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { partBeside } from './part.ts';
import type { MediaStore } from './spec.ts';
import { StudioError, messageOf } from '../../errors.ts';
import type { MediaRef } from '../../film/media.ts';

/** A media store in a folder: `<root>/ab/abcdef….mp4`. Several processes may share it. */
export function diskMediaStore(root: string): MediaStore {
  return {
    async put(path) {
      const ref = await reference(path);
      // What lies there under this name may have been damaged since: then these bytes mend it.
      if (!(await this.verify(ref))) await bringTo(path, locate(ref));
      return ref;
    },
    path(ref) {
      const path = locate(ref);
      if (!existsSync(path)) {
        throw new StudioError('not-found', `the media file ${ref.sha256.slice(0, 12)}….${ref.extension} is gone`, {
          hint: 'Somebody deleted it from the media folder. claude-studio resume RUN makes again what was made here.',
          data: { sha256: ref.sha256 },
        });
      }
      return path;
    },
    async verify(ref) {
      try {
        const path = locate(ref);
        const { size } = await stat(path);
        return size === ref.bytes && (await hashFile(path)) === ref.sha256;
      } catch (error) {
        if (UNREADABLE.has((error as NodeJS.ErrnoException).code ?? '')) return false;
        throw error;
      }
    },
    async place(ref, target) {
      await bringTo(this.path(ref), target);
    },
  };

  function locate(ref: MediaRef): string {
    return join(root, ref.sha256.slice(0, 2), `${ref.sha256}.${ref.extension}`);
  }
}

async function reference(path: string): Promise<MediaRef> {
  const extension = extname(path).slice(1).toLowerCase();
  if (!/^[a-z0-9]{1,8}$/.test(extension)) {
    throw new StudioError('media', `${path} has no usable ending`, {
      hint: 'Name it for what it is: .mp4, .wav, .png.',
    });
  }
  try {
    const { size } = await stat(path);
    return { sha256: await hashFile(path), extension, bytes: size };
  } catch (error) {
    throw new StudioError('media', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** What the system says of a file that is gone, closed to us, worn out, or no file at all. */
const UNREADABLE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO', 'EISDIR']);

/**
 * Copies a file so that it appears in one step, sharing blocks where the file system can. Never a hard link: whoever
 * edits a film in their folder would edit the store.
 */
async function bringTo(path: string, target: string): Promise<void> {
  const part = await partBeside(target);
  try {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, part, constants.COPYFILE_FICLONE);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw new StudioError('disk', `cannot write ${target}: ${messageOf(error)}`, {
      hint: 'Check that the folder is writable and has space.',
      cause: error,
    });
  }
}
