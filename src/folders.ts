import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, one after the other. Node's own `recursive: true` never returns where the system says
 * "no such file" to a folder below one that exists, as /proc does (Node 26.10). Throws what the system says.
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) {
    mkdirSync(folder, { recursive: true }); // an existing folder is fine, a file of that name is said so
    return;
  }
  const above = dirname(folder);
  if (above !== folder) makeFolders(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was quicker
  }
}
