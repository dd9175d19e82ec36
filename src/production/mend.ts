import { stat } from 'node:fs/promises';
import { StudioError } from '../errors.ts';
import type { Cut } from '../film/cut.ts';
import type { MediaRef } from '../film/media.ts';
import type { Provenance } from '../film/provenance.ts';
import type { Studio } from './studio.ts';

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
export async function mend({ store }: Studio, { name, media, copy, again }: Kept): Promise<void> {
  if (await store.verify(media)) return;
  if (copy !== null && (await hasSize(copy, media.bytes)) && same(await store.put(copy), media)) return;
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

/** Throws `media` when something that a cut is made of is not in the store as it was put there. */
export async function assertWhole({ store }: Studio, run: string, { clips, sounds }: Cut): Promise<void> {
  for (const { media } of [...clips, ...sounds]) {
    if (await store.verify(media)) continue;
    const name = `${media.sha256.slice(0, 12)}….${media.extension}`;
    throw lost(name, media, `claude-studio resume ${run} mends what was made on this machine; then try again.`);
  }
}

/** Only what was made here, for nothing, is made again without asking. */
export function ifOffline(provenance: Provenance, again: () => Promise<MediaRef>): Kept['again'] {
  return provenance === 'offline' ? again : null;
}

function lost(name: string, { sha256 }: MediaRef, hint: string): StudioError {
  return new StudioError('media', `${name} is gone from the media store, or damaged`, { hint, data: { sha256 } });
}

function same(one: MediaRef, other: MediaRef): boolean {
  return one.sha256 === other.sha256 && one.extension === other.extension;
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  const lying = await stat(path).catch(() => null); // people may delete what they like in their folder
  return lying !== null && lying.isFile() && lying.size === bytes;
}
