import { z } from 'zod';

/**
 * Where a fact comes from. Required on every take, review, lesson and ledger entry; never inferred from a price or a
 * missing key, and never mixed: what was rehearsed offline teaches nothing to live productions.
 */
export const Provenance = z.enum(['live', 'simulated', 'offline']);
export type Provenance = z.infer<typeof Provenance>;
