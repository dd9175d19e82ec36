import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaRef } from '../../film/media.ts';
import type { Production } from '../studio/production.ts';

/** Puts a sound into the media store. */
export async function keepWav({ studio }: Production, wav: Uint8Array): Promise<MediaRef> {
  const folder = join(studio.scratchFolder, 'sound');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${studio.mint()}.wav`);
  await writeFile(path, wav);
  return studio.store.put(path);
}
