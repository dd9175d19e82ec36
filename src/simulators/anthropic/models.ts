/** What the vendor's pages say of a model. Token counts; dollars for a million tokens. */
export interface ModelFacts {
  id: string;
  name: string;
  /** Released: RFC 3339; the vendor's own table is only known to the month. */
  createdAt: string;
  context: number;
  maxOutput: number;
  /** It takes `temperature`, `top_p` and `top_k`. */
  sampling: boolean;
  /** It can be made to use a tool (`tool_choice` of `any` or `tool`). */
  forcedTools: boolean;
  /** It thinks unless it is told not to, and takes no `budget_tokens`. */
  thinks: boolean;
  /** By the length of the prompt; the last band has no end. */
  bands: readonly { upTo: number; in: number; out: number; read: number }[];
}

/**
 * The models that answer here, the newest first. Prices, contexts and what they refuse are those of the model pages of
 * August to October 2026; that Haiku 5.5 can still be made to use a tool, that Fable 5.2 costs as much as 5.1, and prices
 * and dates of the models before Opus 5 (Haiku 4.5 apart) are unverified.
 */
export const MODELS: readonly ModelFacts[] = [
  current('claude-fable-5-2', 'Claude Fable 5.2', '2026-11', [10, 50, 0.25]),
  { ...current('claude-haiku-5-5', 'Claude Haiku 5.5', '2026-10', [0.1, 0.5, 0.01]), ...haikuBands() },
  current('claude-sonnet-5-5', 'Claude Sonnet 5.5', '2026-09', [2, 10, 0.1]),
  current('claude-fable-5-1', 'Claude Fable 5.1', '2026-08', [10, 50, 0.25]),
  current('claude-opus-5-5', 'Claude Opus 5.5', '2026-08', [4, 20, 0.2]),
  { ...current('claude-sonnet-5', 'Claude Sonnet 5', '2026-05', [2, 10, 0.2]), forcedTools: true },
  { ...current('claude-opus-5', 'Claude Opus 5', '2026-04', [5, 25, 0.5]), forcedTools: true },
  former('claude-opus-4-8', 'Claude Opus 4.8', '2026-02', [5, 25, 0.5]),
  former('claude-opus-4-7', 'Claude Opus 4.7', '2026-01', [5, 25, 0.5]),
  former('claude-sonnet-4-6', 'Claude Sonnet 4.6', '2025-12', [3, 15, 0.3]),
  former('claude-opus-4-6', 'Claude Opus 4.6', '2025-12', [5, 25, 0.5]),
  former('claude-haiku-4-5', 'Claude Haiku 4.5', '2025-10', [1, 5, 0.1]),
  former('claude-haiku-4-5-20251001', 'Claude Haiku 4.5', '2025-10', [1, 5, 0.1]),
];

type Rates = readonly [input: number, output: number, read: number];

function current(id: string, name: string, month: string, rates: Rates): ModelFacts {
  const common = { sampling: false, forcedTools: false, thinks: true };
  return {
    ...common,
    id,
    name,
    createdAt: firstOf(month),
    context: 1_000_000,
    maxOutput: 128_000,
    bands: [bandOf(rates)],
  };
}

function former(id: string, name: string, month: string, rates: Rates): ModelFacts {
  const common = { sampling: true, forcedTools: true, thinks: false };
  return {
    ...common,
    id,
    name,
    createdAt: firstOf(month),
    context: 200_000,
    maxOutput: 64_000,
    bands: [bandOf(rates)],
  };
}

function haikuBands(): Pick<ModelFacts, 'bands' | 'forcedTools'> {
  return { bands: [bandOf([0.1, 0.5, 0.01], 100_000), bandOf([0.5, 2.5, 0.05])], forcedTools: true };
}

function firstOf(month: string): string {
  return `${month}-01T00:00:00Z`;
}

function bandOf([input, output, read]: Rates, upTo = Number.POSITIVE_INFINITY): ModelFacts['bands'][number] {
  return { upTo, in: input, out: output, read };
}
