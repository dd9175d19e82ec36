import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { encodeEvent, type EventData } from '../film/events.ts';
import { usd } from '../film/money.ts';
import { ledgerCsv } from './csv.ts';
import { ledgerOf } from './ledger.ts';

describe('the account as CSV', () => {
  it('has one row per act, with money, state and times', () => {
    const start = Date.UTC(2026, 10, 23, 4, 0, 0);
    const ledger = ledgerOf(usd(5), [
      { ...encodeEvent('money-reserved', act('3B-1', 'take 3B-1')), at: start },
      { ...encodeEvent('money-reserved', act('3B-2', 'take 3B-2')), at: start + 1_500 },
      { ...encodeEvent('money-reserved', act('3B-3', 'take 3B-3')), at: start + 2_000 },
      {
        ...encodeEvent('money-settled', { reservation: '3B-1', amount: usd(0.0125), basis: 'vendor' }),
        at: start + 60_000,
      },
      { ...encodeEvent('money-released', { reservation: '3B-2', reason: 'refused, "unsafe"' }), at: start + 61_000 },
    ]);
    assert.deepEqual(ledgerCsv(ledger).split('\r\n'), [
      'reservation,act,provenance,provider,model,state,reserved_usd,settled_usd,released_usd,note,reserved_at,closed_at',
      '3B-1,take 3B-1,live,luma,ray-3.2,settled,0.30,0.0125,,vendor,2026-11-23T04:00:00.000Z,2026-11-23T04:01:00.000Z',
      '3B-2,take 3B-2,live,luma,ray-3.2,released,0.30,,0.30,"refused, ""unsafe""",2026-11-23T04:00:01.500Z,2026-11-23T04:01:01.000Z',
      '3B-3,take 3B-3,live,luma,ray-3.2,reserved,0.30,,,,2026-11-23T04:00:02.000Z,',
      '',
    ]);
  });

  it('lets no text become a formula', () => {
    for (const evil of ['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1']) {
      assert.equal(actCell(evil), `'${evil}`);
    }
    assert.equal(actCell('take 3B-1 = the best'), 'take 3B-1 = the best');
  });

  it('gives any text back to a reader of RFC 4180', () => {
    // The leading letter keeps it from being a formula, so nothing may be added.
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(actCell(`x${text}`), `x${text}`)));
  });
});

function act(reservation: string, what: string): EventData<'money-reserved'> {
  return { reservation, act: what, provider: 'luma', model: 'ray-3.2', provenance: 'live', amount: usd(0.3) };
}

/** The `act` of the only row, as a strict reader of RFC 4180 sees it. */
function actCell(text: string): string {
  const event = { ...encodeEvent('money-reserved', act('r', text)), at: 0 };
  const csv = ledgerCsv(ledgerOf(usd(5), [event]));
  const [, row] = rowsOf(csv);
  return row?.[1] ?? assert.fail('no row');
}

function rowsOf(csv: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(cell)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
