import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Journal } from '../../journal/spec.ts';
import { openSqliteJournal } from '../../journal/sqlite.ts';

/** Milliseconds since 1970 UTC: the one clock that everybody is handed. */
export const wallClock = (): number => Date.now();

/** A name that nobody has used: a UUID. */
export const newName = (): string => randomUUID();

/** The journal in the studio's home folder: all that commands need which only read. */
export function openJournal(config: Config): Promise<Journal> {
  return openSqliteJournal({ file: join(config.settings.home, 'studio.db'), clock: wallClock });
}

/** A journal that is gone when it is closed: for what is only tried out. */
export function openPassingJournal(): Promise<Journal> {
  return openSqliteJournal({ file: ':memory:', clock: wallClock });
}
