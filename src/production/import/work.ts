import type { Provenance } from '../../film/provenance.ts';
import type { Production } from '../studio/production.ts';
import type { Gathered } from './gather.ts';
import type { Survey } from './survey.ts';

/** A run on its way into a production of ours. */
export interface Work extends Gathered {
  production: Production;
  survey: Survey;
  /** `live`, or `offline` for a mock run. */
  provenance: Provenance;
}
