import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../errors.ts';
import type { Cut } from '../../film/cut.ts';
import type { MediaRef } from '../../film/media.ts';
import type { Provenance } from '../../film/provenance.ts';
import { takePath } from '../studio/layout.ts';
import { readProduction } from '../studio/production.ts';
import { shellLine } from '../studio/shell.ts';
import type { Studio } from '../studio/studio.ts';

/** Something that the journal says was made, and what is left to make it from. */
export interface Kept {
  /** For people: `take 3B-2`. */
  name: string;
  media: MediaRef;
  /** Where a copy may lie that people can reach; it counts only when it has the very bytes. */
  copy: string | null;
  /** Makes it again, or null where that is impossible or could cost money. */
  again: (() => Promise<MediaRef>) | null;
}

/**
 * Sees that the media store holds the very bytes that were adopted: finished steps are not done again, so what is built on
 * them must be what they left. Throws `media` when they are lost for good.
 */
export async function mend(studio: Studio, { name, media, copy, again }: Kept): Promise<void> {
  if ((await studio.store.verify(media)) || (await copied(studio, media, copy))) return;
  if (again === null)
    throw lost(name, media, 'It cannot be made again. Bring the media folder back from a copy, or begin a new run.');
  if (!same(await again(), media)) {
    throw new StudioError('media', `${name} was lost from the media store, and made again it is not the same`, {
      hint: 'It was made by another version or machine. Bring the media folder back from a copy, or begin a new run.',
      data: { sha256: media.sha256 },
    });
  }
}

/** Throws `media` when a file that the person handed in is not in the store as it was put there. */
export async function assertGiven({ store }: Studio, run: string, name: string, media: MediaRef): Promise<void> {
  if (await store.verify(media)) return;
  throw lost(name, media, `Hand it in again: the same produce command with --run-id ${run}.`);
}

/**
 * Sees that the store has everything that a cut is made of; a take that it lost comes back from the run's folder. Throws
 * `media` for what is gone.
 */
export async function assertWhole(studio: Studio, run: string, { clips, sounds }: Cut): Promise<void> {
  for (const part of [...clips, ...sounds]) {
    const { media } = part;
    if (await studio.store.verify(media)) continue;
    const { folder, imported } = (await readProduction(studio.journal, run)).state;
    const slate = 'slate' in part ? part.slate : null;
    const copy = slate === null || folder === null ? null : join(folder, takePath(slate));
    if (await copied(studio, media, copy)) continue;
    const name = slate === null ? `${media.sha256.slice(0, 12)}….${media.extension}` : `take ${slate}`;
    const again =
      imported === null
        ? `claude-studio resume ${run} mends what was made on this machine; then try again.`
        : `${shellLine(['import', imported.source])} brings it back, where that still lies there.`;
    throw lost(name, media, again);
  }
}

/** Only what was made here, for nothing, is made again without asking. */
export function ifOffline(provenance: Provenance, again: () => Promise<MediaRef>): Kept['again'] {
  return provenance === 'offline' ? again : null;
}

function lost(name: string, { sha256 }: MediaRef, hint: string): StudioError {
  return new StudioError('media', `${name} is gone from the media store, or damaged`, { hint, data: { sha256 } });
}

async function copied({ store }: Studio, media: MediaRef, copy: string | null): Promise<boolean> {
  return copy !== null && (await hasSize(copy, media.bytes)) && same(await store.put(copy), media);
}

function same(one: MediaRef, other: MediaRef): boolean {
  return one.sha256 === other.sha256 && one.extension === other.extension;
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  const lying = await stat(path).catch(() => null); // people may delete what they like in their folder
  return lying !== null && lying.isFile() && lying.size === bytes;
}
