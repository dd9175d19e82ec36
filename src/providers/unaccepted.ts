import type { OrderOutcome } from './spec.ts';

/** An answer by which a vendor has not plainly taken an order. */
interface Rejection {
  status: number;
  /** The vendor's code and message, as one line. */
  reason: string;
  retryAfterMs: number | null;
}

/**
 * What a status means for an order where the vendor's own codes do not say more. A 4xx is an answer by which it was
 * certainly not taken; 408, every 5xx, a redirect and a 2xx that cannot be read may follow an order that was.
 */
export function unaccepted({ status, reason, retryAfterMs }: Rejection): OrderOutcome<never> {
  const said = `${status}: ${reason}`;
  if (status < 400 || status >= 500 || status === 408) return { kind: 'unsure', reason: said };
  if (status === 402 || BALANCE.test(reason)) return { kind: 'refused', why: 'balance', reason: said };
  if (status === 425 || status === 429) return { kind: 'busy', why: pressureOf(reason), retryAfterMs, reason: said };
  if (status === 401) return { kind: 'refused', why: 'credentials', reason: said };
  if (MODERATED.test(reason)) return { kind: 'refused', why: 'moderated', reason: said };
  return { kind: 'refused', why: status === 403 ? 'credentials' : 'rejected', reason: said };
}

/** As vendors put it: `insufficient_quota`, `quota_exceeded`, `Exhausted balance`, `not enough credits`. */
const BALANCE =
  /insufficient[_ ](?:account[_ ])?(?:quota|balance|credit|fund)|quota_exceeded|exceeded your current quota|exhausted balance|(?:not|n't) (?:have )?enough credits?|out of credits?|billing[_ ]hard[_ ]limit/i;

/** Words by which vendors say that a prompt or a picture is not allowed. */
export const MODERATED =
  /moderat|safety|unsafe|polic(?:y|ies)|content[_ ]?filter|nsfw|inappropriate|prohibited content/i;

function pressureOf(reason: string): 'rate' | 'concurrency' | 'overload' {
  if (/concurren|parallel/i.test(reason)) return 'concurrency';
  return /busy|overload|capacity|too early/i.test(reason) ? 'overload' : 'rate';
}
