import { sum, ZERO, type MicroUsd } from './money.ts';
import type { ProductionState } from './state.ts';

/** What one member of the crew has asked of language models, and what that cost. */
export interface MindCost {
  /** `qa-verifier`. */
  role: string;
  /** Those that answered, each once. */
  models: string[];
  /** Decisions, and the questions that they took: repairs and questions without an answer count. */
  calls: number;
  turns: number;
  /** Tokens: read anew, read from the vendor's cache, written into it, and said. */
  input: number;
  cacheRead: number;
  cacheWrite: number;
  output: number;
  /** Settled; what is still reserved is not in it. */
  paid: MicroUsd;
}

/** Tokens and dollars by role, the dearest first; empty for a crew without a mind. */
export function mindsByRole({ minds, money }: Pick<ProductionState, 'minds' | 'money'>): MindCost[] {
  const roles = Map.groupBy(Object.entries(minds), ([, { prompt }]) => prompt.replace(/\.\d+$/, ''));
  return [...roles]
    .map(([role, calls]): MindCost => {
      const turns = calls.flatMap(([, call]) => call.turns);
      const usages = turns.flatMap(({ answer }) => answer?.usage ?? []);
      const total = (what: 'input' | 'cacheRead' | 'cacheWrite' | 'output'): number =>
        usages.reduce((all, usage) => all + usage[what], 0);
      return {
        role,
        models: [...new Set(calls.map(([, { model }]) => model))],
        calls: calls.length,
        turns: turns.length,
        input: total('input'),
        cacheRead: total('cacheRead'),
        cacheWrite: total('cacheWrite'),
        output: total('output'),
        paid: sum(
          calls.flatMap(([name, call]) =>
            call.turns.map(({ turn }) => money.charges[`mind/${name}/${turn}`]?.settled ?? ZERO),
          ),
        ),
      };
    })
    .toSorted((a, b) => b.paid - a.paid);
}
