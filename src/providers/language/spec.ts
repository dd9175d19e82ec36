import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Question, Saying, Usage } from '../../film/question.ts';

/** A language model of one account. */
export interface LanguageModel {
  /** `anthropic`, or the name that the configuration gives an endpoint. */
  provider: string;
  model: string;
  provenance: Provenance;
  /** Sends the question once, never again. Throws only the reason of `signal`. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
  /** What so many tokens cost. Throws `price-unknown`. */
  price(usage: Usage): MicroUsd;
}

/** What became of one question. */
export type Answer =
  | { kind: 'said'; saying: Saying }
  /** Not answered and not billed: asking the same again may help. `reached`: somebody was there to say so. */
  | { kind: 'busy'; reason: string; retryAfterMs: number | null; reached: boolean }
  /** Not answered and not billed, and asking again is useless. `balance` and `credentials` concern every question. */
  | { kind: 'declined'; why: 'rejected' | 'balance' | 'credentials'; reason: string }
  /** It broke off: what was heard until then may be billed. `outputTokens` is an estimate. */
  | { kind: 'broken'; reason: string; outputTokens: number };
