/**
 * Exceptions mean the machine is broken or the caller asked for the impossible. A refused take, a failed job and a low
 * score are values, not errors.
 */
export type ErrorCode =
  | 'usage'
  | 'bad-brief'
  | 'bad-seed'
  | 'budget-exceeded'
  | 'price-unknown'
  | 'balance'
  | 'not-found'
  | 'locked'
  | 'conflict'
  | 'step-changed'
  | 'schema-unknown'
  | 'journal-corrupt'
  | 'disk'
  | 'media'
  | 'provider'
  | 'mind'
  | 'waiting'
  | 'config'
  | 'missing-part'
  | 'interrupted'
  | 'paid-work-outstanding'
  | 'internal';

export interface StudioErrorOptions {
  /** One sentence: what the reader can do about it. */
  hint?: string;
  /** True when the same call may succeed later without any change. */
  retryable?: boolean;
  cause?: unknown;
  /** Facts for machines: JSON-serialisable, never secrets. */
  data?: Record<string, unknown>;
}

/** The one exception this project throws. It serialises to JSON, so it can cross a worker or a socket and come back. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly data: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: StudioErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.retryable = options.retryable ?? false;
    this.data = options.data ?? {};
  }

  toJSON(): SerialisedError {
    return { code: this.code, message: this.message, hint: this.hint, retryable: this.retryable, data: this.data };
  }

  static fromJSON(value: SerialisedError): StudioError {
    return new StudioError(value.code, value.message, {
      ...(value.hint === undefined ? {} : { hint: value.hint }),
      retryable: value.retryable,
      data: value.data,
    });
  }
}

export interface SerialisedError {
  code: ErrorCode;
  message: string;
  hint: string | undefined;
  retryable: boolean;
  data: Record<string, unknown>;
}

/**
 * The message of anything that was thrown. What the system says of a file is put into words, without the name of the file:
 * whoever tells it has named it.
 */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const { code, said } = FILE_TROUBLE.exec(message)?.groups ?? {};
  return WORDS[code ?? ''] ?? said ?? message;
}

/** The same with the file, for whoever does not know which one it was. */
export function wholeMessageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const { file } = FILE_TROUBLE.exec(message)?.groups ?? {};
  return file === undefined ? messageOf(error) : `${file}: ${messageOf(error)}`;
}

/** `ENOENT: no such file or directory, stat '/films/a.mp4'`, as Node says it; a second file may follow. */
const FILE_TROUBLE = /^(?<code>E[A-Z0-9]+): (?<said>[^,]+), [a-z]+(?: '(?<file>[^]*?)'(?: -> '[^]*')?)?$/;

const WORDS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user has no permission',
  EPERM: 'the system does not allow it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOSPC: 'the disk is full',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EROFS: 'the disk is read-only',
};
