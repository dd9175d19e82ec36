import type { MediaRef } from '../../film/media.ts';

/** Where media are kept, each once, named by what is in them. */
export interface MediaStore {
  /** Takes a copy of a file. The same bytes give the same reference and are kept once. */
  put(path: string): Promise<MediaRef>;
  /** Where the bytes can be read; never write there. Throws `not-found` when they are gone. */
  path(ref: MediaRef): string;
  /** True when the bytes are there and still are what their name says. */
  verify(ref: MediaRef): Promise<boolean>;
  /** Puts the bytes at `target` under a readable name, replacing what was there in one step. */
  place(ref: MediaRef, target: string): Promise<void>;
}
