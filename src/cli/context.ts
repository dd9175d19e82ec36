import type { Terminal } from './terminal.ts';

/** What every command is handed. */
export interface Context {
  terminal: Terminal;
  /** Of the package. */
  version: string;
  /** The words of this call, without node and script. */
  argv: readonly string[];
}
