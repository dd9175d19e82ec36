import type { ProductionState } from '../../film/state.ts';
import { ZERO } from '../../film/money.ts';
import type { Journal } from '../../journal/spec.ts';
import { ledgerCsv } from '../../ledger/csv.ts';
import { ledgerOf } from '../../ledger/ledger.ts';
import { streamOf } from '../studio/production.ts';

/** The account of a production as CSV, from the journal. */
export async function ledgerText(journal: Journal, id: string, { brief }: ProductionState): Promise<string> {
  return ledgerCsv(ledgerOf(brief?.budget ?? ZERO, await journal.read(streamOf(id))));
}
