import type { DatabaseSync } from 'node:sqlite';
import { StudioError } from '../errors.ts';

/** `MIGRATIONS[n]` leads from version n to version n + 1 of the file. Never edit one that was released: add another. */
const MIGRATIONS = [
  `CREATE TABLE streams (
     id INTEGER PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     last_seq INTEGER NOT NULL,
     started_at INTEGER NOT NULL,
     updated_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE events (
     stream INTEGER NOT NULL REFERENCES streams (id),
     seq INTEGER NOT NULL,
     at INTEGER NOT NULL,
     schema TEXT NOT NULL,
     data TEXT NOT NULL,
     step TEXT,
     input_hash TEXT,
     UNIQUE (stream, seq)
   ) STRICT;
   CREATE UNIQUE INDEX events_step ON events (stream, step) WHERE step IS NOT NULL;
   CREATE TABLE leases (
     name TEXT PRIMARY KEY,
     token INTEGER NOT NULL,
     holder TEXT,
     expires_at INTEGER NOT NULL
   ) STRICT;`,
];

/**
 * Brings a journal file, new or old, to today's tables, whoever else opens it at the same time. Throws `schema-unknown`
 * for a file from a newer version and `journal-corrupt` for a database that is somebody else's.
 */
export function migrate(db: DatabaseSync, file: string): void {
  if (versionOf(db, file) === MIGRATIONS.length) return;
  db.exec('BEGIN IMMEDIATE');
  // Asked again inside the transaction: another process may have migrated while this one waited.
  const version = versionOf(db, file);
  if (version === 0 && hasTables(db)) {
    throw new StudioError('journal-corrupt', `${file} is a database, but not a journal of claude-studio`, {
      hint: `Move ${file} away, or name another data folder.`,
    });
  }
  for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  db.exec('COMMIT');
}

function versionOf(db: DatabaseSync, file: string): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > MIGRATIONS.length) {
    throw new StudioError(
      'schema-unknown',
      `${file} was written by a newer claude-studio (journal version ${version})`,
      {
        hint: 'Update claude-studio, or name another data folder.',
      },
    );
  }
  return version;
}

function hasTables(db: DatabaseSync): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}
