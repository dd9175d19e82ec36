import { z } from 'zod';
import type { Json } from '../json.ts';

/** Tokens of one call, as the vendor counts them. `input` leaves out what came from or went into the cache. */
export const Usage = z.object({
  input: z.int().nonnegative(),
  output: z.int().nonnegative(),
  cacheRead: z.int().nonnegative(),
  cacheWrite: z.int().nonnegative(),
});
export type Usage = z.infer<typeof Usage>;

/** A piece of a question. `repeats` marks the end of what other questions begin with too, so that a vendor may cache it. */
export type Part =
  | { kind: 'text'; text: string; repeats?: boolean }
  | { kind: 'picture'; jpeg: Uint8Array; width: number; height: number; repeats?: boolean };

/** What a mind is asked. The answer is JSON that fits `schema`. */
export interface Question {
  /** Who asks, and by which version of its prompt: `script-writer.2`. */
  prompt: string;
  /** Standing instructions. */
  system: string;
  parts: readonly Part[];
  /** JSON Schema of the answer. */
  schema: Json;
  /** An earlier answer that could not be used, and why. */
  repair: { said: string; problem: string } | null;
  /** Tokens that the answer may have, thinking included. */
  maxTokens: number;
  effort: Effort;
}

export type Effort = 'low' | 'medium' | 'high';

/** Why a mind stopped talking. */
export const Stop = z.enum(['end', 'cut-off', 'refused']);
export type Stop = z.infer<typeof Stop>;

/** What a mind has said. */
export interface Saying {
  stop: Stop;
  /** As it was said; empty for a refusal. */
  text: string;
  usage: Usage;
}
