import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { ErrorCode } from '../../src/errors.ts';
import type { Journal, RecordedEvent } from '../../src/journal/spec.ts';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import { journalConformance } from '../conformance/journal.ts';

const WRITER = path.join(import.meta.dirname, 'writer.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'journal-'));
after(() => rmSync(folder, { recursive: true, force: true }));

journalConformance({
  name: 'SQLite',
  open: (clock) => openSqliteJournal({ file: path.join(folder, 'conformance', 'journal.db'), clock }),
  cleanup: async () => rmSync(path.join(folder, 'conformance'), { recursive: true }),
});

it('wakes its own followers without waiting for the next poll', async (t) => {
  await withJournal(path.join(folder, 'wake.db'), async (journal) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const follower = journal.follow('s', { signal: new AbortController().signal })[Symbol.asyncIterator]();
    const first = follower.next();
    await journal.append('s', [{ schema: 'x.1', data: 1 }], 0);
    // No timer ever fires here: only the append itself can have woken it.
    assert.equal((await first).value?.seq, 1);
  });
});

describe('the SQLite journal among processes', () => {
  it('lets two processes write one stream', async () => {
    const file = path.join(folder, 'two.db');
    const run = () => promisify(execFile)(process.execPath, [WRITER, file, 's', '100']);
    await Promise.all([run(), run()]);
    const events = await withJournal(file, (journal) => journal.read('s'));
    assert.equal(batches(events).length, 200);
  });

  it('can be opened by many processes in the moment of its birth', async () => {
    const file = path.join(folder, 'birth.db');
    const run = (n: number) => promisify(execFile)(process.execPath, [WRITER, file, `s${n}`, '1']);
    await Promise.all([1, 2, 3, 4, 5, 6].map(run));
    assert.equal((await withJournal(file, (journal) => journal.list())).length, 6);
  });

  it('has every acknowledged append and no torn batch, however often its writer is killed', async () => {
    const file = path.join(folder, 'killed.db');
    const acknowledged: string[] = [];
    for (let round = 0; round < 8; round++) acknowledged.push(...(await runAndKill(file, 5 + round * 7)));
    const recorded = new Set(batches(await withJournal(file, (journal) => journal.read('s'))));
    assert.ok(acknowledged.length >= 8 * 5);
    assert.deepEqual(
      acknowledged.filter((batch) => !recorded.has(batch)),
      [],
    );
  });
});

describe('the SQLite journal on bad ground', () => {
  it('makes its folder', async () => {
    await withJournal(path.join(folder, 'a', 'b', 'new.db'), (journal) =>
      journal.append('s', [{ schema: 'x.1', data: 1 }], 0),
    );
  });

  it('names a file that is no database', async () => {
    const file = path.join(folder, 'text.db');
    writeFileSync(file, 'Dear diary, today I pretended to be a database and nobody noticed for quite some time.');
    await refuses(file, 'journal-corrupt');
    assert.equal(readFileSync(file, 'utf8').slice(0, 10), 'Dear diary', 'it is left as it was');
  });

  it('names a database that is somebody else’s', async () => {
    const file = path.join(folder, 'other.db');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE recipes (name TEXT)');
    db.close();
    await refuses(file, 'journal-corrupt');
  });

  it('names a file with a hole in it', async () => {
    const file = path.join(folder, 'hole.db');
    const large = Array.from({ length: 200 }, () => ({ schema: 'x.1', data: 'x'.repeat(2_000) }));
    await withJournal(file, (journal) => journal.append('s', large, 0));
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const read = withJournal(file, (journal) => journal.read('s'));
    await assert.rejects(read, { code: 'journal-corrupt', message: new RegExp(file), hint: new RegExp(file) });
  });

  it('names an event that is no JSON', async () => {
    const file = path.join(folder, 'garbled.db');
    await withJournal(file, (journal) => journal.append('s', [{ schema: 'x.1', data: 1 }], 0));
    const db = new DatabaseSync(file);
    db.exec(`UPDATE events SET data = '{"half'`);
    db.close();
    await assert.rejects(
      withJournal(file, (journal) => journal.read('s')),
      { code: 'journal-corrupt', message: /s #1/ },
    );
  });

  it('refuses a file from a newer version', async () => {
    const file = path.join(folder, 'newer.db');
    await withJournal(file, (journal) => journal.append('s', [{ schema: 'x.1', data: 1 }], 0));
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    await refuses(file, 'schema-unknown');
  });

  it('says when the place cannot be written', async () => {
    const blocker = path.join(folder, 'blocker');
    appendFileSync(blocker, '');
    await refuses(path.join(blocker, 'journal.db'), 'disk');
    const directory = path.join(folder, 'directory.db');
    mkdirSync(directory);
    await refuses(directory, 'disk');
  });

  it('says when the disk is full, and keeps what it has', async (t) => {
    const file = path.join(folder, 'full.db');
    await withJournal(file, (journal) => journal.append('s', [{ schema: 'x.1', data: 1 }], 0));
    // A limit on the size of files stands for a full disk: the write fails in the middle.
    const script = `
      const { openSqliteJournal } = await import(${JSON.stringify(path.join(import.meta.dirname, '../../src/journal/sqlite.ts'))});
      const journal = await openSqliteJournal({ file: ${JSON.stringify(file)}, clock: Date.now });
      const big = [{ schema: 'x.1', data: 'x'.repeat(4_000_000) }];
      const code = await journal.append('s', big, 1).then(() => 'none', (error) => error.code);
      const [first, ...rest] = await journal.read('s');
      const small = await journal.append('s', [{ schema: 'x.1', data: 2 }], 1).then((events) => events[0].seq);
      process.stdout.write(JSON.stringify({ code, first: first.data, rest: rest.length, small }));`;
    if (process.platform === 'win32') return t.skip('needs ulimit');
    const shell = `trap '' XFSZ; ulimit -f 2000; exec "$0" --input-type=module -e "$1"`;
    const { stdout } = await promisify(execFile)('sh', ['-c', shell, process.execPath, script]);
    assert.deepEqual(JSON.parse(stdout), { code: 'disk', first: 1, rest: 0, small: 2 });
  });
});

async function withJournal<T>(file: string, work: (journal: Journal) => Promise<T>): Promise<T> {
  const journal = await openSqliteJournal({ file, clock: Date.now });
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

async function refuses(file: string, code: ErrorCode): Promise<void> {
  await assert.rejects(openSqliteJournal({ file, clock: Date.now }), {
    name: 'StudioError',
    code,
    message: new RegExp(file),
  });
}

/** Starts a writer, kills it without warning after it has said so many batches, and returns those it said. */
function runAndKill(file: string, afterBatches: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, file, 's'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.split('\n').length > afterBatches) child.kill('SIGKILL');
    });
    child.on('error', reject);
    // What follows the last line break was cut off by the kill.
    child.on('close', () => resolve(said.split('\n').slice(0, -1)));
  });
}

/** `pid batch` of each batch in the stream; fails on a gap or a torn batch. */
function batches(events: RecordedEvent[]): string[] {
  const found: string[] = [];
  for (const [index, event] of events.entries()) {
    const { writer, batch, part } = event.data as { writer: number; batch: number; part: number };
    assert.equal(event.seq, index + 1);
    assert.equal(part, (index % 3) + 1);
    if (part === 1) found.push(`${writer} ${batch}`);
    else assert.equal(found.at(-1), `${writer} ${batch}`);
  }
  assert.equal(events.length % 3, 0);
  return found;
}
