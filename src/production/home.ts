import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Journal } from '../journal/spec.ts';
import { openSqliteJournal } from '../journal/sqlite.ts';

/** Milliseconds since 1970 UTC: the one clock that everybody is handed. */
export const wallClock = (): number => Date.now();

/** The journal in the studio's home folder: all that commands need which only read. */
export function openJournal(config: Config): Promise<Journal> {
  return openSqliteJournal({ file: join(config.settings.home, 'studio.db'), clock: wallClock });
}
