// Loaded into a process before its own program (`node --import`): kills it, as a power cut would, at the point that the
// variable STUDIO_BOMB names. Nothing in the studio knows of it.
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { isMainThread } from 'node:worker_threads';

/** A point at which a process is killed. */
export interface Bomb {
  /**
   * A write of the journal that records such an event (`take-submitted`), or an exchange with a vendor: `create`, `poll`,
   * `find` or `download`.
   */
  at: string;
  /**
   * Of a write: with the transaction open, with everything in it, when it is on the disk. Of an exchange: before anything
   * is sent, when the vendor has answered and nothing of it was read, when it was read and nothing was done with it.
   */
  moment: 'before' | 'inside' | 'after';
  /** Which one of them, counted from 1. */
  nth?: number;
}

function plant({ at, moment, nth = 1 }: Bomb): void {
  let count = 0;
  const isIt = (what: string): boolean => what === at && (count += 1) === nth;
  if (EXCHANGES.some(({ kind }) => kind === at)) watchExchanges(isIt, moment);
  else watchWrites(isIt, moment);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; until it is here nothing more may happen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('killed');
}

function watchWrites(isIt: (what: string) => boolean, moment: Bomb['moment']): void {
  const run = StatementSync.prototype.run;
  let hit = false;
  const watched = function (this: StatementSync, ...values: unknown[]) {
    const sql = this.sourceSQL;
    if (sql.startsWith('BEGIN')) hit = false;
    if (sql.startsWith('INSERT INTO events')) {
      const schema = String(values[3]).replace(/\.\d+$/, '');
      if (isIt(schema)) hit = true;
      if (hit && moment === 'before') die();
    }
    if (sql === 'COMMIT' && hit && moment === 'inside') die();
    const done = Reflect.apply(run, this, values) as ReturnType<typeof run>;
    if (sql === 'COMMIT' && hit) die();
    return done;
  };
  StatementSync.prototype.run = watched;
  // A rollback through the connection ends the transaction as well.
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    if (sql === 'ROLLBACK') hit = false;
    Reflect.apply(exec, this, [sql]);
  };
}

function watchExchanges(isIt: (what: string) => boolean, moment: Bomb['moment']): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const line = `${(init?.method ?? 'GET').toUpperCase()} ${url.pathname}${url.search}`;
    const kind = EXCHANGES.find(({ path }) => path.test(line))?.kind ?? '';
    if (!isIt(kind)) return send(input, init);
    if (moment === 'before') die();
    const response = await send(input, init).catch(() => die());
    if (moment === 'after') await response.arrayBuffer().catch(() => die());
    return die();
  };
}

/** What is asked of a vendor, by the first line of the request. The first that fits is it. */
const EXCHANGES: readonly { kind: string; path: RegExp }[] = [
  {
    kind: 'create',
    path: /^POST (?:\/dream-machine\/v1\/generations\/video|\/v1\/generations|\/v1\/(?:text|image)_to_video|\/(?:text|image)-to-video\/|\/fal-ai\/|\/v1\/audio\/speech|\/v1\/text-to-speech\/)/,
  },
  { kind: 'download', path: /^GET \/(?:public\/)?clips\// },
  {
    kind: 'find',
    path: /^(?:GET \/dream-machine\/v1\/generations\?|GET \/tasks\?external_task_ids=|GET \/v1\/models\/requests\/by-endpoint|GET \/v1\/history)/,
  },
  {
    kind: 'poll',
    path: /^GET (?:\/dream-machine\/v1\/generations\/|\/v1\/generations\/|\/v1\/tasks\/|\/tasks\?task_ids=|\/fal-ai\/pika\/requests\/)/,
  },
];

const planned = process.env['STUDIO_BOMB'];
if (planned !== undefined && isMainThread) plant(JSON.parse(planned) as Bomb);
