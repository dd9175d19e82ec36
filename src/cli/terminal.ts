import { createInterface } from 'node:readline';
import { setImmediate as immediately } from 'node:timers/promises';
import picocolors from 'picocolors';
import { StudioError, wholeMessageOf } from '../errors.ts';
import { clean, pad, tame, truncate, widthOf, wrap } from './text.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** What the terminal needs of a stream; `process.stdout` and `process.stderr` have it. */
export interface Output {
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

export interface TerminalOptions {
  /** Where a person answers; without it nobody can be asked. */
  stdin?: NodeJS.ReadStream;
  stdout: Output;
  stderr: Output;
  env: Partial<Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM' | 'CI' | 'LC_ALL' | 'LC_CTYPE' | 'LANG', string | undefined>>;
  /** Events go to stdout as JSON lines, an error to stderr as one, and all talk is left out; without it events are not printed. */
  json: boolean;
  /** Overrides what the stream says. */
  columns?: number;
}

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Never narrower than this, where words tell the rows apart (default 6); columns to the right are always whole. */
  least?: number;
  /** Takes what is left of the line and is cut before other columns are. At most one. */
  stretch?: boolean;
}

/** The only place that prints. Data go to stdout, talk goes to stderr. Data that cannot be written throw `disk`. */
export interface Terminal {
  /** For talk: picocolors, or the same functions doing nothing. */
  readonly colours: Colours;
  /** Line drawing and marks, in ASCII where the terminal knows no more. */
  readonly glyphs: Glyphs;
  /** True when talk goes to a screen that can be drawn over. */
  readonly interactive: boolean;
  /** Columns for talk, 40 at least; it follows the window. */
  readonly columns: number;
  readonly rows: number;
  /** Text for stdout as it is, with a newline at its end. */
  data(text: string): void;
  /** One JSON line on stdout, when JSON was asked for. */
  event(envelope: unknown): void;
  /** A line of talk, wrapped. What follows its first line is indented like it, by `hang`, or to the place of a tab in it. */
  line(text?: string, hang?: number): void;
  /** A heading, with a word at its right end. */
  section(title: string, aside?: string): void;
  /** Data in columns on stdout. Cells may hold any text; it is cleaned. */
  table(rows: string[][], columns: Column[]): void;
  /**
   * `error:` and `hint:`, or with JSON `{"error":{"code","message","hint"}}`; with `debug` the stack, the causes and the
   * facts. What only waits for somebody is no error and says so itself.
   */
  error(error: unknown, options?: { debug?: boolean }): void;
  /** A command of the talk that can be copied: indented, and never wrapped. */
  command(text: string): void;
  /** What to do next: a command that can be copied, the last line of every command. */
  next(command: string): void;
  /** Asks for a yes or no; null where nobody can be asked. Anything but yes is a no. Live lines are held back meanwhile. */
  confirm(question: string, signal: AbortSignal): Promise<boolean | null>;
  /** Throws `disk` when something printed could not be written and nobody was told yet: the last word of every command. */
  settled(): Promise<void>;
  /** Lines that stay below everything else until they are replaced; none takes them away. Nothing on a plain output. */
  live(lines: string[]): void;
}

export interface Glyphs {
  rule: string;
  full: string;
  empty: string;
  done: string;
  failed: string;
  waiting: string;
  again: string;
  dot: string;
  arrow: string;
  dash: string;
  ellipsis: string;
  /** Corner and branch of a tree. */
  branch: string;
  corner: string;
  spinner: string[];
}

/** The terminal of this process. */
export function openTerminal(options: Pick<TerminalOptions, 'env' | 'json'>): Terminal {
  return createTerminal({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, ...options });
}

