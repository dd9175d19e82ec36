import type { Brief } from '../../film/brief.ts';
import type { Contract } from '../../film/contract.ts';
import type { Pilot } from '../../film/pilot.ts';
import type { Screenplay } from '../../film/screenplay.ts';

/** What is shot, and by which pilot. */
export interface Plan {
  brief: Brief;
  contract: Contract;
  screenplay: Screenplay;
  pilot: Pilot;
}

/** Takes of one shot before we make do with the best of them, where nobody looks at them. */
export const ATTEMPTS = 2;
