import { join } from 'node:path';

/** Where encoded stretches and mixes are kept for the next render, and most bytes of them: 15 MB a minute, 12 its sound. */
export function cacheIn(home: string): { folder: string; cap: number } {
  return { folder: join(home, 'cache', 'units'), cap: 1_000_000_000 };
}