export function createTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr, env, json } = options;
  const talkColours = hasColour(stderr, env);
  const dataColours = hasColour(stdout, env);
  const colours = picocolors.createColors(talkColours);
  const glyphs = knowsUnicode(env) ? UNICODE : ASCII;
  const interactive = stderr.isTTY === true && env.TERM !== 'dumb' && !env.CI && !json;
  // Streams tell of a full disk later, where nobody can catch it: it is kept for the next who prints, or for the end.
  let failure: StudioError | null = null;
  let told = false;
  const fail = (error: StudioError): void => {
    failure ??= error;
  };
  const throwFailure = (): void => {
    if (failure === null) return;
    told = true;
    throw failure;
  };
  const write = guarded(stdout, fail);
  const talk = guarded(stderr, fail);
  const out = (text: string): void => {
    throwFailure();
    write(text);
  };
  let drawn: string[] = [];
  /** What is to be drawn when the question on the screen has been answered; null while there is none. */
  let held: string[] | null = null;

  /** Writes above the live lines: they are erased first and drawn again after. */
  const above = (write: () => void) => {
    const block = drawn;
    draw([]);
    write();
    draw(block);
  };
  const draw = (lines: string[]) => {
    if (drawn.length === 0 && lines.length === 0) return;
    const up = drawn.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / columns())), 0);
    const erase = up === 0 ? '' : `\u001B[${up}A\r\u001B[J`;
    // Between these two marks a modern terminal shows nothing, so the redrawing does not flicker.
    talk(`\u001B[?2026h${erase}${lines.map((line) => `${line}\n`).join('')}\u001B[?2026l`);
    drawn = lines;
  };
  const columns = () => Math.max(40, options.columns ?? stderr.columns ?? 80);
  const rows = () => Math.max(6, stderr.rows ?? 24);
  const say = (text: string, indent?: number) => {
    const lines = text.split('\n').flatMap((line) => {
      const [before = '', ...after] = tame(line, talkColours).split('\t');
      const hang = indent ?? (after.length > 0 ? widthOf(before) : (/^ */.exec(before)?.[0].length ?? 0));
      return wrap(before + after.join(' '), columns(), Math.min(hang, columns() >> 1));
    });
    const close = talkColours && text.includes('\u001B') ? '\u001B[0m' : '';
    above(() => talk(`${lines.join('\n').replaceAll('\u00A0', ' ')}${close}\n`));
  };
  const print = (text: string) => {
    if (interactive && stdout.isTTY === true) above(() => out(text));
    else out(text);
  };

  return {
    colours,
    glyphs,
    interactive,
    get columns() {
      return columns();
    },
    get rows() {
      return rows();
    },
    data: (text) => print(`${tame(text, dataColours).replace(/\n$/, '')}\n`),
    event: (envelope) => {
      if (json) print(`${jsonLine(envelope)}\n`);
    },
    line: (text = '', hang) => {
      if (!json) say(text, hang);
    },
    section: (title, aside = '') => {
      if (json) return;
      const rule = glyphs.rule.repeat(
        Math.max(2, columns() - widthOf(title) - widthOf(aside) - (aside === '' ? 1 : 2)),
      );
      say('');
      say(`${colours.bold(clean(title))} ${colours.dim(aside === '' ? rule : `${rule} ${clean(aside)}`)}`);
    },
    confirm: async (question, signal) => {
      if (!interactive || options.stdin?.isTTY !== true) return null;
      held = drawn;
      draw([]);
      talk(`${wrap(`${tame(question, talkColours)} [y/N]`, columns() - 4).join('\n')} `);
      // The terminal edits the line itself: so Ctrl-C stays the signal that stops all other work.
      const asking = createInterface({ input: options.stdin, signal });
      try {
        const { value: answer } = await asking[Symbol.asyncIterator]().next();
        signal.throwIfAborted();
        if (answer === undefined) talk('\n');
        return /^\s*y(?:es)?\s*$/i.test(answer ?? '');
      } finally {
        asking.close();
        const waiting = held;
        held = null;
        draw(waiting);
      }
    },
    table: (cells, head) => {
      // Nothing is cut for a reader that is a program.
      const width = Math.max(40, options.columns ?? (stdout.isTTY === true ? (stdout.columns ?? 80) : Infinity));
      print(`${tableLines(cells, head, width, picocolors.createColors(dataColours), glyphs.ellipsis).join('\n')}\n`);
    },
    error: (error, { debug = false } = {}) => {
      const code = error instanceof StudioError ? error.code : 'internal';
      const hint = error instanceof StudioError ? error.hint : UNEXPECTED;
      const message = wholeMessageOf(error).trim() || 'something failed without a word';
      if (json) {
        const told = { code, message, hint: hint ?? null, ...(debug ? { debug: debugLines(error) } : {}) };
        talk(`${jsonLine({ error: told })}\n`);
        return;
      }
      const label = code === 'waiting' ? '' : `${colours.red(colours.bold('error:'))} \t`;
      say(label + cleanLines(message));
      if (hint !== undefined) say(`\n${colours.cyan(colours.bold('hint:'))} \t${cleanLines(hint)}`);
      if (debug) for (const line of debugLines(error)) say(`  ${colours.dim(clean(line))}`);
    },
    command: (text) => {
      if (!json) above(() => talk(`      ${colours.cyan(clean(text))}\n`));
    },
    next: (command) => {
      // Not wrapped: a command is copied whole.
      if (!json) above(() => talk(`\n${colours.dim('next')}  ${colours.bold(clean(command))}\n`));
    },
    settled: async () => {
      await immediately();
      if (!told) throwFailure();
    },
    live: (lines) => {
      if (!interactive) return;
      const fitting = lines
        .slice(0, rows() - 1)
        .map((line) => truncate(tame(line, talkColours), columns() - 1, glyphs.ellipsis));
      if (held === null) draw(fitting);
      else held = fitting;
    },
  };
}

/**
 * Rows under dim headings. Where the width does not suffice, columns of words are cut, and those without room left out;
 * numbers and money, the columns set to the right, are always whole, and wider than the window when nothing else helps.
 * Without any heading it is a sheet of facts, whose long values go on below.
 */
