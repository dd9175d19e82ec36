// A process that a test starts and kills: appends batches of three to a stream as fast as it can and says each batch
// aloud only after the journal has acknowledged it. Arguments: file, stream, how many batches (0 for no end).
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import { StudioError } from '../../src/errors.ts';

const [file = '', stream = '', count = '0'] = process.argv.slice(2);
const journal = await openSqliteJournal({ file, clock: Date.now });
const last = count === '0' ? Infinity : Number(count);
for (let batch = 1; batch <= last; batch++) {
  for (;;) {
    const seen = (await journal.list({ prefix: stream }))[0]?.lastSeq ?? 0;
    const data = { writer: process.pid, batch };
    try {
      await journal.append(
        stream,
        [1, 2, 3].map((part) => ({ schema: 'part.1', data: { ...data, part } })),
        seen,
      );
      break;
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'conflict') throw error;
    }
  }
  process.stdout.write(`${process.pid} ${batch}\n`);
}
await journal.close();
