import { crashTests } from './crashes.ts';
import { PAYEES } from './stage.ts';

crashTests([PAYEES.kling, PAYEES.pika, PAYEES.openai, PAYEES.elevenlabs]);