export function tableLines(
  rows: string[][],
  head: Column[],
  width: number,
  colours: Colours,
  ellipsis = '…',
): string[] {
  const cells = rows.map((row) => head.map((_, column) => clean(row[column] ?? '')));
  const wanted = head.map(({ title }, column) =>
    cells.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), widthOf(title)),
  );
  if (head.every(({ title }) => title === '')) {
    const before = wanted.slice(0, -1).reduce((total, column) => total + column + GAP, 0);
    return cells.flatMap((row) => {
      const names = row.slice(0, -1).map((cell, column) => `${colours.dim(pad(cell, wanted[column] ?? 0))}  `);
      return wrap(names.join('') + (row.at(-1) ?? ''), width, before);
    });
  }
  const widths = fittingWidths(wanted, head, width);
  const gone = lineWidth(widths) > width ? firstToGo(head) : null;
  if (gone !== null) {
    const left = cells.map((row) => row.toSpliced(gone, 1));
    return tableLines(left, head.toSpliced(gone, 1), width, colours, ellipsis);
  }
  const layOut = (row: string[]) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, head[column]?.align, ellipsis))
      .join(' '.repeat(GAP))
      .trimEnd();
  return [colours.dim(layOut(head.map(({ title }) => title))), ...cells.map(layOut)];
}

/** Between two columns. */
const GAP = 2;
/** A column of words with less room says nothing. */
const LEAST = 6;
/** The stretching column is cut alone down to this; then the widest ones are cut with it. */
const READABLE = 20;

/** The width of each column, those of words as even as they can be; the line may be too wide yet. */
function fittingWidths(wanted: number[], head: Column[], width: number): number[] {
  const over = lineWidth(wanted) - width;
  const cutTo = (level: number): number[] =>
    wanted.map((own, column) => {
      const most = head[column]?.stretch ? Math.min(level, Math.max(READABLE, own - over)) : level;
      return Math.min(own, Math.max(most, leastOf(head[column])));
    });
  let level = Math.max(...wanted);
  while (level > LEAST && lineWidth(cutTo(level)) > width) level -= 1;
  return cutTo(level);
}

function lineWidth(widths: number[]): number {
  return widths.reduce((total, column) => total + column + GAP, -GAP);
}

function leastOf(column: Column | undefined): number {
  return column?.align === 'right' ? Infinity : (column?.least ?? LEAST);
}

/** Of the columns that may be cut the stretching one, then the last, as long as words are left to tell rows apart. */
function firstToGo(head: Column[]): number | null {
  if (head.filter(({ align }) => align !== 'right').length < 2) return null;
  const cut = [...head.keys()].filter((column) => leastOf(head[column]) < Infinity);
  return cut.find((column) => head[column]?.stretch) ?? cut.at(-1) ?? null;
}

const UNEXPECTED = 'This was not foreseen. Run the same command with --debug to see where it happened.';

const UNICODE: Glyphs = {
  rule: '─',
  full: '━',
  empty: '╌',
  done: '✓',
  failed: '✗',
  waiting: '·',
  again: '↻',
  dot: '·',
  arrow: '❯',
  dash: '–',
  ellipsis: '…',
  branch: '├─',
  corner: '╰─',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

const ASCII: Glyphs = {
  rule: '-',
  full: '#',
  empty: '.',
  done: '+',
  failed: 'x',
  waiting: '.',
  again: '~',
  dot: '-',
  arrow: '>',
  dash: '-',
  ellipsis: '...',
  branch: '|-',
  corner: '`-',
  spinner: ['|', '/', '-', '\\'],
};

/** https://no-color.org, then https://force-color.org, then whether anybody is looking. */
function hasColour(stream: Output, env: TerminalOptions['env']): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** A terminal that says nothing of its character set is taken for a modern one; the Linux console and `C` are not. */
function knowsUnicode(env: TerminalOptions['env']): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || 'UTF-8';
  return /utf-?8/i.test(locale);
}

/** How it is said that nobody reads any more: a closed pipe, a closed window, a stream that was ended. */
const GONE = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/** Writes until the reader has gone (`| head`), then falls silent; tells of anything else that went wrong. */
function guarded(stream: Output, onFailure: (error: StudioError) => void): (text: string) => void {
  let open = true;
  stream.on('error', (error) => {
    open = false;
    if (GONE.has(error.code ?? '')) return;
    onFailure(
      new StudioError('disk', `the output cannot be written: ${error.message}`, {
        hint: 'Free space where it is redirected to, or redirect it elsewhere. A run goes on with claude-studio resume.',
        cause: error,
      }),
    );
  });
  return (text) => {
    if (open) stream.write(text);
  };
}

/** JSON leaves some characters raw which a terminal would obey; escaped they mean the same. */
function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Messages of validation have several lines; those after the first are set in. */
function cleanLines(text: string): string {
  return text.split('\n').map(clean).filter(Boolean).join('\n  ');
}

function debugLines(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const facts = error instanceof StudioError ? [`code ${error.code}`, `data ${JSON.stringify(error.data)}`] : [];
  const cause =
    error.cause === undefined ? [] : [`caused by: ${wholeMessageOf(error.cause)}`, ...debugLines(error.cause)];
  return ['', ...facts, ...(error.stack ?? '').split('\n').slice(1), ...cause];
}
