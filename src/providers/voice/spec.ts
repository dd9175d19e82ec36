import type { MicroUsd } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { VoiceRequest } from '../../film/request.ts';
import type { SpokenWord } from '../../film/take.ts';
import type { Found, OrderOutcome, Price } from '../spec.ts';

export interface Speech {
  /** Mono, 16 bit WAV; the scratch voice's has 48 kHz, a vendor's what it sells. */
  wav: Uint8Array;
  seconds: number;
  /** In order; together they are the request's words. */
  words: SpokenWord[];
  /** The vendor's bill; null when its answer does not say. */
  cost: MicroUsd | null;
  warnings: string[];
}

export interface VoiceEstimate {
  model: string;
  /** The most that the line can cost. */
  price: MicroUsd;
  source: string;
}

/** A line whose outcome nobody knows. */
export interface LostLine {
  request: VoiceRequest;
  /** When it was sent at the earliest, and now: milliseconds since 1970. */
  sentAt: number;
  now: number;
  /** For so many milliseconds it has certainly not been sent any more: only then can its absence prove something. */
  quietMs: number;
  /** Vendor ids of lines that are ours already. */
  claimed: ReadonlySet<string>;
}

/** What the price book is asked for. Throws `price-unknown`. */
export type VoicePriceOf = (line: { model: string; characters: number }) => Price;

export interface VoiceProvider {
  /** `openai`; a simulator of it is `sim:openai`. */
  id: string;
  provenance: Provenance;
  /** True when a line costs nothing and asking again gives the same. */
  repeatable: boolean;
  /** Pure. Throws `price-unknown`, or `usage` for a text that is longer than the vendor takes. */
  estimate(request: VoiceRequest): VoiceEstimate;
  /** Exactly one HTTP request, never retried in here. `id` is the vendor's name of the line, or null. */
  speak(request: VoiceRequest, signal: AbortSignal): Promise<OrderOutcome<{ id: string | null; speech: Speech }>>;
  /** Looks for a line in the vendor's history. */
  find?(line: LostLine, signal: AbortSignal): Promise<Found<{ id: string; speech: Speech }>>;
  /** Says in a few words whose account it is and what is left, at no cost. Throws `config` for a key that is not taken. */
  verify?(signal: AbortSignal): Promise<string>;
}
