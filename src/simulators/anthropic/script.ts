import { z } from 'zod';

/** One answer that was written beforehand. Exactly one of `text`, `json`, `tool`, `refusal`, `error` says what it is. */
const Line = z
  .strictObject({
    /** It answers only a request whose texts hold this, whatever the case. */
    match: z.string().optional(),
    /** How many requests it answers; null: all that match. */
    times: z.int().positive().nullable().default(1),
    text: z.string().optional(),
    /** Said as JSON, whatever the schema that was asked for. */
    json: z.unknown().optional(),
    tool: z.strictObject({ name: z.string(), input: z.record(z.string(), z.unknown()) }).optional(),
    refusal: z.strictObject({ category: z.string().nullable(), explanation: z.string().nullable() }).optional(),
    error: z
      .strictObject({
        status: z.int().min(400).max(599),
        type: z.string(),
        message: z.string(),
        retryAfterSeconds: z.number().nonnegative().optional(),
      })
      .optional(),
    /** Streamed or not, it breaks off with `overloaded_error` after so many pieces of text. */
    overloadedAfter: z.int().nonnegative().optional(),
    /** Tokens that it thinks before; absent: as many as the simulator finds right. */
    thinkingTokens: z.int().nonnegative().optional(),
  })
  .refine(
    ({ text, json, tool, refusal, error, overloadedAfter }) => {
      const said = [text, json, tool, refusal, error].filter((part) => part !== undefined).length;
      return said === 1 || (said === 0 && overloadedAfter !== undefined);
    },
    { message: 'a line has exactly one of text, json, tool, refusal, error' },
  );
export type Line = z.infer<typeof Line>;

const Lines = z.union([z.array(Line), z.strictObject({ answers: z.array(Line) }).transform(({ answers }) => answers)]);

/** A queue of answers: the first that matches a request is used up for it. */
export interface Script {
  /** Adds lines at the end; a text says what is wrong with them, and then none is added. */
  add(lines: unknown): string | null;
  clear(): void;
  /** Takes the line for a request; null when there is none. */
  next(said: string): Line | null;
  rest(): readonly Line[];
}

export function createScript(): Script {
  let lines: Line[] = [];
  return {
    add(more) {
      const parsed = Lines.safeParse(more);
      if (!parsed.success) return z.prettifyError(parsed.error);
      // A line is used up in place, so each gets a copy of its own.
      lines.push(...parsed.data.map((line) => ({ ...line })));
      return null;
    },
    clear() {
      lines = [];
    },
    next(said) {
      const heard = said.toLowerCase();
      const line = lines.find(({ match }) => match === undefined || heard.includes(match.toLowerCase()));
      if (line === undefined) return null;
      if (line.times !== null) line.times -= 1;
      if (line.times === 0) lines = lines.filter((one) => one !== line);
      return line;
    },
    rest: () => lines,
  };
}
