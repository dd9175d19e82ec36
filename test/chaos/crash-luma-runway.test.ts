import { crashTests } from './crashes.ts';
import { PAYEES } from './stage.ts';

crashTests([PAYEES.dreamMachine, PAYEES.agents, PAYEES.runway]);
