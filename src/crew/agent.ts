import { z } from 'zod';
import type { MicroUsd } from '../film/money.ts';
import { ZERO } from '../film/money.ts';
import type { Provenance } from '../film/provenance.ts';
import { StudioError } from '../errors.ts';

/** What an agent decided, who decided it (a live mind or the rehearsal), and what the deciding cost. */
export interface Decision<Out> {
  value: Out;
  provenance: Provenance;
  cost: MicroUsd;
}

/**
 * A stateless function from input to output. The schemas and the prompt are public, so that a live mind can be asked the
 * same question and held to the same answer; `decide` asks the offline stand-in.
 */
export interface Agent<In, Out> {
  name: string;
  input: z.ZodType<In>;
  output: z.ZodType<Out>;
  /** Standing instructions: the input follows them as JSON, the answer is JSON that fits `output`. */
  prompt: string;
  /** Throws `internal` when either end does not fit its schema. */
  decide(input: In): Promise<Decision<Out>>;
}

/** Makes an agent of its parts. `rehearse` is deterministic and knows no clock, network or file. */
export function defineAgent<In, Out>(parts: {
  name: string;
  input: z.ZodType<In>;
  output: z.ZodType<Out>;
  prompt: string;
  rehearse: (input: In) => Out;
}): Agent<In, Out> {
  const { name, input, output, prompt, rehearse } = parts;
  return {
    name,
    input,
    output,
    prompt,
    decide: async (given) => {
      const question = fitting(input, given, `${name} was asked something malformed`);
      const answer = fitting(output, rehearse(question), `${name} answered something malformed`);
      return { value: answer, provenance: 'offline', cost: ZERO };
    },
  };
}

function fitting<T>(schema: z.ZodType<T>, value: unknown, complaint: string): T {
  const checked = schema.safeParse(value);
  if (!checked.success) throw new StudioError('internal', `${complaint}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}
