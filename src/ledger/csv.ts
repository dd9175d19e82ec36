import { formatUsd, type MicroUsd } from '../film/money.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** Heading and value of each column. Money is plain dollars with a point, times are ISO 8601 in UTC. */
const COLUMNS: [string, (entry: LedgerEntry) => string][] = [
  ['reservation', (entry) => text(entry.reservation)],
  ['act', (entry) => text(entry.act)],
  ['provenance', (entry) => entry.provenance],
  ['provider', (entry) => text(entry.provider)],
  ['model', (entry) => text(entry.model)],
  ['state', (entry) => entry.state],
  ['reserved_usd', (entry) => dollars(entry.reserved)],
  ['settled_usd', (entry) => dollars(entry.settled)],
  ['released_usd', (entry) => dollars(entry.state === 'released' ? entry.reserved : null)],
  ['note', (entry) => text(entry.note ?? '')],
  ['reserved_at', (entry) => time(entry.reservedAt)],
  ['closed_at', (entry) => time(entry.closedAt)],
];

/**
 * The account as a spreadsheet reads it: RFC 4180 with a heading and one row per act. Texts that a spreadsheet would run
 * as a formula are shown as text.
 */
export function ledgerCsv(ledger: Ledger): string {
  const rows = [
    COLUMNS.map(([heading]) => heading),
    ...ledger.entries.map((entry) => COLUMNS.map(([, value]) => value(entry))),
  ];
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A leading `=`, `+`, `-`, `@`, tab or line break starts a formula in Excel, and so do their full-width twins. */
function text(value: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
}

function dollars(amount: MicroUsd | null): string {
  return amount === null ? '' : formatUsd(amount).slice(1);
}

function time(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}
