import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { encodeEvent } from '../../src/film/events.ts';
import { type MicroUsd, usd } from '../../src/film/money.ts';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import { openStreamWriter, type StreamWriter } from '../../src/journal/step.ts';
import { ledgerOf, release, reserve, settle } from '../../src/ledger/ledger.ts';

const BUDGET = usd(1);
const folder = mkdtempSync(path.join(tmpdir(), 'reservations-'));
after(() => rmSync(folder, { recursive: true }));

it('never spends above the budget, though forty acts ask for money at once', async () => {
  const journal = await openSqliteJournal({ file: path.join(folder, 'journal.db'), clock: Date.now });
  const writer = await openStreamWriter({ journal, stream: 'production', holder: 'test' });
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => buy(writer, `3B-${index}`, usd(0.03 + (index % 7) / 100), index)),
  );
  // At every instant of the recorded story, not only at its end.
  for (let seq = 0; seq <= writer.events.length; seq++) {
    const { spent, reserved } = ledgerOf(BUDGET, writer.events.slice(0, seq));
    assert.ok(spent + reserved <= BUDGET);
  }
  const { entries, left, spent } = ledgerOf(BUDGET, await journal.read('production'));
  assert.ok(entries.length > 15 && entries.length < 40, `${entries.length} of 40 acts were granted`);
  assert.ok(entries.every((entry) => entry.state !== 'reserved'));
  assert.equal(left, BUDGET - spent);
  await writer.close();
  await journal.close();
});

/** A third of the acts is not billed, a third is billed in full, a third at half price. */
async function buy(writer: StreamWriter, slate: string, amount: MicroUsd, index: number): Promise<void> {
  const wish = {
    reservation: slate,
    act: `take ${slate}`,
    provider: 'sim',
    model: 'm',
    provenance: 'simulated',
    amount,
  } as const;
  const granted = await writer.transact((events) => {
    const answer = reserve(ledgerOf(BUDGET, events), wish);
    return answer.kind === 'granted' ? [encodeEvent('money-reserved', answer.event)] : [];
  });
  if (granted.length === 0) return;
  await writer.transact((events) => {
    const ledger = ledgerOf(BUDGET, events);
    if (index % 3 === 0) return [encodeEvent('money-released', release(ledger, slate, 'moderated, not billed'))];
    const bill = (index % 3 === 1 ? amount : Math.floor(amount / 2)) as MicroUsd;
    return [encodeEvent('money-settled', settle(ledger, slate, bill, 'vendor'))];
  });
}
