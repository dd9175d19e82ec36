import { ceilingOf, type ProductionState } from '../../film/state.ts';
import type { Journal } from '../../journal/spec.ts';
import { ledgerCsv } from '../../ledger/csv.ts';
import { ledgerOf } from '../../ledger/ledger.ts';
import { streamOf } from '../studio/production.ts';

/** The account of a production as CSV, from the journal. */
export async function ledgerText(journal: Journal, id: string, state: ProductionState): Promise<string> {
  return ledgerCsv(ledgerOf(ceilingOf(state), await journal.read(streamOf(id))));
}
