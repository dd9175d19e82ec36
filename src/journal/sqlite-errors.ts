import { messageOf, StudioError } from '../errors.ts';

/** The low byte of a SQLite result code; the rest says which flavour (https://www.sqlite.org/rescode.html). */
const KINDS: Record<number, 'busy' | 'disk' | 'corrupt'> = {
  5: 'busy',
  6: 'busy',
  3: 'disk',
  8: 'disk',
  10: 'disk',
  13: 'disk',
  14: 'disk',
  11: 'corrupt',
  26: 'corrupt',
};
const CONSTRAINT_UNIQUE = 2067;

/** What went wrong in SQLite, in the words of the journal's port; an error of ours passes through. */
export function translated(error: unknown, file: string): StudioError {
  if (error instanceof StudioError) return error;
  switch (KINDS[resultCode(error) & 0xff]) {
    case 'busy':
      return new StudioError('disk', `the journal ${file} is busy: another process has been writing for seconds`, {
        hint: 'Try again when the other claude-studio has finished.',
        retryable: true,
        cause: error,
      });
    case 'disk':
      return new StudioError('disk', `the journal ${file} cannot be written: ${messageOf(error)}`, {
        hint: `Check the free space and the permissions of ${file}.`,
        cause: error,
      });
    case 'corrupt':
      return corrupt(file, messageOf(error), error);
    default:
      return new StudioError('internal', `the journal ${file} failed: ${messageOf(error)}`, { cause: error });
  }
}

export function corrupt(file: string, why: string, cause?: unknown): StudioError {
  return new StudioError('journal-corrupt', `the journal ${file} cannot be read: ${why}`, {
    hint: `Move ${file} away (with its -wal and -shm files) or put a backup in its place.`,
    cause,
  });
}

/** True when a unique index refused the row. */
export function isDuplicate(error: unknown): boolean {
  return resultCode(error) === CONSTRAINT_UNIQUE;
}

function resultCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : -1;
}
